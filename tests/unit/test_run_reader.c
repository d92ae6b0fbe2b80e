#include "xuewei/run_reader.h"
#include "sample_run.h"
#include <sqlite3.h>
#include <sys/stat.h>

static char folder[64], path[128];
static struct sample sample;
static struct xw_arena keep;
static struct xw_run run;

static void written(void)
{
    sample_folder(folder);
    snprintf(path, sizeof path, "%s/run.gpkg", folder);
    sample_make(&sample);
    sample_write(&sample, path);
    ck_assert_int_eq(xw_arena_init(&keep, XW_ARENA_USUAL), XW_OK);
}

static void load(void)
{
    const char *trouble = "untouched";
    memset(&run, 0xff, sizeof run);
    enum xw_status status = xw_run_load(path, &keep, &run, &trouble);
    ck_assert_msg(status == XW_OK, "%s", trouble);
    ck_assert_ptr_null(trouble);
}

static void written_and_loaded(void)
{
    written();
    load();
}

static void remove_all(void)
{
    xw_diag_free(&sample.diag);
    xw_arena_free(&keep);
    unlink(path);
    rmdir(folder);
}

/* Equal, and NaN where NaN is wanted. */
static void same_number(double got, double want)
{
    if (isnan(want))
        ck_assert(isnan(got));
    else
        ck_assert(got == want);
}

START_TEST(the_run_is_described)
{
    ck_assert_str_eq(run.path, path);
    ck_assert_str_eq(run.name, "sample");
    ck_assert_str_eq(run.title_zh, "按规划实施");
    ck_assert_str_eq(run.title_en, "As planned");
    ck_assert_str_eq(run.place_zh, "样区");
    ck_assert_str_eq(run.place_en, "Sample District");
    ck_assert_int_eq(run.first, 2020);
    ck_assert_int_eq(run.last, 2021);
    ck_assert_int_eq(run.replicates, 0);
    ck_assert_uint_eq(strlen(run.id), 8);
    ck_assert_int_eq(run.key_count, 24);
    for (int32_t i = 1; i < run.key_count; i++)
        ck_assert_int_lt(strcmp(run.key[i - 1].key, run.key[i].key), 0);
    for (int32_t i = 0; i < run.key_count; i++)
        if (strcmp(run.key[i].key, "run_id") == 0)
            ck_assert_int_eq(strncmp(run.key[i].value, run.id, 8), 0);
}
END_TEST

START_TEST(stages_come_back)
{
    ck_assert_int_eq(run.stage_count, 3);
    static const struct xw_run_stage want[] = {
        { XW_PRIMARY, 6, 6, 1, false, 45, 50, 65, 2000 },
        { XW_LOWER_SECONDARY, 12, 3, 7, false, 50, 55, 66, 2500 },
        { XW_UPPER_SECONDARY, 15, 3, 10, true, NAN, NAN, NAN, NAN },
    };
    for (int i = 0; i < 3; i++) {
        ck_assert_int_eq(run.stage[i].name, want[i].name);
        ck_assert_int_eq(run.stage[i].first_age, want[i].first_age);
        ck_assert_int_eq(run.stage[i].grades, want[i].grades);
        ck_assert_int_eq(run.stage[i].first_grade, want[i].first_grade);
        ck_assert_int_eq(run.stage[i].city, want[i].city);
        same_number(run.stage[i].class_norm, want[i].class_norm);
        same_number(run.stage[i].class_stretch, want[i].class_stretch);
        same_number(run.stage[i].class_limit, want[i].class_limit);
        same_number(run.stage[i].school_size_max, want[i].school_size_max);
    }
}
END_TEST

START_TEST(zones_come_back)
{
    const struct xw_zones *want = &sample.scenario.zones;
    ck_assert_int_eq(run.zone_count, 3);
    for (int i = 0; i < 3; i++) {
        ck_assert_str_eq(run.zone[i].code, want->code[i]);
        ck_assert_str_eq(run.zone[i].name_zh, want->name_zh[i]);
        ck_assert_str_eq(run.zone[i].name_en, want->name_en[i]);
        ck_assert_str_eq(run.zone[i].town_zh, want->town_zh[want->town[i]]);
        ck_assert_str_eq(run.zone[i].town_en, want->town_en[want->town[i]]);
        ck_assert_str_eq(run.zone[i].group, i < 2 ? "census" : "");
        same_number(run.zone[i].x_m, want->x_m[i]);
        same_number(run.zone[i].y_m, want->y_m[i]);
        ck_assert_int_eq(run.zone[i].evidence, want->evidence[i]);
    }
    ck_assert_str_eq(run.zone[0].outline,
                     "{\"type\":\"Polygon\",\"coordinates\":[[[50000,3000000],[60000,3000000],"
                     "[60000,3010000],[50000,3000000]]]}");
    ck_assert_ptr_null(run.zone[1].outline);
}
END_TEST

START_TEST(schools_come_back)
{
    const struct xw_schools *want = &sample.scenario.schools;
    static const char *const sector[] = { "public", "public", "private" };
    static const char *const town_zh[] = { "府山街道", "塔山街道", "塔山街道" };
    static const char *const town_en[] = { "Fushan", "Tashan", "Tashan" };
    ck_assert_int_eq(run.school_count, 3);
    for (int i = 0; i < 3; i++) {
        ck_assert_str_eq(run.school[i].code, want->code[i]);
        ck_assert_str_eq(run.school[i].name_zh, want->name_zh[i]);
        ck_assert_str_eq(run.school[i].name_en, want->name_en[i]);
        ck_assert_str_eq(run.school[i].sector, sector[i]);
        ck_assert_str_eq(run.school[i].town_zh, town_zh[i]);
        ck_assert_str_eq(run.school[i].town_en, town_en[i]);
        same_number(run.school[i].x_m, want->x_m[i]);
        same_number(run.school[i].y_m, want->y_m[i]);
        ck_assert_int_eq(run.school[i].evidence, want->evidence[i]);
        ck_assert_str_eq(run.school[i].school_code, want->school_code[i]);
        ck_assert_str_eq(run.school[i].cluster, want->cluster[i] != NULL ? want->cluster[i] : "");
        ck_assert_int_eq(run.school[i].zone, want->zone[i]);
        ck_assert_int_eq(run.school[i].boarding, want->boarding[i] != 0);
    }
    ck_assert_int_eq(run.school[0].opens, XW_NONE); /* before every year */
    ck_assert_int_eq(run.school[0].closes, XW_NONE);
    ck_assert_int_eq(run.school[1].opens, 1902);
    ck_assert_int_eq(run.school[1].closes, 2030);
    ck_assert_int_eq(run.school[2].opens, 2021);
}
END_TEST

START_TEST(projects_come_back)
{
    static const struct xw_run_project want[] = {
        { "1",       "新建新小学", "New primary", "new",    "private",    "primary",
          "planned", "P2",         "塔山街道",    "Tashan", 36,           XW_NONE,
          1620,      1.5e8,        1.2e8,         30000.5,  25000,        2019,
          2020,      2020,         2021,          true,     XW_PUBLISHED, 2 },
        { "2",          "越中迁建",   "Relocation of Yue Middle",
          "relocation", "public",     "lower_secondary",
          "open",       "J1",         "塔山街道",
          "Tashan",     24,           18,
          300,          2.25e8,       NAN,
          NAN,          31000,        2018,
          2019,         2018,         2019,
          true,         XW_PUBLISHED, 3 },
        { "10", "综合体", "Campus", "expansion", "public", "mixed", "building", "",
          "",   "",       XW_NONE,  XW_NONE,     0,        NAN,     NAN,        NAN,
          NAN,  2021,     2023,     2022,        2024,     false,   XW_ASSUMED, 4 },
    };
    ck_assert_int_eq(run.project_count, 3);
    for (int i = 0; i < 3; i++) {
        const struct xw_run_project *got = &run.project[i];
        ck_assert_str_eq(got->code, want[i].code);
        ck_assert_str_eq(got->name_zh, want[i].name_zh);
        ck_assert_str_eq(got->name_en, want[i].name_en);
        ck_assert_str_eq(got->kind, want[i].kind);
        ck_assert_str_eq(got->sector, want[i].sector);
        ck_assert_str_eq(got->stage, want[i].stage);
        ck_assert_str_eq(got->status, want[i].status);
        ck_assert_str_eq(got->school, want[i].school);
        ck_assert_str_eq(got->town_zh, want[i].town_zh);
        ck_assert_str_eq(got->town_en, want[i].town_en);
        ck_assert_int_eq(got->classes_named, want[i].classes_named);
        ck_assert_int_eq(got->classes_before, want[i].classes_before);
        ck_assert_int_eq(got->seats_added, want[i].seats_added);
        same_number(got->cost_cny, want[i].cost_cny);
        same_number(got->spend_2021_2025_cny, want[i].spend_2021_2025_cny);
        same_number(got->site_area_m2, want[i].site_area_m2);
        same_number(got->floor_area_m2, want[i].floor_area_m2);
        ck_assert_int_eq(got->start_year, want[i].start_year);
        ck_assert_int_eq(got->opens, want[i].opens);
        ck_assert_int_eq(got->starts_in, want[i].starts_in);
        ck_assert_int_eq(got->opens_in, want[i].opens_in);
        ck_assert_int_eq(got->counted, want[i].counted);
        ck_assert_int_eq(got->evidence, want[i].evidence);
        ck_assert_int_eq(got->line, want[i].line);
    }
}
END_TEST

START_TEST(gaps_come_back)
{
    ck_assert_int_eq(run.gap_count, SAMPLE_COUNT(sample_gap));
    for (int i = 0; i < SAMPLE_COUNT(sample_gap); i++) {
        const struct xw_gap_row *want = &sample_gap[i];
        const struct xw_run_gap *got =
            xw_run_gap_at(&run, want->level, want->place, want->year, want->stage, want->scope);
        ck_assert_ptr_eq(got, &run.gap[i]);
        ck_assert_int_eq(got->demand, want->demand);
        ck_assert_int_eq(got->seats, want->seats);
        ck_assert_int_eq(got->design, want->design);
        ck_assert_int_eq(got->compliant, want->compliant);
        ck_assert_int_eq(got->local_gap, want->local_gap);
        ck_assert_int_eq(got->net_gap, want->net_gap);
        ck_assert_int_eq(got->unplaced, want->unplaced);
        ck_assert_int_eq(got->surplus, want->surplus);
    }
}
END_TEST

START_TEST(a_gap_is_found_by_all_of_its_key)
{
    struct xw_run by_hand = { .gap_count = run.gap_count, .gap = run.gap };
    const struct xw_run *runs[] = { &run, &by_hand };
    for (int r = 0; r < 2; r++) {
        ck_assert_ptr_eq(xw_run_gap_at(runs[r], XW_LEVEL_ZONE, "A01", 2021, 2, XW_SCOPE_ENTRY),
                         &run.gap[4]);
        ck_assert_ptr_null(
            xw_run_gap_at(runs[r], XW_LEVEL_CATCHMENT, "A01", 2021, 2, XW_SCOPE_ENTRY));
        ck_assert_ptr_null(xw_run_gap_at(runs[r], XW_LEVEL_ZONE, "A0", 2021, 2, XW_SCOPE_ENTRY));
        ck_assert_ptr_null(xw_run_gap_at(runs[r], XW_LEVEL_ZONE, "A01", 2277, 2, XW_SCOPE_ENTRY));
        ck_assert_ptr_null(xw_run_gap_at(runs[r], XW_LEVEL_ZONE, "A01", 2021, 1, XW_SCOPE_ENTRY));
        ck_assert_ptr_null(xw_run_gap_at(runs[r], XW_LEVEL_ZONE, "A01", 2021, 2, XW_SCOPE_ALL));
    }
}
END_TEST

START_TEST(schools_and_classes_by_year_come_back)
{
    ck_assert_int_eq(run.school_year_count, SAMPLE_COUNT(sample_school));
    for (int i = 0; i < SAMPLE_COUNT(sample_school); i++) {
        const struct xw_school_row *want = &sample_school[i];
        const struct xw_run_school_year *got = &run.school_year[i];
        const int32_t g[] = { got->school,
                              got->stage,
                              got->year,
                              got->rooms,
                              got->rooms_used,
                              got->seats_norm,
                              got->seats_stretch,
                              got->seats_design,
                              got->seats_compliant,
                              got->pupils,
                              got->classes,
                              got->largest_class,
                              got->classes_over_norm,
                              got->classes_56,
                              got->classes_66,
                              got->over_size,
                              got->demand,
                              got->intake_plan,
                              got->special_rooms_used,
                              got->prefab_rooms_used,
                              got->sister_rooms_used,
                              got->limit_raised_to };
        const int32_t w[] = { want->school,
                              want->stage,
                              want->year,
                              want->rooms,
                              want->rooms_used,
                              want->seats_norm,
                              want->seats_stretch,
                              want->seats_design,
                              want->seats_compliant,
                              want->pupils,
                              want->classes,
                              want->largest_class,
                              want->classes_over_norm,
                              want->classes_56,
                              want->classes_66,
                              want->over_size,
                              want->demand,
                              want->intake_plan,
                              want->special_rooms_used,
                              want->prefab_rooms_used,
                              want->sister_rooms_used,
                              want->limit_raised_to };
        for (int c = 0; c < SAMPLE_COUNT(g); c++)
            ck_assert_msg(g[c] == w[c], "row %d value %d: %d, not %d", i, c, g[c], w[c]);
        same_number(got->utilisation, want->utilisation);
        ck_assert_str_eq(got->warning, want->warning);
        ck_assert_str_eq(got->reason, want->reason);
    }
    ck_assert_int_eq(run.class_year_count, SAMPLE_COUNT(sample_class));
    for (int i = 0; i < SAMPLE_COUNT(sample_class); i++) {
        const struct xw_class_row *want = &sample_class[i];
        const struct xw_run_class_year *got = &run.class_year[i];
        ck_assert_int_eq(got->school, want->school);
        ck_assert_int_eq(got->stage, want->stage);
        ck_assert_int_eq(got->grade, want->row + 1); /* row 0 is grade 1 here */
        ck_assert_int_eq(got->year, want->year);
        ck_assert_int_eq(got->pupils, want->pupils);
        ck_assert_int_eq(got->classes, want->classes);
        ck_assert_int_eq(got->smallest, want->smallest);
        ck_assert_int_eq(got->largest, want->largest);
    }
}
END_TEST

START_TEST(flows_and_projects_by_year_come_back)
{
    ck_assert_int_eq(run.flow_count, SAMPLE_COUNT(sample_flow));
    for (int i = 0; i < SAMPLE_COUNT(sample_flow); i++) {
        const struct xw_flow_row *want = &sample_flow[i];
        const struct xw_run_flow *got = &run.flow[i];
        ck_assert_int_eq(got->year, want->year);
        ck_assert_int_eq(got->zone, want->zone);
        ck_assert_int_eq(got->stage, want->stage);
        ck_assert_int_eq(got->school, want->school);
        ck_assert_int_eq(got->pupils, want->pupils);
        ck_assert_int_eq(got->metres, want->metres);
        ck_assert_str_eq(got->tier, want->tier);
        ck_assert_str_eq(got->reason, want->reason);
    }
    ck_assert_int_eq(run.project_year_count, SAMPLE_COUNT(sample_project_year));
    for (int i = 0; i < SAMPLE_COUNT(sample_project_year); i++) {
        const struct xw_project_row *want = &sample_project_year[i];
        const struct xw_run_project_year *got = &run.project_year[i];
        ck_assert_int_eq(got->project, want->project);
        ck_assert_int_eq(got->year, want->year);
        ck_assert_int_eq(got->seats_added, want->seats_added);
        same_number(got->spend_cny, want->spend_cny);
        ck_assert_int_eq(got->open, want->open);
    }
}
END_TEST

START_TEST(measures_people_and_evidence_come_back)
{
    ck_assert_int_eq(run.measure_count, SAMPLE_COUNT(sample_measure));
    for (int i = 0; i < SAMPLE_COUNT(sample_measure); i++) {
        ck_assert_str_eq(run.measure[i].place, sample_measure[i].place);
        ck_assert_str_eq(run.measure[i].measure, sample_measure[i].measure);
        ck_assert_str_eq(run.measure[i].status, sample_measure[i].status);
        ck_assert_int_eq(run.measure[i].year, sample_measure[i].year);
        same_number(run.measure[i].value, sample_measure[i].value);
        same_number(run.measure[i].target, sample_measure[i].target);
    }
    ck_assert_int_eq(run.population_count, SAMPLE_COUNT(sample_people));
    for (int i = 0; i < SAMPLE_COUNT(sample_people); i++) {
        ck_assert_int_eq(run.population[i].year, sample_people[i].year);
        ck_assert_int_eq(run.population[i].zone, sample_people[i].zone);
        ck_assert_str_eq(run.population[i].age, sample_people[i].age);
        same_number(run.population[i].persons, sample_people[i].persons);
    }
    ck_assert_int_eq(run.evidence_count, SAMPLE_COUNT(sample_evidence));
    for (int i = 0; i < SAMPLE_COUNT(sample_evidence); i++) {
        ck_assert_str_eq(run.evidence[i].weight, sample_evidence[i].weight);
        ck_assert_int_eq(run.evidence[i].stage, sample_evidence[i].stage);
        ck_assert_int_eq(run.evidence[i].year, sample_evidence[i].year);
        for (int e = 0; e < XW_EVIDENCE_COUNT; e++)
            same_number(run.evidence[i].share[e], sample_evidence[i].share[e]);
    }
}
END_TEST

START_TEST(histories_without_a_project_come_back)
{
    ck_assert_int_eq(run.effect_count, SAMPLE_COUNT(sample_effect));
    for (int i = 0; i < SAMPLE_COUNT(sample_effect); i++) {
        ck_assert_int_eq(run.effect[i].left_out, sample_effect[i].left_out);
        ck_assert_int_eq(run.effect[i].project, sample_effect[i].project);
        ck_assert_int_eq(run.effect[i].year, sample_effect[i].year);
        ck_assert_int_eq(run.effect[i].stage, sample_effect[i].stage);
        ck_assert_int_eq(run.effect[i].scope, sample_effect[i].scope);
        ck_assert_int_eq(run.effect[i].demand, sample_effect[i].demand);
        ck_assert_int_eq(run.effect[i].seats, sample_effect[i].seats);
        ck_assert_int_eq(run.effect[i].local_gap, sample_effect[i].local_gap);
        ck_assert_int_eq(run.effect[i].net_gap, sample_effect[i].net_gap);
        ck_assert_int_eq(run.effect[i].unplaced, sample_effect[i].unplaced);
        ck_assert_int_eq(run.effect[i].surplus, sample_effect[i].surplus);
    }
}
END_TEST

START_TEST(what_was_published_and_doubted_comes_back)
{
    ck_assert_int_eq(run.published_count, 2);
    ck_assert_str_eq(run.published[0].indicator, "entrants");
    ck_assert_str_eq(run.published[0].place, "district");
    ck_assert_str_eq(run.published[0].source, "公报 2021");
    ck_assert_int_eq(run.published[0].year, 2021);
    ck_assert_int_eq(run.published[0].stage, 0);
    same_number(run.published[0].value, 1015);
    same_number(run.published[0].target, NAN);
    ck_assert_int_eq(run.published[0].evidence, XW_PUBLISHED);
    ck_assert_str_eq(run.published[1].source, "");
    ck_assert_int_eq(run.published[1].stage, XW_NONE);
    same_number(run.published[1].target, 1.2e6);
    ck_assert_int_eq(run.published[1].evidence, XW_ESTIMATED);

    ck_assert_int_eq(run.table_count, 2);
    ck_assert_str_eq(run.table[0].table, "schools");
    ck_assert_str_eq(run.table[0].file, "tables/学校.csv");
    for (int e = 0; e < XW_EVIDENCE_COUNT; e++)
        ck_assert_int_eq(run.table[0].rows[e], e + 1);

    ck_assert_int_eq(run.warning_count, 2);
    ck_assert_str_eq(run.warning[0].file, "tables/projects.csv");
    ck_assert_str_eq(run.warning[0].code, "site_area_odd");
    ck_assert_str_eq(run.warning[0].text_zh, "用地面积可疑");
    ck_assert_str_eq(run.warning[0].text_en, "The site area is odd");
    ck_assert_int_eq(run.warning[0].line, 21);
    ck_assert_str_eq(run.warning[1].file, "");
    ck_assert_int_eq(run.warning[1].line, XW_NONE);
}
END_TEST

/* Change the file by SQL and load it again. */
static const struct {
    const char *sql;
    enum xw_status want;
    const char *trouble; /* after "PATH: " */
} changes[] = {
    { "UPDATE run SET value = '4' WHERE key = 'schema_version'", XW_STORE_NEWER,
      "the file has schema 4, written by xuewei " XW_VERSION "; this program, " XW_VERSION
      ", reads up to schema 3" },
    { "UPDATE run SET value = 'x' WHERE key = 'schema_version'", XW_STORE_FAILED,
      "table run, row 25: schema_version cannot be \"x\"" },
    { "UPDATE run SET value = '0' WHERE key = 'schema_version'", XW_STORE_FAILED,
      "table run, row 25: schema_version cannot be \"0\"" },
    { "UPDATE run SET value = 'other' WHERE key = 'program'", XW_STORE_FOREIGN,
      "the file is a GeoPackage, but not a run of this program" },
    { "DELETE FROM run WHERE key = 'program'", XW_STORE_FOREIGN,
      "the file is a GeoPackage, but not a run of this program" },
    { "DROP TABLE gap_year", XW_STORE_FOREIGN,
      "the file is a GeoPackage, but not a run of this program" },
    { "DROP TABLE run", XW_STORE_FOREIGN,
      "the file is a GeoPackage, but not a run of this program" },
    { "DELETE FROM run WHERE key = 'last'", XW_STORE_FAILED,
      "table run, row 24: there is no key \"last\"" },
    { "UPDATE run SET value = '2019' WHERE key = 'last'", XW_STORE_FAILED,
      "table run, row 25: last cannot be \"2019\"" },
    { "UPDATE run SET value = '-1' WHERE key = 'replicates'", XW_STORE_FAILED,
      "table run, row 25: replicates cannot be \"-1\"" },
    { "DROP TABLE warnings", XW_STORE_FAILED, "warnings: no such table: warnings" },
    { "UPDATE stages SET stage = 'tertiary' WHERE fid = 2", XW_STORE_FAILED,
      "table stages, row 2: there is no stage \"tertiary\"" },
    { "UPDATE flow_year SET zone = 'C9' WHERE fid = 2", XW_STORE_FAILED,
      "table flow_year, row 2: there is no zone \"C9\"" },
    { "UPDATE class_year SET school = 'A01' WHERE fid = 1", XW_STORE_FAILED,
      "table class_year, row 1: there is no school \"A01\"" },
    { "UPDATE project_year SET project = '3' WHERE fid = 3", XW_STORE_FAILED,
      "table project_year, row 3: there is no project \"3\"" },
    { "UPDATE gap_year SET stage = 'nursery' WHERE fid = 3", XW_STORE_FAILED,
      "table gap_year, row 3: there is no stage \"nursery\"" },
    { "UPDATE project_effect SET left_out = 'none' WHERE fid = 3", XW_STORE_FAILED,
      "table project_effect, row 3: there is no left_out \"none\"" },
    { "UPDATE project_effect SET project = '3' WHERE fid = 1", XW_STORE_FAILED,
      "table project_effect, row 1: there is no project \"3\"" },
    { "UPDATE gap_year SET level = 'city' WHERE fid = 1", XW_STORE_FAILED,
      "table gap_year, row 1: there is no level \"city\"" },
    { "UPDATE gap_year SET scope = 'some' WHERE fid = 1", XW_STORE_FAILED,
      "table gap_year, row 1: there is no scope \"some\"" },
    { "UPDATE schools SET evidence = 'seen' WHERE fid = 1", XW_STORE_FAILED,
      "table schools, row 1: there is no evidence \"seen\"" },
    { "UPDATE gap_year SET demand = 2147483648 WHERE fid = 1", XW_STORE_FAILED,
      "table gap_year, row 1: a number is out of range in column \"demand\"" },
    { "UPDATE gap_year SET year = 32768 WHERE fid = 1", XW_STORE_FAILED,
      "table gap_year, row 1: a number is out of range in column \"year\"" },
    { "UPDATE projects SET counted = 2 WHERE fid = 1", XW_STORE_FAILED,
      "table projects, row 1: a number is out of range in column \"counted\"" },
    { "UPDATE zones SET geom = x'4750' WHERE fid = 1", XW_STORE_FAILED,
      "table zones, row 1: a geometry cannot be read: \"the run file could not be read or written "
      "(XW_STORE_FAILED)\"" },
    { "DROP TABLE flow_year; CREATE TABLE flow_year (fid INTEGER PRIMARY KEY, year, zone, stage, "
      "tier, school, pupils, metres, reason); INSERT INTO flow_year (year) VALUES (2020)",
      XW_STORE_FAILED, "table flow_year, row 1: a code is missing in table \"flow_year\"" },
};

START_TEST(a_file_that_is_not_ours_or_damaged_is_refused)
{
    sqlite3 *db = NULL;
    ck_assert_int_eq(sqlite3_open(path, &db), SQLITE_OK);
    ck_assert_msg(sqlite3_exec(db, changes[_i].sql, NULL, NULL, NULL) == SQLITE_OK, "%s",
                  sqlite3_errmsg(db));
    sqlite3_close(db);
    const char *trouble = NULL;
    run.first = 1234;
    enum xw_status status = xw_run_load(path, &keep, &run, &trouble);
    ck_assert_msg(status == changes[_i].want, "%s: %d %s", changes[_i].sql, status, trouble);
    ck_assert_int_eq(strncmp(trouble, path, strlen(path)), 0);
    ck_assert_str_eq(trouble + strlen(path) + 2, changes[_i].trouble);
    ck_assert_int_eq(run.first, 1234);
}
END_TEST

static void refused(const char *where, enum xw_status want, const char *why)
{
    const char *trouble = NULL;
    ck_assert_int_eq(xw_run_load(where, &keep, &run, &trouble), want);
    ck_assert_msg(strstr(trouble, why) != NULL, "%s", trouble);
}

START_TEST(what_is_no_geopackage_is_refused)
{
    refused("store-test-none.gpkg", XW_IO, "the file cannot be read: No such file or directory");
    refused(folder, XW_IO, "the file cannot be read: Is a directory");
    FILE *file = fopen(path, "r+");
    fseek(file, 71, SEEK_SET); /* the last byte of application_id */
    fputc('H', file);
    fclose(file);
    refused(path, XW_STORE_FOREIGN, "is not a GeoPackage");
    ck_assert_int_eq(truncate(path, 0), 0);
    refused(path, XW_STORE_FOREIGN, "is not a GeoPackage");
}
END_TEST

START_TEST(half_a_file_is_refused)
{
    struct stat at;
    ck_assert_int_eq(stat(path, &at), 0);
    ck_assert_int_eq(truncate(path, at.st_size / 2), 0);
    refused(path, XW_STORE_FAILED, "malformed");
    ck_assert_int_eq(truncate(path, 100), 0);
    refused(path, XW_STORE_FAILED, path);
}
END_TEST

START_TEST(memory_that_is_used_up_is_said)
{
    /* From nothing up to what the run needs: it fails with a status until it works. */
    enum xw_status status = XW_NO_MEMORY;
    size_t bytes = 64;
    for (; status == XW_NO_MEMORY && bytes < 1 << 20; bytes += 64) {
        struct xw_arena small;
        const char *trouble = NULL;
        ck_assert_int_eq(xw_arena_init(&small, bytes), XW_OK);
        status = xw_run_load(path, &small, &run, &trouble);
        if (status == XW_NO_MEMORY) ck_assert_ptr_nonnull(strstr(trouble, "memory is used up"));
        xw_arena_free(&small);
    }
    ck_assert_int_eq(status, XW_OK);
    ck_assert_uint_gt(bytes, 1024);
}
END_TEST

/* More words than the first room for them, so that it grows. */
START_TEST(many_words_keep_their_rows)
{
    sqlite3 *db = NULL;
    ck_assert_int_eq(sqlite3_open(path, &db), SQLITE_OK);
    const char *sql = "WITH n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000) "
                      "INSERT INTO zones (zone, name_zh, name_en, town_zh, town_en, evidence) "
                      "SELECT 'Z' || i, '小区' || i, 'Zone ' || i, '', '', 'assumed' FROM n;"
                      "INSERT INTO population_year (zone, year, age, persons) "
                      "SELECT zone, 2021, '7', fid FROM zones ORDER BY fid DESC;";
    ck_assert_msg(sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK, "%s", sqlite3_errmsg(db));
    sqlite3_close(db);
    load();
    ck_assert_int_eq(run.zone_count, 5003);
    ck_assert_int_eq(run.population_count, 3 + 5003);
    for (int32_t i = 0; i < 5003; i++) {
        ck_assert_int_eq(run.population[3 + i].zone, 5002 - i);
        ck_assert(run.population[3 + i].persons == 5003 - i);
    }
    ck_assert_str_eq(run.zone[5002].name_zh, "小区5000");
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_checked_fixture(c, written_and_loaded, remove_all);
    tcase_add_test(c, the_run_is_described);
    tcase_add_test(c, stages_come_back);
    tcase_add_test(c, zones_come_back);
    tcase_add_test(c, schools_come_back);
    tcase_add_test(c, projects_come_back);
    tcase_add_test(c, gaps_come_back);
    tcase_add_test(c, a_gap_is_found_by_all_of_its_key);
    tcase_add_test(c, schools_and_classes_by_year_come_back);
    tcase_add_test(c, flows_and_projects_by_year_come_back);
    tcase_add_test(c, measures_people_and_evidence_come_back);
    tcase_add_test(c, histories_without_a_project_come_back);
    tcase_add_test(c, what_was_published_and_doubted_comes_back);
    return c;
}

static TCase *refusals(void)
{
    TCase *c = tcase_create("refusals");
    tcase_add_checked_fixture(c, written, remove_all);
    tcase_add_loop_test(c, a_file_that_is_not_ours_or_damaged_is_refused, 0, SAMPLE_COUNT(changes));
    tcase_add_test(c, what_is_no_geopackage_is_refused);
    tcase_add_test(c, half_a_file_is_refused);
    return c;
}

static TCase *limits(void)
{
    TCase *c = tcase_create("limits");
    tcase_add_checked_fixture(c, written, remove_all);
    tcase_add_test(c, memory_that_is_used_up_is_said);
    tcase_add_test(c, many_words_keep_their_rows);
    return c;
}

UNIT_MAIN("run_reader", known_answers(), refusals(), limits())
