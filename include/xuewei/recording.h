/* recording.h: what a year does between its results, written down for whoever explains them.
 *
 * A history that is explained has state->record; in all others it is NULL, nothing is written down and
 * nothing is spent. What a step had in hand is copied as it stood: no formula is worked out a second
 * time, and no result depends on a recording.
 */
#ifndef XW_RECORDING_H
#define XW_RECORDING_H
#include "xuewei/arena.h"
#include "xuewei/layers.h"
#include "xuewei/progression.h"
#include "xuewei/seating.h"

struct xw_state;

/* How the entry demand of a stage was expected, by zone. Columns that a basis does not use are NULL. */
enum xw_entry_basis {
    XW_ENTRY_RESIDENTS, /* residents of the entry age who seek a place: rounded to whole pupils */
    XW_ENTRY_PER_1000,  /* places per 1,000 residents: rounded */
    XW_ENTRY_LEAVERS,   /* leavers x ratio x change: rounded; and others: rounded apart */
    XW_ENTRY_BLENDED /* weight x (leavers x ratio x change + others) + (1 - weight) x residents */
};
struct xw_recorded_entry {
    enum xw_entry_basis basis;
    double weight;                         /* of the leavers: 1 but when blended */
    const double *residents;               /* [zones] before rounding */
    const int32_t *leavers;                /* [zones] with those who left without a place */
    const double *ratio, *change, *others; /* [zones] */
    const int32_t *inflow;                 /* [zones] pupils from outside */
};

/* How a grade above the entry grade came from the one below it last year. */
struct xw_recorded_grade {
    const int32_t *seated, *waited; /* [zones] last year's pupils with and without a place */
    const double *change;           /* [zones] of the cohort over the year */
    double ratio;                   /* beyond it */
    double weight;                  /* of the rolls' own forecast (blend.h); 0: population alone */
    const int32_t *advanced;        /* [zones] pupils a year on, before newcomers */
    const int32_t *had;             /* [divisions] last year's pupils */
    const int32_t *stayed;          /* [divisions] of them, a year on */
    const int32_t *fitted;          /* [divisions] once mergers and rooms are settled */
    const int32_t *classes;         /* [divisions] then */
};

/* How the entry classes of a division were counted; those who share rooms have the same rooms and used. */
struct xw_recorded_rooms {
    int32_t sharing; /* divisions that share the rooms; 0: none is open */
    int32_t rooms;   /* of all of them */
    int32_t used;    /* by older classes, and lent to a sister stage */
    int32_t opened;  /* entry classes that may open, before those for displaced pupils and levers */
};

/* A solved assignment of a round. Ways are by member, then division. */
struct xw_recorded_flow {
    int32_t stage, members, divisions;
    const int32_t *zone, *tier, *pupils; /* [members] */
    int32_t behind;                      /* losers of a private lottery */
    enum xw_layer top;                   /* classes may be filled so far */
    const int32_t (*places)[XW_LAYERS];  /* [divisions] free before the round, up to top */
    struct xw_seating_arcs ways;         /* zone: member */
    const int32_t *placed;               /* [ways] */
    const int32_t *load;                 /* [divisions] placed by this round */
    const int64_t
        *price; /* [divisions] what one more place up to the norm would save; NULL: by lot */
};

/* A private school's lottery, by zone and tier (zone x tiers + tier). */
struct xw_recorded_lottery {
    int32_t stage, division, cells;
    int64_t places;
    const int32_t *applicants, *admitted; /* [cells] */
};

#define XW_RECORD_STAGES 6
#define XW_RECORD_GRADES 24

struct xw_recording {
    struct xw_arena keep; /* of this year */
    struct xw_recorded_entry entry[XW_RECORD_STAGES];
    struct xw_recorded_grade grade[XW_RECORD_GRADES]; /* by grade row */
    struct xw_recorded_rooms *rooms;                  /* [divisions of the timeline] */
    int32_t flows, flow_room, lotteries, lottery_room;
    struct xw_recorded_flow *flow; /* in the order in which they were solved */
    struct xw_recorded_lottery *lottery;
};

XW_CHECKED enum xw_status xw_recording_init(struct xw_recording *record);
void xw_recording_free(struct xw_recording *record); /* safe on {0} and a second time */

/* Forget last year. */
XW_CHECKED enum xw_status xw_recording_turn(struct xw_recording *record,
                                            const struct xw_state *state);

/* What the steps of a year write down. XW_NO_MEMORY. */
XW_CHECKED enum xw_status xw_recording_entry(struct xw_recording *record, int32_t stage,
                                             int32_t zones, const struct xw_recorded_entry *entry);
/*   was   of row - 1 last year; now, seekers: of row, before newcomers join them */
XW_CHECKED enum xw_status xw_recording_grade(struct xw_recording *record,
                                             const struct xw_state *state, int32_t row,
                                             const struct xw_seated *was, const int32_t *waited,
                                             const double *change, double ratio, double weight,
                                             const struct xw_seated *now, const int32_t *seekers);
void xw_recording_rooms(struct xw_recording *record, const struct xw_state *state, int32_t stage,
                        int32_t division, struct xw_recorded_rooms rooms);
/* The older grades, once rooms are settled. */
XW_CHECKED enum xw_status xw_recording_fitted(struct xw_recording *record,
                                              const struct xw_state *state);
XW_CHECKED enum xw_status xw_recording_flow(struct xw_recording *record,
                                            const struct xw_recorded_flow *flow);
XW_CHECKED enum xw_status xw_recording_lottery(struct xw_recording *record,
                                               const struct xw_recorded_lottery *lottery);

#endif
