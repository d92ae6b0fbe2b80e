/* cohorts.h: people and rates by age and sex, as the projection takes them.
 *
 * Sex is 0 = female, 1 = male everywhere. Ages are single completed years 0 .. ages - 1, the last
 * one open; for `project` they may be groups of five years instead, numbered alike. A table by zone has `places` = number of zones, a district table has places = 1.
 */
#ifndef XW_COHORTS_H
#define XW_COHORTS_H
#include <stdbool.h>
#include <stdint.h>

enum xw_sex { XW_FEMALE, XW_MALE, XW_SEXES };

enum xw_migration_timing { XW_MIGRATION_END, XW_MIGRATION_EVEN };

/* The residence statuses (户籍状况) that the population table tells apart, ordered by code: streams of
 * people who age, move and bear children apart and meet in transfers alone. At least one; the one
 * code is NULL when the table tells none apart. */
struct xw_residencies {
    int32_t count;
    const char **code;
};

/* The population counted at base_date: [residency][zone][sex][age]. */
struct xw_base_population {
    int32_t zones, ages;
    double *household;     /* [persons] people who age, bear children and go to school */
    double *institutional; /* [persons] dormitories, barracks: constant age profile, neither demand
                              nor mothers */
    double *published, *estimated, *assumed; /* [persons] household by zone and evidence of its
                                                rows, zones values each */
};

/* The curve by which age groups of adults become single ages (disaggregate.h). */
enum xw_adult_split { XW_SPLIT_SPLINE, XW_SPLIT_SPRAGUE };

/* A total of the district that is known from elsewhere: people of a sex and of the ages from .. to. */
struct xw_control {
    int32_t sex; /* enum xw_sex, or XW_SEXES: both together */
    int32_t age_from, age_to;
    double persons;
};

/* Rates that apply to the step from base_date's anniversary in `year` to the next. Years are
 * complete from first to first + years - 1 (the reader fills gaps from the nearest earlier year).
 */
struct xw_rate_years {
    int16_t first;
    int32_t years, places, ages;
};

/* The row of a year, 0 .. years - 1: that of the nearest year where the table does not reach. */
static inline int32_t xw_rate_row(const struct xw_rate_years *of, int32_t year)
{
    int32_t row = year - of->first;
    if (row >= of->years) row = of->years - 1;
    return row < 0 ? 0 : row;
}

struct xw_fertility {
    struct xw_rate_years of;
    double *rate; /* [births per woman-year] [year][place][age] */
};

struct xw_mortality {
    struct xw_rate_years of; /* ages: those of survival */
    int32_t width;           /* years of an age group: 5, else single years */
    double *survival;        /* [share] into age a during a step; age 0 from birth;
                         [year][place][sex][age]; NaN where mx is given instead */
    double *mx; /* [per person-year] alike, but five-year groups keep ages 0 and 1-4 apart: one more
                   rate (xw_mortality_rates); NaN where survival is given. life_table.h turns it into
                   survival. */
    double *ax; /* [years] as mx; NaN = not given, the life table's own */
};

/* Death rates of a year, place and sex. */
static inline int32_t xw_mortality_rates(const struct xw_mortality *mortality)
{
    return mortality->of.ages + (mortality->width == 5 ? 1 : 0);
}

struct xw_births_ratio {
    struct xw_rate_years of;  /* places = 1, ages = 1 */
    double *males_per_female; /* [year] */
};

struct xw_migration {
    struct xw_rate_years of;
    bool is_rate; /* net migrants per resident and year, else persons per year */
    double *net;  /* [persons per year] or [share per year], [year][place][sex][age]; persons of a
                     district table are shared over zones by population */
};

/* Moves of people from one residence status to another (落户), where they live: the share of those of
 * an age at the end of a step who moved during it, per year. years = 0: nobody moves. */
struct xw_transfers {
    struct xw_rate_years of;
    int32_t pairs;
    int32_t *from, *to; /* [pair] rows of the residencies, never the same */
    double *rate; /* [pair][year][place][sex][age], 0..1; those that leave one residency add up
                           to 1 at most */
};

/* Births known from a register, of the one series that the scenario chooses; NaN where not known.
 * They replace the births of the fertility schedule (which then only shares them over zones), and
 * say how the children of an age divide at 1 September. Read them by birth_cohort.h. */
struct xw_known_births {
    int16_t first;     /* calendar year */
    int32_t years;     /* 0 = none known */
    double *district;  /* [births per calendar year] */
    double *month;     /* [year][12] births per month; NULL: no months are known */
    double late_share; /* of a year without months, the births of September to December, 0..1 */
};

#endif
