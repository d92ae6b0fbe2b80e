/* residents.h: the population of every zone on 1 September of a school year. */
#ifndef XW_RESIDENTS_H
#define XW_RESIDENTS_H
#include "xuewei/state.h"

/* 1 September of the first school year, from the count alone: what the base rolls are matched with.
 * Nothing is projected yet when the count is later than that day. */
XW_CHECKED enum xw_status xw_residents_first(struct xw_state *state);

/* Project as far as needed and shift to 1 September (school_year.h); last year's becomes `before`. */
XW_CHECKED enum xw_status xw_residents_to_september(struct xw_state *state);

/* Factor by which a zone's cohort aged `age` this year grew since it was age - 1 last year; 1 where
 * last year is not known or had nobody. change [zones]. */
void xw_residents_change(const struct xw_state *state, int32_t age, double *change);

/* Whether the cohort aged `age` was nobody last year, by zone: no pupil is there whom its children could
 * multiply. 0 where last year is not known. new_here [zones]. */
void xw_residents_from_nothing(const struct xw_state *state, int32_t age, uint8_t *new_here);

/* Household residents of a residence status, zone and age on this year's 1 September. */
double xw_residents_aged(const struct xw_state *state, int32_t residency, int32_t zone,
                         int32_t age);

/* Household residents of all zones aged from .. to on this year's 1 September, those of institutions too
 * when `all`. */
double xw_residents_between(const struct xw_state *state, int32_t from, int32_t to, bool all);

/* The children aged `age` on this year's 1 September who seek a public place of the stage: residents x
 * participation in the shares of `year` (an index of the horizon), times what a replicate assumes of it,
 * added up over the residence statuses, not rounded. Nobody assumes anything of the base rolls, before
 * the horizon. children [zones]. */
void xw_residents_seeking(const struct xw_state *state, int32_t year, int32_t stage, int32_t age,
                          double *children);

#endif
