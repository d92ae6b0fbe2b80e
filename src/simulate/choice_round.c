#include "xuewei/choice_round.h"
#include "xuewei/acceptance.h"
#include "xuewei/rationing.h"
#include "xuewei/sibling_round.h"
#include <stddef.h>
#include <stdio.h>

#define OF_RANK 1e6 /* utility between two ranks of a list, which chance does not cross */

/* Pupils of one zone, tier and lane: they may list the same schools. */
struct group {
    int32_t zone, tier, behind, pupils;
    int32_t first; /* its first pupil */
};

struct choice {
    struct xw_round *round;
    const struct xw_scenario *s;
    struct xw_lottery lottery;
    int32_t groups, pupils;
    struct group *group;
    int32_t *elder;           /* [pupils] the division of an elder child, or XW_NONE */
    uint64_t *number;         /* [pupils] */
    ptrdiff_t *start;         /* [pupils + 1] of the lists */
    int32_t *school;          /* [entries] divisions */
    int32_t *open, *reserved; /* [entries] priorities */
};

/* ---- who takes part ---- */

/* Everybody of a tier with a right who still seeks a place, by zone, tier and lane. */
static enum xw_status gather(struct choice *c, struct xw_arena *scratch)
{
    const struct xw_admission *a = c->round->admission;
    int32_t zones = c->round->state->prepared->zones, lanes = 2 * a->tiers.count;
    c->group = XW_TAKE(scratch, (ptrdiff_t)zones * lanes, struct group);
    if (c->group == NULL) return XW_NO_MEMORY;
    for (int32_t i = 0; i < zones * lanes; i++) {
        if (a->left[i] == 0 || a->tiers.tier[i / 2 % a->tiers.count].right == XW_RIGHT_NONE)
            continue;
        c->group[c->groups++] = (struct group){ .zone = i / lanes,
                                                .tier = i / 2 % a->tiers.count,
                                                .behind = i % 2,
                                                .pupils = a->left[i],
                                                .first = c->pupils };
        c->pupils += a->left[i];
    }
    ptrdiff_t entries = (ptrdiff_t)c->pupils * c->round->divisions;
    c->elder = XW_TAKE(scratch, c->pupils, int32_t);
    c->number = XW_TAKE(scratch, c->pupils, uint64_t);
    c->start = XW_TAKE(scratch, (ptrdiff_t)c->pupils + 1, ptrdiff_t);
    c->school = XW_TAKE(scratch, entries, int32_t);
    c->open = XW_TAKE(scratch, entries, int32_t);
    c->reserved = XW_TAKE(scratch, entries, int32_t);
    if (c->elder == NULL || c->number == NULL || c->start == NULL || c->school == NULL ||
        c->open == NULL || c->reserved == NULL)
        return XW_NO_MEMORY;
    for (int32_t i = 0; i < c->pupils; i++)
        c->elder[i] = XW_NONE;
    return XW_OK;
}

/* Private schools have had their own lottery. */
static bool takes_part(const struct choice *c, int32_t division)
{
    const struct xw_timeline *t = &c->round->state->prepared->timeline;
    int32_t school = t->school[t->stage_start[c->round->stage] + division];
    return t->open[xw_state_now(c->round->state, c->round->stage, division)] &&
           c->s->schools.sector[school] != XW_PRIVATE;
}

/* The elder children of a zone's entrants, over its groups in proportion. seek [groups of the zone] is
 * who of a group has none yet. */
static enum xw_status give_elders(struct choice *c, struct xw_arena scratch, int32_t from,
                                  int32_t to, const int32_t *siblings)
{
    int32_t n = to - from;
    int32_t *seek = XW_TAKE(&scratch, n, int32_t), *take = XW_TAKE(&scratch, n, int32_t);
    if (seek == NULL || take == NULL) return XW_NO_MEMORY;
    for (int32_t g = 0; g < n; g++)
        seek[g] = c->group[from + g].pupils;
    for (int32_t d = 0; d < c->round->divisions; d++) {
        if (siblings[d] == 0 || !takes_part(c, d)) continue;
        enum xw_status status = xw_rationing_proportional(scratch, n, seek, siblings[d], take);
        if (status != XW_OK) return status;
        for (int32_t g = 0; g < n; g++)
            for (; take[g] > 0; take[g]--)
                c->elder[c->group[from + g].first + c->group[from + g].pupils - seek[g]--] = d;
    }
    return XW_OK;
}

static enum xw_status find_elders(struct choice *c, struct xw_arena scratch)
{
    const struct xw_admission *a = c->round->admission;
    int32_t zones = c->round->state->prepared->zones, lanes = 2 * a->tiers.count;
    int32_t *seeking = XW_TAKE(&scratch, zones, int32_t);
    int32_t *siblings = XW_TAKE(&scratch, (ptrdiff_t)zones * c->round->divisions, int32_t);
    if (seeking == NULL || siblings == NULL) return XW_NO_MEMORY;
    if (c->s->siblings.count == 0) return XW_OK;
    for (int32_t i = 0; i < zones * lanes; i++)
        seeking[i / lanes] += a->left[i];
    xw_sibling_count(c->round, seeking, siblings);
    for (int32_t from = 0, to; from < c->groups; from = to) {
        int32_t zone = c->group[from].zone;
        for (to = from; to < c->groups && c->group[to].zone == zone; to++)
            ;
        enum xw_status status =
            give_elders(c, scratch, from, to, siblings + (ptrdiff_t)zone * c->round->divisions);
        if (status != XW_OK) return status;
    }
    return XW_OK;
}

/* ---- what they list ---- */

/* A group's number for the streams: zone, tier and lane of this stage and year. */
static uint32_t entity_of(const struct choice *c, const struct group *g)
{
    char year[16];
    snprintf(year, sizeof year, " %d ", c->round->state->prepared->first + c->round->state->year);
    uint32_t entity = xw_lottery_entity(XW_LOTTERY_BEGIN,
                                        xw_stage_word(c->s->stages.stage[c->round->stage].name));
    entity = xw_lottery_entity(entity, year);
    entity = xw_lottery_entity(entity, c->s->zones.code[g->zone]);
    entity = xw_lottery_entity(entity, " ");
    entity = xw_lottery_entity(entity,
                               xw_tiers_code(&c->s->tiers, &c->round->admission->tiers, g->tier));
    return xw_lottery_entity(entity, g->behind ? " behind " : " ");
}

/* What a group may list: divisions, with their ways and qualities. */
struct options {
    int32_t *division;
    double *way_m, *quality;
    uint32_t *entity;
    struct xw_acceptance_options of;
};

static void add_option(const struct choice *c, struct options *o, const struct group *g,
                       uint32_t of_group, int32_t division, bool ranked, double quality)
{
    const struct xw_prepared *p = c->round->state->prepared;
    const struct xw_timeline *t = &p->timeline;
    int32_t k = o->of.count;
    if (!takes_part(c, division)) return;
    int32_t school = t->school[t->stage_start[c->round->stage] + division];
    int32_t site = t->site[xw_state_now(c->round->state, c->round->stage, division)];
    o->division[k] = division;
    o->way_m[k] = ranked ? 0.0 : p->way_m[(ptrdiff_t)g->zone * t->sites + site];
    o->quality[k] = quality;
    o->entity[k] = xw_lottery_entity(of_group, c->s->schools.code[school]);
    o->of.count++;
}

/* The rows of the table preferences, else all schools that the zone may be sent to. */
static enum xw_status list_options(const struct choice *c, struct xw_arena *scratch,
                                   const struct group *g, struct options *o)
{
    const struct xw_round *round = c->round;
    const struct xw_timeline *t = &round->state->prepared->timeline;
    const struct xw_preferences *lists = &c->s->preferences;
    const struct xw_tier_year *tiers = &round->admission->tiers;
    int32_t code = tiers->given ? tiers->tier[g->tier].code : XW_NONE, n = round->divisions, first;
    uint32_t of_group = entity_of(c, g);
    *o = (struct options){ .division = XW_TAKE(scratch, n, int32_t),
                           .way_m = XW_TAKE(scratch, n, double),
                           .quality = XW_TAKE(scratch, n, double),
                           .entity = XW_TAKE(scratch, n, uint32_t) };
    if (o->division == NULL || o->way_m == NULL || o->quality == NULL || o->entity == NULL)
        return XW_NO_MEMORY;
    o->of.way_m = o->way_m;
    o->of.quality = o->quality;
    o->of.entity = o->entity;
    int32_t rows = xw_preferences_of(lists, round->stage, g->zone, code, &first);
    for (int32_t i = first; i < first + rows; i++) {
        ptrdiff_t at = (ptrdiff_t)round->stage * c->s->schools.count + lists->school[i];
        bool ranked = lists->rank[i] != XW_NONE;
        if (t->division_of[at] != XW_NONE)
            add_option(c, o, g, of_group, t->division_of[at] - t->stage_start[round->stage], ranked,
                       ranked ? -OF_RANK * lists->rank[i] : lists->utility[i]);
    }
    for (int32_t i = round->ways.start[g->zone]; rows == 0 && i < round->ways.start[g->zone + 1];
         i++)
        add_option(c, o, g, of_group, round->ways.division[i], false, 0.0);
    return XW_OK;
}

static bool is_own(const struct choice *c, const struct group *g, int32_t division)
{
    const struct xw_catchment_year *own = xw_round_catchment(c->round, g->tier);
    for (int32_t i = own->start[g->zone]; i < own->start[g->zone + 1]; i++)
        if (own->division[i] == division) return true;
    return false;
}

static void add_entry(struct choice *c, const struct group *g, int32_t pupil, int32_t division)
{
    const struct xw_admission *a = c->round->admission;
    bool own = is_own(c, g, division), elder = c->elder[pupil] == division;
    bool reserve = c->s->choice.reserve_share > 0.0;
    int32_t tier = 0; /* tiers of one order are equal before a school */
    for (int32_t t = 1; t <= g->tier; t++)
        tier += a->tiers.tier[t].order != a->tiers.tier[t - 1].order;
    ptrdiff_t e = c->start[pupil + 1]++;
    c->school[e] = division;
    c->open[e] = xw_acceptance_priority(2 * tier + g->behind, elder, own && !reserve);
    c->reserved[e] = xw_acceptance_priority(2 * tier + g->behind, elder, own);
}

/* Numbers and lists of a group's pupils. */
static enum xw_status list_group(struct choice *c, struct xw_arena scratch, const struct group *g)
{
    struct options o;
    enum xw_status status = list_options(c, &scratch, g, &o);
    if (status != XW_OK) return status;
    int32_t n = o.of.count, most = c->s->choice.listed == 0 ? INT32_MAX : c->s->choice.listed;
    int32_t *list = XW_TAKE(&scratch, (ptrdiff_t)g->pupils * n, int32_t);
    if (list == NULL) return XW_NO_MEMORY;
    status = xw_lottery_numbers(&c->lottery, entity_of(c, g), g->pupils, c->number + g->first);
    if (status == XW_OK)
        status = xw_acceptance_prefer(scratch, &c->lottery, c->s->choice.beta_per_m, g->pupils,
                                      &o.of, list);
    for (int32_t i = 0; status == XW_OK && i < g->pupils; i++) {
        int32_t pupil = g->first + i, elder = c->elder[pupil];
        c->start[pupil + 1] = c->start[pupil];
        if (elder != XW_NONE) add_entry(c, g, pupil, elder);
        for (int32_t k = 0; k < n && c->start[pupil + 1] - c->start[pupil] < most; k++) {
            int32_t division = o.division[list[(ptrdiff_t)i * n + k]];
            if (division != elder) add_entry(c, g, pupil, division);
        }
    }
    return status;
}

/* ---- places ---- */

static enum xw_status count_seats(const struct choice *c, struct xw_arena *scratch,
                                  struct xw_acceptance_seats *out)
{
    const struct xw_choice_rules *rules = &c->s->choice;
    int32_t n = c->round->divisions;
    int32_t *school = XW_TAKE(scratch, 2 * (ptrdiff_t)n, int32_t);
    int32_t *places = XW_TAKE(scratch, 2 * (ptrdiff_t)n, int32_t);
    uint8_t *kind = XW_TAKE(scratch, 2 * (ptrdiff_t)n, uint8_t);
    if (school == NULL || places == NULL || kind == NULL) return XW_NO_MEMORY;
    for (int32_t d = 0; d < n; d++) {
        int32_t all = c->round->places[d][XW_LAYER_NORM];
        if (!rules->norm_only) all += c->round->places[d][XW_LAYER_STRETCH];
        int32_t reserve = (int32_t)(rules->reserve_share * all + 0.5);
        for (int32_t b = 0; b < 2; b++) {
            bool reserved = (b == 0) == rules->reserve_first;
            school[2 * d + b] = d;
            places[2 * d + b] = reserved ? reserve : all - reserve;
            kind[2 * d + b] = reserved ? XW_SEATS_RESERVED : XW_SEATS_OPEN;
        }
    }
    *out = (struct xw_acceptance_seats){ 2 * n, school, places, kind };
    return XW_OK;
}

/* Pupils of every group by where they are accepted. */
static enum xw_status place(const struct choice *c, struct xw_arena scratch, const ptrdiff_t *entry)
{
    int32_t *here = XW_TAKE(&scratch, c->round->divisions, int32_t);
    if (here == NULL) return XW_NO_MEMORY;
    for (int32_t i = 0; i < c->groups; i++) {
        struct group *g = &c->group[i];
        struct xw_round_pool one = { .count = 1,
                                     .zone = &g->zone,
                                     .tier = &g->tier,
                                     .pupils = &g->pupils,
                                     .behind = g->behind };
        for (int32_t k = g->first; k < g->first + g->pupils; k++)
            if (entry[k] >= 0) here[c->school[entry[k]]]++;
        for (int32_t d = 0; d < c->round->divisions; d++) {
            if (here[d] == 0) continue;
            enum xw_status status = xw_round_place(c->round, &one, 0, d, here[d], XW_REASON_CHOICE);
            if (status != XW_OK) return status;
            here[d] = 0;
        }
    }
    return XW_OK;
}

enum xw_status xw_choice_round(struct xw_round *round, struct xw_arena scratch)
{
    const struct xw_scenario *s = round->state->prepared->scenario;
    gsl_rng rng = { .type = xw_rng_philox };
    struct choice c = { .round = round,
                        .s = s,
                        .lottery = { &rng,
                                     xw_state_stream(round->state, XW_COMPONENT_CHOICE_LOTTERY) } };
    struct xw_acceptance_seats seats;
    rng.state = xw_arena_take(&scratch, 1, xw_rng_philox->size, _Alignof(max_align_t));
    if (rng.state == NULL) return XW_NO_MEMORY;
    enum xw_status status = gather(&c, &scratch);
    if (status == XW_OK) status = find_elders(&c, scratch);
    for (int32_t g = 0; status == XW_OK && g < c.groups; g++)
        status = list_group(&c, scratch, &c.group[g]);
    if (status == XW_OK) status = count_seats(&c, &scratch, &seats);
    if (status != XW_OK) return status;

    ptrdiff_t *entry = XW_TAKE(&scratch, c.pupils, ptrdiff_t);
    if (entry == NULL) return XW_NO_MEMORY;
    struct xw_acceptance_pupils pupils = {
        c.pupils, c.start, c.school, c.open, c.reserved, c.number
    };
    status = xw_acceptance_place(scratch, round->divisions, &pupils, &seats, entry, NULL);
    return status == XW_OK ? place(&c, scratch, entry) : status;
}
