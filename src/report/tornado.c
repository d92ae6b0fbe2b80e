#include "xuewei/tornado.h"
#include "markup.h"
#include "xuewei/sort.h"
#include <math.h>

enum { WIDTH = 720, NAMES = 250, EDGE = 60, ROW = 30, HEAD = 56, GAP = 26 };

static const char style[] =
    "<style>text{font-family:\"Noto Sans CJK SC\",\"Source Han Sans SC\",\"PingFang SC\","
    "\"Microsoft YaHei\",sans-serif;font-size:12px;fill:#222}.t{font-size:14px;font-weight:600}"
    ".s{font-size:10.5px;fill:#555}.lo{fill:#9ecae1}.hi{fill:#08519c}"
    ".m{stroke:#222;stroke-width:1}</style>\n";

static double reach(const struct xw_tornado_bar *bar, double median)
{
    return fmax(fabs(bar->low - median), fabs(bar->high - median));
}

static int wider_first(const void *a, const void *b, const void *median)
{
    double one = reach(a, *(const double *)median), other = reach(b, *(const double *)median);
    return (one < other) - (one > other);
}

/* One panel's scale: from the least to the most of any bar. */
struct scale {
    double low, high;
};

static double at_x(const struct scale *s, double value)
{
    double share = s->high > s->low ? (value - s->low) / (s->high - s->low) : 0.5;
    return NAMES + EDGE + share * (WIDTH - NAMES - 2 * EDGE);
}

static void put_side(struct xw_markup *out, const struct scale *s, const char *class_,
                     double median, double value, double y, double height)
{
    double from = at_x(s, fmin(median, value)), to = at_x(s, fmax(median, value));
    xw_putf(out, "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"/>\n",
            class_, from, y, to - from, height);
}

static void put_end(struct xw_markup *out, const struct scale *s, double value, double y, bool left)
{
    xw_putf(out, "<text class=\"s\" x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%.0f</text>\n",
            at_x(s, value) + (left ? -4.0 : 4.0), y, left ? "end" : "start", value);
}

static void put_bar(struct xw_markup *out, const struct scale *s, double median,
                    const struct xw_tornado_bar *bar, double y)
{
    xw_put(out, "<g><title>");
    xw_put_text(out, bar->name_en);
    xw_putf(out, ": %.0f at P10, %.0f at P90</title>\n", bar->low, bar->high);
    xw_putf(out, "<text x=\"0\" y=\"%.1f\">", y + 10.0);
    xw_put_text(out, bar->name_zh);
    xw_putf(out, "</text>\n<text class=\"s\" x=\"0\" y=\"%.1f\">", y + 23.0);
    xw_put_text(out, bar->name_en);
    xw_put(out, "</text>\n");
    /* Both ends on one side: the shorter lies on the longer one, narrower. */
    bool same = (bar->low - median) * (bar->high - median) > 0.0;
    bool low_longer = fabs(bar->low - median) > fabs(bar->high - median);
    put_side(out, s, low_longer ? "lo" : "hi", median, low_longer ? bar->low : bar->high, y + 3.0,
             18.0);
    put_side(out, s, low_longer ? "hi" : "lo", median, low_longer ? bar->high : bar->low,
             same ? y + 8.0 : y + 3.0, same ? 8.0 : 18.0);
    double least = fmin(fmin(bar->low, bar->high), median);
    double most = fmax(fmax(bar->low, bar->high), median);
    if (least < median) put_end(out, s, least, y + 16.0, true);
    if (most > median) put_end(out, s, most, y + 16.0, false);
    xw_put(out, "</g>\n");
}

/* The bars that move, widest first; how many. */
static enum xw_status order_bars(const struct xw_tornado *answer, struct xw_arena *keep,
                                 struct xw_tornado_bar **bar, int32_t *moving)
{
    *bar = XW_TAKE(keep, answer->bars, struct xw_tornado_bar);
    if (*bar == NULL) return XW_NO_MEMORY;
    *moving = 0;
    for (int32_t i = 0; i < answer->bars; i++)
        if (reach(&answer->bar[i], answer->median) > 0.0) (*bar)[(*moving)++] = answer->bar[i];
    return xw_sort(*keep, *bar, *moving, sizeof **bar, wider_first, &answer->median);
}

static double put_answer(struct xw_markup *out, const struct xw_tornado *answer,
                         const struct xw_tornado_bar *bar, int32_t moving, double y)
{
    struct scale s = { answer->median, answer->median };
    for (int32_t i = 0; i < moving; i++) {
        s.low = fmin(s.low, fmin(bar[i].low, bar[i].high));
        s.high = fmax(s.high, fmax(bar[i].low, bar[i].high));
    }
    xw_putf(out, "<text class=\"t\" x=\"0\" y=\"%.1f\">", y + 14.0);
    xw_put_text(out, answer->title_zh);
    xw_put(out, " · ");
    xw_put_text(out, answer->title_en);
    xw_putf(out,
            "</text>\n<text class=\"s\" x=\"0\" y=\"%.1f\">假设均取中位数时 %.0f · %.0f with every "
            "assumption at its median",
            y + 30.0, answer->median, answer->median);
    if (answer->bars > moving)
        xw_putf(out, "；%d 项假设不影响结果 · %d without effect", (int)(answer->bars - moving),
                (int)(answer->bars - moving));
    xw_put(out, "</text>\n");
    double top = y + 40.0, bottom = top + (double)ROW * moving;
    for (int32_t i = 0; i < moving; i++)
        put_bar(out, &s, answer->median, &bar[i], top + (double)ROW * i);
    if (moving > 0)
        xw_putf(out, "<line class=\"m\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>\n",
                at_x(&s, answer->median), top - 4.0, at_x(&s, answer->median), bottom + 4.0);
    return bottom + GAP;
}

static enum xw_status put_all(struct xw_markup *out, const char *title, int32_t answers,
                              const struct xw_tornado *answer, struct xw_arena scratch)
{
    struct xw_tornado_bar **bar = XW_TAKE(&scratch, answers, struct xw_tornado_bar *);
    int32_t *moving = XW_TAKE(&scratch, answers, int32_t);
    if (bar == NULL || moving == NULL) return XW_NO_MEMORY;
    double height = HEAD;
    for (int32_t a = 0; a < answers; a++) {
        enum xw_status status = order_bars(&answer[a], &scratch, &bar[a], &moving[a]);
        if (status != XW_OK) return status;
        height += 40.0 + (double)ROW * moving[a] + GAP;
    }
    xw_putf(out,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"-12 0 %d %.0f\" width=\"%d\" "
            "height=\"%.0f\" role=\"img\">\n<title>",
            WIDTH + 24, height, WIDTH + 24, height);
    xw_put_text(out, title);
    xw_put(out, "</title>\n<desc>每项假设取 P10 与 P90、其余取中位数时的结果。The result with each "
                "assumption at its P10 and its P90, the others at their medians.</desc>\n");
    xw_put(out, style);
    xw_putf(out, "<rect x=\"-12\" y=\"0\" width=\"%d\" height=\"%.0f\" fill=\"#fff\"/>\n",
            WIDTH + 24, height);
    xw_put(out, "<text class=\"t\" x=\"0\" y=\"22\">");
    xw_put_text(out, title);
    xw_put(out, "</text>\n<rect class=\"lo\" x=\"0\" y=\"31\" width=\"14\" height=\"10\"/><text "
                "class=\"s\" x=\"18\" y=\"40\">假设取 P10 · at P10</text>\n<rect class=\"hi\" "
                "x=\"150\" y=\"31\" width=\"14\" height=\"10\"/><text class=\"s\" x=\"168\" "
                "y=\"40\">假设取 P90 · at P90</text>\n");
    double y = HEAD;
    for (int32_t a = 0; a < answers; a++)
        y = put_answer(out, &answer[a], bar[a], moving[a], y);
    xw_put(out, "</svg>\n");
    return out->failed ? XW_NO_MEMORY : XW_OK;
}

enum xw_status xw_tornado_write(FILE *to, const char *title, int32_t answers,
                                const struct xw_tornado *answer, struct xw_arena scratch)
{
    struct xw_markup out;
    enum xw_status status = xw_markup_init(&out);
    if (status == XW_OK) status = put_all(&out, title, answers, answer, scratch);
    if (status == XW_OK) {
        ptrdiff_t length;
        const char *bytes = xw_markup_bytes(&out, &length);
        if (fwrite(bytes, 1, (size_t)length, to) != (size_t)length) status = XW_IO;
    }
    xw_markup_free(&out);
    return status;
}
