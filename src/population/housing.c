#include "xuewei/housing.h"
#include "xuewei/cohorts.h"
#include <math.h>
#include <stddef.h>

double xw_housing_years(int16_t completed, struct xw_date day)
{
    double months = day.month - 1 + xw_school_year_of_month(day.year, day.month, day.day);
    return day.year - completed + (months - 6.0) / 12.0;
}

double xw_housing_occupied(const struct xw_home_type *type, double years)
{
    if (!(years > 0.0)) return 0.0;
    return type->ceiling * -expm1(-pow(years / type->scale_years, type->shape));
}

double xw_housing_pupils(const struct xw_yield *y, double years)
{
    if (!y->given) return 0.0;
    if (y->points == 0) {
        double x = years > 0.0 ? years / y->peak_years : 0.0;
        return y->late + (y->peak - y->late) * x * exp(1.0 - x);
    }
    if (years <= y->years[0]) return y->pupils[0];
    for (int32_t i = 1; i < y->points; i++) {
        if (years > y->years[i]) continue;
        double part = (years - y->years[i - 1]) / (y->years[i] - y->years[i - 1]);
        return y->pupils[i - 1] + part * (y->pupils[i] - y->pupils[i - 1]);
    }
    return y->pupils[y->points - 1];
}

void xw_housing_add_families(const struct xw_home_type *type, double dwellings,
                             const double years[2], int32_t ages, double *persons)
{
    double occupied =
        dwellings * (xw_housing_occupied(type, years[1]) - xw_housing_occupied(type, years[0]));
    for (int32_t i = 0; i < XW_SEXES * ages; i++)
        persons[i] += occupied * type->family[i];
}

/* Children of one age of a stage in the dwellings. */
static double children(const struct xw_home_type *type, const struct xw_stages *stages,
                       int32_t stage, double dwellings, double years, const double *share)
{
    double pupils = dwellings * xw_housing_occupied(type, years) *
                    xw_housing_pupils(&type->yield[stage], years);
    return pupils > 0.0 ? pupils / (share[stage] * stages->stage[stage].grades) : 0.0;
}

void xw_housing_add_children(const struct xw_home_type *type, const struct xw_stages *stages,
                             double dwellings, const double years[2], const double *const share[2],
                             int32_t ages, const double *survival, double *persons)
{
    double younger = 0.0; /* of an age, a step ago */
    for (int32_t s = 0; s < stages->count; s++) {
        const struct xw_stage *of = &stages->stage[s];
        if (!type->yield[s].given) {
            younger = 0.0;
            continue;
        }
        double before = children(type, stages, s, dwellings, years[0], share[0]);
        double after = children(type, stages, s, dwellings, years[1], share[1]);
        for (int32_t a = of->first_age; a < of->first_age + of->grades; a++) {
            for (int32_t x = 0; x < XW_SEXES; x++) {
                ptrdiff_t at = (ptrdiff_t)x * ages + a;
                persons[at] += (after - survival[at] * younger) / XW_SEXES;
            }
            younger = before;
        }
    }
}
