#include "xuewei/projection.h"
#include "unit.h"
#include <math.h>

/* Tables of two ages and two years; the years of the step on all sides of them. */
START_TEST(the_rows_of_a_year)
{
    double fertility[] = { 0, 1, 0, 2, 0, 3, 0, 4 }; /* two places */
    double survival[] = { 0.1, 0.1, 0.1, 0.1, 0.2, 0.2, 0.2, 0.2 };
    double ratio[] = { 1.0, 1.1, 1.2 };
    double moves[] = { 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4 };
    double born[] = { 100, 200, NAN, 400 };
    struct xw_fertility f = { { 2020, 2, 2, 2 }, fertility };
    struct xw_mortality m = { .of = { 2021, 2, 1, 2 }, .survival = survival };
    struct xw_births_ratio r = { { 2019, 3, 1, 1 }, ratio };
    struct xw_migration n = { { 2020, 2, 2, 2 }, true, moves };
    struct xw_known_births b = { .first = 2020, .years = 4, .district = born };
    static const struct {
        int16_t year;
        int f, s, n;
        double ratio;
    } want[] = { { 2000, 0, 0, 0, 1.0 },
                 { 2020, 0, 0, 0, 1.1 },
                 { 2021, 4, 0, 8, 1.2 },
                 { 2022, 4, 4, 8, 1.2 },
                 { 2050, 4, 4, 8, 1.2 } };
    for (int i = 0; i < 5; i++) {
        struct xw_step_rates got =
            xw_projection_rates(&f, &m, &r, &n, &b, XW_MIGRATION_EVEN, 11, 1, 1, want[i].year);
        ck_assert_ptr_eq(got.fertility, fertility + want[i].f);
        ck_assert_ptr_eq(got.survival, survival + want[i].s);
        ck_assert_ptr_eq(got.migration, moves + want[i].n);
        ck_assert_double_eq(got.males_per_female, want[i].ratio);
        ck_assert_int_eq(got.width, 1);
        ck_assert_int_eq(got.fertility_places, 2);
        ck_assert_int_eq(got.mortality_places, 1);
        ck_assert_int_eq(got.migration_places, 2);
        ck_assert(got.migration_is_rate);
        ck_assert_int_eq(got.timing, XW_MIGRATION_EVEN);
    }
    /* Three places of mortality, one year of migration. */
    double by_place[2 * 3 * 4] = { 0 };
    m = (struct xw_mortality){ .of = { 2021, 2, 3, 2 }, .survival = by_place };
    n.of.years = 1;
    struct xw_step_rates later =
        xw_projection_rates(&f, &m, &r, &n, &b, XW_MIGRATION_END, 11, 1, 5, 2022);
    ck_assert_int_eq(later.width, 5);
    ck_assert_ptr_eq(later.survival, by_place + 12);
    ck_assert_int_eq(later.mortality_places, 3);
    ck_assert_ptr_eq(later.migration, moves);
    n.is_rate = false;
    ck_assert(!xw_projection_rates(&f, &m, &r, &n, &b, XW_MIGRATION_END, 1, 1, 1, 2020)
                   .migration_is_rate);
    n = (struct xw_migration){ 0 };
    struct xw_step_rates none =
        xw_projection_rates(&f, &m, &r, &n, &b, XW_MIGRATION_END, 1, 1, 1, 0);
    ck_assert_ptr_null(none.migration);
    ck_assert_int_eq(none.migration_places, 1);
    ck_assert_int_eq(none.timing, XW_MIGRATION_END);
}
END_TEST

/* From 1 November of a year to the next: 2 months of the year, 10 of the one after it. */
START_TEST(births_of_a_step_lie_in_two_years)
{
    double one = 1, born[] = { 120, 240, NAN, 360 };
    struct xw_fertility f = { { 2020, 1, 1, 1 }, &one };
    struct xw_mortality m = { .of = { 2020, 1, 1, 1 }, .survival = &one };
    struct xw_births_ratio r = { { 2020, 1, 1, 1 }, &one };
    struct xw_migration n = { 0 };
    struct xw_known_births b = {
        .first = 2020, .years = 4, .district = born, .late_share = 1.0 / 3.0 /* flat */
    };
    static const struct {
        int8_t month;
        int16_t year;
        double want;
    } steps[] = { { 11, 2020, 220 }, { 1, 2020, 120 },  { 1, 2021, 240 }, { 11, 2021, NAN },
                  { 1, 2022, NAN },  { 11, 2022, NAN }, { 1, 2023, 360 }, { 11, 2023, NAN },
                  { 1, 2024, NAN },  { 11, 2019, NAN }, { 1, 2019, NAN }, { 4, 2020, 150 } };
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        double got = xw_projection_rates(&f, &m, &r, &n, &b, XW_MIGRATION_END, steps[i].month, 1, 1,
                                         steps[i].year)
                         .known_births;
        if (isnan(steps[i].want))
            ck_assert_double_nan(got);
        else
            ck_assert_double_eq_tol(got, steps[i].want, 1e-12); /* months are twelfths */
    }
    b = (struct xw_known_births){ 0 };
    ck_assert_double_nan(
        xw_projection_rates(&f, &m, &r, &n, &b, XW_MIGRATION_END, 1, 1, 1, 0).known_births);
}
END_TEST

/* Five years from 1 November 2020: 2 months of 2020, 10 of 2025 and all between. */
START_TEST(births_of_five_years_are_added_up)
{
    double one = 1, born[] = { 120, 240, 100, 360, 60, 600 };
    struct xw_fertility f = { { 2020, 1, 1, 1 }, &one };
    struct xw_mortality m = { .of = { 2020, 1, 1, 1 }, .survival = &one };
    struct xw_births_ratio r = { { 2020, 1, 1, 1 }, &one };
    struct xw_migration n = { 0 };
    struct xw_known_births b = {
        .first = 2020, .years = 6, .district = born, .late_share = 1.0 / 3.0
    };
    struct xw_step_rates got =
        xw_projection_rates(&f, &m, &r, &n, &b, XW_MIGRATION_END, 11, 1, 5, 2020);
    ck_assert_double_eq_tol(got.known_births, 20 + 240 + 100 + 360 + 60 + 500, 1e-9);
    got = xw_projection_rates(&f, &m, &r, &n, &b, XW_MIGRATION_END, 1, 1, 5, 2020);
    ck_assert_double_eq_tol(got.known_births, 880, 1e-9);
    /* One year that is not known makes the whole step unknown. */
    got = xw_projection_rates(&f, &m, &r, &n, &b, XW_MIGRATION_END, 11, 1, 5, 2021);
    ck_assert_double_nan(got.known_births);
    got = xw_projection_rates(&f, &m, &r, &n, &b, XW_MIGRATION_END, 11, 1, 5, 2019);
    ck_assert_double_nan(got.known_births);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_test(c, the_rows_of_a_year);
    tcase_add_test(c, births_of_a_step_lie_in_two_years);
    tcase_add_test(c, births_of_five_years_are_added_up);
    return c;
}

UNIT_MAIN("projection_rates", known_answers())
