#include "xuewei/draft.h"
#include "xuewei/order.h"
#include <math.h>

enum { BASIS_ROLLS = 1 }; /* position among the words of basis */

/* Participation, entry and progression are read alike: a value by target (a stage or a grade row),
 * place (a zone, or the district behind the last one) and year, where a row without a year holds
 * for every year without a row of its own. */
struct shares {
    int32_t targets, places, years;
    int16_t first;
    double *always;  /* [target][place] */
    double *yearly;  /* [target][place][year] */
    uint8_t *filled; /* [school year of the horizon]: a value was taken from another year */
};

static enum xw_status take_shares(struct xw_draft *draft, const struct xw_rows *rows,
                                  enum xw_column year, int32_t targets, struct shares *out)
{
    int32_t first = draft->out->first, last = draft->out->last;
    for (int32_t i = 0; i < rows->count; i++) {
        int32_t y = xw_rows_whole(rows, year, i);
        if (rows->bad[i] || y == XW_MISSING) continue;
        if (y < first) first = y;
        if (y > last) last = y;
    }
    *out = (struct shares){ .targets = targets,
                            .places = draft->out->zones.count + 1,
                            .years = last - first + 1,
                            .first = (int16_t)first };
    ptrdiff_t cells = (ptrdiff_t)targets * out->places;
    out->always = XW_TAKE(draft->work, cells, double);
    out->yearly = XW_TAKE(draft->work, cells * out->years, double);
    out->filled = XW_TAKE(draft->work, xw_scenario_years(draft->out), uint8_t);
    if (out->always == NULL || out->yearly == NULL || out->filled == NULL) return XW_NO_MEMORY;
    for (ptrdiff_t i = 0; i < cells; i++)
        out->always[i] = NAN;
    for (ptrdiff_t i = 0; i < cells * out->years; i++)
        out->yearly[i] = NAN;
    return XW_OK;
}

static void put_share(struct shares *shares, int32_t target, int32_t place, int32_t year,
                      double value)
{
    ptrdiff_t cell = (ptrdiff_t)target * shares->places + place;
    if (year == XW_MISSING)
        shares->always[cell] = value;
    else
        shares->yearly[cell * shares->years + (year - shares->first)] = value;
}

/* The value of a target and place in a year of the horizon; NaN when there is none. fill: a year
 * without a value takes the nearest earlier one, else the first. */
static double share_of(const struct shares *shares, int32_t target, int32_t place, int32_t year,
                       bool fill, bool *filled)
{
    ptrdiff_t cell = (ptrdiff_t)target * shares->places + place;
    const double *yearly = shares->yearly + cell * shares->years;
    int32_t y = year - shares->first;
    if (!isnan(yearly[y])) return yearly[y];
    if (!isnan(shares->always[cell]) || !fill) return shares->always[cell];
    for (int32_t other = y - 1; other >= 0; other--)
        if (!isnan(yearly[other])) {
            *filled = true;
            return yearly[other];
        }
    for (int32_t other = y + 1; other < shares->years; other++)
        if (!isnan(yearly[other])) {
            *filled = true;
            return yearly[other];
        }
    return NAN;
}

/* The zone's own value, else the district's. */
static double share_for_zone(struct xw_draft *draft, struct shares *shares, int32_t target,
                             int32_t zone, int32_t year, bool fill)
{
    bool filled = false;
    double value = share_of(shares, target, zone, year, fill, &filled);
    if (isnan(value)) value = share_of(shares, target, shares->places - 1, year, fill, &filled);
    if (filled) shares->filled[year - draft->out->first] = 1;
    return value;
}

static void doubt_filled(struct xw_draft *draft, const struct xw_rows *rows,
                         const struct shares *shares)
{
    int32_t years = xw_scenario_years(draft->out), any = 0;
    for (int32_t y = 0; y < years; y++)
        any |= shares->filled[y];
    if (!any) return;
    const char *list = xw_draft_years(draft, draft->out->first, years, shares->filled);
    if (list == NULL) return;
    struct xw_place at = { .file = rows->file, .line = rows->line[0], .column = 1 };
    xw_draft_doubt(
        draft, at, "share_years_filled",
        xw_arena_format(draft->work, "缺 %s 年的数据，取最近的较早年份；首年之前取首年。", list),
        xw_arena_format(draft->work,
                        "No rows for %s: each year takes the nearest earlier one, years "
                        "before the first take the first.",
                        list));
}

/* The residence status of a row of participation, counted from 1; 0: of everybody; XW_NONE with a
 * refusal when there is none of that name. */
static int32_t status_of(struct xw_draft *draft, int32_t row)
{
    const struct xw_rows *rows = &draft->table[XW_TABLE_PARTICIPATION];
    if (xw_rows_text(rows, XW_COL_PARTICIPATION_RESIDENCY, row) == NULL) return 0;
    int32_t residency = xw_draft_residency(draft, XW_COL_PARTICIPATION_RESIDENCY, row);
    return residency == XW_NONE ? XW_NONE : residency + 1;
}

/* Read the rows of a table whose target is a stage, for participation the stages of everybody and then
 * those of each residence status; stage_line[s] is the line of its first row. */
static enum xw_status read_by_stage(struct xw_draft *draft, enum xw_table table,
                                    enum xw_column stage_column, enum xw_column zone_column,
                                    enum xw_column year_column, enum xw_column value_column,
                                    double factor, struct shares *shares,
                                    int32_t stage_line[XW_MAX_STAGES])
{
    int32_t stages = draft->out->stages.count;
    bool by_status = table == XW_TABLE_PARTICIPATION;
    int32_t targets = stages * (by_status ? draft->out->residencies.count + 1 : 1);
    const struct xw_rows *rows = xw_draft_rows(draft, table);
    static const struct xw_rows none;
    for (int32_t s = 0; s < XW_MAX_STAGES; s++)
        stage_line[s] = 0;
    enum xw_status status =
        take_shares(draft, rows == NULL ? &none : rows, year_column, targets, shares);
    if (status != XW_OK || rows == NULL) return status;
    for (int32_t i = 0; i < rows->count; i++) {
        if (rows->bad[i]) continue;
        int32_t stage = xw_draft_stage(draft, stage_column, i);
        int32_t place = draft->out->zones.count;
        if (xw_rows_text(rows, zone_column, i) != NULL)
            place = xw_draft_zone(draft, zone_column, i);
        int32_t of = by_status ? status_of(draft, i) : 0;
        if (stage == XW_NONE || place == XW_NONE || of == XW_NONE) continue;
        if (stage_line[stage] == 0) stage_line[stage] = rows->line[i];
        put_share(shares, of * stages + stage, place, xw_rows_whole(rows, year_column, i),
                  xw_rows_number(rows, value_column, i) * factor);
    }
    return XW_OK;
}

/* A residence status has the shares of its own rows, else those of everybody, else all its children as
 * often as adjusted. */
static double share_of_status(struct xw_draft *draft, struct shares *shares, int32_t residency,
                              int32_t stage, int32_t zone, int32_t year, double factor)
{
    int32_t own = (residency + 1) * draft->out->stages.count + stage;
    double share = share_for_zone(draft, shares, own, zone, year, true);
    if (isnan(share)) share = share_for_zone(draft, shares, stage, zone, year, true);
    return isnan(share) ? factor : share;
}

/* [year][zone][stage] */
static double *cell_of(const struct xw_draft *draft, double *values, int32_t year, int32_t zone,
                       int32_t stage)
{
    ptrdiff_t zones = draft->out->zones.count, stages = draft->out->stages.count;
    return &values[((year - draft->out->first) * zones + zone) * stages + stage];
}

/* The stage's entrants come from leavers when nothing is said: lower secondary's do. */
static bool enters_from_below(const struct xw_stages *stages, int32_t stage)
{
    return stage > 0 && stages->stage[stage].name == XW_LOWER_SECONDARY &&
           !stages->stage[stage].city && !stages->stage[stage - 1].city;
}

static void check_entry_stages(struct xw_draft *draft)
{
    const struct xw_rows *rows = xw_draft_rows(draft, XW_TABLE_ENTRY);
    const struct xw_stages *stages = &draft->out->stages;
    for (int32_t i = 0; rows != NULL && i < rows->count; i++) {
        if (rows->bad[i] || stages->count == 0) continue;
        int32_t name = xw_rows_whole(rows, XW_COL_ENTRY_STAGE, i);
        if (xw_stages_find(stages, (enum xw_stage_name)name) == 0)
            xw_draft_refuse(draft, XW_COL_ENTRY_STAGE, i,
                            "a stage with a stage below it; %s is the scenario's first",
                            xw_stage_word((enum xw_stage_name)name));
    }
}

/* The basis is a stage's: in a zone without a row of its own the district's holds. */
static void read_entry_basis(struct xw_draft *draft)
{
    const struct xw_rows *rows = xw_draft_rows(draft, XW_TABLE_ENTRY);
    const struct xw_stages *stages = &draft->out->stages;
    int32_t first[XW_MAX_STAGES];
    for (int32_t s = 0; s < XW_MAX_STAGES; s++)
        first[s] = XW_NONE;
    for (int32_t i = 0; rows != NULL && i < rows->count; i++) {
        if (rows->bad[i] || stages->count == 0) continue;
        int32_t name = xw_rows_whole(rows, XW_COL_ENTRY_STAGE, i);
        int32_t stage = xw_stages_find(stages, (enum xw_stage_name)name);
        if (stage == XW_NONE) continue;
        bool of_rolls = xw_rows_whole(rows, XW_COL_ENTRY_BASIS, i) == BASIS_ROLLS;
        if (first[stage] == XW_NONE) {
            first[stage] = i;
            draft->out->entry.of_rolls[stage] = of_rolls;
        } else if (of_rolls != draft->out->entry.of_rolls[stage]) {
            xw_draft_refuse(draft, XW_COL_ENTRY_BASIS, i,
                            "%s, as in line %d: the rows of a stage have one basis",
                            of_rolls ? "population" : "rolls", (int)rows->line[first[stage]]);
        }
    }
}

static void doubt_both(struct xw_draft *draft, int32_t stage, int32_t participation_line)
{
    const char *word = xw_stage_word(draft->out->stages.stage[stage].name);
    struct xw_place at = { .file = draft->table[XW_TABLE_PARTICIPATION].file,
                           .line = participation_line,
                           .column = 1 };
    xw_draft_doubt(draft, at, "entry_and_participation",
                   xw_arena_format(draft->work,
                                   "%s 同时给出升学比和就读比例：有升学比的年份按毕业生推算，"
                                   "就读比例不用于这些年份。",
                                   word),
                   xw_arena_format(draft->work,
                                   "%s has both entry and participation: where entry is given, "
                                   "entrants come from the leavers of the stage below and "
                                   "participation is not used.",
                                   word));
}

enum xw_status xw_build_shares(struct xw_draft *draft)
{
    struct xw_scenario *out = draft->out;
    const struct xw_rows *share_rows = xw_draft_rows(draft, XW_TABLE_PARTICIPATION);
    const struct xw_rows *entry_rows = xw_draft_rows(draft, XW_TABLE_ENTRY);
    double factor = xw_key_number(draft->root, "adjust.participation", draft->diag);
    struct shares shares, ratios;
    int32_t share_line[XW_MAX_STAGES], ratio_line[XW_MAX_STAGES];
    enum xw_status status = read_by_stage(draft, XW_TABLE_PARTICIPATION, XW_COL_PARTICIPATION_STAGE,
                                          XW_COL_PARTICIPATION_ZONE, XW_COL_PARTICIPATION_YEAR,
                                          XW_COL_PARTICIPATION_SHARE, factor, &shares, share_line);
    if (status == XW_OK)
        status = read_by_stage(draft, XW_TABLE_ENTRY, XW_COL_ENTRY_STAGE, XW_COL_ENTRY_ZONE,
                               XW_COL_ENTRY_YEAR, XW_COL_ENTRY_RATIO, 1.0, &ratios, ratio_line);
    if (status != XW_OK) return status;
    check_entry_stages(draft);

    int32_t years = xw_scenario_years(out), zones = out->zones.count, stages = out->stages.count;
    int32_t residencies = out->residencies.count;
    ptrdiff_t cells = (ptrdiff_t)years * zones * stages;
    out->participation =
        (struct xw_participation){ residencies, years, zones, stages,
                                   XW_TAKE(draft->keep, residencies * cells, double) };
    out->entry = (struct xw_entry){ .years = years,
                                    .zones = zones,
                                    .stages = stages,
                                    .ratio = XW_TAKE(draft->keep, cells, double) };
    if (out->participation.share == NULL || out->entry.ratio == NULL) return XW_NO_MEMORY;
    read_entry_basis(draft);
    for (int32_t stage = 0; stage < stages; stage++) {
        /* Where the stage has participation, entry holds in the years that it names alone. */
        bool fill = share_line[stage] == 0;
        bool by_leavers = enters_from_below(&out->stages, stage) && fill;
        for (int32_t year = out->first; year <= out->last; year++)
            for (int32_t zone = 0; zone < zones; zone++) {
                double ratio = share_for_zone(draft, &ratios, stage, zone, year, fill);
                if (isnan(ratio) && by_leavers) ratio = 1.0;
                *cell_of(draft, out->entry.ratio, year, zone, stage) = ratio;
                for (int32_t k = 0; k < residencies; k++)
                    *cell_of(draft, out->participation.share + k * cells, year, zone, stage) =
                        share_of_status(draft, &shares, k, stage, zone, year, factor);
            }
        if (share_line[stage] != 0 && ratio_line[stage] != 0)
            doubt_both(draft, stage, share_line[stage]);
    }
    if (share_rows != NULL) doubt_filled(draft, share_rows, &shares);
    if (entry_rows != NULL) doubt_filled(draft, entry_rows, &ratios);
    return XW_OK;
}

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
                                              BASIS_ROLLS };
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
static void fill_district(struct xw_draft *draft, struct shares *shares, double *ratio)
{
    int32_t years = xw_scenario_years(draft->out), grades = draft->out->stages.rows;
    int32_t district = shares->places - 1;
    for (int32_t y = 0; y < years; y++)
        for (int32_t row = 0; row < grades; row++) {
            bool filled = false;
            int32_t stage = grades + xw_stages_of_row(&draft->out->stages, row);
            int32_t year = draft->out->first + y;
            double value = share_of(shares, row, district, year, true, &filled);
            if (isnan(value)) value = share_of(shares, stage, district, year, true, &filled);
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
    struct shares shares, rolls;
    struct xw_progression found = { .school = XW_TAKE(draft->work, rows->count, int32_t),
                                    .target = XW_TAKE(draft->work, rows->count, int32_t),
                                    .year = XW_TAKE(draft->work, rows->count, int16_t),
                                    .own = XW_TAKE(draft->work, rows->count, double) };
    int32_t *row_of = XW_TAKE(draft->work, rows->count, int32_t);
    if (found.school == NULL || found.target == NULL || found.year == NULL || found.own == NULL ||
        row_of == NULL)
        return XW_NO_MEMORY;
    enum xw_status status = take_shares(draft, rows, XW_COL_PROGRESSION_YEAR, targets, &shares);
    if (status == XW_OK)
        status = take_shares(draft, rows, XW_COL_PROGRESSION_YEAR, targets, &rolls);
    if (status != XW_OK) return status;
    for (int32_t i = 0; i < rows->count; i++) {
        struct progression_row row;
        if (rows->bad[i] || !read_progression_row(draft, i, &row)) continue;
        double ratio = xw_rows_number(rows, XW_COL_PROGRESSION_RATIO, i);
        if (row.of_rolls && of_rolls == XW_NONE) of_rolls = i;
        if (row.school == XW_NONE) {
            put_share(row.of_rolls ? &rolls : &shares, row.target, shares.places - 1, row.year,
                      ratio);
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
    doubt_filled(draft, rows, &shares);
    check_district_beside(draft, &found, row_of);
    check_forecast(draft, rows, of_rolls);
    return order_schools(draft, &found);
}
