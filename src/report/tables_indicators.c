#include "data_columns.h"
#include "kept.h"
#include "plan_indicators.h"

/* The plan's indicators, of the subject: the register, and its values by year. */

static bool has_register(const struct xw_data_source *t)
{
    return xw_kept(&t->all[0], XW_TABLE_REGISTER)->count > 0;
}

static bool has_register_year(const struct xw_data_source *t)
{
    return t->all[0].run->register_year_count > 0;
}

static const struct xw_data_word direction_words[] = {
    { "at_least", "不低于", "at least" },
    { "at_most", "不高于", "at most" },
    { "above", "高于", "above" },
    { "below", "低于", "below" },
    { "falls", "低于基数", "below the baseline" },
    { "rises", "高于基数", "above the baseline" },
    { "never_falls", "只增不减", "may never fall" },
    { "none", "没有可比的数", "no number could meet it" },
    { 0 },
};
static const struct xw_data_word verdict_words[] = {
    { "met", "达到", "met" },
    { "missed", "未达到", "missed" },
    { "needs_input", "缺输入", "needs input" },
    { "not_asked", "没有可比的数", "no number could meet it" },
    { 0 },
};
static const struct xw_data_word basis_words[] = { { "input", "输入", "input" },
                                                   { "baseline", "基数", "baseline" },
                                                   { "model", "推算", "this run" },
                                                   { 0 } };

static const struct xw_data_column indicator_register_columns[] = {
    XW_COLUMN("code", "", TEXT, "指标代码", "code of the indicator"),
    XW_COLUMN("category_zh", "", TEXT, "类别", "category, in Chinese",
              .head_en = "Category (Chinese)"),
    XW_COLUMN("category_en", "", TEXT, "类别（英文）", "category"),
    XW_COLUMN("name_zh", "", TEXT, "指标", "name, in Chinese", .head_en = "Indicator (Chinese)"),
    XW_COLUMN("name_en", "", TEXT, "指标（英文）", "name", .head_en = "Indicator"),
    XW_COLUMN("unit_zh", "", TEXT, "单位", "unit, in Chinese", .head_en = "Unit (Chinese)"),
    XW_COLUMN("unit_en", "", TEXT, "单位（英文）", "unit"),
    XW_COLUMN("definition_zh", "", TEXT, "定义", "definition, in Chinese",
              .head_en = "Definition (Chinese)"),
    XW_COLUMN("definition_en", "", TEXT, "定义（英文）", "definition"),
    XW_COLUMN("formula_zh", "", TEXT, "算法", "formula, in Chinese",
              .head_en = "Formula (Chinese)"),
    XW_COLUMN("formula_en", "", TEXT, "算法（英文）", "formula"),
    XW_COLUMN("direction", "", WORD, "怎样算达到", "what meets it", .words = direction_words),
    XW_COLUMN("baseline", "", NUMBER, "基数；空 = 未列", "baseline; empty = not given",
              .decimals = XW_DATA_AS_IT_IS),
    XW_COLUMN("baseline_year", "", YEAR, "基数年份", "year of the baseline"),
    XW_COLUMN("target", "", NUMBER, "目标；空 = 没有数", "target; empty = no number",
              .decimals = XW_DATA_AS_IT_IS),
    XW_COLUMN("target_year", "", YEAR, "目标年份", "year of the target"),
    XW_COLUMN("measure", "", TEXT, "由哪一项推算结果给出；空 = 由输入",
              "the run's measure that gives it; empty = input"),
    XW_COLUMN("verdict", "", WORD, "目标年是否达到", "how it stands in its target year",
              .words = verdict_words),
    XW_COLUMN_EVIDENCE,
    XW_COLUMN("line", "", WHOLE, "在输入表 register 中的行", "line of the input table register",
              .head_zh = "行", .head_en = "Line"),
};

static const char *verdict_word(enum xw_plan_verdict verdict)
{
    static const char *const words[XW_PLAN_VERDICTS] = { [XW_PLAN_MET] = "met",
                                                         [XW_PLAN_MISSED] = "missed",
                                                         [XW_PLAN_NEEDS_INPUT] = "needs_input",
                                                         [XW_PLAN_NOT_ASKED] = "not_asked" };
    return words[verdict];
}

static void indicator_register_rows(const struct xw_data_source *t, struct xw_data_row *r)
{
    static const enum xw_column texts[] = {
        XW_COL_REGISTER_CODE,       XW_COL_REGISTER_CATEGORY_ZH,   XW_COL_REGISTER_CATEGORY_EN,
        XW_COL_REGISTER_NAME_ZH,    XW_COL_REGISTER_NAME_EN,       XW_COL_REGISTER_UNIT_ZH,
        XW_COL_REGISTER_UNIT_EN,    XW_COL_REGISTER_DEFINITION_ZH, XW_COL_REGISTER_DEFINITION_EN,
        XW_COL_REGISTER_FORMULA_ZH, XW_COL_REGISTER_FORMULA_EN,    XW_COL_REGISTER_DIRECTION,
    };
    const struct xw_figures *f = &t->all[0];
    const struct xw_carried *rows = xw_kept(f, XW_TABLE_REGISTER);
    for (int32_t i = 0; i < rows->count; i++) {
        for (size_t c = 0; c < sizeof texts / sizeof *texts; c++)
            xw_data_text(r, xw_carried_text(rows, texts[c], i));
        xw_data_real(r, xw_carried_number(rows, XW_COL_REGISTER_BASELINE, i));
        xw_data_whole_or_none(r, xw_carried_whole(rows, XW_COL_REGISTER_BASELINE_YEAR, i, XW_NONE));
        xw_data_real(r, xw_carried_number(rows, XW_COL_REGISTER_TARGET, i));
        xw_data_whole_or_none(r, xw_carried_whole(rows, XW_COL_REGISTER_TARGET_YEAR, i, XW_NONE));
        xw_data_text(r, xw_carried_text(rows, XW_COL_REGISTER_MEASURE, i));
        xw_data_text(r, verdict_word(xw_plan_verdict(f->run, i)));
        xw_data_text(r, xw_evidence_name(xw_carried_evidence(rows, i)));
        xw_data_whole(r, rows->line[i]);
        xw_data_end(r);
    }
}

XW_DATA_TABLE(indicator_register, "指标登记", "Register of indicators", has_register);

static const struct xw_data_column indicator_year_columns[] = {
    XW_COLUMN("code", "", TEXT, "指标代码，见 indicator_register.csv",
              "code of the indicator, see indicator_register.csv"),
    XW_COLUMN("year", "", YEAR, "年份", "year"),
    XW_COLUMN("value", "", NUMBER, "数值，单位同指标登记", "its value, in the unit of the register",
              .decimals = XW_DATA_AS_IT_IS),
    XW_COLUMN("basis", "", WORD, "来自输入、基数还是推算", "from input, the baseline or this run",
              .words = basis_words),
    XW_COLUMN("compared_with", "", NUMBER, "与之相比的目标、基数或上年；空 = 不比",
              "target, baseline or year before that it is compared with; empty = nothing",
              .decimals = XW_DATA_AS_IT_IS),
    XW_COLUMN("status", "", WORD, "met 达到，missed 未达到，空 = 不比",
              "met, missed, empty = nothing is compared", .words = verdict_words),
};

static void indicator_year_rows(const struct xw_data_source *t, struct xw_data_row *r)
{
    const struct xw_run *run = t->all[0].run;
    for (int32_t i = 0; i < run->register_year_count; i++) {
        const struct xw_run_register_year *row = &run->register_year[i];
        xw_data_text(r, row->code);
        xw_data_whole(r, row->year);
        xw_data_real(r, row->value);
        xw_data_text(r, row->basis);
        xw_data_real(r, row->target);
        xw_data_text(r, row->status);
        xw_data_end(r);
    }
}

XW_DATA_TABLE(indicator_year, "指标逐年", "Indicators by year", has_register_year);
