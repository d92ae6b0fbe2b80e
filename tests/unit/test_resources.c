#include "xuewei/resources.h"
#include "unit.h"
#include <math.h>

START_TEST(indicators_have_their_norm)
{
    static const int32_t per[] = { 100, 100, 100, 1, 1, 1, 100 };
    for (int32_t k = 0; k < XW_RESOURCES; k++) {
        ck_assert_int_eq(xw_resource_per((enum xw_resource)k), per[k]);
        ck_assert_str_eq(xw_resource_word((enum xw_resource)k),
                         xw_norm_word(xw_resource_norm((enum xw_resource)k)));
    }
    ck_assert_str_eq(xw_resource_word(XW_RESOURCES), "");
    ck_assert_int_eq(xw_resource_norm(XW_RESOURCES), XW_NORMS);
    ck_assert_int_eq(xw_resource_per(XW_RESOURCES), 1);
}
END_TEST

START_TEST(rows_hold_until_a_later_one)
{
    int32_t school[] = { 0, 0, 0, 1 }, stage[] = { XW_NONE, 1, 1, XW_NONE };
    int16_t year[] = { INT16_MIN, 2021, 2023, 2022 };
    uint8_t indicator[] = { XW_RESOURCE_SPORTS_AREA, XW_RESOURCE_SPORTS_AREA,
                            XW_RESOURCE_SPORTS_AREA, XW_RESOURCE_EQUIPMENT };
    double amount[] = { 100, 200, 300, 400 };
    struct xw_resources r = { .count = 4,
                              .school = school,
                              .stage = stage,
                              .year = year,
                              .indicator = indicator,
                              .amount = amount };
    bool of_stage;
    ck_assert_double_eq(xw_resources_at(&r, 0, 1, XW_RESOURCE_SPORTS_AREA, 2020, &of_stage), 100);
    ck_assert(!of_stage);
    ck_assert_double_eq(xw_resources_at(&r, 0, 1, XW_RESOURCE_SPORTS_AREA, 2022, &of_stage), 200);
    ck_assert(of_stage);
    ck_assert_double_eq(xw_resources_at(&r, 0, 1, XW_RESOURCE_SPORTS_AREA, 2023, &of_stage), 300);
    ck_assert_double_eq(xw_resources_at(&r, 0, 0, XW_RESOURCE_SPORTS_AREA, 2030, &of_stage), 100);
    ck_assert_double_nan(xw_resources_at(&r, 0, 1, XW_RESOURCE_EQUIPMENT, 2030, &of_stage));
    ck_assert_double_nan(xw_resources_at(&r, 1, 1, XW_RESOURCE_EQUIPMENT, 2021, &of_stage));
    ck_assert_double_eq(xw_resources_at(&r, 1, 1, XW_RESOURCE_EQUIPMENT, 2022, &of_stage), 400);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_test(c, indicators_have_their_norm);
    tcase_add_test(c, rows_hold_until_a_later_one);
    return c;
}

UNIT_MAIN("resources", known_answers())
