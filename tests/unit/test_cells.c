#include "xuewei/cells.h"
#include "tiny.h"

enum { REPLICATES = 3, LEFT = 12345 };

struct world {
    struct tiny t;
    struct xw_cells cells;
    struct xw_sink recorder;
    int32_t *value; /* [cells][REPLICATES] */
};

/* The central history, recorded; what the recorder does not keep goes to tiny's sink. */
static void open_world(struct world *w, const char *const *override)
{
    tiny_open(&w->t, override);
    ck_assert_int_eq(xw_cells_open(&w->t.keep, &w->t.prepared, &w->cells), XW_OK);
    w->recorder = xw_cells_recorder(&w->cells, &w->t.sink);
    enum xw_status status =
        xw_history_run(&w->t.state, &w->t.prepared, &w->recorder, NULL, &w->t.law);
    ck_assert_int_eq(status, XW_OK);
    ck_assert_int_eq(xw_cells_list(&w->cells), XW_OK);
    w->value = calloc((size_t)w->cells.count * REPLICATES, sizeof *w->value);
    for (int32_t i = 0; i < w->cells.count * REPLICATES; i++)
        w->value[i] = LEFT;
}

static void close_world(struct world *w)
{
    free(w->value);
    tiny_close(&w->t);
}

static void replicate(struct world *w, int32_t r)
{
    struct xw_cells_of of = { &w->cells, w->value + r, REPLICATES };
    struct xw_sink sink = xw_cells_sink(&of);
    const char *law = NULL;
    ck_assert_int_eq(xw_history_replicate(&w->t.state, &w->t.prepared, NULL, &sink, &law), XW_OK);
}

static int32_t at(const struct world *w, int32_t cell, int32_t r)
{
    ck_assert_int_ge(cell, 0);
    ck_assert_int_lt(cell, w->cells.count);
    return w->value[cell * REPLICATES + r];
}

START_TEST(the_recorder_keeps_three_tables_and_hands_on_the_rest)
{
    struct world w;
    struct tiny plain;
    open_world(&w, NULL);
    tiny_open(&plain, NULL);
    ck_assert_int_eq(xw_history_run(&plain.state, &plain.prepared, &plain.sink, NULL, &plain.law),
                     XW_OK);
    const struct tiny_record *all = plain.record, *rest = w.t.record;
    ck_assert_int_eq(w.cells.gaps, all->gaps);
    ck_assert_int_eq(w.cells.school_years, all->schools);
    ck_assert_int_eq(w.cells.project_years, all->projects);
    for (int32_t i = 0; i < all->gaps; i++) {
        ck_assert_int_eq(w.cells.gap[i].demand, all->gap[i].demand);
        ck_assert_int_eq(w.cells.gap[i].design, all->gap[i].design);
        ck_assert_str_eq(w.cells.gap[i].place, all->gap[i].place);
    }
    ck_assert_int_eq(rest->gaps + rest->schools + rest->projects, 0);
    ck_assert_int_eq(rest->classes, all->classes);
    ck_assert_int_eq(rest->flows, all->flows);
    ck_assert_int_eq(rest->measures, all->measures);
    ck_assert_int_eq(rest->populations, all->populations);
    ck_assert_int_eq(rest->evidences, all->evidences);
    tiny_close(&plain);
    close_world(&w);
}
END_TEST

/* Every cell belongs to one row, or to one year and quantity of a series. */
START_TEST(cells_are_shared_by_nobody)
{
    struct world w;
    open_world(&w, NULL);
    const struct xw_cells *c = &w.cells;
    int32_t *used = calloc((size_t)c->count, sizeof *used);
    for (int32_t i = 0; i < c->gaps; i++) {
        bool city = c->gap[i].net_gap == XW_NONE;
        int32_t n = c->gap[i].level == XW_LEVEL_ZONE        ? 0
                    : c->gap[i].level == XW_LEVEL_CATCHMENT ? 1
                    : city                                  ? XW_CELL_OF_CITY
                                                            : XW_CELL_QUANTITIES;
        ck_assert((c->gap_cell[i] == XW_NONE) == (n == 0));
        for (int32_t k = 0; k < n; k++)
            used[c->gap_cell[i] + k]++;
    }
    for (int32_t i = 0; i < c->school_years; i++) {
        used[c->school_cell[i]]++;
        used[c->school_cell[i] + 1]++;
    }
    for (int32_t i = 0; i < c->project_years; i++)
        used[c->project_cell[i]]++;
    for (int32_t i = 0; i < c->count; i++)
        ck_assert_int_eq(used[i], 1);
    int32_t in_series = 0;
    for (int32_t i = 0; i < c->series_count; i++)
        in_series += c->years * c->series[i].quantities;
    int32_t of_places = 0;
    for (int32_t i = 0; i < c->gaps; i++)
        of_places += c->gap[i].level <= XW_LEVEL_GROUP;
    ck_assert_int_eq(in_series, of_places * XW_CELL_QUANTITIES);
    free(used);
    close_world(&w);
}
END_TEST

/* A replicate that assumes nothing is the central history, cell by cell. */
START_TEST(a_replicate_without_a_draw_is_the_central_history)
{
    struct world w;
    open_world(&w, NULL);
    const struct xw_cells *c = &w.cells;
    xw_cells_clear(c, REPLICATES, w.value);
    replicate(&w, 1);
    for (int32_t i = 0; i < c->gaps; i++) {
        const struct xw_gap_row *g = &c->gap[i];
        int32_t cell = c->gap_cell[i];
        if (g->level == XW_LEVEL_ZONE) continue;
        if (g->level == XW_LEVEL_CATCHMENT) {
            ck_assert_int_eq(at(&w, cell, 1), g->net_gap);
            ck_assert_int_eq(at(&w, cell, 0), XW_CELL_ABSENT);
            continue;
        }
        const int32_t want[] = { g->demand, g->seats, g->local_gap, g->unplaced, g->surplus };
        for (int k = 0; k < XW_CELL_QUANTITIES; k++) {
            ck_assert_int_eq(at(&w, cell + k, 1), want[k]);
            ck_assert_int_eq(at(&w, cell + k, 0), 0);
        }
        int32_t net = at(&w, cell, 1) - at(&w, cell + 1, 1);
        ck_assert_int_eq(net > 0 ? net : 0, g->net_gap);
    }
    for (int32_t i = 0; i < c->school_years; i++) {
        ck_assert_int_eq(at(&w, c->school_cell[i], 1), c->school_year[i].pupils);
        ck_assert_int_eq(at(&w, c->school_cell[i] + 1, 1), c->school_year[i].classes_over_norm);
        ck_assert_int_eq(at(&w, c->school_cell[i], 2), 0);
    }
    for (int32_t i = 0; i < c->project_years; i++)
        ck_assert_int_eq(at(&w, c->project_cell[i], 1), c->project_year[i].open);
    close_world(&w);
}
END_TEST

/* The same without the project: its school's rows are missing in the replicate. */
START_TEST(what_is_not_there_in_a_replicate_is_absent_or_zero)
{
    struct world w;
    open_world(&w, NULL);
    const struct xw_cells *c = &w.cells;
    struct xw_cells_of of = { c, w.value, REPLICATES };
    struct xw_sink sink = xw_cells_sink(&of);
    xw_cells_clear(c, REPLICATES, w.value);
    int32_t catchment = 0;
    while (c->gap[catchment].level != XW_LEVEL_CATCHMENT)
        catchment++;
    struct xw_gap_row area = c->gap[catchment];
    struct xw_school_row school = c->school_year[0];
    /* Of an area and a school that the central history does not have in that year: no cell. */
    area.of = c->schools - 1;
    while (
        c->catchment_cell[((area.stage * 2 + (int)area.scope) * c->years + area.year - c->first) *
                              c->schools +
                          area.of] != XW_NONE &&
        area.of > 0)
        area.of--;
    int32_t before = 0;
    for (int32_t i = 0; i < c->count * REPLICATES; i++)
        before += w.value[i] == 77;
    ck_assert_int_eq(before, 0);
    area.net_gap = 77;
    ck_assert_int_eq(sink.gap(sink.self, &area), XW_OK);
    int32_t after = 0;
    for (int32_t i = 0; i < c->count * REPLICATES; i++)
        after += w.value[i] == 77;
    ck_assert_int_eq(after, 0);
    ck_assert_int_eq(at(&w, c->gap_cell[catchment], 0), XW_CELL_ABSENT);
    ck_assert_int_eq(at(&w, c->school_cell[0], 0), 0);
    school.pupils = 77;
    school.classes_over_norm = 3;
    ck_assert_int_eq(sink.school(sink.self, &school), XW_OK);
    ck_assert_int_eq(at(&w, c->school_cell[0], 0), 77);
    ck_assert_int_eq(at(&w, c->school_cell[0] + 1, 0), 3);
    close_world(&w);
}
END_TEST

START_TEST(no_room_is_said)
{
    struct tiny t;
    struct xw_arena small;
    struct xw_cells cells;
    tiny_open(&t, NULL);
    ck_assert_int_eq(xw_arena_init(&small, 64), XW_OK);
    ck_assert_int_eq(xw_cells_open(&small, &t.prepared, &cells), XW_NO_MEMORY);
    xw_arena_free(&small);
    ck_assert_int_eq(xw_arena_init(&small, (size_t)1 << 16), XW_OK);
    ck_assert_int_eq(xw_cells_open(&small, &t.prepared, &cells), XW_OK);
    struct xw_sink recorder = xw_cells_recorder(&cells, &t.sink);
    ck_assert_int_eq(xw_history_run(&t.state, &t.prepared, &recorder, NULL, &t.law), XW_NO_MEMORY);
    xw_arena_free(&small);
    tiny_close(&t);
}
END_TEST

static TCase *laws(void)
{
    TCase *tc = tcase_create("laws");
    tcase_add_test(tc, the_recorder_keeps_three_tables_and_hands_on_the_rest);
    tcase_add_test(tc, cells_are_shared_by_nobody);
    tcase_add_test(tc, a_replicate_without_a_draw_is_the_central_history);
    tcase_add_test(tc, what_is_not_there_in_a_replicate_is_absent_or_zero);
    return tc;
}

static TCase *limits(void)
{
    TCase *tc = tcase_create("limits");
    tcase_add_test(tc, no_room_is_said);
    return tc;
}

UNIT_MAIN("cells", laws(), limits())
