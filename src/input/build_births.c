#include "xuewei/draft.h"
#include <math.h>

enum { RESIDENT = 1, MONTHS = 12 }; /* RESIDENT: position among the words of births.series */

/* What the rows say of one calendar year. */
struct year {
    int32_t line;  /* of its first row; 0: none */
    double whole;  /* rows without month and zone; NaN: none */
    double months; /* sum of the rows with a month and no zone */
    int32_t month_rows;
    double zones; /* sum of the rows with a zone */
    int32_t zone_rows;
};

/* A zone's year may be one row or twelve: count twelfths. */
static void add_row(struct xw_draft *draft, int32_t row, struct year *year)
{
    const struct xw_rows *rows = &draft->table[XW_TABLE_BIRTHS];
    double births = xw_rows_number(rows, XW_COL_BIRTHS_BIRTHS, row);
    bool month = xw_rows_whole(rows, XW_COL_BIRTHS_MONTH, row) != XW_MISSING;
    if (year->line == 0) year->line = rows->line[row];
    if (xw_rows_text(rows, XW_COL_BIRTHS_ZONE, row) != NULL) {
        if (xw_draft_zone(draft, XW_COL_BIRTHS_ZONE, row) == XW_NONE) return;
        year->zones += births;
        year->zone_rows += month ? 1 : MONTHS;
    } else if (month) {
        year->months += births;
        year->month_rows++;
    } else {
        year->whole = births;
    }
}

/* The district's births of a year: its own row, else twelve months, else all zones; NaN when none
 * of them is complete. */
static double district_births(const struct year *year, int32_t zones)
{
    if (!isnan(year->whole)) return year->whole;
    if (year->month_rows == MONTHS) return year->months;
    if (year->zone_rows == zones * MONTHS) return year->zones;
    return NAN;
}

static void doubt_series(struct xw_draft *draft, int32_t row)
{
    xw_draft_doubt(draft, xw_rows_place(&draft->table[XW_TABLE_BIRTHS], XW_COL_BIRTHS_SERIES, row),
                   "births_series", "户籍或医院口径的出生数只作参考，未使用。",
                   "Births registered or counted in hospitals are another series than the resident "
                   "population; they are not used.");
}

static void doubt_partial(struct xw_draft *draft, int32_t line, int year)
{
    struct xw_place at = { .file = draft->table[XW_TABLE_BIRTHS].file, .line = line, .column = 1 };
    xw_draft_doubt(draft, at, "births_partial",
                   xw_arena_format(draft->work, "%d 年出生数不全（缺月份或小区），未使用。", year),
                   xw_arena_format(draft->work,
                                   "The births of %d lack months or zones; they are not used.",
                                   year));
}

enum xw_status xw_build_births(struct xw_draft *draft)
{
    struct xw_known_births *known = &draft->out->births;
    const struct xw_rows *rows = xw_draft_rows(draft, XW_TABLE_BIRTHS);
    double factor = xw_key_number(draft->root, "adjust.births", draft->diag);
    if (rows == NULL) return XW_OK;
    int32_t first = INT32_MAX, last = INT32_MIN;
    bool other_series = false;
    for (int32_t i = 0; i < rows->count; i++) {
        if (rows->bad[i]) continue;
        if (xw_rows_whole(rows, XW_COL_BIRTHS_SERIES, i) != RESIDENT) {
            if (!other_series) doubt_series(draft, i);
            other_series = true;
            continue;
        }
        int32_t year = xw_rows_whole(rows, XW_COL_BIRTHS_YEAR, i);
        if (year < first) first = year;
        if (year > last) last = year;
    }
    if (first > last) return XW_OK;
    int32_t years = last - first + 1;
    struct year *year = XW_TAKE(draft->work, years, struct year);
    known->district = XW_TAKE(draft->keep, years, double);
    if (year == NULL || known->district == NULL) return XW_NO_MEMORY;
    known->first = (int16_t)first;
    known->years = years;
    for (int32_t y = 0; y < years; y++)
        year[y].whole = NAN;
    for (int32_t i = 0; i < rows->count; i++)
        if (!rows->bad[i] && xw_rows_whole(rows, XW_COL_BIRTHS_SERIES, i) == RESIDENT)
            add_row(draft, i, &year[xw_rows_whole(rows, XW_COL_BIRTHS_YEAR, i) - first]);
    for (int32_t y = 0; y < years; y++) {
        known->district[y] = district_births(&year[y], draft->out->zones.count) * factor;
        if (year[y].line != 0 && isnan(known->district[y]))
            doubt_partial(draft, year[y].line, first + y);
    }
    return XW_OK;
}
