/* draw.h: what one replicate assumes: how its values differ from those of the tables.
 *
 * A factor multiplies what the scenario gives; 1 is the scenario's own. The steps of a year look into
 * state->draw and, when it is NULL, run the central history. A draw belongs to one worker and is
 * filled anew for every replicate; its columns keep their sizes.
 *
 * Steps count the population's steps from base_date: step i leads from the anniversary of
 * base_year + i to the next. Years are indices of the horizon.
 *
 * Numbers that a step draws itself (process noise, lotteries) come from the stream (seed, replicate,
 * component, entity). An entity is named by its code (xw_draw_entity), not by its row: a row more
 * in a table moves nobody else's stream.
 */
#ifndef XW_DRAW_H
#define XW_DRAW_H
#include "xuewei/rng.h"
#include "xuewei/status.h"
#include <stdbool.h>

struct xw_arena;
struct xw_assumptions;
struct xw_draw_basis;
struct xw_prepared;

/* Components of the streams. Append only: a component's number is part of every result. */
enum xw_component {
    XW_COMPONENT_POINT, /* places of the replicates within a dimension of the design; entity: the
                           assumption's name */
    XW_COMPONENT_FERTILITY,      /* entity 0 the district, else the zone's code */
    XW_COMPONENT_SHOCK,          /* entity: year and what is shocked */
    XW_COMPONENT_MIGRATION,      /* entity 0 the district, else the zone's code */
    XW_COMPONENT_ENTRY,          /* entity: stage name */
    XW_COMPONENT_PROGRESSION,    /* entity: grade as tables count it, by stage name */
    XW_COMPONENT_PARTICIPATION,  /* entity: stage name and residence status */
    XW_COMPONENT_HOMES = 8,      /* entity: zone's code, type and year of the completion */
    XW_COMPONENT_DELAY,          /* entity: the project's code; what all share is an assumption */
    XW_COMPONENT_RAMP,           /* entity: the project's code */
    XW_COMPONENT_BIRTH_NOISE,    /* entity: zone's code, and residence status if it has one */
    XW_COMPONENT_ENTRY_NOISE,    /* entity: zone's code and stage */
    XW_COMPONENT_TURNOVER_NOISE, /* entity: zone's code and grade */
    /* Lotteries, as lottery.h keys them: numbers, and of the next component what pupils prefer. */
    XW_COMPONENT_PRIVATE_LOTTERY = 40, /* of private schools */
    XW_COMPONENT_CLAIMS_LOTTERY = 42,  /* of zones that have several schools */
    XW_COMPONENT_CHOICE_LOTTERY = 44   /* of stages in which pupils choose */
};

struct xw_draw {
    const struct xw_draw_basis *basis; /* draw.c's: what the scenario gives, found once */
    uint64_t seed;
    uint32_t replicate; /* 1 ..; 0 is the central history's, for the lotteries it draws */

    int32_t steps, zones, years, stages, rows, residencies, projects, completions;

    double *fertility;      /* [step] on every rate of the step */
    double *zone_fertility; /* [step][zone] on the zone's, beside the above */
    double mortality;       /* on death rates: survival becomes survival^mortality */
    double
        *migration; /* [step][zone] where net migration brings people they are multiplied, where it
                          takes them they are divided: above 1 always means more people */
    double *participation; /* [residency][year][stage] */
    double *entry;         /* [year][stage] on entrants per leaver */
    double *progression;   /* [year][grade row] on pupils who go on */
    double *private_;      /* [year] on places of private schools */
    int32_t *home_delay;   /* [completion] calendar years later than the table of housing has it */
    double home_ceiling, home_yield; /* on the occupied share (at most 1), on families and pupils */
    int32_t *delay;       /* [project] school years later than opens_in; 0 where it is open */
    int32_t *start_delay; /* [project] calendar years later than starts_in, at most delay: a rebuild
                             loses its rooms while its works last */
    double *ramp; /* [project] share of its entry classes that a new school opens in its first year,
                     0 < ramp <= 1 */

    bool noise; /* process noise: births, entrants, turnover */
    double
        turnover; /* share of a grade's pupils of a zone who change from one year to the next: the
                        change has standard deviation sqrt(turnover * pupils) (Poisson-like) */
};

/* Take the columns of a draw of this scenario, everything at 1, 0 and without noise: the central
 * history. What lasts is taken from keep. XW_NO_MEMORY. */
XW_CHECKED enum xw_status xw_draw_init(struct xw_arena *keep, const struct xw_prepared *prepared,
                                       struct xw_draw *out);

/* What of a replicate is drawn. */
enum xw_draw_what {
    XW_DRAW_PARAMETERS, /* the assumptions alone: processes at their medians, no noise, no shocks:
                           for sensitivity */
    XW_DRAW_ALL         /* assumptions, processes and, where the scenario has it, noise */
};

/* Fill a draw for a replicate from the quantiles of its assumptions (assumptions.h). It depends on the
 * scenario, the seed, the replicate and the point alone; the streams of a zone, stage, project or home are
 * named by their codes.
 *
 *   draw         of xw_draw_init, of the same prepared scenario
 *   point        assumptions->count quantiles, each within (0, 1)
 *   replicate    1 ..
 *
 * Processes, as the keys ensemble.* have them:
 *   fertility    TFR(t) = path(t) + d(t), d(t) = rho d(t-1) + (1 - rho) m + sd e, d = 0 before the first
 *                step; m: the mean drawn less the path's last value; never below the floor. No draw in
 *                steps whose births are known. Zones: the logarithm of a factor, AR(1) from 0
 *   migration    logarithm of a factor: AR(1) of the district and of each zone, from its stationary
 *                spread, u = sqrt(common) D + sqrt(1 - common) z
 *   ratios       level x (1 + year_sd e(t)), never below 0, with a spread that is itself drawn where it is
 *                estimated of few years: both together are Student's t
 *   homes        each completion after base_date's year slips k years with probability late^k, with a
 *                common factor
 *   projects     delay.h
 *   shocks       their factor in their year, with their probability
 *
 * No allocation, no shared state; O(steps x zones + projects). */
void xw_draw_make(struct xw_draw *draw, const struct xw_prepared *prepared,
                  const struct xw_assumptions *assumptions, const double *point, uint32_t replicate,
                  enum xw_draw_what what);

/* A number for a code that does not change with other rows: the first 32 bits of FNV-1a over its
 * bytes (Fowler, Noll, Vo; draft-eastlake-fnv), never 0, which stands for the district. */
static inline uint32_t xw_draw_entity(const char *code)
{
    uint32_t hash = 2166136261u;
    for (const char *c = code; *c != '\0'; c++)
        hash = (hash ^ (uint8_t)*c) * 16777619u;
    return hash == 0 ? 1 : hash;
}

/* A second part of an entity's name. */
static inline uint32_t xw_draw_entity_of(uint32_t entity, uint32_t part)
{
    uint32_t hash = (entity ^ (part + 0x9e3779b9u)) * 16777619u;
    hash ^= hash >> 15;
    return hash == 0 ? 1 : hash;
}

#endif
