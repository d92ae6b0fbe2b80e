/* tiny_admission.h: the tiny scenario stopped inside a year, for the tests of admission. */
#ifndef XW_TINY_ADMISSION_H
#define XW_TINY_ADMISSION_H
#include "xuewei/admission.h"
#include "xuewei/entry_demand.h"
#include "xuewei/entry_ways.h"
#include "xuewei/residents.h"
#include "xuewei/rollup.h"
#include "xuewei/room_budget.h"
#include "tiny.h"

/* Stop before the assignment of a year. */
static __attribute__((unused)) void to_rooms(struct tiny *t, int32_t year)
{
    tiny_step_to(t, year - 1);
    xw_state_turn_to(&t->state, year);
    ck_assert_int_eq(xw_residents_to_september(&t->state), XW_OK);
    ck_assert_int_eq(xw_rollup(&t->state), XW_OK);
    ck_assert_int_eq(xw_entry_demand(&t->state), XW_OK);
    ck_assert_int_eq(xw_room_budget(&t->state), XW_OK);
    ck_assert_int_eq(xw_admission_private(&t->state), XW_OK);
}

/* Pupils of a stage's entry grade placed for a reason, in all zones (zone XW_NONE) or one, anywhere or
 * in one division. */
static __attribute__((unused)) int32_t placed_for(const struct tiny *t, int32_t stage,
                                                  enum xw_reason reason, int32_t zone,
                                                  int32_t division)
{
    const struct xw_placements *p = &t->state.admission[stage].placed;
    int32_t sum = 0;
    for (int32_t i = 0; i < p->count; i++)
        if (p->reason[i] == reason && (zone == XW_NONE || p->zone[i] == zone) &&
            (division == XW_NONE || p->division[i] == division))
            sum += p->pupils[i];
    return sum;
}

/* The ways of a stage's entrants this year. */
static __attribute__((unused)) struct xw_entry_ways ways_of(struct tiny *t, int32_t stage)
{
    struct xw_entry_ways ways;
    ck_assert_int_eq(xw_entry_ways_list(&t->state, t->state.scratch, stage, &ways), XW_OK);
    return ways;
}

#endif
