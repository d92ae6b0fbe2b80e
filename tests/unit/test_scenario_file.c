#include "xuewei/scenario_file.h"
#include "xuewei/parameters.h"
#include "scenario_kit.h"
#include <math.h>

START_TEST(a_sound_scenario_is_read_without_a_doubt)
{
    struct kit kit;
    kit_open(&kit);
    kit_doubts(&kit, "");
    const struct xw_scenario *s = &kit.s;
    ck_assert_str_eq(s->name, "scenario");
    ck_assert_str_eq(s->title_zh, "scenario");
    ck_assert_str_eq(s->title_en, "scenario");
    ck_assert_str_eq(s->place_zh, "");
    ck_assert_str_eq(s->place_en, "");
    ck_assert_str_eq(s->crs, "local");
    ck_assert_int_eq(s->first, 2020);
    ck_assert_int_eq(s->last, 2022);
    ck_assert_int_eq(s->base_year, 2020);
    ck_assert_int_eq(s->base_month, 9);
    ck_assert_int_eq(s->base_day, 1);
    ck_assert_int_eq(s->age_width, 1);
    ck_assert_int_eq(s->ages, KIT_AGES);
    ck_assert_int_eq(s->timing, XW_MIGRATION_END);
    ck_assert_int_eq(s->stages.count, 2);
    ck_assert_int_eq(s->stages.rows, 4);
    ck_assert(!s->stages.stage[0].city);
    ck_assert_int_eq(s->replicates, 0);
    ck_assert_uint_eq(s->seed, 1);
    ck_assert_double_eq(s->assignment.detour, 1.3);
    ck_assert_int_eq(s->assignment.nearest, 16);
    ck_assert_int_eq(s->assignment.coordination_m, 3000);
    ck_assert_int_eq(s->assignment.stretch_m, 800);
    ck_assert_int_eq(s->assignment.overrun_m, 10000);
    ck_assert_int_eq(s->assignment.unplaced_m, 1000000);
    ck_assert_int_eq(s->assignment.feeder_bonus_m, 2000);
    ck_assert(!s->assignment.guarantee);
    ck_assert_int_eq(s->classes.entry_bulge, 0);
    ck_assert_int_eq(s->classes.tolerance, 0);
    ck_assert_double_eq(s->classes.merge_below, 0);
    ck_assert_int_eq(s->files, 9);
    ck_assert_str_eq(s->file[0].name, "scenario.yaml");
    ck_assert_str_eq(s->file[1].name, "zones.csv");
    ck_assert_int_eq(s->file[0].length, (ptrdiff_t)strlen(kit_scenario));
    ck_assert_str_eq(s->table_file[XW_TABLE_ROLLS], "rolls.csv");
    ck_assert_ptr_null(s->table_file[XW_TABLE_SPEND]);
    ck_assert_int_eq(s->tables_with_evidence, 8);
    ck_assert_str_eq(s->table_evidence[0].table, "zones");
    ck_assert_str_eq(s->table_evidence[7].table, "rolls");
    ck_assert_str_eq(s->table_evidence[7].file, "rolls.csv");
    ck_assert_int_eq(s->table_evidence[0].rows[XW_ASSUMED], 2);
    ck_assert_int_eq(s->table_evidence[7].rows[XW_ASSUMED], 6);
    ck_assert_int_eq(s->table_evidence[7].rows[XW_PUBLISHED], 0);
    ck_assert_ptr_eq(s->keep, &kit.keep);
    kit_close(&kit);
}
END_TEST

START_TEST(every_key_is_read)
{
    struct kit kit;
    kit_open(&kit);
    kit_scenario_and(
        &kit, "title: {zh: 标题}\nplace: {en: Town}\n"
              "assignment: {distance: straight, detour: 2, nearest: 3, coordination_m: 4,\n"
              "  stretch_m: 5, overrun_m: 6, unplaced_m: 7, feeder_bonus_m: 8, guarantee: "
              "true}\n"
              "classes: {entry_bulge: 1, merge_below: 0.5}\n"
              "ensemble: {replicates: 0, seed: 20201101, delay: {approval: 0.6, start: 0.7,\n"
              "  completion: 1, common: 0.2, most: 3, ramp_low: 0.8}}\n"
              "encoding: UTF-8\ncrs: EPSG:4549\n");
    kit_doubts(&kit, "");
    const struct xw_scenario *s = &kit.s;
    ck_assert_str_eq(s->title_zh, "标题");
    ck_assert_str_eq(s->title_en, "标题");
    ck_assert_str_eq(s->place_zh, "Town");
    ck_assert_str_eq(s->place_en, "Town");
    ck_assert_double_eq(s->delay.approval, 0.6);
    ck_assert_double_eq(s->delay.start, 0.7);
    ck_assert_double_eq(s->delay.completion, 1);
    ck_assert_double_eq(s->delay.common, 0.2);
    ck_assert_int_eq(s->delay.most, 3);
    ck_assert_double_eq(s->delay.ramp_low, 0.8);
    ck_assert_double_eq(s->assignment.detour, 2);
    ck_assert_int_eq(s->assignment.nearest, 3);
    ck_assert_int_eq(s->assignment.coordination_m, 4);
    ck_assert_int_eq(s->assignment.stretch_m, 5);
    ck_assert_int_eq(s->assignment.overrun_m, 6);
    ck_assert_int_eq(s->assignment.unplaced_m, 7);
    ck_assert_int_eq(s->assignment.feeder_bonus_m, 8);
    ck_assert(s->assignment.guarantee);
    ck_assert_int_eq(s->classes.entry_bulge, 1);
    ck_assert_double_eq(s->classes.merge_below, 0.5);
    ck_assert_uint_eq(s->seed, 20201101);
    ck_assert_str_eq(s->crs, "EPSG:4549");
    kit_close(&kit);
}
END_TEST

START_TEST(usual_stages_are_six_three_three)
{
    struct kit kit;
    kit_open(&kit);
    char text[4000];
    snprintf(text, sizeof text, "%s", kit_scenario);
    char *from = strstr(text, "stages:"), *to = strstr(text, "tables:");
    memmove(from, to, strlen(to) + 1);
    kit_file(&kit, "scenario.yaml", text);
    kit_file(&kit, "rolls.csv",
             "school,year,grade,pupils\nP1,2019,6,4\nP2,2019,1,4\nM1,2019,7,4\n");
    kit_doubts(&kit, "");
    const struct xw_stages *stages = &kit.s.stages;
    static const int32_t age[] = { 3, 6, 12, 15 }, grades[] = { 3, 6, 3, 3 };
    ck_assert_int_eq(stages->count, 4);
    for (int i = 0; i < 4; i++) {
        ck_assert_int_eq(stages->stage[i].name, XW_KINDERGARTEN + i);
        ck_assert_int_eq(stages->stage[i].first_age, age[i]);
        ck_assert_int_eq(stages->stage[i].grades, grades[i]);
        ck_assert(!stages->stage[i].city);
    }
    kit_close(&kit);
}
END_TEST

START_TEST(a_child_goes_before_its_parents)
{
    struct kit kit;
    kit_open(&kit);
    kit_file(&kit, "low.yaml",
             "xuewei: 1\nextends: mid.yaml\nhorizon: {last: 2021}\nadjust: {fertility: 0.5}\n"
             "stages: [{stage: primary, first_age: 6, grades: 2}, {stage: lower_secondary, "
             "first_age: 8, grades: 2, scope: city}]\n");
    kit_file(&kit, "mid.yaml",
             "extends: ./scenario.yaml\nadjust: {fertility: 0.7, migration: 2}\n"
             "title: {zh: 中}\n");
    kit_read_as(&kit, "low.yaml", XW_NEED_RUN, NULL, 0);
    ck_assert_str_eq(kit_printed(&kit, false), "");
    ck_assert_str_eq(kit.s.name, "low");
    ck_assert_str_eq(kit.s.title_zh, "中");
    ck_assert_int_eq(kit.s.first, 2020);
    ck_assert_int_eq(kit.s.last, 2021);
    ck_assert_double_eq(kit.s.fertility.rate[20], 0.05);
    ck_assert(kit.s.stages.stage[1].city);
    ck_assert_int_eq(kit.s.files, 11);
    ck_assert_str_eq(kit.s.file[0].name, "low.yaml");
    ck_assert_str_eq(kit.s.file[1].name, "mid.yaml");
    ck_assert_str_eq(kit.s.file[2].name, "scenario.yaml");
    ck_assert_str_eq(kit.s.file[3].name, "zones.csv");
    kit_close(&kit);
}
END_TEST

START_TEST(a_name_has_no_ending)
{
    static const char *const file[] = { "plain", ".yaml", "two.ends.yaml" }, *const name[] = {
        "plain", ".yaml", "two.ends"
    };
    struct kit kit;
    kit_open(&kit);
    for (int i = 0; i < 3; i++) {
        kit_file(&kit, file[i], kit_scenario);
        kit_read_as(&kit, file[i], XW_NEED_RUN, NULL, 0);
        ck_assert_str_eq(kit.s.name, name[i]);
        ck_assert_int_eq(kit.status, XW_OK);
    }
    char path[200];
    kit_path(&kit, ".yaml", path);
    ck_assert_int_eq(unlink(path), 0);
    kit_close(&kit);
}
END_TEST

START_TEST(values_can_be_set)
{
    struct kit kit;
    kit_open(&kit);
    kit_file(&kit, "other.csv", "year,age,rate\n2020,20,0.3\n2021,20,0.3\n");
    static const struct xw_override set[] = { { "horizon.last", "2021" },
                                              { "adjust.fertility", "2" },
                                              { "tables.fertility", "other.csv" } };
    kit_read_as(&kit, "scenario.yaml", XW_NEED_RUN, set, 3);
    ck_assert_str_eq(kit_printed(&kit, false), "");
    ck_assert_int_eq(kit.s.last, 2021);
    ck_assert_double_eq(kit.s.fertility.rate[20], 0.6);
    static const struct xw_override wrong[] = { { "extends", "x.yaml" }, { "horizon.last", "no" } };
    kit_read_as(&kit, "scenario.yaml", XW_NEED_RUN, wrong, 1);
    ck_assert_str_eq(kit_printed(&kit, false), "--set: extends: a parent cannot be set; write a "
                                               "scenario that extends it\n");
    kit_read_as(&kit, "scenario.yaml", XW_NEED_RUN, wrong + 1, 1);
    ck_assert_str_eq(kit_printed(&kit, false), "--set: horizon.last: \"no\" is not accepted\n"
                                               "    accepted: a year, 1900 to 2200\n");
    kit_close(&kit);
}
END_TEST

START_TEST(a_projection_needs_no_schools)
{
    struct kit kit;
    kit_open(&kit);
    kit_file(&kit, "schools.csv", "not a table\n");
    kit_file(&kit, "rolls.csv", "");
    kit_read_as(&kit, "scenario.yaml", XW_NEED_PROJECT, NULL, 0);
    ck_assert_str_eq(kit_printed(&kit, false), "");
    ck_assert_int_eq(kit.s.files, 6);
    ck_assert_int_eq(kit.s.schools.count, 0);
    ck_assert_double_eq(kit.s.population.household[0], 10);
    ck_assert_int_eq(kit.s.tables_with_evidence, 5);
    kit_close(&kit);
}
END_TEST

static const struct {
    const char *text, *want;
} faults[] = {
    { "xuewei: 1\nextends: scenario.yaml\n",
      "scenario.yaml:2:10: extends: the scenarios extend one another in a circle: scenario.yaml, "
      "scenario.yaml\n" },
    { "xuewei: 1\nextends: a.yaml\n", "b.yaml:1:10: extends: the scenarios extend one another in a "
                                      "circle: a.yaml, b.yaml, a.yaml\n" },
    { "xuewei: 1\nextends: absent.yaml\ncolour: red\n",
      "scenario.yaml:2:10: extends: \"absent.yaml\" cannot be read: No such file or directory\n"
      "scenario.yaml:3:1: colour: \"colour\" is not accepted\n"
      "    accepted: xuewei, title, place, extends, horizon, crs, coordinates, encoding, outlines, "
      "tables, "
      "population, births, housing, stages, adjust, forecast, projects, assignment, roads, "
      "classes, "
      "supply, levers, special, indicators, norms, choice, ensemble\n" },
    { "extends: /scenario.yaml\n",
      "scenario.yaml:1:10: extends: \"/scenario.yaml\" is not accepted\n"
      "    accepted: a path relative to this file\n" },
    { "- xuewei: 1\n", "scenario.yaml:1:1: a scenario is a mapping of keys\n" },
    { "xuewei: 1\n",
      "scenario.yaml: the key \"horizon.first\" must be given\n"
      "scenario.yaml: the key \"horizon.last\" must be given\n"
      "scenario.yaml: the key \"population.base_date\" must be given\n"
      "scenario.yaml: the table \"zones\" must be given, as tables.zones\n"
      "scenario.yaml: the table \"population\" must be given, as tables.population\n"
      "scenario.yaml: the table \"fertility\" must be given, as tables.fertility\n"
      "scenario.yaml: the table \"mortality\" must be given, as tables.mortality\n"
      "scenario.yaml: the table \"births_ratio\" must be given, as tables.births_ratio\n"
      "scenario.yaml: the table \"schools\" must be given, as tables.schools\n"
      "scenario.yaml: the table \"capacity\" must be given, as tables.capacity\n"
      "scenario.yaml: the table \"rolls\" must be given, as tables.rolls\n" },
};

START_TEST(faults_of_the_file_are_said)
{
    struct kit kit;
    kit_open(&kit);
    kit_file(&kit, "a.yaml", "extends: b.yaml\n");
    kit_file(&kit, "b.yaml", "extends: a.yaml\n");
    kit_file(&kit, "scenario.yaml", faults[_i].text);
    kit_refuses(&kit, faults[_i].want);
    kit_close(&kit);
}
END_TEST

static const struct {
    const char *path, *value, *want;
} sets[] = {
    { "horizon.last", "2019",
      "--set: horizon.last: the last year 2019 lies before the first, 2020\n" },
    { "horizon.last", "2120", "--set: horizon.last: the years 2020 to 2120 are more than 100\n" },
    { "horizon.first", "2019",
      "--set: horizon.first: the first year 2019 lies before the population count of 2020\n"
      "rolls.csv: there are no pupils of a year before 2019, the first simulated one; the rolls of "
      "2018 are where the simulation begins\n" },
    { "stages", "[]", "--set: stages: 1 to 6 stages are accepted\n" },
    { "stages",
      "[{stage: primary, first_age: 6, grades: 2}, {stage: primary, first_age: 8, "
      "grades: 2}]",
      "--set: stages[1]: the stage primary is there twice\n" },
    { "stages",
      "[{stage: primary, first_age: 6, grades: 2}, {stage: lower_secondary, first_age: 9, "
      "grades: 2}]",
      "--set: stages[1]: lower_secondary begins at age 9, but primary ends at age 8; stages follow "
      "one another without gap or overlap\n" },
    { "stages",
      "[{stage: primary, first_age: 6, grades: 6}, {stage: special, first_age: 12, grades: 3}]",
      "--set: stages[1]: \"special\" is not accepted\n    accepted: the stage special alone in a "
      "scenario; beside other stages its children are counted by special.prevalence\n" },
    { "stages",
      "[{stage: special, first_age: 6, grades: 9}, {stage: upper_secondary, first_age: 15, grades: "
      "3}]",
      "--set: stages[1]: \"special\" is not accepted\n    accepted: the stage special alone in a "
      "scenario; beside other stages its children are counted by special.prevalence\n" },
    { "stages", "[{stage: primary, grades: 13}]",
      "--set: stages[0]: the key \"first_age\" must be given\n"
      "--set: stages[0].grades: \"13\" is not accepted\n"
      "    accepted: a whole number of years, 1 to 12\n" },
    { "stages",
      "[{stage: primary, first_age: 0, grades: 12}, {stage: lower_secondary, first_age: "
      "12, grades: 12}, {stage: upper_secondary, first_age: 24, grades: 1}]",
      "--set: stages: the stages have more than 24 grades together\n" },
    { "tables.rolls", "/tmp/rolls.csv",
      "--set: tables.rolls: \"/tmp/rolls.csv\" is not accepted\n"
      "    accepted: a path relative to the file that names it\n" },
    { "tables.rolls", "absent.csv",
      "--set: tables.rolls: \"absent.csv\" cannot be read: No such file or directory\n" },
    { "tables.neighbours", "t.csv",
      "--set: tables.neighbours: this version does not read the table "
      "\"neighbours\"\n" },
    { "outlines", "absent.geojson",
      "--set: outlines: \"absent.geojson\" cannot be read: No such file or directory\n" },
};

START_TEST(faults_of_values_are_said)
{
    struct kit kit;
    kit_open(&kit);
    struct xw_override set = { sets[_i].path, sets[_i].value };
    kit_read_as(&kit, "scenario.yaml", XW_NEED_RUN, &set, 1);
    ck_assert_str_eq(kit_printed(&kit, false), sets[_i].want);
    kit_close(&kit);
}
END_TEST

START_TEST(a_hundred_years_are_accepted)
{
    struct kit kit;
    kit_open(&kit);
    static const struct xw_override set = { "horizon.last", "2119" };
    kit_read_as(&kit, "scenario.yaml", XW_NEED_RUN, &set, 1);
    ck_assert_int_eq(kit.diag.refused, 0);
    ck_assert_int_eq(xw_scenario_years(&kit.s), 100);
    kit_close(&kit);
}
END_TEST

START_TEST(a_long_line_of_parents_ends)
{
    struct kit kit;
    kit_open(&kit);
    for (int i = 0; i < 17; i++) {
        char name[20], text[60];
        snprintf(name, sizeof name, "p%d.yaml", i);
        snprintf(text, sizeof text, i == 15 ? "extends: scenario.yaml\n" : "extends: p%d.yaml\n",
                 i + 1);
        kit_file(&kit, name, text);
    }
    kit_read_as(&kit, "p1.yaml", XW_NEED_RUN, NULL, 0); /* 15 and the scenario itself */
    ck_assert_str_eq(kit_printed(&kit, false), "");
    kit_read_as(&kit, "p0.yaml", XW_NEED_RUN, NULL, 0);
    ck_assert_str_eq(kit_printed(&kit, false),
                     "p15.yaml:1:10: extends: more than 15 scenarios extend one another\n");
    kit_close(&kit);
}
END_TEST

START_TEST(a_missing_scenario_is_named_as_given)
{
    struct kit kit;
    kit_open(&kit);
    char want[300];
    kit_read_as(&kit, "none.yaml", XW_NEED_RUN, NULL, 0);
    snprintf(want, sizeof want, "%s/none.yaml: cannot be read: No such file or directory\n",
             kit.folder);
    ck_assert_str_eq(kit_printed(&kit, false), want);
    kit_close(&kit);
}
END_TEST

START_TEST(memory_may_end)
{
    struct kit kit;
    kit_open(&kit);
    for (size_t room = 1024; room < (size_t)1 << 20; room *= 2) {
        ck_assert_int_eq(xw_arena_init(&kit.keep, room), XW_OK);
        enum xw_status status = kit_read(&kit);
        ck_assert(status == XW_NO_MEMORY || status == XW_OK || status == XW_REFUSED);
        if (room == 1024) ck_assert_int_eq(status, XW_NO_MEMORY);
        xw_arena_free(&kit.keep);
    }
    kit_close(&kit);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_test(c, a_sound_scenario_is_read_without_a_doubt);
    tcase_add_test(c, every_key_is_read);
    tcase_add_test(c, usual_stages_are_six_three_three);
    tcase_add_test(c, a_child_goes_before_its_parents);
    tcase_add_test(c, a_name_has_no_ending);
    tcase_add_test(c, values_can_be_set);
    tcase_add_test(c, a_projection_needs_no_schools);
    return c;
}

static TCase *refusals(void)
{
    TCase *c = tcase_create("refusals");
    tcase_add_loop_test(c, faults_of_the_file_are_said, 0, (int)(sizeof faults / sizeof *faults));
    tcase_add_loop_test(c, faults_of_values_are_said, 0, (int)(sizeof sets / sizeof *sets));
    tcase_add_test(c, a_missing_scenario_is_named_as_given);
    return c;
}

static TCase *limits(void)
{
    TCase *c = tcase_create("limits");
    tcase_add_test(c, a_hundred_years_are_accepted);
    tcase_add_test(c, a_long_line_of_parents_ends);
    tcase_add_test(c, memory_may_end);
    return c;
}

UNIT_MAIN("scenario_file", known_answers(), refusals(), limits())
