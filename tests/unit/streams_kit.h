/* streams_kit.h: the population of scenario_kit.h under two residence statuses, and its projection. */
#ifndef XW_STREAMS_KIT_H
#define XW_STREAMS_KIT_H
#include "xuewei/anniversaries.h"
#include "xuewei/life_table.h"
#include "scenario_kit.h"

/* Of everybody a quarter is local, the rest migrant; zone A has 10 + age, zone B 5 of each age. */
static inline void kit_statuses(const struct kit *kit)
{
    static char text[16000];
    strcpy(text, "zone,sex,age,residency,persons\n");
    for (int i = 0; i < 4 * KIT_AGES; i++) {
        int zone = i / 2 / KIT_AGES, age = i % KIT_AGES;
        double all = zone == 0 ? 10 + age : 5;
        snprintf(text + strlen(text), 120, "%c,%c,%d,local,%g\n%c,%c,%d,migrant,%g\n", "AB"[zone],
                 "fm"[i / KIT_AGES % 2], age, all / 4, "AB"[zone], "fm"[i / KIT_AGES % 2], age,
                 all * 3 / 4);
    }
    kit_file(kit, "population.csv", text);
}

/* The people at the end of the scenario's first two steps, [residency][zone][sex][age]. */
struct two_steps {
    struct xw_arena keep, scratch;
    struct xw_anniversaries a;
};

static inline void two_steps(struct kit *kit, const struct xw_override *set, int32_t count,
                             struct two_steps *out)
{
    kit_read_as(kit, "scenario.yaml", XW_NEED_PROJECT, set, count);
    ck_assert_str_eq(kit_printed(kit, false), "");
    ck_assert_int_eq(xw_arena_init(&out->keep, 1 << 26), XW_OK);
    ck_assert_int_eq(xw_arena_init(&out->scratch, 1 << 26), XW_OK);
    ck_assert_int_eq(xw_life_table_fill(&kit->s.mortality), XW_OK);
    ck_assert_int_eq(xw_anniversaries_begin(&out->keep, &kit->s, NULL, &out->a), XW_OK);
    for (int i = 0; i < 2; i++) {
        ck_assert_int_eq(xw_anniversaries_step(&out->a, out->scratch), XW_OK);
        ck_assert(out->a.imbalance <= 1e-12);
        xw_anniversaries_turn(&out->a);
    }
}

static inline void two_steps_free(struct two_steps *steps)
{
    xw_arena_free(&steps->keep);
    xw_arena_free(&steps->scratch);
}

/* Residencies by code: local 0, migrant 1. Zones A 0, B 1. */
static inline double status_of(const struct two_steps *steps, int residency, int zone, int sex,
                               int age)
{
    return steps->a.now[((residency * 2 + zone) * XW_SEXES + sex) * KIT_AGES + age];
}

#endif
