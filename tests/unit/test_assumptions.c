#include "draw_kit.h"
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_qrng.h>
#include <math.h>

/* ---- values ---- */

static const struct xw_assumption shapes[] = {
    { .shape = XW_SHAPE_UNIFORM, .low = 0.9, .high = 1.4 },
    { .shape = XW_SHAPE_TRIANGULAR, .low = 1.0, .middle = 2.0, .high = 5.0 },
    { .shape = XW_SHAPE_NORMAL, .middle = 3.0, .sd = 0.5 },
    { .shape = XW_SHAPE_LOGNORMAL, .middle = 2.0, .sd = 0.4 },
    { .shape = XW_SHAPE_STUDENT, .middle = 1.0, .sd = 0.01, .freedom = 3.5 },
};

/* The distribution function, by the library where it has one. */
static double below(const struct xw_assumption *a, double x)
{
    switch (a->shape) {
    case XW_SHAPE_UNIFORM:
        return gsl_cdf_flat_P(x, a->low, a->high);
    case XW_SHAPE_TRIANGULAR: /* of the areas under the triangle 1, 2, 5 */
        return x < 2.0 ? (x - 1.0) * (x - 1.0) / 4.0 : 1.0 - (5.0 - x) * (5.0 - x) / 12.0;
    case XW_SHAPE_NORMAL:
        return gsl_cdf_gaussian_P(x - a->middle, a->sd);
    case XW_SHAPE_LOGNORMAL:
        return gsl_cdf_lognormal_P(x, log(a->middle), a->sd);
    case XW_SHAPE_STUDENT:
        return gsl_cdf_tdist_P((x - a->middle) / a->sd, a->freedom);
    case XW_SHAPES:
        break;
    }
    return NAN;
}

START_TEST(quantiles_are_those_of_the_shape)
{
    static const double quantile[] = { 1e-9, 0.01, 0.1, 0.25, 0.5, 0.6, 0.9, 0.99, 1.0 - 1e-9 };
    double last = -INFINITY;
    for (size_t i = 0; i < sizeof quantile / sizeof *quantile; i++) {
        double x = xw_assumption_value(&shapes[_i], quantile[i]);
        if (x > 0.0) ck_assert_double_eq_tol(below(&shapes[_i], x), quantile[i], 1e-9);
        ck_assert_double_ge(x, last);
        last = x;
    }
}
END_TEST

START_TEST(factors_never_fall_below_nothing)
{
    struct xw_assumption a = {
        .shape = XW_SHAPE_STUDENT, .middle = 1.0, .sd = 0.3, .freedom = 1.0
    };
    ck_assert_double_eq(xw_assumption_value(&a, 1e-6), 0.0);
}
END_TEST

/* ---- the list ---- */

START_TEST(what_a_scenario_cannot_feel_is_not_listed)
{
    struct draws d;
    draws_usual(&d, "");
    static const char *const want[] = {
        "migration.level",     "participation.primary",       "entry.lower_secondary",
        "progression.primary", "progression.lower_secondary", "mortality.level"
    };
    ck_assert_int_eq(d.list.count, 6);
    for (int32_t i = 0; i < d.list.count; i++)
        ck_assert_str_eq(d.list.of[i].name, want[i]);
    draws_close(&d);
    draws_usual(&d, "ensemble: {fertility: {mean_low: 1, mean_high: 1.2}, mortality: {sd: 0},\n"
                    "  progression: {common: 0}, entry: {sd: 0}, migration: {level_sd: 0}}\n");
    ck_assert_int_eq(d.list.count, 2);
    ck_assert_str_eq(d.list.of[0].name, "fertility.mean");
    ck_assert_str_eq(d.list.of[1].name, "participation.primary");
    ck_assert_double_eq_tol(xw_assumption_value(&d.list.of[0], 0.25), 1.05, 1e-15);
    ck_assert_str_eq(d.list.of[1].source, "ensemble.participation.sd");
    draws_close(&d);
}
END_TEST

START_TEST(homes_private_schools_projects_and_statuses_are_felt)
{
    struct draws d = { 0 };
    kit_open(&d.kit);
    draws_files(&d.kit);
    kit_file(&d.kit, "schools.csv",
             "school,name_zh,zone,sector\nP1,一小,A,public\nP2,二小,B,private\nM1,一中,B,public\n");
    kit_file(&d.kit, "housing.csv", "zone,year,dwellings,type\nA,2021,10,flat\n");
    kit_file(&d.kit, "occupancy.csv", "type,ceiling,scale_years,shape\nflat,0.8,2,1\n");
    kit_file(&d.kit, "families.csv", "type,sex,age,persons_per_100\nflat,f,6,10\nflat,m,6,10\n");
    kit_file(&d.kit, "projects.csv",
             "project,kind,school,stage,classes,start_year,opens,status\n"
             "1,expansion,P1,primary,2,2019,2021,planned\n");
    draws_open(&d, "");
    char text[6000];
    snprintf(text, sizeof text,
             "%s  migration: migration.csv\n  housing: housing.csv\n  occupancy: occupancy.csv\n"
             "  families: families.csv\n  projects: projects.csv\n",
             kit_scenario);
    kit_file(&d.kit, "scenario.yaml", text);
    ck_assert_msg(kit_read(&d.kit) == XW_OK, "%s", kit_printed(&d.kit, false));
    ck_assert_int_eq(xw_assumptions_list(&d.keep, &d.kit.s, &d.list), XW_OK);
    static const char *const want[] = { "delay.common", "private.level", "housing.ceiling",
                                        "housing.yield", "housing.late" };
    for (size_t i = 0; i < sizeof want / sizeof *want; i++)
        ck_assert_msg(draws_find(&d, want[i]) != XW_NONE, "%s", want[i]);
    ck_assert_int_eq(d.list.count, 11);
    bool seen[XW_MAX_ASSUMPTIONS] = { false };
    for (int32_t i = 0; i < d.list.count; i++) {
        ck_assert_int_lt(d.list.of[i].dimension, XW_MAX_ASSUMPTIONS);
        ck_assert(!seen[d.list.of[i].dimension]);
        seen[d.list.of[i].dimension] = true;
    }
    /* Two residence statuses have one assumption each, fifteen are too many. */
    const char *two[] = { "local", "migrant" };
    d.kit.s.residencies = (struct xw_residencies){ 2, two };
    ck_assert_int_eq(xw_assumptions_list(&d.keep, &d.kit.s, &d.list), XW_OK);
    ck_assert_int_eq(d.list.count, 13);
    ck_assert_int_ne(draws_find(&d, "participation.migrant"), XW_NONE);
    const char *many[15];
    for (int i = 0; i < 15; i++)
        many[i] = two[0];
    d.kit.s.residencies = (struct xw_residencies){ 15, many };
    ck_assert_int_eq(xw_assumptions_list(&d.keep, &d.kit.s, &d.list), XW_OUT_OF_RANGE);
    draws_close(&d);
}
END_TEST

/* ---- designs ---- */

static struct xw_assumptions three(const char *a, const char *b, const char *c)
{
    return (struct xw_assumptions){ 3,
                                    { { .name = a, .dimension = 0 },
                                      { .name = b, .dimension = 7 },
                                      { .name = c, .dimension = 39 } } };
}

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static const int32_t sizes[] = { 1, 2, 3, 7, 64, 100, 1000, 4097 };

START_TEST(a_latin_hypercube_has_one_point_a_stratum)
{
    int32_t n = sizes[_i];
    struct xw_assumptions list = three("a", "b", "c");
    struct xw_design_points p;
    ck_assert_int_eq(xw_design_points(XW_DESIGN_LATIN, 5, &list, n, &p), XW_OK);
    for (int d = 0; d < 3; d++) {
        uint8_t *seen = calloc((size_t)n, 1);
        for (int32_t r = 1; r <= n; r++) {
            double point[3];
            xw_design_point(&p, r, point);
            ck_assert(point[d] > 0.0 && point[d] < 1.0);
            int32_t stratum = (int32_t)(point[d] * n);
            ck_assert_msg(seen[stratum]++ == 0, "stratum %d of %d twice", stratum, n);
        }
        free(seen);
    }
}
END_TEST

/* Each dimension is uniform (Kolmogorov: 1.63 / sqrt(n) at 1 %), and two are not correlated: 4 / sqrt(n)
 * is four standard deviations. */
START_TEST(points_are_uniform_and_apart)
{
    enum { N = 2000 };
    struct xw_assumptions list = three("a", "b", "c");
    struct xw_design_points p;
    static double column[3][N];
    ck_assert_int_eq(xw_design_points((enum xw_design)_i, 11, &list, N, &p), XW_OK);
    for (int32_t r = 1; r <= N; r++) {
        double point[3];
        xw_design_point(&p, r, point);
        for (int d = 0; d < 3; d++)
            column[d][r - 1] = point[d];
    }
    for (int a = 0; a < 3; a++)
        for (int b = a + 1; b < 3; b++) {
            double sum = 0.0;
            for (int i = 0; i < N; i++)
                sum += (column[a][i] - 0.5) * (column[b][i] - 0.5);
            ck_assert_double_lt(fabs(sum / N * 12.0), 4.0 / sqrt(N));
        }
    for (int d = 0; d < 3; d++) {
        double most = 0.0;
        qsort(column[d], N, sizeof(double), by_size);
        for (int i = 0; i < N; i++)
            most = fmax(most, fmax(column[d][i] - (double)i / N, (i + 1.0) / N - column[d][i]));
        ck_assert_double_lt(most, _i == XW_DESIGN_RANDOM ? 1.63 / sqrt(N) : 0.01);
    }
}
END_TEST

/* Without the shift they are the library's, one point later: ours begin with the origin. */
START_TEST(sobol_points_are_those_of_the_library)
{
    struct xw_assumptions list = three("a", "b", "c");
    struct xw_design_points p;
    ck_assert_int_eq(xw_design_points(XW_DESIGN_SOBOL, 3, &list, 300, &p), XW_OK);
    for (int d = 0; d < 3; d++) {
        ck_assert_uint_ne(p.shift[d], 0);
        p.shift[d] = 0;
    }
    gsl_qrng *sobol = gsl_qrng_alloc(gsl_qrng_sobol, 40);
    ck_assert_ptr_nonnull(sobol);
    for (int32_t r = 2; r <= 300; r++) {
        double want[40], point[3];
        gsl_qrng_get(sobol, want);
        xw_design_point(&p, r, point);
        ck_assert_double_eq_tol(point[0], want[0], 1e-9);
        ck_assert_double_eq_tol(point[1], want[7], 1e-9);
        ck_assert_double_eq_tol(point[2], want[39], 1e-9);
    }
    gsl_qrng_free(sobol);
}
END_TEST

START_TEST(an_assumption_more_moves_no_other)
{
    struct xw_assumptions some = three("a", "b", "c"), more = some;
    struct xw_design_points p, q;
    more.of[3] = more.of[2];
    more.of[2] = (struct xw_assumption){ .name = "new", .dimension = 12 };
    more.count = 4;
    ck_assert_int_eq(xw_design_points((enum xw_design)_i, 9, &some, 100, &p), XW_OK);
    ck_assert_int_eq(xw_design_points((enum xw_design)_i, 9, &more, 100, &q), XW_OK);
    for (int32_t r = 1; r <= 100; r++) {
        double point[3], longer[4];
        xw_design_point(&p, r, point);
        xw_design_point(&q, r, longer);
        ck_assert_double_eq(point[0], longer[0]);
        ck_assert_double_eq(point[1], longer[1]);
        ck_assert_double_eq(point[2], longer[3]);
        ck_assert_double_ne(longer[2], longer[3]);
    }
    double first[3], other[3];
    xw_design_point(&p, 7, first);
    ck_assert_int_eq(xw_design_points((enum xw_design)_i, 10, &some, 100, &p), XW_OK);
    xw_design_point(&p, 7, other);
    for (int d = 0; d < 3; d++)
        ck_assert_double_ne(first[d], other[d]);
}
END_TEST

START_TEST(designs_have_limits)
{
    struct xw_assumptions list = three("a", "b", "c"), none = { 0 };
    struct xw_design_points p;
    ck_assert_int_eq(xw_design_points(XW_DESIGN_SOBOL, 1, &list, 0, &p), XW_OUT_OF_RANGE);
    ck_assert_int_eq(xw_design_points(XW_DESIGN_LATIN, 1, &list, 1 << 17, &p), XW_OUT_OF_RANGE);
    ck_assert_int_eq(xw_design_points(XW_DESIGN_SOBOL, 1, &list, 100000, &p), XW_OK);
    double point[3];
    xw_design_point(&p, 100000, point);
    ck_assert(point[2] > 0.0 && point[2] < 1.0);
    ck_assert_int_eq(xw_design_points(XW_DESIGN_LATIN, 1, &none, 10, &p), XW_OK);
    point[0] = -1.0;
    xw_design_point(&p, 10, point);
    ck_assert_double_eq(point[0], -1.0);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *tc = tcase_create("known answers");
    tcase_add_loop_test(tc, quantiles_are_those_of_the_shape, 0, XW_SHAPES);
    tcase_add_test(tc, factors_never_fall_below_nothing);
    tcase_add_test(tc, what_a_scenario_cannot_feel_is_not_listed);
    tcase_add_test(tc, homes_private_schools_projects_and_statuses_are_felt);
    tcase_add_test(tc, sobol_points_are_those_of_the_library);
    return tc;
}

static TCase *laws(void)
{
    TCase *tc = tcase_create("laws");
    tcase_add_loop_test(tc, a_latin_hypercube_has_one_point_a_stratum, 0,
                        sizeof sizes / sizeof *sizes);
    tcase_add_loop_test(tc, points_are_uniform_and_apart, 0, 3);
    tcase_add_loop_test(tc, an_assumption_more_moves_no_other, 0, 3);
    return tc;
}

static TCase *limits(void)
{
    TCase *tc = tcase_create("limits");
    tcase_add_test(tc, designs_have_limits);
    return tc;
}

UNIT_MAIN("assumptions", known_answers(), laws(), limits())
