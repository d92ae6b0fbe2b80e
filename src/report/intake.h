/* intake.h: what every area of a stage expects in September of a year, against its places.
 *
 * Children registered (table registrations, its latest day) stand before the simulated demand. Places are
 * the published intake plan times the class norm where every area is one school that has one, else the
 * seats of the entry classes that can open. Everything follows from the run file.
 */
#ifndef XW_REPORT_INTAKE_H
#define XW_REPORT_INTAKE_H
#include "figures.h"
#include "xuewei/arena.h"

/* One area: schools and zones that a year's catchments join. */
struct xw_intake_area {
    int32_t school; /* the first of its schools, row of the run's */
    int32_t simulated, places, registered, earlier;
    bool held; /* its children are held back (held.h); places are not */
};

/* A stage in September of a year. */
struct xw_intake {
    int32_t year, stage, areas;
    struct xw_intake_area *area;          /* the most too many first */
    bool given;                           /* children are registered */
    const char *first_of, *as_of;         /* first and latest day of registration; NULL */
    int32_t elsewhere, elsewhere_earlier; /* registered, of no area */
    bool elsewhere_held, sum_held;        /* held back: those of no area, the sums of all */
    bool excess_held;                     /* how many are more than places would tell a held area */
    bool by_plan, by_rooms;               /* where places come from */
    double yellow, red; /* warning lines, children a place; NaN: the run tells none */
};

/* The latest school year of the horizon for which children are registered; without any, `now`. */
int32_t xw_intake_year(const struct xw_figures *figures);

/* Find the areas of a stage and year; areas = 0 where the stage has none. false: memory is used up. */
bool xw_intake_make(struct xw_arena *keep, const struct xw_figures *figures, int32_t year,
                    int32_t stage, struct xw_intake *out);

/* Children expected in an area, and how many of them are more than its places. */
int32_t xw_intake_expected(const struct xw_intake *intake, const struct xw_intake_area *area);
int32_t xw_intake_excess(const struct xw_intake *intake, const struct xw_intake_area *area);

/* "red", "yellow", "none"; NULL where the run has no warning lines. */
const char *xw_intake_warning(const struct xw_intake *intake, const struct xw_intake_area *area);

/* Whether a row of the table registrations is of this year and stage. */
bool xw_intake_has(const struct xw_figures *figures, const struct xw_intake *intake, int32_t row);

#endif
