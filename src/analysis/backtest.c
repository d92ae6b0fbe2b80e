#include "xuewei/backtest.h"
#include <math.h>

#define NOT_YET (-1)

struct work {
    const struct xw_forecast_past *past;
    const struct xw_roll_histories *h;
    struct xw_backtest *out;
    struct xw_forecast_tally *tally; /* [horizons][sizes][methods] */
    struct xw_forecast_choice choice;
    struct xw_forecast_spread spread[XW_FORECAST_COUNT]; /* of the origin at hand */
    int32_t room;
};

const char *xw_backtest_size_name(enum xw_backtest_size size)
{
    static const char *const names[] = {
#define X(symbol, name, below) name,
        XW_BACKTEST_SIZES(X)
#undef X
    };
    return names[size];
}

const char *xw_backtest_method_name(int32_t method)
{
    return method == XW_BACKTEST_CHOSEN ? "chosen"
                                        : xw_forecast_name((enum xw_forecast_method)method);
}

static enum xw_backtest_size size_of(const struct xw_roll_histories *h, int32_t school,
                                     int32_t year)
{
    static const double below[] = {
#define X(symbol, name, below) below,
        XW_BACKTEST_SIZES(X)
#undef X
    };
    double pupils = 0.0;
    for (int32_t g = 0; g < h->grades; g++)
        pupils += fmax(xw_roll(h, school, year, g), 0.0); /* fmax passes NaN over */
    int size = XW_SIZE_SMALL;
    while (pupils >= below[size])
        size++;
    return (enum xw_backtest_size)size;
}

static ptrdiff_t row_of(int32_t ahead, int32_t size, int32_t method)
{
    return ((ptrdiff_t)ahead * XW_BACKTEST_SIZE_COUNT + size) * XW_BACKTEST_METHODS + method;
}

const struct xw_forecast_scores *xw_backtest_scores(const struct xw_backtest *b, int32_t horizon,
                                                    enum xw_backtest_size size, int32_t method)
{
    return b->scores + row_of(horizon - 1, (int32_t)size, method);
}

/* One method's forecast of a cell with its interval and CRPS. */
static struct xw_scored score_cell(const struct work *w, int32_t origin, int32_t method,
                                   int32_t school, int32_t ahead, int32_t grade, double forecast,
                                   double actual)
{
    const struct xw_forecast_spread *spread = &w->spread[method];
    double sd = xw_forecast_spread_of(spread, w->h, origin, school, ahead, grade, forecast);
    double draw[XW_SPREAD_LEVELS];
    for (int i = 0; i < XW_SPREAD_LEVELS; i++)
        draw[i] = xw_forecast_quantile(spread, ahead, forecast, sd, (i + 0.5) / XW_SPREAD_LEVELS);
    return (struct xw_scored){ .forecast = forecast,
                               .low = xw_forecast_quantile(spread, ahead, forecast, sd, 0.1),
                               .high = xw_forecast_quantile(spread, ahead, forecast, sd, 0.9),
                               .crps = xw_crps(XW_SPREAD_LEVELS, draw, actual),
                               .actual = actual };
}

static void keep_forecast(struct work *w, int32_t origin, int32_t ahead, int32_t school,
                          int32_t grade, const struct xw_scored *scored)
{
    w->out->forecast[w->out->forecasts++] =
        (struct xw_backtest_forecast){ .origin = w->h->first_year + origin,
                                       .target = w->h->first_year + origin + ahead + 1,
                                       .school = school,
                                       .grade = grade,
                                       .p10 = scored->low,
                                       .p50 = scored->forecast,
                                       .p90 = scored->high,
                                       .actual = scored->actual };
}

/* All methods in one school at one horizon. */
static void score_school(struct work *w, int32_t origin, int32_t ahead, int32_t school)
{
    enum xw_forecast_method chosen = w->choice.method;
    int32_t size = (int32_t)size_of(w->h, school, origin);
    for (int32_t g = 0; g < w->h->grades; g++) {
        double actual = xw_roll(w->h, school, origin + ahead + 1, g);
        double best = xw_forecast_pupils(w->past, chosen, origin, school, ahead, g);
        double mean = xw_forecast_pupils(w->past, XW_BY_THREE_YEAR_MEAN, origin, school, ahead, g);
        if (isnan(actual) || isnan(best)) continue;
        for (int32_t m = 0; m < XW_FORECAST_COUNT; m++) {
            double forecast =
                xw_forecast_pupils(w->past, (enum xw_forecast_method)m, origin, school, ahead, g);
            if (isnan(forecast)) continue;
            struct xw_scored scored = score_cell(w, origin, m, school, ahead, g, forecast, actual);
            if (m == (int32_t)chosen) keep_forecast(w, origin, ahead, school, g, &scored);
            if (isnan(mean)) continue;
            xw_forecast_tally_add(w->tally + row_of(ahead, XW_SIZE_ALL, m), &scored);
            xw_forecast_tally_add(w->tally + row_of(ahead, size, m), &scored);
            if (m != (int32_t)chosen) continue;
            xw_forecast_tally_add(w->tally + row_of(ahead, XW_SIZE_ALL, XW_BACKTEST_CHOSEN),
                                  &scored);
            xw_forecast_tally_add(w->tally + row_of(ahead, size, XW_BACKTEST_CHOSEN), &scored);
        }
    }
    for (int32_t m = 0; m < XW_BACKTEST_METHODS; m++) {
        xw_forecast_tally_close(w->tally + row_of(ahead, XW_SIZE_ALL, m));
        xw_forecast_tally_close(w->tally + row_of(ahead, size, m));
    }
}

static enum xw_status score_origin(struct work *w, int32_t origin, struct xw_arena *keep,
                                   struct xw_arena scratch)
{
    enum xw_status status = xw_forecast_choose(w->past, origin, keep, scratch, &w->choice);
    for (int32_t m = 0; m < XW_FORECAST_COUNT && status == XW_OK; m++)
        status = xw_forecast_past_spread(w->past, origin, (enum xw_forecast_method)m, keep, scratch,
                                         &w->spread[m]);
    if (status != XW_OK) return status;
    w->out->chosen[origin] = (int32_t)w->choice.method;
    for (int32_t ahead = 0; ahead < w->out->horizons && origin + ahead + 1 < w->h->years; ahead++)
        for (int32_t s = 0; s < w->h->schools; s++)
            score_school(w, origin, ahead, s);
    return XW_OK;
}

/* Forecasts that can be compared, at most. */
static ptrdiff_t most_forecasts(const struct xw_backtest *b)
{
    ptrdiff_t pairs = 0;
    for (int32_t i = 0; i < b->origins; i++) {
        int32_t left = b->origins - i;
        pairs += left < b->horizons ? left : b->horizons;
    }
    return pairs * b->histories->schools * b->histories->grades;
}

static enum xw_status prepare(const struct xw_roll_histories *h, struct xw_arena *keep,
                              struct xw_arena *scratch, struct work *w, struct xw_backtest *b)
{
    *b = (struct xw_backtest){ .histories = h,
                               .first_origin = XW_BACKTEST_EARLIER,
                               .origins = h->years - 1 - XW_BACKTEST_EARLIER };
    b->horizons = b->origins < XW_FORECAST_HORIZONS ? b->origins : XW_FORECAST_HORIZONS;
    ptrdiff_t rows = row_of(b->horizons, 0, 0);
    b->scores = XW_TAKE(keep, rows, struct xw_forecast_scores);
    b->chosen = XW_TAKE(keep, h->years, int32_t);
    b->mix = XW_TAKE(keep, XW_FORECAST_HORIZONS, struct xw_forecast_mix);
    b->forecast = XW_TAKE(keep, most_forecasts(b), struct xw_backtest_forecast);
    w->h = h;
    w->out = b;
    w->tally = XW_TAKE(scratch, rows, struct xw_forecast_tally);
    if (b->scores == NULL || b->chosen == NULL || b->mix == NULL || b->forecast == NULL ||
        w->tally == NULL)
        return XW_NO_MEMORY;
    for (int32_t y = 0; y < h->years; y++)
        b->chosen[y] = NOT_YET;
    return XW_OK;
}

enum xw_status xw_backtest_run(const struct xw_roll_histories *histories,
                               const struct xw_forecast_births *births,
                               struct xw_progress *progress, struct xw_arena *keep,
                               struct xw_arena scratch, struct xw_backtest *out)
{
    if (histories->years < XW_BACKTEST_EARLIER + 2) return XW_OUT_OF_RANGE;
    struct xw_backtest b;
    struct xw_forecast_past past;
    struct work w = { .past = &past };
    enum xw_status status = prepare(histories, keep, &scratch, &w, &b);
    if (status != XW_OK) return status;
    status =
        xw_forecast_roll(histories, XW_FORECAST_HORIZONS, births, progress, keep, scratch, &past);
    if (status != XW_OK) return status;

    int32_t last = histories->years - 1;
    xw_progress_begin(progress, "scores by origin", b.origins);
    for (int32_t origin = b.first_origin; origin < last && status == XW_OK; origin++) {
        status = score_origin(&w, origin, keep, scratch);
        if (!xw_progress_at(progress, origin - b.first_origin + 1)) status = XW_STOPPED;
    }
    xw_progress_end(progress);
    if (status == XW_OK) status = xw_forecast_choose(&past, last, keep, scratch, &b.now);
    if (status != XW_OK) return status;
    for (int32_t ahead = 0; ahead < XW_FORECAST_HORIZONS; ahead++)
        b.mix[ahead] = past.mix[(ptrdiff_t)last * past.horizons + ahead];
    b.chosen[last] = (int32_t)b.now.method;
    for (ptrdiff_t i = 0; i < row_of(b.horizons, 0, 0); i++)
        b.scores[i] = xw_forecast_tally_scores(&w.tally[i]);
    *out = b;
    return XW_OK;
}
