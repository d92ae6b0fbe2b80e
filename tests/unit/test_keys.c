#include "xuewei/keys.h"
#include "scenario_kit.h"
#include <math.h>

struct keys {
    struct kit kit;
    struct xw_yaml *root;
};

static void read_keys(struct keys *k, const char *text)
{
    char path[200];
    kit_open(&k->kit);
    kit_file(&k->kit, "s.yaml", text);
    kit_path(&k->kit, "s.yaml", path);
    ck_assert_int_eq(xw_arena_init(&k->kit.keep, 1 << 20), XW_OK);
    ck_assert_int_eq(xw_diag_init(&k->kit.diag), XW_OK);
    ck_assert_int_eq(xw_yaml_read(path, "s.yaml", &k->kit.keep, &k->kit.diag, &k->root), XW_OK);
}

START_TEST(values_are_given_or_usual)
{
    struct keys k;
    read_keys(&k, "xuewei: 1\n"
                  "horizon: {first: 2020, last: 2200}\n"
                  "assignment: {detour: 1.25, guarantee: \"true\"}\n"
                  "population: {base_date: '2020-02-29', open_age: }\n"
                  "title: {zh: 标题, en: \"\"}\n");
    struct xw_diag *diag = &k.kit.diag;
    xw_keys_check(k.root, diag);
    ck_assert_int_eq(xw_key_whole(k.root, "xuewei", diag), 1);
    ck_assert_int_eq(xw_key_whole(k.root, "horizon.first", diag), 2020);
    ck_assert_int_eq(xw_key_whole(k.root, "horizon.last", diag), 2200);
    ck_assert_double_eq(xw_key_number(k.root, "assignment.detour", diag), 1.25);
    ck_assert_double_eq(xw_key_number(k.root, "adjust.fertility", diag), 1.0);
    ck_assert_int_eq(xw_key_whole(k.root, "assignment.guarantee", diag), 1);
    ck_assert_int_eq(xw_key_whole(k.root, "assignment.nearest", diag), 16);
    ck_assert_int_eq(xw_key_whole(k.root, "population.open_age", diag), 100);
    ck_assert_int_eq(xw_key_whole(k.root, "population.migration_timing", diag), 0);
    ck_assert_str_eq(xw_key_text(k.root, "title.zh", diag), "标题");
    ck_assert_ptr_null(xw_key_text(k.root, "title.en", diag));
    ck_assert_str_eq(xw_key_text(k.root, "crs", diag), "local");
    int16_t year;
    int8_t month, day;
    ck_assert(xw_key_date(k.root, "population.base_date", diag, &year, &month, &day));
    ck_assert_int_eq(year, 2020);
    ck_assert_int_eq(month, 2);
    ck_assert_int_eq(day, 29);
    ck_assert_int_eq(diag->refused, 0);
    struct xw_place at = xw_key_place(k.root, "horizon.last");
    ck_assert_int_eq(at.line, 2);
    ck_assert_int_eq(at.column, 30);
    at = xw_key_place(k.root, "crs");
    ck_assert_str_eq(at.file, "s.yaml");
    ck_assert_int_eq(at.line, 0);
    ck_assert_ptr_null(xw_key_of("horizon"));
    kit_close(&k.kit);
}
END_TEST

static const struct {
    const char *text, *want;
} unknown[] = {
    { "horizont: 1\n",
      "s.yaml:1:1: horizont: \"horizont\" is not accepted\n"
      "    accepted: xuewei, title, place, extends, horizon, crs, coordinates, encoding, outlines, "
      "tables, "
      "population, births, housing, stages, adjust, forecast, projects, assignment, roads, "
      "classes, "
      "supply, levers, special, indicators, norms, choice, ensemble; did you "
      "mean "
      "horizon?\n" },
    { "horizon: {frist: 2020}\n", "s.yaml:1:11: horizon.frist: \"frist\" is not accepted\n"
                                  "    accepted: first, last; did you mean first?\n" },
    { "adjust: {mortality: 1}\n",
      "s.yaml:1:10: adjust.mortality: \"mortality\" is not accepted\n"
      "    accepted: fertility, births, migration, participation, capacity; did you mean "
      "fertility?\n" },
    { "tables: {neighbours: t.csv, rols: r.csv}\n",
      "s.yaml:1:10: tables.neighbours: this version does not read the table \"neighbours\"\n"
      "s.yaml:1:29: tables.rols: \"rols\" is not accepted\n"
      "    accepted: TABLES; did you mean rolls?\n" },
    { "norms: {primry: {}, primary: {class_size: 40, class_size_norm: [40]}}\n",
      "s.yaml:1:9: norms.primry: \"primry\" is not accepted\n"
      "    accepted: nursery, kindergarten, primary, lower_secondary, upper_secondary, special; "
      "did "
      "you mean primary?\n"
      "s.yaml:1:31: norms.primary.class_size: \"class_size\" is not accepted\n"
      "    accepted: class_size_norm, class_size_stretch, class_size_limit, school_size_max, "
      "service_radius_m, pupils_per_staff, warning_yellow, warning_red, "
      "weekly_periods, periods_per_teacher, degree_teachers, backbone_teachers, pe_art_teachers, "
      "teaching_area_m2, sports_area_m2, equipment_cny, multimedia_rooms, difference_max, "
      "large_class_share_max, oversize_class_share_max, places_per_child, places_per_1000, "
      "public_share_min, inclusive_share_min, gross_enrolment_min\n"
      "s.yaml:1:64: norms.primary.class_size_norm: a single value is expected here\n" },
    { "stages: [{stage: primary, years: 6}, primary]\n",
      "s.yaml:1:27: stages[0].years: \"years\" is not accepted\n"
      "    accepted: stage, first_age, grades, scope, admission, demand\n"
      "s.yaml:1:38: stages[1]: a mapping is expected here: stage, first_age, grades, scope, "
      "admission, demand\n" },
    { "stages: {stage: primary}\n", "s.yaml:1:9: stages: a list of stages is expected here\n" },
    { "horizon: 2020\n", "s.yaml:1:10: horizon: a mapping is expected here\n" },
    { "crs: {name: x}\n", "s.yaml:1:6: crs: a single value is expected here\n" },
    { "projects: {include: [1, [2], \"\"], shift_years: [1]}\n",
      "s.yaml:1:25: projects.include[1]: a code is expected here\n"
      "s.yaml:1:30: projects.include[2]: a code is expected here\n"
      "s.yaml:1:48: projects.shift_years: a single value is expected here\n" },
    { "adjust:\nnorms:\nstages:\n", "" },
    { "[1]\n", "s.yaml:1:1: a scenario is a mapping of keys\n" },
};

/* The text with the names of all tables for the word TABLES. */
static void with_tables(const char *text, char *to, size_t size)
{
    const char *at = strstr(text, "TABLES");
    int before = at == NULL ? (int)strlen(text) : (int)(at - text);
    size_t length = (size_t)snprintf(to, size, "%.*s", before, text);
    for (int32_t t = 0; at != NULL && t < XW_TABLES; t++)
        length += (size_t)snprintf(to + length, size - length, "%s%s", t == 0 ? "" : ", ",
                                   xw_table_of((enum xw_table)t)->name);
    if (at != NULL) snprintf(to + length, size - length, "%s", at + strlen("TABLES"));
}

START_TEST(unknown_keys_are_refused)
{
    struct keys k;
    read_keys(&k, unknown[_i].text);
    xw_keys_check(k.root, &k.kit.diag);
    char want[4000];
    with_tables(unknown[_i].want, want, sizeof want);
    ck_assert_str_eq(kit_printed(&k.kit, false), want);
    kit_close(&k.kit);
}
END_TEST

static const struct {
    const char *text, *path;
    int32_t value; /* that reading goes on with */
    const char *want;
} wholes[] = {
    { "xuewei: 2\n", "xuewei", XW_MISSING,
      "s.yaml:1:9: xuewei: \"2\" is not accepted\n    accepted: 1 (Format version.)\n" },
    { "horizon: {first: \"2020\"}\n", "horizon.first", XW_MISSING,
      "s.yaml:1:18: horizon.first: \"2020\" is not accepted\n"
      "    accepted: a year, 1900 to 2200, without quotes\n" },
    { "horizon: {first: 20.5}\n", "horizon.first", XW_MISSING,
      "s.yaml:1:18: horizon.first: \"20.5\" is not accepted\n    accepted: a year, 1900 to "
      "2200\n" },
    { "horizon: {last: 2020}\n", "horizon.first", XW_MISSING,
      "s.yaml: the key \"horizon.first\" must be given\n" },
    { "horizon: {first: , last: 2020}\n", "horizon.first", XW_MISSING,
      "s.yaml:1:18: the key \"horizon.first\" must be given\n" },
    { "assignment: {nearest: 0}\n", "assignment.nearest", 16,
      "s.yaml:1:23: assignment.nearest: \"0\" is not accepted\n"
      "    accepted: a whole number of schools, 1 to 10000\n" },
    { "assignment: {nearest: 10001}\n", "assignment.nearest", 16,
      "s.yaml:1:23: assignment.nearest: \"10001\" is not accepted\n"
      "    accepted: a whole number of schools, 1 to 10000\n" },
    { "population: {migration_timing: evn}\n", "population.migration_timing", 0,
      "s.yaml:1:32: population.migration_timing: \"evn\" is not accepted\n"
      "    accepted: end, even; did you mean even?\n" },
    { "assignment: {guarantee: yes}\n", "assignment.guarantee", 0,
      "s.yaml:1:25: assignment.guarantee: \"yes\" is not accepted\n    accepted: false, true\n" },
    { "population: {age_width: 2}\n", "population.age_width", 0,
      "s.yaml:1:25: population.age_width: \"2\" is not accepted\n"
      "    accepted: 1, 5\n" },
    { "ensemble: {replicates: 100001}\n", "ensemble.replicates", 0,
      "s.yaml:1:24: ensemble.replicates: \"100001\" is not accepted\n"
      "    accepted: a whole number of replicates, 0 to 100000\n" },
};

START_TEST(whole_numbers_are_refused_once)
{
    struct keys k;
    read_keys(&k, wholes[_i].text);
    ck_assert_int_eq(xw_key_whole(k.root, wholes[_i].path, &k.kit.diag), wholes[_i].value);
    ck_assert_str_eq(kit_printed(&k.kit, false), wholes[_i].want);
    kit_close(&k.kit);
}
END_TEST

START_TEST(numbers_and_dates_are_refused)
{
    struct keys k;
    read_keys(&k, "adjust: {fertility: 10.5, births: \"1\", migration: -10, capacity: 10}\n"
                  "population: {base_date: 2021-02-29}\n");
    struct xw_diag *diag = &k.kit.diag;
    int16_t year = 7;
    int8_t month = 7, day = 7;
    ck_assert_double_eq(xw_key_number(k.root, "adjust.fertility", diag), 1.0);
    ck_assert_double_eq(xw_key_number(k.root, "adjust.births", diag), 1.0);
    ck_assert_double_eq(xw_key_number(k.root, "adjust.migration", diag), -10);
    ck_assert_double_eq(xw_key_number(k.root, "adjust.capacity", diag), 10);
    ck_assert(!xw_key_date(k.root, "population.base_date", diag, &year, &month, &day));
    ck_assert_int_eq(year, 7);
    ck_assert_str_eq(kit_printed(&k.kit, false),
                     "s.yaml:1:21: adjust.fertility: \"10.5\" is not accepted\n"
                     "    accepted: a number, 0 to 10\n"
                     "s.yaml:1:35: adjust.births: \"1\" is not accepted\n"
                     "    accepted: a number, 0 to 10, without quotes\n"
                     "s.yaml:2:25: population.base_date: \"2021-02-29\" is not accepted\n"
                     "    accepted: a date that exists, YYYY-MM-DD\n");
    kit_close(&k.kit);
}
END_TEST

START_TEST(one_node_alone)
{
    struct keys k;
    read_keys(&k, "norms: {primary: {class_size_norm: 40, warning_red: -1}}\n");
    struct xw_diag *diag = &k.kit.diag;
    ck_assert_double_eq(xw_key_number_of(xw_yaml_get(k.root, "norms.primary.class_size_norm"),
                                         xw_norm_of(XW_NORM_CLASS_SIZE_NORM), diag),
                        40);
    ck_assert_double_nan(xw_key_number_of(xw_yaml_get(k.root, "norms.primary.warning_red"),
                                          xw_norm_of(XW_NORM_WARNING_RED), diag));
    ck_assert_double_nan(xw_key_number_of(NULL, xw_norm_of(XW_NORM_WARNING_RED), diag));
    ck_assert_int_eq(xw_key_whole_of(NULL, xw_key_of("stages[].grades"), diag), XW_MISSING);
    ck_assert_int_eq(xw_key_whole_of(NULL, xw_key_of("stages[].scope"), diag), 0);
    ck_assert_int_eq(diag->refused, 1);
    kit_close(&k.kit);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_test(c, values_are_given_or_usual);
    tcase_add_test(c, one_node_alone);
    return c;
}

static TCase *refusals(void)
{
    TCase *c = tcase_create("refusals");
    tcase_add_loop_test(c, unknown_keys_are_refused, 0, (int)(sizeof unknown / sizeof *unknown));
    tcase_add_loop_test(c, whole_numbers_are_refused_once, 0,
                        (int)(sizeof wholes / sizeof *wholes));
    tcase_add_test(c, numbers_and_dates_are_refused);
    return c;
}

UNIT_MAIN("keys", known_answers(), refusals())
