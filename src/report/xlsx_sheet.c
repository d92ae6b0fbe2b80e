#include "xlsx_sheet.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { NARROWEST = 7, WIDEST = 46, MOST_FROZEN = 3, MOST_FROZEN_LETTERS = 44 };

int32_t xw_sheet_letters(const char *text)
{
    int32_t letters = 0;
    for (const unsigned char *at = (const unsigned char *)text; *at != '\0'; at++)
        if (*at < 0x80)
            letters++;
        else if (*at >= 0xe0) /* begins a letter of three bytes or more: CJK, and signs near it */
            letters += 2;
        else if (*at >= 0xc0)
            letters++;
    return letters;
}

double xw_sheet_rounded(double value, int decimals)
{
    static const double tens[] = { 1.0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6 };
    double scaled = value * tens[decimals], whole = nearbyint(scaled);
    /* Near a tie only the digits themselves tell what is printed. */
    if (fabs(fabs(scaled - whole) - 0.5) > 1e-4 && fabs(scaled) < 1e12)
        return whole / tens[decimals];
    char digits[400];
    snprintf(digits, sizeof digits, "%.*f", decimals, value);
    return strtod(digits, NULL);
}

/* ---- cells
 * -------------------------------------------------------------------------------------------- */

static void widen(struct xw_sheet *s, int32_t column, int32_t letters)
{
    if (letters > s->width[column]) s->width[column] = letters;
}

static void check(struct xw_sheet *s, lxw_error error)
{
    if (error == LXW_NO_ERROR) return;
    xw_book_failed(
        s->book, error == LXW_ERROR_MEMORY_MALLOC_FAILED ? XW_NO_MEMORY : XW_IO,
        xw_arena_format(s->book->view->texts, "sheet %s: %s", s->name, lxw_strerror(error)));
}

static void put_text(struct xw_sheet *s, int32_t column, const char *text, lxw_format *style)
{
    widen(s, column, xw_sheet_letters(text));
    check(s, worksheet_write_string(s->sheet, s->row, (lxw_col_t)column, text, style));
}

static lxw_format *style_of(const struct xw_book *b, const struct xw_data_column *column,
                            int decimals, int sum)
{
    switch (column->kind) {
    case XW_DATA_YEAR:
        return b->year;
    case XW_DATA_FLAG:
        return sum ? b->whole[sum] : b->flag;
    case XW_DATA_SHARE:
        return b->share;
    case XW_DATA_NUMBER:
    case XW_DATA_MONEY:
        return b->number[sum][decimals < XW_BOOK_DECIMALS ? decimals : XW_BOOK_DECIMALS - 1];
    default:
        return b->whole[sum];
    }
}

static void cell(void *self, const struct xw_data_column *of, int32_t column,
                 const struct xw_data_value *value)
{
    struct xw_sheet *s = self;
    double number;
    if (s->book->status != XW_OK || s->full) return;
    switch (value->is) {
    case XW_DATA_IS_NONE:
        put_text(s, column, xw_book_gap(s->book, of->gap),
                 of->kind <= XW_DATA_WORD ? s->book->text[0] : s->book->mark[0]);
        return;
    case XW_DATA_IS_HELD:
        put_text(s, column, "×", s->book->mark[0]);
        return;
    case XW_DATA_IS_TEXT:
        put_text(s, column, xw_data_said(of, value->text, s->book->chinese), s->book->text[0]);
        return;
    case XW_DATA_IS_WHOLE:
        number = (double)value->whole;
        break;
    default:
        number = xw_sheet_rounded(value->real, value->decimals);
        break;
    }
    s->sum[column] += number;
    int32_t digits = number == 0.0 ? 1 : (int32_t)log10(fabs(number) + 0.5) + 1;
    widen(s, column, (digits < 1 ? 1 : digits) + digits / 3 + value->decimals + 2);
    check(s, worksheet_write_number(s->sheet, s->row, (lxw_col_t)column, number,
                                    style_of(s->book, of, value->decimals, XW_BOOK_PLAIN)));
}

static void end(void *self)
{
    struct xw_sheet *s = self;
    if (s->book->status != XW_OK || s->full) return;
    if (++s->row <= XW_BOOK_LAST_ROW) return;
    s->full = true;
    xw_book_failed(s->book, XW_OUT_OF_RANGE,
                   xw_arena_format(s->book->view->texts, "%s has more rows than a sheet holds",
                                   s->table->file));
}

/* ---- open and close
 * ------------------------------------------------------------------------------------ */

static void put_heads(struct xw_sheet *s)
{
    struct xw_book *b = s->book;
    check(s, worksheet_set_row(s->sheet, XW_SHEET_HEAD_ROW, 48.0, NULL));
    for (int32_t c = 0; c < s->table->columns; c++) {
        const struct xw_data_column *column = &s->table->column[c];
        const char *head = xw_data_head(b->view->texts, column, b->chinese);
        const char *unit = xw_data_unit(column, b->chinese);
        if (head == NULL) {
            xw_book_failed(b, XW_NO_MEMORY, NULL);
            return;
        }
        /* Two lines of the head and one of the unit have room in the row. */
        widen(s, c, (xw_sheet_letters(head) + 1) / 2 + 2);
        const char *text =
            unit[0] != '\0' ? xw_arena_format(b->view->texts, "%s\n%s", head, unit) : head;
        if (text == NULL) {
            xw_book_failed(b, XW_NO_MEMORY, NULL);
            return;
        }
        check(s, worksheet_write_string(s->sheet, XW_SHEET_HEAD_ROW, (lxw_col_t)c, text,
                                        column->kind <= XW_DATA_WORD ? b->head_left : b->head));
    }
}

void xw_sheet_open(struct xw_sheet *s, struct xw_book *book, const struct xw_data_table *table,
                   const char *name, const char *title, const char *file)
{
    *s = (struct xw_sheet){
        .book = book, .table = table, .name = name, .title = title, .file = file
    };
    s->sink = (struct xw_data_sink){ cell, end, s };
    s->sum = XW_TAKE(book->view->texts, table->columns, double);
    s->width = XW_TAKE(book->view->texts, table->columns, int32_t);
    if (s->sum == NULL || s->width == NULL) xw_book_failed(book, XW_NO_MEMORY, NULL);
    s->sheet = xw_book_sheet(book, name);
    if (s->sheet == NULL) return;
    for (int32_t c = 0; c < table->columns; c++) {
        s->sum[c] = 0.0;
        s->width[c] = NARROWEST;
    }
    check(s, worksheet_write_string(s->sheet, 0, 0, title, book->title));
    const char *what = file[0] != '\0' ? xw_book_told(book, XW_SAY_BOOK_SAME, XW_WITH(file))
                                       : xw_book_word(book, XW_SAY_BOOK_UNITS);
    check(s, worksheet_write_string(s->sheet, 1, 0, xw_book_note(book, what), book->note));
    put_heads(s);
    s->row = XW_SHEET_FIRST_ROW;
}

static void put_sums(struct xw_sheet *s, lxw_row_t last)
{
    bool any = false, labelled = false;
    for (int32_t c = 0; c < s->table->columns; c++)
        any = any || s->table->column[c].sums;
    if (!any) return;
    for (int32_t c = 0; c < s->table->columns; c++) {
        const struct xw_data_column *column = &s->table->column[c];
        if (!column->sums) {
            put_text(s, c,
                     labelled ? xw_book_gap(s->book, XW_DATA_DASH)
                              : xw_book_word(s->book, XW_SAY_SUM),
                     labelled && column->kind > XW_DATA_WORD ? s->book->mark[1] : s->book->text[1]);
            labelled = true;
            continue;
        }
        char first_cell[LXW_MAX_CELL_NAME_LENGTH], last_cell[LXW_MAX_CELL_NAME_LENGTH];
        lxw_rowcol_to_cell(first_cell, XW_SHEET_FIRST_ROW, (lxw_col_t)c);
        lxw_rowcol_to_cell(last_cell, last, (lxw_col_t)c);
        char formula[64];
        snprintf(formula, sizeof formula, "=SUM(%s:%s)", first_cell, last_cell);
        double sum =
            xw_sheet_rounded(s->sum[c], column->decimals < XW_BOOK_DECIMALS ? column->decimals
                                                                            : XW_BOOK_DECIMALS - 1);
        check(s, worksheet_write_formula_num(
                     s->sheet, s->row, (lxw_col_t)c, formula,
                     style_of(s->book, column, column->decimals, XW_BOOK_SUM), sum));
        widen(s, c, (int32_t)log10(fabs(sum) + 1.0) * 4 / 3 + 4);
    }
    s->row++;
}

/* Names that stay in view while the rest scrolls. */
static lxw_col_t frozen(const struct xw_sheet *s)
{
    int32_t letters = 0, columns = 0;
    for (; columns < s->table->columns - 1 && columns < MOST_FROZEN; columns++) {
        enum xw_data_kind kind = s->table->column[columns].kind;
        letters += s->width[columns];
        if (kind != XW_DATA_TEXT && kind != XW_DATA_WORD && kind != XW_DATA_YEAR) break;
        if (letters > MOST_FROZEN_LETTERS) break;
    }
    return (lxw_col_t)(columns > 0 ? columns : 1);
}

static void mark_shortages(struct xw_sheet *s, lxw_row_t last)
{
    lxw_conditional_format below = { .type = LXW_CONDITIONAL_TYPE_CELL,
                                     .criteria = LXW_CONDITIONAL_CRITERIA_LESS_THAN,
                                     .value = 0.0,
                                     .format = s->book->short_of };
    for (int32_t c = 0; c < s->table->columns; c++)
        if (s->table->column[c].kind == XW_DATA_BALANCE)
            check(s, worksheet_conditional_format_range(s->sheet, XW_SHEET_FIRST_ROW, (lxw_col_t)c,
                                                        last, (lxw_col_t)c, &below));
}

void xw_sheet_close(struct xw_sheet *s)
{
    struct xw_book *b = s->book;
    if (b->status != XW_OK) return;
    int64_t rows = (int64_t)s->row - XW_SHEET_FIRST_ROW;
    lxw_row_t last = s->row - 1;
    lxw_col_t right = (lxw_col_t)(s->table->columns - 1);
    if (rows > 0) {
        /* Before the sums: a row once left is out of reach. */
        check(s, worksheet_autofilter(s->sheet, XW_SHEET_HEAD_ROW, 0, last, right));
        put_sums(s, last);
        mark_shortages(s, s->row - 1);
    } else {
        check(s, worksheet_write_string(s->sheet, s->row++, 0, xw_book_word(b, XW_SAY_BOOK_NO_ROWS),
                                        b->note));
    }
    for (int32_t c = 0; c < s->table->columns; c++) {
        int32_t width = s->width[c] + 1 < WIDEST ? s->width[c] + 1 : WIDEST;
        check(s, worksheet_set_column(s->sheet, (lxw_col_t)c, (lxw_col_t)c, width, NULL));
    }
    worksheet_freeze_panes(s->sheet, XW_SHEET_FIRST_ROW, frozen(s));
    check(s, worksheet_repeat_rows(s->sheet, 0, XW_SHEET_HEAD_ROW));
    xw_book_enter(b, s->name, s->title, s->file, rows);
}

void xw_sheet_write(struct xw_book *book, const struct xw_data_table *table,
                    const struct xw_data_source *source)
{
    struct xw_sheet sheet;
    const char *title = book->chinese ? table->zh : table->en;
    xw_sheet_open(&sheet, book, table, title, title, table->file);
    if (book->status != XW_OK) return;
    if (!xw_data_emit(table, source, &sheet.sink))
        xw_book_failed(book, XW_OUT_OF_RANGE,
                       xw_arena_format(book->view->texts, "a row of %s does not fit its columns",
                                       table->file));
    xw_sheet_close(&sheet);
}
