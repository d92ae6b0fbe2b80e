#include "xuewei/order.h"
#include <stdlib.h>
#include <string.h>

struct by {
    int32_t columns;
    const int32_t *const *column;
};

static int compare(const void *a, const void *b, void *data)
{
    const struct by *by = data;
    int32_t i = *(const int32_t *)a, j = *(const int32_t *)b;
    for (int32_t c = 0; c < by->columns; c++) {
        int32_t left = by->column[c][i], right = by->column[c][j];
        if (left != right) return left < right ? -1 : 1;
    }
    return (i > j) - (i < j);
}

void xw_order_rows(int32_t count, int32_t columns, const int32_t *const *column, int32_t *order)
{
    struct by by = { columns, column };
    for (int32_t i = 0; i < count; i++)
        order[i] = i;
    qsort_r(order, (size_t)count, sizeof *order, compare, &by);
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* The end of the digits at text, leading zeros skipped: *first is where the number begins. */
static const char *number_at(const char *text, const char **first)
{
    while (*text == '0' && is_digit(text[1]))
        text++;
    *first = text;
    while (is_digit(*text))
        text++;
    return text;
}

int xw_order_codes(const char *a, const char *b)
{
    const char *left = a, *right = b;
    while (*left != '\0' && *right != '\0') {
        if (is_digit(*left) && is_digit(*right)) {
            const char *from, *other;
            left = number_at(left, &from);
            right = number_at(right, &other);
            ptrdiff_t digits = left - from, others = right - other;
            if (digits != others) return digits < others ? -1 : 1;
            int order = memcmp(from, other, (size_t)digits);
            if (order != 0) return order;
        } else if (*left != *right) {
            break;
        } else {
            left++;
            right++;
        }
    }
    int order = strcmp(left, right);
    return order != 0 ? order : strcmp(a, b);
}

static int compare_cells(const struct xw_rows *rows, enum xw_column column, int32_t i, int32_t j)
{
    enum xw_value_kind kind = xw_column_of(column)->kind;
    if (kind == XW_VALUE_TEXT || kind == XW_VALUE_CODE || kind == XW_VALUE_DATE) {
        const char *a = xw_rows_text(rows, column, i), *b = xw_rows_text(rows, column, j);
        if (a == NULL || b == NULL) return (a != NULL) - (b != NULL);
        return xw_order_codes(a, b);
    }
    int32_t a = xw_rows_whole(rows, column, i), b = xw_rows_whole(rows, column, j);
    return (a > b) - (a < b);
}

static int compare_keys(const void *a, const void *b, void *data)
{
    const struct xw_rows *rows = data;
    const struct xw_table_info *table = xw_table_of(rows->table);
    int32_t i = *(const int32_t *)a, j = *(const int32_t *)b;
    for (int32_t c = table->first; c < table->first + table->columns; c++) {
        enum xw_presence presence = xw_column_of((enum xw_column)c)->presence;
        if (presence != XW_KEY && presence != XW_KEY_OPTIONAL) continue;
        int order = compare_cells(rows, (enum xw_column)c, i, j);
        if (order != 0) return order;
    }
    return (i > j) - (i < j);
}

/* A column of values of `size` bytes in the order of the rows; spare has room for it. */
static void put_in_order(int32_t count, const int32_t *order, void *column, size_t size,
                         char *spare)
{
    if (column == NULL || count == 0) return;
    for (int32_t i = 0; i < count; i++)
        memcpy(spare + (size_t)i * size, (char *)column + (size_t)order[i] * size, size);
    memcpy(column, spare, (size_t)count * size);
}

void xw_order_by_key(const struct xw_rows *rows, int32_t *order)
{
    for (int32_t i = 0; i < rows->count; i++)
        order[i] = i;
    qsort_r(order, (size_t)rows->count, sizeof *order, compare_keys, (void *)(uintptr_t)rows);
}

enum xw_status xw_order_table(struct xw_rows *rows, struct xw_arena scratch)
{
    int32_t n = rows->count;
    int32_t *order = XW_TAKE(&scratch, n, int32_t);
    char *spare = xw_arena_take(&scratch, n, sizeof(double), _Alignof(double));
    if (order == NULL || spare == NULL) return XW_NO_MEMORY;
    xw_order_by_key(rows, order);
    put_in_order(n, order, rows->line, sizeof *rows->line, spare);
    put_in_order(n, order, rows->bad, sizeof *rows->bad, spare);
    put_in_order(n, order, rows->evidence, sizeof *rows->evidence, spare);
    for (int32_t c = 0; c < XW_ROW_COLUMNS; c++) {
        put_in_order(n, order, rows->whole[c], sizeof *rows->whole[c], spare);
        put_in_order(n, order, rows->number[c], sizeof *rows->number[c], spare);
        put_in_order(n, order, rows->text[c], sizeof *rows->text[c], spare);
        put_in_order(n, order, rows->cell_line[c], sizeof *rows->cell_line[c], spare);
        put_in_order(n, order, rows->cell_column[c], sizeof *rows->cell_column[c], spare);
    }
    return XW_OK;
}
