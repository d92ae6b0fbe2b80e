#include "xuewei/transfer.h"
#include "unit.h"
#include <math.h>
#include <string.h>

enum { STATUSES = 3, ZONES = 2, AGES = 2, CELLS = ZONES * XW_SEXES * AGES, PAIRS = 3 };

/* Status 0 goes to 1 and 2, status 1 to 0; two years from 2020, rates of each zone. */
struct world {
    struct xw_arena scratch;
    int32_t from[PAIRS], to[PAIRS];
    double rate[PAIRS * 2 * CELLS], people[STATUSES * CELLS];
    struct xw_transfers t;
};

static void open_world(struct world *w)
{
    *w = (struct world){ .from = { 0, 0, 1 }, .to = { 1, 2, 0 } };
    w->t = (struct xw_transfers){ .of = { 2020, 2, ZONES, AGES },
                                  .pairs = PAIRS,
                                  .from = w->from,
                                  .to = w->to,
                                  .rate = w->rate };
    ck_assert_int_eq(xw_arena_init(&w->scratch, 1 << 16), XW_OK);
}

static double *rate(struct world *w, int pair, int year, int zone, int sex, int age)
{
    return &w->rate[(pair * 2 + year) * CELLS + (zone * XW_SEXES + sex) * AGES + age];
}

static double *people(struct world *w, int status, int zone, int sex, int age)
{
    return &w->people[status * CELLS + (zone * XW_SEXES + sex) * AGES + age];
}

static void transfer(struct world *w, int32_t width, int16_t year)
{
    ck_assert_int_eq(xw_transfer_people(&w->t, STATUSES, ZONES, width, year, w->scratch, w->people),
                     XW_OK);
}

/* Of 100 a quarter goes to 1 and half to 2, of 8 in status 1 a half comes: all at once. */
START_TEST(pairs_move_at_once)
{
    struct world w;
    open_world(&w);
    *rate(&w, 0, 0, 1, XW_MALE, 1) = 0.25;
    *rate(&w, 1, 0, 1, XW_MALE, 1) = 0.5;
    *rate(&w, 2, 0, 1, XW_MALE, 1) = 0.5;
    *people(&w, 0, 1, XW_MALE, 1) = 100;
    *people(&w, 1, 1, XW_MALE, 1) = 8;
    *people(&w, 0, 1, XW_FEMALE, 1) = 3;
    *people(&w, 0, 0, XW_MALE, 1) = 5;
    *people(&w, 0, 1, XW_MALE, 0) = 7;
    transfer(&w, 1, 2020);
    ck_assert_double_eq(*people(&w, 0, 1, XW_MALE, 1), 100 - 75 + 4);
    ck_assert_double_eq(*people(&w, 1, 1, XW_MALE, 1), 8 - 4 + 25);
    ck_assert_double_eq(*people(&w, 2, 1, XW_MALE, 1), 50);
    ck_assert_double_eq(*people(&w, 0, 1, XW_FEMALE, 1), 3); /* other cells stay */
    ck_assert_double_eq(*people(&w, 0, 0, XW_MALE, 1), 5);
    ck_assert_double_eq(*people(&w, 0, 1, XW_MALE, 0), 7);
    xw_arena_free(&w.scratch);
}
END_TEST

START_TEST(each_year_has_its_rates)
{
    static const struct {
        int16_t year;
        double left;
    } years[] = { { 2019, 75 }, { 2020, 75 }, { 2021, 50 }, { 2030, 50 } };
    struct world w;
    open_world(&w);
    *rate(&w, 0, 0, 0, XW_FEMALE, 0) = 0.25;
    *rate(&w, 0, 1, 0, XW_FEMALE, 0) = 0.5;
    for (int i = 0; i < 4; i++) {
        *people(&w, 0, 0, XW_FEMALE, 0) = 100;
        transfer(&w, 1, years[i].year);
        ck_assert_double_eq(*people(&w, 0, 0, XW_FEMALE, 0), years[i].left);
    }
    xw_arena_free(&w.scratch);
}
END_TEST

/* A half each year leaves 1/32 after five; a third of those who left went one way, as every year. */
START_TEST(five_years_are_five_times_a_year)
{
    struct world w;
    open_world(&w);
    *rate(&w, 0, 0, 0, XW_FEMALE, 0) = 0.5 / 3;
    *rate(&w, 1, 0, 0, XW_FEMALE, 0) = 1.0 / 3;
    *people(&w, 0, 0, XW_FEMALE, 0) = 320;
    transfer(&w, 5, 2020);
    ck_assert_double_eq_tol(*people(&w, 0, 0, XW_FEMALE, 0), 10, 1e-12);
    ck_assert_double_eq_tol(*people(&w, 1, 0, XW_FEMALE, 0), 310.0 / 3, 1e-12);
    ck_assert_double_eq_tol(*people(&w, 2, 0, XW_FEMALE, 0), 620.0 / 3, 1e-12);
    xw_arena_free(&w.scratch);
}
END_TEST

/* Random rates and people: nobody is lost in any cell, and nobody is less than nobody. */
START_TEST(nobody_comes_or_goes)
{
    uint64_t seed = 7;
    struct world w;
    open_world(&w);
    for (int round = 0; round < 500; round++) {
        double before[CELLS] = { 0 };
        for (int i = 0; i < PAIRS * 2 * CELLS; i++) {
            seed = seed * 6364136223846793005u + 1442695040888963407u;
            double u = (double)(seed >> 11) * 0x1p-53;
            w.rate[i] = i < 2 * 2 * CELLS ? u / 2 : u;
            if (round % 5 == 0) w.rate[i] = i < 2 * CELLS ? u : i < 4 * CELLS ? 0 : 1;
            if (i < STATUSES * CELLS) w.people[i] = round % 3 == 0 ? 1e-9 * u : 1e6 * u;
        }
        for (int i = 0; i < 2 * CELLS && round % 5 == 0; i++)
            w.rate[2 * CELLS + i] = 1 - w.rate[i]; /* everybody leaves */
        for (int i = 0; i < STATUSES * CELLS; i++)
            before[i % CELLS] += w.people[i];
        transfer(&w, round % 2 ? 1 : 5, 2020);
        for (int i = 0; i < CELLS; i++) {
            double after = w.people[i] + w.people[CELLS + i] + w.people[2 * CELLS + i];
            ck_assert_double_le(fabs(after - before[i]), 4e-16 * before[i]);
            for (int k = 0; k < STATUSES; k++)
                ck_assert_double_ge(w.people[k * CELLS + i], 0);
        }
    }
    xw_arena_free(&w.scratch);
}
END_TEST

START_TEST(no_table_moves_nobody)
{
    struct world w;
    open_world(&w);
    w.t = (struct xw_transfers){ 0 };
    *people(&w, 0, 0, XW_FEMALE, 0) = 100;
    transfer(&w, 1, 2020);
    ck_assert_double_eq(*people(&w, 0, 0, XW_FEMALE, 0), 100);
    xw_arena_free(&w.scratch);
}
END_TEST

static TCase *known(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_test(c, pairs_move_at_once);
    tcase_add_test(c, each_year_has_its_rates);
    tcase_add_test(c, five_years_are_five_times_a_year);
    return c;
}

static TCase *laws(void)
{
    TCase *c = tcase_create("laws");
    tcase_add_test(c, nobody_comes_or_goes);
    tcase_add_test(c, no_table_moves_nobody);
    return c;
}

UNIT_MAIN("transfer", known(), laws())
