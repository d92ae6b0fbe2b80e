#include "xuewei/fit_children.h"
#include "fit_kit.h"

/* The count of 1 September 2020 has (10 + age) x 2 people in A and 10 in B of each age; 99 of 100 live on.
 * A year before, those aged 6 are the 7 of the count. */
START_TEST(residents_of_the_entry_ages)
{
    struct kit kit;
    struct xw_arena scratch;
    struct xw_prepared p;
    struct xw_state state;
    struct xw_fit_children c;
    fit_kit_open(&kit, "");
    ck_assert_int_eq(kit_read(&kit), XW_OK);
    ck_assert_int_eq(xw_arena_init(&scratch, XW_ARENA_USUAL), XW_OK);
    ck_assert_int_eq(xw_state_init(&state), XW_OK);
    ck_assert_int_eq(xw_prepare(&kit.keep, scratch, &kit.s, &kit.diag, &p), XW_OK);
    ck_assert_int_eq(xw_fit_children(&state, &p, 2021, NULL, &kit.keep, &c), XW_OK);
    ck_assert_int_eq(c.first, 2019);
    ck_assert_int_eq(c.years, 3);
    static const double want[] = { 44, 48, 42, 46, 40 * 0.99, 44 * 0.99 };
    for (int i = 0; i < 6; i++)
        ck_assert_double_eq_tol(c.number[i], want[i], 1e-9);
    /* Not behind the horizon; and nothing of it when the rolls end before. */
    ck_assert_int_eq(xw_fit_children(&state, &p, 2030, NULL, &kit.keep, &c), XW_OK);
    ck_assert_int_eq(c.years, 4);
    ck_assert_int_eq(xw_fit_children(&state, &p, 2015, NULL, &kit.keep, &c), XW_OK);
    ck_assert_int_eq(c.years, 1);
    ck_assert_double_eq_tol(c.number[0], 44, 1e-9);
    /* A request to stop is obeyed. */
    volatile sig_atomic_t stop = 1;
    struct xw_progress progress;
    xw_progress_init(&progress, stderr, true, &stop);
    ck_assert_int_eq(xw_fit_children(&state, &p, 2021, &progress, &kit.keep, &c), XW_STOPPED);
    ck_assert_int_eq(c.years, 1);
    xw_state_free(&state);
    xw_arena_free(&scratch);
    kit_close(&kit);
}
END_TEST

static TCase *known(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_test(c, residents_of_the_entry_ages);
    return c;
}

UNIT_MAIN("fit_children", known())
