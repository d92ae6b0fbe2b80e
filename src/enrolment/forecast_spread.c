#include "xuewei/forecast_spread.h"
#include "xuewei/forecast.h"
#include "xuewei/grade_ratio.h"
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics_double.h>
#include <math.h>

/* Log errors of counts: half a pupil is added to both. */
#define HALF 0.5

/* What is believed before errors are looked at, and how many errors (origins) that is worth. */
#define PRIOR_STEP     0.4
#define PRIOR_ENTRY    0.9
#define PRIOR_ERRORS   20.0
#define PRIOR_LEVELS   30.0
#define PRIOR_ORIGINS  1.0
#define PRIOR_TOGETHER 0.1
#define PRIOR_SCHOOL   40.0  /* errors of one school */
#define ERRORS_ENOUGH  200.0 /* of an origin */

/* With h steps the variance that is the chance of single pupils grows like h^0.6 (part of it is
 * noise of one count, which the next does not have), the rest like h^1.15 (a ratio that is wrong
 * stays wrong), both times h^growth. */
#define CHANCE_GROWTH  0.6
#define LASTING_GROWTH 1.15
#define LEAST_GROWTH   (-0.5)
#define MOST_GROWTH    1.0

/* Student's t widens what schools have in common to so much at most. */
#define MOST_WIDER 1.5

/* The mean absolute value of a normal variable is 0.8 standard deviations: spreads are fitted to
 * mean absolute errors. */
#define NORMAL_OVER_MEAN 1.2533

/* Origins with fewer earlier years say little of what is to come later. */
enum { FIRST_ORIGIN = 2, FIRST_FAR_ORIGIN = 3 };
#define SKEW_KEPT  0.5
#define MOST_TIMES 5.0 /* errors count up to so many median ones */

/* An entry grade this many years ahead of the next cohort: its level walks on. */
#define ENTRY_WALK 0.5

struct work {
    const struct xw_roll_histories *h;
    int32_t now, horizons;
    const double *const *forecast;
    struct xw_forecast_spread *out;
    double *error, *size; /* [room] a list of log errors and of the forecasts they belong to */
    int32_t *grade;       /* [room] and of their grades, -1 = an entry grade */
    double *sorted;       /* [room] */
};

static double forecast_of(const struct work *w, int32_t origin, int32_t school, int32_t ahead,
                          int32_t grade)
{
    return w->forecast[origin][((ptrdiff_t)school * w->horizons + ahead) * w->h->grades + grade];
}

/* The log error, NaN where there is none to speak of. */
static double error_of(const struct work *w, int32_t origin, int32_t school, int32_t ahead,
                       int32_t grade)
{
    double forecast = forecast_of(w, origin, school, ahead, grade);
    double actual = xw_roll(w->h, school, origin + ahead + 1, grade);
    if (!(actual > 0.0) || !(forecast >= 0.0)) return NAN;
    return log((actual + HALF) / (forecast + HALF));
}

/* List the one-step errors of the origins that count. */
static int32_t list_steps(struct work *w)
{
    int32_t n = 0, first = w->now > FIRST_ORIGIN ? FIRST_ORIGIN : w->now - 1;
    for (int32_t o = first < 0 ? 0 : first; o < w->now; o++)
        for (int32_t s = 0; s < w->h->schools; s++)
            for (int32_t g = 0; g < w->h->grades; g++) {
                double error = error_of(w, o, s, 0, g);
                if (isnan(error)) continue;
                w->error[n] = error;
                w->size[n] = fmax(forecast_of(w, o, s, 0, g), 1.0);
                w->grade[n++] = xw_forecast_is_entry(w->h, s, o, g) ? -1 : g;
            }
    return n;
}

static bool of_kind(const struct work *w, int32_t i, int32_t grade)
{
    return grade < 0 ? w->grade[i] < 0 : grade == 0 ? w->grade[i] >= 0 : w->grade[i] == grade;
}

/* The mean of |error| / sqrt(1/size + 1/F) over a kind: -1 entry grades, 0 all steps, g one grade. */
static double scale_of(struct work *w, int32_t count, int32_t grade, double size, int32_t *found)
{
    int32_t n = 0;
    double sum = 0.0;
    for (int32_t i = 0; i < count; i++)
        if (of_kind(w, i, grade))
            w->sorted[n++] = fabs(w->error[i]) / sqrt(1.0 / size + 1.0 / w->size[i]);
    *found = n;
    if (n == 0) return 0.0;
    double most = MOST_TIMES * xw_median(n, w->sorted);
    for (int32_t i = 0; i < n; i++)
        sum += fmin(w->sorted[i], most);
    return sum / n;
}

/* The size at which errors stop falling: the one, of a grid, that makes errors of all sizes equally
 * likely under a Laplace law (its likelihood is what a mean absolute error maximises). */
static double size_of(struct work *w, int32_t count, int32_t grade)
{
    double best = 640.0, least = INFINITY;
    for (double size = 10.0; size < 10000.0; size *= 2.0) {
        int32_t n;
        double scale = scale_of(w, count, grade, size, &n), logs = 0.0;
        if (n < (int32_t)PRIOR_ERRORS || scale <= 0.0) return best;
        for (int32_t i = 0; i < count; i++)
            if (of_kind(w, i, grade)) logs += 0.5 * log(1.0 / size + 1.0 / w->size[i]);
        double cost = n * log(scale) + logs;
        if (cost < least) {
            least = cost;
            best = size;
        }
    }
    return best;
}

static double drawn(double value, double worth, double prior, double prior_worth)
{
    return (worth * value + prior_worth * prior) / (worth + prior_worth);
}

static void fit_steps(struct work *w)
{
    struct xw_forecast_spread *out = w->out;
    int32_t count = list_steps(w), n;
    out->step_size = size_of(w, count, 0);
    out->entry_size = size_of(w, count, -1);
    double entry = scale_of(w, count, -1, out->entry_size, &n);
    out->entry = drawn(entry, n, PRIOR_ENTRY, PRIOR_ERRORS);
    double all = scale_of(w, count, 0, out->step_size, &n);
    all = drawn(all, n, PRIOR_STEP, PRIOR_ERRORS);
    out->step[0] = out->entry;
    for (int32_t g = 1; g < w->h->grades; g++) {
        double own = scale_of(w, count, g, out->step_size, &n);
        out->step[g] = drawn(own, n, all, PRIOR_ERRORS);
    }
}

double xw_forecast_spread_of(const struct xw_forecast_spread *spread,
                             const struct xw_roll_histories *h, int32_t origin, int32_t school,
                             int32_t ahead, int32_t grade, double forecast)
{
    double chance = 0.0, lasting = 0.0; /* sums of b^2, over pupils and over the size */
    for (int32_t back = 0; back <= ahead; back++) {
        int32_t g = grade - back;
        if (xw_forecast_is_entry(h, school, origin, g)) {
            double b2 = spread->entry * spread->entry * (1.0 + ENTRY_WALK * (ahead - back));
            chance += b2;
            lasting += b2 / spread->entry_size;
            break;
        }
        chance += spread->step[g] * spread->step[g];
        lasting += spread->step[g] * spread->step[g] / spread->step_size;
    }
    double steps = 1.0 + ahead;
    return spread->school[school] *
           sqrt(pow(steps, spread->growth) *
                (chance / fmax(forecast, 1.0) * pow(steps, CHANCE_GROWTH - 1.0) +
                 lasting * pow(steps, LASTING_GROWTH - 1.0)));
}

/* Some schools are harder than others of their size: their errors over the mean one, as far as they
 * have had any. */
static void fit_schools(struct work *w)
{
    const struct xw_roll_histories *h = w->h;
    double *sum = w->error, *count = w->size, all = 0.0, n = 0.0; /* the lists are done with */
    for (int32_t s = 0; s < h->schools; s++)
        w->out->school[s] = 1.0;
    for (int32_t s = 0; s < h->schools; s++) {
        sum[s] = count[s] = 0.0;
        for (int32_t o = w->now > FIRST_ORIGIN ? FIRST_ORIGIN : 0; o < w->now; o++)
            for (int32_t g = 0; g < h->grades; g++) {
                double error = error_of(w, o, s, 0, g);
                if (isnan(error)) continue;
                double forecast = forecast_of(w, o, s, 0, g);
                double z = fabs(error) / xw_forecast_spread_of(w->out, h, o, s, 0, g, forecast);
                sum[s] += fmin(z, MOST_TIMES);
                count[s] += 1.0;
            }
        all += sum[s];
        n += count[s];
    }
    for (int32_t s = 0; s < h->schools && all > 0.0; s++)
        w->out->school[s] = drawn(count[s] > 0.0 ? sum[s] / count[s] / (all / n) : 1.0, count[s],
                                  1.0, PRIOR_SCHOOL);
}

/* List the errors of a horizon over their spreads, from the origins that have had `first` years;
 * *origins of them. */
static int32_t list_errors(struct work *w, int32_t ahead, int32_t first, int32_t *origins)
{
    const struct xw_roll_histories *h = w->h;
    int32_t n = 0;
    *origins = 0;
    for (int32_t o = first; o + ahead + 1 <= w->now; o++, ++*origins)
        for (int32_t s = 0; s < h->schools; s++)
            for (int32_t g = 0; g < h->grades; g++) {
                double error = error_of(w, o, s, ahead, g);
                if (isnan(error)) continue;
                double forecast = forecast_of(w, o, s, ahead, g);
                w->sorted[n++] = error / xw_forecast_spread_of(w->out, h, o, s, ahead, g, forecast);
            }
    return n;
}

static double mean_error(struct work *w, int32_t count)
{
    double sum = 0.0;
    for (int32_t i = 0; i < count; i++)
        w->sorted[i] = fabs(w->sorted[i]);
    double most = MOST_TIMES * xw_median(count, w->sorted);
    for (int32_t i = 0; i < count; i++)
        sum += fmin(w->sorted[i], most);
    return sum / count;
}

/* Schools err together: what the errors of an origin have in common has been seen once an origin,
 * not once a school. Its share of their variance, mean of the mean squared over mean square. */
static double togetherness(struct work *w)
{
    double common = 0.0, all = 0.0;
    int32_t origins = 0;
    for (int32_t o = FIRST_ORIGIN; o < w->now; o++) {
        double sum = 0.0, square = 0.0;
        int32_t n = 0;
        for (int32_t s = 0; s < w->h->schools; s++)
            for (int32_t g = 0; g < w->h->grades; g++) {
                double error = error_of(w, o, s, 0, g);
                if (isnan(error)) continue;
                double spread =
                    xw_forecast_spread_of(w->out, w->h, o, s, 0, g, forecast_of(w, o, s, 0, g));
                double z = xw_grade_ratio_bound(error / spread, -MOST_TIMES, MOST_TIMES);
                sum += z;
                square += z * z;
                n++;
            }
        if (n < 2) continue;
        common += (sum / n) * (sum / n) - square / n / n;
        all += square / n;
        origins++;
    }
    double found = all > 0.0 ? common / all : 0.0;
    return xw_grade_ratio_bound(drawn(found, origins, PRIOR_TOGETHER, 2.0), 0.0, 1.0);
}

/* Widen the levels for what is in common, by Student's t of as many origins as do not overlap. */
static void widen(struct work *w)
{
    double together = togetherness(w);
    for (int32_t ahead = 0; ahead < w->horizons; ahead++) {
        double origins = fmax((double)(w->now - FIRST_ORIGIN) / (1 + ahead), 1.0);
        double t = gsl_cdf_tdist_Pinv(0.9, origins) / gsl_cdf_ugaussian_Pinv(0.9);
        t = fmin(t, MOST_WIDER);
        for (int i = 0; i < XW_SPREAD_LEVELS; i++)
            w->out->level[ahead][i] *= sqrt(1.0 - together + together * t * t);
    }
}

/* How much of a step's variance another step adds: errors of one to three steps more are compared
 * with what they would be if all of it did. */
static double growth_of(struct work *w)
{
    double sum = 0.0, evidence = 0.0;
    int32_t origins;
    w->out->growth = 0.0;
    int32_t n = list_errors(w, 0, FIRST_ORIGIN, &origins);
    double one = n > 0 ? mean_error(w, n) : 0.0;
    for (int32_t ahead = 1; ahead <= 3 && ahead < w->horizons && one > 0.0; ahead++) {
        n = list_errors(w, ahead, FIRST_ORIGIN, &origins);
        if (n == 0) break;
        double more = mean_error(w, n) / one;
        double worth = origins * ((double)n / origins) / ((double)n / origins + ERRORS_ENOUGH);
        sum += worth * 2.0 * log(more) / log(1.0 + ahead);
        evidence += worth;
    }
    double found = evidence > 0.0 ? sum / evidence : 0.0;
    return xw_grade_ratio_bound(drawn(found, evidence, 0.0, PRIOR_ORIGINS), LEAST_GROWTH,
                                MOST_GROWTH);
}

/* Quantiles of a horizon's errors over their spread, half of their skew taken out. */
static void quantiles(struct work *w, int32_t count, double level[XW_SPREAD_LEVELS])
{
    gsl_sort(w->sorted, 1, (size_t)count);
    for (int i = 0; i < XW_SPREAD_LEVELS; i++) {
        double p = (i + 0.5) / XW_SPREAD_LEVELS;
        double low = gsl_stats_quantile_from_sorted_data(w->sorted, 1, (size_t)count, p);
        double high = gsl_stats_quantile_from_sorted_data(w->sorted, 1, (size_t)count, 1.0 - p);
        level[i] = SKEW_KEPT * low + (1.0 - SKEW_KEPT) * 0.5 * (low - high);
    }
}

static void fit_levels(struct work *w)
{
    double normal[XW_SPREAD_LEVELS];
    for (int i = 0; i < XW_SPREAD_LEVELS; i++)
        normal[i] = NORMAL_OVER_MEAN * gsl_cdf_ugaussian_Pinv((i + 0.5) / XW_SPREAD_LEVELS);
    for (int32_t ahead = 0; ahead < w->horizons; ahead++) {
        double *level = w->out->level[ahead];
        int32_t origins, first = ahead == 0 ? FIRST_ORIGIN : FIRST_FAR_ORIGIN;
        if (ahead == 0 && w->now <= FIRST_ORIGIN) first = w->now > 0 ? w->now - 1 : 0;
        int32_t n = list_errors(w, ahead, first, &origins);
        const double *prior = ahead == 0 ? normal : w->out->level[0];
        double worth = ahead == 0 ? n : origins;
        double prior_worth = ahead == 0 ? PRIOR_LEVELS : PRIOR_ORIGINS;
        if (n == 0)
            worth = 0.0;
        else
            quantiles(w, n, level);
        for (int i = 0; i < XW_SPREAD_LEVELS; i++)
            level[i] = drawn(n == 0 ? 0.0 : level[i], worth, prior[i], prior_worth);
    }
}

double xw_forecast_quantile(const struct xw_forecast_spread *spread, int32_t ahead, double forecast,
                            double spread_of, double p)
{
    const double *level = spread->level[ahead];
    double at = p * XW_SPREAD_LEVELS - 0.5;
    int32_t i = at < 0.0 ? 0 : at >= XW_SPREAD_LEVELS - 1 ? XW_SPREAD_LEVELS - 2 : (int32_t)at;
    double part = xw_grade_ratio_bound(at - i, 0.0, 1.0);
    double z = (1.0 - part) * level[i] + part * level[i + 1];
    return fmax(0.0, (forecast + HALF) * exp(spread_of * z) - HALF);
}

enum xw_status xw_forecast_spread(const struct xw_roll_histories *histories, int32_t now,
                                  int32_t horizons, const double *const *forecast,
                                  struct xw_arena *keep, struct xw_arena scratch,
                                  struct xw_forecast_spread *out)
{
    if (now < 0 || now >= histories->years || horizons < 1) return XW_OUT_OF_RANGE;
    ptrdiff_t room = (ptrdiff_t)histories->schools * histories->grades * (now + 1);
    struct xw_forecast_spread made = { .horizons = horizons, .grades = histories->grades };
    made.step = XW_TAKE(keep, histories->grades, double);
    made.school = XW_TAKE(keep, histories->schools, double);
    made.level =
        (double(*)[XW_SPREAD_LEVELS])XW_TAKE(keep, (ptrdiff_t)horizons * XW_SPREAD_LEVELS, double);
    struct work w = { .h = histories,
                      .now = now,
                      .horizons = horizons,
                      .forecast = forecast,
                      .out = &made,
                      .error = XW_TAKE(&scratch, room, double),
                      .size = XW_TAKE(&scratch, room, double),
                      .grade = XW_TAKE(&scratch, room, int32_t),
                      .sorted = XW_TAKE(&scratch, room, double) };
    if (made.step == NULL || made.school == NULL || made.level == NULL || w.error == NULL ||
        w.size == NULL || w.grade == NULL || w.sorted == NULL)
        return XW_NO_MEMORY;
    fit_steps(&w);
    fit_schools(&w);
    made.growth = growth_of(&w);
    fit_levels(&w);
    widen(&w);
    *out = made;
    return XW_OK;
}
