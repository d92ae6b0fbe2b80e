#include "xuewei/draft.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { HOUSEHOLD, INSTITUTIONAL };

/* The line of the first household row of each residency, zone and sex, and which ages have one. */
struct seen {
    int32_t *line; /* [residency][zone][sex]; 0: none */
    uint8_t *age;  /* [residency][zone][sex][age] */
};

static int compare_texts(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* A population that tells residence statuses apart says so in every row; false with a refusal. */
static bool check_residency(struct xw_draft *draft)
{
    const struct xw_rows *rows = &draft->table[XW_TABLE_POPULATION];
    int32_t first = XW_NONE;
    for (int32_t i = 0; i < rows->count; i++) {
        if (rows->bad[i]) continue;
        bool named = xw_rows_text(rows, XW_COL_POPULATION_RESIDENCY, i) != NULL;
        if (first == XW_NONE) first = i;
        if (named == (xw_rows_text(rows, XW_COL_POPULATION_RESIDENCY, first) != NULL)) continue;
        xw_draft_refuse(draft, XW_COL_POPULATION_RESIDENCY, i,
                        "a residency in every row or in none; line %d has %s",
                        (int)rows->line[first], named ? "none" : "one");
        return false; /* the other rows would say the same */
    }
    return true;
}

/* The residence statuses that rows name, ordered, each once. */
static enum xw_status list_residencies(struct xw_draft *draft)
{
    const struct xw_rows *rows = &draft->table[XW_TABLE_POPULATION];
    struct xw_residencies *out = &draft->out->residencies;
    const char **code = XW_TAKE(draft->work, rows->count, const char *);
    int32_t named = 0, different = 0;
    if (code == NULL) return XW_NO_MEMORY;
    for (int32_t i = 0; i < rows->count; i++) {
        const char *of = xw_rows_text(rows, XW_COL_POPULATION_RESIDENCY, i);
        if (of == NULL) continue;
        if (named == 0 || strcmp(code[named - 1], of) != 0) code[named++] = of;
    }
    if (named > 0) qsort(code, (size_t)named, sizeof *code, compare_texts);
    for (int32_t i = 0; i < named; i++)
        if (i == 0 || strcmp(code[different - 1], code[i]) != 0) code[different++] = code[i];
    out->count = different == 0 ? 1 : different;
    out->code = XW_TAKE(draft->keep, out->count, const char *); /* NULL: not told apart */
    if (out->code == NULL) return XW_NO_MEMORY;
    for (int32_t i = 0; i < different; i++)
        out->code[i] = code[i];
    return XW_OK;
}

static void check_ages(struct xw_draft *draft, const struct seen *seen)
{
    const struct xw_rows *rows = &draft->table[XW_TABLE_POPULATION];
    const struct xw_base_population *people = &draft->out->population;
    const struct xw_zones *zones = &draft->out->zones;
    const struct xw_residencies *residencies = &draft->out->residencies;
    for (int32_t i = 0; i < residencies->count * zones->count * XW_SEXES; i++) {
        const uint8_t *age = seen->age + (ptrdiff_t)i * people->ages;
        if (seen->line[i] == 0) continue;
        struct xw_place at = { .file = rows->file, .line = seen->line[i], .column = 1 };
        const char *zone = zones->code[i / XW_SEXES % zones->count];
        const char *of = residencies->code[i / XW_SEXES / zones->count];
        if (of != NULL) zone = xw_arena_format(draft->work, "%s, residency %s", zone, of);
        if (zone == NULL) return;
        xw_draft_check_ages(draft, at, "zone", zone, i % XW_SEXES, age);
    }
}

void xw_draft_doubt_empty(struct xw_draft *draft, const uint8_t *lived_in)
{
    const struct xw_zones *zones = &draft->out->zones;
    int32_t empty = 0, first = XW_NONE;
    for (int32_t z = 0; z < zones->count; z++) {
        if (lived_in[z]) continue;
        if (first == XW_NONE) first = z;
        empty++;
    }
    if (empty == 0) return;
    struct xw_place at = { .file = draft->table[XW_TABLE_ZONES].file,
                           .line = zones->line[first],
                           .column = 1 };
    xw_draft_doubt(draft, at, "population_missing",
                   xw_arena_format(draft->work, "%d 个小区没有人口数据，按无人计，首个为 %s。",
                                   (int)empty, zones->code[first]),
                   xw_arena_format(draft->work,
                                   "%d of the zones have no population rows and count as empty; "
                                   "the first is %s.",
                                   (int)empty, zones->code[first]));
}

/* Mark the zones that have rows of any residence status. */
static void mark_lived_in(const struct xw_draft *draft, const struct seen *seen, uint8_t *lived_in)
{
    int32_t zones = draft->out->zones.count;
    for (int32_t i = 0; i < draft->out->residencies.count * zones * XW_SEXES; i++)
        if (seen->line[i] != 0) lived_in[i / XW_SEXES % zones] = 1;
}

static void add_row(struct xw_draft *draft, int32_t row, const struct seen *seen)
{
    const struct xw_rows *rows = &draft->table[XW_TABLE_POPULATION];
    struct xw_base_population *people = &draft->out->population;
    int32_t zone = xw_draft_zone(draft, XW_COL_POPULATION_ZONE, row);
    if (xw_rows_text(rows, XW_COL_POPULATION_ZONE, row) == NULL)
        xw_draft_refuse(draft, XW_COL_POPULATION_ZONE, row, "a zone");
    int32_t sex = xw_rows_whole(rows, XW_COL_POPULATION_SEX, row);
    int32_t age = xw_draft_age(draft, XW_COL_POPULATION_AGE, row, false);
    double persons = xw_rows_number(rows, XW_COL_POPULATION_PERSONS, row);
    int32_t residency = xw_draft_residency(draft, XW_COL_POPULATION_RESIDENCY, row);
    if (zone == XW_NONE || age == XW_NONE || residency == XW_NONE) return;
    ptrdiff_t group = ((ptrdiff_t)residency * people->zones + zone) * XW_SEXES + sex,
              cell = group * people->ages + age;
    if (xw_rows_whole(rows, XW_COL_POPULATION_KIND, row) == INSTITUTIONAL) {
        people->institutional[cell] += persons;
        return;
    }
    people->household[cell] += persons;
    if (seen->line[group] == 0) seen->line[group] = rows->line[row];
    seen->age[cell] = 1;
    double *by_evidence[] = { people->published, people->estimated, people->assumed };
    by_evidence[rows->evidence[row]][zone] += persons;
}

enum xw_status xw_build_population(struct xw_draft *draft)
{
    struct xw_base_population *people = &draft->out->population;
    const struct xw_rows *rows = &draft->table[XW_TABLE_POPULATION];
    enum xw_status status = list_residencies(draft);
    if (status != XW_OK) return status;
    int32_t zones = draft->out->zones.count, ages = draft->out->ages;
    ptrdiff_t groups = (ptrdiff_t)draft->out->residencies.count * zones * XW_SEXES;
    ptrdiff_t cells = groups * ages;
    people->zones = zones;
    people->ages = ages;
    people->household = XW_TAKE(draft->keep, cells, double);
    people->institutional = XW_TAKE(draft->keep, cells, double);
    people->published = XW_TAKE(draft->keep, zones, double);
    people->estimated = XW_TAKE(draft->keep, zones, double);
    people->assumed = XW_TAKE(draft->keep, zones, double);
    uint8_t *lived_in = XW_TAKE(draft->work, zones, uint8_t);
    struct seen seen = { XW_TAKE(draft->work, groups, int32_t),
                         XW_TAKE(draft->work, cells, uint8_t) };
    if (people->household == NULL || people->institutional == NULL || people->published == NULL ||
        people->estimated == NULL || people->assumed == NULL || seen.line == NULL ||
        seen.age == NULL || lived_in == NULL)
        return XW_NO_MEMORY;
    if (!rows->broken && !xw_rows_have(rows, XW_COL_POPULATION_ZONE) &&
        !xw_rows_have(rows, XW_COL_POPULATION_AREA)) {
        xw_diag_fault(draft->diag, (struct xw_place){ .file = rows->file, .line = 1, .column = 1 },
                      "the header must have zone or area");
        return XW_OK;
    }
    if (xw_rows_have(rows, XW_COL_POPULATION_AREA) || xw_rows_have(rows, XW_COL_POPULATION_AGE_TO))
        return check_residency(draft) ? xw_build_counted(draft) : XW_OK;
    int32_t bad = 0;
    for (int32_t row = 0; row < rows->count; row++) {
        bad += rows->bad[row];
        if (!rows->bad[row]) add_row(draft, row, &seen);
    }
    /* A row that was refused already would be missed here a second time. */
    if (check_residency(draft) && !rows->broken && bad == 0) {
        check_ages(draft, &seen);
        mark_lived_in(draft, &seen, lived_in);
        xw_draft_doubt_empty(draft, lived_in);
    }
    return XW_OK;
}
