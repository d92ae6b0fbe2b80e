#include "seatings.h"

static struct seating s, t;
static struct seated one, two;

static enum xw_status flow_places(const struct seating *of, struct seated *got)
{
    memset(got, 0xa5, sizeof *got);
    point_answer(got);
    return xw_seating_by_network(scratch, &of->problem, &got->answer);
}

/* Among many equal placements too: a division without places, and ways to it, change nobody's place.
 * The new division stands before the others, between them and after them. */
START_TEST(an_unopened_school_changes_nothing)
{
    for (uint64_t seed = 1; seed <= 600; seed++) {
        uint64_t r = seed;
        do
            draw_seating(&s, r++, 6, 8);
        while (s.problem.divisions == MOST_DIVISIONS);
        int32_t at = (int32_t)between(&r, 0, s.problem.divisions);
        t = s;
        t.arcs.count = 0;
        t.problem.divisions++;
        for (int32_t d = 0; d < t.problem.divisions; d++)
            for (int32_t layer = 0; layer < XW_LAYERS; layer++)
                t.places[d][layer] = d == at ? 0 : s.places[d < at ? d : d - 1][layer];
        int32_t twin[MOST_WAYS];
        for (int32_t a = 0; a < s.arcs.count; a++) {
            if (s.division[a] >= at && (a == 0 || s.zone[a - 1] < s.zone[a]) && a % 3 > 0) {
                t.zone[t.arcs.count] = s.zone[a];
                t.division[t.arcs.count] = at;
                t.cost_m[t.arcs.count++] = -1000000 * (int64_t)seed;
            }
            t.zone[t.arcs.count] = s.zone[a];
            t.division[t.arcs.count] = s.division[a] < at ? s.division[a] : s.division[a] + 1;
            t.cost_m[t.arcs.count] = s.cost_m[a];
            twin[a] = t.arcs.count++;
        }
        point(&t);
        ck_assert_int_eq(flow_places(&s, &one), XW_OK);
        ck_assert_int_eq(flow_places(&t, &two), XW_OK);
        for (int32_t a = 0; a < s.arcs.count; a++)
            ck_assert_msg(one.placed[a] == two.placed[twin[a]], "seed %d way %d", (int)seed, a);
        ck_assert_mem_eq(one.unplaced, two.unplaced, sizeof one.unplaced);

        /* And through the door. */
        int64_t cost_m, again_m;
        ck_assert_int_eq(xw_seating_solve(scratch, s.problem.zones, s.seekers, s.problem.divisions,
                                          s.problem.places, &s.arcs, &s.costs, one.placed,
                                          one.unplaced, NULL, &cost_m),
                         XW_OK);
        ck_assert_int_eq(xw_seating_solve(scratch, t.problem.zones, t.seekers, t.problem.divisions,
                                          t.problem.places, &t.arcs, &t.costs, two.placed,
                                          two.unplaced, NULL, &again_m),
                         XW_OK);
        ck_assert_int_eq(cost_m, again_m);
        for (int32_t a = 0; a < s.arcs.count; a++)
            ck_assert_msg(one.placed[a] == two.placed[twin[a]], "seed %d way %d", (int)seed, a);
    }
}
END_TEST

static TCase *laws(void)
{
    TCase *c = tcase_create("laws");
    tcase_add_checked_fixture(c, open_arena, close_arena);
    tcase_add_test(c, an_unopened_school_changes_nothing);
    return c;
}

/* Whatever memory there is, the answer is untouched or whole. */
START_TEST(little_memory_is_said)
{
    static struct seated untouched;
    draw_seating(&s, 3, 6, 8);
    memset(&untouched, 0xa5, sizeof untouched);
    struct xw_arena whole = scratch;
    ptrdiff_t bytes = 0;
    enum xw_status status = XW_NO_MEMORY;
    for (; status == XW_NO_MEMORY && bytes < 1 << 20; bytes += 64) {
        scratch.end = scratch.base + bytes;
        status = flow_places(&s, &one);
        if (status == XW_NO_MEMORY)
            ck_assert_mem_eq(&one, &untouched, offsetof(struct seated, answer));
    }
    scratch = whole;
    ck_assert_int_eq(status, XW_OK);
    ck_assert_int_gt(bytes, 1000);
}
END_TEST

START_TEST(a_total_beyond_64_bits_is_said)
{
    draw_seating(&s, 3, 6, 8);
    s.costs = (struct xw_seating_costs){ 0, 0, INT64_MAX / 2 };
    ck_assert_int_eq(flow_places(&s, &one), XW_FLOW_TOO_LARGE);
}
END_TEST

static TCase *limits(void)
{
    TCase *c = tcase_create("limits");
    tcase_add_checked_fixture(c, open_arena, close_arena);
    tcase_add_test(c, little_memory_is_said);
    tcase_add_test(c, a_total_beyond_64_bits_is_said);
    return c;
}

UNIT_MAIN("seating_network", laws(), limits())
