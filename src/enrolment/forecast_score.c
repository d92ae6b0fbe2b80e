#include "xuewei/forecast_score.h"
#include <math.h>

double xw_crps(int32_t count, const double *ascending, double actual)
{
    double sum = 0.0, m = count;
    for (int32_t i = 0; i < count; i++)
        sum += (ascending[i] - actual) * (m * (actual < ascending[i] ? 1.0 : 0.0) - (i + 1) + 0.5);
    return 2.0 * sum / (m * m);
}

double xw_crps_fair(int32_t count, const double *ascending, double actual)
{
    double m = count, near = 0.0, apart = 0.0; /* apart: sum over pairs i < j of x_j - x_i */
    for (int32_t i = 0; i < count; i++) {
        near += fabs(ascending[i] - actual);
        apart += ascending[i] * (2 * i + 1 - m);
    }
    return near / m - apart / (m * (m - 1.0));
}

void xw_forecast_tally_add(struct xw_forecast_tally *tally, const struct xw_scored *grade)
{
    double error = grade->forecast - grade->actual;
    tally->open.forecast += grade->forecast;
    tally->open.actual += grade->actual;
    if (!(grade->actual > 0.0)) return;
    tally->open.grades++;
    tally->open.error += fabs(error) / grade->actual;
    tally->error += fabs(error);
    tally->bias += error;
    tally->actual += grade->actual;
    tally->crps += grade->crps;
    tally->covered += grade->actual >= grade->low && grade->actual <= grade->high;
    if (grade->forecast > 0.0) tally->width += (grade->high - grade->low) / grade->forecast;
}

void xw_forecast_tally_close(struct xw_forecast_tally *tally)
{
    if (tally->open.grades > 0) {
        tally->grades += tally->open.grades;
        tally->schools++;
        tally->mape_grade += tally->open.error / tally->open.grades;
        tally->mape_total += fabs(tally->open.forecast - tally->open.actual) / tally->open.actual;
    }
    tally->open.grades = 0;
    tally->open.error = tally->open.forecast = tally->open.actual = 0.0;
}

struct xw_forecast_scores xw_forecast_tally_scores(const struct xw_forecast_tally *tally)
{
    double schools = tally->schools, grades = tally->grades;
    return (struct xw_forecast_scores){
        .n = tally->grades,
        .mape_total = 100.0 * tally->mape_total / schools,
        .mape_grade = 100.0 * tally->mape_grade / schools,
        .wape_grade = 100.0 * tally->error / tally->actual,
        .bias_pct = 100.0 * tally->bias / tally->actual,
        .crps = tally->crps / grades,
        .coverage80 = tally->covered / grades,
        .width80_pct = 100.0 * tally->width / grades,
    };
}
