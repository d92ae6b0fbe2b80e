/* delay.h: how many school years a project is late, and how much of a new school opens at first.
 *
 * A project has steps before it: approval, start of building, completion. Those that it has behind it
 * by its status are certain; every other one is late by n whole school years with probability
 * h (1 - h)^n, where h is the yearly hazard of moving on: two weeks late costs a year of seats. A
 * project that builds nothing (conversion, merger, closure) has the approval alone.
 *
 * Projects share budgets and land offices: the standard normal value behind the years of every step is
 * sqrt(r) Z + sqrt(1 - r) e (Gaussian copula), Z common to all projects of a replicate, e its own,
 * r = rules->common. The tail that is later still is Q(x) = 1 - Phi(x), and the step is late by the
 * largest n with (1 - h)^n >= Q, so that a greater Z makes everything later.
 *
 * A step takes one more year when it lasts 1.4 times as long as planned, say: of a duration with a
 * lognormal factor of median 1 and sigma 0.5 before construction, 0.25 in it, that has probability
 * 1 - Phi(ln 1.4 / sigma) = 0.25 and 0.09. The usual hazards 0.75, 0.75 and 0.9 follow. Expected years,
 * (1 - h) / h each, then lie before construction at 86 %: so did 86 % of the delays of 144 library and
 * cultural projects of New York City.
 */
#ifndef XW_DELAY_H
#define XW_DELAY_H
#include "xuewei/projects.h"
#include "xuewei/rng.h"
#include "xuewei/scenario.h"

enum xw_delay_step { XW_DELAY_APPROVAL, XW_DELAY_START, XW_DELAY_COMPLETION, XW_DELAY_STEPS };

/* Whether a project of this kind and status still has the step before it. */
bool xw_delay_has_step(enum xw_project_kind kind, enum xw_project_status status,
                       enum xw_delay_step step);

/* Years that one step is late: the largest n with (1 - hazard)^n >= later.
 *
 *   hazard  0..1; 1: never late
 *   later   probability of a longer delay than this one, 0 < later <= 1
 *   most    result at most, >= 0; with a hazard of 0 always that
 */
int32_t xw_delay_step_years(double hazard, double later, int32_t most);

/* What is late by how much, 0 <= start <= opening <= rules->most. */
struct xw_delay {
    int32_t start;   /* years by which building starts later: approval and start together */
    int32_t opening; /* years by which it opens later: all steps */
};

/*   common  Z, a standard normal value
 *   own     [XW_DELAY_STEPS] e of each step, standard normal values
 */
struct xw_delay xw_delay_of_project(const struct xw_delay_rules *rules, enum xw_project_kind kind,
                                    enum xw_project_status status, double common,
                                    const double *own);

/* The streams of one replicate; rng is of xw_rng_philox, borrowed, and moved. */
struct xw_delay_streams {
    gsl_rng *rng;
    struct xw_rng_key late, ramp; /* seed, replicate and component */
    const uint32_t *entity;       /* [project] of its code, never 0 */
};

/* Whether a replicate may have the project late: one that takes part, is not open and opens in the
 * horizon, whose first school year is `first`; what opens before it is counted history. */
static inline bool xw_delay_may_be_late(const struct xw_projects *projects, int32_t project,
                                        int16_t first)
{
    return projects->counted[project] && projects->status[project] != XW_PROJECT_OPEN &&
           projects->opens_in[project] >= first;
}

/* Fill the columns [project] of a replicate.
 *
 *   first   first school year: what opens before it is counted history and not late
 *   common  Z of the replicate
 *   start, opening   as in struct xw_delay; 0 of a project that is open or does not take part
 *   ramp    share of its entry classes that a new school opens in its first year, uniform between
 *           rules->ramp_low and 1; 1 of other kinds
 *
 * A project's numbers depend on the streams, its entity and Z alone: its status says which of them
 * count. No allocation; O(projects).
 */
void xw_delay_draw(const struct xw_delay_rules *rules, const struct xw_projects *projects,
                   int16_t first, const struct xw_delay_streams *streams, double common,
                   int32_t *start, int32_t *opening, double *ramp);

#endif
