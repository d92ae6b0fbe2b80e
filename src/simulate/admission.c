#include "xuewei/admission.h"
#include "xuewei/choice_round.h"
#include "xuewei/claims_round.h"
#include "xuewei/coordination.h"
#include "xuewei/formation.h"
#include "xuewei/leavers_round.h"
#include "xuewei/private_round.h"
#include "xuewei/sibling_round.h"
#include <string.h>

enum xw_status xw_admission_private(struct xw_state *state)
{
    enum xw_status status = XW_OK;
    for (int32_t g = 0; status == XW_OK && g < state->prepared->stages; g++)
        if (!state->prepared->scenario->stages.stage[g].city) status = xw_private_round(state, g);
    return status;
}

/* Under the rule `guarantee` a pupil without a place joins the first school of the catchment that has
 * a class: classes grow beyond the limit, and the run says so. */
static enum xw_status guarantee_places(struct xw_state *state, struct xw_arena scratch,
                                       int32_t stage, int32_t row, int32_t *unplaced,
                                       int32_t *guaranteed, int32_t *division)
{
    const struct xw_prepared *p = state->prepared;
    const struct xw_catchment_year *c = &xw_prepared_stage(p, state->year, stage)->catchment;
    int32_t *zone = XW_TAKE(&scratch, p->zones, int32_t);
    if (zone == NULL) return XW_NO_MEMORY;
    for (int32_t z = 0; z < p->zones; z++) {
        zone[z] = z;
        guaranteed[z] = 0;
        for (int32_t i = c->start[z]; i < c->start[z + 1] && guaranteed[z] == 0; i++) {
            int32_t d = c->division[i];
            if (state->classes[row][d] + state->may_open[row][d] == 0) continue;
            division[z] = d;
            guaranteed[z] = unplaced[z];
            unplaced[z] = 0;
        }
    }
    return xw_state_seat(xw_state_turn(state), &state->seated[row], p->zones, zone, division,
                         guaranteed);
}

/* Those who seek a place in a grade, and the ways from where they live. */
struct seekers {
    int32_t zones, *zone, *pupils;
    struct xw_seating_arcs ways; /* zone: place in the list */
};

/* The first way, from the one at `from` on, that leaves a zone or one behind it; ways are by zone. */
static int32_t first_of(const struct xw_seating_arcs *arcs, int32_t from, int32_t zone)
{
    int32_t low = from, high = arcs->count;
    while (low < high) {
        int32_t middle = low + (high - low) / 2;
        if (arcs->zone[middle] < zone)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static enum xw_status list_seekers(const struct xw_state *state, struct xw_arena *scratch,
                                   int32_t row, const struct xw_seating_arcs *arcs,
                                   struct seekers *of)
{
    int32_t zones = state->prepared->zones;
    const int32_t *pupils = state->seekers[row];
    of->zone = XW_TAKE_RAW(scratch, zones, int32_t);
    of->pupils = XW_TAKE_RAW(scratch, zones, int32_t);
    if (of->zone == NULL || of->pupils == NULL) return XW_NO_MEMORY;
    for (int32_t z = 0; z < zones; z++) {
        if (pupils[z] == 0) continue;
        of->zone[of->zones] = z;
        of->pupils[of->zones++] = pupils[z];
    }
    int32_t room = of->zones == 0 ? 0 : arcs->count;
    of->ways = (struct xw_seating_arcs){ .zone = XW_TAKE_RAW(scratch, room, int32_t),
                                         .division = XW_TAKE_RAW(scratch, room, int32_t),
                                         .cost_m = XW_TAKE_RAW(scratch, room, int64_t) };
    if (of->ways.zone == NULL || of->ways.division == NULL || of->ways.cost_m == NULL)
        return XW_NO_MEMORY;
    for (int32_t m = 0, i = 0; m < of->zones; m++) {
        i = first_of(arcs, i, of->zone[m]);
        int32_t end = first_of(arcs, i, of->zone[m] + 1), n = end - i, k = of->ways.count;
        if (n == 0) continue;
        for (int32_t j = k; j < k + n; j++)
            of->ways.zone[j] = m;
        memcpy(of->ways.division + k, arcs->division + i, (size_t)n * sizeof *arcs->division);
        memcpy(of->ways.cost_m + k, arcs->cost_m + i, (size_t)n * sizeof *arcs->cost_m);
        of->ways.count += n;
        i = end;
    }
    return XW_OK;
}

/* Seat the pupils of each way, and write down who finds no place. The lists are packed: what is left of
 * them are the ways that somebody goes. */
static enum xw_status seat_seekers(struct xw_state *state, int32_t row, struct seekers *of,
                                   int32_t *placed, const int32_t *left, int32_t *unplaced)
{
    for (int32_t m = 0; m < of->zones; m++)
        unplaced[of->zone[m]] = left[m];
    int32_t n = 0;
    for (int32_t i = 0; i < of->ways.count; i++) {
        if (placed[i] == 0) continue;
        of->ways.zone[n] = of->zone[of->ways.zone[i]];
        of->ways.division[n] = of->ways.division[i];
        placed[n++] = placed[i];
    }
    return xw_state_seat(xw_state_turn(state), &state->seated[row], n, of->ways.zone,
                         of->ways.division, placed);
}

/* The cheapest flow of those who seek a place in a grade. */
static enum xw_status place_seekers(struct xw_state *state, struct xw_arena scratch, int32_t stage,
                                    int32_t row, struct seekers *of, int32_t *unplaced)
{
    const struct xw_assignment_rules *rules = &state->prepared->scenario->assignment;
    int32_t divisions = xw_prepared_divisions(state->prepared, stage);
    int32_t *placed = XW_TAKE_RAW(&scratch, of->ways.count, int32_t);
    int32_t *left = XW_TAKE_RAW(&scratch, of->zones, int32_t);
    int32_t *seated = XW_TAKE_RAW(&scratch, divisions, int32_t);
    int32_t(*places)[XW_LAYERS] =
        xw_arena_take(&scratch, divisions, sizeof *places, _Alignof(int32_t));
    int64_t cost;
    if (placed == NULL || left == NULL || seated == NULL || places == NULL) return XW_NO_MEMORY;
    xw_state_by_division(&state->seated[row], divisions, seated);
    for (int32_t d = 0; d < divisions; d++)
        xw_layers_fill(xw_state_class_norm(state, row, d),
                       state->classes[row][d] + state->may_open[row][d], seated[d], places[d]);
    struct xw_seating_costs costs = { .stretch_m = rules->stretch_m,
                                      .overrun_m = rules->overrun_m,
                                      .unplaced_m = rules->unplaced_m };
    enum xw_status status = xw_seating_solve(scratch, of->zones, of->pupils, divisions,
                                             (const int32_t(*)[XW_LAYERS])places, &of->ways, &costs,
                                             placed, left, NULL, &cost);
    return status == XW_OK ? seat_seekers(state, row, of, placed, left, unplaced) : status;
}

/* Groups that lost everybody are gone. */
static enum xw_status drop_empty(struct xw_state *state, int32_t row)
{
    struct xw_seated *seated = &state->seated[row];
    bool any = false;
    for (int32_t i = 0; i < seated->count; i++)
        any |= seated->pupils[i] == 0;
    return any ? xw_state_seat(xw_state_turn(state), seated, 0, NULL, NULL, NULL) : XW_OK;
}

/* Place the seekers of a grade above the entry grade, over the ways of the year. */
static enum xw_status assign_row(struct xw_state *state, struct xw_arena scratch, int32_t stage,
                                 int32_t row)
{
    const struct xw_prepared *p = state->prepared;
    const struct xw_seating_arcs *arcs = &xw_prepared_stage(p, state->year, stage)->arcs;
    struct seekers of = { 0 };
    int32_t *guaranteed = XW_TAKE_RAW(&scratch, p->zones, int32_t);
    int32_t *guaranteed_at = XW_TAKE_RAW(&scratch, p->zones, int32_t);
    int32_t *unplaced = XW_TAKE(xw_state_turn(state), p->zones, int32_t);
    if (guaranteed == NULL || guaranteed_at == NULL || unplaced == NULL) return XW_NO_MEMORY;
    state->waiting[row] = unplaced;
    enum xw_status status = list_seekers(state, &scratch, row, arcs, &of);
    if (status == XW_OK)
        status = of.zones == 0 ? drop_empty(state, row)
                               : place_seekers(state, scratch, stage, row, &of, unplaced);
    if (status == XW_OK && of.zones > 0 && p->scenario->assignment.guarantee)
        status = guarantee_places(state, scratch, stage, row, unplaced, guaranteed, guaranteed_at);
    /* Tiers are not told apart above the entry grade: who has a claim is taken to find a place first. */
    int32_t *no_claim = state->no_claim[row];
    for (int32_t z = 0; no_claim != NULL && z < p->zones; z++)
        if (no_claim[z] > unplaced[z]) no_claim[z] = unplaced[z];
    return status;
}

/* Who is left has no place. */
static enum xw_status leave_unplaced(struct xw_state *state, int32_t stage)
{
    const struct xw_prepared *p = state->prepared;
    struct xw_admission *a = &state->admission[stage];
    int32_t row = p->scenario->stages.stage[stage].first_row, tiers = a->tiers.count;
    struct xw_arena *turn = xw_state_turn(state);
    state->waiting[row] = XW_TAKE(turn, p->zones, int32_t);
    state->no_claim[row] = XW_TAKE(turn, p->zones, int32_t);
    if (state->waiting[row] == NULL || state->no_claim[row] == NULL) return XW_NO_MEMORY;
    for (int32_t i = 0; i < p->zones * tiers; i++) {
        int32_t left = a->left[2 * (ptrdiff_t)i] + a->left[2 * (ptrdiff_t)i + 1];
        if (left == 0) continue;
        int32_t zone = i / tiers, tier = i % tiers;
        bool claims = a->tiers.tier[tier].right != XW_RIGHT_NONE;
        state->waiting[row][zone] += left;
        if (!claims) state->no_claim[row][zone] += left;
        enum xw_status status = xw_placements_add(
            &a->placed, turn,
            (struct xw_placement){ zone, tier, XW_NONE, left,
                                   claims ? XW_REASON_UNPLACED : XW_REASON_NO_CLAIM });
        if (status != XW_OK) return status;
    }
    return XW_OK;
}

/* Pupils with a place join the entry grade: by zone, then division, in which tiers and reasons meet. */
static enum xw_status seat_entrants(struct xw_state *state, struct xw_arena scratch, int32_t stage)
{
    const struct xw_placements *placed = &state->admission[stage].placed;
    int32_t n = 0;
    int32_t *zone = XW_TAKE_RAW(&scratch, placed->count, int32_t);
    int32_t *division = XW_TAKE_RAW(&scratch, placed->count, int32_t);
    int32_t *pupils = XW_TAKE_RAW(&scratch, placed->count, int32_t);
    if (zone == NULL || division == NULL || pupils == NULL) return XW_NO_MEMORY;
    for (int32_t i = 0; i < placed->count; i++) {
        int32_t z = placed->zone[i], d = placed->division[i], at = n;
        if (d == XW_NONE) continue;
        while (at > 0 && zone[at - 1] == z && division[at - 1] > d)
            at--;
        if (at > 0 && zone[at - 1] == z && division[at - 1] == d) {
            pupils[at - 1] += placed->pupils[i];
            continue;
        }
        for (int32_t k = n++; k > at; k--) {
            zone[k] = zone[k - 1];
            division[k] = division[k - 1];
            pupils[k] = pupils[k - 1];
        }
        zone[at] = z;
        division[at] = d;
        pupils[at] = placed->pupils[i];
    }
    int32_t row = state->prepared->scenario->stages.stage[stage].first_row;
    return xw_state_seat(xw_state_turn(state), &state->seated[row], n, zone, division, pupils);
}

typedef enum xw_status (*round_step)(struct xw_round *round, struct xw_arena scratch, int32_t order,
                                     int32_t behind);

/* A round of every order, losers of a private lottery behind the others of it. Tiers stand by order. */
static enum xw_status by_order(struct xw_round *round, struct xw_arena scratch, round_step step)
{
    const struct xw_tier_year *tiers = &round->admission->tiers;
    enum xw_status status = XW_OK;
    for (int32_t t = 0; status == XW_OK && t < tiers->count; t++) {
        if (t > 0 && tiers->tier[t].order == tiers->tier[t - 1].order) continue;
        for (int32_t behind = 0; status == XW_OK && behind < 2; behind++)
            status = step(round, scratch, tiers->tier[t].order, behind);
    }
    return status;
}

/* Brothers and sisters first, then claims, then coordination. */
static enum xw_status by_catchment(struct xw_round *round, struct xw_arena scratch)
{
    const struct xw_assignment_rules *rules = &round->state->prepared->scenario->assignment;
    bool claims = round->admission->tiers.given || rules->multi_school != XW_MULTI_NEAREST;
    enum xw_status status = xw_sibling_round(round, scratch);
    if (status == XW_OK && claims) status = by_order(round, scratch, xw_claims_round);
    if (status == XW_OK) status = by_order(round, scratch, xw_coordination_round);
    return status;
}

static enum xw_status assign_entry(struct xw_state *state, struct xw_arena scratch, int32_t stage)
{
    const struct xw_assignment_rules *rules = &state->prepared->scenario->assignment;
    struct xw_round round;
    enum xw_status status = xw_round_open(state, scratch, stage, &round);
    if (status == XW_OK) status = xw_leavers_round(&round, scratch);
    if (status == XW_OK)
        status = state->prepared->scenario->stages.stage[stage].admission == XW_ADMISSION_CHOICE
                     ? xw_choice_round(&round, scratch)
                     : by_catchment(&round, scratch);
    if (status == XW_OK) status = by_order(&round, scratch, xw_coordination_rest);
    if (status == XW_OK && rules->guarantee) status = xw_coordination_guarantee(&round);
    if (status == XW_OK) status = leave_unplaced(state, stage);
    if (status == XW_OK)
        status = xw_placements_close(&state->admission[stage].placed, xw_state_turn(state), scratch,
                                     state->prepared->zones);
    return status == XW_OK ? seat_entrants(state, scratch, stage) : status;
}

static enum xw_status assign_stage(struct xw_state *state, struct xw_arena scratch, int32_t stage)
{
    const struct xw_stage *of = &state->prepared->scenario->stages.stage[stage];
    enum xw_status status = assign_entry(state, scratch, stage);
    for (int32_t g = 1; status == XW_OK && g < of->grades; g++)
        status = assign_row(state, scratch, stage, of->first_row + g);
    return status;
}

/* The seats of a stage of the city are not the district's: everybody is on a roll somewhere in it. */
static enum xw_status assign_city(struct xw_state *state, struct xw_arena scratch, int32_t stage)
{
    const struct xw_prepared *p = state->prepared;
    const struct xw_stage *of = &p->scenario->stages.stage[stage];
    struct xw_arena *turn = xw_state_turn(state);
    int32_t *zone = XW_TAKE(&scratch, p->zones, int32_t);
    int32_t *nowhere = XW_TAKE(&scratch, p->zones, int32_t);
    if (zone == NULL || nowhere == NULL) return XW_NO_MEMORY;
    for (int32_t z = 0; z < p->zones; z++) {
        zone[z] = z;
        nowhere[z] = XW_NONE;
    }
    enum xw_status status = XW_OK;
    for (int32_t g = 0; status == XW_OK && g < of->grades; g++) {
        int32_t row = of->first_row + g;
        state->waiting[row] = XW_TAKE(turn, p->zones, int32_t);
        if (state->waiting[row] == NULL) return XW_NO_MEMORY;
        status =
            xw_state_seat(turn, &state->seated[row], p->zones, zone, nowhere, state->seekers[row]);
    }
    struct xw_admission *a = &state->admission[stage];
    for (int32_t z = 0; status == XW_OK && z < p->zones; z++)
        status = xw_placements_add(
            &a->placed, turn, (struct xw_placement){ z, 0, XW_NONE, a->demand[z], XW_REASON_CITY });
    return status;
}

enum xw_status xw_admission_assign(struct xw_state *state)
{
    enum xw_status status = XW_OK;
    for (int32_t g = 0; status == XW_OK && g < state->prepared->stages; g++)
        status = state->prepared->scenario->stages.stage[g].city
                     ? assign_city(state, state->scratch, g)
                     : assign_stage(state, state->scratch, g);
    return status;
}

enum xw_status xw_admission_classes(struct xw_state *state)
{
    const struct xw_prepared *p = state->prepared;
    for (int32_t g = 0; g < p->stages; g++) {
        const struct xw_stage *of = &p->scenario->stages.stage[g];
        if (of->city) continue;
        int32_t divisions = xw_prepared_divisions(p, g);
        struct xw_arena scratch = state->scratch;
        int32_t *pupils = XW_TAKE(&scratch, divisions, int32_t);
        if (pupils == NULL) return XW_NO_MEMORY;
        for (int32_t row = of->first_row; row < of->first_row + of->grades; row++) {
            xw_state_by_division(&state->seated[row], divisions, pupils);
            for (int32_t d = 0; d < divisions; d++) {
                int32_t had = state->classes[row][d];
                int32_t wants = xw_formation_entry(pupils[d], xw_state_class_norm(state, row, d),
                                                   p->scenario->classes.tolerance,
                                                   had + state->may_open[row][d]);
                state->classes[row][d] = pupils[d] == 0 ? 0 : wants > had ? wants : had;
            }
        }
    }
    return XW_OK;
}
