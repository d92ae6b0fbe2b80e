#include "xuewei/size_cap.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

static int by_school_code(const void *a, const void *b, void *data)
{
    const struct xw_schools *schools = data;
    int32_t i = *(const int32_t *)a, j = *(const int32_t *)b;
    int order = strcmp(schools->school_code[i], schools->school_code[j]);
    return order != 0 ? order : (i > j) - (i < j);
}

enum xw_status xw_size_cap_schools(struct xw_arena scratch, const struct xw_schools *schools,
                                   bool by_code, int32_t *first)
{
    int32_t *order = XW_TAKE(&scratch, schools->count, int32_t);
    if (order == NULL) return XW_NO_MEMORY;
    for (int32_t s = 0; s < schools->count; s++)
        first[s] = order[s] = s;
    if (!by_code) return XW_OK;
    qsort_r(order, (size_t)schools->count, sizeof *order, by_school_code,
            (void *)(uintptr_t)schools);
    for (int32_t i = 1; i < schools->count; i++)
        if (strcmp(schools->school_code[order[i]], schools->school_code[order[i - 1]]) == 0)
            first[order[i]] = first[order[i - 1]];
    return XW_OK;
}

static bool is_compulsory(const struct xw_stages *stages, int32_t stage)
{
    return stages->stage[stage].name == XW_PRIMARY ||
           stages->stage[stage].name == XW_LOWER_SECONDARY;
}

enum xw_status xw_size_cap_units(struct xw_arena scratch, const struct xw_timeline *t,
                                 const struct xw_stages *stages, const struct xw_norms *norms,
                                 const struct xw_schools *schools, struct xw_size_rules rules,
                                 int32_t year, int32_t *unit, double *most)
{
    int32_t columns = stages->count + 1; /* the last one: both compulsory stages */
    int32_t *group = XW_TAKE(&scratch, schools->count, int32_t);
    uint8_t *has = XW_TAKE(&scratch, (ptrdiff_t)schools->count * columns, uint8_t);
    int32_t *first = XW_TAKE(&scratch, (ptrdiff_t)schools->count * columns, int32_t);
    if (group == NULL || has == NULL || first == NULL) return XW_NO_MEMORY;
    enum xw_status status = xw_size_cap_schools(scratch, schools, rules.by_code, group);
    if (status != XW_OK) return status;
    for (int32_t d = 0; d < t->divisions; d++)
        if (t->open[(ptrdiff_t)d * t->years + year])
            has[(ptrdiff_t)group[t->school[d]] * columns + t->stage[d]] = 1;
    int32_t primary = xw_stages_find(stages, XW_PRIMARY);
    int32_t lower = xw_stages_find(stages, XW_LOWER_SECONDARY);

    for (int32_t d = 0; d < t->divisions; d++) {
        unit[d] = d;
        most[d] = NAN;
        if (!t->open[(ptrdiff_t)d * t->years + year]) continue;
        ptrdiff_t row = (ptrdiff_t)group[t->school[d]] * columns;
        bool joint = rules.nine_year > 0 && is_compulsory(stages, t->stage[d]) &&
                     primary != XW_NONE && lower != XW_NONE && has[row + primary] &&
                     has[row + lower];
        ptrdiff_t at = row + (joint ? stages->count : t->stage[d]);
        if (first[at] == 0) first[at] = d + 1; /* 0 = none yet */
        unit[d] = first[at] - 1;
        most[d] = joint ? rules.nine_year
                        : norms->value[t->stage[d]][stages->stage[t->stage[d]].first_row]
                                      [XW_NORM_SCHOOL_SIZE_MAX];
    }
    return XW_OK;
}

/* The members of a unit share its cap. */
static void share_cap(int32_t divisions, const int32_t *unit, int32_t of, int64_t cap, int64_t sum,
                      const int32_t *amount, int32_t *within)
{
    int64_t left = cap;
    for (int32_t d = of; d < divisions; d++) {
        if (unit[d] != of) continue;
        within[d] = (int32_t)(amount[d] * cap / sum);
        left -= within[d];
    }
    for (int64_t last = sum; left > 0; left--) { /* the next remainder below, or equal and later */
        int64_t largest = -1;
        int32_t next = XW_NONE;
        for (int32_t d = of; d < divisions; d++) {
            int64_t rest = amount[d] * cap % sum;
            bool rounded_up = within[d] > amount[d] * cap / sum;
            if (unit[d] != of || rounded_up || rest <= largest || rest > last) continue;
            largest = rest;
            next = d;
        }
        within[next]++;
        last = largest;
    }
}

void xw_size_cap_within(int32_t divisions, const int32_t *unit, const double *most,
                        const int32_t *amount, int32_t *within)
{
    /* The sums of the units stand at their lowest divisions, which come last. */
    for (int32_t d = 0; d < divisions; d++)
        within[d] = 0;
    for (int32_t d = 0; d < divisions; d++)
        within[unit[d]] += amount[d];
    for (int32_t d = divisions - 1; d >= 0; d--) {
        int64_t sum = within[d];
        if (unit[d] == d && sum > most[d]) /* NaN: no cap */
            share_cap(divisions, unit, d, (int64_t)most[d], sum, amount, within);
        else
            within[d] = amount[d];
    }
}
