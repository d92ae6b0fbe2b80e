#include "xuewei/run_inputs.h"
#include "xuewei/job.h"
#include "unit.h"
#include <sqlite3.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define TINY XW_SOURCE_ROOT "/scenarios/tiny/tiny.yaml"

static char folder[64], path[96];
static struct xw_arena keep;
static struct xw_run_inputs inputs;
static const char *trouble;

static void simulate(const char *scenario)
{
    const struct xw_override set[] = { { "projects.shift_years", "1" }, { "ensemble.seed", "7" } };
    const char *why;
    struct xw_diag diag;
    struct xw_job job = {
        .scenario = scenario, .out = path, .overrides = set, .override_count = 2
    };
    ck_assert_int_eq(xw_diag_init(&diag), XW_OK);
    enum xw_status status = xw_job_run(&job, &diag, &why);
    ck_assert_int_eq(status, XW_OK);
    xw_diag_free(&diag);
}

static void in_a_folder(void)
{
    strcpy(folder, "inputs-test-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/run.gpkg", folder);
    ck_assert_int_eq(setenv("TMPDIR", folder, 1), 0);
    ck_assert_int_eq(xw_arena_init(&keep, XW_ARENA_USUAL), XW_OK);
    inputs = (struct xw_run_inputs){ 0 };
}

static void with_tiny(void)
{
    in_a_folder();
    simulate(TINY);
}

/* The folder is empty but for the run file: nothing was left. */
static void remove_all(void)
{
    xw_run_inputs_close(&inputs);
    xw_run_inputs_close(&inputs);
    xw_arena_free(&keep);
    unlink(path);
    ck_assert_int_eq(rmdir(folder), 0);
}

static enum xw_status open_it(void)
{
    return xw_run_inputs_open(path, &keep, &inputs, &trouble);
}

static void change(const char *sql)
{
    sqlite3 *db = NULL;
    ck_assert_int_eq(sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE, NULL), SQLITE_OK);
    ck_assert_msg(sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK, "%s", sqlite3_errmsg(db));
    sqlite3_close(db);
}

static char *text_of(const char *file)
{
    static char text[2][1 << 16];
    static int turn;
    char *to = text[turn = 1 - turn];
    FILE *f = fopen(file, "rb");
    ck_assert_msg(f != NULL, "%s", file);
    size_t n = fread(to, 1, sizeof text[0] - 1, f);
    fclose(f);
    to[n] = '\0';
    return to;
}

START_TEST(files_are_as_they_were)
{
    char copy[256];
    struct stat about;
    ck_assert_int_eq(open_it(), XW_OK);
    ck_assert_str_eq(text_of(inputs.scenario), text_of(TINY));
    snprintf(copy, sizeof copy, "%.*s/tables/rolls.csv",
             (int)(strrchr(inputs.scenario, '/') - inputs.scenario), inputs.scenario);
    ck_assert_str_eq(text_of(copy), text_of(XW_SOURCE_ROOT "/scenarios/tiny/tables/rolls.csv"));
    ck_assert_int_eq(stat(inputs.folder, &about), 0);
    ck_assert_uint_eq(about.st_mode & 077, 0);
    snprintf(copy, sizeof copy, "%s", inputs.folder);
    xw_run_inputs_close(&inputs);
    ck_assert_ptr_null(inputs.folder);
    ck_assert_int_ne(stat(copy, &about), 0);
}
END_TEST

START_TEST(options_are_as_given)
{
    ck_assert_int_eq(open_it(), XW_OK);
    ck_assert_int_eq(inputs.options, 2);
    ck_assert_str_eq(inputs.option[0].key, "ensemble.seed");
    ck_assert_str_eq(inputs.option[0].value, "7");
    ck_assert_str_eq(inputs.option[1].key, "projects.shift_years");
    ck_assert_str_eq(inputs.option[1].value, "1");
}
END_TEST

START_TEST(options_of_several_lines)
{
    change("UPDATE run SET value = 'a.b=x=y' || char(10) || 'more' || char(10) || 'c=' WHERE key = "
           "'options'");
    ck_assert_int_eq(open_it(), XW_OK);
    ck_assert_int_eq(inputs.options, 2);
    ck_assert_str_eq(inputs.option[0].value, "x=y\nmore");
    ck_assert_str_eq(inputs.option[1].key, "c");
    ck_assert_str_eq(inputs.option[1].value, "");
}
END_TEST

/* A parent beside the scenario's folder stays beside it, inside the private folder. */
START_TEST(files_from_outside_stay_inside)
{
    char scenario[96], parent[96], tables[96], base[256], where[256];
    struct stat about;
    in_a_folder();
    snprintf(scenario, sizeof scenario, "%s/sub", folder);
    ck_assert_int_eq(mkdir(scenario, 0700), 0);
    snprintf(parent, sizeof parent, "%s/tiny.yaml", folder);
    snprintf(tables, sizeof tables, "%s/tables", folder);
    ck_assert_int_eq(symlink(TINY, parent), 0);
    ck_assert_int_eq(symlink(XW_SOURCE_ROOT "/scenarios/tiny/tables", tables), 0);
    snprintf(scenario, sizeof scenario, "%s/sub/case.yaml", folder);
    FILE *f = fopen(scenario, "w");
    fputs("xuewei: 1\nextends: ../tiny.yaml\n", f);
    fclose(f);
    simulate(scenario);
    ck_assert_int_eq(open_it(), XW_OK);
    snprintf(where, sizeof where, "%s/in/case.yaml", inputs.folder);
    ck_assert_str_eq(inputs.scenario, where);
    snprintf(base, sizeof base, "%s/tiny.yaml", inputs.folder);
    ck_assert_int_eq(stat(base, &about), 0);
    unlink(scenario);
    unlink(parent);
    unlink(tables);
    snprintf(scenario, sizeof scenario, "%s/sub", folder);
    rmdir(scenario);
    remove_all();
}
END_TEST

static const struct {
    const char *sql, *says;
    enum xw_status status;
} faults[] = {
    { "UPDATE input SET content = CAST(content || X'0a' AS BLOB) WHERE name = 'tables/rolls.csv'",
      "tables/rolls.csv", XW_STORE_FAILED },
    { "DELETE FROM run WHERE key = 'sha256:tables/rolls.csv'", "tables/rolls.csv",
      XW_STORE_FAILED },
    { "UPDATE input SET name = '/etc/motd' WHERE name = 'tables/rolls.csv'", "/etc/motd",
      XW_STORE_FAILED },
    { "UPDATE input SET name = 'a/../../b' WHERE name = 'tables/rolls.csv'", "a/../../b",
      XW_STORE_FAILED },
    { "UPDATE input SET name = '..' WHERE name = 'tables/rolls.csv'", "..", XW_STORE_FAILED },
    { "UPDATE input SET name = 'a//b' WHERE name = 'tables/rolls.csv'", "a//b", XW_STORE_FAILED },
    { "DELETE FROM input", "no input files", XW_STORE_FAILED },
    { "UPDATE run SET value = 'alone' WHERE key = 'options'", "alone", XW_STORE_FAILED },
    { "UPDATE run SET value = 'elsewhere' WHERE key = 'program'", "not a run", XW_STORE_FOREIGN },
    { "DROP TABLE input", "not a run", XW_STORE_FOREIGN },
    { "UPDATE run SET value = '99' WHERE key = 'schema_version'", "newer", XW_STORE_NEWER },
    { "UPDATE run SET value = 'two' WHERE key = 'schema_version'", "two", XW_STORE_FAILED },
};

/* Nothing is left on disk: remove_all sees to it. */
START_TEST(damage_is_refused)
{
    change(faults[_i].sql);
    ck_assert_int_eq(open_it(), faults[_i].status);
    ck_assert_msg(strstr(trouble, faults[_i].says) != NULL, "%s", trouble);
    ck_assert_ptr_null(inputs.folder);
}
END_TEST

START_TEST(a_file_that_is_not_there)
{
    ck_assert_int_eq(xw_run_inputs_open("no-such-file.gpkg", &keep, &inputs, &trouble), XW_IO);
    ck_assert_ptr_nonnull(trouble);
}
END_TEST

static TCase *answers(void)
{
    TCase *tcase = tcase_create("answers");
    tcase_add_checked_fixture(tcase, with_tiny, remove_all);
    tcase_add_test(tcase, files_are_as_they_were);
    tcase_add_test(tcase, options_are_as_given);
    tcase_add_test(tcase, options_of_several_lines);
    return tcase;
}

static TCase *outside(void)
{
    TCase *tcase = tcase_create("outside");
    tcase_add_test(tcase, files_from_outside_stay_inside);
    return tcase;
}

static TCase *refusals(void)
{
    TCase *tcase = tcase_create("refusals");
    tcase_add_checked_fixture(tcase, with_tiny, remove_all);
    tcase_add_loop_test(tcase, damage_is_refused, 0, (int)(sizeof faults / sizeof *faults));
    tcase_add_test(tcase, a_file_that_is_not_there);
    return tcase;
}

UNIT_MAIN("run_inputs", answers(), outside(), refusals())
