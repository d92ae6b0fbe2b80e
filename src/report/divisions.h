/* divisions.h: the schools of a run stage by stage, each with its years: classes, rooms, what is locked.
 *
 * A division is one stage of one school. Its rooms are held by the classes of older grades, then by
 * the new classes of the entry grade; the rest is free. Wanted are as many entry classes as the entry
 * demand of its catchment fills at the norm, ceil(demand / norm); lacking are those that neither were
 * opened nor would find a free room:
 *
 *     lacking = max(0, wanted - opened - free),  free = max(0, rooms - older - opened)
 *
 * A year is locked when the run gives "locked_rooms" as its reason. All of it is from school_year and
 * class_year alone.
 */
#ifndef XW_REPORT_DIVISIONS_H
#define XW_REPORT_DIVISIONS_H
#include "figures.h"

struct xw_division_year {
    const struct xw_run_school_year *row; /* NULL: not open, the rest is 0 */
    int32_t older, entry;                 /* classes of the older grades, of the entry grade */
    int32_t entrants;                     /* pupils of the entry grade */
    int32_t free, wanted, lacking;        /* rooms; entry classes */
    bool locked;
};

struct xw_division {
    int32_t school, stage;         /* rows of the run */
    struct xw_division_year *year; /* [years] */
    const struct xw_run_class_year *
        *grade; /* [year * grades + grade from the entry grade], or NULL */
    int32_t locked_years;
    int32_t locked_classes; /* lacking, summed over the locked years */
    int32_t lacking;        /* summed over all years */
};

struct xw_divisions {
    int32_t count;
    struct xw_division *division; /* by school, then stage */
    const int32_t *at;            /* private: [school * stages + stage] */
};

XW_CHECKED enum xw_status xw_divisions_make(struct xw_arena *keep, const struct xw_figures *figures,
                                            struct xw_divisions *out);

/* The division of a school in a stage, NULL: no year has one. */
const struct xw_division *xw_divisions_at(const struct xw_divisions *divisions,
                                          const struct xw_figures *figures, int32_t school,
                                          int32_t stage);

/* Divisions of a stage with a locked year, those that lack most classes in such years first, then
 * those with more such years, then in order. order [most] is written; returns how many there are,
 * perhaps more than `most`. */
int32_t xw_divisions_locked(const struct xw_divisions *divisions, int32_t stage, int32_t *order,
                            int32_t most);

/* Classes of a grade, counted from the entry grade, in a year counted from the first. */
int32_t xw_divisions_classes(const struct xw_division *division, const struct xw_figures *figures,
                             int32_t grade, int32_t year);

/* The locked year that lacks most classes, the earlier of equals, counted from the first; XW_NONE. */
int32_t xw_divisions_worst(const struct xw_division *division, int32_t years);

#endif
