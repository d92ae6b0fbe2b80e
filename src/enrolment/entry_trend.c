#include "xuewei/entry_trend.h"
#include "xuewei/grade_ratio.h"
#include <math.h>
#include <stdbool.h>

#define DECAY       0.8 /* weight of a year's growth over that of the next */
#define FAR         2.5 /* deviations at which a year's growth is winsorised */
#define FAR_FLOOR   0.005
#define FAR_YEARS   4
#define GROWTH_SD   0.02 /* yearly log growth of a region's entrants: what is usual */
#define PUPIL_NOISE 1.4  /* variance of a year's growth of one pupil's entry grade */
#define PRIOR_YEARS 2.0
#define LEVEL_YEARS 3 /* the region's level is the mean of so many years */

/* Correlation of successive changes of a school's share, and how many pairs the belief is worth. */
#define PRIOR_CORRELATION (-0.35)
#define PRIOR_PAIRS       20.0

/* A grade with nobody still has a logarithm. */
#define LEAST_PUPILS 0.5

struct work {
    int32_t schools, years, horizons;
    const double *entrants, *births;
    double *level;  /* [years] log of the region's entrants over births, chained over the schools
                       known in both years; level[0] = 0 */
    double *growth; /* [years] of it; NaN = no school is known in both */
    double *share;  /* [schools][years] log of the school's entrants less level less births */
    double *size;   /* [schools] mean entrants */
    double *list;   /* [schools * years] */
};

static double entrants_of(const struct work *w, int32_t school, int32_t year)
{
    return w->entrants[(ptrdiff_t)school * w->years + year];
}

static double *share_of(const struct work *w, int32_t school, int32_t year)
{
    return w->share + (ptrdiff_t)school * w->years + year;
}

/* Log births of a year's entrants; what is not known is as in the last year before that is, or the
 * first after it. */
static double births_of(const struct work *w, int32_t year)
{
    if (w->births == NULL) return 0.0;
    for (int32_t y = year; y >= 0; y--)
        if (!isnan(w->births[y])) return w->births[y];
    for (int32_t y = year + 1; y < w->years + w->horizons; y++)
        if (!isnan(w->births[y])) return w->births[y];
    return 0.0;
}

static void chain_region(struct work *w)
{
    for (int32_t y = 1; y < w->years; y++) {
        double now = 0.0, before = 0.0;
        for (int32_t s = 0; s < w->schools; s++) {
            double a = entrants_of(w, s, y), b = entrants_of(w, s, y - 1);
            if (isnan(a) || isnan(b)) continue;
            now += a;
            before += b;
        }
        bool there = now > 0.0 && before > 0.0;
        w->growth[y] = there ? log(now / before) - (births_of(w, y) - births_of(w, y - 1)) : NAN;
        w->level[y] = w->level[y - 1] + (there ? w->growth[y] : 0.0);
    }
}

static void share_schools(struct work *w)
{
    for (int32_t s = 0; s < w->schools; s++) {
        int32_t n = 0;
        for (int32_t y = 0; y < w->years; y++) {
            double pupils = entrants_of(w, s, y);
            *share_of(w, s, y) =
                isnan(pupils) ? NAN
                              : log(fmax(pupils, LEAST_PUPILS)) - w->level[y] - births_of(w, y);
            if (isnan(pupils)) continue;
            n++;
            w->size[s] += fmax(pupils, LEAST_PUPILS);
        }
        if (n > 0) w->size[s] /= n;
    }
}

/* Pull in a year's growth that lies far from the others: an epidemic is not a trend. */
static void winsorise_growth(struct work *w)
{
    int32_t n = 0;
    for (int32_t y = 1; y < w->years; y++)
        if (!isnan(w->growth[y])) w->list[n++] = w->growth[y];
    if (n < FAR_YEARS) return;
    double middle = xw_median(n, w->list);
    for (int32_t i = 0; i < n; i++)
        w->list[i] = fabs(w->list[i] - middle);
    double far = FAR * fmax(1.4826 * xw_median(n, w->list), FAR_FLOOR);
    for (int32_t y = 1; y < w->years; y++)
        w->growth[y] = xw_grade_ratio_bound(w->growth[y], middle - far, middle + far);
}

/* The region's yearly growth, drawn to none by how much its scatter says of it. */
static double believed_growth(const struct work *w)
{
    double sum = 0.0, weights = 0.0, squares = 0.0, scatter = 0.0, pupils = 0.0;
    int32_t n = 0;
    for (int32_t y = 1; y < w->years; y++) {
        if (isnan(w->growth[y])) continue;
        double weight = pow(DECAY, w->years - 1 - y);
        n++;
        sum += weight * w->growth[y];
        weights += weight;
        squares += weight * weight;
    }
    if (n == 0) return 0.0;
    double mean = sum / weights;
    for (int32_t y = 1; y < w->years; y++)
        if (!isnan(w->growth[y])) scatter += (w->growth[y] - mean) * (w->growth[y] - mean);
    for (int32_t s = 0; s < w->schools; s++)
        pupils += w->size[s];
    double usual = GROWTH_SD * GROWTH_SD + PUPIL_NOISE / fmax(pupils, 1.0);
    double variance = (scatter + PRIOR_YEARS * usual) / (n - 1 + PRIOR_YEARS);
    double error = variance * squares / (weights * weights);
    return mean * GROWTH_SD * GROWTH_SD / (GROWTH_SD * GROWTH_SD + error);
}

/* The weight of the last year in exponential smoothing that is best for a random walk seen with
 * noise: its changes have the correlation -t / (1 + t^2) from one year to the next, and the weight
 * is 1 - t. Changes count as of one pupil, and up to three standard ones. */
static double smoothing_of(struct work *w)
{
    int32_t n = 0;
    for (int32_t s = 0; s < w->schools; s++)
        for (int32_t y = 1; y < w->years; y++) {
            double d = *share_of(w, s, y) - *share_of(w, s, y - 1);
            if (!isnan(d)) w->list[n++] = fabs(d) * sqrt(w->size[s]);
        }
    double most = n > 0 ? 3.0 * 1.4826 * xw_median(n, w->list) : 0.0;
    double product = 0.0, square = 0.0, pairs = 0.0;
    for (int32_t s = 0; s < w->schools; s++)
        for (int32_t y = 2; y < w->years; y++) {
            double root = sqrt(w->size[s]);
            double d = (*share_of(w, s, y) - *share_of(w, s, y - 1)) * root;
            double e = (*share_of(w, s, y - 1) - *share_of(w, s, y - 2)) * root;
            if (isnan(d) || isnan(e)) continue;
            d = xw_grade_ratio_bound(d, -most, most);
            e = xw_grade_ratio_bound(e, -most, most);
            product += d * e;
            square += 0.5 * (d * d + e * e);
            pairs += 1.0;
        }
    double found = square > 0.0 ? product / square : 0.0;
    double correlation = (pairs * found + PRIOR_PAIRS * PRIOR_CORRELATION) / (pairs + PRIOR_PAIRS);
    correlation = xw_grade_ratio_bound(correlation, -0.495, -0.005);
    double t = (1.0 - sqrt(1.0 - 4.0 * correlation * correlation)) / (-2.0 * correlation);
    return 1.0 - t;
}

/* The region's level at the origin over its last value: the mean of the last years, each moved on
 * by the trend. */
static double region_level(const struct work *w, double growth)
{
    double sum = 0.0;
    int32_t n = 0, last = w->years - 1;
    for (int32_t back = 0; back < LEVEL_YEARS && back <= last; back++, n++)
        sum += w->level[last - back] + growth * back - w->level[last];
    return sum / n;
}

/* A school's share of the region: exponential smoothing over the years that are known. NaN: none. */
static double smooth_share(const struct work *w, int32_t school, double smoothing)
{
    double sum = 0.0, weights = 0.0;
    for (int32_t y = 0; y < w->years; y++) {
        double share = *share_of(w, school, y);
        if (isnan(share)) continue;
        double weight = pow(1.0 - smoothing, w->years - 1 - y);
        sum += weight * share;
        weights += weight;
    }
    return weights > 0.0 ? sum / weights : NAN;
}

static void project(const struct work *w, const struct xw_entry_trend *trend, double *forecast)
{
    double region = w->level[w->years - 1] + region_level(w, trend->growth);
    for (int32_t s = 0; s < w->schools; s++) {
        double share = smooth_share(w, s, trend->smoothing), grown = 0.0, damped = 1.0;
        for (int32_t i = 0; i < w->horizons; i++) {
            damped *= XW_ENTRY_DAMPING;
            grown += damped * trend->growth;
            forecast[(ptrdiff_t)s * w->horizons + i] =
                exp(region + share + grown + births_of(w, w->years + i));
        }
    }
}

enum xw_status xw_entry_trend(int32_t schools, int32_t years, int32_t horizons,
                              const double *entrants, const double *births, struct xw_arena scratch,
                              double *forecast, struct xw_entry_trend *found)
{
    if (schools < 0 || years < 1 || horizons < 1) return XW_OUT_OF_RANGE;
    struct work w = { .schools = schools,
                      .years = years,
                      .horizons = horizons,
                      .entrants = entrants,
                      .births = births,
                      .level = XW_TAKE(&scratch, years, double),
                      .growth = XW_TAKE(&scratch, years, double),
                      .share = XW_TAKE(&scratch, (ptrdiff_t)schools * years, double),
                      .size = XW_TAKE(&scratch, schools, double),
                      .list = XW_TAKE(&scratch, (ptrdiff_t)schools * years + years, double) };
    if (w.level == NULL || w.growth == NULL || w.share == NULL || w.size == NULL || w.list == NULL)
        return XW_NO_MEMORY;
    chain_region(&w);
    share_schools(&w);
    winsorise_growth(&w);
    struct xw_entry_trend trend = { .growth = believed_growth(&w), .smoothing = smoothing_of(&w) };
    project(&w, &trend, forecast);
    if (found != NULL) *found = trend;
    return XW_OK;
}
