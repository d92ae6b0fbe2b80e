/* tier_tables.h: how the central history divides entrants over admission classes in whole pupils.
 *
 * Of roundings that are equally near (rounding.h) a replicate takes the one most like the central
 * history's: so its table is the same as long as what it rounds is, and it is found without the central
 * history's flow.
 */
#ifndef XW_TIER_TABLES_H
#define XW_TIER_TABLES_H
#include "xuewei/prepare.h"

struct xw_tier_tables {
    int32_t stages, zones;
    struct xw_tier_table *table; /* [year * stages + stage] */
};

struct xw_tier_table {
    int32_t tiers;   /* 0: not known */
    int32_t *pupils; /* [zones * tiers] */
};

/* Tables of a scenario that no history has filled yet: room for every stage, year and tier. */
XW_CHECKED enum xw_status xw_tier_tables_take(struct xw_arena *keep,
                                              const struct xw_prepared *prepared,
                                              struct xw_tier_tables *out);

/* What is known of a stage in a year; NULL: nothing, or of another number of tiers. */
const int32_t *xw_tier_tables_of(const struct xw_tier_tables *tables, int32_t year, int32_t stage,
                                 int32_t tiers);

/* Write the table [zones * tiers] of the central history down. */
void xw_tier_tables_keep(struct xw_tier_tables *tables, int32_t year, int32_t stage, int32_t tiers,
                         const int32_t *pupils);

#endif
