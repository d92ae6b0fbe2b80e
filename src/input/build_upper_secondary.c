#include "xuewei/draft.h"
#include <math.h>

/* A stage whose entrants are leavers of the stage below in every zone and year. */
static bool follows_leavers(const struct xw_scenario *s, int32_t stage)
{
    for (int32_t i = 0; i < s->entry.years * s->entry.zones; i++)
        if (isnan(s->entry.ratio[(ptrdiff_t)i * s->entry.stages + stage])) return false;
    return s->entry.ratio != NULL;
}

/* The row that holds in a year: its own, else the nearest earlier one, else the one without a year,
 * else the first later one. */
static int32_t row_of(const struct xw_rows *rows, int32_t year)
{
    int32_t earlier = XW_NONE, always = XW_NONE, later = XW_NONE;
    for (int32_t i = 0; i < rows->count; i++) {
        int32_t of = xw_rows_whole(rows, XW_COL_UPPER_SECONDARY_YEAR, i);
        if (rows->bad[i]) continue;
        if (of == XW_MISSING)
            always = i;
        else if (of <= year && (earlier == XW_NONE ||
                                of > xw_rows_whole(rows, XW_COL_UPPER_SECONDARY_YEAR, earlier)))
            earlier = i;
        else if (of > year &&
                 (later == XW_NONE || of < xw_rows_whole(rows, XW_COL_UPPER_SECONDARY_YEAR, later)))
            later = i;
    }
    return earlier != XW_NONE ? earlier : always != XW_NONE ? always : later;
}

enum xw_status xw_build_upper_secondary(struct xw_draft *draft)
{
    struct xw_scenario *s = draft->out;
    const struct xw_rows *rows = xw_draft_rows(draft, XW_TABLE_UPPER_SECONDARY);
    if (rows == NULL) return XW_OK;
    int32_t stage = xw_stages_find(&s->stages, XW_UPPER_SECONDARY), years = xw_scenario_years(s);
    struct xw_place at = { .file = rows->file, .line = 1, .column = 1 };
    if (stage == XW_NONE || stage == 0)
        xw_diag_fault(
            draft->diag, at,
            "the scenario has no upper_secondary with a stage below it: nobody is divided");
    else if (!draft->table[XW_TABLE_ENTRY].broken && !follows_leavers(s, stage))
        xw_diag_fault(
            draft->diag, at,
            "what is divided are the leavers of the stage below: the table entry must give "
            "the ratio of upper_secondary");
    s->general = (struct xw_general){ .given = rows->count > 0,
                                      .share = XW_TAKE(draft->keep, years, double),
                                      .inflow = XW_TAKE(draft->keep, years, int32_t) };
    if (s->general.share == NULL || s->general.inflow == NULL) return XW_NO_MEMORY;
    for (int32_t y = 0; y < years; y++) {
        int32_t row = row_of(rows, s->first + y);
        if (row == XW_NONE) continue; /* every row was refused */
        int32_t inflow = xw_rows_whole(rows, XW_COL_UPPER_SECONDARY_INFLOW, row);
        s->general.share[y] = xw_rows_number(rows, XW_COL_UPPER_SECONDARY_GENERAL_SHARE, row);
        s->general.inflow[y] = inflow == XW_MISSING ? 0 : inflow;
    }
    return XW_OK;
}
