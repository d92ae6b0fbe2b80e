/* anniversaries.h: the population on the anniversaries of base_date, one step after another.
 *
 * A run takes its 1 Septembers from it (residents.h), `project` prints it: the step of a year stands
 * here alone. A step leads from an anniversary to the one age_width years later.
 *
 * Residence statuses are streams of people, each a set of all zones: they are projected apart with the
 * same fertility and survival and, in the end, exchange people (transfer.h). Children have their
 * mother's status. Net migration without a status: a rate applies to all alike; persons are shared over
 * the streams by the people whom the migrants join, as far as the start of the step tells. Known births
 * are shared by the births of the schedule.
 */
#ifndef XW_ANNIVERSARIES_H
#define XW_ANNIVERSARIES_H
#include "xuewei/drawn_rates.h"
#include "xuewei/move_ins.h"
#include "xuewei/outcome.h"
#include "xuewei/progress.h"
#include "xuewei/projection.h"
#include "xuewei/scenario.h"

/* Where net migration wanted more people than there were, over all steps so far. */
struct xw_limited {
    int64_t cells;  /* of zone, sex, age and step; 0: nothing else is known */
    double persons; /* not taken */
    int32_t first_zone, worst_zone;
    int16_t first_year, worst_year; /* in which the step began */
    double worst; /* persons not taken from worst_zone in the step of worst_year */
};

/* What the totals of the district (district_controls.h) did to the projected people. */
struct xw_controlled {
    int32_t steps; /* whose end had controls */
    double *moved; /* [years of the horizon and one more, from base_date] people added and taken per
                      person; 0 without controls */
    int32_t failed; /* the control that a step could not meet, or XW_NONE */
};

struct xw_anniversaries {
    const struct xw_scenario *scenario;
    double *now, *next; /* [residency][zone][sex][age] household residents */
    int16_t year;       /* of now */
    bool next_known;
    struct xw_step_events events; /* of the step from now to next, [residency][zone][sex] */
    double imbalance;             /* the largest seen, relative */
    struct xw_limited limited;
    struct xw_controlled controlled;
    struct xw_move_ins move_ins; /* into new dwellings */
    struct xw_drawn_rates drawn; /* what a replicate assumes */
};

/* Make the survival of the scenario from its death rates (life_table.h). XW_REFUSED when they make no
 * life table, with the year and sex in diag. */
XW_CHECKED enum xw_status xw_anniversaries_survival(struct xw_scenario *scenario,
                                                    struct xw_diag *diag);

/* A doubt that names the steps up to horizon.last whose births are those of the fertility rates, though the
 * births table reaches into them: some of their births are known, or they lie in a gap of the table. */
void xw_anniversaries_births_doubt(const struct xw_scenario *scenario, struct xw_diag *diag);

/* Begin at base_date, with the household residents counted. The scenario is borrowed; it has its
 * survival. A replicate's draw is borrowed too (steps of one year); NULL: the tables. XW_NO_MEMORY. */
XW_CHECKED enum xw_status xw_anniversaries_begin(struct xw_arena *keep,
                                                 const struct xw_scenario *scenario,
                                                 const struct xw_draw *draw,
                                                 struct xw_anniversaries *out);

/* Know next and events; nothing to do when they are known. Where the district has totals of that
 * anniversary, next is scaled to them, and events count it as net migration. What
 * xw_projection_step and xw_district_controls_year return. */
XW_CHECKED enum xw_status xw_anniversaries_step(struct xw_anniversaries *anniversaries,
                                                struct xw_arena scratch);

/* The columns [zone][sex] of one residence status, and its people [zone][sex][age]. */
static inline ptrdiff_t xw_anniversaries_columns(const struct xw_scenario *scenario)
{
    return (ptrdiff_t)scenario->zones.count * XW_SEXES;
}
static inline double *xw_anniversaries_stream(const struct xw_scenario *scenario, double *people,
                                              int32_t residency)
{
    return people + residency * xw_anniversaries_columns(scenario) * scenario->ages;
}

/* Make next, which must be known, the present. */
void xw_anniversaries_turn(struct xw_anniversaries *anniversaries);

/* All anniversaries of the horizon into a sink, zones by code, women first: the people of each, and
 * between two of them the events of the step. Institutional residents are among the people, the
 * same on every anniversary. XW_STOPPED when progress says so; XW_LAW_BROKEN when the people do not
 * balance within 1e-9; what a step and the sink return. */
XW_CHECKED enum xw_status xw_anniversaries_run(struct xw_arena *keep, struct xw_arena scratch,
                                               const struct xw_scenario *scenario,
                                               const struct xw_projection_sink *sink,
                                               struct xw_progress *progress,
                                               struct xw_anniversaries *out);

#endif
