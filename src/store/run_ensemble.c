#include "xuewei/run_ensemble.h"
#include "reader.h"
#include "writer.h"
#include <assert.h>

enum xw_status xw_run_writer_gap(struct xw_run_writer *writer, const struct xw_gap_row *gap,
                                 const struct xw_gap_spread *spread)
{
    struct xw_writer *w = writer->self;
    struct xw_row *row = &w->row[XW_GROWS_GAP];
    xw_row_text(row, xw_level_word(gap->level));
    xw_row_text(row, gap->place);
    xw_row_int(row, gap->year);
    xw_writer_put_stage(row, w->scenario, gap->stage);
    xw_row_text(row, xw_scope_word(gap->scope));
    xw_row_int(row, gap->demand);
    xw_row_count(row, gap->seats);
    xw_row_count(row, gap->local_gap);
    xw_row_count(row, gap->net_gap);
    xw_row_count(row, gap->unplaced);
    xw_row_count(row, gap->surplus);
    if (spread == NULL) {
        xw_row_nulls(row, 5);
    } else {
        xw_row_number(row, spread->p10);
        xw_row_number(row, spread->p50);
        xw_row_number(row, spread->p90);
        xw_row_number(row, spread->p_short);
        xw_row_number(row, spread->expected_short);
    }
    xw_row_count(row, gap->design);
    xw_row_count(row, gap->compliant);
    return xw_row_end(&w->file, row);
}

enum xw_status xw_run_writer_school(struct xw_run_writer *writer,
                                    const struct xw_school_row *school,
                                    const struct xw_school_spread *spread)
{
    struct xw_writer *w = writer->self;
    struct xw_row *row = &w->row[XW_GROWS_SCHOOL];
    xw_writer_put_school(row, w->scenario, school->school);
    xw_row_int(row, school->year);
    xw_writer_put_stage(row, w->scenario, school->stage);
    xw_row_int(row, school->rooms);
    xw_row_count(row, school->seats_norm);
    xw_row_count(row, school->seats_stretch);
    xw_row_int(row, school->pupils);
    xw_row_int(row, school->classes);
    xw_row_int(row, school->largest_class);
    xw_row_int(row, school->classes_over_norm);
    xw_row_int(row, school->classes_56);
    xw_row_int(row, school->classes_66);
    xw_row_int(row, school->over_size);
    xw_row_number(row, school->utilisation);
    xw_row_text(row, school->warning);
    if (spread == NULL) {
        xw_row_nulls(row, 4);
    } else {
        xw_row_number(row, spread->p10);
        xw_row_number(row, spread->p50);
        xw_row_number(row, spread->p90);
        xw_row_number(row, spread->p_over);
    }
    xw_row_int(row, school->rooms_used);
    xw_row_count(row, school->seats_design);
    xw_row_count(row, school->seats_compliant);
    xw_row_int(row, school->demand);
    xw_row_text(row, school->reason);
    xw_row_count(row, school->intake_plan);
    xw_row_int(row, school->special_rooms_used);
    xw_row_int(row, school->prefab_rooms_used);
    xw_row_int(row, school->sister_rooms_used);
    xw_row_count(row, school->limit_raised_to);
    return xw_row_end(&w->file, row);
}

enum xw_status xw_run_writer_project(struct xw_run_writer *writer,
                                     const struct xw_project_row *project, double p_open)
{
    struct xw_writer *w = writer->self;
    struct xw_row *row = &w->row[XW_GROWS_PROJECT];
    assert(project->project >= 0 && project->project < w->scenario->projects.count);
    xw_row_text(row, w->scenario->projects.code[project->project]);
    xw_row_int(row, project->year);
    xw_row_int(row, project->seats_added);
    xw_row_number(row, project->spend_cny);
    xw_row_number(row, p_open);
    xw_row_int(row, project->open);
    return xw_row_end(&w->file, row);
}

static void put_key(struct xw_row *row, enum xw_level level, const char *place)
{
    xw_row_text(row, xw_level_word(level));
    xw_row_text(row, place);
}

static void put_stage_scope(struct xw_row *row, const struct xw_writer *w, int32_t stage,
                            enum xw_scope scope)
{
    xw_writer_put_stage(row, w->scenario, stage);
    xw_row_text(row, xw_scope_word(scope));
}

enum xw_status xw_run_writer_quantile(struct xw_run_writer *writer,
                                      const struct xw_quantile_row *quantile)
{
    struct xw_writer *w = writer->self;
    struct xw_row *row = &w->row[XW_GROWS_QUANTILE];
    put_key(row, quantile->level, quantile->place);
    xw_row_int(row, quantile->year);
    put_stage_scope(row, w, quantile->stage, quantile->scope);
    xw_row_text(row, xw_quantity_word(quantile->quantity));
    xw_row_number(row, quantile->mean);
    xw_row_number(row, quantile->sd);
    xw_row_number(row, quantile->p2_5);
    xw_row_number(row, quantile->p10);
    xw_row_number(row, quantile->p25);
    xw_row_number(row, quantile->p50);
    xw_row_number(row, quantile->p75);
    xw_row_number(row, quantile->p90);
    xw_row_number(row, quantile->p97_5);
    return xw_row_end(&w->file, row);
}

enum xw_status xw_run_writer_risk(struct xw_run_writer *writer, const struct xw_risk_row *risk)
{
    struct xw_writer *w = writer->self;
    struct xw_row *row = &w->row[XW_GROWS_RISK];
    put_key(row, risk->level, risk->place);
    put_stage_scope(row, w, risk->stage, risk->scope);
    xw_row_number(row, risk->threshold);
    xw_row_count(row, risk->first_year);
    xw_row_number(row, risk->p_any);
    xw_row_number(row, risk->peak_p10);
    xw_row_number(row, risk->peak_p50);
    xw_row_number(row, risk->peak_p90);
    xw_row_number(row, risk->peak_year_p10);
    xw_row_number(row, risk->peak_year_p50);
    xw_row_number(row, risk->peak_year_p90);
    return xw_row_end(&w->file, row);
}

enum xw_status xw_run_writer_service(struct xw_run_writer *writer,
                                     const struct xw_service_row *service)
{
    struct xw_writer *w = writer->self;
    struct xw_row *row = &w->row[XW_GROWS_SERVICE];
    put_key(row, service->level, service->place);
    xw_row_int(row, service->year);
    put_stage_scope(row, w, service->stage, service->scope);
    xw_row_number(row, service->service);
    xw_row_number(row, service->seats);
    return xw_row_end(&w->file, row);
}

enum xw_status xw_run_writer_assumption(struct xw_run_writer *writer,
                                        const struct xw_assumption_row *assumption)
{
    struct xw_writer *w = writer->self;
    struct xw_row *row = &w->row[XW_GROWS_ASSUMPTION];
    xw_row_text(row, assumption->name);
    xw_row_text(row, assumption->name_zh);
    xw_row_text(row, assumption->name_en);
    xw_row_text(row, assumption->shape);
    xw_row_text(row, assumption->unit);
    xw_row_number(row, assumption->p10);
    xw_row_number(row, assumption->p50);
    xw_row_number(row, assumption->p90);
    xw_row_text(row, assumption->source);
    xw_row_text(row, xw_evidence_name(assumption->evidence));
    return xw_row_end(&w->file, row);
}

enum xw_status xw_run_writer_draw(struct xw_run_writer *writer, const struct xw_draw_row *draw,
                                  const void *packed, ptrdiff_t length)
{
    struct xw_writer *w = writer->self;
    struct xw_row *row = &w->row[XW_GROWS_DRAW];
    put_key(row, draw->level, draw->place);
    xw_row_int(row, draw->year);
    put_stage_scope(row, w, draw->stage, draw->scope);
    xw_row_text(row, xw_quantity_word(draw->quantity));
    xw_row_int(row, draw->replicates);
    xw_row_blob(row, packed, length);
    return xw_row_end(&w->file, row);
}

void xw_reader_quantile(struct xw_sql_rows *r, struct xw_run *run, int32_t i)
{
    struct xw_quantile_row *row = &run->quantile[i];
    row->level = xw_reader_level(r);
    row->place = xw_sql_rows_text(r);
    row->year = xw_sql_rows_year(r);
    row->stage = xw_reader_row(r, XW_ROWS_STAGE);
    row->scope = xw_reader_scope(r);
    row->quantity = xw_reader_quantity(r);
    row->mean = xw_sql_rows_number(r);
    row->sd = xw_sql_rows_number(r);
    row->p2_5 = xw_sql_rows_number(r);
    row->p10 = xw_sql_rows_number(r);
    row->p25 = xw_sql_rows_number(r);
    row->p50 = xw_sql_rows_number(r);
    row->p75 = xw_sql_rows_number(r);
    row->p90 = xw_sql_rows_number(r);
    row->p97_5 = xw_sql_rows_number(r);
}

void xw_reader_risk(struct xw_sql_rows *r, struct xw_run *run, int32_t i)
{
    struct xw_risk_row *row = &run->risk[i];
    row->level = xw_reader_level(r);
    row->place = xw_sql_rows_text(r);
    row->stage = xw_reader_row(r, XW_ROWS_STAGE);
    row->scope = xw_reader_scope(r);
    row->threshold = xw_sql_rows_number(r);
    row->first_year = xw_sql_rows_year(r);
    row->p_any = xw_sql_rows_number(r);
    row->peak_p10 = xw_sql_rows_number(r);
    row->peak_p50 = xw_sql_rows_number(r);
    row->peak_p90 = xw_sql_rows_number(r);
    row->peak_year_p10 = xw_sql_rows_number(r);
    row->peak_year_p50 = xw_sql_rows_number(r);
    row->peak_year_p90 = xw_sql_rows_number(r);
}

void xw_reader_service(struct xw_sql_rows *r, struct xw_run *run, int32_t i)
{
    struct xw_service_row *row = &run->service[i];
    row->level = xw_reader_level(r);
    row->place = xw_sql_rows_text(r);
    row->year = xw_sql_rows_year(r);
    row->stage = xw_reader_row(r, XW_ROWS_STAGE);
    row->scope = xw_reader_scope(r);
    row->service = xw_sql_rows_number(r);
    row->seats = xw_sql_rows_number(r);
}

void xw_reader_assumption(struct xw_sql_rows *r, struct xw_run *run, int32_t i)
{
    struct xw_assumption_row *row = &run->assumption[i];
    row->name = xw_sql_rows_text(r);
    row->name_zh = xw_sql_rows_text(r);
    row->name_en = xw_sql_rows_text(r);
    row->shape = xw_sql_rows_text(r);
    row->unit = xw_sql_rows_text(r);
    row->p10 = xw_sql_rows_number(r);
    row->p50 = xw_sql_rows_number(r);
    row->p90 = xw_sql_rows_number(r);
    row->source = xw_sql_rows_text(r);
    row->evidence = xw_reader_evidence(r);
}

void xw_reader_draw(struct xw_sql_rows *r, struct xw_run *run, int32_t i)
{
    struct xw_draw_row *row = &run->draw[i];
    row->level = xw_reader_level(r);
    row->place = xw_sql_rows_text(r);
    row->year = xw_sql_rows_year(r);
    row->stage = xw_reader_row(r, XW_ROWS_STAGE);
    row->scope = xw_reader_scope(r);
    row->quantity = xw_reader_quantity(r);
    row->replicates = xw_sql_rows_count(r);
}
