/* choices.h: what families want of schools, as data: elder children in school (长幼随学), and lists.
 */
#ifndef XW_CHOICES_H
#define XW_CHOICES_H
#include "xuewei/schools.h"

/* Entrants of a zone with an elder child at a school. Ordered by stage, zone, school, year. A row of a
 * year stands before the one of every year. */
struct xw_siblings {
    int32_t count;
    int32_t *stage, *zone, *school;
    int16_t *year;   /* INT16_MIN: every year without a row of its own */
    double *share;   /* of the zone's entrants; NaN where pupils are given */
    int32_t *pupils; /* XW_NONE where a share is given */
    int32_t *line;
};

/* The row that holds for a zone and school in a year; XW_NONE: none. */
int32_t xw_siblings_row(const struct xw_siblings *siblings, int32_t stage, int32_t zone,
                        int32_t school, int16_t year);

/* How many of a zone's entrants that is in a year, rounded; never more than there are. */
int32_t xw_siblings_of(const struct xw_siblings *siblings, int32_t stage, int32_t zone,
                       int32_t school, int16_t year, int32_t entrants);

/* The schools that the pupils of a zone, or of a tier of it, list. Ordered by stage, zone, tier, school.
 * The rows of one stage, zone and tier all have ranks or all have utilities. */
struct xw_preferences {
    int32_t count;
    int32_t *stage, *zone, *school;
    int32_t *tier;   /* index among the tiers' codes; XW_NONE: tiers without rows of their own */
    int32_t *rank;   /* 1 = best; equal ones in random order; XW_NONE where utilities are given */
    double *utility; /* before the way and chance; NaN where ranks are given */
    int32_t *line;
};

/* The rows of a zone's tier, else of the zone: first .. first + the result - 1; 0 when there are none. */
int32_t xw_preferences_of(const struct xw_preferences *preferences, int32_t stage, int32_t zone,
                          int32_t tier, int32_t *first);

/* What decides in stages with admission: choice, when nothing else is given. */
struct xw_choice_rules {
    double beta_per_m;    /* utility that a metre of way costs, >= 0 */
    int32_t listed;       /* most schools on a list; 0 = no limit */
    bool norm_only;       /* places up to the norm, else up to the stretch */
    double reserve_share; /* of every school's places for its catchment, 0 .. 1 */
    bool reserve_first;   /* those are filled before the open places, else after them */
};

#endif
