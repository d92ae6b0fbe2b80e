#include "xuewei/cost.h"
#include "unit.h"
#include <math.h>

#define ROWS  3
#define FIRST 2018
#define YEARS 8

/* One project, its rows of `spend` and what each calendar year 2018 .. 2025 costs, by hand. */
static const struct {
    const char *name;
    int16_t start, opens;
    double cost;
    struct {
        int16_t from, to;
        double cny;
    } row[ROWS];
    double year[YEARS];
} spent[] = {
    { "no rows: evenly from start to opening",
      2020,
      2023,
      400,
      { { 0 } },
      { 0, 0, 100, 100, 100, 100, 0, 0 } },
    { "in one year", 2022, 2022, 400, { { 0 } }, { 0, 0, 0, 0, 400, 0, 0, 0 } },
    { "a row, and the years before it",
      2019,
      2023,
      150,
      { { 2021, 2025, 50 } },
      { 0, 50, 50, 10, 10, 10, 10, 10 } },
    { "a row, and the years on either side",
      2020,
      2023,
      130,
      { { 2021, 2022, 30 } },
      { 0, 0, 50, 15, 15, 50, 0, 0 } },
    { "two rows",
      2020,
      2023,
      130,
      { { 2021, 2021, 30 }, { 2022, 2023, 40 } },
      { 0, 0, 60, 30, 20, 20, 0, 0 } },
    { "rows that share a year",
      2020,
      2022,
      90,
      { { 2020, 2021, 40 }, { 2021, 2022, 20 } },
      { 0, 0, 20, 45, 25, 0, 0, 0 } }, /* the rest of 30 on the row that ends last */
    { "rows over all years: the rest on the last",
      2020,
      2022,
      100,
      { { 2021, 2022, 40 }, { 2020, 2020, 20 } },
      { 0, 0, 20, 40, 40, 0, 0, 0 } },
    { "two that end alike: the later row",
      2020,
      2022,
      100,
      { { 2020, 2022, 30 }, { 2021, 2022, 40 } },
      { 0, 0, 10, 45, 45, 0, 0, 0 } },
    { "rows that are all of it",
      2020,
      2022,
      60,
      { { 2021, 2022, 60 } },
      { 0, 0, 0, 30, 30, 0, 0, 0 } },
    { "rows beyond the cost",
      2020,
      2022,
      50,
      { { 2021, 2022, 60 } },
      { 0, 0, 0, 30, 30, 0, 0, 0 } },
    { "a rest of half a yuan",
      2020,
      2020,
      60.5,
      { { 2021, 2022, 60 } },
      { 0, 0, 0.5, 30, 30, 0, 0, 0 } },
    { "cost not known", 2020, 2022, NAN, { { 2021, 2022, 60 } }, { 0, 0, 0, 30, 30, 0, 0, 0 } },
    { "start not known", XW_NONE, 2022, 60, { { 0 } }, { 0, 0, 0, 0, 60, 0, 0, 0 } },
    { "opening not known",
      2020,
      XW_NONE,
      100,
      { { 2021, 2022, 60 } },
      { 0, 0, 0, 50, 50, 0, 0, 0 } },
    { "no year known",
      XW_NONE,
      XW_NONE,
      100,
      { { 2021, 2022, 60 } },
      { 0, 0, 0, 50, 50, 0, 0, 0 } },
    { "no year known and no row", XW_NONE, XW_NONE, 100, { { 0 } }, { 0 } },
};

struct money {
    struct xw_projects projects;
    struct xw_spend spend;
    int32_t project[2 * ROWS + 1];
    int16_t from[2 * ROWS + 1], to[2 * ROWS + 1], start[2], opens[2];
    double cny[2 * ROWS + 1], cost[2];
};

/* The project under test is 1; project 0 spends 1,000,000 in every row's place and must not show.
 */
static void lay_out(struct money *m, int i)
{
    *m = (struct money){ .start = { 2018, spent[i].start },
                         .opens = { 2025, spent[i].opens },
                         .cost = { 1e9, spent[i].cost } };
    m->projects = (struct xw_projects){
        .count = 2, .start_year = m->start, .opens = m->opens, .cost_cny = m->cost
    };
    m->spend = (struct xw_spend){
        .project = m->project, .from_year = m->from, .to_year = m->to, .cny = m->cny
    };
    for (int r = 0; r < ROWS; r++) {
        if (spent[i].row[r].from == 0) continue;
        for (int p = 1; p >= 0; p--) {
            int32_t n = m->spend.count++;
            m->project[n] = p;
            m->from[n] = p == 0 ? 2018 : spent[i].row[r].from;
            m->to[n] = p == 0 ? 2025 : spent[i].row[r].to;
            m->cny[n] = p == 0 ? 1e6 : spent[i].row[r].cny;
        }
    }
    m->project[m->spend.count] = 1; /* beyond the end: must not show either */
    m->from[m->spend.count] = 2018;
    m->to[m->spend.count] = 2025;
    m->cny[m->spend.count] = 1e6;
}

START_TEST(spend_by_year)
{
    struct money m;
    lay_out(&m, _i);
    for (int y = 0; y < YEARS; y++) {
        double got = xw_cost_of_year(&m.projects, &m.spend, 1, (int16_t)(FIRST + y));
        /* Sums of a few hundred: thirds and fifths are exact to 1e-9. */
        ck_assert_msg(fabs(got - spent[_i].year[y]) <= 1e-9, "%s: %d: %g", spent[_i].name,
                      FIRST + y, got);
    }
}
END_TEST

START_TEST(years_add_up_to_the_cost)
{
    struct money m;
    lay_out(&m, _i);
    double sum = 0, rows = 0, all;
    for (int16_t y = 1990; y < 2060; y++)
        sum += xw_cost_of_year(&m.projects, &m.spend, 1, y);
    for (int r = 0; r < ROWS; r++)
        rows += spent[_i].row[r].cny;
    all = spent[_i].cost > rows ? spent[_i].cost : rows;
    if (spent[_i].opens == XW_NONE && m.spend.count == 0) all = 0;
    ck_assert_double_eq_tol(sum, all, 1e-9); /* sums of a few hundred */
}
END_TEST

START_TEST(booked_in_a_period)
{
    struct xw_spend spend = { .count = 4,
                              .project = (int32_t[]){ 0, 1, 0, 0 },
                              .from_year = (int16_t[]){ 2021, 2021, 2019, 2024 },
                              .to_year = (int16_t[]){ 2025, 2025, 2020, 2027 },
                              .cny = (double[]){ 0.3, 7, 50, 40 } };
    /* A row within the period counts to the last bit. */
    ck_assert(xw_cost_booked(&spend, 0, 2021, 2023) == 0.3 * (3.0 / 5));
    ck_assert(xw_cost_booked(&spend, 0, 2019, 2020) == 50);
    ck_assert(xw_cost_booked(&spend, 0, 2018, 2020) == 50);
    ck_assert(xw_cost_booked(&spend, 0, 2020, 2020) == 25);
    ck_assert(xw_cost_booked(&spend, 1, 2021, 2025) == 7);
    ck_assert(xw_cost_booked(&spend, 1, 2026, 2030) == 0);
    ck_assert(xw_cost_booked(&spend, 1, 2015, 2020) == 0);
    ck_assert_double_eq_tol(xw_cost_booked(&spend, 1, 2025, 2030), 1.4, 1e-12); /* 7 / 5 */
    ck_assert_double_eq_tol(xw_cost_booked(&spend, 1, 2010, 2021), 1.4, 1e-12);
    ck_assert(xw_cost_booked(&spend, 0, 2026, 2099) == 20);
    ck_assert(xw_cost_booked(&spend, 0, 2027, 2099) == 10);
    ck_assert(xw_cost_booked(&spend, 0, 2028, 2099) == 0);
    ck_assert(xw_cost_booked(&spend, 2, 2010, 2099) == 0);
    ck_assert(xw_cost_booked(&spend, 0, INT16_MIN, INT16_MAX) == 0.3 + 50 + 40);
}
END_TEST

#define LOOP(c, test, table) tcase_add_loop_test(c, test, 0, sizeof(table) / sizeof *(table))

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    LOOP(c, spend_by_year, spent);
    tcase_add_test(c, booked_in_a_period);
    return c;
}

static TCase *laws(void)
{
    TCase *c = tcase_create("laws");
    LOOP(c, years_add_up_to_the_cost, spent);
    return c;
}

UNIT_MAIN("cost", known_answers(), laws())
