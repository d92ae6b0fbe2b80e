/* kernel_year.h: one year of the zones of one register: everybody but the newborn, then the newborn.
 */
#ifndef XW_KERNEL_YEAR_H
#define XW_KERNEL_YEAR_H
#include "kernel.h"
#include "lanes.h"
#include <stdbool.h>
#include <string.h>

/* What is known when this is compiled. */
struct choice {
    enum xw_kernel_move move; /* not XW_MOVE_SHARED */
    bool even;                /* half of the migrants before survival and half after it */
    bool lines;               /* tables hold a line per age, else one number */
    bool events;              /* count deaths, migrants and limits */
    bool both;                /* births see women at the start and at the end, else at the start */
};

/* Tables of a year: survival and net migration [sex][age], fertility [age], factors included. */
struct tables {
    const REAL *survival, *net, *fertility;
};

/* What happens to the zones of a register in a year. */
struct strip {
    vec births; /* of the schedule, both sexes */
    vec born[XW_SEXES], died[XW_SEXES], moved[XW_SEXES];
    vec not_taken[XW_SEXES]; /* who would have left, had they been there */
    mask limited;            /* cells of each lane */
};

INLINE vec rate_at(const REAL *table, ptrdiff_t column, bool lines, int k)
{
    return lines ? load(table + column * LANES + k) : splat(table[column]);
}

/* The people of a cell after net migration; it takes no more than there are. */
INLINE vec migrate(struct choice c, vec people, vec net, vec *moved, vec *not_taken, mask *limited)
{
    vec asked = c.move == XW_MOVE_RATES ? net * people : net;
    if (!c.events) return larger(splat(0), people + asked); /* the same number as below */
    *limited |= asked < -people;
    vec taken = larger(asked, -people);
    *not_taken += taken - asked;
    *moved += taken;
    return people + taken;
}

/* One age of one sex: from the age below at the start (`below`, moved already) and this age. */
INLINE void age_cell(struct choice c, bool open, const REAL *survival, const REAL *net,
                     REAL *people, ptrdiff_t a, int k, bool bears, const REAL *fertility,
                     vec *below, struct strip *s, int x)
{
    REAL *here = people + a * LANES + k;
    vec start = load(here), share = rate_at(survival, a, c.lines, k), moves = { 0 };
    mask limited = { 0 };
    bool moving = c.move != XW_MOVE_NOBODY;
    if (moving) moves = rate_at(net, a, c.lines, k);
    if (moving && c.even)
        start = migrate(c, start, moves, &s->moved[x], &s->not_taken[x], &limited);

    vec end = *below * share;
    if (c.events) s->died[x] += *below - end;
    if (open) {
        vec old = start * share;
        if (c.events) s->died[x] += start - old;
        end += old;
    }
    if (moving && c.even) end = migrate(c, end, moves, &s->moved[x], &s->not_taken[x], &limited);
    if (bears) s->births += rate_at(fertility, a, c.lines, k) * (c.both ? start + end : start);
    if (moving && !c.even) end = migrate(c, end, moves, &s->moved[x], &s->not_taken[x], &limited);
    if (c.events && moving) s->limited -= limited;
    store(here, end);
    *below = start;
}

/* Ages from .. to - 1 of both sexes. */
INLINE void grow_ages(struct choice c, int32_t ages, int32_t from, int32_t to, bool bears,
                      bool open, const struct tables *t, REAL *people, int k, vec below[XW_SEXES],
                      struct strip *s)
{
    ptrdiff_t columns = (ptrdiff_t)ages * (c.lines ? LANES : 1), men = (ptrdiff_t)ages * LANES;
    for (int32_t a = from; a < to; a++) {
        age_cell(c, open, t->survival, t->net, people, a, k, bears, t->fertility, &below[XW_FEMALE],
                 s, XW_FEMALE);
        age_cell(c, open, t->survival + columns, t->net + (c.move == XW_MOVE_NOBODY ? 0 : columns),
                 people + men, a, k, false, NULL, &below[XW_MALE], s, XW_MALE);
    }
}

/* Everybody a year older, in place; age 0 stays as it was at the start. */
INLINE struct strip grow_strip(struct choice c, int32_t ages, int32_t mothers_from,
                               int32_t mothers_to, const struct tables *t, REAL *people, int k)
{
    struct strip s = { 0 };
    vec below[XW_SEXES];
    for (int x = 0; x < XW_SEXES; x++) {
        ptrdiff_t infants = (ptrdiff_t)x * ages;
        mask counted_with_the_newborn = { 0 };
        below[x] = load(people + infants * LANES + k);
        if (c.even && c.move != XW_MOVE_NOBODY)
            below[x] = migrate(c, below[x], rate_at(t->net, infants, c.lines, k), &s.moved[x],
                               &s.not_taken[x], &counted_with_the_newborn);
    }
    int32_t open = ages - 1;
    int32_t to = mothers_to < open ? mothers_to : open;
    int32_t from = mothers_from < to ? mothers_from : to;
    grow_ages(c, ages, 1, from, false, false, t, people, k, below, &s);
    grow_ages(c, ages, from, to, true, false, t, people, k, below, &s);
    grow_ages(c, ages, to, open, false, false, t, people, k, below, &s);
    if (mothers_to > open)
        grow_ages(c, ages, open, ages, true, true, t, people, k, below, &s);
    else
        grow_ages(c, ages, open, ages, false, true, t, people, k, below, &s);
    return s;
}

/* Newborns by sex, and those of them who are age 0 at the end. */
INLINE void bear_strip(struct choice c, int32_t ages, REAL girls, vec births,
                       const struct tables *t, REAL *people, int k, struct strip *s)
{
    s->born[XW_FEMALE] = births * splat(girls);
    s->born[XW_MALE] = births - s->born[XW_FEMALE];
    for (int x = 0; x < XW_SEXES; x++) {
        ptrdiff_t infants = (ptrdiff_t)x * ages;
        REAL *here = people + infants * LANES + k;
        vec end = s->born[x] * rate_at(t->survival, infants, c.lines, k);
        if (c.events) s->died[x] += s->born[x] - end;
        if (c.move != XW_MOVE_NOBODY) {
            vec moves = rate_at(t->net, infants, c.lines, k), nobody = { 0 };
            mask limited = { 0 };
            /* Those who were age 0 at the start have moved with it; here only their limit counts. */
            if (c.even && c.events) (void)migrate(c, load(here), moves, &nobody, &nobody, &limited);
            end = migrate(c, end, moves, &s->moved[x], &s->not_taken[x], &limited);
            if (c.events) s->limited -= limited;
        }
        store(here, end);
    }
}

INLINE void leave_strip(const struct strip *s, REAL *happened, int k)
{
    for (int x = 0; x < XW_SEXES; x++) {
        store(happened + (XW_BORN + x) * LANES + k, s->born[x]);
        store(happened + (XW_DIED + x) * LANES + k, s->died[x]);
        store(happened + (XW_MOVED + x) * LANES + k, s->moved[x]);
        store(happened + (XW_NOT_TAKEN + x) * LANES + k, s->not_taken[x]);
    }
}

INLINE struct strip take_strip(const REAL *happened, int k)
{
    struct strip s = { 0 };
    for (int x = 0; x < XW_SEXES; x++) {
        s.died[x] = load(happened + (XW_DIED + x) * LANES + k);
        s.moved[x] = load(happened + (XW_MOVED + x) * LANES + k);
        s.not_taken[x] = load(happened + (XW_NOT_TAKEN + x) * LANES + k);
    }
    return s;
}

#endif
