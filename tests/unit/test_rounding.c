#include "xuewei/rounding.h"
#include "networks.h"
#include <math.h>
#include <stdbool.h>
#include <string.h>

enum { MOST_CELLS = 24 };

/* Worked by hand. "cheapest" is the only nearest table of its margins. */
static const struct worked {
    const char *name;
    int32_t rows, columns;
    double value[MOST_CELLS];
    int32_t whole[MOST_CELLS];
} worked[] = {
    { .name = "nothing" },
    { "rows without columns", 2, 0, { 0 }, { 0 } },
    { "one whole cell", 1, 1, { 7 }, { 7 } },
    { "a whole table stays", 2, 2, { 3, 0, 5, 2 }, { 3, 0, 5, 2 } },
    { "a row by its largest fraction", 1, 3, { 1.2, 2.7, 3.1 }, { 1, 3, 3 } },
    /* Largest remainders row by row give the first school 1 + 1 + 1 of 1.8: the column allows 2, and
     * the third row loses least by giving its pupil to the second school. */
    { "a column holds its rows back",
      3,
      2,
      { 0.65, 0.35, 0.6, 0.4, 0.55, 0.45 },
      { 1, 0, 1, 0, 0, 1 } },
    /* 0.1 + 0.2 + 0.7 is not 1 in doubles, and 3 x 0.1 is not 0.3. */
    { "last digits do not count", 2, 2, { 0.1 + 0.2 + 0.7, 2, 2.9999999999, 0 }, { 1, 2, 3, 0 } },
};

START_TEST(worked_tables_come_out)
{
    const struct worked *w = &worked[_i];
    int32_t got[MOST_CELLS];
    ck_assert_int_eq(xw_rounding_control(scratch, w->rows, w->columns, w->value, NULL, got), XW_OK);
    for (int32_t i = 0; i < w->rows * w->columns; i++)
        ck_assert_msg(got[i] == w->whole[i], "%s: cell %d: %d", w->name, i, got[i]);
}
END_TEST

/* Two tables are equally near; in both the first school has its 4 pupils and the second its one. */
START_TEST(a_full_school_stays_full)
{
    const double value[] = { 1.5, 0.5, 2.5, 0.5 };
    int32_t got[4];
    ck_assert_int_eq(xw_rounding_control(scratch, 2, 2, value, NULL, got), XW_OK);
    ck_assert_int_eq(got[0] + got[2], 4);
    ck_assert_int_eq(got[1] + got[3], 1);
    ck_assert_int_eq(got[0] + got[1], 2);
    ck_assert_int_eq(got[2] + got[3], 3);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_checked_fixture(c, open_arenas, close_arenas);
    tcase_add_loop_test(c, worked_tables_come_out, 0, sizeof worked / sizeof *worked);
    tcase_add_test(c, a_full_school_stays_full);
    return c;
}

/* A random table whose rows are whole: fractions of a twelfth, so that ties are likely. */
static void draw_table(uint64_t *r, int32_t rows, int32_t columns, double *value)
{
    for (int32_t i = 0; i < rows; i++) {
        int64_t sum = 0, part = 0;
        for (int32_t c = 0; c < columns; c++) {
            part = between(r, 0, 30);
            sum += part;
            value[i * columns + c] = (double)part / 12.0;
        }
        int64_t last = part + (12 - sum % 12) % 12;
        value[i * columns + columns - 1] = (double)last / 12.0;
    }
}

static double distance(int32_t cells, const double *value, const int32_t *whole)
{
    double sum = 0.0;
    for (int32_t i = 0; i < cells; i++)
        sum += fabs(whole[i] - value[i]);
    return sum;
}

static bool keeps_margins(int32_t rows, int32_t columns, const double *value, const int32_t *whole)
{
    for (int32_t i = 0; i < rows * columns; i++)
        if (fabs(whole[i] - value[i]) > 1.0 - 1e-9) return false;
    for (int32_t i = 0; i < rows; i++) {
        double off = 0.0;
        for (int32_t c = 0; c < columns; c++)
            off += whole[i * columns + c] - value[i * columns + c];
        if (fabs(off) > 1e-9) return false;
    }
    for (int32_t c = 0; c < columns; c++) {
        double off = 0.0;
        for (int32_t i = 0; i < rows; i++)
            off += whole[i * columns + c] - value[i * columns + c];
        if (fabs(off) > 1.0 - 1e-9) return false;
    }
    return true;
}

/* Every table of floors and ceilings is tried: margins hold, and none that holds them is nearer. */
START_TEST(no_table_is_nearer)
{
    uint64_t r = (uint64_t)_i;
    int32_t rows = (int32_t)between(&r, 1, 3), columns = (int32_t)between(&r, 1, 4);
    double value[12];
    int32_t got[12], other[12];
    draw_table(&r, rows, columns, value);
    ck_assert_int_eq(xw_rounding_control(scratch, rows, columns, value, NULL, got), XW_OK);
    ck_assert(keeps_margins(rows, columns, value, got));
    double best = INFINITY;
    for (int32_t mask = 0; mask < 1 << (rows * columns); mask++) {
        for (int32_t i = 0; i < rows * columns; i++)
            other[i] = (int32_t)floor(value[i] + 1e-9) + (mask >> i & 1);
        if (keeps_margins(rows, columns, value, other))
            best = fmin(best, distance(rows * columns, value, other));
    }
    ck_assert_double_eq_tol(distance(rows * columns, value, got), best, 1e-7);
}
END_TEST

/* A district's size: margins hold, and rows in another order give a table that is as near. */
START_TEST(a_large_table_keeps_its_margins)
{
    enum { ROWS = 300, COLUMNS = 40 };
    static double value[ROWS * COLUMNS], turned[ROWS * COLUMNS];
    static int32_t whole[ROWS * COLUMNS], again[ROWS * COLUMNS];
    uint64_t r = 7;
    for (int32_t i = 0; i < ROWS; i++) {
        double sum = 0.0, total = (double)between(&r, 0, 60);
        double *row = value + i * COLUMNS;
        for (int32_t c = 0; c < COLUMNS; c++)
            sum += row[c] = (double)between(&r, 0, 1000);
        for (int32_t c = 0; c < COLUMNS; c++)
            row[c] *= total / sum;
        memcpy(turned + (ROWS - 1 - i) * COLUMNS, row, COLUMNS * sizeof *row);
    }
    ck_assert_int_eq(xw_rounding_control(scratch, ROWS, COLUMNS, value, NULL, whole), XW_OK);
    ck_assert_int_eq(xw_rounding_control(scratch, ROWS, COLUMNS, turned, NULL, again), XW_OK);
    ck_assert(keeps_margins(ROWS, COLUMNS, value, whole));
    ck_assert_double_eq_tol(distance(ROWS * COLUMNS, value, whole),
                            distance(ROWS * COLUMNS, turned, again), 1e-4);
}
END_TEST

/* Ties are likely: with whatever it is to be like, the table is as near as without; and like one of the
 * nearest tables it is that table. */
START_TEST(likeness_decides_between_equally_near_tables_alone)
{
    uint64_t r = (uint64_t)_i;
    int32_t rows = (int32_t)between(&r, 1, 5), columns = (int32_t)between(&r, 1, 4);
    double value[20];
    int32_t free[20], like[20], got[20], again[20];
    draw_table(&r, rows, columns, value);
    for (int32_t i = 0; i < rows * columns; i++)
        like[i] = (int32_t)(floor(value[i] + 1e-9)) + (int32_t)between(&r, 0, 1);
    ck_assert_int_eq(xw_rounding_control(scratch, rows, columns, value, NULL, free), XW_OK);
    ck_assert_int_eq(xw_rounding_control(scratch, rows, columns, value, like, got), XW_OK);
    ck_assert(keeps_margins(rows, columns, value, got));
    ck_assert_double_eq_tol(distance(rows * columns, value, got),
                            distance(rows * columns, value, free), 1e-7);
    ck_assert_int_eq(xw_rounding_control(scratch, rows, columns, value, free, again), XW_OK);
    for (int32_t i = 0; i < rows * columns; i++)
        ck_assert_int_eq(again[i], free[i]);
}
END_TEST

/* The same cells without the zeros, in a table of many more columns than cells. */
START_TEST(cells_that_are_zero_need_not_be_listed)
{
    enum { WIDE = 90 };
    uint64_t r = (uint64_t)_i;
    int32_t rows = (int32_t)between(&r, 1, 12), start[13], column[12 * WIDE], whole[12 * WIDE];
    static double value[12 * WIDE], some[12 * WIDE];
    static int32_t got[12 * WIDE];
    struct xw_rounding_cells cells = { rows, WIDE, start, column, some };
    int32_t n = 0;
    memset(value, 0, sizeof value);
    for (int32_t i = 0; i < rows; i++) {
        double of[3];
        int32_t at = (int32_t)between(&r, 0, WIDE - 3);
        draw_table(&r, 1, 3, of);
        start[i] = n;
        for (int32_t c = 0; c < 3; c++, n++) {
            value[i * WIDE + at + c] = some[n] = of[c];
            column[n] = at + c;
        }
    }
    start[rows] = n;
    ck_assert_int_eq(xw_rounding_control(scratch, rows, WIDE, value, NULL, whole), XW_OK);
    ck_assert_int_eq(xw_rounding_cells(scratch, &cells, NULL, got), XW_OK);
    for (int32_t i = 0; i < rows; i++)
        for (int32_t k = start[i]; k < start[i + 1]; k++)
            ck_assert_int_eq(got[k], whole[i * WIDE + column[k]]);
}
END_TEST

static TCase *laws(void)
{
    TCase *c = tcase_create("laws");
    tcase_add_checked_fixture(c, open_arenas, close_arenas);
    tcase_add_loop_test(c, no_table_is_nearer, 0, 200);
    tcase_add_test(c, a_large_table_keeps_its_margins);
    tcase_add_loop_test(c, likeness_decides_between_equally_near_tables_alone, 0, 400);
    tcase_add_loop_test(c, cells_that_are_zero_need_not_be_listed, 0, 50);
    return c;
}

static const struct {
    const char *name;
    int32_t rows, columns;
    double value[2];
    enum xw_status want;
} refused[] = {
    { "good", 1, 2, { 0.5, 1.5 }, XW_OK },
    { "rows below zero", -1, 2, { 0.5, 1.5 }, XW_OUT_OF_RANGE },
    { "columns below zero", 1, -2, { 0.5, 1.5 }, XW_OUT_OF_RANGE },
    { "not a number", 1, 2, { NAN, 1.5 }, XW_NOT_FINITE },
    { "below zero", 1, 2, { -0.5, 1.5 }, XW_NEGATIVE },
    { "too large", 1, 2, { 3e9, 0 }, XW_OUT_OF_RANGE },
    { "a row too large", 1, 2, { 2e9, 2e9 }, XW_OUT_OF_RANGE },
    { "a row that is not whole", 1, 2, { 0.5, 1.4 }, XW_OUT_OF_RANGE },
};

START_TEST(refusals_leave_the_result)
{
    int32_t got[2] = { -7, -7 };
    ck_assert_msg(xw_rounding_control(scratch, refused[_i].rows, refused[_i].columns,
                                      refused[_i].value, NULL, got) == refused[_i].want,
                  "%s", refused[_i].name);
    if (refused[_i].want != XW_OK) ck_assert(got[0] == -7 && got[1] == -7);
}
END_TEST

START_TEST(no_memory_is_said)
{
    struct xw_arena small = { 0 };
    int32_t got[2] = { -7, -7 };
    ck_assert_int_eq(xw_rounding_control(small, 1, 2, refused[0].value, NULL, got), XW_NO_MEMORY);
    ck_assert(got[0] == -7 && got[1] == -7);
}
END_TEST

START_TEST(columns_out_of_order_are_refused)
{
    static const struct {
        int32_t column[2];
        enum xw_status want;
    } of[] = { { { 0, 2 }, XW_OK },
               { { 2, 0 }, XW_OUT_OF_RANGE },
               { { 1, 1 }, XW_OUT_OF_RANGE },
               { { -1, 1 }, XW_OUT_OF_RANGE },
               { { 1, 3 }, XW_OUT_OF_RANGE } };
    int32_t start[] = { 0, 2 }, got[] = { -7, -7 };
    double value[] = { 0.25, 1.75 };
    struct xw_rounding_cells cells = { 1, 3, start, of[_i].column, value };
    ck_assert_int_eq(xw_rounding_cells(scratch, &cells, NULL, got), of[_i].want);
    if (of[_i].want != XW_OK) ck_assert(got[0] == -7 && got[1] == -7);
}
END_TEST

static TCase *refusals(void)
{
    TCase *c = tcase_create("refusals");
    tcase_add_checked_fixture(c, open_arenas, close_arenas);
    tcase_add_loop_test(c, refusals_leave_the_result, 0, sizeof refused / sizeof *refused);
    tcase_add_test(c, no_memory_is_said);
    tcase_add_loop_test(c, columns_out_of_order_are_refused, 0, 5);
    return c;
}

UNIT_MAIN("rounding", known_answers(), laws(), refusals())
