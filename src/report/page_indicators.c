#include "indicator_parts.h"
#include "xuewei/run_carried.h"
#include "xuewei/run_settings.h"
#include "xuewei/text.h"
#include <math.h>
#include <string.h>

void xw_cell_number(struct xw_view *v, double value, int decimals, const char *missing)
{
    xw_cell(v, xw_number_fixed(v->texts, value, decimals, missing));
}

void xw_cell_measure(struct xw_view *v, const struct xw_run_measure *row, int decimals,
                     const char *missing)
{
    if (row != NULL && (row->held & XW_HELD_PERSONS) != 0)
        xw_cell(v, "×");
    else
        xw_cell_number(v, row == NULL ? NAN : row->value, decimals, missing);
}

void xw_cell_share(struct xw_view *v, double share, const char *missing)
{
    xw_cell(v, isnan(share) ? missing : xw_percent(v, share, 1.0));
}

void xw_cell_status(struct xw_view *v, const char *status)
{
    bool missed = strcmp(status, "missed") == 0;
    xw_put(v->out, missed ? "<td class=\"neg\">" : "<td>");
    xw_put_text(v->out, xw_word(v, missed                               ? XW_SAY_IND_MISSED
                                   : strcmp(status, "met") == 0         ? XW_SAY_IND_MET
                                   : strcmp(status, "needs_input") == 0 ? XW_SAY_IND_NEEDS
                                                                        : XW_SAY_IND_NOT_ASKED));
    xw_put(v->out, "</td>");
}

const char *xw_rule(struct xw_view *v, const char *path, double factor, int decimals)
{
    const char *text = xw_run_setting(v->f->run, path);
    double value = NAN;
    if (text == NULL || !xw_text_to_double(text, &value)) return "—";
    return xw_number_fixed(v->texts, value * factor, decimals, "—");
}

/* ---- the register ------------------------------------------------------------------------------- */

struct registered {
    const struct xw_carried *of;
    int32_t row;
    const char *code;
};

static const char *text_of(struct xw_view *v, const struct registered *r, enum xw_column zh,
                           enum xw_column en)
{
    return xw_view_name(v, xw_carried_text(r->of, zh, r->row), xw_carried_text(r->of, en, r->row));
}

static const char *number_of(struct xw_view *v, const struct registered *r, double value)
{
    return xw_number_fixed(v->texts, value, xw_plan_decimals(v->f->run, r->row, value),
                           xw_word(v, XW_SAY_MISSING));
}

static void name_cell(struct xw_view *v, const struct registered *r)
{
    xw_row_open(v, "wrap",
                xw_arena_format(v->texts, "%s %s", r->code,
                                text_of(v, r, XW_COL_REGISTER_NAME_ZH, XW_COL_REGISTER_NAME_EN)));
}

static void base_cell(struct xw_view *v, const struct registered *r)
{
    double value = xw_carried_number(r->of, XW_COL_REGISTER_BASELINE, r->row);
    int32_t year = xw_carried_whole(r->of, XW_COL_REGISTER_BASELINE_YEAR, r->row, XW_NONE);
    xw_cell(v, isnan(value) ? xw_word(v, XW_SAY_MISSING)
                            : xw_told(v, XW_SAY_IND_OF_YEAR,
                                      XW_WITH(number_of(v, r, value), xw_year(v, year))));
}

/* What is printed, or the number with the sign of what it asks. */
static const char *target_text(struct xw_view *v, const struct registered *r)
{
    static const struct {
        const char *direction, *sign;
    } signs[] = { { "at_least", "≥" }, { "at_most", "≤" }, { "above", "＞" }, { "below", "＜" } };
    const char *printed = text_of(v, r, XW_COL_REGISTER_TARGET_ZH, XW_COL_REGISTER_TARGET_EN);
    const char *direction = xw_carried_text(r->of, XW_COL_REGISTER_DIRECTION, r->row);
    if (printed != NULL && printed[0] != '\0') return printed;
    for (size_t k = 0; k < sizeof signs / sizeof *signs; k++)
        if (strcmp(direction, signs[k].direction) == 0)
            return xw_arena_format(
                v->texts, "%s%s", signs[k].sign,
                number_of(v, r, xw_carried_number(r->of, XW_COL_REGISTER_TARGET, r->row)));
    if (strcmp(direction, "falls") == 0) return xw_word(v, XW_SAY_IND_FALLS);
    if (strcmp(direction, "rises") == 0) return xw_word(v, XW_SAY_IND_RISES);
    return strcmp(direction, "never_falls") == 0 ? xw_word(v, XW_SAY_IND_NEVER_FALLS) : NULL;
}

static void target_cell(struct xw_view *v, const struct registered *r)
{
    const char *text = target_text(v, r);
    int32_t year = xw_carried_whole(r->of, XW_COL_REGISTER_TARGET_YEAR, r->row, XW_NONE);
    xw_cell(v, text == NULL      ? "—"
               : year == XW_NONE ? text
                                 : xw_told(v, XW_SAY_IND_OF_YEAR, XW_WITH(text, xw_year(v, year))));
}

static void value_cell(struct xw_view *v, const struct registered *r, int32_t year)
{
    const struct xw_run_register_year *value =
        year == XW_NONE ? NULL : xw_plan_value(v->f->run, r->code, (int16_t)year);
    if (value == NULL) {
        xw_cell(v, year == XW_NONE ? "—" : xw_word(v, XW_SAY_MISSING));
        return;
    }
    xw_put(v->out, "<td>");
    xw_put_text(v->out, number_of(v, r, value->value));
    if (strcmp(value->basis, "model") == 0) xw_put(v->out, "<sup>a</sup>");
    if (strcmp(value->basis, "input") == 0) xw_put(v->out, "<sup>b</sup>");
    xw_put(v->out, "</td>");
}

static void status_cell(struct xw_view *v, const struct registered *r)
{
    static const enum xw_key said[XW_PLAN_VERDICTS] = { XW_SAY_IND_MET, XW_SAY_IND_MISSED,
                                                        XW_SAY_IND_NEEDS, XW_SAY_IND_NOT_ASKED };
    enum xw_plan_verdict verdict = xw_plan_verdict(v->f->run, r->row);
    const char *direction = xw_carried_text(r->of, XW_COL_REGISTER_DIRECTION, r->row);
    int32_t year = xw_carried_whole(r->of, XW_COL_REGISTER_TARGET_YEAR, r->row, XW_NONE);
    const struct xw_run_register_year *value =
        year == XW_NONE ? NULL : xw_plan_value(v->f->run, r->code, (int16_t)year);
    bool compared = strcmp(direction, "falls") == 0 || strcmp(direction, "rises") == 0;
    const char *text = xw_word(v, said[verdict]);
    if (compared && verdict <= XW_PLAN_MISSED && value != NULL)
        text =
            xw_told(v, XW_SAY_IND_FROM_TO,
                    XW_WITH(text, number_of(v, r, value->target), number_of(v, r, value->value)));
    xw_put(v->out, verdict == XW_PLAN_MISSED ? "<td class=\"neg\">" : "<td>");
    xw_put_text(v->out, text);
    xw_put(v->out, "</td>");
}

static void register_row(struct xw_view *v, const struct registered *r)
{
    const char *unit = text_of(v, r, XW_COL_REGISTER_UNIT_ZH, XW_COL_REGISTER_UNIT_EN);
    name_cell(v, r);
    xw_cell_left(v, unit);
    base_cell(v, r);
    target_cell(v, r);
    value_cell(v, r, xw_carried_whole(r->of, XW_COL_REGISTER_TARGET_YEAR, r->row, XW_NONE));
    value_cell(v, r, v->f->now);
    if (v->f->last != v->f->now) value_cell(v, r, v->f->last);
    status_cell(v, r);
    xw_glyph_cell(v, xw_carried_evidence(r->of, r->row));
    xw_row_close(v);
}

/* Rows of the register, or of its family alone. */
static void register_rows(struct xw_view *v, const struct xw_carried *of, bool family)
{
    for (int32_t i = 0; i < of->count; i++) {
        struct registered r = { of, i, xw_carried_text(of, XW_COL_REGISTER_CODE, i) };
        bool own = strcmp(xw_carried_text(of, XW_COL_REGISTER_FAMILY, i), "difference") == 0;
        if (!family || own) register_row(v, &r);
    }
}

static void register_head(struct xw_view *v)
{
    bool two = v->f->last != v->f->now;
    const char *columns[10] = { xw_word(v, XW_SAY_IND_COL),      xw_word(v, XW_SAY_IND_COL_UNIT),
                                xw_word(v, XW_SAY_IND_COL_BASE), xw_word(v, XW_SAY_IND_COL_TARGET),
                                xw_word(v, XW_SAY_IND_COL_AT),   xw_year(v, v->f->now) };
    if (two) columns[6] = xw_year(v, v->f->last);
    columns[6 + two] = xw_word(v, XW_SAY_IND_COL_STATUS);
    columns[7 + two] = xw_word(v, XW_SAY_EVIDENCE);
    xw_table_head(v, columns, two ? "nlnnnnnne" : "nlnnnnne");
}

static void definitions(struct xw_view *v, const struct xw_carried *of)
{
    xw_table_open(v, "st ind", xw_word(v, XW_SAY_IND_DEF_CAPTION), xw_word(v, XW_SAY_IND_DEF_SUB));
    const char *columns[] = { xw_word(v, XW_SAY_IND_COL),
                              xw_word(v, XW_SAY_IND_COL_CATEGORY),
                              xw_word(v, XW_SAY_IND_COL_DEFINITION),
                              xw_word(v, XW_SAY_IND_COL_FORMULA),
                              xw_word(v, XW_SAY_IND_COL_COMPUTED),
                              NULL };
    xw_table_head(v, columns, "lllll");
    for (int32_t i = 0; i < of->count; i++) {
        struct registered r = { of, i, xw_carried_text(of, XW_COL_REGISTER_CODE, i) };
        name_cell(v, &r);
        const char *const text[] = {
            text_of(v, &r, XW_COL_REGISTER_CATEGORY_ZH, XW_COL_REGISTER_CATEGORY_EN),
            text_of(v, &r, XW_COL_REGISTER_DEFINITION_ZH, XW_COL_REGISTER_DEFINITION_EN),
            text_of(v, &r, XW_COL_REGISTER_FORMULA_ZH, XW_COL_REGISTER_FORMULA_EN),
            text_of(v, &r, XW_COL_REGISTER_COMPUTED_ZH, XW_COL_REGISTER_COMPUTED_EN),
        };
        for (int k = 0; k < 4; k++) {
            xw_put(v->out, k == 0 ? "<td class=\"l\">" : "<td class=\"l long\">");
            xw_put_text(v->out, text[k] == NULL || text[k][0] == '\0' ? "—" : text[k]);
            xw_put(v->out, "</td>");
        }
        xw_row_close(v);
    }
    xw_table_close(v);
}

static void the_register(struct xw_view *v, const struct xw_carried *of)
{
    int32_t count[XW_PLAN_VERDICTS] = { 0 };
    xw_heading(v, 3, NULL, XW_SAY_IND_REGISTER, XW_NOTHING);
    if (of->count == 0) {
        xw_footnote(v, XW_SAY_IND_NO_REGISTER, XW_NOTHING);
        return;
    }
    for (int32_t i = 0; i < of->count; i++)
        count[xw_plan_verdict(v->f->run, i)]++;
    const char *all = xw_n(v, of->count);
    xw_footnote(v, XW_SAY_IND_COUNTS,
                XW_WITH(all, xw_n(v, count[XW_PLAN_MET]), xw_n(v, count[XW_PLAN_MISSED]),
                        xw_n(v, count[XW_PLAN_NEEDS_INPUT]), xw_n(v, count[XW_PLAN_NOT_ASKED])));
    xw_table_open(v, "st ind", xw_told(v, XW_SAY_IND_CAPTION, XW_WITH(all)),
                  xw_word(v, XW_SAY_IND_SUB));
    register_head(v);
    register_rows(v, of, false);
    xw_table_close(v);
    xw_footnote(v, XW_SAY_IND_FOOT, XW_NOTHING);
    definitions(v, of);
}

/* ---- difference coefficients -------------------------------------------------------------------- */

/* First, coming and last year, each once. */
static int32_t three_years(const struct xw_figures *f, int16_t years[3])
{
    const int16_t wanted[] = { f->first, f->now, f->last };
    int32_t count = 0;
    for (int k = 0; k < 3; k++)
        if (count == 0 || years[count - 1] != wanted[k]) years[count++] = wanted[k];
    return count;
}

static void seven(struct xw_view *v, const struct xw_plan_rows *rows, int32_t stage)
{
    static const enum xw_measure first = XW_MEASURE_DIFFERENCE_DEGREE_TEACHERS;
    const struct xw_figures *f = v->f;
    const struct xw_run_norm *norm = xw_run_norm(f->run, stage, "difference_max");
    const char *limit = xw_number_fixed(v->texts, norm == NULL ? NAN : norm->value, 2, "—");
    int16_t years[3];
    int32_t count = three_years(f, years), known = 0;
    for (int32_t y = 0; y < count; y++)
        known += xw_plan_difference(rows, stage, years[y]).known;
    if (known == 0) {
        xw_footnote(v, XW_SAY_IND_SEVEN_NONE, XW_WITH(xw_view_stage(v, stage), limit));
        return;
    }
    xw_table_open(v, "st", xw_told(v, XW_SAY_IND_SEVEN_CAPTION, XW_WITH(xw_view_stage(v, stage))),
                  xw_told(v, XW_SAY_IND_SEVEN_SUB, XW_WITH(limit)));
    const char *columns[8] = { xw_word(v, XW_SAY_IND_COL) };
    for (int32_t y = 0; y < count; y++)
        columns[1 + y] = xw_year(v, years[y]);
    columns[1 + count] = xw_word(v, XW_SAY_IND_COL_LIMIT);
    columns[2 + count] = xw_word(v, XW_SAY_IND_COL_STATUS);
    xw_table_head(v, columns, "");
    for (int k = 0; k < XW_RESOURCES; k++) {
        enum xw_measure measure = (enum xw_measure)((int32_t)first + k);
        const struct xw_run_measure *now =
            xw_plan_measure(rows, "district", measure, stage, f->now);
        xw_row_open(v, "wrap", xw_resource_label(v, (enum xw_resource)k));
        for (int32_t y = 0; y < count; y++)
            xw_cell_number(v, xw_plan_number(rows, "district", measure, stage, years[y]), 3,
                           xw_word(v, XW_SAY_MISSING));
        xw_cell(v, limit);
        xw_cell_status(v, now == NULL ? "needs_input" : now->status);
        xw_row_close(v);
    }
    xw_table_close(v);
}

const char *xw_resource_label(struct xw_view *v, enum xw_resource indicator)
{
    static const enum xw_key key[XW_RESOURCES] = {
        XW_SAY_IND_R_DEGREE, XW_SAY_IND_R_BACKBONE,  XW_SAY_IND_R_PE_ART, XW_SAY_IND_R_TEACHING,
        XW_SAY_IND_R_SPORTS, XW_SAY_IND_R_EQUIPMENT, XW_SAY_IND_R_MEDIA,
    };
    return xw_word(v, key[indicator]);
}

static void differences(struct xw_view *v, const struct xw_plan_rows *rows,
                        const struct xw_carried *of)
{
    const struct xw_figures *f = v->f;
    bool own = false;
    xw_heading(v, 3, NULL, XW_SAY_IND_DIFF_HEAD, XW_NOTHING);
    xw_footnote(v, XW_SAY_IND_DIFF_APART, XW_NOTHING);
    for (int32_t s = 0; s < f->stages; s++) {
        enum xw_stage_name name = f->run->stage[s].name;
        if ((name == XW_PRIMARY || name == XW_LOWER_SECONDARY) && !f->run->stage[s].city)
            seven(v, rows, s);
    }
    for (int32_t i = 0; i < of->count; i++)
        own = own || strcmp(xw_carried_text(of, XW_COL_REGISTER_FAMILY, i), "difference") == 0;
    if (!own) {
        xw_footnote(v, XW_SAY_IND_OWN_NONE, XW_NOTHING);
        return;
    }
    xw_table_open(v, "st ind", xw_word(v, XW_SAY_IND_OWN_CAPTION), xw_word(v, XW_SAY_IND_OWN_SUB));
    register_head(v);
    register_rows(v, of, true);
    xw_table_close(v);
}

void xw_page_indicators(struct xw_view *v)
{
    const struct xw_carried *of = xw_run_carried(v->f->run, XW_TABLE_REGISTER);
    struct xw_plan_rows rows;
    if (xw_plan_rows_make(v->texts, v->f, &rows) != XW_OK) {
        v->out->failed = true;
        return;
    }
    xw_section_open(v, "", XW_SAY_IND_HEAD, XW_NOTHING);
    xw_put(v->out, "<div>\n");
    the_register(v, of);
    differences(v, &rows, of);
    xw_page_clusters(v, &rows);
    xw_page_quota(v, &rows);
    xw_page_early(v, &rows);
    xw_page_special(v, &rows);
    xw_put(v->out, "</div>\n");
    xw_notes_open(v, "", XW_SAY_IND_LABEL);
    xw_note(v, XW_SAY_IND_NOTE_REGISTER, XW_NOTHING);
    xw_note(v, XW_SAY_IND_NOTE_NORMS, XW_NOTHING);
    xw_notes_close(v);
    xw_section_close(v);
}
