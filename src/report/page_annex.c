#include "page.h"
#include "marks.h"
#include <string.h>

/* ---- marks and words
 * ------------------------------------------------------------------------------- */

void xw_page_marks(struct xw_view *v)
{
    xw_section_open(v, "last", XW_SAY_MARKS_HEAD, XW_NOTHING);
    xw_put(v->out, "<div class=\"full\">\n<div class=\"two\"><div>");
    xw_heading(v, 3, NULL, XW_SAY_EVIDENCE, XW_NOTHING);
    xw_put(v->out, "<dl class=\"dict evk\">");
    for (int32_t e = 0; e < XW_EVIDENCE_COUNT; e++) {
        xw_put(v->out, "<dt>");
        xw_glyph(v, (enum xw_evidence)e);
        xw_putf(v->out, "</dt><dd><b>%s</b>　%s</dd>", v->words->evidence[e],
                xw_word(v, xw_marks_evidence[e]));
    }
    xw_put(v->out, "</dl></div>\n<div>");
    xw_heading(v, 3, NULL, XW_SAY_MARKS_IN_CELLS, XW_NOTHING);
    xw_put(v->out, "<dl class=\"dict\">");
    for (int32_t i = 0; i < XW_MARKS; i++)
        xw_putf(v->out, "<dt>%s</dt><dd>%s</dd>", xw_word(v, xw_marks[i].word),
                xw_word(v, xw_marks[i].means));
    xw_put(v->out, "</dl></div></div>\n");
    xw_heading(v, 3, NULL, XW_SAY_WORDS_HEAD, XW_NOTHING);
    xw_put(v->out, "<dl class=\"dict words\">");
    for (int32_t i = 0; i < XW_MARKED_WORDS; i++)
        xw_putf(v->out, "<dt>%s</dt><dd>%s</dd>", xw_word(v, xw_marked_words[i].word),
                xw_word(v, xw_marked_words[i].means));
    xw_put(v->out, "</dl>\n</div>\n");
    xw_section_close(v);
}

/* ---- the values behind the charts
 * -------------------------------------------------------------------- */

static void years_head(struct xw_view *v, enum xw_key first)
{
    const char **columns = XW_TAKE(v->texts, v->f->years + 2, const char *);
    if (columns == NULL) {
        v->out->failed = true;
        return;
    }
    columns[0] = xw_word(v, first);
    for (int32_t y = 0; y < v->f->years; y++)
        columns[y + 1] = xw_year(v, v->f->first + y);
    xw_table_head(v, columns, "");
}

static void stages_by_year(struct xw_view *v)
{
    const struct xw_figures *f = v->f;
    xw_table_open(v, "st yr", xw_word(v, XW_SAY_ANNEX_STAGES), xw_word(v, XW_SAY_ANNEX_STAGES_SUB));
    years_head(v, XW_SAY_STAGE);
    for (int32_t s = 0; s < f->stages; s++) {
        xw_row_open(v, "grp", xw_view_stage(v, s));
        for (int32_t y = 0; y < f->years; y++) {
            const struct xw_run_gap *row = xw_figures_district(f, s, XW_SCOPE_ALL, y);
            xw_cell(v, row != NULL ? xw_n_held(v, row->held & XW_HELD_PERSONS, row->demand) : "—");
        }
        xw_row_close(v);
        xw_row_open(v, "in", xw_word(v, XW_SAY_ENTRANTS));
        for (int32_t y = 0; y < f->years; y++) {
            const struct xw_run_gap *row = xw_figures_district(f, s, XW_SCOPE_ENTRY, y);
            xw_cell(v, row != NULL ? xw_n_held(v, row->held & XW_HELD_PERSONS, row->demand) : "—");
        }
        xw_row_close(v);
        if (!f->stage[s].district) continue;
        xw_row_open(v, "in", xw_word(v, XW_SAY_NORM_SEATS));
        for (int32_t y = 0; y < f->years; y++) {
            const struct xw_run_gap *row = xw_figures_district(f, s, XW_SCOPE_ALL, y);
            xw_cell(v, row != NULL ? xw_n(v, row->seats) : "—");
        }
        xw_row_close(v);
    }
    xw_table_close(v);
}

static void towns_by_year(struct xw_view *v, int32_t stage)
{
    const struct xw_figures *f = v->f;
    int32_t *order = XW_TAKE(v->texts, f->towns, int32_t);
    if (order == NULL) {
        v->out->failed = true;
        return;
    }
    int32_t count = xw_figures_towns_by_worst(f, stage, order);
    if (count == 0) return;
    xw_table_open(v, "st yr", xw_told(v, XW_SAY_ANNEX_TOWNS, XW_WITH(xw_view_stage(v, stage))),
                  xw_word(v, XW_SAY_ANNEX_TOWNS_SUB));
    years_head(v, XW_SAY_TOWN);
    for (int32_t i = 0; i < count; i++) {
        xw_row_open(v, "", xw_view_town(v, order[i]));
        for (int32_t y = 0; y < f->years; y++)
            xw_cell_balance(v, xw_figures_town(f, order[i], stage, XW_SCOPE_ALL, y));
        xw_row_close(v);
    }
    xw_row_open(v, "sum", xw_word(v, XW_SAY_NET));
    for (int32_t y = 0; y < f->years; y++)
        xw_cell_balance(v, xw_figures_district(f, stage, XW_SCOPE_ALL, y));
    xw_row_close(v);
    xw_table_close(v);
}

/* Class sizes that occur, as rows; stages with classes, as columns. */
static void sizes(struct xw_view *v)
{
    const struct xw_figures *f = v->f;
    int32_t count[XW_MAX_STAGES][XW_LARGEST_CLASS + 1], columns_used[XW_MAX_STAGES], used = 0;
    const char *columns[XW_MAX_STAGES + 2] = { xw_word(v, XW_SAY_CLASS_SIZE) };
    for (int32_t s = 0; s < f->stages && s < XW_MAX_STAGES; s++) {
        if (xw_figures_class_sizes(f, s, f->now, count[s]) == 0) continue;
        columns_used[used++] = s;
        columns[used] = xw_view_stage(v, s);
    }
    if (used == 0) return;
    xw_table_open(v, "long", xw_told(v, XW_SAY_ANNEX_SIZES, XW_WITH(xw_year(v, f->now))),
                  xw_word(v, XW_SAY_ANNEX_SIZES_SUB));
    xw_table_head(v, columns, "");
    int32_t sums[XW_MAX_STAGES] = { 0 };
    for (int32_t size = 0; size <= XW_LARGEST_CLASS; size++) {
        bool any = false;
        for (int32_t i = 0; i < used; i++)
            any = any || count[columns_used[i]][size] > 0;
        if (!any) continue;
        xw_row_open(v, "", xw_n(v, size));
        for (int32_t i = 0; i < used; i++) {
            sums[i] += count[columns_used[i]][size];
            xw_cell(v, xw_n(v, count[columns_used[i]][size]));
        }
        xw_row_close(v);
    }
    xw_row_open(v, "sum", xw_word(v, XW_SAY_SUM));
    for (int32_t i = 0; i < used; i++)
        xw_cell(v, xw_n(v, sums[i]));
    xw_row_close(v);
    xw_table_close(v);
}

/* Every school of a district stage with pupils or rooms: the dots of the maps. */
static void schools(struct xw_view *v)
{
    const struct xw_run *run = v->f->run;
    xw_table_open(v, "st long", xw_told(v, XW_SAY_ANNEX_SCHOOLS, XW_WITH(xw_year(v, v->f->now))),
                  xw_word(v, XW_SAY_ANNEX_SCHOOLS_SUB));
    const char *columns[] = { xw_word(v, XW_SAY_SCHOOL),
                              xw_word(v, XW_SAY_TOWN),
                              xw_word(v, XW_SAY_STAGE),
                              xw_word(v, XW_SAY_ROLL),
                              xw_word(v, XW_SAY_NORM_SEATS),
                              xw_word(v, XW_SAY_USE),
                              xw_word(v, XW_SAY_CLASS_COUNT),
                              xw_word(v, XW_SAY_OVER_NORM),
                              xw_word(v, XW_SAY_LARGEST),
                              xw_word(v, XW_SAY_EVIDENCE),
                              NULL };
    xw_table_head(v, columns, "nllnnnnnne");
    for (int32_t i = 0; i < run->school_year_count; i++) {
        const struct xw_run_school_year *row = &run->school_year[i];
        if (row->year != v->f->now || (row->rooms <= 0 && row->pupils <= 0)) continue;
        if (row->school < 0 || row->school >= run->school_count) continue;
        if (row->stage < 0 || row->stage >= v->f->stages || !v->f->stage[row->stage].district)
            continue;
        const struct xw_run_school *school = &run->school[row->school];
        xw_row_open(v, "", xw_view_name(v, school->name_zh, school->name_en));
        xw_cell_left(v, xw_view_name(v, school->town_zh, school->town_en));
        xw_cell_left(v, xw_view_stage(v, row->stage));
        xw_cell(v, xw_n_held(v, row->held, row->pupils));
        xw_cell(v, xw_n(v, row->seats_norm));
        xw_cell(v, row->held ? XW_HELD_MARK : xw_percent(v, row->pupils, row->seats_norm));
        xw_cell(v, xw_n(v, row->classes));
        xw_cell(v, xw_n(v, row->classes_over_norm));
        xw_cell(v, xw_n(v, row->largest_class));
        xw_glyph_cell(v, school->evidence);
        xw_row_close(v);
    }
    xw_table_close(v);
}

static void csv_list(struct xw_view *v)
{
    xw_table_open(v, "long", xw_word(v, XW_SAY_DICTIONARY), xw_word(v, XW_SAY_DICTIONARY_SUB));
    const char *columns[] = { xw_word(v, XW_SAY_FILE), xw_word(v, XW_SAY_COLUMN),
                              xw_word(v, XW_SAY_UNIT), xw_word(v, XW_SAY_MEANING), NULL };
    xw_table_head(v, columns, "nlll");
    const struct xw_data_source source = xw_view_source(v);
    for (int32_t t = 0; t < xw_data_tables_count; t++) {
        const struct xw_data_table *table = xw_data_tables[t];
        if (!xw_data_has(table, &source)) continue;
        for (int32_t c = 0; c < table->columns; c++) {
            const struct xw_data_column *column = &table->column[c];
            xw_row_open(v, "", table->file);
            xw_put(v->out, "<td class=\"l\"><code>");
            xw_put_text(v->out, column->name);
            xw_put(v->out, "</code></td>");
            xw_cell_left(v, column->unit);
            xw_cell_left(v, v->language == XW_CHINESE ? column->zh : column->en);
            xw_row_close(v);
        }
    }
    xw_table_close(v);
}

void xw_page_annex(struct xw_view *v)
{
    xw_section_open(v, "brk", XW_SAY_ANNEX_HEAD, XW_NOTHING);
    xw_put(v->out, "<div class=\"full\">\n");
    stages_by_year(v);
    for (int32_t s = 0; s < v->f->stages; s++)
        if (v->f->stage[s].district) towns_by_year(v, s);
    xw_page_effects_annex(v);
    sizes(v);
    if (v->f->run->school_year_count > 0) schools(v);
    csv_list(v);
    xw_put(v->out, "</div>\n");
    xw_section_close(v);
}
