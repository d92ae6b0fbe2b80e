#include "cli.h"
#include "compare_out.h"
#include "xuewei/compare_file.h"
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* A scenario is simulated into a file of a folder of our own, which is removed afterwards: replicates are
 * read from it as they are needed. */
struct bench {
    struct xw_arena keep, scratch;
    char folder[64];
    struct xw_run *run;
    int32_t runs;
};

static bool is_run_file(const char *path)
{
    const char *dot = strrchr(path, '.');
    return dot != NULL && strcmp(dot, ".gpkg") == 0;
}

static int remove_one(const char *path, const struct stat *of, int kind, struct FTW *at)
{
    (void)of;
    (void)kind;
    (void)at;
    return remove(path);
}

/* With what an interrupted run leaves in it. */
static void remove_folder(const struct bench *bench)
{
    if (bench->folder[0] != '\0') nftw(bench->folder, remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

static enum xw_status simulate(struct bench *bench, const struct cli_common *common,
                               const char *path, struct xw_diag *diag, const char **trouble)
{
    struct xw_progress progress;
    if (bench->folder[0] == '\0') {
        const char *tmp = getenv("TMPDIR");
        snprintf(bench->folder, sizeof bench->folder, "%.40s/xuewei-XXXXXX",
                 tmp != NULL && strlen(tmp) <= 40 ? tmp : "/tmp");
        if (mkdtemp(bench->folder) == NULL) {
            bench->folder[0] = '\0';
            *trouble = "no folder for temporary files";
            return XW_IO;
        }
    }
    char *out = xw_arena_format(&bench->keep, "%s/%d.gpkg", bench->folder, (int)bench->runs);
    if (out == NULL) return XW_NO_MEMORY;
    xw_progress_init(&progress, stderr, common->quiet || common->json, cli_stop());
    struct xw_job job = { .scenario = path,
                          .out = out,
                          .overrides = common->override,
                          .override_count = common->overrides,
                          .progress = &progress,
                          .threads = common->threads };
    enum xw_status status = xw_job_run(&job, diag, trouble);
    if (status == XW_OK) status = xw_run_load(out, &bench->keep, &bench->run[bench->runs], trouble);
    return status;
}

/* Load what is a run file, simulate what is none. Says itself what is wrong. */
static int load(struct bench *bench, const struct cli_common *common)
{
    int result = CLI_DONE;
    for (int32_t i = 0; result == CLI_DONE && i < common->paths; i++) {
        struct xw_diag diag;
        const char *trouble = NULL;
        enum xw_status status = xw_diag_init(&diag);
        if (status == XW_OK)
            status = is_run_file(common->path[i])
                         ? xw_run_load(common->path[i], &bench->keep, &bench->run[i], &trouble)
                         : simulate(bench, common, common->path[i], &diag, &trouble);
        bench->runs += status == XW_OK;
        result = cli_exit_of(status, &diag, trouble);
        xw_diag_free(&diag);
    }
    return result;
}

static int compare(struct bench *bench, const struct cli_common *common, const char *out)
{
    struct xw_paired_runs paired;
    const char *trouble = NULL;
    const char **name = XW_TAKE(&bench->keep, bench->runs, const char *);
    enum xw_status status = name == NULL ? XW_NO_MEMORY : XW_OK;
    for (int32_t r = 0; status == XW_OK && r < bench->runs; r++) {
        name[r] = xw_compare_file_name(&bench->keep, bench->run, r);
        if (name[r] == NULL) status = XW_NO_MEMORY;
    }
    if (status == XW_OK)
        status = xw_paired_runs_make(bench->runs, bench->run, &bench->keep, bench->scratch, &paired,
                                     &trouble);
    if (status == XW_OUT_OF_RANGE) {
        fprintf(stderr, "xuewei compare: %s\n", trouble);
        return CLI_REFUSED;
    }
    if (status == XW_OK && paired.why_not != NULL)
        fprintf(stderr, "xuewei compare: %s; only the central histories are set side by side\n",
                paired.why_not);
    if (status == XW_OK && out != NULL)
        status =
            xw_compare_file_write(out, bench->runs, bench->run, &paired, &bench->keep, &trouble);
    if (status != XW_OK) return cli_exit_of(status, NULL, trouble);
    struct compared all = { bench->runs, bench->run, name, &paired };
    if (common->json) return compare_print_json(&all);
    compare_print_text(&all);
    return CLI_DONE;
}

static int run(const struct cli_command *self, int argc, char **argv)
{
    const char *out = NULL;
    const struct cli_option own[] = { { "output", 'o', &out, NULL }, { 0 } };
    struct cli_common common;
    int result = cli_parse(self, argc, argv, own, &common);
    if (result != CLI_DONE) return result < 0 ? CLI_DONE : result;
    if (common.paths < 2) {
        cli_common_free(&common);
        return cli_usage(self, "two or more scenarios or run files are wanted");
    }
    struct bench bench = { .run = calloc((size_t)common.paths, sizeof *bench.run) };
    enum xw_status status =
        bench.run == NULL ? XW_NO_MEMORY : xw_arena_init(&bench.keep, XW_ARENA_USUAL);
    if (status == XW_OK) status = xw_arena_init(&bench.scratch, XW_ARENA_USUAL);
    result = cli_exit_of(status, NULL, NULL);
    if (result == CLI_DONE) result = load(&bench, &common);
    if (result == CLI_DONE) result = compare(&bench, &common, out);
    remove_folder(&bench);
    xw_arena_free(&bench.scratch);
    xw_arena_free(&bench.keep);
    free(bench.run);
    cli_common_free(&common);
    return result;
}

const struct cli_command cli_compare = {
    .name = "compare",
    .synopsis =
        "compare A B ... [--replicates N] [--threads T] [-o CMP.gpkg] [--set KEY=VALUE ...]",
    .summary = "set scenarios side by side, on the same futures",
    .details =
        "A, B, ... are scenario files, which are simulated, or run files (.gpkg). The first is\n"
        "the baseline. Prints each stage's worst year and last year by scenario, then what each\n"
        "scenario has more or less than the baseline over all years.\n"
        "--replicates N draws N futures (births, migration, delays, ...), the same for every\n"
        "scenario, so that differences have intervals and a probability that one is better.\n"
        "Runs of other seeds, points or numbers of replicates are not paired, which is said;\n"
        "runs of other school years or stages are refused.\n"
        "-o writes every difference from the baseline to a GeoPackage.\n",
    .run = run,
};
