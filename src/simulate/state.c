#include "xuewei/state.h"
#include "xuewei/closures.h"
#include "xuewei/demand.h"
#include "xuewei/late_projects.h"
#include "xuewei/participation.h"
#include "xuewei/process_noise.h"
#include "xuewei/residents.h"
#include "xuewei/rooms.h"
#include "xuewei/start.h"
#include <math.h>
#include <string.h>

enum xw_status xw_state_init(struct xw_state *state)
{
    *state = (struct xw_state){ 0 };
    enum xw_status status = xw_arena_init(&state->keep, XW_ARENA_USUAL);
    if (status == XW_OK) status = xw_arena_init(&state->turn[0], XW_ARENA_USUAL);
    if (status == XW_OK) status = xw_arena_init(&state->turn[1], XW_ARENA_USUAL);
    if (status == XW_OK) status = xw_arena_init(&state->scratch, XW_ARENA_USUAL);
    if (status != XW_OK) xw_state_free(state);
    return status;
}

void xw_state_free(struct xw_state *state)
{
    xw_arena_free(&state->keep);
    xw_arena_free(&state->turn[0]);
    xw_arena_free(&state->turn[1]);
    xw_arena_free(&state->scratch);
    *state = (struct xw_state){ 0 };
}

void xw_state_turn_to(struct xw_state *state, int32_t year)
{
    state->year = year;
    xw_arena_reset(xw_state_turn(state));
}

void xw_state_by_division(const struct xw_seated *seated, int32_t divisions, int32_t *pupils)
{
    memset(pupils, 0, (size_t)divisions * sizeof *pupils);
    for (int32_t i = 0; i < seated->count; i++)
        if (seated->division[i] != XW_NONE) pupils[seated->division[i]] += seated->pupils[i];
}

void xw_state_by_zone(const struct xw_seated *seated, int32_t zones, int32_t *pupils)
{
    memset(pupils, 0, (size_t)zones * sizeof *pupils);
    for (int32_t i = 0; i < seated->count; i++)
        pupils[seated->zone[i]] += seated->pupils[i];
}

/* Order of groups: home zone, then division. */
static int order(int32_t zone_a, int32_t division_a, int32_t zone_b, int32_t division_b)
{
    if (zone_a != zone_b) return zone_a < zone_b ? -1 : 1;
    return (division_a > division_b) - (division_a < division_b);
}

enum xw_status xw_state_seat(struct xw_arena *keep, struct xw_seated *seated, int32_t n,
                             const int32_t *zone, const int32_t *division, const int32_t *count)
{
    int32_t room = seated->count + n;
    struct xw_seated both = { .room = room,
                              .zone = XW_TAKE_RAW(keep, room, int32_t),
                              .division = XW_TAKE_RAW(keep, room, int32_t),
                              .pupils = XW_TAKE_RAW(keep, room, int32_t) };
    if (both.zone == NULL || both.division == NULL || both.pupils == NULL) return XW_NO_MEMORY;
    for (int32_t i = 0, j = 0; i < seated->count || j < n;) {
        if (j < n && count[j] == 0) {
            j++;
            continue;
        }
        /* A group that lost everybody is gone. */
        if (i < seated->count && seated->pupils[i] == 0) {
            i++;
            continue;
        }
        int which = i >= seated->count ? 1
                    : j >= n           ? -1
                             : order(seated->zone[i], seated->division[i], zone[j], division[j]);
        int32_t k = both.count++;
        both.zone[k] = which <= 0 ? seated->zone[i] : zone[j];
        both.division[k] = which <= 0 ? seated->division[i] : division[j];
        both.pupils[k] = (which <= 0 ? seated->pupils[i] : 0) + (which >= 0 ? count[j] : 0);
        if (which <= 0) i++;
        if (which >= 0) j++;
    }
    *seated = both;
    return XW_OK;
}

/* Year of the base rolls of a school: the last one before the horizon. */
static int16_t base_roll_year(const struct xw_rolls *rolls, const struct xw_stage *of,
                              int32_t school, int16_t first)
{
    int16_t latest = INT16_MIN;
    for (int32_t i = 0; i < rolls->count; i++)
        if (rolls->school[i] == school && rolls->row[i] >= of->first_row &&
            rolls->row[i] < of->first_row + of->grades && rolls->year[i] < first &&
            rolls->year[i] > latest)
            latest = rolls->year[i];
    return latest;
}

/* Base pupils and classes of one stage: [grade * divisions + d]. */
static void base_rolls(const struct xw_prepared *p, int32_t stage, int32_t *pupils,
                       int32_t *classes)
{
    const struct xw_scenario *s = p->scenario;
    const struct xw_stage *of = &s->stages.stage[stage];
    int32_t divisions = xw_prepared_divisions(p, stage);
    const int32_t *school = p->timeline.school + p->timeline.stage_start[stage];
    for (int32_t d = 0; d < divisions; d++) {
        int16_t year = base_roll_year(&s->rolls, of, school[d], p->first);
        for (int32_t i = 0; i < s->rolls.count; i++) {
            int32_t grade = s->rolls.row[i] - of->first_row;
            if (s->rolls.school[i] != school[d] || s->rolls.year[i] != year) continue;
            if (grade < 0 || grade >= of->grades) continue;
            int32_t at = grade * divisions + d, n = s->rolls.pupils[i];
            int32_t norm = p->norm[s->rolls.row[i]].norm;
            pupils[at] = n;
            classes[at] =
                s->rolls.classes[i] != XW_NONE ? s->rolls.classes[i] : (n + norm - 1) / norm;
            if (n > 0 && classes[at] == 0) classes[at] = 1;
        }
    }
}

/* Of stages that share rooms any one may have used all of them. */
static int32_t rooms_of_first_year(const struct xw_prepared *p, int32_t division)
{
    const struct xw_timeline *t = &p->timeline;
    int32_t pool = t->pool[(ptrdiff_t)division * t->years], rooms = 0;
    for (int32_t d = 0; d < t->divisions; d++)
        if (t->pool[(ptrdiff_t)d * t->years] == pool) rooms += t->rooms[(ptrdiff_t)d * t->years];
    return rooms;
}

/* Classes that the rooms of the first year cannot hold are merged before the horizon begins, in all
 * grades alike: else the entry grade alone would pay for rooms that an assumption takes away. Pupils
 * beyond the class limit wait. */
static void fit_base(const struct xw_prepared *p, int32_t stage, int32_t *pupils, int32_t *classes,
                     int32_t *displaced)
{
    const struct xw_stage *of = &p->scenario->stages.stage[stage];
    int32_t divisions = xw_prepared_divisions(p, stage), start = p->timeline.stage_start[stage];
    for (int32_t d = 0; d < divisions; d++) {
        int32_t rooms = rooms_of_first_year(p, start + d);
        int32_t n[XW_MAX_GRADES], c[XW_MAX_GRADES], out[XW_MAX_GRADES], all = 0;
        for (int32_t g = 0; g < of->grades; g++) {
            n[g] = pupils[g * divisions + d];
            c[g] = classes[g * divisions + d];
            out[g] = 0;
            all += c[g];
        }
        /* A school that is closed in the first year keeps its rolls until then: its pupils are
         * displaced in that year, not before it. */
        if (rooms == 0 || all == 0) continue;
        xw_rooms_fit(of->grades, n, c, p->norm + of->first_row, rooms, 0.0, out);
        for (int32_t g = 0; g < of->grades; g++) {
            pupils[g * divisions + d] = n[g];
            classes[g * divisions + d] = c[g];
            displaced[g] += out[g];
        }
    }
}

/* Home zones of a grade's pupils: the grade's children of each zone, scaled to the grade's roll, go to
 * the rolls of the schools by the shortest ways in total. */
static enum xw_status find_homes(struct xw_state *state, struct xw_arena scratch, int32_t stage,
                                 int32_t row, const int32_t *pupils, const double *children)
{
    const struct xw_prepared *p = state->prepared;
    int32_t divisions = xw_prepared_divisions(p, stage), start = p->timeline.stage_start[stage];
    ptrdiff_t n = (ptrdiff_t)p->zones * divisions;
    int32_t(*places)[XW_LAYERS] =
        xw_arena_take(&scratch, divisions, sizeof *places, _Alignof(int32_t));
    int32_t *home = XW_TAKE(&scratch, p->zones, int32_t);
    int32_t *unplaced = XW_TAKE(&scratch, p->zones, int32_t);
    int32_t *placed = XW_TAKE(&scratch, n, int32_t);
    struct xw_seating_arcs arcs = { .zone = XW_TAKE(&scratch, n, int32_t),
                                    .division = XW_TAKE(&scratch, n, int32_t),
                                    .cost_m = XW_TAKE(&scratch, n, int64_t),
                                    .reason = XW_TAKE(&scratch, n, uint8_t) };
    if (places == NULL || home == NULL || unplaced == NULL || placed == NULL || arcs.zone == NULL ||
        arcs.division == NULL || arcs.cost_m == NULL || arcs.reason == NULL)
        return XW_NO_MEMORY;

    int64_t total = 0, cost;
    for (int32_t d = 0; d < divisions; d++) {
        places[d][XW_LAYER_NORM] = pupils[d];
        total += pupils[d];
    }
    if (total == 0) return XW_OK;
    for (int32_t z = 0; z < p->zones; z++) {
        for (int32_t d = 0; d < divisions; d++) {
            if (pupils[d] == 0) continue;
            int32_t site = p->timeline.site[(ptrdiff_t)(start + d) * p->years];
            arcs.zone[arcs.count] = z;
            arcs.division[arcs.count] = d;
            arcs.cost_m[arcs.count] = p->way_m[(ptrdiff_t)z * p->timeline.sites + site];
            arcs.count++;
        }
    }
    struct xw_seating_costs costs = { .unplaced_m = INT32_MAX };
    enum xw_status status = xw_demand_share(total, p->zones, children, scratch, home);
    if (status == XW_OK)
        status = xw_seating_solve(scratch, p->zones, home, divisions,
                                  (const int32_t(*)[XW_LAYERS])places, &arcs, &costs, placed,
                                  unplaced, NULL, &cost);
    if (status == XW_OK)
        status = xw_state_seat(xw_state_turn(state), &state->seated[row], arcs.count, arcs.zone,
                               arcs.division, placed);
    return status;
}

/* A stage of the city has no schools here: its base rolls are its residents x participation, in the first
 * year's shares. */
static enum xw_status begin_city(struct xw_state *state, struct xw_arena scratch, int32_t stage,
                                 int32_t row, int32_t age)
{
    const struct xw_prepared *p = state->prepared;
    double *children = XW_TAKE(&scratch, p->zones, double);
    int32_t *zone = XW_TAKE(&scratch, p->zones, int32_t);
    int32_t *nowhere = XW_TAKE(&scratch, p->zones, int32_t);
    int32_t *pupils = XW_TAKE(&scratch, p->zones, int32_t);
    if (children == NULL || zone == NULL || nowhere == NULL || pupils == NULL) return XW_NO_MEMORY;
    for (int32_t z = 0; z < p->zones; z++) {
        zone[z] = z;
        nowhere[z] = XW_NONE;
    }
    xw_residents_seeking(state, 0, stage, age, children);
    enum xw_status status = xw_demand_round(p->zones, children, scratch, pupils);
    if (status == XW_OK)
        status = xw_state_seat(xw_state_turn(state), &state->seated[row], p->zones, zone, nowhere,
                               pupils);
    return status;
}

static enum xw_status begin_stage(struct xw_state *state, struct xw_arena scratch, int32_t stage)
{
    const struct xw_prepared *p = state->prepared;
    const struct xw_stage *of = &p->scenario->stages.stage[stage];
    int32_t divisions = xw_prepared_divisions(p, stage), ages = p->scenario->ages;
    struct xw_arena *turn = xw_state_turn(state);
    int32_t *pupils = XW_TAKE(&scratch, (ptrdiff_t)of->grades * divisions, int32_t);
    int32_t *classes = XW_TAKE(&scratch, (ptrdiff_t)of->grades * divisions, int32_t);
    double *children = XW_TAKE(&scratch, p->zones, double);
    int32_t displaced[XW_MAX_GRADES] = { 0 };
    if (pupils == NULL || classes == NULL || children == NULL) return XW_NO_MEMORY;
    if (!of->city) {
        base_rolls(p, stage, pupils, classes);
        fit_base(p, stage, pupils, classes, displaced);
    }
    enum xw_status status = XW_OK;
    for (int32_t g = 0; status == XW_OK && g < of->grades; g++) {
        int32_t row = of->first_row + g;
        state->classes[row] = XW_TAKE(turn, divisions, int32_t);
        state->waiting[row] = XW_TAKE(turn, p->zones, int32_t);
        if (state->classes[row] == NULL || state->waiting[row] == NULL) return XW_NO_MEMORY;
        if (divisions > 0)
            memcpy(state->classes[row], classes + (ptrdiff_t)g * divisions,
                   (size_t)divisions * sizeof *classes);
        /* Last year's pupils of an age are this year's residents one year older: 1 September of the
         * first year is the earliest day to which the count is shifted. */
        for (int32_t z = 0; z < p->zones; z++)
            children[z] = state->september[1][(ptrdiff_t)z * ages + of->first_age + g + 1];
        if (!of->city)
            status =
                xw_demand_share(displaced[g], p->zones, children, scratch, state->waiting[row]);
        if (status == XW_OK)
            status = of->city ? begin_city(state, scratch, stage, row, of->first_age + g + 1)
                              : find_homes(state, scratch, stage, row,
                                           pupils + (ptrdiff_t)g * divisions, children);
    }
    return status;
}

enum xw_status xw_state_begin_drawn(struct xw_state *state, const struct xw_prepared *p,
                                    const struct xw_draw *draw)
{
    const struct xw_scenario *s = p->scenario;
    xw_arena_reset(&state->keep);
    xw_arena_reset(&state->turn[0]);
    xw_arena_reset(&state->turn[1]);
    xw_arena_reset(&state->scratch);
    *state = (struct xw_state){ .prepared = p,
                                .start = state->start,
                                .record = state->record,
                                .draw = draw,
                                .keep = state->keep,
                                .turn = { state->turn[0], state->turn[1] },
                                .scratch = state->scratch };
    for (int i = 0; i < 2; i++) {
        state->september[i] = XW_TAKE_RAW(&state->keep, (ptrdiff_t)p->zones * s->ages, double);
        if (state->september[i] == NULL) return XW_NO_MEMORY;
    }
    int32_t apart = s->residencies.count > 1 ? s->residencies.count : 0;
    state->september_of = XW_TAKE_RAW(&state->keep, (ptrdiff_t)apart * p->zones * s->ages, double);
    if (state->september_of == NULL) return XW_NO_MEMORY;
    state->staff = XW_TAKE(&state->keep, (ptrdiff_t)p->stages * p->years, double);
    state->sibling_cut = XW_TAKE(&state->keep, s->siblings.count, struct xw_sibling_cut);
    if (state->staff == NULL || state->sibling_cut == NULL) return XW_NO_MEMORY;
    for (int32_t i = 0; i < p->stages * p->years; i++)
        state->staff[i] = NAN;
    enum xw_status status = xw_anniversaries_begin(&state->keep, s, draw, &state->people);
    if (status == XW_OK) status = xw_process_noise_begin(state);
    if (status != XW_OK) return status;

    /* The base rolls are last year's: they lie in the turn that year 0 does not use. */
    xw_state_turn_to(state, -1);
    bool known = state->start != NULL && state->start->prepared == p;
    if (known) status = xw_start_take_over(state->start, state);
    if (status == XW_OK && !(known && state->start->counted)) status = xw_residents_first(state);
    for (int32_t g = 0; status == XW_OK && !known && g < p->stages; g++)
        status = begin_stage(state, state->scratch, g);
    if (status == XW_OK) status = xw_late_projects_begin(state);
    return status == XW_OK ? xw_closures_begin(state) : status;
}

enum xw_status xw_state_begin(struct xw_state *state, const struct xw_prepared *prepared)
{
    return xw_state_begin_drawn(state, prepared, NULL);
}
