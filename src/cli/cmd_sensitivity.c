#include "cli.h"
#include "xuewei/sensitivity.h"
#include "xuewei/text.h"
#include <jansson.h>
#include <stdio.h>

enum { MOST_RUNS = 1 << 20 };

/* A whole number of an option, or its usual value. */
static bool take_number(const struct cli_command *self, const char *name, const char *text,
                        int32_t least, int32_t most, int32_t *value)
{
    if (text == NULL) return true;
    if (xw_text_to_int32(text, value) && *value >= least && *value <= most) return true;
    cli_usage(self, "--%s wants a whole number, %d to %d, not \"%s\"", name, (int)least, (int)most,
              text);
    return false;
}

/* The function whose indices are known, by the same estimators: so that everybody can try them. */
static int ishigami(const struct xw_sensitivity_options *o)
{
    enum { INPUTS = 3 };
    struct xw_arena keep = { 0 }, scratch = { 0 };
    struct xw_sobol_index index[INPUTS];
    ptrdiff_t points = (ptrdiff_t)(INPUTS + 2) * o->rows;
    enum xw_status status = xw_arena_init(&keep, XW_ARENA_USUAL);
    if (status == XW_OK) status = xw_arena_init(&scratch, XW_ARENA_USUAL);
    double *point = XW_TAKE(&keep, points * INPUTS, double),
           *value = XW_TAKE(&keep, points, double);
    if (status == XW_OK && (point == NULL || value == NULL)) status = XW_NO_MEMORY;
    if (status == XW_OK) status = xw_sobol_design(INPUTS, o->rows, o->seed, point);
    for (ptrdiff_t p = 0; status == XW_OK && p < points; p++)
        value[p] = xw_sobol_ishigami(point + p * INPUTS);
    if (status == XW_OK)
        status = xw_sobol_indices(scratch, INPUTS, o->rows, value, o->resamples, o->level, o->seed,
                                  index);
    if (status == XW_OK) {
        static const double known[INPUTS][2] = { { 0.3139, 0.5576 },
                                                 { 0.4424, 0.4424 },
                                                 { 0.0, 0.2437 } };
        printf("Ishigami and Homma, a = 7, b = 0.1; %d points, %.0f %% intervals\n\n"
               "input  alone                        known   in all                       known\n",
               (int)o->rows, 100.0 * o->level);
        for (int i = 0; i < INPUTS; i++)
            printf("x%d     %7.4f (%7.4f to %7.4f)  %6.4f  %7.4f (%7.4f to %7.4f)  %6.4f\n", i + 1,
                   index[i].first, index[i].first_low, index[i].first_high, known[i][0],
                   index[i].total, index[i].total_low, index[i].total_high, known[i][1]);
    }
    xw_arena_free(&scratch);
    xw_arena_free(&keep);
    return cli_exit_of(status, NULL, NULL);
}

static int print_json(const struct xw_job *job, const struct xw_diag *diag)
{
    json_t *o = json_pack("{s:s, s:s?, s:i}", "scenario", job->scenario, "table", job->out,
                          "doubts", (int)diag->doubts);
    if (o == NULL) return cli_exit_of(XW_NO_MEMORY, NULL, NULL);
    json_dumpf(o, stdout, JSON_INDENT(1));
    putchar('\n');
    json_decref(o);
    return CLI_DONE;
}

static int find(const struct cli_common *common, const char *out, const char *picture,
                const struct xw_sensitivity_options *options)
{
    struct xw_progress progress;
    struct xw_diag diag;
    const char *trouble = NULL;
    xw_progress_init(&progress, stderr, common->quiet || common->json, cli_stop());
    struct xw_job job = { .scenario = common->path[0],
                          .out = out,
                          .overrides = common->override,
                          .override_count = common->overrides,
                          .threads = common->threads,
                          .progress = &progress };
    enum xw_status status = xw_diag_init(&diag);
    if (status == XW_OK)
        status = xw_job_sensitivity(&job, picture, options, common->json ? NULL : stdout, &diag,
                                    &trouble);
    int result = status != XW_OK ? cli_exit_of(status, &diag, trouble)
                 : common->json  ? print_json(&job, &diag)
                                 : CLI_DONE;
    xw_diag_free(&diag);
    return result;
}

static int run(const struct cli_command *self, int argc, char **argv)
{
    const char *out = NULL, *picture = NULL, *trajectories = NULL, *points = NULL, *most = NULL,
               *resamples = NULL;
    bool known = false;
    const struct cli_option own[] = { { "output", 'o', &out, NULL },
                                      { "picture", 0, &picture, NULL },
                                      { "trajectories", 0, &trajectories, NULL },
                                      { "points", 0, &points, NULL },
                                      { "most", 0, &most, NULL },
                                      { "resamples", 0, &resamples, NULL },
                                      { "ishigami", 0, NULL, &known },
                                      { 0 } };
    struct cli_common common;
    int result = cli_parse(self, argc, argv, own, &common);
    if (result != CLI_DONE) return result < 0 ? CLI_DONE : result;
    struct xw_sensitivity_options options = {
        .trajectories = 20, .rows = known ? 8192 : 256, .most = 10, .resamples = 1000, .level = 0.9
    };
    if (!take_number(self, "trajectories", trajectories, 1, MOST_RUNS, &options.trajectories) ||
        !take_number(self, "points", points, known ? 2 : 0, MOST_RUNS, &options.rows) ||
        !take_number(self, "most", most, 1, XW_SOBOL_MOST, &options.most) ||
        !take_number(self, "resamples", resamples, 0, MOST_RUNS, &options.resamples))
        result = CLI_USAGE;
    else if (options.rows == 1)
        result = cli_usage(self, "--points wants 0 or 2 and more");
    else if (known && (common.paths > 0 || out != NULL || picture != NULL))
        result = cli_usage(self, "--ishigami takes neither a scenario nor files");
    else if (!known && common.paths != 1)
        result = cli_usage(self, "one scenario file is wanted");
    else
        result = known ? ishigami(&options) : find(&common, out, picture, &options);
    cli_common_free(&common);
    return result;
}

const struct cli_command cli_sensitivity = {
    .name = "sensitivity",
    .synopsis = "sensitivity SCENARIO.yaml [-o CSV] [--trajectories R] [--points N] [--most K]",
    .summary = "which assumptions the answer hangs on",
    .details =
        "Varies the assumptions that an ensemble draws, without noise, and looks at the largest\n"
        "local gap of the horizon, the year it comes, and the idle seats of the last year, stage "
        "by\n"
        "stage: each assumption at its P10 and P90 (tornado), elementary effects (Morris), and\n"
        "shares of the variance with intervals (Sobol) of those that matter most.\n\n"
        "  -o, --output CSV    all numbers as a table\n"
        "  --picture SVG       the tornado as a picture\n"
        "  --trajectories R    of Morris (20)\n"
        "  --points N          of Sobol, best a power of two (256); 0: without\n"
        "  --most K            assumptions that Sobol's points vary, 1 to 20 (10)\n"
        "  --resamples B       of the bootstrap (1000)\n"
        "  --ishigami          try the estimators on a function whose indices are known\n\n"
        "Histories simulated: 2 k + 1 + R (k + 1) + N (K + 2) of k assumptions.\n",
    .run = run,
};
