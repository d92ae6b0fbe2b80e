#include "xuewei/paired.h"
#include "unit.h"
#include <gsl/gsl_rng.h>
#include <math.h>
#include <string.h>

static struct xw_arena scratch;

static void setup(void)
{
    ck_assert_int_eq(xw_arena_init(&scratch, 1 << 22), XW_OK);
}

static void teardown(void)
{
    xw_arena_free(&scratch);
}

static struct xw_paired paired(int32_t n, const double *a, const double *b)
{
    struct xw_paired out;
    ck_assert_int_eq(xw_paired_of(scratch, n, a, b, &out), XW_OK);
    return out;
}

/* Extra hours of sleep of ten patients by two drugs: Cushny and Peebles 1905, in Student 1908; data
 * set `sleep` of R, whose t.test(paired = TRUE) prints mean -1.58, t = -4.0621, 95 % -2.4598858 to
 * -0.7001142. Nine differ, all one way: binom.test(0, 9) prints p = 0.003906 = 2 / 2^9. */
static const double drug_1[] = { 0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0 };
static const double drug_2[] = { 1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4 };

START_TEST(student_1908)
{
    struct xw_paired p = paired(10, drug_1, drug_2);
    ck_assert_int_eq(p.n, 10);
    ck_assert_double_eq_tol(p.mean, -1.58, 1e-12);
    ck_assert_double_eq_tol(p.mean / p.se, -4.0621, 5e-5);
    ck_assert_double_eq_tol(p.low95, -2.4598858, 5e-8);
    ck_assert_double_eq_tol(p.high95, -0.7001142, 5e-8);
    /* Differences in order: 4.6 2.4 1.8 1.4 1.3 1.3 1.2 1.0 0.8 0; row 0.9 of 0..9 from below. */
    ck_assert_double_eq_tol(p.p10, -(2.4 + 0.1 * 2.2), 1e-12);
    ck_assert_double_eq_tol(p.median, -1.3, 1e-12);
    ck_assert_double_eq_tol(p.p90, -0.9 * 0.8, 1e-12);
    ck_assert_double_eq(p.less, 0.9);
    ck_assert_double_eq(p.equal, 0.1);
    ck_assert_double_eq(p.more, 0.0);
    ck_assert_double_eq_tol(p.sign_p, 2.0 / 512.0, 1e-15);
    ck_assert(p.beyond_chance);
    ck_assert_double_eq_tol(xw_paired_better(&p), 0.95, 1e-15);
}
END_TEST

/* On paper: differences 2, 4, 6 have mean 4, standard deviation 2; t(0.975, 2) = 4.30265 (Student's
 * table). Three that point one way have p = 2 / 8, too few to be beyond chance. */
START_TEST(three_on_paper)
{
    struct xw_paired p = paired(3, (double[]){ 3, 5, 7 }, (double[]){ 1, 1, 1 });
    ck_assert_double_eq(p.mean, 4.0);
    ck_assert_double_eq_tol(p.se, 2.0 / sqrt(3.0), 1e-15);
    ck_assert_double_eq_tol(p.high95, 4.0 + 4.30265 * 2.0 / sqrt(3.0), 1e-5);
    ck_assert_double_eq_tol(p.p10, 2.4, 1e-14);
    ck_assert_double_eq_tol(p.p90, 5.6, 1e-14);
    ck_assert_double_eq_tol(p.sign_p, 0.25, 1e-15);
    ck_assert(!p.beyond_chance);
    ck_assert_double_eq(xw_paired_better(&p), 0.0);
}
END_TEST

/* The sign test by the rows of Pascal's triangle: of 10 that differ, 2 to 8 has
 * p = 2 (1 + 10 + 45) / 1024, 1 to 9 p = 2 (1 + 10) / 1024; 5 to 5 would count the middle twice. */
static const struct {
    int32_t less, more;
    double p;
    bool beyond;
} signs[] = {
    { 2, 8, 112.0 / 1024.0, false }, { 1, 9, 22.0 / 1024.0, true },
    { 9, 1, 22.0 / 1024.0, true },   { 5, 5, 1.0, false },
    { 0, 5, 2.0 / 32.0, false },     { 6, 0, 2.0 / 64.0, true },
};

START_TEST(signs_on_paper)
{
    double a[20] = { 0 }, b[20] = { 0 };
    int32_t n = signs[_i].less + signs[_i].more + 2; /* two are equal, and have no say */
    for (int32_t r = 0; r < n - 2; r++)
        a[r] = r < signs[_i].less ? -1.0 : 1.0;
    struct xw_paired p = paired(n, a, b);
    ck_assert_double_eq_tol(p.sign_p, signs[_i].p, 1e-14);
    ck_assert_double_eq_tol(p.equal, 2.0 / n, 1e-15);
    ck_assert_msg(p.beyond_chance == signs[_i].beyond, "%d to %d", signs[_i].less, signs[_i].more);
}
END_TEST

START_TEST(the_fewest_that_can_be_beyond_chance)
{
    double a[XW_PAIRED_LEAST], b[XW_PAIRED_LEAST] = { 0 };
    for (int32_t r = 0; r < XW_PAIRED_LEAST; r++)
        a[r] = -1.0;
    ck_assert(paired(XW_PAIRED_LEAST, a, b).beyond_chance);
    ck_assert(!paired(XW_PAIRED_LEAST - 1, a, b).beyond_chance);
}
END_TEST

/* 13 of 20 are a little less, 7 much more: the mean is above 0 beyond doubt, the replicates are of two
 * minds, and 28 to 12 of 40 they say the other way. Neither plan is better. And 18 a little less with 2
 * far above: the signs alone do not do. */
START_TEST(mean_and_signs_must_agree)
{
    double a[20], b[20] = { 0 };
    for (int32_t r = 0; r < 20; r++)
        a[r] = r < 13 ? -1.0 : 100.0;
    struct xw_paired p = paired(20, a, b);
    ck_assert_double_gt(p.low95, 0.0);
    ck_assert(!p.beyond_chance);
    for (int32_t r = 0; r < 20; r++)
        a[r] = r < 18 ? -1.0 : 100.0 * r;
    p = paired(20, a, b);
    ck_assert_double_lt(p.sign_p, 0.001);
    ck_assert(!p.beyond_chance);
    double c[40], d[40] = { 0 };
    for (int32_t r = 0; r < 40; r++)
        c[r] = r < 28 ? -1.0 : 100.0;
    p = paired(40, c, d);
    ck_assert_double_gt(p.low95, 0.0);
    ck_assert_double_lt(p.sign_p, 0.05);
    ck_assert(!p.beyond_chance);
}
END_TEST

START_TEST(equal_columns_do_not_differ)
{
    struct xw_paired p = paired(10, drug_2, drug_2);
    ck_assert_double_eq(p.mean, 0.0);
    ck_assert_double_eq(p.se, 0.0);
    ck_assert_double_eq(p.low95, 0.0);
    ck_assert_double_eq(p.high95, 0.0);
    ck_assert_double_eq(p.p10, 0.0);
    ck_assert_double_eq(p.median, 0.0);
    ck_assert_double_eq(p.p90, 0.0);
    ck_assert_double_eq(p.equal, 1.0);
    ck_assert_double_eq(p.sign_p, 1.0);
    ck_assert_double_eq(xw_paired_better(&p), 0.5);
    ck_assert(!p.beyond_chance);
}
END_TEST

START_TEST(an_exchange_turns_the_signs)
{
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    double a[300], b[300];
    for (int32_t round = 0; round < 60; round++) {
        int32_t n = 1 + 5 * round;
        for (int32_t r = 0; r < n; r++) {
            a[r] = (double)gsl_rng_uniform_int(rng, 40);
            b[r] = (double)gsl_rng_uniform_int(rng, round % 2 == 0 ? 40 : 55) / 3.0;
        }
        struct xw_paired p = paired(n, a, b), q = paired(n, b, a);
        ck_assert_double_eq(p.mean, -q.mean);
        ck_assert(n == 1 || (p.se == q.se && p.low95 == -q.high95 && p.high95 == -q.low95));
        ck_assert_double_eq_tol(p.p10, -q.p90, 1e-12);
        ck_assert_double_eq_tol(p.median, -q.median, 1e-12);
        ck_assert_double_eq(p.less, q.more);
        ck_assert_double_eq(p.equal, q.equal);
        ck_assert_double_eq(p.sign_p, q.sign_p);
        ck_assert_int_eq(p.beyond_chance, q.beyond_chance);
        ck_assert_double_eq_tol(p.less + p.equal + p.more, 1.0, 1e-12);
        ck_assert_double_eq_tol(xw_paired_better(&p) + xw_paired_better(&q), 1.0, 1e-12);
    }
    gsl_rng_free(rng);
}
END_TEST

/* Two plans that differ by chance alone: the verdict "beyond chance" may be given at most 5 times in
 * 100. Of 2,000 comparisons 100 are expected at most, with standard deviation 9.7. */
START_TEST(chance_alone_is_seldom_beyond_chance)
{
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    double a[40], b[40];
    int32_t beyond = 0;
    for (int32_t round = 0; round < 2000; round++) {
        for (int32_t r = 0; r < 40; r++) {
            a[r] = gsl_rng_uniform(rng);
            b[r] = gsl_rng_uniform(rng);
        }
        beyond += paired(40, a, b).beyond_chance;
    }
    gsl_rng_free(rng);
    ck_assert_int_lt(beyond, 130);
    ck_assert_int_gt(beyond, 10);
}
END_TEST

/* Three plans in four futures: the first is alone the best in one, ties with the second in one; in one
 * all three tie, in one the third is best. */
START_TEST(the_best_share_their_ties)
{
    const double a[] = { 1, 2, 0, 9 }, b[] = { 3, 2, 0, 8 }, c[] = { 2, 4, 0, 7 };
    double best[3];
    ck_assert_int_eq(xw_paired_best(3, 4, (const double *const[]){ a, b, c }, best), XW_OK);
    ck_assert_double_eq_tol(best[0], (1.0 + 0.5 + 1.0 / 3.0) / 4.0, 1e-15);
    ck_assert_double_eq_tol(best[1], (0.5 + 1.0 / 3.0) / 4.0, 1e-15);
    ck_assert_double_eq_tol(best[2], (1.0 / 3.0 + 1.0) / 4.0, 1e-15);
    /* Of two it is the probability of being better. */
    struct xw_paired p = paired(4, a, b);
    ck_assert_int_eq(xw_paired_best(2, 4, (const double *const[]){ a, b }, best), XW_OK);
    ck_assert_double_eq_tol(best[0], xw_paired_better(&p), 1e-15);
    ck_assert_int_eq(xw_paired_best(1, 4, (const double *const[]){ a }, best), XW_OK);
    ck_assert_double_eq(best[0], 1.0);
}
END_TEST

/* The smallest of four counts four times, the next three times; 0.04 once is less than 0.03 twice. R:
 * p.adjust(c(0.01, 0.04, 0.03, 0.005), "holm") is 0.03 0.06 0.06 0.02. */
START_TEST(holm_1979)
{
    double p[] = { 0.01, 0.04, 0.03, 0.005 };
    ck_assert_int_eq(xw_paired_holm(scratch, 4, p), XW_OK);
    ck_assert_double_eq_tol(p[0], 0.03, 1e-15);
    ck_assert_double_eq_tol(p[1], 0.06, 1e-15);
    ck_assert_double_eq_tol(p[2], 0.06, 1e-15);
    ck_assert_double_eq_tol(p[3], 0.02, 1e-15);
    double none[] = { 1.0, 0.6, 1.0 };
    ck_assert_int_eq(xw_paired_holm(scratch, 3, none), XW_OK);
    for (int32_t i = 0; i < 3; i++)
        ck_assert_double_eq(none[i], 1.0);
    ck_assert_int_eq(xw_paired_holm(scratch, 0, none), XW_OK);
}
END_TEST

START_TEST(one_replicate_has_no_interval)
{
    struct xw_paired p = paired(1, (double[]){ 3 }, (double[]){ 5 });
    ck_assert_double_eq(p.mean, -2.0);
    ck_assert_double_eq(p.median, -2.0);
    ck_assert_double_eq(p.p10, -2.0);
    ck_assert(isnan(p.se) && isnan(p.low95) && isnan(p.high95));
    ck_assert_double_eq(p.less, 1.0);
    ck_assert_double_eq(p.sign_p, 1.0);
    ck_assert(!p.beyond_chance);
}
END_TEST

START_TEST(what_cannot_be_compared)
{
    struct xw_paired out = { .n = 77 };
    double best[1] = { 77.0 };
    struct xw_arena small;
    ck_assert_int_eq(xw_paired_of(scratch, 0, drug_1, drug_2, &out), XW_OUT_OF_RANGE);
    ck_assert_int_eq(xw_paired_of(scratch, 1, &(double){ NAN }, drug_2, &out), XW_NOT_FINITE);
    ck_assert_int_eq(xw_paired_of(scratch, 1, drug_1, &(double){ INFINITY }, &out), XW_NOT_FINITE);
    ck_assert_int_eq(xw_arena_init(&small, 64), XW_OK);
    ck_assert_int_eq(xw_paired_of(small, 10, drug_1, drug_2, &out), XW_NO_MEMORY);
    double p[64] = { 0.5 };
    ck_assert_int_eq(xw_paired_holm(small, 64, p), XW_NO_MEMORY);
    ck_assert_double_eq(p[0], 0.5);
    xw_arena_free(&small);
    ck_assert_int_eq(out.n, 77);
    ck_assert_int_eq(xw_paired_best(0, 1, NULL, best), XW_OUT_OF_RANGE);
    ck_assert_int_eq(xw_paired_best(1, 0, NULL, best), XW_OUT_OF_RANGE);
    ck_assert_int_eq(xw_paired_best(1, 1, (const double *const[]){ &(double){ NAN } }, best),
                     XW_NOT_FINITE);
    ck_assert_double_eq(best[0], 77.0);
}
END_TEST

static TCase *with_scratch(const char *name)
{
    TCase *c = tcase_create(name);
    tcase_add_checked_fixture(c, setup, teardown);
    return c;
}

static TCase *known_answers(void)
{
    TCase *c = with_scratch("known answers");
    tcase_add_test(c, student_1908);
    tcase_add_test(c, three_on_paper);
    tcase_add_loop_test(c, signs_on_paper, 0, sizeof signs / sizeof *signs);
    tcase_add_test(c, the_fewest_that_can_be_beyond_chance);
    tcase_add_test(c, mean_and_signs_must_agree);
    tcase_add_test(c, the_best_share_their_ties);
    tcase_add_test(c, holm_1979);
    return c;
}

static TCase *laws(void)
{
    TCase *c = with_scratch("laws");
    tcase_add_test(c, equal_columns_do_not_differ);
    tcase_add_test(c, an_exchange_turns_the_signs);
    tcase_add_test(c, chance_alone_is_seldom_beyond_chance);
    return c;
}

static TCase *refusals(void)
{
    TCase *c = with_scratch("refusals");
    tcase_add_test(c, one_replicate_has_no_interval);
    tcase_add_test(c, what_cannot_be_compared);
    return c;
}

UNIT_MAIN("paired", known_answers(), laws(), refusals())
