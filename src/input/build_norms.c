#include "xuewei/draft.h"
#include <math.h>
#include <string.h>

/* A value of the table norms, checked against its quantity. */
static bool accepted_value(struct xw_draft *draft, int32_t row, enum xw_norm quantity)
{
    const struct xw_rows *rows = &draft->table[XW_TABLE_NORMS];
    const struct xw_parameter *p = xw_norm_of(quantity);
    double value = xw_rows_number(rows, XW_COL_NORMS_VALUE, row);
    if (value >= p->low && value <= p->high) return true;
    char accepted[400];
    xw_parameter_accepted(p, accepted, sizeof accepted);
    xw_draft_refuse(draft, XW_COL_NORMS_VALUE, row, "%s", accepted);
    return false;
}

static void set(struct xw_norms *norms, const struct xw_stages *stages, int32_t stage, int32_t row,
                enum xw_norm quantity, double value, int32_t line)
{
    const struct xw_stage *s = &stages->stage[stage];
    for (int32_t g = s->first_row; g < s->first_row + s->grades; g++) {
        if (row != XW_NONE && row != g) continue;
        norms->value[stage][g][quantity] = value;
        norms->line[stage][g][quantity] = line;
    }
}

/* Rows of a whole stage first, so that a grade's own row holds wherever it stands. */
static void read_rows(struct xw_draft *draft, bool of_grades)
{
    struct xw_norms *norms = &draft->out->norms;
    const struct xw_stages *stages = &draft->out->stages;
    const struct xw_rows *rows = &draft->table[XW_TABLE_NORMS];
    for (int32_t i = 0; i < rows->count; i++) {
        int32_t grade = xw_rows_whole(rows, XW_COL_NORMS_GRADE, i);
        if (rows->bad[i] || (grade != XW_MISSING) != of_grades) continue;
        enum xw_norm quantity = (enum xw_norm)xw_rows_whole(rows, XW_COL_NORMS_QUANTITY, i);
        int32_t name = xw_rows_whole(rows, XW_COL_NORMS_STAGE, i);
        int32_t stage = xw_stages_find(stages, (enum xw_stage_name)name);
        if (!accepted_value(draft, i, quantity)) continue;
        if (stage == XW_NONE) continue; /* a norm of a stage that is not there says nothing */
        int32_t row = xw_draft_grade(draft, XW_COL_NORMS_GRADE, i);
        if (of_grades && row == XW_NONE) continue;
        if (of_grades && xw_stages_of_row(stages, row) != stage) {
            xw_draft_refuse(
                draft, XW_COL_NORMS_GRADE, i, "a grade of %s, %d to %d",
                xw_stage_word((enum xw_stage_name)name), (int)stages->stage[stage].first_grade,
                (int)(stages->stage[stage].first_grade + stages->stage[stage].grades - 1));
            continue;
        }
        set(norms, stages, stage, row, quantity, xw_rows_number(rows, XW_COL_NORMS_VALUE, i),
            rows->line[i]);
    }
}

/* The keys norms.STAGE.QUANTITY go before the table. */
static void read_keys(struct xw_draft *draft)
{
    const struct xw_stages *stages = &draft->out->stages;
    for (int32_t s = 0; s < XW_STAGE_NAMES; s++)
        for (int32_t q = 0; q < XW_NORMS; q++) {
            char path[100];
            snprintf(path, sizeof path, "norms.%s.%s", xw_stage_word((enum xw_stage_name)s),
                     xw_norm_word((enum xw_norm)q));
            double value = xw_key_number_of(xw_yaml_get(draft->root, path),
                                            xw_norm_of((enum xw_norm)q), draft->diag);
            int32_t stage = xw_stages_find(stages, (enum xw_stage_name)s);
            if (!isnan(value) && stage != XW_NONE)
                set(&draft->out->norms, stages, stage, XW_NONE, (enum xw_norm)q, value, 0);
        }
}

/* Two norms of a grade that must not be out of order; said once a stage. */
static bool in_order(struct xw_draft *draft, int32_t stage, int32_t row, enum xw_norm low,
                     enum xw_norm high)
{
    const struct xw_norms *norms = &draft->out->norms;
    double small = norms->value[stage][row][low], large = norms->value[stage][row][high];
    if (isnan(small) || isnan(large) || small <= large) return true;
    int32_t line = norms->line[stage][row][high];
    if (line == 0) line = norms->line[stage][row][low];
    struct xw_place at = { .file = draft->root->at.file, .field = "norms" };
    if (line != 0)
        at = (struct xw_place){ .file = draft->table[XW_TABLE_NORMS].file,
                                .line = line,
                                .column = 1 };
    xw_diag_fault(draft->diag, at, "%s: %s is %.10g, above %s, which is %.10g",
                  xw_stage_word(draft->out->stages.stage[stage].name), xw_norm_word(low), small,
                  xw_norm_word(high), large);
    return false;
}

enum xw_status xw_build_norms(struct xw_draft *draft)
{
    struct xw_norms *norms = &draft->out->norms;
    const struct xw_stages *stages = &draft->out->stages;
    xw_norms_defaults(norms, stages);
    if (xw_draft_rows(draft, XW_TABLE_NORMS) != NULL) {
        read_rows(draft, false);
        read_rows(draft, true);
    }
    read_keys(draft);
    xw_norms_complete(norms, stages);
    for (int32_t s = 0; s < stages->count; s++) {
        const struct xw_stage *stage = &stages->stage[s];
        bool good = true;
        for (int32_t row = stage->first_row; good && row < stage->first_row + stage->grades; row++)
            good = in_order(draft, s, row, XW_NORM_CLASS_SIZE_NORM, XW_NORM_CLASS_SIZE_LIMIT) &&
                   in_order(draft, s, row, XW_NORM_CLASS_SIZE_NORM, XW_NORM_CLASS_SIZE_STRETCH) &&
                   in_order(draft, s, row, XW_NORM_CLASS_SIZE_STRETCH, XW_NORM_CLASS_SIZE_LIMIT) &&
                   in_order(draft, s, row, XW_NORM_WARNING_YELLOW, XW_NORM_WARNING_RED);
        if (stage->by_residents &&
            isnan(norms->value[s][stage->first_row][XW_NORM_PLACES_PER_1000]))
            xw_diag_fault(draft->diag, xw_key_place(draft->root, "stages"),
                          "%s: demand by residents needs the norm places_per_1000 of the stage",
                          xw_stage_word(stage->name));
    }
    return XW_OK;
}

/* The district, a town or a group of zones. */
static bool place_is_known(const struct xw_zones *zones, const char *place)
{
    if (strcmp(place, "district") == 0) return true;
    for (int32_t t = 0; t < zones->towns; t++)
        if (strcmp(zones->town_zh[t], place) == 0) return true;
    for (int32_t g = 0; g < zones->groups; g++)
        if (strcmp(zones->group_name[g], place) == 0) return true;
    return false;
}

enum xw_status xw_build_indicators(struct xw_draft *draft)
{
    struct xw_scenario *out = draft->out;
    const struct xw_rows *rows = xw_draft_rows(draft, XW_TABLE_INDICATORS);
    if (rows == NULL) return XW_OK;
    out->indicator = XW_TAKE(draft->keep, rows->count, struct xw_indicator);
    if (out->indicator == NULL) return XW_NO_MEMORY;
    for (int32_t i = 0; i < rows->count; i++) {
        if (rows->bad[i]) continue;
        const char *place = xw_rows_text(rows, XW_COL_INDICATORS_PLACE, i);
        if (!place_is_known(&out->zones, place) && !draft->table[XW_TABLE_ZONES].broken)
            xw_draft_refuse(draft, XW_COL_INDICATORS_PLACE, i, "district, or a town or group of %s",
                            draft->table[XW_TABLE_ZONES].file);
        const char *source = xw_rows_text(rows, XW_COL_INDICATORS_SOURCE, i);
        out->indicator[out->indicators++] = (struct xw_indicator){
            .indicator = xw_rows_text(rows, XW_COL_INDICATORS_INDICATOR, i),
            .place = place,
            .year = (int16_t)xw_rows_whole(rows, XW_COL_INDICATORS_YEAR, i),
            .stage = xw_draft_stage(draft, XW_COL_INDICATORS_STAGE, i),
            .value = xw_rows_number(rows, XW_COL_INDICATORS_VALUE, i),
            .target = xw_rows_number(rows, XW_COL_INDICATORS_TARGET, i),
            .evidence = rows->evidence[i],
            .source = source == NULL ? "" : source,
            .line = rows->line[i],
        };
    }
    return XW_OK;
}
