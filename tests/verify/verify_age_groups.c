/* Age groups of a real district, against what smoothing would make of them.
 *
 * usage: verify_age_groups DATA, where DATA/yuecheng/age_structure_2020.csv holds the census groups of
 * Yuecheng (0, 1-4, 5-9, ..., 85 and over) by sex and DATA/yuecheng/births_zhejiang.csv the births of
 * its province. Exits with 77, a skip, where they are absent.
 *
 * Children are split by the births of their cohorts and not by a curve because births of 2016 and 2017
 * stood above those before and after: a curve through the groups cannot know. Both are made here, and
 * the wave must be in the one and missing in the other.
 */
#include "xuewei/birth_cohort.h"
#include "xuewei/disaggregate.h"
#include "xuewei/stages.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { GROUPS = 19, AGES = 86, FIRST = 2010, YEARS = 14, SKIP = 77 };

static int failures;

static void expect(int good, const char *what)
{
    printf("%s: %s\n", good ? "good" : "FAILED", what);
    failures += !good;
}

static FILE *open_data(const char *folder, const char *name)
{
    char path[1000];
    snprintf(path, sizeof path, "%s/yuecheng/%s", folder, name);
    FILE *file = fopen(path, "r");
    if (file == NULL) {
        printf("%s is not there: skipped\n", path);
        exit(SKIP);
    }
    return file;
}

/* The rows "Yuecheng,330602,census group,FROM,TO,SEX,PERSONS": by sex and group. */
static int read_groups(FILE *file, int32_t *from, double persons[2][GROUPS])
{
    char line[1000], sex[20];
    int rows = 0, first, count, group = -1;
    while (fgets(line, sizeof line, file) != NULL) {
        static const char head[] = "Yuecheng,330602,census group,";
        if (strncmp(line, head, sizeof head - 1) != 0) continue;
        char *comma = strchr(line + sizeof head - 1, ',');
        if (comma == NULL || (comma = strchr(comma + 1, ',')) == NULL) continue;
        first = atoi(line + sizeof head - 1);
        if (sscanf(comma + 1, "%19[^,],%d", sex, &count) != 2 || strcmp(sex, "both") == 0) continue;
        if (group < 0 || from[group] != first) group++;
        if (group >= GROUPS) break;
        from[group] = first;
        persons[strcmp(sex, "male") == 0][group] = count;
        rows++;
    }
    fclose(file);
    return rows;
}

static void read_births(FILE *file, double *births)
{
    char line[1000];
    int year;
    double thousand;
    for (int y = 0; y < YEARS; y++)
        births[y] = NAN;
    while (fgets(line, sizeof line, file) != NULL)
        if (sscanf(line, "%d,%lf", &year, &thousand) == 2 && year >= FIRST && year < FIRST + YEARS)
            births[year - FIRST] = thousand;
    fclose(file);
}

/* Groups keep their people and nobody is negative. */
static void check_sums(const char *what, const int32_t *from, const double *persons,
                       const double *single)
{
    int good = 1;
    for (int g = 0; g < GROUPS; g++) {
        int32_t to = g + 1 < GROUPS ? from[g + 1] : AGES;
        double sum = 0.0;
        for (int32_t a = from[g]; a < to; a++) {
            sum += single[a];
            good &= single[a] >= 0.0;
        }
        good &= fabs(sum - persons[g]) <= 1e-12 * persons[g];
    }
    expect(good, what);
}

static void split(struct xw_arena scratch, const int32_t *from, const double *persons,
                  const double *weight, int32_t children_to, enum xw_adult_split adults,
                  double *single)
{
    const struct xw_age_split how = { children_to, weight, adults };
    int32_t where;
    if (xw_disaggregate(GROUPS, from, persons, &how, scratch, single, &where) != XW_OK) {
        printf("FAILED: the groups are not split, at %d\n", (int)where);
        exit(1);
    }
}

/* The spline alone, of five-year groups: 0 and 1-4 as one, as most tables have them. */
static void split_fives(struct xw_arena scratch, const int32_t *from, const double *persons,
                        double *single)
{
    int32_t first[GROUPS - 1] = { 0 }, where;
    double people[GROUPS - 1] = { persons[0] + persons[1] };
    for (int g = 2; g < GROUPS; g++) {
        first[g - 1] = from[g];
        people[g - 1] = persons[g];
    }
    const struct xw_age_split how = { -1, NULL, XW_SPLIT_SPLINE };
    if (xw_disaggregate(GROUPS - 1, first, people, &how, scratch, single, &where) != XW_OK) exit(1);
}

int main(int argc, char **argv)
{
    if (argc != 2) return 2;
    int32_t from[GROUPS] = { 0 };
    double persons[2][GROUPS] = { { 0 } }, both[GROUPS], births[YEARS], weight[AGES];
    double by_births[AGES], spline[AGES], sprague[AGES], one[AGES], fives[AGES];
    FILE *groups = open_data(argv[1], "age_structure_2020.csv");
    FILE *zhejiang = open_data(argv[1], "births_zhejiang.csv");
    expect(read_groups(groups, from, persons) == 2 * GROUPS, "19 groups of women and men are read");
    read_births(zhejiang, births);
    struct xw_arena scratch;
    if (xw_arena_init(&scratch, (size_t)1 << 24) != XW_OK) return 1;

    /* The day of the census, births of each month alike. */
    struct xw_known_births known = {
        .first = FIRST, .years = YEARS, .district = births, .late_share = 1 / 3.0
    };
    double total = 0.0;
    for (int32_t a = 0; a < AGES; a++)
        weight[a] = xw_birth_cohort_between(&known, (struct xw_date){ (int16_t)(2019 - a), 11, 1 },
                                            (struct xw_date){ (int16_t)(2020 - a), 11, 1 });
    for (int g = 0; g < GROUPS; g++) {
        both[g] = persons[0][g] + persons[1][g];
        total += both[g];
    }
    expect(total == 1020037, "they are the 1,020,037 people of the census");

    for (int x = 0; x < 2; x++) {
        split(scratch, from, persons[x], weight, 9, XW_SPLIT_SPRAGUE, one);
        check_sums("groups of one sex keep their people, adults by Sprague", from, persons[x], one);
    }
    split(scratch, from, both, weight, 9, XW_SPLIT_SPLINE, by_births);
    split(scratch, from, both, weight, -1, XW_SPLIT_SPLINE, spline);
    split(scratch, from, both, weight, -1, XW_SPLIT_SPRAGUE, sprague);
    split_fives(scratch, from, both, fives);
    check_sums("groups keep their people, children by births", from, both, by_births);
    check_sums("groups keep their people, all by the spline", from, both, spline);
    check_sums("groups keep their people, all by Sprague", from, both, sprague);

    printf("age  births  by births  Sprague  spline  spline of five years\n");
    for (int a = 0; a < 10; a++)
        printf("%3d %7.1f %10.0f %8.0f %7.0f %10.0f\n", a, weight[a], by_births[a], sprague[a],
               spline[a], fives[a]);
    /* Aged 3: born from November 2016 to October 2017. */
    expect(by_births[3] > 1.04 * by_births[2] && by_births[3] > 1.07 * by_births[4],
           "by births the children of 2016-17 stand above those a year younger and older");
    expect(fabs(by_births[3] / by_births[1] - weight[3] / weight[1]) < 1e-12,
           "and by as much as their births do");
    expect(fabs(by_births[8] / by_births[5] - weight[8] / weight[5]) < 1e-12,
           "the rise from 2012 to 2015 is in the group 5-9 too");
    expect(fabs(by_births[4] / by_births[5] - 1.0) < 0.05, "and the two groups meet closely");
    expect(sprague[3] < sprague[4], "Sprague's multipliers put the most children a year too early");
    expect(!(fives[3] > fives[2] && fives[3] > fives[4]),
           "the spline of five-year groups has no wave there at all");
    xw_arena_free(&scratch);
    return failures == 0 ? 0 : 1;
}
