#include "cli.h"
#include "xuewei/parameters.h"
#include "xuewei/pool.h"
#include <getopt.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    OPTION_SET = 1000,
    OPTION_THREADS,
    OPTION_SEED,
    OPTION_REPLICATES,
    OPTION_JSON,
    OPTION_QUIET,
    OPTION_HELP,
    OPTION_OWN
};

#define OPTIONS_OWN_MOST 20

static const struct option common_options[] = {
    { "set", required_argument, NULL, OPTION_SET },
    { "threads", required_argument, NULL, OPTION_THREADS },
    { "seed", required_argument, NULL, OPTION_SEED },
    { "replicates", required_argument, NULL, OPTION_REPLICATES },
    { "json", no_argument, NULL, OPTION_JSON },
    { "quiet", no_argument, NULL, OPTION_QUIET },
    { "help", no_argument, NULL, OPTION_HELP },
};
#define COMMON ((int)(sizeof common_options / sizeof *common_options))

int cli_usage(const struct cli_command *command, const char *format, ...)
{
    va_list args;
    fprintf(stderr, "xuewei %s: ", command->name);
    va_start(args, format);
    vfprintf(stderr, format, args);
    va_end(args);
    fprintf(stderr, "\nusage: xuewei %s\n`xuewei %s --help` says more.\n", command->synopsis,
            command->name);
    return CLI_USAGE;
}

static void help(const struct cli_command *command)
{
    printf(
        "usage: xuewei %s\n\n%s\n\n%s\n"
        "Options of every command:\n"
        "  --set KEY=VALUE   override a scenario key, e.g. --set projects.shift_years=1\n"
        "  --threads N       worker threads; results do not depend on it\n"
        "  --seed N          seed of the random streams\n"
        "  --json            machine-readable output\n"
        "  --quiet           no progress\n"
        "  --help            this page\n\n"
        "Exit status: 0 done, 1 failed, 2 input refused, 3 no feasible plan or flow, 64 usage.\n",
        command->synopsis, command->summary, command->details);
}

static int add_override(const struct cli_command *command, struct cli_common *common,
                        const char *path, const char *value)
{
    if (common->overrides == (int32_t)(sizeof common->override / sizeof *common->override))
        return cli_usage(command, "too many --set options");
    common->override[common->overrides++] = (struct xw_override){ path, value };
    return CLI_DONE;
}

/* --set path.to.key=value: the argument is split in place. */
static int set_option(const struct cli_command *command, struct cli_common *common, char *argument)
{
    char *equals = strchr(argument, '=');
    if (equals == NULL || equals == argument)
        return cli_usage(command, "--set wants path.to.key=value, not \"%s\"", argument);
    *equals = '\0';
    return add_override(command, common, argument, equals + 1);
}

static bool whole_number(const char *text, long least, long most)
{
    char *end;
    long n = strtol(text, &end, 10);
    return *text != '\0' && *end == '\0' && n >= least && n <= most;
}

/* --replicates and --seed are keys of the scenario: what the key takes, said as of the option. */
static int set_whole(const struct cli_command *command, struct cli_common *common,
                     const char *option, const char *key, const char *value)
{
    int32_t count, i = 0;
    const struct xw_parameter *keys = xw_keys(&count);
    char accepted[120];
    while (i + 1 < count && strcmp(keys[i].name, key) != 0)
        i++;
    xw_parameter_accepted(&keys[i], accepted, sizeof accepted);
    if (strspn(value, "0123456789") != strlen(value) ||
        !whole_number(value, (long)keys[i].low, (long)keys[i].high))
        return cli_usage(command, "--%s wants %s, not \"%s\"", option, accepted, value);
    return add_override(command, common, key, value);
}

static int take_common(const struct cli_command *command, struct cli_common *common, int which)
{
    switch (which) {
    case OPTION_SET:
        return set_option(command, common, optarg);
    case OPTION_THREADS:
        if (!whole_number(optarg, 1, XW_MAX_THREADS))
            return cli_usage(command, "--threads wants a number from 1 to %d, not \"%s\"",
                             XW_MAX_THREADS, optarg);
        common->threads = (int32_t)strtol(optarg, NULL, 10);
        return CLI_DONE;
    case OPTION_SEED:
        return set_whole(command, common, "seed", "ensemble.seed", optarg);
    case OPTION_REPLICATES:
        return set_whole(command, common, "replicates", "ensemble.replicates", optarg);
    case OPTION_JSON:
        common->json = true;
        return CLI_DONE;
    case OPTION_QUIET:
        common->quiet = true;
        return CLI_DONE;
    default:
        return CLI_USAGE;
    }
}

int cli_parse(const struct cli_command *command, int argc, char **argv,
              const struct cli_option *own, struct cli_common *common)
{
    struct option options[COMMON + OPTIONS_OWN_MOST + 1];
    char letters[2 * OPTIONS_OWN_MOST + 2] = ":";
    int n = COMMON, result = CLI_DONE;
    *common = (struct cli_common){ .path = calloc((size_t)argc + 1, sizeof *common->path) };
    if (common->path == NULL) return cli_exit_of(XW_NO_MEMORY, NULL, NULL);
    memcpy(options, common_options, sizeof common_options);
    for (int i = 0; own != NULL && own[i].name != NULL; i++, n++) {
        char letter[3] = { own[i].letter, own[i].value != NULL ? ':' : '\0', '\0' };
        options[n] =
            (struct option){ own[i].name, own[i].value != NULL ? required_argument : no_argument,
                             NULL, OPTION_OWN + i };
        if (own[i].letter != '\0') strcat(letters, letter);
    }
    options[n] = (struct option){ 0 };

    optind = 1;
    opterr = 0;
    for (int c;
         result == CLI_DONE && (c = getopt_long(argc, argv, letters, options, NULL)) != -1;) {
        const struct cli_option *mine = c >= OPTION_OWN ? &own[c - OPTION_OWN] : NULL;
        for (int i = 0; own != NULL && own[i].name != NULL && c < 256; i++)
            if (own[i].letter == c) mine = &own[i];
        if (c == OPTION_HELP) {
            help(command);
            result = -1;
        } else if (c == ':') {
            result = cli_usage(command, "%s wants a value", argv[optind - 1]);
        } else if (c == '?') {
            result = cli_usage(command, "there is no option %s", argv[optind - 1]);
        } else if (mine != NULL && mine->value != NULL) {
            *mine->value = optarg;
        } else if (mine != NULL) {
            *mine->flag = true;
        } else {
            result = take_common(command, common, c);
        }
    }
    for (; result == CLI_DONE && optind < argc; optind++)
        common->path[common->paths++] = argv[optind];
    if (result != CLI_DONE) cli_common_free(common);
    return result;
}

void cli_common_free(struct cli_common *common)
{
    free(common->path);
    *common = (struct cli_common){ 0 };
}

int cli_exit_of(enum xw_status status, const struct xw_diag *diag, const char *trouble)
{
    if (status == XW_OK) return CLI_DONE;
    if (status == XW_REFUSED && diag != NULL && diag->refused > 0) {
        xw_diag_print_refusals(diag, stderr);
        return CLI_REFUSED;
    }
    fprintf(stderr, "xuewei: %s%s%s\n", trouble != NULL ? trouble : "", trouble != NULL ? ": " : "",
            xw_status_text(status));
    if (status == XW_REFUSED) return CLI_REFUSED;
    return status == XW_FLOW_INFEASIBLE ? CLI_INFEASIBLE : CLI_FAILED;
}
