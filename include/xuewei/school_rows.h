/* school_rows.h: a year's classes, seats and warnings, school by school. */
#ifndef XW_SCHOOL_ROWS_H
#define XW_SCHOOL_ROWS_H
#include "xuewei/gap_rows.h"
#include "xuewei/overruns.h"

/* What the schools of a stage add up to. */
struct xw_school_sums {
    int64_t pupils, rooms;
    int32_t schools, over_size; /* open schools; those above the size norm */
    int64_t
        seats_locked; /* norm seats of rooms in which no class may open this year: a new school's for
                             the grades to come, an emptying school's for good */
    struct xw_overruns overruns;
};

/* Rows of school_year and class_year for one stage of the district; sums are written. */
XW_CHECKED enum xw_status xw_school_rows(const struct xw_state *state,
                                         const struct xw_stage_tally *tally,
                                         struct xw_arena scratch, const struct xw_sink *sink,
                                         struct xw_school_sums *sums);

/* The same to a brief sink (outcome.h): pupils and classes over the norm of each open school. */
XW_CHECKED enum xw_status xw_school_rolls(const struct xw_state *state,
                                          const struct xw_stage_tally *tally,
                                          struct xw_arena scratch, const struct xw_sink *sink);

#endif
