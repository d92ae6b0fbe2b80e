#include "xuewei/plain_ways.h"
#include "rounds_kit.h"

/* The rules of a way one by one, for every zone and division: listed when the year's arcs have it or it
 * leads to an open public school of the zone's area. */
static void check_year(const struct tiny *t, int32_t stage, int32_t year)
{
    const struct xw_prepared *p = &t->prepared;
    const struct xw_scenario *s = &t->scenario;
    const struct xw_timeline *time = &p->timeline;
    const struct xw_stage_year *of = xw_prepared_stage(p, year, stage);
    const struct xw_plain_ways *ways = &of->plain;
    int32_t start = time->stage_start[stage], k = 0, area[3];
    (void)xw_admission_areas_of(&s->admission_areas, stage, (int16_t)(p->first + year), 3, area);
    for (int32_t z = 0; z < 3; z++) {
        ck_assert_int_eq(ways->start[z], k);
        for (int32_t d = 0; d < xw_prepared_divisions(p, stage); d++) {
            ptrdiff_t at = (ptrdiff_t)(start + d) * time->years + year;
            int32_t school = time->school[start + d], site = time->site[at];
            bool listed = false, boards = s->schools.boarding[school];
            for (int32_t a = 0; a < of->arcs.count; a++)
                listed |= of->arcs.zone[a] == z && of->arcs.division[a] == d;
            bool inside = area[z] != XW_NONE && area[z] == area[time->site_zone[site]];
            bool admits = time->open[at] && s->schools.sector[school] != XW_PRIVATE;
            if (!listed && !(inside && admits)) continue;
            int64_t way_m =
                boards ? s->assignment.boarding_m : p->way_m[(ptrdiff_t)z * time->sites + site];
            bool outside = area[z] != XW_NONE && !inside;
            int64_t more = boards ? 0
                                  : s->assignment.coordination_m +
                                        (outside ? s->assignment.outside_area_m : 0);
            ck_assert_int_lt(k, ways->count);
            ck_assert_int_eq(ways->zone[k], z);
            ck_assert_int_eq(ways->division[k], d);
            ck_assert_int_eq(ways->cost_m[k], way_m);
            ck_assert_int_eq(ways->coordinated_m[k], way_m + more);
            ck_assert_int_eq(ways->boarding[k], boards);
            ck_assert_int_eq(ways->outside[k], outside);
            ck_assert_int_eq(ways->reason[k], boards ? XW_REASON_BOARDING : XW_REASON_COORDINATION);
            k++;
        }
    }
    ck_assert_int_eq(ways->start[3], k);
    ck_assert_int_eq(ways->count, k);
}

static int32_t random_below(uint64_t *state, int32_t count)
{
    uint64_t z = (*state += 0x9e3779b97f4a7c15u); /* splitmix64 (Steele, Lea and Flood 2014) */
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return (int32_t)((z ^ (z >> 31)) % (uint64_t)count);
}

/* Boarding and private schools, areas that begin and end, a school that is built or moves. */
START_TEST(ways_of_random_years_are_those_of_their_rules)
{
    static int32_t stage[3], line[] = { 2, 3, 4 };
    static const char *code[] = { "new", "old" };
    int32_t zone[] = { 0, 1, 2 }, area[3];
    int16_t from[3], to[3];
    uint64_t r = (uint64_t)_i;
    struct tiny t;
    tiny_read(&t, NULL);
    for (int32_t i = 0; i < 3; i++) {
        area[i] = random_below(&r, 2);
        from[i] = (int16_t)(2019 + random_below(&r, 4));
        to[i] = (int16_t)(from[i] + random_below(&r, 4));
    }
    t.scenario.admission_areas =
        (struct xw_admission_areas){ 3, 2, code, stage, zone, area, from, to, line };
    t.scenario.assignment.nearest = random_below(&r, 3);
    t.scenario.schools.boarding[1] = random_below(&r, 3) == 0;
    if (random_below(&r, 4) == 0) t.scenario.schools.sector[1] = XW_PRIVATE;
    if (random_below(&r, 2) == 0) {
        t.scenario.projects.kind[0] = XW_PROJECT_RELOCATION;
        t.scenario.projects.school[0] = 0;
        t.scenario.projects.zone[0] = 1;
    }
    tiny_prepare(&t);
    for (int32_t y = 0; y < t.prepared.years; y++)
        check_year(&t, 0, y);
    tiny_close(&t);
}
END_TEST

/* Years that change nothing share their ways; one in which an area begins or ends has its own. */
START_TEST(years_share_their_ways_until_an_area_changes)
{
    static int32_t stage[] = { 0 }, zone[] = { 0 }, area[] = { 0 }, line[] = { 2 };
    static int16_t from[] = { 2021 }, to[] = { 2022 };
    static const char *code[] = { "old" };
    struct tiny t;
    tiny_read(&t, (const char *[]){ "projects.include", "none", NULL });
    t.scenario.catchments.count = 0;
    t.scenario.admission_areas =
        (struct xw_admission_areas){ 1, 1, code, stage, zone, area, from, to, line };
    tiny_prepare(&t);
    const int64_t *cost[4];
    for (int32_t y = 0; y < 4; y++)
        cost[y] = xw_prepared_stage(&t.prepared, y, 0)->plain.cost_m;
    ck_assert(!xw_plain_ways_same_areas(&t.prepared, 0, 2021));
    ck_assert(xw_plain_ways_same_areas(&t.prepared, 0, 2022));
    ck_assert(!xw_plain_ways_same_areas(&t.prepared, 0, 2023));
    ck_assert(xw_plain_ways_same_areas(&t.prepared, 1, 2021));
    ck_assert_ptr_ne(cost[0], cost[1]);
    ck_assert_ptr_eq(cost[1], cost[2]);
    ck_assert_ptr_ne(cost[2], cost[3]);
    tiny_close(&t);
}
END_TEST

static TCase *laws(void)
{
    TCase *c = tcase_create("laws");
    tcase_add_loop_test(c, ways_of_random_years_are_those_of_their_rules, 0, 60);
    tcase_add_test(c, years_share_their_ways_until_an_area_changes);
    return c;
}

UNIT_MAIN("plain ways", laws())
