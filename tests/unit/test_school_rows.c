#include "xuewei/school_rows.h"
#include "tiny.h"

static const struct xw_school_row *school_at(const struct tiny *t, int32_t school, int32_t stage,
                                             int16_t year)
{
    for (int32_t i = 0; i < t->record->schools; i++) {
        const struct xw_school_row *s = &t->record->school[i];
        if (s->school == school && s->stage == stage && s->year == year) return s;
    }
    return NULL;
}

START_TEST(first_school_as_on_paper)
{
    struct tiny t;
    tiny_open(&t, NULL);
    tiny_step_to(&t, 3);
    const struct xw_school_row *s = school_at(&t, 0, 0, 2021);
    ck_assert_ptr_nonnull(s);
    ck_assert_int_eq(s->rooms, 6);
    ck_assert_int_eq(s->rooms_used, 6);
    ck_assert_int_eq(s->seats_norm, 60);
    ck_assert_int_eq(s->seats_stretch, 72);
    ck_assert_int_eq(s->seats_design, 60);
    ck_assert_int_eq(s->seats_compliant, 60);
    ck_assert_int_eq(s->pupils, 70);
    ck_assert_int_eq(s->classes, 6);
    ck_assert_int_eq(s->largest_class, 14);
    ck_assert_int_eq(s->classes_over_norm, 3);
    ck_assert_int_eq(s->classes_56, 0);
    ck_assert_int_eq(s->classes_66, 0);
    ck_assert_int_eq(s->over_size, 0); /* 70 is the most, not above it */
    ck_assert_int_eq(s->demand, 40);
    ck_assert_double_eq_tol(s->utilisation, 70.0 / 60.0, 1e-12);
    ck_assert_str_eq(s->warning, "red");
    ck_assert_str_eq(s->reason, "demand");
    tiny_close(&t);
}
END_TEST

START_TEST(second_school_opens_with_half_its_rooms)
{
    struct tiny t;
    tiny_open(&t, NULL);
    tiny_step_to(&t, 3);
    ck_assert_ptr_null(school_at(&t, 1, 0, 2021));
    const struct xw_school_row *s = school_at(&t, 1, 0, 2022);
    ck_assert_int_eq(s->rooms, 4);
    ck_assert_int_eq(s->rooms_used, 1);
    ck_assert_int_eq(s->pupils, 6);
    ck_assert_int_eq(s->demand, 6);
    ck_assert_str_eq(s->warning, "none");
    ck_assert_str_eq(s->reason, "");
    s = school_at(&t, 0, 0, 2022);
    ck_assert_int_eq(s->demand, 26);
    ck_assert_int_eq(s->pupils, 66);
    ck_assert_int_eq(s->classes_over_norm, 3);
    ck_assert_str_eq(s->warning, "none");
    ck_assert_str_eq(s->reason, "earlier_wave"); /* the 40 of 2021 are now in grade 2 */
    s = school_at(&t, 0, 0, 2023);
    ck_assert_int_eq(s->classes_over_norm, 0);
    ck_assert_str_eq(s->reason, "");
    tiny_close(&t);
}
END_TEST

START_TEST(classes_as_on_paper)
{
    static const struct {
        int16_t year;
        int32_t school, row, pupils, classes, smallest, largest;
    } want[] = { { 2020, 0, 0, 30, 3, 10, 10 }, { 2021, 0, 0, 40, 3, 13, 14 },
                 { 2022, 0, 0, 26, 3, 8, 9 },   { 2022, 0, 1, 40, 3, 13, 14 },
                 { 2022, 1, 0, 6, 1, 6, 6 },    { 2023, 0, 0, 24, 3, 8, 8 },
                 { 2023, 1, 1, 6, 1, 6, 6 },    { 2023, 0, 2, 40, 3, 13, 14 } };
    struct tiny t;
    tiny_open(&t, NULL);
    tiny_step_to(&t, 3);
    for (size_t k = 0; k < sizeof want / sizeof *want; k++) {
        int found = 0;
        for (int32_t i = 0; i < t.record->classes; i++) {
            const struct xw_class_row *c = &t.record->class_[i];
            if (c->year != want[k].year || c->school != want[k].school || c->row != want[k].row)
                continue;
            ck_assert_int_eq(c->pupils, want[k].pupils);
            ck_assert_int_eq(c->classes, want[k].classes);
            ck_assert_int_eq(c->smallest, want[k].smallest);
            ck_assert_int_eq(c->largest, want[k].largest);
            found++;
        }
        ck_assert_int_eq(found, 1);
    }
    tiny_close(&t);
}
END_TEST

START_TEST(the_intake_plan_is_shown)
{
    struct tiny t;
    tiny_read(&t, NULL);
    t.scenario.capacity.intake_plan[0] = 2;
    tiny_prepare(&t);
    tiny_step_to(&t, 0);
    ck_assert_int_eq(school_at(&t, 0, 0, 2020)->intake_plan, 2);
    ck_assert_int_eq(school_at(&t, 0, 1, 2020)->intake_plan, XW_NONE);
    tiny_close(&t);
}
END_TEST

START_TEST(school_above_its_size_is_counted)
{
    struct tiny t;
    tiny_read(&t, NULL);
    for (int32_t g = 0; g < t.scenario.stages.rows; g++)
        t.scenario.norms.value[0][g][XW_NORM_SCHOOL_SIZE_MAX] = 69.0;
    t.scenario.classes.nine_year_size_max = 0; /* S1 is a nine-year school */
    tiny_prepare(&t);
    tiny_step_to(&t, 1);
    ck_assert_int_eq(school_at(&t, 0, 0, 2021)->over_size, 1);
    ck_assert_int_eq(school_at(&t, 0, 0, 2021)->seats_compliant, 60);
    ck_assert_double_eq(tiny_measure(&t, "district", "schools_over_size_primary", 2021), 1.0);
    ck_assert_double_eq(tiny_measure(&t, "district", "schools_over_size_primary", 2020), 0.0);
    tiny_close(&t);
}
END_TEST

START_TEST(project_to_come_in_town_is_a_delay)
{
    struct tiny t;
    tiny_read(&t, NULL);
    t.scenario.schools.zone[1] = 1; /* S2 is to stand in B, in the town of S1 */
    t.scenario.schools.x_m[1] = 1000.0;
    tiny_prepare(&t);
    tiny_step_to(&t, 1);
    ck_assert_str_eq(school_at(&t, 0, 0, 2021)->reason, "delay");
    ck_assert_str_eq(school_at(&t, 0, 1, 2021)->reason, "demand"); /* another stage */
    tiny_close(&t);

    tiny_read(&t, NULL);
    t.scenario.schools.zone[1] = 1;
    t.scenario.projects.counted[0] = false;
    tiny_prepare(&t);
    tiny_step_to(&t, 1);
    ck_assert_str_eq(school_at(&t, 0, 0, 2021)->reason, "demand");
    tiny_close(&t);
}
END_TEST

START_TEST(locked_rooms_are_named)
{
    struct tiny t;
    tiny_read(&t, NULL);
    /* Grade 1 of 2019 has 5 classes: in 2020 one room is left where the steady state has three. */
    for (int32_t i = 0; i < t.scenario.rolls.count; i++) {
        if (t.scenario.rolls.row[i] == 0) t.scenario.rolls.classes[i] = 5;
        if (t.scenario.rolls.row[i] == 1) t.scenario.rolls.classes[i] = 1;
        if (t.scenario.rolls.row[i] == 1) t.scenario.rolls.pupils[i] = 10;
    }
    tiny_prepare(&t);
    tiny_step_to(&t, 0);
    const struct xw_school_row *s = school_at(&t, 0, 0, 2020);
    ck_assert_str_eq(s->warning, "red");
    ck_assert_str_eq(s->reason, "locked_rooms");
    tiny_close(&t);
}
END_TEST

START_TEST(several_schools_share_a_zone)
{
    struct tiny t;
    tiny_read(&t, NULL);
    /* A belongs to both schools from 2022 on; B and C have no row then and go to the nearest. */
    t.scenario.catchments.zone[1] = 0;
    t.scenario.catchments.school[1] = 1;
    t.scenario.catchments.from_year[1] = 2022;
    t.scenario.catchments.from_year[3] = 2050;
    tiny_prepare(&t);
    tiny_step_to(&t, 2);
    const struct xw_school_row *one = school_at(&t, 0, 0, 2022), *two = school_at(&t, 1, 0, 2022);
    ck_assert_int_eq(two->demand, 7 + 6); /* half of A; C has no row left and S2 is its nearest */
    ck_assert_int_eq(one->demand, 7 + 12);
    tiny_close(&t);
}
END_TEST

START_TEST(relief_is_a_later_project_with_classes_near_by)
{
    /* S2 is to open in 2022 in B, in the town of S1, which is crowded in 2021; one thing changes. */
    static const struct {
        const char *what, *reason;
        int32_t kind, classes, school, zone;
        int16_t opens_in;
    } want[] = {
        { "as planned", "delay", XW_PROJECT_NEW, 4, 1, XW_NONE, 2022 },
        { "closure", "demand", XW_PROJECT_CLOSURE, 4, 1, XW_NONE, 2022 },
        { "no classes", "demand", XW_PROJECT_EXPANSION, XW_NONE, 1, XW_NONE, 2022 },
        { "no school", "demand", XW_PROJECT_NEW, 4, XW_NONE, 1, 2022 },
        { "this year", "demand", XW_PROJECT_NEW, 4, 1, XW_NONE, 2021 },
        { "to another town", "demand", XW_PROJECT_RELOCATION, 4, 1, 2, 2022 },
        { "its own, to another town", "delay", XW_PROJECT_RELOCATION, 4, 0, 2, 2022 },
    };
    struct tiny t;
    tiny_read(&t, NULL);
    t.scenario.schools.zone[1] = 1;
    t.scenario.schools.x_m[1] = 1000.0;
    tiny_prepare(&t);
    struct xw_projects *p = &t.scenario.projects;
    p->kind[0] = (uint8_t)want[_i].kind;
    p->classes[0] = want[_i].classes;
    p->school[0] = want[_i].school;
    p->zone[0] = want[_i].zone;
    p->opens_in[0] = want[_i].opens_in;
    tiny_step_to(&t, 1);
    ck_assert_msg(strcmp(school_at(&t, 0, 0, 2021)->reason, want[_i].reason) == 0, "%s: %s",
                  want[_i].what, school_at(&t, 0, 0, 2021)->reason);
    tiny_close(&t);
}
END_TEST

START_TEST(idle_seats_of_the_town_are_a_boundary)
{
    /* 2022, S2 in the town of S1: 20 seats for the 6 of C leave 14 idle. S1 has 30 for A's 28 and
     * those of B: 16 are 14 too many, 17 are more than moving a boundary would help. */
    for (int32_t b = 16; b <= 17; b++) {
        for (int32_t zone = 1; zone <= 2; zone++) {
            struct tiny t;
            tiny_read(&t, NULL);
            t.scenario.schools.zone[1] = zone;
            t.scenario.schools.x_m[1] = t.scenario.zones.x_m[zone];
            t.scenario.participation.share[2 * 6] = 2.0;
            t.scenario.participation.share[2 * 6 + 2] = b / 12.0;
            tiny_prepare(&t);
            tiny_step_to(&t, 2);
            const struct xw_school_row *s = school_at(&t, 0, 0, 2022);
            ck_assert_int_eq(s->demand, 28 + b);
            ck_assert_str_eq(s->reason, b == 16 && zone == 1 ? "boundary" : "demand");
            tiny_close(&t);
        }
    }
}
END_TEST

START_TEST(odd_pupil_of_a_shared_zone_goes_to_the_first_school)
{
    struct tiny t;
    tiny_read(&t, NULL);
    /* B belongs to both schools from 2022 on; C goes to S1, the nearest, before. */
    t.scenario.catchments.zone[2] = 1;
    t.scenario.catchments.school[2] = 1;
    t.scenario.catchments.from_year[2] = 2022;
    t.scenario.catchments.to_year[2] = XW_NEVER;
    t.scenario.participation.share[2 * 6 + 2] = 13.0 / 12.0;
    tiny_prepare(&t);
    tiny_step_to(&t, 2);
    ck_assert_int_eq(school_at(&t, 0, 0, 2022)->demand, 14 + 7);
    ck_assert_int_eq(school_at(&t, 1, 0, 2022)->demand, 6 + 6);
    tiny_close(&t);
}
END_TEST

START_TEST(schools_are_counted_apart_and_together)
{
    struct tiny t;
    struct xw_stage_tally tally;
    struct xw_school_sums sums;
    tiny_open(&t, (const char *const[]){ "classes.nine_year_size_max", "0", NULL });
    tiny_step_to(&t, 2);
    struct xw_state *s = &t.state;
    /* Grade 1: 70 + 70 in S1 (A 14 -> 128, B 12), 67 in one class of S2 (C). Grade 2: 40 of S1 in
     * three classes of at most 14, for which 20 is now the norm; one pupil of S2 is a class. */
    s->seated[0].pupils[0] = 128;
    s->seated[0].pupils[2] = 67;
    s->classes[0][0] = 2;
    ck_assert_int_eq(
        xw_state_seat(&t.keep, &s->seated[1], 1, &(int32_t){ 2 }, &(int32_t){ 1 }, &(int32_t){ 1 }),
        XW_OK);
    s->classes[1][1] = 1;
    t.prepared.norm[1].norm = 20;
    t.prepared.norm[1].stretch = 30;
    t.record->schools = t.record->classes = 0;
    struct xw_arena scratch = t.scratch;
    ck_assert_int_eq(xw_stage_tally_make(s, 0, &scratch, &tally), XW_OK);
    ck_assert_int_eq(xw_stage_tally_sizes(s, scratch, &tally), XW_OK);
    ck_assert_int_eq(xw_school_rows(s, &tally, scratch, &t.sink, &sums), XW_OK);
    ck_assert_int_eq(t.record->schools, 2);
    ck_assert_int_eq(t.record->classes, 4);
    static const struct {
        int32_t rooms, used, norm, stretch, design, compliant, pupils, classes, largest, over,
            large, oversize, beyond;
    } want[] = { { 6, 5, 60, 84, 60, 60, 180, 5, 70, 2, 2, 2, 110 }, /* stretch 60 x 42 / 30 */
                 { 4, 2, 40, 56, 40, 40, 68, 2, 67, 1, 1, 1, 0 } };
    for (int i = 0; i < 2; i++) {
        const struct xw_school_row *r = &t.record->school[i];
        ck_assert_int_eq(r->rooms, want[i].rooms);
        ck_assert_int_eq(r->rooms_used, want[i].used);
        ck_assert_int_eq(r->seats_norm, want[i].norm);
        ck_assert_int_eq(r->seats_stretch, want[i].stretch);
        ck_assert_int_eq(r->seats_design, want[i].design);
        ck_assert_int_eq(r->seats_compliant, want[i].compliant);
        ck_assert_int_eq(r->pupils, want[i].pupils);
        ck_assert_int_eq(r->classes, want[i].classes);
        ck_assert_int_eq(r->largest_class, want[i].largest);
        ck_assert_int_eq(r->classes_over_norm, want[i].over);
        ck_assert_int_eq(r->classes_56, want[i].large);
        ck_assert_int_eq(r->classes_66, want[i].oversize);
        ck_assert_int_eq(r->over_size, want[i].beyond);
        /* Enough seats for those who live here, yet the entry classes are full: others came. */
        ck_assert_str_eq(r->warning, "none");
        ck_assert_str_eq(r->reason, "boundary");
    }
    ck_assert_int_eq(sums.schools, 2);
    ck_assert_int_eq(sums.pupils, 180 + 68);
    ck_assert_int_eq(sums.rooms, 10);
    ck_assert_int_eq(sums.over_size, 1);
    ck_assert_int_eq(sums.overruns.classes, 7);
    ck_assert_int_eq(sums.overruns.over_norm, 3);
    ck_assert_int_eq(sums.overruns.large, 3);
    ck_assert_int_eq(sums.overruns.oversize, 3);
    ck_assert_int_eq(sums.overruns.largest, 70);
    tiny_close(&t);
}
END_TEST

START_TEST(an_odd_room_counts_for_the_steady_state)
{
    struct tiny t;
    tiny_read(&t, NULL);
    /* 5 rooms are 3 entry classes in the steady state, as many as the 30 entrants need; the four
     * classes of grade 2 leave one. */
    t.scenario.capacity.rooms[0] = 5;
    for (int32_t i = 0; i < t.scenario.rolls.count; i++) {
        if (t.scenario.rolls.row[i] == 0) t.scenario.rolls.classes[i] = 4;
        if (t.scenario.rolls.row[i] == 1) t.scenario.rolls.classes[i] = 1;
        if (t.scenario.rolls.row[i] == 1) t.scenario.rolls.pupils[i] = 10;
    }
    tiny_prepare(&t);
    tiny_step_to(&t, 0);
    ck_assert_str_eq(school_at(&t, 0, 0, 2020)->reason, "locked_rooms");
    tiny_close(&t);
}
END_TEST

static TCase *known(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_test(c, first_school_as_on_paper);
    tcase_add_test(c, second_school_opens_with_half_its_rooms);
    tcase_add_test(c, classes_as_on_paper);
    tcase_add_test(c, the_intake_plan_is_shown);
    tcase_add_test(c, school_above_its_size_is_counted);
    tcase_add_test(c, project_to_come_in_town_is_a_delay);
    tcase_add_test(c, locked_rooms_are_named);
    tcase_add_test(c, several_schools_share_a_zone);
    tcase_add_test(c, schools_are_counted_apart_and_together);
    tcase_add_test(c, an_odd_room_counts_for_the_steady_state);
    tcase_add_loop_test(c, relief_is_a_later_project_with_classes_near_by, 0, 7);
    tcase_add_test(c, idle_seats_of_the_town_are_a_boundary);
    tcase_add_test(c, odd_pupil_of_a_shared_zone_goes_to_the_first_school);
    return c;
}

UNIT_MAIN("school_rows", known())
