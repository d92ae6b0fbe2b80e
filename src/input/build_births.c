#include "xuewei/draft.h"
#include <math.h>
#include <string.h>

enum { RESIDENT = 1, SERIES = 3, MONTHS = 12 }; /* RESIDENT: position among the words of series */

/* What the rows of the used series say of a place in a calendar year; NaN: nothing. */
struct place_year {
    double whole, month[MONTHS];
};

/* A table of births while it is read: those of the district, or those of a larger place. Places are the
 * zones, and the district behind the last one. */
struct births {
    enum xw_table table;
    enum xw_column year_column, month_column, births_column;
    struct xw_known_births *known; /* what it becomes */
    int32_t series;                /* the one that is used; of a larger place there is one */
    int16_t first;
    int32_t years, zones;  /* zones: 0 when no row names one */
    struct place_year *of; /* [year][place] */
    int32_t *line;         /* [year] of the first row; 0: none */
    double factor;
};

static const char *series_word(int32_t series)
{
    static const char *const word[SERIES] = { "registered", "resident", "hospital" };
    return word[series];
}

static struct place_year *at(const struct births *b, int32_t year, int32_t place)
{
    return b->of + (ptrdiff_t)year * (b->zones + 1) + place;
}

static double sum_of_months(const double *month)
{
    double sum = 0.0;
    for (int32_t m = 0; m < MONTHS; m++)
        sum += month[m];
    return sum;
}

static bool has_months(const struct place_year *of)
{
    for (int32_t m = 0; m < MONTHS; m++)
        if (!isnan(of->month[m])) return true;
    return false;
}

/* Is a row good, and of the series that is used? */
static bool counts(const struct xw_rows *rows, const struct births *b, int32_t row)
{
    if (rows->bad[row]) return false;
    return b->table != XW_TABLE_BIRTHS ||
           xw_rows_whole(rows, XW_COL_BIRTHS_SERIES, row) == b->series;
}

static bool names_zone(const struct xw_rows *rows, const struct births *b, int32_t row)
{
    return b->table == XW_TABLE_BIRTHS && xw_rows_text(rows, XW_COL_BIRTHS_ZONE, row) != NULL;
}

/* First and last year of the series; false when it has no rows. */
static bool find_span(struct xw_draft *draft, const struct xw_rows *rows, struct births *b)
{
    int32_t first = INT32_MAX, last = INT32_MIN;
    for (int32_t i = 0; i < rows->count; i++) {
        if (!counts(rows, b, i)) continue;
        int32_t year = xw_rows_whole(rows, b->year_column, i);
        if (year < first) first = year;
        if (year > last) last = year;
        if (names_zone(rows, b, i)) b->zones = draft->out->zones.count;
    }
    if (first > last) return false;
    b->first = (int16_t)first;
    b->years = last - first + 1;
    return true;
}

static void add_row(struct xw_draft *draft, const struct xw_rows *rows, int32_t row,
                    struct births *b)
{
    int32_t year = xw_rows_whole(rows, b->year_column, row) - b->first, place = b->zones;
    int32_t month = xw_rows_whole(rows, b->month_column, row);
    double births = xw_rows_number(rows, b->births_column, row) * b->factor;
    if (b->line[year] == 0) b->line[year] = rows->line[row];
    if (names_zone(rows, b, row)) place = xw_draft_zone(draft, XW_COL_BIRTHS_ZONE, row);
    if (place == XW_NONE) return;
    struct place_year *of = at(b, year, place);
    *(month == XW_MISSING ? &of->whole : &of->month[month - 1]) = births;
}

/* What the district does not say itself is the sum over all zones: NaN when one is missing. */
static struct place_year district_of(const struct births *b, int32_t year)
{
    struct place_year sum = { 0 }, own = *at(b, year, b->zones);
    for (int32_t z = 0; z < b->zones; z++) {
        const struct place_year *zone = at(b, year, z);
        double months = sum_of_months(zone->month);
        sum.whole += isnan(zone->whole) ? months : zone->whole;
        for (int32_t m = 0; m < MONTHS; m++)
            sum.month[m] += zone->month[m];
    }
    bool own_months = has_months(&own);
    if (!own_months && b->zones > 0) memcpy(own.month, sum.month, sizeof own.month);
    if (isnan(own.whole)) own.whole = sum_of_months(own.month);
    if (isnan(own.whole) && !own_months && b->zones > 0) own.whole = sum.whole;
    return own;
}

static struct xw_place year_place(const struct xw_draft *draft, const struct births *b,
                                  int32_t year)
{
    return (
        struct xw_place){ .file = draft->table[b->table].file, .line = b->line[year], .column = 1 };
}

static void doubt_partial(struct xw_draft *draft, const struct births *b, int32_t year)
{
    xw_draft_doubt(draft, year_place(draft, b, year), "births_partial",
                   xw_arena_format(draft->work,
                                   "%d 年出生数不全（缺月份或小区），只有全区齐全的月份算作已知。",
                                   b->first + year),
                   xw_arena_format(draft->work,
                                   "The births of %d lack months or zones; only months that are "
                                   "complete for the district count as known.",
                                   b->first + year));
}

static void doubt_total(struct xw_draft *draft, const struct births *b, int32_t year, double whole,
                        double months)
{
    xw_draft_doubt(
        draft, year_place(draft, b, year), "births_months_differ",
        xw_arena_format(draft->work, "%d 年全年出生 %.15g，各月合计 %.15g；取全年数，按各月分布。",
                        b->first + year, whole / b->factor, months / b->factor),
        xw_arena_format(draft->work,
                        "The months of %d add up to %.15g, the year's own number is %.15g: it goes "
                        "before them, and they only spread it.",
                        b->first + year, months / b->factor, whole / b->factor));
}

static void doubt_unused(struct xw_draft *draft, const struct births *b, int32_t year)
{
    xw_draft_doubt(
        draft, year_place(draft, b, year), "births_months_unused",
        xw_arena_format(draft->work, "%d 年有全年出生数而月份不全，各月未使用。", b->first + year),
        xw_arena_format(draft->work,
                        "The year %d has its own number of births and not all months: the months "
                        "are not used.",
                        b->first + year));
}

/* One year of the district into the columns. The months of a year that has its own number only
 * spread it, and only when all twelve are there. */
static void put_year(struct xw_draft *draft, const struct births *b, int32_t year)
{
    struct place_year of = district_of(b, year);
    double months = sum_of_months(of.month);
    double *month = b->known->month + (ptrdiff_t)year * MONTHS;
    b->known->district[year] = of.whole;
    for (int32_t z = 0; z < b->zones; z++) {
        const struct place_year *zone = at(b, year, z);
        draft->out->zone_births[(ptrdiff_t)year * b->zones + z] =
            isnan(zone->whole) ? sum_of_months(zone->month) : zone->whole;
    }
    if (isnan(of.whole) && b->line[year] != 0) doubt_partial(draft, b, year);
    if (!isnan(of.whole) && isnan(months) && has_months(&of)) doubt_unused(draft, b, year);
    bool spreads = months > 0.0 && of.whole > 0.0; /* NaN does not */
    if (spreads && fabs(months - of.whole) > 1e-9 * of.whole)
        doubt_total(draft, b, year, of.whole, months);
    for (int32_t m = 0; m < MONTHS; m++)
        month[m] = spreads           ? of.month[m] * (of.whole / months)
                   : isnan(of.whole) ? of.month[m]
                                     : NAN;
}

/* Rows of another series are not read; the years known in it alone are named. */
static enum xw_status doubt_others(struct xw_draft *draft, const struct xw_rows *rows,
                                   const struct births *b)
{
    int32_t first_row = XW_NONE, low = INT32_MAX, high = INT32_MIN;
    for (int32_t i = 0; i < rows->count; i++) {
        if (rows->bad[i] || xw_rows_whole(rows, XW_COL_BIRTHS_SERIES, i) == b->series) continue;
        int32_t year = xw_rows_whole(rows, XW_COL_BIRTHS_YEAR, i);
        if (first_row == XW_NONE) first_row = i;
        if (year < low) low = year;
        if (year > high) high = year;
    }
    if (first_row == XW_NONE) return XW_OK;
    uint8_t *alone = XW_TAKE(draft->work, high - low + 1, uint8_t);
    if (alone == NULL) return XW_NO_MEMORY;
    bool any = false;
    for (int32_t i = 0; i < rows->count; i++) {
        if (rows->bad[i] || xw_rows_whole(rows, XW_COL_BIRTHS_SERIES, i) == b->series) continue;
        int32_t year = xw_rows_whole(rows, XW_COL_BIRTHS_YEAR, i), own = year - b->first;
        if (b->years > 0 && own >= 0 && own < b->years && b->line[own] != 0) continue;
        alone[year - low] = 1;
        any = true;
    }
    const char *list = any ? xw_draft_years(draft, (int16_t)low, high - low + 1, alone) : "";
    if (list == NULL) return XW_NO_MEMORY;
    const char *used = series_word(b->series);
    xw_draft_doubt(
        draft, xw_rows_place(rows, XW_COL_BIRTHS_SERIES, first_row), "births_series",
        any ? xw_arena_format(
                  draft->work,
                  "只用口径 %s 的出生数（births.series）；仅有其他口径的年份不填补：%s。", used,
                  list)
            : xw_arena_format(draft->work,
                              "只用口径 %s 的出生数（births.series）；其他口径未使用。", used),
        any ? xw_arena_format(draft->work,
                              "Only births of the series %s (births.series) are used; these years "
                              "are known in another series alone and are not filled from it: %s.",
                              used, list)
            : xw_arena_format(draft->work,
                              "Only births of the series %s (births.series) are used; those of "
                              "another series are not.",
                              used));
    return XW_OK;
}

/* The population is the residents': births of another series are another set of children. */
static void doubt_chosen(struct xw_draft *draft, const struct births *b, double coverage)
{
    if (b->series == RESIDENT) return;
    xw_draft_doubt(
        draft, xw_key_place(draft->root, "births.series"), "births_not_resident",
        xw_arena_format(draft->work,
                        "出生数用口径 %s，乘 births.coverage %.15g；人口为常住口径，两者不同。",
                        series_word(b->series), coverage),
        xw_arena_format(draft->work,
                        "Births are of the series %s, times births.coverage %.15g; the population "
                        "is the residents', another series.",
                        series_word(b->series), coverage));
}

static enum xw_status take_columns(struct xw_draft *draft, struct births *b)
{
    struct xw_known_births *known = b->known;
    ptrdiff_t places = (ptrdiff_t)b->years * (b->zones + 1);
    b->of = XW_TAKE(draft->work, places, struct place_year);
    b->line = XW_TAKE(draft->work, b->years, int32_t);
    known->district = XW_TAKE(draft->keep, b->years, double);
    known->month = XW_TAKE(draft->keep, (ptrdiff_t)b->years * MONTHS, double);
    if (b->zones > 0)
        draft->out->zone_births = XW_TAKE(draft->keep, (ptrdiff_t)b->years * b->zones, double);
    if (b->of == NULL || b->line == NULL || known->district == NULL || known->month == NULL ||
        (b->zones > 0 && draft->out->zone_births == NULL))
        return XW_NO_MEMORY;
    known->first = b->first;
    known->years = b->years;
    for (ptrdiff_t i = 0; i < places; i++) {
        b->of[i].whole = NAN;
        for (int32_t m = 0; m < MONTHS; m++)
            b->of[i].month[m] = NAN;
    }
    return XW_OK;
}

/* The rows of a table into its columns; a table without any leaves them without years. */
static enum xw_status read_births(struct xw_draft *draft, const struct xw_rows *rows,
                                  struct births *b)
{
    if (!find_span(draft, rows, b)) return XW_OK;
    enum xw_status status = take_columns(draft, b);
    if (status != XW_OK) return status;
    for (int32_t i = 0; i < rows->count; i++)
        if (counts(rows, b, i)) add_row(draft, rows, i, b);
    for (int32_t y = 0; y < b->years; y++)
        put_year(draft, b, y);
    return XW_OK;
}

enum xw_status xw_build_births(struct xw_draft *draft)
{
    const struct xw_rows *rows = xw_draft_rows(draft, XW_TABLE_BIRTHS);
    double coverage = xw_key_number(draft->root, "births.coverage", draft->diag);
    struct births b = { .table = XW_TABLE_BIRTHS,
                        .year_column = XW_COL_BIRTHS_YEAR,
                        .month_column = XW_COL_BIRTHS_MONTH,
                        .births_column = XW_COL_BIRTHS_BIRTHS,
                        .known = &draft->out->births,
                        .series = xw_key_whole(draft->root, "births.series", draft->diag),
                        .factor = xw_key_number(draft->root, "adjust.births", draft->diag) };
    b.known->late_share = xw_key_number(draft->root, "births.late_share", draft->diag);
    if (b.series == RESIDENT && coverage != 1.0)
        xw_diag_fault(draft->diag, xw_key_place(draft->root, "births.coverage"),
                      "it turns births of another series into resident ones, and births.series is "
                      "resident");
    if (rows == NULL) return XW_OK;
    b.factor *= coverage;
    enum xw_status status = read_births(draft, rows, &b);
    if (status != XW_OK) return status;
    if (b.years > 0) doubt_chosen(draft, &b, coverage);
    return doubt_others(draft, rows, &b);
}

enum xw_status xw_build_cohort_births(struct xw_draft *draft)
{
    const struct xw_rows *rows = xw_draft_rows(draft, XW_TABLE_COHORT_BIRTHS);
    struct births b = { .table = XW_TABLE_COHORT_BIRTHS,
                        .year_column = XW_COL_COHORT_BIRTHS_YEAR,
                        .month_column = XW_COL_COHORT_BIRTHS_MONTH,
                        .births_column = XW_COL_COHORT_BIRTHS_BIRTHS,
                        .known = &draft->out->cohort_births,
                        .factor = 1.0 };
    b.known->late_share = draft->out->births.late_share;
    return rows == NULL ? XW_OK : read_births(draft, rows, &b);
}
