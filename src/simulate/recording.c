#include "xuewei/recording.h"
#include "xuewei/state.h"
#include <string.h>

_Static_assert(XW_RECORD_STAGES == XW_MAX_STAGES && XW_RECORD_GRADES == XW_MAX_GRADES,
               "a recording has room for every stage and grade");

enum xw_status xw_recording_init(struct xw_recording *record)
{
    *record = (struct xw_recording){ 0 };
    return xw_arena_init(&record->keep, XW_ARENA_USUAL);
}

void xw_recording_free(struct xw_recording *record)
{
    xw_arena_free(&record->keep);
    *record = (struct xw_recording){ 0 };
}

enum xw_status xw_recording_turn(struct xw_recording *record, const struct xw_state *state)
{
    xw_arena_reset(&record->keep);
    *record = (struct xw_recording){ .keep = record->keep };
    record->rooms =
        XW_TAKE(&record->keep, state->prepared->timeline.divisions, struct xw_recorded_rooms);
    return record->rooms == NULL ? XW_NO_MEMORY : XW_OK;
}

/* A column as it stands now; NULL stays NULL, memory used up is said in *lacks. */
static void *copy_of(struct xw_arena *keep, const void *column, ptrdiff_t count, size_t size,
                     bool *lacks)
{
    if (column == NULL) return NULL;
    void *copy = xw_arena_take_raw(keep, count, size, _Alignof(max_align_t));
    if (copy == NULL)
        *lacks = true;
    else if (count > 0)
        memcpy(copy, column, (size_t)count * size);
    return copy;
}

#define COPY(record, column, count, lacks)                                                         \
    copy_of(&(record)->keep, column, count, sizeof *(column), lacks)

enum xw_status xw_recording_entry(struct xw_recording *record, int32_t stage, int32_t zones,
                                  const struct xw_recorded_entry *entry)
{
    bool lacks = false;
    struct xw_recorded_entry *own = &record->entry[stage];
    *own = *entry;
    own->residents = COPY(record, entry->residents, zones, &lacks);
    own->leavers = COPY(record, entry->leavers, zones, &lacks);
    own->ratio = COPY(record, entry->ratio, zones, &lacks);
    own->change = COPY(record, entry->change, zones, &lacks);
    own->others = COPY(record, entry->others, zones, &lacks);
    own->inflow = COPY(record, entry->inflow, zones, &lacks);
    return lacks ? XW_NO_MEMORY : XW_OK;
}

enum xw_status xw_recording_grade(struct xw_recording *record, const struct xw_state *state,
                                  int32_t row, const struct xw_seated *was, const int32_t *waited,
                                  const double *change, double ratio, double weight,
                                  const struct xw_seated *now, const int32_t *seekers)
{
    const struct xw_prepared *p = state->prepared;
    int32_t stage = xw_stages_of_row(&p->scenario->stages, row), zones = p->zones;
    int32_t divisions = xw_prepared_divisions(p, stage);
    bool lacks = false;
    int32_t *seated = XW_TAKE(&record->keep, zones, int32_t);
    int32_t *advanced = XW_TAKE(&record->keep, zones, int32_t);
    int32_t *had = XW_TAKE(&record->keep, divisions, int32_t);
    int32_t *stayed = XW_TAKE(&record->keep, divisions, int32_t);
    struct xw_recorded_grade grade = { .seated = seated,
                                       .waited = COPY(record, waited, zones, &lacks),
                                       .change = COPY(record, change, zones, &lacks),
                                       .ratio = ratio,
                                       .weight = weight,
                                       .advanced = advanced,
                                       .had = had,
                                       .stayed = stayed };
    if (lacks || seated == NULL || advanced == NULL || had == NULL || stayed == NULL)
        return XW_NO_MEMORY;
    xw_state_by_zone(was, zones, seated);
    xw_state_by_zone(now, zones, advanced);
    for (int32_t z = 0; z < zones; z++)
        advanced[z] += seekers[z];
    xw_state_by_division(was, divisions, had);
    xw_state_by_division(now, divisions, stayed);
    record->grade[row] = grade;
    return XW_OK;
}

void xw_recording_rooms(struct xw_recording *record, const struct xw_state *state, int32_t stage,
                        int32_t division, struct xw_recorded_rooms rooms)
{
    record->rooms[state->prepared->timeline.stage_start[stage] + division] = rooms;
}

enum xw_status xw_recording_fitted(struct xw_recording *record, const struct xw_state *state)
{
    const struct xw_prepared *p = state->prepared;
    for (int32_t g = 0; g < p->stages; g++) {
        const struct xw_stage *of = &p->scenario->stages.stage[g];
        int32_t divisions = xw_prepared_divisions(p, g);
        for (int32_t row = of->first_row + 1; row < of->first_row + of->grades && !of->city;
             row++) {
            bool lacks = false;
            int32_t *fitted = XW_TAKE(&record->keep, divisions, int32_t);
            record->grade[row].classes = COPY(record, state->classes[row], divisions, &lacks);
            if (lacks || fitted == NULL) return XW_NO_MEMORY;
            xw_state_by_division(&state->seated[row], divisions, fitted);
            record->grade[row].fitted = fitted;
        }
    }
    return XW_OK;
}

/* Room for one more row of `size` bytes, doubled when it is full. */
static void *grown(struct xw_arena *keep, void *rows, int32_t count, int32_t *room, size_t size)
{
    if (count < *room) return rows;
    int32_t more = *room == 0 ? 16 : 2 * *room;
    void *larger = xw_arena_take(keep, more, size, _Alignof(max_align_t));
    if (larger == NULL) return NULL;
    if (count > 0) memcpy(larger, rows, (size_t)count * size);
    *room = more;
    return larger;
}

enum xw_status xw_recording_flow(struct xw_recording *record, const struct xw_recorded_flow *flow)
{
    bool lacks = false;
    struct xw_recorded_flow *rows =
        grown(&record->keep, record->flow, record->flows, &record->flow_room, sizeof *rows);
    if (rows == NULL) return XW_NO_MEMORY;
    record->flow = rows;
    struct xw_recorded_flow own = *flow;
    own.zone = COPY(record, flow->zone, flow->members, &lacks);
    own.tier = COPY(record, flow->tier, flow->members, &lacks);
    own.pupils = COPY(record, flow->pupils, flow->members, &lacks);
    own.places = COPY(record, flow->places, flow->divisions, &lacks);
    own.ways.zone = COPY(record, flow->ways.zone, flow->ways.count, &lacks);
    own.ways.division = COPY(record, flow->ways.division, flow->ways.count, &lacks);
    own.ways.cost_m = COPY(record, flow->ways.cost_m, flow->ways.count, &lacks);
    own.ways.reason = COPY(record, flow->ways.reason, flow->ways.count, &lacks);
    own.placed = COPY(record, flow->placed, flow->ways.count, &lacks);
    own.load = COPY(record, flow->load, flow->divisions, &lacks);
    own.price = COPY(record, flow->price, flow->divisions, &lacks);
    if (lacks) return XW_NO_MEMORY;
    record->flow[record->flows++] = own;
    return XW_OK;
}

enum xw_status xw_recording_lottery(struct xw_recording *record,
                                    const struct xw_recorded_lottery *lottery)
{
    bool lacks = false;
    struct xw_recorded_lottery *rows = grown(&record->keep, record->lottery, record->lotteries,
                                             &record->lottery_room, sizeof *rows);
    if (rows == NULL) return XW_NO_MEMORY;
    record->lottery = rows;
    struct xw_recorded_lottery own = *lottery;
    own.applicants = COPY(record, lottery->applicants, lottery->cells, &lacks);
    own.admitted = COPY(record, lottery->admitted, lottery->cells, &lacks);
    if (lacks) return XW_NO_MEMORY;
    record->lottery[record->lotteries++] = own;
    return XW_OK;
}
