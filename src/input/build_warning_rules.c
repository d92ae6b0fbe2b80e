#include "xuewei/draft.h"
#include "xuewei/order.h"
#include <math.h>
#include <string.h>

static bool refuse(struct xw_draft *draft, enum xw_column column, int32_t row, const char *accepted)
{
    xw_draft_refuse(draft, column, row, "%s", accepted);
    return false;
}

/* The statuses that a row of registered children counts. */
static bool read_statuses(struct xw_draft *draft, int32_t row, uint8_t *counts)
{
    const struct xw_residencies *of = &draft->out->residencies;
    const struct xw_rows *rows = &draft->table[XW_TABLE_WARNING_RULES];
    const char *text = xw_rows_text(rows, XW_COL_WARNING_RULES_RESIDENCIES, row);
    bool registered =
        xw_rows_whole(rows, XW_COL_WARNING_RULES_CHILDREN, row) == XW_CHILDREN_REGISTERED;
    if (!registered)
        return text == NULL || refuse(draft, XW_COL_WARNING_RULES_RESIDENCIES, row,
                                      "nothing: only `registered` counts by residence status");
    if (of->code[0] == NULL)
        return refuse(draft, XW_COL_WARNING_RULES_CHILDREN, row,
                      "another kind: the population tells no residence statuses apart");
    if (text == NULL)
        return refuse(draft, XW_COL_WARNING_RULES_RESIDENCIES, row,
                      "the residence statuses that are registered here");
    for (const char *at = text; *at != '\0';) {
        size_t length = strcspn(at, " ");
        int32_t found = XW_NONE;
        for (int32_t k = 0; k < of->count; k++)
            if (strlen(of->code[k]) == length && memcmp(of->code[k], at, length) == 0) found = k;
        if (found == XW_NONE && length > 0)
            return refuse(draft, XW_COL_WARNING_RULES_RESIDENCIES, row,
                          "residence statuses of the population, blanks between them");
        if (found != XW_NONE) counts[found] = 1;
        at += length;
        at += *at == ' ';
    }
    return true;
}

/* What a row asks for by itself. */
static bool accept_row(struct xw_draft *draft, int32_t row, int32_t stage)
{
    const struct xw_rows *rows = &draft->table[XW_TABLE_WARNING_RULES];
    const struct xw_stages *stages = &draft->out->stages;
    int32_t children = xw_rows_whole(rows, XW_COL_WARNING_RULES_CHILDREN, row);
    int32_t ahead = xw_rows_whole(rows, XW_COL_WARNING_RULES_YEARS_AHEAD, row);
    if (stages->stage[stage].city)
        return refuse(draft, XW_COL_WARNING_RULES_STAGE, row,
                      "a stage of the district: schools of the city are not warned of here");
    if (children == XW_CHILDREN_FEEDER && stage == 0)
        return refuse(draft, XW_COL_WARNING_RULES_CHILDREN, row,
                      "another kind: no stage of the scenario feeds this one");
    if (children == XW_CHILDREN_FEEDER && ahead != XW_MISSING &&
        ahead > stages->stage[stage - 1].grades) {
        xw_draft_refuse(draft, XW_COL_WARNING_RULES_YEARS_AHEAD, row,
                        "0 to %d: the stage below has no more grades",
                        (int)stages->stage[stage - 1].grades);
        return false;
    }
    if (children != XW_CHILDREN_FEEDER && ahead != XW_MISSING &&
        ahead > stages->stage[stage].first_age) {
        xw_draft_refuse(draft, XW_COL_WARNING_RULES_YEARS_AHEAD, row,
                        "0 to %d: later entrants are not born yet",
                        (int)stages->stage[stage].first_age);
        return false;
    }
    if (children == XW_CHILDREN_ROLL && ahead != XW_MISSING && ahead > 0)
        return refuse(draft, XW_COL_WARNING_RULES_YEARS_AHEAD, row,
                      "0: a roll is known of this year alone");
    if (children == XW_CHILDREN_ROLL &&
        xw_rows_whole(rows, XW_COL_WARNING_RULES_PLACES, row) == XW_PLACES_PLAN)
        return refuse(draft, XW_COL_WARNING_RULES_PLACES, row,
                      "norm_seats: an intake plan is of the entry grade alone");
    return true;
}

/* A line given, else the stage's norm. */
static double line_of(const struct xw_draft *draft, enum xw_column column, int32_t row,
                      int32_t stage, enum xw_norm norm)
{
    const struct xw_scenario *s = draft->out;
    double value = xw_rows_number(&draft->table[XW_TABLE_WARNING_RULES], column, row);
    return isnan(value) ? s->norms.value[stage][s->stages.stage[stage].first_row][norm] : value;
}

/* Two rules of a stage must be told apart by what they count, and one alone is the school's warning.
 * Rows are ordered by stage. */
static void check_pairs(struct xw_draft *draft, const int32_t *row)
{
    const struct xw_warning_rules *r = &draft->out->warning_rules;
    for (int32_t i = 0; i < r->count; i++)
        for (int32_t j = 0; j < i; j++) {
            if (r->stage[i] != r->stage[j]) continue;
            if (r->children[i] == r->children[j])
                xw_draft_refuse(
                    draft, XW_COL_WARNING_RULES_CHILDREN, row[i],
                    "another kind than rule %s of line %d: a stage has one rule of each",
                    r->code[j], (int)r->line[j]);
            if (r->primary[i] && r->primary[j])
                xw_draft_refuse(draft, XW_COL_WARNING_RULES_PRIMARY, row[i],
                                "no: rule %s of line %d is the stage's primary one", r->code[j],
                                (int)r->line[j]);
        }
}

enum xw_status xw_build_warning_rules(struct xw_draft *draft)
{
    struct xw_scenario *s = draft->out;
    struct xw_warning_rules *r = &s->warning_rules;
    const struct xw_rows *rows = xw_draft_rows(draft, XW_TABLE_WARNING_RULES);
    if (rows == NULL) return XW_OK;
    int32_t n = rows->count, *order = XW_TAKE(draft->work, n, int32_t), *column[3];
    const char **code = XW_TAKE(draft->work, n, const char *);
    for (int32_t k = 0; k < 3; k++)
        column[k] = XW_TAKE(draft->work, n, int32_t);
    *r = (struct xw_warning_rules){ .residencies = s->residencies.count,
                                    .code = XW_TAKE(draft->keep, n, const char *),
                                    .stage = XW_TAKE(draft->keep, n, int32_t),
                                    .children = XW_TAKE(draft->keep, n, uint8_t),
                                    .places = XW_TAKE(draft->keep, n, uint8_t),
                                    .yellow = XW_TAKE(draft->keep, n, double),
                                    .red = XW_TAKE(draft->keep, n, double),
                                    .deficit_min = XW_TAKE(draft->keep, n, double),
                                    .years_ahead = XW_TAKE(draft->keep, n, int32_t),
                                    .primary = XW_TAKE(draft->keep, n, uint8_t),
                                    .counts = XW_TAKE(draft->keep,
                                                      (ptrdiff_t)n * s->residencies.count, uint8_t),
                                    .line = XW_TAKE(draft->keep, n, int32_t) };
    if (order == NULL || code == NULL || column[0] == NULL || column[1] == NULL ||
        column[2] == NULL || r->code == NULL || r->stage == NULL || r->children == NULL ||
        r->places == NULL || r->yellow == NULL || r->red == NULL || r->deficit_min == NULL ||
        r->years_ahead == NULL || r->primary == NULL || r->counts == NULL || r->line == NULL)
        return XW_NO_MEMORY;
    int32_t count = 0;
    for (int32_t i = 0; i < n; i++) {
        if (rows->bad[i]) continue;
        int32_t stage = xw_draft_stage(draft, XW_COL_WARNING_RULES_STAGE, i);
        if (stage == XW_NONE || !accept_row(draft, i, stage)) continue;
        code[count] = xw_rows_text(rows, XW_COL_WARNING_RULES_RULE, i);
        column[0][count] = i;
        column[1][count++] = stage;
    }
    /* The rank of a code is the number of codes before it. */
    for (int32_t i = 0; i < count; i++)
        for (int32_t j = 0; j < count; j++)
            column[2][i] += strcmp(code[j], code[i]) < 0;
    xw_order_rows(count, 2, (const int32_t *const[]){ column[1], column[2] }, order);
    int32_t *row_of = XW_TAKE(draft->work, n, int32_t);
    if (row_of == NULL) return XW_NO_MEMORY;
    for (int32_t k = 0; k < count; k++) {
        int32_t row = column[0][order[k]], stage = column[1][order[k]], to = r->count;
        int32_t ahead = xw_rows_whole(rows, XW_COL_WARNING_RULES_YEARS_AHEAD, row);
        if (!read_statuses(draft, row, r->counts + (ptrdiff_t)to * r->residencies)) continue;
        r->code[to] = code[order[k]];
        r->stage[to] = stage;
        r->children[to] = (uint8_t)xw_rows_whole(rows, XW_COL_WARNING_RULES_CHILDREN, row);
        r->places[to] = (uint8_t)xw_rows_whole(rows, XW_COL_WARNING_RULES_PLACES, row);
        r->yellow[to] =
            line_of(draft, XW_COL_WARNING_RULES_YELLOW, row, stage, XW_NORM_WARNING_YELLOW);
        r->red[to] = line_of(draft, XW_COL_WARNING_RULES_RED, row, stage, XW_NORM_WARNING_RED);
        r->deficit_min[to] = xw_rows_number(rows, XW_COL_WARNING_RULES_DEFICIT_MIN, row);
        r->years_ahead[to] = ahead == XW_MISSING ? 0 : ahead;
        r->primary[to] = xw_rows_whole(rows, XW_COL_WARNING_RULES_PRIMARY, row) == 1;
        r->line[to] = rows->line[row];
        if (r->yellow[to] > r->red[to])
            xw_draft_refuse(draft, XW_COL_WARNING_RULES_YELLOW, row,
                            "a ratio up to that of red, %.10g", r->red[to]);
        row_of[to] = row;
        r->count++;
    }
    check_pairs(draft, row_of);
    return XW_OK;
}
