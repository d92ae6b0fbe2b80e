#include "seatings.h"

/* Zone 0 with 5 pupils, 10 m from division 0 and 40 m from division 1; zone 1 with 4, 20 m and 90 m.
 * Division 0 has 6 places and 1 of stretch at 15, division 1 has 9. Both would go to division 0, two are
 * too many: one of zone 0 takes the stretch at 15 rather than go 30 m farther, two go. So a place in
 * division 0 is worth 30. Zone 2 has no pupils, zone 3 has 2 next door to division 1. */
static struct seating s;
static struct seated right;

static void lay_out(void)
{
    open_arena();
    s = (struct seating){ .seekers = { 5, 4, 0, 2 },
                          .places = { { 6, 1, 0 }, { 9, 0, 0 }, { 0, 0, 0 } },
                          .zone = { 0, 0, 1, 1, 1, 2, 3 },
                          .division = { 0, 1, 0, 1, 2, 1, 1 },
                          .cost_m = { 10, 40, 20, 90, -5, 7, 0 },
                          .arcs = { .count = 7 },
                          .costs = { 15, 100, 1000 },
                          .problem = { .zones = 4, .divisions = 3 } };
    point(&s);
    right = (struct seated){ .placed = { 3, 2, 4, 0, 0, 0, 2 }, .price = { 30, 0, 0 } };
    point_answer(&right);
}

static enum xw_status judge(int64_t *cost_m)
{
    return xw_seating_verify(scratch, &s.problem, &right.answer, cost_m);
}

START_TEST(a_cheapest_placement_is_accepted)
{
    int64_t cost_m = -1;
    ck_assert_int_eq(judge(&cost_m), XW_OK);
    ck_assert_int_eq(cost_m, 3 * 10 + 2 * 40 + 4 * 20 + 15);
}
END_TEST

/* One change of the placement or of its prices. */
static const struct {
    const char *name;
    int32_t way, pupils, other, others, unplaced[3];
    int64_t price0, price1;
} wrong[] = {
    { "a pupil lost", 1, 1, 0, 3, { 0 }, 30, 0 },
    { "a pupil lost who pays nothing", 6, 1, 0, 3, { 0 }, 30, 0 },
    { "a pupil twice", 1, 3, 0, 3, { 0 }, 30, 0 },
    { "a pupil twice, once unplaced", 1, 2, 0, 3, { 1, 0, 0 }, 30, 0 },
    { "a pupil unplaced who need not be", 1, 1, 0, 3, { 1, 0, 0 }, 30, 0 },
    { "unplaced below none", 1, 3, 0, 3, { -1, 0, 0 }, 30, 0 },
    { "more unplaced than seek", 1, 2, 0, 3, { 0, 0, 1 }, 30, 0 },
    { "one pupil too many in all layers", 0, 4, 1, 1, { 0 }, 30, 0 },
    { "a way below none", 0, 6, 1, -1, { 0 }, 30, 0 },
    { "a dearer pupil gives way", 2, 3, 3, 1, { 0 }, 30, 0 },
    { "the stretch left empty", 0, 2, 1, 3, { 0 }, 30, 0 },
    { "into a closed division", 2, 3, 4, 1, { 0 }, 30, 0 },
    { "pupils of a zone without any", 5, 1, 4, 0, { 0 }, 30, 0 },
    { "a price too low", 0, 3, 1, 2, { 0 }, 29, 0 },
    { "a price too high", 0, 3, 1, 2, { 0 }, 31, 0 },
    { "a price where there is room", 0, 3, 1, 2, { 0 }, 31, 1 },
};

START_TEST(every_law_is_kept)
{
    int64_t cost_m = -1;
    right.placed[wrong[_i].way] = wrong[_i].pupils;
    right.placed[wrong[_i].other] = wrong[_i].others;
    memcpy(right.unplaced, wrong[_i].unplaced, sizeof wrong[_i].unplaced);
    right.price[0] = wrong[_i].price0;
    right.price[1] = wrong[_i].price1;
    ck_assert_msg(judge(&cost_m) == XW_LAW_BROKEN, "%s", wrong[_i].name);
    ck_assert_int_eq(cost_m, -1);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_checked_fixture(c, lay_out, close_arena);
    tcase_add_test(c, a_cheapest_placement_is_accepted);
    tcase_add_loop_test(c, every_law_is_kept, 0, sizeof wrong / sizeof *wrong);
    return c;
}

/* In random seatings, one pupil elsewhere is noticed unless it costs the same. */
START_TEST(a_pupil_elsewhere_is_noticed)
{
    int64_t noticed = 0;
    for (uint64_t seed = 1; seed <= 300; seed++) {
        int64_t cost_m, other_m = -1;
        draw_seating(&s, seed, 50, 12);
        point_answer(&right);
        ck_assert_int_eq(xw_seating_by_network(scratch, &s.problem, &right.answer), XW_OK);
        ck_assert_int_eq(judge(&cost_m), XW_OK);
        for (int32_t a = 0; a < s.arcs.count; a++)
            for (int32_t b = 0; b < s.arcs.count; b++) {
                if (a == b || s.zone[a] != s.zone[b] || right.placed[a] == 0) continue;
                right.placed[a]--;
                right.placed[b]++;
                enum xw_status status = judge(&other_m);
                ck_assert(status == XW_LAW_BROKEN || (status == XW_OK && other_m == cost_m));
                noticed += status == XW_LAW_BROKEN;
                right.placed[a]++;
                right.placed[b]--;
            }
    }
    ck_assert_int_gt(noticed, 10000);
}
END_TEST

static TCase *laws(void)
{
    TCase *c = tcase_create("laws");
    tcase_add_checked_fixture(c, open_arena, close_arena);
    tcase_add_test(c, a_pupil_elsewhere_is_noticed);
    return c;
}

START_TEST(a_cost_beyond_64_bits_is_said)
{
    int64_t cost_m = -1;
    s.costs.unplaced_m = INT64_MAX / 4;
    for (int32_t d = 0; d < 3; d++)
        for (int32_t layer = 0; layer < XW_LAYERS; layer++)
            s.places[d][layer] = 0;
    memset(right.placed, 0, sizeof right.placed);
    memcpy(right.unplaced, s.seekers, sizeof right.unplaced);
    ck_assert_int_eq(judge(&cost_m), XW_FLOW_TOO_LARGE);
    ck_assert_int_eq(cost_m, -1);
}
END_TEST

static TCase *limits(void)
{
    TCase *c = tcase_create("limits");
    tcase_add_checked_fixture(c, lay_out, close_arena);
    tcase_add_test(c, a_cost_beyond_64_bits_is_said);
    return c;
}

UNIT_MAIN("seating_verify", known_answers(), laws(), limits())
