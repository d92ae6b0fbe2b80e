#include "data_columns.h"
#include <string.h>

const struct xw_data_word xw_words_stage[] = { { "nursery", "托育", "nursery" },
                                               { "kindergarten", "幼儿园", "kindergarten" },
                                               { "primary", "小学", "primary" },
                                               { "lower_secondary", "初中", "lower secondary" },
                                               { "upper_secondary", "高中阶段", "upper secondary" },
                                               { "special", "特殊教育", "special" },
                                               { "all", "合计", "together" },
                                               { 0 } };

const struct xw_data_word xw_words_scope[] = { { "entry", "入学年级", "entry grade" },
                                               { "all", "全部年级", "all grades" },
                                               { 0 } };

const struct xw_data_word xw_words_level[] = { { "district", "全区", "district" },
                                               { "town", "街镇", "town" },
                                               { "group", "小区组", "group of zones" },
                                               { "catchment", "片区", "catchment" },
                                               { 0 } };

const struct xw_data_word xw_words_evidence[] = { { "published", "● 公布", "● published" },
                                                  { "estimated", "◐ 估计", "◐ estimated" },
                                                  { "assumed", "○ 假定", "○ assumed" },
                                                  { 0 } };

const struct xw_data_word xw_words_warning[] = { { "none", "无", "none" },
                                                 { "green", "绿", "green" },
                                                 { "yellow", "黄", "yellow" },
                                                 { "red", "红", "red" },
                                                 { 0 } };

const struct xw_data_word xw_words_reason[] = { { "demand", "需求", "demand" },
                                                { "delay", "工期", "delay" },
                                                { "locked_rooms", "高年级占用",
                                                  "rooms held by older grades" },
                                                { "earlier_wave", "前浪升级", "an earlier wave" },
                                                { "boundary", "划片", "boundaries" },
                                                { 0 } };

const struct xw_data_word xw_words_kind[] = { { "new", "新建", "new" },
                                              { "expansion", "扩建", "expansion" },
                                              { "relocation", "迁建", "relocation" },
                                              { "rebuild", "重建", "rebuild" },
                                              { "conversion", "改用", "conversion" },
                                              { "closure", "撤并", "closure" },
                                              { "merger", "合并", "merger" },
                                              { 0 } };

const struct xw_data_word xw_words_status[] = { { "open", "已开学", "open" },
                                                { "building", "在建", "building" },
                                                { "approved", "已批", "approved" },
                                                { "planned", "列入规划", "planned" },
                                                { 0 } };

const struct xw_data_word xw_words_verdict[] = { { "late", "晚", "late" },
                                                 { "exact", "正好", "on time" },
                                                 { "early", "早", "early" },
                                                 { "never", "无需要", "no need" },
                                                 { "no_classes", "缺班数", "no classes given" },
                                                 { "no_seats", "不增学位", "adds no seats" },
                                                 { "no_gap", "不计缺口", "no gap counted" },
                                                 { "uncounted", "未计入", "not counted" },
                                                 { 0 } };

const struct xw_data_word xw_words_quantity[] = {
    { "demand", "需求", "demand" },
    { "seats", "标准学位", "norm seats" },
    { "local_gap", "片区缺口", "local gap" },
    { "net_gap", "净缺口", "net gap" },
    { "unplaced", "未落实", "without a place" },
    { "surplus", "闲置", "idle seats" },
    { "short_district", "全区净缺合计", "net gap of the district, summed" },
    { "short_towns", "街镇净缺合计", "net gaps of the towns, summed" },
    { "short_areas", "片区缺口合计", "local gaps, summed" },
    { "peak", "最大净缺", "largest net gap" },
    { "idle", "闲置合计", "idle seats, summed" },
    { "useful_district", "有用学位·年（全区）", "useful seat-years (district)" },
    { "useful_towns", "有用学位·年（街镇）", "useful seat-years (towns)" },
    { 0 }
};

const char *xw_data_unit(const struct xw_data_column *column, bool chinese)
{
    static const struct xw_data_word units[] = { { "CNY", "元", "CNY" },
                                                 { "children", "人", "children" },
                                                 { "classes", "班", "classes" },
                                                 { "histories", "次", "histories" },
                                                 { "metres", "米", "metres" },
                                                 { "percent", "%", "percent" },
                                                 { "persons", "人", "persons" },
                                                 { "places", "个学位", "places" },
                                                 { "projects", "个", "projects" },
                                                 { "pupils", "人", "pupils" },
                                                 { "rooms", "间", "rooms" },
                                                 { "rows", "行", "rows" },
                                                 { "school year", "", "" },
                                                 { "schools", "所", "schools" },
                                                 { "seat-years", "学位·年", "seat-years" },
                                                 { "seats", "个学位", "seats" },
                                                 { "share", "", "" },
                                                 { "square metres", "平方米", "square metres" },
                                                 { "year", "", "" },
                                                 { "years", "年", "years" } };
    for (size_t u = 0; u < sizeof units / sizeof *units; u++)
        if (strcmp(units[u].code, column->unit) == 0) return chinese ? units[u].zh : units[u].en;
    return column->unit;
}
