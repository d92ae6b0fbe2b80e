/* outcome.h: what a run finds, and the sink that takes it.
 *
 * simulate hands rows to a sink year by year, in a fixed order; store writes them to a run file,
 * tests record them. The columns are the run file's (see src/store/schema.sql). Texts are borrowed
 * for the call. XW_NONE (-1) in a seat column means "not the district's" and is stored as null.
 */
#ifndef XW_OUTCOME_H
#define XW_OUTCOME_H
#include "xuewei/scenario.h"

enum xw_level {
    XW_LEVEL_DISTRICT,
    XW_LEVEL_TOWN,
    XW_LEVEL_GROUP,
    XW_LEVEL_CATCHMENT,
    XW_LEVEL_ZONE
};
enum xw_scope { XW_SCOPE_ENTRY, XW_SCOPE_ALL };

const char *xw_level_word(enum xw_level level);
const char *xw_scope_word(enum xw_scope scope);

struct xw_gap_row {
    enum xw_level level;
    const char *place; /* "district", town, group, code of the area's first school, zone code */
    int16_t year;
    int32_t stage;
    enum xw_scope scope;
    int32_t demand;
    int32_t seats, design, compliant;    /* norm, design and compliant seats */
    int32_t local_gap, net_gap, surplus; /* >= 0 */
    int32_t unplaced;
    int32_t of; /* row of the town or group, of the area's first school, or of the zone; 0 of the
                   district */
};

struct xw_school_row {
    int32_t school, stage;
    int16_t year;
    int32_t rooms, rooms_used;
    int32_t seats_norm, seats_stretch, seats_design, seats_compliant;
    int32_t pupils, classes, largest_class, classes_over_norm, classes_56, classes_66;
    int32_t over_size;   /* pupils above school_size_max */
    int32_t demand;      /* pupils who live in its catchment */
    double utilisation;  /* pupils / seats_norm; NaN without seats */
    const char *warning; /* "none", "yellow", "red" */
    const char *reason;  /* "", "demand", "delay", "locked_rooms", "boundary" */
    int32_t intake_plan; /* [classes] 常态招生计划 of the entry grade, XW_NONE = none */
    /* breaches: rooms of emergency levers that hold a class (of stages that share rooms, at the
     * youngest), and the largest class size limit that was raised, XW_NONE = none */
    int32_t special_rooms_used, prefab_rooms_used, sister_rooms_used, limit_raised_to;
};

struct xw_class_row {
    int32_t school, stage, row;
    int16_t year;
    int32_t pupils, classes, smallest, largest;
};

struct xw_flow_row {
    int16_t year;
    int32_t zone; /* XW_NONE = the stage has no zones */
    int32_t stage;
    const char *tier;
    int32_t school; /* XW_NONE = unplaced, or the city's */
    int32_t pupils;
    int32_t metres; /* way, XW_NONE = none */
    const char *reason;
};

struct xw_project_row {
    int32_t project;
    int16_t year;
    int32_t seats_added; /* norm seats of this year that would not be there without it */
    double spend_cny;
    bool open;
};

struct xw_measure_row {
    const char *place, *measure;
    int16_t year;
    double value, target; /* NaN = none */
    const char *status;   /* "", "met", "missed", "needs_input" */
};

struct xw_population_row {
    int16_t year;
    int32_t zone;
    const char *residency; /* NULL: the population tells none apart */
    const char *age;       /* "0" .. "18", "19-59", "60+"; 1 September */
    double persons;
};

/* What `project` finds of one zone and sex: the people on an anniversary of base_date, institutional
 * residents included ... */
struct xw_people_row {
    int16_t year;
    int32_t zone, sex;
    const double *persons; /* [residency][age] */
};

/* ... and what happened between two anniversaries; births by sex of the child. */
struct xw_events_row {
    int16_t year; /* in which the step begins */
    int32_t zone, sex;
    double births, deaths, migrants;
};

/* How much of a quantity rests on which evidence. */
struct xw_evidence_row {
    const char *weight; /* "pupils", "seats" */
    int32_t stage;
    int16_t year;
    double share[XW_EVIDENCE_COUNT]; /* sums to 1 */
};

/* What a history leaves out: one project; those of a status and of the statuses before it, so that a plan
 * grows from what is open to all of it; or every counted project. */
enum xw_left_out {
    XW_LEFT_OUT_PROJECT,
    XW_LEFT_OUT_PLANNED,
    XW_LEFT_OUT_APPROVED, /* and planned */
    XW_LEFT_OUT_BUILDING, /* and approved and planned: open ones alone are there */
    XW_LEFT_OUT_ALL,
    XW_LEFT_OUTS
};
const char *xw_left_out_word(enum xw_left_out left_out);

/* The district's row of gap_year in a history that leaves projects out and has the inputs of the
 * central one otherwise. */
struct xw_effect_row {
    enum xw_left_out left_out;
    int32_t project; /* of XW_LEFT_OUT_PROJECT, else XW_NONE */
    int16_t year;
    int32_t stage; /* one whose seats are the district's */
    enum xw_scope scope;
    int32_t demand, seats; /* norm seats */
    int32_t local_gap, net_gap, unplaced, surplus;
};

/* A function may be NULL: its rows are not wanted and not computed. class_ goes with school, evidence
 * with measure. A brief sink takes what replicates are summarised by and nothing else: of gap no rows of
 * zones, and XW_NONE for design and compliant; of school the school, stage, year, pupils and
 * classes_over_norm, with 0, NaN and "" elsewhere. */
struct xw_sink {
    void *self;
    XW_CHECKED enum xw_status (*gap)(void *self, const struct xw_gap_row *row);
    XW_CHECKED enum xw_status (*school)(void *self, const struct xw_school_row *row);
    XW_CHECKED enum xw_status (*class_)(void *self, const struct xw_class_row *row);
    XW_CHECKED enum xw_status (*flow)(void *self, const struct xw_flow_row *row);
    XW_CHECKED enum xw_status (*project)(void *self, const struct xw_project_row *row);
    XW_CHECKED enum xw_status (*measure)(void *self, const struct xw_measure_row *row);
    XW_CHECKED enum xw_status (*population)(void *self, const struct xw_population_row *row);
    XW_CHECKED enum xw_status (*evidence)(void *self, const struct xw_evidence_row *row);
    bool brief;
};

struct xw_projection_sink {
    void *self;
    XW_CHECKED enum xw_status (*people)(void *self, const struct xw_people_row *row);
    XW_CHECKED enum xw_status (*events)(void *self, const struct xw_events_row *row);
};

#endif
