#include "xuewei/summary.h"
#include "unit.h"
#include <math.h>
#include <string.h>

enum { MOST = 64 };
static struct xw_arena keep;
static struct xw_summary_room room;

static void setup(void)
{
    ck_assert_int_eq(xw_arena_init(&keep, (size_t)1 << 20), XW_OK);
    ck_assert_int_eq(xw_summary_room_take(&keep, MOST, &room), XW_OK);
}

static void teardown(void)
{
    xw_arena_free(&keep);
}

static void close_to(double got, double want)
{
    ck_assert_msg(isnan(want) ? isnan(got) : fabs(got - want) < 1e-9, "%.12g instead of %.12g", got,
                  want);
}

/* Five replicates; of 5 sorted values the quantile 0.1 is x[0.4], 0.9 is x[3.6]. */
START_TEST(a_gap_of_five_replicates)
{
    static const int32_t net[] = { 30, 0, 10, 0, 20 };
    struct xw_gap_spread s = xw_summary_gap(5, net, &room);
    close_to(s.p10, 0);
    close_to(s.p50, 10);
    close_to(s.p90, 26);
    close_to(s.p_short, 0.6);
    close_to(s.expected_short, 12);
    ck_assert_int_eq(net[0], 30); /* the column stays as it is */
    static const int32_t absent[] = { 30, XW_CELL_ABSENT, 10, 0, 20 };
    s = xw_summary_gap(5, absent, &room);
    close_to(s.p10, NAN);
    close_to(s.p50, NAN);
    close_to(s.p90, NAN);
    close_to(s.p_short, NAN);
    close_to(s.expected_short, NAN);
}
END_TEST

START_TEST(a_school_of_four_replicates)
{
    static const int32_t pupils[] = { 400, 0, 100, 200 }, over[] = { 2, 0, 0, 1 };
    struct xw_school_spread s = xw_summary_school(4, pupils, over, &room);
    close_to(s.p10, 30); /* x[0.3] */
    close_to(s.p50, 150);
    close_to(s.p90, 340); /* x[2.7] */
    close_to(s.p_over, 0.5);
}
END_TEST

/* Two years and four replicates, worked by hand.
 *
 *           demand             seats              demand - seats     net gap
 *   2020    100 110 120  90    100 100 100 100     0  10  20 -10      0 10 20  0
 *   2021    130 100  90  80    100 120 100  70    30 -20 -10  10     30  0  0 10
 *
 * Peaks: 30 (2021), 10 (2020), 20 (2020), 10 (2021). */
static const struct xw_cell_series series = { .level = XW_LEVEL_TOWN,
                                              .place = "甲镇",
                                              .stage = 1,
                                              .scope = XW_SCOPE_ALL,
                                              .quantities = XW_CELL_QUANTITIES };
static const int32_t value[2][XW_CELL_QUANTITIES][4] = {
    { { 100, 110, 120, 90 },
      { 100, 100, 100, 100 },
      { 1, 2, 3, 4 },
      { 0, 0, 0, 8 },
      { 5, 5, 5, 5 } },
    { { 130, 100, 90, 80 },
      { 100, 120, 100, 70 },
      { 9, 7, 5, 3 },
      { 0, 0, 0, 0 },
      { 0, 20, 10, 0 } },
};
static struct xw_quantile_row quantile[2 * XW_QUANTITIES];
static struct xw_gap_spread spread[2];
static struct xw_service_row service[2 * XW_SERVICES];
static struct xw_series_summary out = { quantile, spread, service, { 0 } };

static void summed(double threshold)
{
    xw_summary_series(&series, 2020, 2, 4, &value[0][0][0], threshold, &room, &out);
}

START_TEST(every_quantity_of_every_year_has_its_quantiles)
{
    summed(0.2);
    for (int32_t i = 0; i < 2 * XW_QUANTITIES; i++) {
        ck_assert_int_eq(quantile[i].level, XW_LEVEL_TOWN);
        ck_assert_str_eq(quantile[i].place, "甲镇");
        ck_assert_int_eq(quantile[i].stage, 1);
        ck_assert_int_eq(quantile[i].scope, XW_SCOPE_ALL);
        ck_assert_int_eq(quantile[i].year, 2020 + i / XW_QUANTITIES);
        ck_assert_int_eq(quantile[i].quantity, i % XW_QUANTITIES);
    }
    const struct xw_quantile_row *demand = &quantile[XW_QUANTITY_DEMAND];
    close_to(demand->mean, 105);
    close_to(demand->sd, sqrt(500.0 / 3.0));
    close_to(demand->p2_5, 90.75); /* x[0.075] of 90 100 110 120 */
    close_to(demand->p10, 93);
    close_to(demand->p25, 97.5);
    close_to(demand->p50, 105);
    close_to(demand->p75, 112.5);
    close_to(demand->p90, 117);
    close_to(demand->p97_5, 119.25);
    const struct xw_quantile_row *net = &quantile[XW_QUANTITIES + XW_QUANTITY_NET_GAP];
    close_to(net->mean, 10);
    close_to(net->p50, 5);
    close_to(net->p90, 24); /* x[2.7] of 0 0 10 30 */
    close_to(quantile[XW_QUANTITY_SEATS].p90, 100);
    close_to(quantile[XW_QUANTITY_SEATS].sd, 0);
    close_to(quantile[XW_QUANTITY_LOCAL_GAP].mean, 2.5);
    close_to(quantile[XW_QUANTITY_UNPLACED].p90, 5.6); /* x[2.7] of 0 0 0 8 */
    close_to(quantile[XW_QUANTITY_SURPLUS].p50, 5);
}
END_TEST

START_TEST(the_spread_of_a_place_is_that_of_its_net_gap)
{
    summed(0.2);
    close_to(spread[0].p10, 0);
    close_to(spread[0].p50, 5);
    close_to(spread[0].p90, 17); /* x[2.7] of 0 0 10 20 */
    close_to(spread[0].p_short, 0.5);
    close_to(spread[0].expected_short, 7.5);
    close_to(spread[1].p_short, 0.5);
    close_to(spread[1].expected_short, 10);
}
END_TEST

/* Of the balance, not of the net gap: -10 0 10 20 and -20 -10 10 30. */
START_TEST(seats_for_a_service)
{
    static const double want[] = { 14, 17, 18.5, 18, 24, 27 }; /* x[2.4], x[2.7], x[2.85] */
    summed(0.2);
    for (int k = 0; k < 2 * XW_SERVICES; k++) {
        ck_assert_int_eq(service[k].year, 2020 + k / XW_SERVICES);
        close_to(service[k].service, xw_summary_services[k % XW_SERVICES]);
        close_to(service[k].seats, want[k]);
    }
}
END_TEST

/* Nobody is short of seats that stand idle. */
START_TEST(seats_for_a_service_are_never_below_0)
{
    static const int32_t idle[XW_CELL_QUANTITIES][4] = { { 1, 2, 3, 4 }, { 9, 9, 9, 9 } };
    xw_summary_series(&series, 2020, 1, 4, &idle[0][0], 0.2, &room, &out);
    for (int k = 0; k < XW_SERVICES; k++)
        close_to(service[k].seats, 0);
    ck_assert_int_eq(out.risk.first_year, XW_NONE);
    close_to(out.risk.p_any, 0);
    close_to(out.risk.peak_p90, 0);
    close_to(out.risk.peak_year_p50, NAN);
}
END_TEST

START_TEST(peaks_and_their_years)
{
    summed(0.2);
    close_to(out.risk.threshold, 0.2);
    close_to(out.risk.p_any, 1);
    close_to(out.risk.peak_p10, 10); /* of 10 10 20 30 */
    close_to(out.risk.peak_p50, 15);
    close_to(out.risk.peak_p90, 27);
    close_to(out.risk.peak_year_p10, 2020); /* of 2020 2020 2021 2021 */
    close_to(out.risk.peak_year_p50, 2020.5);
    close_to(out.risk.peak_year_p90, 2021);
}
END_TEST

/* p_short is 0.5 in both years: above a threshold, not at it. */
static const struct {
    double threshold;
    int16_t want;
} firsts[] = { { 0.0, 2020 }, { 0.49, 2020 }, { 0.5, XW_NONE }, { 1.0, XW_NONE } };

START_TEST(the_first_year_over_the_threshold)
{
    summed(firsts[_i].threshold);
    ck_assert_int_eq(out.risk.first_year, firsts[_i].want);
}
END_TEST

START_TEST(a_stage_of_the_city_has_demand_and_unplaced_alone)
{
    static const struct xw_cell_series city = {
        .level = XW_LEVEL_DISTRICT, .place = "district", .city = true, .quantities = XW_CELL_OF_CITY
    };
    static const int32_t of_city[2][XW_CELL_OF_CITY][2] = { { { 10, 20 }, { 1, 3 } },
                                                            { { 30, 50 }, { 0, 0 } } };
    struct xw_series_summary bare = { quantile, NULL, NULL, { .first_year = 7 } };
    xw_summary_series(&city, 2020, 2, 2, &of_city[0][0][0], 0.2, &room, &bare);
    ck_assert_int_eq(quantile[0].quantity, XW_QUANTITY_DEMAND);
    ck_assert_int_eq(quantile[1].quantity, XW_QUANTITY_UNPLACED);
    close_to(quantile[0].mean, 15);
    close_to(quantile[1].mean, 2);
    close_to(quantile[2].p10, 32);
    ck_assert_int_eq(quantile[3].year, 2021);
    ck_assert_int_eq(bare.risk.first_year, 7); /* not written */
}
END_TEST

START_TEST(one_replicate_is_its_own_quantile)
{
    static const int32_t one[XW_CELL_QUANTITIES][1] = { { 12 }, { 10 }, { 2 }, { 0 }, { 0 } };
    xw_summary_series(&series, 2020, 1, 1, &one[0][0], 0.2, &room, &out);
    close_to(quantile[XW_QUANTITY_NET_GAP].p2_5, 2);
    close_to(quantile[XW_QUANTITY_NET_GAP].p97_5, 2);
    close_to(quantile[XW_QUANTITY_NET_GAP].sd, NAN);
    close_to(out.risk.p_any, 1);
    ck_assert_int_eq(out.risk.first_year, 2020);
}
END_TEST

/* A quantile of a sum is not the sum of quantiles: two towns whose gaps never come together. */
START_TEST(quantiles_do_not_add)
{
    static const int32_t a[] = { 0, 0, 0, 0, 10, 10, 10, 10 }, b[] = { 10, 10, 10, 10, 0, 0, 0, 0 };
    int32_t both[8];
    for (int i = 0; i < 8; i++)
        both[i] = a[i] + b[i];
    close_to(xw_summary_gap(8, a, &room).p90 + xw_summary_gap(8, b, &room).p90, 20);
    close_to(xw_summary_gap(8, both, &room).p90, 10);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *tc = tcase_create("known answers");
    tcase_add_checked_fixture(tc, setup, teardown);
    tcase_add_test(tc, a_gap_of_five_replicates);
    tcase_add_test(tc, a_school_of_four_replicates);
    tcase_add_test(tc, every_quantity_of_every_year_has_its_quantiles);
    tcase_add_test(tc, the_spread_of_a_place_is_that_of_its_net_gap);
    tcase_add_test(tc, seats_for_a_service);
    tcase_add_test(tc, seats_for_a_service_are_never_below_0);
    tcase_add_test(tc, peaks_and_their_years);
    tcase_add_loop_test(tc, the_first_year_over_the_threshold, 0, sizeof firsts / sizeof *firsts);
    tcase_add_test(tc, a_stage_of_the_city_has_demand_and_unplaced_alone);
    tcase_add_test(tc, one_replicate_is_its_own_quantile);
    tcase_add_test(tc, quantiles_do_not_add);
    return tc;
}

UNIT_MAIN("summary", known_answers())
