#include "xuewei/draft.h"
#include <stdlib.h>
#include <string.h>

static int by_area(const void *a, const void *b, void *draft)
{
    const struct xw_rows *rows = &((const struct xw_draft *)draft)->table[XW_TABLE_AREAS];
    int32_t i = *(const int32_t *)a, j = *(const int32_t *)b;
    const char *first = xw_rows_text(rows, XW_COL_AREAS_AREA, i);
    const char *second = xw_rows_text(rows, XW_COL_AREAS_AREA, j);
    int order = strcmp(first, second);
    return order != 0 ? order : (i > j) - (i < j);
}

static const char *basis_word(int32_t basis)
{
    static const char *const word[] = { "floor_area", "dwellings", "persons", "area" };
    return word[basis];
}

/* The parts of one area, rows order[from] .. order[to - 1]: one basis, some weight. */
static void check_area(struct xw_draft *draft, const int32_t *order, int32_t from, int32_t to)
{
    const struct xw_rows *rows = &draft->table[XW_TABLE_AREAS];
    int32_t basis = xw_rows_whole(rows, XW_COL_AREAS_BASIS, order[from]);
    double sum = 0.0;
    for (int32_t i = from; i < to; i++) {
        sum += xw_rows_number(rows, XW_COL_AREAS_WEIGHT, order[i]);
        if (xw_rows_whole(rows, XW_COL_AREAS_BASIS, order[i]) != basis)
            xw_draft_refuse(draft, XW_COL_AREAS_BASIS, order[i],
                            "%s as in line %d: the weights of an area have one basis",
                            basis_word(basis), (int)rows->line[order[from]]);
    }
    if (!(sum > 0.0))
        xw_draft_refuse(draft, XW_COL_AREAS_WEIGHT, order[from],
                        "a weight above 0 in one of the zones of area %s",
                        xw_rows_text(rows, XW_COL_AREAS_AREA, order[from]));
}

enum xw_status xw_build_areas(struct xw_draft *draft)
{
    enum { PLAIN_AREA = 3 };
    const struct xw_rows *rows = xw_draft_rows(draft, XW_TABLE_AREAS);
    struct xw_areas *areas = &draft->out->areas;
    if (rows == NULL) return XW_OK;
    int32_t *order = XW_TAKE(draft->work, rows->count, int32_t), good = 0, plain = 0;
    areas->code = XW_TAKE(draft->keep, rows->count, const char *);
    areas->area = XW_TAKE(draft->keep, rows->count, int32_t);
    areas->zone = XW_TAKE(draft->keep, rows->count, int32_t);
    areas->weight = XW_TAKE(draft->keep, rows->count, double);
    if (order == NULL || areas->code == NULL || areas->area == NULL || areas->zone == NULL ||
        areas->weight == NULL)
        return XW_NO_MEMORY;
    for (int32_t i = 0; i < rows->count; i++)
        if (!rows->bad[i]) order[good++] = i;
    qsort_r(order, (size_t)good, sizeof *order, by_area, draft);
    for (int32_t i = 0, to; i < good; i = to) {
        const char *code = xw_rows_text(rows, XW_COL_AREAS_AREA, order[i]);
        for (to = i + 1; to < good; to++)
            if (strcmp(xw_rows_text(rows, XW_COL_AREAS_AREA, order[to]), code) != 0) break;
        check_area(draft, order, i, to);
        plain += xw_rows_whole(rows, XW_COL_AREAS_BASIS, order[i]) == PLAIN_AREA;
        for (int32_t k = i; k < to; k++) {
            int32_t zone = xw_draft_zone(draft, XW_COL_AREAS_ZONE, order[k]);
            if (zone == XW_NONE) continue;
            areas->area[areas->parts] = areas->count;
            areas->zone[areas->parts] = zone;
            areas->weight[areas->parts++] = xw_rows_number(rows, XW_COL_AREAS_WEIGHT, order[k]);
        }
        areas->code[areas->count++] = code;
    }
    if (plain > 0)
        xw_draft_doubt(draft, (struct xw_place){ .file = rows->file }, "areas_by_plain_area",
                       xw_arena_format(draft->work,
                                       "%d 个区域的人口按土地面积分到小区，是最差的权重。",
                                       (int)plain),
                       xw_arena_format(draft->work,
                                       "%d of the areas are shared over their zones by plain area, "
                                       "the weakest of weights.",
                                       (int)plain));
    return XW_OK;
}
