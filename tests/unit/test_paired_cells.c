#include "xuewei/paired_cells.h"
#include "paired_kit.h"

static char made[64];
static struct xw_arena keep, scratch;
static struct paired_run one, other;

static void setup(void)
{
    strcpy(made, "paired-test-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(made));
    ck_assert_int_eq(xw_arena_init(&keep, 1 << 22), XW_OK);
    ck_assert_int_eq(xw_arena_init(&scratch, 1 << 22), XW_OK);
    paired_make(&one, made, "one", 8, 0);
    paired_make(&other, made, "other", 8, 20);
}

static void teardown(void)
{
    unlink(one.path);
    unlink(other.path);
    ck_assert_int_eq(rmdir(made), 0);
    xw_arena_free(&keep);
    xw_arena_free(&scratch);
}

static struct xw_paired_cells found(int32_t replicates)
{
    struct xw_run runs[] = { one.run, other.run };
    struct xw_paired_cells cells;
    const char *trouble = NULL;
    ck_assert_int_eq(xw_paired_cells_find(2, runs, replicates, &keep, scratch, &cells, &trouble),
                     XW_OK);
    ck_assert_ptr_null(trouble);
    return cells;
}

/* District before towns, then by stage, scope, year; the city's stage is left out. */
START_TEST(cells_are_in_order)
{
    struct xw_paired_cells cells = found(8);
    ck_assert_int_eq(cells.count, 3 * 2 * 2 * 2);
    const struct xw_paired_cell_key *k = cells.key;
    ck_assert_str_eq(k[0].place, "district");
    ck_assert_int_eq(k[0].scope, XW_SCOPE_ENTRY);
    ck_assert_int_eq(k[0].year, 2021);
    ck_assert_int_eq(k[1].year, 2022);
    ck_assert_int_eq(k[2].scope, XW_SCOPE_ALL);
    ck_assert_int_eq(k[4].stage, 2);
    ck_assert_str_eq(k[8].place, "East");
    ck_assert_str_eq(k[16].place, "West");
    for (int32_t c = 0; c < cells.count; c++)
        ck_assert_int_ne(k[c].stage, 1);
}
END_TEST

START_TEST(a_cell_is_its_replicates_and_then_the_central_history)
{
    struct xw_paired_cells cells = found(8);
    struct xw_run_draws draws;
    int32_t raw[8];
    double column[XW_QUANTITIES][9], *value[XW_QUANTITIES];
    for (int q = 0; q < XW_QUANTITIES; q++)
        value[q] = column[q];
    ck_assert_int_eq(xw_run_draws_open(&draws, other.path, &keep), XW_OK);
    int32_t c = 8 + 3; /* East, primary, all, 2022: 90 + 5 r for 120 seats */
    ck_assert_int_eq(xw_paired_cells_read(&cells, c, 1, &other.run, &draws, raw, value), XW_OK);
    for (int r = 0; r < 8; r++) {
        ck_assert_double_eq(column[XW_QUANTITY_DEMAND][r], 90 + 5 * r);
        ck_assert_double_eq(column[XW_QUANTITY_SEATS][r], 120);
        ck_assert_double_eq(column[XW_QUANTITY_NET_GAP][r], r == 7 ? 5 : 0);
        ck_assert_double_eq(column[XW_QUANTITY_UNPLACED][r], r == 7 ? 2 : 0);
        ck_assert_double_eq(column[XW_QUANTITY_SURPLUS][r], r == 7 ? 0 : 30 - 5 * r);
    }
    ck_assert_double_eq(column[XW_QUANTITY_DEMAND][8], 110);
    ck_assert_double_eq(column[XW_QUANTITY_NET_GAP][8], 0);
    ck_assert_double_eq(column[XW_QUANTITY_SURPLUS][8], 10);
    xw_run_draws_close(&draws);

    /* Without replicates it is the central history alone. */
    cells = found(0);
    ck_assert_ptr_null(cells.draw);
    ck_assert_int_eq(xw_paired_cells_read(&cells, c, 1, &other.run, NULL, NULL, value), XW_OK);
    ck_assert_double_eq(column[XW_QUANTITY_DEMAND][0], 110);
    ck_assert_double_eq(column[XW_QUANTITY_SURPLUS][0], 10);
}
END_TEST

/* The first run has a town that the second has not. */
START_TEST(what_one_run_lacks_is_left_out)
{
    for (int32_t i = 0; i < other.run.gap_count; i++)
        if (strcmp(other.gap[i].place, "West") == 0) other.gap[i].place = "Far West";
    ck_assert_int_eq(found(8).count, 2 * 2 * 2 * 2);
}
END_TEST

START_TEST(draws_that_are_not_kept_are_named)
{
    struct xw_run runs[] = { one.run, other.run };
    struct xw_paired_cells cells = { .count = 77 };
    const char *trouble = NULL;
    runs[1].draw_count--;
    ck_assert_int_eq(xw_paired_cells_find(2, runs, 8, &keep, scratch, &cells, &trouble),
                     XW_STORE_FAILED);
    ck_assert_ptr_nonnull(strstr(trouble, "other.gpkg: the file does not keep the 8 replicates of "
                                          "surplus: West, 2021, lower_secondary, entry"));
    other.draw[0].replicates = 7;
    runs[1].draw_count++;
    ck_assert_int_eq(xw_paired_cells_find(2, runs, 8, &keep, scratch, &cells, &trouble),
                     XW_STORE_FAILED);
    ck_assert_ptr_nonnull(strstr(trouble, "of demand: district, 2022, primary, all"));
    ck_assert_int_eq(cells.count, 77);
}
END_TEST

static const struct {
    const char *name, *why;
} unpaired[] = {
    { "seed", "one and other are not paired: seed 7 and 8" },
    { "points", "one and other are not paired: points latin and not given" },
    { "replicates", "one and other are not paired: replicates 8 and 0" },
};

START_TEST(futures_that_are_not_the_same)
{
    const char *why = "untouched";
    ck_assert_int_eq(xw_paired_cells_why_not(&one.run, &other.run, &keep, &why), XW_OK);
    ck_assert_ptr_null(why);
    if (_i == 0) other.key[2].value = "8";
    if (_i == 1) other.key[0].key = "other";
    if (_i == 2) {
        other.key[1].value = "0";
        other.run.replicates = 0;
    }
    ck_assert_int_eq(xw_paired_cells_why_not(&one.run, &other.run, &keep, &why), XW_OK);
    ck_assert_str_eq(why, unpaired[_i].why);
    /* Where neither run has replicates there is nothing to be paired. */
    one.run.replicates = other.run.replicates = 0;
    ck_assert_int_eq(xw_paired_cells_why_not(&one.run, &other.run, &keep, &why), XW_OK);
    ck_assert_ptr_null(why);
}
END_TEST

static const char *const unlike[] = {
    "one and other have other school years: 2021 to 2022 and 2021 to 2023",
    "one and other have other school years: 2021 to 2022 and 2020 to 2022",
    "one and other have other stages: 3 and 2 of them",
    "one and other have other stages: upper_secondary of the city and upper_secondary",
    "one and other have other stages: primary and kindergarten",
};

START_TEST(runs_of_other_years_or_stages)
{
    const char *trouble = "untouched";
    ck_assert_int_eq(xw_paired_cells_alike(&one.run, &other.run, &keep, &trouble), XW_OK);
    ck_assert_ptr_null(trouble);
    if (_i == 0) other.run.last++;
    if (_i == 1) other.run.first--;
    if (_i == 2) other.run.stage_count--;
    if (_i == 3) other.stage[1].city = false;
    if (_i == 4) other.stage[0].name = XW_KINDERGARTEN;
    ck_assert_int_eq(xw_paired_cells_alike(&one.run, &other.run, &keep, &trouble), XW_OUT_OF_RANGE);
    ck_assert_str_eq(trouble, unlike[_i]);
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
    tcase_add_test(c, cells_are_in_order);
    tcase_add_test(c, a_cell_is_its_replicates_and_then_the_central_history);
    tcase_add_test(c, what_one_run_lacks_is_left_out);
    return c;
}

static TCase *refusals(void)
{
    TCase *c = in_folder("refusals");
    tcase_add_test(c, draws_that_are_not_kept_are_named);
    tcase_add_loop_test(c, futures_that_are_not_the_same, 0, 3);
    tcase_add_loop_test(c, runs_of_other_years_or_stages, 0, 5);
    return c;
}

UNIT_MAIN("paired_cells", known_answers(), refusals())
