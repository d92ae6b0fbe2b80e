/* seatings.h: seatings for tests, drawn at random: zones on a line of divisions, some of both without
 * seekers or places. */
#ifndef XW_SEATINGS_H
#define XW_SEATINGS_H
#include "../../src/assignment/seating_parts.h"
#include "unit.h"
#include <stddef.h>
#include <string.h>

enum { MOST_ZONES = 40, MOST_DIVISIONS = 14, MOST_WAYS = MOST_ZONES * MOST_DIVISIONS };

static struct xw_arena scratch;

static inline void open_arena(void)
{
    ck_assert_int_eq(xw_arena_init(&scratch, 1 << 22), XW_OK);
}

static inline void close_arena(void)
{
    xw_arena_free(&scratch);
}

struct seating {
    int32_t seekers[MOST_ZONES], places[MOST_DIVISIONS][XW_LAYERS];
    int32_t zone[MOST_WAYS], division[MOST_WAYS];
    int64_t cost_m[MOST_WAYS];
    struct xw_seating_arcs arcs;
    struct xw_seating_costs costs;
    struct xw_seating_problem problem;
};

struct seated {
    int32_t placed[MOST_WAYS], unplaced[MOST_ZONES];
    int64_t price[MOST_DIVISIONS];
    struct xw_seating_answer answer;
};

static inline int64_t between(uint64_t *state, int64_t least, int64_t most)
{
    *state += 0x9e3779b97f4a7c15U; /* splitmix64 (Steele, Lea and Flood 2014) */
    uint64_t z = *state;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9U;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebU;
    z ^= z >> 31;
    return least + (int64_t)(z % (uint64_t)(most - least + 1));
}

/* The pointers of a seating that has been filled or copied. */
static inline void point(struct seating *s)
{
    s->arcs.zone = s->zone;
    s->arcs.division = s->division;
    s->arcs.cost_m = s->cost_m;
    s->problem.seekers = s->seekers;
    s->problem.places = (const int32_t(*)[XW_LAYERS])s->places;
    s->problem.arcs = &s->arcs;
    s->problem.costs = &s->costs;
}

static inline void point_answer(struct seated *s)
{
    s->answer = (struct xw_seating_answer){ s->placed, s->unplaced, s->price };
}

/* Ways cost up to `spread` and stretch, overrun, unplaced a half, one and four of it: few numbers make
 * many equal placements. Places are `tight` to twice as many for ten pupils. */
static inline void draw_seating(struct seating *s, uint64_t seed, int64_t spread, int64_t tight)
{
    uint64_t r = seed;
    *s = (struct seating){ 0 };
    s->problem.zones = (int32_t)between(&r, 1, MOST_ZONES);
    s->problem.divisions = (int32_t)between(&r, 1, MOST_DIVISIONS);
    s->costs = (struct xw_seating_costs){ spread / 2, spread, 4 * spread };
    for (int32_t z = 0; z < s->problem.zones; z++)
        s->seekers[z] = between(&r, 0, 4) == 0 ? 0 : (int32_t)between(&r, 1, 9);
    for (int32_t d = 0; d < s->problem.divisions; d++)
        for (int32_t layer = 0; layer < XW_LAYERS && between(&r, 0, 4) > 0; layer++) {
            int64_t most = 4 * tight * s->problem.zones / (10 * s->problem.divisions);
            s->places[d][layer] = (int32_t)between(&r, 0, most / (layer + 1));
        }
    for (int32_t z = 0; z < s->problem.zones; z++)
        for (int32_t d = 0; d < s->problem.divisions; d++) {
            if (between(&r, 0, 2) == 0) continue;
            s->zone[s->arcs.count] = z;
            s->division[s->arcs.count] = d;
            s->cost_m[s->arcs.count++] = between(&r, -spread / 10, spread);
        }
    point(s);
}

#endif
