#include "fit_world.h"

/* Rolls of the years first .. 2019: grade 2 has about 5 % more than grade 1 had a year before, in P1 and
 * in P2; M1 is always the same. */
static void foretell(struct world *w, int32_t first, bool chosen)
{
    static const int32_t grade_1[] = { 400, 420, 380, 440 }, off[] = { 3, -2, 0, -4, 2 };
    char rolls[4000] = "school,year,grade,pupils\n";
    open_world(w, "");
    for (int32_t y = first; y <= 2019; y++) {
        int32_t now = grade_1[y % 4], before = grade_1[(y - 1) % 4];
        sprintf(rolls + strlen(rolls),
                "P1,%d,1,%d\nP1,%d,2,%d\nP2,%d,1,%d\nP2,%d,2,%d\nM1,%d,3,300\nM1,%d,4,300\n", y,
                now, y, before * 21 / 20 + off[y % 5], y, now / 2, y, before * 21 / 40 - off[y % 5],
                y, y);
    }
    kit_file(&w->kit, "rolls.csv", rolls);
    ck_assert_int_eq(kit_read(&w->kit), XW_OK);
    ck_assert_int_eq(xw_fit(&w->kit.s, &w->children, (struct xw_fit_options){ .chosen = chosen },
                            &w->kit.keep, w->scratch, &w->fit),
                     XW_OK);
}

/* The estimates of progression by year; all must be of the horizon, after the rolls. */
static int32_t by_year(const struct world *w, int32_t stage, double value)
{
    int32_t count = 0;
    for (int32_t i = 0; i < w->fit.count; i++) {
        const struct xw_estimate *e = &w->fit.estimate[i];
        if (e->of != XW_FIT_PROGRESSION || e->year == INT16_MIN || e->stage != stage) continue;
        ck_assert_int_ge(e->year, 2020);
        ck_assert_int_le(e->year, 2022);
        ck_assert_int_ne(e->school, XW_NONE);
        ck_assert_int_eq(e->last, 2019);
        ck_assert_double_eq_tol(e->value, value, 0.015);
        count++;
    }
    return count;
}

static bool begins_a_remark(const struct world *w, const char *begin)
{
    for (int32_t i = 0; i < w->fit.remarks; i++)
        if (strncmp(w->fit.remark[i], begin, strlen(begin)) == 0) return true;
    return false;
}

/* What was about 1.05 stays so, in both schools and the three years of the horizon. What every method has
 * foretold without an error tells no method from another. */
START_TEST(by_school_and_year)
{
    struct world w;
    foretell(&w, 2008, true);
    ck_assert_int_eq(by_year(&w, 0, 1.05), 2 * 3);
    ck_assert_int_eq(by_year(&w, 1, 1.0), 0);
    ck_assert(begins_a_remark(&w, "the best method for lower_secondary: "));
    ck_assert_ptr_nonnull(w.fit.choice[0]);
    ck_assert_ptr_nonnull(strstr(w.fit.choice[0], "primary by school and year: method "));
    ck_assert_ptr_nonnull(strstr(w.fit.choice[0], "three_year_mean 1.000")); /* a loser */
    close_world(&w);
}
END_TEST

START_TEST(not_asked_for)
{
    struct world w;
    foretell(&w, 2008, false);
    ck_assert_int_eq(by_year(&w, 0, 1.05), 0);
    ck_assert_ptr_null(w.fit.choice[0]);
    close_world(&w);
}
END_TEST

/* Of 2017 to 2019 no forecast from three earlier years has come about. */
START_TEST(too_short_to_judge)
{
    struct world w;
    foretell(&w, 2017, true);
    ck_assert_int_eq(by_year(&w, 0, 1.05), 0);
    ck_assert_ptr_null(w.fit.choice[0]);
    ck_assert(begins_a_remark(&w, "the best method for primary: "));
    close_world(&w);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_test(c, by_school_and_year);
    tcase_add_test(c, not_asked_for);
    return c;
}

static TCase *refusals(void)
{
    TCase *c = tcase_create("refusals");
    tcase_add_test(c, too_short_to_judge);
    return c;
}

UNIT_MAIN("fit_chosen", known_answers(), refusals())
