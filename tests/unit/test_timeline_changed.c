#include "invented_plans.h"
#include <string.h>

static enum xw_status without(struct tables *t, const struct xw_timeline *central,
                              const bool *counted, struct xw_timeline *out)
{
    struct xw_arena scratch;
    ck_assert_int_eq(xw_arena_init(&scratch, 1 << 20), XW_OK);
    enum xw_status status =
        xw_timeline_without(&t->arena, scratch, central, &t->stages, &t->schools, &t->capacity,
                            &t->projects, &t->norms, counted, out);
    xw_arena_free(&scratch);
    return status;
}

#define SAME(column, count)                                                                        \
    ck_assert_mem_eq(a->column, b->column, (size_t)(count) * sizeof *a->column)

/* Sites are numbered otherwise; they are the same places. */
static void assert_same(const struct xw_timeline *a, const struct xw_timeline *b, int32_t projects)
{
    int32_t cells = a->divisions * a->years;
    ck_assert_int_eq(b->divisions, a->divisions);
    SAME(rooms, cells);
    SAME(open, cells);
    SAME(intake_plan, cells);
    SAME(design_seats, cells);
    SAME(special_rooms, cells);
    SAME(prefab_rooms, cells);
    SAME(all_grades, cells);
    SAME(pool, cells);
    SAME(joins, cells);
    SAME(project_seats, projects * a->years);
    for (int32_t i = 0; i < cells; i++) {
        ck_assert_double_eq(a->site_x_m[a->site[i]], b->site_x_m[b->site[i]]);
        ck_assert_double_eq(a->site_y_m[a->site[i]], b->site_y_m[b->site[i]]);
    }
}

/* ---- known answers: rooms of the first division, norm seats of project 0 ---- */

static const struct {
    const char *name;
    struct plan plan;
    int32_t left_out;
    int32_t rooms[YEARS], seats[YEARS];
} answers[] = {
    { "a new school never opens",
      { .project = { { XW_PROJECT_NEW, PRIMARY, 48, 2020, 2022 } } },
      0,
      { 0 },
      { 0 } },
    { "no room is lost to works that never begin",
      { .row = { { .stage = PRIMARY, .rooms = 24 } },
        .project = { { XW_PROJECT_REBUILD, PRIMARY, 30, 2021, 2023, .before = 24, .lost = 10 } } },
      0,
      { 24, 24, 24, 24, 24, 24 },
      { 0 } },
    { "a closed school stays",
      { .row = { { .stage = PRIMARY, .rooms = 24 } },
        .project = { { XW_PROJECT_CLOSURE, PRIMARY, 0, 2021, 2022 } } },
      0,
      { 24, 24, 24, 24, 24, 24 },
      { 0 } },
    { "an expansion without the rebuild before it",
      { .row = { { .stage = PRIMARY, .rooms = 24 } },
        .project = { { XW_PROJECT_EXPANSION, PRIMARY, 6, 2021, 2023 },
                     { XW_PROJECT_REBUILD, PRIMARY, 30, 2021, 2022, .before = 24 } } },
      1,
      { 24, 24, 24, 30, 30, 30 },
      { 0, 0, 0, 270, 270, 270 } },
};

START_TEST(rooms_without_a_project)
{
    struct tables t;
    struct xw_timeline central, out;
    lay_out(&t, &answers[_i].plan);
    ck_assert_int_eq(make(&t, &central), XW_OK);
    bool counted[MAX_ROWS] = { true, true, true };
    counted[answers[_i].left_out] = false;
    ck_assert_int_eq(without(&t, &central, counted, &out), XW_OK);
    for (int y = 0; y < YEARS; y++) {
        ck_assert_msg(out.rooms[y] == answers[_i].rooms[y], "%s, %d: %d rooms", answers[_i].name,
                      FIRST + y, out.rooms[y]);
        ck_assert_msg(out.project_seats[y] == answers[_i].seats[y], "%s, %d: %d seats",
                      answers[_i].name, FIRST + y, out.project_seats[y]);
    }
    xw_arena_free(&t.arena);
}
END_TEST

/* ---- laws ---- */

/* What is laid out again is what a plan that does not count the projects lays out whole. */
START_TEST(without_is_a_plan_that_does_not_count)
{
    uint64_t state = 97;
    int32_t different = 0, tried = 0;
    for (int k = 0; k < 1500; k++) {
        struct plan plan;
        struct late late;
        struct tables t, t_fewer;
        struct xw_timeline central, out, fewer;
        bool counted[MAX_ROWS];
        invent(&state, &plan, &late);
        lay_out(&t, &plan);
        lay_out(&t_fewer, &plan);
        if (k % 2 == 0) {
            share_rooms(&t);
            share_rooms(&t_fewer);
        }
        int32_t one = among(&state, MAX_ROWS + 1);
        for (int32_t p = 0; p < t.projects.count; p++) {
            counted[p] = t.projects.counted[p] && one != MAX_ROWS && p != one;
            t_fewer.projects.counted[p] = counted[p];
        }
        if (make(&t, &central) == XW_OK) {
            ck_assert_int_eq(make(&t_fewer, &fewer), XW_OK);
            ck_assert_int_eq(without(&t, &central, counted, &out), XW_OK);
            assert_same(&fewer, &out, t.projects.count);
            ck_assert_int_eq(out.sites, central.sites);
            tried++;
            different += memcmp(central.rooms, out.rooms,
                                (size_t)(central.divisions * YEARS) * sizeof(int32_t)) != 0;
        }
        xw_arena_free(&t_fewer.arena);
        xw_arena_free(&t.arena);
    }
    ck_assert_int_gt(tried, 1000);
    ck_assert_int_gt(different, 500);
}
END_TEST

START_TEST(the_central_timeline_is_left_as_it_was)
{
    struct tables t;
    struct xw_timeline central, out;
    int32_t rooms[YEARS];
    lay_out(&t, &answers[1].plan);
    ck_assert_int_eq(make(&t, &central), XW_OK);
    memcpy(rooms, central.rooms, sizeof rooms);
    bool none[MAX_ROWS] = { false };
    ck_assert_int_eq(without(&t, &central, none, &out), XW_OK);
    ck_assert_mem_eq(central.rooms, rooms, sizeof rooms);
    ck_assert_ptr_ne(out.rooms, central.rooms);
    ck_assert(t.projects.counted[0]);
    xw_arena_free(&t.arena);
}
END_TEST

/* A project that the scenario leaves out cannot come back this way. */
START_TEST(a_project_that_is_not_counted_is_refused)
{
    struct tables t;
    struct plan plan = answers[0].plan;
    struct xw_timeline central, out = { .years = 77 };
    plan.project[0].left_out = true;
    lay_out(&t, &plan);
    ck_assert_int_eq(make(&t, &central), XW_OK);
    bool all[MAX_ROWS] = { true };
    ck_assert_int_eq(without(&t, &central, all, &out), XW_OUT_OF_RANGE);
    ck_assert_int_eq(out.years, 77);
    xw_arena_free(&t.arena);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    LOOP(c, rooms_without_a_project, answers);
    return c;
}

static TCase *laws(void)
{
    TCase *c = tcase_create("laws");
    tcase_add_test(c, without_is_a_plan_that_does_not_count);
    tcase_add_test(c, the_central_timeline_is_left_as_it_was);
    return c;
}

static TCase *refusals(void)
{
    TCase *c = tcase_create("refusals");
    tcase_add_test(c, a_project_that_is_not_counted_is_refused);
    return c;
}

UNIT_MAIN("timeline_changed", known_answers(), laws(), refusals())
