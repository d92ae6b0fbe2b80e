/* plain_ways.h: the ways that entrants of a stage may go in a year, whoever they are.
 *
 * Catchment, nearest and boarding schools (prepare.h) and the schools of the zone's admission area. They hang
 * on the schools that are open alone: they are listed once, for all histories. What pupils' old schools
 * add is in entry_ways.h.
 */
#ifndef XW_PLAIN_WAYS_H
#define XW_PLAIN_WAYS_H
#include "xuewei/arena.h"
#include "xuewei/seating.h"
#include <stdbool.h>

struct xw_assignment_rules;
struct xw_prepared;

/* By zone, then division: the ways of zone z are start[z] .. start[z + 1] - 1. */
struct xw_plain_ways {
    int32_t count;
    int32_t *start; /* [zones + 1] */
    int32_t *zone, *division;
    int64_t *cost_m;   /* way or price of boarding */
    uint8_t *boarding; /* the price of coordination does not come on top */
    uint8_t *outside;  /* outside the zone's admission area */
    int64_t
        *coordinated_m; /* for those whose own school it is not: with the prices of coordination */
    uint8_t *reason;    /* enum xw_reason of them: boarding, special or coordination */
};

/* The price of a way for those whose own school it is not. */
int64_t xw_plain_way_coordinated_m(const struct xw_assignment_rules *rules, int64_t cost_m,
                                   bool boarding, bool outside);

/* arcs: those of the stage in the year, by zone, then division. Arrays of out are taken from keep. */
XW_CHECKED enum xw_status xw_plain_ways_list(struct xw_arena *keep, struct xw_arena scratch,
                                             const struct xw_prepared *prepared, int32_t stage,
                                             int32_t year, const struct xw_seating_arcs *arcs,
                                             struct xw_plain_ways *out);

/* Whether the admission areas of a stage are in a school year what they are in the year before. */
bool xw_plain_ways_same_areas(const struct xw_prepared *prepared, int32_t stage, int16_t year);

#endif
