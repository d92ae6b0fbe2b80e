#include "markup.h"
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define RESERVE ((size_t)1 << 30) /* addresses, not memory: a page has a few million bytes */

enum xw_status xw_markup_init(struct xw_markup *out)
{
    out->failed = false;
    return xw_arena_init(&out->bytes, RESERVE);
}

void xw_markup_free(struct xw_markup *out)
{
    xw_arena_free(&out->bytes);
}

const char *xw_markup_bytes(const struct xw_markup *out, ptrdiff_t *length)
{
    *length = out->bytes.at - out->bytes.base;
    return out->bytes.base;
}

static void put_bytes(struct xw_markup *out, const char *bytes, ptrdiff_t length)
{
    char *at = xw_arena_take(&out->bytes, length, 1, 1);
    if (at == NULL)
        out->failed = true;
    else if (length > 0)
        memcpy(at, bytes, (size_t)length);
}

void xw_put(struct xw_markup *out, const char *markup)
{
    if (markup == NULL)
        out->failed = true;
    else
        put_bytes(out, markup, (ptrdiff_t)strlen(markup));
}

void xw_putf(struct xw_markup *out, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int length = vsnprintf(NULL, 0, format, args);
    va_end(args);
    /* vsnprintf closes with a zero: one byte more is taken and then given back. */
    char *at = length < 0 ? NULL : xw_arena_take(&out->bytes, (ptrdiff_t)length + 1, 1, 1);
    if (at == NULL) {
        out->failed = true;
    } else {
        vsnprintf(at, (size_t)length + 1, format, again);
        out->bytes.at--;
    }
    va_end(again);
}

static const char *entity(unsigned char c)
{
    switch (c) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\'':
        return "&#39;";
    default:
        return c < 0x20 && c != '\t' && c != '\n' && c != '\r' ? "\xef\xbf\xbd" : NULL;
    }
}

void xw_put_text(struct xw_markup *out, const char *text)
{
    if (text == NULL) {
        out->failed = true;
        return;
    }
    const char *from = text;
    for (const char *c = text; *c != '\0'; c++) {
        const char *instead = entity((unsigned char)*c);
        if (instead == NULL) continue;
        put_bytes(out, from, c - from);
        xw_put(out, instead);
        from = c + 1;
    }
    xw_put(out, from);
}

static const char *argument(const char *const *arguments, int which)
{
    for (int i = 0; i < which; i++)
        if (arguments[i] == NULL) return NULL;
    return arguments[which];
}

/* A hole at `c`: "{3}" or "{3:one|many}". Returns the byte after it, or NULL when it is not one. */
static const char *hole(const char *c, int *which, const char **one, const char **many)
{
    if (c[0] != '{' || c[1] < '0' || c[1] > '9') return NULL;
    *which = c[1] - '0';
    *one = *many = NULL;
    if (c[2] == '}') return c + 3;
    if (c[2] != ':') return NULL;
    *one = c + 3;
    const char *bar = strchr(*one, '|');
    const char *end = strchr(*one, '}');
    if (bar == NULL || end == NULL || bar > end) return NULL;
    *many = bar + 1;
    return end + 1;
}

/* Both kinds of saying are this walk; what differs is how an argument is put. */
static void walk(struct xw_markup *out, const char *sentence, const char *const *arguments,
                 void (*put_argument)(struct xw_markup *, const char *))
{
    if (sentence == NULL) {
        out->failed = true;
        return;
    }
    const char *from = sentence;
    for (const char *c = sentence; *c != '\0';) {
        int which;
        const char *one, *many;
        const char *after = hole(c, &which, &one, &many);
        if (after == NULL) {
            c++;
            continue;
        }
        put_bytes(out, from, c - from);
        const char *value = argument(arguments, which);
        if (value == NULL)
            out->failed = true;
        else if (one == NULL)
            put_argument(out, value);
        else if (strcmp(value, "1") == 0)
            put_bytes(out, one, many - 1 - one);
        else
            put_bytes(out, many, after - 1 - many);
        from = c = after;
    }
    xw_put(out, from);
}

void xw_say(struct xw_markup *out, const char *sentence, const char *const *arguments)
{
    walk(out, sentence, arguments, xw_put_text);
}

const char *xw_said(struct xw_arena *arena, const char *sentence, const char *const *arguments)
{
    /* A writer over the caller's arena: nobody else takes from it while the walk lasts. */
    struct xw_markup out = { .bytes = *arena };
    char *text = out.bytes.at;
    walk(&out, sentence, arguments, xw_put);
    put_bytes(&out, "", 1);
    if (out.failed) return NULL;
    arena->at = out.bytes.at;
    return text;
}

void xw_put_csv(struct xw_markup *out, const char *cell)
{
    if (cell == NULL || strpbrk(cell, ",\"\n\r") == NULL) {
        xw_put(out, cell);
        return;
    }
    put_bytes(out, "\"", 1);
    for (const char *c = cell; *c != '\0'; c++)
        put_bytes(out, *c == '"' ? "\"\"" : c, *c == '"' ? 2 : 1);
    put_bytes(out, "\"", 1);
}
