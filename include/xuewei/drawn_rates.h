/* drawn_rates.h: what a replicate makes of the rates of a step of the population (draw.h).
 *
 * Births of the schedule times fertility and the zone's fertility; survival to the power of the
 * mortality; net migration by zone, of rates and of persons alike, after new dwellings were taken out
 * of it. Known births stay what they are. With noise the births of a zone and residence status are
 * Poisson's around the schedule's, one number of the zone's stream a step, named by the year in which
 * the step begins.
 */
#ifndef XW_DRAWN_RATES_H
#define XW_DRAWN_RATES_H
#include "xuewei/draw.h"
#include "xuewei/noise.h"
#include "xuewei/projection.h"
#include "xuewei/scenario.h"

struct xw_drawn_rates {
    const struct xw_draw *draw; /* NULL: the tables */
    double *survival;           /* of the whole table; NULL: mortality is 1 */
    double *fertility;          /* [zone] of the step in hand */
    struct xw_noise *births;    /* [residency]; NULL: no noise */
};

/* The draw, which may be NULL, and the scenario, which has its survival, are borrowed. Steps are of one
 * year. XW_NO_MEMORY. */
XW_CHECKED enum xw_status xw_drawn_rates_begin(struct xw_arena *keep,
                                               const struct xw_scenario *scenario,
                                               const struct xw_draw *draw,
                                               struct xw_drawn_rates *out);

/* Make rates [residency], as xw_streams_rates gives them, those of the replicate in the step that begins in
 * `year`; known_births as there. They point into `drawn` until the next step. */
void xw_drawn_rates_apply(struct xw_drawn_rates *drawn, const struct xw_scenario *scenario,
                          int16_t year, double known_births, struct xw_step_rates *rates);

#endif
