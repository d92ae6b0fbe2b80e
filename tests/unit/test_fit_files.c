#include "xuewei/fit_files.h"
#include "fit_kit.h"
#include <math.h>
#include <sys/stat.h>

struct world {
    struct kit kit;
    char folder[100];
    struct xw_estimate estimate[4];
    struct xw_fit_pair pair[1];
    struct xw_fit fit;
    const char *trouble;
};

/* A district's ratio and a school's, a share, and births. */
static void open_world(struct world *w, const char *more)
{
    *w = (struct world){ 0 };
    fit_kit_open(&w->kit, more);
    snprintf(w->folder, sizeof w->folder, "%s/fitted", w->kit.folder);
    w->estimate[0] = fit_kit_estimate(XW_FIT_PROGRESSION, 0, 1.25, 0.5);
    w->estimate[0].grade_row = 0;
    w->estimate[1] = w->estimate[0];
    w->estimate[1].school = 2; /* P1 */
    w->estimate[1].parent = 0;
    w->estimate[1].lean = 0.25;
    w->estimate[1].value = 1.5;
    w->estimate[2] = fit_kit_estimate(XW_FIT_PARTICIPATION, 0, 0.75, NAN);
    w->estimate[3] = fit_kit_estimate(XW_FIT_BIRTHS, 0, 0.5, 0.125);
    w->pair[0] = (struct xw_fit_pair){ 0, 1, 0.0625 };
    w->fit = (struct xw_fit){ .count = 4,
                              .estimate = w->estimate,
                              .pairs = 1,
                              .pair = w->pair,
                              .remarks = 1,
                              .remark = { "the weather" },
                              .first = 2017,
                              .last = 2019,
                              .common = 0.375 };
}

static enum xw_status write_all(struct world *w)
{
    ck_assert_int_eq(kit_read(&w->kit), XW_OK);
    return xw_fit_files_write(&w->kit.s, &w->fit, w->folder, &w->kit.keep, &w->trouble);
}

static void path_of(const struct world *w, const char *name, char path[200])
{
    snprintf(path, 200, "%s/%s", w->folder, name);
}

static void ck_file(const struct world *w, const char *name, const char *want)
{
    char path[200], text[4000];
    path_of(w, name, path);
    FILE *from = fopen(path, "rb");
    ck_assert_msg((from != NULL) == (want != NULL), "%s", name);
    if (from == NULL) return;
    size_t length = fread(text, 1, sizeof text - 1, from);
    text[length] = '\0';
    fclose(from);
    ck_assert_str_eq(text, want);
}

static void close_world(struct world *w)
{
    static const char *const names[] = { "progression.csv", "entry.csv",      "participation.csv",
                                         "estimates.csv",   "covariance.csv", "fitted.yaml" };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        char path[200];
        path_of(w, names[i], path);
        unlink(path);
    }
    rmdir(w->folder);
    kit_close(&w->kit);
}

START_TEST(the_files)
{
    struct world w;
    open_world(&w, "");
    ck_assert_int_eq(write_all(&w), XW_OK);
    ck_assert_ptr_null(w.trouble);
    ck_file(&w, "progression.csv",
            "stage,grade,ratio,year,basis,school,sd,year_sd,freedom,source,evidence,method\n"
            "primary,1,1.25,,rolls,,0.5,0.0625,2.75,rolls 2018-2019,estimated,ratio of sums of 2 years with "
            "weight 0.8 a year\n"
            "primary,1,1.5,,rolls,P1,0.5,0.0625,2.75,rolls 2018-2019,estimated,ratio of sums of 2 years with "
            "weight 0.8 a year; 25 % drawn to the district\n");
    ck_file(&w, "entry.csv", NULL);
    ck_file(&w, "participation.csv",
            "stage,share,zone,year,sd,year_sd,freedom,source,evidence,method\n"
            "primary,0.75,,,,0.0625,2.75,rolls 2018-2019,estimated,ratio of sums of 2 years with weight 0.8 a "
            "year\n");
    ck_file(&w, "estimates.csv",
            "parameter,value,sd,dispersion,year_dispersion,rows,years,first,last\n"
            "progression/primary/1,1.25,0.5,0.5,,4,2,2018,2019\n"
            "progression/primary/1/P1,1.5,0.5,0.5,,4,2,2018,2019\n"
            "participation/primary,0.75,,0.5,,4,2,2018,2019\n"
            "births/primary,0.5,0.125,0.5,,4,2,2018,2019\n");
    ck_file(&w, "covariance.csv",
            "parameter_a,parameter_b,covariance\n"
            "progression/primary/1,progression/primary/1,0.25\n"
            "progression/primary/1/P1,progression/primary/1/P1,0.25\n"
            "births/primary,births/primary,0.015625\n"
            "progression/primary/1,progression/primary/1/P1,0.0625\n");
    ck_file(&w, "fitted.yaml",
            "# Fitted assumptions; `xuewei run` reads this file.\n"
            "xuewei: 1\n"
            "extends: \"../scenario.yaml\"\n"
            "adjust: {participation: 1}   # the shares are as they were counted\n"
            "forecast: {basis: blend}     # rolls first, population later\n"
            "ensemble: {progression: {common: 0.375}}   # of the years' errors of the grades\n"
            "tables:\n"
            "  progression: progression.csv\n"
            "  participation: participation.csv\n");
    ck_assert_int_eq(write_all(&w), XW_OK); /* over its own */
    kit_read_as(&w.kit, "fitted/fitted.yaml", XW_NEED_RUN, NULL, 0);
    ck_assert_str_eq(kit_printed(&w.kit, false), "");
    ck_assert_double_eq(w.kit.s.progression.of_rolls[0], 1.25);
    ck_assert_double_eq(w.kit.s.progression.own[0], 1.5);
    ck_assert_double_eq(w.kit.s.participation.share[0], 0.75);
    ck_assert_int_eq(w.kit.s.forecast.basis, XW_FORECAST_BLEND);
    close_world(&w);
}
END_TEST

/* A stage that was not estimated keeps what the scenario says: a share of zones, a ratio of years, a
 * ratio of the population; adjusted shares stay adjusted once. */
START_TEST(the_rest_is_carried_over)
{
    struct world w;
    open_world(&w, "  participation: participation.csv\n  entry: entry.csv\n"
                   "  progression: progression.csv\nadjust: {participation: 2}\n");
    kit_file(&w.kit, "participation.csv",
             "stage,share,zone\nprimary,9,\nlower_secondary,0.5,\nlower_secondary,0.25,B\n");
    kit_file(&w.kit, "entry.csv",
             "stage,ratio,year\nlower_secondary,1.5,2020\nlower_secondary,1.25,2022\n");
    kit_file(&w.kit, "progression.csv",
             "stage,grade,ratio,year\nprimary,1,0.5,2021\nprimary,1,1,\n");
    w.estimate[3] = fit_kit_estimate(XW_FIT_ENTRY, 1, 1.0, 0.25);
    ck_assert_int_eq(write_all(&w), XW_OK);
    ck_file(&w, "participation.csv",
            "stage,share,zone,year,sd,year_sd,freedom,source,evidence,method\n"
            "primary,0.75,,,,0.0625,2.75,rolls 2018-2019,estimated,ratio of sums of 2 years with weight 0.8 a "
            "year\n"
            "lower_secondary,0.5,B,2020,,,,,assumed,as in the scenario that was fitted\n"
            "lower_secondary,0.5,B,2021,,,,,assumed,as in the scenario that was fitted\n"
            "lower_secondary,0.5,B,2022,,,,,assumed,as in the scenario that was fitted\n");
    ck_file(&w, "entry.csv",
            "stage,ratio,zone,year,basis,sd,year_sd,freedom,source,evidence,method\n"
            "lower_secondary,1,,,rolls,0.25,0.0625,2.75,rolls 2018-2019,estimated,ratio of sums of 2 years "
            "with weight 0.8 a year\n");
    w.fit.count = 3;
    w.estimate[2] = fit_kit_estimate(XW_FIT_ENTRY, 0, 1.0, 0.25);
    w.estimate[2].stage = 1;
    w.estimate[2].of = XW_FIT_PARTICIPATION;
    ck_assert_int_eq(write_all(&w), XW_OK);
    ck_file(&w, "participation.csv",
            "stage,share,zone,year,sd,year_sd,freedom,source,evidence,method\n"
            "lower_secondary,1,,,0.25,0.0625,2.75,rolls 2018-2019,estimated,ratio of sums of 2 years with "
            "weight 0.8 a year\n"
            "primary,18,,,,,,,assumed,as in the scenario that was fitted\n");
    close_world(&w);
}
END_TEST

START_TEST(the_populations_ratios_stay)
{
    struct world w;
    open_world(&w, "  progression: progression.csv\n");
    kit_file(&w.kit, "progression.csv",
             "stage,grade,ratio,year\nprimary,1,0.5,2021\nprimary,1,1,\n");
    w.fit.count = 1;
    ck_assert_int_eq(write_all(&w), XW_OK);
    ck_file(&w, "progression.csv",
            "stage,grade,ratio,year,basis,school,sd,year_sd,freedom,source,evidence,method\n"
            "primary,1,1.25,,rolls,,0.5,0.0625,2.75,rolls 2018-2019,estimated,ratio of sums of 2 years with "
            "weight 0.8 a year\n"
            "primary,1,0.5,2021,population,,,,,,assumed,as in the scenario that was fitted\n");
    ck_file(&w, "participation.csv", NULL);
    close_world(&w);
}
END_TEST

START_TEST(nobodys_file_is_written_over)
{
    struct world w;
    char path[200];
    open_world(&w, "");
    ck_assert_int_eq(mkdir(w.folder, 0777), 0);
    path_of(&w, "covariance.csv", path);
    FILE *to = fopen(path, "wb");
    ck_assert_ptr_nonnull(to);
    fputs("my own\n", to);
    fclose(to);
    ck_assert_int_eq(write_all(&w), XW_IO);
    char want[300];
    snprintf(want, sizeof want,
             "cannot write %s: another file has this name and is not written over", path);
    ck_assert_str_eq(w.trouble, want);
    ck_file(&w, "covariance.csv", "my own\n");
    ck_file(&w, "progression.csv", NULL);
    ck_file(&w, "progression.csv.part", NULL);
    close_world(&w);
    /* Where no folder can be. */
    open_world(&w, "");
    snprintf(w.folder, sizeof w.folder, "%s/zones.csv", w.kit.folder);
    ck_assert_int_eq(write_all(&w), XW_IO);
    ck_assert_ptr_nonnull(w.trouble);
    kit_close(&w.kit);
}
END_TEST

/* What the rolls of the scenario say of a stage without an estimate stays; of primary it is replaced. */
START_TEST(ratios_of_the_rolls_are_carried_over)
{
    struct world w;
    open_world(&w, "  progression: given.csv\n");
    kit_file(&w.kit, "given.csv",
             "stage,grade,ratio,year,basis,school\n"
             "primary,1,0.5,,rolls,\n"
             "lower_secondary,3,1.25,,rolls,\n"
             "lower_secondary,3,1.5,2021,rolls,\n"
             "lower_secondary,3,1.125,,rolls,M1\n"
             "lower_secondary,,1.75,2022,rolls,M1\n");
    ck_assert_int_eq(write_all(&w), XW_OK);
    ck_file(&w, "progression.csv",
            "stage,grade,ratio,year,basis,school,sd,year_sd,freedom,source,evidence,method\n"
            "primary,1,1.25,,rolls,,0.5,0.0625,2.75,rolls 2018-2019,estimated,ratio of sums of 2 years with "
            "weight 0.8 a year\n"
            "primary,1,1.5,,rolls,P1,0.5,0.0625,2.75,rolls 2018-2019,estimated,ratio of sums of 2 years with "
            "weight 0.8 a year; 25 % drawn to the district\n"
            "lower_secondary,3,1.25,2020,rolls,,,,,,assumed,as in the scenario that was fitted\n"
            "lower_secondary,3,1.5,2021,rolls,,,,,,assumed,as in the scenario that was fitted\n"
            "lower_secondary,3,1.25,2022,rolls,,,,,,assumed,as in the scenario that was fitted\n"
            "lower_secondary,3,1.125,,rolls,M1,,,,,assumed,as in the scenario that was fitted\n"
            "lower_secondary,,1.75,2022,rolls,M1,,,,,assumed,as in the scenario that was fitted\n");
    kit_read_as(&w.kit, "fitted/fitted.yaml", XW_NEED_RUN, NULL, 0);
    ck_assert_str_eq(kit_printed(&w.kit, false), "");
    ck_assert_int_eq(w.kit.s.progression.schools, 3);
    close_world(&w);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_test(c, the_files);
    tcase_add_test(c, ratios_of_the_rolls_are_carried_over);
    tcase_add_test(c, the_rest_is_carried_over);
    tcase_add_test(c, the_populations_ratios_stay);
    return c;
}

static TCase *refusals(void)
{
    TCase *c = tcase_create("refusals");
    tcase_add_test(c, nobodys_file_is_written_over);
    return c;
}

UNIT_MAIN("fit_files", known_answers(), refusals())
