#include "xuewei/run_carried.h"
#include "xuewei/parameters.h"
#include "xuewei/sql_rows.h"
#include "reader.h"
#include "writer.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool is_kept(int32_t table)
{
    return xw_table_of((enum xw_table)table)->keeping != XW_KEPT_NOT;
}

/* ---- writing ---- */

static const char *sql_type(enum xw_value_kind kind)
{
    if (kind == XW_VALUE_NUMBER) return "REAL";
    return xw_carried_is_number(kind) ? "INTEGER" : "TEXT";
}

/* The statement that makes a table. What the dictionary says of the columns stays in the file. */
static char *statement_of(const struct xw_table_info *info)
{
    char *text = NULL;
    size_t length = 0;
    FILE *to = open_memstream(&text, &length);
    if (to == NULL) return NULL;
    fprintf(to, "CREATE TABLE \"%s\" (\n    -- %s\n    fid INTEGER PRIMARY KEY,\n", info->name,
            info->en);
    for (int32_t c = info->first; c < info->first + info->columns; c++) {
        const struct xw_parameter *p = xw_column_of((enum xw_column)c);
        bool must = p->presence == XW_KEY || p->presence == XW_REQUIRED;
        fprintf(to, "    \"%s\" %s%s, -- %s%s%s%s\n", p->name, sql_type(p->kind),
                must ? " NOT NULL" : "", p->unit[0] == '\0' ? "" : "[", p->unit,
                p->unit[0] == '\0' ? "" : "] ", p->en);
    }
    fprintf(to, "    line INTEGER NOT NULL -- of the row in its input file\n) STRICT");
    if (fclose(to) == 0) return text;
    free(text);
    return NULL;
}

static void put_cell(struct xw_row *row, const struct xw_carried *carried, int32_t c, int32_t i)
{
    enum xw_column column = (enum xw_column)(xw_table_of(carried->table)->first + c);
    if (carried->text[c] != NULL)
        xw_row_text(row, carried->text[c][i][0] == '\0' ? NULL : carried->text[c][i]);
    else if (xw_column_of(column)->kind == XW_VALUE_NUMBER || isnan(carried->number[c][i]))
        xw_row_number(row, carried->number[c][i]);
    else
        xw_row_int(row, (int64_t)carried->number[c][i]);
}

static enum xw_status put_table(struct xw_writer *w, const struct xw_table_info *info,
                                const struct xw_carried *carried)
{
    char listed[200], *made = statement_of(info);
    if (made == NULL) return XW_NO_MEMORY;
    snprintf(listed, sizeof listed,
             "INSERT INTO gpkg_contents (table_name, data_type, identifier) "
             "VALUES ('%s', 'attributes', '%s')",
             info->name, info->name);
    const char *const sql[] = { made, listed };
    struct xw_row row = { 0 };
    enum xw_status status = xw_geopackage_run(&w->file, sql, 2);
    free(made);
    if (status == XW_OK) status = xw_row_prepare(&w->file, info->name, &row);
    for (int32_t i = 0; status == XW_OK && i < carried->count; i++) {
        for (int32_t c = 0; c < info->columns; c++)
            put_cell(&row, carried, c, i);
        xw_row_int(&row, carried->line[i]);
        status = xw_row_end(&w->file, &row);
    }
    xw_row_drop(&row);
    return status;
}

enum xw_status xw_writer_put_carried(struct xw_writer *w)
{
    enum xw_status status = XW_OK;
    for (int32_t t = 0; status == XW_OK && t < XW_TABLES; t++)
        if (is_kept(t))
            status = put_table(w, xw_table_of((enum xw_table)t), &w->scenario->carried[t]);
    return status;
}

/* ---- reading ---- */

/* Which column of the result has what the dictionary names; a column that this program does not know
 * is passed over, one that the file lacks stays empty. */
static void read_row(struct xw_sql_rows *r, struct xw_carried *to, int32_t i)
{
    const struct xw_table_info *info = xw_table_of(to->table);
    int32_t columns = xw_sql_rows_columns(r);
    for (int32_t k = 0; k < columns; k++) {
        const char *name = xw_sql_rows_name(r, k);
        int32_t c = 0;
        while (c < info->columns &&
               strcmp(xw_column_of((enum xw_column)(info->first + c))->name, name) != 0)
            c++;
        if (strcmp(name, "line") == 0)
            to->line[i] = xw_sql_rows_count(r);
        else if (c < info->columns && to->number[c] != NULL)
            to->number[c][i] = xw_sql_rows_number(r);
        else if (c < info->columns)
            to->text[c][i] = xw_sql_rows_text(r);
        else
            xw_sql_rows_number(r);
    }
}

static void read_table(struct xw_sql_rows *r, struct xw_carried *to, int32_t table)
{
    const char *name = xw_table_of((enum xw_table)table)->name;
    char sql[200];
    snprintf(sql, sizeof sql,
             "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = '%s'", name);
    if (xw_reader_asked(r, name, sql) != 1) return; /* a table of a later program */
    snprintf(sql, sizeof sql, "SELECT count(*) FROM \"%s\"", name);
    int32_t count = xw_reader_asked(r, name, sql), i = 0;
    if (r->status == XW_OK && xw_carried_take(to, (enum xw_table)table, count, r->keep) != XW_OK)
        xw_sql_rows_fault(r, XW_NO_MEMORY, "memory is used up by table", name);
    snprintf(sql, sizeof sql, "SELECT * FROM \"%s\" ORDER BY fid", name);
    xw_sql_rows_begin(r, name, sql);
    while (i < count && xw_sql_rows_next(r))
        read_row(r, to, i++);
}

void xw_reader_carried(struct xw_sql_rows *r, struct xw_run *run, int32_t schema)
{
    for (int32_t t = 0; t < XW_TABLES; t++) {
        run->carried[t].table = (enum xw_table)t;
        if (is_kept(t) && schema >= 3) read_table(r, &run->carried[t], t);
    }
}

const struct xw_carried *xw_run_carried(const struct xw_run *run, enum xw_table table)
{
    return &run->carried[table];
}
