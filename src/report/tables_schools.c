#include "data_columns.h"

static const struct xw_data_column school_year_columns[] = {
    XW_COLUMN("school", "", TEXT, "学校代码", "code of the school"),
    XW_COLUMN("name_zh", "", TEXT, "学校", "name, in Chinese", .head_en = "School (Chinese)"),
    XW_COLUMN("name_en", "", TEXT, "学校（英文）", "name", .head_en = "School"),
    XW_COLUMN_TOWN_ZH,
    XW_COLUMN_TOWN_EN,
    XW_COLUMN_STAGE,
    XW_COLUMN_SCHOOL_YEAR,
    XW_COLUMN("rooms", "rooms", WHOLE, "教室", "classrooms"),
    XW_COLUMN("seats_norm", "seats", WHOLE, "标准学位", "norm seats"),
    XW_COLUMN("demand", "pupils", WHOLE, "片区内的需求", "demand of its catchment",
              .persons = XW_HELD_PERSONS),
    XW_COLUMN("pupils", "pupils", WHOLE, "在校生", "pupils on roll", .persons = XW_HELD_PERSONS),
    XW_COLUMN("classes", "classes", WHOLE, "班数", "classes"),
    XW_COLUMN("largest_class", "pupils", WHOLE, "最大的班", "the largest class",
              .persons = XW_HELD_PERSONS),
    XW_COLUMN("classes_over_norm", "classes", WHOLE, "超过班额标准的班", "classes above the norm"),
    XW_COLUMN("classes_56", "classes", WHOLE, "56 人及以上的班", "classes of 56 and more"),
    XW_COLUMN("classes_66", "classes", WHOLE, "66 人及以上的班", "classes of 66 and more"),
    XW_COLUMN("over_size", "pupils", WHOLE, "超过校额标准的人数",
              "pupils above the largest school size"),
    XW_COLUMN("utilisation", "share", SHARE, "在校生除以标准学位", "pupils a norm seat",
              .head_zh = "使用率", .head_en = "Utilisation", .decimals = 4,
              .persons = XW_HELD_PERSONS),
    XW_COLUMN("warning", "", WORD, "预警：none 无，yellow 黄，red 红", "warning: none, yellow, red",
              .words = xw_words_warning),
    XW_COLUMN(
        "reason", "", WORD,
        "主因：demand 需求，delay 工期，locked_rooms 高年级占用，earlier_wave 前浪升级，boundary "
        "划片",
        "reason: demand, delay, locked_rooms, earlier_wave, boundary", .words = xw_words_reason),
    XW_COLUMN("intake_plan", "classes", WHOLE, "常态招生计划（起始年级班数），空为无",
              "entry classes of the intake plan; empty: none"),
    XW_COLUMN("special_rooms_used", "rooms", WHOLE, "应急挤占的专用教室",
              "special rooms that hold a class in an emergency"),
    XW_COLUMN("prefab_rooms_used", "rooms", WHOLE, "应急使用的活动板房",
              "prefabricated rooms that hold a class"),
    XW_COLUMN("sister_rooms_used", "rooms", WHOLE, "应急借用的同校他学段教室",
              "rooms of another stage of the school that hold a class"),
    XW_COLUMN("limit_raised_to", "pupils", WHOLE, "应急放宽后的班额上限，空为未放宽",
              "class size limit raised in an emergency; empty: not raised"),
    XW_COLUMN_EVIDENCE,
};

static void school_year_rows(const struct xw_data_source *t, struct xw_data_row *r)
{
    const struct xw_run *run = t->all[0].run;
    for (int32_t i = 0; i < run->school_year_count; i++) {
        const struct xw_run_school_year *row = &run->school_year[i];
        if (row->school < 0 || row->school >= run->school_count) continue;
        const struct xw_run_school *school = &run->school[row->school];
        xw_data_hold(r, row->held);
        xw_data_text(r, school->code);
        xw_data_text(r, school->name_zh);
        xw_data_text(r, school->name_en);
        xw_data_text(r, school->town_zh);
        xw_data_text(r, school->town_en);
        xw_data_text(r, xw_data_stage(run, row->stage));
        xw_data_whole(r, row->year);
        xw_data_whole(r, row->rooms);
        xw_data_whole_or_none(r, row->seats_norm);
        xw_data_whole(r, row->demand);
        xw_data_whole(r, row->pupils);
        xw_data_whole(r, row->classes);
        xw_data_whole(r, row->largest_class);
        xw_data_whole(r, row->classes_over_norm);
        xw_data_whole(r, row->classes_56);
        xw_data_whole(r, row->classes_66);
        xw_data_whole(r, row->over_size);
        xw_data_real(r, row->utilisation);
        xw_data_text(r, row->warning);
        xw_data_text(r, row->reason);
        xw_data_whole_or_none(r, row->intake_plan);
        xw_data_whole(r, row->special_rooms_used);
        xw_data_whole(r, row->prefab_rooms_used);
        xw_data_whole(r, row->sister_rooms_used);
        xw_data_whole_or_none(r, row->limit_raised_to);
        xw_data_text(r, xw_data_evidence(school->evidence));
        xw_data_end(r);
    }
}

XW_DATA_TABLE(school_year, "各学校逐年", "Schools by year", NULL);

static const struct xw_data_column class_sizes_columns[] = {
    XW_COLUMN_STAGE,
    XW_COLUMN_SCHOOL_YEAR,
    XW_COLUMN("size", "pupils", WHOLE, "班额；99 = 99 人及以上",
              "pupils a class; 99 = 99 and more"),
    XW_COLUMN("classes", "classes", WHOLE, "这样大的班有几个", "how many classes have it"),
};

static void class_sizes_rows(const struct xw_data_source *t, struct xw_data_row *r)
{
    const struct xw_figures *f = &t->all[0];
    for (int32_t s = 0; s < f->stages; s++)
        for (int32_t y = 0; y < f->years; y++) {
            int32_t count[XW_LARGEST_CLASS + 1];
            xw_figures_class_sizes(f, s, (int16_t)(f->first + y), count);
            for (int32_t size = 0; size <= XW_LARGEST_CLASS; size++) {
                if (count[size] == 0) continue;
                xw_data_text(r, xw_data_stage(f->run, s));
                xw_data_whole(r, f->first + y);
                xw_data_whole(r, size);
                xw_data_whole(r, count[size]);
                xw_data_end(r);
            }
        }
}

XW_DATA_TABLE(class_sizes, "班额分布", "Classes by size", NULL);
