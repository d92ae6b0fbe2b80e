/* cluster_rows.h: what input tables say of clusters (学区、集团), quotas and money, as figures of a year. */
#ifndef XW_CLUSTER_ROWS_H
#define XW_CLUSTER_ROWS_H
#include "xuewei/measure_rows.h"

/* Of the clusters that the tables attainment and teacher_exchange name in this year, held against the keys
 * indicators.*: attainment_difference (published, or by xw_equity_between over the schools with a row, in
 * the order of their codes; met below the target), exchange_share = moved / eligible,
 * exchange_backbone_share = backbone / moved, exchange_years. needs_input where a number is missing, or
 * fewer than two schools were tested. The place is the cluster. */
XW_CHECKED enum xw_status xw_cluster_rows(const struct xw_state *state, struct xw_arena scratch,
                                          const struct xw_sink *sink);

/* quota_filled_share of every school with a row and of the district (its own row, or the sum of the
 * schools); expenditure of the year, its target the last year before that has one. */
XW_CHECKED enum xw_status xw_plan_rows(const struct xw_state *state, const struct xw_sink *sink);

#endif
