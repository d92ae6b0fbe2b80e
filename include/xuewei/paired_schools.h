/* paired_schools.h: which schools gain and which lose when one scenario is taken instead of another.
 */
#ifndef XW_PAIRED_SCHOOLS_H
#define XW_PAIRED_SCHOOLS_H
#include "xuewei/run_reader.h"

/* A school's stage over all years: scenario - baseline. A school that a run has not is empty in it. A run
 * file does not keep the replicates of schools one by one: what it says of them is the share p_over, so
 * that nothing is paired here and no verdict is "beyond chance". */
struct xw_paired_school {
    const char *code;
    int32_t stage;                 /* row of the runs' stages */
    int32_t pupil_years;           /* of the central histories */
    int32_t class_years_over_norm; /* of the central histories */
    double
        over_years; /* expected school years with a class over the norm: sum over years of p_over;
                          NaN unless both runs have replicates */
    int verdict; /* 1 gains: fewer class-years over the norm, and over_years, where known, no larger;
                    -1 loses: the reverse; 0 neither */
};

/* All schools of the two runs, by code and stage. Both have the same stages. XW_NO_MEMORY. */
XW_CHECKED enum xw_status xw_paired_schools_make(const struct xw_run *base,
                                                 const struct xw_run *run, struct xw_arena *keep,
                                                 struct xw_arena scratch, int32_t *count,
                                                 struct xw_paired_school **out);

#endif
