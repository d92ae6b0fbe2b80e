#include "fit_world.h"

/* Grade 1 to 2: into 2018 60 of 60, into 2019 66 of 66. Grade 3 to 4: 60 of 60, 62 of 62. Leavers 60
 * (2017) and 60 (2018), entrants 62 and 62. The years are alike, so that all errors are those of turnover: weights
 * 0.8 and 1, 0.1 (0.8^2 x 60 + 66) / (0.8 x 60 + 66)^2 in primary. */
START_TEST(district_by_hand)
{
    struct world w;
    open_world(&w, "");
    ck_assert_int_eq(estimate(&w, false), XW_OK);
    ck_assert_int_eq(w.fit.first, 2017);
    ck_assert_int_eq(w.fit.last, 2019);
    const struct xw_estimate *e = must(&w, "progression/primary/1");
    ck_assert_double_eq_tol(e->value, 1.0, 1e-12);
    ck_assert_double_eq_tol(e->sd, sqrt(0.1 * (0.64 * 60.0 + 66.0)) / 114.0, 1e-12);
    ck_assert_int_eq(e->rows, 4);
    ck_assert_int_eq(e->years, 2);
    ck_assert_int_eq(e->first, 2018);
    ck_assert_int_eq(e->grade_row, 0);
    e = must(&w, "progression/lower_secondary/3");
    ck_assert_double_eq_tol(e->value, 1.0, 1e-12);
    ck_assert_double_eq_tol(e->sd, sqrt(0.1 * (0.64 * 60.0 + 62.0)) / 110.0, 1e-12);
    e = must(&w, "entry/lower_secondary");
    ck_assert_double_eq_tol(e->value, 62.0 / 60.0, 1e-12);
    ck_assert_double_eq_tol(e->sd, sqrt(0.1 * (0.64 * 60.0 + 60.0)) / 108.0, 1e-12);
    ck_assert(e->year_sd == 0.0 && isinf(e->freedom));
    ck_assert_ptr_null(named(&w, "participation/primary")); /* nobody's population is known */
    ck_assert(remarked(&w, "participation of primary: no year has both complete rolls of the entry "
                           "grade and a known population; from rolls alone in-migration, "
                           "participation and the coverage of births are a product"));
    close_world(&w);
}
END_TEST

/* Of 40 and 42 leavers of P1 come 44 and 46 to M1, of 20 and 18 of P2 18 and 16 to M2: parts of the
 * district between their own ratio and the district's, each leaning on it. */
START_TEST(zones_lean_on_the_district)
{
    struct world w;
    open_world(&w, "");
    ck_assert_int_eq(estimate(&w, false), XW_OK);
    const struct xw_estimate *d = must(&w, "entry/lower_secondary");
    const struct xw_estimate *a = must(&w, "entry/lower_secondary/A");
    const struct xw_estimate *b = must(&w, "entry/lower_secondary/B");
    ck_assert_double_gt(a->value, d->value);
    ck_assert_double_lt(a->value, 1.1);
    ck_assert_double_lt(b->value, d->value);
    ck_assert_double_gt(b->value, 0.89);
    ck_assert(&w.fit.estimate[a->parent] == d);
    ck_assert_double_gt(b->lean, a->lean); /* the smaller one leans more */
    ck_assert_double_gt(a->lean, 0.0);
    ck_assert_double_lt(b->lean, 1.0);
    /* What is its own has the noise between schools, 1 / (worth + kappa) being (1 - lean) / worth. */
    double worth = 74.0 * 74.0 / (0.64 * 40.0 + 42.0);
    double noise = fmax(0.1, d->value * d->value * a->dispersion);
    ck_assert_double_eq_tol(a->sd * a->sd,
                            noise * (1.0 - a->lean) / worth + a->lean * a->lean * d->sd * d->sd,
                            1e-12);
    ck_assert_double_eq_tol(pair_of(&w, "entry/lower_secondary", "entry/lower_secondary/A"),
                            a->lean * d->sd * d->sd, 1e-15);
    close_world(&w);
}
END_TEST

/* One set of schools, two zones: one ratio under two names. */
START_TEST(zones_of_the_same_schools_are_one)
{
    struct world w;
    open_world(&w, "");
    kit_file(&w.kit, "catchments.csv",
             "stage,zone,school\nprimary,A,P1\nprimary,B,P1\nlower_secondary,A,M1\n");
    ck_assert_int_eq(estimate(&w, false), XW_OK);
    const struct xw_estimate *a = must(&w, "entry/lower_secondary/A");
    const struct xw_estimate *b = must(&w, "entry/lower_secondary/B");
    ck_assert_double_eq(a->value, b->value);
    ck_assert_double_eq_tol(pair_of(&w, "entry/lower_secondary/A", "entry/lower_secondary/B"),
                            a->sd * a->sd, 1e-15);
    close_world(&w);
}
END_TEST

/* The step into the year in which a project opens at a school is no usual one. */
START_TEST(events_are_left_out)
{
    struct world w;
    open_world(&w, "  projects: projects.csv\n");
    kit_file(
        &w.kit, "projects.csv",
        "project,kind,school,stage,classes,start_year,opens\n1,expansion,P1,primary,2,2017,2019\n");
    ck_assert_int_eq(estimate(&w, false), XW_OK);
    ck_assert_int_eq(must(&w, "progression/primary/1")->rows, 3);
    ck_assert_int_eq(must(&w, "progression/lower_secondary/3")->rows, 4);
    close_world(&w);
}
END_TEST

/* So is the step into a year that the rolls mark. */
START_TEST(events_of_the_rolls_are_left_out)
{
    struct world w;
    open_world(&w, "");
    kit_file(&w.kit, "rolls.csv",
             "school,year,grade,pupils,event\n"
             "P1,2017,1,40,\nP1,2018,1,44,\nP1,2018,2,42,\nP1,2019,1,40,boundary\n"
             "P1,2019,2,11,\nP2,2018,1,22,\nP2,2019,2,22,\n");
    ck_assert_int_eq(estimate(&w, false), XW_OK);
    ck_assert_int_eq(must(&w, "progression/primary/1")->rows, 2);
    ck_assert_double_eq_tol(must(&w, "progression/primary/1")->value,
                            (0.8 * 42.0 + 22.0) / (0.8 * 40.0 + 22.0), 1e-12);
    close_world(&w);
}
END_TEST

/* P1 has 400 for 40 in one cell: neither the step into it nor that out of it tells anything. */
START_TEST(outlying_steps_are_left_out_and_named)
{
    struct world w;
    open_world(&w, "");
    kit_file(&w.kit, "rolls.csv",
             "school,year,grade,pupils\n"
             "P1,2016,1,40\nP1,2017,1,40\nP1,2018,1,40\nP1,2019,1,40\n"
             "P1,2016,2,40\nP1,2017,2,40\nP1,2018,2,400\nP1,2019,2,40\n"
             "P2,2016,1,20\nP2,2017,1,20\nP2,2018,1,20\nP2,2019,1,20\n"
             "P2,2016,2,20\nP2,2017,2,20\nP2,2018,2,20\nP2,2019,2,20\n");
    ck_assert_int_eq(estimate(&w, false), XW_OK);
    const struct xw_estimate *e = must(&w, "progression/primary/1");
    ck_assert_int_eq(e->rows, 5);
    ck_assert_double_eq_tol(e->value, 1.0, 1e-12);
    ck_assert_double_eq_tol(must(&w, "progression/primary/1/P2")->value, 1.0, 1e-12);
    ck_assert_int_eq(w.fit.leavings, 1);
    ck_assert_str_eq(w.fit.left_out[0], "1 outlying step in the rolls of primary: P1 into 2018 "
                                        "grade 2 (40 to 400 pupils)");
    close_world(&w);
}
END_TEST

/* Schools whose counts never change are no surer than their pupils are many: leaning with kappa on the
 * district, 0.1 / (worth + kappa) is left, lean = kappa / (worth + kappa). */
START_TEST(constant_counts_have_the_noise_of_counts)
{
    struct world w;
    char rolls[8192] = "school,year,grade,pupils\n";
    open_world(&w, "");
    for (int year = 2005; year <= 2019; year++)
        for (int k = 0; k < 4; k++) {
            size_t at = strlen(rolls);
            snprintf(rolls + at, sizeof rolls - at, "P%d,%d,%d,%d\n", 1 + k / 2, year, 1 + k % 2,
                     k < 2 ? 5 : 4000);
        }
    kit_file(&w.kit, "rolls.csv", rolls);
    ck_assert_int_eq(estimate(&w, false), XW_OK);
    double sum = 0.0, square = 0.0;
    for (int y = 0; y < 14; y++) {
        sum += pow(0.8, y);
        square += pow(0.64, y);
    }
    double worth = sum * sum / square;
    const struct xw_estimate *d = must(&w, "progression/primary/1");
    ck_assert_double_eq_tol(d->sd, sqrt(0.1 / (4005.0 * worth)), 1e-12);
    for (int k = 1; k <= 2; k++) {
        const struct xw_estimate *e =
            must(&w, k == 1 ? "progression/primary/1/P1" : "progression/primary/1/P2");
        double least = (1.0 - e->lean) * 0.1 / ((k == 1 ? 5.0 : 4000.0) * worth);
        ck_assert_double_ge(e->sd * e->sd, least + e->lean * e->lean * d->sd * d->sd - 1e-15);
    }
    ck_assert_int_eq(w.fit.leavings, 0);
    close_world(&w);
}
END_TEST

START_TEST(one_year_is_refused)
{
    struct world w;
    open_world(&w, "");
    kit_file(&w.kit, "rolls.csv", "school,year,grade,pupils\nP1,2019,1,40\nM1,2019,3,40\n");
    ck_assert_int_eq(estimate(&w, false), XW_NOT_IDENTIFIABLE);
    ck_assert(remarked(&w,
                       "progression of primary, grade 1: no school has rolls of the grade and of "
                       "the next one a year later"));
    ck_assert(remarked(&w, "entry of lower_secondary: no complete rolls of its entry grade a year "
                           "after complete ones of the last grade of primary"));
    close_world(&w);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_test(c, district_by_hand);
    tcase_add_test(c, zones_lean_on_the_district);
    tcase_add_test(c, zones_of_the_same_schools_are_one);
    tcase_add_test(c, events_are_left_out);
    tcase_add_test(c, events_of_the_rolls_are_left_out);
    tcase_add_test(c, outlying_steps_are_left_out_and_named);
    tcase_add_test(c, constant_counts_have_the_noise_of_counts);
    return c;
}

static TCase *refusals(void)
{
    TCase *c = tcase_create("refusals");
    tcase_add_test(c, one_year_is_refused);
    return c;
}

UNIT_MAIN("fit", known_answers(), refusals())
