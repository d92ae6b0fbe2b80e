/* ensemble_rules.h: what a scenario says of what is not known: the keys ensemble.*, the standard
 * errors beside its ratios, and the table of shocks.
 *
 * A standard deviation of a level or of years is that of a factor, or of its logarithm where the key
 * says so; 0 leaves it out. Ratios with errors of their own (columns sd, year_sd and freedom, as `fit`
 * writes them) go before the keys.
 */
#ifndef XW_ENSEMBLE_RULES_H
#define XW_ENSEMBLE_RULES_H
#include "xuewei/stages.h"
#include <stdbool.h>

/* How far a ratio of one year is off, as a share of it: the mean of a few years, and a single year
 * around it. */
struct xw_spread_of {
    double level_sd;  /* through a replicate */
    double year_sd;   /* of each year beside it, pupils' own coming and going left out */
    double freedom;   /* degrees of freedom of both; INFINITY: they are taken for known */
    bool given;       /* level_sd is a table's, not a key's */
    uint8_t evidence; /* enum xw_evidence of the table's row; of a key: assumed */
};

/* What a dated shock falls on. In the order of the words of the column. */
enum xw_shocked {
    XW_SHOCK_FERTILITY,
    XW_SHOCK_MIGRATION,
    XW_SHOCK_PARTICIPATION,
    XW_SHOCK_ENTRY,
    XW_SHOCK_PROGRESSION,
    XW_SHOCK_PRIVATE,
    XW_SHOCKED
};

/* Rows of the table shocks, ordered by year, what, stage. */
struct xw_shocks {
    int32_t count;
    uint8_t *what;  /* enum xw_shocked */
    int16_t *year;  /* of rates: in which the step begins; else the school year */
    int32_t *stage; /* or XW_NONE: all stages */
    double *factor; /* > 0, median */
    double *sd;     /* of its logarithm */
    double *probability;
    int32_t *line;     /* of the table */
    uint8_t *evidence; /* enum xw_evidence */
};

struct xw_ensemble_rules {
    int32_t points; /* enum xw_design, assumptions.h */
    bool noise;     /* process noise: births, entrants, turnover */
    double turnover;

    struct {
        double rho, sd;             /* [births per woman] of the TFR, by year */
        double mean_low, mean_high; /* to which it tends; NaN: to the path of the table */
        double floor;               /* [births per woman] */
        double zone_rho, zone_sd;   /* of the logarithm of a zone's factor; sd: of one far year */
    } fertility;
    struct {
        double level_sd, sd, rho; /* of the logarithm; sd: of one year */
        double common;            /* share of a zone's variance that the district has */
    } migration;
    double mortality_sd, private_sd; /* of the logarithm */
    double residency_sd;             /* of a residence status, of the logarithm */
    double progression_common; /* share of the variance that the grades of a stage have in common */
    struct {
        double ceiling_sd, yield_sd; /* of the logarithm */
        double late;                 /* chance of a completion to slip one more year */
        double common;               /* share of that which all completions have */
    } housing;

    /* Of a scenario with a population, school years of the horizon. */
    int32_t years, stages, rows;
    struct xw_spread_of *participation, *entry; /* [year][stage] */
    struct xw_spread_of *progression;           /* [year][row of the grade that is left] */
    struct xw_shocks shocks;
};

#endif
