#include "say_chances.h"
#include "page.h"
#include <math.h>
#include <string.h>

static int64_t tens(double value)
{
    return (int64_t)floor(value / 10.0 + 0.5) * 10;
}

const char *xw_about(struct xw_view *v, double value)
{
    int64_t rounded = tens(value);
    if (rounded == 0 && value > 0.0) return v->language == XW_CHINESE ? "＜5" : "<5";
    return xw_n(v, rounded);
}

const char *xw_at_least(struct xw_view *v, double seats)
{
    return xw_n(v, (int64_t)ceil(seats / 10.0 - 1e-9) * 10);
}

const char *xw_about_large(struct xw_view *v, double value)
{
    return xw_large(v, tens(value));
}

const char *xw_about_range(struct xw_view *v, double from, double to)
{
    return xw_told(v, XW_SAY_RANGE, XW_WITH(xw_about(v, from), xw_about(v, to)));
}

const char *xw_chance(struct xw_view *v, double p)
{
    /* A mean of shares may miss 0 or 1 by its last digits. */
    double nearest = floor(p + 0.5);
    return xw_percent(v, fabs(p - nearest) < 1e-9 ? nearest : p, 1.0);
}

const char *xw_in_histories(struct xw_view *v, double p)
{
    if (!(p > 0.0)) return xw_word(v, XW_SAY_IN_NONE);
    if (p >= 1.0) return xw_word(v, XW_SAY_IN_EVERY);
    int64_t tenths = (int64_t)floor(p * 10.0 + 0.5);
    if (tenths < 1 || tenths > 9) return xw_told(v, XW_SAY_IN_SHARE, XW_WITH(xw_chance(v, p)));
    return xw_told(v, XW_SAY_IN_TENTHS, XW_WITH(xw_n(v, tenths), xw_chance(v, p)));
}

/* Without the blank that keeps a unit off. */
static const char *bare(struct xw_view *v, const char *number)
{
    int length = number == NULL ? 0 : (int)strlen(number);
    while (length > 0 && number[length - 1] == ' ')
        length--;
    return number == NULL ? NULL : xw_arena_format(v->texts, "%.*s", length, number);
}

const char *xw_large_range(struct xw_view *v, double from, double to)
{
    return xw_told(v, XW_SAY_RANGE,
                   XW_WITH(bare(v, xw_about_large(v, from)), bare(v, xw_about_large(v, to))));
}

/* 0 below 10 %, then 1 to 4 from 10, 33, 67 and 90 %. */
static int32_t step_of(double p)
{
    static const double bounds[4] = { 0.10, 0.33, 0.67, 0.90 };
    int32_t step = 0;
    while (step < 4 && p >= bounds[step])
        step++;
    return step;
}

const char *xw_likelihood(struct xw_view *v, double p)
{
    static const enum xw_key words[5] = { XW_SAY_ALMOST_NOT, XW_SAY_UNLIKELY, XW_SAY_ABOUT_EVEN,
                                          XW_SAY_LIKELY, XW_SAY_ALMOST_SURE };
    return xw_word(v, words[step_of(p)]);
}

const char *xw_risk_class(double p)
{
    static const char *const classes[5] = { "z", "r1", "r2", "r3", "r4" };
    return classes[step_of(p)];
}

const char *xw_quantile_head(struct xw_view *v, enum xw_key key, const char *quantile)
{
    return xw_told(v, key, XW_WITH(quantile));
}

void xw_cell_about(struct xw_view *v, double value)
{
    xw_cell(v, isfinite(value) ? xw_about(v, value) : "—");
}

void xw_cell_lacking(struct xw_view *v, double value)
{
    bool is_short = isfinite(value) && value > 0.0;
    xw_put(v->out, is_short ? "<td class=\"neg\">" : "<td>");
    xw_put_text(v->out, isfinite(value) ? xw_about(v, value) : "—");
    xw_put(v->out, "</td>");
}

void xw_cell_chance(struct xw_view *v, double p)
{
    xw_cell(v, isfinite(p) ? xw_chance(v, p) : "—");
}

void xw_cell_at_least(struct xw_view *v, double seats)
{
    xw_cell(v, isfinite(seats) ? xw_at_least(v, seats) : "—");
}
