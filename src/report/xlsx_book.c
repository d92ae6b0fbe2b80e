#include "xlsx_book.h"
#include "headline.h"
#include <string.h>

#define INK    0x1b2028
#define GREY   0x525b66
#define RULE   0xc8cdd3
#define ORANGE 0xb23a08
#define SEATS  0x1f5f8f

/* Files carry a date of making; a report has no clock, so all have the same: 2000-01-01. */
enum { SAME_DATE = 946684800 };

void xw_book_failed(struct xw_book *book, enum xw_status status, const char *trouble)
{
    if (book->status != XW_OK) return;
    book->status = status;
    book->trouble = trouble;
}

/* ---- styles
 * -------------------------------------------------------------------------------------------- */

static lxw_format *format(struct xw_book *b, const char *numbers)
{
    lxw_format *f = workbook_add_format(b->workbook);
    if (f == NULL) {
        xw_book_failed(b, XW_NO_MEMORY, NULL);
        return NULL;
    }
    format_set_font_name(f, b->chinese ? "Noto Sans CJK SC" : "Arial");
    format_set_font_size(f, 10);
    format_set_font_color(f, INK);
    format_set_align(f, LXW_ALIGN_VERTICAL_CENTER);
    if (numbers != NULL) format_set_num_format(f, numbers);
    return f;
}

static lxw_format *sum_of(lxw_format *f)
{
    if (f == NULL) return NULL;
    format_set_bold(f);
    format_set_top(f, LXW_BORDER_THIN);
    return f;
}

static void make_text_styles(struct xw_book *b)
{
    if ((b->title = format(b, NULL)) != NULL) {
        format_set_bold(b->title);
        format_set_font_size(b->title, 14);
    }
    if ((b->note = format(b, NULL)) != NULL) {
        format_set_font_color(b->note, GREY);
        format_set_font_size(b->note, 9);
    }
    for (int left = 0; left < 2; left++) {
        lxw_format *head = format(b, NULL);
        if (head == NULL) return;
        format_set_bold(head);
        format_set_text_wrap(head);
        format_set_align(head, left ? LXW_ALIGN_LEFT : LXW_ALIGN_RIGHT);
        format_set_align(head, LXW_ALIGN_VERTICAL_TOP);
        format_set_top(head, LXW_BORDER_MEDIUM);
        format_set_bottom(head, LXW_BORDER_THIN);
        *(left ? &b->head_left : &b->head) = head;
    }
    for (int sum = 0; sum < 2; sum++) {
        b->text[sum] = format(b, NULL);
        b->mark[sum] = format(b, NULL);
        if (b->text[sum] == NULL || b->mark[sum] == NULL) return;
        format_set_align(b->mark[sum], LXW_ALIGN_RIGHT);
        format_set_font_color(b->mark[sum], GREY);
        if (sum) {
            sum_of(b->text[sum]);
            sum_of(b->mark[sum]);
        }
    }
    if ((b->wrap = format(b, NULL)) != NULL) format_set_text_wrap(b->wrap);
    if ((b->label = format(b, NULL)) != NULL) format_set_font_color(b->label, GREY);
    if ((b->section = format(b, NULL)) != NULL) {
        format_set_bold(b->section);
        format_set_font_size(b->section, 12);
        format_set_top(b->section, LXW_BORDER_MEDIUM);
    }
    if ((b->link = format(b, NULL)) != NULL) {
        format_set_font_color(b->link, SEATS);
        format_set_underline(b->link, LXW_UNDERLINE_SINGLE);
    }
}

static void make_number_styles(struct xw_book *b)
{
    static const char *const zeros = "000000";
    for (int sum = 0; sum < 2; sum++) {
        b->whole[sum] = format(b, "#,##0;\xe2\x88\x92#,##0");
        for (int d = 0; d < XW_BOOK_DECIMALS; d++) {
            char text[64];
            snprintf(text, sizeof text, "#,##0%s%.*s;\xe2\x88\x92#,##0%s%.*s", d > 0 ? "." : "", d,
                     zeros, d > 0 ? "." : "", d, zeros);
            b->number[sum][d] = format(b, text);
            if (sum) sum_of(b->number[sum][d]);
        }
        if (sum) sum_of(b->whole[sum]);
    }
    b->year = format(b, "0");
    b->share = format(b, "0.0%");
    b->flag = format(b, b->chinese ? "[=1]\"\xe6\x98\xaf\";[=0]\"\xe5\x90\xa6\";General"
                                   : "[=1]\"yes\";[=0]\"no\";General");
    if (b->flag != NULL) format_set_align(b->flag, LXW_ALIGN_RIGHT);
}

/* Formats of conditions say only what they change. */
static lxw_format *condition(struct xw_book *b, bool bold, lxw_color_t ink, lxw_color_t ground)
{
    lxw_format *f = workbook_add_format(b->workbook);
    if (f == NULL) {
        xw_book_failed(b, XW_NO_MEMORY, NULL);
        return NULL;
    }
    if (bold) format_set_bold(f);
    format_set_font_color(f, ink);
    if (ground != 0) format_set_bg_color(f, ground);
    return f;
}

static void make_conditions(struct xw_book *b)
{
    static const lxw_color_t heat[7] = { 0xb23a08, 0xe39a74, 0xf8dccb, 0xf3f3f0,
                                         0xdfeaf2, 0xb4d0e2, 0x7eaccb };
    b->short_of = condition(b, true, ORANGE, 0);
    for (int i = 0; i < 7; i++)
        b->heat[i] = condition(b, i < 3, i == 0 ? 0xffffff : INK, heat[i]);
}

/* ---- open and close
 * ------------------------------------------------------------------------------------ */

enum xw_status xw_book_open(struct xw_book *book, struct xw_view *view, const char *path)
{
    lxw_workbook_options options = { .constant_memory = LXW_TRUE };
    *book = (struct xw_book){ .view = view, .chinese = view->language == XW_CHINESE };
    book->entry = XW_TAKE(view->texts, XW_BOOK_MOST_SHEETS, struct xw_book_entry);
    if (book->entry == NULL) return XW_NO_MEMORY;
    book->workbook = workbook_new_opt(path, &options);
    if (book->workbook == NULL) return XW_NO_MEMORY;
    const char *place = xw_view_name(view, view->f->run->place_zh, view->f->run->place_en);
    char *title = xw_arena_text(
        view->texts, xw_book_told(book, XW_SAY_TITLE_PLAIN,
                                  XW_WITH(place != NULL ? place : "",
                                          xw_years(view, view->f->first, view->f->last))));
    lxw_doc_properties properties = { .title = title, .author = "Xuewei", .created = SAME_DATE };
    workbook_set_properties(book->workbook, &properties);
    make_text_styles(book);
    make_number_styles(book);
    make_conditions(book);
    return XW_OK;
}

enum xw_status xw_book_close(struct xw_book *book)
{
    if (book->workbook == NULL) return book->status;
    lxw_error error = workbook_close(book->workbook);
    book->workbook = NULL;
    if (book->view->out->failed) xw_book_failed(book, XW_NO_MEMORY, NULL);
    if (error == LXW_ERROR_MEMORY_MALLOC_FAILED) xw_book_failed(book, XW_NO_MEMORY, NULL);
    if (error != LXW_NO_ERROR) xw_book_failed(book, XW_IO, lxw_strerror(error));
    return book->status;
}

/* ---- words
 * --------------------------------------------------------------------------------------------- */

static const char *plain(struct xw_book *b, const char *markup)
{
    struct xw_markup out;
    if (markup == NULL || strpbrk(markup, "<&") == NULL) return markup != NULL ? markup : "";
    if (xw_markup_init(&out) != XW_OK) {
        xw_book_failed(b, XW_NO_MEMORY, NULL);
        return "";
    }
    xw_headline_plain(&out, markup, (ptrdiff_t)strlen(markup));
    ptrdiff_t length;
    const char *bytes = xw_markup_bytes(&out, &length);
    const char *text = out.failed ? NULL : xw_arena_text_n(b->view->texts, bytes, length);
    xw_markup_free(&out);
    if (text == NULL) xw_book_failed(b, XW_NO_MEMORY, NULL);
    return text != NULL ? text : "";
}

const char *xw_book_word(struct xw_book *book, enum xw_key key)
{
    return plain(book, xw_word(book->view, key));
}

const char *xw_book_told(struct xw_book *book, enum xw_key key, const char *const *arguments)
{
    return plain(book, xw_told(book->view, key, arguments));
}

const char *xw_book_note(struct xw_book *book, const char *what)
{
    const struct xw_run *run = book->view->f->run;
    const char *text = xw_book_told(book, XW_SAY_BOOK_NOTE,
                                    XW_WITH(what, run->name, run->id != NULL ? run->id : "—"));
    if (!book->view->draft) return text;
    text = xw_arena_format(book->view->texts, "%s  %s", text, xw_book_word(book, XW_SAY_DRAFT));
    if (text == NULL) xw_book_failed(book, XW_NO_MEMORY, NULL);
    return text != NULL ? text : "";
}

const char *xw_book_gap(struct xw_book *book, enum xw_data_gap gap)
{
    return gap == XW_DATA_NEEDED  ? xw_book_word(book, XW_SAY_MISSING)
           : gap == XW_DATA_ASKED ? xw_book_word(book, XW_SAY_MARK_ASK)
                                  : xw_book_word(book, XW_SAY_MARK_DASH);
}

/* ---- sheets
 * -------------------------------------------------------------------------------------------- */

/* In a footer & begins a command; its text is at most 255 long. */
static const char *footer(struct xw_book *b)
{
    const struct xw_run *run = b->view->f->run;
    char place[120] = "";
    size_t used = 0;
    const char *from = xw_view_name(b->view, run->place_zh, run->place_en);
    for (; from != NULL && *from != '\0' && used + 6 < sizeof place; from++) {
        if (*from == '&') place[used++] = '&';
        place[used++] = *from;
    }
    for (; used > 0 && ((unsigned char)*from & 0xc0) == 0x80; from--)
        used--; /* never half a letter */
    place[used] = '\0';
    const char *text = xw_arena_format(b->view->texts, "&L&8%s  %s  %s&R&8&P / &N", place,
                                       run->id != NULL ? run->id : "",
                                       b->view->draft ? xw_book_word(b, XW_SAY_DRAFT) : "");
    if (text == NULL) xw_book_failed(b, XW_NO_MEMORY, NULL);
    return text != NULL ? text : "";
}

lxw_worksheet *xw_book_sheet(struct xw_book *book, const char *name)
{
    if (book->status != XW_OK) return NULL;
    lxw_worksheet *sheet = workbook_add_worksheet(book->workbook, name);
    if (sheet == NULL) {
        xw_book_failed(book, XW_OUT_OF_RANGE,
                       xw_arena_format(book->view->texts, "a sheet cannot be called %s", name));
        return NULL;
    }
    worksheet_set_landscape(sheet);
    worksheet_set_paper(sheet, 9); /* A4 */
    worksheet_fit_to_pages(sheet, 1, 0);
    worksheet_set_margins(sheet, 0.4, 0.4, 0.5, 0.6);
    worksheet_set_footer(sheet, footer(book));
    worksheet_gridlines(sheet, LXW_HIDE_ALL_GRIDLINES);
    return sheet;
}

void xw_book_enter(struct xw_book *book, const char *sheet, const char *title, const char *file,
                   int64_t rows)
{
    if (book->status != XW_OK) return;
    if (book->entries == XW_BOOK_MOST_SHEETS) {
        xw_book_failed(book, XW_OUT_OF_RANGE, "a workbook of a report has at most 250 sheets");
        return;
    }
    book->entry[book->entries++] = (struct xw_book_entry){ sheet, title, file, rows };
}

/* ---- charts
 * -------------------------------------------------------------------------------------------- */

static lxw_chart_font chart_font(const struct xw_book *b, double size)
{
    return (lxw_chart_font){ .name = b->chinese ? "Noto Sans CJK SC" : "Arial",
                             .size = size,
                             .bold = LXW_EXPLICIT_FALSE,
                             .color = INK };
}

lxw_chart *xw_book_chart(struct xw_book *book, uint8_t kind, const char *title, const char *x,
                         const char *y)
{
    if (book->status != XW_OK) return NULL;
    lxw_chart *chart = workbook_add_chart(book->workbook, kind);
    if (chart == NULL) {
        xw_book_failed(book, XW_NO_MEMORY, NULL);
        return NULL;
    }
    lxw_chart_font big = chart_font(book, 12), small = chart_font(book, 9);
    lxw_chart_line rule = { .color = RULE, .width = 0.5 };
    chart_title_set_name(chart, title);
    chart_title_set_name_font(chart, &big);
    chart_axis_set_name(chart->x_axis, x);
    chart_axis_set_name(chart->y_axis, y);
    for (int i = 0; i < 2; i++) {
        lxw_chart_axis *axis = i == 0 ? chart->x_axis : chart->y_axis;
        chart_axis_set_name_font(axis, &small);
        chart_axis_set_num_font(axis, &small);
    }
    chart_axis_major_gridlines_set_line(chart->y_axis, &rule);
    chart_axis_set_num_format(chart->y_axis, "#,##0");
    chart_legend_set_position(chart, LXW_CHART_LEGEND_BOTTOM);
    chart_legend_set_font(chart, &small);
    return chart;
}

void xw_book_insert(struct xw_book *book, lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column,
                    lxw_chart *chart, double width, double height, const char *alt)
{
    if (book->status != XW_OK || chart == NULL) return;
    char *description = xw_arena_text(book->view->texts, alt);
    if (description == NULL) {
        xw_book_failed(book, XW_NO_MEMORY, NULL);
        return;
    }
    lxw_chart_options options = { .x_scale = width / 480.0,
                                  .y_scale = height / 288.0,
                                  .object_position = LXW_OBJECT_MOVE_DONT_SIZE,
                                  .description = description };
    if (worksheet_insert_chart_opt(sheet, row, column, chart, &options) != LXW_NO_ERROR)
        xw_book_failed(book, XW_NO_MEMORY, NULL);
}
