/* What the timeline says beside rooms: sites, plans, grades that open, the three seat counts. */
#include "timeline_tables.h"

/* site of the first division by year, and where it lies. School 0 stands at 10, 11. */
static const struct {
    const char *name;
    struct project_row project;
    int32_t sites, site[YEARS];
    double x_m, y_m; /* of site 2 */
} moves[] = {
    { "relocation",
      { XW_PROJECT_RELOCATION, PRIMARY, 36, 2020, .opens = 2022, .x_m = 500 },
      3,
      { 0, 0, 2, 2, 2, 2 },
      500,
      501 },
    { "relocation to a zone",
      { XW_PROJECT_RELOCATION, PRIMARY, 36, 2020, .opens = 2022, .zone = 1 },
      3,
      { 0, 0, 2, 2, 2, 2 },
      700,
      800 },
    { "the point before the zone",
      { XW_PROJECT_RELOCATION, PRIMARY, 36, 2020, .opens = 2022, .zone = 1, .x_m = 500 },
      3,
      { 0, 0, 2, 2, 2, 2 },
      500,
      501 },
    { "relocation without classes",
      { XW_PROJECT_RELOCATION, PRIMARY, 0, 2020, .opens = 2022, .x_m = 500 },
      3,
      { 0, 0, 2, 2, 2, 2 },
      500,
      501 },
    { "relocation that keeps the old site",
      { XW_PROJECT_RELOCATION, PRIMARY, 36, 2020, .opens = 2022, .old_site = XW_OLD_SITE_KEEPS,
        .x_m = 500 },
      3,
      { 0, 0, 2, 2, 2, 2 },
      500,
      501 },
    { "relocation later",
      { XW_PROJECT_RELOCATION, PRIMARY, 36, 2020, .opens = 2022, .shift = 2, .x_m = 500 },
      3,
      { 0, 0, 0, 0, 2, 2 },
      500,
      501 },
    { "relocation to nowhere",
      { XW_PROJECT_RELOCATION, PRIMARY, 36, 2020, .opens = 2022 },
      2,
      { 0 },
      0,
      0 },
    { "relocation left out",
      { XW_PROJECT_RELOCATION, PRIMARY, 36, 2020, .opens = 2022, .left_out = true, .x_m = 500 },
      2,
      { 0 },
      0,
      0 },
    { "relocation of another stage",
      { XW_PROJECT_RELOCATION, XW_NONE, 36, 2020, .opens = 2022, .x_m = 500 },
      2,
      { 0 },
      0,
      0 },
    { "rebuild at a new place",
      { XW_PROJECT_REBUILD, PRIMARY, 36, 2020, .opens = 2022, .x_m = 500 },
      3,
      { 0, 0, 2, 2, 2, 2 },
      500,
      501 },
    { "rebuild where it stands",
      { XW_PROJECT_REBUILD, PRIMARY, 36, 2020, .opens = 2022 },
      2,
      { 0 },
      0,
      0 },
    { "a new school stands where the table has it",
      { XW_PROJECT_NEW, PRIMARY, 36, 2020, .opens = 2022, .x_m = 500 },
      2,
      { 0 },
      0,
      0 },
    { "an expansion too",
      { XW_PROJECT_EXPANSION, PRIMARY, 36, 2020, .opens = 2022, .x_m = 500 },
      2,
      { 0 },
      0,
      0 },
};

START_TEST(sites_by_year)
{
    struct tables t;
    struct xw_timeline got;
    lay_out(&t, &(struct plan){ .row = { { .stage = PRIMARY, .rooms = 24 } },
                                .project = { moves[_i].project } });
    ck_assert_int_eq(make(&t, &got), XW_OK);
    ck_assert_msg(got.sites == moves[_i].sites, "%s: %d sites", moves[_i].name, got.sites);
    for (int y = 0; y < YEARS; y++)
        ck_assert_msg(got.site[y] == moves[_i].site[y], "%s: %d: site %d", moves[_i].name,
                      FIRST + y, got.site[y]);
    for (int s = 0; s < SCHOOLS; s++) {
        ck_assert_int_eq(got.site_school[s], s);
        ck_assert_int_eq(got.site_zone[s], t.schools.zone[s]);
        ck_assert_double_eq(got.site_x_m[s], 10 * (s + 1));
        ck_assert_double_eq(got.site_y_m[s], 10 * (s + 1) + 1);
    }
    if (got.sites == 3) {
        ck_assert_int_eq(got.site_school[2], 0);
        ck_assert_int_eq(got.site_zone[2], t.projects.zone[0]);
        ck_assert_double_eq(got.site_x_m[2], moves[_i].x_m);
        ck_assert_double_eq(got.site_y_m[2], moves[_i].y_m);
    }
    xw_arena_free(&t.arena);
}
END_TEST

/* A point with one coordinate is no place. */
START_TEST(half_a_point_is_no_place)
{
    for (int i = 0; i < 2; i++) {
        struct tables t;
        struct xw_timeline got;
        lay_out(&t, &(struct plan){ .row = { { .stage = PRIMARY, .rooms = 24 } },
                                    .project = { { XW_PROJECT_RELOCATION, PRIMARY, 36, 2020,
                                                   .opens = 2022, .x_m = 500, .zone = 1 } } });
        (i == 0 ? t.projects.x_m : t.projects.y_m)[0] = NAN;
        ck_assert_int_eq(make(&t, &got), XW_OK);
        ck_assert_double_eq(got.site_x_m[2], 700);
        ck_assert_double_eq(got.site_y_m[2], 800);
        t.projects.zone[0] = XW_NONE;
        ck_assert_int_eq(make(&t, &got), XW_OK);
        ck_assert_int_eq(got.sites, 2);
        xw_arena_free(&t.arena);
    }
}
END_TEST

/* intake plan of the first division by year. */
static const struct {
    const char *name;
    struct plan plan;
    int32_t want[YEARS];
} plans[] = {
    { "no plan", { .row = { { .stage = PRIMARY, .rooms = 24 } } }, { -1, -1, -1, -1, -1, -1 } },
    { "of the row in force",
      { .row = { { .stage = PRIMARY, .rooms = 24, .plan = 4 },
                 { .stage = PRIMARY, .rooms = 24, .plan = 3, .year = 2022 },
                 { .stage = PRIMARY, .rooms = 24, .year = 2024 } } },
      { 4, 4, 3, 3, -1, -1 } },
    { "an expansion adds to it",
      { .row = { { .stage = PRIMARY, .rooms = 36, .plan = 6 } },
        .project = { { XW_PROJECT_EXPANSION, PRIMARY, 12, 2020, .opens = 2022 } } },
      { 6, 6, 8, 8, 8, 8 } },
    { "a class for the rest",
      { .row = { { .stage = PRIMARY, .rooms = 36, .plan = 6 } },
        .project = { { XW_PROJECT_EXPANSION, PRIMARY, 13, 2020, .opens = 2022 } } },
      { 6, 6, 9, 9, 9, 9 } },
    { "where there is one",
      { .row = { { .stage = PRIMARY, .rooms = 36 } },
        .project = { { XW_PROJECT_EXPANSION, PRIMARY, 12, 2020, .opens = 2022 } } },
      { -1, -1, -1, -1, -1, -1 } },
    { "a kept site as well",
      { .row = { { .stage = PRIMARY, .rooms = 36, .plan = 6 } },
        .project = { { XW_PROJECT_RELOCATION, PRIMARY, 12, 2020, .opens = 2022,
                       .old_site = XW_OLD_SITE_KEEPS } } },
      { 6, 6, 8, 8, 8, 8 } },
    { "a relocation ends it",
      { .row = { { .stage = PRIMARY, .rooms = 24, .plan = 4 } },
        .project = { { XW_PROJECT_RELOCATION, PRIMARY, 36, 2020, .opens = 2022 } } },
      { 4, 4, -1, -1, -1, -1 } },
    { "not one without classes",
      { .row = { { .stage = PRIMARY, .rooms = 24, .plan = 4 } },
        .project = { { XW_PROJECT_RELOCATION, PRIMARY, 0, 2020, .opens = 2022 } } },
      { 4, 4, 4, 4, 4, 4 } },
    { "a rebuild ends it",
      { .row = { { .stage = PRIMARY, .rooms = 24, .plan = 4 } },
        .project = { { XW_PROJECT_REBUILD, PRIMARY, 36, 2020, .opens = 2022 } } },
      { 4, 4, -1, -1, -1, -1 } },
    { "a new school has its own",
      { .row = { { .stage = PRIMARY, .rooms = 48, .plan = 6, .year = 2022 } },
        .project = { { XW_PROJECT_NEW, PRIMARY, 48, 2020, .opens = 2022 } } },
      { -1, -1, 6, 6, 6, 6 } },
    { "a new school in place of an old one does not",
      { .row = { { .stage = PRIMARY, .rooms = 24, .plan = 4 } },
        .project = { { XW_PROJECT_NEW, PRIMARY, 48, 2020, .opens = 2022 } } },
      { 4, 4, -1, -1, -1, -1 } },
};

START_TEST(plans_by_year)
{
    struct tables t;
    struct xw_timeline got;
    lay_out(&t, &plans[_i].plan);
    ck_assert_int_eq(make(&t, &got), XW_OK);
    for (int y = 0; y < YEARS; y++)
        ck_assert_msg(got.intake_plan[y] == plans[_i].want[y], "%s: %d: plan %d", plans[_i].name,
                      FIRST + y, got.intake_plan[y]);
    xw_arena_free(&t.arena);
}
END_TEST

/* design seats of the first division by year. */
static const struct {
    const char *name;
    struct plan plan;
    int32_t want[YEARS];
} designs[] = {
    { "norm seats",
      { .row = { { .stage = PRIMARY, .rooms = 24 } } },
      { 1080, 1080, 1080, 1080, 1080, 1080 } },
    { "norm seats of a kindergarten",
      { .row = { { .stage = KINDERGARTEN, .rooms = 12 } } },
      { 360, 360, 360, 360, 360, 360 } },
    { "given",
      { .row = { { .stage = PRIMARY, .rooms = 24, .design = 960 } } },
      { 960, 960, 960, 960, 960, 960 } },
    { "given, while open",
      { .opens = 2021,
        .closes = 2023,
        .row = { { .stage = PRIMARY, .rooms = 24, .design = 1200 } } },
      { 0, 1200, 1200, 1200, 0, 0 } },
    { "given, and an expansion",
      { .row = { { .stage = PRIMARY, .rooms = 24, .design = 960 } },
        .project = { { XW_PROJECT_EXPANSION, PRIMARY, 6, 2020, .opens = 2022 } } },
      { 960, 960, 1230, 1230, 1230, 1230 } },
    { "given, and a relocation",
      { .row = { { .stage = PRIMARY, .rooms = 24, .design = 960 } },
        .project = { { XW_PROJECT_RELOCATION, PRIMARY, 36, 2020, .opens = 2022 } } },
      { 960, 960, 1620, 1620, 1620, 1620 } },
    { "given, and a relocation without classes",
      { .row = { { .stage = PRIMARY, .rooms = 24, .design = 960 } },
        .project = { { XW_PROJECT_RELOCATION, PRIMARY, 0, 2020, .opens = 2022 } } },
      { 960, 960, 960, 960, 960, 960 } },
    { "given, and a kept site",
      { .row = { { .stage = PRIMARY, .rooms = 24, .design = 960 } },
        .project = { { XW_PROJECT_RELOCATION, PRIMARY, 36, 2020, .opens = 2022,
                       .old_site = XW_OLD_SITE_KEEPS } } },
      { 960, 960, 2580, 2580, 2580, 2580 } },
    { "given, and rebuilt",
      { .row = { { .stage = PRIMARY, .rooms = 24, .design = 960 } },
        .project = { { XW_PROJECT_REBUILD, PRIMARY, 36, 2020, .opens = 2022, .lost = 4 } } },
      { 780, 780, 1620, 1620, 1620, 1620 } },
    { "never below nothing",
      { .row = { { .stage = PRIMARY, .rooms = 24, .design = 100 } },
        .project = { { XW_PROJECT_REBUILD, PRIMARY, 36, 2020, .opens = 2022, .lost = 23 } } },
      { 0, 0, 1620, 1620, 1620, 1620 } },
    { "one seat left",
      { .row = { { .stage = PRIMARY, .rooms = 24, .design = 1036 } },
        .project = { { XW_PROJECT_REBUILD, PRIMARY, 36, 2020, .opens = 2022, .lost = 23 } } },
      { 1, 1, 1620, 1620, 1620, 1620 } },
    { "of a new school",
      { .row = { { .stage = PRIMARY, .rooms = 48, .design = 2000, .year = 2022 } },
        .project = { { XW_PROJECT_NEW, PRIMARY, 48, 2020, .opens = 2022 } } },
      { 0, 0, 2000, 2000, 2000, 2000 } },
    { "of a new school without a design",
      { .row = { { .stage = PRIMARY, .rooms = 40, .year = 2022 } },
        .project = { { XW_PROJECT_NEW, PRIMARY, 48, 2020, .opens = 2022 } } },
      { 0, 0, 2160, 2160, 2160, 2160 } },
    { "of a new school that is not built",
      { .row = { { .stage = PRIMARY, .rooms = 48, .design = 2000, .year = 2022 } },
        .project = { { XW_PROJECT_NEW, PRIMARY, 48, 2020, .opens = 2022, .left_out = true } } },
      { 0 } },
    { "of a new school in place of an old one",
      { .row = { { .stage = PRIMARY, .rooms = 24, .design = 960 } },
        .project = { { XW_PROJECT_NEW, PRIMARY, 48, 2020, .opens = 2022 } } },
      { 960, 960, 2160, 2160, 2160, 2160 } },
    { "more than the norm, and closed",
      { .row = { { .stage = PRIMARY, .rooms = 24, .design = 1200 } },
        .project = { { XW_PROJECT_CLOSURE, PRIMARY, 0, 2022, .opens = 2022 } } },
      { 1200, 1200, 0, 0, 0, 0 } },
};

START_TEST(design_seats_by_year)
{
    struct tables t;
    struct xw_timeline got;
    lay_out(&t, &designs[_i].plan);
    ck_assert_int_eq(make(&t, &got), XW_OK);
    for (int y = 0; y < YEARS; y++)
        ck_assert_msg(got.design_seats[y] == designs[_i].want[y], "%s: %d: %d seats",
                      designs[_i].name, FIRST + y, got.design_seats[y]);
    xw_arena_free(&t.arena);
}
END_TEST

/* all_grades holds in the year of the opening alone. */
static const struct {
    const char *name;
    struct project_row project;
    uint8_t want[YEARS];
} openings[] = {
    { "entry grade", { XW_PROJECT_NEW, PRIMARY, 24, 2020, .opens = 2022 }, { 0 } },
    { "all grades",
      { XW_PROJECT_NEW, PRIMARY, 24, 2020, .opens = 2022, .opening = XW_OPENS_ALL_GRADES },
      { 0, 0, 1, 0, 0, 0 } },
    { "all grades, later",
      { XW_PROJECT_NEW, PRIMARY, 24, 2020, .opens = 2022, .opening = XW_OPENS_ALL_GRADES,
        .shift = 1 },
      { 0, 0, 0, 1, 0, 0 } },
    { "left out",
      { XW_PROJECT_NEW, PRIMARY, 24, 2020, .opens = 2022, .opening = XW_OPENS_ALL_GRADES,
        .left_out = true },
      { 0 } },
    { "without rooms",
      { XW_PROJECT_NEW, PRIMARY, 0, 2020, .opens = 2022, .opening = XW_OPENS_ALL_GRADES },
      { 0 } },
    { "takes over",
      { XW_PROJECT_NEW, PRIMARY, 24, 2020, .opens = 2022, .opening = XW_OPENS_TAKES_OVER },
      { 0 } },
};

START_TEST(grades_that_open)
{
    struct tables t;
    struct xw_timeline got;
    lay_out(&t, &(struct plan){ .project = { openings[_i].project } });
    ck_assert_int_eq(make(&t, &got), XW_OK);
    for (int y = 0; y < YEARS; y++)
        ck_assert_msg(got.all_grades[y] == openings[_i].want[y], "%s: %d", openings[_i].name,
                      FIRST + y);
    xw_arena_free(&t.arena);
}
END_TEST

/* A 12-class kindergarten is 4 x (25 + 30 + 35) = 360. */
static const struct {
    int32_t stage, rooms, norm;
} counts[] = {
    { PRIMARY, 48, 2160 }, { PRIMARY, 44, 1980 },     { LOWER, 48, 2400 },
    { LOWER, 40, 2000 },   { KINDERGARTEN, 12, 360 }, { KINDERGARTEN, 1, 30 },
};

START_TEST(design_and_norm_seats)
{
    struct tables t;
    struct xw_timeline got;
    lay_out(&t, &(struct plan){
                    .row = { { .school = 0, .stage = PRIMARY, .rooms = 6 },
                             { .school = 1, .stage = counts[_i].stage, .rooms = 1, .year = 2019 },
                             { .school = 1,
                               .stage = counts[_i].stage,
                               .rooms = counts[_i].rooms,
                               .design = 777,
                               .year = 2021 } } });
    ck_assert_int_eq(make(&t, &got), XW_OK);
    int32_t d = got.division_of[counts[_i].stage * SCHOOLS + 1];
    struct xw_seats seats = xw_timeline_seats(&got, &t.stages, &t.norms, d, 1);
    ck_assert_int_eq(seats.norm, counts[_i].norm);
    ck_assert_int_eq(seats.design, 777);
    xw_arena_free(&t.arena);
}
END_TEST

START_TEST(a_mean_norm_is_rounded_towards_nothing)
{
    struct tables t;
    lay_out(&t, &(struct plan){ 0 });
    t.norms.value[KINDERGARTEN][0][XW_NORM_CLASS_SIZE_NORM] = 26; /* 91 / 3 */
    ck_assert_int_eq(xw_timeline_norm_seats(&t.stages, &t.norms, KINDERGARTEN, 1), 30);
    ck_assert_int_eq(xw_timeline_norm_seats(&t.stages, &t.norms, KINDERGARTEN, 2), 60);
    ck_assert_int_eq(xw_timeline_norm_seats(&t.stages, &t.norms, KINDERGARTEN, 3), 91);
    ck_assert_int_eq(xw_timeline_norm_seats(&t.stages, &t.norms, KINDERGARTEN, -2), -60);
    ck_assert_int_eq(xw_timeline_norm_seats(&t.stages, &t.norms, KINDERGARTEN, 0), 0);
    xw_arena_free(&t.arena);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    LOOP(c, sites_by_year, moves);
    tcase_add_test(c, half_a_point_is_no_place);
    LOOP(c, plans_by_year, plans);
    LOOP(c, design_seats_by_year, designs);
    LOOP(c, grades_that_open, openings);
    LOOP(c, design_and_norm_seats, counts);
    tcase_add_test(c, a_mean_norm_is_rounded_towards_nothing);
    return c;
}

UNIT_MAIN("timeline_seats", known_answers())
