#include "xuewei/morris.h"
#include "xuewei/draw.h"
#include <gsl/gsl_randist.h>
#include <math.h>

enum { LEVELS = XW_MORRIS_LEVELS, JUMP = LEVELS / 2 };

static double place(int32_t level)
{
    return (level + 0.5) / LEVELS;
}

enum xw_status xw_morris_design(struct xw_arena scratch, int32_t assumptions, int32_t trajectories,
                                uint64_t seed, double *point, int32_t *moved)
{
    if (assumptions < 1 || trajectories < 1) return XW_OUT_OF_RANGE;
    int32_t *level = XW_TAKE(&scratch, assumptions, int32_t);
    gsl_rng *rng = gsl_rng_alloc(xw_rng_philox);
    if (level == NULL || rng == NULL) {
        gsl_rng_free(rng);
        return XW_NO_MEMORY;
    }
    for (int32_t t = 0; t < trajectories; t++) {
        xw_rng_key_set(rng, (struct xw_rng_key){ seed, (uint32_t)t + 1, XW_COMPONENT_POINT, 1 });
        int32_t *order = moved + (ptrdiff_t)t * assumptions;
        double *at = point + (ptrdiff_t)t * (assumptions + 1) * assumptions;
        for (int32_t i = 0; i < assumptions; i++) {
            order[i] = i;
            level[i] = (int32_t)gsl_rng_uniform_int(rng, LEVELS);
            at[i] = place(level[i]);
        }
        gsl_ran_shuffle(rng, order, (size_t)assumptions, sizeof *order);
        for (int32_t step = 0; step < assumptions; step++) {
            double *next = at + assumptions;
            for (int32_t i = 0; i < assumptions; i++)
                next[i] = at[i];
            /* From the lower half up, from the upper half down: every level is as likely. */
            int32_t i = order[step];
            level[i] += level[i] < JUMP ? JUMP : -JUMP;
            next[i] = place(level[i]);
            at = next;
        }
    }
    gsl_rng_free(rng);
    return XW_OK;
}

enum xw_status xw_morris_effects(int32_t assumptions, int32_t trajectories, const double *point,
                                 const int32_t *moved, const double *value, struct xw_morris *out)
{
    if (assumptions < 1 || trajectories < 1) return XW_OUT_OF_RANGE;
    for (ptrdiff_t i = 0; i < (ptrdiff_t)trajectories * (assumptions + 1); i++)
        if (!isfinite(value[i])) return XW_NOT_FINITE;
    for (int32_t i = 0; i < assumptions; i++)
        out[i] = (struct xw_morris){ 0 };
    /* Means, then deviations from them. */
    for (int pass = 0; pass < 2; pass++)
        for (int32_t t = 0; t < trajectories; t++)
            for (int32_t step = 0; step < assumptions; step++) {
                ptrdiff_t at = (ptrdiff_t)t * (assumptions + 1) + step;
                int32_t i = moved[(ptrdiff_t)t * assumptions + step];
                double up = point[(at + 1) * assumptions + i] - point[at * assumptions + i];
                /* Levels are cells here, in the literature the ends of the cube: their steps are
                 * JUMP / (LEVELS - 1). */
                double length = (up > 0 ? JUMP : -JUMP) / (double)(LEVELS - 1);
                double effect = (value[at + 1] - value[at]) / length;
                if (pass == 1) {
                    out[i].sigma += (effect - out[i].mu) * (effect - out[i].mu);
                    continue;
                }
                out[i].mu += effect / trajectories;
                out[i].mu_star += fabs(effect) / trajectories;
            }
    for (int32_t i = 0; i < assumptions; i++)
        out[i].sigma = trajectories > 1 ? sqrt(out[i].sigma / (trajectories - 1)) : 0.0;
    return XW_OK;
}
