#include "plan_indicators.h"
#include "xuewei/run_carried.h"
#include <math.h>
#include <string.h>

enum xw_status xw_plan_rows_make(struct xw_arena *keep, const struct xw_figures *figures,
                                 struct xw_plan_rows *out)
{
    const struct xw_run *run = figures->run;
    *out = (struct xw_plan_rows){ figures, XW_TAKE(keep, figures->years + 1, int32_t) };
    if (out->begin == NULL) return XW_NO_MEMORY;
    for (int32_t y = 0; y <= figures->years; y++)
        out->begin[y] = run->measure_count;
    for (int32_t i = run->measure_count - 1; i >= 0; i--) {
        int32_t year = run->measure[i].year - figures->first;
        if (year >= 0 && year < figures->years) out->begin[year] = i;
    }
    return XW_OK;
}

const struct xw_run_measure *xw_plan_measure(const struct xw_plan_rows *rows, const char *place,
                                             enum xw_measure measure, int32_t stage, int16_t year)
{
    const struct xw_run *run = rows->f->run;
    int32_t y = year - rows->f->first;
    char name[XW_MEASURE_NAME];
    if (y < 0 || y >= rows->f->years) return NULL;
    xw_measure_name(measure, stage == XW_NONE ? XW_STAGE_NAMES : run->stage[stage].name, name);
    /* Figures that wait for the last year stand among its rows, with the years that they are of. */
    int32_t end = y + 1 < rows->f->years ? rows->begin[y + 1] : run->measure_count;
    for (int32_t i = rows->begin[y]; i < end; i++)
        if (run->measure[i].year == year && strcmp(run->measure[i].measure, name) == 0 &&
            strcmp(run->measure[i].place, place) == 0)
            return &run->measure[i];
    return NULL;
}

double xw_plan_number(const struct xw_plan_rows *rows, const char *place, enum xw_measure measure,
                      int32_t stage, int16_t year)
{
    const struct xw_run_measure *row = xw_plan_measure(rows, place, measure, stage, year);
    return row == NULL ? NAN : row->value;
}

const struct xw_run_register_year *xw_plan_value(const struct xw_run *run, const char *code,
                                                 int16_t year)
{
    for (int32_t i = 0; i < run->register_year_count; i++)
        if (run->register_year[i].year == year && strcmp(run->register_year[i].code, code) == 0)
            return &run->register_year[i];
    return NULL;
}

static enum xw_plan_verdict never_fell(const struct xw_run *run, const char *code)
{
    bool met = false;
    for (int32_t i = 0; i < run->register_year_count; i++) {
        if (strcmp(run->register_year[i].code, code) != 0) continue;
        if (strcmp(run->register_year[i].status, "missed") == 0) return XW_PLAN_MISSED;
        met = met || strcmp(run->register_year[i].status, "met") == 0;
    }
    return met ? XW_PLAN_MET : XW_PLAN_NEEDS_INPUT;
}

enum xw_plan_verdict xw_plan_verdict(const struct xw_run *run, int32_t row)
{
    const struct xw_carried *of = xw_run_carried(run, XW_TABLE_REGISTER);
    const char *code = xw_carried_text(of, XW_COL_REGISTER_CODE, row);
    const char *direction = xw_carried_text(of, XW_COL_REGISTER_DIRECTION, row);
    int32_t year = xw_carried_whole(of, XW_COL_REGISTER_TARGET_YEAR, row, XW_NONE);
    if (strcmp(direction, "none") == 0) return XW_PLAN_NOT_ASKED;
    if (strcmp(direction, "never_falls") == 0) return never_fell(run, code);
    const struct xw_run_register_year *value =
        year == XW_NONE ? NULL : xw_plan_value(run, code, (int16_t)year);
    if (value == NULL || value->status[0] == '\0') return XW_PLAN_NEEDS_INPUT;
    return strcmp(value->status, "met") == 0 ? XW_PLAN_MET : XW_PLAN_MISSED;
}

struct xw_plan_difference xw_plan_difference(const struct xw_plan_rows *rows, int32_t stage,
                                             int16_t year)
{
    struct xw_plan_difference d = { 0 };
    for (int k = 0; k < XW_RESOURCES; k++) {
        const struct xw_run_measure *row = xw_plan_measure(
            rows, "district", (enum xw_measure)((int32_t)XW_MEASURE_DIFFERENCE_DEGREE_TEACHERS + k),
            stage, year);
        if (row == NULL || isnan(row->value)) continue;
        d.above += row->value > row->target + 1e-9;
        if (d.known++ > 0 && row->value <= d.coefficient) continue;
        d.largest = (enum xw_resource)k;
        d.coefficient = row->value;
        d.limit = row->target;
    }
    return d;
}

static int decimals_of(double value)
{
    int decimals = 0;
    for (double shift = 1.0; decimals < 3 && isfinite(value); decimals++, shift *= 10.0)
        if (fabs(value * shift - round(value * shift)) < 1e-6 * shift) break;
    return isfinite(value) ? decimals : 0;
}

int xw_plan_decimals(const struct xw_run *run, int32_t row, double value)
{
    const struct xw_carried *of = xw_run_carried(run, XW_TABLE_REGISTER);
    int baseline = decimals_of(xw_carried_number(of, XW_COL_REGISTER_BASELINE, row));
    int target = decimals_of(xw_carried_number(of, XW_COL_REGISTER_TARGET, row));
    int most = baseline > target ? baseline : target;
    return most == 0 && isfinite(value) && fabs(value - round(value)) > 1e-9 ? 1 : most;
}
