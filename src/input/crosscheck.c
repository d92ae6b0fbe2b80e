#include "xuewei/draft.h"

/* Nothing of these can be known when a table that would tell could not be read whole. */
static bool tables_are_whole(const struct xw_draft *draft)
{
    static const enum xw_table telling[] = { XW_TABLE_SCHOOLS, XW_TABLE_CAPACITY, XW_TABLE_PROJECTS,
                                             XW_TABLE_ROLLS };
    for (size_t i = 0; i < sizeof telling / sizeof *telling; i++) {
        const struct xw_rows *rows = &draft->table[telling[i]];
        if (rows->broken) return false;
        for (int32_t row = 0; row < rows->count; row++)
            if (rows->bad[row]) return false;
    }
    return true;
}

static bool has_rooms(const struct xw_scenario *s, int32_t school, int32_t stage)
{
    for (int32_t k = 0; k < s->capacity.count; k++)
        if (s->capacity.school[k] == school && s->capacity.stage[k] == stage) return true;
    return false;
}

/* A project that gives rooms to a stage of a school, but `except`. */
static bool gets_rooms(const struct xw_scenario *s, int32_t school, int32_t stage, int32_t except)
{
    const struct xw_projects *p = &s->projects;
    for (int32_t i = 0; i < p->count; i++) {
        bool builds = p->kind[i] == XW_PROJECT_NEW || p->kind[i] == XW_PROJECT_EXPANSION;
        bool hands_over =
            p->kind[i] == XW_PROJECT_CONVERSION || p->old_site[i] == XW_OLD_SITE_CONVERTS;
        if (i == except) continue;
        if (builds && p->school[i] == school && p->stage[i] == stage) return true;
        if (hands_over && p->to_school[i] == school && p->to_stage[i] == stage) return true;
    }
    return false;
}

static bool has_stage(const struct xw_scenario *s, int32_t school, int32_t stage)
{
    return has_rooms(s, school, stage) || gets_rooms(s, school, stage, XW_NONE);
}

static const char *file_of(const struct xw_draft *draft, enum xw_table table)
{
    const char *file = draft->table[table].file;
    return file == NULL ? xw_table_of(table)->name : file;
}

static void check_rolls(struct xw_draft *draft)
{
    const struct xw_scenario *s = draft->out;
    bool before = false;
    int32_t school = XW_NONE, stage = XW_NONE;
    for (int32_t k = 0; k < s->rolls.count; k++) {
        before = before || s->rolls.year[k] < s->first;
        int32_t own = xw_stages_of_row(&s->stages, s->rolls.row[k]);
        bool again = s->rolls.school[k] == school && own == stage; /* said, or known to be good */
        school = s->rolls.school[k];
        stage = own;
        if (again || has_stage(s, school, stage)) continue;
        struct xw_place at = { .file = file_of(draft, XW_TABLE_ROLLS),
                               .line = s->rolls.line[k],
                               .column = 1,
                               .field = "school" };
        xw_diag_fault(draft->diag, at,
                      "school %s has pupils of %s, but neither %s nor %s gives it rooms of that "
                      "stage",
                      s->schools.code[school], xw_stage_word(s->stages.stage[stage].name),
                      file_of(draft, XW_TABLE_CAPACITY), file_of(draft, XW_TABLE_PROJECTS));
    }
    if (s->rolls.count > 0 && !before)
        xw_diag_fault(draft->diag, (struct xw_place){ .file = file_of(draft, XW_TABLE_ROLLS) },
                      "there are no pupils of a year before %d, the first simulated one; the rolls "
                      "of %d are where the simulation begins",
                      s->first, s->first - 1);
}

static void check_catchments(struct xw_draft *draft)
{
    const struct xw_scenario *s = draft->out;
    for (int32_t k = 0; k < s->catchments.count; k++) {
        int32_t school = s->catchments.school[k], stage = s->catchments.stage[k];
        if (has_stage(s, school, stage) && !xw_stage_is_open(&s->stages.stage[stage])) continue;
        struct xw_place at = { .file = file_of(draft, XW_TABLE_CATCHMENTS),
                               .line = s->catchments.line[k],
                               .column = 1,
                               .field = "school" };
        if (xw_stage_is_open(&s->stages.stage[stage])) {
            at.field = "stage";
            xw_diag_fault(draft->diag, at,
                          "%s is not zoned: its stages[].admission gives every zone its schools",
                          xw_stage_word(s->stages.stage[stage].name));
            continue;
        }
        xw_diag_fault(draft->diag, at,
                      "zone %s is directed to school %s for %s, but neither %s nor %s gives it "
                      "rooms of that stage",
                      s->zones.code[s->catchments.zone[k]], s->schools.code[school],
                      xw_stage_word(s->stages.stage[stage].name), file_of(draft, XW_TABLE_CAPACITY),
                      file_of(draft, XW_TABLE_PROJECTS));
    }
}

static struct xw_place project_place(const struct xw_draft *draft, int32_t i, const char *field)
{
    return (struct xw_place){ .file = file_of(draft, XW_TABLE_PROJECTS),
                              .line = draft->out->projects.line[i],
                              .column = 1,
                              .field = field };
}

/* The school that pupils join must have rooms of their stage and still stand then; the one whose
 * rooms they use meanwhile must have rooms too. */
static void check_hosts(struct xw_draft *draft, int32_t i)
{
    const struct xw_scenario *s = draft->out;
    const struct xw_projects *p = &s->projects;
    int32_t stage = p->stage[i], into = p->to_school[i];
    if (stage == XW_NONE) return;
    const char *word = xw_stage_word(s->stages.stage[stage].name);
    if (p->kind[i] == XW_PROJECT_MERGER && into != XW_NONE) {
        if (!has_stage(s, into, stage))
            xw_diag_fault(draft->diag, project_place(draft, i, "to_school"),
                          "the pupils of project %s join school %s, but nothing gives it rooms of "
                          "%s",
                          p->code[i], s->schools.code[into], word);
        for (int32_t k = 0; k < p->count; k++)
            if (k != i && (p->kind[k] == XW_PROJECT_CLOSURE || p->kind[k] == XW_PROJECT_MERGER) &&
                p->school[k] == into && p->stage[k] == stage && p->counted[k] && p->counted[i] &&
                p->opens_in[k] <= p->opens_in[i])
                xw_diag_fault(draft->diag, project_place(draft, i, "to_school"),
                              "the pupils of project %s join school %s in %d, but project %s ends "
                              "it in %d",
                              p->code[i], s->schools.code[into], p->opens_in[i], p->code[k],
                              p->opens_in[k]);
    }
    if (p->meanwhile[i] != XW_NONE && !has_stage(s, p->meanwhile[i], stage))
        xw_diag_fault(draft->diag, project_place(draft, i, "meanwhile"),
                      "the pupils of project %s use rooms of school %s, but nothing gives it rooms "
                      "of %s",
                      p->code[i], s->schools.code[p->meanwhile[i]], word);
}

/* What is moved, rebuilt, converted, merged or closed must be there. */
static void check_projects(struct xw_draft *draft)
{
    const struct xw_scenario *s = draft->out;
    const struct xw_projects *p = &s->projects;
    for (int32_t i = 0; i < p->count; i++) {
        bool needs = p->kind[i] != XW_PROJECT_NEW && p->kind[i] != XW_PROJECT_EXPANSION;
        check_hosts(draft, i);
        if (!needs || p->school[i] == XW_NONE || p->stage[i] == XW_NONE) continue;
        if (has_rooms(s, p->school[i], p->stage[i]) || gets_rooms(s, p->school[i], p->stage[i], i))
            continue;
        xw_diag_fault(draft->diag, project_place(draft, i, "school"),
                      "project %s is a %s of school %s, but %s gives it no rooms of %s", p->code[i],
                      xw_project_kind_word((enum xw_project_kind)p->kind[i]),
                      s->schools.code[p->school[i]], file_of(draft, XW_TABLE_CAPACITY),
                      xw_stage_word(s->stages.stage[p->stage[i]].name));
    }
}

void xw_crosscheck(struct xw_draft *draft)
{
    if (!tables_are_whole(draft)) return;
    check_rolls(draft);
    check_catchments(draft);
    check_projects(draft);
}
