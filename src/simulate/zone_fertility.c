#include "xuewei/zone_fertility.h"
#include "xuewei/parameters.h"
#include <math.h>

/* Births that a year's schedule expects of the women counted in a zone. */
static double expected_births(const struct xw_scenario *s, int32_t zone, int32_t year)
{
    const struct xw_rate_years *of = &s->fertility.of;
    const double *rate = s->fertility.rate + (ptrdiff_t)xw_rate_row(of, year) * of->ages;
    double births = 0.0;
    for (int32_t k = 0; k < s->residencies.count; k++) {
        ptrdiff_t column = ((ptrdiff_t)k * s->zones.count + zone) * XW_SEXES + XW_FEMALE;
        const double *women = s->population.household + column * s->ages;
        for (int32_t a = 0; a < s->ages; a++)
            births += rate[a] * women[a];
    }
    return births;
}

static bool every_zone_known(const struct xw_scenario *s, int32_t year)
{
    for (int32_t z = 0; z < s->zones.count; z++)
        if (isnan(s->zone_births[(ptrdiff_t)year * s->zones.count + z])) return false;
    return true;
}

enum xw_status xw_zone_fertility_factors(struct xw_arena scratch, const struct xw_scenario *s,
                                         double *factor, int32_t *years,
                                         struct xw_small_area_fit *fit)
{
    int32_t zones = s->zones.count;
    double *known = XW_TAKE(&scratch, zones, double), *expected = XW_TAKE(&scratch, zones, double);
    double all_known = 0.0, all_expected = 0.0, factored = 0.0;
    if (known == NULL || expected == NULL) return XW_NO_MEMORY;
    *years = 0;
    for (int32_t y = 0; s->zone_births != NULL && y < s->births.years; y++) {
        if (s->births.first + y > s->base_year || !every_zone_known(s, y)) continue;
        ++*years;
        for (int32_t z = 0; z < zones; z++) {
            known[z] += s->zone_births[(ptrdiff_t)y * zones + z];
            expected[z] += expected_births(s, z, s->births.first + y);
        }
    }
    for (int32_t z = 0; z < zones; z++) {
        factor[z] = 1.0;
        all_known += known[z];
        all_expected += expected[z];
    }
    if (*years == 0) return XW_OK;
    for (int32_t z = 0; z < zones && all_expected > 0.0; z++)
        expected[z] *= all_known / all_expected;
    enum xw_status status = xw_small_area_factors(zones, known, expected, factor, NULL, fit);
    for (int32_t z = 0; status == XW_OK && z < zones; z++)
        factored += factor[z] * expected[z];
    for (int32_t z = 0; status == XW_OK && z < zones && factored > 0.0; z++)
        factor[z] *= all_known / factored;
    return status;
}

static void say(const struct xw_scenario *s, struct xw_diag *diag, const double *factor,
                int32_t years, const struct xw_small_area_fit *fit)
{
    double low = INFINITY, high = 0.0;
    for (int32_t z = 0; z < s->zones.count; z++) {
        low = fmin(low, factor[z]);
        high = fmax(high, factor[z]);
    }
    struct xw_place at = { .file = s->table_file[XW_TABLE_BIRTHS] };
    const char *zh, *en;
    if (isinf(fit->alpha)) {
        zh = xw_arena_format(&diag->arena,
                             "各小区生育率：%d 年分小区出生数的差异不超过偶然波动，系数均为 1。",
                             (int)years);
        en = xw_arena_format(&diag->arena,
                             "Fertility by zone: in %d years of births the zones differ no more "
                             "than chance lets them; every factor is 1.",
                             (int)years);
    } else {
        zh = xw_arena_format(&diag->arena,
                             "各小区生育率由 %d 年分小区出生数经验贝叶斯估计：alpha %.3g（标准误 "
                             "%.2g），系数 %.3f 至 %.3f。",
                             (int)years, fit->alpha, fit->alpha_se, low, high);
        en = xw_arena_format(&diag->arena,
                             "Fertility by zone is estimated by empirical Bayes from %d years of "
                             "births by zone: alpha %.3g, standard error %.2g; factors %.3f to "
                             "%.3f.",
                             (int)years, fit->alpha, fit->alpha_se, low, high);
    }
    if (zh != NULL && en != NULL) xw_diag_doubt(diag, at, "zone_fertility", zh, en);
}

enum xw_status xw_zone_fertility_apply(struct xw_arena *keep, struct xw_arena scratch,
                                       struct xw_scenario *s, struct xw_diag *diag)
{
    struct xw_rate_years *of = &s->fertility.of;
    int32_t zones = s->zones.count, years;
    struct xw_small_area_fit fit;
    if (of->places != 1) {
        xw_diag_fault(diag, (struct xw_place){ .file = s->table_file[XW_TABLE_FERTILITY] },
                      "the table gives fertility by zone already; population.zone_fertility: "
                      "empirical_bayes puts factors on that of the district");
        return XW_REFUSED;
    }
    double *factor = XW_TAKE(&scratch, zones, double);
    ptrdiff_t rates = (ptrdiff_t)of->years * zones * of->ages;
    double *rate = XW_TAKE(keep, rates, double);
    if (factor == NULL || rate == NULL) return XW_NO_MEMORY;
    enum xw_status status = xw_zone_fertility_factors(scratch, s, factor, &years, &fit);
    if (status != XW_OK) return status;
    if (years == 0) {
        const char *file = s->table_file[XW_TABLE_BIRTHS];
        xw_diag_fault(
            diag, (struct xw_place){ .file = file == NULL ? s->path : file },
            "population.zone_fertility: empirical_bayes wants the births of every zone in "
            "a calendar year up to %d",
            s->base_year);
        return XW_REFUSED;
    }
    for (ptrdiff_t i = 0; i < rates; i++) {
        ptrdiff_t year = i / of->ages / zones, zone = i / of->ages % zones;
        rate[i] = factor[zone] * s->fertility.rate[year * of->ages + i % of->ages];
    }
    s->fertility.rate = rate;
    of->places = zones;
    say(s, diag, factor, years, &fit);
    return XW_OK;
}
