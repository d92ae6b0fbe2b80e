/* Mexico by single year and age, 1950 to 2020: inputs of the United Nations Population Division's
 * package ccmppWPP, and what its own projection makes of them. Every age, sex and year, the births
 * and the deaths must be the same within 1e-9: the inputs are printed with 15 digits.
 *
 *   verify_un_mexico FOLDER    the folder with un1x1_mexico_*.csv; without it the test is skipped
 */
#include "xuewei/life_table.h"
#include "xuewei/projection.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST = 1950, YEARS = 70, AGES = 101, CELLS = XW_SEXES * AGES, SKIPPED = 77 };
#define CLOSE 1e-9

struct mexico {
    double fertility[YEARS][AGES];
    double mx[YEARS][CELLS], ax[YEARS][CELLS], sx[YEARS][CELLS], migration[YEARS][CELLS];
    double ratio[YEARS];
    double truth[YEARS + 1][CELLS];
    double births[YEARS][XW_SEXES], deaths[YEARS][XW_SEXES];
};

static _Noreturn void fail(const char *what)
{
    printf("un_mexico: %s\n", what);
    exit(EXIT_FAILURE);
}

static FILE *open_table(const char *folder, const char *name)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/un1x1_mexico_%s.csv", folder, name);
    FILE *file = fopen(path, "r");
    if (file == NULL) {
        printf("un_mexico: skipped, there is no %s\n", path);
        exit(SKIPPED);
    }
    int c;
    do
        c = fgetc(file);
    while (c != '\n' && c != EOF);
    return file;
}

static void close_table(FILE *file, int rows, int wanted)
{
    fclose(file);
    if (rows != wanted) fail("a table has not the rows it should have");
}

static int cell(char sex, int age)
{
    if ((sex != 'F' && sex != 'M') || age < 0 || age >= AGES) fail("no such sex or age");
    return (sex == 'F' ? XW_FEMALE : XW_MALE) * AGES + age;
}

static int row_of(int year, int years)
{
    if (year < FIRST || year >= FIRST + years) fail("no such year");
    return year - FIRST;
}

static void read_all(const char *folder, struct mexico *m)
{
    int year, age, rows = 0;
    char sex;
    double a, b, c, d, e;
    FILE *file = open_table(folder, "rates");
    for (; fscanf(file, "%d,%c,%d,%lf,%lf,%lf,%lf\n", &year, &sex, &age, &a, &b, &c, &d) == 7;
         rows++) {
        int y = row_of(year, YEARS), i = cell(sex, age);
        m->mx[y][i] = a;
        m->ax[y][i] = b;
        m->sx[y][i] = c;
        m->migration[y][i] = d;
    }
    close_table(file, rows, YEARS * CELLS);

    file = open_table(folder, "asfr");
    for (rows = 0; fscanf(file, "%d,%d,%lf\n", &year, &age, &a) == 3; rows++)
        m->fertility[row_of(year, YEARS)][cell('F', age)] = a;
    close_table(file, rows, 2753);

    file = open_table(folder, "srb");
    for (rows = 0; fscanf(file, "%d,%lf\n", &year, &a) == 2; rows++)
        m->ratio[row_of(year, YEARS)] = a;
    close_table(file, rows, YEARS);

    file = open_table(folder, "truth_pop");
    for (rows = 0; fscanf(file, "%d,%c,%d,%lf\n", &year, &sex, &age, &a) == 4; rows++)
        m->truth[row_of(year, YEARS + 1)][cell(sex, age)] = a;
    close_table(file, rows, (YEARS + 1) * CELLS);

    file = open_table(folder, "truth_events");
    for (rows = 0; fscanf(file, "%d,%lf,%lf,%lf,%lf,%lf\n", &year, &a, &b, &c, &d, &e) == 6;
         rows++) {
        int y = row_of(year, YEARS);
        m->births[y][XW_MALE] = b;
        m->births[y][XW_FEMALE] = c;
        m->deaths[y][XW_MALE] = d;
        m->deaths[y][XW_FEMALE] = e;
    }
    close_table(file, rows, YEARS);
}

/* The worst relative difference seen, and where. */
struct worst {
    double off;
    int year, index;
};

static void compare(struct worst *worst, int year, int count, const double *got, const double *want)
{
    for (int i = 0; i < count; i++) {
        double off = fabs(got[i] - want[i]) / fabs(want[i]);
        if (!(off <= worst->off)) *worst = (struct worst){ off, year, i };
    }
}

static int say(const char *what, const struct worst *worst)
{
    printf("un_mexico: %s: largest relative difference %.2g (%d, %d)\n", what, worst->off,
           worst->year, worst->index);
    return worst->off <= CLOSE ? 0 : 1;
}

int main(int count, char **argument)
{
    if (count != 2) fail("usage: verify_un_mexico FOLDER");
    static struct mexico m;
    read_all(argument[1], &m);

    static double now[CELLS], next[CELLS], survival[CELLS];
    double births[XW_SEXES], deaths[XW_SEXES], migrants[XW_SEXES], not_taken[XW_SEXES];
    struct xw_step_events events = { births, deaths, migrants, not_taken, 0 };
    struct worst of_survival = { 0 }, of_people = { 0 }, of_births = { 0 }, of_deaths = { 0 };
    struct xw_arena scratch;
    if (xw_arena_init(&scratch, 1 << 20) != XW_OK) fail("no memory");

    memcpy(now, m.truth[0], sizeof now);
    for (int y = 0; y < YEARS; y++) {
        for (int x = 0; x < XW_SEXES; x++)
            if (xw_life_table_survival(AGES, x, m.mx[y] + x * AGES, m.ax[y] + x * AGES,
                                       survival + x * AGES) != XW_OK)
                fail("a life table is refused");
        struct xw_step_rates rates = { .width = 1,
                                       .fertility_places = 1,
                                       .mortality_places = 1,
                                       .migration_places = 1,
                                       .fertility = m.fertility[y],
                                       .survival = survival,
                                       .males_per_female = m.ratio[y],
                                       .migration = m.migration[y],
                                       .timing = XW_MIGRATION_END,
                                       .known_births = NAN };
        if (xw_projection_step(1, AGES, &rates, now, scratch, next, &events) != XW_OK)
            fail("a step is refused");
        if (events.limited != 0) fail("migration was limited");
        if (!(xw_projection_imbalance(1, AGES, now, next, &events) <= CLOSE))
            fail("people do not balance");
        compare(&of_survival, FIRST + y, CELLS, survival, m.sx[y]);
        compare(&of_people, FIRST + y + 1, CELLS, next, m.truth[y + 1]);
        compare(&of_births, FIRST + y, XW_SEXES, births, m.births[y]);
        compare(&of_deaths, FIRST + y, XW_SEXES, deaths, m.deaths[y]);
        memcpy(now, next, sizeof now);
    }
    xw_arena_free(&scratch);
    int wrong = say("survival", &of_survival) + say("people", &of_people) +
                say("births", &of_births) + say("deaths", &of_deaths);
    return wrong == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
