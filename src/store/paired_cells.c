#include "xuewei/paired_cells.h"
#include "xuewei/sort.h"
#include <string.h>

static int compare(int32_t a, int32_t b)
{
    return (a > b) - (a < b);
}

static int by_key(const void *a, const void *b, const void *context)
{
    const struct xw_paired_cell_key *one = a, *other = b;
    (void)context;
    int order = compare((int32_t)one->level, (int32_t)other->level);
    if (order == 0) order = strcmp(one->place, other->place);
    if (order == 0) order = compare(one->stage, other->stage);
    if (order == 0) order = compare((int32_t)one->scope, (int32_t)other->scope);
    if (order == 0) order = compare(one->year, other->year);
    return order;
}

/* The replicates of one run, in order of what they are of. */
struct drawn {
    struct xw_paired_cell_key key;
    enum xw_quantity quantity;
    int32_t row;
};

static int by_drawn(const void *a, const void *b, const void *context)
{
    const struct drawn *one = a, *other = b;
    int order = by_key(&one->key, &other->key, context);
    return order != 0 ? order : compare((int32_t)one->quantity, (int32_t)other->quantity);
}

static enum xw_status sort_draws(const struct xw_run *run, struct xw_arena *keep,
                                 struct drawn **out)
{
    struct drawn *drawn = XW_TAKE(keep, run->draw_count, struct drawn);
    if (drawn == NULL) return XW_NO_MEMORY;
    for (int32_t i = 0; i < run->draw_count; i++) {
        const struct xw_draw_row *d = &run->draw[i];
        drawn[i] =
            (struct drawn){ { d->level, d->place, d->stage, d->scope, d->year }, d->quantity, i };
    }
    *out = drawn;
    return xw_sort(*keep, drawn, run->draw_count, sizeof *drawn, by_drawn, NULL);
}

static int32_t find_draws(const struct drawn *drawn, int32_t count, const struct drawn *wanted)
{
    int32_t low = 0, high = count;
    while (low < high) {
        int32_t middle = low + (high - low) / 2;
        int order = by_drawn(&drawn[middle], wanted, NULL);
        if (order == 0) return drawn[middle].row;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return XW_NONE;
}

/* Is it a row that is compared: of the district or a town, with seats of the district? */
static bool counts(const struct xw_run *run, const struct xw_run_gap *gap)
{
    return (gap->level == XW_LEVEL_DISTRICT || gap->level == XW_LEVEL_TOWN) &&
           !run->stage[gap->stage].city && gap->seats != XW_NONE;
}

/* The cells of the first run that all others have. */
static enum xw_status find_keys(int32_t runs, const struct xw_run *run, struct xw_arena *keep,
                                struct xw_arena scratch, struct xw_paired_cells *cells)
{
    cells->key = XW_TAKE(keep, run->gap_count, struct xw_paired_cell_key);
    if (cells->key == NULL) return XW_NO_MEMORY;
    for (int32_t i = 0; i < run->gap_count; i++) {
        const struct xw_run_gap *gap = &run->gap[i];
        bool all = counts(run, gap);
        for (int32_t r = 1; all && r < runs; r++) {
            const struct xw_run_gap *other =
                xw_run_gap_at(&run[r], gap->level, gap->place, gap->year, gap->stage, gap->scope);
            all = other != NULL && counts(&run[r], other);
        }
        if (all)
            cells->key[cells->count++] =
                (struct xw_paired_cell_key){ gap->level, gap->place, gap->stage, gap->scope,
                                             gap->year };
    }
    return xw_sort(scratch, cells->key, cells->count, sizeof *cells->key, by_key, NULL);
}

static enum xw_status find_rows(const struct xw_run *run, int32_t row, struct xw_arena *keep,
                                struct xw_arena scratch, struct xw_paired_cells *cells,
                                const char **trouble)
{
    struct drawn *drawn = NULL;
    enum xw_status status = cells->replicates == 0 ? XW_OK : sort_draws(run, &scratch, &drawn);
    if (status != XW_OK) return status;
    for (int32_t c = 0; c < cells->count; c++) {
        const struct xw_paired_cell_key *k = &cells->key[c];
        int32_t at = c * cells->runs + row;
        cells->gap[at] =
            (int32_t)(xw_run_gap_at(run, k->level, k->place, k->year, k->stage, k->scope) -
                      run->gap);
        for (int32_t q = 0; drawn != NULL && q < XW_QUANTITIES; q++) {
            struct drawn wanted = { .key = *k, .quantity = (enum xw_quantity)q };
            int32_t *found = &cells->draw[at * XW_QUANTITIES + q];
            *found =
                q == XW_QUANTITY_NET_GAP ? XW_NONE : find_draws(drawn, run->draw_count, &wanted);
            bool whole = q == XW_QUANTITY_NET_GAP ||
                         (*found != XW_NONE && run->draw[*found].replicates == cells->replicates);
            if (whole) continue;
            *trouble = xw_arena_format(
                keep, "%s: the file does not keep the %d replicates of %s: %s, %d, %s, %s",
                run->path, (int)cells->replicates, xw_quantity_word((enum xw_quantity)q), k->place,
                k->year, xw_stage_word(run->stage[k->stage].name), xw_scope_word(k->scope));
            return *trouble == NULL ? XW_NO_MEMORY : XW_STORE_FAILED;
        }
    }
    return XW_OK;
}

static const char *value_of(const struct xw_run *run, const char *key)
{
    for (int32_t i = 0; i < run->key_count; i++)
        if (strcmp(run->key[i].key, key) == 0) return run->key[i].value;
    return "";
}

/* Do two runs differ in their years or stages? *how says it, NULL when memory is used up. */
static bool is_unlike(const struct xw_run *base, const struct xw_run *run, struct xw_arena *keep,
                      const char **how)
{
    if (run->first != base->first || run->last != base->last) {
        *how =
            xw_arena_format(keep, "%s and %s have other school years: %d to %d and %d to %d",
                            base->name, run->name, base->first, base->last, run->first, run->last);
        return true;
    }
    if (run->stage_count != base->stage_count) {
        *how = xw_arena_format(keep, "%s and %s have other stages: %d and %d of them", base->name,
                               run->name, (int)base->stage_count, (int)run->stage_count);
        return true;
    }
    for (int32_t s = 0; s < base->stage_count; s++) {
        const struct xw_run_stage *a = &base->stage[s], *b = &run->stage[s];
        if (a->name == b->name && a->city == b->city) continue;
        *how = xw_arena_format(keep, "%s and %s have other stages: %s%s and %s%s", base->name,
                               run->name, xw_stage_word(a->name), a->city ? " of the city" : "",
                               xw_stage_word(b->name), b->city ? " of the city" : "");
        return true;
    }
    return false;
}

enum xw_status xw_paired_cells_alike(const struct xw_run *base, const struct xw_run *run,
                                     struct xw_arena *keep, const char **trouble)
{
    *trouble = NULL;
    if (!is_unlike(base, run, keep, trouble)) return XW_OK;
    return *trouble == NULL ? XW_NO_MEMORY : XW_OUT_OF_RANGE;
}

enum xw_status xw_paired_cells_why_not(const struct xw_run *base, const struct xw_run *run,
                                       struct xw_arena *keep, const char **why)
{
    static const char *const keys[] = { "replicates", "seed", "points" };
    *why = NULL;
    if (base->replicates == 0 && run->replicates == 0) return XW_OK;
    for (int k = 0; k < 3; k++) {
        const char *a = value_of(base, keys[k]), *b = value_of(run, keys[k]);
        if (strcmp(a, b) == 0) continue;
        *why = xw_arena_format(keep, "%s and %s are not paired: %s %s and %s", base->name,
                               run->name, keys[k], a[0] == '\0' ? "not given" : a,
                               b[0] == '\0' ? "not given" : b);
        return *why == NULL ? XW_NO_MEMORY : XW_OK;
    }
    return XW_OK;
}

enum xw_status xw_paired_cells_find(int32_t runs, const struct xw_run *run, int32_t replicates,
                                    struct xw_arena *keep, struct xw_arena scratch,
                                    struct xw_paired_cells *out, const char **trouble)
{
    struct xw_paired_cells cells = { .runs = runs, .replicates = replicates };
    *trouble = NULL;
    enum xw_status status = find_keys(runs, run, keep, scratch, &cells);
    ptrdiff_t rows = (ptrdiff_t)cells.count * runs;
    cells.gap = XW_TAKE(keep, rows, int32_t);
    if (cells.gap == NULL) status = XW_NO_MEMORY;
    if (replicates > 0) {
        cells.draw = XW_TAKE(keep, rows * XW_QUANTITIES, int32_t);
        if (cells.draw == NULL) status = XW_NO_MEMORY;
    }
    for (int32_t r = 0; status == XW_OK && r < runs; r++)
        status = find_rows(&run[r], r, keep, scratch, &cells, trouble);
    if (status == XW_NO_MEMORY) *trouble = "memory is used up";
    if (status == XW_OK) *out = cells;
    return status;
}

enum xw_status xw_paired_cells_read(const struct xw_paired_cells *cells, int32_t cell, int32_t row,
                                    const struct xw_run *run, struct xw_run_draws *draws,
                                    int32_t *raw, double *const value[XW_QUANTITIES])
{
    int32_t n = cells->replicates, at = cell * cells->runs + row;
    const struct xw_run_gap *gap = &run->gap[cells->gap[at]];
    const int32_t central[XW_QUANTITIES] = {
        [XW_QUANTITY_DEMAND] = gap->demand,       [XW_QUANTITY_SEATS] = gap->seats,
        [XW_QUANTITY_LOCAL_GAP] = gap->local_gap, [XW_QUANTITY_NET_GAP] = gap->net_gap,
        [XW_QUANTITY_UNPLACED] = gap->unplaced,   [XW_QUANTITY_SURPLUS] = gap->surplus,
    };
    for (int32_t q = 0; q < XW_QUANTITIES; q++) {
        value[q][n] = central[q];
        if (n == 0 || q == XW_QUANTITY_NET_GAP) continue;
        enum xw_status status =
            xw_run_draws_read(draws, run, cells->draw[at * XW_QUANTITIES + q], raw);
        if (status != XW_OK) return status;
        for (int32_t i = 0; i < n; i++)
            value[q][i] = raw[i];
    }
    const double *demand = value[XW_QUANTITY_DEMAND], *seats = value[XW_QUANTITY_SEATS];
    for (int32_t i = 0; i < n; i++)
        value[XW_QUANTITY_NET_GAP][i] = demand[i] > seats[i] ? demand[i] - seats[i] : 0.0;
    return XW_OK;
}
