/* base_people.h: the counted population made ready for a projection.
 *
 * What was counted by age group becomes single ages (disaggregate.h), what was counted of areas is
 * shared over their zones (split_areas.h), the district is scaled to the totals known for base_date
 * (district_controls.h), and fertility gets the factors of its zones (zone_fertility.h).
 */
#ifndef XW_BASE_PEOPLE_H
#define XW_BASE_PEOPLE_H
#include "xuewei/scenario.h"

/* The scenario is completed: household, institutional and evidence of its population, and with
 * zone_fertility its fertility. Its survival must have been filled (life_table.h): the children of a
 * group are the births of their cohorts that survived.
 *
 * Evidence is that of the rows, but a part of an area or of an age group is estimated at best.
 *
 * XW_REFUSED with the place and reason in diag: births that are not known or 0, groups that Sprague's
 * multipliers cannot take, totals that cannot be met. XW_NO_MEMORY and what the modules return. */
XW_CHECKED enum xw_status xw_base_people_complete(struct xw_arena *keep, struct xw_arena scratch,
                                                  struct xw_scenario *scenario,
                                                  struct xw_diag *diag);

#endif
