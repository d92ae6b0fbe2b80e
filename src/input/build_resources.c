#include "xuewei/draft.h"
#include "xuewei/order.h"

/* The indicators of balance are of the compulsory stages; the scope leaves out all others. */
static bool is_compulsory(enum xw_stage_name name)
{
    return name == XW_PRIMARY || name == XW_LOWER_SECONDARY;
}

/* Does the school have the stage: rooms in capacity, or a project that makes them? */
static bool has_stage(const struct xw_scenario *s, int32_t school, int32_t stage)
{
    for (int32_t i = 0; i < s->capacity.count; i++)
        if (s->capacity.school[i] == school && s->capacity.stage[i] == stage) return true;
    for (int32_t i = 0; i < s->projects.count; i++)
        if (s->projects.school[i] == school && s->projects.stage[i] == stage) return true;
    return false;
}

enum xw_status xw_build_resources(struct xw_draft *draft)
{
    struct xw_resources *r = &draft->out->resources;
    const struct xw_rows *rows = xw_draft_rows(draft, XW_TABLE_RESOURCES);
    if (rows == NULL) return XW_OK;
    int32_t *column[5], *order = XW_TAKE(draft->work, rows->count, int32_t);
    for (int32_t k = 0; k < 5; k++)
        column[k] = XW_TAKE(draft->work, rows->count, int32_t);
    r->school = XW_TAKE(draft->keep, rows->count, int32_t);
    r->stage = XW_TAKE(draft->keep, rows->count, int32_t);
    r->year = XW_TAKE(draft->keep, rows->count, int16_t);
    r->indicator = XW_TAKE(draft->keep, rows->count, uint8_t);
    r->amount = XW_TAKE(draft->keep, rows->count, double);
    r->evidence = XW_TAKE(draft->keep, rows->count, uint8_t);
    r->line = XW_TAKE(draft->keep, rows->count, int32_t);
    if (order == NULL || column[0] == NULL || column[1] == NULL || column[2] == NULL ||
        column[3] == NULL || column[4] == NULL || r->school == NULL || r->stage == NULL ||
        r->year == NULL || r->indicator == NULL || r->amount == NULL || r->evidence == NULL ||
        r->line == NULL)
        return XW_NO_MEMORY;
    int32_t count = 0;
    for (int32_t i = 0; i < rows->count; i++) {
        if (rows->bad[i]) continue;
        int32_t name = xw_rows_whole(rows, XW_COL_RESOURCES_STAGE, i);
        if (name != XW_MISSING && !is_compulsory((enum xw_stage_name)name)) {
            xw_draft_refuse(draft, XW_COL_RESOURCES_STAGE, i,
                            "primary, lower_secondary, or empty: the indicators of balance are of "
                            "the compulsory stages");
            continue;
        }
        column[0][count] = i;
        column[1][count] = xw_draft_school(draft, XW_COL_RESOURCES_SCHOOL, i);
        column[2][count] = xw_draft_stage(draft, XW_COL_RESOURCES_STAGE, i);
        column[3][count] = xw_rows_whole(rows, XW_COL_RESOURCES_INDICATOR, i);
        column[4][count] = xw_draft_year(rows, XW_COL_RESOURCES_YEAR, i, INT16_MIN);
        if (column[1][count] == XW_NONE || (name != XW_MISSING && column[2][count] == XW_NONE))
            continue;
        if (name != XW_MISSING && !draft->table[XW_TABLE_CAPACITY].broken &&
            !draft->table[XW_TABLE_PROJECTS].broken &&
            !has_stage(draft->out, column[1][count], column[2][count])) {
            xw_draft_refuse(draft, XW_COL_RESOURCES_STAGE, i,
                            "a stage of %s: it has no rooms of this one",
                            draft->out->schools.code[column[1][count]]);
            continue;
        }
        count++;
    }
    r->count = count;
    xw_order_rows(count, 4, (const int32_t *const[]){ column[1], column[2], column[3], column[4] },
                  order);
    for (int32_t k = 0; k < count; k++) {
        int32_t at = order[k], row = column[0][at];
        r->school[k] = column[1][at];
        r->stage[k] = column[2][at];
        r->indicator[k] = (uint8_t)column[3][at];
        r->year[k] = (int16_t)column[4][at];
        r->amount[k] = xw_rows_number(rows, XW_COL_RESOURCES_AMOUNT, row);
        r->evidence[k] = rows->evidence[row];
        r->line[k] = rows->line[row];
    }
    return XW_OK;
}
