/* assumed_processes.h: what scatters within a replicate, in words and numbers, beside the parameters that
 * hold through it (assumptions.h): processes from year to year, delays of single projects, shocks.
 *
 * p10, p50 and p90 are quantiles of the distribution that is drawn from in one year, before a floor; of a
 * shock those of its factor when it happens. Of a delay p50 is the yearly hazard or chance itself, and
 * p10 and p90 are NaN: it is no distribution. What has no spread or cannot be felt is not listed.
 */
#ifndef XW_ASSUMED_PROCESSES_H
#define XW_ASSUMED_PROCESSES_H
#include "xuewei/ensemble_rows.h"
#include "xuewei/scenario.h"

struct xw_assumed_processes {
    int32_t count;
    struct xw_assumption_row
        *row; /* names "fertility.year", "delay.start", "shock.2024.fertility" */
};

/* XW_NO_MEMORY. */
XW_CHECKED enum xw_status xw_assumed_processes_list(struct xw_arena *keep,
                                                    const struct xw_scenario *scenario,
                                                    struct xw_assumed_processes *out);

#endif
