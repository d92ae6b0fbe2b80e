#include "xuewei/measured.h"
#include "xuewei/closures.h"
#include "xuewei/access_rows.h"
#include "xuewei/cluster_rows.h"
#include "xuewei/crowding_rows.h"
#include "xuewei/early_rows.h"
#include "xuewei/entrant_rows.h"
#include "xuewei/equity_rows.h"
#include "xuewei/migrant_rows.h"
#include "xuewei/place_rows.h"
#include "xuewei/provision_rows.h"
#include "xuewei/special_rows.h"
#include "xuewei/staff_rows.h"
#include "xuewei/warning_rows.h"

/* What only whole sinks take of a stage. */
static enum xw_status stage_in_full(struct xw_state *state, struct xw_stage_tally *tally,
                                    struct xw_arena scratch, const struct xw_sink *sink)
{
    const struct xw_prepared *p = state->prepared;
    bool city = p->scenario->stages.stage[tally->stage].city, measured = sink->measure != NULL;
    struct xw_school_sums sums = { 0 };
    enum xw_status status = xw_stage_tally_sizes(state, scratch, tally);
    if (status == XW_OK && measured) status = xw_closure_rows(state, tally->stage, sink);
    if (status == XW_OK && sink->gap != NULL) status = xw_gap_rows(state, tally, scratch, sink);
    if (status == XW_OK && sink->flow != NULL) status = xw_flow_rows(state, tally->stage, sink);
    if (status == XW_OK && measured) status = xw_entrant_rows(state, tally->stage, sink);
    if (status == XW_OK && measured) status = xw_migrant_rows(state, tally->stage, sink);
    if (status == XW_OK && !city && (sink->school != NULL || measured))
        status = xw_school_rows(state, tally, scratch, sink, &sums);
    if (status != XW_OK || !measured) return status;
    status = xw_stage_measures(state, tally, &sums, scratch, sink);
    if (status == XW_OK && !city) status = xw_staff_rows(state, tally->stage, scratch, sink);
    if (status == XW_OK) status = xw_crowding_rows(state, tally, scratch, sink);
    if (status == XW_OK) status = xw_warning_rows(state, tally, scratch, sink);
    if (status == XW_OK) status = xw_provision_rows(state, tally, scratch, sink);
    if (status == XW_OK) status = xw_access_rows(state, tally, scratch, sink);
    return status;
}

static enum xw_status stage_in_brief(const struct xw_state *state,
                                     const struct xw_stage_tally *tally, struct xw_arena scratch,
                                     const struct xw_sink *sink)
{
    enum xw_status status = XW_OK;
    if (sink->gap != NULL) status = xw_gap_rows(state, tally, scratch, sink);
    if (status == XW_OK && sink->school != NULL)
        status = xw_school_rolls(state, tally, scratch, sink);
    return status;
}

enum xw_status xw_measured_year(struct xw_state *state, const struct xw_sink *sink)
{
    const struct xw_prepared *p = state->prepared;
    bool measured = sink->measure != NULL;
    enum xw_status status = XW_OK;
    if (sink->population != NULL) status = xw_population_rows(state, sink);
    if (status == XW_OK && measured) status = xw_resident_measures(state, state->scratch, sink);
    if (status == XW_OK && sink->project != NULL) status = xw_project_rows(state, sink);
    for (int32_t g = 0; status == XW_OK && g < p->stages; g++) {
        struct xw_arena scratch = state->scratch;
        struct xw_stage_tally tally;
        status = xw_stage_tally_make(state, g, &scratch, &tally);
        if (status != XW_OK) break;
        status = sink->brief ? stage_in_brief(state, &tally, scratch, sink)
                             : stage_in_full(state, &tally, scratch, sink);
    }
    if (status != XW_OK || !measured) return status;
    status = xw_upper_rows(state, sink);
    if (status == XW_OK) status = xw_special_rows(state, sink);
    if (status == XW_OK) status = xw_school_size_rows(state, state->scratch, sink);
    if (status == XW_OK) status = xw_equity_rows(state, state->scratch, sink);
    if (status == XW_OK) status = xw_early_rows(state, state->scratch, sink);
    if (status == XW_OK) status = xw_cluster_rows(state, state->scratch, sink);
    if (status == XW_OK) status = xw_plan_rows(state, sink);
    return status;
}
