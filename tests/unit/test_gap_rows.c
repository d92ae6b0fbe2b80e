#include "xuewei/gap_rows.h"
#include "tiny.h"

struct want {
    enum xw_level level;
    const char *place;
    int16_t year;
    int32_t stage;
    enum xw_scope scope;
    int32_t demand, seats, local, net, surplus, unplaced;
};

/* scenarios/tiny/README.md, rooms, classes, gaps. */
static const struct want paper[] = {
    { XW_LEVEL_DISTRICT, "district", 2020, 0, XW_SCOPE_ENTRY, 30, 30, 0, 0, 0, 0 },
    { XW_LEVEL_DISTRICT, "district", 2021, 0, XW_SCOPE_ENTRY, 40, 30, 10, 10, 0, 0 },
    { XW_LEVEL_DISTRICT, "district", 2022, 0, XW_SCOPE_ENTRY, 32, 50, 0, 0, 18, 0 },
    { XW_LEVEL_DISTRICT, "district", 2023, 0, XW_SCOPE_ENTRY, 30, 50, 0, 0, 20, 0 },
    { XW_LEVEL_DISTRICT, "district", 2020, 0, XW_SCOPE_ALL, 60, 60, 0, 0, 0, 0 },
    { XW_LEVEL_DISTRICT, "district", 2021, 0, XW_SCOPE_ALL, 70, 60, 10, 10, 0, 0 },
    { XW_LEVEL_DISTRICT, "district", 2022, 0, XW_SCOPE_ALL, 72, 100, 0, 0, 28, 0 },
    { XW_LEVEL_DISTRICT, "district", 2023, 0, XW_SCOPE_ALL, 62, 100, 0, 0, 38, 0 },
    { XW_LEVEL_DISTRICT, "district", 2023, 1, XW_SCOPE_ALL, 40, 30, 10, 10, 0, 0 },
    { XW_LEVEL_DISTRICT, "district", 2022, 1, XW_SCOPE_ENTRY, 30, 30, 0, 0, 0, 0 },
    { XW_LEVEL_CATCHMENT, "S1", 2022, 0, XW_SCOPE_ENTRY, 26, 30, 0, 0, 4, 0 },
    { XW_LEVEL_CATCHMENT, "S2", 2022, 0, XW_SCOPE_ENTRY, 6, 20, 0, 0, 14, 0 },
    { XW_LEVEL_CATCHMENT, "S1", 2022, 0, XW_SCOPE_ALL, 60, 60, 0, 0, 0, 0 },
    { XW_LEVEL_CATCHMENT, "S2", 2022, 0, XW_SCOPE_ALL, 12, 40, 0, 0, 28, 0 },
    { XW_LEVEL_CATCHMENT, "S1", 2021, 0, XW_SCOPE_ENTRY, 40, 30, 10, 10, 0, 0 },
    { XW_LEVEL_ZONE, "A", 2021, 0, XW_SCOPE_ENTRY, 22, XW_NONE, XW_NONE, XW_NONE, XW_NONE, 0 },
    { XW_LEVEL_ZONE, "C", 2022, 0, XW_SCOPE_ALL, 12, XW_NONE, XW_NONE, XW_NONE, XW_NONE, 0 },
    { XW_LEVEL_TOWN, "北街道", 2021, 0, XW_SCOPE_ENTRY, 34, 30, 9, 4, 0, 0 },
    { XW_LEVEL_TOWN, "南街道", 2021, 0, XW_SCOPE_ENTRY, 6, 0, 1, 6, 0, 0 },
    { XW_LEVEL_TOWN, "南街道", 2022, 0, XW_SCOPE_ALL, 12, 40, 0, 0, 28, 0 },
};

START_TEST(rows_are_those_of_the_paper)
{
    struct tiny t;
    const struct want *w = &paper[_i];
    tiny_open(&t, NULL);
    tiny_step_to(&t, 3);
    const struct xw_gap_row *g = tiny_gap(&t, w->level, w->place, w->year, w->stage, w->scope);
    ck_assert_int_eq(g->demand, w->demand);
    ck_assert_int_eq(g->seats, w->seats);
    ck_assert_int_eq(g->local_gap, w->local);
    ck_assert_int_eq(g->net_gap, w->net);
    ck_assert_int_eq(g->surplus, w->surplus);
    ck_assert_int_eq(g->unplaced, w->unplaced);
    tiny_close(&t);
}
END_TEST

START_TEST(unplaced_pupils_are_counted_where_they_live)
{
    struct tiny t;
    tiny_read(&t, NULL);
    for (int32_t i = 0; i < 4 * 3; i++)
        t.scenario.participation.share[2 * i] = 2.0;
    tiny_prepare(&t);
    tiny_step_to(&t, 1);
    ck_assert_int_eq(tiny_gap(&t, XW_LEVEL_DISTRICT, "district", 2020, 0, XW_SCOPE_ENTRY)->unplaced,
                     15);
    ck_assert_int_eq(tiny_gap(&t, XW_LEVEL_CATCHMENT, "S1", 2020, 0, XW_SCOPE_ENTRY)->unplaced, 15);
    const struct xw_gap_row *all =
        tiny_gap(&t, XW_LEVEL_DISTRICT, "district", 2021, 0, XW_SCOPE_ALL);
    ck_assert_int_eq(all->unplaced, 15 + 80 - 45);
    ck_assert_int_eq(all->demand, 60 + 80); /* pupils of both grades, with a place or not */
    int32_t zones = 0;
    for (int32_t z = 0; z < 3; z++)
        zones +=
            tiny_gap(&t, XW_LEVEL_ZONE, t.scenario.zones.code[z], 2021, 0, XW_SCOPE_ALL)->unplaced;
    ck_assert_int_eq(zones, all->unplaced);
    tiny_close(&t);
}
END_TEST

START_TEST(private_seats_are_an_area_of_their_own)
{
    struct tiny t;
    tiny_read(&t, NULL);
    t.scenario.schools.sector[1] = XW_PRIVATE;
    tiny_prepare(&t);
    tiny_step_to(&t, 2);
    const struct xw_gap_row *g =
        tiny_gap(&t, XW_LEVEL_DISTRICT, "district", 2022, 0, XW_SCOPE_ENTRY);
    ck_assert_int_eq(g->demand, 32);
    ck_assert_int_eq(g->seats, 50);
    ck_assert_int_eq(g->surplus, 18); /* 12 of 30 public places taken, 20 of 20 private ones */
    ck_assert_int_eq(tiny_gap(&t, XW_LEVEL_CATCHMENT, "S1", 2022, 0, XW_SCOPE_ENTRY)->demand, 12);
    tiny_close(&t);
}
END_TEST

START_TEST(zones_without_a_school_are_short)
{
    struct tiny t;
    tiny_read(&t, NULL);
    t.scenario.schools.closes[0] = 2020; /* S1 is gone in 2021, S2 opens in 2022 */
    tiny_prepare(&t);
    tiny_step_to(&t, 1);
    const struct xw_gap_row *g =
        tiny_gap(&t, XW_LEVEL_DISTRICT, "district", 2021, 0, XW_SCOPE_ENTRY);
    ck_assert_int_eq(g->seats, 0);
    ck_assert_int_eq(g->local_gap, 40);
    ck_assert_int_eq(g->unplaced, 40);
    tiny_close(&t);
}
END_TEST

START_TEST(city_stage_has_demand_but_no_gap)
{
    struct tiny t;
    tiny_read(&t, NULL);
    t.scenario.stages.stage[1].city = true;
    tiny_prepare(&t);
    tiny_step_to(&t, 0);
    const struct xw_gap_row *g = tiny_gap(&t, XW_LEVEL_DISTRICT, "district", 2020, 1, XW_SCOPE_ALL);
    ck_assert_int_eq(g->demand, 30);
    ck_assert_int_eq(g->seats, XW_NONE);
    ck_assert_int_eq(g->local_gap, XW_NONE);
    ck_assert_int_eq(g->unplaced, 0);
    ck_assert_int_eq(tiny_gap(&t, XW_LEVEL_TOWN, "南街道", 2020, 1, XW_SCOPE_ALL)->demand, 6);
    tiny_close(&t);
}
END_TEST

START_TEST(groups_of_zones_add_up)
{
    struct tiny t;
    static const char *group[] = { "count of 2020" };
    tiny_read(&t, NULL);
    t.scenario.zones.groups = 1;
    t.scenario.zones.group_name = group;
    t.scenario.zones.group[0] = t.scenario.zones.group[2] = 0;
    tiny_prepare(&t);
    tiny_step_to(&t, 1);
    const struct xw_gap_row *g = tiny_gap(&t, XW_LEVEL_GROUP, group[0], 2021, 0, XW_SCOPE_ENTRY);
    ck_assert_int_eq(g->demand, 28);
    ck_assert_int_eq(g->seats, 30);    /* S1 stands in A */
    ck_assert_int_eq(g->local_gap, 7); /* 28 of the area's 40 bear 7 of its 10 */
    ck_assert_int_eq(g->net_gap, 0);
    tiny_close(&t);
}
END_TEST

static TCase *known(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_loop_test(c, rows_are_those_of_the_paper, 0, (int)(sizeof paper / sizeof *paper));
    tcase_add_test(c, unplaced_pupils_are_counted_where_they_live);
    tcase_add_test(c, private_seats_are_an_area_of_their_own);
    tcase_add_test(c, zones_without_a_school_are_short);
    tcase_add_test(c, city_stage_has_demand_but_no_gap);
    tcase_add_test(c, groups_of_zones_add_up);
    return c;
}

UNIT_MAIN("gap_rows", known())
