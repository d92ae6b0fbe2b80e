/* assumptions.h: the parameters that are not known for sure, and the points at which they are drawn.
 *
 * An assumption is fixed through a replicate: the level to which fertility tends, the level of
 * migration, who takes part, how many go on, how far homes fill, the factor that delays of projects
 * share. Its value at the quantile q is xw_assumption_value; at 0.5 it leaves the history as the tables
 * have it, but for fertility.mean, which is where its range says. What scatters from year to year is no
 * assumption but a process, drawn within the replicate (draw.h).
 *
 * A design says at which quantiles every replicate draws: Latin hypercube (McKay, Beckman, Conover
 * 1979, Technometrics 21), Sobol' points (gsl_qrng_sobol; at most 40 dimensions) with a digital shift,
 * or plain random numbers. All is keyed by the assumption's name: a scenario with one assumption more
 * has the others' values.
 */
#ifndef XW_ASSUMPTIONS_H
#define XW_ASSUMPTIONS_H
#include "xuewei/scenario.h"

/* How the value is spread. */
enum xw_shape {
    XW_SHAPE_UNIFORM,    /* low .. high */
    XW_SHAPE_TRIANGULAR, /* low .. high, most likely at middle */
    XW_SHAPE_NORMAL,     /* middle, sd */
    XW_SHAPE_LOGNORMAL,  /* median middle, sd of the logarithm */
    XW_SHAPE_STUDENT, /* middle + sd x Student's t of `freedom` degrees, never below 0: a mean of few
                            years (Student 1908) */
    XW_SHAPES
};

/* What it drives in a draw. Append only: with the stage it is the dimension of Sobol' points. */
enum xw_assumed {
    XW_ASSUMED_DELAY,           /* common factor of projects: a standard normal value */
    XW_ASSUMED_FERTILITY_MEAN,  /* [births per woman] to which the TFR tends */
    XW_ASSUMED_MIGRATION_LEVEL, /* factor on net migration, in the sense of draw.h */
    XW_ASSUMED_PARTICIPATION,   /* factor; of a stage */
    XW_ASSUMED_ENTRY,           /* factor on entrants per leaver; of a stage */
    XW_ASSUMED_PROGRESSION,     /* factor on those who go on, per year; of a stage */
    XW_ASSUMED_MORTALITY_LEVEL, /* factor on death rates */
    XW_ASSUMED_PRIVATE_LEVEL,   /* factor on places of private schools */
    XW_ASSUMED_HOUSING_CEILING, /* factor on the occupied share of new homes */
    XW_ASSUMED_HOUSING_YIELD,   /* factor on families and pupils of a home */
    XW_ASSUMED_HOUSING_LATE,    /* common factor of completions: a standard normal value */
    XW_ASSUMED_RESIDENCY        /* factor on the participation of a residence status */
};

struct xw_assumption {
    const char *name; /* "fertility.mean", "participation.primary", "participation.migrant", ... */
    const char *name_zh, *name_en;
    const char *unit; /* "births per woman", "factor", "standard normal" */
    enum xw_assumed assumed;
    int32_t of;        /* the stage or residence status, or XW_NONE */
    int32_t dimension; /* of Sobol' points: the same in every scenario, < XW_MAX_ASSUMPTIONS */
    enum xw_shape shape;
    double low, middle, high, sd, freedom; /* as the shape says; else 0 */
    const char *source;                    /* the key of the scenario or the table it comes from */
    uint8_t evidence;                      /* enum xw_evidence */
};

/* At most so many: the dimensions of gsl_qrng_sobol. */
#define XW_MAX_ASSUMPTIONS 40

struct xw_assumptions {
    int32_t count;
    struct xw_assumption of[XW_MAX_ASSUMPTIONS];
};

/* What a scenario can feel: no housing table, no assumption on housing. The order is that of enum
 * xw_assumed, then of stages or residence statuses. An assumption whose spread is 0 is not listed.
 *
 * XW_OUT_OF_RANGE of more than 14 residence statuses; XW_NO_MEMORY. */
XW_CHECKED enum xw_status xw_assumptions_list(struct xw_arena *keep,
                                              const struct xw_scenario *scenario,
                                              struct xw_assumptions *out);

/* The value at a quantile, 0 < quantile < 1, in the assumption's unit. */
double xw_assumption_value(const struct xw_assumption *assumption, double quantile);

/* "uniform", "triangular", "normal", "lognormal", "student". */
const char *xw_shape_word(enum xw_shape shape);

/* ---- the design ---- */

/* In the order of the words of the key ensemble.points. */
enum xw_design { XW_DESIGN_LATIN, XW_DESIGN_SOBOL, XW_DESIGN_RANDOM };

#define XW_SOBOL_BITS 17 /* 100000 replicates < 2^17 */

/* Ready to say the point of any replicate; shared by threads once made. */
struct xw_design_points {
    enum xw_design design;
    uint64_t seed;
    int32_t dimensions, replicates;
    uint32_t entity[XW_MAX_ASSUMPTIONS]; /* of the assumption's name */
    /* Sobol': the direction numbers of the dimension that belongs to the assumption, and its shift */
    uint32_t direction[XW_MAX_ASSUMPTIONS][XW_SOBOL_BITS];
    uint32_t shift[XW_MAX_ASSUMPTIONS];
};

/* seed: of the scenario. replicates 1 .. 2^17 - 1: a Latin hypercube is
 * stratified over exactly so many, the others do not depend on it. XW_OUT_OF_RANGE; XW_NO_MEMORY. */
XW_CHECKED enum xw_status xw_design_points(enum xw_design design, uint64_t seed,
                                           const struct xw_assumptions *assumptions,
                                           int32_t replicates, struct xw_design_points *out);

/* The point of a replicate, 1 .. replicates: assumptions->count quantiles, each within (0, 1). No
 * allocation; O(dimensions). */
void xw_design_point(const struct xw_design_points *points, int32_t replicate, double *point);

#endif
