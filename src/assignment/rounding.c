#include "xuewei/rounding.h"
#include "xuewei/flow.h"
#include <math.h>
#include <stdbool.h>

#define CELL_SLACK   1e-9
#define TOTAL_SLACK  1e-6
#define STEPS_OF_ONE 1073741824.0 /* 2^30: in these fractions are compared */

/* How far a cell lies above the whole number below it; 0 for what is whole but for its last digits. */
static double fraction_of(double value, int32_t *below)
{
    double nearest = nearbyint(value);
    if (fabs(value - nearest) <= CELL_SLACK * fmax(1.0, nearest)) {
        *below = (int32_t)nearest;
        return 0.0;
    }
    *below = (int32_t)floor(value);
    return value - *below;
}

static enum xw_status check(int32_t rows, int32_t columns, const double *value, ptrdiff_t *up)
{
    if (rows < 0 || columns < 0) return XW_OUT_OF_RANGE;
    *up = 0;
    for (int32_t r = 0; r < rows; r++) {
        double sum = 0.0;
        for (int32_t c = 0; c < columns; c++) {
            double v = value[(ptrdiff_t)r * columns + c];
            int32_t below;
            if (!isfinite(v)) return XW_NOT_FINITE;
            if (v < 0.0) return XW_NEGATIVE;
            if (v > INT32_MAX) return XW_OUT_OF_RANGE;
            *up += fraction_of(v, &below) > 0.0;
            sum += v;
        }
        if (!(sum <= INT32_MAX && fabs(sum - nearbyint(sum)) <= TOTAL_SLACK))
            return XW_OUT_OF_RANGE;
    }
    return *up >= INT32_MAX - (ptrdiff_t)rows - 2 * (ptrdiff_t)columns - 1 ? XW_FLOW_TOO_LARGE
                                                                           : XW_OK;
}

/* Nodes: rows, columns, the sink. An arc for every fraction, taken when its cell goes up, and one
 * from every column to the sink between the whole numbers around the column's fractions. */
struct network {
    struct xw_flow_network net;
    int32_t *from, *to;
    int64_t *lower, *capacity, *cost, *supply;
    double *column; /* sum of the fractions */
};

static bool take(struct network *n, struct xw_arena *scratch, int32_t rows, int32_t columns,
                 int32_t up)
{
    int32_t nodes = rows + columns + 1, arcs = up + columns;
    n->from = XW_TAKE(scratch, arcs, int32_t);
    n->to = XW_TAKE(scratch, arcs, int32_t);
    n->lower = XW_TAKE(scratch, arcs, int64_t);
    n->capacity = XW_TAKE(scratch, arcs, int64_t);
    n->cost = XW_TAKE(scratch, arcs, int64_t);
    n->supply = XW_TAKE(scratch, nodes, int64_t);
    n->column = XW_TAKE(scratch, columns, double);
    n->net = (struct xw_flow_network){ nodes,    arcs,        n->from, n->to,
                                       n->lower, n->capacity, n->cost, n->supply };
    return n->from != NULL && n->to != NULL && n->lower != NULL && n->capacity != NULL &&
           n->cost != NULL && n->supply != NULL && n->column != NULL;
}

static void fill(struct network *n, int32_t rows, int32_t columns, const double *value)
{
    int32_t sink = rows + columns, e = 0;
    for (int32_t r = 0; r < rows; r++) {
        double extra = 0.0;
        for (int32_t c = 0; c < columns; c++) {
            int32_t below;
            double f = fraction_of(value[(ptrdiff_t)r * columns + c], &below);
            if (f <= 0.0) continue;
            extra += f;
            n->column[c] += f;
            n->from[e] = r;
            n->to[e] = rows + c;
            n->capacity[e] = 1;
            n->cost[e++] = llround((1.0 - 2.0 * f) * STEPS_OF_ONE);
        }
        n->supply[r] = llround(extra);
        n->supply[sink] -= n->supply[r];
    }
    for (int32_t c = 0; c < columns; c++, e++) {
        double sum = n->column[c], nearest = nearbyint(sum);
        bool exact = fabs(sum - nearest) <= TOTAL_SLACK;
        n->from[e] = rows + c;
        n->to[e] = sink;
        n->lower[e] = (int64_t)(exact ? nearest : floor(sum));
        n->capacity[e] = (int64_t)(exact ? nearest : ceil(sum));
    }
}

enum xw_status xw_rounding_control(struct xw_arena scratch, int32_t rows, int32_t columns,
                                   const double *value, int32_t *whole)
{
    ptrdiff_t up;
    enum xw_status status = check(rows, columns, value, &up);
    if (status != XW_OK) return status;
    struct network n;
    struct xw_flow_solution solution = { 0 };
    if (!take(&n, &scratch, rows, columns, (int32_t)up)) return XW_NO_MEMORY;
    fill(&n, rows, columns, value);

    /* What the flow keeps lies in the first half of what is left. */
    char *middle = scratch.at + (scratch.end - scratch.at) / 2;
    struct xw_arena keep = { .base = scratch.at, .at = scratch.at, .end = middle };
    scratch.at = middle;
    status = xw_flow_solve(&keep, scratch, &n.net, &solution);
    if (status != XW_OK) return status;
    for (int32_t i = 0, e = 0; i < rows; i++) {
        for (int32_t c = 0; c < columns; c++) {
            ptrdiff_t at = (ptrdiff_t)i * columns + c;
            if (fraction_of(value[at], &whole[at]) > 0.0) whole[at] += (int32_t)solution.flow[e++];
        }
    }
    return XW_OK;
}
