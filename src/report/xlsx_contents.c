#include "xlsx_contents.h"
#include "marks.h"
#include <string.h>

/* Where the next row goes; failures are the book's. */
struct pen {
    struct xw_book *book;
    lxw_worksheet *sheet;
    lxw_row_t row;
};

static void put(struct pen *p, lxw_col_t column, const char *text, lxw_format *style)
{
    if (p->book->status != XW_OK) return;
    if (text == NULL || worksheet_write_string(p->sheet, p->row, column,
                                               text[0] != '\0' ? text : "—", style) != LXW_NO_ERROR)
        xw_book_failed(p->book, XW_NO_MEMORY, NULL);
}

static void pair(struct pen *p, enum xw_key label, const char *text)
{
    put(p, 0, xw_book_word(p->book, label), p->book->label);
    put(p, 1, text, p->book->text[0]);
    p->row++;
}

/* ---- contents
 * ------------------------------------------------------------------------------------------ */

static const char *evidence_said(struct xw_book *b)
{
    struct xw_view *v = b->view;
    static const char *const glyphs[XW_EVIDENCE_COUNT] = { "●", "◐", "○" };
    double share[XW_EVIDENCE_COUNT];
    int32_t parts[XW_EVIDENCE_COUNT];
    if (!xw_figures_evidence(v->f, "seats", XW_NONE, v->f->now, share))
        return xw_book_word(b, XW_SAY_BOOK_EVIDENCE_NONE);
    xw_number_parts(share, XW_EVIDENCE_COUNT, 100, parts);
    const char *all = "";
    for (int32_t e = 0; e < XW_EVIDENCE_COUNT && all != NULL; e++)
        all = xw_arena_format(v->texts, "%s%s%s %s %d%%", all, e > 0 ? "　" : "", glyphs[e],
                              v->words->evidence[e], parts[e]);
    return all;
}

static const char *replicates_said(struct xw_book *b)
{
    struct xw_view *v = b->view;
    const struct xw_run *run = v->f->run;
    if (run->replicates == 0) return xw_book_word(b, XW_SAY_BOOK_SINGLE);
    if (v->chances == NULL)
        return xw_book_told(b, XW_SAY_BOOK_FEW,
                            XW_WITH(xw_n(v, run->replicates), xw_n(v, XW_CHANCES_LEAST)));
    return xw_n(v, run->replicates);
}

static void put_run(struct pen *p)
{
    struct xw_book *b = p->book;
    struct xw_view *v = b->view;
    const struct xw_run *run = v->f->run;
    const char *place = xw_view_name(v, run->place_zh, run->place_en);
    put(p, 0,
        xw_book_told(b, XW_SAY_TITLE_PLAIN,
                     XW_WITH(place != NULL ? place : "", xw_years(v, v->f->first, v->f->last))),
        b->title);
    p->row += 2;
    pair(p, XW_SAY_BOOK_SCENARIO,
         xw_arena_format(v->texts, "%s (%s)", xw_view_title(v, run), run->name));
    for (int32_t r = 1; r < v->runs; r++)
        pair(p, XW_SAY_BOOK_BESIDE,
             xw_arena_format(v->texts, "%s (%s, %s)", xw_view_title(v, v->all[r].run),
                             v->all[r].run->name,
                             v->all[r].run->id != NULL ? v->all[r].run->id : "—"));
    pair(p, XW_SAY_BOOK_RUN, run->id != NULL ? run->id : "—");
    pair(p, XW_SAY_BOOK_YEARS, xw_years(v, v->f->first, v->f->last));
    pair(p, XW_SAY_BOOK_REPLICATES, replicates_said(b));
    pair(p, XW_SAY_BOOK_SEED, xw_figures_key(v->f, "seed"));
    pair(p, XW_SAY_BOOK_EVIDENCE, evidence_said(b));
    pair(p, XW_SAY_BOOK_MARK, xw_book_word(b, v->draft ? XW_SAY_DRAFT : XW_SAY_BOOK_NO_MARK));
    p->row++;
}

void xw_book_contents(struct xw_book *b, lxw_worksheet *sheet)
{
    static const enum xw_key heads[4] = { XW_SAY_BOOK_SHEET, XW_SAY_BOOK_CONTENT, XW_SAY_BOOK_ROWS,
                                          XW_SAY_BOOK_FILE };
    if (b->status != XW_OK) return;
    struct pen pen = { b, sheet, 0 };
    put_run(&pen);
    lxw_row_t head = pen.row;
    for (lxw_col_t c = 0; c < 4; c++)
        put(&pen, c, xw_book_word(b, heads[c]), c == 2 ? b->head : b->head_left);
    pen.row++;
    for (int32_t i = 0; i < b->entries && b->status == XW_OK; i++) {
        const struct xw_book_entry *entry = &b->entry[i];
        const char *link = xw_arena_format(b->view->texts, "internal:'%s'!A1", entry->sheet);
        if (link == NULL || worksheet_write_url_opt(sheet, pen.row, 0, link, b->link, entry->sheet,
                                                    NULL) != LXW_NO_ERROR)
            xw_book_failed(b, XW_NO_MEMORY, NULL);
        put(&pen, 1, entry->title, b->text[0]);
        if (worksheet_write_number(sheet, pen.row, 2, (double)entry->rows, b->whole[0]) !=
            LXW_NO_ERROR)
            xw_book_failed(b, XW_NO_MEMORY, NULL);
        put(&pen, 3,
            entry->file[0] != '\0' ? xw_arena_format(b->view->texts, "tables/%s", entry->file)
                                   : "—",
            b->text[0]);
        pen.row++;
    }
    worksheet_set_column(sheet, 0, 0, 24, NULL);
    worksheet_set_column(sheet, 1, 1, 70, NULL);
    worksheet_set_column(sheet, 2, 2, 9, NULL);
    worksheet_set_column(sheet, 3, 3, 30, NULL);
    worksheet_autofilter(sheet, head, 0, pen.row - 1, 3);
}

/* ---- definitions
 * --------------------------------------------------------------------------------------- */

static void section(struct pen *p, enum xw_key key)
{
    p->row++;
    for (lxw_col_t c = 0; c < 7; c++)
        if (p->book->status == XW_OK &&
            (c == 0 ? worksheet_write_string(p->sheet, p->row, c, xw_book_word(p->book, key),
                                             p->book->section)
                    : worksheet_write_blank(p->sheet, p->row, c, p->book->section)) != LXW_NO_ERROR)
            xw_book_failed(p->book, XW_NO_MEMORY, NULL);
    p->row++;
}

static void meaning(struct pen *p, const char *word, const char *means)
{
    put(p, 0, word, p->book->text[0]);
    put(p, 1, means, p->book->text[0]);
    p->row++;
}

static const char *kind_said(struct xw_book *b, const struct xw_data_column *column)
{
    static const enum xw_key kinds[] = {
        [XW_DATA_TEXT] = XW_SAY_BOOK_KIND_TEXT,     [XW_DATA_WORD] = XW_SAY_BOOK_KIND_WORD,
        [XW_DATA_WHOLE] = XW_SAY_BOOK_KIND_WHOLE,   [XW_DATA_BALANCE] = XW_SAY_BOOK_KIND_WHOLE,
        [XW_DATA_FLAG] = XW_SAY_BOOK_KIND_FLAG,     [XW_DATA_YEAR] = XW_SAY_BOOK_KIND_YEAR,
        [XW_DATA_NUMBER] = XW_SAY_BOOK_KIND_NUMBER, [XW_DATA_SHARE] = XW_SAY_BOOK_KIND_SHARE,
        [XW_DATA_MONEY] = XW_SAY_BOOK_KIND_MONEY
    };
    if (column->kind != XW_DATA_WORD || column->words == NULL)
        return xw_book_word(b, column->kind == XW_DATA_WORD ? XW_SAY_BOOK_KIND_TEXT
                                                            : kinds[column->kind]);
    const char *all = "";
    for (const struct xw_data_word *w = column->words; w->code != NULL && all != NULL; w++)
        all = xw_arena_format(b->view->texts, "%s%s%s = %s", all,
                              w == column->words ? ""
                              : b->chinese       ? "，"
                                                 : ", ",
                              w->code, b->chinese ? w->zh : w->en);
    return all != NULL ? xw_book_told(b, XW_SAY_BOOK_KIND_WORD, XW_WITH(all)) : NULL;
}

static void put_columns(struct pen *p, const struct xw_data_source *source)
{
    static const enum xw_key heads[7] = { XW_SAY_FILE,   XW_SAY_COLUMN,    XW_SAY_BOOK_HEAD,
                                          XW_SAY_UNIT,   XW_SAY_BOOK_KIND, XW_SAY_BOOK_TOTAL,
                                          XW_SAY_MEANING };
    struct xw_book *b = p->book;
    lxw_row_t head = p->row;
    for (lxw_col_t c = 0; c < 7; c++)
        put(p, c, xw_book_word(b, heads[c]), b->head_left);
    p->row++;
    for (int32_t t = 0; t < xw_data_tables_count; t++) {
        const struct xw_data_table *table = xw_data_tables[t];
        if (!xw_data_has(table, source)) continue;
        for (int32_t c = 0; c < table->columns; c++) {
            const struct xw_data_column *column = &table->column[c];
            put(p, 0, table->file, b->text[0]);
            put(p, 1, column->name, b->text[0]);
            put(p, 2, xw_data_head(b->view->texts, column, b->chinese), b->text[0]);
            put(p, 3, xw_data_unit(column, b->chinese), b->text[0]);
            put(p, 4, kind_said(b, column), b->text[0]);
            put(p, 5, xw_book_word(b, column->sums ? XW_SAY_BOOK_YES : XW_SAY_BOOK_NO), b->text[0]);
            put(p, 6, b->chinese ? column->zh : column->en, b->text[0]);
            p->row++;
        }
    }
    worksheet_autofilter(p->sheet, head, 0, p->row - 1, 6);
}

void xw_book_definitions(struct xw_book *b, const struct xw_data_source *source)
{
    static const enum xw_key numbers[3] = { XW_SAY_BOOK_NUMBERS_1, XW_SAY_BOOK_NUMBERS_2,
                                            XW_SAY_BOOK_NUMBERS_3 };
    static const char *const glyphs[XW_EVIDENCE_COUNT] = { "●", "◐", "○" };
    const char *name = xw_book_word(b, XW_SAY_BOOK_DEFINITIONS);
    struct pen pen = { b, xw_book_sheet(b, name), 0 };
    if (pen.sheet == NULL) return;
    put(&pen, 0, name, b->title);
    pen.row++;
    put(&pen, 0, xw_book_note(b, xw_book_word(b, XW_SAY_BOOK_UNITS)), b->note);
    section(&pen, XW_SAY_BOOK_NUMBERS_HEAD);
    for (int i = 0; i < 3; i++) {
        put(&pen, 0, xw_book_word(b, numbers[i]), b->text[0]);
        pen.row++;
    }
    section(&pen, XW_SAY_EVIDENCE);
    for (int32_t e = 0; e < XW_EVIDENCE_COUNT; e++)
        meaning(&pen,
                xw_arena_format(b->view->texts, "%s %s", glyphs[e], b->view->words->evidence[e]),
                xw_book_word(b, xw_marks_evidence[e]));
    section(&pen, XW_SAY_MARKS_IN_CELLS);
    for (int32_t i = 0; i < XW_MARKS; i++)
        meaning(&pen, xw_book_word(b, xw_marks[i].word), xw_book_word(b, xw_marks[i].means));
    section(&pen, XW_SAY_WORDS_HEAD);
    for (int32_t i = 0; i < XW_MARKED_WORDS; i++)
        meaning(&pen, xw_book_word(b, xw_marked_words[i].word),
                xw_book_word(b, xw_marked_words[i].means));
    section(&pen, XW_SAY_BOOK_COLUMNS_HEAD);
    put_columns(&pen, source);
    static const int widths[7] = { 22, 24, 30, 12, 24, 8, 90 };
    for (lxw_col_t c = 0; c < 7; c++)
        worksheet_set_column(pen.sheet, c, c, widths[c], NULL);
    xw_book_enter(b, name, name, "", (int64_t)pen.row);
}
