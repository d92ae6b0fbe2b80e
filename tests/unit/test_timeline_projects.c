#include "timeline_tables.h"

/* Rooms of two divisions 2020 .. 2025 and the norm seats that project 0 adds to both. A primary class
 * is 45, one of lower secondary 50. `other` is school .to_school's part for .to_stage, or the host. */
static const struct {
    const char *name;
    struct plan plan;
    int32_t rooms[YEARS], other[YEARS], seats[YEARS];
} handovers[] = {
    { "6 of 24 primary rooms become lower secondary",
      { .row = { { .stage = PRIMARY, .rooms = 24 }, { .stage = LOWER, .rooms = 12 } },
        .project = { { XW_PROJECT_CONVERSION, PRIMARY, 6, 2021, 2022, .to_stage = LOWER } } },
      { 24, 24, 18, 18, 18, 18 },
      { 12, 12, 18, 18, 18, 18 },
      { 0, 0, 30, 30, 30, 30 } },
    { "left out",
      { .row = { { .stage = PRIMARY, .rooms = 24 }, { .stage = LOWER, .rooms = 12 } },
        .project = { { XW_PROJECT_CONVERSION, PRIMARY, 6, 2021, 2022, .to_stage = LOWER,
                       .left_out = true } } },
      { 24, 24, 24, 24, 24, 24 },
      { 12, 12, 12, 12, 12, 12 },
      { 0 } },
    { "two years later",
      { .row = { { .stage = PRIMARY, .rooms = 24 }, { .stage = LOWER, .rooms = 12 } },
        .project = { { XW_PROJECT_CONVERSION, PRIMARY, 6, 2021, 2022, .to_stage = LOWER,
                       .shift = 2 } } },
      { 24, 24, 24, 24, 18, 18 },
      { 12, 12, 12, 12, 18, 18 },
      { 0, 0, 0, 0, 30, 30 } },
    { "no more than there are",
      { .row = { { .stage = PRIMARY, .rooms = 4 }, { .stage = LOWER, .rooms = 12 } },
        .project = { { XW_PROJECT_CONVERSION, PRIMARY, 6, 2021, 2022, .to_stage = LOWER } } },
      { 4, 4, 0, 0, 0, 0 },
      { 12, 12, 16, 16, 16, 16 },
      { 0, 0, 20, 20, 20, 20 } },
    { "a stage that the school did not have begins",
      { .row = { { .stage = PRIMARY, .rooms = 24 } },
        .project = { { XW_PROJECT_CONVERSION, PRIMARY, 6, 2021, 2022, .to_stage = LOWER } } },
      { 24, 24, 18, 18, 18, 18 },
      { 0, 0, 6, 6, 6, 6 },
      { 0, 0, 30, 30, 30, 30 } },
    { "rooms of an expansion are there to convert",
      { .row = { { .stage = PRIMARY, .rooms = 4 } },
        .project = { { XW_PROJECT_CONVERSION, PRIMARY, 6, 2021, 2023, .to_stage = LOWER },
                     { XW_PROJECT_EXPANSION, PRIMARY, 8, 2020, 2021 } } },
      { 4, 12, 12, 6, 6, 6 },
      { 0, 0, 0, 6, 6, 6 },
      { 0, 0, 0, 30, 30, 30 } },
    { "without classes nothing is converted",
      { .row = { { .stage = PRIMARY, .rooms = 24 } },
        .project = { { XW_PROJECT_CONVERSION, PRIMARY, 0, 2021, 2022, .to_stage = LOWER } } },
      { 24, 24, 24, 24, 24, 24 },
      { 0 },
      { 0 } },
    { "rooms handed to another school of the stage",
      { .row = { { .stage = PRIMARY, .rooms = 24 },
                 { .school = 1, .stage = PRIMARY, .rooms = 12 } },
        .project = { { XW_PROJECT_CONVERSION, PRIMARY, 6, 2021, 2022, .to_stage = PRIMARY,
                       .to_school = 1 } } },
      { 24, 24, 18, 18, 18, 18 },
      { 12, 12, 18, 18, 18, 18 },
      { 0 } },
    { "what a relocation leaves becomes lower secondary",
      { .row = { { .stage = PRIMARY, .rooms = 24 } },
        .project = { { XW_PROJECT_RELOCATION, PRIMARY, 36, 2020, 2022,
                       .old_site = XW_OLD_SITE_CONVERTS, .x_m = 500, .to_stage = LOWER } } },
      { 24, 24, 36, 36, 36, 36 },
      { 0, 0, 24, 24, 24, 24 },
      { 0, 0, 1740, 1740, 1740, 1740 } },
    { "or another school's, beside the rooms it has",
      { .row = { { .stage = PRIMARY, .rooms = 24 },
                 { .school = 1, .stage = PRIMARY, .rooms = 12 } },
        .project = { { XW_PROJECT_RELOCATION, PRIMARY, 36, 2020, 2022,
                       .old_site = XW_OLD_SITE_CONVERTS, .x_m = 500, .to_stage = PRIMARY,
                       .to_school = 1 } } },
      { 24, 24, 36, 36, 36, 36 },
      { 12, 12, 36, 36, 36, 36 },
      { 0, 0, 1620, 1620, 1620, 1620 } },
    { "an old site that closes gives nobody rooms",
      { .row = { { .stage = PRIMARY, .rooms = 24 },
                 { .school = 1, .stage = PRIMARY, .rooms = 12 } },
        .project = { { XW_PROJECT_RELOCATION, PRIMARY, 36, 2020, 2022, .x_m = 500,
                       .to_stage = PRIMARY, .to_school = 1 } } },
      { 24, 24, 36, 36, 36, 36 },
      { 12, 12, 12, 12, 12, 12 },
      { 0, 0, 540, 540, 540, 540 } },
    { "a merger whose rooms are given up",
      { .row = { { .stage = PRIMARY, .rooms = 6 }, { .school = 1, .stage = PRIMARY, .rooms = 12 } },
        .project = { { XW_PROJECT_MERGER, PRIMARY, 0, 2021, 2022, .to_stage = PRIMARY,
                       .to_school = 1 } } },
      { 6, 6, 0, 0, 0, 0 },
      { 12, 12, 12, 12, 12, 12 },
      { 0, 0, -270, -270, -270, -270 } },
    { "a merger whose rooms are kept",
      { .row = { { .stage = PRIMARY, .rooms = 6 }, { .school = 1, .stage = PRIMARY, .rooms = 12 } },
        .project = { { XW_PROJECT_MERGER, PRIMARY, 0, 2021, 2022, .old_site = XW_OLD_SITE_KEEPS,
                       .to_stage = PRIMARY, .to_school = 1 } } },
      { 6, 6, 0, 0, 0, 0 },
      { 12, 12, 18, 18, 18, 18 },
      { 0 } },
    { "a rebuild in rented rooms",
      { .row = { { .stage = PRIMARY, .rooms = 24 },
                 { .school = 1, .stage = PRIMARY, .rooms = 12 } },
        .project = { { XW_PROJECT_REBUILD, PRIMARY, 30, 2021, 2023, .lost = 24, .meanwhile = 20,
                       .to_stage = PRIMARY, .to_school = 1 } } },
      { 24, 20, 20, 30, 30, 30 },
      { 12, 12, 12, 12, 12, 12 },
      { 0, -180, -180, 270, 270, 270 } },
    { "a rebuild with the pupils in another school",
      { .row = { { .stage = PRIMARY, .rooms = 24 },
                 { .school = 1, .stage = PRIMARY, .rooms = 36 } },
        .project = { { XW_PROJECT_REBUILD, PRIMARY, 30, 2021, 2023, .lost = 24, .meanwhile = 20,
                       .host = 2, .to_stage = PRIMARY, .to_school = 1 } } },
      { 24, 20, 20, 30, 30, 30 },
      { 36, 16, 16, 36, 36, 36 },
      { 0, -1080, -1080, 270, 270, 270 } },
    { "which lends no more than it has",
      { .row = { { .stage = PRIMARY, .rooms = 24 },
                 { .school = 1, .stage = PRIMARY, .rooms = 12 } },
        .project = { { XW_PROJECT_REBUILD, PRIMARY, 30, 2021, 2023, .lost = 20, .meanwhile = 20,
                       .host = 2, .to_stage = PRIMARY, .to_school = 1 } } },
      { 24, 16, 16, 30, 30, 30 },
      { 12, 0, 0, 12, 12, 12 },
      { 0, -900, -900, 270, 270, 270 } },
    { "and has works of its own",
      { .row = { { .stage = PRIMARY, .rooms = 24 },
                 { .school = 1, .stage = PRIMARY, .rooms = 12 } },
        .project = { { XW_PROJECT_REBUILD, PRIMARY, 30, 2021, 2023, .lost = 20, .meanwhile = 20,
                       .host = 2, .to_stage = PRIMARY, .to_school = 1 },
                     { XW_PROJECT_REBUILD, PRIMARY, 12, 2021, 2022, .lost = 5, .school = 1 } } },
      { 24, 11, 16, 30, 30, 30 },
      { 12, 0, 0, 12, 12, 12 },
      { 0, -900, -900, 270, 270, 270 } },
};

START_TEST(rooms_change_hands)
{
    struct tables t;
    struct xw_timeline got;
    const char *name = handovers[_i].name;
    const struct project_row *project = &handovers[_i].plan.project[0];
    lay_out(&t, &handovers[_i].plan);
    ck_assert_int_eq(make(&t, &got), XW_OK);
    int32_t own = got.division_of[PRIMARY * SCHOOLS];
    int32_t other = got.division_of[project->to_stage * SCHOOLS + project->to_school];
    for (int y = 0; y < YEARS; y++) {
        ck_assert_msg(got.rooms[own * YEARS + y] == handovers[_i].rooms[y], "%s: %d: %d rooms",
                      name, FIRST + y, got.rooms[own * YEARS + y]);
        ck_assert_msg(got.rooms[other * YEARS + y] == handovers[_i].other[y],
                      "%s: %d: %d rooms of the other", name, FIRST + y,
                      got.rooms[other * YEARS + y]);
        ck_assert_msg(got.project_seats[y] == handovers[_i].seats[y], "%s: %d: %d seats", name,
                      FIRST + y, got.project_seats[y]);
    }
    xw_arena_free(&t.arena);
}
END_TEST

START_TEST(rooms_of_a_stage_that_is_not_simulated)
{
    struct tables t;
    struct xw_timeline got;
    lay_out(&t, &(struct plan){ .project = { { XW_PROJECT_CONVERSION, PRIMARY, 6, 2021, 2022,
                                               .to_stage = LOWER } } });
    t.projects.stage[0] = XW_NONE;
    ck_assert_int_eq(make(&t, &got), XW_OK);
    ck_assert_int_eq(got.divisions, 1);
    ck_assert_int_eq(got.rooms[1], 0);
    ck_assert_int_eq(got.rooms[2], 6);
    ck_assert_int_eq(got.project_seats[2], 300);
    /* What the relocation of a school that is not simulated leaves is not known. */
    t.projects.kind[0] = XW_PROJECT_RELOCATION;
    t.projects.old_site[0] = XW_OLD_SITE_CONVERTS;
    ck_assert_int_eq(make(&t, &got), XW_OK);
    ck_assert_int_eq(got.rooms[2], 0);
    xw_arena_free(&t.arena);
}
END_TEST

/* A conversion opens the stage that gains the rooms. */
START_TEST(converted_rooms_open_as_the_project_says)
{
    struct tables t;
    struct xw_timeline got;
    lay_out(&t,
            &(struct plan){ .row = { { .stage = PRIMARY, .rooms = 24 } },
                            .project = { { XW_PROJECT_CONVERSION, PRIMARY, 6, 2021, 2022,
                                           .opening = XW_OPENS_ALL_GRADES, .to_stage = LOWER } } });
    ck_assert_int_eq(make(&t, &got), XW_OK);
    for (int y = 0; y < YEARS; y++) {
        ck_assert_int_eq(got.all_grades[y], 0);
        ck_assert_int_eq(got.all_grades[YEARS + y], y == 2);
    }
    xw_arena_free(&t.arena);
}
END_TEST

/* A stage that begins in rooms of an old site stands there; one that had rooms stays where it is. */
START_TEST(rooms_stay_where_they_are)
{
    struct tables t;
    struct xw_timeline got;
    struct plan plan = { .row = { { .stage = PRIMARY, .rooms = 24 } },
                         .project = { { XW_PROJECT_RELOCATION, PRIMARY, 36, 2020, 2022,
                                        .old_site = XW_OLD_SITE_CONVERTS, .x_m = 500,
                                        .to_stage = LOWER } } };
    lay_out(&t, &plan);
    ck_assert_int_eq(make(&t, &got), XW_OK);
    ck_assert_int_eq(got.site[1], 0);
    ck_assert_int_eq(got.site[2], 2);
    ck_assert_int_eq(got.site[YEARS + 2], 0);
    xw_arena_free(&t.arena);

    /* School 1 begins in the rooms of school 0, then keeps that place with more rooms. */
    plan.project[0].to_stage = PRIMARY;
    plan.project[0].to_school = 1;
    plan.project[1] =
        (struct project_row){ XW_PROJECT_EXPANSION, PRIMARY, 6, 2022, 2024, .school = 1 };
    lay_out(&t, &plan);
    ck_assert_int_eq(make(&t, &got), XW_OK);
    ck_assert_int_eq(got.site[YEARS + 1], 1);
    ck_assert_int_eq(got.site[YEARS + 2], 0);
    ck_assert_int_eq(got.site[YEARS + 4], 0);
    ck_assert_int_eq(got.rooms[YEARS + 4], 30);
    xw_arena_free(&t.arena);

    plan.row[1] = (struct capacity_row){ .school = 1, .stage = PRIMARY, .rooms = 12 };
    lay_out(&t, &plan);
    ck_assert_int_eq(make(&t, &got), XW_OK);
    ck_assert_int_eq(got.site[YEARS + 2], 1);
    xw_arena_free(&t.arena);
}
END_TEST

/* While nothing is left of a school its pupils walk to their host; with a room left they do not. */
START_TEST(pupils_of_a_rebuild_walk_to_their_host)
{
    struct tables t;
    struct xw_timeline got;
    struct plan plan = { .row = { { .stage = PRIMARY, .rooms = 24 },
                                  { .school = 1, .stage = PRIMARY, .rooms = 36 } },
                         .project = { { XW_PROJECT_REBUILD, PRIMARY, 30, 2021, 2023, .lost = 24,
                                        .meanwhile = 20, .host = 2 } } };
    lay_out(&t, &plan);
    ck_assert_int_eq(make(&t, &got), XW_OK);
    static const int32_t site[YEARS] = { 0, 1, 1, 0, 0, 0 };
    for (int y = 0; y < YEARS; y++)
        ck_assert_int_eq(got.site[y], site[y]);
    xw_arena_free(&t.arena);

    plan.project[0].lost = 23;
    lay_out(&t, &plan);
    ck_assert_int_eq(make(&t, &got), XW_OK);
    ck_assert_int_eq(got.site[1], 0);
    ck_assert_int_eq(got.rooms[1], 21);
    xw_arena_free(&t.arena);
}
END_TEST

/* Three schools would be needed for a chain; two stages of two schools show that each merges alone. */
START_TEST(pupils_join_from_the_merger_on)
{
    struct tables t;
    struct xw_timeline got;
    lay_out(&t, &(struct plan){ .row = { { .stage = PRIMARY, .rooms = 6 },
                                         { .stage = LOWER, .rooms = 6 },
                                         { .school = 1, .stage = PRIMARY, .rooms = 12 } },
                                .project = { { XW_PROJECT_MERGER, PRIMARY, 0, 2021, 2022,
                                               .to_stage = PRIMARY, .to_school = 1 } } });
    ck_assert_int_eq(make(&t, &got), XW_OK);
    for (int y = 0; y < YEARS; y++) {
        ck_assert_int_eq(got.joins[0 * YEARS + y], y < 2 ? XW_NONE : 1);
        ck_assert_int_eq(got.joins[1 * YEARS + y], XW_NONE);
        ck_assert_int_eq(got.joins[2 * YEARS + y], XW_NONE);
    }
    t.projects.counted[0] = false;
    ck_assert_int_eq(make(&t, &got), XW_OK);
    ck_assert_int_eq(got.joins[5], XW_NONE);
    xw_arena_free(&t.arena);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    LOOP(c, rooms_change_hands, handovers);
    tcase_add_test(c, rooms_of_a_stage_that_is_not_simulated);
    tcase_add_test(c, converted_rooms_open_as_the_project_says);
    tcase_add_test(c, rooms_stay_where_they_are);
    tcase_add_test(c, pupils_of_a_rebuild_walk_to_their_host);
    tcase_add_test(c, pupils_join_from_the_merger_on);
    return c;
}

UNIT_MAIN("timeline_projects", known_answers())
