#include "xuewei/grid_index.h"
#include <math.h>
#include <stdbool.h>

enum { MOST_CELLS = 1 << 24 };

static double least(int32_t count, const double *value)
{
    double low = count > 0 ? value[0] : 0.0;
    for (int32_t i = 1; i < count; i++)
        low = fmin(low, value[i]);
    return low;
}

static double span(int32_t count, const double *value, double low)
{
    double most = 0.0;
    for (int32_t i = 0; i < count; i++)
        most = fmax(most, value[i] - low);
    return most;
}

static int32_t cell_along(double at, double from, double width, int32_t cells)
{
    double cell = floor((at - from) / width);
    return cell < 0.0 ? 0 : cell >= cells ? cells - 1 : (int32_t)cell;
}

static int32_t column_of(const struct xw_grid_index *g, double x)
{
    return cell_along(x, g->x0_m, g->width_m, g->columns);
}

static int32_t row_of(const struct xw_grid_index *g, double y)
{
    return cell_along(y, g->y0_m, g->width_m, g->rows);
}

/* Square cells over the box of the points, about count / 2 of them. */
static void lay_out(struct xw_grid_index *g)
{
    g->x0_m = least(g->count, g->x_m);
    g->y0_m = least(g->count, g->y_m);
    double wide = span(g->count, g->x_m, g->x0_m), high = span(g->count, g->y_m, g->y0_m);
    double cells = fmin(g->count / 2.0 + 1.0, MOST_CELLS / 4.0);
    /* A box that is nearly a line has as many cells along it, one across. */
    g->width_m = fmax(sqrt(wide / cells * high), fmax(wide, high) / cells);
    if (!(g->width_m > 0.0)) g->width_m = 1.0;
    g->columns = (int32_t)(wide / g->width_m) + 1;
    g->rows = (int32_t)(high / g->width_m) + 1;
}

static void sort_points(struct xw_grid_index *g)
{
    int32_t cells = g->columns * g->rows, sum = 0;
    for (int32_t i = 0; i < g->count; i++)
        g->start[row_of(g, g->y_m[i]) * g->columns + column_of(g, g->x_m[i])]++;
    for (int32_t c = 0; c < cells; c++)
        g->start[c] = sum += g->start[c];
    g->start[cells] = sum;
    for (int32_t i = g->count - 1; i >= 0; i--)
        g->point[--g->start[row_of(g, g->y_m[i]) * g->columns + column_of(g, g->x_m[i])]] = i;
}

enum xw_status xw_grid_make(struct xw_arena *keep, int32_t count, const double *x, const double *y,
                            struct xw_grid_index *out)
{
    if (count < 0) return XW_OUT_OF_RANGE;
    for (int32_t i = 0; i < count; i++)
        if (!isfinite(x[i]) || !isfinite(y[i])) return XW_NOT_FINITE;
    struct xw_grid_index g = { .count = count, .x_m = x, .y_m = y };
    lay_out(&g);
    g.start = XW_TAKE(keep, (ptrdiff_t)g.columns * g.rows + 1, int32_t);
    g.point = XW_TAKE(keep, count, int32_t);
    if (g.start == NULL || g.point == NULL) return XW_NO_MEMORY;
    sort_points(&g);
    *out = g;
    return XW_OK;
}

struct search {
    const struct xw_grid_index *grid;
    double x, y, square; /* of the way to the best point */
    int32_t best;
};

static void look_at_cell(struct search *s, int32_t column, int32_t row)
{
    const struct xw_grid_index *g = s->grid;
    if (column < 0 || row < 0 || column >= g->columns || row >= g->rows) return;
    int32_t cell = row * g->columns + column;
    for (int32_t k = g->start[cell]; k < g->start[cell + 1]; k++) {
        int32_t i = g->point[k];
        double dx = g->x_m[i] - s->x, dy = g->y_m[i] - s->y, square = dx * dx + dy * dy;
        if (square > s->square || (square == s->square && s->best >= 0 && i > s->best)) continue;
        s->square = square;
        s->best = i;
    }
}

int32_t xw_grid_nearest(const struct xw_grid_index *g, double x, double y, double *metres)
{
    struct search s = { .grid = g, .x = x, .y = y, .square = INFINITY, .best = -1 };
    int32_t column = column_of(g, x), row = row_of(g, y);
    int32_t rings = g->columns > g->rows ? g->columns : g->rows;
    for (int32_t ring = 0; ring <= rings; ring++) {
        /* From anywhere in its own cell a point of this ring is a cell less away than the ring is
         * wide; from outside of the box farther still. */
        double out = (ring - 1) * g->width_m;
        if (s.best >= 0 && out > 0.0 && s.square < out * out) break;
        for (int32_t r = row - ring; r <= row + ring; r++) {
            bool whole = r == row - ring || r == row + ring;
            int32_t step = whole || ring == 0 ? 1 : 2 * ring;
            for (int32_t c = column - ring; c <= column + ring; c += step)
                look_at_cell(&s, c, r);
        }
    }
    *metres = sqrt(s.square);
    return s.best;
}
