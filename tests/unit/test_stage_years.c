#include "xuewei/stage_years.h"
#include "unit.h"
#include <string.h>

/* A stage of a district that is invented: zones, sites and schools, some of them private, boarding or
 * without pupils, several at one site and many equally far. */
enum { ZONES = 9, SITES = 8, SCHOOLS = 7, YEARS = 5, TIERS = 2, ROWS = 12 };

struct world {
    struct xw_arena keep, scratch;
    uint64_t random;
    struct xw_scenario s;
    struct xw_prepared p;
    uint8_t sector[SCHOOLS], boarding[SCHOOLS], open[SCHOOLS * YEARS];
    int32_t school[SCHOOLS], site[SCHOOLS * YEARS], way_m[ZONES * SITES];
    int32_t row_stage[ROWS], row_zone[ROWS], row_school[ROWS], row_tier[ROWS];
    int16_t row_from[ROWS], row_to[ROWS];
    struct xw_stage_year stage[YEARS];
};

static int32_t among(struct world *w, int32_t count)
{
    uint64_t z = (w->random += 0x9e3779b97f4a7c15u); /* splitmix64, Steele, Lea and Flood 2014 */
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return (int32_t)((z ^ (z >> 31)) % (uint64_t)count);
}

/* Rows are ordered by zone, then school. */
static void invent_rows(struct world *w)
{
    int32_t rows = among(w, ROWS + 1), zone = 0, school = 0;
    bool by_tier = among(w, 2);
    for (int32_t i = 0; i < rows; i++) {
        int32_t more = among(w, 3), next = school + 1 + among(w, SCHOOLS);
        if (more == 0 || next >= SCHOOLS) {
            zone += 1 + among(w, 2);
            next = among(w, SCHOOLS);
        }
        if (zone >= ZONES) break;
        school = next;
        w->row_zone[i] = zone;
        w->row_school[i] = school;
        w->row_tier[i] = by_tier && among(w, 2) ? among(w, TIERS) : XW_NONE;
        w->row_from[i] = among(w, 2) ? INT16_MIN : (int16_t)(2020 + among(w, YEARS));
        w->row_to[i] = among(w, 2) ? XW_NEVER : (int16_t)(2020 + among(w, YEARS));
        w->s.catchments.count = i + 1;
    }
}

static void invent(struct world *w, uint64_t seed)
{
    *w = (struct world){ .random = seed };
    ck_assert_int_eq(xw_arena_init(&w->keep, 1 << 22), XW_OK);
    ck_assert_int_eq(xw_arena_init(&w->scratch, 1 << 22), XW_OK);
    for (int32_t d = 0; d < SCHOOLS; d++) {
        w->school[d] = d;
        w->sector[d] = among(w, 4) == 0 ? XW_PRIVATE : XW_PUBLIC;
        w->boarding[d] = among(w, 4) == 0;
        for (int32_t y = 0; y < YEARS; y++) {
            bool changes = y == 0 || among(w, 3) == 0;
            w->open[d * YEARS + y] = changes ? among(w, 3) > 0 : w->open[d * YEARS + y - 1];
            w->site[d * YEARS + y] = changes ? among(w, SITES) : w->site[d * YEARS + y - 1];
        }
    }
    for (int32_t i = 0; i < ZONES * SITES; i++)
        w->way_m[i] = 100 * among(w, 6);
    w->s.zones.count = ZONES;
    w->s.tiers.codes = TIERS;
    w->s.stages.count = 1;
    w->s.schools.count = SCHOOLS;
    w->s.schools.sector = w->sector;
    w->s.schools.boarding = w->boarding;
    w->s.assignment = (struct xw_assignment_rules){ .nearest = among(w, 5),
                                                    .coordination_m = 7,
                                                    .boarding_m = 350 };
    w->s.catchments = (struct xw_catchments){ .stage = w->row_stage,
                                              .zone = w->row_zone,
                                              .school = w->row_school,
                                              .from_year = w->row_from,
                                              .to_year = w->row_to,
                                              .tier = w->row_tier };
    invent_rows(w);
    w->p = (struct xw_prepared){ .scenario = &w->s,
                                 .first = 2020,
                                 .years = YEARS,
                                 .zones = ZONES,
                                 .stages = 1,
                                 .timeline = { .first = 2020,
                                               .years = YEARS,
                                               .divisions = SCHOOLS,
                                               .sites = SITES,
                                               .school = w->school,
                                               .stage_start = { 0, SCHOOLS },
                                               .open = w->open,
                                               .site = w->site },
                                 .way_m = w->way_m,
                                 .stage = w->stage };
    ck_assert_int_eq(xw_stage_years_begin(&w->keep, w->scratch, &w->p), XW_OK);
}

static void done(struct world *w)
{
    xw_arena_free(&w->scratch);
    xw_arena_free(&w->keep);
}

static bool takes_part(const struct world *w, int32_t d, int32_t year)
{
    return w->open[d * YEARS + year] && w->sector[d] != XW_PRIVATE;
}

/* Boarding schools are nobody's nearest. */
static int32_t way(const struct world *w, int32_t zone, int32_t d, int32_t year)
{
    return w->boarding[d] ? INT32_MAX : w->way_m[zone * SITES + w->site[d * YEARS + year]];
}

/* The schools of a zone by its rows, else all that are nearest: by looking at every school. */
static void slow_catchment(const struct world *w, int32_t zone, int32_t year, int32_t tier,
                           bool own[SCHOOLS])
{
    bool any = false;
    memset(own, 0, SCHOOLS * sizeof *own);
    for (int32_t i = 0; i < w->s.catchments.count; i++) {
        bool counts = w->row_zone[i] == zone && w->row_from[i] <= 2020 + year &&
                      w->row_to[i] >= 2020 + year && takes_part(w, w->row_school[i], year) &&
                      (tier == XW_NONE || w->row_tier[i] == XW_NONE || w->row_tier[i] == tier);
        if (counts) own[w->row_school[i]] = any = true;
    }
    int32_t least = INT32_MAX;
    for (int32_t d = 0; d < SCHOOLS && !any; d++)
        if (takes_part(w, d, year) && way(w, zone, d, year) < least) least = way(w, zone, d, year);
    for (int32_t d = 0; d < SCHOOLS && !any; d++)
        own[d] = takes_part(w, d, year) && way(w, zone, d, year) == least;
}

static void assert_catchment(const struct world *w, const struct xw_catchment_year *c, int32_t year,
                             int32_t tier)
{
    for (int32_t z = 0; z < ZONES; z++) {
        bool own[SCHOOLS];
        int32_t i = c->start[z];
        slow_catchment(w, z, year, tier, own);
        for (int32_t d = 0; d < SCHOOLS; d++) {
            if (!own[d]) continue;
            ck_assert_int_lt(i, c->start[z + 1]);
            ck_assert_int_eq(c->division[i++], d);
        }
        ck_assert_int_eq(i, c->start[z + 1]);
    }
}

/* Take the nearest one so many times, of equal ways the lower one. */
static void slow_arcs(const struct world *w, int32_t zone, int32_t year, bool listed[SCHOOLS])
{
    bool taken[SCHOOLS] = { false };
    slow_catchment(w, zone, year, XW_NONE, listed);
    for (int32_t k = 0; k < w->s.assignment.nearest; k++) {
        int32_t best = XW_NONE;
        for (int32_t d = 0; d < SCHOOLS; d++)
            if (takes_part(w, d, year) && !w->boarding[d] && !taken[d] &&
                (best == XW_NONE || way(w, zone, d, year) < way(w, zone, best, year)))
                best = d;
        if (best != XW_NONE) taken[best] = listed[best] = true;
    }
    for (int32_t d = 0; d < SCHOOLS; d++)
        listed[d] |= takes_part(w, d, year) && w->boarding[d];
}

static void assert_arcs(const struct world *w, const struct xw_seating_arcs *arcs, int32_t year)
{
    int32_t a = 0;
    for (int32_t z = 0; z < ZONES; z++) {
        bool listed[SCHOOLS], own[SCHOOLS];
        slow_arcs(w, z, year, listed);
        slow_catchment(w, z, year, XW_NONE, own);
        for (int32_t d = 0; d < SCHOOLS; d++) {
            if (!listed[d]) continue;
            ck_assert_int_lt(a, arcs->count);
            ck_assert_int_eq(arcs->zone[a], z);
            ck_assert_int_eq(arcs->division[a], d);
            ck_assert_int_eq(arcs->cost_m[a],
                             w->boarding[d] ? 350 : way(w, z, d, year) + (own[d] ? 0 : 7));
            ck_assert_int_eq(arcs->reason[a], w->boarding[d] ? XW_REASON_BOARDING
                                              : own[d]       ? XW_REASON_CATCHMENT
                                                             : XW_REASON_COORDINATION);
            a++;
        }
    }
    ck_assert_int_eq(a, arcs->count);
}

static void assert_years(const struct world *w)
{
    for (int32_t y = 0; y < YEARS; y++) {
        const struct xw_stage_year *of = &w->p.stage[y];
        assert_catchment(w, &of->catchment, y, XW_NONE);
        for (int32_t t = 0; t < TIERS && of->of_tier != NULL; t++)
            assert_catchment(w, &of->of_tier[t], y, t);
        assert_arcs(w, &of->arcs, y);
    }
}

START_TEST(years_are_those_of_a_slow_search)
{
    for (uint64_t seed = 1; seed <= 250; seed++) {
        struct world w;
        invent(&w, seed);
        ck_assert_int_eq(xw_stage_years_draw(&w.keep, w.scratch, NULL, &w.p, 0, 0), XW_OK);
        assert_years(&w);
        done(&w);
    }
}
END_TEST

/* The schools of another history: each opens some years later. */
START_TEST(shared_years_are_right_as_well)
{
    int32_t shared = 0, earlier = 0, drawn = 0;
    for (uint64_t seed = 1; seed <= 250; seed++) {
        struct world w, late;
        invent(&w, seed);
        invent(&late, seed);
        ck_assert_int_eq(xw_stage_years_draw(&w.keep, w.scratch, NULL, &w.p, 0, 0), XW_OK);
        int32_t by = among(&late, 3);
        for (int32_t d = 0; d < SCHOOLS; d++) {
            int32_t own = among(&late, 4) == 0 ? among(&late, 3) : by;
            for (int32_t y = YEARS - 1; y >= 0; y--) {
                int32_t was = y < own ? 0 : y - own;
                late.open[d * YEARS + y] = w.open[d * YEARS + was];
                late.site[d * YEARS + y] = w.site[d * YEARS + was];
            }
        }
        ck_assert_int_eq(xw_stage_years_draw(&late.keep, late.scratch, &w.p, &late.p, 0, 0), XW_OK);
        assert_years(&late);
        for (int32_t y = 0; y < YEARS; y++) {
            const struct xw_stage_year *of = &late.p.stage[y];
            bool same = of->arcs.zone == w.p.stage[y].arcs.zone;
            bool before = y > 0 && of->arcs.zone == w.p.stage[y - 1].arcs.zone;
            shared += same;
            earlier += before && !same;
            drawn += !same && !before;
        }
        done(&late);
        done(&w);
    }
    ck_assert_int_gt(shared, 100);
    ck_assert_int_gt(earlier, 40);
    ck_assert_int_gt(drawn, 100);
}
END_TEST

START_TEST(years_before_the_first_stay)
{
    struct world w;
    invent(&w, 5);
    ck_assert_int_eq(xw_stage_years_draw(&w.keep, w.scratch, NULL, &w.p, 0, 0), XW_OK);
    struct xw_stage_year before[2] = { w.p.stage[0], w.p.stage[1] };
    for (int32_t y = 0; y < YEARS; y++)
        w.open[3 * YEARS + y] = !w.open[3 * YEARS + y];
    w.sector[3] = XW_PUBLIC;
    ck_assert_int_eq(xw_stage_years_draw(&w.keep, w.scratch, NULL, &w.p, 0, 2), XW_OK);
    ck_assert_mem_eq(w.p.stage, before, sizeof before);
    for (int32_t y = 2; y < YEARS; y++)
        assert_arcs(&w, &w.p.stage[y].arcs, y);
    done(&w);
}
END_TEST

/* Every school of the zone's town; 0 and 4 stand in zone 0's town. */
START_TEST(a_stage_that_is_not_zoned_takes_the_schools_of_the_town)
{
    struct world w;
    int32_t town[ZONES] = { 0, 1, 1, 1, 1, 1, 1, 1, 1 };
    int32_t zone[SCHOOLS] = { 0, 1, 1, 1, 0, 1, 1 };
    invent(&w, 3);
    w.s.zones.town = town;
    w.s.schools.zone = zone;
    w.s.stages.stage[0].admission = XW_ADMISSION_TOWN;
    memset(w.boarding, 0, sizeof w.boarding);
    memset(w.sector, XW_PUBLIC, sizeof w.sector);
    memset(w.open, 1, sizeof w.open);
    ck_assert_int_eq(xw_stage_years_begin(&w.keep, w.scratch, &w.p), XW_OK);
    ck_assert_int_eq(xw_stage_years_draw(&w.keep, w.scratch, NULL, &w.p, 0, 0), XW_OK);
    const struct xw_catchment_year *c = &w.p.stage[0].catchment;
    ck_assert_int_eq(c->start[1], 2);
    ck_assert_int_eq(c->division[0], 0);
    ck_assert_int_eq(c->division[1], 4);
    ck_assert_int_eq(c->start[2], 7);
    done(&w);
}
END_TEST

START_TEST(memory_is_needed)
{
    struct world w;
    invent(&w, 2);
    struct xw_arena small;
    ck_assert_int_eq(xw_arena_init(&small, 128), XW_OK);
    ck_assert_int_eq(xw_stage_years_draw(&small, w.scratch, NULL, &w.p, 0, 0), XW_NO_MEMORY);
    ck_assert_int_eq(xw_stage_years_draw(&w.keep, small, NULL, &w.p, 0, 0), XW_NO_MEMORY);
    ck_assert_int_eq(xw_stage_years_begin(&small, w.scratch, &w.p), XW_NO_MEMORY);
    xw_arena_free(&small);
    done(&w);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_test(c, a_stage_that_is_not_zoned_takes_the_schools_of_the_town);
    tcase_add_test(c, years_before_the_first_stay);
    return c;
}

static TCase *laws(void)
{
    TCase *c = tcase_create("laws");
    tcase_add_test(c, years_are_those_of_a_slow_search);
    tcase_add_test(c, shared_years_are_right_as_well);
    return c;
}

static TCase *limits(void)
{
    TCase *c = tcase_create("limits");
    tcase_add_test(c, memory_is_needed);
    return c;
}

UNIT_MAIN("stage_years", known_answers(), laws(), limits())
