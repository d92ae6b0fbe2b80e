#include "xuewei/draft.h"
#include "xuewei/order.h"
#include <math.h>

/* assignment.distance names what the tables must then give. */
static void check_given(struct xw_draft *draft)
{
    const struct xw_scenario *s = draft->out;
    bool roads = s->roads.file != NULL;
    bool broken = draft->table[XW_TABLE_ROADS].broken || draft->table[XW_TABLE_ROAD_NODES].broken;
    struct xw_place at = xw_key_place(draft->root, "assignment.distance");
    if (s->assignment.distance == XW_DISTANCE_ROADS && !roads && !broken)
        xw_diag_fault(draft->diag, at,
                      "ways by roads need the tables roads and road_nodes, or roads.osm");
    if (s->assignment.distance == XW_DISTANCE_TRAVEL && draft->table[XW_TABLE_TRAVEL].file == NULL)
        xw_diag_fault(draft->diag, at, "ways by travel need the table travel");
}

/* A table that is read and changes nothing is rarely what was meant. */
static void doubt_unused(struct xw_draft *draft, const char *file, const char *what, bool given,
                         enum xw_distance by)
{
    if (!given || draft->out->assignment.distance == by) return;
    xw_draft_doubt(draft, (struct xw_place){ .file = file }, "ways_not_used",
                   xw_arena_format(draft->work,
                                   "已给 %s，但 assignment.distance 未取它，故未用于路程。", what),
                   xw_arena_format(draft->work,
                                   "%s is given, but assignment.distance takes other ways, so that "
                                   "it changes nothing.",
                                   what));
}

enum xw_status xw_build_travel(struct xw_draft *draft)
{
    struct xw_travel *t = &draft->out->travel;
    const struct xw_rows *rows = xw_draft_rows(draft, XW_TABLE_TRAVEL);
    check_given(draft);
    doubt_unused(draft, draft->out->roads.file, "roads", draft->out->roads.file != NULL,
                 XW_DISTANCE_ROADS);
    if (rows == NULL) return XW_OK;
    doubt_unused(draft, rows->file, "travel", true, XW_DISTANCE_TRAVEL);
    int32_t *row = XW_TAKE(draft->work, rows->count, int32_t);
    int32_t *zone = XW_TAKE(draft->work, rows->count, int32_t);
    int32_t *school = XW_TAKE(draft->work, rows->count, int32_t);
    int32_t *order = XW_TAKE(draft->work, rows->count, int32_t);
    t->zone = XW_TAKE(draft->keep, rows->count, int32_t);
    t->school = XW_TAKE(draft->keep, rows->count, int32_t);
    t->metres = XW_TAKE(draft->keep, rows->count, int32_t);
    if (row == NULL || zone == NULL || school == NULL || order == NULL || t->zone == NULL ||
        t->school == NULL || t->metres == NULL)
        return XW_NO_MEMORY;
    for (int32_t i = 0; i < rows->count; i++) {
        if (rows->bad[i]) continue;
        row[t->count] = i;
        zone[t->count] = xw_draft_zone(draft, XW_COL_TRAVEL_ZONE, i);
        school[t->count] = xw_draft_school(draft, XW_COL_TRAVEL_SCHOOL, i);
        t->count += zone[t->count] != XW_NONE && school[t->count] != XW_NONE;
    }
    xw_order_rows(t->count, 2, (const int32_t *const[]){ zone, school }, order);
    for (int32_t k = 0; k < t->count; k++) {
        t->zone[k] = zone[order[k]];
        t->school[k] = school[order[k]];
        t->metres[k] = (int32_t)round(xw_rows_number(rows, XW_COL_TRAVEL_METRES, row[order[k]]));
    }
    return XW_OK;
}
