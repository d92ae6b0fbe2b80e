#include "xuewei/draft.h"
#include "xuewei/order.h"
#include <math.h>

/* A count that may be left out. */
static double count_of(const struct xw_rows *rows, enum xw_column column, int32_t row)
{
    int32_t count = xw_rows_whole(rows, column, row);
    return count == XW_MISSING ? NAN : (double)count;
}

/* No part is larger than its whole. */
static bool no_more_than(struct xw_draft *draft, enum xw_column part, enum xw_column whole,
                         int32_t row)
{
    const struct xw_rows *rows = &draft->table[xw_table_of_column(part)];
    double most = count_of(rows, whole, row);
    if (!(count_of(rows, part, row) > most)) return true;
    xw_draft_refuse(draft, part, row, "no more than %s, %.10g", xw_column_of(whole)->name, most);
    return false;
}

enum xw_status xw_build_teacher_exchange(struct xw_draft *draft)
{
    struct xw_teacher_exchange *e = &draft->out->teacher_exchange;
    const struct xw_rows *rows = xw_draft_rows(draft, XW_TABLE_TEACHER_EXCHANGE);
    if (rows == NULL) return XW_OK;
    int32_t n = rows->count;
    *e = (struct xw_teacher_exchange){ .cluster = XW_TAKE(draft->keep, n, int32_t),
                                       .year = XW_TAKE(draft->keep, n, int16_t),
                                       .eligible = XW_TAKE(draft->keep, n, double),
                                       .moved = XW_TAKE(draft->keep, n, double),
                                       .backbone = XW_TAKE(draft->keep, n, double),
                                       .years = XW_TAKE(draft->keep, n, double) };
    if (e->cluster == NULL || e->year == NULL || e->eligible == NULL || e->moved == NULL ||
        e->backbone == NULL || e->years == NULL)
        return XW_NO_MEMORY;
    for (int32_t i = 0; i < n; i++) {
        if (rows->bad[i]) continue;
        int32_t k = e->count;
        e->cluster[k] = xw_draft_cluster(draft, XW_COL_TEACHER_EXCHANGE_CLUSTER, i);
        e->year[k] = (int16_t)xw_rows_whole(rows, XW_COL_TEACHER_EXCHANGE_YEAR, i);
        e->eligible[k] = count_of(rows, XW_COL_TEACHER_EXCHANGE_ELIGIBLE, i);
        e->moved[k] = count_of(rows, XW_COL_TEACHER_EXCHANGE_MOVED, i);
        e->backbone[k] = count_of(rows, XW_COL_TEACHER_EXCHANGE_BACKBONE, i);
        e->years[k] = xw_rows_number(rows, XW_COL_TEACHER_EXCHANGE_YEARS, i);
        e->count += no_more_than(draft, XW_COL_TEACHER_EXCHANGE_MOVED,
                                 XW_COL_TEACHER_EXCHANGE_ELIGIBLE, i) &&
                    no_more_than(draft, XW_COL_TEACHER_EXCHANGE_BACKBONE,
                                 XW_COL_TEACHER_EXCHANGE_MOVED, i) &&
                    e->cluster[k] != XW_NONE;
    }
    return XW_OK;
}

enum xw_status xw_build_quota(struct xw_draft *draft)
{
    struct xw_quota *q = &draft->out->quota;
    const struct xw_rows *rows = xw_draft_rows(draft, XW_TABLE_QUOTA);
    if (rows == NULL) return XW_OK;
    int32_t n = rows->count;
    *q = (struct xw_quota){ .school = XW_TAKE(draft->keep, n, int32_t),
                            .year = XW_TAKE(draft->keep, n, int16_t),
                            .planned = XW_TAKE(draft->keep, n, double),
                            .filled = XW_TAKE(draft->keep, n, double) };
    if (q->school == NULL || q->year == NULL || q->planned == NULL || q->filled == NULL)
        return XW_NO_MEMORY;
    for (int32_t i = 0; i < n; i++) {
        if (rows->bad[i]) continue;
        int32_t k = q->count;
        bool district = xw_rows_text(rows, XW_COL_QUOTA_SCHOOL, i) == NULL;
        q->school[k] = xw_draft_school(draft, XW_COL_QUOTA_SCHOOL, i);
        q->year[k] = (int16_t)xw_rows_whole(rows, XW_COL_QUOTA_YEAR, i);
        q->planned[k] = count_of(rows, XW_COL_QUOTA_PLANNED, i);
        q->filled[k] = count_of(rows, XW_COL_QUOTA_FILLED, i);
        if (!no_more_than(draft, XW_COL_QUOTA_FILLED, XW_COL_QUOTA_PLANNED, i) ||
            (q->school[k] == XW_NONE) != district)
            continue;
        for (int32_t j = 0; j < k; j++)
            if (q->year[j] == q->year[k] && (q->school[j] == XW_NONE) != district) {
                xw_draft_refuse(draft, XW_COL_QUOTA_SCHOOL, i,
                                "one of the two in a year: schools, or the district");
                break;
            }
        q->count++;
    }
    return XW_OK;
}

enum xw_status xw_build_expenditure(struct xw_draft *draft)
{
    enum { TOTAL, PER_PUPIL };
    struct xw_expenditure *e = &draft->out->expenditure;
    const struct xw_rows *rows = xw_draft_rows(draft, XW_TABLE_EXPENDITURE);
    if (rows == NULL) return XW_OK;
    int32_t n = rows->count, count = 0, *order = XW_TAKE(draft->work, n, int32_t), *column[3];
    for (int k = 0; k < 3; k++)
        column[k] = XW_TAKE(draft->work, n, int32_t);
    *e = (struct xw_expenditure){ .stage = XW_TAKE(draft->keep, n, int32_t),
                                  .year = XW_TAKE(draft->keep, n, int16_t),
                                  .cny = XW_TAKE(draft->keep, n, double) };
    if (order == NULL || column[0] == NULL || column[1] == NULL || column[2] == NULL ||
        e->stage == NULL || e->year == NULL || e->cny == NULL)
        return XW_NO_MEMORY;
    for (int32_t i = 0; i < n; i++) {
        if (rows->bad[i]) continue;
        bool total = xw_rows_whole(rows, XW_COL_EXPENDITURE_ITEM, i) == TOTAL;
        bool stage = xw_rows_whole(rows, XW_COL_EXPENDITURE_STAGE, i) != XW_MISSING;
        if (total == stage) {
            xw_draft_refuse(draft, XW_COL_EXPENDITURE_STAGE, i,
                            total ? "nothing: the total is of all stages"
                                  : "the stage of the pupils");
            continue;
        }
        column[0][count] = i;
        column[1][count] = xw_draft_stage(draft, XW_COL_EXPENDITURE_STAGE, i);
        column[2][count] = xw_rows_whole(rows, XW_COL_EXPENDITURE_YEAR, i);
        count += total || column[1][count] != XW_NONE;
    }
    xw_order_rows(count, 2, (const int32_t *const[]){ column[1], column[2] }, order);
    e->count = count;
    for (int32_t k = 0; k < count; k++) {
        e->stage[k] = column[1][order[k]];
        e->year[k] = (int16_t)column[2][order[k]];
        e->cny[k] = xw_rows_number(rows, XW_COL_EXPENDITURE_CNY, column[0][order[k]]);
    }
    return XW_OK;
}
