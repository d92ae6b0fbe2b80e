#include "xuewei/resources.h"
#include <math.h>

const char *xw_resource_word(enum xw_resource indicator)
{
    switch (indicator) {
#define X(symbol, word, per)                                                                       \
    case XW_RESOURCE_##symbol:                                                                     \
        return word;
        XW_RESOURCE_LIST(X)
#undef X
    case XW_RESOURCES:
        break;
    }
    return "";
}

int32_t xw_resource_per(enum xw_resource indicator)
{
    switch (indicator) {
#define X(symbol, word, per)                                                                       \
    case XW_RESOURCE_##symbol:                                                                     \
        return per;
        XW_RESOURCE_LIST(X)
#undef X
    case XW_RESOURCES:
        break;
    }
    return 1;
}

enum xw_norm xw_resource_norm(enum xw_resource indicator)
{
    switch (indicator) {
#define X(symbol, word, per)                                                                       \
    case XW_RESOURCE_##symbol:                                                                     \
        return XW_NORM_##symbol;
        XW_RESOURCE_LIST(X)
#undef X
    case XW_RESOURCES:
        break;
    }
    return XW_NORMS;
}

/* The first row of a school, by binary search. */
static int32_t first_row(const struct xw_resources *r, int32_t school)
{
    int32_t first = 0, after = r->count;
    while (first < after) {
        int32_t middle = first + (after - first) / 2;
        if (r->school[middle] < school)
            first = middle + 1;
        else
            after = middle;
    }
    return first;
}

/* Rows of one school, stage and indicator stand together by year: the last that has begun. */
static double in_force(const struct xw_resources *r, int32_t school, int32_t stage,
                       enum xw_resource indicator, int16_t year)
{
    double amount = NAN;
    for (int32_t i = first_row(r, school); i < r->count && r->school[i] == school; i++)
        if (r->stage[i] == stage && r->indicator[i] == indicator && r->year[i] <= year)
            amount = r->amount[i];
    return amount;
}

double xw_resources_at(const struct xw_resources *r, int32_t school, int32_t stage,
                       enum xw_resource indicator, int16_t year, bool *of_stage)
{
    double amount = in_force(r, school, stage, indicator, year);
    *of_stage = !isnan(amount);
    return *of_stage ? amount : in_force(r, school, XW_NONE, indicator, year);
}
