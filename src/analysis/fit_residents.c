#include "fitting.h"
#include "xuewei/birth_cohort.h"
#include "xuewei/entry_trend.h"
#include <math.h>

/* Rows of a trend, by year of the horizon. */
static enum xw_status add_trend(struct xw_fitting *f, const struct xw_ratio_trend *trend,
                                struct xw_estimate base)
{
    int32_t first = f->out->count;
    for (int32_t y = f->s->first; y <= f->s->last; y++) {
        base.year = (int16_t)y;
        base.year_sd = base.freedom = NAN; /* around the mean, not the trend */
        xw_ratio_trend_at(trend, base.year, XW_ENTRY_DAMPING, &base.value, &base.sd);
        if (xw_fitting_add(f, base) == XW_NONE) return XW_NO_MEMORY;
    }
    /* The years vary together through the level and the growth that they share. */
    for (int32_t a = first; a < f->out->count; a++)
        for (int32_t b = a + 1; b < f->out->count; b++) {
            const struct xw_estimate *ea = &f->out->estimate[a], *eb = &f->out->estimate[b];
            double ta = xw_ratio_trend_years(trend, ea->year, XW_ENTRY_DAMPING);
            double tb = xw_ratio_trend_years(trend, eb->year, XW_ENTRY_DAMPING);
            const double *c = trend->covariance;
            double covariance = ea->value * eb->value * (c[0] + (ta + tb) * c[1] + ta * tb * c[2]);
            enum xw_status status = xw_fitting_add_pair(f, a, b, covariance);
            if (status != XW_OK) return status;
        }
    return XW_OK;
}

enum xw_status xw_fit_participation(struct xw_fitting *f, struct xw_arena scratch, int32_t stage,
                                    const struct xw_fit_children *children, bool trend)
{
    const struct xw_stage *of = &f->s->stages.stage[stage];
    const char *word = xw_stage_word(of->name);
    struct xw_pairs p;
    enum xw_status status = xw_pairs_open(&p, &scratch, f->years);
    for (int32_t y = 0; status == XW_OK && y < f->years; y++) {
        int32_t known = f->first + y - children->first;
        if (known < 0 || known >= children->years) continue;
        double residents = children->number[(ptrdiff_t)known * f->s->stages.count + stage];
        double entrants = xw_fitting_sum(f, NULL, XW_NONE, y, of->first_row);
        if (residents > 0.0 && entrants >= 0.0)
            xw_pairs_put(&p, entrants, residents, xw_fitting_weight(f, NULL, y),
                         (int16_t)(f->first + y));
    }
    struct xw_ratio_fit fit;
    if (status == XW_OK) status = xw_ratio_fit(&p.rows, scratch, &fit);
    if (status == XW_NOT_IDENTIFIABLE) {
        xw_fitting_remark(
            f, xw_arena_format(f->keep,
                               "participation of %s: no year has both complete rolls of the "
                               "entry grade and a known population; from rolls alone "
                               "in-migration, participation and the coverage of births are a "
                               "product",
                               word));
        return XW_OK;
    }
    if (status != XW_OK) return status;
    struct xw_estimate base = xw_fitting_estimate(f, XW_FIT_PARTICIPATION, stage, &fit);
    struct xw_ratio_trend found;
    if (trend) {
        status = xw_ratio_trend(&p.rows, scratch, &found);
        if (status == XW_OK) return add_trend(f, &found, base);
        if (status != XW_NOT_IDENTIFIABLE) return status;
        xw_fitting_remark(
            f, fit.years < 3
                   ? xw_arena_format(f->keep,
                                     "participation of %s: %d years are too few for a trend, "
                                     "which takes three; it is constant",
                                     word, (int)fit.years)
                   : xw_arena_format(f->keep,
                                     "participation of %s: a year without entrants has no place "
                                     "in a log-linear trend; it is constant",
                                     word));
    }
    return xw_fitting_add(f, base) == XW_NONE ? XW_NO_MEMORY : XW_OK;
}

enum xw_status xw_fit_births(struct xw_fitting *f, struct xw_arena scratch, int32_t stage)
{
    const struct xw_stage *of = &f->s->stages.stage[stage];
    struct xw_pairs p;
    enum xw_status status = xw_pairs_open(&p, &scratch, f->years);
    for (int32_t y = 0; status == XW_OK && y < f->years; y++) {
        double births = xw_birth_cohort_of(&f->s->births, (int16_t)(f->first + y - of->first_age));
        double entrants = xw_fitting_sum(f, NULL, XW_NONE, y, of->first_row);
        if (births > 0.0 && entrants >= 0.0)
            xw_pairs_put(&p, entrants, births, xw_fitting_weight(f, NULL, y),
                         (int16_t)(f->first + y));
    }
    struct xw_ratio_fit fit;
    if (status == XW_OK) status = xw_ratio_fit(&p.rows, scratch, &fit);
    if (status == XW_NOT_IDENTIFIABLE) return XW_OK;
    if (status != XW_OK) return status;
    return xw_fitting_add(f, xw_fitting_estimate(f, XW_FIT_BIRTHS, stage, &fit)) == XW_NONE
               ? XW_NO_MEMORY
               : XW_OK;
}
