#include "xuewei/flow.h"
#include "networks.h"

/* The first tree hangs every node that it can on the hub, the node that takes most. Networks that
 * are solved by it take no pivot, others the few that are named. */
static const struct {
    const char *name;
    int64_t supply[3];
    struct arc arc[3];
    int64_t pivots, flow[3];
} first_trees[] = {
    { "an arc that would be full must enter first", { 6, -6, 0 }, { { 0, 1, 0, 6, 2 } }, 1, { 6 } },
    { "all hang on the hub",
      { 6, 1, -7 },
      { { 0, 2, 0, 7, 2 }, { 1, 2, 0, 9, 2 }, { 0, 1, 0, 9, 1 } },
      0,
      { 6, 1, 0 } },
    { "the hub is the first node", { -5, 5, 0 }, { { 1, 0, 0, 6, 2 } }, 0, { 5 } },
    { "the cheaper of two arcs to the hub",
      { 6, -6, 0 },
      { { 0, 1, 0, 9, 3 }, { 0, 1, 0, 9, 2 } },
      0,
      { 0, 6 } },
    { "the first of two equal arcs to the hub",
      { 6, -6, 0 },
      { { 0, 1, 0, 9, 2 }, { 0, 1, 0, 9, 2 } },
      0,
      { 6, 0 } },
    /* Node 1 hangs on the hub although it supplies nothing; node 0 goes over it. */
    { "a node that only passes on",
      { 5, 0, -5 },
      { { 0, 2, 0, 6, 9 }, { 1, 2, 0, 9, 0 }, { 0, 1, 0, 9, 1 } },
      0,
      { 0, 5, 5 } },
    /* Of the equal nodes 0 and 1 the first is the hub; 2 -> 1 enters. */
    { "the first of two equal hubs",
      { -3, -3, 6 },
      { { 2, 0, 0, 9, 1 }, { 2, 1, 0, 6, 1 } },
      1,
      { 3, 3 } },
    /* Node 1 takes as well: it does not hang on the hub. */
    { "a node that takes",
      { 6, -1, -5 },
      { { 1, 2, 0, 9, 1 }, { 0, 2, 0, 9, 1 }, { 0, 1, 0, 9, 1 } },
      1,
      { 0, 5, 1 } },
    { "no hub where nobody takes",
      { 0, 0, 0 },
      { { 0, 1, 0, 8, -4 }, { 1, 2, 0, 3, 1 }, { 2, 0, 0, NO_LIMIT, 1 } },
      2,
      { 3, 3, 3 } },
};

START_TEST(first_trees_save_pivots)
{
    struct columns c;
    struct xw_flow_solution got;
    int32_t arcs = 3;
    while (first_trees[_i].arc[arcs - 1].capacity == 0)
        arcs--;
    lay_out(&c, 3, first_trees[_i].supply, arcs, first_trees[_i].arc);
    ck_assert_int_eq(xw_flow_solve(&keep, scratch, &c.net, &got), XW_OK);
    ck_assert_msg(got.pivots == first_trees[_i].pivots, "%s: %d pivots", first_trees[_i].name,
                  (int)got.pivots);
    for (int32_t e = 0; e < arcs; e++)
        ck_assert_msg(got.flow[e] == first_trees[_i].flow[e], "%s: arc %d carries %d",
                      first_trees[_i].name, e, (int)got.flow[e]);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_checked_fixture(c, open_arenas, close_arenas);
    tcase_add_loop_test(c, first_trees_save_pivots, 0, sizeof first_trees / sizeof *first_trees);
    return c;
}

UNIT_MAIN("flow_start", known_answers())
