#include "xuewei/paired_schools.h"
#include "xuewei/sort.h"
#include <math.h>
#include <string.h>

/* A row of school_year, to be added (1) or taken away (-1). */
struct side {
    const char *code;
    int32_t stage, sign;
    const struct xw_run_school_year *of;
};

static int by_school(const void *a, const void *b, const void *context)
{
    const struct side *one = a, *other = b;
    (void)context;
    int order = strcmp(one->code, other->code);
    return order != 0 ? order : (one->stage > other->stage) - (one->stage < other->stage);
}

static int verdict_of(const struct xw_paired_school *school)
{
    int by_classes = (school->class_years_over_norm < 0) - (school->class_years_over_norm > 0);
    if (isnan(school->over_years)) return by_classes;
    if (by_classes > 0 && school->over_years <= 0.0) return 1;
    return by_classes < 0 && school->over_years >= 0.0 ? -1 : 0;
}

enum xw_status xw_paired_schools_make(const struct xw_run *base, const struct xw_run *run,
                                      struct xw_arena *keep, struct xw_arena scratch,
                                      int32_t *count, struct xw_paired_school **out)
{
    const struct xw_run *const runs[] = { run, base };
    int32_t rows = run->school_year_count + base->school_year_count, sides = 0, schools = 0;
    struct side *side = XW_TAKE(&scratch, rows, struct side);
    struct xw_paired_school *school = XW_TAKE(keep, rows, struct xw_paired_school);
    if (side == NULL || school == NULL) return XW_NO_MEMORY;
    for (int r = 0; r < 2; r++)
        for (int32_t i = 0; i < runs[r]->school_year_count; i++) {
            const struct xw_run_school_year *of = &runs[r]->school_year[i];
            side[sides++] =
                (struct side){ runs[r]->school[of->school].code, of->stage, r == 0 ? 1 : -1, of };
        }
    enum xw_status status = xw_sort(scratch, side, sides, sizeof *side, by_school, NULL);
    if (status != XW_OK) return status;

    bool drawn = base->replicates > 0 && run->replicates > 0;
    for (int32_t i = 0; i < sides; i++) {
        if (i == 0 || by_school(&side[i - 1], &side[i], NULL) != 0)
            school[schools++] = (struct xw_paired_school){ .code = side[i].code,
                                                           .stage = side[i].stage,
                                                           .over_years = drawn ? 0.0 : NAN };
        struct xw_paired_school *s = &school[schools - 1];
        s->pupil_years += side[i].sign * side[i].of->pupils;
        s->class_years_over_norm += side[i].sign * side[i].of->classes_over_norm;
        s->over_years += side[i].sign * side[i].of->spread.p_over;
    }
    for (int32_t i = 0; i < schools; i++) {
        if (fabs(school[i].over_years) < 1e-9)
            school[i].over_years = 0.0; /* shares cancel in theory */
        school[i].verdict = verdict_of(&school[i]);
    }
    *count = schools;
    *out = school;
    return XW_OK;
}
