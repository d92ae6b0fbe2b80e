#include "xuewei/draft.h"
#include "scenario_kit.h"

START_TEST(rooms_and_rolls_are_ordered)
{
    struct kit kit;
    kit_open(&kit);
    kit_file(&kit, "capacity.csv",
             "school,stage,rooms,year,intake_plan,design_seats,evidence\n"
             "P1,primary,6,2021,,,\n"
             "P1,lower_secondary,2,,,,\n"
             "P2,primary,2,,,,\n"
             "P1,primary,4,,2,200,published\n"
             "M1,lower_secondary,4,,,,\n");
    kit_file(&kit, "rolls.csv",
             "school,year,grade,pupils,classes,evidence\n"
             "P2,2019,2,31,1,\nP2,2019,1,30,,published\n"
             "P1,2021,1,50,2,\nP1,2019,2,42,1,\nP1,2019,1,0,0,\nP1,2019,3,10,1,\n"
             "M1,2019,4,61,2,\nM1,2018,4,60,2,\nM1,2019,3,60,2,\n");
    kit_doubts(&kit, "");
    const struct xw_capacity *c = &kit.s.capacity;
    static const int32_t school[] = { 0, 1, 1, 1, 2 }, stage[] = { 1, 0, 0, 1, 0 },
                         rooms[] = { 4, 4, 6, 2, 2 }, line[] = { 6, 5, 2, 3, 4 };
    ck_assert_int_eq(c->count, 5);
    for (int k = 0; k < 5; k++) {
        ck_assert_int_eq(c->school[k], school[k]);
        ck_assert_int_eq(c->stage[k], stage[k]);
        ck_assert_int_eq(c->rooms[k], rooms[k]);
        ck_assert_int_eq(c->line[k], line[k]);
        ck_assert_int_eq(c->year[k], k == 2 ? 2021 : INT16_MIN);
        ck_assert_int_eq(c->intake_plan[k], k == 1 ? 2 : XW_NONE);
        ck_assert_int_eq(c->design_seats[k], k == 1 ? 200 : XW_NONE);
        ck_assert_int_eq(c->evidence[k], k == 1 ? XW_PUBLISHED : XW_ASSUMED);
    }
    const struct xw_rolls *r = &kit.s.rolls;
    static const int32_t of[] = { 0, 0, 0, 1, 1, 1, 1, 2, 2 },
                         year[] = { 2018, 2019, 2019, 2019, 2019, 2019, 2021, 2019, 2019 },
                         row[] = { 3, 2, 3, 0, 1, 2, 0, 0, 1 },
                         pupils[] = { 60, 60, 61, 0, 42, 10, 50, 30, 31 },
                         classes[] = { 2, 2, 2, 0, 1, 1, 2, XW_NONE, 1 };
    ck_assert_int_eq(r->count, 9);
    for (int k = 0; k < 9; k++) {
        ck_assert_int_eq(r->school[k], of[k]);
        ck_assert_int_eq(r->year[k], year[k]);
        ck_assert_int_eq(r->row[k], row[k]);
        ck_assert_int_eq(r->pupils[k], pupils[k]);
        ck_assert_int_eq(r->classes[k], classes[k]);
    }
    ck_assert_int_eq(r->evidence[7], XW_PUBLISHED);
    ck_assert_int_eq(r->line[8], 2);
    kit_close(&kit);
}
END_TEST

START_TEST(stages_of_a_school_name_a_pool)
{
    struct kit kit;
    kit_open(&kit);
    kit_file(&kit, "capacity.csv",
             "school,stage,rooms,year,pool\nP1,primary,4,,main\nP2,primary,2,,\n"
             "M1,lower_secondary,4,,\nP1,lower_secondary,2,2021,main\n");
    kit_read(&kit);
    ck_assert_str_eq(kit_printed(&kit, false), "");
    const struct xw_capacity *c = &kit.s.capacity; /* M1, P1, P1, P2 */
    ck_assert_ptr_null(c->pool[0]);
    ck_assert_str_eq(c->pool[1], "main");
    ck_assert_str_eq(c->pool[2], "main");
    ck_assert_ptr_null(c->pool[3]);
    kit_close(&kit);
}
END_TEST

/* 4 + 2 + 3 = 9 rooms of primary x 0.9 = 8.1: 8 rooms. 3.6, 1.8, 2.7: floors 3, 1, 2, the two
 * largest remainders are those of P2 and P3. Lower secondary: 4 x 0.9 = 3.6: 4 rooms. */
START_TEST(adjusted_rooms_are_whole_and_add_up)
{
    struct kit kit;
    kit_open(&kit);
    kit_scenario_and(&kit, "adjust: {capacity: 0.9}\n");
    kit_file(&kit, "schools.csv", "school,zone\nP1,A\nP2,B\nP3,B\nM1,B\n");
    kit_file(&kit, "capacity.csv",
             "school,stage,rooms,year\nP1,primary,4,\nP2,primary,2,\n"
             "P3,primary,3,\nM1,lower_secondary,4,\nP3,primary,10,2021\n");
    kit_read(&kit);
    ck_assert_str_eq(kit_printed(&kit, false), "");
    const struct xw_capacity *c = &kit.s.capacity;
    static const int32_t rooms[] = { 4, 3, 2, 3, 9 }; /* M1, P1, P2, P3, P3 from 2021 */
    for (int k = 0; k < 5; k++)
        ck_assert_int_eq(c->rooms[k], rooms[k]);
    kit_close(&kit);
}
END_TEST

/* 5 schools of 1 room x 0.5 = 2.5 rooms, rounded to 3: equal remainders go by the order of codes.
 */
START_TEST(equal_remainders_go_by_code)
{
    struct kit kit;
    kit_open(&kit);
    kit_scenario_and(&kit, "adjust: {capacity: 0.5}\n");
    kit_file(&kit, "schools.csv", "school,zone\nP1,A\nP2,B\nP3,B\nP4,B\nP5,B\nM1,B\n");
    kit_file(&kit, "capacity.csv",
             "school,stage,rooms\nP5,primary,1\nP4,primary,1\nP3,primary,1\nP2,primary,1\n"
             "P1,primary,1\nM1,lower_secondary,4\n");
    kit_read(&kit);
    ck_assert_str_eq(kit_printed(&kit, false), "");
    static const int32_t rooms[] = { 2, 1, 1, 1, 0, 0 };
    for (int k = 0; k < 6; k++)
        ck_assert_int_eq(kit.s.capacity.rooms[k], rooms[k]);
    kit_close(&kit);
}
END_TEST

static const struct {
    const char *capacity, *rolls, *want;
} faults[] = {
    { "school,stage,rooms,pool\nP1,primary,4,x\nP2,primary,2,x\nM1,lower_secondary,4,\n"
      "P1,lower_secondary,2,y\n",
      NULL,
      "capacity.csv:2:14: pool: \"x\" is not accepted\n"
      "    accepted: a name that another stage of the school has too\n"
      "capacity.csv:5:22: pool: \"y\" is not accepted\n"
      "    accepted: a name that another stage of the school has too\n"
      "capacity.csv:3:14: pool: \"x\" is not accepted\n"
      "    accepted: a name that another stage of the school has too\n" },
    { "school,stage,rooms\nP1,primary,4\nP2,primary,2\nP3,primary,2\nM1,special,4\n"
      "M1,lower_secondary,1001\n",
      NULL,
      "capacity.csv:6:20: rooms: \"1001\" is not accepted\n"
      "    accepted: a whole number of rooms, 0 to 1000\n"
      "capacity.csv:4:1: school: \"P3\" is not accepted\n"
      "    accepted: a school of schools.csv; did you mean P1?\n"
      "capacity.csv:5:4: stage: \"special\" is not accepted\n"
      "    accepted: a stage of the scenario: primary, lower_secondary\n" },
    { NULL, "school,year,grade,pupils,classes\nP1,2019,1,40,0\nP1,2019,5,1,1\nP9,2019,1,1,1\n",
      "rolls.csv:2:14: classes: \"0\" is not accepted\n"
      "    accepted: at least 1 class for 40 pupils\n"
      "rolls.csv:3:9: grade: \"5\" is not accepted\n"
      "    accepted: a grade of the scenario's stages, 1 to 4\n"
      "rolls.csv:4:1: school: \"P9\" is not accepted\n"
      "    accepted: a school of schools.csv; did you mean P1?\n" },
};

START_TEST(faults_are_said)
{
    struct kit kit;
    kit_open(&kit);
    if (faults[_i].capacity != NULL) kit_file(&kit, "capacity.csv", faults[_i].capacity);
    if (faults[_i].rolls != NULL) kit_file(&kit, "rolls.csv", faults[_i].rolls);
    kit_refuses(&kit, faults[_i].want);
    kit_close(&kit);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_test(c, rooms_and_rolls_are_ordered);
    tcase_add_test(c, adjusted_rooms_are_whole_and_add_up);
    tcase_add_test(c, stages_of_a_school_name_a_pool);
    tcase_add_test(c, equal_remainders_go_by_code);
    return c;
}

static TCase *refusals(void)
{
    TCase *c = tcase_create("refusals");
    tcase_add_loop_test(c, faults_are_said, 0, (int)(sizeof faults / sizeof *faults));
    return c;
}

UNIT_MAIN("build_capacity", known_answers(), refusals())
