#include "xuewei/tier_tables.h"
#include "rounds_kit.h"
#include "xuewei/start.h"
#include "xuewei/tier_demand.h"

static const struct xw_tier three[] = { { .order = 1 }, { .order = 2 }, { .order = 3 } };

/* Tiny with three tiers of a third each, and tables to fill. */
static void open_three(struct tiny *t, struct xw_tier_tables *tables)
{
    tiny_read(t, NULL);
    rounds_tiers(&t->scenario, 3, three);
    tiny_prepare(t);
    ck_assert_int_eq(xw_tier_tables_take(&t->keep, &t->prepared, tables), XW_OK);
}

START_TEST(tables_are_of_a_stage_a_year_and_a_number_of_tiers)
{
    static const int32_t pupils[9] = { 1, 2, 3, 4, 5, 6, 7, 8, 9 };
    struct tiny t;
    struct xw_tier_tables tables;
    open_three(&t, &tables);
    for (int32_t y = 0; y < t.prepared.years; y++)
        ck_assert_ptr_null(xw_tier_tables_of(&tables, y, 0, 3));
    xw_tier_tables_keep(&tables, 1, 0, 3, pupils);
    ck_assert_ptr_null(xw_tier_tables_of(&tables, 0, 0, 3));
    ck_assert_ptr_null(xw_tier_tables_of(&tables, 1, 1, 3));
    ck_assert_ptr_null(xw_tier_tables_of(&tables, 1, 0, 2));
    const int32_t *kept = xw_tier_tables_of(&tables, 1, 0, 3);
    for (int32_t i = 0; i < 9; i++)
        ck_assert_int_eq(kept[i], pupils[i]);
    tiny_close(&t);
}
END_TEST

START_TEST(without_memory_there_are_none)
{
    struct tiny t;
    struct xw_arena small;
    struct xw_tier_tables tables = { 0 };
    tiny_open(&t, NULL);
    ck_assert_int_eq(xw_arena_init(&small, 16), XW_OK);
    ck_assert_int_eq(xw_tier_tables_take(&small, &t.prepared, &tables), XW_NO_MEMORY);
    ck_assert_ptr_null(tables.table);
    xw_arena_free(&small);
    tiny_close(&t);
}
END_TEST

/* The central history fills them; a replicate that assumes nothing else has its tables, and does not
 * write to them. With a table changed by hand it follows that one where it is as near. */
START_TEST(a_replicate_rounds_like_the_central_history)
{
    struct tiny t;
    struct xw_start start;
    double ones[64];
    tiny_read(&t, NULL);
    rounds_tiers(&t.scenario, 3, three);
    tiny_prepare(&t);
    ck_assert_int_eq(xw_start_keep(&t.keep, &t.state, &start), XW_OK);
    struct xw_tier_tables *tables = start.tier_tables;
    for (int32_t i = 0; i < 64; i++)
        ones[i] = 1.0;
    t.state.start = &start;
    to_rooms(&t, 1);
    const int32_t *kept = xw_tier_tables_of(tables, 1, 0, 3);
    int32_t central[9], turned[9], demand[3];
    memcpy(central, t.state.admission[0].of_tier, sizeof central);
    memcpy(demand, t.state.admission[0].demand, sizeof demand);
    for (int32_t i = 0; i < 9; i++)
        ck_assert_int_eq(kept[i], central[i]);
    /* A third of 13 or so: whoever gets the odd pupil, each turn of the tiers is as near. */
    struct xw_draw draw = { .replicate = 1, .private_ = ones };
    for (int32_t z = 0; z < 3; z++)
        for (int32_t k = 0; k < 3; k++)
            turned[3 * z + k] = central[3 * z + (k + 1) % 3];
    t.state.draw = &draw;
    for (int turn = 0; turn < 2; turn++) {
        xw_tier_tables_keep(tables, 1, 0, 3, turn == 0 ? central : turned);
        ck_assert_int_eq(xw_tier_demand(&t.state, 0), XW_OK);
        for (int32_t i = 0; i < 9; i++) {
            ck_assert_int_eq(t.state.admission[0].of_tier[i], turn == 0 ? central[i] : turned[i]);
            ck_assert_int_eq(kept[i], turn == 0 ? central[i] : turned[i]);
        }
    }
    tiny_close(&t);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_test(c, tables_are_of_a_stage_a_year_and_a_number_of_tiers);
    tcase_add_test(c, without_memory_there_are_none);
    return c;
}

static TCase *laws(void)
{
    TCase *c = tcase_create("laws");
    tcase_add_test(c, a_replicate_rounds_like_the_central_history);
    return c;
}

UNIT_MAIN("tier tables", known_answers(), laws())
