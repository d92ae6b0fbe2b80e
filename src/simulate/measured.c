#include "xuewei/measured.h"
#include "xuewei/closures.h"
#include "xuewei/access_rows.h"
#include "xuewei/crowding_rows.h"
#include "xuewei/entrant_rows.h"
#include "xuewei/equity_rows.h"
#include "xuewei/place_rows.h"
#include "xuewei/provision_rows.h"
#include "xuewei/special_rows.h"
#include "xuewei/staff_rows.h"
#include "xuewei/warning_rows.h"

enum xw_status xw_measured_year(struct xw_state *state, const struct xw_sink *sink)
{
    const struct xw_prepared *p = state->prepared;
    enum xw_status status = xw_population_rows(state, sink);
    if (status == XW_OK) status = xw_resident_measures(state, state->scratch, sink);
    if (status == XW_OK) status = xw_project_rows(state, sink);
    for (int32_t g = 0; status == XW_OK && g < p->stages; g++) {
        struct xw_arena scratch = state->scratch;
        struct xw_stage_tally tally;
        struct xw_school_sums sums = { 0 };
        status = xw_stage_tally_make(state, g, &scratch, &tally);
        if (status == XW_OK) status = xw_closure_rows(state, g, sink);
        if (status == XW_OK) status = xw_gap_rows(state, &tally, scratch, sink);
        if (status == XW_OK) status = xw_flow_rows(state, g, sink);
        if (status == XW_OK) status = xw_entrant_rows(state, g, sink);
        if (status == XW_OK && !p->scenario->stages.stage[g].city)
            status = xw_school_rows(state, &tally, scratch, sink, &sums);
        if (status == XW_OK) status = xw_stage_measures(state, &tally, &sums, scratch, sink);
        if (status == XW_OK && !p->scenario->stages.stage[g].city)
            status = xw_staff_rows(state, g, scratch, sink);
        if (status == XW_OK) status = xw_crowding_rows(state, &tally, scratch, sink);
        if (status == XW_OK) status = xw_warning_rows(state, &tally, scratch, sink);
        if (status == XW_OK) status = xw_provision_rows(state, &tally, scratch, sink);
        if (status == XW_OK) status = xw_access_rows(state, &tally, scratch, sink);
    }
    if (status == XW_OK) status = xw_upper_rows(state, sink);
    if (status == XW_OK) status = xw_special_rows(state, sink);
    if (status == XW_OK) status = xw_school_size_rows(state, state->scratch, sink);
    if (status == XW_OK) status = xw_equity_rows(state, state->scratch, sink);
    return status;
}
