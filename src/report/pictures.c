#include "pictures.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MARGIN 8.0
/* The page's own, written out: a file has no page to inherit from. */
#define FONTS                                                                                      \
    "\"Source Han Sans SC\",\"Noto Sans CJK SC\",\"PingFang SC\",\"Microsoft YaHei\",\"WenQuanYi " \
    "Micro Hei\",sans-serif"

/* ---- finding things in markup ------------------------------------------------------------------
 */

static const char *find(const char *from, const char *end, const char *what)
{
    return from < end ? memmem(from, (size_t)(end - from), what, strlen(what)) : NULL;
}

static const char *behind(const char *from, const char *end, const char *what)
{
    const char *at = find(from, end, what);
    return at != NULL ? at + strlen(what) : NULL;
}

static void put_span(struct xw_markup *out, const char *from, const char *to)
{
    xw_putf(out, "%.*s", (int)(to - from), from);
}

/* The value of an attribute in the tag that begins at `tag`; *to its end. NULL: it has none. */
static const char *attribute(const char *tag, const char *end, const char *name, const char **to)
{
    const char *close = find(tag, end, ">");
    const char *at = close != NULL ? behind(tag, close, name) : NULL;
    *to = at != NULL ? find(at, end, "\"") : NULL;
    return *to != NULL ? at : NULL;
}

static double number(const char *tag, const char *end, const char *name)
{
    const char *to, *at = attribute(tag, end, name, &to);
    return at != NULL ? strtod(at, NULL) : 0.0;
}

static bool has_class(const char *tag, const char *end, const char *word)
{
    const char *to, *at = attribute(tag, end, " class=\"", &to);
    return at != NULL && find(at, to, word) != NULL;
}

/* ---- one after the other -----------------------------------------------------------------------
 */

static void take_size(const char *tag, const char *end, double *width, double *height)
{
    const char *to, *box = attribute(tag, end, " viewBox=\"", &to);
    *width = number(tag, end, " width=\"");
    *height = number(tag, end, " height=\"");
    if (box == NULL) return;
    char *next;
    strtod(box, &next);
    strtod(next, &next);
    *width = strtod(next, &next);
    *height = strtod(next, &next);
}

bool xw_picture_next(const char *page, ptrdiff_t length, const char *at, struct xw_picture *p)
{
    const char *end = page + length, *tag = find(at, end, "<svg");
    if (tag == NULL) return false;
    for (const char *f = at; (f = find(f, tag, "<figure>")) != NULL; f++) {
        p->figure++;
        p->part = 0;
    }
    p->left = p->left_end = NULL;
    p->left_width = 0.0;
    p->begin = p->main = tag;
    p->end = behind(tag, end, "</svg>");
    if (p->end == NULL) return false;
    take_size(tag, end, &p->width, &p->height);
    const char *to;
    p->kind = attribute(tag, end, " class=\"c", &to) != NULL     ? XW_PICTURE_CHART
              : attribute(tag, end, " class=\"e\"", &to) != NULL ? XW_PICTURE_GLYPH
              : p->width > 0.0                                   ? XW_PICTURE_MARK
                                                                 : XW_PICTURE_STORE;
    if (p->kind != XW_PICTURE_CHART) return true;
    p->part++;
    const char *next = find(p->end, end, "<svg");
    if (!has_class(tag, end, "nmcol") || next == NULL) return true;
    double width, height;
    p->left = tag;
    p->left_end = p->end;
    p->left_width = p->width;
    take_size(next, end, &width, &height);
    p->main = next;
    p->width += width;
    p->height = height > p->height ? height : p->height;
    p->end = behind(next, end, "</svg>");
    return p->end != NULL;
}

/* ---- what a file needs -------------------------------------------------------------------------
 */

/* A colour or length with names of the style sheet, var(--ink), replaced by what :root says. */
static void put_declarations(struct xw_markup *out, const char *from, const char *to,
                             const char *style, const char *style_end)
{
    for (const char *var; (var = find(from, to, "var(")) != NULL;) {
        const char *close = find(var, to, ")");
        if (close == NULL) break;
        put_span(out, from, var);
        char name[40];
        int length = (int)(close - var - 4);
        const char *value = NULL;
        if (length > 0 && length < 36) {
            memcpy(name, var + 4, (size_t)length);
            strcpy(name + length, ":");
            value = behind(style, style_end, name);
        }
        if (value != NULL) put_span(out, value, value + strcspn(value, ";}"));
        from = close + 1;
    }
    put_span(out, from, to);
}

/* The rules of the page's style sheet whose selectors begin with "svg ", outside of media queries. */
static void put_style(struct xw_markup *out, const char *page, const char *end)
{
    const char *style = behind(page, end, "<style>");
    const char *close = style != NULL ? find(style, end, "</style>") : NULL;
    xw_put(out, "<style>svg text{font-family:" FONTS
                ";font-variant-numeric:tabular-nums lining-nums}\n");
    int depth = 0;
    for (const char *at = style; close != NULL && at < close;) {
        const char *open = find(at, close, "{"), *shut = find(at, close, "}");
        if (shut != NULL && (open == NULL || shut < open)) {
            depth -= depth > 0;
            at = shut + 1;
            continue;
        }
        if (open == NULL) break;
        while (at < open && (*at == ' ' || *at == '\n'))
            at++;
        if (*at == '@') {
            depth++;
            at = open + 1;
            continue;
        }
        shut = find(open, close, "}");
        if (shut == NULL) break;
        if (depth == 0 && strncmp(at, "svg ", 4) == 0 && find(at, shut, "inherit") == NULL) {
            put_span(out, at, open + 1);
            put_declarations(out, open + 1, shut, style, close);
            xw_put(out, "}\n");
        } else if (depth == 0 && strncmp(at, "svg text", 8) == 0) {
            const char *size = find(open, shut, "font-size");
            if (size != NULL) {
                put_span(out, at, open + 1);
                put_declarations(out, size, shut, style, close);
                xw_put(out, "}\n");
            }
        }
        at = shut + 1;
    }
    xw_put(out, "</style>\n");
}

/* The shapes that <use href="#..."> names, each once. */
static void put_shapes(struct xw_markup *out, const char *page, const char *end, const char *from,
                       const char *to)
{
    bool any = false;
    for (const char *at = from; (at = behind(at, to, "<use href=\"#")) != NULL;) {
        const char *close = find(at, to, "\"");
        char want[48], again[60];
        if (close == NULL || close - at > 20) continue;
        snprintf(want, sizeof want, "<path id=\"%.*s\"", (int)(close - at), at);
        snprintf(again, sizeof again, "<use href=\"#%.*s\"", (int)(close - at), at);
        if (find(from, at - strlen("<use href=\"#"), again) != NULL) continue;
        const char *shape = find(page, end, want);
        const char *shape_end = shape != NULL ? behind(shape, end, "/>") : NULL;
        if (shape_end == NULL) continue;
        xw_put(out, any ? "" : "<defs>\n");
        any = true;
        put_span(out, shape, shape_end);
        xw_put(out, "\n");
    }
    if (any) xw_put(out, "</defs>\n");
}

/* What stands within <svg> behind the title and description. */
static const char *inside(const char *tag, const char *end, const char **to)
{
    const char *at = behind(tag, end, ">");
    *to = find(tag, end, "</svg>");
    const char *words = at != NULL && *to != NULL ? behind(at, *to, "</desc>") : NULL;
    return words != NULL ? words : at;
}

static const char *element(const char *tag, const char *end, const char *name, const char **to)
{
    char open[24], close[24];
    snprintf(open, sizeof open, "<%s", name);
    snprintf(close, sizeof close, "</%s>", name);
    const char *at = find(tag, end, open);
    at = at != NULL ? behind(at, end, ">") : NULL;
    *to = at != NULL ? find(at, end, close) : NULL;
    return *to != NULL ? at : NULL;
}

void xw_picture_put(struct xw_markup *out, const char *page, ptrdiff_t length,
                    const struct xw_picture *p, const char *lang)
{
    const char *end = page + length, *to, *at;
    double margin = p->kind == XW_PICTURE_CHART ? MARGIN : 0.0;
    double width = p->width + 2 * margin, height = p->height + 2 * margin;
    xw_putf(out,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" xml:lang=\"%s\" viewBox=\"%g %g %g %g\" "
            "width=\"%g\" height=\"%g\"",
            lang, 0.0 - margin, 0.0 - margin, width, height, width, height);
    if (p->kind == XW_PICTURE_CHART) {
        xw_put(out, " role=\"img\" aria-labelledby=\"title desc\"><title id=\"title\">");
        if ((at = element(p->main, p->end, "title", &to)) != NULL) put_span(out, at, to);
        xw_put(out, "</title><desc id=\"desc\">");
        if ((at = element(p->main, p->end, "desc", &to)) != NULL) put_span(out, at, to);
        xw_put(out, "</desc>\n");
    } else {
        xw_put(out, ">\n");
    }
    put_style(out, page, end);
    put_shapes(out, page, end, p->begin, p->end);
    if (p->left != NULL) {
        at = inside(p->left, p->left_end, &to);
        put_span(out, at, to);
        xw_putf(out, "<g transform=\"translate(%g 0)\">\n", p->left_width);
    }
    at = inside(p->main, p->end, &to);
    put_span(out, at, to);
    xw_put(out, p->left != NULL ? "</g>\n</svg>\n" : "</svg>\n");
}

void xw_picture_words(struct xw_markup *out, const struct xw_picture *p)
{
    const char *to, *at;
    if (p->kind == XW_PICTURE_GLYPH &&
        (at = attribute(p->begin, p->end, "aria-label=\"", &to)) != NULL)
        put_span(out, at, to);
    if (p->kind != XW_PICTURE_CHART) return;
    if ((at = element(p->main, p->end, "title", &to)) != NULL) put_span(out, at, to);
    xw_put(out, ". ");
    if ((at = element(p->main, p->end, "desc", &to)) != NULL) put_span(out, at, to);
}
