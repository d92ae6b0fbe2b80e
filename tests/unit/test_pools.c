#include "xuewei/pools.h"
#include "unit.h"

/* A nine-year school of 24 primary and 12 lower-secondary rooms opens 4 and 4 classes a year. */
static const struct {
    const char *name;
    struct xw_pool_stage stage[3];
    int32_t stages, free, want[3];
} pools[] = {
    { "both as usual", { { 4, -1, 4 }, { 4, -1, 4 } }, 2, 8, { 4, 4 } },
    { "free rooms beyond the shares stay free", { { 4, -1, 9 }, { 4, -1, 9 } }, 2, 36, { 4, 4 } },
    { "the wave has left primary school", { { 4, -1, 2 }, { 4, -1, 6 } }, 2, 8, { 2, 6 } },
    { "the wave is in primary school", { { 4, -1, 7 }, { 4, -1, 3 } }, 2, 8, { 5, 3 } },
    { "more than is needed stays with each", { { 4, -1, 2 }, { 4, -1, 3 } }, 2, 8, { 4, 4 } },
    { "what nobody needs after a swap", { { 4, -1, 1 }, { 4, -1, 5 } }, 2, 8, { 3, 5 } },
    { "older classes leave too few", { { 4, -1, 4 }, { 4, -1, 4 } }, 2, 5, { 3, 2 } },
    { "too few, and less is needed here", { { 4, -1, 1 }, { 4, -1, 4 } }, 2, 4, { 1, 3 } },
    { "too few: as the shares are", { { 6, -1, 6 }, { 2, -1, 2 } }, 2, 4, { 3, 1 } },
    { "a plan is not passed", { { 4, 3, 9 }, { 4, -1, 6 } }, 2, 8, { 3, 5 } },
    { "nor by a stage that takes the rest", { { 4, -1, 2 }, { 4, 5, 9 } }, 2, 8, { 3, 5 } },
    { "a plan of none", { { 4, 0, 4 }, { 4, -1, 4 } }, 2, 8, { 0, 4 } },
    { "no free room", { { 4, -1, 4 }, { 4, -1, 4 } }, 2, 0, { 0, 0 } },
    { "too many classes already", { { 4, -1, 4 }, { 4, -1, 4 } }, 2, -3, { 0, 0 } },
    { "a stage without rooms of its own opens none",
      { { 0, -1, 4 }, { 4, -1, 4 } },
      2,
      8,
      { 0, 4 } },
    { "a negative bulge", { { -1, -1, 4 }, { 4, -1, 4 } }, 2, 8, { 0, 4 } },
    { "three stages", { { 4, -1, 1 }, { 3, -1, 5 }, { 2, -1, 4 } }, 3, 9, { 1, 4, 4 } },
    { "one stage", { { 4, -1, 9 } }, 1, 8, { 4 } },
};

START_TEST(classes_that_open)
{
    int32_t open[3] = { 77, 77, 77 };
    xw_pools_open(pools[_i].stages, pools[_i].stage, pools[_i].free, open);
    for (int32_t s = 0; s < pools[_i].stages; s++)
        ck_assert_msg(open[s] == pools[_i].want[s], "%s: stage %d opens %d", pools[_i].name, (int)s,
                      (int)open[s]);
}
END_TEST

/* Whatever is asked: within the free rooms, the plans and the shares together; nothing that somebody
 * needs stays free. */
START_TEST(laws_of_a_pool)
{
    for (int32_t i = 0; i < 5 * 5 * 7 * 7 * 12; i++) {
        struct xw_pool_stage of[] = { { i % 5, XW_NONE, i / 25 % 7 },
                                      { i / 5 % 5, i % 3 == 0 ? 3 : XW_NONE, i / 175 % 7 } };
        int32_t free = i / 1225 - 1, open[2], sum = 0, shares = 0;
        xw_pools_open(2, of, free, open);
        bool wants = false;
        for (int s = 0; s < 2; s++) {
            int32_t plan = of[s].plan == XW_NONE ? 100 : of[s].plan;
            ck_assert_int_ge(open[s], 0);
            ck_assert_int_le(open[s], plan);
            sum += open[s];
            shares += of[s].share;
            wants |= of[s].share > 0 && open[s] < of[s].need && open[s] < plan;
        }
        int32_t most = free < 0 ? 0 : free < shares ? free : shares;
        ck_assert_int_le(sum, most);
        if (wants) ck_assert_int_eq(sum, most);
    }
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_loop_test(c, classes_that_open, 0, sizeof pools / sizeof *pools);
    return c;
}

static TCase *laws(void)
{
    TCase *c = tcase_create("laws");
    tcase_add_test(c, laws_of_a_pool);
    return c;
}

UNIT_MAIN("pools", known_answers(), laws())
