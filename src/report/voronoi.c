#include "voronoi.h"
#include <math.h>
#include <string.h>

enum { ROUND = 24, MOST = 96 }; /* corners of the reach; more than a cell can ever have */

struct shape {
    int32_t count;
    double x[MOST], y[MOST];
    int32_t beyond[MOST];
};

/* Keep what lies on the near side of the line: side(p) = nx * px + ny * py - c <= 0. */
static void clip(struct shape *s, double nx, double ny, double c, int32_t owner)
{
    struct shape kept = { .count = 0 };
    for (int32_t i = 0; i < s->count; i++) {
        int32_t j = (i + 1) % s->count;
        double a = nx * s->x[i] + ny * s->y[i] - c, b = nx * s->x[j] + ny * s->y[j] - c;
        if (kept.count + 2 > MOST) return; /* cannot be: every clip adds at most one corner */
        if (a <= 0.0) {
            kept.x[kept.count] = s->x[i];
            kept.y[kept.count] = s->y[i];
            kept.beyond[kept.count++] = s->beyond[i];
        }
        if ((a <= 0.0) != (b <= 0.0)) {
            double t = a / (a - b);
            kept.x[kept.count] = s->x[i] + t * (s->x[j] - s->x[i]);
            kept.y[kept.count] = s->y[i] + t * (s->y[j] - s->y[i]);
            /* Going out, the new edge is the line itself; coming in, it is the old edge's rest. */
            kept.beyond[kept.count++] = a <= 0.0 ? owner : s->beyond[i];
        }
    }
    *s = kept;
}

/* Squared distance of the farthest corner from the seat. */
static double farthest(const struct shape *s)
{
    double most = 0.0;
    for (int32_t i = 0; i < s->count; i++)
        most = fmax(most, s->x[i] * s->x[i] + s->y[i] * s->y[i]);
    return most;
}

enum xw_status xw_voronoi_make(struct xw_arena *keep, int32_t count, const double *x,
                               const double *y, double reach, struct xw_voronoi_cell *out)
{
    for (int32_t z = 0; z < count; z++) {
        /* Coordinates from the seat: no digits are lost to large eastings. */
        struct shape s = { .count = ROUND };
        for (int32_t i = 0; i < ROUND; i++) {
            s.x[i] = reach * cos(2.0 * M_PI * i / ROUND);
            s.y[i] = reach * sin(2.0 * M_PI * i / ROUND);
            s.beyond[i] = -1;
        }
        double far2 = reach * reach;
        for (int32_t o = 0; o < count && s.count > 0; o++) {
            double dx = x[o] - x[z], dy = y[o] - y[z], d2 = dx * dx + dy * dy;
            if (o == z || d2 > 4.0 * far2) continue; /* its bisector passes beyond every corner */
            if (d2 == 0.0) {
                if (o < z) s.count = 0;
                continue;
            }
            clip(&s, dx, dy, d2 / 2.0, o);
            far2 = farthest(&s);
        }
        out[z].count = s.count;
        out[z].x = XW_TAKE(keep, s.count, double);
        out[z].y = XW_TAKE(keep, s.count, double);
        out[z].beyond = XW_TAKE(keep, s.count, int32_t);
        if (out[z].x == NULL || out[z].y == NULL || out[z].beyond == NULL) return XW_NO_MEMORY;
        for (int32_t i = 0; i < s.count; i++) {
            out[z].x[i] = x[z] + s.x[i];
            out[z].y[i] = y[z] + s.y[i];
            out[z].beyond[i] = s.beyond[i];
        }
    }
    return XW_OK;
}

double xw_voronoi_reach(int32_t count, const double *x, const double *y)
{
    if (count < 2) return 1.0;
    double left = x[0], right = x[0], low = y[0], high = y[0];
    for (int32_t i = 1; i < count; i++) {
        left = fmin(left, x[i]);
        right = fmax(right, x[i]);
        low = fmin(low, y[i]);
        high = fmax(high, y[i]);
    }
    double wide = right - left, tall = high - low, most = fmax(wide, tall);
    if (!(most > 0.0)) return 1.0;
    return 1.5 * sqrt(fmax(wide, most / 4.0) * fmax(tall, most / 4.0) / count);
}
