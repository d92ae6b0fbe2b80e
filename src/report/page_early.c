#include "indicator_parts.h"
#include <math.h>
#include <string.h>

/* One of several figures that add up is held back: then none of them is shown. */
static bool any_held(const struct xw_plan_rows *rows, const char *place,
                     const enum xw_measure *measure, size_t count, int32_t stage, int16_t year)
{
    for (size_t k = 0; k < count; k++) {
        const struct xw_run_measure *row = xw_plan_measure(rows, place, measure[k], stage, year);
        if (row != NULL && row->held != 0) return true;
    }
    return false;
}

/* ---- who runs the places ------------------------------------------------------------------------ */

enum { OF_PUPILS = 7 }; /* the columns from here on tell how many pupils there are */

static void owner_row(struct xw_view *v, const struct xw_plan_rows *rows, int32_t stage,
                      const char *label, const char *place, int16_t year)
{
    static const struct {
        enum xw_measure measure;
        bool share;
    } column[] = {
        { XW_MEASURE_PUBLIC_SCHOOLS, false },  { XW_MEASURE_SUBSIDISED_SCHOOLS, false },
        { XW_MEASURE_PRIVATE_SCHOOLS, false }, { XW_MEASURE_PUBLIC_SCHOOL_SHARE, true },
        { XW_MEASURE_PUBLIC_SEATS, false },    { XW_MEASURE_SUBSIDISED_SEATS, false },
        { XW_MEASURE_PRIVATE_SEATS, false },   { XW_MEASURE_PUBLIC_ROLL, false },
        { XW_MEASURE_SUBSIDISED_ROLL, false }, { XW_MEASURE_PRIVATE_ROLL, false },
        { XW_MEASURE_INCLUSIVE_PUPILS, true },
    };
    static const enum xw_measure pupils[] = { XW_MEASURE_PUBLIC_ROLL, XW_MEASURE_SUBSIDISED_ROLL,
                                              XW_MEASURE_PRIVATE_ROLL };
    bool held = any_held(rows, place, pupils, 3, stage, year);
    xw_row_open(v, "", label);
    for (size_t k = 0; k < sizeof column / sizeof *column; k++) {
        const struct xw_run_measure *row =
            xw_plan_measure(rows, place, column[k].measure, stage, year);
        if (held && k >= OF_PUPILS)
            xw_cell(v, "×");
        else if (column[k].share)
            xw_cell_share(v, row == NULL ? NAN : row->value, "—");
        else
            xw_cell_measure(v, row, 0, "—");
    }
    xw_row_close(v);
}

static void owners(struct xw_view *v, const struct xw_plan_rows *rows, int32_t stage)
{
    const struct xw_figures *f = v->f;
    xw_table_open(v, "st", xw_told(v, XW_SAY_IND_OWNER_CAPTION, XW_WITH(xw_view_stage(v, stage))),
                  xw_word(v, XW_SAY_IND_OWNER_SUB));
    const char *columns[] = { xw_word(v, XW_SAY_YEAR),
                              xw_word(v, XW_SAY_IND_COL_PUBLIC_SCHOOLS),
                              xw_word(v, XW_SAY_IND_COL_SUB_SCHOOLS),
                              xw_word(v, XW_SAY_IND_COL_PRIVATE_SCHOOLS),
                              xw_word(v, XW_SAY_IND_COL_PUBLIC_SHARE),
                              xw_word(v, XW_SAY_IND_COL_PUBLIC_SEATS),
                              xw_word(v, XW_SAY_IND_COL_SUB_SEATS),
                              xw_word(v, XW_SAY_IND_COL_PRIVATE_SEATS),
                              xw_word(v, XW_SAY_IND_COL_PUBLIC_PUPILS),
                              xw_word(v, XW_SAY_IND_COL_SUB_PUPILS),
                              xw_word(v, XW_SAY_IND_COL_PRIVATE_PUPILS),
                              xw_word(v, XW_SAY_IND_COL_INCLUSIVE),
                              NULL };
    xw_table_head(v, columns, "");
    for (int32_t y = 0; y < f->years; y++)
        owner_row(v, rows, stage, xw_year(v, f->first + y), "district", (int16_t)(f->first + y));
    xw_table_close(v);
}

/* ---- norms and need ----------------------------------------------------------------------------- */

static void norm_head(struct xw_view *v, enum xw_key first)
{
    const char *columns[] = { xw_word(v, first),
                              xw_word(v, XW_SAY_IND_COL_RESIDENTS),
                              xw_word(v, XW_SAY_IND_COL_BY_NORM),
                              xw_word(v, XW_SAY_IND_COL_NEEDED),
                              xw_word(v, XW_SAY_IND_COL_PER_10000),
                              xw_word(v, XW_SAY_IND_COL_STATUS),
                              xw_word(v, XW_SAY_IND_COL_CHILDREN),
                              xw_word(v, XW_SAY_IND_COL_PLACES),
                              xw_word(v, XW_SAY_IND_COL_NURSERY),
                              NULL };
    xw_table_head(v, columns, "");
}

static int32_t stage_named(const struct xw_figures *f, enum xw_stage_name name)
{
    for (int32_t s = 0; s < f->stages; s++)
        if (f->run->stage[s].name == name) return s;
    return XW_NONE;
}

/* Norm seats of the nurseries of a place, by who runs them. */
static double nursery_seats(const struct xw_plan_rows *rows, const char *place, int32_t stage,
                            int16_t year)
{
    return xw_plan_number(rows, place, XW_MEASURE_PUBLIC_SEATS, stage, year) +
           xw_plan_number(rows, place, XW_MEASURE_SUBSIDISED_SEATS, stage, year) +
           xw_plan_number(rows, place, XW_MEASURE_PRIVATE_SEATS, stage, year);
}

static void norm_row(struct xw_view *v, const struct xw_plan_rows *rows, const char *label,
                     const char *place, int16_t year)
{
    int32_t kindergarten = stage_named(v->f, XW_KINDERGARTEN),
            nursery = stage_named(v->f, XW_NURSERY);
    const struct xw_run_measure *per =
        xw_plan_measure(rows, place, XW_MEASURE_KINDERGARTEN_ROOMS_PER_10000, XW_NONE, year);
    const double number[] = {
        xw_plan_number(rows, place, XW_MEASURE_KINDERGARTEN_CLASSES_BY_NORM, XW_NONE, year),
        kindergarten == XW_NONE
            ? NAN
            : xw_plan_number(rows, place, XW_MEASURE_ROOMS_NEEDED, kindergarten, year),
        per == NULL ? NAN : per->value,
        xw_plan_number(rows, place, XW_MEASURE_NURSERY_PLACES_BY_NORM, XW_NONE, year),
    };
    xw_row_open(v, "", label);
    xw_cell_measure(v, xw_plan_measure(rows, place, XW_MEASURE_RESIDENTS, XW_NONE, year), 0, "—");
    xw_cell_number(v, number[0], 1, "—");
    xw_cell_number(v, number[1], 0, "—");
    xw_cell_number(v, number[2], 1, "—");
    xw_cell_status(v, per == NULL ? "" : per->status);
    xw_cell_measure(v, xw_plan_measure(rows, place, XW_MEASURE_CHILDREN_1_3, XW_NONE, year), 0,
                    "—");
    xw_cell_number(v, number[3], 0, "—");
    if (nursery == XW_NONE)
        xw_cell(v, xw_word(v, XW_SAY_MISSING));
    else
        xw_cell_number(v, nursery_seats(rows, place, nursery, year), 0, xw_word(v, XW_SAY_MISSING));
    xw_row_close(v);
}

static void norms(struct xw_view *v, const struct xw_plan_rows *rows)
{
    const struct xw_figures *f = v->f;
    xw_table_open(v, "st", xw_word(v, XW_SAY_IND_NORM_CAPTION),
                  xw_told(v, XW_SAY_IND_NORM_SUB,
                          XW_WITH(xw_rule(v, "indicators.kindergarten_classes", 1.0, 0),
                                  xw_rule(v, "indicators.nursery_share", 100.0, 0))));
    norm_head(v, XW_SAY_YEAR);
    for (int32_t y = 0; y < f->years; y++)
        norm_row(v, rows, xw_year(v, f->first + y), "district", (int16_t)(f->first + y));
    xw_table_close(v);
    if (f->towns > 1) {
        xw_table_open(v, "st", xw_told(v, XW_SAY_IND_NORM_TOWNS, XW_WITH(xw_year(v, f->now))),
                      NULL);
        norm_head(v, XW_SAY_TOWN);
        for (int32_t t = 0; t < f->towns; t++)
            norm_row(v, rows, xw_view_town(v, t), f->town_zh[t], f->now);
        xw_table_close(v);
    }
    xw_footnote(v, XW_SAY_IND_NORM_FOOT, XW_NOTHING);
}

void xw_page_early(struct xw_view *v, const struct xw_plan_rows *rows)
{
    bool any = false;
    xw_heading(v, 3, NULL, XW_SAY_IND_EARLY_HEAD, XW_NOTHING);
    for (int32_t s = 0; s < v->f->stages; s++) {
        enum xw_stage_name name = v->f->run->stage[s].name;
        if ((name != XW_NURSERY && name != XW_KINDERGARTEN) || v->f->run->stage[s].city) continue;
        owners(v, rows, s);
        any = true;
    }
    if (!any) xw_footnote(v, XW_SAY_IND_OWNER_NONE, XW_NOTHING);
    norms(v, rows);
}

/* ---- special education -------------------------------------------------------------------------- */

static bool special_row(struct xw_view *v, const struct xw_plan_rows *rows, int16_t year)
{
    static const enum xw_measure part[] = { XW_MEASURE_SPECIAL_SCHOOL_PUPILS,
                                            XW_MEASURE_SPECIAL_ORDINARY_PUPILS,
                                            XW_MEASURE_SPECIAL_HOME_PUPILS };
    static const enum xw_measure whole[] = { XW_MEASURE_SPECIAL_CLASSES_OF_12,
                                             XW_MEASURE_SPECIAL_CLASSES_OF_8,
                                             XW_MEASURE_SPECIAL_SCHOOLS_WANTED,
                                             XW_MEASURE_SPECIAL_SCHOOLS };
    double all = xw_plan_number(rows, "district", XW_MEASURE_SPECIAL_PUPILS, XW_NONE, year);
    double share[3];
    int32_t parts[3];
    if (isnan(all)) return false;
    for (int k = 0; k < 3; k++)
        share[k] = fmax(0.0, xw_plan_number(rows, "district", part[k], XW_NONE, year));
    xw_number_parts(share, 3, (int32_t)floor(all + 0.5), parts);
    bool held = any_held(rows, "district", part, 3, XW_NONE, year);
    xw_row_open(v, "", xw_year(v, year));
    xw_cell(v, held ? "×" : xw_number_fixed(v->texts, all, 0, "—"));
    for (int k = 0; k < 3; k++) /* what is there and rounds to nothing is not nothing */
        xw_cell(v, held ? "×" : parts[k] == 0 && share[k] > 0.0 ? "…" : xw_n(v, parts[k]));
    for (int k = 0; k < 4; k++)
        xw_cell_number(v, xw_plan_number(rows, "district", whole[k], XW_NONE, year), 0,
                       xw_word(v, XW_SAY_MISSING));
    xw_row_close(v);
    return true;
}

static void special(struct xw_view *v, const struct xw_plan_rows *rows)
{
    const struct xw_figures *f = v->f;
    if (isnan(xw_plan_number(rows, "district", XW_MEASURE_SPECIAL_PUPILS, XW_NONE, f->first))) {
        xw_footnote(v, XW_SAY_IND_SPECIAL_NONE, XW_NOTHING);
        return;
    }
    xw_table_open(v, "st", xw_word(v, XW_SAY_IND_SPECIAL_CAPTION),
                  xw_word(v, XW_SAY_IND_SPECIAL_SUB));
    const char *columns[] = { xw_word(v, XW_SAY_YEAR),
                              xw_word(v, XW_SAY_IND_COL_SPECIAL),
                              xw_word(v, XW_SAY_IND_COL_SPECIAL_SCHOOL),
                              xw_word(v, XW_SAY_IND_COL_ORDINARY),
                              xw_word(v, XW_SAY_IND_COL_HOME),
                              xw_word(v, XW_SAY_IND_COL_OF_12),
                              xw_word(v, XW_SAY_IND_COL_OF_8),
                              xw_word(v, XW_SAY_IND_COL_WANTED),
                              xw_word(v, XW_SAY_IND_COL_THERE),
                              NULL };
    xw_table_head(v, columns, "");
    for (int32_t y = 0; y < f->years; y++)
        special_row(v, rows, (int16_t)(f->first + y));
    xw_table_close(v);
}

/* ---- children of migrants ----------------------------------------------------------------------- */

static void migrants(struct xw_view *v, const struct xw_plan_rows *rows, int32_t stage)
{
    static const enum xw_measure column[] = {
        XW_MEASURE_MIGRANT_ENTRANTS, XW_MEASURE_MIGRANTS_PUBLIC, XW_MEASURE_MIGRANTS_BOUGHT,
        XW_MEASURE_MIGRANTS_PRIVATE, XW_MEASURE_MIGRANTS_UNPLACED
    };
    const struct xw_figures *f = v->f;
    int32_t known = 0;
    for (int32_t y = 0; y < f->years; y++)
        known +=
            !isnan(xw_plan_number(rows, "district", column[0], stage, (int16_t)(f->first + y)));
    if (known == 0) {
        xw_footnote(v, XW_SAY_IND_MIGRANT_NONE, XW_WITH(xw_view_stage(v, stage)));
        return;
    }
    xw_table_open(v, "st", xw_told(v, XW_SAY_IND_MIGRANT_CAPTION, XW_WITH(xw_view_stage(v, stage))),
                  xw_word(v, XW_SAY_IND_MIGRANT_SUB));
    const char *columns[] = { xw_word(v, XW_SAY_YEAR),
                              xw_word(v, XW_SAY_IND_COL_MIGRANTS),
                              xw_word(v, XW_SAY_IND_COL_PUBLIC),
                              xw_word(v, XW_SAY_IND_COL_BOUGHT),
                              xw_word(v, XW_SAY_IND_COL_PRIVATE),
                              xw_word(v, XW_SAY_IND_COL_UNPLACED),
                              xw_word(v, XW_SAY_IND_COL_GOOD_SHARE),
                              NULL };
    xw_table_head(v, columns, "");
    for (int32_t y = 0; y < f->years; y++) {
        int16_t year = (int16_t)(f->first + y);
        bool held = any_held(rows, "district", column, 5, stage, year);
        xw_row_open(v, "", xw_year(v, year));
        for (int k = 0; k < 5; k++) {
            double pupils = xw_plan_number(rows, "district", column[k], stage, year);
            xw_cell(v,
                    held ? "×" : xw_number_fixed(v->texts, pupils, 0, xw_word(v, XW_SAY_MISSING)));
        }
        xw_cell_share(v, xw_plan_number(rows, "district", XW_MEASURE_MIGRANTS_SHARE, stage, year),
                      "—");
        xw_row_close(v);
    }
    xw_table_close(v);
}

void xw_page_special(struct xw_view *v, const struct xw_plan_rows *rows)
{
    xw_heading(v, 3, NULL, XW_SAY_IND_SPECIAL_HEAD, XW_NOTHING);
    special(v, rows);
    for (int32_t s = 0; s < v->f->stages; s++)
        if (!v->f->run->stage[s].city) migrants(v, rows, s);
}
