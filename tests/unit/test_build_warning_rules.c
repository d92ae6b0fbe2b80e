#include "xuewei/draft.h"
#include "streams_kit.h"
#include <math.h>

static void open_with(struct kit *kit, bool statuses, const char *rules)
{
    kit_open(kit);
    kit_file(kit, "rules.csv", rules);
    if (statuses) kit_statuses(kit);
    kit_scenario_and(kit, "  warning_rules: rules.csv\n");
}

START_TEST(rules_are_ordered_with_their_norms)
{
    struct kit kit;
    open_with(&kit, true,
              "rule,stage,children,places,yellow,red,deficit_min,years_ahead,primary,residencies\n"
              "z2,primary,expected,intake_plan,,,,3,,\n"
              "m,lower_secondary,roll,,1.05,1.2,180,,,\n"
              "z1,primary,registered,intake_plan,0.8,1.1,,3,yes,local\n"
              "z,lower_secondary,feeder,intake_plan,,,,1,yes,\n"
              "y,primary,demand,,,,,,,\n");
    kit_doubts(&kit, "");
    const struct xw_warning_rules *r = &kit.s.warning_rules;
    static const char *const code[] = { "y", "z1", "z2", "m", "z" };
    static const int32_t stage[] = { 0, 0, 0, 1, 1 }, ahead[] = { 0, 3, 3, 0, 1 },
                         line[] = { 6, 4, 2, 3, 5 };
    static const uint8_t children[] = { XW_CHILDREN_DEMAND, XW_CHILDREN_REGISTERED,
                                        XW_CHILDREN_EXPECTED, XW_CHILDREN_ROLL,
                                        XW_CHILDREN_FEEDER },
                         places[] = { XW_PLACES_NORM, XW_PLACES_PLAN, XW_PLACES_PLAN,
                                      XW_PLACES_NORM, XW_PLACES_PLAN },
                         primary[] = { 0, 1, 0, 0, 1 };
    static const double yellow[] = { 0.9, 0.8, 0.9, 1.05, 0.9 }, red[] = { 1, 1.1, 1, 1.2, 1 };
    ck_assert_int_eq(r->count, 5);
    for (int k = 0; k < 5; k++) {
        ck_assert_str_eq(r->code[k], code[k]);
        ck_assert_int_eq(r->stage[k], stage[k]);
        ck_assert_int_eq(r->children[k], children[k]);
        ck_assert_int_eq(r->places[k], places[k]);
        ck_assert_double_eq(r->yellow[k], yellow[k]);
        ck_assert_double_eq(r->red[k], red[k]);
        ck_assert_int_eq(isnan(r->deficit_min[k]), k != 3);
        ck_assert_int_eq(r->years_ahead[k], ahead[k]);
        ck_assert_int_eq(r->primary[k], primary[k]);
        ck_assert_int_eq(r->line[k], line[k]);
        ck_assert_int_eq(r->counts[2 * k], k == 1); /* local */
        ck_assert_int_eq(r->counts[2 * k + 1], 0);  /* migrant */
    }
    kit_close(&kit);
}
END_TEST

static const struct {
    const char *name;
    bool statuses;
    const char *row, *more, *want;
} refused[] = {
    { "registered without statuses", false, "a,primary,registered,,,,,,,local", "",
      "rules.csv:2:11: children: \"registered\" is not accepted\n"
      "    accepted: another kind: the population tells no residence statuses apart\n" },
    { "registered of nobody", true, "a,primary,registered,,,,,,,", "",
      "rules.csv:2:28: residencies: \"\" is not accepted\n"
      "    accepted: the residence statuses that are registered here\n" },
    { "unknown status", true, "a,primary,registered,,,,,,,local guest", "",
      "rules.csv:2:28: residencies: \"local guest\" is not accepted\n"
      "    accepted: residence statuses of the population, blanks between them\n" },
    { "statuses of demand", true, "a,primary,demand,,,,,,,local", "",
      "rules.csv:2:24: residencies: \"local\" is not accepted\n"
      "    accepted: nothing: only `registered` counts by residence status\n" },
    { "feeder of the first stage", false, "a,primary,feeder,,,,,,,", "",
      "rules.csv:2:11: children: \"feeder\" is not accepted\n"
      "    accepted: another kind: no stage of the scenario feeds this one\n" },
    { "feeder too far ahead", false, "a,lower_secondary,feeder,,,,,3,,", "",
      "rules.csv:2:30: years_ahead: \"3\" is not accepted\n"
      "    accepted: 0 to 2: the stage below has no more grades\n" },
    { "unborn entrants", false, "a,primary,demand,,,,,7,,", "",
      "rules.csv:2:22: years_ahead: \"7\" is not accepted\n"
      "    accepted: 0 to 6: later entrants are not born yet\n" },
    { "a roll of next year", false, "a,primary,roll,,,,,1,,", "",
      "rules.csv:2:20: years_ahead: \"1\" is not accepted\n"
      "    accepted: 0: a roll is known of this year alone\n" },
    { "a roll by plan", false, "a,primary,roll,intake_plan,,,,,,", "",
      "rules.csv:2:16: places: \"intake_plan\" is not accepted\n"
      "    accepted: norm_seats: an intake plan is of the entry grade alone\n" },
    { "yellow above red", false, "a,primary,demand,,1.3,1.2,,,,", "",
      "rules.csv:2:19: yellow: \"1.3\" is not accepted\n"
      "    accepted: a ratio up to that of red, 1.2\n" },
    { "two of a kind", false, "a,primary,demand,,,,,,,", "b,primary,demand,,,,,,,\n",
      "rules.csv:3:11: children: \"demand\" is not accepted\n"
      "    accepted: another kind than rule a of line 2: a stage has one rule of each\n" },
    { "two primary ones", false, "a,primary,demand,,,,,,yes,", "b,primary,roll,,,,,,yes,\n",
      "rules.csv:3:21: primary: \"yes\" is not accepted\n"
      "    accepted: no: rule a of line 2 is the stage's primary one\n" },
};

START_TEST(rules_that_cannot_be_are_refused)
{
    struct kit kit;
    char text[600];
    snprintf(text, sizeof text,
             "rule,stage,children,places,yellow,red,deficit_min,years_ahead,primary,residencies\n"
             "%s\n%s",
             refused[_i].row, refused[_i].more);
    open_with(&kit, refused[_i].statuses, text);
    kit_read(&kit);
    ck_assert_msg(strcmp(kit_printed(&kit, false), refused[_i].want) == 0, "%s:\n%s",
                  refused[_i].name, kit.text);
    kit_close(&kit);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_test(c, rules_are_ordered_with_their_norms);
    return c;
}

static TCase *refusals(void)
{
    TCase *c = tcase_create("refusals");
    tcase_add_loop_test(c, rules_that_cannot_be_are_refused, 0, sizeof refused / sizeof *refused);
    return c;
}

UNIT_MAIN("build_warning_rules", known_answers(), refusals())
