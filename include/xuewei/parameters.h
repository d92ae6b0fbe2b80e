/* parameters.h: the dictionary of every table, column and scenario key.
 *
 * Each is declared once, in src/data/parameters.def. The readers, their range checks, the messages
 * that say what is accepted, and `xuewei parameters` are all made from it.
 */
#ifndef XW_PARAMETERS_H
#define XW_PARAMETERS_H
#include "xuewei/norms.h"
#include "xuewei/stages.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

/* The tables that this version reads, in the order in which they are read: enum xw_table with
 * XW_TABLE_ZONES ..; and the columns of all of them, one after another: enum xw_column with
 * XW_COL_ZONES_ZONE .. */
enum xw_table {
#define XW_TABLE(symbol, ...) XW_TABLE_##symbol,
#include "../../src/data/parameters.def"
    XW_TABLES
};

enum xw_column {
#define XW_COLUMN(table, symbol, ...) XW_COL_##table##_##symbol,
#include "../../src/data/parameters.def"
    XW_COLUMNS
};

/* What a value is. The value of a word is its position in the list of words. */
enum xw_value_kind {
    XW_VALUE_TEXT,   /* any text                                          */
    XW_VALUE_CODE,   /* a text that is not empty, without blanks at its ends */
    XW_VALUE_WORD,   /* one of the words                                  */
    XW_VALUE_WHOLE,  /* a whole number, low .. high                       */
    XW_VALUE_YEAR,   /* a calendar year, low .. high                      */
    XW_VALUE_NUMBER, /* low .. high, high may be INFINITY                 */
    XW_VALUE_DATE,   /* a day that exists, as text: YYYY-MM-DD            */
    XW_VALUE_CODES,  /* one of the words, or a list of codes              */
    XW_VALUE_KINDS
};

/* Whether it must be there. A column of a group is there with all its group, and exactly one group
 * of the table is. */
enum xw_presence {
    XW_KEY,          /* must be given, part of the row's key           */
    XW_KEY_OPTIONAL, /* may be missing or empty, part of the row's key */
    XW_REQUIRED,
    XW_OPTIONAL,
    XW_GROUP_1,
    XW_GROUP_2
};

#define XW_ROW_COLUMNS 32 /* no table has more columns */

struct xw_parameter {
    const char *name; /* of a column, or path of a key: population.base_date, stages[].grades */
    enum xw_value_kind kind;
    enum xw_presence presence;
    double low, high;    /* both accepted; -INFINITY, INFINITY without a limit */
    const char *unit;    /* "persons", "degrees east"; "" without */
    const char *words;   /* "f m": one blank between two words; "" without */
    const char *usual;   /* the value taken when nothing is given, as text; "" without */
    const char *en, *zh; /* a sentence */
};

/* Whether the rows of a table stay in the run file as they were given (carried.h). */
enum xw_keeping {
    XW_KEPT_NOT,    /* read, computed with, and gone */
    XW_KEPT_TOO,    /* computed with and kept */
    XW_KEPT_CARRIED /* no stage computes with it: checked, kept and reported */
};

struct xw_table_info {
    const char *name, *en, *zh;
    enum xw_keeping keeping;
    int32_t first, columns; /* its columns are first .. first + columns - 1 of the dictionary */
};

const struct xw_table_info *xw_table_of(enum xw_table table);
const struct xw_parameter *xw_column_of(enum xw_column column);
enum xw_table xw_table_of_column(enum xw_column column);

/* XW_TABLES when no table has that name. */
enum xw_table xw_table_find(const char *name);

/* Tables of the contract that this version does not read, ended by NULL. */
extern const char *const xw_tables_not_read[];

/* The scenario keys, count of them in *count, in the order of the papers. The keys tables.NAME and
 * norms.STAGE.QUANTITY stand in it once, with the capitals. */
const struct xw_parameter *xw_keys(int32_t *count);

/* The accepted range, unit and meaning of a quantity of the table `norms`. */
const struct xw_parameter *xw_norm_of(enum xw_norm quantity);

/* Position of word among the words of a parameter, or XW_NONE. */
int32_t xw_word_find(const struct xw_parameter *parameter, const char *word);

/* The words, at most room of them, as copies in a buffer of `size` bytes; returns their number. */
int32_t xw_word_list(const struct xw_parameter *parameter, char *buffer, size_t size,
                     const char **word, int32_t room);

/* What is accepted, as a diagnostic says it: "a whole number of pupils, 0 to 20000". Cut off at
 * `size`. */
void xw_parameter_accepted(const struct xw_parameter *parameter, char *text, size_t size);

/* Print the dictionary, as text or as one JSON document. */
void xw_parameters_print(FILE *to, bool json);

#endif
