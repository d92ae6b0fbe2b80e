#include "xuewei/job_effects.h"

static const char *trouble_of(const struct xw_job_effects *e, enum xw_status status,
                              const struct xw_project_effects *found)
{
    const struct xw_projects *projects = &e->prepared->scenario->projects;
    if (status == XW_STOPPED || status == XW_NO_MEMORY) return NULL;
    const char *which =
        found->left_out == XW_LEFT_OUT_PROJECT
            ? xw_arena_format(e->keep, "without project %s", projects->code[found->project])
            : xw_arena_format(e->keep, "without projects (%s)", xw_left_out_word(found->left_out));
    if (which == NULL || found->law == NULL) return which;
    return xw_arena_format(e->keep, "%s: the law \"%s\" does not hold", which, found->law);
}

enum xw_status xw_job_effects_write(struct xw_job_effects *e)
{
    struct xw_project_effects found;
    struct xw_pool *pool;
    if (!e->prepared->scenario->project_effects) return XW_OK;
    enum xw_status status = xw_pool_open(e->threads, &pool);
    if (status == XW_NO_MEMORY) e->trouble = "the system gives no more threads";
    if (status != XW_OK) return status;
    status = xw_project_effects_run(e->keep, e->prepared, e->start, pool, e->progress, &found);
    xw_pool_close(pool);
    if (status != XW_OK) {
        e->trouble = trouble_of(e, status, &found);
        return status;
    }
    for (int32_t i = 0; status == XW_OK && i < found.histories * found.rows; i++)
        status = xw_run_writer_effect(e->writer, &found.row[i]);
    return status;
}
