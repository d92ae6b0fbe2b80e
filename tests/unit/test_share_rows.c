#include "xuewei/share_rows.h"
#include "unit.h"
#include <math.h>

/* One target, one zone and the district; years 2018 .. 2022. */
struct few {
    double always[2], yearly[10];
    struct xw_share_rows rows;
};

static void begin(struct few *f)
{
    for (int i = 0; i < 2; i++)
        f->always[i] = NAN;
    for (int i = 0; i < 10; i++)
        f->yearly[i] = NAN;
    f->rows = (struct xw_share_rows){ .targets = 1,
                                      .places = 2,
                                      .years = 5,
                                      .first = 2018,
                                      .always = f->always,
                                      .yearly = f->yearly };
}

START_TEST(a_year_before_the_nearest_earlier_one_before_the_first)
{
    struct few f;
    begin(&f);
    xw_share_rows_put(&f.rows, 0, 0, 2019, 0.5);
    xw_share_rows_put(&f.rows, 0, 0, 2021, 0.7);
    static const struct {
        int32_t year;
        double want;
        bool filled;
    } of[] = { { 2018, 0.5, true },
               { 2019, 0.5, false },
               { 2020, 0.5, true },
               { 2021, 0.7, false },
               { 2022, 0.7, true } };
    for (int i = 0; i < 5; i++) {
        bool filled = false;
        ck_assert_double_eq(xw_share_rows_at(&f.rows, 0, 0, of[i].year, true, &filled), of[i].want);
        ck_assert_int_eq(filled, of[i].filled);
    }
    bool filled = false;
    ck_assert_double_nan(xw_share_rows_at(&f.rows, 0, 0, 2020, false, &filled));
    ck_assert_double_nan(xw_share_rows_at(&f.rows, 0, 1, 2020, true, &filled));
    ck_assert(!filled);
}
END_TEST

START_TEST(a_row_without_a_year_holds_where_no_year_does)
{
    struct few f;
    bool filled = false;
    begin(&f);
    xw_share_rows_put(&f.rows, 0, 1, XW_MISSING, 0.9);
    xw_share_rows_put(&f.rows, 0, 1, 2020, 0.6);
    ck_assert_double_eq(xw_share_rows_at(&f.rows, 0, 1, 2020, true, &filled), 0.6);
    ck_assert_double_eq(xw_share_rows_at(&f.rows, 0, 1, 2021, true, &filled), 0.9);
    ck_assert_double_eq(xw_share_rows_at(&f.rows, 0, 1, 2022, false, &filled), 0.9);
    ck_assert(!filled);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_test(c, a_year_before_the_nearest_earlier_one_before_the_first);
    tcase_add_test(c, a_row_without_a_year_holds_where_no_year_does);
    return c;
}

UNIT_MAIN("share_rows", known_answers())
