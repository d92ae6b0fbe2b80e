/* life_table.h: from death rates to the share that survives a year of age, or five of them.
 *
 * Single ages: q = m / (1 + (1 - a) m), L = l(x+1) + a d, open group L = l a (a = life expectancy
 * at its start), survival S0 = L0 / l0, Sx = L(x) / L(x-1), open S = L(w) / (L(w-1) + L(w)). See
 * Preston, Heuveline and Guillot 2001, Demography, ch. 3; the UN's ccmppWPP uses the same.
 */
#ifndef XW_LIFE_TABLE_H
#define XW_LIFE_TABLE_H
#include "xuewei/cohorts.h"
#include "xuewei/status.h"
#include <stddef.h>
#include <stdint.h>

/*   ages      2 .. 131, the last one open
 *   mx        [deaths per person-year] >= 0, finite; the open group's > 0 unless ax gives its
 *             life expectancy
 *   ax        [years] lived in the interval by those who die in it, 0..1; open group: life
 *             expectancy at its start. NaN entries (or ax = NULL) take the default: 0.5 from age 1;
 *             age 0 by Coale and Demeny as in Preston et al. 2001, table 3.3 (sex); open 1 / m,
 *             which must be above 0 and finite
 *   survival  [share] written: into age x during a year; index 0 from birth; 0 from an age that
 *             nobody reaches
 * XW_NOT_FINITE, XW_NEGATIVE, XW_OUT_OF_RANGE (ages, ax, q > 1) with survival untouched. */
XW_CHECKED enum xw_status xw_life_table_survival(int32_t ages, int32_t sex, const double *mx,
                                                 const double *ax, double *survival);

/* The same for groups of five years 0-4, 5-9, .., the last one open. Death rates keep the first year
 * apart: rows 0, 1-4, 5-9, .., so that there is one more of them.
 *
 *   groups    2 .. 27, the last one open
 *   mx        groups + 1 rates, as above
 *   ax        [years] as above, 0 .. the years of the row; defaults: ages 0 and 1-4 by Coale and
 *             Demeny as in Preston et al. 2001, table 3.3; 2.5 at 5-14; from 15 on Greville 1943 as
 *             the UN uses it, 2.5 - 25/12 (m - 0.1 ln(m+ / m-)) with m- and m+ the rates of the rows
 *             before and after (2.5 where one of the three is 0), within 0 .. 5 and at most 1 / m,
 *             by which all die in the interval; open 1 / m
 *   survival  groups shares: into the group during five years; index 0 is (1L0 + 4L1) / 5 l0, of
 *             those born during the five years; open group as above
 */
XW_CHECKED enum xw_status xw_life_table_groups(int32_t groups, int32_t sex, const double *mx,
                                               const double *ax, double *survival);

/* Fill the survival of a mortality table: a column of one year, place and sex that lacks any
 * survival is made from its mx and ax. A column given in part by either is refused, with the table
 * filled up to that column. */
XW_CHECKED enum xw_status xw_life_table_fill(struct xw_mortality *mortality);

/* One column of it, [year][place][sex] counted through. */
XW_CHECKED enum xw_status xw_life_table_fill_column(struct xw_mortality *mortality,
                                                    ptrdiff_t column);

#endif
