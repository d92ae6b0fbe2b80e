#include "data_columns.h"
#include "chances.h"
#include <math.h>

static const struct xw_run *run_of(const struct xw_data_source *t, int32_t i)
{
    const struct xw_run *run = t->all[i].run;
    return run->replicates >= XW_CHANCES_LEAST ? run : NULL;
}

static void place(struct xw_data_row *r, const struct xw_run *run, enum xw_level level,
                  const char *name, int32_t stage)
{
    xw_data_text(r, run->name);
    xw_data_text(r, xw_level_word(level));
    xw_data_text(r, name);
    xw_data_text(r, xw_data_stage(run, stage));
}

static const struct xw_data_column quantiles_columns[] = {
    XW_COLUMN_RUN,
    XW_COLUMN_LEVEL,
    XW_COLUMN_PLACE,
    XW_COLUMN_STAGE,
    XW_COLUMN_SCHOOL_YEAR,
    XW_COLUMN_SCOPE,
    XW_COLUMN(
        "quantity", "", WORD,
        "demand 需求，seats 标准学位，local_gap 片区缺口，net_gap 净缺口，unplaced 未落实，surplus "
        "闲置；人或个学位",
        "demand, seats, local_gap, net_gap, unplaced or surplus, in pupils or seats",
        .head_zh = "量", .head_en = "Quantity", .words = xw_words_quantity),
    XW_COLUMN("mean", "", NUMBER, "各次模拟的均值", "mean of the histories", .decimals = 3),
    XW_COLUMN("sd", "", NUMBER, "标准差", "standard deviation", .decimals = 3),
    XW_COLUMN("p2_5", "", NUMBER, "分位数 2.5%，各级各自排序得出，不可相加；页面上取整到 10",
              "quantile 2.5%, found at its own level, not to be added; pages round it to 10",
              .decimals = 3),
    XW_COLUMN("p10", "", NUMBER, "分位数 10%，各级各自排序得出，不可相加；页面上取整到 10",
              "quantile 10%, found at its own level, not to be added; pages round it to 10",
              .decimals = 3),
    XW_COLUMN("p25", "", NUMBER, "分位数 25%，各级各自排序得出，不可相加；页面上取整到 10",
              "quantile 25%, found at its own level, not to be added; pages round it to 10",
              .decimals = 3),
    XW_COLUMN("p50", "", NUMBER, "分位数 50%，各级各自排序得出，不可相加；页面上取整到 10",
              "quantile 50%, found at its own level, not to be added; pages round it to 10",
              .decimals = 3),
    XW_COLUMN("p75", "", NUMBER, "分位数 75%，各级各自排序得出，不可相加；页面上取整到 10",
              "quantile 75%, found at its own level, not to be added; pages round it to 10",
              .decimals = 3),
    XW_COLUMN("p90", "", NUMBER, "分位数 90%，各级各自排序得出，不可相加；页面上取整到 10",
              "quantile 90%, found at its own level, not to be added; pages round it to 10",
              .decimals = 3),
    XW_COLUMN("p97_5", "", NUMBER, "分位数 97.5%，各级各自排序得出，不可相加；页面上取整到 10",
              "quantile 97.5%, found at its own level, not to be added; pages round it to 10",
              .decimals = 3),
};

static void quantiles_rows(const struct xw_data_source *t, struct xw_data_row *r)
{
    for (int32_t i = 0; i < t->runs; i++) {
        const struct xw_run *run = run_of(t, i);
        for (int32_t k = 0; run != NULL && k < run->quantile_count; k++) {
            const struct xw_quantile_row *row = &run->quantile[k];
            place(r, run, row->level, row->place, row->stage);
            xw_data_whole(r, row->year);
            xw_data_text(r, xw_data_scope(row->scope));
            xw_data_text(r, xw_quantity_word(row->quantity));
            const double values[] = { row->mean, row->sd,  row->p2_5, row->p10,  row->p25,
                                      row->p50,  row->p75, row->p90,  row->p97_5 };
            for (size_t q = 0; q < sizeof values / sizeof *values; q++)
                xw_data_real(r, values[q]);
            xw_data_end(r);
        }
    }
}

XW_DATA_TABLE(quantiles, "分位数", "Quantiles", xw_data_has_chances);

static const struct xw_data_column risk_year_columns[] = {
    XW_COLUMN_RUN,
    XW_COLUMN_LEVEL,
    XW_COLUMN_PLACE,
    XW_COLUMN_STAGE,
    XW_COLUMN_SCHOOL_YEAR,
    XW_COLUMN_SCOPE,
    XW_COLUMN("p_short", "share", SHARE, "净缺口大于 0 的模拟之比",
              "share of histories with a net gap", .decimals = 5),
    XW_COLUMN("expected_short", "seats", NUMBER, "净缺口的均值", "mean net gap", .decimals = 3),
    XW_COLUMN("p10", "seats", NUMBER, "净缺口的分位数 10%", "quantile 10% of the net gap",
              .decimals = 3),
    XW_COLUMN("p50", "seats", NUMBER, "净缺口的分位数 50%", "quantile 50% of the net gap",
              .decimals = 3),
    XW_COLUMN("p90", "seats", NUMBER, "净缺口的分位数 90%", "quantile 90% of the net gap",
              .decimals = 3),
};

static void risk_year_rows(const struct xw_data_source *t, struct xw_data_row *r)
{
    for (int32_t i = 0; i < t->runs; i++) {
        const struct xw_run *run = run_of(t, i);
        for (int32_t k = 0; run != NULL && k < run->gap_count; k++) {
            const struct xw_run_gap *row = &run->gap[k];
            if (!isfinite(row->spread.p_short)) continue;
            place(r, run, row->level, row->place, row->stage);
            xw_data_whole(r, row->year);
            xw_data_text(r, xw_data_scope(row->scope));
            xw_data_real(r, row->spread.p_short);
            xw_data_real(r, row->spread.expected_short);
            xw_data_real(r, row->spread.p10);
            xw_data_real(r, row->spread.p50);
            xw_data_real(r, row->spread.p90);
            xw_data_end(r);
        }
    }
}

XW_DATA_TABLE(risk_year, "逐年风险", "Risk by year", xw_data_has_chances);

static const struct xw_data_column risk_columns[] = {
    XW_COLUMN_RUN,
    XW_COLUMN_LEVEL,
    XW_COLUMN_PLACE,
    XW_COLUMN_STAGE,
    XW_COLUMN_SCOPE,
    XW_COLUMN("threshold", "share", SHARE, "概率的界", "threshold of the probability",
              .decimals = 3),
    XW_COLUMN("first_year", "school year", YEAR, "缺的概率首次超过界的学年；空 = 没有",
              "first year with a risk above the threshold; empty = none"),
    XW_COLUMN("p_any", "share", SHARE, "至少一年净缺的模拟之比",
              "share of histories with a net gap in any year", .decimals = 5),
    XW_COLUMN("peak_p10", "seats", NUMBER, "各次模拟最大净缺口的分位数 10%",
              "quantile 10% of the largest net gap of a history", .decimals = 3),
    XW_COLUMN("peak_p50", "seats", NUMBER, "各次模拟最大净缺口的分位数 50%",
              "quantile 50% of the largest net gap of a history", .decimals = 3),
    XW_COLUMN("peak_p90", "seats", NUMBER, "各次模拟最大净缺口的分位数 90%",
              "quantile 90% of the largest net gap of a history", .decimals = 3),
    XW_COLUMN("peak_year_p10", "school year", NUMBER, "最大净缺口所在学年的分位数 10%；空 = 从不缺",
              "quantile 10% of its year; empty = never short",
              .head_en = "Year of the largest net gap: 10%", .decimals = 3),
    XW_COLUMN("peak_year_p50", "school year", NUMBER, "最大净缺口所在学年的分位数 50%；空 = 从不缺",
              "quantile 50% of its year; empty = never short",
              .head_en = "Year of the largest net gap: 50%", .decimals = 3),
    XW_COLUMN("peak_year_p90", "school year", NUMBER, "最大净缺口所在学年的分位数 90%；空 = 从不缺",
              "quantile 90% of its year; empty = never short",
              .head_en = "Year of the largest net gap: 90%", .decimals = 3),
};

static void risk_rows(const struct xw_data_source *t, struct xw_data_row *r)
{
    for (int32_t i = 0; i < t->runs; i++) {
        const struct xw_run *run = run_of(t, i);
        for (int32_t k = 0; run != NULL && k < run->risk_count; k++) {
            const struct xw_risk_row *row = &run->risk[k];
            place(r, run, row->level, row->place, row->stage);
            xw_data_text(r, xw_data_scope(row->scope));
            xw_data_real(r, row->threshold);
            xw_data_whole_or_none(r, row->first_year);
            xw_data_real(r, row->p_any);
            xw_data_real(r, row->peak_p10);
            xw_data_real(r, row->peak_p50);
            xw_data_real(r, row->peak_p90);
            xw_data_real(r, row->peak_year_p10);
            xw_data_real(r, row->peak_year_p50);
            xw_data_real(r, row->peak_year_p90);
            xw_data_end(r);
        }
    }
}

XW_DATA_TABLE(risk, "风险", "Risk", xw_data_has_chances);

static const struct xw_data_column service_columns[] = {
    XW_COLUMN_RUN,
    XW_COLUMN_LEVEL,
    XW_COLUMN_PLACE,
    XW_COLUMN_STAGE,
    XW_COLUMN_SCHOOL_YEAR,
    XW_COLUMN_SCOPE,
    XW_COLUMN("service", "share", SHARE, "不缺的概率", "probability that nobody is short",
              .decimals = 2),
    XW_COLUMN("seats", "seats", NUMBER, "为此须加的学位；页面上向上取到 10",
              "seats to add for it; pages round it up to 10", .decimals = 3),
};

static void service_rows(const struct xw_data_source *t, struct xw_data_row *r)
{
    for (int32_t i = 0; i < t->runs; i++) {
        const struct xw_run *run = run_of(t, i);
        for (int32_t k = 0; run != NULL && k < run->service_count; k++) {
            const struct xw_service_row *row = &run->service[k];
            place(r, run, row->level, row->place, row->stage);
            xw_data_whole(r, row->year);
            xw_data_text(r, xw_data_scope(row->scope));
            xw_data_real(r, row->service);
            xw_data_real(r, row->seats);
            xw_data_end(r);
        }
    }
}

XW_DATA_TABLE(service, "须加学位", "Seats to add", xw_data_has_chances);

static const struct xw_data_column assumptions_columns[] = {
    XW_COLUMN_RUN,
    XW_COLUMN("name", "", TEXT, "假定的名字", "name of the assumption", .head_zh = "名字",
              .head_en = "Name"),
    XW_COLUMN("name_zh", "", TEXT, "假定", "the assumption, in Chinese",
              .head_en = "Assumption (Chinese)"),
    XW_COLUMN("name_en", "", TEXT, "假定（英文）", "the assumption", .head_en = "Assumption"),
    XW_COLUMN("shape", "", TEXT, "分布", "distribution"),
    XW_COLUMN("unit", "", TEXT, "单位", "unit"),
    XW_COLUMN("p10", "", NUMBER, "分布的分位数 10%", "quantile 10% of the distribution",
              .decimals = 6),
    XW_COLUMN("p50", "", NUMBER, "分布的分位数 50%", "quantile 50% of the distribution",
              .decimals = 6),
    XW_COLUMN("p90", "", NUMBER, "分布的分位数 90%", "quantile 90% of the distribution",
              .decimals = 6),
    XW_COLUMN_EVIDENCE,
    XW_COLUMN("source", "", TEXT, "出处", "source"),
};

static void assumptions_rows(const struct xw_data_source *t, struct xw_data_row *r)
{
    for (int32_t i = 0; i < t->runs; i++) {
        const struct xw_run *run = run_of(t, i);
        for (int32_t k = 0; run != NULL && k < run->assumption_count; k++) {
            const struct xw_assumption_row *row = &run->assumption[k];
            xw_data_text(r, run->name);
            xw_data_text(r, row->name);
            xw_data_text(r, row->name_zh);
            xw_data_text(r, row->name_en);
            xw_data_text(r, row->shape);
            xw_data_text(r, row->unit);
            xw_data_real(r, row->p10);
            xw_data_real(r, row->p50);
            xw_data_real(r, row->p90);
            xw_data_text(r, xw_data_evidence(row->evidence));
            xw_data_text(r, row->source);
            xw_data_end(r);
        }
    }
}

XW_DATA_TABLE(assumptions, "抽取的假定", "Assumptions drawn", xw_data_has_chances);

static const struct xw_data_column on_time_columns[] = {
    XW_COLUMN_RUN,
    XW_COLUMN("project", "", TEXT, "项目号", "project"),
    XW_COLUMN("opens_in", "school year", YEAR, "方案中的开学学年",
              "school year of opening in this scenario"),
    XW_COLUMN_SCHOOL_YEAR,
    XW_COLUMN("p_open", "share", SHARE, "当年已开学的模拟之比",
              "share of histories in which it is open", .decimals = 5),
    XW_COLUMN("seats_added", "seats", WHOLE, "按期开学时当年新增的标准学位",
              "norm seats that it adds in the year when on time"),
    XW_COLUMN(
        "seats_missing", "seats", NUMBER, "因延期平均少的学位；逐年相加为页面上的学位·年",
        "seats that its delay costs on average; summed over years they are the seat-years of the "
        "pages",
        .decimals = 3),
};

static void on_time_rows(const struct xw_data_source *t, struct xw_data_row *r)
{
    for (int32_t i = 0; i < t->runs; i++) {
        const struct xw_run *run = run_of(t, i);
        for (int32_t k = 0; run != NULL && k < run->project_year_count; k++) {
            const struct xw_run_project_year *row = &run->project_year[k];
            if (!isfinite(row->p_open) || row->project < 0 || row->project >= run->project_count)
                continue;
            xw_data_text(r, run->name);
            xw_data_text(r, run->project[row->project].code);
            xw_data_whole(r, run->project[row->project].opens_in);
            xw_data_whole(r, row->year);
            xw_data_real(r, row->p_open);
            xw_data_whole(r, row->seats_added);
            xw_data_real(r, row->open ? row->seats_added * (1.0 - row->p_open) : 0.0);
            xw_data_end(r);
        }
    }
}

XW_DATA_TABLE(on_time, "项目按期", "Projects on time", xw_data_has_chances);
