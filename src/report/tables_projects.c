#include "data_columns.h"

static const struct xw_data_column projects_columns[] = {
    XW_COLUMN("project", "", TEXT, "项目号", "number of the project"),
    XW_COLUMN("name_zh", "", TEXT, "项目", "name, in Chinese", .head_en = "Project (Chinese)"),
    XW_COLUMN("name_en", "", TEXT, "项目（英文）", "name", .head_en = "Project"),
    XW_COLUMN_STAGE,
    XW_COLUMN_TOWN_ZH,
    XW_COLUMN_TOWN_EN,
    XW_COLUMN("kind", "", WORD, "性质", "kind", .words = xw_words_kind),
    XW_COLUMN("classes_named", "classes", WHOLE, "规划所列班数；空 = 未给",
              "classes as the plan names them; empty = not given", .gap = XW_DATA_ASKED,
              .sums = true),
    XW_COLUMN("classes_before", "classes", WHOLE, "原有班数；空 = 未给",
              "classes before; empty = not given", .gap = XW_DATA_ASKED),
    XW_COLUMN("seats_added", "seats", WHOLE, "开学当年增加的标准学位",
              "norm seats it adds when it opens", .sums = true),
    XW_COLUMN("cost_cny", "CNY", MONEY, "总投资", "total investment", .gap = XW_DATA_NEEDED,
              .sums = true),
    XW_COLUMN("spend_2021_2025_cny", "CNY", MONEY, "2021—2025 年投资", "investment of 2021 to 2025",
              .gap = XW_DATA_NEEDED, .sums = true),
    XW_COLUMN("starts_in", "year", YEAR, "开工", "start of works"),
    XW_COLUMN("opens", "school year", YEAR, "计划开学", "planned opening"),
    XW_COLUMN("opens_in", "school year", YEAR, "本方案的开学", "opening in this scenario"),
    XW_COLUMN("need_from", "school year", YEAR, "需要其学位的第一年；空 = 没有",
              "first year its seats are needed; empty = none"),
    XW_COLUMN("need_until", "school year", YEAR, "需要其学位的最后一年",
              "last year its seats are needed"),
    XW_COLUMN(
        "verdict", "", WORD,
        "late 晚，exact 正好，early 早，never 无需要，no_classes 缺班数，no_seats 不增学位，no_gap "
        "不计缺口，uncounted 未计入",
        "late, exact, early, never, no_classes, no_seats, no_gap, uncounted",
        .head_zh = "与需要相比", .head_en = "Against need", .words = xw_words_verdict),
    XW_COLUMN("years", "years", WHOLE, "早或晚几年", "years late or early"),
    XW_COLUMN("status", "", WORD, "planned 规划，approved 已批，building 在建，open 已开学",
              "planned, approved, building, open", .head_zh = "状态", .head_en = "Status",
              .words = xw_words_status),
    XW_COLUMN("counted", "", FLAG, "1 = 计入本方案", "1 = takes part in this scenario",
              .head_zh = "计入", .head_en = "Counted"),
    XW_COLUMN_EVIDENCE,
};

static void projects_rows(const struct xw_data_source *t, struct xw_data_row *r)
{
    const struct xw_run *run = t->all[0].run;
    for (int32_t p = 0; p < run->project_count; p++) {
        const struct xw_run_project *project = &run->project[p];
        const struct xw_need *need = &t->needs->need[p];
        xw_data_text(r, project->code);
        xw_data_text(r, project->name_zh);
        xw_data_text(r, project->name_en);
        xw_data_text(r, project->stage);
        xw_data_text(r, project->town_zh);
        xw_data_text(r, project->town_en);
        xw_data_text(r, project->kind);
        xw_data_whole_or_none(r, project->classes_named);
        xw_data_whole_or_none(r, project->classes_before);
        xw_data_whole(r, project->seats_added);
        xw_data_real(r, project->cost_cny);
        xw_data_real(r, project->spend_2021_2025_cny);
        xw_data_whole(r, project->starts_in);
        xw_data_whole(r, project->opens);
        xw_data_whole(r, project->opens_in);
        xw_data_whole_or_none(r, need->from);
        xw_data_whole_or_none(r, need->until);
        xw_data_text(r, xw_data_verdict(need->verdict));
        xw_data_whole(r, need->years);
        xw_data_text(r, project->status);
        xw_data_whole(r, project->counted);
        xw_data_text(r, xw_data_evidence(project->evidence));
        xw_data_end(r);
    }
}

XW_DATA_TABLE(projects, "项目", "Projects", NULL);

static const struct xw_data_column openings_columns[] = {
    XW_COLUMN_STAGE,
    XW_COLUMN_SCHOOL_YEAR,
    XW_COLUMN("classes", "classes", WHOLE, "当年开学的规划班数", "named classes that open",
              .sums = true),
    XW_COLUMN("after_entry_peak", "", FLAG, "1 = 晚于入学高峰", "1 = after the entry peak",
              .head_zh = "晚于入学高峰", .head_en = "After the entry peak"),
    XW_COLUMN("after_roll_peak", "", FLAG, "1 = 晚于在校生高峰", "1 = after the roll's peak",
              .head_zh = "晚于在校生高峰", .head_en = "After the roll's peak"),
};

static void openings_rows(const struct xw_data_source *t, struct xw_data_row *r)
{
    const struct xw_figures *f = &t->all[0];
    for (int32_t s = 0; s < f->stages; s++) {
        for (int32_t year = INT16_MIN; year < INT16_MAX;) {
            /* The next year in which projects of the stage open, and their classes. */
            int32_t next = INT16_MAX;
            int64_t classes = 0;
            for (int32_t p = 0; p < t->needs->count; p++) {
                const struct xw_run_project *project = &f->run->project[p];
                if (!project->counted || project->classes_named == XW_NONE) continue;
                if (t->needs->need[p].stage != s || project->opens_in <= year) continue;
                if (project->opens_in > next) continue;
                if (project->opens_in < next) classes = 0;
                next = project->opens_in;
                classes += project->classes_named;
            }
            year = next;
            if (next == INT16_MAX) break;
            xw_data_text(r, xw_data_stage(f->run, s));
            xw_data_whole(r, year);
            xw_data_whole(r, classes);
            xw_data_whole(r, year > f->stage[s].entry.year);
            xw_data_whole(r, year > f->stage[s].roll.year);
            xw_data_end(r);
        }
    }
}

XW_DATA_TABLE(openings, "规划班数开学", "Openings", NULL);
