/* summary.h: what many replicates of one history say: columns in, numbers out.
 *
 * A column holds one whole number a replicate, in the order of the replicates. Everything is computed
 * at its own level from the columns; quantiles are exact (quantile.h) and never added. Nothing depends
 * on the order of the replicates. No allocation, no shared state.
 */
#ifndef XW_SUMMARY_H
#define XW_SUMMARY_H
#include "xuewei/cells.h"

/* Working space of one thread; each column has room for the replicates. */
struct xw_summary_room {
    int32_t *sorted, *other, *peak, *peak_year;
};

/* Take it from keep. XW_NO_MEMORY. */
XW_CHECKED enum xw_status xw_summary_room_take(struct xw_arena *keep, int32_t replicates,
                                               struct xw_summary_room *room);

/* Of net gaps, none below 0; all NaN when the area is absent (XW_CELL_ABSENT) in a replicate. n >= 1. */
struct xw_gap_spread xw_summary_gap(int32_t n, const int32_t *net_gap,
                                    struct xw_summary_room *room);

/* Of a school's pupils and its classes over the norm. */
struct xw_school_spread xw_summary_school(int32_t n, const int32_t *pupils, const int32_t *over,
                                          struct xw_summary_room *room);

/* Share of the numbers that are not 0. */
double xw_summary_share(int32_t n, const int32_t *flag);

#define XW_SERVICES 3
extern const double xw_summary_services[XW_SERVICES]; /* 0.8, 0.9, 0.95 */

/* What is said of a series (cells.h). Lists have room for its years; those of a stage of the city, whose
 * seats are not known, have no spread, service and risk. */
struct xw_series_summary {
    struct xw_quantile_row *quantile; /* [year][quantity], six a year, two in a stage of the city */
    struct xw_gap_spread *spread;     /* [year] */
    struct xw_service_row *service;   /* [year][XW_SERVICES] */
    struct xw_risk_row risk;
};

/* value: [year][quantity][n] as the series has its cells. first: the first year. threshold: 0..1, of the
 * first year with a p_short above it. */
void xw_summary_series(const struct xw_cell_series *series, int16_t first, int32_t years, int32_t n,
                       const int32_t *value, double threshold, struct xw_summary_room *room,
                       struct xw_series_summary *out);

#endif
