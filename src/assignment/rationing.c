#include "xuewei/rationing.h"
#include "xuewei/rounding.h"
#include <math.h>
#include <stdbool.h>
#include <string.h>

#define LAST_DIGITS                                                                                \
    1e-12 /* of a place, a pupil or the day on which everybody eats: counts as none */

/* The ways of zone z: way[start[z] .. start[z + 1]), by school. */
struct by_zone {
    int32_t *start, *way;
};

static enum xw_status check_counts(int32_t zones, const int32_t *pupils, int32_t schools,
                                   const int32_t *places, const struct xw_rationing_ways *ways)
{
    if (zones < 0 || schools < 0 || ways->count < 0) return XW_OUT_OF_RANGE;
    for (int32_t z = 0; z < zones; z++)
        if (pupils[z] < 0) return XW_NEGATIVE;
    for (int32_t s = 0; s < schools; s++)
        if (places[s] < 0) return XW_NEGATIVE;
    for (int32_t w = 0; w < ways->count; w++)
        if (ways->zone[w] < 0 || ways->zone[w] >= zones || ways->school[w] < 0 ||
            ways->school[w] >= schools)
            return XW_OUT_OF_RANGE;
    return XW_OK;
}

/* A zone has few ways: they are inserted where they belong. XW_OUT_OF_RANGE for a pair twice. */
static enum xw_status list_by_zone(struct xw_arena *scratch, int32_t zones,
                                   const struct xw_rationing_ways *ways, struct by_zone *out)
{
    out->start = XW_TAKE(scratch, (ptrdiff_t)zones + 1, int32_t);
    out->way = XW_TAKE_RAW(scratch, ways->count, int32_t);
    int32_t *end = XW_TAKE_RAW(scratch, zones, int32_t);
    if (out->start == NULL || out->way == NULL || end == NULL) return XW_NO_MEMORY;
    for (int32_t w = 0; w < ways->count; w++)
        out->start[ways->zone[w] + 1]++;
    for (int32_t z = 0; z < zones; z++) {
        end[z] = out->start[z];
        out->start[z + 1] += out->start[z];
    }
    for (int32_t w = 0; w < ways->count; w++) {
        int32_t z = ways->zone[w], at = end[z]++;
        for (; at > out->start[z] && ways->school[out->way[at - 1]] > ways->school[w]; at--)
            out->way[at] = out->way[at - 1];
        if (at > out->start[z] && ways->school[out->way[at - 1]] == ways->school[w])
            return XW_OUT_OF_RANGE;
        out->way[at] = w;
    }
    return XW_OK;
}

static enum xw_status check(struct xw_arena scratch, int32_t zones, const int32_t *pupils,
                            int32_t schools, const int32_t *places,
                            const struct xw_rationing_ways *ways)
{
    struct by_zone lists;
    enum xw_status status = check_counts(zones, pupils, schools, places, ways);
    return status == XW_OK ? list_by_zone(&scratch, zones, ways, &lists) : status;
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

/* A row for every zone: its ways by school, then who is left. cell_of [ways] is where a way stands. */
static enum xw_status fill_cells(struct xw_arena *scratch, int32_t zones, int32_t schools,
                                 const struct xw_rationing_ways *ways, const double *share,
                                 const double *without, struct xw_rounding_cells *out,
                                 int32_t *cell_of)
{
    struct by_zone lists;
    ptrdiff_t cells = (ptrdiff_t)ways->count + zones;
    int32_t *start = XW_TAKE_RAW(scratch, (ptrdiff_t)zones + 1, int32_t);
    int32_t *column = XW_TAKE_RAW(scratch, cells, int32_t);
    double *value = XW_TAKE_RAW(scratch, cells, double);
    if (start == NULL || column == NULL || value == NULL) return XW_NO_MEMORY;
    enum xw_status status = list_by_zone(scratch, zones, ways, &lists);
    if (status != XW_OK) return status;
    int32_t n = 0;
    for (int32_t z = 0; z < zones; z++) {
        start[z] = n;
        for (int32_t k = lists.start[z]; k < lists.start[z + 1]; k++, n++) {
            int32_t w = lists.way[k];
            cell_of[w] = n;
            column[n] = ways->school[w];
            value[n] = share[w];
        }
        column[n] = schools;
        value[n++] = without[z];
    }
    start[zones] = n;
    *out = (struct xw_rounding_cells){ zones, schools + 1, start, column, value };
    return XW_OK;
}

enum xw_status xw_rationing_place(struct xw_arena scratch, int32_t zones, const int32_t *pupils,
                                  int32_t schools, const int32_t *places,
                                  const struct xw_rationing_ways *ways, int32_t *placed,
                                  int32_t *left)
{
    if (zones < 0 || schools < 0 || ways->count < 0 || schools == INT32_MAX ||
        ways->count > INT32_MAX - zones)
        return XW_OUT_OF_RANGE;
    ptrdiff_t most = (ptrdiff_t)ways->count + zones;
    double *share = XW_TAKE_RAW(&scratch, ways->count, double);
    double *without = XW_TAKE_RAW(&scratch, zones, double);
    int32_t *cell_of = XW_TAKE_RAW(&scratch, ways->count, int32_t);
    int32_t *whole = XW_TAKE_RAW(&scratch, most, int32_t);
    if (share == NULL || without == NULL || cell_of == NULL || whole == NULL) return XW_NO_MEMORY;
    struct xw_rounding_cells cells;
    enum xw_status status =
        xw_rationing_expect(scratch, zones, pupils, schools, places, ways, share, without);
    if (status == XW_OK)
        status = fill_cells(&scratch, zones, schools, ways, share, without, &cells, cell_of);
    if (status != XW_OK) return status;

    status = xw_rounding_cells(scratch, &cells, NULL, whole);
    if (status != XW_OK) return status;
    for (int32_t w = 0; w < ways->count; w++)
        placed[w] = whole[cell_of[w]];
    for (int32_t z = 0; z < zones; z++)
        left[z] = whole[cells.start[z + 1] - 1];
    return XW_OK;
}

struct remainder {
    int64_t size;
    int32_t index;
};

/* Largest first, equal ones by index: a total order. */
static bool comes_first(struct remainder a, struct remainder b)
{
    return a.size != b.size ? a.size > b.size : a.index < b.index;
}

/* The `first` that come first stand in front, in any order: quickselect (Hoare 1961) by the median of
 * three. */
static void select_first(int32_t count, struct remainder *of, int32_t first)
{
    int32_t low = 0, high = count - 1;
    while (low < high) {
        struct remainder a = of[low], b = of[low + (high - low) / 2], c = of[high];
        struct remainder pivot = comes_first(a, b) ? (comes_first(b, c)   ? b
                                                      : comes_first(a, c) ? c
                                                                          : a)
                                                   : (comes_first(a, c)   ? a
                                                      : comes_first(b, c) ? c
                                                                          : b);
        int32_t i = low, j = high;
        while (i <= j) {
            while (comes_first(of[i], pivot))
                i++;
            while (comes_first(pivot, of[j]))
                j--;
            if (i > j) break;
            struct remainder other = of[i];
            of[i++] = of[j];
            of[j--] = other;
        }
        if (first <= j)
            high = j;
        else if (first > i)
            low = i;
        else
            return;
    }
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
    if (places >= sum) {
        if (groups > 0) memcpy(admitted, applicants, (size_t)groups * sizeof *admitted);
        return XW_OK;
    }
    struct remainder *remainder = XW_TAKE_RAW(&scratch, groups, struct remainder);
    if (remainder == NULL) return XW_NO_MEMORY;
    int64_t extra = places;
    for (int32_t g = 0; g < groups; g++) {
        int64_t product = (int64_t)applicants[g] * places;
        admitted[g] = (int32_t)(product / sum);
        remainder[g] = (struct remainder){ product % sum, g };
        extra -= admitted[g];
    }
    select_first(groups, remainder, (int32_t)extra);
    for (int32_t i = 0; i < extra; i++)
        admitted[remainder[i].index]++;
    return XW_OK;
}
