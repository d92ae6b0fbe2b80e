#include "xuewei/sort.h"
#include <string.h>

/* Runs of this length are put in order by insertion. */
enum { RUN = 8 };

/* items[0 .. count) by insertion; hole keeps the item that moves. */
static void insert(char *items, int32_t count, size_t size, xw_sort_order *order,
                   const void *context, char *hole)
{
    for (int32_t i = 1; i < count; i++) {
        char *at = items + (size_t)i * size, *to = at;
        while (to > items && order(to - size, at, context) > 0)
            to -= size;
        if (to == at) continue;
        memcpy(hole, at, size);
        memmove(to + size, to, (size_t)(at - to));
        memcpy(to, hole, size);
    }
}

/* Two ordered neighbours, from .. middle and middle .. end, into out. */
static void merge(const char *from, const char *middle, const char *end, size_t size,
                  xw_sort_order *order, const void *context, char *out)
{
    const char *a = from, *b = middle;
    while (a < middle && b < end) {
        const char **least = order(a, b, context) <= 0 ? &a : &b;
        memcpy(out, *least, size);
        *least += size;
        out += size;
    }
    memcpy(out, a, (size_t)(middle - a));
    memcpy(out + (middle - a), b, (size_t)(end - b));
}

enum xw_status xw_sort(struct xw_arena scratch, void *items, int32_t count, size_t size,
                       xw_sort_order *order, const void *context)
{
    if (count < 2 || size == 0) return XW_OK;
    char *from = items, *to = xw_arena_take_raw(&scratch, count, size, _Alignof(max_align_t));
    if (to == NULL) return XW_NO_MEMORY;
    for (int32_t i = 0; i < count; i += RUN)
        insert(from + (size_t)i * size, count - i < RUN ? count - i : RUN, size, order, context,
               to);
    for (int64_t width = RUN; width < count; width *= 2) {
        for (int64_t i = 0; i < count; i += 2 * width) {
            int64_t middle = i + width < count ? i + width : count;
            int64_t end = middle + width < count ? middle + width : count;
            merge(from + (size_t)i * size, from + (size_t)middle * size, from + (size_t)end * size,
                  size, order, context, to + (size_t)i * size);
        }
        char *spare = from;
        from = to;
        to = spare;
    }
    if (from != items) memcpy(items, from, (size_t)count * size);
    return XW_OK;
}
