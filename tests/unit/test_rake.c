#include "xuewei/rake.h"
#include "xuewei/rng.h"
#include "unit.h"
#include <math.h>
#include <string.h>

static struct xw_arena scratch;

static void take(void)
{
    ck_assert_int_eq(xw_arena_init(&scratch, (size_t)64 << 20), XW_OK);
}

static void give(void)
{
    xw_arena_free(&scratch);
}

#define BOTH XW_SEXES

/* Two zones, ages 0 to 2, by hand: the girls' ages 0-1 sum to 10 and shall be 20, the boys' age 2 is
 * 5 and shall be 1; the rest is free. */
START_TEST(controls_alone_take_one_round)
{
    double table[] = { 1, 2, 3, 4, 5, 2, 3, 4, 9, 7, 8, 3 };
    const double want[] = { 2, 4, 3, 4, 5, 0.4, 6, 8, 9, 7, 8, 0.6 };
    const struct xw_control control[] = { { XW_FEMALE, 0, 1, 20 }, { XW_MALE, 2, 2, 1 } };
    struct xw_rake_result result;
    ck_assert_int_eq(xw_rake(2, 3, 2, control, NULL, XW_RAKE_TOLERANCE, scratch, table, &result),
                     XW_OK);
    for (int i = 0; i < 12; i++)
        ck_assert_double_eq_tol(table[i], want[i], 1e-15);
    ck_assert_int_eq(result.rounds, 1);
    ck_assert_int_eq(result.control, XW_NONE);
    ck_assert_int_eq(result.zone, XW_NONE);
    ck_assert_double_eq(result.zones_times, 1.0);
}
END_TEST

/* A table that is a product is fitted in one round: [zone] x [age] of both sexes. With people
 * 1 1 / 1 1 of one sex, ages 6 and 4, zones 5 and 15 (scaled by a half to 2.5 and 7.5), every cell is
 * age x zone / 10. */
START_TEST(totals_are_scaled_to_the_controls)
{
    double table[] = { 1, 1, 0, 0, 1, 1, 0, 0 };
    const double want[] = { 1.5, 1, 0, 0, 4.5, 3, 0, 0 };
    const struct xw_control control[] = { { BOTH, 0, 0, 6 }, { BOTH, 1, 1, 4 } };
    const double total[] = { 5, 15 };
    struct xw_rake_result result;
    ck_assert_int_eq(xw_rake(2, 2, 2, control, total, XW_RAKE_TOLERANCE, scratch, table, &result),
                     XW_OK);
    ck_assert_double_eq(result.zones_times, 0.5);
    ck_assert_int_le(result.rounds, 2);
    for (int i = 0; i < 8; i++)
        ck_assert_double_eq_tol(table[i], want[i], 1e-14);
}
END_TEST

/* The odds ratio of a table is what raking keeps: 4 x 3 / (1 x 2) = 6. */
START_TEST(odds_ratios_are_kept)
{
    double t[] = { 4, 1, 0, 0, 2, 3, 0, 0 };
    const struct xw_control control[] = { { XW_FEMALE, 0, 0, 30 }, { XW_FEMALE, 1, 1, 70 } };
    const double total[] = { 60, 40 };
    struct xw_rake_result result;
    ck_assert_int_eq(xw_rake(2, 2, 2, control, total, 1e-12, scratch, t, &result), XW_OK);
    ck_assert_double_eq_tol(t[0] * t[5] / (t[1] * t[4]), 6.0, 1e-9);
    ck_assert_double_eq_tol(t[0] + t[4], 30.0, 1e-13);
    ck_assert_double_eq_tol(t[0] + t[1], 60.0, 60.0 * 1e-12);
    /* The cells of zones with 2 ages are where x (40 - 30 + x) = 6 (60 - x) (30 - x). */
    double x = t[0];
    ck_assert_double_eq_tol(x * (10.0 + x), 6.0 * (60.0 - x) * (30.0 - x), 1e-8);
}
END_TEST

/* Of a total that is free only the controls speak, and the two other zones keep theirs. */
START_TEST(a_free_zone_takes_the_rest)
{
    double t[] = { 1, 1, 1, 1, 1, 1 };
    const struct xw_control control[] = { { BOTH, 0, 0, 100 } };
    const double total[] = { 30, NAN, 20 };
    struct xw_rake_result result;
    ck_assert_int_eq(xw_rake(3, 1, 1, control, total, XW_RAKE_TOLERANCE, scratch, t, &result),
                     XW_OK);
    ck_assert_double_eq(result.zones_times, 1.0);
    ck_assert_double_eq_tol(t[0] + t[1], 30.0, 1e-7);
    ck_assert_double_eq_tol(t[2] + t[3], 50.0, 1e-7);
    ck_assert_double_eq_tol(t[4] + t[5], 20.0, 1e-7);
}
END_TEST

/* Over random tables with zeros: every control to rounding, every total within tolerance, nothing
 * negative, zeros stay. The totals are those of another table with the same zeros, so they can hold. */
START_TEST(totals_and_controls_are_met)
{
    enum { ZONES = 7, AGES = 9, COLUMNS = 2 * AGES, CELLS = ZONES * COLUMNS };
    gsl_rng *rng = gsl_rng_alloc(xw_rng_philox);
    xw_rng_key_set(rng, (struct xw_rng_key){ .seed = 11, .replicate = (uint32_t)_i });
    double t[CELLS], other[CELLS], before[CELLS], total[ZONES] = { 0 };
    struct xw_control control[COLUMNS];
    int n = 0;
    for (int i = 0; i < CELLS; i++) {
        bool zero = gsl_rng_uniform(rng) < 0.2;
        before[i] = t[i] = zero ? 0.0 : exp(6.0 * gsl_rng_uniform(rng));
        other[i] = zero ? 0.0 : exp(6.0 * gsl_rng_uniform(rng));
        total[i / COLUMNS] += other[i];
    }
    for (int x = 0; x < 2; x++)
        for (int a = 0; a < AGES; n++) {
            int to = a + (int)(gsl_rng_uniform(rng) * 3.0);
            if (to >= AGES) to = AGES - 1;
            control[n] = (struct xw_control){ x, a, to, 0.0 };
            for (int z = 0; z < ZONES; z++)
                for (int k = a; k <= to; k++)
                    control[n].persons += other[z * COLUMNS + x * AGES + k];
            a = to + 1;
        }
    struct xw_rake_result result;
    ck_assert_int_eq(
        xw_rake(ZONES, AGES, n, control, total, XW_RAKE_TOLERANCE, scratch, t, &result), XW_OK);
    ck_assert_double_le(result.error, XW_RAKE_TOLERANCE);
    ck_assert_double_eq_tol(result.zones_times, 1.0, 1e-12);
    for (int i = 0; i < CELLS; i++) {
        ck_assert_double_ge(t[i], 0.0);
        ck_assert((t[i] == 0.0) == (before[i] == 0.0));
    }
    for (int i = 0; i < n; i++) {
        double sum = 0.0;
        for (int z = 0; z < ZONES; z++)
            for (int a = control[i].age_from; a <= control[i].age_to; a++)
                sum += t[z * COLUMNS + control[i].sex * AGES + a];
        ck_assert_double_le(fabs(sum - control[i].persons), 1e-12 * control[i].persons);
    }
    for (int z = 0; z < ZONES; z++) {
        double sum = 0.0;
        for (int c = 0; c < COLUMNS; c++)
            sum += t[z * COLUMNS + c];
        ck_assert_double_le(fabs(sum - total[z]), 1e-8 * total[z]);
    }
    gsl_rng_free(rng);
}
END_TEST

/* A table of 1 zone, sex and ages 0 to 1 that cannot be fitted, and where it says so. */
static const struct {
    const char *name;
    double table[4]; /* women 0, 1, men 0, 1 */
    struct xw_control control[2];
    int32_t controls;
    double total;
    enum xw_status want;
    int32_t at_control, at_zone;
} faults[] = {
    { "nobody of an age",
      { 0, 1, 0, 1 },
      { { BOTH, 1, 1, 2 }, { BOTH, 0, 0, 5 } },
      2,
      NAN,
      XW_NOBODY_THERE,
      1,
      XW_NONE },
    { "nobody in a zone",
      { 0, 0, 0, 0 },
      { { XW_MALE, 0, 1, 0 } },
      1,
      7,
      XW_NOBODY_THERE,
      XW_NONE,
      0 },
    { "emptied by a control",
      { 1, 1, 1, 1 },
      { { XW_MALE, 0, 1, 0 }, { XW_FEMALE, 0, 1, 0 } },
      2,
      3,
      XW_OK,
      XW_NONE,
      XW_NONE }, /* totals are scaled to nobody */
    { "contradiction",
      { 1, 1, 1, 1 },
      { { XW_MALE, 0, 1, 9 } },
      1,
      4,
      XW_NOT_CONVERGED,
      XW_NONE,
      0 },
    { "overlap",
      { 1, 1, 1, 1 },
      { { XW_MALE, 0, 1, 9 }, { BOTH, 1, 1, 2 } },
      2,
      NAN,
      XW_OUT_OF_RANGE,
      XW_NONE,
      XW_NONE },
    { "age too high",
      { 1, 1, 1, 1 },
      { { XW_MALE, 0, 2, 9 } },
      1,
      NAN,
      XW_OUT_OF_RANGE,
      XW_NONE,
      XW_NONE },
    { "ages turned round",
      { 1, 1, 1, 1 },
      { { XW_MALE, 1, 0, 9 } },
      1,
      NAN,
      XW_OUT_OF_RANGE,
      XW_NONE,
      XW_NONE },
    { "below zero",
      { 1, -1, 1, 1 },
      { { XW_MALE, 0, 1, 9 } },
      1,
      NAN,
      XW_NEGATIVE,
      XW_NONE,
      XW_NONE },
    { "total below zero",
      { 1, 1, 1, 1 },
      { { XW_MALE, 0, 1, 9 } },
      1,
      -1,
      XW_NEGATIVE,
      XW_NONE,
      XW_NONE },
    { "control not a number",
      { 1, 1, 1, 1 },
      { { XW_MALE, 0, 1, NAN } },
      1,
      NAN,
      XW_NOT_FINITE,
      XW_NONE,
      XW_NONE },
    { "beyond numbers",
      { 1e-300, 1e-300, 0, 0 },
      { { XW_FEMALE, 0, 1, 1e300 } },
      1,
      NAN,
      XW_NOT_FINITE,
      XW_NONE,
      XW_NONE },
};

START_TEST(what_cannot_be_fitted_says_where)
{
    double t[4];
    struct xw_rake_result result;
    memcpy(t, faults[_i].table, sizeof t);
    enum xw_status got = xw_rake(1, 2, faults[_i].controls, faults[_i].control, &faults[_i].total,
                                 XW_RAKE_TOLERANCE, scratch, t, &result);
    ck_assert_msg(got == faults[_i].want, "%s: got %d", faults[_i].name, got);
    ck_assert_int_eq(result.control, faults[_i].at_control);
    ck_assert_int_eq(result.zone, faults[_i].at_zone);
    if (got != XW_OK) ck_assert_mem_eq(t, faults[_i].table, sizeof t);
}
END_TEST

START_TEST(nothing_to_fit)
{
    struct xw_rake_result result;
    double t[] = { 3.0, 4.0 };
    ck_assert_int_eq(xw_rake(0, 5, 0, NULL, NULL, 1e-9, scratch, NULL, &result), XW_OK);
    ck_assert_int_eq(xw_rake(1, 1, 0, NULL, NULL, 1e-9, scratch, t, &result), XW_OK);
    ck_assert_double_eq(t[0], 3.0);
    ck_assert_int_eq(xw_rake(1, 0, 0, NULL, NULL, 1e-9, scratch, t, &result), XW_OUT_OF_RANGE);
    ck_assert_int_eq(xw_rake(1, 1, 0, NULL, NULL, 0.0, scratch, t, &result), XW_OUT_OF_RANGE);
}
END_TEST

/* By hand: 30 - 10 = 20 shall be 24: 44/40 of what comes, 36/40 of what goes. Beyond +-40 of
 * change one sign is alone. */
static const struct {
    double target, want[4];
} nets[] = {
    { 24, { 11, 22, -9, 0 } }, { 20, { 10, 20, -10, 0 } }, { 60, { 20, 40, 0, 0 } },
    { 90, { 30, 60, 0, 0 } },  { -20, { 0, 0, -20, 0 } },  { -50, { 0, 0, -50, 0 } },
    { 0, { 5, 10, -15, 0 } },
};

START_TEST(signed_tables_reach_their_total)
{
    double net[] = { 10, 20, -10, 0 };
    ck_assert_int_eq(xw_rake_signed(4, net, nets[_i].target), XW_OK);
    for (int i = 0; i < 4; i++)
        ck_assert_double_eq_tol(net[i], nets[_i].want[i], 1e-13);
}
END_TEST

START_TEST(signed_tables_without_a_way)
{
    double losses[] = { -4, -1 }, none[] = { 0, 0 }, bad[] = { 1, INFINITY };
    ck_assert_int_eq(xw_rake_signed(2, losses, 3), XW_NOBODY_THERE);
    ck_assert_double_eq(losses[0], -4);
    ck_assert_int_eq(xw_rake_signed(2, losses, 0), XW_OK);
    ck_assert_double_eq(losses[0], 0);
    ck_assert_int_eq(xw_rake_signed(2, none, 1), XW_NOBODY_THERE);
    ck_assert_int_eq(xw_rake_signed(2, none, 0), XW_OK);
    ck_assert_int_eq(xw_rake_signed(0, NULL, 0), XW_OK);
    ck_assert_int_eq(xw_rake_signed(2, bad, 0), XW_NOT_FINITE);
    ck_assert_int_eq(xw_rake_signed(1, bad, NAN), XW_NOT_FINITE);
}
END_TEST

static TCase *tests(void)
{
    TCase *c = tcase_create("raking");
    tcase_add_checked_fixture(c, take, give);
    tcase_add_test(c, controls_alone_take_one_round);
    tcase_add_test(c, totals_are_scaled_to_the_controls);
    tcase_add_test(c, odds_ratios_are_kept);
    tcase_add_test(c, a_free_zone_takes_the_rest);
    tcase_add_loop_test(c, totals_and_controls_are_met, 0, 40);
    tcase_add_loop_test(c, what_cannot_be_fitted_says_where, 0,
                        (int)(sizeof faults / sizeof *faults));
    tcase_add_test(c, nothing_to_fit);
    tcase_add_loop_test(c, signed_tables_reach_their_total, 0, (int)(sizeof nets / sizeof *nets));
    tcase_add_test(c, signed_tables_without_a_way);
    return c;
}

UNIT_MAIN("rake", tests())
