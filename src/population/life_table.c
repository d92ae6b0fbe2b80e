#include "xuewei/life_table.h"
#include <math.h>
#include <stdbool.h>
#include <stddef.h>

enum { LEAST_AGES = 2, MOST_AGES = 131, MOST_GROUPS = 27 };

/* A share that a default makes 1 may be a digit more. */
static const double ROUNDING = 1e-12;

/* Years lived in the first year of life by those who die in it, from the death rate of age 0 for
 * each sex: Coale and Demeny 1983, as adapted in Preston, Heuveline and Guillot 2001, table 3.3. */
static double infant_years(int32_t sex, double m)
{
    if (sex == XW_MALE) return m >= 0.107 ? 0.330 : 0.045 + 2.684 * m;
    return m >= 0.107 ? 0.350 : 0.053 + 2.800 * m;
}

/* Years lived in the interval by those who die in it: given, or the default of the header. */
static double years_lived(int32_t ages, int32_t sex, int32_t age, const double *mx,
                          const double *ax)
{
    if (ax != NULL && !isnan(ax[age])) return ax[age];
    if (age == ages - 1) return 1.0 / mx[age];
    return age == 0 ? infant_years(sex, mx[0]) : 0.5;
}

/* The share of those alive at the start of an interval of n years who die in it. */
static double dying_share(double n, double m, double a)
{
    return n * m / (1.0 + (n - a) * m);
}

static enum xw_status check_rates(int32_t count, const double *mx)
{
    for (int32_t i = 0; i < count; i++) {
        if (!isfinite(mx[i])) return XW_NOT_FINITE;
        if (mx[i] < 0.0) return XW_NEGATIVE;
    }
    return XW_OK;
}

static enum xw_status check(int32_t ages, int32_t sex, const double *mx, const double *ax)
{
    if (ages < LEAST_AGES || ages > MOST_AGES) return XW_OUT_OF_RANGE;
    if (sex < 0 || sex >= XW_SEXES) return XW_OUT_OF_RANGE;
    enum xw_status status = check_rates(ages, mx);
    if (status != XW_OK) return status;

    for (int32_t x = 0; x < ages - 1; x++) {
        double a = years_lived(ages, sex, x, mx, ax);
        if (!(a >= 0.0 && a <= 1.0)) return XW_OUT_OF_RANGE;
        if (!(dying_share(1.0, mx[x], a) <= 1.0)) return XW_OUT_OF_RANGE;
    }
    /* A death rate of 0 without a life expectancy means living for ever. */
    double open = years_lived(ages, sex, ages - 1, mx, ax);
    return isfinite(open) && open > 0.0 ? XW_OK : XW_OUT_OF_RANGE;
}

/* Nobody survives from an age that nobody lives in. */
static double survivors(double later, double earlier)
{
    return earlier > 0.0 ? later / earlier : 0.0;
}

enum xw_status xw_life_table_survival(int32_t ages, int32_t sex, const double *mx, const double *ax,
                                      double *survival)
{
    enum xw_status status = check(ages, sex, mx, ax);
    if (status != XW_OK) return status;

    /* l: alive at the start of the age; before: person-years of the age below. Of one birth, so
     * that the first "age below" is the birth itself. */
    double l = 1.0, before = 1.0;
    for (int32_t x = 0; x < ages - 1; x++) {
        double a = years_lived(ages, sex, x, mx, ax);
        double deaths = l * dying_share(1.0, mx[x], a);
        l -= deaths;
        double lived = l + a * deaths;
        survival[x] = survivors(lived, before);
        before = lived;
    }
    double lived = l * years_lived(ages, sex, ages - 1, mx, ax);
    survival[ages - 1] = survivors(lived, before + lived);
    return XW_OK;
}

/* ---- five-year groups ---- */

/* Years in row i of the rates: 0, 1-4, 5-9, .. */
static double years_in(int32_t row)
{
    return row == 0 ? 1.0 : row == 1 ? 4.0 : 5.0;
}

/* Years lived between the first and the fifth birthday, from the death rate of age 0: as
 * infant_years. */
static double toddler_years(int32_t sex, double m)
{
    if (sex == XW_MALE) return m >= 0.107 ? 1.352 : 1.651 - 2.816 * m;
    return m >= 0.107 ? 1.361 : 1.522 - 1.518 * m;
}

/* Greville 1943, by the slope of the death rates around the row. */
static double greville_years(double before, double m, double after)
{
    if (!(before > 0.0 && m > 0.0 && after > 0.0)) return 2.5;
    return 2.5 - 25.0 / 12.0 * (m - 0.1 * log(after / before));
}

static double usual_years_of_row(int32_t rows, int32_t sex, int32_t row, const double *mx)
{
    enum { FIRST_OF_15 = 4 };
    if (row == rows - 1) return 1.0 / mx[row];
    double a = row == 0            ? infant_years(sex, mx[0])
               : row == 1          ? toddler_years(sex, mx[0])
               : row < FIRST_OF_15 ? 2.5
                                   : greville_years(mx[row - 1], mx[row], mx[row + 1]);
    a = fmax(0.0, fmin(a, years_in(row)));
    return a * mx[row] > 1.0 ? 1.0 / mx[row] : a;
}

static double years_of_row(int32_t rows, int32_t sex, int32_t row, const double *mx,
                           const double *ax)
{
    if (ax != NULL && !isnan(ax[row])) return ax[row];
    return usual_years_of_row(rows, sex, row, mx);
}

static enum xw_status check_groups(int32_t groups, int32_t sex, const double *mx, const double *ax)
{
    if (groups < LEAST_AGES || groups > MOST_GROUPS) return XW_OUT_OF_RANGE;
    if (sex < 0 || sex >= XW_SEXES) return XW_OUT_OF_RANGE;
    enum xw_status status = check_rates(groups + 1, mx);
    if (status != XW_OK) return status;
    for (int32_t i = 0; i < groups; i++) {
        double a = years_of_row(groups + 1, sex, i, mx, ax);
        if (!(a >= 0.0 && a <= years_in(i))) return XW_OUT_OF_RANGE;
        if (!(dying_share(years_in(i), mx[i], a) <= 1.0 + ROUNDING)) return XW_OUT_OF_RANGE;
    }
    double open = years_of_row(groups + 1, sex, groups, mx, ax);
    return isfinite(open) && open > 0.0 ? XW_OK : XW_OUT_OF_RANGE;
}

enum xw_status xw_life_table_groups(int32_t groups, int32_t sex, const double *mx, const double *ax,
                                    double *survival)
{
    enum xw_status status = check_groups(groups, sex, mx, ax);
    if (status != XW_OK) return status;

    /* As above; the person-years before group 0 are those of five years of births, one a year. */
    double l = 1.0, before = 5.0, lived = 0.0;
    for (int32_t i = 0; i < groups; i++) {
        double n = years_in(i), a = years_of_row(groups + 1, sex, i, mx, ax);
        double deaths = l * fmin(1.0, dying_share(n, mx[i], a));
        l -= deaths;
        lived += n * l + a * deaths;
        if (i == 0) continue; /* ages 0 and 1-4 are one group */
        survival[i - 1] = survivors(lived, before);
        before = lived;
        lived = 0.0;
    }
    lived = l * years_of_row(groups + 1, sex, groups, mx, ax);
    survival[groups - 1] = survivors(lived, before + lived);
    return XW_OK;
}

/* ---- a table ---- */

static bool lacks_any(int32_t count, const double *value)
{
    for (int32_t i = 0; i < count; i++)
        if (isnan(value[i])) return true;
    return false;
}

enum xw_status xw_life_table_fill_column(struct xw_mortality *mortality, ptrdiff_t column)
{
    int32_t ages = mortality->of.ages, rates = xw_mortality_rates(mortality);
    int32_t sex = (int32_t)(column % XW_SEXES);
    double *survival = mortality->survival + column * ages;
    const double *mx = mortality->mx + column * rates;
    const double *ax = mortality->ax == NULL ? NULL : mortality->ax + column * rates;
    if (!lacks_any(ages, survival)) return XW_OK;
    return mortality->width == 5 ? xw_life_table_groups(ages, sex, mx, ax, survival)
                                 : xw_life_table_survival(ages, sex, mx, ax, survival);
}

enum xw_status xw_life_table_fill(struct xw_mortality *mortality)
{
    ptrdiff_t columns = (ptrdiff_t)mortality->of.years * mortality->of.places * XW_SEXES;
    enum xw_status status = XW_OK;
    for (ptrdiff_t c = 0; status == XW_OK && c < columns; c++)
        status = xw_life_table_fill_column(mortality, c);
    return status;
}
