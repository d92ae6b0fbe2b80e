#include "fitting.h"
#include <math.h>

/* Of two or three years: their scatter alone would let a ratio be anything. */
#define LEAST_FREEDOM 2.0

double *xw_fitting_roll(const struct xw_fitting *f, int32_t school, int32_t year, int32_t row)
{
    return &f->roll[((ptrdiff_t)school * f->years + year) * f->s->stages.rows + row];
}

void xw_fitting_remark(struct xw_fitting *f, const char *text)
{
    if (text != NULL && f->out->remarks < XW_FIT_REMARKS) f->out->remark[f->out->remarks++] = text;
}

int32_t xw_fitting_add(struct xw_fitting *f, struct xw_estimate estimate)
{
    struct xw_fit *out = f->out;
    if (out->count == out->room) {
        int32_t room = out->room == 0 ? 256 : 2 * out->room;
        struct xw_estimate *more = XW_TAKE(f->keep, room, struct xw_estimate);
        if (more == NULL) return XW_NONE;
        for (int32_t i = 0; i < out->count; i++)
            more[i] = out->estimate[i];
        out->estimate = more;
        out->room = room;
    }
    out->estimate[out->count] = estimate;
    return out->count++;
}

enum xw_status xw_fitting_add_pair(struct xw_fitting *f, int32_t a, int32_t b, double covariance)
{
    struct xw_fit *out = f->out;
    if (!isfinite(covariance)) return XW_OK;
    if (out->pairs == out->pair_room) {
        int32_t room = out->pair_room == 0 ? 256 : 2 * out->pair_room;
        struct xw_fit_pair *more = XW_TAKE(f->keep, room, struct xw_fit_pair);
        if (more == NULL) return XW_NO_MEMORY;
        for (int32_t i = 0; i < out->pairs; i++)
            more[i] = out->pair[i];
        out->pair = more;
        out->pair_room = room;
    }
    out->pair[out->pairs++] = (struct xw_fit_pair){ a, b, covariance };
    return XW_OK;
}

enum xw_status xw_pairs_open(struct xw_pairs *p, struct xw_arena *from, ptrdiff_t most)
{
    *p = (struct xw_pairs){ .now = XW_TAKE(from, most, double),
                            .before = XW_TAKE(from, most, double),
                            .weight = XW_TAKE(from, most, double),
                            .year = XW_TAKE(from, most, int16_t) };
    if (p->now == NULL || p->before == NULL || p->weight == NULL || p->year == NULL)
        return XW_NO_MEMORY;
    p->rows = (struct xw_ratio_rows){ 0, p->now, p->before, p->weight, p->year };
    return XW_OK;
}

void xw_pairs_put(struct xw_pairs *p, double now, double before, double weight, int16_t year)
{
    int32_t i = p->rows.count++;
    p->now[i] = now;
    p->before[i] = before;
    p->weight[i] = weight;
    p->year[i] = year;
}

double xw_fitting_weight(const struct xw_fitting *f, const struct xw_ratio_effects *e, int32_t year)
{
    double odd = e != NULL && e->odd[year] != 0 ? XW_RATIO_ODD : 1.0;
    return pow(XW_RATIO_DECAY, f->years - 1 - year) * odd;
}

double xw_fitting_noise(const struct xw_fitting *f, enum xw_fit_of of, double ratio)
{
    return of == XW_FIT_BIRTHS ? ratio : f->s->ensemble.turnover;
}

/* Not less than the noise of the counts; what is not known stays so. */
static double error_of(const struct xw_fitting *f, enum xw_fit_of of,
                       const struct xw_ratio_fit *fit)
{
    double least = sqrt(xw_fitting_noise(f, of, fit->ratio) / fit->worth);
    return fit->sd < least ? least : fit->sd;
}

double xw_fitting_excess(const struct xw_fitting *f, enum xw_fit_of of,
                         const struct xw_ratio_fit *fit)
{
    return fit->year_variance - xw_fitting_noise(f, of, fit->ratio) * fit->effective / fit->worth;
}

void xw_fitting_errors(const struct xw_fitting *f, const struct xw_ratio_fit *fit, double excess,
                       double freedom, struct xw_estimate *out)
{
    double noise = xw_fitting_noise(f, out->of, fit->ratio) * fit->effective / fit->worth;
    if (isnan(excess)) return;
    out->year_sd = sqrt(fmax(0.0, excess));
    out->sd = sqrt((fmax(0.0, excess) + noise) / fit->effective);
    out->freedom = excess > 0.0 ? fmax(freedom, LEAST_FREEDOM) : INFINITY;
}

struct xw_estimate xw_fitting_estimate(const struct xw_fitting *f, enum xw_fit_of of, int32_t stage,
                                       const struct xw_ratio_fit *fit)
{
    struct xw_estimate estimate = { .of = of,
                                    .stage = stage,
                                    .grade_row = XW_NONE,
                                    .school = XW_NONE,
                                    .zone = XW_NONE,
                                    .year = INT16_MIN,
                                    .value = fit->ratio,
                                    .sd = error_of(f, of, fit),
                                    .dispersion = fit->dispersion,
                                    .year_dispersion = fit->year_dispersion,
                                    .year_sd = NAN,
                                    .freedom = NAN,
                                    .rows = fit->rows,
                                    .years = fit->years,
                                    .first = fit->first,
                                    .last = fit->last,
                                    .parent = XW_NONE };
    xw_fitting_errors(f, fit, xw_fitting_excess(f, of, fit), fit->effective - 1.0, &estimate);
    return estimate;
}

/* Has the year the grade of every school that had it the year before and has it the year after? */
static bool is_complete(const struct xw_fitting *f, int32_t year, int32_t row)
{
    bool any = false;
    for (int32_t s = 0; s < f->s->schools.count; s++) {
        bool here = !isnan(*xw_fitting_roll(f, s, year, row));
        bool around = year > 0 && year + 1 < f->years &&
                      !isnan(*xw_fitting_roll(f, s, year - 1, row)) &&
                      !isnan(*xw_fitting_roll(f, s, year + 1, row));
        any |= here;
        if (around && !here) return false;
    }
    return any;
}

double xw_fitting_sum(const struct xw_fitting *f, const int32_t *group_of, int32_t group,
                      int32_t year, int32_t row)
{
    double sum = 0.0;
    if (!is_complete(f, year, row)) return NAN;
    for (int32_t s = 0; s < f->s->schools.count; s++) {
        double n = *xw_fitting_roll(f, s, year, row);
        if (!isnan(n) && (group == XW_NONE || group_of[s] == group)) sum += n;
    }
    return sum;
}
