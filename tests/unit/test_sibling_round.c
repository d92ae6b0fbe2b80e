#include "xuewei/sibling_round.h"
#include "xuewei/parameters.h"
#include "tiny_admission.h"
#include <math.h>
#include <string.h>

/* The tiny district in 2022, when zone C belongs to S2: of 22, 12 and 6 entrants... see its README. */
struct world {
    struct tiny t;
    int32_t stage[4], zone[4], school[4], pupils[4], line[4];
    int16_t year[4];
    double share[4];
};

static void put(struct world *w, int32_t i, int32_t zone, int32_t school, double share,
                int32_t pupils)
{
    w->stage[i] = 0;
    w->zone[i] = zone;
    w->school[i] = school;
    w->year[i] = INT16_MIN;
    w->share[i] = share;
    w->pupils[i] = pupils;
    w->t.scenario.siblings = (struct xw_siblings){ i + 1,   w->stage, w->zone,   w->school,
                                                   w->year, w->share, w->pupils, w->line };
}

static void to_round(struct world *w, int32_t year, struct xw_round *round)
{
    tiny_prepare(&w->t);
    to_rooms(&w->t, year);
    ck_assert_int_eq(xw_round_open(&w->t.state, w->t.state.scratch, 0, round), XW_OK);
}

static int32_t placed(const struct world *w, int32_t zone, int32_t division)
{
    const struct xw_placements *p = &w->t.state.admission[0].placed;
    int32_t sum = 0;
    for (int32_t i = 0; i < p->count; i++)
        if (p->zone[i] == zone && p->division[i] == division && p->reason[i] == XW_REASON_SIBLING)
            sum += p->pupils[i];
    return sum;
}

/* 2022: 14, 12 and 6 entrants. A quarter of A (3.5, rounded to 4) and 5 of B follow to S2. */
START_TEST(they_follow_their_elders)
{
    struct world w;
    struct xw_round round;
    tiny_read(&w.t, NULL);
    put(&w, 0, 0, 1, 0.25, XW_NONE);
    put(&w, 1, 1, 1, NAN, 5);
    to_round(&w, 2, &round);
    const struct xw_admission *a = round.admission;
    int32_t before[3] = { a->left[0], a->left[2], a->left[4] };
    int32_t free = round.places[1][XW_LAYER_NORM];
    ck_assert_int_eq(xw_sibling_round(&round, w.t.state.scratch), XW_OK);
    ck_assert_int_eq(placed(&w, 0, 1), 4);
    ck_assert_int_eq(placed(&w, 1, 1), 5);
    ck_assert_int_eq(a->left[0], before[0] - 4);
    ck_assert_int_eq(a->left[2], before[1] - 5);
    ck_assert_int_eq(a->left[4], before[2]);
    ck_assert_int_eq(round.places[1][XW_LAYER_NORM], free - 9);
    tiny_close(&w.t);
}
END_TEST

/* All of A and B follow to S2: its places are shared in proportion, 14 to 12. */
START_TEST(a_full_school_takes_zones_in_proportion)
{
    struct world w;
    struct xw_round round;
    tiny_read(&w.t, NULL);
    put(&w, 0, 0, 1, 1.0, XW_NONE);
    put(&w, 1, 1, 1, NAN, 1000);
    to_round(&w, 2, &round);
    for (int32_t layer = 0; layer < XW_LAYERS; layer++)
        round.places[1][layer] = layer == XW_LAYER_OVERRUN ? 50 : layer == XW_LAYER_NORM ? 9 : 4;
    ck_assert_int_eq(xw_sibling_round(&round, w.t.state.scratch), XW_OK);
    ck_assert_int_eq(placed(&w, 0, 1), 7);
    ck_assert_int_eq(placed(&w, 1, 1), 6);
    ck_assert_int_eq(round.places[1][XW_LAYER_STRETCH], 0);
    ck_assert_int_eq(round.places[1][XW_LAYER_OVERRUN], 50);
    tiny_close(&w.t);
}
END_TEST

/* 14, 12 and 6 entrants: 8 of A follow to S1 and 9 to S2, of which 6 are there. A share of all of B is no
 * more than B has, and 6 of C are all of it. */
START_TEST(more_than_the_entrants_is_a_doubt)
{
    struct world w;
    struct xw_round round;
    tiny_read(&w.t, NULL);
    put(&w, 0, 0, 0, NAN, 8);
    put(&w, 1, 0, 1, NAN, 9);
    put(&w, 2, 1, 1, 1.0, XW_NONE);
    put(&w, 3, 2, 1, NAN, 6);
    w.line[1] = 7;
    w.t.scenario.table_file[XW_TABLE_SIBLINGS] = "siblings.csv";
    to_round(&w, 2, &round);
    int32_t seeking[3] = { 14, 12, 6 }, siblings[6];
    struct xw_sibling_cut *cut = w.t.state.sibling_cut;
    memset(cut, 0, 4 * sizeof *cut);
    w.t.diag.doubts = 0;
    xw_sibling_count(&round, seeking, siblings);
    static const int32_t want[6] = { 8, 6, 0, 12, 0, 6 };
    for (int i = 0; i < 6; i++)
        ck_assert_int_eq(siblings[i], want[i]);
    xw_sibling_doubts(&w.t.state, &w.t.diag);
    ck_assert_int_eq(w.t.diag.doubts, 1);
    const struct xw_doubt *doubt = &w.t.diag.doubt[0];
    ck_assert_str_eq(doubt->at.file, "siblings.csv");
    ck_assert_int_eq(doubt->at.line, 7);
    ck_assert_str_eq(doubt->code, "siblings_above_entrants");
    ck_assert_str_eq(doubt->en,
                     "17 entrants of zone A are to follow elder children in 2022, but the "
                     "zone has 14; the rest is left out (in 1 year, most in this one).");
    ck_assert_ptr_nonnull(strstr(doubt->zh, "小区 A 在 2022 年应有 17 名"));

    /* Again with more entrants than before: the worst year stays. */
    round.admission->demand[0] = 16;
    xw_sibling_count(&round, seeking, siblings);
    ck_assert_int_eq(cut[1].years, 2);
    ck_assert_int_eq(cut[1].entrants, 14);
    round.admission->demand[0] = 10;
    xw_sibling_count(&round, seeking, siblings);
    ck_assert_int_eq(cut[1].years, 3);
    ck_assert_int_eq(cut[1].entrants, 10);
    tiny_close(&w.t);
}
END_TEST

/* In 2020 S2 is not open yet; nobody follows there, and no table is no round. */
START_TEST(nobody_follows_to_a_closed_school)
{
    struct world w;
    struct xw_round round;
    tiny_read(&w.t, NULL);
    put(&w, 0, 0, 1, 1.0, XW_NONE);
    to_round(&w, 0, &round);
    ck_assert_int_eq(xw_sibling_round(&round, w.t.state.scratch), XW_OK);
    ck_assert_int_eq(round.admission->placed.count, 0);
    w.t.scenario.siblings.count = 0;
    ck_assert_int_eq(xw_sibling_round(&round, w.t.state.scratch), XW_OK);
    ck_assert_int_eq(round.admission->placed.count, 0);
    tiny_close(&w.t);
}
END_TEST

/* The whole year: laws hold, and the rows say who followed. */
START_TEST(a_year_with_siblings_keeps_the_laws)
{
    struct world w;
    tiny_read(&w.t, NULL);
    put(&w, 0, 0, 1, 0.5, XW_NONE);
    tiny_prepare(&w.t);
    tiny_step_to(&w.t, 3);
    int32_t pupils = 0;
    for (int32_t i = 0; i < w.t.record->flows; i++) {
        const struct xw_flow_row *row = &w.t.record->flow[i];
        if (strcmp(row->reason, "sibling") != 0) continue;
        ck_assert_int_ge(row->year, 2022);
        ck_assert_int_eq(row->zone, 0);
        ck_assert_int_eq(row->school, 1);
        pupils += row->pupils;
    }
    ck_assert_int_eq(pupils, 7 + 6);
    tiny_close(&w.t);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_test(c, they_follow_their_elders);
    tcase_add_test(c, a_full_school_takes_zones_in_proportion);
    tcase_add_test(c, more_than_the_entrants_is_a_doubt);
    tcase_add_test(c, nobody_follows_to_a_closed_school);
    tcase_add_test(c, a_year_with_siblings_keeps_the_laws);
    return c;
}

UNIT_MAIN("sibling_round", known_answers())
