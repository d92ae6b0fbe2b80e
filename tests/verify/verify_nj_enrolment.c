/* 309 school districts of New Jersey, autumn 2012 to 2022, by grade: the naive methods must have the
 * errors that were published with the data, and the chosen method must do better than the mean of
 * the last three yearly ratios by as much as it is said to, on all districts and on the steady ones,
 * with intervals that cover. What is added up here is added up apart from the library.
 *
 *   verify_nj_enrolment FOLDER    the folder with nj_districts.csv; without it the test is skipped
 */
#include "xuewei/backtest.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DISTRICTS = 309, FIRST = 2012, YEARS = 11, GRADES = 13, SKIPPED = 77 };
enum { HORIZONS = YEARS - 1 - XW_BACKTEST_EARLIER };

struct state {
    int32_t districts;
    const char *code[DISTRICTS];
    int core[DISTRICTS];
    double pupils[DISTRICTS * YEARS * GRADES];
};

static int faults;

static void want(bool good, const char *what, const char *where, int horizon, double found)
{
    if (good) return;
    printf("nj_enrolment: %s, %s, %d years: %.4f\n", where, what, horizon, found);
    faults++;
}

static void read_state(const char *folder, struct state *all)
{
    char path[4096], line[512];
    snprintf(path, sizeof path, "%s/nj_districts.csv", folder);
    FILE *file = fopen(path, "r");
    if (file == NULL) {
        printf("nj_enrolment: skipped, there is no %s\n", path);
        exit(SKIPPED);
    }
    int rows = -1;
    for (; fgets(line, sizeof line, file) != NULL; rows++) {
        if (rows < 0) continue; /* the header */
        char *at = line, *field[5];
        for (int i = 0; i < 5; i++)
            field[i] = strsep(&at, ",");
        int32_t d = rows / YEARS, y = atoi(field[4]) - FIRST;
        if (d >= DISTRICTS || y != rows % YEARS) break;
        if (y == 0) all->code[d] = strdup(field[1]);
        all->core[d] = atoi(field[3]);
        for (int g = 0; g < GRADES; g++)
            all->pupils[(d * YEARS + y) * GRADES + g] = atof(strsep(&at, ","));
    }
    fclose(file);
    if (rows != DISTRICTS * YEARS) {
        printf("nj_enrolment: the table has not the rows it should have\n");
        exit(EXIT_FAILURE);
    }
    all->districts = DISTRICTS;
}

/* The districts that `keep` takes, as a state of their own. */
static struct state *part_of(const struct state *all, int (*keep)(const struct state *, int32_t))
{
    struct state *part = calloc(1, sizeof *part);
    for (int32_t d = 0; part != NULL && d < all->districts; d++) {
        if (!keep(all, d)) continue;
        int32_t to = part->districts++;
        part->code[to] = all->code[d];
        part->core[to] = all->core[d];
        memcpy(part->pupils + to * YEARS * GRADES, all->pupils + d * YEARS * GRADES,
               YEARS * GRADES * sizeof(double));
    }
    return part;
}

static int is_core(const struct state *s, int32_t d)
{
    return s->core[d];
}

static int is_even(const struct state *s, int32_t d)
{
    (void)s;
    return d % 2 == 0;
}

static int is_odd(const struct state *s, int32_t d)
{
    (void)s;
    return d % 2 != 0;
}

struct errors {
    double total[HORIZONS], grade[HORIZONS], cover[HORIZONS]; /* shares */
};

struct made {
    struct xw_roll_histories histories;
    struct xw_arena keep, scratch;
    struct xw_forecast_past past;
    struct xw_forecast_choice choice[YEARS];
};

static void make(const struct state *s, struct made *m)
{
    m->histories = (struct xw_roll_histories){ .schools = s->districts,
                                               .years = YEARS,
                                               .grades = GRADES,
                                               .first_year = FIRST,
                                               .code = s->code,
                                               .pupils = s->pupils };
    bool good = xw_arena_init(&m->keep, XW_ARENA_USUAL) == XW_OK &&
                xw_arena_init(&m->scratch, XW_ARENA_USUAL) == XW_OK &&
                xw_forecast_roll(&m->histories, XW_FORECAST_HORIZONS, NULL, NULL, &m->keep,
                                 m->scratch, &m->past) == XW_OK;
    for (int32_t y = XW_BACKTEST_EARLIER; good && y < YEARS; y++)
        good = xw_forecast_choose(&m->past, y, &m->keep, m->scratch, &m->choice[y]) == XW_OK;
    if (good) return;
    printf("nj_enrolment: the forecasts failed\n");
    exit(EXIT_FAILURE);
}

static void done(struct made *m)
{
    xw_arena_free(&m->keep);
    xw_arena_free(&m->scratch);
}

/* Errors of a method (XW_BACKTEST_CHOSEN: of what was chosen) over every origin and district with a
 * known target; only core districts where core is 1. */
static struct errors errors_of(const struct state *s, const struct made *m, int32_t method,
                               int core)
{
    struct errors e = { 0 };
    for (int32_t ahead = 0; ahead < HORIZONS; ahead++) {
        double schools = 0.0, grades = 0.0;
        for (int32_t y = XW_BACKTEST_EARLIER; y + ahead + 1 < YEARS; y++)
            for (int32_t d = 0; d < s->districts; d++) {
                if (core && !s->core[d]) continue;
                double sum = 0.0, actual_sum = 0.0, error = 0.0;
                int32_t n = 0;
                for (int32_t g = 0; g < GRADES; g++) {
                    double actual = s->pupils[(d * YEARS + y + ahead + 1) * GRADES + g];
                    if (actual == 0.0) continue;
                    bool chosen = method == XW_BACKTEST_CHOSEN;
                    enum xw_forecast_method by =
                        chosen ? m->choice[y].method : (enum xw_forecast_method)method;
                    double f = xw_forecast_pupils(&m->past, by, y, d, ahead, g);
                    sum += f;
                    actual_sum += actual;
                    error += fabs(f - actual) / actual;
                    n++;
                    if (!chosen) continue;
                    const struct xw_forecast_spread *p = &m->choice[y].spread;
                    double sd = xw_forecast_spread_of(p, &m->histories, y, d, ahead, g, f);
                    e.cover[ahead] += actual >= xw_forecast_quantile(p, ahead, f, sd, 0.1) &&
                                      actual <= xw_forecast_quantile(p, ahead, f, sd, 0.9);
                    grades += 1.0;
                }
                e.total[ahead] += fabs(sum - actual_sum) / actual_sum;
                e.grade[ahead] += error / n;
                schools += 1.0;
            }
        e.total[ahead] /= schools;
        e.grade[ahead] /= schools;
        e.cover[ahead] /= grades;
    }
    return e;
}

/* The table that stands beside the data, in per cent at 1, 3 and 5 years. */
static void check_published(const struct state *s, const struct made *m)
{
    static const struct {
        enum xw_forecast_method method;
        double total[3], grade[3];
    } published[] = {
        { XW_BY_THREE_YEAR_MEAN, { 1.78, 3.75, 5.69 }, { 3.97, 6.94, 9.54 } },
        { XW_BY_LAST_RATIO, { 2.19, 4.86, 7.40 }, { 4.57, 8.17, 11.08 } },
        { XW_BY_LAST_VALUE, { 1.89, 4.33, 6.51 }, { 8.22, 9.84, 12.15 } },
    };
    for (int i = 0; i < 3; i++) {
        struct errors e = errors_of(s, m, (int32_t)published[i].method, 1);
        for (int k = 0; k < 3; k++) {
            const char *name = xw_forecast_name(published[i].method);
            double total = 100.0 * e.total[2 * k], grade = 100.0 * e.grade[2 * k];
            want(fabs(total - published[i].total[k]) < 0.00501, "published total", name, 2 * k + 1,
                 total);
            want(fabs(grade - published[i].grade[k]) < 0.00501, "published grade", name, 2 * k + 1,
                 grade);
        }
    }
}

/* The chosen method over the three-year mean: at most these, at 1, 3 and 5 years. */
static void check_chosen(const struct state *s, const struct made *m, int core, const char *where)
{
    static const double most_grade[] = { 0.96, 0.95, 0.93 }, most_total[] = { 1.01, 0.96, 0.92 };
    struct errors chosen = errors_of(s, m, XW_BACKTEST_CHOSEN, core);
    struct errors mean = errors_of(s, m, XW_BY_THREE_YEAR_MEAN, core);
    printf("nj_enrolment: %-22s", where);
    for (int h = 0; h < HORIZONS; h++) {
        double grade = chosen.grade[h] / mean.grade[h], total = chosen.total[h] / mean.total[h];
        printf(" %d: %.3f %.3f %.3f", h + 1, grade, total, chosen.cover[h]);
        if (h % 2 == 0 && h < 6) {
            want(grade <= most_grade[h / 2], "grade over the yardstick", where, h + 1, grade);
            want(total <= most_total[h / 2], "total over the yardstick", where, h + 1, total);
        }
        want(grade < 1.0 && total < 1.0, "worse than the yardstick", where, h + 1, grade);
        want(chosen.cover[h] >= 0.75 && chosen.cover[h] <= 0.85, "coverage", where, h + 1,
             chosen.cover[h]);
    }
    printf("\n");
}

/* The back-test says the same of all districts. */
static void check_backtest(const struct state *s, struct made *m)
{
    struct xw_backtest b;
    if (xw_backtest_run(&m->histories, NULL, NULL, &m->keep, m->scratch, &b) != XW_OK) {
        want(false, "back-test failed", "all", 0, 0.0);
        return;
    }
    want(b.horizons == HORIZONS && b.origins == HORIZONS, "origins", "all", 0, b.origins);
    for (int32_t method = 0; method < XW_BACKTEST_METHODS; method++) {
        if (method == XW_BY_BIRTHS) continue;
        struct errors e = errors_of(s, m, method, 0);
        for (int32_t h = 1; h <= HORIZONS; h++) {
            const struct xw_forecast_scores *c = xw_backtest_scores(&b, h, XW_SIZE_ALL, method);
            const char *name = xw_backtest_method_name(method);
            want(fabs(c->mape_total - 100.0 * e.total[h - 1]) < 1e-9, "total", name, h,
                 c->mape_total);
            want(fabs(c->mape_grade - 100.0 * e.grade[h - 1]) < 1e-9, "grade", name, h,
                 c->mape_grade);
            if (method == XW_BACKTEST_CHOSEN)
                want(fabs(c->coverage80 - e.cover[h - 1]) < 1e-12, "cover", name, h, c->coverage80);
        }
    }
}

int main(int argc, char **argv)
{
    static struct state all;
    read_state(argc > 1 ? argv[1] : ".", &all);
    static const struct {
        const char *name;
        int (*keep)(const struct state *, int32_t);
    } parts[] = { { "core districts alone", is_core },
                  { "every other district", is_even },
                  { "and the others", is_odd } };
    static struct made m;
    printf("nj_enrolment: over the three-year mean by horizon: grade, total; coverage\n");
    make(&all, &m);
    check_published(&all, &m);
    check_chosen(&all, &m, 0, "all districts");
    check_chosen(&all, &m, 1, "core districts of all");
    check_backtest(&all, &m);
    done(&m);
    for (int i = 0; i < 3; i++) {
        struct state *part = part_of(&all, parts[i].keep);
        if (part == NULL) return EXIT_FAILURE;
        make(part, &m);
        check_chosen(part, &m, 0, parts[i].name);
        done(&m);
        free(part);
    }
    return faults == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
