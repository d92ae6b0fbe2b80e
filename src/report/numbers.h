/* numbers.h: how the report writes numbers, in both languages.
 *
 * Thousands are grouped by a comma from 1,000, minus is U+2212, a dash in the middle of a cell
 * means "does not apply". Every function returns a text that lives in the arena, or NULL when the
 * arena is full; writers take NULL as "out of memory".
 */
#ifndef XW_REPORT_NUMBERS_H
#define XW_REPORT_NUMBERS_H
#include "xuewei/arena.h"

enum xw_language { XW_CHINESE, XW_ENGLISH, XW_LANGUAGES };

/* 12,345 and −1,936. */
const char *xw_number_count(struct xw_arena *arena, int64_t value);

/* As a difference or balance: +982, −1,936, 0. */
const char *xw_number_signed(struct xw_arena *arena, int64_t value);

/* In a sentence: in Chinese 3.32 万 from 10,000 up (two decimals, rounded half away from zero), and
 * below it whole with a blank, so that the unit follows both alike (3.32 万人, 9,176 人); in
 * English whole. */
const char *xw_number_said(struct xw_arena *arena, enum xw_language language, int64_t value);

/* part of whole in whole per cent; never 0 % or 100 % unless exact: ＜1%, ＞99% (narrow signs in
 * English). "—" when whole is not above zero. */
const char *xw_number_percent(struct xw_arena *arena, enum xw_language language, double part,
                              double whole);

/* value with so many decimals and grouped thousands; "…" for what is not zero and less than half
 * the last place; missing (what the language says for "should exist and was not given") for NaN. */
const char *xw_number_fixed(struct xw_arena *arena, double value, int decimals,
                            const char *missing);

/* Money: 100 million CNY (亿元) with two decimals. */
const char *xw_number_yi(struct xw_arena *arena, double cny, const char *missing);

/* 2020—2035 in Chinese, 2020–2035 in English; one year alone stands alone. */
const char *xw_number_years(struct xw_arena *arena, enum xw_language language, int32_t from,
                            int32_t to);

/* Whole parts of `total` in proportion to shares (finite, >= 0), by largest remainder, so that what
 * is printed adds up; equal remainders go to the earlier part. All 0 when the shares sum to 0. */
void xw_number_parts(const double *shares, int32_t count, int32_t total, int32_t *parts);

#endif
