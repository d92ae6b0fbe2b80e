#include "hatch.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

struct edges {
    double *x0, *y0, *x1, *y1;
    int32_t count, most;
};

ptrdiff_t xw_hatch_mark(const struct xw_view *v)
{
    ptrdiff_t length;
    xw_markup_bytes(v->out, &length);
    return length;
}

static void add(struct edges *e, double x0, double y0, double x1, double y1)
{
    if (e->count == e->most) return;
    e->x0[e->count] = x0;
    e->y0[e->count] = y0;
    e->x1[e->count] = x1;
    e->y1[e->count++] = y1;
}

/* The rings in a list of points: each begins at an M and is closed where it ends. */
static void read_rings(const char *text, struct edges *e)
{
    double first_x = 0, first_y = 0, x = 0, y = 0;
    bool open = false;
    while (*text != '\0') {
        if (*text == 'M' && open) {
            add(e, x, y, first_x, first_y);
            open = false;
        }
        char *behind;
        double next_x = strtod(text, &behind);
        if (behind == text) {
            text++;
            continue;
        }
        text = behind + strspn(behind, ", ");
        double next_y = strtod(text, &behind);
        if (behind == text) break;
        text = behind;
        if (open) {
            add(e, x, y, next_x, next_y);
        } else {
            first_x = next_x;
            first_y = next_y;
            open = true;
        }
        x = next_x;
        y = next_y;
    }
    if (open) add(e, x, y, first_x, first_y);
}

/* The points between the quotes behind points=" or d=" of the element at `markup`, as a text. */
static const char *points_of(struct xw_arena *texts, const char *markup, ptrdiff_t length)
{
    static const char *const names[] = { " points=\"", " d=\"" };
    const char *end = markup + length;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *at = memmem(markup, (size_t)length, names[i], strlen(names[i]));
        if (at == NULL) continue;
        at += strlen(names[i]);
        const char *close = memchr(at, '"', (size_t)(end - at));
        return xw_arena_text_n(texts, at, (close != NULL ? close : end) - at);
    }
    return xw_arena_text_n(texts, markup, length); /* data alone */
}

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* Line by line x + y = c: where it enters and leaves the shape. */
static void put_lines(struct xw_view *v, const struct edges *e, double gap, double *cut)
{
    double low = INFINITY, high = -INFINITY, step = gap * sqrt(2.0);
    for (int32_t i = 0; i < e->count; i++) {
        low = fmin(low, e->x0[i] + e->y0[i]);
        high = fmax(high, e->x0[i] + e->y0[i]);
    }
    for (double k = ceil(low / step); k * step < high; k++) {
        double c = k * step;
        int32_t cuts = 0;
        for (int32_t i = 0; i < e->count; i++) {
            double from = e->x0[i] + e->y0[i] - c, to = e->x1[i] + e->y1[i] - c;
            if ((from <= 0.0) == (to <= 0.0)) continue;
            cut[cuts++] = e->x0[i] + (e->x1[i] - e->x0[i]) * (from / (from - to));
        }
        qsort(cut, (size_t)cuts, sizeof *cut, by_size);
        for (int32_t i = 0; i + 1 < cuts; i += 2)
            if (cut[i + 1] - cut[i] >= 0.2)
                xw_putf(v->out, "M%.1f %.1fL%.1f %.1f", cut[i], c - cut[i], cut[i + 1],
                        c - cut[i + 1]);
    }
}

void xw_hatch_data(struct xw_view *v, ptrdiff_t mark, double gap)
{
    ptrdiff_t length;
    const char *bytes = xw_markup_bytes(v->out, &length);
    if (v->out->failed || length <= mark) return;
    struct xw_arena scratch = *v->texts;
    const char *text = points_of(&scratch, bytes + mark, length - mark);
    int32_t most = text != NULL ? (int32_t)strlen(text) / 3 + 2 : 1;
    struct edges e = { .x0 = XW_TAKE_RAW(&scratch, most, double),
                       .y0 = XW_TAKE_RAW(&scratch, most, double),
                       .x1 = XW_TAKE_RAW(&scratch, most, double),
                       .y1 = XW_TAKE_RAW(&scratch, most, double),
                       .most = most };
    double *cut = XW_TAKE_RAW(&scratch, most, double);
    if (text == NULL || e.x0 == NULL || e.y0 == NULL || e.x1 == NULL || e.y1 == NULL ||
        cut == NULL) {
        v->out->failed = true;
        return;
    }
    read_rings(text, &e);
    put_lines(v, &e, gap, cut);
}

void xw_hatch(struct xw_view *v, ptrdiff_t mark, const char *classes, double gap)
{
    /* The shape is found by its mark, so the element around the lines may already stand behind it. */
    xw_putf(v->out, "<path class=\"%s\" d=\"M0 0", classes);
    xw_hatch_data(v, mark, gap);
    xw_put(v->out, "\"/>\n");
}
