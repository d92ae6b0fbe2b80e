/* tiny_admission.h: the tiny scenario stopped inside a year, for the tests of admission. */
#ifndef XW_TINY_ADMISSION_H
#define XW_TINY_ADMISSION_H
#include "xuewei/admission.h"
#include "xuewei/entry_demand.h"
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

#endif
