#include "xuewei/report.h"
#include "headline.h"
#include "page.h"
#include "csv_tables.h"
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
    struct xw_chances chances;
    bool has_chances;
    const struct xw_paired_runs *paired; /* NULL: nothing is compared replicate by replicate */
    const char *dir;
    struct xw_arena *keep;
    const char **trouble;
};

static enum xw_status write_page(const struct job *job, enum xw_language language,
                                 struct xw_arena scratch)
{
    struct xw_markup out;
    enum xw_status status = xw_markup_init(&out);
    if (status != XW_OK) return status;
    struct xw_view view = { .all = job->all,
                            .runs = job->runs,
                            .f = &job->all[0],
                            .needs = &job->needs,
                            .chances = job->has_chances ? &job->chances : NULL,
                            .paired = job->paired,
                            .language = language,
                            .out = &out,
                            .texts = &scratch,
                            .draft = xw_figures_draft(&job->all[0]) };
    view.words = language == XW_CHINESE ? &xw_text_zh : &xw_text_en;
    view.other = language == XW_CHINESE ? &xw_text_en : &xw_text_zh;
    xw_page(&view);
    const char *path = xw_arena_format(&scratch, "%s/report-%s.html", job->dir,
                                       language == XW_CHINESE ? "zh" : "en");
    status = out.failed || path == NULL ? XW_NO_MEMORY : XW_OK;
    if (status == XW_OK) status = write_file(&out, path, job->keep, scratch, job->trouble);
    xw_markup_free(&out);
    if (status == XW_OK) status = xw_markup_init(&out);
    if (status != XW_OK) return status;

    xw_headline_put(&view, &out);
    path = xw_arena_format(&scratch, "%s/headline-%s.txt", job->dir,
                           language == XW_CHINESE ? "zh" : "en");
    status = out.failed || path == NULL ? XW_NO_MEMORY : XW_OK;
    if (status == XW_OK) status = write_file(&out, path, job->keep, scratch, job->trouble);
    xw_markup_free(&out);
    return status;
}

static enum xw_status write_tables(const struct job *job, struct xw_arena scratch)
{
    const struct xw_csv_tables tables = { job->all, job->runs, &job->needs, job->has_chances,
                                          job->paired };
    const char *folder = xw_arena_format(&scratch, "%s/tables", job->dir);
    if (folder == NULL) return XW_NO_MEMORY;
    enum xw_status status = make_folder(job->keep, job->trouble, folder);
    for (int32_t i = 0; i < xw_csv_tables_count && status == XW_OK; i++) {
        struct xw_markup out;
        if (!xw_csv_tables_has(xw_csv_tables_name(i), job->has_chances, job->paired != NULL)) {
            /* An earlier report of this folder may have had it. */
            const char *path = xw_arena_format(&scratch, "%s/%s", folder, xw_csv_tables_name(i));
            if (path == NULL) return XW_NO_MEMORY;
            remove(path);
            continue;
        }
        status = xw_markup_init(&out);
        if (status != XW_OK) return status;
        xw_csv_tables_write(&tables, i, &out);
        const char *path = xw_arena_format(&scratch, "%s/%s", folder, xw_csv_tables_name(i));
        status = out.failed || path == NULL ? XW_NO_MEMORY : XW_OK;
        if (status == XW_OK) status = write_file(&out, path, job->keep, scratch, job->trouble);
        xw_markup_free(&out);
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
    if (what == 0) what = XW_REPORT_ZH | XW_REPORT_EN | XW_REPORT_CSV;
    struct job job = { .runs = count, .dir = dir, .keep = keep, .trouble = trouble };
    if (count < 1) return XW_OUT_OF_RANGE;
    job.all = XW_TAKE(&scratch, count, struct xw_figures);
    if (job.all == NULL) return XW_NO_MEMORY;
    enum xw_status status = XW_OK;
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
    if (status == XW_OK)
        status = xw_chances_make(&scratch, &job.all[0], &job.chances, &job.has_chances);
    const struct xw_paired_runs *paired = options != NULL ? options->paired : NULL;
    if (job.has_chances && paired != NULL && paired->runs == count &&
        paired->replicates >= XW_CHANCES_LEAST)
        job.paired = paired;
    if (status == XW_OK) status = make_folder(keep, trouble, dir);
    if (status == XW_OK && (what & XW_REPORT_CSV)) status = write_tables(&job, scratch);
    if (status == XW_OK && (what & XW_REPORT_ZH)) status = write_page(&job, XW_CHINESE, scratch);
    if (status == XW_OK && (what & XW_REPORT_EN)) status = write_page(&job, XW_ENGLISH, scratch);
    return status;
}
