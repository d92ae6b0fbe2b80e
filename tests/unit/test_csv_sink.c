#include "csv_sink.h"
#include "chances_fixture.h"
#include "effects.h"
#include "surplus.h"
#include "unit.h"
#include <string.h>

static struct xw_arena arena;
static struct xw_run runs[2];
static struct xw_figures all[2];
static struct xw_needs needs;
static struct xw_divisions divisions;
static struct xw_effects effects;
static struct xw_surplus surplus;
static struct xw_data_source source;
static struct xw_paired_runs paired;

static void setup(void)
{
    ck_assert_int_eq(xw_arena_init(&arena, 1u << 30), XW_OK);
    fixture_district(&arena, 0, &runs[0]);
    fixture_replicates(&arena, 100, 0.5, &runs[0]);
    fixture_district(&arena, 1, &runs[1]);
    fixture_paired(&arena, 100, runs, 2, &paired);
    ck_assert_int_eq(xw_figures_make(&arena, &runs[0], 0, &all[0]), XW_OK);
    ck_assert_int_eq(xw_figures_make(&arena, &runs[1], 0, &all[1]), XW_OK);
    ck_assert_int_eq(xw_needs_make(&arena, &all[0], &needs), XW_OK);
    ck_assert_int_eq(xw_divisions_make(&arena, &all[0], &divisions), XW_OK);
    ck_assert_int_eq(xw_effects_make(&arena, &all[0], &effects), XW_OK);
    ck_assert_int_eq(xw_surplus_make(&arena, &all[0], &divisions, &surplus), XW_OK);
    source = (struct xw_data_source){ all, 2, &needs, &effects, &surplus, true, &paired };
}

static void teardown(void)
{
    xw_arena_free(&arena);
}

static const struct xw_data_table *table_of(const char *name)
{
    for (int32_t i = 0; i < xw_data_tables_count; i++)
        if (strcmp(xw_data_tables[i]->file, name) == 0) return xw_data_tables[i];
    ck_abort_msg("no table %s", name);
}

static const char *written(const char *name)
{
    struct xw_markup out;
    ck_assert_int_eq(xw_markup_init(&out), XW_OK);
    ck_assert_msg(xw_csv_table(table_of(name), &source, &out), "%s does not fit", name);
    ck_assert(!out.failed);
    ptrdiff_t length;
    const char *bytes = xw_markup_bytes(&out, &length);
    const char *copy = xw_arena_text_n(&arena, bytes, length);
    xw_markup_free(&out);
    ck_assert_msg(strncmp(copy, "\xef\xbb\xbf", 3) == 0, "%s has no mark", name);
    return copy + 3;
}

/* Cells of the line at `at`, quotes understood; returns the next line. */
static const char *cells_of(const char *at, int32_t *count)
{
    bool quoted = false;
    *count = 1;
    for (; *at != '\0' && (quoted || *at != '\n'); at++) {
        if (*at == '"') quoted = !quoted;
        if (*at == ',' && !quoted) (*count)++;
    }
    return *at == '\n' ? at + 1 : at;
}

static bool is_one_of(const char *name, const char *const *names)
{
    while (*names != NULL && strcmp(*names, name) != 0)
        names++;
    return *names != NULL;
}

/* The invented district has no intake plan, no idle room that others lack, no teachers. */
START_TEST(every_row_has_the_columns_of_the_declaration)
{
    static const char *const empty[] = { "next_september.csv", "candidates.csv", "staff.csv", NULL };
    for (int32_t i = 0; i < xw_data_tables_count; i++) {
        const struct xw_data_table *table = xw_data_tables[i];
        if (!xw_data_has(table, &source)) continue;
        const char *at = written(table->file);
        int32_t count, rows = 0;
        while (*at != '\0') {
            const char *line = at;
            at = cells_of(at, &count);
            ck_assert_msg(count == table->columns, "%s: %d cells instead of %d: %.80s", table->file,
                          count, table->columns, line);
            rows++;
        }
        if (rows == 1) ck_assert_msg(is_one_of(table->file, empty), "%s is empty", table->file);
    }
}
END_TEST

START_TEST(rows_are_as_the_run_has_them)
{
    ck_assert_ptr_nonnull(strstr(written("projects.csv"),
                                 "\n8,镜心小学 <暂名> & 附园,Jingxin Primary <provisional> & "
                                 "nursery,primary,灵桥街道,Lingqiao,new,36,,1620,180000000,"
                                 "20000000,2025,2027,2027,2022,2023,late,5,planned,1,published\n"));
    ck_assert_ptr_nonnull(strstr(written("projects.csv"), "\n5,鉴溪小学扩建,"));
    ck_assert_ptr_nonnull(strstr(written("openings.csv"), "\nprimary,2027,72,1,1\n"));
    ck_assert_ptr_nonnull(strstr(written("openings.csv"), "\nprimary,2024,36,0,0\n"));
    ck_assert_ptr_nonnull(strstr(written("base_year.csv"), "\nprimary,17128,"));
    ck_assert_ptr_nonnull(
        strstr(written("published.csv"), "\nentrants,district,2021,primary,3400,,3278,published,"));
    ck_assert_ptr_nonnull(
        strstr(written("stage_year.csv"), "\nas-planned,upper_secondary,2020,all,3814,,,,,,,,\n"));
    ck_assert_ptr_nonnull(
        strstr(written("measures.csv"),
               "\nas-planned,district,,2022,residents,399120.000000,persons,,\n"));
    ck_assert_ptr_nonnull(strstr(written("measures.csv"),
                                 "\nas-planned,district,primary,2022,difference_sports_area_m2,"
                                 "0.511000,,0.500000,missed\n"));
    ck_assert_ptr_nonnull(
        strstr(written("measures.csv"), "\nas-planned,district,,2022,of_another_version,,,,\n"));
    ck_assert_ptr_nonnull(
        strstr(written("measure_names.csv"), "\nresidents,persons,0,9 月 1 日常住人口。,"));
    ck_assert_ptr_nonnull(
        strstr(written("findings.csv"), "\nslip,primary,classes_after_entry_peak,2025,108\n"));
}
END_TEST

/* What replicates say, from their rows; a run without any has no rows, and the dictionary then leaves
 * their tables out. */
START_TEST(replicates_have_tables_of_their_own)
{
    ck_assert_ptr_nonnull(strstr(written("quantiles.csv"),
                                 "\nas-planned,district,district,primary,2020,all,demand,17128.000,"
                                 ",17128.000,17128.000,17128.000,17128.000,17128.000,17128.000,"
                                 "17128.000\n"));
    ck_assert_ptr_nonnull(strstr(written("on_time.csv"),
                                 "\nas-planned,7,2027,2027,0.75000,1620,405.000\n"
                                 "as-planned,7,2027,2028,1.00000,1620,0.000\n"));
    ck_assert_ptr_nonnull(strstr(written("assumptions.csv"),
                                 "\nas-planned,migration.level,净迁入的水平,Level of net migration,"
                                 "lognormal,factor,0.770000,1.000000,1.300000,assumed,"
                                 "assumptions.migration.level\n"));
    ck_assert_ptr_nonnull(strstr(written("service.csv"),
                                 "\nas-planned,district,district,primary,2020,all,0.95,0.000\n"));
    ck_assert_ptr_null(strstr(written("quantiles.csv"), "\nslip,"));
    ck_assert_ptr_nonnull(strstr(written("dictionary.csv"), "\nrisk_year.csv,p_short,share,"));
    source.chances = false;
    ck_assert(!xw_data_has(table_of("risk.csv"), &source));
    ck_assert(xw_data_has(table_of("paired.csv"), &source));
    ck_assert(xw_data_has(table_of("stage_year.csv"), &source));
    ck_assert_ptr_null(strstr(written("dictionary.csv"), "risk"));
    source.paired = NULL;
    ck_assert(!xw_data_has(table_of("paired.csv"), &source));
}
END_TEST

static TCase *laws(void)
{
    TCase *c = tcase_create("laws");
    tcase_add_checked_fixture(c, setup, teardown);
    tcase_add_test(c, every_row_has_the_columns_of_the_declaration);
    tcase_add_test(c, rows_are_as_the_run_has_them);
    tcase_add_test(c, replicates_have_tables_of_their_own);
    return c;
}

UNIT_MAIN("csv_sink", laws())
