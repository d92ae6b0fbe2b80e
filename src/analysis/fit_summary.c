#include "xuewei/fit_summary.h"
#include "xuewei/parameters.h"
#include <math.h>

static void print_estimate(const struct xw_scenario *s, const struct xw_estimate *e, FILE *to)
{
    char what[80];
    int length = snprintf(what, sizeof what, "%s", xw_stage_word(s->stages.stage[e->stage].name));
    if (e->grade_row != XW_NONE)
        length += snprintf(what + length, sizeof what - (size_t)length, " grade %d",
                           (int)xw_stages_grade(&s->stages, e->grade_row));
    if (e->year != INT16_MIN)
        snprintf(what + length, sizeof what - (size_t)length, " %d", (int)e->year);
    fprintf(to, "  %-26s %8.4f", what, e->value);
    if (isnan(e->sd))
        fprintf(to, "   no error");
    else
        fprintf(to, " +- %6.4f", e->sd);
    fprintf(to, "  %4d rows, %2d years %d-%d", (int)e->rows, (int)e->years, (int)e->first,
            (int)e->last);
    if (!isnan(e->dispersion)) fprintf(to, ", dispersion %.3g", e->dispersion);
    if (!isnan(e->year_dispersion)) fprintf(to, ", by years %.3g", e->year_dispersion);
    putc('\n', to);
}

/* What single schools or zones have of their own. */
static void print_parts(const struct xw_fit *fit, int32_t parent, FILE *to)
{
    int32_t parts = 0;
    double low = INFINITY, high = -INFINITY;
    bool zones = false;
    for (int32_t i = 0; i < fit->count; i++) {
        if (fit->estimate[i].parent != parent || fit->estimate[i].year != INT16_MIN) continue;
        parts++;
        zones = fit->estimate[i].zone != XW_NONE;
        low = fmin(low, fit->estimate[i].value);
        high = fmax(high, fit->estimate[i].value);
    }
    if (parts > 0)
        fprintf(to, "  %26s %d %s from %.4f to %.4f\n", "", (int)parts, zones ? "zones" : "schools",
                low, high);
}

void xw_fit_summary(const struct xw_scenario *s, const struct xw_fit *fit, FILE *to)
{
    static const char *const heading[] = {
        "progression: pupils of the next grade per pupil, by the rolls",
        "entry: entrants per leaver of the stage below, by the rolls",
        "participation: entrants per resident child of the entry age on 1 September",
        "births: entrants per birth of their cohort (no table of a run)",
    };
    fprintf(to, "rolls of %d to %d\n", (int)fit->first, (int)fit->last);
    bool participation = false;
    for (int of = XW_FIT_PROGRESSION; of <= XW_FIT_BIRTHS; of++) {
        bool headed = false;
        for (int32_t i = 0; i < fit->count; i++) {
            const struct xw_estimate *e = &fit->estimate[i];
            if ((int)e->of != of || e->parent != XW_NONE) continue;
            if (!headed) fprintf(to, "%s\n", heading[of]);
            headed = true;
            participation |= of == XW_FIT_PARTICIPATION;
            print_estimate(s, e, to);
            print_parts(fit, i, to);
        }
        for (int32_t g = 0; of == XW_FIT_PROGRESSION && g < s->stages.count; g++)
            if (fit->choice[g] != NULL) fprintf(to, "  %s\n", fit->choice[g]);
    }
    if (participation)
        fprintf(to,
                "taken as given beside participation: births %s, net migration %s; were they x %% "
                "more, the shares would be x %% less\n",
                s->births.years > 0 ? "as the table births has them" : "of the fertility schedule",
                s->table_file[XW_TABLE_MIGRATION] != NULL ? "as the table migration has it"
                                                          : "none");
    for (int32_t i = 0; i < fit->leavings; i++)
        fprintf(to, "left out: %s\n", fit->left_out[i]);
    for (int32_t i = 0; i < fit->remarks; i++)
        fprintf(to, "not told: %s\n", fit->remark[i]);
}
