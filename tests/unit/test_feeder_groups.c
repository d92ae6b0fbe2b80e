#include "xuewei/feeder_groups.h"
#include "fit_kit.h"

static void groups_of(struct kit *kit, const char *feeders, const char *catchments,
                      struct xw_feeder_groups *g)
{
    struct xw_arena scratch;
    fit_kit_open(kit, "");
    if (feeders != NULL) kit_file(kit, "feeders.csv", feeders);
    if (catchments != NULL) kit_file(kit, "catchments.csv", catchments);
    ck_assert_int_eq(kit_read(kit), XW_OK);
    ck_assert_int_eq(xw_arena_init(&scratch, 1 << 20), XW_OK);
    ck_assert_int_eq(xw_feeder_groups(&kit->s, 1, &kit->keep, scratch, g), XW_OK);
    xw_arena_free(&scratch);
}

static void ck_row(const int32_t *got, int32_t count, const int32_t *want)
{
    for (int32_t i = 0; i < count; i++)
        ck_assert_msg(got[i] == want[i], "%d: %d, not %d", (int)i, (int)got[i], (int)want[i]);
}

START_TEST(schools_that_feed_one_another)
{
    struct kit kit;
    struct xw_feeder_groups g;
    groups_of(&kit, NULL, NULL, &g); /* rows M1, M2, P1, P2 */
    ck_assert_int_eq(g.groups, 2);
    ck_row(g.of, 4, (int32_t[]){ 0, 1, 0, 1 });
    ck_row(g.of_zone, 2, (int32_t[]){ 0, 1 });
    kit_close(&kit);

    groups_of(&kit, "from_school,to_school,share\nP1,M1,0.5\nP1,M2,0.5\nP2,M2,1\n", NULL, &g);
    ck_assert_int_eq(g.groups, 1);
    ck_row(g.of, 4, (int32_t[]){ 0, 0, 0, 0 });
    ck_row(g.of_zone, 2, (int32_t[]){ 0, 0 });
    kit_close(&kit);
}
END_TEST

START_TEST(what_is_tied_to_nobody_is_in_no_group)
{
    struct kit kit;
    struct xw_feeder_groups g;
    groups_of(&kit, "from_school,to_school,share\nP2,M2,1\nP1,M1,0\n", NULL, &g);
    ck_assert_int_eq(g.groups, 1);
    ck_row(g.of, 4, (int32_t[]){ XW_NONE, 0, XW_NONE, 0 });
    ck_row(g.of_zone, 2, (int32_t[]){ XW_NONE, 0 });
    kit_close(&kit);
    /* A zone that is directed to schools of two groups, and one that is directed nowhere. */
    groups_of(&kit, NULL, "stage,zone,school\nprimary,A,P1\nlower_secondary,A,M2\n", &g);
    ck_row(g.of_zone, 2, (int32_t[]){ XW_NONE, XW_NONE });
    kit_close(&kit);
}
END_TEST

static TCase *known(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_test(c, schools_that_feed_one_another);
    tcase_add_test(c, what_is_tied_to_nobody_is_in_no_group);
    return c;
}

UNIT_MAIN("feeder_groups", known())
