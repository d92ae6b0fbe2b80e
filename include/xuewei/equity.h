/* equity.h: how unequally schools are equipped, by pupil (校际差异系数, Gini, Theil).
 *
 * School i has pupils P_i and an amount x_i (square metres, teachers, CNY). Every school counts by its
 * pupils: an unweighted coefficient is another figure. The pupils are those on the roll, not the
 * places: a new school that is half empty has much space per pupil and raises the coefficient.
 *
 * 教督〔2017〕6号 (优质均衡) sets a limit on each of seven indicators by itself, 0.50 in primary and 0.45
 * in lower secondary school. The older rule (教督〔2012〕3号, the mean of eight indicators, 0.65 and
 * 0.55) is another measure, and nothing here is to be held against it.
 */
#ifndef XW_EQUITY_H
#define XW_EQUITY_H
#include "xuewei/arena.h"

/* Xbar = sum x / sum P; S = sqrt(sum P_i / P (x_i / P_i - Xbar)^2); coefficient = S / Xbar. */
struct xw_difference {
    double mean, deviation, coefficient;
};

/* Over schools with pupils > 0; amounts >= 0. All NaN without pupils, the coefficient alone where all
 * amounts are 0. */
struct xw_difference xw_equity_difference(int32_t schools, const double *pupils,
                                          const double *amount);

/* Gini coefficient of the amount per pupil: schools by rising x / P, G = 1 - sum p_i (Q_i + Q_i-1),
 * p the share of pupils, Q the share of the amount up to and with school i. 0 .. 1; *gini is NaN
 * without pupils or amounts. XW_NO_MEMORY. */
XW_CHECKED enum xw_status xw_equity_gini(struct xw_arena scratch, int32_t schools,
                                         const double *pupils, const double *amount, double *gini);

/* Theil's T = sum (x_i / X) ln((x_i / X) / (P_i / P)), and its parts between towns and within them:
 * between + within = total (Theil 1967). */
struct xw_theil {
    double total, between, within;
};

/* town[i] in 0 .. towns - 1. All NaN without pupils or amounts; XW_NO_MEMORY. */
XW_CHECKED enum xw_status xw_equity_theil(struct xw_arena scratch, int32_t schools,
                                          const double *pupils, const double *amount, int32_t towns,
                                          const int32_t *town, struct xw_theil *theil);

/* Share of the variance of scores that lies between schools (校际差异率): school i has n_i pupils with
 * mean m_i and standard deviation s_i; between B = sum n_i (m_i - M)^2 / N, within W = sum n_i s_i^2 / N,
 * B / (B + W). 0..1; NaN with fewer than two schools, when any number is NaN, or when all scores are
 * the same. */
double xw_equity_between(int32_t schools, const double *pupils, const double *mean,
                         const double *sd);

#define XW_EQUITY_MET_MIN    6    /* a school meets at least so many of the seven norms ... */
#define XW_EQUITY_FLOOR      0.85 /* ... and of each other one at least this share */
#define XW_EQUITY_MIN_PUPILS 50 /* smaller teaching points are out of scope (冀 评估具体办法) */

enum xw_balance { XW_BALANCE_MET, XW_BALANCE_MISSED, XW_BALANCE_NEEDS_INPUT };

/* One school against its norms: share[k] is what it has per pupil over what the norm asks, NaN where
 * its amount or norm is not known. *met is the number of norms met. An indicator that is not known
 * leaves the verdict open, unless the known ones miss it already. */
enum xw_balance xw_equity_school(int32_t indicators, const double *share, int32_t *met);

#endif
