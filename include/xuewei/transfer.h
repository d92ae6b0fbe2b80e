/* transfer.h: people who take another residence status where they live (落户).
 *
 * At the end of a step, after ageing, births and migration, the share rate[pair] of those of an age in
 * the status from[pair] takes the status to[pair]: all pairs at once, of the people before any of them.
 * A rate r per year is 1 - (1 - r)^width of a step of several years, r being all that leave a status.
 * Nobody comes or goes: in every zone, sex and age the sum over the statuses stays, to rounding.
 */
#ifndef XW_TRANSFER_H
#define XW_TRANSFER_H
#include "xuewei/arena.h"
#include "xuewei/cohorts.h"

/* people: [residency][zone][sex][age] persons >= 0, changed; year: in which the step began; width: its
 * years, 1 or 5. The tables' ages and places are the people's. XW_NO_MEMORY. */
XW_CHECKED enum xw_status xw_transfer_people(const struct xw_transfers *transfers,
                                             int32_t residencies, int32_t zones, int32_t width,
                                             int16_t year, struct xw_arena scratch, double *people);

#endif
