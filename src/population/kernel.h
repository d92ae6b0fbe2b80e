/* kernel.h: the arithmetic of a projection for one block of zones at a time.
 *
 * kernel.c is compiled once for every precision and vector unit; each compilation leaves one table
 * of functions. Pointers to void are lines of the precision (blocks.h): [column][lane].
 */
#ifndef XW_KERNEL_H
#define XW_KERNEL_H
#include "xuewei/projection_years.h"

enum xw_kernel_move { XW_MOVE_NOBODY, XW_MOVE_RATES, XW_MOVE_PERSONS, XW_MOVE_SHARED };

/* One step as all blocks see it. */
struct xw_kernel_year {
    const struct xw_step_rates *rates;
    enum xw_kernel_move move;
    bool even;
    bool lines; /* a table differs from zone to zone: all are laid out in lines */
    bool known; /* the births of the district are known */
    int32_t mothers_from, mothers_to; /* ages from .. to - 1: nobody else bears */
    void *survival, *net; /* [sex][age] of the district in the precision; unless `lines` */
    void *fertility;      /* [age] */
};

/* Births per woman at the start or the end; migrants of one of the times that they move. */
static inline double xw_kernel_bear_factor(const struct xw_step_rates *r)
{
    return 0.5 * r->width;
}

static inline double xw_kernel_move_factor(const struct xw_step_rates *r)
{
    return r->timing == XW_MIGRATION_EVEN ? 0.5 * r->width : (double)r->width;
}

/* All steps as all blocks see them. */
struct xw_kernel_job {
    const struct xw_projection_job *of;
    const struct xw_kernel_year *year; /* [years] */
    bool stream;                       /* what is kept is more than the caches hold */
};

/* Working space of a thread. */
struct xw_kernel_work {
    void *people; /* [sex][age][lane] of the block in hand */
    void *survival, *fertility,
        *net;           /* tables laid out for block `laid_block`, of year `laid_rates` */
    void *happened;     /* XW_HAPPENED lines */
    int32_t laid_block; /* XW_NONE: nothing yet */
    const struct xw_step_rates *laid_rates;
};

/* What happened to a block in a year, in lines. */
enum {
    XW_BORN = 0,                         /* [sex] */
    XW_DIED = XW_BORN + XW_SEXES,        /* [sex] */
    XW_MOVED = XW_DIED + XW_SEXES,       /* [sex] */
    XW_NOT_TAKEN = XW_MOVED + XW_SEXES,  /* [sex] */
    XW_BIRTHS = XW_NOT_TAKEN + XW_SEXES, /* of the schedule, both sexes */
    XW_WEIGHT,                           /* people at the start */
    XW_HAPPENED
};

/* A block whose zones wait for each other, between the passes of a year. */
struct xw_kernel_slot {
    int32_t block;
    void *people;      /* [sex][age][lane] */
    void *happened;    /* XW_HAPPENED lines */
    uint16_t *limited; /* [sex][age] a bit for every lane that was limited in the first half */
};

/* What the zones of the district share in a pass of a year. */
struct xw_kernel_district {
    const double *stock; /* [sex][age] people, 1 where there are none */
    const double *none;  /* [sex][age] 1 where there are none, else 0 */
    double everyone;     /* people at the start */
    double births;       /* of the schedule */
};

/* Bits that say what was wrong. */
enum { XW_BAD_START = 1, XW_BAD_END = 2 };

struct xw_kernel {
    /* [count] doubles times a factor in the precision. */
    void (*round)(ptrdiff_t count, const double *from, double factor, void *to);

    /* All years of a block whose zones do not wait for each other. limited [years] is added to. */
    int (*project)(const struct xw_kernel_job *job, int32_t block, struct xw_kernel_work *work,
                   int32_t *limited);

    /* The passes of a year in which they do. */
    int (*begin)(const struct xw_kernel_job *job, const struct xw_kernel_slot *slot);
    void (*weigh)(const struct xw_kernel_job *job, const struct xw_kernel_slot *slot);
    void (*stock)(const struct xw_kernel_job *job, const struct xw_kernel_slot *slot, int32_t from,
                  int32_t to, void *lines);
    void (*grow)(const struct xw_kernel_job *job, int32_t year, const struct xw_kernel_slot *slot,
                 struct xw_kernel_work *work, int32_t *limited);
    int32_t (*share)(const struct xw_kernel_job *job, int32_t year,
                     const struct xw_kernel_slot *slot, const struct xw_kernel_district *district,
                     int32_t from, int32_t to, bool first_half);
    void (*mother)(const struct xw_kernel_job *job, int32_t year, const struct xw_kernel_slot *slot,
                   struct xw_kernel_work *work);
    int32_t (*bear)(const struct xw_kernel_job *job, int32_t year,
                    const struct xw_kernel_slot *slot, const struct xw_kernel_district *district,
                    struct xw_kernel_work *work);
    int (*finish)(const struct xw_kernel_job *job, int32_t year, const struct xw_kernel_slot *slot);

    /* out[i] += the lanes of line i, in their order. */
    void (*fold)(ptrdiff_t count, const void *lines, double *out);
};

extern const struct xw_kernel xw_kernel_double_base, xw_kernel_single_base;
#if defined __x86_64__
extern const struct xw_kernel xw_kernel_double_avx2, xw_kernel_single_avx2;
extern const struct xw_kernel xw_kernel_double_avx512, xw_kernel_single_avx512;
#endif

#endif
