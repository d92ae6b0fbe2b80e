#include "tiny.h"
#include "xuewei/residents.h"

/* The tiny scenario with a quarter of everybody local and the rest migrant; of the migrants a share of
 * `migrant` seeks a place wherever all locals do. */
static void open_apart(struct tiny *t, double migrant)
{
    static const char *code[] = { "local", "migrant" };
    static struct xw_migration none[2];
    static double household[2 * 500], institutional[2 * 500], share[2 * 100];
    tiny_read(t, NULL);
    struct xw_scenario *s = &t->scenario;
    int32_t cells = s->zones.count * XW_SEXES * s->ages;
    int32_t shares = s->participation.years * s->zones.count * s->stages.count;
    ck_assert_int_le(cells, 500);
    ck_assert_int_le(shares, 100);
    for (int32_t i = 0; i < cells; i++) {
        household[i] = s->population.household[i] / 4;
        household[cells + i] = s->population.household[i] * 3 / 4;
        institutional[i] = 0;
        institutional[cells + i] = 0;
    }
    for (int32_t i = 0; i < shares; i++) {
        share[i] = s->participation.share[i];
        share[shares + i] = migrant * s->participation.share[i];
    }
    s->residencies = (struct xw_residencies){ 2, code };
    s->population.household = household;
    s->population.institutional = institutional;
    s->migration_of = none;
    s->participation.residencies = 2;
    s->participation.share = share;
    tiny_prepare(t);
}

/* The children of 6 in 2021 are 22, 12 and 6, a quarter of them local. When half of the migrants seek a
 * place, 13.75, 7.5 and 3.75 do: 25, by largest remainder 14, 7 and 4. */
START_TEST(demand_adds_up_residents_times_their_own_share)
{
    struct tiny all, half;
    open_apart(&all, 1.0);
    tiny_step_to(&all, 1);
    ck_assert_int_eq(all.state.admission[0].demand[0], 22);
    ck_assert_int_eq(all.state.admission[0].demand[1], 12);
    tiny_close(&all);
    open_apart(&half, 0.5);
    tiny_step_to(&half, 1);
    const int32_t *demand = half.state.admission[0].demand;
    ck_assert_int_eq(demand[0], 14);
    ck_assert_int_eq(demand[1], 7);
    ck_assert_int_eq(demand[2], 4);
    tiny_close(&half);
}
END_TEST

/* Locals are one tier, migrants another: of the 14, 7 and 4 who seek a place 2 in 5 are local, 5.6, 2.8 and 1.6,
 * which are 10 in the district. */
START_TEST(tiers_hold_the_children_of_their_residency)
{
    static const char *code[] = { "home", "card" };
    static struct xw_tier row[] = { { .code = 0, .order = 1, .right = XW_RIGHT_CATCHMENT },
                                    { .code = 1, .order = 2, .right = XW_RIGHT_COORDINATION } };
    static int32_t stage[] = { XW_NONE, XW_NONE }, residency[] = { 0, 1 }, line[] = { 2, 3 };
    static double share[] = { 1.0, 1.0 };
    static int16_t from[] = { INT16_MIN, INT16_MIN }, to[] = { XW_NEVER, XW_NEVER };
    struct tiny t;
    open_apart(&t, 0.5);
    t.scenario.tiers =
        (struct xw_tiers){ 2, code, code, code, 2, row, stage, residency, share, from, to, line };
    tiny_step_to(&t, 1);
    const struct xw_admission *a = &t.state.admission[0];
    ck_assert_int_eq(a->tiers.count, 2);
    ck_assert_int_eq(a->of_tier[0] + a->of_tier[2] + a->of_tier[4], 10);
    ck_assert_int_eq(a->of_tier[2], 3);
    ck_assert_int_eq(a->of_tier[1] + a->of_tier[3] + a->of_tier[5], 15);
    tiny_close(&t);
}
END_TEST

/* Those who live elsewhere are residents of the register and seek nothing: share 0. */
START_TEST(a_status_without_participation_is_no_demand)
{
    struct tiny t;
    open_apart(&t, 0.0);
    tiny_step_to(&t, 1);
    ck_assert_int_eq(t.state.admission[0].demand[0], 6); /* 5.5 of 5.5 + 3 + 1.5 */
    ck_assert_double_eq_tol(xw_residents_aged(&t.state, 1, 0, 6), 16.5, 1e-12);
    ck_assert_double_eq_tol(t.state.september[1][6], 22, 1e-12);
    tiny_close(&t);
}
END_TEST

START_TEST(each_status_has_rows_of_its_own)
{
    struct tiny one, apart;
    tiny_open(&one, NULL);
    tiny_step_to(&one, 1);
    open_apart(&apart, 1.0);
    tiny_step_to(&apart, 1);
    const struct tiny_record *a = one.record, *b = apart.record;
    ck_assert_int_eq(b->populations, 2 * a->populations);
    for (int32_t i = 0; i < a->populations; i++) {
        /* 20 age groups of local residents of a zone, then of migrants */
        const struct xw_population_row *local = &b->population[i / 20 * 40 + i % 20];
        const struct xw_population_row *migrant = local + 20;
        ck_assert_ptr_null(a->population[i].residency);
        ck_assert_str_eq(local->residency, "local");
        ck_assert_str_eq(migrant->residency, "migrant");
        ck_assert_int_eq(local->zone, a->population[i].zone);
        ck_assert_str_eq(migrant->age, a->population[i].age);
        ck_assert_double_eq_tol(local->persons * 3, migrant->persons, 1e-9);
        ck_assert_double_eq_tol(local->persons + migrant->persons, a->population[i].persons, 1e-9);
    }
    ck_assert_double_eq_tol(tiny_measure(&apart, "district", "residents", 2021),
                            tiny_measure(&one, "district", "residents", 2021), 1e-9);
    ck_assert(apart.state.people.imbalance <= 1e-12);
    tiny_close(&one);
    tiny_close(&apart);
}
END_TEST

static TCase *known(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_test(c, demand_adds_up_residents_times_their_own_share);
    tcase_add_test(c, tiers_hold_the_children_of_their_residency);
    tcase_add_test(c, a_status_without_participation_is_no_demand);
    tcase_add_test(c, each_status_has_rows_of_its_own);
    return c;
}

UNIT_MAIN("residencies", known())
