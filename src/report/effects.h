/* effects.h: what each project does: the central history beside those that leave projects out.
 *
 * All of it is from the tables gap_year, project_effect and projects of the run file. Sums are over the
 * years of the run and the stages whose seats are the district's, all grades, district rows: seat-years
 * (学位·年). What a project avoids is the sum without it less the sum with it; below 0 it costs seats
 * more than it gives. An area belongs to its schools, so that a project can enlarge local gaps where it
 * divides an area; net gaps do not feel this.
 */
#ifndef XW_REPORT_EFFECTS_H
#define XW_REPORT_EFFECTS_H
#include "figures.h"

/* Seat-years of one history. */
struct xw_effect_sums {
    int64_t local, net, unplaced, idle;
};

/* One project, or all of them. */
struct xw_effect {
    int32_t project; /* XW_NONE: all that are counted */
    int32_t stage;   /* its own, of the district; XW_NONE: another, or of all */
    struct xw_effect_sums without;
    int32_t peak_with, peak_without;           /* largest local gap of its stage in a year */
    int16_t peak_year_with, peak_year_without; /* the first of equals; XW_NONE: never short */
    int64_t avoided, net_avoided, unplaced_avoided, idle_added; /* without less with */
    double cost_cny; /* whole cost; of all: of those with a stage of the district; NaN not given */
    double cny_avoided; /* cost_cny / avoided; NaN: nothing is avoided, or no cost */
};

/* A step of a stage from no project to all: those of one status. */
struct xw_effect_step {
    enum xw_project_status status;
    int32_t projects; /* counted ones of the status, of any stage */
    int32_t change;   /* of the local gap */
};

enum { XW_EFFECT_STEPS = 4 };
struct xw_waterfall {
    int16_t year; /* in which the local gap without any project is largest; XW_NONE: never */
    int32_t without, with; /* local gap: of no project, of all; without + the steps = with */
    int32_t net_without, net;
    int32_t steps;
    struct xw_effect_step step[XW_EFFECT_STEPS];
};

struct xw_effects {
    bool known; /* the run has such histories */
    struct xw_effect_sums with;
    int32_t count;            /* counted projects */
    struct xw_effect *effect; /* [count] in the order of projects */
    struct xw_effect all;
    int32_t unknown_costs; /* counted projects with a stage of the district, without cost_cny */
    /* Those that avoid most per yuan first; those that avoid something and have no cost, by how much;
     * then those that change nothing or make it worse, by how much; those of other stages last. */
    int32_t *order;                 /* [count] */
    int32_t help, idle, harm;       /* of the district's stages: avoid something, nothing, less */
    struct xw_waterfall *waterfall; /* [stages] */
};

XW_CHECKED enum xw_status xw_effects_make(struct xw_arena *keep, const struct xw_figures *figures,
                                          struct xw_effects *out);

/* The counted project that avoids most seat-years of shortage per yuan; NULL: none does. */
const struct xw_effect *xw_effects_best(const struct xw_effects *effects);

/* CNY of all counted projects of the district's stages per seat-year of local shortage that they avoid
 * together; NaN when they avoid nothing or a cost is not given. */
double xw_effects_cost(const struct xw_effects *effects);

#endif
