/* The projection against a second one that is slow and plain: person groups in long double, one
 * idea a function, no columns. And laws that hold for any rates. */
#include "xuewei/projection.h"
#include "unit.h"
#include <math.h>
#include <string.h>

enum { ZONES = 21, AGES = 23, CELLS = ZONES * XW_SEXES * AGES, ROUNDS = 400 };

/* A step sums at most a few hundred positive numbers of 53 bits. */
#define CLOSE 1e-12

/* Some ten thousand people may come and go where one is left: each of some hundred roundings is as
 * large as 2^-53 of them. */
#define BALANCED 1e-10

typedef long double people[ZONES][XW_SEXES][AGES];

struct slow {
    int zones;
    const struct xw_step_rates *r;
    people start, end, limited;
    long double births[ZONES][XW_SEXES], deaths[ZONES][XW_SEXES], migrants[ZONES][XW_SEXES];
    long double not_taken[ZONES][XW_SEXES];
    long double all[ZONES], everyone;
};

/* splitmix64: Steele, Lea and Flood 2014. Enough for cases that only need to be varied. */
static double uniform(uint64_t *state)
{
    uint64_t z = (*state += 0x9e3779b97f4a7c15u);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return (double)((z ^ (z >> 31)) >> 11) * 0x1p-53;
}

static long double table(const double *value, int places, int z, int sexes, int x, int a)
{
    return value[((places == 1 ? 0 : z) * sexes + x) * AGES + a];
}

static void slow_move_one(struct slow *s, people where, int z, int x, int a, long double asked)
{
    long double taken = asked;
    if (where[z][x][a] + asked < 0) {
        taken = -where[z][x][a];
        s->not_taken[z][x] += taken - asked;
        s->limited[z][x][a] = 1;
    }
    where[z][x][a] += taken;
    s->migrants[z][x] += taken;
}

static void slow_move(struct slow *s, people where, int from, int to, long double part)
{
    const struct xw_step_rates *r = s->r;
    if (r->migration == NULL) return;
    for (int x = 0; x < XW_SEXES; x++) {
        for (int a = from; a < to; a++) {
            long double peers = 0;
            for (int z = 0; z < s->zones; z++)
                peers += where[z][x][a];
            for (int z = 0; z < s->zones; z++) {
                long double net =
                    part * r->width * table(r->migration, r->migration_places, z, 2, x, a);
                if (r->migration_is_rate)
                    net *= where[z][x][a];
                else if (r->migration_places == 1 && peers > 0)
                    net *= where[z][x][a] / peers;
                else if (r->migration_places == 1 && s->everyone > 0)
                    net *= s->all[z] / s->everyone;
                else if (r->migration_places == 1)
                    net /= s->zones;
                /* peers were counted before anyone moved, and a cell is moved once. */
                slow_move_one(s, where, z, x, a, net);
            }
        }
    }
}

static void slow_survive(struct slow *s)
{
    const struct xw_step_rates *r = s->r;
    for (int z = 0; z < s->zones; z++)
        for (int x = 0; x < XW_SEXES; x++)
            for (int a = 0; a < AGES; a++) {
                int older = a + 1 < AGES ? a + 1 : a;
                long double share = table(r->survival, r->mortality_places, z, 2, x, older);
                s->end[z][x][older] += s->start[z][x][a] * share;
                s->deaths[z][x] += s->start[z][x][a] - s->start[z][x][a] * share;
            }
}

static void slow_bear(struct slow *s)
{
    const struct xw_step_rates *r = s->r;
    long double schedule[ZONES] = { 0 }, total = 0;
    for (int z = 0; z < s->zones; z++) {
        for (int a = 0; a < AGES; a++)
            schedule[z] += table(r->fertility, r->fertility_places, z, 1, 0, a) *
                           (s->start[z][XW_FEMALE][a] + s->end[z][XW_FEMALE][a]) / 2;
        schedule[z] *= r->width;
        total += schedule[z];
    }
    for (int z = 0; z < s->zones; z++) {
        long double b = schedule[z];
        if (!isnan(r->known_births)) {
            if (total > 0)
                b = schedule[z] * r->known_births / total;
            else if (s->everyone > 0)
                b = s->all[z] * r->known_births / s->everyone;
            else
                b = (long double)r->known_births / s->zones;
        }
        s->births[z][XW_MALE] = b * r->males_per_female / (1 + r->males_per_female);
        s->births[z][XW_FEMALE] = b - s->births[z][XW_MALE];
        for (int x = 0; x < XW_SEXES; x++) {
            long double live =
                s->births[z][x] * table(r->survival, r->mortality_places, z, 2, x, 0);
            s->end[z][x][0] = live;
            s->deaths[z][x] += s->births[z][x] - live;
        }
    }
}

static void slow_step(struct slow *s, int zones, const struct xw_step_rates *r, const double *now)
{
    memset(s, 0, sizeof *s);
    s->zones = zones;
    s->r = r;
    for (int z = 0; z < zones; z++)
        for (int x = 0; x < XW_SEXES; x++)
            for (int a = 0; a < AGES; a++) {
                s->start[z][x][a] = now[(z * XW_SEXES + x) * AGES + a];
                s->all[z] += s->start[z][x][a];
                s->everyone += s->start[z][x][a];
            }
    bool even = r->timing == XW_MIGRATION_EVEN;
    if (even) slow_move(s, s->start, 0, AGES, 0.5L);
    slow_survive(s);
    if (even) slow_move(s, s->end, 1, AGES, 0.5L);
    slow_bear(s);
    slow_move(s, s->end, 0, even ? 1 : AGES, even ? 0.5L : 1.0L);
}

/* A random world: each choice of the header in turn, some cells and some zones empty. */
struct world {
    struct xw_arena scratch;
    double fertility[ZONES * AGES], survival[CELLS], migration[CELLS], now[CELLS], next[CELLS];
    double births[ZONES * XW_SEXES], deaths[ZONES * XW_SEXES], migrants[ZONES * XW_SEXES];
    double not_taken[ZONES * XW_SEXES];
    struct xw_step_rates rates;
    struct xw_step_events events;
    int zones;
};

static void random_world(struct world *w, int round)
{
    uint64_t state = (uint64_t)round;
    w->zones = 1 + (int)(uniform(&state) * ZONES);
    double empty = uniform(&state) < 0.3 ? 0.6 : 0.1;
    bool deserted = uniform(&state) < 0.03;
    for (int i = 0; i < CELLS; i++) {
        w->now[i] = deserted || uniform(&state) < empty ? 0.0 : 1000.0 * uniform(&state);
        w->survival[i] = uniform(&state) < 0.2 ? 1.0 : uniform(&state);
        w->migration[i] = 300.0 * (uniform(&state) - 0.5);
    }
    for (int i = 0; i < ZONES * AGES; i++)
        w->fertility[i] = i % AGES == 0 ? 0.0 : 0.3 * uniform(&state);
    if (round % 11 == 0) memset(w->fertility, 0, sizeof w->fertility);
    w->rates = (struct xw_step_rates){
        .width = round & 64 ? 5 : 1,
        .fertility_places = round & 1 ? 1 : w->zones,
        .mortality_places = round & 2 ? 1 : w->zones,
        .migration_places = round & 4 ? 1 : w->zones,
        .fertility = w->fertility,
        .survival = w->survival,
        .migration = round % 13 == 0 ? NULL : w->migration,
        .males_per_female = 2.0 * uniform(&state),
        .migration_is_rate = (round & 8) != 0,
        .timing = round & 16 ? XW_MIGRATION_EVEN : XW_MIGRATION_END,
        .known_births = round & 32 ? NAN : 5000.0 * uniform(&state),
    };
    if (w->rates.migration_is_rate)
        for (int i = 0; i < CELLS; i++)
            w->migration[i] /= 100.0; /* -1.5 .. 1.5 */
    w->events = (struct xw_step_events){ w->births, w->deaths, w->migrants, w->not_taken, 0 };
}

static void step(struct world *w)
{
    ck_assert_int_eq(xw_arena_init(&w->scratch, 1 << 20), XW_OK);
    ck_assert_int_eq(
        xw_projection_step(w->zones, AGES, &w->rates, w->now, w->scratch, w->next, &w->events),
        XW_OK);
    xw_arena_free(&w->scratch);
}

static void close_to(int round, const char *what, double got, long double want, long double size)
{
    ck_assert_msg(fabsl(got - want) <= CLOSE * fmaxl(1.0L, size),
                  "round %d: %s is %.17g, not %.17Lg", round, what, got, want);
}

START_TEST(agrees_with_the_slow_twin)
{
    static struct world w;
    static struct slow s;
    int32_t limited_in_all = 0;
    for (int round = 1; round <= ROUNDS; round++) {
        random_world(&w, round);
        step(&w);
        slow_step(&s, w.zones, &w.rates, w.now);
        long double limited = 0;
        for (int z = 0; z < w.zones; z++)
            for (int x = 0; x < XW_SEXES; x++) {
                int i = z * XW_SEXES + x;
                close_to(round, "births", w.births[i], s.births[z][x], s.births[z][x]);
                close_to(round, "deaths", w.deaths[i], s.deaths[z][x], s.deaths[z][x]);
                close_to(round, "migrants", w.migrants[i], s.migrants[z][x], 1e5L);
                close_to(round, "not taken", w.not_taken[i], s.not_taken[z][x], 1e5L);
                for (int a = 0; a < AGES; a++) {
                    long double want = s.end[z][x][a];
                    close_to(round, "people", w.next[i * AGES + a], want, want);
                    limited += s.limited[z][x][a];
                }
            }
        ck_assert_int_eq(w.events.limited, (int32_t)limited);
        limited_in_all += w.events.limited;
    }
    ck_assert_int_gt(limited_in_all, 1000); /* the cases do reach the limit */
}
END_TEST

START_TEST(people_balance_and_are_never_below_zero)
{
    static struct world w;
    for (int round = 1; round <= ROUNDS; round++) {
        random_world(&w, round);
        step(&w);
        double off = xw_projection_imbalance(w.zones, AGES, w.now, w.next, &w.events);
        ck_assert_msg(off <= BALANCED, "round %d: off by %g", round, off);
        for (int i = 0; i < w.zones * XW_SEXES * AGES; i++)
            ck_assert_double_ge(w.next[i], 0.0);
    }
}
END_TEST

/* What a district's tables do to its zones adds up to what they do to the district in one zone:
 * survival, births and shared migrants are in proportion to people. Where migration is limited it
 * is the district's people that limit it. */
START_TEST(zones_add_up_to_the_district)
{
    static struct world w, one;
    for (int round = 1; round <= ROUNDS; round++) {
        random_world(&w, round);
        w.rates.fertility_places = w.rates.mortality_places = w.rates.migration_places = 1;
        step(&w);
        one = w;
        one.zones = 1;
        one.rates.fertility = one.fertility;
        one.rates.survival = one.survival;
        if (w.rates.migration != NULL) one.rates.migration = one.migration;
        one.events =
            (struct xw_step_events){ one.births, one.deaths, one.migrants, one.not_taken, 0 };
        for (int i = 0; i < XW_SEXES * AGES; i++)
            for (int z = 1; z < w.zones; z++)
                one.now[i] += w.now[z * XW_SEXES * AGES + i];
        step(&one);
        for (int i = 0; i < XW_SEXES * AGES; i++) {
            long double sum = 0;
            for (int z = 0; z < w.zones; z++)
                sum += w.next[z * XW_SEXES * AGES + i];
            close_to(round, "the district", one.next[i], sum, sum);
        }
    }
}
END_TEST

/* Nobody dies, moves or is born: everybody is a year older. */
START_TEST(pure_ageing)
{
    static struct world w;
    random_world(&w, 7);
    for (int i = 0; i < CELLS; i++)
        w.survival[i] = 1.0;
    w.rates.migration = NULL;
    w.rates.known_births = 0.0;
    step(&w);
    for (int i = 0; i < w.zones * XW_SEXES; i++) {
        const double *now = w.now + i * AGES, *next = w.next + i * AGES;
        ck_assert_double_eq(next[0], 0.0);
        for (int a = 1; a < AGES - 1; a++)
            ck_assert_double_eq(next[a], now[a - 1]);
        ck_assert_double_eq(next[AGES - 1], now[AGES - 2] + now[AGES - 1]);
        ck_assert_double_eq(w.deaths[i], 0.0);
    }
}
END_TEST

static TCase *laws(void)
{
    TCase *c = tcase_create("laws");
    tcase_add_test(c, agrees_with_the_slow_twin);
    tcase_add_test(c, people_balance_and_are_never_below_zero);
    tcase_add_test(c, zones_add_up_to_the_district);
    tcase_add_test(c, pure_ageing);
    return c;
}

UNIT_MAIN("projection_twin", laws())
