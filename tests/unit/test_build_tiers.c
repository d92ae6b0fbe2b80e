#include "xuewei/draft.h"
#include "scenario_kit.h"

static void open_with(struct kit *kit, const char *tiers, const char *areas, const char *catchments)
{
    char lines[200] = "";
    kit_open(kit);
    if (tiers != NULL) {
        strcat(lines, "  tiers: tiers.csv\n");
        kit_file(kit, "tiers.csv", tiers);
    }
    if (areas != NULL) {
        strcat(lines, "  admission_areas: admission_areas.csv\n");
        kit_file(kit, "admission_areas.csv", areas);
    }
    if (catchments != NULL) {
        strcat(lines, "  catchments: catchments.csv\n");
        kit_file(kit, "catchments.csv", catchments);
    }
    kit_scenario_and(kit, lines);
}

START_TEST(tiers_are_ordered_and_have_usual_values)
{
    struct kit kit;
    open_with(
        &kit,
        "tier,stage,name_zh,order,share,zone_right,rule,grows,private_losers,from_year,to_year\n"
        "late,primary,逾期,2,0.25,coordination,,,,,\n"
        "home,,一表生,1,,catchment,lottery,norm,behind,2022,\n"
        "home,primary,,1,0.75,catchment,date,limit,,,2021\n"
        "late,lower_secondary,,2,1,none,,,,,2021\n"
        "other,primary,,3,0,none,,,,2022,\n",
        NULL, "stage,zone,school,tier\nprimary,A,P1,late\nprimary,A,P1,\n");
    kit_refuses(&kit,
                "tiers.csv:3:1: share: the shares of the tiers of primary add up to 1.25 in 2022; "
                "1 is accepted\n");
    kit_close(&kit);
    open_with(
        &kit,
        "tier,stage,name_zh,order,share,zone_right,rule,grows,private_losers,from_year,to_year\n"
        "late,primary,逾期,2,0.25,coordination,,,,,2021\n"
        "home,,一表生,1,,catchment,lottery,norm,behind,2022,\n"
        "home,primary,,1,0.75,catchment,date,limit,,,2021\n",
        NULL, "stage,zone,school,tier\nprimary,A,P1,late\nprimary,A,P1,\n");
    kit_doubts(&kit, "");
    const struct xw_tiers *t = &kit.s.tiers;
    ck_assert_int_eq(t->codes, 2);
    ck_assert_str_eq(t->code[0], "home");
    ck_assert_str_eq(t->name_zh[0], "一表生");
    ck_assert_str_eq(t->name_en[0], "home");
    ck_assert_int_eq(t->count, 3);
    static const int32_t stage[] = { XW_NONE, 0, 0 }, order[] = { 1, 1, 2 }, line[] = { 3, 4, 2 };
    static const uint8_t right[] = { XW_RIGHT_CATCHMENT, XW_RIGHT_CATCHMENT,
                                     XW_RIGHT_COORDINATION },
                         rule[] = { XW_RULE_LOTTERY, XW_RULE_DATE, XW_RULE_DISTANCE },
                         grows[] = { XW_GROWS_NORM, XW_GROWS_LIMIT, XW_GROWS_STRETCH },
                         behind[] = { 1, 0, 0 };
    static const double share[] = { 1.0, 0.75, 0.25 };
    for (int i = 0; i < 3; i++) {
        ck_assert_int_eq(t->stage[i], stage[i]);
        ck_assert_int_eq(t->residency[i], XW_NONE);
        ck_assert_int_eq(t->row[i].code, i == 2);
        ck_assert_int_eq(t->row[i].order, order[i]);
        ck_assert_int_eq(t->row[i].right, right[i]);
        ck_assert_int_eq(t->row[i].rule, rule[i]);
        ck_assert_int_eq(t->row[i].grows, grows[i]);
        ck_assert_int_eq(t->row[i].behind, behind[i]);
        ck_assert_double_eq(t->share[i], share[i]);
        ck_assert_int_eq(t->line[i], line[i]);
    }
    ck_assert_int_eq(t->from_year[0], 2022);
    ck_assert_int_eq(t->to_year[1], 2021);
    ck_assert_int_eq(kit.s.catchments.tier[0], XW_NONE);
    ck_assert_int_eq(kit.s.catchments.tier[1], 1);
    kit_close(&kit);
}
END_TEST

START_TEST(areas_are_ordered)
{
    struct kit kit;
    open_with(&kit, NULL,
              "stage,zone,area,from_year,to_year\n"
              "primary,B,outside,2022,\n"
              "lower_secondary,A,old,,\n"
              "primary,B,lihai,,2021\n",
              NULL);
    kit_doubts(&kit, "");
    const struct xw_admission_areas *a = &kit.s.admission_areas;
    ck_assert_int_eq(a->areas, 3);
    ck_assert_int_eq(a->count, 3);
    static const int32_t stage[] = { 0, 0, 1 }, zone[] = { 1, 1, 0 }, area[] = { 0, 2, 1 };
    for (int i = 0; i < 3; i++) {
        ck_assert_int_eq(a->stage[i], stage[i]);
        ck_assert_int_eq(a->zone[i], zone[i]);
        ck_assert_int_eq(a->area[i], area[i]);
    }
    ck_assert_int_eq(a->from_year[1], 2022);
    ck_assert_int_eq(a->to_year[0], 2021);
    kit_close(&kit);
}
END_TEST

static const struct {
    const char *tiers, *areas, *catchments, *want;
} faults[] = {
    { "tier,order,zone_right\na,1,catchment\nb,2,own\n", NULL, NULL,
      "tiers.csv:3:5: zone_right: \"own\" is not accepted\n"
      "    accepted: catchment, coordination, none\n" },
    { "tier,order,zone_right,share,rule\na,1,catchment,0.5,\nb,1,coordination,0.5,lottery\n", NULL,
      NULL,
      "tiers.csv:3:1: order: b and a (line 2) are both of order 1: tiers of one order have the "
      "same rule "
      "and grows\n" },
    { "tier,stage,order,zone_right,share\na,primary,1,catchment,0.5\na,,2,catchment,0.5\n", NULL,
      NULL,
      "tiers.csv:2:1: tier: a is not as in line 3: the rows of a tier differ in residency and "
      "share "
      "alone\n"
      "tiers.csv:3:1: share: the shares of the tiers of lower_secondary add up to 0.5 in 2020; 1 "
      "is "
      "accepted\n" },
    { "tier,order,zone_right,residency\na,1,catchment,migrant\n", NULL, NULL,
      "tiers.csv:2:15: residency: \"migrant\" is not accepted\n"
      "    accepted: a residency of population.csv\n" },
    { "tier,order,zone_right,from_year,to_year\na,1,catchment,2022,2021\n", NULL, NULL,
      "tiers.csv:2:20: to_year: \"2021\" is not accepted\n"
      "    accepted: a year from from_year 2022 on\n" },
    { "tier,order,zone_right\na,1,catchment\n", NULL, "stage,zone,school,tier\nprimary,A,P1,aa\n",
      "catchments.csv:2:14: tier: \"aa\" is not accepted\n"
      "    accepted: a tier of tiers.csv; did you mean a?\n" },
    { NULL, "stage,zone,area,from_year,to_year\nprimary,A,x,,\nprimary,A,y,2021,\n", NULL,
      "admission_areas.csv:3:1: zone: A has two areas in one year, see line 2\n" },
    { NULL, "stage,zone,area\nprimary,C,x\nnursery,A,x\n", NULL,
      "admission_areas.csv:2:9: zone: \"C\" is not accepted\n    accepted: a zone of zones.csv\n"
      "admission_areas.csv:3:1: stage: \"nursery\" is not accepted\n"
      "    accepted: a stage of the scenario: primary, lower_secondary\n" },
};

START_TEST(faults_are_said)
{
    struct kit kit;
    open_with(&kit, faults[_i].tiers, faults[_i].areas, faults[_i].catchments);
    kit_refuses(&kit, faults[_i].want);
    kit_close(&kit);
}
END_TEST

START_TEST(a_stage_has_sixteen_tiers_at_most)
{
    for (int extra = 0; extra < 2; extra++) {
        struct kit kit;
        char text[1000] = "tier,order,zone_right,share\n";
        for (int i = 0; i < XW_MAX_TIERS + extra; i++)
            snprintf(text + strlen(text), sizeof text - strlen(text), "t%02d,%d,catchment,%d\n", i,
                     i, i == 0);
        open_with(&kit, text, NULL, NULL);
        if (extra == 0)
            kit_doubts(&kit, "");
        else
            kit_refuses(&kit, "tiers.csv:18:1: tier: primary has more than 16 tiers in 2020\n");
        kit_close(&kit);
    }
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_test(c, tiers_are_ordered_and_have_usual_values);
    tcase_add_test(c, areas_are_ordered);
    return c;
}

static TCase *refusals(void)
{
    TCase *c = tcase_create("refusals");
    tcase_add_loop_test(c, faults_are_said, 0, sizeof faults / sizeof *faults);
    tcase_add_test(c, a_stage_has_sixteen_tiers_at_most);
    return c;
}

UNIT_MAIN("build_tiers", known_answers(), refusals())
