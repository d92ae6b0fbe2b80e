/* seating.h: give the pupils of a grade places, at the least total cost, exactly.
 *
 * A minimum-cost flow: home zones -> schools -> seat layers (up to the class norm, to the stretch,
 * to the limit), and from every zone to "unplaced" at a price above every way. Costs are whole
 * metres; layers are convex, so the flow is an optimum of the piecewise linear problem. Most years
 * leave few divisions overfull: then moves from these find it, and the network simplex is asked only
 * where equally cheap placements differ by more than one zone's choice of ways.
 */
#ifndef XW_SEATING_H
#define XW_SEATING_H
#include "xuewei/arena.h"
#include "xuewei/layers.h"

enum xw_reason {
    XW_REASON_CATCHMENT,    /* the zone's own school */
    XW_REASON_FEEDER,       /* the school that the pupil's old school feeds */
    XW_REASON_COORDINATION, /* another school of the district (统筹) */
    XW_REASON_PRIVATE,      /* a private school's lottery, in expectation */
    XW_REASON_CITY,         /* the stage's seats are the city's */
    XW_REASON_UNPLACED,     /* no place: counted again next year */
    XW_REASON_GUARANTEED,   /* placed above the class limit under the rule `guarantee` */
    XW_REASON_MULTI_SCHOOL, /* a school of a zone that has several (多校划片) */
    XW_REASON_OWN_LEAVERS,  /* the secondary part of the pupil's own nine-year school */
    XW_REASON_SIBLING,      /* the school of an elder sibling (长幼随学) */
    XW_REASON_BOARDING,     /* a boarding school, open to all zones */
    XW_REASON_SPECIAL,      /* a school of special education */
    XW_REASON_CHOICE,       /* a school of the pupil's own list */
    XW_REASON_NO_CLAIM,     /* no place and no claim to one: no gap */
    XW_REASON_OPEN,         /* a school of the town, of a stage that is open to the whole town */
    XW_REASON_DISTRICT,     /* a stage that admits over the whole district */
    XW_REASONS
};

/* "catchment", "feeder", "coordination", "private", "city", "unplaced", "guaranteed", "multi_school",
 * "own_leavers", "sibling", "boarding", "special", "choice", "no_claim", "open", "district". */
const char *xw_reason_word(enum xw_reason reason);

/* A way that a zone's pupils may go. Ordered by zone, then division. */
struct xw_seating_arcs {
    int32_t count;
    int32_t *zone, *division;
    int64_t *cost_m; /* way + penalties - bonus */
    uint8_t *reason; /* enum xw_reason of whoever goes this way */
};

/* Added per pupil in the layer, in metres of way: 0 <= stretch <= overrun <= unplaced. */
struct xw_seating_costs {
    int64_t stretch_m, overrun_m, unplaced_m;
};

/*   seekers   [zones] pupils who need a place, >= 0
 *   places    [division][XW_LAYERS] from layers.h, >= 0
 *   arcs      any order; ways of one zone to one division may repeat
 *   placed    [arcs] written: pupils on each arc
 *   unplaced  [zones] written
 *   duals     [divisions] written when not NULL: by how much the cost would fall with one more
 *             place up to the norm in this division alone, >= 0
 *   cost      written: sum over pupils of the way's cost and the layer's
 *
 * seekers = placed + unplaced in every zone; no layer above its places; optimal (verified at every
 * call: XW_LAW_BROKEN would be a defect). Rows in another order give the same cost and duals;
 * the placement may differ only among equal optima: as a rule a zone goes the first of equal ways to free
 * places. Nothing but the arguments decides, neither what was solved before nor divisions without places.
 * Quickest with arcs in order of zone.
 *
 * XW_NEGATIVE (seekers, places), XW_OUT_OF_RANGE (a count, a zone or division number, layers not of
 * rising cost), XW_FLOW_TOO_LARGE, XW_NO_MEMORY; what is written is then untouched. */
XW_CHECKED enum xw_status xw_seating_solve(struct xw_arena scratch, int32_t zones,
                                           const int32_t *seekers, int32_t divisions,
                                           const int32_t (*places)[XW_LAYERS],
                                           const struct xw_seating_arcs *arcs,
                                           const struct xw_seating_costs *costs, int32_t *placed,
                                           int32_t *unplaced, int64_t *duals, int64_t *cost);

#endif
