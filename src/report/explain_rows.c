/* The input rows that a term rests on, with their lines, evidence and source. */
#include "explain_pen.h"
#include "xuewei/text.h"
#include <stdlib.h>
#include <string.h>

/* UTF-8 unless the bytes are not. */
static const char *encoding_of(const struct xw_explainer *e, const char *file)
{
    for (int32_t i = 0; i < e->scenario.files; i++) {
        const struct xw_input_file *f = &e->scenario.file[i];
        if (strcmp(f->name, file) == 0)
            return xw_text_utf8_fault(f->content, f->length) < 0 ? "UTF-8" : "GB18030";
    }
    return "UTF-8";
}

static bool is_csv(const char *file)
{
    size_t length = strlen(file);
    return length > 4 && strcmp(file + length - 4, ".csv") == 0;
}

const struct xw_rows *xw_pen_table(struct xw_pen *pen, enum xw_table table)
{
    struct xw_explainer *e = pen->of;
    const char *file = e->scenario.table_file[table];
    if (file == NULL || !is_csv(file)) return NULL;
    if (!e->table_read[table]) {
        const char *path = xw_arena_format(&e->keep, "%s%s", e->folder, file);
        /* The scenario was read from the same bytes: there is nothing left to refuse. */
        if (path == NULL || xw_rows_read(table, path, file, encoding_of(e, file), &e->keep, e->diag,
                                         &e->table[table]) != XW_OK) {
            pen->failed = true;
            return NULL;
        }
        e->table_read[table] = 1;
    }
    return &e->table[table];
}

static int by_line(const void *a, const void *b)
{
    int32_t one = *(const int32_t *)a, other = *(const int32_t *)b;
    return (one > other) - (one < other);
}

static void add_span(struct xw_pen *pen, struct xw_explain_term *term, const char *file,
                     int32_t from, int32_t to)
{
    if (term->spans == term->span_room) {
        int32_t room = term->span_room == 0 ? 4 : 2 * term->span_room;
        struct xw_explain_lines *more = XW_TAKE(pen->keep, room, struct xw_explain_lines);
        if (more == NULL) {
            pen->failed = true;
            return;
        }
        if (term->spans > 0) memcpy(more, term->span, (size_t)term->spans * sizeof *more);
        term->span = more;
        term->span_room = room;
    }
    term->span[term->spans++] = (struct xw_explain_lines){ file, from, to };
}

/* The source and evidence columns of a table stand in the same places in all of them. */
static enum xw_column column_named(enum xw_table table, const char *name)
{
    const struct xw_table_info *of = xw_table_of(table);
    for (int32_t c = 0; c < of->columns; c++)
        if (strcmp(xw_column_of((enum xw_column)(of->first + c))->name, name) == 0)
            return (enum xw_column)(of->first + c);
    return XW_COLUMNS;
}

enum { SOURCES_SHOWN = 3 };

/* Row of a line; rows stand in the order of the file. */
static int32_t row_of_line(const struct xw_rows *rows, int32_t line)
{
    int32_t low = 0, high = rows->count;
    while (low < high) {
        int32_t middle = low + (high - low) / 2;
        if (rows->line[middle] < line)
            low = middle + 1;
        else
            high = middle;
    }
    return low < rows->count && rows->line[low] == line ? low : XW_NONE;
}

static void weigh(struct xw_pen *pen, struct xw_explain_term *term, const struct xw_rows *rows,
                  int32_t count, const int32_t *line)
{
    enum xw_column column = column_named(rows->table, "source");
    const char *shown[SOURCES_SHOWN + 1];
    int32_t n = 0;
    if (term->source != NULL) shown[n++] = term->source;
    for (int32_t i = 0; i < count; i++) {
        int32_t row = row_of_line(rows, line[i]);
        if (row == XW_NONE) continue;
        enum xw_evidence evidence = (enum xw_evidence)rows->evidence[row];
        if (term->evidence == XW_EVIDENCE_COUNT || evidence > term->evidence)
            term->evidence = evidence;
        const char *source = column == XW_COLUMNS ? NULL : xw_rows_text(rows, column, row);
        bool known = source == NULL || source[0] == '\0' || n > SOURCES_SHOWN;
        for (int32_t k = 0; k < n && !known; k++)
            known = strstr(shown[k], source) != NULL;
        if (known) continue;
        shown[n] = n == SOURCES_SHOWN ? "…" : source;
        n++;
    }
    if (n == 0) return;
    const char *all = shown[0];
    for (int32_t k = 1; k < n && all != NULL; k++)
        all = xw_arena_format(pen->keep, "%s; %s", all, shown[k]);
    if (all == NULL) pen->failed = true;
    term->source = all;
}

void xw_pen_rows(struct xw_pen *pen, struct xw_explain_term *term, enum xw_table table,
                 int32_t count, const int32_t *line)
{
    const char *file = pen->of->scenario.table_file[table];
    if (pen->failed || file == NULL || count == 0) return;
    const struct xw_rows *rows = xw_pen_table(pen, table);
    struct xw_arena scratch = pen->of->scratch;
    int32_t *sorted = XW_TAKE_RAW(&scratch, count, int32_t);
    if (sorted == NULL) {
        pen->failed = true;
        return;
    }
    memcpy(sorted, line, (size_t)count * sizeof *sorted);
    qsort(sorted, (size_t)count, sizeof *sorted, by_line);
    for (int32_t i = 0; i < count;) {
        int32_t to = i;
        while (to + 1 < count && sorted[to + 1] <= sorted[to] + 1)
            to++;
        add_span(pen, term, file, sorted[i], sorted[to]);
        i = to + 1;
    }
    if (rows != NULL) weigh(pen, term, rows, count, sorted);
}

void xw_pen_row(struct xw_pen *pen, struct xw_explain_term *term, enum xw_table table, int32_t line)
{
    if (line > 0) xw_pen_rows(pen, term, table, 1, &line);
}
