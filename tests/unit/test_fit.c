#include "fit_kit.h"
#include <gsl/gsl_errno.h>
#include <math.h>

struct world {
    struct kit kit;
    struct xw_arena scratch;
    double number[8];
    struct xw_fit_children children;
    struct xw_fit fit;
};

static void open_world(struct world *w, const char *more)
{
    *w = (struct world){ 0 };
    gsl_set_error_handler_off();
    ck_assert_int_eq(xw_arena_init(&w->scratch, XW_ARENA_USUAL), XW_OK);
    fit_kit_open(&w->kit, more);
}

static enum xw_status estimate(struct world *w, bool trend)
{
    ck_assert_int_eq(kit_read(&w->kit), XW_OK);
    w->children.number = w->number;
    return xw_fit(&w->kit.s, &w->children, trend, &w->kit.keep, w->scratch, &w->fit);
}

static void close_world(struct world *w)
{
    xw_arena_free(&w->scratch);
    kit_close(&w->kit);
}

/* The estimate of a name, or NULL. */
static const struct xw_estimate *named(struct world *w, const char *name)
{
    for (int32_t i = 0; i < w->fit.count; i++)
        if (strcmp(xw_fit_name(&w->kit.s, &w->fit.estimate[i], &w->kit.keep), name) == 0)
            return &w->fit.estimate[i];
    return NULL;
}

static const struct xw_estimate *must(struct world *w, const char *name)
{
    const struct xw_estimate *e = named(w, name);
    ck_assert_msg(e != NULL, "no %s", name);
    return e;
}

static bool remarked(const struct world *w, const char *text)
{
    for (int32_t i = 0; i < w->fit.remarks; i++)
        if (strcmp(w->fit.remark[i], text) == 0) return true;
    return false;
}

static double pair_of(struct world *w, const char *a, const char *b)
{
    for (int32_t i = 0; i < w->fit.pairs; i++) {
        const struct xw_fit_pair *p = &w->fit.pair[i];
        ck_assert_int_lt(p->a, p->b);
        if (&w->fit.estimate[p->a] == named(w, a) && &w->fit.estimate[p->b] == named(w, b))
            return p->covariance;
    }
    return NAN;
}

/* Grade 1 to 2: into 2018 60 of 60, into 2019 66 of 66. Grade 3 to 4: 60 of 60, 62 of 62. Leavers 60
 * (2017) and 60 (2018), entrants 62 and 62. All that stays is the scatter between schools: P1 has 42 of
 * 40, P2 18 of 20, each 2 off; M1 33 of 30, M2 27 of 30, each 3 off. Weights 0.8 and 1:
 * 0.8^2 (4 + 4) / (0.8 x 60 + 66)^2 x 4 / 3. */
START_TEST(district_by_hand)
{
    struct world w;
    open_world(&w, "");
    ck_assert_int_eq(estimate(&w, false), XW_OK);
    ck_assert_int_eq(w.fit.first, 2017);
    ck_assert_int_eq(w.fit.last, 2019);
    const struct xw_estimate *e = must(&w, "progression/primary/1");
    ck_assert_double_eq_tol(e->value, 1.0, 1e-12);
    ck_assert_double_eq_tol(e->sd, sqrt(0.64 * 8.0 * 4.0 / 3.0) / 114.0, 1e-12);
    ck_assert_int_eq(e->rows, 4);
    ck_assert_int_eq(e->years, 2);
    ck_assert_int_eq(e->first, 2018);
    ck_assert_int_eq(e->grade_row, 0);
    e = must(&w, "progression/lower_secondary/3");
    ck_assert_double_eq_tol(e->value, 1.0, 1e-12);
    ck_assert_double_eq_tol(e->sd, sqrt(0.64 * 18.0 * 4.0 / 3.0) / 110.0, 1e-12);
    e = must(&w, "entry/lower_secondary");
    ck_assert_double_eq_tol(e->value, 62.0 / 60.0, 1e-12);
    ck_assert_double_eq_tol(e->sd, 0.0, 1e-9);
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
    ck_assert_double_gt(a->sd, 0.0);
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
    tcase_add_test(c, participation_by_hand);
    tcase_add_test(c, entrants_per_birth);
    tcase_add_test(c, years_that_are_not_complete);
    tcase_add_test(c, events_are_left_out);
    tcase_add_test(c, events_of_the_rolls_are_left_out);
    return c;
}

static TCase *refusals(void)
{
    TCase *c = tcase_create("refusals");
    tcase_add_test(c, one_year_is_refused);
    return c;
}

UNIT_MAIN("fit", known_answers(), refusals())
