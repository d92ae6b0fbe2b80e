#include "xuewei/draft.h"
#include "xuewei/measures.h"
#include <math.h>
#include <string.h>

static bool compares_with_number(int32_t direction)
{
    return direction <= XW_DIRECTION_BELOW;
}

static bool compares_with_baseline(int32_t direction)
{
    return direction == XW_DIRECTION_FALLS || direction == XW_DIRECTION_RISES;
}

static void check_target(struct xw_draft *draft, const struct xw_rows *rows, int32_t row)
{
    int32_t direction = xw_rows_whole(rows, XW_COL_REGISTER_DIRECTION, row);
    int32_t year = xw_rows_whole(rows, XW_COL_REGISTER_TARGET_YEAR, row);
    bool given = !isnan(xw_rows_number(rows, XW_COL_REGISTER_TARGET, row));
    if (compares_with_number(direction) && !given)
        xw_draft_refuse(draft, XW_COL_REGISTER_DIRECTION, row,
                        "a direction without a number, or give the target that it compares with");
    if (!compares_with_number(direction) && given)
        xw_draft_refuse(draft, XW_COL_REGISTER_TARGET, row,
                        "nothing: the row's direction compares with no number; target_zh and "
                        "target_en hold what is printed");
    if (year == XW_MISSING &&
        (compares_with_number(direction) || compares_with_baseline(direction)))
        xw_draft_refuse(draft, XW_COL_REGISTER_TARGET_YEAR, row,
                        "the year in which the target is to be reached");
}

static void check_baseline(struct xw_draft *draft, const struct xw_rows *rows, int32_t row)
{
    int32_t direction = xw_rows_whole(rows, XW_COL_REGISTER_DIRECTION, row);
    int32_t from = xw_rows_whole(rows, XW_COL_REGISTER_BASELINE_YEAR, row);
    int32_t to = xw_rows_whole(rows, XW_COL_REGISTER_TARGET_YEAR, row);
    bool given = !isnan(xw_rows_number(rows, XW_COL_REGISTER_BASELINE, row));
    if (from == XW_MISSING && (given || compares_with_baseline(direction)))
        xw_draft_refuse(draft, XW_COL_REGISTER_BASELINE_YEAR, row, "the year of the baseline");
    if (from != XW_MISSING && to != XW_MISSING && to < from)
        xw_draft_refuse(draft, XW_COL_REGISTER_TARGET_YEAR, row,
                        "a year not before that of the baseline, %d", (int)from);
}

static void check_measure(struct xw_draft *draft, const struct xw_rows *rows, int32_t row)
{
    const char *name = xw_rows_text(rows, XW_COL_REGISTER_MEASURE, row);
    enum xw_stage_name stage;
    if (name == NULL) return;
    if (xw_measure_find(name, &stage) == XW_MEASURES)
        xw_draft_refuse(draft, XW_COL_REGISTER_MEASURE, row,
                        "a figure of measure_year by its whole name, such as "
                        "gross_enrolment_kindergarten");
    else if (stage != XW_STAGE_NAMES && xw_stages_find(&draft->out->stages, stage) == XW_NONE)
        xw_draft_refuse(draft, XW_COL_REGISTER_MEASURE, row,
                        "a figure of a stage that the scenario has");
}

static bool is_registered(const struct xw_rows *rows, const char *code)
{
    for (int32_t i = 0; i < rows->count; i++) {
        const char *known = xw_rows_text(rows, XW_COL_REGISTER_CODE, i);
        if (known != NULL && strcmp(known, code) == 0) return true;
    }
    return false;
}

static void check_years(struct xw_draft *draft, const struct xw_rows *rows)
{
    const struct xw_rows *home = &draft->table[XW_TABLE_REGISTER];
    for (int32_t i = 0; i < rows->count; i++) {
        if (rows->bad[i]) continue;
        const char *code = xw_rows_text(rows, XW_COL_REGISTER_YEARS_CODE, i);
        bool value = !isnan(xw_rows_number(rows, XW_COL_REGISTER_YEARS_VALUE, i));
        bool part = !isnan(xw_rows_number(rows, XW_COL_REGISTER_YEARS_PART, i));
        bool whole = !isnan(xw_rows_number(rows, XW_COL_REGISTER_YEARS_WHOLE, i));
        if (home->file == NULL)
            xw_draft_refuse(draft, XW_COL_REGISTER_YEARS_CODE, i,
                            "nothing: the scenario has no table register");
        else if (!home->broken && !is_registered(home, code))
            xw_draft_refuse(draft, XW_COL_REGISTER_YEARS_CODE, i, "an indicator of %s", home->file);
        if (part != whole)
            xw_draft_refuse(draft, part ? XW_COL_REGISTER_YEARS_WHOLE : XW_COL_REGISTER_YEARS_PART,
                            i, "a number: part and whole are given together");
        else if (value == part)
            xw_draft_refuse(draft, XW_COL_REGISTER_YEARS_VALUE, i,
                            value ? "nothing, where part and whole are given"
                                  : "a number, where part and whole are not given");
    }
}

enum xw_status xw_build_register(struct xw_draft *draft)
{
    const struct xw_rows *rows = xw_draft_rows(draft, XW_TABLE_REGISTER);
    for (int32_t i = 0; rows != NULL && i < rows->count; i++) {
        if (rows->bad[i]) continue;
        check_target(draft, rows, i);
        check_baseline(draft, rows, i);
        check_measure(draft, rows, i);
    }
    rows = xw_draft_rows(draft, XW_TABLE_REGISTER_YEARS);
    if (rows != NULL) check_years(draft, rows);
    return XW_OK;
}
