#include "charts.h"
#include "cells.h"
#include <jansson.h>
#include <math.h>
#include <string.h>

struct frame {
    double left, low, high, scale, x0, y0; /* metres to the drawing */
};

static double to_x(const struct frame *f, double x)
{
    return f->x0 + (x - f->left) * f->scale;
}

static double to_y(const struct frame *f, double y)
{
    return f->y0 + (f->high - y) * f->scale;
}

struct bounds {
    double left, right, low, high;
};

static void widen(struct bounds *b, double x, double y)
{
    b->left = fmin(b->left, x);
    b->right = fmax(b->right, x);
    b->low = fmin(b->low, y);
    b->high = fmax(b->high, y);
}

/* ---- outlines: GeoJSON Polygon and MultiPolygon ------------------------------------------------
 */

/* One ring: as a piece of a path, or into the bounds when out is NULL. */
static void ring(struct xw_markup *out, const struct frame *f, const json_t *points,
                 struct bounds *b)
{
    bool first = true;
    for (size_t i = 0; i < json_array_size(points); i++) {
        const json_t *point = json_array_get(points, i);
        if (json_array_size(point) < 2) continue;
        double x = json_number_value(json_array_get(point, 0)),
               y = json_number_value(json_array_get(point, 1));
        if (out == NULL)
            widen(b, x, y);
        else
            xw_putf(out, "%c%.1f %.1f", first ? 'M' : 'L', to_x(f, x), to_y(f, y));
        first = false;
    }
    if (out != NULL && !first) xw_put(out, "Z");
}

static void rings(struct xw_markup *out, const struct frame *f, const json_t *polygon,
                  struct bounds *b)
{
    for (size_t i = 0; i < json_array_size(polygon); i++)
        ring(out, f, json_array_get(polygon, i), b);
}

static void outline(struct xw_markup *out, const struct frame *f, const char *text,
                    struct bounds *b)
{
    json_t *geometry = json_loads(text, 0, NULL);
    const char *type = json_string_value(json_object_get(geometry, "type"));
    const json_t *at = json_object_get(geometry, "coordinates");
    if (type != NULL && strcmp(type, "Polygon") == 0) rings(out, f, at, b);
    if (type != NULL && strcmp(type, "MultiPolygon") == 0)
        for (size_t i = 0; i < json_array_size(at); i++)
            rings(out, f, json_array_get(at, i), b);
    json_decref(geometry);
}

/* ---- zones -------------------------------------------------------------------------------------
 */

struct plan {
    const struct xw_run *run;
    struct xw_cell *cell;
    int32_t *town; /* by zone */
    bool outlines; /* some zone has one */
    struct frame frame;
    double height; /* of the drawn area */
};

static bool placed(double x, double y)
{
    return isfinite(x) && isfinite(y);
}

static bool make_plan(struct xw_view *v, struct plan *p)
{
    const struct xw_run *run = p->run = v->f->run;
    int32_t zones = run->zone_count;
    double *x = XW_TAKE(v->texts, zones, double), *y = XW_TAKE(v->texts, zones, double);
    p->cell = XW_TAKE(v->texts, zones, struct xw_cell);
    p->town = XW_TAKE(v->texts, zones, int32_t);
    if (x == NULL || y == NULL || p->cell == NULL || p->town == NULL) {
        v->out->failed = true;
        return false;
    }
    if (zones == 0) return false;
    struct bounds b = { INFINITY, -INFINITY, INFINITY, -INFINITY };
    for (int32_t z = 0; z < zones; z++) {
        if (!placed(run->zone[z].x_m, run->zone[z].y_m)) return false;
        x[z] = run->zone[z].x_m;
        y[z] = run->zone[z].y_m;
        const char *town = run->zone[z].town_zh;
        p->town[z] = town != NULL ? xw_figures_town_of(v->f, town) : XW_NONE;
        if (run->zone[z].outline != NULL) {
            p->outlines = true;
            outline(NULL, NULL, run->zone[z].outline, &b);
        }
    }
    if (xw_cells_make(v->texts, zones, x, y, xw_cells_reach(zones, x, y), p->cell) != XW_OK) {
        v->out->failed = true;
        return false;
    }
    for (int32_t z = 0; z < zones; z++)
        for (int32_t i = 0; run->zone[z].outline == NULL && i < p->cell[z].count; i++)
            widen(&b, p->cell[z].x[i], p->cell[z].y[i]);
    double wide = b.right - b.left, tall = b.high - b.low;
    if (!(wide > 0.0) || !(tall > 0.0)) return false;
    double scale = fmin(352.0 / wide, 330.0 / tall);
    p->height = tall * scale;
    p->frame =
        (struct frame){ b.left, b.low, b.high, scale, 4.0 + (352.0 - wide * scale) / 2.0, 22.0 };
    return true;
}

static void draw_zone(struct xw_view *v, const struct plan *p, int32_t z, const char *classes)
{
    const struct xw_run_zone *zone = &p->run->zone[z];
    if (zone->outline != NULL) {
        xw_putf(v->out, "<path class=\"%s\" d=\"", classes);
        outline(v->out, &p->frame, zone->outline, NULL);
        xw_put(v->out, "\"/>\n");
        return;
    }
    const struct xw_cell *cell = &p->cell[z];
    if (cell->count < 3) return;
    xw_putf(v->out, "<polygon class=\"%s\" points=\"", classes);
    for (int32_t i = 0; i < cell->count; i++)
        xw_putf(v->out, "%s%.1f,%.1f", i > 0 ? " " : "", to_x(&p->frame, cell->x[i]),
                to_y(&p->frame, cell->y[i]));
    xw_put(v->out, "\"/>\n");
}

static void draw_zones(struct xw_view *v, const struct plan *p, int32_t stage, int32_t year)
{
    for (int32_t z = 0; z < p->run->zone_count; z++) {
        int32_t balance = 0;
        bool known = xw_figures_balance(
            xw_figures_town(v->f, p->town[z], stage, XW_SCOPE_ALL, year), &balance);
        draw_zone(v, p, z,
                  xw_arena_format(v->texts, "cell zn %s", known ? xw_balance_class(balance) : "z"));
        if (known && balance < 0) draw_zone(v, p, z, "cellh");
    }
}

/* The lines between towns, where two cells meet. */
static void draw_borders(struct xw_view *v, const struct plan *p)
{
    xw_put(v->out, "<path class=\"twn\" d=\"M0 0");
    for (int32_t z = 0; z < p->run->zone_count; z++) {
        const struct xw_cell *c = &p->cell[z];
        for (int32_t i = 0; p->run->zone[z].outline == NULL && i < c->count; i++) {
            int32_t other = c->beyond[i], j = (i + 1) % c->count;
            /* Each shared edge once; the outer edge belongs to one cell alone. */
            if (other >= 0 && (other < z || p->town[other] == p->town[z])) continue;
            xw_putf(v->out, "M%.1f %.1fL%.1f %.1f", to_x(&p->frame, c->x[i]),
                    to_y(&p->frame, c->y[i]), to_x(&p->frame, c->x[j]), to_y(&p->frame, c->y[j]));
        }
    }
    xw_put(v->out, "\"/>\n");
}

/* ---- schools and names -------------------------------------------------------------------------
 */

static double radius_of(double pupils)
{
    return 0.156 * sqrt(pupils); /* area in proportion to the roll: 500 pupils 3.5 */
}

static void draw_schools(struct xw_view *v, const struct plan *p, int32_t stage, int16_t year)
{
    for (int32_t i = 0; i < p->run->school_year_count; i++) {
        const struct xw_run_school_year *row = &p->run->school_year[i];
        if (row->stage != stage || row->year != year || row->pupils <= 0) continue;
        if (row->school < 0 || row->school >= p->run->school_count) continue;
        const struct xw_run_school *school = &p->run->school[row->school];
        if (!placed(school->x_m, school->y_m)) continue;
        double x = to_x(&p->frame, school->x_m), y = to_y(&p->frame, school->y_m);
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
static int32_t list_dots(const struct plan *p, int32_t stage, int16_t year, struct dot *dots)
{
    int32_t count = 0;
    for (int32_t i = 0; i < p->run->school_year_count; i++) {
        const struct xw_run_school_year *row = &p->run->school_year[i];
        if (row->stage != stage || row->year != year || row->pupils <= 0) continue;
        if (row->school < 0 || row->school >= p->run->school_count) continue;
        const struct xw_run_school *school = &p->run->school[row->school];
        if (!placed(school->x_m, school->y_m)) continue;
        dots[count++] =
            (struct dot){ to_x(&p->frame, school->x_m), to_y(&p->frame, school->y_m),
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

/* The middle of a town's zones; false when it has none. */
static bool middle_of(const struct plan *p, int32_t town, struct label *at)
{
    int32_t zones = 0;
    at->x = at->y = 0.0;
    for (int32_t z = 0; z < p->run->zone_count; z++) {
        if (p->town[z] != town) continue;
        at->x += to_x(&p->frame, p->run->zone[z].x_m);
        at->y += to_y(&p->frame, p->run->zone[z].y_m);
        zones++;
    }
    if (zones == 0) return false;
    at->x /= zones;
    at->y /= zones;
    return true;
}

static void draw_labels(struct xw_view *v, const struct plan *p, int32_t stage, int16_t year)
{
    struct label *taken = XW_TAKE(v->texts, v->f->towns, struct label);
    struct dot *dots = XW_TAKE(v->texts, p->run->school_year_count, struct dot);
    if (taken == NULL || dots == NULL) {
        v->out->failed = true;
        return;
    }
    int32_t count = 0, dot_count = list_dots(p, stage, year, dots);
    for (int32_t t = 0; t < v->f->towns; t++) {
        struct label home, best = { 0 };
        if (!middle_of(p, t, &home)) continue;
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
        bool known = xw_figures_balance(
            xw_figures_town(v->f, t, stage, XW_SCOPE_ALL, year - v->f->first), &balance);
        xw_svg_text(v, best.x, best.y - 1.0, "ml halo", "middle", name);
        if (known)
            xw_svg_text(v, best.x, best.y + 10.0, balance < 0 ? "mv halo neg" : "mv halo", "middle",
                        xw_n(v, balance));
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
    struct plan p = { 0 };
    if (!make_plan(v, &p)) {
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
    draw_borders(v, &p);
    draw_schools(v, &p, stage, year);
    draw_labels(v, &p, stage, year);
    draw_key(v, stage, 22.0 + p.height + 18.0);
    xw_svg_close(v, 358.0, height - 3.0);
}
