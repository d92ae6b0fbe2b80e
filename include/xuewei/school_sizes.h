/* school_sizes.h: seats and pupils of a year held to the largest accepted school (size_cap.h). */
#ifndef XW_SCHOOL_SIZES_H
#define XW_SCHOOL_SIZES_H
#include "xuewei/state.h"

/* Compliant seats (达标学位) of the divisions of a stage: [divisions of the stage] written. */
XW_CHECKED enum xw_status xw_school_sizes_compliant(const struct xw_state *state,
                                                    struct xw_arena scratch, int32_t stage,
                                                    int32_t *compliant);

/* Pupils beyond the largest accepted school (大校额), likewise; those of a school whose stages or
 * campuses count together are shared over them by their pupils. */
XW_CHECKED enum xw_status xw_school_sizes_over(const struct xw_state *state,
                                               struct xw_arena scratch, int32_t stage,
                                               int32_t *over);

#endif
