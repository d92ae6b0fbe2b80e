/* indicators.h: the register of a plan's indicators, and what tables say of clusters, quotas, money.
 *
 * A run computes with these tables only in measure_year (cluster_rows.h) and register_year
 * (store/register.sql); no pupil and no seat depends on them.
 */
#ifndef XW_INDICATORS_H
#define XW_INDICATORS_H
#include <stdint.h>

/* What a target asks of a value v, with target t, baseline b and the value before it p. */
enum xw_direction {
    XW_DIRECTION_AT_LEAST,    /* v >= t */
    XW_DIRECTION_AT_MOST,     /* v <= t */
    XW_DIRECTION_ABOVE,       /* v > t */
    XW_DIRECTION_BELOW,       /* v < t */
    XW_DIRECTION_FALLS,       /* v < b */
    XW_DIRECTION_RISES,       /* v > b */
    XW_DIRECTION_NEVER_FALLS, /* v >= p, in every year */
    XW_DIRECTION_NONE         /* nothing that a number could meet */
};

/* Results of a test: a row of a cluster gives its difference, a row of a school pupils, mean and
 * standard deviation. */
struct xw_attainment {
    int32_t count;
    int32_t *cluster, *school; /* index of clusters and row of schools; one of them is XW_NONE */
    int32_t *stage;
    int16_t *year;
    double *difference, *pupils, *mean, *sd; /* NaN = not given */
};

struct xw_teacher_exchange {
    int32_t count;
    int32_t *cluster;
    int16_t *year;
    double *eligible, *moved, *backbone, *years; /* NaN = not given */
};

/* A year has rows of schools or one of the district (school XW_NONE). */
struct xw_quota {
    int32_t count;
    int32_t *school;
    int16_t *year;
    double *planned, *filled; /* NaN = not given */
};

/* Ordered by item (stage XW_NONE: the total), then year. */
struct xw_expenditure {
    int32_t count;
    int32_t *stage;
    int16_t *year;
    double *cny;
};

/* Clusters (学区、集团) that schools name. */
struct xw_clusters {
    int32_t count;
    const char **code; /* ascending */
    int32_t *of;       /* [schools] index, XW_NONE: in none */
};

/* The thresholds that clusters, quotas and early places are held against. */
struct xw_indicator_rules {
    double attainment_difference_max, exchange_share_min, exchange_backbone_min, exchange_years_min,
        quota_filled_min;
    double kindergarten_classes; /* per 10,000 residents */
    double nursery_share;        /* places per resident child aged 1 to 3 */
};

#endif
