/* run_reader.h: a run file, read back whole: what reports, comparisons and tests look at.
 *
 * Nothing here needs the scenario's files. Rows come in the order in which they were written (year,
 * then stage, then place or school). Texts live in keep. A number that is null in the file is
 * XW_NONE or NaN, a text "" (an outline NULL). A table that an older file has not is empty.
 */
#ifndef XW_RUN_READER_H
#define XW_RUN_READER_H
#include "xuewei/carried.h"
#include "xuewei/ensemble_rows.h"

struct xw_run_key {
    const char *key, *value;
};
struct xw_run_zone {
    const char *code, *name_zh, *name_en, *town_zh, *town_en, *group;
    double x_m, y_m;
    const char *outline; /* GeoJSON geometry as text in x_m, y_m, or NULL */
    enum xw_evidence evidence;
};
struct xw_run_school {
    const char *code, *name_zh, *name_en, *sector, *town_zh, *town_en;
    double x_m, y_m;
    enum xw_evidence evidence;
    const char *school_code; /* campuses of one school share it */
    const char *cluster;     /* "" = none */
    int32_t zone;            /* row of zones, XW_NONE */
    int16_t opens, closes;   /* first and last school year; XW_NONE = before every year, never */
    bool boarding;
};
struct xw_run_stage {
    enum xw_stage_name name;
    int32_t first_age, grades, first_grade;
    bool city;
    double class_norm, class_stretch, class_limit, school_size_max; /* of the entry grade */
};
struct xw_run_project {
    const char *code, *name_zh, *name_en, *kind, *sector, *stage, *status;
    const char *school, *town_zh, *town_en; /* "" when it has none */
    int32_t classes_named, classes_before;  /* XW_NONE = not given */
    int32_t seats_added;                    /* in the year it opens; 0 when not counted */
    double cost_cny, spend_2021_2025_cny, site_area_m2, floor_area_m2;
    int16_t start_year, opens;   /* as in the table */
    int16_t starts_in, opens_in; /* as in this scenario */
    bool counted;
    enum xw_evidence evidence;
    int32_t line; /* of its row in the projects file; warnings name it so */
};
/* What an edition for the public holds back of a row; 0 in a run as it is loaded. */
enum xw_held {
    XW_HELD_PERSONS = 1,  /* how many they are: demand, pupils, value */
    XW_HELD_UNPLACED = 2, /* how many of them have no place */
};
struct xw_run_gap {
    enum xw_level level;
    const char *place;
    int16_t year;
    int32_t stage; /* row of stages */
    enum xw_scope scope;
    int32_t demand, seats, design, compliant, local_gap, net_gap, unplaced, surplus;
    struct xw_gap_spread spread; /* NaN without replicates */
    uint8_t held;                /* enum xw_held */
};
struct xw_run_school_year {
    int32_t school, stage; /* rows */
    int16_t year;
    int32_t rooms, rooms_used, seats_norm, seats_stretch, seats_design, seats_compliant, pupils,
        classes, largest_class, classes_over_norm, classes_56, classes_66, over_size, demand,
        intake_plan, special_rooms_used, prefab_rooms_used, sister_rooms_used, limit_raised_to;
    double utilisation;
    const char *warning, *reason;
    struct xw_school_spread spread; /* NaN without replicates */
    uint8_t held;                   /* enum xw_held */
};
struct xw_run_class_year {
    int32_t school, stage, grade; /* grade as tables count it */
    int16_t year;
    int32_t pupils, classes, smallest, largest;
    uint8_t held; /* enum xw_held */
};
struct xw_run_flow {
    int16_t year;
    int32_t zone, stage, school, pupils, metres; /* rows; XW_NONE */
    const char *tier, *reason;
    uint8_t held; /* enum xw_held */
};
struct xw_run_project_year {
    int32_t project, seats_added;
    int16_t year;
    double spend_cny;
    bool open;
    double p_open; /* NaN without replicates */
};
struct xw_run_measure {
    const char *place, *measure, *status;
    int16_t year;
    double value, target;
    uint8_t held; /* enum xw_held */
};
struct xw_run_register_year {
    const char *code, *basis, *status; /* basis: input, baseline, model */
    int16_t year;
    double value, target;
};
struct xw_run_population {
    int16_t year;
    int32_t zone;
    const char *age;
    double persons;
};
struct xw_run_evidence {
    const char *weight;
    int32_t stage;
    int16_t year;
    double share[XW_EVIDENCE_COUNT];
};
struct xw_run_published {
    const char *indicator, *place, *source;
    int16_t year;
    int32_t stage;
    double value, target;
    enum xw_evidence evidence;
};
struct xw_run_table {
    const char *table, *file;
    int32_t rows[XW_EVIDENCE_COUNT];
};
struct xw_run_warning {
    const char *file, *code, *text_zh, *text_en;
    int32_t line;
};

struct xw_run_setting {
    const char *path, *value; /* a key of the scenario, given or usual */
    bool given;
};
struct xw_run_norm {
    int32_t stage, grade; /* grade as tables count it; not for all_grades */
    bool all_grades;
    const char *quantity;
    double value;
    int32_t line;       /* of its row in the table norms; XW_NONE: a key, or usual */
    const char *source; /* of the row, the key's path, or where the usual value comes from */
};

/* A row of the input tables capacity and rolls, as the run's own copy of the file has it. */
struct xw_run_input_row {
    enum xw_table table;   /* XW_TABLE_CAPACITY or XW_TABLE_ROLLS */
    int32_t line;          /* in the file, whose name run->table has */
    int32_t school, stage; /* rows; XW_NONE: none of the run's */
    int32_t grade;         /* of rolls */
    int16_t year;          /* of rolls; of capacity INT16_MIN when from the beginning */
};

#define XW_RUN_COLUMNS(type, name)                                                                 \
    int32_t name##_count;                                                                          \
    struct type *name

struct xw_run {
    const char *path;
    const char *name, *title_zh, *title_en, *place_zh, *place_en;
    int16_t first, last;
    int32_t replicates;
    int32_t held_below; /* [persons] below it an edition holds numbers back; 0 in a run as loaded */
    const char *id;     /* first 8 hex digits of the hash over all inputs and options */
    XW_RUN_COLUMNS(xw_run_key, key); /* table run, in key order */
    XW_RUN_COLUMNS(xw_run_stage, stage);
    XW_RUN_COLUMNS(xw_run_zone, zone);
    XW_RUN_COLUMNS(xw_run_school, school);
    XW_RUN_COLUMNS(xw_run_project, project);
    XW_RUN_COLUMNS(xw_run_gap, gap);
    XW_RUN_COLUMNS(xw_run_school_year, school_year);
    XW_RUN_COLUMNS(xw_run_class_year, class_year);
    XW_RUN_COLUMNS(xw_run_flow, flow);
    XW_RUN_COLUMNS(xw_run_project_year, project_year);
    XW_RUN_COLUMNS(xw_run_measure, measure);
    XW_RUN_COLUMNS(xw_run_register_year, register_year);
    XW_RUN_COLUMNS(xw_run_population, population);
    XW_RUN_COLUMNS(xw_run_evidence, evidence);
    XW_RUN_COLUMNS(xw_run_published, published);
    XW_RUN_COLUMNS(xw_run_table, table);
    XW_RUN_COLUMNS(xw_run_warning, warning);
    XW_RUN_COLUMNS(xw_quantile_row, quantile);
    XW_RUN_COLUMNS(xw_risk_row, risk);
    XW_RUN_COLUMNS(xw_service_row, service);
    XW_RUN_COLUMNS(xw_assumption_row, assumption);
    XW_RUN_COLUMNS(xw_run_setting, setting); /* run_settings.h */
    XW_RUN_COLUMNS(xw_run_norm, norm);
    XW_RUN_COLUMNS(xw_draw_row, draw);           /* what is there; run_draws.h reads the numbers */
    XW_RUN_COLUMNS(xw_effect_row, effect);       /* histories that leave projects out */
    XW_RUN_COLUMNS(xw_run_input_row, input_row); /* run_input_rows.h */
    struct xw_carried carried[XW_TABLES]; /* input tables that the file keeps; run_carried.h */
    int32_t gap_slots; /* private to xw_run_gap_at; 0 and NULL in a run made by hand */
    const int32_t *gap_slot;
};

/* Load the run file at path into keep.
 *
 * XW_IO when the file cannot be opened, XW_STORE_FOREIGN when it is no run file, XW_STORE_NEWER
 * when its schema is newer than this program, XW_STORE_FAILED when it is damaged, XW_NO_MEMORY;
 * *trouble then says why, for a person, and lives in keep, and *out is untouched. */
XW_CHECKED enum xw_status xw_run_load(const char *path, struct xw_arena *keep, struct xw_run *out,
                                      const char **trouble);

/* The row of a place, year, stage and scope in run->gap, or NULL. Time O(1) in a loaded run. */
const struct xw_run_gap *xw_run_gap_at(const struct xw_run *run, enum xw_level level,
                                       const char *place, int16_t year, int32_t stage,
                                       enum xw_scope scope);

#endif
