#include "data_columns.h"
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

static void head(const struct xw_data_source *t, int32_t run, const struct place *at,
                 struct xw_data_row *r)
{
    xw_data_text(r, t->all[run].run->name);
    xw_data_text(r, t->all[0].run->name);
    xw_data_text(r, at->level);
    xw_data_text(r, at->name);
    xw_data_text(r, stage_word(t->paired, at->stage));
    xw_data_text(r, at->scope);
    xw_data_whole_or_none(r, at->year);
    xw_data_text(r, at->quantity);
}

static void rest(const struct xw_paired *d, double central, double adjusted_p, const char *verdict,
                 struct xw_data_row *r)
{
    const double values[] = { d->mean, d->se,     d->low95, d->high95,
                              d->p10,  d->median, d->p90,   central };
    const double shares[] = { d->less, d->equal, d->more, d->sign_p, adjusted_p };
    xw_data_whole(r, d->n);
    for (size_t i = 0; i < sizeof values / sizeof *values; i++)
        xw_data_real(r, values[i]);
    for (size_t i = 0; i < sizeof shares / sizeof *shares; i++)
        xw_data_real(r, shares[i]);
    xw_data_whole(r, d->beyond_chance);
    xw_data_text(r, verdict);
    xw_data_end(r);
}

static void totals(const struct xw_data_source *t, int32_t run, struct xw_data_row *r)
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

static void towns(const struct xw_data_source *t, int32_t run, struct xw_data_row *r)
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

static void cells(const struct xw_data_source *t, int32_t run, struct xw_data_row *r)
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

static const struct xw_data_word gain_words[] = { { "gains", "得益", "gains" },
                                                  { "loses", "受损", "loses" },
                                                  { 0 } };

static const struct xw_data_column paired_columns[] = {
    XW_COLUMN_RUN,
    XW_COLUMN("baseline", "", TEXT, "与之相减的方案", "the scenario that it is set against"),
    XW_COLUMN("level", "", WORD, "级别：district 全区，town 街镇", "level: district or town",
              .words = xw_words_level),
    XW_COLUMN_PLACE,
    XW_COLUMN("stage", "", WORD, "学段；all = 合计", "stage; all = together",
              .words = xw_words_stage),
    XW_COLUMN_SCOPE,
    XW_COLUMN("year", "school year", YEAR, "学年；空 = 各学年合计",
              "school year; empty = summed over the years"),
    XW_COLUMN(
        "quantity", "", WORD,
        "demand、seats、local_gap、net_gap、unplaced、surplus 逐年；合计：short_district "
        "全区净缺，short_towns 街镇净缺，short_areas 片区缺口，peak 最大净缺，idle 闲置，seats "
        "学位，useful_district、useful_towns 有用学位·年；街镇的 short_district 为该街镇净缺之和",
        "by year demand, seats, local_gap, net_gap, unplaced or surplus; summed: short_district "
        "(net "
        "gap of the district, of a town its own), short_towns, short_areas (local gaps), peak "
        "(largest net gap), idle, seats, useful_district and useful_towns (useful seat-years)",
        .head_zh = "量", .head_en = "Quantity", .words = xw_words_quantity),
    XW_COLUMN("n", "histories", WHOLE, "逐次相减的模拟次数", "histories compared"),
    XW_COLUMN("mean", "", NUMBER, "方案减基准：均值", "scenario less baseline: mean",
              .head_zh = "差的均值", .head_en = "Mean difference", .decimals = 3),
    XW_COLUMN("se", "", NUMBER, "均值的标准误", "standard error of the mean", .decimals = 3),
    XW_COLUMN("low95", "", NUMBER, "均值 95% 区间的下端",
              "lower end of the 95% interval of the mean", .decimals = 3),
    XW_COLUMN("high95", "", NUMBER, "上端", "its upper end", .head_zh = "均值 95% 区间的上端",
              .head_en = "Upper end of the 95% interval of the mean", .decimals = 3),
    XW_COLUMN("p10", "", NUMBER, "差的分位数 10%", "quantile 10% of the differences",
              .decimals = 3),
    XW_COLUMN("p50", "", NUMBER, "中位", "median", .decimals = 3),
    XW_COLUMN("p90", "", NUMBER, "分位数 90%", "quantile 90%", .decimals = 3),
    XW_COLUMN("central", "", NUMBER, "中心历史之差", "difference of the central histories",
              .decimals = 3),
    XW_COLUMN("less", "share", SHARE, "方案较小的模拟之比",
              "share of histories in which the scenario has less", .decimals = 5),
    XW_COLUMN("equal", "share", SHARE, "相同之比", "share in which both are equal", .decimals = 5),
    XW_COLUMN("more", "share", SHARE, "较大之比", "share in which it has more", .decimals = 5),
    XW_COLUMN("sign_p", "", NUMBER, "符号检验的 p，双侧", "p of the sign test, two-sided",
              .decimals = 5),
    XW_COLUMN("adjusted_p", "", NUMBER, "街镇：按 Holm 校正的 p",
              "towns: p after the adjustment of Holm", .head_zh = "按 Holm 校正的 p",
              .head_en = "p adjusted by Holm", .decimals = 5),
    XW_COLUMN("beyond_chance", "", FLAG, "1 = 均值区间不含零且符号检验 p ＜ 0.05",
              "1 = the interval of the mean leaves out zero and the sign test has p < 0.05",
              .head_zh = "超出偶然", .head_en = "Beyond chance"),
    XW_COLUMN("verdict", "", WORD, "街镇：gains 得益，loses 受损，空 = 分不出",
              "towns: gains, loses, empty = cannot be told", .head_zh = "得失",
              .head_en = "Gain or loss", .words = gain_words),
};

static void paired_rows(const struct xw_data_source *t, struct xw_data_row *r)
{
    for (int32_t run = 1; t->paired != NULL && run < t->runs; run++) {
        totals(t, run, r);
        towns(t, run, r);
        cells(t, run, r);
    }
}

XW_DATA_TABLE(paired, "逐次之差", "Paired differences", xw_data_has_pairs);

static const struct xw_data_word useful_words[] = { { "district", "全区为一处",
                                                      "the district as one place" },
                                                    { "towns", "各街镇", "its towns" },
                                                    { 0 } };

static const struct xw_data_column paired_cost_columns[] = {
    XW_COLUMN_RUN,
    XW_COLUMN("baseline", "", TEXT, "与之相减的方案", "the scenario that it is set against"),
    XW_COLUMN("stage", "", WORD, "学段；all = 合计，含其他学段的项目",
              "stage; all = together, with projects of other stages", .words = xw_words_stage),
    XW_COLUMN("useful_by", "", WORD, "有用学位·年：district 全区为一处，towns 各街镇",
              "useful seat-years: the district as one place, or its towns", .head_zh = "计法",
              .head_en = "Counted by", .words = useful_words),
    XW_COLUMN("cost_cny", "CNY", MONEY, "计入项目的投资之差",
              "difference of the investment of the projects counted"),
    XW_COLUMN("unknown", "projects", WHOLE, "没有投资数的项目", "projects without a cost"),
    XW_COLUMN("useful_mean", "seat-years", NUMBER, "有用学位·年：均值", "useful seat-years: mean",
              .head_zh = "有用学位·年，均值", .head_en = "Useful seat-years, mean", .decimals = 3),
    XW_COLUMN("useful_p10", "seat-years", NUMBER, "有用学位·年：分位数 10%",
              "useful seat-years: quantile 10%", .head_zh = "有用学位·年，分位数 10%",
              .head_en = "Useful seat-years, quantile 10%", .decimals = 3),
    XW_COLUMN("useful_p50", "seat-years", NUMBER, "有用学位·年：中位", "useful seat-years: median",
              .head_zh = "有用学位·年，中位", .head_en = "Useful seat-years, median",
              .decimals = 3),
    XW_COLUMN("useful_p90", "seat-years", NUMBER, "有用学位·年：分位数 90%",
              "useful seat-years: quantile 90%", .head_zh = "有用学位·年，分位数 90%",
              .head_en = "Useful seat-years, quantile 90%", .decimals = 3),
    XW_COLUMN("per_mean", "CNY", NUMBER, "每有用学位·年的投资：按均值；空 = 没有",
              "investment a useful seat-year: of the mean; empty = none",
              .head_zh = "每学位·年投资，均值", .head_en = "CNY a useful seat-year, mean",
              .decimals = 2),
    XW_COLUMN("per_p10", "CNY", NUMBER, "每有用学位·年的投资：分位数 10%；空 = 没有",
              "investment a useful seat-year: quantile 10%; empty = none",
              .head_zh = "每学位·年投资，分位数 10%",
              .head_en = "CNY a useful seat-year, quantile 10%", .decimals = 2),
    XW_COLUMN("per_p50", "CNY", NUMBER, "每有用学位·年的投资：中位；空 = 没有",
              "investment a useful seat-year: median; empty = none",
              .head_zh = "每学位·年投资，中位", .head_en = "CNY a useful seat-year, median",
              .decimals = 2),
    XW_COLUMN("per_p90", "CNY", NUMBER, "每有用学位·年的投资：分位数 90%；空 = 没有",
              "investment a useful seat-year: quantile 90%; empty = none",
              .head_zh = "每学位·年投资，分位数 90%",
              .head_en = "CNY a useful seat-year, quantile 90%", .decimals = 2),
    XW_COLUMN("without", "share", SHARE, "没有一个有用学位·年的模拟之比",
              "share of histories without a useful seat-year", .decimals = 5),
};

static void paired_cost_rows(const struct xw_data_source *t, struct xw_data_row *r)
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
                xw_data_text(r, t->all[run].run->name);
                xw_data_text(r, t->all[0].run->name);
                xw_data_text(r, stage_word(p, s));
                xw_data_text(r, by_towns ? "towns" : "district");
                xw_data_real(r, all[s].cost_cny);
                xw_data_whole(r, all[s].unknown);
                xw_data_real(r, useful->mean);
                xw_data_real(r, useful->p10);
                xw_data_real(r, useful->median);
                xw_data_real(r, useful->p90);
                xw_data_real(r, all[s].per_mean);
                xw_data_real(r, all[s].per_p10);
                xw_data_real(r, all[s].per_median);
                xw_data_real(r, all[s].per_p90);
                xw_data_real(r, all[s].without);
                xw_data_end(r);
            }
}

XW_DATA_TABLE(paired_cost, "投资与有用学位", "Cost of useful seats", xw_data_has_pairs);
