/* Rooms by the rows that made them, and seats of rooms. */
#include "explain_parts.h"
#include "xuewei/levers.h"
#include "xuewei/room_steps.h"
#include "xuewei/shared_rooms.h"
#include "xuewei/size_cap.h"
#include <math.h>

static const char *say(struct xw_pen *pen, enum xw_key key)
{
    return xw_pen_say(pen, key, XW_TOLD(NULL));
}

/* A difference, added or taken away. */
static struct xw_explain_term *change(struct xw_pen *pen, struct xw_explain_term *parent,
                                      int64_t by, const char *label)
{
    return xw_pen_term(pen, parent, by < 0 ? XW_OP_SUBTRACT : XW_OP_ADD,
                       (double)(by < 0 ? -by : by), label);
}

/* ---- rooms ------------------------------------------------------------------------------------ */

static enum xw_status steps_of(struct xw_pen *pen, int32_t division, int32_t *count,
                               struct xw_room_step **step)
{
    const struct xw_explainer *e = pen->of;
    const struct xw_scenario *s = &e->scenario;
    enum xw_status status =
        xw_room_steps(pen->keep, &e->state.prepared->timeline, &s->stages, &s->schools,
                      &s->capacity, &s->projects, &s->norms, division, e->year, count, step);
    if (status != XW_OK) pen->failed = true;
    return status;
}

static const char *project_label(struct xw_pen *pen, int32_t project)
{
    const struct xw_projects *p = &pen->of->scenario.projects;
    return xw_pen_say(pen, XW_SAY_X_PROJECT,
                      XW_TOLD(p->code[project], pen->of->language == XW_EXPLAIN_ZH
                                                    ? p->name_zh[project]
                                                    : p->name_en[project]));
}

/* By capacity row, projects and works. */
static void own_rooms(struct xw_pen *pen, struct xw_explain_term *rooms, int32_t division)
{
    const struct xw_scenario *s = &pen->of->scenario;
    struct xw_room_step *step;
    int32_t count;
    if (steps_of(pen, division, &count, &step) != XW_OK) return;
    for (int32_t i = 0; i < count; i++) {
        int32_t by = step[i].rooms - (i == 0 ? 0 : step[i - 1].rooms), row = step[i].row;
        if (step[i].kind == XW_ROOMS_LISTED) {
            if (row == XW_NONE || (by == 0 && count > 1)) continue;
            struct xw_explain_term *listed = change(pen, rooms, by, say(pen, XW_SAY_X_LISTED));
            xw_pen_row(pen, listed, XW_TABLE_CAPACITY, s->capacity.line[row]);
            continue;
        }
        if (by == 0) continue;
        const char *label =
            step[i].kind == XW_ROOMS_PROJECT ? project_label(pen, row) : say(pen, XW_SAY_X_WORKS);
        struct xw_explain_term *term = change(pen, rooms, by, label);
        if (row == XW_NONE) continue;
        xw_pen_row(pen, term, XW_TABLE_PROJECTS, s->projects.line[row]);
        term->rule =
            xw_pen_say(pen, XW_SAY_X_RULE_PROJECT,
                       XW_TOLD(xw_project_kind_word((enum xw_project_kind)s->projects.kind[row]),
                               xw_pen_year(pen, s->projects.opens_in[row])));
    }
}

/* Rooms that emergency levers add to a division, as the tally of seats counts them. */
static void lever_rooms(struct xw_pen *pen, struct xw_explain_term *rooms, int32_t division)
{
    const struct xw_state *state = &pen->of->state;
    struct xw_levers_in_use use = xw_levers_in_use(state, division);
    int32_t lent = state->levers == NULL ? 0 : state->levers[division].lent;
    const struct {
        int32_t rooms;
        enum xw_key key;
    } of[] = { { use.special, XW_SAY_X_SPECIAL_ROOMS },
               { use.prefab, XW_SAY_X_PREFAB_ROOMS },
               { use.sister, XW_SAY_X_SISTER_ROOMS },
               { -lent, XW_SAY_X_LENT_ROOMS } };
    for (size_t i = 0; i < sizeof of / sizeof *of; i++)
        if (of[i].rooms != 0)
            change(pen, rooms, of[i].rooms, say(pen, of[i].key))->rule =
                say(pen, XW_SAY_X_RULE_LEVER);
    if (lent > 0) xw_pen_term(pen, rooms, XW_OP_MOST, 0.0, say(pen, XW_SAY_X_ZERO));
}

static int32_t rooms_of(const struct xw_state *state, int32_t division, enum xw_rooms_asked asked)
{
    const struct xw_timeline *t = &state->prepared->timeline;
    if (asked == XW_ROOMS_OWN) return t->rooms[(ptrdiff_t)division * t->years + state->year];
    int32_t rooms = xw_shared_rooms(state, division);
    if (asked == XW_ROOMS_SHARED) return rooms;
    struct xw_levers_in_use use = xw_levers_in_use(state, division);
    rooms += use.special + use.prefab + use.sister;
    rooms -= state->levers == NULL ? 0 : state->levers[division].lent;
    return rooms > 0 ? rooms : 0;
}

struct xw_explain_term *xw_explain_rooms(struct xw_pen *pen, struct xw_explain_term *parent,
                                         enum xw_explain_op op, int32_t division,
                                         enum xw_rooms_asked asked)
{
    const struct xw_state *state = &pen->of->state;
    struct xw_explain_term *rooms =
        xw_pen_term(pen, parent, op, rooms_of(state, division, asked), say(pen, XW_SAY_X_ROOMS));
    own_rooms(pen, rooms, division);
    if (asked == XW_ROOMS_OWN) return rooms;
    int32_t moved =
        rooms_of(state, division, XW_ROOMS_SHARED) - rooms_of(state, division, XW_ROOMS_OWN);
    if (moved != 0)
        change(pen, rooms, moved, say(pen, XW_SAY_X_SHARED_ROOMS))->rule =
            say(pen, XW_SAY_X_RULE_SHARED);
    if (asked == XW_ROOMS_TEACHING) lever_rooms(pen, rooms, division);
    return rooms;
}

struct xw_explain_term *xw_explain_plan(struct xw_pen *pen, struct xw_explain_term *parent,
                                        enum xw_explain_op op, int32_t division)
{
    const struct xw_scenario *s = &pen->of->scenario;
    const struct xw_timeline *t = &pen->of->state.prepared->timeline;
    int32_t plan = t->intake_plan[(ptrdiff_t)division * t->years + pen->of->year], count;
    struct xw_room_step *step;
    struct xw_explain_term *term =
        xw_pen_term(pen, parent, op, plan, say(pen, XW_SAY_X_INTAKE_PLAN));
    if (steps_of(pen, division, &count, &step) != XW_OK) return term;
    for (int32_t i = 0; i < count; i++) {
        int32_t by = step[i].plan - (i == 0 ? 0 : step[i - 1].plan), row = step[i].row;
        bool listed = step[i].kind == XW_ROOMS_LISTED;
        if (by == 0 && !listed) continue;
        struct xw_explain_term *part =
            change(pen, term, by, listed ? say(pen, XW_SAY_X_LISTED) : project_label(pen, row));
        if (row != XW_NONE)
            xw_pen_row(pen, part, listed ? XW_TABLE_CAPACITY : XW_TABLE_PROJECTS,
                       listed ? s->capacity.line[row] : s->projects.line[row]);
    }
    return term;
}

/* ---- seats ------------------------------------------------------------------------------------ */

struct xw_explain_term *xw_explain_norm(struct xw_pen *pen, struct xw_explain_term *parent,
                                        enum xw_explain_op op, int32_t stage, int32_t row,
                                        enum xw_norm quantity, double value, enum xw_key key)
{
    struct xw_explain_term *term = xw_pen_term(pen, parent, op, value, say(pen, key));
    int32_t line = pen->of->scenario.norms.line[stage][row][quantity];
    if (line > 0)
        xw_pen_row(pen, term, XW_TABLE_NORMS, line);
    else
        term->rule = xw_pen_say(pen, XW_SAY_X_RULE_USUAL_NORM, XW_TOLD(xw_norm_word(quantity)));
    return term;
}

void xw_explain_norm_seats(struct xw_pen *pen, struct xw_explain_term *seats, int32_t stage)
{
    const struct xw_scenario *s = &pen->of->scenario;
    const struct xw_stage *of = &s->stages.stage[stage];
    int32_t sum = 0, first = xw_norms_class(&s->norms, &s->stages, of->first_row).norm;
    bool alike = true;
    for (int32_t g = 0; g < of->grades; g++) {
        int32_t norm = xw_norms_class(&s->norms, &s->stages, of->first_row + g).norm;
        sum += norm;
        alike &= norm == first;
    }
    if (alike) {
        xw_explain_norm(pen, seats, XW_OP_TIMES, stage, of->first_row, XW_NORM_CLASS_SIZE_NORM,
                        first, XW_SAY_X_CLASS_NORM);
        return;
    }
    struct xw_explain_term *norms =
        xw_pen_term(pen, seats, XW_OP_TIMES, sum, say(pen, XW_SAY_X_NORMS_OF_GRADES));
    for (int32_t row = of->first_row; row < of->first_row + of->grades; row++)
        xw_explain_norm(pen, norms, XW_OP_ADD, stage, row, XW_NORM_CLASS_SIZE_NORM,
                        xw_norms_class(&s->norms, &s->stages, row).norm, XW_SAY_X_CLASS_NORM);
    xw_pen_term(pen, seats, XW_OP_DIVIDE, of->grades, say(pen, XW_SAY_X_GRADES));
    int64_t rooms = (int64_t)seats->first->value;
    xw_pen_term(pen, seats, XW_OP_TRUNCATE, (double)(rooms * sum / of->grades),
                say(pen, XW_SAY_X_WHOLE_SEATS));
}

struct xw_explain_term *xw_explain_seats(struct xw_pen *pen, struct xw_explain_term *parent,
                                         enum xw_explain_op op, int32_t division,
                                         enum xw_rooms_asked asked)
{
    const struct xw_scenario *s = &pen->of->scenario;
    const struct xw_timeline *t = &pen->of->state.prepared->timeline;
    int32_t rooms = rooms_of(&pen->of->state, division, asked), stage = t->stage[division];
    struct xw_explain_term *seats =
        xw_pen_term(pen, parent, op, xw_timeline_norm_seats(&s->stages, &s->norms, stage, rooms),
                    xw_pen_school(pen, t->school[division]));
    xw_explain_rooms(pen, seats, XW_OP_ADD, division, asked);
    xw_explain_norm_seats(pen, seats, stage);
    return seats;
}

struct xw_explain_term *xw_explain_entry_seats(struct xw_pen *pen, struct xw_explain_term *parent,
                                               int32_t division)
{
    const struct xw_explainer *e = pen->of;
    const struct xw_timeline *t = &e->state.prepared->timeline;
    int32_t stage = t->stage[division], row = e->scenario.stages.stage[stage].first_row;
    int32_t norm = e->prepared.norm[row].norm;
    int32_t open = e->state.may_open[row][division - t->stage_start[stage]];
    struct xw_explain_term *seats = xw_pen_term(pen, parent, XW_OP_ADD, (double)open * norm,
                                                xw_pen_school(pen, t->school[division]));
    xw_explain_may_open(pen, seats, XW_OP_ADD, division);
    xw_explain_norm(pen, seats, XW_OP_TIMES, stage, row, XW_NORM_CLASS_SIZE_NORM, norm,
                    XW_SAY_X_CLASS_NORM);
    return seats;
}

struct xw_explain_term *xw_explain_design(struct xw_pen *pen, struct xw_explain_term *parent,
                                          int32_t division, int32_t value)
{
    const struct xw_scenario *s = &pen->of->scenario;
    const struct xw_timeline *t = &pen->of->state.prepared->timeline;
    struct xw_explain_term *design =
        xw_pen_term(pen, parent, XW_OP_ADD, value, xw_pen_school(pen, t->school[division]));
    struct xw_room_step *step;
    int32_t count;
    if (steps_of(pen, division, &count, &step) != XW_OK) return design;
    struct xw_explain_term *norm = xw_explain_seats(pen, design, XW_OP_ADD, division, XW_ROOMS_OWN);
    norm->label = say(pen, XW_SAY_X_NORM_SEATS);
    int32_t extra = step[count - 1].design_extra, row = step[0].row;
    if (rooms_of(&pen->of->state, division, XW_ROOMS_OWN) == 0 || extra == 0) return design;
    struct xw_explain_term *more = change(pen, design, extra, say(pen, XW_SAY_X_DESIGN_EXTRA));
    if (row != XW_NONE) xw_pen_row(pen, more, XW_TABLE_CAPACITY, s->capacity.line[row]);
    xw_pen_term(pen, design, XW_OP_MOST, 0.0, say(pen, XW_SAY_X_ZERO));
    return design;
}

struct xw_explain_term *xw_explain_within(struct xw_pen *pen, struct xw_explain_term *parent,
                                          enum xw_explain_op op, int32_t division,
                                          const int32_t *amount, const char *name)
{
    const struct xw_explainer *e = pen->of;
    const struct xw_scenario *s = &e->scenario;
    const struct xw_timeline *t = &e->state.prepared->timeline;
    struct xw_arena mark = e->scratch;
    struct xw_size_rules rules = { s->classes.size_by_code, s->classes.nine_year_size_max };
    int32_t *unit = XW_TAKE(&pen->of->scratch, t->divisions, int32_t), members = 0;
    int32_t *within = XW_TAKE(&pen->of->scratch, t->divisions, int32_t);
    double *most = XW_TAKE(&pen->of->scratch, t->divisions, double);
    const char **label = XW_TAKE(&pen->of->scratch, t->divisions, const char *);
    double *value = XW_TAKE(&pen->of->scratch, t->divisions, double);
    int64_t *whole = XW_TAKE(&pen->of->scratch, t->divisions, int64_t), sum = 0;
    if (unit == NULL || within == NULL || most == NULL || label == NULL || value == NULL ||
        whole == NULL ||
        xw_size_cap_units(pen->of->scratch, t, &s->stages, &s->norms, &s->schools, rules, e->year,
                          unit, most) != XW_OK) {
        pen->failed = true;
        return &pen->nowhere;
    }
    xw_size_cap_within(t->divisions, unit, most, amount, within);
    for (int32_t d = 0; d < t->divisions; d++)
        if (unit[d] == unit[division]) sum += amount[d];
    int32_t stage = t->stage[division], row = s->stages.stage[stage].first_row, place = 0;
    double cap = floor(most[unit[division]]);
    struct xw_explain_term *term =
        xw_pen_term(pen, parent, op, within[division], xw_pen_school(pen, t->school[division]));
    xw_pen_term(pen, term, XW_OP_ADD, amount[division], say(pen, XW_SAY_X_OF_SCHOOL));
    if (isnan(cap) || (double)sum <= cap) {
        if (!isnan(cap) && sum == amount[division])
            xw_explain_norm(pen, term, XW_OP_LEAST, stage, row, XW_NORM_SCHOOL_SIZE_MAX, cap,
                            XW_SAY_X_SCHOOL_SIZE);
        pen->of->scratch = mark;
        return term;
    }
    for (int32_t d = 0; d < t->divisions; d++) {
        if (unit[d] != unit[division]) continue;
        if (d == division) place = members;
        label[members] = s->schools.code[t->school[d]];
        value[members] = (double)amount[d] * cap / (double)sum;
        whole[members++] = within[d];
    }
    if (members == 1) {
        xw_explain_norm(pen, term, XW_OP_LEAST, stage, row, XW_NORM_SCHOOL_SIZE_MAX, cap,
                        XW_SAY_X_SCHOOL_SIZE);
        pen->of->scratch = mark;
        return term;
    }
    xw_explain_norm(pen, term, XW_OP_TIMES, stage, row, XW_NORM_SCHOOL_SIZE_MAX, cap,
                    XW_SAY_X_SCHOOL_SIZE)
        ->rule = say(pen, XW_SAY_X_RULE_ONE_SCHOOL);
    xw_pen_term(pen, term, XW_OP_DIVIDE, (double)sum, say(pen, XW_SAY_X_OF_UNIT));
    char unit_name[80];
    snprintf(unit_name, sizeof unit_name, "size.%s.%d.%d", name, (int)(s->first + e->year),
             (int)unit[division]);
    int32_t rounding = xw_pen_rounding_find(pen, unit_name);
    if (rounding == XW_NONE)
        rounding = xw_pen_rounding(pen, unit_name, (int64_t)cap, members, label, value, whole);
    if (rounding != XW_NONE)
        xw_pen_rounded(pen, term, (double)pen->answer->rounding[rounding].whole[place], rounding);
    pen->of->scratch = mark;
    return term;
}
