/* Time the flow solver on one invented district: the functions that `xuewei run` and `xuewei flow` call.
 *
 *   bench_flow SOLVER ZONES SCHOOLS NEAREST SEED
 *
 * SOLVER is none (the district alone, for what its memory is), cold and changed (ours, on the district
 * as drawn and with other pupils in a twentieth of the zones), warm (ours on the changed district from
 * the basis of the first), lemon and lemon-changed. Prints the processor seconds of the solver, its own copy of
 * the network included, the pivots (0 of LEMON), the cost, and the most memory of the process in bytes.
 * tests/bench/flow/table.py prints the table.
 */
#include "oracles.h"
#include "transport.h"
#include <string.h>
#include <time.h>

#define CHANGED_SHARE 0.05

static _Noreturn void fail(const char *what)
{
    fprintf(stderr, "bench_flow: %s\n", what);
    exit(EXIT_FAILURE);
}

static double now_s(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

/* The most memory that this process held; the kernel's VmHWM, in kB. */
static long long most_bytes(void)
{
    char line[200];
    long long kilobytes = 0;
    FILE *status = fopen("/proc/self/status", "r");
    while (status != NULL && fgets(line, sizeof line, status) != NULL)
        if (sscanf(line, "VmHWM: %lld", &kilobytes) == 1) break;
    if (status != NULL) fclose(status);
    return kilobytes * 1024;
}

struct figures {
    double seconds;
    int64_t pivots, cost;
};

static struct figures run_ours(struct transport *t, const char *solver, uint64_t seed)
{
    struct xw_arena keep;
    struct xw_flow *flow;
    struct xw_flow_solution solution;
    if (xw_arena_init(&keep, 8 * XW_ARENA_USUAL) != XW_OK) fail("no memory");
    double began = now_s();
    if (xw_flow_open(&keep, &t->net, &flow) != XW_OK || xw_flow_run(flow, &solution) != XW_OK)
        fail("not solved");
    if (strcmp(solver, "warm") == 0) {
        transport_change(t, CHANGED_SHARE, seed + 1);
        began = now_s();
        if (xw_flow_change_supplies(flow, t->supply) != XW_OK ||
            xw_flow_run(flow, &solution) != XW_OK)
            fail("not solved again");
    }
    struct figures f = { now_s() - began, solution.pivots, solution.cost };
    xw_arena_free(&keep);
    return f;
}

static struct figures run_lemon(const struct transport *t)
{
    struct oracle_network same = { t->net.nodes, t->net.arcs, t->from, t->to,
                                   NULL,         t->capacity, t->cost, t->supply };
    struct oracle_answer answer = lemon_solve(&same, 1);
    if (answer.verdict != ORACLE_OPTIMAL) fail("LEMON has not solved it");
    return (struct figures){ answer.seconds, 0, answer.cost };
}

int main(int count, char **argument)
{
    if (count != 6) fail("SOLVER ZONES SCHOOLS NEAREST SEED");
    const char *solver = argument[1];
    uint64_t seed = strtoull(argument[5], NULL, 10);
    struct transport t =
        transport_make(atoi(argument[2]), atoi(argument[3]), atoi(argument[4]), seed);
    if (strcmp(solver, "changed") == 0 || strcmp(solver, "lemon-changed") == 0)
        transport_change(&t, CHANGED_SHARE, seed + 1);
    struct figures f = { 0 };
    if (strncmp(solver, "lemon", 5) == 0)
        f = run_lemon(&t);
    else if (strcmp(solver, "none") != 0)
        f = run_ours(&t, solver, seed);
    printf("%.6f %lld %lld %lld\n", f.seconds, (long long)f.pivots, (long long)f.cost,
           most_bytes());
    transport_free(&t);
    return EXIT_SUCCESS;
}
