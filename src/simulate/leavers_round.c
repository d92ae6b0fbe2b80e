#include "xuewei/leavers_round.h"
#include "xuewei/rationing.h"
#include "xuewei/rounding.h"

/* Whole pupils of every member by division: who stays, who is fed, and the rest in the last column. */
static enum xw_status direct(const struct xw_round *round, struct xw_arena scratch,
                             const struct xw_round_pool *pool, int32_t columns, int32_t *whole)
{
    int32_t divisions = round->divisions;
    double *value = XW_TAKE(&scratch, (ptrdiff_t)pool->count * columns, double);
    if (value == NULL) return XW_NO_MEMORY;
    for (int32_t m = 0; m < pool->count; m++) {
        const double *all = round->ways.directed + (ptrdiff_t)pool->zone[m] * divisions;
        const double *stay = round->ways.stay + (ptrdiff_t)pool->zone[m] * divisions;
        double *row = value + (ptrdiff_t)m * columns, rest = pool->pupils[m];
        for (int32_t d = 0; d < divisions; d++) {
            row[d] = pool->pupils[m] * stay[d];
            row[divisions + d] = pool->pupils[m] * (all[d] > stay[d] ? all[d] - stay[d] : 0.0);
            rest -= row[d] + row[divisions + d];
        }
        row[columns - 1] = rest > 0.0 ? rest : 0.0;
    }
    return xw_rounding_control(scratch, pool->count, columns, value, whole);
}

/* A division takes its applicants, column by column of `whole`, up to its norm. */
static enum xw_status take_in(struct xw_round *round, struct xw_arena scratch,
                              const struct xw_round_pool *pool, int32_t columns,
                              const int32_t *whole, int32_t division, int32_t column,
                              enum xw_reason reason)
{
    int32_t *applicants = XW_TAKE(&scratch, pool->count, int32_t);
    int32_t *admitted = XW_TAKE(&scratch, pool->count, int32_t);
    if (applicants == NULL || admitted == NULL) return XW_NO_MEMORY;
    for (int32_t m = 0; m < pool->count; m++)
        applicants[m] = whole[(ptrdiff_t)m * columns + column];
    enum xw_status status = xw_rationing_proportional(
        scratch, pool->count, applicants, round->places[division][XW_LAYER_NORM], admitted);
    for (int32_t m = 0; status == XW_OK && m < pool->count; m++)
        status = xw_round_place(round, pool, m, division, admitted[m], reason);
    return status;
}

/* The leavers of one order and lane. */
struct leavers {
    struct xw_round_pool pool;
    int32_t *whole; /* [pool.count * columns] */
};

static enum xw_status gather(const struct xw_round *round, struct xw_arena *scratch,
                             int32_t columns, struct leavers *of, int32_t *count)
{
    const struct xw_tier_year *tiers = &round->admission->tiers;
    const unsigned all = XW_RIGHT_SET(XW_RIGHTS) - 1;
    for (int32_t i = 0; i < 2 * tiers->count; i++) {
        int32_t t = i / 2, behind = i % 2;
        struct leavers *l = &of[*count];
        if (t > 0 && tiers->tier[t].order == tiers->tier[t - 1].order) continue;
        enum xw_status status =
            xw_round_gather(round, scratch, tiers->tier[t].order, behind, all, &l->pool);
        if (status != XW_OK) return status;
        if (l->pool.count == 0) continue;
        l->whole = XW_TAKE(scratch, (ptrdiff_t)l->pool.count * columns, int32_t);
        if (l->whole == NULL) return XW_NO_MEMORY;
        status = direct(round, *scratch, &l->pool, columns, l->whole);
        if (status != XW_OK) return status;
        ++*count;
    }
    return XW_OK;
}

enum xw_status xw_leavers_round(struct xw_round *round, struct xw_arena scratch)
{
    static const enum xw_reason reason[] = { XW_REASON_OWN_LEAVERS, XW_REASON_FEEDER };
    int32_t columns = 2 * round->divisions + 1, count = 0;
    struct leavers of[2 * XW_MAX_TIERS] = { 0 };
    if (!round->state->prepared->scenario->assignment.feeder_first || round->ways.directed == NULL)
        return XW_OK;
    enum xw_status status = gather(round, &scratch, columns, of, &count);
    /* Who stays is in the school already: all of them come before anybody who is sent to it. */
    for (int32_t r = 0; r < 2; r++)
        for (int32_t i = 0; i < count; i++)
            for (int32_t d = 0; status == XW_OK && d < round->divisions; d++)
                status = take_in(round, scratch, &of[i].pool, columns, of[i].whole, d,
                                 r * round->divisions + d, reason[r]);
    return status;
}
