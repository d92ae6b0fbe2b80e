/* verify_coverage.c DISTRICTS REPLICATES: do the true later rolls lie within the intervals as often as
 * these say?
 *
 * Invented districts live through fifteen years by the code below, which shares nothing with the
 * program: schools with ratios of their own, years that are good or bad for all schools of a grade and
 * in part for all grades, pupils who come and go one by one, migration that wanders, entrants who are
 * a varying share of the children. Ten years of rolls go through `xuewei fit`; its tables, the count of
 * residents of the tenth year and what the scenario says of migration go through replicates. The
 * 80 % intervals of rolls and entrants one to five years on must hold the truth 78 to 82 times of 100.
 */
#include "xuewei/assumptions.h"
#include "xuewei/draw.h"
#include "xuewei/job.h"
#include "xuewei/prepare.h"
#include "xuewei/state.h"
#include "xuewei/year.h"
#include <dirent.h>
#include <gsl/gsl_errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    FIRST = 2010, /* year of the first rolls */
    COUNT = 2015, /* from here on residents are known */
    LAST = 2019,  /* year of the last rolls */
    AHEAD = 5,    /* school years foretold */
    YEARS = LAST + AHEAD - FIRST + 1,
    KNOWN = LAST - FIRST + 1,
    ZONES = 3,
    PRIMARY = 4, /* schools */
    SCHOOLS = 6, /* two more of lower secondary */
    GRADES = 9,
    AGES = 21,
    QUANTITIES = 4, /* rolls of primary, of lower secondary; entrants of both */
    TURN = 10       /* of a hundred pupils half come and half go */
};

static const char *const quantity_name[QUANTITIES] = { "roll of primary", "roll of lower secondary",
                                                       "entrants of primary",
                                                       "entrants of lower secondary" };

/* ---- chance of our own: xorshift64* (Vigna 2016) and Box and Muller (1958) ---- */

static uint64_t chance_state;

static double chance(void)
{
    chance_state ^= chance_state >> 12;
    chance_state ^= chance_state << 25;
    chance_state ^= chance_state >> 27;
    return (double)((chance_state * 2685821657736338717ull) >> 11) / 9007199254740992.0;
}

static double gauss(void)
{
    double u = chance(), v = chance();
    return sqrt(-2.0 * log(1.0 - u)) * cos(6.283185307179586 * v);
}

static int32_t poisson(double mean)
{
    int32_t n = 0;
    if (mean > 30.0) return (int32_t)fmax(0.0, round(mean + sqrt(mean) * gauss()));
    for (double left = exp(-mean), product = chance(); product > left; product *= chance())
        n++;
    return n;
}

/* So many are expected; half the turnover comes and half goes. */
static int32_t about(double expected)
{
    double half = expected * TURN / 200.0;
    int32_t n = (int32_t)floor(expected + chance()) + poisson(half) - poisson(half);
    return n < 0 ? 0 : n;
}

/* ---- the truth ---- */

struct truth {
    double children[YEARS];               /* of the entry age on 1 September */
    double base[AGES];                    /* residents of LAST + 1 by age */
    int32_t roll[YEARS][SCHOOLS][GRADES]; /* 0 where the school has no such grade */
    int32_t of[AHEAD][QUANTITIES];
};

#define NET     4.0 /* migrants of a sex and age in a year */
#define LEVEL   0.2 /* spread of their level */
#define SPREAD  0.3 /* of a year of a zone */
#define LASTS   0.6
#define SHARED  0.5
#define RATIO   0.01  /* spread of the grades' ratios */
#define OWN     0.01  /* of a school's beside them */
#define BAD     0.012 /* of a year */
#define ALIKE   0.4   /* the part of its variance that all grades have */
#define SEEK    0.95
#define SEEK_SD 0.015
#define PASS    1.02
#define PASS_SD 0.015

/* Migrants of both sexes at one age in the steps from LAST + 1 on. */
static void wander(double *migrants)
{
    double level = exp(LEVEL * gauss()), common = gauss(), own[ZONES];
    for (int z = 0; z < ZONES; z++)
        own[z] = gauss();
    for (int i = 0; i < AHEAD; i++) {
        migrants[i] = 0.0;
        for (int z = 0; z < ZONES; z++) {
            double u = SPREAD * (sqrt(SHARED) * common + sqrt(1.0 - SHARED) * own[z]);
            migrants[i] += 2.0 * NET / ZONES * level * exp(u);
            own[z] = LASTS * own[z] + sqrt(1.0 - LASTS * LASTS) * gauss();
        }
        common = LASTS * common + sqrt(1.0 - LASTS * LASTS) * gauss();
    }
}

static int school_count(int stage)
{
    return stage == 0 ? PRIMARY : SCHOOLS - PRIMARY;
}

static void invent(struct truth *t)
{
    double cohort[YEARS + AGES], migrants[AHEAD], ratio[GRADES], own[SCHOOLS][GRADES];
    memset(t, 0, sizeof *t);
    /* cohort[i]: children who are six in FIRST + i. */
    for (int i = 0; i < YEARS + AGES; i++)
        cohort[i] = 400.0 * exp(0.05 * gauss());
    wander(migrants);
    for (int y = 0; y < YEARS; y++) {
        t->children[y] = cohort[y];
        for (int step = 0; step < y - KNOWN; step++)
            t->children[y] += migrants[step];
    }
    /* Older people matter to nobody: those who have been six before FIRST are as many as in FIRST. */
    for (int age = 0; age < AGES; age++) {
        int i = LAST + 1 - FIRST + 6 - age;
        t->base[age] = cohort[i < 0 ? 0 : i];
    }
    for (int g = 0; g < GRADES; g++)
        ratio[g] = 1.0 + RATIO * gauss();
    for (int s = 0; s < SCHOOLS; s++)
        for (int g = 0; g < GRADES; g++)
            own[s][g] = ratio[g] * (1.0 + OWN * gauss());
    for (int y = 0; y < YEARS; y++) {
        double bad[GRADES], all[2] = { gauss(), gauss() };
        int32_t entrants[2], leavers = 0;
        for (int g = 0; g < GRADES; g++)
            bad[g] = 1.0 + BAD * (sqrt(ALIKE) * all[g >= 6] + sqrt(1.0 - ALIKE) * gauss());
        for (int s = 0; s < SCHOOLS; s++)
            for (int g = s < PRIMARY ? 1 : 7; g < (s < PRIMARY ? 6 : 9); g++)
                t->roll[y][s][g] =
                    y == 0 ? about(s < PRIMARY ? 95.0 : 190.0)
                           : about(t->roll[y - 1][s][g - 1] * own[s][g - 1] * bad[g - 1]);
        for (int s = 0; s < PRIMARY; s++)
            leavers += y == 0 ? 95 : t->roll[y - 1][s][5];
        entrants[0] = about(t->children[y] * SEEK * (1.0 + SEEK_SD * gauss()));
        entrants[1] = about(leavers * PASS * (1.0 + PASS_SD * gauss()));
        for (int stage = 0; stage < 2; stage++)
            for (int32_t k = 0; k < entrants[stage]; k++) {
                int s = (int)(chance() * school_count(stage)) + (stage == 0 ? 0 : PRIMARY);
                t->roll[y][s][stage == 0 ? 0 : 6]++;
            }
        if (y < KNOWN) continue;
        for (int s = 0; s < SCHOOLS; s++)
            for (int g = 0; g < GRADES; g++)
                t->of[y - KNOWN][g >= 6] += t->roll[y][s][g];
        t->of[y - KNOWN][2] = entrants[0];
        t->of[y - KNOWN][3] = entrants[1];
    }
}

/* ---- its files ---- */

static char folder[100];

static FILE *begin(const char *name)
{
    char path[200];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *to = fopen(path, "w");
    if (to == NULL) abort();
    return to;
}

static void put(const char *name, const char *text)
{
    FILE *to = begin(name);
    fputs(text, to);
    fclose(to);
}

/* Nobody moved before LAST + 1: the count of COUNT is that of LAST + 1, younger. */
static void write_people(const struct truth *t, const char *name, int younger)
{
    FILE *to = begin(name);
    fputs("zone,sex,age,persons\n", to);
    for (int z = 0; z < ZONES; z++)
        for (int sex = 0; sex < 2; sex++)
            for (int age = 0; age < AGES; age++) {
                int later = age + younger < AGES ? age + younger : AGES - 1;
                fprintf(to, "Z%d,%c,%d,%.17g\n", z, "fm"[sex], age, t -> base[later] / (2 * ZONES));
            }
    fclose(to);
}

static void write_common(void)
{
    FILE *to = begin("survival.csv");
    fputs("year,sex,age,survival\n", to);
    for (int sex = 0; sex < 2; sex++)
        for (int age = 0; age < AGES; age++)
            fprintf(to, "%d,%c,%d,1\n", COUNT, "fm"[sex], age);
    fclose(to);
    to = begin("migration.csv");
    fputs("year,sex,age,persons\n", to);
    for (int age = 1; age <= 15; age++)
        fprintf(to, "%d,f,%d,0\n%d,f,%d,%g\n%d,m,%d,%g\n", COUNT, age, LAST + 1, age, NET, LAST + 1,
                age, NET);
    fclose(to);
    put("zones.csv", "zone,x_m,y_m\nZ0,0,0\nZ1,100,0\nZ2,200,0\n");
    put("fertility.csv", "year,age,rate\n2015,20,0.1\n");
    put("births_ratio.csv", "year,males_per_female\n2015,1\n");
    put("schools.csv", "school,zone,sector\nP0,Z0,public\nP1,Z1,public\nP2,Z2,public\n"
                       "P3,Z0,public\nM0,Z1,public\nM1,Z2,public\n");
    put("capacity.csv",
        "school,stage,rooms\nP0,primary,90\nP1,primary,90\nP2,primary,90\nP3,primary,90\n"
        "M0,lower_secondary,90\nM1,lower_secondary,90\n");
    put("past.yaml",
        "xuewei: 1\nhorizon: {first: 2015, last: 2024}\n"
        "population: {base_date: 2015-09-01, open_age: 20}\n"
        "stages:\n  - {stage: primary, first_age: 6, grades: 6}\n"
        "  - {stage: lower_secondary, first_age: 12, grades: 3}\n"
        "tables: {zones: zones.csv, population: then.csv, fertility: fertility.csv,\n"
        "  mortality: survival.csv, births_ratio: births_ratio.csv, schools: schools.csv,\n"
        "  migration: migration.csv, capacity: capacity.csv, rolls: rolls.csv}\n");
    put("ahead.yaml", "xuewei: 1\nextends: fitted/fitted.yaml\nhorizon: {first: 2020, last: 2024}\n"
                      "population: {base_date: 2020-09-01, open_age: 20}\n"
                      "forecast: {basis: rolls}\ntables: {population: now.csv}\n"
                      "ensemble: {migration: {level_sd: 0.2, sd: 0.3, rho: 0.6, common: 0.5}}\n");
}

static void write_rolls(const struct truth *t)
{
    FILE *to = begin("rolls.csv");
    fputs("school,year,grade,pupils\n", to);
    for (int s = 0; s < SCHOOLS; s++)
        for (int y = 0; y < KNOWN; y++)
            for (int g = s < PRIMARY ? 0 : 6; g < (s < PRIMARY ? 6 : 9); g++)
                fprintf(to, "%c%d,%d,%d,%d\n", s < PRIMARY ? 'P' : 'M',
                        s < PRIMARY ? s : s - PRIMARY, FIRST + y, g + 1, (int)t->roll[y][s][g]);
    fclose(to);
}

/* ---- the program ---- */

struct machine {
    struct xw_arena keep, scratch;
    struct xw_diag diag;
    struct xw_scenario scenario;
    struct xw_prepared prepared;
    struct xw_assumptions list;
    struct xw_design_points points;
    struct xw_draw draw;
};

static void must(enum xw_status status, const struct machine *m, const char *what)
{
    if (status == XW_OK) return;
    fprintf(stderr, "%s: %s\n", what, xw_status_text(status));
    xw_diag_print_refusals(&m->diag, stderr);
    exit(1);
}

static void fit(struct machine *m)
{
    char from[200], to[200];
    const char *trouble;
    snprintf(from, sizeof from, "%s/past.yaml", folder);
    snprintf(to, sizeof to, "%s/fitted", folder);
    struct xw_job job = { .scenario = from, .out = to };
    must(xw_diag_init(&m->diag), m, "memory");
    must(xw_job_fit(&job, (struct xw_fit_options){ 0 }, NULL, &m->diag, &trouble), m, "fit");
    xw_diag_free(&m->diag);
}

static void begin_runs(struct machine *m, int32_t replicates)
{
    char path[200];
    snprintf(path, sizeof path, "%s/ahead.yaml", folder);
    must(xw_diag_init(&m->diag), m, "memory");
    must(xw_arena_init(&m->keep, XW_ARENA_USUAL), m, "memory");
    must(xw_arena_init(&m->scratch, XW_ARENA_USUAL), m, "memory");
    must(xw_scenario_read(path, XW_NEED_RUN, NULL, 0, &m->keep, &m->diag, &m->scenario), m, "read");
    must(xw_prepare(&m->keep, m->scratch, &m->scenario, &m->diag, &m->prepared), m, "prepare");
    must(xw_assumptions_list(&m->keep, &m->scenario, &m->list), m, "assumptions");
    must(xw_design_points(XW_DESIGN_LATIN, m->scenario.seed, &m->list, replicates, &m->points), m,
         "points");
    must(xw_draw_init(&m->keep, &m->prepared, &m->draw), m, "draw");
}

static void end_runs(struct machine *m)
{
    xw_arena_free(&m->keep);
    xw_arena_free(&m->scratch);
    xw_diag_free(&m->diag);
}

static void count(const struct xw_state *state, int32_t of[QUANTITIES])
{
    memset(of, 0, QUANTITIES * sizeof *of);
    for (int row = 0; row < GRADES; row++) {
        for (int32_t i = 0; i < state->seated[row].count; i++)
            of[row >= 6] += state->seated[row].pupils[i];
        for (int32_t z = 0; z < ZONES; z++)
            of[row >= 6] += state->waiting[row][z];
    }
    for (int stage = 0; stage < 2; stage++)
        for (int32_t z = 0; z < ZONES; z++)
            of[2 + stage] += state->admission[stage].demand[z];
}

static int by_size(const void *a, const void *b)
{
    int32_t x = *(const int32_t *)a, y = *(const int32_t *)b;
    return (x > y) - (x < y);
}

/* Hyndman and Fan 1996, type 7, of sorted numbers. */
static double quantile(const int32_t *x, int32_t n, double q)
{
    double h = (n - 1) * q;
    int32_t i = (int32_t)h;
    return i + 1 < n ? x[i] + (h - i) * (x[i + 1] - x[i]) : x[n - 1];
}

static int points, failed;

static void expect(bool good, const char *what)
{
    printf("%sok %d - %s\n", good ? "" : "not ", ++points, what);
    failed |= !good;
}

static void remove_files(const char *name)
{
    DIR *in = opendir(name);
    char path[600];
    for (struct dirent *e; in != NULL && (e = readdir(in)) != NULL;) {
        snprintf(path, sizeof path, "%s/%s", name, e->d_name);
        if (e->d_name[0] != '.') unlink(path);
    }
    if (in != NULL) closedir(in);
    rmdir(name);
}

static void remove_folder(void)
{
    char fitted[120];
    snprintf(fitted, sizeof fitted, "%s/fitted", folder);
    remove_files(fitted);
    remove_files(folder);
}

int main(int argc, char **argv)
{
    int32_t districts = argc > 1 ? atoi(argv[1]) : 500, replicates = argc > 2 ? atoi(argv[2]) : 300;
    int32_t inside[AHEAD][QUANTITIES] = { 0 }, below[AHEAD][QUANTITIES] = { 0 };
    double by_district = 0.0, squares = 0.0;
    struct xw_state state;
    static struct truth truth;
    static struct machine m;
    int32_t *drawn = calloc((size_t)replicates * AHEAD * QUANTITIES, sizeof *drawn);
    int32_t *column = calloc((size_t)replicates, sizeof *column);
    gsl_set_error_handler_off();
    snprintf(folder, sizeof folder, "/tmp/xw_coverage_XXXXXX");
    if (drawn == NULL || column == NULL || mkdtemp(folder) == NULL) return 1;
    must(xw_state_init(&state), &m, "memory");
    write_common();
    for (int32_t k = 0; k < districts; k++) {
        chance_state = 88172645463325252ull + 1000003ull * (unsigned long long)k;
        for (int i = 0; i < 20; i++)
            chance();
        invent(&truth);
        write_people(&truth, "then.csv", LAST + 1 - COUNT);
        write_people(&truth, "now.csv", 0);
        write_rolls(&truth);
        fit(&m);
        begin_runs(&m, replicates);
        for (int32_t r = 1; r <= replicates; r++) {
            double point[XW_MAX_ASSUMPTIONS];
            const char *law;
            xw_design_point(&m.points, r, point);
            xw_draw_make(&m.draw, &m.prepared, &m.list, point, (uint32_t)r, XW_DRAW_ALL);
            must(xw_state_begin_drawn(&state, &m.prepared, &m.draw), &m, "begin");
            for (int32_t y = 0; y < AHEAD; y++) {
                must(xw_year_step(&state, y, NULL, &law), &m, "year");
                count(&state, drawn + ((ptrdiff_t)(r - 1) * AHEAD + y) * QUANTITIES);
            }
        }
        double mean = 0.0;
        for (int y = 0; y < AHEAD; y++)
            for (int q = 0; q < QUANTITIES; q++) {
                for (int32_t r = 0; r < replicates; r++)
                    column[r] = drawn[((ptrdiff_t)r * AHEAD + y) * QUANTITIES + q];
                qsort(column, (size_t)replicates, sizeof *column, by_size);
                double low = quantile(column, replicates, 0.1),
                       high = quantile(column, replicates, 0.9);
                bool good = truth.of[y][q] >= low && truth.of[y][q] <= high;
                inside[y][q] += good;
                below[y][q] += truth.of[y][q] < low;
                mean += (double)good / (AHEAD * QUANTITIES);
            }
        by_district += mean;
        squares += mean * mean;
        end_runs(&m);
    }
    xw_state_free(&state);
    free(drawn);
    free(column);
    remove_folder();
    printf("# share of %d districts within the 80 %% interval of %d replicates (below it)\n",
           (int)districts, (int)replicates);
    int32_t by_year[AHEAD] = { 0 }, by_quantity[QUANTITIES] = { 0 };
    for (int q = 0; q < QUANTITIES; q++) {
        printf("# %-28s", quantity_name[q]);
        for (int y = 0; y < AHEAD; y++) {
            printf(" %5.1f (%4.1f)", 100.0 * inside[y][q] / districts,
                   100.0 * below[y][q] / districts);
            by_year[y] += inside[y][q];
            by_quantity[q] += inside[y][q];
        }
        printf("\n");
    }
    double mean = by_district / districts;
    double error = sqrt((squares / districts - mean * mean) / districts);
    printf("# all %.2f, standard error %.2f\n", 100.0 * mean, 100.0 * error);
    expect(100.0 * error < 1.0, "the standard error is below one point");
    expect(mean >= 0.78 && mean <= 0.82, "all intervals of 80 % hold 78 to 82 % of the truth");
    /* One horizon or quantity has a standard error of a point: two of them are allowed beyond. */
    for (int y = 0; y < AHEAD; y++) {
        double share = (double)by_year[y] / districts / QUANTITIES;
        expect(share >= 0.76 && share <= 0.84, "each horizon's, within two standard errors");
    }
    for (int q = 0; q < QUANTITIES; q++) {
        double share = (double)by_quantity[q] / districts / AHEAD;
        expect(share >= 0.76 && share <= 0.84, "each quantity's, within two standard errors");
    }
    printf("1..%d\n", points);
    return failed;
}
