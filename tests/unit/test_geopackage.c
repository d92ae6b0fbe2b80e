#include "xuewei/geopackage.h"
#include "sample_run.h"
#include <dirent.h>
#include <sqlite3.h>
#include <sys/stat.h>

static char folder[64], path[128];
static struct xw_geopackage file;
static const char *const tables[] = {
    "CREATE TABLE one (fid INTEGER PRIMARY KEY, a TEXT, b INTEGER, c REAL, d BLOB) STRICT",
    "CREATE TABLE \"places\" (fid INTEGER PRIMARY KEY, geom POINT, x_m REAL, y_m REAL)",
    "INSERT INTO gpkg_contents (table_name, data_type) VALUES ('places', 'features')",
};

static void setup(void)
{
    sample_folder(folder);
    snprintf(path, sizeof path, "%s/file.gpkg", folder);
    ck_assert_int_eq(xw_geopackage_create(&file, path), XW_OK);
    ck_assert_int_eq(xw_geopackage_run(&file, tables, 3), XW_OK);
}

static void teardown(void)
{
    xw_geopackage_free(&file);
    xw_geopackage_free(&file); /* a second time */
    unlink(path);
    ck_assert_int_eq(rmdir(folder), 0); /* and nothing else was left */
}

static const char *asked(const char *sql)
{
    static char text[512];
    sqlite3 *db = NULL;
    sqlite3_stmt *statement = NULL;
    ck_assert_int_eq(sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
    ck_assert_int_eq(sqlite3_prepare_v2(db, sql, -1, &statement, NULL), SQLITE_OK);
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

START_TEST(values_and_nulls_are_told_apart)
{
    struct xw_row row;
    ck_assert_int_eq(xw_row_prepare(&file, "one", &row), XW_OK);
    xw_row_text(&row, "");
    xw_row_int(&row, -1);
    xw_row_number(&row, 0.0);
    xw_row_blob(&row, NULL, 0);
    ck_assert_int_eq(xw_row_end(&file, &row), XW_OK);
    xw_row_text(&row, NULL);
    xw_row_count(&row, -1);
    xw_row_number(&row, NAN);
    xw_row_nulls(&row, 1);
    ck_assert_int_eq(xw_row_end(&file, &row), XW_OK);
    xw_row_text(&row, "学位");
    xw_row_count(&row, -2);
    xw_row_number(&row, 0.1);
    xw_row_blob(&row, "\0\x01", 2);
    ck_assert_int_eq(xw_row_end(&file, &row), XW_OK);
    xw_row_drop(&row);
    xw_row_drop(&row);
    ck_assert_int_eq(xw_geopackage_finish(&file), XW_OK);
    ck_assert_str_eq(asked("SELECT fid, a, b, c, typeof(d), hex(d) FROM one"),
                     "1||-1|0.0|blob|\n2|null|null|null|null|\n3|学位|-2|0.1|blob|0001");
}
END_TEST

START_TEST(a_row_has_as_many_values_as_columns)
{
    struct xw_row row;
    ck_assert_int_eq(xw_row_prepare(&file, "one", &row), XW_OK);
    xw_row_nulls(&row, 3);
    ck_assert_int_eq(xw_row_end(&file, &row), XW_STORE_FAILED);
    ck_assert_str_eq(file.trouble, "a row has 3 values for 4 columns: not an error");
    xw_row_nulls(&row, 5);
    ck_assert_int_eq(xw_row_end(&file, &row), XW_STORE_FAILED);
    ck_assert_ptr_nonnull(strstr(file.trouble, "a row has 5 values for 4 columns"));
    xw_row_nulls(&row, 4); /* the next row is a new one */
    ck_assert_int_eq(xw_row_end(&file, &row), XW_OK);
    xw_row_text(&row, "a"); /* STRICT: a text is no REAL */
    xw_row_int(&row, 1);
    xw_row_text(&row, "b");
    xw_row_nulls(&row, 1);
    ck_assert_int_eq(xw_row_end(&file, &row), XW_STORE_FAILED);
    ck_assert_ptr_nonnull(strstr(file.trouble, "cannot store TEXT value in REAL column one.c"));
    xw_row_drop(&row);
    ck_assert_int_eq(xw_geopackage_finish(&file), XW_OK);
    ck_assert_str_eq(asked("SELECT count(*) FROM one"), "1");
}
END_TEST

START_TEST(a_table_that_is_not_there_is_said)
{
    struct xw_row row;
    ck_assert_int_eq(xw_row_prepare(&file, "none", &row), XW_STORE_FAILED);
    ck_assert_str_eq(file.trouble, "there is no table none");
    xw_row_drop(&row);
    const char *bad[] = { "CREATE TABLE one (a)" };
    ck_assert_int_eq(xw_geopackage_run(&file, bad, 1), XW_STORE_FAILED);
    ck_assert_ptr_nonnull(strstr(file.trouble, "table one already exists"));
}
END_TEST

START_TEST(a_layer_has_a_system_and_an_extent)
{
    struct xw_row row;
    ck_assert_int_eq(xw_row_prepare(&file, "places", &row), XW_OK);
    for (int i = 0; i < 3; i++) {
        xw_row_nulls(&row, 1);
        xw_row_number(&row, i == 2 ? NAN : 5.0 - 2.0 * i);
        xw_row_number(&row, 10.0 * i);
        ck_assert_int_eq(xw_row_end(&file, &row), XW_OK);
    }
    xw_row_drop(&row);
    ck_assert_int_eq(xw_geopackage_srs(&file, 4549, "a title", "a text"), XW_OK);
    ck_assert_int_eq(xw_geopackage_spatial(&file, "places", "POINT", 4549), XW_OK);
    ck_assert_int_eq(xw_geopackage_spatial(&file, "places", "POINT", 4549), XW_STORE_FAILED);
    ck_assert_ptr_nonnull(strstr(file.trouble, "a layer cannot be described"));
    ck_assert_int_eq(xw_geopackage_finish(&file), XW_OK);
    ck_assert_str_eq(asked("SELECT table_name, srs_id, min_x, min_y, max_x, max_y FROM "
                           "gpkg_contents"),
                     "places|4549|3.0|0.0|5.0|20.0");
    ck_assert_str_eq(asked("SELECT * FROM gpkg_spatial_ref_sys WHERE srs_id > 4326"),
                     "a title|4549|EPSG|4549|a text|null");
    ck_assert_str_eq(asked("SELECT * FROM gpkg_geometry_columns"), "places|geom|POINT|4549|0|0");
}
END_TEST

/* WGS 84 stands in every GeoPackage already. */
START_TEST(a_system_that_is_there_is_replaced)
{
    ck_assert_int_eq(xw_geopackage_srs(&file, 4326, "WGS 84", "again"), XW_OK);
    ck_assert_int_eq(xw_geopackage_srs(&file, 4550, "no text", NULL), XW_STORE_FAILED);
    ck_assert_ptr_nonnull(strstr(file.trouble, "the coordinate system cannot be written"));
    ck_assert_int_eq(xw_geopackage_finish(&file), XW_OK);
    ck_assert_str_eq(asked("SELECT srs_name FROM gpkg_spatial_ref_sys WHERE srs_id = 4326"),
                     "WGS 84");
}
END_TEST

START_TEST(a_name_is_given_once)
{
    ck_assert_int_eq(xw_geopackage_finish(&file), XW_OK);
    ck_assert_int_eq(xw_geopackage_finish(&file), XW_STORE_FAILED);
    ck_assert_str_eq(file.trouble, "the file is closed already");
    ck_assert_int_eq(access(path, F_OK), 0);
}
END_TEST

START_TEST(a_name_that_cannot_be_given_is_said)
{
    ck_assert_int_eq(mkdir(path, 0777), 0);
    ck_assert_int_eq(xw_geopackage_finish(&file), XW_IO);
    ck_assert_ptr_nonnull(strstr(file.trouble, "the file cannot be given its name"));
    ck_assert_int_eq(rmdir(path), 0);
}
END_TEST

START_TEST(an_unfinished_statement_keeps_the_file_open)
{
    struct xw_row row;
    ck_assert_int_eq(xw_row_prepare(&file, "one", &row), XW_OK);
    ck_assert_int_eq(xw_geopackage_finish(&file), XW_STORE_FAILED);
    ck_assert_ptr_nonnull(strstr(file.trouble, "unable to close due to unfinalized statements"));
    xw_row_drop(&row);
}
END_TEST

/* SQLite would take the name for a URI and "?mode=memory" for an order. */
START_TEST(a_name_is_never_a_uri)
{
    char here[512];
    struct xw_geopackage odd;
    ck_assert_ptr_nonnull(getcwd(here, sizeof here));
    ck_assert_int_eq(chdir(folder), 0);
    ck_assert_int_eq(xw_geopackage_create(&odd, "file:x?mode=memory"), XW_OK);
    ck_assert_int_eq(xw_geopackage_finish(&odd), XW_OK);
    ck_assert_int_eq(unlink("file:x?mode=memory"), 0);
    xw_geopackage_free(&odd);
    ck_assert_int_eq(chdir(here), 0);
}
END_TEST

START_TEST(what_was_there_stays_until_the_end)
{
    FILE *old = fopen(path, "w");
    fputs("old", old);
    fclose(old);
    xw_geopackage_free(&file);
    struct stat at;
    ck_assert_int_eq(stat(path, &at), 0);
    ck_assert_int_eq(at.st_size, 3);
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
    tcase_add_test(c, values_and_nulls_are_told_apart);
    tcase_add_test(c, a_layer_has_a_system_and_an_extent);
    tcase_add_test(c, a_system_that_is_there_is_replaced);
    return c;
}

static TCase *refusals(void)
{
    TCase *c = in_folder("refusals");
    tcase_add_test(c, a_row_has_as_many_values_as_columns);
    tcase_add_test(c, a_table_that_is_not_there_is_said);
    tcase_add_test(c, a_name_is_given_once);
    tcase_add_test(c, a_name_that_cannot_be_given_is_said);
    tcase_add_test(c, an_unfinished_statement_keeps_the_file_open);
    tcase_add_test(c, a_name_is_never_a_uri);
    tcase_add_test(c, what_was_there_stays_until_the_end);
    return c;
}

UNIT_MAIN("geopackage", known_answers(), refusals())
