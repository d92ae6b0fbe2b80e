/* vector_unit.h: which vector instructions this processor has, found when the program runs. */
#ifndef XW_VECTOR_UNIT_H
#define XW_VECTOR_UNIT_H
#include <stdbool.h>

/* From the plainest. The first is what every processor of the build's kind has (SSE2 on x86-64). */
enum xw_vector_unit { XW_UNIT_BASE, XW_UNIT_AVX2, XW_UNIT_AVX512, XW_UNITS };

/* Whether a unit can be used: the processor has it and the program was built with it. */
bool xw_vector_unit_here(enum xw_vector_unit unit);

/* The widest unit that is here. */
enum xw_vector_unit xw_vector_unit_best(void);

/* "base", "avx2", "avx512". */
const char *xw_vector_unit_name(enum xw_vector_unit unit);

#endif
