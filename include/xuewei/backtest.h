/* backtest.h: how well every method would have forecast, and which one a scenario should use.
 *
 * From every origin with at least three earlier years, with what was known then alone, every method
 * forecasts every grade of every school as many years ahead as there are rolls to compare with, at
 * most XW_FORECAST_HORIZONS. `chosen` is the method that had done best by the origin. Scores are over
 * the grades that both the chosen method and the three-year mean can say something of.
 */
#ifndef XW_BACKTEST_H
#define XW_BACKTEST_H
#include "xuewei/forecast_choice.h"
#include "xuewei/forecast_score.h"

#define XW_BACKTEST_EARLIER 3 /* years before an origin */
#define XW_BACKTEST_CHOSEN  XW_FORECAST_COUNT
#define XW_BACKTEST_METHODS (XW_FORECAST_COUNT + 1)

/* Size classes, by a school's pupils in the year of origin: name, first of the next class. */
#define XW_BACKTEST_SIZES(X)                                                                       \
    X(ALL, "all", INFINITY)                                                                        \
    X(SMALL, "under_500", 500.0)                                                                   \
    X(MIDDLING, "500_to_1999", 2000.0)                                                             \
    X(LARGE, "2000_to_4999", 5000.0)                                                               \
    X(GIANT, "5000_and_more", INFINITY)

enum xw_backtest_size {
#define X(symbol, name, below) XW_SIZE_##symbol,
    XW_BACKTEST_SIZES(X)
#undef X
        XW_BACKTEST_SIZE_COUNT
};

const char *xw_backtest_size_name(enum xw_backtest_size size);

/* The name of a method, "chosen" included. */
const char *xw_backtest_method_name(int32_t method);

/* One grade of one school as the chosen method forecast it from one origin. */
struct xw_backtest_forecast {
    int32_t origin, target; /* school years */
    int32_t school, grade;  /* rows of the histories */
    double p10, p50, p90, actual;
};

struct xw_backtest {
    const struct xw_roll_histories *histories;
    int32_t first_origin, origins; /* index of a year; how many that have a target */
    int32_t horizons;              /* that have a target: 1 .. XW_FORECAST_HORIZONS */
    /* [horizons][XW_BACKTEST_SIZE_COUNT][XW_BACKTEST_METHODS] */
    struct xw_forecast_scores *scores;
    int32_t *chosen; /* [years] method at each origin; XW_NONE before the first */
    int32_t forecasts;
    struct xw_backtest_forecast *forecast; /* by origin, target, school, grade */
    struct xw_forecast_choice now;         /* what is to be used from the last year on */
    struct xw_forecast_mix *mix; /* [XW_FORECAST_HORIZONS] weights of the combined method then */
};

/* Run it. births, progress may be NULL. Nothing depends on the order of schools but sums, in their
 * last digits. XW_OUT_OF_RANGE when there are fewer than XW_BACKTEST_EARLIER + 2 years, XW_NO_MEMORY,
 * XW_STOPPED, with out untouched. */
XW_CHECKED enum xw_status xw_backtest_run(const struct xw_roll_histories *histories,
                                          const struct xw_forecast_births *births,
                                          struct xw_progress *progress, struct xw_arena *keep,
                                          struct xw_arena scratch, struct xw_backtest *out);

const struct xw_forecast_scores *xw_backtest_scores(const struct xw_backtest *backtest,
                                                    int32_t horizon, enum xw_backtest_size size,
                                                    int32_t method);

#endif
