#include "saw.h"
#include "plot.h"
#include <math.h>

enum { LABELS = 4 };

struct label {
    double y;
    const char *text, *classes;
};

/* The frame of the years, with the largest number of rooms or classes at its top. */
static struct xw_plot frame_of(const struct xw_view *v, const struct xw_division *d, double height,
                               struct xw_axis *axis)
{
    double most = 1.0;
    for (int32_t y = 0; y < v->f->years; y++) {
        const struct xw_division_year *of = &d->year[y];
        if (of->row == NULL) continue;
        most = fmax(most, fmax(of->row->rooms, of->older + of->entry));
    }
    *axis = xw_axis_for(most, 4);
    if (axis->step < 1.0) axis->step = 1.0; /* whole rooms */
    return (struct xw_plot){ .left = 30.0,
                             .right = 286.0,
                             .top = 36.0,
                             .base = height - 46.0,
                             .years = v->f->years,
                             .largest = axis->step * axis->steps };
}

enum part { OLDER, ENTRY, FREE, PARTS };

static double low_of(const struct xw_division_year *of, enum part part)
{
    return part == OLDER ? 0.0 : part == ENTRY ? of->older : of->older + of->entry;
}

static double size_of(const struct xw_division_year *of, enum part part)
{
    return part == OLDER ? of->older : part == ENTRY ? of->entry : of->free;
}

/* All bars of a part as one path. */
static void draw_part(struct xw_view *v, const struct xw_plot *p, const struct xw_division *d,
                      enum part part)
{
    static const char *const classes[PARTS] = { "lock", "entc", "idle" };
    bool any = false;
    for (int32_t y = 0; y < p->years; y++) {
        const struct xw_division_year *of = &d->year[y];
        double size = size_of(of, part);
        if (of->row == NULL || !(size > 0.0)) continue;
        double gap = fmin(1.2, 0.1 * (p->right - p->left) / p->years);
        double low = xw_plot_y(p, low_of(of, part)), high = xw_plot_y(p, low_of(of, part) + size);
        if (!any) xw_putf(v->out, "<path class=\"%s\" d=\"", classes[part]);
        xw_putf(v->out, "M%.1f %.1fV%.1fH%.1fV%.1fz", xw_plot_x(p, y) + gap, low, high,
                xw_plot_x(p, y + 1) - gap, low);
        any = true;
    }
    if (any) xw_put(v->out, "\"/>\n");
}

/* The number of new classes inside their bar, and of those without a room above all. */
static void draw_numbers(struct xw_view *v, const struct xw_plot *p, const struct xw_division *d)
{
    double width = (p->right - p->left) / p->years;
    for (int32_t y = 0; y < p->years; y++) {
        const struct xw_division_year *of = &d->year[y];
        if (of->row == NULL) continue;
        double x = xw_plot_x(p, y + 0.5), top = xw_plot_y(p, of->older + of->entry);
        const char *entry = xw_n(v, of->entry), *lacking = xw_n(v, -(int64_t)of->lacking);
        double height = xw_plot_y(p, of->older) - top;
        if (of->entry > 0 && height >= 11.0 && xw_text_width(entry, 10.0) <= width)
            xw_svg_text(v, x, top + height / 2.0 + 3.5, "en", "middle", entry);
        double above = fmin(top, xw_plot_y(p, of->row->rooms));
        if (of->lacking > 0 && xw_text_width(lacking, 11.0) <= width + 6.0)
            xw_svg_text(v, x, above - 4.0, "lsh halo2", "middle", lacking);
    }
}

/* Rooms as steps; a year without the school breaks the line. */
static void draw_rooms(struct xw_view *v, const struct xw_plot *p, const struct xw_division *d)
{
    xw_put(v->out, "<path class=\"seat\" d=\"");
    bool down = false;
    for (int32_t y = 0; y < p->years; y++) {
        const struct xw_run_school_year *row = d->year[y].row;
        if (row == NULL) {
            down = false;
            continue;
        }
        double at = xw_plot_y(p, row->rooms);
        if (down)
            xw_putf(v->out, "V%.1f", at);
        else
            xw_putf(v->out, "M%.1f %.1f", xw_plot_x(p, y), at);
        xw_putf(v->out, "H%.1f", xw_plot_x(p, y + 1));
        down = true;
    }
    xw_put(v->out, "\"/>\n");
}

/* What the areas are, at their right end, from above, 13 apart. */
static void draw_labels(struct xw_view *v, const struct xw_plot *p, const struct xw_division *d,
                        int32_t last)
{
    const struct xw_division_year *of = &d->year[last];
    double used = of->older + of->entry;
    struct label label[LABELS] = {
        { xw_plot_y(p, of->row->rooms),
          xw_told(v, XW_SAY_SAW_ROOMS, XW_WITH(xw_n(v, of->row->rooms))), "ls" },
        { xw_plot_y(p, used + of->free / 2.0), xw_word(v, XW_SAY_SAW_FREE), "li" },
        { xw_plot_y(p, of->older + of->entry / 2.0), xw_word(v, XW_SAY_SAW_NEW), "ld" },
        { xw_plot_y(p, of->older / 2.0), xw_word(v, XW_SAY_SAW_OLDER), "lu" },
    };
    double least = p->top - 4.0;
    for (int32_t i = 0; i < LABELS; i++) {
        double most = p->base + 3.0 - 13.0 * (LABELS - 1 - i);
        label[i].y = fmin(fmax(label[i].y + 4.0, least), most);
        least = label[i].y + 13.0;
        xw_svg_text(v, p->right + 4.0, label[i].y, label[i].classes, "", label[i].text);
    }
}

void xw_chart_saw(struct xw_view *v, const struct xw_division *d, double height)
{
    struct xw_axis axis;
    struct xw_plot p = frame_of(v, d, height, &axis);
    const struct xw_run_school *school = &v->f->run->school[d->school];
    int32_t first = XW_NONE, last = XW_NONE, worst = XW_NONE;
    for (int32_t y = 0; y < p.years; y++) {
        if (d->year[y].row == NULL) continue;
        if (first == XW_NONE) first = y;
        last = y;
        if (d->year[y].lacking > (worst == XW_NONE ? 0 : d->year[worst].lacking)) worst = y;
    }
    if (last == XW_NONE) return;
    const char *name = xw_view_name(v, school->name_zh, school->name_en);
    const char *rooms = xw_n(v, d->year[last].row->rooms);
    const char *title = xw_told(v, XW_SAY_SAW_TITLE,
                                XW_WITH(name, xw_view_within(v, d->stage),
                                        xw_years(v, v->f->first + first, v->f->first + last)));
    const char *description =
        worst == XW_NONE
            ? xw_told(v, XW_SAY_SAW_DESC_NONE, XW_WITH(xw_year(v, v->f->first + last), rooms))
            : xw_told(v, XW_SAY_SAW_DESC,
                      XW_WITH(xw_year(v, v->f->first + worst), xw_n(v, d->year[worst].row->rooms),
                              xw_n(v, d->year[worst].older), xw_n(v, d->year[worst].wanted),
                              xw_n(v, d->year[worst].entry), xw_n(v, d->year[worst].lacking)));
    xw_svg_open(v, "", 344, height, title, description);
    xw_plot_frame(v, &p, axis);
    for (int32_t part = 0; part < PARTS; part++)
        draw_part(v, &p, d, (enum part)part);
    draw_rooms(v, &p, d);
    draw_numbers(v, &p, d);
    draw_labels(v, &p, d, last);
    xw_plot_years(v, &p, p.base + 14.0);
    xw_svg_text(v, 30.0, 16.0, "tk", "", xw_word(v, XW_SAY_SAW_AXIS));
    if (worst != XW_NONE) xw_svg_text(v, 92.0, 16.0, "lsh", "", xw_word(v, XW_SAY_SAW_LACKING));
    xw_svg_close(v, 342.0, height - 3.0);
}
