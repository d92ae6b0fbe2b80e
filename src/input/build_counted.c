#include "xuewei/draft.h"
#include "xuewei/codes.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

void xw_draft_check_ages(struct xw_draft *draft, struct xw_place at, const char *place,
                         const char *code, int32_t sex, const uint8_t *age)
{
    const struct xw_scenario *s = draft->out;
    const char *by = s->age_width == 1 ? "" : " by 5", *x = sex == XW_FEMALE ? "f" : "m";
    int32_t gap = 0, open = (int)xw_scenario_age(s, s->ages - 1);
    while (gap < s->ages && age[gap])
        gap++;
    if (gap == s->ages) return;
    int32_t last = gap;
    while (last + 1 < s->ages && !age[last + 1])
        last++;
    if (last > gap)
        xw_diag_fault(draft->diag, at,
                      "%s %s, sex %s begins here and has no rows for the ages %d to %d; every age "
                      "from 0 to %d%s is needed",
                      place, code, x, (int)xw_scenario_age(s, gap), (int)xw_scenario_age(s, last),
                      (int)open, by);
    else
        xw_diag_fault(draft->diag, at,
                      "%s %s, sex %s begins here and has no row for the age %d; every age from 0 "
                      "to %d%s is needed",
                      place, code, x, (int)xw_scenario_age(s, gap), (int)open, by);
}

/* The zone or area of a row: zones first, areas behind them; XW_NONE with a refusal. */
static int32_t place_of(struct xw_draft *draft, int32_t row)
{
    const struct xw_rows *rows = &draft->table[XW_TABLE_POPULATION];
    const struct xw_areas *areas = &draft->out->areas;
    const char *zone = xw_rows_text(rows, XW_COL_POPULATION_ZONE, row);
    const char *area = xw_rows_text(rows, XW_COL_POPULATION_AREA, row);
    if ((zone == NULL) == (area == NULL)) {
        enum xw_column at = zone == NULL && xw_rows_have(rows, XW_COL_POPULATION_ZONE)
                                ? XW_COL_POPULATION_ZONE
                                : XW_COL_POPULATION_AREA;
        xw_draft_refuse(draft, at, row, "either a zone or an area in each row");
        return XW_NONE;
    }
    if (zone != NULL) return xw_draft_zone(draft, XW_COL_POPULATION_ZONE, row);
    const struct xw_rows *home = xw_draft_rows(draft, XW_TABLE_AREAS);
    int32_t found = xw_codes_find(areas->count, areas->code, area);
    if (found != XW_NONE) return draft->out->zones.count + found;
    if (home == NULL)
        xw_draft_refuse(draft, XW_COL_POPULATION_AREA, row,
                        "an area of the table areas, which must be given as tables.areas");
    else if (!home->broken)
        xw_rows_refuse_word(draft->diag, xw_rows_place(rows, XW_COL_POPULATION_AREA, row), area,
                            xw_arena_format(draft->work, "an area of %s", home->file), areas->code,
                            areas->count);
    return XW_NONE;
}

/* The ages of a row, as rows of the scenario's ages; false with a refusal. */
static bool ages_of(struct xw_draft *draft, int32_t row, int32_t *from, int32_t *to)
{
    const struct xw_rows *rows = &draft->table[XW_TABLE_POPULATION];
    int32_t last = xw_rows_whole(rows, XW_COL_POPULATION_AGE_TO, row), ages = draft->out->ages;
    *from = xw_draft_age(draft, XW_COL_POPULATION_AGE, row, false);
    if (*from == XW_NONE) return false;
    *to = *from;
    if (last == XW_MISSING) return true;
    if (draft->out->age_width != 1) {
        xw_draft_refuse(draft, XW_COL_POPULATION_AGE_TO, row,
                        "nothing: with population.age_width 5 every row is a group of five years");
        return false;
    }
    *to = last;
    if (last == *from) return true;
    if (last >= *from && last < ages - 1) return true;
    xw_draft_refuse(draft, XW_COL_POPULATION_AGE_TO, row,
                    "%d to %d: from the first age of the group to the last below the open one",
                    (int)*from, (int)ages - 2);
    return false;
}

/* Which row counts the people of a residency, place, kind, sex and age; rows from 1; 0: none. */
struct cover {
    int32_t places, ages, *row; /* [residency][place][kind][sex][age] */
};

static int32_t *covered(const struct cover *c, int32_t residency, int32_t place, int32_t kind,
                        int32_t sex)
{
    ptrdiff_t of = (ptrdiff_t)residency * c->places + place;
    return c->row + ((of * XW_KINDS + kind) * XW_SEXES + sex) * c->ages;
}

static void add_counted(struct xw_draft *draft, int32_t row, const struct cover *cover)
{
    const struct xw_rows *rows = &draft->table[XW_TABLE_POPULATION];
    struct xw_counted_rows *counted = &draft->out->counted;
    int32_t place = place_of(draft, row), from, to;
    int32_t sex = xw_rows_whole(rows, XW_COL_POPULATION_SEX, row);
    int32_t kind = xw_rows_whole(rows, XW_COL_POPULATION_KIND, row);
    int32_t residency = xw_draft_residency(draft, XW_COL_POPULATION_RESIDENCY, row);
    if (!ages_of(draft, row, &from, &to) || place == XW_NONE || residency == XW_NONE) return;
    int32_t *here = covered(cover, residency, place, kind, sex);
    for (int32_t a = from; a <= to; a++) {
        if (here[a] != 0) {
            xw_draft_refuse(draft, XW_COL_POPULATION_AGE, row,
                            "ages that are not counted yet: line %d counts some of them",
                            (int)rows->line[here[a] - 1]);
            return;
        }
    }
    for (int32_t a = from; a <= to; a++)
        here[a] = row + 1;
    int32_t i = counted->count++;
    counted->residency[i] = residency;
    counted->place[i] = place;
    counted->kind[i] = (uint8_t)kind;
    counted->sex[i] = (uint8_t)sex;
    counted->evidence[i] = rows->evidence[row];
    counted->age_from[i] = from;
    counted->age_to[i] = to;
    counted->persons[i] = xw_rows_number(rows, XW_COL_POPULATION_PERSONS, row);
    counted->line[i] = rows->line[row];
}

/* Households of a place and sex are complete. */
static void check_complete(struct xw_draft *draft, const struct cover *cover, uint8_t *age)
{
    const struct xw_rows *rows = &draft->table[XW_TABLE_POPULATION];
    const struct xw_zones *zones = &draft->out->zones;
    const struct xw_areas *areas = &draft->out->areas;
    const struct xw_residencies *residencies = &draft->out->residencies;
    for (int32_t i = 0; i < residencies->count * cover->places * XW_SEXES; i++) {
        int32_t residency = i / XW_SEXES / cover->places, place = i / XW_SEXES % cover->places;
        int32_t sex = i % XW_SEXES, first = INT32_MAX;
        const int32_t *here = covered(cover, residency, place, XW_HOUSEHOLD, sex);
        for (int32_t a = 0; a < cover->ages; a++) {
            age[a] = here[a] != 0;
            if (age[a] && here[a] < first) first = here[a];
        }
        if (first == INT32_MAX) continue;
        struct xw_place at = { .file = rows->file, .line = rows->line[first - 1], .column = 1 };
        bool zone = place < zones->count;
        const char *code = zone ? zones->code[place] : areas->code[place - zones->count];
        const char *of = residencies->code[residency];
        if (of != NULL) code = xw_arena_format(draft->work, "%s, residency %s", code, of);
        if (code == NULL) return;
        xw_draft_check_ages(draft, at, zone ? "zone" : "area", code, sex, age);
    }
}

/* A zone's people are counted in its own rows or in its area's, not in both. */
static void check_twice(struct xw_draft *draft, const struct cover *cover)
{
    const struct xw_rows *rows = &draft->table[XW_TABLE_POPULATION];
    const struct xw_areas *areas = &draft->out->areas;
    int32_t zones = draft->out->zones.count;
    int32_t columns = draft->out->residencies.count * XW_KINDS * XW_SEXES;
    for (int32_t p = 0; p < areas->parts; p++)
        for (int32_t i = 0; i < columns; i++) {
            int32_t residency = i / XW_SEXES / XW_KINDS, kind = i / XW_SEXES % XW_KINDS;
            const int32_t *own = covered(cover, residency, areas->zone[p], kind, i % XW_SEXES);
            const int32_t *of =
                covered(cover, residency, zones + areas->area[p], kind, i % XW_SEXES);
            int32_t a = 0;
            while (a < cover->ages && (own[a] == 0 || of[a] == 0))
                a++;
            if (a == cover->ages || !(areas->weight[p] > 0.0)) continue;
            xw_draft_refuse(draft, XW_COL_POPULATION_ZONE, own[a] - 1,
                            "people who are counted once: the zone lies in area %s, whose row in "
                            "line %d counts them too",
                            areas->code[areas->area[p]], (int)rows->line[of[a] - 1]);
            break;
        }
}

/* Mark the zones that have household rows, or a weight in an area that has them. */
static void mark_lived_in(const struct xw_draft *draft, uint8_t *lived_in)
{
    const struct xw_counted_rows *c = &draft->out->counted;
    const struct xw_areas *areas = &draft->out->areas;
    int32_t zones = draft->out->zones.count;
    for (int32_t i = 0; i < c->count; i++)
        if (c->kind[i] == XW_HOUSEHOLD) lived_in[c->place[i]] = 1;
    for (int32_t p = 0; p < areas->parts; p++)
        if (lived_in[zones + areas->area[p]] && areas->weight[p] > 0.0)
            lived_in[areas->zone[p]] = 1;
}

static int by_place_and_age(const void *a, const void *b, void *from)
{
    const struct xw_counted_rows *c = from;
    int32_t i = *(const int32_t *)a, j = *(const int32_t *)b;
    if (c->residency[i] != c->residency[j]) return c->residency[i] < c->residency[j] ? -1 : 1;
    if (c->place[i] != c->place[j]) return c->place[i] < c->place[j] ? -1 : 1;
    if (c->kind[i] != c->kind[j]) return c->kind[i] < c->kind[j] ? -1 : 1;
    if (c->sex[i] != c->sex[j]) return c->sex[i] < c->sex[j] ? -1 : 1;
    return (c->age_from[i] > c->age_from[j]) - (c->age_from[i] < c->age_from[j]);
}

static enum xw_status take_counted(struct xw_arena *from, int32_t room, struct xw_counted_rows *c)
{
    c->residency = XW_TAKE(from, room, int32_t);
    c->place = XW_TAKE(from, room, int32_t);
    c->kind = XW_TAKE(from, room, uint8_t);
    c->sex = XW_TAKE(from, room, uint8_t);
    c->evidence = XW_TAKE(from, room, uint8_t);
    c->age_from = XW_TAKE(from, room, int32_t);
    c->age_to = XW_TAKE(from, room, int32_t);
    c->persons = XW_TAKE(from, room, double);
    c->line = XW_TAKE(from, room, int32_t);
    return c->residency == NULL || c->place == NULL || c->kind == NULL || c->sex == NULL ||
                   c->evidence == NULL || c->age_from == NULL || c->age_to == NULL ||
                   c->persons == NULL || c->line == NULL
               ? XW_NO_MEMORY
               : XW_OK;
}

/* The rows in the order that counted.h promises. */
static enum xw_status sort_counted(struct xw_draft *draft)
{
    struct xw_counted_rows *c = &draft->out->counted, sorted = { .count = c->count };
    int32_t *order = XW_TAKE(draft->work, c->count, int32_t);
    if (order == NULL || take_counted(draft->keep, c->count, &sorted) != XW_OK) return XW_NO_MEMORY;
    for (int32_t i = 0; i < c->count; i++)
        order[i] = i;
    qsort_r(order, (size_t)c->count, sizeof *order, by_place_and_age, c);
    for (int32_t i = 0; i < c->count; i++) {
        int32_t from = order[i];
        sorted.residency[i] = c->residency[from];
        sorted.place[i] = c->place[from];
        sorted.kind[i] = c->kind[from];
        sorted.sex[i] = c->sex[from];
        sorted.evidence[i] = c->evidence[from];
        sorted.age_from[i] = c->age_from[from];
        sorted.age_to[i] = c->age_to[from];
        sorted.persons[i] = c->persons[from];
        sorted.line[i] = c->line[from];
    }
    *c = sorted;
    return XW_OK;
}

enum xw_status xw_build_counted(struct xw_draft *draft)
{
    const struct xw_rows *rows = &draft->table[XW_TABLE_POPULATION];
    const struct xw_scenario *s = draft->out;
    int32_t places = s->zones.count + s->areas.count, bad = 0, refused = draft->diag->refused;
    ptrdiff_t cells = (ptrdiff_t)s->residencies.count * places * XW_KINDS * XW_SEXES * s->ages;
    struct cover cover = { places, s->ages, XW_TAKE(draft->work, cells, int32_t) };
    uint8_t *age = XW_TAKE(draft->work, s->ages, uint8_t);
    uint8_t *lived_in = XW_TAKE(draft->work, places, uint8_t); /* [places] */
    if (cover.row == NULL || age == NULL || lived_in == NULL ||
        take_counted(draft->work, rows->count, &draft->out->counted) != XW_OK)
        return XW_NO_MEMORY;
    for (int32_t row = 0; row < rows->count; row++) {
        bad += rows->bad[row];
        if (!rows->bad[row]) add_counted(draft, row, &cover);
    }
    /* A row that was refused already would be missed here a second time. */
    if (!rows->broken && bad == 0 && draft->diag->refused == refused) {
        check_complete(draft, &cover, age);
        check_twice(draft, &cover);
        mark_lived_in(draft, lived_in);
        xw_draft_doubt_empty(draft, lived_in);
    }
    return sort_counted(draft);
}
