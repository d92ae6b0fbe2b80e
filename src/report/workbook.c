#include "workbook.h"
#include "xlsx_contents.h"
#include "xlsx_people.h"
#include "xlsx_sheet.h"
#include <errno.h>
#include <stdio.h>
#include <string.h>

/* The tables that people look for stand before the others. */
#define XW_TABLE(name) &xw_table_##name,
static const struct xw_data_table *const first_tables[] = { XW_TABLE(projects) XW_TABLE(
    class_sizes) XW_TABLE(scenarios) XW_TABLE(evidence) XW_TABLE(doubts) };
#undef XW_TABLE
enum { FIRST = sizeof first_tables / sizeof *first_tables };

static bool is_first(const struct xw_data_table *table)
{
    for (int i = 0; i < FIRST; i++)
        if (first_tables[i] == table) return true;
    return false;
}

static void put_tables(struct xw_book *book, const struct xw_data_source *source)
{
    for (int i = 0; i < FIRST; i++)
        xw_sheet_write(book, first_tables[i], source);
    for (int32_t t = 0; t < xw_data_tables_count; t++)
        if (!is_first(xw_data_tables[t]) && xw_data_has(xw_data_tables[t], source))
            xw_sheet_write(book, xw_data_tables[t], source);
}

enum xw_status xw_workbook_write(struct xw_view *view, const char *path, const char **trouble)
{
    const struct xw_data_source source = xw_view_source(view);
    struct xw_book book;
    /* Said here, with its reason: the library would say it on standard error. */
    FILE *probe = fopen(path, "wb");
    if (probe == NULL) {
        *trouble = xw_arena_format(view->texts, "cannot write %s: %s", path, strerror(errno));
        return XW_IO;
    }
    fclose(probe);
    enum xw_status status = xw_book_open(&book, view, path);
    if (status != XW_OK) return status;
    lxw_worksheet *contents = xw_book_sheet(&book, xw_book_word(&book, XW_SAY_BOOK_CONTENTS));
    for (int32_t s = 0; s < view->f->stages; s++)
        xw_book_stage(&book, s);
    for (int32_t s = 0; s < view->f->stages; s++)
        if (view->f->stage[s].district) xw_book_towns(&book, s);
    xw_book_schools(&book);
    xw_book_sizes(&book);
    put_tables(&book, &source);
    xw_book_definitions(&book, &source);
    xw_book_contents(&book, contents);
    status = xw_book_close(&book);
    if (status != XW_OK && book.trouble != NULL) *trouble = book.trouble;
    return status;
}
