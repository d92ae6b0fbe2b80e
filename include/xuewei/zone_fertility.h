/* zone_fertility.h: the district's fertility with a factor for each zone.
 *
 * Empirical Bayes (small_area.h) of the births known by zone against those that the district's
 * schedule expects of the women counted in the zone, over all calendar years up to that of base_date in
 * which the births of every zone are known. Only differences between zones are taken: expected births
 * are first brought to the sum of the known ones, and the factors leave the sum of the expected ones
 * as it was, so that the district's fertility stays that of its table.
 */
#ifndef XW_ZONE_FERTILITY_H
#define XW_ZONE_FERTILITY_H
#include "xuewei/scenario.h"
#include "xuewei/small_area.h"

/* Factors of the zones, [zones] written, and what was fitted. years: how many calendar years had births
 * of every zone; without any, all factors are 1 and the rest is not written. XW_NO_MEMORY and what
 * xw_small_area_factors returns. */
XW_CHECKED enum xw_status xw_zone_fertility_factors(struct xw_arena scratch,
                                                    const struct xw_scenario *scenario,
                                                    double *factor, int32_t *years,
                                                    struct xw_small_area_fit *fit);

/* Give the scenario's fertility a place for every zone: the district's rates x factor. What was found
 * is said as a doubt. XW_REFUSED, with the reason in diag, when the table gives fertility by zone
 * already or no year has births of every zone; XW_NO_MEMORY. */
XW_CHECKED enum xw_status xw_zone_fertility_apply(struct xw_arena *keep, struct xw_arena scratch,
                                                  struct xw_scenario *scenario,
                                                  struct xw_diag *diag);

#endif
