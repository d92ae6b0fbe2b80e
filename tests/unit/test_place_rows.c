#include "xuewei/place_rows.h"
#include "tiny.h"
#include <math.h>

START_TEST(residents_are_counted_by_age)
{
    struct tiny t;
    double all = 0.0, aged_5 = 0.0;
    tiny_open(&t, NULL);
    tiny_step_to(&t, 0);
    /* The tiny scenario ends at 20: ages 0 to 18 and 19-59, nothing is called 60 and over. */
    ck_assert_int_eq(t.record->populations, 3 * 20);
    for (int32_t i = 0; i < t.record->populations; i++) {
        const struct xw_population_row *p = &t.record->population[i];
        all += p->persons;
        if (p->zone == 0 && strcmp(p->age, "5") == 0) aged_5 = p->persons;
    }
    ck_assert_double_eq_tol(aged_5, 22.0, 1e-12);
    ck_assert_double_eq_tol(all, tiny_measure(&t, "district", "residents", 2020), 1e-9);
    tiny_close(&t);
}
END_TEST

START_TEST(ages_from_19_are_gathered)
{
    struct tiny t;
    static double household[3 * 101], kept[3 * XW_SEXES * 101];
    for (int32_t z = 0; z < 3; z++)
        for (int32_t a = 0; a < 101; a++)
            household[z * 101 + a] = 200.0 * z + a;
    kept[(1 * XW_SEXES + 0) * 101 + 100] = 1000.0; /* B, women, 100 */
    kept[(1 * XW_SEXES + 1) * 101 + 100] = 2000.0; /* B, men, 100 */
    tiny_open(&t, NULL);
    t.scenario.ages = 101;
    t.scenario.population.institutional = kept;
    t.state.september[1] = household;
    ck_assert_int_eq(xw_population_rows(&t.state, &t.sink), XW_OK);
    ck_assert_int_eq(t.record->populations, 3 * 21);
    const struct xw_population_row *b = &t.record->population[21];
    ck_assert_double_eq(b[0].persons, 200.0);
    ck_assert_str_eq(b[18].age, "18");
    ck_assert_double_eq(b[18].persons, 218.0);
    ck_assert_str_eq(b[19].age, "19-59"); /* 41 ages of 200 + 39 on the average */
    ck_assert_double_eq(b[19].persons, 41.0 * 239.0);
    ck_assert_str_eq(b[20].age, "60+"); /* 41 ages of 200 + 80, and those of institutions */
    ck_assert_double_eq(b[20].persons, 41.0 * 280.0 + 3000.0);
    ck_assert_int_eq(b[20].zone, 1);
    ck_assert_double_eq(t.record->population[42 + 20].persons, 41.0 * 480.0);
    t.record->populations = 0;
    t.scenario.ages = 60;
    ck_assert_int_eq(xw_population_rows(&t.state, &t.sink), XW_OK);
    ck_assert_int_eq(t.record->populations, 3 * 20);
    tiny_close(&t);
}
END_TEST

START_TEST(institutional_residents_are_shown_but_not_schooled)
{
    struct tiny t;
    tiny_read(&t, NULL);
    t.scenario.population.institutional[6] = 100.0;                  /* A, women, 6 */
    t.scenario.population.institutional[t.scenario.ages + 6] = 50.0; /* A, men, 6 */
    tiny_prepare(&t);
    tiny_step_to(&t, 1);
    double aged_6 = 0.0;
    for (int32_t i = 0; i < t.record->populations; i++) {
        const struct xw_population_row *p = &t.record->population[i];
        if (p->year == 2021 && p->zone == 0 && strcmp(p->age, "6") == 0) aged_6 = p->persons;
    }
    ck_assert_double_eq_tol(aged_6, 22.0 + 150.0, 1e-12);
    ck_assert_int_eq(t.state.admission[0].demand[0], 22);
    double town = tiny_measure(&t, "北街道", "residents", 2020);
    tiny_close(&t);
    tiny_open(&t, NULL);
    tiny_step_to(&t, 0);
    ck_assert_double_eq_tol(town - tiny_measure(&t, "北街道", "residents", 2020), 150.0, 1e-9);
    tiny_close(&t);
}
END_TEST

START_TEST(residents_add_up_by_town_and_group)
{
    static const char *const name[] = { "old", "new" };
    static const struct {
        int32_t group[3];
        double sum[2];
    } want[] = { { { 1, XW_NONE, 1 }, { 0.0, 107.0 } },
                 { { 1, 0, 0 }, { 27.0, 100.0 } },
                 { { XW_NONE, 0, 1 }, { 20.0, 7.0 } } };
    for (int k = 0; k < 3; k++) {
        struct tiny t;
        tiny_open(&t, NULL);
        xw_state_turn_to(&t.state, 0);
        memset(t.state.september[1], 0, 3 * 21 * sizeof(double));
        t.state.september[1][0 * 21 + 3] = 100.0; /* A */
        t.state.september[1][1 * 21 + 20] = 20.0; /* B */
        t.state.september[1][2 * 21 + 0] = 7.0;   /* C */
        const char *group_name[] = { name[0], name[1] };
        t.scenario.zones.groups = 2;
        t.scenario.zones.group_name = group_name;
        memcpy(t.scenario.zones.group, want[k].group, sizeof want[k].group);
        ck_assert_int_eq(xw_resident_measures(&t.state, t.scratch, &t.sink), XW_OK);
        ck_assert_int_eq(t.record->measures, 1 + 2 + 2);
        ck_assert_double_eq(tiny_measure(&t, "district", "residents", 2020), 127.0);
        ck_assert_double_eq(tiny_measure(&t, "北街道", "residents", 2020), 120.0);
        ck_assert_double_eq(tiny_measure(&t, "南街道", "residents", 2020), 7.0);
        for (int g = 0; g < 2; g++)
            ck_assert_double_eq(tiny_measure(&t, name[g], "residents", 2020), want[k].sum[g]);
        tiny_close(&t);
    }
}
END_TEST

START_TEST(flows_are_exactly_the_entry_demand)
{
    struct tiny t;
    tiny_open(&t, NULL);
    tiny_step_to(&t, 3);
    int32_t pupils = 0, way = 0;
    for (int32_t i = 0; i < t.record->flows; i++) {
        const struct xw_flow_row *f = &t.record->flow[i];
        ck_assert_str_eq(f->reason, "catchment");
        ck_assert_str_eq(f->tier, "resident");
        if (f->stage == 0) pupils += f->pupils;
        if (f->year == 2021 && f->stage == 0 && f->zone == 2) way = f->metres;
        if (f->year == 2022 && f->stage == 0 && f->zone == 2) {
            ck_assert_int_eq(f->school, 1);
            ck_assert_int_eq(f->metres, 0);
        }
    }
    ck_assert_int_eq(pupils, 30 + 40 + 32 + 30);
    ck_assert_int_eq(way, 3600);
    tiny_close(&t);
}
END_TEST

START_TEST(flows_name_unplaced_private_guaranteed_and_city)
{
    struct tiny t;
    static const struct {
        const char *reason;
        int32_t pupils;
    } want[] = { { "unplaced", 15 }, { "guaranteed", 15 }, { "private", 20 }, { "city", 30 } };
    for (int k = 0; k < 4; k++) {
        int32_t year = k == 2 ? 2 : 0, sum = 0, all = 0;
        tiny_read(&t, NULL);
        for (int32_t i = 0; i < 4 * 3 && k < 2; i++)
            t.scenario.participation.share[2 * i] = 2.0;
        t.scenario.assignment.guarantee = k == 1;
        if (k == 2) t.scenario.schools.sector[1] = XW_PRIVATE;
        if (k == 3) t.scenario.stages.stage[1].city = true;
        tiny_prepare(&t);
        tiny_step_to(&t, year);
        for (int32_t i = 0; i < t.record->flows; i++) {
            const struct xw_flow_row *f = &t.record->flow[i];
            if (f->year != 2020 + year || f->stage != (k == 3)) continue;
            all += f->pupils;
            if (strcmp(f->reason, want[k].reason) != 0) continue;
            sum += f->pupils;
            ck_assert_int_eq(f->school == XW_NONE, k == 0 || k == 3);
            ck_assert_int_eq(f->metres == XW_NONE, k == 0 || k == 3);
        }
        ck_assert_msg(sum == want[k].pupils, "%s: %d", want[k].reason, (int)sum);
        ck_assert_int_eq(all, k == 3 ? 30 : k == 2 ? 32 : 60);
        tiny_close(&t);
    }
}
END_TEST

START_TEST(project_adds_seats_and_spends)
{
    static const int32_t seats[] = { 0, 0, 40, 40 };
    static const double spend[] = { 0.0, 1e7, 1e7, 0.0 };
    struct tiny t;
    tiny_open(&t, NULL);
    tiny_step_to(&t, 3);
    ck_assert_int_eq(t.record->projects, 4);
    for (int32_t y = 0; y < 4; y++) {
        ck_assert_int_eq(t.record->project[y].seats_added, seats[y]);
        ck_assert_double_eq_tol(t.record->project[y].spend_cny, spend[y], 1e-6);
        ck_assert_int_eq(t.record->project[y].open, y >= 2);
    }
    tiny_close(&t);

    tiny_read(&t, NULL);
    t.scenario.projects.counted[0] = false;
    tiny_prepare(&t);
    tiny_step_to(&t, 3);
    for (int32_t y = 0; y < 4; y++) {
        ck_assert_int_eq(t.record->project[y].seats_added, 0);
        ck_assert_double_eq(t.record->project[y].spend_cny, 0.0);
        ck_assert(!t.record->project[y].open);
    }
    tiny_close(&t);
}
END_TEST

START_TEST(late_project_is_paid_for_late)
{
    static const char *const late[] = { "projects.shift_years", "1", NULL };
    static const double spend[] = { 0.0, 0.0, 1e7, 1e7 };
    struct tiny t;
    tiny_open(&t, late);
    tiny_step_to(&t, 3);
    for (int32_t y = 0; y < 4; y++) {
        ck_assert_double_eq_tol(t.record->project[y].spend_cny, spend[y], 1e-6);
        ck_assert_int_eq(t.record->project[y].open, y == 3);
        ck_assert_int_eq(t.record->project[y].seats_added, y == 3 ? 40 : 0);
    }
    tiny_close(&t);
}
END_TEST

START_TEST(measures_of_a_stage)
{
    struct tiny t;
    tiny_open(&t, NULL);
    tiny_step_to(&t, 3);
    ck_assert_double_eq(tiny_measure(&t, "district", "roll_primary", 2021), 70.0);
    ck_assert_double_eq(tiny_measure(&t, "district", "rooms_primary", 2022), 10.0);
    ck_assert_double_eq(tiny_measure(&t, "district", "schools_primary", 2022), 2.0);
    /* 2022: S2 may open 2 of its 4 rooms; S1 has 3 older classes and may open 3 of 6. 2023: S2 has one
     * older class and may open 2. */
    ck_assert_double_eq(tiny_measure(&t, "district", "seats_locked_primary", 2021), 0.0);
    ck_assert_double_eq(tiny_measure(&t, "district", "seats_locked_primary", 2022), 20.0);
    ck_assert_double_eq(tiny_measure(&t, "district", "seats_locked_primary", 2023), 10.0);
    ck_assert_double_eq(tiny_measure(&t, "district", "classes_primary", 2022), 7.0);
    ck_assert_double_eq_tol(tiny_measure(&t, "district", "mean_class_primary", 2021), 70.0 / 6.0,
                            1e-12);
    ck_assert_double_eq(tiny_measure(&t, "district", "classes_over_norm_primary", 2021), 3.0);
    ck_assert_double_eq(tiny_measure(&t, "district", "largest_class_lower_secondary", 2023), 14.0);
    ck_assert_double_eq(tiny_measure(&t, "district", "classes_56_primary", 2021), 0.0);
    /* 2021: A 22 x 0 m, B 12 x 1,200 m, C 6 x 3,600 m; 1,000 m straight is 1,200 m of way. */
    ck_assert_double_eq_tol(tiny_measure(&t, "district", "entrants_way_m_primary", 2021),
                            (12.0 * 1200.0 + 6.0 * 3600.0) / 40.0, 1e-9);
    ck_assert_double_eq_tol(tiny_measure(&t, "district", "entrants_within_radius_primary", 2021),
                            34.0 / 40.0, 1e-12);
    ck_assert_double_eq_tol(tiny_measure(&t, "district", "staff_primary", 2021), 70.0 / 19.0,
                            1e-12);
    tiny_close(&t);
}
END_TEST

START_TEST(evidence_is_weighted_by_pupils_and_seats)
{
    struct tiny t;
    tiny_read(&t, NULL);
    /* A is published, B estimated, C assumed; the project is published, the rooms of S1 assumed. */
    for (int32_t z = 0; z < 3; z++) {
        t.scenario.population.published[z] = z == 0;
        t.scenario.population.estimated[z] = z == 1;
        t.scenario.population.assumed[z] = z == 2;
    }
    t.scenario.projects.evidence[0] = XW_PUBLISHED;
    tiny_prepare(&t);
    tiny_step_to(&t, 2);
    int found = 0;
    for (int32_t i = 0; i < t.record->evidences; i++) {
        const struct xw_evidence_row *e = &t.record->evidence[i];
        if (e->year != 2022 || e->stage != 0) continue;
        if (strcmp(e->weight, "pupils") == 0) {
            ck_assert_double_eq_tol(e->share[XW_PUBLISHED], 36.0 / 72.0, 1e-12);
            ck_assert_double_eq_tol(e->share[XW_ESTIMATED], 24.0 / 72.0, 1e-12);
            ck_assert_double_eq_tol(e->share[XW_ASSUMED], 12.0 / 72.0, 1e-12);
        } else {
            ck_assert_double_eq_tol(e->share[XW_PUBLISHED], 0.4, 1e-12);
            ck_assert_double_eq_tol(e->share[XW_ASSUMED], 0.6, 1e-12);
        }
        found++;
    }
    ck_assert_int_eq(found, 2);
    tiny_close(&t);
}
END_TEST

/* The share of a year's seats in a stage that rest on a kind of evidence. */
static double seats_on(const struct tiny *t, int32_t stage, int16_t year, int evidence)
{
    for (int32_t i = 0; i < t->record->evidences; i++) {
        const struct xw_evidence_row *e = &t->record->evidence[i];
        if (e->year == year && e->stage == stage && strcmp(e->weight, "seats") == 0)
            return e->share[evidence];
    }
    ck_abort_msg("no evidence of seats");
    return NAN;
}

START_TEST(seats_rest_on_the_row_and_project_that_made_them)
{
    struct tiny t;
    tiny_open(&t, NULL);
    struct xw_capacity *c = &t.scenario.capacity;
    t.scenario.projects.evidence[0] = XW_ESTIMATED;
    c->evidence[0] = XW_PUBLISHED; /* S1, primary, from 2021 on; before it nothing is said */
    c->year[0] = 2021;
    c->evidence[1] = XW_ESTIMATED; /* S1, lower secondary */
    /* A project that is said to add more seats than there are adds those there are. */
    t.prepared.timeline.project_seats[3] = 50;
    tiny_step_to(&t, 3);
    ck_assert_double_eq(seats_on(&t, 0, 2020, XW_ASSUMED), 1.0);
    ck_assert_double_eq(seats_on(&t, 0, 2021, XW_PUBLISHED), 1.0);
    ck_assert_double_eq(seats_on(&t, 1, 2020, XW_ESTIMATED), 1.0);
    for (int16_t year = 2022; year <= 2023; year++) { /* 60 seats of S1, 40 of the project */
        ck_assert_double_eq_tol(seats_on(&t, 0, year, XW_PUBLISHED), 0.6, 1e-12);
        ck_assert_double_eq_tol(seats_on(&t, 0, year, XW_ESTIMATED), 0.4, 1e-12);
        ck_assert_double_eq_tol(seats_on(&t, 0, year, XW_ASSUMED), 0.0, 1e-12);
    }
    tiny_close(&t);

    tiny_open(&t, NULL);
    for (int i = 0; i < 2; i++)
        t.scenario.capacity.evidence[i] = XW_PUBLISHED;
    t.scenario.capacity.school[0] = 1; /* the row of another school */
    t.scenario.projects.evidence[0] = XW_ESTIMATED;
    t.prepared.timeline.project_division[0] = 0; /* 40 of the 60 seats of S1 */
    tiny_step_to(&t, 2);
    ck_assert_double_eq_tol(seats_on(&t, 0, 2022, XW_ESTIMATED), 0.4, 1e-12);
    ck_assert_double_eq_tol(seats_on(&t, 0, 2022, XW_ASSUMED), 0.2, 1e-12);
    ck_assert_double_eq_tol(seats_on(&t, 0, 2022, XW_PUBLISHED), 0.4, 1e-12);
    tiny_close(&t);
}
END_TEST

static TCase *known(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_test(c, residents_are_counted_by_age);
    tcase_add_test(c, ages_from_19_are_gathered);
    tcase_add_test(c, institutional_residents_are_shown_but_not_schooled);
    tcase_add_test(c, residents_add_up_by_town_and_group);
    tcase_add_test(c, flows_are_exactly_the_entry_demand);
    tcase_add_test(c, flows_name_unplaced_private_guaranteed_and_city);
    tcase_add_test(c, project_adds_seats_and_spends);
    tcase_add_test(c, late_project_is_paid_for_late);
    tcase_add_test(c, measures_of_a_stage);
    tcase_add_test(c, evidence_is_weighted_by_pupils_and_seats);
    tcase_add_test(c, seats_rest_on_the_row_and_project_that_made_them);
    return c;
}

UNIT_MAIN("place_rows", known())
