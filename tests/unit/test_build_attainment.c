#include "xuewei/draft.h"
#include "scenario_kit.h"
#include <math.h>

#define HEADER "cluster,school,year,stage,difference,pupils,mean,sd\n"

static void open_with(struct kit *kit, const char *rows)
{
    char text[1000];
    kit_open(kit);
    kit_file(kit, "schools.csv",
             "school,name_zh,zone,sector,cluster\n"
             "P1,一小,A,public,G1\n"
             "P2,二小,B,public,G1\n"
             "M1,一中,B,public,\n");
    snprintf(text, sizeof text, HEADER "%s", rows);
    kit_file(kit, "attainment.csv", text);
    kit_scenario_and(kit, "  attainment: attainment.csv\n");
}

START_TEST(rows_are_of_clusters_or_schools)
{
    struct kit kit;
    open_with(&kit, "G1,,2021,primary,0.18,,,\n"
                    ",P2,2022,primary,,30,74,10\n"
                    ",P1,2022,primary,,60,80,\n");
    kit_doubts(&kit, "");
    const struct xw_attainment *a = &kit.s.attainment;
    ck_assert_int_eq(kit.s.clusters.count, 1);
    ck_assert_str_eq(kit.s.clusters.code[0], "G1");
    ck_assert_int_eq(kit.s.clusters.of[0], XW_NONE); /* M1 */
    ck_assert_int_eq(a->count, 3);
    ck_assert_int_eq(a->cluster[0], 0);
    ck_assert_int_eq(a->school[0], XW_NONE);
    ck_assert_double_eq(a->difference[0], 0.18);
    ck_assert_str_eq(kit.s.schools.code[a->school[1]], "P2");
    ck_assert_int_eq(a->year[1], 2022);
    ck_assert_double_eq(a->mean[1], 74.0);
    ck_assert_double_nan(a->sd[2]);
    kit_close(&kit);
}
END_TEST

static const struct {
    const char *rows, *want;
} refused[] = {
    { "G2,,2021,primary,0.18,,,\n", "attainment.csv:2:1: cluster: \"G2\" is not accepted\n"
                                    "    accepted: a cluster that schools name in their column "
                                    "cluster; did you mean G1?\n" },
    { ",P9,2021,primary,,30,74,10\n", "attainment.csv:2:2: school: \"P9\" is not accepted\n"
                                      "    accepted: a school of schools.csv; did you mean P1?\n" },
    { ",M1,2021,primary,,30,74,10\n", "attainment.csv:2:2: school: \"M1\" is not accepted\n"
                                      "    accepted: a school that belongs to a cluster\n" },
    { "G1,P1,2021,primary,0.1,,,\n", "attainment.csv:2:4: school: \"P1\" is not accepted\n"
                                     "    accepted: nothing, where the cluster is given\n" },
    { ",,2021,primary,0.1,,,\n", "attainment.csv:2:1: cluster: \"\" is not accepted\n"
                                 "    accepted: a cluster, or a school in the column school\n" },
    { "G1,,2021,primary,,,,\n", "attainment.csv:2:18: difference: \"\" is not accepted\n"
                                "    accepted: a number: the difference within the cluster\n" },
    { ",P1,2021,primary,0.1,30,74,10\n",
      "attainment.csv:2:18: difference: \"0.1\" is not accepted\n"
      "    accepted: nothing: a school has pupils, mean and sd\n" },
    { ",P1,2021,primary,,30,,10\n", "attainment.csv:2:22: mean: \"\" is not accepted\n"
                                    "    accepted: a number: a school has pupils and mean\n" },
    { "G1,,2021,primary,0.1,,,10\n",
      "attainment.csv:2:24: sd: \"10\" is not accepted\n"
      "    accepted: nothing: a cluster has its difference alone\n" },
    { "G1,,2021,primary,0.1,,,\n,P1,2021,primary,,30,74,10\n",
      "attainment.csv:3:2: school: \"P1\" is not accepted\n"
      "    accepted: one of the two: its schools, or the difference of the cluster\n" },
};

START_TEST(what_is_not_clear_is_refused)
{
    struct kit kit;
    open_with(&kit, refused[_i].rows);
    kit_refuses(&kit, refused[_i].want);
    kit_close(&kit);
}
END_TEST

START_TEST(a_cluster_has_a_name_of_its_own)
{
    static const char *const taken[][2] = { { "东街道", "a town" },
                                            { "P2", "a school" },
                                            { "district", "the district" } };
    for (int i = 0; i < 3; i++) {
        struct kit kit;
        char text[300], want[300];
        kit_open(&kit);
        snprintf(text, sizeof text, "school,zone,cluster\nP1,A,%s\nP2,B,%s\nM1,B,\n", taken[i][0],
                 taken[i][0]);
        kit_file(&kit, "schools.csv", text);
        snprintf(want, sizeof want,
                 "schools.csv:2:6: cluster: \"%s\" is not accepted\n"
                 "    accepted: a name of its own: %s has this one, and figures are told apart "
                 "by it\n",
                 taken[i][0], taken[i][1]);
        kit_refuses(&kit, want);
        kit_close(&kit);
    }
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_test(c, rows_are_of_clusters_or_schools);
    return c;
}

static TCase *refusals(void)
{
    TCase *c = tcase_create("refusals");
    tcase_add_loop_test(c, what_is_not_clear_is_refused, 0, sizeof refused / sizeof *refused);
    tcase_add_test(c, a_cluster_has_a_name_of_its_own);
    return c;
}

UNIT_MAIN("build_attainment", known_answers(), refusals())
