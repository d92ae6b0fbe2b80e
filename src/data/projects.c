#include "xuewei/projects.h"

const char *xw_project_kind_word(enum xw_project_kind kind)
{
    switch (kind) {
    case XW_PROJECT_NEW:
        return "new";
    case XW_PROJECT_EXPANSION:
        return "expansion";
    case XW_PROJECT_RELOCATION:
        return "relocation";
    case XW_PROJECT_REBUILD:
        return "rebuild";
    case XW_PROJECT_CONVERSION:
        return "conversion";
    case XW_PROJECT_CLOSURE:
        return "closure";
    case XW_PROJECT_MERGER:
        return "merger";
    case XW_PROJECT_KINDS:
        break;
    }
    return "";
}

const char *xw_project_opening_word(enum xw_project_opening opening)
{
    switch (opening) {
    case XW_OPENS_ENTRY_GRADE:
        return "entry_grade";
    case XW_OPENS_ALL_GRADES:
        return "all_grades";
    case XW_OPENS_TAKES_OVER:
        return "takes_over";
    case XW_OPENINGS:
        break;
    }
    return "";
}

const char *xw_project_old_site_word(enum xw_old_site old_site)
{
    switch (old_site) {
    case XW_OLD_SITE_CLOSES:
        return "closes";
    case XW_OLD_SITE_KEEPS:
        return "keeps";
    case XW_OLD_SITE_CONVERTS:
        return "converts";
    case XW_OLD_SITES:
        break;
    }
    return "";
}

const char *xw_project_status_word(enum xw_project_status status)
{
    switch (status) {
    case XW_PROJECT_PLANNED:
        return "planned";
    case XW_PROJECT_APPROVED:
        return "approved";
    case XW_PROJECT_BUILDING:
        return "building";
    case XW_PROJECT_OPEN:
        return "open";
    case XW_PROJECT_STATUSES:
        break;
    }
    return "";
}
