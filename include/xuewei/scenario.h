/* scenario.h: everything a run reads, checked, in columns. */
#ifndef XW_SCENARIO_H
#define XW_SCENARIO_H
#include "xuewei/arena.h"
#include "xuewei/carried.h"
#include "xuewei/choices.h"
#include "xuewei/cohorts.h"
#include "xuewei/counted.h"
#include "xuewei/diag.h"
#include "xuewei/ensemble_rules.h"
#include "xuewei/evidence.h"
#include "xuewei/homes.h"
#include "xuewei/norms.h"
#include "xuewei/participation.h"
#include "xuewei/projects.h"
#include "xuewei/road_tables.h"
#include "xuewei/indicators.h"
#include "xuewei/resources.h"
#include "xuewei/schools.h"
#include "xuewei/special_education.h"
#include "xuewei/stages.h"
#include "xuewei/tiers.h"
#include "xuewei/upper_secondary.h"
#include "xuewei/warning_rules.h"
#include "xuewei/zones.h"
#include <stdbool.h>

/* A file of the scenario, as read: what explain and replay need. */
struct xw_input_file {
    const char *name;    /* relative to the folder of the scenario file, with / */
    const char *content; /* as UTF-8 bytes on disk (before decoding) */
    ptrdiff_t length;
    char sha256[65]; /* lower-case hex */
};

/* What a scenario's longitudes and latitudes are, in the order of the key's words. */
enum xw_coordinates { XW_COORDINATES_WGS84, XW_COORDINATES_GCJ02, XW_COORDINATES_BD09 };

/* How a zone of several schools shares them (多校划片). */
enum xw_multi_school { XW_MULTI_NEAREST, XW_MULTI_EXPECTATION, XW_MULTI_LOTTERY };

/* How places are given; costs in metres of way, so that a planner can weigh them. */
struct xw_assignment_rules {
    enum xw_distance distance;
    double detour;   /* way / straight line, >= 1 */
    int32_t nearest; /* a zone may be sent to its catchment and to this many nearest schools */
    int32_t coordination_m; /* extra cost of a school outside the catchment (统筹) */
    int32_t stretch_m;      /* extra cost of a place between norm and stretch */
    int32_t overrun_m;      /* extra cost of a place between stretch and limit */
    int32_t unplaced_m;     /* cost of no place; above every way */
    int32_t feeder_bonus_m; /* taken off the way to the school that a pupil's old school feeds */
    bool design_seats;      /* places of a problem without a population are the design seats */
    int32_t outside_area_m; /* extra cost of coordination to another admission area */
    int32_t boarding_m;     /* cost of a boarding school, from every zone */
    bool feeder_first;      /* leavers go to their fed school first, up to the norm */
    enum xw_multi_school multi_school;
    double private_applicants; /* per place of a private school; NaN: everybody applies */
    bool private_drawn;        /* its lottery is drawn, not in expectation */
    bool guarantee; /* classes may grow beyond the limit rather than leave a pupil unplaced */
};

struct xw_class_rules {
    int32_t entry_bulge; /* entry classes beyond ceil(rooms / grades) that a school may open */
    bool size_by_code;   /* campuses of one school_code are held to the largest school together */
    int32_t nine_year_size_max; /* primary and lower secondary together; 0: each by itself */
    int32_t tolerance;          /* pupils by which classes pass the norm before another one opens */
    double
        merge_below; /* continuing classes merge when their mean is under this share of the norm */
};

/* Small schools that are closed; closures.h. */
struct xw_closing_rules {
    int32_t below;    /* [pupils] 0: none is closed */
    int32_t after;    /* [school years] in a row */
    int32_t within_m; /* way to another school of the stage */
};

/* How late projects are in a replicate, and how new schools begin; delay.h. */
struct xw_delay_rules {
    double approval, start, completion; /* yearly hazards of moving on, 0..1; 1: never late */
    double common;                      /* correlation through the common factor, 0..1 */
    int32_t most;                       /* [school years] that a project is late at most */
    double ramp_low; /* least share of its entry classes that a new school opens at first */
};

/* What may be done in an emergency, in this order; levers.h. */
enum xw_lever {
    XW_LEVER_SPECIAL_ROOMS,
    XW_LEVER_PREFAB,
    XW_LEVER_SISTER_STAGE,
    XW_LEVER_CLASS_SIZE,
    XW_LEVERS
};
enum xw_levers_from { XW_LEVERS_FROM_NORM, XW_LEVERS_FROM_STRETCH, XW_LEVERS_FROM_LIMIT };

struct xw_lever_rules {
    int32_t count; /* 0: none is pulled */
    uint8_t order[XW_LEVERS];
    double special_share; /* of special rooms that may become classrooms, 0..1 */
    uint8_t from;         /* enum xw_levers_from: class size at which places are counted */
    int32_t class_size;   /* [pupils] to which the limit may be raised */
};

/* A published figure to show beside the result. place: "district", a town, or a zone group. */
struct xw_indicator {
    const char *indicator, *place;
    int16_t year;
    int32_t stage;        /* or XW_NONE */
    double value, target; /* target NaN = none */
    uint8_t evidence;
    const char *source;
    int32_t line;
};

/* How many rows of a table have which evidence. */
struct xw_table_evidence {
    const char *table, *file;
    int32_t rows[XW_EVIDENCE_COUNT];
};

/* A key of the scenario file with the value that holds (settings.h). */
struct xw_setting {
    const char *path, *value; /* "forecast.basis", "population" */
    bool given;               /* else it is the usual value */
};

struct xw_scenario {
    struct xw_arena *keep; /* owns everything below */
    const char *path;      /* as the user gave it */
    const char *name;      /* file name without folder and ending */
    const char *title_zh, *title_en;
    const char *place_zh, *place_en; /* the district's name, for titles */

    int16_t first, last;             /* school years, all simulated */
    struct xw_place crs_at;          /* where the file names it */
    const char *crs;                 /* "EPSG:4549" or "local" */
    enum xw_coordinates coordinates; /* of places in degrees */
    int16_t base_year;               /* of base_date */
    int8_t base_month, base_day;
    bool without_population; /* zones, schools, capacity and demand alone; see static_year.h */
    int32_t age_width;       /* 1; 5 for `project` alone */
    int32_t ages;            /* open_age + 1 */
    enum xw_migration_timing timing;

    struct xw_stages stages;
    struct xw_zones zones;
    struct xw_residencies residencies;
    struct xw_base_population population;
    struct xw_areas areas;
    struct xw_counted_rows counted;
    struct xw_split_rules split;
    struct xw_controls controls;
    double *zone_births; /* [year of births][zone] births, NaN = not known; NULL: none by zone */
    struct xw_known_births cohort_births; /* of a larger place; years = 0: none */
    bool zone_fertility;                  /* by empirical Bayes from births by zone */
    struct xw_fertility fertility;
    struct xw_mortality mortality;
    struct xw_births_ratio births_ratio;
    struct xw_migration migration;     /* rows without a residence status: of everybody */
    struct xw_migration *migration_of; /* [residency] rows of one status; years 0: none. Rates go
                                          before those of everybody; persons stand here or there */
    struct xw_transfers transfers;
    struct xw_known_births births;
    struct xw_homes homes;
    struct xw_participation participation;
    struct xw_entry entry;
    int32_t *given_demand; /* [year][zone][stage] entrants of the table demand, XW_NONE = as
                              projected; NULL: no table */
    struct xw_given_tiers given_tiers; /* those of it that name tiers; they add up to the above */
    struct xw_progression progression;
    struct xw_schools schools;
    struct xw_capacity capacity;
    struct xw_rolls rolls;
    struct xw_catchments catchments;        /* as mergers that take part have them: mergers.h */
    struct xw_catchments listed_catchments; /* as the table has them; of a run */
    struct xw_tiers tiers;
    struct xw_siblings siblings;
    struct xw_preferences preferences;
    struct xw_choice_rules choice;
    struct xw_admission_areas admission_areas;
    struct xw_feeders feeders;        /* as mergers have them */
    struct xw_feeders listed_feeders; /* as the table has them; of a run */
    struct xw_travel travel;
    struct xw_roads roads;
    struct xw_projects projects;
    bool project_effects; /* histories without each project are simulated as well */
    struct xw_spend spend;
    struct xw_norms norms;
    struct xw_resources resources;
    struct xw_warning_rules warning_rules;
    struct xw_general general;
    struct xw_special_rules special;
    struct xw_assignment_rules assignment;
    struct xw_class_rules classes;
    struct xw_lever_rules levers;
    struct xw_closing_rules closing;
    struct xw_forecast_rules forecast;

    int32_t indicators;
    struct xw_indicator *indicator;
    struct xw_clusters clusters;
    struct xw_attainment attainment;
    struct xw_teacher_exchange teacher_exchange;
    struct xw_quota quota;
    struct xw_expenditure expenditure;
    struct xw_indicator_rules indicator_rules;
    uint64_t seed;
    int32_t replicates;
    double risk_threshold; /* 0..1: from which share of the replicates on a shortage is a risk */
    struct xw_ensemble_rules ensemble;
    struct xw_delay_rules delay;

    const char *table_file[XW_TABLES];    /* file of each table, or NULL */
    struct xw_carried carried[XW_TABLES]; /* rows that the run file keeps; the others' are empty */
    int32_t settings;
    struct xw_setting *setting;
    int32_t files;
    struct xw_input_file *file;
    int32_t tables_with_evidence;
    struct xw_table_evidence *table_evidence;
};

/* The first age of an age group: group 3 is age 3, or 15 in five-year groups. */
static inline int32_t xw_scenario_age(const struct xw_scenario *scenario, int32_t group)
{
    return group * scenario->age_width;
}

static inline int32_t xw_scenario_years(const struct xw_scenario *scenario)
{
    return scenario->last - scenario->first + 1;
}

#endif
