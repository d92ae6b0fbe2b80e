/* roll_histories.h: pupils by school, year and grade, as forecasts look back on them.
 *
 * One school here is whatever has a roll of its own: a school, a district, a planning area. Grades
 * are consecutive; grade g of this table is first_grade + g of the rolls.
 */
#ifndef XW_ROLL_HISTORIES_H
#define XW_ROLL_HISTORIES_H
#include <math.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Borrowed columns; schools are ordered by code, so that no result depends on the order of rows. */
struct xw_roll_histories {
    int32_t schools, years, grades;
    int32_t first_year, first_grade;
    const char *const *code; /* [schools]; may be NULL */
    const double *pupils;    /* [schools][years][grades], >= 0; NaN = not known */
    const uint8_t *event;    /* [schools][years]: 1 = the step into this year was no usual one (an
                                opening, a closing, a boundary); NULL = none */
    const uint8_t *outlier;  /* [schools][years][grades]: 1 = nor was the step into this grade
                                (step_outliers.h); NULL = none */
};

static inline double xw_roll(const struct xw_roll_histories *h, int32_t school, int32_t year,
                             int32_t grade)
{
    return h->pupils[((ptrdiff_t)school * h->years + year) * h->grades + grade];
}

/* The pupils of a grade and those they were a year and a grade before: what a progression ratio is
 * made of. false when one of them is not known or nobody, or the step was an event or an
 * outlier. */
static inline bool xw_roll_step(const struct xw_roll_histories *h, int32_t school, int32_t year,
                                int32_t grade, double *now, double *before)
{
    if (year < 1 || grade < 1) return false;
    if (h->event != NULL && h->event[(ptrdiff_t)school * h->years + year] != 0) return false;
    if (h->outlier != NULL &&
        h->outlier[((ptrdiff_t)school * h->years + year) * h->grades + grade] != 0)
        return false;
    *now = xw_roll(h, school, year, grade);
    *before = xw_roll(h, school, year - 1, grade - 1);
    return *now > 0.0 && *before > 0.0; /* written so that NaN fails too */
}

#endif
