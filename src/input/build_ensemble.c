#include "xuewei/draft.h"
#include "xuewei/order.h"
#include <math.h>

/* ---- the keys ---- */

static void read_means(struct xw_draft *draft, struct xw_ensemble_rules *rules)
{
    struct xw_place at = xw_key_place(draft->root, "ensemble.fertility.mean_high");
    double low = rules->fertility.mean_low, high = rules->fertility.mean_high;
    if (isnan(low) != isnan(high)) {
        bool is_low = isnan(high);
        xw_diag_fault(draft->diag,
                      is_low ? xw_key_place(draft->root, "ensemble.fertility.mean_low") : at,
                      "mean_low and mean_high are given together; %s is missing",
                      is_low ? "mean_high" : "mean_low");
        rules->fertility.mean_low = rules->fertility.mean_high = NAN;
    } else if (low > high) {
        xw_diag_fault(draft->diag, at, "mean_high %.10g lies below mean_low, %.10g", high, low);
        rules->fertility.mean_low = rules->fertility.mean_high = NAN;
    }
}

void xw_read_ensemble(struct xw_draft *draft)
{
    struct xw_yaml *root = draft->root;
    struct xw_diag *diag = draft->diag;
    draft->out->replicates = xw_key_whole(root, "ensemble.replicates", diag);
    draft->out->risk_threshold = xw_key_number(root, "ensemble.threshold", diag);
    draft->out->seed = (uint64_t)xw_key_whole(root, "ensemble.seed", diag);
    draft->out->ensemble = (struct xw_ensemble_rules){
        .points = xw_key_whole(root, "ensemble.points", diag),
        .noise = xw_key_whole(root, "ensemble.noise", diag) == 1,
        .turnover = xw_key_number(root, "ensemble.turnover", diag),
        .fertility = { .rho = xw_key_number(root, "ensemble.fertility.rho", diag),
                       .sd = xw_key_number(root, "ensemble.fertility.sd", diag),
                       .mean_low = xw_key_number(root, "ensemble.fertility.mean_low", diag),
                       .mean_high = xw_key_number(root, "ensemble.fertility.mean_high", diag),
                       .floor = xw_key_number(root, "ensemble.fertility.floor", diag),
                       .zone_rho = xw_key_number(root, "ensemble.fertility.zone_rho", diag),
                       .zone_sd = xw_key_number(root, "ensemble.fertility.zone_sd", diag) },
        .migration = { .level_sd = xw_key_number(root, "ensemble.migration.level_sd", diag),
                       .sd = xw_key_number(root, "ensemble.migration.sd", diag),
                       .rho = xw_key_number(root, "ensemble.migration.rho", diag),
                       .common = xw_key_number(root, "ensemble.migration.common", diag) },
        .mortality_sd = xw_key_number(root, "ensemble.mortality.sd", diag),
        .private_sd = xw_key_number(root, "ensemble.private.sd", diag),
        .residency_sd = xw_key_number(root, "ensemble.participation.residency_sd", diag),
        .progression_common = xw_key_number(root, "ensemble.progression.common", diag),
        .housing = { .ceiling_sd = xw_key_number(root, "ensemble.housing.ceiling_sd", diag),
                     .yield_sd = xw_key_number(root, "ensemble.housing.yield_sd", diag),
                     .late = xw_key_number(root, "ensemble.housing.late", diag),
                     .common = xw_key_number(root, "ensemble.housing.common", diag) },
    };
    draft->out->delay = (struct xw_delay_rules){
        .approval = xw_key_number(root, "ensemble.delay.approval", diag),
        .start = xw_key_number(root, "ensemble.delay.start", diag),
        .completion = xw_key_number(root, "ensemble.delay.completion", diag),
        .common = xw_key_number(root, "ensemble.delay.common", diag),
        .most = xw_key_whole(root, "ensemble.delay.most", diag),
        .ramp_low = xw_key_number(root, "ensemble.delay.ramp_low", diag),
    };
    read_means(draft, &draft->out->ensemble);
}

/* ---- the errors beside the ratios ---- */

/* The columns of one of the three tables. */
struct error_columns {
    enum xw_table table;
    enum xw_column stage, year, value, sd, year_sd, freedom;
    enum xw_column of_part[2]; /* a row with one of these cells is not the district's */
    const char *level_key, *year_key;
};

/* Rows of one target (a stage, or a grade row and behind them the stages): the row of the table by
 * year, XW_NONE where there is none. */
struct error_rows {
    int32_t targets, years;
    int16_t first;
    int32_t *always, *yearly; /* [target], [target][year] */
};

static enum xw_status take_rows(struct xw_draft *draft, const struct xw_rows *rows,
                                enum xw_column year, int32_t targets, struct error_rows *out)
{
    int32_t first = draft->out->first, last = draft->out->last;
    for (int32_t i = 0; rows != NULL && i < rows->count; i++) {
        int32_t y = xw_rows_whole(rows, year, i);
        if (rows->bad[i] || y == XW_MISSING) continue;
        if (y < first) first = y;
        if (y > last) last = y;
    }
    *out =
        (struct error_rows){ .targets = targets,
                             .years = last - first + 1,
                             .first = (int16_t)first,
                             .always = XW_TAKE(draft->work, targets, int32_t),
                             .yearly = XW_TAKE(draft->work, (ptrdiff_t)targets * (last - first + 1),
                                               int32_t) };
    if (out->always == NULL || out->yearly == NULL) return XW_NO_MEMORY;
    for (int32_t i = 0; i < targets; i++)
        out->always[i] = XW_NONE;
    for (ptrdiff_t i = 0; i < (ptrdiff_t)targets * out->years; i++)
        out->yearly[i] = XW_NONE;
    return XW_OK;
}

/* As its ratio is found (share_rows.h): the year's row, else that of every year, else that of the
 * nearest earlier year, else of the first one. */
static int32_t row_at(const struct error_rows *of, int32_t target, int32_t year)
{
    const int32_t *yearly = of->yearly + (ptrdiff_t)target * of->years;
    int32_t y = year - of->first;
    if (yearly[y] != XW_NONE) return yearly[y];
    if (of->always[target] != XW_NONE) return of->always[target];
    for (int32_t other = y - 1; other >= 0; other--)
        if (yearly[other] != XW_NONE) return yearly[other];
    for (int32_t other = y + 1; other < of->years; other++)
        if (yearly[other] != XW_NONE) return yearly[other];
    return XW_NONE;
}

static struct xw_spread_of spread_of(const struct xw_rows *rows, const struct error_columns *c,
                                     int32_t row, const struct xw_spread_of *usual)
{
    struct xw_spread_of spread = *usual;
    if (row == XW_NONE) return spread;
    double value = xw_rows_number(rows, c->value, row), sd = xw_rows_number(rows, c->sd, row);
    double year_sd = xw_rows_number(rows, c->year_sd, row);
    double freedom = xw_rows_number(rows, c->freedom, row);
    if (!isnan(sd)) {
        spread.level_sd = value > 0.0 ? sd / value : 0.0;
        spread.given = true;
        spread.evidence = rows->evidence[row];
    }
    if (!isnan(year_sd)) spread.year_sd = value > 0.0 ? year_sd / value : 0.0;
    if (!isnan(freedom)) spread.freedom = freedom;
    return spread;
}

/* The target of a row of the district, or XW_NONE. */
static int32_t target_of(struct xw_draft *draft, const struct xw_rows *rows,
                         const struct error_columns *c, int32_t row)
{
    const struct xw_stages *stages = &draft->out->stages;
    if (rows->bad[row]) return XW_NONE;
    for (int k = 0; k < 2; k++)
        if (xw_rows_text(rows, c->of_part[k], row) != NULL) return XW_NONE;
    int32_t stage = xw_stages_find(stages, (enum xw_stage_name)xw_rows_whole(rows, c->stage, row));
    if (stage == XW_NONE || c->table != XW_TABLE_PROGRESSION) return stage;
    bool of_rolls = xw_rows_whole(rows, XW_COL_PROGRESSION_BASIS, row) != 0;
    if (of_rolls != (draft->out->forecast.basis != XW_FORECAST_POPULATION)) return XW_NONE;
    int32_t grade = xw_rows_whole(rows, XW_COL_PROGRESSION_GRADE, row);
    return grade == XW_MISSING ? stages->rows + stage : xw_stages_row(stages, grade);
}

static enum xw_status read_errors(struct xw_draft *draft, const struct error_columns *c,
                                  struct xw_spread_of **out)
{
    const struct xw_scenario *s = draft->out;
    const struct xw_rows *rows = xw_draft_rows(draft, c->table);
    bool by_grade = c->table == XW_TABLE_PROGRESSION;
    int32_t each = by_grade ? s->stages.rows : s->stages.count, years = xw_scenario_years(s);
    struct xw_spread_of usual = { .level_sd = xw_key_number(draft->root, c->level_key, draft->diag),
                                  .year_sd = xw_key_number(draft->root, c->year_key, draft->diag),
                                  .freedom = INFINITY,
                                  .evidence = XW_ASSUMED };
    struct error_rows found;
    *out = XW_TAKE(draft->keep, (ptrdiff_t)years * each, struct xw_spread_of);
    if (*out == NULL) return XW_NO_MEMORY;
    enum xw_status status =
        take_rows(draft, rows, c->year, each + (by_grade ? s->stages.count : 0), &found);
    if (status != XW_OK) return status;
    for (int32_t i = 0; rows != NULL && i < rows->count; i++) {
        int32_t target = target_of(draft, rows, c, i), y = xw_rows_whole(rows, c->year, i);
        if (target == XW_NONE) continue;
        if (y == XW_MISSING)
            found.always[target] = i;
        else
            found.yearly[(ptrdiff_t)target * found.years + (y - found.first)] = i;
    }
    for (int32_t y = 0; y < years; y++)
        for (int32_t k = 0; k < each; k++) {
            int32_t row = row_at(&found, k, s->first + y);
            if (row == XW_NONE && by_grade)
                row =
                    row_at(&found, s->stages.rows + xw_stages_of_row(&s->stages, k), s->first + y);
            (*out)[(ptrdiff_t)y * each + k] = spread_of(rows, c, row, &usual);
        }
    return XW_OK;
}

/* ---- shocks ---- */

static double or_usual(double value, double usual)
{
    return isnan(value) ? usual : value;
}

static bool by_stage(int32_t what)
{
    return what == XW_SHOCK_PARTICIPATION || what == XW_SHOCK_ENTRY || what == XW_SHOCK_PROGRESSION;
}

static enum xw_status read_shocks(struct xw_draft *draft)
{
    struct xw_shocks *shocks = &draft->out->ensemble.shocks;
    const struct xw_rows *rows = xw_draft_rows(draft, XW_TABLE_SHOCKS);
    if (rows == NULL) return XW_OK;
    int32_t n = 0;
    int32_t *row = XW_TAKE(draft->work, rows->count, int32_t);
    int32_t *key[] = { XW_TAKE(draft->work, rows->count, int32_t),
                       XW_TAKE(draft->work, rows->count, int32_t),
                       XW_TAKE(draft->work, rows->count, int32_t) };
    int32_t *order = XW_TAKE(draft->work, rows->count, int32_t);
    shocks->what = XW_TAKE(draft->keep, rows->count, uint8_t);
    shocks->year = XW_TAKE(draft->keep, rows->count, int16_t);
    shocks->stage = XW_TAKE(draft->keep, rows->count, int32_t);
    shocks->factor = XW_TAKE(draft->keep, rows->count, double);
    shocks->sd = XW_TAKE(draft->keep, rows->count, double);
    shocks->probability = XW_TAKE(draft->keep, rows->count, double);
    shocks->line = XW_TAKE(draft->keep, rows->count, int32_t);
    shocks->evidence = XW_TAKE(draft->keep, rows->count, uint8_t);
    if (row == NULL || key[0] == NULL || key[1] == NULL || key[2] == NULL || order == NULL ||
        shocks->what == NULL || shocks->year == NULL || shocks->stage == NULL ||
        shocks->factor == NULL || shocks->sd == NULL || shocks->probability == NULL ||
        shocks->line == NULL || shocks->evidence == NULL)
        return XW_NO_MEMORY;
    for (int32_t i = 0; i < rows->count; i++) {
        if (rows->bad[i]) continue;
        int32_t what = xw_rows_whole(rows, XW_COL_SHOCKS_WHAT, i);
        bool staged = xw_rows_whole(rows, XW_COL_SHOCKS_STAGE, i) != XW_MISSING;
        if (staged && !by_stage(what)) {
            xw_draft_refuse(draft, XW_COL_SHOCKS_STAGE, i,
                            "a stage of participation, entry or progression; empty for others");
            continue;
        }
        int32_t stage = staged ? xw_draft_stage(draft, XW_COL_SHOCKS_STAGE, i) : XW_NONE;
        if (staged && stage == XW_NONE) continue;
        key[0][n] = xw_rows_whole(rows, XW_COL_SHOCKS_YEAR, i);
        key[1][n] = what;
        key[2][n] = stage;
        row[n++] = i;
    }
    xw_order_rows(n, 3, (const int32_t *const[]){ key[0], key[1], key[2] }, order);
    for (int32_t k = 0; k < n; k++) {
        int32_t i = order[k];
        shocks->year[k] = (int16_t)key[0][i];
        shocks->what[k] = (uint8_t)key[1][i];
        shocks->stage[k] = key[2][i];
        shocks->factor[k] = xw_rows_number(rows, XW_COL_SHOCKS_FACTOR, row[i]);
        shocks->sd[k] = or_usual(xw_rows_number(rows, XW_COL_SHOCKS_SD, row[i]), 0.0);
        shocks->line[k] = rows->line[row[i]];
        shocks->evidence[k] = rows->evidence[row[i]];
        shocks->probability[k] =
            or_usual(xw_rows_number(rows, XW_COL_SHOCKS_PROBABILITY, row[i]), 1.0);
    }
    shocks->count = n;
    return XW_OK;
}

enum xw_status xw_build_ensemble(struct xw_draft *draft)
{
    static const struct error_columns participation = {
        XW_TABLE_PARTICIPATION,       XW_COL_PARTICIPATION_STAGE,
        XW_COL_PARTICIPATION_YEAR,    XW_COL_PARTICIPATION_SHARE,
        XW_COL_PARTICIPATION_SD,      XW_COL_PARTICIPATION_YEAR_SD,
        XW_COL_PARTICIPATION_FREEDOM, { XW_COL_PARTICIPATION_ZONE, XW_COL_PARTICIPATION_RESIDENCY },
        "ensemble.participation.sd",  "ensemble.participation.year_sd"
    };
    static const struct error_columns entry = {
        XW_TABLE_ENTRY,       XW_COL_ENTRY_STAGE,
        XW_COL_ENTRY_YEAR,    XW_COL_ENTRY_RATIO,
        XW_COL_ENTRY_SD,      XW_COL_ENTRY_YEAR_SD,
        XW_COL_ENTRY_FREEDOM, { XW_COL_ENTRY_ZONE, XW_COL_ENTRY_ZONE },
        "ensemble.entry.sd",  "ensemble.entry.year_sd"
    };
    static const struct error_columns progression = {
        XW_TABLE_PROGRESSION,       XW_COL_PROGRESSION_STAGE,
        XW_COL_PROGRESSION_YEAR,    XW_COL_PROGRESSION_RATIO,
        XW_COL_PROGRESSION_SD,      XW_COL_PROGRESSION_YEAR_SD,
        XW_COL_PROGRESSION_FREEDOM, { XW_COL_PROGRESSION_SCHOOL, XW_COL_PROGRESSION_SCHOOL },
        "ensemble.progression.sd",  "ensemble.progression.year_sd"
    };
    struct xw_ensemble_rules *rules = &draft->out->ensemble;
    rules->years = xw_scenario_years(draft->out);
    rules->stages = draft->out->stages.count;
    rules->rows = draft->out->stages.rows;
    enum xw_status status = read_errors(draft, &participation, &rules->participation);
    if (status == XW_OK) status = read_errors(draft, &entry, &rules->entry);
    if (status == XW_OK) status = read_errors(draft, &progression, &rules->progression);
    return status == XW_OK ? read_shocks(draft) : status;
}
