#include "effects.h"
#include <math.h>
#include <string.h>

static bool is_of(const struct xw_effect_row *row, enum xw_left_out left_out, int32_t project)
{
    return row->scope == XW_SCOPE_ALL && row->left_out == left_out && row->project == project;
}

static void note_peak(int32_t gap, int16_t year, int32_t *peak, int16_t *at)
{
    if (gap <= *peak) return;
    *peak = gap;
    *at = year;
}

static struct xw_effect_sums sums_with(const struct xw_figures *f)
{
    struct xw_effect_sums sums = { 0 };
    for (int32_t s = 0; s < f->stages; s++)
        for (int32_t y = 0; y < f->years; y++) {
            const struct xw_run_gap *gap = xw_figures_district(f, s, XW_SCOPE_ALL, y);
            if (gap == NULL || gap->seats == XW_NONE) continue;
            sums.local += gap->local_gap;
            sums.net += gap->net_gap;
            sums.unplaced += gap->unplaced;
            sums.idle += gap->surplus;
        }
    return sums;
}

/* Fill what histories say of one project or of all. */
static void measure(const struct xw_figures *f, const struct xw_effect_sums *with,
                    enum xw_left_out left_out, struct xw_effect *e)
{
    const struct xw_run *run = f->run;
    e->peak_year_with = e->peak_year_without = XW_NONE;
    for (int32_t i = 0; i < run->effect_count; i++) {
        const struct xw_effect_row *row = &run->effect[i];
        if (!is_of(row, left_out, e->project)) continue;
        e->without.local += row->local_gap;
        e->without.net += row->net_gap;
        e->without.unplaced += row->unplaced;
        e->without.idle += row->surplus;
        if (row->stage == e->stage)
            note_peak(row->local_gap, row->year, &e->peak_without, &e->peak_year_without);
    }
    for (int32_t y = 0; y < f->years && e->stage != XW_NONE; y++) {
        const struct xw_run_gap *gap = xw_figures_district(f, e->stage, XW_SCOPE_ALL, y);
        if (gap != NULL) note_peak(gap->local_gap, gap->year, &e->peak_with, &e->peak_year_with);
    }
    e->avoided = e->without.local - with->local;
    e->net_avoided = e->without.net - with->net;
    e->unplaced_avoided = e->without.unplaced - with->unplaced;
    e->idle_added = with->idle - e->without.idle;
    e->cny_avoided = e->avoided > 0 ? e->cost_cny / (double)e->avoided : NAN;
}

static int32_t stage_of(const struct xw_figures *f, const char *word)
{
    for (int32_t s = 0; word != NULL && s < f->stages; s++)
        if (f->stage[s].district && strcmp(xw_stage_word(f->run->stage[s].name), word) == 0)
            return s;
    return XW_NONE;
}

/* ---- the order ----------------------------------------------------------------------------------
 */

static int rank_of(const struct xw_effect *e)
{
    if (e->stage == XW_NONE) return 3;
    if (e->avoided <= 0) return 2;
    return isfinite(e->cny_avoided) ? 0 : 1;
}

static bool goes_before(const struct xw_effect *a, const struct xw_effect *b)
{
    int of_a = rank_of(a), of_b = rank_of(b);
    if (of_a != of_b) return of_a < of_b;
    if (of_a == 0 && a->cny_avoided != b->cny_avoided) return a->cny_avoided < b->cny_avoided;
    return a->avoided > b->avoided;
}

static void put_in_order(struct xw_effects *out)
{
    for (int32_t i = 0; i < out->count; i++) {
        int32_t k = i;
        for (; k > 0 && goes_before(&out->effect[i], &out->effect[out->order[k - 1]]); k--)
            out->order[k] = out->order[k - 1];
        out->order[k] = i;
        const struct xw_effect *e = &out->effect[i];
        if (e->stage == XW_NONE) continue;
        out->help += e->avoided > 0;
        out->idle += e->avoided == 0;
        out->harm += e->avoided < 0;
    }
}

/* ---- from no project to all ---------------------------------------------------------------------
 */

static const struct xw_effect_row *row_of(const struct xw_run *run, enum xw_left_out left_out,
                                          int32_t stage, int16_t year)
{
    for (int32_t i = 0; i < run->effect_count; i++)
        if (is_of(&run->effect[i], left_out, XW_NONE) && run->effect[i].stage == stage &&
            run->effect[i].year == year)
            return &run->effect[i];
    return NULL;
}

/* A step from one history to the next one adds the projects of one status: histories in between that a
 * status without projects would make are not there. */
static void add_step(struct xw_waterfall *w, const struct xw_run *run, enum xw_left_out from,
                     enum xw_left_out until, int32_t change)
{
    static const enum xw_project_status of[XW_LEFT_OUTS] = {
        [XW_LEFT_OUT_PLANNED] = XW_PROJECT_PLANNED,
        [XW_LEFT_OUT_APPROVED] = XW_PROJECT_APPROVED,
        [XW_LEFT_OUT_BUILDING] = XW_PROJECT_BUILDING,
        [XW_LEFT_OUT_ALL] = XW_PROJECT_OPEN,
    };
    struct xw_effect_step step = { .change = change };
    for (int k = from; k > (int)until; k--)
        for (int32_t p = 0; p < run->project_count; p++) {
            const struct xw_run_project *project = &run->project[p];
            if (!project->counted || strcmp(project->status, xw_project_status_word(of[k])) != 0)
                continue;
            step.status = of[k];
            step.projects++;
        }
    w->step[w->steps++] = step;
}

static struct xw_waterfall waterfall_of(const struct xw_figures *f, int32_t stage)
{
    const struct xw_run *run = f->run;
    struct xw_waterfall w = { .year = XW_NONE };
    for (int32_t i = 0; i < run->effect_count; i++) {
        const struct xw_effect_row *row = &run->effect[i];
        if (!is_of(row, XW_LEFT_OUT_ALL, XW_NONE) || row->stage != stage) continue;
        if (row->local_gap <= w.without) continue;
        w.without = row->local_gap;
        w.net_without = row->net_gap;
        w.year = row->year;
    }
    if (w.year == XW_NONE) return w;
    const struct xw_run_gap *gap = xw_figures_district(f, stage, XW_SCOPE_ALL, w.year - f->first);
    w.with = gap == NULL ? 0 : gap->local_gap;
    w.net = gap == NULL ? 0 : gap->net_gap;
    enum xw_left_out from = XW_LEFT_OUT_ALL;
    int32_t level = w.without;
    for (int k = XW_LEFT_OUT_BUILDING; k >= XW_LEFT_OUT_PLANNED; k--) {
        const struct xw_effect_row *row = row_of(run, (enum xw_left_out)k, stage, w.year);
        if (row == NULL) continue;
        add_step(&w, run, from, (enum xw_left_out)k, row->local_gap - level);
        level = row->local_gap;
        from = (enum xw_left_out)k;
    }
    add_step(&w, run, from, XW_LEFT_OUT_PROJECT, w.with - level);
    return w;
}

enum xw_status xw_effects_make(struct xw_arena *keep, const struct xw_figures *f,
                               struct xw_effects *out)
{
    const struct xw_run *run = f->run;
    *out = (struct xw_effects){ .known = run->effect_count > 0, .all.project = XW_NONE };
    out->effect = XW_TAKE(keep, run->project_count, struct xw_effect);
    out->order = XW_TAKE(keep, run->project_count, int32_t);
    out->waterfall = XW_TAKE(keep, f->stages, struct xw_waterfall);
    if (out->effect == NULL || out->order == NULL || out->waterfall == NULL) return XW_NO_MEMORY;
    out->with = sums_with(f);
    out->all.stage = XW_NONE;
    for (int32_t p = 0; p < run->project_count; p++) {
        const struct xw_run_project *project = &run->project[p];
        if (!project->counted) continue;
        struct xw_effect *e = &out->effect[out->count++];
        e->project = p;
        e->stage = stage_of(f, project->stage);
        e->cost_cny = project->cost_cny;
        if (out->known) measure(f, &out->with, XW_LEFT_OUT_PROJECT, e);
        if (e->stage == XW_NONE) continue;
        if (isfinite(project->cost_cny))
            out->all.cost_cny += project->cost_cny;
        else
            out->unknown_costs++;
    }
    if (!out->known) return XW_OK;
    measure(f, &out->with, XW_LEFT_OUT_ALL, &out->all);
    put_in_order(out);
    for (int32_t s = 0; s < f->stages; s++)
        out->waterfall[s] = waterfall_of(f, s);
    return XW_OK;
}

const struct xw_effect *xw_effects_best(const struct xw_effects *effects)
{
    if (!effects->known || effects->count == 0) return NULL;
    const struct xw_effect *first = &effects->effect[effects->order[0]];
    return rank_of(first) == 0 ? first : NULL;
}

double xw_effects_cost(const struct xw_effects *effects)
{
    if (!effects->known || effects->unknown_costs > 0) return NAN;
    return effects->all.cny_avoided;
}
