#include "divisions.h"
#include <math.h>
#include <string.h>

static int32_t above(int32_t value)
{
    return value > 0 ? value : 0;
}

/* Number the pairs of school and stage that have a year; returns how many. */
static int32_t number_pairs(const struct xw_figures *f, int32_t *at)
{
    const struct xw_run *run = f->run;
    int32_t count = 0;
    ptrdiff_t pairs = (ptrdiff_t)run->school_count * f->stages;
    for (ptrdiff_t i = 0; i < pairs; i++)
        at[i] = XW_NONE;
    for (int32_t i = 0; i < run->school_year_count; i++) {
        const struct xw_run_school_year *row = &run->school_year[i];
        int32_t y = row->year - f->first;
        if (row->school < 0 || row->school >= run->school_count || y < 0 || y >= f->years) continue;
        at[row->school * f->stages + row->stage] = 0;
    }
    for (ptrdiff_t i = 0; i < pairs; i++)
        if (at[i] == 0) at[i] = count++;
    return count;
}

static struct xw_division_year *year_of(const struct xw_divisions *d, const struct xw_figures *f,
                                        int32_t school, int32_t stage, int32_t year)
{
    int32_t y = year - f->first;
    if (school < 0 || school >= f->run->school_count || y < 0 || y >= f->years) return NULL;
    int32_t at = d->at[school * f->stages + stage];
    return at == XW_NONE ? NULL : &d->division[at].year[y];
}

static void take_rows(const struct xw_figures *f, struct xw_divisions *d)
{
    const struct xw_run *run = f->run;
    for (int32_t i = 0; i < run->school_year_count; i++) {
        const struct xw_run_school_year *row = &run->school_year[i];
        struct xw_division_year *of = year_of(d, f, row->school, row->stage, row->year);
        if (of != NULL) of->row = row;
    }
    for (int32_t i = 0; i < run->class_year_count; i++) {
        const struct xw_run_class_year *row = &run->class_year[i];
        struct xw_division_year *of = year_of(d, f, row->school, row->stage, row->year);
        const struct xw_run_stage *stage = &run->stage[row->stage];
        int32_t grade = row->grade - stage->first_grade;
        if (of == NULL || of->row == NULL || grade < 0 || grade >= stage->grades) continue;
        const struct xw_division *division =
            &d->division[d->at[row->school * f->stages + row->stage]];
        division->grade[(row->year - f->first) * stage->grades + grade] = row;
        if (grade == 0) {
            of->entry += row->classes;
            of->entrants += row->pupils;
        } else {
            of->older += row->classes;
        }
    }
}

static void find_lacking(const struct xw_figures *f, struct xw_division *division)
{
    double norm = f->run->stage[division->stage].class_norm;
    for (int32_t y = 0; y < f->years; y++) {
        struct xw_division_year *of = &division->year[y];
        if (of->row == NULL) continue;
        of->free = above(of->row->rooms - of->older - of->entry);
        of->wanted = norm > 0.0 ? (int32_t)ceil(of->row->demand / norm) : 0;
        of->lacking = above(of->wanted - of->entry - of->free);
        of->locked = of->row->reason != NULL && strcmp(of->row->reason, "locked_rooms") == 0;
        division->lacking += of->lacking;
        if (!of->locked) continue;
        division->locked_years++;
        division->locked_classes += of->lacking;
    }
}

enum xw_status xw_divisions_make(struct xw_arena *keep, const struct xw_figures *f,
                                 struct xw_divisions *out)
{
    *out = (struct xw_divisions){ 0 };
    int32_t *at = XW_TAKE(keep, (ptrdiff_t)f->run->school_count * f->stages, int32_t);
    if (at == NULL) return XW_NO_MEMORY;
    int32_t count = number_pairs(f, at);
    out->division = XW_TAKE(keep, count, struct xw_division);
    struct xw_division_year *years =
        XW_TAKE(keep, (ptrdiff_t)count * f->years, struct xw_division_year);
    const struct xw_run_class_year **grades = XW_TAKE(
        keep, (ptrdiff_t)count * f->years * XW_MAX_GRADES, const struct xw_run_class_year *);
    if (out->division == NULL || years == NULL || grades == NULL) return XW_NO_MEMORY;
    out->count = count;
    out->at = at;
    for (int32_t k = 0; k < f->run->school_count; k++)
        for (int32_t s = 0; s < f->stages; s++) {
            int32_t i = at[k * f->stages + s];
            if (i == XW_NONE) continue;
            out->division[i] =
                (struct xw_division){ .school = k,
                                      .stage = s,
                                      .year = years + (ptrdiff_t)i * f->years,
                                      .grade = grades + (ptrdiff_t)i * f->years * XW_MAX_GRADES };
        }
    take_rows(f, out);
    for (int32_t i = 0; i < count; i++)
        find_lacking(f, &out->division[i]);
    return XW_OK;
}

const struct xw_division *xw_divisions_at(const struct xw_divisions *d, const struct xw_figures *f,
                                          int32_t school, int32_t stage)
{
    int32_t at = d->at[school * f->stages + stage];
    return at == XW_NONE ? NULL : &d->division[at];
}

/* a is locked more than b. */
static bool before(const struct xw_division *a, const struct xw_division *b)
{
    if (a->locked_classes != b->locked_classes) return a->locked_classes > b->locked_classes;
    return a->locked_years > b->locked_years;
}

int32_t xw_divisions_locked(const struct xw_divisions *d, int32_t stage, int32_t *order,
                            int32_t most)
{
    int32_t count = 0, shown = 0;
    for (int32_t i = 0; i < d->count; i++) {
        if (d->division[i].stage != stage || d->division[i].locked_years == 0) continue;
        count++;
        int32_t at = shown;
        while (at > 0 && before(&d->division[i], &d->division[order[at - 1]]))
            at--;
        if (at >= most) continue;
        if (shown < most) shown++;
        for (int32_t k = shown - 1; k > at; k--)
            order[k] = order[k - 1];
        order[at] = i;
    }
    return count;
}

int32_t xw_divisions_classes(const struct xw_division *division, const struct xw_figures *f,
                             int32_t grade, int32_t year)
{
    const struct xw_run_class_year *row =
        division->grade[year * f->run->stage[division->stage].grades + grade];
    return row != NULL ? row->classes : 0;
}

int32_t xw_divisions_worst(const struct xw_division *division, int32_t years)
{
    int32_t worst = XW_NONE;
    for (int32_t y = 0; y < years; y++)
        if (division->year[y].locked &&
            (worst == XW_NONE || division->year[y].lacking > division->year[worst].lacking))
            worst = y;
    return worst;
}
