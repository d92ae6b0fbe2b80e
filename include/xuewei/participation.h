/* participation.h: who of the residents seeks a public place here, and who moves on. */
#ifndef XW_PARTICIPATION_H
#define XW_PARTICIPATION_H
#include "xuewei/stages.h"

/* Shares are [year][zone][stage], complete over the horizon: the reader fills districts and
 * years. They may exceed 1 (children who live here without being counted). */
struct xw_participation {
    int32_t years, zones, stages;
    double *share;
};

/* Entrants of a stage per leaver of the stage below (transition): [year][zone][stage]; NaN where
 * entrants come from the population by participation. */
struct xw_entry {
    int32_t years, zones, stages;
    double *ratio;
};

/* Pupils of the next grade per pupil of this grade, beyond what births, deaths and migration of
 * their home zone explain: [year][grade row], 1 by default. */
struct xw_progression {
    int32_t years, rows;
    double *ratio;
};

#endif
