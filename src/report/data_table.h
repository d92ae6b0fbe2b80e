/* data_table.h: the tables of a report as data: each declared once, written to CSV and to workbooks.
 *
 * A table is a declaration (file, title, columns) and a function that emits its rows, cell by cell;
 * where they go is the business of a sink (csv_sink.h, xlsx_sheet.h). The dictionary of columns, as a
 * table, on the page and in the workbook, comes from the declarations.
 *
 * To add a table: in a file tables_PART.c write its columns, a function that emits rows, and
 *
 *     static const struct xw_data_column NAME_columns[] = {
 *         XW_COLUMN_STAGE,
 *         XW_COLUMN("pupils", "pupils", WHOLE, "在校生", "pupils on roll", .sums = true),
 *     };
 *     static void NAME_rows(const struct xw_data_source *source, struct xw_data_row *row) { ... }
 *     XW_DATA_TABLE(NAME, "题名", "Title", NULL);
 *
 * then the line XW_TABLE(NAME) in tables_parts.def, where the order of tables is decided. It becomes
 * NAME.csv. The last argument is NULL for a table that every report has, or a function that says
 * whether this one has it. Columns that many tables share are in data_columns.h.
 */
#ifndef XW_REPORT_DATA_TABLE_H
#define XW_REPORT_DATA_TABLE_H
#include "chances.h"
#include "need.h"
#include "xuewei/paired_runs.h"

struct xw_effects;
struct xw_surplus;

/* What tables are made from. */
struct xw_data_source {
    const struct xw_figures *all; /* [runs] the subject first */
    int32_t runs;
    const struct xw_needs *needs; /* of the subject, and the next two */
    const struct xw_effects *effects;
    const struct xw_surplus *surplus;
    bool chances;                        /* the subject has replicates, and enough of them */
    const struct xw_paired_runs *paired; /* the runs on the same replicates, or NULL */
};

enum xw_data_kind {
    XW_DATA_TEXT,    /* as it stands */
    XW_DATA_WORD,    /* one of .words; a word that is none of them stands as it is */
    XW_DATA_WHOLE,   /* a whole number */
    XW_DATA_BALANCE, /* a whole number, below zero a shortage */
    XW_DATA_FLAG,    /* 1 = yes, 0 = no */
    XW_DATA_YEAR,    /* a calendar or school year */
    XW_DATA_NUMBER,  /* with .decimals */
    XW_DATA_SHARE,   /* of one, with .decimals */
    XW_DATA_MONEY    /* CNY, with .decimals */
};

/* Decimals of a number: none where it is whole, else three. */
#define XW_DATA_AS_IT_IS 255

/* What stands in a workbook where a table has no value; CSV has an empty cell. */
enum xw_data_gap {
    XW_DATA_DASH,   /* — does not apply */
    XW_DATA_NEEDED, /* 缺 / needs input: should exist and was not given */
    XW_DATA_ASKED   /* ? given in a form that cannot be counted */
};

/* A word of tables and how people read it; a list ends with NULL. */
struct xw_data_word {
    const char *code, *zh, *en;
};

struct xw_data_column {
    const char *name, *unit; /* as in CSV; the unit "" for none */
    enum xw_data_kind kind;
    const char *zh, *en; /* meaning, for the dictionary */
    const char *head_zh,
        *head_en; /* over the column; NULL = the meaning as far as its first ； ： ，
                                      or ; : , with a capital letter */
    const struct xw_data_word *words;
    enum xw_data_gap gap;
    uint8_t decimals;
    uint8_t
        persons; /* what of a row that is held back stands here: enum xw_held; 0: nothing of it */
    bool sums;   /* the rows of the table add up in this column */
};

struct xw_data_row;

struct xw_data_table {
    const char *file;    /* "stage_year.csv" */
    const char *zh, *en; /* title, at most 31 letters without : \ / ? * [ ]: also a sheet's name */
    const struct xw_data_column *column;
    int32_t columns;
    void (*rows)(const struct xw_data_source *source, struct xw_data_row *row);
    bool (*has)(const struct xw_data_source *source); /* NULL = every report has it */
};

/* A column: name, unit, kind without its prefix, meaning in Chinese and English, then any of the
 * other fields by name. */
#define XW_COLUMN(name_, unit_, kind_, zh_, ...)                                                   \
    {                                                                                              \
        .name = name_, .unit = unit_, .kind = XW_DATA_##kind_, .zh = zh_, .en = __VA_ARGS__        \
    }

#define XW_DATA_TABLE(name_, zh_, en_, has_)                                                       \
    const struct xw_data_table xw_table_##name_ = {                                                \
        .file = #name_ ".csv",                                                                     \
        .zh = zh_,                                                                                 \
        .en = en_,                                                                                 \
        .column = name_##_columns,                                                                 \
        .columns = (int32_t)(sizeof name_##_columns / sizeof *name_##_columns),                    \
        .rows = name_##_rows,                                                                      \
        .has = has_,                                                                               \
    }
#define XW_TABLE(name) extern const struct xw_data_table xw_table_##name;
#include "tables_parts.def"
#undef XW_TABLE

/* All tables, in order, and how many. */
extern const struct xw_data_table *const xw_data_tables[];
extern const int32_t xw_data_tables_count;

bool xw_data_has(const struct xw_data_table *table, const struct xw_data_source *source);
/* For .has: the subject has replicates; the runs are on the same replicates. */
bool xw_data_has_chances(const struct xw_data_source *source);
bool xw_data_has_pairs(const struct xw_data_source *source);

/* ---- emitting rows: in the order of the columns, each row closed by xw_data_end */

enum xw_data_is {
    XW_DATA_IS_NONE,
    XW_DATA_IS_HELD, /* × held back: a small number of persons, or one that would tell it */
    XW_DATA_IS_TEXT,
    XW_DATA_IS_WHOLE,
    XW_DATA_IS_REAL
};
struct xw_data_value {
    enum xw_data_is is;
    const char *text;
    int64_t whole;
    double real;
    int decimals; /* of a real */
};

/* Where rows go. `column` counts from 0. */
struct xw_data_sink {
    void (*cell)(void *self, const struct xw_data_column *of, int32_t column,
                 const struct xw_data_value *value);
    void (*end)(void *self);
    void *self;
};

struct xw_data_row {
    const struct xw_data_table *table;
    const struct xw_data_sink *sink;
    int32_t column; /* of the next cell */
    uint8_t held;   /* of this row: enum xw_held */
    bool misfit;
};

/* The kind of a cell is the kind of its column, and a row has a cell for every column: anything else
 * is our own mistake, remembered and said by xw_data_emit. */
/* Hold back what this row has of it (enum xw_held), in the columns that say so; before the cells. */
void xw_data_hold(struct xw_data_row *row, unsigned held);
void xw_data_text(struct xw_data_row *row, const char *text); /* text, word; NULL or "": none */
void xw_data_whole(struct xw_data_row *row, int64_t value);   /* whole, balance, flag, year */
void xw_data_whole_or_none(struct xw_data_row *row, int32_t value); /* XW_NONE: none */
void xw_data_real(struct xw_data_row *row,
                  double value); /* number, share, money; not finite: none */
void xw_data_none(struct xw_data_row *row);
void xw_data_end(struct xw_data_row *row);

/* The words of a stage (row of a run's stages), scope, evidence and verdict in tables; "" for none. */
const char *xw_data_stage(const struct xw_run *run, int32_t stage);
const char *xw_data_scope(enum xw_scope scope);
const char *xw_data_evidence(enum xw_evidence evidence);
const char *xw_data_verdict(enum xw_verdict verdict);

/* seats - demand of a row of gap_year; none where there are no seats. */
void xw_data_balance(struct xw_data_row *row, const struct xw_run_gap *gap);

/* Emit the whole table. false: a row did not fit the declaration; what was emitted is of no use. */
XW_CHECKED bool xw_data_emit(const struct xw_data_table *table, const struct xw_data_source *source,
                             const struct xw_data_sink *sink);

/* What stands over a column, and a word of it as people read it. Texts of the declaration, or in the
 * arena; NULL when it is full. */
const char *xw_data_head(struct xw_arena *arena, const struct xw_data_column *column, bool chinese);
const char *xw_data_said(const struct xw_data_column *column, const char *code, bool chinese);
/* The unit as people read it; "" for none, and where the value says it (a year, a share in %). */
const char *xw_data_unit(const struct xw_data_column *column, bool chinese);

#endif
