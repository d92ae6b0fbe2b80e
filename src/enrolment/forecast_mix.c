#include "xuewei/forecast_mix.h"
#include <math.h>

#define STEP 0.1

/* The weight of what happens to the totals beside what happens to the grades. */
#define TOTAL_WEIGHT 0.5

/* The prior is worth so many origins of a large region. */
#define PRIOR_ORIGINS  2.0
#define PRIOR_SHARE    0.1 /* a year ahead; twice as much later */
#define PRIOR_MEAN     0.05
#define SCHOOLS_ENOUGH 20.0

static struct xw_forecast_mix grid_point(int32_t i)
{
    return (struct xw_forecast_mix){ STEP * (i / XW_MIX_MEANS), STEP * (i % XW_MIX_MEANS) };
}

struct xw_forecast_mix xw_forecast_mix_prior(int32_t ahead)
{
    return (struct xw_forecast_mix){ ahead == 0 ? PRIOR_SHARE : 2.0 * PRIOR_SHARE, PRIOR_MEAN };
}

double xw_forecast_evidence(int32_t origins, double schools)
{
    return origins * schools / (schools + SCHOOLS_ENOUGH);
}

static double mixed(const double part[3], struct xw_forecast_mix mix)
{
    double sum = 0.0, weight = 0.0;
    const double weights[3] = { 1.0 - mix.share - mix.three_year_mean, mix.share,
                                mix.three_year_mean };
    for (int i = 0; i < 3; i++)
        if (!isnan(part[i])) {
            sum += weights[i] * part[i];
            weight += weights[i];
        }
    return weight > 0.0 ? sum / weight : NAN;
}

/* The three parts of a mix in a cell: cohorts, shares, yardstick. */
static void parts(double *const forecast[XW_FORECAST_COUNT], bool births, ptrdiff_t i,
                  double part[3])
{
    double effects = forecast[births ? XW_BY_BIRTHS : XW_BY_EFFECTS][i];
    double shrunken = forecast[XW_BY_SHRUNKEN][i];
    part[0] = births ? effects : 0.5 * (effects + shrunken);
    part[1] = forecast[XW_BY_SHARE][i];
    part[2] = forecast[XW_BY_THREE_YEAR_MEAN][i];
}

static ptrdiff_t index_of(const struct xw_roll_histories *h, int32_t horizons, int32_t school,
                          int32_t ahead, int32_t grade)
{
    return ((ptrdiff_t)school * horizons + ahead) * h->grades + grade;
}

/* What a school's grades add up to. */
struct tally {
    int32_t grades;
    double error, forecast, actual;
};

static void count(struct tally *tally, double forecast, double actual)
{
    tally->grades++;
    tally->error += fabs(forecast - actual) / actual;
    tally->forecast += forecast;
    tally->actual += actual;
}

static void close_school(const struct tally *tally, struct xw_forecast_error *error)
{
    if (tally->grades == 0) return;
    error->schools++;
    error->grade += tally->error / tally->grades;
    error->total += fabs(tally->forecast - tally->actual) / tally->actual;
}

static struct xw_forecast_error mean_of(struct xw_forecast_error error)
{
    double n = error.schools > 0 ? error.schools : 1.0;
    return (struct xw_forecast_error){ error.schools, error.grade / n, error.total / n };
}

struct xw_forecast_error xw_forecast_error_of(const struct xw_roll_histories *h, int32_t origin,
                                              int32_t horizons, int32_t ahead,
                                              const double *forecast, const double *yardstick)
{
    struct xw_forecast_error error = { 0 };
    for (int32_t s = 0; s < h->schools; s++) {
        struct tally tally = { 0 };
        for (int32_t g = 0; g < h->grades; g++) {
            ptrdiff_t i = index_of(h, horizons, s, ahead, g);
            double actual = xw_roll(h, s, origin + ahead + 1, g);
            if (actual > 0.0 && !isnan(forecast[i]) && !isnan(yardstick[i]))
                count(&tally, forecast[i], actual);
        }
        close_school(&tally, &error);
    }
    return mean_of(error);
}

enum xw_status xw_forecast_mix_errors(const struct xw_roll_histories *h, int32_t origin,
                                      int32_t horizons, int32_t ahead,
                                      double *const forecast[XW_FORECAST_COUNT], bool births,
                                      struct xw_arena scratch,
                                      struct xw_forecast_error error[XW_MIXES])
{
    struct tally *tally = XW_TAKE(&scratch, XW_MIXES, struct tally);
    if (tally == NULL) return XW_NO_MEMORY;
    for (int32_t m = 0; m < XW_MIXES; m++)
        error[m] = (struct xw_forecast_error){ 0 };
    for (int32_t s = 0; s < h->schools; s++) {
        for (int32_t m = 0; m < XW_MIXES; m++)
            tally[m] = (struct tally){ 0 };
        for (int32_t g = 0; g < h->grades; g++) {
            double part[3], actual = xw_roll(h, s, origin + ahead + 1, g);
            parts(forecast, births, index_of(h, horizons, s, ahead, g), part);
            if (!(actual > 0.0) || isnan(part[0]) || isnan(part[1]) || isnan(part[2])) continue;
            for (int32_t m = 0; m < XW_MIXES; m++)
                count(&tally[m], mixed(part, grid_point(m)), actual);
        }
        for (int32_t m = 0; m < XW_MIXES; m++)
            close_school(&tally[m], &error[m]);
    }
    for (int32_t m = 0; m < XW_MIXES; m++)
        error[m] = mean_of(error[m]);
    return XW_OK;
}

struct xw_forecast_mix xw_forecast_mix_choose(int32_t ahead, int32_t origins,
                                              const struct xw_forecast_error *error,
                                              struct xw_forecast_mix before)
{
    double schools = 0.0, least = INFINITY;
    int32_t best = 0, counted = 0;
    for (int32_t o = 0; o < origins; o++) {
        schools += error[(ptrdiff_t)o * XW_MIXES].schools;
        counted += error[(ptrdiff_t)o * XW_MIXES].schools > 0;
    }
    if (counted == 0 && ahead > 0)
        before.share += xw_forecast_mix_prior(ahead).share - xw_forecast_mix_prior(ahead - 1).share;
    if (counted == 0) return before;
    /* Errors count over those of mix 0, which has neither shares nor yardstick, so that a bad year
     * does not drown the others. */
    for (int32_t m = 0; m < XW_MIXES; m++) {
        double sum = 0.0;
        for (int32_t o = 0; o < origins; o++) {
            const struct xw_forecast_error *e = error + (ptrdiff_t)o * XW_MIXES;
            if (e[0].grade > 0.0) sum += e[m].grade / e[0].grade;
            if (e[0].total > 0.0) sum += TOTAL_WEIGHT * e[m].total / e[0].total;
        }
        if (sum < least - 1e-12) {
            least = sum;
            best = m;
        }
    }
    struct xw_forecast_mix found = grid_point(best), prior = xw_forecast_mix_prior(ahead);
    double evidence = xw_forecast_evidence(counted, schools / counted);
    double share = evidence / (evidence + PRIOR_ORIGINS);
    return (struct xw_forecast_mix){ share * found.share + (1.0 - share) * prior.share,
                                     share * found.three_year_mean +
                                         (1.0 - share) * prior.three_year_mean };
}

void xw_forecast_mix_apply(const struct xw_roll_histories *h, int32_t horizons, int32_t ahead,
                           struct xw_forecast_mix mix, bool births,
                           double *const forecast[XW_FORECAST_COUNT])
{
    for (int32_t s = 0; s < h->schools; s++)
        for (int32_t g = 0; g < h->grades; g++) {
            double part[3];
            ptrdiff_t i = index_of(h, horizons, s, ahead, g);
            parts(forecast, births, i, part);
            forecast[XW_BY_COMBINED][i] = isnan(part[0]) ? NAN : mixed(part, mix);
        }
}
