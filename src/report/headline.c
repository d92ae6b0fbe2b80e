#include "headline.h"
#include "page.h"
#include <string.h>

static const struct {
    const char *entity, *text;
} entities[] = {
    { "&amp;", "&" }, { "&lt;", "<" }, { "&gt;", ">" }, { "&quot;", "\"" }, { "&#39;", "'" }
};

static bool starts(const char *at, const char *end, const char *word)
{
    size_t length = strlen(word);
    return (size_t)(end - at) >= length && memcmp(at, word, length) == 0;
}

/* Behind the next `what`, or the end. */
static const char *behind(const char *at, const char *end, const char *what)
{
    while (at < end && !starts(at, end, what))
        at++;
    return at < end ? at + strlen(what) : end;
}

void xw_headline_plain(struct xw_markup *out, const char *markup, ptrdiff_t length)
{
    const char *end = markup + length;
    int item = 0;
    for (const char *at = markup; at < end;) {
        if (starts(at, end, "<sup")) {
            at = behind(at, end, "</sup>");
        } else if (starts(at, end, "<li")) {
            xw_putf(out, "%d. ", ++item);
            at = behind(at, end, ">");
        } else if (starts(at, end, "</li>")) {
            xw_put(out, "\n");
            at = behind(at, end, ">");
        } else if (*at == '<') {
            at = behind(at, end, ">");
        } else if (*at == '\n') {
            at++;
        } else {
            const char *text = NULL;
            for (size_t i = 0; text == NULL && i < sizeof entities / sizeof *entities; i++)
                if (starts(at, end, entities[i].entity)) {
                    text = entities[i].text;
                    at += strlen(entities[i].entity);
                }
            if (text != NULL)
                xw_put(out, text);
            else
                xw_putf(out, "%c", *at++);
        }
    }
}

void xw_headline_put(const struct xw_view *view, struct xw_markup *out)
{
    struct xw_markup list;
    struct xw_view inner = *view;
    if (xw_markup_init(&list) != XW_OK) {
        out->failed = true;
        return;
    }
    inner.out = &list;
    xw_page_one_list(&inner);
    ptrdiff_t length;
    const char *bytes = xw_markup_bytes(&list, &length);
    if (list.failed)
        out->failed = true;
    else
        xw_headline_plain(out, bytes, length);
    xw_markup_free(&list);
}
