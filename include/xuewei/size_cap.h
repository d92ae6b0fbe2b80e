/* size_cap.h: the largest accepted school (校额), of everything that counts as one school.
 *
 * A stage of a campus is held to the school_size_max of its entry grade (2,000 pupils in primary and
 * lower secondary school). Where primary and lower secondary school stand in one school both are
 * held to one number together, 2,500 for a nine-year school (教督〔2017〕6号); and the campuses of one
 * school_code can be counted as one school. It is a criterion of balance, no capacity: 48 classes of
 * 45 are 2,160 seats, of which 2,000 are compliant.
 */
#ifndef XW_SIZE_CAP_H
#define XW_SIZE_CAP_H
#include "xuewei/timeline.h"

struct xw_size_rules {
    bool by_code;      /* campuses of one school_code are one school */
    int32_t nine_year; /* [pupils] of primary and lower secondary together; 0: each by itself */
};

/* first[school]: the lowest school of the table that counts as the same one: with by_code of those of
 * its school_code, else itself. XW_NO_MEMORY, with first untouched. */
XW_CHECKED enum xw_status xw_size_cap_schools(struct xw_arena scratch,
                                              const struct xw_schools *schools, bool by_code,
                                              int32_t *first);

/* Which divisions are held to one number this year, and to which.
 *
 *   year  0 .. years - 1, counted from first
 *   unit  [divisions] written: the lowest division that counts as the same school; itself when alone
 *         or not open
 *   most  [divisions] written: pupils accepted in the unit; NaN = no cap, or not open
 * XW_NO_MEMORY with unit and most untouched. */
XW_CHECKED enum xw_status
xw_size_cap_units(struct xw_arena scratch, const struct xw_timeline *timeline,
                  const struct xw_stages *stages, const struct xw_norms *norms,
                  const struct xw_schools *schools, struct xw_size_rules rules, int32_t year,
                  int32_t *unit, double *most);

/* What of an amount (seats or pupils >= 0, by division) the cap accepts: all of it in a unit within
 * its cap, else the cap in whole numbers in proportion to the amounts, the largest remainders
 * rounded up, of equals the lower division. The sum of a unit is min(sum of amounts, cap), and its sum of
 * amounts fits 32 bits. Time O(divisions) and once more for each unit above its cap. */
void xw_size_cap_within(int32_t divisions, const int32_t *unit, const double *most,
                        const int32_t *amount, int32_t *within);

#endif
