#include "charts.h"
#include "page.h"
#include <string.h>

/* Names and plot keep 768 together; the verdict stands at the right of the plot. */
struct layout {
    double names, plot, years, each;
    int32_t from, to;
};

static struct layout lay_out(const struct xw_view *v)
{
    const struct xw_run *run = v->f->run;
    struct layout l = { .from = v->f->first, .to = v->f->last + 1 };
    for (int32_t p = 0; p < run->project_count; p++) {
        if (run->project[p].starts_in < l.from) l.from = run->project[p].starts_in;
        if (run->project[p].opens_in + 1 > l.to) l.to = run->project[p].opens_in + 1;
    }
    l.names = v->language == XW_CHINESE ? 128.0 : 188.0;
    l.plot = 768.0 - l.names;
    l.years = l.plot - (v->language == XW_CHINESE ? 100.0 : 118.0);
    l.each = l.years / (l.to - l.from);
    return l;
}

static double at_x(const struct layout *l, int32_t year)
{
    return l->each * (year - l->from);
}

/* The name without what the row cannot hold: a remark in brackets, the group it belongs to. */
static const char *short_name(struct xw_view *v, const char *name)
{
    static const char *const prefixes[] = { "教育集团", " Group, " };
    for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++) {
        const char *after = strstr(name, prefixes[i]);
        if (after != NULL && after[strlen(prefixes[i])] != '\0') name = after + strlen(prefixes[i]);
    }
    const char *open = strstr(name, "（"), *mark = "）";
    if (open == NULL) {
        open = strstr(name, " (");
        mark = ")";
    }
    const char *close = open != NULL ? strstr(open, mark) : NULL;
    if (close == NULL || open == name) return name;
    return xw_arena_format(v->texts, "%.*s%s", (int)(open - name), name, close + strlen(mark));
}

static const char *verdict_style(enum xw_verdict verdict)
{
    if (verdict == XW_VERDICT_LATE) return "gt la";
    if (verdict == XW_VERDICT_EARLY) return "gt ea";
    return verdict == XW_VERDICT_EXACT ? "gt" : "gt mut";
}

static const char *bar_style(const char *status)
{
    if (status == NULL) return "plan";
    if (strcmp(status, "open") == 0) return "done";
    if (strcmp(status, "building") == 0) return "doing";
    return strcmp(status, "approved") == 0 ? "appr" : "plan";
}

static const char *group_name(const struct xw_view *v, int32_t stage)
{
    return stage == XW_NONE ? xw_word(v, XW_SAY_OTHER_STAGES) : xw_view_stage(v, stage);
}

static void draw_names(struct xw_view *v, const struct layout *l, double height)
{
    const struct xw_run *run = v->f->run;
    xw_svg_open(v, "nmcol", l->names, height, xw_word(v, XW_SAY_CALENDAR_NAMES),
                xw_word(v, XW_SAY_CALENDAR_NAMES_DESC));
    double y = 27.0;
    for (int32_t i = 0; i < v->needs->count; i++) {
        int32_t p = v->needs->order[i], stage = v->needs->need[p].stage;
        if (i == 0 || v->needs->need[v->needs->order[i - 1]].stage != stage) {
            xw_putf(v->out,
                    "<rect class=\"gh\" x=\"0\" y=\"%.0f\" width=\"%.0f\" height=\"17\"/>\n", y,
                    l->names);
            xw_svg_text(v, 4.0, y + 13.0, "nm b", "", group_name(v, stage));
            y += 19.0;
        }
        const char *name = xw_view_name(v, run->project[p].name_zh, run->project[p].name_en);
        xw_put(v->out, "<g><title>");
        xw_put_text(v->out, name);
        xw_put(v->out, "</title>");
        xw_svg_text(v, 20.0, y + 13.0, "gn", "end", run->project[p].code);
        xw_svg_text(v, 25.0, y + 13.0, "nm", "",
                    xw_text_cut(v, short_name(v, name), 11.0, l->names - 27.0));
        xw_put(v->out, "</g>\n");
        y += 19.0;
    }
    xw_put(v->out, "</svg>");
}

static void draw_grid(struct xw_view *v, const struct layout *l, double bottom)
{
    for (int32_t year = l->from; year <= l->to; year++)
        xw_putf(v->out, "<line class=\"gr\" x1=\"%.1f\" y1=\"22\" x2=\"%.1f\" y2=\"%.0f\"/>\n",
                at_x(l, year), at_x(l, year), bottom);
    for (int32_t year = l->from; year < l->to; year += l->each < 34.0 ? 2 : 1)
        xw_svg_text(v, at_x(l, year), 15.0, year == v->f->now ? "tk now" : "tk",
                    year == l->from ? "start" : "middle", xw_year(v, year));
    xw_svg_text(v, l->years + 8.0, 15.0, "tk", "", xw_word(v, XW_SAY_CALENDAR_VERDICT));
}

static void draw_group(struct xw_view *v, const struct layout *l, int32_t stage, double y,
                       bool first)
{
    xw_putf(v->out, "<rect class=\"gh\" x=\"0\" y=\"%.0f\" width=\"%.0f\" height=\"17\"/>\n", y,
            l->plot);
    if (stage == XW_NONE || v->f->stage[stage].roll.year == XW_NONE) return;
    const struct xw_stage_finding *s = &v->f->stage[stage];
    double x = at_x(l, s->wave_from), width = at_x(l, s->wave_to + 1) - x;
    xw_putf(v->out, "<rect class=\"wave\" x=\"%.1f\" y=\"%.0f\" width=\"%.1f\" height=\"11\"/>\n",
            x, y + 3.0, width);
    const char *label = xw_word(v, first ? XW_SAY_WAVE_LONG : XW_SAY_WAVE);
    double end = x + width + 5.0;
    if (end + xw_text_width(label, 10.5) < l->plot)
        xw_svg_text(v, end, y + 13.0, "tk", "", label);
    else
        xw_svg_text(v, x - 5.0, y + 13.0, "tk", "end", label);
}

static void draw_lag(struct xw_view *v, const struct layout *l, const struct xw_need *need,
                     int32_t opens, double y)
{
    double from = at_x(l, opens), to = at_x(l, need->from);
    if (need->verdict == XW_VERDICT_LATE)
        xw_putf(v->out, "<line class=\"case\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>\n",
                from, y, to, y);
    if (need->verdict == XW_VERDICT_LATE || need->verdict == XW_VERDICT_EARLY)
        xw_putf(v->out,
                "<line class=\"lag %s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>\n",
                need->verdict == XW_VERDICT_LATE ? "late" : "early", from, y, to, y);
    if (need->verdict == XW_VERDICT_LATE || need->verdict == XW_VERDICT_EARLY ||
        need->verdict == XW_VERDICT_EXACT)
        xw_putf(v->out, "<path class=\"need\" d=\"M%.1f %.1fv17\"/>\n", to, y - 8.5);
}

static void draw_plot(struct xw_view *v, const struct layout *l, double height)
{
    const struct xw_run *run = v->f->run;
    const int32_t *of = v->needs->of;
    int32_t beside = of[XW_VERDICT_NO_CLASSES] + of[XW_VERDICT_NO_SEATS] + of[XW_VERDICT_NO_GAP] +
                     of[XW_VERDICT_UNCOUNTED];
    xw_svg_open(v, "pltcol", l->plot, height,
                xw_told(v, XW_SAY_CALENDAR_TITLE, XW_WITH(xw_n(v, v->needs->count))),
                xw_told(v, XW_SAY_CALENDAR_DESC,
                        XW_WITH(xw_n(v, of[XW_VERDICT_LATE]), xw_n(v, of[XW_VERDICT_EXACT]),
                                xw_n(v, of[XW_VERDICT_EARLY]), xw_n(v, of[XW_VERDICT_NEVER]),
                                xw_n(v, beside))));
    draw_grid(v, l, height - 20.0);
    double y = 27.0;
    for (int32_t i = 0; i < v->needs->count; i++) {
        int32_t p = v->needs->order[i];
        const struct xw_need *need = &v->needs->need[p];
        const struct xw_run_project *project = &run->project[p];
        if (i == 0 || v->needs->need[v->needs->order[i - 1]].stage != need->stage) {
            draw_group(v, l, need->stage, y, i == 0);
            y += 19.0;
        }
        double middle = y + 8.5, from = at_x(l, project->starts_in),
               to = at_x(l, project->opens_in);
        xw_putf(v->out, "<line class=\"hr\" x1=\"0\" y1=\"%.0f\" x2=\"%.0f\" y2=\"%.0f\"/>\n",
                y + 18.0, l->plot, y + 18.0);
        xw_putf(v->out,
                "<rect class=\"bld %s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"6\"/>\n",
                bar_style(project->status), from, middle - 3.0, to > from ? to - from : 0.0);
        draw_lag(v, l, need, project->opens_in, middle);
        xw_putf(v->out, "<path class=\"open%s\" d=\"M%.1f %.1fl5 5l-5 5l-5 -5z\"/>\n",
                need->verdict == XW_VERDICT_LATE ? " late" : "", to, middle - 5.0);
        xw_svg_text(v, l->years + 8.0, y + 13.0, verdict_style(need->verdict), "",
                    xw_page_verdict(v, need));
        y += 19.0;
    }
    xw_putf(v->out, "<line class=\"today\" x1=\"%.1f\" y1=\"20\" x2=\"%.1f\" y2=\"%.0f\"/>\n",
            at_x(l, v->f->now), at_x(l, v->f->now), height - 20.0);
    xw_svg_close(v, l->plot - 2.0, height - 4.0);
}

static void draw_key(struct xw_view *v)
{
    static const struct {
        const char *picture;
        enum xw_key word;
    } keys[] = {
        { "<svg width=\"14\" height=\"14\" aria-hidden=\"true\"><path class=\"open\" "
          "d=\"M7 2l5 5l-5 5l-5 -5z\"/></svg>",
          XW_SAY_KEY_OPENING },
        { "<svg width=\"8\" height=\"14\" aria-hidden=\"true\"><path class=\"need\" "
          "d=\"M4 0v14\"/></svg>",
          XW_SAY_KEY_NEED },
        { "<svg width=\"26\" height=\"14\" aria-hidden=\"true\"><line x1=\"0\" y1=\"7\" x2=\"26\" "
          "y2=\"7\" class=\"lag late\"/></svg>",
          XW_SAY_KEY_LATE },
        { "<svg width=\"26\" height=\"14\" aria-hidden=\"true\"><line x1=\"0\" y1=\"7\" x2=\"26\" "
          "y2=\"7\" class=\"lag early\"/></svg>",
          XW_SAY_KEY_EARLY },
        { "<svg width=\"22\" height=\"12\" aria-hidden=\"true\"><rect x=\"1\" y=\"3\" width=\"20\" "
          "height=\"6\" class=\"bld done\"/></svg>",
          XW_SAY_STATUS_OPEN },
        { "<svg width=\"22\" height=\"12\" aria-hidden=\"true\"><rect x=\"1\" y=\"3\" width=\"20\" "
          "height=\"6\" class=\"bld doing\"/></svg>",
          XW_SAY_STATUS_BUILDING },
        { "<svg width=\"22\" height=\"12\" aria-hidden=\"true\"><rect x=\"1\" y=\"3\" width=\"20\" "
          "height=\"6\" class=\"bld appr\"/></svg>",
          XW_SAY_STATUS_APPROVED },
        { "<svg width=\"22\" height=\"12\" aria-hidden=\"true\"><rect x=\"1\" y=\"3\" width=\"20\" "
          "height=\"6\" class=\"bld plan\"/></svg>",
          XW_SAY_STATUS_PLANNED },
        { "<svg width=\"22\" height=\"12\" aria-hidden=\"true\"><rect y=\"1\" width=\"22\" "
          "height=\"10\" class=\"wave\"/></svg>",
          XW_SAY_KEY_WAVE },
    };
    xw_put(v->out, "<p class=\"key\">");
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        xw_putf(v->out, "<span class=\"k\">%s%s</span>", keys[i].picture, xw_word(v, keys[i].word));
    xw_put(v->out, "</p>\n");
}

void xw_chart_calendar(struct xw_view *v)
{
    struct layout l = lay_out(v);
    int32_t groups = 0;
    for (int32_t i = 0; i < v->needs->count; i++)
        if (i == 0 || v->needs->need[v->needs->order[i - 1]].stage !=
                          v->needs->need[v->needs->order[i]].stage)
            groups++;
    double height = 27.0 + 19.0 * (v->needs->count + groups) + 20.0;
    xw_putf(v->out,
            "<span class=\"swipe\">%s</span>\n<div class=\"frame\"><div class=\"gt-n nmcol\">",
            xw_word(v, XW_SAY_SWIPE));
    draw_names(v, &l, height);
    xw_put(v->out, "</div>");
    xw_scroll_open(v);
    xw_put(v->out, "<div class=\"gt-p\">");
    draw_plot(v, &l, height);
    xw_put(v->out, "</div>");
    xw_scroll_close(v);
    xw_put(v->out, "</div>\n");
    draw_key(v);
}
