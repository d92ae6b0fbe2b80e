#include "surplus.h"
#include "unit.h"
#include <math.h>
#include <string.h>

/* 2020 to 2027, so that 2026 is now. Town Jia has primary schools A, B and C on a line, 450 seats in ten
 * rooms each, and the lower secondary school L, full; Yi has nothing but a zone. */
enum { FIRST = 2020, LAST = 2027, YEARS = 8, SCHOOLS = 5 };
static struct xw_arena keep;
static struct xw_run run;
static struct xw_figures figures;
static struct xw_divisions divisions;
static struct xw_surplus found;
static struct xw_run_stage stages[] = { { XW_PRIMARY, 6, 6, 1, false, 45, 50, 65, 2000 },
                                        { XW_LOWER_SECONDARY, 12, 3, 7, false, 50, 55, 65, 2000 } };
static struct xw_run_zone zones[] = { { .code = "a", .town_zh = "甲镇", .town_en = "Jia" },
                                      { .code = "b", .town_zh = "乙镇", .town_en = "Yi" } };
static struct xw_run_school schools[SCHOOLS];
static struct xw_run_school_year rows[SCHOOLS * YEARS + YEARS];
static struct xw_run_gap gaps[3 * 2 * YEARS];
static struct xw_run_project project;
static struct xw_run_setting settings[2];
static int32_t pupils[] = { 100, 300, 100, 500 };

static void setup(void)
{
    static const char *const code[] = { "A", "B", "C", "L", "D" };
    static const double x[] = { 0, 1000, 5000, 0, 0 };
    ck_assert_int_eq(xw_arena_init(&keep, 1 << 22), XW_OK);
    memcpy(pupils, (int32_t[]){ 100, 300, 100, 500 }, sizeof pupils);
    for (int i = 0; i < SCHOOLS; i++)
        schools[i] = (struct xw_run_school){ .code = code[i],
                                             .name_zh = code[i],
                                             .name_en = code[i],
                                             .sector = "public",
                                             .town_zh = "甲镇",
                                             .town_en = "Jia",
                                             .x_m = x[i] };
    project = (struct xw_run_project){ .code = "1",
                                       .kind = "new",
                                       .stage = "primary",
                                       .school = "",
                                       .status = "planned",
                                       .counted = true };
    int32_t n = 0;
    run = (struct xw_run){ .first = FIRST,
                           .last = LAST,
                           .stage_count = 2,
                           .stage = stages,
                           .zone_count = 2,
                           .zone = zones,
                           .school_count = SCHOOLS,
                           .school = schools,
                           .school_year = rows,
                           .gap = gaps,
                           .project_count = 1,
                           .project = &project };
    for (int y = 0; y < YEARS; y++)
        for (int place = 0; place < 3; place++)
            for (int s = 0; s < 2; s++)
                gaps[n++] =
                    (struct xw_run_gap){ .level = place == 0 ? XW_LEVEL_DISTRICT : XW_LEVEL_TOWN,
                                         .place =
                                             place == 0 ? "district" : zones[place - 1].town_zh,
                                         .year = (int16_t)(FIRST + y),
                                         .stage = s,
                                         .scope = XW_SCOPE_ALL,
                                         .demand = 1000 - y,
                                         .seats = 1000 };
    run.gap_count = n;
}

static void teardown(void)
{
    xw_arena_free(&keep);
}

/* School years of A, B, C and L; rooms in use are those of classes of 45 or 50. */
static void fill(void)
{
    run.school_year_count = 0;
    for (int y = 0; y < YEARS; y++)
        for (int i = 0; i < 4; i++) {
            int32_t norm = i == 3 ? 50 : 45;
            rows[run.school_year_count++] =
                (struct xw_run_school_year){ .school = i,
                                             .stage = i == 3,
                                             .year = (int16_t)(FIRST + y),
                                             .rooms = 10,
                                             .rooms_used = (pupils[i] + norm - 1) / norm,
                                             .seats_norm = 10 * norm,
                                             .pupils = pupils[i],
                                             .warning = "none",
                                             .reason = "" };
        }
}

static void find(void)
{
    ck_assert_int_eq(xw_figures_make(&keep, &run, 0, &figures), XW_OK);
    ck_assert_int_eq(xw_divisions_make(&keep, &figures, &divisions), XW_OK);
    ck_assert_int_eq(xw_surplus_make(&keep, &figures, &divisions, &found), XW_OK);
}

static struct xw_run_gap *town_gap(int32_t year, int32_t stage)
{
    return &gaps[((year - FIRST) * 3 + 1) * 2 + stage];
}

/* A goes into B, 1,000 m and a detour of 1.3 away; C is too far from both. */
START_TEST(the_emptiest_school_joins_its_neighbour)
{
    fill();
    find();
    ck_assert_int_eq(found.mergers, 1);
    ck_assert_int_eq(found.conversions, 0);
    const struct xw_merger *m = &found.merger[0];
    ck_assert_int_eq(m->school, 0);
    ck_assert_int_eq(m->into, 1);
    ck_assert_int_eq(m->stage, 0);
    ck_assert_int_eq(m->way_m, 1300);
    ck_assert_int_eq(m->year, 2026);
    ck_assert_int_eq(m->pupils, 100);
    ck_assert_int_eq(m->seats, 450);
    ck_assert_int_eq(m->free, 150);
    ck_assert_int_eq(m->rooms, 10);
}
END_TEST

/* What takes the only merger away, one thing at a time. */
static void is_private(void)
{
    schools[0].sector = "private";
}
static void has_boarders(void)
{
    schools[0].boarding = true;
}
static void is_new(void)
{
    project.school = "A";
}
static void is_half_used(void)
{
    pupils[0] = 225;
}
static void neighbour_is_full(void)
{
    pupils[1] = 351;
}
static void neighbour_is_far(void)
{
    schools[1].x_m = 2308;
}
static void place_is_not_known(void)
{
    schools[0].x_m = NAN;
}
static void neighbour_is_private(void)
{
    schools[1].sector = "private";
}
static void way_is_short_by_setting(void)
{
    settings[0] = (struct xw_run_setting){ "supply.close_within_m", "1299", true };
    run.setting = settings;
    run.setting_count = 1;
}
static void (*const away[])(void) = {
    is_private,         has_boarders,         is_new,
    is_half_used,       neighbour_is_full,    neighbour_is_far,
    place_is_not_known, neighbour_is_private, way_is_short_by_setting
};

START_TEST(every_condition_counts)
{
    away[_i]();
    fill();
    find();
    ck_assert_int_eq(found.mergers, 0);
}
END_TEST

/* A school of two stages is not merged; one that a neighbour can take from 2027 on alone, from then. */
START_TEST(two_stages_and_the_first_year)
{
    fill();
    for (int32_t i = 0; i < run.school_year_count; i++)
        if (rows[i].school == 1 && rows[i].year == 2026) rows[i].pupils = 400;
    find();
    ck_assert_int_eq(found.mergers, 1);
    ck_assert_int_eq(found.merger[0].year, 2027);
    fill();
    rows[run.school_year_count] = rows[3];
    rows[run.school_year_count].school = 0;
    rows[run.school_year_count++].year = LAST;
    find();
    ck_assert_int_eq(found.mergers, 0);
}
END_TEST

/* A and C both near B: the emptier one goes first, and what it takes is gone for the other. */
START_TEST(no_seat_is_given_twice)
{
    schools[2].x_m = 1500;
    pupils[2] = 90;
    fill();
    find();
    ck_assert_int_eq(found.mergers, 1);
    ck_assert_int_eq(found.merger[0].school, 2);
    ck_assert_int_eq(found.merger[0].way_m, 650);
    pupils[2] = 40; /* B has 150 free seats: 40 and 100 */
    fill();
    find();
    ck_assert_int_eq(found.mergers, 2);
    ck_assert_int_eq(found.merger[1].school, 0);
    ck_assert_int_eq(found.merger[1].free, 110);
}
END_TEST

/* Jia is short of 120 seats in lower secondary school in 2026 and of 60 in 2027: A and C have seven idle
 * rooms each; A gives three, covers it, and is not merged. */
START_TEST(idle_rooms_change_stage)
{
    town_gap(2026, 1)->local_gap = 120;
    town_gap(2027, 1)->local_gap = 60;
    town_gap(2024, 1)->local_gap = 999; /* over by now */
    fill();
    find();
    ck_assert_int_eq(found.conversions, 1);
    const struct xw_conversion *c = &found.conversion[0];
    ck_assert_int_eq(c->school, 0);
    ck_assert_int_eq(c->stage, 0);
    ck_assert_int_eq(c->to, 1);
    ck_assert_int_eq(c->from, 2026);
    ck_assert_int_eq(c->until, 2027);
    ck_assert_int_eq(c->most, 120);
    ck_assert_int_eq(c->rooms, 3);
    ck_assert_int_eq(c->seats, 150);
    ck_assert_int_eq(found.mergers, 0);
}
END_TEST

START_TEST(more_rooms_come_from_the_next_school)
{
    town_gap(2026, 1)->local_gap = 420;
    fill();
    find();
    ck_assert_int_eq(found.conversions, 2);
    ck_assert_int_eq(found.conversion[0].rooms, 7);
    ck_assert_int_eq(found.conversion[1].school, 2);
    ck_assert_int_eq(found.conversion[1].rooms, 2); /* of seven: 70 seats are left */
    town_gap(2026, 0)->local_gap = 1;               /* primary school needs its rooms itself */
    find();
    ck_assert_int_eq(found.conversions, 0);
}
END_TEST

START_TEST(a_small_school_by_the_scenarios_rule)
{
    settings[0] = (struct xw_run_setting){ "supply.close_below", "240", true };
    run.setting = settings;
    run.setting_count = 1;
    pupils[0] = 230; /* more than half of 450 */
    pupils[1] = 100;
    fill();
    find();
    ck_assert_int_eq(found.below, 240);
    ck_assert_int_eq(found.mergers, 1); /* B, the emptier one, goes into A: A stays */
    ck_assert_int_eq(found.merger[0].school, 1);
    pupils[1] = 220; /* both small; A has 220 seats free for B's */
    fill();
    find();
    ck_assert_int_eq(found.mergers, 1);
    ck_assert_int_eq(found.merger[0].school, 1);
    ck_assert_int_eq(found.merger[0].into, 0);
}
END_TEST

START_TEST(a_run_without_schools_has_no_candidate)
{
    run.school_year_count = 0;
    find();
    ck_assert_int_eq(found.mergers, 0);
    ck_assert_int_eq(found.conversions, 0);
    ck_assert_double_eq(found.within_m, 3000.0);
    ck_assert_double_eq(found.detour, 1.3);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_checked_fixture(c, setup, teardown);
    tcase_add_test(c, the_emptiest_school_joins_its_neighbour);
    tcase_add_test(c, two_stages_and_the_first_year);
    tcase_add_test(c, no_seat_is_given_twice);
    tcase_add_test(c, idle_rooms_change_stage);
    tcase_add_test(c, more_rooms_come_from_the_next_school);
    tcase_add_test(c, a_small_school_by_the_scenarios_rule);
    return c;
}

static TCase *limits(void)
{
    TCase *c = tcase_create("limits");
    tcase_add_checked_fixture(c, setup, teardown);
    tcase_add_loop_test(c, every_condition_counts, 0, sizeof away / sizeof *away);
    tcase_add_test(c, a_run_without_schools_has_no_candidate);
    return c;
}

UNIT_MAIN("surplus", known_answers(), limits())
