/* district_controls.h: scale the zones to totals of the district that are known from elsewhere.
 *
 * One control round of rake.h: every cell of a control, in every zone, is multiplied by the same
 * factor. Controls count institutional residents, who are constant and stay as they are: households
 * take what is left.
 */
#ifndef XW_DISTRICT_CONTROLS_H
#define XW_DISTRICT_CONTROLS_H
#include "xuewei/projection.h"
#include "xuewei/scenario.h"

#define XW_CONTROLS_LARGE 0.05 /* adjustments above this share of the people are doubted */

/* The household population of the scenario to the controls of base_year, its evidence in proportion.
 * XW_REFUSED with the control in diag when nobody is there to be scaled, or when the institutional
 * residents alone are more than a control of this year or a later one. XW_NO_MEMORY. */
XW_CHECKED enum xw_status xw_district_controls_base(struct xw_arena scratch,
                                                    struct xw_scenario *scenario,
                                                    struct xw_diag *diag);

/* The same for the projected people of an anniversary: what is added or taken counts as net
 * migration of the step that led there, so that the people still balance.
 *
 *   year     of the anniversary; without controls of it nothing is done
 *   people   [residency][zone][sex][age] households; scaled, all statuses alike
 *   migrants [residency][zone][sex] of the step; added to
 *   moved    written: people added and people taken, together, per person before; 0 without controls
 *   failed   written on XW_NOBODY_THERE: the control that nobody answers, or XW_NONE
 *
 * XW_NOBODY_THERE, also for a control below its institutional residents; XW_NO_MEMORY. */
XW_CHECKED enum xw_status xw_district_controls_year(struct xw_arena scratch,
                                                    const struct xw_scenario *scenario,
                                                    int16_t year, double *people, double *migrants,
                                                    double *moved, int32_t *failed);

#endif
