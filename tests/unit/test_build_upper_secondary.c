#include "xuewei/draft.h"
#include "scenario_kit.h"

static void open_with(struct kit *kit, const char *upper, const char *entry)
{
    char text[3000];
    kit_open(kit);
    kit_file(kit, "upper.csv", upper);
    kit_file(kit, "entry.csv", entry);
    kit_file(kit, "capacity.csv",
             "school,stage,rooms\nP1,primary,4\nP2,primary,2\n"
             "M1,upper_secondary,4\n");
    snprintf(text, sizeof text, "%s  upper_secondary: upper.csv\n  entry: entry.csv\n",
             kit_scenario);
    char *stage = strstr(text, "lower_secondary");
    memcpy(stage, "upper_secondary", 15);
    kit_file(kit, "scenario.yaml", text);
}

START_TEST(years_take_the_row_in_force)
{
    static const struct {
        const char *table;
        double share[3];
        int32_t inflow[3];
    } want[] = {
        { "year,general_share,inflow\n2021,0.6,5\n,0.5,\n", { 0.5, 0.6, 0.6 }, { 0, 5, 5 } },
        { "year,general_share\n2022,0.7\n2021,0.6\n", { 0.6, 0.6, 0.7 }, { 0, 0, 0 } },
        { "year,general_share\n2018,0.55\n2022,0.7\n2019,0.5\n", { 0.5, 0.5, 0.7 }, { 0, 0, 0 } },
        { "general_share,inflow\n0.681,12\n", { 0.681, 0.681, 0.681 }, { 12, 12, 12 } },
    };
    for (size_t i = 0; i < sizeof want / sizeof *want; i++) {
        struct kit kit;
        open_with(&kit, want[i].table, "stage,ratio\nupper_secondary,0.995\n");
        kit_read(&kit);
        ck_assert_str_eq(kit_printed(&kit, false), "");
        ck_assert(kit.s.general.given);
        for (int y = 0; y < 3; y++) {
            ck_assert_double_eq(kit.s.general.share[y], want[i].share[y]);
            ck_assert_int_eq(kit.s.general.inflow[y], want[i].inflow[y]);
        }
        kit_close(&kit);
    }
}
END_TEST

START_TEST(nobody_to_divide_is_refused)
{
    struct kit kit;
    open_with(&kit, "year,general_share\n2020,0.6\n", "stage,ratio\nupper_secondary,0.995\n");
    kit_file(&kit, "entry.csv", "stage,ratio,zone\nupper_secondary,0.995,A\n");
    kit_refuses(&kit,
                "upper.csv:1:1: what is divided are the leavers of the stage below: the table "
                "entry must give the ratio of upper_secondary\n");
    kit_close(&kit);
    kit_open(&kit);
    kit_file(&kit, "upper.csv", "year,general_share\n2020,0.6\n");
    kit_scenario_and(&kit, "  upper_secondary: upper.csv\n");
    kit_refuses(&kit, "upper.csv:1:1: the scenario has no upper_secondary with a stage below it: "
                      "nobody is divided\n");
    kit_close(&kit);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_test(c, years_take_the_row_in_force);
    return c;
}

static TCase *refusals(void)
{
    TCase *c = tcase_create("refusals");
    tcase_add_test(c, nobody_to_divide_is_refused);
    return c;
}

UNIT_MAIN("build_upper_secondary", known_answers(), refusals())
