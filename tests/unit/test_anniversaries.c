#include "xuewei/anniversaries.h"
#include "xuewei/life_table.h"
#include "scenario_kit.h"

/* What the sink was given, in order. */
struct record {
    int32_t people, events, fail_at;
    struct {
        int16_t year;
        int32_t zone, sex;
        double persons[KIT_AGES];
    } person[200];
    struct xw_events_row event[200];
};

static enum xw_status take_people(void *self, const struct xw_people_row *row)
{
    struct record *r = self;
    if (r->people == r->fail_at) return XW_IO;
    ck_assert_int_lt(r->people, 200);
    r->person[r->people].year = row->year;
    r->person[r->people].zone = row->zone;
    r->person[r->people].sex = row->sex;
    memcpy(r->person[r->people++].persons, row->persons, sizeof r->person[0].persons);
    return XW_OK;
}

static enum xw_status take_events(void *self, const struct xw_events_row *row)
{
    struct record *r = self;
    ck_assert_int_lt(r->events, 200);
    r->event[r->events++] = *row;
    return XW_OK;
}

struct world {
    struct kit kit;
    struct xw_arena keep, scratch;
    struct xw_anniversaries a;
    struct record record;
};

static void open_world(struct world *w)
{
    *w = (struct world){ .record = { .fail_at = -1 } };
    kit_open(&w->kit);
    ck_assert_int_eq(xw_arena_init(&w->keep, 1 << 26), XW_OK);
    ck_assert_int_eq(xw_arena_init(&w->scratch, 1 << 26), XW_OK);
}

static enum xw_status read_and_run(struct world *w, struct xw_progress *progress)
{
    kit_read_as(&w->kit, "scenario.yaml", XW_NEED_PROJECT, NULL, 0);
    ck_assert_str_eq(kit_printed(&w->kit, false), "");
    ck_assert_int_eq(xw_life_table_fill(&w->kit.s.mortality), XW_OK);
    struct xw_projection_sink sink = { &w->record, take_people, take_events };
    return xw_anniversaries_run(&w->keep, w->scratch, &w->kit.s, &sink, progress, &w->a);
}

static void close_world(struct world *w)
{
    kit_close(&w->kit);
    xw_arena_free(&w->keep);
    xw_arena_free(&w->scratch);
}

/* Zone A has 10 + age people of each age and sex, B has 5; survival 0.99, at birth 0.98; women of 20
 * (the open age) have 0.1 births. */
START_TEST(every_anniversary_of_the_horizon_is_given)
{
    struct world w;
    open_world(&w);
    ck_assert_int_eq(read_and_run(&w, NULL), XW_OK);
    const struct record *r = &w.record;
    ck_assert_int_eq(r->people, 3 * 2 * 2);
    ck_assert_int_eq(r->events, 2 * 2 * 2);
    for (int32_t i = 0; i < r->people; i++) {
        ck_assert_int_eq(r->person[i].year, 2020 + i / 4);
        ck_assert_int_eq(r->person[i].zone, i / 2 % 2);
        ck_assert_int_eq(r->person[i].sex, i % 2);
    }
    for (int32_t a = 0; a < KIT_AGES; a++)
        ck_assert_double_eq(r->person[0].persons[a], 10 + a); /* as counted */
    ck_assert_double_eq_tol(r->person[4].persons[7], 16 * 0.99, 1e-12);
    ck_assert_double_eq_tol(r->person[4].persons[20], (29 + 30) * 0.99, 1e-12);
    double births = 0.1 * (30 + 59 * 0.99) / 2;
    ck_assert_int_eq(r->event[0].year, 2020);
    ck_assert_double_eq_tol(r->event[0].births, births / 2.1, 1e-12);
    ck_assert_double_eq_tol(r->event[1].births, births * 1.1 / 2.1, 1e-12);
    ck_assert_double_eq_tol(r->person[4].persons[0], 0.98 * births / 2.1, 1e-12);
    ck_assert_double_eq_tol(r->event[0].deaths, 0.01 * 420 + 0.02 * births / 2.1, 1e-12);
    ck_assert_double_eq(r->event[0].migrants, 0.0);
    ck_assert_int_eq(r->event[4].year, 2021);
    close_world(&w);
}
END_TEST

/* Known in part at either end, in a gap of the table, for two months; or wholly, or before them all. */
START_TEST(steps_that_known_births_do_not_cover_are_named)
{
    static const struct {
        const char *date, *rows, *steps;
    } cases[] = {
        { "2020-07-01", "2021,,90,resident\n2022,,80,resident\n", "2020, 2022" },
        { "2020-07-01", "2020,,9,resident\n2021,,9,resident\n2024,,9,resident\n",
          "2021, 2022, 2023" },
        { "2020-01-01", "2019,,90,resident\n2020,,80,resident\n2023,,70,resident\n", "2021, 2022" },
        { "2020-01-01", "2021,1,8,resident\n2021,2,8,resident\n", "2021" },
        { "2020-01-01", "2020,,90,resident\n2021,,80,resident\n", NULL },
        { "2020-07-01", "2018,,90,resident\n2019,,80,resident\n2024,8,3,resident\n",
          "2020, 2021, 2022, 2023" },
        { "2020-07-01", "2018,,90,resident\n2019,,80,resident\n", NULL },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct kit kit;
        char text[200], want[400] = "";
        const struct xw_override set[] = { { "horizon", "{first: 2020, last: 2024}" },
                                           { "population.base_date", cases[i].date } };
        kit_open(&kit);
        kit_scenario_and(&kit, "  births: births.csv\n");
        snprintf(text, sizeof text, "year,month,births,series\n%s", cases[i].rows);
        kit_file(&kit, "births.csv", text);
        kit_read_as(&kit, "scenario.yaml", XW_NEED_PROJECT, set, 2);
        ck_assert_str_eq(kit_printed(&kit, false), "");
        kit.diag.doubts = 0; /* those of reading */
        xw_anniversaries_births_doubt(&kit.s, &kit.diag);
        if (cases[i].steps != NULL)
            snprintf(want, sizeof want,
                     "births.csv: doubt: Births are not known for the whole of the steps of 1 year "
                     "from %s of %s: fertility rates give all births of these steps, and the "
                     "projection takes none that are known within them. [births_not_covering]\n",
                     cases[i].date + 5, cases[i].steps);
        ck_assert_str_eq(kit_printed(&kit, true), want);
        kit_close(&kit);
    }
}
END_TEST

/* The balance of the contract, on what is given: institutional residents stay, do not age and bear no
 * children. */
START_TEST(institutional_residents_neither_age_nor_bear)
{
    struct world w;
    open_world(&w);
    char text[9000] =
        "zone,sex,age,persons,kind\nA,f,20,400,institutional\nB,m,3,7,institutional\n";
    for (int32_t i = 0; i < 4 * KIT_AGES; i++)
        snprintf(text + strlen(text), sizeof text - strlen(text), "%c,%c,%d,%d,\n",
                 "AB"[i / 2 / KIT_AGES], "fm"[i / KIT_AGES % 2], (int)(i % KIT_AGES),
                 i < 2 * KIT_AGES ? 10 + (int)(i % KIT_AGES) : 5);
    kit_file(&w.kit, "population.csv", text);
    ck_assert_int_eq(read_and_run(&w, NULL), XW_OK);
    const struct record *r = &w.record;
    ck_assert_double_eq(r->person[0].persons[20], 30 + 400);
    ck_assert_double_eq_tol(r->person[4].persons[20], (29 + 30) * 0.99 + 400, 1e-12);
    ck_assert_double_eq_tol(r->event[0].births, 0.1 * (30 + 59 * 0.99) / 2 / 2.1, 1e-12);
    ck_assert_double_eq_tol(r->person[7].persons[3], 5 * 0.99 + 7, 1e-12);
    ck_assert_double_eq_tol(r->person[7].persons[4], 5 * 0.99, 1e-12);
    for (int32_t i = 0; i < r->events; i++) {
        double change = 0.0;
        for (int32_t a = 0; a < KIT_AGES; a++)
            change += r->person[i + 4].persons[a] - r->person[i].persons[a];
        ck_assert_double_eq_tol(
            change, r->event[i].births - r->event[i].deaths + r->event[i].migrants, 1e-10);
    }
    close_world(&w);
}
END_TEST

/* A horizon that begins later gives the same people, and no events of the steps before it. */
START_TEST(a_later_first_year_is_projected_up_to)
{
    struct world w, later;
    open_world(&w);
    ck_assert_int_eq(read_and_run(&w, NULL), XW_OK);
    open_world(&later);
    const struct xw_override first = { "horizon.first", "2022" };
    kit_read_as(&later.kit, "scenario.yaml", XW_NEED_PROJECT, &first, 1);
    ck_assert_str_eq(kit_printed(&later.kit, false), "");
    ck_assert_int_eq(xw_life_table_fill(&later.kit.s.mortality), XW_OK);
    struct xw_projection_sink sink = { &later.record, take_people, take_events };
    ck_assert_int_eq(
        xw_anniversaries_run(&later.keep, later.scratch, &later.kit.s, &sink, NULL, &later.a),
        XW_OK);
    ck_assert_int_eq(later.record.people, 4);
    ck_assert_int_eq(later.record.events, 0);
    for (int32_t i = 0; i < 4; i++)
        ck_assert_mem_eq(&later.record.person[i], &w.record.person[8 + i],
                         sizeof w.record.person[0]);
    close_world(&later);
    close_world(&w);
}
END_TEST

/* Zone B should lose 6 boys of 4 in each year and has 5 at the start; zone A should lose 30 girls of 9
 * in the second year, when the 17 of 7 have come to that age. */
START_TEST(where_migration_is_limited_is_kept)
{
    struct world w;
    open_world(&w);
    char text[800];
    snprintf(text, sizeof text, "%s  migration: migration.csv\n", kit_scenario);
    kit_file(&w.kit, "scenario.yaml", text);
    kit_file(
        &w.kit, "migration.csv",
        "year,sex,age,persons,zone\n2020,m,4,-6,B\n2020,f,9,0,A\n2021,m,4,-6,B\n2021,f,9,-30,A\n");
    ck_assert_int_eq(read_and_run(&w, NULL), XW_OK);
    const struct xw_limited *of = &w.a.limited;
    ck_assert_int_eq(of->cells, 3);
    ck_assert_int_eq(of->first_year, 2020);
    ck_assert_int_eq(of->first_zone, 1);
    ck_assert_int_eq(of->worst_year, 2021);
    ck_assert_int_eq(of->worst_zone, 0);
    ck_assert_double_eq_tol(of->worst, 30 - 17 * 0.99 * 0.99, 1e-12);
    ck_assert_double_eq_tol(of->persons, of->worst + (6 - 5 * 0.99) + (6 - 5 * 0.99 * 0.99), 1e-12);
    close_world(&w);
}
END_TEST

START_TEST(a_stop_and_a_full_disk_end_it)
{
    struct world w;
    const volatile sig_atomic_t stop = 1;
    struct xw_progress progress;
    xw_progress_init(&progress, NULL, true, &stop);
    open_world(&w);
    ck_assert_int_eq(read_and_run(&w, &progress), XW_STOPPED);
    ck_assert_int_eq(w.record.people, 4); /* those of the count */
    w.record.fail_at = 6;
    ck_assert_int_eq(read_and_run(&w, NULL), XW_IO);
    close_world(&w);
}
END_TEST

static TCase *known(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_test(c, every_anniversary_of_the_horizon_is_given);
    tcase_add_test(c, steps_that_known_births_do_not_cover_are_named);
    tcase_add_test(c, institutional_residents_neither_age_nor_bear);
    tcase_add_test(c, a_later_first_year_is_projected_up_to);
    tcase_add_test(c, where_migration_is_limited_is_kept);
    tcase_add_test(c, a_stop_and_a_full_disk_end_it);
    return c;
}

UNIT_MAIN("anniversaries", known())
