#include "xuewei/displaced.h"

static int32_t sum_of(int32_t zones, const int32_t *pupils)
{
    int32_t sum = 0;
    for (int32_t z = 0; z < zones; z++)
        sum += pupils[z];
    return sum;
}

/* The grade row with the most pupils left; XW_NONE when nobody is. */
static int32_t fullest_row(const struct xw_prepared *p, int32_t *const *displaced)
{
    int32_t row = XW_NONE, most = 0;
    for (int32_t r = 0; r < p->scenario->stages.rows; r++) {
        int32_t left = sum_of(p->zones, displaced[r]);
        if (left <= most) continue;
        most = left;
        row = r;
    }
    return row;
}

static int32_t fullest_zone(int32_t zones, const int32_t *pupils)
{
    int32_t zone = 0;
    for (int32_t z = 1; z < zones; z++)
        if (pupils[z] > pupils[zone]) zone = z;
    return zone;
}

/* The leader of those who share rooms with a division of the stage this year. */
static int32_t leader_of(const struct xw_state *state, int32_t stage, int32_t division)
{
    return state->prepared->timeline.pool[xw_state_now(state, stage, division)];
}

/* The division with a free room to which the zone has the cheapest way; XW_NONE without one. */
static int32_t nearest_with_room(const struct xw_state *state, int32_t stage, int32_t zone,
                                 const int32_t *spare)
{
    const struct xw_seating_arcs *ways =
        &xw_prepared_stage(state->prepared, state->year, stage)->arcs;
    int32_t best = XW_NONE;
    for (int32_t a = 0; a < ways->count; a++) { /* by zone, then division */
        if (ways->zone[a] != zone || spare[leader_of(state, stage, ways->division[a])] <= 0)
            continue;
        if (best == XW_NONE || ways->cost_m[a] < ways->cost_m[best]) best = a;
    }
    return best == XW_NONE ? XW_NONE : ways->division[best];
}

static int32_t take(int32_t *pupils, int32_t places)
{
    int32_t taken = *pupils < places ? *pupils : places;
    *pupils -= taken;
    return taken;
}

/* Places of a new class: the zone's pupils first, then those who have the cheapest ways to it. */
static void fill_class(const struct xw_state *state, int32_t stage, int32_t division, int32_t zone,
                       int32_t places, int32_t *pupils)
{
    const struct xw_seating_arcs *ways =
        &xw_prepared_stage(state->prepared, state->year, stage)->arcs;
    places -= take(&pupils[zone], places);
    while (places > 0) {
        int32_t best = XW_NONE;
        for (int32_t a = 0; a < ways->count; a++) {
            if (ways->division[a] != division || pupils[ways->zone[a]] == 0) continue;
            if (best == XW_NONE || ways->cost_m[a] < ways->cost_m[best]) best = a;
        }
        if (best == XW_NONE) return;
        places -= take(&pupils[ways->zone[best]], places);
    }
}

void xw_displaced_open(struct xw_state *state, int32_t *const *displaced, int32_t *spare)
{
    const struct xw_prepared *p = state->prepared;
    for (;;) {
        int32_t row = fullest_row(p, displaced);
        if (row == XW_NONE) return;
        int32_t stage = xw_stages_of_row(&p->scenario->stages, row);
        int32_t zone = fullest_zone(p->zones, displaced[row]);
        int32_t division = nearest_with_room(state, stage, zone, spare);
        if (division == XW_NONE) {
            displaced[row][zone] = 0; /* they find what the classes have */
            continue;
        }
        state->may_open[row][division]++;
        spare[leader_of(state, stage, division)]--;
        fill_class(state, stage, division, zone, p->norm[row].norm, displaced[row]);
    }
}
