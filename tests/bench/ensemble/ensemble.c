/* Time the replicates of a scenario beside LEMON's network simplex on their flows, in one process.
 *
 *   bench_ensemble SCENARIO REPLICATES TURNS
 *
 * A replicate is what a worker of an ensemble does for each: its assumptions drawn, its years simulated
 * from the base rolls that the central history found, its figures written to cells. Its flows are all
 * seatings with seekers that its years solve; they are handed to LEMON as networks, without what cannot
 * carry anybody, each from cold. LEMON's time is that of its solver with its own copy of the network, not
 * that of the graph. Costs must agree.
 *
 * Every turn times every replicate, then LEMON on its flows; the least time of each over the turns counts.
 * Prints for each replicate the flows, their arcs, our milliseconds, those of them in the flows, LEMON's,
 * and our whole beside it; then the sums, and the median of the ratios, which must be at most 3.
 */
#include "../../../src/assignment/seating_parts.h"
#include "../flow/oracles.h"
#include "xuewei/assumptions.h"
#include "xuewei/cells.h"
#include "xuewei/diag.h"
#include "xuewei/history.h"
#include "xuewei/scenario_file.h"
#include "xuewei/start.h"
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static _Noreturn void fail(const char *what)
{
    fprintf(stderr, "bench_ensemble: %s\n", what);
    exit(EXIT_FAILURE);
}

static void *take(size_t count, size_t size)
{
    void *at = calloc(count > 0 ? count : 1, size);
    if (at == NULL) fail("memory is used up");
    return at;
}

static double now_s(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

/* --- the flows of one replicate -------------------------------------------------------------- */

struct flow {
    int32_t nodes, arcs, *from, *to;
    int64_t *capacity, *cost, *supply;
    int64_t found; /* its cost, by ours */
    struct flow *next;
};

enum collecting { NOTHING, NETWORKS, SECONDS };

static struct {
    enum collecting what;
    struct flow *first;
    double seconds;
} collected;

static void add_arc(struct flow *c, int32_t from, int32_t to, int64_t capacity, int64_t cost)
{
    c->from[c->arcs] = from;
    c->to[c->arcs] = to;
    c->capacity[c->arcs] = capacity;
    c->cost[c->arcs++] = cost;
}

/* Arcs in order of the node that they leave, as LEMON's static graph wants them. */
static struct flow *flow_of(const struct xw_seating_problem *p)
{
    size_t zones = (size_t)p->zones, divisions = (size_t)p->divisions;
    size_t most = (size_t)p->arcs->count + zones + XW_LAYERS * divisions;
    struct flow *f = take(1, sizeof *f);
    *f = (struct flow){ .from = take(most, sizeof(int32_t)),
                        .to = take(most, sizeof(int32_t)),
                        .capacity = take(most, sizeof(int64_t)),
                        .cost = take(most, sizeof(int64_t)),
                        .supply = take(zones + divisions + 1, sizeof(int64_t)) };
    int32_t *home = take(zones, sizeof *home), *node = take(divisions, sizeof *node);
    for (int32_t z = 0; z < p->zones; z++)
        home[z] = p->seekers[z] > 0 ? f->nodes++ : XW_NONE;
    for (int32_t d = 0; d < p->divisions; d++) {
        const int32_t *places = p->places[d];
        bool open = places[0] > 0 || places[1] > 0 || places[2] > 0;
        node[d] = open ? f->nodes++ : XW_NONE;
    }
    int32_t end = f->nodes++, a = 0;
    for (int32_t z = 0; z < p->zones; z++) {
        for (; a < p->arcs->count && p->arcs->zone[a] == z; a++)
            if (home[z] != XW_NONE && node[p->arcs->division[a]] != XW_NONE)
                add_arc(f, home[z], node[p->arcs->division[a]], INT64_MAX, p->arcs->cost_m[a]);
        if (home[z] == XW_NONE) continue;
        add_arc(f, home[z], end, INT64_MAX, p->costs->unplaced_m);
        f->supply[home[z]] = p->seekers[z];
        f->supply[end] -= p->seekers[z];
    }
    if (a < p->arcs->count) fail("ways are not in order of zone");
    for (int32_t d = 0; d < p->divisions; d++)
        for (int32_t layer = 0; layer < XW_LAYERS; layer++)
            if (p->places[d][layer] > 0)
                add_arc(f, node[d], end, p->places[d][layer],
                        xw_seating_layer_price(p->costs, layer));
    free(home);
    free(node);
    return f;
}

static void forget_flows(void)
{
    while (collected.first != NULL) {
        struct flow *f = collected.first;
        collected.first = f->next;
        free(f->from);
        free(f->to);
        free(f->capacity);
        free(f->cost);
        free(f->supply);
        free(f);
    }
}

/* The linker puts this in the place of xw_seating_solve (--wrap). */
enum xw_status __wrap_xw_seating_solve(struct xw_arena scratch, int32_t zones,
                                       const int32_t *seekers, int32_t divisions,
                                       const int32_t (*places)[XW_LAYERS],
                                       const struct xw_seating_arcs *arcs,
                                       const struct xw_seating_costs *costs, int32_t *placed,
                                       int32_t *unplaced, int64_t *duals, int64_t *cost);
enum xw_status __real_xw_seating_solve(struct xw_arena scratch, int32_t zones,
                                       const int32_t *seekers, int32_t divisions,
                                       const int32_t (*places)[XW_LAYERS],
                                       const struct xw_seating_arcs *arcs,
                                       const struct xw_seating_costs *costs, int32_t *placed,
                                       int32_t *unplaced, int64_t *duals, int64_t *cost);

enum xw_status __wrap_xw_seating_solve(struct xw_arena scratch, int32_t zones,
                                       const int32_t *seekers, int32_t divisions,
                                       const int32_t (*places)[XW_LAYERS],
                                       const struct xw_seating_arcs *arcs,
                                       const struct xw_seating_costs *costs, int32_t *placed,
                                       int32_t *unplaced, int64_t *duals, int64_t *cost)
{
    double began = collected.what == SECONDS ? now_s() : 0.0;
    enum xw_status status = __real_xw_seating_solve(scratch, zones, seekers, divisions, places,
                                                    arcs, costs, placed, unplaced, duals, cost);
    if (collected.what == SECONDS) collected.seconds += now_s() - began;
    if (collected.what != NETWORKS || status != XW_OK) return status;
    int64_t pupils = 0;
    for (int32_t z = 0; z < zones; z++)
        pupils += seekers[z];
    if (pupils == 0) return status;
    struct xw_seating_problem problem = { zones, seekers, divisions, places, arcs, costs };
    struct flow *f = flow_of(&problem);
    f->found = *cost;
    f->next = collected.first;
    collected.first = f;
    return status;
}

/* --- a worker of an ensemble ----------------------------------------------------------------- */

struct worker {
    struct xw_arena keep, scratch;
    struct xw_diag diag;
    struct xw_scenario scenario;
    struct xw_prepared prepared;
    struct xw_assumptions assumptions;
    struct xw_design_points points;
    struct xw_draw draw;
    struct xw_start start;
    struct xw_state state;
    struct xw_cells cells;
    int32_t *value;
};

static void open_worker(struct worker *w, const char *path, int32_t replicates)
{
    const char *law = NULL;
    if (xw_arena_init(&w->keep, XW_ARENA_USUAL) != XW_OK ||
        xw_arena_init(&w->scratch, XW_ARENA_USUAL) != XW_OK || xw_diag_init(&w->diag) != XW_OK ||
        xw_state_init(&w->state) != XW_OK)
        fail("no memory");
    if (xw_scenario_read(path, XW_NEED_RUN, NULL, 0, &w->keep, &w->diag, &w->scenario) != XW_OK ||
        xw_prepare(&w->keep, w->scratch, &w->scenario, &w->diag, &w->prepared) != XW_OK)
        fail("the scenario is not accepted: xuewei check says why");
    if (xw_assumptions_list(&w->keep, &w->scenario, &w->assumptions) != XW_OK ||
        xw_design_points(XW_DESIGN_LATIN, w->scenario.seed, &w->assumptions, replicates,
                         &w->points) != XW_OK ||
        xw_draw_init(&w->keep, &w->prepared, &w->draw) != XW_OK ||
        xw_cells_open(&w->keep, &w->prepared, &w->cells) != XW_OK)
        fail("nothing can be drawn");

    static const struct xw_sink nothing;
    struct xw_sink recorder = xw_cells_recorder(&w->cells, &nothing);
    if (xw_state_begin(&w->state, &w->prepared) != XW_OK ||
        xw_start_keep(&w->keep, &w->state, &w->start) != XW_OK)
        fail("no start");
    w->state.start = &w->start;
    if (xw_history_run(&w->state, &w->prepared, &recorder, NULL, &law) != XW_OK ||
        xw_cells_list(&w->cells) != XW_OK)
        fail("the central history does not run");
    w->value = take((size_t)w->cells.count, sizeof *w->value);
}

static void run_replicate(struct worker *w, int32_t replicate)
{
    double point[XW_MAX_ASSUMPTIONS];
    const char *law = NULL;
    struct xw_cells_of cells = { &w->cells, w->value, 1 };
    struct xw_sink sink = xw_cells_sink(&cells);
    xw_design_point(&w->points, replicate, point);
    xw_draw_make(&w->draw, &w->prepared, &w->assumptions, point, (uint32_t)replicate, XW_DRAW_ALL);
    xw_cells_clear(&w->cells, 1, w->value);
    if (xw_history_replicate(&w->state, &w->prepared, &w->draw, &sink, &law) != XW_OK)
        fail(law != NULL ? law : "a replicate does not run");
}

/* --- figures --------------------------------------------------------------------------------- */

struct figures {
    int64_t flows, arcs;
    double ours, in_flows, lemon; /* seconds, the least of the turns */
};

static double least(double a, double b)
{
    return a < b ? a : b;
}

static double run_lemon(struct figures *f)
{
    double seconds = 0.0;
    f->flows = f->arcs = 0;
    for (const struct flow *flow = collected.first; flow != NULL; flow = flow->next) {
        const struct oracle_network net = { flow->nodes, flow->arcs,     flow->from, flow->to,
                                            NULL,        flow->capacity, flow->cost, flow->supply };
        struct oracle_answer answer = lemon_solve(&net, 1);
        if (answer.verdict != ORACLE_OPTIMAL || answer.cost != flow->found)
            fail("LEMON finds another cost");
        seconds += answer.seconds;
        f->flows++;
        f->arcs += flow->arcs;
    }
    return seconds;
}

static void measure(struct worker *w, int32_t replicate, struct figures *f)
{
    double began = now_s();
    run_replicate(w, replicate);
    f->ours = least(f->ours, now_s() - began);

    collected.what = SECONDS;
    collected.seconds = 0.0;
    run_replicate(w, replicate);
    f->in_flows = least(f->in_flows, collected.seconds);

    collected.what = NETWORKS;
    run_replicate(w, replicate);
    collected.what = NOTHING;
    f->lemon = least(f->lemon, run_lemon(f));
    forget_flows();
}

static void print(const char *name, const struct figures *f)
{
    printf("%10s %6lld %8lld %9.2f ms %9.2f ms %9.2f ms %6.2f\n", name, (long long)f->flows,
           (long long)f->arcs, 1000 * f->ours, 1000 * f->in_flows, 1000 * f->lemon,
           f->ours / f->lemon);
}

static int by_size(const void *a, const void *b)
{
    double one = *(const double *)a, two = *(const double *)b;
    return (one > two) - (one < two);
}

/* One that the machine disturbed moves the median little. */
static double median_ratio(const struct figures *of, int count)
{
    double *ratio = take((size_t)count, sizeof *ratio);
    for (int r = 0; r < count; r++)
        ratio[r] = of[r].ours / of[r].lemon;
    qsort(ratio, (size_t)count, sizeof *ratio, by_size);
    double median = (ratio[(count - 1) / 2] + ratio[count / 2]) / 2;
    free(ratio);
    return median;
}

int main(int count, char **argument)
{
    enum { MOST = 1000 };
    static struct worker w;
    static struct figures of[MOST];
    if (count != 4) fail("SCENARIO REPLICATES TURNS");
    int replicates = atoi(argument[2]), turns = atoi(argument[3]);
    if (replicates < 1 || replicates > MOST || turns < 1)
        fail("1 to 1000 replicates, 1 turn or more");
    open_worker(&w, argument[1], replicates);
    for (int r = 0; r < replicates; r++)
        of[r] = (struct figures){ .ours = 1e9, .in_flows = 1e9, .lemon = 1e9 };
    for (int turn = 0; turn < turns; turn++)
        for (int r = 0; r < replicates; r++)
            measure(&w, r + 1, &of[r]);

    struct figures sum = { 0 };
    printf("%10s %6s %8s %12s %12s %12s %6s\n", "replicate", "flows", "arcs", "ours", "its flows",
           "LEMON", "ratio");
    for (int r = 0; r < replicates; r++) {
        char name[16];
        snprintf(name, sizeof name, "%d", r + 1);
        print(name, &of[r]);
        sum.flows += of[r].flows;
        sum.arcs += of[r].arcs;
        sum.ours += of[r].ours;
        sum.in_flows += of[r].in_flows;
        sum.lemon += of[r].lemon;
    }
    print("all", &sum);
    double median = median_ratio(of, replicates);
    printf("A replicate costs %.2f times what LEMON needs for its flows; the limit is 3.\n",
           median);
    xw_state_free(&w.state);
    xw_diag_free(&w.diag);
    xw_arena_free(&w.scratch);
    xw_arena_free(&w.keep);
    free(w.value);
    return median <= 3.0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
