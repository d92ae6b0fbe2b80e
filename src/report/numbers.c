#include "numbers.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MINUS "\xe2\x88\x92" /* U+2212 */
#define DASH  "\xe2\x80\x94" /* U+2014 */
#define LESS  "\xe2\x80\xa6" /* U+2026 */

/* Digits of a whole number without a sign, by threes. */
static const char *group(struct xw_arena *arena, const char *sign, const char *digits,
                         const char *rest)
{
    int length = (int)strlen(digits);
    char grouped[64];
    int at = 0;
    for (int i = 0; i < length && at < (int)sizeof grouped - 2; i++) {
        if (i > 0 && (length - i) % 3 == 0) grouped[at++] = ',';
        grouped[at++] = digits[i];
    }
    grouped[at] = '\0';
    return xw_arena_format(arena, "%s%s%s", sign, grouped, rest);
}

static const char *whole(struct xw_arena *arena, int64_t value, const char *plus)
{
    char digits[24];
    uint64_t size = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
    snprintf(digits, sizeof digits, "%llu", (unsigned long long)size);
    return group(arena, value < 0 ? MINUS : value > 0 ? plus : "", digits, "");
}

const char *xw_number_count(struct xw_arena *arena, int64_t value)
{
    return whole(arena, value, "");
}

const char *xw_number_signed(struct xw_arena *arena, int64_t value)
{
    return whole(arena, value, "+");
}

const char *xw_number_said(struct xw_arena *arena, enum xw_language language, int64_t value)
{
    if (language == XW_ENGLISH) return xw_number_count(arena, value);
    if (value < 10000 && value > -10000) {
        const char *count = xw_number_count(arena, value);
        return count == NULL ? NULL : xw_arena_format(arena, "%s ", count);
    }
    /* Whole hundreds first: a binary fraction would round 12,350 by chance. */
    int64_t hundreds = value < 0 ? -((-value + 50) / 100) : (value + 50) / 100;
    int64_t size = hundreds < 0 ? -hundreds : hundreds;
    char digits[24], rest[16];
    snprintf(digits, sizeof digits, "%lld", (long long)(size / 100));
    snprintf(rest, sizeof rest, ".%02d 万", (int)(size % 100));
    return group(arena, value < 0 ? MINUS : "", digits, rest);
}

const char *xw_number_percent(struct xw_arena *arena, enum xw_language language, double part,
                              double whole_of)
{
    if (!(whole_of > 0.0) || !isfinite(part)) return DASH;
    double percent = 100.0 * part / whole_of;
    long rounded = lround(percent);
    if (part > 0.0 && rounded <= 0) return language == XW_ENGLISH ? "<1%" : "＜1%";
    if (part < whole_of && rounded == 100) return language == XW_ENGLISH ? ">99%" : "＞99%";
    return xw_arena_format(arena, "%s%ld%%", rounded < 0 ? MINUS : "", labs(rounded));
}

const char *xw_number_fixed(struct xw_arena *arena, double value, int decimals, const char *missing)
{
    if (!isfinite(value)) return missing;
    char text[400];
    snprintf(text, sizeof text, "%.*f", decimals, fabs(value));
    if (value != 0.0 && strspn(text, "0.") == strlen(text)) return LESS;
    char *point = strchr(text, '.');
    char rest[32] = "";
    if (point != NULL) {
        snprintf(rest, sizeof rest, "%s", point);
        *point = '\0';
    }
    return group(arena, value < 0.0 ? MINUS : "", text, rest);
}

const char *xw_number_yi(struct xw_arena *arena, double cny, const char *missing)
{
    return xw_number_fixed(arena, cny / 1e8, 2, missing);
}

const char *xw_number_years(struct xw_arena *arena, enum xw_language language, int32_t from,
                            int32_t to)
{
    if (from == to) return xw_arena_format(arena, "%d", from);
    return xw_arena_format(arena, language == XW_ENGLISH ? "%d\xe2\x80\x93%d" : "%d" DASH "%d",
                           from, to);
}

void xw_number_parts(const double *shares, int32_t count, int32_t total, int32_t *parts)
{
    double sum = 0.0;
    for (int32_t i = 0; i < count; i++)
        sum += shares[i];
    int32_t given = 0;
    for (int32_t i = 0; i < count; i++) {
        parts[i] = sum > 0.0 ? (int32_t)floor(total * (shares[i] / sum)) : 0;
        given += parts[i];
    }
    /* Few parts and fewer left over: looking for the largest remainder each time is enough. */
    for (int32_t left = sum > 0.0 ? total - given : 0; left > 0; left--) {
        int32_t best = 0;
        double most = -1.0;
        for (int32_t i = 0; i < count; i++) {
            double remainder = total * (shares[i] / sum) - parts[i];
            if (remainder > most) {
                most = remainder;
                best = i;
            }
        }
        parts[best]++;
    }
}
