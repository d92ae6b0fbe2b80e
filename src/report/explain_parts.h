/* explain_parts.h: the parts of an explanation, one file a kind of number.
 *
 * Within the report. Each puts terms behind those of a parent; their values are the state's of this year.
 */
#ifndef XW_REPORT_EXPLAIN_PARTS_H
#define XW_REPORT_EXPLAIN_PARTS_H
#include "explain_pen.h"

/* ---- explain_demand.c: pupils by home zone ---- */

/* The entry demand of a zone, and the pupils of a grade above the entry grade who live in it. */
struct xw_explain_term *xw_explain_zone_entry(struct xw_pen *pen, struct xw_explain_term *parent,
                                              int32_t stage, int32_t zone);
struct xw_explain_term *xw_explain_zone_grade(struct xw_pen *pen, struct xw_explain_term *parent,
                                              int32_t row, int32_t zone);
/* Pupils of a grade row who live in the zones of a place: in [zones], not 0 where they do. */
struct xw_explain_term *xw_explain_place_grade(struct xw_pen *pen, struct xw_explain_term *parent,
                                               int32_t row, const uint8_t *in);
/* What the counted people of zones rest on at the weakest, for a term that names no rows. */
void xw_explain_people(struct xw_pen *pen, struct xw_explain_term *term, const uint8_t *in);
int64_t xw_explain_grade_total(const struct xw_state *state, int32_t row, int32_t zone);

/* ---- explain_seats.c: rooms and seats of a division, counted over all stages ---- */

/* Rooms this year: by the tables; with what stages that share rooms gave each other; and with those of
 * emergency levers. */
enum xw_rooms_asked { XW_ROOMS_OWN, XW_ROOMS_SHARED, XW_ROOMS_TEACHING };
struct xw_explain_term *xw_explain_rooms(struct xw_pen *pen, struct xw_explain_term *parent,
                                         enum xw_explain_op op, int32_t division,
                                         enum xw_rooms_asked asked);
/* Norm seats of so many rooms: x the class norms of all grades / grades. rooms is put down by the caller as
 * the first term of `seats`. */
void xw_explain_norm_seats(struct xw_pen *pen, struct xw_explain_term *seats, int32_t stage);
struct xw_explain_term *xw_explain_seats(struct xw_pen *pen, struct xw_explain_term *parent,
                                         enum xw_explain_op op, int32_t division,
                                         enum xw_rooms_asked asked);
struct xw_explain_term *xw_explain_entry_seats(struct xw_pen *pen, struct xw_explain_term *parent,
                                               int32_t division);
struct xw_explain_term *xw_explain_design(struct xw_pen *pen, struct xw_explain_term *parent,
                                          int32_t division, int32_t value);
/* What of the amounts [divisions of the timeline] the largest school accepts of one division. */
struct xw_explain_term *xw_explain_within(struct xw_pen *pen, struct xw_explain_term *parent,
                                          enum xw_explain_op op, int32_t division,
                                          const int32_t *amount, const char *name);
struct xw_explain_term *xw_explain_plan(struct xw_pen *pen, struct xw_explain_term *parent,
                                        enum xw_explain_op op, int32_t division);
/* The class norm of a grade row, with its line. */
struct xw_explain_term *xw_explain_norm(struct xw_pen *pen, struct xw_explain_term *parent,
                                        enum xw_explain_op op, int32_t stage, int32_t row,
                                        enum xw_norm quantity, double value, enum xw_key key);

/* ---- explain_classes.c: classes of a division and grade row ---- */

/* Entry classes that may open. */
struct xw_explain_term *xw_explain_may_open(struct xw_pen *pen, struct xw_explain_term *parent,
                                            enum xw_explain_op op, int32_t division);
struct xw_explain_term *xw_explain_classes(struct xw_pen *pen, struct xw_explain_term *parent,
                                           int32_t division, int32_t row);
struct xw_explain_term *xw_explain_pupils(struct xw_pen *pen, struct xw_explain_term *parent,
                                          int32_t division, int32_t row);
/* Classes of a grade above a size. */
struct xw_explain_term *xw_explain_above(struct xw_pen *pen, struct xw_explain_term *parent,
                                         int32_t division, int32_t row, int32_t size);
struct xw_explain_term *xw_explain_size(struct xw_pen *pen, struct xw_explain_term *parent,
                                        int32_t division, int32_t row, bool largest);
int32_t xw_explain_seated(const struct xw_state *state, int32_t stage, int32_t division,
                          int32_t row);

/* ---- the rows of a table; each writes the columns asked for, all counts without one ---- */
enum xw_status xw_explain_gap_row(struct xw_pen *pen, const struct xw_run_gap *row,
                                  const char *column);
enum xw_status xw_explain_school_row(struct xw_pen *pen, const struct xw_run_school_year *row,
                                     const char *column);
enum xw_status xw_explain_class_row(struct xw_pen *pen, const struct xw_run_class_year *row,
                                    const char *column);
enum xw_status xw_explain_project_row(struct xw_pen *pen, const struct xw_run_project_year *row,
                                      const char *column);
enum xw_status xw_explain_flow_row(struct xw_pen *pen, const struct xw_run_flow *row,
                                   const char *column);
enum xw_status xw_explain_quantile_row(struct xw_pen *pen, const struct xw_quantile_row *row,
                                       const char *column);

#endif
