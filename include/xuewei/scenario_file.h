/* scenario_file.h: from files to a checked scenario.
 *
 * Reads the YAML file, its parents (`extends:`), its tables and outlines, checks every row and
 * every reference between files, and goes on after a fault, so that one reading finds all of them.
 */
#ifndef XW_SCENARIO_FILE_H
#define XW_SCENARIO_FILE_H
#include "xuewei/scenario.h"

/* One --set path.to.key=value. */
struct xw_override {
    const char *path, *value;
};

enum xw_need {
    XW_NEED_RUN,     /* all tables of a simulation */
    XW_NEED_ASSIGN,  /* the same; without tables.population zones, schools, capacity, demand alone,
                        and what needed_tables.h reads besides */
    XW_NEED_PROJECT, /* zones, population, mortality, fertility, births_ratio; migration if any */
};

/* Read the scenario at path into keep. XW_OK with or without doubts; XW_REFUSED when diag holds a
 * refusal; *out is then not to be used. */
XW_CHECKED enum xw_status xw_scenario_read(const char *path, enum xw_need need,
                                           const struct xw_override *overrides, int32_t count,
                                           struct xw_arena *keep, struct xw_diag *diag,
                                           struct xw_scenario *out);

#endif
