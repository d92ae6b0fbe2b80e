#include "xuewei/draft.h"

/* The first and last age of a control as rows of the scenario's ages; false with a refusal. */
static bool control_ages(struct xw_draft *draft, int32_t row, struct xw_control *control)
{
    const struct xw_rows *rows = &draft->table[XW_TABLE_CONTROLS];
    const struct xw_scenario *s = draft->out;
    int32_t to = xw_rows_whole(rows, XW_COL_CONTROLS_AGE_TO, row), open = s->ages - 1;
    control->age_from = xw_draft_age(draft, XW_COL_CONTROLS_AGE_FROM, row, false);
    if (control->age_from == XW_NONE) return false;
    control->age_to = open;
    if (to == XW_MISSING) return true;
    control->age_to = (to + 1) / s->age_width - 1;
    if ((to + 1) % s->age_width == 0 && control->age_to >= control->age_from &&
        control->age_to < open)
        return true;
    xw_draft_refuse(draft, XW_COL_CONTROLS_AGE_TO, row, "%d to %d%s, or nothing for \"and over\"",
                    (int)(xw_scenario_age(s, control->age_from) + s->age_width - 1),
                    (int)(xw_scenario_age(s, open) - 1), s->age_width == 1 ? "" : " by 5");
    return false;
}

static bool overlap(const struct xw_control *a, const struct xw_control *b)
{
    bool sexes = a->sex == XW_SEXES || b->sex == XW_SEXES || a->sex == b->sex;
    return sexes && a->age_from <= b->age_to && b->age_from <= a->age_to;
}

static void add_control(struct xw_draft *draft, int32_t row)
{
    const struct xw_rows *rows = &draft->table[XW_TABLE_CONTROLS];
    const struct xw_scenario *s = draft->out;
    struct xw_controls *controls = &draft->out->controls;
    int16_t year = xw_draft_year(rows, XW_COL_CONTROLS_YEAR, row, 0);
    int32_t sex = xw_rows_whole(rows, XW_COL_CONTROLS_SEX, row), i = controls->count;
    struct xw_control control = { .sex = sex == XW_MISSING ? (int32_t)XW_SEXES : sex,
                                  .persons = xw_rows_number(rows, XW_COL_CONTROLS_PERSONS, row) };
    int32_t last = xw_draft_last_step(draft) + s->age_width; /* the end of the last step */
    if (last < s->base_year) last = s->base_year;
    if (year < s->base_year || year > last || (year - s->base_year) % s->age_width != 0) {
        xw_draft_refuse(draft, XW_COL_CONTROLS_YEAR, row,
                        "the year of an anniversary of population.base_date, %d to %d",
                        (int)s->base_year, (int)last);
        return;
    }
    if (!control_ages(draft, row, &control)) return;
    for (int32_t k = 0; k < controls->count; k++)
        if (controls->year[k] == year && overlap(&controls->control[k], &control)) {
            xw_draft_refuse(draft, XW_COL_CONTROLS_AGE_FROM, row,
                            "ages that have no total yet: line %d counts some of them",
                            (int)controls->line[k]);
            return;
        }
    /* By year, and within a year as the rows come. */
    for (; i > 0 && controls->year[i - 1] > year; i--) {
        controls->year[i] = controls->year[i - 1];
        controls->control[i] = controls->control[i - 1];
        controls->line[i] = controls->line[i - 1];
    }
    controls->year[i] = year;
    controls->control[i] = control;
    controls->line[i] = rows->line[row];
    controls->count++;
}

enum xw_status xw_build_controls(struct xw_draft *draft)
{
    const struct xw_rows *rows = xw_draft_rows(draft, XW_TABLE_CONTROLS);
    struct xw_controls *controls = &draft->out->controls;
    if (rows == NULL) return XW_OK;
    controls->year = XW_TAKE(draft->keep, rows->count, int16_t);
    controls->control = XW_TAKE(draft->keep, rows->count, struct xw_control);
    controls->line = XW_TAKE(draft->keep, rows->count, int32_t);
    if (controls->year == NULL || controls->control == NULL || controls->line == NULL)
        return XW_NO_MEMORY;
    for (int32_t row = 0; row < rows->count; row++)
        if (!rows->bad[row]) add_control(draft, row);
    return XW_OK;
}
