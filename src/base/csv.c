#include "xuewei/csv.h"
#include "xuewei/file.h"
#include <string.h>

enum xw_status xw_csv_open(struct xw_csv *csv, const char *path, const char *name,
                           const char *encoding, struct xw_arena *keep, struct xw_diag *diag)
{
    *csv = (struct xw_csv){ .name = name, .keep = keep, .diag = diag, .failed = true };
    struct xw_bytes raw;
    enum xw_status status = xw_file_read(path, name, keep, diag, &raw);
    return status == XW_OK ? xw_csv_open_bytes(csv, raw, name, encoding, keep, diag) : status;
}

enum xw_status xw_csv_open_bytes(struct xw_csv *csv, struct xw_bytes raw, const char *name,
                                 const char *encoding, struct xw_arena *keep, struct xw_diag *diag)
{
    *csv = (struct xw_csv){ .name = name, .keep = keep, .diag = diag, .failed = true };
    struct xw_bytes text;
    enum xw_status status = xw_file_decode(raw, name, encoding, keep, diag, &text);
    if (status != XW_OK) return status;

    if (text.length == (ptrdiff_t)strspn(text.at, "\r\n")) {
        xw_diag_fault(diag, (struct xw_place){ .file = name },
                      "the file is empty; a table begins with a header row");
        return XW_REFUSED;
    }
    /* An unquoted text is never longer than its cell, and its NUL takes the separator's place, so
     * that the texts of all cells fit into one stretch as long as the file. */
    csv->text_at = xw_arena_take(keep, text.length + 1, 1, 1);
    if (csv->text_at == NULL) {
        xw_diag_fault(diag, (struct xw_place){ .file = name }, "memory is used up");
        return XW_NO_MEMORY;
    }
    csv->bytes = text.at;
    csv->length = text.length;
    csv->at_line = csv->at_column = 1;
    csv->failed = false;
    return XW_OK;
}

static struct xw_place here(const struct xw_csv *csv)
{
    return (struct xw_place){ .file = csv->name, .line = csv->at_line, .column = csv->at_column };
}

/* Step over one byte and keep the place. A character is counted at its first byte. */
static void step(struct xw_csv *csv)
{
    char byte = csv->bytes[csv->at++];
    if (byte == '\n') {
        csv->at_line++;
        csv->at_column = 1;
    } else if (((unsigned char)csv->bytes[csv->at] & 0xC0) != 0x80) {
        csv->at_column++;
    }
}

static void keep_byte(struct xw_csv *csv)
{
    *csv->text_at++ = csv->bytes[csv->at];
    step(csv);
}

/* The bytes are free of NUL, so that the NUL behind them marks the end. */
static bool at_end(const struct xw_csv *csv)
{
    return csv->at == csv->length;
}

static bool at_separator(const struct xw_csv *csv)
{
    char byte = csv->bytes[csv->at];
    return at_end(csv) || byte == ',' || byte == '\n' || byte == '\r';
}

/* Room for one more cell in the arrays of the record. */
static bool make_room(struct xw_csv *csv)
{
    if (csv->fields < csv->room) return true;
    int32_t room = csv->room == 0 ? 32 : 2 * csv->room;
    const char **field = XW_TAKE(csv->keep, room, const char *);
    int32_t *line = XW_TAKE(csv->keep, room, int32_t);
    int32_t *column = XW_TAKE(csv->keep, room, int32_t);
    if (field == NULL || line == NULL || column == NULL) {
        xw_diag_fault(csv->diag, here(csv), "memory is used up");
        csv->failed = true;
        return false;
    }
    if (csv->fields > 0) {
        memcpy(field, csv->field, (size_t)csv->fields * sizeof *field);
        memcpy(line, csv->field_line, (size_t)csv->fields * sizeof *line);
        memcpy(column, csv->field_column, (size_t)csv->fields * sizeof *column);
    }
    csv->field = field;
    csv->field_line = line;
    csv->field_column = column;
    csv->room = room;
    return true;
}

/* From the opening quote to behind the closing one. */
static bool read_quoted(struct xw_csv *csv)
{
    struct xw_place open = here(csv);
    step(csv);
    for (;;) {
        if (at_end(csv)) {
            xw_diag_fault(csv->diag, open, "the quote that opens here is never closed");
            csv->failed = true;
            return false;
        }
        if (csv->bytes[csv->at] == '"') {
            step(csv);
            if (csv->bytes[csv->at] != '"') return true;
        }
        keep_byte(csv);
    }
}

/* One cell, up to its separator. */
static bool read_cell(struct xw_csv *csv)
{
    if (!make_room(csv)) return false;
    csv->field[csv->fields] = csv->text_at;
    csv->field_line[csv->fields] = csv->at_line;
    csv->field_column[csv->fields] = csv->at_column;
    csv->fields++;

    bool quoted = csv->bytes[csv->at] == '"', said = false;
    if (quoted && !read_quoted(csv)) return false;
    while (!at_separator(csv)) {
        if (quoted && !said) {
            xw_diag_fault(csv->diag, here(csv),
                          "text after a closing quote; a quote inside a field is written twice");
            said = true;
        } else if (!quoted && !said && csv->bytes[csv->at] == '"') {
            xw_diag_fault(csv->diag, here(csv),
                          "a quote inside a field that does not begin with one; quote the whole "
                          "field and write the quote twice");
            said = true;
        }
        keep_byte(csv);
    }
    return true;
}

/* Step over LF or CRLF; false when there is none. */
static bool skip_line_end(struct xw_csv *csv)
{
    const char *at = csv->bytes + csv->at;
    if (at[0] == '\r' && at[1] == '\n') step(csv);
    if (csv->bytes[csv->at] != '\n') return false;
    step(csv);
    return true;
}

bool xw_csv_next(struct xw_csv *csv)
{
    csv->fields = 0;
    if (csv->failed) return false;
    while (skip_line_end(csv)) {
    }
    if (at_end(csv)) return false;

    csv->line = csv->at_line;
    while (read_cell(csv)) {
        bool more = csv->bytes[csv->at] == ',', last = at_end(csv);
        struct xw_place end = here(csv);
        if (more) step(csv);
        if (!more && !last && !skip_line_end(csv)) {
            xw_diag_fault(csv->diag, end,
                          "a carriage return without a line feed; a line ends with LF or CRLF");
            csv->failed = true;
            break;
        }
        *csv->text_at++ = '\0'; /* in the separator's place, or behind the last byte */
        if (!more) return true;
    }
    csv->fields = 0; /* a record that could not be read whole is not handed out */
    return false;
}

void xw_csv_write(FILE *to, const char *text)
{
    if (text[strcspn(text, ",\"\r\n")] == '\0') {
        fputs(text, to);
        return;
    }
    fputc('"', to);
    for (; *text != '\0'; text++) {
        if (*text == '"') fputc('"', to);
        fputc(*text, to);
    }
    fputc('"', to);
}
