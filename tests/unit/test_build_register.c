#include "xuewei/draft.h"
#include "scenario_kit.h"

static void open_with(struct kit *kit, const char *table, const char *rows, const char *more)
{
    char name[60], line[120];
    kit_open(kit);
    snprintf(name, sizeof name, "%s.csv", table);
    snprintf(line, sizeof line, "  %s: %s\n%s", table, name, more);
    kit_file(kit, name, rows);
    kit_scenario_and(kit, line);
}

static const char sound[] =
    "code,name_zh,direction,baseline,baseline_year,target,target_year,target_zh,measure,factor\n"
    "A1,毛入学率,at_least,99,2020,100,2022,,gross_enrolment_primary,100\n"
    "A2,近视率,at_most,58,2020,50,2022,,,\n"
    "A3,班额,falls,,2020,,2022,缩小,mean_class_primary,\n"
    "A4,经费,never_falls,160165.74,2020,,,逐年只增不减,expenditure_cny,0.0001\n"
    "A5,集团数,none,26,2020,,,,,\n";

START_TEST(sound_rows_are_accepted)
{
    struct kit kit;
    open_with(&kit, "register", sound, "  register_years: years.csv\n");
    kit_file(&kit, "years.csv", "code,year,value,part,whole\nA2,2021,55,,\nA1,2021,,99,100\n");
    kit_doubts(&kit, "");
    kit_close(&kit);
}
END_TEST

START_TEST(doubts_are_carried)
{
    struct kit kit;
    open_with(&kit, "register",
              "code,name_zh,direction,baseline,baseline_year,target,target_year,doubt_zh,doubt_en\n"
              "A1,覆盖面,at_least,97.6,2020,96.5,2022,目标低于基期,the target is below the "
              "baseline\n",
              "");
    kit_doubts(&kit, "register.csv:2:44: doubt: doubt_en: the target is below the baseline "
                     "[register_doubt]\n");
    kit_close(&kit);
}
END_TEST

static const struct {
    const char *row, *want;
} refused[] = {
    { "A1,n,at_least,,,,2022,,,", "register.csv:2:6: direction: \"at_least\" is not accepted\n"
                                  "    accepted: a direction without a number, or give the target "
                                  "that it compares with\n" },
    { "A1,n,falls,,2020,3,2022,,,",
      "register.csv:2:18: target: \"3\" is not accepted\n"
      "    accepted: nothing: the row's direction compares with no number; target_zh and "
      "target_en hold what is printed\n" },
    { "A1,n,above,,,3,,,,", "register.csv:2:16: target_year: \"\" is not accepted\n"
                            "    accepted: the year in which the target is to be reached\n" },
    { "A1,n,rises,,,,2022,,,", "register.csv:2:13: baseline_year: \"\" is not accepted\n"
                               "    accepted: the year of the baseline\n" },
    { "A1,n,none,5,,,,,,", "register.csv:2:13: baseline_year: \"\" is not accepted\n"
                           "    accepted: the year of the baseline\n" },
    { "A1,n,above,5,2022,3,2020,,,",
      "register.csv:2:21: target_year: \"2020\" is not accepted\n"
      "    accepted: a year not before that of the baseline, 2022\n" },
    { "A1,n,none,,,,,,gross_enrollment_primary,",
      "register.csv:2:16: measure: \"gross_enrollment_primary\" is not accepted\n"
      "    accepted: a figure of measure_year by its whole name, such as "
      "gross_enrolment_kindergarten\n" },
    { "A1,n,none,,,,,,roll_kindergarten,",
      "register.csv:2:16: measure: \"roll_kindergarten\" is not accepted\n"
      "    accepted: a figure of a stage that the scenario has\n" },
    { "A1,n,upwards,,,,,,,",
      "register.csv:2:6: direction: \"upwards\" is not accepted\n"
      "    accepted: at_least, at_most, above, below, falls, rises, never_falls, none\n" },
};

START_TEST(rows_that_ask_nothing_clear_are_refused)
{
    struct kit kit;
    char text[600];
    snprintf(text, sizeof text,
             "code,name_zh,direction,baseline,baseline_year,target,target_year,target_zh,measure,"
             "factor\n%s\n",
             refused[_i].row);
    open_with(&kit, "register", text, "");
    kit_refuses(&kit, refused[_i].want);
    kit_close(&kit);
}
END_TEST

START_TEST(years_name_an_indicator_and_one_value)
{
    struct kit kit;
    open_with(&kit, "register", sound, "  register_years: years.csv\n");
    kit_file(&kit, "years.csv",
             "code,year,value,part,whole\n"
             "A9,2021,55,,\n"
             "A1,2021,55,99,100\n"
             "A1,2022,,,\n"
             "A2,2021,,99,\n");
    kit_refuses(&kit, "years.csv:2:1: code: \"A9\" is not accepted\n"
                      "    accepted: an indicator of register.csv\n"
                      "years.csv:3:9: value: \"55\" is not accepted\n"
                      "    accepted: nothing, where part and whole are given\n"
                      "years.csv:4:9: value: \"\" is not accepted\n"
                      "    accepted: a number, where part and whole are not given\n"
                      "years.csv:5:13: whole: \"\" is not accepted\n"
                      "    accepted: a number: part and whole are given together\n");
    kit_close(&kit);
    open_with(&kit, "register_years", "code,year,value\nA1,2021,5\n", "");
    kit_refuses(&kit, "register_years.csv:2:1: code: \"A1\" is not accepted\n"
                      "    accepted: nothing: the scenario has no table register\n");
    kit_close(&kit);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_test(c, sound_rows_are_accepted);
    tcase_add_test(c, doubts_are_carried);
    return c;
}

static TCase *refusals(void)
{
    TCase *c = tcase_create("refusals");
    tcase_add_loop_test(c, rows_that_ask_nothing_clear_are_refused, 0,
                        sizeof refused / sizeof *refused);
    tcase_add_test(c, years_name_an_indicator_and_one_value);
    return c;
}

UNIT_MAIN("build_register", known_answers(), refusals())
