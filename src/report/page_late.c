#include "page.h"
#include "say_chances.h"
#include <math.h>

/* Seat-years, whole: what is printed is what is summed. */
static int64_t whole(double seat_years)
{
    return (int64_t)floor(seat_years + 0.5);
}

static const char *by_year(struct xw_view *v, int16_t year)
{
    return year == XW_NONE ? xw_told(v, XW_SAY_AFTER_LAST, XW_WITH(xw_year(v, v->f->last)))
                           : xw_year(v, year);
}

static void row(struct xw_view *v, int32_t p, const struct xw_lateness *late)
{
    const struct xw_run_project *project = &v->f->run->project[p];
    const struct xw_need *need = &v->needs->need[p];
    xw_row_open(v, "wrap",
                xw_arena_format(v->texts, "%s %s", project->code,
                                xw_view_name(v, project->name_zh, project->name_en)));
    xw_cell_left(v, need->stage != XW_NONE ? xw_view_stage(v, need->stage)
                                           : xw_word(v, XW_SAY_OTHER_STAGES));
    xw_cell_left(v, xw_page_status(v, project->status));
    xw_cell(v, xw_year(v, project->opens_in));
    xw_cell_chance(v, late->on_time);
    xw_cell_chance(v, late->within_one);
    xw_cell(v, by_year(v, late->half));
    xw_cell(v, by_year(v, late->nine_tenths));
    xw_cell(v, xw_n(v, whole(late->seat_years)));
    xw_row_close(v);
}

void xw_page_late(struct xw_view *v)
{
    if (v->chances == NULL || v->needs->count == 0) return;
    struct xw_lateness late;
    int32_t count = 0, worst = XW_NONE;
    int64_t sum = 0, most = -1;
    double on_time = 0.0;
    for (int32_t i = 0; i < v->needs->count; i++) {
        int32_t p = v->needs->order[i];
        if (!xw_chances_lateness(v->chances, p, &late)) continue;
        count++;
        on_time += late.on_time;
        sum += whole(late.seat_years);
        if (whole(late.seat_years) <= most) continue;
        most = whole(late.seat_years);
        worst = p;
    }
    if (count == 0) {
        xw_footnote(v, XW_SAY_LATE_NONE, XW_NOTHING);
        return;
    }
    const struct xw_run_project *project = &v->f->run->project[worst];
    const char *last = xw_year(v, v->f->last);
    xw_put(v->out, "<ul class=\"why\">\n<li>");
    xw_tell(v, XW_SAY_LATE_FINDING,
            XW_WITH(xw_n(v, count), xw_number_fixed(v->texts, on_time, 1, "—"), last, xw_n(v, sum),
                    xw_view_name(v, project->name_zh, project->name_en), xw_n(v, most)));
    xw_put(v->out, "</li>\n</ul>\n");
    xw_table_open(v, "st", xw_word(v, XW_SAY_LATE_CAPTION),
                  xw_told(v, XW_SAY_LATE_SUB, XW_WITH(xw_n(v, v->chances->replicates), last)));
    const char *columns[] = { xw_word(v, XW_SAY_PROJECT),        xw_word(v, XW_SAY_STAGE),
                              xw_word(v, XW_SAY_STATUS),         xw_word(v, XW_SAY_COL_PLANNED),
                              xw_word(v, XW_SAY_COL_ON_TIME),    xw_word(v, XW_SAY_COL_WITHIN_ONE),
                              xw_word(v, XW_SAY_COL_HALF),       xw_word(v, XW_SAY_COL_NINE_TENTHS),
                              xw_word(v, XW_SAY_COL_SEAT_YEARS), NULL };
    xw_table_head(v, columns, "nllnnnnnn");
    for (int32_t i = 0; i < v->needs->count; i++)
        if (xw_chances_lateness(v->chances, v->needs->order[i], &late))
            row(v, v->needs->order[i], &late);
    xw_row_open(v, "sum", xw_word(v, XW_SAY_SUM));
    xw_put(v->out, "<td class=\"l\">—</td><td class=\"l\">—</td><td>—</td>");
    xw_cell(v, xw_number_fixed(v->texts, on_time, 1, "—"));
    xw_put(v->out, "<td>—</td><td>—</td><td>—</td>");
    xw_cell(v, xw_n(v, sum));
    xw_row_close(v);
    xw_table_close(v);
    xw_footnote(v, XW_SAY_LATE_FOOT, XW_NOTHING);
}
