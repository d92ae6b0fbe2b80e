#include "xuewei/acceptance.h"
#include "networks.h"
#include <math.h>
#include <string.h>

enum { MOST_PUPILS = 8, MOST_SCHOOLS = 8, MOST_BLOCKS = 16 };

/* A market as a test writes it down: lists and priorities by rank. */
struct market {
    int32_t pupils, schools, blocks;
    int32_t listed[MOST_PUPILS];             /* length of the list */
    int32_t list[MOST_PUPILS][MOST_SCHOOLS]; /* schools, best first */
    int32_t open[MOST_SCHOOLS][MOST_PUPILS]; /* priority of a pupil */
    int32_t reserved[MOST_SCHOOLS][MOST_PUPILS];
    uint64_t number[MOST_PUPILS];
    int32_t school[MOST_BLOCKS], places[MOST_BLOCKS];
    uint8_t kind[MOST_BLOCKS];
};

/* got: the school of each pupil, or -1. */
static void place(const struct market *m, int32_t *got)
{
    enum { MOST = MOST_PUPILS * MOST_SCHOOLS };
    ptrdiff_t start[MOST_PUPILS + 1] = { 0 }, entry[MOST_PUPILS];
    int32_t school[MOST], open[MOST], reserved[MOST];
    for (int32_t p = 0; p < m->pupils; p++) {
        start[p + 1] = start[p];
        for (int32_t r = 0; r < m->listed[p]; r++) {
            ptrdiff_t e = start[p + 1]++;
            school[e] = m->list[p][r];
            open[e] = m->open[school[e]][p];
            reserved[e] = m->reserved[school[e]][p];
        }
    }
    struct xw_acceptance_pupils pupils = { m->pupils, start, school, open, reserved, m->number };
    struct xw_acceptance_seats seats = { m->blocks, m->school, m->places, m->kind };
    ck_assert_int_eq(xw_acceptance_place(scratch, m->schools, &pupils, &seats, entry, NULL), XW_OK);
    for (int32_t p = 0; p < m->pupils; p++) {
        ck_assert(entry[p] == -1 || (entry[p] >= start[p] && entry[p] < start[p + 1]));
        got[p] = entry[p] == -1 ? -1 : school[entry[p]];
    }
}

/* What a school would choose from the pupils of a set, found by looking for the best one at a time. */
static unsigned chosen(const struct market *m, int32_t school, unsigned asking)
{
    unsigned held = 0;
    for (int32_t b = 0; b < m->blocks; b++) {
        if (m->school[b] != school) continue;
        for (int32_t k = 0; k < m->places[b] && asking != 0; k++) {
            int32_t best = -1;
            for (int32_t p = 0; p < m->pupils; p++) {
                if (!(asking >> p & 1)) continue;
                const int32_t *rank =
                    m->kind[b] == XW_SEATS_RESERVED ? m->reserved[school] : m->open[school];
                if (best < 0 || rank[p] < rank[best] ||
                    (rank[p] == rank[best] && m->number[p] < m->number[best]))
                    best = p;
            }
            held |= 1u << best;
            asking &= ~(1u << best);
        }
    }
    return held;
}

/* The place of a school in a pupil's list; having none comes last. */
static int32_t rank_of(const struct market *m, int32_t pupil, int32_t school)
{
    for (int32_t r = 0; r < m->listed[pupil]; r++)
        if (m->list[pupil][r] == school) return r;
    return school < 0 ? m->listed[pupil] : INT32_MAX;
}

static bool stable(const struct market *m, const int32_t *at)
{
    for (int32_t s = 0; s < m->schools; s++) {
        unsigned has = 0;
        for (int32_t p = 0; p < m->pupils; p++)
            if (at[p] == s) has |= 1u << p;
        if (chosen(m, s, has) != has) return false;
        for (int32_t p = 0; p < m->pupils; p++)
            if (rank_of(m, p, s) < rank_of(m, p, at[p]) && (chosen(m, s, has | 1u << p) >> p & 1))
                return false;
    }
    return true;
}

/* Calls for every stable placement; returns how many there are. */
static int32_t each_stable(const struct market *m,
                           void (*see)(const struct market *, const int32_t *, const int32_t *),
                           const int32_t *with)
{
    int32_t at[MOST_PUPILS], digit[MOST_PUPILS] = { 0 }, count = 0;
    for (;;) {
        for (int32_t p = 0; p < m->pupils; p++)
            at[p] = digit[p] < m->listed[p] ? m->list[p][digit[p]] : -1;
        if (stable(m, at)) {
            count++;
            if (see != NULL) see(m, at, with);
        }
        int32_t p = 0;
        while (p < m->pupils && ++digit[p] > m->listed[p])
            digit[p++] = 0;
        if (p == m->pupils) return count;
    }
}

static void no_better(const struct market *m, const int32_t *at, const int32_t *got)
{
    for (int32_t p = 0; p < m->pupils; p++)
        ck_assert_int_le(rank_of(m, p, got[p]), rank_of(m, p, at[p]));
}

/* One seat a school, complete lists; the schools' orders are given best first. */
static struct market marriage(int32_t n, const int32_t (*list)[MOST_SCHOOLS],
                              const int32_t (*order)[MOST_PUPILS])
{
    struct market m = { .pupils = n, .schools = n, .blocks = n };
    for (int32_t i = 0; i < n; i++) {
        m.listed[i] = n;
        m.number[i] = (uint64_t)i;
        m.school[i] = i;
        m.places[i] = 1;
        for (int32_t r = 0; r < n; r++) {
            m.list[i][r] = list[i][r] - 1;
            m.open[i][order[i][r] - 1] = r;
        }
    }
    memcpy(m.reserved, m.open, sizeof m.open);
    return m;
}

/* Published examples; "stable" counts all stable placements (0 = not counted here: 9^8
 * placements would have to be tried). */
static const struct {
    const char *name;
    int32_t n, stable;
    int32_t list[MOST_PUPILS][MOST_SCHOOLS], order[MOST_SCHOOLS][MOST_PUPILS];
    int32_t school[MOST_PUPILS];
} published[] = {
    /* Gale and Shapley 1962, example 1: every suitor has the first of the list. */
    { "Gale and Shapley, example 1",
      3,
      3,
      { { 1, 2, 3 }, { 2, 3, 1 }, { 3, 1, 2 } },
      { { 2, 3, 1 }, { 3, 1, 2 }, { 1, 2, 3 } },
      { 1, 2, 3 } },
    /* The same with schools asking: the other end of the lattice. */
    { "Gale and Shapley, example 1, turned round",
      3,
      3,
      { { 2, 3, 1 }, { 3, 1, 2 }, { 1, 2, 3 } },
      { { 1, 2, 3 }, { 2, 3, 1 }, { 3, 1, 2 } },
      { 2, 3, 1 } },
    /* Knuth's lattice of ten: Roth and Sotomayor 1990, Two-sided matching, example 2.17. */
    { "ten stable matchings",
      4,
      10,
      { { 1, 2, 3, 4 }, { 2, 1, 4, 3 }, { 3, 4, 1, 2 }, { 4, 3, 2, 1 } },
      { { 4, 3, 2, 1 }, { 3, 4, 1, 2 }, { 2, 1, 4, 3 }, { 1, 2, 3, 4 } },
      { 1, 2, 3, 4 } },
    /* Abdulkadiroglu and Sonmez 2003, example 1: stable, though pupils 1 and 2 would rather swap. */
    { "school choice",
      3,
      1,
      { { 2, 1, 3 }, { 1, 2, 3 }, { 1, 2, 3 } },
      { { 1, 3, 2 }, { 2, 1, 3 }, { 2, 1, 3 } },
      { 1, 2, 3 } },
    /* Gusfield and Irving 1989, The stable marriage problem, the example of size 8. */
    { "eight and eight",
      8,
      0,
      { { 5, 7, 1, 2, 6, 8, 4, 3 },
        { 2, 3, 7, 5, 4, 1, 8, 6 },
        { 8, 5, 1, 4, 6, 2, 3, 7 },
        { 3, 2, 7, 4, 1, 6, 8, 5 },
        { 7, 2, 5, 1, 3, 6, 8, 4 },
        { 1, 6, 7, 5, 8, 4, 2, 3 },
        { 2, 5, 7, 6, 3, 4, 8, 1 },
        { 3, 8, 4, 5, 7, 2, 6, 1 } },
      { { 5, 3, 7, 6, 1, 2, 8, 4 },
        { 8, 6, 3, 5, 7, 2, 1, 4 },
        { 1, 5, 6, 2, 4, 8, 7, 3 },
        { 8, 7, 3, 2, 4, 1, 5, 6 },
        { 6, 4, 7, 3, 8, 1, 2, 5 },
        { 2, 8, 5, 3, 4, 6, 7, 1 },
        { 7, 5, 2, 1, 8, 6, 4, 3 },
        { 7, 4, 1, 5, 2, 3, 6, 8 } },
      { 5, 3, 8, 6, 7, 1, 2, 4 } },
};

START_TEST(published_markets_come_out)
{
    struct market m = marriage(published[_i].n, published[_i].list, published[_i].order);
    int32_t got[MOST_PUPILS];
    place(&m, got);
    for (int32_t p = 0; p < m.pupils; p++)
        ck_assert_msg(got[p] == published[_i].school[p] - 1, "%s: pupil %d: school %d",
                      published[_i].name, p + 1, got[p] + 1);
    ck_assert(stable(&m, got));
    if (published[_i].stable > 0)
        ck_assert_int_eq(each_stable(&m, no_better, got), published[_i].stable);
}
END_TEST

/* Boston's two orders: 100 seats, half of them for the walk zone; 100 pupils of the zone and 100 others
 * with numbers in turn. Returns how many of the zone get one. */
static int32_t of_the_walk_zone(int32_t blocks, const int32_t *places, const uint8_t *kind)
{
    enum { PUPILS = 200 };
    static ptrdiff_t start[PUPILS + 1], entry[PUPILS];
    static int32_t school[PUPILS], reserved[PUPILS];
    static uint64_t number[PUPILS];
    const int32_t at[2] = { 0, 0 };
    for (int32_t p = 0; p < PUPILS; p++) {
        start[p + 1] = p + 1;
        number[p] = (uint64_t)p;
        reserved[p] = p % 2; /* even ones live in the zone */
    }
    struct xw_acceptance_pupils pupils = { PUPILS, start, school, NULL, reserved, number };
    struct xw_acceptance_seats seats = { blocks, at, places, kind };
    ck_assert_int_eq(xw_acceptance_place(scratch, 1, &pupils, &seats, entry, NULL), XW_OK);
    int32_t zone = 0, all = 0;
    for (int32_t p = 0; p < PUPILS; p++) {
        all += entry[p] >= 0;
        zone += entry[p] >= 0 && p % 2 == 0;
    }
    ck_assert_int_eq(all, 100);
    return zone;
}

START_TEST(precedence_counts_as_much_as_the_reserve)
{
    const uint8_t open_first[] = { XW_SEATS_OPEN, XW_SEATS_RESERVED };
    const uint8_t reserve_first[] = { XW_SEATS_RESERVED, XW_SEATS_OPEN };
    const int32_t half[] = { 50, 50 }, all[] = { 100 };
    ck_assert_int_eq(of_the_walk_zone(1, all, open_first), 50); /* no reserve at all */
    /* The reserve goes to the zone's 50 best numbers, and the other 50 lose to everybody else. */
    ck_assert_int_eq(of_the_walk_zone(2, half, reserve_first), 50);
    /* 25 of the zone win open seats, and 50 more the reserve. */
    ck_assert_int_eq(of_the_walk_zone(2, half, open_first), 75);
    ck_assert_int_eq(of_the_walk_zone(1, all, reserve_first), 100);
}
END_TEST

START_TEST(priority_is_by_tier_then_sibling_then_zone)
{
    int32_t last = -1;
    for (int32_t tier = 0; tier < 3; tier++)
        for (int i = 0; i < 4; i++) {
            int32_t now = xw_acceptance_priority(tier, i < 2, i % 2 == 0);
            ck_assert_int_gt(now, last);
            last = now;
        }
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_checked_fixture(c, open_arenas, close_arenas);
    tcase_add_loop_test(c, published_markets_come_out, 0, sizeof published / sizeof *published);
    tcase_add_test(c, precedence_counts_as_much_as_the_reserve);
    tcase_add_test(c, priority_is_by_tier_then_sibling_then_zone);
    return c;
}

/* Few schools, short lists, ties in priority, blocks of both kinds and schools without seats. */
static struct market draw_market(uint64_t seed)
{
    uint64_t r = seed;
    struct market m = { .pupils = (int32_t)between(&r, 1, 5),
                        .schools = (int32_t)between(&r, 1, 3) };
    for (int32_t p = 0; p < m.pupils; p++) {
        m.number[p] = next_random(&r);
        for (int32_t s = 0; s < m.schools; s++) {
            m.open[s][p] = (int32_t)between(&r, 0, 2);
            m.reserved[s][p] = (int32_t)between(&r, 0, 1);
            if (between(&r, 0, 4) == 0) continue;
            int32_t at = (int32_t)between(&r, 0, m.listed[p]);
            memmove(&m.list[p][at + 1], &m.list[p][at],
                    (size_t)(m.listed[p]++ - at) * sizeof(int32_t));
            m.list[p][at] = s;
        }
    }
    for (int32_t s = 0; s < m.schools; s++)
        for (int64_t b = between(&r, 0, 3); b > 0; b--) {
            m.school[m.blocks] = s;
            m.places[m.blocks] = (int32_t)between(&r, 0, 2);
            m.kind[m.blocks++] = (uint8_t)between(&r, 0, 1);
        }
    return m;
}

START_TEST(the_best_of_the_stable_placements)
{
    struct market m = draw_market((uint64_t)_i);
    int32_t got[MOST_PUPILS];
    place(&m, got);
    ck_assert(stable(&m, got));
    ck_assert_int_ge(each_stable(&m, no_better, got), 1);
}
END_TEST

/* Every list that a pupil could hand in instead: none gets a better school. */
START_TEST(no_untrue_list_pays)
{
    struct market m = draw_market((uint64_t)_i + 1000);
    int32_t got[MOST_PUPILS], other[MOST_PUPILS];
    place(&m, got);
    for (int32_t p = 0; p < m.pupils; p++) {
        for (int32_t code = 0; code < 64; code++) { /* three schools or none, in base 4 */
            struct market lie = m;
            unsigned used = 0;
            lie.listed[p] = 0;
            for (int32_t rest = code; rest > 0; rest /= 4) {
                int32_t s = rest % 4 - 1;
                if (s < 0 || s >= m.schools || (used >> s & 1)) continue;
                used |= 1u << s;
                lie.list[p][lie.listed[p]++] = s;
            }
            place(&lie, other);
            ck_assert_int_ge(rank_of(&m, p, other[p]), rank_of(&m, p, got[p]));
        }
    }
}
END_TEST

START_TEST(order_of_pupils_does_not_matter)
{
    struct market m = draw_market((uint64_t)_i + 2000), turned = m;
    int32_t got[MOST_PUPILS], other[MOST_PUPILS], n = m.pupils;
    for (int32_t p = 0; p < n; p++) {
        turned.listed[n - 1 - p] = m.listed[p];
        turned.number[n - 1 - p] = m.number[p];
        memcpy(turned.list[n - 1 - p], m.list[p], sizeof m.list[p]);
        for (int32_t s = 0; s < m.schools; s++) {
            turned.open[s][n - 1 - p] = m.open[s][p];
            turned.reserved[s][n - 1 - p] = m.reserved[s][p];
        }
    }
    place(&m, got);
    place(&turned, other);
    for (int32_t p = 0; p < n; p++)
        ck_assert_int_eq(got[p], other[n - 1 - p]);
}
END_TEST

/* A district's size: 12,000 pupils, 60 schools, and 11,000 seats. */
START_TEST(a_district_is_placed)
{
    enum { PUPILS = 12000, SCHOOLS = 60, LISTED = 20 };
    static ptrdiff_t start[PUPILS + 1], entry[PUPILS];
    static int32_t school[PUPILS * LISTED], places[SCHOOLS], at[SCHOOLS], taken[SCHOOLS];
    static uint64_t number[PUPILS];
    static uint8_t kind[SCHOOLS];
    uint64_t r = 3;
    for (int32_t s = 0; s < SCHOOLS; s++) {
        at[s] = s;
        places[s] = PUPILS * 11 / 12 / SCHOOLS;
    }
    for (int32_t p = 0; p < PUPILS; p++) {
        start[p + 1] = start[p] + LISTED;
        number[p] = next_random(&r);
        int64_t first = between(&r, 0, 29) + between(&r, 0, 30);
        for (int32_t k = 0; k < LISTED; k++)
            school[start[p] + k] = (int32_t)((first + 7 * k) % SCHOOLS);
    }
    struct xw_acceptance_pupils pupils = { PUPILS, start, school, NULL, NULL, number };
    struct xw_acceptance_seats seats = { SCHOOLS, at, places, kind };
    int32_t rounds = 0, placed = 0;
    struct xw_arena large;
    ck_assert_int_eq(xw_arena_init(&large, 1 << 28), XW_OK);
    ck_assert_int_eq(xw_acceptance_place(large, SCHOOLS, &pupils, &seats, entry, &rounds), XW_OK);
    xw_arena_free(&large);
    for (int32_t p = 0; p < PUPILS; p++)
        if (entry[p] >= 0) {
            placed++;
            taken[school[entry[p]]]++;
        }
    for (int32_t s = 0; s < SCHOOLS; s++)
        ck_assert_int_le(taken[s], places[s]);
    /* Whoever is left has been turned away by full schools alone. */
    for (int32_t p = 0; p < PUPILS; p++)
        for (ptrdiff_t e = start[p]; e < (entry[p] >= 0 ? entry[p] : start[p + 1]); e++)
            ck_assert_int_eq(taken[school[e]], places[school[e]]);
    ck_assert_int_gt(rounds, 1);
    ck_assert_int_gt(placed, PUPILS / 2);
}
END_TEST

/* The share of pupils who like a school best is that of the logit. */
START_TEST(likings_are_a_logit)
{
    enum { PUPILS = 20000 };
    static int32_t list[PUPILS * 3], back[PUPILS * 3];
    const double way_m[] = { 500, 1500, 800 }, quality[] = { 0, 1.2, -0.5 };
    const double way_back[] = { 800, 1500, 500 }, quality_back[] = { -0.5, 1.2, 0 };
    const uint32_t entity[] = { 11, 22, 33 }, entity_back[] = { 33, 22, 11 };
    struct xw_acceptance_options options = { 3, way_m, quality, entity };
    struct xw_acceptance_options turned = { 3, way_back, quality_back, entity_back };
    struct xw_lottery lottery = { gsl_rng_alloc(xw_rng_philox), { .seed = 5, .component = 60 } };
    struct xw_arena large;
    ck_assert_int_eq(xw_arena_init(&large, 1 << 26), XW_OK);
    ck_assert_int_eq(xw_acceptance_prefer(large, &lottery, 0.001, PUPILS, &options, list), XW_OK);
    ck_assert_int_eq(xw_acceptance_prefer(large, &lottery, 0.001, PUPILS, &turned, back), XW_OK);
    xw_arena_free(&large);
    gsl_rng_free(lottery.rng);
    double e[3], sum = 0, count[3] = { 0 };
    for (int o = 0; o < 3; o++)
        sum += e[o] = exp(quality[o] - 0.001 * way_m[o]);
    for (int32_t p = 0; p < PUPILS; p++) {
        count[list[3 * p]]++;
        ck_assert_int_eq(list[3 * p] + list[3 * p + 1] + list[3 * p + 2], 3);
        for (int r = 0; r < 3; r++)
            ck_assert_int_eq(list[3 * p + r], 2 - back[3 * p + r]);
    }
    for (int o = 0; o < 3; o++) {
        double share = e[o] / sum;
        ck_assert_double_eq_tol(count[o] / PUPILS, share, 5 * sqrt(share * (1 - share) / PUPILS));
    }
}
END_TEST

static TCase *laws(void)
{
    TCase *c = tcase_create("laws");
    tcase_add_checked_fixture(c, open_arenas, close_arenas);
    tcase_add_loop_test(c, the_best_of_the_stable_placements, 0, 400);
    tcase_add_loop_test(c, no_untrue_list_pays, 0, 100);
    tcase_add_loop_test(c, order_of_pupils_does_not_matter, 0, 100);
    tcase_add_test(c, a_district_is_placed);
    tcase_add_test(c, likings_are_a_logit);
    return c;
}

static const struct {
    const char *name;
    int32_t schools, pupils, blocks;
    ptrdiff_t start[2];
    int32_t list[2], block_school[2], places;
    uint8_t kind;
    enum xw_status want;
} refused[] = {
    { "good", 2, 1, 2, { 0, 2 }, { 0, 1 }, { 0, 1 }, 1, XW_SEATS_OPEN, XW_OK },
    { "nobody", 0, 0, 0, { 0, 0 }, { 0, 0 }, { 0, 0 }, 0, XW_SEATS_OPEN, XW_OK },
    { "schools below zero", -1, 1, 2, { 0, 2 }, { 0, 1 }, { 0, 1 }, 1, 0, XW_OUT_OF_RANGE },
    { "pupils below zero", 2, -1, 2, { 0, 2 }, { 0, 1 }, { 0, 1 }, 1, 0, XW_OUT_OF_RANGE },
    { "blocks below zero", 2, 1, -2, { 0, 2 }, { 0, 1 }, { 0, 1 }, 1, 0, XW_OUT_OF_RANGE },
    { "lists that start late", 2, 1, 2, { 1, 2 }, { 0, 1 }, { 0, 1 }, 1, 0, XW_OUT_OF_RANGE },
    { "a list of less than nothing",
      2,
      1,
      2,
      { 0, -1 },
      { 0, 1 },
      { 0, 1 },
      1,
      0,
      XW_OUT_OF_RANGE },
    { "no such school", 2, 1, 2, { 0, 2 }, { 0, 2 }, { 0, 1 }, 1, 0, XW_OUT_OF_RANGE },
    { "a school twice", 2, 1, 2, { 0, 2 }, { 1, 1 }, { 0, 1 }, 1, 0, XW_OUT_OF_RANGE },
    { "seats of no school", 2, 1, 2, { 0, 2 }, { 0, 1 }, { 0, 2 }, 1, 0, XW_OUT_OF_RANGE },
    { "blocks in disorder", 2, 1, 2, { 0, 2 }, { 0, 1 }, { 1, 0 }, 1, 0, XW_OUT_OF_RANGE },
    { "seats below zero", 2, 1, 2, { 0, 2 }, { 0, 1 }, { 0, 1 }, -1, 0, XW_NEGATIVE },
    { "no such kind", 2, 1, 2, { 0, 2 }, { 0, 1 }, { 0, 1 }, 1, 2, XW_OUT_OF_RANGE },
};

START_TEST(refusals_leave_the_result)
{
    ptrdiff_t entry[1] = { -7 };
    const uint64_t number[1] = { 0 };
    const int32_t places[2] = { refused[_i].places, 1 };
    const uint8_t kind[2] = { refused[_i].kind, 0 };
    int32_t rounds = -7;
    struct xw_acceptance_pupils pupils = {
        refused[_i].pupils, refused[_i].start, refused[_i].list, NULL, NULL, number
    };
    struct xw_acceptance_seats seats = { refused[_i].blocks, refused[_i].block_school, places,
                                         kind };
    ck_assert_msg(xw_acceptance_place(scratch, refused[_i].schools, &pupils, &seats, entry,
                                      &rounds) == refused[_i].want,
                  "%s", refused[_i].name);
    if (refused[_i].want != XW_OK) ck_assert(entry[0] == -7 && rounds == -7);
}
END_TEST

START_TEST(likings_are_refused)
{
    int32_t list[1] = { -7 };
    const double way_m[] = { INFINITY };
    const uint32_t entity[] = { 1 };
    struct xw_acceptance_options options = { 1, way_m, NULL, entity };
    struct xw_lottery lottery = { gsl_rng_alloc(xw_rng_philox), { .seed = 5 } };
    ck_assert_int_eq(xw_acceptance_prefer(scratch, &lottery, 1, 1, &options, list), XW_NOT_FINITE);
    ck_assert_int_eq(xw_acceptance_prefer(scratch, &lottery, NAN, 1, &options, list),
                     XW_NOT_FINITE);
    ck_assert_int_eq(xw_acceptance_prefer(scratch, &lottery, 1, -1, &options, list), XW_NEGATIVE);
    options.count = -1;
    ck_assert_int_eq(xw_acceptance_prefer(scratch, &lottery, 1, 1, &options, list),
                     XW_OUT_OF_RANGE);
    ck_assert_int_eq(list[0], -7);
    gsl_rng_free(lottery.rng);
}
END_TEST

static TCase *refusals(void)
{
    TCase *c = tcase_create("refusals");
    tcase_add_checked_fixture(c, open_arenas, close_arenas);
    tcase_add_loop_test(c, refusals_leave_the_result, 0, sizeof refused / sizeof *refused);
    tcase_add_test(c, likings_are_refused);
    return c;
}

UNIT_MAIN("acceptance", known_answers(), laws(), refusals())
