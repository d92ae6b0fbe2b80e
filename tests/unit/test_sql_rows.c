#include "xuewei/sql_rows.h"
#include "xuewei/geopackage.h"
#include "sample_run.h"

static char folder[64], path[128];
static struct xw_arena keep;
static struct xw_sql_rows rows;
static const char *const made[] = {
    "CREATE TABLE town (fid INTEGER PRIMARY KEY, code TEXT, many INTEGER, part REAL, raw BLOB)",
    "INSERT INTO town VALUES (1, 'B', 7, 0.5, x'00FF'), (2, 'A', -2147483648, -1e300, x''),"
    " (3, NULL, NULL, NULL, NULL), (4, 'B', 2147483648, 1, NULL)",
};

static void setup(void)
{
    sample_folder(folder);
    snprintf(path, sizeof path, "%s/rows.gpkg", folder);
    struct xw_geopackage file;
    ck_assert_int_eq(xw_geopackage_create(&file, path), XW_OK);
    ck_assert_int_eq(xw_geopackage_run(&file, made, 2), XW_OK);
    ck_assert_int_eq(xw_geopackage_finish(&file), XW_OK);
    xw_geopackage_free(&file);
    ck_assert_int_eq(xw_arena_init(&keep, 1 << 20), XW_OK);
    ck_assert_int_eq(xw_sql_rows_open(&rows, path, &keep), XW_OK);
}

static void teardown(void)
{
    xw_sql_rows_close(&rows);
    xw_sql_rows_close(&rows);
    xw_arena_free(&keep);
    unlink(path);
    rmdir(folder);
}

START_TEST(columns_come_in_turn)
{
    ptrdiff_t length = -1;
    xw_sql_rows_begin(&rows, "town",
                      "SELECT code, many, part, raw, many = 7 FROM town WHERE fid < 4");
    ck_assert(xw_sql_rows_next(&rows));
    const char *b = xw_sql_rows_text(&rows);
    ck_assert_str_eq(b, "B");
    ck_assert_int_eq(xw_sql_rows_count(&rows), 7);
    ck_assert(xw_sql_rows_number(&rows) == 0.5);
    const unsigned char *raw = xw_sql_rows_blob(&rows, &length);
    ck_assert_int_eq(length, 2);
    ck_assert_int_eq(raw[1], 0xff);
    ck_assert(xw_sql_rows_flag(&rows));
    ck_assert(xw_sql_rows_next(&rows));
    ck_assert_str_eq(xw_sql_rows_text(&rows), "A");
    ck_assert_int_eq(xw_sql_rows_count(&rows), INT32_MIN);
    ck_assert(xw_sql_rows_number(&rows) == -1e300);
    xw_sql_rows_blob(&rows, &length);
    ck_assert_int_eq(length, 0);
    ck_assert(!xw_sql_rows_flag(&rows));
    ck_assert(xw_sql_rows_next(&rows)); /* nulls */
    ck_assert_str_eq(xw_sql_rows_text(&rows), "");
    ck_assert_int_eq(xw_sql_rows_count(&rows), XW_NONE);
    ck_assert(isnan(xw_sql_rows_number(&rows)));
    ck_assert_ptr_null(xw_sql_rows_blob(&rows, &length));
    ck_assert(!xw_sql_rows_flag(&rows));
    ck_assert(!xw_sql_rows_next(&rows));
    ck_assert_int_eq(rows.status, XW_OK);
    ck_assert_str_eq(rows.trouble, "");

    xw_sql_rows_begin(&rows, "town", "SELECT code FROM town WHERE fid = 4");
    ck_assert(xw_sql_rows_next(&rows));
    ck_assert_ptr_eq(xw_sql_rows_text(&rows), b); /* a text is kept once */
}
END_TEST

START_TEST(a_code_leads_back_to_its_row)
{
    xw_sql_rows_begin(&rows, "town", "SELECT code, code, code FROM town WHERE fid < 3");
    ck_assert(xw_sql_rows_next(&rows));
    ck_assert_str_eq(xw_sql_rows_code(&rows, XW_ROWS_ZONE, 40), "B");
    ck_assert_str_eq(xw_sql_rows_code(&rows, XW_ROWS_SCHOOL, 50), "B");
    ck_assert_int_eq(xw_sql_rows_row(&rows, XW_ROWS_ZONE), 40);
    ck_assert(xw_sql_rows_next(&rows));
    ck_assert_str_eq(xw_sql_rows_code(&rows, XW_ROWS_PROJECT, 0), "A");
    ck_assert_int_eq(xw_sql_rows_row(&rows, XW_ROWS_PROJECT), 0);
    xw_sql_rows_begin(&rows, "town", "SELECT code, code, null, 'A' FROM town WHERE fid = 4");
    ck_assert(xw_sql_rows_next(&rows));
    ck_assert_int_eq(xw_sql_rows_row(&rows, XW_ROWS_SCHOOL), 50);
    ck_assert_int_eq(xw_sql_rows_row(&rows, XW_ROWS_ZONE), 40);
    ck_assert_int_eq(xw_sql_rows_row(&rows, XW_ROWS_ZONE), XW_NONE);
    ck_assert_int_eq(rows.status, XW_OK);
    ck_assert_int_eq(xw_sql_rows_row(&rows, XW_ROWS_ZONE), XW_NONE);
    ck_assert_int_eq(rows.status, XW_STORE_FAILED);
    ck_assert_ptr_nonnull(strstr(rows.trouble, "table town, row 1: there is no zone \"A\""));
}
END_TEST

START_TEST(the_first_fault_stays)
{
    xw_sql_rows_begin(&rows, "town", "SELECT many, code, many, part FROM town WHERE fid IN (1, 4)");
    ck_assert(xw_sql_rows_next(&rows));
    ck_assert(xw_sql_rows_next(&rows));
    ck_assert_int_eq(xw_sql_rows_count(&rows), XW_NONE);
    ck_assert_int_eq(rows.status, XW_STORE_FAILED);
    ck_assert_ptr_nonnull(
        strstr(rows.trouble, "table town, row 2: a number is out of range in column \"many\""));
    ck_assert_str_eq(xw_sql_rows_text(&rows), ""); /* everything is empty from then on */
    ck_assert_int_eq(xw_sql_rows_count(&rows), XW_NONE);
    ck_assert(isnan(xw_sql_rows_number(&rows)));
    ck_assert(!xw_sql_rows_next(&rows));
    xw_sql_rows_begin(&rows, "town", "SELECT 1");
    ck_assert(!xw_sql_rows_next(&rows));
    xw_sql_rows_refuse(&rows, XW_STORE_NEWER, "later");
    ck_assert_int_eq(rows.status, XW_STORE_FAILED);
}
END_TEST

static const struct {
    const char *sql;
    bool fits;
} years[] = { { "SELECT 32767", true },
              { "SELECT 32768", false },
              { "SELECT -32768", true },
              { "SELECT -32769", false } };

START_TEST(a_year_has_16_bits)
{
    xw_sql_rows_begin(&rows, "town", years[_i].sql);
    ck_assert(xw_sql_rows_next(&rows));
    int16_t year = xw_sql_rows_year(&rows);
    ck_assert_int_eq(rows.status == XW_OK, years[_i].fits);
    if (!years[_i].fits) ck_assert_int_eq(year, XW_NONE);
}
END_TEST

START_TEST(a_query_that_fails_is_said)
{
    xw_sql_rows_begin(&rows, "village", "SELECT code FROM village");
    ck_assert(!xw_sql_rows_next(&rows));
    ck_assert_int_eq(rows.status, XW_STORE_FAILED);
    ck_assert_ptr_nonnull(strstr(rows.trouble, "rows.gpkg: village: no such table: village"));
}
END_TEST

START_TEST(a_refusal_is_a_sentence)
{
    xw_sql_rows_refuse(&rows, XW_STORE_NEWER, "the file is from tomorrow");
    ck_assert_int_eq(rows.status, XW_STORE_NEWER);
    ck_assert_ptr_nonnull(strstr(rows.trouble, "rows.gpkg: the file is from tomorrow"));
}
END_TEST

START_TEST(what_cannot_be_opened_is_said)
{
    struct xw_sql_rows other;
    ck_assert_int_eq(xw_sql_rows_open(&other, "store-test-none", &keep), XW_IO);
    ck_assert_ptr_nonnull(strstr(other.trouble, "No such file"));
    xw_sql_rows_close(&other);
    ck_assert_int_eq(xw_sql_rows_open(&other, "/dev/null", &keep), XW_STORE_FOREIGN);
    ck_assert_str_eq(other.trouble, "/dev/null is not a GeoPackage");
    xw_sql_rows_close(&other);
}
END_TEST

/* SQLite would take the first name for a URI of a file in memory, and the second one relative to
 * the current folder. */
START_TEST(a_path_is_taken_as_it_is)
{
    char here[512], whole[700];
    struct xw_sql_rows other;
    ck_assert_ptr_nonnull(getcwd(here, sizeof here));
    ck_assert_int_eq(chdir(folder), 0);
    ck_assert_int_eq(link("rows.gpkg", "file:x?mode=memory"), 0);
    snprintf(whole, sizeof whole, "%s/%s", here, path);
    const char *const names[] = { "file:x?mode=memory", whole };
    for (int i = 0; i < 2; i++) {
        ck_assert_int_eq(xw_sql_rows_open(&other, names[i], &keep), XW_OK);
        xw_sql_rows_begin(&other, "town", "SELECT code FROM town");
        ck_assert(xw_sql_rows_next(&other));
        ck_assert_str_eq(xw_sql_rows_text(&other), "B");
        xw_sql_rows_close(&other);
    }
    ck_assert_int_eq(unlink(names[0]), 0);
    ck_assert_int_eq(chdir(here), 0);
}
END_TEST

START_TEST(memory_that_is_used_up_is_said)
{
    struct xw_arena small;
    struct xw_sql_rows other;
    ck_assert_int_eq(xw_arena_init(&small, 1), XW_OK);
    ck_assert_int_eq(xw_sql_rows_open(&other, path, &small), XW_OK);
    xw_sql_rows_begin(&other, "town", "SELECT code FROM town");
    ck_assert(xw_sql_rows_next(&other));
    ck_assert_str_eq(xw_sql_rows_text(&other), ""); /* "B" needs two bytes */
    ck_assert_int_eq(other.status, XW_NO_MEMORY);
    xw_sql_rows_close(&other);
    xw_arena_free(&small);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_checked_fixture(c, setup, teardown);
    tcase_add_test(c, columns_come_in_turn);
    tcase_add_test(c, a_code_leads_back_to_its_row);
    tcase_add_test(c, a_path_is_taken_as_it_is);
    return c;
}

static TCase *refusals(void)
{
    TCase *c = tcase_create("refusals");
    tcase_add_checked_fixture(c, setup, teardown);
    tcase_add_test(c, the_first_fault_stays);
    tcase_add_loop_test(c, a_year_has_16_bits, 0, SAMPLE_COUNT(years));
    tcase_add_test(c, a_query_that_fails_is_said);
    tcase_add_test(c, a_refusal_is_a_sentence);
    tcase_add_test(c, what_cannot_be_opened_is_said);
    tcase_add_test(c, memory_that_is_used_up_is_said);
    return c;
}

UNIT_MAIN("sql_rows", known_answers(), refusals())
