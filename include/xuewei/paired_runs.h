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
#include "xuewei/run_reader.h"

/* What adds up over the horizon. "Short" pupils are those beyond the norm seats of a place, in pupil-years
 * of all grades; places that have seats do not help places that have none. */
enum xw_paired_total {
    XW_TOTAL_SHORT_DISTRICT, /* sum over years of the district's net gap: as if any child could go
                                to any school */
    XW_TOTAL_SHORT_TOWNS,    /* sum over years and towns of the towns' net gaps: children go to
                                school in their own town */
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

/* One place, year, stage and scope. Seats and what follows from them is of norm seats. */
struct xw_paired_cell {
    enum xw_level level; /* district or town */
    const char *place;
    int16_t year;
    int32_t stage; /* row of xw_paired_runs.stage */
    enum xw_scope scope;
    struct xw_paired demand, seats, local_gap, net_gap, unplaced, surplus;
};

/* A total of one stage, or of all of them (stage = stages): differences and the central histories' one. */
struct xw_paired_horizon {
    struct xw_paired paired;
    double central;   /* difference of the central histories */
    double run, base; /* means over the replicates of the two */
};

/* Who gains and who loses: pupil-years short over the horizon (net gap of the town, all grades). */
struct xw_paired_town {
    const char *place;
    struct xw_paired shortage; /* less: gains */
    double central;
    double adjusted_p; /* of the sign test, for all towns and stages of the pair together (Holm) */
    int verdict;       /* 1 gains, -1 loses beyond chance (also after the adjustment), else 0 */
};

/* A school beside itself: central histories, and what the run file says of its replicates (they are
 * not kept one by one, so that these cannot be paired). A school that a run has not is empty in it. */
struct xw_paired_school {
    const char *code;
    int32_t stage;
    int32_t pupil_years, class_years_over_norm; /* differences of the central histories */
    double p_over; /* difference of the mean over years of p_over; NaN without replicates */
    int verdict; /* 1 gains: fewer class-years over the norm and no larger p_over (if known), -1 the
                    reverse, else 0 */
};

/* Money beside useful seat-years. Money is that of all projects which take part (their whole cost, inside
 * and outside the horizon), useful seat-years are only those of the horizon. */
struct xw_paired_cost {
    double cost_cny; /* of the scenario - of the baseline; a project without cost counts with what
                        is booked */
    int32_t unknown; /* projects of either that have neither cost nor bookings */
    /* [CNY per useful seat-year] cost_cny over the mean of the useful seat-years, and quantiles over
     * replicates. A replicate without a useful seat-year has infinite cost. NaN when cost_cny <= 0. */
    double per_mean, per_p10, per_median, per_p90;
    double without; /* share of the replicates with no useful seat-year */
};

struct xw_pair {
    int32_t cells; /* by level, place, stage, scope, year; only those that both runs have */
    struct xw_paired_cell *cell;
    struct xw_paired_horizon *horizon; /* [XW_TOTALS * (stages + 1)] see xw_paired_horizon_of */
    int32_t towns;
    struct xw_paired_town *town; /* [stages + 1][towns] in order of their codes */
    int32_t schools;
    struct xw_paired_school *school; /* by code and stage */
    struct xw_paired_cost *cost;     /* [2 * (stages + 1)] useful by district, by towns */
};

struct xw_paired_runs {
    int32_t runs, stages, replicates; /* replicates: 0 = central histories alone */
    const char *why_not;       /* why the runs could not be paired, or NULL; "" = no replicates */
    enum xw_stage_name *stage; /* [stages] */
    struct xw_pair *pair;      /* [runs - 1] of run 1, 2, ... beside run 0 */
    double *best; /* [runs * (stages + 1) * XW_TOTALS] probability of having the least (most), ties
                     shared: see xw_paired_best_of */
};

/* Compare count >= 2 loaded runs whose files still stand at run->path. Columns live in keep.
 *
 * XW_OUT_OF_RANGE when school years or stages differ, or count < 2; XW_STORE_FAILED when draws cannot be
 * read; XW_NO_MEMORY. *trouble then says why, for a person, in keep. */
XW_CHECKED enum xw_status xw_paired_runs_make(int32_t count, const struct xw_run *run,
                                              struct xw_arena *keep, struct xw_arena scratch,
                                              struct xw_paired_runs *out, const char **trouble);

/* stage 0 .. stages, stages = all of them; run 0 .. runs - 1. */
const struct xw_paired_horizon *xw_paired_horizon_of(const struct xw_paired_runs *runs,
                                                     const struct xw_pair *pair, int32_t stage,
                                                     enum xw_paired_total total);
double xw_paired_best_of(const struct xw_paired_runs *runs, int32_t run, int32_t stage,
                         enum xw_paired_total total);

#endif
