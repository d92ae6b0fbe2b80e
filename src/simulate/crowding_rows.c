#include "xuewei/crowding_rows.h"
#include "xuewei/bands.h"
#include "xuewei/size_cap.h"
#include "xuewei/spread.h"
#include <math.h>

struct figure {
    enum xw_measure measure;
    double value, target;
};

static enum xw_status hand_over(const struct xw_state *state, int32_t stage, size_t count,
                                const struct figure *figure, const struct xw_sink *sink)
{
    enum xw_status status = XW_OK;
    for (size_t i = 0; status == XW_OK && i < count; i++)
        status = xw_measure_aim(state, sink, "district", figure[i].measure, stage, figure[i].value,
                                figure[i].target);
    return status;
}

static double per(double part, double whole)
{
    return whole > 0.0 ? part / whole : NAN;
}

static int64_t sum_of(int32_t count, const int32_t *value)
{
    int64_t sum = 0;
    for (int32_t i = 0; i < count; i++)
        sum += value[i];
    return sum;
}

/* The classes of a grade row in all open schools; over_norm counts those above its norm. */
static enum xw_status add_row(const struct xw_state *state, const struct xw_stage_tally *tally,
                              struct xw_arena scratch, int32_t row, struct xw_bands *bands,
                              int64_t *over_norm)
{
    int32_t norm = state->prepared->norm[row].norm;
    int32_t *pupils = XW_TAKE(&scratch, tally->divisions, int32_t);
    if (pupils == NULL) return XW_NO_MEMORY;
    xw_state_by_division(&state->seated[row], tally->divisions, pupils);
    for (int32_t d = 0; d < tally->divisions; d++) {
        struct xw_classes c = xw_formation_sizes(pupils[d], state->classes[row][d]);
        if (pupils[d] == 0) continue; /* an empty class is none */
        xw_bands_add(bands, c, norm);
        *over_norm += xw_formation_above(c, norm);
    }
    return XW_OK;
}

static enum xw_status class_rows(const struct xw_state *state, const struct xw_stage_tally *tally,
                                 struct xw_arena scratch, const struct xw_sink *sink)
{
    const struct xw_scenario *s = state->prepared->scenario;
    const struct xw_stage *of = &s->stages.stage[tally->stage];
    const double *norm = s->norms.value[tally->stage][of->first_row];
    struct xw_bands all = { 0 };
    int64_t over_norm = 0, entry_above = 0;
    for (int32_t g = 0; g < of->grades; g++) {
        enum xw_status status = add_row(state, tally, scratch, of->first_row + g, &all, &over_norm);
        if (status != XW_OK) return status;
        if (g == 0) entry_above = all.above_norm;
    }
    int32_t zones = state->prepared->zones;
    double classes = (double)all.classes, pupils = (double)all.pupils;
    const struct figure figure[] = {
        { XW_MEASURE_ASSIGNED_GAP_ENTRY,
          (double)(entry_above + sum_of(zones, tally->unplaced_entry)), NAN },
        { XW_MEASURE_ASSIGNED_GAP, (double)(all.above_norm + sum_of(zones, tally->unplaced_all)),
          NAN },
        { XW_MEASURE_CLASSES_OVER_50, (double)all.over[1], NAN },
        { XW_MEASURE_OVER_NORM_SHARE, per((double)over_norm, classes), NAN },
        { XW_MEASURE_OVER_50_SHARE, per((double)all.over[1], classes), NAN },
        { XW_MEASURE_LARGE_SHARE, per((double)all.over[2], classes),
          norm[XW_NORM_LARGE_SHARE_MAX] },
        { XW_MEASURE_OVERSIZE_SHARE, per((double)all.over[3], classes),
          norm[XW_NORM_OVERSIZE_SHARE_MAX] },
        { XW_MEASURE_PUPILS_OVER_45, per((double)all.in_over[0], pupils), NAN },
        { XW_MEASURE_PUPILS_OVER_50, per((double)all.in_over[1], pupils), NAN },
        { XW_MEASURE_PUPILS_OVER_55, per((double)all.in_over[2], pupils), NAN },
        { XW_MEASURE_PUPILS_OVER_65, per((double)all.in_over[3], pupils), NAN },
    };
    return hand_over(state, tally->stage, sizeof figure / sizeof *figure, figure, sink);
}

static enum xw_status utilisation_rows(const struct xw_state *state,
                                       const struct xw_stage_tally *tally, struct xw_arena scratch,
                                       const struct xw_sink *sink)
{
    int32_t *pupils = XW_TAKE(&scratch, tally->divisions, int32_t);
    double *used = XW_TAKE(&scratch, tally->divisions, double);
    int64_t seats = 0, all = 0;
    struct xw_spread spread;
    if (pupils == NULL || used == NULL) return XW_NO_MEMORY;
    xw_measure_roll(state, tally->stage, pupils);
    for (int32_t d = 0; d < tally->divisions; d++) {
        used[d] = per(pupils[d], tally->seats[d]);
        if (tally->seats[d] == 0) continue;
        seats += tally->seats[d];
        all += pupils[d];
    }
    enum xw_status status = xw_spread_of(scratch, tally->divisions, used, NULL, &spread);
    if (status != XW_OK) return status;
    const struct figure figure[] = {
        { XW_MEASURE_UTILISATION, per((double)all, (double)seats), NAN },
        { XW_MEASURE_UTILISATION_P10, spread.p10, NAN },
        { XW_MEASURE_UTILISATION_P50, spread.p50, NAN },
        { XW_MEASURE_UTILISATION_P90, spread.p90, NAN },
        { XW_MEASURE_UTILISATION_SPREAD, spread.p90 - spread.p10, NAN },
    };
    return hand_over(state, tally->stage, sizeof figure / sizeof *figure, figure, sink);
}

/* Entrants to public schools, and those of them whose school is not one of their zone's. */
static enum xw_status coordination_row(const struct xw_state *state,
                                       const struct xw_stage_tally *tally,
                                       const struct xw_sink *sink)
{
    const struct xw_prepared *p = state->prepared;
    const struct xw_catchment_year *c = &xw_prepared_stage(p, state->year, tally->stage)->catchment;
    const int32_t *school = p->timeline.school + p->timeline.stage_start[tally->stage];
    const struct xw_seated *entry =
        &state->seated[p->scenario->stages.stage[tally->stage].first_row];
    int64_t placed = 0, outside = 0;
    for (int32_t i = 0; i < entry->count; i++) {
        int32_t d = entry->division[i], z = entry->zone[i];
        if (d == XW_NONE || p->scenario->schools.sector[school[d]] == XW_PRIVATE) continue;
        bool own = false;
        for (int32_t k = c->start[z]; k < c->start[z + 1]; k++)
            own = own || c->division[k] == d;
        placed += entry->pupils[i];
        if (!own) outside += entry->pupils[i];
    }
    return xw_measure_say(state, sink, "district", XW_MEASURE_COORDINATION_SHARE, tally->stage,
                          per((double)outside, (double)placed));
}

enum xw_status xw_crowding_rows(const struct xw_state *state, const struct xw_stage_tally *tally,
                                struct xw_arena scratch, const struct xw_sink *sink)
{
    if (state->prepared->scenario->stages.stage[tally->stage].city) return XW_OK;
    enum xw_status status = class_rows(state, tally, scratch, sink);
    if (status == XW_OK) status = utilisation_rows(state, tally, scratch, sink);
    if (status == XW_OK) status = coordination_row(state, tally, sink);
    return status;
}

enum { SINGLE_MAX = 2000, NINE_YEAR_MAX = 2500 };

enum xw_status xw_school_size_rows(const struct xw_state *state, struct xw_arena scratch,
                                   const struct xw_sink *sink)
{
    const struct xw_prepared *p = state->prepared;
    const struct xw_scenario *s = p->scenario;
    int32_t *pupils = XW_TAKE(&scratch, s->schools.count, int32_t);
    int32_t *stages = XW_TAKE(&scratch, s->schools.count, int32_t); /* bit by stage taught */
    int32_t *first = XW_TAKE(&scratch, s->schools.count, int32_t);
    int32_t over_2000 = 0, over_2500 = 0, over = 0;
    bool any = false;
    if (pupils == NULL || stages == NULL || first == NULL) return XW_NO_MEMORY;
    enum xw_status status = xw_size_cap_schools(scratch, &s->schools, true, first);
    if (status != XW_OK) return status;
    for (int32_t g = 0; g < p->stages; g++) {
        enum xw_stage_name name = s->stages.stage[g].name;
        struct xw_arena work = scratch;
        int32_t divisions = xw_prepared_divisions(p, g);
        int32_t *roll = XW_TAKE(&work, divisions, int32_t);
        if (roll == NULL) return XW_NO_MEMORY;
        if ((name != XW_PRIMARY && name != XW_LOWER_SECONDARY) || s->stages.stage[g].city) continue;
        any = true;
        xw_measure_roll(state, g, roll);
        for (int32_t d = 0; d < divisions; d++) {
            if (roll[d] == 0) continue;
            int32_t i = first[p->timeline.school[p->timeline.stage_start[g] + d]];
            pupils[i] += roll[d];
            stages[i] |= 1 << g;
        }
    }
    if (!any) return XW_OK;
    for (int32_t i = 0; i < s->schools.count; i++) {
        bool nine_year = (stages[i] & (stages[i] - 1)) != 0;
        over_2000 += pupils[i] > SINGLE_MAX;
        over_2500 += pupils[i] > NINE_YEAR_MAX;
        over += pupils[i] > (nine_year ? NINE_YEAR_MAX : SINGLE_MAX);
    }
    const struct figure figure[] = { { XW_MEASURE_OVER_2000, over_2000, NAN },
                                     { XW_MEASURE_OVER_2500, over_2500, NAN },
                                     { XW_MEASURE_OVER_BALANCE_SIZE, over, 0.0 } };
    return hand_over(state, XW_NONE, sizeof figure / sizeof *figure, figure, sink);
}
