#include "plan.h"
#include <jansson.h>
#include <math.h>
#include <string.h>

double xw_plan_x(const struct xw_plan_frame *f, double x)
{
    return f->x0 + (x - f->left) * f->scale;
}

double xw_plan_y(const struct xw_plan_frame *f, double y)
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
static void ring(struct xw_markup *out, const struct xw_plan_frame *f, const json_t *points,
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
            xw_putf(out, "%c%.1f %.1f", first ? 'M' : 'L', xw_plan_x(f, x), xw_plan_y(f, y));
        first = false;
    }
    if (out != NULL && !first) xw_put(out, "Z");
}

static void rings(struct xw_markup *out, const struct xw_plan_frame *f, const json_t *polygon,
                  struct bounds *b)
{
    for (size_t i = 0; i < json_array_size(polygon); i++)
        ring(out, f, json_array_get(polygon, i), b);
}

static void outline(struct xw_markup *out, const struct xw_plan_frame *f, const char *text,
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

bool xw_plan_placed(double x, double y)
{
    return isfinite(x) && isfinite(y);
}

bool xw_plan_make(struct xw_view *v, double width, double height, struct xw_plan *p)
{
    const struct xw_run *run = p->run = v->f->run;
    int32_t zones = run->zone_count;
    double *x = XW_TAKE(v->texts, zones, double), *y = XW_TAKE(v->texts, zones, double);
    p->cell = XW_TAKE(v->texts, zones, struct xw_voronoi_cell);
    p->town = XW_TAKE(v->texts, zones, int32_t);
    if (x == NULL || y == NULL || p->cell == NULL || p->town == NULL) {
        v->out->failed = true;
        return false;
    }
    if (zones == 0) return false;
    struct bounds b = { INFINITY, -INFINITY, INFINITY, -INFINITY };
    for (int32_t z = 0; z < zones; z++) {
        if (!xw_plan_placed(run->zone[z].x_m, run->zone[z].y_m)) return false;
        x[z] = run->zone[z].x_m;
        y[z] = run->zone[z].y_m;
        const char *town = run->zone[z].town_zh;
        p->town[z] = town != NULL ? xw_figures_town_of(v->f, town) : XW_NONE;
        if (run->zone[z].outline != NULL) {
            p->outlines = true;
            outline(NULL, NULL, run->zone[z].outline, &b);
        }
    }
    if (xw_voronoi_make(v->texts, zones, x, y, xw_voronoi_reach(zones, x, y), p->cell) != XW_OK) {
        v->out->failed = true;
        return false;
    }
    for (int32_t z = 0; z < zones; z++)
        for (int32_t i = 0; run->zone[z].outline == NULL && i < p->cell[z].count; i++)
            widen(&b, p->cell[z].x[i], p->cell[z].y[i]);
    double wide = b.right - b.left, tall = b.high - b.low;
    if (!(wide > 0.0) || !(tall > 0.0)) return false;
    double scale = fmin((width - 8.0) / wide, height / tall);
    p->height = tall * scale;
    p->frame = (struct xw_plan_frame){
        b.left, b.low, b.high, scale, 4.0 + (width - 8.0 - wide * scale) / 2.0, 22.0
    };
    return true;
}

void xw_plan_zone(struct xw_view *v, const struct xw_plan *p, int32_t z, const char *classes)
{
    const struct xw_run_zone *zone = &p->run->zone[z];
    if (zone->outline != NULL) {
        xw_putf(v->out, "<path class=\"%s\" d=\"", classes);
        outline(v->out, &p->frame, zone->outline, NULL);
        xw_put(v->out, "\"/>\n");
        return;
    }
    const struct xw_voronoi_cell *cell = &p->cell[z];
    if (cell->count < 3) return;
    xw_putf(v->out, "<polygon class=\"%s\" points=\"", classes);
    for (int32_t i = 0; i < cell->count; i++)
        xw_putf(v->out, "%s%.1f,%.1f", i > 0 ? " " : "", xw_plan_x(&p->frame, cell->x[i]),
                xw_plan_y(&p->frame, cell->y[i]));
    xw_put(v->out, "\"/>\n");
}

void xw_plan_town(struct xw_view *v, const struct xw_plan *p, int32_t town)
{
    for (int32_t z = 0; z < p->run->zone_count; z++) {
        if (p->town[z] != town) continue;
        const struct xw_voronoi_cell *cell = &p->cell[z];
        if (p->run->zone[z].outline != NULL)
            outline(v->out, &p->frame, p->run->zone[z].outline, NULL);
        else
            for (int32_t i = 0; i < cell->count; i++)
                xw_putf(v->out, "%c%.1f %.1f%s", i == 0 ? 'M' : 'L',
                        xw_plan_x(&p->frame, cell->x[i]), xw_plan_y(&p->frame, cell->y[i]),
                        i == cell->count - 1 ? "Z" : "");
    }
}

/* The lines between towns, where two cells meet. */
void xw_plan_borders(struct xw_view *v, const struct xw_plan *p)
{
    xw_put(v->out, "<path class=\"twn\" d=\"M0 0");
    for (int32_t z = 0; z < p->run->zone_count; z++) {
        const struct xw_voronoi_cell *c = &p->cell[z];
        for (int32_t i = 0; p->run->zone[z].outline == NULL && i < c->count; i++) {
            int32_t other = c->beyond[i], j = (i + 1) % c->count;
            /* Each shared edge once; the outer edge belongs to one cell alone. */
            if (other >= 0 && (other < z || p->town[other] == p->town[z])) continue;
            xw_putf(v->out, "M%.1f %.1fL%.1f %.1f", xw_plan_x(&p->frame, c->x[i]),
                    xw_plan_y(&p->frame, c->y[i]), xw_plan_x(&p->frame, c->x[j]),
                    xw_plan_y(&p->frame, c->y[j]));
        }
    }
    xw_put(v->out, "\"/>\n");
}

/* The middle of a town's zones; false when it has none. */
bool xw_plan_middle(const struct xw_plan *p, int32_t town, double *x, double *y)
{
    int32_t zones = 0;
    *x = *y = 0.0;
    for (int32_t z = 0; z < p->run->zone_count; z++) {
        if (p->town[z] != town) continue;
        *x += xw_plan_x(&p->frame, p->run->zone[z].x_m);
        *y += xw_plan_y(&p->frame, p->run->zone[z].y_m);
        zones++;
    }
    if (zones == 0) return false;
    *x /= zones;
    *y /= zones;
    return true;
}
