/* paired_runs.h: scenarios side by side, future by future: what two runs of the same replicates
 * differ in, who gains and who loses, and what a seat that is used costs.
 *
 * Every difference is scenario - baseline; the first run is the baseline. Places are the district and its
 * towns, of which run files keep the replicates. Stages are those whose schools are the district's own;
 * stages of the city have no seats here.
 *
 * Runs are paired when they have the same seed, points, replicates (1 or more), school years and stages.
 * Else, or when none has replicates, their central histories are set side by side as if they were one
 * replicate: n = 1, no interval, nothing beyond chance.
 */
#ifndef XW_PAIRED_RUNS_H
#define XW_PAIRED_RUNS_H
#include "xuewei/paired.h"
#include "xuewei/paired_costs.h"
#include "xuewei/paired_schools.h"

/* What adds up over the horizon. "Short" pupils are those beyond the norm seats of a place, in pupil-years
 * of all grades; places that have seats do not help places that have none. */
enum xw_paired_total {
    XW_TOTAL_SHORT_DISTRICT, /* sum over years of the district's net gap: as if any child could go
                                to any school */
    XW_TOTAL_SHORT_TOWNS,    /* sum over years and towns of the towns' net gaps: children go to
                                school in their own town; zones of no town are in none */
    XW_TOTAL_SHORT_AREAS,    /* sum over years of the local gap: children stay in their catchment */
    XW_TOTAL_PEAK,           /* largest net gap of the district in any year [pupils]; of all stages
                                together: of their sum in a year */
    XW_TOTAL_IDLE,           /* sum over years of the surplus: seat-years without a pupil */
    XW_TOTAL_SEATS,          /* sum over years of norm seats: seat-years */
    XW_TOTAL_USEFUL_DISTRICT, /* useful seat-years, the district as one place, see below */
    XW_TOTAL_USEFUL_TOWNS,    /* useful seat-years, town by town */
    XW_TOTALS
};
/* Useful seat-years are those additional seat-years that somebody sits on who would have none: in a
 * place and year min(demand, seats of the scenario) - min(demand, seats of the baseline), with the
 * scenario's demand both times, summed over years (and towns). Where both have the same demand this is the
 * shortage avoided. It is at most the seats added, and below 0 where seats are missing that were used. */
const char *xw_paired_total_word(enum xw_paired_total total);
/* Whether less of it is better (1), more (-1), or neither (0: seats). */
int xw_paired_total_sign(enum xw_paired_total total);

/* One place, year, stage and scope. Seats are norm seats. */
struct xw_paired_cell {
    enum xw_level level; /* district or town */
    const char *place;
    int16_t year;
    int32_t stage; /* row of xw_paired_runs.stage */
    enum xw_scope scope;
    struct xw_paired of[XW_QUANTITIES]; /* by enum xw_quantity (ensemble_rows.h) */
    double central[XW_QUANTITIES];      /* differences of the central histories */
};

/* A total of one stage, or of all of them (stage = stages): differences and the central histories' one. */
struct xw_paired_horizon {
    struct xw_paired paired; /* n = 0 and NaN: not known, of towns where zones have none */
    double central;          /* difference of the central histories */
    /* Means over the replicates of the two; of useful seat-years the baseline's is 0. */
    double run, base;
};

/* Who gains and who loses: pupil-years short over the horizon (net gap of the town, all grades). */
struct xw_paired_town {
    const char *place;
    struct xw_paired shortage; /* less: gains */
    double central;
    double adjusted_p; /* of the sign test, for all towns and stages of the pair together (Holm) */
    int verdict;       /* 1 gains, -1 loses beyond chance (also after the adjustment), else 0 */
};

struct xw_pair {
    int32_t cells; /* by level, place, stage, scope, year; only those that all runs have */
    struct xw_paired_cell *cell;
    struct xw_paired_horizon *horizon; /* [XW_TOTALS][stages + 1], see xw_paired_horizon_of */
    int32_t towns;                     /* 0 where zones have no town */
    struct xw_paired_town *town;       /* [stages + 1][towns], by name */
    int32_t schools;
    struct xw_paired_school *school; /* by code and stage */
    /* [stages + 1] Money beside the useful seat-years of the district, and of the towns (NULL without
     * towns). A stage has its own projects; all stages together have mixed and special ones, too. */
    struct xw_paired_cost *cost, *cost_towns;
};

struct xw_paired_runs {
    int32_t runs, stages;
    int32_t replicates; /* paired ones; 0 = central histories alone */
    /* Why runs that have replicates are not paired, for a person; NULL when they are or none has any. */
    const char *why_not;
    enum xw_stage_name *stage; /* [stages] */
    struct xw_pair *pair;      /* [runs - 1] of run 1, 2, ... beside run 0 */
    double *best;              /* [XW_TOTALS][stages + 1][runs], see xw_paired_best_of */
};

/* Compare count >= 2 loaded runs whose files still stand at run->path. What out points to lives in keep.
 *
 * XW_OUT_OF_RANGE when school years or stages differ, or count < 2; XW_STORE_FAILED when the replicates
 * cannot be read; XW_NO_MEMORY. *trouble then says why, for a person, in keep, and *out is untouched. */
XW_CHECKED enum xw_status xw_paired_runs_make(int32_t count, const struct xw_run *run,
                                              struct xw_arena *keep, struct xw_arena scratch,
                                              struct xw_paired_runs *out, const char **trouble);

/* The cell of a place, or NULL; stage as in xw_paired_cell. Time O(log cells). */
const struct xw_paired_cell *xw_paired_cell_at(const struct xw_pair *pair, enum xw_level level,
                                               const char *place, int32_t stage,
                                               enum xw_scope scope, int16_t year);

/* Difference of a total; stage 0 .. stages, stages = all of them. */
const struct xw_paired_horizon *xw_paired_horizon_of(const struct xw_paired_runs *runs,
                                                     const struct xw_pair *pair, int32_t stage,
                                                     enum xw_paired_total total);
/* Probability that the scenario is the better one in a total; ties count half. 0.5 of seats, of which
 * neither more nor less is better. NaN when not known. */
double xw_paired_horizon_better(const struct xw_paired_horizon *horizon,
                                enum xw_paired_total total);
/* Probability that run 0 .. runs - 1 is the best of all, ties shared; NaN of seats and when not known. */
double xw_paired_best_of(const struct xw_paired_runs *runs, int32_t run, int32_t stage,
                         enum xw_paired_total total);

#endif
