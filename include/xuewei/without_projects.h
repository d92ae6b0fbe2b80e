/* without_projects.h: what is prepared, once more without some projects.
 *
 * The same scenario as one whose key projects.without names them, and the same results, but
 * nothing is read again: rooms are laid out anew where they had a part, rows that followed a
 * merger go back to where they were, and only stages and years whose schools are others are drawn
 * again. Ways, population and, unless they change rooms in the first year, base rolls are
 * shared.
 */
#ifndef XW_WITHOUT_PROJECTS_H
#define XW_WITHOUT_PROJECTS_H
#include "xuewei/start.h"

struct xw_without_projects {
    struct xw_scenario scenario; /* shares all but what projects change */
    struct xw_prepared prepared; /* of scenario */
    struct xw_start start;       /* for xw_state.start, when shares_start */
    bool shares_start;
};

/*   central  prepared scenario of a run; borrowed as long as out is used
 *   start    of its central history; borrowed likewise
 *   counted  [projects] those that are left: some of the counted ones; copied
 * out points into itself: it stays where it is. What it does not share is taken from keep.
 * XW_OUT_OF_RANGE for a project that is not counted in the scenario, XW_NO_MEMORY. */
XW_CHECKED enum xw_status xw_without_projects(struct xw_arena *keep, struct xw_arena scratch,
                                              const struct xw_prepared *central,
                                              const struct xw_start *start, const bool *counted,
                                              struct xw_without_projects *out);

#endif
