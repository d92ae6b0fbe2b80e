/* text.h: read numbers and words from text, exactly or not at all. */
#ifndef XW_TEXT_H
#define XW_TEXT_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The whole text is one decimal number, no blanks, no '+', no hex, inf or nan; false leaves out
 * untouched. int32 takes no point or exponent; double takes both and refuses what overflows. */
bool xw_text_to_int32(const char *text, int32_t *out);
bool xw_text_to_int64(const char *text, int64_t *out);
bool xw_text_to_double(const char *text, double *out);

/* A calendar date YYYY-MM-DD that exists. */
bool xw_text_to_date(const char *text, int16_t *year, int8_t *month, int8_t *day);

/* The known word nearest to word by Damerau-Levenshtein distance (at most a third of its length,
 * at least 1), or NULL. Used for "did you mean". */
const char *xw_text_nearest(const char *word, const char *const *known, int32_t count);

/* Index of the first byte that is not valid UTF-8 (overlong, surrogate, beyond U+10FFFF), or -1. */
ptrdiff_t xw_text_utf8_fault(const char *text, ptrdiff_t length);

#endif
