#include "draw_kit.h"
#include <math.h>

#define LONG "horizon: {first: 2020, last: 2059}\n"

/* The kit's horizon is of three years; these want forty. */
static void long_usual(struct draws *d, const char *keys)
{
    *d = (struct draws){ 0 };
    kit_open(&d->kit);
    draws_files(&d->kit);
    char child[200];
    draws_open(d, keys);
    xw_arena_free(&d->keep);
    xw_arena_free(&d->scratch);
    snprintf(child, sizeof child, "xuewei: 1\nextends: scenario.yaml\n" LONG);
    kit_file(&d->kit, "long.yaml", child);
    ck_assert_int_eq(kit_read_as(&d->kit, "long.yaml", XW_NEED_RUN, NULL, 0), XW_OK);
    ck_assert_int_eq(xw_arena_init(&d->keep, XW_ARENA_USUAL), XW_OK);
    ck_assert_int_eq(xw_arena_init(&d->scratch, XW_ARENA_USUAL), XW_OK);
    ck_assert_int_eq(xw_prepare(&d->keep, d->scratch, &d->kit.s, &d->kit.diag, &d->p), XW_OK);
    ck_assert_int_eq(xw_assumptions_list(&d->keep, &d->kit.s, &d->list), XW_OK);
    ck_assert_int_eq(xw_draw_init(&d->keep, &d->p, &d->draw), XW_OK);
}

static void are_ones(const double *column, ptrdiff_t count, const char *what)
{
    for (ptrdiff_t i = 0; i < count; i++)
        ck_assert_msg(column[i] == 1.0, "%s %td: %.17g", what, i, column[i]);
}

static void is_central(const struct xw_draw *d)
{
    are_ones(d->fertility, d->steps, "fertility");
    are_ones(d->zone_fertility, (ptrdiff_t)d->steps * d->zones, "zone fertility");
    are_ones(d->migration, (ptrdiff_t)d->steps * d->zones, "migration");
    are_ones(d->participation, (ptrdiff_t)d->residencies * d->years * d->stages, "participation");
    are_ones(d->entry, (ptrdiff_t)d->years * d->stages, "entry");
    are_ones(d->progression, (ptrdiff_t)d->years * d->rows, "progression");
    are_ones(d->private_, d->years, "private");
    are_ones(d->ramp, d->projects, "ramp");
    are_ones(&d->mortality, 1, "mortality");
    are_ones(&d->home_ceiling, 1, "ceiling");
    are_ones(&d->home_yield, 1, "yield");
    for (int32_t i = 0; i < d->projects; i++)
        ck_assert(d->delay[i] == 0 && d->start_delay[i] == 0);
    for (int32_t i = 0; i < d->completions; i++)
        ck_assert_int_eq(d->home_delay[i], 0);
    ck_assert(!d->noise);
}

START_TEST(in_the_middle_stands_the_central_history)
{
    struct draws d;
    draws_usual(&d, "");
    is_central(&d.draw);
    draws_make(&d, 3, XW_DRAW_PARAMETERS);
    is_central(&d.draw);
    ck_assert_uint_eq(d.draw.replicate, 3);
    draws_close(&d);
}
END_TEST

/* Far points alone, no process: the factor of each assumption is its value. */
START_TEST(parameters_are_the_values_at_the_point)
{
    struct draws d;
    draws_usual(&d, "ensemble: {fertility: {mean_low: 0.8, mean_high: 1.6, rho: 0.5}}\n");
    static const char *const name[] = { "migration.level", "participation.primary",
                                        "entry.lower_secondary", "mortality.level" };
    for (int32_t i = 0; i < d.list.count; i++)
        d.point[i] = 0.95;
    draws_make(&d, 1, XW_DRAW_PARAMETERS);
    const double got[] = { d.draw.migration[3], d.draw.participation[4], d.draw.entry[3],
                           d.draw.mortality };
    for (int k = 0; k < 4; k++) {
        const struct xw_assumption *a = &d.list.of[draws_find(&d, name[k])];
        ck_assert_double_eq_tol(got[k], xw_assumption_value(a, 0.95), 1e-12);
        ck_assert_double_gt(got[k], 1.0);
    }
    /* The path is 1.0, then 1.2; the mean 1.56 lies 0.36 above its end. */
    ck_assert_double_eq_tol(d.draw.fertility[0], (1.0 + 0.18) / 1.0, 1e-12);
    ck_assert_double_eq_tol(d.draw.fertility[1], (1.2 + 0.27) / 1.2, 1e-12);
    /* Of the primary grades' errors of 0.004, 0.3 is common. */
    double level = 1.0 + 0.004 * sqrt(0.3) * 1.6448536269514722;
    ck_assert_double_eq_tol(d.draw.progression[0], level, 1e-12);
    ck_assert(!d.draw.noise);
    draws_close(&d);
}
END_TEST

START_TEST(noise_is_the_scenarios)
{
    struct draws d;
    draws_usual(&d, "ensemble: {turnover: 0.25}\n");
    draws_make(&d, 1, XW_DRAW_ALL);
    ck_assert(d.draw.noise);
    ck_assert_double_eq(d.draw.turnover, 0.25);
    draws_close(&d);
    draws_usual(&d, "ensemble: {noise: no}\n");
    draws_make(&d, 1, XW_DRAW_ALL);
    ck_assert(!d.draw.noise);
    ck_assert_double_ne(d.draw.migration[0], 1.0);
    draws_close(&d);
}
END_TEST

/* Standard deviation, and correlation of a step with the next, of a process drawn many times. */
struct moments {
    double n, sum, square, before, after, product, before_square, after_square;
};

static void note(struct moments *m, double now, double next)
{
    m->n++;
    m->sum += now;
    m->square += now * now;
    m->before += now;
    m->after += next;
    m->product += now * next;
    m->before_square += now * now;
    m->after_square += next * next;
}

static double sd_of(const struct moments *m)
{
    return sqrt(m->square / m->n - m->sum / m->n * (m->sum / m->n));
}

static double correlation_of(const struct moments *m)
{
    double a = m->before / m->n, b = m->after / m->n;
    return (m->product / m->n - a * b) /
           sqrt((m->before_square / m->n - a * a) * (m->after_square / m->n - b * b));
}

/* 2,000 replicates: the standard error of a correlation is 0.02 at most, that of a standard deviation
 * 1.6 % of it; 4 of them are allowed. */
enum { MANY = 2000 };

START_TEST(fertility_is_autoregressive)
{
    struct draws d;
    long_usual(&d, "ensemble: {fertility: {rho: 0.8, sd: 0.03, zone_rho: 0.7, zone_sd: 0.1}}\n");
    struct moments district = { 0 }, zone = { 0 };
    for (uint32_t r = 1; r <= MANY; r++) {
        draws_make(&d, r, XW_DRAW_ALL);
        const double *f = d.draw.fertility, *z = d.draw.zone_fertility;
        note(&district, 1.2 * f[37] - 1.2, 1.2 * f[38] - 1.2);
        note(&zone, log(z[37 * 2 + 1]), log(z[38 * 2 + 1]));
        ck_assert_double_ne(z[37 * 2], z[37 * 2 + 1]);
    }
    ck_assert_double_eq_tol(sd_of(&district), 0.03 / sqrt(1.0 - 0.64), 0.0032);
    ck_assert_double_eq_tol(correlation_of(&district), 0.8, 0.04);
    ck_assert_double_eq_tol(district.sum / MANY, 0.0, 0.0045);
    ck_assert_double_eq_tol(sd_of(&zone), 0.1, 0.0064);
    ck_assert_double_eq_tol(correlation_of(&zone), 0.7, 0.05);
    draws_close(&d);
}
END_TEST

START_TEST(fertility_tends_to_the_drawn_mean)
{
    struct draws d;
    long_usual(&d, "ensemble: {fertility: {rho: 0.5, sd: 0.02, mean_low: 0.6, mean_high: 2}}\n");
    double sum = 0.0;
    d.point[draws_find(&d, "fertility.mean")] = 0.25; /* 0.95 */
    for (uint32_t r = 1; r <= 400; r++) {
        draws_make(&d, r, XW_DRAW_ALL);
        sum += 1.2 * d.draw.fertility[38];
    }
    ck_assert_double_eq_tol(sum / 400.0, 0.95, 0.0047);
    draws_close(&d);
}
END_TEST

START_TEST(fertility_has_a_floor)
{
    struct draws d;
    long_usual(&d, "ensemble: {fertility: {rho: 0.9, sd: 0.4, floor: 1.1}}\n");
    int32_t low = 0;
    for (uint32_t r = 1; r <= 50; r++) {
        draws_make(&d, r, XW_DRAW_ALL);
        ck_assert_double_ge(d.draw.fertility[0], 1.0); /* the path is lower than the floor there */
        for (int32_t i = 1; i < d.draw.steps; i++) {
            ck_assert_double_ge(1.2 * d.draw.fertility[i], 1.1 - 1e-12);
            low += 1.2 * d.draw.fertility[i] < 1.1 + 1e-12;
        }
    }
    ck_assert_int_gt(low, 100);
    draws_close(&d);
}
END_TEST

START_TEST(known_births_are_not_drawn)
{
    struct draws d = { 0 };
    kit_open(&d.kit);
    draws_files(&d.kit);
    kit_file(&d.kit, "births.csv", "year,births,series\n2020,20,registered\n2021,20,registered\n");
    draws_open(&d, "  births: births.csv\nbirths: {series: registered}\n"
                   "ensemble: {fertility: {mean_low: 0.8, mean_high: 1.6}}\n");
    d.point[draws_find(&d, "fertility.mean")] = 0.9;
    draws_make(&d, 1, XW_DRAW_ALL);
    ck_assert_double_eq(d.draw.fertility[0], 1.0); /* September 2020 to August 2021 */
    ck_assert_double_eq(d.draw.zone_fertility[0], 1.0);
    ck_assert_double_ne(d.draw.fertility[1], 1.0);
    ck_assert_double_ne(d.draw.zone_fertility[2], 1.0);
    draws_close(&d);
}
END_TEST

START_TEST(migration_is_partly_the_districts)
{
    struct draws d;
    long_usual(&d, "ensemble: {migration: {sd: 0.25, rho: 0.6, common: 0.3, level_sd: 0}}\n");
    struct moments time = { 0 }, place = { 0 }, first = { 0 };
    for (uint32_t r = 1; r <= MANY; r++) {
        draws_make(&d, r, XW_DRAW_ALL);
        const double *m = d.draw.migration;
        note(&time, log(m[20 * 2]), log(m[21 * 2]));
        note(&place, log(m[20 * 2]), log(m[20 * 2 + 1]));
        note(&first, log(m[0]), log(m[1]));
    }
    ck_assert_double_eq_tol(sd_of(&time), 0.25, 0.016);
    ck_assert_double_eq_tol(sd_of(&first), 0.25, 0.016); /* from the first step on */
    ck_assert_double_eq_tol(correlation_of(&time), 0.6, 0.06);
    ck_assert_double_eq_tol(correlation_of(&place), 0.3, 0.085);
    ck_assert_double_eq_tol(correlation_of(&first), 0.3, 0.085);
    draws_close(&d);
}
END_TEST

static void ratio_tables(struct draws *d, const char *freedom)
{
    char text[600];
    *d = (struct draws){ 0 };
    kit_open(&d->kit);
    draws_files(&d->kit);
    snprintf(text, sizeof text,
             "stage,ratio,sd,year_sd,freedom\nlower_secondary,0.8,0.04,0.024,%s\n", freedom);
    kit_file(&d->kit, "entry.csv", text);
    snprintf(text, sizeof text,
             "stage,grade,ratio,sd,year_sd,freedom\nprimary,1,0.9,0.018,0.027,%s\n"
             "lower_secondary,3,0.9,0.018,0.027,%s\n",
             freedom, freedom);
    kit_file(&d->kit, "progression.csv", text);
    draws_open(d, "  entry: entry.csv\n  progression: progression.csv\n"
                  "ensemble: {progression: {common: 0.4}}\n");
}

START_TEST(ratios_have_the_errors_of_the_tables)
{
    struct draws d;
    ratio_tables(&d, "");
    struct moments entry = { 0 }, grade = { 0 };
    int32_t e = draws_find(&d, "entry.lower_secondary"), g = draws_find(&d, "progression.primary");
    struct xw_design_points points;
    ck_assert_int_eq(xw_design_points(XW_DESIGN_LATIN, 1, &d.list, MANY, &points), XW_OK);
    ck_assert_str_eq(d.list.of[e].source, "entry.csv");
    ck_assert_double_eq_tol(d.list.of[g].sd, 0.02 * sqrt(0.4), 1e-12);
    for (int32_t r = 1; r <= MANY; r++) {
        xw_design_point(&points, r, d.point);
        draws_make(&d, (uint32_t)r, XW_DRAW_ALL);
        note(&entry, d.draw.entry[1], d.draw.entry[3]);
        note(&grade, d.draw.progression[0], d.draw.progression[4]);
    }
    /* The level 0.05 with a year's 0.03 beside it; the correlation of two years is the level's share. */
    ck_assert_double_eq_tol(sd_of(&entry), hypot(0.05, 0.03), 0.004);
    ck_assert_double_eq_tol(correlation_of(&entry), 25.0 / 34.0, 0.05);
    ck_assert_double_eq_tol(sd_of(&grade), hypot(0.02, 0.03), 0.0025);
    ck_assert_double_eq_tol(correlation_of(&grade), 4.0 / 13.0, 0.08);
    draws_close(&d);
}
END_TEST

/* Of four years the errors have three degrees of freedom: the true ratio of a later year, a draw with the
 * true spread, must lie within the interval of such draws as often as the interval says. Here the
 * other way round: the share of draws within Student's interval of level and year together. */
START_TEST(errors_of_few_years_are_students)
{
    struct draws d;
    ratio_tables(&d, "3");
    struct xw_design_points points;
    int32_t inside = 0, grade = 0, most = 8 * MANY;
    ck_assert_int_eq(xw_design_points(XW_DESIGN_LATIN, 1, &d.list, most, &points), XW_OK);
    int32_t e = draws_find(&d, "entry.lower_secondary");
    ck_assert_int_eq(d.list.of[e].shape, XW_SHAPE_STUDENT);
    ck_assert_double_eq(d.list.of[e].freedom, 3.0);
    for (int32_t r = 1; r <= most; r++) {
        xw_design_point(&points, r, d.point);
        draws_make(&d, (uint32_t)r, XW_DRAW_ALL);
        /* 1.6377 is the 0.9 quantile of Student's t of 3 degrees. The products of level and year are
         * left out of the spread: 0.0015 of it. */
        inside += fabs(d.draw.entry[1] - 1.0) < 1.6377 * hypot(0.05, 0.03);
        grade += fabs(d.draw.progression[0] - 1.0) < 1.6377 * hypot(0.02, 0.03);
    }
    ck_assert_double_eq_tol((double)inside / most, 0.8, 0.012);
    ck_assert_double_eq_tol((double)grade / most, 0.8, 0.012);
    draws_close(&d);
}
END_TEST

START_TEST(grades_of_a_stage_go_together)
{
    struct draws d;
    draws_usual(&d, "ensemble: {progression: {sd: 0, year_sd: 0.1, common: 0.5}}\n");
    struct moments grades = { 0 }, stages = { 0 };
    for (uint32_t r = 1; r <= MANY; r++) {
        draws_make(&d, r, XW_DRAW_ALL);
        note(&grades, d.draw.progression[0], d.draw.progression[1]);
        note(&stages, d.draw.progression[0], d.draw.progression[2]);
    }
    ck_assert_double_eq_tol(correlation_of(&grades), 0.5, 0.08);
    ck_assert_double_eq_tol(correlation_of(&stages), 0.0, 0.09);
    draws_close(&d);
}
END_TEST

static void homes_usual(struct draws *d, const char *more)
{
    *d = (struct draws){ 0 };
    kit_open(&d->kit);
    draws_files(&d->kit);
    char text[400];
    snprintf(text, sizeof text,
             "zone,year,dwellings,type\nA,2020,10,flat\nA,2021,10,flat\nB,2021,10,flat\n%s", more);
    kit_file(&d->kit, "housing.csv", text);
    kit_file(&d->kit, "occupancy.csv", "type,ceiling,scale_years,shape\nflat,0.8,2,1\n");
    kit_file(&d->kit, "families.csv", "type,sex,age,persons_per_100\nflat,f,6,10\nflat,m,6,10\n");
    draws_open(d, "  housing: housing.csv\n  occupancy: occupancy.csv\n  families: families.csv\n"
                  "ensemble: {housing: {late: 0.3, common: 0.4}}\n");
}

START_TEST(homes_are_late_by_chance)
{
    struct draws d;
    homes_usual(&d, "");
    int32_t late[3] = { 0 }, by_two = 0, both = 0;
    struct xw_design_points points;
    ck_assert_int_eq(xw_design_points(XW_DESIGN_LATIN, 1, &d.list, MANY, &points), XW_OK);
    for (int32_t r = 1; r <= MANY; r++) {
        xw_design_point(&points, r, d.point);
        draws_make(&d, (uint32_t)r, XW_DRAW_ALL);
        for (int i = 0; i < 3; i++)
            late[i] += d.draw.home_delay[i] > 0;
        by_two += d.draw.home_delay[1] >= 2;
        both += d.draw.home_delay[1] > 0 && d.draw.home_delay[2] > 0;
    }
    ck_assert_int_eq(late[0], 0); /* complete in the year of base_date */
    ck_assert_double_eq_tol((double)late[1] / MANY, 0.3, 0.04);
    ck_assert_double_eq_tol((double)late[2] / MANY, 0.3, 0.04);
    ck_assert_double_eq_tol((double)by_two / MANY, 0.09, 0.026);
    /* Both late: of the bivariate normal at 0.5244 with correlation 0.4, 0.1513 by quadrature. */
    ck_assert_double_eq_tol((double)both / MANY, 0.1513, 0.032);
    draws_close(&d);
}
END_TEST

static void projects_usual(struct draws *d, const char *more)
{
    *d = (struct draws){ 0 };
    kit_open(&d->kit);
    draws_files(&d->kit);
    char text[600];
    snprintf(text, sizeof text,
             "project,kind,school,stage,classes,start_year,opens,status\n"
             "7,expansion,P1,primary,2,2019,2021,planned\n"
             "8,expansion,P2,primary,2,2019,2020,open\n%s",
             more);
    kit_file(&d->kit, "projects.csv", text);
    draws_open(d, "  projects: projects.csv\nensemble: {delay: {common: 0.5}}\n");
}

/* The common factor is the point's; what a project has of its own is its code's. */
START_TEST(projects_are_late_together)
{
    struct draws d, more;
    projects_usual(&d, "");
    projects_usual(&more, "5,expansion,M1,lower_secondary,2,2019,2021,planned\n");
    int32_t c = draws_find(&d, "delay.common"), late[2] = { 0 };
    ck_assert_int_ne(c, XW_NONE);
    for (int side = 0; side < 2; side++)
        for (uint32_t r = 1; r <= 500; r++) {
            d.point[c] = more.point[c] = side == 0 ? 0.1 : 0.9;
            draws_make(&d, r, XW_DRAW_ALL);
            draws_make(&more, r, XW_DRAW_ALL);
            late[side] += d.draw.delay[0];
            ck_assert_int_eq(d.draw.delay[0], more.draw.delay[1]);
            ck_assert_int_eq(d.draw.delay[1], 0); /* it is open */
            ck_assert_int_le(d.draw.start_delay[0], d.draw.delay[0]);
        }
    ck_assert_int_gt(late[1], 4 * late[0]);
    d.point[c] = 0.999;
    draws_make(&d, 1, XW_DRAW_PARAMETERS);
    /* sqrt(0.5) x 3.09 has the tail 0.0144: three years for each hazard of 0.75, one for 0.9. */
    ck_assert_int_eq(d.draw.delay[0], 5);
    ck_assert_int_eq(d.draw.start_delay[0], 5);
    d.point[c] = 0.9;
    draws_make(&d, 1, XW_DRAW_PARAMETERS);
    /* 0.906 has the tail 0.1824: one year, one year, none. */
    ck_assert_int_eq(d.draw.delay[0], 2);
    ck_assert_int_eq(d.draw.start_delay[0], 2);
    draws_close(&d);
    draws_close(&more);
}
END_TEST

START_TEST(shocks_fall_in_their_year)
{
    struct draws d = { 0 };
    kit_open(&d.kit);
    draws_files(&d.kit);
    kit_file(&d.kit, "shocks.csv",
             "year,what,stage,factor,probability\n"
             "2021,fertility,,1.5,1\n2020,migration,,2,0.25\n2021,entry,lower_secondary,0.5,\n"
             "2022,participation,,0.75,\n2022,progression,primary,0.8,\n2020,private,,3,\n"
             "1999,fertility,,9,\n2070,entry,,9,\n");
    draws_open(
        &d,
        "  shocks: shocks.csv\n"
        "ensemble: {fertility: {sd: 0, zone_sd: 0}, migration: {sd: 0},\n"
        "  participation: {year_sd: 0}, entry: {year_sd: 0}, progression: {sd: 0, year_sd: 0}}\n");
    int32_t came = 0;
    for (uint32_t r = 1; r <= MANY; r++) {
        draws_make(&d, r, XW_DRAW_ALL);
        came += d.draw.migration[0] == 2.0;
        ck_assert(d.draw.migration[0] == 1.0 || d.draw.migration[0] == 2.0);
        ck_assert_double_eq(d.draw.migration[1], d.draw.migration[0]);
        ck_assert_double_eq(d.draw.migration[2], 1.0);
    }
    ck_assert_double_eq_tol((double)came / MANY, 0.25, 0.04);
    ck_assert_double_eq(d.draw.fertility[0], 1.0);
    ck_assert_double_eq(d.draw.fertility[1], 1.5);
    static const double entry[] = { 1, 1, 1, 0.5, 1, 1 }, part[] = { 1, 1, 1, 1, 0.75, 0.75 };
    static const double go_on[] = { 1, 1, 1, 1, 1, 1, 1, 1, 0.8, 0.8, 1, 1 }, own[] = { 3, 1, 1 };
    for (int i = 0; i < 6; i++) {
        ck_assert_double_eq(d.draw.entry[i], entry[i]);
        ck_assert_double_eq(d.draw.participation[i], part[i]);
    }
    for (int i = 0; i < 12; i++)
        ck_assert_double_eq(d.draw.progression[i], go_on[i]);
    for (int i = 0; i < 3; i++)
        ck_assert_double_eq(d.draw.private_[i], own[i]);
    draws_make(&d, 1, XW_DRAW_PARAMETERS);
    is_central(&d.draw);
    draws_close(&d);
}
END_TEST

/* Zones in another order and one more of them, one more home: nobody else's numbers change. */
START_TEST(others_do_not_matter)
{
    struct draws d, more;
    homes_usual(&d, "");
    more = (struct draws){ 0 };
    kit_open(&more.kit);
    draws_files(&more.kit);
    kit_file(&more.kit, "zones.csv",
             "zone,name_zh,town,town_en,x_m,y_m\nC,丙,西街道,West,2000,0\nB,乙,西街道,West,1000,0\n"
             "AA,新,东街道,East,100,0\nA,甲,东街道,East,0,0\n");
    char text[12000];
    int length = snprintf(text, sizeof text, "zone,sex,age,persons\n");
    for (int zone = 0; zone < 4; zone++)
        for (int sex = 0; sex < 2; sex++)
            for (int age = 0; age < KIT_AGES; age++)
                length +=
                    snprintf(text + length, sizeof text - (size_t)length, "%s,%c,%d,7\n",
                             (const char *const[]){ "C", "AA", "B", "A" }[zone], "fm"[sex], age);
    kit_file(&more.kit, "population.csv", text);
    kit_file(&more.kit, "housing.csv",
             "zone,year,dwellings,type\nB,2021,10,flat\nC,2021,5,flat\nA,2021,10,flat\n"
             "A,2022,1,flat\nA,2020,10,flat\n");
    kit_file(&more.kit, "occupancy.csv", "type,ceiling,scale_years,shape\nflat,0.8,2,1\n");
    kit_file(&more.kit, "families.csv", "type,sex,age,persons_per_100\nflat,f,6,10\nflat,m,6,10\n");
    draws_open(&more,
               "  housing: housing.csv\n  occupancy: occupancy.csv\n  families: families.csv\n"
               "ensemble: {housing: {late: 0.3, common: 0.4}}\n");
    for (uint32_t r = 1; r <= 200; r++) {
        draws_make(&d, r, XW_DRAW_ALL);
        draws_make(&more, r, XW_DRAW_ALL);
        for (int32_t z = 0; z < d.draw.zones; z++)
            for (int32_t k = 0; k < more.draw.zones; k++) {
                if (strcmp(d.kit.s.zones.code[z], more.kit.s.zones.code[k]) != 0) continue;
                for (int32_t i = 0; i < d.draw.steps; i++) {
                    ck_assert_double_eq(d.draw.migration[i * 2 + z],
                                        more.draw.migration[i * 4 + k]);
                    ck_assert_double_eq(d.draw.zone_fertility[i * 2 + z],
                                        more.draw.zone_fertility[i * 4 + k]);
                }
            }
        for (int32_t i = 0; i < 6; i++)
            ck_assert_double_eq(d.draw.entry[i], more.draw.entry[i]);
        const struct xw_homes *h = &d.kit.s.homes, *g = &more.kit.s.homes;
        for (int32_t i = 0; i < h->count; i++)
            for (int32_t k = 0; k < g->count; k++)
                if (strcmp(d.kit.s.zones.code[h->zone[i]], more.kit.s.zones.code[g->zone[k]]) ==
                        0 &&
                    h->year[i] == g->year[k])
                    ck_assert_int_eq(d.draw.home_delay[i], more.draw.home_delay[k]);
    }
    draws_close(&d);
    draws_close(&more);
}
END_TEST

START_TEST(a_replicate_can_be_made_again)
{
    struct draws d;
    draws_usual(&d, "");
    draws_make(&d, 5, XW_DRAW_ALL);
    double five = d.draw.migration[1], entry = d.draw.entry[5];
    draws_make(&d, 6, XW_DRAW_ALL);
    ck_assert_double_ne(d.draw.migration[1], five);
    draws_make(&d, 5, XW_DRAW_ALL);
    ck_assert_double_eq(d.draw.migration[1], five);
    ck_assert_double_eq(d.draw.entry[5], entry);
    d.kit.s.seed++;
    draws_make(&d, 5, XW_DRAW_ALL);
    ck_assert_double_ne(d.draw.migration[1], five);
    draws_close(&d);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *tc = tcase_create("known answers");
    tcase_add_test(tc, in_the_middle_stands_the_central_history);
    tcase_add_test(tc, parameters_are_the_values_at_the_point);
    tcase_add_test(tc, noise_is_the_scenarios);
    tcase_add_test(tc, shocks_fall_in_their_year);
    tcase_add_test(tc, known_births_are_not_drawn);
    tcase_add_test(tc, fertility_has_a_floor);
    return tc;
}

static TCase *laws(void)
{
    TCase *tc = tcase_create("laws");
    tcase_add_test(tc, fertility_is_autoregressive);
    tcase_add_test(tc, fertility_tends_to_the_drawn_mean);
    tcase_add_test(tc, migration_is_partly_the_districts);
    tcase_add_test(tc, ratios_have_the_errors_of_the_tables);
    tcase_add_test(tc, errors_of_few_years_are_students);
    tcase_add_test(tc, grades_of_a_stage_go_together);
    tcase_add_test(tc, homes_are_late_by_chance);
    tcase_add_test(tc, projects_are_late_together);
    tcase_add_test(tc, others_do_not_matter);
    tcase_add_test(tc, a_replicate_can_be_made_again);
    return tc;
}

UNIT_MAIN("draw", known_answers(), laws())
