#include "xuewei/draft.h"
#include "xuewei/mergers.h"
#include <string.h>

static int32_t or_none(int32_t value)
{
    return value == XW_MISSING ? XW_NONE : value;
}

static void refuse_target(struct xw_draft *draft, enum xw_column column, int32_t row, bool given,
                          const char *accepted)
{
    if (given) xw_draft_refuse(draft, column, row, "%s", accepted);
}

/* Rooms given away go to another stage or another school; the pupils of a merger to another school. */
static void check_target(struct xw_draft *draft, int32_t row)
{
    const struct xw_rows *rows = &draft->table[XW_TABLE_PROJECTS];
    int32_t kind = xw_rows_whole(rows, XW_COL_PROJECTS_KIND, row);
    int32_t stage = xw_rows_whole(rows, XW_COL_PROJECTS_STAGE, row);
    int32_t to_stage = xw_rows_whole(rows, XW_COL_PROJECTS_TO_STAGE, row);
    int32_t old_site = xw_rows_whole(rows, XW_COL_PROJECTS_OLD_SITE, row);
    const char *school = xw_rows_text(rows, XW_COL_PROJECTS_SCHOOL, row);
    const char *to_school = xw_rows_text(rows, XW_COL_PROJECTS_TO_SCHOOL, row);
    bool other_school = to_school != NULL && (school == NULL || strcmp(school, to_school) != 0);
    bool other_stage = to_stage != XW_MISSING && to_stage != stage;
    bool merges = kind == XW_PROJECT_MERGER;
    bool hands_over = kind == XW_PROJECT_CONVERSION || old_site == XW_OLD_SITE_CONVERTS;
    if (old_site == XW_OLD_SITE_CONVERTS && kind != XW_PROJECT_RELOCATION) {
        if (merges) xw_draft_refuse(draft, XW_COL_PROJECTS_OLD_SITE, row, "closes, keeps");
        return; /* of other kinds said already */
    }
    if (!hands_over) {
        refuse_target(draft, XW_COL_PROJECTS_TO_STAGE, row, to_stage != XW_MISSING,
                      "nothing: a conversion, or an old site that converts, alone has one");
        refuse_target(
            draft, XW_COL_PROJECTS_TO_SCHOOL, row, !merges && to_school != NULL,
            "nothing: a conversion, an old site that converts, or a merger alone has one");
    }
    if (hands_over || merges)
        refuse_target(draft, XW_COL_PROJECTS_STAGE, row, stage == XW_STAGE_NAMES,
                      "one stage, whose rooms or pupils go elsewhere");
    if (hands_over)
        refuse_target(draft, XW_COL_PROJECTS_TO_STAGE, row, !other_school && !other_stage,
                      "another stage than that of the project, unless to_school is another school");
    if (merges)
        refuse_target(draft, XW_COL_PROJECTS_TO_SCHOOL, row, !other_school,
                      "the code of another school, which the pupils join");
}

/* Rooms elsewhere while a rebuild lasts. */
static void check_meanwhile(struct xw_draft *draft, int32_t row)
{
    const struct xw_rows *rows = &draft->table[XW_TABLE_PROJECTS];
    const char *school = xw_rows_text(rows, XW_COL_PROJECTS_SCHOOL, row);
    const char *host = xw_rows_text(rows, XW_COL_PROJECTS_MEANWHILE, row);
    int32_t lent = xw_rows_whole(rows, XW_COL_PROJECTS_MEANWHILE_ROOMS, row);
    bool rebuilds = xw_rows_whole(rows, XW_COL_PROJECTS_KIND, row) == XW_PROJECT_REBUILD;
    refuse_target(draft, XW_COL_PROJECTS_MEANWHILE, row, host != NULL && !rebuilds,
                  "nothing: the pupils of a rebuild alone are elsewhere meanwhile");
    refuse_target(draft, XW_COL_PROJECTS_MEANWHILE_ROOMS, row,
                  lent != XW_MISSING && lent > 0 && !rebuilds,
                  "nothing: the pupils of a rebuild alone are elsewhere meanwhile");
    if (!rebuilds || host == NULL) return;
    refuse_target(draft, XW_COL_PROJECTS_MEANWHILE, row,
                  school != NULL && strcmp(school, host) == 0, "the code of another school");
    refuse_target(draft, XW_COL_PROJECTS_MEANWHILE_ROOMS, row, lent == XW_MISSING,
                  "the rooms of the school named in meanwhile that the pupils use");
}

void xw_read_handover(struct xw_draft *draft, int32_t row, int32_t project)
{
    struct xw_projects *p = &draft->out->projects;
    const struct xw_rows *rows = &draft->table[XW_TABLE_PROJECTS];
    int32_t to_stage = xw_rows_whole(rows, XW_COL_PROJECTS_TO_STAGE, row);
    int32_t to_school = xw_draft_school(draft, XW_COL_PROJECTS_TO_SCHOOL, row);
    bool named = xw_rows_text(rows, XW_COL_PROJECTS_TO_SCHOOL, row) != NULL;
    if (named || to_stage != XW_MISSING) {
        p->to_school[project] = named ? to_school : p->school[project];
        p->to_stage[project] =
            to_stage == XW_MISSING
                ? p->stage[project]
                : xw_stages_find(&draft->out->stages, (enum xw_stage_name)to_stage);
    }
    p->meanwhile[project] = xw_draft_school(draft, XW_COL_PROJECTS_MEANWHILE, row);
    p->meanwhile_rooms[project] =
        or_none(xw_rows_whole(rows, XW_COL_PROJECTS_MEANWHILE_ROOMS, row));
    check_target(draft, row);
    check_meanwhile(draft, row);
}

enum xw_status xw_build_mergers(struct xw_draft *draft)
{
    struct xw_scenario *s = draft->out;
    s->listed_catchments = s->catchments;
    s->listed_feeders = s->feeders;
    return xw_mergers_follow(draft->keep, draft->work, s);
}
