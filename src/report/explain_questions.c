#include "explain_questions.h"
#include "xuewei/text.h"
#include <stdlib.h>
#include <string.h>

static const char *const tables[XW_ASKED_TABLES] = { "gap_year",  "school_year",  "class_year",
                                                     "flow_year", "project_year", "quantile_year" };

/* Counts of each table that can be explained. */
static const char *const columns[XW_ASKED_TABLES][22] = {
    { "demand", "seats", "local_gap", "net_gap", "unplaced", "surplus", "design", "compliant" },
    { "rooms", "rooms_used", "seats_norm", "seats_stretch", "seats_design", "seats_compliant",
      "demand", "intake_plan", "pupils", "classes", "largest_class", "classes_over_norm",
      "classes_56", "classes_66", "over_size", "special_rooms_used", "prefab_rooms_used",
      "sister_rooms_used", "limit_raised_to" },
    { "pupils", "classes", "smallest", "largest" },
    { "pupils" },
    { "seats_added" },
    { "p2_5", "p10", "p25", "p50", "p75", "p90", "p97_5" },
};

/* What is looked for, and what there is. */
struct search {
    const struct xw_run *run;
    const struct xw_question *q;
    struct xw_arena *keep;
    const char **trouble;
    struct xw_asked *out;
};

/* "there is no stage "x"; did you mean ..?" with all there are, if they are few. */
static enum xw_status refuse(const struct search *s, const char *what, const char *word,
                             const char *const *known, int32_t count)
{
    enum { MOST = 12 };
    const char *near = xw_text_nearest(word, known, count);
    const char *text = xw_arena_format(s->keep, "there is no %s \"%s\" in the run", what, word);
    if (text != NULL && near != NULL)
        text = xw_arena_format(s->keep, "%s; did you mean %s?", text, near);
    if (count == 0) text = xw_arena_format(s->keep, "%s, which has none here", text);
    for (int32_t i = 0; i < count && i < MOST && text != NULL; i++)
        text =
            xw_arena_format(s->keep, "%s%s%s", text, i == 0 ? "\n    there are: " : ", ", known[i]);
    if (count > MOST && text != NULL)
        text = xw_arena_format(s->keep, "%s and %d more", text, (int)(count - MOST));
    *s->trouble = text;
    return text == NULL ? XW_NO_MEMORY : XW_REFUSED;
}

static int32_t position(const char *word, const char *const *known, int32_t count)
{
    for (int32_t i = 0; i < count; i++)
        if (strcmp(known[i], word) == 0) return i;
    return XW_NONE;
}

static enum xw_status find_in(const struct search *s, const char *what, const char *word,
                              const char *const *known, int32_t count)
{
    return position(word, known, count) != XW_NONE ? XW_OK : refuse(s, what, word, known, count);
}

static int32_t count_of(const char *const *list, int32_t most)
{
    int32_t n = 0;
    while (n < most && list[n] != NULL)
        n++;
    return n;
}

/* ---- words of the question -------------------------------------------------------------------- */

static enum xw_status find_table(const struct search *s)
{
    enum xw_status status = find_in(s, "table", s->q->table, tables, XW_ASKED_TABLES);
    if (status != XW_OK) return status;
    s->out->table = (enum xw_asked_table)position(s->q->table, tables, XW_ASKED_TABLES);
    s->out->of_replicates = s->out->table == XW_ASKED_QUANTILE;
    if (s->q->column == NULL) return XW_OK;
    const char *const *known = columns[s->out->table];
    return find_in(s, "quantity", s->q->column, known, count_of(known, 22));
}

static enum xw_status find_year(const struct search *s)
{
    const struct xw_run *r = s->run;
    if (s->q->year >= r->first && s->q->year <= r->last) return XW_OK;
    *s->trouble = xw_arena_format(s->keep, "the year %d lies outside the run's years %d to %d",
                                  (int)s->q->year, r->first, r->last);
    return XW_REFUSED;
}

static enum xw_status find_stage(const struct search *s)
{
    const char *known[XW_MAX_STAGES];
    s->out->stage = XW_NONE;
    if (s->q->stage == NULL) return XW_OK;
    for (int32_t i = 0; i < s->run->stage_count; i++)
        known[i] = xw_stage_word(s->run->stage[i].name);
    s->out->stage = position(s->q->stage, known, s->run->stage_count);
    return find_in(s, "stage", s->q->stage, known, s->run->stage_count);
}

/* Codes that stand in a struct array. */
#define LIST_CODES(list, rows, count, member)                                                      \
    for (int32_t i = 0; i < (count); i++)                                                          \
    (list)[i] = (rows)[i].member

static enum xw_status find_codes(const struct search *s)
{
    const struct xw_run *r = s->run;
    int32_t most = r->school_count > r->zone_count ? r->school_count : r->zone_count;
    most = most > r->project_count ? most : r->project_count;
    const char **code = XW_TAKE(s->keep, most, const char *);
    if (code == NULL) return XW_NO_MEMORY;
    enum xw_status status = XW_OK;
    if (s->q->school != NULL) {
        LIST_CODES(code, r->school, r->school_count, code);
        status = find_in(s, "school", s->q->school, code, r->school_count);
    }
    if (status == XW_OK && s->q->zone != NULL) {
        LIST_CODES(code, r->zone, r->zone_count, code);
        status = find_in(s, "zone", s->q->zone, code, r->zone_count);
    }
    if (status == XW_OK && s->q->project != NULL) {
        LIST_CODES(code, r->project, r->project_count, code);
        status = find_in(s, "project", s->q->project, code, r->project_count);
    }
    return status;
}

/* ---- rows ------------------------------------------------------------------------------------- */

static enum xw_status take_rows(const struct search *s, int32_t most)
{
    s->out->row = XW_TAKE_RAW(s->keep, most, int32_t);
    return s->out->row == NULL ? XW_NO_MEMORY : XW_OK;
}

static void add(const struct search *s, int32_t row)
{
    s->out->row[s->out->rows++] = row;
}

static bool is(const char *asked, const char *word)
{
    return asked == NULL || strcmp(asked, word) == 0;
}

static enum xw_status nothing(const struct search *s, const char *what)
{
    *s->trouble =
        xw_arena_format(s->keep, "the run has no %s of %d with all of that", what, (int)s->q->year);
    return *s->trouble == NULL ? XW_NO_MEMORY : XW_REFUSED;
}

/* The places of a level in a year, for whoever named one that is not there. */
static enum xw_status refuse_place(const struct search *s, const char *level)
{
    const struct xw_run *r = s->run;
    const char **place = XW_TAKE(s->keep, r->gap_count, const char *);
    int32_t n = 0;
    if (place == NULL) return XW_NO_MEMORY;
    for (int32_t i = 0; i < r->gap_count; i++)
        if (r->gap[i].year == s->q->year && r->gap[i].scope == XW_SCOPE_ALL &&
            strcmp(xw_level_word(r->gap[i].level), level) == 0 &&
            (s->out->stage == XW_NONE || r->gap[i].stage == s->out->stage) &&
            position(r->gap[i].place, place, n) == XW_NONE)
            place[n++] = r->gap[i].place;
    return refuse(s, level, s->q->place, place, n);
}

static enum xw_status find_level(const struct search *s, const char **level, const char **place)
{
    static const char *const levels[] = { "district", "town", "group", "catchment", "zone" };
    static const char *const scopes[] = { "entry", "all" };
    *level = s->q->level != NULL ? s->q->level : "district";
    *place = s->q->place != NULL ? s->q->place : "district";
    enum xw_status status = find_in(s, "level", *level, levels, 5);
    if (status == XW_OK && s->q->scope != NULL)
        status = find_in(s, "scope", s->q->scope, scopes, 2);
    return status;
}

static enum xw_status find_gaps(const struct search *s)
{
    const struct xw_run *r = s->run;
    const char *level, *place;
    enum xw_status status = find_level(s, &level, &place);
    if (status == XW_OK) status = take_rows(s, r->gap_count);
    const char *scope = s->q->scope != NULL ? s->q->scope : "all";
    for (int32_t i = 0; status == XW_OK && i < r->gap_count; i++) {
        const struct xw_run_gap *g = &r->gap[i];
        if (g->year == s->q->year && strcmp(xw_level_word(g->level), level) == 0 &&
            strcmp(g->place, place) == 0 && strcmp(xw_scope_word(g->scope), scope) == 0 &&
            (s->out->stage == XW_NONE || g->stage == s->out->stage))
            add(s, i);
    }
    if (status == XW_OK && s->out->rows == 0)
        return s->q->place != NULL ? refuse_place(s, level) : nothing(s, "row of gap_year");
    return status;
}

static enum xw_status find_schools(const struct search *s)
{
    const struct xw_run *r = s->run;
    enum xw_status status = take_rows(s, r->school_year_count);
    for (int32_t i = 0; status == XW_OK && i < r->school_year_count; i++) {
        const struct xw_run_school_year *y = &r->school_year[i];
        if (y->year == s->q->year && is(s->q->school, r->school[y->school].code) &&
            (s->out->stage == XW_NONE || y->stage == s->out->stage))
            add(s, i);
    }
    if (status == XW_OK && s->out->rows == 0) return nothing(s, "row of school_year");
    return status;
}

static enum xw_status find_classes(const struct search *s)
{
    const struct xw_run *r = s->run;
    int32_t grade = 0;
    if (s->q->grade != NULL && !xw_text_to_int32(s->q->grade, &grade)) {
        *s->trouble = xw_arena_format(
            s->keep, "a grade is a whole number as tables count it, not \"%s\"", s->q->grade);
        return XW_REFUSED;
    }
    enum xw_status status = take_rows(s, r->class_year_count);
    for (int32_t i = 0; status == XW_OK && i < r->class_year_count; i++) {
        const struct xw_run_class_year *y = &r->class_year[i];
        if (y->year == s->q->year && is(s->q->school, r->school[y->school].code) &&
            (s->out->stage == XW_NONE || y->stage == s->out->stage) &&
            (s->q->grade == NULL || y->grade == grade))
            add(s, i);
    }
    if (status == XW_OK && s->out->rows == 0) return nothing(s, "row of class_year");
    return status;
}

static enum xw_status find_flows(const struct search *s)
{
    const struct xw_run *r = s->run;
    enum xw_status status = take_rows(s, r->flow_count);
    for (int32_t i = 0; status == XW_OK && i < r->flow_count; i++) {
        const struct xw_run_flow *f = &r->flow[i];
        if (f->year != s->q->year || f->zone == XW_NONE) continue;
        if (!is(s->q->zone, r->zone[f->zone].code) || !is(s->q->tier, f->tier) ||
            !is(s->q->reason, f->reason))
            continue;
        if (s->q->school != NULL &&
            (f->school == XW_NONE || strcmp(r->school[f->school].code, s->q->school) != 0))
            continue;
        if (s->out->stage == XW_NONE || f->stage == s->out->stage) add(s, i);
    }
    if (status == XW_OK && s->out->rows == 0) return nothing(s, "row of flow_year");
    return status;
}

static enum xw_status find_projects(const struct search *s)
{
    const struct xw_run *r = s->run;
    enum xw_status status = take_rows(s, r->project_year_count);
    for (int32_t i = 0; status == XW_OK && i < r->project_year_count; i++)
        if (r->project_year[i].year == s->q->year &&
            is(s->q->project, r->project[r->project_year[i].project].code))
            add(s, i);
    if (status == XW_OK && s->out->rows == 0) return nothing(s, "row of project_year");
    return status;
}

static enum xw_status find_quantiles(const struct search *s)
{
    const struct xw_run *r = s->run;
    const char *level, *place, *known[XW_QUANTITIES];
    if (r->replicates == 0) {
        *s->trouble = "the run has no replicates, and so no quantiles";
        return XW_REFUSED;
    }
    enum xw_status status = find_level(s, &level, &place);
    for (int32_t k = 0; k < XW_QUANTITIES; k++)
        known[k] = xw_quantity_word((enum xw_quantity)k);
    const char *quantity = s->q->quantity != NULL ? s->q->quantity : "net_gap";
    if (status == XW_OK) status = find_in(s, "quantity", quantity, known, XW_QUANTITIES);
    if (status == XW_OK) status = take_rows(s, r->quantile_count);
    const char *scope = s->q->scope != NULL ? s->q->scope : "all";
    for (int32_t i = 0; status == XW_OK && i < r->quantile_count; i++) {
        const struct xw_quantile_row *q = &r->quantile[i];
        if (q->year == s->q->year && strcmp(xw_level_word(q->level), level) == 0 &&
            strcmp(q->place, place) == 0 && strcmp(xw_scope_word(q->scope), scope) == 0 &&
            strcmp(xw_quantity_word(q->quantity), quantity) == 0 &&
            (s->out->stage == XW_NONE || q->stage == s->out->stage))
            add(s, i);
    }
    if (status == XW_OK && s->out->rows == 0) return nothing(s, "row of quantile_year");
    return status;
}

enum xw_status xw_explain_find(const struct xw_explainer *e, const struct xw_question *question,
                               struct xw_arena *keep, struct xw_asked *out, const char **trouble)
{
    static enum xw_status (*const find[XW_ASKED_TABLES])(const struct search *) = {
        find_gaps, find_schools, find_classes, find_flows, find_projects, find_quantiles
    };
    *out = (struct xw_asked){ 0 };
    const struct search s = { &e->run, question, keep, trouble, out };
    enum xw_status status = find_table(&s);
    if (status == XW_OK) status = find_year(&s);
    if (status == XW_OK) status = find_stage(&s);
    if (status == XW_OK) status = find_codes(&s);
    return status == XW_OK ? find[out->table](&s) : status;
}

enum xw_status xw_explain_write(struct xw_pen *pen, const struct xw_question *q,
                                const struct xw_asked *asked)
{
    const struct xw_run *r = &pen->of->run;
    enum xw_status status = XW_OK;
    for (int32_t i = 0; status == XW_OK && i < asked->rows; i++) {
        int32_t row = asked->row[i];
        switch (asked->table) {
        case XW_ASKED_GAP:
            status = xw_explain_gap_row(pen, &r->gap[row], q->column);
            break;
        case XW_ASKED_SCHOOL:
            status = xw_explain_school_row(pen, &r->school_year[row], q->column);
            break;
        case XW_ASKED_CLASS:
            status = xw_explain_class_row(pen, &r->class_year[row], q->column);
            break;
        case XW_ASKED_FLOW:
            status = xw_explain_flow_row(pen, &r->flow[row], q->column);
            break;
        case XW_ASKED_PROJECT:
            status = xw_explain_project_row(pen, &r->project_year[row], q->column);
            break;
        case XW_ASKED_QUANTILE:
            status = xw_explain_quantile_row(pen, &r->quantile[row], q->column);
            break;
        case XW_ASKED_TABLES:
            break;
        }
    }
    return status;
}
