#include "xuewei/timeline.h"
#include "xuewei/layers.h"
#include "timeline_tables.h"

/* rooms of the first division 2020 .. 2025, and the norm seats that project 0 adds to it. A primary
 * class is 45. */
static const struct {
    const char *name;
    struct plan plan;
    int32_t rooms[YEARS], seats[YEARS];
} rooms_by_year[] = {
    { "no project",
      { .row = { { .stage = PRIMARY, .rooms = 24 } } },
      { 24, 24, 24, 24, 24, 24 },
      { 0 } },
    { "rows from their year on",
      { .row = { { .stage = PRIMARY, .rooms = 24, .year = 2021 },
                 { .stage = PRIMARY, .rooms = 30, .year = 2023 } } },
      { 0, 24, 24, 30, 30, 30 },
      { 0 } },
    { "a row before the horizon",
      { .row = { { .stage = PRIMARY, .rooms = 24, .year = 2010 },
                 { .stage = PRIMARY, .rooms = 30, .year = 2020 } } },
      { 30, 30, 30, 30, 30, 30 },
      { 0 } },
    { "a school that opens and closes",
      { .opens = 2021, .closes = 2024, .row = { { .stage = PRIMARY, .rooms = 24 } } },
      { 0, 24, 24, 24, 24, 0 },
      { 0 } },
    /* new */
    { "new",
      { .project = { { XW_PROJECT_NEW, PRIMARY, 48, 2020, 2022 } } },
      { 0, 0, 48, 48, 48, 48 },
      { 0, 0, 2160, 2160, 2160, 2160 } },
    { "new, school open from the same year",
      { .opens = 2022, .project = { { XW_PROJECT_NEW, PRIMARY, 48, 2020, 2022 } } },
      { 0, 0, 48, 48, 48, 48 },
      { 0, 0, 2160, 2160, 2160, 2160 } },
    { "new in the first year",
      { .project = { { XW_PROJECT_NEW, PRIMARY, 48, 2018, 2020 } } },
      { 48, 48, 48, 48, 48, 48 },
      { 2160, 2160, 2160, 2160, 2160, 2160 } },
    { "new before the first year",
      { .project = { { XW_PROJECT_NEW, PRIMARY, 10, 2017, 2019 } } },
      { 10, 10, 10, 10, 10, 10 },
      { 450, 450, 450, 450, 450, 450 } },
    { "new in the last year",
      { .project = { { XW_PROJECT_NEW, PRIMARY, 48, 2023, 2025 } } },
      { 0, 0, 0, 0, 0, 48 },
      { 0, 0, 0, 0, 0, 2160 } },
    { "new after the last year",
      { .project = { { XW_PROJECT_NEW, PRIMARY, 48, 2023, 2026 } } },
      { 0 },
      { 0 } },
    { "new, one year later",
      { .project = { { XW_PROJECT_NEW, PRIMARY, 48, 2020, 2022, .shift = 1 } } },
      { 0, 0, 0, 48, 48, 48 },
      { 0, 0, 0, 2160, 2160, 2160 } },
    { "new, one year sooner than the table says of the school",
      { .opens = 2022, .project = { { XW_PROJECT_NEW, PRIMARY, 48, 2020, 2022, .shift = -1 } } },
      { 0, 48, 48, 48, 48, 48 },
      { 0, 2160, 2160, 2160, 2160, 2160 } },
    { "new, left out",
      { .project = { { XW_PROJECT_NEW, PRIMARY, 48, 2020, 2022, .left_out = true } } },
      { 0 },
      { 0 } },
    { "new, without classes",
      { .project = { { XW_PROJECT_NEW, PRIMARY, 0, 2020, 2022 } } },
      { 0 },
      { 0 } },
    { "new, until its school closes",
      { .closes = 2023, .project = { { XW_PROJECT_NEW, PRIMARY, 48, 2020, 2022 } } },
      { 0, 0, 48, 48, 0, 0 },
      { 0, 0, 2160, 2160, 0, 0 } },
    { "new, its row dated by the opening gives no rooms",
      { .row = { { .stage = PRIMARY, .rooms = 40, .plan = 7, .year = 2022 } },
        .project = { { XW_PROJECT_NEW, PRIMARY, 48, 2020, 2022, .shift = 1 } } },
      { 0, 0, 0, 48, 48, 48 },
      { 0, 0, 0, 2160, 2160, 2160 } },
    { "nor with its school dated by the opening",
      { .opens = 2022,
        .row = { { .stage = PRIMARY, .rooms = 40, .plan = 7 } },
        .project = { { XW_PROJECT_NEW, PRIMARY, 48, 2020, 2022, .left_out = true } } },
      { 0 },
      { 0 } },
    { "nor with its school dated by a shifted opening",
      { .opens = 2021,
        .row = { { .stage = PRIMARY, .rooms = 40 } },
        .project = { { XW_PROJECT_NEW, PRIMARY, 48, 2019, 2022, .shift = -1 } } },
      { 0, 48, 48, 48, 48, 48 },
      { 0, 2160, 2160, 2160, 2160, 2160 } },
    { "new at a school that stood the year before",
      { .row = { { .stage = PRIMARY, .rooms = 18, .year = 2021 } },
        .project = { { XW_PROJECT_NEW, PRIMARY, 48, 2020, 2022 } } },
      { 0, 18, 48, 48, 48, 48 },
      { 0, 0, 1350, 1350, 1350, 1350 } },
    { "the same, left out",
      { .row = { { .stage = PRIMARY, .rooms = 18, .year = 2021 } },
        .project = { { XW_PROJECT_NEW, PRIMARY, 48, 2020, 2022, .left_out = true } } },
      { 0, 18, 18, 18, 18, 18 },
      { 0 } },
    { "new and expanded",
      { .project = { { XW_PROJECT_EXPANSION, PRIMARY, 6, 2023, 2024 },
                     { XW_PROJECT_NEW, PRIMARY, 24, 2020, 2021 } } },
      { 0, 24, 24, 24, 30, 30 },
      { 0, 0, 0, 0, 270, 270 } },
    { "left out and expanded all the same",
      { .project = { { XW_PROJECT_EXPANSION, PRIMARY, 6, 2023, 2024 },
                     { XW_PROJECT_NEW, PRIMARY, 24, 2020, 2021, .left_out = true } } },
      { 0 },
      { 0 } },
    /* expansion */
    { "12 on 36 are 48, and add 12",
      { .row = { { .stage = PRIMARY, .rooms = 36 } },
        .project = { { XW_PROJECT_EXPANSION, PRIMARY, 12, 2020, 2023 } } },
      { 36, 36, 36, 48, 48, 48 },
      { 0, 0, 0, 540, 540, 540 } },
    { "expansion left out",
      { .row = { { .stage = PRIMARY, .rooms = 36 } },
        .project = { { XW_PROJECT_EXPANSION, PRIMARY, 12, 2020, 2023, .left_out = true } } },
      { 36, 36, 36, 36, 36, 36 },
      { 0 } },
    { "expansion without classes",
      { .row = { { .stage = PRIMARY, .rooms = 36 } },
        .project = { { XW_PROJECT_EXPANSION, PRIMARY, 0, 2020, 2023 } } },
      { 36, 36, 36, 36, 36, 36 },
      { 0 } },
    { "expansion of a school that is not open yet",
      { .opens = 2024,
        .row = { { .stage = PRIMARY, .rooms = 36 } },
        .project = { { XW_PROJECT_EXPANSION, PRIMARY, 12, 2020, 2022 } } },
      { 0, 0, 0, 0, 48, 48 },
      { 0 } },
    { "expansion on top of a later row",
      { .row = { { .stage = PRIMARY, .rooms = 36 },
                 { .stage = PRIMARY, .rooms = 30, .year = 2024 } },
        .project = { { XW_PROJECT_EXPANSION, PRIMARY, 12, 2020, 2022 } } },
      { 36, 36, 48, 48, 42, 42 },
      { 0, 0, 540, 540, 540, 540 } },
    { "expansion whose works take rooms",
      { .row = { { .stage = PRIMARY, .rooms = 36 } },
        .project = { { XW_PROJECT_EXPANSION, PRIMARY, 12, 2021, 2023, .lost = 4 } } },
      { 36, 32, 32, 48, 48, 48 },
      { 0, -180, -180, 540, 540, 540 } },
    /* relocation */
    { "relocation",
      { .row = { { .stage = PRIMARY, .rooms = 24 } },
        .project = { { XW_PROJECT_RELOCATION, PRIMARY, 36, 2020, 2022 } } },
      { 24, 24, 36, 36, 36, 36 },
      { 0, 0, 540, 540, 540, 540 } },
    { "relocation to fewer rooms",
      { .row = { { .stage = PRIMARY, .rooms = 24 } },
        .project = { { XW_PROJECT_RELOCATION, PRIMARY, 20, 2020, 2022 } } },
      { 24, 24, 20, 20, 20, 20 },
      { 0, 0, -180, -180, -180, -180 } },
    { "relocation whose classes before are stated",
      { .row = { { .stage = PRIMARY, .rooms = 24 } },
        .project = { { XW_PROJECT_RELOCATION, PRIMARY, 36, 2020, 2022, .before = 30 } } },
      { 24, 24, 36, 36, 36, 36 },
      { 0, 0, 270, 270, 270, 270 } },
    { "relocation that keeps the old site",
      { .row = { { .stage = PRIMARY, .rooms = 24 } },
        .project = { { XW_PROJECT_RELOCATION, PRIMARY, 36, 2020, 2022, .before = 24,
                       .old_site = XW_OLD_SITE_KEEPS } } },
      { 24, 24, 60, 60, 60, 60 },
      { 0, 0, 1620, 1620, 1620, 1620 } },
    { "relocation that converts the old site",
      { .row = { { .stage = PRIMARY, .rooms = 24 } },
        .project = { { XW_PROJECT_RELOCATION, PRIMARY, 36, 2020, 2022,
                       .old_site = XW_OLD_SITE_CONVERTS } } },
      { 24, 24, 36, 36, 36, 36 },
      { 0, 0, 540, 540, 540, 540 } },
    { "relocation without classes",
      { .row = { { .stage = PRIMARY, .rooms = 24 } },
        .project = { { XW_PROJECT_RELOCATION, PRIMARY, 0, 2020, 2022, .before = 20 } } },
      { 24, 24, 24, 24, 24, 24 },
      { 0 } },
    { "relocation left out, its classes before stated",
      { .row = { { .stage = PRIMARY, .rooms = 24 } },
        .project = { { XW_PROJECT_RELOCATION, PRIMARY, 36, 2020, 2022, .before = 20,
                       .left_out = true } } },
      { 24, 24, 24, 24, 24, 24 },
      { 0 } },
    { "relocation left out",
      { .row = { { .stage = PRIMARY, .rooms = 24 } },
        .project = { { XW_PROJECT_RELOCATION, PRIMARY, 36, 2020, 2022, .left_out = true } } },
      { 24, 24, 24, 24, 24, 24 },
      { 0 } },
    /* rebuild */
    { "rebuild",
      { .row = { { .stage = PRIMARY, .rooms = 24 } },
        .project = { { XW_PROJECT_REBUILD, PRIMARY, 42, 2021, 2023, .lost = 10 } } },
      { 24, 14, 14, 42, 42, 42 },
      { 0, -450, -450, 810, 810, 810 } },
    { "rebuild in one year",
      { .row = { { .stage = PRIMARY, .rooms = 24 } },
        .project = { { XW_PROJECT_REBUILD, PRIMARY, 42, 2022, 2022, .lost = 10 } } },
      { 24, 24, 42, 42, 42, 42 },
      { 0, 0, 810, 810, 810, 810 } },
    { "rebuild begun before the first year",
      { .row = { { .stage = PRIMARY, .rooms = 24 } },
        .project = { { XW_PROJECT_REBUILD, PRIMARY, 42, 2018, 2021, .lost = 10 } } },
      { 14, 42, 42, 42, 42, 42 },
      { -450, 810, 810, 810, 810, 810 } },
    { "rebuild done after the last year",
      { .row = { { .stage = PRIMARY, .rooms = 24 } },
        .project = { { XW_PROJECT_REBUILD, PRIMARY, 42, 2024, 2026, .lost = 10 } } },
      { 24, 24, 24, 24, 14, 14 },
      { 0, 0, 0, 0, -450, -450 } },
    { "rebuild one year later",
      { .row = { { .stage = PRIMARY, .rooms = 24 } },
        .project = { { XW_PROJECT_REBUILD, PRIMARY, 42, 2021, 2023, .lost = 10, .shift = 1 } } },
      { 24, 24, 14, 14, 42, 42 },
      { 0, 0, -450, -450, 810, 810 } },
    { "rebuild that takes more rooms than there are",
      { .row = { { .stage = PRIMARY, .rooms = 24 } },
        .project = { { XW_PROJECT_REBUILD, PRIMARY, 42, 2021, 2022, .lost = 30 } } },
      { 24, 0, 42, 42, 42, 42 },
      { 0, -1080, 810, 810, 810, 810 } },
    { "rebuild that takes no rooms",
      { .row = { { .stage = PRIMARY, .rooms = 24 } },
        .project = { { XW_PROJECT_REBUILD, PRIMARY, 42, 2021, 2023 } } },
      { 24, 24, 24, 42, 42, 42 },
      { 0, 0, 0, 810, 810, 810 } },
    { "rebuild whose start is not known",
      { .row = { { .stage = PRIMARY, .rooms = 24 } },
        .project = { { XW_PROJECT_REBUILD, PRIMARY, 42, 0, 2023, .lost = 10 } } },
      { 24, 24, 24, 42, 42, 42 },
      { 0, 0, 0, 810, 810, 810 } },
    { "rebuild without classes",
      { .row = { { .stage = PRIMARY, .rooms = 24 } },
        .project = { { XW_PROJECT_REBUILD, PRIMARY, 0, 2021, 2023, .lost = 10 } } },
      { 24, 14, 14, 24, 24, 24 },
      { 0, -450, -450, 0, 0, 0 } },
    { "rebuild left out",
      { .row = { { .stage = PRIMARY, .rooms = 24 } },
        .project = { { XW_PROJECT_REBUILD, PRIMARY, 42, 2021, 2023, .lost = 10,
                       .left_out = true } } },
      { 24, 24, 24, 24, 24, 24 },
      { 0 } },
    { "rebuild whose classes before are stated",
      { .row = { { .stage = PRIMARY, .rooms = 24 } },
        .project = { { XW_PROJECT_REBUILD, PRIMARY, 42, 2021, 2023, .before = 40, .lost = 10,
                       .old_site = XW_OLD_SITE_KEEPS } } },
      { 24, 14, 14, 42, 42, 42 },
      { 0, -450, -450, 90, 90, 90 } },
    /* closure */
    { "closure",
      { .row = { { .stage = PRIMARY, .rooms = 24 } },
        .project = { { XW_PROJECT_CLOSURE, PRIMARY, 0, 2023, 2023 } } },
      { 24, 24, 24, 0, 0, 0 },
      { 0, 0, 0, -1080, -1080, -1080 } },
    { "closure for good",
      { .row = { { .stage = PRIMARY, .rooms = 24 } },
        .project = { { XW_PROJECT_CLOSURE, PRIMARY, 0, 2022, 2022 },
                     { XW_PROJECT_EXPANSION, PRIMARY, 6, 2023, 2024 } } },
      { 24, 24, 0, 0, 0, 0 },
      { 0, 0, -1080, -1080, -1080, -1080 } },
    { "closure left out",
      { .row = { { .stage = PRIMARY, .rooms = 24 } },
        .project = { { XW_PROJECT_CLOSURE, PRIMARY, 0, 2023, 2023, .left_out = true } } },
      { 24, 24, 24, 24, 24, 24 },
      { 0 } },
    /* several */
    { "by year of opening, not by row",
      { .row = { { .stage = PRIMARY, .rooms = 24 } },
        .project = { { XW_PROJECT_RELOCATION, PRIMARY, 36, 2020, 2024 },
                     { XW_PROJECT_EXPANSION, PRIMARY, 6, 2020, 2022 } } },
      { 24, 24, 30, 30, 36, 36 },
      { 0, 0, 0, 0, 270, 270 } },
    { "in one year by row",
      { .row = { { .stage = PRIMARY, .rooms = 24 } },
        .project = { { XW_PROJECT_RELOCATION, PRIMARY, 36, 2020, 2022 },
                     { XW_PROJECT_EXPANSION, PRIMARY, 6, 2020, 2022 } } },
      { 24, 24, 42, 42, 42, 42 },
      { 0, 0, 540, 540, 540, 540 } },
    { "in one year by the other row",
      { .row = { { .stage = PRIMARY, .rooms = 24 } },
        .project = { { XW_PROJECT_EXPANSION, PRIMARY, 6, 2020, 2022 },
                     { XW_PROJECT_RELOCATION, PRIMARY, 36, 2020, 2022 } } },
      { 24, 24, 36, 36, 36, 36 },
      { 0, 0, 270, 270, 270, 270 } },
    { "a shift may change the order",
      { .row = { { .stage = PRIMARY, .rooms = 24 } },
        .project = { { XW_PROJECT_RELOCATION, PRIMARY, 36, 2020, 2022, .shift = 1 },
                     { XW_PROJECT_EXPANSION, PRIMARY, 6, 2020, 2022 } } },
      { 24, 24, 30, 36, 36, 36 },
      { 0, 0, 0, 270, 270, 270 } },
    { "expanded while it is rebuilt",
      { .row = { { .stage = PRIMARY, .rooms = 24 } },
        .project = { { XW_PROJECT_REBUILD, PRIMARY, 42, 2021, 2024, .lost = 10 },
                     { XW_PROJECT_EXPANSION, PRIMARY, 6, 2020, 2022 } } },
      { 24, 14, 20, 20, 42, 42 },
      { 0, -450, -450, -450, 540, 540 } },
};

START_TEST(rooms_and_seats_by_year)
{
    struct tables t;
    struct xw_timeline got;
    const char *name = rooms_by_year[_i].name;
    lay_out(&t, &rooms_by_year[_i].plan);
    ck_assert_int_eq(make(&t, &got), XW_OK);
    ck_assert_int_eq(got.divisions, 1);
    for (int32_t y = 0; y < YEARS; y++) {
        ck_assert_msg(got.rooms[y] == rooms_by_year[_i].rooms[y], "%s: %d: %d rooms", name,
                      FIRST + y, got.rooms[y]);
        ck_assert_msg(got.open[y] == (got.rooms[y] > 0), "%s: %d: open", name, FIRST + y);
        if (t.projects.count == 0) continue;
        ck_assert_int_eq(got.project_division[0], 0);
        ck_assert_msg(got.project_seats[y] == rooms_by_year[_i].seats[y], "%s: %d: %d seats", name,
                      FIRST + y, got.project_seats[y]);
    }
    xw_arena_free(&t.arena);
}
END_TEST

/* The project named in the plan: 12 classes more at a lower-secondary school, to 48. */
START_TEST(an_expansion_adds_what_it_adds)
{
    struct tables t;
    struct xw_timeline got;
    lay_out(&t, &(struct plan){ .row = { { .stage = LOWER, .rooms = 36 } },
                                .project = { { XW_PROJECT_EXPANSION, LOWER, 12, 2023, 2025 } } });
    ck_assert_int_eq(make(&t, &got), XW_OK);
    ck_assert_int_eq(got.rooms[4], 36);
    ck_assert_int_eq(got.rooms[5], 48);
    ck_assert_int_eq(got.project_seats[4], 0);
    ck_assert_int_eq(got.project_seats[5], 600);
    xw_arena_free(&t.arena);
}
END_TEST

START_TEST(a_new_school_opens_with_its_entry_classes)
{
    struct tables t;
    struct xw_timeline got;
    lay_out(&t, &(struct plan){ .project = { { XW_PROJECT_NEW, PRIMARY, 48, 2021, 2023 } } });
    ck_assert_int_eq(make(&t, &got), XW_OK);
    ck_assert_int_eq(got.rooms[3], 48);
    ck_assert_int_eq(got.all_grades[3], 0);
    ck_assert_int_eq(xw_layers_entry_classes(got.rooms[3], 0, 6, got.intake_plan[3], 0), 8);
    xw_arena_free(&t.arena);
}
END_TEST

/* Rooms = rows in force + what projects add, in every year in which no works are on. */
START_TEST(projects_explain_the_rooms)
{
    struct tables t;
    struct xw_timeline got;
    lay_out(&t, &(struct plan){ .row = { { .stage = PRIMARY, .rooms = 24 } },
                                .project = { { XW_PROJECT_EXPANSION, PRIMARY, 6, 2020, 2021 },
                                             { XW_PROJECT_RELOCATION, PRIMARY, 42, 2020, 2022 },
                                             { XW_PROJECT_CLOSURE, PRIMARY, 0, 2024, 2024 } } });
    ck_assert_int_eq(make(&t, &got), XW_OK);
    for (int y = 0; y < YEARS; y++) {
        int32_t added = 0;
        for (int p = 0; p < 3; p++)
            added += got.project_seats[p * YEARS + y];
        ck_assert_int_eq(got.rooms[y] * 45, 24 * 45 + added);
    }
    xw_arena_free(&t.arena);
}
END_TEST

static const struct plan usual_plan = { .row = { { .stage = PRIMARY, .rooms = 24 } },
                                        .project = { { XW_PROJECT_NEW, LOWER, 12, 2020, 2022 } } };

START_TEST(what_is_out_of_range)
{
    struct tables t;
    struct xw_timeline got = { .years = 77 };
    lay_out(&t, &usual_plan);
    t.projects.kind[0] = XW_PROJECT_MERGER; /* with nobody */
    ck_assert_int_eq(make(&t, &got), XW_OUT_OF_RANGE);
    t.projects.to_school[0] = t.projects.school[0]; /* with itself */
    t.projects.to_stage[0] = t.projects.stage[0];
    ck_assert_int_eq(make(&t, &got), XW_OUT_OF_RANGE);
    t.projects.kind[0] = XW_PROJECT_CONVERSION;
    ck_assert_int_eq(make(&t, &got), XW_OUT_OF_RANGE);
    t.projects.counted[0] = false;
    struct xw_timeline other;
    ck_assert_int_eq(make(&t, &other), XW_OK); /* it changes nothing */
    t.projects.counted[0] = true;
    t.projects.to_school[0] = t.projects.to_stage[0] = XW_NONE;
    t.projects.kind[0] = XW_PROJECT_KINDS;
    ck_assert_int_eq(make(&t, &got), XW_OUT_OF_RANGE);
    t.projects.kind[0] = XW_PROJECT_NEW;

    int32_t *column[] = { t.capacity.school,   t.capacity.stage,    t.projects.school,
                          t.projects.stage,    t.projects.zone,     t.projects.to_school,
                          t.projects.to_stage, t.projects.meanwhile };
    static const int32_t least[] = { 0, 0, -1, -1, -1, -1, -1, -1 },
                         count[] = { SCHOOLS, 3, SCHOOLS, 3, 2, SCHOOLS, 3, SCHOOLS };
    for (int c = 0; c < 8; c++) {
        int32_t was = column[c][0];
        column[c][0] = count[c];
        ck_assert_int_eq(make(&t, &got), XW_OUT_OF_RANGE);
        column[c][0] = least[c] - 1;
        ck_assert_int_eq(make(&t, &got), XW_OUT_OF_RANGE);
        column[c][0] = count[c] - 1;
        ck_assert_int_eq(make(&t, &other), XW_OK);
        column[c][0] = was;
    }
    t.capacity.school[t.capacity.count] = SCHOOLS; /* beyond the end */
    t.projects.kind[t.projects.count] = XW_PROJECT_KINDS;
    ck_assert_int_eq(make(&t, &other), XW_OK);
    ck_assert_int_eq(got.years, 77); /* untouched */
    xw_arena_free(&t.arena);
}
END_TEST

static const struct {
    int16_t first;
    int32_t years;
    enum xw_status want;
} horizons[] = {
    { 2020, 1, XW_OK },
    { 2020, 0, XW_OUT_OF_RANGE },
    { 2020, -1, XW_OUT_OF_RANGE },
    { INT16_MAX, 1, XW_OK },
    { INT16_MAX, 2, XW_OUT_OF_RANGE },
    { INT16_MAX - 1, 2, XW_OK },
    { INT16_MAX - 1, 3, XW_OUT_OF_RANGE },
};

START_TEST(years_that_fit)
{
    struct tables t;
    struct xw_timeline got;
    lay_out(&t, &usual_plan);
    ck_assert_int_eq(xw_timeline_make(&t.arena, &t.stages, &t.schools, &t.capacity, &t.projects,
                                      &t.zones, &t.norms, horizons[_i].first, horizons[_i].years,
                                      &got),
                     horizons[_i].want);
    xw_arena_free(&t.arena);
}
END_TEST

/* Wherever memory ends, it is said, and out is untouched. */
START_TEST(memory_that_ends)
{
    struct tables t;
    lay_out(&t, &usual_plan);
    struct xw_arena whole = t.arena;
    enum xw_status status = XW_NO_MEMORY;
    for (ptrdiff_t room = 0; room < 4096 && status != XW_OK; room += 8) {
        struct xw_timeline got = { .years = 77 };
        t.arena = whole;
        t.arena.end = whole.at + room;
        status = make(&t, &got);
        if (status == XW_OK) break;
        ck_assert_int_eq(status, XW_NO_MEMORY);
        ck_assert_int_eq(got.years, 77);
    }
    ck_assert_int_eq(status, XW_OK);
    xw_arena_free(&whole);
}
END_TEST

START_TEST(a_project_without_a_year_changes_nothing)
{
    struct tables t;
    struct xw_timeline got;
    lay_out(&t, &(struct plan){
                    .row = { { .stage = PRIMARY, .rooms = 24 } },
                    .project = { { XW_PROJECT_EXPANSION, PRIMARY, 6, 2020, 2022, .lost = 3 } } });
    t.projects.opens_in[0] = XW_NONE;
    ck_assert_int_eq(make(&t, &got), XW_OK);
    for (int y = 0; y < YEARS; y++) {
        ck_assert_int_eq(got.rooms[y], 24);
        ck_assert_int_eq(got.project_seats[y], 0);
    }
    xw_arena_free(&t.arena);
}
END_TEST

START_TEST(nothing_at_all)
{
    struct tables t;
    struct xw_timeline got;
    lay_out(&t, &(struct plan){ 0 });
    ck_assert_int_eq(make(&t, &got), XW_OK);
    ck_assert_int_eq(got.divisions, 0);
    ck_assert_int_eq(got.sites, SCHOOLS);
    for (int s = 0; s <= XW_MAX_STAGES; s++)
        ck_assert_int_eq(got.stage_start[s], 0);
    xw_arena_free(&t.arena);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    LOOP(c, rooms_and_seats_by_year, rooms_by_year);
    tcase_add_test(c, an_expansion_adds_what_it_adds);
    tcase_add_test(c, a_new_school_opens_with_its_entry_classes);
    return c;
}

static TCase *laws(void)
{
    TCase *c = tcase_create("laws");
    tcase_add_test(c, projects_explain_the_rooms);
    return c;
}

static TCase *refusals(void)
{
    TCase *c = tcase_create("refusals");
    tcase_add_test(c, what_is_out_of_range);
    LOOP(c, years_that_fit, horizons);
    tcase_add_test(c, memory_that_ends);
    return c;
}

static TCase *limits(void)
{
    TCase *c = tcase_create("limits");
    tcase_add_test(c, a_project_without_a_year_changes_nothing);
    tcase_add_test(c, nothing_at_all);
    return c;
}

UNIT_MAIN("timeline", known_answers(), laws(), refusals(), limits())
