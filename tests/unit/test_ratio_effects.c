#include "xuewei/ratio_effects.h"
#include "histories.h"
#include "unit.h"

struct made {
    struct xw_arena keep, scratch;
    struct xw_ratio_effects e;
};

static void estimate(const struct xw_roll_histories *h, int32_t now, struct made *m)
{
    ck_assert_int_eq(xw_arena_init(&m->keep, 1 << 26), XW_OK);
    ck_assert_int_eq(xw_arena_init(&m->scratch, 1 << 26), XW_OK);
    ck_assert_int_eq(xw_ratio_effects(h, now, &m->keep, m->scratch, &m->e), XW_OK);
}

static void done(struct made *m)
{
    xw_arena_free(&m->keep);
    xw_arena_free(&m->scratch);
}

/* One school, grade 0 always 100, grade 1 of 90 and then 110: the later year weighs 1, the earlier
 * 0.8. A region of one school is that school. */
START_TEST(one_school_is_its_region)
{
    const double pupils[] = { 100, 80, 100, 90, 100, 110 };
    struct xw_roll_histories h = { .schools = 1, .years = 3, .grades = 2, .pupils = pupils };
    struct made m;
    estimate(&h, 2, &m);
    double want = (110.0 + 0.8 * 90.0) / 180.0;
    ck_assert_double_eq_tol(m.e.region[1], want, 1e-15);
    ck_assert_double_eq_tol(m.e.pooled[1], want, 1e-15);
    ck_assert_double_eq_tol(m.e.shrunken[1], want, 1e-15);
    ck_assert_double_eq_tol(m.e.effects[1], want, 1e-15);
    ck_assert(isnan(m.e.region[0]) && isnan(m.e.effects[0]));
    done(&m);
}
END_TEST

/* The years after `now` are not looked at. */
START_TEST(the_future_is_not_known)
{
    const double pupils[] = { 100, 80, 100, 90, 100, 110 };
    double other[6];
    for (int i = 0; i < 6; i++)
        other[i] = i < 4 ? pupils[i] : NAN;
    struct xw_roll_histories h = { .schools = 1, .years = 3, .grades = 2, .pupils = other };
    struct made m;
    estimate(&h, 1, &m);
    ck_assert_double_eq(m.e.region[1], 0.9);
    ck_assert_double_eq(m.e.effects[1], 0.9);
    done(&m);
}
END_TEST

/* Two schools with the same deviation: the large one keeps more of it. */
START_TEST(large_schools_keep_more_of_what_they_are)
{
    double pupils[8 * 4 * 2];
    for (int s = 0; s < 8; s++)
        for (int y = 0; y < 4; y++) {
            double size = s < 4 ? 4.0 : 4000.0;
            pupils[(s * 4 + y) * 2] = size;
            pupils[(s * 4 + y) * 2 + 1] = size * (s % 2 == 0 ? 0.9 : 1.1);
        }
    struct xw_roll_histories h = { .schools = 8, .years = 4, .grades = 2, .pupils = pupils };
    struct made m;
    estimate(&h, 3, &m);
    ck_assert_double_eq_tol(m.e.region[1], 1.0, 1e-12);
    for (int s = 0; s < 8; s++) {
        double sign = s % 2 == 0 ? -1.0 : 1.0;
        double own = sign * (m.e.shrunken[s * 2 + 1] - 1.0);
        double effect = sign * (m.e.effects[s * 2 + 1] - 1.0);
        ck_assert_double_eq_tol(m.e.pooled[s * 2 + 1], 1.0 + sign * 0.1, 1e-12);
        if (s < 4) {
            ck_assert(own > 0.02 && own < 0.09);
            ck_assert(effect > 0.02 && effect < 0.09);
        } else {
            ck_assert(own > 0.0985 && own < 0.1);
            ck_assert(effect > 0.0985 && effect < 0.1);
        }
    }
    done(&m);
}
END_TEST

/* What went in comes out: 400 schools of known spread and noise. */
START_TEST(noise_and_spread_are_found)
{
    struct invented d = { .schools = 400,
                          .years = 11,
                          .grades = 9,
                          .entrants = 150,
                          .ratio = 0.99,
                          .school_sd = 0.02,
                          .grade_sd = 0.03,
                          .noise = 0.3,
                          .entry_noise = 0.5,
                          .seed = 11 };
    struct xw_roll_histories h = invent(&d);
    struct made m;
    estimate(&h, 10, &m);
    ck_assert_double_eq_tol(m.e.school_sd, 0.02, 0.004);
    for (int g = 1; g < 9; g++) {
        ck_assert_double_eq_tol(m.e.noise[g], 0.3, 0.05);
        ck_assert_double_eq_tol(m.e.grade_sd[g], 0.03, 0.006);
        ck_assert_double_eq_tol(m.e.region[g], 0.99, 0.006);
        ck_assert_double_eq_tol(m.e.kappa[g], m.e.noise[g] / m.e.between[g], 1e-9);
    }
    free((void *)(uintptr_t)h.pupils);
    done(&m);
}
END_TEST

/* Effects are nearer to the truth than the schools' own ratios, and than the region's. */
START_TEST(effects_beat_both_extremes)
{
    struct invented d = { .schools = 200,
                          .years = 7,
                          .grades = 9,
                          .entrants = 60,
                          .ratio = 1.0,
                          .school_sd = 0.02,
                          .grade_sd = 0.02,
                          .noise = 0.3,
                          .entry_noise = 0.5,
                          .seed = 5 };
    struct invented exact = d;
    exact.noise = 0.0;
    struct xw_roll_histories h = invent(&d), truth = invent(&exact);
    struct made m;
    estimate(&h, 6, &m);
    /* The same seed draws the same effects for the same school only as long as as many numbers are
     * drawn: noise of 0 draws them too. Rounding apart, the last step of the truth is the ratio. */
    double own = 0.0, region = 0.0, effects = 0.0, shrunken = 0.0;
    for (int s = 0; s < d.schools; s++)
        for (int g = 1; g < d.grades; g++) {
            double now = 0.0, before = 0.0, a, b;
            for (int y = 1; y < 7; y++)
                if (xw_roll_step(&truth, s, y, g, &a, &b)) {
                    now += a;
                    before += b;
                }
            double want = now / before;
            own += pow(m.e.pooled[s * 9 + g] - want, 2.0);
            region += pow(m.e.region[g] - want, 2.0);
            shrunken += pow(m.e.shrunken[s * 9 + g] - want, 2.0);
            effects += pow(m.e.effects[s * 9 + g] - want, 2.0);
        }
    ck_assert_double_lt(shrunken, 0.75 * own);
    ck_assert_double_lt(shrunken, 0.9 * region);
    ck_assert_double_lt(effects, 0.95 * shrunken);
    free((void *)(uintptr_t)h.pupils);
    free((void *)(uintptr_t)truth.pupils);
    done(&m);
}
END_TEST

/* A year in which everybody lost a tenth weighs less once it has happened, and is nobody's fault. */
START_TEST(an_odd_year_is_recognised)
{
    struct invented d = { .schools = 30,
                          .years = 8,
                          .grades = 7,
                          .entrants = 400,
                          .ratio = 1.0,
                          .noise = 0.05,
                          .entry_noise = 0.05,
                          .seed = 3 };
    struct xw_roll_histories h = invent(&d);
    double *pupils = (double *)(uintptr_t)h.pupils;
    for (int s = 0; s < 30; s++)
        for (int y = 6; y < 8; y++)
            for (int g = 0; g < 7; g++)
                if (y == 6 || g > 0) pupils[(s * 8 + y) * 7 + g] *= 0.9;
    struct made m;
    estimate(&h, 7, &m);
    for (int y = 0; y < 8; y++)
        ck_assert_int_eq(m.e.odd[y], y == 6);
    /* 0.9 with the weight 0.8 x 0.3 among weights that sum to 3.95 - 0.8 x 0.7 */
    for (int g = 2; g < 7; g++)
        ck_assert_double_eq_tol(m.e.region[g], 1.0 - 0.1 * 0.24 / (3.951 - 0.56), 0.004);
    free(pupils);
    done(&m);
}
END_TEST

/* A step that is an event counts nowhere, and neither does one that is not known. */
START_TEST(events_and_gaps_are_left_out)
{
    double pupils[2 * 5 * 2];
    uint8_t event[2 * 5] = { 0 };
    for (int s = 0; s < 2; s++)
        for (int y = 0; y < 5; y++) {
            pupils[(s * 5 + y) * 2] = 100.0;
            pupils[(s * 5 + y) * 2 + 1] = 95.0;
        }
    pupils[3 * 2 + 1] = 30.0; /* the first school, year 3 */
    event[3] = 1;
    pupils[(5 + 2) * 2] = NAN; /* the second, year 2 */
    pupils[(5 + 2) * 2 + 1] = NAN;
    struct xw_roll_histories h = {
        .schools = 2, .years = 5, .grades = 2, .pupils = pupils, .event = event
    };
    struct made m;
    estimate(&h, 4, &m);
    ck_assert_double_eq_tol(m.e.region[1], 0.95, 1e-15);
    ck_assert_double_eq_tol(m.e.pooled[1], 0.95, 1e-15);
    ck_assert_double_eq_tol(m.e.effects[3], 0.95, 1e-15);
    h.event = NULL;
    done(&m);
    estimate(&h, 4, &m);
    ck_assert_double_lt(m.e.region[1], 0.92);
    done(&m);
}
END_TEST

/* One wild ratio of a school moves its estimate by four deviations at most. */
START_TEST(a_wild_ratio_is_pulled_in)
{
    struct invented d = { .schools = 60,
                          .years = 9,
                          .grades = 3,
                          .entrants = 100,
                          .ratio = 1.0,
                          .school_sd = 0.0,
                          .noise = 0.1,
                          .entry_noise = 0.1,
                          .seed = 8 };
    struct xw_roll_histories h = invent(&d);
    double *pupils = (double *)(uintptr_t)h.pupils;
    struct made usual, wild;
    estimate(&h, 8, &usual);
    pupils[(0 * 9 + 8) * 3 + 1] *= 3.0;
    estimate(&h, 8, &wild);
    ck_assert_double_gt(wild.e.pooled[1], usual.e.pooled[1] + 0.15);
    ck_assert_double_lt(wild.e.shrunken[1], usual.e.shrunken[1] + 0.04);
    ck_assert_double_lt(wild.e.effects[1], usual.e.effects[1] + 0.04);
    free(pupils);
    done(&usual);
    done(&wild);
}
END_TEST

START_TEST(refused)
{
    const double pupils[] = { 100, 80, 100, 90 };
    struct xw_roll_histories h = { .schools = 1, .years = 2, .grades = 2, .pupils = pupils };
    struct xw_arena keep, scratch;
    struct xw_ratio_effects e = { .schools = -9 };
    ck_assert_int_eq(xw_arena_init(&keep, 1 << 20), XW_OK);
    ck_assert_int_eq(xw_arena_init(&scratch, 1 << 20), XW_OK);
    ck_assert_int_eq(xw_ratio_effects(&h, -1, &keep, scratch, &e), XW_OUT_OF_RANGE);
    ck_assert_int_eq(xw_ratio_effects(&h, 2, &keep, scratch, &e), XW_OUT_OF_RANGE);
    h.grades = 0;
    ck_assert_int_eq(xw_ratio_effects(&h, 1, &keep, scratch, &e), XW_OUT_OF_RANGE);
    h.grades = 2;
    h.schools = -1;
    ck_assert_int_eq(xw_ratio_effects(&h, 1, &keep, scratch, &e), XW_OUT_OF_RANGE);
    h.schools = 1;
    scratch.end = scratch.at + 40;
    ck_assert_int_eq(xw_ratio_effects(&h, 1, &keep, scratch, &e), XW_NO_MEMORY);
    ck_assert_int_eq(e.schools, -9);
    xw_arena_free(&keep);
    xw_arena_free(&scratch);
}
END_TEST

/* One year has no ratios: nothing is known of any grade. No schools are no trouble. */
START_TEST(next_to_nothing)
{
    const double pupils[] = { 100, 80, 60 };
    struct xw_roll_histories h = { .schools = 1, .years = 1, .grades = 3, .pupils = pupils };
    struct made m;
    estimate(&h, 0, &m);
    ck_assert(isnan(m.e.region[1]) && isnan(m.e.pooled[2]) && isnan(m.e.effects[2]));
    done(&m);
    h.schools = 0;
    estimate(&h, 0, &m);
    ck_assert(isnan(m.e.region[2]));
    done(&m);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_test(c, one_school_is_its_region);
    tcase_add_test(c, the_future_is_not_known);
    tcase_add_test(c, large_schools_keep_more_of_what_they_are);
    tcase_add_test(c, events_and_gaps_are_left_out);
    return c;
}

static TCase *laws(void)
{
    TCase *c = tcase_create("laws");
    tcase_add_test(c, noise_and_spread_are_found);
    tcase_add_test(c, effects_beat_both_extremes);
    tcase_add_test(c, an_odd_year_is_recognised);
    tcase_add_test(c, a_wild_ratio_is_pulled_in);
    return c;
}

static TCase *limits(void)
{
    TCase *c = tcase_create("limits");
    tcase_add_test(c, refused);
    tcase_add_test(c, next_to_nothing);
    return c;
}

UNIT_MAIN("ratio_effects", known_answers(), laws(), limits())
