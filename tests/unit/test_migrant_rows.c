#include "xuewei/migrant_rows.h"
#include "rounds_kit.h"

static bool has(const struct tiny *t, const char *measure)
{
    for (int32_t i = 0; i < t->record->measures; i++)
        if (strcmp(t->record->measure_name[i], measure) == 0) return true;
    return false;
}

/* Placements of the first year, of two tiers; the second one is of children of migrants. */
static void place(struct tiny *t, const struct xw_placement *list, int32_t count)
{
    struct xw_admission *a = &t->state.admission[0];
    a->tiers.given = true;
    a->tiers.count = 2;
    a->tiers.tier[0].migrants = 0;
    a->tiers.tier[1].migrants = 1;
    a->placed.count = 0;
    for (int32_t i = 0; i < count; i++)
        ck_assert_int_eq(xw_placements_add(&a->placed, &t->keep, list[i]), XW_OK);
    t->record->measures = 0;
    ck_assert_int_eq(xw_migrant_rows(&t->state, 0, &t->sink), XW_OK);
}

static double of(const struct tiny *t, const char *measure)
{
    return tiny_measure(t, "district", measure, 2020);
}

START_TEST(only_marked_tiers_count)
{
    static const struct xw_placement list[] = {
        { 0, 0, 0, 50, XW_REASON_CATCHMENT }, { 0, 1, 0, 6, XW_REASON_COORDINATION },
        { 1, 1, 0, 2, XW_REASON_CATCHMENT },  { 2, 1, 1, 4, XW_REASON_COORDINATION },
        { 2, 0, 1, 30, XW_REASON_CATCHMENT }, { 2, 1, XW_NONE, 3, XW_REASON_UNPLACED },
    };
    static const struct {
        enum xw_sector second;
        double bought, private, share;
    } by[] = { { XW_BOUGHT_PLACES, 4, 0, 1.0 },
               { XW_SUBSIDISED_PRIVATE, 0, 4, 8.0 / 12.0 },
               { XW_PRIVATE, 0, 4, 8.0 / 12.0 } };
    struct tiny t;
    tiny_open(&t, NULL);
    tiny_step_to(&t, 0);
    for (int i = 0; i < 3; i++) {
        t.scenario.schools.sector[1] = (uint8_t)by[i].second;
        place(&t, list, sizeof list / sizeof *list);
        ck_assert_double_eq(of(&t, "migrant_entrants_primary"), 15.0);
        ck_assert_double_eq(of(&t, "migrant_entrants_public_primary"), 8.0);
        ck_assert_double_eq(of(&t, "migrant_entrants_bought_primary"), by[i].bought);
        ck_assert_double_eq(of(&t, "migrant_entrants_private_primary"), by[i].private);
        ck_assert_double_eq(of(&t, "migrant_entrants_unplaced_primary"), 3.0);
        ck_assert_double_eq_tol(of(&t, "migrant_public_share_primary"), by[i].share, 1e-12);
    }
    t.scenario.schools.sector[1] = XW_MUNICIPAL;
    place(&t, list, sizeof list / sizeof *list);
    ck_assert_double_eq(of(&t, "migrant_entrants_public_primary"), 12.0);
    tiny_close(&t);
}
END_TEST

START_TEST(who_has_no_place_has_no_share)
{
    static const struct xw_placement list[] = { { 2, 1, XW_NONE, 3, XW_REASON_UNPLACED } };
    struct tiny t;
    tiny_open(&t, NULL);
    tiny_step_to(&t, 0);
    place(&t, list, 1);
    ck_assert_double_eq(of(&t, "migrant_entrants_primary"), 3.0);
    ck_assert(!has(&t, "migrant_public_share_primary"));
    tiny_close(&t);
}
END_TEST

START_TEST(a_run_that_marks_no_tier_says_nothing)
{
    struct tiny t;
    tiny_open(&t, NULL);
    tiny_step_to(&t, 3);
    ck_assert(!has(&t, "migrant_entrants_primary"));
    tiny_close(&t);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_test(c, only_marked_tiers_count);
    return c;
}

static TCase *limits(void)
{
    TCase *c = tcase_create("limits");
    tcase_add_test(c, who_has_no_place_has_no_share);
    tcase_add_test(c, a_run_that_marks_no_tier_says_nothing);
    return c;
}

UNIT_MAIN("migrant_rows", known_answers(), limits())
