#include "xuewei/needed_tables.h"
#include "scenario_kit.h"

static const struct {
    enum xw_table table;
    bool needed[3], read[3]; /* run, assign without a population, project */
} tables[] = {
    { XW_TABLE_ZONES, { true, true, true }, { true, true, true } },
    { XW_TABLE_POPULATION, { true, false, true }, { true, false, true } },
    { XW_TABLE_MIGRATION, { false, false, false }, { true, false, true } },
    { XW_TABLE_SCHOOLS, { true, true, false }, { true, true, false } },
    { XW_TABLE_CAPACITY, { true, true, false }, { true, true, false } },
    { XW_TABLE_ROLLS, { true, false, false }, { true, false, false } },
    { XW_TABLE_DEMAND, { false, true, false }, { true, true, false } },
    { XW_TABLE_CATCHMENTS, { false, false, false }, { true, true, false } },
    { XW_TABLE_NORMS, { false, false, false }, { true, true, false } },
    { XW_TABLE_PARTICIPATION, { false, false, false }, { true, false, false } },
};
static const enum xw_need needs[] = { XW_NEED_RUN, XW_NEED_ASSIGN, XW_NEED_PROJECT };

START_TEST(commands_want_their_tables)
{
    for (int n = 0; n < 3; n++) {
        ck_assert(xw_table_needed(needs[n], tables[_i].table) == tables[_i].needed[n]);
        ck_assert(xw_table_read(needs[n], tables[_i].table, false) == tables[_i].read[n]);
    }
}
END_TEST

START_TEST(yields_want_participation)
{
    ck_assert(xw_table_read(XW_NEED_PROJECT, XW_TABLE_PARTICIPATION, true));
}
END_TEST

/* With a population `assign` reads a scenario as `run` does. */
START_TEST(a_population_makes_a_simulation)
{
    struct kit kit;
    kit_open(&kit);
    ck_assert_int_eq(kit_read_as(&kit, "scenario.yaml", XW_NEED_ASSIGN, NULL, 0), XW_OK);
    ck_assert(!kit.s.without_population);
    ck_assert_int_eq(kit.s.rolls.count, 6);
    kit_close(&kit);
}
END_TEST

START_TEST(without_one_other_tables_are_refused)
{
    struct xw_override without = { "tables.population", "" };
    struct kit kit;
    kit_open(&kit);
    kit_read_as(&kit, "scenario.yaml", XW_NEED_ASSIGN, &without, 1);
    const char *said = kit_printed(&kit, false);
    ck_assert_ptr_nonnull(
        strstr(said, "tables.fertility: without a population the table \"fertility\" is not used"));
    ck_assert_ptr_nonnull(strstr(said, "tables.rolls: without a population"));
    ck_assert_ptr_null(strstr(said, "tables.schools"));
    ck_assert_ptr_nonnull(strstr(said, "the table \"demand\" must be given, as tables.demand"));
    kit_close(&kit);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_loop_test(c, commands_want_their_tables, 0, sizeof tables / sizeof *tables);
    tcase_add_test(c, yields_want_participation);
    tcase_add_test(c, a_population_makes_a_simulation);
    tcase_add_test(c, without_one_other_tables_are_refused);
    return c;
}

UNIT_MAIN("needed_tables", known_answers())
