/* tiers.h: admission classes of children and the areas they are placed in, as data (招生批次、招生范围).
 *
 * A tier says whose children it holds, what right they have to a school and when they are placed. A
 * stage has the tiers whose rows hold in a year; without any it has one, XW_TIER_USUAL, of everybody.
 */
#ifndef XW_TIERS_H
#define XW_TIERS_H
#include "xuewei/schools.h"

#define XW_MAX_TIERS  16         /* of a stage in a year */
#define XW_TIER_USUAL "resident" /* of a stage without tiers */

enum xw_zone_right {
    XW_RIGHT_CATCHMENT,    /* to the school of the catchment, then to coordination */
    XW_RIGHT_COORDINATION, /* to a place somewhere (统筹) */
    XW_RIGHT_NONE,         /* to what is left over up to the norm, or to nothing */
    XW_RIGHTS
};

/* Who of equal tiers is taken where a school has fewer places than children with a right to it. In
 * expectation a lottery and dates of registration (落户时间) that say nothing of the zone are the same:
 * zones get places in proportion to those who want them. */
enum xw_tier_rule { XW_RULE_DISTANCE, XW_RULE_LOTTERY, XW_RULE_DATE, XW_RULES };

/* Up to where the classes of the own school grow for a tier before coordination looks at other schools
 * too, in all layers of layers.h. For a tier of XW_GROWS_NORM classes grow nowhere, but under the rule
 * `guarantee`. */
enum xw_grows { XW_GROWS_NORM, XW_GROWS_STRETCH, XW_GROWS_LIMIT, XW_GROWS_LAYERS };

const char *xw_zone_right_word(enum xw_zone_right right); /* "catchment", "coordination", "none" */
const char *xw_tier_rule_word(enum xw_tier_rule rule);    /* "distance", "lottery", "date" */
const char *xw_grows_word(enum xw_grows grows);           /* "norm", "stretch", "limit" */

/* What the rows of a tier say of a stage in a year, the same in all of them. */
struct xw_tier {
    int32_t code;   /* index among the codes */
    int32_t order;  /* lower ones are placed first */
    uint8_t right;  /* enum xw_zone_right */
    uint8_t rule;   /* enum xw_tier_rule, the same in all tiers of an order; likewise */
    uint8_t grows;  /* enum xw_grows */
    uint8_t behind; /* losers of a private lottery stand behind the others of the tier */
    uint8_t migrants; /* children of migrants (随迁子女), for measures alone */
};

/* Codes ascend; rows are ordered by code, stage, residency, from_year. */
struct xw_tiers {
    int32_t codes;
    const char **code, **name_zh, **name_en; /* names fall back to the code */
    int32_t count;
    struct xw_tier *row;
    int32_t *stage;     /* XW_NONE: all */
    int32_t *residency; /* whose children; XW_NONE: everybody's */
    double *share; /* of those children: sums to 1 over the tiers of a stage, residency and year */
    int16_t *from_year, *to_year; /* INT16_MIN / XW_NEVER when open-ended */
    int32_t *line;
};

/* Entrants by tier that the table demand gives. Ordered by year, zone, stage, tier. */
struct xw_given_tiers {
    int32_t count;
    int32_t *year; /* index, 0 = the first */
    int32_t *zone, *stage, *tier, *pupils;
};

/* The tiers of a stage in a year, by order, then code. given = false: none, the one of everybody. */
struct xw_tier_year {
    bool given;
    int32_t count;
    struct xw_tier tier[XW_MAX_TIERS];
};

/* A row of the table holds in the stage and year. */
bool xw_tiers_holds(const struct xw_tiers *tiers, int32_t row, int32_t stage, int16_t year);

/* At most XW_MAX_TIERS codes hold in a stage and year (the reader refuses more). */
struct xw_tier_year xw_tiers_of(const struct xw_tiers *tiers, int32_t stage, int16_t year);

/* The share of a residence status's children that belongs to a tier. */
double xw_tiers_share(const struct xw_tiers *tiers, int32_t code, int32_t stage, int16_t year,
                      int32_t residency);

/* The code of a tier of the year, XW_TIER_USUAL when none is given. */
const char *xw_tiers_code(const struct xw_tiers *tiers, const struct xw_tier_year *year,
                          int32_t tier);

/* Coordination stays inside the admission area of a zone before others. Ordered by stage, zone,
 * from_year; the spans of a stage and zone do not overlap. */
struct xw_admission_areas {
    int32_t count, areas;
    const char **code; /* [areas] ascending */
    int32_t *stage, *zone, *area;
    int16_t *from_year, *to_year;
    int32_t *line;
};

/* area[zones]: the area of each zone in a stage and year, XW_NONE without one. False when no zone has
 * one. */
bool xw_admission_areas_of(const struct xw_admission_areas *areas, int32_t stage, int16_t year,
                           int32_t zones, int32_t *area);

#endif
