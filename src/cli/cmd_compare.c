#include "cli.h"
#include "xuewei/compare_file.h"
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* A scenario is simulated into a file of a folder of our own, which is removed afterwards. */
struct bench {
    struct xw_arena keep;
    char folder[64];
    struct xw_run *run;
    int32_t runs;
};

static bool is_run_file(const char *path)
{
    const char *dot = strrchr(path, '.');
    return dot != NULL && strcmp(dot, ".gpkg") == 0;
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
                          .progress = &progress };
    enum xw_status status = xw_job_run(&job, diag, trouble);
    if (status == XW_OK) status = xw_run_load(out, &bench->keep, &bench->run[bench->runs], trouble);
    unlink(out);
    return status;
}

/* The worst year of a stage: largest local gap (the first of equals), and the idle seats of the last
 * year. */
struct stage_summary {
    int32_t gap, gap_year, net, unplaced, surplus_last, over_norm;
};

static struct stage_summary summarise(const struct xw_run *run, int32_t stage)
{
    struct stage_summary sum = { 0 };
    for (int16_t year = run->first; year <= run->last; year++) {
        const struct xw_run_gap *g =
            xw_run_gap_at(run, XW_LEVEL_DISTRICT, "district", year, stage, XW_SCOPE_ALL);
        if (g == NULL || g->seats == XW_NONE) continue;
        if (sum.gap_year == 0 || g->local_gap > sum.gap) {
            sum.gap = g->local_gap;
            sum.net = g->net_gap;
            sum.gap_year = year;
        }
        sum.unplaced += g->unplaced;
        sum.surplus_last = g->surplus;
    }
    for (int32_t i = 0; i < run->school_year_count; i++)
        if (run->school_year[i].stage == stage)
            sum.over_norm += run->school_year[i].classes_over_norm;
    return sum;
}

static void print_table(const struct bench *bench)
{
    printf("%-16s %-20s %10s %6s %10s %12s %12s %12s\n", "stage", "scenario", "local gap", "year",
           "net gap", "unplaced", "classes over", "idle seats");
    printf("%-16s %-20s %10s %6s %10s %12s %12s %6d\n", "", "", "at worst", "", "then",
           "pupil-years", "class-years", (int)bench->run[0].last);
    for (int32_t g = 0; g < bench->run[0].stage_count; g++) {
        if (bench->run[0].stage[g].city) continue;
        for (int32_t i = 0; i < bench->runs; i++) {
            struct stage_summary s = summarise(&bench->run[i], g);
            printf("%-16s %-20s %10d %6d %10d %12d %12d %12d\n",
                   i == 0 ? xw_stage_word(bench->run[0].stage[g].name) : "", bench->run[i].name,
                   (int)s.gap, (int)s.gap_year, (int)s.net, (int)s.unplaced, (int)s.over_norm,
                   (int)s.surplus_last);
        }
    }
}

/* What the table alone would not tell. */
static void print_notes(void)
{
    printf("\nThe local gap adds up catchment areas, redrawn each year to the nearest open school: "
           "a new or\n"
           "moved school can raise it while the net gap falls. What boundaries cannot solve is the "
           "net "
           "gap.\n");
}

static int print_json(const struct bench *bench)
{
    json_t *all = json_array();
    for (int32_t i = 0; i < bench->runs; i++) {
        for (int32_t g = 0; g < bench->run[i].stage_count; g++) {
            if (bench->run[i].stage[g].city) continue;
            struct stage_summary s = summarise(&bench->run[i], g);
            json_array_append_new(
                all,
                json_pack("{s:s, s:s, s:i, s:i, s:i, s:i, s:i, s:i}", "scenario",
                          bench->run[i].name, "stage", xw_stage_word(bench->run[i].stage[g].name),
                          "local_gap", (int)s.gap, "year", (int)s.gap_year, "net_gap", (int)s.net,
                          "unplaced_pupil_years", (int)s.unplaced, "class_years_over_norm",
                          (int)s.over_norm, "idle_seats_last", (int)s.surplus_last));
        }
    }
    if (all == NULL) return cli_exit_of(XW_NO_MEMORY, NULL, NULL);
    json_dumpf(all, stdout, JSON_INDENT(1));
    putchar('\n');
    json_decref(all);
    return CLI_DONE;
}

/* Do the runs speak of the same years and stages? The table stands on that. */
static bool alike(const struct bench *bench)
{
    for (int32_t i = 1; i < bench->runs; i++) {
        if (bench->run[i].first != bench->run[0].first ||
            bench->run[i].last != bench->run[0].last ||
            bench->run[i].stage_count != bench->run[0].stage_count)
            return false;
        for (int32_t g = 0; g < bench->run[0].stage_count; g++)
            if (bench->run[i].stage[g].name != bench->run[0].stage[g].name) return false;
    }
    return true;
}

static int compare(const struct cli_common *common, const char *out)
{
    struct bench bench = { .run = calloc((size_t)common->paths, sizeof *bench.run) };
    const char *trouble = NULL;
    int result = CLI_DONE;
    enum xw_status status =
        bench.run == NULL ? XW_NO_MEMORY : xw_arena_init(&bench.keep, XW_ARENA_USUAL);
    for (int32_t i = 0; status == XW_OK && i < common->paths; i++) {
        struct xw_diag diag;
        status = xw_diag_init(&diag);
        if (status == XW_OK)
            status = is_run_file(common->path[i])
                         ? xw_run_load(common->path[i], &bench.keep, &bench.run[i], &trouble)
                         : simulate(&bench, common, common->path[i], &diag, &trouble);
        if (status == XW_OK) bench.runs++;
        if (status != XW_OK) result = cli_exit_of(status, &diag, trouble);
        xw_diag_free(&diag);
    }
    if (bench.folder[0] != '\0') rmdir(bench.folder);
    if (status == XW_OK && !alike(&bench)) {
        fprintf(stderr,
                "xuewei compare: the scenarios do not have the same school years and stages\n");
        result = CLI_REFUSED;
    } else if (status == XW_OK) {
        if (out != NULL)
            status = xw_compare_file_write(out, bench.runs, bench.run, NULL, &bench.keep, &trouble);
        result = cli_exit_of(status, NULL, trouble);
        if (result == CLI_DONE && common->json)
            result = print_json(&bench);
        else if (result == CLI_DONE) {
            print_table(&bench);
            print_notes();
        }
    }
    xw_arena_free(&bench.keep);
    free(bench.run);
    return result;
}

static int run(const struct cli_command *self, int argc, char **argv)
{
    const char *out = NULL;
    const struct cli_option own[] = { { "output", 'o', &out, NULL }, { 0 } };
    struct cli_common common;
    int result = cli_parse(self, argc, argv, own, &common);
    if (result != CLI_DONE) return result < 0 ? CLI_DONE : result;
    result = common.paths < 2 ? cli_usage(self, "two or more scenarios or run files are wanted")
                              : compare(&common, out);
    cli_common_free(&common);
    return result;
}

const struct cli_command cli_compare = {
    .name = "compare",
    .synopsis = "compare A B ... [-o CMP.gpkg] [--set KEY=VALUE ...]",
    .summary = "set scenarios side by side",
    .details =
        "A, B, ... are scenario files, which are simulated, or run files (.gpkg). The first is\n"
        "the baseline. Prints each stage's worst year and last year by scenario; -o writes\n"
        "every difference from the baseline to a GeoPackage.\n",
    .run = run,
};
