/* draft.h: a scenario while it is being built from its tables.
 *
 * Each builder turns some tables into columns of the scenario, in the order of DRAFT below, since
 * later tables name the zones, schools and projects of earlier ones. A builder goes on after a
 * refusal; what it leaves behind after one is safe to read and not to be used.
 */
#ifndef XW_DRAFT_H
#define XW_DRAFT_H
#include "xuewei/keys.h"
#include "xuewei/scenario_file.h"
#include "xuewei/tables.h"

struct xw_draft {
    struct xw_scenario *out;
    struct xw_arena *keep, *work; /* work is given back when the scenario is read */
    struct xw_diag *diag;
    struct xw_yaml *root;
    enum xw_need need;
    struct xw_rows table[XW_TABLES]; /* file NULL: not given */
};

/* The row that a code cell names, or XW_NONE. A code that nobody knows is refused, and the refusal
 * names the file in which it is missing and the nearest code; not when that file could not be read
 * to its end. An empty cell is XW_NONE without a refusal. */
int32_t xw_draft_zone(struct xw_draft *draft, enum xw_column column, int32_t row);
int32_t xw_draft_school(struct xw_draft *draft, enum xw_column column, int32_t row);
/* The builder of projects has been. */
int32_t xw_draft_project(struct xw_draft *draft, enum xw_column column, int32_t row);
/* A town by its name in the table zones. */
int32_t xw_draft_town(struct xw_draft *draft, enum xw_column column, int32_t row);

/* The index among the clusters of schools, likewise; they have been built. */
int32_t xw_draft_cluster(struct xw_draft *draft, enum xw_column column, int32_t row);

/* The index among the tiers' codes, likewise; the builder of tiers has been. */
int32_t xw_draft_tier(struct xw_draft *draft, enum xw_column column, int32_t row);

/* The residence status that a cell names, likewise; an empty cell is the one status of a population
 * that tells none apart, else XW_NONE. */
int32_t xw_draft_residency(struct xw_draft *draft, enum xw_column column, int32_t row);

/* The scenario's stage that a cell names; XW_NONE with a refusal when it has none of that name. */
int32_t xw_draft_stage(struct xw_draft *draft, enum xw_column column, int32_t row);

/* The grade row that a cell names; XW_NONE with a refusal when the scenario has no such grade. */
int32_t xw_draft_grade(struct xw_draft *draft, enum xw_column column, int32_t row);

/* The row of an age among the scenario's ages (single years, or five-year groups by their first age);
 * XW_NONE with a refusal when there is no such row. infants: rows that keep ages 0 and 1-4 of
 * five-year groups apart, one more than ages. */
int32_t xw_draft_age(struct xw_draft *draft, enum xw_column column, int32_t row, bool infants);

/* The first age of a row of xw_draft_age. */
int32_t xw_draft_first_age(const struct xw_draft *draft, int32_t age_row, bool infants);

/* Refuse a cell that is well formed but does not do here. */
__attribute__((format(printf, 4, 5))) void xw_draft_refuse(struct xw_draft *draft,
                                                           enum xw_column column, int32_t row,
                                                           const char *accepted, ...);

/* A year cell; `missing` when it is empty. */
int16_t xw_draft_year(const struct xw_rows *rows, enum xw_column column, int32_t row,
                      int16_t missing);

/* The last year in which a step begins: of a run the one that 1 September of the last year lies in, of
 * `project` the one that leads to the last anniversary. */
int16_t xw_draft_last_step(const struct xw_draft *draft);

/* from_year must not lie behind to_year; both may be empty. */
void xw_draft_check_span(struct xw_draft *draft, enum xw_column from, enum xw_column to,
                         int32_t row);

/* A doubt in both languages; zh and en are texts made with xw_arena_format, NULL when memory is
 * used up. */
void xw_draft_doubt(struct xw_draft *draft, struct xw_place at, const char *code, const char *zh,
                    const char *en);

/* "2021, 2023-2025": the years that `in` marks, from first on. */
const char *xw_draft_years(struct xw_draft *draft, int16_t first, int32_t years, const uint8_t *in);

/* The table's rows, or NULL when it is not given. */
const struct xw_rows *xw_draft_rows(const struct xw_draft *draft, enum xw_table table);

/* The builders, in their order. All but the first need what stands before them. */
XW_CHECKED enum xw_status xw_build_zones(struct xw_draft *draft);
XW_CHECKED enum xw_status xw_build_areas(struct xw_draft *draft);
XW_CHECKED enum xw_status xw_build_population(struct xw_draft *draft);
XW_CHECKED enum xw_status xw_build_rates(struct xw_draft *draft);
XW_CHECKED enum xw_status xw_build_transfers(struct xw_draft *draft);
XW_CHECKED enum xw_status xw_build_births(struct xw_draft *draft);
XW_CHECKED enum xw_status xw_build_cohort_births(struct xw_draft *draft);
XW_CHECKED enum xw_status xw_build_controls(struct xw_draft *draft);
XW_CHECKED enum xw_status xw_build_shares(struct xw_draft *draft);
XW_CHECKED enum xw_status xw_build_demand(struct xw_draft *draft);
XW_CHECKED enum xw_status xw_build_homes(struct xw_draft *draft);
XW_CHECKED enum xw_status xw_build_schools(struct xw_draft *draft);
XW_CHECKED enum xw_status xw_build_progression(struct xw_draft *draft);
XW_CHECKED enum xw_status xw_build_capacity(struct xw_draft *draft);
XW_CHECKED enum xw_status xw_build_tiers(struct xw_draft *draft);
XW_CHECKED enum xw_status xw_build_choices(struct xw_draft *draft);
XW_CHECKED enum xw_status xw_build_catchments(struct xw_draft *draft);
XW_CHECKED enum xw_status xw_build_roads(struct xw_draft *draft);
XW_CHECKED enum xw_status xw_build_travel(struct xw_draft *draft); /* after roads */
XW_CHECKED enum xw_status xw_build_projects(struct xw_draft *draft);
XW_CHECKED enum xw_status xw_build_norms(struct xw_draft *draft);
XW_CHECKED enum xw_status
xw_build_levers(struct xw_draft *draft); /* and which small schools close */
XW_CHECKED enum xw_status xw_build_indicators(struct xw_draft *draft);
XW_CHECKED enum xw_status xw_build_resources(struct xw_draft *draft);
XW_CHECKED enum xw_status xw_build_register(struct xw_draft *draft); /* and register_years */
XW_CHECKED enum xw_status xw_build_clusters(struct xw_draft *draft); /* of schools, before these: */
XW_CHECKED enum xw_status xw_build_attainment(struct xw_draft *draft);
XW_CHECKED enum xw_status xw_build_teacher_exchange(struct xw_draft *draft);
XW_CHECKED enum xw_status xw_build_quota(struct xw_draft *draft);
XW_CHECKED enum xw_status xw_build_expenditure(struct xw_draft *draft);
XW_CHECKED enum xw_status xw_build_warning_rules(struct xw_draft *draft);
XW_CHECKED enum xw_status xw_build_upper_secondary(struct xw_draft *draft);
XW_CHECKED enum xw_status xw_build_ensemble(struct xw_draft *draft); /* errors of ratios, shocks */

/* The tables that the run file keeps, once everything they may name is there; carried.h. */
XW_CHECKED enum xw_status xw_build_carried(struct xw_draft *draft);

/* The keys ensemble.*, with the rules of a scenario. */
void xw_read_ensemble(struct xw_draft *draft);

/* Of xw_build_projects: where the rooms or pupils of a project go, and where the pupils of a rebuild
 * are meanwhile; what belongs to other kinds is refused. */
void xw_read_handover(struct xw_draft *draft, int32_t row, int32_t project);

/* Once everything is checked: from a merger on the catchment and feeder rows that name the merged
 * school name the one its pupils have joined. */
XW_CHECKED enum xw_status xw_build_mergers(struct xw_draft *draft);

/* Of xw_build_population, when the table names areas or groups of ages: the rows as counted. */
XW_CHECKED enum xw_status xw_build_counted(struct xw_draft *draft);

/* Of xw_build_homes, with its completions: what new dwellings want of participation and of net
 * migration, refused where it is missing and doubted where people may be counted twice. */
void xw_check_homes(struct xw_draft *draft);

/* Refuse a place ("zone", its code) and sex whose households lack ages: age [ages] marks those it
 * has. at: where it begins. */
void xw_draft_check_ages(struct xw_draft *draft, struct xw_place at, const char *place,
                         const char *code, int32_t sex, const uint8_t *age);

/* Zones that nobody lives in are usually zones that were forgotten: a doubt names the first of those
 * that lived_in [zones] does not mark. */
void xw_draft_doubt_empty(struct xw_draft *draft, const uint8_t *lived_in);

/* What only holds or fails between several tables, and what looks odd. */
void xw_crosscheck(struct xw_draft *draft);
/* Shocks that can do nothing: a year in which they cannot act, a factor that is always 1, a probability
 * of 0, nothing to fall on. */
void xw_doubt_shocks(struct xw_draft *draft);
XW_CHECKED enum xw_status xw_doubts(struct xw_draft *draft);

#endif
