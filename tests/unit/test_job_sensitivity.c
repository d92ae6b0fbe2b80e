#include "xuewei/job.h"
#include "unit.h"
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define TINY XW_SOURCE_ROOT "/scenarios/tiny/tiny.yaml"

static const struct xw_sensitivity_options few = {
    .trajectories = 2, .rows = 8, .most = 3, .resamples = 10, .level = 0.9
};

static char *text_of(FILE *file)
{
    static char text[1 << 16];
    rewind(file);
    size_t n = fread(text, 1, sizeof text - 1, file);
    text[n] = '\0';
    return text;
}

/* The page, the table and the picture of one call; nothing else is left in the folder. */
START_TEST(a_page_a_table_and_a_picture)
{
    char folder[] = "/tmp/xuewei-sensitivity-XXXXXX", csv[64], svg[64];
    struct xw_diag diag;
    const char *trouble;
    ck_assert_ptr_nonnull(mkdtemp(folder));
    snprintf(csv, sizeof csv, "%s/s.csv", folder);
    snprintf(svg, sizeof svg, "%s/s.svg", folder);
    struct xw_job job = { .scenario = TINY, .out = csv, .threads = 2 };
    FILE *page = tmpfile();
    ck_assert_ptr_nonnull(page);
    ck_assert_int_eq(xw_diag_init(&diag), XW_OK);
    ck_assert_int_eq(xw_job_sensitivity(&job, svg, &few, page, &diag, &trouble), XW_OK);
    ck_assert_ptr_null(trouble);
    ck_assert_ptr_nonnull(strstr(text_of(page), "primary: largest local gap of the horizon"));
    FILE *table = fopen(csv, "r"), *picture = fopen(svg, "r");
    ck_assert(table != NULL && picture != NULL);
    ck_assert_int_eq(strncmp(text_of(table), "stage,response,assumption,", 26), 0);
    const char *drawn = text_of(picture);
    ck_assert_int_eq(strncmp(drawn, "<svg ", 5), 0);
    ck_assert_ptr_nonnull(strstr(drawn, "小学：片区最大缺口（人） · primary: largest local gap"));
    fclose(table);
    fclose(picture);
    fclose(page);
    unlink(csv);
    unlink(svg);
    ck_assert_int_eq(rmdir(folder), 0);
    xw_diag_free(&diag);
}
END_TEST

/* Without anything to vary there is no answer: said, and no file is made. */
START_TEST(nothing_to_vary_is_refused)
{
    const struct xw_override none[] = {
        { "ensemble.participation.sd", "0" }, { "ensemble.entry.sd", "0" },
        { "ensemble.progression.sd", "0" },   { "ensemble.mortality.sd", "0" },
        { "ensemble.delay.common", "0" },     { "ensemble.fertility.sd", "0" },
        { "ensemble.migration.sd", "0" },     { "ensemble.migration.level_sd", "0" },
    };
    char csv[] = "/tmp/xuewei-sensitivity-none.csv";
    struct xw_diag diag;
    struct stat there;
    const char *trouble;
    struct xw_job job = { .scenario = TINY,
                          .out = csv,
                          .overrides = none,
                          .override_count = sizeof none / sizeof *none };
    ck_assert_int_eq(xw_diag_init(&diag), XW_OK);
    ck_assert_int_eq(xw_job_sensitivity(&job, NULL, &few, NULL, &diag, &trouble), XW_REFUSED);
    ck_assert_int_ne(stat(csv, &there), 0);
    FILE *said = tmpfile();
    ck_assert_ptr_nonnull(said);
    xw_diag_print_refusals(&diag, said);
    ck_assert_ptr_nonnull(strstr(text_of(said), "every spread of the assumptions is 0"));
    fclose(said);
    xw_diag_free(&diag);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *tc = tcase_create("known answers");
    tcase_add_test(tc, a_page_a_table_and_a_picture);
    return tc;
}

static TCase *refusals(void)
{
    TCase *tc = tcase_create("refusals");
    tcase_add_test(tc, nothing_to_vary_is_refused);
    return tc;
}

UNIT_MAIN("job_sensitivity", known_answers(), refusals())
