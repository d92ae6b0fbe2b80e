#include "xuewei/cells.h"
#include <string.h>

const enum xw_quantity xw_cell_quantity[XW_CELL_QUANTITIES] = {
    XW_QUANTITY_DEMAND, XW_QUANTITY_SEATS, XW_QUANTITY_LOCAL_GAP, XW_QUANTITY_UNPLACED,
    XW_QUANTITY_SURPLUS
};
const enum xw_quantity xw_cell_of_city[XW_CELL_OF_CITY] = { XW_QUANTITY_DEMAND,
                                                            XW_QUANTITY_UNPLACED };

enum { SCOPES = 2 };

enum xw_status xw_cells_open(struct xw_arena *keep, const struct xw_prepared *p,
                             struct xw_cells *cells)
{
    const struct xw_scenario *s = p->scenario;
    *cells = (struct xw_cells){ .first = p->first,
                                .years = p->years,
                                .stages = p->stages,
                                .schools = s->schools.count,
                                .projects = s->projects.count,
                                .towns = s->zones.towns,
                                .groups = s->zones.groups,
                                .keep = keep };
    ptrdiff_t stage_years = (ptrdiff_t)p->stages * p->years;
    ptrdiff_t series = (ptrdiff_t)(1 + cells->towns + cells->groups) * p->stages * SCOPES;
    cells->series_cell = XW_TAKE(keep, series, int32_t);
    cells->series = XW_TAKE(keep, series, struct xw_cell_series);
    cells->catchment_cell = XW_TAKE(keep, SCOPES * stage_years * cells->schools, int32_t);
    cells->school_year_cell = XW_TAKE(keep, stage_years * cells->schools, int32_t);
    cells->project_year_cell = XW_TAKE(keep, (ptrdiff_t)p->years * cells->projects, int32_t);
    if (cells->series_cell == NULL || cells->series == NULL || cells->catchment_cell == NULL ||
        cells->school_year_cell == NULL || cells->project_year_cell == NULL)
        return XW_NO_MEMORY;
    memset(cells->series_cell, -1, (size_t)series * sizeof(int32_t));
    memset(cells->catchment_cell, -1,
           (size_t)(SCOPES * stage_years * cells->schools) * sizeof(int32_t));
    memset(cells->school_year_cell, -1, (size_t)(stage_years * cells->schools) * sizeof(int32_t));
    memset(cells->project_year_cell, -1,
           (size_t)((ptrdiff_t)p->years * cells->projects) * sizeof(int32_t));
    return XW_OK;
}

/* Room for one row more in a list of rows and their cells. */
static bool grow(struct xw_arena *keep, size_t size, int32_t count, int32_t *room, void **row)
{
    if (count < *room) return true;
    int32_t more = *room == 0 ? 1024 : 2 * *room;
    void *larger = xw_arena_take_raw(keep, more, size, _Alignof(max_align_t));
    if (larger == NULL) return false;
    if (count > 0) memcpy(larger, *row, (size_t)count * size);
    *row = larger;
    *room = more;
    return true;
}

static enum xw_status record_gap(void *self, const struct xw_gap_row *row)
{
    struct xw_cells *c = self;
    void *rows = c->gap;
    if (!grow(c->keep, sizeof *c->gap, c->gaps, &c->gap_room, &rows)) return XW_NO_MEMORY;
    c->gap = rows;
    c->gap[c->gaps++] = *row;
    return XW_OK;
}

static enum xw_status record_school(void *self, const struct xw_school_row *row)
{
    struct xw_cells *c = self;
    void *rows = c->school_year;
    if (!grow(c->keep, sizeof *c->school_year, c->school_years, &c->school_room, &rows))
        return XW_NO_MEMORY;
    c->school_year = rows;
    c->school_year[c->school_years++] = *row;
    return XW_OK;
}

static enum xw_status record_project(void *self, const struct xw_project_row *row)
{
    struct xw_cells *c = self;
    void *rows = c->project_year;
    if (!grow(c->keep, sizeof *c->project_year, c->project_years, &c->project_room, &rows))
        return XW_NO_MEMORY;
    c->project_year = rows;
    c->project_year[c->project_years++] = *row;
    return XW_OK;
}

#define HAND_ON(name, function, type)                                                              \
    static enum xw_status hand_on_##name(void *self, const struct type *row)                       \
    {                                                                                              \
        const struct xw_sink *next = ((const struct xw_cells *)self)->next;                        \
        return next->function(next->self, row);                                                    \
    }
HAND_ON(class, class_, xw_class_row)
HAND_ON(flow, flow, xw_flow_row)
HAND_ON(measure, measure, xw_measure_row)
HAND_ON(population, population, xw_population_row)
HAND_ON(evidence, evidence, xw_evidence_row)

struct xw_sink xw_cells_recorder(struct xw_cells *cells, const struct xw_sink *next)
{
    cells->next = next;
    return (struct xw_sink){ .self = cells,
                             .gap = record_gap,
                             .school = record_school,
                             .class_ = next->class_ == NULL ? NULL : hand_on_class,
                             .flow = next->flow == NULL ? NULL : hand_on_flow,
                             .project = record_project,
                             .measure = next->measure == NULL ? NULL : hand_on_measure,
                             .population = next->population == NULL ? NULL : hand_on_population,
                             .evidence = next->evidence == NULL ? NULL : hand_on_evidence };
}

static int32_t *series_of(const struct xw_cells *c, const struct xw_gap_row *row)
{
    int32_t place = row->level == XW_LEVEL_DISTRICT ? 0
                    : row->level == XW_LEVEL_TOWN   ? 1 + row->of
                                                    : 1 + c->towns + row->of;
    return &c->series_cell[((ptrdiff_t)place * c->stages + row->stage) * SCOPES + (int)row->scope];
}

static int32_t *catchment_of(const struct xw_cells *c, const struct xw_gap_row *row)
{
    ptrdiff_t at = (ptrdiff_t)row->stage * SCOPES + (int)row->scope;
    return &c->catchment_cell[(at * c->years + row->year - c->first) * c->schools + row->of];
}

static int32_t *school_of(const struct xw_cells *c, const struct xw_school_row *row)
{
    ptrdiff_t at = (ptrdiff_t)row->stage * c->years + row->year - c->first;
    return &c->school_year_cell[at * c->schools + row->school];
}

static int32_t *project_of(const struct xw_cells *c, const struct xw_project_row *row)
{
    return &c->project_year_cell[(ptrdiff_t)(row->year - c->first) * c->projects + row->project];
}

/* The first cell of a row's series, which is made where it is named first. */
static int32_t list_series(struct xw_cells *c, const struct xw_gap_row *row)
{
    int32_t *cell = series_of(c, row);
    if (*cell == XW_NONE) {
        bool city = row->net_gap == XW_NONE;
        int32_t quantities = city ? XW_CELL_OF_CITY : XW_CELL_QUANTITIES;
        *cell = c->count;
        c->series[c->series_count++] = (struct xw_cell_series){ .level = row->level,
                                                                .place = row->place,
                                                                .stage = row->stage,
                                                                .scope = row->scope,
                                                                .city = city,
                                                                .first = c->count,
                                                                .quantities = quantities };
        c->count += c->years * quantities;
    }
    return *cell;
}

static int32_t year_of(const struct xw_cells *c, const struct xw_gap_row *row)
{
    return (row->year - c->first) *
           (row->net_gap == XW_NONE ? XW_CELL_OF_CITY : XW_CELL_QUANTITIES);
}

enum xw_status xw_cells_list(struct xw_cells *c)
{
    c->gap_cell = XW_TAKE(c->keep, c->gaps, int32_t);
    c->school_cell = XW_TAKE(c->keep, c->school_years, int32_t);
    c->project_cell = XW_TAKE(c->keep, c->project_years, int32_t);
    if (c->gap_cell == NULL || c->school_cell == NULL || c->project_cell == NULL)
        return XW_NO_MEMORY;
    for (int32_t i = 0; i < c->gaps; i++) {
        const struct xw_gap_row *row = &c->gap[i];
        c->gap_cell[i] = XW_NONE;
        if (row->level <= XW_LEVEL_GROUP) c->gap_cell[i] = list_series(c, row) + year_of(c, row);
    }
    for (int32_t i = 0; i < c->gaps; i++)
        if (c->gap[i].level == XW_LEVEL_CATCHMENT)
            c->gap_cell[i] = *catchment_of(c, &c->gap[i]) = c->count++;
    for (int32_t i = 0; i < c->school_years; i++) {
        c->school_cell[i] = *school_of(c, &c->school_year[i]) = c->count;
        c->count += 2;
    }
    for (int32_t i = 0; i < c->project_years; i++)
        c->project_cell[i] = *project_of(c, &c->project_year[i]) = c->count++;
    return XW_OK;
}

void xw_cells_clear(const struct xw_cells *c, int32_t count, int32_t *value)
{
    memset(value, 0, (size_t)c->count * (size_t)count * sizeof *value);
    for (int32_t i = 0; i < c->gaps; i++) {
        if (c->gap[i].level != XW_LEVEL_CATCHMENT) continue;
        for (int32_t r = 0; r < count; r++)
            value[(ptrdiff_t)c->gap_cell[i] * count + r] = XW_CELL_ABSENT;
    }
}

static enum xw_status take_gap(void *self, const struct xw_gap_row *row)
{
    const struct xw_cells_of *to = self;
    const struct xw_cells *c = to->cells;
    if (row->level == XW_LEVEL_CATCHMENT) {
        int32_t cell = *catchment_of(c, row);
        if (cell != XW_NONE) to->value[cell * to->stride] = row->net_gap;
        return XW_OK;
    }
    int32_t *at = to->value + (ptrdiff_t)(*series_of(c, row) + year_of(c, row)) * to->stride;
    at[0] = row->demand;
    if (row->net_gap == XW_NONE) {
        at[to->stride] = row->unplaced;
    } else {
        at[to->stride] = row->seats;
        at[2 * to->stride] = row->local_gap;
        at[3 * to->stride] = row->unplaced;
        at[4 * to->stride] = row->surplus;
    }
    return XW_OK;
}

static enum xw_status take_school(void *self, const struct xw_school_row *row)
{
    const struct xw_cells_of *to = self;
    int32_t cell = *school_of(to->cells, row);
    if (cell == XW_NONE) return XW_OK;
    to->value[cell * to->stride] = row->pupils;
    to->value[(cell + 1) * to->stride] = row->classes_over_norm;
    return XW_OK;
}

static enum xw_status take_project(void *self, const struct xw_project_row *row)
{
    const struct xw_cells_of *to = self;
    to->value[*project_of(to->cells, row) * to->stride] = row->open;
    return XW_OK;
}

struct xw_sink xw_cells_sink(struct xw_cells_of *self)
{
    return (struct xw_sink){
        .self = self, .gap = take_gap, .school = take_school, .project = take_project, .brief = true
    };
}
