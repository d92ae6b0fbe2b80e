#include "cli.h"
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* folder/as-planned.yaml -> as-planned.gpkg, in the current folder. The caller frees it. */
static char *usual_name(const char *scenario)
{
    const char *name = strrchr(scenario, '/') != NULL ? strrchr(scenario, '/') + 1 : scenario;
    const char *dot = strrchr(name, '.');
    int length = dot != NULL && dot != name ? (int)(dot - name) : (int)strlen(name);
    char *out = NULL;
    return asprintf(&out, "%.*s.gpkg", length, name) < 0 ? NULL : out;
}

static int print_result(const struct xw_job *job, const struct xw_diag *diag, bool json)
{
    if (!json) {
        const struct xw_job_drawn *drawn = job->drawn;
        printf("%s written", job->out);
        if (drawn->replicates > 0) {
            printf(": %d replicate%s of %d assumption%s (points %s)%s", (int)drawn->replicates,
                   drawn->replicates == 1 ? "" : "s", (int)drawn->assumptions,
                   drawn->assumptions == 1 ? "" : "s", drawn->points,
                   drawn->noise ? " with process noise" : "");
            if (drawn->found > 0)
                printf(", %d of them found from an earlier run", (int)drawn->found);
        }
        int doubts = (int)diag->doubts_of_input;
        if (doubts > 0)
            printf("; %d doubt%s about the input (`xuewei check` prints %s)", doubts,
                   doubts == 1 ? "" : "s", doubts == 1 ? "it" : "them");
        printf("\n");
        return CLI_DONE;
    }
    json_t *o = json_pack("{s:s, s:s, s:i, s:i}", "run", job->out, "scenario", job->scenario,
                          "doubts", (int)diag->doubts, "replicates", (int)job->drawn->replicates);
    if (o != NULL && job->drawn->replicates > 0) {
        json_object_set_new(o, "found", json_integer(job->drawn->found));
        json_object_set_new(o, "assumptions", json_integer(job->drawn->assumptions));
        json_object_set_new(o, "points", json_string(job->drawn->points));
        json_object_set_new(o, "noise", json_boolean(job->drawn->noise));
    }
    if (o == NULL) return cli_exit_of(XW_NO_MEMORY, NULL, NULL);
    json_dumpf(o, stdout, JSON_INDENT(1));
    putchar('\n');
    json_decref(o);
    return CLI_DONE;
}

static int run(const struct cli_command *self, int argc, char **argv)
{
    const char *out = NULL;
    const struct cli_option own[] = { { "output", 'o', &out, NULL }, { 0 } };
    struct cli_common common;
    int result = cli_parse(self, argc, argv, own, &common);
    if (result != CLI_DONE) return result < 0 ? CLI_DONE : result;
    if (common.paths != 1) {
        cli_common_free(&common);
        return cli_usage(self, "one scenario file is wanted");
    }

    char *name = out == NULL ? usual_name(common.path[0]) : NULL;
    struct xw_progress progress;
    struct xw_job_drawn drawn = { 0 };
    struct xw_diag diag;
    const char *trouble = NULL;
    xw_progress_init(&progress, stderr, common.quiet || common.json, cli_stop());
    struct xw_job job = { .scenario = common.path[0],
                          .out = out != NULL ? out : name,
                          .overrides = common.override,
                          .override_count = common.overrides,
                          .progress = &progress,
                          .threads = common.threads,
                          .drawn = &drawn };
    enum xw_status status = xw_diag_init(&diag);
    if (status == XW_OK && job.out == NULL) status = XW_NO_MEMORY;
    if (status == XW_OK) status = xw_job_run(&job, &diag, &trouble);
    if (status == XW_OK) xw_diag_print_doubts_after(&diag, diag.doubts_of_input, stderr);
    result = status == XW_OK ? print_result(&job, &diag, common.json)
                             : cli_exit_of(status, &diag, trouble);
    xw_diag_free(&diag);
    cli_common_free(&common);
    free(name);
    return result;
}

const struct cli_command cli_run = {
    .name = "run",
    .synopsis = "run SCENARIO.yaml [-o RUN.gpkg] [--replicates N] [--threads N] [--seed N] "
                "[--set KEY=VALUE ...]",
    .summary = "simulate a scenario and write a run file",
    .details =
        "Reads the scenario and its tables, simulates every school year of the horizon and\n"
        "writes one GeoPackage. Without -o its name is the scenario's, in the current folder.\n"
        "A file of that name is replaced when the run is complete, not before.\n"
        "With --replicates N, or the key ensemble.replicates, N histories with drawn assumptions\n"
        "follow the central one; quantiles, risks and the draws themselves go into the same file.\n"
        "Finished blocks of replicates lie in RUN.gpkg.parts until it is complete: the same "
        "command\n"
        "goes on with them after an interruption. Neither the threads nor an interruption change\n"
        "the file.\n"
        "The central history is run without each project as well, unless the scenario says\n"
        "projects.effects: no.\n"
        "What is odd in the years computed is said on standard error; what is odd in the\n"
        "input is counted, and `xuewei check` says it.\n",
    .run = run,
};
