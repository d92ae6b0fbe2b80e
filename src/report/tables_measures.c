#include "data_columns.h"
#include "xuewei/measures.h"
#include <math.h>

static const struct xw_data_column scenarios_columns[] = {
    XW_COLUMN_RUN,
    XW_COLUMN("title_zh", "", TEXT, "方案", "title, in Chinese", .head_zh = "方案名称",
              .head_en = "Title (Chinese)"),
    XW_COLUMN("title_en", "", TEXT, "方案（英文）", "title", .head_zh = "方案名称（英文）"),
    XW_COLUMN_STAGE,
    XW_COLUMN("worst_year", "school year", YEAR, "片区缺口最大的学年；空 = 各年无缺口",
              "year of the largest local gap; empty = never short"),
    XW_COLUMN("worst_local_gap", "seats", WHOLE, "最大片区缺口", "the largest local gap"),
    XW_COLUMN("gap_next_five", "seat-years", WHOLE, "从下一个 9 月起五年的片区缺口之和",
              "local gap summed over the five years from next September"),
    XW_COLUMN("idle_last", "seats", WHOLE, "最后一年闲置", "idle seats in the last year"),
    XW_COLUMN("classes_over_norm", "classes", WHOLE, "下一个 9 月超过班额标准的班",
              "classes above the norm next September"),
    XW_COLUMN("cost_cny", "CNY", MONEY, "计入项目的总投资",
              "total investment of the projects counted"),
};

static void scenarios_rows(const struct xw_data_source *t, struct xw_data_row *r)
{
    for (int32_t i = 0; i < t->runs; i++) {
        const struct xw_figures *f = &t->all[i];
        double cost = 0.0;
        for (int32_t p = 0; p < f->run->project_count; p++)
            if (f->run->project[p].counted && isfinite(f->run->project[p].cost_cny))
                cost += f->run->project[p].cost_cny;
        for (int32_t s = 0; s < f->stages; s++) {
            const struct xw_stage_finding *found = &f->stage[s];
            if (!found->district) continue;
            xw_data_text(r, f->run->name);
            xw_data_text(r, f->run->title_zh);
            xw_data_text(r, f->run->title_en);
            xw_data_text(r, xw_data_stage(f->run, s));
            xw_data_whole_or_none(r, found->worst_year);
            xw_data_whole(r, found->worst_local);
            xw_data_whole(r, xw_figures_gap_to_come(f, s));
            xw_data_whole(r, found->idle_last);
            xw_data_whole(r, f->sums[s * f->years + f->now - f->first].over_norm);
            xw_data_real(r, cost);
            xw_data_end(r);
        }
    }
}

XW_DATA_TABLE(scenarios, "方案对比", "Scenarios", NULL);

static const struct xw_data_word met_words[] = { { "met", "达到", "met" },
                                                 { "missed", "未达到", "missed" },
                                                 { "needs_input", "缺输入", "needs input" },
                                                 { 0 } };

static const struct xw_data_column measures_columns[] = {
    XW_COLUMN_RUN,
    XW_COLUMN("place", "", TEXT, "范围：district 全区，街镇，小区组，或学校代码",
              "district, a town, a group of zones, or the code of a school"),
    XW_COLUMN("stage", "", WORD, "学段；空 = 不分", "stage; empty = none", .words = xw_words_stage),
    XW_COLUMN_SCHOOL_YEAR,
    XW_COLUMN("measure", "", TEXT, "指标，见 measure_names.csv",
              "the measure, see measure_names.csv"),
    XW_COLUMN("value", "", NUMBER, "数值；空 = 缺输入", "its value; empty = input is missing",
              .head_en = "Value", .gap = XW_DATA_NEEDED, .decimals = 6, .persons = XW_HELD_PERSONS),
    XW_COLUMN("unit", "", TEXT, "单位", "its unit"),
    XW_COLUMN("target", "", NUMBER, "目标或标准；空 = 无", "target or norm; empty = none",
              .decimals = 6),
    XW_COLUMN("status", "", WORD, "met 达到，missed 未达到，needs_input 缺输入，空 = 无目标",
              "met, missed, needs_input, empty = nothing is asked", .head_zh = "是否达到",
              .head_en = "Status", .words = met_words),
};

static void measures_rows(const struct xw_data_source *t, struct xw_data_row *r)
{
    for (int32_t i = 0; i < t->runs; i++) {
        const struct xw_run *run = t->all[i].run;
        for (int32_t m = 0; m < run->measure_count; m++) {
            const struct xw_run_measure *row = &run->measure[m];
            enum xw_stage_name stage;
            enum xw_measure measure = xw_measure_find(row->measure, &stage);
            bool known = measure != XW_MEASURES; /* else a figure of another version: its name */
            xw_data_hold(r, row->held);
            xw_data_text(r, run->name);
            xw_data_text(r, row->place);
            xw_data_text(r, xw_stage_word(stage));
            xw_data_whole(r, row->year);
            xw_data_text(r, known ? xw_measure_of(measure)->word : row->measure);
            xw_data_real(r, row->value);
            xw_data_text(r, known ? xw_measure_of(measure)->unit : "");
            xw_data_real(r, row->target);
            xw_data_text(r, row->status);
            xw_data_end(r);
        }
    }
}

XW_DATA_TABLE(measures, "指标", "Measures", NULL);

static const struct xw_data_column measure_names_columns[] = {
    XW_COLUMN("measure", "", TEXT, "指标", "the measure"),
    XW_COLUMN("unit", "", TEXT, "单位", "its unit"),
    XW_COLUMN("of_stage", "", FLAG, "1 = 分学段", "1 = of a stage", .head_zh = "分学段",
              .head_en = "By stage"),
    XW_COLUMN("meaning_zh", "", TEXT, "含义", "meaning, in Chinese",
              .head_en = "Meaning (Chinese)"),
    XW_COLUMN("meaning_en", "", TEXT, "含义（英文）", "meaning"),
};

static void measure_names_rows(const struct xw_data_source *t, struct xw_data_row *r)
{
    (void)t;
    for (int32_t m = 0; m < XW_MEASURES; m++) {
        const struct xw_measure_info *of = xw_measure_of((enum xw_measure)m);
        xw_data_text(r, of->word);
        xw_data_text(r, of->unit);
        xw_data_whole(r, of->of_stage);
        xw_data_text(r, of->zh);
        xw_data_text(r, of->en);
        xw_data_end(r);
    }
}

XW_DATA_TABLE(measure_names, "指标的含义", "Meaning of measures", NULL);
