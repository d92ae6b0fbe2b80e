/* entrant_rows.h: how many entrants of a stage are placed for which reason, as figures of measure_year. */
#ifndef XW_ENTRANT_ROWS_H
#define XW_ENTRANT_ROWS_H
#include "xuewei/measure_rows.h"

/* entrants_REASON of the district, which add up to the entry demand. Own zone, several schools,
 * coordination, private and unplaced have a row in every year, other reasons where there is somebody; a stage
 * of the city has its one. */
XW_CHECKED enum xw_status xw_entrant_rows(const struct xw_state *state, int32_t stage,
                                          const struct xw_sink *sink);

#endif
