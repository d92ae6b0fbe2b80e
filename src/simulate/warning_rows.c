#include "xuewei/warning_rows.h"
#include "xuewei/residents.h"
#include <math.h>

int32_t xw_warning_primary(const struct xw_warning_rules *rules, int32_t stage)
{
    for (int32_t i = 0; i < rules->count; i++)
        if (rules->stage[i] == stage && rules->primary[i]) return i;
    return XW_NONE;
}

/* An index of the horizon; beyond it the last year stands for those to come. */
static int32_t year_ahead(const struct xw_state *state, int32_t ahead)
{
    int32_t year = state->year + ahead;
    return year < state->prepared->years ? year : state->prepared->years - 1;
}

/* Children of the entry age in so many years who are registered in their zone. */
static void registered(const struct xw_state *state, int32_t rule, int32_t age, double *children)
{
    const struct xw_warning_rules *r = &state->prepared->scenario->warning_rules;
    for (int32_t k = 0; k < r->residencies; k++) {
        if (!r->counts[(ptrdiff_t)rule * r->residencies + k]) continue;
        for (int32_t z = 0; z < state->prepared->zones; z++)
            children[z] += xw_residents_aged(state, k, z, age);
    }
}

/* Children by zone who are expected in the entry grade in so many years. */
static void children_of_zones(const struct xw_state *state, const struct xw_stage_tally *tally,
                              int32_t rule, int32_t ahead, double *children)
{
    const struct xw_scenario *s = state->prepared->scenario;
    int32_t age = s->stages.stage[tally->stage].first_age - ahead;
    enum xw_warning_children kind = (enum xw_warning_children)s->warning_rules.children[rule];
    if (kind == XW_CHILDREN_REGISTERED) {
        registered(state, rule, age, children);
    } else if (ahead > 0) {
        xw_residents_seeking(state, year_ahead(state, ahead), tally->stage, age, children);
    } else {
        for (int32_t z = 0; z < state->prepared->zones; z++)
            children[z] = tally->demand_entry[z] -
                          (kind == XW_CHILDREN_EXPECTED ? tally->private_entry[z] : 0);
    }
}

static void share_over_catchments(const struct xw_state *state, int32_t stage, int32_t ahead,
                                  const double *children, double *of)
{
    const struct xw_prepared *p = state->prepared;
    const struct xw_catchment_year *c =
        &xw_prepared_stage(p, year_ahead(state, ahead), stage)->catchment;
    for (int32_t z = 0; z < p->zones; z++)
        for (int32_t i = c->start[z]; i < c->start[z + 1]; i++)
            of[c->division[i]] += children[z] / (c->start[z + 1] - c->start[z]);
}

/* Pupils of the stage below who leave it so many years from now, sent on by the feeders of that year. */
static enum xw_status leavers_of_feeders(const struct xw_state *state, int32_t stage, int32_t ahead,
                                         struct xw_arena scratch, double *of)
{
    const struct xw_prepared *p = state->prepared;
    const struct xw_timeline *t = &p->timeline;
    const struct xw_feeders *f = &p->scenario->feeders;
    const struct xw_stage *below = &p->scenario->stages.stage[stage - 1];
    int32_t schools = p->scenario->schools.count, year = p->first + year_ahead(state, ahead);
    int32_t divisions = xw_prepared_divisions(p, stage - 1);
    int32_t *leavers = XW_TAKE(&scratch, divisions, int32_t);
    if (leavers == NULL) return XW_NO_MEMORY;
    xw_state_by_division(ahead == 0 ? &state->leavers[stage - 1]
                                    : &state->seated[below->first_row + below->grades - ahead],
                         divisions, leavers);
    for (int32_t k = 0; k < f->count; k++) {
        if (f->from_year[k] > year || f->to_year[k] < year) continue;
        int32_t from = t->division_of[(stage - 1) * schools + f->from_school[k]];
        int32_t to = t->division_of[stage * schools + f->to_school[k]];
        if (from != XW_NONE && to != XW_NONE)
            of[to - t->stage_start[stage]] +=
                leavers[from - t->stage_start[stage - 1]] * f->share[k];
    }
    return XW_OK;
}

/* Places of a division in so many years; NaN = not known. */
static double places_of(const struct xw_state *state, const struct xw_stage_tally *tally,
                        int32_t rule, int32_t ahead, int32_t division)
{
    const struct xw_prepared *p = state->prepared;
    const struct xw_timeline *t = &p->timeline;
    const struct xw_stage *of = &p->scenario->stages.stage[tally->stage];
    const struct xw_warning_rules *r = &p->scenario->warning_rules;
    ptrdiff_t at =
        (ptrdiff_t)(t->stage_start[tally->stage] + division) * t->years + year_ahead(state, ahead);
    int32_t norm = p->norm[of->first_row].norm;
    if (r->children[rule] == XW_CHILDREN_ROLL) return tally->seats[division];
    if (r->places[rule] == XW_PLACES_PLAN)
        return t->intake_plan[at] == XW_NONE ? NAN : (double)t->intake_plan[at] * norm;
    if (ahead == 0) return tally->seats_entry[division];
    return (double)((t->rooms[at] + of->grades - 1) / of->grades) * norm;
}

/* Children of every division in so many years. */
static enum xw_status children_of(const struct xw_state *state, const struct xw_stage_tally *tally,
                                  int32_t rule, int32_t ahead, struct xw_arena scratch, double *of)
{
    const struct xw_prepared *p = state->prepared;
    int32_t kind = p->scenario->warning_rules.children[rule];
    double *children = XW_TAKE(&scratch, p->zones, double);
    int32_t *roll = XW_TAKE(&scratch, tally->divisions, int32_t);
    if (children == NULL || roll == NULL) return XW_NO_MEMORY;
    for (int32_t d = 0; d < tally->divisions; d++)
        of[d] = 0.0;
    if (kind == XW_CHILDREN_FEEDER) {
        return leavers_of_feeders(state, tally->stage, ahead, scratch, of);
    } else if (kind == XW_CHILDREN_ROLL) {
        xw_measure_roll(state, tally->stage, roll);
        for (int32_t d = 0; d < tally->divisions; d++)
            of[d] = roll[d];
    } else {
        children_of_zones(state, tally, rule, ahead, children);
        share_over_catchments(state, tally->stage, ahead, children, of);
    }
    return XW_OK;
}

enum xw_status xw_warning_by_rule(const struct xw_state *state, const struct xw_stage_tally *tally,
                                  int32_t rule, struct xw_arena *keep, struct xw_warned *out)
{
    const struct xw_warning_rules *r = &state->prepared->scenario->warning_rules;
    struct xw_warned w = { .ratio = XW_TAKE(keep, tally->divisions, double),
                           .colour = XW_TAKE(keep, tally->divisions, uint8_t) };
    double *children = XW_TAKE(keep, tally->divisions, double);
    if (w.ratio == NULL || w.colour == NULL || children == NULL) return XW_NO_MEMORY;
    for (int32_t d = 0; d < tally->divisions; d++)
        w.ratio[d] = NAN;
    for (int32_t ahead = 0; ahead <= r->years_ahead[rule]; ahead++) {
        enum xw_status status = children_of(state, tally, rule, ahead, *keep, children);
        if (status != XW_OK) return status;
        for (int32_t d = 0; d < tally->divisions; d++) {
            double places = places_of(state, tally, rule, ahead, d);
            double ratio = children[d] > 0.0 ? children[d] / places : 0.0 * places;
            enum xw_warning colour = xw_warning_judge(children[d], places, r->yellow[rule],
                                                      r->red[rule], r->deficit_min[rule]);
            bool worse = isnan(w.ratio[d]) || colour > w.colour[d] ||
                         (colour == w.colour[d] && ratio > w.ratio[d]);
            if (isnan(ratio) || !worse) continue;
            w.ratio[d] = ratio;
            w.colour[d] = (uint8_t)colour;
        }
    }
    *out = w;
    return XW_OK;
}

static enum xw_status rows_of_rule(const struct xw_state *state, const struct xw_stage_tally *tally,
                                   struct xw_arena scratch, int32_t rule,
                                   const struct xw_sink *sink)
{
    const struct xw_prepared *p = state->prepared;
    const struct xw_timeline *t = &p->timeline;
    const struct xw_warning_rules *r = &p->scenario->warning_rules;
    struct xw_warned w;
    enum xw_status status = xw_warning_by_rule(state, tally, rule, &scratch, &w);
    for (int32_t d = 0; status == XW_OK && d < tally->divisions; d++) {
        ptrdiff_t at = t->stage_start[tally->stage] + d;
        if (!t->open[at * t->years + state->year]) continue;
        struct xw_figure f = { .measure = (enum xw_measure)(XW_MEASURE_WARNING_RATIO_DEMAND +
                                                            r->children[rule]),
                               .stage = tally->stage,
                               .place = p->scenario->schools.code[t->school[at]],
                               .year = state->year,
                               .value = w.ratio[d],
                               .target = r->red[rule],
                               .status = isnan(w.ratio[d])               ? NULL
                                         : w.colour[d] == XW_WARNING_RED ? "missed"
                                                                         : "met" };
        if (!isinf(w.ratio[d])) status = xw_measure_put(state, sink, &f);
        f.measure = (enum xw_measure)(XW_MEASURE_WARNING_COLOUR_DEMAND + r->children[rule]);
        f.value = isnan(w.ratio[d]) ? NAN : w.colour[d];
        f.target = NAN;
        f.status = NULL;
        if (status == XW_OK) status = xw_measure_put(state, sink, &f);
    }
    return status;
}

enum xw_status xw_warning_rows(const struct xw_state *state, const struct xw_stage_tally *tally,
                               struct xw_arena scratch, const struct xw_sink *sink)
{
    const struct xw_warning_rules *r = &state->prepared->scenario->warning_rules;
    enum xw_status status = XW_OK;
    for (int32_t i = 0; status == XW_OK && i < r->count; i++)
        if (r->stage[i] == tally->stage) status = rows_of_rule(state, tally, scratch, i, sink);
    return status;
}
