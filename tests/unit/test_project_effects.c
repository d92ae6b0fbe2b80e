#include "xuewei/project_effects.h"
#include "tiny.h"

static enum xw_status find(struct tiny *t, int32_t threads, struct xw_progress *progress,
                           struct xw_project_effects *out)
{
    struct xw_start *start = XW_TAKE(&t->keep, 1, struct xw_start);
    struct xw_pool *pool;
    ck_assert_int_eq(xw_start_keep(&t->keep, &t->state, start), XW_OK);
    ck_assert_int_eq(xw_pool_open(threads, &pool), XW_OK);
    enum xw_status status =
        xw_project_effects_run(&t->keep, &t->prepared, start, pool, progress, out);
    xw_pool_close(pool);
    return status;
}

/* The README of tiny without school S2: year, then primary and lower secondary, entry and all. */
static const struct {
    int32_t demand, seats, gap;
} paper[4][2][2] = {
    { { { 30, 30, 0 }, { 60, 60, 0 } }, { { 30, 30, 0 }, { 30, 30, 0 } } },
    { { { 40, 30, 10 }, { 70, 60, 10 } }, { { 30, 30, 0 }, { 30, 30, 0 } } },
    { { { 32, 30, 2 }, { 72, 60, 12 } }, { { 30, 30, 0 }, { 30, 30, 0 } } },
    { { { 30, 30, 0 }, { 62, 60, 2 } }, { { 40, 30, 10 }, { 40, 30, 10 } } },
};

START_TEST(tiny_without_its_project)
{
    struct tiny t;
    struct xw_project_effects e;
    tiny_open(&t, NULL);
    ck_assert_int_eq(find(&t, 1, NULL, &e), XW_OK);
    ck_assert_int_eq(e.histories, 2); /* the one without the project is that without any */
    ck_assert_int_eq(e.rows, 16);
    for (int32_t i = 0; i < 32; i++) {
        const struct xw_effect_row *r = &e.row[i];
        ck_assert_int_eq(r->left_out, i < 16 ? XW_LEFT_OUT_PROJECT : XW_LEFT_OUT_ALL);
        ck_assert_int_eq(r->project, i < 16 ? 0 : XW_NONE);
        ck_assert_int_eq(r->year, 2020 + i % 16 / 4);
        ck_assert_int_eq(r->stage, i % 4 / 2);
        ck_assert_int_eq(r->scope, i % 2);
        ck_assert_int_eq(r->demand, paper[i % 16 / 4][r->stage][r->scope].demand);
        ck_assert_int_eq(r->seats, paper[i % 16 / 4][r->stage][r->scope].seats);
        ck_assert_int_eq(r->local_gap, paper[i % 16 / 4][r->stage][r->scope].gap);
        ck_assert_int_eq(r->net_gap, paper[i % 16 / 4][r->stage][r->scope].gap);
        ck_assert_int_eq(r->unplaced, 0); /* the stretch holds them */
        ck_assert_int_eq(r->surplus, 0);
    }
    tiny_close(&t);
}
END_TEST

/* Three expansions of S1, two rooms each: the histories of the plan as far as it has come are those in
 * which a status has a project, and each leaves out what is not as far. */
static const struct {
    enum xw_project_status status[3];
    int32_t histories;
    enum xw_left_out left_out[4];
    int32_t seats[4]; /* of primary school in 2023, all grades: 60 of S1 and 20 a project */
} plans[] = {
    { { XW_PROJECT_OPEN, XW_PROJECT_BUILDING, XW_PROJECT_PLANNED },
      6,
      { XW_LEFT_OUT_PLANNED, XW_LEFT_OUT_BUILDING, XW_LEFT_OUT_ALL },
      { 100, 80, 60 } },
    { { XW_PROJECT_OPEN, XW_PROJECT_APPROVED, XW_PROJECT_BUILDING },
      6,
      { XW_LEFT_OUT_APPROVED, XW_LEFT_OUT_BUILDING, XW_LEFT_OUT_ALL },
      { 100, 80, 60 } },
    { { XW_PROJECT_PLANNED, XW_PROJECT_PLANNED, XW_PROJECT_PLANNED },
      4,
      { XW_LEFT_OUT_ALL },
      { 60 } },
};

START_TEST(the_plan_as_far_as_it_has_come)
{
    struct tiny t;
    struct xw_project_effects e;
    tiny_read(&t, NULL);
    struct xw_projects *p = &t.scenario.projects;
    struct xw_projects one = *p;
    p->count = 3;
#define THRICE(column, type)                                                                       \
    p->column = XW_TAKE(&t.keep, 3, type);                                                         \
    for (int i = 0; i < 3; i++)                                                                    \
    p->column[i] = one.column[0]
    THRICE(code, const char *);
    THRICE(kind, uint8_t);
    THRICE(opening, uint8_t);
    THRICE(old_site, uint8_t);
    THRICE(status, uint8_t);
    THRICE(school, int32_t);
    THRICE(stage, int32_t);
    THRICE(stage_name, uint8_t);
    THRICE(classes, int32_t);
    THRICE(classes_before, int32_t);
    THRICE(to_school, int32_t);
    THRICE(to_stage, int32_t);
    THRICE(meanwhile, int32_t);
    THRICE(meanwhile_rooms, int32_t);
    THRICE(rooms_lost, int32_t);
    THRICE(zone, int32_t);
    THRICE(x_m, double);
    THRICE(y_m, double);
    THRICE(lon_deg, double);
    THRICE(lat_deg, double);
    THRICE(counted, bool);
    THRICE(opens, int16_t);
    THRICE(opens_in, int16_t);
    THRICE(starts_in, int16_t);
    THRICE(start_year, int16_t);
#undef THRICE
    for (int i = 0; i < 3; i++) {
        p->status[i] = (uint8_t)plans[_i].status[i];
        p->kind[i] = XW_PROJECT_EXPANSION; /* of S1: a school is there to add to */
        p->school[i] = 0;
        p->classes[i] = 2;
    }
    tiny_prepare(&t);
    ck_assert_int_eq(find(&t, 2, NULL, &e), XW_OK);
    ck_assert_int_eq(e.histories, plans[_i].histories);
    for (int32_t h = 3; h < e.histories; h++) {
        const struct xw_effect_row *r = &e.row[h * e.rows + 13]; /* 2023, primary school, all */
        ck_assert_int_eq(r->left_out, plans[_i].left_out[h - 3]);
        ck_assert_int_eq(r->project, XW_NONE);
        ck_assert_int_eq(r->seats, plans[_i].seats[h - 3]);
    }
    tiny_close(&t);
}
END_TEST

START_TEST(no_project_no_history)
{
    struct tiny t;
    struct xw_project_effects e;
    static const char *const none[] = { "projects.include", "none", NULL };
    tiny_open(&t, none);
    ck_assert_int_eq(find(&t, 1, NULL, &e), XW_OK);
    ck_assert_int_eq(e.histories, 0);
    tiny_close(&t);
}
END_TEST

/* A stage of the city has no gap of the district's. */
START_TEST(a_stage_of_the_city_has_no_rows)
{
    struct tiny t;
    struct xw_project_effects e;
    tiny_read(&t, NULL);
    t.scenario.stages.stage[1].city = true;
    tiny_prepare(&t);
    ck_assert_int_eq(find(&t, 1, NULL, &e), XW_OK);
    ck_assert_int_eq(e.rows, 8);
    for (int32_t i = 0; i < 16; i++)
        ck_assert_int_eq(e.row[i].stage, 0);
    tiny_close(&t);
}
END_TEST

START_TEST(threads_change_nothing)
{
    static const int32_t threads[] = { 2, 7 };
    struct tiny t;
    struct xw_project_effects one, more;
    tiny_open(&t, NULL);
    ck_assert_int_eq(find(&t, 1, NULL, &one), XW_OK);
    for (int k = 0; k < 2; k++) {
        ck_assert_int_eq(find(&t, threads[k], NULL, &more), XW_OK);
        ck_assert_int_eq(more.histories, one.histories);
        ck_assert_mem_eq(more.row, one.row, (size_t)(one.histories * one.rows) * sizeof *one.row);
    }
    tiny_close(&t);
}
END_TEST

START_TEST(a_stop_is_obeyed)
{
    struct tiny t;
    struct xw_project_effects e;
    volatile sig_atomic_t stop = 1;
    struct xw_progress progress;
    xw_progress_init(&progress, NULL, true, &stop);
    tiny_open(&t, NULL);
    ck_assert_int_eq(find(&t, 2, &progress, &e), XW_STOPPED);
    ck_assert_int_eq(e.histories, 0);
    stop = 0;
    ck_assert_int_eq(find(&t, 2, &progress, &e), XW_OK);
    ck_assert_int_eq(progress.total, 2);
    tiny_close(&t);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_test(c, tiny_without_its_project);
    tcase_add_loop_test(c, the_plan_as_far_as_it_has_come, 0, sizeof plans / sizeof *plans);
    return c;
}

static TCase *laws(void)
{
    TCase *c = tcase_create("laws");
    tcase_add_test(c, threads_change_nothing);
    tcase_add_test(c, a_stop_is_obeyed);
    return c;
}

static TCase *limits(void)
{
    TCase *c = tcase_create("limits");
    tcase_add_test(c, no_project_no_history);
    tcase_add_test(c, a_stage_of_the_city_has_no_rows);
    return c;
}

UNIT_MAIN("project_effects", known_answers(), laws(), limits())
