#include "tiny.h"

/* What goes wrong outside the model is said, wherever it happens: a sink that takes no more, and
 * memory that ends. Histories of several kinds are cut at every row and at every few bytes. */

enum kind { PLAIN, PRIVATE, FULL, GUARANTEED, FED, CITY, CLOSING, CROWDED_ROLLS, KINDS };

static void open_kind(struct tiny *t, enum kind kind)
{
    static int32_t from[] = { 0 }, to[] = { 0 };
    static double share[] = { 1.0 };
    static int16_t since[] = { 2000 }, until[] = { XW_NEVER };
    tiny_read(t, NULL);
    struct xw_scenario *s = &t->scenario;
    for (int32_t i = 0; i < 4 * 3 && (kind == FULL || kind == GUARANTEED); i++)
        s->participation.share[2 * i] = 2.0;
    s->assignment.guarantee = kind == GUARANTEED;
    if (kind == PRIVATE) s->schools.sector[1] = XW_PRIVATE;
    if (kind == CITY) s->stages.stage[1].city = true;
    if (kind == CLOSING) s->schools.closes[1] = 2022;
    if (kind == FED) {
        s->feeders = (struct xw_feeders){ .count = 1,
                                          .from_school = from,
                                          .to_school = to,
                                          .share = share,
                                          .from_year = since,
                                          .to_year = until };
        s->assignment.feeder_bonus_m = 500;
    }
    for (int32_t i = 0; i < s->rolls.count && kind == CROWDED_ROLLS; i++)
        s->rolls.pupils[i] = 70;
    tiny_prepare(t);
}

/* A sink that counts the rows of all tables and refuses one of them. */
struct cut {
    int32_t rows, refused;
};

static enum xw_status take(void *self)
{
    struct cut *cut = self;
    return cut->rows++ == cut->refused ? XW_STORE_FAILED : XW_OK;
}

#define CUT(name, row_type)                                                                        \
    static enum xw_status cut_##name(void *self, const struct row_type *row)                       \
    {                                                                                              \
        (void)row;                                                                                 \
        return take(self);                                                                         \
    }
CUT(gap, xw_gap_row)
CUT(school, xw_school_row)
CUT(class_, xw_class_row)
CUT(flow, xw_flow_row)
CUT(project, xw_project_row)
CUT(measure, xw_measure_row)
CUT(population, xw_population_row)
CUT(evidence, xw_evidence_row)

START_TEST(the_row_that_is_refused_is_the_last)
{
    struct tiny t;
    struct cut cut = { .refused = INT32_MAX };
    const struct xw_sink sink = { &cut,        cut_gap,     cut_school,     cut_class_,   cut_flow,
                                  cut_project, cut_measure, cut_population, cut_evidence, false };
    open_kind(&t, (enum kind)_i);
    ck_assert_int_eq(xw_history_run(&t.state, &t.prepared, &sink, NULL, &t.law), XW_OK);
    int32_t rows = cut.rows;
    ck_assert_int_gt(rows, 4 * 100);
    for (int32_t refused = 0; refused < rows; refused++) {
        cut = (struct cut){ .refused = refused };
        enum xw_status status = xw_history_run(&t.state, &t.prepared, &sink, NULL, &t.law);
        ck_assert_msg(status == XW_STORE_FAILED, "row %d: %s", (int)refused,
                      xw_status_text(status));
        ck_assert_int_eq(cut.rows, refused + 1);
    }
    tiny_close(&t);
}
END_TEST

/* Run with an arena of `bytes`; 0, 1 the turns, 2 what lasts, 3 the working space. */
static enum xw_status run_within(struct tiny *t, int which, size_t bytes)
{
    struct xw_arena *of[] = { &t->state.turn[0], &t->state.turn[1], &t->state.keep,
                              &t->state.scratch };
    char *end = of[which]->end;
    of[which]->end = of[which]->base + bytes;
    struct tiny_record *r = t->record;
    r->gaps = r->schools = r->classes = r->flows = r->projects = 0;
    r->measures = r->populations = r->evidences = 0;
    enum xw_status status = xw_history_run(&t->state, &t->prepared, &t->sink, NULL, &t->law);
    of[which]->end = end;
    return status;
}

START_TEST(memory_that_ends_in_a_history_is_said)
{
    struct tiny t;
    open_kind(&t, (enum kind)_i);
    for (int which = 0; which < 4; which++) {
        size_t bytes = 0;
        enum xw_status status = XW_NO_MEMORY;
        for (; status != XW_OK; bytes += 4) {
            status = run_within(&t, which, bytes);
            ck_assert_msg(status == XW_OK || status == XW_NO_MEMORY, "%d bytes: %s", (int)bytes,
                          xw_status_text(status));
            ck_assert_uint_lt(bytes, 1 << 20);
        }
        ck_assert_uint_gt(bytes, 100);
        /* What just fits is the history that much memory gives. */
        int32_t gaps = t.record->gaps;
        int64_t sum = 0;
        for (int32_t i = 0; i < gaps; i++)
            sum += (int64_t)(i + 1) * (t.record->gap[i].demand + t.record->gap[i].unplaced);
        ck_assert_int_eq(run_within(&t, which, 1 << 20), XW_OK);
        ck_assert_int_eq(t.record->gaps, gaps);
        for (int32_t i = 0; i < gaps; i++)
            sum -= (int64_t)(i + 1) * (t.record->gap[i].demand + t.record->gap[i].unplaced);
        ck_assert_int_eq(sum, 0);
    }
    tiny_close(&t);
}
END_TEST

START_TEST(memory_that_ends_while_preparing_is_said)
{
    struct tiny t;
    for (int what = 0; what < 2; what++) {
        tiny_read(&t, NULL);
        struct xw_arena keep = t.keep, scratch = t.scratch;
        size_t bytes = 0;
        enum xw_status status = XW_NO_MEMORY;
        for (; status != XW_OK; bytes += 4) {
            if (what == 0) t.keep.end = keep.at + bytes;
            if (what == 1) t.scratch.end = scratch.at + bytes;
            t.keep.at = keep.at;
            status = xw_prepare(&t.keep, t.scratch, &t.scenario, &t.diag, &t.prepared);
            ck_assert_msg(status == XW_OK || status == XW_NO_MEMORY, "%d bytes: %s", (int)bytes,
                          xw_status_text(status));
        }
        ck_assert_uint_gt(bytes, 100);
        t.keep.end = keep.end;
        t.scratch.end = scratch.end;
        /* And what just fits is whole. */
        ck_assert_int_eq(xw_state_begin(&t.state, &t.prepared), XW_OK);
        tiny_step_to(&t, 3);
        ck_assert_int_eq(
            tiny_gap(&t, XW_LEVEL_DISTRICT, "district", 2022, 0, XW_SCOPE_ENTRY)->surplus, 18);
        tiny_close(&t);
    }
}
END_TEST

static TCase *limits(void)
{
    TCase *c = tcase_create("limits");
    tcase_add_loop_test(c, the_row_that_is_refused_is_the_last, 0, KINDS);
    tcase_add_loop_test(c, memory_that_ends_in_a_history_is_said, 0, KINDS);
    tcase_add_test(c, memory_that_ends_while_preparing_is_said);
    return c;
}

UNIT_MAIN("simulate_limits", limits())
