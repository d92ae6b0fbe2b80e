#include "xuewei/flow.h"
#include "networks.h"

/* Networks worked out by hand. */
static const struct worked {
    const char *name;
    int32_t nodes, arcs;
    int64_t supply[MOST_NODES];
    struct arc arc[MOST_ARCS];
    enum xw_status want;
    int64_t cost, flow[MOST_ARCS]; /* the only optimum */
} worked[] = {
    { .name = "nothing", .want = XW_OK },
    { .name = "nodes without arcs", .nodes = 3, .want = XW_OK },
    { .name = "a supply without arcs",
      .nodes = 2,
      .supply = { 1, -1 },
      .want = XW_FLOW_INFEASIBLE },
    { .name = "one arc, just enough",
      .nodes = 2,
      .arcs = 1,
      .supply = { 5, -5 },
      .arc = { { 0, 1, 0, 5, 3 } },
      .cost = 15,
      .flow = { 5 } },
    { .name = "one arc, one too few",
      .nodes = 2,
      .arcs = 1,
      .supply = { 5, -5 },
      .arc = { { 0, 1, 0, 4, 3 } },
      .want = XW_FLOW_INFEASIBLE },
    { .name = "an arc against the way",
      .nodes = 2,
      .arcs = 1,
      .supply = { 5, -5 },
      .arc = { { 1, 0, 0, 9, 3 } },
      .want = XW_FLOW_INFEASIBLE },
    { .name = "an arc that must carry more than there is",
      .nodes = 2,
      .arcs = 1,
      .supply = { 5, -5 },
      .arc = { { 0, 1, 6, 9, 3 } },
      .want = XW_FLOW_INFEASIBLE },
    { .name = "parallel arcs fill by price",
      .nodes = 2,
      .arcs = 3,
      .supply = { 7, -7 },
      .arc = { { 0, 1, 0, 3, 5 }, { 0, 1, 0, 3, 1 }, { 0, 1, 0, NO_LIMIT, 9 } },
      .cost = 3 + 15 + 9,
      .flow = { 3, 3, 1 } },
    { .name = "a lower bound forces the dear way",
      .nodes = 3,
      .arcs = 3,
      .supply = { 4, 0, -4 },
      .arc = { { 0, 2, 0, 9, 1 }, { 0, 1, 2, 9, 5 }, { 1, 2, 0, 9, 5 } },
      .cost = 2 + 10 + 10,
      .flow = { 2, 2, 2 } },
    { .name = "lower bound equal to capacity",
      .nodes = 2,
      .arcs = 2,
      .supply = { 4, -4 },
      .arc = { { 0, 1, 3, 3, 10 }, { 0, 1, 0, 9, 1 } },
      .cost = 31,
      .flow = { 3, 1 } },
    { .name = "an unlimited arc with a lower bound",
      .nodes = 2,
      .arcs = 2,
      .supply = { 4, -4 },
      .arc = { { 0, 1, 3, NO_LIMIT, 10 }, { 0, 1, 0, 9, 1 } },
      .cost = 31,
      .flow = { 3, 1 } },
    { .name = "no capacity carries nothing, however cheap",
      .nodes = 2,
      .arcs = 2,
      .supply = { 4, -4 },
      .arc = { { 0, 1, 0, 0, -100 }, { 0, 1, 0, 9, 1 } },
      .cost = 4,
      .flow = { 0, 4 } },
    { .name = "a self-loop that pays is filled, one that costs is not",
      .nodes = 1,
      .arcs = 2,
      .arc = { { 0, 0, 0, 6, -7 }, { 0, 0, 1, 6, 2 } },
      .cost = -42 + 2,
      .flow = { 6, 1 } },
    { .name = "a self-loop that pays for ever",
      .nodes = 1,
      .arcs = 1,
      .arc = { { 0, 0, 0, NO_LIMIT, -1 } },
      .want = XW_FLOW_UNBOUNDED },
    { .name = "a free self-loop without limit",
      .nodes = 1,
      .arcs = 1,
      .arc = { { 0, 0, 0, NO_LIMIT, 0 } },
      .flow = { 0 } },
    { .name = "a cycle that pays is filled without any supply",
      .nodes = 3,
      .arcs = 3,
      .arc = { { 0, 1, 0, 8, -4 }, { 1, 2, 0, 3, 1 }, { 2, 0, 0, NO_LIMIT, 1 } },
      .cost = -6,
      .flow = { 3, 3, 3 } },
    { .name = "a cycle that pays for ever",
      .nodes = 3,
      .arcs = 3,
      .arc = { { 0, 1, 0, NO_LIMIT, -4 }, { 1, 2, 0, NO_LIMIT, 1 }, { 2, 0, 0, NO_LIMIT, 2 } },
      .want = XW_FLOW_UNBOUNDED },
    { .name = "a cycle that pays nothing",
      .nodes = 3,
      .arcs = 3,
      .supply = { 2, -2, 0 },
      .arc = { { 0, 1, 0, NO_LIMIT, -4 }, { 1, 2, 0, NO_LIMIT, 2 }, { 2, 0, 0, NO_LIMIT, 2 } },
      .cost = -8,
      .flow = { 2, 0, 0 } },
    { .name = "infeasible goes before unbounded",
      .nodes = 3,
      .arcs = 2,
      .supply = { 0, 1, -1 },
      .arc = { { 0, 0, 0, NO_LIMIT, -1 }, { 2, 1, 0, NO_LIMIT, 0 } },
      .want = XW_FLOW_INFEASIBLE },
    /* Two homes, two schools of 3 and 4 places, ways 0-2: 1, 0-3: 4, 1-2: 2, 1-3: 9. Home 0 has 3
     * pupils, home 1 has 3. Sending all of 0 to 3 and all of 1 to 2 costs 12 + 6 = 18; each pupil
     * swapped back would cost -3 + 7. */
    { .name = "two homes and two schools",
      .nodes = 4,
      .arcs = 4,
      .supply = { 3, 3, -3, -3 },
      .arc = { { 0, 2, 0, NO_LIMIT, 1 },
               { 0, 3, 0, NO_LIMIT, 4 },
               { 1, 2, 0, NO_LIMIT, 2 },
               { 1, 3, 0, NO_LIMIT, 9 } },
      .cost = 18,
      .flow = { 0, 3, 3, 0 } },
    /* By shortest ways: 0-2-3 costs 3 and takes 2, 0-1-2-3 costs 4 and takes the other 2; 0-1-3
     * would cost 5. */
    { .name = "four units over three ways",
      .nodes = 4,
      .arcs = 5,
      .supply = { 4, 0, 0, -4 },
      .arc = { { 0, 1, 0, 4, 2 },
               { 0, 2, 0, 2, 2 },
               { 1, 2, 0, 2, 1 },
               { 1, 3, 0, 3, 3 },
               { 2, 3, 0, 5, 1 } },
      .cost = 14,
      .flow = { 2, 2, 2, 0, 4 } },
    /* The direct arc to the hub holds exactly what node 0 supplies, so it may not be a first tree
     * arc; the parallel one is dearer and larger. */
    { .name = "an arc to the hub that is just full",
      .nodes = 3,
      .arcs = 3,
      .supply = { 5, 2, -7 },
      .arc = { { 0, 2, 0, 5, 1 }, { 0, 2, 0, 6, 4 }, { 1, 2, 0, NO_LIMIT, -3 } },
      .cost = 5 - 6,
      .flow = { 5, 0, 2 } },
    { .name = "negative costs on the way to the hub and back",
      .nodes = 3,
      .arcs = 4,
      .supply = { 1, 0, -1 },
      .arc = { { 0, 2, 0, 4, -1 }, { 2, 1, 0, 3, -1 }, { 1, 2, 0, 2, -1 }, { 2, 0, 0, 9, 0 } },
      .cost = -4 - 2 - 2,
      .flow = { 4, 2, 2, 3 } },
    { .name = "the supply of a self-loop's lower bound is its own",
      .nodes = 2,
      .arcs = 2,
      .supply = { 1, -1 },
      .arc = { { 0, 0, 4, 6, 1 }, { 0, 1, 0, 1, 1 } },
      .cost = 5,
      .flow = { 4, 1 } },
};

START_TEST(worked_networks_come_out)
{
    const struct worked *w = &worked[_i];
    struct columns c;
    lay_out(&c, w->nodes, w->supply, w->arcs, w->arc);
    struct xw_flow_solution got = { .cost = -77 };
    enum xw_status status = xw_flow_solve(&keep, scratch, &c.net, &got);
    ck_assert_msg(status == w->want, "%s: got %d", w->name, status);
    if (status != XW_OK) {
        ck_assert_int_eq(got.cost, -77); /* untouched */
        ck_assert_ptr_null(got.flow);
        ck_assert_ptr_eq(keep.at, keep.base);
        return;
    }
    ck_assert_msg(got.cost == w->cost, "%s: cost %lld", w->name, (long long)got.cost);
    for (int32_t e = 0; e < w->arcs; e++)
        ck_assert_msg(got.flow[e] == w->flow[e], "%s: arc %d carries %lld", w->name, e,
                      (long long)got.flow[e]);
    ck_assert_int_eq(xw_flow_verify(scratch, &c.net, &got), XW_OK);
}
END_TEST

/* The potentials are prices: between nodes joined by arcs in use they differ by the cost. */
START_TEST(potentials_are_prices)
{
    static const struct arc arc[] = { { 0, 1, 0, 9, 2 }, { 1, 2, 0, 9, 5 }, { 0, 2, 0, 2, 1 } };
    struct columns c;
    lay_out(&c, 3, (int64_t[]){ 6, 0, -6 }, 3, arc);
    struct xw_flow_solution got;
    ck_assert_int_eq(xw_flow_solve(&keep, scratch, &c.net, &got), XW_OK);
    ck_assert_int_eq(got.potential[1] - got.potential[0], 2);
    ck_assert_int_eq(got.potential[2] - got.potential[1], 5);
    ck_assert_int_eq(got.flow[2], 2);
    ck_assert_int_eq(got.cost, 4 * 7 + 2);
}
END_TEST

START_TEST(no_lower_bounds_are_zero_ones)
{
    static const struct arc arc[] = { { 0, 1, 0, 9, 2 }, { 0, 1, 0, 2, 1 } };
    struct columns c;
    lay_out(&c, 2, (int64_t[]){ 6, -6 }, 2, arc);
    c.net.lower = NULL;
    struct xw_flow_solution got;
    ck_assert_int_eq(xw_flow_solve(&keep, scratch, &c.net, &got), XW_OK);
    ck_assert_int_eq(got.cost, 10);
    ck_assert_int_eq(xw_flow_verify(scratch, &c.net, &got), XW_OK);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_checked_fixture(c, open_arenas, close_arenas);
    tcase_add_loop_test(c, worked_networks_come_out, 0, sizeof worked / sizeof *worked);
    tcase_add_test(c, potentials_are_prices);
    tcase_add_test(c, no_lower_bounds_are_zero_ones);
    return c;
}

#define HUGE_NUMBER (INT64_MAX - 1) /* the largest that is not "unlimited" */
#define HALF        ((int64_t)1 << 62)
#define DEAREST     (INT64_MAX / 12 - 1) /* 4 (n + 1) (C + 1) just fits for two nodes */

static const struct refused {
    const char *name;
    int32_t nodes, arcs;
    int64_t supply[MOST_NODES];
    struct arc arc[MOST_ARCS];
    enum xw_status want;
} refused[] = {
    { "fewer than no nodes", -1, 0, { 0 }, { { 0 } }, XW_OUT_OF_RANGE },
    { "fewer than no arcs", 1, -1, { 0 }, { { 0 } }, XW_OUT_OF_RANGE },
    { "more nodes than numbers", INT32_MAX, 0, { 0 }, { { 0 } }, XW_FLOW_TOO_LARGE },
    { "more arcs than numbers", 1, INT32_MAX - 1, { 0 }, { { 0 } }, XW_FLOW_TOO_LARGE },
    { "from below", 2, 1, { 0 }, { { -1, 1, 0, 1, 1 } }, XW_OUT_OF_RANGE },
    { "from above", 2, 1, { 0 }, { { 2, 1, 0, 1, 1 } }, XW_OUT_OF_RANGE },
    { "to below", 2, 1, { 0 }, { { 0, -1, 0, 1, 1 } }, XW_OUT_OF_RANGE },
    { "to above", 2, 1, { 0 }, { { 0, 2, 0, 1, 1 } }, XW_OUT_OF_RANGE },
    { "the last node", 2, 1, { 0 }, { { 1, 1, 0, 1, 1 } }, XW_OK },
    { "lower below zero", 2, 1, { 0 }, { { 0, 1, -1, 1, 1 } }, XW_OUT_OF_RANGE },
    { "capacity below lower", 2, 1, { 0 }, { { 0, 1, 3, 2, 1 } }, XW_OUT_OF_RANGE },
    { "capacity below zero", 2, 1, { 0 }, { { 0, 1, 0, -1, 1 } }, XW_OUT_OF_RANGE },
    { "too much supply", 2, 1, { 2, -1 }, { { 0, 1, 0, 9, 1 } }, XW_FLOW_UNBALANCED },
    { "too much demand", 2, 1, { 1, -2 }, { { 0, 1, 0, 9, 1 } }, XW_FLOW_UNBALANCED },
    { "a sum that wraps to zero in 64 bits",
      4,
      0,
      { -INT64_MAX - 1, -INT64_MAX - 1, 0, 0 },
      { { 0 } },
      XW_FLOW_UNBALANCED },
    { "the dearest arc", 2, 1, { 0 }, { { 0, 1, 0, 1, DEAREST } }, XW_OK },
    { "the best paying arc", 2, 1, { 0 }, { { 0, 1, 0, 1, -DEAREST } }, XW_OK },
    { "an arc too dear", 2, 1, { 0 }, { { 0, 1, 0, 1, DEAREST + 1 } }, XW_FLOW_TOO_LARGE },
    { "an arc that pays too well",
      2,
      1,
      { 0 },
      { { 0, 1, 0, 1, -DEAREST - 1 } },
      XW_FLOW_TOO_LARGE },
    { "the largest cost", 2, 1, { 0 }, { { 0, 1, 0, 1, INT64_MAX } }, XW_FLOW_TOO_LARGE },
    { "the least cost", 2, 1, { 0 }, { { 0, 1, 0, 1, INT64_MIN } }, XW_FLOW_TOO_LARGE },
    { "the largest supply",
      2,
      1,
      { HUGE_NUMBER, -HUGE_NUMBER },
      { { 0, 1, 0, NO_LIMIT, 1 } },
      XW_OK },
    { "a supply too large",
      2,
      1,
      { INT64_MAX, -INT64_MAX },
      { { 0, 1, 0, NO_LIMIT, 0 } },
      XW_FLOW_TOO_LARGE },
    { "supplies too large together",
      4,
      1,
      { HALF, HALF, -HALF, -HALF },
      { { 0, 2, 0, NO_LIMIT, 0 } },
      XW_FLOW_TOO_LARGE },
    { "the largest total cost",
      2,
      1,
      { INT64_MAX / 7, -(INT64_MAX / 7) }, /* 2^63 - 1 is a multiple of 7 */
      { { 0, 1, 0, NO_LIMIT, 7 } },
      XW_OK },
    { "a total cost one too large",
      2,
      1,
      { HALF, -HALF },
      { { 0, 1, 0, NO_LIMIT, 2 } },
      XW_FLOW_TOO_LARGE },
    { "the largest total gain", 2, 1, { HALF, -HALF }, { { 0, 1, 0, NO_LIMIT, -2 } }, XW_OK },
    { "a total cost too large",
      2,
      1,
      { HUGE_NUMBER, -HUGE_NUMBER },
      { { 0, 1, 0, NO_LIMIT, 2 } },
      XW_FLOW_TOO_LARGE },
    { "a total gain too large",
      2,
      1,
      { HUGE_NUMBER, -HUGE_NUMBER },
      { { 0, 1, 0, NO_LIMIT, -2 } },
      XW_FLOW_TOO_LARGE },
    { "lower bounds that overflow where they arrive",
      2,
      2,
      { 0 },
      { { 0, 1, HALF, NO_LIMIT, 0 }, { 0, 1, HALF, NO_LIMIT, 0 } },
      XW_FLOW_TOO_LARGE },
    { "lower bounds that overflow where they leave",
      4,
      3,
      { 0 },
      { { 0, 1, HALF, NO_LIMIT, 0 }, { 0, 2, HALF, NO_LIMIT, 0 }, { 0, 3, HALF, NO_LIMIT, 0 } },
      XW_FLOW_TOO_LARGE },
    { "a paying cycle as large as can be told",
      2,
      2,
      { 0 },
      { { 0, 1, 0, NO_LIMIT, -1 }, { 1, 0, 0, HUGE_NUMBER, 0 } },
      XW_OK },
    { "a paying cycle one too large",
      2,
      3,
      { 0 },
      { { 0, 1, 0, NO_LIMIT, -1 }, { 1, 0, 0, HUGE_NUMBER, 0 }, { 1, 0, 0, 1, 0 } },
      XW_FLOW_TOO_LARGE },
    { "a paying cycle that overflows",
      2,
      3,
      { 0 },
      { { 0, 1, 0, NO_LIMIT, -1 }, { 1, 0, 0, HUGE_NUMBER, 0 }, { 1, 0, 0, HUGE_NUMBER, 0 } },
      XW_FLOW_TOO_LARGE },
    { "a flow that overflows with its lower bound",
      2,
      3,
      { 0 },
      { { 0, 1, 2, NO_LIMIT, -1 }, { 1, 0, 0, HUGE_NUMBER, 0 }, { 1, 0, 0, 2, 0 } },
      XW_FLOW_TOO_LARGE },
    { "a flow of the largest number with its lower bound",
      2,
      3,
      { 0 },
      { { 0, 1, 2, NO_LIMIT, -1 }, { 1, 0, 0, HUGE_NUMBER, 0 }, { 1, 0, 0, 1, 0 } },
      XW_OK },
};

START_TEST(networks_are_accepted_or_refused)
{
    const struct refused *r = &refused[_i];
    struct columns c;
    lay_out(&c, r->nodes > MOST_NODES ? 0 : r->nodes, r->supply, r->arcs > MOST_ARCS ? 0 : r->arcs,
            r->arc);
    c.net.nodes = r->nodes;
    c.net.arcs = r->arcs;
    struct xw_flow_solution got = { .cost = -77 };
    enum xw_status status = xw_flow_solve(&keep, scratch, &c.net, &got);
    ck_assert_msg(status == r->want, "%s: got %d", r->name, status);
    if (status == XW_OK) {
        ck_assert_int_eq(xw_flow_verify(scratch, &c.net, &got), XW_OK);
    } else {
        ck_assert_int_eq(got.cost, -77);
        ck_assert_ptr_null(got.flow);
        ck_assert_ptr_eq(keep.at, keep.base);
    }
}
END_TEST

/* 40 loops of 2^60 - 1 by 2^62: beyond even 128 bits. The certificate of such a flow is refused
 * as well. */
START_TEST(a_cost_beyond_128_bits_is_said)
{
    struct arc loops[MOST_ARCS];
    int64_t full[MOST_ARCS];
    for (int32_t e = 0; e < MOST_ARCS; e++) {
        loops[e] = (struct arc){ 0, 0, 0, HALF, 1 - ((int64_t)1 << 60) };
        full[e] = HALF;
    }
    struct columns c;
    struct xw_flow_solution got;
    lay_out(&c, 1, (int64_t[]){ 0 }, MOST_ARCS, loops);
    ck_assert_int_eq(xw_flow_solve(&keep, scratch, &c.net, &got), XW_FLOW_TOO_LARGE);
    got = (struct xw_flow_solution){ full, (int64_t[]){ 0 }, 0, 0 };
    ck_assert_int_eq(xw_flow_verify(scratch, &c.net, &got), XW_LAW_BROKEN);
}
END_TEST

/* Whatever the room, memory that is used up is said, and nothing is half done. */
START_TEST(little_memory_is_said)
{
    static const struct arc arc[] = { { 0, 1, 0, 9, 2 } };
    struct columns c;
    lay_out(&c, 2, (int64_t[]){ 6, -6 }, 1, arc);
    ptrdiff_t enough = 0;
    for (ptrdiff_t bytes = 0; enough == 0 && bytes < 1000; bytes++) {
        struct xw_arena little = scratch;
        little.end = little.base + bytes;
        struct xw_flow_solution got = { .cost = -77 };
        enum xw_status status = xw_flow_solve(&keep, little, &c.net, &got);
        if (status == XW_OK) {
            enough = bytes;
        } else {
            ck_assert_int_eq(status, XW_NO_MEMORY);
            ck_assert_int_eq(got.cost, -77);
        }
    }
    ck_assert_int_gt(enough, 90);

    for (ptrdiff_t bytes = 0; bytes < 24; bytes++) {
        struct xw_arena little = { .base = keep.base, .at = keep.base, .end = keep.base + bytes };
        struct xw_flow_solution got = { .cost = -77 };
        ck_assert_int_eq(xw_flow_solve(&little, scratch, &c.net, &got), XW_NO_MEMORY);
        ck_assert_int_eq(got.cost, -77);
        ck_assert_ptr_eq(little.at, little.base);
    }
    struct xw_arena just = { .base = keep.base, .at = keep.base, .end = keep.base + 24 };
    struct xw_arena none = { 0 };
    struct xw_flow_solution got;
    ck_assert_int_eq(xw_flow_solve(&just, scratch, &c.net, &got), XW_OK);
    ck_assert_int_eq(xw_flow_verify(none, &c.net, &got), XW_NO_MEMORY);
}
END_TEST

static TCase *refusals(void)
{
    TCase *c = tcase_create("refusals");
    tcase_add_checked_fixture(c, open_arenas, close_arenas);
    tcase_add_loop_test(c, networks_are_accepted_or_refused, 0, sizeof refused / sizeof *refused);
    tcase_add_test(c, a_cost_beyond_128_bits_is_said);
    tcase_add_test(c, little_memory_is_said);
    return c;
}

UNIT_MAIN("flow", known_answers(), refusals())
