#include "xuewei/choice_round.h"
#include "rounds_kit.h"
#include <math.h>

/* The tiny district in 2022: 14, 12 and 6 entrants of primary school in A, B and C; S1 stands in A, S2 in
 * C. The places of both schools are set by each test. */
struct world {
    struct tiny t;
    struct xw_round round;
    int32_t stage[8], zone[8], school[8], tier[8], rank[8], line[8];
    double utility[8];
    int32_t elder_pupils[1];
    int16_t every_year[1];
};

static void open_world(struct world *w)
{
    *w = (struct world){ 0 };
    tiny_read(&w->t, NULL);
    w->t.scenario.stages.stage[0].admission = XW_ADMISSION_CHOICE;
}

static void list(struct world *w, int32_t zone, int32_t school, int32_t rank, double utility)
{
    int32_t i = w->t.scenario.preferences.count;
    w->zone[i] = zone;
    w->school[i] = school;
    w->tier[i] = XW_NONE;
    w->rank[i] = rank;
    w->utility[i] = utility;
    w->t.scenario.preferences = (struct xw_preferences){ i + 1,   w->stage, w->zone,    w->school,
                                                         w->tier, w->rank,  w->utility, w->line };
}

static void choose(struct world *w, int32_t in_s1, int32_t in_s2)
{
    tiny_prepare(&w->t);
    to_rooms(&w->t, 2);
    ck_assert_int_eq(xw_round_open(&w->t.state, w->t.state.scratch, 0, &w->round), XW_OK);
    memset(w->round.places, 0, 2 * sizeof *w->round.places);
    w->round.places[0][XW_LAYER_NORM] = in_s1;
    w->round.places[1][XW_LAYER_NORM] = in_s2;
    ck_assert_int_eq(xw_choice_round(&w->round, w->t.state.scratch), XW_OK);
}

static int32_t placed(const struct world *w, int32_t zone, int32_t division)
{
    const struct xw_placements *p = &w->round.admission->placed;
    int32_t sum = 0;
    for (int32_t i = 0; i < p->count; i++) {
        ck_assert_int_eq(p->reason[i], XW_REASON_CHOICE);
        if (p->zone[i] == zone && p->division[i] == division) sum += p->pupils[i];
    }
    return sum;
}

static int32_t left(const struct world *w, int32_t zone)
{
    return w->round.admission->left[2 * zone];
}

/* Everybody wants S2 first; it has room for 20. C belongs to it and goes first, then 14 others. */
START_TEST(catchment_goes_before_others)
{
    struct world w;
    open_world(&w);
    for (int32_t z = 0; z < 3; z++) {
        list(&w, z, 1, 1, 0);
        list(&w, z, 0, 2, 0);
    }
    choose(&w, 10, 20);
    ck_assert_int_eq(placed(&w, 2, 1), 6);
    ck_assert_int_eq(placed(&w, 0, 1) + placed(&w, 1, 1), 14);
    ck_assert_int_eq(placed(&w, 0, 0) + placed(&w, 1, 0), 10);
    ck_assert_int_eq(left(&w, 0) + left(&w, 1), 2);
    ck_assert_int_eq(left(&w, 2), 0);
    tiny_close(&w.t);
}
END_TEST

/* Everybody wants S2, which has 8 places. All of them rank its catchment first: C has its 6. Half of them
 * do: 4, and who of C wins an open place beside them, where the open ones are filled first no less than
 * where the reserve is. */
START_TEST(a_reserve_keeps_its_share)
{
    int32_t of_c[3];
    for (int way = 0; way < 3; way++) {
        struct world w;
        open_world(&w);
        for (int32_t z = 0; z < 3; z++)
            list(&w, z, 1, 1, 0);
        w.t.scenario.choice.reserve_share = way == 0 ? 0.0 : 0.5;
        w.t.scenario.choice.reserve_first = way == 1;
        choose(&w, 0, 8);
        of_c[way] = placed(&w, 2, 1);
        ck_assert_int_eq(placed(&w, 0, 1) + placed(&w, 1, 1) + of_c[way], 8);
        tiny_close(&w.t);
    }
    ck_assert_int_eq(of_c[0], 6);
    ck_assert_int_ge(of_c[1], 4);
    ck_assert_int_ge(of_c[2], of_c[1]);
    ck_assert_int_le(of_c[2], 6);
}
END_TEST

/* Brothers and sisters of A, 3 of them, go to S2 before its catchment. */
START_TEST(an_elder_child_goes_before_the_catchment)
{
    struct world w;
    static int32_t zero[1], one[1] = { 1 };
    static double share[1] = { NAN };
    open_world(&w);
    list(&w, 0, 0, 1, 0);
    list(&w, 1, 0, 1, 0);
    list(&w, 2, 1, 1, 0);
    w.elder_pupils[0] = 3;
    w.every_year[0] = INT16_MIN;
    w.t.scenario.siblings =
        (struct xw_siblings){ 1, zero, zero, one, w.every_year, share, w.elder_pupils, zero };
    choose(&w, 100, 5);
    ck_assert_int_eq(placed(&w, 0, 1), 3);
    ck_assert_int_eq(placed(&w, 2, 1), 2);
    ck_assert_int_eq(left(&w, 2), 4);
    ck_assert_int_eq(placed(&w, 0, 0), 11);
    tiny_close(&w.t);
}
END_TEST

/* Without lists: near schools are liked better, and a steep way settles it. A short list leaves pupils
 * where a longer one would not. */
START_TEST(ways_decide_without_lists)
{
    struct world w;
    open_world(&w);
    w.t.scenario.choice.beta_per_m = 1.0;
    choose(&w, 100, 100);
    ck_assert_int_eq(placed(&w, 0, 0), 14);
    ck_assert_int_eq(placed(&w, 2, 1), 6);
    tiny_close(&w.t);
    for (int32_t listed = 1; listed <= 2; listed++) {
        open_world(&w);
        w.t.scenario.choice.beta_per_m = 1.0;
        w.t.scenario.choice.listed = listed;
        choose(&w, 4, 100);
        ck_assert_int_eq(left(&w, 0) > 0, listed == 1);
        tiny_close(&w.t);
    }
}
END_TEST

/* Utilities stand before the way. */
START_TEST(utilities_are_weighed_against_the_way)
{
    struct world w;
    open_world(&w);
    list(&w, 0, 0, XW_NONE, 0);
    list(&w, 0, 1, XW_NONE, 1000);
    w.t.scenario.choice.beta_per_m = 0.001;
    choose(&w, 100, 100);
    ck_assert_int_eq(placed(&w, 0, 1), 14);
    tiny_close(&w.t);
}
END_TEST

/* The norm alone, or the stretch as well. */
START_TEST(places_are_as_the_rule_says)
{
    for (int norm_only = 0; norm_only < 2; norm_only++) {
        struct world w;
        open_world(&w);
        list(&w, 0, 0, 1, 0);
        w.t.scenario.choice.norm_only = norm_only;
        tiny_prepare(&w.t);
        to_rooms(&w.t, 2);
        ck_assert_int_eq(xw_round_open(&w.t.state, w.t.state.scratch, 0, &w.round), XW_OK);
        w.round.places[0][XW_LAYER_NORM] = 5;
        w.round.places[0][XW_LAYER_STRETCH] = 3;
        w.round.places[0][XW_LAYER_OVERRUN] = 9;
        ck_assert_int_eq(xw_choice_round(&w.round, w.t.state.scratch), XW_OK);
        ck_assert_int_eq(placed(&w, 0, 0) + placed(&w, 1, 0) + placed(&w, 2, 0), norm_only ? 5 : 8);
        tiny_close(&w.t);
    }
}
END_TEST

/* 10 of A choose; of 50 without a right 40 get what is left of 50 places up to the norm, and 10 nothing,
 * though chosen places go up to the stretch. */
START_TEST(without_a_right_nobody_chooses)
{
    struct rounds r;
    const struct xw_tier tiers[] = { { .order = 1, .right = XW_RIGHT_CATCHMENT },
                                     { .order = 2, .right = XW_RIGHT_NONE } };
    rounds_read(&r, false);
    r.t.scenario.stages.stage[0].admission = XW_ADMISSION_CHOICE;
    rounds_open(&r, 2, tiers, (int32_t[3][3]){ { 10, 50 }, { 0, 0 }, { 0, 0 } });
    rounds_assign(&r);
    ck_assert_int_eq(rounds_placed(&r, 0, 0, XW_NONE, XW_REASON_CHOICE), 10);
    ck_assert_int_eq(rounds_placed(&r, 0, 1, XW_NONE, XW_REASON_COORDINATION), 40);
    ck_assert_int_eq(rounds_placed(&r, 0, 1, XW_NONE, XW_REASON_NO_CLAIM), 10);
    rounds_close(&r);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_test(c, catchment_goes_before_others);
    tcase_add_test(c, a_reserve_keeps_its_share);
    tcase_add_test(c, an_elder_child_goes_before_the_catchment);
    tcase_add_test(c, ways_decide_without_lists);
    tcase_add_test(c, utilities_are_weighed_against_the_way);
    tcase_add_test(c, places_are_as_the_rule_says);
    tcase_add_test(c, without_a_right_nobody_chooses);
    return c;
}

/* All years run, the laws hold, and the seed alone decides who is drawn. */
START_TEST(a_history_is_that_of_its_seed)
{
    int32_t pupils[3][40] = { 0 }, rows[3];
    for (int run = 0; run < 3; run++) {
        struct tiny t;
        const char *const seed[] = { "ensemble.seed", run < 2 ? "5" : "6", NULL };
        tiny_read(&t, seed);
        t.scenario.stages.stage[0].admission = XW_ADMISSION_CHOICE;
        t.scenario.choice.beta_per_m = 0.001;
        tiny_prepare(&t);
        tiny_step_to(&t, 3);
        rows[run] = 0;
        for (int32_t i = 0; i < t.record->flows && rows[run] < 40; i++)
            if (t.record->flow[i].stage == 0) pupils[run][rows[run]++] = t.record->flow[i].pupils;
        tiny_close(&t);
    }
    ck_assert_int_eq(rows[0], rows[1]);
    ck_assert(memcmp(pupils[0], pupils[1], sizeof pupils[0]) == 0);
    ck_assert(memcmp(pupils[0], pupils[2], sizeof pupils[0]) != 0);
}
END_TEST

/* 2022 again as replicates 1, 2 and 1: the same replicate chooses the same. */
START_TEST(replicates_have_lots_and_likings_of_their_own)
{
    static const uint32_t replicate[] = { 1, 2, 1 };
    int32_t placed[3][6];
    for (int h = 0; h < 3; h++) {
        struct tiny t;
        struct xw_draw draw = { .seed = 5, .replicate = replicate[h] };
        tiny_read(&t, NULL);
        t.scenario.stages.stage[0].admission = XW_ADMISSION_CHOICE;
        t.scenario.choice.beta_per_m = 0.001;
        tiny_prepare(&t);
        to_rooms(&t, 2);
        t.state.draw = &draw;
        ck_assert_int_eq(xw_admission_assign(&t.state), XW_OK);
        for (int32_t i = 0; i < 6; i++)
            placed[h][i] = placed_for(&t, 0, XW_REASON_CHOICE, i / 2, i % 2);
        tiny_close(&t);
    }
    ck_assert_mem_eq(placed[0], placed[2], sizeof placed[0]);
    ck_assert(memcmp(placed[0], placed[1], sizeof placed[0]) != 0);
}
END_TEST

static TCase *laws(void)
{
    TCase *c = tcase_create("laws");
    tcase_add_test(c, a_history_is_that_of_its_seed);
    tcase_add_test(c, replicates_have_lots_and_likings_of_their_own);
    return c;
}

UNIT_MAIN("choice_round", known_answers(), laws())
