#include "cli.h"
#include "xuewei/text.h"
#include <jansson.h>
#include <stdio.h>

static int print_json(const struct xw_job *job, int32_t year, const struct xw_diag *diag,
                      const struct xw_assignment_tally *t)
{
    json_t *reasons = json_object(), *o;
    int bad = 0;
    for (int32_t r = 0; r < t->reasons; r++)
        bad |= json_object_set_new(reasons, t->reason[r], json_integer(t->of_reason[r]));
    o = json_pack("{s:s, s:s, s:i, s:I, s:I, s:f, s:o, s:i}", "assignment", job->out, "scenario",
                  job->scenario, "year", (int)year, "pupils", (json_int_t)t->pupils, "unplaced",
                  (json_int_t)t->unplaced, "pupil_metres", t->pupil_metres, "reasons", reasons,
                  "doubts", (int)diag->doubts);
    if (o == NULL || bad != 0) {
        json_decref(o);
        return cli_exit_of(XW_NO_MEMORY, NULL, NULL);
    }
    json_dumpf(o, stdout, JSON_INDENT(1));
    putchar('\n');
    json_decref(o);
    return CLI_DONE;
}

static int print_text(const struct xw_job *job, int32_t year, const struct xw_diag *diag,
                      const struct xw_assignment_tally *t)
{
    int doubts = (int)diag->doubts;
    printf("%d: %lld pupils, %lld without a place, %.3f pupil-metres of way\n", (int)year,
           (long long)t->pupils, (long long)t->unplaced, t->pupil_metres);
    for (int32_t r = 0; r < t->reasons; r++)
        printf("  %-13s %lld\n", t->reason[r], (long long)t->of_reason[r]);
    printf("%s written", job->out);
    if (doubts > 0) printf("; %d doubt%s about the input", doubts, doubts == 1 ? "" : "s");
    putchar('\n');
    return CLI_DONE;
}

static int assign(const struct cli_common *common, const char *out, int32_t year, bool all_placed)
{
    struct xw_progress progress;
    struct xw_diag diag;
    struct xw_assignment_tally tally;
    const char *trouble = NULL;
    xw_progress_init(&progress, stderr, common->quiet || common->json, cli_stop());
    struct xw_job job = { .scenario = common->path[0],
                          .out = out,
                          .overrides = common->override,
                          .override_count = common->overrides,
                          .progress = &progress };
    enum xw_status status = xw_diag_init(&diag);
    if (status == XW_OK)
        status = xw_job_assign(&job, (struct xw_assign_options){ year, all_placed }, &diag, &tally,
                               &trouble);
    int result = CLI_DONE;
    if (status != XW_OK)
        result = cli_exit_of(status, &diag, trouble);
    else
        result = common->json ? print_json(&job, year, &diag, &tally)
                              : print_text(&job, year, &diag, &tally);
    xw_diag_free(&diag);
    return result;
}

static int run(const struct cli_command *self, int argc, char **argv)
{
    const char *out = NULL, *year_text = NULL;
    bool all_placed = false;
    int32_t year = 0;
    const struct cli_option own[] = { { "output", 'o', &out, NULL },
                                      { "year", 0, &year_text, NULL },
                                      { "all-placed", 0, NULL, &all_placed },
                                      { 0 } };
    struct cli_common common;
    int result = cli_parse(self, argc, argv, own, &common);
    if (result != CLI_DONE) return result < 0 ? CLI_DONE : result;
    if (common.paths != 1)
        result = cli_usage(self, "one scenario file is wanted");
    else if (year_text == NULL || out == NULL)
        result = cli_usage(self, "--year and -o are wanted");
    else if (!xw_text_to_int32(year_text, &year))
        result = cli_usage(self, "--year wants a year, not \"%s\"", year_text);
    else
        result = assign(&common, out, year, all_placed);
    cli_common_free(&common);
    return result;
}

const struct cli_command cli_assign = {
    .name = "assign",
    .synopsis = "assign SCENARIO.yaml --year YEAR -o CSV [--all-placed] [--set KEY=VALUE ...]",
    .summary = "one year's assignment alone",
    .details =
        "Writes who of every zone goes to which school in the entry grades of a school year, as\n"
        "zone,school,stage,tier,pupils,metres,reason, and prints how many pupils, how many of "
        "them\n"
        "without a place, the way of all of them, and the pupils by reason.\n\n"
        "With a population the years before it are simulated as by `run`. A scenario without the\n"
        "table population is one problem of its own: zones, schools, capacity and demand.\n\n"
        "      --year YEAR   the school year, within the horizon\n"
        "  -o, --output CSV  the table\n"
        "      --all-placed  status 3, and no table, when somebody is left without a place\n",
    .run = run,
};
