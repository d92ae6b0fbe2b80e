/* process_noise.h: chance in who comes to school and who stays, year by year and zone by zone.
 *
 * A grade's pupils of a zone, and a stage's entrants, change by more than their expectation says: a
 * share `turnover` of them comes and goes independently each year, so that of n pupils the change has
 * standard deviation sqrt(turnover n). The same share is taken of entrants: that their
 * number varies at all stands in the births already (drawn_rates.h); what is added here is who of them
 * goes to school here, so that Poisson's spread on top would count births twice.
 *
 * Factors, not additions: they multiply what is expected before whole pupils are made of it, so that
 * the district's rounding and every law hold, and what has grown stays grown. Their expectation is 1.
 *
 * The streams are named by the zone's code with the grade as tables count it, or with the stage; their
 * numbers by the school year.
 */
#ifndef XW_PROCESS_NOISE_H
#define XW_PROCESS_NOISE_H
#include "xuewei/state.h"

/* Name the streams of a replicate whose draw has noise, in state->keep; nothing to do in others.
 * XW_NO_MEMORY. */
XW_CHECKED enum xw_status xw_process_noise_begin(struct xw_state *state);

/* Multiply factor [zones] by chance where `expected` [zones] pupils come to a grade row from the one
 * before it, or enter a stage, this year. Factors stay as they are without noise. */
void xw_process_noise_turnover(struct xw_state *state, int32_t row, const double *expected,
                               double *factor);
void xw_process_noise_entrants(struct xw_state *state, int32_t stage, const double *expected,
                               double *factor);

#endif
