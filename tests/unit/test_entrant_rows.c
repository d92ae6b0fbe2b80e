#include "xuewei/entrant_rows.h"
#include "rounds_kit.h"

static double of(const struct tiny *t, const char *measure, int16_t year)
{
    return tiny_measure(t, "district", measure, year);
}

static bool has(const struct tiny *t, const char *measure)
{
    for (int32_t i = 0; i < t->record->measures; i++)
        if (strcmp(t->record->measure_name[i], measure) == 0) return true;
    return false;
}

/* 60 entrants in 2020, 45 of them placed, all in S1, the school of their zones. */
START_TEST(reasons_add_up_to_the_demand)
{
    struct tiny t;
    tiny_read(&t, NULL);
    for (int32_t i = 0; i < 4 * 3; i++)
        t.scenario.participation.share[2 * i] = 2.0;
    tiny_prepare(&t);
    tiny_step_to(&t, 0);
    ck_assert_double_eq(of(&t, "entrants_catchment_primary", 2020), 45.0);
    ck_assert_double_eq(of(&t, "entrants_unplaced_primary", 2020), 15.0);
    ck_assert_double_eq(of(&t, "entrants_coordination_primary", 2020), 0.0);
    ck_assert_double_eq(of(&t, "entrants_multi_school_primary", 2020), 0.0);
    ck_assert_double_eq(of(&t, "entrants_private_primary", 2020), 0.0);
    ck_assert(!has(&t, "entrants_no_claim_primary"));
    ck_assert(!has(&t, "entrants_city_primary"));
    tiny_close(&t);
}
END_TEST

START_TEST(a_stage_of_the_city_has_one_reason)
{
    struct tiny t;
    tiny_read(&t, NULL);
    t.scenario.stages.stage[1].city = true;
    tiny_prepare(&t);
    tiny_step_to(&t, 0);
    ck_assert_double_eq(of(&t, "entrants_city_lower_secondary", 2020), 30.0);
    ck_assert(!has(&t, "entrants_catchment_lower_secondary"));
    tiny_close(&t);
}
END_TEST

/* Every reason has its measure: 1, 2, 4 .. pupils. */
START_TEST(every_reason_has_its_measure)
{
    struct tiny t;
    tiny_open(&t, NULL);
    tiny_step_to(&t, 0);
    t.record->measures = 0;
    struct xw_placements *p = &t.state.admission[0].placed;
    p->count = 0;
    for (int r = 0; r < XW_REASONS; r++)
        ck_assert_int_eq(
            xw_placements_add(p, &t.keep,
                              (struct xw_placement){ 0, 0, XW_NONE, 1 << r, (enum xw_reason)r }),
            XW_OK);
    ck_assert_int_eq(xw_entrant_rows(&t.state, 0, &t.sink), XW_OK);
    for (int r = 0; r < XW_REASONS; r++) {
        char name[64];
        snprintf(name, sizeof name, "entrants_%s_primary", xw_reason_word((enum xw_reason)r));
        ck_assert_double_eq(of(&t, name, 2020), 1 << r);
    }
    tiny_close(&t);
}
END_TEST

static TCase *known(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_test(c, reasons_add_up_to_the_demand);
    tcase_add_test(c, a_stage_of_the_city_has_one_reason);
    tcase_add_test(c, every_reason_has_its_measure);
    return c;
}

UNIT_MAIN("entrant rows", known())
