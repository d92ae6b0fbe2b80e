/* figures.h: what a run says, as numbers: peaks, gaps, idle seats, classes, evidence.
 *
 * Wording is elsewhere (words.h). Everything printed in a report is found here or in need.h, once,
 * so that a chart and the sentence above it cannot disagree.
 */
#ifndef XW_REPORT_FIGURES_H
#define XW_REPORT_FIGURES_H
#include "xuewei/arena.h"
#include "xuewei/run_reader.h"
#include <stdbool.h>

#define XW_MAX_REPORT_YEARS 200 /* a table picks its columns among so many */

/* The largest value of a series; the earliest of equals. */
struct xw_peak {
    int16_t year; /* XW_NONE: the series is empty or all zero */
    int32_t pupils;
    bool at_first, at_last; /* the peak lies at the edge of the horizon, perhaps beyond it */
};

enum xw_closing { XW_CLOSING_NEVER_SHORT, XW_CLOSING_CLOSES, XW_CLOSING_STAYS };

struct xw_stage_finding {
    bool district; /* the seats are the district's: gaps, idle seats and closing exist */
    struct xw_peak roll, entry;
    int16_t wave_from, wave_to; /* years around the roll's peak at 95 % of it or more */
    int16_t worst_year;         /* of the largest local gap; XW_NONE when never short */
    int32_t worst_local, worst_net;
    enum xw_closing closing;
    int16_t closes; /* first year from which there is no local gap any more */
    int32_t idle_last, seats_last;
    /* counted projects of the stage and their named classes, by the year they open */
    int32_t projects, classes, after_entry, after_roll, to_come;
    int16_t first_after; /* first opening after the entry peak, XW_NONE when there is none */
    int16_t to_come_from, to_come_to; /* openings in `now` or later, XW_NONE when there are none */
};

/* Sums over the schools of a stage in a year. */
struct xw_stage_year {
    int32_t schools, rooms, pupils, classes, over_norm, over_56, over_66, largest;
    int32_t over_size; /* schools above school_size_max */
    int32_t red, yellow;
};

struct xw_figures {
    const struct xw_run *run;
    int16_t first, last, now;
    int32_t years, stages;
    int32_t towns; /* in the order of the run's zones; only towns with a row of gap_year */
    const char **town_zh, **town_en;
    const struct xw_run_gap **district; /* [(stage * 2 + scope) * years + year] or NULL */
    const struct xw_run_gap **town;     /* [((town * stages + stage) * 2 + scope) * years + year] */
    struct xw_stage_finding *stage;
    struct xw_stage_year *sums; /* [stage * years + year] */
};

/*   now   held inside the run's horizon; 0 = first + 6
 * XW_NO_MEMORY, or XW_OUT_OF_RANGE for a run without years or stages. */
XW_CHECKED enum xw_status xw_figures_make(struct xw_arena *keep, const struct xw_run *run,
                                          int16_t now, struct xw_figures *out);

/* A key of the run (seed, points), "—" when it has none. */
const char *xw_figures_key(const struct xw_figures *figures, const char *key);

/* A row of gap_year, or NULL. */
const struct xw_run_gap *xw_figures_district(const struct xw_figures *figures, int32_t stage,
                                             enum xw_scope scope, int32_t year);
const struct xw_run_gap *xw_figures_town(const struct xw_figures *figures, int32_t town,
                                         int32_t stage, enum xw_scope scope, int32_t year);

/* seats - demand; false when the row is missing or has no seats. */
bool xw_figures_balance(const struct xw_run_gap *row, int32_t *balance);

/* Town of a name in either language, or XW_NONE. */
int32_t xw_figures_town_of(const struct xw_figures *figures, const char *name);

/* Rows of towns of a stage that have a balance in some year, worst year first. order [towns];
 * returns how many. */
int32_t xw_figures_towns_by_worst(const struct xw_figures *figures, int32_t stage, int32_t *order);

/* How much of a quantity ("pupils", "seats") rests on which evidence: of one stage, or of all
 * district stages weighted by it (stage = XW_NONE). The nearest year that has rows, the earlier of
 * equals. false when the run says nothing. */
bool xw_figures_evidence(const struct xw_figures *figures, const char *weight, int32_t stage,
                         int16_t year, double share[XW_EVIDENCE_COUNT]);

/* The weakest evidence with at least 1 % of the weight; XW_EVIDENCE_COUNT when unknown. */
enum xw_evidence xw_figures_weakest(const struct xw_figures *figures, const char *weight,
                                    int32_t stage, int16_t year);

/* More than half of the seats, weighted, is not published: the report carries a draft mark. */
bool xw_figures_draft(const struct xw_figures *figures);

/* Classes of a stage and year by size: count[size] for 0 .. XW_LARGEST_CLASS, larger ones in the
 * last. n classes of p pupils are p mod n classes of one more than the rest. Returns their number.
 */
#define XW_LARGEST_CLASS 99
int32_t xw_figures_class_sizes(const struct xw_figures *figures, int32_t stage, int16_t year,
                               int32_t count[XW_LARGEST_CLASS + 1]);

/* Local gap of a stage summed over `now` and the years after it, five in all: seat-years. */
#define XW_NEXT_YEARS 5
int64_t xw_figures_gap_to_come(const struct xw_figures *figures, int32_t stage);

/* A measure of the run for the district, "NAME_STAGE" (staff_primary), of a year; false when the run
 * has none. */
bool xw_figures_measure(const struct xw_figures *figures, const char *name, int32_t stage,
                        int16_t year, double *value);

/* Whether an edition holds it back. */
bool xw_figures_measure_held(const struct xw_figures *figures, const char *name, int32_t stage,
                             int16_t year);

/* Pupils and classes of the entry grade, of a stage and year. */
void xw_figures_entry_classes(const struct xw_figures *figures, int32_t stage, int16_t year,
                              int32_t *pupils, int32_t *classes);

#endif
