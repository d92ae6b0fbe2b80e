/* tiny.h: the tiny scenario in memory, with changes, and a sink that records what it gives.
 *
 * scenarios/tiny/README.md works its numbers out on paper; tests of simulate start from them.
 */
#ifndef XW_TINY_H
#define XW_TINY_H
#include "xuewei/history.h"
#include "xuewei/scenario_file.h"
#include "xuewei/year.h"
#include "unit.h"
#include <string.h>

#define TINY_PATH XW_SOURCE_ROOT "/scenarios/tiny/tiny.yaml"

struct tiny_record {
    int32_t gaps, schools, classes, flows, projects, measures, populations, evidences;
    struct xw_gap_row gap[4000];
    struct xw_school_row school[200];
    struct xw_class_row class_[400];
    struct xw_flow_row flow[800];
    struct xw_project_row project[100];
    struct xw_measure_row measure[4000];
    char measure_name[4000][80];
    struct xw_population_row population[4000];
    struct xw_evidence_row evidence[200];
};

struct tiny {
    struct xw_arena keep, scratch;
    struct xw_diag diag;
    struct xw_scenario scenario;
    struct xw_prepared prepared;
    struct xw_state state;
    struct xw_sink sink;
    struct tiny_record *record;
    const char *law;
};

#define TINY_TAKE(name, row_type, column, count)                                                   \
    static enum xw_status tiny_take_##name(void *self, const struct row_type *row)                 \
    {                                                                                              \
        struct tiny_record *r = self;                                                              \
        ck_assert_uint_lt((size_t)r->count, sizeof r->column / sizeof *r->column);                 \
        r->column[r->count++] = *row;                                                              \
        return XW_OK;                                                                              \
    }
TINY_TAKE(gap, xw_gap_row, gap, gaps)
TINY_TAKE(school, xw_school_row, school, schools)
TINY_TAKE(class_, xw_class_row, class_, classes)
TINY_TAKE(flow, xw_flow_row, flow, flows)
TINY_TAKE(project, xw_project_row, project, projects)
TINY_TAKE(population, xw_population_row, population, populations)
TINY_TAKE(evidence, xw_evidence_row, evidence, evidences)

/* Measure names are made for the call: they are copied. */
static enum xw_status tiny_take_measure(void *self, const struct xw_measure_row *row)
{
    struct tiny_record *r = self;
    ck_assert_int_lt(r->measures, 4000);
    snprintf(r->measure_name[r->measures], 80, "%s", row->measure);
    r->measure[r->measures] = *row;
    r->measure[r->measures].measure = r->measure_name[r->measures];
    r->measures++;
    return XW_OK;
}

/* Read the scenario with overrides ("key", "value", ..., NULL); not yet prepared. */
static void tiny_read(struct tiny *t, const char *const *override)
{
    struct xw_override list[16];
    int32_t n = 0;
    for (; override != NULL && override[2 * n] != NULL; n++)
        list[n] = (struct xw_override){ override[2 * n], override[2 * n + 1] };
    *t = (struct tiny){ 0 };
    ck_assert_int_eq(xw_arena_init(&t->keep, (size_t)1 << 30), XW_OK);
    ck_assert_int_eq(xw_arena_init(&t->scratch, (size_t)1 << 30), XW_OK);
    ck_assert_int_eq(xw_diag_init(&t->diag), XW_OK);
    ck_assert_int_eq(xw_state_init(&t->state), XW_OK);
    t->record = calloc(1, sizeof *t->record);
    ck_assert_ptr_nonnull(t->record);
    t->sink = (struct xw_sink){ t->record,          tiny_take_gap,
                                tiny_take_school,   tiny_take_class_,
                                tiny_take_flow,     tiny_take_project,
                                tiny_take_measure,  tiny_take_population,
                                tiny_take_evidence, false };
    enum xw_status status =
        xw_scenario_read(TINY_PATH, XW_NEED_RUN, list, n, &t->keep, &t->diag, &t->scenario);
    if (status != XW_OK) xw_diag_print_refusals(&t->diag, stdout);
    ck_assert_int_eq(status, XW_OK);
}

static void tiny_prepare(struct tiny *t)
{
    ck_assert_int_eq(xw_prepare(&t->keep, t->scratch, &t->scenario, &t->diag, &t->prepared), XW_OK);
    ck_assert_int_eq(xw_state_begin(&t->state, &t->prepared), XW_OK);
}

static __attribute__((unused)) void tiny_open(struct tiny *t, const char *const *override)
{
    tiny_read(t, override);
    tiny_prepare(t);
}

/* Step through the years before `year` and through it, recording. */
static __attribute__((unused)) void tiny_step_to(struct tiny *t, int32_t year)
{
    for (int32_t y = t->state.year + 1; y <= year; y++) {
        enum xw_status status = xw_year_step(&t->state, y, &t->sink, &t->law);
        ck_assert_msg(status == XW_OK, "year %d: %s %s", (int)y, xw_status_text(status),
                      t->law != NULL ? t->law : "");
    }
}

/* The same three grades as primary school alone: S1 has all 9 rooms, everybody seeks a place at 6. */
static __attribute__((unused)) void tiny_one_stage(struct tiny *t)
{
    struct xw_scenario *s = &t->scenario;
    tiny_read(t, NULL);
    s->stages.count = 1;
    s->stages.stage[0].grades = 3;
    memcpy(s->norms.value[0][2], s->norms.value[0][1], sizeof s->norms.value[0][2]);
    for (int32_t i = 0; i < 4 * 3; i++)
        s->participation.share[i] = 1.0;
    s->capacity.count = 1;
    s->capacity.rooms[0] = 9;
    s->catchments.count = 4; /* those of primary school come first */
}

/* The same three grades with the border a year lower: primary school has one, lower secondary two,
 * with the 3 and 6 rooms of S1 exchanged. */
static __attribute__((unused)) void tiny_split_lower(struct tiny *t)
{
    struct xw_scenario *s = &t->scenario;
    tiny_read(t, NULL);
    s->stages.stage[0].grades = 1;
    s->stages.stage[1].grades = 2;
    s->stages.stage[1].first_row = 1;
    s->stages.stage[1].first_age = 7;
    memcpy(s->norms.value[1][1], s->norms.value[1][2], sizeof s->norms.value[1][1]);
    s->capacity.rooms[0] = 3;
    s->capacity.rooms[1] = 6;
}

static void tiny_close(struct tiny *t)
{
    xw_state_free(&t->state);
    xw_diag_free(&t->diag);
    xw_arena_free(&t->scratch);
    xw_arena_free(&t->keep);
    free(t->record);
}

/* The recorded gap row of a place. */
static __attribute__((unused)) const struct xw_gap_row *tiny_gap(const struct tiny *t,
                                                                 enum xw_level level,
                                                                 const char *place, int16_t year,
                                                                 int32_t stage, enum xw_scope scope)
{
    for (int32_t i = 0; i < t->record->gaps; i++) {
        const struct xw_gap_row *g = &t->record->gap[i];
        if (g->level == level && strcmp(g->place, place) == 0 && g->year == year &&
            g->stage == stage && g->scope == scope)
            return g;
    }
    ck_abort_msg("no gap row for %s %d", place, (int)year);
    return NULL;
}

static __attribute__((unused)) double tiny_measure(const struct tiny *t, const char *place,
                                                   const char *measure, int16_t year)
{
    for (int32_t i = 0; i < t->record->measures; i++) {
        const struct xw_measure_row *m = &t->record->measure[i];
        if (m->year == year && strcmp(m->place, place) == 0 && strcmp(m->measure, measure) == 0)
            return m->value;
    }
    ck_abort_msg("no measure %s of %s in %d", measure, place, (int)year);
    return 0.0;
}

#endif
