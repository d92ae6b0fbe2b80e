/* The page as a Word document: its drawings turned into pixels by rsvg-convert, the rest by pandoc. */
#include "docx_page.h"
#include "docx_style.h"
#include "writing.h"
#include <stdio.h>
#include <string.h>

#define DRAW_LIMIT_S    60.0
#define CONVERT_LIMIT_S 300.0
enum { DRAW_AT_ONCE = 4 };
/* Pixels a unit of a drawing: 736 units on 177 mm are 317 dots an inch. */
#define ZOOM "--zoom=3"

struct tools {
    const char *pandoc, *rsvg;
};

static enum xw_status find_tools(const struct xw_writing *w, struct xw_arena *scratch,
                                 struct tools *tools)
{
    static const char *const pandoc[] = { "pandoc", NULL }, *const rsvg[] = { "rsvg-convert",
                                                                              NULL };
    tools->pandoc = xw_program_find(scratch, pandoc);
    tools->rsvg = xw_program_find(scratch, rsvg);
    if (tools->pandoc != NULL && tools->rsvg != NULL) return XW_OK;
    *w->trouble = xw_arena_format(
        w->keep,
        "a Word document is made by pandoc and rsvg-convert, and %s is not in PATH: install it",
        tools->pandoc == NULL ? "pandoc" : "rsvg-convert (package librsvg2-bin)");
    return XW_NOT_AVAILABLE;
}

/* FOLDER/p<number>.png of every drawing, from FOLDER/p<number>.svg. */
static enum xw_status draw(const struct xw_writing *w, const struct tools *tools,
                           const char *folder, const char *lang, const struct xw_markup *page,
                           const struct xw_docx_picture *pictures, int32_t count,
                           struct xw_arena scratch)
{
    ptrdiff_t length;
    const char *text = xw_markup_bytes(page, &length);
    struct xw_program *programs = XW_TAKE(&scratch, count + 1, struct xw_program);
    if (programs == NULL) return XW_NO_MEMORY;
    int32_t drawn = 0;
    for (int32_t i = 0; i < count; i++) {
        if (!pictures[i].first) continue;
        const char *svg = xw_arena_format(&scratch, "%s/p%d.svg", folder, pictures[i].number);
        const char *png = xw_arena_format(&scratch, "%s/p%d.png", folder, pictures[i].number);
        const char *log = xw_arena_format(&scratch, "%s/p%d.log", folder, pictures[i].number);
        const char **words = XW_TAKE(&scratch, 7, const char *);
        struct xw_markup out;
        if (svg == NULL || png == NULL || log == NULL || words == NULL) return XW_NO_MEMORY;
        enum xw_status status = xw_markup_init(&out);
        if (status != XW_OK) return status;
        xw_picture_put(&out, text, length, &pictures[i].picture, lang);
        status = xw_writing_markup(w, svg, &out, scratch);
        xw_markup_free(&out);
        if (status != XW_OK) return status;
        words[0] = tools->rsvg;
        words[1] = ZOOM;
        words[2] = "--background-color=white";
        words[3] = "-o";
        words[4] = png;
        words[5] = svg;
        programs[drawn++] = (struct xw_program){ words, NULL, log };
    }
    xw_progress_begin(w->progress, "drawing figures", drawn);
    enum xw_status status = xw_program_run(programs, drawn, DRAW_AT_ONCE, DRAW_LIMIT_S, w->progress,
                                           w->keep, w->trouble);
    xw_progress_end(w->progress);
    return status;
}

/* FOLDER/report.docx from FOLDER/report.html and the pictures. */
static enum xw_status convert(const struct xw_writing *w, const struct tools *tools,
                              const char *folder, struct xw_arena scratch)
{
    static const char *const more[] = { "SOURCE_DATE_EPOCH=0", "TZ=UTC", "LC_ALL=C.UTF-8", NULL };
    const char *page = xw_arena_format(&scratch, "%s/report.html", folder);
    const char *docx = xw_arena_format(&scratch, "%s/report.docx", folder);
    const char *where = xw_arena_format(&scratch, "--resource-path=%s", folder);
    const char *log = xw_arena_format(&scratch, "%s/pandoc.log", folder);
    const char *words[] = {
        tools->pandoc, "-f",   "html",
        "-t",          "docx", "--shift-heading-level-by=-1", /* h1 is the document's title */
        where,         "-o",   docx,
        page,          NULL
    };
    struct xw_program program = { words, more, log };
    if (page == NULL || docx == NULL || where == NULL || log == NULL) return XW_NO_MEMORY;
    xw_progress_begin(w->progress, "making the document", 1);
    enum xw_status status =
        xw_program_run(&program, 1, 1, CONVERT_LIMIT_S, w->progress, w->keep, w->trouble);
    xw_progress_end(w->progress);
    return status == XW_OK ? xw_docx_style(docx, w->keep, scratch, w->trouble) : status;
}

static enum xw_status make_in(const struct xw_writing *w, const struct tools *tools,
                              const char *folder, enum xw_language language,
                              struct xw_arena scratch)
{
    struct xw_markup page = { 0 }, text = { 0 };
    struct xw_docx_picture *pictures;
    int32_t count;
    ptrdiff_t length;
    const char *html = xw_arena_format(&scratch, "%s/report.html", folder);
    const char *made = xw_arena_format(&scratch, "%s/report.docx", folder);
    const char *path =
        xw_arena_format(&scratch, "%s/report-%s.docx", w->dir, xw_writing_lang(language));
    if (html == NULL || made == NULL || path == NULL) return XW_NO_MEMORY;
    enum xw_status status = xw_writing_page(w, language, scratch, &page);
    if (status != XW_OK) return status;
    status = xw_markup_init(&text);
    const char *bytes = xw_markup_bytes(&page, &length);
    if (status == XW_OK) status = xw_docx_page(bytes, length, &scratch, &text, &pictures, &count);
    if (status == XW_OK) status = xw_writing_markup(w, html, &text, scratch);
    if (status == XW_OK)
        status = draw(w, tools, folder, language == XW_CHINESE ? "zh-CN" : "en", &page, pictures,
                      count, scratch);
    if (status == XW_OK) status = convert(w, tools, folder, scratch);
    char *docx = NULL;
    if (status == XW_OK) status = xw_writing_read(w, made, &scratch, &docx, &length);
    if (status == XW_OK) status = xw_writing_file(w, path, docx, length, scratch);
    xw_markup_free(&text);
    xw_markup_free(&page);
    return status;
}

enum xw_status xw_write_docx(const struct xw_writing *w, enum xw_language language,
                             struct xw_arena scratch)
{
    struct tools tools;
    enum xw_status status = find_tools(w, &scratch, &tools);
    if (status != XW_OK) return status;
    const char *folder = xw_private_folder_make(&scratch);
    if (folder == NULL) return xw_writing_failed(w, "cannot make a folder in", "TMPDIR");
    status = make_in(w, &tools, folder, language, scratch);
    xw_private_folder_remove(folder);
    return status;
}
