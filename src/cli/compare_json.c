#include "cli.h"
#include "compare_out.h"
#include "xuewei/paired_rows.h"
#include <jansson.h>
#include <math.h>

/* A number, or null where there is none. */
static json_t *number(double value)
{
    return isfinite(value) ? json_real(value) : json_null();
}

static void put(json_t *object, const char *key, double value)
{
    json_object_set_new(object, key, number(value));
}

static json_t *central(const struct compared *c)
{
    json_t *all = json_array();
    for (int32_t i = 0; i < c->runs; i++) {
        for (int32_t g = 0; g < c->run[i].stage_count; g++) {
            if (c->run[i].stage[g].city) continue;
            struct stage_summary s = compare_summarise(&c->run[i], g);
            json_array_append_new(
                all, json_pack("{s:s, s:s, s:i, s:i, s:i, s:i, s:i, s:i}", "scenario", c->name[i],
                               "stage", xw_stage_word(c->run[i].stage[g].name), "local_gap",
                               (int)s.gap, "year", (int)s.gap_year, "net_gap", (int)s.net,
                               "unplaced_pupil_years", (int)s.unplaced, "class_years_over_norm",
                               (int)s.over_norm, "idle_seats_last", (int)s.surplus_last));
        }
    }
    return all;
}

static void put_paired(json_t *o, double of_central, const struct xw_paired *p)
{
    put(o, "central", of_central);
    put(o, "mean", p->mean);
    put(o, "se", p->se);
    put(o, "low95", p->low95);
    put(o, "high95", p->high95);
    put(o, "p10", p->p10);
    put(o, "p50", p->median);
    put(o, "p90", p->p90);
    put(o, "p_less", p->less);
    put(o, "p_equal", p->equal);
    put(o, "p_more", p->more);
    put(o, "sign_p", p->sign_p);
    json_object_set_new(o, "beyond_chance", json_boolean(p->beyond_chance));
}

static json_t *totals(const struct compared *c, const struct xw_pair *pair)
{
    json_t *all = json_array();
    for (int32_t s = 0; s <= c->paired->stages; s++)
        for (int t = 0; t < XW_TOTALS; t++) {
            enum xw_paired_total total = (enum xw_paired_total)t;
            const struct xw_paired_horizon *h = xw_paired_horizon_of(c->paired, pair, s, total);
            if (h->paired.n == 0) continue;
            json_t *o = json_pack("{s:s, s:s}", "stage", xw_paired_stage_word(c->paired, s),
                                  "quantity", xw_paired_total_word(total));
            put(o, "scenario_mean", h->run);
            put(o, "baseline_mean", h->base);
            put_paired(o, h->central, &h->paired);
            put(o, "p_better", xw_paired_horizon_better(h, total));
            json_array_append_new(all, o);
        }
    return all;
}

static json_t *towns(const struct compared *c, const struct xw_pair *pair)
{
    json_t *all = json_array();
    for (int32_t s = 0; s <= c->paired->stages; s++)
        for (int32_t t = 0; t < pair->towns; t++) {
            const struct xw_paired_town *town = &pair->town[s * pair->towns + t];
            json_t *o = json_pack("{s:s, s:s, s:s}", "town", town->place, "stage",
                                  xw_paired_stage_word(c->paired, s), "verdict",
                                  xw_paired_verdict_word(town->verdict));
            put_paired(o, town->central, &town->shortage);
            put(o, "adjusted_p", town->adjusted_p);
            json_array_append_new(all, o);
        }
    return all;
}

static json_t *schools(const struct compared *c, const struct xw_pair *pair)
{
    json_t *all = json_array();
    for (int32_t i = 0; i < pair->schools; i++) {
        const struct xw_paired_school *school = &pair->school[i];
        json_t *o = json_pack("{s:s, s:s, s:i, s:i, s:s}", "school", school->code, "stage",
                              xw_stage_word(c->run->stage[school->stage].name), "pupil_years",
                              (int)school->pupil_years, "class_years_over_norm",
                              (int)school->class_years_over_norm, "verdict",
                              xw_paired_verdict_word(school->verdict));
        put(o, "over_years", school->over_years);
        json_array_append_new(all, o);
    }
    return all;
}

static json_t *costs(const struct compared *c, const struct xw_pair *pair)
{
    json_t *all = json_array();
    for (int32_t s = 0; s <= c->paired->stages; s++)
        for (int by_town = 0; by_town < 2; by_town++) {
            const struct xw_paired_cost *cost = by_town ? pair->cost_towns : pair->cost;
            if (cost == NULL) continue;
            json_t *o = json_pack("{s:s, s:s, s:i}", "stage", xw_paired_stage_word(c->paired, s),
                                  "useful_in", by_town ? "towns" : "district", "unknown_costs",
                                  (int)cost[s].unknown);
            put(o, "cost_cny", cost[s].cost_cny);
            put(o, "cny_mean", cost[s].per_mean);
            put(o, "cny_p10", cost[s].per_p10);
            put(o, "cny_p50", cost[s].per_median);
            put(o, "cny_p90", cost[s].per_p90);
            put(o, "p_without", cost[s].without);
            json_array_append_new(all, o);
        }
    return all;
}

static json_t *best(const struct compared *c)
{
    json_t *all = json_array();
    for (int32_t r = 0; r < c->runs; r++)
        for (int32_t s = 0; s <= c->paired->stages; s++)
            for (int t = 0; t < XW_TOTALS; t++) {
                enum xw_paired_total total = (enum xw_paired_total)t;
                double p = xw_paired_best_of(c->paired, r, s, total);
                if (isnan(p)) continue;
                json_array_append_new(all, json_pack("{s:s, s:s, s:s, s:f}", "scenario", c->name[r],
                                                     "stage", xw_paired_stage_word(c->paired, s),
                                                     "quantity", xw_paired_total_word(total),
                                                     "p_best", p));
            }
    return all;
}

int compare_print_json(const struct compared *c)
{
    json_t *pairs = json_array();
    for (int32_t r = 1; r < c->runs; r++) {
        const struct xw_pair *pair = &c->paired->pair[r - 1];
        json_array_append_new(pairs, json_pack("{s:s, s:s, s:o, s:o, s:o, s:o}", "scenario",
                                               c->name[r], "baseline", c->name[0], "totals",
                                               totals(c, pair), "towns", towns(c, pair), "schools",
                                               schools(c, pair), "costs", costs(c, pair)));
    }
    json_t *all = json_pack("{s:o, s:i, s:s?, s:o, s:o}", "central", central(c), "replicates",
                            (int)c->paired->replicates, "not_paired", c->paired->why_not, "pairs",
                            pairs, "best", best(c));
    if (all == NULL) return cli_exit_of(XW_NO_MEMORY, NULL, NULL);
    json_dumpf(all, stdout, JSON_INDENT(1));
    putchar('\n');
    json_decref(all);
    return CLI_DONE;
}
