#include "cli.h"
#include <jansson.h>
#include <stdio.h>

static json_t *place_json(const struct xw_place *at)
{
    return json_pack("{s:s?, s:i, s:i, s:s?}", "file", at->file, "line", (int)at->line, "column",
                     (int)at->column, "field", at->field);
}

static int print_json(const struct xw_diag *diag)
{
    json_t *faults = json_array(), *doubts = json_array();
    for (int32_t i = 0; i < diag->refused && i < XW_DIAG_SHOWN; i++) {
        const struct xw_refusal *r = &diag->refusal[i];
        json_array_append_new(faults, json_pack("{s:o, s:s?, s:s?}", "place", place_json(&r->at),
                                                "text", r->text, "accepted", r->accepted));
    }
    for (int32_t i = 0; i < diag->doubts; i++) {
        const struct xw_doubt *d = &diag->doubt[i];
        json_array_append_new(doubts,
                              json_pack("{s:o, s:s?, s:s?, s:s?}", "place", place_json(&d->at),
                                        "code", d->code, "zh", d->zh, "en", d->en));
    }
    json_t *o = json_pack("{s:i, s:o, s:o}", "faults", (int)diag->refused, "fault", faults, "doubt",
                          doubts);
    if (o == NULL) return cli_exit_of(XW_NO_MEMORY, NULL, NULL);
    json_dumpf(o, stdout, JSON_INDENT(1));
    putchar('\n');
    json_decref(o);
    return diag->refused > 0 ? CLI_REFUSED : CLI_DONE;
}

static int run(const struct cli_command *self, int argc, char **argv)
{
    struct cli_common common;
    int result = cli_parse(self, argc, argv, NULL, &common);
    if (result != CLI_DONE) return result < 0 ? CLI_DONE : result;
    if (common.paths != 1) {
        cli_common_free(&common);
        return cli_usage(self, "one scenario file is wanted");
    }
    struct xw_diag diag;
    struct xw_job job = { .scenario = common.path[0],
                          .overrides = common.override,
                          .override_count = common.overrides };
    enum xw_status status = xw_diag_init(&diag);
    if (status == XW_OK) status = xw_job_check(&job, &diag);
    if (common.json && (status == XW_OK || status == XW_REFUSED)) {
        result = print_json(&diag);
    } else {
        xw_diag_print_doubts(&diag, stdout);
        result = cli_exit_of(status, &diag, NULL);
        if (status == XW_OK)
            printf("%s: nothing is refused; %d doubt%s\n", job.scenario, (int)diag.doubts,
                   diag.doubts == 1 ? "" : "s");
    }
    xw_diag_free(&diag);
    cli_common_free(&common);
    return result;
}

const struct cli_command cli_check = {
    .name = "check",
    .synopsis = "check SCENARIO.yaml [--set KEY=VALUE ...]",
    .summary = "read a scenario and print every fault and doubt",
    .details =
        "Every fault is printed as file:line:column: field, with the value found and what is\n"
        "accepted (the first 50, then how many more). Exit status 2 with faults, 0 with\n"
        "doubts alone.\n",
    .run = run,
};
