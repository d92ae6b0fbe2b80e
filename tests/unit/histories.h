/* histories.h: invented roll histories for the tests of forecasts.
 *
 * Schools of several grades whose cohorts follow known ratios, with noise of a known size: what the
 * estimates ought to find is what went in.
 */
#ifndef XW_TEST_HISTORIES_H
#define XW_TEST_HISTORIES_H
#include "xuewei/roll_histories.h"
#include <math.h>
#include <stdint.h>
#include <stdlib.h>

struct invented {
    int32_t schools, years, grades;
    double entrants;    /* of the mean school; sizes spread from half of it to twice   */
    double growth;      /* yearly log growth of the region's entrants                  */
    double ratio;       /* progression of every grade                                  */
    double school_sd;   /* spread of the schools' ratios, common to their grades       */
    double grade_sd;    /* and of a grade in a school                                  */
    double noise;       /* variance of a ratio of one pupil                            */
    double entry_noise; /* variance of a year's entrants of one pupil                  */
    double shock;       /* sd of a year common to all schools and grades               */
    uint64_t seed;
};

static inline double invented_uniform(uint64_t *state)
{
    uint64_t z = (*state += 0x9e3779b97f4a7c15u); /* splitmix64, Steele, Lea and Flood 2014 */
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return ((double)((z ^ (z >> 31)) >> 11) + 0.5) * 0x1p-53;
}

/* Box and Muller 1958. */
static inline double invented_normal(uint64_t *state)
{
    double u = invented_uniform(state), v = invented_uniform(state);
    return sqrt(-2.0 * log(u)) * cos(6.283185307179586 * v);
}

static inline double invented_pupils(double expected, double noise, uint64_t *state)
{
    double pupils = expected + sqrt(expected * noise) * invented_normal(state);
    return fmax(0.0, nearbyint(pupils));
}

/* The caller frees pupils. */
static inline struct xw_roll_histories invent(const struct invented *d)
{
    uint64_t state = d->seed;
    size_t cells = (size_t)(d->schools * d->years * d->grades);
    double *pupils = calloc(cells, sizeof *pupils);
    double *shock = calloc((size_t)d->years, sizeof *shock);
    for (int32_t y = 0; y < d->years; y++)
        shock[y] = d->shock * invented_normal(&state);
    for (int32_t s = 0; s < d->schools; s++) {
        double size = d->entrants * exp(log(4.0) * (invented_uniform(&state) - 0.5));
        double school = d->school_sd * invented_normal(&state), own[24];
        for (int32_t g = 0; g < d->grades; g++)
            own[g] = exp(school + d->grade_sd * invented_normal(&state));
        for (int32_t y = 0; y < d->years; y++)
            for (int32_t g = 0; g < d->grades; g++) {
                double *to = pupils + ((size_t)(s * d->years + y) * (size_t)d->grades + (size_t)g);
                /* Before the first year the cohorts grew like the entrants. */
                double born = size * exp(d->growth * (y - g));
                if (y > 0 && g > 0)
                    *to = invented_pupils(to[-d->grades - 1] * d->ratio * own[g] * exp(shock[y]),
                                          d->noise, &state);
                else
                    *to = invented_pupils(born * pow(d->ratio, g) * (y > 0 ? exp(shock[y]) : 1.0),
                                          d->entry_noise, &state);
            }
    }
    free(shock);
    return (struct xw_roll_histories){ .schools = d->schools,
                                       .years = d->years,
                                       .grades = d->grades,
                                       .first_year = 2012,
                                       .pupils = pupils };
}

#endif
