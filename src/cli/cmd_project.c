#include "cli.h"
#include <jansson.h>
#include <stdio.h>
#include <string.h>

static int print_result(const struct xw_job *job, const struct xw_diag *diag)
{
    json_t *o = json_pack("{s:s, s:s*, s:s, s:i}", "population", job->out, "events", job->events,
                          "scenario", job->scenario, "doubts", (int)diag->doubts);
    if (o == NULL) return cli_exit_of(XW_NO_MEMORY, NULL, NULL);
    json_dumpf(o, stdout, JSON_INDENT(1));
    putchar('\n');
    json_decref(o);
    return CLI_DONE;
}

static int project(const struct cli_common *common, const char *out, const char *events)
{
    struct xw_progress progress;
    struct xw_diag diag;
    const char *trouble = NULL;
    /* The table on a terminal would be torn by the progress line. */
    xw_progress_init(&progress, stderr, common->quiet || common->json || out == NULL, cli_stop());
    struct xw_job job = { .scenario = common->path[0],
                          .out = out,
                          .events = events,
                          .overrides = common->override,
                          .override_count = common->overrides,
                          .progress = &progress };
    enum xw_status status = xw_diag_init(&diag);
    if (status == XW_OK) status = xw_job_project(&job, &diag, &trouble);
    int result = CLI_DONE;
    if (status != XW_OK)
        result = cli_exit_of(status, &diag, trouble);
    else {
        xw_diag_print_doubts(&diag, stderr);
        if (common->json) result = print_result(&job, &diag);
    }

    xw_diag_free(&diag);
    return result;
}

static int run(const struct cli_command *self, int argc, char **argv)
{
    const char *out = NULL, *events = NULL;
    const struct cli_option own[] = { { "output", 'o', &out, NULL },
                                      { "events", 0, &events, NULL },
                                      { 0 } };
    struct cli_common common;
    int result = cli_parse(self, argc, argv, own, &common);
    if (result != CLI_DONE) return result < 0 ? CLI_DONE : result;
    if (common.paths != 1)
        result = cli_usage(self, "one scenario file is wanted");
    else if (out != NULL && events != NULL && strcmp(out, events) == 0)
        result = cli_usage(self, "-o and --events name the same file");
    else if (out == NULL && common.json)
        result = cli_usage(self, "--json wants -o: the population would go to standard output");
    else
        result = project(&common, out, events);
    cli_common_free(&common);
    return result;
}

const struct cli_command cli_project = {
    .name = "project",
    .synopsis = "project SCENARIO.yaml [-o CSV] [--events CSV] [--set KEY=VALUE ...]",
    .summary = "project the population alone, by zone, sex and age",
    .details =
        "Reads zones, population, fertility, mortality and births_ratio, and what else a scenario\n"
        "says of its people (migration, births, controls, areas, transfers, housing ...), and\n"
        "projects the people of every zone from one anniversary of population.base_date to the\n"
        "next, over the horizon.\n\n"
        "  -o, --output CSV  the population: year,zone,sex,age,residency?,persons; without it, "
        "standard "
        "output\n"
        "  --events CSV      births, deaths and net migrants of each step, by zone and sex\n\n"
        "What is odd in the input is said on standard error.\n",
    .run = run,
};
