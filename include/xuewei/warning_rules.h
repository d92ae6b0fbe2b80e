/* warning_rules.h: how a stage's schools are warned of (学位预警), as data.
 *
 * A ratio of children to places from which a school is yellow or red, and by how many places it must
 * be short besides. Without a rule marked `primary` a stage has the usual one: entry demand of the catchment,
 * private schools included, per norm seat of the classes that may open.
 *
 * Children who are registered in a zone and live elsewhere (人户分离) are counted by `registered` when the
 * population has them as a residence status of their own, which then seeks no place here by residence
 * (participation 0).
 */
#ifndef XW_WARNING_RULES_H
#define XW_WARNING_RULES_H
#include "xuewei/stages.h"

/* The words of the table, in its order. */
enum xw_warning_children {
    XW_CHILDREN_DEMAND,     /* entry demand of the catchment, private schools included */
    XW_CHILDREN_EXPECTED,   /* all entrants of the catchment expected in public schools */
    XW_CHILDREN_REGISTERED, /* children of the entry age in the zone who have one of the named
                               residence statuses, whether or not they live or enrol here (人户分离) */
    XW_CHILDREN_FEEDER,     /* leavers of the schools that feed it (对口), by their shares */
    XW_CHILDREN_ROLL,       /* everybody on the school's roll */
    XW_WARNING_CHILDREN
};
enum xw_warning_places {
    XW_PLACES_NORM, /* norm seats: of entry classes that may open; of roll, of all rooms */
    XW_PLACES_PLAN, /* the intake plan (常态招生计划) x the class norm */
    XW_WARNING_PLACES
};

/* Ordered by stage, then code. One rule a stage and kind of children, one primary rule a stage. */
struct xw_warning_rules {
    int32_t count, residencies;
    const char **code;
    int32_t *stage;
    uint8_t *children, *places;
    double *yellow, *red; /* 0 <= yellow <= red */
    double *deficit_min;  /* [places] NaN = not asked for */
    int32_t *years_ahead; /* so many years to come are looked at beside this one */
    uint8_t *primary;     /* its colour is the school's warning */
    uint8_t *counts;      /* [rule * residencies + status] counted by `registered` */
    int32_t *line;
};

#endif
