#include "xuewei/rationing.h"
#include "xuewei/rounding.h"
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#define LAST_DIGITS                                                                                \
    1e-12 /* of a place, a pupil or the day on which everybody eats: counts as none */

static enum xw_status check(struct xw_arena scratch, int32_t zones, const int32_t *pupils,
                            int32_t schools, const int32_t *places,
                            const struct xw_rationing_ways *ways)
{
    if (zones < 0 || schools < 0 || ways->count < 0) return XW_OUT_OF_RANGE;
    for (int32_t z = 0; z < zones; z++)
        if (pupils[z] < 0) return XW_NEGATIVE;
    for (int32_t s = 0; s < schools; s++)
        if (places[s] < 0) return XW_NEGATIVE;
    ptrdiff_t pairs = (ptrdiff_t)zones * schools;
    char *seen = XW_TAKE(&scratch, pairs, char);
    if (seen == NULL) return XW_NO_MEMORY;
    for (int32_t w = 0; w < ways->count; w++) {
        int32_t z = ways->zone[w], s = ways->school[w];
        if (z < 0 || z >= zones || s < 0 || s >= schools) return XW_OUT_OF_RANGE;
        if (seen[(ptrdiff_t)z * schools + s]++ != 0) return XW_OUT_OF_RANGE;
    }
    return XW_OK;
}

/* The state of the meal at one moment. */
struct meal {
    const struct xw_rationing_ways *ways;
    int32_t zones, schools;
    const int32_t *pupils;
    double *food;    /* [schools] places not yet eaten; 0 = none any more */
    double *speed;   /* [schools] at which it is eaten now */
    int32_t *best;   /* [zones] the rank that is eaten from now */
    int32_t *plates; /* [zones] schools that are eaten from now; 0 = nothing left for them */
};

static int32_t rank_of(const struct meal *m, int32_t way)
{
    return m->ways->rank == NULL ? 0 : m->ways->rank[way];
}

static bool eats(const struct meal *m, int32_t way)
{
    int32_t z = m->ways->zone[way];
    return m->plates[z] > 0 && m->food[m->ways->school[way]] > 0.0 && rank_of(m, way) == m->best[z];
}

static double bites(const struct meal *m, int32_t way)
{
    int32_t z = m->ways->zone[way];
    return (double)m->pupils[z] / m->plates[z];
}

/* Who eats from where until the next school is empty. */
static void sit_down(struct meal *m)
{
    for (int32_t z = 0; z < m->zones; z++)
        m->plates[z] = 0;
    for (int32_t w = 0; w < m->ways->count; w++) {
        int32_t z = m->ways->zone[w];
        if (m->food[m->ways->school[w]] <= 0.0) continue;
        if (m->plates[z] > 0 && rank_of(m, w) > m->best[z]) continue;
        if (m->plates[z] > 0 && rank_of(m, w) == m->best[z]) {
            m->plates[z]++;
            continue;
        }
        m->best[z] = rank_of(m, w);
        m->plates[z] = 1;
    }
    for (int32_t s = 0; s < m->schools; s++)
        m->speed[s] = 0.0;
    for (int32_t w = 0; w < m->ways->count; w++)
        if (eats(m, w)) m->speed[m->ways->school[w]] += bites(m, w);
}

enum xw_status xw_rationing_expect(struct xw_arena scratch, int32_t zones, const int32_t *pupils,
                                   int32_t schools, const int32_t *places,
                                   const struct xw_rationing_ways *ways, double *share,
                                   double *left)
{
    enum xw_status status = check(scratch, zones, pupils, schools, places, ways);
    if (status != XW_OK) return status;
    struct meal m = { .ways = ways,
                      .zones = zones,
                      .schools = schools,
                      .pupils = pupils,
                      .food = XW_TAKE(&scratch, schools, double),
                      .speed = XW_TAKE(&scratch, schools, double),
                      .best = XW_TAKE(&scratch, zones, int32_t),
                      .plates = XW_TAKE(&scratch, zones, int32_t) };
    if (m.food == NULL || m.speed == NULL || m.best == NULL || m.plates == NULL)
        return XW_NO_MEMORY;
    for (int32_t s = 0; s < schools; s++)
        m.food[s] = places[s];
    for (int32_t w = 0; w < ways->count; w++)
        share[w] = 0.0;

    /* The meal lasts one day, in which everybody could eat one place. */
    for (double day = 1.0; day > 0.0;) {
        sit_down(&m);
        double step = day;
        for (int32_t s = 0; s < schools; s++)
            if (m.speed[s] > 0.0) step = fmin(step, m.food[s] / m.speed[s]);
        for (int32_t w = 0; w < ways->count; w++)
            if (eats(&m, w)) share[w] += bites(&m, w) * step;
        bool emptied = false;
        for (int32_t s = 0; s < schools; s++) {
            if (m.speed[s] <= 0.0) continue;
            m.food[s] -= m.speed[s] * step;
            if (m.food[s] > LAST_DIGITS * places[s]) continue;
            m.food[s] = 0.0;
            emptied = true;
        }
        day -= step;
        if (!emptied || day <= LAST_DIGITS) break;
    }
    for (int32_t z = 0; z < zones; z++)
        left[z] = pupils[z];
    for (int32_t w = 0; w < ways->count; w++)
        left[ways->zone[w]] -= share[w];
    for (int32_t z = 0; z < zones; z++)
        if (left[z] < LAST_DIGITS * fmax(1.0, pupils[z])) left[z] = 0.0;
    return XW_OK;
}

enum xw_status xw_rationing_place(struct xw_arena scratch, int32_t zones, const int32_t *pupils,
                                  int32_t schools, const int32_t *places,
                                  const struct xw_rationing_ways *ways, int32_t *placed,
                                  int32_t *left)
{
    if (zones < 0 || schools < 0 || ways->count < 0 || schools == INT32_MAX) return XW_OUT_OF_RANGE;
    int32_t columns = schools + 1; /* the last one: left without a place */
    ptrdiff_t cells = (ptrdiff_t)zones * columns;
    double *share = XW_TAKE(&scratch, ways->count, double);
    double *without = XW_TAKE(&scratch, zones, double);
    double *value = XW_TAKE(&scratch, cells, double);
    int32_t *whole = XW_TAKE(&scratch, cells, int32_t);
    if (share == NULL || without == NULL || value == NULL || whole == NULL) return XW_NO_MEMORY;
    enum xw_status status =
        xw_rationing_expect(scratch, zones, pupils, schools, places, ways, share, without);
    if (status != XW_OK) return status;

    for (int32_t w = 0; w < ways->count; w++)
        value[(ptrdiff_t)ways->zone[w] * columns + ways->school[w]] = share[w];
    for (int32_t z = 0; z < zones; z++)
        value[(ptrdiff_t)z * columns + schools] = without[z];
    status = xw_rounding_control(scratch, zones, columns, value, whole);
    if (status != XW_OK) return status;
    for (int32_t w = 0; w < ways->count; w++)
        placed[w] = whole[(ptrdiff_t)ways->zone[w] * columns + ways->school[w]];
    for (int32_t z = 0; z < zones; z++)
        left[z] = whole[(ptrdiff_t)z * columns + schools];
    return XW_OK;
}

struct remainder {
    int64_t size;
    int32_t index;
};

/* Largest first, equal ones by index: a total order, so that any sort gives the same. */
static int by_size(const void *left, const void *right)
{
    const struct remainder *a = left, *b = right;
    if (a->size != b->size) return a->size > b->size ? -1 : 1;
    return a->index < b->index ? -1 : 1;
}

enum xw_status xw_rationing_proportional(struct xw_arena scratch, int32_t groups,
                                         const int32_t *applicants, int32_t places,
                                         int32_t *admitted)
{
    if (groups < 0) return XW_OUT_OF_RANGE;
    if (places < 0) return XW_NEGATIVE;
    int64_t sum = 0;
    for (int32_t g = 0; g < groups; g++) {
        if (applicants[g] < 0) return XW_NEGATIVE;
        sum += applicants[g];
    }
    if (sum > INT32_MAX) return XW_OUT_OF_RANGE;
    struct remainder *remainder = XW_TAKE(&scratch, groups, struct remainder);
    if (remainder == NULL) return XW_NO_MEMORY;
    if (places >= sum) {
        if (groups > 0) memcpy(admitted, applicants, (size_t)groups * sizeof *admitted);
        return XW_OK;
    }
    int64_t extra = places;
    for (int32_t g = 0; g < groups; g++) {
        int64_t product = (int64_t)applicants[g] * places;
        admitted[g] = (int32_t)(product / sum);
        remainder[g] = (struct remainder){ product % sum, g };
        extra -= admitted[g];
    }
    qsort(remainder, (size_t)groups, sizeof *remainder, by_size);
    for (int32_t i = 0; i < extra; i++)
        admitted[remainder[i].index]++;
    return XW_OK;
}
