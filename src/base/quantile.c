#include "xuewei/quantile.h"
#include <math.h>
#include <string.h>

enum { DIGIT_BITS = 11, DIGITS = 1 << DIGIT_BITS, FEW = 32 };

static void sort_few(int32_t *value, int32_t n)
{
    for (int32_t i = 1; i < n; i++) {
        int32_t one = value[i], j = i;
        for (; j > 0 && value[j - 1] > one; j--)
            value[j] = value[j - 1];
        value[j] = one;
    }
}

void xw_sort_int32(int32_t *value, int32_t *room, int32_t n)
{
    if (n <= FEW) {
        sort_few(value, n);
        return;
    }
    int32_t least = value[0], most = value[0];
    for (int32_t i = 1; i < n; i++) {
        least = value[i] < least ? value[i] : least;
        most = value[i] > most ? value[i] : most;
    }
    uint32_t range = (uint32_t)most - (uint32_t)least;
    int32_t *from = value, *to = room;
    for (int shift = 0; shift < 32 && range >> shift != 0; shift += DIGIT_BITS) {
        int32_t start[DIGITS] = { 0 };
        for (int32_t i = 0; i < n; i++)
            start[((uint32_t)from[i] - (uint32_t)least) >> shift & (DIGITS - 1)]++;
        for (int32_t d = 0, at = 0; d < DIGITS; d++) {
            int32_t count = start[d];
            start[d] = at;
            at += count;
        }
        for (int32_t i = 0; i < n; i++)
            to[start[((uint32_t)from[i] - (uint32_t)least) >> shift & (DIGITS - 1)]++] = from[i];
        int32_t *swap = from;
        from = to;
        to = swap;
    }
    if (from != value) memcpy(value, from, (size_t)n * sizeof *value);
}

double xw_quantile_int32(const int32_t *sorted, int32_t n, double q)
{
    double h = (n - 1) * q;
    int32_t below = (int32_t)floor(h);
    if (below >= n - 1) return sorted[n - 1];
    double low = sorted[below], high = sorted[below + 1];
    return low + (h - below) * (high - low);
}

struct xw_moments xw_moments_int32(const int32_t *value, int32_t n)
{
    int64_t sum = 0;
    for (int32_t i = 0; i < n; i++)
        sum += value[i];
    /* Deviations from the mean's whole part: their squares are small whole numbers, and sums of those
     * are exact up to 2^64. */
    int64_t middle = sum / n, rest = 0;
    long double squares = 0.0L;
    for (int32_t i = 0; i < n; i++) {
        int64_t d = value[i] - middle;
        rest += d;
        squares += (long double)d * (long double)d;
    }
    double mean = (double)middle + (double)rest / n;
    long double spread = squares - (long double)rest * (long double)rest / n;
    double sd = n < 2 ? (double)NAN : sqrt((double)(spread < 0.0L ? 0.0L : spread / (n - 1)));
    return (struct xw_moments){ mean, sd };
}

int32_t xw_above_int32(const int32_t *sorted, int32_t n, int32_t limit)
{
    int32_t low = 0, high = n;
    while (low < high) {
        int32_t middle = low + (high - low) / 2;
        if (sorted[middle] > limit)
            high = middle;
        else
            low = middle + 1;
    }
    return n - low;
}
