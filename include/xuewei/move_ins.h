/* move_ins.h: who moves into new dwellings in a step of the projection (housing.h), zone by zone.
 *
 * They join the residence status that their dwellings name, at the end of the step, after its own
 * migration and before people change their status. Within migration, the net persons given for the
 * district contain them: those who are left are shared over all zones as ever, by sex and age, so that
 * the total stays what was given; where more move in than the net given, the others leave, never
 * more than there are. Net persons given by zone contain them already, and nothing is added. Outside
 * of it they come on top.
 *
 * Several residence statuses: net persons of one contain those who join it, and no other status
 * changes. Net persons of everybody contain those who join any: what is left of them all is shared
 * over the statuses by their people, so that the total of the district stays what was given, not
 * that of each status.
 */
#ifndef XW_MOVE_INS_H
#define XW_MOVE_INS_H
#include "xuewei/diag.h"
#include "xuewei/draw.h"
#include "xuewei/projection.h"
#include "xuewei/scenario.h"

struct xw_move_ins {
    const struct xw_scenario *scenario;
    const struct xw_draw *draw; /* NULL: the tables */
    int32_t zones;              /* with new dwellings; 0: there is nothing to do */
    int32_t *zone;              /* ascending */
    double *persons;            /* [residency][zones][sex][age] of the step */
    double *rest; /* [residency][sex][age] the district's net migration without them */

    /* Over all steps: people moved in, and the net migration of the district given beside them. */
    double moved, net;
    /* Within migration: more moved in than the net given, at a sex and age. */
    int32_t above_cells;
    double above, worst; /* persons; of the worst step */
    int16_t worst_year;
    int16_t first_year, last_year; /* steps so far began in */
};

/* Nobody has moved yet. The scenario is borrowed, and so is a replicate's draw: its completions come later
 * by home_delay, its ceilings of occupancy are multiplied by home_ceiling (1 at most), families and
 * pupils per dwelling by home_yield. XW_NO_MEMORY. */
XW_CHECKED enum xw_status xw_move_ins_begin(struct xw_arena *keep,
                                            const struct xw_scenario *scenario,
                                            const struct xw_draw *draw, struct xw_move_ins *out);

/* Find who moves in the step that begins in `year`, and take them out of its net migration where that
 * contains them: rates [residency] as xw_streams_rates gives them, everybody's migration not yet
 * shared. The rates keep pointers into `m` until the next step. */
void xw_move_ins_find(struct xw_move_ins *m, int16_t year, struct xw_step_rates *rates);

/* Add them to the people at the end of the step, [residency][zone][sex][age], and to its migrants.
 * Yields may fall faster than children grow up: who moves out is never more than there are. */
void xw_move_ins_add(const struct xw_move_ins *m, double *next, struct xw_step_events *events);

/* What must be said of the steps so far, in numbers. */
void xw_move_ins_doubt(const struct xw_move_ins *m, struct xw_diag *diag);

#endif
