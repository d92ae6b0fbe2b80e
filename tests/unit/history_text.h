/* history_text.h: all that a history gives its sink, as text: two histories are the same when their
 * texts are.
 */
#ifndef XW_HISTORY_TEXT_H
#define XW_HISTORY_TEXT_H
#include "xuewei/history.h"
#include "unit.h"
#include <stdlib.h>

static enum xw_status text_gap(void *to, const struct xw_gap_row *r)
{
    fprintf(to, "%d gap %d %s %d %d: %d %d %d %d %d %d %d %d\n", r->year, r->level, r->place,
            r->stage, r->scope, r->demand, r->seats, r->design, r->compliant, r->local_gap,
            r->net_gap, r->surplus, r->unplaced);
    return XW_OK;
}
static enum xw_status text_school(void *to, const struct xw_school_row *r)
{
    fprintf(to, "%d school %d %d: %d %d %d %d %d %d %d %d %d %d %d %d %d %d %a %s %s %d\n", r->year,
            r->school, r->stage, r->rooms, r->rooms_used, r->seats_norm, r->seats_stretch,
            r->seats_design, r->seats_compliant, r->pupils, r->classes, r->largest_class,
            r->classes_over_norm, r->classes_56, r->classes_66, r->over_size, r->demand,
            r->utilisation, r->warning, r->reason, r->intake_plan);
    return XW_OK;
}
static enum xw_status text_class(void *to, const struct xw_class_row *r)
{
    fprintf(to, "%d class %d %d: %d %d %d %d\n", r->year, r->school, r->row, r->pupils, r->classes,
            r->smallest, r->largest);
    return XW_OK;
}
static enum xw_status text_flow(void *to, const struct xw_flow_row *r)
{
    fprintf(to, "%d flow %d %d %s %d: %d %d %s\n", r->year, r->zone, r->stage, r->tier, r->school,
            r->pupils, r->metres, r->reason);
    return XW_OK;
}
static enum xw_status text_project(void *to, const struct xw_project_row *r)
{
    fprintf(to, "%d project %d: %d %a %d\n", r->year, r->project, r->seats_added, r->spend_cny,
            r->open);
    return XW_OK;
}
static enum xw_status text_measure(void *to, const struct xw_measure_row *r)
{
    fprintf(to, "%d measure %s %s: %a %a %s\n", r->year, r->place, r->measure, r->value, r->target,
            r->status);
    return XW_OK;
}
static enum xw_status text_population(void *to, const struct xw_population_row *r)
{
    fprintf(to, "%d people %d %s: %a\n", r->year, r->zone, r->age, r->persons);
    return XW_OK;
}
static enum xw_status text_evidence(void *to, const struct xw_evidence_row *r)
{
    fprintf(to, "%d evidence %s %d: %a %a\n", r->year, r->weight, r->stage, r->share[0],
            r->share[1]);
    return XW_OK;
}

/* One replicate (draw NULL: the central history). The caller frees the text. */
static inline char *history_text(struct xw_state *state, const struct xw_prepared *prepared,
                                 const struct xw_draw *draw)
{
    char *text = NULL;
    size_t length = 0;
    FILE *to = open_memstream(&text, &length);
    ck_assert_ptr_nonnull(to);
    struct xw_sink sink = { to,           text_gap,     text_school,     text_class,    text_flow,
                            text_project, text_measure, text_population, text_evidence, false };
    const char *law = "";
    enum xw_status status = xw_history_replicate(state, prepared, draw, &sink, &law);
    ck_assert_msg(status == XW_OK, "%s %s", xw_status_text(status), law);
    ck_assert_int_eq(fclose(to), 0);
    return text;
}

/* The line of a text that begins so; the caller frees it. */
static inline char *history_line(const char *text, const char *begins)
{
    size_t length = strlen(begins);
    for (const char *line = text; *line != '\0'; line = strchr(line, '\n') + 1)
        if (strncmp(line, begins, length) == 0)
            return strndup(line, (size_t)(strchr(line, '\n') - line));
    ck_abort_msg("no line begins with %s", begins);
    return NULL;
}

/* Bytes of a text that speak of the years before `year`: rows come year by year. */
static inline size_t history_before(const char *text, int year)
{
    char begins[16];
    snprintf(begins, sizeof begins, "\n%d ", year);
    const char *at = strstr(text, begins);
    ck_assert_ptr_nonnull(at);
    return (size_t)(at - text);
}

#endif
