#include "scenario_kit.h"
#include "xuewei/draft.h"

/* Years 2020 to 2022, counted on 2020-09-01; entrants come from residents, grades 2 a stage. */
static void doubted(const char *row, const char *schools, const char *want, const char *zh)
{
    struct kit kit;
    char text[400];
    kit_open(&kit);
    kit_scenario_and(&kit, "  shocks: shocks.csv\n");
    snprintf(text, sizeof text, "year,what,stage,factor,sd,probability\n%s\n", row);
    kit_file(&kit, "shocks.csv", text);
    if (schools != NULL) kit_file(&kit, "schools.csv", schools);
    kit_doubts(&kit, want);
    if (zh != NULL) ck_assert_str_eq(kit.diag.doubt[0].zh, zh);
    kit_close(&kit);
}

static const char with_private[] = "school,name_zh,zone,sector\n"
                                   "P1,一小,A,public\nP2,二小,B,private\nM1,一中,B,public\n";

static const struct {
    const char *row, *place, *why, *zh;
} idle[] = {
    { "2019,fertility,,1.2,,", "1: doubt: year: The shock of 2019 on fertility",
      "it could act from 2020 to 2022",
      "2019 年对 fertility 的冲击不起作用：只在 2020 至 2022 年起作用。" },
    { "2023,participation,,1.2,,", "1: doubt: year: The shock of 2023 on participation",
      "it could act from 2020 to 2022", NULL },
    { "2021,fertility,,1,0,", "17: doubt: factor: The shock of 2021 on fertility",
      "its factor is 1 and its sd 0",
      "2021 年对 fertility 的冲击不起作用：系数为 1 且标准差为 0。" },
    { "2021,fertility,,1.2,0.1,0", "25: doubt: probability: The shock of 2021 on fertility",
      "its probability is 0", "2021 年对 fertility 的冲击不起作用：概率为 0。" },
    { "2021,migration,,1.2,,", "6: doubt: what: The shock of 2021 on migration",
      "no net migration is given", "2021 年对 migration 的冲击不起作用：没有净迁移数据。" },
    { "2021,private,,1.2,,", "6: doubt: what: The shock of 2021 on private",
      "there is no private school", "2021 年对 private 的冲击不起作用：没有民办学校。" },
};

START_TEST(a_shock_without_effect_is_doubted)
{
    char want[300];
    snprintf(want, sizeof want, "shocks.csv:2:%s has no effect: %s. [shock_without_effect]\n",
             idle[_i].place, idle[_i].why);
    doubted(idle[_i].row, NULL, want, idle[_i].zh);
}
END_TEST

/* At the edges of its years, by its sd alone, by its probability alone, on what is there. */
static const char *const acting[] = {
    "2020,fertility,,1.2,,",     "2022,fertility,,1.2,,",         "2020,progression,,0.9,,",
    "2022,private,,1.2,,",       "2021,fertility,,1,0.1,",        "2021,fertility,,1.2,,0.01",
    "2021,participation,,0.9,,", "2021,progression,primary,0.9,,"
};

START_TEST(one_with_an_effect_is_not)
{
    doubted(acting[_i], with_private, "", NULL);
}
END_TEST

/* The grades of lower secondary are entered from leavers of primary. */
static void of_leavers(const char *row, const char *want)
{
    struct kit kit;
    char text[400];
    kit_open(&kit);
    kit_scenario_and(&kit, "  shocks: shocks.csv\n  entry: entry.csv\n");
    kit_file(&kit, "entry.csv", "stage,ratio\nlower_secondary,0.95\n");
    snprintf(text, sizeof text, "year,what,stage,factor\n%s\n", row);
    kit_file(&kit, "shocks.csv", text);
    kit_doubts(&kit, want);
    kit_close(&kit);
}

START_TEST(a_stage_that_it_cannot_fall_on_is_doubted)
{
    of_leavers("2021,entry,primary,1.1",
               "shocks.csv:2:12: doubt: stage: The shock of 2021 on entry has no effect: no "
               "entrants come from leavers. [shock_without_effect]\n");
    of_leavers(
        "2021,participation,lower_secondary,1.1",
        "shocks.csv:2:20: doubt: stage: The shock of 2021 on participation has no effect: no "
        "entrants come from the share of residents who take part. [shock_without_effect]\n");
    of_leavers("2021,entry,lower_secondary,1.1", "");
    of_leavers("2021,entry,,1.1", "");
    of_leavers("2021,participation,primary,1.1", "");
}
END_TEST

static TCase *known_answers(void)
{
    TCase *tc = tcase_create("known answers");
    tcase_add_loop_test(tc, a_shock_without_effect_is_doubted, 0, sizeof idle / sizeof *idle);
    tcase_add_loop_test(tc, one_with_an_effect_is_not, 0, sizeof acting / sizeof *acting);
    tcase_add_test(tc, a_stage_that_it_cannot_fall_on_is_doubted);
    return tc;
}

UNIT_MAIN("shock_doubts", known_answers())
