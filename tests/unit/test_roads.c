#include "xuewei/roads.h"
#include "unit.h"
#include <math.h>
#include <stdbool.h>
#include <string.h>

static struct xw_arena keep, scratch;

static void open_arenas(void)
{
    ck_assert_int_eq(xw_arena_init(&keep, (size_t)64 << 20), XW_OK);
    ck_assert_int_eq(xw_arena_init(&scratch, (size_t)64 << 20), XW_OK);
}

static void close_arenas(void)
{
    xw_arena_free(&keep);
    xw_arena_free(&scratch);
}

/* The network of Cormen, Leiserson, Rivest and Stein, Introduction to Algorithms, 3rd edition (2009),
 * figure 24.6, nodes s, t, x, y, z: s-t 10, s-y 5, t-x 1, t-y 2, y-t 3, y-x 9, y-z 2, x-z 4, z-x 6,
 * z-s 7. The ways from s are 8 to t, 9 to x, 5 to y, 7 to z. */
static const int32_t tail[] = { 0, 0, 1, 1, 3, 3, 3, 2, 4, 4 };
static const int32_t head[] = { 1, 3, 2, 3, 1, 2, 4, 4, 2, 0 };
static const double length[] = { 10, 5, 1, 2, 3, 9, 2, 4, 6, 7 };
static const uint8_t all_oneway[] = { 1, 1, 1, 1, 1, 1, 1, 1, 1, 1 };

/* Our search goes backwards, so that the roads are turned round here. */
START_TEST(the_textbook_network)
{
    static const double want[] = { 0, 8, 9, 5, 7 };
    struct xw_road_graph g;
    double way[5];
    open_arenas();
    ck_assert_int_eq(xw_roads_graph(&keep, 5, 10, head, tail, length, all_oneway, &g), XW_OK);
    ck_assert_int_eq(xw_roads_to(scratch, &g, 0, way), XW_OK);
    for (int v = 0; v < 5; v++)
        ck_assert_double_eq(way[v], want[v]);
    close_arenas();
}
END_TEST

START_TEST(one_way_and_cut_off)
{
    /* 0 -> 1 one way, 1 - 2 both ways, 3 apart; a second, longer road 1 - 2 and a loop. */
    const int32_t from[] = { 0, 1, 2, 1 }, to[] = { 1, 2, 1, 1 };
    const double metres[] = { 100, 50, 70, 0 };
    const uint8_t oneway[] = { 1, 0, 0, 0 };
    struct xw_road_graph g;
    double way[4];
    open_arenas();
    ck_assert_int_eq(xw_roads_graph(&keep, 4, 4, from, to, metres, oneway, &g), XW_OK);
    ck_assert_int_eq(xw_roads_to(scratch, &g, 2, way), XW_OK);
    ck_assert_double_eq(way[0], 150);
    ck_assert_double_eq(way[1], 50);
    ck_assert_double_eq(way[2], 0);
    ck_assert(isinf(way[3]));
    ck_assert_int_eq(xw_roads_to(scratch, &g, 0, way), XW_OK);
    ck_assert(isinf(way[1]) && isinf(way[2]) && isinf(way[3]));
    ck_assert_int_eq(xw_roads_graph(&keep, 4, 4, from, to, metres, NULL, &g), XW_OK);
    ck_assert_int_eq(xw_roads_to(scratch, &g, 0, way), XW_OK);
    ck_assert_double_eq(way[2], 150);
    close_arenas();
}
END_TEST

/* Against Bellman and Ford's relaxation of every road until nothing changes, and the same bytes with
 * the roads in another order. */
START_TEST(as_relaxing_every_road)
{
    enum { NODES = 60, ROADS = 150 };
    int32_t from[ROADS], to[ROADS], other_from[ROADS], other_to[ROADS];
    double metres[ROADS], other_metres[ROADS], way[NODES], again[NODES], slow[NODES];
    uint8_t oneway[ROADS], other_oneway[ROADS];
    uint32_t state = 7u + (uint32_t)_i;
    struct xw_road_graph g, h;
    open_arenas();
    for (int i = 0; i < ROADS; i++) {
        for (int k = 0; k < 4; k++) {
            state ^= state << 13;
            state ^= state >> 17;
            state ^= state << 5;
            if (k == 0) from[i] = (int32_t)(state % NODES);
            if (k == 1) to[i] = (int32_t)(state % NODES);
            if (k == 2) metres[i] = (double)(state % 1000) / 7.0;
            if (k == 3) oneway[i] = state % 3 == 0;
        }
        int at = (i * 37) % ROADS; /* 37 and 150 have no common divisor */
        other_from[at] = from[i];
        other_to[at] = to[i];
        other_metres[at] = metres[i];
        other_oneway[at] = oneway[i];
    }
    ck_assert_int_eq(xw_roads_graph(&keep, NODES, ROADS, from, to, metres, oneway, &g), XW_OK);
    ck_assert_int_eq(
        xw_roads_graph(&keep, NODES, ROADS, other_from, other_to, other_metres, other_oneway, &h),
        XW_OK);
    for (int32_t end = 0; end < NODES; end++) {
        for (int v = 0; v < NODES; v++)
            slow[v] = v == end ? 0.0 : INFINITY;
        for (bool changed = true; changed;) {
            changed = false;
            for (int i = 0; i < 2 * ROADS; i++) {
                int r = i % ROADS, a = i < ROADS ? from[r] : to[r], b = i < ROADS ? to[r] : from[r];
                if (i >= ROADS && oneway[r]) continue;
                if (!(slow[b] + metres[r] < slow[a])) continue;
                slow[a] = slow[b] + metres[r];
                changed = true;
            }
        }
        ck_assert_int_eq(xw_roads_to(scratch, &g, end, way), XW_OK);
        ck_assert_int_eq(xw_roads_to(scratch, &h, end, again), XW_OK);
        ck_assert(memcmp(way, slow, sizeof way) == 0);
        ck_assert(memcmp(way, again, sizeof way) == 0);
    }
    close_arenas();
}
END_TEST

static const struct {
    const char *name;
    int32_t nodes, roads, from, to;
    double metres;
    enum xw_status want;
} roads[] = {
    { "usual", 2, 1, 0, 1, 5, XW_OK },
    { "no roads", 2, 0, 9, 9, NAN, XW_OK },
    { "nothing", 0, 0, 0, 0, 0, XW_OK },
    { "nodes below 0", -1, 0, 0, 0, 0, XW_OUT_OF_RANGE },
    { "roads below 0", 2, -1, 0, 0, 0, XW_OUT_OF_RANGE },
    { "from nowhere", 2, 1, -1, 1, 5, XW_OUT_OF_RANGE },
    { "to nowhere", 2, 1, 0, 2, 5, XW_OUT_OF_RANGE },
    { "not a number", 2, 1, 0, 1, NAN, XW_NOT_FINITE },
    { "endless", 2, 1, 0, 1, INFINITY, XW_NOT_FINITE },
    { "below 0", 2, 1, 0, 1, -1, XW_NEGATIVE },
};

START_TEST(roads_are_accepted_or_refused)
{
    struct xw_road_graph g = { .nodes = -9 };
    double way[2] = { -9, -9 };
    open_arenas();
    enum xw_status got = xw_roads_graph(&keep, roads[_i].nodes, roads[_i].roads, &roads[_i].from,
                                        &roads[_i].to, &roads[_i].metres, NULL, &g);
    ck_assert_msg(got == roads[_i].want, "%s: got %d", roads[_i].name, got);
    if (got == XW_OK) {
        ck_assert_int_eq(xw_roads_to(scratch, &g, g.nodes, way), XW_OUT_OF_RANGE);
        ck_assert_int_eq(xw_roads_to(scratch, &g, -1, way), XW_OUT_OF_RANGE);
        ck_assert_double_eq(way[0], -9);
    } else {
        ck_assert_int_eq(g.nodes, -9);
    }
    close_arenas();
}
END_TEST

START_TEST(no_room)
{
    struct xw_road_graph g = { .nodes = -9 };
    double way = -9;
    open_arenas();
    struct xw_arena full = keep;
    full.end = full.at + 100;
    ck_assert_int_eq(xw_roads_graph(&full, 5, 10, tail, head, length, NULL, &g), XW_NO_MEMORY);
    ck_assert_int_eq(g.nodes, -9);
    ck_assert_int_eq(xw_roads_graph(&keep, 5, 10, tail, head, length, NULL, &g), XW_OK);
    full = scratch;
    full.end = full.at + 20;
    ck_assert_int_eq(xw_roads_to(full, &g, 0, &way), XW_NO_MEMORY);
    ck_assert_double_eq(way, -9);
    close_arenas();
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_test(c, the_textbook_network);
    tcase_add_test(c, one_way_and_cut_off);
    return c;
}

static TCase *laws(void)
{
    TCase *c = tcase_create("laws");
    tcase_add_loop_test(c, as_relaxing_every_road, 0, 10);
    return c;
}

static TCase *refusals(void)
{
    TCase *c = tcase_create("refusals");
    tcase_add_loop_test(c, roads_are_accepted_or_refused, 0, (int)(sizeof roads / sizeof *roads));
    return c;
}

static TCase *limits(void)
{
    TCase *c = tcase_create("limits");
    tcase_add_test(c, no_room);
    return c;
}

UNIT_MAIN("roads", known_answers(), laws(), refusals(), limits())
