#include "data_columns.h"
#include "intake.h"
#include "kept.h"
#include "reconcile.h"
#include "sites.h"
#include "staffing.h"
#include <math.h>
#include <string.h>

/* The annexes of a bureau, of the subject. */

static bool is_kept(const struct xw_data_source *t, enum xw_table table)
{
    return xw_kept(&t->all[0], table)->count > 0;
}

static bool has_statistics(const struct xw_data_source *t)
{
    return is_kept(t, XW_TABLE_STATISTICS);
}

static bool has_rolls(const struct xw_data_source *t)
{
    const struct xw_carried *rows = xw_kept(&t->all[0], XW_TABLE_ROLLS);
    for (int32_t i = 0; i < rows->count; i++) {
        int32_t year = xw_carried_whole(rows, XW_COL_ROLLS_YEAR, i, XW_NONE);
        if (year >= t->all[0].first && year <= t->all[0].last) return true;
    }
    return false;
}

static bool has_progress(const struct xw_data_source *t)
{
    return is_kept(t, XW_TABLE_PROJECT_PROGRESS);
}

static bool has_sites(const struct xw_data_source *t)
{
    return is_kept(t, XW_TABLE_SITES);
}

static bool has_accuracy(const struct xw_data_source *t)
{
    return is_kept(t, XW_TABLE_ACCURACY);
}

static bool has_signatures(const struct xw_data_source *t)
{
    return is_kept(t, XW_TABLE_SIGNATURES);
}

static void kept_text(struct xw_data_row *r, const struct xw_carried *rows, enum xw_column column,
                      int32_t i)
{
    xw_data_text(r, xw_carried_text(rows, column, i));
}

static void kept_real(struct xw_data_row *r, const struct xw_carried *rows, enum xw_column column,
                      int32_t i)
{
    xw_data_real(r, xw_carried_number(rows, column, i));
}

static void kept_whole(struct xw_data_row *r, const struct xw_carried *rows, enum xw_column column,
                       int32_t i)
{
    xw_data_whole_or_none(r, xw_carried_whole(rows, column, i, XW_NONE));
}

static void kept_evidence(struct xw_data_row *r, const struct xw_carried *rows, int32_t i)
{
    xw_data_text(r, xw_evidence_name(xw_carried_evidence(rows, i)));
    xw_data_whole(r, rows->line[i]);
}

#define COLUMN_LINE(table)                                                                         \
    XW_COLUMN("line", "", WHOLE, "在输入表 " table " 中的行", "line of the input table " table,    \
              .head_zh = "行", .head_en = "Line")

/* ---- statistics and rolls beside the result ---- */

static const struct xw_data_word statistic_words[] = {
    { "schools", "学校数", "schools" }, { "classes", "班级数", "classes" },
    { "pupils", "在校生", "pupils" },   { "entrants", "招生数", "entrants" },
    { "leavers", "毕业生", "leavers" }, { "teachers", "专任教师", "full-time teachers" },
    { "staff", "教职工", "staff" },     { 0 }
};

static const struct xw_data_column plan_against_actual_columns[] = {
    XW_COLUMN_STAGE,
    XW_COLUMN_SCHOOL_YEAR,
    XW_COLUMN("quantity", "", WORD, "统计项", "figure of the yearly statistics",
              .head_en = "Figure", .words = statistic_words),
    XW_COLUMN("result", "", NUMBER, "推算；空 = 没有对应的结果",
              "what the run says; empty = nothing", .decimals = XW_DATA_AS_IT_IS),
    XW_COLUMN("actual", "", NUMBER, "统计年报", "what the statistics say",
              .decimals = XW_DATA_AS_IT_IS),
    XW_COLUMN("difference", "", NUMBER, "统计减推算", "statistics less result",
              .decimals = XW_DATA_AS_IT_IS),
    XW_COLUMN("note", "", TEXT, "相差的原因", "why they differ"),
    XW_COLUMN_EVIDENCE,
    COLUMN_LINE("statistics"),
};

static void plan_against_actual_rows(const struct xw_data_source *t, struct xw_data_row *r)
{
    const struct xw_figures *f = &t->all[0];
    const struct xw_carried *rows = xw_kept(f, XW_TABLE_STATISTICS);
    for (int32_t i = 0; i < rows->count; i++) {
        int32_t stage = xw_kept_stage(f, rows, XW_COL_STATISTICS_STAGE, i);
        int32_t year = xw_carried_whole(rows, XW_COL_STATISTICS_YEAR, i, XW_NONE);
        double actual = xw_carried_number(rows, XW_COL_STATISTICS_VALUE, i), result = NAN;
        bool inside = stage != XW_NONE && year >= f->first && year <= f->last;
        const char *quantity = xw_carried_text(rows, XW_COL_STATISTICS_QUANTITY, i);
        if (inside && !xw_reconcile_result(f, stage, quantity, year, &result)) result = NAN;
        kept_text(r, rows, XW_COL_STATISTICS_STAGE, i);
        xw_data_whole(r, year);
        xw_data_text(r, quantity);
        xw_data_real(r, result);
        xw_data_real(r, actual);
        xw_data_real(r, actual - result);
        kept_text(r, rows, XW_COL_STATISTICS_NOTE, i);
        kept_evidence(r, rows, i);
        xw_data_end(r);
    }
}

XW_DATA_TABLE(plan_against_actual, "与统计年报对照", "Plan against actual", has_statistics);

static const struct xw_data_column later_rolls_columns[] = {
    XW_COLUMN("school", "", TEXT, "学校代码", "code of the school"),
    XW_COLUMN_STAGE,
    XW_COLUMN_SCHOOL_YEAR,
    XW_COLUMN("result", "pupils", WHOLE, "推算的在校生，同样的年级",
              "pupils of the run, of the same grades", .persons = XW_HELD_PERSONS),
    XW_COLUMN("actual", "pupils", WHOLE, "实际在校生", "pupils on the roll",
              .persons = XW_HELD_PERSONS),
    XW_COLUMN("difference", "pupils", WHOLE, "实际减推算", "roll less result",
              .persons = XW_HELD_PERSONS),
};

static void later_rolls_rows(const struct xw_data_source *t, struct xw_data_row *r)
{
    const struct xw_figures *f = &t->all[0];
    struct xw_arena keep = { 0 };
    struct xw_later_roll *roll = NULL;
    int32_t count = 0;
    if (xw_arena_init(&keep, XW_ARENA_USUAL) == XW_OK) roll = xw_later_rolls(&keep, f, &count);
    if (roll == NULL) r->misfit = true;
    for (int32_t i = 0; roll != NULL && i < count; i++) {
        xw_data_hold(r, roll[i].held ? XW_HELD_PERSONS : 0);
        xw_data_text(r, f->run->school[roll[i].school].code);
        xw_data_text(r, xw_data_stage(f->run, roll[i].stage));
        xw_data_whole(r, roll[i].year);
        xw_data_whole(r, roll[i].plan);
        xw_data_whole(r, roll[i].actual);
        xw_data_whole(r, roll[i].actual - roll[i].plan);
        xw_data_end(r);
    }
    xw_arena_free(&keep);
}

XW_DATA_TABLE(later_rolls, "以后各年在校生与推算", "Later rolls and the result", has_rolls);

/* ---- September ---- */

static const struct xw_data_column next_september_columns[] = {
    XW_COLUMN_STAGE,
    XW_COLUMN_SCHOOL_YEAR,
    XW_COLUMN("school", "", TEXT, "片区（首校代码）", "area, by the code of its first school",
              .head_zh = "片区", .head_en = "Area"),
    XW_COLUMN("registered", "children", WHOLE, "登记人数；空 = 未给登记表",
              "children registered; empty = no table of registrations", .gap = XW_DATA_NEEDED,
              .persons = XW_HELD_PERSONS),
    XW_COLUMN("as_of", "", TEXT, "登记截至", "registered by this day", .gap = XW_DATA_NEEDED),
    XW_COLUMN("since_first", "children", WHOLE, "较首期的变化", "change since the first day",
              .persons = XW_HELD_PERSONS),
    XW_COLUMN("simulated", "pupils", WHOLE, "推算的入学需求", "simulated entry demand",
              .persons = XW_HELD_PERSONS),
    XW_COLUMN("places", "places", WHOLE, "学位：招生计划，或能开的入学班",
              "places: intake plan, or entry classes that can open", .head_zh = "学位",
              .head_en = "Places"),
    XW_COLUMN("warning", "", WORD, "预警", "warning", .words = xw_words_warning),
    XW_COLUMN("to_coordinate", "pupils", WHOLE, "须统筹", "more than places, to be coordinated",
              .head_en = "To coordinate", .persons = XW_HELD_PERSONS),
};

static void area_row(struct xw_data_row *r, const struct xw_run *run, const struct xw_intake *in,
                     const struct xw_intake_area *area)
{
    xw_data_hold(r, area->held ? XW_HELD_PERSONS : 0);
    xw_data_text(r, xw_data_stage(run, in->stage));
    xw_data_whole(r, in->year);
    xw_data_text(r, run->school[area->school].code);
    xw_data_whole_or_none(r, in->given ? area->registered : XW_NONE);
    xw_data_text(r, in->given ? in->as_of : NULL);
    if (in->given && strcmp(in->first_of, in->as_of) != 0)
        xw_data_whole(r, area->registered - area->earlier);
    else
        xw_data_none(r);
    xw_data_whole(r, area->simulated);
    xw_data_whole(r, area->places);
    xw_data_text(r, xw_intake_warning(in, area));
    xw_data_whole(r, xw_intake_excess(in, area));
    xw_data_end(r);
}

static void next_september_rows(const struct xw_data_source *t, struct xw_data_row *r)
{
    const struct xw_figures *f = &t->all[0];
    struct xw_arena keep = { 0 };
    bool good = xw_arena_init(&keep, XW_ARENA_USUAL) == XW_OK;
    for (int32_t s = 0; good && s < f->stages; s++) {
        struct xw_intake in;
        good = xw_intake_make(&keep, f, xw_intake_year(f), s, &in);
        for (int32_t a = 0; good && a < in.areas; a++)
            area_row(r, f->run, &in, &in.area[a]);
    }
    if (!good) r->misfit = true;
    xw_arena_free(&keep);
}

XW_DATA_TABLE(next_september, "明年九月各片区", "Next September by area", NULL);

/* ---- projects and sites ---- */

static const struct xw_data_column progress_columns[] = {
    XW_COLUMN("project", "", TEXT, "项目编号", "code of the project"),
    XW_COLUMN("as_of", "", TEXT, "截至日期", "as of this day"),
    XW_COLUMN("approval", "", TEXT, "批复文号", "number of the approval", .gap = XW_DATA_NEEDED),
    XW_COLUMN("approved", "", TEXT, "批复日期", "day of the approval", .gap = XW_DATA_NEEDED),
    XW_COLUMN("cost_cny", "CNY", MONEY, "总投资", "investment as planned"),
    XW_COLUMN("budget_cny", "CNY", MONEY, "批复概算", "approved budget", .gap = XW_DATA_NEEDED),
    XW_COLUMN("spent_cny", "CNY", MONEY, "累计支出", "spent so far", .gap = XW_DATA_NEEDED),
    XW_COLUMN("built_percent", "percent", NUMBER, "形象进度", "how much is built",
              .gap = XW_DATA_NEEDED, .decimals = XW_DATA_AS_IT_IS),
    XW_COLUMN("opens", "", YEAR, "计划开学", "planned opening"),
    XW_COLUMN("opens_in", "", YEAR, "情景开学", "opening in the scenario"),
    XW_COLUMN("note", "", TEXT, "备注", "note"),
    XW_COLUMN_EVIDENCE,
    COLUMN_LINE("project_progress"),
};

static void progress_rows(const struct xw_data_source *t, struct xw_data_row *r)
{
    const struct xw_figures *f = &t->all[0];
    const struct xw_carried *rows = xw_kept(f, XW_TABLE_PROJECT_PROGRESS);
    for (int32_t i = 0; i < rows->count; i++) {
        int32_t p = xw_kept_project(f, xw_carried_text(rows, XW_COL_PROJECT_PROGRESS_PROJECT, i));
        const struct xw_run_project *project = p == XW_NONE ? NULL : &f->run->project[p];
        kept_text(r, rows, XW_COL_PROJECT_PROGRESS_PROJECT, i);
        kept_text(r, rows, XW_COL_PROJECT_PROGRESS_AS_OF, i);
        kept_text(r, rows, XW_COL_PROJECT_PROGRESS_APPROVAL, i);
        kept_text(r, rows, XW_COL_PROJECT_PROGRESS_APPROVED, i);
        xw_data_real(r, project == NULL ? NAN : project->cost_cny);
        kept_real(r, rows, XW_COL_PROJECT_PROGRESS_BUDGET_CNY, i);
        kept_real(r, rows, XW_COL_PROJECT_PROGRESS_SPENT_CNY, i);
        kept_real(r, rows, XW_COL_PROJECT_PROGRESS_BUILT_PERCENT, i);
        xw_data_whole_or_none(r, project == NULL ? XW_NONE : project->opens);
        xw_data_whole_or_none(r, project == NULL ? XW_NONE : project->opens_in);
        kept_text(r, rows, XW_COL_PROJECT_PROGRESS_NOTE, i);
        kept_evidence(r, rows, i);
        xw_data_end(r);
    }
}

XW_DATA_TABLE(progress, "批复、预算与进度", "Approval, budget, progress", has_progress);

static const struct xw_data_word site_words[] = { { "reserved", "预留", "reserved" },
                                                  { "in_use", "已使用", "in use" },
                                                  { "released", "已调整", "given up" },
                                                  { 0 } };
static const struct xw_data_word verdict_words[] = {
    { "keep", "缺学位，宜保留", "seats short here: keep" },
    { "extend", "预留先到期，宜续期", "seats short after it lapses: extend" },
    { "spare", "不缺，可再议", "not short: may be reviewed" },
    { "lost", "已调整而缺学位", "given up where seats are short" },
    { 0 }
};

static const struct xw_data_column reserved_sites_columns[] = {
    XW_COLUMN("site", "", TEXT, "地块代码", "code of the site"),
    XW_COLUMN("name_zh", "", TEXT, "中文名", "name, in Chinese", .head_en = "Name (Chinese)"),
    XW_COLUMN("name_en", "", TEXT, "英文名", "name"),
    XW_COLUMN_TOWN_ZH,
    XW_COLUMN_TOWN_EN,
    XW_COLUMN_STAGE,
    XW_COLUMN("area_m2", "square metres", NUMBER, "用地面积", "area", .gap = XW_DATA_NEEDED,
              .decimals = XW_DATA_AS_IT_IS),
    XW_COLUMN("classes", "classes", WHOLE, "规划班数", "classes planned for",
              .gap = XW_DATA_NEEDED),
    XW_COLUMN("status", "", WORD, "状态", "state", .words = site_words),
    XW_COLUMN("until_year", "", YEAR, "预留至；空 = 无期限",
              "reserved until; empty = without an end"),
    XW_COLUMN("balance_now", "seats", BALANCE, "街镇当前余缺", "balance of the town now"),
    XW_COLUMN("balance_worst", "seats", BALANCE, "此后最缺时的余缺",
              "its lowest balance from then on"),
    XW_COLUMN("worst_year", "", YEAR, "最缺学年", "year of that"),
    XW_COLUMN("verdict", "", WORD, "判断", "what follows", .words = verdict_words),
    XW_COLUMN_EVIDENCE,
    COLUMN_LINE("sites"),
};

static void reserved_sites_rows(const struct xw_data_source *t, struct xw_data_row *r)
{
    const struct xw_figures *f = &t->all[0];
    const struct xw_carried *rows = xw_kept(f, XW_TABLE_SITES);
    for (int32_t i = 0; i < rows->count; i++) {
        int32_t town = xw_site_town(f, i);
        struct xw_standing s =
            xw_standing_of(f, town, xw_kept_stage(f, rows, XW_COL_SITES_STAGE, i));
        kept_text(r, rows, XW_COL_SITES_SITE, i);
        kept_text(r, rows, XW_COL_SITES_NAME_ZH, i);
        kept_text(r, rows, XW_COL_SITES_NAME_EN, i);
        xw_data_text(r, town == XW_NONE ? NULL : f->town_zh[town]);
        xw_data_text(r, town == XW_NONE ? NULL : f->town_en[town]);
        kept_text(r, rows, XW_COL_SITES_STAGE, i);
        kept_real(r, rows, XW_COL_SITES_AREA_M2, i);
        kept_whole(r, rows, XW_COL_SITES_CLASSES, i);
        kept_text(r, rows, XW_COL_SITES_STATUS, i);
        kept_whole(r, rows, XW_COL_SITES_UNTIL_YEAR, i);
        if (s.known) {
            xw_data_whole(r, s.now);
            xw_data_whole(r, s.worst);
        } else {
            xw_data_none(r);
            xw_data_none(r);
        }
        xw_data_whole_or_none(r, s.known && s.worst < 0 ? s.worst_year : XW_NONE);
        xw_data_text(r, xw_site_verdict(f, i));
        kept_evidence(r, rows, i);
        xw_data_end(r);
    }
}

XW_DATA_TABLE(reserved_sites, "预留学校用地", "Reserved sites", has_sites);

/* ---- teachers ---- */

static const struct xw_data_column staff_columns[] = {
    XW_COLUMN_STAGE,
    XW_COLUMN_SCHOOL_YEAR,
    XW_COLUMN("by_pupils", "persons", WHOLE, "按生师比所需", "needed by pupils per member of staff",
              .gap = XW_DATA_NEEDED),
    XW_COLUMN("by_classes", "persons", WHOLE, "按班级课时所需", "needed by classes and periods",
              .gap = XW_DATA_NEEDED),
    XW_COLUMN("needed", "persons", WHOLE, "所需：两者中大者", "needed: the larger of both"),
    XW_COLUMN("given", "persons", WHOLE, "已有；空 = 未给", "given; empty = not given",
              .gap = XW_DATA_NEEDED),
    XW_COLUMN("given_of", "", YEAR, "已有数所属学年", "school year of that figure"),
    XW_COLUMN("given_as", "", WORD, "已有数的统计项", "figure of the statistics that is given",
              .words = statistic_words),
    XW_COLUMN("balance", "persons", BALANCE, "已有减所需", "given less needed"),
};

static void staff_rows(const struct xw_data_source *t, struct xw_data_row *r)
{
    const struct xw_figures *f = &t->all[0];
    for (int32_t s = 0; s < f->stages; s++) {
        const char *quantity = xw_staff_quantity(f, s);
        if (xw_staff_peak(f, s) == XW_NONE) continue;
        for (int32_t y = f->first; y <= f->last; y++) {
            int32_t needed = xw_staff_needed(f, "staff", s, y), of = XW_NONE;
            int32_t there = quantity == NULL ? XW_NONE : xw_staff_given(f, quantity, s, y, &of);
            xw_data_text(r, xw_data_stage(f->run, s));
            xw_data_whole(r, y);
            xw_data_whole_or_none(r, xw_staff_needed(f, "staff_by_pupils", s, y));
            xw_data_whole_or_none(r, xw_staff_needed(f, "staff_by_classes", s, y));
            xw_data_whole_or_none(r, needed);
            xw_data_whole_or_none(r, there);
            xw_data_whole_or_none(r, of);
            xw_data_text(r, there == XW_NONE ? NULL : quantity);
            if (there == XW_NONE || needed == XW_NONE)
                xw_data_none(r);
            else
                xw_data_whole(r, there - needed);
            xw_data_end(r);
        }
    }
}

XW_DATA_TABLE(staff, "教职工所需与已有", "Staff needed and given", NULL);

/* ---- accuracy and signatures ---- */

static const struct xw_data_column accuracy_columns[] = {
    XW_COLUMN("horizon", "years", WHOLE, "推算年数", "years ahead"),
    XW_COLUMN("size", "", TEXT, "规模组", "size class"),
    XW_COLUMN("method", "", TEXT, "方法", "method"),
    XW_COLUMN("n", "", WHOLE, "年级数", "grades that were forecast"),
    XW_COLUMN("mape_total", "percent", NUMBER, "全校平均绝对误差", "error of a school's sum",
              .decimals = 3),
    XW_COLUMN("mape_grade", "percent", NUMBER, "年级平均绝对误差", "error of a grade",
              .decimals = 3),
    XW_COLUMN("bias_pct", "percent", NUMBER, "平均误差", "mean error", .decimals = 3),
    XW_COLUMN("coverage80", "", SHARE, "八成区间内的比例", "share within the four in five interval",
              .decimals = 3),
    XW_COLUMN("width80_pct", "percent", NUMBER, "该区间的平均宽度", "mean width of it",
              .decimals = 3),
    XW_COLUMN("rolls_of", "", TEXT, "在校生为何处；空 = 本区",
              "whose rolls; empty = the district's"),
    XW_COLUMN_EVIDENCE,
    COLUMN_LINE("accuracy"),
};

static void accuracy_rows(const struct xw_data_source *t, struct xw_data_row *r)
{
    const struct xw_carried *rows = xw_kept(&t->all[0], XW_TABLE_ACCURACY);
    for (int32_t i = 0; i < rows->count; i++) {
        kept_whole(r, rows, XW_COL_ACCURACY_HORIZON, i);
        kept_text(r, rows, XW_COL_ACCURACY_SIZE, i);
        kept_text(r, rows, XW_COL_ACCURACY_METHOD, i);
        kept_whole(r, rows, XW_COL_ACCURACY_N, i);
        kept_real(r, rows, XW_COL_ACCURACY_MAPE_TOTAL, i);
        kept_real(r, rows, XW_COL_ACCURACY_MAPE_GRADE, i);
        kept_real(r, rows, XW_COL_ACCURACY_BIAS_PCT, i);
        kept_real(r, rows, XW_COL_ACCURACY_COVERAGE80, i);
        kept_real(r, rows, XW_COL_ACCURACY_WIDTH80_PCT, i);
        kept_text(r, rows, XW_COL_ACCURACY_ROLLS_OF, i);
        kept_evidence(r, rows, i);
        xw_data_end(r);
    }
}

XW_DATA_TABLE(accuracy, "方法的准确度", "Accuracy of the method", has_accuracy);

static const struct xw_data_column signatures_columns[] = {
    XW_COLUMN("item", "", TEXT, "签认事项", "what is signed"),
    XW_COLUMN("office", "", TEXT, "签认单位", "office that signs"),
    XW_COLUMN("date", "", TEXT, "日期；空 = 待签", "day; empty = to be signed"),
    XW_COLUMN("statement", "", TEXT, "意见", "statement"),
    COLUMN_LINE("signatures"),
};

static void signatures_rows(const struct xw_data_source *t, struct xw_data_row *r)
{
    const struct xw_carried *rows = xw_kept(&t->all[0], XW_TABLE_SIGNATURES);
    for (int32_t i = 0; i < rows->count; i++) {
        kept_text(r, rows, XW_COL_SIGNATURES_ITEM, i);
        kept_text(r, rows, XW_COL_SIGNATURES_OFFICE, i);
        kept_text(r, rows, XW_COL_SIGNATURES_DATE, i);
        kept_text(r, rows, XW_COL_SIGNATURES_STATEMENT, i);
        xw_data_whole(r, rows->line[i]);
        xw_data_end(r);
    }
}

XW_DATA_TABLE(signatures, "签认的假定", "Signed assumptions", has_signatures);
