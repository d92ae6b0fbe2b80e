#include "xuewei/cluster_rows.h"
#include "xuewei/equity.h"
#include <math.h>

static enum xw_status put(const struct xw_state *state, const struct xw_sink *sink,
                          const char *place, enum xw_measure measure, int32_t stage, double value,
                          double target)
{
    struct xw_figure f = { .measure = measure,
                           .stage = stage,
                           .place = place,
                           .year = state->year,
                           .value = value,
                           .target = target };
    return xw_measure_put(state, sink, &f);
}

static bool this_year(const struct xw_state *state, int16_t year)
{
    return year == state->prepared->first + state->year;
}

/* ---- attainment ----------------------------------------------------------------------------- */

/* The tested schools of a cluster and stage, by school. */
struct tested {
    int32_t count;
    double *pupils, *mean, *sd;
};

/* The row of a school, or of a cluster as one (school XW_NONE), in this year; XW_NONE without one. */
static int32_t row_of(const struct xw_state *state, int32_t cluster, int32_t school, int32_t stage)
{
    const struct xw_attainment *a = &state->prepared->scenario->attainment;
    for (int32_t i = 0; i < a->count; i++)
        if (a->cluster[i] == cluster && a->school[i] == school && a->stage[i] == stage &&
            this_year(state, a->year[i]))
            return i;
    return XW_NONE;
}

static enum xw_status attainment_row(const struct xw_state *state, struct tested *of,
                                     int32_t cluster, int32_t stage, const struct xw_sink *sink)
{
    const struct xw_scenario *s = state->prepared->scenario;
    const struct xw_attainment *a = &s->attainment;
    double most = s->indicator_rules.attainment_difference_max, value;
    int32_t own = row_of(state, cluster, XW_NONE, stage);
    of->count = 0;
    for (int32_t i = 0; i < s->schools.count; i++) {
        int32_t row = s->clusters.of[i] == cluster ? row_of(state, XW_NONE, i, stage) : XW_NONE;
        if (row == XW_NONE) continue;
        of->pupils[of->count] = a->pupils[row];
        of->mean[of->count] = a->mean[row];
        of->sd[of->count++] = a->sd[row];
    }
    if (own == XW_NONE && of->count == 0) return XW_OK;
    value = own != XW_NONE ? a->difference[own]
                           : xw_equity_between(of->count, of->pupils, of->mean, of->sd);
    struct xw_figure f = { .measure = XW_MEASURE_ATTAINMENT_DIFFERENCE,
                           .stage = stage,
                           .place = s->clusters.code[cluster],
                           .year = state->year,
                           .value = value,
                           .target = most };
    /* Below the limit, not at it. */
    if (!isnan(value)) f.status = value < most - 1e-9 ? "met" : "missed";
    return xw_measure_put(state, sink, &f);
}

/* ---- exchange ------------------------------------------------------------------------------- */

static enum xw_status exchange_rows(const struct xw_state *state, int32_t row,
                                    const struct xw_sink *sink)
{
    const struct xw_scenario *s = state->prepared->scenario;
    const struct xw_teacher_exchange *e = &s->teacher_exchange;
    const struct xw_indicator_rules *rule = &s->indicator_rules;
    const char *place = s->clusters.code[e->cluster[row]];
    double moved = e->moved[row];
    enum xw_status status = put(state, sink, place, XW_MEASURE_EXCHANGE_SHARE, XW_NONE,
                                moved / e->eligible[row], rule->exchange_share_min);
    if (status == XW_OK)
        status = put(state, sink, place, XW_MEASURE_EXCHANGE_BACKBONE, XW_NONE,
                     moved > 0.0 ? e->backbone[row] / moved : NAN, rule->exchange_backbone_min);
    if (status == XW_OK)
        status = put(state, sink, place, XW_MEASURE_EXCHANGE_YEARS, XW_NONE, e->years[row],
                     rule->exchange_years_min);
    return status;
}

enum xw_status xw_cluster_rows(const struct xw_state *state, struct xw_arena scratch,
                               const struct xw_sink *sink)
{
    const struct xw_scenario *s = state->prepared->scenario;
    const struct xw_teacher_exchange *e = &s->teacher_exchange;
    struct tested of = { .pupils = XW_TAKE(&scratch, s->schools.count, double),
                         .mean = XW_TAKE(&scratch, s->schools.count, double),
                         .sd = XW_TAKE(&scratch, s->schools.count, double) };
    enum xw_status status = XW_OK;
    if (of.pupils == NULL || of.mean == NULL || of.sd == NULL) return XW_NO_MEMORY;
    for (int32_t c = 0; c < s->clusters.count; c++) {
        for (int32_t g = 0; status == XW_OK && s->attainment.count > 0 && g < s->stages.count; g++)
            status = attainment_row(state, &of, c, g, sink);
        for (int32_t i = 0; status == XW_OK && i < e->count; i++)
            if (e->cluster[i] == c && this_year(state, e->year[i]))
                status = exchange_rows(state, i, sink);
    }
    return status;
}

/* ---- quota, money --------------------------------------------------------------------------- */

static enum xw_status quota_rows(const struct xw_state *state, const struct xw_sink *sink)
{
    const struct xw_scenario *s = state->prepared->scenario;
    const struct xw_quota *q = &s->quota;
    double planned = 0.0, filled = 0.0, least = s->indicator_rules.quota_filled_min;
    enum xw_status status = XW_OK;
    for (int32_t i = 0; i < q->count; i++) {
        if (!this_year(state, q->year[i])) continue;
        planned += q->planned[i];
        filled += q->filled[i]; /* whole numbers: exact in any order; NaN stays */
    }
    if (planned > 0.0)
        status =
            put(state, sink, "district", XW_MEASURE_QUOTA_FILLED, XW_NONE, filled / planned, least);
    for (int32_t k = 0; status == XW_OK && k < s->schools.count; k++)
        for (int32_t i = 0; status == XW_OK && i < q->count; i++)
            if (q->school[i] == k && this_year(state, q->year[i]))
                status = put(state, sink, s->schools.code[k], XW_MEASURE_QUOTA_FILLED, XW_NONE,
                             q->filled[i] / q->planned[i], least);
    return status;
}

enum xw_status xw_plan_rows(const struct xw_state *state, const struct xw_sink *sink)
{
    const struct xw_expenditure *e = &state->prepared->scenario->expenditure;
    enum xw_status status = quota_rows(state, sink);
    for (int32_t i = 0; status == XW_OK && i < e->count; i++) {
        bool later = i > 0 && e->stage[i - 1] == e->stage[i];
        if (!this_year(state, e->year[i])) continue;
        status =
            put(state, sink, "district",
                e->stage[i] == XW_NONE ? XW_MEASURE_EXPENDITURE : XW_MEASURE_EXPENDITURE_PER_PUPIL,
                e->stage[i], e->cny[i], later ? e->cny[i - 1] : NAN);
    }
    return status;
}
