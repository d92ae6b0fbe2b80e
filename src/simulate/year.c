#include "xuewei/year.h"
#include "xuewei/admission.h"
#include "xuewei/closures.h"
#include "xuewei/entry_demand.h"
#include "xuewei/laws.h"
#include "xuewei/measured.h"
#include "xuewei/residents.h"
#include "xuewei/rollup.h"
#include "xuewei/room_budget.h"

enum xw_status xw_year_step(struct xw_state *state, int32_t year, const struct xw_sink *sink,
                            const char **law)
{
    xw_state_turn_to(state, year); /* the events of the year: its rooms, sites and catchments */

    enum xw_status status = xw_closures(state);
    if (status == XW_OK) status = xw_residents_to_september(state);
    if (status == XW_OK) status = xw_rollup(state);
    if (status == XW_OK) status = xw_entry_demand(state);
    if (status == XW_OK) status = xw_room_budget(state);
    if (status == XW_OK) status = xw_admission_private(state);
    if (status == XW_OK) status = xw_admission_assign(state);
    if (status == XW_OK) status = xw_admission_classes(state);
    if (status == XW_OK && sink != NULL) status = xw_measured_year(state, sink);
    if (status == XW_OK) status = xw_laws_check(state, law);
    return status;
}
