#include "xuewei/life_table.h"
#include <math.h>
#include <stdbool.h>
#include <stddef.h>

enum { LEAST_AGES = 2, MOST_AGES = 131 };

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

static double dying_share(double m, double a)
{
    return m / (1.0 + (1.0 - a) * m);
}

static enum xw_status check(int32_t ages, int32_t sex, const double *mx, const double *ax)
{
    if (ages < LEAST_AGES || ages > MOST_AGES) return XW_OUT_OF_RANGE;
    if (sex < 0 || sex >= XW_SEXES) return XW_OUT_OF_RANGE;

    for (int32_t x = 0; x < ages; x++) {
        if (!isfinite(mx[x])) return XW_NOT_FINITE;
        if (mx[x] < 0.0) return XW_NEGATIVE;
    }
    for (int32_t x = 0; x < ages - 1; x++) {
        double a = years_lived(ages, sex, x, mx, ax);
        if (!(a >= 0.0 && a <= 1.0)) return XW_OUT_OF_RANGE;
        if (!(dying_share(mx[x], a) <= 1.0)) return XW_OUT_OF_RANGE;
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
        double deaths = l * dying_share(mx[x], a);
        l -= deaths;
        double lived = l + a * deaths;
        survival[x] = survivors(lived, before);
        before = lived;
    }
    double lived = l * years_lived(ages, sex, ages - 1, mx, ax);
    survival[ages - 1] = survivors(lived, before + lived);
    return XW_OK;
}

static bool lacks_any(int32_t count, const double *value)
{
    for (int32_t i = 0; i < count; i++)
        if (isnan(value[i])) return true;
    return false;
}

enum xw_status xw_life_table_fill(struct xw_mortality *mortality)
{
    int32_t ages = mortality->of.ages;
    ptrdiff_t columns = (ptrdiff_t)mortality->of.years * mortality->of.places * XW_SEXES;
    for (ptrdiff_t c = 0; c < columns; c++) {
        double *survival = mortality->survival + c * ages;
        if (!lacks_any(ages, survival)) continue;
        enum xw_status status = xw_life_table_survival(
            ages, (int32_t)(c % XW_SEXES), mortality->mx + c * ages,
            mortality->ax == NULL ? NULL : mortality->ax + c * ages, survival);
        if (status != XW_OK) return status;
    }
    return XW_OK;
}
