/* Several divisions and several projects beside one another. */
#include "timeline_tables.h"

START_TEST(divisions_are_ordered_by_stage_and_school)
{
    struct tables t;
    struct xw_timeline got;
    lay_out(&t,
            &(struct plan){ .row = { { .school = 0, .stage = LOWER, .rooms = 9 },
                                     { .school = 1, .stage = PRIMARY, .rooms = 12, .year = 2019 },
                                     { .school = 1, .stage = PRIMARY, .rooms = 14, .year = 2021 } },
                            .project = { { XW_PROJECT_EXPANSION, PRIMARY, 6, 2020, 2022 },
                                         { XW_PROJECT_NEW, KINDERGARTEN, 9, 2020, 2022, .school = 1,
                                           .left_out = true },
                                         { XW_PROJECT_NEW, XW_NONE, 9, 2020, 2022 } } });
    ck_assert_int_eq(make(&t, &got), XW_OK);
    static const int32_t school[] = { 1, 0, 1, 0 };
    static const int32_t stage[] = { KINDERGARTEN, PRIMARY, PRIMARY, LOWER };
    static const int32_t start[] = { 0, 1, 3, 4, 4, 4, 4 };
    static const int32_t of[] = { XW_NONE, 0, 1, 2, 3, XW_NONE };
    static const int32_t rooms[][YEARS] = {
        { 0 }, { 0, 0, 6, 6, 6, 6 }, { 12, 14, 14, 14, 14, 14 }, { 9, 9, 9, 9, 9, 9 }
    };
    ck_assert_int_eq(got.first, FIRST);
    ck_assert_int_eq(got.years, YEARS);
    ck_assert_int_eq(got.divisions, 4);
    for (int d = 0; d < 4; d++) {
        ck_assert_int_eq(got.school[d], school[d]);
        ck_assert_int_eq(got.stage[d], stage[d]);
        for (int y = 0; y < YEARS; y++)
            ck_assert_int_eq(got.rooms[d * YEARS + y], rooms[d][y]);
    }
    for (int s = 0; s <= XW_MAX_STAGES; s++)
        ck_assert_int_eq(got.stage_start[s], start[s]);
    for (int i = 0; i < 6; i++)
        ck_assert_int_eq(got.division_of[i], of[i]);
    ck_assert_int_eq(got.project_division[0], 1);
    ck_assert_int_eq(got.project_division[1], 0);
    ck_assert_int_eq(got.project_division[2], XW_NONE); /* no stage of the scenario */
    for (int y = 0; y < YEARS; y++) {
        ck_assert_int_eq(got.project_seats[y], y < 2 ? 0 : 270);
        ck_assert_int_eq(got.project_seats[YEARS + y], 0);
        ck_assert_int_eq(got.project_seats[2 * YEARS + y], 0);
    }
    xw_arena_free(&t.arena);
}
END_TEST

/* Stages of one school that name the same pool, while both are open. */
START_TEST(stages_share_rooms)
{
    struct tables t;
    struct xw_timeline got;
    lay_out(&t, &(struct plan){
                    .row = { { .school = 0, .stage = PRIMARY, .rooms = 24 },
                             { .school = 0, .stage = LOWER, .rooms = 9, .year = 2022 },
                             { .school = 1, .stage = PRIMARY, .rooms = 12 } },
                    .project = { { XW_PROJECT_CLOSURE, PRIMARY, 0, 2024, .opens = 2024 } } });
    ck_assert_int_eq(make(&t, &got), XW_OK);
    for (int d = 0; d < 3; d++)
        ck_assert_int_eq(got.pool[d * YEARS + 2], d); /* nobody names a pool */
    t.capacity.pool = XW_TAKE(&t.arena, 3, const char *);
    t.capacity.pool[0] = t.capacity.pool[1] = t.capacity.pool[2] = "main";
    ck_assert_int_eq(make(&t, &got), XW_OK);
    for (int y = 0; y < YEARS; y++) {
        ck_assert_int_eq(got.pool[0 * YEARS + y], 0);
        ck_assert_int_eq(got.pool[1 * YEARS + y], 1); /* another school's main */
        ck_assert_int_eq(got.pool[2 * YEARS + y], y == 2 || y == 3 ? 0 : 2);
    }
    t.capacity.pool[1] = "other";
    ck_assert_int_eq(make(&t, &got), XW_OK);
    ck_assert_int_eq(got.pool[2 * YEARS + 2], 2);
    xw_arena_free(&t.arena);
}
END_TEST

/* Whatever their order in the table, projects apply by year. */
START_TEST(projects_apply_by_year)
{
    static const int order[][3] = { { 0, 1, 2 }, { 0, 2, 1 }, { 1, 0, 2 },
                                    { 1, 2, 0 }, { 2, 0, 1 }, { 2, 1, 0 } };
    static const struct project_row row[] = {
        { XW_PROJECT_RELOCATION, PRIMARY, 30, 2020, .opens = 2021 },
        { XW_PROJECT_EXPANSION, PRIMARY, 6, 2020, .opens = 2023 },
        { XW_PROJECT_RELOCATION, PRIMARY, 40, 2020, .opens = 2024 }
    };
    static const int32_t rooms[YEARS] = { 24, 30, 30, 36, 40, 40 };
    struct tables t;
    struct xw_timeline got;
    struct plan plan = { .row = { { .stage = PRIMARY, .rooms = 24 } } };
    for (int i = 0; i < 3; i++)
        plan.project[i] = row[order[_i][i]];
    lay_out(&t, &plan);
    ck_assert_int_eq(make(&t, &got), XW_OK);
    for (int y = 0; y < YEARS; y++)
        ck_assert_int_eq(got.rooms[y], rooms[y]);
    ck_assert((char *)(got.project_seats + 3 * YEARS) <= t.arena.at); /* what was taken suffices */
    xw_arena_free(&t.arena);
}
END_TEST

/* Works, an opening in all grades, a closure and a move of one division leave the other alone, and
 * a project that names no school makes none. */
START_TEST(a_project_changes_its_own_division)
{
    struct tables t;
    struct xw_timeline got;
    lay_out(&t, &(struct plan){
                    .row = { { .school = 0, .stage = PRIMARY, .rooms = 24 },
                             { .school = 1, .stage = PRIMARY, .rooms = 12 } },
                    .project = {
                        { XW_PROJECT_RELOCATION, PRIMARY, 18, 2020, 2022, .lost = 5,
                          .opening = XW_OPENS_ALL_GRADES, .x_m = 500, .school = 1 },
                        { XW_PROJECT_CLOSURE, PRIMARY, 0, 2024, 2024, .school = 1 },
                        { XW_PROJECT_EXPANSION, PRIMARY, 3, 2020, 2021, .school = XW_NONE } } });
    ck_assert_int_eq(make(&t, &got), XW_OK);
    ck_assert_int_eq(got.divisions, 2);
    static const int32_t other[YEARS] = { 7, 7, 18, 18, 0, 0 };
    for (int y = 0; y < YEARS; y++) {
        ck_assert_int_eq(got.rooms[y], 24);
        ck_assert_int_eq(got.open[y], 1);
        ck_assert_int_eq(got.all_grades[y], 0);
        ck_assert_int_eq(got.site[y], 0);
        ck_assert_int_eq(got.rooms[YEARS + y], other[y]);
        ck_assert_int_eq(got.all_grades[YEARS + y], y == 2);
        ck_assert_int_eq(got.site[YEARS + y], y < 2 ? 1 : 2);
    }
    ck_assert_int_eq(got.site_school[2], 1);
    ck_assert_int_eq(got.project_division[0], 1);
    ck_assert_int_eq(got.project_division[1], 1);
    ck_assert_int_eq(got.project_division[2], XW_NONE);
    xw_arena_free(&t.arena);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_test(c, stages_share_rooms);
    tcase_add_test(c, divisions_are_ordered_by_stage_and_school);
    tcase_add_loop_test(c, projects_apply_by_year, 0, 6);
    tcase_add_test(c, a_project_changes_its_own_division);
    return c;
}

UNIT_MAIN("timeline_divisions", known_answers())
