/* Rows of school_year and class_year. */
#include "explain_parts.h"
#include "xuewei/levers.h"
#include "xuewei/overruns.h"
#include "xuewei/shared_rooms.h"
#include <math.h>
#include <string.h>

static const char *say(struct xw_pen *pen, enum xw_key key)
{
    return xw_pen_say(pen, key, XW_TOLD(NULL));
}

struct school {
    struct xw_pen *pen;
    const struct xw_run_school_year *row;
    int32_t division; /* of the timeline */
    const struct xw_stage *of;
};

/* ---- columns ---------------------------------------------------------------------------------- */

/* Every class has a room. */
static void classes(const struct school *s, struct xw_explain_term *term)
{
    for (int32_t row = s->of->first_row; row < s->of->first_row + s->of->grades; row++)
        xw_explain_classes(s->pen, term, s->division, row);
}

static void pupils(const struct school *s, struct xw_explain_term *term)
{
    for (int32_t row = s->of->first_row; row < s->of->first_row + s->of->grades; row++)
        xw_explain_pupils(s->pen, term, s->division, row);
}

static void largest(const struct school *s, struct xw_explain_term *term)
{
    for (int32_t row = s->of->first_row; row < s->of->first_row + s->of->grades; row++)
        xw_explain_size(s->pen, term, s->division, row, true);
}

static void above(const struct school *s, struct xw_explain_term *term, int32_t size)
{
    for (int32_t row = s->of->first_row; row < s->of->first_row + s->of->grades; row++) {
        int32_t limit = size > 0 ? size : s->pen->of->prepared.norm[row].norm;
        xw_explain_above(s->pen, term, s->division, row, limit);
    }
}

static void stretch(const struct school *s, struct xw_explain_term *term)
{
    struct xw_pen *pen = s->pen;
    const struct xw_prepared *p = &pen->of->prepared;
    int32_t norms = 0, stretches = 0;
    for (int32_t row = s->of->first_row; row < s->of->first_row + s->of->grades; row++) {
        norms += p->norm[row].norm;
        stretches += p->norm[row].stretch;
    }
    struct xw_explain_term *seats =
        xw_explain_seats(pen, term, XW_OP_ADD, s->division, XW_ROOMS_SHARED);
    seats->label = say(pen, XW_SAY_X_NORM_SEATS);
    struct xw_explain_term *up =
        xw_pen_term(pen, term, XW_OP_TIMES, stretches, say(pen, XW_SAY_X_STRETCHES));
    struct xw_explain_term *down =
        xw_pen_term(pen, term, XW_OP_DIVIDE, norms, say(pen, XW_SAY_X_NORMS_OF_GRADES));
    for (int32_t row = s->of->first_row; row < s->of->first_row + s->of->grades; row++) {
        xw_explain_norm(pen, up, XW_OP_ADD, s->row->stage, row, XW_NORM_CLASS_SIZE_STRETCH,
                        p->norm[row].stretch, XW_SAY_X_CLASS_STRETCH);
        xw_explain_norm(pen, down, XW_OP_ADD, s->row->stage, row, XW_NORM_CLASS_SIZE_NORM,
                        p->norm[row].norm, XW_SAY_X_CLASS_NORM);
    }
    xw_pen_term(pen, term, XW_OP_FLOOR, s->row->seats_stretch, say(pen, XW_SAY_X_WHOLE_SEATS));
}

/* Norm seats or pupils of all divisions, of which the largest school accepts a part. */
static int32_t *amounts(const struct school *s, struct xw_arena *scratch, bool seats)
{
    const struct xw_explainer *e = s->pen->of;
    const struct xw_timeline *t = &e->state.prepared->timeline;
    int32_t *amount = XW_TAKE(scratch, t->divisions, int32_t);
    for (int32_t d = 0; d < t->divisions && amount != NULL; d++) {
        const struct xw_stage *of = &e->scenario.stages.stage[t->stage[d]];
        if (seats)
            amount[d] = xw_timeline_norm_seats(&e->scenario.stages, &e->scenario.norms, t->stage[d],
                                               xw_shared_rooms(&e->state, d));
        for (int32_t row = of->first_row; row < of->first_row + of->grades && !seats; row++)
            amount[d] += xw_explain_seated(&e->state, t->stage[d], d, row);
    }
    if (amount == NULL) s->pen->failed = true;
    return amount;
}

static void compliant(const struct school *s, struct xw_explain_term *term)
{
    struct xw_arena scratch = s->pen->of->scratch, whole = scratch;
    int32_t *amount = amounts(s, &scratch, true);
    if (amount == NULL) return;
    s->pen->of->scratch = scratch;
    xw_explain_within(s->pen, term, XW_OP_ADD, s->division, amount, "seats");
    s->pen->of->scratch = whole;
}

static void over_size(const struct school *s, struct xw_explain_term *term)
{
    struct xw_arena scratch = s->pen->of->scratch, whole = scratch;
    int32_t *amount = amounts(s, &scratch, false);
    if (amount == NULL) return;
    s->pen->of->scratch = scratch;
    struct xw_explain_term *all =
        xw_pen_term(s->pen, term, XW_OP_ADD, s->row->pupils, say(s->pen, XW_SAY_X_PUPILS));
    pupils(s, all);
    struct xw_explain_term *accepted =
        xw_explain_within(s->pen, term, XW_OP_SUBTRACT, s->division, amount, "pupils");
    accepted->label = say(s->pen, XW_SAY_X_ACCEPTED);
    s->pen->of->scratch = whole;
}

/* Pupils who live in the catchment: a zone with several schools shares its own alike. */
static void demand(const struct school *s, struct xw_explain_term *term)
{
    struct xw_pen *pen = s->pen;
    const struct xw_explainer *e = pen->of;
    int32_t d = s->division - e->state.prepared->timeline.stage_start[s->row->stage];
    const struct xw_catchment_year *c =
        &xw_prepared_stage(e->state.prepared, e->year, s->row->stage)->catchment;
    for (int32_t z = 0; z < e->prepared.zones; z++) {
        int32_t n = c->start[z + 1] - c->start[z],
                of_zone = e->state.admission[s->row->stage].demand[z];
        for (int32_t i = 0; i < n; i++) {
            if (c->division[c->start[z] + i] != d || of_zone == 0) continue;
            bool first = i < of_zone % n; /* the first ones take what is left over */
            int32_t own = of_zone / n + first;
            if (n == 1) {
                xw_explain_zone_entry(pen, term, s->row->stage, z);
                continue;
            }
            struct xw_explain_term *part =
                xw_pen_term(pen, term, XW_OP_ADD, own, xw_pen_zone(pen, z));
            part->rule = say(pen, XW_SAY_X_RULE_SHARED_ZONE);
            xw_explain_zone_entry(pen, part, s->row->stage, z);
            xw_pen_term(pen, part, XW_OP_DIVIDE, n, say(pen, XW_SAY_X_SCHOOLS_OF_ZONE));
            xw_pen_term(pen, part, first ? XW_OP_CEILING : XW_OP_FLOOR, own,
                        say(pen, XW_SAY_X_ROUNDED));
        }
    }
}

/* Rooms of a lever, and the limit that one raised. */
static void lever(const struct school *s, struct xw_explain_term *term, int32_t value)
{
    struct xw_pen *pen = s->pen;
    bool named = pen->of->scenario.levers.count > 0;
    xw_pen_term(pen, term, XW_OP_ADD, value, say(pen, XW_SAY_X_LEVER))->rule =
        say(pen, named ? XW_SAY_X_RULE_LEVER : XW_SAY_X_RULE_NO_LEVER);
}

/* ---- the row ---------------------------------------------------------------------------------- */

enum what {
    ROOMS,
    SEATS,
    STRETCH,
    DESIGN,
    COMPLIANT,
    PUPILS,
    CLASSES,
    LARGEST,
    OVER_NORM,
    OVER_55,
    OVER_65,
    OVER_SIZE,
    DEMAND,
    PLAN,
    LEVER
};

static void tape(const struct school *s, struct xw_explain_term *sum, enum what what, int32_t value)
{
    struct xw_pen *pen = s->pen;
    switch (what) {
    case ROOMS:
        xw_explain_rooms(pen, sum, XW_OP_ADD, s->division, XW_ROOMS_SHARED);
        break;
    case SEATS:
        xw_explain_rooms(pen, sum, XW_OP_ADD, s->division, XW_ROOMS_SHARED);
        xw_explain_norm_seats(pen, sum, s->row->stage);
        break;
    case STRETCH:
        stretch(s, sum);
        break;
    case DESIGN:
        xw_explain_design(pen, sum, s->division, value);
        break;
    case COMPLIANT:
        compliant(s, sum);
        break;
    case PUPILS:
        pupils(s, sum);
        break;
    case CLASSES:
        classes(s, sum);
        break;
    case LARGEST:
        largest(s, sum);
        break;
    case OVER_NORM:
        above(s, sum, 0);
        break;
    case OVER_55:
        above(s, sum, XW_LARGE_CLASS - 1);
        break;
    case OVER_65:
        above(s, sum, XW_OVERSIZE_CLASS - 1);
        break;
    case OVER_SIZE:
        over_size(s, sum);
        break;
    case DEMAND:
        demand(s, sum);
        break;
    case PLAN:
        xw_explain_plan(pen, sum, XW_OP_ADD, s->division);
        break;
    case LEVER:
        lever(s, sum, value);
        break;
    }
}

static const char *stage_word(const struct xw_pen *pen, int32_t stage)
{
    return xw_stage_word(pen->of->scenario.stages.stage[stage].name);
}

static const char *command_of(struct xw_pen *pen, int32_t school, int32_t year, const char *rest)
{
    return xw_arena_format(pen->keep, "xuewei explain %s --school %s --year %d%s",
                           pen->of->run.path, pen->of->scenario.schools.code[school], year, rest);
}

enum xw_status xw_explain_school_row(struct xw_pen *pen, const struct xw_run_school_year *row,
                                     const char *column)
{
    const struct xw_timeline *t = &pen->of->state.prepared->timeline;
    const struct xw_scenario *sc = &pen->of->scenario;
    const struct school s = { pen, row,
                              t->division_of[row->stage * sc->schools.count + row->school],
                              &sc->stages.stage[row->stage] };
    const struct {
        const char *name;
        enum xw_key key;
        int32_t value;
        enum what what;
    } columns[] = {
        { "rooms", XW_SAY_X_ROOMS, row->rooms, ROOMS },
        { "seats_norm", XW_SAY_X_NORM_SEATS, row->seats_norm, SEATS },
        { "seats_stretch", XW_SAY_X_STRETCH_SEATS, row->seats_stretch, STRETCH },
        { "seats_design", XW_SAY_X_DESIGN, row->seats_design, DESIGN },
        { "seats_compliant", XW_SAY_X_COMPLIANT, row->seats_compliant, COMPLIANT },
        { "demand", XW_SAY_X_CATCHMENT_DEMAND, row->demand, DEMAND },
        { "intake_plan", XW_SAY_X_INTAKE_PLAN, row->intake_plan, PLAN },
        { "pupils", XW_SAY_X_PUPILS, row->pupils, PUPILS },
        { "classes", XW_SAY_X_CLASSES, row->classes, CLASSES },
        { "rooms_used", XW_SAY_X_ROOMS_USED, row->rooms_used, CLASSES },
        { "largest_class", XW_SAY_X_LARGEST, row->largest_class, LARGEST },
        { "classes_over_norm", XW_SAY_X_OVER_NORM, row->classes_over_norm, OVER_NORM },
        { "classes_56", XW_SAY_X_CLASSES_56, row->classes_56, OVER_55 },
        { "classes_66", XW_SAY_X_CLASSES_66, row->classes_66, OVER_65 },
        { "over_size", XW_SAY_X_OVER_SIZE, row->over_size, OVER_SIZE },
        { "special_rooms_used", XW_SAY_X_SPECIAL_ROOMS, row->special_rooms_used, LEVER },
        { "prefab_rooms_used", XW_SAY_X_PREFAB_ROOMS, row->prefab_rooms_used, LEVER },
        { "sister_rooms_used", XW_SAY_X_SISTER_ROOMS, row->sister_rooms_used, LEVER },
        { "limit_raised_to", XW_SAY_X_LIMIT_RAISED, row->limit_raised_to, LEVER },
    };
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
        bool asked = column != NULL ? strcmp(column, columns[i].name) == 0
                                    : columns[i].what != LEVER || columns[i].value > 0;
        if (!asked || columns[i].value == XW_NONE) continue;
        struct xw_explain_cell cell = { .table = "school_year",
                                        .column = columns[i].name,
                                        .school = sc->schools.code[row->school],
                                        .year = row->year,
                                        .stage = stage_word(pen, row->stage),
                                        .grade = XW_NONE };
        const char *title =
            xw_pen_say(pen, XW_SAY_X_TITLE_SCHOOL,
                       XW_TOLD(xw_pen_school(pen, row->school), xw_pen_year(pen, row->year),
                               xw_pen_stage(pen, row->stage), say(pen, columns[i].key)));
        struct xw_explained *item = xw_pen_begin(pen, cell, title, columns[i].value);
        tape(&s, &item->sum, columns[i].what, columns[i].value);
        item->command = command_of(pen, row->school, row->year,
                                   xw_arena_format(pen->keep, " --stage %s --quantity %s",
                                                   stage_word(pen, row->stage), columns[i].name));
    }
    return XW_OK;
}

/* ---- class_year ------------------------------------------------------------------------------- */

/* Why no more classes open: those who would fill more, against those who may. */
static void note_more(struct xw_pen *pen, int32_t division, int32_t row, int32_t there)
{
    const struct xw_explainer *e = pen->of;
    int32_t stage = e->state.prepared->timeline.stage[division];
    int32_t pupils = xw_explain_seated(&e->state, stage, division, row);
    int32_t norm = e->prepared.norm[row].norm, wants = (pupils + norm - 1) / norm;
    if (wants > there)
        xw_pen_note(pen, xw_pen_say(pen, XW_SAY_X_NOTE_NOT_OPENED,
                                    XW_TOLD(xw_pen_count(pen, pupils), xw_pen_count(pen, norm),
                                            xw_pen_count(pen, wants), xw_pen_count(pen, there),
                                            xw_pen_count(pen, wants - there))));
}

enum xw_status xw_explain_class_row(struct xw_pen *pen, const struct xw_run_class_year *row,
                                    const char *column)
{
    const struct xw_timeline *t = &pen->of->state.prepared->timeline;
    const struct xw_scenario *sc = &pen->of->scenario;
    int32_t division = t->division_of[row->stage * sc->schools.count + row->school];
    int32_t grade_row = xw_stages_row(&sc->stages, row->grade);
    const struct {
        const char *name;
        enum xw_key key;
        int32_t value;
    } columns[] = { { "pupils", XW_SAY_X_PUPILS, row->pupils },
                    { "classes", XW_SAY_X_CLASSES, row->classes },
                    { "smallest", XW_SAY_X_SMALLEST, row->smallest },
                    { "largest", XW_SAY_X_LARGEST, row->largest } };
    for (int i = 0; i < 4; i++) {
        if (column != NULL && strcmp(column, columns[i].name) != 0) continue;
        struct xw_explain_cell cell = { .table = "class_year",
                                        .column = columns[i].name,
                                        .school = sc->schools.code[row->school],
                                        .year = row->year,
                                        .stage = stage_word(pen, row->stage),
                                        .grade = row->grade,
                                        .graded = true };
        const char *title =
            xw_pen_say(pen, XW_SAY_X_TITLE_SCHOOL,
                       XW_TOLD(xw_pen_school(pen, row->school), xw_pen_year(pen, row->year),
                               xw_pen_grade(pen, grade_row), say(pen, columns[i].key)));
        struct xw_explained *item = xw_pen_begin(pen, cell, title, columns[i].value);
        if (i == 0)
            xw_explain_pupils(pen, &item->sum, division, grade_row);
        else if (i == 1)
            xw_explain_classes(pen, &item->sum, division, grade_row);
        else
            xw_explain_size(pen, &item->sum, division, grade_row, i == 3)->op = XW_OP_ADD;
        if (i == 1) note_more(pen, division, grade_row, row->classes);
        item->command = command_of(
            pen, row->school, row->year,
            xw_arena_format(pen->keep, " --grade %d --quantity %s", row->grade, columns[i].name));
    }
    return XW_OK;
}
