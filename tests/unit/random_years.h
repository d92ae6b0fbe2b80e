/* random_years.h: many zones over some years with random tables, each choice of the job in turn. */
#ifndef RANDOM_YEARS_H
#define RANDOM_YEARS_H
#include "xuewei/projection_years.h"
#include "unit.h"
#include <math.h>
#include <string.h>

enum {
    YEARS = 4,
    AGES = 23,
    COLUMNS = XW_SEXES * AGES,
    MOST_ZONES = 150,
    MOST_CELLS = MOST_ZONES * COLUMNS,
    RANGES = 3,
};

struct years {
    struct xw_arena scratch, keep;
    int32_t zones;
    double fertility[MOST_ZONES * AGES], survival[MOST_CELLS], migration[MOST_CELLS];
    double now[MOST_CELLS]; /* [zone][sex][age] */
    double fertility_factor[MOST_ZONES], migration_factor[MOST_ZONES];
    struct xw_step_rates rates[YEARS];
};

static const struct xw_age_range some_ranges[RANGES] = { { 0, 2 }, { 2, 5 }, { 0, AGES - 1 } };

/* splitmix64: Steele, Lea and Flood 2014. Enough for cases that only need to be varied. */
static inline double uniform(uint64_t *state)
{
    uint64_t z = (*state += 0x9e3779b97f4a7c15u);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return (double)((z ^ (z >> 31)) >> 11) * 0x1p-53;
}

/* The rates of a year: which tables are the district's, how people move and when, what is known. */
static inline struct xw_step_rates random_rates(struct years *w, int choice, uint64_t *state)
{
    return (struct xw_step_rates){
        .width = choice & 64 ? 5 : 1,
        .fertility_places = choice & 1 ? 1 : w->zones,
        .mortality_places = choice & 2 ? 1 : w->zones,
        .migration_places = choice & 4 ? 1 : w->zones,
        .fertility = w->fertility,
        .survival = w->survival,
        .migration = choice % 13 == 0 ? NULL : w->migration,
        .males_per_female = 2.0 * uniform(state),
        .migration_is_rate = (choice & 8) != 0,
        .timing = choice & 16 ? XW_MIGRATION_EVEN : XW_MIGRATION_END,
        .known_births = choice & 32 ? NAN : 5000.0 * uniform(state),
        .fertility_factor = choice % 3 == 0 ? w->fertility_factor : NULL,
        .migration_factor = choice % 5 < 2 ? w->migration_factor : NULL,
    };
}

/* A world of so many zones; some cells and some worlds are empty. Years choose as `round` does, or
 * each for itself where `mixed`. */
static inline void random_years(struct years *w, int32_t zones, int round, bool mixed)
{
    uint64_t state = (uint64_t)round;
    w->zones = zones;
    double empty = uniform(&state) < 0.3 ? 0.6 : 0.1;
    bool deserted = uniform(&state) < 0.03;
    for (int32_t i = 0; i < zones * COLUMNS; i++) {
        w->now[i] = deserted || uniform(&state) < empty ? 0.0 : 1000.0 * uniform(&state);
        w->survival[i] = uniform(&state) < 0.2 ? 1.0 : uniform(&state);
        w->migration[i] =
            round & 8 ? 3.0 * (uniform(&state) - 0.5) : 300.0 * (uniform(&state) - 0.5);
    }
    for (int32_t z = 0; z < zones; z++) {
        w->fertility_factor[z] = 0.5 + uniform(&state);
        w->migration_factor[z] = 0.5 + uniform(&state);
    }
    int32_t barren = 1 + (int32_t)(uniform(&state) * AGES); /* mothers are older than that */
    for (int32_t i = 0; i < zones * AGES; i++)
        w->fertility[i] = i % AGES < barren ? 0.0 : 0.3 * uniform(&state);
    for (int t = 0; t < YEARS; t++) {
        int choice = mixed ? (int)(128 * uniform(&state)) : round;
        /* The same table is rates or persons, and not both. */
        choice = (choice & ~8) | (round & 8);
        w->rates[t] = random_rates(w, choice, &state);
        if (!mixed && t > 0) w->rates[t].males_per_female = w->rates[0].males_per_female;
    }
}

/* Everything a job writes. */
struct written {
    ptrdiff_t bytes, sum_bytes; /* of each kept year; of the sums */
    void *kept[YEARS], *sums;
    struct xw_step_events events[YEARS];
};

static inline void *take_blocks(struct xw_arena *keep, ptrdiff_t bytes)
{
    void *taken = xw_arena_take(keep, bytes, 1, XW_LINE_BYTES);
    ck_assert_ptr_nonnull(taken);
    return memset(taken, 0x5a, (size_t)bytes);
}

static inline struct written take_written(struct years *w, enum xw_precision precision)
{
    struct written out = { .bytes = xw_blocks_bytes(precision, w->zones, COLUMNS),
                           .sum_bytes = xw_blocks_bytes(precision, w->zones, YEARS * RANGES) };
    for (int t = 0; t < YEARS; t++) {
        out.kept[t] = take_blocks(&w->keep, out.bytes);
        double *columns = XW_TAKE(&w->keep, 4 * XW_SEXES * w->zones, double);
        ck_assert_ptr_nonnull(columns);
        out.events[t] = (struct xw_step_events){ columns, columns + XW_SEXES * w->zones,
                                                 columns + 2 * XW_SEXES * w->zones,
                                                 columns + 3 * XW_SEXES * w->zones, -1 };
    }
    out.sums = take_blocks(&w->keep, out.sum_bytes);
    return out;
}

/* The job of all years that writes all there is. */
static inline struct xw_projection_job job_of(struct years *w, enum xw_precision precision,
                                              struct written *out)
{
    void *now = take_blocks(&w->keep, out->bytes);
    xw_blocks_pack(precision, w->zones, COLUMNS, w->now, now);
    return (struct xw_projection_job){ .zones = w->zones,
                                       .ages = AGES,
                                       .years = YEARS,
                                       .rates = w->rates,
                                       .precision = precision,
                                       .unit = xw_vector_unit_best(),
                                       .now = now,
                                       .kept = out->kept,
                                       .ranges = RANGES,
                                       .range = some_ranges,
                                       .sums = out->sums,
                                       .events = out->events };
}

static inline void open_years(struct years *w)
{
    ck_assert_int_eq(xw_arena_init(&w->scratch, 1 << 26), XW_OK);
    ck_assert_int_eq(xw_arena_init(&w->keep, 1 << 26), XW_OK);
}

static inline void close_years(struct years *w)
{
    xw_arena_free(&w->scratch);
    xw_arena_free(&w->keep);
}

#endif
