/* mergers.h: catchments and feeders after schools have merged.
 *
 * A row that directs pupils to a school that a counted merger ends holds until the year before; from
 * then on its copy holds, which directs them to the school that they join. Of mergers one after
 * another a row follows each.
 */
#ifndef XW_MERGERS_H
#define XW_MERGERS_H
#include "xuewei/scenario.h"

/* Write scenario->catchments and ->feeders as listed_catchments and listed_feeders stand in the years
 * of the counted mergers: the listed rows themselves without a merger that concerns them, else
 * columns taken from keep, ordered as the reader orders them. work is working space that is not given
 * back. XW_NO_MEMORY. */
XW_CHECKED enum xw_status xw_mergers_follow(struct xw_arena *keep, struct xw_arena *work,
                                            struct xw_scenario *scenario);

#endif
