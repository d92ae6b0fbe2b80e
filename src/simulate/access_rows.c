#include "xuewei/access_rows.h"
#include "xuewei/spread.h"
#include <math.h>

enum by { BY_AIR, BY_WAY, BYS };

/* The shortest of both to any open public school of a stage, and to one with a free place. */
struct nearest {
    int32_t any[BYS], with_place[BYS];
};

static int32_t distance(const struct xw_state *state, int32_t stage, int32_t zone, int32_t division,
                        enum by by)
{
    const struct xw_prepared *p = state->prepared;
    const struct xw_timeline *t = &p->timeline;
    ptrdiff_t at = (ptrdiff_t)(t->stage_start[stage] + division) * t->years + state->year;
    const int32_t *metres = by == BY_AIR ? p->straight_m : p->way_m;
    return metres[(ptrdiff_t)zone * t->sites + t->site[at]];
}

static int32_t smaller(int32_t a, int32_t b)
{
    return a < b ? a : b;
}

static void find_nearest(const struct xw_state *state, const struct xw_stage_tally *tally,
                         const int32_t *roll, int32_t zone, struct nearest *out)
{
    const struct xw_prepared *p = state->prepared;
    const struct xw_timeline *t = &p->timeline;
    *out = (struct nearest){ { INT32_MAX, INT32_MAX }, { INT32_MAX, INT32_MAX } };
    for (int32_t d = 0; d < tally->divisions; d++) {
        ptrdiff_t at = t->stage_start[tally->stage] + d;
        if (!t->open[at * t->years + state->year]) continue;
        if (p->scenario->schools.sector[t->school[at]] == XW_PRIVATE) continue;
        for (int by = 0; by < BYS; by++) {
            int32_t m = distance(state, tally->stage, zone, d, (enum by)by);
            out->any[by] = smaller(out->any[by], m);
            if (roll[d] < tally->seats[d]) out->with_place[by] = smaller(out->with_place[by], m);
        }
    }
}

/* Pupils by home zone who go home in the evening, those who wait included. */
static void count_day_pupils(const struct xw_state *state, const struct xw_stage_tally *tally,
                             double *pupils)
{
    const struct xw_prepared *p = state->prepared;
    const struct xw_stage *of = &p->scenario->stages.stage[tally->stage];
    const int32_t *school = p->timeline.school + p->timeline.stage_start[tally->stage];
    for (int32_t z = 0; z < p->zones; z++)
        pupils[z] = tally->demand_all[z];
    for (int32_t row = of->first_row; row < of->first_row + of->grades; row++) {
        const struct xw_seated *s = &state->seated[row];
        for (int32_t i = 0; i < s->count; i++)
            if (s->division[i] != XW_NONE && p->scenario->schools.boarding[school[s->division[i]]])
                pupils[s->zone[i]] -= s->pupils[i];
    }
}

/* The groups of pupils who have a school without boarding, with their ways. */
struct groups {
    int32_t count;
    double *pupils, *metres[BYS];
};

static enum xw_status list_groups(const struct xw_state *state, const struct xw_stage_tally *tally,
                                  struct xw_arena *keep, struct groups *out)
{
    const struct xw_prepared *p = state->prepared;
    const struct xw_stage *of = &p->scenario->stages.stage[tally->stage];
    const int32_t *school = p->timeline.school + p->timeline.stage_start[tally->stage];
    ptrdiff_t most = 0;
    for (int32_t row = of->first_row; row < of->first_row + of->grades; row++)
        most += state->seated[row].count;
    *out =
        (struct groups){ .pupils = XW_TAKE(keep, most, double),
                         .metres = { XW_TAKE(keep, most, double), XW_TAKE(keep, most, double) } };
    if (out->pupils == NULL || out->metres[BY_AIR] == NULL || out->metres[BY_WAY] == NULL)
        return XW_NO_MEMORY;
    for (int32_t row = of->first_row; row < of->first_row + of->grades; row++) {
        const struct xw_seated *s = &state->seated[row];
        for (int32_t i = 0; i < s->count; i++) {
            int32_t d = s->division[i];
            if (d == XW_NONE || p->scenario->schools.boarding[school[d]]) continue;
            out->pupils[out->count] = s->pupils[i];
            for (int by = 0; by < BYS; by++)
                out->metres[by][out->count] =
                    distance(state, tally->stage, s->zone[i], d, (enum by)by);
            out->count++;
        }
    }
    return XW_OK;
}

static double share_within(int32_t count, const double *pupils, const double *metres, double radius)
{
    double near = 0.0, all = 0.0;
    for (int32_t i = 0; i < count; i++) {
        all += pupils[i];
        if (metres[i] <= radius) near += pupils[i];
    }
    return all > 0.0 ? near / all : NAN;
}

static enum xw_status radius_rows(const struct xw_state *state, const struct xw_stage_tally *tally,
                                  struct xw_arena scratch, double radius, const struct groups *own,
                                  const struct xw_sink *sink)
{
    int32_t zones = state->prepared->zones;
    int32_t *roll = XW_TAKE(&scratch, tally->divisions, int32_t);
    double *pupils = XW_TAKE(&scratch, zones, double);
    double *metres = XW_TAKE(&scratch, 2 * BYS * (ptrdiff_t)zones, double);
    if (roll == NULL || pupils == NULL || metres == NULL) return XW_NO_MEMORY;
    double *any = metres, *with_place = metres + BYS * (ptrdiff_t)zones;
    xw_measure_roll(state, tally->stage, roll);
    count_day_pupils(state, tally, pupils);
    for (int32_t z = 0; z < zones; z++) {
        struct nearest n;
        find_nearest(state, tally, roll, z, &n);
        for (int by = 0; by < BYS; by++) {
            any[by * zones + z] = n.any[by];
            with_place[by * zones + z] = n.with_place[by];
        }
    }
    static const enum xw_measure measure[3][BYS] = {
        { XW_MEASURE_WITHIN_ANY_STRAIGHT, XW_MEASURE_WITHIN_ANY_WAY },
        { XW_MEASURE_WITHIN_OWN_STRAIGHT, XW_MEASURE_WITHIN_OWN_WAY },
        { XW_MEASURE_WITHIN_FREE_STRAIGHT, XW_MEASURE_WITHIN_FREE_WAY }
    };
    enum xw_status status = XW_OK;
    for (int by = 0; status == XW_OK && by < BYS; by++) {
        const double share[3] = { share_within(zones, pupils, any + (ptrdiff_t)by * zones, radius),
                                  share_within(own->count, own->pupils, own->metres[by], radius),
                                  share_within(zones, pupils, with_place + (ptrdiff_t)by * zones,
                                               radius) };
        for (int k = 0; status == XW_OK && k < 3; k++)
            status =
                xw_measure_say(state, sink, "district", measure[k][by], tally->stage, share[k]);
    }
    return status;
}

enum xw_status xw_access_rows(const struct xw_state *state, const struct xw_stage_tally *tally,
                              struct xw_arena scratch, const struct xw_sink *sink)
{
    const struct xw_scenario *s = state->prepared->scenario;
    const struct xw_stage *of = &s->stages.stage[tally->stage];
    double radius = s->norms.value[tally->stage][of->first_row][XW_NORM_SERVICE_RADIUS];
    struct groups own;
    struct xw_spread spread;
    if (of->city) return XW_OK;
    enum xw_status status = list_groups(state, tally, &scratch, &own);
    if (status == XW_OK && !isnan(radius))
        status = radius_rows(state, tally, scratch, radius, &own, sink);
    if (status == XW_OK)
        status = xw_spread_of(scratch, own.count, own.metres[BY_WAY], own.pupils, &spread);
    if (status != XW_OK) return status;
    const struct {
        enum xw_measure measure;
        double value;
    } figure[] = { { XW_MEASURE_WAY_MEAN, spread.mean },
                   { XW_MEASURE_WAY_P90, spread.p90 },
                   { XW_MEASURE_WAY_MAX, spread.max } };
    for (size_t i = 0; status == XW_OK && i < sizeof figure / sizeof *figure; i++)
        status = xw_measure_say(state, sink, "district", figure[i].measure, tally->stage,
                                figure[i].value);
    return status;
}
