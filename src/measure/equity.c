#include "xuewei/equity.h"
#include <math.h>
#include <stdlib.h>

struct xw_difference xw_equity_difference(int32_t schools, const double *pupils,
                                          const double *amount)
{
    double all = 0.0, total = 0.0, squares = 0.0;
    for (int32_t i = 0; i < schools; i++) {
        if (!(pupils[i] > 0.0)) continue;
        all += pupils[i];
        total += amount[i];
    }
    if (!(all > 0.0)) return (struct xw_difference){ NAN, NAN, NAN };
    struct xw_difference d = { .mean = total / all };
    for (int32_t i = 0; i < schools; i++) {
        if (!(pupils[i] > 0.0)) continue;
        double off = amount[i] / pupils[i] - d.mean;
        squares += pupils[i] / all * off * off;
    }
    d.deviation = sqrt(squares);
    d.coefficient = d.mean > 0.0 ? d.deviation / d.mean : NAN;
    return d;
}

struct share {
    double pupils, amount;
    int32_t school;
};

/* By amount per pupil; of equal ones the lower school first, so that sums are always the same. */
static int poorer(const void *a, const void *b)
{
    const struct share *left = a, *right = b;
    double l = left->amount * right->pupils, r = right->amount * left->pupils;
    if (l != r) return l < r ? -1 : 1;
    return (left->school > right->school) - (left->school < right->school);
}

enum xw_status xw_equity_gini(struct xw_arena scratch, int32_t schools, const double *pupils,
                              const double *amount, double *gini)
{
    struct share *of = XW_TAKE(&scratch, schools, struct share);
    double all = 0.0, total = 0.0, below = 0.0, twice = 0.0;
    int32_t n = 0;
    if (of == NULL) return XW_NO_MEMORY;
    for (int32_t i = 0; i < schools; i++) {
        if (!(pupils[i] > 0.0)) continue;
        of[n++] = (struct share){ pupils[i], amount[i], i };
        all += pupils[i];
        total += amount[i];
    }
    *gini = NAN;
    if (!(all > 0.0) || !(total > 0.0)) return XW_OK;
    qsort(of, (size_t)n, sizeof *of, poorer);
    for (int32_t i = 0; i < n; i++) {
        double up_to = below + of[i].amount / total;
        twice += of[i].pupils / all * (below + up_to);
        below = up_to;
    }
    *gini = fmax(0.0, 1.0 - twice); /* equal schools: rounding may leave -1e-16 */
    return XW_OK;
}

/* share of the amount x ln(that share / share of the pupils); nothing has nothing to say. */
static double term(double amount, double total, double pupils, double all)
{
    return amount > 0.0 ? amount / total * log(amount / total / (pupils / all)) : 0.0;
}

enum xw_status xw_equity_theil(struct xw_arena scratch, int32_t schools, const double *pupils,
                               const double *amount, int32_t towns, const int32_t *town,
                               struct xw_theil *theil)
{
    double *town_pupils = XW_TAKE(&scratch, towns, double);
    double *town_amount = XW_TAKE(&scratch, towns, double);
    double all = 0.0, total = 0.0;
    if (town_pupils == NULL || town_amount == NULL) return XW_NO_MEMORY;
    for (int32_t i = 0; i < schools; i++) {
        if (!(pupils[i] > 0.0)) continue;
        town_pupils[town[i]] += pupils[i];
        town_amount[town[i]] += amount[i];
        all += pupils[i];
        total += amount[i];
    }
    *theil = (struct xw_theil){ NAN, NAN, NAN };
    if (!(all > 0.0) || !(total > 0.0)) return XW_OK;
    *theil = (struct xw_theil){ 0 };
    for (int32_t t = 0; t < towns; t++)
        theil->between += term(town_amount[t], total, town_pupils[t], all);
    for (int32_t i = 0; i < schools; i++) {
        if (!(pupils[i] > 0.0)) continue;
        theil->total += term(amount[i], total, pupils[i], all);
        theil->within += town_amount[town[i]] / total *
                         term(amount[i], town_amount[town[i]], pupils[i], town_pupils[town[i]]);
    }
    return XW_OK;
}

double xw_equity_between(int32_t schools, const double *pupils, const double *mean,
                         const double *sd)
{
    double all = 0.0, sum = 0.0, between = 0.0, within = 0.0;
    for (int32_t i = 0; i < schools; i++) {
        all += pupils[i];
        sum += pupils[i] * mean[i];
    }
    for (int32_t i = 0; i < schools; i++) {
        double off = mean[i] - sum / all;
        between += pupils[i] * off * off;
        within += pupils[i] * sd[i] * sd[i];
    }
    return schools >= 2 && between + within > 0.0 ? between / (between + within) : NAN;
}

enum xw_balance xw_equity_school(int32_t indicators, const double *share, int32_t *met)
{
    int32_t known = 0, low = 0;
    *met = 0;
    for (int32_t k = 0; k < indicators; k++) {
        if (isnan(share[k])) continue;
        known++;
        *met += share[k] >= 1.0;
        low += share[k] < XW_EQUITY_FLOOR;
    }
    if (low > 0 || known - *met > indicators - XW_EQUITY_MET_MIN) return XW_BALANCE_MISSED;
    return known == indicators ? XW_BALANCE_MET : XW_BALANCE_NEEDS_INPUT;
}
