#include "xuewei/seating.h"
#include "unit.h"
#include <stdbool.h>
#include <string.h>

#define MOST_ZONES     4
#define MOST_DIVISIONS 4
#define MOST_WAYS      16

static struct xw_arena scratch;

static void open_arena(void)
{
    ck_assert_int_eq(xw_arena_init(&scratch, 1 << 22), XW_OK);
}

static void close_arena(void)
{
    xw_arena_free(&scratch);
}

static const struct xw_seating_costs usual = { 500, 1000, 1000000 };

struct way {
    int32_t zone, division;
    int64_t cost_m;
};

/* A problem and its answer, as a test writes them down. */
struct problem {
    const char *name;
    int32_t zones, seekers[MOST_ZONES];
    int32_t divisions, places[MOST_DIVISIONS][XW_LAYERS];
    int32_t ways;
    struct way way[MOST_WAYS];
    int32_t placed[MOST_WAYS], unplaced[MOST_ZONES];
    int64_t duals[MOST_DIVISIONS], cost;
};

struct answer {
    int32_t placed[MOST_WAYS], unplaced[MOST_ZONES];
    int64_t duals[MOST_DIVISIONS], cost;
};

static enum xw_status solve(const struct problem *p, const struct xw_seating_costs *costs,
                            struct answer *got)
{
    int32_t zone[MOST_WAYS], division[MOST_WAYS];
    int64_t cost_m[MOST_WAYS];
    for (int32_t a = 0; a < p->ways && a < MOST_WAYS; a++) {
        zone[a] = p->way[a].zone;
        division[a] = p->way[a].division;
        cost_m[a] = p->way[a].cost_m;
    }
    struct xw_seating_arcs arcs = { p->ways, zone, division, cost_m, NULL };
    memset(got, 0xa5, sizeof *got); /* everything that is asked for is written */
    return xw_seating_solve(scratch, p->zones, p->seekers, p->divisions, p->places, &arcs, costs,
                            got->placed, got->unplaced, got->duals, &got->cost);
}

/* Prices: stretch 500, overrun 1000, unplaced 1 000 000. */
static const struct problem worked[] = {
    { .name = "nobody and nothing" },
    { .name = "a zone without ways",
      .zones = 1,
      .seekers = { 7 },
      .unplaced = { 7 },
      .cost = 7000000 },
    { .name = "a division that nobody seeks", .divisions = 1, .places = { { 45, 5, 5 } } },
    { .name = "up to the norm",
      .zones = 1,
      .seekers = { 45 },
      .divisions = 1,
      .places = { { 45, 5, 15 } },
      .ways = 1,
      .way = { { 0, 0, 100 } },
      .placed = { 45 },
      .cost = 4500 },
    { .name = "one into the stretch: one more norm place would save its price",
      .zones = 1,
      .seekers = { 46 },
      .divisions = 1,
      .places = { { 45, 5, 15 } },
      .ways = 1,
      .way = { { 0, 0, 100 } },
      .placed = { 46 },
      .duals = { 500 },
      .cost = 4600 + 500 },
    { .name = "the stretch full",
      .zones = 1,
      .seekers = { 50 },
      .divisions = 1,
      .places = { { 45, 5, 15 } },
      .ways = 1,
      .way = { { 0, 0, 100 } },
      .placed = { 50 },
      .duals = { 500 },
      .cost = 5000 + 2500 },
    { .name = "one into the overrun",
      .zones = 1,
      .seekers = { 51 },
      .divisions = 1,
      .places = { { 45, 5, 15 } },
      .ways = 1,
      .way = { { 0, 0, 100 } },
      .placed = { 51 },
      .duals = { 1000 },
      .cost = 5100 + 2500 + 1000 },
    { .name = "one too many for every layer",
      .zones = 1,
      .seekers = { 66 },
      .divisions = 1,
      .places = { { 45, 5, 15 } },
      .ways = 1,
      .way = { { 0, 0, 100 } },
      .placed = { 65 },
      .unplaced = { 1 },
      .duals = { 999900 },
      .cost = 6500 + 2500 + 15000 + 1000000 },
    { .name = "overrun alone: the layers need not all exist",
      .zones = 1,
      .seekers = { 3 },
      .divisions = 1,
      .places = { { 0, 0, 2 } },
      .ways = 1,
      .way = { { 0, 0, 100 } },
      .placed = { 2 },
      .unplaced = { 1 },
      .duals = { 999900 },
      .cost = 200 + 2000 + 1000000 },
    { .name = "stretch alone, half used",
      .zones = 1,
      .seekers = { 3 },
      .divisions = 1,
      .places = { { 0, 6, 0 } },
      .ways = 1,
      .way = { { 0, 0, 100 } },
      .placed = { 3 },
      .duals = { 500 },
      .cost = 300 + 1500 },
    /* The far school's norm place at 700 beats the near one's stretch place at 100 + 500 only from
     * 600 down: 700 stays near. */
    { .name = "a longer way than the stretch is worth",
      .zones = 1,
      .seekers = { 12 },
      .divisions = 2,
      .places = { { 10, 5, 0 }, { 10, 0, 0 } },
      .ways = 2,
      .way = { { 0, 0, 100 }, { 0, 1, 700 } },
      .placed = { 12, 0 },
      .duals = { 500, 0 },
      .cost = 1200 + 1000 },
    { .name = "a shorter way than the stretch is worth",
      .zones = 1,
      .seekers = { 12 },
      .divisions = 2,
      .places = { { 10, 5, 0 }, { 10, 0, 0 } },
      .ways = 2,
      .way = { { 0, 0, 100 }, { 0, 1, 500 } },
      .placed = { 10, 2 },
      .duals = { 400, 0 },
      .cost = 1000 + 1000 },
    /* Zone 0 (100 or 400) and zone 1 (200 or 900) want division 0 with 5 places, 5 pupils each.
     * Zone 1 would lose 700 a pupil, zone 0 only 300: zone 0 goes. A sixth place in division 0 lets
     * one of them come back and saves 300; division 1 has room. */
    { .name = "who loses least gives way",
      .zones = 2,
      .seekers = { 5, 5 },
      .divisions = 2,
      .places = { { 5, 0, 0 }, { 6, 0, 0 } },
      .ways = 4,
      .way = { { 0, 0, 100 }, { 0, 1, 400 }, { 1, 0, 200 }, { 1, 1, 900 } },
      .placed = { 0, 5, 5, 0 },
      .duals = { 300, 0 },
      .cost = 2000 + 1000 },
    /* A chain: zone 0 reaches only division 0, zone 1 both 0 and 1, zone 2 only 1. One of zone 2 is
     * unplaced. A place in division 1 takes that pupil (1 000 000 - 30); a place in division 0
     * moves a pupil of zone 1 there (-20 + 10) and leaves one in division 1. Division 2 is closed
     * and nobody's; division 3 is closed but zone 2 could go there for 400. */
    { .name = "a chain of moves gives the price of a place",
      .zones = 3,
      .seekers = { 2, 2, 3 },
      .divisions = 4,
      .places = { { 3, 0, 0 }, { 3, 0, 0 }, { 0, 0, 0 }, { 0, 0, 0 } },
      .ways = 5,
      .way = { { 0, 0, 5 }, { 1, 0, 10 }, { 1, 1, 20 }, { 2, 1, 30 }, { 2, 3, 400 } },
      .placed = { 2, 1, 1, 2, 0 },
      .unplaced = { 0, 0, 1 },
      .duals = { 1000000 - 30 + 20 - 10, 1000000 - 30, 0, 1000000 - 400 },
      .cost = 10 + 10 + 20 + 60 + 1000000 },
    { .name = "zones without seekers are left out",
      .zones = 3,
      .seekers = { 0, 4, 0 },
      .divisions = 1,
      .places = { { 3, 0, 0 } },
      .ways = 3,
      .way = { { 0, 0, 1 }, { 1, 0, 10 }, { 2, 0, 1 } },
      .placed = { 0, 3, 0 },
      .unplaced = { 0, 1, 0 },
      .duals = { 999990 },
      .cost = 30 + 1000000 },
    { .name = "a bonus may make a way cheaper than nothing",
      .zones = 1,
      .seekers = { 4 },
      .divisions = 2,
      .places = { { 3, 0, 0 }, { 3, 0, 0 } },
      .ways = 2,
      .way = { { 0, 0, -200 }, { 0, 1, 50 } },
      .placed = { 3, 1 },
      .duals = { 250, 0 },
      .cost = -600 + 50 },
    { .name = "two ways to one division: the cheap one",
      .zones = 1,
      .seekers = { 4 },
      .divisions = 1,
      .places = { { 9, 0, 0 } },
      .ways = 2,
      .way = { { 0, 0, 30 }, { 0, 0, 20 } },
      .placed = { 0, 4 },
      .cost = 80 },
    { .name = "a way dearer than being unplaced is not gone",
      .zones = 1,
      .seekers = { 4 },
      .divisions = 1,
      .places = { { 9, 0, 0 } },
      .ways = 1,
      .way = { { 0, 0, 1000001 } },
      .unplaced = { 4 },
      .cost = 4000000 },
};

START_TEST(worked_problems_come_out)
{
    const struct problem *p = &worked[_i];
    struct answer got;
    enum xw_status status = solve(p, &usual, &got);
    ck_assert_msg(status == XW_OK, "%s: got %d", p->name, status);
    for (int32_t a = 0; a < p->ways; a++)
        ck_assert_msg(got.placed[a] == p->placed[a], "%s: way %d has %d", p->name, a,
                      got.placed[a]);
    for (int32_t z = 0; z < p->zones; z++)
        ck_assert_msg(got.unplaced[z] == p->unplaced[z], "%s: zone %d leaves %d", p->name, z,
                      got.unplaced[z]);
    for (int32_t d = 0; d < p->divisions; d++)
        ck_assert_msg(got.duals[d] == p->duals[d], "%s: division %d is worth %lld", p->name, d,
                      (long long)got.duals[d]);
    ck_assert_msg(got.cost == p->cost, "%s: cost %lld", p->name, (long long)got.cost);
}
END_TEST

START_TEST(duals_need_not_be_asked_for)
{
    int32_t zero = 0, placed = -1, unplaced = -1, places[1][XW_LAYERS] = { { 3, 0, 0 } };
    int64_t way_m = 10, cost = -1;
    uint8_t reason = XW_REASON_CATCHMENT;
    struct xw_seating_arcs arcs = { 1, &zero, &zero, &way_m, &reason };
    ck_assert_int_eq(xw_seating_solve(scratch, 1, &(int32_t){ 5 }, 1,
                                      (const int32_t(*)[XW_LAYERS])places, &arcs, &usual, &placed,
                                      &unplaced, NULL, &cost),
                     XW_OK);
    ck_assert_int_eq(placed, 3);
    ck_assert_int_eq(unplaced, 2);
    ck_assert_int_eq(cost, 2000030);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_checked_fixture(c, open_arena, close_arena);
    tcase_add_loop_test(c, worked_problems_come_out, 0, sizeof worked / sizeof *worked);
    tcase_add_test(c, duals_need_not_be_asked_for);
    return c;
}

/* --- laws on random problems --------------------------------------------------------------------
 */

static int64_t between(uint64_t *state, int64_t least, int64_t most)
{
    *state += 0x9e3779b97f4a7c15U; /* splitmix64 (Steele, Lea and Flood 2014) */
    uint64_t z = *state;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9U;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebU;
    z ^= z >> 31;
    return least + (int64_t)(z % (uint64_t)(most - least + 1));
}

static const struct xw_seating_costs small = { 3, 5, 20 };

static struct problem draw(uint64_t seed)
{
    uint64_t r = seed;
    struct problem p = { .zones = 3, .divisions = 3 };
    for (int32_t z = 0; z < p.zones; z++)
        p.seekers[z] = (int32_t)between(&r, 0, 3);
    for (int32_t d = 0; d < p.divisions; d++)
        for (int32_t layer = 0; layer < XW_LAYERS; layer++)
            p.places[d][layer] = (int32_t)between(&r, 0, 2);
    for (int32_t z = 0; z < p.zones; z++)
        for (int32_t d = 0; d < p.divisions; d++)
            if (between(&r, 0, 3) > 0) p.way[p.ways++] = (struct way){ z, d, between(&r, -2, 12) };
    return p;
}

/* What the pupils of each division cost in layers, filled from the cheapest; -1: too many. */
static int64_t layers_cost(const struct problem *p, const int32_t *pupils)
{
    const int64_t price[XW_LAYERS] = { 0, small.stretch_m, small.overrun_m };
    int64_t cost = 0;
    for (int32_t d = 0; d < p->divisions; d++) {
        int32_t left = pupils[d];
        for (int32_t layer = 0; layer < XW_LAYERS; layer++) {
            int32_t here = left < p->places[d][layer] ? left : p->places[d][layer];
            cost += here * price[layer];
            left -= here;
        }
        if (left > 0) return -1;
    }
    return cost;
}

/* Try every way of every pupil, way by way. left[z] pupils of each zone are still to go. */
static void try_all(const struct problem *p, int32_t way, int32_t *left, int32_t *pupils,
                    int64_t cost, int64_t *best)
{
    if (way == p->ways) {
        int64_t layers = layers_cost(p, pupils);
        if (layers < 0) return;
        for (int32_t z = 0; z < p->zones; z++)
            cost += left[z] * small.unplaced_m;
        if (cost + layers < *best) *best = cost + layers;
        return;
    }
    const struct way *w = &p->way[way];
    int32_t most = left[w->zone];
    for (int32_t n = 0; n <= most; n++) {
        left[w->zone] -= n;
        pupils[w->division] += n;
        try_all(p, way + 1, left, pupils, cost + n * w->cost_m, best);
        left[w->zone] += n;
        pupils[w->division] -= n;
    }
}

START_TEST(no_other_placement_is_cheaper)
{
    for (uint64_t seed = 1; seed <= 400; seed++) {
        struct problem p = draw(seed);
        struct answer got;
        ck_assert_int_eq(solve(&p, &small, &got), XW_OK);

        int32_t gone[MOST_ZONES] = { 0 }, pupils[MOST_DIVISIONS] = { 0 };
        int64_t cost = 0, best = INT64_MAX;
        for (int32_t a = 0; a < p.ways; a++) {
            ck_assert_int_ge(got.placed[a], 0);
            gone[p.way[a].zone] += got.placed[a];
            pupils[p.way[a].division] += got.placed[a];
            cost += got.placed[a] * p.way[a].cost_m;
        }
        for (int32_t z = 0; z < p.zones; z++) {
            ck_assert_int_ge(got.unplaced[z], 0);
            ck_assert_int_eq(gone[z] + got.unplaced[z], p.seekers[z]);
            cost += got.unplaced[z] * small.unplaced_m;
        }
        ck_assert_int_ge(layers_cost(&p, pupils), 0);
        ck_assert_int_eq(cost + layers_cost(&p, pupils), got.cost);

        int32_t nobody[MOST_DIVISIONS] = { 0 };
        try_all(&p, 0, p.seekers, nobody, 0, &best);
        ck_assert_msg(got.cost == best, "seed %d: %d, not %d", (int)seed, (int)got.cost, (int)best);
    }
}
END_TEST

START_TEST(a_dual_is_what_one_more_place_saves)
{
    int32_t positive = 0;
    for (uint64_t seed = 1; seed <= 2000; seed++) {
        struct problem p = draw(seed);
        struct answer before, after;
        ck_assert_int_eq(solve(&p, &small, &before), XW_OK);
        for (int32_t d = 0; d < p.divisions; d++) {
            p.places[d][XW_LAYER_NORM]++;
            ck_assert_int_eq(solve(&p, &small, &after), XW_OK);
            p.places[d][XW_LAYER_NORM]--;
            ck_assert_msg(before.cost - after.cost == before.duals[d], "seed %d division %d",
                          (int)seed, d);
            positive += before.duals[d] > 0;
        }
    }
    ck_assert_int_gt(positive, 1000);
}
END_TEST

/* Rows from last to first, zones and divisions from last to first. */
START_TEST(the_order_of_rows_changes_no_price)
{
    for (uint64_t seed = 1; seed <= 500; seed++) {
        struct problem p = draw(seed), q = p;
        for (int32_t z = 0; z < p.zones; z++)
            q.seekers[z] = p.seekers[p.zones - 1 - z];
        for (int32_t d = 0; d < p.divisions; d++)
            memcpy(q.places[d], p.places[p.divisions - 1 - d], sizeof q.places[d]);
        for (int32_t a = 0; a < p.ways; a++) {
            struct way w = p.way[p.ways - 1 - a];
            q.way[a] = (struct way){ p.zones - 1 - w.zone, p.divisions - 1 - w.division, w.cost_m };
        }
        struct answer one, two;
        ck_assert_int_eq(solve(&p, &small, &one), XW_OK);
        ck_assert_int_eq(solve(&q, &small, &two), XW_OK);
        ck_assert_int_eq(one.cost, two.cost);
        for (int32_t d = 0; d < p.divisions; d++)
            ck_assert_int_eq(one.duals[d], two.duals[p.divisions - 1 - d]);
    }
}
END_TEST

static TCase *laws(void)
{
    TCase *c = tcase_create("laws");
    tcase_add_checked_fixture(c, open_arena, close_arena);
    tcase_add_test(c, no_other_placement_is_cheaper);
    tcase_add_test(c, a_dual_is_what_one_more_place_saves);
    tcase_add_test(c, the_order_of_rows_changes_no_price);
    return c;
}

/* A good problem with one thing changed. */
static const struct {
    const char *name;
    struct problem p;
    struct xw_seating_costs costs;
    enum xw_status want;
} refused[] = {
/* One zone with so many seekers, one division with these places, one way. */
#define ONE(seekers_, norm, stretch, overrun, zone, division, way_m)                               \
    {                                                                                              \
        .zones = 1, .seekers = { seekers_ }, .divisions = 1,                                       \
        .places = { { norm, stretch, overrun } }, .ways = 1, .way = {                              \
            { zone, division, way_m }                                                              \
        }                                                                                          \
    }
    { "good", ONE(4, 2, 1, 1, 0, 0, 1), { 1, 2, 3 }, XW_OK },
    { "all prices equal", ONE(4, 2, 1, 1, 0, 0, 1), { 2, 2, 2 }, XW_OK },
    { "all prices zero", ONE(4, 2, 1, 1, 0, 0, 1), { 0, 0, 0 }, XW_OK },
    { "stretch below zero", ONE(4, 2, 1, 1, 0, 0, 1), { -1, 2, 3 }, XW_OUT_OF_RANGE },
    { "overrun below stretch", ONE(4, 2, 1, 1, 0, 0, 1), { 3, 2, 3 }, XW_OUT_OF_RANGE },
    { "unplaced below overrun", ONE(4, 2, 1, 1, 0, 0, 1), { 1, 3, 2 }, XW_OUT_OF_RANGE },
    { "fewer than no zones", { .zones = -1 }, { 1, 2, 3 }, XW_OUT_OF_RANGE },
    { "fewer than no divisions", { .divisions = -1 }, { 1, 2, 3 }, XW_OUT_OF_RANGE },
    { "fewer than no ways", { .ways = -1 }, { 1, 2, 3 }, XW_OUT_OF_RANGE },
    { "too many zones", { .zones = 1073741823 }, { 1, 2, 3 }, XW_FLOW_TOO_LARGE },
    { "too many divisions", { .divisions = 536870912 }, { 1, 2, 3 }, XW_FLOW_TOO_LARGE },
    { "too many ways", { .ways = INT32_MAX - 1 }, { 1, 2, 3 }, XW_FLOW_TOO_LARGE },
    { "seekers below zero", ONE(-1, 2, 1, 1, 0, 0, 1), { 1, 2, 3 }, XW_NEGATIVE },
    { "norm places below zero", ONE(4, -1, 1, 1, 0, 0, 1), { 1, 2, 3 }, XW_NEGATIVE },
    { "stretch places below zero", ONE(4, 2, -1, 1, 0, 0, 1), { 1, 2, 3 }, XW_NEGATIVE },
    { "overrun places below zero", ONE(4, 2, 1, -1, 0, 0, 1), { 1, 2, 3 }, XW_NEGATIVE },
    { "a zone below", ONE(4, 2, 1, 1, -1, 0, 1), { 1, 2, 3 }, XW_OUT_OF_RANGE },
    { "a zone above", ONE(4, 2, 1, 1, 1, 0, 1), { 1, 2, 3 }, XW_OUT_OF_RANGE },
    { "a division below", ONE(4, 2, 1, 1, 0, -1, 1), { 1, 2, 3 }, XW_OUT_OF_RANGE },
    { "a division above", ONE(4, 2, 1, 1, 0, 1, 1), { 1, 2, 3 }, XW_OUT_OF_RANGE },
    { "a way too dear", ONE(4, 2, 1, 1, 0, 0, INT64_MAX / 4), { 1, 2, 3 }, XW_FLOW_TOO_LARGE },
#undef ONE
};

START_TEST(problems_are_accepted_or_refused)
{
    struct answer got, untouched;
    memset(&untouched, 0xa5, sizeof untouched);
    enum xw_status status = solve(&refused[_i].p, &refused[_i].costs, &got);
    ck_assert_msg(status == refused[_i].want, "%s: got %d", refused[_i].name, status);
    if (status != XW_OK) ck_assert_mem_eq(&got, &untouched, sizeof got);
}
END_TEST

START_TEST(little_memory_is_said)
{
    const struct problem *p = &worked[sizeof worked / sizeof *worked - 3];
    struct xw_arena whole = scratch;
    struct answer got, untouched;
    memset(&untouched, 0xa5, sizeof untouched);
    ptrdiff_t bytes = 0;
    for (; bytes < 4000; bytes += 4) {
        scratch.end = scratch.base + bytes;
        enum xw_status status = solve(p, &usual, &got);
        if (status == XW_OK) break;
        ck_assert_int_eq(status, XW_NO_MEMORY);
        ck_assert_mem_eq(&got, &untouched, sizeof got);
    }
    scratch = whole;
    ck_assert_int_gt(bytes, 100);
    ck_assert_int_lt(bytes, 4000);
    ck_assert_int_eq(got.cost, p->cost);
}
END_TEST

/* 60 divisions of which 50 are closed, 300 zones: every pupil of a zone whose 3 divisions are
 * closed is unplaced. */
START_TEST(many_closed_divisions)
{
    enum { ZONES = 300, DIVISIONS = 60, WAYS = 3 * ZONES };
    static int32_t seekers[ZONES], places[DIVISIONS][XW_LAYERS], zone[WAYS], division[WAYS];
    static int32_t placed[WAYS], unplaced[ZONES];
    static int64_t cost_m[WAYS], duals[DIVISIONS];
    int64_t cost = -1;
    for (int32_t d = 0; d < 10; d++)
        places[d][XW_LAYER_NORM] = 45;
    for (int32_t z = 0; z < ZONES; z++) {
        seekers[z] = 2;
        for (int32_t i = 0; i < 3; i++) {
            zone[3 * z + i] = z;
            division[3 * z + i] = (z + i) % DIVISIONS;
            cost_m[3 * z + i] = 100 * (i + 1);
        }
    }
    /* Zones z % 60 = 0..9 have an open first division, 58 and 59 an open third and second: 12 x 5
     * zones, 120 pupils for 450 places. Way by way: first open one is the cheapest. */
    struct xw_seating_arcs arcs = { WAYS, zone, division, cost_m, NULL };
    ck_assert_int_eq(xw_seating_solve(scratch, ZONES, seekers, DIVISIONS,
                                      (const int32_t(*)[XW_LAYERS])places, &arcs, &usual, placed,
                                      unplaced, duals, &cost),
                     XW_OK);
    int32_t waiting = 0;
    for (int32_t z = 0; z < ZONES; z++) {
        int32_t at = z % DIVISIONS;
        ck_assert_int_eq(unplaced[z], at < 10 || at >= 58 ? 0 : 2);
        waiting += unplaced[z];
    }
    ck_assert_int_eq(waiting, 480);
    ck_assert_int_eq(cost, 480 * 1000000LL + 100 * 100 + 10 * 200 + 10 * 300);
    for (int32_t d = 0; d < DIVISIONS; d++) /* the best of the three zones that could come */
        ck_assert_int_eq(duals[d], d < 10 ? 0 : d == 58 ? 999800 : d == 59 ? 999700 : 999900);
}
END_TEST

static TCase *limits(void)
{
    TCase *c = tcase_create("refusals and limits");
    tcase_add_checked_fixture(c, open_arena, close_arena);
    tcase_add_loop_test(c, problems_are_accepted_or_refused, 0, sizeof refused / sizeof *refused);
    tcase_add_test(c, little_memory_is_said);
    tcase_add_test(c, many_closed_divisions);
    return c;
}

UNIT_MAIN("seating", known_answers(), laws(), limits())
