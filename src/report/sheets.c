#include "sheets.h"
#include "page.h"
#include <string.h>

void xw_sheet_figure_open(struct xw_view *v, const char *caption, const char *sub)
{
    xw_put(v->out, "<figure><figcaption>");
    xw_put_text(v->out, caption);
    xw_put(v->out, "<span class=\"sub\">");
    xw_put_text(v->out, sub);
    xw_put(v->out, "</span></figcaption>\n");
}

void xw_sheet_table_open(struct xw_view *v, const char *more_class, const char *whose,
                         const char *caption, const char *sub)
{
    xw_put(v->out, "<div class=\"tw\" tabindex=\"0\" role=\"region\" aria-label=\"");
    xw_put_text(v->out, xw_told(v, XW_SAY_SHEET_SCROLLS, XW_WITH(whose, caption)));
    xw_putf(v->out, "\"><table class=\"%s\"><caption><span class=\"cap\">", more_class);
    xw_put_text(v->out, caption);
    xw_put(v->out, "<span class=\"sub\">");
    xw_put_text(v->out, sub);
    if (v->draft) xw_put(v->out, "　");
    xw_draft_tag(v);
    xw_put(v->out, "</span></span></caption>\n");
}

const char *xw_sheet_persons(uint8_t held, const char *text)
{
    return held & XW_HELD_PERSONS ? "×" : text;
}

void xw_sheet_fact(struct xw_view *v, enum xw_key name, const char *value,
                   enum xw_evidence evidence)
{
    xw_putf(v->out, "<div><dt>%s</dt><dd>", xw_word(v, name));
    xw_put_text(v->out, value);
    if (evidence < XW_EVIDENCE_COUNT) xw_put(v->out, " ");
    xw_glyph(v, evidence);
    xw_put(v->out, "</dd></div>");
}

const char *xw_page_sector(struct xw_view *v, const char *sector)
{
    static const struct {
        const char *word;
        enum xw_key key;
    } words[] = { { "public", XW_SAY_SECTOR_PUBLIC },
                  { "subsidised_private", XW_SAY_SECTOR_SUBSIDISED },
                  { "private", XW_SAY_SECTOR_PRIVATE },
                  { "bought_places", XW_SAY_SECTOR_BOUGHT },
                  { "municipal", XW_SAY_SECTOR_MUNICIPAL } };
    for (size_t i = 0; sector != NULL && i < sizeof words / sizeof *words; i++)
        if (strcmp(words[i].word, sector) == 0) return xw_word(v, words[i].key);
    return sector == NULL || sector[0] == '\0' ? "—" : sector;
}

/* ---- the index ----------------------------------------------------------------------------------
 */

static bool has_sheet(const struct xw_view *v, int32_t school)
{
    for (int32_t s = 0; s < v->f->stages; s++)
        if (xw_divisions_at(v->divisions, v->f, school, s) != NULL) return true;
    return false;
}

static void put_link(struct xw_view *v, const char *prefix, int32_t row, const char *name)
{
    xw_putf(v->out, "<a href=\"#%s%d\">", prefix, row);
    xw_put_text(v->out, name);
    xw_put(v->out, "</a> ");
}

/* The schools of a town, or (town XW_NONE) of none that the zones name. */
static void put_schools_of(struct xw_view *v, int32_t town)
{
    const struct xw_run *run = v->f->run;
    bool any = false;
    for (int32_t k = 0; k < run->school_count; k++) {
        const struct xw_run_school *school = &run->school[k];
        const char *name = school->town_zh != NULL && school->town_zh[0] != '\0' ? school->town_zh
                                                                                 : school->town_en;
        if (!has_sheet(v, k) || xw_figures_town_of(v->f, name != NULL ? name : "") != town)
            continue;
        if (!any) {
            xw_put(v->out, "<dt>");
            xw_put_text(v->out, town == XW_NONE ? "—" : xw_view_town(v, town));
            xw_put(v->out, "</dt><dd>");
        }
        any = true;
        put_link(v, "sh", k, xw_view_name(v, school->name_zh, school->name_en));
    }
    if (any) xw_put(v->out, "</dd>\n");
}

static void open_index(struct xw_view *v, enum xw_key head, int32_t count)
{
    xw_put(v->out, "<section class=\"one\" aria-labelledby=\"s0\">\n");
    xw_heading(v, 2, "s0", head, XW_WITH(xw_n(v, count)));
}

void xw_schools_document(struct xw_view *v)
{
    int32_t count = 0;
    xw_document_open(v, XW_SAY_SCHOOLS_TITLE_PLAIN, XW_SAY_SCHOOLS_TITLE);
    for (int32_t k = 0; k < v->f->run->school_count; k++)
        count += has_sheet(v, k);
    open_index(v, XW_SAY_SCHOOLS_INDEX, count);
    xw_footnote(v, count > 0 ? XW_SAY_SCHOOLS_HOW : XW_SAY_SCHOOLS_NONE, XW_NOTHING);
    if (count > 0) {
        xw_put(v->out, "<dl class=\"dict\">\n");
        for (int32_t t = 0; t < v->f->towns; t++)
            put_schools_of(v, t);
        put_schools_of(v, XW_NONE);
        xw_put(v->out, "</dl>\n");
    }
    xw_put(v->out, "</section>\n");
    for (int32_t k = 0; k < v->f->run->school_count; k++)
        xw_school_sheet(v, k);
    xw_document_close(v);
}

void xw_towns_document(struct xw_view *v)
{
    xw_document_open(v, XW_SAY_TOWNS_TITLE_PLAIN, XW_SAY_TOWNS_TITLE);
    open_index(v, XW_SAY_TOWNS_INDEX, v->f->towns);
    xw_footnote(v, v->f->towns > 0 ? XW_SAY_TOWNS_HOW : XW_SAY_NO_TOWNS, XW_NOTHING);
    xw_put(v->out, "<p>");
    for (int32_t t = 0; t < v->f->towns; t++)
        put_link(v, "tn", t, xw_view_town(v, t));
    xw_put(v->out, "</p>\n</section>\n");
    struct xw_plan plan = { 0 };
    bool placed = xw_plan_make(v, 344.0, 200.0, &plan);
    if (placed) xw_town_plan(v, &plan);
    for (int32_t t = 0; t < v->f->towns; t++)
        xw_town_sheet(v, t, placed ? &plan : NULL);
    xw_document_close(v);
}

/* ---- the section of the report ------------------------------------------------------------------
 */

void xw_page_sheets(struct xw_view *v)
{
    int32_t school = xw_sheets_worst(v);
    xw_section_open(v, "brk", XW_SAY_SHEETS_HEAD, XW_NOTHING);
    xw_put(v->out, "<div class=\"full\">\n");
    xw_footnote(v, school == XW_NONE ? XW_SAY_SHEETS_NO_SCHOOL : XW_SAY_SHEETS_WHERE,
                XW_WITH(xw_year(v, v->f->now)));
    if (school != XW_NONE) xw_school_sheet(v, school);
    xw_put(v->out, "</div>\n");
    xw_section_close(v);
}
