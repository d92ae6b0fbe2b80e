#include "xuewei/disaggregate.h"
#include "xuewei/stages.h"
#include <gsl/gsl_errno.h>
#include <gsl/gsl_interp.h>
#include <math.h>
#include <stdbool.h>

enum { FIVE = 5, FEWEST_SPRAGUE = 6 };

/* ---- Sprague ---- */

/* Multipliers of the lowest group, of the second, and of one in the middle; the two highest groups
 * mirror the two lowest. Sprague 1880 as in Shryock and Siegel 1973, table C-1. */
static const double lowest[FIVE][4] = {
    { .3616, -.2768, .1488, -.0336 }, { .2640, -.0960, .0400, -.0080 },
    { .1840, .0400, -.0320, .0080 },  { .1200, .1360, -.0720, .0160 },
    { .0704, .1968, -.0848, .0176 },
};
static const double second[FIVE][4] = {
    { .0336, .2272, -.0752, .0144 },  { .0080, .2320, -.0480, .0080 },
    { -.0080, .2160, -.0080, .0000 }, { -.0160, .1840, .0400, -.0080 },
    { -.0176, .1408, .0912, -.0144 },
};
static const double middle[FIVE][5] = {
    { -.0128, .0848, .1504, -.0240, .0016 }, { -.0016, .0144, .2224, -.0416, .0064 },
    { .0064, -.0336, .2544, -.0336, .0064 }, { .0064, -.0416, .2224, .0144, -.0016 },
    { .0016, -.0240, .1504, .0848, -.0128 },
};

/* step 1: the row meets the groups from n on upwards; -1: downwards. */
static double meet(int32_t terms, const double *multiplier, const double *n, ptrdiff_t step)
{
    double sum = 0.0;
    for (int32_t i = 0; i < terms; i++)
        sum += multiplier[i] * n[i * step];
    return sum;
}

enum xw_status xw_disaggregate_sprague(int32_t count, const double *five, double *single)
{
    if (count < FEWEST_SPRAGUE) return XW_OUT_OF_RANGE;
    const double *last = five + count - 1;
    for (int32_t k = 0; k < FIVE; k++) {
        double *top = single + (ptrdiff_t)FIVE * count - 1 - k;
        single[k] = meet(4, lowest[k], five, 1);
        single[FIVE + k] = meet(4, second[k], five, 1);
        top[0] = meet(4, lowest[k], last, -1);
        top[-FIVE] = meet(4, second[k], last, -1);
        for (int32_t g = 2; g < count - 2; g++)
            single[FIVE * g + k] = meet(5, middle[k], five + g - 2, 1);
    }
    return XW_OK;
}

/* ---- groups ---- */

struct groups {
    int32_t count;
    const int32_t *from;
    const double *persons;
    int32_t open; /* age of the open group */
};

static int32_t width(const struct groups *g, int32_t i)
{
    return i == g->count - 1 ? 1 : g->from[i + 1] - g->from[i];
}

static bool by_births(const struct groups *g, const struct xw_age_split *how, int32_t i)
{
    return i < g->count - 1 && g->from[i + 1] - 1 <= how->children_to;
}

static bool any_by_curve(const struct groups *g, const struct xw_age_split *how)
{
    for (int32_t i = 0; i < g->count; i++)
        if (width(g, i) > 1 && !by_births(g, how, i)) return true;
    return false;
}

static enum xw_status check(const struct groups *g, const struct xw_age_split *how, int32_t *where)
{
    if (g->count < 2 || g->from[0] != 0) return XW_OUT_OF_RANGE;
    if (how->adults != XW_SPLIT_SPLINE && how->adults != XW_SPLIT_SPRAGUE) return XW_OUT_OF_RANGE;
    for (int32_t i = 0; i < g->count; i++) {
        *where = i;
        if (i > 0 && g->from[i] <= g->from[i - 1]) return XW_OUT_OF_RANGE;
        if (!isfinite(g->persons[i])) return XW_NOT_FINITE;
        if (g->persons[i] < 0.0) return XW_NEGATIVE;
    }
    *where = XW_NONE;
    return XW_OK;
}

/* Share the people of a group over its ages by shape [width], where what lies below 0 counts as 0.
 * The widest age takes what rounding leaves. False when the shape is nothing and people are there. */
static bool share(double persons, int32_t ages, double *shape)
{
    double sum = 0.0, given = 0.0;
    int32_t most = 0;
    for (int32_t a = 0; a < ages; a++) {
        shape[a] = fmax(shape[a], 0.0);
        if (shape[a] > shape[most]) most = a;
        sum += shape[a];
    }
    if (!(sum > 0.0)) return persons == 0.0;
    for (int32_t a = 0; a < ages; a++) {
        shape[a] = persons * (shape[a] / sum);
        if (a != most) given += shape[a];
    }
    shape[most] = fmax(persons - given, 0.0);
    return true;
}

/* The smooth curves may find nobody where a group has some: spread evenly then. */
static void share_or_spread(double persons, int32_t ages, double *shape)
{
    if (share(persons, ages, shape)) return;
    for (int32_t a = 0; a < ages; a++)
        shape[a] = persons / ages;
}

static enum xw_status split_children(const struct groups *g, const struct xw_age_split *how,
                                     double *single, int32_t *where)
{
    for (int32_t i = 0; i < g->count; i++) {
        int32_t ages = width(g, i);
        double *of = single + g->from[i];
        if (ages == 1 || !by_births(g, how, i)) continue;
        *where = i;
        for (int32_t a = 0; a < ages; a++) {
            of[a] = how->weight[g->from[i] + a];
            if (!isfinite(of[a])) return XW_NOT_FINITE;
            if (of[a] < 0.0) return XW_NEGATIVE;
        }
        if (!share(g->persons[i], ages, of)) return XW_NOBODY_THERE;
    }
    *where = XW_NONE;
    return XW_OK;
}

static void share_adults(const struct groups *g, const struct xw_age_split *how,
                         const double *curve, double *single)
{
    for (int32_t i = 0; i < g->count; i++) {
        int32_t ages = width(g, i);
        double *of = single + g->from[i];
        if (ages > 1 && by_births(g, how, i)) continue;
        for (int32_t a = 0; a < ages; a++)
            of[a] = ages == 1 ? 1.0 : curve[g->from[i] + a];
        share_or_spread(g->persons[i], ages, of);
    }
}

static enum xw_status curve_sprague(const struct groups *g, struct xw_arena *scratch, double *curve,
                                    int32_t *where)
{
    int32_t count = g->open / FIVE;
    double *five = XW_TAKE(scratch, count, double);
    if (five == NULL) return XW_NO_MEMORY;
    *where = g->count - 1;
    if (g->open % FIVE != 0 || count < FEWEST_SPRAGUE) return XW_OUT_OF_RANGE;
    for (int32_t i = 0; i < g->count - 1; i++) {
        *where = i;
        if (g->from[i] / FIVE != (g->from[i + 1] - 1) / FIVE) return XW_OUT_OF_RANGE;
        five[g->from[i] / FIVE] += g->persons[i];
    }
    *where = XW_NONE;
    return xw_disaggregate_sprague(count, five, curve);
}

/* A monotone cubic through the people younger than each group's first age. */
static enum xw_status curve_spline(const struct groups *g, struct xw_arena *scratch, double *curve)
{
    double *age = XW_TAKE(scratch, g->count, double), *younger = XW_TAKE(scratch, g->count, double);
    if (age == NULL || younger == NULL) return XW_NO_MEMORY;
    for (int32_t i = 0; i < g->count; i++) {
        age[i] = g->from[i];
        younger[i] = i == 0 ? 0.0 : younger[i - 1] + g->persons[i - 1];
    }
    if ((unsigned)g->count < gsl_interp_type_min_size(gsl_interp_steffen)) {
        for (int32_t a = 0; a < g->open; a++)
            curve[a] = 1.0; /* one group below the open one has no shape */
        return XW_OK;
    }
    gsl_interp *spline = gsl_interp_alloc(gsl_interp_steffen, (size_t)g->count);
    if (spline == NULL) return XW_NO_MEMORY;
    int failed = gsl_interp_init(spline, age, younger, (size_t)g->count);
    double before = 0.0;
    for (int32_t a = 0; failed == GSL_SUCCESS && a < g->open; a++) {
        double until = 0.0;
        failed = gsl_interp_eval_e(spline, age, younger, a + 1.0, NULL, &until);
        curve[a] = until - before;
        before = until;
    }
    gsl_interp_free(spline);
    return failed == GSL_SUCCESS ? XW_OK : XW_NOT_FINITE;
}

enum xw_status xw_disaggregate(int32_t groups, const int32_t *from, const double *persons,
                               const struct xw_age_split *how, struct xw_arena scratch,
                               double *single, int32_t *where)
{
    struct groups g = { .count = groups, .from = from, .persons = persons };
    *where = XW_NONE;
    enum xw_status status = check(&g, how, where);
    if (status != XW_OK) return status;
    g.open = from[groups - 1];
    double *curve = XW_TAKE(&scratch, g.open, double);
    double *made = XW_TAKE(&scratch, (ptrdiff_t)g.open + 1, double);
    if (curve == NULL || made == NULL) return XW_NO_MEMORY;
    if (!any_by_curve(&g, how))
        ; /* nothing to shape */
    else if (how->adults == XW_SPLIT_SPRAGUE)
        status = curve_sprague(&g, &scratch, curve, where);
    else
        status = curve_spline(&g, &scratch, curve);
    if (status == XW_OK) share_adults(&g, how, curve, made);
    if (status == XW_OK) status = split_children(&g, how, made, where);
    for (int32_t a = 0; status == XW_OK && a <= g.open; a++)
        single[a] = made[a];
    return status;
}
