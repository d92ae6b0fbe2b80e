/* norms.h: what a class, a school and a way to school should be, as data. */
#ifndef XW_NORMS_H
#define XW_NORMS_H
#include "xuewei/stages.h"

/* The closed list of quantities of the table `norms`. */
#define XW_NORM_LIST(X)                                                                                 \
    X(CLASS_SIZE_NORM, "class_size_norm")       /* [pupils] 班额标准 45/50 */                       \
    X(CLASS_SIZE_STRETCH, "class_size_stretch") /* [pupils] a class may grow to this at a price */      \
    X(CLASS_SIZE_LIMIT, "class_size_limit")     /* [pupils] no class is larger */                       \
    X(SCHOOL_SIZE_MAX, "school_size_max")       /* [pupils] 校额, of the balance standard */          \
    X(SERVICE_RADIUS, "service_radius_m")       /* [m] */                                               \
    X(PUPILS_PER_STAFF, "pupils_per_staff")     /* [pupils] 教职工 */                                \
    X(WARNING_YELLOW, "warning_yellow") /* [share] demand / entry seats from which yellow */            \
    X(WARNING_RED, "warning_red")       /* [share] and red */                                           \
    X(WEEKLY_PERIODS, "weekly_periods") /* [lessons] of a class in a week */                            \
    X(PERIODS_PER_TEACHER, "periods_per_teacher") /* [lessons] of a teacher in a week */                \
    /* the seven indicators of balance, in the order of resources.h */                                  \
    X(DEGREE_TEACHERS, "degree_teachers")       /* [teachers per 100 pupils] */                         \
    X(BACKBONE_TEACHERS, "backbone_teachers")   /* [teachers per 100 pupils] */                         \
    X(PE_ART_TEACHERS, "pe_art_teachers")       /* [teachers per 100 pupils] */                         \
    X(TEACHING_AREA, "teaching_area_m2")        /* [m2 per pupil] */                                    \
    X(SPORTS_AREA, "sports_area_m2")            /* [m2 per pupil] */                                    \
    X(EQUIPMENT, "equipment_cny")               /* [CNY per pupil] */                                   \
    X(MULTIMEDIA_ROOMS, "multimedia_rooms")     /* [rooms per 100 pupils] */                            \
    X(DIFFERENCE_MAX, "difference_max")         /* limit of each one's difference coefficient */        \
    X(LARGE_SHARE_MAX, "large_class_share_max") /* [share] of classes of 56 and more */                 \
    X(OVERSIZE_SHARE_MAX, "oversize_class_share_max") /* [share] of classes of 66 and more */           \
    X(PLACES_PER_CHILD, "places_per_child")       /* [places] per resident child of the ages */         \
    X(PLACES_PER_1000, "places_per_1000")         /* [places] per 1,000 residents 千人学位 */       \
    X(PUBLIC_SHARE_MIN, "public_share_min")       /* [share] of the children 公办在园占比 */      \
    X(INCLUSIVE_SHARE_MIN, "inclusive_share_min") /* [share] public or subsidised 普惠性覆盖率 */ \
    X(GROSS_ENROLMENT_MIN, "gross_enrolment_min") /* pupils / children of the ages */

enum xw_norm {
#define X(symbol, word) XW_NORM_##symbol,
    XW_NORM_LIST(X)
#undef X
        XW_NORMS
};

const char *xw_norm_word(enum xw_norm quantity);

/* value[stage][row][quantity] with the grade rows of stages.h, so that a stage owns its own rows
 * alone; what holds of a school as a whole is read at the stage's first_row. A row of the table
 * without a grade fills all its stage's grades. NaN = not given and without default. line = 0 for
 * a default. */
struct xw_norms {
    double value[XW_MAX_STAGES][XW_MAX_GRADES][XW_NORMS];
    int32_t line[XW_MAX_STAGES][XW_MAX_GRADES][XW_NORMS];
};

/* Norm, stretch and limit of the classes of a grade row as whole pupils, 1 <= norm <= stretch <=
 * limit. */
struct xw_class_norm {
    int32_t norm, stretch, limit;
};

/* Fill with what is usual (src/data/norms.def, with sources), line 0; NaN where nothing is. The
 * stretch is left open: it hangs on the norm. */
void xw_norms_defaults(struct xw_norms *norms, const struct xw_stages *stages);

/* Where the usual value of a quantity comes from, in a year of the stage (1 ..); NULL: there is none. */
const char *xw_norms_usual_source(enum xw_stage_name stage, int32_t year, enum xw_norm quantity);

/* After the scenario's own norms: a stretch not given is the norm + 5, the limit at most. */
void xw_norms_complete(struct xw_norms *norms, const struct xw_stages *stages);

/* Stretch and limit not given (NaN) are the norm; a norm not given is 1. */
struct xw_class_norm xw_norms_class(const struct xw_norms *norms, const struct xw_stages *stages,
                                    int32_t row);

#endif
