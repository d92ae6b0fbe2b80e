#include "cli.h"
#include "xuewei/parameters.h"
#include <stdio.h>

static int run(const struct cli_command *self, int argc, char **argv)
{
    struct cli_common common;
    int result = cli_parse(self, argc, argv, NULL, &common);
    if (result != CLI_DONE) return result < 0 ? CLI_DONE : result;
    if (common.paths > 0)
        result = cli_usage(self, "takes no files");
    else
        xw_parameters_print(stdout, common.json);
    cli_common_free(&common);
    return result;
}

const struct cli_command cli_parameters = {
    .name = "parameters",
    .synopsis = "parameters [--json]",
    .summary = "print the dictionary of every table column and scenario key",
    .details = "For each: meaning, unit, range, default and where the default comes from.\n",
    .run = run,
};
