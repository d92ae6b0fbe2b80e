#include "xuewei/demand.h"
#include <math.h>
#include <stdbool.h>

/* Up to here a share of the total, in doubles, is off by less than a pupil over all of them. */
#define MOST_TOTAL ((int64_t)1 << 50)

/* One more pupil for each of the `extra` largest remainders, equal ones by index. They are not sorted but
 * selected: remainders fall into buckets of equal width between the least and the largest, those above
 * the bucket in which the last extra pupil lies have one, and that bucket is looked at alone.
 * which [count] is working space. */
static void give_extra(int64_t extra, int32_t count, const double *remainder, int32_t *which,
                       int32_t *whole)
{
    enum { BUCKETS = 64 };
    for (int32_t i = 0; i < count; i++)
        which[i] = i;
    while (extra > 0 && extra < count) {
        double low = remainder[which[0]], high = low;
        for (int32_t i = 1; i < count; i++) {
            double r = remainder[which[i]];
            low = r < low ? r : low;
            high = r > high ? r : high;
        }
        if (!(low < high)) break;
        int32_t in_bucket[BUCKETS + 1] = { 0 };
        for (int32_t i = 0; i < count; i++)
            in_bucket[(int)((remainder[which[i]] - low) / (high - low) * BUCKETS)]++;
        int last = BUCKETS;
        for (; extra > in_bucket[last]; last--)
            extra -= in_bucket[last];
        int32_t undecided = 0;
        for (int32_t i = 0; i < count; i++) {
            int32_t k = which[i];
            int bucket = (int)((remainder[k] - low) / (high - low) * BUCKETS);
            whole[k] += bucket > last;
            which[undecided] = k;
            undecided += bucket == last;
        }
        count = undecided;
    }
    for (int32_t i = 0; i < count && i < extra; i++)
        whole[which[i]]++;
}

/* Neumaier's sum (1974): rounding errors are kept and added at the end, since a total that falls
 * on the wrong side of one half would move a pupil. */
struct sum {
    double value, error;
};

static void add(struct sum *sum, double x)
{
    double value = sum->value + x;
    sum->error += fabs(sum->value) >= fabs(x) ? (sum->value - value) + x : (x - value) + sum->value;
    sum->value = value;
}

static enum xw_status check_one(double value)
{
    if (!isfinite(value)) return XW_NOT_FINITE;
    return value < 0.0 ? XW_NEGATIVE : XW_OK;
}

static enum xw_status check_values(int32_t count, const double *value)
{
    if (count < 0) return XW_OUT_OF_RANGE;
    bool usual = true;
    for (int32_t i = 0; i < count; i++)
        usual &= value[i] >= 0.0 && value[i] <= INT32_MAX;
    if (usual) return XW_OK;
    for (int32_t i = 0; i < count; i++) {
        enum xw_status status = check_one(value[i]);
        if (status != XW_OK) return status;
    }
    return XW_OK;
}

enum xw_status xw_demand_round(int32_t count, const double *value, struct xw_arena scratch,
                               int32_t *whole)
{
    enum xw_status status = check_values(count, value);
    if (status != XW_OK) return status;
    for (int32_t i = 0; i < count; i++)
        if (value[i] > INT32_MAX) return XW_OUT_OF_RANGE;

    double *remainder = XW_TAKE_RAW(&scratch, count, double);
    int32_t *which = XW_TAKE_RAW(&scratch, count, int32_t);
    if (remainder == NULL || which == NULL) return XW_NO_MEMORY;

    /* The whole parts add up exactly; only what is left over has to be rounded. */
    struct sum left_over = { 0 };
    for (int32_t i = 0; i < count; i++) {
        whole[i] = (int32_t)value[i];
        remainder[i] = value[i] - whole[i];
        add(&left_over, remainder[i]);
    }
    give_extra(llround(left_over.value + left_over.error), count, remainder, which, whole);
    return XW_OK;
}

/* The weights of a share: the given ones, or 1 each when all are 0. */
struct weights {
    const double *of;
    bool equal;
    double sum;
};

static double weight_of(const struct weights *weights, int32_t i)
{
    return weights->equal ? 1.0 : weights->of[i];
}

/* A plain sum: it is exact for whole weights, and what it lacks for others moves no pupil. */
static struct weights weigh(int32_t count, const double *weight)
{
    double sum = 0.0;
    for (int32_t i = 0; i < count; i++)
        sum += weight[i];
    bool equal = sum == 0.0;
    return (struct weights){ weight, equal, equal ? count : sum };
}

/* The whole part of total x weight / sum; *left_over is what remains, in units of the sum. fmod is
 * exact, so that with whole weights equal remainders are equal to the last digit. */
static double whole_part(double total, double weight, double sum, double *left_over)
{
    double product = total * weight;
    *left_over = fmod(product, sum);
    return nearbyint((product - *left_over) / sum);
}

/* Whole weights, and all products small enough, for whole numbers to say exactly what doubles do. */
static bool are_whole(int64_t total, int32_t count, const struct weights *weights)
{
    const double most = (double)((int64_t)1 << 53);
    if (!((double)total * weights->sum < most && weights->sum < most)) return false;
    bool whole = true;
    for (int32_t i = 0; i < count && !weights->equal; i++)
        whole &= (double)(int64_t)weights->of[i] == weights->of[i];
    return whole;
}

enum xw_status xw_demand_share(int64_t total, int32_t count, const double *weight,
                               struct xw_arena scratch, int32_t *whole)
{
    enum xw_status status = check_values(count, weight);
    if (status != XW_OK) return status;
    if (total < 0) return XW_NEGATIVE;
    if (total > MOST_TOTAL || (count == 0 && total > 0)) return XW_OUT_OF_RANGE;

    struct weights weights = weigh(count, weight);
    if (!isfinite(weights.sum * (double)total)) return XW_NOT_FINITE;
    for (int32_t i = 0; total >= INT32_MAX && i < count; i++) /* nobody's share exceeds the total */
        if ((double)total * weight_of(&weights, i) / weights.sum > INT32_MAX)
            return XW_OUT_OF_RANGE;

    double *remainder = XW_TAKE_RAW(&scratch, count, double);
    int32_t *which = XW_TAKE_RAW(&scratch, count, int32_t);
    if (remainder == NULL || which == NULL) return XW_NO_MEMORY;
    int64_t extra = total;
    bool whole_weights = are_whole(total, count, &weights);
    for (int32_t i = 0; i < count; i++) {
        double of = weight_of(&weights, i);
        if (whole_weights) {
            int64_t product = total * (int64_t)of, sum = (int64_t)weights.sum;
            whole[i] = (int32_t)(product / sum);
            remainder[i] = (double)(product % sum);
        } else {
            whole[i] = (int32_t)whole_part((double)total, of, weights.sum, &remainder[i]);
        }
        extra -= whole[i];
    }
    give_extra(extra, count, remainder, which, whole);
    return XW_OK;
}

enum xw_status xw_demand_from_residents(int32_t zones, const double *children, const double *share,
                                        struct xw_arena scratch, int32_t *entrants)
{
    enum xw_status status = check_values(zones, children);
    if (status == XW_OK) status = check_values(zones, share);
    if (status != XW_OK) return status;

    double *value = XW_TAKE_RAW(&scratch, zones, double);
    if (value == NULL) return XW_NO_MEMORY;
    for (int32_t z = 0; z < zones; z++)
        value[z] = children[z] * share[z];
    return xw_demand_round(zones, value, scratch, entrants);
}

enum xw_status xw_demand_from_leavers(int32_t zones, const int32_t *leavers, const double *ratio,
                                      const double *change, struct xw_arena scratch,
                                      int32_t *entrants)
{
    enum xw_status status = check_values(zones, ratio);
    if (status == XW_OK) status = check_values(zones, change);
    if (status != XW_OK) return status;
    for (int32_t z = 0; z < zones; z++)
        if (leavers[z] < 0) return XW_NEGATIVE;

    double *value = XW_TAKE_RAW(&scratch, zones, double);
    if (value == NULL) return XW_NO_MEMORY;
    for (int32_t z = 0; z < zones; z++)
        value[z] = leavers[z] * ratio[z] * change[z];
    return xw_demand_round(zones, value, scratch, entrants);
}
