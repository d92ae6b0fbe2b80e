#include "xuewei/school_rows.h"
#include "xuewei/levers.h"
#include "xuewei/school_sizes.h"
#include "xuewei/shared_rooms.h"
#include "xuewei/warning_rows.h"
#include <math.h>
#include <string.h>

/* Will a counted project of the stage in the school or its town open after this year? */
static int relief_later(const struct xw_state *state, int32_t stage, int32_t school)
{
    const struct xw_scenario *s = state->prepared->scenario;
    const struct xw_projects *of = &s->projects;
    const int16_t *opens_in = state->prepared->timeline.opens_in;
    int32_t town = s->zones.town[s->schools.zone[school]];
    for (int32_t i = 0; i < of->count; i++) {
        /* A conversion relieves the stage that gains the rooms, where it gains them. */
        bool converts = of->kind[i] == XW_PROJECT_CONVERSION;
        int32_t gains = converts ? of->to_school[i] : of->school[i];
        int32_t gained = converts ? of->to_stage[i] : of->stage[i];
        if (!of->counted[i] || gained != stage || gains == XW_NONE) continue;
        if (opens_in[i] <= state->prepared->first + state->year) continue;
        if (of->kind[i] == XW_PROJECT_CLOSURE || of->kind[i] == XW_PROJECT_MERGER ||
            of->classes[i] == XW_NONE)
            continue;
        int32_t zone = of->zone[i] != XW_NONE && !converts ? of->zone[i] : s->schools.zone[gains];
        if (gains == school || s->zones.town[zone] == town) return 1;
    }
    return 0;
}

/* Entry seats that nobody of their catchments needs, by town. */
static void idle_by_town(const struct xw_state *state, const struct xw_stage_tally *tally,
                         const int32_t *demand, int32_t *idle)
{
    const struct xw_scenario *s = state->prepared->scenario;
    const int32_t *school =
        state->prepared->timeline.school + state->prepared->timeline.stage_start[tally->stage];
    for (int32_t d = 0; d < tally->divisions; d++)
        if (tally->seats_entry[d] > demand[d])
            idle[s->zones.town[s->schools.zone[school[d]]]] += tally->seats_entry[d] - demand[d];
}

static enum xw_status class_rows(const struct xw_state *state, const struct xw_stage_tally *tally,
                                 int32_t division, int32_t row, int32_t pupils,
                                 const struct xw_sink *sink, struct xw_overruns *overruns)
{
    const struct xw_prepared *p = state->prepared;
    struct xw_classes c = xw_formation_sizes(pupils, state->classes[row][division]);
    if (pupils == 0) return XW_OK;
    xw_overruns_add(overruns, c, p->norm[row].norm);
    struct xw_class_row out = {
        .school = p->timeline.school[p->timeline.stage_start[tally->stage] + division],
        .stage = tally->stage,
        .row = row,
        .year = (int16_t)(p->first + state->year),
        .pupils = pupils,
        .classes = c.classes,
        .smallest = c.smallest,
        .largest = c.largest
    };
    return sink->class_ == NULL ? XW_OK : sink->class_(sink->self, &out);
}

/* Rooms and seats of a division; the pupils follow. */
static struct xw_school_row row_of(const struct xw_state *state, const struct xw_stage_tally *tally,
                                   int32_t division, int32_t demand)
{
    const struct xw_prepared *p = state->prepared;
    const struct xw_timeline *t = &p->timeline;
    const struct xw_stage *of = &p->scenario->stages.stage[tally->stage];
    int32_t at = t->stage_start[tally->stage] + division;
    double mean_stretch = 0.0, mean_norm = 0.0;
    for (int32_t g = 0; g < of->grades; g++) {
        mean_stretch += p->norm[of->first_row + g].stretch;
        mean_norm += p->norm[of->first_row + g].norm;
    }
    return (struct xw_school_row){
        .school = t->school[at],
        .stage = tally->stage,
        .year = (int16_t)(p->first + state->year),
        .rooms = xw_shared_rooms(state, at),
        .seats_norm = tally->seats[division],
        .seats_stretch = (int32_t)floor(tally->seats[division] * mean_stretch / mean_norm),
        .seats_design = tally->design[division],
        .intake_plan = t->intake_plan[(ptrdiff_t)at * t->years + state->year],
        .seats_compliant = tally->compliant[division],
        .demand = demand
    };
}

/* Norm seats of the rooms that neither hold a continuing class nor may open one this year. */
static int32_t locked_seats(const struct xw_state *state, int32_t stage, int32_t division,
                            int32_t rooms)
{
    const struct xw_scenario *s = state->prepared->scenario;
    const struct xw_stage *of = &s->stages.stage[stage];
    rooms -= state->may_open[of->first_row][division];
    for (int32_t row = of->first_row + 1; row < of->first_row + of->grades; row++)
        rooms -= state->classes[row][division];
    return rooms > 0 ? xw_timeline_norm_seats(&s->stages, &s->norms, stage, rooms) : 0;
}

enum xw_status xw_school_rows(const struct xw_state *state, const struct xw_stage_tally *tally,
                              struct xw_arena scratch, const struct xw_sink *sink,
                              struct xw_school_sums *sums)
{
    const struct xw_prepared *p = state->prepared;
    const struct xw_scenario *s = p->scenario;
    const struct xw_stage *of = &s->stages.stage[tally->stage];
    const double *norm = s->norms.value[tally->stage][of->first_row];
    int32_t *demand = XW_TAKE(&scratch, tally->divisions, int32_t);
    int32_t *idle = XW_TAKE(&scratch, s->zones.towns, int32_t);
    int32_t *over_size = XW_TAKE(&scratch, tally->divisions, int32_t);
    int32_t *pupils[XW_MAX_GRADES];
    if (demand == NULL || idle == NULL || over_size == NULL) return XW_NO_MEMORY;
    for (int32_t g = 0; g < of->grades; g++) {
        pupils[g] = XW_TAKE(&scratch, tally->divisions, int32_t);
        if (pupils[g] == NULL) return XW_NO_MEMORY;
        xw_state_by_division(&state->seated[of->first_row + g], tally->divisions, pupils[g]);
    }
    xw_catchment_demand(&xw_prepared_stage(p, state->year, tally->stage)->catchment, p->zones,
                        tally->demand_entry, demand);
    idle_by_town(state, tally, demand, idle);
    enum xw_status held = xw_school_sizes_over(state, scratch, tally->stage, over_size);
    if (held != XW_OK) return held;

    /* The rule that the scenario gives goes before the usual one. */
    const uint8_t *colours = NULL;
    int32_t primary = xw_warning_primary(&s->warning_rules, tally->stage);
    if (primary != XW_NONE) {
        struct xw_warned warned;
        enum xw_status status = xw_warning_by_rule(state, tally, primary, &scratch, &warned);
        if (status != XW_OK) return status;
        colours = warned.colour;
    }
    *sums = (struct xw_school_sums){ 0 };
    for (int32_t d = 0; d < tally->divisions; d++) {
        struct xw_school_row row = row_of(state, tally, d, demand[d]);
        struct xw_overruns overruns = { 0 };
        int32_t entry_over = 0;
        if (!p->timeline.open[xw_state_now(state, tally->stage, d)]) continue;
        for (int32_t g = 0; g < of->grades; g++) {
            enum xw_status status =
                class_rows(state, tally, d, of->first_row + g, pupils[g][d], sink, &overruns);
            if (status != XW_OK) return status;
            if (g == 0) entry_over = overruns.over_norm;
            row.pupils += pupils[g][d];
            row.rooms_used += state->classes[of->first_row + g][d];
        }
        row.classes = overruns.classes;
        row.largest_class = overruns.largest;
        row.classes_over_norm = overruns.over_norm;
        row.classes_56 = overruns.large;
        row.classes_66 = overruns.oversize;
        row.over_size = over_size[d];
        row.utilisation = row.seats_norm > 0 ? (double)row.pupils / row.seats_norm : NAN;

        int32_t town = s->zones.town[s->schools.zone[row.school]];
        int32_t own = p->timeline.rooms[xw_state_now(state, tally->stage, d)];
        int32_t steady = (own + of->grades - 1) / of->grades * p->norm[of->first_row].norm;
        enum xw_warning colour =
            colours != NULL
                ? (enum xw_warning)colours[d]
                : xw_warning_colour(demand[d], tally->seats_entry[d], norm[XW_NORM_WARNING_YELLOW],
                                    norm[XW_NORM_WARNING_RED]);
        enum xw_crowding why = XW_CROWDING_NONE;
        if (colour != XW_WARNING_RED && entry_over == 0)
            why = row.classes_over_norm > 0 ? XW_CROWDING_EARLIER_WAVE : XW_CROWDING_NONE;
        else
            why = xw_warning_reason(demand[d], tally->seats_entry[d], steady, idle[town],
                                    relief_later(state, tally->stage, row.school));
        struct xw_levers_in_use levers =
            xw_levers_in_use(state, p->timeline.stage_start[tally->stage] + d);
        row.special_rooms_used = levers.special;
        row.prefab_rooms_used = levers.prefab;
        row.sister_rooms_used = levers.sister;
        row.limit_raised_to = levers.limit > 0 ? levers.limit : XW_NONE;
        row.warning = xw_warning_word(colour);
        row.reason = why == XW_CROWDING_NONE ? "" : xw_crowding_word(why);
        enum xw_status status = sink->school == NULL ? XW_OK : sink->school(sink->self, &row);
        if (status != XW_OK) return status;

        sums->seats_locked += locked_seats(state, tally->stage, d, row.rooms);
        sums->schools++;
        sums->pupils += row.pupils;
        sums->rooms += row.rooms;
        sums->over_size += row.over_size > 0;
        sums->overruns.classes += overruns.classes;
        sums->overruns.over_norm += overruns.over_norm;
        sums->overruns.large += overruns.large;
        sums->overruns.oversize += overruns.oversize;
        if (overruns.largest > sums->overruns.largest) sums->overruns.largest = overruns.largest;
    }
    return XW_OK;
}

enum xw_status xw_school_rolls(const struct xw_state *state, const struct xw_stage_tally *tally,
                               struct xw_arena scratch, const struct xw_sink *sink)
{
    const struct xw_prepared *p = state->prepared;
    const struct xw_stage *of = &p->scenario->stages.stage[tally->stage];
    const int32_t *school = p->timeline.school + p->timeline.stage_start[tally->stage];
    if (of->city) return XW_OK;
    int32_t *grade = XW_TAKE_RAW(&scratch, tally->divisions, int32_t);
    int32_t *pupils = XW_TAKE(&scratch, tally->divisions, int32_t);
    int32_t *over = XW_TAKE(&scratch, tally->divisions, int32_t);
    if (grade == NULL || pupils == NULL || over == NULL) return XW_NO_MEMORY;
    for (int32_t row = of->first_row; row < of->first_row + of->grades; row++) {
        xw_state_by_division(&state->seated[row], tally->divisions, grade);
        for (int32_t d = 0; d < tally->divisions; d++) {
            if (grade[d] == 0) continue;
            pupils[d] += grade[d];
            over[d] += xw_formation_above(xw_formation_sizes(grade[d], state->classes[row][d]),
                                          p->norm[row].norm);
        }
    }
    enum xw_status status = XW_OK;
    for (int32_t d = 0; status == XW_OK && d < tally->divisions; d++) {
        if (!p->timeline.open[xw_state_now(state, tally->stage, d)]) continue;
        status = sink->school(sink->self,
                              &(struct xw_school_row){ .school = school[d],
                                                       .stage = tally->stage,
                                                       .year = (int16_t)(p->first + state->year),
                                                       .pupils = pupils[d],
                                                       .classes_over_norm = over[d],
                                                       .utilisation = NAN,
                                                       .warning = "",
                                                       .reason = "" });
    }
    return status;
}
