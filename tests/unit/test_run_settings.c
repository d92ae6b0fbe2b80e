#include "xuewei/run_settings.h"
#include "sample_run.h"
#include "xuewei/norms.h"
#include <math.h>

static char folder[64], path[128];
static struct sample sample;
static struct xw_arena keep;
static struct xw_run run;

/* The sample with two keys, a norm of the table, one given as a key, a usual one and one that differs by
 * grade. */
static void setup(void)
{
    static struct xw_setting settings[] = { { "forecast.basis", "blend", true },
                                            { "assignment.detour", "1.3", false },
                                            { "norms.primary.school_size_max", "1800", true } };
    sample_folder(folder);
    snprintf(path, sizeof path, "%s/run.gpkg", folder);
    sample_make(&sample);
    ck_assert_int_eq(xw_arena_init(&keep, XW_ARENA_USUAL), XW_OK);
    struct xw_scenario *s = &sample.scenario;
    s->settings = 3;
    s->setting = settings;
    for (int32_t q = 0; q < XW_NORMS; q++)
        for (int32_t r = 0; r < XW_MAX_GRADES; r++)
            s->norms.value[0][r][q] = NAN;
    for (int32_t g = 0; g < s->stages.stage[0].grades; g++) {
        double *value = s->norms.value[0][s->stages.stage[0].first_row + g];
        value[XW_NORM_CLASS_SIZE_NORM] = 45;
        s->norms.line[0][s->stages.stage[0].first_row + g][XW_NORM_CLASS_SIZE_NORM] = 7;
        value[XW_NORM_SCHOOL_SIZE_MAX] = 1800;
        value[XW_NORM_SERVICE_RADIUS] = 500;
        value[XW_NORM_WEEKLY_PERIODS] = g < 2 ? 26 : 30;
    }
    struct xw_carried *norms = &s->carried[XW_TABLE_NORMS];
    ck_assert_int_eq(xw_carried_take(norms, XW_TABLE_NORMS, 1, &keep), XW_OK);
    int32_t first = xw_table_of(XW_TABLE_NORMS)->first;
    norms->line[0] = 7;
    norms->text[XW_COL_NORMS_STAGE - first][0] = "primary";
    norms->text[XW_COL_NORMS_QUANTITY - first][0] = "class_size_norm";
    norms->number[XW_COL_NORMS_VALUE - first][0] = 45;
    norms->text[XW_COL_NORMS_SOURCE - first][0] = "某办法";
    sample_write(&sample, path);
    const char *trouble = "";
    ck_assert_msg(xw_run_load(path, &keep, &run, &trouble) == XW_OK, "%s", trouble);
}

static void teardown(void)
{
    xw_diag_free(&sample.diag);
    xw_arena_free(&keep);
    unlink(path);
    rmdir(folder);
}

START_TEST(keys_come_back)
{
    ck_assert_int_eq(run.setting_count, 3);
    ck_assert_str_eq(xw_run_setting(&run, "forecast.basis"), "blend");
    ck_assert(run.setting[0].given);
    ck_assert_str_eq(xw_run_setting(&run, "assignment.detour"), "1.3");
    ck_assert(!run.setting[1].given);
    ck_assert_ptr_null(xw_run_setting(&run, "forecast"));
}
END_TEST

START_TEST(norms_come_back_with_their_source)
{
    const struct xw_run_norm *norm = xw_run_norm(&run, 0, "class_size_norm");
    ck_assert(norm->all_grades);
    ck_assert_double_eq(norm->value, 45);
    ck_assert_int_eq(norm->line, 7);
    ck_assert_str_eq(norm->source, "某办法");
    norm = xw_run_norm(&run, 0, "school_size_max");
    ck_assert_int_eq(norm->line, XW_NONE);
    ck_assert_str_eq(norm->source, "norms.primary.school_size_max");
    ck_assert_double_eq(xw_run_norm(&run, 1, "class_size_norm")->value, 50);
    norm = xw_run_norm(&run, 0, "service_radius_m");
    ck_assert_str_eq(norm->source, "GB 50099-2011 中小学校设计规范 4.1.4");
    ck_assert_ptr_null(xw_run_norm(&run, 0, "difference_max"));
}
END_TEST

START_TEST(a_norm_that_differs_by_grade_has_a_row_a_grade)
{
    int32_t rows = 0;
    for (int32_t i = 0; i < run.norm_count; i++) {
        const struct xw_run_norm *norm = &run.norm[i];
        if (norm->stage != 0 || strcmp(norm->quantity, "weekly_periods") != 0) continue;
        ck_assert(!norm->all_grades);
        ck_assert_int_eq(norm->grade, run.stage[0].first_grade + rows);
        ck_assert_double_eq(norm->value, rows < 2 ? 26 : 30);
        rows++;
    }
    ck_assert_int_eq(rows, run.stage[0].grades);
    ck_assert_double_eq(xw_run_norm(&run, 0, "weekly_periods")->value, 26);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known_answers");
    tcase_add_checked_fixture(c, setup, teardown);
    tcase_add_test(c, keys_come_back);
    tcase_add_test(c, norms_come_back_with_their_source);
    tcase_add_test(c, a_norm_that_differs_by_grade_has_a_row_a_grade);
    return c;
}

UNIT_MAIN("run_settings", known_answers())
