#include "cli.h"
#include <gsl/gsl_errno.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

static const struct cli_command *const commands[] = {
    &cli_new,         &cli_check,  &cli_run,    &cli_project, &cli_backtest,
    &cli_compare,     &cli_report, &cli_replay, &cli_explain, &cli_fit,
    &cli_sensitivity, &cli_coords, &cli_assign, &cli_flow,    &cli_parameters
};
#define COMMANDS (sizeof commands / sizeof *commands)

static volatile sig_atomic_t stop_asked;

const volatile sig_atomic_t *cli_stop(void)
{
    return &stop_asked;
}

static void ask_stop(int signal_number)
{
    (void)signal_number;
    stop_asked = 1;
}

static void print_commands(FILE *to)
{
    fprintf(to, "usage: xuewei COMMAND [options]\n\n");
    for (size_t i = 0; i < COMMANDS; i++)
        fprintf(to, "  %-12s %s\n", commands[i]->name, commands[i]->summary);
    fprintf(to,
            "\n`xuewei COMMAND --help` says more; `xuewei --version` says which one this is.\n");
}

int main(int argc, char **argv)
{
    /* LC_ALL stays "C" (no setlocale from the environment): numbers are read and written alike
     * everywhere. Library errors come back as statuses. */
    setlocale(LC_NUMERIC, "C");
    gsl_set_error_handler_off();
    struct sigaction action = { .sa_handler = ask_stop };
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
    sigaction(SIGHUP, &action, NULL);

    if (argc < 2) {
        print_commands(stderr);
        return CLI_USAGE;
    }
    if (strcmp(argv[1], "--version") == 0) {
        printf("xuewei %s\n", XW_VERSION);
        return CLI_DONE;
    }
    if (strcmp(argv[1], "--help") == 0) {
        print_commands(stdout);
        return CLI_DONE;
    }
    for (size_t i = 0; i < COMMANDS; i++)
        if (strcmp(argv[1], commands[i]->name) == 0)
            return commands[i]->run(commands[i], argc - 1, argv + 1);
    fprintf(stderr, "xuewei: there is no command \"%s\"\n", argv[1]);
    print_commands(stderr);
    return CLI_USAGE;
}
