/* homes.h: new dwellings and who lives in them, as a scenario gives them. */
#ifndef XW_HOMES_H
#define XW_HOMES_H
#include "xuewei/stages.h"
#include <stdbool.h>

/* Pupils of a stage per occupied dwelling, by years since its completion: points joined by straight
 * lines, constant before the first and after the last; or without points the curve
 * late + (peak - late) * x * exp(1 - x), x = years / peak_years, which rises to `peak` and falls back
 * to `late`. */
struct xw_yield {
    bool given;
    int32_t points;
    double *years, *pupils; /* [points] years rise, pupils >= 0 */
    double peak, peak_years, late;
};

/* A type of dwelling carries families, who age with everybody else, or yields. */
struct xw_home_type {
    const char *code;
    double ceiling, scale_years, shape; /* of the occupancy: housing.h */
    double
        *family; /* [sex][age] persons moving into a dwelling, by their age at the end of the step;
                       NULL: the yields */
    struct xw_yield yield[XW_MAX_STAGES]; /* by stage of the scenario */
};

struct xw_homes {
    int32_t types;
    struct xw_home_type *type; /* in the order in which tables name them */
    int32_t count;             /* completions, ordered by zone, type and year */
    int32_t *zone, *type_of, *line;
    int32_t *residency; /* whose stream they join who move in: a row of the residencies */
    int16_t *year;      /* calendar year of completion */
    double *dwellings;
    bool within_migration; /* the net migration given contains those who move in */
};

#endif
