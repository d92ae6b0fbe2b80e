#include "xuewei/recording.h"
#include "tiny.h"

/* scenarios/tiny/README.md: in 2021 forty entrants, thirty second graders who have moved up, six rooms. */
static void record_2021(struct tiny *t, struct xw_recording *record)
{
    tiny_open(t, NULL);
    ck_assert_int_eq(xw_recording_init(record), XW_OK);
    ck_assert_int_eq(xw_state_begin(&t->state, &t->prepared), XW_OK);
    t->state.record = record;
    for (int32_t y = 0; y < 2; y++) {
        ck_assert_int_eq(xw_recording_turn(record, &t->state), XW_OK);
        ck_assert_int_eq(xw_year_step(&t->state, y, NULL, &t->law), XW_OK);
    }
}

static void close_all(struct tiny *t, struct xw_recording *record)
{
    xw_recording_free(record);
    xw_recording_free(record);
    tiny_close(t);
}

START_TEST(entrants_and_those_who_go_on)
{
    struct tiny t;
    struct xw_recording r;
    record_2021(&t, &r);
    static const double entrants[] = { 22, 12, 6 };
    static const int32_t grade_1[] = { 12, 12, 6 };
    ck_assert_int_eq(r.entry[0].basis, XW_ENTRY_RESIDENTS);
    ck_assert_int_eq(r.entry[1].basis, XW_ENTRY_LEAVERS);
    for (int32_t z = 0; z < 3; z++) {
        ck_assert_double_eq_tol(r.entry[0].residents[z], entrants[z], 1e-9);
        ck_assert_int_eq(r.entry[1].leavers[z], grade_1[z]);
        ck_assert_double_eq(r.entry[1].ratio[z], 1.0);
        ck_assert_int_eq(r.grade[1].seated[z], grade_1[z]);
        ck_assert_int_eq(r.grade[1].waited[z], 0);
        ck_assert_double_eq_tol(r.grade[1].change[z], 1.0, 1e-9);
        ck_assert_int_eq(r.grade[1].advanced[z], grade_1[z]);
    }
    ck_assert_ptr_null(r.grade[0].seated);
    close_all(&t, &r);
}
END_TEST

START_TEST(rooms_and_classes)
{
    struct tiny t;
    struct xw_recording r;
    record_2021(&t, &r);
    ck_assert_int_eq(r.grade[1].had[0], 30);
    ck_assert_int_eq(r.grade[1].stayed[0], 30);
    ck_assert_int_eq(r.grade[1].fitted[0], 30);
    ck_assert_int_eq(r.grade[1].classes[0], 3);
    ck_assert_int_eq(r.rooms[0].sharing, 1);
    ck_assert_int_eq(r.rooms[0].rooms, 6);
    ck_assert_int_eq(r.rooms[0].used, 3);
    ck_assert_int_eq(r.rooms[0].opened, 3);
    close_all(&t, &r);
}
END_TEST

/* Forty in layers of 30, 6 and 9: four of them above the stretch, so that a norm place would save the
 * price of an overrun. */
START_TEST(a_solved_round_with_its_prices)
{
    struct tiny t;
    struct xw_recording r;
    record_2021(&t, &r);
    const struct xw_recorded_flow *flow = &r.flow[0];
    ck_assert_int_ge(r.flows, 1);
    ck_assert_int_eq(flow->stage, 0);
    ck_assert_int_eq(flow->members, 3);
    ck_assert_int_eq(flow->places[0][XW_LAYER_NORM], 30);
    ck_assert_int_eq(flow->places[0][XW_LAYER_STRETCH], 6);
    ck_assert_int_eq(flow->load[0], 40);
    ck_assert_int_eq(flow->price[0], t.scenario.assignment.overrun_m);
    int32_t placed = 0;
    for (int32_t i = 0; i < flow->ways.count; i++)
        placed += flow->placed[i];
    ck_assert_int_eq(placed, 40);
    close_all(&t, &r);
}
END_TEST

/* A history is the same with and without a recording, and a turn forgets the year before. */
START_TEST(nothing_changes_by_it)
{
    struct tiny t, plain;
    struct xw_recording r;
    record_2021(&t, &r);
    tiny_open(&plain, NULL);
    ck_assert_int_eq(xw_history_through(&plain.state, &plain.prepared, 1, NULL, NULL, &plain.law),
                     XW_OK);
    for (int32_t row = 0; row < 3; row++) {
        ck_assert_int_eq(t.state.seated[row].count, plain.state.seated[row].count);
        for (int32_t i = 0; i < plain.state.seated[row].count; i++)
            ck_assert_int_eq(t.state.seated[row].pupils[i], plain.state.seated[row].pupils[i]);
    }
    ck_assert_int_eq(xw_recording_turn(&r, &t.state), XW_OK);
    ck_assert_int_eq(r.flows, 0);
    ck_assert_ptr_null(r.entry[0].residents);
    tiny_close(&plain);
    close_all(&t, &r);
}
END_TEST

static TCase *answers(void)
{
    TCase *tcase = tcase_create("known answers");
    tcase_add_test(tcase, entrants_and_those_who_go_on);
    tcase_add_test(tcase, rooms_and_classes);
    tcase_add_test(tcase, a_solved_round_with_its_prices);
    return tcase;
}

static TCase *laws(void)
{
    TCase *tcase = tcase_create("laws");
    tcase_add_test(tcase, nothing_changes_by_it);
    return tcase;
}

UNIT_MAIN("recording", answers(), laws())
