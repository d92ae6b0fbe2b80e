#include "tiny_run.h"
#include "xuewei/job.h"

bool tiny_run(const char *path)
{
    const char *trouble = NULL;
    struct xw_diag diag;
    struct xw_job job = { .scenario = XW_SOURCE_ROOT "/scenarios/tiny/tiny.yaml", .out = path };
    if (xw_diag_init(&diag) != XW_OK) return false;
    bool made = xw_job_run(&job, &diag, &trouble) == XW_OK;
    xw_diag_free(&diag);
    return made;
}
