#include "small_numbers.h"
#include "unit.h"
#include "xuewei/rng.h"
#include <string.h>

enum { MOST = 25 };

static struct xw_arena scratch;

static void setup(void)
{
    ck_assert_int_eq(xw_arena_init(&scratch, XW_ARENA_USUAL), XW_OK);
}

static void teardown(void)
{
    xw_arena_free(&scratch);
}

static void hide(const struct xw_small_table *table, int32_t k, const char *wanted)
{
    bool hidden[MOST];
    char found[MOST + 1] = "";
    int32_t cells = (table->rows + table->column_sums) * (table->columns + table->row_sums);
    ck_assert_int_eq(xw_small_numbers(scratch, table, k, hidden), XW_OK);
    for (int32_t i = 0; i < cells; i++)
        found[i] = hidden[i] ? 'x' : '.';
    ck_assert_str_eq(found, wanted);
}

/* 3 is small; its row gives it away, so the next smallest of the row is hidden; nothing else tells. */
START_TEST(a_row_with_its_sum)
{
    static const int32_t count[] = { 3, 20, 7, 0, 30 };
    struct xw_small_table table = { 1, 4, true, false, count };
    hide(&table, 5, "x.x..");
    hide(&table, 3, ".....");
    hide(&table, 0, ".....");
}
END_TEST

/* Two small ones hide each other; without sums a small one hides alone. */
START_TEST(two_small_ones)
{
    static const int32_t count[] = { 3, 20, 2, 25 };
    struct xw_small_table table = { 1, 3, true, false, count };
    hide(&table, 5, "x.x.");
    struct xw_small_table bare = { 2, 2, false, false, count };
    hide(&bare, 5, "x.x.");
}
END_TEST

/* The only one of its row is the sum as well: both are hidden, or the sum would tell. */
START_TEST(alone_in_its_row)
{
    static const int32_t count[] = { 0, 4, 0, 4 };
    struct xw_small_table table = { 1, 3, true, false, count };
    hide(&table, 5, ".x.x");
}
END_TEST

/* A small cell of a table with both sums needs four corners: the cheapest rectangle. */
START_TEST(four_corners)
{
    static const int32_t count[] = {
        2,   30,  40,  72,  /**/
        50,  10,  60,  120, /**/
        70,  80,  9,   159, /**/
        122, 120, 109, 351,
    };
    struct xw_small_table table = { 3, 3, true, true, count };
    hide(&table, 5, "xx..xx..........");
}
END_TEST

/* 3 is the only one of its row and of its column: both sums are small too, and what they are sums of must
 * be hidden on a way through another row, cheaper than the grand total. */
START_TEST(sums_of_sums)
{
    static const int32_t count[] = {
        0, 0, 3, 3, /**/
        0, 9, 0, 9, /**/
        8, 0, 0, 8, /**/
        8, 9, 3, 20,
    };
    struct xw_small_table table = { 3, 3, true, true, count };
    hide(&table, 5, "..xx....x..xx.x.");
}
END_TEST

/* ---- every table with the same printed numbers, by trying ---------------------------------------- */

struct trying {
    const struct xw_small_table *table;
    const bool *hidden;
    int32_t wide, tall, value[MOST], least[MOST], most[MOST], left;
};

static bool sums_right(const struct trying *t)
{
    const struct xw_small_table *s = t->table;
    for (int32_t r = 0; s->row_sums && r < t->tall; r++) {
        int32_t sum = 0;
        for (int32_t c = 0; c < s->columns; c++)
            sum += t->value[r * t->wide + c];
        if (sum != t->value[r * t->wide + s->columns]) return false;
    }
    for (int32_t c = 0; s->column_sums && c < t->wide; c++) {
        int32_t sum = 0;
        for (int32_t r = 0; r < s->rows; r++)
            sum += t->value[r * t->wide + c];
        if (sum != t->value[s->rows * t->wide + c]) return false;
    }
    return true;
}

/* Hidden cells take each value near their own: those that leave all sums right are possible. */
static void try_from(struct trying *t, int32_t cell)
{
    while (cell < t->tall * t->wide && !t->hidden[cell])
        cell++;
    if (cell == t->tall * t->wide) {
        if (!sums_right(t)) return;
        for (int32_t i = 0; i < cell; i++) {
            if (t->value[i] < t->least[i]) t->least[i] = t->value[i];
            if (t->value[i] > t->most[i]) t->most[i] = t->value[i];
        }
        return;
    }
    int32_t own = t->table->count[cell];
    for (int32_t value = own > 0 ? own - 1 : 0; value <= own + 1; value++) {
        t->value[cell] = value;
        try_from(t, cell + 1);
    }
    t->value[cell] = own;
}

static void fill_sums(int32_t rows, int32_t columns, bool row_sums, bool column_sums,
                      int32_t *count)
{
    int32_t wide = columns + row_sums;
    for (int32_t r = 0; row_sums && r < rows; r++) {
        count[r * wide + columns] = 0;
        for (int32_t c = 0; c < columns; c++)
            count[r * wide + columns] += count[r * wide + c];
    }
    for (int32_t c = 0; column_sums && c < wide; c++) {
        count[rows * wide + c] = 0;
        for (int32_t r = 0; r < rows; r++)
            count[rows * wide + c] += count[r * wide + c];
    }
}

START_TEST(nothing_can_be_found_out)
{
    for (int32_t round = 0; round < 60; round++) {
        int32_t rows = 1 + round % 3, columns = 2 + round / 3 % 2, count[MOST] = { 0 };
        bool row_sums = round % 4 != 0, column_sums = round % 5 != 0, hidden[MOST];
        int32_t wide = columns + row_sums, tall = rows + column_sums;
        for (int32_t r = 0; r < rows; r++)
            for (int32_t c = 0; c < columns; c++) {
                uint32_t out[4], at[4] = { (uint32_t)round, (uint32_t)r, (uint32_t)c, 0 };
                xw_rng_philox4x32(at, (const uint32_t[2]){ 2020, 1101 }, out);
                count[r * wide + c] = out[0] % 14 < 4 ? 0 : (int32_t)(out[0] % 14) - 3;
            }
        fill_sums(rows, columns, row_sums, column_sums, count);
        struct xw_small_table table = { rows, columns, row_sums, column_sums, count };
        ck_assert_int_eq(xw_small_numbers(scratch, &table, 4, hidden), XW_OK);
        struct trying t = { .table = &table, .hidden = hidden, .wide = wide, .tall = tall };
        int32_t unknown = 0;
        for (int32_t i = 0; i < tall * wide; i++) {
            t.value[i] = t.least[i] = t.most[i] = count[i];
            unknown += hidden[i];
            ck_assert(hidden[i] || count[i] == 0 || count[i] >= 4);
            ck_assert(!hidden[i] || count[i] > 0);
        }
        if (unknown > 10) continue; /* too many to try all of them */
        try_from(&t, 0);
        for (int32_t i = 0; i < tall * wide; i++)
            ck_assert_msg(!hidden[i] || t.least[i] < t.most[i], "table %d: cell %d is told", round,
                          i);
    }
}
END_TEST

START_TEST(wrong_tables)
{
    static const int32_t sum[] = { 3, 20, 24 }, negative[] = { 3, -1, 2 };
    bool hidden[3] = { true, false, true };
    struct xw_small_table table = { 1, 2, true, false, sum };
    ck_assert_int_eq(xw_small_numbers(scratch, &table, 5, hidden), XW_OUT_OF_RANGE);
    table.count = negative;
    ck_assert_int_eq(xw_small_numbers(scratch, &table, 5, hidden), XW_NEGATIVE);
    ck_assert_int_eq(xw_small_numbers(scratch, &table, -1, hidden), XW_OUT_OF_RANGE);
    table.rows = 0;
    ck_assert_int_eq(xw_small_numbers(scratch, &table, 5, hidden), XW_OUT_OF_RANGE);
    ck_assert(hidden[0] && !hidden[1] && hidden[2]);
}
END_TEST

static TCase *answers(void)
{
    TCase *tcase = tcase_create("answers");
    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_add_test(tcase, a_row_with_its_sum);
    tcase_add_test(tcase, two_small_ones);
    tcase_add_test(tcase, alone_in_its_row);
    tcase_add_test(tcase, four_corners);
    tcase_add_test(tcase, sums_of_sums);
    return tcase;
}

static TCase *laws(void)
{
    TCase *tcase = tcase_create("laws");
    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_add_test(tcase, nothing_can_be_found_out);
    return tcase;
}

static TCase *refusals(void)
{
    TCase *tcase = tcase_create("refusals");
    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_add_test(tcase, wrong_tables);
    return tcase;
}

UNIT_MAIN("small_numbers", answers(), laws(), refusals())
