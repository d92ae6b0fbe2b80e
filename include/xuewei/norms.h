/* norms.h: what a class, a school and a way to school should be, as data. */
#ifndef XW_NORMS_H
#define XW_NORMS_H
#include "xuewei/stages.h"

/* The closed list of quantities of the table `norms`. */
#define XW_NORM_LIST(X)                                                                            \
    X(CLASS_SIZE_NORM, "class_size_norm")       /* [pupils] 班额标准 45/50 */                  \
    X(CLASS_SIZE_STRETCH, "class_size_stretch") /* [pupils] a class may grow to this at a price */ \
    X(CLASS_SIZE_LIMIT, "class_size_limit")     /* [pupils] no class is larger */                  \
    X(SCHOOL_SIZE_MAX, "school_size_max")       /* [pupils] 校额, of the balance standard */     \
    X(SERVICE_RADIUS, "service_radius_m")       /* [m] */                                          \
    X(PUPILS_PER_STAFF, "pupils_per_staff")     /* [pupils] 教职工 */                           \
    X(WARNING_YELLOW, "warning_yellow") /* [share] demand / entry seats from which yellow */       \
    X(WARNING_RED, "warning_red")       /* [share] and red */

enum xw_norm {
#define X(symbol, word) XW_NORM_##symbol,
    XW_NORM_LIST(X)
#undef X
        XW_NORMS
};

const char *xw_norm_word(enum xw_norm quantity);

/* value[stage][grade row][quantity]: a row of the table without a grade fills all its stage's
 * grades. NaN = not given and without default. line = 0 for a default. */
struct xw_norms {
    double value[XW_MAX_STAGES][XW_MAX_GRADES][XW_NORMS];
    int32_t line[XW_MAX_STAGES][XW_MAX_GRADES][XW_NORMS];
};

/* Norm, stretch and limit of the classes of a grade row as whole pupils, 1 <= norm <= stretch <=
 * limit. */
struct xw_class_norm {
    int32_t norm, stretch, limit;
};
struct xw_class_norm xw_norms_class(const struct xw_norms *norms, const struct xw_stages *stages,
                                    int32_t row);

#endif
