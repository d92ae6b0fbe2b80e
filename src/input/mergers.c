#include "xuewei/mergers.h"
#include "xuewei/order.h"
#include <string.h>

/* The columns of a table whose rows may be copied: whole numbers, years and shares. */
struct columns {
    int32_t wholes, years, numbers;
    int32_t **whole[6];
    int16_t **year[2];
    double **number[1];
};

static enum xw_status copy_columns(const struct columns *c, struct xw_arena *keep, int32_t count,
                                   const int32_t *source)
{
    for (int32_t k = 0; k < c->wholes; k++) {
        int32_t *column = XW_TAKE(keep, count, int32_t);
        if (column == NULL) return XW_NO_MEMORY;
        for (int32_t i = 0; i < count; i++)
            column[i] = (*c->whole[k])[source[i]];
        *c->whole[k] = column;
    }
    for (int32_t k = 0; k < c->years; k++) {
        int16_t *column = XW_TAKE(keep, count, int16_t);
        if (column == NULL) return XW_NO_MEMORY;
        for (int32_t i = 0; i < count; i++)
            column[i] = (*c->year[k])[source[i]];
        *c->year[k] = column;
    }
    for (int32_t k = 0; k < c->numbers; k++) {
        double *column = XW_TAKE(keep, count, double);
        if (column == NULL) return XW_NO_MEMORY;
        for (int32_t i = 0; i < count; i++)
            column[i] = (*c->number[k])[source[i]];
        *c->number[k] = column;
    }
    return XW_OK;
}

/* A row of a school that is merged holds until the year before; from then on its copy holds, of the school
 * that the pupils join. `source` is the row of the table, `school` and the years those of the list. */
struct list {
    int32_t count;
    int32_t *source, *school;
    int16_t *from, *to;
};

static enum xw_status begin_list(struct xw_arena *work, struct list *list, int32_t rows,
                                 int32_t mergers, const int32_t *school, const int16_t *from,
                                 const int16_t *to)
{
    int32_t most = rows * (mergers + 1);
    *list = (struct list){ .count = rows,
                           .source = XW_TAKE(work, most, int32_t),
                           .school = XW_TAKE(work, most, int32_t),
                           .from = XW_TAKE(work, most, int16_t),
                           .to = XW_TAKE(work, most, int16_t) };
    if (list->source == NULL || list->school == NULL || list->from == NULL || list->to == NULL)
        return XW_NO_MEMORY;
    for (int32_t i = 0; i < rows; i++) {
        list->source[i] = i;
        list->school[i] = school[i];
        list->from[i] = from[i];
        list->to[i] = to[i];
    }
    return XW_OK;
}

static void follow(struct list *list, int32_t row, int32_t school, int16_t opens)
{
    int32_t k = list->count;
    if (list->to[row] < opens) return;
    list->count++;
    list->source[k] = list->source[row];
    list->school[k] = school;
    list->from[k] = list->from[row] > opens ? list->from[row] : opens;
    list->to[k] = list->to[row];
    list->to[row] = (int16_t)(opens - 1);
}

/* Mergers that take part, in the order in which they happen; returns their number. */
static int32_t list_mergers(const struct xw_projects *p, int32_t *merger)
{
    int32_t n = 0;
    for (int32_t i = 0; i < p->count; i++) {
        if (p->kind[i] != XW_PROJECT_MERGER || !p->counted[i] || p->school[i] == XW_NONE ||
            p->stage[i] == XW_NONE || p->to_school[i] == XW_NONE)
            continue;
        int32_t k = n++;
        for (; k > 0 && p->opens_in[merger[k - 1]] > p->opens_in[i]; k--)
            merger[k] = merger[k - 1];
        merger[k] = i;
    }
    return n;
}

static enum xw_status catchments_follow(struct xw_arena *keep, struct xw_arena *work,
                                        struct xw_scenario *s, int32_t mergers,
                                        const int32_t *merger)
{
    struct xw_catchments *c = &s->catchments;
    const struct xw_projects *p = &s->projects;
    struct list list;
    enum xw_status status =
        begin_list(work, &list, c->count, mergers, c->school, c->from_year, c->to_year);
    for (int32_t m = 0; status == XW_OK && m < mergers; m++) {
        int32_t i = merger[m], rows = list.count;
        for (int32_t k = 0; k < rows; k++)
            if (list.school[k] == p->school[i] && c->stage[list.source[k]] == p->stage[i])
                follow(&list, k, p->to_school[i], p->opens_in[i]);
    }
    if (status != XW_OK || list.count == c->count) return status;

    int32_t n = list.count, *order = XW_TAKE(work, n, int32_t);
    const struct columns columns = { 5,
                                     2,
                                     0,
                                     { &c->stage, &c->zone, &c->school, &c->line, &c->tier },
                                     { &c->from_year, &c->to_year },
                                     { NULL } };
    if (order == NULL) return XW_NO_MEMORY;
    status = copy_columns(&columns, work, n, list.source);
    if (status != XW_OK) return status;
    memcpy(c->school, list.school, (size_t)n * sizeof *c->school);
    memcpy(c->from_year, list.from, (size_t)n * sizeof *c->from_year);
    memcpy(c->to_year, list.to, (size_t)n * sizeof *c->to_year);
    xw_order_rows(n, 4, (const int32_t *const[]){ c->stage, c->zone, c->school, c->tier }, order);
    c->count = n;
    return copy_columns(&columns, keep, n, order);
}

static bool has_rooms(const struct xw_scenario *s, int32_t school, int32_t stage)
{
    for (int32_t k = 0; k < s->capacity.count; k++)
        if (s->capacity.school[k] == school && s->capacity.stage[k] == stage) return true;
    for (int32_t i = 0; i < s->projects.count; i++)
        if (s->projects.school[i] == school && s->projects.stage[i] == stage) return true;
    return false;
}

/* Leavers who were directed to the merged school: those of schools of the stage below its own. The
 * leavers of the merged school itself follow the rows of the one they have joined. */
static enum xw_status feeders_follow(struct xw_arena *keep, struct xw_arena *work,
                                     struct xw_scenario *s, int32_t mergers, const int32_t *merger)
{
    struct xw_feeders *f = &s->feeders;
    const struct xw_projects *p = &s->projects;
    struct list list;
    enum xw_status status =
        begin_list(work, &list, f->count, mergers, f->to_school, f->from_year, f->to_year);
    for (int32_t m = 0; status == XW_OK && m < mergers; m++) {
        int32_t i = merger[m], rows = list.count;
        for (int32_t k = 0; k < rows; k++)
            if (list.school[k] == p->school[i] &&
                has_rooms(s, f->from_school[list.source[k]], p->stage[i] - 1))
                follow(&list, k, p->to_school[i], p->opens_in[i]);
    }
    if (status != XW_OK || list.count == f->count) return status;

    int32_t n = list.count, *order = XW_TAKE(work, n, int32_t);
    const struct columns columns = { 3,
                                     2,
                                     1,
                                     { &f->from_school, &f->to_school, &f->line },
                                     { &f->from_year, &f->to_year },
                                     { &f->share } };
    if (order == NULL) return XW_NO_MEMORY;
    status = copy_columns(&columns, work, n, list.source);
    if (status != XW_OK) return status;
    memcpy(f->to_school, list.school, (size_t)n * sizeof *f->to_school);
    memcpy(f->from_year, list.from, (size_t)n * sizeof *f->from_year);
    memcpy(f->to_year, list.to, (size_t)n * sizeof *f->to_year);
    xw_order_rows(n, 2, (const int32_t *const[]){ f->from_school, f->to_school }, order);
    f->count = n;
    return copy_columns(&columns, keep, n, order);
}

enum xw_status xw_mergers_follow(struct xw_arena *keep, struct xw_arena *work,
                                 struct xw_scenario *s)
{
    int32_t *merger = XW_TAKE(work, s->projects.count, int32_t);
    if (merger == NULL) return XW_NO_MEMORY;
    s->catchments = s->listed_catchments;
    s->feeders = s->listed_feeders;
    int32_t mergers = list_mergers(&s->projects, merger);
    if (mergers == 0) return XW_OK;
    enum xw_status status = catchments_follow(keep, work, s, mergers, merger);
    return status == XW_OK ? feeders_follow(keep, work, s, mergers, merger) : status;
}
