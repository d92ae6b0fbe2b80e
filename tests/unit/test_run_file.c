#include "xuewei/run_file.h"
#include "sample_run.h"
#include <dirent.h>
#include <signal.h>
#include <sqlite3.h>
#include <sys/resource.h>
#include <sys/stat.h>

static char folder[64], path[128];
static struct sample sample;

static void in_a_folder(void)
{
    sample_folder(folder);
    snprintf(path, sizeof path, "%s/run.gpkg", folder);
    sample_make(&sample);
}

static int files_left(void)
{
    int count = 0;
    DIR *dir = opendir(folder);
    for (struct dirent *entry; (entry = readdir(dir)) != NULL;)
        if (entry->d_name[0] != '.') count++;
    closedir(dir);
    return count;
}

static void remove_folder(void)
{
    xw_diag_free(&sample.diag);
    DIR *dir = opendir(folder);
    for (struct dirent *entry; (entry = readdir(dir)) != NULL;) {
        char name[512];
        snprintf(name, sizeof name, "%s/%s", folder, entry->d_name);
        if (entry->d_name[0] != '.' && remove(name) != 0) perror(name);
    }
    closedir(dir);
    rmdir(folder);
}

/* The rows of a query: columns by '|', rows by line, null as "null". */
static const char *asked(const char *sql)
{
    static char text[8192];
    sqlite3 *db = NULL;
    sqlite3_stmt *statement = NULL;
    ck_assert_int_eq(sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
    ck_assert_msg(sqlite3_prepare_v2(db, sql, -1, &statement, NULL) == SQLITE_OK, "%s",
                  sqlite3_errmsg(db));
    char *at = text, *end = text + sizeof text;
    *at = '\0';
    while (sqlite3_step(statement) == SQLITE_ROW) {
        if (at != text) at += snprintf(at, (size_t)(end - at), "\n");
        for (int i = 0; i < sqlite3_column_count(statement); i++) {
            const unsigned char *cell = sqlite3_column_text(statement, i);
            at += snprintf(at, (size_t)(end - at), "%s%s", i == 0 ? "" : "|",
                           cell == NULL ? "null" : (const char *)cell);
            ck_assert(at < end);
        }
    }
    sqlite3_finalize(statement);
    sqlite3_close(db);
    return text;
}

static const struct {
    const char *sql, *want;
} answers[] = {
    { "PRAGMA application_id", "1196444487" },
    { "PRAGMA user_version", "10300" },
    { "PRAGMA page_size", "4096" },
    { "PRAGMA integrity_check", "ok" },
    { "PRAGMA foreign_key_check", "" },
    { "SELECT table_name, data_type, identifier, last_change, srs_id FROM gpkg_contents "
      "LIMIT 26",
      "run|attributes|run|1970-01-01T00:00:00.000Z|null\n"
      "input|attributes|input|1970-01-01T00:00:00.000Z|null\n"
      "stages|attributes|stages|1970-01-01T00:00:00.000Z|null\n"
      "zones|features|zones|1970-01-01T00:00:00.000Z|4549\n"
      "schools|features|schools|1970-01-01T00:00:00.000Z|4549\n"
      "projects|attributes|projects|1970-01-01T00:00:00.000Z|null\n"
      "gap_year|attributes|gap_year|1970-01-01T00:00:00.000Z|null\n"
      "school_year|attributes|school_year|1970-01-01T00:00:00.000Z|null\n"
      "class_year|attributes|class_year|1970-01-01T00:00:00.000Z|null\n"
      "flow_year|attributes|flow_year|1970-01-01T00:00:00.000Z|null\n"
      "project_year|attributes|project_year|1970-01-01T00:00:00.000Z|null\n"
      "project_effect|attributes|project_effect|1970-01-01T00:00:00.000Z|null\n"
      "quantile_year|attributes|quantile_year|1970-01-01T00:00:00.000Z|null\n"
      "risk|attributes|risk|1970-01-01T00:00:00.000Z|null\n"
      "service_year|attributes|service_year|1970-01-01T00:00:00.000Z|null\n"
      "assumption|attributes|assumption|1970-01-01T00:00:00.000Z|null\n"
      "draw|attributes|draw|1970-01-01T00:00:00.000Z|null\n"
      "measure_year|attributes|measure_year|1970-01-01T00:00:00.000Z|null\n"
      "register_year|attributes|register_year|1970-01-01T00:00:00.000Z|null\n"
      "population_year|attributes|population_year|1970-01-01T00:00:00.000Z|null\n"
      "setting|attributes|setting|1970-01-01T00:00:00.000Z|null\n"
      "norm|attributes|norm|1970-01-01T00:00:00.000Z|null\n"
      "warnings|attributes|warnings|1970-01-01T00:00:00.000Z|null\n"
      "published|attributes|published|1970-01-01T00:00:00.000Z|null\n"
      "evidence_share|attributes|evidence_share|1970-01-01T00:00:00.000Z|null\n"
      "table_evidence|attributes|table_evidence|1970-01-01T00:00:00.000Z|null" },
    { "SELECT min_x, min_y, max_x, max_y FROM gpkg_contents WHERE table_name IN ('zones', "
      "'schools') ORDER BY 1",
      "557000.25|3320000.0|559000.0|3322000.0\n557100.0|3320100.0|559100.0|3322100.0" },
    { "SELECT * FROM gpkg_geometry_columns ORDER BY 1",
      "schools|geom|POINT|4549|0|0\nzones|geom|GEOMETRY|4549|0|0" },
    { "SELECT srs_name, organization, organization_coordsys_id, length(definition) > 300 FROM "
      "gpkg_spatial_ref_sys WHERE srs_id = 4549",
      "CGCS2000 / 3-degree Gauss-Kruger CM 120E|EPSG|4549|1" },
    { "SELECT srs_id FROM gpkg_spatial_ref_sys ORDER BY 1", "-1\n0\n4326\n4549" },
    { "SELECT name FROM pragma_table_list WHERE schema = 'main' AND strict = 0 AND name NOT LIKE "
      "'%\\_%' ESCAPE '\\' ORDER BY 1",
      "schools\nzones" },
    { "SELECT name, hex(content), typeof(content) FROM input ORDER BY fid",
      "sample.yaml|7875657765693A20310A|blob\n"
      "tables/学校.csv|7363686F6F6C00FF0A|blob\n"
      "tables/empty.csv||blob" },
    { "SELECT value FROM run WHERE key = 'options'",
      "adjust.fertility=0.85\nensemble.seed=18446744073709551615" },
    { "SELECT value FROM run WHERE key = 'seed'", "18446744073709551615" },
    { "SELECT * FROM stages", "1|primary|6|6|1|0|45.0|50.0|65.0|2000.0\n"
                              "2|lower_secondary|12|3|7|0|50.0|55.0|66.0|2500.0\n"
                              "3|upper_secondary|15|3|10|1|null|null|null|null" },
    { "SELECT fid, zone, name_zh, name_en, town_zh, town_en, group_name, evidence, x_m, y_m, "
      "hex(substr(geom, 1, 8)), length(geom) FROM zones",
      "1|A01|府山一区|Fushan 1|府山街道|Fushan|census|published|557000.25|3320000.0|"
      "47500003C5110000|117\n"
      "2|B01|塔山一区|Tashan 1|塔山街道|Tashan|census|estimated|558000.5|3321000.125|"
      "47500001C5110000|29\n"
      "3|B02|塔山二区|Tashan 2|塔山街道|Tashan|null|assumed|559000.0|3322000.0|"
      "47500001C5110000|29" },
    { "SELECT fid, school, name_zh, name_en, sector, school_code, zone, town_zh, town_en, opens, "
      "closes, evidence, cluster, boarding, x_m, y_m, length(geom) FROM schools",
      "1|J1|越中|Yue Middle|public|J1|A01|府山街道|Fushan|null|null|published|null|1|557100.0|"
      "3320100.0|29\n"
      "2|P1|北海小学|Beihai Primary|public|P|B01|塔山街道|Tashan|1902|2030|estimated|一号集团|0|"
      "558100.0|3321100.0|29\n"
      "3|P2|新小学\"甲\"|New Primary, A|private|P|B02|塔山街道|Tashan|2021|null|assumed|null|0|"
      "559100.0|3322100.0|29" },
    { "SELECT * FROM projects",
      "1|1|new|private|primary|P2|36|1620|150000000.0|120000000.0|2020|新建新小学|New primary|"
      "planned|2019|2020|2021|1|null|30000.5|25000.0|塔山街道|Tashan|published|2\n"
      "2|2|relocation|public|lower_secondary|J1|24|300|225000000.0|null|2019|越中迁建|"
      "Relocation of Yue Middle|open|2018|2018|2019|1|18|null|31000.0|塔山街道|Tashan|published|3\n"
      "3|10|expansion|public|mixed|null|null|0|null|null|2023|综合体|Campus|building|2021|2022|"
      "2024|0|null|null|null|||assumed|4" },
    { "SELECT * FROM gap_year",
      "1|district|district|2020|primary|entry|1000|900|120|100|5|20|null|null|null|null|null|950|"
      "880\n"
      "2|town|塔山街道|2020|primary|all|600|620|0|0|0|20|null|null|null|null|null|630|610\n"
      "3|group|census|2020|lower_secondary|entry|1|2|5|6|8|7|null|null|null|null|null|3|4\n"
      "4|catchment|P1|2021|primary|entry|70|90|0|0|0|20|null|null|null|null|null|90|80\n"
      "5|zone|A01|2021|upper_secondary|entry|40|null|null|null|null|null|null|null|null|null|null|"
      "null|null" },
    { "SELECT * FROM school_year",
      "1|P1|2020|primary|24|1080|1200|1010|22|56|3|2|1|0|0.9351|red|null|null|null|null|20|1000|"
      "1050|980|delay|4|3|4|5|70\n"
      "2|P2|2020|primary|0|null|null|0|0|0|0|0|0|0|null|none|null|null|null|null|0|null|null|0||"
      "null|0|0|0|null" },
    { "SELECT * FROM class_year",
      "1|P1|2020|1|180|4|44|46|primary\n2|J1|2021|9|99|2|49|50|lower_secondary" },
    { "SELECT * FROM flow_year", "1|2020|A01|primary|registered|P1|37|1204|catchment\n"
                                 "2|2020|B02|primary|migrant|null|3|null|no_seat\n"
                                 "3|2021|null|upper_secondary|all|null|500|null|city" },
    { "SELECT * FROM project_year",
      "1|1|2020|0|30000000.0|null|0\n2|1|2021|1620|0.5|null|1\n3|10|2021|0|null|null|0" },
    { "SELECT * FROM measure_year",
      "1|district|2020|coverage|0.875|0.9|missed\n2|府山街道|2021|staff|null|null|" },
    { "SELECT * FROM population_year", "1|A01|2020|null|0|12.25\n2|A01|2020|null|19-59|1.0e-300\n3|"
                                       "B02|2021|migrant|60+|123456.789" },
    { "SELECT * FROM warnings",
      "1|tables/projects.csv|21|The site area is odd|site_area_odd|用地面积可疑|site_area_m2\n"
      "2||null|No place|no_place|无处|null" },
    { "SELECT * FROM published",
      "1|entrants|district|2021|primary|1015.0|null|published|公报 2021\n"
      "2|residents|塔山街道|2022|null|1115000.5|1200000.0|estimated|" },
    { "SELECT * FROM evidence_share",
      "1|pupils|primary|2020|0.25|0.5|0.25\n2|seats|lower_secondary|2021|0.0|0.0|1.0" },
    { "SELECT * FROM table_evidence",
      "1|schools|tables/学校.csv|1|2|3\n2|zones|tables/zones.csv|0|0|7" },
};

START_TEST(every_column_holds_what_the_run_said)
{
    sample_write(&sample, path);
    const char *got = asked(answers[_i].sql);
    ck_assert_msg(strcmp(got, answers[_i].want) == 0, "%s\ngot:\n%s\nwant:\n%s", answers[_i].sql,
                  got, answers[_i].want);
    ck_assert_int_eq(files_left(), 1);
}
END_TEST

START_TEST(local_coordinates_have_no_system)
{
    sample.srs.epsg = 0;
    sample.srs.project = NULL;
    sample.scenario.zones.outline = NULL;
    sample.scenario.zones.x_m[1] = NAN;
    sample_write(&sample, path);
    ck_assert_str_eq(asked("SELECT table_name, geometry_type_name, srs_id FROM "
                           "gpkg_geometry_columns ORDER BY 1"),
                     "schools|POINT|-1\nzones|POINT|-1");
    ck_assert_str_eq(asked("SELECT max(srs_id) FROM gpkg_spatial_ref_sys"), "4326");
    ck_assert_str_eq(asked("SELECT zone, x_m FROM zones WHERE geom IS NULL"), "B01|null");
}
END_TEST

static char *bytes_of(const char *name, long *length)
{
    FILE *file = fopen(name, "rb");
    ck_assert_ptr_nonnull(file);
    fseek(file, 0, SEEK_END);
    *length = ftell(file);
    rewind(file);
    char *bytes = malloc((size_t)*length);
    ck_assert_uint_eq(fread(bytes, 1, (size_t)*length, file), (size_t)*length);
    fclose(file);
    return bytes;
}

START_TEST(the_same_run_gives_the_same_bytes)
{
    char again[160];
    snprintf(again, sizeof again, "%s/another name.gpkg", folder);
    sample_write(&sample, path);
    sample.scenario.path = "/a/different/place.yaml"; /* where the files lie is no part of a run */
    if (fork() == 0) {                                /* nor is the process that writes it */
        sample_write(&sample, again);
        _exit(0);
    }
    while (access(again, F_OK) != 0)
        usleep(1000);
    long length, other_length;
    char *bytes = bytes_of(path, &length), *other = bytes_of(again, &other_length);
    ck_assert_int_eq(length, other_length);
    ck_assert_int_eq(memcmp(bytes, other, (size_t)length), 0);
    free(bytes);
    free(other);
}
END_TEST

START_TEST(the_file_appears_when_it_is_whole)
{
    FILE *old = fopen(path, "w");
    fwrite("SQLite format 3", 1, sizeof "SQLite format 3", old); /* an older run begins so */
    fclose(old);
    struct xw_run_writer writer = { 0 };
    ck_assert_int_eq(xw_run_writer_open(&writer, path, &sample.scenario, &sample.timeline,
                                        &sample.diag, &sample.srs),
                     XW_OK);
    ck_assert_str_eq(xw_run_writer_trouble(&writer), "");
    ck_assert_int_eq(sample_send(xw_run_writer_sink(&writer)), XW_OK);
    long length;
    char *bytes = bytes_of(path, &length);
    ck_assert_int_eq(length, (long)sizeof "SQLite format 3");
    free(bytes);
    ck_assert_int_eq(xw_run_writer_finish(&writer), XW_OK);
    ck_assert_str_eq(xw_run_writer_trouble(&writer), "");
    xw_run_writer_free(&writer);
    xw_run_writer_free(&writer);
    ck_assert_int_eq(files_left(), 1);
    ck_assert_str_eq(asked("SELECT count(*) FROM gap_year"), "5");
}
END_TEST

/* The years may find what nobody could know before them. */
START_TEST(doubts_of_the_years_are_written)
{
    struct xw_run_writer writer = { 0 };
    ck_assert_int_eq(xw_run_writer_open(&writer, path, &sample.scenario, &sample.timeline,
                                        &sample.diag, &sample.srs),
                     XW_OK);
    xw_diag_doubt(&sample.diag, (struct xw_place){ "tables/housing.csv", 0, 0, NULL }, "late", "晚",
                  "Late");
    ck_assert_int_eq(xw_run_writer_finish(&writer), XW_OK);
    xw_run_writer_free(&writer);
    ck_assert_str_eq(asked("SELECT file, text, code FROM warnings WHERE code = 'late'"),
                     "tables/housing.csv|Late|late");
}
END_TEST

START_TEST(a_dropped_file_leaves_nothing)
{
    struct xw_run_writer writer = { 0 };
    xw_run_writer_free(&writer); /* safe before it is open */
    ck_assert_str_eq(xw_run_writer_trouble(&writer), "");
    ck_assert_int_eq(xw_run_writer_open(&writer, path, &sample.scenario, &sample.timeline,
                                        &sample.diag, &sample.srs),
                     XW_OK);
    ck_assert_int_eq(files_left(), 1);
    xw_run_writer_free(&writer);
    ck_assert_int_eq(files_left(), 0);
}
END_TEST

/* Open, which fails; the reason names what a person must look at. */
static void refused(const char *where, enum xw_status want, const char *reason)
{
    struct xw_run_writer writer = { 0 };
    ck_assert_int_eq(xw_run_writer_open(&writer, where, &sample.scenario, &sample.timeline,
                                        &sample.diag, &sample.srs),
                     want);
    const char *trouble = xw_run_writer_trouble(&writer);
    ck_assert_msg(strstr(trouble, reason) != NULL, "%s", trouble);
    ck_assert_int_ne(sample_send(xw_run_writer_sink(&writer)), XW_OK);
    ck_assert_int_ne(xw_run_writer_finish(&writer), XW_OK);
    xw_run_writer_free(&writer);
    ck_assert_int_eq(files_left(), 0);
}

START_TEST(a_place_that_cannot_be_written_is_said)
{
    char where[160];
    refused(folder, XW_IO, "Is a directory");
    snprintf(where, sizeof where, "%s/none/run.gpkg", folder);
    refused(where, XW_IO, "No such file or directory");
    refused("/dev/null/run.gpkg", XW_IO,
            "/dev/null/run.gpkg: the file cannot be written: Not a "
            "directory");
    refused("", XW_IO, "No such file or directory");
}
END_TEST

START_TEST(an_outline_that_is_none_is_refused)
{
    static const char *outlines[] = { NULL, NULL, "{\"type\":\"Point\",\"coordinates\":[1,2]}" };
    sample.scenario.zones.outline = outlines;
    refused(path, XW_REFUSED, "the outline of zone B02: the input is refused");
    outlines[2] = SAMPLE_OUTLINE;
    sample.srs.project = NULL;
    refused(path, XW_OUT_OF_RANGE,
            "the outline of zone B02: outlines in degrees need a projection");
}
END_TEST

START_TEST(keys_are_enforced)
{
    static const char *twice[] = { "A01", "A01", "B02" };
    sample.scenario.zones.code = twice;
    refused(path, XW_STORE_FAILED, "UNIQUE constraint failed: zones.zone");
}
END_TEST

START_TEST(a_row_that_comes_twice_is_refused)
{
    struct xw_run_writer writer = { 0 };
    ck_assert_int_eq(xw_run_writer_open(&writer, path, &sample.scenario, &sample.timeline,
                                        &sample.diag, &sample.srs),
                     XW_OK);
    struct xw_sink sink = xw_run_writer_sink(&writer);
    ck_assert_int_eq(sink.school(sink.self, &sample_school[0]), XW_OK);
    ck_assert_int_eq(sink.school(sink.self, &sample_school[0]), XW_STORE_FAILED);
    ck_assert_ptr_nonnull(strstr(xw_run_writer_trouble(&writer), "UNIQUE constraint failed"));
    xw_run_writer_free(&writer);
    ck_assert_int_eq(files_left(), 0);
}
END_TEST

static const struct {
    const char *path, *value;
} odd_options[] = { { "", "1" }, { "a=b", "1" }, { "a\nb", "1" }, { "a.b", "1\n2" } };

START_TEST(an_option_that_breaks_its_line_is_refused)
{
    struct xw_run_writer writer = { 0 };
    ck_assert_int_eq(xw_run_writer_open(&writer, path, &sample.scenario, &sample.timeline,
                                        &sample.diag, &sample.srs),
                     XW_OK);
    ck_assert_int_eq(xw_run_writer_option(&writer, odd_options[_i].path, odd_options[_i].value),
                     XW_OUT_OF_RANGE);
    ck_assert_ptr_nonnull(strstr(xw_run_writer_trouble(&writer), "is not path=value"));
    ck_assert_int_eq(xw_run_writer_option(&writer, "a.b", "c=d"), XW_OK);
    ck_assert_str_eq(xw_run_writer_trouble(&writer), "");
    ck_assert_int_eq(xw_run_writer_finish(&writer), XW_OK);
    xw_run_writer_free(&writer);
    ck_assert_str_eq(asked("SELECT value FROM run WHERE key = 'options'"), "a.b=c=d");
}
END_TEST

/* 40 options are more than the first room for them. */
START_TEST(many_options_are_kept)
{
    struct xw_run_writer writer = { 0 };
    ck_assert_int_eq(xw_run_writer_open(&writer, path, &sample.scenario, &sample.timeline,
                                        &sample.diag, &sample.srs),
                     XW_OK);
    for (int i = 40; i > 0; i--) {
        char name[16];
        snprintf(name, sizeof name, "k%02d", i);
        ck_assert_int_eq(xw_run_writer_option(&writer, name, "v"), XW_OK);
    }
    ck_assert_int_eq(xw_run_writer_finish(&writer), XW_OK);
    xw_run_writer_free(&writer);
    const char *options = asked("SELECT value FROM run WHERE key = 'options'");
    ck_assert_uint_eq(strlen(options), 40 * 6 - 1);
    ck_assert_int_eq(strncmp(options, "k01=v\nk02=v\n", 12), 0);
}
END_TEST

/* The disk is full in the middle: the rows no longer fit the cache, or the last page does not. */
START_TEST(a_full_disk_leaves_nothing)
{
    signal(SIGXFSZ, SIG_IGN);
    struct rlimit few = { (rlim_t)_i, (rlim_t)_i };
    ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &few), 0);
    struct xw_run_writer writer = { 0 };
    enum xw_status status = xw_run_writer_open(&writer, path, &sample.scenario, &sample.timeline,
                                               &sample.diag, &sample.srs);
    if (status == XW_OK) status = sample_send(xw_run_writer_sink(&writer));
    if (status == XW_OK) status = xw_run_writer_finish(&writer);
    ck_assert_int_eq(status, XW_STORE_FAILED);
    ck_assert_msg(strstr(xw_run_writer_trouble(&writer), "disk") != NULL, "%s",
                  xw_run_writer_trouble(&writer));
    ck_assert_int_eq(files_left(), 0);
    xw_run_writer_free(&writer);
}
END_TEST

/* GDAL reads every layer and says nothing else. Without GDAL on the machine there is nothing to
 * ask. */
START_TEST(gdal_opens_it_in_silence)
{
    if (_i == 1) {
        sample.srs.epsg = 0;
        sample.scenario.zones.outline = NULL;
    }
    sample_write(&sample, path);
    if (system("command -v ogrinfo >/dev/null 2>&1") != 0) return;
    static const char *const ways[] = { "", "-al -so", "-al" };
    for (int w = 0; w < 3; w++) {
        char command[256];
        snprintf(command, sizeof command, "ogrinfo %s %s 2>&1", ways[w], path);
        FILE *said = popen(command, "r");
        ck_assert_ptr_nonnull(said);
        char line[4096];
        int layers = 0;
        while (fgets(line, sizeof line, said) != NULL) {
            ck_assert_msg(strstr(line, "Warning") == NULL && strstr(line, "ERROR") == NULL, "%s",
                          line);
            if (strncmp(line, "Layer name:", 11) == 0 || strstr(line, "(None)") != NULL) layers++;
        }
        ck_assert_int_eq(pclose(said), 0);
        ck_assert_int_ge(layers, 15);
    }
}
END_TEST

static TCase *in_folder(TCase *c)
{
    tcase_add_checked_fixture(c, in_a_folder, remove_folder);
    return c;
}

static TCase *known_answers(void)
{
    TCase *c = in_folder(tcase_create("known answers"));
    tcase_add_loop_test(c, every_column_holds_what_the_run_said, 0, SAMPLE_COUNT(answers));
    tcase_add_test(c, local_coordinates_have_no_system);
    tcase_add_test(c, many_options_are_kept);
    tcase_add_loop_test(c, gdal_opens_it_in_silence, 0, 2);
    return c;
}

static TCase *laws(void)
{
    TCase *c = in_folder(tcase_create("laws"));
    tcase_add_test(c, the_same_run_gives_the_same_bytes);
    tcase_add_test(c, the_file_appears_when_it_is_whole);
    tcase_add_test(c, doubts_of_the_years_are_written);
    tcase_add_test(c, a_dropped_file_leaves_nothing);
    return c;
}

static TCase *refusals(void)
{
    TCase *c = in_folder(tcase_create("refusals"));
    tcase_add_test(c, a_place_that_cannot_be_written_is_said);
    tcase_add_test(c, an_outline_that_is_none_is_refused);
    tcase_add_test(c, keys_are_enforced);
    tcase_add_test(c, a_row_that_comes_twice_is_refused);
    tcase_add_loop_test(c, an_option_that_breaks_its_line_is_refused, 0, SAMPLE_COUNT(odd_options));
    tcase_add_loop_test(c, a_full_disk_leaves_nothing, 60000, 60001);
    return c;
}

UNIT_MAIN("run_file", known_answers(), laws(), refusals())
