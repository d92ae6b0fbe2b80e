#include "docx_page.h"
#include <stdio.h>
#include <string.h>

/* [mm] of a document's width a unit of a drawing takes: 736 units 177 mm of the 182 of A4's text. */
#define UNIT_MM 0.24

struct reading {
    const char *page, *end;
    struct xw_markup *out;
    struct xw_docx_picture *all;
    int32_t count;
};

/* What a tag becomes. A name without its '<' and '>' or attributes; "" = nothing. Tags that are not in
 * the list stay as they are. */
static const struct {
    const char *name, *opens, *closes;
} tags[] = {
    { "section", "<div>", "</div>" },
    { "article", "<div>", "</div>" },
    { "aside", "<div>", "</div>" },
    { "nav", "<div>", "</div>" },
    { "main", "<div>", "</div>" },
    { "header", "<div>", "</div>" },
    { "footer", "<div>", "</div>" },
    { "details", "<div>", "</div>" },
    { "summary", "<p><b>", "</b></p>" },
    { "figure", "<div>", "</div>" },
    { "figcaption", "<div data-custom-style=\"Image Caption\">", "</div>" },
    { "dl", "<div>", "</div>" },
    { "dt", "<p><b>", "</b>　" },
    { "dd", "", "</p>" },
};

/* Elements that are left out with all they hold: what only a screen needs. */
static const char *const dropped[] = { "<style>", "<span class=\"swipe\">" };

static const char *find(const char *from, const char *end, const char *what)
{
    return from < end ? memmem(from, (size_t)(end - from), what, strlen(what)) : NULL;
}

static bool starts(const char *at, const char *end, const char *what)
{
    size_t length = strlen(what);
    return (size_t)(end - at) >= length && memcmp(at, what, length) == 0;
}

static void put_span(struct xw_markup *out, const char *from, const char *to)
{
    xw_putf(out, "%.*s", (int)(to - from), from);
}

/* ---- drawings ----------------------------------------------------------------------------------
 */

static bool same(const struct xw_picture *a, const struct xw_picture *b)
{
    size_t length = (size_t)(a->end - a->begin);
    return length == (size_t)(b->end - b->begin) && memcmp(a->begin, b->begin, length) == 0;
}

/* The number of a drawing: that of an equal one before it, if there is one. */
static int32_t number_of(struct reading *r, const struct xw_picture *picture)
{
    int32_t last = 0;
    for (int32_t i = 0; i < r->count; i++) {
        if (same(&r->all[i].picture, picture)) return r->all[i].number;
        if (r->all[i].number > last) last = r->all[i].number;
    }
    return last + 1;
}

static const char *glyph_of(const struct xw_picture *p)
{
    if (find(p->begin, p->end, "<path") != NULL) return "◐";
    return find(p->begin, p->end, "r=\"5\"") != NULL ? "●" : "○";
}

static void put_picture(struct reading *r, const struct xw_picture *p)
{
    if (p->kind == XW_PICTURE_GLYPH) xw_put(r->out, glyph_of(p));
    if (p->kind == XW_PICTURE_GLYPH || p->kind == XW_PICTURE_STORE) return;
    int32_t number = number_of(r, p), before = r->count;
    bool first = true;
    for (int32_t i = 0; i < before; i++)
        if (r->all[i].number == number) first = false;
    r->all[r->count++] = (struct xw_docx_picture){ *p, number, first };
    double margin = p->kind == XW_PICTURE_CHART ? 16.0 : 0.0;
    xw_putf(r->out, "<img src=\"p%d.png\" width=\"%.1fmm\" alt=\"", number,
            (p->width + margin) * UNIT_MM);
    xw_picture_words(r->out, p);
    xw_put(r->out, "\">");
}

/* ---- tags --------------------------------------------------------------------------------------
 */

/* Behind the element that begins at `at`, which holds none of its own name. */
static const char *behind_element(const char *at, const char *end)
{
    char close[16] = "</";
    size_t n = 2;
    for (const char *c = at + 1; c < end && *c >= 'a' && *c <= 'z' && n < sizeof close - 2; c++)
        close[n++] = *c;
    close[n] = '>';
    const char *found = find(at, end, close);
    return found != NULL ? found + strlen(close) : end;
}

/* h1 repeats the title of the document; its second line, the other language, stands below it. */
static const char *put_title(struct reading *r, const char *at)
{
    const char *end = find(at, r->end, "</h1>");
    if (end == NULL) return r->end;
    const char *other = find(at, end, "<span class=\"en\"");
    const char *text = other != NULL ? find(other, end, ">") : NULL;
    const char *text_end = text != NULL ? find(text, end, "</span>") : NULL;
    if (text_end != NULL) {
        xw_put(r->out, "<div data-custom-style=\"Subtitle\">");
        put_span(r->out, text + 1, text_end);
        xw_put(r->out, "</div>\n");
    }
    return end + strlen("</h1>");
}

static const char *put_tag(struct reading *r, const char *at)
{
    const char *close = find(at, r->end, ">");
    if (close == NULL) return r->end;
    close++;
    for (size_t i = 0; i < sizeof dropped / sizeof *dropped; i++)
        if (starts(at, close, dropped[i])) return behind_element(at, r->end);
    if (starts(at, close, "<h1")) return put_title(r, at);
    /* What stands below or beside on the page is set apart here. */
    bool beside = at - r->page >= 7 && starts(at - 7, at, "</span>");
    if (starts(at, close, "<span class=\"sub\""))
        xw_put(r->out, "<br>");
    else if (starts(at, close, "<span class=\"en\"") || (beside && starts(at, close, "<span")))
        xw_put(r->out, "　");
    bool closing = at + 1 < close && at[1] == '/';
    const char *name = at + 1 + closing;
    size_t length = strspn(name, "abcdefghijklmnopqrstuvwxyz");
    for (size_t i = 0; i < sizeof tags / sizeof *tags; i++)
        if (strlen(tags[i].name) == length && memcmp(tags[i].name, name, length) == 0) {
            xw_put(r->out, closing ? tags[i].closes : tags[i].opens);
            return close;
        }
    put_span(r->out, at, close);
    return close;
}

static int32_t count_svg(const char *page, const char *end)
{
    int32_t count = 0;
    for (const char *at = page; (at = find(at, end, "<svg")) != NULL; at++)
        count++;
    return count;
}

enum xw_status xw_docx_page(const char *page, ptrdiff_t length, struct xw_arena *keep,
                            struct xw_markup *out, struct xw_docx_picture **pictures,
                            int32_t *count)
{
    struct reading r = { .page = page, .end = page + length, .out = out };
    r.all = XW_TAKE(keep, count_svg(page, r.end) + 1, struct xw_docx_picture);
    if (r.all == NULL) return XW_NO_MEMORY;
    struct xw_picture picture = { 0 };
    bool more = xw_picture_next(page, length, page, &picture);
    for (const char *at = page; at < r.end;) {
        if (more && at == picture.begin) {
            put_picture(&r, &picture);
            at = picture.end;
            more = xw_picture_next(page, length, at, &picture);
            continue;
        }
        const char *next = memchr(at, '<', (size_t)(r.end - at));
        if (next == NULL) next = r.end;
        put_span(out, at, next);
        at = next < r.end && !(more && next == picture.begin) ? put_tag(&r, next) : next;
    }
    *pictures = r.all;
    *count = r.count;
    return out->failed ? XW_NO_MEMORY : XW_OK;
}
