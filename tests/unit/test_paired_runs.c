#include "xuewei/paired_runs.h"
#include "paired_kit.h"

static char made[64];
static struct xw_arena keep, scratch;
static struct paired_run part[3];

static void setup(void)
{
    strcpy(made, "paired-test-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(made));
    ck_assert_int_eq(xw_arena_init(&keep, 1 << 24), XW_OK);
    ck_assert_int_eq(xw_arena_init(&scratch, 1 << 24), XW_OK);
}

static void teardown(void)
{
    for (int i = 0; i < 3; i++)
        unlink(part[i].path);
    ck_assert_int_eq(rmdir(made), 0);
    xw_arena_free(&keep);
    xw_arena_free(&scratch);
}

/* Runs that add this many seats to East's primary schools in 2022, the first being the baseline. */
static struct xw_paired_runs compared(int32_t count, const int32_t *more, int32_t replicates)
{
    static const char *const name[] = { "none", "some", "many" };
    struct xw_run runs[3];
    struct xw_paired_runs out;
    const char *trouble = NULL;
    for (int32_t r = 0; r < count; r++) {
        paired_make(&part[r], made, name[r], replicates, more[r]);
        runs[r] = part[r].run;
    }
    enum xw_status status = xw_paired_runs_make(count, runs, &keep, scratch, &out, &trouble);
    ck_assert_msg(status == XW_OK, "%s", trouble);
    ck_assert_ptr_null(trouble);
    return out;
}

static const struct xw_paired_cell *cell_of(const struct xw_pair *pair, const char *place,
                                            int32_t stage, enum xw_scope scope, int16_t year)
{
    enum xw_level level = strcmp(place, "district") == 0 ? XW_LEVEL_DISTRICT : XW_LEVEL_TOWN;
    const struct xw_paired_cell *cell = xw_paired_cell_at(pair, level, place, stage, scope, year);
    ck_assert_ptr_nonnull(cell);
    return cell;
}

/* Every cell is found where it stands, and what is between the cells is not. */
START_TEST(cells_are_found)
{
    struct xw_paired_runs out = compared(2, (int32_t[]){ 0, 20 }, 8);
    const struct xw_pair *pair = &out.pair[0];
    for (int32_t c = 0; c < pair->cells; c++) {
        const struct xw_paired_cell *cell = &pair->cell[c];
        ck_assert_ptr_eq(
            xw_paired_cell_at(pair, cell->level, cell->place, cell->stage, cell->scope, cell->year),
            cell);
    }
    ck_assert_ptr_null(xw_paired_cell_at(pair, XW_LEVEL_TOWN, "East", 0, XW_SCOPE_ALL, 2023));
    ck_assert_ptr_null(xw_paired_cell_at(pair, XW_LEVEL_TOWN, "North", 0, XW_SCOPE_ALL, 2022));
    ck_assert_ptr_null(xw_paired_cell_at(pair, XW_LEVEL_ZONE, "East", 0, XW_SCOPE_ALL, 2022));
}
END_TEST

/* Twenty seats more for East in 2022. In 2022 it is short of 5 r - 10 without them and of 5 r - 30 with
 * them, r = 0 .. 7, so that the shortage falls by 0 0 0 5 10 15 20 20: mean -8.75; 5 of 8 are better,
 * p = 2 / 2^5. In the central history it is 10, and then none. */
START_TEST(twenty_seats_on_paper)
{
    struct xw_paired_runs out = compared(2, (int32_t[]){ 0, 20 }, 8);
    const struct xw_pair *pair = &out.pair[0];
    ck_assert_int_eq(out.replicates, 8);
    ck_assert_ptr_null(out.why_not);
    ck_assert_int_eq(out.stages, 2);
    ck_assert_int_eq(out.stage[1], XW_LOWER_SECONDARY);
    ck_assert_int_eq(pair->towns, 2);
    ck_assert_int_eq(pair->cells, 24);
    const struct xw_paired_cell *cell = cell_of(pair, "East", 0, XW_SCOPE_ALL, 2022);
    ck_assert_double_eq(cell->of[XW_QUANTITY_NET_GAP].mean, -8.75);
    ck_assert_double_eq(cell->of[XW_QUANTITY_NET_GAP].less, 0.625);
    ck_assert_double_eq(cell->of[XW_QUANTITY_SEATS].mean, 20.0);
    ck_assert_double_eq(cell->of[XW_QUANTITY_DEMAND].mean, 0.0);
    ck_assert_double_eq(cell->of[XW_QUANTITY_SURPLUS].mean, 11.25); /* the other part of 20 */
    ck_assert_double_eq(cell->central[XW_QUANTITY_NET_GAP], -10.0);
    ck_assert_double_eq(cell->central[XW_QUANTITY_SURPLUS], 10.0);
    cell = cell_of(pair, "East", 0, XW_SCOPE_ALL, 2021);
    for (int q = 0; q < XW_QUANTITIES; q++)
        ck_assert_double_eq(cell->of[q].equal, 1.0);

    const struct xw_paired_horizon *h = xw_paired_horizon_of(&out, pair, 0, XW_TOTAL_SHORT_TOWNS);
    ck_assert_double_eq(h->paired.mean, -8.75);
    ck_assert_double_eq_tol(h->paired.sign_p, 2.0 / 32.0, 1e-15);
    ck_assert(!h->paired.beyond_chance);
    ck_assert_double_eq(h->central, -10.0);
    ck_assert_double_eq(h->base, 150.0 / 8.0);
    ck_assert_double_eq(h->run, 150.0 / 8.0 - 8.75);
    ck_assert_double_eq(xw_paired_horizon_better(h, XW_TOTAL_SHORT_TOWNS), 0.8125);
    /* 240 + 5 r pupils have 300 seats in the district: it is never short, and no seat is useful. */
    h = xw_paired_horizon_of(&out, pair, 2, XW_TOTAL_SHORT_DISTRICT);
    ck_assert_double_eq(h->base, 0.0);
    ck_assert_double_eq(xw_paired_horizon_better(h, XW_TOTAL_SHORT_DISTRICT), 0.5);
    ck_assert_double_eq(xw_paired_horizon_of(&out, pair, 2, XW_TOTAL_USEFUL_DISTRICT)->run, 0.0);
    ck_assert_double_eq(xw_paired_horizon_of(&out, pair, 2, XW_TOTAL_USEFUL_TOWNS)->run, 8.75);
    ck_assert_double_eq(xw_paired_horizon_of(&out, pair, 2, XW_TOTAL_USEFUL_TOWNS)->central, 10.0);
    h = xw_paired_horizon_of(&out, pair, 2, XW_TOTAL_USEFUL_TOWNS);
    ck_assert_double_eq(xw_paired_horizon_better(h, XW_TOTAL_USEFUL_TOWNS), 0.8125);
    ck_assert_double_eq(xw_paired_horizon_of(&out, pair, 2, XW_TOTAL_SEATS)->run,
                        2 * 300.0 + 20.0 + 60.0 + 70.0);
    ck_assert_double_eq(xw_paired_horizon_of(&out, pair, 2, XW_TOTAL_SHORT_AREAS)->base,
                        150.0 / 8.0 + 4 * 3.0);
    ck_assert_double_eq(xw_paired_horizon_of(&out, pair, 0, XW_TOTAL_IDLE)->paired.mean, 11.25);
}
END_TEST

/* In the district as one the largest of two years counts, of both stages together that of their sum.
 * Primary schools are short of 5 r - 60, with 20 seats more in 2022 still in 2021, with 20 fewer of
 * 5 r - 40 in 2022; lower secondary ones of r - 10 in 2021, then of r - 20. */
START_TEST(peaks_on_paper)
{
    struct xw_paired_runs out = compared(3, (int32_t[]){ 0, 20, -20 }, 40);
    double primary = 0.0, lower = 0.0, both = 0.0, fewer = 0.0, both_fewer = 0.0;
    for (int r = 0; r < 40; r++) {
        primary += fmax(0, 5 * r - 60) / 40;
        lower += fmax(0, r - 10) / 40;
        both += (fmax(0, 5 * r - 60) + fmax(0, r - 10)) / 40;
        fewer += fmax(0, 5 * r - 40) / 40;
        both_fewer +=
            fmax(fmax(0, 5 * r - 60) + fmax(0, r - 10), fmax(0, 5 * r - 40) + fmax(0, r - 20)) / 40;
    }
    ck_assert_double_eq_tol(xw_paired_horizon_of(&out, &out.pair[0], 0, XW_TOTAL_PEAK)->run,
                            primary, 1e-9);
    ck_assert_double_eq_tol(xw_paired_horizon_of(&out, &out.pair[0], 1, XW_TOTAL_PEAK)->run, lower,
                            1e-9);
    ck_assert_double_eq_tol(xw_paired_horizon_of(&out, &out.pair[0], 2, XW_TOTAL_PEAK)->run, both,
                            1e-9);
    ck_assert_double_eq_tol(xw_paired_horizon_of(&out, &out.pair[1], 0, XW_TOTAL_PEAK)->run, fewer,
                            1e-9);
    ck_assert_double_eq_tol(xw_paired_horizon_of(&out, &out.pair[1], 2, XW_TOTAL_PEAK)->run,
                            both_fewer, 1e-9);
}
END_TEST

/* With 40 replicates East gains beyond chance, in primary schools and in all, and nobody loses; the
 * way back it loses. */
START_TEST(towns_gain_and_lose)
{
    for (int way = 0; way < 2; way++) {
        struct xw_paired_runs out =
            compared(2, way == 0 ? (int32_t[]){ 0, 20 } : (int32_t[]){ 20, 0 }, 40);
        for (int32_t i = 0; i < 6; i++) {
            const struct xw_paired_town *town = &out.pair[0].town[i];
            bool gains = i == 0 || i == 4;
            ck_assert_str_eq(town->place, i % 2 == 0 ? "East" : "West");
            ck_assert_int_eq(town->verdict, gains ? way == 0 ? 1 : -1 : 0);
            ck_assert_double_ge(town->adjusted_p, town->shortage.sign_p);
            ck_assert_double_eq(town->central, gains ? way == 0 ? -10.0 : 10.0 : 0.0);
        }
        /* The first of six tests counts six times, the second is no smaller. */
        ck_assert_double_eq_tol(out.pair[0].town[0].adjusted_p,
                                6 * out.pair[0].town[0].shortage.sign_p, 1e-18);
    }
}
END_TEST

START_TEST(few_that_gain_may_do_so_by_chance)
{
    /* Six of nine, all one way: beyond chance if it were the only town, p = 2 / 2^6, not among six. */
    struct xw_paired_runs out = compared(2, (int32_t[]){ 0, 20 }, 9);
    const struct xw_paired_town *town = &out.pair[0].town[0];
    ck_assert(town->shortage.beyond_chance);
    ck_assert_double_eq_tol(town->adjusted_p, 6 * 2.0 / 64.0, 1e-15);
    ck_assert_int_eq(town->verdict, 0);
}
END_TEST

START_TEST(the_same_scenario_twice_differs_in_nothing)
{
    struct xw_paired_runs out = compared(2, (int32_t[]){ 20, 20 }, 40);
    const struct xw_pair *pair = &out.pair[0];
    for (int32_t c = 0; c < pair->cells; c++)
        for (int q = 0; q < XW_QUANTITIES; q++) {
            ck_assert_double_eq(pair->cell[c].of[q].equal, 1.0);
            ck_assert_double_eq(pair->cell[c].of[q].mean, 0.0);
            ck_assert_double_eq(pair->cell[c].central[q], 0.0);
        }
    for (int t = 0; t < XW_TOTALS; t++)
        for (int32_t s = 0; s <= 2; s++) {
            const struct xw_paired_horizon *h =
                xw_paired_horizon_of(&out, pair, s, (enum xw_paired_total)t);
            ck_assert_double_eq(h->paired.mean, 0.0);
            ck_assert_double_eq(h->paired.sign_p, 1.0);
            ck_assert(!h->paired.beyond_chance);
            ck_assert_double_eq(xw_paired_horizon_better(h, (enum xw_paired_total)t), 0.5);
            double best = xw_paired_best_of(&out, 1, s, (enum xw_paired_total)t);
            ck_assert(t == XW_TOTAL_SEATS ? isnan(best) : fabs(best - 0.5) < 1e-12);
        }
    for (int32_t i = 0; i < 6; i++)
        ck_assert_int_eq(pair->town[i].verdict, 0);
}
END_TEST

START_TEST(an_exchange_turns_the_signs)
{
    struct xw_paired_runs one = compared(2, (int32_t[]){ 0, 20 }, 40);
    struct xw_paired_runs other = compared(2, (int32_t[]){ 20, 0 }, 40);
    for (int32_t c = 0; c < one.pair[0].cells; c++)
        for (int q = 0; q < XW_QUANTITIES; q++) {
            const struct xw_paired *a = &one.pair[0].cell[c].of[q],
                                   *b = &other.pair[0].cell[c].of[q];
            ck_assert_double_eq(a->mean, -b->mean);
            ck_assert_double_eq_tol(a->p10, -b->p90, 1e-12);
            ck_assert_double_eq(a->less, b->more);
        }
    for (int t = 0; t < XW_TOTALS; t++)
        for (int32_t s = 0; s <= 2; s++) {
            const struct xw_paired_horizon *a =
                xw_paired_horizon_of(&one, &one.pair[0], s, (enum xw_paired_total)t);
            const struct xw_paired_horizon *b =
                xw_paired_horizon_of(&other, &other.pair[0], s, (enum xw_paired_total)t);
            ck_assert_double_eq(a->paired.mean, -b->paired.mean);
            ck_assert_double_eq(a->central, -b->central);
            ck_assert_double_eq_tol(xw_paired_horizon_better(a, (enum xw_paired_total)t) +
                                        xw_paired_horizon_better(b, (enum xw_paired_total)t),
                                    1.0, 1e-12);
        }
}
END_TEST

/* East is short of 5 r - 10 pupils in 2021, and in 2022 of 5 r - 10, 5 r - 30 or 5 r - 100. Up to r = 2 all
 * three tie, up to 6 the last two do, above the last one is best; more seats are never worse. */
START_TEST(ranks_on_paper)
{
    struct xw_paired_runs out = compared(3, (int32_t[]){ 0, 20, 90 }, 40);
    double best[3];
    for (int r = 0; r < 3; r++)
        best[r] = xw_paired_best_of(&out, r, 0, XW_TOTAL_SHORT_TOWNS);
    ck_assert_double_eq_tol(best[0], 3.0 / 3.0 / 40.0, 1e-12);
    ck_assert_double_eq_tol(best[1], (3.0 / 3.0 + 4.0 / 2.0) / 40.0, 1e-12);
    ck_assert_double_eq_tol(best[2], (3.0 / 3.0 + 4.0 / 2.0 + 33.0) / 40.0, 1e-12);
    for (int r = 0; r < 3; r++) /* where the shortage is avoided seats are useful */
        ck_assert_double_eq_tol(xw_paired_best_of(&out, r, 0, XW_TOTAL_USEFUL_TOWNS), best[r],
                                1e-12);
    ck_assert_double_eq_tol(xw_paired_best_of(&out, 2, 1, XW_TOTAL_SHORT_TOWNS), 1.0 / 3.0, 1e-12);
}
END_TEST

static struct xw_run_project projects[] = {
    { .stage = "primary", .cost_cny = 8.75e6, .counted = true },
    { .stage = "mixed", .cost_cny = 1e6, .counted = true }
};

START_TEST(money_stands_beside_useful_seat_years)
{
    struct xw_run runs[2];
    struct xw_paired_runs out;
    const char *trouble;
    paired_make(&part[0], made, "none", 8, 0);
    paired_make(&part[1], made, "some", 8, 20);
    runs[0] = part[0].run;
    runs[1] = part[1].run;
    runs[1].project = projects;
    runs[1].project_count = 2;
    ck_assert_int_eq(xw_paired_runs_make(2, runs, &keep, scratch, &out, &trouble), XW_OK);
    const struct xw_paired_cost *cost = out.pair[0].cost_towns;
    ck_assert_double_eq(cost[0].cost_cny, 8.75e6);
    ck_assert_double_eq_tol(cost[0].per_mean, 1e6, 1e-6);
    ck_assert_double_eq(cost[0].without, 0.375);
    ck_assert_double_eq(cost[2].cost_cny, 9.75e6); /* mixed ones are nobody's alone */
    ck_assert_double_eq(cost[1].cost_cny, 0.0);
    ck_assert(isnan(cost[1].per_mean));
    ck_assert(isinf(out.pair[0].cost[0].per_mean)); /* the district as one needs no seat */
}
END_TEST

/* As without replicates: one column of the central histories. */
START_TEST(central_histories_alone)
{
    for (int way = 0; way < 2; way++) {
        struct xw_run runs[2];
        struct xw_paired_runs out;
        const char *trouble;
        int32_t replicates = way == 0 ? 0 : 8;
        paired_make(&part[0], made, "none", replicates, 0);
        paired_make(&part[1], made, "some", replicates, 20);
        part[1].key[2].value = "8";
        runs[0] = part[0].run;
        runs[1] = part[1].run;
        ck_assert_int_eq(xw_paired_runs_make(2, runs, &keep, scratch, &out, &trouble), XW_OK);
        ck_assert_int_eq(out.replicates, 0);
        if (way == 0)
            ck_assert_ptr_null(out.why_not);
        else
            ck_assert_str_eq(out.why_not, "none and some are not paired: seed 7 and 8");
        const struct xw_paired_horizon *h =
            xw_paired_horizon_of(&out, &out.pair[0], 0, XW_TOTAL_SHORT_TOWNS);
        ck_assert_int_eq(h->paired.n, 1);
        ck_assert_double_eq(h->paired.mean, -10.0);
        ck_assert_double_eq(h->central, -10.0);
        ck_assert_double_eq(h->base, 20.0);
        ck_assert(isnan(h->paired.se));
        ck_assert(!h->paired.beyond_chance);
    }
}
END_TEST

START_TEST(a_district_without_towns)
{
    struct xw_run runs[2];
    struct xw_paired_runs out;
    const char *trouble;
    for (int r = 0; r < 2; r++) {
        paired_make(&part[r], made, r == 0 ? "none" : "some", 8, 20 * r);
        for (int32_t i = 0; i < part[r].run.gap_count; i++)
            if (part[r].gap[i].level == XW_LEVEL_TOWN) part[r].gap[i].level = XW_LEVEL_GROUP;
        runs[r] = part[r].run;
    }
    ck_assert_int_eq(xw_paired_runs_make(2, runs, &keep, scratch, &out, &trouble), XW_OK);
    ck_assert_int_eq(out.pair[0].cells, 8);
    ck_assert_int_eq(out.pair[0].towns, 0);
    ck_assert_ptr_null(out.pair[0].cost_towns);
    const struct xw_paired_horizon *h =
        xw_paired_horizon_of(&out, &out.pair[0], 0, XW_TOTAL_SHORT_TOWNS);
    ck_assert_int_eq(h->paired.n, 0);
    ck_assert(isnan(h->paired.mean) && isnan(h->paired.sign_p) && isnan(h->central));
    ck_assert(isnan(xw_paired_horizon_better(h, XW_TOTAL_SHORT_TOWNS)));
    ck_assert(isnan(xw_paired_best_of(&out, 0, 0, XW_TOTAL_USEFUL_TOWNS)));
    ck_assert_double_eq(xw_paired_horizon_of(&out, &out.pair[0], 0, XW_TOTAL_SEATS)->central, 20.0);
}
END_TEST

START_TEST(runs_that_cannot_be_compared)
{
    struct xw_run runs[2];
    struct xw_paired_runs out = { .runs = 77 };
    const char *trouble;
    paired_make(&part[0], made, "none", 8, 0);
    paired_make(&part[1], made, "some", 8, 20);
    runs[0] = part[0].run;
    runs[1] = part[1].run;
    ck_assert_int_eq(xw_paired_runs_make(1, runs, &keep, scratch, &out, &trouble), XW_OUT_OF_RANGE);
    ck_assert_str_eq(trouble, "a comparison needs two runs or more");
    runs[1].last = 2023;
    ck_assert_int_eq(xw_paired_runs_make(2, runs, &keep, scratch, &out, &trouble), XW_OUT_OF_RANGE);
    ck_assert_str_eq(trouble, "none and some have other school years: 2021 to 2022 and 2021 to "
                              "2023");
    runs[1].last = 2022;
    unlink(part[1].path);
    ck_assert_int_eq(xw_paired_runs_make(2, runs, &keep, scratch, &out, &trouble), XW_STORE_FAILED);
    ck_assert_ptr_nonnull(strstr(trouble, "some.gpkg"));
    ck_assert_int_eq(out.runs, 77);
}
END_TEST

START_TEST(memory_that_is_used_up_is_said)
{
    struct xw_run runs[2];
    paired_make(&part[0], made, "none", 8, 0);
    paired_make(&part[1], made, "some", 8, 20);
    runs[0] = part[0].run;
    runs[1] = part[1].run;
    enum xw_status status = XW_NO_MEMORY;
    int32_t steps = 0;
    for (size_t bytes = 64; status == XW_NO_MEMORY; bytes += 512, steps++) {
        struct xw_arena small;
        struct xw_paired_runs out = { .runs = 77 };
        const char *trouble;
        ck_assert_int_eq(xw_arena_init(&small, bytes), XW_OK);
        status = xw_paired_runs_make(2, runs, &keep, small, &out, &trouble);
        if (status == XW_NO_MEMORY) {
            ck_assert_str_eq(trouble, "memory is used up");
            ck_assert_int_eq(out.runs, 77);
        }
        xw_arena_free(&small);
    }
    ck_assert_int_eq(status, XW_OK);
    ck_assert_int_gt(steps, 5);
}
END_TEST

static TCase *in_folder(const char *name)
{
    TCase *c = tcase_create(name);
    tcase_add_checked_fixture(c, setup, teardown);
    return c;
}

static TCase *known_answers(void)
{
    TCase *c = in_folder("known answers");
    tcase_add_test(c, twenty_seats_on_paper);
    tcase_add_test(c, peaks_on_paper);
    tcase_add_test(c, cells_are_found);
    tcase_add_test(c, towns_gain_and_lose);
    tcase_add_test(c, few_that_gain_may_do_so_by_chance);
    tcase_add_test(c, ranks_on_paper);
    tcase_add_test(c, money_stands_beside_useful_seat_years);
    return c;
}

static TCase *laws(void)
{
    TCase *c = in_folder("laws");
    tcase_add_test(c, the_same_scenario_twice_differs_in_nothing);
    tcase_add_test(c, an_exchange_turns_the_signs);
    return c;
}

static TCase *limits(void)
{
    TCase *c = in_folder("limits");
    tcase_add_test(c, central_histories_alone);
    tcase_add_test(c, a_district_without_towns);
    return c;
}

static TCase *refusals(void)
{
    TCase *c = in_folder("refusals");
    tcase_add_test(c, runs_that_cannot_be_compared);
    tcase_add_test(c, memory_that_is_used_up_is_said);
    return c;
}

UNIT_MAIN("paired_runs", known_answers(), laws(), limits(), refusals())
