#include "xuewei/paired_runs.h"
#include "xuewei/paired_cells.h"
#include <gsl/gsl_statistics_double.h>
#include <math.h>
#include <string.h>

static const struct {
    const char *word;
    int sign;
} totals[] = {
    [XW_TOTAL_SHORT_DISTRICT] = { "short_district", 1 },
    [XW_TOTAL_SHORT_TOWNS] = { "short_towns", 1 },
    [XW_TOTAL_SHORT_AREAS] = { "short_areas", 1 },
    [XW_TOTAL_PEAK] = { "peak", 1 },
    [XW_TOTAL_IDLE] = { "idle", 1 },
    [XW_TOTAL_SEATS] = { "seats", 0 },
    [XW_TOTAL_USEFUL_DISTRICT] = { "useful_district", -1 },
    [XW_TOTAL_USEFUL_TOWNS] = { "useful_towns", -1 },
};
_Static_assert(sizeof totals / sizeof *totals == XW_TOTALS, "every total has its word");

const char *xw_paired_total_word(enum xw_paired_total total)
{
    return totals[total].word;
}

int xw_paired_total_sign(enum xw_paired_total total)
{
    return totals[total].sign;
}

static int side_of(int32_t a, int32_t b)
{
    return (a > b) - (a < b);
}

const struct xw_paired_cell *xw_paired_cell_at(const struct xw_pair *pair, enum xw_level level,
                                               const char *place, int32_t stage,
                                               enum xw_scope scope, int16_t year)
{
    int32_t low = 0, high = pair->cells;
    while (low < high) {
        const struct xw_paired_cell *middle = &pair->cell[low + (high - low) / 2];
        int order = side_of((int32_t)middle->level, (int32_t)level);
        if (order == 0) order = strcmp(middle->place, place);
        if (order == 0) order = side_of(middle->stage, stage);
        if (order == 0) order = side_of((int32_t)middle->scope, (int32_t)scope);
        if (order == 0) order = side_of(middle->year, year);
        if (order == 0) return middle;
        if (order < 0)
            low = (int32_t)(middle - pair->cell) + 1;
        else
            high = (int32_t)(middle - pair->cell);
    }
    return NULL;
}

const struct xw_paired_horizon *xw_paired_horizon_of(const struct xw_paired_runs *runs,
                                                     const struct xw_pair *pair, int32_t stage,
                                                     enum xw_paired_total total)
{
    return &pair->horizon[(int32_t)total * (runs->stages + 1) + stage];
}

double xw_paired_horizon_better(const struct xw_paired_horizon *horizon, enum xw_paired_total total)
{
    const struct xw_paired *p = &horizon->paired;
    if (totals[total].sign > 0) return xw_paired_better(p);
    if (totals[total].sign < 0) return p->more + p->equal / 2.0;
    return isnan(p->equal) ? NAN : 0.5;
}

double xw_paired_best_of(const struct xw_paired_runs *runs, int32_t run, int32_t stage,
                         enum xw_paired_total total)
{
    return runs->best[((int32_t)total * (runs->stages + 1) + stage) * runs->runs + run];
}

/* ---- the columns of all runs ---- */

/* One value a replicate and, last, that of the central history. */
struct bench {
    const struct xw_run *run;
    int32_t runs, stages, years, towns;
    int32_t replicates, size, compared; /* size: replicates + 1; compared: the replicates, or 1 */
    int32_t *stage_of;                  /* [stage_count] row of what is compared, or XW_NONE */
    const char **town;                  /* [towns] */
    struct xw_paired_cells cells;
    struct xw_run_draws *draws; /* [runs] */
    double *column;             /* [runs][XW_QUANTITIES][size] of one cell */
    double *total;              /* [runs][XW_TOTALS][stages + 1][size] */
    double *town_short;         /* [runs][stages + 1][towns][size] */
    double *year_short;         /* [runs][years][size] net gap of the district, all stages */
    int32_t *raw;               /* [replicates] */
};

static double *column_of(const struct bench *b, int32_t run, enum xw_quantity quantity)
{
    return b->column + ((ptrdiff_t)run * XW_QUANTITIES + (int32_t)quantity) * b->size;
}

static double *total_of(const struct bench *b, int32_t run, enum xw_paired_total total,
                        int32_t stage)
{
    return b->total +
           (((ptrdiff_t)run * XW_TOTALS + (int32_t)total) * (b->stages + 1) + stage) * b->size;
}

static double *town_of(const struct bench *b, int32_t run, int32_t stage, int32_t town)
{
    return b->town_short + (((ptrdiff_t)run * (b->stages + 1) + stage) * b->towns + town) * b->size;
}

static double *year_of(const struct bench *b, int32_t run, int32_t year)
{
    return b->year_short + ((ptrdiff_t)run * b->years + year) * b->size;
}

static enum xw_status take_stages(struct bench *b, struct xw_arena *keep,
                                  struct xw_paired_runs *out)
{
    b->stage_of = XW_TAKE(keep, b->run->stage_count, int32_t);
    out->stage = XW_TAKE(keep, b->run->stage_count, enum xw_stage_name);
    if (b->stage_of == NULL || out->stage == NULL) return XW_NO_MEMORY;
    for (int32_t s = 0; s < b->run->stage_count; s++) {
        b->stage_of[s] = b->run->stage[s].city ? XW_NONE : b->stages;
        if (!b->run->stage[s].city) out->stage[b->stages++] = b->run->stage[s].name;
    }
    out->stages = b->stages;
    return XW_OK;
}

static enum xw_status take_columns(struct bench *b, struct xw_arena *scratch)
{
    const struct xw_paired_cells *cells = &b->cells;
    b->town = XW_TAKE(scratch, cells->count, const char *);
    if (b->town == NULL) return XW_NO_MEMORY;
    for (int32_t c = 0; c < cells->count; c++) {
        bool first = c == 0 || cells->key[c - 1].level != cells->key[c].level ||
                     strcmp(cells->key[c - 1].place, cells->key[c].place) != 0;
        if (first && cells->key[c].level == XW_LEVEL_TOWN)
            b->town[b->towns++] = cells->key[c].place;
    }
    ptrdiff_t columns = (ptrdiff_t)b->runs * b->size;
    b->column = XW_TAKE(scratch, columns * XW_QUANTITIES, double);
    b->total = XW_TAKE(scratch, columns * XW_TOTALS * (b->stages + 1), double);
    b->town_short = XW_TAKE(scratch, columns * b->towns * (b->stages + 1), double);
    b->year_short = XW_TAKE(scratch, columns * b->years, double);
    b->raw = XW_TAKE(scratch, b->replicates, int32_t);
    return b->column == NULL || b->total == NULL || b->town_short == NULL ||
                   b->year_short == NULL || b->raw == NULL
               ? XW_NO_MEMORY
               : XW_OK;
}

/* ---- adding up ---- */

/* Seats that somebody sits on, less those that somebody would sit on as before. */
static double useful_seats(double demand, double seats, double before)
{
    return fmin(demand, seats) - fmin(demand, before);
}

/* A district's cell of all grades. */
static void add_district(struct bench *b, int32_t run, int32_t stage, int32_t year)
{
    const double *demand = column_of(b, run, XW_QUANTITY_DEMAND);
    const double *seats = column_of(b, run, XW_QUANTITY_SEATS);
    const double *before = column_of(b, 0, XW_QUANTITY_SEATS);
    const double *local = column_of(b, run, XW_QUANTITY_LOCAL_GAP);
    const double *net = column_of(b, run, XW_QUANTITY_NET_GAP);
    const double *idle = column_of(b, run, XW_QUANTITY_SURPLUS);
    double *peak = total_of(b, run, XW_TOTAL_PEAK, stage), *in_year = year_of(b, run, year);
    for (int32_t i = 0; i < b->size; i++) {
        total_of(b, run, XW_TOTAL_SHORT_DISTRICT, stage)[i] += net[i];
        total_of(b, run, XW_TOTAL_SHORT_AREAS, stage)[i] += local[i];
        total_of(b, run, XW_TOTAL_IDLE, stage)[i] += idle[i];
        total_of(b, run, XW_TOTAL_SEATS, stage)[i] += seats[i];
        total_of(b, run, XW_TOTAL_USEFUL_DISTRICT, stage)[i] +=
            useful_seats(demand[i], seats[i], before[i]);
        peak[i] = fmax(peak[i], net[i]);
        in_year[i] += net[i];
    }
}

static void add_town(struct bench *b, int32_t run, int32_t stage, int32_t town)
{
    const double *demand = column_of(b, run, XW_QUANTITY_DEMAND);
    const double *seats = column_of(b, run, XW_QUANTITY_SEATS);
    const double *before = column_of(b, 0, XW_QUANTITY_SEATS);
    const double *net = column_of(b, run, XW_QUANTITY_NET_GAP);
    for (int32_t i = 0; i < b->size; i++) {
        total_of(b, run, XW_TOTAL_SHORT_TOWNS, stage)[i] += net[i];
        total_of(b, run, XW_TOTAL_USEFUL_TOWNS, stage)[i] +=
            useful_seats(demand[i], seats[i], before[i]);
        town_of(b, run, stage, town)[i] += net[i];
        town_of(b, run, b->stages, town)[i] += net[i];
    }
}

/* All stages together: sums, but the peak is that of their sum. */
static void add_stages(struct bench *b)
{
    for (int32_t r = 0; r < b->runs; r++)
        for (int32_t t = 0; t < XW_TOTALS; t++) {
            double *all = total_of(b, r, (enum xw_paired_total)t, b->stages);
            for (int32_t s = 0; t != XW_TOTAL_PEAK && s < b->stages; s++)
                for (int32_t i = 0; i < b->size; i++)
                    all[i] += total_of(b, r, (enum xw_paired_total)t, s)[i];
            for (int32_t y = 0; t == XW_TOTAL_PEAK && y < b->years; y++)
                for (int32_t i = 0; i < b->size; i++)
                    all[i] = fmax(all[i], year_of(b, r, y)[i]);
        }
}

static enum xw_status compare_cell(const struct bench *b, struct xw_arena scratch, int32_t run,
                                   const struct xw_paired_cell_key *key, struct xw_paired_cell *out)
{
    enum xw_status status = XW_OK;
    *out = (struct xw_paired_cell){ .level = key->level,
                                    .place = key->place,
                                    .year = key->year,
                                    .stage = b->stage_of[key->stage],
                                    .scope = key->scope };
    for (int32_t q = 0; status == XW_OK && q < XW_QUANTITIES; q++) {
        const double *one = column_of(b, run, (enum xw_quantity)q);
        const double *other = column_of(b, 0, (enum xw_quantity)q);
        out->central[q] = one[b->replicates] - other[b->replicates];
        status = xw_paired_of(scratch, b->compared, one, other, &out->of[q]);
    }
    return status;
}

static enum xw_status read_cells(struct bench *b, struct xw_arena scratch,
                                 struct xw_paired_runs *out, const char **trouble)
{
    enum xw_status status = XW_OK;
    int32_t town = XW_NONE;
    for (int32_t c = 0; status == XW_OK && c < b->cells.count; c++) {
        const struct xw_paired_cell_key *key = &b->cells.key[c];
        if (key->level == XW_LEVEL_TOWN && (town < 0 || strcmp(b->town[town], key->place) != 0))
            town++;
        for (int32_t r = 0; status == XW_OK && r < b->runs; r++) {
            double *value[XW_QUANTITIES];
            for (int32_t q = 0; q < XW_QUANTITIES; q++)
                value[q] = column_of(b, r, (enum xw_quantity)q);
            status = xw_paired_cells_read(&b->cells, c, r, &b->run[r], &b->draws[r], b->raw, value);
            if (status != XW_OK) *trouble = b->draws[r].trouble;
        }
        for (int32_t r = 0; status == XW_OK && r < b->runs; r++) {
            int32_t stage = b->stage_of[key->stage];
            if (key->scope == XW_SCOPE_ALL && key->level == XW_LEVEL_DISTRICT)
                add_district(b, r, stage, key->year - b->run->first);
            else if (key->scope == XW_SCOPE_ALL)
                add_town(b, r, stage, town);
            if (r > 0) status = compare_cell(b, scratch, r, key, &out->pair[r - 1].cell[c]);
        }
    }
    return status;
}

/* ---- what follows ---- */

static enum xw_status compare_totals(const struct bench *b, struct xw_arena scratch, int32_t run,
                                     const struct xw_pair *pair)
{
    enum xw_status status = XW_OK;
    for (int32_t t = 0; t < XW_TOTALS; t++)
        for (int32_t s = 0; status == XW_OK && s <= b->stages; s++) {
            struct xw_paired_horizon *h = &pair->horizon[t * (b->stages + 1) + s];
            const double *one = total_of(b, run, (enum xw_paired_total)t, s);
            const double *other = total_of(b, 0, (enum xw_paired_total)t, s);
            bool known = b->towns > 0 || (t != XW_TOTAL_SHORT_TOWNS && t != XW_TOTAL_USEFUL_TOWNS);
            if (!known) {
                struct xw_paired none = { 0,   NAN, NAN, NAN, NAN, NAN,  NAN,
                                          NAN, NAN, NAN, NAN, NAN, false };
                *h = (struct xw_paired_horizon){ none, NAN, NAN, NAN };
                continue;
            }
            h->central = one[b->replicates] - other[b->replicates];
            h->run = gsl_stats_mean(one, 1, (size_t)b->compared);
            h->base = gsl_stats_mean(other, 1, (size_t)b->compared);
            status = xw_paired_of(scratch, b->compared, one, other, &h->paired);
        }
    return status;
}

static enum xw_status compare_towns(const struct bench *b, struct xw_arena scratch, int32_t run,
                                    const struct xw_pair *pair)
{
    int32_t count = (b->stages + 1) * b->towns;
    double *p = XW_TAKE(&scratch, count, double);
    enum xw_status status = p == NULL ? XW_NO_MEMORY : XW_OK;
    for (int32_t i = 0; status == XW_OK && i < count; i++) {
        struct xw_paired_town *town = &pair->town[i];
        const double *one = town_of(b, run, i / b->towns, i % b->towns);
        const double *other = town_of(b, 0, i / b->towns, i % b->towns);
        *town = (struct xw_paired_town){ .place = b->town[i % b->towns],
                                         .central = one[b->replicates] - other[b->replicates] };
        status = xw_paired_of(scratch, b->compared, one, other, &town->shortage);
        p[i] = town->shortage.sign_p;
    }
    if (status == XW_OK) status = xw_paired_holm(scratch, count, p);
    for (int32_t i = 0; status == XW_OK && i < count; i++) {
        struct xw_paired_town *town = &pair->town[i];
        town->adjusted_p = p[i];
        if (town->shortage.beyond_chance && p[i] < 0.05)
            town->verdict = town->shortage.mean < 0.0 ? 1 : -1;
    }
    return status;
}

static enum xw_status compare_costs(const struct bench *b, struct xw_arena scratch, int32_t run,
                                    const enum xw_stage_name *stage, enum xw_paired_total useful,
                                    struct xw_paired_cost *cost)
{
    enum xw_status status = XW_OK;
    for (int32_t s = 0; status == XW_OK && s <= b->stages; s++) {
        const char *word = s < b->stages ? xw_stage_word(stage[s]) : NULL;
        cost[s].cost_cny = xw_run_project_cost(&b->run[run], word, &cost[s].unknown) -
                           xw_run_project_cost(b->run, word, &cost[s].unknown);
        status = xw_paired_cost_spread(scratch, b->compared, total_of(b, run, useful, s), &cost[s]);
    }
    return status;
}

static enum xw_status rank(const struct bench *b, struct xw_arena scratch,
                           struct xw_paired_runs *out)
{
    const double **value = XW_TAKE(&scratch, b->runs, const double *);
    double *turned = XW_TAKE(&scratch, (ptrdiff_t)b->runs * b->compared, double);
    if (value == NULL || turned == NULL) return XW_NO_MEMORY;
    enum xw_status status = XW_OK;
    for (int32_t t = 0; t < XW_TOTALS; t++)
        for (int32_t s = 0; status == XW_OK && s <= b->stages; s++) {
            double *best = &out->best[(t * (b->stages + 1) + s) * b->runs];
            bool known = b->towns > 0 || (t != XW_TOTAL_SHORT_TOWNS && t != XW_TOTAL_USEFUL_TOWNS);
            for (int32_t r = 0; r < b->runs; r++) {
                const double *of = total_of(b, r, (enum xw_paired_total)t, s);
                value[r] = turned + (ptrdiff_t)r * b->compared;
                for (int32_t i = 0; i < b->compared; i++)
                    turned[(ptrdiff_t)r * b->compared + i] = totals[t].sign * of[i];
                best[r] = NAN;
            }
            if (known && totals[t].sign != 0)
                status = xw_paired_best(b->runs, b->compared, value, best);
        }
    return status;
}

static enum xw_status take_pair(const struct bench *b, struct xw_arena *keep, struct xw_pair *pair)
{
    int32_t stages = b->stages + 1;
    pair->cells = b->cells.count;
    pair->towns = b->towns;
    pair->cell = XW_TAKE(keep, b->cells.count, struct xw_paired_cell);
    pair->horizon = XW_TAKE(keep, XW_TOTALS * stages, struct xw_paired_horizon);
    pair->town = XW_TAKE(keep, stages * b->towns, struct xw_paired_town);
    pair->cost = XW_TAKE(keep, stages, struct xw_paired_cost);
    if (b->towns > 0) pair->cost_towns = XW_TAKE(keep, stages, struct xw_paired_cost);
    return pair->cell == NULL || pair->horizon == NULL || pair->town == NULL ||
                   pair->cost == NULL || (b->towns > 0 && pair->cost_towns == NULL)
               ? XW_NO_MEMORY
               : XW_OK;
}

static enum xw_status compare_pair(const struct bench *b, struct xw_arena *keep,
                                   struct xw_arena scratch, int32_t run,
                                   const struct xw_paired_runs *out)
{
    struct xw_pair *pair = &out->pair[run - 1];
    enum xw_status status = compare_totals(b, scratch, run, pair);
    if (status == XW_OK) status = compare_towns(b, scratch, run, pair);
    if (status == XW_OK)
        status = compare_costs(b, scratch, run, out->stage, XW_TOTAL_USEFUL_DISTRICT, pair->cost);
    if (status == XW_OK && b->towns > 0)
        status =
            compare_costs(b, scratch, run, out->stage, XW_TOTAL_USEFUL_TOWNS, pair->cost_towns);
    if (status == XW_OK)
        status = xw_paired_schools_make(b->run, &b->run[run], keep, scratch, &pair->schools,
                                        &pair->school);
    return status;
}

/* ---- the whole ---- */

static enum xw_status open_draws(struct bench *b, struct xw_arena *keep, struct xw_arena *scratch,
                                 const char **trouble)
{
    enum xw_status status = XW_OK;
    b->draws = XW_TAKE(scratch, b->runs, struct xw_run_draws);
    if (b->draws == NULL) return XW_NO_MEMORY;
    for (int32_t r = 0; b->replicates > 0 && status == XW_OK && r < b->runs; r++) {
        status = xw_run_draws_open(&b->draws[r], b->run[r].path, keep);
        *trouble = b->draws[r].trouble;
    }
    return status;
}

static enum xw_status make(struct bench *b, struct xw_arena *keep, struct xw_arena scratch,
                           struct xw_paired_runs *out, const char **trouble)
{
    enum xw_status status =
        xw_paired_cells_find(b->runs, b->run, b->replicates, keep, scratch, &b->cells, trouble);
    if (status == XW_OK) status = take_columns(b, &scratch);
    if (status == XW_OK) status = open_draws(b, keep, &scratch, trouble);
    out->pair = XW_TAKE(keep, b->runs - 1, struct xw_pair);
    out->best = XW_TAKE(keep, XW_TOTALS * (b->stages + 1) * b->runs, double);
    if (out->pair == NULL || out->best == NULL) status = XW_NO_MEMORY;
    for (int32_t r = 1; status == XW_OK && r < b->runs; r++)
        status = take_pair(b, keep, &out->pair[r - 1]);
    if (status == XW_OK) status = read_cells(b, scratch, out, trouble);
    if (status == XW_OK) {
        add_stages(b);
        status = rank(b, scratch, out);
    }
    for (int32_t r = 1; status == XW_OK && r < b->runs; r++)
        status = compare_pair(b, keep, scratch, r, out);
    for (int32_t r = 0; b->draws != NULL && r < b->runs; r++)
        xw_run_draws_close(&b->draws[r]);
    return status;
}

enum xw_status xw_paired_runs_make(int32_t count, const struct xw_run *run, struct xw_arena *keep,
                                   struct xw_arena scratch, struct xw_paired_runs *out,
                                   const char **trouble)
{
    struct xw_paired_runs made = { .runs = count };
    enum xw_status status = XW_OK;
    *trouble = NULL;
    if (count < 2) {
        *trouble = "a comparison needs two runs or more";
        return XW_OUT_OF_RANGE;
    }
    for (int32_t r = 1; status == XW_OK && r < count; r++)
        status = xw_paired_cells_alike(&run[0], &run[r], keep, trouble);
    for (int32_t r = 1; status == XW_OK && made.why_not == NULL && r < count; r++)
        status = xw_paired_cells_why_not(&run[0], &run[r], keep, &made.why_not);
    if (status == XW_OK) {
        made.replicates = made.why_not == NULL ? run->replicates : 0;
        struct bench bench = { .run = run,
                               .runs = count,
                               .years = run->last - run->first + 1,
                               .replicates = made.replicates,
                               .size = made.replicates + 1,
                               .compared = made.replicates > 0 ? made.replicates : 1 };
        status = take_stages(&bench, keep, &made);
        if (status == XW_OK) status = make(&bench, keep, scratch, &made, trouble);
    }
    if (status == XW_NO_MEMORY) *trouble = "memory is used up";
    if (status == XW_OK) *out = made;
    return status;
}
