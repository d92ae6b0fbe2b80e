/* forecast_score.h: how good forecasts were.
 *
 * Scores of many grades at one horizon by one method. Percentages are of what came about. "total"
 * compares the sum of a school's grades, "grade" the mean over a school's grades; both are means over
 * schools and origins, so that a school counts alike whatever its grades.
 */
#ifndef XW_FORECAST_SCORE_H
#define XW_FORECAST_SCORE_H
#include <stdint.h>

/* Continuous ranked probability score of draws in ascending order (Gneiting and Raftery 2007):
 * (1/m) sum |x_i - y| - (1/2m^2) sum sum |x_i - x_j|, by the sorted form
 * (2/m^2) sum (x_i - y) (m 1{y < x_i} - i + 1/2), i = 1 .. m. count >= 1; in the unit of x. Of one
 * draw it is the absolute error. */
double xw_crps(int32_t count, const double *ascending, double actual);

/* The same, but what so few draws would get on average if they were infinitely many ("fair"; Ferro 2014,
 * Quarterly Journal of the Royal Meteorological Society 140, 1917-1923): the second sum is divided by
 * 2m(m - 1). For comparing forecasts of different numbers of draws. count >= 2. May be below 0. */
double xw_crps_fair(int32_t count, const double *ascending, double actual);

/* One grade of one school that was forecast. */
struct xw_scored {
    double forecast, low, high; /* median, 10 % and 90 % quantile */
    double crps;                /* [pupils] */
    double actual;              /* >= 0 */
};

/* Sums; {0} to begin. */
struct xw_forecast_tally {
    int32_t grades;  /* of schools that are closed: how many had somebody, actual > 0 */
    int32_t schools; /* school and origin pairs */
    double mape_grade, mape_total; /* sums over schools, shares */
    double error, bias, actual;    /* sums over grades, pupils */
    double crps, covered, width;   /* sums over grades with somebody */
    struct {                       /* the school that is open */
        int32_t grades;
        double error, forecast, actual;
    } open;
};

/* Add a grade to the open school. A grade with nobody (actual = 0) counts in totals alone. */
void xw_forecast_tally_add(struct xw_forecast_tally *tally, const struct xw_scored *grade);

/* Close the school. One without a grade with somebody does not count. */
void xw_forecast_tally_close(struct xw_forecast_tally *tally);

struct xw_forecast_scores {
    int32_t n; /* grades */
    double mape_total, mape_grade, wape_grade, bias_pct, crps, coverage80, width80_pct;
};

/* The scores, percentages but n, crps (mean, pupils) and coverage80 (a share); NaN of nothing.
 * wape_grade: sum of absolute errors over sum of pupils; bias_pct: sum of errors over it, above 0
 * when too much was forecast; width80_pct: mean width of the interval over the forecast. */
struct xw_forecast_scores xw_forecast_tally_scores(const struct xw_forecast_tally *tally);

#endif
