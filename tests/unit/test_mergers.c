#include "xuewei/mergers.h"
#include "scenario_kit.h"

/* P1 joins P2 in 2021. */
static void read_merger(struct kit *kit)
{
    kit_open(kit);
    kit_scenario_and(kit, "  projects: projects.csv\n  catchments: catchments.csv\n"
                          "  feeders: feeders.csv\n");
    kit_file(
        kit, "projects.csv",
        "project,kind,school,stage,to_school,start_year,opens\n1,merger,P1,primary,P2,2020,2021\n");
    kit_file(kit, "catchments.csv",
             "stage,zone,school,from_year,to_year\nprimary,A,P1,,\nprimary,B,P2,,\n");
    kit_file(kit, "feeders.csv", "from_school,to_school,share\nP1,M1,1\n");
    kit_read(kit);
    ck_assert_str_eq(kit_printed(kit, false), "");
}

static void follow(struct kit *kit)
{
    struct xw_arena work;
    ck_assert_int_eq(xw_arena_init(&work, 1 << 20), XW_OK);
    ck_assert_int_eq(xw_mergers_follow(&kit->keep, &work, &kit->s), XW_OK);
    xw_arena_free(&work);
}

/* Schools by row: M1, P1, P2. */
START_TEST(rows_follow_it_again_and_again)
{
    struct kit kit;
    read_merger(&kit);
    for (int k = 0; k < 2; k++) {
        const struct xw_catchments *c = &kit.s.catchments;
        ck_assert_int_eq(c->count, 3);
        ck_assert_int_eq(c->school[0], 1);
        ck_assert_int_eq(c->to_year[0], 2020);
        ck_assert_int_eq(c->school[1], 2);
        ck_assert_int_eq(c->from_year[1], 2021);
        ck_assert_int_eq(c->school[2], 2);
        follow(&kit);
    }
    kit_close(&kit);
}
END_TEST

START_TEST(without_it_rows_are_as_listed)
{
    struct kit kit;
    read_merger(&kit);
    ck_assert_int_eq(kit.s.listed_catchments.count, 2);
    kit.s.projects.counted[0] = false;
    follow(&kit);
    ck_assert_int_eq(kit.s.catchments.count, 2);
    ck_assert_int_eq(kit.s.catchments.school[0], 1);
    ck_assert_int_eq(kit.s.catchments.to_year[0], XW_NEVER);
    ck_assert_ptr_eq(kit.s.catchments.school, kit.s.listed_catchments.school);
    ck_assert_int_eq(kit.s.feeders.count, 1);
    kit_close(&kit);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_test(c, rows_follow_it_again_and_again);
    tcase_add_test(c, without_it_rows_are_as_listed);
    return c;
}

UNIT_MAIN("mergers", known_answers())
