/* early_rows.h: what norms by residents ask of kindergartens and nurseries, town by town. */
#ifndef XW_EARLY_ROWS_H
#define XW_EARLY_ROWS_H
#include "xuewei/measure_rows.h"

/* Of the district and every town, from the keys indicators.kindergarten_classes (a number of classes for
 * every 10,000 residents) and indicators.nursery_share (places per resident child aged 1, 2 or 3 on
 * 1 September):
 *
 *   kindergarten_classes_by_norm   residents / 10,000 x classes
 *   kindergarten_rooms_per_10000   rooms that stand, by the town of the school; with a kindergarten stage
 *   children_1_3, nursery_places_by_norm
 *   nursery_places_per_child       norm seats of the stage nursery; needs_input without that stage
 *
 * Norms of residents, beside the need that is simulated (rooms_needed, gap_year). */
XW_CHECKED enum xw_status xw_early_rows(const struct xw_state *state, struct xw_arena scratch,
                                        const struct xw_sink *sink);

#endif
