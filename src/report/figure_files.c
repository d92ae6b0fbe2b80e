/* Each chart of the page as a file of its own. */
#include "pictures.h"
#include "writing.h"
#include <dirent.h>
#include <stdio.h>
#include <string.h>

/* Figures of an earlier report in this folder: there may have been more of them. */
static void remove_old(const char *folder, struct xw_arena scratch)
{
    DIR *all = opendir(folder);
    if (all == NULL) return;
    for (struct dirent *one; (one = readdir(all)) != NULL;) {
        size_t length = strlen(one->d_name);
        bool ours = strncmp(one->d_name, "figure-", 7) == 0 && length > 11 &&
                    strcmp(one->d_name + length - 4, ".svg") == 0;
        const char *path = ours ? xw_arena_format(&scratch, "%s/%s", folder, one->d_name) : NULL;
        if (path != NULL) remove(path);
    }
    closedir(all);
}

static enum xw_status write_all(const struct xw_writing *w, const char *folder, const char *lang,
                                const struct xw_markup *page, struct xw_arena scratch)
{
    ptrdiff_t length;
    const char *text = xw_markup_bytes(page, &length);
    struct xw_picture picture = { 0 };
    enum xw_status status = XW_OK;
    for (const char *at = text; status == XW_OK && xw_picture_next(text, length, at, &picture);
         at = picture.end) {
        if (picture.kind != XW_PICTURE_CHART) continue;
        struct xw_markup out;
        status = xw_markup_init(&out);
        if (status != XW_OK) return status;
        xw_put(&out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        xw_picture_put(&out, text, length, &picture, lang);
        const char *path = xw_arena_format(&scratch, "%s/figure-%02d-%d.svg", folder,
                                           picture.figure, picture.part);
        status = xw_writing_markup(w, path, &out, scratch);
        xw_markup_free(&out);
    }
    return status;
}

enum xw_status xw_write_svg(const struct xw_writing *w, enum xw_language language,
                            struct xw_arena scratch)
{
    const char *folder =
        xw_arena_format(&scratch, "%s/figures-%s", w->dir, xw_writing_lang(language));
    if (folder == NULL) return XW_NO_MEMORY;
    enum xw_status status = xw_writing_folder(w, folder);
    if (status != XW_OK) return status;
    remove_old(folder, scratch);
    struct xw_markup page;
    status = xw_writing_page(w, language, scratch, &page);
    if (status != XW_OK) return status;
    status = write_all(w, folder, language == XW_CHINESE ? "zh-CN" : "en", &page, scratch);
    xw_markup_free(&page);
    return status;
}
