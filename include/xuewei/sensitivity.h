/* sensitivity.h: which assumptions the answer hangs on.
 *
 * The responses are what a planner asks for, stage by stage, of the district and all grades: the largest
 * local gap of the horizon, the year in which it comes, and the idle seats of the last year. Each is the
 * result of a whole history; the assumptions (assumptions.h) alone vary, processes keep to their
 * medians and there is no noise, so that one point has one answer.
 *
 *   tornado  each assumption at its P10 and P90, the others at their medians
 *   Morris   which assumptions matter at all, alone or together (morris.h)
 *   Sobol    of those that matter most, which share of the variance each carries (sobol_indices.h);
 *            the others stay at their medians
 */
#ifndef XW_SENSITIVITY_H
#define XW_SENSITIVITY_H
#include "xuewei/assumptions.h"
#include "xuewei/morris.h"
#include "xuewei/pool.h"
#include "xuewei/prepare.h"
#include "xuewei/progress.h"
#include "xuewei/sobol_indices.h"

enum xw_response {
    XW_RESPONSE_PEAK_GAP,  /* [pupils] */
    XW_RESPONSE_PEAK_YEAR, /* the first of equals; where no year has a gap, the year that comes
                              nearest to one: demand less seats is largest */
    XW_RESPONSE_SURPLUS,   /* [seats] */
    XW_RESPONSES
};

/* "peak_gap", "peak_year", "surplus". */
const char *xw_response_word(enum xw_response response);

struct xw_sensitivity_options {
    int32_t trajectories; /* of Morris, 1 or more */
    int32_t rows;         /* of Sobol's points, 2 or more; 0: none */
    int32_t most;         /* assumptions that Sobol's points vary, 1 .. XW_SOBOL_MOST */
    int32_t resamples;    /* of the bootstrap */
    double level;         /* of its intervals, 0 < level < 1 */
    uint64_t seed;
};

/* Columns by response are [stage * XW_RESPONSES + response][...]. */
struct xw_sensitivity {
    struct xw_assumptions assumptions;
    int32_t stages, responses;
    int32_t
        *stage; /* [stages] rows of the scenario's stages: those whose seats are the district's */
    double *median;           /* [response] all assumptions at their medians */
    double *low, *high;       /* [response][assumption] at P10 and P90 */
    struct xw_morris *morris; /* [response][assumption] */
    int32_t kept;
    int32_t *keep_row;            /* [kept] assumptions that Sobol's points vary, as listed */
    struct xw_sobol_index *index; /* [response][kept] */
    double *mean, *sd;            /* [response] over Sobol's points A and B */
    int64_t runs;                 /* histories simulated */
};

/* pool shares the histories, NULL: one after another; the result does not depend on it. What is found
 * lies in keep. XW_OUT_OF_RANGE for options outside their ranges or a scenario without an assumption
 * that is drawn; XW_STOPPED; XW_LAW_BROKEN with the law; what a history returns. */
XW_CHECKED enum xw_status xw_sensitivity(struct xw_arena *keep, struct xw_arena scratch,
                                         const struct xw_prepared *prepared,
                                         const struct xw_sensitivity_options *options,
                                         struct xw_pool *pool, struct xw_progress *progress,
                                         struct xw_sensitivity *out, const char **law);

#endif
