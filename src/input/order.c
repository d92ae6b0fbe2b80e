#include "xuewei/order.h"
#include <stdlib.h>

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
