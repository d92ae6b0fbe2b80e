#include "xuewei/share_rows.h"
#include <math.h>

/* The zone's own value, else the district's. */
static double share_for_zone(struct xw_draft *draft, struct xw_share_rows *shares, int32_t target,
                             int32_t zone, int32_t year, bool fill)
{
    bool filled = false;
    double value = xw_share_rows_at(shares, target, zone, year, fill, &filled);
    if (isnan(value))
        value = xw_share_rows_at(shares, target, shares->places - 1, year, fill, &filled);
    if (filled) shares->filled[year - draft->out->first] = 1;
    return value;
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
                                    double factor, struct xw_share_rows *shares,
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
        xw_share_rows_take(draft, rows == NULL ? &none : rows, year_column, targets, shares);
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
        xw_share_rows_put(shares, of * stages + stage, place, xw_rows_whole(rows, year_column, i),
                          xw_rows_number(rows, value_column, i) * factor);
    }
    return XW_OK;
}

/* A residence status has the shares of its own rows, else those of everybody; NaN: of neither. */
static double share_of_rows(struct xw_draft *draft, struct xw_share_rows *shares, int32_t residency,
                            int32_t stage, int32_t zone, int32_t year)
{
    int32_t own = (residency + 1) * draft->out->stages.count + stage;
    double share = share_for_zone(draft, shares, own, zone, year, true);
    return isnan(share) ? share_for_zone(draft, shares, stage, zone, year, true) : share;
}

/* Without rows all its children, as often as adjusted. */
static double share_of_status(struct xw_draft *draft, struct xw_share_rows *shares,
                              int32_t residency, int32_t stage, int32_t zone, int32_t year,
                              double factor)
{
    double share = share_of_rows(draft, shares, residency, stage, zone, year);
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
        bool of_rolls = xw_rows_whole(rows, XW_COL_ENTRY_BASIS, i) == XW_BASIS_ROLLS;
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

/* Some residence status has a participation of the stage: one that has none, nor everybody's, in some
 * zones comes whole there, which may be an oversight. */
static void doubt_whole(struct xw_draft *draft, struct xw_share_rows *shares, int32_t stage,
                        int32_t participation_line, double factor)
{
    const struct xw_scenario *s = draft->out;
    struct xw_place at = { .file = draft->table[XW_TABLE_PARTICIPATION].file,
                           .line = participation_line,
                           .column = 1 };
    if (s->residencies.count == 1 || participation_line == 0) return;
    for (int32_t k = 0; k < s->residencies.count; k++) {
        int32_t without = 0;
        for (int32_t zone = 0; zone < s->zones.count; zone++)
            if (isnan(share_of_rows(draft, shares, k, stage, zone, s->first))) without++;
        if (without == 0) continue;
        const char *word = xw_stage_word(s->stages.stage[stage].name);
        const char *code = s->residencies.code[k];
        xw_draft_doubt(
            draft, at, "participation_of_none",
            xw_arena_format(draft->work,
                            "%s 的就读比例没有户籍状况 %s 的行，也没有不分户籍的行（%d 个小区中 "
                            "%d 个）：按 %.15g 计。",
                            word, code, s->zones.count, without, factor),
            xw_arena_format(draft->work,
                            "%s has rows of participation, but in %d of %d zones none of the "
                            "residence status %s or of everybody: its share there is %.15g.",
                            word, without, s->zones.count, code, factor));
    }
}

enum xw_status xw_build_shares(struct xw_draft *draft)
{
    struct xw_scenario *out = draft->out;
    const struct xw_rows *share_rows = xw_draft_rows(draft, XW_TABLE_PARTICIPATION);
    const struct xw_rows *entry_rows = xw_draft_rows(draft, XW_TABLE_ENTRY);
    double factor = xw_key_number(draft->root, "adjust.participation", draft->diag);
    struct xw_share_rows shares, ratios;
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
        doubt_whole(draft, &shares, stage, share_line[stage], factor);
    }
    if (share_rows != NULL) xw_share_rows_doubt_filled(draft, share_rows, &shares);
    if (entry_rows != NULL) xw_share_rows_doubt_filled(draft, entry_rows, &ratios);
    return XW_OK;
}
