#include "page.h"
#include "published.h"
#include <math.h>
#include <string.h>

/* ---- how much rests on what
 * ------------------------------------------------------------------------ */

static void share_cells(struct xw_view *v, const char *weight, int32_t stage, int16_t year)
{
    double share[XW_EVIDENCE_COUNT];
    int32_t parts[XW_EVIDENCE_COUNT];
    if (!xw_figures_evidence(v->f, weight, stage, year, share)) {
        xw_put(v->out, "<td>—</td><td>—</td><td>—</td>");
        return;
    }
    xw_number_parts(share, XW_EVIDENCE_COUNT, 100, parts);
    for (int32_t e = 0; e < XW_EVIDENCE_COUNT; e++) {
        /* What is there and rounds to nothing is not nothing. */
        bool trace = parts[e] == 0 && share[e] > 0.0;
        xw_cell(v, trace ? (v->language == XW_CHINESE ? "＜1%" : "<1%")
                         : xw_arena_format(v->texts, "%d%%", parts[e]));
    }
}

static void shares_table(struct xw_view *v)
{
    const struct xw_figures *f = v->f;
    if (f->run->evidence_count == 0) {
        xw_footnote(v, XW_SAY_NO_EVIDENCE, XW_NOTHING);
        return;
    }
    xw_table_open(v, "st", xw_told(v, XW_SAY_SHARES_CAPTION, XW_WITH(xw_year(v, f->now))),
                  xw_word(v, XW_SAY_SHARES_SUB));
    const char *pupils = xw_word(v, XW_SAY_BY_PUPILS), *seats = xw_word(v, XW_SAY_BY_SEATS);
    const char *columns[8] = { xw_word(v, XW_SAY_STAGE) };
    for (int32_t e = 0; e < XW_EVIDENCE_COUNT; e++) {
        columns[1 + e] = xw_arena_format(v->texts, "%s %s", pupils, v->words->evidence[e]);
        columns[4 + e] = xw_arena_format(v->texts, "%s %s", seats, v->words->evidence[e]);
    }
    xw_table_head(v, columns, "");
    for (int32_t s = 0; s < f->stages; s++) {
        xw_row_open(v, "", xw_view_stage(v, s));
        share_cells(v, "pupils", s, f->now);
        share_cells(v, "seats", s, f->now);
        xw_row_close(v);
    }
    xw_row_open(v, "sum", xw_word(v, XW_SAY_DISTRICT_STAGES));
    share_cells(v, "pupils", XW_NONE, f->now);
    share_cells(v, "seats", XW_NONE, f->now);
    xw_row_close(v);
    xw_table_close(v);
}

/* ---- inputs
 * ------------------------------------------------------------------------------------------ */

static void inputs_table(struct xw_view *v)
{
    const struct xw_run *run = v->f->run;
    if (run->table_count == 0) {
        xw_footnote(v, XW_SAY_NO_INPUTS, XW_NOTHING);
        return;
    }
    xw_table_open(v, "st", xw_word(v, XW_SAY_INPUTS_CAPTION), xw_word(v, XW_SAY_INPUTS_SUB));
    const char *columns[] = { xw_word(v, XW_SAY_TABLE),
                              xw_word(v, XW_SAY_FILE),
                              xw_word(v, XW_SAY_ALL_ROWS),
                              v->words->evidence[XW_PUBLISHED],
                              v->words->evidence[XW_ESTIMATED],
                              v->words->evidence[XW_ASSUMED],
                              NULL };
    xw_table_head(v, columns, "nlnnnn");
    int64_t sums[XW_EVIDENCE_COUNT] = { 0 };
    for (int32_t i = 0; i <= run->table_count; i++) {
        const struct xw_run_table *table = i < run->table_count ? &run->table[i] : NULL;
        int64_t all = 0;
        for (int32_t e = 0; e < XW_EVIDENCE_COUNT; e++) {
            if (table != NULL) sums[e] += table->rows[e];
            all += table != NULL ? table->rows[e] : sums[e];
        }
        xw_row_open(v, table != NULL ? "" : "sum",
                    table != NULL ? table->table : xw_word(v, XW_SAY_SUM));
        xw_put(v->out, "<td class=\"l\"><span class=\"src\">");
        xw_put_text(v->out, table != NULL ? table->file : "—");
        xw_put(v->out, "</span></td>");
        xw_cell(v, xw_n(v, all));
        for (int32_t e = 0; e < XW_EVIDENCE_COUNT; e++)
            xw_cell(v, xw_n(v, table != NULL ? table->rows[e] : sums[e]));
        xw_row_close(v);
    }
    xw_table_close(v);
}

/* ---- what was published and the model does not give
 * ---------------------------------------------------- */

static void other_indicators(struct xw_view *v)
{
    const struct xw_run *run = v->f->run;
    const char *missing = xw_word(v, XW_SAY_MISSING);
    int32_t count = 0;
    double model;
    for (int32_t i = 0; i < run->published_count; i++)
        if (!xw_published_model(v->f, &run->published[i], &model)) count++;
    if (count == 0) return;
    xw_table_open(v, "st", xw_told(v, XW_SAY_OTHERS_CAPTION, XW_WITH(xw_n(v, count))),
                  xw_word(v, XW_SAY_OTHERS_SUB));
    const char *columns[] = { xw_word(v, XW_SAY_INDICATOR),
                              xw_word(v, XW_SAY_YEAR),
                              xw_word(v, XW_SAY_PUBLISHED_VALUE),
                              xw_word(v, XW_SAY_TARGET),
                              xw_word(v, XW_SAY_SIMULATED),
                              xw_word(v, XW_SAY_EVIDENCE),
                              NULL };
    xw_table_head(v, columns, "nnnnne");
    for (int32_t i = 0; i < run->published_count; i++) {
        const struct xw_run_published *row = &run->published[i];
        if (xw_published_model(v->f, row, &model)) continue;
        const char *name = xw_published_name(v->texts, row->indicator, v->language == XW_CHINESE);
        if (row->stage >= 0 && row->stage < v->f->stages)
            name = xw_arena_format(v->texts, "%s (%s)", name, xw_view_stage(v, row->stage));
        xw_row_open(v, "wrap", name);
        xw_cell(v, xw_year(v, row->year));
        int decimals = fabs(row->value - round(row->value)) < 1e-9 ? 0
                       : fabs(row->value) < 1.0                    ? 3
                                                                   : 2;
        xw_cell(v, xw_number_fixed(v->texts, row->value, decimals, missing));
        xw_cell(v, xw_number_fixed(v->texts, row->target,
                                   isfinite(row->target) && row->target != round(row->target)
                                       ? (decimals > 0 ? decimals : 2)
                                       : decimals,
                                   "—"));
        xw_cell(v, missing);
        xw_glyph_cell(v, row->evidence);
        xw_row_close(v);
    }
    xw_table_close(v);
}

void xw_page_sources(struct xw_view *v)
{
    xw_section_open(v, "", XW_SAY_SOURCES_HEAD, XW_NOTHING);
    xw_put(v->out, "<div>\n");
    shares_table(v);
    inputs_table(v);
    other_indicators(v);
    xw_heading(v, 3, NULL, XW_SAY_ALL_DOUBTS, XW_NOTHING);
    if (v->f->run->warning_count == 0) {
        xw_footnote(v, XW_SAY_NO_DOUBTS, XW_NOTHING);
    } else {
        xw_put(v->out, "<div class=\"box flow\"><ol>\n");
        (void)xw_page_doubts(v, 0); /* all of them: none is left out */
        xw_put(v->out, "</ol></div>\n");
    }
    xw_put(v->out, "</div>\n");
    xw_notes_open(v, "", XW_SAY_NOTES);
    xw_note(v, XW_SAY_NOTE_SHARES, XW_NOTHING);
    xw_note(v, XW_SAY_NOTE_DOUBTS, XW_NOTHING);
    xw_notes_close(v);
    xw_section_close(v);
}
