/* forecast.h: enrolment by school and grade some years ahead, by one named method.
 *
 * A school's grade is forecast when somebody attends it in the year of origin (or nobody does by
 * chance: at most XW_FORECAST_FEW did the year before). It follows the grade below, times a
 * progression ratio, where that grade is attended too; else it is an entry grade. An entry grade above
 * the lowest lives on the leavers of the schools that end below it, in the region, as the lowest lives
 * on births: the trend is that of the entrants over those leavers. Where no school ends there, and for
 * the lowest without births, it is that of the entrants themselves.
 *
 * Every method looks at the years up to the origin alone.
 */
#ifndef XW_FORECAST_H
#define XW_FORECAST_H
#include "xuewei/arena.h"
#include "xuewei/ratio_effects.h"
#include "xuewei/roll_histories.h"

#define XW_FORECAST_FEW 10 /* pupils: a grade of so few may be empty for a year */

/* name, what it does with a grade that follows another; what it does with an entry grade */
#define XW_FORECAST_METHODS(X)                                                                       \
    /* the last value of the same grade */                                                           \
    X(LAST_VALUE, "last_value")                                                                      \
    /* last yearly ratio; last value */                                                              \
    X(LAST_RATIO, "last_ratio")                                                                      \
    /* mean of the last three yearly ratios; mean of the last three years: the yardstick */          \
    X(THREE_YEAR_MEAN, "three_year_mean")                                                            \
    /* ratio of weighted sums; mean of the last three years */                                       \
    X(POOLED, "pooled")                                                                              \
    /* the same drawn to the region by kappa; damped trend of the region x the school's share */     \
    X(SHRUNKEN, "shrunken")                                                                          \
    /* region x effects of the school and of the school in the grade; as shrunken */                 \
    X(EFFECTS, "effects")                                                                            \
    /* as effects; births of the cohort x entry ratio with a damped trend. Only with births */       \
    X(BIRTHS, "births")                                                                              \
    /* the school's share of the region's grade, mean of three years, x the region by effects */     \
    X(SHARE, "share")                                                                                \
    /* weighted mean of shrunken, effects (births), share and three_year_mean: weights by past     \
       errors, see forecast_mix.h */ \
    X(COMBINED, "combined")

enum xw_forecast_method {
#define X(symbol, name) XW_BY_##symbol,
    XW_FORECAST_METHODS(X)
#undef X
        XW_FORECAST_COUNT
};

const char *xw_forecast_name(enum xw_forecast_method method);

/* What every method but COMBINED makes of the years 0 .. now.
 *
 *   births    [now + 1 + horizons] by year of the histories: log of the births of the cohort that
 *             enters the histories' lowest grade in that year, NaN = not known at the origin; NULL: none
 *   forecast  [XW_FORECAST_COUNT] arrays [schools][horizons][grades] written, taken from keep; NaN
 *             where the method cannot say; COMBINED's is written by forecast_choice.h
 * 0 <= now < years, horizons >= 1. XW_OUT_OF_RANGE, XW_NO_MEMORY. */
XW_CHECKED enum xw_status xw_forecast(const struct xw_roll_histories *histories, int32_t now,
                                      int32_t horizons, const double *births, struct xw_arena *keep,
                                      struct xw_arena scratch, double *forecast[XW_FORECAST_COUNT]);

/* Whether a school's grade is forecast; whether it is an entry grade, with nobody in the grade below.
 */
bool xw_forecast_attended(const struct xw_roll_histories *histories, int32_t school, int32_t now,
                          int32_t grade);
bool xw_forecast_is_entry(const struct xw_roll_histories *histories, int32_t school, int32_t now,
                          int32_t grade);

#endif
