/* A row of flow_year: why pupils of a zone are placed where they are. */
#include "explain_parts.h"
#include "xuewei/tiers.h"
#include <string.h>

static const char *say(struct xw_pen *pen, enum xw_key key)
{
    return xw_pen_say(pen, key, XW_TOLD(NULL));
}

/* The row as the year has it. */
struct flow {
    struct xw_pen *pen;
    const struct xw_run_flow *row;
    const struct xw_admission *a;
    int32_t zone, tier,
        division; /* tier: index of the year; division within the stage or XW_NONE */
    uint8_t reason;
    int32_t pupils;
};

static bool find(struct flow *f)
{
    const struct xw_explainer *e = f->pen->of;
    const struct xw_timeline *t = &e->state.prepared->timeline;
    const struct xw_placements *placed = &f->a->placed;
    for (int32_t i = 0; i < placed->count; i++) {
        int32_t d = placed->division[i];
        int32_t school = d == XW_NONE ? XW_NONE : t->school[t->stage_start[f->row->stage] + d];
        if (placed->zone[i] != f->row->zone || school != f->row->school ||
            strcmp(xw_tiers_code(&e->scenario.tiers, &f->a->tiers, placed->tier[i]),
                   f->row->tier) != 0 ||
            strcmp(xw_reason_word((enum xw_reason)placed->reason[i]), f->row->reason) != 0)
            continue;
        f->zone = placed->zone[i];
        f->tier = placed->tier[i];
        f->division = d;
        f->reason = placed->reason[i];
        f->pupils = placed->pupils[i];
        return true;
    }
    return false;
}

static const char *school_at(const struct flow *f, int32_t division)
{
    const struct xw_timeline *t = &f->pen->of->state.prepared->timeline;
    return f->pen->of->scenario.schools.code[t->school[t->stage_start[f->row->stage] + division]];
}

static int64_t way_to(const struct flow *f, int32_t division)
{
    const struct xw_prepared *p = f->pen->of->state.prepared;
    const struct xw_timeline *t = &p->timeline;
    return p->way_m[(ptrdiff_t)f->zone * t->sites +
                    t->site[xw_state_now(&f->pen->of->state, f->row->stage, division)]];
}

/* ---- rounds ----------------------------------------------------------------------------------- */

/* Cost and price of a way; those of no place are the cost of being without one. */
static int64_t pays(const struct xw_recorded_flow *r, int32_t way)
{
    int64_t price = r->price == NULL ? 0 : r->price[r->ways.division[way]];
    return r->ways.cost_m[way] + price;
}

static struct xw_explain_round *round_of(const struct flow *f, const struct xw_recorded_flow *r,
                                         int32_t member)
{
    struct xw_pen *pen = f->pen;
    int32_t from = 0, to;
    while (from < r->ways.count && r->ways.zone[from] != member)
        from++;
    for (to = from; to < r->ways.count && r->ways.zone[to] == member; to++)
        ;
    struct xw_explain_round *round = XW_TAKE(pen->keep, 1, struct xw_explain_round);
    struct xw_explain_way *way = XW_TAKE(pen->keep, to - from, struct xw_explain_way);
    if (round == NULL || way == NULL) {
        pen->failed = true;
        return NULL;
    }
    int64_t least = pen->of->scenario.assignment.unplaced_m;
    int32_t left = r->pupils[member];
    for (int32_t i = from; i < to; i++) {
        if (pays(r, i) < least) least = pays(r, i);
        left -= r->placed[i];
    }
    for (int32_t i = from; i < to; i++) {
        int32_t d = r->ways.division[i], places = 0;
        for (int32_t layer = 0; layer <= (int32_t)r->top; layer++)
            places += r->places[d][layer];
        way[i - from] =
            (struct xw_explain_way){ .school = school_at(f, d),
                                     .reason = xw_reason_word((enum xw_reason)r->ways.reason[i]),
                                     .way_m = way_to(f, d),
                                     .cost_m = r->ways.cost_m[i],
                                     .price_m = r->price == NULL ? 0 : r->price[d],
                                     .reduced_m = r->price == NULL ? 0 : pays(r, i) - least,
                                     .placed = r->placed[i],
                                     .places = places,
                                     .load = r->load[d] };
    }
    *round = (struct xw_explain_round){ .solved = r->price != NULL,
                                        .behind = r->behind > 0,
                                        .layer = xw_grows_word((enum xw_grows)r->top),
                                        .pupils = r->pupils[member],
                                        .left = left,
                                        .pays_m = r->price == NULL ? 0 : least,
                                        .ways = to - from,
                                        .way = way };
    return round;
}

/* The solved rounds in which the zone's pupils of this tier took part. Returns how many of the row's they
 * placed: a term each. */
static int32_t rounds(struct flow *f, struct xw_explain_term *term)
{
    struct xw_pen *pen = f->pen;
    const struct xw_recording *record = &pen->of->record;
    struct xw_explain_round **last = &pen->item->rounds;
    int32_t sum = 0, number = 0;
    for (int32_t k = 0; k < record->flows; k++) {
        const struct xw_recorded_flow *r = &record->flow[k];
        if (r->stage != f->row->stage) continue;
        for (int32_t m = 0; m < r->members; m++) {
            if (r->zone[m] != f->zone || r->tier[m] != f->tier) continue;
            if ((*last = round_of(f, r, m)) == NULL) return sum;
            last = &(*last)->next;
            number++;
            for (int32_t i = 0; i < r->ways.count && f->division != XW_NONE; i++) {
                if (r->ways.zone[i] != m || r->ways.division[i] != f->division ||
                    r->ways.reason[i] != f->reason || r->placed[i] == 0)
                    continue;
                struct xw_explain_term *part = xw_pen_term(
                    pen, term, XW_OP_ADD, r->placed[i],
                    xw_pen_say(pen, XW_SAY_X_PLACED_IN, XW_TOLD(xw_pen_count(pen, number))));
                part->rule = say(pen, r->price == NULL ? XW_SAY_X_RULE_LOTS : XW_SAY_X_RULE_FLOW);
                part->reason = xw_reason_word((enum xw_reason)f->reason);
                sum += r->placed[i];
            }
        }
    }
    return sum;
}

/* ---- by reason -------------------------------------------------------------------------------- */

/* Entrants of the tier less all who were placed. */
static void left_over(struct flow *f, struct xw_explain_term *term)
{
    struct xw_pen *pen = f->pen;
    const struct xw_placements *placed = &f->a->placed;
    struct xw_explain_term *all = xw_pen_term(
        pen, term, XW_OP_ADD, f->a->of_tier[(ptrdiff_t)f->zone * f->a->tiers.count + f->tier],
        xw_pen_say(pen, XW_SAY_X_ENTRANTS_OF_TIER, XW_TOLD(f->row->tier)));
    all->rule = say(pen, f->a->tiers.count > 1 ? XW_SAY_X_RULE_TIERS : XW_SAY_X_RULE_ONE_TIER);
    for (int32_t i = 0; i < placed->count; i++) {
        if (placed->zone[i] != f->zone || placed->tier[i] != f->tier ||
            placed->division[i] == XW_NONE)
            continue;
        xw_pen_term(pen, term, XW_OP_SUBTRACT, placed->pupils[i],
                    xw_pen_say(pen, XW_SAY_X_PLACED_AT, XW_TOLD(school_at(f, placed->division[i]))))
            ->reason = xw_reason_word((enum xw_reason)placed->reason[i]);
    }
}

/* A private school's lottery in expectation: places x applicants of the zone and tier / all. */
static bool lottery(struct flow *f, struct xw_explain_term *term)
{
    struct xw_pen *pen = f->pen;
    const struct xw_explainer *e = pen->of;
    const struct xw_recorded_lottery *l = NULL;
    for (int32_t i = 0; i < e->record.lotteries; i++)
        if (e->record.lottery[i].stage == f->row->stage &&
            e->record.lottery[i].division == f->division)
            l = &e->record.lottery[i];
    if (l == NULL || e->scenario.assignment.private_drawn) return false;
    struct xw_arena scratch = e->scratch;
    double *value = XW_TAKE(&scratch, l->cells, double);
    int64_t *whole = XW_TAKE(&scratch, l->cells, int64_t), all = 0, places = l->places;
    const char **label = XW_TAKE(&scratch, l->cells, const char *);
    if (value == NULL || whole == NULL || label == NULL) {
        pen->failed = true;
        return false;
    }
    for (int32_t i = 0; i < l->cells; i++)
        all += l->applicants[i];
    if (places > all) places = all;
    int32_t tiers = f->a->tiers.count, cell = f->zone * tiers + f->tier;
    for (int32_t i = 0; i < l->cells; i++) {
        label[i] = xw_arena_format(pen->keep, "%s %s", e->scenario.zones.code[i / tiers],
                                   xw_tiers_code(&e->scenario.tiers, &f->a->tiers, i % tiers));
        value[i] = all == 0 ? 0.0 : (double)l->applicants[i] * (double)places / (double)all;
        whole[i] = l->admitted[i];
    }
    char name[80];
    snprintf(name, sizeof name, "private.%d.%d.%d", f->row->year, (int)f->row->stage,
             (int)f->division);
    int32_t rounding = xw_pen_rounding_find(pen, name);
    if (rounding == XW_NONE)
        rounding = xw_pen_rounding(pen, name, places, l->cells, label, value, whole);
    xw_pen_term(pen, term, XW_OP_ADD, l->applicants[cell], say(pen, XW_SAY_X_APPLICANTS))->reason =
        xw_reason_word(XW_REASON_PRIVATE);
    xw_pen_term(pen, term, XW_OP_TIMES, (double)places, say(pen, XW_SAY_X_PRIVATE_PLACES))->rule =
        say(pen, XW_SAY_X_RULE_PRIVATE);
    xw_pen_term(pen, term, XW_OP_DIVIDE, (double)all, say(pen, XW_SAY_X_ALL_APPLICANTS));
    xw_pen_rounded(pen, term, f->pupils, rounding);
    return true;
}

static enum xw_key rule_of(enum xw_reason reason)
{
    switch (reason) {
    case XW_REASON_PRIVATE:
        return XW_SAY_X_RULE_PRIVATE_DRAWN;
    case XW_REASON_SIBLING:
        return XW_SAY_X_RULE_SIBLING;
    case XW_REASON_OWN_LEAVERS:
    case XW_REASON_FEEDER:
        return XW_SAY_X_RULE_FEEDER;
    case XW_REASON_GUARANTEED:
        return XW_SAY_X_RULE_GUARANTEED;
    case XW_REASON_CHOICE:
        return XW_SAY_X_RULE_CHOICE;
    default:
        return XW_SAY_X_RULE_OTHER_ROUND;
    }
}

enum xw_status xw_explain_flow_row(struct xw_pen *pen, const struct xw_run_flow *row,
                                   const char *column)
{
    const struct xw_explainer *e = pen->of;
    const struct xw_scenario *s = &e->scenario;
    struct flow f = { .pen = pen, .row = row, .a = &e->state.admission[row->stage] };
    (void)column; /* there is one count in the row */
    const char *stage = xw_stage_word(s->stages.stage[row->stage].name);
    const char *zone = s->zones.code[row->zone];
    const char *school = row->school == XW_NONE ? NULL : s->schools.code[row->school];
    struct xw_explain_cell cell = { .table = "flow_year",
                                    .column = "pupils",
                                    .zone = zone,
                                    .year = row->year,
                                    .stage = stage,
                                    .tier = row->tier,
                                    .school = school,
                                    .reason = row->reason,
                                    .grade = XW_NONE };
    const char *to =
        school == NULL ? say(pen, XW_SAY_X_NO_SCHOOL) : xw_pen_school(pen, row->school);
    const char *title =
        xw_pen_say(pen, XW_SAY_X_TITLE_FLOW,
                   XW_TOLD(xw_pen_zone(pen, row->zone), xw_pen_year(pen, row->year),
                           xw_pen_stage(pen, row->stage), row->tier, to, row->reason));
    struct xw_explain_term *sum = &xw_pen_begin(pen, cell, title, row->pupils)->sum;
    if (!find(&f)) return XW_OK; /* the sum stays without a tape, which is not accepted */
    if (f.reason == XW_REASON_CITY) {
        xw_explain_zone_entry(pen, sum, row->stage, f.zone);
        xw_pen_note(pen, say(pen, XW_SAY_X_NOTE_CITY));
    } else if (f.division == XW_NONE) {
        left_over(&f, sum);
        (void)rounds(&f, NULL);
    } else if (f.reason != XW_REASON_PRIVATE || !lottery(&f, sum)) {
        int32_t rest = f.pupils - rounds(&f, sum);
        if (rest != 0) {
            struct xw_explain_term *other =
                xw_pen_term(pen, sum, XW_OP_ADD, rest, say(pen, XW_SAY_X_PLACED_ELSE));
            other->rule = say(pen, rule_of((enum xw_reason)f.reason));
            other->reason = row->reason;
        }
    }
    pen->item->command = xw_arena_format(
        pen->keep, "xuewei explain %s --zone %s --year %d --stage %s --tier %s%s%s --reason %s",
        e->run.path, zone, row->year, stage, row->tier, school == NULL ? "" : " --school ",
        school == NULL ? "" : school, row->reason);
    return XW_OK;
}
