/* schools.h: schools, the rooms they have, the pupils on their rolls. */
#ifndef XW_SCHOOLS_H
#define XW_SCHOOLS_H
#include "xuewei/stages.h"
#include <stdint.h>

#define XW_NEVER INT16_MAX

enum xw_sector {
    XW_PUBLIC,
    XW_SUBSIDISED_PRIVATE,
    XW_PRIVATE,
    XW_BOUGHT_PLACES,
    XW_MUNICIPAL,
    XW_SECTORS
};

const char *xw_sector_word(enum xw_sector sector);

/* Ordered by code, codes unique. */
struct xw_schools {
    int32_t count;
    const char **code, **name_zh, **name_en; /* names fall back to the code */
    const char **school_code; /* campuses of one school share it; falls back to code */
    const char **cluster;     /* or NULL */
    uint8_t *sector;          /* enum xw_sector */
    uint8_t *boarding;
    int32_t *zone; /* the zone it stands in: given, else the nearest one */
    double *lon_deg, *lat_deg, *x_m, *y_m;
    int16_t *opens, *closes; /* first and last school year; INT16_MIN / XW_NEVER when open-ended */
    uint8_t *evidence;
    int32_t *line;
};

int32_t xw_schools_find(const struct xw_schools *schools, const char *code);

/* A row gives the rooms of one school's stage from `year` on (INT16_MIN: from the beginning).
 * Ordered by school, stage, year. XW_NONE = not given. */
struct xw_capacity {
    int32_t count;
    int32_t *school, *stage;
    int16_t *year;
    int32_t *rooms;
    int32_t *intake_plan;  /* [classes] entry classes that the school may open in a year */
    int32_t *design_seats; /* [pupils] 设计学位 */
    int32_t *special_rooms, *prefab_rooms; /* that an emergency may use; XW_NONE = none */
    const char **pool; /* stages of the school with the same one share rooms; NULL = none */
    uint8_t *evidence;
    int32_t *line;
};

/* Pupils of a school, year and grade row. Ordered by school, year, grade row. */
struct xw_rolls {
    int32_t count;
    int32_t *school;
    int16_t *year;
    int32_t *row; /* grade row, stages.h */
    int32_t *pupils;
    int32_t *classes; /* XW_NONE = not given */
    uint8_t *event;   /* 1: the school year was no usual one */
    uint8_t *evidence;
    int32_t *line;
};

/* Zones directed to a school of a stage. Ordered by stage, zone, school, tier. */
struct xw_catchments {
    int32_t count;
    int32_t *stage, *zone, *school;
    int16_t *from_year, *to_year; /* INT16_MIN / XW_NEVER when open-ended */
    int32_t *line;
    int32_t *tier; /* the code of tiers.h whose children alone are directed; XW_NONE: everybody */
};

/* Leavers of a school directed to another (对口直升). Ordered by from_school, to_school. */
struct xw_feeders {
    int32_t count;
    int32_t *from_school, *to_school;
    double *share; /* 0..1, of the leavers; sums to at most 1 over to_school in a year */
    int16_t *from_year, *to_year;
    int32_t *line;
};

#endif
