/* codes.h: find a code in a column of codes in ascending byte order. */
#ifndef XW_CODES_H
#define XW_CODES_H
#include <stdint.h>

/* The row of a code among count codes in ascending order of strcmp, or -1 (XW_NONE). */
int32_t xw_codes_find(int32_t count, const char *const *code, const char *wanted);

#endif
