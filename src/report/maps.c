#include "hatch.h"
#include "plan.h"
#include <math.h>

static void draw_zones(struct xw_view *v, const struct xw_plan *p, int32_t stage, int32_t year)
{
    for (int32_t z = 0; z < p->run->zone_count; z++) {
        int32_t balance = 0;
        const struct xw_run_gap *row = xw_figures_town(v->f, p->town[z], stage, XW_SCOPE_ALL, year);
        bool known = xw_figures_balance(row, &balance) && !(row->held & XW_HELD_PERSONS);
        ptrdiff_t mark = xw_hatch_mark(v);
        xw_plan_zone(
            v, p, z,
            xw_arena_format(v->texts, "cell zn %s", known ? xw_balance_class(balance) : "z"));
        if (known && balance < 0) xw_hatch(v, mark, "cellh", 7.0);
    }
}

/* ---- schools and names -------------------------------------------------------------------------
 */

static double radius_of(double pupils)
{
    return 0.156 * sqrt(pupils); /* area in proportion to the roll: 500 pupils 3.5 */
}

static void draw_schools(struct xw_view *v, const struct xw_plan *p, int32_t stage, int16_t year)
{
    for (int32_t i = 0; i < p->run->school_year_count; i++) {
        const struct xw_run_school_year *row = &p->run->school_year[i];
        if (row->stage != stage || row->year != year || row->pupils <= 0 || row->held) continue;
        if (row->school < 0 || row->school >= p->run->school_count) continue;
        const struct xw_run_school *school = &p->run->school[row->school];
        if (!xw_plan_placed(school->x_m, school->y_m)) continue;
        double x = xw_plan_x(&p->frame, school->x_m), y = xw_plan_y(&p->frame, school->y_m);
        double r = radius_of(row->pupils);
        bool over = row->classes_over_norm > 0;
        xw_putf(v->out, "<circle class=\"sch%s\" cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\"/>\n",
                over ? " over" : "", x, y, r);
        if (!over) continue;
        xw_putf(v->out,
                "<circle class=\"ring0\" cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\"/>"
                "<circle class=\"ring\" cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\"/>\n",
                x, y, r + 2.6, x, y, r + 2.6);
    }
}

struct label {
    double x, y, half;
};

struct dot {
    double x, y, r;
};

/* Dots of the stage's schools, rings included. */
static int32_t list_dots(const struct xw_plan *p, int32_t stage, int16_t year, struct dot *dots)
{
    int32_t count = 0;
    for (int32_t i = 0; i < p->run->school_year_count; i++) {
        const struct xw_run_school_year *row = &p->run->school_year[i];
        if (row->stage != stage || row->year != year || row->pupils <= 0) continue;
        if (row->school < 0 || row->school >= p->run->school_count) continue;
        const struct xw_run_school *school = &p->run->school[row->school];
        if (!xw_plan_placed(school->x_m, school->y_m)) continue;
        dots[count++] =
            (struct dot){ xw_plan_x(&p->frame, school->x_m), xw_plan_y(&p->frame, school->y_m),
                          radius_of(row->pupils) + (row->classes_over_norm > 0 ? 3.5 : 0.5) };
    }
    return count;
}

/* How much a label hides, and how far it is from where it belongs; infinite over another label. */
static double badness(const struct label *at, double away, const struct dot *dots,
                      int32_t dot_count, const struct label *taken, int32_t taken_count)
{
    double bad = away * away * 0.02;
    for (int32_t i = 0; i < taken_count; i++)
        if (fabs(at->x - taken[i].x) < at->half + taken[i].half + 2.0 &&
            fabs(at->y - taken[i].y) < 25.0)
            return INFINITY;
    for (int32_t i = 0; i < dot_count; i++)
        if (fabs(at->x - dots[i].x) < at->half + dots[i].r &&
            dots[i].y > at->y - 12.0 - dots[i].r && dots[i].y < at->y + 12.0 + dots[i].r)
            bad += 4.0 + dots[i].r;
    return bad;
}

static void draw_labels(struct xw_view *v, const struct xw_plan *p, int32_t stage, int16_t year)
{
    struct label *taken = XW_TAKE(v->texts, v->f->towns, struct label);
    struct dot *dots = XW_TAKE(v->texts, p->run->school_year_count, struct dot);
    if (taken == NULL || dots == NULL) {
        v->out->failed = true;
        return;
    }
    int32_t count = 0, dot_count = list_dots(p, stage, year, dots);
    for (int32_t t = 0; t < v->f->towns; t++) {
        struct label home = { 0 }, best = { 0 };
        if (!xw_plan_middle(p, t, &home.x, &home.y)) continue;
        const char *name = xw_text_cut(v, xw_view_town(v, t), 11.0, 90.0);
        home.half = xw_text_width(name, 11.0) / 2.0;
        double least = INFINITY;
        for (int32_t dy = -32; dy <= 32; dy += 4)
            for (int32_t dx = -24; dx <= 24; dx += 4) {
                struct label at = { home.x + dx, home.y + dy, home.half };
                at.x = fmin(fmax(at.x, at.half + 2.0), 358.0 - at.half);
                double bad = badness(&at, hypot(at.x - home.x, dy), dots, dot_count, taken, count);
                if (bad < least) {
                    least = bad;
                    best = at;
                }
            }
        if (!isfinite(least)) continue; /* the table of the towns has every one */
        taken[count++] = best;
        int32_t balance;
        const struct xw_run_gap *row =
            xw_figures_town(v->f, t, stage, XW_SCOPE_ALL, year - v->f->first);
        bool known = xw_figures_balance(row, &balance), held = known && row->held & XW_HELD_PERSONS;
        xw_svg_text(v, best.x, best.y - 1.0, "ml halo", "middle", name);
        if (known)
            xw_svg_text(v, best.x, best.y + 10.0, balance < 0 && !held ? "mv halo neg" : "mv halo",
                        "middle", xw_n_held(v, held, balance));
    }
}

static void draw_key(struct xw_view *v, int32_t stage, double y)
{
    static const int32_t sizes[3] = { 500, 1500, 2500 };
    const char *head = xw_word(v, XW_SAY_ROLL);
    xw_svg_text(v, 6.0, y + 4.0, "tk", "", head);
    double x = 18.0 + xw_text_width(head, 10.5);
    for (int32_t i = 0; i < 3; i++) {
        const char *text = xw_n(v, sizes[i]);
        double r = radius_of(sizes[i]);
        xw_putf(v->out, "<circle class=\"sch\" cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\"/>\n", x + r, y,
                r);
        xw_svg_text(v, x + 2.0 * r + 3.0, y + 4.0, "tk", "", text);
        x += 2.0 * r + 12.0 + xw_text_width(text, 10.5);
    }
    xw_putf(v->out,
            "<circle class=\"sch over\" cx=\"%.1f\" cy=\"%.1f\" r=\"4\"/>"
            "<circle class=\"ring\" cx=\"%.1f\" cy=\"%.1f\" r=\"6.6\"/>\n",
            x + 8.0, y, x + 8.0, y);
    xw_svg_text(
        v, x + 19.0, y + 4.0, "tk", "",
        xw_told(v, XW_SAY_MAP_RING, XW_WITH(xw_n(v, (int64_t)v->f->run->stage[stage].class_norm))));
}

void xw_map(struct xw_view *v, int32_t stage, int16_t year)
{
    struct xw_plan p = { 0 };
    if (!xw_plan_make(v, 360.0, 330.0, &p)) {
        xw_putf(v->out, "<p class=\"fn\">%s</p>\n", xw_word(v, XW_SAY_MAP_NONE));
        return;
    }
    double height = 22.0 + p.height + 44.0;
    xw_svg_open(v, "map", 360, height,
                xw_told(v, XW_SAY_MAP_TITLE, XW_WITH(xw_year(v, year), xw_view_stage(v, stage))),
                xw_told(v, XW_SAY_MAP_DESC,
                        XW_WITH(xw_n(v, p.run->zone_count), xw_n(v, v->f->towns),
                                xw_n(v, (int64_t)v->f->run->stage[stage].class_norm))));
    xw_svg_text(v, 4.0, 14.0, "tk", "",
                xw_word(v, p.outlines ? XW_SAY_MAP_OUTLINES : XW_SAY_MAP_SCHEMATIC));
    draw_zones(v, &p, stage, year - v->f->first);
    xw_plan_borders(v, &p);
    draw_schools(v, &p, stage, year);
    draw_labels(v, &p, stage, year);
    draw_key(v, stage, 22.0 + p.height + 18.0);
    xw_svg_close(v, 358.0, height - 3.0);
}
