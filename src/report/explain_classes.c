/* Classes of a grade: how many may open and do, who sits in them, how large they are. */
#include "explain_parts.h"
#include "xuewei/formation.h"
#include "xuewei/overruns.h"

static const char *say(struct xw_pen *pen, enum xw_key key)
{
    return xw_pen_say(pen, key, XW_TOLD(NULL));
}

/* A division of the timeline as a place of its stage. */
static int32_t in_stage(const struct xw_pen *pen, int32_t division)
{
    const struct xw_timeline *t = &pen->of->state.prepared->timeline;
    return division - t->stage_start[t->stage[division]];
}

int32_t xw_explain_seated(const struct xw_state *state, int32_t stage, int32_t division,
                          int32_t row)
{
    const struct xw_seated *seated = &state->seated[row];
    int32_t d = division - state->prepared->timeline.stage_start[stage], sum = 0;
    for (int32_t i = 0; i < seated->count; i++)
        if (seated->division[i] == d) sum += seated->pupils[i];
    return sum;
}

/* ---- entry classes that may open -------------------------------------------------------------- */

static void older_classes(struct xw_pen *pen, struct xw_explain_term *term, int32_t division)
{
    const struct xw_explainer *e = pen->of;
    int32_t stage = e->state.prepared->timeline.stage[division], d = in_stage(pen, division);
    const struct xw_stage *of = &e->scenario.stages.stage[stage];
    int32_t rest = e->record.rooms[division].used;
    for (int32_t row = of->first_row + of->grades - 1; row > of->first_row; row--) {
        int32_t classes = e->record.grade[row].classes[d];
        rest -= classes;
        if (classes == 0) continue;
        struct xw_explain_term *older =
            xw_pen_term(pen, term, XW_OP_SUBTRACT, classes,
                        xw_pen_say(pen, XW_SAY_X_CLASSES_OF, XW_TOLD(xw_pen_grade(pen, row))));
        older->rule = say(pen, XW_SAY_X_RULE_MOVE_UP);
    }
    if (rest != 0)
        xw_pen_term(pen, term, XW_OP_SUBTRACT, rest, say(pen, XW_SAY_X_LENT_ROOMS))->rule =
            say(pen, XW_SAY_X_RULE_LEVER);
}

static void opened_alone(struct xw_pen *pen, struct xw_explain_term *term, int32_t division)
{
    const struct xw_explainer *e = pen->of;
    const struct xw_timeline *t = &e->state.prepared->timeline;
    const struct xw_recorded_rooms *r = &e->record.rooms[division];
    ptrdiff_t at = (ptrdiff_t)division * t->years + e->year;
    int32_t grades = e->scenario.stages.stage[t->stage[division]].grades;
    int32_t bulge = e->scenario.classes.entry_bulge;
    xw_explain_rooms(pen, term, XW_OP_ADD, division, XW_ROOMS_OWN);
    older_classes(pen, term, division);
    xw_pen_term(pen, term, XW_OP_EQUALS, r->rooms - r->used, say(pen, XW_SAY_X_FREE_ROOMS));
    if (t->intake_plan[at] != XW_NONE) xw_explain_plan(pen, term, XW_OP_LEAST, division);
    struct xw_explain_term *share =
        xw_pen_term(pen, term, XW_OP_LEAST, (r->rooms + grades - 1) / grades + bulge,
                    say(pen, XW_SAY_X_STEADY_SHARE));
    share->rule = say(pen, XW_SAY_X_RULE_STEADY_SHARE);
    xw_pen_term(pen, share, XW_OP_ADD, r->rooms, say(pen, XW_SAY_X_ROOMS));
    xw_pen_term(pen, share, XW_OP_DIVIDE, grades, say(pen, XW_SAY_X_GRADES));
    xw_pen_term(pen, share, XW_OP_CEILING, (r->rooms + grades - 1) / grades,
                say(pen, XW_SAY_X_ROUNDED_UP));
    if (bulge > 0) xw_pen_term(pen, share, XW_OP_ADD, bulge, say(pen, XW_SAY_X_BULGE));
    xw_pen_term(pen, term, XW_OP_MOST, 0.0, say(pen, XW_SAY_X_ZERO));
}

struct xw_explain_term *xw_explain_may_open(struct xw_pen *pen, struct xw_explain_term *parent,
                                            enum xw_explain_op op, int32_t division)
{
    const struct xw_explainer *e = pen->of;
    int32_t stage = e->state.prepared->timeline.stage[division];
    int32_t row = e->scenario.stages.stage[stage].first_row;
    int32_t open = e->state.may_open[row][in_stage(pen, division)];
    const struct xw_recorded_rooms *r = &e->record.rooms[division];
    struct xw_explain_term *term = xw_pen_term(pen, parent, op, open, say(pen, XW_SAY_X_MAY_OPEN));
    if (r->sharing == 1) {
        opened_alone(pen, term, division);
    } else {
        struct xw_explain_term *shared =
            xw_pen_term(pen, term, XW_OP_ADD, r->opened, say(pen, XW_SAY_X_OPEN_SHARED));
        shared->rule = xw_pen_say(pen, XW_SAY_X_RULE_POOL,
                                  XW_TOLD(xw_pen_count(pen, r->rooms), xw_pen_count(pen, r->used)));
    }
    if (open != r->opened) {
        struct xw_explain_term *more = xw_pen_term(
            pen, term, open < r->opened ? XW_OP_SUBTRACT : XW_OP_ADD,
            open < r->opened ? r->opened - open : open - r->opened, say(pen, XW_SAY_X_OPEN_LATER));
        more->rule = say(pen, XW_SAY_X_RULE_OPEN_LATER);
    }
    return term;
}

/* ---- classes ---------------------------------------------------------------------------------- */

/* Rows of the base rolls of a school whose pupils these are, or the year in which they entered. */
static void past(struct xw_pen *pen, struct xw_explain_term *term, int32_t division, int32_t row)
{
    const struct xw_explainer *e = pen->of;
    const struct xw_rolls *r = &e->scenario.rolls;
    const struct xw_timeline *t = &e->state.prepared->timeline;
    const struct xw_stage *of = &e->scenario.stages.stage[t->stage[division]];
    int32_t above_entry = row - of->first_row, first_then = row - e->year - 1;
    if (above_entry <= e->year) {
        term->rule =
            xw_pen_say(pen, XW_SAY_X_RULE_ENTERED,
                       XW_TOLD(xw_pen_year(pen, e->scenario.first + e->year - above_entry)));
        return;
    }
    int16_t latest = INT16_MIN;
    for (int32_t i = 0; i < r->count; i++)
        if (r->school[i] == t->school[division] && r->row[i] >= of->first_row &&
            r->row[i] < of->first_row + of->grades && r->year[i] < e->scenario.first &&
            r->year[i] > latest)
            latest = r->year[i];
    for (int32_t i = 0; i < r->count; i++)
        if (r->school[i] == t->school[division] && r->row[i] == first_then && r->year[i] == latest)
            xw_pen_row(pen, term, XW_TABLE_ROLLS, r->line[i]);
}

/* ceil(pupils / (norm + tolerance)), at most those that may be there. */
static void wanted(struct xw_pen *pen, struct xw_explain_term *term, int32_t stage,
                   int32_t division, int32_t row, int32_t pupils)
{
    const struct xw_explainer *e = pen->of;
    struct xw_class_norm norm = xw_state_class_norm(&e->state, row, in_stage(pen, division));
    int32_t tolerance = e->scenario.classes.tolerance;
    int32_t size = norm.norm + tolerance < norm.limit ? norm.norm + tolerance : norm.limit;
    xw_pen_term(pen, term, XW_OP_ADD, pupils,
                xw_pen_say(pen, XW_SAY_X_PUPILS_OF, XW_TOLD(xw_pen_grade(pen, row))));
    struct xw_explain_term *by =
        xw_explain_norm(pen, term, XW_OP_DIVIDE, stage, row, XW_NORM_CLASS_SIZE_NORM, size,
                        tolerance > 0 ? XW_SAY_X_NORM_AND_TOLERANCE : XW_SAY_X_CLASS_NORM);
    if (tolerance > 0)
        by->rule = xw_pen_say(pen, XW_SAY_X_RULE_TOLERANCE, XW_TOLD(xw_pen_count(pen, tolerance)));
    xw_pen_term(pen, term, XW_OP_CEILING, (pupils + size - 1) / size, say(pen, XW_SAY_X_WANTED));
}

struct xw_explain_term *xw_explain_classes(struct xw_pen *pen, struct xw_explain_term *parent,
                                           int32_t division, int32_t row)
{
    const struct xw_explainer *e = pen->of;
    int32_t stage = e->state.prepared->timeline.stage[division], d = in_stage(pen, division);
    bool entry = row == e->scenario.stages.stage[stage].first_row;
    int32_t pupils = xw_explain_seated(&e->state, stage, division, row);
    int32_t had = entry ? 0 : e->record.grade[row].classes[d], open = e->state.may_open[row][d];
    struct xw_explain_term *term =
        xw_pen_term(pen, parent, XW_OP_ADD, e->state.classes[row][d],
                    xw_pen_say(pen, XW_SAY_X_CLASSES_OF, XW_TOLD(xw_pen_grade(pen, row))));
    if (pupils == 0) {
        xw_pen_term(pen, term, XW_OP_ADD, 0.0, say(pen, XW_SAY_X_NOBODY));
    } else if (entry) {
        wanted(pen, term, stage, division, row, pupils);
        xw_explain_may_open(pen, term, XW_OP_LEAST, division);
    } else {
        struct xw_explain_term *older = xw_pen_term(
            pen, term, XW_OP_ADD, had,
            xw_pen_say(pen, XW_SAY_X_CLASSES_BELOW, XW_TOLD(xw_pen_grade(pen, row - 1))));
        past(pen, older, division, row);
        older->rule = say(pen, XW_SAY_X_RULE_MOVE_UP);
        if (open > 0) {
            struct xw_class_norm norm = xw_state_class_norm(&e->state, row, d);
            int32_t more =
                xw_formation_entry(pupils, norm, e->scenario.classes.tolerance, had + open);
            struct xw_explain_term *opened =
                xw_pen_term(pen, term, XW_OP_MOST, more, say(pen, XW_SAY_X_WITH_NEW));
            wanted(pen, opened, stage, division, row, pupils);
            xw_pen_term(pen, opened, XW_OP_LEAST, had + open, say(pen, XW_SAY_X_MAY_BE))->rule =
                say(pen, XW_SAY_X_RULE_OPEN_OLDER);
        }
    }
    return term;
}

/* ---- pupils ----------------------------------------------------------------------------------- */

static void entrants(struct xw_pen *pen, struct xw_explain_term *term, int32_t stage, int32_t d)
{
    const struct xw_placements *placed = &pen->of->state.admission[stage].placed;
    for (int32_t i = 0; i < placed->count; i++) {
        if (placed->division[i] != d) continue;
        struct xw_explain_term *from =
            xw_pen_term(pen, term, XW_OP_ADD, placed->pupils[i], xw_pen_zone(pen, placed->zone[i]));
        from->reason = xw_reason_word((enum xw_reason)placed->reason[i]);
    }
}

static void step(struct xw_pen *pen, struct xw_explain_term *term, int32_t by, enum xw_key more,
                 enum xw_key fewer)
{
    if (by > 0) xw_pen_term(pen, term, XW_OP_ADD, by, say(pen, more));
    if (by < 0) xw_pen_term(pen, term, XW_OP_SUBTRACT, -by, say(pen, fewer));
}

struct xw_explain_term *xw_explain_pupils(struct xw_pen *pen, struct xw_explain_term *parent,
                                          int32_t division, int32_t row)
{
    const struct xw_explainer *e = pen->of;
    int32_t stage = e->state.prepared->timeline.stage[division], d = in_stage(pen, division);
    int32_t pupils = xw_explain_seated(&e->state, stage, division, row);
    struct xw_explain_term *term =
        xw_pen_term(pen, parent, XW_OP_ADD, pupils,
                    xw_pen_say(pen, XW_SAY_X_PUPILS_OF, XW_TOLD(xw_pen_grade(pen, row))));
    if (row == e->scenario.stages.stage[stage].first_row) {
        entrants(pen, term, stage, d);
        return term;
    }
    const struct xw_recorded_grade *g = &e->record.grade[row];
    struct xw_explain_term *last =
        xw_pen_term(pen, term, XW_OP_ADD, g->had[d],
                    xw_pen_say(pen, XW_SAY_X_HAD, XW_TOLD(xw_pen_grade(pen, row - 1))));
    past(pen, last, division, row);
    step(pen, term, g->stayed[d] - g->had[d], XW_SAY_X_CAME, XW_SAY_X_LEFT);
    step(pen, term, g->fitted[d] - g->stayed[d], XW_SAY_X_MERGED, XW_SAY_X_DISPLACED);
    step(pen, term, pupils - g->fitted[d], XW_SAY_X_JOINED, XW_SAY_X_LEFT);
    return term;
}

/* ---- sizes ------------------------------------------------------------------------------------ */

static struct xw_classes sizes_of(const struct xw_pen *pen, int32_t division, int32_t row)
{
    const struct xw_state *state = &pen->of->state;
    int32_t stage = state->prepared->timeline.stage[division];
    return xw_formation_sizes(xw_explain_seated(state, stage, division, row),
                              state->classes[row][in_stage(pen, division)]);
}

/* "1 of 14, 2 of 13" */
static const char *say_sizes(struct xw_pen *pen, struct xw_classes c)
{
    if (c.with_largest == c.classes)
        return xw_pen_say(pen, XW_SAY_X_RULE_SIZE,
                          XW_TOLD(xw_pen_count(pen, c.classes), xw_pen_count(pen, c.largest)));
    return xw_pen_say(pen, XW_SAY_X_RULE_SIZES,
                      XW_TOLD(xw_pen_count(pen, c.with_largest), xw_pen_count(pen, c.largest),
                              xw_pen_count(pen, c.classes - c.with_largest),
                              xw_pen_count(pen, c.smallest)));
}

struct xw_explain_term *xw_explain_above(struct xw_pen *pen, struct xw_explain_term *parent,
                                         int32_t division, int32_t row, int32_t size)
{
    struct xw_classes c = sizes_of(pen, division, row);
    int32_t above = xw_formation_above(c, size);
    struct xw_explain_term *term =
        xw_pen_term(pen, parent, XW_OP_ADD, above, xw_pen_grade(pen, row));
    if (c.classes > 0) term->rule = say_sizes(pen, c);
    if (above > 0 && above == c.classes) {
        xw_pen_term(pen, term, XW_OP_ADD, above, say(pen, XW_SAY_X_ALL_CLASSES));
    } else if (above > 0) {
        xw_pen_term(pen, term, XW_OP_ADD, c.pupils,
                    xw_pen_say(pen, XW_SAY_X_PUPILS_OF, XW_TOLD(xw_pen_grade(pen, row))));
        xw_pen_term(pen, term, XW_OP_REST, c.classes,
                    xw_pen_say(pen, XW_SAY_X_CLASSES_OF, XW_TOLD(xw_pen_grade(pen, row))));
    }
    return term;
}

struct xw_explain_term *xw_explain_size(struct xw_pen *pen, struct xw_explain_term *parent,
                                        int32_t division, int32_t row, bool largest)
{
    struct xw_classes c = sizes_of(pen, division, row);
    struct xw_explain_term *term = xw_pen_term(
        pen, parent, XW_OP_MOST, largest ? c.largest : c.smallest, xw_pen_grade(pen, row));
    if (c.classes == 0) return term;
    term->rule = say_sizes(pen, c);
    xw_pen_term(pen, term, XW_OP_ADD, c.pupils,
                xw_pen_say(pen, XW_SAY_X_PUPILS_OF, XW_TOLD(xw_pen_grade(pen, row))));
    xw_pen_term(pen, term, XW_OP_DIVIDE, c.classes,
                xw_pen_say(pen, XW_SAY_X_CLASSES_OF, XW_TOLD(xw_pen_grade(pen, row))));
    xw_pen_term(pen, term, largest ? XW_OP_CEILING : XW_OP_FLOOR, largest ? c.largest : c.smallest,
                say(pen, largest ? XW_SAY_X_LARGEST : XW_SAY_X_SMALLEST));
    return term;
}
