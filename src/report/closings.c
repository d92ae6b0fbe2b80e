#include "closings.h"
#include "xuewei/run_draws.h"
#include <math.h>

/* The first year by which a share of `shorts` has closed. */
static int16_t year_of(const int32_t *by_year, int32_t years, int32_t shorts, double share,
                       int16_t first)
{
    int32_t closed = 0, wanted = (int32_t)ceil(share * shorts - 1e-9);
    for (int32_t y = 0; y < years; y++) {
        closed += by_year[y];
        if (closed >= wanted) return (int16_t)(first + y);
    }
    return XW_NONE;
}

struct xw_closing_years xw_closing_years(const int32_t *gap, int32_t years, int32_t histories,
                                         int16_t first, int32_t *by_year)
{
    struct xw_closing_years out = { histories, 0, XW_NONE, XW_NONE, XW_NONE };
    for (int32_t y = 0; y <= years; y++)
        by_year[y] = 0;
    for (int32_t i = 0; i < histories; i++) {
        int32_t last = years - 1; /* with a gap */
        while (last >= 0 && gap[(ptrdiff_t)last * histories + i] <= 0)
            last--;
        if (last < 0) continue;
        out.shorts++;
        by_year[last + 1]++;
    }
    if (out.shorts == 0) return out;
    out.p10 = year_of(by_year, years, out.shorts, 0.1, first);
    out.p50 = year_of(by_year, years, out.shorts, 0.5, first);
    out.p90 = year_of(by_year, years, out.shorts, 0.9, first);
    return out;
}

/* The local gaps of a stage, year by year; false: the run keeps not all of them. */
static enum xw_status read_stage(const struct xw_run *run, struct xw_run_draws *draws,
                                 int32_t stage, int32_t years, int32_t *gap, bool *all)
{
    *all = false;
    for (int32_t y = 0; y < years; y++) {
        int32_t row =
            xw_run_draws_find(run, XW_LEVEL_DISTRICT, "district", (int16_t)(run->first + y), stage,
                              XW_SCOPE_ALL, XW_QUANTITY_LOCAL_GAP);
        if (row == XW_NONE || run->draw[row].replicates != run->replicates) return XW_OK;
        enum xw_status status =
            xw_run_draws_read(draws, run, row, gap + (ptrdiff_t)y * run->replicates);
        if (status != XW_OK) return status;
    }
    *all = true;
    return XW_OK;
}

enum xw_status xw_closings_make(struct xw_arena *keep, const struct xw_figures *f,
                                struct xw_closings *out, const char **trouble)
{
    const struct xw_run *run = f->run;
    *out = (struct xw_closings){ 0 };
    if (run->draw_count == 0 || run->replicates <= 0) return XW_OK;
    struct xw_closing_years *stage = XW_TAKE(keep, f->stages, struct xw_closing_years);
    int32_t *gap = XW_TAKE_RAW(keep, (ptrdiff_t)f->years * run->replicates, int32_t);
    int32_t *by_year = XW_TAKE(keep, f->years + 1, int32_t);
    if (stage == NULL || gap == NULL || by_year == NULL) return XW_NO_MEMORY;
    struct xw_run_draws draws;
    enum xw_status status = xw_run_draws_open(&draws, run->path, keep);
    for (int32_t s = 0; s < f->stages && status == XW_OK; s++) {
        bool all;
        status = read_stage(run, &draws, s, f->years, gap, &all);
        stage[s] = (struct xw_closing_years){ 0, 0, XW_NONE, XW_NONE, XW_NONE };
        if (status == XW_OK && all)
            stage[s] = xw_closing_years(gap, f->years, run->replicates, f->first, by_year);
    }
    if (status == XW_OK) out->stage = stage;
    if (draws.trouble != NULL) *trouble = draws.trouble;
    xw_run_draws_close(&draws);
    return status;
}
