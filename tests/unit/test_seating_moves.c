#include "seatings.h"

static struct seating s;
static struct seated moved, flow;

static bool move_places(void)
{
    bool settled;
    memset(&moved, 0xa5, sizeof moved);
    point_answer(&moved);
    ck_assert_int_eq(xw_seating_by_moves(scratch, &s.problem, &moved.answer, &settled), XW_OK);
    return settled;
}

/* --- by hand --------------------------------------------------------------------------------- */

/* One to four zones and divisions, every zone with a way to every division. */
struct town {
    const char *name;
    int32_t zones, seekers[4], divisions, places[4][XW_LAYERS];
    int64_t cost_m[4][4];
    bool settled;
    int32_t placed[4][4], unplaced[4];
};

static const struct town towns[] = {
    { "room for all and one more",
      2,
      { 3, 4 },
      1,
      { { 8 } },
      { { 5 }, { 6 } },
      true,
      { { 3 }, { 4 } },
      { 0 } },
    { "room for all and no more",
      2,
      { 3, 4 },
      1,
      { { 7 } },
      { { 5 }, { 6 } },
      true,
      { { 3 }, { 4 } },
      { 0 } },
    { "two ways alike and room in both: the first",
      1,
      { 3 },
      2,
      { { 4 }, { 4 } },
      { { 5, 5 } },
      true,
      { { 3, 0 } },
      { 0 } },
    { "two ways alike and no room: not for moves",
      1,
      { 5 },
      2,
      { { 4 }, { 4 } },
      { { 5, 5 } },
      false,
      { { 0 } },
      { 0 } },
    { "over into the stretch", 1, { 5 }, 1, { { 4, 2 } }, { { 5 } }, true, { { 5 } }, { 0 } },
    { "over into the stretch and the overrun",
      1,
      { 7 },
      1,
      { { 4, 2, 3 } },
      { { 5 } },
      true,
      { { 7 } },
      { 0 } },
    { "over every layer", 1, { 9 }, 1, { { 4, 2, 1 } }, { { 5 } }, true, { { 7 } }, { 2 } },
    { "who loses least gives way",
      2,
      { 5, 5 },
      2,
      { { 5 }, { 6 } },
      { { 1, 4 }, { 2, 9 } },
      true,
      { { 0, 5 }, { 5, 0 } },
      { 0 } },
    { "a chain over three divisions, to a free place",
      3,
      { 4, 4, 4 },
      4,
      { { 2 }, { 4 }, { 4 }, { 4 } },
      { { 1, 3, 90, 90 }, { 90, 1, 4, 90 }, { 90, 90, 1, 5 } },
      true,
      { { 2, 2, 0, 0 }, { 0, 2, 2, 0 }, { 0, 0, 2, 2 } },
      { 0 } },
    { "of two who could stay away the dearer way",
      2,
      { 3, 3 },
      1,
      { { 4 } },
      { { 7 }, { 5 } },
      true,
      { { 1 }, { 3 } },
      { 2, 0 } },
    { "a way dearer than none is not gone",
      1,
      { 3 },
      1,
      { { 9 } },
      { { 101 } },
      true,
      { { 0 } },
      { 3 } },
};

START_TEST(small_towns_are_settled)
{
    const struct town *t = &towns[_i];
    s = (struct seating){ .costs = { 10, 20, 100 } };
    s.problem.zones = t->zones;
    s.problem.divisions = t->divisions;
    memcpy(s.seekers, t->seekers, sizeof t->seekers);
    memcpy(s.places, t->places, sizeof t->places);
    for (int32_t z = 0; z < t->zones; z++)
        for (int32_t d = 0; d < t->divisions; d++) {
            s.zone[s.arcs.count] = z;
            s.division[s.arcs.count] = d;
            s.cost_m[s.arcs.count++] = t->cost_m[z][d];
        }
    point(&s);
    ck_assert_msg(move_places() == t->settled, "%s", t->name);
    for (int32_t a = 0; t->settled && a < s.arcs.count; a++)
        ck_assert_msg(moved.placed[a] == t->placed[s.zone[a]][s.division[a]], "%s: way %d has %d",
                      t->name, a, moved.placed[a]);
    for (int32_t z = 0; t->settled && z < t->zones; z++)
        ck_assert_msg(moved.unplaced[z] == t->unplaced[z], "%s: %d of zone %d stay away", t->name,
                      moved.unplaced[z], z);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_checked_fixture(c, open_arena, close_arena);
    tcase_add_loop_test(c, small_towns_are_settled, 0, sizeof towns / sizeof *towns);
    return c;
}

/* --- laws ------------------------------------------------------------------------------------ */

/* Few numbers for ways make many equal placements, which are left to the simplex; places from scarce to
 * plenty. */
static const struct {
    const char *name;
    int64_t spread, tight, settled, crowded, unplaced;
} kinds[] = {
    { "scarce", 1000000, 5, 1500, 1200, 1500 },    { "enough", 1000000, 12, 1500, 1200, 1200 },
    { "plenty", 1000000, 40, 1500, 1000, 400 },    { "scarce, ways alike", 6, 5, 300, 120, 300 },
    { "plenty, ways alike", 6, 60, 600, 50, 300 },
};

/* What is settled is what the network simplex finds, pupil for pupil, and is proved by its prices. */
START_TEST(moves_find_what_the_simplex_finds)
{
    enum { TURNS = 2000 };
    int64_t settled = 0, crowded = 0, unplaced = 0;
    for (uint64_t seed = 1; seed <= TURNS; seed++) {
        int64_t cost_m, again_m;
        draw_seating(&s, seed, kinds[_i].spread, kinds[_i].tight);
        bool done = move_places();
        memset(&flow, 0xa5, sizeof flow);
        point_answer(&flow);
        ck_assert_int_eq(xw_seating_by_network(scratch, &s.problem, &flow.answer), XW_OK);
        ck_assert_int_eq(xw_seating_verify(scratch, &s.problem, &flow.answer, &cost_m), XW_OK);
        if (!done) continue;
        settled++;
        ck_assert_int_eq(xw_seating_verify(scratch, &s.problem, &moved.answer, &again_m), XW_OK);
        ck_assert_int_eq(cost_m, again_m);
        ck_assert_mem_eq(moved.placed, flow.placed, sizeof flow.placed);
        ck_assert_mem_eq(moved.unplaced, flow.unplaced, sizeof flow.unplaced);
        for (int32_t a = 0; a < s.arcs.count; a++)
            if (moved.placed[a] > 0 && moved.placed[a] < s.seekers[s.zone[a]]) {
                crowded++;
                break;
            }
        for (int32_t z = 0; z < s.problem.zones; z++)
            if (moved.unplaced[z] > 0) {
                unplaced++;
                break;
            }
    }
    ck_assert_msg(settled >= kinds[_i].settled && settled < TURNS, "%s: %d settled", kinds[_i].name,
                  (int)settled);
    ck_assert_msg(crowded >= kinds[_i].crowded, "%s: %d crowded", kinds[_i].name, (int)crowded);
    ck_assert_msg(unplaced >= kinds[_i].unplaced, "%s: %d unplaced", kinds[_i].name, (int)unplaced);
}
END_TEST

/* Nothing is left in the memory that another problem could read: dirty memory changes nothing. */
START_TEST(what_was_solved_before_changes_nothing)
{
    static struct seated first;
    for (uint64_t seed = 1; seed <= 300; seed++) {
        draw_seating(&s, seed, 1000000, 8);
        memset(scratch.at, 0, (size_t)(scratch.end - scratch.at));
        bool done = move_places();
        first = moved;
        memset(scratch.at, (int)(seed * 37 % 256), (size_t)(scratch.end - scratch.at));
        draw_seating(&s, seed + 1000, 1000000, 8);
        move_places();
        draw_seating(&s, seed, 1000000, 8);
        ck_assert(move_places() == done);
        ck_assert_mem_eq(&first, &moved, sizeof first);
    }
}
END_TEST

static TCase *laws(void)
{
    TCase *c = tcase_create("laws");
    tcase_add_checked_fixture(c, open_arena, close_arena);
    tcase_add_loop_test(c, moves_find_what_the_simplex_finds, 0, sizeof kinds / sizeof *kinds);
    tcase_add_test(c, what_was_solved_before_changes_nothing);
    return c;
}

/* --- limits ---------------------------------------------------------------------------------- */

START_TEST(what_it_cannot_do_is_left_untouched)
{
    static struct seated untouched;
    uint64_t seed = 1;
    do
        draw_seating(&s, seed++, 1000000, 8);
    while (!move_places());
    ck_assert_int_gt(s.arcs.count, MOST_DIVISIONS);
    struct seating sound = s;

    memset(&untouched, 0xa5, sizeof untouched);
    for (int32_t fault = 0; fault < 5; fault++) {
        s = sound;
        point(&s);
        int32_t last = s.arcs.count - 1;
        if (fault == 0) s.zone[last] = 0; /* out of order */
        if (fault == 1) s.cost_m[last] = (int64_t)1 << 40;
        if (fault == 2) s.cost_m[last] = INT64_MIN;
        if (fault == 3) s.costs.unplaced_m = INT64_MAX;
        if (fault == 4) s.seekers[s.zone[last]] = INT32_MAX;
        ck_assert_msg(!move_places(), "fault %d", fault);
        ck_assert_mem_eq(&moved, &untouched, offsetof(struct seated, answer));
    }
}
END_TEST

static TCase *limits(void)
{
    TCase *c = tcase_create("limits");
    tcase_add_checked_fixture(c, open_arena, close_arena);
    tcase_add_test(c, what_it_cannot_do_is_left_untouched);
    return c;
}

UNIT_MAIN("seating_moves", known_answers(), laws(), limits())
