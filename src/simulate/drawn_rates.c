#include "xuewei/drawn_rates.h"
#include <assert.h>
#include <math.h>

/* Every survival of the table to the power of the mortality: death rates times a factor. */
static double *lengthen(struct xw_arena *keep, const struct xw_mortality *mortality, double factor)
{
    const struct xw_rate_years *of = &mortality->of;
    ptrdiff_t count = (ptrdiff_t)of->years * of->places * XW_SEXES * of->ages;
    double *survival = XW_TAKE_RAW(keep, count, double);
    for (ptrdiff_t i = 0; survival != NULL && i < count; i++)
        survival[i] = pow(mortality->survival[i], factor);
    return survival;
}

/* A zone's births of a residence status have their own stream where there are several. */
static enum xw_status name_streams(struct xw_arena *keep, const struct xw_scenario *s,
                                   const struct xw_draw *draw, struct xw_noise *births)
{
    for (int32_t k = 0; k < s->residencies.count; k++) {
        struct xw_rng_key key = { draw->seed, draw->replicate, XW_COMPONENT_BIRTH_NOISE, 0 };
        enum xw_status status = xw_noise_begin(keep, key, s->zones.count, &births[k]);
        if (status != XW_OK) return status;
        const char *code = s->residencies.code[k];
        for (int32_t z = 0; z < s->zones.count; z++) {
            uint32_t zone = xw_draw_entity(s->zones.code[z]);
            births[k].entity[z] =
                code == NULL ? zone : xw_draw_entity_of(zone, xw_draw_entity(code));
        }
    }
    return XW_OK;
}

enum xw_status xw_drawn_rates_begin(struct xw_arena *keep, const struct xw_scenario *s,
                                    const struct xw_draw *draw, struct xw_drawn_rates *out)
{
    *out = (struct xw_drawn_rates){ .draw = draw };
    if (draw == NULL) return XW_OK;
    assert(s->age_width == 1 && draw->zones == s->zones.count);
    out->fertility = XW_TAKE(keep, draw->zones, double);
    if (out->fertility == NULL) return XW_NO_MEMORY;
    if (draw->mortality != 1.0) {
        out->survival = lengthen(keep, &s->mortality, draw->mortality);
        if (out->survival == NULL) return XW_NO_MEMORY;
    }
    if (!draw->noise) return XW_OK;
    out->births = XW_TAKE(keep, s->residencies.count, struct xw_noise);
    return out->births == NULL ? XW_NO_MEMORY : name_streams(keep, s, draw, out->births);
}

void xw_drawn_rates_apply(struct xw_drawn_rates *drawn, const struct xw_scenario *s, int16_t year,
                          double known_births, struct xw_step_rates *rates)
{
    const struct xw_draw *draw = drawn->draw;
    if (draw == NULL) return;
    int32_t step = year - s->base_year;
    assert(step >= 0 && step < draw->steps);
    const double *of_zones = draw->zone_fertility + (ptrdiff_t)step * draw->zones;
    for (int32_t z = 0; z < draw->zones; z++)
        drawn->fertility[z] = draw->fertility[step] * of_zones[z];
    for (int32_t k = 0; k < s->residencies.count; k++) {
        rates[k].fertility_factor = drawn->fertility;
        rates[k].migration_factor = draw->migration + (ptrdiff_t)step * draw->zones;
        if (drawn->survival != NULL)
            rates[k].survival = drawn->survival + (rates[k].survival - s->mortality.survival);
        bool known = !isnan(known_births) || !isnan(rates[k].known_births);
        if (drawn->births != NULL && !known)
            rates[k].births_at = xw_noise_uniform(&drawn->births[k], year);
    }
}
