#include "xuewei/late_projects.h"
#include "draw_of_ones.h"
#include "history_text.h"
#include "tiny.h"

/* The tiny scenario's project as it is (S2, new in 2022), or a rebuild or an expansion of S1 in its place. */
static void change_project(struct xw_scenario *s, enum xw_project_kind kind)
{
    if (kind == XW_PROJECT_NEW) return;
    s->projects.kind[0] = (uint8_t)kind;
    s->projects.school[0] = 0;
    s->projects.classes[0] = kind == XW_PROJECT_REBUILD ? 8 : 2;
    s->projects.rooms_lost[0] = kind == XW_PROJECT_REBUILD ? 2 : XW_NONE;
    s->projects.x_m[0] = s->projects.y_m[0] = kind == XW_PROJECT_REBUILD ? 2500.0 : NAN;
}

static const struct {
    enum xw_project_kind kind;
    int32_t by;
} late[] = {
    { XW_PROJECT_NEW, 1 },     { XW_PROJECT_NEW, 2 },     { XW_PROJECT_NEW, 5 },
    { XW_PROJECT_REBUILD, 1 }, { XW_PROJECT_REBUILD, 2 }, { XW_PROJECT_EXPANSION, 1 },
};

/* A late project is the same project in a plan that has the later years: seats, warnings, money and all. */
START_TEST(a_late_project_is_one_of_later_years)
{
    struct tiny t, later;
    tiny_read(&t, NULL);
    change_project(&t.scenario, late[_i].kind);
    tiny_prepare(&t);
    struct xw_draw draw = draw_of_ones(&t.keep, &t.scenario);
    draw.delay[0] = late[_i].by;
    draw.start_delay = (int32_t[]){ late[_i].by };
    char *drawn = history_text(&t.state, &t.prepared, &draw);

    tiny_read(&later, NULL);
    change_project(&later.scenario, late[_i].kind);
    later.scenario.projects.opens_in[0] = (int16_t)(2022 + late[_i].by);
    later.scenario.projects.starts_in[0] = (int16_t)(2021 + late[_i].by);
    tiny_prepare(&later);
    char *planned = history_text(&later.state, &later.prepared, NULL);
    ck_assert_str_eq(drawn, planned);

    char *central = history_text(&t.state, &t.prepared, NULL);
    ck_assert_str_ne(drawn, central);
    free(central);
    free(planned);
    free(drawn);
    tiny_close(&later);
    tiny_close(&t);
}
END_TEST

START_TEST(nothing_changes_before_the_works_do)
{
    struct tiny t;
    tiny_open(&t, NULL);
    struct xw_draw draw = draw_of_ones(&t.keep, &t.scenario);
    draw.delay[0] = 1;
    char *drawn = history_text(&t.state, &t.prepared, &draw);
    char *central = history_text(&t.state, &t.prepared, NULL);
    size_t before = history_before(central, 2022);
    ck_assert_uint_eq(history_before(drawn, 2022), before);
    ck_assert_int_eq(memcmp(drawn, central, before), 0);
    char *seats = history_line(drawn, "2022 project 0:");
    ck_assert_int_eq(strncmp(seats, "2022 project 0: 0 ", 18), 0);
    ck_assert_int_eq(seats[strlen(seats) - 1], '0'); /* not open */
    free(seats);
    seats = history_line(drawn, "2023 project 0:");
    ck_assert_int_eq(strncmp(seats, "2023 project 0: 40 ", 19), 0); /* 4 rooms of 10 */
    ck_assert_int_eq(seats[strlen(seats) - 1], '1');
    free(seats);
    free(central);
    free(drawn);
    tiny_close(&t);
}
END_TEST

/* Rooms lost to works that begin in time and end late. */
START_TEST(rooms_are_lost_as_long_as_the_works_last)
{
    struct tiny t;
    tiny_read(&t, NULL);
    change_project(&t.scenario, XW_PROJECT_REBUILD);
    tiny_prepare(&t);
    struct xw_draw draw = draw_of_ones(&t.keep, &t.scenario);
    draw.delay[0] = 1;
    static const int32_t want[2][2][4] = { { { 6, 4, 4, 8 }, { 6, 4, 8, 8 } },
                                           { { 6, 6, 4, 8 }, { 6, 4, 8, 8 } } };
    for (int begins = 0; begins < 2; begins++) {
        draw.start_delay = begins == 0 ? NULL : (int32_t[]){ 1 };
        ck_assert_int_eq(xw_state_begin_drawn(&t.state, &t.prepared, &draw), XW_OK);
        for (int y = 0; y < 4; y++) {
            ck_assert_int_eq(t.state.prepared->timeline.rooms[y], want[begins][0][y]);
            ck_assert_int_eq(t.prepared.timeline.rooms[y], want[begins][1][y]);
        }
    }
    tiny_close(&t);
}
END_TEST

START_TEST(a_draw_without_delays_is_the_central_history)
{
    struct tiny t;
    tiny_open(&t, NULL);
    struct xw_draw draw = draw_of_ones(&t.keep, &t.scenario);
    draw.start_delay = (int32_t[]){ 0 };
    char *central = history_text(&t.state, &t.prepared, NULL);
    char *drawn = history_text(&t.state, &t.prepared, &draw);
    ck_assert_str_eq(drawn, central);
    ck_assert_ptr_eq(t.state.prepared, &t.prepared);
    ck_assert_ptr_null(t.state.new_school);
    free(drawn);
    free(central);
    tiny_close(&t);
}
END_TEST

/* Years whose schools the central history has, in that year or an earlier one of the same rows, are not
 * drawn again. C's row directs it to S2 from 2022 on. */
START_TEST(years_are_shared_with_the_central_history)
{
    static const int32_t year_of[2][4] = { { 0, 1, XW_NONE, 3 }, { 0, 1, 1, 2 } };
    for (int without = 0; without < 2; without++) {
        struct tiny t;
        tiny_read(&t, NULL);
        if (without) t.scenario.catchments.count = 0;
        tiny_prepare(&t);
        struct xw_draw draw = draw_of_ones(&t.keep, &t.scenario);
        draw.delay[0] = 1;
        ck_assert_int_eq(xw_state_begin_drawn(&t.state, &t.prepared, &draw), XW_OK);
        ck_assert_ptr_ne(t.state.prepared, &t.prepared);
        for (int32_t y = 0; y < 4; y++) {
            const int32_t *own = xw_prepared_stage(t.state.prepared, y, 0)->arcs.zone;
            int32_t of = year_of[without][y];
            for (int32_t k = 0; k < 4; k++)
                if (of == XW_NONE)
                    ck_assert_ptr_ne(own, xw_prepared_stage(&t.prepared, k, 0)->arcs.zone);
            if (of != XW_NONE)
                ck_assert_ptr_eq(own, xw_prepared_stage(&t.prepared, of, 0)->arcs.zone);
            /* S2 has no lower secondary stage. */
            ck_assert_ptr_eq(xw_prepared_stage(t.state.prepared, y, 1)->arcs.zone,
                             xw_prepared_stage(&t.prepared, y, 1)->arcs.zone);
        }
        /* The next history begins with what is prepared for all. */
        ck_assert_int_eq(xw_state_begin(&t.state, &t.prepared), XW_OK);
        ck_assert_ptr_eq(t.state.prepared, &t.prepared);
        tiny_close(&t);
    }
}
END_TEST

/* S2 may open 2 entry classes. */
static const struct {
    double ramp;
    int32_t delay, classes[2]; /* of 2022 and 2023 */
} ramps[] = {
    { 1.0, 0, { 2, 2 } },  { 0.51, 0, { 2, 2 } }, { 0.5, 0, { 1, 2 } },
    { 0.01, 0, { 1, 2 } }, { 0.5, 1, { 0, 1 } },
};

START_TEST(a_new_school_begins_with_a_part_of_its_classes)
{
    struct tiny t;
    tiny_open(&t, NULL);
    struct xw_draw draw = draw_of_ones(&t.keep, &t.scenario);
    draw.ramp[0] = ramps[_i].ramp;
    draw.delay[0] = ramps[_i].delay;
    ck_assert_int_eq(xw_state_begin_drawn(&t.state, &t.prepared, &draw), XW_OK);
    for (int k = 0; k < 2; k++) {
        tiny_step_to(&t, 2 + k);
        ck_assert_int_eq(t.state.may_open[0][1], ramps[_i].classes[k]);
        ck_assert_int_eq(t.state.may_open[0][0], 3); /* S1 */
    }
    tiny_close(&t);
}
END_TEST

START_TEST(an_older_school_that_grows_opens_all_of_them)
{
    struct tiny t;
    tiny_read(&t, NULL);
    change_project(&t.scenario, XW_PROJECT_EXPANSION);
    tiny_prepare(&t);
    struct xw_draw draw = draw_of_ones(&t.keep, &t.scenario);
    draw.ramp[0] = 0.5;
    ck_assert_int_eq(xw_state_begin_drawn(&t.state, &t.prepared, &draw), XW_OK);
    tiny_step_to(&t, 2);
    ck_assert_int_eq(t.state.may_open[0][0], 4);
    tiny_close(&t);
}
END_TEST

START_TEST(a_school_is_new_in_its_first_year_alone)
{
    struct tiny t;
    tiny_open(&t, NULL);
    struct xw_draw draw = draw_of_ones(&t.keep, &t.scenario);
    draw.ramp[0] = 0.5;
    ck_assert_int_eq(xw_state_begin_drawn(&t.state, &t.prepared, &draw), XW_OK);
    ck_assert_int_eq(t.state.new_school[1], 0);
    ck_assert_int_eq(t.state.new_school[0], XW_NONE);
    t.state.year = 2;
    ck_assert_double_eq(xw_late_projects_ramp(&t.state, 1), 0.5);
    ck_assert_double_eq(xw_late_projects_ramp(&t.state, 0), 1.0);
    t.state.year = 3;
    ck_assert_double_eq(xw_late_projects_ramp(&t.state, 1), 1.0);
    tiny_close(&t);
}
END_TEST

/* S2 is small, and an expansion of it is to come: it is not closed while that is still to open. */
START_TEST(a_school_that_a_late_project_is_to_change_is_not_closed)
{
    for (int32_t by = 0; by < 2; by++) {
        struct tiny t;
        tiny_one_stage(&t);
        struct xw_scenario *s = &t.scenario;
        s->closing = (struct xw_closing_rules){ .below = 20, .after = 1, .within_m = 9000 };
        s->projects.kind[0] = XW_PROJECT_EXPANSION;
        s->projects.opens_in[0] = 2021;
        s->projects.school[0] = 1;
        s->schools.zone[1] = 1;
        s->capacity.count = 2;
        s->capacity.school[1] = 1;
        s->capacity.stage[1] = 0;
        s->capacity.rooms[1] = 3;
        tiny_prepare(&t);
        struct xw_draw draw = draw_of_ones(&t.keep, s);
        draw.delay[0] = by;
        ck_assert_int_eq(xw_state_begin_drawn(&t.state, &t.prepared, &draw), XW_OK);
        for (int32_t d = 0; d < 2; d++)
            t.state.open_years[d] = XW_MAX_GRADES; /* long open, as if it had base rolls */
        tiny_step_to(&t, 2);
        bool closed = t.state.closed_in[1] == 2;
        ck_assert_int_eq(closed, by == 0);
        ck_assert_int_eq(t.prepared.timeline.rooms[1 * 4 + 2], 7); /* of other histories */
        tiny_close(&t);
    }
}
END_TEST

START_TEST(a_second_replicate_takes_no_more_memory)
{
    struct tiny t;
    tiny_open(&t, NULL);
    struct xw_draw draw = draw_of_ones(&t.keep, &t.scenario);
    draw.delay[0] = 1;
    draw.ramp[0] = 0.5;
    ck_assert_int_eq(xw_history_replicate(&t.state, &t.prepared, &draw, NULL, &t.law), XW_OK);
    ptrdiff_t kept = t.state.keep.at - t.state.keep.base;
    ck_assert_int_eq(xw_history_replicate(&t.state, &t.prepared, &draw, NULL, &t.law), XW_OK);
    ck_assert_int_eq(t.state.keep.at - t.state.keep.base, kept);
    tiny_close(&t);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_test(c, rooms_are_lost_as_long_as_the_works_last);
    tcase_add_test(c, years_are_shared_with_the_central_history);
    tcase_add_loop_test(c, a_new_school_begins_with_a_part_of_its_classes, 0,
                        (int)(sizeof ramps / sizeof *ramps));
    tcase_add_test(c, an_older_school_that_grows_opens_all_of_them);
    tcase_add_test(c, a_school_is_new_in_its_first_year_alone);
    tcase_add_test(c, a_school_that_a_late_project_is_to_change_is_not_closed);
    return c;
}

static TCase *laws(void)
{
    TCase *c = tcase_create("laws");
    tcase_add_loop_test(c, a_late_project_is_one_of_later_years, 0,
                        (int)(sizeof late / sizeof *late));
    tcase_add_test(c, nothing_changes_before_the_works_do);
    tcase_add_test(c, a_draw_without_delays_is_the_central_history);
    tcase_add_test(c, a_second_replicate_takes_no_more_memory);
    return c;
}

UNIT_MAIN("late_projects", known_answers(), laws())
