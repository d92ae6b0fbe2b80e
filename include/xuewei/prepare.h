/* prepare.h: a scenario as dense arrays, made once and shared by every history.
 *
 * Coordinates are projected, ways measured, rooms laid out by year, catchments drawn and the ways that
 * a zone's pupils may go listed, stage by stage and year by year.
 */
#ifndef XW_PREPARE_H
#define XW_PREPARE_H
#include "xuewei/catchment.h"
#include "xuewei/plain_ways.h"
#include "xuewei/scenario.h"
#include "xuewei/seating.h"
#include "xuewei/timeline.h"

/* One stage in one year. Divisions count from 0 within the stage. */
struct xw_stage_year {
    struct xw_catchment_year catchment;      /* zones, divisions of the stage: rows of all tiers */
    const struct xw_catchment_year *of_tier; /* [codes of tiers]; NULL: no row names a tier */
    struct xw_seating_arcs arcs; /* catchment and nearest open public schools, boarding ones at a
                                    flat price; cost without feeder bonus */
    struct xw_plain_ways plain;  /* the same with the schools of the admission area, for entrants */
};

struct xw_prepared {
    const struct xw_scenario *scenario;
    int16_t first;
    int32_t years, zones, stages, rows;
    struct xw_timeline timeline;
    int32_t *way_m;              /* [zone * sites + site] the way that pupils are taken to go */
    int32_t *straight_m;         /* the same by air, for norms that are radii */
    struct xw_stage_year *stage; /* [year * stages + stage]; empty for a stage of the city */
    /* what they are drawn from: stage_years.h */
    const int32_t *near_site; /* [zone * sites + k] sites by way, nearest first; of equal ways the
                                 lower one first */
    const struct xw_catchments
        *directing; /* [stage] rows that direct zones to schools: the table's,
                                              or all schools of the town or district of a stage that
                                              is not zoned */
    const int32_t *
        rows_since; /* [year * stages + stage] first year since which the same of them hold, and the
                        same admission areas */
    struct xw_class_norm norm[XW_MAX_GRADES]; /* by grade row */
};

/* The scenario is borrowed and completed: projected coordinates and the zone of each school are
 * filled in. Doubts go to diag, and so do refusals that only the geometry can show.
 * XW_CRS_UNKNOWN, XW_NOT_PROJECTED, XW_REFUSED and what the stages return. */
XW_CHECKED enum xw_status xw_prepare(struct xw_arena *keep, struct xw_arena scratch,
                                     struct xw_scenario *scenario, struct xw_diag *diag,
                                     struct xw_prepared *out);

static inline const struct xw_stage_year *xw_prepared_stage(const struct xw_prepared *prepared,
                                                            int32_t year, int32_t stage)
{
    return &prepared->stage[year * prepared->stages + stage];
}

/* Divisions of a stage, and where they start in the timeline. */
static inline int32_t xw_prepared_divisions(const struct xw_prepared *prepared, int32_t stage)
{
    return prepared->timeline.stage_start[stage + 1] - prepared->timeline.stage_start[stage];
}

#endif
