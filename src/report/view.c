#include "view.h"
#include <string.h>

struct xw_data_source xw_view_source(const struct xw_view *v)
{
    return (struct xw_data_source){ v->all,     v->runs,    v->needs,
                                    v->effects, v->surplus, v->chances != NULL,
                                    v->paired };
}

const char *xw_view_name(const struct xw_view *v, const char *zh, const char *en)
{
    const char *first = v->language == XW_CHINESE ? zh : en;
    const char *second = v->language == XW_CHINESE ? en : zh;
    if (first != NULL && first[0] != '\0') return first;
    return second != NULL ? second : "";
}

const char *xw_view_stage(const struct xw_view *v, int32_t stage)
{
    return v->words->stage[v->f->run->stage[stage].name];
}

const char *xw_view_within(const struct xw_view *v, int32_t stage)
{
    return v->words->within[v->f->run->stage[stage].name];
}

const char *xw_view_town(const struct xw_view *v, int32_t town)
{
    return xw_view_name(v, v->f->town_zh[town], v->f->town_en[town]);
}

const char *xw_view_title(const struct xw_view *v, const struct xw_run *run)
{
    const char *title = xw_view_name(v, run->title_zh, run->title_en);
    return title[0] != '\0' ? title : run->name;
}

const char *xw_word(const struct xw_view *v, enum xw_key key)
{
    return v->words->say[key];
}

void xw_tell(struct xw_view *v, enum xw_key key, const char *const *arguments)
{
    xw_say(v->out, v->words->say[key], arguments);
}

const char *xw_told(struct xw_view *v, enum xw_key key, const char *const *arguments)
{
    return xw_said(v->texts, v->words->say[key], arguments);
}

const char *xw_n(struct xw_view *v, int64_t value)
{
    return xw_number_count(v->texts, value);
}

const char *xw_n_held(struct xw_view *v, unsigned held, int64_t value)
{
    return held ? XW_HELD_MARK : xw_n(v, value);
}

const char *xw_signed(struct xw_view *v, int64_t value)
{
    return xw_number_signed(v->texts, value);
}

const char *xw_large(struct xw_view *v, int64_t value)
{
    return xw_number_said(v->texts, v->language, value);
}

const char *xw_year(struct xw_view *v, int32_t year)
{
    return xw_number_years(v->texts, v->language, year, year);
}

const char *xw_years(struct xw_view *v, int32_t from, int32_t to)
{
    return xw_number_years(v->texts, v->language, from, to);
}

const char *xw_percent(struct xw_view *v, double part, double whole)
{
    return xw_number_percent(v->texts, v->language, part, whole);
}

const char *xw_yi(struct xw_view *v, double cny)
{
    const char *missing = xw_word(v, XW_SAY_MISSING);
    return v->language == XW_CHINESE ? xw_number_yi(v->texts, cny, missing)
                                     : xw_number_fixed(v->texts, cny / 1e6, 0, missing);
}

const char *xw_money(struct xw_view *v, double cny)
{
    if (v->language == XW_CHINESE || !(cny >= 1e9))
        return xw_told(v, XW_SAY_MONEY, XW_WITH(xw_yi(v, cny)));
    return xw_told(v, XW_SAY_MONEY_LARGE, XW_WITH(xw_number_fixed(v->texts, cny / 1e9, 2, "—")));
}

static const char *join(struct xw_view *v, const char *const *items, int32_t count, int32_t most,
                        const char *last)
{
    const char *text = "", *mark = xw_word(v, XW_SAY_LIST_MARK);
    int32_t shown = count > most ? most : count;
    for (int32_t i = 0; i < shown; i++) {
        bool closes = i == shown - 1 && count == shown;
        text = xw_arena_format(v->texts, "%s%s%s", text,
                               i == 0   ? ""
                               : closes ? last
                                        : mark,
                               items[i]);
        if (text == NULL) return NULL;
    }
    if (count > shown) text = xw_arena_format(v->texts, "%s%s", text, xw_word(v, XW_SAY_LIST_MORE));
    return text;
}

const char *xw_joined(struct xw_view *v, const char *const *items, int32_t count, int32_t most)
{
    return join(v, items, count, most, xw_word(v, XW_SAY_LIST_LAST));
}

const char *xw_listed(struct xw_view *v, const char *const *items, int32_t count, int32_t most)
{
    return join(v, items, count, most, xw_word(v, XW_SAY_LIST_MARK));
}

void xw_heading(struct xw_view *v, int32_t level, const char *id, enum xw_key key,
                const char *const *arguments)
{
    xw_putf(v->out, "<h%d", level);
    if (id != NULL) xw_putf(v->out, " id=\"%s\"", id);
    xw_put(v->out, ">");
    if (level == 2 && v->sections > 0) xw_put(v->out, v->words->section[v->sections - 1]);
    xw_say(v->out, v->words->say[key], arguments);
    xw_putf(v->out, "<span class=\"en\" lang=\"%s\">", v->other->lang);
    if (level == 2 && v->sections > 0) xw_put(v->out, v->other->section[v->sections - 1]);
    xw_say(v->out, v->other->say[key], arguments);
    xw_putf(v->out, "</span></h%d>\n", level);
}

void xw_section_open(struct xw_view *v, const char *more_class, enum xw_key key,
                     const char *const *arguments)
{
    if (v->sections < XW_SECTIONS) v->sections++;
    const char *id = xw_arena_format(v->texts, "s%d", v->sections);
    if (id == NULL) {
        v->out->failed = true;
        return;
    }
    xw_putf(v->out, "\n<section%s%s%s aria-labelledby=\"%s\">\n<div class=\"g\">\n",
            more_class[0] != '\0' ? " class=\"" : "", more_class, more_class[0] != '\0' ? "\"" : "",
            id);
    xw_heading(v, 2, id, key, arguments);
}

void xw_section_close(struct xw_view *v)
{
    xw_put(v->out, "</div>\n</section>\n");
}

void xw_notes_open(struct xw_view *v, const char *more_class, enum xw_key label)
{
    /* Landmarks of one kind need names of their own: the section's number makes it one. */
    xw_putf(v->out, "<aside class=\"notes%s%s\" aria-label=\"", more_class[0] != '\0' ? " " : "",
            more_class);
    xw_put_text(v->out, xw_word(v, label));
    xw_putf(v->out, " %d\">\n", v->sections);
}

void xw_notes_close(struct xw_view *v)
{
    xw_put(v->out, "</aside>\n");
}

void xw_figure_open(struct xw_view *v, const char *caption, const char *sub)
{
    v->figures++;
    xw_put(v->out, "<figure><figcaption>");
    xw_tell(v, XW_SAY_FIGURE_NUMBER, XW_WITH(xw_n(v, v->figures)));
    xw_put_text(v->out, caption);
    if (sub != NULL) {
        xw_put(v->out, "<span class=\"sub\">");
        xw_put_text(v->out, sub);
        xw_put(v->out, "</span>");
    }
    xw_put(v->out, "</figcaption>\n");
}

void xw_figure_close(struct xw_view *v)
{
    xw_put(v->out, "</figure>\n");
}

void xw_scroll_open(struct xw_view *v)
{
    xw_put(v->out, "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"");
    xw_put_text(v->out, xw_told(v, XW_SAY_FIGURE_SCROLLS, XW_WITH(xw_n(v, v->figures))));
    xw_put(v->out, "\">");
}

void xw_scroll_close(struct xw_view *v)
{
    xw_put(v->out, "</div>");
}

void xw_svg_open(struct xw_view *v, const char *more_class, double width, double height,
                 const char *title, const char *description)
{
    int32_t id = ++v->ids;
    xw_putf(v->out,
            "<svg class=\"c%s%s\" viewBox=\"0 0 %.0f %.0f\" role=\"img\" "
            "aria-labelledby=\"t%d d%d\"><title id=\"t%d\">",
            more_class[0] != '\0' ? " " : "", more_class, width, height, id, id, id);
    xw_put_text(v->out, title);
    xw_putf(v->out, "</title><desc id=\"d%d\">", id);
    xw_put_text(v->out, description);
    xw_put(v->out, "</desc>\n");
}

void xw_svg_close(struct xw_view *v, double x, double y)
{
    if (v->draft) xw_svg_text(v, x, y, "smp", "end", xw_word(v, XW_SAY_DRAFT_SHORT));
    xw_put(v->out, "</svg>");
}

void xw_svg_text(struct xw_view *v, double x, double y, const char *classes, const char *anchor,
                 const char *text)
{
    xw_putf(v->out, "<text x=\"%.1f\" y=\"%.1f\" class=\"%s\"", x, y, classes);
    if (anchor[0] != '\0') xw_putf(v->out, " text-anchor=\"%s\"", anchor);
    xw_put(v->out, ">");
    xw_put_text(v->out, text);
    xw_put(v->out, "</text>\n");
}

/* Bytes of the UTF-8 sequence that begins at c. */
static int sequence(const char *c)
{
    unsigned char first = (unsigned char)*c;
    int length = first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
    for (int i = 1; i < length; i++)
        if (c[i] == '\0') return i;
    return length;
}

static double advance(const char *c, int length)
{
    if (length >= 3) return 1.0;
    if (length == 2) return 0.6;
    if (strchr("il.,:;|'!()[] ", *c) != NULL) return 0.32;
    if (strchr("mwMW%@", *c) != NULL) return 0.86;
    return *c >= 'A' && *c <= 'Z' ? 0.68 : 0.56;
}

double xw_text_width(const char *text, double size)
{
    double width = 0.0;
    for (const char *c = text; c != NULL && *c != '\0';) {
        int length = sequence(c);
        width += advance(c, length);
        c += length;
    }
    return width * size;
}

const char *xw_text_cut(struct xw_view *v, const char *text, double size, double width)
{
    if (text == NULL || xw_text_width(text, size) <= width) return text;
    double used = size; /* of the mark */
    const char *c = text;
    while (*c != '\0') {
        int length = sequence(c);
        used += advance(c, length) * size;
        if (used > width) break;
        c += length;
    }
    return xw_arena_format(v->texts, "%.*s…", (int)(c - text), text);
}

void xw_table_open(struct xw_view *v, const char *more_class, const char *caption, const char *sub)
{
    v->tables++;
    const char *number = xw_n(v, v->tables);
    xw_put(v->out, "<div class=\"tw\" tabindex=\"0\" role=\"region\" aria-label=\"");
    xw_put_text(v->out, xw_told(v, XW_SAY_TABLE_SCROLLS, XW_WITH(number)));
    xw_putf(v->out, "\"><table class=\"%s\"><caption><span class=\"cap\">", more_class);
    xw_tell(v, XW_SAY_TABLE_NUMBER, XW_WITH(number));
    xw_put_text(v->out, caption);
    xw_put(v->out, "<span class=\"sub\">");
    if (sub != NULL) xw_put_text(v->out, sub);
    if (v->draft) xw_put(v->out, "　");
    xw_draft_tag(v);
    xw_put(v->out, "</span></span></caption>\n");
}

void xw_table_head(struct xw_view *v, const char *const *columns, const char *kinds)
{
    xw_put(v->out, "<thead><tr>");
    for (int32_t i = 0; columns[i] != NULL; i++) {
        char kind = kinds[0] == '\0' ? 'n' : *kinds;
        if (kinds[0] != '\0') kinds++;
        xw_putf(v->out, "<th scope=\"col\"%s>",
                kind == 'l'   ? " class=\"l\""
                : kind == 'e' ? " class=\"ev\""
                              : "");
        xw_put_text(v->out, columns[i]);
        xw_put(v->out, "</th>");
    }
    xw_put(v->out, "</tr></thead>\n<tbody>\n");
}

void xw_table_close(struct xw_view *v)
{
    xw_put(v->out, "</tbody></table></div>\n");
}

void xw_glyph(struct xw_view *v, enum xw_evidence evidence)
{
    static const char *const picture[XW_EVIDENCE_COUNT] = {
        "<circle cx=\"6\" cy=\"6\" r=\"5\" fill=\"#1b2028\"/>",
        "<circle cx=\"6\" cy=\"6\" r=\"4.4\" fill=\"#fff\" stroke=\"#1b2028\" "
        "stroke-width=\"1.2\"/>"
        "<path d=\"M6 1.6a4.4 4.4 0 0 0 0 8.8z\" fill=\"#1b2028\"/>",
        "<circle cx=\"6\" cy=\"6\" r=\"4.4\" fill=\"#fff\" stroke=\"#1b2028\" "
        "stroke-width=\"1.2\"/>",
    };
    if (evidence < 0 || evidence >= XW_EVIDENCE_COUNT) return;
    xw_put(v->out, "<svg class=\"e\" viewBox=\"0 0 12 12\" role=\"img\" aria-label=\"");
    xw_put_text(v->out, v->words->evidence[evidence]);
    xw_putf(v->out, "\">%s</svg>", picture[evidence]);
}

void xw_glyph_cell(struct xw_view *v, enum xw_evidence evidence)
{
    xw_put(v->out, "<td class=\"ev\">");
    if (evidence < 0 || evidence >= XW_EVIDENCE_COUNT)
        xw_put(v->out, "—");
    else
        xw_glyph(v, evidence);
    xw_put(v->out, "</td>");
}

void xw_draft_tag(struct xw_view *v)
{
    if (!v->draft) return;
    xw_put(v->out, "<span class=\"sample\">");
    xw_put_text(v->out, xw_word(v, XW_SAY_DRAFT));
    xw_put(v->out, "</span>");
}
