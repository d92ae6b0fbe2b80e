#include "xuewei/draft.h"
#include "scenario_kit.h"
#include <math.h>

static void open_with(struct kit *kit, const char *table, const char *rows)
{
    char name[60], line[120];
    kit_open(kit);
    kit_file(kit, "schools.csv",
             "school,name_zh,zone,sector,cluster\n"
             "P1,一小,A,public,G1\n"
             "P2,二小,B,public,G1\n"
             "M1,一中,B,public,\n");
    snprintf(name, sizeof name, "%s.csv", table);
    snprintf(line, sizeof line, "  %s: %s\n", table, name);
    kit_file(kit, name, rows);
    kit_scenario_and(kit, line);
}

START_TEST(exchange_is_read)
{
    struct kit kit;
    open_with(&kit, "teacher_exchange",
              "cluster,year,eligible,moved,backbone,years\nG1,2021,20,3,1,3\nG1,2022,20,2,,\n");
    kit_doubts(&kit, "");
    const struct xw_teacher_exchange *e = &kit.s.teacher_exchange;
    ck_assert_int_eq(e->count, 2);
    ck_assert_int_eq(e->cluster[0], 0);
    ck_assert_double_eq(e->moved[0], 3.0);
    ck_assert_double_eq(e->years[0], 3.0);
    ck_assert_double_nan(e->backbone[1]);
    kit_close(&kit);
}
END_TEST

START_TEST(expenditure_is_ordered)
{
    struct kit kit;
    open_with(
        &kit, "expenditure",
        "item,stage,year,cny\nper_pupil,primary,2021,12000\ntotal,,2021,82\ntotal,,2020,80\n");
    kit_doubts(&kit, "");
    const struct xw_expenditure *e = &kit.s.expenditure;
    static const double cny[] = { 80, 82, 12000 };
    ck_assert_int_eq(e->count, 3);
    for (int k = 0; k < 3; k++)
        ck_assert_double_eq(e->cny[k], cny[k]);
    ck_assert_int_eq(e->stage[0], XW_NONE);
    ck_assert_int_eq(e->stage[2], 0);
    ck_assert_int_eq(e->year[0], 2020);
    kit_close(&kit);
}
END_TEST

static const struct {
    const char *table, *rows, *want;
} refused[] = {
    { "teacher_exchange", "cluster,year,eligible,moved\nG9,2021,20,3\n",
      "teacher_exchange.csv:2:1: cluster: \"G9\" is not accepted\n"
      "    accepted: a cluster that schools name in their column cluster; did you mean G1?\n" },
    { "teacher_exchange", "cluster,year,eligible,moved\nG1,2021,20,21\n",
      "teacher_exchange.csv:2:12: moved: \"21\" is not accepted\n"
      "    accepted: no more than eligible, 20\n" },
    { "teacher_exchange", "cluster,year,eligible,moved,backbone\nG1,2021,20,3,4\n",
      "teacher_exchange.csv:2:14: backbone: \"4\" is not accepted\n"
      "    accepted: no more than moved, 3\n" },
    { "quota", "school,year,planned,filled\nM9,2021,20,20\n",
      "quota.csv:2:1: school: \"M9\" is not accepted\n"
      "    accepted: a school of schools.csv; did you mean M1?\n" },
    { "quota", "school,year,planned,filled\nM1,2021,20,21\n",
      "quota.csv:2:12: filled: \"21\" is not accepted\n"
      "    accepted: no more than planned, 20\n" },
    { "quota", "school,year,planned,filled\nM1,2021,20,20\n,2021,50,50\n",
      "quota.csv:3:1: school: \"\" is not accepted\n"
      "    accepted: one of the two in a year: schools, or the district\n" },
    { "expenditure", "item,stage,year,cny\ntotal,primary,2021,5\nper_pupil,,2021,5\n",
      "expenditure.csv:2:7: stage: \"primary\" is not accepted\n"
      "    accepted: nothing: the total is of all stages\n"
      "expenditure.csv:3:11: stage: \"\" is not accepted\n"
      "    accepted: the stage of the pupils\n" },
};

START_TEST(what_cannot_be_is_refused)
{
    struct kit kit;
    open_with(&kit, refused[_i].table, refused[_i].rows);
    kit_refuses(&kit, refused[_i].want);
    kit_close(&kit);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_test(c, exchange_is_read);
    tcase_add_test(c, expenditure_is_ordered);
    return c;
}

static TCase *refusals(void)
{
    TCase *c = tcase_create("refusals");
    tcase_add_loop_test(c, what_cannot_be_is_refused, 0, sizeof refused / sizeof *refused);
    return c;
}

UNIT_MAIN("build_exchange", known_answers(), refusals())
