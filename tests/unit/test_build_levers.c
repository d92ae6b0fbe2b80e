#include "xuewei/draft.h"
#include "scenario_kit.h"

static void open_with(struct kit *kit, const char *keys)
{
    kit_open(kit);
    kit_scenario_and(kit, keys);
}

START_TEST(levers_are_read_in_order)
{
    struct kit kit;
    open_with(&kit,
              "levers: {order: [class_size, special_rooms, sister_stage], special_share: 0.25,\n"
              "  from: stretch, class_size: 60}\n");
    kit_file(&kit, "capacity.csv",
             "school,stage,rooms,special_rooms,prefab_rooms\n"
             "P1,primary,4,6,\nP2,primary,2,,3\nM1,lower_secondary,4,0,0\n");
    kit_doubts(&kit, "");
    const struct xw_lever_rules *rules = &kit.s.levers;
    ck_assert_int_eq(rules->count, 3);
    ck_assert_int_eq(rules->order[0], XW_LEVER_CLASS_SIZE);
    ck_assert_int_eq(rules->order[1], XW_LEVER_SPECIAL_ROOMS);
    ck_assert_int_eq(rules->order[2], XW_LEVER_SISTER_STAGE);
    ck_assert_double_eq(rules->special_share, 0.25);
    ck_assert_int_eq(rules->from, XW_LEVERS_FROM_STRETCH);
    ck_assert_int_eq(rules->class_size, 60);
    static const int32_t special[] = { 0, 6, XW_NONE }, prefab[] = { 0, XW_NONE, 3 };
    for (int k = 0; k < 3; k++) {
        ck_assert_int_eq(kit.s.capacity.special_rooms[k], special[k]);
        ck_assert_int_eq(kit.s.capacity.prefab_rooms[k], prefab[k]);
    }
    kit_close(&kit);
}
END_TEST

START_TEST(usually_there_are_none)
{
    static const char *const keys[] = { "", "levers: {order: none}\n", "levers: {order: }\n",
                                        "levers: {class_size: 60}\n" };
    for (size_t k = 0; k < sizeof keys / sizeof *keys; k++) {
        struct kit kit;
        open_with(&kit, keys[k]);
        kit_doubts(&kit, "");
        ck_assert_int_eq(kit.s.levers.count, 0);
        ck_assert_double_eq(kit.s.levers.special_share, 0.5);
        ck_assert_int_eq(kit.s.levers.from, XW_LEVERS_FROM_NORM);
        kit_close(&kit);
    }
}
END_TEST

START_TEST(the_rule_of_small_schools_is_read)
{
    struct kit kit;
    open_with(&kit, "supply: {close_below: 90, close_after: 2, close_within_m: 2500}\n");
    kit_doubts(&kit, "");
    ck_assert_int_eq(kit.s.closing.below, 90);
    ck_assert_int_eq(kit.s.closing.after, 2);
    ck_assert_int_eq(kit.s.closing.within_m, 2500);
    kit_close(&kit);
    open_with(&kit, "");
    kit_doubts(&kit, "");
    ck_assert_int_eq(kit.s.closing.below, 0);
    kit_close(&kit);
}
END_TEST

static const struct {
    const char *keys, *want;
} faults[] = {
    { "levers: {order: [prefab, music_room]}\n",
      "scenario.yaml:16:26: levers.order[1]: \"music_room\" is not accepted\n"
      "    accepted: special_rooms, prefab, sister_stage, class_size\n" },
    { "levers: {order: [prefab, prefab]}\n",
      "scenario.yaml:16:26: levers.order[1]: the lever prefab is named twice\n" },
    { "levers: {order: prefab}\n",
      "scenario.yaml:16:17: levers.order: \"prefab\" is not accepted\n"
      "    accepted: none, or a list of special_rooms, prefab, sister_stage, class_size\n" },
    { "levers: {order: [class_size]}\n",
      "scenario.yaml:16:17: levers.order: the lever class_size raises the limit to "
      "levers.class_size, which is not given\n" },
    { "supply: {close_after: 0}\n",
      "scenario.yaml:16:23: supply.close_after: \"0\" is not accepted\n"
      "    accepted: a whole number of years, 1 to 20\n" },
    { "levers: {special_share: 1.5}\n",
      "scenario.yaml:16:25: levers.special_share: \"1.5\" is not accepted\n"
      "    accepted: a number, 0 to 1\n" },
};

START_TEST(faults_are_said)
{
    struct kit kit;
    open_with(&kit, faults[_i].keys);
    kit_refuses(&kit, faults[_i].want);
    kit_close(&kit);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_test(c, levers_are_read_in_order);
    tcase_add_test(c, the_rule_of_small_schools_is_read);
    tcase_add_test(c, usually_there_are_none);
    return c;
}

static TCase *refusals(void)
{
    TCase *c = tcase_create("refusals");
    tcase_add_loop_test(c, faults_are_said, 0, (int)(sizeof faults / sizeof *faults));
    return c;
}

UNIT_MAIN("build_levers", known_answers(), refusals())
