#include "page.h"
#include "say_chances.h"
#include <math.h>
#include <string.h>

struct named {
    const char *name;
    enum xw_key key;
};

/* A word of the run file in the edition's language; itself when it is of another version. */
static const char *worded(struct xw_view *v, const struct named *list, size_t count,
                          const char *name)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(list[i].name, name) == 0) return xw_word(v, list[i].key);
    return name[0] != '\0' ? name : "—";
}

static const struct named shapes[] = {
    { "uniform", XW_SAY_SHAPE_UNIFORM }, { "triangular", XW_SAY_SHAPE_TRIANGULAR },
    { "normal", XW_SAY_SHAPE_NORMAL },   { "lognormal", XW_SAY_SHAPE_LOGNORMAL },
    { "student", XW_SAY_SHAPE_STUDENT }, { "geometric", XW_SAY_SHAPE_GEOMETRIC }
};
static const struct named units[] = { { "factor", XW_SAY_UNIT_FACTOR },
                                      { "births per woman", XW_SAY_UNIT_BIRTHS },
                                      { "standard normal", XW_SAY_UNIT_STANDARD },
                                      { "probability", XW_SAY_UNIT_PROBABILITY },
                                      { "pupils", XW_SAY_UNIT_OF_PUPILS } };
static const struct named designs[] = { { "latin", XW_SAY_POINTS_LATIN },
                                        { "sobol", XW_SAY_POINTS_SOBOL },
                                        { "random", XW_SAY_POINTS_RANDOM } };
#define WORDED(v, list, name) worded(v, list, sizeof(list) / sizeof *(list), name)

/* Two decimals, three below 0.1; "—" where the run has none. */
static void value_cell(struct xw_view *v, double value)
{
    if (isfinite(value) && value < 0.0)
        xw_cell(v, xw_arena_format(v->texts, "−%s", xw_number_fixed(v->texts, -value, 2, "—")));
    else
        xw_cell(v, xw_number_fixed(v->texts, value, value < 0.1 ? 3 : 2, "—"));
}

static void assumed_table(struct xw_view *v)
{
    const struct xw_run *run = v->f->run;
    if (run->assumption_count == 0) {
        xw_footnote(v, XW_SAY_NO_ASSUMED, XW_NOTHING);
        return;
    }
    xw_table_open(v, "st",
                  xw_told(v, XW_SAY_ASSUMED_CAPTION, XW_WITH(xw_n(v, run->assumption_count))),
                  xw_word(v, XW_SAY_ASSUMED_SUB));
    const char *columns[] = { xw_word(v, XW_SAY_COL_ASSUMED),
                              xw_word(v, XW_SAY_COL_SHAPE),
                              xw_word(v, XW_SAY_UNIT),
                              "P10",
                              "P50",
                              "P90",
                              xw_word(v, XW_SAY_COL_SOURCE),
                              xw_word(v, XW_SAY_EVIDENCE),
                              NULL };
    xw_table_head(v, columns, "nllnnnle");
    for (int32_t i = 0; i < run->assumption_count; i++) {
        const struct xw_assumption_row *row = &run->assumption[i];
        const char *name = xw_view_name(v, row->name_zh, row->name_en);
        xw_row_open(v, "wrap", name[0] != '\0' ? name : row->name);
        xw_cell_left(v, WORDED(v, shapes, row->shape));
        xw_cell_left(v, WORDED(v, units, row->unit));
        value_cell(v, row->p10);
        value_cell(v, row->p50);
        value_cell(v, row->p90);
        xw_put(v->out, "<td class=\"l\"><span class=\"src\">");
        xw_put_text(v->out, row->source[0] != '\0' ? row->source : row->name);
        xw_put(v->out, "</span></td>");
        xw_put(v->out, "<td class=\"ev\">");
        xw_glyph(v, row->evidence);
        xw_putf(v->out, " %s</td>", v->words->evidence[row->evidence]);
        xw_row_close(v);
    }
    xw_table_close(v);
}

/* Percentage points with one decimal. */
static const char *points(struct xw_view *v, double p)
{
    return xw_number_fixed(v->texts, 100.0 * xw_chances_error(p, v->chances->replicates), 1, "—");
}

void xw_page_sure(struct xw_view *v)
{
    if (v->chances == NULL) return;
    const char *count = xw_n(v, v->chances->replicates);
    xw_section_open(v, "", XW_SAY_SURE_HEAD, XW_NOTHING);
    xw_put(v->out, "<div>\n<ul class=\"why\">\n<li>");
    xw_tell(v, XW_SAY_SURE_RUN,
            XW_WITH(count, xw_figures_key(v->f, "seed"),
                    WORDED(v, designs, xw_figures_key(v->f, "points"))));
    xw_put(v->out, "</li>\n<li>");
    xw_tell(v, XW_SAY_SURE_ERROR, XW_WITH(count, points(v, 0.5), points(v, 0.1)));
    xw_put(v->out, "</li>\n<li>");
    xw_tell(v, XW_SAY_SURE_QUANTILES, XW_NOTHING);
    xw_put(v->out, "</li>\n</ul>\n");
    assumed_table(v);
    xw_put(v->out, "</div>\n");
    xw_notes_open(v, "", XW_SAY_NOTES);
    xw_note(v, XW_SAY_SURE_WORDS, XW_NOTHING);
    xw_note(v, XW_SAY_SURE_ASSUMED, XW_NOTHING);
    xw_notes_close(v);
    xw_section_close(v);
}
