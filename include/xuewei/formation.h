/* formation.h: whole pupils in whole classes.
 *
 * Entry: n = min(ceil(E / norm), classes that may open); no room, no class. Where a bureau rather
 * lets classes pass the norm by some pupils than open another one, n = min(ceil(E / (norm +
 * tolerance)), ...): 46 pupils are one class of 46 with a tolerance of 1, two of 23 without. Sizes
 * are as equal as whole pupils allow: E mod n classes of floor(E/n) + 1, the rest floor(E/n).
 */
#ifndef XW_FORMATION_H
#define XW_FORMATION_H
#include "xuewei/norms.h"
#include "xuewei/status.h"

struct xw_classes {
    int32_t pupils, classes;
    int32_t smallest, largest; /* 0 without classes */
    int32_t with_largest;      /* classes of size `largest` */
};

/* Classes of a grade from its pupils and the number of classes (0 only with 0 pupils). */
struct xw_classes xw_formation_sizes(int32_t pupils, int32_t classes);

/* Entry classes for E pupils.
 *   norm       >= 1; classes pass it by at most `tolerance` >= 0 pupils, and never the limit, for
 *              as long as another class may open */
int32_t xw_formation_entry(int32_t pupils, struct xw_class_norm norm, int32_t tolerance,
                           int32_t may_open);

/* Rooms that the grades of a stage need at their norms, no class shared by two grades: the sum of
 * ceil(E_g / norm_g). A kindergarten of three ages needs more than its pupils / mean norm. */
int32_t xw_formation_rooms(int32_t grades, const int32_t *pupils, const struct xw_class_norm *norm);

/* Classes above a size: how many of c hold more than `size` pupils. */
int32_t xw_formation_above(struct xw_classes c, int32_t size);

#endif
