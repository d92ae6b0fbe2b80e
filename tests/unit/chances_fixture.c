#include "chances_fixture.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { TOWNS = 6, YEARS = 16, STAGES = 4, LATE_FROM = 3 };

/* Rows of gap stand by year, stage, scope, then the district and its towns. */
static struct xw_run_gap *row_of(const struct xw_run *run, int32_t place, int32_t stage,
                                 int32_t scope, int32_t year)
{
    return &run->gap[((year * STAGES + stage) * 2 + scope) * (TOWNS + 1) + place];
}

static int32_t over(int32_t a, int32_t b)
{
    return a > b ? a - b : 0;
}

/* Spread evenly over -1 .. 1, in an order of its own for each kind. */
static double spread(int32_t replicate, int32_t replicates, int32_t kind)
{
    int32_t place = (int32_t)(((int64_t)replicate * (2 * kind + 7919) + 31 * kind) % replicates);
    return 2.0 * (place + 0.5) / replicates - 1.0;
}

static int32_t town_demand(const struct xw_run *run, int32_t replicates, int32_t town,
                           int32_t stage, int32_t scope, int32_t year, int32_t replicate)
{
    double factor = 1.0 + 0.014 * year *
                              (0.7 * spread(replicate, replicates, 0) +
                               0.3 * spread(replicate, replicates, 1 + town));
    return (int32_t)(row_of(run, 1 + town, stage, scope, year)->demand * factor);
}

static int32_t town_seats(const struct xw_run *run, int32_t town, int32_t stage, int32_t scope,
                          int32_t year, int32_t replicate)
{
    bool late = replicate % 4 == 0 && year >= LATE_FROM;
    return row_of(run, 1 + town, stage, scope, late ? year - 1 : year)->seats;
}

int32_t fixture_draw(const struct xw_run *run, int32_t replicates, int32_t place, int32_t stage,
                     int32_t scope, int32_t year, enum xw_quantity quantity, int32_t replicate)
{
    int32_t demand = 0, seats = 0, local = 0, surplus = 0;
    for (int32_t t = place == 0 ? 0 : place - 1; t < (place == 0 ? TOWNS : place); t++) {
        int32_t d = town_demand(run, replicates, t, stage, scope, year, replicate);
        int32_t s = town_seats(run, t, stage, scope, year, replicate);
        demand += d;
        if (run->stage[stage].city) continue;
        seats += s;
        local += over(d, s);
        surplus += over(s, d);
    }
    switch (quantity) {
    case XW_QUANTITY_DEMAND:
        return demand;
    case XW_QUANTITY_SEATS:
        return seats;
    case XW_QUANTITY_LOCAL_GAP:
        return local;
    case XW_QUANTITY_NET_GAP:
        return over(demand, seats);
    case XW_QUANTITY_UNPLACED:
        return local / 3;
    default:
        return surplus;
    }
}

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double quantile(const double *sorted, int32_t n, double q)
{
    double h = (n - 1) * q;
    int32_t i = (int32_t)h;
    return i + 1 < n ? sorted[i] + (h - i) * (sorted[i + 1] - sorted[i]) : sorted[n - 1];
}

struct maker {
    struct xw_run *run;
    int32_t n;
    double *draws, *peaks, *years; /* [n] */
    double threshold;
};

static double mean_of(const double *values, int32_t n)
{
    double sum = 0.0;
    for (int32_t r = 0; r < n; r++)
        sum += values[r];
    return sum / n;
}

static void put_quantiles(struct maker *m, const struct xw_run_gap *row, enum xw_quantity quantity)
{
    double mean = mean_of(m->draws, m->n);
    qsort(m->draws, (size_t)m->n, sizeof *m->draws, by_value);
    m->run->quantile[m->run->quantile_count++] =
        (struct xw_quantile_row){ .level = row->level,
                                  .place = row->place,
                                  .year = row->year,
                                  .stage = row->stage,
                                  .scope = row->scope,
                                  .quantity = quantity,
                                  .mean = mean,
                                  .sd = NAN,
                                  .p2_5 = quantile(m->draws, m->n, 0.025),
                                  .p10 = quantile(m->draws, m->n, 0.1),
                                  .p25 = quantile(m->draws, m->n, 0.25),
                                  .p50 = quantile(m->draws, m->n, 0.5),
                                  .p75 = quantile(m->draws, m->n, 0.75),
                                  .p90 = quantile(m->draws, m->n, 0.9),
                                  .p97_5 = quantile(m->draws, m->n, 0.975) };
}

static void put_year(struct maker *m, int32_t place, int32_t stage, int32_t scope, int32_t year)
{
    struct xw_run_gap *row = row_of(m->run, place, stage, scope, year);
    bool city = m->run->stage[stage].city;
    row->spread = (struct xw_gap_spread){ NAN, NAN, NAN, NAN, NAN };
    for (int32_t q = 0; q < (city ? 1 : XW_QUANTITIES); q++) {
        int32_t shorts = 0;
        for (int32_t r = 0; r < m->n; r++) {
            m->draws[r] =
                fixture_draw(m->run, m->n, place, stage, scope, year, (enum xw_quantity)q, r);
            if (q != XW_QUANTITY_NET_GAP) continue;
            shorts += m->draws[r] > 0.0;
            if (m->draws[r] > m->peaks[r]) {
                m->peaks[r] = m->draws[r];
                m->years[r] = row->year;
            }
        }
        put_quantiles(m, row, (enum xw_quantity)q);
        if (q != XW_QUANTITY_NET_GAP) continue;
        const struct xw_quantile_row *made = &m->run->quantile[m->run->quantile_count - 1];
        row->spread = (struct xw_gap_spread){ made->p10, made->p50, made->p90,
                                              (double)shorts / m->n, made->mean };
    }
    if (city) return;
    static const double levels[3] = { 0.8, 0.9, 0.95 };
    for (int32_t r = 0; r < m->n; r++)
        m->draws[r] = fixture_draw(m->run, m->n, place, stage, scope, year, XW_QUANTITY_DEMAND, r) -
                      fixture_draw(m->run, m->n, place, stage, scope, year, XW_QUANTITY_SEATS, r);
    qsort(m->draws, (size_t)m->n, sizeof *m->draws, by_value);
    for (int32_t k = 0; k < 3; k++)
        m->run->service[m->run->service_count++] =
            (struct xw_service_row){ row->level,
                                     row->place,
                                     row->year,
                                     stage,
                                     row->scope,
                                     levels[k],
                                     fmax(0.0, quantile(m->draws, m->n, levels[k])) };
}

static void put_risk(struct maker *m, int32_t place, int32_t stage, int32_t scope)
{
    const struct xw_run_gap *row = row_of(m->run, place, stage, scope, 0);
    int32_t any = 0;
    int16_t first = XW_NONE;
    for (int32_t y = 0; y < YEARS && first == XW_NONE; y++)
        if (row_of(m->run, place, stage, scope, y)->spread.p_short > m->threshold)
            first = row_of(m->run, place, stage, scope, y)->year;
    for (int32_t r = 0; r < m->n; r++)
        if (m->peaks[r] > 0.0) m->years[any++] = m->years[r];
    qsort(m->peaks, (size_t)m->n, sizeof *m->peaks, by_value);
    qsort(m->years, (size_t)any, sizeof *m->years, by_value);
    m->run->risk[m->run->risk_count++] = (struct xw_risk_row){
        .level = row->level,
        .place = row->place,
        .stage = stage,
        .scope = row->scope,
        .threshold = m->threshold,
        .first_year = first,
        .p_any = (double)any / m->n,
        .peak_p10 = quantile(m->peaks, m->n, 0.1),
        .peak_p50 = quantile(m->peaks, m->n, 0.5),
        .peak_p90 = quantile(m->peaks, m->n, 0.9),
        .peak_year_p10 = any > 0 ? quantile(m->years, any, 0.1) : NAN,
        .peak_year_p50 = any > 0 ? quantile(m->years, any, 0.5) : NAN,
        .peak_year_p90 = any > 0 ? quantile(m->years, any, 0.9) : NAN,
    };
}

static void put_lateness(struct xw_run *run, int32_t n)
{
    for (int32_t i = 0; i < run->project_year_count; i++) {
        struct xw_run_project_year *row = &run->project_year[i];
        const struct xw_run_project *project = &run->project[row->project];
        bool drawn = strcmp(project->status, "open") != 0;
        bool first = row->year == project->opens_in && row->year >= run->first + LATE_FROM;
        row->p_open = !row->open ? 0.0 : drawn && first ? 1.0 - (double)((n + 3) / 4) / n : 1.0;
    }
}

#define MAKE(name, count, type)                                                                    \
    run->name = XW_TAKE(keep, (count), type);                                                      \
    if (run->name == NULL) abort()

void fixture_replicates(struct xw_arena *keep, int32_t replicates, double threshold,
                        struct xw_run *run)
{
    struct maker m = { run,
                       replicates,
                       XW_TAKE(keep, replicates, double),
                       XW_TAKE(keep, replicates, double),
                       XW_TAKE(keep, replicates, double),
                       threshold };
    int32_t cells = (TOWNS + 1) * STAGES * 2;
    static struct xw_run_key keys[] = { { "points", "latin" },
                                        { "replicates", "400" },
                                        { "seed", "20201101" } };
    if (m.draws == NULL || m.peaks == NULL || m.years == NULL) abort();
    run->replicates = replicates;
    run->key = keys;
    run->key_count = 3;
    MAKE(quantile, cells * YEARS * XW_QUANTITIES, struct xw_quantile_row);
    MAKE(risk, cells, struct xw_risk_row);
    MAKE(service, cells * YEARS * 3, struct xw_service_row);
    MAKE(assumption, 3, struct xw_assumption_row);
    for (int32_t place = 0; place <= TOWNS; place++)
        for (int32_t s = 0; s < STAGES; s++)
            for (int32_t scope = 0; scope < 2; scope++) {
                memset(m.peaks, 0, (size_t)replicates * sizeof *m.peaks);
                for (int32_t y = 0; y < YEARS; y++)
                    put_year(&m, place, s, scope, y);
                if (!run->stage[s].city) put_risk(&m, place, s, scope);
            }
    put_lateness(run, replicates);
    run->assumption[run->assumption_count++] =
        (struct xw_assumption_row){ "fertility.mean",
                                    "总和生育率的长期均值",
                                    "Long-run mean of the total fertility rate",
                                    "uniform",
                                    "births per woman",
                                    0.95,
                                    1.15,
                                    1.35,
                                    "assumptions.fertility.mean",
                                    XW_ASSUMED };
    run->assumption[run->assumption_count++] =
        (struct xw_assumption_row){ "migration.level",
                                    "净迁入的水平",
                                    "Level of net migration",
                                    "lognormal",
                                    "factor",
                                    0.77,
                                    1.0,
                                    1.30,
                                    "assumptions.migration.level",
                                    XW_ASSUMED };
    run->assumption[run->assumption_count++] =
        (struct xw_assumption_row){ "progression.primary",
                                    "小学 <升级> 比例",
                                    "Primary pupils who go on",
                                    "student",
                                    "factor",
                                    0.99,
                                    1.0,
                                    1.01,
                                    "tables/progression.csv",
                                    XW_ESTIMATED };
}

/* ---- paired -------------------------------------------------------------------------------------
 */

enum { DISTRICT_STAGES = 3 };

struct bench {
    struct xw_arena *keep;
    const struct xw_run *runs;
    int32_t n;
    double *a, *b; /* [n] of the scenario and of the baseline */
};

static void compare(const struct bench *b, struct xw_paired *out)
{
    if (xw_paired_of(*b->keep, b->n, b->a, b->b, out) != XW_OK) abort();
}

/* Net gap of a place summed over the years; place XW_NONE: of the towns, summed. */
static double short_of(const struct bench *b, int32_t run, int32_t place, int32_t stage, int32_t r)
{
    double sum = 0.0;
    for (int32_t y = 0; y < YEARS; y++)
        for (int32_t p = place == XW_NONE ? 1 : place; p <= (place == XW_NONE ? TOWNS : place); p++)
            sum += fixture_draw(&b->runs[run], b->n, p, stage, XW_SCOPE_ALL, y, XW_QUANTITY_NET_GAP,
                                r);
    return sum;
}

static double total_of(const struct bench *b, int32_t run, int32_t stage,
                       enum xw_paired_total total, int32_t r)
{
    if (total == XW_TOTAL_SHORT_DISTRICT) return short_of(b, run, 0, stage, r);
    if (total == XW_TOTAL_SHORT_TOWNS) return short_of(b, run, XW_NONE, stage, r);
    double sum = 0.0;
    for (int32_t y = 0; y < YEARS; y++) {
        const struct xw_run *at = &b->runs[run];
        int32_t demand = fixture_draw(at, b->n, 0, stage, XW_SCOPE_ALL, y, XW_QUANTITY_DEMAND, r);
        int32_t seats = fixture_draw(at, b->n, 0, stage, XW_SCOPE_ALL, y, XW_QUANTITY_SEATS, r);
        int32_t value = 0;
        if (total == XW_TOTAL_SHORT_AREAS)
            value = fixture_draw(at, b->n, 0, stage, XW_SCOPE_ALL, y, XW_QUANTITY_LOCAL_GAP, r);
        else if (total == XW_TOTAL_IDLE)
            value = fixture_draw(at, b->n, 0, stage, XW_SCOPE_ALL, y, XW_QUANTITY_SURPLUS, r);
        else if (total == XW_TOTAL_SEATS)
            value = seats;
        else if (total == XW_TOTAL_PEAK)
            sum = fmax(sum, over(demand, seats));
        else /* demand is the same in both, so that useful seat-years are what is seated */
            value = demand < seats ? demand : seats;
        sum += value;
    }
    return sum;
}

static void pair_totals(struct bench *b, int32_t run, struct xw_pair *pair)
{
    for (int32_t t = 0; t < XW_TOTALS; t++)
        for (int32_t s = 0; s <= DISTRICT_STAGES; s++) {
            for (int32_t r = 0; r < b->n; r++) {
                b->a[r] = b->b[r] = 0.0;
                for (int32_t k = s == DISTRICT_STAGES ? 0 : s;
                     k < (s == DISTRICT_STAGES ? DISTRICT_STAGES : s + 1); k++) {
                    b->a[r] += total_of(b, run, k, (enum xw_paired_total)t, r);
                    b->b[r] += total_of(b, 0, k, (enum xw_paired_total)t, r);
                }
            }
            struct xw_paired_horizon *h = &pair->horizon[t * (DISTRICT_STAGES + 1) + s];
            compare(b, &h->paired);
            h->run = mean_of(b->a, b->n);
            h->base = mean_of(b->b, b->n);
            h->central = h->run - h->base;
        }
}

static void pair_towns(struct bench *b, int32_t run, struct xw_pair *pair)
{
    for (int32_t s = 0; s <= DISTRICT_STAGES; s++)
        for (int32_t t = 0; t < TOWNS; t++) {
            struct xw_paired_town *town = &pair->town[s * TOWNS + t];
            for (int32_t r = 0; r < b->n; r++) {
                b->a[r] = b->b[r] = 0.0;
                for (int32_t k = 0; k < DISTRICT_STAGES; k++) {
                    if (s != DISTRICT_STAGES && k != s) continue;
                    b->a[r] += short_of(b, run, 1 + t, k, r);
                    b->b[r] += short_of(b, 0, 1 + t, k, r);
                }
            }
            town->place = row_of(&b->runs[0], 1 + t, 0, 0, 0)->place;
            compare(b, &town->shortage);
            town->central = town->shortage.mean;
            town->adjusted_p = fmin(1.0, town->shortage.sign_p * TOWNS);
            town->verdict = !town->shortage.beyond_chance ? 0 : town->shortage.mean < 0.0 ? 1 : -1;
        }
}

static void pair_cells(struct bench *b, int32_t run, struct xw_pair *pair)
{
    for (int32_t s = 0; s < DISTRICT_STAGES; s++)
        for (int32_t y = 0; y < YEARS; y++) {
            struct xw_paired_cell *cell = &pair->cell[pair->cells++];
            *cell = (struct xw_paired_cell){ .level = XW_LEVEL_DISTRICT,
                                             .place = "district",
                                             .year = (int16_t)(b->runs[0].first + y),
                                             .stage = s,
                                             .scope = XW_SCOPE_ALL };
            for (int32_t q = 0; q < XW_QUANTITIES; q++) {
                for (int32_t r = 0; r < b->n; r++) {
                    b->a[r] = fixture_draw(&b->runs[run], b->n, 0, s, XW_SCOPE_ALL, y,
                                           (enum xw_quantity)q, r);
                    b->b[r] = fixture_draw(&b->runs[0], b->n, 0, s, XW_SCOPE_ALL, y,
                                           (enum xw_quantity)q, r);
                }
                compare(b, &cell->of[q]);
                cell->central[q] = cell->of[q].mean;
            }
        }
}

/* The scenario costs 300 million CNY less than the baseline in each stage's turn. */
static void pair_costs(const struct bench *b, struct xw_pair *pair)
{
    for (int32_t s = 0; s <= DISTRICT_STAGES; s++) {
        pair->cost[s] = (struct xw_paired_cost){ .cost_cny = -3e8, .unknown = 1 };
        for (int32_t r = 0; r < b->n; r++)
            b->a[r] = 1.0;
        if (xw_paired_cost_spread(*b->keep, b->n, b->a, &pair->cost[s]) != XW_OK) abort();
        pair->cost_towns[s] = pair->cost[s];
    }
}

#define TAKE(to, count, type)                                                                      \
    to = XW_TAKE(keep, (count), type);                                                             \
    if (to == NULL) abort()

void fixture_paired(struct xw_arena *keep, int32_t replicates, const struct xw_run *runs,
                    int32_t count, struct xw_paired_runs *out)
{
    static enum xw_stage_name stages[DISTRICT_STAGES];
    struct bench b = { keep, runs, replicates, XW_TAKE(keep, replicates, double),
                       XW_TAKE(keep, replicates, double) };
    int32_t totals = XW_TOTALS * (DISTRICT_STAGES + 1);
    if (b.a == NULL || b.b == NULL) abort();
    *out = (struct xw_paired_runs){
        .runs = count, .stages = DISTRICT_STAGES, .replicates = replicates, .stage = stages
    };
    for (int32_t s = 0; s < DISTRICT_STAGES; s++)
        stages[s] = runs[0].stage[s].name;
    TAKE(out->pair, count - 1, struct xw_pair);
    TAKE(out->best, totals * count, double);
    for (int32_t i = 0; i < totals * count; i++)
        out->best[i] = i % count == 0 ? 0.75 : 0.25 / (count - 1);
    for (int32_t run = 1; run < count; run++) {
        struct xw_pair *pair = &out->pair[run - 1];
        TAKE(pair->horizon, totals, struct xw_paired_horizon);
        TAKE(pair->town, (DISTRICT_STAGES + 1) * TOWNS, struct xw_paired_town);
        TAKE(pair->cell, DISTRICT_STAGES * YEARS, struct xw_paired_cell);
        TAKE(pair->cost, DISTRICT_STAGES + 1, struct xw_paired_cost);
        TAKE(pair->cost_towns, DISTRICT_STAGES + 1, struct xw_paired_cost);
        pair->towns = TOWNS;
        pair_totals(&b, run, pair);
        pair_towns(&b, run, pair);
        pair_cells(&b, run, pair);
        pair_costs(&b, pair);
    }
}
