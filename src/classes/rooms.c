#include "xuewei/rooms.h"
#include <stdbool.h>

static int32_t sum_of(int32_t rows, const int32_t *classes)
{
    int32_t sum = 0;
    for (int32_t g = 0; g < rows; g++)
        sum += classes[g];
    return sum;
}

static bool passes_limit(int32_t pupils, int32_t classes, int32_t limit)
{
    return pupils > (int64_t)classes * limit;
}

/* Whether a grade of p pupils in m classes has the smaller mean than one of q in n. No class at all
 * is a mean beyond every other; among such grades the one with fewer pupils comes first. */
static bool mean_is_smaller(int32_t p, int32_t m, int32_t q, int32_t n)
{
    if (m == 0 && n == 0) return p < q;
    return (int64_t)p * n < (int64_t)q * m;
}

/* Free rooms go one by one to the fullest grade above its limit; the younger one of two alike,
 * since it stays longest. */
static void split(int32_t rows, const int32_t *pupils, int32_t *classes,
                  const struct xw_class_norm *norm, int32_t rooms)
{
    for (int32_t used = sum_of(rows, classes); used < rooms; used++) {
        int32_t fullest = XW_NONE;
        for (int32_t g = 0; g < rows; g++) {
            if (!passes_limit(pupils[g], classes[g], norm[g].limit)) continue;
            if (fullest == XW_NONE ||
                mean_is_smaller(pupils[fullest], classes[fullest], pupils[g], classes[g]))
                fullest = g;
        }
        if (fullest == XW_NONE) return;
        classes[fullest]++;
    }
}

static void merge(int32_t rows, const int32_t *pupils, int32_t *classes,
                  const struct xw_class_norm *norm, double merge_below)
{
    for (int32_t g = 0; g < rows; g++)
        while (pupils[g] < merge_below * norm[g].norm * classes[g] && /* NaN: never */
               !passes_limit(pupils[g], classes[g] - 1, norm[g].norm))
            classes[g]--;
}

/* Rooms were taken away: grades close up, the one that stays smallest first. */
static void close_up(int32_t rows, const int32_t *pupils, int32_t *classes, int32_t rooms)
{
    for (int32_t used = sum_of(rows, classes); used > 0 && used > rooms; used--) {
        int32_t loses = XW_NONE;
        for (int32_t g = 0; g < rows; g++) {
            if (classes[g] == 0) continue;
            /* Of equals the older one, which comes later. */
            if (loses == XW_NONE ||
                !mean_is_smaller(pupils[loses], classes[loses] - 1, pupils[g], classes[g] - 1))
                loses = g;
        }
        classes[loses]--;
    }
}

void xw_rooms_fit(int32_t rows, int32_t *pupils, int32_t *classes, const struct xw_class_norm *norm,
                  int32_t rooms, double merge_below, int32_t *displaced)
{
    for (int32_t g = 0; g < rows; g++)
        if (pupils[g] == 0) classes[g] = 0;
    split(rows, pupils, classes, norm, rooms);
    merge(rows, pupils, classes, norm, merge_below);
    close_up(rows, pupils, classes, rooms);
    for (int32_t g = 0; g < rows; g++) {
        bool over = passes_limit(pupils[g], classes[g], norm[g].limit);
        displaced[g] = over ? pupils[g] - classes[g] * norm[g].limit : 0;
        pupils[g] -= displaced[g];
    }
}
