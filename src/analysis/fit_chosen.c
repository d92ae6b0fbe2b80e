#include "fitting.h"
#include "xuewei/forecast_choice.h"
#include <math.h>

#define MOST_RATIO 10.0 /* that the table progression takes */

/* Three years before an origin, the origin, and what came: less tells nothing of a method. */
#define LEAST_YEARS 5

/* Which method it is and how far off all of them were: the losers are said as well. */
static const char *sentence(const struct xw_fitting *f, int32_t stage,
                            const struct xw_forecast_choice *choice)
{
    char scores[400] = "";
    size_t length = 0;
    for (int32_t m = 0; m < XW_FORECAST_COUNT && length < sizeof scores; m++)
        if (!isnan(choice->score[m]))
            length += (size_t)snprintf(
                scores + length, sizeof scores - length, "%s%s %.3f", length > 0 ? ", " : "",
                xw_forecast_name((enum xw_forecast_method)m), choice->score[m]);
    return xw_arena_format(
        f->keep,
        "%s by school and year: method %s, by the errors of forecasts from %d past years "
        "(three-year mean = 1: %s)",
        xw_stage_word(f->s->stages.stage[stage].name), xw_forecast_name(choice->method),
        (int)choice->origins, scores);
}

/* The ratios of one school and grade in the years of the horizon that can be foretold. */
static enum xw_status add_years(struct xw_fitting *f, const struct xw_forecast_past *past,
                                enum xw_forecast_method method, int32_t history, int32_t school,
                                int32_t grade, int32_t district)
{
    const struct xw_roll_histories *h = past->histories;
    for (int32_t k = 0; k < past->horizons; k++) {
        int32_t year = h->first_year + h->years + k;
        double ratio = xw_forecast_ratio(past, method, h->years - 1, history, k, grade);
        if (!(ratio >= 0.0 && ratio <= MOST_RATIO)) continue; /* NaN is none */
        if (year < f->s->first || year > f->s->last) continue;
        struct xw_estimate own = f->out->estimate[district];
        own.school = school;
        own.year = (int16_t)year;
        own.value = ratio;
        own.sd = own.dispersion = own.year_dispersion = NAN;
        own.year_sd = own.freedom = NAN;
        own.rows = own.years = h->years;
        own.first = (int16_t)h->first_year;
        own.last = (int16_t)(h->first_year + h->years - 1);
        own.parent = district;
        own.lean = 0.0;
        if (xw_fitting_add(f, own) == XW_NONE) return XW_NO_MEMORY;
    }
    return XW_OK;
}

enum xw_status xw_fit_chosen(struct xw_fitting *f, struct xw_arena scratch, int32_t stage,
                             const struct xw_roll_histories *h, const int32_t *school,
                             const int32_t *district)
{
    struct xw_forecast_past past;
    struct xw_forecast_choice choice;
    struct xw_arena work = scratch, kept = scratch;
    work.at = scratch.at + (scratch.end - scratch.at) / 2;
    kept.end = work.at;
    /* The outliers of a fit are found in all years: past origins must not know of later ones. The methods
     * draw odd steps in by what each origin knew. */
    struct xw_roll_histories known = *h;
    known.outlier = NULL;
    enum xw_status status =
        xw_forecast_roll(&known, XW_FORECAST_HORIZONS, NULL, NULL, &kept, work, &past);
    if (status == XW_OK) status = xw_forecast_choose(&past, h->years - 1, &kept, work, &choice);
    if (status != XW_OK) return status;
    if (choice.origins == 0 || h->years < LEAST_YEARS) {
        xw_fitting_remark(
            f, xw_arena_format(
                   f->keep,
                   "the best method for %s: no forecast of past years, of three earlier ones "
                   "each, can be held against what came; the ratios of every year stand",
                   xw_stage_word(f->s->stages.stage[stage].name)));
        return XW_OK;
    }
    for (int32_t i = 0; status == XW_OK && i < h->schools; i++)
        for (int32_t g = 1; status == XW_OK && g < h->grades; g++)
            if (district[g] != XW_NONE)
                status = add_years(f, &past, choice.method, i, school[i], g, district[g]);
    f->out->choice[stage] = sentence(f, stage, &choice);
    return status == XW_OK && f->out->choice[stage] == NULL ? XW_NO_MEMORY : status;
}
