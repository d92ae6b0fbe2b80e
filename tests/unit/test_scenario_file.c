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
    ck_assert_double_eq(s->classes.merge_below, 0);
    ck_assert_int_eq(s->files, 9);
    ck_assert_str_eq(s->file[0].name, "scenario.yaml");
    ck_assert_str_eq(s->file[1].name, "zones.csv");
    ck_assert_int_eq(s->file[0].length, (ptrdiff_t)strlen(kit_scenario));
    ck_assert_str_eq(s->table_file[XW_TABLE_ROLLS], "rolls.csv");
    ck_assert_ptr_null(s->table_file[XW_TABLE_SPEND]);
    ck_assert_int_eq(s->tables_with_evidence, 8);
    ck_assert_str_eq(s->table_evidence[0].table, "zones");
    ck_assert_int_eq(s->table_evidence[0].rows[XW_ASSUMED], 2);
    kit_close(&kit);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_test(c, a_sound_scenario_is_read_without_a_doubt);
    return c;
}

UNIT_MAIN("scenario_file", known_answers())
