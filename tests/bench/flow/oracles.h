/* oracles.h: other people's solvers of the same problem, to compare ours with. */
#ifndef XW_ORACLES_H
#define XW_ORACLES_H
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

enum oracle_verdict { ORACLE_OPTIMAL, ORACLE_INFEASIBLE, ORACLE_UNBOUNDED, ORACLE_FAILED };

/* The columns of a struct xw_flow_network; lower NULL = all 0, capacity INT64_MAX = none. */
struct oracle_network {
    int32_t nodes, arcs;
    const int32_t *from, *to;
    const int64_t *lower, *capacity, *cost, *supply;
};

struct oracle_answer {
    enum oracle_verdict verdict;
    int64_t cost;
    double seconds; /* of the processor: the solver and its own copy of the network */
};

/* The network simplex method of LEMON 1.3.1 (Kiraly and Kovacs 2012), block search, on its static
 * graph: arcs must be in order of `from`. narrow: flows and costs as int, which is faster and holds
 * less. */
struct oracle_answer lemon_solve(const struct oracle_network *network, int narrow);

/* The out-of-kilter method of GLPK; finite capacities, no self-loops, amounts within an int. */
struct oracle_answer glpk_solve(const struct oracle_network *network);

#ifdef __cplusplus
}
#endif
#endif
