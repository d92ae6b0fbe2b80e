#include "xuewei/draft.h"
#include "xuewei/order.h"
#include <math.h>
#include <string.h>

enum { RESIDENCIES = 400 }; /* bytes of their list */

/* The tables of new dwellings while they are read. */
struct homes {
    struct xw_homes *out;
    int32_t *line, *sexed; /* [type] first row of families or yields; its sex or XW_MISSING */
    int32_t (*stage_line)[XW_MAX_STAGES]; /* [type] first row of the stage's yield; 0: none */
    uint8_t *filling;                     /* [type] has a row in occupancy */
};

static const char *file_of(const struct xw_draft *draft, enum xw_table table)
{
    const char *file = draft->table[table].file;
    return file == NULL ? xw_table_of(table)->name : file;
}

static int32_t find_type(const struct xw_homes *homes, const char *code)
{
    for (int32_t t = 0; t < homes->types; t++)
        if (strcmp(homes->type[t].code, code) == 0) return t;
    return XW_NONE;
}

static int32_t add_type(struct homes *h, const char *code, int32_t line)
{
    int32_t t = find_type(h->out, code);
    if (t != XW_NONE) return t;
    t = h->out->types++;
    h->out->type[t].code = code;
    h->line[t] = line;
    return t;
}

/* Their codes are known, so that a row that was refused is not missed elsewhere. */
static void add_types_of_bad_rows(struct homes *h, const struct xw_rows *rows,
                                  enum xw_column column)
{
    for (int32_t i = 0; rows != NULL && i < rows->count; i++) {
        const char *code = xw_rows_text(rows, column, i);
        if (rows->bad[i] && code != NULL) add_type(h, code, rows->line[i]);
    }
}

/* The type that a cell names, or XW_NONE with a refusal. */
static int32_t known_type(struct xw_draft *draft, const struct homes *h, enum xw_column column,
                          int32_t row)
{
    const struct xw_rows *rows = &draft->table[xw_table_of_column(column)];
    int32_t t = find_type(h->out, xw_rows_text(rows, column, row));
    bool broken = draft->table[XW_TABLE_FAMILIES].broken || draft->table[XW_TABLE_YIELDS].broken;
    if (t == XW_NONE && !broken)
        xw_draft_refuse(draft, column, row, "a type of %s or %s", file_of(draft, XW_TABLE_FAMILIES),
                        file_of(draft, XW_TABLE_YIELDS));
    return t;
}

/* ---- families ---- */

static enum xw_status add_family(struct xw_draft *draft, struct homes *h,
                                 const struct xw_rows *rows, int32_t row)
{
    int32_t ages = draft->out->ages;
    int32_t t = add_type(h, xw_rows_text(rows, XW_COL_FAMILIES_TYPE, row), rows->line[row]);
    int32_t age = xw_rows_whole(rows, XW_COL_FAMILIES_AGE, row);
    int32_t sex = xw_rows_whole(rows, XW_COL_FAMILIES_SEX, row);
    double persons = xw_rows_number(rows, XW_COL_FAMILIES_PERSONS_PER_100, row) / 100.0;
    struct xw_home_type *type = &h->out->type[t];
    if (type->family == NULL) {
        type->family = XW_TAKE(draft->keep, (ptrdiff_t)XW_SEXES * ages, double);
        if (type->family == NULL) return XW_NO_MEMORY;
        h->sexed[t] = sex;
    }
    if (age >= ages) {
        xw_draft_refuse(draft, XW_COL_FAMILIES_AGE, row, "0 to %d, population.open_age",
                        (int)ages - 1);
    } else if ((sex == XW_MISSING) != (h->sexed[t] == XW_MISSING)) {
        xw_draft_refuse(draft, XW_COL_FAMILIES_SEX, row,
                        "a sex in every row of the type or in none; line %d has %s",
                        (int)h->line[t], sex == XW_MISSING ? "one" : "none");
    } else if (sex != XW_MISSING) {
        type->family[(ptrdiff_t)sex * ages + age] = persons;
    } else {
        type->family[age] = persons / XW_SEXES;
        type->family[ages + age] = persons / XW_SEXES;
    }
    return XW_OK;
}

/* ---- yields ---- */

static bool is_curve(const struct xw_rows *rows, int32_t row)
{
    return xw_rows_whole(rows, XW_COL_YIELDS_YEARS_SINCE, row) == XW_MISSING;
}

/* The columns of a curve stand in the row of a curve, and there alone. */
static bool check_peak(struct xw_draft *draft, const struct xw_rows *rows, int32_t row)
{
    static const enum xw_column peak[] = { XW_COL_YIELDS_PEAK_PER_100, XW_COL_YIELDS_PEAK_YEARS };
    for (int i = 0; i < 2; i++) {
        bool given = !isnan(xw_rows_number(rows, peak[i], row));
        if (given == is_curve(rows, row)) continue;
        if (given)
            xw_draft_refuse(draft, peak[i], row, "nothing beside years_since");
        else
            xw_diag_fault(draft->diag, xw_rows_place(rows, XW_COL_YIELDS_YEARS_SINCE, row),
                          "a row without years is a curve and needs peak_per_100 and peak_years");
        return false;
    }
    return true;
}

static enum xw_status add_yield(struct xw_draft *draft, struct homes *h, const struct xw_rows *rows,
                                int32_t row)
{
    int32_t t = add_type(h, xw_rows_text(rows, XW_COL_YIELDS_TYPE, row), rows->line[row]);
    int32_t stage = xw_draft_stage(draft, XW_COL_YIELDS_STAGE, row);
    if (h->out->type[t].family != NULL) {
        xw_draft_refuse(draft, XW_COL_YIELDS_TYPE, row,
                        "a type without families; it has them in %s, line %d",
                        file_of(draft, XW_TABLE_FAMILIES), (int)h->line[t]);
        return XW_OK;
    }
    if (!check_peak(draft, rows, row) || stage == XW_NONE) return XW_OK;
    struct xw_yield *yield = &h->out->type[t].yield[stage];
    double pupils = xw_rows_number(rows, XW_COL_YIELDS_PUPILS_PER_100, row) / 100.0;
    int32_t *first = &h->stage_line[t][stage];
    if (*first != 0 && (is_curve(rows, row) || yield->points == 0)) {
        xw_draft_refuse(draft, XW_COL_YIELDS_YEARS_SINCE, row,
                        "years in every row of a stage, or one row that is a curve; line %d is of "
                        "this stage too",
                        (int)*first);
        return XW_OK;
    }
    if (*first == 0) *first = rows->line[row];
    yield->given = true;
    if (is_curve(rows, row)) {
        yield->late = pupils;
        yield->peak = xw_rows_number(rows, XW_COL_YIELDS_PEAK_PER_100, row) / 100.0;
        yield->peak_years = xw_rows_number(rows, XW_COL_YIELDS_PEAK_YEARS, row);
        return XW_OK;
    }
    if (yield->points == 0) {
        yield->years = XW_TAKE(draft->keep, rows->count, double);
        yield->pupils = XW_TAKE(draft->keep, rows->count, double);
        if (yield->years == NULL || yield->pupils == NULL) return XW_NO_MEMORY;
    }
    int32_t i = yield->points++;
    double years = xw_rows_whole(rows, XW_COL_YIELDS_YEARS_SINCE, row);
    for (; i > 0 && yield->years[i - 1] > years; i--) {
        yield->years[i] = yield->years[i - 1];
        yield->pupils[i] = yield->pupils[i - 1];
    }
    yield->years[i] = years;
    yield->pupils[i] = pupils;
    return XW_OK;
}

/* Children who age from one stage with a yield to the next must not be lost between them. */
static void check_stages(struct xw_draft *draft, const struct homes *h)
{
    const struct xw_stages *stages = &draft->out->stages;
    for (int32_t t = 0; t < h->out->types; t++) {
        int32_t last = XW_NONE;
        for (int32_t s = 0; s < stages->count; s++) {
            struct xw_place at = { .file = file_of(draft, XW_TABLE_YIELDS),
                                   .line = h->stage_line[t][s],
                                   .column = 1 };
            const struct xw_stage *of = &stages->stage[s];
            if (!h->out->type[t].yield[s].given) continue;
            if (last != XW_NONE && last != s - 1)
                xw_diag_fault(draft->diag, at,
                              "type %s has a yield of %s and of %s, but none of %s between them",
                              h->out->type[t].code, xw_stage_word(stages->stage[last].name),
                              xw_stage_word(of->name), xw_stage_word(stages->stage[s - 1].name));
            if (of->first_age + of->grades >= draft->out->ages)
                xw_diag_fault(draft->diag, at,
                              "pupils of %s are up to %d years old, population.open_age is %d",
                              xw_stage_word(of->name), (int)(of->first_age + of->grades - 1),
                              (int)draft->out->ages - 1);
            last = s;
        }
    }
}

/* ---- occupancy and completions ---- */

static void add_occupancy(struct xw_draft *draft, struct homes *h, const struct xw_rows *rows,
                          int32_t row)
{
    int32_t t = known_type(draft, h, XW_COL_OCCUPANCY_TYPE, row);
    if (t == XW_NONE) return;
    struct xw_home_type *type = &h->out->type[t];
    h->filling[t] = 1; /* also by a row that was refused: it is not missing */
    type->ceiling = xw_rows_number(rows, XW_COL_OCCUPANCY_CEILING, row);
    type->scale_years = xw_rows_number(rows, XW_COL_OCCUPANCY_SCALE_YEARS, row);
    type->shape = xw_rows_number(rows, XW_COL_OCCUPANCY_SHAPE, row);
}

/* Types without a row fill as the keys say. */
static void fill_usually(struct xw_draft *draft, struct homes *h)
{
    double ceiling = xw_key_number(draft->root, "housing.ceiling", draft->diag);
    double scale_years = xw_key_number(draft->root, "housing.scale_years", draft->diag);
    double shape = xw_key_number(draft->root, "housing.shape", draft->diag);
    for (int32_t t = 0; t < h->out->types; t++) {
        struct xw_home_type *type = &h->out->type[t];
        if (h->filling[t]) continue;
        type->ceiling = ceiling;
        type->scale_years = scale_years;
        type->shape = shape;
        bool family = type->family != NULL;
        struct xw_place at = { .file = file_of(draft, family ? XW_TABLE_FAMILIES : XW_TABLE_YIELDS),
                               .line = h->line[t],
                               .column = 1 };
        xw_draft_doubt(
            draft, at, "occupancy_assumed",
            xw_arena_format(draft->work,
                            "住房类型 %s 在 occupancy 表中无行，按 housing.ceiling %.15g、"
                            "scale_years %.15g、shape %.15g 入住。",
                            type->code, ceiling, scale_years, shape),
            xw_arena_format(draft->work,
                            "Type %s has no row in occupancy: it fills by "
                            "housing.ceiling %.15g, scale_years %.15g, shape %.15g.",
                            type->code, ceiling, scale_years, shape));
    }
}

/* "local, migrant", as many as there is room for. */
static void list_residencies(const struct xw_residencies *of, char text[RESIDENCIES])
{
    size_t length = 0;
    for (int32_t k = 0; k < of->count && length < RESIDENCIES; k++)
        length += (size_t)snprintf(text + length, RESIDENCIES - length, "%s%s", k == 0 ? "" : ", ",
                                   of->code[k]);
}

/* Whose status people who move in take is not guessed: among several it is said. */
static int32_t residency_of(struct xw_draft *draft, int32_t row)
{
    const struct xw_residencies *of = &draft->out->residencies;
    const struct xw_rows *rows = &draft->table[XW_TABLE_HOUSING];
    char list[RESIDENCIES];
    if (xw_rows_text(rows, XW_COL_HOUSING_RESIDENCY, row) != NULL)
        return xw_draft_residency(draft, XW_COL_HOUSING_RESIDENCY, row);
    if (of->count == 1) return 0;
    if (!draft->table[XW_TABLE_POPULATION].broken && xw_rows_have(rows, XW_COL_HOUSING_RESIDENCY)) {
        list_residencies(of, list);
        xw_draft_refuse(draft, XW_COL_HOUSING_RESIDENCY, row, "a residency of %s: %s",
                        file_of(draft, XW_TABLE_POPULATION), list);
    }
    return XW_NONE;
}

static void check_residency(struct xw_draft *draft, const struct xw_rows *rows)
{
    const struct xw_residencies *of = &draft->out->residencies;
    char list[RESIDENCIES];
    if (of->count == 1 || rows->count == 0 || draft->table[XW_TABLE_POPULATION].broken ||
        xw_rows_have(rows, XW_COL_HOUSING_RESIDENCY))
        return;
    list_residencies(of, list);
    xw_diag_fault(
        draft->diag, (struct xw_place){ .file = rows->file, .line = 1, .column = 1 },
        "no column residency; %s tells several apart, and each row must say which of them "
        "moves in: %s",
        file_of(draft, XW_TABLE_POPULATION), list);
}

static enum xw_status add_completions(struct xw_draft *draft, struct homes *h,
                                      const struct xw_rows *rows)
{
    struct xw_homes *out = h->out;
    int32_t *zone = XW_TAKE(draft->work, rows->count, int32_t);
    int32_t *type = XW_TAKE(draft->work, rows->count, int32_t);
    int32_t *year = XW_TAKE(draft->work, rows->count, int32_t);
    int32_t *residency = XW_TAKE(draft->work, rows->count, int32_t);
    int32_t *row = XW_TAKE(draft->work, rows->count, int32_t);
    int32_t *order = XW_TAKE(draft->work, rows->count, int32_t);
    out->zone = XW_TAKE(draft->keep, rows->count, int32_t);
    out->type_of = XW_TAKE(draft->keep, rows->count, int32_t);
    out->line = XW_TAKE(draft->keep, rows->count, int32_t);
    out->residency = XW_TAKE(draft->keep, rows->count, int32_t);
    out->year = XW_TAKE(draft->keep, rows->count, int16_t);
    out->dwellings = XW_TAKE(draft->keep, rows->count, double);
    if (zone == NULL || type == NULL || year == NULL || residency == NULL || row == NULL ||
        order == NULL || out->zone == NULL || out->type_of == NULL || out->line == NULL ||
        out->residency == NULL || out->year == NULL || out->dwellings == NULL)
        return XW_NO_MEMORY;
    check_residency(draft, rows);
    int32_t count = 0;
    for (int32_t i = 0; i < rows->count; i++) {
        if (rows->bad[i]) continue;
        zone[count] = xw_draft_zone(draft, XW_COL_HOUSING_ZONE, i);
        type[count] = known_type(draft, h, XW_COL_HOUSING_TYPE, i);
        year[count] = xw_rows_whole(rows, XW_COL_HOUSING_YEAR, i);
        residency[count] = residency_of(draft, i);
        row[count] = i;
        count += zone[count] != XW_NONE && type[count] != XW_NONE && residency[count] != XW_NONE;
    }
    xw_order_rows(count, 4, (const int32_t *const[]){ zone, type, year, residency }, order);
    for (int32_t k = 0; k < count; k++) {
        int32_t i = row[order[k]];
        out->zone[k] = zone[order[k]];
        out->type_of[k] = type[order[k]];
        out->residency[k] = residency[order[k]];
        out->line[k] = rows->line[i];
        out->year[k] = (int16_t)year[order[k]];
        out->dwellings[k] = xw_rows_number(rows, XW_COL_HOUSING_DWELLINGS, i);
    }
    out->count = count;
    return XW_OK;
}

enum xw_status xw_build_homes(struct xw_draft *draft)
{
    const struct xw_rows *rows = xw_draft_rows(draft, XW_TABLE_HOUSING);
    const struct xw_rows *families = xw_draft_rows(draft, XW_TABLE_FAMILIES);
    const struct xw_rows *yields = xw_draft_rows(draft, XW_TABLE_YIELDS);
    const struct xw_rows *occupancy = xw_draft_rows(draft, XW_TABLE_OCCUPANCY);
    struct homes h = { .out = &draft->out->homes };
    h.out->within_migration =
        xw_key_whole(draft->root, "housing.within_migration", draft->diag) == 1;
    if (rows == NULL && families == NULL && yields == NULL && occupancy == NULL) return XW_OK;

    int32_t most = (families == NULL ? 0 : families->count) + (yields == NULL ? 0 : yields->count);
    h.out->type = XW_TAKE(draft->keep, most, struct xw_home_type);
    h.line = XW_TAKE(draft->work, most, int32_t);
    h.sexed = XW_TAKE(draft->work, most, int32_t);
    h.filling = XW_TAKE(draft->work, most, uint8_t);
    h.stage_line = xw_arena_take(draft->work, most, sizeof *h.stage_line, _Alignof(int32_t));
    if (h.out->type == NULL || h.line == NULL || h.sexed == NULL || h.filling == NULL ||
        h.stage_line == NULL)
        return XW_NO_MEMORY;
    enum xw_status status = XW_OK;
    add_types_of_bad_rows(&h, families, XW_COL_FAMILIES_TYPE);
    add_types_of_bad_rows(&h, yields, XW_COL_YIELDS_TYPE);
    for (int32_t i = 0; status == XW_OK && families != NULL && i < families->count; i++)
        if (!families->bad[i]) status = add_family(draft, &h, families, i);
    for (int32_t i = 0; status == XW_OK && yields != NULL && i < yields->count; i++)
        if (!yields->bad[i]) status = add_yield(draft, &h, yields, i);
    for (int32_t i = 0; status == XW_OK && occupancy != NULL && i < occupancy->count; i++)
        if (xw_rows_text(occupancy, XW_COL_OCCUPANCY_TYPE, i) != NULL)
            add_occupancy(draft, &h, occupancy, i);
    if (status == XW_OK && rows != NULL) status = add_completions(draft, &h, rows);
    if (status != XW_OK) return status;

    check_stages(draft, &h);
    fill_usually(draft, &h);
    if (h.out->count == 0) return XW_OK;
    if (draft->out->age_width != 1)
        xw_diag_fault(draft->diag, xw_key_place(draft->root, "population.age_width"),
                      "new dwellings bring people by single years of age; age_width 1 alone takes "
                      "them");
    if (draft->need == XW_NEED_PROJECT && yields != NULL) status = xw_build_shares(draft);
    if (status == XW_OK) xw_check_homes(draft);
    return status;
}
