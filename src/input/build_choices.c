#include "xuewei/draft.h"
#include "xuewei/order.h"
#include <math.h>

/* Columns to order by, [4][rows], and the rows whose references hold in that order. */
struct found {
    int32_t count, *row, *key[4], *order;
};

static bool take_found(struct xw_draft *draft, int32_t rows, struct found *f)
{
    bool taken = (f->row = XW_TAKE(draft->work, rows, int32_t)) != NULL &&
                 (f->order = XW_TAKE(draft->work, rows, int32_t)) != NULL;
    for (int k = 0; k < 4; k++)
        taken = (f->key[k] = XW_TAKE(draft->work, rows, int32_t)) != NULL && taken;
    return taken;
}

/* In a year the shares of a zone's schools are at most 1. Rows of a zone stand together. */
static void check_shares(struct xw_draft *draft)
{
    const struct xw_siblings *s = &draft->out->siblings;
    const struct xw_rows *rows = &draft->table[XW_TABLE_SIBLINGS];
    for (int32_t from = 0, to; from < s->count; from = to) {
        for (to = from;
             to < s->count && s->stage[to] == s->stage[from] && s->zone[to] == s->zone[from]; to++)
            ;
        for (int32_t i = from; i < to; i++) {
            double sum = 0.0;
            for (int32_t j = from; j < to; j++) {
                bool nearer = j + 1 < to && s->school[j + 1] == s->school[j] &&
                              s->year[j + 1] == s->year[i] && s->year[j] == INT16_MIN;
                if ((s->year[j] == INT16_MIN || s->year[j] == s->year[i]) && !nearer &&
                    !isnan(s->share[j]))
                    sum += s->share[j];
            }
            if (sum <= 1.0 + 1e-9) continue;
            xw_diag_fault(
                draft->diag,
                (struct xw_place){
                    .file = rows->file, .line = s->line[i], .column = 1, .field = "share" },
                "the shares of the entrants of zone %s add up to %.10g; at most 1 is "
                "accepted",
                draft->out->zones.code[s->zone[i]], sum);
            break;
        }
    }
}

static enum xw_status build_siblings(struct xw_draft *draft)
{
    struct xw_siblings *s = &draft->out->siblings;
    const struct xw_rows *rows = xw_draft_rows(draft, XW_TABLE_SIBLINGS);
    struct found f = { 0 };
    if (rows == NULL) return XW_OK;
    int32_t n = rows->count;
    s->stage = XW_TAKE(draft->keep, n, int32_t);
    s->zone = XW_TAKE(draft->keep, n, int32_t);
    s->school = XW_TAKE(draft->keep, n, int32_t);
    s->year = XW_TAKE(draft->keep, n, int16_t);
    s->share = XW_TAKE(draft->keep, n, double);
    s->pupils = XW_TAKE(draft->keep, n, int32_t);
    s->line = XW_TAKE(draft->keep, n, int32_t);
    if (!take_found(draft, n, &f) || s->stage == NULL || s->zone == NULL || s->school == NULL ||
        s->year == NULL || s->share == NULL || s->pupils == NULL || s->line == NULL)
        return XW_NO_MEMORY;
    for (int32_t i = 0; i < n; i++) {
        if (rows->bad[i]) continue;
        int32_t k = f.count;
        f.row[k] = i;
        f.key[0][k] = xw_draft_stage(draft, XW_COL_SIBLINGS_STAGE, i);
        f.key[1][k] = xw_draft_zone(draft, XW_COL_SIBLINGS_ZONE, i);
        f.key[2][k] = xw_draft_school(draft, XW_COL_SIBLINGS_SCHOOL, i);
        f.key[3][k] = xw_draft_year(rows, XW_COL_SIBLINGS_YEAR, i, INT16_MIN);
        f.count += f.key[0][k] != XW_NONE && f.key[1][k] != XW_NONE && f.key[2][k] != XW_NONE;
    }
    xw_order_rows(f.count, 4, (const int32_t *const[]){ f.key[0], f.key[1], f.key[2], f.key[3] },
                  f.order);
    s->count = f.count;
    for (int32_t k = 0; k < f.count; k++) {
        int32_t at = f.order[k], row = f.row[at];
        int32_t pupils = xw_rows_whole(rows, XW_COL_SIBLINGS_PUPILS, row);
        s->stage[k] = f.key[0][at];
        s->zone[k] = f.key[1][at];
        s->school[k] = f.key[2][at];
        s->year[k] = (int16_t)f.key[3][at];
        s->share[k] = xw_rows_number(rows, XW_COL_SIBLINGS_SHARE, row);
        s->pupils[k] = pupils == XW_MISSING ? XW_NONE : pupils;
        s->line[k] = rows->line[row];
    }
    check_shares(draft);
    return XW_OK;
}

/* Pupils list schools only where they may choose. */
static void check_stage(struct xw_draft *draft, int32_t row, int32_t stage)
{
    if (stage == XW_NONE) return;
    const struct xw_stage *of = &draft->out->stages.stage[stage];
    if (of->admission != XW_ADMISSION_CHOICE)
        xw_draft_refuse(draft, XW_COL_PREFERENCES_STAGE, row, "a stage with admission: choice");
}

static enum xw_status build_preferences(struct xw_draft *draft)
{
    struct xw_preferences *p = &draft->out->preferences;
    const struct xw_rows *rows = xw_draft_rows(draft, XW_TABLE_PREFERENCES);
    struct found f = { 0 };
    if (rows == NULL) return XW_OK;
    int32_t n = rows->count;
    p->stage = XW_TAKE(draft->keep, n, int32_t);
    p->zone = XW_TAKE(draft->keep, n, int32_t);
    p->school = XW_TAKE(draft->keep, n, int32_t);
    p->tier = XW_TAKE(draft->keep, n, int32_t);
    p->rank = XW_TAKE(draft->keep, n, int32_t);
    p->utility = XW_TAKE(draft->keep, n, double);
    p->line = XW_TAKE(draft->keep, n, int32_t);
    if (!take_found(draft, n, &f) || p->stage == NULL || p->zone == NULL || p->school == NULL ||
        p->tier == NULL || p->rank == NULL || p->utility == NULL || p->line == NULL)
        return XW_NO_MEMORY;
    for (int32_t i = 0; i < n; i++) {
        if (rows->bad[i]) continue;
        int32_t k = f.count;
        f.row[k] = i;
        f.key[0][k] = xw_draft_stage(draft, XW_COL_PREFERENCES_STAGE, i);
        f.key[1][k] = xw_draft_zone(draft, XW_COL_PREFERENCES_ZONE, i);
        f.key[2][k] = xw_draft_tier(draft, XW_COL_PREFERENCES_TIER, i);
        f.key[3][k] = xw_draft_school(draft, XW_COL_PREFERENCES_SCHOOL, i);
        check_stage(draft, i, f.key[0][k]);
        f.count += f.key[0][k] != XW_NONE && f.key[1][k] != XW_NONE && f.key[3][k] != XW_NONE;
    }
    xw_order_rows(f.count, 4, (const int32_t *const[]){ f.key[0], f.key[1], f.key[2], f.key[3] },
                  f.order);
    p->count = f.count;
    for (int32_t k = 0; k < f.count; k++) {
        int32_t at = f.order[k], row = f.row[at];
        int32_t rank = xw_rows_whole(rows, XW_COL_PREFERENCES_RANK, row);
        p->stage[k] = f.key[0][at];
        p->zone[k] = f.key[1][at];
        p->tier[k] = f.key[2][at];
        p->school[k] = f.key[3][at];
        p->rank[k] = rank == XW_MISSING ? XW_NONE : rank;
        p->utility[k] = xw_rows_number(rows, XW_COL_PREFERENCES_UTILITY, row);
        p->line[k] = rows->line[row];
    }
    return XW_OK;
}

enum xw_status xw_build_choices(struct xw_draft *draft)
{
    enum xw_status status = build_siblings(draft);
    return status == XW_OK ? build_preferences(draft) : status;
}
