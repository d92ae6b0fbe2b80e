/* job.h: the one door: from a scenario file to a run file, to its population alone, or to fitted
 * tables.
 *
 * Loads, checks, prepares, simulates and writes. Command line, workbench, tests and benchmarks come
 * through here.
 */
#ifndef XW_JOB_H
#define XW_JOB_H
#include "xuewei/assignment_file.h"
#include "xuewei/diag.h"
#include "xuewei/fit.h"
#include "xuewei/progress.h"
#include "xuewei/scenario_file.h"
#include "xuewei/sensitivity.h"

/* What a run with replicates drew. */
struct xw_job_drawn {
    int32_t replicates; /* 0: the central history alone */
    int32_t found;      /* of them, on disk from an earlier, interrupted run */
    int32_t assumptions;
    const char *points; /* "latin", "sobol", "random" */
    bool noise;         /* process noise as well */
};

struct xw_job {
    const char *scenario; /* path of the YAML file */
    const char *out;      /* path of the run file; replaced when the run is complete, not before;
                         of `project` the CSV of the population, NULL = standard output; of `fit` the folder;
                         of `assign` the CSV */
    const char *events;   /* of `project` alone: the CSV of births, deaths and migrants, or NULL */
    const struct xw_override *overrides;
    int32_t override_count;
    struct xw_progress *progress; /* or NULL */
    int32_t threads; /* of replicates; 0: as many as processors. No result depends on it */
    struct xw_job_drawn *drawn; /* of `run`: written; or NULL */
};

/* Do it: the central history, then the scenario's replicates, whose finished blocks lie in OUT.parts
 * (parts.h) until the run file is complete. After an interruption (XW_STOPPED or a kill) the same call
 * goes on with them. diag is initialised by the caller and holds what is wrong (XW_REFUSED) or odd (XW_OK).
 * trouble, when not NULL afterwards, says why it failed beyond the status; it lives in diag's arena.
 * On failure nothing is left at out that was not there before. */
XW_CHECKED enum xw_status xw_job_run(const struct xw_job *job, struct xw_diag *diag,
                                     const char **trouble);

/* Project the population alone, from zones, population, fertility, mortality and births_ratio, with
 * migration and births if there are any, and write its CSV tables (projection_file.h). The rest as
 * above. */
XW_CHECKED enum xw_status xw_job_project(const struct xw_job *job, struct xw_diag *diag,
                                         const char **trouble);

/* One year's assignment alone, as a CSV table (assignment_file.h). With a population the years before it
 * are simulated as in a run; without one the problem is static (static_year.h). tally is written.
 * XW_FLOW_INFEASIBLE when all_placed is asked for and somebody is left over; trouble says how many.
 * A year outside the horizon is refused. The rest as above. */
struct xw_assign_options {
    int32_t year;
    bool all_placed;
};
XW_CHECKED enum xw_status xw_job_assign(const struct xw_job *job, struct xw_assign_options options,
                                        struct xw_diag *diag, struct xw_assignment_tally *tally,
                                        const char **trouble);

/* Estimate assumptions from the scenario's past rolls (fit.h) and write them into the folder out
 * (fit_files.h); the page is printed to `page`, or not when it is NULL. Rolls of one year alone are
 * refused. The rest as above. */
XW_CHECKED enum xw_status xw_job_fit(const struct xw_job *job, struct xw_fit_options options,
                                     FILE *page, struct xw_diag *diag, const char **trouble);

/* Which assumptions the answer hangs on (sensitivity.h), at the scenario's seed: printed to `page` unless it
 * is NULL, and as a CSV table to out and its tornado as an SVG to picture, unless they are NULL. A scenario whose spreads are all 0 is refused. The
 * rest as above. */
XW_CHECKED enum xw_status xw_job_sensitivity(const struct xw_job *job, const char *picture,
                                             const struct xw_sensitivity_options *options,
                                             FILE *page, struct xw_diag *diag,
                                             const char **trouble);

/* Read and prepare only: everything that a run would refuse or doubt. */
XW_CHECKED enum xw_status xw_job_check(const struct xw_job *job, struct xw_diag *diag);

#endif
