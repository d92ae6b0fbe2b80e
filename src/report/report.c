#include "xuewei/report.h"
#include "headline.h"
#include "page.h"
#include "csv_sink.h"
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Why a system call failed. */
static enum xw_status fail(struct xw_arena *keep, const char **trouble, const char *what,
                           const char *path)
{
    *trouble = xw_arena_format(keep, "%s %s: %s", what, path, strerror(errno));
    return XW_IO;
}

static enum xw_status make_folder(struct xw_arena *keep, const char **trouble, const char *path)
{
    struct stat status;
    if (mkdir(path, 0777) == 0) return XW_OK;
    if (errno == EEXIST && stat(path, &status) == 0 && S_ISDIR(status.st_mode)) return XW_OK;
    return fail(keep, trouble, "cannot make the folder", path);
}

/* Write beside the name, then rename: a reader never sees half a file. */
static enum xw_status write_file(const struct xw_markup *content, const char *path,
                                 struct xw_arena *keep, struct xw_arena scratch,
                                 const char **trouble)
{
    ptrdiff_t length;
    const char *bytes = xw_markup_bytes(content, &length);
    const char *beside = xw_arena_format(&scratch, "%s.part", path);
    if (beside == NULL) return XW_NO_MEMORY;
    FILE *file = fopen(beside, "wb");
    if (file == NULL) return fail(keep, trouble, "cannot write", path);
    bool written = fwrite(bytes, 1, (size_t)length, file) == (size_t)length;
    if (fclose(file) != 0) written = false;
    if (written && rename(beside, path) == 0) return XW_OK;
    enum xw_status status = fail(keep, trouble, "cannot write", path);
    remove(beside);
    return status;
}

struct job {
    struct xw_figures *all;
    int32_t runs;
    struct xw_needs needs;
    struct xw_divisions divisions;
    struct xw_closings closings;
    struct xw_chances chances;
    bool has_chances;
    const struct xw_paired_runs *paired; /* NULL: nothing is compared replicate by replicate */
    const char *dir;
    struct xw_arena *keep;
    const char **trouble;
};

static struct xw_view view_of(const struct job *job, enum xw_language language,
                              struct xw_arena *texts, struct xw_markup *out)
{
    return (struct xw_view){ .all = job->all,
                             .runs = job->runs,
                             .f = &job->all[0],
                             .needs = &job->needs,
                             .divisions = &job->divisions,
                             .closings = &job->closings,
                             .chances = job->has_chances ? &job->chances : NULL,
                             .paired = job->paired,
                             .language = language,
                             .words = language == XW_CHINESE ? &xw_text_zh : &xw_text_en,
                             .other = language == XW_CHINESE ? &xw_text_en : &xw_text_zh,
                             .out = out,
                             .texts = texts,
                             .draft = xw_figures_draft(&job->all[0]) };
}

/* What `put` puts for a language, as the file DIR/stem-LANG.ending. */
static enum xw_status write_view(const struct job *job, enum xw_language language,
                                 void (*put)(struct xw_view *view), const char *stem,
                                 const char *ending, struct xw_arena scratch)
{
    struct xw_markup out;
    enum xw_status status = xw_markup_init(&out);
    if (status != XW_OK) return status;
    struct xw_view view = view_of(job, language, &scratch, &out);
    put(&view);
    const char *path = xw_arena_format(&scratch, "%s/%s-%s.%s", job->dir, stem,
                                       language == XW_CHINESE ? "zh" : "en", ending);
    status = out.failed || path == NULL ? XW_NO_MEMORY : XW_OK;
    if (status == XW_OK) status = write_file(&out, path, job->keep, scratch, job->trouble);
    xw_markup_free(&out);
    return status;
}

static void put_headline(struct xw_view *view)
{
    xw_headline_put(view, view->out);
}

/* The page itself, and the sentences of page one as plain text. */
static enum xw_status write_html(const struct job *job, enum xw_language language,
                                 struct xw_arena scratch)
{
    enum xw_status status = write_view(job, language, xw_page, "report", "html", scratch);
    if (status != XW_OK) return status;
    return write_view(job, language, put_headline, "headline", "txt", scratch);
}

static enum xw_status write_tables(const struct job *job, struct xw_arena scratch)
{
    const struct xw_data_source source = { job->all, job->runs, &job->needs, job->has_chances,
                                           job->paired };
    const char *folder = xw_arena_format(&scratch, "%s/tables", job->dir);
    if (folder == NULL) return XW_NO_MEMORY;
    enum xw_status status = make_folder(job->keep, job->trouble, folder);
    for (int32_t i = 0; i < xw_data_tables_count && status == XW_OK; i++) {
        const struct xw_data_table *table = xw_data_tables[i];
        const char *path = xw_arena_format(&scratch, "%s/%s", folder, table->file);
        if (path == NULL) return XW_NO_MEMORY;
        if (!xw_data_has(table, &source)) {
            remove(path); /* an earlier report of this folder may have had it */
            continue;
        }
        struct xw_markup out;
        status = xw_markup_init(&out);
        if (status != XW_OK) return status;
        if (!xw_csv_table(table, &source, &out)) {
            status = XW_OUT_OF_RANGE;
            *job->trouble =
                xw_arena_format(job->keep, "a row of %s does not fit its columns", table->file);
        } else if (out.failed) {
            status = XW_NO_MEMORY;
        }
        if (status == XW_OK) status = write_file(&out, path, job->keep, scratch, job->trouble);
        xw_markup_free(&out);
    }
    return status;
}

/* Who writes which format, in the order of writing: the fast ones first. A format without a writer is
 * refused. `once` writes what has no language; `edition` is called once a language. */
static const struct writer {
    unsigned format;
    const char *name, *file;
    enum xw_status (*once)(const struct job *job, struct xw_arena scratch);
    enum xw_status (*edition)(const struct job *job, enum xw_language language,
                              struct xw_arena scratch);
} writers[] = {
    { XW_REPORT_CSV, "csv", "tables/", write_tables, NULL },
    { XW_REPORT_XLSX, "xlsx", "report.xlsx", NULL, NULL },
    { XW_REPORT_GPKG, "gpkg", "report.gpkg", NULL, NULL },
    { XW_REPORT_HTML, "html", "report-LANG.html", NULL, write_html },
    { XW_REPORT_SVG, "svg", "figures-LANG/", NULL, NULL },
    { XW_REPORT_DOCX, "docx", "report-LANG.docx", NULL, NULL },
    { XW_REPORT_PDF, "pdf", "report-LANG.pdf", NULL, NULL },
};
enum { WRITERS = sizeof writers / sizeof *writers };

unsigned xw_report_formats(void)
{
    unsigned all = 0;
    for (int w = 0; w < WRITERS; w++)
        if (writers[w].once != NULL || writers[w].edition != NULL) all |= writers[w].format;
    return all;
}

const char *xw_report_format_name(unsigned format)
{
    for (int w = 0; w < WRITERS; w++)
        if (writers[w].format == format) return writers[w].name;
    return NULL;
}

const char *xw_report_format_file(unsigned format)
{
    for (int w = 0; w < WRITERS; w++)
        if (writers[w].format == format) return writers[w].file;
    return NULL;
}

/* Nothing is written when part of what was asked for cannot be. */
static enum xw_status check_asked(unsigned what, const struct xw_report_options *options,
                                  struct xw_arena *keep, const char **trouble)
{
    for (int w = 0; w < WRITERS; w++) {
        if (!(what & writers[w].format & ~xw_report_formats())) continue;
        *trouble = xw_arena_format(keep, "this version writes no %s report", writers[w].name);
        return XW_NOT_AVAILABLE;
    }
    if (options == NULL || (options->edition == XW_EDITION_INTERNAL && options->suppress == 0))
        return XW_OK;
    if (options->suppress < 0) return XW_OUT_OF_RANGE;
    *trouble = options->edition == XW_EDITION_PUBLIC
                   ? "this version makes no public edition of a report"
                   : "this version cannot hide small numbers in a report";
    return XW_NOT_AVAILABLE;
}

static enum xw_status write_formats(const struct job *job, unsigned what, struct xw_arena scratch)
{
    static const unsigned language_bit[] = {
        [XW_CHINESE] = XW_REPORT_ZH, [XW_ENGLISH] = XW_REPORT_EN
    };
    enum xw_status status = XW_OK;
    for (int w = 0; w < WRITERS && status == XW_OK; w++) {
        if (!(what & writers[w].format)) continue;
        if (writers[w].once != NULL) status = writers[w].once(job, scratch);
        for (int l = 0; l < 2 && writers[w].edition != NULL && status == XW_OK; l++)
            if (what & language_bit[l])
                status = writers[w].edition(job, (enum xw_language)l, scratch);
    }
    return status;
}

/* Scenarios can stand side by side when they are of the same years and stages. */
static bool comparable(const struct xw_run *a, const struct xw_run *b)
{
    if (a->first != b->first || a->last != b->last || a->stage_count != b->stage_count)
        return false;
    for (int32_t s = 0; s < a->stage_count; s++)
        if (a->stage[s].name != b->stage[s].name) return false;
    return true;
}

enum xw_status xw_report_write(const struct xw_run *runs, int32_t count, const char *dir,
                               const struct xw_report_options *options, struct xw_arena *keep,
                               struct xw_arena scratch, const char **trouble)
{
    *trouble = NULL;
    unsigned what = options != NULL ? options->what : 0;
    if (!(what & XW_REPORT_LANGUAGES)) what |= XW_REPORT_LANGUAGES;
    if (!(what & ~XW_REPORT_LANGUAGES)) what |= XW_REPORT_USUAL;
    struct job job = { .runs = count, .dir = dir, .keep = keep, .trouble = trouble };
    if (count < 1) return XW_OUT_OF_RANGE;
    enum xw_status status = check_asked(what, options, keep, trouble);
    if (status != XW_OK) return status;
    job.all = XW_TAKE(&scratch, count, struct xw_figures);
    if (job.all == NULL) return XW_NO_MEMORY;
    for (int32_t r = 0; r < count && status == XW_OK; r++) {
        if (!comparable(&runs[0], &runs[r])) {
            *trouble = xw_arena_format(keep, "%s has other school years or stages than %s",
                                       runs[r].name, runs[0].name);
            return XW_OUT_OF_RANGE;
        }
        status = xw_figures_make(&scratch, &runs[r], options != NULL ? options->now_year : 0,
                                 &job.all[r]);
    }
    if (status == XW_OK) status = xw_needs_make(&scratch, &job.all[0], &job.needs);
    if (status == XW_OK) status = xw_divisions_make(&scratch, &job.all[0], &job.divisions);
    if (status == XW_OK)
        status = xw_chances_make(&scratch, &job.all[0], &job.chances, &job.has_chances);
    if (status == XW_OK && job.has_chances) {
        status = xw_closings_make(&scratch, &job.all[0], &job.closings, trouble);
        if (status != XW_OK && *trouble != NULL) *trouble = xw_arena_text(keep, *trouble);
    }
    const struct xw_paired_runs *paired = options != NULL ? options->paired : NULL;
    if (job.has_chances && paired != NULL && paired->runs == count &&
        paired->replicates >= XW_CHANCES_LEAST)
        job.paired = paired;
    if (status == XW_OK) status = make_folder(keep, trouble, dir);
    return status == XW_OK ? write_formats(&job, what, scratch) : status;
}
