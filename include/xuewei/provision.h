/* provision.h: how many places and rooms children of an age and residents call for. */
#ifndef XW_PROVISION_H
#define XW_PROVISION_H
#include <stdint.h>

/* Rooms for so many children by age: the sum over ages of ceil(E_a / c_a), not their total over a mean
 * class: classes of different ages do not mix.
 *   children [ages] >= 0;  class_size [ages] >= 1 */
int64_t xw_rooms_needed(int32_t ages, const int32_t *children, const int32_t *class_size);

/* Children with special needs of the compulsory ages and where they are taught; the rest of the two
 * shares learns in ordinary classes. */
struct xw_special {
    double pupils, in_special_schools, in_ordinary_classes, at_home;
};

/* prevalence, school_share, home_share: 0..1, the shares at most 1 together. */
struct xw_special xw_special_split(double children, double prevalence, double school_share,
                                   double home_share);

#endif
