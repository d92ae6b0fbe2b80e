/* stages.h: the grade structure of a jurisdiction, as data.
 *
 * `grade` in every table counts from the first primary year = 1; kindergarten is 0, -1, -2 from its
 * last year down, nursery below; lower secondary is 7.. in a 6-3-3 system and 6.. in a 5-4-3 one.
 * Inside the program a grade is a row: rows run over the stages of the scenario in order of age, so
 * that a stage owns rows first_row .. first_row + grades - 1.
 */
#ifndef XW_STAGES_H
#define XW_STAGES_H
#include <stdbool.h>
#include <stdint.h>

#define XW_NONE       (-1)
#define XW_MAX_STAGES 6
#define XW_MAX_GRADES 24 /* rows over all stages */

enum xw_stage_name {
    XW_NURSERY,
    XW_KINDERGARTEN,
    XW_PRIMARY,
    XW_LOWER_SECONDARY,
    XW_UPPER_SECONDARY,
    XW_SPECIAL,
    XW_STAGE_NAMES
};

/* "nursery", "kindergarten", "primary", "lower_secondary", "upper_secondary", "special". */
const char *xw_stage_word(enum xw_stage_name name);
/* The same for people who read Chinese: 幼儿园, 小学, 初中 ... */
const char *xw_stage_word_zh(enum xw_stage_name name);

/* How the entrants of a stage come to their schools. */
enum xw_stage_admission {
    XW_ADMISSION_ZONED,  /* by catchments, then coordination */
    XW_ADMISSION_CHOICE, /* by the pupils' lists: deferred acceptance */
    XW_ADMISSION_TOWN, /* as zoned, but a zone's own schools are all open ones of its town that are
                             not private; areas are the towns */
    XW_ADMISSION_DISTRICT /* the same of the district, which is one area */
};

struct xw_stage {
    enum xw_stage_name name;
    int32_t first_age; /* completed years on 31 August of the entry year */
    int32_t grades;    /* years of the stage, 1 .. 12 */
    int32_t first_row;
    int32_t first_grade; /* as tables count: primary 1 */
    uint8_t admission;   /* enum xw_stage_admission */
    bool city;           /* scope: city. Demand is shown, seats are not the district's */
    bool by_residents;   /* entry demand is a number of places per 1,000 residents of all ages (norm
                          places_per_1000), spread over the grades; not of children */
};

/* Not zoned: its catchments are made of towns or of the district, no table gives them. */
static inline bool xw_stage_is_open(const struct xw_stage *stage)
{
    return stage->admission == XW_ADMISSION_TOWN || stage->admission == XW_ADMISSION_DISTRICT;
}

struct xw_stages {
    int32_t count, rows; /* rows = sum of grades */
    struct xw_stage stage[XW_MAX_STAGES];
};

/* Fill first_row and first_grade. Stages must be in order of age and join without gap or overlap
 * (first_age + grades = next first_age), every name once, 1 to 12 grades each, XW_MAX_GRADES in
 * all; false otherwise. Grade 1 is the first of `primary`; without it, the grade of age 6. */
bool xw_stages_number(struct xw_stages *stages);

/* The stage's index by name, or XW_NONE. */
int32_t xw_stages_find(const struct xw_stages *stages, enum xw_stage_name name);

/* The row of a grade as tables count it, or XW_NONE; the stage of a row; its table grade. */
int32_t xw_stages_row(const struct xw_stages *stages, int32_t grade);
int32_t xw_stages_of_row(const struct xw_stages *stages, int32_t row);
int32_t xw_stages_grade(const struct xw_stages *stages, int32_t row);

/* Age of the pupils of a row, completed years on 31 August. */
int32_t xw_stages_age(const struct xw_stages *stages, int32_t row);

#endif
