#include "invented_plans.h"

static enum xw_status delay(struct tables *t, const struct xw_timeline *central,
                            const struct late *late, struct xw_timeline *out)
{
    struct xw_arena scratch;
    ck_assert_int_eq(xw_arena_init(&scratch, 1 << 20), XW_OK);
    enum xw_status status =
        xw_timeline_delay(&t->arena, scratch, central, &t->stages, &t->schools, &t->capacity,
                          &t->projects, &t->norms, late->start, late->opening, out);
    xw_arena_free(&scratch);
    return status;
}

#define SAME(column, count)                                                                        \
    ck_assert_mem_eq(a->column, b->column, (size_t)(count) * sizeof *a->column)

static void assert_same(const struct xw_timeline *a, const struct xw_timeline *b, int32_t projects)
{
    int32_t cells = a->divisions * a->years;
    ck_assert_int_eq(b->divisions, a->divisions);
    ck_assert_int_eq(b->sites, a->sites);
    SAME(rooms, cells);
    SAME(open, cells);
    SAME(intake_plan, cells);
    SAME(design_seats, cells);
    SAME(special_rooms, cells);
    SAME(prefab_rooms, cells);
    SAME(all_grades, cells);
    SAME(pool, cells);
    SAME(site, cells);
    SAME(joins, cells);
    SAME(project_seats, projects * a->years);
    SAME(starts_in, projects);
    SAME(opens_in, projects);
}

/* ---- known answers: rooms of the first division, norm seats of project 0 ---- */

static const struct {
    const char *name;
    struct plan plan;
    struct late late;
    int32_t rooms[YEARS], seats[YEARS];
} answers[] = {
    { "new",
      { .project = { { XW_PROJECT_NEW, PRIMARY, 48, 2020, 2022 } } },
      { { 0 }, { 2 } },
      { 0, 0, 0, 0, 48, 48 },
      { 0, 0, 0, 0, 2160, 2160 } },
    { "new, beyond the horizon",
      { .project = { { XW_PROJECT_NEW, PRIMARY, 48, 2020, 2022 } } },
      { { 0 }, { 5 } },
      { 0 },
      { 0 } },
    { "rooms are lost while the works last",
      { .row = { { .stage = PRIMARY, .rooms = 24 } },
        .project = { { XW_PROJECT_REBUILD, PRIMARY, 30, 2021, 2023, .before = 24, .lost = 10 } } },
      { { 0 }, { 2 } },
      { 24, 14, 14, 14, 14, 30 },
      { 0, -450, -450, -450, -450, 270 } },
    { "and later where they begin later",
      { .row = { { .stage = PRIMARY, .rooms = 24 } },
        .project = { { XW_PROJECT_REBUILD, PRIMARY, 30, 2021, 2023, .before = 24, .lost = 10 } } },
      { { 2 }, { 2 } },
      { 24, 24, 24, 14, 14, 30 },
      { 0, 0, 0, -450, -450, 270 } },
    { "an expansion that overtakes a rebuild",
      { .row = { { .stage = PRIMARY, .rooms = 24 } },
        .project = { { XW_PROJECT_REBUILD, PRIMARY, 30, 2021, 2022, .before = 24 },
                     { XW_PROJECT_EXPANSION, PRIMARY, 6, 2021, 2023 } } },
      { { 0 }, { 2, 0 } },
      { 24, 24, 24, 30, 30, 30 },
      { 0, 0, 0, 0, 270, 270 } },
    { "left out",
      { .project = { { XW_PROJECT_NEW, PRIMARY, 48, 2020, 2022, .left_out = true } } },
      { { 0 }, { 2 } },
      { 0 },
      { 0 } },
};

START_TEST(late_rooms)
{
    struct tables t;
    struct xw_timeline central, late;
    lay_out(&t, &answers[_i].plan);
    ck_assert_int_eq(make(&t, &central), XW_OK);
    ck_assert_int_eq(delay(&t, &central, &answers[_i].late, &late), XW_OK);
    for (int y = 0; y < YEARS; y++) {
        ck_assert_msg(late.rooms[y] == answers[_i].rooms[y], "%s, %d: %d rooms", answers[_i].name,
                      FIRST + y, late.rooms[y]);
        ck_assert_msg(late.project_seats[y] == answers[_i].seats[y], "%s, %d: %d seats",
                      answers[_i].name, FIRST + y, late.project_seats[y]);
    }
    xw_arena_free(&t.arena);
}
END_TEST

/* ---- laws ---- */

/* What a delay lays out again is what a plan with later years lays out whole. */
START_TEST(a_delay_is_a_plan_with_later_years)
{
    uint64_t state = 41;
    int32_t different = 0, tried = 0;
    for (int k = 0; k < 1500; k++) {
        struct plan plan;
        struct late late;
        struct tables t, t_later;
        struct xw_timeline central, delayed, later;
        invent(&state, &plan, &late);
        lay_out(&t, &plan);
        lay_out(&t_later, &plan);
        if (k % 2 == 0) {
            share_rooms(&t);
            share_rooms(&t_later);
        }
        for (int32_t p = 0; p < t_later.projects.count; p++) {
            if (!t_later.projects.counted[p]) continue;
            t_later.projects.opens_in[p] = (int16_t)(t.projects.opens_in[p] + late.opening[p]);
            t_later.projects.starts_in[p] = (int16_t)(t.projects.starts_in[p] + late.start[p]);
        }
        /* A school at its own place twice, or a merger with itself, is refused by both. */
        if (make(&t, &central) == XW_OK) {
            ck_assert_int_eq(make(&t_later, &later), XW_OK);
            ck_assert_int_eq(delay(&t, &central, &late, &delayed), XW_OK);
            assert_same(&later, &delayed, t.projects.count);
            tried++;
            different += memcmp(central.rooms, delayed.rooms,
                                (size_t)(central.divisions * YEARS) * sizeof(int32_t)) != 0;
        }
        xw_arena_free(&t_later.arena);
        xw_arena_free(&t.arena);
    }
    ck_assert_int_gt(tried, 1000);
    ck_assert_int_gt(different, 500);
}
END_TEST

START_TEST(without_a_late_project_the_arrays_are_shared)
{
    struct tables t;
    struct xw_timeline central, late;
    lay_out(&t, &answers[2].plan);
    ck_assert_int_eq(make(&t, &central), XW_OK);
    ck_assert_int_eq(delay(&t, &central, &(struct late){ 0 }, &late), XW_OK);
    ck_assert_mem_eq(&late, &central, sizeof late);
    xw_arena_free(&t.arena);
}
END_TEST

START_TEST(the_central_timeline_is_left_as_it_was)
{
    struct tables t;
    struct xw_timeline central, late;
    int32_t rooms[YEARS];
    lay_out(&t, &answers[2].plan);
    ck_assert_int_eq(make(&t, &central), XW_OK);
    memcpy(rooms, central.rooms, sizeof rooms);
    ck_assert_int_eq(delay(&t, &central, &answers[2].late, &late), XW_OK);
    ck_assert_ptr_ne(late.rooms, central.rooms);
    ck_assert_mem_eq(central.rooms, rooms, sizeof rooms);
    ck_assert_int_eq(central.opens_in[0], 2023);
    ck_assert_int_eq(late.opens_in[0], 2025);
    xw_arena_free(&t.arena);
}
END_TEST

START_TEST(memory_is_needed)
{
    struct tables t;
    struct xw_timeline central, late = { 0 };
    lay_out(&t, &answers[0].plan);
    ck_assert_int_eq(make(&t, &central), XW_OK);
    struct xw_arena whole = t.arena;
    t.arena.end = t.arena.at + 64;
    ck_assert_int_eq(delay(&t, &central, &answers[0].late, &late), XW_NO_MEMORY);
    ck_assert_int_eq(late.divisions, 0);
    xw_arena_free(&whole);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    LOOP(c, late_rooms, answers);
    return c;
}

static TCase *laws(void)
{
    TCase *c = tcase_create("laws");
    tcase_add_test(c, a_delay_is_a_plan_with_later_years);
    tcase_add_test(c, without_a_late_project_the_arrays_are_shared);
    tcase_add_test(c, the_central_timeline_is_left_as_it_was);
    return c;
}

static TCase *limits(void)
{
    TCase *c = tcase_create("limits");
    tcase_add_test(c, memory_is_needed);
    return c;
}

UNIT_MAIN("timeline_late", known_answers(), laws(), limits())
