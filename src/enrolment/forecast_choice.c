#include "xuewei/forecast_choice.h"
#include <math.h>

#define TOTAL_WEIGHT  0.5
#define PRIOR_ORIGINS 2.0

/* The first year has no ratio yet: its forecasts tell no method from another. */
enum { FIRST_ORIGIN = 1 };

/* What the scores are before any error is seen. */
static const double prior_score[XW_FORECAST_COUNT] = {
    [XW_BY_LAST_VALUE] = 1.4, [XW_BY_LAST_RATIO] = 1.2, [XW_BY_THREE_YEAR_MEAN] = 1.0,
    [XW_BY_POOLED] = 0.98,    [XW_BY_SHRUNKEN] = 0.95,  [XW_BY_EFFECTS] = 0.95,
    [XW_BY_BIRTHS] = 0.95,    [XW_BY_SHARE] = 1.2,      [XW_BY_COMBINED] = 0.9,
};

double xw_forecast_pupils(const struct xw_forecast_past *past, enum xw_forecast_method method,
                          int32_t origin, int32_t school, int32_t ahead, int32_t grade)
{
    return past
        ->forecast[origin][method]
                  [((ptrdiff_t)school * past->horizons + ahead) * past->histories->grades + grade];
}

double xw_forecast_ratio(const struct xw_forecast_past *past, enum xw_forecast_method method,
                         int32_t origin, int32_t school, int32_t ahead, int32_t grade)
{
    const struct xw_roll_histories *h = past->histories;
    if (grade < 1 || !xw_forecast_attended(h, school, origin, grade - 1)) return NAN;
    double now = xw_forecast_pupils(past, method, origin, school, ahead, grade);
    double before = ahead == 0
                        ? xw_roll(h, school, origin, grade - 1)
                        : xw_forecast_pupils(past, method, origin, school, ahead - 1, grade - 1);
    return before > 0.0 ? now / before : NAN;
}

static struct xw_forecast_error *errors_of(const struct xw_forecast_past *past, int32_t origin,
                                           int32_t ahead)
{
    return past->error + ((ptrdiff_t)origin * past->horizons + ahead) * XW_FORECAST_COUNT;
}

/* What is known at the origin of the births of those who enter later. */
static void mask_births(const struct xw_forecast_births *births, int32_t origin, int32_t horizons,
                        double *known)
{
    for (int32_t y = 0; y <= origin + horizons; y++)
        known[y] = y <= origin + births->lead ? births->log_births[y] : NAN;
}

/* The errors of an origin's forecasts at the horizons whose targets have come. */
static enum xw_status measure(const struct xw_forecast_past *past, int32_t origin,
                              struct xw_forecast_error *mixes, struct xw_arena scratch)
{
    const struct xw_roll_histories *h = past->histories;
    enum xw_status status = XW_OK;
    for (int32_t ahead = 0; ahead < past->horizons && origin + ahead + 1 < h->years; ahead++) {
        for (int m = 0; m < XW_FORECAST_COUNT; m++)
            errors_of(past, origin, ahead)[m] =
                xw_forecast_error_of(h, origin, past->horizons, ahead, past->forecast[origin][m],
                                     past->forecast[origin][XW_BY_THREE_YEAR_MEAN]);
        status = xw_forecast_mix_errors(h, origin, past->horizons, ahead, past->forecast[origin],
                                        past->births, scratch,
                                        mixes + ((ptrdiff_t)ahead * h->years + origin) * XW_MIXES);
        if (status != XW_OK) return status;
    }
    return status;
}

/* The combined forecast of an origin: mixes of earlier origins whose targets have come by then.
 * They are in order of origin for each horizon, so that the first ones are a plain list. */
static void combine(const struct xw_forecast_past *past, int32_t origin,
                    const struct xw_forecast_error *mixes)
{
    const struct xw_roll_histories *h = past->histories;
    struct xw_forecast_mix mix = xw_forecast_mix_prior(0);
    for (int32_t ahead = 0; ahead < past->horizons; ahead++) {
        const struct xw_forecast_error *first =
            mixes + ((ptrdiff_t)ahead * h->years + FIRST_ORIGIN) * XW_MIXES;
        int32_t known = origin - ahead - FIRST_ORIGIN;
        mix = xw_forecast_mix_choose(ahead, known > 0 ? known : 0, first, mix);
        past->mix[(ptrdiff_t)origin * past->horizons + ahead] = mix;
        xw_forecast_mix_apply(h, past->horizons, ahead, mix, past->births, past->forecast[origin]);
    }
}

enum xw_status xw_forecast_roll(const struct xw_roll_histories *histories, int32_t horizons,
                                const struct xw_forecast_births *births,
                                struct xw_progress *progress, struct xw_arena *keep,
                                struct xw_arena scratch, struct xw_forecast_past *out)
{
    int32_t years = histories->years;
    if (horizons < 1 || horizons > XW_FORECAST_HORIZONS || years < 1) return XW_OUT_OF_RANGE;
    struct xw_forecast_past past = { .histories = histories,
                                     .horizons = horizons,
                                     .births = births != NULL };
    ptrdiff_t pairs = (ptrdiff_t)years * horizons;
    past.forecast = (double *(*)[XW_FORECAST_COUNT])XW_TAKE(
        keep, (ptrdiff_t)years * XW_FORECAST_COUNT, double *);
    past.error = XW_TAKE(keep, pairs * XW_FORECAST_COUNT, struct xw_forecast_error);
    past.mix = XW_TAKE(keep, pairs, struct xw_forecast_mix);
    struct xw_forecast_error *mixes = XW_TAKE(&scratch, pairs * XW_MIXES, struct xw_forecast_error);
    double *known = XW_TAKE(&scratch, years + horizons, double);
    if (past.forecast == NULL || past.error == NULL || past.mix == NULL || mixes == NULL ||
        known == NULL)
        return XW_NO_MEMORY;
    xw_progress_begin(progress, "forecasts by origin", years);
    enum xw_status status = XW_OK;
    for (int32_t origin = 0; origin < years && status == XW_OK; origin++) {
        if (births != NULL) mask_births(births, origin, horizons, known);
        status = xw_forecast(histories, origin, horizons, births != NULL ? known : NULL, keep,
                             scratch, past.forecast[origin]);
        if (status != XW_OK) break;
        combine(&past, origin, mixes);
        status = measure(&past, origin, mixes, scratch);
        if (!xw_progress_at(progress, origin + 1)) status = XW_STOPPED;
    }
    xw_progress_end(progress);
    if (status == XW_OK) *out = past;
    return status;
}

/* The mean of a method's errors over the yardstick's, over origins and horizons; *pairs of them. */
static double score_of(const struct xw_forecast_past *past, int32_t now,
                       enum xw_forecast_method method, int32_t *pairs, double *schools)
{
    double sum = 0.0, weights = 0.0;
    *pairs = 0;
    *schools = 0.0;
    for (int32_t origin = FIRST_ORIGIN; origin < now; origin++)
        for (int32_t ahead = 0; ahead < past->horizons && origin + ahead + 1 <= now; ahead++) {
            const struct xw_forecast_error *error = errors_of(past, origin, ahead);
            const struct xw_forecast_error *mean = &error[XW_BY_THREE_YEAR_MEAN];
            if (error[method].schools == 0 || !(mean->grade > 0.0) || !(mean->total > 0.0))
                continue;
            sum += error[method].grade / mean->grade +
                   TOTAL_WEIGHT * error[method].total / mean->total;
            weights += 1.0 + TOTAL_WEIGHT;
            *schools += error[method].schools;
            ++*pairs;
        }
    if (*pairs > 0) *schools /= *pairs;
    return weights > 0.0 ? sum / weights : NAN;
}

enum xw_status xw_forecast_past_spread(const struct xw_forecast_past *past, int32_t now,
                                       enum xw_forecast_method method, struct xw_arena *keep,
                                       struct xw_arena scratch, struct xw_forecast_spread *out)
{
    if (now < 0 || now >= past->histories->years) return XW_OUT_OF_RANGE;
    const double **forecast = XW_TAKE(&scratch, now, const double *);
    if (forecast == NULL) return XW_NO_MEMORY;
    for (int32_t origin = 0; origin < now; origin++)
        forecast[origin] = past->forecast[origin][method];
    return xw_forecast_spread(past->histories, now, past->horizons, forecast, keep, scratch, out);
}

enum xw_status xw_forecast_choose(const struct xw_forecast_past *past, int32_t now,
                                  struct xw_arena *keep, struct xw_arena scratch,
                                  struct xw_forecast_choice *out)
{
    if (now < 0 || now >= past->histories->years) return XW_OUT_OF_RANGE;
    struct xw_forecast_choice choice = { .method = XW_BY_COMBINED };
    for (int m = 0; m < XW_FORECAST_COUNT; m++) {
        int32_t pairs;
        double schools, score = score_of(past, now, (enum xw_forecast_method)m, &pairs, &schools);
        int32_t origins = pairs > 0 ? now - FIRST_ORIGIN : 0;
        double evidence = xw_forecast_evidence(origins, schools);
        choice.score[m] = (evidence * (pairs > 0 ? score : 0.0) + PRIOR_ORIGINS * prior_score[m]) /
                          (evidence + PRIOR_ORIGINS);
        if (m == XW_BY_BIRTHS && !past->births) choice.score[m] = NAN;
        if (m == XW_BY_COMBINED) choice.origins = origins;
    }
    for (int m = 0; m < XW_FORECAST_COUNT; m++)
        if (choice.score[m] < choice.score[choice.method])
            choice.method = (enum xw_forecast_method)m;
    enum xw_status status =
        xw_forecast_past_spread(past, now, choice.method, keep, scratch, &choice.spread);
    if (status == XW_OK) *out = choice;
    return status;
}
