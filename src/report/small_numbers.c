#include "small_numbers.h"
#include <string.h>

/* Every sum that is printed is a line: its parts less itself are zero. A cell stands on the line of its
 * row and on that of its column; where a sum is not printed, on a line that nobody knows, which is one for
 * all. Lines are the vertices of a graph, cells its edges. */
struct lines {
    const struct xw_small_table *table;
    int32_t tall, wide;     /* with the sums */
    int32_t count, unknown; /* lines, and the unknown one */
    bool *hidden;
    int64_t *far;  /* [count] least persons hidden on the way from the cell's row */
    int32_t *cell; /* [count] last cell of that way */
    int32_t *from; /* [count] line before it */
    bool *settled;
};

static int32_t line_of_row(const struct lines *l, int32_t row)
{
    return l->table->row_sums ? row : l->unknown;
}

static int32_t line_of_column(const struct lines *l, int32_t column)
{
    return l->table->column_sums ? l->tall + column : l->unknown;
}

static bool is_sum(const struct lines *l, int32_t cell)
{
    return cell / l->wide >= l->table->rows || cell % l->wide >= l->table->columns;
}

/* What hiding a cell costs; sums are wanted more than parts. What is hidden costs next to nothing. */
static int64_t price(const struct lines *l, int32_t cell)
{
    if (l->hidden[cell]) return 0;
    int64_t persons = l->table->count[cell];
    return 1 + (is_sum(l, cell) ? 8 * persons : persons);
}

/* The cell is an edge between two lines: the other one of them. */
static int32_t other_end(const struct lines *l, int32_t cell, int32_t line)
{
    int32_t row = line_of_row(l, cell / l->wide), column = line_of_column(l, cell % l->wide);
    return line == row ? column : line == column ? row : -1;
}

static void look_from(const struct lines *l, int32_t line, int32_t avoided)
{
    for (int32_t cell = 0; cell < l->tall * l->wide; cell++) {
        int32_t to = other_end(l, cell, line);
        /* A zero cannot give a person, and hiding it would say nothing. */
        if (to < 0 || cell == avoided || l->table->count[cell] == 0 || l->settled[to]) continue;
        int64_t far = l->far[line] + price(l, cell);
        if (far >= l->far[to]) continue;
        l->far[to] = far;
        l->cell[to] = cell;
        l->from[to] = line;
    }
}

/* Hide what closes the cheapest cycle through a small cell (Dijkstra). There is one: its own sums. */
static void close_cycle(struct lines *l, int32_t small)
{
    int32_t start = line_of_row(l, small / l->wide), goal = line_of_column(l, small % l->wide);
    if (start == goal) return; /* no printed sum has it */
    for (int32_t i = 0; i < l->count; i++) {
        l->far[i] = INT64_MAX;
        l->settled[i] = false;
    }
    l->far[start] = 0;
    for (;;) {
        int32_t nearest = -1;
        for (int32_t i = 0; i < l->count; i++)
            if (!l->settled[i] && l->far[i] < INT64_MAX &&
                (nearest < 0 || l->far[i] < l->far[nearest]))
                nearest = i;
        if (nearest < 0 || nearest == goal) break;
        l->settled[nearest] = true;
        look_from(l, nearest, small);
    }
    if (l->far[goal] == INT64_MAX) return;
    for (int32_t line = goal; line != start; line = l->from[line])
        l->hidden[l->cell[line]] = true;
}

static enum xw_status check(const struct xw_small_table *t, int32_t k, int32_t tall, int32_t wide)
{
    if (t->rows < 1 || t->columns < 1 || k < 0) return XW_OUT_OF_RANGE;
    for (int32_t i = 0; i < tall * wide; i++)
        if (t->count[i] < 0) return XW_NEGATIVE;
    for (int32_t r = 0; t->row_sums && r < tall; r++) {
        int64_t sum = 0;
        for (int32_t c = 0; c < t->columns; c++)
            sum += t->count[r * wide + c];
        if (sum != t->count[r * wide + t->columns]) return XW_OUT_OF_RANGE;
    }
    for (int32_t c = 0; t->column_sums && c < wide; c++) {
        int64_t sum = 0;
        for (int32_t r = 0; r < t->rows; r++)
            sum += t->count[r * wide + c];
        if (sum != t->count[t->rows * wide + c]) return XW_OUT_OF_RANGE;
    }
    return XW_OK;
}

enum xw_status xw_small_numbers(struct xw_arena scratch, const struct xw_small_table *table,
                                int32_t k, bool *hidden)
{
    struct lines l = { .table = table,
                       .tall = table->rows + table->column_sums,
                       .wide = table->columns + table->row_sums };
    enum xw_status status = check(table, k, l.tall, l.wide);
    if (status != XW_OK) return status;
    l.unknown = l.tall + l.wide;
    l.count = l.unknown + 1;
    int32_t cells = l.tall * l.wide;
    l.hidden = XW_TAKE(&scratch, cells, bool);
    l.far = XW_TAKE(&scratch, l.count, int64_t);
    l.cell = XW_TAKE(&scratch, l.count, int32_t);
    l.from = XW_TAKE(&scratch, l.count, int32_t);
    l.settled = XW_TAKE(&scratch, l.count, bool);
    if (l.hidden == NULL || l.far == NULL || l.cell == NULL || l.from == NULL || l.settled == NULL)
        return XW_NO_MEMORY;
    for (int32_t i = 0; i < cells; i++)
        l.hidden[i] = table->count[i] > 0 && table->count[i] < k;
    for (int32_t i = 0; i < cells; i++)
        if (table->count[i] > 0 && table->count[i] < k) close_cycle(&l, i);
    memcpy(hidden, l.hidden, (size_t)cells * sizeof *hidden);
    return XW_OK;
}
