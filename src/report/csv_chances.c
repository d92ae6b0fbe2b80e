#include "csv_chances.h"
#include <math.h>

/* Quantiles of whole numbers lie on thousandths for 1,000 replicates, between them for others. */
enum { DECIMALS = 3 };

/* Runs whose quantiles and probabilities a report may print. */
static const struct xw_run *run_of(const struct xw_csv_tables *t, int32_t i)
{
    const struct xw_run *run = t->all[i].run;
    return run->replicates >= XW_CHANCES_LEAST ? run : NULL;
}

static void place(struct xw_csv_row *r, const struct xw_run *run, enum xw_level level,
                  const char *name, int32_t stage)
{
    xw_csv_text(r, run->name);
    xw_csv_text(r, xw_level_word(level));
    xw_csv_text(r, name);
    xw_csv_text(r, xw_csv_stage(run, stage));
}

static const char *scope_word(enum xw_scope scope)
{
    return scope == XW_SCOPE_ENTRY ? "entry" : "all";
}

void xw_csv_quantiles(const struct xw_csv_tables *t, struct xw_csv_row *r)
{
    for (int32_t i = 0; i < t->runs; i++) {
        const struct xw_run *run = run_of(t, i);
        for (int32_t k = 0; run != NULL && k < run->quantile_count; k++) {
            const struct xw_quantile_row *row = &run->quantile[k];
            place(r, run, row->level, row->place, row->stage);
            xw_csv_whole(r, row->year);
            xw_csv_text(r, scope_word(row->scope));
            xw_csv_text(r, xw_quantity_word(row->quantity));
            const double values[] = { row->mean, row->sd,  row->p2_5, row->p10,  row->p25,
                                      row->p50,  row->p75, row->p90,  row->p97_5 };
            for (size_t q = 0; q < sizeof values / sizeof *values; q++)
                xw_csv_real(r, values[q], DECIMALS);
            xw_csv_end(r);
        }
    }
}

void xw_csv_risk_year(const struct xw_csv_tables *t, struct xw_csv_row *r)
{
    for (int32_t i = 0; i < t->runs; i++) {
        const struct xw_run *run = run_of(t, i);
        for (int32_t k = 0; run != NULL && k < run->gap_count; k++) {
            const struct xw_run_gap *row = &run->gap[k];
            if (!isfinite(row->spread.p_short)) continue;
            place(r, run, row->level, row->place, row->stage);
            xw_csv_whole(r, row->year);
            xw_csv_text(r, scope_word(row->scope));
            xw_csv_real(r, row->spread.p_short, 5);
            xw_csv_real(r, row->spread.expected_short, DECIMALS);
            xw_csv_real(r, row->spread.p10, DECIMALS);
            xw_csv_real(r, row->spread.p50, DECIMALS);
            xw_csv_real(r, row->spread.p90, DECIMALS);
            xw_csv_end(r);
        }
    }
}

void xw_csv_risk(const struct xw_csv_tables *t, struct xw_csv_row *r)
{
    for (int32_t i = 0; i < t->runs; i++) {
        const struct xw_run *run = run_of(t, i);
        for (int32_t k = 0; run != NULL && k < run->risk_count; k++) {
            const struct xw_risk_row *row = &run->risk[k];
            place(r, run, row->level, row->place, row->stage);
            xw_csv_text(r, scope_word(row->scope));
            xw_csv_real(r, row->threshold, 3);
            xw_csv_whole_or_none(r, row->first_year);
            xw_csv_real(r, row->p_any, 5);
            xw_csv_real(r, row->peak_p10, DECIMALS);
            xw_csv_real(r, row->peak_p50, DECIMALS);
            xw_csv_real(r, row->peak_p90, DECIMALS);
            xw_csv_real(r, row->peak_year_p10, DECIMALS);
            xw_csv_real(r, row->peak_year_p50, DECIMALS);
            xw_csv_real(r, row->peak_year_p90, DECIMALS);
            xw_csv_end(r);
        }
    }
}

void xw_csv_service(const struct xw_csv_tables *t, struct xw_csv_row *r)
{
    for (int32_t i = 0; i < t->runs; i++) {
        const struct xw_run *run = run_of(t, i);
        for (int32_t k = 0; run != NULL && k < run->service_count; k++) {
            const struct xw_service_row *row = &run->service[k];
            place(r, run, row->level, row->place, row->stage);
            xw_csv_whole(r, row->year);
            xw_csv_text(r, scope_word(row->scope));
            xw_csv_real(r, row->service, 2);
            xw_csv_real(r, row->seats, DECIMALS);
            xw_csv_end(r);
        }
    }
}

void xw_csv_assumptions(const struct xw_csv_tables *t, struct xw_csv_row *r)
{
    for (int32_t i = 0; i < t->runs; i++) {
        const struct xw_run *run = run_of(t, i);
        for (int32_t k = 0; run != NULL && k < run->assumption_count; k++) {
            const struct xw_assumption_row *row = &run->assumption[k];
            xw_csv_text(r, run->name);
            xw_csv_text(r, row->name);
            xw_csv_text(r, row->name_zh);
            xw_csv_text(r, row->name_en);
            xw_csv_text(r, row->shape);
            xw_csv_text(r, row->unit);
            xw_csv_real(r, row->p10, 6);
            xw_csv_real(r, row->p50, 6);
            xw_csv_real(r, row->p90, 6);
            xw_csv_text(r, xw_csv_evidence(row->evidence));
            xw_csv_text(r, row->source);
            xw_csv_end(r);
        }
    }
}

void xw_csv_on_time(const struct xw_csv_tables *t, struct xw_csv_row *r)
{
    for (int32_t i = 0; i < t->runs; i++) {
        const struct xw_run *run = run_of(t, i);
        for (int32_t k = 0; run != NULL && k < run->project_year_count; k++) {
            const struct xw_run_project_year *row = &run->project_year[k];
            if (!isfinite(row->p_open) || row->project < 0 || row->project >= run->project_count)
                continue;
            xw_csv_text(r, run->name);
            xw_csv_text(r, run->project[row->project].code);
            xw_csv_whole(r, run->project[row->project].opens_in);
            xw_csv_whole(r, row->year);
            xw_csv_real(r, row->p_open, 5);
            xw_csv_whole(r, row->seats_added);
            xw_csv_real(r, row->open ? row->seats_added * (1.0 - row->p_open) : 0.0, DECIMALS);
            xw_csv_end(r);
        }
    }
}
