/* surplus.h: seats that stand idle, and what could become of them: candidates to examine.
 *
 * From the run file alone: gap_year, school_year, schools, projects, the scenario's settings. Greedy, in
 * a fixed order, no school named twice; a list to examine, not a decision.
 *
 * Conversion: a town is short in a stage in some school years from `now` on; schools of the stage
 * above or below in the same town, which is not short in that stage from the first to the last of those
 * years, have whole rooms without a class in each of them. Schools that have both stages come first,
 * then those with more such rooms, then in order, until the town's largest gap is covered.
 *
 * Merger: in the last year a school has pupils for less than XW_SURPLUS_UNDER of its norm seats, or fewer
 * than the scenario's supply.close_below; it is no private or boarding school, no project builds it, and
 * the stage is its only one. Another public school of the stage, within supply.close_within_m by straight
 * line x assignment.detour, has free norm seats for all its pupils from some year on to the last, those of
 * schools merged into it before taken off: the nearest one. Emptiest schools first. A school that takes
 * pupils is not merged itself. Schools stand where the table schools has them.
 */
#ifndef XW_REPORT_SURPLUS_H
#define XW_REPORT_SURPLUS_H
#include "divisions.h"

/* Under half of its norm seats a school would fit into half of its building: both its site and a
 * neighbour's then stand half empty. No norm says so: it is the threshold of this list. */
#define XW_SURPLUS_UNDER 0.5
/* What the two keys usually are, for a run file that does not keep its settings. */
#define XW_SURPLUS_WITHIN_M 3000.0
#define XW_SURPLUS_DETOUR   1.3

struct xw_merger {
    int32_t school, stage, into; /* rows */
    int16_t year;                /* from which on the other one could take all */
    int32_t pupils, seats;       /* of the last year */
    int32_t rooms;               /* that it would free */
    int32_t free;                /* norm seats that are free at the other one in the last year */
    int32_t way_m;
};

struct xw_conversion {
    int32_t school, stage, to, town; /* rows; of towns that of figures */
    int16_t from, until;             /* school years in which the town is short */
    int32_t rooms, seats;            /* that change hands; norm seats of the other stage */
    int32_t most;                    /* its largest local gap in those years */
};

struct xw_surplus {
    double within_m, detour;
    int32_t below; /* [pupils] supply.close_below, 0 = no such rule */
    int32_t mergers, conversions;
    struct xw_merger *merger;
    struct xw_conversion *conversion;
};

XW_CHECKED enum xw_status xw_surplus_make(struct xw_arena *keep, const struct xw_figures *figures,
                                          const struct xw_divisions *divisions,
                                          struct xw_surplus *out);

#endif
