#include "xuewei/roll_table.h"
#include "xuewei/birth_cohort.h"
#include "xuewei/tables.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MONTHS = 12, ENTRY_AGE = 5 /* of grade 0 */ };

static int by_text(const void *left, const void *right)
{
    return strcmp(*(const char *const *)left, *(const char *const *)right);
}

/* The codes of a column in order, each once; cells without one are passed over. */
static enum xw_status list_codes(const struct xw_rows *rows, enum xw_column column,
                                 struct xw_arena *keep, const char ***code, int32_t *count)
{
    const char **list = XW_TAKE(keep, rows->count, const char *);
    if (list == NULL) return XW_NO_MEMORY;
    int32_t given = 0, n = 0;
    for (int32_t i = 0; i < rows->count; i++) {
        const char *text = xw_rows_text(rows, column, i);
        if (text != NULL) list[given++] = text;
    }
    qsort(list, (size_t)given, sizeof *list, by_text);
    for (int32_t i = 0; i < given; i++)
        if (i == 0 || strcmp(list[i], list[n - 1]) != 0) list[n++] = list[i];
    *code = list;
    *count = n;
    return XW_OK;
}

static void span(const struct xw_rows *rows, enum xw_column column, int32_t *first, int32_t *count)
{
    int32_t low = INT32_MAX, high = INT32_MIN;
    for (int32_t i = 0; i < rows->count; i++) {
        int32_t value = xw_rows_whole(rows, column, i);
        if (value < low) low = value;
        if (value > high) high = value;
    }
    *first = low;
    *count = high - low + 1;
}

static enum xw_status fill(const struct xw_rows *rows, struct xw_arena *keep,
                           struct xw_roll_histories *h)
{
    const char **code;
    enum xw_status status = list_codes(rows, XW_COL_ROLLS_SCHOOL, keep, &code, &h->schools);
    if (status != XW_OK) return status;
    span(rows, XW_COL_ROLLS_YEAR, &h->first_year, &h->years);
    span(rows, XW_COL_ROLLS_GRADE, &h->first_grade, &h->grades);
    ptrdiff_t years = (ptrdiff_t)h->schools * h->years, cells = years * h->grades;
    double *pupils = XW_TAKE(keep, cells, double);
    uint8_t *event = XW_TAKE(keep, years, uint8_t);
    if (pupils == NULL || event == NULL) return XW_NO_MEMORY;
    for (ptrdiff_t i = 0; i < cells; i++)
        pupils[i] = NAN;
    for (int32_t i = 0; i < rows->count; i++) {
        const char *name = xw_rows_text(rows, XW_COL_ROLLS_SCHOOL, i);
        const char **found = bsearch(&name, code, (size_t)h->schools, sizeof *code, by_text);
        ptrdiff_t year =
            (found - code) * h->years + xw_rows_whole(rows, XW_COL_ROLLS_YEAR, i) - h->first_year;
        int32_t grade = xw_rows_whole(rows, XW_COL_ROLLS_GRADE, i) - h->first_grade;
        pupils[year * h->grades + grade] = xw_rows_whole(rows, XW_COL_ROLLS_PUPILS, i);
        if (xw_rows_whole(rows, XW_COL_ROLLS_EVENT, i) != XW_MISSING) event[year] = 1;
    }
    h->code = code;
    h->pupils = pupils;
    h->event = event;
    return XW_OK;
}

/* Births of a region by year and month: [0] = the whole year, 1 .. 12 the months; rows of the
 * district apart from the sum over zones. */
struct register_of {
    int32_t first, years;
    double *district, *zones; /* [years][13]; NaN = no row */
    int32_t *zone_rows;       /* [years][13] how many zones have one */
};

static void add(double *to, double births)
{
    *to = isnan(*to) ? births : *to + births;
}

static bool one_series(const struct xw_rows *rows, struct xw_diag *diag)
{
    for (int32_t i = 1; i < rows->count; i++) {
        if (xw_rows_whole(rows, XW_COL_BIRTHS_SERIES, i) ==
            xw_rows_whole(rows, XW_COL_BIRTHS_SERIES, 0))
            continue;
        xw_diag_fault(diag, xw_rows_place(rows, XW_COL_BIRTHS_SERIES, i),
                      "this series is another one than in line %d; a forecast uses one",
                      (int)rows->line[0]);
        return false;
    }
    return true;
}

static enum xw_status sum_births(const struct xw_rows *rows, struct xw_arena *keep,
                                 struct register_of *r)
{
    span(rows, XW_COL_BIRTHS_YEAR, &r->first, &r->years);
    ptrdiff_t cells = (ptrdiff_t)r->years * (MONTHS + 1);
    r->district = XW_TAKE(keep, cells, double);
    r->zones = XW_TAKE(keep, cells, double);
    r->zone_rows = XW_TAKE(keep, cells, int32_t);
    if (r->district == NULL || r->zones == NULL || r->zone_rows == NULL) return XW_NO_MEMORY;
    for (ptrdiff_t i = 0; i < cells; i++)
        r->district[i] = r->zones[i] = NAN;
    for (int32_t i = 0; i < rows->count; i++) {
        int32_t month = xw_rows_whole(rows, XW_COL_BIRTHS_MONTH, i);
        ptrdiff_t at =
            (ptrdiff_t)(xw_rows_whole(rows, XW_COL_BIRTHS_YEAR, i) - r->first) * (MONTHS + 1) +
            (month == XW_MISSING ? 0 : month);
        bool zone = xw_rows_text(rows, XW_COL_BIRTHS_ZONE, i) != NULL;
        add((zone ? r->zones : r->district) + at, xw_rows_number(rows, XW_COL_BIRTHS_BIRTHS, i));
        r->zone_rows[at] += zone;
    }
    return XW_OK;
}

/* A zone that is left out of a sum would look like children who were not born. */
static enum xw_status check_zones(const struct xw_rows *rows, struct xw_arena *keep,
                                  struct xw_diag *diag, const struct register_of *r)
{
    const char **zone;
    int32_t zones;
    enum xw_status status = list_codes(rows, XW_COL_BIRTHS_ZONE, keep, &zone, &zones);
    if (status != XW_OK) return status;
    for (int32_t i = 0; i < rows->count; i++) {
        int32_t year = xw_rows_whole(rows, XW_COL_BIRTHS_YEAR, i);
        int32_t month = xw_rows_whole(rows, XW_COL_BIRTHS_MONTH, i);
        ptrdiff_t at =
            (ptrdiff_t)(year - r->first) * (MONTHS + 1) + (month == XW_MISSING ? 0 : month);
        if (!isnan(r->district[at]) || r->zone_rows[at] == zones) continue;
        const char *when = month == XW_MISSING
                               ? xw_arena_format(keep, "%d", (int)year)
                               : xw_arena_format(keep, "month %d of %d", (int)month, (int)year);
        if (when == NULL) return XW_NO_MEMORY;
        xw_diag_fault(
            diag, xw_rows_place(rows, XW_COL_BIRTHS_ZONE, i),
            "%s has births of %d of the table's %d zones; their sum wants all of them, or "
            "a row without zone",
            when, (int)r->zone_rows[at], (int)zones);
        return XW_REFUSED;
    }
    return XW_OK;
}

/* A year's own number; its months spread it when there are all twelve, and are its number when there
 * is no other. */
static void settle_year(const struct register_of *r, int32_t y, struct xw_known_births *known)
{
    const double *zones = r->zones + (ptrdiff_t)y * (MONTHS + 1);
    const double *district = r->district + (ptrdiff_t)y * (MONTHS + 1);
    double value[MONTHS + 1], sum = 0.0;
    for (int m = 0; m <= MONTHS; m++)
        value[m] = isnan(district[m]) ? zones[m] : district[m];
    for (int m = 1; m <= MONTHS; m++)
        sum += value[m]; /* NaN unless there are all */
    known->district[y] = isnan(value[0]) ? sum : value[0];
    double scale = isnan(value[0]) ? 1.0 : sum > 0.0 ? value[0] / sum : NAN;
    for (int m = 0; m < MONTHS; m++)
        known->month[(ptrdiff_t)y * MONTHS + m] = value[m + 1] * scale;
}

static enum xw_status fill_births(const struct xw_rows *rows, double late_share,
                                  struct xw_arena *keep, struct xw_diag *diag,
                                  struct xw_roll_table *t)
{
    const struct xw_roll_histories *h = &t->histories;
    int32_t age = h->first_grade + ENTRY_AGE, years = h->years + XW_FORECAST_HORIZONS;
    if (age < 1) {
        xw_diag_fault(diag, (struct xw_place){ .file = rows->file, .line = 1, .column = 1 },
                      "births say nothing of grade %d, which is entered before the first birthday",
                      (int)h->first_grade);
        return XW_REFUSED;
    }
    struct register_of r;
    enum xw_status status = sum_births(rows, keep, &r);
    if (status == XW_OK) status = check_zones(rows, keep, diag, &r);
    if (status != XW_OK) return status;
    struct xw_known_births known = { .first = (int16_t)r.first,
                                     .years = r.years,
                                     .district = XW_TAKE(keep, r.years, double),
                                     .month = XW_TAKE(keep, (ptrdiff_t)r.years * MONTHS, double),
                                     .late_share = late_share };
    double *log_births = XW_TAKE(keep, years, double);
    if (known.district == NULL || known.month == NULL || log_births == NULL) return XW_NO_MEMORY;
    for (int32_t y = 0; y < r.years; y++)
        settle_year(&r, y, &known);
    int32_t past = 0;
    for (int32_t y = 0; y < years; y++) {
        double births = xw_birth_cohort_of(&known, (int16_t)(h->first_year + y - age));
        log_births[y] = births > 0.0 ? log(births) : NAN;
        past += y < h->years && births > 0.0;
    }
    if (past < 2) {
        xw_diag_fault(diag, (struct xw_place){ .file = rows->file, .line = 1, .column = 1 },
                      "births of two cohorts at least are wanted that entered grade %d from %d to "
                      "%d: those born from September %d to August %d",
                      (int)h->first_grade, (int)h->first_year, (int)(h->first_year + h->years - 1),
                      (int)(h->first_year - age - 1), (int)(h->first_year + h->years - 1 - age));
        return XW_REFUSED;
    }
    t->has_births = true;
    t->births = (struct xw_forecast_births){ .log_births = log_births, .lead = age - 1 };
    return XW_OK;
}

static enum xw_status read_rows(enum xw_table table, const char *path, struct xw_arena *keep,
                                struct xw_diag *diag, struct xw_rows *rows)
{
    enum xw_status status = xw_rows_read(table, path, path, "UTF-8", keep, diag, rows);
    if (status != XW_OK) return status;
    if (diag->refused > 0) return XW_REFUSED;
    if (rows->count > 0) return XW_OK;
    xw_diag_fault(diag, (struct xw_place){ .file = path, .line = 1, .column = 1 },
                  "the table has no rows");
    return XW_REFUSED;
}

enum xw_status xw_roll_table_read(const char *rolls, const char *births, double late_share,
                                  struct xw_arena *keep, struct xw_diag *diag,
                                  struct xw_roll_table *out)
{
    struct xw_roll_table table = { 0 };
    struct xw_rows rows;
    enum xw_status status = read_rows(XW_TABLE_ROLLS, rolls, keep, diag, &rows);
    if (status == XW_OK) status = fill(&rows, keep, &table.histories);
    if (births != NULL && (status == XW_OK || status == XW_REFUSED)) {
        struct xw_rows born;
        enum xw_status also = read_rows(XW_TABLE_BIRTHS, births, keep, diag, &born);
        if (also == XW_OK && !one_series(&born, diag)) also = XW_REFUSED;
        if (also == XW_OK && status == XW_OK)
            also = fill_births(&born, late_share, keep, diag, &table);
        if (status == XW_OK) status = also;
    }
    if (status == XW_OK) *out = table;
    return status;
}
