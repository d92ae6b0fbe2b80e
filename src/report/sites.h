/* sites.h: where a reserved site lies, and how its town stands. */
#ifndef XW_REPORT_SITES_H
#define XW_REPORT_SITES_H
#include "figures.h"

/* Seats less demand of a town and stage, all grades. */
struct xw_standing {
    bool known;         /* the town has a balance of the stage */
    int32_t now;        /* in the report's current year */
    int32_t worst;      /* the lowest from then on */
    int32_t worst_year; /* its first year */
};
struct xw_standing xw_standing_of(const struct xw_figures *figures, int32_t town, int32_t stage);

/* The town of a row of the table sites, of the figures' towns, or XW_NONE. */
int32_t xw_site_town(const struct xw_figures *figures, int32_t row);

/* Whether its status is that word. */
bool xw_site_is(const struct xw_figures *figures, int32_t row, const char *status);

/* keep, extend (seats are short only after the reservation ends), spare, lost (given up where seats are
 * short), or "" where nothing can be said. */
const char *xw_site_verdict(const struct xw_figures *figures, int32_t row);

#endif
