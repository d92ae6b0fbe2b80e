#include "page.h"
#include "charts.h"
#include <math.h>
#include <string.h>

static double cost_of(const struct xw_run *run)
{
    double sum = 0.0;
    for (int32_t p = 0; p < run->project_count; p++)
        if (run->project[p].counted && isfinite(run->project[p].cost_cny))
            sum += run->project[p].cost_cny;
    return sum;
}

/* ---- chart
 * ----------------------------------------------------------------------------------------- */

static void differences(struct xw_view *v)
{
    int64_t *gap = XW_TAKE(v->texts, v->runs, int64_t), *idle = XW_TAKE(v->texts, v->runs, int64_t);
    if (gap == NULL || idle == NULL) {
        v->out->failed = true;
        return;
    }
    for (int32_t r = 0; r < v->runs; r++)
        for (int32_t s = 0; s < v->all[r].stages; s++) {
            if (!v->all[r].stage[s].district) continue;
            gap[r] += xw_figures_gap_to_come(&v->all[r], s);
            idle[r] += v->all[r].stage[s].idle_last;
        }
    int32_t to =
        v->f->now + XW_NEXT_YEARS - 1 < v->f->last ? v->f->now + XW_NEXT_YEARS - 1 : v->f->last;
    const char *titles[2] = { xw_told(v, XW_SAY_DIFF_GAP, XW_WITH(xw_years(v, v->f->now, to))),
                              xw_told(v, XW_SAY_DIFF_IDLE, XW_WITH(xw_year(v, v->f->last))) };
    const char *units[2] = { xw_word(v, XW_SAY_DIFF_GAP_UNIT), xw_word(v, XW_SAY_DIFF_IDLE_UNIT) };
    const int64_t *values[2] = { gap, idle };
    int32_t least = 1;
    for (int32_t r = 2; r < v->runs; r++)
        if (gap[r] < gap[least]) least = r;
    const char *finding =
        gap[least] < gap[0]
            ? xw_told(v, XW_SAY_FIND_DIFF,
                      XW_WITH(xw_view_title(v, v->all[least].run), xw_n(v, gap[0] - gap[least]),
                              xw_view_title(v, v->f->run)))
            : xw_told(v, XW_SAY_FIND_DIFF_NONE, XW_WITH(xw_view_title(v, v->f->run)));
    xw_figure_open(v, finding, xw_word(v, XW_SAY_DIFF_SUB));
    xw_scroll_open(v);
    xw_putf(v->out, "<span class=\"swipe\">%s</span>", xw_word(v, XW_SAY_SWIPE));
    xw_chart_differences(v, titles, units, values);
    xw_scroll_close(v);
    xw_figure_close(v);
}

/* ---- table
 * ----------------------------------------------------------------------------------------- */

enum measure { WORST_GAP, GAP_TO_COME, IDLE_LAST, OVER_NORM, MEASURES };

static bool value_of(const struct xw_figures *f, int32_t stage, enum measure measure,
                     int64_t *value)
{
    if (stage >= f->stages || !f->stage[stage].district) return false;
    const struct xw_stage_finding *s = &f->stage[stage];
    switch (measure) {
    case WORST_GAP:
        *value = s->worst_local;
        break;
    case GAP_TO_COME:
        *value = xw_figures_gap_to_come(f, stage);
        break;
    case IDLE_LAST:
        *value = s->idle_last;
        break;
    default:
        *value = f->sums[stage * f->years + f->now - f->first].over_norm;
        break;
    }
    return true;
}

/* The value and under it the difference from the subject, blue where less, orange where more. */
static void value_cell(struct xw_view *v, int64_t value, int64_t subject, bool first,
                       const char *aside)
{
    xw_put(v->out, "<td>");
    xw_put(v->out, xw_n(v, value));
    if (aside != NULL) xw_putf(v->out, " <span class=\"unit\">(%s)</span>", aside);
    if (!first) {
        int64_t difference = value - subject;
        xw_putf(v->out, "<br><span class=\"unit%s\">%s</span>",
                difference > 0   ? " sh"
                : difference < 0 ? " se"
                                 : "",
                difference == 0 ? xw_word(v, XW_SAY_NO_DIFFERENCE) : xw_signed(v, difference));
    }
    xw_put(v->out, "</td>");
}

static void stage_rows(struct xw_view *v, int32_t stage)
{
    static const enum xw_key labels[MEASURES] = { XW_SAY_SC_WORST, XW_SAY_SC_TO_COME,
                                                  XW_SAY_SC_IDLE, XW_SAY_SC_OVER };
    xw_putf(v->out, "<tr class=\"grp\"><th scope=\"row\">%s</th>", xw_view_stage(v, stage));
    for (int32_t r = 0; r < v->runs; r++) {
        const struct xw_peak *peak = &v->all[r].stage[stage].roll;
        xw_putf(v->out, "<td><span class=\"unit\">%s</span></td>",
                peak->year == XW_NONE
                    ? "—"
                    : xw_told(v, XW_SAY_SC_PEAK, XW_WITH(xw_year(v, peak->year))));
    }
    xw_row_close(v);
    for (int32_t m = 0; m < MEASURES; m++) {
        xw_row_open(v, "in",
                    xw_told(v, labels[m], XW_WITH(xw_year(v, v->f->now), xw_year(v, v->f->last))));
        int64_t subject = 0;
        bool known = value_of(v->f, stage, (enum measure)m, &subject);
        for (int32_t r = 0; r < v->runs; r++) {
            int64_t value;
            const struct xw_figures *f = &v->all[r];
            if (!known || !value_of(f, stage, (enum measure)m, &value)) {
                xw_cell(v, "—");
                continue;
            }
            const char *aside = m == WORST_GAP && f->stage[stage].worst_year != XW_NONE
                                    ? xw_year(v, f->stage[stage].worst_year)
                                    : NULL;
            value_cell(v, value, subject, r == 0, aside);
        }
        xw_row_close(v);
    }
}

static void side_by_side(struct xw_view *v)
{
    xw_table_open(v, "st sc", xw_word(v, XW_SAY_SC_CAPTION),
                  xw_told(v, XW_SAY_SC_SUB, XW_WITH(xw_view_title(v, v->f->run))));
    const char **columns = XW_TAKE(v->texts, v->runs + 2, const char *);
    if (columns == NULL) {
        v->out->failed = true;
        return;
    }
    columns[0] = xw_word(v, XW_SAY_MEASURE);
    for (int32_t r = 0; r < v->runs; r++)
        columns[r + 1] = xw_view_title(v, v->all[r].run);
    xw_table_head(v, columns, "");
    for (int32_t s = 0; s < v->f->stages; s++)
        if (v->f->stage[s].district) stage_rows(v, s);
    xw_row_open(v, "sum", xw_word(v, XW_SAY_SC_COST));
    for (int32_t r = 0; r < v->runs; r++)
        xw_cell(v, xw_yi(v, cost_of(v->all[r].run)));
    xw_row_close(v);
    xw_table_close(v);
    xw_footnote(v, XW_SAY_SC_FOOT, XW_NOTHING);
}

static bool same_replicates(const struct xw_view *v, int32_t run)
{
    const struct xw_figures *a = &v->all[run], *b = v->f;
    return a->run->replicates == b->run->replicates &&
           strcmp(xw_figures_key(a, "seed"), xw_figures_key(b, "seed")) == 0 &&
           strcmp(xw_figures_key(a, "points"), xw_figures_key(b, "points")) == 0;
}

void xw_page_scenarios(struct xw_view *v)
{
    xw_section_open(v, "", XW_SAY_SCENARIOS_HEAD, XW_NOTHING);
    if (v->runs < 2) {
        xw_put(v->out, "<div>\n");
        xw_footnote(v, XW_SAY_NO_SCENARIOS, XW_NOTHING);
        xw_put(v->out, "</div>\n");
        xw_section_close(v);
        return;
    }
    xw_put(v->out, "<div>\n");
    if (v->paired != NULL) {
        xw_page_pairs(v);
    } else {
        for (int32_t r = 1; r < v->runs; r++)
            if (v->chances != NULL && !same_replicates(v, r)) xw_page_pair_not(v, r);
        differences(v);
    }
    xw_put(v->out, "</div>\n");
    xw_notes_open(v, "", XW_SAY_NOTES);
    if (v->paired != NULL)
        xw_page_pair_notes(v);
    else
        xw_note(v, XW_SAY_NOTE_SCENARIOS, XW_NOTHING);
    if (v->chances == NULL) xw_note(v, XW_SAY_NOTE_SINGLE, XW_NOTHING);
    xw_notes_close(v);
    xw_put(v->out, "<div class=\"full\">\n");
    if (v->paired != NULL) xw_page_pair_tables(v);
    xw_page_smaller(v);
    side_by_side(v);
    xw_put(v->out, "</div>\n");
    xw_section_close(v);
}
