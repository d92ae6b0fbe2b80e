#include "data_columns.h"
#include "surplus.h"
#include "effects.h"

/* ---- what each project does ---------------------------------------------------------------------
 */

static const struct xw_data_column project_effects_columns[] = {
    XW_COLUMN("project", "", TEXT, "项目号；空 = 全部项目",
              "number of the project; empty = all of them"),
    XW_COLUMN("name_zh", "", TEXT, "项目", "name, in Chinese", .head_en = "Project (Chinese)"),
    XW_COLUMN("name_en", "", TEXT, "项目（英文）", "name", .head_en = "Project"),
    XW_COLUMN_STAGE,
    XW_COLUMN("rank", "", WHOLE, "按单价排名；空 = 不减少缺口、未给投资或不属区级学段",
              "rank by price; empty = avoids nothing, has no cost, or is of another stage"),
    XW_COLUMN("seats_added", "seats", WHOLE, "开学当年增加的标准学位",
              "norm seats it adds when it opens"),
    XW_COLUMN("cost_cny", "CNY", MONEY, "总投资；全部项目：区级学段的",
              "whole cost; of all projects: those of the district's stages", .gap = XW_DATA_NEEDED),
    XW_COLUMN("gap_without", "seat-years", WHOLE, "不带时的片区缺口，各年、区级各学段合计",
              "local gaps without it, over years and the district's stages"),
    XW_COLUMN("gap_with", "seat-years", WHOLE, "带时的片区缺口", "local gaps with it"),
    XW_COLUMN("gap_avoided", "seat-years", WHOLE, "避免的片区缺口；负 = 反而增加",
              "local gaps avoided; below 0 = it makes them larger"),
    XW_COLUMN("net_without", "seat-years", WHOLE, "不带时的净缺", "net gaps without it"),
    XW_COLUMN("net_avoided", "seat-years", WHOLE, "避免的净缺", "net gaps avoided"),
    XW_COLUMN("unplaced_without", "seat-years", WHOLE, "不带时未落实的人数",
              "unplaced pupils without it"),
    XW_COLUMN("unplaced_avoided", "seat-years", WHOLE, "避免的未落实人数",
              "unplaced pupils avoided"),
    XW_COLUMN("idle_without", "seat-years", WHOLE, "不带时的片区闲置", "idle seats without it"),
    XW_COLUMN("idle_added", "seat-years", WHOLE, "增加的片区闲置", "idle seats it adds"),
    XW_COLUMN("peak_without", "seats", WHOLE, "不带时本学段一年最大的片区缺口",
              "largest local gap of its stage in a year without it"),
    XW_COLUMN("peak_year_without", "school year", YEAR, "不带时缺口最大的学年；空 = 各年不缺",
              "year of that gap without it; empty = never short"),
    XW_COLUMN("peak_with", "seats", WHOLE, "带时本学段一年最大的片区缺口",
              "largest local gap of its stage in a year with it"),
    XW_COLUMN("peak_year_with", "school year", YEAR, "带时缺口最大的学年；空 = 各年不缺",
              "year of that gap with it; empty = never short"),
    XW_COLUMN("cny_per_avoided", "CNY", MONEY, "每避免一个片区缺口学位·年的投资；空 = 不减少缺口",
              "cost per seat-year of local gap avoided; empty = avoids nothing", .decimals = 2),
};

static void effect_row(const struct xw_run *run, const struct xw_effects *of,
                       const struct xw_effect *e, int32_t rank, struct xw_data_row *r)
{
    const struct xw_run_project *p = e->project == XW_NONE ? NULL : &run->project[e->project];
    xw_data_text(r, p == NULL ? NULL : p->code);
    xw_data_text(r, p == NULL ? NULL : p->name_zh);
    xw_data_text(r, p == NULL ? NULL : p->name_en);
    xw_data_text(r, p == NULL ? "all" : p->stage);
    xw_data_whole_or_none(r, rank);
    if (p == NULL)
        xw_data_none(r);
    else
        xw_data_whole(r, p->seats_added);
    if (p == NULL && of->unknown_costs > 0)
        xw_data_none(r);
    else
        xw_data_real(r, e->cost_cny);
    xw_data_whole(r, e->without.local);
    xw_data_whole(r, of->with.local);
    xw_data_whole(r, e->avoided);
    xw_data_whole(r, e->without.net);
    xw_data_whole(r, e->net_avoided);
    xw_data_whole(r, e->without.unplaced);
    xw_data_whole(r, e->unplaced_avoided);
    xw_data_whole(r, e->without.idle);
    xw_data_whole(r, e->idle_added);
    for (int with = 0; with < 2; with++) {
        if (e->stage == XW_NONE) {
            xw_data_none(r);
            xw_data_none(r);
            continue;
        }
        xw_data_whole(r, with ? e->peak_with : e->peak_without);
        xw_data_whole_or_none(r, with ? e->peak_year_with : e->peak_year_without);
    }
    xw_data_real(r, p == NULL ? xw_effects_cost(of) : e->cny_avoided);
    xw_data_end(r);
}

static void project_effects_rows(const struct xw_data_source *t, struct xw_data_row *r)
{
    const struct xw_effects *of = t->effects;
    for (int32_t i = 0; i < of->count && of->known; i++) {
        const struct xw_effect *e = &of->effect[of->order[i]];
        bool ranked = e->stage != XW_NONE && e->avoided > 0 && e->cny_avoided > 0.0;
        effect_row(t->all[0].run, of, e, ranked ? i + 1 : XW_NONE, r);
    }
    if (of->known) effect_row(t->all[0].run, of, &of->all, XW_NONE, r);
}

static bool has_effects(const struct xw_data_source *source)
{
    return source->effects->known;
}

XW_DATA_TABLE(project_effects, "项目的作用", "Project effects", has_effects);

/* ---- idle seats ---------------------------------------------------------------------------------
 */

static const struct xw_data_column surplus_columns[] = {
    XW_COLUMN_STAGE,
    XW_COLUMN_TOWN_ZH,
    XW_COLUMN_TOWN_EN,
    XW_COLUMN_SCHOOL_YEAR,
    XW_COLUMN("idle", "seats", WHOLE, "片区闲置的标准学位，合计到街镇",
              "norm seats idle in areas, summed to the town", .sums = true),
    XW_COLUMN("after_peak", "", FLAG, "1 = 在校生高峰之后", "1 = after the peak of the rolls",
              .head_zh = "高峰后", .head_en = "After the peak"),
};

static void surplus_rows(const struct xw_data_source *t, struct xw_data_row *r)
{
    const struct xw_figures *f = &t->all[0];
    for (int32_t s = 0; s < f->stages; s++)
        for (int32_t town = 0; town < f->towns && f->stage[s].district; town++)
            for (int32_t y = 0; y < f->years; y++) {
                const struct xw_run_gap *gap = xw_figures_town(f, town, s, XW_SCOPE_ALL, y);
                if (gap == NULL || gap->surplus == XW_NONE) continue;
                xw_data_text(r, xw_data_stage(f->run, s));
                xw_data_text(r, f->town_zh[town]);
                xw_data_text(r, f->town_en[town]);
                xw_data_whole(r, f->first + y);
                xw_data_whole(r, gap->surplus);
                xw_data_whole(r, f->stage[s].roll.year != XW_NONE &&
                                     f->first + y > f->stage[s].roll.year);
                xw_data_end(r);
            }
}

XW_DATA_TABLE(surplus, "闲置学位", "Idle seats", NULL);

/* ---- candidates ---------------------------------------------------------------------------------
 */

static const struct xw_data_word proposals[] = { { "conversion", "转用", "conversion" },
                                                 { "merger", "撤并", "merger" },
                                                 { NULL, NULL, NULL } };

static const struct xw_data_column candidates_columns[] = {
    XW_COLUMN("proposal", "", WORD, "conversion 转用，merger 撤并；供研究的候选，不是决定",
              "conversion or merger; to examine, not decided", .head_zh = "候选",
              .head_en = "Candidate for", .words = proposals),
    XW_COLUMN("school", "", TEXT, "学校代码", "code of the school"),
    XW_COLUMN("name_zh", "", TEXT, "学校", "name, in Chinese", .head_en = "School (Chinese)"),
    XW_COLUMN("name_en", "", TEXT, "学校（英文）", "name", .head_en = "School"),
    XW_COLUMN_STAGE,
    XW_COLUMN("from_year", "school year", YEAR, "最早学年", "earliest school year"),
    XW_COLUMN("until_year", "school year", YEAR, "转用：另一学段缺学位的最后一年",
              "conversion: last year in which the other stage is short",
              .head_zh = "另一学段最后缺的学年", .head_en = "Last year short"),
    XW_COLUMN("to_stage", "", WORD, "转用：转给的学段", "conversion: stage that gets the rooms",
              .words = xw_words_stage, .head_zh = "转给的学段", .head_en = "To stage"),
    XW_COLUMN("into", "", TEXT, "撤并：可接收的学校代码",
              "merger: code of the school that could take the pupils", .head_zh = "可接收的学校",
              .head_en = "Into school"),
    XW_COLUMN("pupils", "pupils", WHOLE, "撤并：末年在校生", "merger: pupils of the last year",
              .head_zh = "末年在校生", .head_en = "Pupils of the last year"),
    XW_COLUMN("seats_norm", "seats", WHOLE, "撤并：末年标准学位",
              "merger: norm seats of the last year", .head_zh = "末年标准学位",
              .head_en = "Norm seats of the last year"),
    XW_COLUMN("free", "seats", WHOLE, "撤并：接收学校末年空余的标准学位",
              "merger: norm seats free at the other school in the last year",
              .head_zh = "接收学校空余学位", .head_en = "Free at the other school"),
    XW_COLUMN("way_m", "metres", WHOLE, "撤并：两校路程，直线 × 绕行系数",
              "merger: way between the schools, straight line x detour", .head_zh = "两校路程",
              .head_en = "Way between the schools"),
    XW_COLUMN("largest_gap", "seats", WHOLE, "转用：街镇该学段最大的片区缺口",
              "conversion: largest local gap of the town in the other stage",
              .head_zh = "街镇最大片区缺口", .head_en = "Largest local gap"),
    XW_COLUMN("rooms", "rooms", WHOLE, "转用或腾出的教室", "rooms converted or freed"),
    XW_COLUMN("seats", "seats", WHOLE, "转用：得到的标准学位", "conversion: norm seats gained",
              .head_zh = "得到的标准学位", .head_en = "Norm seats gained"),
};

static void candidate(const struct xw_run *run, const char *what, int32_t school, int32_t stage,
                      int32_t from, struct xw_data_row *r)
{
    const struct xw_run_school *of = &run->school[school];
    xw_data_text(r, what);
    xw_data_text(r, of->code);
    xw_data_text(r, of->name_zh);
    xw_data_text(r, of->name_en);
    xw_data_text(r, xw_data_stage(run, stage));
    xw_data_whole(r, from);
}

static void candidates_rows(const struct xw_data_source *t, struct xw_data_row *r)
{
    const struct xw_run *run = t->all[0].run;
    const struct xw_surplus *s = t->surplus;
    for (int32_t i = 0; i < s->conversions; i++) {
        const struct xw_conversion *c = &s->conversion[i];
        candidate(run, "conversion", c->school, c->stage, c->from, r);
        xw_data_whole(r, c->until);
        xw_data_text(r, xw_data_stage(run, c->to));
        for (int k = 0; k < 5; k++)
            xw_data_none(r);
        xw_data_whole(r, c->most);
        xw_data_whole(r, c->rooms);
        xw_data_whole(r, c->seats);
        xw_data_end(r);
    }
    for (int32_t i = 0; i < s->mergers; i++) {
        const struct xw_merger *m = &s->merger[i];
        candidate(run, "merger", m->school, m->stage, m->year, r);
        xw_data_none(r);
        xw_data_none(r);
        xw_data_text(r, run->school[m->into].code);
        xw_data_whole(r, m->pupils);
        xw_data_whole(r, m->seats);
        xw_data_whole(r, m->free);
        xw_data_whole(r, m->way_m);
        xw_data_none(r);
        xw_data_whole(r, m->rooms);
        xw_data_none(r);
        xw_data_end(r);
    }
}

XW_DATA_TABLE(candidates, "转用撤并候选", "Candidates", NULL);
