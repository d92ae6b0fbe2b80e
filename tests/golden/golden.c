/* golden.c: run a scenario, print its run file row by row, compare with what is expected.
 *
 * usage: golden SCENARIO.yaml EXPECTED.txt
 *
 * EXPECTED.txt of the tiny scenario was checked against the paper, scenarios/tiny/README.md. On a difference
 * the first line that differs is said, and the whole result lies beside the test as golden-result.txt.
 */
#include "xuewei/job.h"
#include "xuewei/run_reader.h"
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void print_gaps(FILE *to, const struct xw_run *r)
{
    fprintf(to, "# gap: level place year stage scope demand seats design compliant local net "
                "unplaced surplus\n");
    for (int32_t i = 0; i < r->gap_count; i++) {
        const struct xw_run_gap *g = &r->gap[i];
        fprintf(to, "gap %s %s %d %s %s %d %d %d %d %d %d %d %d\n", xw_level_word(g->level),
                g->place, g->year, xw_stage_word(r->stage[g->stage].name), xw_scope_word(g->scope),
                g->demand, g->seats, g->design, g->compliant, g->local_gap, g->net_gap, g->unplaced,
                g->surplus);
    }
}

static void print_schools(FILE *to, const struct xw_run *r)
{
    fprintf(to, "# school: code year stage rooms used norm stretch design compliant pupils classes "
                "largest over_norm 56 66 over_size demand utilisation warning reason\n");
    for (int32_t i = 0; i < r->school_year_count; i++) {
        const struct xw_run_school_year *s = &r->school_year[i];
        fprintf(to, "school %s %d %s %d %d %d %d %d %d %d %d %d %d %d %d %d %d %.4f %s %s\n",
                r->school[s->school].code, s->year, xw_stage_word(r->stage[s->stage].name),
                s->rooms, s->rooms_used, s->seats_norm, s->seats_stretch, s->seats_design,
                s->seats_compliant, s->pupils, s->classes, s->largest_class, s->classes_over_norm,
                s->classes_56, s->classes_66, s->over_size, s->demand, s->utilisation, s->warning,
                *s->reason != '\0' ? s->reason : "-");
    }
    fprintf(to, "# class: school year grade pupils classes smallest largest\n");
    for (int32_t i = 0; i < r->class_year_count; i++) {
        const struct xw_run_class_year *c = &r->class_year[i];
        fprintf(to, "class %s %d %d %d %d %d %d\n", r->school[c->school].code, c->year, c->grade,
                c->pupils, c->classes, c->smallest, c->largest);
    }
}

static void print_flows(FILE *to, const struct xw_run *r)
{
    fprintf(to, "# flow: year zone stage tier school pupils metres reason\n");
    for (int32_t i = 0; i < r->flow_count; i++) {
        const struct xw_run_flow *f = &r->flow[i];
        fprintf(to, "flow %d %s %s %s %s %d %d %s\n", f->year,
                f->zone == XW_NONE ? "-" : r->zone[f->zone].code,
                xw_stage_word(r->stage[f->stage].name), f->tier,
                f->school == XW_NONE ? "-" : r->school[f->school].code, f->pupils, f->metres,
                f->reason);
    }
    fprintf(to, "# project: code year seats_added spend open\n");
    for (int32_t i = 0; i < r->project_year_count; i++) {
        const struct xw_run_project_year *p = &r->project_year[i];
        fprintf(to, "project %s %d %d %.2f %d\n", r->project[p->project].code, p->year,
                p->seats_added, p->spend_cny, p->open);
    }
}

static void print_people(FILE *to, const struct xw_run *r)
{
    fprintf(to, "# measure: place measure year value\n");
    for (int32_t i = 0; i < r->measure_count; i++)
        fprintf(to, "measure %s %s %d %.6f\n", r->measure[i].place, r->measure[i].measure,
                r->measure[i].year, r->measure[i].value);
    fprintf(to, "# population: year zone age persons\n");
    for (int32_t i = 0; i < r->population_count; i++)
        fprintf(to, "population %d %s %s %.6f\n", r->population[i].year,
                r->zone[r->population[i].zone].code, r->population[i].age,
                r->population[i].persons);
    fprintf(to, "# evidence: weight year stage published estimated assumed\n");
    for (int32_t i = 0; i < r->evidence_count; i++)
        fprintf(to, "evidence %s %d %s %.6f %.6f %.6f\n", r->evidence[i].weight,
                r->evidence[i].year, xw_stage_word(r->stage[r->evidence[i].stage].name),
                r->evidence[i].share[0], r->evidence[i].share[1], r->evidence[i].share[2]);
}

/* 0 when both files have the same lines. */
static int compare(const char *expected, const char *result)
{
    FILE *a = fopen(expected, "r"), *b = fopen(result, "r");
    char *want = NULL, *got = NULL;
    size_t want_room = 0, got_room = 0;
    int line = 0, differs = a == NULL || b == NULL;
    if (differs) fprintf(stderr, "cannot read %s\n", a == NULL ? expected : result);
    while (!differs) {
        ssize_t n = getline(&want, &want_room, a), m = getline(&got, &got_room, b);
        line++;
        if (n < 0 && m < 0) break;
        if (n >= 0 && m >= 0 && strcmp(want, got) == 0) continue;
        fprintf(stderr, "%s:%d differs\n  expected: %s  result:   %s", expected, line,
                n < 0 ? "(end)\n" : want, m < 0 ? "(end)\n" : got);
        differs = 1;
    }
    free(want);
    free(got);
    if (a != NULL) fclose(a);
    if (b != NULL) fclose(b);
    return differs;
}

int main(int argc, char **argv)
{
    struct xw_diag diag;
    struct xw_arena keep;
    struct xw_run run;
    const char *trouble = NULL, *result = "golden-result.txt";
    struct xw_job job = { .scenario = argc > 1 ? argv[1] : "", .out = "golden-run.gpkg" };
    if (argc != 3) return 64;
    if (xw_diag_init(&diag) != XW_OK || xw_arena_init(&keep, XW_ARENA_USUAL) != XW_OK) return 1;
    enum xw_status status = xw_job_run(&job, &diag, &trouble);
    xw_diag_print_refusals(&diag, stderr);
    if (status == XW_OK) status = xw_run_load(job.out, &keep, &run, &trouble);
    FILE *to = status == XW_OK ? fopen(result, "w") : NULL;
    if (to == NULL) {
        fprintf(stderr, "%s %s\n", xw_status_text(status), trouble != NULL ? trouble : "");
        return 1;
    }
    print_gaps(to, &run);
    print_schools(to, &run);
    print_flows(to, &run);
    print_people(to, &run);
    fclose(to);
    int differs = compare(argv[2], result);
    if (!differs) unlink(result);
    unlink(job.out);
    xw_arena_free(&keep);
    xw_diag_free(&diag);
    return differs;
}
