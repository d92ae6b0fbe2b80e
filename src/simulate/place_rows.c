#include "xuewei/place_rows.h"
#include "xuewei/cost.h"
#include "xuewei/residents.h"
#include "xuewei/staff_rows.h"
#include <math.h>

static int16_t this_year(const struct xw_state *state)
{
    return (int16_t)(state->prepared->first + state->year);
}

/* Residents of a zone and residence status aged from .. to on 1 September, household and institutional. */
static double residents(const struct xw_state *state, int32_t residency, int32_t zone, int32_t from,
                        int32_t to)
{
    const struct xw_scenario *s = state->prepared->scenario;
    const double *kept = s->population.institutional +
                         ((ptrdiff_t)residency * s->zones.count + zone) * XW_SEXES * s->ages;
    double sum = 0.0;
    for (int32_t a = from; a <= to && a < s->ages; a++)
        sum += xw_residents_aged(state, residency, zone, a) + kept[a] + kept[s->ages + a];
    return sum;
}

double xw_residents_of_zone(const struct xw_state *state, int32_t zone, int32_t from, int32_t to)
{
    double sum = 0.0;
    for (int32_t k = 0; k < state->prepared->scenario->residencies.count; k++)
        sum += residents(state, k, zone, from, to);
    return sum;
}

/* One residence status of a zone. */
static enum xw_status people_of(const struct xw_state *state, int32_t zone, int32_t residency,
                                const struct xw_sink *sink)
{
    const struct xw_scenario *s = state->prepared->scenario;
    static const char *const age[] = { "0",  "1",  "2",  "3",  "4",  "5",     "6",
                                       "7",  "8",  "9",  "10", "11", "12",    "13",
                                       "14", "15", "16", "17", "18", "19-59", "60+" };
    enum xw_status status = XW_OK;
    for (int32_t i = 0; status == XW_OK && i < 21; i++) {
        int32_t from = i < 20 ? i : 60, to = i < 19 ? i : i == 19 ? 59 : s->ages - 1;
        if (from >= s->ages) break;
        struct xw_population_row row = { .year = this_year(state),
                                         .zone = zone,
                                         .residency = s->residencies.code[residency],
                                         .age = age[i],
                                         .persons = residents(state, residency, zone, from, to) };
        status = sink->population(sink->self, &row);
    }
    return status;
}

enum xw_status xw_population_rows(const struct xw_state *state, const struct xw_sink *sink)
{
    const struct xw_scenario *s = state->prepared->scenario;
    enum xw_status status = XW_OK;
    for (int32_t z = 0; status == XW_OK && z < s->zones.count; z++)
        for (int32_t k = 0; status == XW_OK && k < s->residencies.count; k++)
            status = people_of(state, z, k, sink);
    return status;
}

enum xw_status xw_flow_rows(const struct xw_state *state, int32_t stage, const struct xw_sink *sink)
{
    const struct xw_prepared *p = state->prepared;
    const struct xw_scenario *s = p->scenario;
    const struct xw_timeline *t = &p->timeline;
    const struct xw_admission *a = &state->admission[stage];
    enum xw_status status = XW_OK;
    for (int32_t i = 0; status == XW_OK && i < a->placed.count; i++) {
        int32_t zone = a->placed.zone[i], division = a->placed.division[i];
        struct xw_flow_row row = { .year = this_year(state),
                                   .zone = zone,
                                   .stage = stage,
                                   .tier = xw_tiers_code(&s->tiers, &a->tiers, a->placed.tier[i]),
                                   .school = XW_NONE,
                                   .pupils = a->placed.pupils[i],
                                   .metres = XW_NONE,
                                   .reason = xw_reason_word((enum xw_reason)a->placed.reason[i]) };
        if (division != XW_NONE) {
            row.school = t->school[t->stage_start[stage] + division];
            /* Boarders sleep at school: their way is none of every day. */
            if (!s->schools.boarding[row.school])
                row.metres = p->way_m[(ptrdiff_t)zone * t->sites +
                                      t->site[xw_state_now(state, stage, division)]];
        }
        status = sink->flow(sink->self, &row);
    }
    return status;
}

enum xw_status xw_project_rows(const struct xw_state *state, const struct xw_sink *sink)
{
    const struct xw_scenario *s = state->prepared->scenario;
    const struct xw_timeline *t = &state->prepared->timeline;
    for (int32_t i = 0; i < s->projects.count; i++) {
        /* A project is paid for as late as its works begin. */
        int16_t paid_in = (int16_t)(this_year(state) - t->starts_in[i] + s->projects.start_year[i]);
        struct xw_project_row row = {
            .project = i,
            .year = this_year(state),
            .seats_added = t->project_seats[(ptrdiff_t)i * t->years + state->year],
            .spend_cny =
                s->projects.counted[i] ? xw_cost_of_year(&s->projects, &s->spend, i, paid_in) : 0.0,
            .open = s->projects.counted[i] && t->opens_in[i] <= this_year(state)
        };
        enum xw_status status = sink->project(sink->self, &row);
        if (status != XW_OK) return status;
    }
    return XW_OK;
}

enum xw_status xw_resident_measures(const struct xw_state *state, struct xw_arena scratch,
                                    const struct xw_sink *sink)
{
    const struct xw_scenario *s = state->prepared->scenario;
    const struct xw_zones *zones = &s->zones;
    double *town = XW_TAKE(&scratch, zones->towns, double);
    double *group = XW_TAKE(&scratch, zones->groups, double);
    double district = 0.0;
    if (town == NULL || group == NULL) return XW_NO_MEMORY;
    for (int32_t z = 0; z < zones->count; z++) {
        double n = xw_residents_of_zone(state, z, 0, s->ages - 1);
        district += n;
        town[zones->town[z]] += n;
        if (zones->group[z] != XW_NONE) group[zones->group[z]] += n;
    }
    enum xw_status status =
        xw_measure_say(state, sink, "district", XW_MEASURE_RESIDENTS, XW_NONE, district);
    for (int32_t i = 0; status == XW_OK && i < zones->towns; i++)
        status =
            xw_measure_say(state, sink, zones->town_zh[i], XW_MEASURE_RESIDENTS, XW_NONE, town[i]);
    for (int32_t i = 0; status == XW_OK && i < zones->groups; i++)
        status = xw_measure_say(state, sink, zones->group_name[i], XW_MEASURE_RESIDENTS, XW_NONE,
                                group[i]);
    return status;
}

/* Seats by the evidence of what made them: projects for what they add, the capacity table for the
 * rest. */
static void seats_by_evidence(const struct xw_state *state, const struct xw_stage_tally *tally,
                              double sum[XW_EVIDENCE_COUNT])
{
    const struct xw_scenario *s = state->prepared->scenario;
    const struct xw_timeline *t = &state->prepared->timeline;
    for (int32_t d = 0; d < tally->divisions; d++) {
        int32_t at = t->stage_start[tally->stage] + d;
        double rest = tally->seats[d];
        if (t->rooms[(ptrdiff_t)at * t->years + state->year] == 0) continue;
        for (int32_t i = 0; i < s->projects.count; i++) {
            double added = t->project_seats[(ptrdiff_t)i * t->years + state->year];
            if (t->project_division[i] != at || added <= 0.0 || rest <= 0.0) continue;
            added = fmin(added, rest);
            sum[s->projects.evidence[i]] += added;
            rest -= added;
        }
        int evidence = XW_ASSUMED;
        for (int32_t i = 0; i < s->capacity.count; i++)
            if (s->capacity.school[i] == t->school[at] && s->capacity.stage[i] == tally->stage &&
                s->capacity.year[i] <= this_year(state))
                evidence = s->capacity.evidence[i];
        sum[evidence] += rest;
    }
}

static enum xw_status evidence_row(const struct xw_state *state, int32_t stage, const char *weight,
                                   const double sum[XW_EVIDENCE_COUNT], const struct xw_sink *sink)
{
    double all = sum[XW_PUBLISHED] + sum[XW_ESTIMATED] + sum[XW_ASSUMED];
    if (!(all > 0.0)) return XW_OK;
    struct xw_evidence_row row = { .weight = weight, .stage = stage, .year = this_year(state) };
    for (int e = 0; e < XW_EVIDENCE_COUNT; e++)
        row.share[e] = sum[e] / all;
    return sink->evidence(sink->self, &row);
}

static enum xw_status evidence_rows(const struct xw_state *state,
                                    const struct xw_stage_tally *tally, const struct xw_sink *sink)
{
    const struct xw_base_population *of = &state->prepared->scenario->population;
    double pupils[XW_EVIDENCE_COUNT] = { 0 }, seats[XW_EVIDENCE_COUNT] = { 0 };
    for (int32_t z = 0; z < state->prepared->zones; z++) {
        double all = of->published[z] + of->estimated[z] + of->assumed[z];
        if (!(all > 0.0)) continue;
        pupils[XW_PUBLISHED] += tally->demand_all[z] * of->published[z] / all;
        pupils[XW_ESTIMATED] += tally->demand_all[z] * of->estimated[z] / all;
        pupils[XW_ASSUMED] += tally->demand_all[z] * of->assumed[z] / all;
    }
    seats_by_evidence(state, tally, seats);
    enum xw_status status = evidence_row(state, tally->stage, "pupils", pupils, sink);
    if (status == XW_OK) status = evidence_row(state, tally->stage, "seats", seats, sink);
    return status;
}

/* Do the measures of ways count a placement? Day pupils whom the public rounds have placed: neither
 * private schools nor boarders have a norm of distance. */
static bool goes_daily(const struct xw_state *state, int32_t stage, int32_t division,
                       enum xw_reason reason)
{
    const struct xw_prepared *p = state->prepared;
    if (division == XW_NONE || reason == XW_REASON_PRIVATE || reason == XW_REASON_GUARANTEED)
        return false;
    int32_t school = p->timeline.school[p->timeline.stage_start[stage] + division];
    return !p->scenario->schools.boarding[school];
}

/* Mean way of the entrants who have a place, and the share of them within the service radius. */
static void ways(const struct xw_state *state, const struct xw_stage_tally *tally, double *mean_m,
                 double *within)
{
    const struct xw_prepared *p = state->prepared;
    const struct xw_timeline *t = &p->timeline;
    const struct xw_admission *a = &state->admission[tally->stage];
    int32_t first_row = p->scenario->stages.stage[tally->stage].first_row;
    double radius = p->scenario->norms.value[tally->stage][first_row][XW_NORM_SERVICE_RADIUS];
    double pupils = 0.0, metres = 0.0, near = 0.0;
    for (int32_t i = 0; i < a->placed.count; i++) {
        int32_t n = a->placed.pupils[i], division = a->placed.division[i];
        if (!goes_daily(state, tally->stage, division, (enum xw_reason)a->placed.reason[i]))
            continue;
        int32_t site = t->site[xw_state_now(state, tally->stage, division)];
        double way = p->way_m[(ptrdiff_t)a->placed.zone[i] * t->sites + site];
        pupils += n;
        metres += n * way;
        /* A norm radius is a straight line. */
        near += way <= radius * p->scenario->assignment.detour ? n : 0;
    }
    *mean_m = pupils > 0.0 ? metres / pupils : NAN;
    *within = pupils > 0.0 && !isnan(radius) ? near / pupils : NAN;
}

enum xw_status xw_stage_measures(const struct xw_state *state, const struct xw_stage_tally *tally,
                                 const struct xw_school_sums *sums, struct xw_arena scratch,
                                 const struct xw_sink *sink)
{
    const struct xw_scenario *s = state->prepared->scenario;
    const struct xw_stage *of = &s->stages.stage[tally->stage];
    if (of->city) return evidence_rows(state, tally, sink);
    double mean_m, within, classes = sums->overruns.classes;
    struct xw_staff staff;
    enum xw_status status = xw_staff_of_year(state, tally->stage, scratch, &staff);
    if (status != XW_OK) return status;
    ways(state, tally, &mean_m, &within);
    const struct {
        enum xw_measure measure;
        double value;
    } of_stage[] = {
        { XW_MEASURE_ROLL, (double)sums->pupils },
        { XW_MEASURE_ROOMS, (double)sums->rooms },
        { XW_MEASURE_SEATS_LOCKED, (double)sums->seats_locked },
        { XW_MEASURE_SCHOOLS, sums->schools },
        { XW_MEASURE_SCHOOLS_OVER_SIZE, sums->over_size },
        { XW_MEASURE_CLASSES, classes },
        { XW_MEASURE_MEAN_CLASS, classes > 0.0 ? (double)sums->pupils / classes : NAN },
        { XW_MEASURE_CLASSES_OVER_NORM, sums->overruns.over_norm },
        { XW_MEASURE_CLASSES_56, sums->overruns.large },
        { XW_MEASURE_CLASSES_66, sums->overruns.oversize },
        { XW_MEASURE_LARGEST_CLASS, sums->overruns.largest },
        { XW_MEASURE_STAFF, staff.needed },
        { XW_MEASURE_ENTRANTS_WAY, mean_m },
        { XW_MEASURE_ENTRANTS_WITHIN_RADIUS, within },
    };
    status = evidence_rows(state, tally, sink);
    for (size_t i = 0; status == XW_OK && i < sizeof of_stage / sizeof *of_stage; i++)
        status = xw_measure_say(state, sink, "district", of_stage[i].measure, tally->stage,
                                of_stage[i].value);
    return status;
}
