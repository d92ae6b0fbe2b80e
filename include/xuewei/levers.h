/* levers.h: what a bureau does in an emergency, when the entrants of a catchment exceed its places.
 *
 * The levers of `levers.order`, one after another until the entrants have places:
 *   special_rooms  special rooms (music, art) become classrooms, a share of them at most
 *   prefab         prefabricated rooms
 *   sister_stage   rooms of another stage of the school that neither its older classes nor the
 *                  entrants of its own catchment need
 *   class_size     the class size limit of these entrants is raised, for as long as they need it
 * Before any lever, ordinary rooms that stand empty open classes, whatever the steady share and the
 * plan say. A lever's room holds a class for as long as the ordinary rooms of the school do not
 * suffice: it is given back as soon as they do, and older classes are never split into it. Nothing
 * is pulled for private schools, nor where no lever is named.
 *
 * The places are counted at the class size that `levers.from` names. Rooms in use by a lever are a
 * breach that the run shows by school and year; laws.h allows rooms used > rooms by them alone.
 */
#ifndef XW_LEVERS_H
#define XW_LEVERS_H
#include "xuewei/shared_rooms.h"

/* Limits that were raised move up with their classes. Of xw_rollup; nothing without levers. */
XW_CHECKED enum xw_status xw_levers_roll(struct xw_state *state, int32_t stage);

/* Nothing is pulled yet this year. state->levers stays NULL when no lever is named. */
XW_CHECKED enum xw_status xw_levers_begin(struct xw_state *state);

/* Rooms for older classes beyond the ordinary ones.
 *   spare   [divisions of the timeline] by leader: rooms less older classes, below 0 where they do
 *           not suffice; lowered where a sister lends, raised by what is pulled */
void xw_levers_older(struct xw_state *state, const struct xw_sharing *s, int32_t *spare);

/* Entry classes beyond those that may open, written to may_open, and raised limits.
 *   need    [stage][division] pupils of the catchment who seek a place in the entry grade
 *   spare   rooms less all classes there are or may be opened, as above */
void xw_levers_entry(struct xw_state *state, const struct xw_sharing *s, int32_t *const *need,
                     int32_t *spare);

/* Rooms that levers gave those who share rooms, less those lent to a sister: what is beyond their
 * ordinary rooms. 0 without levers. */
int32_t xw_levers_rooms(const struct xw_state *state, int32_t leader);

/* Rooms of each lever that hold a class, once classes are formed; of stages that share rooms, at the
 * leader. `limit`: the largest raised class size limit of the division's own grades, 0 = none. */
struct xw_levers_in_use {
    int32_t special, prefab, sister, limit;
};
struct xw_levers_in_use xw_levers_in_use(const struct xw_state *state, int32_t division);

#endif
