#include "xuewei/draft.h"
#include <math.h>

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

/* Read the rows of a table whose target is a stage; stage_line[s] is the line of its first row. */
static enum xw_status read_by_stage(struct xw_draft *draft, enum xw_table table,
                                    enum xw_column stage_column, enum xw_column zone_column,
                                    enum xw_column year_column, enum xw_column value_column,
                                    double factor, struct shares *shares,
                                    int32_t stage_line[XW_MAX_STAGES])
{
    const struct xw_rows *rows = xw_draft_rows(draft, table);
    static const struct xw_rows none;
    for (int32_t s = 0; s < XW_MAX_STAGES; s++)
        stage_line[s] = 0;
    enum xw_status status = take_shares(draft, rows == NULL ? &none : rows, year_column,
                                        draft->out->stages.count, shares);
    if (status != XW_OK || rows == NULL) return status;
    for (int32_t i = 0; i < rows->count; i++) {
        if (rows->bad[i]) continue;
        int32_t stage = xw_draft_stage(draft, stage_column, i);
        int32_t place = draft->out->zones.count;
        if (xw_rows_text(rows, zone_column, i) != NULL)
            place = xw_draft_zone(draft, zone_column, i);
        if (stage == XW_NONE || place == XW_NONE) continue;
        if (stage_line[stage] == 0) stage_line[stage] = rows->line[i];
        put_share(shares, stage, place, xw_rows_whole(rows, year_column, i),
                  xw_rows_number(rows, value_column, i) * factor);
    }
    return XW_OK;
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

static enum xw_status build_participation_and_entry(struct xw_draft *draft)
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
    ptrdiff_t cells = (ptrdiff_t)years * zones * stages;
    out->participation =
        (struct xw_participation){ years, zones, stages, XW_TAKE(draft->keep, cells, double) };
    out->entry = (struct xw_entry){ years, zones, stages, XW_TAKE(draft->keep, cells, double) };
    if (out->participation.share == NULL || out->entry.ratio == NULL) return XW_NO_MEMORY;
    for (int32_t stage = 0; stage < stages; stage++) {
        /* Where the stage has participation, entry holds in the years that it names alone. */
        bool fill = share_line[stage] == 0;
        bool by_leavers = enters_from_below(&out->stages, stage) && fill;
        for (int32_t year = out->first; year <= out->last; year++)
            for (int32_t zone = 0; zone < zones; zone++) {
                double share = share_for_zone(draft, &shares, stage, zone, year, true);
                double ratio = share_for_zone(draft, &ratios, stage, zone, year, fill);
                if (isnan(share)) share = factor; /* every resident child, as often as adjusted */
                if (isnan(ratio) && by_leavers) ratio = 1.0;
                *cell_of(draft, out->participation.share, year, zone, stage) = share;
                *cell_of(draft, out->entry.ratio, year, zone, stage) = ratio;
            }
        if (share_line[stage] != 0 && ratio_line[stage] != 0)
            doubt_both(draft, stage, share_line[stage]);
    }
    if (share_rows != NULL) doubt_filled(draft, share_rows, &shares);
    if (entry_rows != NULL) doubt_filled(draft, entry_rows, &ratios);
    if (share_rows != NULL) xw_draft_check_residency(draft, XW_COL_PARTICIPATION_RESIDENCY);
    return XW_OK;
}

/* Grades first, then whole stages: targets rows .. rows + stages - 1 are the stages. */
static enum xw_status build_progression(struct xw_draft *draft)
{
    struct xw_scenario *out = draft->out;
    const struct xw_rows *rows = xw_draft_rows(draft, XW_TABLE_PROGRESSION);
    int32_t years = xw_scenario_years(out), grades = out->stages.rows;
    out->progression =
        (struct xw_progression){ years, grades,
                                 XW_TAKE(draft->keep, (ptrdiff_t)years * grades, double) };
    if (out->progression.ratio == NULL) return XW_NO_MEMORY;
    for (ptrdiff_t i = 0; i < (ptrdiff_t)years * grades; i++)
        out->progression.ratio[i] = 1.0;
    if (rows == NULL) return XW_OK;

    struct shares shares;
    enum xw_status status =
        take_shares(draft, rows, XW_COL_PROGRESSION_YEAR, grades + out->stages.count, &shares);
    if (status != XW_OK) return status;
    int32_t district = shares.places - 1;
    for (int32_t i = 0; i < rows->count; i++) {
        if (rows->bad[i]) continue;
        int32_t stage = xw_draft_stage(draft, XW_COL_PROGRESSION_STAGE, i);
        int32_t grade = xw_rows_whole(rows, XW_COL_PROGRESSION_GRADE, i);
        int32_t row = xw_draft_grade(draft, XW_COL_PROGRESSION_GRADE, i);
        if (stage == XW_NONE || (grade != XW_MISSING && row == XW_NONE)) continue;
        if (row != XW_NONE && xw_stages_of_row(&out->stages, row) != stage) {
            xw_draft_refuse(
                draft, XW_COL_PROGRESSION_GRADE, i, "a grade of %s, %d to %d",
                xw_stage_word(out->stages.stage[stage].name),
                (int)out->stages.stage[stage].first_grade,
                (int)(out->stages.stage[stage].first_grade + out->stages.stage[stage].grades - 1));
            continue;
        }
        put_share(&shares, row == XW_NONE ? grades + stage : row, district,
                  xw_rows_whole(rows, XW_COL_PROGRESSION_YEAR, i),
                  xw_rows_number(rows, XW_COL_PROGRESSION_RATIO, i));
    }
    for (int32_t y = 0; y < years; y++)
        for (int32_t row = 0; row < grades; row++) {
            bool filled = false;
            int32_t stage = grades + xw_stages_of_row(&out->stages, row);
            double ratio = share_of(&shares, row, district, out->first + y, true, &filled);
            if (isnan(ratio))
                ratio = share_of(&shares, stage, district, out->first + y, true, &filled);
            if (filled) shares.filled[y] = 1;
            if (!isnan(ratio)) out->progression.ratio[(ptrdiff_t)y * grades + row] = ratio;
        }
    doubt_filled(draft, rows, &shares);
    return XW_OK;
}

enum xw_status xw_build_shares(struct xw_draft *draft)
{
    enum xw_status status = build_participation_and_entry(draft);
    return status == XW_OK ? build_progression(draft) : status;
}
