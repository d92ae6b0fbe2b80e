/* dictionary.h: every column of every CSV table of a report, once: heads and dictionary are one. */
#ifndef XW_REPORT_DICTIONARY_H
#define XW_REPORT_DICTIONARY_H
#include <stdint.h>

struct xw_dictionary_row {
    const char *file, *column, *unit, *zh, *en;
};

/* By file, then in the order of the columns. */
extern const struct xw_dictionary_row xw_dictionary[];
extern const int32_t xw_dictionary_count;

#endif
