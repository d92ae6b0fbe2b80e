/* timeline_projects.h: what the projects of a timeline do to the rooms of its divisions.
 *
 * Internal to supply: timeline.c lays out divisions, years and sites, timeline_changed.c those of
 * projects that are late or left out; the rule of every kind of project stands here.
 */
#ifndef XW_TIMELINE_PROJECTS_H
#define XW_TIMELINE_PROJECTS_H
#include "xuewei/timeline.h"
#include <stdbool.h>

/* What the timeline is made from, and what it needs to know of it. */
struct xw_maker {
    const struct xw_stages *stages;
    const struct xw_schools *schools;
    const struct xw_capacity *capacity;
    const struct xw_projects *projects;
    const struct xw_norms *norms;
    struct xw_timeline t;
    /* by division */
    const int32_t *first_row; /* of capacity; 0 without one, and row 0 is another's then */
    const uint8_t *created;   /* by a `new` project: its own rows give no rooms */
    /* by project */
    int32_t *order;               /* rows in the order in which they apply */
    const int32_t *site_then;     /* site that it moves its division to, or XW_NONE */
    const int32_t *to_division;   /* that its rooms or pupils go to, or XW_NONE */
    const int32_t *host_division; /* whose rooms its pupils use meanwhile, or XW_NONE */
};

/* A division in one year. */
struct xw_supply {
    bool exists, closed; /* a closed one stays so */
    int32_t rooms, plan, site;
    int32_t design_extra; /* design seats beyond the norm seats of the rooms; can be below 0 */
};

/* Norm seats of so many rooms of a division. */
int32_t xw_maker_norm_seats(const struct xw_maker *m, int32_t division, int32_t rooms);

/* The capacity row of a division in force in a year, or XW_NONE. */
int32_t xw_maker_row(const struct xw_maker *m, int32_t division, int32_t year);

/* A project that counts and has a year. */
bool xw_maker_takes_part(const struct xw_maker *m, int32_t project);

/* Whether a `new` project creates its division: nothing was there before. */
bool xw_maker_creates(const struct xw_maker *m, int32_t project);

/* The division in a year, with the first `upto` projects of the order. Works are not counted. */
struct xw_supply xw_maker_supply(const struct xw_maker *m, int32_t division, int32_t year,
                                 int32_t upto);

/* The same with all projects and with the works that are on: rooms out of use, rooms rented or lent
 * by another division meanwhile. */
struct xw_supply xw_maker_at_work(const struct xw_maker *m, int32_t division, int32_t year);

/* Rooms that the project at a place of the order adds to a division for good. */
int32_t xw_maker_rooms_added(const struct xw_maker *m, int32_t at, int32_t division);

/* Norm seats that the project at a place of the order adds for good, to its own division and the
 * one that its rooms go to together; and those that its works take away in a year before. */
int32_t xw_maker_seats_added(const struct xw_maker *m, int32_t at);
int32_t xw_maker_rooms_lost(const struct xw_maker *m, int32_t project, int32_t year);
int32_t xw_maker_seats_lost(const struct xw_maker *m, int32_t project, int32_t year);

/* The division that the pupils of a merged one belong to in a year; XW_NONE while it stands by
 * itself. Of mergers one after another it is the last one's. */
int32_t xw_maker_joins(const struct xw_maker *m, int32_t division, int32_t year);

/* What timeline.c lays out first and timeline_changed.c again for a history whose projects are others:
 * a division in a year; the pool that it is in then; the seats of the project at a place of the order,
 * which are 0 before; and that order itself, by opens_in, then row. */
void xw_maker_fill_division_year(struct xw_maker *m, int32_t division, int32_t year);
void xw_maker_fill_pool(struct xw_maker *m, int32_t division, int32_t year);
void xw_maker_fill_project(struct xw_maker *m, int32_t at);
void xw_maker_order(struct xw_maker *m);

#endif
