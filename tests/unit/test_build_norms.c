#include "xuewei/draft.h"
#include "scenario_kit.h"
#include <math.h>

static void open_with(struct kit *kit, const char *norms, const char *more)
{
    char lines[800];
    kit_open(kit);
    snprintf(lines, sizeof lines, "  norms: norms.csv\n%s", more);
    kit_scenario_and(kit, lines);
    kit_file(kit, "norms.csv", norms);
}

/* Rows 0, 1 are primary, 2, 3 lower secondary. */
START_TEST(tables_go_before_usual_norms_and_keys_before_tables)
{
    struct kit kit;
    open_with(&kit,
              "stage,grade,quantity,value\n"
              "primary,2,class_size_norm,38\n"
              "primary,,class_size_norm,42\n"
              "lower_secondary,,class_size_norm,48\n"
              "lower_secondary,,class_size_stretch,52\n"
              "primary,,warning_yellow,0.8\n"
              "upper_secondary,,class_size_norm,50\n",
              "norms: {lower_secondary: {class_size_norm: 45, service_radius_m: 900}}\n");
    kit_doubts(&kit, "");
    const struct xw_norms *n = &kit.s.norms;
    ck_assert_double_eq(n->value[0][0][XW_NORM_CLASS_SIZE_NORM], 42);
    ck_assert_double_eq(n->value[0][1][XW_NORM_CLASS_SIZE_NORM], 38);
    ck_assert_int_eq(n->line[0][0][XW_NORM_CLASS_SIZE_NORM], 3);
    ck_assert_int_eq(n->line[0][1][XW_NORM_CLASS_SIZE_NORM], 2);
    ck_assert_double_eq(n->value[0][1][XW_NORM_CLASS_SIZE_STRETCH], 43);
    ck_assert_double_eq(n->value[0][1][XW_NORM_CLASS_SIZE_LIMIT], 65);
    ck_assert_double_eq(n->value[1][2][XW_NORM_CLASS_SIZE_NORM], 45);
    ck_assert_int_eq(n->line[1][2][XW_NORM_CLASS_SIZE_NORM], 0);
    ck_assert_double_eq(n->value[1][3][XW_NORM_CLASS_SIZE_STRETCH], 52);
    ck_assert_double_eq(n->value[1][3][XW_NORM_SERVICE_RADIUS], 900);
    ck_assert_double_eq(n->value[0][0][XW_NORM_WARNING_YELLOW], 0.8);
    ck_assert_double_eq(n->value[0][0][XW_NORM_SCHOOL_SIZE_MAX], 2000);
    kit_close(&kit);
}
END_TEST

START_TEST(without_a_table_they_are_usual)
{
    struct kit kit;
    kit_open(&kit);
    kit_doubts(&kit, "");
    ck_assert_double_eq(kit.s.norms.value[0][0][XW_NORM_CLASS_SIZE_NORM], 45);
    ck_assert_double_eq(kit.s.norms.value[1][2][XW_NORM_CLASS_SIZE_STRETCH], 55);
    kit_close(&kit);
}
END_TEST

static const struct {
    const char *norms, *more, *want;
} faults[] = {
    { "stage,quantity,value\nprimary,class_size_norm,0.5\nprimary,class_size_limit,201\n"
      "primary,pupils_per_staff,0\nprimary,class_size,40\n",
      "",
      "norms.csv:5:9: quantity: \"class_size\" is not accepted\n"
      "    accepted: class_size_norm, class_size_stretch, class_size_limit, school_size_max, "
      "service_radius_m, pupils_per_staff, warning_yellow, warning_red, "
      "weekly_periods, periods_per_teacher, degree_teachers, backbone_teachers, pe_art_teachers, "
      "teaching_area_m2, sports_area_m2, equipment_cny, multimedia_rooms, difference_max, "
      "large_class_share_max, oversize_class_share_max, places_per_child, places_per_1000, "
      "public_share_min, inclusive_share_min, gross_enrolment_min\n"
      "norms.csv:2:25: value: \"0.5\" is not accepted\n"
      "    accepted: a number of pupils, 1 to 200\n"
      "norms.csv:3:26: value: \"201\" is not accepted\n"
      "    accepted: a number of pupils, 1 to 200\n"
      "norms.csv:4:26: value: \"0\" is not accepted\n"
      "    accepted: a number of pupils, 0.1 to 1000\n" },
    { "stage,grade,quantity,value\nprimary,3,class_size_norm,40\nprimary,9,class_size_norm,40\n",
      "",
      "norms.csv:2:9: grade: \"3\" is not accepted\n    accepted: a grade of primary, 1 to 2\n"
      "norms.csv:3:9: grade: \"9\" is not accepted\n"
      "    accepted: a grade of the scenario's stages, 1 to 4\n" },
    { "stage,grade,quantity,value\nprimary,,class_size_limit,40\nlower_secondary,,warning_red,0."
      "5\n",
      "",
      "norms.csv:2:1: primary: class_size_norm is 45, above class_size_limit, which is 40\n"
      "norms.csv:3:1: lower_secondary: warning_yellow is 0.9, above warning_red, which is 0.5\n" },
    { "stage,grade,quantity,value\nprimary,,class_size_stretch,70\nlower_secondary,3,"
      "class_size_stretch,49\n",
      "",
      "norms.csv:2:1: primary: class_size_stretch is 70, above class_size_limit, which is 65\n"
      "norms.csv:3:1: lower_secondary: class_size_norm is 50, above class_size_stretch, which is "
      "49\n" },
    { "stage,grade,quantity,value\n", "norms: {primary: {class_size_norm: 66, warning_red: -1}}\n",
      "scenario.yaml:17:53: norms.primary.warning_red: \"-1\" is not accepted\n"
      "    accepted: a number, 0 to 10\n"
      "scenario.yaml: norms: primary: class_size_norm is 66, above class_size_limit, which is "
      "65\n" },
};

START_TEST(faults_are_said)
{
    struct kit kit;
    open_with(&kit, faults[_i].norms, faults[_i].more);
    kit_refuses(&kit, faults[_i].want);
    kit_close(&kit);
}
END_TEST

START_TEST(equal_norms_are_in_order)
{
    struct kit kit;
    open_with(&kit, "stage,quantity,value\nprimary,class_size_norm,65\nprimary,warning_yellow,1\n",
              "");
    kit_doubts(&kit, "");
    ck_assert_double_eq(kit.s.norms.value[0][0][XW_NORM_CLASS_SIZE_STRETCH], 65);
    kit_close(&kit);
}
END_TEST

START_TEST(indicators_stand_beside_the_result)
{
    struct kit kit;
    kit_open(&kit);
    kit_scenario_and(&kit, "  indicators: indicators.csv\n");
    kit_file(&kit, "zones.csv", "zone,town,group,x_m,y_m\nA,东街道,census,0,0\nB,,,1000,0\n");
    kit_file(&kit, "indicators.csv",
             "indicator,place,year,stage,value,target,source,evidence\n"
             "residents,district,2022,,1115000,,bureau,published\n"
             "rolls,东街道,2021,primary,500,510,,\n"
             "rolls,census,2021,,-5,,,estimated\n");
    kit_doubts(&kit, "");
    ck_assert_int_eq(kit.s.indicators, 3);
    const struct xw_indicator *i = kit.s.indicator;
    ck_assert_str_eq(i[0].indicator, "residents");
    ck_assert_str_eq(i[0].place, "district");
    ck_assert_int_eq(i[0].year, 2022);
    ck_assert_int_eq(i[0].stage, XW_NONE);
    ck_assert_double_eq(i[0].value, 1115000);
    ck_assert_double_nan(i[0].target);
    ck_assert_str_eq(i[0].source, "bureau");
    ck_assert_int_eq(i[0].evidence, XW_PUBLISHED);
    ck_assert_double_eq(i[1].value, -5); /* by place: census before 东街道 */
    ck_assert_int_eq(i[2].stage, 0);
    ck_assert_double_eq(i[2].target, 510);
    ck_assert_str_eq(i[2].source, "");
    ck_assert_int_eq(i[2].line, 3);
    kit_file(&kit, "indicators.csv",
             "indicator,place,year,stage,value\n"
             "residents,disrict,2022,,1\nrolls,A,2021,special,500\n");
    kit_refuses(&kit, "indicators.csv:2:11: place: \"disrict\" is not accepted\n"
                      "    accepted: district, or a town or group of zones.csv\n"
                      "indicators.csv:3:7: place: \"A\" is not accepted\n"
                      "    accepted: district, or a town or group of zones.csv\n"
                      "indicators.csv:3:14: stage: \"special\" is not accepted\n"
                      "    accepted: a stage of the scenario: primary, lower_secondary\n");
    kit_close(&kit);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_test(c, tables_go_before_usual_norms_and_keys_before_tables);
    tcase_add_test(c, without_a_table_they_are_usual);
    tcase_add_test(c, equal_norms_are_in_order);
    tcase_add_test(c, indicators_stand_beside_the_result);
    return c;
}

static TCase *refusals(void)
{
    TCase *c = tcase_create("refusals");
    tcase_add_loop_test(c, faults_are_said, 0, (int)(sizeof faults / sizeof *faults));
    return c;
}

UNIT_MAIN("build_norms", known_answers(), refusals())
