#include "held.h"
#include "small_numbers.h"
#include "xuewei/measures.h"
#include <math.h>
#include <string.h>

/* Rows of a run whose persons add up to a number that is printed as well. */
struct line {
    int32_t k;
    struct xw_arena scratch;
    int32_t *count; /* [parts + 1], the sum last */
    bool *hidden;
    int32_t parts, room;
};

static enum xw_status line_init(struct line *line, int32_t k, int32_t room,
                                struct xw_arena *scratch)
{
    line->k = k;
    line->room = room;
    line->count = XW_TAKE(scratch, room + 1, int32_t);
    line->hidden = XW_TAKE(scratch, room + 1, bool);
    line->scratch = *scratch;
    return line->count == NULL || line->hidden == NULL ? XW_NO_MEMORY : XW_OK;
}

/* Decide; a sum that the parts do not add up to is not one, and gives nothing away. */
static enum xw_status decide(struct line *line, int64_t sum)
{
    int64_t found = 0;
    for (int32_t i = 0; i < line->parts; i++)
        found += line->count[i];
    bool adds = found == sum && sum <= INT32_MAX;
    line->count[line->parts] = adds ? (int32_t)sum : 0;
    struct xw_small_table table = { 1, line->parts, adds, false, line->count };
    line->hidden[line->parts] = false;
    return line->parts == 0 ? XW_OK
                            : xw_small_numbers(line->scratch, &table, line->k, line->hidden);
}

/* ---- gap_year ---------------------------------------------------------------------------------- */

static int32_t persons_of(const struct xw_run_gap *row, enum xw_held what)
{
    int32_t count = what == XW_HELD_PERSONS ? row->demand : row->unplaced;
    return count < 0 ? 0 : count;
}

static enum xw_status mark_towns(struct xw_run *run, struct line *line, struct xw_run_gap *district,
                                 enum xw_held what)
{
    line->parts = 0;
    for (int32_t pass = 0; pass < 2; pass++) {
        int32_t part = 0;
        for (int32_t i = 0; i < run->gap_count; i++) {
            struct xw_run_gap *row = &run->gap[i];
            if (row->level != XW_LEVEL_TOWN || row->year != district->year ||
                row->stage != district->stage || row->scope != district->scope)
                continue;
            if (pass == 0)
                line->count[line->parts++] = persons_of(row, what);
            else if (line->hidden[part++])
                row->held |= (uint8_t)what;
        }
        if (pass == 1) break;
        enum xw_status status = decide(line, persons_of(district, what));
        if (status != XW_OK) return status;
    }
    int32_t own = persons_of(district, what);
    if (line->hidden[line->parts] || (own > 0 && own < line->k)) district->held |= (uint8_t)what;
    return XW_OK;
}

static enum xw_status mark_gaps(struct xw_run *run, struct line *line)
{
    enum xw_status status = XW_OK;
    for (int32_t i = 0; i < run->gap_count && status == XW_OK; i++) {
        struct xw_run_gap *row = &run->gap[i];
        if (row->level == XW_LEVEL_DISTRICT) {
            status = mark_towns(run, line, row, XW_HELD_PERSONS);
            if (status == XW_OK) status = mark_towns(run, line, row, XW_HELD_UNPLACED);
        } else if (row->level != XW_LEVEL_TOWN) { /* no sum of these is printed */
            if (row->demand > 0 && row->demand < line->k) row->held |= XW_HELD_PERSONS;
            if (row->unplaced > 0 && row->unplaced < line->k) row->held |= XW_HELD_UNPLACED;
        }
    }
    return status;
}

/* ---- measure_year ------------------------------------------------------------------------------ */

static bool is_district(const struct xw_run_measure *row)
{
    return strcmp(row->place, "district") == 0;
}

/* The persons that a measure counts, or -1. */
static int32_t measured(const struct xw_run_measure *row)
{
    enum xw_stage_name stage;
    enum xw_measure measure = xw_measure_find(row->measure, &stage);
    if (measure == XW_MEASURES || !(row->value >= 0.0) || row->value > INT32_MAX) return -1;
    const struct xw_measure_info *info = xw_measure_of(measure);
    bool persons = (strcmp(info->unit, "pupils") == 0 || strcmp(info->unit, "children") == 0) &&
                   measure != XW_MEASURE_MEAN_CLASS && measure != XW_MEASURE_LARGEST_CLASS;
    return persons ? (int32_t)floor(row->value + 0.5) : -1;
}

/* entrants_REASON_STAGE: the stage it is of, or XW_NONE. */
static int32_t entrants_of(const struct xw_run *run, const struct xw_run_measure *row)
{
    enum xw_stage_name stage;
    enum xw_measure measure = xw_measure_find(row->measure, &stage);
    if (measure < XW_MEASURE_ENTRANTS_CATCHMENT || measure > XW_MEASURE_ENTRANTS_DISTRICT)
        return XW_NONE;
    for (int32_t s = 0; s < run->stage_count; s++)
        if (run->stage[s].name == stage) return s;
    return XW_NONE;
}

/* Entrants of a stage and year by reason, against the entrants. */
static enum xw_status mark_reasons(struct xw_run *run, struct line *line, int32_t stage,
                                   int16_t year)
{
    const struct xw_run_gap *entry =
        xw_run_gap_at(run, XW_LEVEL_DISTRICT, "district", year, stage, XW_SCOPE_ENTRY);
    line->parts = 0;
    for (int32_t pass = 0; pass < 2; pass++) {
        int32_t part = 0;
        for (int32_t i = 0; i < run->measure_count; i++) {
            struct xw_run_measure *row = &run->measure[i];
            if (row->year != year || !is_district(row) || entrants_of(run, row) != stage) continue;
            if (pass == 0)
                line->count[line->parts++] = measured(row) > 0 ? measured(row) : 0;
            else if (line->hidden[part++])
                row->held |= XW_HELD_PERSONS;
        }
        enum xw_status status =
            pass == 0 ? decide(line, entry == NULL ? -1 : entry->demand) : XW_OK;
        if (status != XW_OK) return status;
    }
    return XW_OK;
}

/* A number of pupils of the towns, against the district's. */
static enum xw_status mark_places(struct xw_run *run, struct line *line,
                                  struct xw_run_measure *district)
{
    line->parts = 0;
    for (int32_t pass = 0; pass < 2; pass++) {
        int32_t part = 0;
        for (int32_t i = 0; i < run->measure_count; i++) {
            struct xw_run_measure *row = &run->measure[i];
            if (row == district || row->year != district->year || is_district(row) ||
                strcmp(row->measure, district->measure) != 0)
                continue;
            if (pass == 0)
                line->count[line->parts++] = measured(row) > 0 ? measured(row) : 0;
            else if (line->hidden[part++])
                row->held |= XW_HELD_PERSONS;
        }
        enum xw_status status = pass == 0 ? decide(line, measured(district)) : XW_OK;
        if (status != XW_OK) return status;
    }
    int32_t own = measured(district);
    if (line->hidden[line->parts] || (own > 0 && own < line->k)) district->held |= XW_HELD_PERSONS;
    return XW_OK;
}

static enum xw_status mark_measures(struct xw_run *run, struct line *line)
{
    enum xw_status status = XW_OK;
    for (int32_t s = 0; s < run->stage_count; s++)
        for (int16_t year = run->first; year <= run->last && status == XW_OK; year++)
            status = mark_reasons(run, line, s, year);
    for (int32_t i = 0; i < run->measure_count && status == XW_OK; i++) {
        struct xw_run_measure *row = &run->measure[i];
        int32_t persons = measured(row);
        if (persons < 0) continue;
        if (persons > 0 && persons < line->k) row->held |= XW_HELD_PERSONS;
        if (is_district(row) && entrants_of(run, row) == XW_NONE)
            status = mark_places(run, line, row);
    }
    return status;
}

/* ---- school_year and class_year ---------------------------------------------------------------- */

static enum xw_status mark_schools(struct xw_run *run, struct line *line, int32_t stage,
                                   int16_t year)
{
    int64_t sum = 0;
    line->parts = 0;
    for (int32_t pass = 0; pass < 2; pass++) {
        int32_t part = 0;
        for (int32_t i = 0; i < run->school_year_count; i++) {
            struct xw_run_school_year *row = &run->school_year[i];
            if (row->year != year || row->stage != stage) continue;
            if (pass == 0)
                sum += line->count[line->parts++] = row->pupils;
            else if (line->hidden[part++] || (row->demand > 0 && row->demand < line->k))
                row->held |= XW_HELD_PERSONS;
        }
        enum xw_status status = pass == 0 ? decide(line, sum) : XW_OK;
        if (status != XW_OK) return status;
    }
    return XW_OK;
}

/* The rows of a school, stage and year lie together. */
static enum xw_status mark_grades(struct xw_run *run, struct line *line)
{
    for (int32_t first = 0, next; first < run->class_year_count; first = next) {
        const struct xw_run_class_year *of = &run->class_year[first];
        int64_t sum = 0;
        line->parts = 0;
        for (next = first; next < run->class_year_count; next++) {
            const struct xw_run_class_year *row = &run->class_year[next];
            if (row->school != of->school || row->stage != of->stage || row->year != of->year)
                break;
            sum += line->count[line->parts++] = row->pupils;
        }
        enum xw_status status = decide(line, sum);
        if (status != XW_OK) return status;
        for (int32_t i = first; i < next; i++)
            if (line->hidden[i - first]) run->class_year[i].held |= XW_HELD_PERSONS;
    }
    return XW_OK;
}

/* ---- flow_year --------------------------------------------------------------------------------- */

/* Zones by schools, the last column those without a school; several rows of a pair are one cell. */
static enum xw_status mark_flows(struct xw_run *run, int32_t k, struct xw_arena scratch,
                                 int32_t stage, int16_t year)
{
    int32_t rows = run->zone_count + 1, columns = run->school_count + 1, wide = columns + 1;
    ptrdiff_t cells = (ptrdiff_t)(rows + 1) * wide;
    int32_t *count = XW_TAKE(&scratch, cells, int32_t);
    bool *hidden = XW_TAKE(&scratch, cells, bool);
    if (count == NULL || hidden == NULL) return XW_NO_MEMORY;
    for (int32_t i = 0; i < run->flow_count; i++) {
        const struct xw_run_flow *f = &run->flow[i];
        if (f->year != year || f->stage != stage) continue;
        int32_t zone = f->zone == XW_NONE ? rows - 1 : f->zone;
        int32_t school = f->school == XW_NONE ? columns - 1 : f->school;
        count[zone * wide + school] += f->pupils;
        count[zone * wide + columns] += f->pupils;
        count[rows * wide + school] += f->pupils;
        count[rows * wide + columns] += f->pupils;
    }
    struct xw_small_table table = { rows, columns, true, true, count };
    enum xw_status status = xw_small_numbers(scratch, &table, k, hidden);
    for (int32_t i = 0; i < run->class_year_count && status == XW_OK; i++) {
        struct xw_run_class_year *c = &run->class_year[i];
        bool entry =
            c->year == year && c->stage == stage && c->grade == run->stage[stage].first_grade;
        if (entry && hidden[rows * wide + c->school]) c->held |= XW_HELD_PERSONS;
    }
    for (int32_t i = 0; i < run->flow_count && status == XW_OK; i++) {
        struct xw_run_flow *f = &run->flow[i];
        if (f->year != year || f->stage != stage) continue;
        int32_t zone = f->zone == XW_NONE ? rows - 1 : f->zone;
        int32_t school = f->school == XW_NONE ? columns - 1 : f->school;
        bool small = f->pupils > 0 && f->pupils < k;
        if (small || hidden[zone * wide + school]) f->held |= XW_HELD_PERSONS;
    }
    return status;
}

/* ---- all of it --------------------------------------------------------------------------------- */

static void *copied(struct xw_arena *keep, const void *rows, int32_t count, size_t size)
{
    void *copy = xw_arena_take(keep, count > 0 ? count : 1, size, 16);
    if (copy != NULL && count > 0) memcpy(copy, rows, (size_t)count * size);
    return copy;
}

enum xw_status xw_held_mark(const struct xw_run *run, int32_t k, int16_t now, struct xw_arena *keep,
                            struct xw_arena scratch, struct xw_run *out)
{
    if (k < 2) return XW_OUT_OF_RANGE;
    struct xw_run held = *run;
    held.held_below = k;
#define COPY(name) held.name = copied(keep, run->name, run->name##_count, sizeof *run->name)
    COPY(gap);
    COPY(measure);
    COPY(school_year);
    COPY(class_year);
    COPY(flow);
#undef COPY
    if (held.gap == NULL || held.measure == NULL || held.school_year == NULL ||
        held.class_year == NULL || held.flow == NULL)
        return XW_NO_MEMORY;
    struct line line;
    int32_t room = run->gap_count;
    if (run->measure_count > room) room = run->measure_count;
    if (run->school_year_count > room) room = run->school_year_count;
    if (run->class_year_count > room) room = run->class_year_count;
    enum xw_status status = line_init(&line, k, room, &scratch);
    if (status == XW_OK) status = mark_gaps(&held, &line);
    if (status == XW_OK) status = mark_measures(&held, &line);
    for (int32_t s = 0; s < run->stage_count; s++)
        for (int16_t year = run->first; year <= run->last && status == XW_OK; year++)
            status = mark_schools(&held, &line, s, year);
    if (status == XW_OK) status = mark_grades(&held, &line);
    for (int32_t s = 0; s < run->stage_count && status == XW_OK; s++)
        status = mark_flows(&held, k, line.scratch, s, now);
    if (status == XW_OK) *out = held;
    return status;
}

bool xw_held_parts(const struct xw_run *run, struct xw_arena scratch, int32_t parts,
                   const int32_t *count, bool *hidden)
{
    const struct xw_small_table table = { 1, parts, true, false, count };
    return xw_small_numbers(scratch, &table, run->held_below, hidden) == XW_OK;
}
