/* How many pupils live in a zone: who enters, and who goes on from the grade below. */
#include "explain_parts.h"
#include "xuewei/demand.h"
#include "xuewei/participation.h"
#include "xuewei/residents.h"
#include <math.h>
#include <string.h>

static int32_t entry_row(const struct xw_pen *pen, int32_t stage)
{
    return pen->of->scenario.stages.stage[stage].first_row;
}

/* ---- which input rows ------------------------------------------------------------------------- */

/* Lines of a cohort of household residents: those who were `age` completed years on 1 September of this
 * year are two neighbouring ages of the count. Born later, they come from the rates of fertility. */
static void cohort_rows(struct xw_pen *pen, struct xw_explain_term *term, int32_t zone,
                        int32_t residency, int32_t age)
{
    const struct xw_scenario *s = &pen->of->scenario;
    int32_t now = s->first + pen->of->year;
    /* Before 1 September of its year the count finds half of them a birthday behind. */
    int32_t at_count = age - (now - s->base_year) - (s->base_month < 9);
    struct xw_arena mark = pen->of->scratch;
    bool counted = at_count + 1 >= 0;
    enum xw_table table = counted ? XW_TABLE_POPULATION : XW_TABLE_FERTILITY;
    const struct xw_rows *rows = xw_pen_table(pen, table);
    if (rows == NULL) return;
    int32_t *line = XW_TAKE_RAW(&pen->of->scratch, rows->count, int32_t), n = 0;
    if (line == NULL) {
        pen->failed = true;
        return;
    }
    for (int32_t i = 0; i < rows->count; i++) {
        if (!counted) {
            int32_t year = xw_rows_whole(rows, XW_COL_FERTILITY_YEAR, i);
            if (year == now - age || year == now - age - 1) line[n++] = rows->line[i];
            continue;
        }
        const char *of = xw_rows_text(rows, XW_COL_POPULATION_ZONE, i);
        const char *status = xw_rows_text(rows, XW_COL_POPULATION_RESIDENCY, i);
        int32_t from = xw_rows_whole(rows, XW_COL_POPULATION_AGE, i);
        int32_t to = xw_rows_whole(rows, XW_COL_POPULATION_AGE_TO, i);
        if (to == XW_MISSING) to = from;
        if (of == NULL || strcmp(of, s->zones.code[zone]) != 0) continue;
        if (xw_rows_whole(rows, XW_COL_POPULATION_KIND, i) == 1) continue;
        if (status != NULL && s->residencies.code[residency] != NULL &&
            strcmp(status, s->residencies.code[residency]) != 0)
            continue;
        if (to < at_count || from > at_count + 1) continue;
        line[n++] = rows->line[i];
    }
    xw_pen_rows(pen, term, table, n, line);
    pen->of->scratch = mark;
}

/* The line of a share or ratio by stage, zone, residence status and year: the nearest to what is asked. */
static void share_row(struct xw_pen *pen, struct xw_explain_term *term, enum xw_table table,
                      enum xw_column stage_column, enum xw_column zone_column,
                      enum xw_column year_column, int32_t residency, int32_t stage, int32_t zone)
{
    const struct xw_scenario *s = &pen->of->scenario;
    const struct xw_rows *rows = xw_pen_table(pen, table);
    int32_t now = s->first + pen->of->year, best = XW_NONE, best_rank = -1;
    if (rows == NULL) return;
    for (int32_t i = 0; i < rows->count; i++) {
        const char *of = xw_rows_text(rows, zone_column, i);
        int32_t year = xw_rows_whole(rows, year_column, i);
        if (xw_rows_whole(rows, stage_column, i) != (int32_t)s->stages.stage[stage].name) continue;
        if (of != NULL && strcmp(of, s->zones.code[zone]) != 0) continue;
        if (year != XW_MISSING && year > now) continue;
        int32_t rank = (of != NULL ? 100000 : 0) + (year == XW_MISSING ? 0 : year);
        if (table == XW_TABLE_PARTICIPATION) {
            const char *status = xw_rows_text(rows, XW_COL_PARTICIPATION_RESIDENCY, i);
            const char *own = s->residencies.code[residency];
            if (status != NULL && (own == NULL || strcmp(status, own) != 0)) continue;
            rank += status != NULL ? 10000 : 0;
        }
        if (rank <= best_rank) continue;
        best_rank = rank;
        best = rows->line[i];
    }
    if (best != XW_NONE) xw_pen_row(pen, term, table, best);
}

/* The line of table demand that gives a zone's entrants. */
static void given_row(struct xw_pen *pen, struct xw_explain_term *term, int32_t stage, int32_t zone)
{
    const struct xw_scenario *s = &pen->of->scenario;
    const struct xw_rows *rows = xw_pen_table(pen, XW_TABLE_DEMAND);
    for (int32_t i = 0; rows != NULL && i < rows->count; i++)
        if (xw_rows_whole(rows, XW_COL_DEMAND_YEAR, i) == s->first + pen->of->year &&
            xw_rows_whole(rows, XW_COL_DEMAND_STAGE, i) == (int32_t)s->stages.stage[stage].name &&
            strcmp(xw_rows_text(rows, XW_COL_DEMAND_ZONE, i), s->zones.code[zone]) == 0)
            xw_pen_row(pen, term, XW_TABLE_DEMAND, rows->line[i]);
}

/* Base rolls of a grade of all schools. */
static void roll_rows(struct xw_pen *pen, struct xw_explain_term *term, int32_t row)
{
    const struct xw_rolls *r = &pen->of->scenario.rolls;
    struct xw_arena mark = pen->of->scratch;
    int32_t *line = XW_TAKE_RAW(&pen->of->scratch, r->count, int32_t), n = 0;
    if (line == NULL) {
        pen->failed = true;
        return;
    }
    for (int32_t i = 0; i < r->count; i++)
        if (r->row[i] == row && r->year[i] < pen->of->scenario.first) line[n++] = r->line[i];
    xw_pen_rows(pen, term, XW_TABLE_ROLLS, n, line);
    pen->of->scratch = mark;
}

/* ---- rounding --------------------------------------------------------------------------------- */

/* Values by zone rounded together as the step did; returns the rounding's number. */
static int32_t round_zones(struct xw_pen *pen, const char *kind, int32_t row, const double *value)
{
    const struct xw_zones *zones = &pen->of->scenario.zones;
    char name[80];
    snprintf(name, sizeof name, "%s.%d.%d", kind, (int)(pen->of->scenario.first + pen->of->year),
             (int)xw_stages_grade(&pen->of->scenario.stages, row));
    int32_t known = xw_pen_rounding_find(pen, name);
    if (known != XW_NONE) return known;
    struct xw_arena mark = pen->of->scratch;
    int32_t *whole = XW_TAKE_RAW(&pen->of->scratch, zones->count, int32_t);
    int64_t *wide = XW_TAKE_RAW(&pen->of->scratch, zones->count, int64_t), total = 0;
    if (whole == NULL || wide == NULL ||
        xw_demand_round(zones->count, value, pen->of->scratch, whole) != XW_OK) {
        pen->failed = true;
        return XW_NONE;
    }
    for (int32_t z = 0; z < zones->count; z++)
        total += wide[z] = whole[z];
    int32_t rounding = xw_pen_rounding(pen, name, total, zones->count, zones->code, value, wide);
    pen->of->scratch = mark;
    return rounding;
}

static double whole_of(const struct xw_pen *pen, int32_t rounding, int32_t zone)
{
    return rounding == XW_NONE ? NAN : (double)pen->answer->rounding[rounding].whole[zone];
}

static double *take_zones(struct xw_pen *pen)
{
    double *value = XW_TAKE(&pen->of->scratch, pen->of->prepared.zones, double);
    if (value == NULL) pen->failed = true;
    return value;
}

/* ---- who enters ------------------------------------------------------------------------------- */

static const char *say(struct xw_pen *pen, enum xw_key key)
{
    return xw_pen_say(pen, key, XW_TOLD(NULL));
}

/* Residents of an age x participation, one residence status after another. */
static void seeking_terms(struct xw_pen *pen, struct xw_explain_term *parent, int32_t stage,
                          int32_t zone, int32_t age, bool alone)
{
    const struct xw_explainer *e = pen->of;
    const struct xw_participation *of = &e->scenario.participation;
    for (int32_t k = 0; k < e->scenario.residencies.count; k++) {
        ptrdiff_t row = ((ptrdiff_t)k * of->years + e->year) * of->zones + zone;
        double people = xw_residents_aged(&e->state, k, zone, age);
        double share = of->share[row * of->stages + stage];
        struct xw_explain_term *into = parent;
        const char *status = e->scenario.residencies.code[k];
        if (!alone)
            into = xw_pen_term(
                pen, parent, XW_OP_ADD, people * share,
                xw_pen_say(pen, XW_SAY_X_SEEKING_OF, XW_TOLD(status == NULL ? "" : status)));
        struct xw_explain_term *residents =
            xw_pen_term(pen, into, XW_OP_ADD, people,
                        xw_pen_say(pen, XW_SAY_X_RESIDENTS_AGED, XW_TOLD(xw_pen_count(pen, age))));
        cohort_rows(pen, residents, zone, k, age);
        residents->rule = say(pen, XW_SAY_X_RULE_SEPTEMBER);
        struct xw_explain_term *times =
            xw_pen_term(pen, into, XW_OP_TIMES, share, say(pen, XW_SAY_X_PARTICIPATION));
        share_row(pen, times, XW_TABLE_PARTICIPATION, XW_COL_PARTICIPATION_STAGE,
                  XW_COL_PARTICIPATION_ZONE, XW_COL_PARTICIPATION_YEAR, k, stage, zone);
    }
}

static bool one_status(const struct xw_pen *pen)
{
    return pen->of->scenario.residencies.count == 1;
}

/* leavers x ratio x change */
static void leaver_terms(struct xw_pen *pen, struct xw_explain_term *parent, int32_t stage,
                         int32_t zone, const struct xw_recorded_entry *r)
{
    xw_pen_term(pen, parent, XW_OP_ADD, r->leavers[zone],
                xw_pen_say(pen, XW_SAY_X_LEAVERS, XW_TOLD(xw_pen_stage(pen, stage - 1))));
    struct xw_explain_term *ratio =
        xw_pen_term(pen, parent, XW_OP_TIMES, r->ratio[zone], say(pen, XW_SAY_X_ENTRY_RATIO));
    share_row(pen, ratio, XW_TABLE_ENTRY, XW_COL_ENTRY_STAGE, XW_COL_ENTRY_ZONE, XW_COL_ENTRY_YEAR,
              XW_NONE, stage, zone);
    struct xw_explain_term *change =
        xw_pen_term(pen, parent, XW_OP_TIMES, r->change[zone], say(pen, XW_SAY_X_CHANGE));
    change->rule = say(pen, XW_SAY_X_RULE_CHANGE);
}

static void by_residents(struct xw_pen *pen, struct xw_explain_term *parent, int32_t stage,
                         int32_t zone, const struct xw_recorded_entry *r)
{
    const struct xw_stage *of = &pen->of->scenario.stages.stage[stage];
    if (r->basis == XW_ENTRY_PER_1000) {
        struct xw_explain_term *all =
            xw_pen_term(pen, parent, XW_OP_ADD, r->residents[zone], say(pen, XW_SAY_X_PER_1000));
        xw_pen_row(pen, all, XW_TABLE_NORMS,
                   pen->of->scenario.norms.line[stage][of->first_row][XW_NORM_PLACES_PER_1000]);
    } else {
        seeking_terms(pen, parent, stage, zone, of->first_age, one_status(pen));
    }
    int32_t rounding = round_zones(pen, "entrants", of->first_row, r->residents);
    xw_pen_rounded(pen, parent, whole_of(pen, rounding, zone), rounding);
}

static void by_leavers(struct xw_pen *pen, struct xw_explain_term *parent, int32_t stage,
                       int32_t zone, const struct xw_recorded_entry *r)
{
    int32_t row = entry_row(pen, stage), zones = pen->of->prepared.zones;
    struct xw_arena mark = pen->of->scratch;
    double *value = take_zones(pen);
    if (value == NULL) return;
    for (int32_t z = 0; z < zones; z++)
        value[z] = r->leavers[z] * r->ratio[z] * r->change[z];
    int32_t rounding = round_zones(pen, "leavers", row, value);
    struct xw_explain_term *own = xw_pen_term(pen, parent, XW_OP_ADD, whole_of(pen, rounding, zone),
                                              say(pen, XW_SAY_X_FROM_BELOW));
    leaver_terms(pen, own, stage, zone, r);
    xw_pen_rounded(pen, own, whole_of(pen, rounding, zone), rounding);
    if (r->others[zone] > 0.0) {
        int32_t others = round_zones(pen, "others", row, r->others);
        struct xw_explain_term *new_here = xw_pen_term(
            pen, parent, XW_OP_ADD, whole_of(pen, others, zone), say(pen, XW_SAY_X_MOVED_IN));
        seeking_terms(pen, new_here, stage, zone, pen->of->scenario.stages.stage[stage].first_age,
                      one_status(pen));
        xw_pen_rounded(pen, new_here, whole_of(pen, others, zone), others);
    }
    if (r->inflow != NULL && r->inflow[zone] > 0) {
        struct xw_explain_term *inflow =
            xw_pen_term(pen, parent, XW_OP_ADD, r->inflow[zone], say(pen, XW_SAY_X_INFLOW));
        inflow->rule = say(pen, XW_SAY_X_RULE_INFLOW);
    }
    pen->of->scratch = mark;
}

static void by_both(struct xw_pen *pen, struct xw_explain_term *parent, int32_t stage, int32_t zone,
                    const struct xw_recorded_entry *r)
{
    int32_t zones = pen->of->prepared.zones;
    struct xw_arena mark = pen->of->scratch;
    double *value = take_zones(pen);
    if (value == NULL) return;
    for (int32_t z = 0; z < zones; z++)
        value[z] = r->weight * (r->leavers[z] * r->ratio[z] * r->change[z] + r->others[z]) +
                   (1.0 - r->weight) * r->residents[z];
    double below = r->leavers[zone] * r->ratio[zone] * r->change[zone] + r->others[zone];
    struct xw_explain_term *rolls =
        xw_pen_term(pen, parent, XW_OP_ADD, r->weight * below, say(pen, XW_SAY_X_BY_ROLLS));
    leaver_terms(pen, rolls, stage, zone, r);
    xw_pen_term(pen, rolls, XW_OP_ADD, r->others[zone], say(pen, XW_SAY_X_MOVED_IN));
    xw_pen_term(pen, rolls, XW_OP_TIMES, r->weight, say(pen, XW_SAY_X_WEIGHT));
    struct xw_explain_term *people =
        xw_pen_term(pen, parent, XW_OP_ADD, (1.0 - r->weight) * r->residents[zone],
                    say(pen, XW_SAY_X_BY_RESIDENTS));
    seeking_terms(pen, people, stage, zone, pen->of->scenario.stages.stage[stage].first_age,
                  one_status(pen));
    xw_pen_term(pen, people, XW_OP_TIMES, 1.0 - r->weight, say(pen, XW_SAY_X_WEIGHT));
    int32_t rounding = round_zones(pen, "entrants", entry_row(pen, stage), value);
    xw_pen_rounded(pen, parent, whole_of(pen, rounding, zone), rounding);
    pen->of->scratch = mark;
}

struct xw_explain_term *xw_explain_zone_entry(struct xw_pen *pen, struct xw_explain_term *parent,
                                              int32_t stage, int32_t zone)
{
    const struct xw_explainer *e = pen->of;
    const struct xw_scenario *s = &e->scenario;
    const struct xw_recorded_entry *r = &e->record.entry[stage];
    struct xw_explain_term *term = xw_pen_term(
        pen, parent, XW_OP_ADD, e->state.admission[stage].demand[zone], xw_pen_zone(pen, zone));
    ptrdiff_t at = ((ptrdiff_t)e->year * s->zones.count + zone) * s->stages.count + stage;
    if (s->given_demand != NULL && s->given_demand[at] != XW_NONE) {
        term->rule = say(pen, XW_SAY_X_RULE_GIVEN);
        given_row(pen, term, stage, zone);
    } else if (r->basis == XW_ENTRY_LEAVERS) {
        by_leavers(pen, term, stage, zone, r);
    } else if (r->basis == XW_ENTRY_BLENDED) {
        by_both(pen, term, stage, zone, r);
    } else {
        by_residents(pen, term, stage, zone, r);
    }
    return term;
}

/* ---- who goes on ------------------------------------------------------------------------------ */

int64_t xw_explain_grade_total(const struct xw_state *state, int32_t row, int32_t zone)
{
    const struct xw_seated *seated = &state->seated[row];
    int64_t sum = state->waiting[row][zone];
    for (int32_t i = 0; i < seated->count; i++)
        if (seated->zone[i] == zone) sum += seated->pupils[i];
    return sum;
}

void xw_explain_people(struct xw_pen *pen, struct xw_explain_term *term, const uint8_t *in)
{
    const struct xw_base_population *of = &pen->of->scenario.population;
    for (int32_t z = 0; z < pen->of->prepared.zones; z++) {
        if (!in[z]) continue;
        enum xw_evidence here = of->assumed[z] > 0.0     ? XW_ASSUMED
                                : of->estimated[z] > 0.0 ? XW_ESTIMATED
                                                         : XW_PUBLISHED;
        if (of->assumed[z] + of->estimated[z] + of->published[z] == 0.0) continue;
        if (term->evidence == XW_EVIDENCE_COUNT || here > term->evidence) term->evidence = here;
    }
}

/* Last year's pupils of the grade below rest on the base rolls as long as they were in school then; later
 * they are entrants of an earlier year, which has its own explanation. */
static void past_rows(struct xw_pen *pen, struct xw_explain_term *term, int32_t row)
{
    int32_t stage = xw_stages_of_row(&pen->of->scenario.stages, row);
    int32_t above_entry = row - entry_row(pen, stage), year = pen->of->year;
    if (above_entry > year) {
        roll_rows(pen, term, row - year - 1);
        term->rule = say(pen, XW_SAY_X_RULE_HOMES);
    } else {
        term->rule =
            xw_pen_say(pen, XW_SAY_X_RULE_ENTERED,
                       XW_TOLD(xw_pen_year(pen, pen->of->scenario.first + year - above_entry)));
    }
}

/* Pupils (of a grade, last year) x change x ratio, rounded with the other zones. */
static void scaled(struct xw_pen *pen, struct xw_explain_term *parent, const char *kind,
                   int32_t row, int32_t zone, const int32_t *pupils, enum xw_key label)
{
    const struct xw_recorded_grade *g = &pen->of->record.grade[row];
    struct xw_arena mark = pen->of->scratch;
    double *value = pupils[zone] == 0 ? NULL : take_zones(pen);
    if (value == NULL) return;
    for (int32_t z = 0; z < pen->of->prepared.zones; z++)
        value[z] = (double)pupils[z] * g->change[z] * g->ratio;
    int32_t rounding = round_zones(pen, kind, row, value);
    struct xw_explain_term *part =
        xw_pen_term(pen, parent, XW_OP_ADD, whole_of(pen, rounding, zone),
                    xw_pen_say(pen, label, XW_TOLD(xw_pen_grade(pen, row - 1))));
    struct xw_explain_term *last =
        xw_pen_term(pen, part, XW_OP_ADD, pupils[zone], say(pen, XW_SAY_X_LAST_YEAR));
    past_rows(pen, last, row);
    struct xw_explain_term *change =
        xw_pen_term(pen, part, XW_OP_TIMES, g->change[zone], say(pen, XW_SAY_X_CHANGE));
    change->rule = say(pen, XW_SAY_X_RULE_CHANGE);
    struct xw_explain_term *ratio =
        xw_pen_term(pen, part, XW_OP_TIMES, g->ratio, say(pen, XW_SAY_X_PROGRESSION));
    if (pen->of->scenario.table_file[XW_TABLE_PROGRESSION] == NULL)
        ratio->rule = say(pen, XW_SAY_X_RULE_NO_PROGRESSION);
    xw_pen_rounded(pen, part, whole_of(pen, rounding, zone), rounding);
    pen->of->scratch = mark;
}

/* Children who moved in where the cohort was nobody. */
static void newcomers(struct xw_pen *pen, struct xw_explain_term *parent, int32_t row, int32_t zone,
                      int64_t pupils)
{
    const struct xw_explainer *e = pen->of;
    int32_t stage = xw_stages_of_row(&e->scenario.stages, row);
    struct xw_explain_term *term =
        xw_pen_term(pen, parent, XW_OP_ADD, (double)pupils, say(pen, XW_SAY_X_MOVED_IN));
    if (e->record.grade[row].weight > 0.0) {
        term->rule = say(pen, XW_SAY_X_RULE_NEWCOMERS);
        return;
    }
    struct xw_arena mark = pen->of->scratch;
    int32_t age = xw_stages_age(&e->scenario.stages, row);
    double *value = take_zones(pen);
    uint8_t *new_here = XW_TAKE(&pen->of->scratch, e->prepared.zones, uint8_t);
    if (value == NULL || new_here == NULL) {
        pen->failed = true;
        return;
    }
    xw_residents_from_nothing(&e->state, age, new_here);
    xw_residents_seeking(&e->state, e->year, stage, age, value);
    for (int32_t z = 0; z < e->prepared.zones; z++)
        value[z] *= new_here[z] ? 1.0 : 0.0;
    int32_t rounding = round_zones(pen, "newcomers", row, value);
    seeking_terms(pen, term, stage, zone, age, one_status(pen));
    xw_pen_rounded(pen, term, (double)pupils, rounding);
    pen->of->scratch = mark;
}

struct xw_explain_term *xw_explain_zone_grade(struct xw_pen *pen, struct xw_explain_term *parent,
                                              int32_t row, int32_t zone)
{
    const struct xw_recorded_grade *g = &pen->of->record.grade[row];
    int64_t total = xw_explain_grade_total(&pen->of->state, row, zone);
    struct xw_explain_term *term =
        xw_pen_term(pen, parent, XW_OP_ADD, (double)total, xw_pen_grade(pen, row));
    if (g->weight > 0.0) {
        int32_t had = g->seated[zone] + g->waited[zone];
        struct xw_explain_term *last = xw_pen_term(
            pen, term, XW_OP_ADD, had,
            xw_pen_say(pen, XW_SAY_X_SEATED_BELOW, XW_TOLD(xw_pen_grade(pen, row - 1))));
        past_rows(pen, last, row);
        struct xw_explain_term *step = xw_pen_term(pen, term, XW_OP_ADD, g->advanced[zone] - had,
                                                   say(pen, XW_SAY_X_CAME_OR_LEFT));
        step->rule = xw_pen_say(pen, XW_SAY_X_RULE_BLEND, XW_TOLD(xw_pen_number(pen, g->weight)));
    } else {
        scaled(pen, term, "seated", row, zone, g->seated, XW_SAY_X_SEATED_BELOW);
        scaled(pen, term, "waited", row, zone, g->waited, XW_SAY_X_WAITED_BELOW);
    }
    if (total != g->advanced[zone]) newcomers(pen, term, row, zone, total - g->advanced[zone]);
    return term;
}

struct xw_explain_term *xw_explain_place_grade(struct xw_pen *pen, struct xw_explain_term *parent,
                                               int32_t row, const uint8_t *in)
{
    const struct xw_explainer *e = pen->of;
    const struct xw_recorded_grade *g = &e->record.grade[row];
    int32_t zones = e->prepared.zones, only = XW_NONE, places = 0;
    int64_t seated = 0, waited = 0, came = 0, left = 0, new_here = 0, total = 0;
    for (int32_t z = 0; z < zones; z++) {
        if (!in[z]) continue;
        only = z;
        places++;
        int64_t now = xw_explain_grade_total(&e->state, row, z);
        int64_t step = (int64_t)g->advanced[z] - g->seated[z] - g->waited[z];
        seated += g->seated[z];
        waited += g->waited[z];
        came += step > 0 ? step : 0;
        left -= step < 0 ? step : 0;
        new_here += now - g->advanced[z];
        total += now;
    }
    if (places == 1) return xw_explain_zone_grade(pen, parent, row, only);
    struct xw_explain_term *term =
        xw_pen_term(pen, parent, XW_OP_ADD, (double)total, xw_pen_grade(pen, row));
    struct xw_explain_term *last =
        xw_pen_term(pen, term, XW_OP_ADD, (double)seated,
                    xw_pen_say(pen, XW_SAY_X_SEATED_BELOW, XW_TOLD(xw_pen_grade(pen, row - 1))));
    past_rows(pen, last, row);
    if (last->spans == 0) xw_explain_people(pen, last, in);
    if (waited > 0)
        xw_pen_term(pen, term, XW_OP_ADD, (double)waited,
                    xw_pen_say(pen, XW_SAY_X_WAITED_BELOW, XW_TOLD(xw_pen_grade(pen, row - 1))));
    const char *rule = g->weight > 0.0 ? xw_pen_say(pen, XW_SAY_X_RULE_BLEND,
                                                    XW_TOLD(xw_pen_number(pen, g->weight)))
                                       : say(pen, XW_SAY_X_RULE_BY_ZONE);
    if (came > 0) {
        struct xw_explain_term *more =
            xw_pen_term(pen, term, XW_OP_ADD, (double)came, say(pen, XW_SAY_X_CAME));
        more->rule = rule;
    }
    if (left > 0) {
        struct xw_explain_term *fewer =
            xw_pen_term(pen, term, XW_OP_SUBTRACT, (double)left, say(pen, XW_SAY_X_LEFT));
        fewer->rule = rule;
    }
    if (new_here > 0)
        xw_pen_term(pen, term, XW_OP_ADD, (double)new_here, say(pen, XW_SAY_X_MOVED_IN));
    return term;
}
