#include "published.h"
#include <math.h>
#include <string.h>

static bool begins(const char *text, const char *with)
{
    return strncmp(text, with, strlen(with)) == 0;
}

bool xw_published_is_year(const struct xw_run_published *row)
{
    return begins(row->indicator, "peak year");
}

static bool from_measures(const struct xw_run *run, const struct xw_run_published *row,
                          double *value)
{
    for (int32_t i = 0; i < run->measure_count; i++) {
        const struct xw_run_measure *m = &run->measure[i];
        if (m->year != row->year || strcmp(m->place, row->place) != 0) continue;
        if (strcmp(m->measure, row->indicator) != 0 || !isfinite(m->value)) continue;
        *value = m->value;
        return true;
    }
    return false;
}

/* Residents on 1 September of the zones of a place. */
static bool residents(const struct xw_figures *f, const struct xw_run_published *row, double *value)
{
    const struct xw_run *run = f->run;
    bool all = strcmp(row->place, "district") == 0, any = false;
    double sum = 0.0;
    for (int32_t i = 0; i < run->population_count; i++) {
        const struct xw_run_population *p = &run->population[i];
        if (p->year != row->year || p->zone < 0 || p->zone >= run->zone_count) continue;
        const struct xw_run_zone *zone = &run->zone[p->zone];
        bool in = all || (zone->group != NULL && strcmp(zone->group, row->place) == 0) ||
                  (zone->town_zh != NULL && strcmp(zone->town_zh, row->place) == 0);
        if (!in) continue;
        sum += p->persons;
        any = true;
    }
    if (any) *value = sum;
    return any;
}

static const struct xw_run_gap *gap_row(const struct xw_figures *f,
                                        const struct xw_run_published *row, enum xw_scope scope)
{
    const struct xw_run *run = f->run;
    if (strcmp(row->place, "district") == 0)
        return xw_figures_district(f, row->stage, scope, row->year - f->first);
    for (int32_t i = 0; i < run->gap_count; i++) {
        const struct xw_run_gap *g = &run->gap[i];
        if (g->level != XW_LEVEL_TOWN && g->level != XW_LEVEL_GROUP) continue;
        if (g->year == row->year && g->stage == row->stage && g->scope == scope &&
            strcmp(g->place, row->place) == 0)
            return g;
    }
    return NULL;
}

/* First-year classes and entrants of the compulsory schools that have rooms for the first time. */
static bool of_new_schools(const struct xw_figures *f, int16_t year, bool entrants, double *value)
{
    const struct xw_run *run = f->run;
    if (year <= f->first || year > f->last) return false;
    int64_t pupils = 0, classes = 0;
    for (int32_t i = 0; i < run->class_year_count; i++) {
        const struct xw_run_class_year *c = &run->class_year[i];
        if (c->year != year || c->stage < 0 || c->stage >= run->stage_count) continue;
        const struct xw_run_stage *stage = &run->stage[c->stage];
        if (stage->name != XW_PRIMARY && stage->name != XW_LOWER_SECONDARY) continue;
        if (c->grade != stage->first_grade) continue;
        bool older = false;
        for (int32_t k = 0; k < run->school_year_count && !older; k++) {
            const struct xw_run_school_year *s = &run->school_year[k];
            older = s->school == c->school && s->stage == c->stage && s->year < year &&
                    (s->rooms > 0 || s->pupils > 0);
        }
        if (older) continue;
        pupils += c->pupils;
        classes += c->classes;
    }
    *value = (double)(entrants ? pupils : classes);
    return true;
}

static bool of_schools(const struct xw_figures *f, const struct xw_run_published *row,
                       double *value)
{
    if (strcmp(row->place, "district") != 0 || row->stage < 0 || row->stage >= f->stages)
        return false;
    if (row->year < f->first || row->year > f->last) return false;
    const struct xw_stage_year *sum = &f->sums[row->stage * f->years + row->year - f->first];
    if (sum->schools == 0) return false;
    if (begins(row->indicator, "mean_class")) {
        if (sum->classes == 0) return false;
        *value = (double)sum->pupils / sum->classes;
        return true;
    }
    *value = begins(row->indicator, "schools") ? sum->schools : sum->classes;
    return true;
}

bool xw_published_model(const struct xw_figures *f, const struct xw_run_published *row,
                        double *value)
{
    const char *what = row->indicator;
    if (from_measures(f->run, row, value)) return true;
    if (strcmp(what, "residents") == 0) return residents(f, row, value);
    if (begins(what, "first-year classes")) return of_new_schools(f, row->year, false, value);
    if (begins(what, "first-year entrants")) return of_new_schools(f, row->year, true, value);
    if (row->stage < 0 || row->stage >= f->stages) return false;
    if (strcmp(what, "mean_class") == 0 || strcmp(what, "classes") == 0 || begins(what, "schools"))
        return of_schools(f, row, value);
    if (begins(what, "peak year")) {
        *value = f->stage[row->stage].entry.year;
        return f->stage[row->stage].entry.year != XW_NONE;
    }
    bool entry = strcmp(what, "entrants") == 0;
    if (!entry && strcmp(what, "roll") != 0) return false;
    const struct xw_run_gap *gap = gap_row(f, row, entry ? XW_SCOPE_ENTRY : XW_SCOPE_ALL);
    if (gap == NULL) return false;
    *value = gap->demand;
    return true;
}

/* A byte above ASCII begins what is written in Chinese; a full-width bracket counts as such. */
static bool is_cjk(const char *c)
{
    return (unsigned char)*c >= 0xe3;
}

const char *xw_published_name(struct xw_arena *arena, const char *name, bool chinese)
{
    const char *cut = NULL;
    bool first_is_cjk = is_cjk(name);
    for (const char *c = name; *c != '\0' && cut == NULL; c++)
        if (*c == ' ' && c[1] != '\0' && is_cjk(c + 1) != first_is_cjk &&
            (first_is_cjk ? (c[1] >= 'A' && c[1] <= 'z') : true))
            cut = c;
    if (cut == NULL) return name;
    return chinese == first_is_cjk ? xw_arena_text_n(arena, name, cut - name)
                                   : xw_arena_text(arena, cut + 1);
}
