#include "xuewei/draft.h"
#include "xuewei/order.h"
#include "xuewei/share_rows.h"
#include <math.h>

/* What a row of progression is about. */
struct progression_row {
    int32_t target; /* a grade row, or rows + stage */
    int32_t school; /* or XW_NONE: the district */
    int32_t year;   /* or XW_MISSING */
    bool of_rolls;
};

/* False when the row is refused. */
static bool read_progression_row(struct xw_draft *draft, int32_t i, struct progression_row *row)
{
    const struct xw_stages *stages = &draft->out->stages;
    const struct xw_rows *rows = xw_draft_rows(draft, XW_TABLE_PROGRESSION);
    int32_t stage = xw_draft_stage(draft, XW_COL_PROGRESSION_STAGE, i);
    int32_t grade = xw_rows_whole(rows, XW_COL_PROGRESSION_GRADE, i);
    int32_t grade_row = xw_draft_grade(draft, XW_COL_PROGRESSION_GRADE, i);
    bool school = xw_rows_text(rows, XW_COL_PROGRESSION_SCHOOL, i) != NULL;
    *row =
        (struct progression_row){ .target = grade_row == XW_NONE ? stages->rows + stage : grade_row,
                                  .school = xw_draft_school(draft, XW_COL_PROGRESSION_SCHOOL, i),
                                  .year = xw_rows_whole(rows, XW_COL_PROGRESSION_YEAR, i),
                                  .of_rolls = xw_rows_whole(rows, XW_COL_PROGRESSION_BASIS, i) ==
                                              XW_BASIS_ROLLS };
    if (stage == XW_NONE || (grade != XW_MISSING && grade_row == XW_NONE)) return false;
    if (school && row->school == XW_NONE) return false;
    if (grade_row != XW_NONE && xw_stages_of_row(stages, grade_row) != stage) {
        const struct xw_stage *of = &stages->stage[stage];
        xw_draft_refuse(draft, XW_COL_PROGRESSION_GRADE, i, "a grade of %s, %d to %d",
                        xw_stage_word(of->name), (int)of->first_grade,
                        (int)(of->first_grade + of->grades - 1));
        return false;
    }
    if (school && !row->of_rolls) {
        xw_draft_refuse(draft, XW_COL_PROGRESSION_SCHOOL, i,
                        "empty where basis is population: the cohorts of the home zones know no "
                        "school");
        return false;
    }
    return true;
}

/* The ratios of the district, by year and grade row; what is not given stays as it is. */
static void fill_district(struct xw_draft *draft, struct xw_share_rows *shares, double *ratio)
{
    int32_t years = xw_scenario_years(draft->out), grades = draft->out->stages.rows;
    int32_t district = shares->places - 1;
    for (int32_t y = 0; y < years; y++)
        for (int32_t row = 0; row < grades; row++) {
            bool filled = false;
            int32_t stage = grades + xw_stages_of_row(&draft->out->stages, row);
            int32_t year = draft->out->first + y;
            double value = xw_share_rows_at(shares, row, district, year, true, &filled);
            if (isnan(value))
                value = xw_share_rows_at(shares, stage, district, year, true, &filled);
            if (filled) shares->filled[y] = 1;
            if (!isnan(value)) ratio[(ptrdiff_t)y * grades + row] = value;
        }
}

/* The rows of schools, in their order. */
static enum xw_status order_schools(struct xw_draft *draft, const struct xw_progression *found)
{
    struct xw_progression *out = &draft->out->progression;
    int32_t n = found->schools;
    int32_t *order = XW_TAKE(draft->work, n, int32_t), *year = XW_TAKE(draft->work, n, int32_t);
    out->school = XW_TAKE(draft->keep, n, int32_t);
    out->target = XW_TAKE(draft->keep, n, int32_t);
    out->year = XW_TAKE(draft->keep, n, int16_t);
    out->own = XW_TAKE(draft->keep, n, double);
    if (order == NULL || year == NULL || out->school == NULL || out->target == NULL ||
        out->year == NULL || out->own == NULL)
        return XW_NO_MEMORY;
    for (int32_t i = 0; i < n; i++)
        year[i] = found->year[i];
    xw_order_rows(n, 3, (const int32_t *const[]){ found->school, found->target, year }, order);
    for (int32_t i = 0; i < n; i++) {
        out->school[i] = found->school[order[i]];
        out->target[i] = found->target[order[i]];
        out->year[i] = found->year[order[i]];
        out->own[i] = found->own[order[i]];
    }
    out->schools = n;
    return XW_OK;
}

/* A school's ratio needs the district's beside it: those who wait, and schools without their own,
 * follow it, and the schools together add up to it. */
static void check_district_beside(struct xw_draft *draft, const struct xw_progression *found,
                                  const int32_t *row_of)
{
    const struct xw_progression *out = &draft->out->progression;
    const struct xw_stages *stages = &draft->out->stages;
    for (int32_t i = 0; i < found->schools; i++) {
        bool whole = found->target[i] >= stages->rows;
        const struct xw_stage *of =
            &stages->stage[whole ? found->target[i] - stages->rows
                                 : xw_stages_of_row(stages, found->target[i])];
        int32_t first = whole ? of->first_row : found->target[i];
        int32_t last = whole ? of->first_row + of->grades - 2 : first;
        for (int32_t row = first; row <= last; row++) {
            if (!isnan(out->of_rolls[row])) continue;
            xw_draft_refuse(draft, XW_COL_PROGRESSION_SCHOOL, row_of[i],
                            "a school where a row of basis rolls without school gives the ratio "
                            "of grade %d to all",
                            (int)xw_stages_grade(stages, row));
            break;
        }
    }
}

/* Do the ratios of the rolls fit what forecast.basis asks for? */
static void check_forecast(struct xw_draft *draft, const struct xw_rows *rows, int32_t of_rolls)
{
    const struct xw_scenario *out = draft->out;
    struct xw_place at = xw_key_place(draft->root, "forecast.basis");
    if (out->forecast.basis == XW_FORECAST_POPULATION) {
        if (of_rolls == XW_NONE) return;
        xw_draft_doubt(draft, xw_rows_place(rows, XW_COL_PROGRESSION_BASIS, of_rolls),
                       "rolls_not_asked",
                       "升级比表有 rolls 口径的行，但 forecast.basis 为 population，未使用。",
                       "There are ratios of basis rolls, but forecast.basis is population: they "
                       "are not used.");
        return;
    }
    if (of_rolls == XW_NONE) {
        xw_diag_fault(draft->diag, at,
                      "a forecast from the rolls needs rows of basis rolls in the table "
                      "progression; `xuewei fit` writes them");
        return;
    }
    char grades[200] = "";
    size_t length = 0;
    for (int32_t row = 0; row < out->stages.rows && length + 16 < sizeof grades; row++) {
        const struct xw_stage *of = &out->stages.stage[xw_stages_of_row(&out->stages, row)];
        bool continues = row < of->first_row + of->grades - 1 && !of->city;
        if (!continues || !isnan(out->progression.of_rolls[row])) continue;
        length +=
            (size_t)snprintf(grades + length, sizeof grades - length, "%s%d",
                             length == 0 ? "" : ", ", (int)xw_stages_grade(&out->stages, row));
    }
    if (length == 0) return;
    xw_draft_doubt(
        draft, at, "rolls_of_some_grades",
        xw_arena_format(draft->work, "%s 年级无 rolls 口径的升级比，仍按人口推演。", grades),
        xw_arena_format(draft->work,
                        "No ratio of basis rolls for the pupils of grade %s: they follow the "
                        "population alone.",
                        grades));
}

enum xw_status xw_build_progression(struct xw_draft *draft)
{
    struct xw_scenario *out = draft->out;
    const struct xw_rows *rows = xw_draft_rows(draft, XW_TABLE_PROGRESSION);
    int32_t years = xw_scenario_years(out), grades = out->stages.rows, of_rolls = XW_NONE;
    ptrdiff_t cells = (ptrdiff_t)years * grades;
    out->progression = (struct xw_progression){ .years = years,
                                                .rows = grades,
                                                .ratio = XW_TAKE(draft->keep, cells, double),
                                                .of_rolls = XW_TAKE(draft->keep, cells, double) };
    if (out->progression.ratio == NULL || out->progression.of_rolls == NULL) return XW_NO_MEMORY;
    for (ptrdiff_t i = 0; i < cells; i++) {
        out->progression.ratio[i] = 1.0;
        out->progression.of_rolls[i] = NAN;
    }
    if (rows == NULL) {
        check_forecast(draft, NULL, XW_NONE);
        return XW_OK;
    }
    /* Grades first, then whole stages: targets grades .. grades + stages - 1 are the stages. */
    int32_t targets = grades + out->stages.count;
    struct xw_share_rows shares, rolls;
    struct xw_progression found = { .school = XW_TAKE(draft->work, rows->count, int32_t),
                                    .target = XW_TAKE(draft->work, rows->count, int32_t),
                                    .year = XW_TAKE(draft->work, rows->count, int16_t),
                                    .own = XW_TAKE(draft->work, rows->count, double) };
    int32_t *row_of = XW_TAKE(draft->work, rows->count, int32_t);
    if (found.school == NULL || found.target == NULL || found.year == NULL || found.own == NULL ||
        row_of == NULL)
        return XW_NO_MEMORY;
    enum xw_status status =
        xw_share_rows_take(draft, rows, XW_COL_PROGRESSION_YEAR, targets, &shares);
    if (status == XW_OK)
        status = xw_share_rows_take(draft, rows, XW_COL_PROGRESSION_YEAR, targets, &rolls);
    if (status != XW_OK) return status;
    for (int32_t i = 0; i < rows->count; i++) {
        struct progression_row row;
        if (rows->bad[i] || !read_progression_row(draft, i, &row)) continue;
        double ratio = xw_rows_number(rows, XW_COL_PROGRESSION_RATIO, i);
        if (row.of_rolls && of_rolls == XW_NONE) of_rolls = i;
        if (row.school == XW_NONE) {
            xw_share_rows_put(row.of_rolls ? &rolls : &shares, row.target, shares.places - 1,
                              row.year, ratio);
            continue;
        }
        row_of[found.schools] = i;
        found.school[found.schools] = row.school;
        found.target[found.schools] = row.target;
        found.year[found.schools] = row.year == XW_MISSING ? INT16_MIN : (int16_t)row.year;
        found.own[found.schools++] = ratio;
    }
    fill_district(draft, &shares, out->progression.ratio);
    fill_district(draft, &rolls, out->progression.of_rolls);
    for (int32_t y = 0; y < years; y++)
        shares.filled[y] |= rolls.filled[y];
    xw_share_rows_doubt_filled(draft, rows, &shares);
    check_district_beside(draft, &found, row_of);
    check_forecast(draft, rows, of_rolls);
    return order_schools(draft, &found);
}
