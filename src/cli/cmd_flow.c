#include "cli.h"
#include "xuewei/dimacs.h"
#include "xuewei/flow.h"
#include <stdio.h>
#include <time.h>

struct call {
    const char *file, *again;
};

static struct xw_flow_network network_of(const struct xw_dimacs *d)
{
    return (struct xw_flow_network){ .nodes = d->nodes,
                                     .arcs = d->arcs,
                                     .from = d->from,
                                     .to = d->to,
                                     .lower = d->lower,
                                     .capacity = d->capacity,
                                     .cost = d->cost,
                                     .supply = d->supply };
}

static double now_s(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static void print_flows(const struct xw_dimacs *d, const struct xw_flow_solution *solution)
{
    printf("s %lld\n", (long long)solution->cost);
    for (int32_t a = 0; a < d->arcs; a++)
        if (solution->flow[a] != 0)
            printf("f %d %d %lld\n", (int)d->from[a] + 1, (int)d->to[a] + 1,
                   (long long)solution->flow[a]);
}

/* Run, print the block of the problem, and check the answer without the solver. seconds: what the
 * solver took before. */
static enum xw_status solve(struct xw_flow *flow, const struct xw_dimacs *d,
                            struct xw_arena scratch, double seconds)
{
    struct xw_flow_solution solution;
    double began = now_s();
    enum xw_status status = xw_flow_run(flow, &solution);
    seconds += now_s() - began;
    if (status == XW_OK) {
        struct xw_flow_network network = network_of(d);
        status = xw_flow_verify(scratch, &network, &solution);
    }
    if (status != XW_OK && status != XW_FLOW_INFEASIBLE) return status;
    printf("c solve_s %.6f\n", seconds);
    if (status == XW_OK)
        print_flows(d, &solution);
    else
        printf("c infeasible\n");
    return status;
}

/* The same nodes and arcs with other supplies, bounds and costs, from the basis of the first. */
static enum xw_status solve_again(struct xw_flow *flow, const struct xw_dimacs *d,
                                  struct xw_arena scratch)
{
    double began = now_s();
    enum xw_status status = xw_flow_change_bounds(flow, d->lower, d->capacity);
    if (status == XW_OK) status = xw_flow_change_costs(flow, d->cost);
    if (status == XW_OK) status = xw_flow_change_supplies(flow, d->supply);
    double seconds = now_s() - began;
    return status == XW_OK ? solve(flow, d, scratch, seconds) : status;
}

static enum xw_status work(const struct call *call, struct xw_arena *keep, struct xw_arena scratch,
                           struct xw_diag *diag)
{
    struct xw_dimacs first, second = { 0 };
    struct xw_flow *flow = NULL;
    enum xw_status status =
        xw_dimacs_read(call->file, call->file, NULL, keep, scratch, diag, &first);
    if (status == XW_OK && call->again != NULL)
        status = xw_dimacs_read(call->again, call->again, &first, keep, scratch, diag, &second);
    if (status != XW_OK) return status;
    struct xw_flow_network network = network_of(&first);
    double began = now_s();
    status = xw_flow_open(keep, &network, &flow);
    if (status != XW_OK) return status;
    status = solve(flow, &first, scratch, now_s() - began);
    if (call->again == NULL || (status != XW_OK && status != XW_FLOW_INFEASIBLE)) return status;
    enum xw_status after = solve_again(flow, &second, scratch);
    return after != XW_OK ? after : status;
}

static int flow(const struct call *call)
{
    struct xw_arena keep = { 0 }, scratch = { 0 };
    struct xw_diag diag = { 0 };
    enum xw_status status = xw_diag_init(&diag);
    if (status == XW_OK) status = xw_arena_init(&keep, 8 * XW_ARENA_USUAL);
    if (status == XW_OK) status = xw_arena_init(&scratch, 8 * XW_ARENA_USUAL);
    setvbuf(stdout, NULL, _IOFBF, 1 << 20);
    if (status == XW_OK) status = work(call, &keep, scratch, &diag);
    bool written = fflush(stdout) == 0 && !ferror(stdout);
    if (!written && (status == XW_OK || status == XW_FLOW_INFEASIBLE)) status = XW_IO;
    int result = cli_exit_of(status, &diag, status == XW_IO ? "standard output" : NULL);
    xw_arena_free(&scratch);
    xw_arena_free(&keep);
    xw_diag_free(&diag);
    return result;
}

static int run(const struct cli_command *self, int argc, char **argv)
{
    struct call call = { 0 };
    const struct cli_option own[] = { { "again", 0, &call.again, NULL }, { 0 } };
    struct cli_common common;
    int result = cli_parse(self, argc, argv, own, &common);
    if (result != CLI_DONE) return result < 0 ? CLI_DONE : result;
    call.file = common.paths == 1 ? common.path[0] : NULL;
    if (call.file == NULL)
        result = cli_usage(self, "one DIMACS file is wanted");
    else if (common.json)
        result = cli_usage(self, "--json is not for it: flows are printed in the form of DIMACS");
    else
        result = flow(&call);
    cli_common_free(&common);
    return result;
}

const struct cli_command cli_flow = {
    .name = "flow",
    .synopsis = "flow FILE.min [--again FILE2.min]",
    .summary = "solve a minimum-cost flow problem of DIMACS",
    .details =
        "Prints `c solve_s T` (seconds of the solver alone), `s COST`, and `f FROM TO FLOW` for\n"
        "every arc with a flow, in the order of the file. A problem without a feasible flow has\n"
        "no line s, and the exit status is 3.\n\n"
        "  --again FILE      the same nodes and arcs with other supplies, bounds or costs, solved\n"
        "                    from where the first was left; the same lines are printed for it\n",
    .run = run,
};
