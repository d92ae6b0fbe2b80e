#include "csv_paired.h"
#include <math.h>

struct place {
    const char *level, *name;
    int32_t stage; /* of the comparison; stages = all */
    const char *scope, *quantity;
    int16_t year; /* XW_NONE: the whole horizon */
};

static const char *stage_word(const struct xw_paired_runs *p, int32_t stage)
{
    return stage < p->stages ? xw_stage_word(p->stage[stage]) : "all";
}

static void head(const struct xw_csv_tables *t, int32_t run, const struct place *at,
                 struct xw_csv_row *r)
{
    xw_csv_text(r, t->all[run].run->name);
    xw_csv_text(r, t->all[0].run->name);
    xw_csv_text(r, at->level);
    xw_csv_text(r, at->name);
    xw_csv_text(r, stage_word(t->paired, at->stage));
    xw_csv_text(r, at->scope);
    xw_csv_whole_or_none(r, at->year);
    xw_csv_text(r, at->quantity);
}

static void rest(const struct xw_paired *d, double central, double adjusted_p, const char *verdict,
                 struct xw_csv_row *r)
{
    const double values[] = { d->mean, d->se,     d->low95, d->high95,
                              d->p10,  d->median, d->p90,   central };
    const double shares[] = { d->less, d->equal, d->more, d->sign_p, adjusted_p };
    xw_csv_whole(r, d->n);
    for (size_t i = 0; i < sizeof values / sizeof *values; i++)
        xw_csv_real(r, values[i], 3);
    for (size_t i = 0; i < sizeof shares / sizeof *shares; i++)
        xw_csv_real(r, shares[i], 5);
    xw_csv_whole(r, d->beyond_chance);
    xw_csv_text(r, verdict);
    xw_csv_end(r);
}

static void totals(const struct xw_csv_tables *t, int32_t run, struct xw_csv_row *r)
{
    const struct xw_paired_runs *p = t->paired;
    for (int32_t s = 0; s <= p->stages; s++)
        for (int32_t k = 0; k < XW_TOTALS; k++) {
            const struct xw_paired_horizon *h =
                xw_paired_horizon_of(p, &p->pair[run - 1], s, (enum xw_paired_total)k);
            struct place at = {
                "district", "district", s, "all", xw_paired_total_word((enum xw_paired_total)k),
                XW_NONE
            };
            if (h->paired.n == 0) continue;
            head(t, run, &at, r);
            rest(&h->paired, h->central, NAN, "", r);
        }
}

static void towns(const struct xw_csv_tables *t, int32_t run, struct xw_csv_row *r)
{
    const struct xw_paired_runs *p = t->paired;
    const struct xw_pair *pair = &p->pair[run - 1];
    for (int32_t s = 0; s <= p->stages; s++)
        for (int32_t i = 0; i < pair->towns; i++) {
            const struct xw_paired_town *town = &pair->town[s * pair->towns + i];
            struct place at = { "town", town->place, s, "all", "short_district", XW_NONE };
            head(t, run, &at, r);
            rest(&town->shortage, town->central, town->adjusted_p,
                 town->verdict > 0   ? "gains"
                 : town->verdict < 0 ? "loses"
                                     : "",
                 r);
        }
}

static void cells(const struct xw_csv_tables *t, int32_t run, struct xw_csv_row *r)
{
    const struct xw_pair *pair = &t->paired->pair[run - 1];
    for (int32_t c = 0; c < pair->cells; c++)
        for (int32_t q = 0; q < XW_QUANTITIES; q++) {
            const struct xw_paired_cell *cell = &pair->cell[c];
            struct place at = { xw_level_word(cell->level),
                                cell->place,
                                cell->stage,
                                cell->scope == XW_SCOPE_ENTRY ? "entry" : "all",
                                xw_quantity_word((enum xw_quantity)q),
                                cell->year };
            head(t, run, &at, r);
            rest(&cell->of[q], cell->central[q], NAN, "", r);
        }
}

void xw_csv_paired(const struct xw_csv_tables *t, struct xw_csv_row *r)
{
    for (int32_t run = 1; t->paired != NULL && run < t->runs; run++) {
        totals(t, run, r);
        towns(t, run, r);
        cells(t, run, r);
    }
}

void xw_csv_paired_cost(const struct xw_csv_tables *t, struct xw_csv_row *r)
{
    const struct xw_paired_runs *p = t->paired;
    for (int32_t run = 1; p != NULL && run < t->runs; run++)
        for (int32_t s = 0; s <= p->stages; s++)
            for (int32_t by_towns = 0; by_towns < 2; by_towns++) {
                const struct xw_pair *pair = &p->pair[run - 1];
                const struct xw_paired_cost *all = by_towns ? pair->cost_towns : pair->cost;
                if (all == NULL) continue;
                const struct xw_paired *useful =
                    &xw_paired_horizon_of(
                         p, pair, s, by_towns ? XW_TOTAL_USEFUL_TOWNS : XW_TOTAL_USEFUL_DISTRICT)
                         ->paired;
                xw_csv_text(r, t->all[run].run->name);
                xw_csv_text(r, t->all[0].run->name);
                xw_csv_text(r, stage_word(p, s));
                xw_csv_text(r, by_towns ? "towns" : "district");
                xw_csv_real(r, all[s].cost_cny, 0);
                xw_csv_whole(r, all[s].unknown);
                xw_csv_real(r, useful->mean, 3);
                xw_csv_real(r, useful->p10, 3);
                xw_csv_real(r, useful->median, 3);
                xw_csv_real(r, useful->p90, 3);
                xw_csv_real(r, all[s].per_mean, 2);
                xw_csv_real(r, all[s].per_p10, 2);
                xw_csv_real(r, all[s].per_median, 2);
                xw_csv_real(r, all[s].per_p90, 2);
                xw_csv_real(r, all[s].without, 5);
                xw_csv_end(r);
            }
}
