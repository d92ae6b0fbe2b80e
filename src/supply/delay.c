#include "xuewei/delay.h"
#include <gsl/gsl_cdf.h>
#include <math.h>

bool xw_delay_has_step(enum xw_project_kind kind, enum xw_project_status status,
                       enum xw_delay_step step)
{
    switch (step) {
    case XW_DELAY_APPROVAL:
        return status == XW_PROJECT_PLANNED;
    case XW_DELAY_START:
    case XW_DELAY_COMPLETION:
        if (kind == XW_PROJECT_CONVERSION || kind == XW_PROJECT_MERGER ||
            kind == XW_PROJECT_CLOSURE)
            return false;
        return step == XW_DELAY_START ? status < XW_PROJECT_BUILDING : status < XW_PROJECT_OPEN;
    case XW_DELAY_STEPS:
        break;
    }
    return false;
}

int32_t xw_delay_step_years(double hazard, double later, int32_t most)
{
    if (!(hazard < 1.0)) return 0;
    if (!(hazard > 0.0)) return most;
    double years = floor(log(later) / log1p(-hazard));
    /* A tail that is a power of 1 - hazard belongs to the longer delay, whatever the logarithms say. */
    if (pow(1.0 - hazard, years + 1.0) >= later) years += 1.0;
    return years < most ? (int32_t)years : most;
}

static double hazard_of(const struct xw_delay_rules *rules, enum xw_delay_step step)
{
    return step == XW_DELAY_APPROVAL ? rules->approval
           : step == XW_DELAY_START  ? rules->start
                                     : rules->completion;
}

struct xw_delay xw_delay_of_project(const struct xw_delay_rules *rules, enum xw_project_kind kind,
                                    enum xw_project_status status, double common, const double *own)
{
    struct xw_delay late = { 0 };
    for (enum xw_delay_step step = 0; step < XW_DELAY_STEPS; step++) {
        if (!xw_delay_has_step(kind, status, step)) continue;
        double x = sqrt(rules->common) * common + sqrt(1.0 - rules->common) * own[step];
        double later = gsl_cdf_ugaussian_Q(x);
        int32_t left = rules->most - late.opening;
        late.opening += xw_delay_step_years(hazard_of(rules, step), later, left);
        if (step != XW_DELAY_COMPLETION) late.start = late.opening;
    }
    return late;
}

static double normal(gsl_rng *rng)
{
    return gsl_cdf_ugaussian_Pinv(gsl_rng_uniform_pos(rng));
}

static void set(gsl_rng *rng, struct xw_rng_key key, uint32_t entity)
{
    key.entity = entity;
    xw_rng_key_set(rng, key);
}

void xw_delay_draw(const struct xw_delay_rules *rules, const struct xw_projects *projects,
                   int16_t first, const struct xw_delay_streams *streams, double common,
                   int32_t *start, int32_t *opening, double *ramp)
{
    for (int32_t p = 0; p < projects->count; p++) {
        start[p] = opening[p] = 0;
        ramp[p] = 1.0;
        if (!xw_delay_may_be_late(projects, p, first)) continue;
        /* Every step has its number, whatever the status: what is approved today keeps the others. */
        double own[XW_DELAY_STEPS];
        set(streams->rng, streams->late, streams->entity[p]);
        for (int step = 0; step < XW_DELAY_STEPS; step++)
            own[step] = normal(streams->rng);
        struct xw_delay late =
            xw_delay_of_project(rules, (enum xw_project_kind)projects->kind[p],
                                (enum xw_project_status)projects->status[p], common, own);
        start[p] = late.start;
        opening[p] = late.opening;
        if (projects->kind[p] != XW_PROJECT_NEW) continue;
        set(streams->rng, streams->ramp, streams->entity[p]);
        ramp[p] = rules->ramp_low + (1.0 - rules->ramp_low) * gsl_rng_uniform_pos(streams->rng);
    }
}
