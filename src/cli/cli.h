/* cli.h: what the commands share: options, exit statuses, the table of commands. */
#ifndef XW_CLI_H
#define XW_CLI_H
#include "xuewei/diag.h"
#include "xuewei/job.h"
#include <stdbool.h>
#include <stdint.h>

enum cli_exit { CLI_DONE = 0, CLI_FAILED = 1, CLI_REFUSED = 2, CLI_INFEASIBLE = 3, CLI_USAGE = 64 };

/* A command: its words and its work. argv[0] is the command's name. */
struct cli_command {
    const char *name, *synopsis, *summary;
    const char *details; /* printed by --help after the summary */
    int (*run)(const struct cli_command *self, int argc, char **argv);
};

extern const struct cli_command cli_run, cli_backtest, cli_check, cli_new, cli_compare, cli_report,
    cli_replay, cli_explain, cli_project, cli_fit, cli_parameters, cli_coords, cli_assign, cli_flow,
    cli_sensitivity;

/* Options that every command takes, and the paths that stand between them. */
struct cli_common {
    struct xw_override override[64]; /* --set, --seed, --replicates */
    int32_t overrides;
    int32_t threads; /* --threads; 0: as many as processors */
    bool json, quiet;
    const char **path; /* arguments that are no options, in order */
    int32_t paths;
};

/* One option of a command's own: takes a value (into *value) or is a flag (into *flag). */
struct cli_option {
    const char *name;
    char letter; /* 0 = none */
    const char **value;
    bool *flag;
};

/* Parse argv. `own` ends with {0}; NULL = none. Returns CLI_DONE to go on; CLI_USAGE (said on standard
 * error), or -1 when --help has been printed and the command is done. */
int cli_parse(const struct cli_command *command, int argc, char **argv,
              const struct cli_option *own, struct cli_common *common);
void cli_common_free(struct cli_common *common);

/* Say what is wrong with the call, and how to learn more. Returns CLI_USAGE. */
__attribute__((format(printf, 2, 3))) int cli_usage(const struct cli_command *command,
                                                    const char *format, ...);

/* The exit status of a library status, saying it on standard error unless it was refused with
 * diagnostics. trouble may be NULL. */
int cli_exit_of(enum xw_status status, const struct xw_diag *diag, const char *trouble);

/* Set when the user asks to stop (SIGINT, SIGTERM). */
const volatile sig_atomic_t *cli_stop(void);

#endif
