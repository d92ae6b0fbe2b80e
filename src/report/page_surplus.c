#include "page.h"
#include <math.h>

enum { YEARS = 6, SHOWN = 15 };

/* ---- idle seats by town after the peak ----------------------------------------------------------
 */

/* School years from the peak of the rolls to the last one, evenly; returns how many. */
static int32_t years_after(const struct xw_figures *f, int32_t stage, int16_t year[YEARS])
{
    int32_t peak = f->stage[stage].roll.year;
    int32_t from = peak == XW_NONE || peak < f->first ? f->first : peak, span = f->last - from;
    int32_t count = span + 1 < YEARS ? span + 1 : YEARS;
    for (int32_t k = 0; k < count; k++)
        year[k] = (int16_t)(from + (count == 1 ? 0 : (span * k + (count - 1) / 2) / (count - 1)));
    return count;
}

static int32_t idle_of(const struct xw_run_gap *gap)
{
    return gap == NULL || gap->surplus == XW_NONE ? 0 : gap->surplus;
}

static void towns(struct xw_view *v, int32_t stage)
{
    const struct xw_figures *f = v->f;
    int16_t year[YEARS];
    int32_t count = years_after(f, stage, year), most = 0;
    for (int32_t k = 0; k < count; k++) {
        int32_t idle = idle_of(xw_figures_district(f, stage, XW_SCOPE_ALL, year[k] - f->first));
        if (idle > most) most = idle;
    }
    if (most == 0) {
        xw_footnote(v, XW_SAY_SURPLUS_NONE,
                    XW_WITH(xw_view_stage(v, stage), xw_years(v, year[0], f->last)));
        return;
    }
    xw_table_open(v, "st yr", xw_told(v, XW_SAY_SURPLUS_CAPTION, XW_WITH(xw_view_stage(v, stage))),
                  xw_told(v, XW_SAY_SURPLUS_SUB, XW_WITH(xw_year(v, year[0]))));
    const char *columns[YEARS + 2] = { xw_word(v, XW_SAY_TOWN) };
    for (int32_t k = 0; k < count; k++)
        columns[k + 1] = xw_year(v, year[k]);
    xw_table_head(v, columns, "");
    for (int32_t t = 0; t < f->towns; t++) {
        bool any = false;
        for (int32_t y = 0; y < f->years; y++)
            any |= xw_figures_town(f, t, stage, XW_SCOPE_ALL, y) != NULL;
        if (!any) continue;
        xw_row_open(v, "", xw_view_town(v, t));
        for (int32_t k = 0; k < count; k++)
            xw_cell(v, xw_n(v, idle_of(xw_figures_town(f, t, stage, XW_SCOPE_ALL,
                                                       year[k] - f->first))));
        xw_row_close(v);
    }
    xw_row_open(v, "sum", xw_word(v, XW_SAY_SURPLUS_DISTRICT));
    for (int32_t k = 0; k < count; k++)
        xw_cell(v,
                xw_n(v, idle_of(xw_figures_district(f, stage, XW_SCOPE_ALL, year[k] - f->first))));
    xw_row_close(v);
    xw_table_close(v);
}

static void lead(struct xw_view *v)
{
    const struct xw_figures *f = v->f;
    const char *items[XW_MAX_STAGES];
    int32_t count = 0;
    for (int32_t s = 0; s < f->stages && count < XW_MAX_STAGES; s++) {
        const struct xw_stage_finding *of = &f->stage[s];
        if (!of->district) continue;
        items[count++] = xw_told(v, XW_SAY_SURPLUS_OF,
                                 XW_WITH(xw_view_stage(v, s), xw_n(v, of->idle_last),
                                         xw_percent(v, of->idle_last, of->seats_last)));
    }
    if (count == 0)
        xw_footnote(v, XW_SAY_SURPLUS_NO_STAGE, XW_NOTHING);
    else
        xw_footnote(v, XW_SAY_SURPLUS_LEAD,
                    XW_WITH(xw_year(v, f->last), xw_joined(v, items, count, count)));
}

/* ---- candidates ---------------------------------------------------------------------------------
 */

static const char *school_name(struct xw_view *v, int32_t school)
{
    const struct xw_run_school *of = &v->f->run->school[school];
    return xw_view_name(v, of->name_zh, of->name_en);
}

static const char *school_town(struct xw_view *v, int32_t school)
{
    const struct xw_run_school *of = &v->f->run->school[school];
    return xw_view_name(v, of->town_zh, of->town_en);
}

static void conversions(struct xw_view *v)
{
    const struct xw_surplus *s = v->surplus;
    const struct xw_figures *f = v->f;
    xw_heading(v, 3, NULL, XW_SAY_CONVERT_HEAD, XW_NOTHING);
    if (s->conversions == 0) {
        xw_footnote(v, XW_SAY_CONVERT_NONE, XW_WITH(xw_years(v, f->now, f->last)));
        return;
    }
    xw_table_open(v, "st crowd", xw_word(v, XW_SAY_CONVERT_CAPTION),
                  xw_told(v, XW_SAY_CONVERT_SUB, XW_WITH(xw_n(v, s->conversions))));
    const char *columns[] = { xw_word(v, XW_SAY_SCHOOL),        xw_word(v, XW_SAY_TOWN),
                              xw_word(v, XW_SAY_CONVERT_FROM),  xw_word(v, XW_SAY_CONVERT_TO),
                              xw_word(v, XW_SAY_CONVERT_YEARS), xw_word(v, XW_SAY_CONVERT_MOST),
                              xw_word(v, XW_SAY_CONVERT_ROOMS), xw_word(v, XW_SAY_CONVERT_SEATS),
                              xw_word(v, XW_SAY_EVIDENCE),      NULL };
    xw_table_head(v, columns, "nlllnnnne");
    for (int32_t i = 0; i < s->conversions; i++) {
        const struct xw_conversion *c = &s->conversion[i];
        xw_row_open(v, "", school_name(v, c->school));
        xw_cell_left(v, xw_view_town(v, c->town));
        xw_cell_left(v, xw_view_stage(v, c->stage));
        xw_cell_left(v, xw_view_stage(v, c->to));
        xw_cell(v, xw_years(v, c->from, c->until));
        xw_cell_gap(v, c->most);
        xw_cell(v, xw_n(v, c->rooms));
        xw_cell(v, xw_n(v, c->seats));
        xw_glyph_cell(v, f->run->school[c->school].evidence);
        xw_row_close(v);
    }
    xw_table_close(v);
    xw_footnote(v, XW_SAY_CONVERT_FOOT, XW_WITH(xw_year(v, f->now)));
}

static const char *half(struct xw_view *v)
{
    return xw_percent(v, XW_SURPLUS_UNDER, 1.0);
}

static void mergers(struct xw_view *v)
{
    const struct xw_surplus *s = v->surplus;
    const struct xw_figures *f = v->f;
    const char *within = xw_n(v, (int64_t)s->within_m), *year = xw_year(v, f->last);
    int32_t shown = s->mergers < SHOWN ? s->mergers : SHOWN, rooms = 0;
    for (int32_t i = 0; i < s->mergers; i++)
        rooms += s->merger[i].rooms;
    xw_heading(v, 3, NULL, XW_SAY_MERGE_HEAD, XW_NOTHING);
    if (s->mergers == 0) {
        xw_footnote(v, XW_SAY_MERGE_NONE, XW_WITH(year, half(v), within));
        return;
    }
    xw_table_open(v, "st crowd", xw_word(v, XW_SAY_MERGE_CAPTION),
                  xw_told(v, XW_SAY_MERGE_SUB, XW_WITH(xw_n(v, s->mergers), xw_n(v, rooms), year)));
    const char *columns[] = { xw_word(v, XW_SAY_SCHOOL),     xw_word(v, XW_SAY_STAGE),
                              xw_word(v, XW_SAY_TOWN),       xw_word(v, XW_SAY_ROLL),
                              xw_word(v, XW_SAY_NORM_SEATS), xw_word(v, XW_SAY_MERGE_INTO),
                              xw_word(v, XW_SAY_MERGE_FREE), xw_word(v, XW_SAY_MERGE_WAY),
                              xw_word(v, XW_SAY_MERGE_YEAR), xw_word(v, XW_SAY_MERGE_ROOMS),
                              xw_word(v, XW_SAY_EVIDENCE),   NULL };
    xw_table_head(v, columns, "nllnnlnnnne");
    for (int32_t i = 0; i < shown; i++) {
        const struct xw_merger *m = &s->merger[i];
        xw_row_open(v, "", school_name(v, m->school));
        xw_cell_left(v, xw_view_stage(v, m->stage));
        xw_cell_left(v, school_town(v, m->school));
        xw_cell(v, xw_n(v, m->pupils));
        xw_cell(v, xw_n(v, m->seats));
        xw_cell_left(v, school_name(v, m->into));
        xw_cell(v, xw_n(v, m->free));
        xw_cell(v, xw_n(v, m->way_m));
        xw_cell(v, xw_year(v, m->year));
        xw_cell(v, xw_n(v, m->rooms));
        xw_glyph_cell(v, f->run->school[m->school].evidence);
        xw_row_close(v);
    }
    xw_table_close(v);
    if (s->mergers > shown) xw_footnote(v, XW_SAY_MERGE_MORE, XW_WITH(xw_n(v, s->mergers - shown)));
    xw_footnote(v, XW_SAY_MERGE_FOOT,
                XW_WITH(half(v), within, xw_arena_format(v->texts, "%g", s->detour)));
}

void xw_page_surplus(struct xw_view *v)
{
    xw_section_open(v, "", XW_SAY_SURPLUS_HEAD, XW_NOTHING);
    xw_put(v->out, "<div>\n");
    lead(v);
    for (int32_t s = 0; s < v->f->stages; s++)
        if (v->f->stage[s].district) towns(v, s);
    conversions(v);
    mergers(v);
    xw_put(v->out, "</div>\n");
    xw_notes_open(v, "nx", XW_SAY_NOTES);
    xw_note(v, XW_SAY_SURPLUS_NOTE_NOT, XW_NOTHING);
    xw_note(v, XW_SAY_SURPLUS_NOTE_STAFF, XW_NOTHING);
    xw_notes_close(v);
    xw_section_close(v);
}
