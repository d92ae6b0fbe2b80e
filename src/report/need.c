#include "need.h"
#include <string.h>

int32_t xw_needs_added(const struct xw_figures *f, int32_t project, int16_t year)
{
    for (int32_t i = 0; i < f->run->project_year_count; i++) {
        const struct xw_run_project_year *row = &f->run->project_year[i];
        if (row->project == project && row->year == year) return row->seats_added;
    }
    return 0;
}

static int32_t stage_of(const struct xw_run *run, const char *word)
{
    for (int32_t s = 0; word != NULL && s < run->stage_count; s++)
        if (strcmp(xw_stage_word(run->stage[s].name), word) == 0) return s;
    return XW_NONE;
}

static void years_of_need(const struct xw_figures *f, int32_t project, struct xw_need *need)
{
    for (int32_t y = 0; y < f->years; y++) {
        int32_t balance;
        int16_t year = (int16_t)(f->first + y);
        const struct xw_run_gap *row = xw_figures_town(f, need->town, need->stage, XW_SCOPE_ALL, y);
        if (!xw_figures_balance(row, &balance)) continue;
        int32_t added = xw_needs_added(f, project, year);
        /* While it is built a project may take rooms away: that is not what it adds. */
        if (need->seats == 0 && year >= f->run->project[project].opens_in) need->seats = added;
        if (balance - added >= 0) continue;
        if (need->from == XW_NONE) need->from = year;
        need->until = year;
    }
}

static struct xw_need need_of(const struct xw_figures *f, int32_t p)
{
    const struct xw_run_project *project = &f->run->project[p];
    struct xw_need need = { .stage = stage_of(f->run, project->stage),
                            .from = XW_NONE,
                            .until = XW_NONE };
    need.town = project->town_zh != NULL && project->town_zh[0] != '\0'
                    ? xw_figures_town_of(f, project->town_zh)
                    : XW_NONE;
    bool placed = need.stage != XW_NONE && need.town != XW_NONE && f->stage[need.stage].district;
    if (placed) years_of_need(f, p, &need);
    int16_t opens = project->opens_in;
    if (!project->counted) {
        need.verdict = XW_VERDICT_UNCOUNTED;
    } else if (project->classes_named == XW_NONE) {
        need.verdict = XW_VERDICT_NO_CLASSES;
    } else if (!placed) {
        need.verdict = XW_VERDICT_NO_GAP;
    } else if (need.seats <= 0 && opens <= f->last) {
        need.verdict = XW_VERDICT_NO_SEATS;
    } else if (need.from == XW_NONE) {
        need.verdict = XW_VERDICT_NEVER;
    } else if (opens > need.from) {
        need.verdict = XW_VERDICT_LATE;
        need.years = opens - need.from;
        need.over = need.until < opens;
    } else if (opens == need.from) {
        need.verdict = XW_VERDICT_EXACT;
    } else {
        need.verdict = XW_VERDICT_EARLY;
        need.years = need.from - opens;
    }
    return need;
}

/* Stages in their order, then what is not simulated. */
static int32_t rank(const struct xw_figures *f, int32_t stage)
{
    return stage == XW_NONE ? f->stages : stage;
}

static bool comes_before(const struct xw_figures *f, const struct xw_needs *n, int32_t a, int32_t b)
{
    int32_t rank_a = rank(f, n->need[a].stage), rank_b = rank(f, n->need[b].stage);
    if (rank_a != rank_b) return rank_a < rank_b;
    int16_t opens_a = f->run->project[a].opens_in, opens_b = f->run->project[b].opens_in;
    if (opens_a != opens_b) return opens_a < opens_b;
    return a < b;
}

enum xw_status xw_needs_make(struct xw_arena *keep, const struct xw_figures *f,
                             struct xw_needs *out)
{
    int32_t count = f->run->project_count;
    *out = (struct xw_needs){ .count = count };
    out->need = XW_TAKE(keep, count, struct xw_need);
    out->order = XW_TAKE(keep, count, int32_t);
    if (out->need == NULL || out->order == NULL) return XW_NO_MEMORY;
    for (int32_t p = 0; p < count; p++) {
        const struct xw_run_project *project = &f->run->project[p];
        out->need[p] = need_of(f, p);
        out->of[out->need[p].verdict]++;
        if (project->status != NULL && strcmp(project->status, "open") == 0)
            out->done++;
        else if (project->opens_in < f->now)
            out->overdue++;
        else if (project->status != NULL && strcmp(project->status, "building") == 0)
            out->building++;
        else
            out->ahead++;
        int32_t at = p; /* insertion: some tens of projects */
        for (; at > 0 && comes_before(f, out, p, out->order[at - 1]); at--)
            out->order[at] = out->order[at - 1];
        out->order[at] = p;
    }
    return XW_OK;
}
