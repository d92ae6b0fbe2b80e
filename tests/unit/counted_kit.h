/* counted_kit.h: the small scenario of scenario_kit.h with a population of two towns, counted in the
 * groups of a census, and what completes it.
 *
 * Town T is three quarters zone A and one quarter zone B by dwellings. Births come before September
 * (births.late_share: 0), so that those aged a on 1 September 2020 were born in 2020 - a.
 */
#ifndef XW_COUNTED_KIT_H
#define XW_COUNTED_KIT_H
#include "xuewei/base_people.h"
#include "xuewei/life_table.h"
#include "scenario_kit.h"

struct counted {
    struct kit kit;
    struct xw_arena keep, scratch;
    enum xw_status status; /* of the completion */
};

static const char counted_population[] = "area,sex,age,age_to,persons,evidence\n"
                                         "T,f,0,,100,published\n"
                                         "T,f,1,4,400,published\n"
                                         "T,f,5,9,500,published\n"
                                         "T,f,10,14,600,published\n"
                                         "T,f,15,19,700,published\n"
                                         "T,f,20,,3000,published\n"
                                         "T,m,0,19,2000,estimated\n"
                                         "T,m,20,,3000,assumed\n";

/* Births of 1999 .. 2020: 100 a year, 200 in 2016. */
static inline void counted_births(const struct kit *kit)
{
    char text[2000] = "year,births\n";
    for (int year = 1999; year <= 2020; year++)
        snprintf(text + strlen(text), 20, "%d,%d\n", year, year == 2016 ? 200 : 100);
    kit_file(kit, "cohort_births.csv", text);
}

/* more: lines of the scenario behind its tables. */
static inline void counted_open(struct counted *c, const char *more)
{
    char lines[1000];
    *c = (struct counted){ 0 };
    kit_open(&c->kit);
    snprintf(lines, sizeof lines,
             "  areas: areas.csv\n  cohort_births: cohort_births.csv\n%sbirths: {late_share: 0}\n",
             more);
    kit_scenario_and(&c->kit, lines);
    kit_file(&c->kit, "areas.csv",
             "area,zone,weight,basis\nT,A,300,dwellings\nT,B,100,dwellings\n");
    kit_file(&c->kit, "population.csv", counted_population);
    counted_births(&c->kit);
    ck_assert_int_eq(xw_arena_init(&c->keep, 1 << 26), XW_OK);
    ck_assert_int_eq(xw_arena_init(&c->scratch, 1 << 26), XW_OK);
}

/* Read what must be sound, and complete it. */
static inline enum xw_status counted_read(struct counted *c, const struct xw_override *overrides,
                                          int32_t count)
{
    kit_read_as(&c->kit, "scenario.yaml", XW_NEED_PROJECT, overrides, count);
    ck_assert_str_eq(kit_printed(&c->kit, false), "");
    ck_assert_int_eq(xw_life_table_fill(&c->kit.s.mortality), XW_OK);
    c->status = xw_base_people_complete(&c->keep, c->scratch, &c->kit.s, &c->kit.diag);
    ck_assert((c->status == XW_REFUSED) == (c->kit.diag.refused > 0));
    return c->status;
}

static inline void counted_refuses(struct counted *c, const char *want)
{
    counted_read(c, NULL, 0);
    ck_assert_str_eq(kit_printed(&c->kit, false), want);
}

static inline double *counted_people(struct counted *c, int zone, int sex)
{
    return c->kit.s.population.household + ((ptrdiff_t)zone * XW_SEXES + sex) * KIT_AGES;
}

static inline double counted_sum(const double *people, int from, int to)
{
    double sum = 0.0;
    for (int a = from; a <= to; a++)
        sum += people[a];
    return sum;
}

static inline void counted_close(struct counted *c)
{
    kit_close(&c->kit);
    xw_arena_free(&c->keep);
    xw_arena_free(&c->scratch);
}

#endif
