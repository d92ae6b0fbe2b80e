#include "xuewei/carried.h"
#include <assert.h>
#include <math.h>
#include <string.h>

bool xw_carried_is_number(enum xw_value_kind kind)
{
    return kind == XW_VALUE_WHOLE || kind == XW_VALUE_YEAR || kind == XW_VALUE_NUMBER;
}

enum xw_status xw_carried_take(struct xw_carried *carried, enum xw_table table, int32_t count,
                               struct xw_arena *keep)
{
    const struct xw_table_info *info = xw_table_of(table);
    struct xw_carried made = { .table = table, .count = count };
    made.line = XW_TAKE(keep, count, int32_t);
    bool taken = made.line != NULL;
    for (int32_t c = 0; taken && c < info->columns; c++) {
        if (xw_carried_is_number(xw_column_of((enum xw_column)(info->first + c))->kind)) {
            made.number[c] = XW_TAKE(keep, count, double);
            taken = made.number[c] != NULL;
            for (int32_t i = 0; taken && i < count; i++)
                made.number[c][i] = NAN;
        } else {
            made.text[c] = XW_TAKE(keep, count, const char *);
            taken = made.text[c] != NULL;
            for (int32_t i = 0; taken && i < count; i++)
                made.text[c][i] = "";
        }
    }
    if (!taken) return XW_NO_MEMORY;
    *carried = made;
    return XW_OK;
}

/* The column's place among those of the table. */
static int32_t place_of(const struct xw_carried *carried, enum xw_column column, int32_t row)
{
    const struct xw_table_info *info = xw_table_of(carried->table);
    int32_t c = (int32_t)column - info->first;
    assert(c >= 0 && c < info->columns && row >= 0 && row < carried->count);
    (void)row;
    return c;
}

const char *xw_carried_text(const struct xw_carried *carried, enum xw_column column, int32_t row)
{
    return carried->text[place_of(carried, column, row)][row];
}

double xw_carried_number(const struct xw_carried *carried, enum xw_column column, int32_t row)
{
    return carried->number[place_of(carried, column, row)][row];
}

int32_t xw_carried_whole(const struct xw_carried *carried, enum xw_column column, int32_t row,
                         int32_t missing)
{
    double value = xw_carried_number(carried, column, row);
    return isnan(value) ? missing : (int32_t)value;
}

enum xw_evidence xw_carried_evidence(const struct xw_carried *carried, int32_t row)
{
    /* source, evidence, method close every table. */
    const char *word = carried->text[xw_table_of(carried->table)->columns - 2][row];
    for (int e = 0; e < XW_EVIDENCE_COUNT; e++)
        if (strcmp(word, xw_evidence_name((enum xw_evidence)e)) == 0) return (enum xw_evidence)e;
    return XW_ASSUMED;
}
