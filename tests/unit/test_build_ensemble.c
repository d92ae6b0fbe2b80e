#include "scenario_kit.h"
#include <math.h>

static void open_with(struct kit *kit, const char *more)
{
    kit_open(kit);
    kit_scenario_and(kit, more);
}

START_TEST(usually_errors_are_those_of_the_keys)
{
    struct kit kit;
    open_with(&kit, "");
    kit_doubts(&kit, "");
    const struct xw_ensemble_rules *r = &kit.s.ensemble;
    ck_assert_int_eq(kit.s.replicates, 0);
    ck_assert_int_eq(r->points, 0);
    ck_assert(r->noise);
    ck_assert_double_eq(r->turnover, 0.1);
    ck_assert(isnan(r->fertility.mean_low) && isnan(r->fertility.mean_high));
    ck_assert_int_eq(r->years, 3);
    for (int i = 0; i < 3 * 2; i++) {
        ck_assert_double_eq(r->participation[i].level_sd, 0.03);
        ck_assert_double_eq(r->participation[i].year_sd, 0.02);
        ck_assert_double_eq(r->entry[i].level_sd, 0.03);
        ck_assert(!r->entry[i].given && isinf(r->entry[i].freedom));
        ck_assert_int_eq(r->entry[i].evidence, XW_ASSUMED);
    }
    for (int i = 0; i < 3 * 4; i++)
        ck_assert_double_eq(r->progression[i].year_sd, 0.008);
    ck_assert_int_eq(r->shocks.count, 0);
    kit_close(&kit);
}
END_TEST

START_TEST(every_key_is_read)
{
    struct kit kit;
    open_with(&kit, "ensemble:\n"
                    "  replicates: 100000\n  points: sobol\n  noise: no\n  turnover: 0.2\n"
                    "  fertility: {rho: 0.5, sd: 0.1, mean_low: 0.9, mean_high: 1.3, floor: 0.6,\n"
                    "    zone_sd: 0.11, zone_rho: 0.8}\n"
                    "  migration: {level_sd: 0.12, sd: 0.13, rho: 0.14, common: 0.15}\n"
                    "  mortality: {sd: 0.16}\n"
                    "  participation: {sd: 0.17, year_sd: 0.18, residency_sd: 0.19}\n"
                    "  entry: {sd: 0.21, year_sd: 0.22}\n"
                    "  progression: {sd: 0.23, year_sd: 0.24, common: 0.25}\n"
                    "  private: {sd: 0.26}\n"
                    "  housing: {ceiling_sd: 0.27, yield_sd: 0.28, late: 0.29, common: 0.31}\n");
    kit_doubts(&kit, "");
    const struct xw_ensemble_rules *r = &kit.s.ensemble;
    ck_assert_int_eq(kit.s.replicates, 100000);
    ck_assert_int_eq(r->points, 1);
    ck_assert(!r->noise);
    const double got[] = { r->turnover,
                           r->fertility.rho,
                           r->fertility.sd,
                           r->fertility.mean_low,
                           r->fertility.mean_high,
                           r->fertility.floor,
                           r->fertility.zone_sd,
                           r->fertility.zone_rho,
                           r->migration.level_sd,
                           r->migration.sd,
                           r->migration.rho,
                           r->migration.common,
                           r->mortality_sd,
                           r->participation[5].level_sd,
                           r->participation[5].year_sd,
                           r->residency_sd,
                           r->entry[5].level_sd,
                           r->entry[5].year_sd,
                           r->progression[11].level_sd,
                           r->progression[11].year_sd,
                           r->progression_common,
                           r->private_sd,
                           r->housing.ceiling_sd,
                           r->housing.yield_sd,
                           r->housing.late,
                           r->housing.common };
    static const double want[] = { 0.2,  0.5,  0.1,  0.9,  1.3,  0.6,  0.11, 0.8,  0.12,
                                   0.13, 0.14, 0.15, 0.16, 0.17, 0.18, 0.19, 0.21, 0.22,
                                   0.23, 0.24, 0.25, 0.26, 0.27, 0.28, 0.29, 0.31 };
    for (size_t i = 0; i < sizeof want / sizeof *want; i++)
        ck_assert_msg(got[i] == want[i], "value %zu: %g, not %g", i, got[i], want[i]);
    kit_close(&kit);
}
END_TEST

/* The district's rows: of a year, of every year, the nearest earlier one; those of a zone, and of the
 * basis that is not asked for, say nothing. */
START_TEST(errors_of_the_tables_go_before_the_keys)
{
    struct kit kit;
    open_with(&kit, "forecast: {basis: blend}\n");
    kit_file(&kit, "participation.csv",
             "stage,share,zone,year,sd,year_sd,freedom,evidence\n"
             "primary,0.5,,2020,0.05,0.01,4,estimated\n"
             "primary,0.8,,2021,0.08,,,\n"
             "primary,0.8,,2022,0.08,,,\n"
             "primary,0.9,A,2022,0.45,,,\n");
    kit_file(&kit, "entry.csv",
             "stage,ratio,basis,sd,year_sd,freedom\nlower_secondary,0.9,rolls,0.09,0.045,2\n");
    kit_file(&kit, "progression.csv",
             "stage,grade,ratio,basis,school,sd,year_sd,freedom\n"
             "primary,1,1.25,rolls,,0.05,0.025,3.5\n"
             "primary,1,0.5,rolls,P1,0.4,0.3,4.5\n"
             "primary,1,1,population,,0.3,0.3,9\n"
             "lower_secondary,,0.5,rolls,,0.1,,\n");
    char text[4000];
    snprintf(text, sizeof text,
             "%s  participation: participation.csv\n  entry: entry.csv\n"
             "  progression: progression.csv\nforecast: {basis: blend}\n",
             kit_scenario);
    kit_file(&kit, "scenario.yaml", text);
    ck_assert_msg(kit_read(&kit) == XW_OK, "%s", kit_printed(&kit, false));
    const struct xw_ensemble_rules *r = &kit.s.ensemble;
    ck_assert_double_eq_tol(r->participation[0].level_sd, 0.1, 1e-15);
    ck_assert_double_eq_tol(r->participation[0].year_sd, 0.02, 1e-15);
    ck_assert_double_eq(r->participation[0].freedom, 4.0);
    ck_assert_int_eq(r->participation[0].evidence, XW_ESTIMATED);
    ck_assert_double_eq_tol(r->participation[2].level_sd, 0.1, 1e-15);
    ck_assert(isinf(r->participation[2].freedom));
    ck_assert_double_eq_tol(r->participation[4].level_sd, 0.1, 1e-15); /* not zone A's */
    for (int y = 0; y < 3; y++) {
        ck_assert(!r->participation[2 * y + 1].given);
        ck_assert_double_eq_tol(r->entry[2 * y + 1].level_sd, 0.1, 1e-15);
        ck_assert_double_eq_tol(r->entry[2 * y + 1].year_sd, 0.05, 1e-15);
        ck_assert_double_eq(r->entry[2 * y + 1].freedom, 2.0);
        ck_assert_double_eq_tol(r->progression[4 * y].level_sd, 0.04, 1e-15);
        ck_assert_double_eq_tol(r->progression[4 * y].year_sd, 0.02, 1e-15);
        ck_assert_double_eq(r->progression[4 * y].freedom, 3.5);
        ck_assert_double_eq_tol(r->progression[4 * y + 2].level_sd, 0.2, 1e-15);
        ck_assert_double_eq(r->progression[4 * y + 1].level_sd, 0.004);
    }
    kit_close(&kit);
}
END_TEST

START_TEST(shocks_are_ordered)
{
    struct kit kit;
    open_with(&kit, "");
    kit_file(&kit, "shocks.csv",
             "year,what,stage,factor,sd,probability\n"
             "2022,entry,lower_secondary,1.1,0.05,0.5\n"
             "2021,progression,,0.9,,\n"
             "2021,fertility,,1.2,0.1,\n");
    char text[4000];
    snprintf(text, sizeof text, "%s  shocks: shocks.csv\n", kit_scenario);
    kit_file(&kit, "scenario.yaml", text);
    kit_doubts(&kit, "");
    const struct xw_shocks *s = &kit.s.ensemble.shocks;
    ck_assert_int_eq(s->count, 3);
    static const int32_t what[] = { XW_SHOCK_FERTILITY, XW_SHOCK_PROGRESSION, XW_SHOCK_ENTRY };
    static const int32_t stage[] = { XW_NONE, XW_NONE, 1 };
    static const double factor[] = { 1.2, 0.9, 1.1 }, sd[] = { 0.1, 0.0, 0.05 },
                        chance[] = { 1.0, 1.0, 0.5 };
    for (int i = 0; i < 3; i++) {
        ck_assert_int_eq(s->what[i], what[i]);
        ck_assert_int_eq(s->stage[i], stage[i]);
        ck_assert_double_eq(s->factor[i], factor[i]);
        ck_assert_double_eq(s->sd[i], sd[i]);
        ck_assert_double_eq(s->probability[i], chance[i]);
    }
    kit_close(&kit);
}
END_TEST

static const struct {
    const char *keys, *shocks, *want;
} refused[] = {
    { "ensemble: {fertility: {mean_low: 1}}\n", NULL,
      "scenario.yaml:16:34: ensemble.fertility.mean_low: mean_low and mean_high are given "
      "together; "
      "mean_high is missing\n" },
    { "ensemble: {fertility: {mean_high: 1}}\n", NULL,
      "scenario.yaml:16:35: ensemble.fertility.mean_high: mean_low and mean_high are given "
      "together; "
      "mean_low is missing\n" },
    { "ensemble: {fertility: {mean_low: 1.2, mean_high: 1}}\n", NULL,
      "scenario.yaml:16:50: ensemble.fertility.mean_high: mean_high 1 lies below mean_low, 1.2\n" },
    { "ensemble: {migration: {rho: 1}}\n", NULL,
      "scenario.yaml:16:29: ensemble.migration.rho: \"1\" is not accepted\n"
      "    accepted: a number, 0 to 0.999\n" },
    { "ensemble: {migration: {rh: 1}}\n", NULL,
      "scenario.yaml:16:24: ensemble.migration.rh: \"rh\" is not accepted\n"
      "    accepted: level_sd, sd, rho, common; did you mean rho?\n" },
    { "ensemble: {replicates: 100001}\n", NULL,
      "scenario.yaml:16:24: ensemble.replicates: \"100001\" is not accepted\n"
      "    accepted: a whole number of replicates, 0 to 100000\n" },
    { "ensemble: {points: sobel}\n", NULL,
      "scenario.yaml:16:20: ensemble.points: \"sobel\" is not accepted\n"
      "    accepted: latin, sobol, random; did you mean sobol?\n" },
    { "", "year,what,stage,factor\n2021,fertility,primary,1.2\n",
      "shocks.csv:2:16: stage: \"primary\" is not accepted\n"
      "    accepted: a stage of participation, entry or progression; empty for others\n" },
    { "", "year,what,factor\n2021,fertilty,1.2\n",
      "shocks.csv:2:6: what: \"fertilty\" is not accepted\n"
      "    accepted: fertility, migration, participation, entry, progression, private; did you "
      "mean "
      "fertility?\n" },
    { "", "year,what,factor\n2021,fertility,0\n",
      "shocks.csv:2:16: factor: \"0\" is not accepted\n    accepted: a number, 0.01 to 100\n" },
};

START_TEST(what_cannot_be_is_refused)
{
    struct kit kit;
    char text[4000];
    kit_open(&kit);
    snprintf(text, sizeof text, "%s%s%s", kit_scenario,
             refused[_i].shocks == NULL ? "" : "  shocks: shocks.csv\n", refused[_i].keys);
    kit_file(&kit, "scenario.yaml", text);
    if (refused[_i].shocks != NULL) kit_file(&kit, "shocks.csv", refused[_i].shocks);
    kit_refuses(&kit, refused[_i].want);
    kit_close(&kit);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *tc = tcase_create("known answers");
    tcase_add_test(tc, usually_errors_are_those_of_the_keys);
    tcase_add_test(tc, every_key_is_read);
    tcase_add_test(tc, errors_of_the_tables_go_before_the_keys);
    tcase_add_test(tc, shocks_are_ordered);
    return tc;
}

static TCase *refusals(void)
{
    TCase *tc = tcase_create("refusals");
    tcase_add_loop_test(tc, what_cannot_be_is_refused, 0, sizeof refused / sizeof *refused);
    return tc;
}

UNIT_MAIN("build_ensemble", known_answers(), refusals())
