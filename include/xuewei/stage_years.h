/* stage_years.h: the catchments of a stage, and the ways that a zone's pupils may go, year by year.
 *
 * They follow from the rows that direct zones to schools and from the schools that are open, with their
 * sites. Years in which both are the same share their arrays; so do years of a history whose projects
 * are late with the years of the central history whose schools they have.
 */
#ifndef XW_STAGE_YEARS_H
#define XW_STAGE_YEARS_H
#include "xuewei/prepare.h"

/* Of xw_prepare, once ways are measured: order the sites around every zone and find the rows that
 * direct zones. O(zones x sites log sites). */
XW_CHECKED enum xw_status xw_stage_years_begin(struct xw_arena *keep, struct xw_arena scratch,
                                               struct xw_prepared *out);

/* Draw the catchments and list the ways of a stage from a year of the horizon on, as out->timeline has
 * its schools.
 *
 *   like  prepared of the same scenario whose years may be shared; NULL: none
 *   out   of xw_stage_years_begin, or a copy of it with stage years of its own
 * What is not shared is taken from keep. O(zones x (ways of a zone + sites passed to find them)) for
 * each year that is drawn. XW_NO_MEMORY and what catchments return. */
XW_CHECKED enum xw_status xw_stage_years_draw(struct xw_arena *keep, struct xw_arena scratch,
                                              const struct xw_prepared *like,
                                              struct xw_prepared *out, int32_t stage, int32_t from);

/* Whether a division of the stage is open in other years or stands elsewhere in one timeline than in
 * another of the same scenario: else the catchments and ways are the same, with the same rows. */
bool xw_stage_years_differ(const struct xw_timeline *a, const struct xw_timeline *b, int32_t stage);

#endif
