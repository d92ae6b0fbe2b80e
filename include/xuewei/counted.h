/* counted.h: what the population table says of age groups and of areas, as it was counted, and the
 * totals of the district beside it. base_people.h makes single ages of zones of them.
 */
#ifndef XW_COUNTED_H
#define XW_COUNTED_H
#include "xuewei/cohorts.h"

/* Areas (towns, census tracts) and the zones that lie in them, by area and zone. */
struct xw_areas {
    int32_t count;
    const char **code; /* ordered, unique */
    int32_t parts;
    int32_t *area, *zone; /* [parts] */
    double *weight;       /* [parts] >= 0, one of each area above 0 */
};

enum { XW_HOUSEHOLD, XW_INSTITUTIONAL, XW_KINDS };

/* Rows of the population table, ordered by residency, place, kind, sex and age; ages of one of these
 * do not overlap, and those of households are complete. No rows: the table has neither areas nor
 * groups, and the base population holds its people already. */
struct xw_counted_rows {
    int32_t count;
    int32_t *residency;
    int32_t *place; /* a zone, or zones + an area */
    uint8_t *kind, *sex, *evidence;
    int32_t *age_from, *age_to; /* rows of the scenario's ages; equal: one age, or the open group */
    double *persons;
    int32_t *line;
};

struct xw_split_rules {
    int32_t children_to; /* groups that end at or below this age by births; -1: none */
    enum xw_adult_split adults;
};

/* Totals of the district on anniversaries of base_date, ordered by year; those of a year do not
 * overlap. Institutional residents are among them. */
struct xw_controls {
    int32_t count;
    int16_t *year;
    struct xw_control *control; /* ages are rows of the scenario's ages */
    int32_t *line;
};

#endif
