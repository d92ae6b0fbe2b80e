/* job_effects.h: what each project of a run does: its table project_effect.
 *
 * The part of `run` between the central history and its replicates: the histories of
 * project_effects.h on threads of their own, and their rows in order. Nothing of it is kept on disk
 * between two calls: after an interruption it is done again, in the time of a few replicates.
 */
#ifndef XW_JOB_EFFECTS_H
#define XW_JOB_EFFECTS_H
#include "xuewei/project_effects.h"
#include "xuewei/run_file.h"

struct xw_job_effects {
    const struct xw_prepared *prepared;
    const struct xw_start *start; /* of the central history */
    struct xw_run_writer *writer; /* open */
    int32_t threads;              /* 0: as many as processors */
    struct xw_progress *progress; /* or NULL */
    struct xw_arena *keep;
    const char *trouble; /* why it failed, for a person; in keep; or NULL */
};

/* Does nothing for a scenario that says projects.effects: no, or counts no project. XW_STOPPED,
 * XW_LAW_BROKEN with project and law in trouble, XW_STORE_FAILED, XW_NO_MEMORY. */
XW_CHECKED enum xw_status xw_job_effects_write(struct xw_job_effects *effects);

#endif
