#include "xuewei/step_outliers.h"
#include "xuewei/grade_ratio.h"

/* Deviations beyond which a step is far, and steps below which there is no telling. */
#define FAR    3.0
#define FEWEST 3

/* The steps into one grade. */
struct steps {
    int32_t count;
    int32_t *school, *year;
    double *ratio; /* logarithm */
    double *least; /* its least deviation */
    uint8_t *far;
    double *value;  /* those looked at together, ... */
    int32_t *which; /* ... and which they are */
    uint8_t *found;
};

static bool take(struct steps *t, struct xw_arena *from, ptrdiff_t most)
{
    *t = (struct steps){ .school = XW_TAKE(from, most, int32_t),
                         .year = XW_TAKE(from, most, int32_t),
                         .ratio = XW_TAKE(from, most, double),
                         .least = XW_TAKE(from, most, double),
                         .far = XW_TAKE(from, most, uint8_t),
                         .value = XW_TAKE(from, most, double),
                         .which = XW_TAKE(from, most, int32_t),
                         .found = XW_TAKE(from, most, uint8_t) };
    return t->school != NULL && t->year != NULL && t->ratio != NULL && t->least != NULL &&
           t->far != NULL && t->value != NULL && t->which != NULL && t->found != NULL;
}

static void collect(struct steps *t, const struct xw_roll_histories *h, int32_t grade)
{
    t->count = 0;
    for (int32_t s = 0; s < h->schools; s++)
        for (int32_t y = 1; y < h->years; y++) {
            double now, before;
            if (!xw_roll_step(h, s, y, grade, &now, &before)) continue;
            t->school[t->count] = s;
            t->year[t->count] = y;
            t->ratio[t->count] = log(now / before);
            t->least[t->count] = sqrt(XW_STEP_TURNOVER / fmin(now, before));
            t->far[t->count++] = 1;
        }
}

/* Take the mark from all steps of a school or a year (of NULL: of all) that are not far among them. */
static enum xw_status acquit(struct steps *t, const int32_t *of, int32_t which,
                             struct xw_arena scratch)
{
    int32_t n = 0;
    bool any = false;
    double least = INFINITY;
    for (int32_t i = 0; i < t->count; i++)
        if (of == NULL || of[i] == which) {
            t->which[n] = i;
            t->value[n++] = t->ratio[i];
            least = fmin(least, t->least[i]);
            any |= t->far[i] != 0;
        }
    if (!any || (n < FEWEST && of != NULL)) return XW_OK;
    enum xw_status status = xw_grade_ratio_outliers(n, t->value, FAR, least, scratch, t->found);
    if (status != XW_OK) return status;
    double middle = xw_median(n, t->value);
    for (int32_t k = 0; k < n; k++) {
        int32_t i = t->which[k];
        bool noise = fabs(t->ratio[i] - middle) <= FAR * t->least[i];
        if (t->found[k] == 0 || noise) t->far[i] = 0;
    }
    return XW_OK;
}

enum xw_status xw_step_outliers(const struct xw_roll_histories *h, struct xw_arena scratch,
                                uint8_t *outlier, int32_t *count)
{
    struct steps t;
    ptrdiff_t cells = (ptrdiff_t)h->schools * h->years * h->grades;
    for (ptrdiff_t i = 0; i < cells; i++)
        outlier[i] = 0;
    *count = 0;
    if (!take(&t, &scratch, (ptrdiff_t)h->schools * h->years)) return XW_NO_MEMORY;
    for (int32_t g = 1; g < h->grades; g++) {
        collect(&t, h, g);
        enum xw_status status = acquit(&t, NULL, 0, scratch);
        for (int32_t s = 0; s < h->schools && status == XW_OK; s++)
            status = acquit(&t, t.school, s, scratch);
        for (int32_t y = 1; y < h->years && status == XW_OK; y++)
            status = acquit(&t, t.year, y, scratch);
        if (status != XW_OK) return status;
        for (int32_t i = 0; i < t.count; i++) {
            if (t.far[i] == 0) continue;
            outlier[((ptrdiff_t)t.school[i] * h->years + t.year[i]) * h->grades + g] = 1;
            (*count)++;
        }
    }
    return XW_OK;
}
