#include "kept.h"
#include "page.h"
#include <math.h>
#include <stdio.h>
#include <string.h>

/* The methods that are shown: the one a scenario would use, and what is usual. */
static const struct {
    const char *name;
    enum xw_key key;
} methods[] = { { "chosen", XW_SAY_ACCURACY_CHOSEN },
                { "three_year_mean", XW_SAY_ACCURACY_THREE },
                { "last_ratio", XW_SAY_ACCURACY_LAST_RATIO },
                { "last_value", XW_SAY_ACCURACY_LAST_VALUE } };
enum { METHODS = sizeof methods / sizeof *methods };

static int32_t method_of(const struct xw_carried *rows, int32_t row)
{
    for (int32_t m = 0; m < METHODS; m++)
        if (strcmp(xw_carried_text(rows, XW_COL_ACCURACY_METHOD, row), methods[m].name) == 0)
            return m;
    return XW_NONE;
}

/* The row of a horizon and method over all sizes, or XW_NONE. */
static int32_t overall(const struct xw_carried *rows, int32_t horizon, int32_t method)
{
    for (int32_t i = 0; i < rows->count; i++)
        if (xw_carried_whole(rows, XW_COL_ACCURACY_HORIZON, i, 0) == horizon &&
            strcmp(xw_carried_text(rows, XW_COL_ACCURACY_SIZE, i), "all") == 0 &&
            method_of(rows, i) == method)
            return i;
    return XW_NONE;
}

static const char *percent_text(struct xw_view *v, double value, int32_t decimals)
{
    const char *text = xw_number_fixed(v->texts, fabs(value), (int)decimals, "—");
    return value < 0.0 && text != NULL ? xw_arena_format(v->texts, "−%s", text) : text;
}

static double number(const struct xw_carried *rows, enum xw_column column, int32_t row)
{
    return xw_carried_number(rows, column, row);
}

/* The size class as backtest names it, in words: all, 500_to_1999, 5000_and_more, under_500. */
static const char *size_text(struct xw_view *v, const char *size)
{
    int from, to, end = 0;
    if (strcmp(size, "all") == 0) return xw_word(v, XW_SAY_ACCURACY_SIZE_ALL);
    if (sscanf(size, "%d_to_%d%n", &from, &to, &end) == 2 && size[end] == '\0')
        return xw_told(v, XW_SAY_ACCURACY_SIZE_RANGE, XW_WITH(xw_n(v, from), xw_n(v, to)));
    if (sscanf(size, "%d_and_more%n", &from, &end) == 1 && end > 0 && size[end] == '\0')
        return xw_told(v, XW_SAY_ACCURACY_SIZE_MORE, XW_WITH(xw_n(v, from)));
    if (sscanf(size, "under_%d%n", &to, &end) == 1 && size[end] == '\0')
        return xw_told(v, XW_SAY_ACCURACY_SIZE_BELOW, XW_WITH(xw_n(v, to)));
    return size;
}

static void score_row(struct xw_view *v, int32_t i, int32_t method)
{
    const struct xw_carried *rows = xw_kept(v->f, XW_TABLE_ACCURACY);
    const char *size = xw_carried_text(rows, XW_COL_ACCURACY_SIZE, i);
    double covered = number(rows, XW_COL_ACCURACY_COVERAGE80, i);
    xw_row_open(v, method == 0 ? "" : "in", xw_word(v, methods[method].key));
    xw_cell(v, xw_n(v, xw_carried_whole(rows, XW_COL_ACCURACY_HORIZON, i, 0)));
    xw_cell_left(v, size_text(v, size));
    xw_cell(v, xw_n(v, xw_carried_whole(rows, XW_COL_ACCURACY_N, i, 0)));
    xw_cell(v, percent_text(v, number(rows, XW_COL_ACCURACY_MAPE_TOTAL, i), 2));
    xw_cell(v, percent_text(v, number(rows, XW_COL_ACCURACY_MAPE_GRADE, i), 2));
    xw_cell(v, percent_text(v, number(rows, XW_COL_ACCURACY_BIAS_PCT, i), 2));
    xw_cell(v, isnan(covered) ? "—" : xw_percent(v, covered, 1.0));
    xw_cell(v, percent_text(v, number(rows, XW_COL_ACCURACY_WIDTH80_PCT, i), 1));
    xw_glyph_cell(v, xw_carried_evidence(rows, i));
    xw_row_close(v);
}

static void finding(struct xw_view *v, int32_t horizon)
{
    const struct xw_carried *rows = xw_kept(v->f, XW_TABLE_ACCURACY);
    int32_t chosen = overall(rows, horizon, 0), naive = overall(rows, horizon, METHODS - 1);
    if (chosen == XW_NONE) return;
    double grade = number(rows, XW_COL_ACCURACY_MAPE_GRADE, chosen);
    double covered = number(rows, XW_COL_ACCURACY_COVERAGE80, chosen);
    xw_put(v->out, "<li>");
    xw_tell(v, XW_SAY_ACCURACY_FINDING,
            XW_WITH(xw_n(v, horizon),
                    percent_text(v, number(rows, XW_COL_ACCURACY_MAPE_TOTAL, chosen), 2),
                    percent_text(v, grade, 2), isnan(covered) ? "—" : xw_percent(v, covered, 1.0)));
    if (naive != XW_NONE) {
        double usual = number(rows, XW_COL_ACCURACY_MAPE_GRADE, naive);
        if (grade < usual)
            xw_tell(v, XW_SAY_ACCURACY_BETTER,
                    XW_WITH(xw_percent(v, usual - grade, usual), xw_n(v, horizon)));
        else
            xw_tell(v, XW_SAY_ACCURACY_WORSE, XW_WITH(xw_n(v, horizon)));
    }
    xw_put(v->out, "</li>\n");
}

/* Rows in order of years ahead, then size, then method as listed above. */
static void score_table(struct xw_view *v)
{
    const struct xw_carried *rows = xw_kept(v->f, XW_TABLE_ACCURACY);
    xw_table_open(v, "st", xw_word(v, XW_SAY_ACCURACY_CAPTION), xw_word(v, XW_SAY_ACCURACY_SUB));
    const char *columns[] = { xw_word(v, XW_SAY_ACCURACY_METHOD),
                              xw_word(v, XW_SAY_ACCURACY_YEARS),
                              xw_word(v, XW_SAY_ACCURACY_SIZE),
                              xw_word(v, XW_SAY_ACCURACY_N),
                              xw_word(v, XW_SAY_ACCURACY_TOTAL),
                              xw_word(v, XW_SAY_ACCURACY_GRADE),
                              xw_word(v, XW_SAY_ACCURACY_BIAS),
                              xw_word(v, XW_SAY_ACCURACY_COVERED),
                              xw_word(v, XW_SAY_ACCURACY_WIDTH),
                              xw_word(v, XW_SAY_EVIDENCE),
                              NULL };
    xw_table_head(v, columns, "nnlnnnnnne");
    for (int32_t from = 0, to; from < rows->count; from = to) {
        const char *size = xw_carried_text(rows, XW_COL_ACCURACY_SIZE, from);
        int32_t horizon = xw_carried_whole(rows, XW_COL_ACCURACY_HORIZON, from, 0);
        for (to = from; to < rows->count &&
                        xw_carried_whole(rows, XW_COL_ACCURACY_HORIZON, to, 0) == horizon &&
                        strcmp(xw_carried_text(rows, XW_COL_ACCURACY_SIZE, to), size) == 0;)
            to++;
        for (int32_t m = 0; m < METHODS; m++)
            for (int32_t i = from; i < to; i++)
                if (method_of(rows, i) == m) score_row(v, i, m);
    }
    xw_table_close(v);
}

void xw_page_accuracy(struct xw_view *v)
{
    const struct xw_carried *rows = xw_kept(v->f, XW_TABLE_ACCURACY);
    xw_section_open(v, "", XW_SAY_ACCURACY_HEAD, XW_NOTHING);
    xw_put(v->out, "<div>\n");
    if (rows->count == 0) {
        xw_footnote(v, XW_SAY_ACCURACY_NONE, XW_NOTHING);
        xw_put(v->out, "</div>\n");
        xw_section_close(v);
        return;
    }
    const char *of = xw_carried_text(rows, XW_COL_ACCURACY_ROLLS_OF, 0);
    if (of[0] != '\0') xw_footnote(v, XW_SAY_ACCURACY_OTHER, XW_WITH(of));
    static const int32_t told[] = { 1, 3, 5 };
    xw_put(v->out, "<ul class=\"why\">\n");
    for (size_t k = 0; k < sizeof told / sizeof *told; k++)
        finding(v, told[k]);
    xw_put(v->out, "</ul>\n");
    score_table(v);
    xw_put(v->out, "</div>\n");
    xw_notes_open(v, "", XW_SAY_NOTES);
    xw_note(v, XW_SAY_ACCURACY_NOTE, XW_NOTHING);
    xw_notes_close(v);
    xw_section_close(v);
}
