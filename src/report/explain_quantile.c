/* A row of quantile_year: which of the replicates a quantile lies between. */
#include "explain_parts.h"
#include "xuewei/run_draws.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

static const char *say(struct xw_pen *pen, enum xw_key key)
{
    return xw_pen_say(pen, key, XW_TOLD(NULL));
}

/* A replicate's value and its number, from 1. */
struct drawn {
    int32_t value, replicate;
};

static int by_value(const void *a, const void *b)
{
    const struct drawn *one = a, *other = b;
    int order = (one->value > other->value) - (one->value < other->value);
    return order != 0 ? order
                      : (one->replicate > other->replicate) - (one->replicate < other->replicate);
}

static enum xw_status read_draws(struct xw_run_draws *draws, const struct xw_run *run,
                                 const struct xw_quantile_row *row, enum xw_quantity quantity,
                                 int32_t *value, bool *found)
{
    int32_t at =
        xw_run_draws_find(run, row->level, row->place, row->year, row->stage, row->scope, quantity);
    *found = at != XW_NONE;
    return at == XW_NONE ? XW_OK : xw_run_draws_read(draws, run, at, value);
}

/* Sorted values of all replicates. The net gap is what demand is above the seats. */
static enum xw_status sorted(struct xw_pen *pen, const struct xw_quantile_row *row,
                             struct drawn **out)
{
    const struct xw_run *run = &pen->of->run;
    int32_t n = run->replicates;
    int32_t *value = XW_TAKE(pen->keep, n, int32_t), *seats = XW_TAKE(pen->keep, n, int32_t);
    struct drawn *drawn = XW_TAKE(pen->keep, n, struct drawn);
    struct xw_run_draws draws = { 0 };
    if (value == NULL || seats == NULL || drawn == NULL) return XW_NO_MEMORY;
    bool net = row->quantity == XW_QUANTITY_NET_GAP, found = false;
    enum xw_status status = xw_run_draws_open(&draws, run->path, pen->keep);
    if (status == XW_OK)
        status =
            read_draws(&draws, run, row, net ? XW_QUANTITY_DEMAND : row->quantity, value, &found);
    if (status == XW_OK && net && found)
        status = read_draws(&draws, run, row, XW_QUANTITY_SEATS, seats, &found);
    if (status != XW_OK) pen->trouble = draws.trouble;
    xw_run_draws_close(&draws);
    if (status == XW_OK && !found) {
        pen->trouble = xw_arena_format(
            pen->keep,
            "the run keeps the replicates of the district and its towns, not of the %s %s",
            xw_level_word(row->level), row->place);
        return pen->trouble == NULL ? XW_NO_MEMORY : XW_REFUSED;
    }
    for (int32_t i = 0; i < n && status == XW_OK; i++) {
        int32_t above = value[i] - seats[i];
        drawn[i] = (struct drawn){ net ? (above > 0 ? above : 0) : value[i], i + 1 };
    }
    if (status == XW_OK) qsort(drawn, (size_t)n, sizeof *drawn, by_value);
    *out = drawn;
    return status;
}

static const char *rank_label(struct xw_pen *pen, const struct drawn *drawn, int32_t rank)
{
    return xw_pen_say(
        pen, XW_SAY_X_RANK,
        XW_TOLD(xw_pen_count(pen, rank + 1), xw_pen_year(pen, drawn[rank].replicate)));
}

/* x[below] + (h - below) x (x[below + 1] - x[below]), h = (n - 1) q */
static void tape(struct xw_pen *pen, struct xw_explain_term *sum, const struct drawn *drawn,
                 int32_t n, double q)
{
    double h = (n - 1) * q;
    int32_t below = (int32_t)floor(h);
    if (below > n - 1) below = n - 1;
    xw_pen_term(pen, sum, XW_OP_ADD, drawn[below].value, rank_label(pen, drawn, below))->rule =
        xw_pen_say(pen, XW_SAY_X_RULE_TYPE7,
                   XW_TOLD(xw_pen_count(pen, n), xw_pen_number(pen, q), xw_pen_number(pen, h)));
    if (below < n - 1) {
        double low = drawn[below].value, high = drawn[below + 1].value;
        struct xw_explain_term *part = xw_pen_term(pen, sum, XW_OP_ADD, (h - below) * (high - low),
                                                   say(pen, XW_SAY_X_BETWEEN));
        xw_pen_term(pen, part, XW_OP_ADD, high, rank_label(pen, drawn, below + 1));
        xw_pen_term(pen, part, XW_OP_SUBTRACT, low, rank_label(pen, drawn, below));
        xw_pen_term(pen, part, XW_OP_TIMES, h - below, say(pen, XW_SAY_X_FRACTION));
    }
    for (int32_t i = below - 2; i <= below + 3; i++)
        if (i >= 0 && i < n)
            xw_pen_note(pen, xw_pen_say(pen, XW_SAY_X_NOTE_RANK,
                                        XW_TOLD(rank_label(pen, drawn, i),
                                                xw_pen_count(pen, drawn[i].value))));
}

enum xw_status xw_explain_quantile_row(struct xw_pen *pen, const struct xw_quantile_row *row,
                                       const char *column)
{
    struct drawn *drawn;
    const struct {
        const char *name;
        double q, value;
    } columns[] = { { "p2_5", 0.025, row->p2_5 },  { "p10", 0.1, row->p10 },
                    { "p25", 0.25, row->p25 },     { "p50", 0.5, row->p50 },
                    { "p75", 0.75, row->p75 },     { "p90", 0.9, row->p90 },
                    { "p97_5", 0.975, row->p97_5 } };
    enum xw_status status = sorted(pen, row, &drawn);
    if (status != XW_OK) return status;
    const char *stage = xw_stage_word(pen->of->run.stage[row->stage].name);
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
        if (column != NULL && strcmp(column, columns[i].name) != 0) continue;
        struct xw_explain_cell cell = { .table = "quantile_year",
                                        .column = columns[i].name,
                                        .level = xw_level_word(row->level),
                                        .place = row->place,
                                        .year = row->year,
                                        .stage = stage,
                                        .scope = xw_scope_word(row->scope),
                                        .quantity = xw_quantity_word(row->quantity),
                                        .grade = XW_NONE };
        bool district = row->level == XW_LEVEL_DISTRICT;
        const char *title =
            xw_pen_say(pen, XW_SAY_X_TITLE_QUANTILE,
                       XW_TOLD(district ? say(pen, XW_SAY_X_DISTRICT) : row->place,
                               xw_pen_year(pen, row->year), xw_pen_stage(pen, row->stage),
                               say(pen, row->scope == XW_SCOPE_ALL ? XW_SAY_X_SCOPE_ALL
                                                                   : XW_SAY_X_SCOPE_ENTRY),
                               xw_quantity_word(row->quantity), columns[i].name));
        struct xw_explained *item = xw_pen_begin(pen, cell, title, columns[i].value);
        tape(pen, &item->sum, drawn, pen->of->run.replicates, columns[i].q);
        item->command = xw_arena_format(
            pen->keep, "xuewei explain %s --gap %s%s%s --year %d%s --quantity %s --quantile %s",
            pen->of->run.path, stage, district ? "" : " --town ", district ? "" : row->place,
            row->year, row->scope == XW_SCOPE_ENTRY ? " --scope entry" : "",
            xw_quantity_word(row->quantity), columns[i].name);
    }
    return XW_OK;
}
