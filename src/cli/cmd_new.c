#include "cli.h"
#include "template.h"
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* The files of the tiny scenario, relative to its folder. */
static const struct {
    const char *path;
    const char *const *line; /* ends with NULL */
} template_file[] = { TEMPLATE_FILES };
#define TEMPLATES (sizeof template_file / sizeof *template_file)

static int failed(const char *what, const char *path)
{
    fprintf(stderr, "xuewei new: %s %s: %s\n", what, path, strerror(errno));
    return CLI_FAILED;
}

static int write_file(const char *dir, const char *path, const char *const *line)
{
    char *to = NULL;
    if (asprintf(&to, "%s/%s", dir, path) < 0) return cli_exit_of(XW_NO_MEMORY, NULL, NULL);
    FILE *file = fopen(to, "wx"); /* never over a file that is there */
    int result = file == NULL ? failed("cannot write", to) : CLI_DONE;
    for (; file != NULL && *line != NULL; line++)
        fputs(*line, file);
    if (file != NULL && (ferror(file) | fclose(file)) != 0) result = failed("cannot write", to);
    free(to);
    return result;
}

static void take_back(const char *dir, size_t files)
{
    char *path = NULL;
    for (size_t i = 0; i < files; i++) {
        if (asprintf(&path, "%s/%s", dir, template_file[i].path) < 0) return;
        unlink(path);
        free(path);
    }
    if (asprintf(&path, "%s/tables", dir) < 0) return;
    rmdir(path);
    free(path);
    rmdir(dir);
}

static int make(const char *dir)
{
    char *tables = NULL;
    if (mkdir(dir, 0777) != 0) return failed("cannot make the folder", dir);
    if (asprintf(&tables, "%s/tables", dir) < 0) return cli_exit_of(XW_NO_MEMORY, NULL, NULL);
    int result = mkdir(tables, 0777) == 0 ? CLI_DONE : failed("cannot make the folder", tables);
    size_t written = 0;
    while (result == CLI_DONE && written < TEMPLATES) {
        result = write_file(dir, template_file[written].path, template_file[written].line);
        written++;
    }
    free(tables);
    if (result != CLI_DONE) take_back(dir, written);
    return result;
}

static int run(const struct cli_command *self, int argc, char **argv)
{
    struct cli_common common;
    int result = cli_parse(self, argc, argv, NULL, &common);
    if (result != CLI_DONE) return result < 0 ? CLI_DONE : result;
    if (common.paths != 1)
        result = cli_usage(self, "one folder is wanted");
    else
        result = make(common.path[0]);
    if (result == CLI_DONE && !common.quiet)
        printf("%s/tiny.yaml written, with %zu tables. Next: xuewei run %s/tiny.yaml\n",
               common.path[0], TEMPLATES - 1, common.path[0]);
    cli_common_free(&common);
    return result;
}

const struct cli_command cli_new = {
    .name = "new",
    .synopsis = "new FOLDER",
    .summary = "write a small commented scenario to start from",
    .details =
        "Makes FOLDER, which must not exist, with a scenario of three zones, two schools and\n"
        "one project that runs as it is.\n",
    .run = run,
};
