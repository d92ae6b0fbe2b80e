#include "xuewei/codes.h"
#include "xuewei/draft.h"
#include "xuewei/order.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

static int compare_texts(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The different codes of a column, ascending. */
static enum xw_status list_codes(struct xw_draft *draft, const struct xw_rows *rows,
                                 enum xw_column column, int32_t *count, const char ***code)
{
    int32_t named = 0;
    *code = XW_TAKE(draft->keep, rows->count, const char *);
    if (*code == NULL) return XW_NO_MEMORY;
    for (int32_t i = 0; i < rows->count; i++)
        if (xw_rows_text(rows, column, i) != NULL) (*code)[named++] = xw_rows_text(rows, column, i);
    if (named > 0) qsort(*code, (size_t)named, sizeof **code, compare_texts);
    *count = 0;
    for (int32_t i = 0; i < named; i++)
        if (*count == 0 || strcmp((*code)[*count - 1], (*code)[i]) != 0)
            (*code)[(*count)++] = (*code)[i];
    return XW_OK;
}

/* The first row of a tier that has a name names it. */
static void name_tiers(struct xw_tiers *t, const struct xw_rows *rows)
{
    for (int32_t k = 0; k < t->codes; k++) {
        for (int32_t i = 0; i < rows->count; i++) {
            if (strcmp(xw_rows_text(rows, XW_COL_TIERS_TIER, i), t->code[k]) != 0) continue;
            if (t->name_zh[k] == NULL) t->name_zh[k] = xw_rows_text(rows, XW_COL_TIERS_NAME_ZH, i);
            if (t->name_en[k] == NULL) t->name_en[k] = xw_rows_text(rows, XW_COL_TIERS_NAME_EN, i);
        }
        if (t->name_zh[k] == NULL) t->name_zh[k] = t->code[k];
        if (t->name_en[k] == NULL) t->name_en[k] = t->code[k];
    }
}

static struct xw_tier tier_of(const struct xw_rows *rows, int32_t code, int32_t row)
{
    return (struct xw_tier){
        .code = code,
        .order = xw_rows_whole(rows, XW_COL_TIERS_ORDER, row),
        .right = (uint8_t)xw_rows_whole(rows, XW_COL_TIERS_ZONE_RIGHT, row),
        .rule = (uint8_t)xw_rows_whole(rows, XW_COL_TIERS_RULE, row),
        .grows = (uint8_t)xw_rows_whole(rows, XW_COL_TIERS_GROWS, row),
        .behind = xw_rows_whole(rows, XW_COL_TIERS_PRIVATE_LOSERS, row) == 1,
        .migrants = xw_rows_whole(rows, XW_COL_TIERS_MIGRANTS, row) == 1,
    };
}

/* Do two rows hold in one stage in some year? */
static bool meet(const struct xw_tiers *t, int32_t i, int32_t j)
{
    bool stages = t->stage[i] == XW_NONE || t->stage[j] == XW_NONE || t->stage[i] == t->stage[j];
    return stages && t->from_year[i] <= t->to_year[j] && t->from_year[j] <= t->to_year[i];
}

static void say(struct xw_draft *draft, int32_t line, const char *field, const char *text)
{
    struct xw_place at = {
        .file = draft->table[XW_TABLE_TIERS].file, .line = line, .column = 1, .field = field
    };
    if (text != NULL) xw_diag_fault(draft->diag, at, "%s", text);
}

/* Rows of one tier say the same, tiers of one order compete by the same rule for the same layers. */
static void check_pairs(struct xw_draft *draft)
{
    const struct xw_tiers *t = &draft->out->tiers;
    for (int32_t j = 0; j < t->count; j++)
        for (int32_t i = 0; i < j; i++) {
            const struct xw_tier *a = &t->row[i], *b = &t->row[j];
            if (!meet(t, i, j)) continue;
            bool alike = a->rule == b->rule && a->grows == b->grows;
            if (a->code == b->code && !(alike && a->order == b->order && a->right == b->right &&
                                        a->behind == b->behind && a->migrants == b->migrants)) {
                say(draft, t->line[j], "tier",
                    xw_arena_format(
                        draft->work,
                        "%s is not as in line %d: the rows of a tier differ in residency "
                        "and share alone",
                        t->code[b->code], (int)t->line[i]));
                break;
            }
            if (a->code != b->code && a->order == b->order && !alike) {
                say(draft, t->line[j], "order",
                    xw_arena_format(draft->work,
                                    "%s and %s (line %d) are both of order %d: tiers of one order "
                                    "have the same rule and grows",
                                    t->code[b->code], t->code[a->code], (int)t->line[i],
                                    (int)b->order));
                break;
            }
        }
}

/* Every child of a stage that has tiers in a year belongs to one: one fault a stage and status. */
static void check_shares(struct xw_draft *draft)
{
    const struct xw_scenario *s = draft->out;
    const struct xw_tiers *t = &s->tiers;
    for (int32_t g = 0; g < s->stages.count; g++)
        for (int32_t k = 0; k < s->residencies.count; k++)
            for (int16_t year = s->first; year <= s->last; year++) {
                double sum = 0.0;
                int32_t line = 0;
                for (int32_t i = 0; i < t->count; i++) {
                    if (!xw_tiers_holds(t, i, g, year)) continue;
                    if (line == 0) line = t->line[i];
                    if (t->residency[i] == XW_NONE || t->residency[i] == k) sum += t->share[i];
                }
                /* Decimals of a table, as three of 0.3333 and one of 0.0001. */
                if (line == 0 || fabs(sum - 1.0) <= 1e-9) continue;
                const char *status = s->residencies.code[k];
                say(draft, line, "share",
                    xw_arena_format(draft->work,
                                    "the shares of the tiers of %s%s%s add up to %.10g in %d; 1 is "
                                    "accepted",
                                    xw_stage_word(s->stages.stage[g].name),
                                    status == NULL ? "" : ", residency ",
                                    status == NULL ? "" : status, sum, (int)year));
                break;
            }
}

static void check_number(struct xw_draft *draft)
{
    const struct xw_scenario *s = draft->out;
    for (int32_t g = 0; g < s->stages.count; g++)
        for (int16_t year = s->first; year <= s->last; year++) {
            int32_t count = 0, last = XW_NONE;
            for (int32_t i = 0; i < s->tiers.count; i++) {
                if (!xw_tiers_holds(&s->tiers, i, g, year)) continue;
                count += s->tiers.row[i].code != last;
                last = s->tiers.row[i].code;
                if (count <= XW_MAX_TIERS) continue;
                say(draft, s->tiers.line[i], "tier",
                    xw_arena_format(draft->work, "%s has more than %d tiers in %d",
                                    xw_stage_word(s->stages.stage[g].name), XW_MAX_TIERS,
                                    (int)year));
                return;
            }
        }
}

static enum xw_status build_tiers(struct xw_draft *draft)
{
    struct xw_tiers *t = &draft->out->tiers;
    const struct xw_rows *rows = xw_draft_rows(draft, XW_TABLE_TIERS);
    if (rows == NULL) return XW_OK;
    int32_t n = rows->count;
    int32_t *column[4], *from = XW_TAKE(draft->work, n, int32_t);
    int32_t *order = XW_TAKE(draft->work, n, int32_t);
    for (int32_t k = 0; k < 4; k++)
        column[k] = XW_TAKE(draft->work, n, int32_t);
    t->name_zh = XW_TAKE(draft->keep, n, const char *);
    t->name_en = XW_TAKE(draft->keep, n, const char *);
    t->row = XW_TAKE(draft->keep, n, struct xw_tier);
    t->stage = XW_TAKE(draft->keep, n, int32_t);
    t->residency = XW_TAKE(draft->keep, n, int32_t);
    t->share = XW_TAKE(draft->keep, n, double);
    t->from_year = XW_TAKE(draft->keep, n, int16_t);
    t->to_year = XW_TAKE(draft->keep, n, int16_t);
    t->line = XW_TAKE(draft->keep, n, int32_t);
    enum xw_status status = list_codes(draft, rows, XW_COL_TIERS_TIER, &t->codes, &t->code);
    if (status != XW_OK) return status;
    if (from == NULL || order == NULL || column[0] == NULL || column[1] == NULL ||
        column[2] == NULL || column[3] == NULL || t->name_zh == NULL || t->name_en == NULL ||
        t->row == NULL || t->stage == NULL || t->residency == NULL || t->share == NULL ||
        t->from_year == NULL || t->to_year == NULL || t->line == NULL)
        return XW_NO_MEMORY;

    int32_t count = 0;
    for (int32_t i = 0; i < n; i++) {
        if (rows->bad[i]) continue;
        xw_draft_check_span(draft, XW_COL_TIERS_FROM_YEAR, XW_COL_TIERS_TO_YEAR, i);
        bool all = xw_rows_whole(rows, XW_COL_TIERS_STAGE, i) == XW_MISSING;
        bool everybody = xw_rows_text(rows, XW_COL_TIERS_RESIDENCY, i) == NULL;
        int32_t stage = all ? XW_NONE : xw_draft_stage(draft, XW_COL_TIERS_STAGE, i);
        int32_t residency =
            everybody ? XW_NONE : xw_draft_residency(draft, XW_COL_TIERS_RESIDENCY, i);
        from[count] = i;
        column[0][count] =
            xw_codes_find(t->codes, t->code, xw_rows_text(rows, XW_COL_TIERS_TIER, i));
        column[1][count] = stage;
        column[2][count] = residency;
        column[3][count] = xw_draft_year(rows, XW_COL_TIERS_FROM_YEAR, i, INT16_MIN);
        count += (all || stage != XW_NONE) && (everybody || residency != XW_NONE);
    }
    name_tiers(t, rows);
    t->count = count;
    xw_order_rows(count, 4, (const int32_t *const[]){ column[0], column[1], column[2], column[3] },
                  order);
    for (int32_t k = 0; k < count; k++) {
        int32_t at = order[k], row = from[at];
        double share = xw_rows_number(rows, XW_COL_TIERS_SHARE, row);
        t->row[k] = tier_of(rows, column[0][at], row);
        t->stage[k] = column[1][at];
        t->residency[k] = column[2][at];
        t->share[k] = isnan(share) ? 1.0 : share;
        t->from_year[k] = (int16_t)column[3][at];
        t->to_year[k] = xw_draft_year(rows, XW_COL_TIERS_TO_YEAR, row, XW_NEVER);
        t->line[k] = rows->line[row];
    }
    if (count < n) return XW_OK; /* nothing more is said of a table that is not whole */
    check_number(draft);
    check_pairs(draft);
    check_shares(draft);
    return XW_OK;
}

/* The years of a zone's rows of a stage may not overlap. Rows are ordered by their first year. */
static void check_spans(struct xw_draft *draft)
{
    const struct xw_admission_areas *a = &draft->out->admission_areas;
    for (int32_t i = 1; i < a->count; i++) {
        if (a->stage[i] != a->stage[i - 1] || a->zone[i] != a->zone[i - 1] ||
            a->from_year[i] > a->to_year[i - 1])
            continue;
        xw_diag_fault(draft->diag,
                      (struct xw_place){ .file = draft->table[XW_TABLE_ADMISSION_AREAS].file,
                                         .line = a->line[i],
                                         .column = 1,
                                         .field = "zone" },
                      "%s has two areas in one year, see line %d",
                      draft->out->zones.code[a->zone[i]], (int)a->line[i - 1]);
    }
}

static enum xw_status build_admission_areas(struct xw_draft *draft)
{
    struct xw_admission_areas *a = &draft->out->admission_areas;
    const struct xw_rows *rows = xw_draft_rows(draft, XW_TABLE_ADMISSION_AREAS);
    if (rows == NULL) return XW_OK;
    int32_t n = rows->count, *column[3], *from = XW_TAKE(draft->work, n, int32_t);
    int32_t *order = XW_TAKE(draft->work, n, int32_t);
    for (int32_t k = 0; k < 3; k++)
        column[k] = XW_TAKE(draft->work, n, int32_t);
    a->stage = XW_TAKE(draft->keep, n, int32_t);
    a->zone = XW_TAKE(draft->keep, n, int32_t);
    a->area = XW_TAKE(draft->keep, n, int32_t);
    a->from_year = XW_TAKE(draft->keep, n, int16_t);
    a->to_year = XW_TAKE(draft->keep, n, int16_t);
    a->line = XW_TAKE(draft->keep, n, int32_t);
    enum xw_status status =
        list_codes(draft, rows, XW_COL_ADMISSION_AREAS_AREA, &a->areas, &a->code);
    if (status != XW_OK) return status;
    if (from == NULL || order == NULL || column[0] == NULL || column[1] == NULL ||
        column[2] == NULL || a->stage == NULL || a->zone == NULL || a->area == NULL ||
        a->from_year == NULL || a->to_year == NULL || a->line == NULL)
        return XW_NO_MEMORY;

    int32_t count = 0;
    for (int32_t i = 0; i < n; i++) {
        if (rows->bad[i]) continue;
        xw_draft_check_span(draft, XW_COL_ADMISSION_AREAS_FROM_YEAR, XW_COL_ADMISSION_AREAS_TO_YEAR,
                            i);
        from[count] = i;
        column[0][count] = xw_draft_stage(draft, XW_COL_ADMISSION_AREAS_STAGE, i);
        column[1][count] = xw_draft_zone(draft, XW_COL_ADMISSION_AREAS_ZONE, i);
        column[2][count] = xw_draft_year(rows, XW_COL_ADMISSION_AREAS_FROM_YEAR, i, INT16_MIN);
        count += column[0][count] != XW_NONE && column[1][count] != XW_NONE;
    }
    a->count = count;
    xw_order_rows(count, 3, (const int32_t *const[]){ column[0], column[1], column[2] }, order);
    for (int32_t k = 0; k < count; k++) {
        int32_t at = order[k], row = from[at];
        a->stage[k] = column[0][at];
        a->zone[k] = column[1][at];
        a->area[k] =
            xw_codes_find(a->areas, a->code, xw_rows_text(rows, XW_COL_ADMISSION_AREAS_AREA, row));
        a->from_year[k] = (int16_t)column[2][at];
        a->to_year[k] = xw_draft_year(rows, XW_COL_ADMISSION_AREAS_TO_YEAR, row, XW_NEVER);
        a->line[k] = rows->line[row];
    }
    check_spans(draft);
    return XW_OK;
}

enum xw_status xw_build_tiers(struct xw_draft *draft)
{
    enum xw_status status = build_tiers(draft);
    return status == XW_OK ? build_admission_areas(draft) : status;
}
