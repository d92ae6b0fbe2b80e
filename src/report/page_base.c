#include "page.h"
#include "published.h"
#include <math.h>
#include <string.h>

/* ---- the base year, stage by stage --------------------------------------------------------------
 */

static void base_table(struct xw_view *v)
{
    const struct xw_figures *f = v->f;
    xw_table_open(v, "st", xw_told(v, XW_SAY_BASE_CAPTION, XW_WITH(xw_year(v, f->first))),
                  xw_told(v, XW_SAY_BASE_SUB, XW_WITH(xw_view_title(v, f->run))));
    const char *columns[] = { xw_word(v, XW_SAY_STAGE),
                              xw_word(v, XW_SAY_DEMAND),
                              xw_word(v, XW_SAY_CLASS_COUNT),
                              xw_word(v, XW_SAY_MEAN_CLASS),
                              xw_word(v, XW_SAY_ROOMS),
                              xw_word(v, XW_SAY_NORM_SEATS),
                              xw_word(v, XW_SAY_NET),
                              xw_word(v, XW_SAY_LOCAL_GAP),
                              xw_word(v, XW_SAY_LOCAL_IDLE),
                              xw_word(v, XW_SAY_EVIDENCE),
                              NULL };
    xw_table_head(v, columns, "nnnnnnnnne");
    for (int32_t s = 0; s < f->stages; s++) {
        const struct xw_run_gap *row = xw_figures_district(f, s, XW_SCOPE_ALL, 0);
        const struct xw_stage_year *sum = &f->sums[s * f->years];
        if (row == NULL) continue;
        xw_row_open(v, "", xw_view_stage(v, s));
        xw_cell(v, xw_n(v, row->demand));
        bool known = f->stage[s].district;
        xw_cell(v, known ? xw_n(v, sum->classes) : "—");
        xw_cell(v, known && sum->classes > 0
                       ? xw_number_fixed(v->texts, (double)sum->pupils / sum->classes, 1, "—")
                       : "—");
        xw_cell(v, known ? xw_n(v, sum->rooms) : "—");
        xw_cell(v, known ? xw_n(v, row->seats) : "—");
        if (known)
            xw_cell_balance(v, row);
        else
            xw_cell(v, "—");
        xw_cell_gap(v, known ? row->local_gap : XW_NONE);
        xw_cell(v, known ? xw_signed(v, row->surplus) : "—");
        xw_glyph_cell(v, xw_figures_weakest(f, known ? "seats" : "pupils", s, f->first));
        xw_row_close(v);
    }
    xw_table_close(v);
}

static void explain_stage(struct xw_view *v, int32_t s)
{
    const struct xw_figures *f = v->f;
    const struct xw_run_gap *row = xw_figures_district(f, s, XW_SCOPE_ALL, 0);
    const struct xw_stage_year *sum = &f->sums[s * f->years];
    int32_t balance;
    if (!f->stage[s].district || !xw_figures_balance(row, &balance)) return;
    const char *name = xw_view_stage(v, s);
    xw_put(v->out, "<li>");
    if (sum->classes > 0) {
        double mean = (double)sum->pupils / sum->classes, norm = f->run->stage[s].class_norm;
        xw_tell(v,
                balance < 0   ? XW_SAY_BASE_WHY_SHORT
                : balance > 0 ? XW_SAY_BASE_WHY_SPARE
                              : XW_SAY_BASE_WHY_EVEN,
                XW_WITH(name, xw_number_fixed(v->texts, mean, 1, "—"), xw_n(v, (int64_t)norm),
                        xw_n(v, balance < 0 ? -balance : balance)));
    }
    const char *shorts = xw_leading_towns(v, s, 0, XW_LEAD_GAP, 3, true),
               *spares = xw_leading_towns(v, s, 0, XW_LEAD_IDLE, 3, true);
    if (row->local_gap == 0)
        xw_tell(v, XW_SAY_BASE_NO_LOCAL, XW_NOTHING);
    else if (shorts != NULL && spares != NULL)
        xw_tell(v, XW_SAY_BASE_WHERE, XW_WITH(xw_n(v, row->local_gap), shorts, spares));
    xw_put(v->out, "</li>\n");
}

/* ---- published figures beside the run's
 * ---------------------------------------------------------- */

static const char *place_name(struct xw_view *v, const char *place)
{
    const struct xw_run *run = v->f->run;
    if (strcmp(place, "district") == 0) return xw_word(v, XW_SAY_WHOLE_DISTRICT);
    if (strncmp(place, "census", 6) == 0) return xw_word(v, XW_SAY_CENSUS_AREA);
    int32_t town = xw_figures_town_of(v->f, place);
    if (town != XW_NONE) return xw_view_town(v, town);
    /* A group of zones that is one town is called by it. */
    const char *only = NULL, *only_en = NULL;
    for (int32_t z = 0; z < run->zone_count; z++) {
        const struct xw_run_zone *zone = &run->zone[z];
        if (zone->group == NULL || strcmp(zone->group, place) != 0) continue;
        if (only != NULL && strcmp(only, zone->town_zh) != 0) return place;
        only = zone->town_zh;
        only_en = zone->town_en;
    }
    return only != NULL ? xw_view_name(v, only, only_en) : place;
}

static const char *indicator_name(struct xw_view *v, const struct xw_run_published *row)
{
    static const struct {
        const char *name;
        enum xw_key key;
    } known[] = { { "residents", XW_SAY_PUB_RESIDENTS },
                  { "entrants", XW_SAY_PUB_ENTRANTS },
                  { "roll", XW_SAY_PUB_ROLL },
                  { "mean_class", XW_SAY_MEAN_CLASS },
                  { "classes", XW_SAY_CLASS_COUNT } };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (strcmp(row->indicator, known[i].name) == 0) return xw_word(v, known[i].key);
    return xw_published_name(v->texts, row->indicator, v->language == XW_CHINESE);
}

static const char *value_text(struct xw_view *v, const struct xw_run_published *row, double value)
{
    if (xw_published_is_year(row)) return xw_year(v, (int32_t)value);
    bool fraction = strcmp(row->indicator, "mean_class") == 0 || value != floor(value);
    bool small = fabs(value) < 1000.0;
    return xw_number_fixed(v->texts, value, fraction && small ? 1 : 0, xw_word(v, XW_SAY_MISSING));
}

/* A difference in per cent; beyond ten it is marked, since it asks for a reason. */
static void apart_cell(struct xw_view *v, double percent)
{
    if (!isfinite(percent)) {
        xw_cell(v, "—");
        return;
    }
    const char *text = xw_number_fixed(v->texts, fabs(percent), 1, "—");
    bool none = fabs(percent) < 0.05;
    xw_put(v->out, fabs(percent) > 10.0 ? "<td class=\"neg\">" : "<td>");
    xw_put(v->out, none          ? "0.0%"
                   : percent < 0 ? xw_arena_format(v->texts, "−%s%%", text)
                                 : xw_arena_format(v->texts, "+%s%%", text));
    xw_put(v->out, "</td>");
}

/* Rows that the run has an answer to: of the first year (expected rolls, class means), or later. */
static int32_t published_rows(struct xw_view *v, bool base, bool draw)
{
    const struct xw_figures *f = v->f;
    int32_t count = 0;
    for (int32_t i = 0; i < f->run->published_count; i++) {
        const struct xw_run_published *row = &f->run->published[i];
        double model;
        bool of_base = row->year == f->first;
        if (of_base != base || !isfinite(row->value)) continue;
        if (!xw_published_model(f, row, &model)) continue;
        count++;
        if (!draw) continue;
        xw_row_open(v, "", indicator_name(v, row));
        xw_cell_left(v, row->stage >= 0 && row->stage < f->stages ? xw_view_stage(v, row->stage)
                                                                  : "—");
        xw_cell_left(v, place_name(v, row->place));
        xw_cell(v, xw_year(v, row->year));
        xw_cell(v, value_text(v, row, row->value));
        xw_cell(v, value_text(v, row, model));
        if (xw_published_is_year(row)) {
            double years = model - row->value;
            xw_cell(v, years == 0.0
                           ? "0"
                           : xw_told(v, XW_SAY_YEARS_APART, XW_WITH(xw_signed(v, (int64_t)years))));
        } else {
            apart_cell(v, 100.0 * (model - row->value) / row->value);
        }
        xw_glyph_cell(v, row->evidence);
        xw_row_close(v);
    }
    return count;
}

static void published_table(struct xw_view *v, bool base)
{
    if (published_rows(v, base, false) == 0) {
        xw_footnote(v, base ? XW_SAY_NO_CLOSING : XW_SAY_NO_PUBLISHED, XW_NOTHING);
        return;
    }
    const char *first = xw_year(v, v->f->first);
    xw_table_open(
        v, "st",
        xw_told(v, base ? XW_SAY_CLOSING_CAPTION : XW_SAY_PUBLISHED_CAPTION, XW_WITH(first)),
        xw_word(v, base ? XW_SAY_CLOSING_SUB : XW_SAY_PUBLISHED_SUB));
    const char *columns[] = { xw_word(v, XW_SAY_INDICATOR),
                              xw_word(v, XW_SAY_STAGE),
                              xw_word(v, XW_SAY_PLACE),
                              xw_word(v, XW_SAY_YEAR),
                              xw_word(v, base ? XW_SAY_EXPECTED : XW_SAY_PUBLISHED_VALUE),
                              xw_word(v, XW_SAY_SIMULATED),
                              xw_word(v, XW_SAY_APART),
                              xw_word(v, XW_SAY_EVIDENCE),
                              NULL };
    xw_table_head(v, columns, "nllnnnne");
    published_rows(v, base, true);
    xw_table_close(v);
}

void xw_page_base(struct xw_view *v)
{
    const struct xw_figures *f = v->f;
    const char *first = xw_year(v, f->first);
    xw_section_open(v, "", XW_SAY_BASE_HEAD, XW_WITH(first));
    xw_put(v->out, "<div>\n");
    base_table(v);
    xw_put(v->out, "<ul class=\"why\">\n");
    for (int32_t s = 0; s < f->stages; s++)
        explain_stage(v, s);
    xw_put(v->out, "</ul>\n");
    xw_page_balances(v);
    xw_page_staff(v);
    published_table(v, true);
    published_table(v, false);
    xw_put(v->out, "</div>\n");
    xw_notes_open(v, "", XW_SAY_NOTES);
    xw_note(v, XW_SAY_NOTE_BASE, XW_WITH(first));
    xw_note(v, XW_SAY_NOTE_IDENTITY, XW_NOTHING);
    xw_note(v, XW_SAY_NOTE_PUBLISHED, XW_NOTHING);
    xw_notes_close(v);
    xw_section_close(v);
}
