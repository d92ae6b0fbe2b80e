#include "timeline_tables.h"

/* Years by which the projects of a plan are late. */
struct late {
    int32_t start[MAX_ROWS], opening[MAX_ROWS];
};

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

static uint64_t next(uint64_t *state)
{
    uint64_t z = (*state += 0x9e3779b97f4a7c15u); /* splitmix64, Steele, Lea and Flood 2014 */
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
}

static int32_t among(uint64_t *state, int32_t count)
{
    return (int32_t)(next(state) % (uint64_t)count);
}

/* Three projects of any kind on two schools of two stages, hosts and receivers among them. */
static void invent(uint64_t *state, struct plan *plan, struct late *late)
{
    *plan = (struct plan){ 0 };
    for (int i = 0; i < 3; i++)
        plan->row[i] = (struct capacity_row){ .school = i == 2,
                                              .stage = i == 0 ? LOWER : PRIMARY,
                                              .rooms = 6 + among(state, 20),
                                              .plan = among(state, 5) };
    /* Rows are ordered by school, then stage. */
    struct capacity_row first = plan->row[0];
    plan->row[0] = plan->row[1];
    plan->row[1] = first;
    for (int i = 0; i < MAX_ROWS; i++) {
        struct project_row *p = &plan->project[i];
        *p = (struct project_row){ .kind = (uint8_t)among(state, XW_PROJECT_KINDS),
                                   .stage = among(state, 2) ? PRIMARY : LOWER,
                                   .school = among(state, 2),
                                   .classes = 2 + among(state, 20),
                                   .opens = (int16_t)(2019 + among(state, 6)),
                                   .before = among(state, 2) * 9,
                                   .lost = among(state, 8),
                                   .opening = (uint8_t)among(state, XW_OPENINGS),
                                   .old_site = (uint8_t)among(state, XW_OLD_SITES),
                                   .left_out = among(state, 8) == 0,
                                   .x_m = among(state, 2) * 500 };
        p->start = (int16_t)(p->opens - 1 - among(state, 3));
        if (p->kind == XW_PROJECT_REBUILD && among(state, 2)) {
            p->meanwhile = 1 + among(state, 8);
            if (among(state, 2)) p->host = 1 + !p->school;
        }
        bool hands_over = p->kind == XW_PROJECT_CONVERSION || p->kind == XW_PROJECT_MERGER ||
                          (p->kind == XW_PROJECT_RELOCATION && among(state, 2));
        if (hands_over) {
            p->to_school = !p->school;
            p->to_stage = p->stage;
            if (p->kind == XW_PROJECT_RELOCATION) p->old_site = XW_OLD_SITE_CONVERTS;
        }
        late->opening[i] = among(state, 2) * among(state, 5);
        late->start[i] = late->opening[i] == 0 ? 0 : among(state, late->opening[i] + 1);
    }
}

/* The rows of the first school share its rooms. */
static void share_rooms(struct tables *t)
{
    t->capacity.pool = XW_TAKE(&t->arena, MAX_ROWS + 1, const char *);
    for (int32_t r = 0; r < t->capacity.count; r++)
        t->capacity.pool[r] = t->capacity.school[r] == 0 ? "both" : NULL;
}

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
