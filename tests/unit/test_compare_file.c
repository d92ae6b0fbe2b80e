#include "xuewei/compare_file.h"
#include "sample_run.h"
#include <dirent.h>
#include <sqlite3.h>

/* Two invented runs of one district. The second one builds a school more, ends a year later, has
 * its stages in another order, and its catchment areas differ. */
static struct xw_run_key base_key[] = { { "run_id", "aaaa" }, { "seed", "1" } };
static struct xw_run_key more_key[] = { { "run_id", "bbbb" }, { "seed", "1" } };
static struct xw_run_stage base_stage[] = { { .name = XW_PRIMARY },
                                            { .name = XW_LOWER_SECONDARY } };
static struct xw_run_stage more_stage[] = { { .name = XW_KINDERGARTEN },
                                            { .name = XW_LOWER_SECONDARY },
                                            { .name = XW_PRIMARY } };
static struct xw_run_school base_school[] = { { .code = "J1" }, { .code = "P1" } };
static struct xw_run_school more_school[] = { { .code = "P1" }, { .code = "P2" } };

#define NO_SPREAD                                                                                  \
    {                                                                                              \
        NAN, NAN, NAN, NAN, NAN                                                                    \
    }
static struct xw_run_gap base_gap[] = {
    { XW_LEVEL_DISTRICT, "district", 2021, 0, XW_SCOPE_ENTRY, 100, 90, 0, 0, 20, 10, 5, 3,
      NO_SPREAD },
    { XW_LEVEL_TOWN, "塔山", 2021, 1, XW_SCOPE_ALL, 50, 60, 0, 0, 1, 2, 3, 4, NO_SPREAD },
    { XW_LEVEL_ZONE, "A01", 2021, 0, XW_SCOPE_ENTRY, 7, -1, -1, -1, -1, -1, 0, -1, NO_SPREAD },
    { XW_LEVEL_CATCHMENT, "J1", 2021, 1, XW_SCOPE_ENTRY, 7, 7, 7, 7, 7, 7, 7, 7, NO_SPREAD },
};
static struct xw_run_gap more_gap[] = {
    { XW_LEVEL_DISTRICT, "district", 2021, 0, XW_SCOPE_ENTRY, 8, 8, 8, 8, 8, 8, 8, 8, NO_SPREAD },
    { XW_LEVEL_DISTRICT, "district", 2021, 2, XW_SCOPE_ENTRY, 99, 135, 0, 0, 6, 4, 5, 39,
      NO_SPREAD },
    { XW_LEVEL_TOWN, "塔山", 2021, 1, XW_SCOPE_ALL, 51, -1, 0, 0, 3, 5, 7, 9, NO_SPREAD },
    { XW_LEVEL_ZONE, "A01", 2021, 2, XW_SCOPE_ENTRY, 7, -1, -1, -1, -1, -1, 2, -1, NO_SPREAD },
    { XW_LEVEL_CATCHMENT, "P2", 2021, 2, XW_SCOPE_ENTRY, 7, 7, 7, 7, 7, 7, 7, 7, NO_SPREAD },
    { XW_LEVEL_DISTRICT, "district", 2022, 2, XW_SCOPE_ENTRY, 9, 9, 9, 9, 9, 9, 9, 9, NO_SPREAD },
};
#define SCHOOL_YEAR(row, of_stage, of_year, of_pupils, of_classes, over, over_56, over_66)         \
    {                                                                                              \
        .school = (row), .stage = (of_stage), .year = (of_year), .pupils = (of_pupils),            \
        .classes = (of_classes), .classes_over_norm = (over), .classes_56 = (over_56),             \
        .classes_66 = (over_66)                                                                    \
    }
static struct xw_run_school_year base_year[] = {
    SCHOOL_YEAR(1, 0, 2020, 900, 20, 5, 3, 1),
    SCHOOL_YEAR(1, 0, 2021, 950, 21, 6, 4, 2),
    SCHOOL_YEAR(0, 1, 2021, 300, 6, 1, 0, 0),
};
static struct xw_run_school_year more_year[] = {
    SCHOOL_YEAR(1, 2, 2021, 200, 5, 0, 0, 0),
    SCHOOL_YEAR(0, 2, 2021, 760, 18, 1, 1, 1),
    SCHOOL_YEAR(0, 2, 2022, 700, 18, 0, 0, 0),
};
static struct xw_run_project_year base_spend[] = { { 0, 0, 2021, 1e8, false, NAN },
                                                   { 1, 0, 2021, NAN, false, NAN } };
static struct xw_run_project_year more_spend[] = { { 0, 0, 2021, 1e8, false, NAN },
                                                   { 1, 0, 2021, 2.5e7, false, NAN },
                                                   { 2, 0, 2021, 0.5, false, NAN },
                                                   { 2, 0, 2022, 7, true, NAN } };
#define ROWS(name, of) .name##_count = SAMPLE_COUNT(of), .name = of

static const struct xw_run base = { .name = "no-build",
                                    .first = 2020,
                                    .last = 2021,
                                    ROWS(key, base_key),
                                    ROWS(stage, base_stage),
                                    ROWS(school, base_school),
                                    ROWS(gap, base_gap),
                                    ROWS(school_year, base_year),
                                    ROWS(project_year, base_spend) };
static const struct xw_run more = { .name = "as-planned",
                                    .first = 2021,
                                    .last = 2022,
                                    ROWS(key, more_key),
                                    ROWS(stage, more_stage),
                                    ROWS(school, more_school),
                                    ROWS(gap, more_gap),
                                    ROWS(school_year, more_year),
                                    ROWS(project_year, more_spend) };

static char folder[64], path[128];
static struct xw_arena keep;

static void setup(void)
{
    sample_folder(folder);
    snprintf(path, sizeof path, "%s/cmp.gpkg", folder);
    ck_assert_int_eq(xw_arena_init(&keep, 1 << 20), XW_OK);
}

static void teardown(void)
{
    xw_arena_free(&keep);
    unlink(path);
    ck_assert_int_eq(rmdir(folder), 0); /* nothing else was left */
}

static void write_runs(int32_t runs, const struct xw_run *run)
{
    const char *trouble = "untouched";
    const char *mark = keep.at;
    enum xw_status status = xw_compare_file_write(path, runs, run, NULL, &keep, &trouble);
    ck_assert_msg(status == XW_OK, "%s", trouble);
    ck_assert_ptr_null(trouble);
    ck_assert_ptr_eq(keep.at, mark);
}

static const char *asked(const char *sql)
{
    static char text[4096];
    sqlite3 *db = NULL;
    sqlite3_stmt *statement = NULL;
    ck_assert_int_eq(sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
    ck_assert_msg(sqlite3_prepare_v2(db, sql, -1, &statement, NULL) == SQLITE_OK, "%s",
                  sqlite3_errmsg(db));
    int length = 0;
    text[0] = '\0';
    while (sqlite3_step(statement) == SQLITE_ROW) {
        if (length > 0) text[length++] = '\n';
        for (int i = 0; i < sqlite3_column_count(statement); i++) {
            const unsigned char *cell = sqlite3_column_text(statement, i);
            length += snprintf(text + length, sizeof text - (size_t)length, "%s%s",
                               i == 0 ? "" : "|", cell == NULL ? "null" : (const char *)cell);
        }
    }
    sqlite3_finalize(statement);
    sqlite3_close(db);
    return text;
}

static const struct {
    const char *sql, *want;
} answers[] = {
    { "SELECT * FROM run", "1|no-build|run_id|aaaa\n2|no-build|seed|1\n3|as-planned|run_id|bbbb\n"
                           "4|as-planned|seed|1" },
    { "SELECT * FROM gap_difference",
      "1|as-planned|no-build|district|district|2021|primary|entry|-1|45|-14|-6|0|36|null|null|"
      "null\n"
      "2|as-planned|no-build|town|塔山|2021|lower_secondary|all|1|null|2|3|4|5|null|null|null\n"
      "3|as-planned|no-build|zone|A01|2021|primary|entry|0|null|null|null|2|null|null|null|null" },
    { "SELECT * FROM school_difference",
      "1|as-planned|no-build|J1|2021|lower_secondary|-300|-6|-1|0|0|null\n"
      "2|as-planned|no-build|P1|2021|primary|-190|-3|-5|-3|-1|null\n"
      "3|as-planned|no-build|P2|2021|primary|200|5|0|0|0|null" },
    { "SELECT * FROM cost_difference", "1|as-planned|no-build|2021|25000000.5" },
    { "SELECT table_name, data_type, last_change FROM gpkg_contents",
      "run|attributes|1970-01-01T00:00:00.000Z\n"
      "gap_difference|attributes|1970-01-01T00:00:00.000Z\n"
      "school_difference|attributes|1970-01-01T00:00:00.000Z\n"
      "cost_difference|attributes|1970-01-01T00:00:00.000Z\n"
      "paired_difference|attributes|1970-01-01T00:00:00.000Z\n"
      "horizon_difference|attributes|1970-01-01T00:00:00.000Z\n"
      "town_difference|attributes|1970-01-01T00:00:00.000Z\n"
      "school_verdict|attributes|1970-01-01T00:00:00.000Z\n"
      "seat_year_cost|attributes|1970-01-01T00:00:00.000Z\n"
      "best_scenario|attributes|1970-01-01T00:00:00.000Z" },
    { "PRAGMA integrity_check", "ok" },
};

START_TEST(differences_are_scenario_less_baseline)
{
    const struct xw_run runs[] = { base, more };
    write_runs(2, runs);
    const char *got = asked(answers[_i].sql);
    ck_assert_msg(strcmp(got, answers[_i].want) == 0, "%s\ngot:\n%s\nwant:\n%s", answers[_i].sql,
                  got, answers[_i].want);
}
END_TEST

START_TEST(a_run_beside_itself_has_no_differences)
{
    const struct xw_run runs[] = { more, base, more, more };
    write_runs(4, runs);
    ck_assert_str_eq(asked("SELECT DISTINCT scenario FROM run ORDER BY fid"),
                     "as-planned\nno-build\nas-planned#2\nas-planned#3");
    ck_assert_str_eq(asked("SELECT count(*), min(demand), max(demand), min(local_gap), "
                           "max(local_gap), min(surplus), max(surplus) FROM gap_difference "
                           "WHERE scenario = 'as-planned#2'"),
                     "6|0|0|0|0|0|0");
    ck_assert_str_eq(asked("SELECT count(*), min(pupils), max(pupils) FROM school_difference "
                           "WHERE scenario = 'as-planned#3'"),
                     "3|0|0");
    ck_assert_str_eq(asked("SELECT year, spend_cny FROM cost_difference "
                           "WHERE scenario = 'as-planned#2'"),
                     "2021|0.0\n2022|0.0");
    ck_assert_str_eq(asked("SELECT spend_cny FROM cost_difference WHERE scenario = 'no-build'"),
                     "-25000000.5");
}
END_TEST

static long read_file(const char *name, char *bytes, size_t room)
{
    FILE *file = fopen(name, "rb");
    ck_assert_ptr_nonnull(file);
    size_t length = fread(bytes, 1, room, file);
    fclose(file);
    ck_assert_uint_lt(length, room);
    return (long)length;
}

START_TEST(the_same_runs_give_the_same_bytes)
{
    static char one[1 << 18], other[1 << 18];
    const struct xw_run runs[] = { base, more };
    write_runs(2, runs);
    long length = read_file(path, one, sizeof one);
    write_runs(2, runs);
    ck_assert_int_eq(read_file(path, other, sizeof other), length);
    ck_assert_int_eq(memcmp(one, other, (size_t)length), 0);
}
END_TEST

START_TEST(it_is_no_run_file)
{
    const struct xw_run runs[] = { base, more };
    struct xw_run loaded;
    const char *trouble = NULL;
    write_runs(2, runs);
    ck_assert_int_eq(xw_run_load(path, &keep, &loaded, &trouble), XW_STORE_FOREIGN);
}
END_TEST

START_TEST(gdal_opens_it_in_silence)
{
    const struct xw_run runs[] = { base, more };
    write_runs(2, runs);
    if (system("command -v ogrinfo >/dev/null 2>&1") != 0) return;
    char command[256], line[1024];
    snprintf(command, sizeof command, "ogrinfo -al %s 2>&1", path);
    FILE *said = popen(command, "r");
    ck_assert_ptr_nonnull(said);
    int layers = 0;
    while (fgets(line, sizeof line, said) != NULL) {
        ck_assert_msg(strstr(line, "Warning") == NULL && strstr(line, "ERROR") == NULL, "%s", line);
        layers += strncmp(line, "Layer name:", 11) == 0;
    }
    ck_assert_int_eq(pclose(said), 0);
    ck_assert_int_eq(layers, 10);
}
END_TEST

START_TEST(one_run_is_no_comparison)
{
    const char *trouble = NULL;
    ck_assert_int_eq(xw_compare_file_write(path, 1, &base, NULL, &keep, &trouble), XW_OUT_OF_RANGE);
    ck_assert_str_eq(trouble, "a comparison needs two runs or more");
}
END_TEST

START_TEST(a_place_that_cannot_be_written_is_said)
{
    const struct xw_run runs[] = { base, more };
    const char *trouble = NULL;
    ck_assert_int_eq(xw_compare_file_write(folder, 2, runs, NULL, &keep, &trouble), XW_IO);
    ck_assert_ptr_nonnull(strstr(trouble, "Is a directory"));
}
END_TEST

START_TEST(memory_that_is_used_up_is_said)
{
    const struct xw_run runs[] = { base, base };
    enum xw_status status = XW_NO_MEMORY;
    size_t bytes = 8;
    for (; status == XW_NO_MEMORY && bytes < 4096; bytes += 8) {
        struct xw_arena small;
        const char *trouble = NULL;
        ck_assert_int_eq(xw_arena_init(&small, bytes), XW_OK);
        status = xw_compare_file_write(path, 2, runs, NULL, &small, &trouble);
        if (status != XW_OK) {
            ck_assert_str_eq(trouble, "memory is used up");
            ck_assert_int_ne(access(path, F_OK), 0);
        }
        xw_arena_free(&small);
    }
    ck_assert_int_eq(status, XW_OK);
    ck_assert_uint_gt(bytes, 64);
    ck_assert_str_eq(asked("SELECT count(*), min(pupils), max(pupils) FROM school_difference"),
                     "3|0|0"); /* the first file that was written is whole */
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
    tcase_add_loop_test(c, differences_are_scenario_less_baseline, 0, SAMPLE_COUNT(answers));
    tcase_add_test(c, gdal_opens_it_in_silence);
    return c;
}

static TCase *laws(void)
{
    TCase *c = in_folder("laws");
    tcase_add_test(c, a_run_beside_itself_has_no_differences);
    tcase_add_test(c, the_same_runs_give_the_same_bytes);
    tcase_add_test(c, it_is_no_run_file);
    return c;
}

static TCase *refusals(void)
{
    TCase *c = in_folder("refusals");
    tcase_add_test(c, one_run_is_no_comparison);
    tcase_add_test(c, a_place_that_cannot_be_written_is_said);
    tcase_add_test(c, memory_that_is_used_up_is_said);
    return c;
}

UNIT_MAIN("compare_file", known_answers(), laws(), refusals())
