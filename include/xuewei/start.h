/* start.h: the start of a history, handed on to others of the same scenario.
 *
 * The base rolls are counted, and so are the classes and who waits; the homes of their pupils are found by a
 * flow of every grade (state.h). No replicate assumes anything about them: it takes them over from the
 * central history, so that only its population begins anew. Residents of the first Septembers that are
 * shifts of the count, not projected, are taken over as well.
 */
#ifndef XW_START_H
#define XW_START_H
#include "xuewei/state.h"
#include "xuewei/tier_tables.h"

/* By grade row; columns as in struct xw_state. */
struct xw_start {
    const struct xw_prepared *prepared; /* whose rolls they are */
    struct xw_seated seated[XW_MAX_GRADES];
    const int32_t *classes[XW_MAX_GRADES]; /* [divisions of the stage] */
    const int32_t *waiting[XW_MAX_GRADES]; /* [zones] */
    /* Not of the start: the central history, run with this start, fills them, and replicates round
     * alike. NULL: nothing is written down, and the central history rounds by itself. */
    struct xw_tier_tables *tier_tables;
    /* residents as in struct xw_state, when no step of the population has led to them */
    bool counted, september_before_known;
    const double *september[2], *september_of;
};

/* The rolls of a history that stands at its start: after xw_state_begin, before its first year. The
 * columns are taken from keep. XW_NO_MEMORY with out untouched. */
XW_CHECKED enum xw_status xw_start_keep(struct xw_arena *keep, const struct xw_state *state,
                                        struct xw_start *out);

/* Of xw_state_begin: the kept rolls become this history's own, to change as it likes. */
XW_CHECKED enum xw_status xw_start_take_over(const struct xw_start *start, struct xw_state *state);

#endif
