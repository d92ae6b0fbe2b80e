#include "held.h"
#include "unit.h"
#include <string.h>

/* Two towns, a stage, one year: 3 of 40 live in the second town. */
static struct xw_arena keep, scratch;
static struct xw_run run, out;
static struct xw_run_stage stage[1];
static struct xw_run_zone zone[2];
static struct xw_run_school school[2];
static struct xw_run_gap gap[4];
static struct xw_run_measure measure[5];
static struct xw_run_school_year school_year[3];
static struct xw_run_class_year class_year[4];
static struct xw_run_flow flow[4];

static struct xw_run_gap gap_row(enum xw_level level, const char *place, int32_t demand,
                                 int32_t unplaced)
{
    return (struct xw_run_gap){ .level = level,
                                .place = place,
                                .year = 2021,
                                .scope = XW_SCOPE_ENTRY,
                                .demand = demand,
                                .unplaced = unplaced };
}

static void setup(void)
{
    ck_assert_int_eq(xw_arena_init(&keep, XW_ARENA_USUAL), XW_OK);
    ck_assert_int_eq(xw_arena_init(&scratch, XW_ARENA_USUAL), XW_OK);
    stage[0] = (struct xw_run_stage){ .name = XW_PRIMARY, .grades = 2, .first_grade = 1 };
    gap[0] = gap_row(XW_LEVEL_DISTRICT, "district", 40, 8);
    gap[1] = gap_row(XW_LEVEL_TOWN, "East", 37, 8);
    gap[2] = gap_row(XW_LEVEL_TOWN, "West", 3, 0);
    gap[3] = gap_row(XW_LEVEL_ZONE, "W1", 3, 1);
    measure[0] =
        (struct xw_run_measure){ "district", "entrants_catchment_primary", "", 2021, 28, 0, 0 };
    measure[1] =
        (struct xw_run_measure){ "district", "entrants_unplaced_primary", "", 2021, 8, 0, 0 };
    measure[2] =
        (struct xw_run_measure){ "district", "entrants_private_primary", "", 2021, 4, 0, 0 };
    measure[3] = (struct xw_run_measure){ "district", "mean_class_primary", "", 2021, 3, 0, 0 };
    measure[4] = (struct xw_run_measure){ "district", "special_pupils", "", 2021, 2, 0, 0 };
    school_year[0] = (struct xw_run_school_year){ .school = 0, .year = 2021, .pupils = 60 };
    school_year[1] = (struct xw_run_school_year){ .school = 1, .year = 2021, .pupils = 12 };
    school_year[2] = (struct xw_run_school_year){ .school = 1, .year = 2022, .pupils = 12 };
    class_year[0] =
        (struct xw_run_class_year){ .school = 0, .grade = 1, .year = 2021, .pupils = 30 };
    class_year[1] =
        (struct xw_run_class_year){ .school = 0, .grade = 2, .year = 2021, .pupils = 30 };
    class_year[2] =
        (struct xw_run_class_year){ .school = 1, .grade = 1, .year = 2021, .pupils = 2 };
    class_year[3] =
        (struct xw_run_class_year){ .school = 1, .grade = 2, .year = 2021, .pupils = 10 };
    flow[0] = (struct xw_run_flow){ .year = 2021, .zone = 0, .school = 0, .pupils = 20 };
    flow[1] = (struct xw_run_flow){ .year = 2021, .zone = 0, .school = 1, .pupils = 9 };
    flow[2] = (struct xw_run_flow){ .year = 2021, .zone = 1, .school = 0, .pupils = 2 };
    flow[3] = (struct xw_run_flow){ .year = 2021, .zone = 1, .school = 1, .pupils = 9 };
    run = (struct xw_run){ .first = 2021, .last = 2022 };
#define ROWS(name, n)                                                                              \
    run.name = name;                                                                               \
    run.name##_count = n
    ROWS(stage, 1);
    ROWS(zone, 2);
    ROWS(school, 2);
    ROWS(gap, 4);
    ROWS(measure, 5);
    ROWS(school_year, 3);
    ROWS(class_year, 4);
    ROWS(flow, 4);
#undef ROWS
}

static void teardown(void)
{
    xw_arena_free(&scratch);
    xw_arena_free(&keep);
}

static void mark(int32_t k)
{
    ck_assert_int_eq(xw_held_mark(&run, k, 2021, &keep, scratch, &out), XW_OK);
}

/* West has 3: the district less East would tell, so East is held back too; the district's 40 is printed. */
START_TEST(a_small_town)
{
    mark(5);
    ck_assert_int_eq(out.gap[0].held, 0);
    ck_assert_int_eq(out.gap[1].held, XW_HELD_PERSONS);
    ck_assert_int_eq(out.gap[2].held, XW_HELD_PERSONS);
    ck_assert_int_eq(out.gap[3].held, XW_HELD_PERSONS | XW_HELD_UNPLACED);
    ck_assert_int_eq(gap[2].held, 0); /* the run itself is as it was */
}
END_TEST

/* 4 private of 40: the 8 unplaced are the smallest that hide them. */
START_TEST(a_small_reason)
{
    mark(5);
    ck_assert_int_eq(out.measure[0].held, 0);
    ck_assert_int_eq(out.measure[1].held, XW_HELD_PERSONS);
    ck_assert_int_eq(out.measure[2].held, XW_HELD_PERSONS);
    ck_assert_int_eq(out.measure[3].held, 0); /* pupils a class are no persons */
    ck_assert_int_eq(out.measure[4].held, XW_HELD_PERSONS);
}
END_TEST

START_TEST(schools_and_grades)
{
    mark(5);
    ck_assert_int_eq(out.school_year[0].held + out.school_year[1].held, 0);
    ck_assert_int_eq(out.class_year[0].held + out.class_year[1].held, 0);
    ck_assert_int_eq(out.class_year[2].held, XW_HELD_PERSONS);
    ck_assert_int_eq(out.class_year[3].held, XW_HELD_PERSONS);
    mark(13);
    ck_assert_int_eq(out.school_year[1].held, XW_HELD_PERSONS);
    ck_assert_int_eq(out.school_year[0].held, XW_HELD_PERSONS);
    ck_assert_int_eq(out.school_year[2].held, XW_HELD_PERSONS);
}
END_TEST

/* Two zones by two schools with both sums: 2 needs all four corners. */
START_TEST(ways)
{
    mark(5);
    for (int32_t i = 0; i < 4; i++)
        ck_assert_int_eq(out.flow[i].held, XW_HELD_PERSONS);
    ck_assert_int_eq(xw_held_mark(&run, 5, 2022, &keep, scratch, &out), XW_OK);
    for (int32_t i = 0; i < 4; i++)
        ck_assert_int_eq(out.flow[i].held, 0);
}
END_TEST

/* Parts that a page adds up: 3 of 52, and the 9 that hide them; a run without marks holds nothing back. */
START_TEST(parts_with_their_sum)
{
    static const int32_t count[] = { 40, 3, 9, 52 }, wrong[] = { 40, 3, 9, 53 };
    bool hidden[4] = { true, true, true, true };
    ck_assert(xw_held_parts(&run, scratch, 3, count, hidden));
    for (int i = 0; i < 4; i++)
        ck_assert(!hidden[i]);
    mark(5);
    ck_assert_int_eq(out.held_below, 5);
    ck_assert(xw_held_parts(&out, scratch, 3, count, hidden));
    ck_assert(!hidden[0] && hidden[1] && hidden[2] && !hidden[3]);
    ck_assert(!xw_held_parts(&out, scratch, 3, wrong, hidden));
}
END_TEST

START_TEST(nothing_is_small)
{
    ck_assert_int_eq(xw_held_mark(&run, 1, 2021, &keep, scratch, &out), XW_OUT_OF_RANGE);
    mark(2);
    ck_assert_int_eq(out.gap[1].held + out.gap[2].held + out.measure[2].held + out.flow[2].held, 0);
    ck_assert_int_eq(out.gap[3].held, XW_HELD_UNPLACED);
}
END_TEST

static TCase *answers(void)
{
    TCase *tcase = tcase_create("answers");
    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_add_test(tcase, a_small_town);
    tcase_add_test(tcase, a_small_reason);
    tcase_add_test(tcase, schools_and_grades);
    tcase_add_test(tcase, ways);
    tcase_add_test(tcase, parts_with_their_sum);
    tcase_add_test(tcase, nothing_is_small);
    return tcase;
}

UNIT_MAIN("held", answers())
