/* explain_pen.h: how the parts of an explanation are put down, term by term.
 *
 * Within the report. A pen remembers that memory was used up, so that parts read as sums.
 */
#ifndef XW_REPORT_EXPLAIN_PEN_H
#define XW_REPORT_EXPLAIN_PEN_H
#include "markup.h"
#include "words.h"
#include "xuewei/explain.h"
#include "xuewei/gap_rows.h"
#include "xuewei/parameters.h"
#include "xuewei/recording.h"
#include "xuewei/run_inputs.h"
#include "xuewei/state.h"
#include "xuewei/tables.h"

struct xw_explainer {
    struct xw_arena keep, scratch; /* its own */
    struct xw_run run;
    struct xw_run_inputs inputs;
    const char *folder; /* of the scenario file, with / */
    struct xw_diag *diag;
    enum xw_explain_language language;
    const struct xw_words *words;
    struct xw_progress *progress;
    struct xw_scenario scenario;
    struct xw_prepared prepared;
    struct xw_state state;
    struct xw_recording record;
    int32_t year;                    /* index of the year that the state is in, XW_NONE: none */
    struct xw_rows table[XW_TABLES]; /* read when first asked for */
    uint8_t table_read[XW_TABLES];
};

struct xw_pen {
    struct xw_explainer *of;
    struct xw_arena *keep; /* the answer's */
    struct xw_answer *answer;
    struct xw_explained *item; /* being written */
    const char *trouble;       /* why a row cannot be explained, beside XW_REFUSED */
    bool failed;
    struct xw_explain_term nowhere; /* where terms go once memory is used up */
    struct xw_explained nothing;    /* and numbers */
};

/* A term behind the others of a tape. parent NULL or failed: nowhere. */
struct xw_explain_term *xw_pen_term(struct xw_pen *pen, struct xw_explain_term *parent,
                                    enum xw_explain_op op, double value, const char *label);
/* A sentence of the asked language; a number in it. */
const char *xw_pen_say(struct xw_pen *pen, enum xw_key key, const char *const *arguments);
const char *xw_pen_count(struct xw_pen *pen, int64_t value);
const char *xw_pen_number(struct xw_pen *pen, double value); /* up to 6 decimals */
const char *xw_pen_year(struct xw_pen *pen, int32_t year);
void xw_pen_note(struct xw_pen *pen, const char *note);

/* The input rows that a term rests on: lines of a table, in any order; with their evidence and source. */
void xw_pen_rows(struct xw_pen *pen, struct xw_explain_term *term, enum xw_table table,
                 int32_t count, const int32_t *line);
void xw_pen_row(struct xw_pen *pen, struct xw_explain_term *term, enum xw_table table,
                int32_t line);
/* A table of the inputs, read by its columns; NULL when the scenario has none. */
const struct xw_rows *xw_pen_table(struct xw_pen *pen, enum xw_table table);

/* A rounding by name: made once an answer. whole and value [count], copied. Returns its number. */
int32_t xw_pen_rounding_find(const struct xw_pen *pen, const char *name);
int32_t xw_pen_rounding(struct xw_pen *pen, const char *name, int64_t total, int32_t count,
                        const char *const *label, const double *value, const int64_t *whole);
/* The last term of a tape whose value was rounded with others. */
struct xw_explain_term *xw_pen_rounded(struct xw_pen *pen, struct xw_explain_term *parent,
                                       double whole, int32_t rounding);

/* A new number of the answer; the cell's texts are borrowed. */
struct xw_explained *xw_pen_begin(struct xw_pen *pen, struct xw_explain_cell cell,
                                  const char *title, double value);

/* Names in the asked language. */
const char *xw_pen_zone(struct xw_pen *pen, int32_t zone);
const char *xw_pen_school(struct xw_pen *pen, int32_t school);
const char *xw_pen_town(struct xw_pen *pen, int32_t town);
const char *xw_pen_stage(struct xw_pen *pen, int32_t stage);
const char *xw_pen_grade(struct xw_pen *pen, int32_t row);

/* Whether whole numbers are those of the largest remainders, and add up. */
bool xw_explain_rounding_holds(const struct xw_explain_rounding *rounding);

/* Work a tape: false when it does not come to its result; *at is the term whose tape does not. */
bool xw_explain_holds(const struct xw_explain_term *term, const struct xw_explain_term **at);

#define XW_TOLD(...) ((const char *const[]){ __VA_ARGS__, NULL })

#endif
