/* project_effects.h: the central history again without projects.
 *
 * What a project does is the difference of two histories: the central one and one in which the
 * project, and it alone, does not happen. Of a new school that is its seats; of a relocation, a
 * rebuild, a conversion, a merger or a closure the school stays as it was. Pupils go elsewhere or
 * wait, so that the effect is more or less than the seats that a project adds, and can be a loss.
 * Effects of several projects do not add up: two schools that would each close one gap avoid it both
 * or neither. So there are also histories without all projects, and of the plan as far as it has come
 * by status; their steps, from nothing to the central history, do add up.
 */
#ifndef XW_PROJECT_EFFECTS_H
#define XW_PROJECT_EFFECTS_H
#include "xuewei/pool.h"
#include "xuewei/progress.h"
#include "xuewei/start.h"

struct xw_project_effects {
    /* Without each counted project, in their order; without the planned ones, and the approved ones, and
     * those being built, as far as these are others than the history before and leave a project; without
     * any. 0 when no project is counted. */
    int32_t histories;
    int32_t rows;              /* of each history: year, then stage, then scope, as gap_year */
    struct xw_effect_row *row; /* [histories][rows] */
    /* of the history that failed, and the law that did not hold in it, or NULL */
    enum xw_left_out left_out;
    int32_t project;
    const char *law;
};

/*   prepared  of a scenario with a population; projects that are not counted are not looked at
 *   start     kept at the start of its central history (start.h)
 *   pool      NULL: the caller alone. The result does not depend on it
 *   progress  or NULL
 * Rows are taken from keep. XW_STOPPED when progress says so; XW_LAW_BROKEN and whatever else a
 * history returns, that of the first of them, told in left_out, project and law; XW_NO_MEMORY.
 * Costs as much as one replicate for each history. */
XW_CHECKED enum xw_status xw_project_effects_run(struct xw_arena *keep,
                                                 const struct xw_prepared *prepared,
                                                 const struct xw_start *start, struct xw_pool *pool,
                                                 struct xw_progress *progress,
                                                 struct xw_project_effects *out);

#endif
