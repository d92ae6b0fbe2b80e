#include "xuewei/transfer.h"
#include <math.h>

/* What a year's rates are multiplied by to become those of a step, where `leaving` leave in a year. */
static double steps_of(double leaving, int32_t width)
{
    if (width == 1 || leaving <= 0.0) return 1.0;
    return (1.0 - pow(1.0 - fmin(leaving, 1.0), width)) / leaving;
}

/* What one cell of zone, sex and age needs. */
struct cell {
    const struct xw_transfers *of;
    ptrdiff_t pair_stride;  /* from the rate of a pair to that of the next */
    double *leaving, *part; /* [residency], [pair] working space */
};

static void move(const struct cell *cell, int32_t residencies, int32_t width, const double *rate,
                 ptrdiff_t stride, double *people)
{
    const struct xw_transfers *t = cell->of;
    for (int32_t k = 0; k < residencies; k++)
        cell->leaving[k] = 0.0;
    for (int32_t p = 0; p < t->pairs; p++)
        cell->leaving[t->from[p]] += rate[p * cell->pair_stride];
    for (int32_t p = 0; p < t->pairs; p++)
        cell->part[p] = people[t->from[p] * stride] * rate[p * cell->pair_stride] *
                        steps_of(cell->leaving[t->from[p]], width);
    for (int32_t p = 0; p < t->pairs; p++) {
        /* Where all leave, rounding may not leave less than nobody. */
        double here = people[t->from[p] * stride], moved = fmin(cell->part[p], here);
        people[t->from[p] * stride] = here - moved;
        cell->part[p] = moved;
    }
    for (int32_t p = 0; p < t->pairs; p++)
        people[t->to[p] * stride] += cell->part[p];
}

enum xw_status xw_transfer_people(const struct xw_transfers *t, int32_t residencies, int32_t zones,
                                  int32_t width, int16_t year, struct xw_arena scratch,
                                  double *people)
{
    if (t->of.years == 0 || t->pairs == 0) return XW_OK;
    int32_t ages = t->of.ages;
    ptrdiff_t of_year = (ptrdiff_t)t->of.places * XW_SEXES * ages;
    struct cell cell = { .of = t,
                         .pair_stride = of_year * t->of.years,
                         .leaving = XW_TAKE(&scratch, residencies, double),
                         .part = XW_TAKE(&scratch, t->pairs, double) };
    if (cell.leaving == NULL || cell.part == NULL) return XW_NO_MEMORY;
    const double *rates = t->rate + xw_rate_row(&t->of, year) * of_year;
    ptrdiff_t column = (ptrdiff_t)XW_SEXES * ages, stride = zones * column;
    for (int32_t z = 0; z < zones; z++) {
        const double *of_zone = rates + (t->of.places == 1 ? 0 : z) * column;
        for (ptrdiff_t i = 0; i < column; i++)
            move(&cell, residencies, width, of_zone + i, stride, people + z * column + i);
    }
    return XW_OK;
}
