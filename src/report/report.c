#include "xuewei/report.h"
#include "held.h"
#include "csv_sink.h"
#include "gpkg_layers.h"
#include "headline.h"
#include "sheets.h"
#include "workbook.h"
#include "writing.h"
#include <stdio.h>

static enum xw_status write_page(const struct xw_writing *w, enum xw_language language,
                                 struct xw_arena scratch)
{
    const char *path =
        xw_arena_format(&scratch, "%s/report-%s.html", w->dir, xw_writing_lang(language));
    struct xw_markup out;
    enum xw_status status = xw_writing_page(w, language, scratch, &out);
    if (status != XW_OK) return status;
    status = xw_writing_markup(w, path, &out, scratch);
    xw_markup_free(&out);
    return status;
}

/* What `put` puts for a language, as the file DIR/stem-LANG.ending. */
static enum xw_status write_view(const struct xw_writing *w, enum xw_language language,
                                 void (*put)(struct xw_view *view), const char *stem,
                                 const char *ending, struct xw_arena scratch)
{
    const char *path =
        xw_arena_format(&scratch, "%s/%s-%s.%s", w->dir, stem, xw_writing_lang(language), ending);
    struct xw_markup out;
    enum xw_status status = xw_markup_init(&out);
    if (status != XW_OK) return status;
    struct xw_view view = xw_writing_view(w, language, &scratch, &out);
    put(&view);
    status = xw_writing_markup(w, path, &out, scratch);
    xw_markup_free(&out);
    return status;
}

static void put_headline(struct xw_view *view)
{
    xw_headline_put(view, view->out);
}

/* The page itself, the sheets of schools and towns, and the sentences of page one as plain text. */
static enum xw_status write_html(const struct xw_writing *w, enum xw_language language,
                                 struct xw_arena scratch)
{
    enum xw_status status = write_page(w, language, scratch);
    if (status == XW_OK)
        status = write_view(w, language, xw_schools_document, "schools", "html", scratch);
    if (status == XW_OK)
        status = write_view(w, language, xw_towns_document, "towns", "html", scratch);
    return status == XW_OK ? write_view(w, language, put_headline, "headline", "txt", scratch)
                           : status;
}

static enum xw_status write_tables(const struct xw_writing *w, struct xw_arena scratch)
{
    const struct xw_data_source source = { w->all,      w->runs,        &w->needs, &w->effects,
                                           &w->surplus, w->has_chances, w->paired };
    const char *folder = xw_arena_format(&scratch, "%s/tables", w->dir);
    if (folder == NULL) return XW_NO_MEMORY;
    enum xw_status status = xw_writing_folder(w, folder);
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
            *w->trouble =
                xw_arena_format(w->keep, "a row of %s does not fit its columns", table->file);
        }
        if (status == XW_OK) status = xw_writing_markup(w, path, &out, scratch);
        xw_markup_free(&out);
    }
    return status;
}

static enum xw_status write_workbook(const struct xw_writing *w, enum xw_language language,
                                     struct xw_arena scratch)
{
    const char *path =
        xw_arena_format(&scratch, "%s/report-%s.xlsx", w->dir, xw_writing_lang(language));
    const char *beside = path != NULL ? xw_arena_format(&scratch, "%s.part", path) : NULL;
    struct xw_markup none; /* remembers what could not be made */
    if (beside == NULL) return XW_NO_MEMORY;
    enum xw_status status = xw_markup_init(&none);
    if (status != XW_OK) return status;
    struct xw_view view = xw_writing_view(w, language, &scratch, &none);
    const char *trouble = NULL;
    status = xw_workbook_write(&view, beside, &trouble);
    if (trouble != NULL) *w->trouble = xw_arena_text(w->keep, trouble);
    xw_markup_free(&none);
    if (status == XW_OK && rename(beside, path) != 0)
        status = xw_writing_failed(w, "cannot write", path);
    if (status != XW_OK) remove(beside);
    return status;
}

/* Who writes which format, in the order of writing: the fast ones first. A format without a writer is
 * refused. `once` writes what has no language; `edition` is called once a language. */
static const struct writer {
    unsigned format;
    const char *name, *file;
    enum xw_status (*once)(const struct xw_writing *w, struct xw_arena scratch);
    enum xw_status (*edition)(const struct xw_writing *w, enum xw_language language,
                              struct xw_arena scratch);
} writers[] = {
    { XW_REPORT_CSV, "csv", "tables/", write_tables, NULL },
    { XW_REPORT_XLSX, "xlsx", "report-LANG.xlsx", NULL, write_workbook },
    { XW_REPORT_GPKG, "gpkg", "layers.gpkg", xw_write_layers, NULL },
    { XW_REPORT_HTML, "html", "report-LANG.html", NULL, write_html },
    { XW_REPORT_SVG, "svg", "figures-LANG/", NULL, xw_write_svg },
    { XW_REPORT_DOCX, "docx", "report-LANG.docx", NULL, xw_write_docx },
    { XW_REPORT_PDF, "pdf", "report-LANG.pdf", xw_write_pdf, NULL },
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
    if (options == NULL || options->suppress == 0) return XW_OK;
    if (options->suppress < 0) return XW_OUT_OF_RANGE;
    if (!(what & XW_REPORT_GPKG)) return XW_OK;
    *trouble = "the layers (gpkg) hold the numbers of every school and zone: they are for internal "
               "use, without small numbers held back";
    return XW_NOT_AVAILABLE;
}

/* The figures of a run; where small numbers are held back, of the run so marked. */
static enum xw_status figures_of(const struct xw_run *run, const struct xw_report_options *options,
                                 struct xw_arena *marks, struct xw_arena *scratch,
                                 struct xw_figures *out)
{
    int16_t now = options != NULL ? options->now_year : 0;
    enum xw_status status = xw_figures_make(scratch, run, now, out);
    if (status != XW_OK || options == NULL || options->suppress < 2) return status;
    struct xw_run *marked = XW_TAKE(marks, 1, struct xw_run);
    if (marked == NULL) return XW_NO_MEMORY;
    status = xw_held_mark(run, options->suppress, out->now, marks, *scratch, marked);
    return status == XW_OK ? xw_figures_make(scratch, marked, now, out) : status;
}

static enum xw_status write_formats(const struct xw_writing *writing, unsigned what,
                                    struct xw_arena scratch)
{
    enum xw_status status = XW_OK;
    for (int w = 0; w < WRITERS && status == XW_OK; w++) {
        if (!(what & writers[w].format)) continue;
        if (writers[w].once != NULL) status = writers[w].once(writing, scratch);
        for (int l = 0; l < XW_LANGUAGES && writers[w].edition != NULL && status == XW_OK; l++)
            if (writing->language[l])
                status = writers[w].edition(writing, (enum xw_language)l, scratch);
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

static enum xw_status write_report(const struct xw_run *runs, int32_t count, const char *dir,
                                   const struct xw_report_options *options, struct xw_arena *keep,
                                   struct xw_arena *marks, struct xw_arena scratch,
                                   const char **trouble)
{
    *trouble = NULL;
    unsigned what = options != NULL ? options->what : 0;
    if (!(what & XW_REPORT_LANGUAGES)) what |= XW_REPORT_LANGUAGES;
    if (!(what & ~XW_REPORT_LANGUAGES)) what |= XW_REPORT_USUAL;
    struct xw_writing writing = {
        .runs = count,
        .language = { [XW_CHINESE] = what & XW_REPORT_ZH, [XW_ENGLISH] = what & XW_REPORT_EN },
        .dir = dir,
        .suppress = options != NULL && options->suppress >= 2 ? options->suppress : 0,
        .public_edition = options != NULL && options->edition == XW_EDITION_PUBLIC,
        .progress = options != NULL ? options->progress : NULL,
        .keep = keep,
        .trouble = trouble,
    };
    if (count < 1) return XW_OUT_OF_RANGE;
    enum xw_status status = check_asked(what, options, keep, trouble);
    if (status != XW_OK) return status;
    writing.all = XW_TAKE(&scratch, count, struct xw_figures);
    if (writing.all == NULL) return XW_NO_MEMORY;
    for (int32_t r = 0; r < count && status == XW_OK; r++) {
        if (!comparable(&runs[0], &runs[r])) {
            *trouble = xw_arena_format(keep, "%s has other school years or stages than %s",
                                       runs[r].name, runs[0].name);
            return XW_OUT_OF_RANGE;
        }
        status = figures_of(&runs[r], options, marks, &scratch, &writing.all[r]);
    }
    if (status == XW_OK) status = xw_needs_make(&scratch, &writing.all[0], &writing.needs);
    if (status == XW_OK) status = xw_divisions_make(&scratch, &writing.all[0], &writing.divisions);
    if (status == XW_OK) status = xw_effects_make(&scratch, &writing.all[0], &writing.effects);
    if (status == XW_OK)
        status = xw_surplus_make(&scratch, &writing.all[0], &writing.divisions, &writing.surplus);
    if (status == XW_OK)
        status = xw_chances_make(&scratch, &writing.all[0], &writing.chances, &writing.has_chances);
    if (status == XW_OK && writing.has_chances) {
        status = xw_closings_make(&scratch, &writing.all[0], &writing.closings, trouble);
        if (status != XW_OK && *trouble != NULL) *trouble = xw_arena_text(keep, *trouble);
    }
    const struct xw_paired_runs *paired = options != NULL ? options->paired : NULL;
    if (writing.has_chances && paired != NULL && paired->runs == count &&
        paired->replicates >= XW_CHANCES_LEAST)
        writing.paired = paired;
    if (status == XW_OK) status = xw_writing_folder(&writing, dir);
    return status == XW_OK ? write_formats(&writing, what, scratch) : status;
}

enum xw_status xw_report_write(const struct xw_run *runs, int32_t count, const char *dir,
                               const struct xw_report_options *options, struct xw_arena *keep,
                               struct xw_arena scratch, const char **trouble)
{
    struct xw_arena marks = { 0 };
    enum xw_status status = XW_OK;
    *trouble = NULL;
    if (options != NULL && options->suppress >= 2) status = xw_arena_init(&marks, XW_ARENA_USUAL);
    if (status == XW_OK)
        status = write_report(runs, count, dir, options, keep, &marks, scratch, trouble);
    xw_arena_free(&marks);
    return status;
}
