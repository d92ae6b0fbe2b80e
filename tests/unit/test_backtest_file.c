#include "xuewei/backtest_file.h"
#include "unit.h"
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* One school with a code that must stand between quotes, one horizon, two methods with scores. */
static const char *const code[] = { "A,\"1\"" };
static const struct xw_roll_histories one = { .schools = 1, .first_grade = -1, .code = code };
static struct xw_forecast_scores scores[XW_BACKTEST_SIZE_COUNT * XW_BACKTEST_METHODS];
static struct xw_backtest_forecast forecast[] = {
    { 2015, 2016, 0, 0, 9.5, 10.25, 12, 11 },
    { 2015, 2016, 0, 2, 1.0 / 3.0, 1, 2, 0 },
};

static struct xw_backtest sample(void)
{
    scores[XW_BY_SHARE] = (struct xw_forecast_scores){ 2, 1.5, 2.5, 3.5, -4.5, 5.5, 0.5, 20 };
    scores[XW_SIZE_SMALL * XW_BACKTEST_METHODS + XW_BACKTEST_CHOSEN] =
        (struct xw_forecast_scores){ 1, 0.1, 0, 0, 0, 0, 1, 0 };
    return (struct xw_backtest){
        .histories = &one, .horizons = 1, .scores = scores, .forecasts = 2, .forecast = forecast
    };
}

#define SCORES                                                                                     \
    "horizon,size,method,n,mape_total,mape_grade,wape_grade,bias_pct,crps,coverage80,"             \
    "width80_pct\n"
#define FORECASTS "origin,target,school,grade,method,p10,p50,p90,actual\n"

struct place {
    char folder[64], scores[96], forecasts[96];
    struct xw_arena keep;
    const char *trouble;
};

static void open_place(struct place *p)
{
    strcpy(p->folder, "/tmp/xuewei-backtest-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(p->folder));
    snprintf(p->scores, sizeof p->scores, "%s/scores.csv", p->folder);
    snprintf(p->forecasts, sizeof p->forecasts, "%s/forecasts.csv", p->folder);
    ck_assert_int_eq(xw_arena_init(&p->keep, 1 << 20), XW_OK);
    p->trouble = NULL;
}

static void close_place(struct place *p)
{
    unlink(p->scores);
    unlink(p->forecasts);
    ck_assert_int_eq(rmdir(p->folder), 0); /* nothing else was left there */
    xw_arena_free(&p->keep);
}

static void expect(const char *path, const char *want)
{
    char got[1000];
    FILE *from = fopen(path, "rb");
    ck_assert_ptr_nonnull(from);
    size_t n = fread(got, 1, sizeof got - 1, from);
    fclose(from);
    got[n] = '\0';
    ck_assert_str_eq(got, want);
}

static void put(const char *path, const char *text)
{
    FILE *to = fopen(path, "wb");
    ck_assert_ptr_nonnull(to);
    fputs(text, to);
    fclose(to);
}

START_TEST(tables_as_they_are)
{
    struct place p;
    struct xw_backtest b = sample();
    open_place(&p);
    put(p.scores, SCORES "old\n"); /* such a table is replaced, and an empty file */
    put(p.forecasts, "");
    ck_assert_int_eq(xw_backtest_write(&b, p.scores, p.forecasts, &p.keep, &p.trouble), XW_OK);
    expect(p.scores, SCORES "1,all,share,2,1.5,2.5,3.5,-4.5,5.5,0.5,20\n"
                            "1,under_500,chosen,1,0.10000000000000001,0,0,0,0,1,0\n");
    expect(p.forecasts, FORECASTS "2015,2016,\"A,\"\"1\"\"\",-1,chosen,9.5,10.25,12,11\n"
                                  "2015,2016,\"A,\"\"1\"\"\",1,chosen,0.33333333333333331,1,2,0\n");
    ck_assert_int_eq(xw_backtest_write(&b, NULL, p.forecasts, &p.keep, &p.trouble), XW_OK);
    ck_assert_int_eq(xw_backtest_write(&b, NULL, NULL, &p.keep, &p.trouble), XW_OK);
    close_place(&p);
}
END_TEST

START_TEST(other_files_are_left_alone)
{
    struct place p;
    struct xw_backtest b = sample();
    open_place(&p);
    put(p.forecasts, "school,year,grade,pupils\n");
    ck_assert_int_eq(xw_backtest_write(&b, p.scores, p.forecasts, &p.keep, &p.trouble), XW_IO);
    ck_assert_ptr_nonnull(strstr(p.trouble, "forecasts.csv: another file has this name"));
    expect(p.forecasts, "school,year,grade,pupils\n");
    ck_assert_int_ne(access(p.scores, F_OK), 0);
    close_place(&p);
}
END_TEST

START_TEST(no_such_folder)
{
    struct place p;
    struct xw_backtest b = sample();
    char path[128];
    open_place(&p);
    snprintf(path, sizeof path, "%s/none/scores.csv", p.folder);
    ck_assert_int_eq(xw_backtest_write(&b, path, NULL, &p.keep, &p.trouble), XW_IO);
    ck_assert_ptr_nonnull(strstr(p.trouble, "No such file or directory"));
    ck_assert_int_eq(xw_backtest_write(&b, "/dev/full", NULL, &p.keep, &p.trouble), XW_IO);
    ck_assert_ptr_nonnull(strstr(p.trouble, "cannot write /dev/full: No space left on device"));
    close_place(&p);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_test(c, tables_as_they_are);
    return c;
}

static TCase *refusals(void)
{
    TCase *c = tcase_create("refusals");
    tcase_add_test(c, other_files_are_left_alone);
    tcase_add_test(c, no_such_folder);
    return c;
}

UNIT_MAIN("backtest_file", known_answers(), refusals())
