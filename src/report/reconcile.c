#include "reconcile.h"
#include "held.h"
#include "kept.h"
#include <math.h>
#include <string.h>

static bool in_years(const struct xw_figures *f, int32_t year)
{
    return year >= f->first && year <= f->last;
}

/* Pupils of a grade in a year, over all schools. */
static int32_t of_grade(const struct xw_figures *f, int32_t stage, int32_t grade, int32_t year)
{
    int32_t sum = 0;
    for (int32_t i = 0; i < f->run->class_year_count; i++) {
        const struct xw_run_class_year *row = &f->run->class_year[i];
        if (row->stage == stage && row->grade == grade && row->year == year) sum += row->pupils;
    }
    return sum;
}

/* What the run says of a figure of the statistics; false when it says nothing. */
bool xw_reconcile_result(const struct xw_figures *f, int32_t stage, const char *quantity,
                         int32_t year, double *value)
{
    const struct xw_run_stage *of = &f->run->stage[stage];
    const struct xw_run_gap *all = xw_figures_district(f, stage, XW_SCOPE_ALL, year - f->first);
    const struct xw_run_gap *entry = xw_figures_district(f, stage, XW_SCOPE_ENTRY, year - f->first);
    int16_t y = (int16_t)year;
    int32_t pupils, classes;
    if (strcmp(quantity, "schools") == 0) return xw_figures_measure(f, "schools", stage, y, value);
    if (strcmp(quantity, "classes") == 0) return xw_figures_measure(f, "classes", stage, y, value);
    if (strcmp(quantity, "staff") == 0) {
        bool known = xw_figures_measure(f, "staff", stage, y, value);
        if (known) *value = ceil(*value);
        return known;
    }
    if (strcmp(quantity, "pupils") == 0) {
        if (xw_figures_measure(f, "roll", stage, y, value)) return true;
        *value = all == NULL ? 0.0 : all->demand;
        return all != NULL;
    }
    if (strcmp(quantity, "entrants") == 0) {
        if (of->city) {
            *value = entry == NULL ? 0.0 : entry->demand;
            return entry != NULL;
        }
        xw_figures_entry_classes(f, stage, y, &pupils, &classes);
        *value = pupils;
        return true;
    }
    if (strcmp(quantity, "leavers") != 0 || of->city || year <= f->first) return false;
    *value = of_grade(f, stage, of->first_grade + of->grades - 1, year - 1);
    return true;
}

/* ---- rolls of later years, school by school ---------------------------------------------------- */

static int32_t stage_of_grade(const struct xw_run *run, int32_t grade)
{
    for (int32_t s = 0; s < run->stage_count; s++)
        if (grade >= run->stage[s].first_grade &&
            grade < run->stage[s].first_grade + run->stage[s].grades)
            return s;
    return XW_NONE;
}

/* Simulated pupils by school, grade and year: [(school * grades + grade - first) * years + year]. */
struct seated {
    int32_t first, grades, years;
    int32_t *pupils;
};

static bool seat_pupils(struct xw_arena *keep, const struct xw_figures *f, struct seated *out)
{
    const struct xw_run *run = f->run;
    const struct xw_run_stage *last = &run->stage[run->stage_count - 1];
    out->first = run->stage[0].first_grade;
    out->grades = last->first_grade + last->grades - out->first;
    out->years = f->years;
    out->pupils = XW_TAKE(keep, (ptrdiff_t)run->school_count * out->grades * out->years, int32_t);
    for (int32_t i = 0; out->pupils != NULL && i < run->class_year_count; i++) {
        const struct xw_run_class_year *row = &run->class_year[i];
        int32_t g = row->grade - out->first, y = row->year - f->first;
        if (g >= 0 && g < out->grades && y >= 0 && y < out->years)
            out->pupils[((ptrdiff_t)row->school * out->grades + g) * out->years + y] += row->pupils;
    }
    return out->pupils != NULL;
}

/* Both numbers of the schools of a stage and year, whose sums are printed as well. */
static bool hold_stage_year(struct xw_arena scratch, const struct xw_figures *f, int32_t stage,
                            int32_t year, struct xw_later_roll *roll, int32_t count)
{
    int32_t *number = XW_TAKE(&scratch, count + 1, int32_t),
            *of = XW_TAKE(&scratch, count, int32_t);
    bool *hidden = XW_TAKE(&scratch, count + 1, bool);
    if (number == NULL || of == NULL || hidden == NULL) return false;
    for (int32_t actual = 0; actual < 2; actual++) {
        int32_t parts = 0, sum = 0;
        for (int32_t i = 0; i < count; i++) {
            if (roll[i].stage != stage || roll[i].year != year) continue;
            number[parts] = actual ? roll[i].actual : roll[i].plan;
            sum += number[parts];
            of[parts++] = i;
        }
        if (parts == 0) return true;
        number[parts] = sum;
        if (!xw_held_parts(f->run, scratch, parts, number, hidden)) return false;
        for (int32_t p = 0; p < parts; p++)
            roll[of[p]].held = roll[of[p]].held || hidden[p];
    }
    return true;
}

struct xw_later_roll *xw_later_rolls(struct xw_arena *keep, const struct xw_figures *f,
                                     int32_t *found)
{
    struct seated seated;
    struct xw_later_roll *roll =
        XW_TAKE(keep, xw_kept(f, XW_TABLE_ROLLS)->count, struct xw_later_roll);
    if (roll == NULL || !seat_pupils(keep, f, &seated)) return NULL;
    const struct xw_carried *rows = xw_kept(f, XW_TABLE_ROLLS);
    int32_t count = 0;
    for (int32_t i = 0; i < rows->count; i++) {
        int32_t year = xw_carried_whole(rows, XW_COL_ROLLS_YEAR, i, XW_NONE);
        int32_t grade = xw_carried_whole(rows, XW_COL_ROLLS_GRADE, i, INT16_MIN);
        int32_t stage = stage_of_grade(f->run, grade);
        if (!in_years(f, year) || stage == XW_NONE) continue;
        int32_t school = xw_kept_school(f, xw_carried_text(rows, XW_COL_ROLLS_SCHOOL, i));
        if (school == XW_NONE) continue;
        struct xw_later_roll *last = count > 0 ? &roll[count - 1] : NULL;
        if (last == NULL || last->school != school || last->stage != stage || last->year != year)
            roll[count++] =
                (struct xw_later_roll){ .school = school, .stage = stage, .year = year };
        roll[count - 1].actual += xw_carried_whole(rows, XW_COL_ROLLS_PUPILS, i, 0);
        ptrdiff_t at = (ptrdiff_t)school * seated.grades + grade - seated.first;
        roll[count - 1].plan += seated.pupils[at * seated.years + year - f->first];
    }
    *found = count;
    for (int32_t s = 0; s < f->stages && f->run->held_below > 0; s++)
        for (int32_t y = f->first; y <= f->last; y++)
            if (!hold_stage_year(*keep, f, s, y, roll, count)) return NULL;
    return roll;
}
