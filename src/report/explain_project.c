/* A row of project_year: the norm seats that a project adds. */
#include "explain_parts.h"
#include "xuewei/room_steps.h"
#include <stdlib.h>
#include <string.h>

static const char *say(struct xw_pen *pen, enum xw_key key)
{
    return xw_pen_say(pen, key, XW_TOLD(NULL));
}

/* Norm seats of rooms that a division wins or loses. */
static void part(struct xw_pen *pen, struct xw_explain_term *sum, enum xw_explain_op op,
                 int32_t project, int32_t division, int32_t rooms, enum xw_key key)
{
    const struct xw_scenario *s = &pen->of->scenario;
    const struct xw_timeline *t = &pen->of->state.prepared->timeline;
    int32_t stage = t->stage[division];
    if (rooms == 0) return;
    struct xw_explain_term *seats =
        xw_pen_term(pen, sum, op, xw_timeline_norm_seats(&s->stages, &s->norms, stage, rooms),
                    xw_pen_school(pen, t->school[division]));
    struct xw_explain_term *of = xw_pen_term(pen, seats, XW_OP_ADD, rooms, say(pen, key));
    xw_pen_row(pen, of, XW_TABLE_PROJECTS, s->projects.line[project]);
    of->rule =
        xw_pen_say(pen, XW_SAY_X_RULE_PROJECT,
                   XW_TOLD(xw_project_kind_word((enum xw_project_kind)s->projects.kind[project]),
                           xw_pen_year(pen, t->opens_in[project])));
    if (s->projects.kind[project] != XW_PROJECT_NEW)
        for (int32_t i = 0; i < s->capacity.count; i++)
            if (s->capacity.school[i] == t->school[division] && s->capacity.stage[i] == stage)
                xw_pen_row(pen, of, XW_TABLE_CAPACITY, s->capacity.line[i]);
    xw_explain_norm_seats(pen, seats, stage);
}

enum xw_status xw_explain_project_row(struct xw_pen *pen, const struct xw_run_project_year *row,
                                      const char *column)
{
    const struct xw_explainer *e = pen->of;
    const struct xw_scenario *s = &e->scenario;
    const struct xw_timeline *t = &e->state.prepared->timeline;
    int32_t p = row->project;
    struct xw_project_rooms rooms;
    if (column != NULL && strcmp(column, "seats_added") != 0) return XW_OK;
    enum xw_status status = xw_project_rooms(pen->keep, t, &s->stages, &s->schools, &s->capacity,
                                             &s->projects, &s->norms, p, e->year, &rooms);
    if (status != XW_OK) return status;
    struct xw_explain_cell cell = { .table = "project_year",
                                    .column = "seats_added",
                                    .project = s->projects.code[p],
                                    .year = row->year,
                                    .grade = XW_NONE };
    const char *name =
        e->language == XW_EXPLAIN_ZH ? s->projects.name_zh[p] : s->projects.name_en[p];
    const char *title = xw_pen_say(pen, XW_SAY_X_TITLE_PROJECT,
                                   XW_TOLD(s->projects.code[p], name, xw_pen_year(pen, row->year)));
    struct xw_explained *item = xw_pen_begin(pen, cell, title, row->seats_added);
    int32_t of = rooms.own != XW_NONE ? rooms.own : rooms.to;
    bool opened = s->projects.counted[p] && t->opens_in[p] <= row->year;
    if (!s->projects.counted[p]) {
        xw_pen_note(pen, say(pen, XW_SAY_X_NOTE_NOT_COUNTED));
    } else if (of == XW_NONE) {
        xw_pen_note(pen, say(pen, XW_SAY_X_NOTE_NO_DIVISION));
    } else if (row->year > s->schools.closes[t->school[of]]) {
        xw_pen_note(pen, say(pen, XW_SAY_X_NOTE_SCHOOL_CLOSED));
    } else if (opened) {
        if (rooms.own != XW_NONE)
            part(pen, &item->sum, XW_OP_ADD, p, rooms.own, rooms.own_added, XW_SAY_X_ROOMS_ADDED);
        if (rooms.to != XW_NONE)
            part(pen, &item->sum, XW_OP_ADD, p, rooms.to, rooms.to_added, XW_SAY_X_ROOMS_ADDED);
        if (item->sum.first == NULL) xw_pen_note(pen, say(pen, XW_SAY_X_NOTE_NO_ROOMS));
    } else {
        if (rooms.own != XW_NONE)
            part(pen, &item->sum, XW_OP_SUBTRACT, p, rooms.own, rooms.lost, XW_SAY_X_ROOMS_LOST);
        xw_pen_note(pen, xw_pen_say(pen, XW_SAY_X_NOTE_NOT_OPEN,
                                    XW_TOLD(xw_pen_year(pen, t->opens_in[p]))));
    }
    item->command = xw_arena_format(pen->keep, "xuewei explain %s --project %s --year %d",
                                    e->run.path, s->projects.code[p], row->year);
    return XW_OK;
}
