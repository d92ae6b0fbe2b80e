#include "xuewei/tables.h"
#include "xuewei/csv.h"
#include "xuewei/evidence.h"
#include "xuewei/text.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A cell may hold a whole book; a diagnostic shows its beginning. */
enum { SHOWN = 60, ACCEPTED = 600 };

static int32_t first_column(const struct xw_rows *rows)
{
    return xw_table_of(rows->table)->first;
}

static const struct xw_parameter *column_at(const struct xw_rows *rows, int32_t c)
{
    return xw_column_of((enum xw_column)(first_column(rows) + c));
}

static void shorten(const char *text, char shown[SHOWN + 4])
{
    size_t length = strlen(text);
    if (length > SHOWN) {
        length = SHOWN;
        while (length > 0 && ((unsigned char)text[length] & 0xC0) == 0x80)
            length--; /* not within a character */
    }
    memcpy(shown, text, length);
    strcpy(shown + length, text[length] == '\0' ? "" : "...");
}

void xw_rows_refuse_word(struct xw_diag *diag, struct xw_place at, const char *found,
                         const char *accepted, const char *const *known, int32_t count)
{
    char shown[SHOWN + 4];
    shorten(found, shown);
    /* Beyond what is shown nobody reads the neighbour. */
    bool read = diag->refused < XW_DIAG_SHOWN;
    const char *near = read ? xw_text_nearest(found, known, count) : NULL;
    if (near != NULL)
        xw_diag_refuse(diag, at, shown, "%s; did you mean %s?", accepted, near);
    else
        xw_diag_refuse(diag, at, shown, "%s", accepted);
}

enum xw_status xw_rows_open(struct xw_rows *rows, enum xw_table table, const char *file,
                            int32_t room, struct xw_arena *keep, struct xw_diag *diag)
{
    *rows =
        (struct xw_rows){ .table = table, .file = file, .room = room, .keep = keep, .diag = diag };
    rows->line = XW_TAKE(keep, room, int32_t);
    rows->bad = XW_TAKE(keep, room, uint8_t);
    rows->evidence = XW_TAKE(keep, room, uint8_t);
    if (rows->line == NULL || rows->bad == NULL || rows->evidence == NULL) return XW_NO_MEMORY;
    return XW_OK;
}

static enum xw_status take_column(struct xw_rows *rows, int32_t c)
{
    rows->cell_line[c] = XW_TAKE(rows->keep, rows->room, int32_t);
    rows->cell_column[c] = XW_TAKE(rows->keep, rows->room, int32_t);
    bool taken = rows->cell_line[c] != NULL && rows->cell_column[c] != NULL;
    switch (column_at(rows, c)->kind) {
    case XW_VALUE_TEXT:
    case XW_VALUE_CODE:
    case XW_VALUE_DATE:
        rows->text[c] = XW_TAKE(rows->keep, rows->room, const char *);
        return taken && rows->text[c] != NULL ? XW_OK : XW_NO_MEMORY;
    case XW_VALUE_NUMBER:
        rows->number[c] = XW_TAKE(rows->keep, rows->room, double);
        return taken && rows->number[c] != NULL ? XW_OK : XW_NO_MEMORY;
    default:
        rows->whole[c] = XW_TAKE(rows->keep, rows->room, int32_t);
        return taken && rows->whole[c] != NULL ? XW_OK : XW_NO_MEMORY;
    }
}

static bool have(const struct xw_rows *rows, int32_t c)
{
    return rows->cell_line[c] != NULL;
}

/* The column that a header field names, or XW_NONE with a refusal. */
static int32_t named_column(struct xw_rows *rows, const char *name, struct xw_place at)
{
    const struct xw_table_info *info = xw_table_of(rows->table);
    const char *known[XW_ROW_COLUMNS];
    char accepted[ACCEPTED];
    size_t length = 0;
    for (int32_t c = 0; c < info->columns; c++) {
        known[c] = column_at(rows, c)->name;
        if (strcmp(known[c], name) == 0) return c;
        length += (size_t)snprintf(accepted + length, sizeof accepted - length, "%s%s",
                                   c == 0 ? "" : ", ", known[c]);
    }
    xw_rows_refuse_word(rows->diag, at, name, accepted, known, info->columns);
    return XW_NONE;
}

/* The names of a group's columns, "lon and lat". */
static void group_names(const struct xw_rows *rows, enum xw_presence group, char text[100])
{
    text[0] = '\0';
    for (int32_t c = 0; c < xw_table_of(rows->table)->columns; c++) {
        if (column_at(rows, c)->presence != group) continue;
        size_t length = strlen(text);
        snprintf(text + length, 100 - length, "%s%s", length == 0 ? "" : " and ",
                 column_at(rows, c)->name);
    }
}

/* Exactly one group, whole. */
static bool groups_fit(struct xw_rows *rows)
{
    int32_t columns[2] = { 0, 0 }, there[2] = { 0, 0 };
    for (int32_t c = 0; c < xw_table_of(rows->table)->columns; c++) {
        enum xw_presence presence = column_at(rows, c)->presence;
        if (presence != XW_GROUP_1 && presence != XW_GROUP_2) continue;
        int32_t g = presence == XW_GROUP_2;
        columns[g]++;
        there[g] += have(rows, c);
    }
    bool whole =
        (there[0] == columns[0] && there[1] == 0) || (there[1] == columns[1] && there[0] == 0);
    /* Zones may take their place from their outlines; build_zones.c sees to that. */
    if (rows->table == XW_TABLE_ZONES && there[0] == 0 && there[1] == 0) whole = true;
    if (whole) return true;
    char first[100], second[100];
    group_names(rows, XW_GROUP_1, first);
    group_names(rows, XW_GROUP_2, second);
    xw_diag_fault(rows->diag, (struct xw_place){ .file = rows->file, .line = 1, .column = 1 },
                  "the header must have either %s, or %s", first, second);
    return false;
}

enum xw_status xw_rows_header(struct xw_rows *rows, int32_t fields, const char *const *name,
                              const int32_t *line, const int32_t *column)
{
    rows->broken = true; /* until the header is known to do */
    if (fields > XW_ROW_COLUMNS * 2) {
        xw_diag_fault(rows->diag, (struct xw_place){ .file = rows->file, .line = 1, .column = 1 },
                      "the header has %d columns; no table has more than %d", (int)fields,
                      XW_ROW_COLUMNS);
        return XW_REFUSED;
    }
    rows->fields = fields;
    bool good = true;
    for (int32_t f = 0; f < fields; f++) {
        struct xw_place at = { .file = rows->file, .line = line[f], .column = column[f] };
        int32_t c = named_column(rows, name[f], at);
        if (c != XW_NONE && have(rows, c)) {
            xw_diag_fault(rows->diag, at, "the column \"%s\" is there twice", name[f]);
            c = XW_NONE;
        }
        rows->field[f] = c;
        if (c == XW_NONE) continue;
        enum xw_status status = take_column(rows, c);
        if (status != XW_OK) return status;
    }
    for (int32_t c = 0; c < xw_table_of(rows->table)->columns; c++) {
        enum xw_presence presence = column_at(rows, c)->presence;
        if (have(rows, c) || (presence != XW_KEY && presence != XW_REQUIRED)) continue;
        xw_diag_fault(rows->diag, (struct xw_place){ .file = rows->file, .line = 1, .column = 1 },
                      "the column \"%s\" is missing", column_at(rows, c)->name);
        good = false;
    }
    good = groups_fit(rows) && good;
    rows->broken = !good;
    return good ? XW_OK : XW_REFUSED;
}

static bool has_blank_ends(const char *text)
{
    size_t length = strlen(text);
    return text[0] == ' ' || text[0] == '\t' || text[length - 1] == ' ' || text[length - 1] == '\t';
}

/* Whether a cell may be empty: it may when its column need not be there, and where a zone may take
 * its place from its outline instead. */
static bool may_be_empty(const struct xw_rows *rows, enum xw_presence presence)
{
    bool group = presence == XW_GROUP_1 || presence == XW_GROUP_2;
    return presence == XW_OPTIONAL || presence == XW_KEY_OPTIONAL ||
           (group && rows->table == XW_TABLE_ZONES);
}

static int32_t usual_word(const struct xw_parameter *p)
{
    return p->kind == XW_VALUE_WORD && p->usual[0] != '\0' ? xw_word_find(p, p->usual) : XW_MISSING;
}

/* Put the value of a cell into its column; false when it is not accepted. */
static bool put(struct xw_rows *rows, int32_t c, int32_t row, const char *text)
{
    const struct xw_parameter *p = column_at(rows, c);
    bool empty = text[0] == '\0';
    if (empty && !may_be_empty(rows, p->presence)) return false;
    switch (p->kind) {
    case XW_VALUE_TEXT:
        rows->text[c][row] = empty ? NULL : text;
        return true;
    case XW_VALUE_CODE:
        rows->text[c][row] = empty ? NULL : text;
        return empty || !has_blank_ends(text);
    case XW_VALUE_DATE: {
        int16_t year;
        int8_t month, day;
        bool good = empty || xw_text_to_date(text, &year, &month, &day);
        rows->text[c][row] = empty || !good ? NULL : text;
        return good;
    }
    case XW_VALUE_NUMBER: {
        double value = NAN;
        bool good =
            empty || (xw_text_to_double(text, &value) && value >= p->low && value <= p->high);
        rows->number[c][row] = good ? value : NAN;
        return good;
    }
    case XW_VALUE_WORD: {
        int32_t word = empty ? usual_word(p) : xw_word_find(p, text);
        bool good = empty || word != XW_NONE;
        rows->whole[c][row] = good ? word : XW_MISSING;
        return good;
    }
    default: {
        int32_t value = XW_MISSING;
        bool good =
            empty || (xw_text_to_int32(text, &value) && value >= p->low && value <= p->high);
        rows->whole[c][row] = good ? value : XW_MISSING;
        return good;
    }
    }
}

static void refuse_cell(struct xw_rows *rows, const struct xw_parameter *p, struct xw_place at,
                        const char *text)
{
    char accepted[ACCEPTED], words[ACCEPTED];
    const char *word[XW_ROW_COLUMNS];
    xw_parameter_accepted(p, accepted, sizeof accepted);
    at.field = p->name;
    int32_t count = xw_word_list(p, words, sizeof words, word, XW_ROW_COLUMNS);
    /* The commonest slip with coordinates: 30 degrees east and 120 north. */
    double degrees;
    bool swapped = p->kind == XW_VALUE_NUMBER && p->high == 90.0 &&
                   xw_text_to_double(text, &degrees) && fabs(degrees) <= 180.0;
    if (swapped) strcat(accepted, "; are lon and lat swapped?");
    xw_rows_refuse_word(rows->diag, at, text, accepted, word, count);
}

enum xw_status xw_rows_add(struct xw_rows *rows, int32_t line, int32_t fields,
                           const char *const *text, const int32_t *cell_line,
                           const int32_t *cell_column)
{
    if (rows->count >= rows->room) return XW_OUT_OF_RANGE;
    if (fields != rows->fields) {
        xw_diag_fault(rows->diag,
                      (struct xw_place){ .file = rows->file, .line = line, .column = 1 },
                      "the row has %d fields, the header %d", (int)fields, (int)rows->fields);
        rows->broken = true;
        return XW_OK;
    }
    int32_t row = rows->count++;
    rows->line[row] = line;
    rows->evidence[row] = XW_ASSUMED;
    for (int32_t f = 0; f < fields; f++) {
        int32_t c = rows->field[f];
        if (c == XW_NONE) continue;
        rows->cell_line[c][row] = cell_line[f];
        rows->cell_column[c][row] = cell_column[f];
        if (put(rows, c, row, text[f])) continue;
        rows->bad[row] = 1;
        refuse_cell(
            rows, column_at(rows, c),
            (struct xw_place){ .file = rows->file, .line = cell_line[f], .column = cell_column[f] },
            text[f]);
    }
    /* source, evidence, method close every table. */
    int32_t evidence = xw_table_of(rows->table)->columns - 2;
    if (have(rows, evidence) && rows->whole[evidence][row] != XW_MISSING)
        rows->evidence[row] = (uint8_t)rows->whole[evidence][row];
    return XW_OK;
}

static bool is_key(enum xw_presence presence)
{
    return presence == XW_KEY || presence == XW_KEY_OPTIONAL;
}

static int compare_texts(const char *a, const char *b)
{
    return strcmp(a == NULL ? "" : a, b == NULL ? "" : b);
}

/* Order of two rows by their keys alone. */
static int compare_keys(const struct xw_rows *rows, int32_t a, int32_t b)
{
    for (int32_t c = 0; c < xw_table_of(rows->table)->columns; c++) {
        if (!have(rows, c) || !is_key(column_at(rows, c)->presence)) continue;
        int order = 0;
        if (rows->text[c] != NULL)
            order = compare_texts(rows->text[c][a], rows->text[c][b]);
        else
            order =
                (rows->whole[c][a] > rows->whole[c][b]) - (rows->whole[c][a] < rows->whole[c][b]);
        if (order != 0) return order;
    }
    return 0;
}

static int compare_rows(const void *a, const void *b, void *rows)
{
    int32_t i = *(const int32_t *)a, j = *(const int32_t *)b;
    int order = compare_keys(rows, i, j);
    return order != 0 ? order : (i > j) - (i < j);
}

/* "zone Z01, sex f, age 3" */
static void key_text(const struct xw_rows *rows, int32_t row, char *text, size_t size)
{
    size_t length = 0;
    text[0] = '\0';
    for (int32_t c = 0; c < xw_table_of(rows->table)->columns && length < size; c++) {
        const struct xw_parameter *p = column_at(rows, c);
        if (!have(rows, c) || !is_key(p->presence)) continue;
        const char *comma = length == 0 ? "" : ", ";
        char shown[SHOWN + 4] = "";
        if (rows->text[c] != NULL) {
            if (rows->text[c][row] == NULL) continue;
            shorten(rows->text[c][row], shown);
        } else if (rows->whole[c][row] == XW_MISSING) {
            continue;
        } else if (p->kind == XW_VALUE_WORD) {
            char buffer[ACCEPTED];
            const char *word[XW_ROW_COLUMNS];
            xw_word_list(p, buffer, sizeof buffer, word, XW_ROW_COLUMNS);
            snprintf(shown, sizeof shown, "%s", word[rows->whole[c][row]]);
        } else {
            snprintf(shown, sizeof shown, "%d", (int)rows->whole[c][row]);
        }
        length += (size_t)snprintf(text + length, size - length, "%s%s %s", comma, p->name, shown);
    }
}

/* Rows of a table without a key may be alike. */
static bool has_key(enum xw_table table)
{
    const struct xw_table_info *info = xw_table_of(table);
    for (int32_t c = 0; c < info->columns; c++)
        if (xw_column_of((enum xw_column)(info->first + c))->presence == XW_KEY) return true;
    return false;
}

/* A row with a refused cell in its key is nobody's double. */
static bool key_is_whole(const struct xw_rows *rows, int32_t row)
{
    for (int32_t c = 0; c < xw_table_of(rows->table)->columns; c++) {
        if (column_at(rows, c)->presence != XW_KEY) continue;
        bool missing =
            rows->text[c] != NULL ? rows->text[c][row] == NULL : rows->whole[c][row] == XW_MISSING;
        if (missing) return false;
    }
    return true;
}

enum xw_status xw_rows_close(struct xw_rows *rows)
{
    if (!has_key(rows->table)) return XW_OK;
    struct xw_arena scratch = *rows->keep; /* nothing is kept from here */
    int32_t *order = XW_TAKE(&scratch, rows->count, int32_t);
    int32_t *first = XW_TAKE(&scratch, rows->count, int32_t);
    if (order == NULL || first == NULL) return XW_NO_MEMORY;
    for (int32_t i = 0; i < rows->count; i++)
        order[i] = i;
    qsort_r(order, (size_t)rows->count, sizeof *order, compare_rows, rows);
    for (int32_t i = 0; i < rows->count; i++) {
        bool again = i > 0 && compare_keys(rows, order[i - 1], order[i]) == 0;
        first[order[i]] = again ? first[order[i - 1]] : order[i];
    }
    for (int32_t row = 0; row < rows->count; row++) {
        if (first[row] == row || !key_is_whole(rows, row)) continue;
        char key[ACCEPTED];
        key_text(rows, row, key, sizeof key);
        xw_diag_fault(rows->diag, xw_rows_place(rows, (enum xw_column)first_column(rows), row),
                      "%s is there already, in line %d", key, (int)rows->line[first[row]]);
        rows->bad[row] = 1;
    }
    return XW_OK;
}

/* A record takes at least one line, a line end within quotes only makes the bound too large. */
static int32_t most_records(const struct xw_csv *csv)
{
    int32_t lines = 1;
    for (ptrdiff_t i = 0; i < csv->length; i++)
        lines += csv->bytes[i] == '\n';
    return lines;
}

enum xw_status xw_rows_read(enum xw_table table, const char *path, const char *name,
                            const char *encoding, struct xw_arena *keep, struct xw_diag *diag,
                            struct xw_rows *out)
{
    *out = (struct xw_rows){ .table = table, .file = name, .broken = true };
    struct xw_csv csv;
    enum xw_status status = xw_csv_open(&csv, path, name, encoding, keep, diag);
    if (status != XW_OK) return status;
    status = xw_rows_open(out, table, name, most_records(&csv), keep, diag);
    if (status != XW_OK) return status;
    if (!xw_csv_next(&csv)) {
        out->broken = true;
        return XW_REFUSED;
    }
    status = xw_rows_header(out, csv.fields, csv.field, csv.field_line, csv.field_column);
    if (status != XW_OK) return status;
    while (xw_csv_next(&csv)) {
        status =
            xw_rows_add(out, csv.line, csv.fields, csv.field, csv.field_line, csv.field_column);
        if (status != XW_OK) return status;
    }
    if (csv.failed) out->broken = true;
    status = xw_rows_close(out);
    return status == XW_OK && csv.failed ? XW_REFUSED : status;
}

bool xw_rows_have(const struct xw_rows *rows, enum xw_column column)
{
    return have(rows, (int32_t)column - first_column(rows));
}

int32_t xw_rows_whole(const struct xw_rows *rows, enum xw_column column, int32_t row)
{
    const int32_t *values = rows->whole[(int32_t)column - first_column(rows)];
    return values == NULL ? usual_word(xw_column_of(column)) : values[row];
}

double xw_rows_number(const struct xw_rows *rows, enum xw_column column, int32_t row)
{
    const double *values = rows->number[(int32_t)column - first_column(rows)];
    return values == NULL ? NAN : values[row];
}

const char *xw_rows_text(const struct xw_rows *rows, enum xw_column column, int32_t row)
{
    const char *const *values = rows->text[(int32_t)column - first_column(rows)];
    return values == NULL ? NULL : values[row];
}

struct xw_place xw_rows_place(const struct xw_rows *rows, enum xw_column column, int32_t row)
{
    int32_t c = (int32_t)column - first_column(rows);
    struct xw_place at = { .file = rows->file, .line = rows->line[row], .column = 1 };
    if (have(rows, c)) {
        at.line = rows->cell_line[c][row];
        at.column = rows->cell_column[c][row];
        at.field = xw_column_of(column)->name;
    }
    return at;
}
