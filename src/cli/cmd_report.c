#include "cli.h"
#include "xuewei/report.h"
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct asked {
    const char *dir, *lang, *format, *edition, *suppress, *year;
};

static const char *lang_name(unsigned bit)
{
    return bit == XW_REPORT_ZH ? "zh" : bit == XW_REPORT_EN ? "en" : NULL;
}

/* "zh,en" or "html,csv": the bits among `known` whose names stand in the list; 0 with a word that is
 * none of them, or with none at all. */
static unsigned words(const char *list, unsigned known, const char *(*name)(unsigned bit))
{
    unsigned all = 0;
    while (*list != '\0') {
        size_t length = strcspn(list, ",");
        unsigned found = 0;
        for (unsigned bit = 1; bit <= known; bit <<= 1)
            if ((known & bit) && strlen(name(bit)) == length &&
                strncmp(list, name(bit), length) == 0)
                found = bit;
        if (found == 0) return 0;
        all |= found;
        list += length + (list[length] == ',');
    }
    return all;
}

/* A whole number between bounds. */
static bool whole(const char *text, long least, long most, long *n)
{
    char *end;
    errno = 0;
    *n = strtol(text, &end, 10);
    return errno == 0 && end != text && *end == '\0' && *n >= least && *n <= most;
}

static int choose(const struct cli_command *self, const struct asked *asked,
                  struct xw_report_options *options)
{
    unsigned langs = words(asked->lang, XW_REPORT_LANGUAGES, lang_name);
    unsigned formats = words(asked->format, XW_REPORT_FORMATS, xw_report_format_name);
    long n;
    if (langs == 0) return cli_usage(self, "--lang takes zh, en or zh,en, not \"%s\"", asked->lang);
    if (formats == 0)
        return cli_usage(self,
                         "--format takes html, pdf, xlsx, csv, docx, gpkg, svg or several with "
                         "commas between, not \"%s\"",
                         asked->format);
    options->what = langs | formats;
    if (strcmp(asked->edition, "public") == 0) {
        options->edition = XW_EDITION_PUBLIC;
        options->suppress = XW_SUPPRESS_PUBLIC;
    } else if (strcmp(asked->edition, "internal") != 0) {
        return cli_usage(self, "--edition takes internal or public, not \"%s\"", asked->edition);
    }
    if (asked->suppress != NULL) {
        if (!whole(asked->suppress, 0, 1000, &n))
            return cli_usage(self, "--suppress takes a number of pupils from 0 to 1000, not \"%s\"",
                             asked->suppress);
        options->suppress = (int32_t)n;
    }
    if (asked->year != NULL) {
        if (!whole(asked->year, 1900, 2200, &n))
            return cli_usage(self, "--year takes a school year, not \"%s\"", asked->year);
        options->now_year = (int16_t)n;
    }
    return CLI_DONE;
}

/* Where each format lies, a line a file. */
static void say_where(const char *dir, unsigned what)
{
    for (unsigned format = XW_REPORT_HTML; format <= XW_REPORT_FORMATS; format <<= 1) {
        if (!(what & format)) continue;
        const char *file = xw_report_format_file(format), *lang = strstr(file, "LANG");
        for (unsigned bit = XW_REPORT_ZH; bit <= XW_REPORT_EN; bit <<= 1) {
            if (lang == NULL)
                printf("%s/%s\n", dir, file);
            else if (what & bit)
                printf("%s/%.*s%s%s\n", dir, (int)(lang - file), file, lang_name(bit), lang + 4);
            if (lang == NULL) break;
        }
    }
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
    struct xw_progress progress;
    xw_progress_init(&progress, stderr, common->quiet, cli_stop());
    options->progress = &progress;
    struct xw_run *runs = calloc((size_t)common->paths, sizeof *runs);
    enum xw_status status = runs == NULL ? XW_NO_MEMORY : xw_arena_init(&keep, XW_ARENA_USUAL);
    if (status == XW_OK) status = xw_arena_init(&scratch, XW_ARENA_USUAL);
    for (int32_t i = 0; status == XW_OK && i < common->paths; i++)
        status = xw_run_load(common->path[i], &keep, &runs[i], &trouble);
    if (status == XW_OK)
        status = pair(runs, common->paths, &keep, scratch, &paired, options, &trouble);
    if (status == XW_OK)
        status = xw_report_write(runs, common->paths, dir, options, &keep, scratch, &trouble);
    if (status == XW_OK && !common->quiet) say_where(dir, options->what);
    int result = cli_exit_of(status, NULL, trouble);
    xw_arena_free(&scratch);
    xw_arena_free(&keep);
    free(runs);
    return result;
}

static int run(const struct cli_command *self, int argc, char **argv)
{
    struct asked asked = { .lang = "zh,en", .format = "html,csv", .edition = "internal" };
    const struct cli_option own[] = { { "output", 'o', &asked.dir, NULL },
                                      { "lang", 0, &asked.lang, NULL },
                                      { "format", 0, &asked.format, NULL },
                                      { "edition", 0, &asked.edition, NULL },
                                      { "suppress", 0, &asked.suppress, NULL },
                                      { "year", 0, &asked.year, NULL },
                                      { 0 } };
    struct cli_common common;
    struct xw_report_options options = { 0 };
    int result = cli_parse(self, argc, argv, own, &common);
    if (result != CLI_DONE) return result < 0 ? CLI_DONE : result;
    if (common.paths < 1)
        result = cli_usage(self, "at least one run file is wanted");
    else if (asked.dir == NULL)
        result = cli_usage(self, "-o FOLDER is wanted");
    if (result == CLI_DONE) result = choose(self, &asked, &options);
    if (result == CLI_DONE) result = write_report(&common, asked.dir, &options);
    cli_common_free(&common);
    return result;
}

const struct cli_command cli_report = {
    .name = "report",
    .synopsis = "report RUN.gpkg ... -o FOLDER [--lang zh,en] [--format LIST]\n"
                "              [--edition internal|public] [--suppress K] [--year Y]",
    .summary = "write the gap report of a run, others beside it",
    .details =
        "The first run is the subject, the others stand side by side with it as scenarios.\n"
        "--format: html (report-zh.html, report-en.html), csv (tables/), pdf, docx, xlsx, gpkg,\n"
        "          svg (figures-zh/, figures-en/), with commas between; html,csv unless told.\n"
        "--edition public holds back numbers of fewer than 5 pupils; --suppress K, of fewer than "
        "K.\n"
        "--year names the school year whose September comes next.\n",
    .run = run,
};
