/* feeder.h: which lower-secondary school the leavers of a zone's primary schools are directed to.
 */
#ifndef XW_FEEDER_H
#define XW_FEEDER_H
#include "xuewei/arena.h"
#include "xuewei/schools.h"

/* The share of a zone's leavers directed to each division of the next stage: weight[zone *
 * divisions
 * + d] = sum over the zone's leavers of their school's share for d / the zone's leavers.
 *
 *   table            rows with from_year <= year <= to_year count, in the table's order
 *   groups           of leavers, in any order: home zone, the school they leave, pupils >= 0
 *   division_school  [divisions] the school of each division, ascending
 *   weight           [zones * divisions] written; 0 in a zone without leavers
 *   own              [zones * divisions] written when not NULL: what of it are leavers of a nine-year
 *                    school who stay in it without a row that says so
 *
 * A nine-year school (one with a division of its own) feeds itself with what its rows leave over.
 * A share for a school without a division directs to nobody: the weights of a zone sum to at most
 * 1.
 *
 * XW_OUT_OF_RANGE (a zone number, a negative count, rows or divisions out of order, a share outside
 * 0..1, shares of a school above 1), XW_NEGATIVE (pupils); weight is then untouched. */
XW_CHECKED enum xw_status xw_feeder_weights(struct xw_arena scratch, const struct xw_feeders *table,
                                            int16_t year, int32_t zones, int32_t groups,
                                            const int32_t *zone, const int32_t *school,
                                            const int32_t *pupils, int32_t divisions,
                                            const int32_t *division_school, double *weight,
                                            double *own);

/* The same as a list, for leavers in the order of their zones: by zone, then division, ways that somebody
 * is directed to. */
struct xw_feeder_leavers {
    int32_t groups;
    const int32_t *zone;   /* [groups] ascending */
    const int32_t *source; /* [groups] which of the schools they leave */
    const int32_t *pupils; /* [groups] >= 0 */
    int32_t sources;
    const int32_t *source_school; /* [sources] */
};

struct xw_feeder_ways {
    int32_t *start; /* [zones + 1] those of zone z: start[z] .. start[z + 1] - 1; NULL: none */
    int32_t *division;
    double *weight, *own; /* > 0; >= 0 and at most weight */
};

/* The numbers are those of xw_feeder_weights to the last digit. Arrays of out are taken from keep. Time
 * O(groups + ways + sources), not O(zones x divisions).
 * XW_OUT_OF_RANGE (as above, or groups not in order, a source number), XW_NEGATIVE, XW_NO_MEMORY. */
XW_CHECKED enum xw_status xw_feeder_list(struct xw_arena *keep, struct xw_arena scratch,
                                         const struct xw_feeders *table, int16_t year,
                                         int32_t zones, const struct xw_feeder_leavers *leavers,
                                         int32_t divisions, const int32_t *division_school,
                                         struct xw_feeder_ways *out);

#endif
