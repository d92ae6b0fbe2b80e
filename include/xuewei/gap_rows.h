/* gap_rows.h: a year's demand, seats and gaps by district, town, group, catchment and zone. */
#ifndef XW_GAP_ROWS_H
#define XW_GAP_ROWS_H
#include "xuewei/state.h"

/* The pupils and seats of one stage in this year, by home zone and division. */
struct xw_stage_tally {
    int32_t stage, divisions;
    int32_t *demand_entry, *demand_all;     /* [zones] */
    int32_t *unplaced_entry, *unplaced_all; /* [zones] */
    int32_t *private_entry, *private_all;   /* [zones] of the demand: placed in private schools */
    int32_t *seats_entry;                   /* [divisions] norm seats of classes that may open */
    int32_t *seats, *design, *compliant;    /* [divisions] norm, design, compliant seats */
    int32_t
        *seats_all; /* [divisions] norm seats of the rooms that teach: `seats`, with the rooms of
                           emergency levers that hold a class, less those lent to a sister stage */
};

/* design and compliant are 0 until xw_stage_tally_sizes fills them. */
XW_CHECKED enum xw_status xw_stage_tally_make(const struct xw_state *state, int32_t stage,
                                              struct xw_arena *keep, struct xw_stage_tally *out);
XW_CHECKED enum xw_status xw_stage_tally_sizes(const struct xw_state *state,
                                               struct xw_arena scratch,
                                               struct xw_stage_tally *tally);

/* Rows of gap_year for one stage, both scopes. The seats of both are of all rooms that teach, those of
 * emergency levers included: those of classes that may open, and those of all grades. Zones that no public school serves are an area of
 * their own without seats; private schools and who they admit are one, too. */
/* To a brief sink (outcome.h) fewer. */
XW_CHECKED enum xw_status xw_gap_rows(const struct xw_state *state,
                                      const struct xw_stage_tally *tally, struct xw_arena scratch,
                                      const struct xw_sink *sink);

#endif
