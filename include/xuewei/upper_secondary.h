/* upper_secondary.h: how the leavers of lower secondary school divide, as policy by year.
 *
 * Entrants of general upper secondary school = leavers x transition (table `entry`) x general share +
 * inflow from outside. The others of those who go on are vocational.
 */
#ifndef XW_UPPER_SECONDARY_H
#define XW_UPPER_SECONDARY_H
#include <stdbool.h>
#include <stdint.h>

/* [year of the horizon]; given = false: nothing is divided, as if the share were 1 and nobody came. */
struct xw_general {
    bool given;
    double *share;   /* 0..1 */
    int32_t *inflow; /* [pupils] a year */
};

#endif
