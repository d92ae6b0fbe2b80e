/* projects.h: dated changes of supply (建设项目), and the money spent on them. */
#ifndef XW_PROJECTS_H
#define XW_PROJECTS_H
#include "xuewei/stages.h"
#include <stdbool.h>
#include <stdint.h>

enum xw_project_kind {
    XW_PROJECT_NEW,
    XW_PROJECT_EXPANSION,
    XW_PROJECT_RELOCATION,
    XW_PROJECT_REBUILD,
    XW_PROJECT_CONVERSION,
    XW_PROJECT_CLOSURE,
    XW_PROJECT_MERGER,
    XW_PROJECT_KINDS
};
enum xw_project_opening {
    XW_OPENS_ENTRY_GRADE,
    XW_OPENS_ALL_GRADES,
    XW_OPENS_TAKES_OVER,
    XW_OPENINGS
};
enum xw_old_site { XW_OLD_SITE_CLOSES, XW_OLD_SITE_KEEPS, XW_OLD_SITE_CONVERTS, XW_OLD_SITES };
enum xw_project_status {
    XW_PROJECT_PLANNED,
    XW_PROJECT_APPROVED,
    XW_PROJECT_BUILDING,
    XW_PROJECT_OPEN,
    XW_PROJECT_STATUSES
};

const char *xw_project_kind_word(enum xw_project_kind kind);
const char *xw_project_opening_word(enum xw_project_opening opening);
const char *xw_project_old_site_word(enum xw_old_site old_site);
const char *xw_project_status_word(enum xw_project_status status);

/* In natural order of their codes, the plan's own numbering. XW_NONE / NaN = not given. Years are as the
 * table has them; the scenario's choice (include, without, shift_years) is in `counted`,
 * `opens_in`. */
struct xw_projects {
    int32_t count;
    const char **code, **name_zh, **name_en;
    uint8_t *kind, *sector, *opening, *old_site, *status;
    int32_t *school;     /* row of schools, or XW_NONE */
    uint8_t *stage_name; /* enum xw_stage_name, or XW_STAGE_NAMES for `mixed` */
    int32_t *stage;      /* row of the scenario's stages, or XW_NONE (mixed, or not simulated) */
    int32_t *classes;    /* the school's after it; of an expansion the addition */
    int32_t *classes_before;
    int32_t *to_school, *to_stage; /* where the rooms of a conversion or of an old site that
                                      `converts`, or the pupils of a merger go; XW_NONE, or a stage
                                      that is not simulated */
    int32_t *meanwhile; /* school whose rooms the pupils use while it is rebuilt, or XW_NONE */
    int32_t *meanwhile_rooms;              /* so many of them, or rented ones; XW_NONE = none */
    int32_t *rooms_lost;                   /* rooms out of use from start_year until it opens */
    int32_t *zone;                         /* new place of a relocation or rebuild, or XW_NONE */
    double *lon_deg, *lat_deg, *x_m, *y_m; /* new place, or NaN */
    int16_t *start_year, *opens;
    bool *counted;      /* takes part in this scenario */
    int16_t *opens_in;  /* opens + shift, unless status is open */
    int16_t *starts_in; /* start_year + shift, unless status is open */
    double *cost_cny, *site_area_m2, *floor_area_m2;
    uint8_t *evidence;
    int32_t *line;
};

struct xw_spend {
    int32_t count;
    int32_t *project;
    int16_t *from_year, *to_year; /* calendar years, both included */
    double *cny;
    int32_t *line;
};

#endif
