#include "xuewei/rounding.h"
#include "xuewei/flow.h"
#include "xuewei/rounding_paths.h"
#include <math.h>
#include <stdbool.h>
#include <string.h>

#define CELL_SLACK   1e-9
#define TOTAL_SLACK  1e-6
#define STEPS_OF_ONE 1073741824.0 /* 2^30: in these fractions are compared */

/* How far a cell lies above the whole number below it; 0 for what is whole but for its last digits. */
static double fraction_of(double value, int32_t *below)
{
    *below = (int32_t)value;
    double above = value - *below; /* exact */
    if (above == 0.0) return 0.0;
    bool up = above > 0.5 || (above == 0.5 && *below % 2 == 1);
    double nearest = up ? (double)*below + 1.0 : *below;
    if (fabs(value - nearest) <= CELL_SLACK * fmax(1.0, nearest)) {
        *below = (int32_t)nearest;
        return 0.0;
    }
    return above;
}

/* The cells that can go either way. */
struct fractions {
    int32_t count;
    int32_t *cell;       /* [count] where it stands in the table */
    int32_t *start;      /* [rows + 1] */
    int32_t *column;     /* [count] */
    double *above;       /* [count] the fraction */
    int32_t *wanted;     /* [rows] of them that go up */
    int32_t *low, *high; /* [columns] */
    int64_t *cost;       /* [count] of going up */
};

static enum xw_status check(const struct xw_rounding_cells *t)
{
    if (t->rows < 0 || t->columns < 0) return XW_OUT_OF_RANGE;
    for (int32_t r = 0; r < t->rows; r++) {
        double sum = 0.0;
        int32_t last = -1;
        for (int32_t i = t->start[r]; i < t->start[r + 1]; i++) {
            double v = t->value[i];
            if (t->column[i] <= last || t->column[i] >= t->columns) return XW_OUT_OF_RANGE;
            last = t->column[i];
            if (!isfinite(v)) return XW_NOT_FINITE;
            if (v < 0.0) return XW_NEGATIVE;
            if (v > INT32_MAX) return XW_OUT_OF_RANGE;
            sum += v;
        }
        if (!(sum <= INT32_MAX && fabs(sum - nearbyint(sum)) <= TOTAL_SLACK))
            return XW_OUT_OF_RANGE;
    }
    return XW_OK;
}

/* Round down, and list what can go up. */
static bool split(const struct xw_rounding_cells *t, struct xw_arena *scratch, int32_t *below,
                  struct fractions *f)
{
    int32_t cells = t->rows == 0 ? 0 : t->start[t->rows];
    f->cell = XW_TAKE_RAW(scratch, cells, int32_t);
    f->start = XW_TAKE_RAW(scratch, (ptrdiff_t)t->rows + 1, int32_t);
    f->column = XW_TAKE_RAW(scratch, cells, int32_t);
    f->above = XW_TAKE_RAW(scratch, cells, double);
    f->cost = XW_TAKE_RAW(scratch, cells, int64_t);
    f->wanted = XW_TAKE_RAW(scratch, t->rows, int32_t);
    f->low = XW_TAKE_RAW(scratch, t->columns, int32_t);
    f->high = XW_TAKE_RAW(scratch, t->columns, int32_t);
    double *sum = XW_TAKE(scratch, t->columns, double);
    if (f->cell == NULL || f->start == NULL || f->column == NULL || f->above == NULL ||
        f->cost == NULL || f->wanted == NULL || f->low == NULL || f->high == NULL || sum == NULL)
        return false;
    for (int32_t r = 0; r < t->rows; r++) {
        double extra = 0.0;
        f->start[r] = f->count;
        for (int32_t i = t->start[r]; i < t->start[r + 1]; i++) {
            double above = fraction_of(t->value[i], &below[i]);
            if (above <= 0.0) continue;
            extra += above;
            sum[t->column[i]] += above;
            f->cell[f->count] = i;
            f->column[f->count] = t->column[i];
            f->above[f->count] = above;
            f->cost[f->count++] = llround((1.0 - 2.0 * above) * STEPS_OF_ONE);
        }
        f->wanted[r] = (int32_t)llround(extra);
    }
    f->start[t->rows] = f->count;
    for (int32_t c = 0; c < t->columns; c++) {
        double nearest = nearbyint(sum[c]);
        bool exact = fabs(sum[c] - nearest) <= TOTAL_SLACK;
        f->low[c] = (int32_t)(exact ? nearest : floor(sum[c]));
        f->high[c] = (int32_t)(exact ? nearest : ceil(sum[c]));
    }
    return true;
}

/* Nodes: rows, columns, the sink. An arc for every fraction, taken when its cell goes up, and one
 * from every column to the sink between the whole numbers around the column's fractions. */
static enum xw_status by_flow(struct xw_arena scratch, int32_t rows, int32_t columns,
                              const struct fractions *f, uint8_t *up)
{
    if (f->count >= INT32_MAX - (int64_t)rows - 2 * (int64_t)columns - 1) return XW_FLOW_TOO_LARGE;
    int32_t nodes = rows + columns + 1, arcs = f->count + columns, sink = rows + columns;
    int32_t *from = XW_TAKE_RAW(&scratch, arcs, int32_t);
    int32_t *to = XW_TAKE_RAW(&scratch, arcs, int32_t);
    int64_t *lower = XW_TAKE(&scratch, arcs, int64_t);
    int64_t *capacity = XW_TAKE_RAW(&scratch, arcs, int64_t);
    int64_t *cost = XW_TAKE(&scratch, arcs, int64_t);
    int64_t *supply = XW_TAKE(&scratch, nodes, int64_t);
    if (from == NULL || to == NULL || lower == NULL || capacity == NULL || cost == NULL ||
        supply == NULL)
        return XW_NO_MEMORY;
    for (int32_t r = 0; r < rows; r++) {
        for (int32_t e = f->start[r]; e < f->start[r + 1]; e++) {
            from[e] = r;
            to[e] = rows + f->column[e];
            capacity[e] = 1;
            cost[e] = f->cost[e];
        }
        supply[r] = f->wanted[r];
        supply[sink] -= supply[r];
    }
    for (int32_t c = 0, e = f->count; c < columns; c++, e++) {
        from[e] = rows + c;
        to[e] = sink;
        lower[e] = f->low[c];
        capacity[e] = f->high[c];
    }

    /* What the flow keeps lies in the first half of what is left. */
    char *middle = scratch.at + (scratch.end - scratch.at) / 2;
    struct xw_arena keep = { .base = scratch.at, .at = scratch.at, .end = middle };
    struct xw_flow_network net = { nodes, arcs, from, to, lower, capacity, cost, supply };
    struct xw_flow_solution solution = { 0 };
    scratch.at = middle;
    enum xw_status status = xw_flow_solve(&keep, scratch, &net, &solution);
    for (int32_t e = 0; status == XW_OK && e < f->count; e++)
        up[e] = (uint8_t)solution.flow[e];
    return status;
}

/* Steps of a cost between which the cells that agree with `like` are counted: more than there are cells. */
static int32_t bits_of(int32_t count)
{
    int32_t bits = 0;
    while (count >> bits > 0)
        bits++;
    return bits;
}

/* Where few swaps are possible in a row. A cell that `like` rounds up is a step cheaper: the agreement
 * decides between tables that are equally near, and nothing else. */
static enum xw_status by_paths(struct xw_arena scratch, const struct xw_rounding_choice *choice,
                               const struct fractions *f, const int32_t *like, const int32_t *below,
                               uint8_t *up)
{
    int64_t step = (int64_t)1 << bits_of(f->count);
    for (int32_t e = 0; e < f->count; e++)
        f->cost[e] = f->cost[e] * step - (like[f->cell[e]] > below[f->cell[e]]);
    return xw_rounding_paths(scratch, choice, up);
}

enum xw_status xw_rounding_cells(struct xw_arena scratch, const struct xw_rounding_cells *t,
                                 const int32_t *like, int32_t *whole)
{
    enum { MOST_BITS = 20 }; /* 2^31 of a cost, 2^20 of steps and 2^10 of a path stay below 2^63 */
    enum xw_status status = check(t);
    if (status != XW_OK) return status;
    int32_t cells = t->rows == 0 ? 0 : t->start[t->rows];
    struct fractions f = { 0 };
    int32_t *below = XW_TAKE_RAW(&scratch, cells, int32_t);
    uint8_t *up = XW_TAKE_RAW(&scratch, cells, uint8_t);
    if (below == NULL || up == NULL || !split(t, &scratch, below, &f)) return XW_NO_MEMORY;
    struct xw_rounding_choice choice = { t->rows, t->columns, f.start, f.column,
                                         f.cost,  f.wanted,   f.low,   f.high };
    bool paths = like != NULL && bits_of(f.count) <= MOST_BITS && xw_rounding_paths_suit(&choice);
    if (f.count > 0)
        status = paths ? by_paths(scratch, &choice, &f, like, below, up)
                       : by_flow(scratch, t->rows, t->columns, &f, up);
    if (status != XW_OK) return status;
    if (cells > 0) memcpy(whole, below, (size_t)cells * sizeof *whole);
    for (int32_t e = 0; e < f.count; e++)
        whole[f.cell[e]] += up[e];
    return XW_OK;
}

enum xw_status xw_rounding_control(struct xw_arena scratch, int32_t rows, int32_t columns,
                                   const double *value, const int32_t *like, int32_t *whole)
{
    if (rows < 0 || columns < 0) return XW_OUT_OF_RANGE;
    if ((int64_t)rows * columns >= INT32_MAX) return XW_FLOW_TOO_LARGE;
    int32_t *start = XW_TAKE_RAW(&scratch, (ptrdiff_t)rows + 1, int32_t);
    int32_t *column = XW_TAKE_RAW(&scratch, (ptrdiff_t)rows * columns, int32_t);
    if (start == NULL || column == NULL) return XW_NO_MEMORY;
    for (int32_t r = 0, i = 0; r <= rows; r++) {
        start[r] = i;
        for (int32_t c = 0; c < columns && r < rows; c++)
            column[i++] = c;
    }
    struct xw_rounding_cells cells = { rows, columns, start, column, value };
    return xw_rounding_cells(scratch, &cells, like, whole);
}
