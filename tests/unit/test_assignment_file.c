#include "xuewei/assignment_file.h"
#include "unit.h"
#include <string.h>
#include <unistd.h>

static const char *zone[] = { "A", "B,b" }, *school[] = { "S1" };
static const struct xw_scenario scenario = {
    .zones = { .count = 2, .code = zone },
    .schools = { .count = 1, .code = school },
    .stages = { .count = 2,
                .stage = { { .name = XW_PRIMARY }, { .name = XW_UPPER_SECONDARY, .city = true } } }
};
static const struct xw_flow_row rows[] = {
    { 2020, 0, 0, "resident", 0, 99, 10, "catchment" }, /* another year */
    { 2021, 0, 0, "resident", 0, 30, 500, "catchment" },
    { 2021, 1, 0, "resident", 0, 4, 1200, "coordination" },
    { 2021, 1, 0, "resident", XW_NONE, 2, XW_NONE, "unplaced" },
    { 2021, 1, 0, "", 0, 1, 1200, "catchment" },
    { 2021, XW_NONE, 0, "x,y", 0, 5, XW_NONE, "feeder" },
    { 2021, 0, 1, "resident", XW_NONE, 77, XW_NONE, "city" }, /* not the district's */
};

START_TEST(rows_of_the_year_are_written_and_counted)
{
    char folder[] = "/tmp/xuewei-assignment-XXXXXX", path[64], got[500] = "";
    struct xw_arena keep;
    struct xw_assignment_file file;
    ck_assert_ptr_nonnull(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/a.csv", folder);
    ck_assert_int_eq(xw_arena_init(&keep, 1 << 16), XW_OK);
    ck_assert_int_eq(xw_assignment_file_open(&file, &keep, &scenario, 2021, path), XW_OK);
    struct xw_sink sink = xw_assignment_file_sink(&file);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        ck_assert_int_eq(sink.flow(sink.self, &rows[i]), XW_OK);
    ck_assert_int_eq(sink.gap(sink.self, &(struct xw_gap_row){ .year = 2021 }), XW_OK);
    ck_assert_int_ne(access(path, F_OK), 0);
    ck_assert_int_eq(xw_assignment_file_finish(&file), XW_OK);
    xw_assignment_file_free(&file);
    xw_assignment_file_free(&file);

    FILE *from = fopen(path, "rb");
    ck_assert_ptr_nonnull(from);
    got[fread(got, 1, sizeof got - 1, from)] = '\0';
    fclose(from);
    ck_assert_str_eq(got, "zone,school,stage,tier,pupils,metres,reason\n"
                          "A,S1,primary,resident,30,500,catchment\n"
                          "\"B,b\",S1,primary,resident,4,1200,coordination\n"
                          "\"B,b\",,primary,resident,2,,unplaced\n"
                          "\"B,b\",S1,primary,,1,1200,catchment\n"
                          ",S1,primary,\"x,y\",5,,feeder\n");
    const struct xw_assignment_tally *t = &file.tally;
    ck_assert_int_eq(t->pupils, 42);
    ck_assert_int_eq(t->unplaced, 2);
    ck_assert_double_eq_tol(t->pupil_metres, 30 * 500 + 5 * 1200, 1e-9);
    ck_assert_int_eq(t->reasons, 4);
    ck_assert_str_eq(t->reason[0], "catchment");
    ck_assert_int_eq(t->of_reason[0], 31);
    ck_assert_str_eq(t->reason[3], "feeder");
    ck_assert_int_eq(t->of_reason[3], 5);
    unlink(path);
    ck_assert_int_eq(rmdir(folder), 0);
    xw_arena_free(&keep);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_test(c, rows_of_the_year_are_written_and_counted);
    return c;
}

UNIT_MAIN("assignment_file", known_answers())
