#include "xuewei/base_people.h"
#include "xuewei/birth_cohort.h"
#include "xuewei/disaggregate.h"
#include "xuewei/district_controls.h"
#include "xuewei/parameters.h"
#include "xuewei/split_areas.h"
#include "xuewei/text.h"
#include "xuewei/zone_fertility.h"
#include <math.h>
#include <string.h>

struct work {
    struct xw_scenario *s;
    struct xw_diag *diag;
    double *weight[XW_SEXES]; /* [ages] births of the cohort x survival, by sex */
    int32_t *from;            /* [ages] first ages of the groups of a column */
    double *persons;          /* [ages] of those groups */
    double *single;           /* [ages] what they become */
};

static struct xw_place row_place(const struct work *w, int32_t row, const char *field)
{
    return (struct xw_place){ .file = w->s->table_file[XW_TABLE_POPULATION],
                              .line = w->s->counted.line[row],
                              .column = 1,
                              .field = field };
}

/* A group of several ages that is split by births. */
static bool by_births(const struct xw_scenario *s, int32_t row)
{
    return s->counted.age_to[row] > s->counted.age_from[row] &&
           s->counted.age_to[row] <= s->split.children_to;
}

static const struct xw_known_births *births_of(const struct xw_scenario *s)
{
    return s->cohort_births.years > 0 ? &s->cohort_births : &s->births;
}

/* ---- births of the cohorts ---- */

static struct xw_date anniversary(const struct xw_scenario *s, int32_t years_before)
{
    return (struct xw_date){ (int16_t)(s->base_year - years_before), s->base_month, s->base_day };
}

/* Mark the calendar years without which the births of an age are not known, newest last. */
static void mark_unknown(const struct xw_scenario *s, int32_t age, int32_t first, uint8_t *unknown)
{
    struct xw_date from = anniversary(s, age + 1), to = anniversary(s, age);
    struct xw_date turn = { to.year, 1, 1 };
    const struct xw_known_births *births = births_of(s);
    if (isnan(xw_birth_cohort_between(births, from, turn))) unknown[from.year - first] = 1;
    if (isnan(xw_birth_cohort_between(births, turn, to))) unknown[to.year - first] = 1;
}

/* Refuse the split when the births of some cohort are not known, and name their years. */
static enum xw_status check_births(struct work *w, struct xw_arena scratch)
{
    const struct xw_scenario *s = w->s;
    int32_t years = s->split.children_to + 2, first = s->base_year - years + 1, at = XW_NONE;
    uint8_t *unknown = XW_TAKE(&scratch, years, uint8_t);
    uint8_t *checked = XW_TAKE(&scratch, years, uint8_t); /* by age */
    if (unknown == NULL || checked == NULL) return XW_NO_MEMORY;
    for (int32_t i = 0; i < s->counted.count; i++) {
        if (!by_births(s, i)) continue;
        for (int32_t a = s->counted.age_from[i]; a <= s->counted.age_to[i]; a++) {
            if (!checked[a]) mark_unknown(s, a, first, unknown);
            checked[a] = 1;
        }
        if (at == XW_NONE || s->counted.line[i] < s->counted.line[at]) at = i;
    }
    if (memchr(unknown, 1, (size_t)years) == NULL) return XW_OK;
    char text[400];
    xw_text_years(first, years, unknown, text, sizeof text);
    const char *file = s->cohort_births.years > 0 ? s->table_file[XW_TABLE_COHORT_BIRTHS]
                                                  : s->table_file[XW_TABLE_BIRTHS];
    xw_diag_fault(
        w->diag, row_place(w, at, "age_to"),
        "age groups of children are split by the births of their cohorts, and those of %s "
        "are not known from %s; population.split_children: curve does without",
        text, file == NULL ? "tables.cohort_births or tables.births" : file);
    return XW_REFUSED;
}

/* Births of each age's cohort times the share of them that lives, by the rates of the base year and
 * the mean of the places. */
static enum xw_status weigh_ages(struct work *w, struct xw_arena *from)
{
    const struct xw_scenario *s = w->s;
    const struct xw_rate_years *of = &s->mortality.of;
    int32_t last = s->split.children_to < s->ages - 1 ? s->split.children_to : s->ages - 1;
    ptrdiff_t year = xw_rate_row(of, s->base_year);
    for (int32_t x = 0; x < XW_SEXES; x++) {
        w->weight[x] = XW_TAKE(from, s->ages, double);
        if (w->weight[x] == NULL) return XW_NO_MEMORY;
        double alive = 1.0;
        for (int32_t a = 0; a <= last; a++) {
            double share = 0.0;
            for (int32_t p = 0; p < of->places; p++)
                share +=
                    s->mortality.survival[((year * of->places + p) * XW_SEXES + x) * of->ages + a];
            alive *= share / of->places;
            w->weight[x][a] = alive * xw_birth_cohort_between(births_of(s), anniversary(s, a + 1),
                                                              anniversary(s, a));
        }
    }
    return XW_OK;
}

/* ---- columns: the rows of one residency, place, kind and sex ---- */

static void refuse_column(struct work *w, enum xw_status status, int32_t first, int32_t to,
                          int32_t age)
{
    int32_t row = first;
    while (row + 1 < to && w->s->counted.age_from[row] < age)
        row++;
    if (status == XW_NOBODY_THERE)
        xw_diag_fault(
            w->diag, row_place(w, row, "persons"),
            "%.10g people of the ages %d to %d, and nobody was born in their years and lived",
            w->s->counted.persons[row], (int)w->s->counted.age_from[row],
            (int)w->s->counted.age_to[row]);
    else
        xw_diag_fault(w->diag, row_place(w, row, "age_to"),
                      "Sprague's multipliers take no ages %d to %d: they want groups within five "
                      "years (0-4, 5-9, ...) and an open age of 30 or more that 5 divides; "
                      "population.split_adults: spline takes any",
                      (int)w->s->counted.age_from[row], (int)w->s->counted.age_to[row]);
}

/* Rows first .. to - 1 as single ages in w->single. */
static enum xw_status split_column(struct work *w, struct xw_arena scratch, int32_t first,
                                   int32_t to)
{
    const struct xw_counted_rows *c = &w->s->counted;
    int32_t groups = 0, ages = w->s->ages, row = first, where;
    bool several = false;
    for (int32_t a = 0; a < ages; groups++) { /* an age without a row has nobody */
        bool here = row < to && c->age_from[row] == a;
        w->from[groups] = a;
        w->persons[groups] = here ? c->persons[row] : 0.0;
        several |= here && c->age_to[row] > a;
        a = here ? c->age_to[row] + 1 : a + 1;
        row += here;
    }
    if (!several) {
        memcpy(w->single, w->persons, (size_t)ages * sizeof *w->single);
        return XW_OK;
    }
    const struct xw_age_split how = { w->s->split.children_to, w->weight[c->sex[first]],
                                      w->s->split.adults };
    enum xw_status status =
        xw_disaggregate(groups, w->from, w->persons, &how, scratch, w->single, &where);
    if (status != XW_NOBODY_THERE && status != XW_OUT_OF_RANGE) return status;
    refuse_column(w, status, first, to, where == XW_NONE ? 0 : w->from[where]);
    return XW_REFUSED;
}

static double *people_of(const struct work *w, int32_t kind)
{
    return kind == XW_HOUSEHOLD ? w->s->population.household : w->s->population.institutional;
}

/* Whose evidence a row's people count for: parts of a row are estimated at best. */
static double *evidence_of(const struct work *w, int32_t row, bool part)
{
    struct xw_base_population *people = &w->s->population;
    if (w->s->counted.evidence[row] == XW_ASSUMED) return people->assumed;
    return part || w->s->counted.evidence[row] == XW_ESTIMATED ? people->estimated
                                                               : people->published;
}

static int32_t column_end(const struct xw_counted_rows *c, int32_t first)
{
    int32_t to = first + 1;
    while (to < c->count && c->residency[to] == c->residency[first] &&
           c->place[to] == c->place[first] && c->kind[to] == c->kind[first] &&
           c->sex[to] == c->sex[first])
        to++;
    return to;
}

/* Columns of zones go where they belong, those of areas into of_area
 * [residency][kind][sex][area][age]. */
static enum xw_status split_columns(struct work *w, struct xw_arena scratch, double *of_area)
{
    const struct xw_counted_rows *c = &w->s->counted;
    int32_t zones = w->s->zones.count, ages = w->s->ages, areas = w->s->areas.count;
    enum xw_status worst = XW_OK;
    for (int32_t first = 0, to; first < c->count; first = to) {
        to = column_end(c, first);
        enum xw_status status = split_column(w, scratch, first, to);
        if (status != XW_OK && status != XW_REFUSED) return status;
        if (status != XW_OK) worst = status;
        int32_t place = c->place[first], kind = c->kind[first], sex = c->sex[first];
        ptrdiff_t of = c->residency[first];
        double *out =
            place < zones
                ? people_of(w, kind) + ((of * zones + place) * XW_SEXES + sex) * ages
                : of_area +
                      (((of * XW_KINDS + kind) * XW_SEXES + sex) * areas + place - zones) * ages;
        if (status == XW_OK) memcpy(out, w->single, (size_t)ages * sizeof *out);
        for (int32_t i = first; i < to && place < zones && kind == XW_HOUSEHOLD; i++)
            evidence_of(w, i, c->age_to[i] > c->age_from[i])[place] += c->persons[i];
    }
    return worst;
}

/* ---- areas ---- */

/* Evidence of the areas' households, shared as they are: three columns an area. */
static enum xw_status share_evidence(struct work *w, struct xw_arena scratch,
                                     const struct xw_area_parts *parts)
{
    const struct xw_counted_rows *c = &w->s->counted;
    struct xw_base_population *people = &w->s->population;
    int32_t zones = w->s->zones.count, areas = w->s->areas.count, where;
    double *of_area = XW_TAKE(&scratch, (ptrdiff_t)areas * XW_EVIDENCE_COUNT, double);
    double *of_zone = XW_TAKE(&scratch, (ptrdiff_t)zones * XW_EVIDENCE_COUNT, double);
    if (of_area == NULL || of_zone == NULL) return XW_NO_MEMORY;
    for (int32_t i = 0; i < c->count; i++) {
        if (c->place[i] < zones || c->kind[i] != XW_HOUSEHOLD) continue;
        int32_t evidence = c->evidence[i] == XW_PUBLISHED ? XW_ESTIMATED : c->evidence[i];
        of_area[(c->place[i] - zones) * XW_EVIDENCE_COUNT + evidence] += c->persons[i];
    }
    enum xw_status status =
        xw_split_areas(areas, zones, XW_EVIDENCE_COUNT, parts, of_area, scratch, of_zone, &where);
    for (int32_t z = 0; status == XW_OK && z < zones; z++) {
        people->estimated[z] += of_zone[z * XW_EVIDENCE_COUNT + XW_ESTIMATED];
        people->assumed[z] += of_zone[z * XW_EVIDENCE_COUNT + XW_ASSUMED];
    }
    return status;
}

static enum xw_status share_areas(struct work *w, struct xw_arena scratch, const double *of_area)
{
    const struct xw_scenario *s = w->s;
    const struct xw_area_parts parts = { s->areas.parts, s->areas.area, s->areas.zone,
                                         s->areas.weight };
    int32_t zones = s->zones.count, ages = s->ages, areas = s->areas.count, where;
    ptrdiff_t cells = (ptrdiff_t)zones * ages;
    double *of_zone = XW_TAKE(&scratch, cells, double);
    if (of_zone == NULL) return XW_NO_MEMORY;
    enum xw_status status = share_evidence(w, scratch, &parts);
    int32_t columns = s->residencies.count * XW_KINDS * XW_SEXES;
    for (int32_t i = 0; status == XW_OK && i < columns; i++) {
        int32_t residency = i / XW_SEXES / XW_KINDS, kind = i / XW_SEXES % XW_KINDS;
        memset(of_zone, 0, (size_t)cells * sizeof *of_zone);
        status = xw_split_areas(areas, zones, ages, &parts, of_area + (ptrdiff_t)i * areas * ages,
                                scratch, of_zone, &where);
        double *people = people_of(w, kind) + residency * cells * XW_SEXES;
        for (ptrdiff_t k = 0; status == XW_OK && k < cells; k++)
            people[(k / ages * XW_SEXES + i % XW_SEXES) * ages + k % ages] += of_zone[k];
    }
    return status;
}

static enum xw_status split_counted(struct xw_arena scratch, struct xw_scenario *s,
                                    struct xw_diag *diag)
{
    struct work w = { .s = s, .diag = diag };
    if (s->counted.count == 0) return XW_OK;
    ptrdiff_t of_areas =
        (ptrdiff_t)s->residencies.count * XW_KINDS * XW_SEXES * s->areas.count * s->ages;
    double *of_area = XW_TAKE(&scratch, of_areas, double);
    w.from = XW_TAKE(&scratch, s->ages, int32_t);
    w.persons = XW_TAKE(&scratch, s->ages, double);
    w.single = XW_TAKE(&scratch, s->ages, double);
    if (of_area == NULL || w.from == NULL || w.persons == NULL || w.single == NULL)
        return XW_NO_MEMORY;
    enum xw_status status = check_births(&w, scratch);
    if (status == XW_OK) status = weigh_ages(&w, &scratch);
    if (status == XW_OK) status = split_columns(&w, scratch, of_area);
    if (status == XW_OK && s->areas.count > 0) status = share_areas(&w, scratch, of_area);
    return status;
}

/* Groups of children that a curve has smoothed: the waves of births are gone. */
static void doubt_smooth(const struct xw_scenario *s, struct xw_diag *diag)
{
    enum { OLDEST = 19 };
    for (int32_t i = 0; i < s->counted.count; i++) {
        if (s->counted.age_to[i] == s->counted.age_from[i] || s->counted.age_from[i] > OLDEST ||
            s->counted.age_to[i] <= s->split.children_to)
            continue;
        xw_diag_doubt(diag,
                      (struct xw_place){ .file = s->table_file[XW_TABLE_POPULATION],
                                         .line = s->counted.line[i],
                                         .column = 1,
                                         .field = "age_to" },
                      "children_split_smooth", "少儿年龄组按平滑曲线拆为单岁，出生高峰被抹平。",
                      "Age groups of children are split by a smooth curve: waves of births within "
                      "them are lost.");
        return;
    }
}

enum xw_status xw_base_people_complete(struct xw_arena *keep, struct xw_arena scratch,
                                       struct xw_scenario *s, struct xw_diag *diag)
{
    enum xw_status status = split_counted(scratch, s, diag);
    if (status == XW_OK) doubt_smooth(s, diag);
    if (status == XW_OK) status = xw_district_controls_base(scratch, s, diag);
    if (status == XW_OK && s->zone_fertility)
        status = xw_zone_fertility_apply(keep, scratch, s, diag);
    return status;
}
