/* paired_costs.h: what the projects of a run cost, and what a seat that is used costs.
 */
#ifndef XW_PAIRED_COSTS_H
#define XW_PAIRED_COSTS_H
#include "xuewei/run_reader.h"

/* Money beside useful seat-years. Money is that of all projects which take part, their whole cost, inside
 * the horizon and outside; useful seat-years are those of the horizon alone, in which a school has hardly
 * begun to serve. So the figure ranks plans of one horizon, and is no price of a seat. */
struct xw_paired_cost {
    double cost_cny; /* of the scenario - of the baseline */
    int32_t unknown; /* projects of the two together that have neither a cost nor bookings */
    /* [CNY per useful seat-year] cost_cny over the mean of the useful seat-years, and the quantiles over
     * the replicates (type 7), in which no useful seat-year at all is infinitely dear. Each NaN when
     * cost_cny <= 0, INFINITY without useful seat-years. */
    double per_mean, per_p10, per_median, per_p90;
    double without; /* share of the replicates with no useful seat-year */
};

/* Cost of the projects that take part in a run [CNY]: their cost_cny, else what is booked for them in
 * the years of the horizon.
 *
 *   stage    projects of this stage alone, as their table has it; NULL = all, mixed and special ones too
 *   unknown  how many have neither is added to it */
double xw_run_project_cost(const struct xw_run *run, const char *stage, int32_t *unknown);

/* Fill the rest of a cost.
 *
 *   cost    cost_cny and unknown given, the others written
 *   useful  [n] useful seat-years by replicate, n >= 1
 *
 * XW_NO_MEMORY with n doubles of scratch. */
XW_CHECKED enum xw_status xw_paired_cost_spread(struct xw_arena scratch, int32_t n,
                                                const double *useful, struct xw_paired_cost *cost);

#endif
