#include "waterfall.h"
#include "hatch.h"

#define LEFT   10.0
#define RIGHT  286.0 /* room for a value beyond the longest bar */
#define FIRST  32.0
#define PITCH  34.0
#define HEIGHT 14.0

struct bars {
    struct xw_view *v;
    double unit; /* px a seat */
    int32_t bar; /* drawn so far */
};

static double at_x(const struct bars *b, int64_t value)
{
    return LEFT + b->unit * (double)value;
}

/* A bar between two values, its label over it, its value at its right end; a thin line leads on from
 * the value where it ends. */
static void draw(struct bars *b, int64_t from, int64_t to, const char *classes, bool hatched,
                 bool strong, const char *label, const char *value, bool leads_on)
{
    struct xw_view *v = b->v;
    double y = FIRST + PITCH * b->bar++;
    double left = at_x(b, from < to ? from : to), right = at_x(b, from < to ? to : from);
    if (leads_on)
        xw_putf(v->out, "<line class=\"con\" x1=\"%.1f\" y1=\"%.0f\" x2=\"%.1f\" y2=\"%.0f\"/>\n",
                at_x(b, to), y + HEIGHT, at_x(b, to), y + PITCH);
    xw_svg_text(v, LEFT + 3.0, y - 4.0, strong ? "nm halo2 b" : "nm halo2", "",
                xw_text_cut(v, label, 11.0, 330.0));
    ptrdiff_t mark = xw_hatch_mark(v);
    xw_putf(v->out, "<polygon class=\"%s\" points=\"%.1f,%.0f %.1f,%.0f %.1f,%.0f %.1f,%.0f\"/>\n",
            classes, left, y, right, y, right, y + HEIGHT, left, y + HEIGHT);
    if (hatched) xw_hatch(v, mark, "hat", 5.0);
    xw_svg_text(v, right + 5.0, y + 11.5, strong ? "wv halo2 b" : "wv halo2", "", value);
}

const char *xw_waterfall_label(struct xw_view *v, const struct xw_effect_step *step)
{
    static const enum xw_key key[XW_PROJECT_STATUSES] = {
        [XW_PROJECT_PLANNED] = XW_SAY_FALL_PLANNED,
        [XW_PROJECT_APPROVED] = XW_SAY_FALL_APPROVED,
        [XW_PROJECT_BUILDING] = XW_SAY_FALL_BUILDING,
        [XW_PROJECT_OPEN] = XW_SAY_FALL_OPEN,
    };
    return xw_told(v, key[step->status], XW_WITH(xw_n(v, step->projects)));
}

static int64_t longest(const struct xw_waterfall *w)
{
    int64_t level = w->without, most = w->without > w->with ? w->without : w->with;
    for (int32_t i = 0; i < w->steps; i++) {
        level += w->step[i].change;
        if (level > most) most = level;
    }
    return most;
}

void xw_chart_waterfall(struct xw_view *v, int32_t stage, const struct xw_waterfall *w)
{
    int32_t bars = w->steps + 3;
    double height = FIRST + PITCH * bars, bottom = height - PITCH + HEIGHT + 4.0;
    struct xw_axis axis = xw_axis_for((double)longest(w), 4);
    struct bars b = { v, (RIGHT - LEFT) / (axis.step * axis.steps), 0 };
    xw_svg_open(
        v, "", 344, height + 2.0,
        xw_told(v, XW_SAY_FALL_TITLE, XW_WITH(xw_view_stage(v, stage), xw_year(v, w->year))),
        xw_told(v, XW_SAY_FALL_DESC,
                XW_WITH(xw_n(v, w->without), xw_n(v, w->with), xw_n(v, w->with - w->net),
                        xw_n(v, w->net), xw_n(v, w->net_without))));
    for (int32_t i = 0; i <= axis.steps; i++) {
        double x = at_x(&b, (int64_t)(axis.step * i));
        xw_putf(v->out, "<line class=\"%s\" x1=\"%.1f\" y1=\"14\" x2=\"%.1f\" y2=\"%.0f\"/>\n",
                i == 0 ? "ax" : "gr", x, x, bottom);
        xw_svg_text(v, x, 11.0, "tk", i == 0 ? "start" : "middle", xw_axis_label(v, axis, i));
    }
    draw(&b, 0, w->without, "wt", true, true, xw_word(v, XW_SAY_FALL_NONE), xw_n(v, w->without),
         true);
    int64_t level = w->without;
    for (int32_t i = 0; i < w->steps; i++) {
        int64_t next = level + w->step[i].change;
        bool more = w->step[i].change > 0;
        draw(&b, level, next, more ? "wu" : "wd", more, false, xw_waterfall_label(v, &w->step[i]),
             xw_signed(v, w->step[i].change), true);
        level = next;
    }
    draw(&b, level, w->net, "wd", false, false, xw_word(v, XW_SAY_FALL_ELSEWHERE),
         xw_signed(v, w->net - level), true);
    draw(&b, 0, w->net, "wt", true, true, xw_word(v, XW_SAY_FALL_NET), xw_n(v, w->net), false);
    xw_svg_close(v, 342.0, height - 2.0);
}
