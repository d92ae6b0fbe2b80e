/* state.h: one history as it stands in one year: residents, rolls, classes, waiting pupils.
 *
 * A replicate owns one. What lasts lies in `keep`; what a year makes lies in one of two arenas that
 * take turns, so that memory does not grow with the years.
 */
#ifndef XW_STATE_H
#define XW_STATE_H
#include "xuewei/anniversaries.h"
#include "xuewei/draw.h"
#include "xuewei/noise.h"
#include "xuewei/outcome.h"
#include "xuewei/placements.h"
#include "xuewei/prepare.h"
#include "xuewei/progression.h"
#include "xuewei/recording.h"

/* What one stage's admission of this year did; lives until the next year. */
struct xw_admission {
    int32_t *demand;           /* [zones] entry demand, whole pupils */
    struct xw_tier_year tiers; /* of the stage in this year; one in a stage of the city */
    int32_t *of_tier;          /* [zones * tiers] the demand by tier */
    int32_t *left; /* [(zone * tiers + tier) * 2 + b] who still seek a place; b = 1: losers of a
                      private lottery who stand behind the others of their tier */
    struct xw_placements
        placed;        /* all of the demand once assigned, private and unplaced included */
    int32_t *private_; /* [zones] admitted by private schools */
    double going_on; /* leavers of the stage below who go on, before upper secondary divides them */
};

/* Rooms that emergency levers gave a division this year, and those it lent to a sister stage. */
struct xw_lever_rooms {
    int32_t special, prefab, sister, lent;
};

/* A row of siblings that gives a zone more pupils than it has entrants: in how many years, and in the
 * worst of them what the zone's rows up to it ask for and what the zone has. */
struct xw_sibling_cut {
    int32_t years, asked, entrants;
    int16_t year;
};

struct xw_start;

struct xw_state {
    const struct xw_prepared *prepared;
    const struct xw_start
        *start; /* base rolls to begin with (start.h), kept from one history to the
                                     next; NULL: they are found */
    const struct xw_draw
        *draw; /* what this history assumes; NULL: the tables, the central history */
    struct xw_recording *record; /* what the year writes down to be explained; NULL: nothing. Kept from
                                     one history to the next */
    struct xw_arena keep, turn[2], scratch;
    int32_t year; /* index of the school year that `this year` means */

    /* residents */
    struct xw_anniversaries people; /* base_date's anniversaries: earlier and later */
    double *september[2];           /* [zone][age] household, 1 September: last year, this year */
    double *september_of; /* [residency][zone][age] the same of this year by residence status */
    bool september_before_known;
    struct xw_noise entry_noise[XW_MAX_STAGES], turnover_noise[XW_MAX_GRADES]; /* process_noise.h */

    /* rolls of this year */
    struct xw_seated seated[XW_MAX_GRADES]; /* by grade row; division within the stage, or XW_NONE
                                               in a stage of the city */
    int32_t *classes[XW_MAX_GRADES];        /* [divisions of the stage] */
    int32_t *waiting[XW_MAX_GRADES];        /* [zones] without a place */
    int32_t *no_claim[XW_MAX_GRADES]; /* [zones] of those without a claim to one; NULL: none */

    /* between the steps of this year */
    int32_t *seekers[XW_MAX_GRADES];         /* [zones] who seek a place in a grade */
    struct xw_seated leavers[XW_MAX_STAGES]; /* pupils who left the last grade this summer */
    int32_t *leavers_waiting[XW_MAX_STAGES]; /* [zones] and those who left it without a place */
    int64_t rolled;     /* last year's pupils of all grades but the last of each stage */
    int64_t came, left; /* pupils who moved in and away between grades */
    int32_t *may_open[XW_MAX_GRADES]; /* [divisions] classes that may open in a grade: in the entry
                                           grade, in others only where a school opens them all or
                                           for pupils displaced this year */
    struct xw_admission admission[XW_MAX_STAGES];
    /* late projects, and schools closed by rule: what is prepared becomes this history's own */
    struct xw_prepared own;
    int32_t
        *new_school; /* [divisions of the timeline] project that opens there, or XW_NONE; NULL: all
                            open with all of their classes */
    /* NULL without the rule */
    int32_t *small_years, *open_years;  /* [divisions of the timeline] in a row up to last year */
    int32_t *closed_in, *closed_pupils; /* year of the horizon, XW_NONE = not; last year's pupils */
    struct xw_lever_rooms *levers;      /* [divisions of the timeline]; NULL: no lever is named */
    int32_t *raised[XW_MAX_GRADES];     /* [divisions] class size limit raised by a lever, 0 = not;
                                       NULL without levers */

    /* of all years so far */
    struct xw_sibling_cut *sibling_cut; /* [rows of siblings] */
    double *staff; /* [stage * years + year] needed; NaN: not known, or a year to come */
};

/* Take the arenas. */
XW_CHECKED enum xw_status xw_state_init(struct xw_state *state);
void xw_state_free(struct xw_state *state); /* safe on {0} and a second time */

/* Put a history at its start: the counted population, and the base rolls (the last year before
 * the horizon) with home zones found by a minimum-cost flow of zone children to school rolls, or
 * those of state->start if they are of the same scenario. */
XW_CHECKED enum xw_status xw_state_begin(struct xw_state *state,
                                         const struct xw_prepared *prepared);

/* The same for a replicate; draw is borrowed until the next start. */
XW_CHECKED enum xw_status xw_state_begin_drawn(struct xw_state *state,
                                               const struct xw_prepared *prepared,
                                               const struct xw_draw *draw);

/* The row of a stage's division in the columns of the timeline by division and year, this year. */
static inline ptrdiff_t xw_state_now(const struct xw_state *state, int32_t stage, int32_t division)
{
    const struct xw_timeline *t = &state->prepared->timeline;
    return (ptrdiff_t)(t->stage_start[stage] + division) * t->years + state->year;
}

/* The class size limit of a grade row in a division, raised or not. */
static inline int32_t xw_state_limit(const struct xw_state *state, int32_t row, int32_t division)
{
    int32_t limit = state->prepared->norm[row].limit;
    int32_t raised = state->raised[row] == NULL ? 0 : state->raised[row][division];
    return raised > limit ? raised : limit;
}

/* Norm, stretch and that limit. */
static inline struct xw_class_norm xw_state_class_norm(const struct xw_state *state, int32_t row,
                                                       int32_t division)
{
    struct xw_class_norm norm = state->prepared->norm[row];
    norm.limit = xw_state_limit(state, row, division);
    return norm;
}

/* Make `year` the current one: last year's results stay readable until the next turn. */
void xw_state_turn_to(struct xw_state *state, int32_t year);

/* Pupils of groups by division [divisions] or by zone [zones]: sums are written. */
void xw_state_by_division(const struct xw_seated *seated, int32_t divisions, int32_t *pupils);
void xw_state_by_zone(const struct xw_seated *seated, int32_t zones, int32_t *pupils);

/* Add count[i] > 0 pupils from zone[i] to division[i], i < n ordered by zone, then division, to
 * groups; the merged groups are taken from keep. */
XW_CHECKED enum xw_status xw_state_seat(struct xw_arena *keep, struct xw_seated *seated, int32_t n,
                                        const int32_t *zone, const int32_t *division,
                                        const int32_t *count);

/* Where the streams of a component begin: at the draw's seed and replicate, in the central history at
 * the scenario's seed and replicate 0. */
static inline struct xw_rng_key xw_state_stream(const struct xw_state *state, uint32_t component)
{
    const struct xw_draw *draw = state->draw;
    return (struct xw_rng_key){ .seed = draw == NULL ? state->prepared->scenario->seed : draw->seed,
                                .replicate = draw == NULL ? 0 : draw->replicate,
                                .component = component };
}

/* The arena of this year's results. */
static inline struct xw_arena *xw_state_turn(struct xw_state *state)
{
    return &state->turn[state->year & 1];
}

#endif
