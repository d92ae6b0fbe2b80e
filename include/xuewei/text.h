/* text.h: read numbers and words from text, exactly or not at all. */
#ifndef XW_TEXT_H
#define XW_TEXT_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The whole text is one decimal number, no blanks, no '+', no hex, inf or nan; false leaves out
 * untouched. int32 and int64 take no point or exponent; double takes both (".5" and "5." too),
 * refuses what overflows and rounds what underflows. The locale has no say. */
bool xw_text_to_int32(const char *text, int32_t *out);
bool xw_text_to_int64(const char *text, int64_t *out);
bool xw_text_to_double(const char *text, double *out);

/* An amount of 0 or more for a reader: at least three significant digits and all those before the point,
 * "0.00123", "27.3", "2025"; below 0.0001 and from 1e15 on with an exponent. Written to `text`, which is
 * returned. */
#define XW_TEXT_AMOUNT 24
const char *xw_text_amount(double amount, char text[XW_TEXT_AMOUNT]);

/* The years first + i of which in[i] is not 0, as "2015, 2017-2019"; ends in ", ..." when there is no room
 * for all. size >= 40. Written to `text`, which is returned. */
const char *xw_text_years(int32_t first, int32_t years, const uint8_t *in, char *text, size_t size);

/* A calendar date YYYY-MM-DD that exists (Gregorian, years 0001 to 9999). */
bool xw_text_to_date(const char *text, int16_t *year, int8_t *month, int8_t *day);

/* The known word nearest to word by Damerau-Levenshtein distance in characters (at most a third of
 * its length, at least 1), or NULL. The case of Latin letters does not count; a known word that
 * shares no character is never near; of equally near words the first is taken. Words beyond
 * XW_TEXT_WORD characters have no neighbours. Used for "did you mean". */
#define XW_TEXT_WORD 64
const char *xw_text_nearest(const char *word, const char *const *known, int32_t count);

/* Index of the first byte of the first sequence that is not valid UTF-8 (overlong, surrogate,
 * beyond U+10FFFF, cut short), or -1. NUL is a valid character here. */
ptrdiff_t xw_text_utf8_fault(const char *text, ptrdiff_t length);

/* Characters (code points) among the first length bytes of valid UTF-8. */
ptrdiff_t xw_text_characters(const char *text, ptrdiff_t length);

#endif
