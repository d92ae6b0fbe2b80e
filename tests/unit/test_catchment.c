#include "xuewei/catchment.h"
#include "near_of_ways.h"
#include <string.h>

enum { ZONES = 6, DIVISIONS = 5, MOST = 24, STAGE = 1, YEAR = 2025 };

/* Schools 2, 5, 7, 9 and 11 have the stage; 3 and 12 have not. */
static const int32_t schools[] = { 2, 5, 7, 9, 11 };

struct world {
    struct xw_arena keep, scratch, nearest;
    int32_t stage[MOST], zone[MOST], school[MOST], line[MOST], tier[MOST];
    int16_t from[MOST], to[MOST];
    struct xw_catchments table;
    uint8_t open[DIVISIONS];
    int32_t way[ZONES * DIVISIONS];
    struct xw_catchment_year out;
};

static void add(struct world *w, int32_t stage, int32_t zone, int32_t school, int16_t from,
                int16_t to)
{
    int32_t i = w->table.count++;
    w->stage[i] = stage;
    w->zone[i] = zone;
    w->school[i] = school;
    w->from[i] = from;
    w->to[i] = to;
    w->tier[i] = XW_NONE;
}

static void always(struct world *w, int32_t zone, int32_t school)
{
    add(w, STAGE, zone, school, INT16_MIN, XW_NEVER);
}

/* No rows yet; all schools open; zone z is nearest to division z % 5, the next ones farther. */
static void usual(struct world *w)
{
    *w = (struct world){ 0 };
    ck_assert_int_eq(xw_arena_init(&w->keep, 1 << 20), XW_OK);
    ck_assert_int_eq(xw_arena_init(&w->scratch, 1 << 20), XW_OK);
    ck_assert_int_eq(xw_arena_init(&w->nearest, 1 << 20), XW_OK);
    w->table =
        (struct xw_catchments){ 0, w->stage, w->zone, w->school, w->from, w->to, w->line, w->tier };
    memset(w->open, 1, sizeof w->open);
    for (int z = 0; z < ZONES; z++)
        for (int d = 0; d < DIVISIONS; d++)
            w->way[z * DIVISIONS + d] = 100 * ((d - z + 2 * DIVISIONS) % DIVISIONS);
}

static enum xw_status make_of(struct world *w, int32_t tier, int32_t zones, int32_t divisions,
                              const int32_t *school_of)
{
    struct xw_catchment_near near = near_of_ways(&w->nearest, zones, divisions, w->open, w->way);
    return xw_catchment_make(&w->keep, w->scratch, &w->table, STAGE, YEAR, tier, zones, divisions,
                             school_of, w->open, &near, &w->out);
}

static enum xw_status make(struct world *w, int32_t zones, int32_t divisions)
{
    return make_of(w, XW_NONE, zones, divisions, schools);
}

static void done(struct world *w)
{
    xw_arena_free(&w->keep);
    xw_arena_free(&w->scratch);
    xw_arena_free(&w->nearest);
}

static void same(const char *what, const int32_t *got, const int32_t *want, int count)
{
    for (int i = 0; i < count; i++)
        ck_assert_msg(got[i] == want[i], "%s: %d is %d, not %d", what, i, got[i], want[i]);
}
#define SAME(got, ...)                                                                             \
    same(#got, (got), (const int32_t[]){ __VA_ARGS__ },                                            \
         (int)(sizeof((const int32_t[]){ __VA_ARGS__ }) / sizeof(int32_t)))

/* Zone 0: school of division 0 for all, of 2 for tier 1 alone, of 3 for tier 4. Zone 1: of 2 for tier 1;
 * for the others its nearest, division 1. All rows together join divisions 0, 2 and 3. */
START_TEST(rows_of_other_tiers_do_not_count)
{
    struct world w;
    usual(&w);
    always(&w, 0, schools[0]);
    always(&w, 0, schools[2]);
    w.tier[1] = 1;
    always(&w, 0, schools[3]);
    w.tier[2] = 4;
    always(&w, 1, schools[2]);
    w.tier[3] = 1;
    static const struct {
        int32_t tier, start[3], division[4];
    } want[] = { { XW_NONE, { 0, 3, 4 }, { 0, 2, 3, 2 } },
                 { 1, { 0, 2, 3 }, { 0, 2, 2 } },
                 { 4, { 0, 2, 3 }, { 0, 3, 1 } },
                 { 0, { 0, 1, 2 }, { 0, 1 } } };
    for (int k = 0; k < 4; k++) {
        ck_assert_int_eq(make_of(&w, want[k].tier, 2, 5, schools), XW_OK);
        same("start", w.out.start, want[k].start, 3);
        same("division", w.out.division, want[k].division, want[k].start[2]);
    }
    done(&w);
}
END_TEST

/* Rows of the stage and the year count, its years included; those of other stages on both sides, of
 * other years, of closed schools and of schools without the stage do not. */
START_TEST(rows_that_count)
{
    struct world w;
    usual(&w);
    add(&w, 0, 0, 2, INT16_MIN, XW_NEVER);
    add(&w, 0, 4, 9, INT16_MIN, XW_NEVER);
    add(&w, STAGE, 0, 9, YEAR, XW_NEVER);
    add(&w, STAGE, 1, 2, INT16_MIN, YEAR);
    add(&w, STAGE, 1, 9, YEAR + 1, XW_NEVER);
    add(&w, STAGE, 1, 11, INT16_MIN, YEAR - 1);
    add(&w, STAGE, 2, 3, INT16_MIN, XW_NEVER);
    add(&w, STAGE, 2, 12, INT16_MIN, XW_NEVER);
    add(&w, STAGE, 3, 5, INT16_MIN, XW_NEVER);
    add(&w, STAGE, 3, 7, INT16_MIN, XW_NEVER);
    add(&w, STAGE, 3, 11, INT16_MIN, XW_NEVER);
    add(&w, 2, 4, 2, INT16_MIN, XW_NEVER);
    w.open[1] = 0;
    ck_assert_int_eq(make(&w, 5, DIVISIONS), XW_OK);
    ck_assert_int_eq(w.out.zones, 5);
    ck_assert_int_eq(w.out.divisions, DIVISIONS);
    SAME(w.out.start, 0, 1, 2, 3, 5, 6);
    /* Zone 0 to school 9, zone 1 to school 2, zone 2 to its nearest, zone 3 to two schools, zone 4
     * to its nearest. */
    SAME(w.out.division, 3, 0, 2, 2, 4, 4);
    ck_assert_int_eq(w.out.areas, 3);
    SAME(w.out.area_division, 0, 2, 3);
    SAME(w.out.area_of_division, 0, XW_NONE, 1, 2, 1);
    SAME(w.out.area_of_zone, 2, 0, 1, 1, 1);
    done(&w);
}
END_TEST

START_TEST(without_rows_the_nearest_open_school)
{
    struct world w;
    usual(&w);
    w.open[2] = 0;
    ck_assert_int_eq(make(&w, ZONES, DIVISIONS), XW_OK);
    SAME(w.out.start, 0, 1, 2, 3, 4, 5, 6);
    SAME(w.out.division, 0, 1, 3, 3, 4, 0);
    SAME(w.out.area_of_division, 0, 1, XW_NONE, 2, 3);
    SAME(w.out.area_of_zone, 0, 1, 2, 2, 3, 0);

    done(&w);
}
END_TEST

/* Zone 1 is as near to division 0 as to 1, zone 2 to division 3 as to 2, which is closed, zone 4 to 1, 3
 * and 4. Zone 3 has a row, whose school counts alone. */
START_TEST(equally_near_schools_share_a_zone)
{
    struct world w;
    usual(&w);
    always(&w, 3, 9);
    w.open[2] = 0;
    w.way[1 * DIVISIONS + 0] = 0;
    w.way[2 * DIVISIONS + 3] = 0;
    w.way[3 * DIVISIONS + 4] = 0;
    w.way[4 * DIVISIONS + 1] = 0;
    w.way[4 * DIVISIONS + 3] = 0;
    ck_assert_int_eq(make(&w, 5, DIVISIONS), XW_OK);
    SAME(w.out.start, 0, 1, 3, 4, 5, 8);
    SAME(w.out.division, 0, 0, 1, 3, 3, 1, 3, 4);
    ck_assert_int_eq(w.out.areas, 1);
    SAME(w.out.area_of_division, 0, 0, XW_NONE, 0, 0);
    done(&w);
}
END_TEST

/* Zone 0 joins schools 5 and 9, zone 1 schools 7 and 11, zone 2 school 11 to school 5: they are one
 * area, named by school 5. School 2 has no zones and is an area alone. */
START_TEST(shared_schools_join_areas)
{
    struct world w;
    usual(&w);
    always(&w, 0, 5);
    always(&w, 0, 9);
    always(&w, 1, 7);
    always(&w, 1, 11);
    always(&w, 3, 7);
    ck_assert_int_eq(make(&w, 4, DIVISIONS), XW_OK);
    ck_assert_int_eq(w.out.areas, 3);
    SAME(w.out.area_division, 0, 1, 2);
    SAME(w.out.area_of_division, 0, 1, 2, 1, 2);
    SAME(w.out.area_of_zone, 1, 2, 2, 2); /* zone 2 is nearest to school 7 */

    usual(&w);
    always(&w, 0, 5);
    always(&w, 0, 9);
    always(&w, 1, 7);
    always(&w, 1, 11);
    always(&w, 2, 9);
    always(&w, 2, 11);
    always(&w, 3, 2);
    ck_assert_int_eq(make(&w, 4, DIVISIONS), XW_OK);
    ck_assert_int_eq(w.out.areas, 2);
    SAME(w.out.area_division, 0, 1);
    SAME(w.out.area_of_division, 0, 1, 1, 1, 1);
    SAME(w.out.area_of_zone, 1, 1, 1, 0);
    done(&w);
}
END_TEST

/* Chains from above and below meet: 4-3, 3-2, 0-1, 1-4. */
START_TEST(a_long_chain_is_one_area)
{
    struct world w;
    usual(&w);
    always(&w, 0, 9);
    always(&w, 0, 11);
    always(&w, 1, 7);
    always(&w, 1, 9);
    always(&w, 2, 2);
    always(&w, 2, 5);
    always(&w, 3, 5);
    always(&w, 3, 11);
    ck_assert_int_eq(make(&w, 4, DIVISIONS), XW_OK);
    ck_assert_int_eq(w.out.areas, 1);
    SAME(w.out.area_of_division, 0, 0, 0, 0, 0);
    SAME(w.out.area_of_zone, 0, 0, 0, 0);
    done(&w);
}
END_TEST

/* School 5 meets an area that already has a lower name, and takes it. */
START_TEST(a_lower_area_takes_in_a_higher_one)
{
    struct world w;
    usual(&w);
    always(&w, 0, 2);
    always(&w, 0, 11);
    always(&w, 1, 5);
    always(&w, 1, 11);
    ck_assert_int_eq(make(&w, 2, DIVISIONS), XW_OK);
    ck_assert_int_eq(w.out.areas, 3);
    SAME(w.out.area_division, 0, 2, 3);
    SAME(w.out.area_of_division, 0, 0, 1, 2, 0);
    SAME(w.out.area_of_zone, 0, 0);
    done(&w);
}
END_TEST

START_TEST(a_zone_and_school_named_twice_count_once)
{
    struct world w;
    usual(&w);
    always(&w, 0, 5);
    always(&w, 0, 5);
    always(&w, 0, 7);
    add(&w, STAGE, 0, 7, YEAR, YEAR);
    always(&w, 1, 7);
    ck_assert_int_eq(make(&w, 2, DIVISIONS), XW_OK);
    SAME(w.out.start, 0, 2, 3);
    SAME(w.out.division, 1, 2, 2);
    done(&w);
}
END_TEST

START_TEST(no_open_school)
{
    struct world w;
    usual(&w);
    always(&w, 0, 5);
    memset(w.open, 0, sizeof w.open);
    ck_assert_int_eq(make(&w, 2, DIVISIONS), XW_OK);
    SAME(w.out.start, 0, 0, 0);
    SAME(w.out.area_of_zone, XW_NONE, XW_NONE);
    SAME(w.out.area_of_division, XW_NONE, XW_NONE, XW_NONE, XW_NONE, XW_NONE);
    ck_assert_int_eq(w.out.areas, 0);

    ck_assert_int_eq(make(&w, 2, 0), XW_OK);
    SAME(w.out.area_of_zone, XW_NONE, XW_NONE);
    ck_assert_int_eq(w.out.areas, 0);
    done(&w);
}
END_TEST

START_TEST(no_zones)
{
    struct world w;
    usual(&w);
    ck_assert_int_eq(make(&w, 0, 2), XW_OK);
    SAME(w.out.start, 0);
    ck_assert_int_eq(w.out.areas, 2);
    SAME(w.out.area_division, 0, 1);
    done(&w);
}
END_TEST

/* What stands behind the rows and the divisions is not theirs. */
START_TEST(nothing_behind_the_end_counts)
{
    struct world w;
    usual(&w);
    always(&w, 0, 2);
    always(&w, 1, 5);
    w.table.count = 1;
    w.way[2] = 6;
    w.way[3] = 7;
    w.way[4] = 1; /* of zone 2, were there one */
    ck_assert_int_eq(make(&w, 2, 2), XW_OK);
    SAME(w.out.start, 0, 1, 2);
    SAME(w.out.division, 0, 0);

    w.table.count = 0;
    memset(w.open, 0, 2);
    ck_assert_int_eq(make(&w, 2, 2), XW_OK);
    SAME(w.out.start, 0, 0, 0);
    done(&w);
}
END_TEST

/* The first and the last school are found as well as those between. */
START_TEST(every_school_is_found)
{
    struct world w;
    for (int n = 1; n <= DIVISIONS; n++) {
        usual(&w);
        for (int z = 0; z < n; z++)
            always(&w, z, schools[n - 1 - z]);
        ck_assert_int_eq(make(&w, n, n), XW_OK);
        for (int z = 0; z < n; z++)
            ck_assert_int_eq(w.out.division[z], n - 1 - z);
        done(&w);
    }
}
END_TEST

static const struct {
    const char *name;
    int32_t zones, divisions;
    int32_t stage, zone, school; /* of the second row; the first is stage 1, zone 1, school 5 */
    enum xw_status want;
} rows[] = {
    { "usual", 2, 5, 1, 1, 7, XW_OK },
    { "next stage", 2, 5, 2, 0, 2, XW_OK },
    { "next zone", 3, 5, 1, 2, 2, XW_OK },
    { "same school", 2, 5, 1, 1, 5, XW_OK },
    { "zones below 0", -1, 5, 1, 1, 7, XW_OUT_OF_RANGE },
    { "divisions below 0", 2, -1, 1, 1, 7, XW_OUT_OF_RANGE },
    { "no such zone", 2, 5, 1, 2, 7, XW_OUT_OF_RANGE },
    { "zone below 0", 2, 5, 2, -1, 7, XW_OUT_OF_RANGE },
    { "stages out of order", 2, 5, 0, 1, 7, XW_OUT_OF_RANGE },
    { "zones out of order", 2, 5, 1, 0, 7, XW_OUT_OF_RANGE },
    { "schools out of order", 2, 5, 1, 1, 2, XW_OUT_OF_RANGE },
};

START_TEST(rows_are_accepted_or_refused)
{
    struct world w;
    usual(&w);
    always(&w, 1, 5);
    add(&w, rows[_i].stage, rows[_i].zone, rows[_i].school, INT16_MIN, XW_NEVER);
    w.out.areas = -9;
    enum xw_status got = make(&w, rows[_i].zones, rows[_i].divisions);
    ck_assert_msg(got == rows[_i].want, "%s: got %d", rows[_i].name, got);
    ck_assert((w.out.areas == -9) == (got != XW_OK));
    done(&w);
}
END_TEST

START_TEST(the_first_row_is_checked)
{
    struct world w;
    usual(&w);
    always(&w, 2, 5);
    ck_assert_int_eq(make(&w, 2, DIVISIONS), XW_OUT_OF_RANGE);
    w.zone[0] = -1;
    ck_assert_int_eq(make(&w, 2, DIVISIONS), XW_OUT_OF_RANGE);
    w.zone[0] = 1;
    ck_assert_int_eq(make(&w, 2, DIVISIONS), XW_OK);
    done(&w);
}
END_TEST

START_TEST(schools_out_of_order_are_refused)
{
    struct world w;
    usual(&w);
    const int32_t twice[] = { 2, 5, 5 }, down[] = { 5, 2, 7 }, later[] = { 0, 2, 5, 4 };
    ck_assert_int_eq(make_of(&w, XW_NONE, 1, 3, twice), XW_OUT_OF_RANGE);
    ck_assert_int_eq(make_of(&w, XW_NONE, 1, 3, down), XW_OUT_OF_RANGE);
    ck_assert_int_eq(make_of(&w, XW_NONE, 1, 3, later + 1), XW_OUT_OF_RANGE);
    done(&w);
}
END_TEST

/* Room for less than everything is noticed in both arenas. */
START_TEST(no_room)
{
    struct world w;
    usual(&w);
    struct xw_arena keep = w.keep, scratch = w.scratch;
    int good = 0;
    for (int room = 0; room <= 256; room += 4) {
        w.keep = keep;
        w.keep.end = keep.base + room;
        w.out.areas = -9;
        enum xw_status got = make(&w, ZONES, DIVISIONS);
        ck_assert(got == XW_OK || (got == XW_NO_MEMORY && good == 0 && w.out.areas == -9));
        good += got == XW_OK;
    }
    ck_assert_int_eq(good, 1 + (256 - 4 * (7 + 6 + 6 + 5 + 5)) / 4);
    w.keep = keep;
    good = 0;
    for (int room = 0; room <= 64; room += 4) {
        w.scratch.end = scratch.base + room;
        enum xw_status got = make(&w, ZONES, DIVISIONS);
        ck_assert(got == XW_OK || (got == XW_NO_MEMORY && good == 0));
        good += got == XW_OK;
    }
    ck_assert_int_eq(good, 1 + (64 - 4 * 5) / 4);
    xw_arena_free(&keep);
    xw_arena_free(&scratch);
}
END_TEST

/* Zone 1 belongs to two schools: of its 7 pupils the first one has 4. */
START_TEST(pupils_are_demand_of_their_schools)
{
    struct world w;
    usual(&w);
    always(&w, 1, 5);
    always(&w, 1, 11);
    ck_assert_int_eq(make(&w, ZONES, DIVISIONS), XW_OK);
    int32_t demand[DIVISIONS] = { 100, 0, 0, 0, 0 };
    static const int32_t want[DIVISIONS] = { 100 + 10 + 1, 4, 0, 5, 20 + 3 };
    xw_catchment_demand(&w.out, ZONES, (const int32_t[ZONES]){ 10, 7, 0, 5, 20, 1 }, demand);
    for (int d = 0; d < DIVISIONS; d++)
        ck_assert_int_eq(demand[d], want[d]);
    done(&w);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_test(c, rows_of_other_tiers_do_not_count);
    tcase_add_test(c, rows_that_count);
    tcase_add_test(c, without_rows_the_nearest_open_school);
    tcase_add_test(c, equally_near_schools_share_a_zone);
    tcase_add_test(c, shared_schools_join_areas);
    tcase_add_test(c, a_long_chain_is_one_area);
    tcase_add_test(c, a_lower_area_takes_in_a_higher_one);
    tcase_add_test(c, a_zone_and_school_named_twice_count_once);
    tcase_add_test(c, every_school_is_found);
    tcase_add_test(c, pupils_are_demand_of_their_schools);
    return c;
}

static TCase *refusals(void)
{
    TCase *c = tcase_create("refusals");
    tcase_add_loop_test(c, rows_are_accepted_or_refused, 0, (int)(sizeof rows / sizeof *rows));
    tcase_add_test(c, the_first_row_is_checked);
    tcase_add_test(c, schools_out_of_order_are_refused);
    tcase_add_test(c, no_room);
    return c;
}

static TCase *limits(void)
{
    TCase *c = tcase_create("limits");
    tcase_add_test(c, no_open_school);
    tcase_add_test(c, no_zones);
    tcase_add_test(c, nothing_behind_the_end_counts);
    return c;
}

UNIT_MAIN("catchment", known_answers(), refusals(), limits())
