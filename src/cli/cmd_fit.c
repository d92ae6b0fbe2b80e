#include "cli.h"
#include <jansson.h>
#include <stdio.h>

static int print_result(const struct xw_job *job, const struct xw_diag *diag)
{
    json_t *o = json_pack("{s:s, s:s, s:i}", "folder", job->out, "scenario", job->scenario,
                          "doubts", (int)diag->doubts);
    if (o == NULL) return cli_exit_of(XW_NO_MEMORY, NULL, NULL);
    json_dumpf(o, stdout, JSON_INDENT(1));
    putchar('\n');
    json_decref(o);
    return CLI_DONE;
}

static int fit(const struct cli_common *common, const char *out, struct xw_fit_options options)
{
    struct xw_progress progress;
    struct xw_diag diag;
    const char *trouble = NULL;
    xw_progress_init(&progress, stderr, common->quiet || common->json, cli_stop());
    struct xw_job job = { .scenario = common->path[0],
                          .out = out,
                          .overrides = common->override,
                          .override_count = common->overrides,
                          .progress = &progress };
    enum xw_status status = xw_diag_init(&diag);
    if (status == XW_OK)
        status = xw_job_fit(&job, options, common->json ? NULL : stdout, &diag, &trouble);
    int result = CLI_DONE;
    if (status != XW_OK)
        result = cli_exit_of(status, &diag, trouble);
    else if (common->json)
        result = print_result(&job, &diag);
    else {
        printf("%s/fitted.yaml runs with them", out);
        if (diag.doubts > 0)
            printf("; %d doubt%s about the input (`xuewei check` prints %s)", (int)diag.doubts,
                   diag.doubts == 1 ? "" : "s", diag.doubts == 1 ? "it" : "them");
        printf("\n");
    }
    xw_diag_free(&diag);
    return result;
}

static int run(const struct cli_command *self, int argc, char **argv)
{
    const char *out = NULL;
    struct xw_fit_options options = { 0 };
    const struct cli_option own[] = { { "output", 'o', &out, NULL },
                                      { "trend", 0, NULL, &options.trend },
                                      { "chosen", 0, NULL, &options.chosen },
                                      { 0 } };
    struct cli_common common;
    int result = cli_parse(self, argc, argv, own, &common);
    if (result != CLI_DONE) return result < 0 ? CLI_DONE : result;
    if (common.paths != 1)
        result = cli_usage(self, "one scenario file is wanted");
    else if (out == NULL)
        result = cli_usage(self, "-o is wanted: the folder for the tables");
    else
        result = fit(&common, out, options);
    cli_common_free(&common);
    return result;
}

const struct cli_command cli_fit = {
    .name = "fit",
    .synopsis = "fit SCENARIO.yaml -o DIR [--trend] [--chosen] [--set KEY=VALUE ...]",
    .summary = "estimate assumptions from the rolls of past years",
    .details =
        "Estimates progression by grade and school, entry by stage (and zone where feeders tell),\n"
        "and participation, from all years of the table rolls, those within the horizon included,\n"
        "with standard errors. Writes them as tables that `run` reads, with their covariance, and\n"
        "DIR/fitted.yaml, a scenario that extends the given one.\n\n"
        "  -o, --output DIR  the folder; it is made if it is not there\n"
        "  --trend           participation by year, as a damped log-linear trend\n"
        "  --chosen          progression also by school and year, as the way of forecasting "
        "implies\n"
        "                    that erred least in the past (`backtest` scores the same ways)\n\n"
        "What the data cannot tell is said, and what was taken as given.\n",
    .run = run,
};
