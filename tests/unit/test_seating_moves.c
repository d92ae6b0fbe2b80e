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
    { "two ways alike, others crowd elsewhere: the first",
      2,
      { 3, 5 },
      3,
      { { 4 }, { 4 }, { 4, 1 } },
      { { 5, 5, 90 }, { 90, 90, 5 } },
      true,
      { { 3, 0, 0 }, { 0, 0, 5 } },
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

/* Few numbers for ways make many equal placements; places from scarce to plenty. At least so many are
 * settled, divide a zone, leave somebody unplaced, and leave a zone an equal way not gone. */
static const struct {
    const char *name;
    int64_t spread, tight, settled, divided, unplaced, equal;
} kinds[] = {
    { "scarce", 1000000, 5, 1500, 1200, 1500, 0 },
    { "enough", 1000000, 12, 1500, 1200, 1200, 0 },
    { "plenty", 1000000, 40, 1500, 1000, 400, 0 },
    { "scarce, ways alike", 6, 5, 300, 120, 300, 0 },
    { "plenty, ways alike", 6, 60, 600, 50, 300, 300 },
};

/* Whether one more pupil of division d would pay its price. */
static bool is_free(int32_t d)
{
    int64_t pupils = 0;
    for (int32_t a = 0; a < s.arcs.count; a++)
        if (s.division[a] == d) pupils += moved.placed[a];
    for (int32_t layer = 0; layer < XW_LAYERS; layer++) {
        if (pupils < s.places[d][layer])
            return xw_seating_layer_price(&s.costs, layer) == moved.price[d];
        pupils -= s.places[d][layer];
    }
    return false;
}

/* Make ways 1 m longer that are as good as an earlier one of their zone which all of it go, both to free
 * places. So the placement stays a cheapest one, and must be the only one. Returns how many. */
static int32_t lengthen_equal_ways(void)
{
    int32_t count = 0;
    for (int32_t a = 0; a < s.arcs.count; a++) {
        int64_t pays = s.cost_m[a] + moved.price[s.division[a]];
        if (s.seekers[s.zone[a]] == 0 || moved.placed[a] < s.seekers[s.zone[a]] ||
            !is_free(s.division[a]))
            continue;
        for (int32_t b = a + 1; b < s.arcs.count && s.zone[b] == s.zone[a]; b++)
            if (is_free(s.division[b]) && s.cost_m[b] + moved.price[s.division[b]] == pays) {
                s.cost_m[b]++;
                count++;
            }
    }
    return count;
}

static bool divides(void)
{
    for (int32_t a = 0; a < s.arcs.count; a++)
        if (moved.placed[a] > 0 && moved.placed[a] < s.seekers[s.zone[a]]) return true;
    return false;
}

static bool leaves_some(void)
{
    for (int32_t z = 0; z < s.problem.zones; z++)
        if (moved.unplaced[z] > 0) return true;
    return false;
}

/* What is settled is what the network simplex finds, pupil for pupil, and is proved by its prices. */
START_TEST(moves_find_what_the_simplex_finds)
{
    enum { TURNS = 2000 };
    int64_t settled = 0, divided = 0, unplaced = 0, equal = 0;
    for (uint64_t seed = 1; seed <= TURNS; seed++) {
        int64_t cost_m, again_m;
        draw_seating(&s, seed, kinds[_i].spread, kinds[_i].tight);
        if (!move_places()) continue;
        settled++;
        divided += divides();
        unplaced += leaves_some();
        ck_assert_int_eq(xw_seating_verify(scratch, &s.problem, &moved.answer, &cost_m), XW_OK);
        equal += lengthen_equal_ways() > 0;
        memset(&flow, 0xa5, sizeof flow);
        point_answer(&flow);
        ck_assert_int_eq(xw_seating_by_network(scratch, &s.problem, &flow.answer), XW_OK);
        ck_assert_int_eq(xw_seating_verify(scratch, &s.problem, &flow.answer, &again_m), XW_OK);
        ck_assert_int_eq(cost_m, again_m);
        ck_assert_mem_eq(moved.placed, flow.placed, sizeof flow.placed);
        ck_assert_mem_eq(moved.unplaced, flow.unplaced, sizeof flow.unplaced);
    }
    ck_assert_msg(settled >= kinds[_i].settled && (_i < 3 || settled < TURNS), "%s: %d settled",
                  kinds[_i].name, (int)settled);
    ck_assert_msg(divided >= kinds[_i].divided, "%s: %d divided", kinds[_i].name, (int)divided);
    ck_assert_msg(unplaced >= kinds[_i].unplaced, "%s: %d unplaced", kinds[_i].name, (int)unplaced);
    ck_assert_msg(equal >= kinds[_i].equal, "%s: %d with equal ways", kinds[_i].name, (int)equal);
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
