#include "writing.h"
#include "page.h"
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

enum xw_status xw_writing_failed(const struct xw_writing *w, const char *what, const char *path)
{
    *w->trouble = xw_arena_format(w->keep, "%s %s: %s", what, path, strerror(errno));
    return XW_IO;
}

enum xw_status xw_writing_folder(const struct xw_writing *w, const char *path)
{
    struct stat status;
    if (mkdir(path, 0777) == 0) return XW_OK;
    if (errno == EEXIST && stat(path, &status) == 0 && S_ISDIR(status.st_mode)) return XW_OK;
    return xw_writing_failed(w, "cannot make the folder", path);
}

enum xw_status xw_writing_file(const struct xw_writing *w, const char *path, const char *bytes,
                               ptrdiff_t length, struct xw_arena scratch)
{
    const char *beside = xw_arena_format(&scratch, "%s.part", path);
    if (beside == NULL) return XW_NO_MEMORY;
    FILE *file = fopen(beside, "wb");
    if (file == NULL) return xw_writing_failed(w, "cannot write", path);
    bool written = fwrite(bytes, 1, (size_t)length, file) == (size_t)length;
    if (fclose(file) != 0) written = false;
    if (written && rename(beside, path) == 0) return XW_OK;
    enum xw_status status = xw_writing_failed(w, "cannot write", path);
    remove(beside);
    return status;
}

enum xw_status xw_writing_markup(const struct xw_writing *w, const char *path,
                                 const struct xw_markup *out, struct xw_arena scratch)
{
    ptrdiff_t length;
    const char *bytes = xw_markup_bytes(out, &length);
    return out->failed || path == NULL ? XW_NO_MEMORY
                                       : xw_writing_file(w, path, bytes, length, scratch);
}

enum xw_status xw_writing_read(const struct xw_writing *w, const char *path, struct xw_arena *keep,
                               char **bytes, ptrdiff_t *length)
{
    struct stat there;
    FILE *file = fopen(path, "rb");
    if (file == NULL || fstat(fileno(file), &there) != 0) {
        enum xw_status status = xw_writing_failed(w, "cannot read", path);
        if (file != NULL) fclose(file);
        return status;
    }
    *length = (ptrdiff_t)there.st_size;
    *bytes = XW_TAKE_RAW(keep, *length + 1, char);
    enum xw_status status = *bytes == NULL ? XW_NO_MEMORY : XW_OK;
    if (status == XW_OK && fread(*bytes, 1, (size_t)*length, file) != (size_t)*length)
        status = xw_writing_failed(w, "cannot read", path);
    fclose(file);
    if (status == XW_OK) (*bytes)[*length] = '\0';
    return status;
}

const char *xw_writing_lang(enum xw_language language)
{
    return language == XW_CHINESE ? "zh" : "en";
}

struct xw_view xw_writing_view(const struct xw_writing *w, enum xw_language language,
                               struct xw_arena *texts, struct xw_markup *out)
{
    return (struct xw_view){ .all = w->all,
                             .runs = w->runs,
                             .f = &w->all[0],
                             .needs = &w->needs,
                             .divisions = &w->divisions,
                             .suppress = w->suppress,
                             .public_edition = w->public_edition,
                             .closings = &w->closings,
                             .effects = &w->effects,
                             .surplus = &w->surplus,
                             .chances = w->has_chances ? &w->chances : NULL,
                             .paired = w->paired,
                             .language = language,
                             .words = language == XW_CHINESE ? &xw_text_zh : &xw_text_en,
                             .other = language == XW_CHINESE ? &xw_text_en : &xw_text_zh,
                             .out = out,
                             .texts = texts,
                             .draft = xw_figures_draft(&w->all[0]) };
}

enum xw_status xw_writing_page(const struct xw_writing *w, enum xw_language language,
                               struct xw_arena scratch, struct xw_markup *out)
{
    enum xw_status status = xw_markup_init(out);
    if (status != XW_OK) return status;
    struct xw_view view = xw_writing_view(w, language, &scratch, out);
    xw_page(&view);
    if (!out->failed) return XW_OK;
    xw_markup_free(out);
    return XW_NO_MEMORY;
}
