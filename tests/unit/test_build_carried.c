#include "xuewei/draft.h"
#include "scenario_kit.h"
#include <math.h>

static void open_with(struct kit *kit, const char *table, const char *rows)
{
    char file[60], line[100];
    snprintf(file, sizeof file, "%s.csv", table);
    snprintf(line, sizeof line, "  %s: %s\n", table, file);
    kit_open(kit);
    kit_file(kit, file, rows);
    kit_scenario_and(kit, line);
}

START_TEST(rows_stand_in_the_order_of_their_key)
{
    struct kit kit;
    open_with(&kit, "sites",
              "site,name_zh,zone,town,area_m2,stage,classes,status,until_year,evidence\n"
              "R10,,B,,30000,lower_secondary,,released,,\n"
              "R2,南地块,,东街道,12500.5,primary,24,reserved,2030,published\n");
    kit_doubts(&kit, "");
    const struct xw_carried *sites = &kit.s.carried[XW_TABLE_SITES];
    ck_assert_int_eq(sites->count, 2);
    ck_assert_int_eq(sites->line[0], 3);
    ck_assert_int_eq(sites->line[1], 2);
    ck_assert_str_eq(xw_carried_text(sites, XW_COL_SITES_SITE, 0), "R2");
    ck_assert_str_eq(xw_carried_text(sites, XW_COL_SITES_NAME_ZH, 0), "南地块");
    ck_assert_str_eq(xw_carried_text(sites, XW_COL_SITES_NAME_EN, 0), "");
    ck_assert_str_eq(xw_carried_text(sites, XW_COL_SITES_ZONE, 0), "");
    ck_assert_str_eq(xw_carried_text(sites, XW_COL_SITES_TOWN, 0), "东街道");
    ck_assert_double_eq(xw_carried_number(sites, XW_COL_SITES_AREA_M2, 0), 12500.5);
    ck_assert_str_eq(xw_carried_text(sites, XW_COL_SITES_STAGE, 0), "primary");
    ck_assert_int_eq(xw_carried_whole(sites, XW_COL_SITES_CLASSES, 0, XW_NONE), 24);
    ck_assert_str_eq(xw_carried_text(sites, XW_COL_SITES_STATUS, 0), "reserved");
    ck_assert_int_eq(xw_carried_whole(sites, XW_COL_SITES_UNTIL_YEAR, 0, XW_NONE), 2030);
    ck_assert_int_eq(xw_carried_evidence(sites, 0), XW_PUBLISHED);
    ck_assert_str_eq(xw_carried_text(sites, XW_COL_SITES_SITE, 1), "R10");
    ck_assert_int_eq(xw_carried_whole(sites, XW_COL_SITES_CLASSES, 1, XW_NONE), XW_NONE);
    ck_assert_int_eq(xw_carried_evidence(sites, 1), XW_ASSUMED);
    ck_assert_int_eq(kit.s.tables_with_evidence, 9);
    ck_assert_str_eq(kit.s.table_evidence[8].table, "sites");
    ck_assert_int_eq(kit.s.table_evidence[8].rows[XW_PUBLISHED], 1);
    ck_assert_int_eq(kit.s.table_evidence[8].rows[XW_ASSUMED], 1);
    kit_close(&kit);
}
END_TEST

/* A table that stages read is kept as it was given, whatever they made of it. */
START_TEST(rolls_are_kept_too)
{
    struct kit kit;
    kit_open(&kit);
    kit_doubts(&kit, "");
    const struct xw_carried *rolls = &kit.s.carried[XW_TABLE_ROLLS];
    ck_assert_int_eq(rolls->count, kit.s.rolls.count);
    for (int32_t i = 0; i < rolls->count; i++) {
        ck_assert_str_eq(xw_carried_text(rolls, XW_COL_ROLLS_SCHOOL, i), i == 0 || i == 1 ? "M1"
                                                                         : i < 4          ? "P1"
                                                                                          : "P2");
        ck_assert_int_ge(xw_carried_whole(rolls, XW_COL_ROLLS_PUPILS, i, XW_NONE), 0);
    }
    ck_assert_int_eq(kit.s.carried[XW_TABLE_ZONES].count, 0);
    ck_assert_int_eq(kit.s.carried[XW_TABLE_SITES].count, 0);
    ck_assert_int_eq(kit.s.carried[XW_TABLE_SITES].table, XW_TABLE_SITES);
    kit_close(&kit);
}
END_TEST

static const struct {
    const char *table, *rows, *want;
} faults[] = {
    { "sites", "site,zone,stage,status\nR1,C,primary,reserved\n",
      "sites.csv:2:4: zone: \"C\" is not accepted\n    accepted: a zone of zones.csv\n" },
    { "sites", "site,town,stage,status\nR1,南街道,primary,reserved\n",
      "sites.csv:2:4: town: \"南街道\" is not accepted\n    accepted: a town of zones.csv; did you "
      "mean 东街道?\n" },
    { "sites", "site,zone,stage,status\nR1,A,kindergarten,reserved\n",
      "sites.csv:2:6: stage: \"kindergarten\" is not accepted\n    accepted: a stage of the "
      "scenario: primary, lower_secondary\n" },
    { "sites", "site,zone,stage,status\nR1,,primary,reserved\n",
      "sites.csv:2:4: zone: \"\" is not accepted\n    accepted: a zone, or a town in its "
      "column\n" },
    { "sites", "site,zone,town,stage,status\nR1,A,西街道,primary,reserved\n",
      "sites.csv:2:6: town: \"西街道\" is not accepted\n    accepted: 东街道, the town of zone A, "
      "or "
      "empty\n" },
    { "sites", "site,zone,stage,status\nR1,A,primary,reserved\nR1,B,primary,released\n",
      "sites.csv:3:1: site: site R1 is there already, in line 2\n" },
    { "project_progress", "project,as_of\n1,2021-06-30\n",
      "project_progress.csv:2:1: project: \"1\" is not accepted\n    accepted: a project of "
      "projects\n" },
    { "project_progress", "project,as_of\n1,2021-06-31\n",
      "project_progress.csv:2:3: as_of: \"2021-06-31\" is not accepted\n    accepted: a date that "
      "exists, YYYY-MM-DD\n" },
    { "statistics", "year,stage,quantity,value\n2021,primary,pupil,100\n",
      "statistics.csv:2:14: quantity: \"pupil\" is not accepted\n    accepted: schools, classes, "
      "pupils, entrants, leavers, teachers, staff; did you mean pupils?\n" },
    { "statistics", "year,stage,quantity,value\n2021,primary,pupils,\n",
      "statistics.csv:2:21: value: \"\" is not accepted\n    accepted: a number, 0 to 1000000000\n" },
};

START_TEST(faults_are_refused)
{
    struct kit kit;
    open_with(&kit, faults[_i].table, faults[_i].rows);
    kit_refuses(&kit, faults[_i].want);
    kit_close(&kit);
}
END_TEST

/* Days compare as texts do, and the same day of another project is another row. */
START_TEST(days_make_a_key)
{
    struct kit kit;
    open_with(&kit, "project_progress",
              "project,as_of,spent_cny\nX,2021-12-31,2\nX,2021-06-30,1\nX,2021-12-31,3\n");
    kit_refuses(
        &kit, "project_progress.csv:4:1: project: project X, as_of 2021-12-31 is there already, in "
              "line 2\n"
              "project_progress.csv:2:1: project: \"X\" is not accepted\n"
              "    accepted: a project of projects\n"
              "project_progress.csv:3:1: project: \"X\" is not accepted\n"
              "    accepted: a project of projects\n");
    kit_close(&kit);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_test(c, rows_stand_in_the_order_of_their_key);
    tcase_add_test(c, rolls_are_kept_too);
    return c;
}

static TCase *refusals(void)
{
    TCase *c = tcase_create("refusals");
    tcase_add_loop_test(c, faults_are_refused, 0, sizeof faults / sizeof *faults);
    tcase_add_test(c, days_make_a_key);
    return c;
}

UNIT_MAIN("build_carried", known_answers(), refusals())
