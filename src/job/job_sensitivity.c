#include "xuewei/job.h"
#include "xuewei/history.h"
#include "xuewei/out_file.h"
#include "xuewei/sensitivity_file.h"
#include "xuewei/tornado.h"

/* What the command holds open. */
struct work {
    struct xw_arena keep, scratch;
    struct xw_scenario scenario;
    struct xw_prepared prepared;
    struct xw_pool *pool;
};

static enum xw_status open_work(struct work *work, int32_t threads)
{
    *work = (struct work){ 0 };
    enum xw_status status = xw_arena_init(&work->keep, XW_ARENA_USUAL);
    if (status == XW_OK) status = xw_arena_init(&work->scratch, XW_ARENA_USUAL);
    if (status == XW_OK) status = xw_pool_open(threads, &work->pool);
    return status;
}

static void close_work(struct work *work)
{
    xw_pool_close(work->pool);
    xw_arena_free(&work->scratch);
    xw_arena_free(&work->keep);
}

/* Nothing to vary is a matter of the scenario. */
static enum xw_status need_assumptions(struct work *work, struct xw_diag *diag)
{
    struct xw_assumptions list;
    enum xw_status status = xw_assumptions_list(&work->keep, &work->scenario, &list);
    if (status != XW_OK || list.count > 0) return status;
    xw_diag_fault(diag, (struct xw_place){ .file = work->scenario.path, .field = "ensemble" },
                  "every spread of the assumptions is 0: there is nothing whose effect could be "
                  "told");
    return XW_REFUSED;
}

/* The picture: gap and idle seats of every stage. */
static enum xw_status draw_tornado(struct work *work, const struct xw_sensitivity *found,
                                   const char *path, const char **trouble)
{
    static const struct {
        enum xw_response response;
        const char *zh, *en;
    } shown[] = { { XW_RESPONSE_PEAK_GAP, "片区最大缺口（人）", "largest local gap, pupils" },
                  { XW_RESPONSE_SURPLUS, "末年空余学位（座）", "idle seats of the last year" } };
    enum { SHOWN = sizeof shown / sizeof *shown };
    int32_t n = found->assumptions.count, answers = 0;
    struct xw_tornado *answer = XW_TAKE(&work->keep, found->stages * SHOWN, struct xw_tornado);
    if (answer == NULL) return XW_NO_MEMORY;
    for (int32_t g = 0; g < found->stages; g++)
        for (int32_t k = 0; k < SHOWN; k++) {
            int32_t r = g * XW_RESPONSES + (int32_t)shown[k].response;
            enum xw_stage_name stage = work->scenario.stages.stage[found->stage[g]].name;
            struct xw_tornado_bar *bar = XW_TAKE(&work->keep, n, struct xw_tornado_bar);
            struct xw_tornado *a = &answer[answers++];
            *a = (struct xw_tornado){ .title_zh =
                                          xw_arena_format(&work->keep, "%s：%s",
                                                          xw_stage_word_zh(stage), shown[k].zh),
                                      .title_en = xw_arena_format(
                                          &work->keep, "%s: %s", xw_stage_word(stage), shown[k].en),
                                      .median = found->median[r],
                                      .bars = n,
                                      .bar = bar };
            if (bar == NULL || a->title_zh == NULL || a->title_en == NULL) return XW_NO_MEMORY;
            for (int32_t i = 0; i < n; i++)
                bar[i] = (struct xw_tornado_bar){ found->assumptions.of[i].name_zh,
                                                  found->assumptions.of[i].name_en,
                                                  found->low[r * n + i], found->high[r * n + i] };
        }
    const char *title =
        xw_arena_format(&work->keep, "%s · %s", work->scenario.title_zh, work->scenario.title_en);
    struct xw_out_file file = { 0 };
    enum xw_status status =
        title == NULL ? XW_NO_MEMORY : xw_out_file_open(&file, &work->keep, path, "<svg ");
    if (status == XW_OK) status = xw_tornado_write(file.to, title, answers, answer, work->scratch);
    if (status == XW_OK) status = xw_out_file_finish(&file);
    *trouble = file.trouble;
    xw_out_file_discard(&file);
    return status;
}

enum xw_status xw_job_sensitivity(const struct xw_job *job, const char *picture,
                                  const struct xw_sensitivity_options *options, FILE *page,
                                  struct xw_diag *diag, const char **trouble)
{
    struct work work;
    struct xw_sensitivity found;
    const char *law = NULL;
    *trouble = NULL;
    enum xw_status status = open_work(&work, job->threads);
    if (status == XW_OK)
        status = xw_scenario_read(job->scenario, XW_NEED_RUN, job->overrides, job->override_count,
                                  &work.keep, diag, &work.scenario);
    if (status == XW_OK)
        status = xw_prepare(&work.keep, work.scratch, &work.scenario, diag, &work.prepared);
    if (status == XW_OK) status = need_assumptions(&work, diag);
    if (status == XW_OK) {
        struct xw_sensitivity_options own = *options;
        own.seed = work.scenario.seed;
        status = xw_sensitivity(&work.keep, work.scratch, &work.prepared, &own, work.pool,
                                job->progress, &found, &law);
        if (status == XW_OK && job->out != NULL)
            status =
                xw_sensitivity_file_write(&work.scenario, &found, job->out, &work.keep, trouble);
        if (status == XW_OK && picture != NULL)
            status = draw_tornado(&work, &found, picture, trouble);
        if (status == XW_OK && page != NULL)
            xw_sensitivity_print(&work.scenario, &found, &own, page);
    }
    if (status == XW_LAW_BROKEN && law != NULL)
        *trouble = xw_arena_format(&diag->arena, "the law \"%s\" does not hold", law);
    else if (*trouble != NULL)
        *trouble = xw_arena_text(&diag->arena, *trouble);
    close_work(&work);
    return status;
}
