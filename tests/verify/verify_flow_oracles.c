/* The flow solver against LEMON and GLPK, and its certificate against the definition.
 *
 *   verify_flow_oracles networks    2,000 random networks of up to 1,000 nodes, twice
 *   verify_flow_oracles districts   300 x 60 and 5,000 x 800 zones and schools
 *   verify_flow_oracles province    100,000 x 20,000
 */
#include "../bench/flow/oracles.h"
#include "../bench/flow/transport.h"
#include <string.h>

enum { NETWORKS = 2000, MOST_NODES = 1000 };

static _Noreturn void fail(const char *what, uint64_t seed)
{
    printf("flow_oracles: %s, seed %llu\n", what, (unsigned long long)seed);
    exit(EXIT_FAILURE);
}

static int64_t between(uint64_t *state, int64_t least, int64_t most)
{
    return least + (int64_t)(transport_draw(state) % (uint64_t)(most - least + 1));
}

/* Optimal by the definition: bounds and conservation hold, the cost is that of the flow, and with the
 * potentials no arc could lower it (complementary slackness). Shares nothing with the product. */
static bool certified(const struct xw_flow_network *n, const struct xw_flow_solution *s)
{
    int64_t cost = 0, *left = transport_take((size_t)n->nodes, sizeof *left);
    bool good = true;
    for (int32_t v = 0; v < n->nodes; v++)
        left[v] = n->supply[v];
    for (int32_t a = 0; a < n->arcs; a++) {
        int64_t lower = n->lower == NULL ? 0 : n->lower[a], flow = s->flow[a];
        int64_t reduced = n->cost[a] + s->potential[n->from[a]] - s->potential[n->to[a]];
        good = good && lower <= flow && flow <= n->capacity[a];
        good = good && !(reduced < 0 && flow < n->capacity[a]) && !(reduced > 0 && flow > lower);
        left[n->from[a]] -= flow;
        left[n->to[a]] += flow;
        cost += flow * n->cost[a];
    }
    for (int32_t v = 0; v < n->nodes; v++)
        good = good && left[v] == 0;
    free(left);
    return good && cost == s->cost;
}

static struct oracle_network as_oracle(const struct xw_flow_network *n)
{
    return (struct oracle_network){ n->nodes, n->arcs,     n->from, n->to,
                                    n->lower, n->capacity, n->cost, n->supply };
}

static enum oracle_verdict verdict_of(enum xw_status status)
{
    switch (status) {
    case XW_OK:
        return ORACLE_OPTIMAL;
    case XW_FLOW_INFEASIBLE:
        return ORACLE_INFEASIBLE;
    case XW_FLOW_UNBOUNDED:
        return ORACLE_UNBOUNDED;
    default:
        return ORACLE_FAILED;
    }
}

/* A network of its own columns. */
struct random_network {
    struct xw_flow_network net;
    int32_t *from, *to;
    int64_t *lower, *capacity, *cost, *supply;
    bool loops, unlimited;
};

/* Bounds, costs and supplies: narrow or wide numbers, with and without lower bounds, negative costs,
 * arcs without capacity or without limit. Supplies are those of a flow within the bounds, spoilt in
 * every fourth. */
static void draw_columns(struct random_network *n, uint64_t *r)
{
    int64_t shape = between(r, 0, 127), dearest = shape & 1 ? 5 : 10000;
    int64_t cheapest = shape & 2 ? -dearest / 2 : 0, widest = shape & 4 ? 3 : 500;
    n->loops = n->unlimited = false;
    memset(n->supply, 0, (size_t)n->net.nodes * sizeof *n->supply);
    for (int32_t a = 0; a < n->net.arcs; a++) {
        n->lower[a] = shape & 8 && between(r, 0, 4) == 0 ? between(r, 0, widest) : 0;
        n->capacity[a] = n->lower[a] + (between(r, 0, 7) == 0 ? 0 : between(r, 0, widest));
        n->cost[a] = between(r, cheapest, dearest);
        int64_t flow = between(r, n->lower[a], n->capacity[a]);
        if (shape & 16 && between(r, 0, 4) == 0) n->capacity[a] = XW_FLOW_UNLIMITED;
        n->unlimited = n->unlimited || n->capacity[a] == XW_FLOW_UNLIMITED;
        n->loops = n->loops || n->from[a] == n->to[a];
        n->supply[n->from[a]] += flow;
        n->supply[n->to[a]] -= flow;
    }
    if (shape >= 96) {
        int64_t more = between(r, 1, widest);
        n->supply[between(r, 0, n->net.nodes - 1)] += more;
        n->supply[between(r, 0, n->net.nodes - 1)] -= more;
    }
}

/* Sparse or dense, with parallel arcs and loops. */
static struct random_network draw_network(uint64_t *r)
{
    int64_t scale = between(r, 0, 9);
    int32_t nodes = (int32_t)between(r, 1, scale == 0 ? MOST_NODES : scale < 4 ? 120 : 12);
    int32_t arcs = (int32_t)between(r, 0, (int64_t)nodes * (between(r, 0, 1) == 0 ? 8 : 2));
    struct random_network n = {
        .from = transport_take((size_t)arcs, sizeof(int32_t)),
        .to = transport_take((size_t)arcs, sizeof(int32_t)),
        .lower = transport_take((size_t)arcs, sizeof(int64_t)),
        .capacity = transport_take((size_t)arcs, sizeof(int64_t)),
        .cost = transport_take((size_t)arcs, sizeof(int64_t)),
        .supply = transport_take((size_t)nodes, sizeof(int64_t)),
    };
    for (int32_t a = 0; a < arcs; a++) {
        bool parallel = a > 0 && between(r, 0, 9) == 0;
        n.from[a] = parallel ? n.from[a - 1] : (int32_t)between(r, 0, nodes - 1);
        n.to[a] = parallel ? n.to[a - 1] : (int32_t)between(r, 0, nodes - 1);
        if (n.from[a] == n.to[a] && between(r, 0, 3) > 0) n.to[a] = (n.from[a] + 1) % nodes;
    }
    n.net = (struct xw_flow_network){ nodes,   arcs,       n.from, n.to,
                                      n.lower, n.capacity, n.cost, n.supply };
    draw_columns(&n, r);
    return n;
}

static void free_network(struct random_network *n)
{
    free(n->from);
    free(n->to);
    free(n->lower);
    free(n->capacity);
    free(n->cost);
    free(n->supply);
}

/* Whether there is any flow at all. The costs are gone afterwards. */
static struct oracle_answer without_costs(struct random_network *n)
{
    struct oracle_network same = as_oracle(&n->net);
    memset(n->cost, 0, (size_t)n->net.arcs * sizeof *n->cost);
    return lemon_solve(&same, 0);
}

struct tally {
    int verdicts[4], glpk;
};

/* Our verdict, cost and certificate against LEMON's, and GLPK's where it takes the network. Costs may
 * be gone afterwards. */
static void compare(struct random_network *n, enum xw_status status,
                    const struct xw_flow_solution *ours, uint64_t seed, struct tally *tally)
{
    struct oracle_network same = as_oracle(&n->net);
    enum oracle_verdict verdict = verdict_of(status);
    tally->verdicts[verdict]++;
    if (verdict == ORACLE_OPTIMAL && !certified(&n->net, ours))
        fail("the certificate is wrong", seed);
    if (!n->loops && !n->unlimited) {
        struct oracle_answer glpk = glpk_solve(&same);
        if (glpk.verdict != verdict) fail("another verdict than GLPK's", seed);
        if (verdict == ORACLE_OPTIMAL && glpk.cost != ours->cost)
            fail("another cost than GLPK's", seed);
        tally->glpk++;
    }
    struct oracle_answer lemon = lemon_solve(&same, 0);
    if (verdict == ORACLE_INFEASIBLE && lemon.verdict == ORACLE_UNBOUNDED)
        lemon = without_costs(n); /* LEMON may meet the endless cycle first */
    if (verdict != lemon.verdict) fail("another verdict than LEMON's", seed);
    if (verdict == ORACLE_OPTIMAL && ours->cost != lemon.cost)
        fail("another cost than LEMON's", seed);
}

static void say(const char *what, const struct tally *t)
{
    printf(
        "flow_oracles: %d networks %s as LEMON says: %d optimal, %d infeasible, %d unbounded; %d "
        "of them as GLPK says\n",
        NETWORKS, what, t->verdicts[ORACLE_OPTIMAL], t->verdicts[ORACLE_INFEASIBLE],
        t->verdicts[ORACLE_UNBOUNDED], t->glpk);
    if (t->verdicts[ORACLE_OPTIMAL] < 1000 || t->verdicts[ORACLE_INFEASIBLE] < 200 ||
        t->verdicts[ORACLE_UNBOUNDED] < 20 || t->glpk < 400)
        fail("too few of a kind", 0);
}

/* Each network as drawn, then with all its bounds, costs and supplies drawn anew, from the basis of
 * before. */
static void check_networks(struct xw_arena *keep, struct xw_arena scratch)
{
    struct tally cold = { 0 }, warm = { 0 };
    for (uint64_t seed = 1; seed <= NETWORKS; seed++) {
        uint64_t r = seed;
        struct random_network n = draw_network(&r);
        struct xw_flow_solution ours = { 0 };
        struct xw_flow *flow;
        xw_arena_reset(keep);
        if (xw_flow_open(keep, &n.net, &flow) != XW_OK) fail("not opened", seed);
        enum xw_status status = xw_flow_run(flow, &ours);
        struct xw_flow_solution alone = { 0 };
        if (xw_flow_solve(keep, scratch, &n.net, &alone) != status || alone.cost != ours.cost)
            fail("the two ways to solve differ", seed);
        compare(&n, status, &ours, seed, &cold);
        draw_columns(&n, &r);
        ours = (struct xw_flow_solution){ 0 };
        if (xw_flow_change_bounds(flow, n.lower, n.capacity) != XW_OK ||
            xw_flow_change_costs(flow, n.cost) != XW_OK ||
            xw_flow_change_supplies(flow, n.supply) != XW_OK)
            fail("not changed", seed);
        status = xw_flow_run(flow, &ours);
        compare(&n, status, &ours, seed, &warm);
        free_network(&n);
    }
    say("as drawn", &cold);
    say("drawn anew", &warm);
}

/* Once as drawn, once with other pupils in a twentieth of the zones, from the basis of before. The
 * certificate proves both; of the largest LEMON, which takes longest, solves the first alone. */
static void check_district(struct xw_arena *keep, struct xw_arena scratch, int32_t zones,
                           int32_t schools, int32_t nearest)
{
    uint64_t seed = (uint64_t)zones * 100 + (uint64_t)nearest;
    struct transport t = transport_make(zones, schools, nearest, seed);
    struct xw_flow_solution ours;
    struct xw_flow *flow;
    xw_arena_reset(keep);
    if (xw_flow_open(keep, &t.net, &flow) != XW_OK) fail("not opened", seed);
    for (int turn = 0; turn < 2; turn++) {
        if (xw_flow_run(flow, &ours) != XW_OK) fail("not solved", seed);
        if (!certified(&t.net, &ours)) fail("the certificate is wrong", seed);
        if (xw_flow_verify(scratch, &t.net, &ours) != XW_OK) fail("our own check differs", seed);
        bool asked = turn == 0 || zones < 100000;
        struct oracle_network same = as_oracle(&t.net);
        struct oracle_answer lemon = { ORACLE_OPTIMAL, ours.cost, 0.0 };
        if (asked) lemon = lemon_solve(&same, 0);
        if (lemon.verdict != ORACLE_OPTIMAL || ours.cost != lemon.cost)
            fail("another cost than LEMON's", seed);
        printf("flow_oracles: %d x %d, %d nearest%s: cost %lld%s\n", (int)zones, (int)schools,
               (int)nearest, turn == 0 ? "" : ", changed", (long long)ours.cost,
               asked ? ", as LEMON says" : ", certified");
        transport_change(&t, 0.05, seed + 1);
        if (xw_flow_change_supplies(flow, t.supply) != XW_OK) fail("not changed", seed);
    }
    transport_free(&t);
}

int main(int count, char **argument)
{
    const char *what = count == 2 ? argument[1] : "";
    struct xw_arena keep, scratch;
    if (xw_arena_init(&keep, XW_ARENA_USUAL) != XW_OK ||
        xw_arena_init(&scratch, XW_ARENA_USUAL) != XW_OK)
        fail("no memory", 0);
    if (strcmp(what, "networks") == 0) {
        check_networks(&keep, scratch);
    } else if (strcmp(what, "districts") == 0) {
        for (int32_t nearest = 8; nearest <= 16; nearest += 8) {
            check_district(&keep, scratch, 300, 60, nearest);
            check_district(&keep, scratch, 5000, 800, nearest);
        }
        check_district(&keep, scratch, 300, 60, 60);
    } else if (strcmp(what, "province") == 0) {
        check_district(&keep, scratch, 100000, 20000, 8);
        check_district(&keep, scratch, 100000, 20000, 16);
    } else {
        printf("flow_oracles: networks, districts or province?\n");
        return 64;
    }
    return EXIT_SUCCESS;
}
