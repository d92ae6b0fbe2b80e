/* forecast_mix.h: a weighted mean of forecasts, the weights from past errors.
 *
 * What progresses grade by grade knows each cohort and takes its accidents along; what keeps a
 * school's share of the region knows neither. Their errors differ, so that a mean of both is better
 * than either (Bates and Granger 1969). The weights of the shares and of the three-year mean are
 * those of a grid that would have been best at the horizon so far, drawn towards prior weights: with
 * few origins or few schools behind us the prior decides. Only targets up to `now` are looked at.
 */
#ifndef XW_FORECAST_MIX_H
#define XW_FORECAST_MIX_H
#include "xuewei/forecast.h"

/* The grid: weights 0, 0.1, ... of share and of three_year_mean; the rest is the mean of shrunken
 * and effects, or births where births are given. */
enum { XW_MIX_SHARES = 7, XW_MIX_MEANS = 5, XW_MIXES = XW_MIX_SHARES * XW_MIX_MEANS };

struct xw_forecast_mix {
    double share, three_year_mean; /* weights, sum <= 1 */
};

/* The errors of one method, or of one mix, from one origin at one horizon. */
struct xw_forecast_error {
    int32_t schools; /* that have a grade to compare */
    double grade; /* mean over them of the mean over their grades of |forecast - actual| / actual */
    double total; /* mean over them of the same of their sums */
};

/* Compare with what became of it: grades that are known, somebody attends, and both forecast and
 * yardstick can say; the sums are over them. ahead counts from 0. */
struct xw_forecast_error xw_forecast_error_of(const struct xw_roll_histories *histories,
                                              int32_t origin, int32_t horizons, int32_t ahead,
                                              const double *forecast, const double *yardstick);

/* error[XW_MIXES] of every mix of one origin's forecasts. births: whether births were given. */
XW_CHECKED enum xw_status xw_forecast_mix_errors(const struct xw_roll_histories *histories,
                                                 int32_t origin, int32_t horizons, int32_t ahead,
                                                 double *const forecast[XW_FORECAST_COUNT],
                                                 bool births, struct xw_arena scratch,
                                                 struct xw_forecast_error error[XW_MIXES]);

/* The weights after `origins` past origins at a horizon: error[origins][XW_MIXES], one row each. Of
 * no origins: before, the weights of the horizon below (the prior ones of ahead = 0), and what the
 * prior ones rise by. */
struct xw_forecast_mix xw_forecast_mix_choose(int32_t ahead, int32_t origins,
                                              const struct xw_forecast_error *error,
                                              struct xw_forecast_mix before);

/* The prior weights: a tenth of share for the next year, two later; a twentieth of the mean. */
struct xw_forecast_mix xw_forecast_mix_prior(int32_t ahead);

/* Write forecast[XW_BY_COMBINED] of one horizon. Where the three-year mean or the share cannot say,
 * the others go alone. */
void xw_forecast_mix_apply(const struct xw_roll_histories *histories, int32_t horizons,
                           int32_t ahead, struct xw_forecast_mix mix, bool births,
                           double *const forecast[XW_FORECAST_COUNT]);

/* How many origins of so many schools count as evidence: origins x schools / (schools + 20). */
double xw_forecast_evidence(int32_t origins, double schools);

#endif
