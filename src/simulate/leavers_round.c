#include "xuewei/leavers_round.h"
#include "xuewei/rationing.h"
#include "xuewei/rounding.h"

/* The shares of the pool's members as cells of a table: by division who stays, then who is fed, then the
 * rest in the last column. */
static bool list_cells(const struct xw_round *round, struct xw_arena *scratch,
                       const struct xw_round_pool *pool, int32_t columns,
                       struct xw_rounding_cells *out)
{
    const struct xw_feeder_ways *fed = &round->ways.directed;
    ptrdiff_t room = pool->count;
    for (int32_t m = 0; m < pool->count; m++)
        room += 2 * (ptrdiff_t)(fed->start[pool->zone[m] + 1] - fed->start[pool->zone[m]]);
    int32_t *start = XW_TAKE_RAW(scratch, (ptrdiff_t)pool->count + 1, int32_t), n = 0;
    int32_t *column = XW_TAKE_RAW(scratch, room, int32_t);
    double *value = XW_TAKE_RAW(scratch, room, double);
    if (start == NULL || column == NULL || value == NULL) return false;
    for (int32_t m = 0; m < pool->count; m++) {
        int32_t first = fed->start[pool->zone[m]], ways = fed->start[pool->zone[m] + 1] - first;
        double rest = pool->pupils[m];
        start[m] = n;
        for (int32_t k = 0; k < ways; k++) {
            double all = fed->weight[first + k], stay = fed->own[first + k];
            value[n + k] = pool->pupils[m] * stay;
            value[n + ways + k] = pool->pupils[m] * (all > stay ? all - stay : 0.0);
            column[n + k] = fed->division[first + k];
            column[n + ways + k] = round->divisions + fed->division[first + k];
            rest -= value[n + k] + value[n + ways + k];
        }
        n += 2 * ways;
        column[n] = columns - 1;
        value[n++] = rest > 0.0 ? rest : 0.0;
    }
    start[pool->count] = n;
    *out = (struct xw_rounding_cells){ pool->count, columns, start, column, value };
    return true;
}

/* Whole pupils of every member by column. */
static enum xw_status direct(const struct xw_round *round, struct xw_arena scratch,
                             const struct xw_round_pool *pool, int32_t columns, int32_t *whole)
{
    struct xw_rounding_cells cells;
    if (!list_cells(round, &scratch, pool, columns, &cells)) return XW_NO_MEMORY;
    int32_t count = cells.start[pool->count], *pupils = XW_TAKE_RAW(&scratch, count, int32_t);
    if (pupils == NULL) return XW_NO_MEMORY;
    enum xw_status status = xw_rounding_cells(scratch, &cells, NULL, pupils);
    for (int32_t m = 0; status == XW_OK && m < pool->count; m++)
        for (int32_t i = cells.start[m]; i < cells.start[m + 1]; i++)
            whole[(ptrdiff_t)m * columns + cells.column[i]] = pupils[i];
    return status;
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
    int64_t all = 0;
    for (int32_t m = 0; m < pool->count; m++)
        all += applicants[m] = whole[(ptrdiff_t)m * columns + column];
    if (all == 0) return XW_OK;
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
    if (!round->state->prepared->scenario->assignment.feeder_first ||
        round->ways.directed.start == NULL)
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
