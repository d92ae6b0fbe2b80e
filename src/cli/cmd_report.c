#include "cli.h"
#include "xuewei/report.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* "zh,en" or "html,csv": add the bits of the words; 0 with a word that is none of them. */
static unsigned words(const char *list, const char *const *known, const unsigned *bit, int count)
{
    unsigned all = 0;
    while (*list != '\0') {
        size_t length = strcspn(list, ",");
        unsigned found = 0;
        for (int i = 0; i < count; i++)
            if (strlen(known[i]) == length && strncmp(list, known[i], length) == 0) found = bit[i];
        if (found == 0) return 0;
        all |= found;
        list += length + (list[length] == ',');
    }
    return all;
}

static int choose(const struct cli_command *self, const char *lang, const char *format,
                  const char *year, struct xw_report_options *options)
{
    static const char *const langs[] = { "zh", "en" }, *const formats[] = { "html", "csv" };
    static const unsigned lang_bit[] = { XW_REPORT_ZH, XW_REPORT_EN };
    static const unsigned format_bit[] = { XW_REPORT_ZH | XW_REPORT_EN, XW_REPORT_CSV };
    unsigned pages = words(lang, langs, lang_bit, 2), kinds = words(format, formats, format_bit, 2);
    if (pages == 0) return cli_usage(self, "--lang takes zh, en or zh,en, not \"%s\"", lang);
    if (kinds == 0)
        return cli_usage(self, "--format takes html, csv or html,csv, not \"%s\"", format);
    options->what = (kinds & (pages | XW_REPORT_CSV));
    if (year != NULL) {
        char *end;
        long n = strtol(year, &end, 10);
        if (*end != '\0' || n < 1900 || n > 2200)
            return cli_usage(self, "--year takes a school year, not \"%s\"", year);
        options->now_year = (int16_t)n;
    }
    return CLI_DONE;
}

/* Runs of the same replicates are compared one by one; without replicates there is nothing to pair. */
static enum xw_status pair(const struct xw_run *runs, int32_t count, struct xw_arena *keep,
                           struct xw_arena scratch, struct xw_paired_runs *paired,
                           struct xw_report_options *options, const char **trouble)
{
    if (count < 2 || runs[0].replicates == 0) return XW_OK;
    enum xw_status status = xw_paired_runs_make(count, runs, keep, scratch, paired, trouble);
    if (status == XW_OK) options->paired = paired;
    return status;
}

static int write_report(const struct cli_common *common, const char *dir,
                        struct xw_report_options *options)
{
    struct xw_arena keep = { 0 }, scratch = { 0 };
    const char *trouble = NULL;
    struct xw_paired_runs paired = { 0 };
    struct xw_run *runs = calloc((size_t)common->paths, sizeof *runs);
    enum xw_status status = runs == NULL ? XW_NO_MEMORY : xw_arena_init(&keep, XW_ARENA_USUAL);
    if (status == XW_OK) status = xw_arena_init(&scratch, XW_ARENA_USUAL);
    for (int32_t i = 0; status == XW_OK && i < common->paths; i++)
        status = xw_run_load(common->path[i], &keep, &runs[i], &trouble);
    if (status == XW_OK)
        status = pair(runs, common->paths, &keep, scratch, &paired, options, &trouble);
    if (status == XW_OK)
        status = xw_report_write(runs, common->paths, dir, options, &keep, scratch, &trouble);
    if (status == XW_OK && !common->quiet) {
        if (options->what & XW_REPORT_ZH) printf("%s/report-zh.html\n", dir);
        if (options->what & XW_REPORT_EN) printf("%s/report-en.html\n", dir);
        if (options->what & XW_REPORT_CSV) printf("%s/tables/\n", dir);
    }
    int result = cli_exit_of(status, NULL, trouble);
    xw_arena_free(&scratch);
    xw_arena_free(&keep);
    free(runs);
    return result;
}

static int run(const struct cli_command *self, int argc, char **argv)
{
    const char *dir = NULL, *lang = "zh,en", *format = "html,csv", *year = NULL;
    const struct cli_option own[] = { { "output", 'o', &dir, NULL },
                                      { "lang", 0, &lang, NULL },
                                      { "format", 0, &format, NULL },
                                      { "year", 0, &year, NULL },
                                      { 0 } };
    struct cli_common common;
    struct xw_report_options options = { 0 };
    int result = cli_parse(self, argc, argv, own, &common);
    if (result != CLI_DONE) return result < 0 ? CLI_DONE : result;
    if (common.paths < 1)
        result = cli_usage(self, "at least one run file is wanted");
    else if (dir == NULL)
        result = cli_usage(self, "-o FOLDER is wanted");
    if (result == CLI_DONE) result = choose(self, lang, format, year, &options);
    if (result == CLI_DONE) result = write_report(&common, dir, &options);
    cli_common_free(&common);
    return result;
}

const struct cli_command cli_report = {
    .name = "report",
    .synopsis = "report RUN.gpkg ... -o FOLDER [--lang zh,en] [--format html,csv] [--year Y]",
    .summary = "write the gap report of a run, others beside it",
    .details = "The first run is the subject, the others stand side by side with it as scenarios.\n"
               "Writes FOLDER/report-zh.html, FOLDER/report-en.html and FOLDER/tables/*.csv.\n"
               "--year names the school year whose September comes next.\n",
    .run = run,
};
