#include "xuewei/ratio_effects.h"
#include "xuewei/grade_ratio.h"
#include <math.h>
#include <string.h>

/* The median of a chi-squared variable of one degree of freedom. */
#define CHI2_MEDIAN 0.4549

/* What is believed of noise and spread before the histories are looked at: worth PRIOR schools. */
#define PRIOR            4.0
#define PRIOR_NOISE      0.3
#define PRIOR_SCHOOL_VAR (0.015 * 0.015)
#define PRIOR_TOTAL_VAR  (0.03 * 0.03)

/* A yearly ratio is winsorised at FAR deviations from its school's median; a year is odd for the
 * region at ODD deviations of the grades' median from that of the other years, which are taken for
 * ODD_FLOOR at least. */
#define FAR       4.0
#define ODD       2.5
#define ODD_FLOOR 0.004
#define ODD_YEARS 4

#define LEAST_FACTOR 0.5
#define MOST_FACTOR  2.0

struct work {
    const struct xw_roll_histories *h;
    int32_t now;
    struct xw_ratio_effects *e;
    double *yearly;    /* [now + 1][grades] the region's ratio of each year; NaN = none */
    double *weight;    /* [now + 1] of the step into each year */
    double *z, *worth; /* [schools][grades] pooled deviation, pupils it is worth */
    double *list;      /* [room of the longest list to take a median of] */
    double *within;    /* [schools][now + 1] relative deviations of one grade; NaN = none */
};

static double *at(double *table, const struct work *w, int32_t school, int32_t grade)
{
    return table + (ptrdiff_t)school * w->h->grades + grade;
}

/* The region's ratio of each year and grade: a ratio of sums over schools. */
static void yearly_ratios(struct work *w)
{
    const struct xw_roll_histories *h = w->h;
    for (int32_t y = 0; y <= w->now; y++)
        for (int32_t g = 0; g < h->grades; g++) {
            double sum_now = 0.0, sum_before = 0.0, now, before;
            for (int32_t s = 0; s < h->schools; s++)
                if (xw_roll_step(h, s, y, g, &now, &before)) {
                    sum_now += now;
                    sum_before += before;
                }
            w->yearly[(ptrdiff_t)y * h->grades + g] = sum_before > 0.0 ? sum_now / sum_before : NAN;
        }
}

static double median_over_years(struct work *w, int32_t grade)
{
    int32_t n = 0;
    for (int32_t y = 1; y <= w->now; y++) {
        double ratio = w->yearly[(ptrdiff_t)y * w->h->grades + grade];
        if (ratio > 0.0) w->list[n++] = log(ratio);
    }
    return xw_median(n, w->list);
}

/* A year in which the grades together went another way than in the other years: an epidemic, a
 * change of the rules. It is known only once it has happened, and weighs less from then on. */
static enum xw_status odd_years(struct work *w, struct xw_arena scratch)
{
    int32_t grades = w->h->grades, years = w->now + 1;
    double *middle = XW_TAKE(&scratch, grades, double);
    double *common = XW_TAKE(&scratch, years, double);
    int32_t *year = XW_TAKE(&scratch, years, int32_t);
    uint8_t *far = XW_TAKE(&scratch, years, uint8_t);
    if (middle == NULL || common == NULL || year == NULL || far == NULL) return XW_NO_MEMORY;
    for (int32_t g = 1; g < grades; g++)
        middle[g] = median_over_years(w, g);
    int32_t count = 0;
    for (int32_t y = 1; y < years; y++) {
        int32_t n = 0;
        for (int32_t g = 1; g < grades; g++) {
            double ratio = w->yearly[(ptrdiff_t)y * grades + g];
            if (ratio > 0.0) w->list[n++] = log(ratio) - middle[g];
        }
        if (n == 0) continue;
        year[count] = y;
        common[count++] = xw_median(n, w->list);
    }
    if (count < ODD_YEARS) return XW_OK;
    enum xw_status status = xw_grade_ratio_outliers(count, common, ODD, ODD_FLOOR, scratch, far);
    for (int32_t i = 0; i < count && status == XW_OK; i++)
        w->e->odd[year[i]] = far[i];
    return status;
}

static void weigh_years(struct work *w)
{
    for (int32_t y = 1; y <= w->now; y++)
        w->weight[y] = pow(XW_RATIO_DECAY, w->now - y) * (w->e->odd[y] != 0 ? XW_RATIO_ODD : 1.0);
}

static void pool_region(struct work *w, int32_t g)
{
    const struct xw_roll_histories *h = w->h;
    struct xw_ratio_sums sums = { 0 };
    double now, before;
    for (int32_t y = 1; y <= w->now; y++)
        for (int32_t s = 0; s < h->schools; s++)
            if (xw_roll_step(h, s, y, g, &now, &before))
                xw_ratio_sums_add(&sums, w->weight[y], now, before);
    w->e->region[g] = xw_grade_ratio_pooled(&sums);
}

/* The relative deviations of a grade's yearly ratios from the region's of the year. */
static void deviate(struct work *w, int32_t g)
{
    const struct xw_roll_histories *h = w->h;
    double now, before;
    for (int32_t s = 0; s < h->schools; s++)
        for (int32_t y = 0; y <= w->now; y++) {
            double *d = w->within + (ptrdiff_t)s * (w->now + 1) + y;
            bool there = xw_roll_step(h, s, y, g, &now, &before);
            *d = there ? now / before / w->yearly[(ptrdiff_t)y * h->grades + g] - 1.0 : NAN;
        }
}

/* Pull in what lies farther from the median of its school than FAR deviations of all schools, a
 * deviation counted as of one pupil: small schools may scatter more. */
static void winsorise(struct work *w, int32_t g)
{
    const struct xw_roll_histories *h = w->h;
    int32_t years = w->now + 1, count = 0;
    double *series = w->list + (ptrdiff_t)h->schools * years;
    for (int pass = 0; pass < 2; pass++) {
        double limit = pass == 0 ? 0.0 : FAR * 1.4826 * xw_median(count, w->list);
        for (int32_t s = 0; s < h->schools; s++) {
            double *d = w->within + (ptrdiff_t)s * years;
            int32_t n = 0;
            for (int32_t y = 1; y < years; y++)
                if (!isnan(d[y])) series[n++] = d[y];
            if (n < 3) continue;
            double middle = xw_median(n, series);
            for (int32_t y = 1; y < years; y++) {
                if (isnan(d[y])) continue;
                double root = sqrt(xw_roll(h, s, y - 1, g - 1)), far = d[y] - middle;
                if (pass == 0)
                    w->list[count++] = fabs(far) * root;
                else if (limit > 0.0 && fabs(far) * root > limit)
                    d[y] = middle + copysign(limit / root, far);
            }
        }
    }
}

/* Pool a school's deviations over its years. */
static void pool_schools(struct work *w, int32_t g)
{
    const struct xw_roll_histories *h = w->h;
    int32_t years = w->now + 1;
    for (int32_t s = 0; s < h->schools; s++) {
        const double *d = w->within + (ptrdiff_t)s * years;
        struct xw_ratio_sums sums = { 0 }, plain = { 0 };
        for (int32_t y = 1; y < years; y++) {
            if (isnan(d[y])) continue;
            double before = xw_roll(h, s, y - 1, g - 1);
            xw_ratio_sums_add(&sums, w->weight[y], before * (1.0 + d[y]), before);
            xw_ratio_sums_add(&plain, w->weight[y], xw_roll(h, s, y, g), before);
        }
        *at(w->z, w, s, g) = sums.before > 0.0 ? xw_grade_ratio_pooled(&sums) - 1.0 : 0.0;
        *at(w->worth, w, s, g) = xw_grade_ratio_worth(&sums);
        *at(w->e->pooled, w, s, g) = xw_grade_ratio_pooled(&plain);
        *at(w->e->shrunken, w, s, g) =
            w->e->region[g] * xw_grade_ratio_shrunk(&sums, 1.0, w->e->kappa[g]);
    }
}

/* Noise: what the years of one school scatter by, per pupil; the median school's, since a mean
 * would be the few odd schools'. (1 - 2/9n)^3 is the median of chi-squared over its n (Wilson and
 * Hilferty 1931). */
static double noise_of(struct work *w, int32_t g)
{
    const struct xw_roll_histories *h = w->h;
    int32_t years = w->now + 1, schools = 0;
    for (int32_t s = 0; s < h->schools; s++) {
        const double *d = w->within + (ptrdiff_t)s * years;
        double weight = 0.0, mean = 0.0, square = 0.0;
        int32_t n = 0;
        for (int32_t y = 1; y < years; y++) {
            if (isnan(d[y])) continue;
            double pupils = xw_roll(h, s, y - 1, g - 1);
            n++;
            weight += pupils;
            mean += pupils * d[y];
        }
        if (n < 2) continue;
        mean /= weight;
        for (int32_t y = 1; y < years; y++)
            if (!isnan(d[y])) square += xw_roll(h, s, y - 1, g - 1) * (d[y] - mean) * (d[y] - mean);
        w->list[schools++] = square / ((n - 1) * pow(1.0 - 2.0 / (9.0 * (n - 1)), 3.0));
    }
    double found = schools > 0 ? xw_median(schools, w->list) : 0.0;
    return (schools * found + PRIOR * PRIOR_NOISE) / (schools + PRIOR);
}

/* The median of z^2 / (noise / worth + between), less what it is for a normal z. */
static double too_wide(struct work *w, int32_t g, double between)
{
    int32_t n = 0;
    for (int32_t s = 0; s < w->h->schools; s++) {
        double worth = *at(w->worth, w, s, g), z = *at(w->z, w, s, g);
        if (worth > 0.0) w->list[n++] = z * z / (w->e->noise[g] / worth + between);
    }
    return n > 0 ? xw_median(n, w->list) - CHI2_MEDIAN : 0.0;
}

/* The variance between schools that makes the median deviation what it is; by bisection. */
static double between_of(struct work *w, int32_t g)
{
    double low = 0.0, high = 1.0;
    int32_t schools = 0;
    for (int32_t s = 0; s < w->h->schools; s++)
        schools += *at(w->worth, w, s, g) > 0.0;
    if (too_wide(w, g, low) <= 0.0) high = 0.0;
    for (int step = 0; step < 40 && high > 0.0; step++) {
        double middle = 0.5 * (low + high);
        if (too_wide(w, g, middle) > 0.0)
            low = middle;
        else
            high = middle;
    }
    return (schools * high + PRIOR * PRIOR_TOTAL_VAR) / (schools + PRIOR);
}

/* What the grades of a school share: the covariance of their deviations, over all pairs of grades,
 * weighted by how sure each is. Deviations count up to two standard ones. */
static double shared_variance(struct work *w)
{
    const struct xw_ratio_effects *e = w->e;
    double sum = 0.0, weight = 0.0;
    int32_t schools = 0;
    for (int32_t s = 0; s < w->h->schools; s++) {
        double first = 0.0, squares = 0.0, total = 0.0, total_squares = 0.0;
        for (int32_t g = 1; g < w->h->grades; g++) {
            double worth = *at(w->worth, w, s, g);
            if (worth == 0.0) continue;
            double variance = e->between[g] + e->noise[g] / worth;
            double most = 2.0 * sqrt(variance), p = 1.0 / variance;
            double z = xw_grade_ratio_bound(*at(w->z, w, s, g), -most, most);
            first += p * z;
            squares += p * z * p * z;
            total += p;
            total_squares += p * p;
        }
        if (total * total - total_squares <= 1e-9 * total * total) continue;
        sum += first * first - squares;
        weight += total * total - total_squares;
        schools++;
    }
    double found = weight > 0.0 ? fmax(0.0, sum / weight) : 0.0;
    return (schools * found + PRIOR * PRIOR_SCHOOL_VAR) / (schools + PRIOR);
}

/* Best linear predictions: the school's effect from all its grades, each by how sure it is, then
 * what is left in each grade. */
static void predict_school(struct work *w, int32_t s, double shared)
{
    struct xw_ratio_effects *e = w->e;
    double sum = 0.0, precision = 1.0 / shared;
    for (int32_t g = 1; g < w->h->grades; g++) {
        double worth = *at(w->worth, w, s, g);
        if (worth == 0.0) continue;
        double own = e->grade_sd[g] * e->grade_sd[g] + e->noise[g] / worth;
        double most = 3.0 * sqrt(shared + own);
        sum += xw_grade_ratio_bound(*at(w->z, w, s, g), -most, most) / own;
        precision += 1.0 / own;
    }
    double school = sum / precision;
    for (int32_t g = 1; g < w->h->grades; g++) {
        double worth = *at(w->worth, w, s, g), variance = e->grade_sd[g] * e->grade_sd[g];
        double grade = worth == 0.0 ? 0.0
                                    : variance / (variance + e->noise[g] / worth) *
                                          (*at(w->z, w, s, g) - school);
        *at(e->effects, w, s, g) =
            e->region[g] * xw_grade_ratio_bound(1.0 + school + grade, LEAST_FACTOR, MOST_FACTOR);
    }
}

static enum xw_status take(const struct xw_roll_histories *h, int32_t now, struct xw_arena *keep,
                           struct xw_arena *scratch, struct xw_ratio_effects *e, struct work *w)
{
    ptrdiff_t cells = (ptrdiff_t)h->schools * h->grades, years = now + 1;
    *e = (struct xw_ratio_effects){ .schools = h->schools,
                                    .grades = h->grades,
                                    .years = now + 1,
                                    .region = XW_TAKE(keep, h->grades, double),
                                    .noise = XW_TAKE(keep, h->grades, double),
                                    .between = XW_TAKE(keep, h->grades, double),
                                    .kappa = XW_TAKE(keep, h->grades, double),
                                    .grade_sd = XW_TAKE(keep, h->grades, double),
                                    .odd = XW_TAKE(keep, years, uint8_t),
                                    .pooled = XW_TAKE(keep, cells, double),
                                    .shrunken = XW_TAKE(keep, cells, double),
                                    .effects = XW_TAKE(keep, cells, double) };
    ptrdiff_t longest = h->schools * years + years + h->grades;
    *w = (struct work){ .h = h,
                        .now = now,
                        .e = e,
                        .yearly = XW_TAKE(scratch, years * h->grades, double),
                        .weight = XW_TAKE(scratch, years, double),
                        .z = XW_TAKE(scratch, cells, double),
                        .worth = XW_TAKE(scratch, cells, double),
                        .list = XW_TAKE(scratch, longest, double),
                        .within = XW_TAKE(scratch, h->schools * years, double) };
    bool kept = e->region != NULL && e->noise != NULL && e->between != NULL && e->kappa != NULL &&
                e->grade_sd != NULL && e->odd != NULL && e->pooled != NULL && e->shrunken != NULL &&
                e->effects != NULL;
    bool taken = w->yearly != NULL && w->weight != NULL && w->z != NULL && w->worth != NULL &&
                 w->list != NULL && w->within != NULL;
    return kept && taken ? XW_OK : XW_NO_MEMORY;
}

enum xw_status xw_ratio_effects(const struct xw_roll_histories *histories, int32_t now,
                                struct xw_arena *keep, struct xw_arena scratch,
                                struct xw_ratio_effects *out)
{
    if (histories->schools < 0 || histories->grades < 1 || now < 0 || now >= histories->years)
        return XW_OUT_OF_RANGE;
    struct xw_ratio_effects e;
    struct work w;
    enum xw_status status = take(histories, now, keep, &scratch, &e, &w);
    if (status != XW_OK) return status;
    yearly_ratios(&w);
    status = odd_years(&w, scratch);
    if (status != XW_OK) return status;
    weigh_years(&w);

    e.region[0] = NAN;
    for (int32_t s = 0; s < e.schools; s++)
        *at(e.pooled, &w, s, 0) = *at(e.shrunken, &w, s, 0) = *at(e.effects, &w, s, 0) = NAN;
    for (int32_t g = 1; g < e.grades; g++) {
        pool_region(&w, g);
        deviate(&w, g);
        winsorise(&w, g);
        e.noise[g] = noise_of(&w, g);
        pool_schools(&w, g);
        e.between[g] = between_of(&w, g);
        e.kappa[g] = xw_grade_ratio_kappa(e.noise[g], e.between[g]);
        pool_schools(&w, g); /* again, now that kappa is known */
    }
    double shared = shared_variance(&w);
    e.school_sd = sqrt(shared);
    for (int32_t g = 1; g < e.grades; g++)
        e.grade_sd[g] = sqrt(fmax(0.0, e.between[g] - shared));
    for (int32_t s = 0; s < e.schools; s++)
        predict_school(&w, s, shared);
    *out = e;
    return XW_OK;
}
