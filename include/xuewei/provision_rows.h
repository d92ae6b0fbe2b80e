/* provision_rows.h: places and rooms against children and residents, for the district and its towns. */
#ifndef XW_PROVISION_ROWS_H
#define XW_PROVISION_ROWS_H
#include "xuewei/gap_rows.h"
#include "xuewei/measure_rows.h"

/* For one stage of the district; nothing for a stage of the city.
 *
 * District: gross enrolment (never cut at 1) and children per 1,000 residents. In nursery and kindergarten,
 * or where the norm is given, also norm seats per 1,000 residents and per child, and the places that
 * norms per child and per 1,000 residents ask for; the rooms needed.
 *
 * Nursery and kindergarten, by town and for the district: rooms needed for the children who seek a place
 * there, age by age; public and subsidised seats, the public share of the seats; the shares of the
 * children in the schools that stand there who are in public ones, and in public or subsidised ones,
 * against the norms. */
XW_CHECKED enum xw_status xw_provision_rows(const struct xw_state *state,
                                            const struct xw_stage_tally *tally,
                                            struct xw_arena scratch, const struct xw_sink *sink);

#endif
