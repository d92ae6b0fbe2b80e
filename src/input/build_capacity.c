#include "xuewei/draft.h"
#include "xuewei/order.h"
#include <math.h>
#include <string.h>

static int32_t or_none(int32_t value)
{
    return value == XW_MISSING ? XW_NONE : value;
}

/* The rows whose references hold, as columns to order by; returns their number. */
static int32_t resolve_capacity(struct xw_draft *draft, int32_t *row, int32_t *school,
                                int32_t *stage, int32_t *year)
{
    const struct xw_rows *rows = &draft->table[XW_TABLE_CAPACITY];
    int32_t count = 0;
    for (int32_t i = 0; i < rows->count; i++) {
        if (rows->bad[i]) continue;
        school[count] = xw_draft_school(draft, XW_COL_CAPACITY_SCHOOL, i);
        stage[count] = xw_draft_stage(draft, XW_COL_CAPACITY_STAGE, i);
        year[count] = xw_draft_year(rows, XW_COL_CAPACITY_YEAR, i, INT16_MIN);
        row[count] = i;
        if (school[count] != XW_NONE && stage[count] != XW_NONE) count++;
    }
    return count;
}

static bool same_pool(const char *a, const char *b)
{
    return a != NULL && b != NULL && strcmp(a, b) == 0;
}

/* A pool is shared: another stage of the school names it too. Rooms of a stage of the city are not
 * counted. */
static void check_pool(struct xw_draft *draft, int32_t k, int32_t row)
{
    const struct xw_capacity *c = &draft->out->capacity;
    bool shared = false;
    if (c->pool[k] == NULL) return;
    for (int32_t i = 0; i < c->count; i++)
        shared |= c->school[i] == c->school[k] && c->stage[i] != c->stage[k] &&
                  same_pool(c->pool[i], c->pool[k]);
    if (draft->out->stages.stage[c->stage[k]].city)
        xw_draft_refuse(draft, XW_COL_CAPACITY_POOL, row,
                        "nothing: the rooms of a stage of the city are not counted");
    else if (!shared)
        xw_draft_refuse(draft, XW_COL_CAPACITY_POOL, row,
                        "a name that another stage of the school has too");
}

/* Rooms x factor as whole rooms: each stage's total of the rows of one year is right, the largest
 * remainders are rounded up, equal ones in the order of the rows. */
static enum xw_status adjust_rooms(struct xw_draft *draft, double factor)
{
    struct xw_capacity *c = &draft->out->capacity;
    uint8_t *done = XW_TAKE(draft->work, c->count, uint8_t);
    int32_t *member = XW_TAKE(draft->work, c->count, int32_t);
    if (done == NULL || member == NULL) return XW_NO_MEMORY;
    for (int32_t i = 0; i < c->count; i++) {
        if (done[i]) continue;
        int32_t members = 0;
        double total = 0;
        int64_t whole = 0;
        for (int32_t j = i; j < c->count; j++)
            if (!done[j] && c->stage[j] == c->stage[i] && c->year[j] == c->year[i]) {
                member[members++] = j;
                done[j] = 1;
                total += c->rooms[j] * factor;
                whole += (int64_t)floor(c->rooms[j] * factor);
            }
        int64_t left = llround(total) - whole;
        for (; left > 0; left--) { /* the largest remainder that has not been rounded up */
            int32_t best = XW_NONE;
            double most = -1;
            for (int32_t m = 0; m < members; m++) {
                double value = c->rooms[member[m]] * factor, rest = value - floor(value);
                if (done[member[m]] == 1 && rest > most) {
                    most = rest;
                    best = member[m];
                }
            }
            if (best == XW_NONE) break;
            done[best] = 2;
        }
        for (int32_t m = 0; m < members; m++) {
            int32_t j = member[m];
            c->rooms[j] = (int32_t)floor(c->rooms[j] * factor) + (done[j] == 2);
        }
    }
    return XW_OK;
}

static enum xw_status build_rooms(struct xw_draft *draft)
{
    struct xw_capacity *c = &draft->out->capacity;
    const struct xw_rows *rows = xw_draft_rows(draft, XW_TABLE_CAPACITY);
    double factor = xw_key_number(draft->root, "adjust.capacity", draft->diag);
    if (rows == NULL) return XW_OK;
    int32_t *column[4], *order = XW_TAKE(draft->work, rows->count, int32_t);
    for (int32_t k = 0; k < 4; k++)
        column[k] = XW_TAKE(draft->work, rows->count, int32_t);
    c->school = XW_TAKE(draft->keep, rows->count, int32_t);
    c->stage = XW_TAKE(draft->keep, rows->count, int32_t);
    c->year = XW_TAKE(draft->keep, rows->count, int16_t);
    c->rooms = XW_TAKE(draft->keep, rows->count, int32_t);
    c->intake_plan = XW_TAKE(draft->keep, rows->count, int32_t);
    c->design_seats = XW_TAKE(draft->keep, rows->count, int32_t);
    c->pool = XW_TAKE(draft->keep, rows->count, const char *);
    c->special_rooms = XW_TAKE(draft->keep, rows->count, int32_t);
    c->prefab_rooms = XW_TAKE(draft->keep, rows->count, int32_t);
    c->evidence = XW_TAKE(draft->keep, rows->count, uint8_t);
    c->line = XW_TAKE(draft->keep, rows->count, int32_t);
    if (order == NULL || column[0] == NULL || column[1] == NULL || column[2] == NULL ||
        column[3] == NULL || c->school == NULL || c->stage == NULL || c->year == NULL ||
        c->rooms == NULL || c->intake_plan == NULL || c->design_seats == NULL || c->pool == NULL ||
        c->special_rooms == NULL || c->prefab_rooms == NULL || c->evidence == NULL ||
        c->line == NULL)
        return XW_NO_MEMORY;
    c->count = resolve_capacity(draft, column[0], column[1], column[2], column[3]);
    xw_order_rows(c->count, 3, (const int32_t *const[]){ column[1], column[2], column[3] }, order);
    for (int32_t k = 0; k < c->count; k++) {
        int32_t at = order[k], row = column[0][at];
        c->school[k] = column[1][at];
        c->stage[k] = column[2][at];
        c->year[k] = (int16_t)column[3][at];
        c->rooms[k] = xw_rows_whole(rows, XW_COL_CAPACITY_ROOMS, row);
        c->intake_plan[k] = or_none(xw_rows_whole(rows, XW_COL_CAPACITY_INTAKE_PLAN, row));
        c->design_seats[k] = or_none(xw_rows_whole(rows, XW_COL_CAPACITY_DESIGN_SEATS, row));
        c->special_rooms[k] = or_none(xw_rows_whole(rows, XW_COL_CAPACITY_SPECIAL_ROOMS, row));
        c->prefab_rooms[k] = or_none(xw_rows_whole(rows, XW_COL_CAPACITY_PREFAB_ROOMS, row));
        c->pool[k] = xw_rows_text(rows, XW_COL_CAPACITY_POOL, row);
        c->evidence[k] = rows->evidence[row];
        c->line[k] = rows->line[row];
    }
    for (int32_t k = 0; k < c->count; k++)
        check_pool(draft, k, column[0][order[k]]);
    return factor == 1.0 ? XW_OK : adjust_rooms(draft, factor);
}

static int32_t resolve_rolls(struct xw_draft *draft, int32_t *row, int32_t *school, int32_t *year,
                             int32_t *grade)
{
    const struct xw_rows *rows = &draft->table[XW_TABLE_ROLLS];
    int32_t count = 0;
    for (int32_t i = 0; i < rows->count; i++) {
        if (rows->bad[i]) continue;
        school[count] = xw_draft_school(draft, XW_COL_ROLLS_SCHOOL, i);
        grade[count] = xw_draft_grade(draft, XW_COL_ROLLS_GRADE, i);
        year[count] = xw_rows_whole(rows, XW_COL_ROLLS_YEAR, i);
        row[count] = i;
        int32_t pupils = xw_rows_whole(rows, XW_COL_ROLLS_PUPILS, i);
        int32_t classes = xw_rows_whole(rows, XW_COL_ROLLS_CLASSES, i);
        if (pupils > 0 && classes == 0)
            xw_draft_refuse(draft, XW_COL_ROLLS_CLASSES, i, "at least 1 class for %d pupils",
                            (int)pupils);
        if (school[count] != XW_NONE && grade[count] != XW_NONE) count++;
    }
    return count;
}

static enum xw_status build_rolls(struct xw_draft *draft)
{
    struct xw_rolls *r = &draft->out->rolls;
    const struct xw_rows *rows = xw_draft_rows(draft, XW_TABLE_ROLLS);
    if (rows == NULL) return XW_OK;
    int32_t *column[4], *order = XW_TAKE(draft->work, rows->count, int32_t);
    for (int32_t k = 0; k < 4; k++)
        column[k] = XW_TAKE(draft->work, rows->count, int32_t);
    r->school = XW_TAKE(draft->keep, rows->count, int32_t);
    r->year = XW_TAKE(draft->keep, rows->count, int16_t);
    r->row = XW_TAKE(draft->keep, rows->count, int32_t);
    r->pupils = XW_TAKE(draft->keep, rows->count, int32_t);
    r->classes = XW_TAKE(draft->keep, rows->count, int32_t);
    r->event = XW_TAKE(draft->keep, rows->count, uint8_t);
    r->evidence = XW_TAKE(draft->keep, rows->count, uint8_t);
    r->line = XW_TAKE(draft->keep, rows->count, int32_t);
    if (order == NULL || column[0] == NULL || column[1] == NULL || column[2] == NULL ||
        column[3] == NULL || r->school == NULL || r->year == NULL || r->row == NULL ||
        r->pupils == NULL || r->classes == NULL || r->event == NULL || r->evidence == NULL ||
        r->line == NULL)
        return XW_NO_MEMORY;
    r->count = resolve_rolls(draft, column[0], column[1], column[2], column[3]);
    xw_order_rows(r->count, 3, (const int32_t *const[]){ column[1], column[2], column[3] }, order);
    for (int32_t k = 0; k < r->count; k++) {
        int32_t at = order[k], row = column[0][at];
        r->school[k] = column[1][at];
        r->year[k] = (int16_t)column[2][at];
        r->row[k] = column[3][at];
        r->pupils[k] = xw_rows_whole(rows, XW_COL_ROLLS_PUPILS, row);
        r->classes[k] = or_none(xw_rows_whole(rows, XW_COL_ROLLS_CLASSES, row));
        r->event[k] = xw_rows_whole(rows, XW_COL_ROLLS_EVENT, row) != XW_MISSING;
        r->evidence[k] = rows->evidence[row];
        r->line[k] = rows->line[row];
    }
    return XW_OK;
}

enum xw_status xw_build_capacity(struct xw_draft *draft)
{
    enum xw_status status = build_rooms(draft);
    return status == XW_OK ? build_rolls(draft) : status;
}
