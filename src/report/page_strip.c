#include "hatch.h"
#include "page.h"
#include "fan.h"
#include "say_chances.h"
#include <math.h>
#include <string.h>

/* ---- the strip ---------------------------------------------------------------------------------
 */

static void fact(struct xw_view *v, const char *head, const char *big, const char *colour,
                 const char *aside, const char *below)
{
    xw_put(v->out, "<div><dt>");
    xw_put_text(v->out, head);
    xw_putf(v->out, "</dt><dd><span class=\"big%s%s\">", colour[0] != '\0' ? " " : "", colour);
    xw_put_text(v->out, big);
    if (aside != NULL) {
        xw_put(v->out, " <i>");
        xw_put_text(v->out, aside);
        xw_put(v->out, "</i>");
    }
    xw_put(v->out, "</span><br>");
    xw_put_text(v->out, below);
    xw_put(v->out, "</dd></div>");
}

/* Pupils of the peak year, with their range where replicates give one. */
static const char *peak_pupils(struct xw_view *v, int32_t stage, enum xw_key without)
{
    const struct xw_stage_finding *s = &v->f->stage[stage];
    const char *pupils = xw_n(v, s->roll.pupils), *entry = xw_year(v, s->entry.year);
    const struct xw_quantile_row *row =
        v->chances == NULL ? NULL
                           : xw_chances_band(v->chances, XW_NONE, stage, XW_SCOPE_ALL,
                                             XW_QUANTITY_DEMAND, s->roll.year - v->f->first);
    if (row == NULL) return xw_told(v, without, XW_WITH(pupils, entry));
    return xw_told(v, XW_SAY_FACT_PUPILS_RANGE,
                   XW_WITH(xw_about(v, row->p50), xw_about_range(v, row->p10, row->p90)));
}

/* The year with the highest risk from now on. */
static void put_risk(struct xw_view *v, int32_t stage)
{
    const char *head = xw_word(v, XW_SAY_FACT_RISK);
    if (!v->f->stage[stage].district) {
        fact(v, head, "—", "no", NULL, xw_word(v, XW_SAY_FACT_NONE));
        return;
    }
    int32_t year =
        xw_chances_riskiest(v->chances, XW_NONE, stage, XW_SCOPE_ALL, v->f->now - v->f->first);
    const struct xw_quantile_row *net =
        xw_chances_band(v->chances, XW_NONE, stage, XW_SCOPE_ALL, XW_QUANTITY_NET_GAP, year);
    if (net == NULL) {
        fact(v, head, "0%", "", xw_years(v, v->f->now, v->f->last),
             xw_word(v, XW_SAY_FACT_RISK_NONE));
        return;
    }
    double p = xw_chances_short(v->chances, XW_NONE, stage, XW_SCOPE_ALL, year);
    fact(v, head, xw_chance(v, p), p >= 0.5 ? "sh" : "", xw_year(v, v->f->first + year),
         xw_told(v, XW_SAY_FACT_RISK_BELOW, XW_WITH(xw_about(v, net->p50), xw_about(v, net->p90))));
}

static void put_peak(struct xw_view *v, int32_t stage)
{
    const struct xw_stage_finding *s = &v->f->stage[stage];
    const char *head = xw_word(v, XW_SAY_FACT_PEAK);
    if (s->roll.year == XW_NONE) {
        fact(v, head, "—", "no", NULL, xw_word(v, XW_SAY_FACT_NO_PUPILS));
        return;
    }
    const char *year = xw_year(v, s->roll.year), *entry = xw_year(v, s->entry.year);
    if (s->roll.at_first || s->roll.at_last)
        fact(v, head,
             xw_told(v, s->roll.at_first ? XW_SAY_FACT_OR_EARLIER : XW_SAY_FACT_OR_LATER,
                     XW_WITH(year)),
             "", NULL, peak_pupils(v, stage, XW_SAY_FACT_PUPILS_ENTRY));
    else
        fact(v, head, year, "", xw_told(v, XW_SAY_FACT_ENTRY_PEAK, XW_WITH(entry)),
             peak_pupils(v, stage, XW_SAY_FACT_PUPILS));
}

/* Idle seats of the last year; where replicates have them, their median. */
static void put_idle(struct xw_view *v, int32_t stage, const char *head)
{
    const struct xw_stage_finding *s = &v->f->stage[stage];
    const struct xw_quantile_row *row =
        v->chances == NULL ? NULL
                           : xw_chances_band(v->chances, XW_NONE, stage, XW_SCOPE_ALL,
                                             XW_QUANTITY_SURPLUS, v->f->years - 1);
    if (row == NULL)
        fact(v, head, xw_n(v, s->idle_last), s->idle_last > 0 ? "se" : "", NULL,
             xw_told(v, XW_SAY_FACT_SHARE, XW_WITH(xw_percent(v, s->idle_last, s->seats_last))));
    else
        fact(v, head, xw_about(v, row->p50), row->p50 > 0.0 ? "se" : "", NULL,
             xw_told(v, XW_SAY_FACT_IDLE_RANGE, XW_WITH(xw_about_range(v, row->p10, row->p90))));
}

static void put_facts(struct xw_view *v, int32_t stage)
{
    const struct xw_stage_finding *s = &v->f->stage[stage];
    const char *idle_head = xw_told(v, XW_SAY_FACT_IDLE, XW_WITH(xw_year(v, v->f->last)));
    xw_put(v->out, "<dl>");
    put_peak(v, stage);
    if (!s->district) {
        const char *city = xw_word(v, XW_SAY_FACT_CITY), *none = xw_word(v, XW_SAY_FACT_NONE);
        fact(v, xw_word(v, XW_SAY_FACT_WORST), "—", "no", NULL, city);
        if (v->chances != NULL) put_risk(v, stage);
        fact(v, idle_head, "—", "no", NULL, none);
        fact(v, xw_word(v, XW_SAY_FACT_WAVE), "—", "no", NULL, none);
        xw_put(v->out, "</dl>");
        return;
    }
    if (s->worst_year == XW_NONE) {
        fact(v, xw_word(v, XW_SAY_FACT_WORST), "0", "", NULL, xw_word(v, XW_SAY_FACT_NEVER));
    } else {
        const char *year = xw_year(v, s->worst_year), *net = xw_n(v, s->worst_net);
        fact(v, xw_word(v, XW_SAY_FACT_WORST), xw_n(v, s->worst_local), "sh", year,
             s->closing == XW_CLOSING_CLOSES
                 ? xw_told(v, XW_SAY_FACT_NET_CLOSES, XW_WITH(net, xw_year(v, s->closes)))
                 : xw_told(v, XW_SAY_FACT_NET_STAYS, XW_WITH(net, xw_year(v, v->f->last))));
    }
    if (v->chances != NULL) put_risk(v, stage);
    put_idle(v, stage, idle_head);
    if (s->classes > 0)
        fact(v, xw_word(v, XW_SAY_FACT_WAVE),
             xw_told(v, XW_SAY_FACT_WAVE_PARTS,
                     XW_WITH(xw_n(v, s->classes - s->after_entry), xw_n(v, s->after_entry))),
             "", xw_word(v, XW_SAY_FACT_WAVE_ENTRY),
             xw_told(v, XW_SAY_FACT_WAVE_ROLL,
                     XW_WITH(xw_n(v, s->classes - s->after_roll), xw_n(v, s->after_roll))));
    else
        fact(v, xw_word(v, XW_SAY_FACT_WAVE), "—", "no", NULL, xw_word(v, XW_SAY_FACT_NO_CLASSES));
    xw_put(v->out, "</dl>");
}

void xw_page_strip(struct xw_view *v)
{
    double top = xw_chart_top(v->f);
    for (int32_t s = 0; s < v->f->stages; s++)
        top = fmax(top, xw_fan_under_top(v, s));
    xw_figure_open(v,
                   xw_told(v, XW_SAY_STRIP_CAPTION,
                           XW_WITH(xw_n(v, v->f->stages), xw_years(v, v->f->first, v->f->last))),
                   xw_word(v, v->chances != NULL ? XW_SAY_STRIP_SUB_CHANCES : XW_SAY_STRIP_SUB));
    xw_put(v->out, "<div class=\"strip\">");
    for (int32_t s = 0; s < v->f->stages; s++) {
        enum xw_stage_name name = v->f->run->stage[s].name;
        xw_putf(v->out,
                "<article class=\"stage\"><h3>%s<span class=\"en\" lang=\"%s\">%s</span></h3>",
                v->words->stage[name], v->other->lang, v->other->stage[name]);
        put_facts(v, s);
        xw_chart_strip(v, s, top);
        xw_put(v->out, "</article>");
    }
    xw_putf(v->out,
            "</div>\n<p class=\"key\"><span class=\"k\"><svg width=\"26\" height=\"12\" "
            "aria-hidden=\"true\"><line x1=\"0\" y1=\"6\" x2=\"26\" y2=\"6\" class=\"dem\"/></svg>"
            "%s</span><span class=\"k\"><svg width=\"22\" height=\"12\" aria-hidden=\"true\">"
            "<path d=\"M0 9h11V3h11\" class=\"seat\"/></svg>%s</span>",
            xw_word(v, XW_SAY_DEMAND), xw_word(v, XW_SAY_NORM_SEATS));
    if (v->chances != NULL)
        xw_putf(v->out,
                "<span class=\"k\"><svg width=\"22\" height=\"12\" aria-hidden=\"true\"><rect "
                "width=\"22\" height=\"12\" class=\"fan\"/></svg>%s</span>",
                xw_word(v, XW_SAY_KEY_BAND_80));
    ptrdiff_t mark = xw_hatch_mark(v);
    xw_put(v->out, "<span class=\"k\"><svg width=\"22\" height=\"12\" aria-hidden=\"true\"><path "
                   "class=\"shortf\" d=\"M0 0L22 0L22 12L0 12Z\"/>");
    xw_hatch(v, mark, "shorth", 4.0);
    xw_putf(v->out,
            "</svg>%s</span><span class=\"k\"><svg width=\"22\" height=\"12\" "
            "aria-hidden=\"true\"><rect width=\"22\" height=\"12\" class=\"idle\"/></svg>%s</span>"
            "<span class=\"k\"><svg width=\"14\" height=\"12\" aria-hidden=\"true\"><path "
            "d=\"M2 1v10M6 1v10M10 1v10\" class=\"opn\"/></svg>%s</span></p>\n",
            xw_word(v, XW_SAY_SHORT), xw_word(v, XW_SAY_IDLE), xw_word(v, XW_SAY_KEY_OPENINGS));
    xw_figure_close(v);
}

/* ---- seats less pupils, four times --------------------------------------------------------------
 */

/* Years of the table: the first, now, one five years before the last, the last; each once. */
static int32_t balance_years(const struct xw_figures *f, int16_t years[4])
{
    const int16_t wanted[4] = { f->first, f->now, (int16_t)(f->last - 5), f->last };
    int32_t count = 0;
    for (int32_t i = 0; i < 4; i++)
        if (wanted[i] >= f->first && (count == 0 || wanted[i] > years[count - 1]))
            years[count++] = wanted[i];
    return count;
}

static void balance_row(struct xw_view *v, int32_t stage, enum xw_scope scope, const int16_t *years,
                        int32_t count)
{
    const struct xw_figures *f = v->f;
    bool entry = scope == XW_SCOPE_ENTRY;
    int16_t peak = entry ? f->stage[stage].entry.year : f->stage[stage].roll.year;
    xw_row_open(v, entry ? "in" : "",
                entry ? xw_word(v, XW_SAY_ENTRY_GRADE) : xw_view_stage(v, stage));
    for (int32_t i = 0; i < count; i++)
        xw_cell_balance(v, xw_figures_district(f, stage, scope, years[i] - f->first));
    int32_t balance;
    if (xw_figures_balance(xw_figures_district(f, stage, scope, peak - f->first), &balance))
        xw_putf(v->out, "<td%s>%s <span class=\"unit\">(%d)</span></td>",
                balance < 0 ? " class=\"neg\"" : "", xw_signed(v, balance), peak);
    else
        xw_cell(v, "—");
    xw_row_close(v);
}

void xw_page_balances(struct xw_view *v)
{
    int16_t years[4];
    int32_t count = balance_years(v->f, years);
    const char *columns[7] = { xw_word(v, XW_SAY_STAGE) };
    for (int32_t i = 0; i < count; i++)
        columns[i + 1] = xw_year(v, years[i]);
    columns[count + 1] = xw_word(v, XW_SAY_AT_PEAK);
    xw_table_open(v, "st", xw_word(v, XW_SAY_BALANCE_CAPTION), xw_word(v, XW_SAY_BALANCE_SUB));
    xw_table_head(v, columns, "");
    for (int32_t s = 0; s < v->f->stages; s++) {
        if (!v->f->stage[s].district) continue;
        balance_row(v, s, XW_SCOPE_ALL, years, count);
        balance_row(v, s, XW_SCOPE_ENTRY, years, count);
    }
    xw_table_close(v);
}

/* Staff that the standard asks for, now and in the last year; the run has it for some stages. */
void xw_page_staff(struct xw_view *v)
{
    const char *items[XW_MAX_STAGES];
    int32_t count = 0;
    if (v->f->now == v->f->last) return; /* nothing to compare */
    for (int32_t s = 0; s < v->f->stages && s < XW_MAX_STAGES; s++) {
        double now, last;
        if (!xw_figures_measure(v->f, "staff", s, v->f->now, &now)) continue;
        if (!xw_figures_measure(v->f, "staff", s, v->f->last, &last)) continue;
        int64_t from = (int64_t)ceil(now), to = (int64_t)ceil(last);
        items[count++] =
            xw_told(v, XW_SAY_STAFF_STAGE,
                    XW_WITH(xw_view_within(v, s), xw_year(v, v->f->now), xw_n(v, from),
                            xw_year(v, v->f->last), xw_n(v, to), xw_signed(v, to - from)));
    }
    if (count == 0) return;
    xw_put(v->out, "<p class=\"fn\">");
    xw_put(v->out, xw_word(v, XW_SAY_STAFF));
    for (int32_t i = 0; i < count; i++) {
        if (i > 0) xw_put(v->out, xw_word(v, XW_SAY_CLAUSE_MARK));
        xw_put_text(v->out, items[i]);
    }
    xw_put(v->out, xw_word(v, XW_SAY_FULL_STOP));
    xw_put(v->out, "</p>\n");
}
