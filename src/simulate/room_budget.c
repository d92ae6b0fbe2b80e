#include "xuewei/room_budget.h"
#include "xuewei/demand.h"
#include "xuewei/layers.h"
#include "xuewei/rooms.h"

/* Take pupils without a room out of a division's groups, in proportion; they seek a place. */
static enum xw_status displace(struct xw_state *state, struct xw_arena scratch, int32_t row,
                               int32_t division, int32_t displaced)
{
    struct xw_seated *seated = &state->seated[row];
    int32_t *group = XW_TAKE(&scratch, seated->count, int32_t);
    int32_t *out = XW_TAKE(&scratch, seated->count, int32_t);
    double *weight = XW_TAKE(&scratch, seated->count, double);
    if (group == NULL || out == NULL || weight == NULL) return XW_NO_MEMORY;
    int32_t n = 0;
    for (int32_t i = 0; i < seated->count; i++) {
        if (seated->division[i] != division) continue;
        group[n] = i;
        weight[n] = seated->pupils[i];
        n++;
    }
    enum xw_status status = xw_demand_share(displaced, n, weight, scratch, out);
    for (int32_t i = 0; status == XW_OK && i < n; i++) {
        seated->pupils[group[i]] -= out[i];
        state->seekers[row][seated->zone[group[i]]] += out[i];
    }
    return status;
}

/* Groups that leave a division for the one it was merged into, ordered by zone, then division; groups
 * that meet are one. Returns their number. */
static int32_t take_out_merged(const struct xw_timeline *t, int32_t stage, int32_t year,
                               struct xw_seated *seated, int32_t *zone, int32_t *division,
                               int32_t *pupils)
{
    int32_t n = 0, start = t->stage_start[stage];
    for (int32_t i = 0; i < seated->count; i++) {
        int32_t d = seated->division[i], z = seated->zone[i], k = n;
        int32_t joins = t->joins[(ptrdiff_t)(start + d) * t->years + year];
        if (joins == XW_NONE) continue;
        joins -= start;
        while (k > 0 && zone[k - 1] == z && division[k - 1] > joins)
            k--;
        if (k > 0 && zone[k - 1] == z && division[k - 1] == joins) {
            pupils[k - 1] += seated->pupils[i];
        } else {
            for (int32_t j = n++; j > k; j--) {
                zone[j] = zone[j - 1];
                division[j] = division[j - 1];
                pupils[j] = pupils[j - 1];
            }
            zone[k] = z;
            division[k] = joins;
            pupils[k] = seated->pupils[i];
        }
        seated->pupils[i] = 0;
    }
    return n;
}

/* Pupils of a school that was merged sit in the one they have joined, in the classes they had. */
static enum xw_status join_merged(struct xw_state *state, struct xw_arena scratch, int32_t stage,
                                  int32_t row)
{
    const struct xw_timeline *t = &state->prepared->timeline;
    struct xw_seated *seated = &state->seated[row];
    int32_t divisions = xw_prepared_divisions(state->prepared, stage);
    int32_t start = t->stage_start[stage];
    bool any = false;
    for (int32_t d = 0; d < divisions; d++) {
        int32_t joins = t->joins[xw_state_now(state, stage, d)];
        if (joins == XW_NONE) continue;
        any = true;
        state->classes[row][joins - start] += state->classes[row][d];
        state->classes[row][d] = 0;
    }
    if (!any) return XW_OK;
    int32_t *zone = XW_TAKE(&scratch, seated->count, int32_t);
    int32_t *division = XW_TAKE(&scratch, seated->count, int32_t);
    int32_t *pupils = XW_TAKE(&scratch, seated->count, int32_t);
    if (zone == NULL || division == NULL || pupils == NULL) return XW_NO_MEMORY;
    int32_t n = take_out_merged(t, stage, state->year, seated, zone, division, pupils);
    return xw_state_seat(xw_state_turn(state), seated, n, zone, division, pupils);
}

/* Classes that may open in a division this year. The entry grade opens its share of the rooms; a
 * school that opens with all grades opens that share in each of them while rooms last. */
static void open_classes(struct xw_state *state, int32_t stage, int32_t division, int32_t used)
{
    const struct xw_prepared *p = state->prepared;
    const struct xw_timeline *t = &p->timeline;
    const struct xw_stage *of = &p->scenario->stages.stage[stage];
    ptrdiff_t at = xw_state_now(state, stage, division);
    int32_t entry = xw_layers_entry_classes(t->rooms[at], used, of->grades, t->intake_plan[at],
                                            p->scenario->classes.entry_bulge);
    state->may_open[of->first_row][division] = entry;
    if (!t->all_grades[at]) return;
    int32_t share = (t->rooms[at] + of->grades - 1) / of->grades;
    int32_t free = t->rooms[at] - used - entry;
    for (int32_t row = of->first_row + 1; row < of->first_row + of->grades && free > 0; row++) {
        int32_t more = share - state->classes[row][division];
        if (more <= 0) continue;
        if (more > free) more = free;
        state->may_open[row][division] = more;
        free -= more;
    }
}

static enum xw_status rooms_of_stage(struct xw_state *state, struct xw_arena scratch, int32_t stage)
{
    const struct xw_prepared *p = state->prepared;
    const struct xw_stage *of = &p->scenario->stages.stage[stage];
    int32_t divisions = xw_prepared_divisions(p, stage), older = of->grades - 1;
    int32_t *pupils[XW_MAX_GRADES];
    for (int32_t g = 0; g < of->grades; g++) {
        int32_t row = of->first_row + g;
        enum xw_status status = join_merged(state, scratch, stage, row);
        if (status != XW_OK) return status;
        pupils[g] = XW_TAKE(&scratch, divisions, int32_t);
        state->may_open[row] = XW_TAKE(xw_state_turn(state), divisions, int32_t);
        if (pupils[g] == NULL || state->may_open[row] == NULL) return XW_NO_MEMORY;
        xw_state_by_division(&state->seated[row], divisions, pupils[g]);
    }
    for (int32_t d = 0; d < divisions; d++) {
        int32_t n[XW_MAX_GRADES], c[XW_MAX_GRADES], out[XW_MAX_GRADES] = { 0 }, used = 0;
        for (int32_t g = 0; g < older; g++) {
            n[g] = pupils[g + 1][d];
            c[g] = state->classes[of->first_row + g + 1][d];
        }
        xw_rooms_fit(older, n, c, p->norm + of->first_row + 1,
                     p->timeline.rooms[xw_state_now(state, stage, d)],
                     p->scenario->classes.merge_below, out);
        for (int32_t g = 0; g < older; g++) {
            int32_t row = of->first_row + g + 1;
            state->classes[row][d] = c[g];
            used += c[g];
            if (out[g] == 0) continue;
            enum xw_status status = displace(state, scratch, row, d, out[g]);
            if (status != XW_OK) return status;
        }
        open_classes(state, stage, d, used);
    }
    return XW_OK;
}

enum xw_status xw_room_budget(struct xw_state *state)
{
    enum xw_status status = XW_OK;
    for (int32_t g = 0; status == XW_OK && g < state->prepared->stages; g++)
        if (!state->prepared->scenario->stages.stage[g].city)
            status = rooms_of_stage(state, state->scratch, g);
    return status;
}
