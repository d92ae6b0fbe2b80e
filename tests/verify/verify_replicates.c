/* verify_replicates.c: what replicates are told to do comes back from what they show.
 *
 * A district of equal zones in which nobody dies: children who come by migration, births per woman and
 * pupils who come and go are counted in the replicates' own years, and the parameters that made them
 * are estimated from these counts alone.
 */
#include "xuewei/assumptions.h"
#include "xuewei/draw.h"
#include "xuewei/prepare.h"
#include "xuewei/scenario_file.h"
#include "xuewei/state.h"
#include "xuewei/year.h"
#include <dirent.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { ZONES = 4, AGES = 50, YEARS = 12, REPLICATES = 1500, PROJECTS = 3 };

#define NET 50.0 /* migrants of a sex and age in a year */

static char folder[64];
static int points, failed;

static void near(double got, double want, double error, const char *what)
{
    bool good = fabs(got - want) <= error;
    printf("%sok %d - %s: %.4f, told %.4f\n", good ? "" : "not ", ++points, what, got, want);
    failed |= !good;
}

/* ---- the district ---- */

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

static void write_district(void)
{
    FILE *people = begin("population.csv"), *survival = begin("survival.csv");
    FILE *migration = begin("migration.csv"), *zones = begin("zones.csv");
    FILE *rolls = begin("rolls.csv");
    fputs("zone,x_m,y_m\n", zones);
    fputs("zone,sex,age,persons\n", people);
    fputs("year,sex,age,survival\n", survival);
    fputs("year,sex,age,persons\n", migration);
    fputs("school,year,grade,pupils\n", rolls);
    for (int z = 0; z < ZONES; z++) {
        fprintf(zones, "Z%d,%d,0\n", z, 100 * z);
        for (int sex = 0; sex < 2; sex++)
            for (int age = 0; age < AGES; age++)
                fprintf(people, "Z%d,%c,%d,500\n", z, "fm"[sex], age);
        for (int grade = 1; grade <= 6; grade++)
            fprintf(rolls, "P%d,2019,%d,1000\n", z, grade);
    }
    for (int sex = 0; sex < 2; sex++)
        for (int age = 0; age < AGES; age++) {
            fprintf(survival, "2020,%c,%d,1\n", "fm"[sex], age);
            fprintf(migration, "2020,%c,%d,%g\n", "fm"[sex], age, age == 0 ? 0.0 : NET);
        }
    fclose(zones);
    fclose(people);
    fclose(survival);
    fclose(migration);
    fclose(rolls);
    put("fertility.csv", "year,age,rate\n2020,25,1.1\n");
    put("births_ratio.csv", "year,males_per_female\n2020,1\n");
    put("schools.csv",
        "school,zone,sector\nP0,Z0,public\nP1,Z1,public\nP2,Z2,public\nP3,Z3,public\n");
    put("capacity.csv",
        "school,stage,rooms\nP0,primary,300\nP1,primary,300\nP2,primary,300\nP3,primary,300\n");
    put("projects.csv", "project,kind,school,stage,classes,start_year,opens,status\n"
                        "1,expansion,P0,primary,2,2021,2023,planned\n"
                        "2,expansion,P1,primary,2,2021,2023,approved\n"
                        "3,expansion,P2,primary,2,2019,2023,building\n");
    put("district.yaml",
        "xuewei: 1\nhorizon: {first: 2020, last: 2031}\n"
        "population: {base_date: 2020-09-01, open_age: 49}\n"
        "stages:\n  - {stage: primary, first_age: 6, grades: 6}\n"
        "tables: {zones: zones.csv, population: population.csv, rolls: rolls.csv,\n"
        "  fertility: fertility.csv, mortality: survival.csv,\n"
        "  births_ratio: births_ratio.csv, schools: schools.csv,\n"
        "  capacity: capacity.csv, projects: projects.csv}\n");
    put("people.yaml", "xuewei: 1\nextends: district.yaml\ntables: {migration: migration.csv}\n"
                       "ensemble:\n  noise: no\n"
                       "  fertility: {rho: 0.8, sd: 0.05, zone_rho: 0.7, zone_sd: 0.08}\n"
                       "  migration: {level_sd: 0, sd: 0.25, rho: 0.55, common: 0.4}\n"
                       "  mortality: {sd: 0}\n");
    put("pupils.yaml", "xuewei: 1\nextends: district.yaml\n"
                       "ensemble:\n  turnover: 0.3\n  fertility: {sd: 0, zone_sd: 0}\n"
                       "  mortality: {sd: 0}\n  participation: {sd: 0, year_sd: 0}\n"
                       "  progression: {sd: 0, year_sd: 0}\n  delay: {common: 0.4, most: 50}\n");
}

static void remove_district(void)
{
    DIR *in = opendir(folder);
    char path[400];
    for (struct dirent *e; in != NULL && (e = readdir(in)) != NULL;) {
        snprintf(path, sizeof path, "%s/%s", folder, e->d_name);
        if (e->d_name[0] != '.') unlink(path);
    }
    if (in != NULL) closedir(in);
    rmdir(folder);
}

/* ---- its replicates ---- */

struct world {
    struct xw_arena keep, scratch;
    struct xw_diag diag;
    struct xw_scenario s;
    struct xw_prepared p;
    struct xw_assumptions list;
    struct xw_design_points points;
    struct xw_draw draw;
    struct xw_state state;
};

static void must(enum xw_status status, const struct world *w)
{
    if (status == XW_OK) return;
    printf("Bail out! %s\n", xw_status_text(status));
    xw_diag_print_refusals(&w->diag, stdout);
    exit(1);
}

static void open_world(struct world *w, const char *name)
{
    char path[200];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    *w = (struct world){ 0 };
    must(xw_diag_init(&w->diag), w);
    must(xw_arena_init(&w->keep, XW_ARENA_USUAL), w);
    must(xw_arena_init(&w->scratch, XW_ARENA_USUAL), w);
    must(xw_scenario_read(path, XW_NEED_RUN, NULL, 0, &w->keep, &w->diag, &w->s), w);
    must(xw_prepare(&w->keep, w->scratch, &w->s, &w->diag, &w->p), w);
    must(xw_assumptions_list(&w->keep, &w->s, &w->list), w);
    must(xw_design_points(XW_DESIGN_LATIN, 7, &w->list, REPLICATES, &w->points), w);
    must(xw_draw_init(&w->keep, &w->p, &w->draw), w);
    must(xw_state_init(&w->state), w);
}

static void close_world(struct world *w)
{
    xw_state_free(&w->state);
    xw_arena_free(&w->scratch);
    xw_arena_free(&w->keep);
    xw_diag_free(&w->diag);
}

/* Begin a replicate; 0 is the central history. */
static void start(struct world *w, int32_t replicate)
{
    double point[XW_MAX_ASSUMPTIONS];
    if (replicate == 0) {
        must(xw_state_begin(&w->state, &w->p), w);
        return;
    }
    xw_design_point(&w->points, replicate, point);
    xw_draw_make(&w->draw, &w->p, &w->list, point, (uint32_t)replicate, XW_DRAW_ALL);
    must(xw_state_begin_drawn(&w->state, &w->p, &w->draw), w);
}

static void step(struct world *w, int32_t year)
{
    const char *law = "";
    must(xw_year_step(&w->state, year, NULL, &law), w);
}

/* ---- estimates ---- */

struct pairs {
    double n, a, b, aa, bb, ab;
};

static void note(struct pairs *p, double a, double b)
{
    p->n++;
    p->a += a;
    p->b += b;
    p->aa += a * a;
    p->bb += b * b;
    p->ab += a * b;
}

static double sd_of(const struct pairs *p)
{
    return sqrt(p->aa / p->n - p->a / p->n * (p->a / p->n));
}

static double correlation_of(const struct pairs *p)
{
    double a = p->a / p->n, b = p->b / p->n;
    return (p->ab / p->n - a * b) / sqrt((p->aa / p->n - a * a) * (p->bb / p->n - b * b));
}

/* People who came to a zone at an age, and its births, over the central history's. */
static void people(void)
{
    struct world w;
    static double came[REPLICATES + 1][YEARS][ZONES], born[REPLICATES + 1][YEARS][ZONES];
    struct pairs time = { 0 }, place = { 0 }, births = { 0 }, zones = { 0 };
    open_world(&w, "people.yaml");
    for (int32_t r = 0; r <= REPLICATES; r++) {
        double before[ZONES] = { 0 };
        start(&w, r);
        for (int32_t y = 0; y < YEARS; y++) {
            step(&w, y);
            for (int z = 0; z < ZONES; z++) {
                const double *now = w.state.september[1] + (ptrdiff_t)z * w.s.ages;
                came[r][y][z] = y == 0 ? 0.0 : now[8] - before[z];
                born[r][y][z] = now[0];
                before[z] = now[7];
            }
        }
    }
    for (int32_t r = 1; r <= REPLICATES; r++) {
        double district[YEARS], u[YEARS][ZONES], v[YEARS][ZONES];
        for (int32_t y = 1; y < YEARS; y++) {
            double all = 0.0, central = 0.0, mean = 0.0;
            for (int z = 0; z < ZONES; z++) {
                u[y][z] = log(came[r][y][z] / came[0][y][z]);
                v[y][z] = log(born[r][y][z] / born[0][y][z]);
                mean += v[y][z] / ZONES;
                all += born[r][y][z];
                central += born[0][y][z];
            }
            district[y] = 1.1 * (all / central - 1.0);
            for (int z = 0; z < ZONES; z++)
                v[y][z] -= mean;
        }
        note(&time, u[4][r % ZONES], u[5][r % ZONES]);
        note(&place, u[5][0], u[5][1 + r % (ZONES - 1)]);
        note(&births, district[YEARS - 2], district[YEARS - 1]);
        note(&zones, v[YEARS - 2][0], v[YEARS - 1][0]);
    }
    close_world(&w);
    /* Four standard errors of 1,500 draws; people who came move what later ones are shared by, and the
     * mean of four zones has a quarter of their own spread. */
    near(sd_of(&time), 0.25, 0.025, "spread of a zone's migration");
    near(correlation_of(&time), 0.55, 0.08, "its correlation from year to year");
    near(correlation_of(&place), 0.4, 0.1, "what the zones of a district share");
    double own = 1.1 * 0.08 / sqrt(ZONES) * sqrt(1.0 - pow(0.7, 2.0 * (YEARS - 2)));
    double sd = 0.05 * sqrt((1.0 - pow(0.8, 2.0 * (YEARS - 2))) / (1.0 - 0.64));
    near(sd_of(&births), hypot(sd, own), 0.009, "spread of births per woman");
    near(correlation_of(&births), (0.8 * sd * sd + 0.7 * own * own) / (sd * sd + own * own), 0.05,
         "their correlation from year to year");
    near(sd_of(&zones), 0.08 * sqrt(1.0 - 1.0 / ZONES), 0.007,
         "spread of a zone beside the others");
    near(correlation_of(&zones), 0.7, 0.06, "its correlation from year to year");
}

/* Pupils of a district's grades from year to year, its entrants, and its projects. */
static void pupils(void)
{
    struct world w;
    struct pairs steps = { 0 }, entrants = { 0 }, late[PROJECTS] = { 0 };
    open_world(&w, "pupils.yaml");
    for (int32_t r = 1; r <= REPLICATES / 3; r++) {
        int32_t before[6] = { 0 };
        start(&w, r);
        for (int32_t y = 0; y < 5; y++) {
            int32_t now[6] = { 0 };
            step(&w, y);
            for (int g = 0; g < 6; g++)
                for (int32_t i = 0; i < w.state.seated[g].count; i++)
                    now[g] += w.state.seated[g].pupils[i];
            for (int g = 1; y > 0 && g < 6; g++)
                note(&steps, (now[g] - before[g - 1]) / sqrt(before[g - 1]), 0.0);
            note(&entrants, (now[0] - 1000.0 * ZONES) / sqrt(1000.0 * ZONES), 0.0);
            memcpy(before, now, sizeof before);
        }
        for (int i = 0; i < PROJECTS; i++)
            note(&late[i], w.draw.delay[i], 0.0);
    }
    close_world(&w);
    /* 10,000 steps and 2,500 entries: a variance has a standard error of 1.4 % and 2.8 %. */
    near(sd_of(&steps) * sd_of(&steps), 0.3, 0.017, "turnover of a grade");
    near(steps.a / steps.n, 0.0, 0.03, "and nothing on the whole");
    near(sd_of(&entrants) * sd_of(&entrants), 0.3, 0.034, "turnover of entrants");
    /* (1 - h) / h years of every step: 1/3, 1/3 and 1/9, with variances (1 - h) / h^2. */
    near(late[0].a / late[0].n, 7.0 / 9.0, 0.19, "years that a planned project is late");
    near(late[1].a / late[1].n, 4.0 / 9.0, 0.14, "an approved one");
    near(late[2].a / late[2].n, 1.0 / 9.0, 0.063, "one that is being built");
}

int main(void)
{
    snprintf(folder, sizeof folder, "/tmp/xw_replicates_XXXXXX");
    if (mkdtemp(folder) == NULL) return 1;
    write_district();
    people();
    pupils();
    remove_district();
    printf("1..%d\n", points);
    return failed;
}
