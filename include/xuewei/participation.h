/* participation.h: who of the residents seeks a public place here, and who moves on. */
#ifndef XW_PARTICIPATION_H
#define XW_PARTICIPATION_H
#include "xuewei/stages.h"

/* Shares are [residency][year][zone][stage], complete over the horizon: the reader fills districts and
 * years. They may exceed 1 (children who live here without being counted). */
struct xw_participation {
    int32_t residencies, years, zones, stages;
    double *share;
};

/* Entrants of a stage per leaver of the stage below (transition): [year][zone][stage]; NaN where
 * entrants come from the population by participation. */
struct xw_entry {
    int32_t years, zones, stages;
    double *ratio;
    bool of_rolls[XW_MAX_STAGES]; /* the summer's arrivals and departures are in the ratio */
};

/* Pupils of the next grade per pupil of this grade.
 *
 * ratio: beyond what births, deaths and migration of their home zone explain, 1 by default.
 * of_rolls: of the rolls alone, NaN where none is given; a school may have its own. */
struct xw_progression {
    int32_t years, rows;
    double *ratio;    /* [year][grade row] */
    double *of_rolls; /* [year][grade row] of the district */

    /* Ratios of one school, basis rolls; ordered by school, target, year. */
    int32_t schools;
    int32_t *school;
    int32_t *target; /* the grade row that is left, or rows + stage: all of the stage's */
    int16_t *year;   /* INT16_MIN: every year not named */
    double *own;
};

/* What carries pupils to the next grade, blend.h. */
enum xw_forecast_basis { XW_FORECAST_POPULATION, XW_FORECAST_ROLLS, XW_FORECAST_BLEND };

struct xw_forecast_rules {
    enum xw_forecast_basis basis;
    double midpoint; /* [years] of the horizon, from 1 */
    double slope;    /* [per year] */
};

#endif
