/* noise.h: chance by entity and year, many entities at a time.
 *
 * Every entity has a stream (rng.h), and the number of year y is the y-th of it. So a year more at
 * either end of a horizon, an entity more or another order of them changes no number of the others.
 * Streams give a block of four numbers at once: those of four years are kept.
 *
 * A year costs about 30 instructions an entity.
 */
#ifndef XW_NOISE_H
#define XW_NOISE_H
#include "xuewei/arena.h"
#include "xuewei/rng.h"
#include <math.h>

struct xw_noise {
    struct xw_rng_key key; /* of all streams; the entity is each one's own */
    int32_t count;
    uint32_t *entity; /* [count] */
    double *number;   /* [4][count] of the years of `block` */
    int64_t block;    /* years / 4 that are there, or -1 */
};

/* Take room for `count` streams from keep. The caller then fills entity. XW_NO_MEMORY. */
XW_CHECKED enum xw_status xw_noise_begin(struct xw_arena *keep, struct xw_rng_key key,
                                         int32_t count, struct xw_noise *out);

/* The numbers of a year (0 or more), [count]: uniform between 0 and 1, neither of them taken; or standard
 * normal. Of one struct always the same kind. They stay until a year of another four is asked for. */
const double *xw_noise_uniform(struct xw_noise *noise, int32_t year);
const double *xw_noise_normal(struct xw_noise *noise, int32_t year);

/* The standard normal below which a share 0 < u < 1 lies: Acklam's rational functions (2003, "An
 * algorithm for computing the inverse normal cumulative distribution function"), relative error below
 * 1.2e-9. */
double xw_noise_normal_at(double u);

/* The number of events below or at which a share u of Poisson's distribution lies, mean >= 0 and finite;
 * its expectation over u is the mean and so is its variance. Beyond a mean of 50 a normal number with both,
 * never below 0, which need not be whole. It rises with u. */
double xw_noise_poisson_at(double mean, double u);

/* A factor with expectation 1 that makes a share `turnover` of count people come and go, each for himself:
 * the standard deviation of factor * count is sqrt(turnover * count), where that is well below count.
 * normal is standard normal; what would take more people than there are is cut off, and as much on the
 * other side, so that the expectation stays. 1 of nobody. */
static inline double xw_noise_turnover(double count, double turnover, double normal)
{
    double change = count > 0.0 ? sqrt(turnover / count) * normal : 0.0;
    double above = change > -1.0 ? change : -1.0;
    return 1.0 + (above < 1.0 ? above : 1.0);
}

#endif
