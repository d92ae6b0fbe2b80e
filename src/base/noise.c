#include "xuewei/noise.h"
#include <math.h>
#include <stdbool.h>

enum { YEARS = 4 /* of a block */ };

enum xw_status xw_noise_begin(struct xw_arena *keep, struct xw_rng_key key, int32_t count,
                              struct xw_noise *out)
{
    *out = (struct xw_noise){ .key = key,
                              .count = count,
                              .entity = XW_TAKE(keep, count, uint32_t),
                              .number = XW_TAKE_RAW(keep, (ptrdiff_t)YEARS * count, double),
                              .block = -1 };
    return out->entity == NULL || out->number == NULL ? XW_NO_MEMORY : XW_OK;
}

/* ---- normal ---- */

#define TAIL 0.02425

/* Acklam 2003: within TAIL .. 1 - TAIL, q = u - 0.5, and in the lower tail. */
static const double a[] = { -3.969683028665376e+01, 2.209460984245205e+02,  -2.759285104469687e+02,
                            1.383577518672690e+02,  -3.066479806614716e+01, 2.506628277459239e+00 };
static const double b[] = { -5.447609879822406e+01, 1.615858368580409e+02, -1.556989798598866e+02,
                            6.680131188771972e+01, -1.328068155288572e+01 };
static const double c[] = { -7.784894002430293e-03, -3.223964580411365e-01, -2.400758277161838e+00,
                            -2.549732539343734e+00, 4.374664141464968e+00,  2.938163982698783e+00 };
static const double d[] = { 7.784695709041462e-03, 3.224671290700398e-01, 2.445134137142996e+00,
                            3.754408661907416e+00 };

/* Of u - 0.5. */
static inline double middle(double q)
{
    double r = q * q;
    double above = ((((a[0] * r + a[1]) * r + a[2]) * r + a[3]) * r + a[4]) * r + a[5];
    double below = ((((b[0] * r + b[1]) * r + b[2]) * r + b[3]) * r + b[4]) * r + 1.0;
    return above * q / below;
}

static double lower_tail(double u)
{
    double q = sqrt(-2.0 * log(u));
    double above = ((((c[0] * q + c[1]) * q + c[2]) * q + c[3]) * q + c[4]) * q + c[5];
    double below = (((d[0] * q + d[1]) * q + d[2]) * q + d[3]) * q + 1.0;
    return above / below;
}

double xw_noise_normal_at(double u)
{
    if (u < TAIL) return lower_tail(u);
    if (u > 1.0 - TAIL) return -lower_tail(1.0 - u);
    return middle(u - 0.5);
}

/* ---- columns ---- */

/* Uniform between -0.5 and 0.5, and between 0 and 1: between the numbers of 32 bits, so that no end
 * comes. They are exact; vector units want the signed form. */
static inline double centred(uint32_t bits)
{
    return ((double)(int32_t)(bits ^ 0x80000000u) + 0.5) / 4294967296.0;
}

static inline double uniform(uint32_t bits)
{
    return centred(bits) + 0.5;
}

/* Know the block of a year; where the numbers of the year are. */
static const double *know(struct xw_noise *noise, int32_t year, bool normal)
{
    enum { AT_ONCE = 64 };
    uint32_t bits[YEARS * AT_ONCE];
    const double *of_year = noise->number + (ptrdiff_t)(year % YEARS) * noise->count;
    if (noise->block == year / YEARS) return of_year;
    noise->block = year / YEARS;
    for (int32_t from = 0; from < noise->count; from += AT_ONCE) {
        int32_t n = noise->count - from < AT_ONCE ? noise->count - from : AT_ONCE;
        xw_rng_blocks(noise->key, (uint32_t)noise->block, n, noise->entity + from, bits);
        for (int32_t y = 0; y < YEARS; y++) {
            double *to = noise->number + (ptrdiff_t)y * noise->count + from;
            const uint32_t *have = bits + y * n;
            if (normal) {
                /* All of them as if in the middle, many at a time; then those in the tails again. */
                for (int32_t i = 0; i < n; i++)
                    to[i] = middle(centred(have[i]));
                for (int32_t i = 0; i < n; i++)
                    if (fabs(centred(have[i])) > 0.5 - TAIL)
                        to[i] = xw_noise_normal_at(uniform(have[i]));
            } else {
                for (int32_t i = 0; i < n; i++)
                    to[i] = uniform(have[i]);
            }
        }
    }
    return of_year;
}

const double *xw_noise_uniform(struct xw_noise *noise, int32_t year)
{
    return know(noise, year, false);
}

const double *xw_noise_normal(struct xw_noise *noise, int32_t year)
{
    return know(noise, year, true);
}

/* ---- people ---- */

double xw_noise_poisson_at(double mean, double u)
{
    enum { MOST = 50, STEPS = 300 };
    if (!(mean > 0.0)) return 0.0;
    if (mean > MOST) return fmax(0.0, mean + sqrt(mean) * xw_noise_normal_at(u));
    /* From 0 up: the sum of so many terms is off by less than u can tell apart. */
    double term = exp(-mean), below = term;
    int32_t events = 0;
    while (below < u && events < STEPS) {
        events++;
        term *= mean / events;
        below += term;
    }
    return events;
}
