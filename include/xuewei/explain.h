/* explain.h: the arithmetic of a number of a run, down to the lines of its inputs.
 *
 * The inputs that a run carries are simulated again up to the year asked for, and what the year had in
 * hand is written down (recording.h): no formula is worked out in a second way. A number is then a tape
 * as of an adding machine: terms one after another, each with an operation, and where a term is itself a
 * result, a tape of its own beneath it. Whoever works a tape from top to bottom comes to its result, and
 * the result of the whole is the cell of the run file exactly; both are checked before an answer is given.
 *
 * One explainer answers many questions: those of the same year cost nothing more, those of later years
 * the years between, those of earlier years the history up to them.
 */
#ifndef XW_EXPLAIN_H
#define XW_EXPLAIN_H
#include "xuewei/diag.h"
#include "xuewei/evidence.h"
#include "xuewei/progress.h"
#include "xuewei/run_reader.h"
#include <stdio.h>

/* What a term does to what the tape before it has come to. The first term of a tape starts from 0. */
enum xw_explain_op {
    XW_OP_ADD,
    XW_OP_SUBTRACT,
    XW_OP_TIMES,
    XW_OP_DIVIDE,
    XW_OP_REST,  /* what is left over by dividing by the value */
    XW_OP_LEAST, /* the smaller of both */
    XW_OP_MOST,  /* the larger of both */
    XW_OP_FLOOR, /* the last five take no operand: value is what comes of them */
    XW_OP_CEILING,
    XW_OP_TRUNCATE,          /* towards 0 */
    XW_OP_UNITS,             /* down to a multiple of 2^-20 */
    XW_OP_LARGEST_REMAINDER, /* to a whole number, with the others of `rounding` */
    XW_OP_EQUALS,            /* a subtotal: value is what the tape has come to */
    XW_OPS
};
const char *xw_explain_op_word(enum xw_explain_op op); /* "add", "subtract", ... */

struct xw_explain_lines {
    const char *file; /* as the scenario names it */
    int32_t from, to;
};

struct xw_explain_term {
    enum xw_explain_op op;
    const char *label; /* in the asked language */
    double value;
    enum xw_evidence evidence; /* of its rows; XW_EVIDENCE_COUNT: none of its own */
    int32_t spans, span_room;
    struct xw_explain_lines *span; /* input rows that it rests on */
    const char *source;            /* of these rows, or NULL */
    const char *rule;              /* how it comes about, or NULL */
    const char *reason;            /* a reason code of the run, or NULL */
    int32_t rounding;              /* of the answer, or XW_NONE */
    struct xw_explain_term *first, *last,
        *next; /* its own tape; the next term of the one it is in */
};

/* Values that were rounded together: the whole parts, and one more to each of the largest remainders, equal
 * ones by their order, so that they add up to total. */
struct xw_explain_rounding {
    const char *name;
    int64_t total;
    int32_t count;
    const char *const *label;
    const double *value;
    const int64_t *whole;
};

/* A way that pupils of a zone might go in a round. Whoever goes it pays its cost and the price of a place
 * there; everybody goes the cheapest, and reduced is by how much it is dearer than that. */
struct xw_explain_way {
    const char *school; /* code */
    const char *reason; /* of whoever goes it */
    int64_t way_m,
        cost_m;      /* the way; with the prices of coordination, less the bonus of a fed school */
    int64_t price_m; /* what one more place up to the norm there would save: the dual */
    int64_t reduced_m;    /* >= 0; 0 on the ways that are gone */
    int32_t placed;       /* of these pupils */
    int32_t places, load; /* free before the round in the layers it fills; taken in it, by all */
};

/* A round in which the pupils of a zone and tier took part. */
struct xw_explain_round {
    bool solved;          /* a cheapest flow, with prices; else by lot, price and reduced 0 */
    bool behind;          /* losers of a private lottery */
    const char *layer;    /* classes are filled up to: norm, stretch, limit */
    int32_t pupils, left; /* who took part, and who found no place in it */
    int64_t pays_m; /* of a solved round: cost and price of the way that is gone, or of no place */
    int32_t ways;
    const struct xw_explain_way *way;
    struct xw_explain_round *next;
};

/* A cell of the run file. Texts are NULL where the table has no such key. */
struct xw_explain_cell {
    const char
        *table; /* gap_year, school_year, class_year, flow_year, project_year, quantile_year */
    const char *column; /* of it */
    const char *level, *place, *stage, *scope, *school, *project, *zone, *tier, *reason, *quantity;
    int32_t year, grade; /* grade XW_NONE: none; grades of kindergartens are below 1 */
    bool graded;
};

struct xw_explained {
    struct xw_explain_cell cell;
    const char *title;               /* in the asked language */
    struct xw_explain_term sum;      /* its value is the cell's, and its tape comes to it */
    struct xw_explain_round *rounds; /* of a placement */
    int32_t notes;
    const char **note;
    const char *command; /* that explains the same */
    struct xw_explained *next;
};

struct xw_answer {
    int32_t count;
    struct xw_explained *first, *last;
    int32_t roundings, rounding_room;
    struct xw_explain_rounding *rounding;
};

/* A question, as the command line and tables of questions say it; NULL or 0: not given. One of
 * gap, school, project, zone or cell tables is asked:
 *   table    gap_year (stage, level, place, scope), school_year (school, stage), class_year (school,
 *            grade), flow_year (zone, stage, tier, school, reason), project_year (project),
 *            quantile_year (level, place, stage, scope, quantity; column p10 ..)
 *   column   of the table; NULL: every count of the row */
struct xw_question {
    const char *table, *column;
    const char *level, *place, *stage, *scope, *school, *project, *zone, *tier, *reason, *quantity,
        *grade;
    int32_t year;
};

enum xw_explain_language { XW_EXPLAIN_ZH, XW_EXPLAIN_EN };

struct xw_explainer;

/* Read the run file at path, lay out its inputs, read and prepare the scenario. Everything lives until
 * the close. XW_REFUSED with diag when the scenario is refused by this program; else as xw_run_load and
 * xw_run_inputs_open. *trouble says why, in keep. */
XW_CHECKED enum xw_status xw_explain_open(const char *path, enum xw_explain_language language,
                                          struct xw_progress *progress, struct xw_arena *keep,
                                          struct xw_diag *diag, struct xw_explainer **out,
                                          const char **trouble);
void xw_explain_close(struct xw_explainer *explainer); /* safe on NULL */

const struct xw_run *xw_explain_run(const struct xw_explainer *explainer);

/* Answer into keep. XW_REFUSED when there is no such cell: *trouble names what is not there, and the
 * nearest that is. XW_LAW_BROKEN when a tape does not come to its result, or the result is not the run
 * file's: *trouble says where. XW_NO_MEMORY; what a year of the history returns. */
XW_CHECKED enum xw_status xw_explain_ask(struct xw_explainer *explainer,
                                         const struct xw_question *question, struct xw_arena *keep,
                                         struct xw_answer *out, const char **trouble);

/* Print for a reader, and for a program: {"run", "answers": [{cell, value, terms}], "roundings"}. */
void xw_explain_print(const struct xw_explainer *explainer, const struct xw_answer *answer,
                      FILE *to);
XW_CHECKED enum xw_status xw_explain_print_json(const struct xw_explainer *explainer,
                                                const struct xw_answer *answers, int32_t count,
                                                FILE *to);

#endif
