/* forecast_choice.h: forecasts from every past origin, and the method that did best so far.
 *
 * This is the door for whoever needs one forecast: give the histories, take the method that a
 * scenario uses, its forecasts and its intervals.
 *
 *   struct xw_forecast_past past;
 *   struct xw_forecast_choice choice;
 *   xw_forecast_roll(&histories, horizons, NULL, NULL, &keep, scratch, &past);
 *   xw_forecast_choose(&past, now, &keep, scratch, &choice);
 *   past.forecast[now][choice.method] is [schools][horizons][grades]
 *
 * At an origin only what was known by then is used: histories, births, and scores of forecasts whose
 * targets are not after it.
 */
#ifndef XW_FORECAST_CHOICE_H
#define XW_FORECAST_CHOICE_H
#include "xuewei/forecast_mix.h"
#include "xuewei/forecast_spread.h"
#include "xuewei/progress.h"

#define XW_FORECAST_HORIZONS 8

/* Births of the cohorts that enter the lowest grade. */
struct xw_forecast_births {
    const double *log_births; /* [years + horizons] by year of entry, from the first year of the
                                 histories; NaN = not known */
    int32_t lead; /* years before their entry that a cohort's births are known, >= 0: the entry
                     age less 1, since a calendar year's births are published after it */
};

struct xw_forecast_past {
    const struct xw_roll_histories *histories;
    int32_t horizons;
    bool births;
    double *(
        *forecast)[XW_FORECAST_COUNT]; /* [years] by origin, arrays [schools][horizons][grades] */
    struct xw_forecast_error *error;   /* [years][horizons][XW_FORECAST_COUNT] */
    struct xw_forecast_mix *mix;       /* [years][horizons] weights of the combined one */
};

/* Forecast from every year of the histories, 0 .. years - 1, by every method. births may be NULL;
 * progress may be NULL. Time O(years^2 x schools x grades x horizons). XW_OUT_OF_RANGE (horizons not
 * 1 .. XW_FORECAST_HORIZONS, years < 1), XW_NO_MEMORY, XW_STOPPED. */
XW_CHECKED enum xw_status xw_forecast_roll(const struct xw_roll_histories *histories,
                                           int32_t horizons,
                                           const struct xw_forecast_births *births,
                                           struct xw_progress *progress, struct xw_arena *keep,
                                           struct xw_arena scratch, struct xw_forecast_past *out);

struct xw_forecast_choice {
    enum xw_forecast_method method;
    int32_t origins;                  /* past origins whose errors were compared */
    double score[XW_FORECAST_COUNT];  /* error over the three-year mean's, drawn to a prior;
                                                the least is chosen. NaN = the method cannot say */
    struct xw_forecast_spread spread; /* of the chosen method */
};

/* Choose at the origin `now` by the errors of targets up to it. A score is the mean, over past
 * origins and horizons, of the error of single grades and half as much of totals, each over the
 * three-year mean's; a prior worth two origins of a large region stands for the experience that
 * combining is safe, so that another method is chosen only on evidence. */
XW_CHECKED enum xw_status xw_forecast_choose(const struct xw_forecast_past *past, int32_t now,
                                             struct xw_arena *keep, struct xw_arena scratch,
                                             struct xw_forecast_choice *out);

/* The spread of any method at an origin. */
XW_CHECKED enum xw_status xw_forecast_past_spread(const struct xw_forecast_past *past, int32_t now,
                                                  enum xw_forecast_method method,
                                                  struct xw_arena *keep, struct xw_arena scratch,
                                                  struct xw_forecast_spread *out);

/* A method's pupils of a grade, ahead = 0 for the year after the origin. */
double xw_forecast_pupils(const struct xw_forecast_past *past, enum xw_forecast_method method,
                          int32_t origin, int32_t school, int32_t ahead, int32_t grade);

/* The progression ratio that a method's forecast amounts to: pupils of the grade over those of the
 * grade below a year before (the roll of the origin for ahead = 0). NaN for an entry grade and where
 * either is not forecast or nobody. */
double xw_forecast_ratio(const struct xw_forecast_past *past, enum xw_forecast_method method,
                         int32_t origin, int32_t school, int32_t ahead, int32_t grade);

#endif
