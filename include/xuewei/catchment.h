/* catchment.h: which schools a zone belongs to in a year (划片).
 *
 * A row of the table counts while its school is open. A zone with no row, or no open school in its
 * rows, belongs to the nearest open school of the stage; to all of them where several are equally
 * near, as two schools of one point are, or a school and the one that it is a guest of during a
 * rebuild. Zones and schools joined by a year's catchments form areas: the unit of the local gap.
 */
#ifndef XW_CATCHMENT_H
#define XW_CATCHMENT_H
#include "xuewei/arena.h"
#include "xuewei/schools.h"

/* The catchments of one stage in one year, by zone: zone z belongs to divisions
 * division[start[z] .. start[z + 1] - 1], ascending. area numbers run from 0; an area is named by
 * its lowest division. A zone has no division only when no school of the stage is open: its area is
 * XW_NONE then. */
struct xw_catchment_year {
    int32_t zones, divisions, areas;
    int32_t *start, *division; /* zones + 1; start[zones] */
    int32_t *area_of_zone;     /* zones */
    int32_t *area_of_division; /* divisions; XW_NONE when closed */
    int32_t *area_division;    /* areas: lowest division */
};

/* The schools that a zone without a row belongs to: its nearest open ones, division[start[z] ..
 * start[z + 1] - 1], ascending. */
struct xw_catchment_near {
    int32_t *start, *division; /* zones + 1; start[zones] */
};

/*   table      rows of all stages; those of `stage` and `year` count, and of them those of schools
 *              that have the stage. Two rows of a zone and school count once
 *   tier       a code of tiers.h: rows of other tiers do not count; XW_NONE: rows of all tiers count
 *   divisions  schools of the stage; school_of[d] ascending; open[d]
 *   near       of the year's ways and open schools
 * Arrays of out are taken from keep. An open division that no zone belongs to is an area alone.
 * XW_OUT_OF_RANGE (counts below 0, rows or schools out of order, a zone that is not there) and
 * XW_NO_MEMORY with out untouched. */
XW_CHECKED enum xw_status
xw_catchment_make(struct xw_arena *keep, struct xw_arena scratch, const struct xw_catchments *table,
                  int32_t stage, int16_t year, int32_t tier, int32_t zones, int32_t divisions,
                  const int32_t *school_of, const uint8_t *open,
                  const struct xw_catchment_near *near, struct xw_catchment_year *out);

/* Pupils by zone [zones] as demand of the divisions that the zones belong to, added to demand
 * [divisions]: a zone with several schools shares its own alike, the first ones taking what is left
 * over. */
void xw_catchment_demand(const struct xw_catchment_year *catchment, int32_t zones,
                         const int32_t *pupils, int32_t *demand);

#endif
