/* timeline_tables.h: the tables of a timeline, written as rows. */
#ifndef XW_TIMELINE_TABLES_H
#define XW_TIMELINE_TABLES_H
#include "xuewei/timeline.h"
#include "unit.h"
#include <math.h>

#define FIRST    2020
#define YEARS    6
#define SCHOOLS  2
#define MAX_ROWS 3

enum { KINDERGARTEN, PRIMARY, LOWER };

/* One row of a table, as a test writes it: 0 = not given. */
struct capacity_row {
    int32_t school, stage;
    int16_t year;
    int32_t rooms, plan, design;
};
struct project_row {
    uint8_t kind;
    int32_t stage, classes;
    int16_t start, opens;
    int32_t before, lost;
    uint8_t opening, old_site;
    int16_t shift;
    bool left_out;
    double x_m; /* y_m = x_m + 1 */
    int32_t zone;
    int32_t school;
    int32_t to_school, to_stage; /* to_stage 0 is none: nothing becomes a kindergarten here */
    int32_t host, meanwhile;     /* host: its row + 1 */
};
struct plan {
    int16_t opens, closes; /* of school 0 */
    struct capacity_row row[MAX_ROWS];
    struct project_row project[MAX_ROWS];
};

/* The columns that the rows become. */
struct tables {
    struct xw_arena arena;
    struct xw_stages stages;
    struct xw_norms norms;
    struct xw_schools schools;
    struct xw_capacity capacity;
    struct xw_projects projects;
    struct xw_zones zones;
};

static inline int32_t or_none(int32_t value)
{
    return value == 0 ? XW_NONE : value;
}

static inline void lay_out(struct tables *t, const struct plan *plan)
{
    *t = (struct tables){ .stages = { .count = 3,
                                      .stage = { { XW_KINDERGARTEN, 3, 3, 0, 0, false },
                                                 { XW_PRIMARY, 6, 6, 0, 0, false },
                                                 { XW_LOWER_SECONDARY, 12, 3, 0, 0, false } } } };
    ck_assert_int_eq(xw_arena_init(&t->arena, 1 << 22), XW_OK);
    ck_assert(xw_stages_number(&t->stages));
    xw_norms_defaults(&t->norms, &t->stages);
    xw_norms_complete(&t->norms, &t->stages);
    struct xw_arena *a = &t->arena;

    t->zones.count = 2;
    t->zones.x_m = XW_TAKE(a, 2, double);
    t->zones.y_m = XW_TAKE(a, 2, double);
    t->zones.x_m[1] = 700;
    t->zones.y_m[1] = 800;

    t->schools.count = SCHOOLS;
    t->schools.zone = XW_TAKE(a, SCHOOLS, int32_t);
    t->schools.x_m = XW_TAKE(a, SCHOOLS, double);
    t->schools.y_m = XW_TAKE(a, SCHOOLS, double);
    t->schools.opens = XW_TAKE(a, SCHOOLS, int16_t);
    t->schools.closes = XW_TAKE(a, SCHOOLS, int16_t);
    for (int s = 0; s < SCHOOLS; s++) {
        t->schools.zone[s] = s;
        t->schools.x_m[s] = 10 * (s + 1);
        t->schools.y_m[s] = 10 * (s + 1) + 1;
        t->schools.opens[s] = INT16_MIN;
        t->schools.closes[s] = XW_NEVER;
    }
    if (plan->opens != 0) t->schools.opens[0] = plan->opens;
    if (plan->closes != 0) t->schools.closes[0] = plan->closes;

    struct xw_capacity *c = &t->capacity;
    c->school = XW_TAKE(a, MAX_ROWS + 1, int32_t);
    c->stage = XW_TAKE(a, MAX_ROWS + 1, int32_t);
    c->year = XW_TAKE(a, MAX_ROWS + 1, int16_t);
    c->rooms = XW_TAKE(a, MAX_ROWS + 1, int32_t);
    c->intake_plan = XW_TAKE(a, MAX_ROWS + 1, int32_t);
    c->design_seats = XW_TAKE(a, MAX_ROWS + 1, int32_t);
    for (int i = 0; i < MAX_ROWS; i++) {
        const struct capacity_row *r = &plan->row[i];
        if (r->rooms == 0 && r->plan == 0) continue;
        int32_t n = c->count++;
        c->school[n] = r->school;
        c->stage[n] = r->stage;
        c->year[n] = r->year == 0 ? INT16_MIN : r->year;
        c->rooms[n] = or_none(r->rooms);
        c->intake_plan[n] = or_none(r->plan);
        c->design_seats[n] = or_none(r->design);
    }

    struct xw_projects *p = &t->projects;
    p->kind = XW_TAKE(a, MAX_ROWS + 1, uint8_t);
    p->opening = XW_TAKE(a, MAX_ROWS + 1, uint8_t);
    p->old_site = XW_TAKE(a, MAX_ROWS + 1, uint8_t);
    p->school = XW_TAKE(a, MAX_ROWS + 1, int32_t);
    p->stage = XW_TAKE(a, MAX_ROWS + 1, int32_t);
    p->classes = XW_TAKE(a, MAX_ROWS + 1, int32_t);
    p->classes_before = XW_TAKE(a, MAX_ROWS + 1, int32_t);
    p->rooms_lost = XW_TAKE(a, MAX_ROWS + 1, int32_t);
    p->to_school = XW_TAKE(a, MAX_ROWS + 1, int32_t);
    p->to_stage = XW_TAKE(a, MAX_ROWS + 1, int32_t);
    p->meanwhile = XW_TAKE(a, MAX_ROWS + 1, int32_t);
    p->meanwhile_rooms = XW_TAKE(a, MAX_ROWS + 1, int32_t);
    p->zone = XW_TAKE(a, MAX_ROWS + 1, int32_t);
    p->x_m = XW_TAKE(a, MAX_ROWS + 1, double);
    p->y_m = XW_TAKE(a, MAX_ROWS + 1, double);
    p->start_year = XW_TAKE(a, MAX_ROWS + 1, int16_t);
    p->opens = XW_TAKE(a, MAX_ROWS + 1, int16_t);
    p->counted = XW_TAKE(a, MAX_ROWS + 1, bool);
    p->opens_in = XW_TAKE(a, MAX_ROWS + 1, int16_t);
    p->starts_in = XW_TAKE(a, MAX_ROWS + 1, int16_t);
    for (int i = 0; i < MAX_ROWS; i++) {
        const struct project_row *r = &plan->project[i];
        if (r->opens == 0) continue;
        int32_t n = p->count++;
        p->kind[n] = r->kind;
        p->opening[n] = r->opening;
        p->old_site[n] = r->old_site;
        p->school[n] = r->school;
        p->stage[n] = r->stage;
        p->classes[n] = or_none(r->classes);
        p->classes_before[n] = or_none(r->before);
        p->rooms_lost[n] = or_none(r->lost);
        p->to_stage[n] = or_none(r->to_stage);
        p->to_school[n] = r->to_stage == 0 ? XW_NONE : r->to_school;
        p->meanwhile[n] = r->host - 1;
        p->meanwhile_rooms[n] = or_none(r->meanwhile);
        p->zone[n] = or_none(r->zone);
        p->x_m[n] = r->x_m == 0 ? NAN : r->x_m;
        p->y_m[n] = r->x_m == 0 ? NAN : r->x_m + 1;
        p->start_year[n] = (int16_t)or_none(r->start);
        p->opens[n] = r->opens;
        p->counted[n] = !r->left_out;
        p->opens_in[n] = (int16_t)(r->opens + r->shift);
        p->starts_in[n] = (int16_t)(r->start == 0 ? XW_NONE : r->start + r->shift);
    }

    /* What lies beyond the end of a table must not show: a relocation that takes every room. */
    int32_t n = p->count;
    p->kind[n] = XW_PROJECT_RELOCATION;
    p->stage[n] = PRIMARY;
    p->classes[n] = 99;
    p->classes_before[n] = XW_NONE;
    p->rooms_lost[n] = 99;
    p->to_school[n] = p->to_stage[n] = p->meanwhile[n] = XW_NONE;
    p->meanwhile_rooms[n] = 99;
    p->zone[n] = XW_NONE;
    p->counted[n] = true;
    p->opens[n] = p->opens_in[n] = FIRST + YEARS - 1;
    p->starts_in[n] = FIRST;
    p->x_m[n] = p->y_m[n] = 1;
}

static inline enum xw_status make(struct tables *t, struct xw_timeline *out)
{
    return xw_timeline_make(&t->arena, &t->stages, &t->schools, &t->capacity, &t->projects,
                            &t->zones, &t->norms, FIRST, YEARS, out);
}

#define LOOP(c, test, table) tcase_add_loop_test(c, test, 0, sizeof(table) / sizeof *(table))

#endif
