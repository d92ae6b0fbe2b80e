#include "xuewei/assumed_processes.h"
#include "xuewei/assumptions.h"
#include "xuewei/delay.h"
#include "xuewei/felt.h"
#include "xuewei/parameters.h"

struct listing {
    struct xw_arena *keep;
    const struct xw_scenario *s;
    struct xw_assumed_processes *out;
    enum xw_status status;
};

static void add(struct listing *l, struct xw_assumption_row row)
{
    if (row.name == NULL || row.name_zh == NULL || row.name_en == NULL || row.source == NULL)
        l->status = XW_NO_MEMORY;
    else
        l->out->row[l->out->count++] = row;
}

static struct xw_assumption_row row_of(const struct xw_assumption *a)
{
    return (struct xw_assumption_row){ .name = a->name,
                                       .name_zh = a->name_zh,
                                       .name_en = a->name_en,
                                       .shape = xw_shape_word(a->shape),
                                       .unit = a->unit == NULL ? "factor" : a->unit,
                                       .p10 = xw_assumption_value(a, 0.1),
                                       .p50 = xw_assumption_value(a, 0.5),
                                       .p90 = xw_assumption_value(a, 0.9),
                                       .source = a->source,
                                       .evidence = (enum xw_evidence)a->evidence };
}

/* A process whose spread is 0 is left out. */
static void add_spread(struct listing *l, struct xw_assumption a)
{
    if (a.sd > 0.0) add(l, row_of(&a));
}

static void add_chance(struct listing *l, const char *name, const char *zh, const char *en,
                       const char *source, double chance)
{
    add(l, (struct xw_assumption_row){ .name = name,
                                       .name_zh = zh,
                                       .name_en = en,
                                       .shape = "geometric",
                                       .unit = "probability",
                                       .p10 = NAN,
                                       .p50 = chance,
                                       .p90 = NAN,
                                       .source = source,
                                       .evidence = XW_ASSUMED });
}

static void add_rates(struct listing *l)
{
    const struct xw_ensemble_rules *r = &l->s->ensemble;
    add_spread(l, (struct xw_assumption){ .name = "fertility.year",
                                          .name_zh = "总和生育率的逐年偏离",
                                          .name_en = "total fertility, off in one year",
                                          .unit = "births per woman",
                                          .shape = XW_SHAPE_NORMAL,
                                          .sd = r->fertility.sd,
                                          .source = "ensemble.fertility.sd",
                                          .evidence = XW_ASSUMED });
    add_spread(l, (struct xw_assumption){ .name = "fertility.zone",
                                          .name_zh = "小区生育率（远期一年）",
                                          .name_en = "fertility of a zone, in a far year",
                                          .shape = XW_SHAPE_LOGNORMAL,
                                          .middle = 1.0,
                                          .sd = r->fertility.zone_sd,
                                          .source = "ensemble.fertility.zone_sd",
                                          .evidence = XW_ASSUMED });
    if (xw_felt_migration(l->s))
        add_spread(l, (struct xw_assumption){ .name = "migration.year",
                                              .name_zh = "小区净迁移的逐年波动",
                                              .name_en = "net migration of a zone, in one year",
                                              .shape = XW_SHAPE_LOGNORMAL,
                                              .middle = 1.0,
                                              .sd = r->migration.sd,
                                              .source = "ensemble.migration.sd",
                                              .evidence = XW_ASSUMED });
}

/* One year of a ratio around its level; the last year's errors stand for all. */
static void add_ratio(struct listing *l, int32_t stage, const char *ratio, const char *zh,
                      const char *en, enum xw_table table, const struct xw_spread_of *spread,
                      double sd)
{
    enum xw_stage_name stage_name = l->s->stages.stage[stage].name;
    const char *word = xw_stage_word(stage_name), *file = l->s->table_file[table];
    bool student = isfinite(spread->freedom);
    add_spread(l, (struct xw_assumption){
                      .name = xw_arena_format(l->keep, "%s.%s.year", ratio, word),
                      .name_zh = xw_arena_format(l->keep, "%s%s的逐年波动",
                                                 xw_stage_word_zh(stage_name), zh),
                      .name_en = xw_arena_format(l->keep, "%s, %s, in one year", en, word),
                      .shape = student ? XW_SHAPE_STUDENT : XW_SHAPE_NORMAL,
                      .middle = 1.0,
                      .sd = sd,
                      .freedom = student ? spread->freedom : 0.0,
                      .source = xw_arena_format(l->keep, "%s%sensemble.%s.year_sd",
                                                spread->given && file != NULL ? file : "",
                                                spread->given && file != NULL ? ", " : "", ratio),
                      .evidence = spread->evidence });
}

static void add_ratios(struct listing *l)
{
    const struct xw_ensemble_rules *r = &l->s->ensemble;
    ptrdiff_t last = r->years - 1;
    for (int32_t g = 0; g < r->stages; g++) {
        const struct xw_stage *stage = &l->s->stages.stage[g];
        const struct xw_spread_of *part = &r->participation[last * r->stages + g];
        const struct xw_spread_of *entry = &r->entry[last * r->stages + g];
        const struct xw_spread_of *grade = &r->progression[last * r->rows + stage->first_row];
        double square = 0.0;
        for (int32_t k = 0; k + 1 < stage->grades; k++)
            square += grade[k].year_sd * grade[k].year_sd / (stage->grades - 1);
        if (xw_felt_entry(l->s, g, false))
            add_ratio(l, g, "participation", "就读比例", "participation", XW_TABLE_PARTICIPATION,
                      part, part->year_sd);
        if (xw_felt_entry(l->s, g, true))
            add_ratio(l, g, "entry", "升学比", "entrants per leaver", XW_TABLE_ENTRY, entry,
                      entry->year_sd);
        if (xw_felt_progression(l->s, g))
            add_ratio(l, g, "progression", "升级比", "pupils who go on a grade",
                      XW_TABLE_PROGRESSION, grade, sqrt(square));
    }
}

static void add_delays(struct listing *l)
{
    static const struct {
        const char *name, *zh, *en;
    } of[XW_DELAY_STEPS] = {
        { "delay.approval", "每年完成审批的概率", "approval, yearly chance of moving on" },
        { "delay.start", "每年开工的概率", "start of building, yearly chance of moving on" },
        { "delay.completion", "每年竣工的概率", "completion, yearly chance of moving on" },
    };
    const struct xw_projects *p = &l->s->projects;
    const struct xw_delay_rules *rules = &l->s->delay;
    const double hazard[] = { rules->approval, rules->start, rules->completion };
    bool has[XW_DELAY_STEPS] = { false }, ramps = false, late = false;
    for (int32_t i = 0; i < p->count; i++) {
        if (!xw_delay_may_be_late(p, i, l->s->first)) continue;
        ramps |= p->kind[i] == XW_PROJECT_NEW;
        for (enum xw_delay_step k = 0; k < XW_DELAY_STEPS; k++)
            has[k] |= xw_delay_has_step((enum xw_project_kind)p->kind[i],
                                        (enum xw_project_status)p->status[i], k);
    }
    for (enum xw_delay_step k = 0; k < XW_DELAY_STEPS; k++)
        if (has[k] && hazard[k] < 1.0 && rules->most > 0)
            add_chance(l, of[k].name, of[k].zh, of[k].en,
                       xw_arena_format(l->keep, "ensemble.%s", of[k].name), hazard[k]);
    if (ramps && rules->ramp_low < 1.0)
        add(l, row_of(&(struct xw_assumption){ .name = "delay.ramp",
                                               .name_zh = "新校首年开出的起始年级班级比例",
                                               .name_en = "entry classes opened in a new school's "
                                                          "first year",
                                               .shape = XW_SHAPE_UNIFORM,
                                               .low = rules->ramp_low,
                                               .high = 1.0,
                                               .source = "ensemble.delay.ramp_low",
                                               .evidence = XW_ASSUMED }));
    for (int32_t i = 0; i < l->s->homes.count; i++)
        late |= l->s->homes.year[i] > l->s->base_year;
    if (late && l->s->ensemble.housing.late > 0.0)
        add_chance(l, "housing.late.each", "住房再推迟一年竣工的概率",
                   "chance that new homes are one more year late", "ensemble.housing.late",
                   l->s->ensemble.housing.late);
}

static void add_shocks(struct listing *l)
{
    const struct xw_shocks *k = &l->s->ensemble.shocks;
    const char *file = l->s->table_file[XW_TABLE_SHOCKS];
    char buffer[120];
    const char *word[XW_SHOCKED];
    xw_word_list(xw_column_of(XW_COL_SHOCKS_WHAT), buffer, sizeof buffer, word, XW_SHOCKED);
    for (int32_t i = 0; i < k->count; i++) {
        bool all = k->stage[i] == XW_NONE;
        const char *stage = all ? "" : xw_stage_word(l->s->stages.stage[k->stage[i]].name);
        const char *what = word[k->what[i]], *point = all ? "" : ".";
        int year = k->year[i];
        if (!(k->probability[i] > 0.0) || (k->factor[i] == 1.0 && !(k->sd[i] > 0.0))) continue;
        struct xw_assumption a = {
            .name = xw_arena_format(l->keep, "shock.%d.%s%s%s", year, what, point, stage),
            .name_zh = xw_arena_format(l->keep, "%d 年对 %s%s%s 的冲击（概率 %g）", year, what,
                                       point, stage, k->probability[i]),
            .name_en = xw_arena_format(l->keep, "shock of %d on %s%s%s (probability %g)", year,
                                       what, point, stage, k->probability[i]),
            .shape = XW_SHAPE_LOGNORMAL,
            .middle = k->factor[i],
            .sd = k->sd[i],
            .source =
                xw_arena_format(l->keep, "%s:%d", file == NULL ? "shocks" : file, (int)k->line[i]),
            .evidence = k->evidence[i]
        };
        add(l, row_of(&a));
    }
}

enum xw_status xw_assumed_processes_list(struct xw_arena *keep, const struct xw_scenario *s,
                                         struct xw_assumed_processes *out)
{
    enum { OTHERS = 8 }; /* three of rates, four of projects, one of homes */
    struct listing l = { .keep = keep, .s = s, .out = out };
    int32_t most = OTHERS + 3 * s->ensemble.stages + s->ensemble.shocks.count + 1;
    *out = (struct xw_assumed_processes){ .row = XW_TAKE(keep, most, struct xw_assumption_row) };
    if (out->row == NULL) return XW_NO_MEMORY;
    add_rates(&l);
    add_ratios(&l);
    if (s->ensemble.noise) /* of 100 pupils: the standard deviation grows with the root */
        add_spread(&l, (struct xw_assumption){ .name = "turnover",
                                               .name_zh = "每 100 名学生一年的进出（净）",
                                               .name_en = "coming and going of 100 pupils, net",
                                               .unit = "pupils",
                                               .shape = XW_SHAPE_NORMAL,
                                               .sd = sqrt(s->ensemble.turnover * 100.0),
                                               .source = "ensemble.turnover",
                                               .evidence = XW_ASSUMED });
    add_delays(&l);
    add_shocks(&l);
    return l.status;
}
