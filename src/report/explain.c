#include "xuewei/explain.h"
#include "explain_parts.h"
#include "explain_questions.h"
#include "xuewei/scenario_file.h"
#include "xuewei/start.h"
#include "xuewei/year.h"
#include <string.h>

/* ---- opening ---------------------------------------------------------------------------------- */

static enum xw_status take(struct xw_explainer *e)
{
    enum xw_status status = xw_arena_init(&e->keep, XW_ARENA_USUAL);
    if (status == XW_OK) status = xw_arena_init(&e->scratch, XW_ARENA_USUAL);
    if (status == XW_OK) status = xw_state_init(&e->state);
    if (status == XW_OK) status = xw_recording_init(&e->record);
    return status;
}

static enum xw_status read_scenario(struct xw_explainer *e)
{
    struct xw_override *option = XW_TAKE(&e->keep, e->inputs.options, struct xw_override);
    const char *slash = strrchr(e->inputs.scenario, '/');
    e->folder = xw_arena_text_n(&e->keep, e->inputs.scenario,
                                slash == NULL ? 0 : slash + 1 - e->inputs.scenario);
    if (option == NULL || e->folder == NULL) return XW_NO_MEMORY;
    for (int32_t i = 0; i < e->inputs.options; i++)
        option[i] = (struct xw_override){ e->inputs.option[i].key, e->inputs.option[i].value };
    enum xw_status status = xw_scenario_read(e->inputs.scenario, XW_NEED_RUN, option,
                                             e->inputs.options, &e->keep, e->diag, &e->scenario);
    if (status == XW_OK)
        status = xw_prepare(&e->keep, e->scratch, &e->scenario, e->diag, &e->prepared);
    return status;
}

enum xw_status xw_explain_open(const char *path, enum xw_explain_language language,
                               struct xw_progress *progress, struct xw_arena *keep,
                               struct xw_diag *diag, struct xw_explainer **out,
                               const char **trouble)
{
    struct xw_explainer *e = XW_TAKE(keep, 1, struct xw_explainer);
    *trouble = NULL;
    *out = NULL;
    if (e == NULL) return XW_NO_MEMORY;
    *e = (struct xw_explainer){ .diag = diag,
                                .language = language,
                                .words = language == XW_EXPLAIN_ZH ? &xw_text_zh : &xw_text_en,
                                .progress = progress,
                                .year = XW_NONE };
    enum xw_status status = take(e);
    if (status == XW_OK) status = xw_run_load(path, keep, &e->run, trouble);
    if (status == XW_OK) status = xw_run_inputs_open(path, keep, &e->inputs, trouble);
    if (status == XW_OK) status = read_scenario(e);
    if (status != XW_OK) {
        xw_explain_close(e);
        return status;
    }
    *out = e;
    return XW_OK;
}

void xw_explain_close(struct xw_explainer *e)
{
    if (e == NULL) return;
    xw_run_inputs_close(&e->inputs);
    xw_recording_free(&e->record);
    xw_state_free(&e->state);
    xw_arena_free(&e->scratch);
    xw_arena_free(&e->keep);
}

const struct xw_run *xw_explain_run(const struct xw_explainer *e)
{
    return &e->run;
}

/* ---- the year that is asked for --------------------------------------------------------------- */

static enum xw_status begin(struct xw_explainer *e)
{
    enum xw_status status = xw_state_begin(&e->state, &e->prepared);
    if (status != XW_OK || e->state.start != NULL) return status;
    struct xw_start *start = XW_TAKE(&e->keep, 1, struct xw_start);
    if (start == NULL) return XW_NO_MEMORY;
    status = xw_start_keep(&e->keep, &e->state, start);
    if (status == XW_OK) e->state.start = start;
    return status;
}

static enum xw_status move_to(struct xw_explainer *e, int32_t year, const char **law)
{
    if (e->year == year) return XW_OK;
    enum xw_status status = XW_OK;
    if (e->year == XW_NONE || e->year > year) {
        status = begin(e);
        e->year = XW_NONE;
    }
    if (e->progress != NULL) xw_progress_begin(e->progress, e->scenario.name, year + 1);
    for (int32_t y = e->year + 1; status == XW_OK && y <= year; y++) {
        if (!xw_progress_at(e->progress, y)) {
            status = XW_STOPPED;
            break;
        }
        e->state.record = y == year ? &e->record : NULL;
        if (y == year) status = xw_recording_turn(&e->record, &e->state);
        if (status == XW_OK) status = xw_year_step(&e->state, y, NULL, law);
    }
    if (e->progress != NULL) xw_progress_end(e->progress);
    e->year = status == XW_OK ? year : XW_NONE;
    return status;
}

/* ---- asking ----------------------------------------------------------------------------------- */

/* Of a term and its tape: what it rests on at the weakest. */
static enum xw_evidence weakest(struct xw_explain_term *term)
{
    enum xw_evidence worst = term->evidence;
    for (struct xw_explain_term *t = term->first; t != NULL; t = t->next) {
        enum xw_evidence of = weakest(t);
        if (of != XW_EVIDENCE_COUNT && (worst == XW_EVIDENCE_COUNT || of > worst)) worst = of;
    }
    return term->evidence = worst;
}

static enum xw_status check(struct xw_answer *answer, struct xw_arena *keep, const char **trouble)
{
    for (int32_t i = 0; i < answer->roundings; i++)
        if (!xw_explain_rounding_holds(&answer->rounding[i])) {
            *trouble =
                xw_arena_format(keep, "%s: the whole numbers do not come to %lld",
                                answer->rounding[i].name, (long long)answer->rounding[i].total);
            return XW_LAW_BROKEN;
        }
    for (struct xw_explained *item = answer->first; item != NULL; item = item->next) {
        const struct xw_explain_term *at = &item->sum;
        bool nothing = item->sum.first == NULL && item->sum.value != 0.0;
        if (nothing || !xw_explain_holds(&item->sum, &at)) {
            *trouble = xw_arena_format(keep, "%s: the terms of \"%s\" do not come to %.10g",
                                       item->title, at->label, at->value);
            return XW_LAW_BROKEN;
        }
        weakest(&item->sum);
    }
    return XW_OK;
}

enum xw_status xw_explain_ask(struct xw_explainer *e, const struct xw_question *question,
                              struct xw_arena *keep, struct xw_answer *out, const char **trouble)
{
    struct xw_asked asked;
    const char *law = NULL;
    *trouble = NULL;
    enum xw_status status = xw_explain_find(e, question, keep, &asked, trouble);
    if (status == XW_OK && !asked.of_replicates)
        status = move_to(e, question->year - e->run.first, &law);
    if (status == XW_LAW_BROKEN && law != NULL)
        *trouble = xw_arena_format(keep, "the law \"%s\" does not hold", law);
    if (status != XW_OK) return status;
    *out = (struct xw_answer){ 0 };
    struct xw_pen pen = { .of = e, .keep = keep, .answer = out };
    const struct xw_arena mark = e->scratch;
    status = xw_explain_write(&pen, question, &asked);
    e->scratch = mark; /* parts that failed may have left something in it */
    if (pen.trouble != NULL) *trouble = pen.trouble;
    if (status == XW_OK && pen.failed) status = XW_NO_MEMORY;
    if (status == XW_OK && out->count == 0) {
        *trouble = "the run has no number in this cell";
        return XW_REFUSED;
    }
    return status == XW_OK ? check(out, keep, trouble) : status;
}
