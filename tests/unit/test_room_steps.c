#include "xuewei/room_steps.h"
#include "timeline_tables.h"

/* The steps of the first division in a year, and where they end. */
static const struct {
    const char *name;
    struct plan plan;
    int32_t year, count;
    struct xw_room_step step[4];
} ways[] = {
    { "a row alone",
      { .row = { { .stage = PRIMARY, .rooms = 24, .plan = 5 } } },
      0,
      1,
      { { XW_ROOMS_LISTED, 0, 24, 5, 0 } } },
    { "a later row",
      { .row = { { .stage = PRIMARY, .rooms = 24, .year = 2019 },
                 { .stage = PRIMARY, .rooms = 30, .year = 2022, .design = 1400 } } },
      3,
      1,
      { { XW_ROOMS_LISTED, 1, 30, XW_NONE, 50 } } },
    { "a new school has the rooms of its project",
      { .project = { { XW_PROJECT_NEW, PRIMARY, 48, 2020, 2022 } } },
      2,
      2,
      { { XW_ROOMS_LISTED, XW_NONE, 0, XW_NONE, 0 }, { XW_ROOMS_PROJECT, 0, 48, XW_NONE, 0 } } },
    { "not before it opens",
      { .project = { { XW_PROJECT_NEW, PRIMARY, 48, 2020, 2022 } } },
      1,
      1,
      { { XW_ROOMS_LISTED, XW_NONE, 0, XW_NONE, 0 } } },
    { "an expansion on top, in order of opening",
      { .row = { { .stage = PRIMARY, .rooms = 24, .plan = 4 } },
        .project = { { XW_PROJECT_EXPANSION, PRIMARY, 6, 2021, 2023 },
                     { XW_PROJECT_EXPANSION, PRIMARY, 12, 2020, 2021 } } },
      4,
      3,
      { { XW_ROOMS_LISTED, 0, 24, 4, 0 },
        { XW_ROOMS_PROJECT, 1, 36, 6, 0 },
        { XW_ROOMS_PROJECT, 0, 42, 7, 0 } } },
    { "works take rooms out of use",
      { .row = { { .stage = PRIMARY, .rooms = 24 } },
        .project = { { XW_PROJECT_REBUILD, PRIMARY, 30, 2021, 2023, .lost = 10 } } },
      1,
      2,
      { { XW_ROOMS_LISTED, 0, 24, XW_NONE, 0 }, { XW_ROOMS_WORKS, 0, 14, XW_NONE, 0 } } },
};

START_TEST(steps_lead_to_the_rooms_of_the_year)
{
    struct tables t;
    struct xw_timeline made;
    struct xw_room_step *step;
    int32_t count;
    lay_out(&t, &ways[_i].plan);
    ck_assert_int_eq(xw_timeline_make(&t.arena, &t.stages, &t.schools, &t.capacity, &t.projects,
                                      &t.zones, &t.norms, FIRST, YEARS, &made),
                     XW_OK);
    ck_assert_int_eq(xw_room_steps(&t.arena, &made, &t.stages, &t.schools, &t.capacity, &t.projects,
                                   &t.norms, 0, ways[_i].year, &count, &step),
                     XW_OK);
    ck_assert_msg(count == ways[_i].count, "%s: %d steps", ways[_i].name, count);
    for (int32_t i = 0; i < count; i++) {
        const struct xw_room_step *want = &ways[_i].step[i];
        ck_assert_msg(step[i].kind == want->kind && step[i].row == want->row &&
                          step[i].rooms == want->rooms && step[i].plan == want->plan &&
                          step[i].design_extra == want->design_extra,
                      "%s: step %d: row %d, %d rooms, plan %d, %d", ways[_i].name, i, step[i].row,
                      step[i].rooms, step[i].plan, step[i].design_extra);
    }
    ck_assert_int_eq(step[count - 1].rooms, made.rooms[ways[_i].year]);
    xw_arena_free(&t.arena);
}
END_TEST

/* What a project adds is what its norm seats are made of. */
START_TEST(rooms_of_a_project)
{
    struct tables t;
    struct xw_timeline made;
    struct xw_project_rooms rooms;
    lay_out(&t, &(struct plan){
                    .row = { { .stage = PRIMARY, .rooms = 24 } },
                    .project = { { XW_PROJECT_REBUILD, PRIMARY, 30, 2021, 2023, .lost = 10 } } });
    ck_assert_int_eq(xw_timeline_make(&t.arena, &t.stages, &t.schools, &t.capacity, &t.projects,
                                      &t.zones, &t.norms, FIRST, YEARS, &made),
                     XW_OK);
    ck_assert_int_eq(xw_project_rooms(&t.arena, &made, &t.stages, &t.schools, &t.capacity,
                                      &t.projects, &t.norms, 0, 1, &rooms),
                     XW_OK);
    ck_assert_int_eq(rooms.own, 0);
    ck_assert_int_eq(rooms.to, XW_NONE);
    ck_assert_int_eq(rooms.own_added, 6);
    ck_assert_int_eq(rooms.lost, 10);
    ck_assert_int_eq(made.project_seats[1], -10 * 45);
    ck_assert_int_eq(made.project_seats[3], 6 * 45);
    xw_arena_free(&t.arena);
}
END_TEST

static TCase *answers(void)
{
    TCase *tcase = tcase_create("known answers");
    tcase_add_loop_test(tcase, steps_lead_to_the_rooms_of_the_year, 0,
                        (int)(sizeof ways / sizeof *ways));
    tcase_add_test(tcase, rooms_of_a_project);
    return tcase;
}

UNIT_MAIN("room_steps", answers())
