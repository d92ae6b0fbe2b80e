#include "xuewei/split_areas.h"
#include "xuewei/rng.h"
#include "unit.h"
#include <math.h>
#include <string.h>

static struct xw_arena scratch;

static void take(void)
{
    ck_assert_int_eq(xw_arena_init(&scratch, (size_t)1 << 20), XW_OK);
}

static void give(void)
{
    xw_arena_free(&scratch);
}

/* Two towns over three zones by hand: zone 1 lies in both, with 300 of the 400 dwellings of the first
 * and 20 of the 100 of the second. */
START_TEST(dwellings_share_two_towns_over_three_zones)
{
    const int32_t area[] = { 0, 1, 0, 1 }, zone[] = { 0, 1, 1, 2 };
    const double weight[] = { 100, 20, 300, 80 };
    const struct xw_area_parts parts = { 4, area, zone, weight };
    const double people[] = { 800, 40, 50, 1000 };
    double out[6] = { 1, 0, 0, 0, 0, 0 };
    int32_t where;
    ck_assert_int_eq(xw_split_areas(2, 3, 2, &parts, people, scratch, out, &where), XW_OK);
    const double want[] = { 201, 10, 600 + 10, 30 + 200, 40, 800 };
    for (int i = 0; i < 6; i++)
        ck_assert_double_eq_tol(out[i], want[i], 1e-12);
    ck_assert_int_eq(where, XW_NONE);
}
END_TEST

START_TEST(no_one_is_lost_or_made)
{
    enum { AREAS = 5, ZONES = 12, COLUMNS = 6, PARTS = 40 };
    gsl_rng *rng = gsl_rng_alloc(xw_rng_philox);
    xw_rng_key_set(rng, (struct xw_rng_key){ .seed = 3, .replicate = (uint32_t)_i });
    int32_t area[PARTS], zone[PARTS], where;
    double weight[PARTS], people[AREAS * COLUMNS], out[ZONES * COLUMNS] = { 0 };
    for (int i = 0; i < PARTS; i++) {
        area[i] = i < AREAS ? i : (int32_t)(gsl_rng_uniform(rng) * AREAS);
        zone[i] = (int32_t)(gsl_rng_uniform(rng) * ZONES);
        weight[i] =
            i >= AREAS && gsl_rng_uniform(rng) < 0.3 ? 0.0 : exp(9.0 * gsl_rng_uniform(rng));
    }
    for (int i = 0; i < AREAS * COLUMNS; i++)
        people[i] = gsl_rng_uniform(rng) < 0.2 ? 0.0 : 1e5 * gsl_rng_uniform(rng);
    const struct xw_area_parts parts = { PARTS, area, zone, weight };
    ck_assert_int_eq(xw_split_areas(AREAS, ZONES, COLUMNS, &parts, people, scratch, out, &where),
                     XW_OK);
    for (int c = 0; c < COLUMNS; c++) {
        double before = 0.0, after = 0.0;
        for (int s = 0; s < AREAS; s++)
            before += people[s * COLUMNS + c];
        for (int z = 0; z < ZONES; z++) {
            ck_assert_double_ge(out[z * COLUMNS + c], 0.0);
            after += out[z * COLUMNS + c];
        }
        ck_assert_double_le(fabs(after - before), 1e-12 * fmax(before, 1.0));
    }
    gsl_rng_free(rng);
}
END_TEST

static const struct {
    const char *name;
    int32_t area, zone;
    double weight, people;
    enum xw_status want;
    int32_t where;
} faults[] = {
    { "usual", 1, 0, 2, 3, XW_OK, XW_NONE },
    { "nobody and no weight", 1, 0, 0, 0, XW_OK, XW_NONE },
    { "no weight", 1, 0, 0, 3, XW_NOBODY_THERE, 1 },
    { "weight of another area", 0, 0, 2, 3, XW_NOBODY_THERE, 1 },
    { "no such area", 2, 0, 2, 3, XW_OUT_OF_RANGE, XW_NONE },
    { "no such zone", 1, -1, 2, 3, XW_OUT_OF_RANGE, XW_NONE },
    { "weight below zero", 1, 0, -2, 3, XW_NEGATIVE, XW_NONE },
    { "weight without bound", 1, 0, INFINITY, 3, XW_NOT_FINITE, XW_NONE },
    { "people below zero", 1, 0, 2, -3, XW_NEGATIVE, 1 },
    { "people not a number", 1, 0, 2, NAN, XW_NOT_FINITE, 1 },
};

START_TEST(faults_say_where)
{
    const struct xw_area_parts parts = { 1, &faults[_i].area, &faults[_i].zone,
                                         &faults[_i].weight };
    const double people[] = { 0.0, faults[_i].people };
    double out = 7.0;
    int32_t where;
    enum xw_status got = xw_split_areas(2, 1, 1, &parts, people, scratch, &out, &where);
    ck_assert_msg(got == faults[_i].want, "%s: got %d", faults[_i].name, got);
    ck_assert_int_eq(where, faults[_i].where);
    if (got != XW_OK) ck_assert_double_eq(out, 7.0);
}
END_TEST

START_TEST(no_areas_no_zones)
{
    const struct xw_area_parts parts = { 0 };
    int32_t where;
    ck_assert_int_eq(xw_split_areas(0, 0, 4, &parts, NULL, scratch, NULL, &where), XW_OK);
    ck_assert_int_eq(xw_split_areas(-1, 0, 4, &parts, NULL, scratch, NULL, &where),
                     XW_OUT_OF_RANGE);
}
END_TEST

static TCase *tests(void)
{
    TCase *c = tcase_create("areas");
    tcase_add_checked_fixture(c, take, give);
    tcase_add_test(c, dwellings_share_two_towns_over_three_zones);
    tcase_add_loop_test(c, no_one_is_lost_or_made, 0, 20);
    tcase_add_loop_test(c, faults_say_where, 0, (int)(sizeof faults / sizeof *faults));
    tcase_add_test(c, no_areas_no_zones);
    return c;
}

UNIT_MAIN("split_areas", tests())
