/* timeline.h: from schools and projects to rooms by school year.
 *
 * A division is one school's part for one stage (学部): most schools have one, a nine-year school
 * two. Supply is counted in rooms, by division and year; seats follow from class norms.
 *
 *   new         rooms = classes from opens_in; grows class by class from the entry grade unless
 *               `opening` is all_grades
 *   expansion   adds classes
 *   relocation  rooms become classes at opens_in, at the new place; pupils move with their school.
 *               The old site closes, or keeps its rooms as well (`keeps`)
 *   rebuild     rooms_lost are out of use from starts_in until opens_in; then rooms = classes
 *   closure     no rooms from opens_in on
 * A project without classes adds no rooms. Projects that are not `counted` change nothing; a school
 * that only an uncounted project creates never opens.
 */
#ifndef XW_TIMELINE_H
#define XW_TIMELINE_H
#include "xuewei/arena.h"
#include "xuewei/diag.h"
#include "xuewei/norms.h"
#include "xuewei/projects.h"
#include "xuewei/schools.h"
#include "xuewei/zones.h"

struct xw_timeline {
    int16_t first;
    int32_t years, divisions, sites;
    /* by division, ordered by stage, then school */
    int32_t *school, *stage;
    int32_t
        stage_start[XW_MAX_STAGES + 1]; /* divisions of stage s: stage_start[s] .. [s + 1] - 1 */
    /* [division * years + year] */
    int32_t *rooms; /* 0 while not open */
    uint8_t *open;
    int32_t *intake_plan;  /* [classes] XW_NONE = none */
    int32_t *design_seats; /* [pupils] given, else rooms x norm of the entry grade */
    uint8_t *all_grades; /* classes may open in every grade this year, not only in the entry one */
    int32_t *site;       /* row of the site columns */
    /* by site: where a school stands; a relocation adds one */
    double *site_x_m, *site_y_m;
    int32_t *site_school;
    /* by project: norm seats it adds to its division from opens_in on (can be 0; 0 when uncounted
     * or without classes), [project * years + year] */
    int32_t *project_seats;
    int32_t *project_division; /* or XW_NONE */
};

XW_CHECKED enum xw_status xw_timeline_make(struct xw_arena *keep, const struct xw_stages *stages,
                                           const struct xw_schools *schools,
                                           const struct xw_capacity *capacity,
                                           const struct xw_projects *projects,
                                           const struct xw_zones *zones,
                                           const struct xw_norms *norms, int16_t first,
                                           int32_t years, struct xw_timeline *out);

#endif
