/* rollup.h: the pupils already in school move up one grade, with their classes. */
#ifndef XW_ROLLUP_H
#define XW_ROLLUP_H
#include "xuewei/state.h"

/* What the rolls weigh beside the population this year, 0..1 (blend.h): 0 or 1 where forecast.basis
 * names one of them. A grade without a ratio of basis rolls follows the population all the same. */
double xw_rollup_weight(const struct xw_state *state);

/* Last year's rolls become this year's; seekers of continuing grades are those who moved in or had
 * no place. Leavers of each stage are kept for the stage above.
 *
 * A replicate multiplies those who go on, by the population and by the rolls, by its progression and by
 * chance (process_noise.h). Children who move in where the cohort was nobody are not among them. */
XW_CHECKED enum xw_status xw_rollup(struct xw_state *state);

#endif
