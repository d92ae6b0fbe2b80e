#include "xuewei/equity_rows.h"
#include "xuewei/equity.h"
#include <math.h>

/* The schools of one stage that are in scope. */
struct in_scope {
    int32_t stage, count;
    int32_t *school, *town; /* [count] */
    double *pupils;         /* [count] of the stage */
    int32_t columns;
    double *amount; /* [indicator * columns + i] NaN = not known */
};

static bool is_compulsory(enum xw_stage_name name)
{
    return name == XW_PRIMARY || name == XW_LOWER_SECONDARY;
}

/* Pupils of the compulsory stages by school; XW_NONE for a school of special education. */
static enum xw_status count_compulsory(const struct xw_state *state, struct xw_arena scratch,
                                       int32_t *compulsory)
{
    const struct xw_prepared *p = state->prepared;
    for (int32_t g = 0; g < p->stages; g++) {
        const struct xw_stage *of = &p->scenario->stages.stage[g];
        int32_t divisions = xw_prepared_divisions(p, g);
        const int32_t *school = p->timeline.school + p->timeline.stage_start[g];
        int32_t *pupils = XW_TAKE(&scratch, divisions, int32_t);
        if (pupils == NULL) return XW_NO_MEMORY;
        if (!is_compulsory(of->name) && of->name != XW_SPECIAL) continue;
        xw_measure_roll(state, g, pupils);
        for (int32_t d = 0; d < divisions; d++)
            if (of->name == XW_SPECIAL)
                compulsory[school[d]] = XW_NONE;
            else if (compulsory[school[d]] != XW_NONE)
                compulsory[school[d]] += pupils[d];
    }
    return XW_OK;
}

/* Schools with at least so many pupils of compulsory stages; `cluster`: its schools alone. */
static enum xw_status find_schools(const struct xw_state *state, struct xw_arena *keep,
                                   const int32_t *compulsory, int32_t least, int32_t cluster,
                                   struct in_scope *in)
{
    const struct xw_prepared *p = state->prepared;
    const struct xw_scenario *s = p->scenario;
    int32_t divisions = xw_prepared_divisions(p, in->stage);
    const int32_t *school = p->timeline.school + p->timeline.stage_start[in->stage];
    int32_t *pupils = XW_TAKE(keep, divisions, int32_t);
    in->school = XW_TAKE(keep, divisions, int32_t);
    in->town = XW_TAKE(keep, divisions, int32_t);
    in->pupils = XW_TAKE(keep, divisions, double);
    in->amount = XW_TAKE(keep, XW_RESOURCES * (ptrdiff_t)divisions, double);
    if (pupils == NULL || in->school == NULL || in->town == NULL || in->pupils == NULL ||
        in->amount == NULL)
        return XW_NO_MEMORY;
    xw_measure_roll(state, in->stage, pupils);
    for (int32_t d = 0; d < divisions; d++) {
        int32_t of = school[d], i = in->count;
        if (pupils[d] == 0 || compulsory[of] < least) continue;
        if (cluster != XW_NONE && s->clusters.of[of] != cluster) continue;
        in->school[i] = of;
        in->town[i] = s->zones.town[s->schools.zone[of]];
        in->pupils[i] = pupils[d];
        for (int32_t k = 0; k < XW_RESOURCES; k++) {
            bool of_stage;
            double amount = xw_resources_at(&s->resources, of, in->stage, (enum xw_resource)k,
                                            (int16_t)(p->first + state->year), &of_stage);
            in->amount[k * divisions + i] = of_stage ? amount : amount * pupils[d] / compulsory[of];
        }
        in->count++;
    }
    in->columns = divisions;
    return XW_OK;
}

static enum xw_status put(const struct xw_state *state, const struct xw_sink *sink,
                          const char *place, int32_t measure, int32_t stage, double value,
                          double target)
{
    struct xw_figure f = { .measure = (enum xw_measure)measure,
                           .stage = stage,
                           .place = place,
                           .year = state->year,
                           .value = value,
                           .target = target };
    return xw_measure_put(state, sink, &f);
}

/* One indicator over the schools in scope: coefficient, Gini, Theil. */
static enum xw_status indicator_rows(const struct xw_state *state, struct xw_arena scratch,
                                     const struct in_scope *in, enum xw_resource k,
                                     const struct xw_sink *sink)
{
    const struct xw_scenario *s = state->prepared->scenario;
    int32_t first_row = s->stages.stage[in->stage].first_row;
    double most = s->norms.value[in->stage][first_row][XW_NORM_DIFFERENCE_MAX], gini;
    const double *amount = in->amount + (ptrdiff_t)k * in->columns;
    struct xw_theil theil;
    struct xw_difference d = xw_equity_difference(in->count, in->pupils, amount);
    enum xw_status status =
        put(state, sink, "district", XW_MEASURE_DIFFERENCE_DEGREE_TEACHERS + (int32_t)k, in->stage,
            d.coefficient, most);
    if (status != XW_OK || isnan(d.coefficient)) return status; /* an amount is not known */
    status = xw_equity_gini(scratch, in->count, in->pupils, amount, &gini);
    if (status == XW_OK)
        status = xw_equity_theil(scratch, in->count, in->pupils, amount, s->zones.towns, in->town,
                                 &theil);
    if (status != XW_OK) return status;
    const struct {
        enum xw_measure first;
        double value;
    } more[] = { { XW_MEASURE_GINI_DEGREE_TEACHERS, gini },
                 { XW_MEASURE_THEIL_DEGREE_TEACHERS, theil.total },
                 { XW_MEASURE_THEIL_BETWEEN_DEGREE_TEACHERS, theil.between },
                 { XW_MEASURE_THEIL_WITHIN_DEGREE_TEACHERS, theil.within } };
    for (size_t i = 0; status == XW_OK && i < sizeof more / sizeof *more; i++)
        status = xw_measure_say(state, sink, "district",
                                (enum xw_measure)((int32_t)more[i].first + (int32_t)k), in->stage,
                                more[i].value);
    return status;
}

static const char *verdict(enum xw_balance balance)
{
    switch (balance) {
    case XW_BALANCE_MET:
        return "met";
    case XW_BALANCE_MISSED:
        return "missed";
    case XW_BALANCE_NEEDS_INPUT:
        break;
    }
    return "needs_input";
}

/* What one school has per pupil, and whether it passes. */
static enum xw_status school_rows(const struct xw_state *state, const struct in_scope *in,
                                  int32_t i, const struct xw_sink *sink, enum xw_balance *balance)
{
    const struct xw_scenario *s = state->prepared->scenario;
    int32_t first_row = s->stages.stage[in->stage].first_row, met;
    const double *norms = s->norms.value[in->stage][first_row];
    const char *place = s->schools.code[in->school[i]];
    double share[XW_RESOURCES];
    enum xw_status status = XW_OK;
    for (int32_t k = 0; status == XW_OK && k < XW_RESOURCES; k++) {
        double norm = norms[xw_resource_norm((enum xw_resource)k)];
        double has =
            in->amount[k * in->columns + i] / in->pupils[i] * xw_resource_per((enum xw_resource)k);
        share[k] = norm > 0.0 ? has / norm : isnan(norm) ? NAN : 1.0; /* a norm of 0 asks nothing */
        status =
            put(state, sink, place, XW_MEASURE_PER_PUPIL_DEGREE_TEACHERS + k, in->stage, has, norm);
    }
    *balance = xw_equity_school(XW_RESOURCES, share, &met);
    if (status != XW_OK) return status;
    struct xw_figure f = { .measure = XW_MEASURE_INDICATORS_MET,
                           .stage = in->stage,
                           .place = place,
                           .year = state->year,
                           .value = met,
                           .target = XW_EQUITY_MET_MIN,
                           .status = verdict(*balance) };
    return xw_measure_put(state, sink, &f);
}

static enum xw_status stage_rows(const struct xw_state *state, struct xw_arena scratch,
                                 const int32_t *compulsory, int32_t stage,
                                 const struct xw_sink *sink)
{
    struct in_scope in = { .stage = stage };
    int32_t count[XW_BALANCE_NEEDS_INPUT + 1] = { 0 };
    enum xw_status status =
        find_schools(state, &scratch, compulsory, XW_EQUITY_MIN_PUPILS, XW_NONE, &in);
    if (status != XW_OK || in.count == 0) return status;
    for (int32_t k = 0; status == XW_OK && k < XW_RESOURCES; k++)
        status = indicator_rows(state, scratch, &in, (enum xw_resource)k, sink);
    for (int32_t i = 0; status == XW_OK && i < in.count; i++) {
        enum xw_balance balance = XW_BALANCE_NEEDS_INPUT;
        status = school_rows(state, &in, i, sink, &balance);
        count[balance]++;
    }
    if (status == XW_OK)
        status =
            xw_measure_say(state, sink, "district", XW_MEASURE_SCHOOLS_IN_SCOPE, stage, in.count);
    if (status != XW_OK) return status;
    enum xw_balance all = count[XW_BALANCE_MISSED] > 0        ? XW_BALANCE_MISSED
                          : count[XW_BALANCE_NEEDS_INPUT] > 0 ? XW_BALANCE_NEEDS_INPUT
                                                              : XW_BALANCE_MET;
    struct xw_figure f = { .measure = XW_MEASURE_SCHOOLS_BALANCED,
                           .stage = stage,
                           .place = "district",
                           .year = state->year,
                           .value = count[XW_BALANCE_MET],
                           .target = in.count,
                           .status = verdict(all) };
    return xw_measure_put(state, sink, &f);
}

/* How unequally the schools of one cluster are equipped: no limit is set for it, and small schools
 * count too. */
static enum xw_status cluster_rows(const struct xw_state *state, struct xw_arena scratch,
                                   const int32_t *compulsory, int32_t stage, int32_t cluster,
                                   const struct xw_sink *sink)
{
    const struct xw_scenario *s = state->prepared->scenario;
    struct in_scope in = { .stage = stage };
    enum xw_status status = find_schools(state, &scratch, compulsory, 1, cluster, &in);
    if (status != XW_OK || in.count < 2) return status;
    for (int32_t k = 0; status == XW_OK && k < XW_RESOURCES; k++) {
        struct xw_difference d =
            xw_equity_difference(in.count, in.pupils, in.amount + (ptrdiff_t)k * in.columns);
        status = put(state, sink, s->clusters.code[cluster],
                     XW_MEASURE_DIFFERENCE_DEGREE_TEACHERS + k, stage, d.coefficient, NAN);
    }
    return status;
}

enum xw_status xw_equity_rows(const struct xw_state *state, struct xw_arena scratch,
                              const struct xw_sink *sink)
{
    const struct xw_scenario *s = state->prepared->scenario;
    if (s->resources.count == 0) return XW_OK;
    int32_t *compulsory = XW_TAKE(&scratch, s->schools.count, int32_t);
    if (compulsory == NULL) return XW_NO_MEMORY;
    enum xw_status status = count_compulsory(state, scratch, compulsory);
    for (int32_t g = 0; status == XW_OK && g < s->stages.count; g++)
        if (is_compulsory(s->stages.stage[g].name) && !s->stages.stage[g].city) {
            status = stage_rows(state, scratch, compulsory, g, sink);
            for (int32_t c = 0; status == XW_OK && c < s->clusters.count; c++)
                status = cluster_rows(state, scratch, compulsory, g, c, sink);
        }
    return status;
}
