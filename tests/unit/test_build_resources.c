#include "xuewei/draft.h"
#include "scenario_kit.h"

static void open_with(struct kit *kit, const char *resources)
{
    kit_open(kit);
    kit_file(kit, "resources.csv", resources);
    kit_scenario_and(kit, "  resources: resources.csv\n");
}

START_TEST(amounts_are_ordered)
{
    struct kit kit;
    open_with(&kit, "school,stage,year,indicator,amount,evidence\n"
                    "P2,primary,2021,equipment_cny,500000,published\n"
                    "P1,,,teaching_area_m2,4500,\n"
                    "P2,primary,,equipment_cny,400000,estimated\n"
                    "P1,primary,,degree_teachers,30,\n");
    kit_doubts(&kit, "");
    const struct xw_resources *r = &kit.s.resources;
    static const double amount[] = { 4500, 30, 400000, 500000 };
    static const int32_t school[] = { 1, 1, 2, 2 }, stage[] = { XW_NONE, 0, 0, 0 },
                         line[] = { 3, 5, 4, 2 };
    static const int16_t year[] = { INT16_MIN, INT16_MIN, INT16_MIN, 2021 };
    static const uint8_t indicator[] = { XW_RESOURCE_TEACHING_AREA, XW_RESOURCE_DEGREE_TEACHERS,
                                         XW_RESOURCE_EQUIPMENT, XW_RESOURCE_EQUIPMENT },
                         evidence[] = { XW_ASSUMED, XW_ASSUMED, XW_ESTIMATED, XW_PUBLISHED };
    ck_assert_int_eq(r->count, 4);
    for (int k = 0; k < 4; k++) {
        ck_assert_int_eq(r->school[k], school[k]);
        ck_assert_int_eq(r->stage[k], stage[k]);
        ck_assert_int_eq(r->year[k], year[k]);
        ck_assert_int_eq(r->indicator[k], indicator[k]);
        ck_assert_double_eq(r->amount[k], amount[k]);
        ck_assert_int_eq(r->evidence[k], evidence[k]);
        ck_assert_int_eq(r->line[k], line[k]);
    }
    kit_close(&kit);
}
END_TEST

START_TEST(stages_without_the_indicators_are_refused)
{
    struct kit kit;
    open_with(&kit, "school,stage,indicator,amount\n"
                    "P1,kindergarten,equipment_cny,1\n");
    kit_read(&kit);
    ck_assert_ptr_nonnull(strstr(kit_printed(&kit, false), "resources.csv:2:4: stage"));
    kit_close(&kit);
    open_with(&kit, "school,stage,indicator,amount\n"
                    "P1,lower_secondary,equipment_cny,1\n");
    kit_refuses(&kit, "resources.csv:2:4: stage: \"lower_secondary\" is not accepted\n"
                      "    accepted: a stage of P1: it has no rooms of this one\n");
    kit_close(&kit);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_test(c, amounts_are_ordered);
    return c;
}

static TCase *refusals(void)
{
    TCase *c = tcase_create("refusals");
    tcase_add_test(c, stages_without_the_indicators_are_refused);
    return c;
}

UNIT_MAIN("build_resources", known_answers(), refusals())
