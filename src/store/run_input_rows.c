#include "xuewei/run_input_rows.h"
#include "reader.h"
#include "xuewei/csv.h"
#include "xuewei/parameters.h"
#include "xuewei/text.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- read ------------------------------------------------------------------------------------- */

static const char *file_of(const struct xw_run *run, enum xw_table table)
{
    for (int32_t i = 0; i < run->table_count; i++)
        if (strcmp(run->table[i].table, xw_table_of(table)->name) == 0) return run->table[i].file;
    return NULL;
}

/* Where the columns of a table stand in its header. */
struct heads {
    int32_t school, stage, grade, year;
};

static struct heads heads_of(const struct xw_csv *csv)
{
    struct heads h = { XW_NONE, XW_NONE, XW_NONE, XW_NONE };
    for (int32_t i = 0; i < csv->fields; i++) {
        if (strcmp(csv->field[i], "school") == 0) h.school = i;
        if (strcmp(csv->field[i], "stage") == 0) h.stage = i;
        if (strcmp(csv->field[i], "grade") == 0) h.grade = i;
        if (strcmp(csv->field[i], "year") == 0) h.year = i;
    }
    return h;
}

static const char *cell(const struct xw_csv *csv, int32_t column)
{
    return column == XW_NONE || column >= csv->fields ? "" : csv->field[column];
}

static struct xw_run_input_row row_of(const struct xw_run *run, enum xw_table table,
                                      const struct xw_csv *csv, const struct heads *h)
{
    struct xw_run_input_row row = {
        .table = table, .line = csv->line, .school = XW_NONE, .stage = XW_NONE, .year = INT16_MIN
    };
    int32_t year;
    for (int32_t s = 0; s < run->school_count; s++)
        if (strcmp(run->school[s].code, cell(csv, h->school)) == 0) row.school = s;
    if (xw_text_to_int32(cell(csv, h->year), &year)) row.year = (int16_t)year;
    bool graded = xw_text_to_int32(cell(csv, h->grade), &row.grade);
    for (int32_t g = 0; g < run->stage_count; g++) {
        const struct xw_run_stage *of = &run->stage[g];
        bool its = graded ? row.grade >= of->first_grade && row.grade < of->first_grade + of->grades
                          : strcmp(xw_stage_word(of->name), cell(csv, h->stage)) == 0;
        if (its) row.stage = g;
    }
    return row;
}

/* A table of the inputs, whose bytes the scenario was read from. */
static enum xw_status read_table(struct xw_run *run, enum xw_table table, struct xw_bytes raw,
                                 struct xw_arena *keep, struct xw_diag *diag)
{
    struct xw_csv csv;
    const char *encoding = xw_text_utf8_fault(raw.at, raw.length) < 0 ? "UTF-8" : "GB18030";
    enum xw_status status = xw_csv_open_bytes(&csv, raw, "input", encoding, keep, diag);
    if (status != XW_OK) return status;
    int32_t room = run->input_row_count + 1;
    for (ptrdiff_t i = 0; i < csv.length; i++)
        room += csv.bytes[i] == '\n';
    struct xw_run_input_row *row = XW_TAKE(keep, room, struct xw_run_input_row);
    if (row == NULL) return XW_NO_MEMORY;
    if (run->input_row_count > 0)
        memcpy(row, run->input_row, (size_t)run->input_row_count * sizeof *row);
    run->input_row = row;
    struct heads heads = { XW_NONE, XW_NONE, XW_NONE, XW_NONE };
    if (xw_csv_next(&csv)) heads = heads_of(&csv);
    while (xw_csv_next(&csv))
        row[run->input_row_count++] = row_of(run, table, &csv, &heads);
    return csv.failed ? XW_REFUSED : XW_OK;
}

/* Other formats than CSV have no lines, and neither has a run without its inputs. */
void xw_reader_input_rows(struct xw_sql_rows *rows, struct xw_run *run)
{
    static const enum xw_table tables[] = { XW_TABLE_CAPACITY, XW_TABLE_ROLLS };
    struct xw_diag diag;
    if (xw_diag_init(&diag) != XW_OK) {
        xw_sql_rows_refuse(rows, XW_NO_MEMORY, "memory is used up");
        return;
    }
    xw_sql_rows_begin(rows, "input", "SELECT name, content FROM input ORDER BY fid");
    while (xw_sql_rows_next(rows)) {
        const char *name = xw_sql_rows_text(rows);
        ptrdiff_t length;
        const void *bytes = xw_sql_rows_blob(rows, &length);
        size_t end = strlen(name);
        for (size_t t = 0; t < sizeof tables / sizeof *tables && bytes != NULL; t++) {
            const char *file = file_of(run, tables[t]);
            if (file == NULL || strcmp(file, name) != 0) continue;
            if (end < 4 || strcmp(name + end - 4, ".csv") != 0) continue;
            char *copy = xw_arena_text_n(rows->keep, bytes, length);
            struct xw_bytes raw = { copy, length };
            enum xw_status status =
                copy == NULL ? XW_NO_MEMORY : read_table(run, tables[t], raw, rows->keep, &diag);
            if (status != XW_OK)
                xw_sql_rows_fault(rows, status == XW_NO_MEMORY ? status : XW_STORE_FAILED,
                                  "the content cannot be read of", name);
        }
    }
    xw_diag_free(&diag);
}

/* ---- said ------------------------------------------------------------------------------------- */

const char *xw_run_lines_text(const struct xw_run *run, enum xw_table table, int32_t count,
                              const int32_t *line, const char *dash, struct xw_arena *keep)
{
    const char *file = file_of(run, table), *slash = file == NULL ? NULL : strrchr(file, '/');
    const char *text = slash == NULL ? file : slash + 1;
    if (file == NULL || count == 0) return NULL;
    for (int32_t i = 0; i < count && text != NULL;) {
        int32_t to = i;
        while (to + 1 < count && line[to + 1] <= line[to] + 1)
            to++;
        const char *before = i == 0 ? ":" : ", ";
        text = line[to] > line[i] ? xw_arena_format(keep, "%s%s%d%s%d", text, before, (int)line[i],
                                                    dash, (int)line[to])
                                  : xw_arena_format(keep, "%s%s%d", text, before, (int)line[i]);
        i = to + 1;
    }
    return text;
}

const char *xw_run_rows_text(const struct xw_run *run, const struct xw_run_rows_asked *asked,
                             const char *dash, struct xw_arena *keep)
{
    int32_t *line = XW_TAKE(keep, run->input_row_count, int32_t), n = 0;
    if (line == NULL) return NULL;
    for (int32_t i = 0; i < run->input_row_count; i++) {
        const struct xw_run_input_row *row = &run->input_row[i];
        bool rolls = row->table == XW_TABLE_ROLLS;
        if (row->table != asked->table || row->stage == XW_NONE) continue;
        if (asked->school != XW_NONE && row->school != asked->school) continue;
        if (asked->stage != XW_NONE && row->stage != asked->stage) continue;
        if (rolls && (row->grade < asked->grade_from || row->grade > asked->grade_to ||
                      row->year >= asked->before))
            continue;
        line[n++] = row->line;
    }
    return xw_run_lines_text(run, asked->table, n, line, dash, keep);
}
