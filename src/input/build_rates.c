#include "xuewei/draft.h"
#include <math.h>
#include <string.h>

/* Fertility, mortality, births_ratio and migration are read alike: values by year, place and cell
 * (age, or sex and age). A place is a zone, or the district behind the last one. */
enum { VALUES = 3, NO_COLUMN = -1 };

struct rate {
    enum xw_table table;
    int32_t year, zone, sex, age; /* columns, or NO_COLUMN */
    int32_t values;
    int32_t value[VALUES]; /* columns; the first that the header has decides what is needed */
    double **out[VALUES];
    struct xw_rate_years *of;
    double empty;  /* value of a cell without a row */
    double factor; /* of adjust */
    bool persons;  /* not a rate: what is the district's is not each zone's */
    bool infants;  /* five-year groups have ages 0 and 1-4 apart */
    bool by_residency;
    const char *residency; /* by_residency: only rows that name this one; NULL: none */
    /* working space */
    int32_t age_rows; /* of a sex */
    int32_t cells;
    int32_t *line;            /* [year][place] of the first row; 0: none */
    double *district[VALUES]; /* [year][cell] */
};

static int32_t places_of(const struct xw_draft *draft)
{
    return draft->out->zones.count + 1;
}

/* Is a row good, and one of those that are read now? */
static bool counts(const struct xw_rows *rows, const struct rate *rate, int32_t row)
{
    if (rows->bad[row]) return false;
    if (!rate->by_residency) return true;
    const char *of = xw_rows_text(rows, XW_COL_MIGRATION_RESIDENCY, row);
    if (of == NULL || rate->residency == NULL) return of == rate->residency;
    return strcmp(of, rate->residency) == 0;
}

/* First and last year of the rows; false without rows. */
static bool find_span(const struct xw_rows *rows, const struct rate *rate, struct xw_rate_years *of)
{
    int32_t first = INT32_MAX, last = INT32_MIN;
    for (int32_t i = 0; i < rows->count; i++) {
        if (!counts(rows, rate, i)) continue;
        int32_t year = xw_rows_whole(rows, (enum xw_column)rate->year, i);
        if (year < first) first = year;
        if (year > last) last = year;
    }
    if (first > last) return false;
    of->first = (int16_t)first;
    of->years = last - first + 1;
    return true;
}

static bool any_zone(const struct xw_rows *rows, const struct rate *rate)
{
    for (int32_t i = 0; rate->zone != NO_COLUMN && i < rows->count; i++)
        if (counts(rows, rate, i) && xw_rows_text(rows, (enum xw_column)rate->zone, i) != NULL)
            return true;
    return false;
}

static enum xw_status take_values(struct xw_draft *draft, struct rate *rate)
{
    ptrdiff_t of_district = (ptrdiff_t)rate->of->years * rate->cells;
    ptrdiff_t all = of_district * rate->of->places;
    rate->line = XW_TAKE(draft->work, (ptrdiff_t)rate->of->years * places_of(draft), int32_t);
    if (rate->line == NULL) return XW_NO_MEMORY;
    for (int32_t v = 0; v < rate->values; v++) {
        double *values = XW_TAKE(draft->keep, all, double);
        rate->district[v] = XW_TAKE(draft->work, of_district, double);
        if (values == NULL || rate->district[v] == NULL) return XW_NO_MEMORY;
        for (ptrdiff_t i = 0; i < all; i++)
            values[i] = rate->empty;
        for (ptrdiff_t i = 0; i < of_district; i++)
            rate->district[v][i] = rate->empty;
        *rate->out[v] = values;
    }
    return XW_OK;
}

/* Where the values of a year and place begin; place = zones: the district. */
static double *values_at(const struct xw_draft *draft, const struct rate *rate, int32_t v,
                         int32_t year, int32_t place)
{
    if (place == draft->out->zones.count) return rate->district[v] + (ptrdiff_t)year * rate->cells;
    return *rate->out[v] + ((ptrdiff_t)year * rate->of->places + place) * rate->cells;
}

static void put_row(struct xw_draft *draft, const struct rate *rate, int32_t row)
{
    const struct xw_rows *rows = &draft->table[rate->table];
    int32_t cell = 0, place = draft->out->zones.count;
    if (rate->age != NO_COLUMN) {
        cell = xw_draft_age(draft, (enum xw_column)rate->age, row, rate->infants);
        if (cell == XW_NONE) return;
    }
    if (rate->sex != NO_COLUMN)
        cell += rate->age_rows * xw_rows_whole(rows, (enum xw_column)rate->sex, row);
    if (rate->zone != NO_COLUMN && xw_rows_text(rows, (enum xw_column)rate->zone, row) != NULL) {
        place = xw_draft_zone(draft, (enum xw_column)rate->zone, row);
        if (place == XW_NONE) return;
    }
    if (rate->table == XW_TABLE_FERTILITY && cell == 0 &&
        xw_rows_number(rows, XW_COL_FERTILITY_RATE, row) > 0.0) {
        xw_draft_refuse(draft, XW_COL_FERTILITY_RATE, row,
                        "0: mothers are older than the first age");
        return;
    }
    int32_t year = xw_rows_whole(rows, (enum xw_column)rate->year, row) - rate->of->first;
    int32_t *line = &rate->line[(ptrdiff_t)year * places_of(draft) + place];
    if (*line == 0) *line = rows->line[row];
    for (int32_t v = 0; v < rate->values; v++) {
        double value = xw_rows_number(rows, (enum xw_column)rate->value[v], row);
        values_at(draft, rate, v, year, place)[cell] = value * rate->factor;
    }
}

/* The year of a place that stands in for `year`: itself, the nearest earlier one, the first one. */
static int32_t stand_in(const struct xw_draft *draft, const struct rate *rate, int32_t year,
                        int32_t place)
{
    for (int32_t y = year; y >= 0; y--)
        if (rate->line[(ptrdiff_t)y * places_of(draft) + place] != 0) return y;
    for (int32_t y = year + 1; y < rate->of->years; y++)
        if (rate->line[(ptrdiff_t)y * places_of(draft) + place] != 0) return y;
    return XW_NONE;
}

static void copy_values(const struct xw_draft *draft, const struct rate *rate, int32_t to_year,
                        int32_t to_place, int32_t from_year, int32_t from_place)
{
    for (int32_t v = 0; v < rate->values; v++)
        memcpy(values_at(draft, rate, v, to_year, to_place),
               values_at(draft, rate, v, from_year, from_place),
               (size_t)rate->cells * sizeof(double));
}

/* Fill the years and zones without rows. */
static void fill(struct xw_draft *draft, const struct rate *rate)
{
    int32_t zones = draft->out->zones.count;
    bool by_zone = any_zone(&draft->table[rate->table], rate);
    bool refused = false;
    for (int32_t y = 0; y < rate->of->years; y++) {
        int32_t from = stand_in(draft, rate, y, zones);
        if (from != XW_NONE && from != y) copy_values(draft, rate, y, zones, from, zones);
    }
    for (int32_t y = 0; y < rate->of->years; y++) {
        if (!by_zone) {
            for (int32_t v = 0; v < rate->values; v++)
                memcpy(*rate->out[v] + (ptrdiff_t)y * rate->cells,
                       rate->district[v] + (ptrdiff_t)y * rate->cells,
                       (size_t)rate->cells * sizeof(double));
            continue;
        }
        for (int32_t z = 0; z < zones; z++) {
            int32_t from = stand_in(draft, rate, y, z);
            bool of_district = from == XW_NONE && !rate->persons;
            if (of_district && stand_in(draft, rate, y, zones) == XW_NONE && !refused) {
                refused = true; /* the other zones would say the same */
                xw_diag_fault(draft->diag,
                              (struct xw_place){ .file = draft->table[rate->table].file },
                              "there are rows for zones, but none for zone %s and none for the "
                              "district",
                              draft->out->zones.code[z]);
            }
            if (of_district)
                copy_values(draft, rate, y, z, y, zones);
            else if (from != XW_NONE && from != y)
                copy_values(draft, rate, y, z, from, z);
        }
    }
}

static void doubt_years(struct xw_draft *draft, const struct rate *rate)
{
    const struct xw_rows *rows = &draft->table[rate->table];
    int16_t first = draft->out->base_year, last = xw_draft_last_step(draft);
    int32_t years = last - first + 1, missing = 0;
    uint8_t *lacks = XW_TAKE(draft->work, years < 0 ? 0 : years, uint8_t);
    if (lacks == NULL || years <= 0) return;
    for (int32_t place = 0; place < places_of(draft); place++) {
        if (stand_in(draft, rate, 0, place) == XW_NONE) continue;
        for (int32_t y = 0; y < years; y += draft->out->age_width) {
            int32_t row = first + y - rate->of->first;
            bool there = row >= 0 && row < rate->of->years &&
                         rate->line[(ptrdiff_t)row * places_of(draft) + place] != 0;
            if (!there) lacks[y] = 1;
        }
    }
    for (int32_t y = 0; y < years; y++)
        missing += lacks[y];
    if (missing == 0) return;
    const char *list = xw_draft_years(draft, first, years, lacks);
    if (list == NULL) return;
    int32_t row = 0;
    while (row + 1 < rows->count && !counts(rows, rate, row))
        row++;
    struct xw_place at = { .file = rows->file, .line = rows->line[row], .column = 1 };
    xw_draft_doubt(
        draft, at, "rate_years_filled",
        xw_arena_format(draft->work, "缺 %s 年的数据，取最近的较早年份；首年之前取首年。", list),
        xw_arena_format(draft->work,
                        "No rows for %s: each year takes the nearest earlier one, years "
                        "before the first take the first.",
                        list));
}

/* A table of persons may not say the same people twice: a column is filled in every row of those that
 * are read now, or in none. */
static void check_filled(struct xw_draft *draft, const struct rate *rate, enum xw_column column,
                         const char *thing)
{
    const struct xw_rows *rows = &draft->table[rate->table];
    int32_t first = XW_NONE;
    for (int32_t i = 0; i < rows->count; i++) {
        if (!counts(rows, rate, i)) continue;
        bool filled = xw_rows_text(rows, column, i) != NULL;
        if (first == XW_NONE) first = i;
        if (filled == (xw_rows_text(rows, column, first) != NULL)) continue;
        xw_draft_refuse(draft, column, i, "a %s in every row or in none; line %d has %s", thing,
                        (int)rows->line[first], filled ? "none" : "one");
        return;
    }
}

static enum xw_status read_rate(struct xw_draft *draft, struct rate *rate)
{
    const struct xw_rows *rows = xw_draft_rows(draft, rate->table);
    if (rows == NULL) return XW_OK;
    if (!find_span(rows, rate, rate->of)) {
        if (!rows->broken && rows->count == 0)
            xw_diag_fault(draft->diag, (struct xw_place){ .file = rows->file },
                          "the table has no rows");
        return XW_OK;
    }
    rate->of->places = any_zone(rows, rate) ? draft->out->zones.count : 1;
    rate->of->ages = rate->age == NO_COLUMN ? 1 : draft->out->ages;
    rate->age_rows = rate->of->ages + (rate->infants && draft->out->age_width > 1);
    rate->cells = rate->age_rows * (rate->sex == NO_COLUMN ? 1 : XW_SEXES);
    if (rate->persons) check_filled(draft, rate, (enum xw_column)rate->zone, "zone");
    enum xw_status status = take_values(draft, rate);
    if (status != XW_OK) return status;
    for (int32_t i = 0; i < rows->count; i++)
        if (counts(rows, rate, i)) put_row(draft, rate, i);
    return XW_OK;
}

static void finish_rate(struct xw_draft *draft, const struct rate *rate)
{
    if (rate->line == NULL) return;
    fill(draft, rate);
    doubt_years(draft, rate);
}

/* Every year and place of mortality needs every age of both sexes. */
static void check_mortality(struct xw_draft *draft, const struct rate *rate)
{
    const struct xw_rows *rows = &draft->table[rate->table];
    for (int32_t i = 0; i < rows->count; i++)
        if (rows->bad[i]) return; /* a row refused already would be missed a second time */
    int32_t needed = xw_rows_have(rows, XW_COL_MORTALITY_MX) ? 0 : 2;
    for (int32_t y = 0; rate->line != NULL && y < rate->of->years; y++)
        for (int32_t place = 0; place < places_of(draft); place++) {
            int32_t line = rate->line[(ptrdiff_t)y * places_of(draft) + place];
            if (line == 0) continue;
            const double *value = values_at(draft, rate, needed, y, place);
            int32_t cell = 0;
            while (cell < rate->cells && !isnan(value[cell]))
                cell++;
            if (cell == rate->cells) continue;
            xw_diag_fault(draft->diag,
                          (struct xw_place){ .file = rows->file, .line = line, .column = 1 },
                          "the year %d begins here and has no row for sex %s, age %d; every age "
                          "from 0 to %d%s is needed",
                          rate->of->first + y, cell / rate->age_rows == XW_FEMALE ? "f" : "m",
                          (int)xw_draft_first_age(draft, cell % rate->age_rows, rate->infants),
                          (int)xw_draft_first_age(draft, rate->age_rows - 1, rate->infants),
                          draft->out->age_width == 1 ? ""
                          : rate->infants            ? " by 5, and 1,"
                                                     : " by 5");
        }
}

/* Net migration of everybody, and of each residence status that has rows of its own. */
static enum xw_status build_migration(struct xw_draft *draft)
{
    struct xw_scenario *out = draft->out;
    const struct xw_residencies *residencies = &out->residencies;
    const struct xw_rows *rows = xw_draft_rows(draft, XW_TABLE_MIGRATION);
    bool is_rate = rows != NULL && xw_rows_have(rows, XW_COL_MIGRATION_RATE);
    out->migration_of = XW_TAKE(draft->keep, residencies->count, struct xw_migration);
    if (out->migration_of == NULL) return XW_NO_MEMORY;
    struct rate rate = { .table = XW_TABLE_MIGRATION,
                         .year = XW_COL_MIGRATION_YEAR,
                         .zone = XW_COL_MIGRATION_ZONE,
                         .sex = XW_COL_MIGRATION_SEX,
                         .age = XW_COL_MIGRATION_AGE,
                         .values = 1,
                         .value = { is_rate ? XW_COL_MIGRATION_RATE : XW_COL_MIGRATION_PERSONS },
                         .factor = xw_key_number(draft->root, "adjust.migration", draft->diag),
                         .persons = !is_rate };
    if (rows != NULL && rate.persons)
        check_filled(draft, &rate, XW_COL_MIGRATION_RESIDENCY, "residency");
    for (int32_t i = 0; rows != NULL && i < rows->count; i++)
        if (!rows->bad[i]) xw_draft_residency(draft, XW_COL_MIGRATION_RESIDENCY, i);
    rate.by_residency = true;
    for (int32_t k = -1; k < residencies->count; k++) {
        struct xw_migration *to = k < 0 ? &out->migration : &out->migration_of[k];
        struct rate of = rate;
        of.residency = k < 0 ? NULL : residencies->code[k];
        of.out[0] = &to->net;
        of.of = &to->of;
        to->is_rate = is_rate;
        if (k >= 0 && of.residency == NULL) break; /* residence statuses are not told apart */
        enum xw_status status = read_rate(draft, &of);
        if (status != XW_OK) return status;
        finish_rate(draft, &of);
    }
    return XW_OK;
}

enum xw_status xw_build_rates(struct xw_draft *draft)
{
    struct xw_scenario *out = draft->out;
    struct rate fertility = { .table = XW_TABLE_FERTILITY,
                              .year = XW_COL_FERTILITY_YEAR,
                              .zone = XW_COL_FERTILITY_ZONE,
                              .sex = NO_COLUMN,
                              .age = XW_COL_FERTILITY_AGE,
                              .values = 1,
                              .value = { XW_COL_FERTILITY_RATE },
                              .out = { &out->fertility.rate },
                              .of = &out->fertility.of,
                              .factor =
                                  xw_key_number(draft->root, "adjust.fertility", draft->diag) };
    struct rate mortality = {
        .table = XW_TABLE_MORTALITY,
        .year = XW_COL_MORTALITY_YEAR,
        .zone = XW_COL_MORTALITY_ZONE,
        .sex = XW_COL_MORTALITY_SEX,
        .age = XW_COL_MORTALITY_AGE,
        .values = 3,
        .value = { XW_COL_MORTALITY_MX, XW_COL_MORTALITY_AX, XW_COL_MORTALITY_SURVIVAL },
        .out = { &out->mortality.mx, &out->mortality.ax, &out->mortality.survival },
        .of = &out->mortality.of,
        .empty = NAN,
        .factor = 1.0
    };
    struct rate ratio = { .table = XW_TABLE_BIRTHS_RATIO,
                          .year = XW_COL_BIRTHS_RATIO_YEAR,
                          .zone = NO_COLUMN,
                          .sex = NO_COLUMN,
                          .age = NO_COLUMN,
                          .values = 1,
                          .value = { XW_COL_BIRTHS_RATIO_MALES_PER_FEMALE },
                          .out = { &out->births_ratio.males_per_female },
                          .of = &out->births_ratio.of,
                          .factor = 1.0 };
    /* Survival is of whole groups, death rates keep the infants apart. */
    const struct xw_rows *dying = xw_draft_rows(draft, XW_TABLE_MORTALITY);
    mortality.infants = dying != NULL && xw_rows_have(dying, XW_COL_MORTALITY_MX);
    out->mortality.width = out->age_width;
    struct rate *all[] = { &fertility, &mortality, &ratio };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        enum xw_status status = read_rate(draft, all[i]);
        if (status != XW_OK) return status;
        if (all[i] == &mortality) check_mortality(draft, &mortality);
        finish_rate(draft, all[i]);
    }
    if (dying != NULL && !dying->broken && xw_rows_have(dying, XW_COL_MORTALITY_AX) &&
        !mortality.infants)
        xw_diag_fault(draft->diag, (struct xw_place){ .file = dying->file, .line = 1, .column = 1 },
                      "the column \"ax\" stands beside \"mx\" alone");
    return build_migration(draft);
}
