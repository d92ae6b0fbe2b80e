#include "xuewei/catchment.h"
#include <stdbool.h>

/* What a catchment of one year is made from. */
struct making {
    const struct xw_catchments *table;
    int32_t stage, tier, zones, divisions;
    int16_t year;
    const int32_t *school_of;
    const uint8_t *open;
    const struct xw_catchment_near *near;
};

static bool in_order(const struct xw_catchments *t, int32_t i)
{
    if (t->stage[i - 1] != t->stage[i]) return t->stage[i - 1] < t->stage[i];
    if (t->zone[i - 1] != t->zone[i]) return t->zone[i - 1] < t->zone[i];
    return t->school[i - 1] <= t->school[i];
}

static enum xw_status check(const struct making *m)
{
    if (m->zones < 0 || m->divisions < 0) return XW_OUT_OF_RANGE;
    for (int32_t d = 1; d < m->divisions; d++)
        if (m->school_of[d - 1] >= m->school_of[d]) return XW_OUT_OF_RANGE;
    for (int32_t i = 0; i < m->table->count; i++) {
        if (m->table->zone[i] < 0 || m->table->zone[i] >= m->zones) return XW_OUT_OF_RANGE;
        if (i > 0 && !in_order(m->table, i)) return XW_OUT_OF_RANGE;
    }
    return XW_OK;
}

/* The division of a school by binary search, or XW_NONE when it has none in this stage. */
static int32_t division_of(const struct making *m, int32_t school)
{
    int32_t first = 0, after = m->divisions;
    while (first < after) {
        int32_t middle = first + (after - first) / 2;
        if (m->school_of[middle] == school) return middle;
        if (m->school_of[middle] < school)
            first = middle + 1;
        else
            after = middle;
    }
    return XW_NONE;
}

/* The open division that a row of the stage directs its zone to this year, or XW_NONE. */
static int32_t directed_to(const struct making *m, int32_t row)
{
    const struct xw_catchments *t = m->table;
    if (m->year < t->from_year[row] || m->year > t->to_year[row]) return XW_NONE;
    bool all = m->tier == XW_NONE || t->tier[row] == XW_NONE;
    if (!all && t->tier[row] != m->tier) return XW_NONE;
    int32_t d = division_of(m, t->school[row]);
    return d != XW_NONE && m->open[d] ? d : XW_NONE;
}

/* Write the divisions of every zone one after another, with start; the rows stand in order of zone
 * and school. division NULL: only start. */
static void list_divisions(const struct making *m, int32_t *start, int32_t *division)
{
    int32_t row = 0, count = 0;
    while (row < m->table->count && m->table->stage[row] < m->stage)
        row++;
    for (int32_t z = 0; z < m->zones; z++) {
        int32_t last = XW_NONE;
        start[z] = count;
        for (;
             row < m->table->count && m->table->stage[row] == m->stage && m->table->zone[row] == z;
             row++) {
            int32_t d = directed_to(m, row);
            /* Two rows of one zone and school may overlap in years; they count once. */
            if (d == XW_NONE || d == last) continue;
            if (division != NULL) division[count] = d;
            count++;
            last = d;
        }
        if (last != XW_NONE) continue;
        for (int32_t i = m->near->start[z]; i < m->near->start[z + 1]; i++) {
            if (division != NULL) division[count] = m->near->division[i];
            count++;
        }
    }
    start[m->zones] = count;
}

static int32_t root_of(int32_t *parent, int32_t d)
{
    while (parent[d] != d) {
        parent[d] = parent[parent[d]];
        d = parent[d];
    }
    return d;
}

/* The lower root stays one, so that a set is known by its lowest division. */
static void join(int32_t *parent, int32_t a, int32_t b)
{
    a = root_of(parent, a);
    b = root_of(parent, b);
    if (a < b)
        parent[b] = a;
    else
        parent[a] = b;
}

static void join_divisions(const struct xw_catchment_year *c, int32_t *parent)
{
    for (int32_t d = 0; d < c->divisions; d++)
        parent[d] = d;
    for (int32_t z = 0; z < c->zones; z++)
        for (int32_t i = c->start[z] + 1; i < c->start[z + 1]; i++)
            join(parent, c->division[i - 1], c->division[i]);
}

/* A root is the lowest of its set and therefore met first. */
static void number_areas(const struct making *m, struct xw_catchment_year *c, int32_t *parent)
{
    for (int32_t d = 0; d < c->divisions; d++) {
        int32_t root = root_of(parent, d);
        if (!m->open[d]) {
            c->area_of_division[d] = XW_NONE;
        } else if (root == d) {
            c->area_division[c->areas] = d;
            c->area_of_division[d] = c->areas++;
        } else {
            c->area_of_division[d] = c->area_of_division[root];
        }
    }
    for (int32_t z = 0; z < c->zones; z++)
        c->area_of_zone[z] =
            c->start[z] < c->start[z + 1] ? c->area_of_division[c->division[c->start[z]]] : XW_NONE;
}

enum xw_status xw_catchment_make(struct xw_arena *keep, struct xw_arena scratch,
                                 const struct xw_catchments *table, int32_t stage, int16_t year,
                                 int32_t tier, int32_t zones, int32_t divisions,
                                 const int32_t *school_of, const uint8_t *open,
                                 const struct xw_catchment_near *near,
                                 struct xw_catchment_year *out)
{
    struct making m = { table, stage, tier, zones, divisions, year, school_of, open, near };
    enum xw_status status = check(&m);
    if (status != XW_OK) return status;

    struct xw_catchment_year c = { .zones = zones, .divisions = divisions };
    int32_t *parent = XW_TAKE(&scratch, divisions, int32_t);
    c.start = XW_TAKE(keep, (ptrdiff_t)zones + 1, int32_t);
    if (parent == NULL || c.start == NULL) return XW_NO_MEMORY;
    list_divisions(&m, c.start, NULL);

    c.division = XW_TAKE(keep, c.start[zones], int32_t);
    c.area_of_zone = XW_TAKE(keep, zones, int32_t);
    c.area_of_division = XW_TAKE(keep, divisions, int32_t);
    c.area_division = XW_TAKE(keep, divisions, int32_t);
    if (c.division == NULL || c.area_of_zone == NULL || c.area_of_division == NULL ||
        c.area_division == NULL)
        return XW_NO_MEMORY;
    list_divisions(&m, c.start, c.division);

    join_divisions(&c, parent);
    number_areas(&m, &c, parent);
    *out = c;
    return XW_OK;
}

void xw_catchment_demand(const struct xw_catchment_year *c, int32_t zones, const int32_t *pupils,
                         int32_t *demand)
{
    for (int32_t z = 0; z < zones; z++) {
        int32_t schools = c->start[z + 1] - c->start[z];
        for (int32_t i = 0; i < schools; i++)
            demand[c->division[c->start[z] + i]] += pupils[z] / schools + (i < pupils[z] % schools);
    }
}
