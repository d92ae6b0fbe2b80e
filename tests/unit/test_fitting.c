#include "fit_world.h"

/* A school without its rolls of one year spoils the sums of that year, and its own steps, not more. */
START_TEST(years_that_are_not_complete)
{
    struct world w;
    open_world(&w, "");
    kit_file(&w.kit, "rolls.csv",
             "school,year,grade,pupils\n"
             "P1,2017,1,40\nP1,2017,2,40\nP2,2017,1,20\nP2,2017,2,20\n"
             "P1,2018,1,44\nP1,2018,2,42\n"
             "P1,2019,1,46\nP1,2019,2,44\nP2,2019,1,23\nP2,2019,2,22\n"
             "M1,2017,3,30\nM1,2018,3,44\nM1,2019,3,46\nM1,2019,4,40\n");
    w.children = (struct xw_fit_children){ .first = 2017, .years = 3 };
    for (int i = 0; i < 6; i++)
        w.number[i] = 60;
    ck_assert_int_eq(estimate(&w, false), XW_OK);
    ck_assert_int_eq(must(&w, "participation/primary")->rows, 2);
    ck_assert_int_eq(must(&w, "progression/primary/1")->rows, 2);
    ck_assert_int_eq(must(&w, "entry/lower_secondary")->rows, 1);
    ck_assert_double_eq_tol(must(&w, "entry/lower_secondary")->value, 44.0 / 60.0, 1e-12);
    ck_assert_double_nan(must(&w, "entry/lower_secondary")->sd);
    close_world(&w);
}
END_TEST

/* 1,100 of 1,000, then 900 of 1,000. Shares 0.8 / 1.8 and 1 / 1.8; 0.111 above and 0.089 below the ratio: a
 * year's variance is 0.02, of which turnover explains 0.1 / 1,000. */
START_TEST(years_that_differ_have_an_excess)
{
    struct world w;
    open_world(&w, "");
    kit_file(&w.kit, "rolls.csv",
             "school,year,grade,pupils\nP1,2017,1,1000\nP1,2018,1,1000\nP1,2018,2,1100\n"
             "P1,2019,2,900\nM1,2017,3,1000\nM1,2018,3,1000\nM1,2018,4,1100\nM1,2019,4,900\n");
    ck_assert_int_eq(estimate(&w, false), XW_OK);
    const struct xw_estimate *e = must(&w, "progression/primary/1");
    double shares = (0.64 + 1.0) / 3.24;
    ck_assert_double_eq_tol(e->year_sd, sqrt(0.02 - 0.0001), 1e-12);
    ck_assert_double_eq_tol(e->sd, sqrt(0.02 * shares), 1e-12);
    ck_assert_double_eq(e->freedom, 2.0); /* 0.98 would let it be anything */
    ck_assert_double_nan(w.fit.common);   /* two grades of two stages say nothing of those of one */
    close_world(&w);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_test(c, years_that_are_not_complete);
    tcase_add_test(c, years_that_differ_have_an_excess);
    return c;
}

UNIT_MAIN("fitting", known_answers())
