#include "xuewei/private_round.h"
#include "rounds_kit.h"

static const struct xw_tier with = { .order = 1,
                                     .right = XW_RIGHT_CATCHMENT,
                                     .grows = XW_GROWS_NORM };
static const struct xw_tier behind = {
    .order = 2, .right = XW_RIGHT_CATCHMENT, .grows = XW_GROWS_NORM, .behind = 1
};

/* S2 is private, with 20 places; A 30 and 10, B 15 and 5 of the two tiers. */
static void open_private(struct rounds *r, double applicants, bool drawn)
{
    struct xw_tier tiers[] = { with, behind };
    rounds_read(r, false);
    r->t.scenario.schools.sector[1] = XW_PRIVATE;
    rounds_open(r, 2, tiers, (int32_t[3][3]){ { 30, 10 }, { 15, 5 }, { 0, 0 } });
    r->t.scenario.assignment.private_applicants = applicants;
    r->t.scenario.assignment.private_drawn = drawn;
    for (int32_t z = 0; z < 3; z++)
        r->t.state.admission[0].private_[z] = 0;
    r->t.state.admission[0].placed.count = 0;
    ck_assert_int_eq(xw_private_round(&r->t.state, 0), XW_OK);
}

/* Everybody applies: 20 of 60 are drawn, a third of each group. Nobody stands before the losers. */
START_TEST(everybody_applies_by_default)
{
    static const int32_t want[2][2] = { { 10, 3 }, { 5, 2 } };
    struct rounds r;
    open_private(&r, NAN, false);
    for (int32_t z = 0; z < 2; z++) {
        for (int32_t k = 0; k < 2; k++) {
            ck_assert_int_eq(rounds_placed(&r, z, k, 1, XW_REASON_PRIVATE), want[z][k]);
            ck_assert_int_eq(rounds_left(&r, z, k, 1), 0);
        }
        ck_assert_int_eq(r.t.state.admission[0].private_[z], want[z][0] + want[z][1]);
    }
    ck_assert_int_eq(r.t.state.seekers[0][0], 40 - 13);
    rounds_close(&r);
}
END_TEST

/* 1.5 applicants a place: 30 of the 60, half of each group: 15 and 5, 7.5 and 2.5, of which the first
 * has the larger index's due. 20 of these 30 are drawn. Losers of the second tier stand behind. */
START_TEST(so_many_apply_for_a_place)
{
    struct rounds r;
    int32_t drawn = 0, back = 0;
    open_private(&r, 1.5, false);
    for (int32_t z = 0; z < 2; z++) {
        int32_t in_first = rounds_placed(&r, z, 0, 1, XW_REASON_PRIVATE);
        int32_t in_second = rounds_placed(&r, z, 1, 1, XW_REASON_PRIVATE);
        int32_t first = z == 0 ? 15 : 8, second = z == 0 ? 5 : 2; /* who applied */
        ck_assert_int_eq(in_first, z == 0 ? 10 : 5);
        ck_assert_int_eq(rounds_left(&r, z, 0, 0), (z == 0 ? 30 : 15) - in_first);
        ck_assert_int_eq(rounds_left(&r, z, 0, 1), 0);
        ck_assert_int_eq(rounds_left(&r, z, 1, 0), (z == 0 ? 10 : 5) - second);
        ck_assert_int_eq(rounds_left(&r, z, 1, 1), second - in_second);
        drawn += in_first + in_second;
        back += first + second - in_first - in_second;
    }
    ck_assert_int_eq(drawn, 20);
    ck_assert_int_eq(back, 10);
    rounds_close(&r);
}
END_TEST

/* Fewer apply than there are places: all of them are in, and nobody has lost. */
START_TEST(without_a_surplus_nobody_loses)
{
    struct rounds r;
    open_private(&r, 0.6, false); /* 12: 6, 2, 3, 1 */
    static const int32_t want[2][2] = { { 6, 2 }, { 3, 1 } };
    for (int32_t z = 0; z < 2; z++)
        for (int32_t k = 0; k < 2; k++) {
            ck_assert_int_eq(rounds_placed(&r, z, k, 1, XW_REASON_PRIVATE), want[z][k]);
            ck_assert_int_eq(rounds_left(&r, z, k, 1), 0);
        }
    rounds_close(&r);
}
END_TEST

/* Drawn: all 20 places, the same with the same seed, and not what is expected with every seed. */
START_TEST(a_drawn_lottery_hangs_on_the_seed)
{
    int32_t first[4], other = 0;
    for (uint64_t seed = 0; seed < 8; seed++) {
        struct xw_tier tiers[] = { with, behind };
        for (int again = 0; again < 2; again++) {
            struct rounds r;
            int32_t sum = 0;
            rounds_read(&r, false);
            r.t.scenario.schools.sector[1] = XW_PRIVATE;
            r.t.scenario.seed = seed;
            r.t.scenario.assignment.private_drawn = true;
            rounds_open(&r, 2, tiers, (int32_t[3][3]){ { 30, 10 }, { 15, 5 }, { 0, 0 } });
            r.t.state.admission[0].placed.count = 0;
            ck_assert_int_eq(xw_private_round(&r.t.state, 0), XW_OK);
            for (int32_t i = 0; i < 4; i++) {
                int32_t n = rounds_placed(&r, i / 2, i % 2, 1, XW_REASON_PRIVATE);
                if (again == 1) ck_assert_int_eq(n, first[i]);
                first[i] = n;
                sum += n;
            }
            ck_assert_int_eq(sum, 20);
            rounds_close(&r);
        }
        other += first[0] != 10 || first[1] != 3;
    }
    ck_assert_int_gt(other, 0);
}
END_TEST

/* 20 places in two classes: a replicate's factor of the year changes them, to the nearest whole pupil, up
 * to the class size limit of 15. */
static const struct {
    double factor;
    int32_t want;
} factors[] = { { 1.0, 20 }, { 0.5, 10 }, { 0.52, 10 }, { 0.525, 11 },
                { 0.0, 0 },  { 1.4, 28 }, { 9.0, 30 } };

START_TEST(a_replicate_has_other_places)
{
    struct xw_tier tiers[] = { with, behind };
    struct rounds r;
    double private_[] = { 7.0, 7.0, factors[_i].factor, 7.0 };
    struct xw_draw draw = { .replicate = 1, .private_ = private_ };
    rounds_read(&r, false);
    r.t.scenario.schools.sector[1] = XW_PRIVATE;
    rounds_open(&r, 2, tiers, (int32_t[3][3]){ { 30, 10 }, { 15, 5 }, { 0, 0 } });
    r.t.state.draw = &draw;
    r.t.state.admission[0].placed.count = 0;
    ck_assert_int_eq(xw_private_round(&r.t.state, 0), XW_OK);
    int32_t sum = 0;
    for (int32_t k = 0; k < 2; k++)
        sum += rounds_placed(&r, XW_NONE, k, 1, XW_REASON_PRIVATE);
    ck_assert_int_eq(sum, factors[_i].want);
    rounds_close(&r);
}
END_TEST

/* Drawn in the central history, in replicates 0, 1 and 2 and in 1 again. */
START_TEST(replicates_draw_lots_of_their_own)
{
    enum { HISTORIES = 5 };
    static const uint32_t replicate[HISTORIES] = { 0, 0, 1, 2, 1 };
    int32_t won[HISTORIES][4], others = 0;
    double private_[] = { 1.0, 1.0, 1.0, 1.0 };
    for (uint64_t seed = 0; seed < 8; seed++) {
        for (int32_t h = 0; h < HISTORIES; h++) {
            struct xw_tier tiers[] = { with, behind };
            struct xw_draw draw = { .seed = seed, .replicate = replicate[h], .private_ = private_ };
            struct rounds r;
            rounds_read(&r, false);
            r.t.scenario.schools.sector[1] = XW_PRIVATE;
            r.t.scenario.seed = h == 0 ? seed : 99; /* a draw has a seed of its own */
            r.t.scenario.assignment.private_drawn = true;
            rounds_open(&r, 2, tiers, (int32_t[3][3]){ { 30, 10 }, { 15, 5 }, { 0, 0 } });
            r.t.state.draw = h == 0 ? NULL : &draw;
            r.t.state.admission[0].placed.count = 0;
            ck_assert_int_eq(xw_private_round(&r.t.state, 0), XW_OK);
            for (int32_t i = 0; i < 4; i++)
                won[h][i] = rounds_placed(&r, i / 2, i % 2, 1, XW_REASON_PRIVATE);
            rounds_close(&r);
        }
        ck_assert_mem_eq(won[1], won[0], sizeof won[0]);
        ck_assert_mem_eq(won[4], won[2], sizeof won[2]);
        others += memcmp(won[1], won[2], sizeof won[1]) != 0;
        others += memcmp(won[3], won[2], sizeof won[2]) != 0;
    }
    ck_assert_int_gt(others, 8);
}
END_TEST

static TCase *known(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_test(c, everybody_applies_by_default);
    tcase_add_test(c, so_many_apply_for_a_place);
    tcase_add_test(c, without_a_surplus_nobody_loses);
    tcase_add_test(c, a_drawn_lottery_hangs_on_the_seed);
    tcase_add_loop_test(c, a_replicate_has_other_places, 0, sizeof factors / sizeof *factors);
    tcase_add_test(c, replicates_draw_lots_of_their_own);
    return c;
}

UNIT_MAIN("private round", known())
