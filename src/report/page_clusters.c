#include "indicator_parts.h"
#include "xuewei/run_carried.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- clusters ----------------------------------------------------------------------------------- */

static int compare_texts(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The different clusters that schools name, ascending. */
static int32_t list_clusters(const struct xw_run *run, const char **code)
{
    int32_t named = 0, count = 0;
    for (int32_t i = 0; i < run->school_count; i++)
        if (run->school[i].cluster != NULL && run->school[i].cluster[0] != '\0')
            code[named++] = run->school[i].cluster;
    if (named > 0) qsort(code, (size_t)named, sizeof *code, compare_texts);
    for (int32_t i = 0; i < named; i++)
        if (count == 0 || strcmp(code[count - 1], code[i]) != 0) code[count++] = code[i];
    return count;
}

static void attainment(struct xw_view *v, const struct xw_plan_rows *rows, const char *const *code,
                       int32_t count)
{
    const struct xw_figures *f = v->f;
    const char *most = xw_rule(v, "indicators.attainment_difference_max", 1.0, 2);
    bool open = false;
    for (int32_t c = 0; c < count; c++)
        for (int32_t s = 0; s < f->stages; s++)
            for (int32_t y = 0; y < f->years; y++) {
                const struct xw_run_measure *row = xw_plan_measure(
                    rows, code[c], XW_MEASURE_ATTAINMENT_DIFFERENCE, s, (int16_t)(f->first + y));
                if (row == NULL) continue;
                if (!open) {
                    xw_table_open(v, "st", xw_word(v, XW_SAY_IND_ATTAIN_CAPTION),
                                  xw_told(v, XW_SAY_IND_ATTAIN_SUB, XW_WITH(most)));
                    const char *columns[] = {
                        xw_word(v, XW_SAY_IND_CLUSTER),    xw_word(v, XW_SAY_STAGE),
                        xw_word(v, XW_SAY_YEAR),           xw_word(v, XW_SAY_IND_COL_DIFFERENCE),
                        xw_word(v, XW_SAY_IND_COL_STATUS), NULL
                    };
                    xw_table_head(v, columns, "nlnnn");
                    open = true;
                }
                xw_row_open(v, "", code[c]);
                xw_cell_left(v, xw_view_stage(v, s));
                xw_cell(v, xw_year(v, row->year));
                xw_cell_number(v, row->value, 3, xw_word(v, XW_SAY_MISSING));
                xw_cell_status(v, row->status);
                xw_row_close(v);
            }
    if (open)
        xw_table_close(v);
    else
        xw_footnote(v, XW_SAY_IND_ATTAIN_NONE, XW_WITH(xw_n(v, count), most));
}

static void exchange(struct xw_view *v, const struct xw_plan_rows *rows, int32_t count)
{
    const struct xw_carried *of = xw_run_carried(v->f->run, XW_TABLE_TEACHER_EXCHANGE);
    const char *share = xw_rule(v, "indicators.exchange_share_min", 100.0, 0);
    const char *backbone = xw_rule(v, "indicators.exchange_backbone_min", 100.0, 0);
    const char *years = xw_rule(v, "indicators.exchange_years_min", 1.0, 0);
    const char *missing = xw_word(v, XW_SAY_MISSING);
    if (of->count == 0) {
        xw_footnote(v, XW_SAY_IND_EXCHANGE_NONE, XW_WITH(xw_n(v, count), share, backbone, years));
        return;
    }
    xw_table_open(v, "st", xw_word(v, XW_SAY_IND_EXCHANGE_CAPTION),
                  xw_told(v, XW_SAY_IND_EXCHANGE_SUB, XW_WITH(share, backbone, years)));
    const char *columns[] = { xw_word(v, XW_SAY_IND_CLUSTER),
                              xw_word(v, XW_SAY_YEAR),
                              xw_word(v, XW_SAY_IND_COL_ELIGIBLE),
                              xw_word(v, XW_SAY_IND_COL_MOVED),
                              xw_word(v, XW_SAY_IND_COL_SHARE),
                              xw_word(v, XW_SAY_IND_COL_STATUS),
                              xw_word(v, XW_SAY_IND_COL_BACKBONE),
                              xw_word(v, XW_SAY_IND_COL_STATUS),
                              xw_word(v, XW_SAY_IND_COL_TERM),
                              xw_word(v, XW_SAY_IND_COL_STATUS),
                              NULL };
    xw_table_head(v, columns, "");
    for (int32_t i = 0; i < of->count; i++) {
        static const enum xw_measure measure[] = { XW_MEASURE_EXCHANGE_SHARE,
                                                   XW_MEASURE_EXCHANGE_BACKBONE,
                                                   XW_MEASURE_EXCHANGE_YEARS };
        const char *place = xw_carried_text(of, XW_COL_TEACHER_EXCHANGE_CLUSTER, i);
        int32_t year = xw_carried_whole(of, XW_COL_TEACHER_EXCHANGE_YEAR, i, 0);
        xw_row_open(v, "", place);
        xw_cell(v, xw_year(v, year));
        xw_cell(v, xw_n(v, xw_carried_whole(of, XW_COL_TEACHER_EXCHANGE_ELIGIBLE, i, 0)));
        xw_cell(v, xw_n(v, xw_carried_whole(of, XW_COL_TEACHER_EXCHANGE_MOVED, i, 0)));
        for (int k = 0; k < 3; k++) {
            const struct xw_run_measure *row =
                xw_plan_measure(rows, place, measure[k], XW_NONE, (int16_t)year);
            double value = row == NULL ? NAN : row->value;
            const char *none = row == NULL ? "—" : missing; /* outside the horizon */
            if (k < 2)
                xw_cell_share(v, value, none);
            else
                xw_cell_number(v, value, 1, none);
            xw_cell_status(v, row == NULL ? "" : row->status);
        }
        xw_row_close(v);
    }
    xw_table_close(v);
}

static void cluster_resources(struct xw_view *v, const struct xw_plan_rows *rows,
                              const char *const *code, int32_t count)
{
    static const enum xw_measure first = XW_MEASURE_DIFFERENCE_DEGREE_TEACHERS;
    const struct xw_figures *f = v->f;
    bool open = false;
    for (int32_t c = 0; c < count; c++)
        for (int32_t s = 0; s < f->stages; s++) {
            if (xw_plan_measure(rows, code[c], first, s, f->now) == NULL) continue;
            if (!open) {
                xw_table_open(v, "st",
                              xw_told(v, XW_SAY_IND_RES_CAPTION, XW_WITH(xw_year(v, f->now))),
                              xw_word(v, XW_SAY_IND_RES_SUB));
                const char *columns[XW_RESOURCES + 3] = { xw_word(v, XW_SAY_IND_CLUSTER),
                                                          xw_word(v, XW_SAY_STAGE) };
                for (int k = 0; k < XW_RESOURCES; k++)
                    columns[2 + k] = xw_resource_label(v, (enum xw_resource)k);
                xw_table_head(v, columns, "nlnnnnnnn");
                open = true;
            }
            xw_row_open(v, "", code[c]);
            xw_cell_left(v, xw_view_stage(v, s));
            for (int k = 0; k < XW_RESOURCES; k++)
                xw_cell_number(
                    v,
                    xw_plan_number(rows, code[c], (enum xw_measure)((int32_t)first + k), s, f->now),
                    3, xw_word(v, XW_SAY_MISSING));
            xw_row_close(v);
        }
    if (open)
        xw_table_close(v);
    else
        xw_footnote(v, XW_SAY_IND_RES_NONE, XW_WITH(xw_year(v, f->now)));
}

void xw_page_clusters(struct xw_view *v, const struct xw_plan_rows *rows)
{
    const char **code = XW_TAKE(v->texts, v->f->run->school_count, const char *);
    xw_heading(v, 3, NULL, XW_SAY_IND_CLUSTER_HEAD, XW_NOTHING);
    if (code == NULL) {
        v->out->failed = true;
        return;
    }
    int32_t count = list_clusters(v->f->run, code);
    if (count == 0) {
        xw_footnote(v, XW_SAY_IND_CLUSTER_NONE, XW_NOTHING);
        return;
    }
    attainment(v, rows, code, count);
    exchange(v, rows, count);
    cluster_resources(v, rows, code, count);
}

/* ---- quota, money ------------------------------------------------------------------------------- */

static const char *school_name(struct xw_view *v, const char *code)
{
    const struct xw_run *run = v->f->run;
    for (int32_t i = 0; i < run->school_count; i++)
        if (strcmp(run->school[i].code, code) == 0)
            return xw_view_name(v, run->school[i].name_zh, run->school[i].name_en);
    return xw_word(v, XW_SAY_WHOLE_DISTRICT);
}

static void quota(struct xw_view *v, const struct xw_plan_rows *rows)
{
    const struct xw_carried *of = xw_run_carried(v->f->run, XW_TABLE_QUOTA);
    const char *least = xw_rule(v, "indicators.quota_filled_min", 100.0, 0);
    if (of->count == 0) {
        xw_footnote(v, XW_SAY_IND_QUOTA_NONE, XW_WITH(least));
        return;
    }
    xw_table_open(v, "st", xw_word(v, XW_SAY_IND_QUOTA_CAPTION),
                  xw_told(v, XW_SAY_IND_QUOTA_SUB, XW_WITH(least)));
    const char *columns[] = { xw_word(v, XW_SAY_SCHOOL),
                              xw_word(v, XW_SAY_IND_COL_YEAR),
                              xw_word(v, XW_SAY_IND_COL_PLANNED),
                              xw_word(v, XW_SAY_IND_COL_FILLED),
                              xw_word(v, XW_SAY_IND_COL_SHARE),
                              xw_word(v, XW_SAY_IND_COL_STATUS),
                              NULL };
    xw_table_head(v, columns, "");
    for (int32_t i = 0; i < of->count; i++) {
        const char *code = xw_carried_text(of, XW_COL_QUOTA_SCHOOL, i);
        int32_t year = xw_carried_whole(of, XW_COL_QUOTA_YEAR, i, 0);
        double filled = xw_carried_number(of, XW_COL_QUOTA_FILLED, i);
        const struct xw_run_measure *row =
            xw_plan_measure(rows, code[0] == '\0' ? "district" : code, XW_MEASURE_QUOTA_FILLED,
                            XW_NONE, (int16_t)year);
        xw_row_open(v, "", school_name(v, code));
        xw_cell(v, xw_year(v, year));
        xw_cell(v, xw_n(v, xw_carried_whole(of, XW_COL_QUOTA_PLANNED, i, 0)));
        xw_cell_number(v, filled, 0, xw_word(v, XW_SAY_MISSING));
        xw_cell_share(v, row == NULL ? NAN : row->value,
                      row == NULL ? "—" : xw_word(v, XW_SAY_MISSING));
        xw_cell_status(v, row == NULL ? "" : row->status);
        xw_row_close(v);
    }
    xw_table_close(v);
}

static void money(struct xw_view *v)
{
    const struct xw_carried *of = xw_run_carried(v->f->run, XW_TABLE_EXPENDITURE);
    if (of->count == 0) {
        xw_footnote(v, XW_SAY_IND_MONEY_NONE, XW_NOTHING);
        return;
    }
    xw_table_open(v, "st", xw_word(v, XW_SAY_IND_MONEY_CAPTION), xw_word(v, XW_SAY_IND_MONEY_SUB));
    const char *columns[] = { xw_word(v, XW_SAY_IND_COL_ITEM),   xw_word(v, XW_SAY_IND_COL_YEAR),
                              xw_word(v, XW_SAY_IND_COL_CNY),    xw_word(v, XW_SAY_IND_COL_BEFORE),
                              xw_word(v, XW_SAY_IND_COL_CHANGE), xw_word(v, XW_SAY_IND_COL_STATUS),
                              xw_word(v, XW_SAY_EVIDENCE),       NULL };
    xw_table_head(v, columns, "nnnnnne");
    for (int32_t i = 0; i < of->count; i++) {
        const char *stage = xw_carried_text(of, XW_COL_EXPENDITURE_STAGE, i);
        double cny = xw_carried_number(of, XW_COL_EXPENDITURE_CNY, i), before = NAN;
        const char *name = xw_word(v, XW_SAY_IND_MONEY_TOTAL);
        /* Rows stand by item, stage and year: the one above is the year before, or another item. */
        if (i > 0 &&
            strcmp(xw_carried_text(of, XW_COL_EXPENDITURE_ITEM, i - 1),
                   xw_carried_text(of, XW_COL_EXPENDITURE_ITEM, i)) == 0 &&
            strcmp(xw_carried_text(of, XW_COL_EXPENDITURE_STAGE, i - 1), stage) == 0)
            before = xw_carried_number(of, XW_COL_EXPENDITURE_CNY, i - 1);
        for (int32_t s = 0; s < v->f->stages; s++)
            if (strcmp(xw_stage_word(v->f->run->stage[s].name), stage) == 0)
                name = xw_told(v, XW_SAY_IND_MONEY_PER_PUPIL, XW_WITH(xw_view_stage(v, s)));
        xw_row_open(v, "", name);
        xw_cell(v, xw_year(v, xw_carried_whole(of, XW_COL_EXPENDITURE_YEAR, i, 0)));
        xw_cell_number(v, cny, 2, "—");
        xw_cell_number(v, before, 2, "—");
        xw_cell_number(v, cny - before, 2, "—");
        xw_cell_status(v, isnan(before) ? "" : cny >= before - 1e-9 ? "met" : "missed");
        xw_glyph_cell(v, xw_carried_evidence(of, i));
        xw_row_close(v);
    }
    xw_table_close(v);
}

void xw_page_quota(struct xw_view *v, const struct xw_plan_rows *rows)
{
    xw_heading(v, 3, NULL, XW_SAY_IND_QUOTA_HEAD, XW_NOTHING);
    quota(v, rows);
    money(v);
}
