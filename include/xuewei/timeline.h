/* timeline.h: from schools and projects to rooms by school year.
 *
 * A division is one school's part for one stage (学部): most schools have one, a nine-year school
 * two. Supply is counted in rooms, by division and year; seats follow from class norms.
 *
 *   new         rooms = classes from opens_in; grows class by class from the entry grade unless
 *               `opening` is all_grades. Without classes the school stays closed
 *   expansion   adds classes
 *   relocation  rooms become classes at opens_in, at the new place; pupils move with their school.
 *               The old site closes, or keeps its rooms as well (`keeps`: rooms + classes)
 *               or its rooms become those of another stage or school (`converts`)
 *   rebuild     rooms become classes at opens_in, at the new place if one is given. Meanwhile the
 *               pupils may use rented rooms, or rooms of another school of the stage, which does
 *               without them; they stay on the roll of their own school, and walk to the other one
 *               once theirs has no room left
 *   conversion  classes rooms, as far as there are so many, become rooms of another stage of the
 *               school, or of another school; grades that lose rooms close up. A division that had
 *               no rooms begins where they are, from its entry grade unless `opening` is all_grades
 *   merger      no rooms from opens_in on; the pupils join another school's division with their
 *               classes. Its rooms go to that division as well (`keeps`) or are given up (`closes`)
 *   closure     no rooms from opens_in on, for good
 * A relocation or rebuild without classes leaves the rooms as they are. The rooms_lost of a
 * rebuild are out of use from starts_in until the year before opens_in. Projects that are not
 * `counted` change nothing. Several projects of one division apply in order of opens_in, then row.
 *
 * Capacity rows speak of a school without the projects of the table: projects come on top of the
 * row in force. A division that a `new` project creates (no row before it, or a school that opens
 * no sooner) has the rooms of its projects alone, rows giving only its plan and design seats; if
 * the project is not counted it never opens. Outside opens .. closes of its school a division has
 * no rooms; a `new` project opens it sooner.
 */
#ifndef XW_TIMELINE_H
#define XW_TIMELINE_H
#include "xuewei/arena.h"
#include "xuewei/diag.h"
#include "xuewei/norms.h"
#include "xuewei/projects.h"
#include "xuewei/schools.h"
#include "xuewei/zones.h"

struct xw_timeline {
    int16_t first;
    int32_t years, divisions, sites;
    /* by division, ordered by stage, then school: every school and stage with a capacity row or a
     * project, counted or not */
    int32_t *school, *stage;
    int32_t
        stage_start[XW_MAX_STAGES + 1]; /* divisions of stage s: stage_start[s] .. [s + 1] - 1 */
    int32_t *division_of;               /* [stage * schools + school], or XW_NONE */
    /* [division * years + year] */
    int32_t *rooms;        /* 0 while not open */
    uint8_t *open;         /* there are rooms */
    int32_t *intake_plan;  /* [classes] XW_NONE = none. An expansion adds ceil(classes / grades) to
                              the plan of the row in force, other new rooms end it */
    int32_t *design_seats; /* [pupils] given, else norm seats; rooms that projects add or take count
                              as norm seats, a relocated or rebuilt school as a whole */
    int32_t *special_rooms, *prefab_rooms; /* that an emergency may use; 0 while not open */
    uint8_t *all_grades; /* classes may open in every grade this year, not only in the entry one */
    int32_t *pool;       /* the lowest of the divisions that share rooms with it, itself when it has
                            its own */
    int32_t *site;       /* row of the site columns */
    int32_t *joins;      /* division that its pupils belong to from a merger on, or XW_NONE */
    /* by site: where a school stands. Site s < schools is where the table has school s; a
     * relocation or rebuild to a new place adds one */
    double *site_x_m, *site_y_m;
    int32_t *site_school;
    int32_t *site_zone; /* as the tables schools and projects have it */
    /* by project: norm seats it adds to its division from opens_in on (can be 0; 0 when uncounted
     * or without classes), [project * years + year]. A new school or expansion adds its classes, a
     * relocation or rebuild classes less classes_before (else the rooms there would be without it),
     * a closure takes all; rooms that change hands count where they go to, less where they were;
     * below 0 also while rooms are lost to works. 0 once its school closes */
    int32_t *project_seats;
    int32_t *project_division; /* or XW_NONE */
    /* the years in which its works begin and in which it opens, as this history has them: those of
     * the scenario's projects, or later */
    const int16_t *starts_in, *opens_in;

    /* what the rules of the projects need to be applied again */
    struct {
        const int32_t *first_row;     /* [division] of capacity */
        const uint8_t *created;       /* [division] by a `new` project */
        const int32_t *site_then;     /* [project] site that it moves its division to, or XW_NONE */
        const int32_t *to_division;   /* [project] that its rooms or pupils go to, or XW_NONE */
        const int32_t *host_division; /* [project] whose rooms its pupils use, or XW_NONE */
    } made_of;
};

/*   schools, capacity, projects   rows as the readers order them
 *   zones      a project's new place is its zone when it has no x_m, y_m
 *   first      first school year; years >= 1
 * Arrays of out are taken from keep. XW_OUT_OF_RANGE for a row that names what is not there, a
 * counted project that would hand its rooms or pupils to itself, a merger with nobody, or years that
 * do not fit; XW_NO_MEMORY.
 * out is untouched then. */
XW_CHECKED enum xw_status xw_timeline_make(struct xw_arena *keep, const struct xw_stages *stages,
                                           const struct xw_schools *schools,
                                           const struct xw_capacity *capacity,
                                           const struct xw_projects *projects,
                                           const struct xw_zones *zones,
                                           const struct xw_norms *norms, int16_t first,
                                           int32_t years, struct xw_timeline *out);

/* The same when projects are late: the timeline of one history.
 *
 *   central      of xw_timeline_make, of the same tables
 *   start_delay  [project] years by which works begin later than starts_in; NULL: none
 *   delay        [project] years by which it opens later than opens_in, >= start_delay >= 0
 * Only divisions that a late project concerns, or another project together with them, are laid out
 * again; whether a project creates its division stays as the scenario has it. Without a late project
 * out is central, arrays shared; else the columns by year are taken from keep. O(divisions x years) and,
 * for each late division and year, O(projects^2) at most. XW_NO_MEMORY with out untouched. */
XW_CHECKED enum xw_status
xw_timeline_delay(struct xw_arena *keep, struct xw_arena scratch, const struct xw_timeline *central,
                  const struct xw_stages *stages, const struct xw_schools *schools,
                  const struct xw_capacity *capacity, const struct xw_projects *projects,
                  const struct xw_norms *norms, const int32_t *start_delay, const int32_t *delay,
                  struct xw_timeline *out);

/* The same when some projects take no part after all: the timeline of a history without them.
 *
 *   counted   [project] those that take part: some of those of projects->counted, copied
 * Its rooms, seats and places are those that xw_timeline_make finds when they are not counted; the
 * sites are central's, so that ways need not be measured again, and where a project left out would
 * have moved a school, nobody stands. The rest as above. XW_OUT_OF_RANGE for a project that is not
 * counted in projects. */
XW_CHECKED enum xw_status
xw_timeline_without(struct xw_arena *keep, struct xw_arena scratch,
                    const struct xw_timeline *central, const struct xw_stages *stages,
                    const struct xw_schools *schools, const struct xw_capacity *capacity,
                    const struct xw_projects *projects, const struct xw_norms *norms,
                    const bool *counted, struct xw_timeline *out);

/* Norm seats (标准学位) of so many rooms of a stage: rooms x the mean class norm of its grades,
 * rounded towards 0. For a kindergarten of 25, 30 and 35 that is what a school of 12 rooms, 4 for
 * each age, seats: 360. */
int32_t xw_timeline_norm_seats(const struct xw_stages *stages, const struct xw_norms *norms,
                               int32_t stage, int32_t rooms);

/* Two of the three seat counts of a division (设计, 标准学位); the third, what of the norm seats the
 * largest accepted school leaves (达标学位), hangs on other divisions as well: size_cap.h. */
struct xw_seats {
    int32_t design, norm;
};

/*   year   0 .. years - 1, counted from first */
struct xw_seats xw_timeline_seats(const struct xw_timeline *timeline,
                                  const struct xw_stages *stages, const struct xw_norms *norms,
                                  int32_t division, int32_t year);

#endif
