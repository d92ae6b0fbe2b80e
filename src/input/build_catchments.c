#include "xuewei/draft.h"
#include "xuewei/order.h"
#include <math.h>

static enum xw_status build_catchments(struct xw_draft *draft)
{
    struct xw_catchments *c = &draft->out->catchments;
    const struct xw_rows *rows = xw_draft_rows(draft, XW_TABLE_CATCHMENTS);
    if (rows == NULL) return XW_OK;
    int32_t *column[5], *order = XW_TAKE(draft->work, rows->count, int32_t);
    for (int32_t k = 0; k < 5; k++)
        column[k] = XW_TAKE(draft->work, rows->count, int32_t);
    c->tier = XW_TAKE(draft->keep, rows->count, int32_t);
    c->stage = XW_TAKE(draft->keep, rows->count, int32_t);
    c->zone = XW_TAKE(draft->keep, rows->count, int32_t);
    c->school = XW_TAKE(draft->keep, rows->count, int32_t);
    c->from_year = XW_TAKE(draft->keep, rows->count, int16_t);
    c->to_year = XW_TAKE(draft->keep, rows->count, int16_t);
    c->line = XW_TAKE(draft->keep, rows->count, int32_t);
    if (order == NULL || column[0] == NULL || column[1] == NULL || column[2] == NULL ||
        column[3] == NULL || column[4] == NULL || c->tier == NULL || c->stage == NULL ||
        c->zone == NULL || c->school == NULL || c->from_year == NULL || c->to_year == NULL ||
        c->line == NULL)
        return XW_NO_MEMORY;
    int32_t count = 0;
    for (int32_t i = 0; i < rows->count; i++) {
        if (rows->bad[i]) continue;
        xw_draft_check_span(draft, XW_COL_CATCHMENTS_FROM_YEAR, XW_COL_CATCHMENTS_TO_YEAR, i);
        column[0][count] = i;
        column[1][count] = xw_draft_stage(draft, XW_COL_CATCHMENTS_STAGE, i);
        column[2][count] = xw_draft_zone(draft, XW_COL_CATCHMENTS_ZONE, i);
        column[3][count] = xw_draft_school(draft, XW_COL_CATCHMENTS_SCHOOL, i);
        if (column[3][count] != XW_NONE && draft->out->schools.boarding[column[3][count]])
            xw_draft_refuse(draft, XW_COL_CATCHMENTS_SCHOOL, i,
                            "a school without boarding: boarding schools are open to all zones");
        column[4][count] = xw_draft_tier(draft, XW_COL_CATCHMENTS_TIER, i);
        count += column[1][count] != XW_NONE && column[2][count] != XW_NONE &&
                 column[3][count] != XW_NONE;
    }
    c->count = count;
    xw_order_rows(count, 4, (const int32_t *const[]){ column[1], column[2], column[3], column[4] },
                  order);
    for (int32_t k = 0; k < count; k++) {
        int32_t at = order[k], row = column[0][at];
        c->stage[k] = column[1][at];
        c->zone[k] = column[2][at];
        c->school[k] = column[3][at];
        c->tier[k] = column[4][at];
        c->from_year[k] = xw_draft_year(rows, XW_COL_CATCHMENTS_FROM_YEAR, row, INT16_MIN);
        c->to_year[k] = xw_draft_year(rows, XW_COL_CATCHMENTS_TO_YEAR, row, XW_NEVER);
        c->line[k] = rows->line[row];
    }
    return XW_OK;
}

/* The shares of a school's leavers may not pass 1 in any year; the years in which a row begins are
 * the ones in which a sum can rise. */
static void check_shares(struct xw_draft *draft)
{
    const struct xw_feeders *f = &draft->out->feeders;
    const struct xw_rows *rows = &draft->table[XW_TABLE_FEEDERS];
    int32_t said = XW_NONE; /* one fault a school; rows of a school stand together */
    for (int32_t i = 0; i < f->count; i++) {
        double sum = 0;
        for (int32_t j = 0; j < f->count; j++)
            if (f->from_school[j] == f->from_school[i] && f->from_year[j] <= f->from_year[i] &&
                f->to_year[j] >= f->from_year[i])
                sum += f->share[j];
        /* Shares written with four decimals, three of 0.3333 and one of 0.0001, add up to 1. */
        if (sum <= 1.0 + 1e-9 || f->from_school[i] == said) continue;
        said = f->from_school[i];
        xw_diag_fault(draft->diag,
                      (struct xw_place){
                          .file = rows->file, .line = f->line[i], .column = 1, .field = "share" },
                      "the shares of the leavers of %s add up to %.10g; at most 1 is accepted",
                      draft->out->schools.code[f->from_school[i]], sum);
    }
}

static enum xw_status build_feeders(struct xw_draft *draft)
{
    struct xw_feeders *f = &draft->out->feeders;
    const struct xw_rows *rows = xw_draft_rows(draft, XW_TABLE_FEEDERS);
    if (rows == NULL) return XW_OK;
    int32_t *column[3], *order = XW_TAKE(draft->work, rows->count, int32_t);
    for (int32_t k = 0; k < 3; k++)
        column[k] = XW_TAKE(draft->work, rows->count, int32_t);
    f->from_school = XW_TAKE(draft->keep, rows->count, int32_t);
    f->to_school = XW_TAKE(draft->keep, rows->count, int32_t);
    f->share = XW_TAKE(draft->keep, rows->count, double);
    f->from_year = XW_TAKE(draft->keep, rows->count, int16_t);
    f->to_year = XW_TAKE(draft->keep, rows->count, int16_t);
    f->line = XW_TAKE(draft->keep, rows->count, int32_t);
    if (order == NULL || column[0] == NULL || column[1] == NULL || column[2] == NULL ||
        f->from_school == NULL || f->to_school == NULL || f->share == NULL ||
        f->from_year == NULL || f->to_year == NULL || f->line == NULL)
        return XW_NO_MEMORY;
    int32_t count = 0;
    for (int32_t i = 0; i < rows->count; i++) {
        if (rows->bad[i]) continue;
        xw_draft_check_span(draft, XW_COL_FEEDERS_FROM_YEAR, XW_COL_FEEDERS_TO_YEAR, i);
        column[0][count] = i;
        column[1][count] = xw_draft_school(draft, XW_COL_FEEDERS_FROM_SCHOOL, i);
        column[2][count] = xw_draft_school(draft, XW_COL_FEEDERS_TO_SCHOOL, i);
        count += column[1][count] != XW_NONE && column[2][count] != XW_NONE;
    }
    f->count = count;
    xw_order_rows(count, 2, (const int32_t *const[]){ column[1], column[2] }, order);
    for (int32_t k = 0; k < count; k++) {
        int32_t at = order[k], row = column[0][at];
        f->from_school[k] = column[1][at];
        f->to_school[k] = column[2][at];
        f->share[k] = xw_rows_number(rows, XW_COL_FEEDERS_SHARE, row);
        f->from_year[k] = xw_draft_year(rows, XW_COL_FEEDERS_FROM_YEAR, row, INT16_MIN);
        f->to_year[k] = xw_draft_year(rows, XW_COL_FEEDERS_TO_YEAR, row, XW_NEVER);
        f->line[k] = rows->line[row];
    }
    check_shares(draft);
    return XW_OK;
}

enum xw_status xw_build_catchments(struct xw_draft *draft)
{
    enum xw_status status = build_catchments(draft);
    return status == XW_OK ? build_feeders(draft) : status;
}
