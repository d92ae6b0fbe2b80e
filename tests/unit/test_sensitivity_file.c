#include "xuewei/sensitivity_file.h"
#include "tiny.h"
#include <math.h>
#include <sys/stat.h>
#include <unistd.h>

/* Two assumptions on one stage, with numbers made up so that each shows where it lands. */
struct made {
    struct xw_sensitivity of;
    int32_t stage[1], keep_row[1];
    double median[3], low[6], high[6], mean[3], sd[3];
    struct xw_morris morris[6];
    struct xw_sobol_index index[3];
};

static void make(struct made *m)
{
    *m = (struct made){ .median = { 100, 2021, 7 },
                        .low = { 90, 100, 2021, 2021, 7, 7 },
                        .high = { 120, 100, 2022, 2021, 5, 7 },
                        .mean = { 101, 2021.2, 6.9 },
                        .sd = { 9, 0.4, 1 } };
    for (int k = 0; k < 3; k++) {
        m->morris[2 * k] = (struct xw_morris){ 1.5 + k, 2.5, 0.5 };
        m->index[k] = (struct xw_sobol_index){ 0.9, 0.8, 0.95, 1.01, 0.99, 1.05 };
    }
    m->of = (struct xw_sensitivity){ .stages = 1,
                                     .responses = 3,
                                     .stage = m->stage,
                                     .median = m->median,
                                     .low = m->low,
                                     .high = m->high,
                                     .morris = m->morris,
                                     .kept = 1,
                                     .keep_row = m->keep_row,
                                     .index = m->index,
                                     .mean = m->mean,
                                     .sd = m->sd,
                                     .runs = 77 };
    m->of.assumptions.count = 2;
    m->of.assumptions.of[0] = (struct xw_assumption){
        .name = "one,of two", .shape = XW_SHAPE_UNIFORM, .low = 0.0, .high = 10.0
    };
    m->of.assumptions.of[1] = (struct xw_assumption){
        .name = "still", .shape = XW_SHAPE_UNIFORM, .low = 1.0, .high = 2.0
    };
}

static char *content_of(FILE *file)
{
    static char text[8192];
    rewind(file);
    size_t n = fread(text, 1, sizeof text - 1, file);
    text[n] = '\0';
    return text;
}

START_TEST(the_table)
{
    struct tiny t;
    struct made m;
    const char *trouble;
    char path[] = "/tmp/xuewei-sensitivity-XXXXXX";
    tiny_open(&t, NULL);
    make(&m);
    int there = mkstemp(path);
    ck_assert_int_ge(there, 0);
    close(there);
    ck_assert_int_eq(xw_sensitivity_file_write(&t.scenario, &m.of, path, &t.keep, &trouble), XW_OK);
    ck_assert_ptr_null(trouble);
    FILE *file = fopen(path, "r");
    ck_assert_ptr_nonnull(file);
    const char *text = content_of(file);
    ck_assert_ptr_nonnull(
        strstr(text, "\nprimary,peak_gap,\"one,of two\",1,9,100,90,120,1.5,2.5,0.5,0.9,0.8,0.95,"
                     "1.01,0.99,1.05\n"));
    ck_assert_ptr_nonnull(strstr(text, "\nprimary,peak_year,\"one,of two\",1,9,2021,2021,2022,"));
    ck_assert_ptr_nonnull(strstr(text, "\nprimary,surplus,still,1.1,1.9,7,7,7,0,0,0,,,,,,\n"));
    int32_t lines = 0;
    for (const char *c = text; *c != '\0'; c++)
        lines += *c == '\n';
    ck_assert_int_eq(lines, 1 + 6);
    fclose(file);
    unlink(path);
    tiny_close(&t);
}
END_TEST

/* The bar of the wider side fills its half; what nothing moves by is named. */
START_TEST(the_page)
{
    struct tiny t;
    struct made m;
    const struct xw_sensitivity_options options = { .trajectories = 4, .rows = 16, .level = 0.9 };
    tiny_open(&t, NULL);
    make(&m);
    FILE *page = tmpfile();
    ck_assert_ptr_nonnull(page);
    xw_sensitivity_print(&t.scenario, &m.of, &options, page);
    const char *text = content_of(page);
    ck_assert_ptr_nonnull(strstr(text, "2 assumptions, 77 histories; Morris with 4 trajectories, "
                                       "Sobol with 16 points for 1 of them, 90 % intervals"));
    ck_assert_ptr_nonnull(strstr(text, "  90        -------|++++++++++++++ 120 "));
    ck_assert_ptr_nonnull(strstr(text, "nothing moves by: still\n"));
    ck_assert_ptr_nonnull(strstr(text, "0.90 ( 0.80 to  0.95)   1.01 ( 0.99 to  1.05)"));
    fclose(page);
    tiny_close(&t);
}
END_TEST

/* Another file is not written over, and nothing is left beside it. */
START_TEST(another_file_stays)
{
    struct tiny t;
    struct made m;
    const char *trouble = NULL;
    char folder[] = "/tmp/xuewei-sensitivity-XXXXXX", path[64], part[80];
    struct stat gone;
    tiny_open(&t, NULL);
    make(&m);
    ck_assert_ptr_nonnull(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/mine.csv", folder);
    snprintf(part, sizeof part, "%s.part", path);
    FILE *mine = fopen(path, "w");
    fputs("zone,persons\n", mine);
    fclose(mine);
    ck_assert_int_eq(xw_sensitivity_file_write(&t.scenario, &m.of, path, &t.keep, &trouble), XW_IO);
    ck_assert_ptr_nonnull(trouble);
    ck_assert_int_ne(stat(part, &gone), 0);
    mine = fopen(path, "r");
    ck_assert_str_eq(content_of(mine), "zone,persons\n");
    fclose(mine);
    unlink(path);
    rmdir(folder);
    tiny_close(&t);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *tc = tcase_create("known answers");
    tcase_add_test(tc, the_table);
    tcase_add_test(tc, the_page);
    return tc;
}

static TCase *refusals(void)
{
    TCase *tc = tcase_create("refusals");
    tcase_add_test(tc, another_file_stays);
    return tc;
}

UNIT_MAIN("sensitivity_file", known_answers(), refusals())
