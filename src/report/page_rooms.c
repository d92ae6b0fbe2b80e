#include "page.h"
#include "saw.h"

enum { TABLED = 8, DRAWN = 3 };

/* ---- the small sum ------------------------------------------------------------------------------
 */

static void term(struct xw_view *v, const char *label, int64_t value, enum xw_evidence evidence)
{
    xw_row_open(v, "", label);
    xw_cell(v, xw_n(v, value));
    xw_put(v->out, "<td class=\"l\">");
    xw_glyph(v, evidence);
    xw_put(v->out, "</td>");
    xw_row_close(v);
}

static void total(struct xw_view *v, const char *row_class, const char *label, int64_t value,
                  bool is_short)
{
    xw_row_open(v, row_class, label);
    xw_putf(v->out, "<td%s>%s</td><td class=\"l\">—</td>", is_short ? " class=\"neg\"" : "",
            xw_n(v, value));
    xw_row_close(v);
}

void xw_rooms_sum(struct xw_view *v, const struct xw_division *d, int32_t year)
{
    const struct xw_run *run = v->f->run;
    const struct xw_run_stage *stage = &run->stage[d->stage];
    const struct xw_division_year *of = &d->year[year];
    int32_t calendar = v->f->first + year;
    enum xw_evidence pupils = xw_figures_weakest(v->f, "pupils", d->stage, (int16_t)calendar);
    xw_put(v->out, "<table><tbody>\n");
    term(v, xw_word(v, XW_SAY_ROOMS), of->row->rooms, run->school[d->school].evidence);
    for (int32_t g = stage->grades - 1; g > 0; g--) {
        int32_t classes = xw_divisions_classes(d, v->f, g, year);
        if (classes == 0) continue;
        term(v, xw_told(v, XW_SAY_ROOMS_OLDER, XW_WITH(xw_year(v, calendar - g), xw_n(v, g + 1))),
             classes, pupils);
    }
    total(v, "sum", xw_word(v, XW_SAY_ROOMS_LEFT), of->row->rooms - of->older, false);
    term(v,
         xw_told(v, XW_SAY_ROOMS_WANTED,
                 XW_WITH(xw_n_held(v, of->row->held & XW_HELD_PERSONS, of->row->demand),
                         xw_n(v, (int64_t)stage->class_norm))),
         of->wanted, pupils);
    total(v, "", xw_word(v, XW_SAY_ROOMS_OPENED), of->entry, false);
    if (of->free > 0) total(v, "", xw_word(v, XW_SAY_ROOMS_STILL_FREE), of->free, false);
    total(v, "sum", xw_word(v, XW_SAY_ROOMS_LACKING), of->lacking, of->lacking > 0);
    xw_put(v->out, "</tbody></table>\n<p class=\"src\">school_year: school=");
    xw_put_text(v->out, run->school[d->school].code);
    xw_putf(v->out, ", stage=%s, year=%d", xw_stage_word(stage->name), calendar);
    if (of->row->reason != NULL && of->row->reason[0] != '\0') {
        xw_put(v->out, ", reason=");
        xw_put_text(v->out, of->row->reason);
    }
    xw_put(v->out, "<br>class_year: classes");
    xw_origin_rooms(v, d->school, d->stage, calendar);
    xw_put(v->out, "</p>");
}

/* ---- the part of a stage ------------------------------------------------------------------------
 */

static const char *name_of(struct xw_view *v, const struct xw_division *d)
{
    const struct xw_run_school *school = &v->f->run->school[d->school];
    return xw_view_name(v, school->name_zh, school->name_en);
}

/* The mark of a stage's small sum: after those of the gaps, in the order of the stages. */
static const char *mark_of(struct xw_view *v, int32_t stage)
{
    int32_t number = 0, worst;
    for (int32_t s = 0; s < v->f->stages; s++)
        number += v->f->stage[s].district;
    for (int32_t s = 0; s <= stage; s++)
        number += v->f->stage[s].district && xw_divisions_locked(v->divisions, s, &worst, 1) > 0;
    return xw_arena_format(v->texts, "\xe2\x91%c", 0xa0 + (number < 20 ? number : 20) - 1);
}

static void say_locked(struct xw_view *v, int32_t stage, int32_t schools, const char *mark)
{
    const struct xw_figures *f = v->f;
    int32_t classes = 0, now_schools = 0, now_classes = 0, first = XW_NONE, last = XW_NONE;
    for (int32_t i = 0; i < v->divisions->count; i++) {
        const struct xw_division *d = &v->divisions->division[i];
        if (d->stage != stage) continue;
        classes += d->locked_classes;
        for (int32_t y = 0; y < f->years; y++) {
            if (!d->year[y].locked) continue;
            if (first == XW_NONE || y < first) first = y;
            if (y > last) last = y;
            if (f->first + y != f->now) continue;
            now_schools++;
            now_classes += d->year[y].lacking;
        }
    }
    xw_put(v->out, "<p class=\"fn\">");
    xw_tell(v, XW_SAY_ROOMS_SOME,
            XW_WITH(xw_years(v, f->first + first, f->first + last), xw_n(v, schools),
                    xw_view_within(v, stage), xw_n(v, classes)));
    xw_putf(v->out, "<sup><a href=\"#k%d\" id=\"j%d\">%s</a></sup>", stage, stage, mark);
    xw_tell(v, now_schools > 0 ? XW_SAY_ROOMS_NOW : XW_SAY_ROOMS_NOT_NOW,
            XW_WITH(xw_year(v, f->now), xw_n(v, now_schools), xw_n(v, now_classes)));
    xw_put(v->out, "</p>\n");
}

static void draw(struct xw_view *v, const struct xw_division *d)
{
    int32_t worst = xw_divisions_worst(d, v->f->years);
    const struct xw_division_year *of = &d->year[worst];
    const char *year = xw_year(v, v->f->first + worst);
    xw_figure_open(v,
                   of->lacking > 0 ? xw_told(v, XW_SAY_FIND_SAW,
                                             XW_WITH(name_of(v, d), year, xw_n(v, of->older),
                                                     xw_n(v, of->row->rooms), xw_n(v, of->lacking)))
                                   : xw_told(v, XW_SAY_FIND_SAW_FULL,
                                             XW_WITH(name_of(v, d), year, xw_n(v, of->older),
                                                     xw_n(v, of->row->rooms))),
                   xw_word(v, XW_SAY_SAW_SUB));
    xw_chart_saw(v, d, 250.0);
    xw_figure_close(v);
}

static void explain(struct xw_view *v, const struct xw_division *d, const char *mark)
{
    int32_t worst = xw_divisions_worst(d, v->f->years);
    xw_putf(v->out, "<div><div class=\"x\" style=\"border:0;margin-top:14px\" id=\"k%d\"><h3>%s ",
            d->stage, mark);
    xw_tell(v, XW_SAY_EXPLAIN_ROOMS,
            XW_WITH(xw_year(v, v->f->first + worst), xw_n(v, d->year[worst].entry), name_of(v, d)));
    xw_putf(v->out, " <a href=\"#j%d\" aria-label=\"%s %s\">↩</a></h3>\n", d->stage,
            xw_word(v, XW_SAY_BACK), mark);
    xw_rooms_sum(v, d, worst);
    xw_put(v->out, "</div></div>\n");
}

static void list(struct xw_view *v, int32_t stage, const int32_t *order, int32_t shown,
                 int32_t count)
{
    const struct xw_figures *f = v->f;
    const char *columns[] = {
        xw_word(v, XW_SAY_SCHOOL),          xw_word(v, XW_SAY_TOWN),
        xw_word(v, XW_SAY_ROOMS_YEARS),     xw_word(v, XW_SAY_ROOMS_IN_ALL),
        xw_word(v, XW_SAY_ROOMS_WORST),     xw_word(v, XW_SAY_ROOMS),
        xw_word(v, XW_SAY_ROOMS_COL_OLDER), xw_word(v, XW_SAY_ROOMS_COL_WANTED),
        xw_word(v, XW_SAY_ROOMS_OPENED),    xw_word(v, XW_SAY_ROOMS_LACKING),
        xw_word(v, XW_SAY_EVIDENCE),        NULL
    };
    xw_table_open(v, "st crowd", xw_told(v, XW_SAY_ROOMS_CAPTION, XW_WITH(xw_view_stage(v, stage))),
                  xw_word(v, XW_SAY_ROOMS_SUB));
    xw_table_head(v, columns, "nlnnnnnnnne");
    for (int32_t i = 0; i < shown; i++) {
        const struct xw_division *d = &v->divisions->division[order[i]];
        const struct xw_run_school *school = &f->run->school[d->school];
        int32_t worst = xw_divisions_worst(d, f->years);
        const struct xw_division_year *of = &d->year[worst];
        xw_row_open(v, "", name_of(v, d));
        xw_cell_left(v, xw_view_name(v, school->town_zh, school->town_en));
        xw_cell(v, xw_n(v, d->locked_years));
        xw_cell(v, xw_n(v, d->locked_classes));
        xw_cell(v, xw_year(v, f->first + worst));
        xw_cell(v, xw_n(v, of->row->rooms));
        xw_cell(v, xw_n(v, of->older));
        xw_cell(v, xw_n(v, of->wanted));
        xw_cell(v, xw_n(v, of->entry));
        xw_cell_gap(v, of->lacking);
        xw_glyph_cell(v, school->evidence);
        xw_row_close(v);
    }
    xw_table_close(v);
    if (count > shown) xw_footnote(v, XW_SAY_ROOMS_MORE, XW_WITH(xw_n(v, count - shown)));
}

void xw_page_rooms(struct xw_view *v, int32_t stage)
{
    int32_t order[TABLED];
    int32_t count = xw_divisions_locked(v->divisions, stage, order, TABLED);
    int32_t shown = count < TABLED ? count : TABLED;
    xw_put(v->out, "<div class=\"keep\">\n"); /* a heading stays with what follows */
    xw_heading(v, 3, NULL, XW_SAY_ROOMS_HEAD, XW_NOTHING);
    if (count == 0) {
        xw_footnote(v, XW_SAY_ROOMS_NONE,
                    XW_WITH(xw_years(v, v->f->first, v->f->last), xw_view_within(v, stage)));
        xw_put(v->out, "</div>\n");
        return;
    }
    const char *mark = mark_of(v, stage);
    say_locked(v, stage, count, mark);
    xw_put(v->out, "<div class=\"two\">");
    draw(v, &v->divisions->division[order[0]]);
    explain(v, &v->divisions->division[order[0]], mark);
    xw_put(v->out, "</div>\n</div>\n");
    if (shown > 1) {
        xw_put(v->out, "<div class=\"two\">");
        for (int32_t i = 1; i < shown && i < DRAWN; i++)
            draw(v, &v->divisions->division[order[i]]);
        xw_put(v->out, "</div>\n");
    }
    list(v, stage, order, shown, count);
    xw_footnote(v, XW_SAY_ROOMS_FOOT,
                XW_WITH(xw_n(v, (int64_t)v->f->run->stage[stage].class_norm)));
}
