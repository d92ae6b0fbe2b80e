#include "xuewei/private_round.h"
#include "xuewei/demand.h"
#include "xuewei/lottery.h"
#include <math.h>

/* The working columns of a stage's lotteries: cells are zones x tiers. */
struct lotteries {
    struct xw_state *state;
    struct xw_admission *admission;
    int32_t stage, cells;
    int32_t *applicants, *admitted; /* [cells] */
    int32_t *lost;                  /* [cells] applied once and were not drawn */
    double *weight;                 /* [cells] */
    uint32_t *entity;               /* [cells] zone and tier as a stream's number */
};

static bool take(struct lotteries *l, struct xw_arena *scratch)
{
    l->applicants = XW_TAKE_RAW(scratch, l->cells, int32_t);
    l->admitted = XW_TAKE_RAW(scratch, l->cells, int32_t);
    l->lost = XW_TAKE(scratch, l->cells, int32_t);
    l->weight = XW_TAKE_RAW(scratch, l->cells, double);
    l->entity = XW_TAKE_RAW(scratch, l->cells, uint32_t);
    return l->applicants != NULL && l->admitted != NULL && l->lost != NULL && l->weight != NULL &&
           l->entity != NULL;
}

/* In a stage open to towns a zone's children seek private schools of their town alone. */
static bool applies(const struct lotteries *l, int32_t zone, int32_t school)
{
    const struct xw_scenario *s = l->state->prepared->scenario;
    return s->stages.stage[l->stage].admission != XW_ADMISSION_TOWN ||
           s->zones.town[zone] == s->zones.town[s->schools.zone[school]];
}

/* There the public and subsidised schools of the town come first: who seeks more than their places. */
static int64_t left_by_others(const struct lotteries *l, int32_t school)
{
    const struct xw_prepared *p = l->state->prepared;
    const struct xw_scenario *s = p->scenario;
    const int32_t *of = p->timeline.school + p->timeline.stage_start[l->stage];
    int32_t entry = s->stages.stage[l->stage].first_row;
    int64_t left = 0;
    if (s->stages.stage[l->stage].admission != XW_ADMISSION_TOWN) return INT64_MAX;
    for (int32_t i = 0; i < l->cells; i++)
        if (applies(l, i / l->admission->tiers.count, school))
            left += l->admission->left[2 * (ptrdiff_t)i];
    for (int32_t d = 0; d < xw_prepared_divisions(p, l->stage); d++)
        if (s->schools.sector[of[d]] != XW_PRIVATE && applies(l, s->schools.zone[of[d]], school))
            left -= (int64_t)l->state->may_open[entry][d] * p->norm[entry].norm;
    return left > 0 ? left : 0;
}

/* Who applies to a school of so many places. */
static enum xw_status apply(struct lotteries *l, struct xw_arena scratch, int32_t school,
                            int64_t places)
{
    double per_place = l->state->prepared->scenario->assignment.private_applicants;
    int64_t all = 0;
    for (int32_t i = 0; i < l->cells; i++) {
        /* lane 0 of `left` holds everybody until the losers are put behind */
        l->applicants[i] = l->admission->left[2 * (ptrdiff_t)i] - l->lost[i];
        if (!applies(l, i / l->admission->tiers.count, school)) l->applicants[i] = 0;
        l->weight[i] = l->applicants[i];
        all += l->applicants[i];
    }
    if (isnan(per_place)) return XW_OK;
    double wanted = floor(per_place * (double)places);
    return xw_demand_share(wanted < (double)all ? (int64_t)wanted : all, l->cells, l->weight,
                           scratch, l->applicants);
}

/* Draw winners by each child's number in this school's lottery of this year. */
static enum xw_status draw(struct lotteries *l, struct xw_arena scratch, int32_t school,
                           int64_t places)
{
    const struct xw_prepared *p = l->state->prepared;
    const struct xw_scenario *s = p->scenario;
    gsl_rng rng = { .type = xw_rng_philox, .state = NULL };
    rng.state = xw_arena_take(&scratch, 1, xw_rng_philox->size, _Alignof(max_align_t));
    if (rng.state == NULL) return XW_NO_MEMORY;
    char year[8];
    snprintf(year, sizeof year, " %d ", p->first + l->state->year);
    uint32_t of_school = xw_lottery_entity(XW_LOTTERY_BEGIN, s->schools.code[school]);
    of_school = xw_lottery_entity(of_school, xw_stage_word(s->stages.stage[l->stage].name));
    of_school = xw_lottery_entity(of_school, year);
    const struct xw_tier_year *tiers = &l->admission->tiers;
    for (int32_t i = 0; i < l->cells; i++) {
        l->entity[i] = xw_lottery_entity(of_school, s->zones.code[i / tiers->count]);
        l->entity[i] =
            xw_lottery_entity(l->entity[i], xw_tiers_code(&s->tiers, tiers, i % tiers->count));
    }
    struct xw_lottery lottery = { .rng = &rng,
                                  .key = xw_state_stream(l->state, XW_COMPONENT_PRIVATE_LOTTERY) };
    struct xw_lottery_groups groups = { l->cells, l->applicants, l->entity };
    return xw_lottery_draw(scratch, &lottery, &groups,
                           places < INT32_MAX ? (int32_t)places : INT32_MAX, l->admitted);
}

/* Places of the classes that may open up to the norm; a replicate's factor makes them fewer or more, up
 * to the class size limit. */
static int64_t places_of(const struct xw_state *state, int32_t entry, int32_t division)
{
    const struct xw_class_norm *norm = &state->prepared->norm[entry];
    int64_t classes = state->may_open[entry][division], most = classes * norm->limit;
    if (state->draw == NULL) return classes * norm->norm;
    int64_t places = llround((double)(classes * norm->norm) * state->draw->private_[state->year]);
    return places < most ? places : most;
}

static enum xw_status admit(struct lotteries *l, struct xw_arena scratch, int32_t division)
{
    const struct xw_prepared *p = l->state->prepared;
    struct xw_admission *a = l->admission;
    int32_t entry = p->scenario->stages.stage[l->stage].first_row, tiers = a->tiers.count;
    int32_t school = p->timeline.school[p->timeline.stage_start[l->stage] + division];
    int64_t places = places_of(l->state, entry, division), all = 0;
    int64_t left = left_by_others(l, school);
    if (places > left) places = left;
    enum xw_status status = apply(l, scratch, school, places);
    for (int32_t i = 0; i < l->cells; i++) {
        l->weight[i] = l->applicants[i];
        all += l->applicants[i];
    }
    if (status == XW_OK)
        status = p->scenario->assignment.private_drawn
                     ? draw(l, scratch, school, places)
                     : xw_demand_share(places < all ? places : all, l->cells, l->weight, scratch,
                                       l->admitted);
    if (status == XW_OK && l->state->record != NULL)
        status = xw_recording_lottery(l->state->record,
                                      &(struct xw_recorded_lottery){ .stage = l->stage,
                                                                     .division = division,
                                                                     .cells = l->cells,
                                                                     .places = places,
                                                                     .applicants = l->applicants,
                                                                     .admitted = l->admitted });
    bool once = !isnan(p->scenario->assignment.private_applicants);
    for (int32_t i = 0; status == XW_OK && i < l->cells; i++) {
        int32_t zone = i / tiers, n = l->admitted[i];
        a->left[2 * (ptrdiff_t)i] -= n;
        a->private_[zone] += n;
        l->state->seekers[entry][zone] -= n;
        if (once) l->lost[i] += l->applicants[i] - n;
        status = xw_placements_add(
            &a->placed, xw_state_turn(l->state),
            (struct xw_placement){ zone, i % tiers, division, n, XW_REASON_PRIVATE });
    }
    return status;
}

enum xw_status xw_private_round(struct xw_state *state, int32_t stage)
{
    const struct xw_prepared *p = state->prepared;
    struct xw_arena scratch = state->scratch;
    struct xw_admission *a = &state->admission[stage];
    struct lotteries l = {
        .state = state, .admission = a, .stage = stage, .cells = p->zones * a->tiers.count
    };
    const int32_t *school = p->timeline.school + p->timeline.stage_start[stage];
    if (!take(&l, &scratch)) return XW_NO_MEMORY;
    enum xw_status status = XW_OK;
    for (int32_t d = 0; status == XW_OK && d < xw_prepared_divisions(p, stage); d++)
        if (p->scenario->schools.sector[school[d]] == XW_PRIVATE) status = admit(&l, scratch, d);
    for (int32_t i = 0; i < l.cells; i++) {
        if (!a->tiers.tier[i % a->tiers.count].behind) continue;
        a->left[2 * (ptrdiff_t)i] -= l.lost[i];
        a->left[2 * (ptrdiff_t)i + 1] += l.lost[i];
    }
    return status;
}
