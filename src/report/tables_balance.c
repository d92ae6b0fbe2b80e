#include "data_columns.h"
#include <math.h>

static const struct xw_data_word finding_words[] = {
    { "roll_peak", "在校生高峰", "peak of the rolls" },
    { "entry_peak", "入学高峰", "peak of the entry grade" },
    { "classes_counted", "计入的规划班数", "named classes counted" },
    { "classes_after_entry_peak", "入学高峰后开学的班", "classes opening after the entry peak" },
    { "classes_after_roll_peak", "在校生高峰后开学的班",
      "classes opening after the peak of the rolls" },
    { "classes_to_come", "尚待开学的班", "classes still to open" },
    { "largest_local_gap", "最大片区缺口", "largest local gap" },
    { "net_gap_then", "该年净缺口", "net gap then" },
    { "gap_closed", "片区缺口补上", "local gap closed" },
    { "idle_seats", "最后一年片区闲置", "idle seats in the last year" },
    { "norm_seats", "最后一年标准学位", "norm seats in the last year" },
    { 0 }
};

static const struct xw_data_column findings_columns[] = {
    XW_COLUMN_RUN,
    XW_COLUMN_STAGE,
    XW_COLUMN("finding", "", WORD, "结论的名字", "name of the finding", .head_zh = "结论",
              .head_en = "Finding", .words = finding_words),
    XW_COLUMN("year", "year", YEAR, "所在学年；空 = 没有", "its school year; empty = none"),
    XW_COLUMN("value", "", WHOLE, "数值；单位随结论", "its value, in the unit of the finding"),
};

static void finding(struct xw_data_row *r, const struct xw_figures *f, int32_t stage,
                    const char *name, int32_t year, int64_t value)
{
    xw_data_text(r, f->run->name);
    xw_data_text(r, xw_data_stage(f->run, stage));
    xw_data_text(r, name);
    xw_data_whole_or_none(r, year);
    xw_data_whole(r, value);
    xw_data_end(r);
}

static void findings_rows(const struct xw_data_source *t, struct xw_data_row *r)
{
    for (int32_t i = 0; i < t->runs; i++)
        for (int32_t s = 0; s < t->all[i].stages; s++) {
            const struct xw_figures *f = &t->all[i];
            const struct xw_stage_finding *found = &f->stage[s];
            finding(r, f, s, "roll_peak", found->roll.year, found->roll.pupils);
            finding(r, f, s, "entry_peak", found->entry.year, found->entry.pupils);
            finding(r, f, s, "classes_counted", XW_NONE, found->classes);
            finding(r, f, s, "classes_after_entry_peak", found->first_after, found->after_entry);
            finding(r, f, s, "classes_after_roll_peak", XW_NONE, found->after_roll);
            finding(r, f, s, "classes_to_come", found->to_come_from, found->to_come);
            if (!found->district) continue;
            finding(r, f, s, "largest_local_gap", found->worst_year, found->worst_local);
            finding(r, f, s, "net_gap_then", found->worst_year, found->worst_net);
            if (found->closing == XW_CLOSING_CLOSES)
                finding(r, f, s, "gap_closed", found->closes, 0);
            finding(r, f, s, "idle_seats", f->last, found->idle_last);
            finding(r, f, s, "norm_seats", f->last, found->seats_last);
        }
}

XW_DATA_TABLE(findings, "主要结论", "Findings", NULL);

static const struct xw_data_column stage_year_columns[] = {
    XW_COLUMN_RUN,
    XW_COLUMN_STAGE,
    XW_COLUMN_SCHOOL_YEAR,
    XW_COLUMN_SCOPE,
    XW_COLUMN("demand", "pupils", WHOLE, "需求，按居住地", "demand, by residence",
              .persons = XW_HELD_PERSONS),
    XW_COLUMN("seats_norm", "seats", WHOLE, "标准学位；空 = 不归区里",
              "norm seats; empty = not the district's"),
    XW_COLUMN("seats_design", "seats", WHOLE, "设计学位", "design seats"),
    XW_COLUMN("seats_compliant", "seats", WHOLE, "达标学位", "compliant seats"),
    XW_COLUMN("balance", "seats", BALANCE, "标准学位减需求", "norm seats less demand",
              .persons = XW_HELD_PERSONS),
    XW_COLUMN("local_gap", "seats", WHOLE, "片区缺口", "local gap", .persons = XW_HELD_PERSONS),
    XW_COLUMN("net_gap", "seats", WHOLE, "净缺口", "net gap", .persons = XW_HELD_PERSONS),
    XW_COLUMN("surplus", "seats", WHOLE, "片区闲置", "idle seats, summed over areas",
              .persons = XW_HELD_PERSONS),
    XW_COLUMN("unplaced", "pupils", WHOLE, "未落实学位的学生", "pupils without a place",
              .persons = XW_HELD_UNPLACED),
};

static void stage_year_rows(const struct xw_data_source *t, struct xw_data_row *r)
{
    for (int32_t i = 0; i < t->runs; i++) {
        const struct xw_figures *f = &t->all[i];
        for (int32_t s = 0; s < f->stages; s++)
            for (int32_t y = 0; y < f->years; y++)
                for (int32_t scope = 0; scope < 2; scope++) {
                    const struct xw_run_gap *row =
                        xw_figures_district(f, s, (enum xw_scope)scope, y);
                    if (row == NULL) continue;
                    xw_data_hold(r, row->held);
                    xw_data_text(r, f->run->name);
                    xw_data_text(r, xw_data_stage(f->run, s));
                    xw_data_whole(r, row->year);
                    xw_data_text(r, xw_data_scope((enum xw_scope)scope));
                    xw_data_whole(r, row->demand);
                    xw_data_whole_or_none(r, row->seats);
                    xw_data_whole_or_none(r, row->design);
                    xw_data_whole_or_none(r, row->compliant);
                    xw_data_balance(r, row);
                    xw_data_whole_or_none(r, row->local_gap);
                    xw_data_whole_or_none(r, row->net_gap);
                    xw_data_whole_or_none(r, row->surplus);
                    xw_data_whole_or_none(r, row->unplaced);
                    xw_data_end(r);
                }
    }
}

XW_DATA_TABLE(stage_year, "各学段供需逐年", "Stages by year", NULL);

static const struct xw_data_column stage_classes_columns[] = {
    XW_COLUMN_RUN,
    XW_COLUMN_STAGE,
    XW_COLUMN_SCHOOL_YEAR,
    XW_COLUMN("schools", "schools", WHOLE, "有房间或学生的学校", "schools with rooms or pupils"),
    XW_COLUMN("rooms", "rooms", WHOLE, "教室", "classrooms"),
    XW_COLUMN("pupils", "pupils", WHOLE, "在校生", "pupils on roll"),
    XW_COLUMN("classes", "classes", WHOLE, "班数", "classes"),
    XW_COLUMN("classes_over_norm", "classes", WHOLE, "超过班额标准的班", "classes above the norm"),
    XW_COLUMN("classes_56", "classes", WHOLE, "56 人及以上的班", "classes of 56 and more"),
    XW_COLUMN("classes_66", "classes", WHOLE, "66 人及以上的班", "classes of 66 and more"),
    XW_COLUMN("largest_class", "pupils", WHOLE, "最大的班", "the largest class"),
    XW_COLUMN("schools_over_size", "schools", WHOLE, "超过校额标准的学校",
              "schools above the largest size"),
    XW_COLUMN("red", "schools", WHOLE, "红色预警的学校", "schools with a red warning"),
    XW_COLUMN("yellow", "schools", WHOLE, "黄色预警的学校", "schools with a yellow warning"),
};

static void stage_classes_rows(const struct xw_data_source *t, struct xw_data_row *r)
{
    for (int32_t i = 0; i < t->runs; i++) {
        const struct xw_figures *f = &t->all[i];
        for (int32_t s = 0; s < f->stages; s++)
            for (int32_t y = 0; y < f->years; y++) {
                const struct xw_stage_year *sum = &f->sums[s * f->years + y];
                xw_data_text(r, f->run->name);
                xw_data_text(r, xw_data_stage(f->run, s));
                xw_data_whole(r, f->first + y);
                xw_data_whole(r, sum->schools);
                xw_data_whole(r, sum->rooms);
                xw_data_whole(r, sum->pupils);
                xw_data_whole(r, sum->classes);
                xw_data_whole(r, sum->over_norm);
                xw_data_whole(r, sum->over_56);
                xw_data_whole(r, sum->over_66);
                xw_data_whole(r, sum->largest);
                xw_data_whole(r, sum->over_size);
                xw_data_whole(r, sum->red);
                xw_data_whole(r, sum->yellow);
                xw_data_end(r);
            }
    }
}

XW_DATA_TABLE(stage_classes, "各学段班级逐年", "Classes by year", NULL);

static const struct xw_data_column town_year_columns[] = {
    XW_COLUMN_RUN,
    XW_COLUMN_TOWN_ZH,
    XW_COLUMN_TOWN_EN,
    XW_COLUMN_STAGE,
    XW_COLUMN_SCHOOL_YEAR,
    XW_COLUMN_SCOPE,
    XW_COLUMN("demand", "pupils", WHOLE, "居住在该街镇的需求", "demand of its residents",
              .persons = XW_HELD_PERSONS),
    XW_COLUMN("seats_norm", "seats", WHOLE, "街镇内学校的标准学位", "norm seats of its schools"),
    XW_COLUMN("balance", "seats", BALANCE, "标准学位减需求", "norm seats less demand",
              .persons = XW_HELD_PERSONS),
    XW_COLUMN("local_gap", "seats", WHOLE, "片区缺口中属于该街镇的部分",
              "its part of the local gap", .persons = XW_HELD_PERSONS),
    XW_COLUMN("surplus", "seats", WHOLE, "片区闲置中属于该街镇的部分", "its part of the idle seats",
              .persons = XW_HELD_PERSONS),
    XW_COLUMN("unplaced", "pupils", WHOLE, "未落实学位的学生", "pupils without a place",
              .persons = XW_HELD_UNPLACED),
};

static void town_year_rows(const struct xw_data_source *t, struct xw_data_row *r)
{
    for (int32_t i = 0; i < t->runs; i++) {
        const struct xw_figures *f = &t->all[i];
        for (int32_t town = 0; town < f->towns; town++)
            for (int32_t s = 0; s < f->stages; s++)
                for (int32_t y = 0; y < f->years; y++)
                    for (int32_t scope = 0; scope < 2; scope++) {
                        const struct xw_run_gap *row =
                            xw_figures_town(f, town, s, (enum xw_scope)scope, y);
                        if (row == NULL) continue;
                        xw_data_hold(r, row->held);
                        xw_data_text(r, f->run->name);
                        xw_data_text(r, f->town_zh[town]);
                        xw_data_text(r, f->town_en[town]);
                        xw_data_text(r, xw_data_stage(f->run, s));
                        xw_data_whole(r, row->year);
                        xw_data_text(r, xw_data_scope((enum xw_scope)scope));
                        xw_data_whole(r, row->demand);
                        xw_data_whole_or_none(r, row->seats);
                        xw_data_balance(r, row);
                        xw_data_whole_or_none(r, row->local_gap);
                        xw_data_whole_or_none(r, row->surplus);
                        xw_data_whole_or_none(r, row->unplaced);
                        xw_data_end(r);
                    }
    }
}

XW_DATA_TABLE(town_year, "各街镇供需逐年", "Towns by year", NULL);

static const struct xw_data_column base_year_columns[] = {
    XW_COLUMN_STAGE,
    XW_COLUMN("demand", "pupils", WHOLE, "需求", "demand", .sums = true),
    XW_COLUMN("pupils", "pupils", WHOLE, "在校生", "pupils on roll", .sums = true),
    XW_COLUMN("classes", "classes", WHOLE, "班数", "classes", .sums = true),
    XW_COLUMN("mean_class", "pupils", NUMBER, "平均班额", "mean class", .decimals = 2),
    XW_COLUMN("rooms", "rooms", WHOLE, "教室", "classrooms", .sums = true),
    XW_COLUMN("seats_norm", "seats", WHOLE, "标准学位", "norm seats", .sums = true),
    XW_COLUMN("balance", "seats", BALANCE, "标准学位减需求", "norm seats less demand",
              .sums = true),
    XW_COLUMN("local_gap", "seats", WHOLE, "片区缺口", "local gap", .sums = true),
    XW_COLUMN("surplus", "seats", WHOLE, "片区闲置", "idle seats", .sums = true),
};

static void base_year_rows(const struct xw_data_source *t, struct xw_data_row *r)
{
    const struct xw_figures *f = &t->all[0];
    for (int32_t s = 0; s < f->stages; s++) {
        const struct xw_run_gap *row = xw_figures_district(f, s, XW_SCOPE_ALL, 0);
        const struct xw_stage_year *sum = &f->sums[s * f->years];
        if (row == NULL) continue;
        xw_data_text(r, xw_data_stage(f->run, s));
        xw_data_whole(r, row->demand);
        xw_data_whole(r, sum->pupils);
        xw_data_whole(r, sum->classes);
        xw_data_real(r, sum->classes > 0 ? (double)sum->pupils / sum->classes : NAN);
        xw_data_whole(r, sum->rooms);
        xw_data_whole_or_none(r, row->seats);
        xw_data_balance(r, row);
        xw_data_whole_or_none(r, row->local_gap);
        xw_data_whole_or_none(r, row->surplus);
        xw_data_end(r);
    }
}

XW_DATA_TABLE(base_year, "基年", "Base year", NULL);
