#include "cli.h"
#include "xuewei/csv.h"
#include "xuewei/explain.h"
#include "xuewei/text.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What the options say. */
struct asked {
    const char *gap, *school, *zone, *town, *group, *catchment, *project, *year, *stage, *scope,
        *grade, *tier, *reason, *quantity, *quantile, *cells, *lang;
};

static int32_t given(const char *const *options, int32_t count)
{
    int32_t n = 0;
    for (int32_t i = 0; i < count; i++)
        n += options[i] != NULL;
    return n;
}

/* A gap of the district, or of the one place that is named. */
static int gap_question(const struct cli_command *self, const struct asked *a,
                        struct xw_question *q)
{
    const char *const places[] = { a->town, a->group, a->catchment, a->zone };
    static const char *const levels[] = { "town", "group", "catchment", "zone" };
    if (given(places, 4) > 1)
        return cli_usage(self, "--town, --group, --catchment and --zone exclude one another");
    q->table = "gap_year";
    q->stage = a->gap;
    for (int i = 0; i < 4; i++)
        if (places[i] != NULL) {
            q->level = levels[i];
            q->place = places[i];
        }
    if (a->quantile == NULL) return CLI_DONE;
    static const char *const lower[][2] = { { "P2.5", "p2_5" },  { "P10", "p10" }, { "P25", "p25" },
                                            { "P50", "p50" },    { "P75", "p75" }, { "P90", "p90" },
                                            { "P97.5", "p97_5" } };
    q->table = "quantile_year";
    q->quantity = q->column;
    q->column = a->quantile;
    for (int i = 0; i < 7; i++)
        if (strcmp(a->quantile, lower[i][0]) == 0) q->column = lower[i][1];
    return CLI_DONE;
}

static int question_of(const struct cli_command *self, const struct asked *a, struct xw_question *q)
{
    const char *const subjects[] = { a->gap, a->school, a->project };
    int32_t subjects_given = given(subjects, 3);
    *q = (struct xw_question){ .stage = a->stage, .scope = a->scope, .column = a->quantity };
    if (subjects_given > 1 && !(a->school != NULL && a->zone != NULL))
        return cli_usage(self, "--gap, --school and --project exclude one another");
    if (a->gap == NULL && (a->town != NULL || a->group != NULL || a->catchment != NULL))
        return cli_usage(self, "a town, group or catchment is asked about with --gap STAGE");
    if (a->quantile != NULL && a->gap == NULL)
        return cli_usage(self, "a quantile is asked about with --gap STAGE");
    if (a->year == NULL || !xw_text_to_int32(a->year, &q->year))
        return cli_usage(
            self, a->year == NULL ? "--year is wanted" : "--year takes a school year, not \"%s\"",
            a->year);
    if (a->gap != NULL) return gap_question(self, a, q);
    if (a->project != NULL) {
        q->table = "project_year";
        q->project = a->project;
        return CLI_DONE;
    }
    if (a->zone == NULL && a->school == NULL)
        return cli_usage(self, "one of --gap, --school, --zone, --project and --cells is wanted");
    q->school = a->school;
    q->grade = a->grade;
    q->zone = a->zone;
    q->tier = a->tier;
    q->reason = a->reason;
    q->table = a->zone != NULL ? "flow_year" : a->grade != NULL ? "class_year" : "school_year";
    return CLI_DONE;
}

/* ---- many cells ------------------------------------------------------------------------------- */

struct questions {
    int32_t count, room;
    struct xw_question *row;
    int32_t *line;
};

static enum xw_status grow(struct questions *all, struct xw_arena *keep)
{
    if (all->count < all->room) return XW_OK;
    int32_t room = all->room == 0 ? 64 : 2 * all->room;
    struct xw_question *row = XW_TAKE(keep, room, struct xw_question);
    int32_t *line = XW_TAKE(keep, room, int32_t);
    if (row == NULL || line == NULL) return XW_NO_MEMORY;
    for (int32_t i = 0; i < all->count; i++) {
        row[i] = all->row[i];
        line[i] = all->line[i];
    }
    all->row = row;
    all->line = line;
    all->room = room;
    return XW_OK;
}

static bool put_field(struct xw_question *q, const char *name, const char *value)
{
    const struct {
        const char *name, **field;
    } of[] = { { "table", &q->table },      { "column", &q->column },   { "level", &q->level },
               { "place", &q->place },      { "stage", &q->stage },     { "scope", &q->scope },
               { "school", &q->school },    { "project", &q->project }, { "zone", &q->zone },
               { "tier", &q->tier },        { "reason", &q->reason },   { "grade", &q->grade },
               { "quantity", &q->quantity } };
    for (size_t i = 0; i < sizeof of / sizeof *of; i++)
        if (strcmp(name, of[i].name) == 0) {
            if (value[0] != '\0') *of[i].field = value;
            return true;
        }
    if (strcmp(name, "year") != 0) return false;
    if (!xw_text_to_int32(value, &q->year)) q->year = 0;
    return true;
}

/* A table of cells: the header names their keys. */
static enum xw_status read_cells(const char *path, struct xw_arena *keep, struct xw_diag *diag,
                                 struct questions *all)
{
    struct xw_csv csv;
    enum xw_status status = xw_csv_open(&csv, path, path, "UTF-8", keep, diag);
    if (status != XW_OK) return status;
    if (!xw_csv_next(&csv)) return csv.failed ? XW_REFUSED : XW_OK;
    int32_t columns = csv.fields;
    const char **head = XW_TAKE(keep, columns, const char *);
    if (head == NULL) return XW_NO_MEMORY;
    for (int32_t i = 0; i < columns; i++) {
        struct xw_question none = { 0 };
        head[i] = csv.field[i];
        if (put_field(&none, head[i], "")) continue;
        xw_diag_refuse(diag, (struct xw_place){ path, csv.line, csv.field_column[i], head[i] },
                       head[i],
                       "table, column, level, place, year, stage, scope, school, grade, "
                       "project, zone, tier, reason, quantity");
        status = XW_REFUSED;
    }
    while (status == XW_OK && xw_csv_next(&csv)) {
        status = grow(all, keep);
        if (status != XW_OK) break;
        struct xw_question q = { 0 };
        for (int32_t i = 0; i < columns && i < csv.fields; i++)
            put_field(&q, head[i], csv.field[i]);
        if (q.table == NULL || q.year == 0) {
            xw_diag_fault(diag, (struct xw_place){ path, csv.line, 1, NULL },
                          "a cell has a table and a year");
            status = XW_REFUSED;
        }
        all->line[all->count] = csv.line;
        all->row[all->count++] = q;
    }
    return status == XW_OK && csv.failed ? XW_REFUSED : status;
}

/* ---- answering -------------------------------------------------------------------------------- */

/* By year, so that the history is simulated once; answers keep the order of the questions. */
static enum xw_status answer_all(struct xw_explainer *explainer, const struct questions *all,
                                 struct xw_answer *answers, const char *cells,
                                 struct xw_arena *keep, const char **trouble)
{
    const struct xw_run *run = xw_explain_run(explainer);
    enum xw_status status = XW_OK;
    for (int32_t i = 0; i < all->count && status == XW_OK; i++)
        if (all->row[i].year < run->first || all->row[i].year > run->last)
            status = xw_explain_ask(explainer, &all->row[i], keep, &answers[i], trouble);
    for (int32_t year = run->first; year <= run->last && status == XW_OK; year++)
        for (int32_t i = 0; i < all->count && status == XW_OK; i++) {
            if (all->row[i].year != year) continue;
            status = xw_explain_ask(explainer, &all->row[i], keep, &answers[i], trouble);
            if (status != XW_OK && cells != NULL && *trouble != NULL)
                *trouble = xw_arena_format(keep, "%s:%d: %s", cells, (int)all->line[i], *trouble);
        }
    return status;
}

static int explain(const struct cli_common *common, const struct asked *a, struct questions *all,
                   struct xw_arena *keep, struct xw_diag *diag)
{
    struct xw_explainer *explainer = NULL;
    struct xw_progress progress;
    const char *trouble = NULL;
    xw_progress_init(&progress, stderr, common->quiet || common->json, cli_stop());
    enum xw_status status = a->cells == NULL ? XW_OK : read_cells(a->cells, keep, diag, all);
    struct xw_answer *answers = XW_TAKE(keep, all->count, struct xw_answer);
    if (status == XW_OK && answers == NULL) status = XW_NO_MEMORY;
    if (status == XW_OK)
        status = xw_explain_open(common->path[0],
                                 strcmp(a->lang, "en") == 0 ? XW_EXPLAIN_EN : XW_EXPLAIN_ZH,
                                 &progress, keep, diag, &explainer, &trouble);
    if (status == XW_OK) status = answer_all(explainer, all, answers, a->cells, keep, &trouble);
    if (status == XW_OK && common->json)
        status = xw_explain_print_json(explainer, answers, all->count, stdout);
    for (int32_t i = 0; status == XW_OK && !common->json && i < all->count; i++) {
        if (i > 0) putchar('\n');
        xw_explain_print(explainer, &answers[i], stdout);
    }
    int result = CLI_REFUSED;
    if (status == XW_REFUSED && diag->refused == 0 && trouble != NULL)
        fprintf(stderr, "xuewei: %s\n", trouble); /* of the question, not of a file */
    else
        result = cli_exit_of(status, diag, trouble);
    xw_explain_close(explainer);
    return result;
}

static int run(const struct cli_command *self, int argc, char **argv)
{
    struct asked a = { .lang = "zh" };
    const struct cli_option own[] = { { "gap", 0, &a.gap, NULL },
                                      { "school", 0, &a.school, NULL },
                                      { "zone", 0, &a.zone, NULL },
                                      { "town", 0, &a.town, NULL },
                                      { "project", 0, &a.project, NULL },
                                      { "group", 0, &a.group, NULL },
                                      { "catchment", 0, &a.catchment, NULL },
                                      { "year", 0, &a.year, NULL },
                                      { "stage", 0, &a.stage, NULL },
                                      { "scope", 0, &a.scope, NULL },
                                      { "grade", 0, &a.grade, NULL },
                                      { "tier", 0, &a.tier, NULL },
                                      { "reason", 0, &a.reason, NULL },
                                      { "quantity", 0, &a.quantity, NULL },
                                      { "quantile", 0, &a.quantile, NULL },
                                      { "cells", 0, &a.cells, NULL },
                                      { "lang", 0, &a.lang, NULL },
                                      { 0 } };
    struct cli_common common;
    int result = cli_parse(self, argc, argv, own, &common);
    if (result != CLI_DONE) return result < 0 ? CLI_DONE : result;
    struct xw_arena keep = { 0 };
    struct xw_diag diag;
    struct xw_question one;
    struct questions all = { 0 };
    int32_t no_line = 0;
    if (common.paths != 1 || common.overrides > 0)
        result = common.paths != 1
                     ? cli_usage(self, "one run file is wanted")
                     : cli_usage(self, "a run is explained as it was: --set, --seed and "
                                       "--replicates stand in it");
    else if (strcmp(a.lang, "zh") != 0 && strcmp(a.lang, "en") != 0)
        result = cli_usage(self, "--lang takes zh or en, not \"%s\"", a.lang);
    else if (a.cells == NULL)
        result = question_of(self, &a, &one);
    if (result == CLI_DONE && a.cells == NULL) all = (struct questions){ 1, 1, &one, &no_line };
    if (result == CLI_DONE) {
        enum xw_status status = xw_diag_init(&diag);
        if (status == XW_OK) status = xw_arena_init(&keep, XW_ARENA_USUAL);
        result = status == XW_OK ? explain(&common, &a, &all, &keep, &diag)
                                 : cli_exit_of(status, NULL, NULL);
        xw_diag_free(&diag);
        xw_arena_free(&keep);
    }
    cli_common_free(&common);
    return result;
}

const struct cli_command cli_explain = {
    .name = "explain",
    .synopsis = "explain RUN.gpkg --gap STAGE | --school S | --zone Z | --project P --year Y "
                "[options]",
    .summary = "the arithmetic of a number, down to the lines of its inputs",
    .details =
        "  --gap STAGE       demand, seats and gap of the district, or of --town T, --group G,\n"
        "                    --catchment S (its first school) or --zone Z; --scope entry|all;\n"
        "                    --quantile P10 .. P90: which replicates it lies between\n"
        "  --school S        a school's row, or with --grade G the classes of a grade\n"
        "  --zone Z          where the entrants of a zone are placed and why: --stage, --tier,\n"
        "                    --school, --reason choose rows\n"
        "  --project P       the norm seats that a project adds\n"
        "  --year Y          school year of the run\n"
        "  --stage STAGE     of a school or zone\n"
        "  --quantity Q      one number alone: demand, seats, net_gap, local_gap, surplus, "
        "unplaced,\n"
        "                    design, compliant; of a school pupils, classes, rooms, seats_norm "
        "...\n"
        "  --cells FILE      many cells: a CSV whose header names table, column, year and keys\n"
        "  --lang zh|en      language of the labels\n"
        "\nEvery number comes with its terms, their input rows as file:line, evidence and rule. "
        "The\n"
        "terms are worked again and must come to the run's number exactly; status 1 if they do "
        "not.\n",
    .run = run,
};
