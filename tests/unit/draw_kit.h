/* draw_kit.h: a small scenario whose assumptions are drawn: two zones, two stages, migration, homes. */
#ifndef XW_DRAW_KIT_H
#define XW_DRAW_KIT_H
#include "scenario_kit.h"
#include "xuewei/assumptions.h"
#include "xuewei/draw.h"
#include "xuewei/prepare.h"

struct draws {
    struct kit kit;
    struct xw_arena keep, scratch;
    struct xw_prepared p;
    struct xw_assumptions list;
    struct xw_draw draw;
    double point[XW_MAX_ASSUMPTIONS];
};

static inline void draws_files(const struct kit *kit)
{
    kit_file(kit, "migration.csv",
             "year,sex,age,persons\n2020,f,6,4\n2020,m,6,4\n2020,f,8,-2\n2020,m,8,-2\n");
    kit_file(kit, "fertility.csv",
             "year,age,rate\n2020,18,0.4\n2020,19,0.4\n2020,20,0.2\n"
             "2021,18,0.5\n2021,19,0.5\n2021,20,0.2\n");
}

/* The scenario with keys and tables of one's own; the files are written by now. */
static inline void draws_open(struct draws *d, const char *keys)
{
    char text[4000];
    snprintf(text, sizeof text, "%s  migration: migration.csv\n%s", kit_scenario, keys);
    kit_file(&d->kit, "scenario.yaml", text);
    ck_assert_msg(kit_read(&d->kit) == XW_OK, "%s", kit_printed(&d->kit, false));
    ck_assert_int_eq(xw_arena_init(&d->keep, XW_ARENA_USUAL), XW_OK);
    ck_assert_int_eq(xw_arena_init(&d->scratch, XW_ARENA_USUAL), XW_OK);
    ck_assert_int_eq(xw_prepare(&d->keep, d->scratch, &d->kit.s, &d->kit.diag, &d->p), XW_OK);
    ck_assert_int_eq(xw_assumptions_list(&d->keep, &d->kit.s, &d->list), XW_OK);
    ck_assert_int_eq(xw_draw_init(&d->keep, &d->p, &d->draw), XW_OK);
    for (int i = 0; i < XW_MAX_ASSUMPTIONS; i++)
        d->point[i] = 0.5;
}

static inline void draws_usual(struct draws *d, const char *keys)
{
    *d = (struct draws){ 0 };
    kit_open(&d->kit);
    draws_files(&d->kit);
    draws_open(d, keys);
}

static inline void draws_make(struct draws *d, uint32_t replicate, enum xw_draw_what what)
{
    xw_draw_make(&d->draw, &d->p, &d->list, d->point, replicate, what);
}

static inline void draws_close(struct draws *d)
{
    xw_arena_free(&d->keep);
    xw_arena_free(&d->scratch);
    kit_close(&d->kit);
}

/* The index of an assumption by name, or XW_NONE. */
static inline int32_t draws_find(const struct draws *d, const char *name)
{
    for (int32_t i = 0; i < d->list.count; i++)
        if (strcmp(d->list.of[i].name, name) == 0) return i;
    return XW_NONE;
}

#endif
