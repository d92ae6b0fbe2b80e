/* resources.h: what schools have of the seven indicators of balance (优质均衡资源配置七项指标). */
#ifndef XW_RESOURCES_H
#define XW_RESOURCES_H
#include "xuewei/norms.h"
#include <stdbool.h>

/* 教督〔2017〕6号, in its order; `per` is the number of pupils that the norm speaks of. Space and rooms
 * follow from buildings, teachers and equipment from what a table says of them. */
#define XW_RESOURCE_LIST(X)                                                                        \
    X(DEGREE_TEACHERS, "degree_teachers", 100)                                                     \
    X(BACKBONE_TEACHERS, "backbone_teachers", 100)                                                 \
    X(PE_ART_TEACHERS, "pe_art_teachers", 100)                                                     \
    X(TEACHING_AREA, "teaching_area_m2", 1)                                                        \
    X(SPORTS_AREA, "sports_area_m2", 1)                                                            \
    X(EQUIPMENT, "equipment_cny", 1)                                                               \
    X(MULTIMEDIA_ROOMS, "multimedia_rooms", 100)

enum xw_resource {
#define X(symbol, word, per) XW_RESOURCE_##symbol,
    XW_RESOURCE_LIST(X)
#undef X
        XW_RESOURCES
};

const char *xw_resource_word(enum xw_resource indicator);
int32_t xw_resource_per(enum xw_resource indicator);       /* pupils: 1 or 100 */
enum xw_norm xw_resource_norm(enum xw_resource indicator); /* the quantity that is its norm */

/* Amounts of a school, as a whole (stage XW_NONE) or of one stage, from `year` on (INT16_MIN: from the
 * beginning) until a later row. Ordered by school, stage, indicator, year. */
struct xw_resources {
    int32_t count;
    int32_t *school, *stage;
    int16_t *year;
    uint8_t *indicator; /* enum xw_resource */
    double *amount;     /* >= 0: teachers, m2, CNY, rooms */
    uint8_t *evidence;
    int32_t *line;
};

/* The amount in force in a year: the stage's own row, else the school's as a whole; *of_stage says
 * which. NaN when there is neither. */
double xw_resources_at(const struct xw_resources *resources, int32_t school, int32_t stage,
                       enum xw_resource indicator, int16_t year, bool *of_stage);

#endif
