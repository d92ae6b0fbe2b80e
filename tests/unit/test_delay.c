#include "xuewei/delay.h"
#include "unit.h"
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>
#include <math.h>

static const struct {
    enum xw_project_kind kind;
    enum xw_project_status status;
    bool step[XW_DELAY_STEPS];
} steps[] = {
    { XW_PROJECT_NEW, XW_PROJECT_PLANNED, { true, true, true } },
    { XW_PROJECT_EXPANSION, XW_PROJECT_APPROVED, { false, true, true } },
    { XW_PROJECT_REBUILD, XW_PROJECT_BUILDING, { false, false, true } },
    { XW_PROJECT_RELOCATION, XW_PROJECT_OPEN, { false, false, false } },
    { XW_PROJECT_CONVERSION, XW_PROJECT_PLANNED, { true, false, false } },
    { XW_PROJECT_MERGER, XW_PROJECT_APPROVED, { false, false, false } },
    { XW_PROJECT_CLOSURE, XW_PROJECT_PLANNED, { true, false, false } },
};

START_TEST(a_project_has_the_steps_that_its_status_leaves)
{
    for (int step = 0; step < XW_DELAY_STEPS; step++)
        ck_assert_int_eq(
            xw_delay_has_step(steps[_i].kind, steps[_i].status, (enum xw_delay_step)step),
            steps[_i].step[step]);
    ck_assert(!xw_delay_has_step(steps[_i].kind, steps[_i].status, XW_DELAY_STEPS));
}
END_TEST

/* P(D >= n) = (1 - h)^n. */
static const struct {
    double hazard, later;
    int32_t want;
} years[] = {
    { 0.75, 1.0, 0 },    { 0.75, 0.251, 0 }, { 0.75, 0.25, 1 }, { 0.75, 0.0626, 1 },
    { 0.75, 0.0625, 2 }, { 0.9, 0.0999, 1 }, { 0.9, 0.011, 1 }, { 0.9, 0.0099, 2 },
    { 0.1, 0.8999, 1 },  { 0.1, 0.8099, 2 }, { 1.0, 1e-12, 0 }, { 0.0, 0.9, 9 },
    { 0.5, 1e-300, 9 },
};

START_TEST(years_of_a_step)
{
    ck_assert_int_eq(xw_delay_step_years(years[_i].hazard, years[_i].later, 9), years[_i].want);
}
END_TEST

/* Over an even grid of tails each number of years has its probability. */
START_TEST(years_are_geometric)
{
    enum { N = 100000, MOST = 40 };
    static const double hazards[] = { 0.9, 0.75, 0.3 };
    double h = hazards[_i], mean = 0.0;
    int32_t count[MOST + 1] = { 0 };
    for (int32_t i = 0; i < N; i++) {
        int32_t n = xw_delay_step_years(h, (i + 0.5) / N, MOST);
        count[n]++;
        mean += (double)n / N;
    }
    for (int32_t n = 0; n < 8; n++)
        ck_assert_double_eq_tol((double)count[n] / N, h * pow(1.0 - h, n), 1.5 / N);
    ck_assert_double_eq_tol(mean, (1.0 - h) / h, 1e-3); /* the grid's own: MOST is never reached */
}
END_TEST

static const struct xw_delay_rules usual = {
    .approval = 0.75, .start = 0.75, .completion = 0.9, .common = 0.3, .most = 5, .ramp_low = 0.5
};

START_TEST(steps_add_up_to_the_most)
{
    struct xw_delay_rules rules = usual;
    /* The tails of 0.2, 0.05 and 0.005 are 1, 2 and 2 years late. */
    double own[] = { gsl_cdf_ugaussian_Qinv(0.2), gsl_cdf_ugaussian_Qinv(0.05),
                     gsl_cdf_ugaussian_Qinv(0.005) };
    rules.common = 0.0;
    struct xw_delay late =
        xw_delay_of_project(&rules, XW_PROJECT_NEW, XW_PROJECT_PLANNED, 9.0, own);
    ck_assert_int_eq(late.start, 3);
    ck_assert_int_eq(late.opening, 5);
    late = xw_delay_of_project(&rules, XW_PROJECT_NEW, XW_PROJECT_APPROVED, 9.0, own);
    ck_assert_int_eq(late.start, 2);
    ck_assert_int_eq(late.opening, 4);
    late = xw_delay_of_project(&rules, XW_PROJECT_NEW, XW_PROJECT_BUILDING, 9.0, own);
    ck_assert_int_eq(late.start, 0);
    ck_assert_int_eq(late.opening, 2);
    rules.most = 2;
    late = xw_delay_of_project(&rules, XW_PROJECT_NEW, XW_PROJECT_PLANNED, 9.0, own);
    ck_assert_int_eq(late.start, 2);
    ck_assert_int_eq(late.opening, 2);
    rules.common = 1.0; /* the common value alone */
    late = xw_delay_of_project(&rules, XW_PROJECT_NEW, XW_PROJECT_BUILDING, -9.0, own);
    ck_assert_int_eq(late.opening, 0);
}
END_TEST

START_TEST(a_greater_common_value_makes_nothing_earlier)
{
    double own[] = { 0.3, -0.2, 0.9 };
    struct xw_delay before = { 0 };
    bool moved = false;
    for (double z = -5.0; z <= 5.0; z += 0.05) {
        struct xw_delay late =
            xw_delay_of_project(&usual, XW_PROJECT_NEW, XW_PROJECT_PLANNED, z, own);
        ck_assert_int_ge(late.start, before.start);
        ck_assert_int_ge(late.opening, before.opening);
        moved |= late.opening > before.opening;
        before = late;
    }
    ck_assert(moved);
}
END_TEST

/* ---- replicates ---- */

enum { PROJECTS = 5 };

struct drawn {
    struct xw_projects projects;
    uint8_t kind[PROJECTS], status[PROJECTS];
    bool counted[PROJECTS];
    int16_t opens_in[PROJECTS];
    uint32_t entity[PROJECTS];
    struct xw_delay_streams streams;
    int32_t start[PROJECTS], opening[PROJECTS];
    double ramp[PROJECTS];
};

/* A planned, an approved and a building new school, one that is open, and a planned rebuild. */
static void open_projects(struct drawn *d)
{
    *d = (struct drawn){
        .kind = { XW_PROJECT_NEW, XW_PROJECT_NEW, XW_PROJECT_NEW, XW_PROJECT_NEW,
                  XW_PROJECT_REBUILD },
        .status = { XW_PROJECT_PLANNED, XW_PROJECT_APPROVED, XW_PROJECT_BUILDING, XW_PROJECT_OPEN,
                    XW_PROJECT_PLANNED },
        .counted = { true, true, true, true, true },
        .opens_in = { 2025, 2024, 2023, 2022, 2026 },
        .entity = { 11, 12, 13, 14, 15 },
        .streams = { .rng = gsl_rng_alloc(xw_rng_philox),
                     .late = { .seed = 7, .component = 9 },
                     .ramp = { .seed = 7, .component = 10 } },
    };
    d->projects = (struct xw_projects){ .count = PROJECTS,
                                        .kind = d->kind,
                                        .status = d->status,
                                        .counted = d->counted,
                                        .opens_in = d->opens_in };
    d->streams.entity = d->entity;
}

/* What all projects of a replicate share is handed in: here a number of the stream that no code names. */
static double common_of(const struct drawn *d)
{
    struct xw_rng_key key = d->streams.late;
    key.entity = 0;
    xw_rng_key_set(d->streams.rng, key);
    return gsl_cdf_ugaussian_Pinv(gsl_rng_uniform_pos(d->streams.rng));
}

static void draw(struct drawn *d, const struct xw_delay_rules *rules, uint32_t replicate)
{
    d->streams.late.replicate = d->streams.ramp.replicate = replicate;
    double common = common_of(d);
    xw_delay_draw(rules, &d->projects, 2020, &d->streams, common, d->start, d->opening, d->ramp);
}

static void close_projects(struct drawn *d)
{
    gsl_rng_free(d->streams.rng);
}

/* P(D1 >= m and D2 >= n) of steps with one hazard each: over Z, both are late by themselves. */
static double both_late(double hazard_1, int32_t m, double hazard_2, int32_t n, double r)
{
    double at_1 = gsl_cdf_ugaussian_Qinv(pow(1.0 - hazard_1, m));
    double at_2 = gsl_cdf_ugaussian_Qinv(pow(1.0 - hazard_2, n)), sum = 0.0, width = 0.01;
    for (double z = -8.0; z <= 8.0; z += width)
        sum += width * gsl_ran_ugaussian_pdf(z) *
               gsl_cdf_ugaussian_Q((at_1 - sqrt(r) * z) / sqrt(1.0 - r)) *
               gsl_cdf_ugaussian_Q((at_2 - sqrt(r) * z) / sqrt(1.0 - r));
    return sum;
}

/* Two schools that are being built: E(D1 D2) = sum over m, n of P(D1 >= m, D2 >= n). */
START_TEST(delays_are_correlated_as_the_copula_says)
{
    enum { N = 40000 };
    static const double correlations[] = { 0.0, 0.3, 0.8 };
    struct xw_delay_rules rules = usual;
    struct drawn d;
    open_projects(&d);
    rules.common = correlations[_i];
    rules.completion = 0.6;
    rules.most = 50;
    d.status[0] = d.status[1] = XW_PROJECT_BUILDING;
    double both = 0.0, product = 0.0, squares = 0.0, mean[2] = { 0 };
    for (uint32_t k = 1; k <= N; k++) {
        draw(&d, &rules, k);
        double xy = (double)d.opening[0] * d.opening[1];
        both += d.opening[0] > 0 && d.opening[1] > 0;
        product += xy;
        squares += xy * xy;
        for (int p = 0; p < 2; p++)
            mean[p] += (double)d.opening[p] / N;
    }
    double want_both = both_late(0.6, 1, 0.6, 1, rules.common), want = 0.0;
    for (int32_t m = 1; m <= 25; m++)
        for (int32_t n = 1; n <= 25; n++)
            want += both_late(0.6, m, 0.6, n, rules.common);
    /* Four standard errors of so many replicates. */
    double error = sqrt(want_both * (1.0 - want_both) / N);
    ck_assert_double_eq_tol(both / N, want_both, 4.0 * error);
    product /= N;
    ck_assert_double_eq_tol(product, want, 4.0 * sqrt((squares / N - product * product) / N));
    for (int p = 0; p < 2; p++) /* each by itself is geometric: variance (1 - h) / h^2 */
        ck_assert_double_eq_tol(mean[p], 0.4 / 0.6, 4.0 * sqrt(0.4 / 0.36 / N));
    if (_i == 0) ck_assert_double_eq_tol(want, 0.4 / 0.6 * 0.4 / 0.6, 1e-6);
    close_projects(&d);
}
END_TEST

/* What is said beside the usual hazards: of the years that a planned project is late 86 % arise before
 * construction. */
START_TEST(most_delays_arise_before_construction)
{
    double approval = 1.0 / usual.approval - 1.0, start = 1.0 / usual.start - 1.0;
    double completion = 1.0 / usual.completion - 1.0;
    ck_assert_double_eq_tol((approval + start) / (approval + start + completion), 0.86, 0.005);
    ck_assert_double_eq_tol(gsl_cdf_ugaussian_Q(log(1.4) / 0.5), 1.0 - usual.approval, 0.005);
    ck_assert_double_eq_tol(gsl_cdf_ugaussian_Q(log(1.4) / 0.25), 1.0 - usual.completion, 0.015);

    enum { N = 20000 };
    struct drawn d;
    open_projects(&d);
    double start_years = 0.0, years_late = 0.0;
    struct xw_delay_rules rules = usual;
    rules.most = 50;
    for (uint32_t k = 1; k <= N; k++) {
        draw(&d, &rules, k);
        start_years += d.start[0];
        years_late += d.opening[0];
    }
    ck_assert_double_eq_tol(start_years / years_late, 0.86, 0.01);
    ck_assert_double_eq_tol(years_late / N, approval + start + completion, 0.03);
    close_projects(&d);
}
END_TEST

START_TEST(what_is_open_or_not_counted_or_past_is_not_late)
{
    struct xw_delay_rules rules = usual;
    struct drawn d;
    open_projects(&d);
    rules.approval = rules.start = rules.completion = 0.0;
    d.counted[1] = false;
    d.opens_in[2] = 2019; /* before the horizon */
    draw(&d, &rules, 1);
    ck_assert_int_eq(d.opening[0], 5);
    ck_assert_int_eq(d.start[0], 5);
    for (int p = 1; p <= 3; p++) {
        ck_assert_int_eq(d.opening[p], 0);
        ck_assert_int_eq(d.start[p], 0);
        ck_assert_double_eq(d.ramp[p], 1.0);
    }
    ck_assert_int_eq(d.opening[4], 5);
    d.opens_in[2] = 2020; /* its first year */
    draw(&d, &rules, 1);
    ck_assert_int_eq(d.opening[2], 5);
    close_projects(&d);
}
END_TEST

START_TEST(new_schools_alone_begin_with_a_part)
{
    enum { N = 4000 };
    struct drawn d;
    open_projects(&d);
    double least = 1.0, most = 0.0, mean = 0.0;
    for (uint32_t k = 1; k <= N; k++) {
        draw(&d, &usual, k);
        least = fmin(least, d.ramp[0]);
        most = fmax(most, d.ramp[0]);
        mean += d.ramp[0] / N;
        ck_assert_double_eq(d.ramp[4], 1.0); /* a rebuild */
    }
    ck_assert(least >= 0.5 && least < 0.51 && most < 1.0 && most > 0.99);
    ck_assert_double_eq_tol(mean, 0.75, 4.0 * 0.5 / sqrt(12.0 * N));
    struct xw_delay_rules rules = usual;
    rules.ramp_low = 1.0;
    draw(&d, &rules, 1);
    ck_assert_double_eq(d.ramp[0], 1.0);
    close_projects(&d);
}
END_TEST

/* Another order of the rows, a row less and another status of one move nobody else. */
START_TEST(a_project_has_numbers_of_its_own)
{
    struct drawn d, other;
    open_projects(&d);
    open_projects(&other);
    other.entity[0] = d.entity[4];
    other.kind[0] = d.kind[4];
    other.counted[4] = false;
    other.status[1] = XW_PROJECT_OPEN;
    bool late = false;
    for (uint32_t k = 1; k <= 200; k++) {
        draw(&d, &usual, k);
        draw(&other, &usual, k);
        ck_assert_int_eq(other.opening[0], d.opening[4]);
        ck_assert_int_eq(other.opening[2], d.opening[2]);
        ck_assert_double_eq(other.ramp[2], d.ramp[2]);
        late |= d.opening[4] > 0;
    }
    ck_assert(late);
    close_projects(&other);
    close_projects(&d);
}
END_TEST

/* A step that is behind a project takes its years with it and leaves the other steps as they were. */
START_TEST(a_status_further_on_only_takes_steps_away)
{
    struct drawn d, further;
    open_projects(&d);
    open_projects(&further);
    further.status[0] = XW_PROJECT_APPROVED;
    int32_t less = 0;
    for (uint32_t k = 1; k <= 500; k++) {
        draw(&d, &usual, k);
        draw(&further, &usual, k);
        ck_assert_int_le(further.opening[0], d.opening[0]);
        less += further.opening[0] < d.opening[0];
    }
    ck_assert_int_gt(less, 60); /* 125 of 500 are late to be approved */
    ck_assert_int_lt(less, 200);
    close_projects(&further);
    close_projects(&d);
}
END_TEST

START_TEST(hazards_of_one_are_the_central_history)
{
    struct xw_delay_rules never = { 1.0, 1.0, 1.0, 0.3, 5, 1.0 };
    struct drawn d;
    open_projects(&d);
    for (uint32_t k = 1; k <= 100; k++) {
        draw(&d, &never, k);
        for (int p = 0; p < PROJECTS; p++) {
            ck_assert_int_eq(d.opening[p], 0);
            ck_assert_double_eq(d.ramp[p], 1.0);
        }
    }
    d.projects.count = 0;
    draw(&d, &usual, 1);
    close_projects(&d);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_loop_test(c, a_project_has_the_steps_that_its_status_leaves, 0,
                        (int)(sizeof steps / sizeof *steps));
    tcase_add_loop_test(c, years_of_a_step, 0, (int)(sizeof years / sizeof *years));
    tcase_add_test(c, steps_add_up_to_the_most);
    tcase_add_test(c, most_delays_arise_before_construction);
    return c;
}

static TCase *laws(void)
{
    TCase *c = tcase_create("laws");
    tcase_add_loop_test(c, years_are_geometric, 0, 3);
    tcase_add_loop_test(c, delays_are_correlated_as_the_copula_says, 0, 3);
    tcase_add_test(c, a_greater_common_value_makes_nothing_earlier);
    tcase_add_test(c, new_schools_alone_begin_with_a_part);
    tcase_add_test(c, a_project_has_numbers_of_its_own);
    tcase_add_test(c, a_status_further_on_only_takes_steps_away);
    return c;
}

static TCase *limits(void)
{
    TCase *c = tcase_create("limits");
    tcase_add_test(c, what_is_open_or_not_counted_or_past_is_not_late);
    tcase_add_test(c, hazards_of_one_are_the_central_history);
    return c;
}

UNIT_MAIN("delay", known_answers(), laws(), limits())
