/* formation.h: whole pupils in whole classes.
 *
 * Entry: n = min(ceil(E / norm), classes that may open); no room, no class. Sizes are as equal as
 * whole pupils allow: E mod n classes of floor(E/n) + 1, the rest floor(E/n).
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

/* Entry classes for E pupils. */
int32_t xw_formation_entry(int32_t pupils, int32_t norm, int32_t may_open);

/* Classes above a size: how many of c hold more than `size` pupils. */
int32_t xw_formation_above(struct xw_classes c, int32_t size);

#endif
