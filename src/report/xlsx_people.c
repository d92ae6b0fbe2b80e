#include "xlsx_people.h"
#include "data_columns.h"
#include "xlsx_sheet.h"
#include <math.h>

static const char *stage_name(const struct xw_book *b, int32_t stage)
{
    return xw_view_stage(b->view, stage);
}

/* A column whose head is said here; both languages get the one at hand. */
static struct xw_data_column column(const char *head, const char *unit, enum xw_data_kind kind)
{
    return (struct xw_data_column){ .name = head,
                                    .unit = unit,
                                    .kind = kind,
                                    .zh = head,
                                    .en = head,
                                    .head_zh = head,
                                    .head_en = head };
}

static struct xw_data_row row_of(const struct xw_sheet *sheet)
{
    return (struct xw_data_row){ .table = sheet->table, .sink = &sheet->sink };
}

static void fits(struct xw_book *b, const struct xw_data_row *row)
{
    if (row->misfit || row->column != 0)
        xw_book_failed(b, XW_OUT_OF_RANGE, "a row of a sheet does not fit its columns");
}

/* ---- a stage by year
 * -------------------------------------------------------------------------------- */

/* Columns of the sheet of a stage, in their order; the last three stand only beside replicates. */
enum {
    C_YEAR,
    C_DEMAND,
    C_SEATS,
    C_DESIGN,
    C_COMPLIANT,
    C_BALANCE,
    C_LOCAL,
    C_NET,
    C_IDLE,
    C_UNPLACED,
    C_P10,
    C_P90,
    C_P_SHORT,
    C_COUNT
};

static void stage_rows(struct xw_book *b, int32_t stage, struct xw_data_row *r)
{
    const struct xw_figures *f = b->view->f;
    for (int32_t y = 0; y < f->years; y++) {
        const struct xw_run_gap *gap = xw_figures_district(f, stage, XW_SCOPE_ALL, y);
        if (gap == NULL) continue;
        xw_data_hold(r, gap->held);
        xw_data_whole(r, gap->year);
        xw_data_whole(r, gap->demand);
        xw_data_whole_or_none(r, gap->seats);
        xw_data_whole_or_none(r, gap->design);
        xw_data_whole_or_none(r, gap->compliant);
        xw_data_balance(r, gap);
        xw_data_whole_or_none(r, gap->local_gap);
        xw_data_whole_or_none(r, gap->net_gap);
        xw_data_whole_or_none(r, gap->surplus);
        xw_data_whole_or_none(r, gap->unplaced);
        if (b->view->chances != NULL) {
            const struct xw_quantile_row *band = xw_chances_band(
                b->view->chances, XW_NONE, stage, XW_SCOPE_ALL, XW_QUANTITY_DEMAND, y);
            xw_data_real(r, band != NULL ? band->p10 : NAN);
            xw_data_real(r, band != NULL ? band->p90 : NAN);
            xw_data_real(r, xw_chances_short(b->view->chances, XW_NONE, stage, XW_SCOPE_ALL, y));
        }
        xw_data_end(r);
    }
}

static lxw_chart_series *line(lxw_chart *chart, const char *sheet, lxw_row_t last, lxw_col_t column,
                              const char *name, lxw_color_t colour, lxw_chart_line_dash_type dash)
{
    lxw_chart_series *series = chart_add_series(chart, NULL, NULL);
    if (series == NULL) return NULL;
    lxw_chart_line ink = { .color = colour, .width = 2.0, .dash_type = (uint8_t)dash };
    chart_series_set_categories(series, sheet, XW_SHEET_FIRST_ROW, C_YEAR, last, C_YEAR);
    chart_series_set_values(series, sheet, XW_SHEET_FIRST_ROW, column, last, column);
    chart_series_set_name(series, name);
    chart_series_set_line(series, &ink);
    return series;
}

/* One end of the interval: a line that is not drawn, between which and the other end bars stand. */
static void bound(lxw_chart *chart, const char *sheet, lxw_row_t last, lxw_col_t column,
                  const char *name)
{
    lxw_chart_series *series =
        line(chart, sheet, last, column, name, 0xd3d6db, LXW_CHART_LINE_DASH_SOLID);
    lxw_chart_line none = { .none = LXW_TRUE };
    if (series != NULL) chart_series_set_line(series, &none);
}

static const char *stage_finding(struct xw_book *b, int32_t stage)
{
    struct xw_view *v = b->view;
    const struct xw_figures *f = v->f;
    const struct xw_run_gap *now = xw_figures_district(f, stage, XW_SCOPE_ALL, f->now - f->first);
    const struct xw_run_gap *last = xw_figures_district(f, stage, XW_SCOPE_ALL, f->years - 1);
    const struct xw_peak *peak = &f->stage[stage].roll;
    bool district = f->stage[stage].district && now != NULL && now->seats != XW_NONE &&
                    last != NULL && last->seats != XW_NONE;
    const struct xw_run_gap *top =
        peak->year != XW_NONE ? xw_figures_district(f, stage, XW_SCOPE_ALL, peak->year - f->first)
                              : NULL;
    if (now == NULL || last == NULL || top == NULL) return stage_name(b, stage);
    return xw_book_told(b, district ? XW_SAY_BOOK_ALT_STAGE : XW_SAY_BOOK_ALT_CITY,
                        XW_WITH(stage_name(b, stage), xw_year(v, f->now), xw_n(v, now->demand),
                                xw_year(v, peak->year), xw_n(v, top->demand), xw_year(v, f->last),
                                xw_n(v, last->demand), xw_year(v, f->now),
                                district ? xw_n(v, now->seats) : "",
                                district ? xw_n(v, last->seats) : ""));
}

static void stage_chart(struct xw_book *b, int32_t stage, const struct xw_sheet *s)
{
    if (b->status != XW_OK || s->row <= XW_SHEET_FIRST_ROW) return;
    lxw_row_t last = s->row - 1;
    const char *title = xw_book_told(b, XW_SAY_BOOK_CHART_STAGE, XW_WITH(stage_name(b, stage)));
    bool bands = b->view->chances != NULL, seats = b->view->f->stage[stage].district;
    lxw_chart *chart =
        xw_book_chart(b, LXW_CHART_LINE, title, xw_book_word(b, XW_SAY_BOOK_YEARS),
                      xw_book_word(b, bands ? XW_SAY_BOOK_CHART_BAND : XW_SAY_BOOK_CHART_UNIT));
    if (chart == NULL) return;
    /* Bars stand between the first series and the last. */
    if (bands) bound(chart, s->name, last, C_P10, xw_book_word(b, XW_SAY_BOOK_P10));
    line(chart, s->name, last, C_DEMAND, xw_book_word(b, XW_SAY_DEMAND), 0x1b2028,
         LXW_CHART_LINE_DASH_SOLID);
    if (seats)
        line(chart, s->name, last, C_SEATS, xw_book_word(b, XW_SAY_NORM_SEATS), 0x1f5f8f,
             LXW_CHART_LINE_DASH_DASH);
    if (bands) {
        lxw_chart_line none = { .none = LXW_TRUE };
        lxw_chart_fill grey = { .color = 0xd3d6db };
        int16_t unnamed[] = { 0, seats ? 3 : 2, -1 };
        bound(chart, s->name, last, C_P90, xw_book_word(b, XW_SAY_BOOK_P90));
        chart_set_up_down_bars_format(chart, &none, &grey, &none, &grey);
        chart_legend_delete_series(chart, unnamed);
    }
    xw_book_insert(b, s->sheet, s->row + 1, 0, chart, 860, 380, stage_finding(b, stage));
}

void xw_book_stage(struct xw_book *b, int32_t stage)
{
    struct xw_data_column columns[C_COUNT] = {
        [C_YEAR] = column(xw_book_word(b, XW_SAY_YEAR), "school year", XW_DATA_YEAR),
        [C_DEMAND] = column(xw_book_word(b, XW_SAY_DEMAND), "pupils", XW_DATA_WHOLE),
        [C_SEATS] = column(xw_book_word(b, XW_SAY_NORM_SEATS), "seats", XW_DATA_WHOLE),
        [C_DESIGN] = column(xw_book_word(b, XW_SAY_ROW_DESIGN), "seats", XW_DATA_WHOLE),
        [C_COMPLIANT] = column(xw_book_word(b, XW_SAY_WORD_COMPLIANT), "seats", XW_DATA_WHOLE),
        [C_BALANCE] = column(xw_book_word(b, XW_SAY_BOOK_BALANCE), "seats", XW_DATA_BALANCE),
        [C_LOCAL] = column(xw_book_word(b, XW_SAY_LOCAL_GAP), "seats", XW_DATA_WHOLE),
        [C_NET] = column(xw_book_word(b, XW_SAY_BOOK_NET_GAP), "seats", XW_DATA_WHOLE),
        [C_IDLE] = column(xw_book_word(b, XW_SAY_LOCAL_IDLE), "seats", XW_DATA_WHOLE),
        [C_UNPLACED] = column(xw_book_word(b, XW_SAY_ROW_UNPLACED), "pupils", XW_DATA_WHOLE),
        [C_P10] = column(xw_book_word(b, XW_SAY_BOOK_P10), "pupils", XW_DATA_NUMBER),
        [C_P90] = column(xw_book_word(b, XW_SAY_BOOK_P90), "pupils", XW_DATA_NUMBER),
        [C_P_SHORT] = column(xw_book_word(b, XW_SAY_BOOK_P_SHORT), "share", XW_DATA_SHARE),
    };
    for (int c = C_P10; c <= C_P90; c++)
        columns[c].decimals = 3;
    columns[C_P_SHORT].decimals = 5;
    static const int persons[] = { C_DEMAND, C_BALANCE, C_LOCAL, C_NET, C_IDLE };
    for (size_t i = 0; i < sizeof persons / sizeof *persons; i++)
        columns[persons[i]].persons = XW_HELD_PERSONS;
    columns[C_UNPLACED].persons = XW_HELD_UNPLACED;
    const struct xw_data_table table = { .file = "stage",
                                         .column = columns,
                                         .columns = b->view->chances != NULL ? C_COUNT : C_P10 };
    struct xw_sheet sheet;
    xw_sheet_open(&sheet, b, &table,
                  xw_book_told(b, XW_SAY_BOOK_STAGE, XW_WITH(stage_name(b, stage))),
                  xw_book_told(b, XW_SAY_BOOK_STAGE_TITLE, XW_WITH(stage_name(b, stage))), "");
    if (b->status != XW_OK) return;
    struct xw_data_row row = row_of(&sheet);
    stage_rows(b, stage, &row);
    fits(b, &row);
    xw_sheet_close(&sheet);
    stage_chart(b, stage, &sheet);
}

/* ---- towns by year
 * ------------------------------------------------------------------------------ */

static void heat(struct xw_book *b, const struct xw_sheet *s, lxw_row_t first, lxw_row_t last)
{
    static const double bounds[] = { -1000.0, -300.0, 0.0, 300.0, 1200.0, 3000.0 };
    lxw_col_t right = (lxw_col_t)(s->table->columns - 1);
    for (int i = 0; i < 7; i++) {
        /* The bounds of the heat map: the two lowest belong to the class below, the others above. */
        lxw_conditional_format rule = { .type = LXW_CONDITIONAL_TYPE_CELL,
                                        .format = b->heat[i],
                                        .stop_if_true = LXW_TRUE };
        rule.criteria = i < 2   ? LXW_CONDITIONAL_CRITERIA_LESS_THAN_OR_EQUAL_TO
                        : i < 6 ? LXW_CONDITIONAL_CRITERIA_LESS_THAN
                                : LXW_CONDITIONAL_CRITERIA_GREATER_THAN_OR_EQUAL_TO;
        rule.value = bounds[i < 6 ? i : 5];
        if (worksheet_conditional_format_range(s->sheet, first, 1, last, right, &rule) !=
            LXW_NO_ERROR)
            xw_book_failed(b, XW_NO_MEMORY, NULL);
    }
}

/* Below the towns: what single areas lack and have to spare, and the sum of both. */
static void district_rows(struct xw_book *b, int32_t stage, struct xw_sheet *s)
{
    static const enum xw_key said[3] = { XW_SAY_LOCAL_GAP, XW_SAY_IDLE_SUM, XW_SAY_NET };
    const struct xw_figures *f = b->view->f;
    struct xw_data_row row = row_of(s);
    for (int i = 0; i < 3; i++) {
        xw_data_text(&row, xw_book_word(b, said[i]));
        for (int32_t y = 0; y < f->years; y++) {
            const struct xw_run_gap *gap = xw_figures_district(f, stage, XW_SCOPE_ALL, y);
            int32_t net;
            xw_data_hold(&row, gap == NULL ? 0 : gap->held);
            if (!xw_figures_balance(gap, &net))
                xw_data_none(&row);
            else
                xw_data_whole(&row, i == 0 ? -gap->local_gap : i == 1 ? gap->surplus : net);
        }
        xw_data_end(&row);
    }
    fits(b, &row);
}

void xw_book_towns(struct xw_book *b, int32_t stage)
{
    const struct xw_figures *f = b->view->f;
    struct xw_data_column *columns = XW_TAKE(b->view->texts, f->years + 1, struct xw_data_column);
    int32_t *order = XW_TAKE(b->view->texts, f->towns, int32_t);
    if (columns == NULL || order == NULL) {
        xw_book_failed(b, XW_NO_MEMORY, NULL);
        return;
    }
    int32_t towns = xw_figures_towns_by_worst(f, stage, order);
    columns[0] = column(xw_book_word(b, XW_SAY_TOWN), "", XW_DATA_TEXT);
    for (int32_t y = 0; y < f->years; y++) {
        columns[y + 1] = column(xw_year(b->view, f->first + y), "", XW_DATA_BALANCE);
        columns[y + 1].persons = XW_HELD_PERSONS;
    }
    const struct xw_data_table table = { .file = "towns",
                                         .column = columns,
                                         .columns = f->years + 1 };
    struct xw_sheet sheet;
    xw_sheet_open(&sheet, b, &table,
                  xw_book_told(b, XW_SAY_BOOK_TOWNS, XW_WITH(stage_name(b, stage))),
                  xw_book_told(b, XW_SAY_BOOK_TOWNS_TITLE, XW_WITH(stage_name(b, stage))), "");
    if (b->status != XW_OK) return;
    struct xw_data_row row = row_of(&sheet);
    for (int32_t i = 0; i < towns; i++) {
        xw_data_text(&row, xw_view_town(b->view, order[i]));
        for (int32_t y = 0; y < f->years; y++) {
            const struct xw_run_gap *gap = xw_figures_town(f, order[i], stage, XW_SCOPE_ALL, y);
            xw_data_hold(&row, gap == NULL ? 0 : gap->held);
            xw_data_balance(&row, gap);
        }
        xw_data_end(&row);
    }
    fits(b, &row);
    lxw_row_t below = sheet.row;
    if (towns > 0) heat(b, &sheet, XW_SHEET_FIRST_ROW, below - 1);
    xw_sheet_close(&sheet);
    if (b->status != XW_OK || towns == 0) return;
    district_rows(b, stage, &sheet);
    if (worksheet_write_string(sheet.sheet, sheet.row + 1, 0, xw_book_word(b, XW_SAY_BOOK_HEAT_KEY),
                               b->note) != LXW_NO_ERROR)
        xw_book_failed(b, XW_NO_MEMORY, NULL);
}

/* ---- schools of this September
 * ---------------------------------------------------------------------- */

static const struct xw_data_column school_columns[] = {
    XW_COLUMN("name", "", TEXT, "学校", "school"),
    XW_COLUMN("town", "", TEXT, "街镇", "town"),
    XW_COLUMN_STAGE,
    XW_COLUMN("rooms", "rooms", WHOLE, "教室", "classrooms", .sums = true),
    XW_COLUMN("seats_norm", "seats", WHOLE, "标准学位", "norm seats", .sums = true),
    XW_COLUMN("pupils", "pupils", WHOLE, "在校生", "pupils on roll", .sums = true,
              .persons = XW_HELD_PERSONS),
    XW_COLUMN("balance", "seats", BALANCE, "标准学位减在校生", "norm seats less pupils",
              .sums = true, .persons = XW_HELD_PERSONS),
    XW_COLUMN("utilisation", "share", SHARE, "使用率", "utilisation", .decimals = 4,
              .persons = XW_HELD_PERSONS),
    XW_COLUMN("classes", "classes", WHOLE, "班数", "classes", .sums = true),
    XW_COLUMN("classes_over_norm", "classes", WHOLE, "超过班额标准的班", "classes above the norm",
              .sums = true),
    XW_COLUMN("largest_class", "pupils", WHOLE, "最大的班", "the largest class",
              .persons = XW_HELD_PERSONS),
    XW_COLUMN("warning", "", WORD, "预警", "warning", .words = xw_words_warning),
    XW_COLUMN("reason", "", WORD, "主因", "reason", .words = xw_words_reason),
    XW_COLUMN_EVIDENCE,
};
static const struct xw_data_table school_table = {
    .file = "schools",
    .column = school_columns,
    .columns = (int32_t)(sizeof school_columns / sizeof *school_columns),
};

void xw_book_schools(struct xw_book *b)
{
    struct xw_view *v = b->view;
    const struct xw_run *run = v->f->run;
    const char *year = xw_year(v, v->f->now);
    struct xw_sheet sheet;
    xw_sheet_open(&sheet, b, &school_table, xw_book_told(b, XW_SAY_BOOK_SCHOOLS, XW_WITH(year)),
                  xw_book_told(b, XW_SAY_BOOK_SCHOOLS_TITLE, XW_WITH(year)), "");
    if (b->status != XW_OK) return;
    struct xw_data_row r = row_of(&sheet);
    for (int32_t i = 0; i < run->school_year_count; i++) {
        const struct xw_run_school_year *row = &run->school_year[i];
        if (row->year != v->f->now || (row->rooms <= 0 && row->pupils <= 0)) continue;
        if (row->school < 0 || row->school >= run->school_count) continue;
        const struct xw_run_school *school = &run->school[row->school];
        xw_data_hold(&r, row->held);
        xw_data_text(&r, xw_view_name(v, school->name_zh, school->name_en));
        xw_data_text(&r, xw_view_name(v, school->town_zh, school->town_en));
        xw_data_text(&r, xw_data_stage(run, row->stage));
        xw_data_whole(&r, row->rooms);
        xw_data_whole_or_none(&r, row->seats_norm);
        xw_data_whole(&r, row->pupils);
        if (row->seats_norm == XW_NONE)
            xw_data_none(&r);
        else
            xw_data_whole(&r, row->seats_norm - row->pupils);
        xw_data_real(&r, row->utilisation);
        xw_data_whole(&r, row->classes);
        xw_data_whole(&r, row->classes_over_norm);
        xw_data_whole(&r, row->largest_class);
        xw_data_text(&r, row->warning);
        xw_data_text(&r, row->reason);
        xw_data_text(&r, xw_data_evidence(school->evidence));
        xw_data_end(&r);
    }
    fits(b, &r);
    xw_sheet_close(&sheet);
}

/* ---- classes by size
 * ---------------------------------------------------------------------------- */

static void size_chart(struct xw_book *b, const struct xw_sheet *s, lxw_row_t last, int64_t classes,
                       int32_t largest)
{
    static const lxw_color_t inks[XW_MAX_STAGES] = { 0x1b2028, 0x1f5f8f, 0x8db4d0,
                                                     0x9aa3ad, 0xb4d0e2, 0x525b66 };
    const struct xw_figures *f = b->view->f;
    const char *year = xw_year(b->view, f->now);
    lxw_chart *chart =
        xw_book_chart(b, LXW_CHART_COLUMN, xw_book_told(b, XW_SAY_BOOK_CHART_SIZES, XW_WITH(year)),
                      xw_book_word(b, XW_SAY_BOOK_SIZE), xw_book_word(b, XW_SAY_BOOK_CLASSES));
    if (chart == NULL) return;
    for (int32_t stage = 0; stage < f->stages; stage++) {
        lxw_chart_series *series = chart_add_series(chart, NULL, NULL);
        lxw_chart_fill fill = { .color = inks[stage % XW_MAX_STAGES] };
        if (series == NULL) {
            xw_book_failed(b, XW_NO_MEMORY, NULL);
            return;
        }
        lxw_col_t at = (lxw_col_t)(stage + 1);
        chart_series_set_categories(series, s->name, XW_SHEET_FIRST_ROW, 0, last, 0);
        chart_series_set_values(series, s->name, XW_SHEET_FIRST_ROW, at, last, at);
        chart_series_set_name(series, stage_name(b, stage));
        chart_series_set_fill(series, &fill);
    }
    chart_set_series_gap(chart, 30);
    xw_book_insert(b, s->sheet, XW_SHEET_HEAD_ROW, (lxw_col_t)(f->stages + 2), chart, 860, 380,
                   xw_book_told(b, XW_SAY_BOOK_ALT_SIZES,
                                XW_WITH(year, xw_n(b->view, classes), xw_n(b->view, largest))));
}

void xw_book_sizes(struct xw_book *b)
{
    const struct xw_figures *f = b->view->f;
    struct xw_data_column columns[XW_MAX_STAGES + 1];
    int32_t count[XW_MAX_STAGES][XW_LARGEST_CLASS + 1];
    int32_t smallest = XW_LARGEST_CLASS + 1, largest = XW_NONE;
    int64_t classes = 0;
    columns[0] = column(xw_book_word(b, XW_SAY_BOOK_SIZE), "pupils", XW_DATA_YEAR);
    for (int32_t s = 0; s < f->stages; s++) {
        columns[s + 1] = column(stage_name(b, s), "classes", XW_DATA_WHOLE);
        columns[s + 1].sums = true;
        classes += xw_figures_class_sizes(f, s, f->now, count[s]);
        for (int32_t n = 0; n <= XW_LARGEST_CLASS; n++) {
            if (count[s][n] == 0) continue;
            if (n < smallest) smallest = n;
            if (n > largest) largest = n;
        }
    }
    const struct xw_data_table table = { .file = "sizes",
                                         .column = columns,
                                         .columns = f->stages + 1 };
    const char *year = xw_year(b->view, f->now);
    struct xw_sheet sheet;
    xw_sheet_open(&sheet, b, &table, xw_book_told(b, XW_SAY_BOOK_SIZES, XW_WITH(year)),
                  xw_book_told(b, XW_SAY_BOOK_SIZES_TITLE, XW_WITH(year)), "");
    if (b->status != XW_OK) return;
    struct xw_data_row row = row_of(&sheet);
    for (int32_t n = smallest; n <= largest; n++) {
        xw_data_whole(&row, n);
        for (int32_t s = 0; s < f->stages; s++)
            xw_data_whole(&row, count[s][n]);
        xw_data_end(&row);
    }
    fits(b, &row);
    lxw_row_t last = sheet.row - 1;
    xw_sheet_close(&sheet);
    if (largest != XW_NONE && b->status == XW_OK) size_chart(b, &sheet, last, classes, largest);
}
