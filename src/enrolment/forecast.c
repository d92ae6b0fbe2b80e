#include "xuewei/forecast.h"
#include "xuewei/entry_trend.h"
#include <math.h>
#include <string.h>

enum { MEAN_YEARS = 3 };

const char *xw_forecast_name(enum xw_forecast_method method)
{
    static const char *const names[] = {
#define X(symbol, name) name,
        XW_FORECAST_METHODS(X)
#undef X
    };
    return names[method];
}

bool xw_forecast_attended(const struct xw_roll_histories *h, int32_t school, int32_t now,
                          int32_t grade)
{
    double pupils = xw_roll(h, school, now, grade);
    if (!(pupils == 0.0)) return pupils > 0.0;
    double before = now > 0 ? xw_roll(h, school, now - 1, grade) : NAN;
    return before > 0.0 && before <= XW_FORECAST_FEW;
}

bool xw_forecast_is_entry(const struct xw_roll_histories *h, int32_t school, int32_t now,
                          int32_t grade)
{
    return grade == 0 || !xw_forecast_attended(h, school, now, grade - 1);
}

struct work {
    const struct xw_roll_histories *h;
    int32_t now, horizons;
};

static double *cell(const struct work *w, double *forecast, int32_t school, int32_t ahead,
                    int32_t grade)
{
    return forecast + ((ptrdiff_t)school * w->horizons + ahead) * w->h->grades + grade;
}

/* Mean pupils of a grade over the last years that are known; NaN of none. */
static double mean_pupils(const struct work *w, int32_t school, int32_t grade, int32_t years)
{
    double sum = 0.0;
    int32_t n = 0;
    for (int32_t y = w->now; y >= 0 && y > w->now - years; y--) {
        double pupils = xw_roll(w->h, school, y, grade);
        if (isnan(pupils)) continue;
        sum += pupils;
        n++;
    }
    return n > 0 ? sum / n : NAN;
}

/* Mean of the last yearly ratios, whatever happened in those years: the yardstick knows no events.
 * NaN of none. */
static double mean_ratio(const struct work *w, int32_t school, int32_t grade, int32_t years)
{
    double sum = 0.0;
    int32_t n = 0;
    for (int32_t y = w->now; y >= 1 && y > w->now - years; y--) {
        double now = xw_roll(w->h, school, y, grade),
               before = xw_roll(w->h, school, y - 1, grade - 1);
        if (isnan(now) || !(before > 0.0)) continue;
        sum += now / before;
        n++;
    }
    return n > 0 ? sum / n : NAN;
}

/* One grade of every school: from the grade below the year before by ratio[schools][grades], or from
 * entry[schools][horizons][grades] where it follows none. The grade below is forecast already. */
static void progress_grade(const struct work *w, int32_t g, const double *ratio, double *entry,
                           double *forecast)
{
    const struct xw_roll_histories *h = w->h;
    for (int32_t s = 0; s < h->schools; s++)
        for (int32_t i = 0; i < w->horizons; i++) {
            double *to = cell(w, forecast, s, i, g);
            *to = NAN;
            if (!xw_forecast_attended(h, s, w->now, g)) continue;
            if (xw_forecast_is_entry(h, s, w->now, g)) {
                *to = *cell(w, entry, s, i, g);
                continue;
            }
            double below =
                i == 0 ? xw_roll(h, s, w->now, g - 1) : *cell(w, forecast, s, i - 1, g - 1);
            *to = below * ratio[(ptrdiff_t)s * h->grades + g];
        }
}

static void progress(const struct work *w, const double *ratio, double *entry, double *forecast)
{
    for (int32_t g = 0; g < w->h->grades; g++)
        progress_grade(w, g, ratio, entry, forecast);
}

static void last_values(const struct work *w, double *forecast)
{
    const struct xw_roll_histories *h = w->h;
    for (int32_t s = 0; s < h->schools; s++)
        for (int32_t i = 0; i < w->horizons; i++)
            for (int32_t g = 0; g < h->grades; g++)
                *cell(w, forecast, s, i, g) =
                    xw_forecast_attended(h, s, w->now, g) ? xw_roll(h, s, w->now, g) : NAN;
}

/* Entry grades as the mean of their last years, and the ratios likewise. */
static void fill_means(const struct work *w, int32_t years, double *ratio, double *entry)
{
    const struct xw_roll_histories *h = w->h;
    for (int32_t s = 0; s < h->schools; s++)
        for (int32_t g = 0; g < h->grades; g++) {
            ratio[(ptrdiff_t)s * h->grades + g] = g > 0 ? mean_ratio(w, s, g, years) : NAN;
            for (int32_t i = 0; i < w->horizons; i++)
                *cell(w, entry, s, i, g) = mean_pupils(w, s, g, years);
        }
}

static bool enters(const struct xw_roll_histories *h, int32_t school, int32_t now, int32_t grade)
{
    return xw_forecast_attended(h, school, now, grade) &&
           xw_forecast_is_entry(h, school, now, grade);
}

/* A school whose pupils of the grade must go on elsewhere: it ends there. */
static bool feeds(const struct xw_roll_histories *h, int32_t school, int32_t now, int32_t grade)
{
    return xw_forecast_attended(h, school, now, grade) &&
           (grade + 1 == h->grades || !xw_forecast_attended(h, school, now, grade + 1));
}

/* Log of the leavers of the grade below, a year before: what an entry grade above the lowest lives
 * on, as births are what the lowest does. Chained over the schools known in both years; later ones
 * are forecast already. false when no school ends there. */
static bool count_leavers(const struct work *w, int32_t g, double *forecast, double *leavers)
{
    const struct xw_roll_histories *h = w->h;
    int32_t years = w->now + 1, feeders = 0;
    leavers[0] = NAN;
    leavers[1] = 0.0; /* those of year 0 enter in year 1 */
    for (int32_t y = 1; y < years + w->horizons - 1; y++) {
        double now = 0.0, before = 0.0;
        for (int32_t s = 0; s < h->schools; s++) {
            if (!feeds(h, s, w->now, g - 1)) continue;
            double a =
                y <= w->now ? xw_roll(h, s, y, g - 1) : *cell(w, forecast, s, y - years, g - 1);
            double b = y - 1 <= w->now ? xw_roll(h, s, y - 1, g - 1)
                                       : *cell(w, forecast, s, y - 1 - years, g - 1);
            if (isnan(a) || isnan(b)) continue;
            now += a;
            before += b;
            feeders++;
        }
        bool there = now > 0.0 && before > 0.0;
        leavers[y + 1] = leavers[y] + (there ? log(now / before) : 0.0);
    }
    return feeders > 0;
}

/* Entry of a grade over the schools where it is the first: a trend, or what births or leavers of the
 * grade below make of it. */
static enum xw_status fill_entry(const struct work *w, int32_t g, const double *births,
                                 double *forecast, struct xw_arena scratch, double *entry)
{
    const struct xw_roll_histories *h = w->h;
    int32_t years = w->now + 1, n = 0;
    double *entrants = XW_TAKE(&scratch, (ptrdiff_t)h->schools * years, double);
    double *out = XW_TAKE(&scratch, (ptrdiff_t)h->schools * w->horizons, double);
    double *leavers = XW_TAKE(&scratch, years + w->horizons + 1, double);
    if (entrants == NULL || out == NULL || leavers == NULL) return XW_NO_MEMORY;
    for (int32_t s = 0; s < h->schools; s++) {
        if (!enters(h, s, w->now, g)) continue;
        /* A year of an event is the first of the school's series. */
        int32_t first = 0;
        for (int32_t y = 1; y < years; y++)
            if (h->event != NULL && h->event[(ptrdiff_t)s * h->years + y] != 0) first = y;
        for (int32_t y = 0; y < years; y++)
            entrants[(ptrdiff_t)n * years + y] = y < first ? NAN : xw_roll(h, s, y, g);
        n++;
    }
    if (n == 0) return XW_OK;
    const double *source = g == 0 ? births : NULL;
    if (g > 0 && count_leavers(w, g, forecast, leavers)) source = leavers;
    enum xw_status status =
        xw_entry_trend(n, years, w->horizons, entrants, source, scratch, out, NULL);
    if (status != XW_OK) return status;
    n = 0;
    for (int32_t s = 0; s < h->schools; s++) {
        if (!enters(h, s, w->now, g)) continue;
        for (int32_t i = 0; i < w->horizons; i++)
            *cell(w, entry, s, i, g) = out[(ptrdiff_t)n * w->horizons + i];
        n++;
    }
    return XW_OK;
}

/* The same with the entry grades looked ahead at, grade by grade from the lowest. */
static enum xw_status progress_with_trend(const struct work *w, const double *ratio,
                                          const double *births, struct xw_arena scratch,
                                          double *entry, double *forecast)
{
    for (int32_t g = 0; g < w->h->grades; g++) {
        enum xw_status status = fill_entry(w, g, births, forecast, scratch, entry);
        if (status != XW_OK) return status;
        progress_grade(w, g, ratio, entry, forecast);
    }
    return XW_OK;
}

/* A ratio that nobody in the region has a history of: the pupils stay as they are. */
static void fill_gaps(const struct work *w, const struct xw_ratio_effects *effects)
{
    for (int32_t s = 0; s < w->h->schools; s++)
        for (int32_t g = 1; g < w->h->grades; g++) {
            if (!isnan(effects->region[g])) continue;
            effects->shrunken[(ptrdiff_t)s * w->h->grades + g] = 1.0;
            effects->effects[(ptrdiff_t)s * w->h->grades + g] = 1.0;
        }
}

/* Each school keeps its share of the region's pupils of the grade. */
static void keep_shares(const struct work *w, double *region, double *forecast)
{
    const struct xw_roll_histories *h = w->h;
    for (int32_t g = 0; g < h->grades; g++) {
        double total = 0.0;
        for (int32_t s = 0; s < h->schools; s++)
            if (xw_forecast_attended(h, s, w->now, g)) total += mean_pupils(w, s, g, MEAN_YEARS);
        for (int32_t i = 0; i < w->horizons; i++) {
            double sum = 0.0;
            for (int32_t s = 0; s < h->schools; s++)
                if (xw_forecast_attended(h, s, w->now, g)) sum += *cell(w, region, s, i, g);
            for (int32_t s = 0; s < h->schools; s++)
                *cell(w, forecast, s, i, g) = xw_forecast_attended(h, s, w->now, g) && total > 0.0
                                                  ? mean_pupils(w, s, g, MEAN_YEARS) * sum / total
                                                  : NAN;
        }
    }
}

enum xw_status xw_forecast(const struct xw_roll_histories *histories, int32_t now, int32_t horizons,
                           const double *births, struct xw_arena *keep, struct xw_arena scratch,
                           double *forecast[XW_FORECAST_COUNT])
{
    const struct xw_roll_histories *h = histories;
    if (now < 0 || now >= h->years || horizons < 1) return XW_OUT_OF_RANGE;
    struct work w = { h, now, horizons };
    ptrdiff_t cells = (ptrdiff_t)h->schools * horizons * h->grades;
    double *out[XW_FORECAST_COUNT];
    for (int m = 0; m < XW_FORECAST_COUNT; m++) {
        out[m] = XW_TAKE(keep, cells, double);
        if (out[m] == NULL) return XW_NO_MEMORY;
    }
    double *ratio = XW_TAKE(&scratch, (ptrdiff_t)h->schools * h->grades, double);
    double *entry = XW_TAKE(&scratch, cells, double);
    struct xw_arena own = scratch; /* the effects live here until we return */
    struct xw_ratio_effects effects;
    if (ratio == NULL || entry == NULL) return XW_NO_MEMORY;
    size_t half = (size_t)(own.end - own.at) / 2;
    struct xw_arena work = { .base = own.at + half, .at = own.at + half, .end = own.end };
    own.end = own.at + half;
    enum xw_status status = xw_ratio_effects(h, now, &own, work, &effects);
    if (status != XW_OK) return status;

    last_values(&w, out[XW_BY_LAST_VALUE]);
    fill_means(&w, 1, ratio, entry);
    progress(&w, ratio, entry, out[XW_BY_LAST_RATIO]);
    fill_means(&w, MEAN_YEARS, ratio, entry);
    progress(&w, ratio, entry, out[XW_BY_THREE_YEAR_MEAN]);
    progress(&w, effects.pooled, entry, out[XW_BY_POOLED]);
    fill_gaps(&w, &effects);
    status = progress_with_trend(&w, effects.shrunken, NULL, work, entry, out[XW_BY_SHRUNKEN]);
    if (status == XW_OK)
        status = progress_with_trend(&w, effects.effects, NULL, work, entry, out[XW_BY_EFFECTS]);
    if (births != NULL && status == XW_OK)
        status = progress_with_trend(&w, effects.effects, births, work, entry, out[XW_BY_BIRTHS]);
    if (status != XW_OK) return status;
    keep_shares(&w, births != NULL ? out[XW_BY_BIRTHS] : out[XW_BY_EFFECTS], out[XW_BY_SHARE]);
    for (ptrdiff_t i = 0; i < cells; i++) {
        out[XW_BY_COMBINED][i] = NAN;
        if (births == NULL) out[XW_BY_BIRTHS][i] = NAN;
    }
    memcpy(forecast, out, sizeof out);
    return XW_OK;
}
