#include "xuewei/static_year.h"
#include "scenario_kit.h"
#include <math.h>

/* Zones A and B, a kilometre apart; schools P1 in A and P2 in B; primary school of two grades. */
static const char scenario[] =
    "xuewei: 1\n"
    "horizon: {first: 2020, last: 2021}\n"
    "stages:\n"
    "  - {stage: primary, first_age: 6, grades: 2}\n"
    "  - {stage: lower_secondary, first_age: 8, grades: 2, scope: city}\n"
    "norms: {primary: {class_size_norm: 10, class_size_stretch: 12, "
    "class_size_limit: 15}}\n"
    "assignment: {detour: 1, coordination_m: 100, stretch_m: 300, "
    "overrun_m: 5000}\n"
    "tables: {zones: zones.csv, schools: schools.csv, capacity: "
    "capacity.csv, demand: demand.csv}\n";

struct record {
    int32_t count;
    struct xw_flow_row row[20];
};

static enum xw_status take(void *self, const struct xw_flow_row *row)
{
    struct record *r = self;
    ck_assert_int_lt(r->count, 20);
    r->row[r->count++] = *row;
    return XW_OK;
}

struct problem {
    struct kit kit;
    struct xw_arena keep, scratch;
    struct xw_prepared prepared;
    struct record got;
    double metres;
    int64_t short_by;
};

static void open_zones(struct problem *p, const char *zones, const char *capacity,
                       const char *demand, const char *const *override)
{
    struct xw_override list[4];
    int32_t n = 0;
    for (; override != NULL && override[2 * n] != NULL; n++)
        list[n] = (struct xw_override){ override[2 * n], override[2 * n + 1] };
    *p = (struct problem){ 0 };
    kit_open(&p->kit);
    kit_file(&p->kit, "scenario.yaml", scenario);
    if (zones != NULL) kit_file(&p->kit, "zones.csv", zones);
    kit_file(&p->kit, "capacity.csv", capacity);
    kit_file(&p->kit, "demand.csv", demand);
    kit_read_as(&p->kit, "scenario.yaml", XW_NEED_ASSIGN, list, n);
    ck_assert_str_eq(kit_printed(&p->kit, false), "");
    ck_assert(p->kit.s.without_population);
    ck_assert_int_eq(xw_arena_init(&p->keep, 1 << 24), XW_OK);
    ck_assert_int_eq(xw_arena_init(&p->scratch, 1 << 24), XW_OK);
    ck_assert_int_eq(xw_prepare(&p->keep, p->scratch, &p->kit.s, &p->kit.diag, &p->prepared),
                     XW_OK);
}

static void open_problem(struct problem *p, const char *capacity, const char *demand,
                         const char *const *override)
{
    open_zones(p, NULL, capacity, demand, override);
}

static enum xw_status solve(struct problem *p, int32_t year, bool all_placed)
{
    struct xw_sink sink = { .self = &p->got, .flow = take };
    p->got.count = 0;
    return xw_static_year(&p->prepared, p->scratch, year, all_placed, &sink, NULL, &p->metres,
                          &p->short_by);
}

static void close_problem(struct problem *p)
{
    xw_arena_free(&p->scratch);
    xw_arena_free(&p->keep);
    kit_close(&p->kit);
}

static void expect(const struct problem *p, int32_t i, int32_t zone, int32_t school, int32_t pupils,
                   int32_t metres, const char *reason)
{
    const struct xw_flow_row *r = &p->got.row[i];
    ck_assert_int_lt(i, p->got.count);
    ck_assert_int_eq(r->zone, zone);
    ck_assert_int_eq(r->school, school);
    ck_assert_int_eq(r->pupils, pupils);
    ck_assert_int_eq(r->metres, metres);
    ck_assert_str_eq(r->reason, reason);
    ck_assert_str_eq(r->tier, "");
    ck_assert_int_eq(r->stage, 0);
}

static const char two_schools[] = "school,stage,rooms,design_seats\n"
                                  "P1,primary,2,40\nP2,primary,4,7\nM1,lower_secondary,4,\n";
static const char pupils[] = "zone,year,stage,pupils\n"
                             "A,2020,primary,17\nA,2021,primary,60\nB,2021,primary,9\n"
                             "A,2020,lower_secondary,50\n";

/* P1 opens one class of its two rooms, P2 two. Of 17 in A 12 have a place in P1, the last two of them
 * in the stretch at 300 m; the way to P2 costs 1000 + 100. In B nobody seeks a place. */
START_TEST(rooms_give_the_places)
{
    struct problem p;
    open_problem(&p, two_schools, pupils, NULL);
    ck_assert_int_eq(solve(&p, 0, true), XW_OK);
    ck_assert_int_eq(p.got.count, 2);
    ck_assert_int_eq(p.got.row[0].year, 2020);
    expect(&p, 0, 0, 1, 12, 0, "catchment"); /* schools by code: M1, P1, P2 */
    expect(&p, 1, 0, 2, 5, 1000, "coordination");
    ck_assert_double_eq_tol(p.metres, 5000.0, 1e-9);
    close_problem(&p);
}
END_TEST

/* 69 pupils; classes hold 15 + 30 at the most. */
START_TEST(who_has_no_place_is_counted)
{
    struct problem p;
    open_problem(&p, two_schools, pupils, NULL);
    ck_assert_int_eq(solve(&p, 1, false), XW_OK);
    int32_t sum = 0, unplaced = 0;
    for (int32_t i = 0; i < p.got.count; i++) {
        sum += p.got.row[i].pupils;
        if (p.got.row[i].school == XW_NONE) unplaced += p.got.row[i].pupils;
    }
    ck_assert_int_eq(sum, 69);
    ck_assert_int_eq(unplaced, 24);
    ck_assert_int_eq(solve(&p, 1, true), XW_FLOW_INFEASIBLE);
    ck_assert_int_eq(p.short_by, 24);
    ck_assert_int_eq(p.got.count, 0);
    close_problem(&p);
}
END_TEST

/* 40 / 2 and 7 / 2 seats, no more: all of A in P1. */
START_TEST(design_seats_give_the_places)
{
    static const char *const design[] = { "assignment.seats", "design", NULL };
    struct problem p;
    open_problem(&p, two_schools, pupils, design);
    ck_assert_int_eq(solve(&p, 0, true), XW_OK);
    ck_assert_int_eq(p.got.count, 1);
    expect(&p, 0, 0, 1, 17, 0, "catchment");
    ck_assert_int_eq(solve(&p, 1, false), XW_OK);
    ck_assert_int_eq(p.got.count, 4);
    expect(&p, 0, 0, 1, 20, 0, "catchment");
    expect(&p, 1, 0, XW_NONE, 40, XW_NONE, "unplaced");
    ck_assert_int_eq(p.got.row[2].pupils, 3);
    ck_assert_int_eq(p.got.row[3].pupils, 6);
    close_problem(&p);
}
END_TEST

/* A dear way is cheaper than no place only while unplaced_m says so; all_placed asks in any case. */
START_TEST(all_placed_goes_any_way)
{
    static const char *const dear[] = { "assignment.unplaced_m", "5500",
                                        "assignment.coordination_m", "6000", NULL };
    struct problem p;
    open_problem(&p, two_schools, pupils, dear);
    ck_assert_int_eq(solve(&p, 0, false), XW_OK);
    expect(&p, 0, 0, 1, 15, 0, "catchment");
    expect(&p, 1, 0, XW_NONE, 2, XW_NONE, "unplaced");
    close_problem(&p);
    open_problem(&p, two_schools, pupils, dear);
    ck_assert_int_eq(solve(&p, 0, true), XW_OK);
    int32_t sum = 0;
    for (int32_t i = 0; i < p.got.count; i++) {
        ck_assert_int_ne(p.got.row[i].school, XW_NONE);
        sum += p.got.row[i].pupils;
    }
    ck_assert_int_eq(sum, 17);
    close_problem(&p);
}
END_TEST

/* Ways of 333.3333 m count as such, though rows print whole metres. */
START_TEST(straight_ways_count_in_millimetres)
{
    struct problem p;
    open_zones(&p, "zone,x_m,y_m\nA,0,0\nB,333.3333,0\n", "school,stage,rooms\nP2,primary,40\n",
               "zone,year,stage,pupils\nA,2020,primary,90\n", NULL);
    ck_assert_int_eq(solve(&p, 0, false), XW_OK);
    expect(&p, 0, 0, 2, 90, 333, "catchment");
    ck_assert_double_eq_tol(p.metres, 90 * 333.333, 1e-6);
    close_problem(&p);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_test(c, rooms_give_the_places);
    tcase_add_test(c, who_has_no_place_is_counted);
    tcase_add_test(c, design_seats_give_the_places);
    tcase_add_test(c, all_placed_goes_any_way);
    tcase_add_test(c, straight_ways_count_in_millimetres);
    return c;
}

UNIT_MAIN("static_year", known_answers())
