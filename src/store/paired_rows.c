#include "xuewei/paired_rows.h"
#include <math.h>

const char *xw_paired_stage_word(const struct xw_paired_runs *paired, int32_t stage)
{
    return stage < paired->stages ? xw_stage_word(paired->stage[stage]) : "all";
}

const char *xw_paired_verdict_word(int verdict)
{
    return verdict > 0 ? "gains" : verdict < 0 ? "loses" : "neither";
}

/* One scenario beside the baseline. */
struct beside {
    const struct xw_paired_runs *all;
    const struct xw_pair *pair;
    const struct xw_run *run; /* of the scenario */
    const char *name, *base_name;
};

static void put_names(struct xw_row *row, const struct beside *b)
{
    xw_row_text(row, b->name);
    xw_row_text(row, b->base_name);
}

static void put_paired(struct xw_row *row, double central, const struct xw_paired *p)
{
    xw_row_int(row, p->n);
    xw_row_number(row, central);
    xw_row_number(row, p->mean);
    xw_row_number(row, p->se);
    xw_row_number(row, p->low95);
    xw_row_number(row, p->high95);
    xw_row_number(row, p->p10);
    xw_row_number(row, p->median);
    xw_row_number(row, p->p90);
    xw_row_number(row, p->less);
    xw_row_number(row, p->equal);
    xw_row_number(row, p->more);
    xw_row_number(row, p->sign_p);
    xw_row_int(row, p->beyond_chance);
}

static enum xw_status cell_rows(struct xw_geopackage *file, struct xw_row *row,
                                const struct beside *b)
{
    enum xw_status status = XW_OK;
    int32_t cells = b->all->replicates > 0 ? b->pair->cells : 0;
    for (int32_t c = 0; c < cells; c++)
        for (int32_t q = 0; status == XW_OK && q < XW_QUANTITIES; q++) {
            const struct xw_paired_cell *cell = &b->pair->cell[c];
            put_names(row, b);
            xw_row_text(row, xw_level_word(cell->level));
            xw_row_text(row, cell->place);
            xw_row_int(row, cell->year);
            xw_row_text(row, xw_paired_stage_word(b->all, cell->stage));
            xw_row_text(row, xw_scope_word(cell->scope));
            xw_row_text(row, xw_quantity_word((enum xw_quantity)q));
            put_paired(row, cell->central[q], &cell->of[q]);
            status = xw_row_end(file, row);
        }
    return status;
}

static enum xw_status horizon_rows(struct xw_geopackage *file, struct xw_row *row,
                                   const struct beside *b)
{
    enum xw_status status = XW_OK;
    for (int32_t s = 0; s <= b->all->stages; s++)
        for (int t = 0; status == XW_OK && t < XW_TOTALS; t++) {
            enum xw_paired_total total = (enum xw_paired_total)t;
            const struct xw_paired_horizon *h = xw_paired_horizon_of(b->all, b->pair, s, total);
            if (h->paired.n == 0) continue;
            put_names(row, b);
            xw_row_text(row, xw_paired_stage_word(b->all, s));
            xw_row_text(row, xw_paired_total_word(total));
            xw_row_number(row, h->run);
            xw_row_number(row, h->base);
            put_paired(row, h->central, &h->paired);
            xw_row_number(row, xw_paired_horizon_better(h, total));
            status = xw_row_end(file, row);
        }
    return status;
}

static enum xw_status town_rows(struct xw_geopackage *file, struct xw_row *row,
                                const struct beside *b)
{
    enum xw_status status = XW_OK;
    for (int32_t s = 0; s <= b->all->stages; s++)
        for (int32_t t = 0; status == XW_OK && t < b->pair->towns; t++) {
            const struct xw_paired_town *town = &b->pair->town[s * b->pair->towns + t];
            put_names(row, b);
            xw_row_text(row, town->place);
            xw_row_text(row, xw_paired_stage_word(b->all, s));
            put_paired(row, town->central, &town->shortage);
            xw_row_number(row, town->adjusted_p);
            xw_row_text(row, xw_paired_verdict_word(town->verdict));
            status = xw_row_end(file, row);
        }
    return status;
}

static enum xw_status school_rows(struct xw_geopackage *file, struct xw_row *row,
                                  const struct beside *b)
{
    enum xw_status status = XW_OK;
    for (int32_t i = 0; status == XW_OK && i < b->pair->schools; i++) {
        const struct xw_paired_school *school = &b->pair->school[i];
        put_names(row, b);
        xw_row_text(row, school->code);
        xw_row_text(row, xw_stage_word(b->run->stage[school->stage].name));
        xw_row_int(row, school->pupil_years);
        xw_row_int(row, school->class_years_over_norm);
        xw_row_number(row, school->over_years);
        xw_row_text(row, xw_paired_verdict_word(school->verdict));
        status = xw_row_end(file, row);
    }
    return status;
}

/* Infinitely dear is null, and the share of the replicates without a useful seat-year says it. */
static void put_price(struct xw_row *row, double cny)
{
    xw_row_number(row, isfinite(cny) ? cny : NAN);
}

static enum xw_status cost_rows(struct xw_geopackage *file, struct xw_row *row,
                                const struct beside *b)
{
    enum xw_status status = XW_OK;
    for (int32_t s = 0; s <= b->all->stages; s++)
        for (int by_town = 0; status == XW_OK && by_town < 2; by_town++) {
            const struct xw_paired_cost *cost = by_town ? b->pair->cost_towns : b->pair->cost;
            if (cost == NULL) continue;
            const struct xw_paired_horizon *useful = xw_paired_horizon_of(
                b->all, b->pair, s, by_town ? XW_TOTAL_USEFUL_TOWNS : XW_TOTAL_USEFUL_DISTRICT);
            put_names(row, b);
            xw_row_text(row, xw_paired_stage_word(b->all, s));
            xw_row_text(row, by_town ? "towns" : "district");
            xw_row_number(row, cost[s].cost_cny);
            xw_row_int(row, cost[s].unknown);
            xw_row_number(row, useful->paired.mean);
            put_price(row, cost[s].per_mean);
            put_price(row, cost[s].per_p10);
            put_price(row, cost[s].per_median);
            put_price(row, cost[s].per_p90);
            xw_row_number(row, cost[s].without);
            status = xw_row_end(file, row);
        }
    return status;
}

static enum xw_status best_rows(struct xw_geopackage *file, const char *const *name,
                                const struct xw_paired_runs *all)
{
    struct xw_row row = { 0 };
    enum xw_status status = xw_row_prepare(file, "best_scenario", &row);
    for (int32_t r = 0; r < all->runs; r++)
        for (int32_t s = 0; s <= all->stages; s++)
            for (int t = 0; status == XW_OK && t < XW_TOTALS; t++) {
                enum xw_paired_total total = (enum xw_paired_total)t;
                double best = xw_paired_best_of(all, r, s, total);
                if (isnan(best)) continue;
                xw_row_text(&row, name[r]);
                xw_row_text(&row, xw_paired_stage_word(all, s));
                xw_row_text(&row, xw_paired_total_word(total));
                xw_row_number(&row, best);
                status = xw_row_end(file, &row);
            }
    xw_row_drop(&row);
    return status;
}

enum xw_status xw_paired_rows_write(struct xw_geopackage *file, const struct xw_run *run,
                                    const char *const *name, const struct xw_paired_runs *paired)
{
    static const struct {
        const char *table;
        enum xw_status (*rows)(struct xw_geopackage *file, struct xw_row *row,
                               const struct beside *b);
    } tables[] = {
        { "paired_difference", cell_rows }, { "horizon_difference", horizon_rows },
        { "town_difference", town_rows },   { "school_verdict", school_rows },
        { "seat_year_cost", cost_rows },
    };
    enum xw_status status = XW_OK;
    for (size_t t = 0; status == XW_OK && t < sizeof tables / sizeof *tables; t++) {
        struct xw_row row = { 0 };
        status = xw_row_prepare(file, tables[t].table, &row);
        for (int32_t r = 1; status == XW_OK && r < paired->runs; r++) {
            struct beside beside = { paired, &paired->pair[r - 1], &run[r], name[r], name[0] };
            status = tables[t].rows(file, &row, &beside);
        }
        xw_row_drop(&row);
    }
    return status == XW_OK ? best_rows(file, name, paired) : status;
}
