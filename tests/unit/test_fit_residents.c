#include "fit_world.h"

/* Entrants of primary 60, 66, 69 of 50, 60, 60 residents in 2017 to 2019, weights 0.64, 0.8, 1. */
START_TEST(participation_by_hand)
{
    struct world w;
    open_world(&w, "");
    w.children = (struct xw_fit_children){ .first = 2017, .years = 3 };
    for (int y = 0; y < 3; y++)
        w.number[2 * y] = y == 0 ? 50 : 60;
    ck_assert_int_eq(estimate(&w, false), XW_OK);
    const struct xw_estimate *e = must(&w, "participation/primary");
    double want = (0.64 * 60 + 0.8 * 66 + 69) / (0.64 * 50 + 0.8 * 60 + 60);
    ck_assert_double_eq_tol(e->value, want, 1e-12);
    ck_assert_int_eq(e->rows, 3);
    ck_assert_int_eq(e->year, INT16_MIN);
    ck_assert_ptr_null(named(&w, "participation/lower_secondary")); /* enters from below */
    /* As a trend there is a row a year; it is surest where it was seen. */
    ck_assert_int_eq(estimate(&w, true), XW_OK);
    ck_assert_ptr_null(named(&w, "participation/primary"));
    ck_assert_double_gt(must(&w, "participation/primary/2021")->sd,
                        must(&w, "participation/primary/2020")->sd);
    ck_assert_double_gt(pair_of(&w, "participation/primary/2020", "participation/primary/2022"), 0);
    ck_assert_ptr_null(named(&w, "participation/primary/2019"));
    w.children.years = 2;
    ck_assert_int_eq(estimate(&w, true), XW_OK);
    ck_assert_int_eq(must(&w, "participation/primary")->rows, 2);
    ck_assert(remarked(&w, "participation of primary: 2 years are too few for a trend, which takes "
                           "three; it is constant"));
    close_world(&w);
}
END_TEST

/* 120 births a year: 60, 66 and 69 entrants are 0.5, 0.55 and 0.575 of their cohorts. */
START_TEST(entrants_per_birth)
{
    struct world w;
    open_world(&w, "  births: births.csv\n");
    kit_file(&w.kit, "births.csv",
             "year,series,births\n2010,resident,120\n2011,resident,120\n2012,resident,120\n"
             "2013,resident,120\n");
    ck_assert_int_eq(estimate(&w, false), XW_OK);
    const struct xw_estimate *e = must(&w, "births/primary");
    ck_assert_double_eq_tol(e->value, (0.64 * 60 + 0.8 * 66 + 69) / (2.44 * 120), 1e-12);
    ck_assert_int_eq(e->rows, 3);
    close_world(&w);
}
END_TEST

/* The logarithm of nobody is not asked for. */
START_TEST(a_year_without_entrants_has_no_trend)
{
    struct world w;
    open_world(&w, "");
    kit_file(&w.kit, "rolls.csv",
             "school,year,grade,pupils\nP1,2017,1,40\nP1,2018,1,0\nP1,2019,1,46\n");
    w.children = (struct xw_fit_children){ .first = 2017, .years = 3 };
    for (int i = 0; i < 6; i++)
        w.number[i] = 50;
    ck_assert_int_eq(estimate(&w, true), XW_OK);
    ck_assert_int_eq(must(&w, "participation/primary")->rows, 3);
    ck_assert(remarked(&w, "participation of primary: a year without entrants has no place in a "
                           "log-linear trend; it is constant"));
    close_world(&w);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_test(c, participation_by_hand);
    tcase_add_test(c, entrants_per_birth);
    tcase_add_test(c, a_year_without_entrants_has_no_trend);
    return c;
}

UNIT_MAIN("fit_residents", known_answers())
