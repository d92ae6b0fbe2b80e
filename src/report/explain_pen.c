#include "explain_pen.h"
#include "numbers.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

const char *xw_explain_op_word(enum xw_explain_op op)
{
    static const char *const word[] = { "add",     "subtract", "times", "divide",
                                        "rest",    "least",    "most",  "floor",
                                        "ceiling", "truncate", "units", "largest_remainder",
                                        "equals" };
    return word[op];
}

struct xw_explain_term *xw_pen_term(struct xw_pen *pen, struct xw_explain_term *parent,
                                    enum xw_explain_op op, double value, const char *label)
{
    struct xw_explain_term *term =
        parent == NULL || pen->failed ? NULL : XW_TAKE(pen->keep, 1, struct xw_explain_term);
    if (term == NULL || label == NULL) {
        pen->failed = true;
        pen->nowhere = (struct xw_explain_term){ .label = "" };
        return &pen->nowhere;
    }
    *term = (struct xw_explain_term){
        .op = op, .label = label, .value = value, .evidence = XW_EVIDENCE_COUNT, .rounding = XW_NONE
    };
    if (parent->last == NULL)
        parent->first = term;
    else
        parent->last->next = term;
    parent->last = term;
    return term;
}

/* Kept, or the pen has failed. */
static const char *kept(struct xw_pen *pen, const char *text)
{
    if (text == NULL) pen->failed = true;
    return text;
}

const char *xw_pen_say(struct xw_pen *pen, enum xw_key key, const char *const *arguments)
{
    return kept(pen, xw_said(pen->keep, pen->of->words->say[key], arguments));
}

const char *xw_pen_count(struct xw_pen *pen, int64_t value)
{
    return kept(pen, xw_number_count(pen->keep, value));
}

const char *xw_pen_number(struct xw_pen *pen, double value)
{
    char *text = xw_arena_format(pen->keep, "%.6f", value);
    if (text == NULL) return kept(pen, NULL);
    char *end = text + strlen(text);
    while (end[-1] == '0')
        *--end = '\0';
    if (end[-1] == '.') end[-1] = '\0';
    return text;
}

const char *xw_pen_year(struct xw_pen *pen, int32_t year)
{
    return kept(pen, xw_arena_format(pen->keep, "%d", (int)year));
}

void xw_pen_note(struct xw_pen *pen, const char *note)
{
    if (pen->failed || note == NULL) return;
    const char **more = XW_TAKE(pen->keep, pen->item->notes + 1, const char *);
    if (more == NULL) {
        pen->failed = true;
        return;
    }
    for (int32_t i = 0; i < pen->item->notes; i++)
        more[i] = pen->item->note[i];
    more[pen->item->notes++] = note;
    pen->item->note = more;
}

static bool grow_roundings(struct xw_pen *pen)
{
    struct xw_answer *a = pen->answer;
    if (a->roundings < a->rounding_room) return true;
    int32_t room = a->rounding_room == 0 ? 16 : 2 * a->rounding_room;
    struct xw_explain_rounding *more = XW_TAKE(pen->keep, room, struct xw_explain_rounding);
    if (more == NULL) return false;
    if (a->roundings > 0) memcpy(more, a->rounding, (size_t)a->roundings * sizeof *more);
    a->rounding = more;
    a->rounding_room = room;
    return true;
}

int32_t xw_pen_rounding_find(const struct xw_pen *pen, const char *name)
{
    for (int32_t i = 0; i < pen->answer->roundings; i++)
        if (strcmp(pen->answer->rounding[i].name, name) == 0) return i;
    return XW_NONE;
}

int32_t xw_pen_rounding(struct xw_pen *pen, const char *name, int64_t total, int32_t count,
                        const char *const *label, const double *value, const int64_t *whole)
{
    const char **labels = XW_TAKE(pen->keep, count, const char *);
    double *values = XW_TAKE(pen->keep, count, double);
    int64_t *wholes = XW_TAKE(pen->keep, count, int64_t);
    const char *own = xw_arena_text(pen->keep, name);
    if (labels == NULL || values == NULL || wholes == NULL || own == NULL || !grow_roundings(pen)) {
        pen->failed = true;
        return XW_NONE;
    }
    for (int32_t i = 0; i < count; i++) {
        labels[i] = label[i];
        values[i] = value[i];
        wholes[i] = whole[i];
    }
    pen->answer->rounding[pen->answer->roundings] =
        (struct xw_explain_rounding){ own, total, count, labels, values, wholes };
    return pen->answer->roundings++;
}

/* How a value came to be rounded as it was: by its place among the remainders. */
static const char *say_rounding(struct xw_pen *pen, const struct xw_explain_rounding *r)
{
    double sum = 0.0;
    int64_t below = 0;
    for (int32_t i = 0; i < r->count; i++) {
        sum += r->value[i];
        below += (int64_t)floor(r->value[i]);
    }
    return xw_pen_say(pen, XW_SAY_X_LARGEST_REMAINDER,
                      XW_TOLD(xw_pen_count(pen, r->count), xw_pen_number(pen, sum),
                              xw_pen_count(pen, r->total), xw_pen_count(pen, r->total - below)));
}

struct xw_explain_term *xw_pen_rounded(struct xw_pen *pen, struct xw_explain_term *parent,
                                       double whole, int32_t rounding)
{
    struct xw_explain_term *term = xw_pen_term(pen, parent, XW_OP_LARGEST_REMAINDER, whole,
                                               xw_pen_say(pen, XW_SAY_X_ROUNDED, XW_TOLD(NULL)));
    term->rounding = rounding;
    if (rounding != XW_NONE) term->rule = say_rounding(pen, &pen->answer->rounding[rounding]);
    return term;
}

struct xw_explained *xw_pen_begin(struct xw_pen *pen, struct xw_explain_cell cell,
                                  const char *title, double value)
{
    struct xw_explained *item = XW_TAKE(pen->keep, 1, struct xw_explained);
    if (item == NULL || title == NULL) {
        pen->failed = true;
        pen->nothing = (struct xw_explained){ .title = "" };
        return pen->item = &pen->nothing;
    }
    *item = (struct xw_explained){ .cell = cell,
                                   .title = title,
                                   .sum = { .label = title,
                                            .value = value,
                                            .evidence = XW_EVIDENCE_COUNT,
                                            .rounding = XW_NONE } };
    struct xw_answer *a = pen->answer;
    if (a->last == NULL)
        a->first = item;
    else
        a->last->next = item;
    a->last = item;
    a->count++;
    pen->item = item;
    return item;
}

/* ---- names ------------------------------------------------------------------------------------ */

static const char *name_of(const struct xw_pen *pen, const char *zh, const char *en)
{
    return pen->of->language == XW_EXPLAIN_ZH ? zh : en;
}

const char *xw_pen_zone(struct xw_pen *pen, int32_t zone)
{
    const struct xw_zones *z = &pen->of->scenario.zones;
    const char *name = name_of(pen, z->name_zh[zone], z->name_en[zone]);
    if (strcmp(name, z->code[zone]) == 0) return name;
    return kept(pen, xw_arena_format(pen->keep, "%s %s", z->code[zone], name));
}

const char *xw_pen_school(struct xw_pen *pen, int32_t school)
{
    const struct xw_schools *s = &pen->of->scenario.schools;
    const char *name = name_of(pen, s->name_zh[school], s->name_en[school]);
    if (strcmp(name, s->code[school]) == 0) return name;
    return kept(pen, xw_arena_format(pen->keep, "%s %s", s->code[school], name));
}

const char *xw_pen_town(struct xw_pen *pen, int32_t town)
{
    const struct xw_zones *z = &pen->of->scenario.zones;
    const char *name = name_of(pen, z->town_zh[town], z->town_en[town]);
    return name[0] != '\0' ? name : xw_pen_say(pen, XW_SAY_X_NO_TOWN, XW_TOLD(NULL));
}

const char *xw_pen_stage(struct xw_pen *pen, int32_t stage)
{
    return pen->of->words->within[pen->of->scenario.stages.stage[stage].name];
}

const char *xw_pen_grade(struct xw_pen *pen, int32_t row)
{
    const struct xw_stages *stages = &pen->of->scenario.stages;
    int32_t stage = xw_stages_of_row(stages, row);
    int32_t year = row - stages->stage[stage].first_row + 1;
    return xw_pen_say(pen, XW_SAY_X_GRADE,
                      XW_TOLD(xw_pen_stage(pen, stage), xw_pen_year(pen, year)));
}

/* ---- does a tape come to its result? ---------------------------------------------------------- */

static double work(double so_far, const struct xw_explain_term *t)
{
    switch (t->op) {
    case XW_OP_ADD:
        return so_far + t->value;
    case XW_OP_SUBTRACT:
        return so_far - t->value;
    case XW_OP_TIMES:
        return so_far * t->value;
    case XW_OP_DIVIDE:
        return so_far / t->value;
    case XW_OP_REST:
        return fmod(so_far, t->value);
    case XW_OP_LEAST:
        return fmin(so_far, t->value);
    case XW_OP_MOST:
        return fmax(so_far, t->value);
    case XW_OP_FLOOR:
        return floor(so_far);
    case XW_OP_CEILING:
        return ceil(so_far);
    case XW_OP_TRUNCATE:
        return trunc(so_far);
    case XW_OP_UNITS:
        return floor(so_far * 1048576.0) / 1048576.0;
    case XW_OP_LARGEST_REMAINDER:
        return t->value - floor(so_far) == 0.0 || t->value - floor(so_far) == 1.0 ? t->value : NAN;
    case XW_OP_EQUALS:
    case XW_OPS:
        break;
    }
    return so_far;
}

/* Sums of whole numbers are exact; others are sums of the same numbers, perhaps in another order. */
static bool meets(double a, double b)
{
    return fabs(a - b) <= 1e-9 * fmax(1.0, fabs(b));
}

bool xw_explain_holds(const struct xw_explain_term *term, const struct xw_explain_term **at)
{
    double so_far = 0.0;
    for (const struct xw_explain_term *t = term->first; t != NULL; t = t->next) {
        if (t->first != NULL && !xw_explain_holds(t, at)) return false;
        so_far = work(so_far, t);
        bool says = t->op >= XW_OP_FLOOR;
        if (says && !meets(so_far, t->value)) {
            *at = t;
            return false;
        }
    }
    if (term->first == NULL || meets(so_far, term->value)) return true;
    *at = term;
    return false;
}

bool xw_explain_rounding_holds(const struct xw_explain_rounding *r)
{
    /* The smallest remainder that was rounded up, and the largest that was not. */
    double up = 1.0, down = 0.0, values = 0.0;
    int64_t sum = 0;
    for (int32_t i = 0; i < r->count; i++) {
        double rest = r->value[i] - floor(r->value[i]);
        double more = (double)r->whole[i] - floor(r->value[i]);
        if (more == 1.0)
            up = fmin(up, rest);
        else if (more == 0.0)
            down = fmax(down, rest);
        else
            return false;
        values += r->value[i];
        sum += r->whole[i];
    }
    return sum == r->total && up >= down - 1e-9 &&
           fabs(values - (double)sum) <= 0.5 + 1e-6 * (r->count + 1);
}
