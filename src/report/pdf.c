/* The page printed to PDF by a browser of its own, or by WeasyPrint. */
#include "pdf_plain.h"
#include "writing.h"
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* [s] A page of 60 sheets takes a browser 5 to 20 s; a machine may be ten times as slow. */
#define PRINT_LIMIT_S 300.0

static const char *const browsers[] = { "chromium", "chromium-browser", "google-chrome", NULL };
static const char *const others[] = { "weasyprint", NULL };

struct printer {
    const char *path;
    bool browser;
};

static bool find_printer(struct xw_arena *scratch, struct printer *printer)
{
    printer->path = xw_program_find(scratch, browsers);
    printer->browser = printer->path != NULL;
    if (printer->path == NULL) printer->path = xw_program_find(scratch, others);
    return printer->path != NULL;
}

/* The address of a file: what has a meaning in addresses is written by its code. */
static const char *address_of(struct xw_arena *scratch, const char *path)
{
    static const char prefix[] = "file://", hex[] = "0123456789ABCDEF";
    size_t n = sizeof prefix - 1;
    char *address = XW_TAKE_RAW(scratch, n + 3 * strlen(path) + 1, char);
    if (address == NULL) return NULL;
    memcpy(address, prefix, n);
    for (const unsigned char *at = (const unsigned char *)path; *at != '\0'; at++) {
        bool plain = (*at >= 'a' && *at <= 'z') || (*at >= 'A' && *at <= 'Z') ||
                     (*at >= '0' && *at <= '9') || strchr("/-._~", *at) != NULL;
        if (plain) {
            address[n++] = (char)*at;
            continue;
        }
        address[n++] = '%';
        address[n++] = hex[*at >> 4];
        address[n++] = hex[*at & 15];
    }
    address[n] = '\0';
    return address;
}

/* The words of the call that prints FOLDER/LANG.html to FOLDER/LANG.pdf. The browser has a profile of
 * its own there, and no host has an address for it: a page that asks for one gets nothing. */
static const char *const *call(struct xw_arena *scratch, const struct printer *printer,
                               const char *folder, const char *lang)
{
    const char *page = xw_arena_format(scratch, "%s/%s.html", folder, lang);
    const char *pdf = xw_arena_format(scratch, "%s/%s.pdf", folder, lang);
    const char *profile = xw_arena_format(scratch, "--user-data-dir=%s/profile-%s", folder, lang);
    const char *output = xw_arena_format(scratch, "--print-to-pdf=%s", pdf);
    const char *address = page != NULL ? address_of(scratch, page) : NULL;
    const char **words = XW_TAKE(scratch, 24, const char *);
    if (pdf == NULL || profile == NULL || output == NULL || address == NULL || words == NULL)
        return NULL;
    int n = 0;
    words[n++] = printer->path;
    if (!printer->browser) {
        words[n++] = page;
        words[n++] = pdf;
        return words;
    }
    static const char *const flags[] = { "--headless",
                                         "--no-sandbox", /* our own page, and it has no script */
                                         "--disable-gpu",
                                         "--no-first-run",
                                         "--no-default-browser-check",
                                         "--disable-extensions",
                                         "--disable-sync",
                                         "--disable-background-networking",
                                         "--disable-component-update",
                                         "--disable-breakpad",
                                         "--disable-dev-shm-usage",
                                         "--host-resolver-rules=MAP * ~NOTFOUND",
                                         "--no-pdf-header-footer",
                                         "--generate-pdf-document-outline" };
    for (size_t i = 0; i < sizeof flags / sizeof *flags; i++)
        words[n++] = flags[i];
    words[n++] = profile;
    words[n++] = output;
    words[n++] = address;
    return words;
}

/* FOLDER/LANG.pdf, freed of what depends on the day, as DIR/report-LANG.pdf. */
static enum xw_status take_pdf(const struct xw_writing *w, const struct printer *printer,
                               const char *folder, const char *lang, struct xw_arena scratch)
{
    char *bytes;
    ptrdiff_t length;
    const char *made = xw_arena_format(&scratch, "%s/%s.pdf", folder, lang);
    const char *path = xw_arena_format(&scratch, "%s/report-%s.pdf", w->dir, lang);
    if (made == NULL || path == NULL) return XW_NO_MEMORY;
    enum xw_status status = XW_OK;
    bool whole = access(made, F_OK) == 0;
    if (whole) status = xw_writing_read(w, made, &scratch, &bytes, &length);
    if (status != XW_OK) return status;
    if (!whole || !xw_pdf_plain(bytes, length)) {
        *w->trouble = xw_arena_format(w->keep, "%s made no complete PDF", printer->path);
        return XW_IO;
    }
    return xw_writing_file(w, path, bytes, length, scratch);
}

static enum xw_status print_in(const struct xw_writing *w, const struct printer *printer,
                               const char *folder, struct xw_arena scratch)
{
    static const char *const more[] = { "SOURCE_DATE_EPOCH=0", "TZ=UTC", NULL };
    struct xw_program programs[XW_LANGUAGES];
    int32_t count = 0;
    enum xw_status status = XW_OK;
    for (int l = 0; l < XW_LANGUAGES && status == XW_OK; l++) {
        if (!w->language[l]) continue;
        const char *lang = xw_writing_lang((enum xw_language)l);
        const char *path = xw_arena_format(&scratch, "%s/%s.html", folder, lang);
        const char *log = xw_arena_format(&scratch, "%s/%s.log", folder, lang);
        const char *const *words = call(&scratch, printer, folder, lang);
        struct xw_markup page;
        if (path == NULL || log == NULL || words == NULL) return XW_NO_MEMORY;
        status = xw_writing_page(w, (enum xw_language)l, scratch, &page);
        if (status != XW_OK) return status;
        status = xw_writing_markup(w, path, &page, scratch);
        xw_markup_free(&page);
        programs[count++] = (struct xw_program){ words, more, log };
    }
    xw_progress_begin(w->progress, "printing", count);
    if (status == XW_OK)
        status =
            xw_program_run(programs, count, count, PRINT_LIMIT_S, w->progress, w->keep, w->trouble);
    xw_progress_end(w->progress);
    for (int l = 0; l < XW_LANGUAGES && status == XW_OK; l++)
        if (w->language[l])
            status = take_pdf(w, printer, folder, xw_writing_lang((enum xw_language)l), scratch);
    return status;
}

enum xw_status xw_write_pdf(const struct xw_writing *w, struct xw_arena scratch)
{
    struct printer printer;
    if (!find_printer(&scratch, &printer)) {
        *w->trouble = xw_arena_format(w->keep, "a PDF is printed by chromium (chromium-browser, "
                                               "google-chrome) or by weasyprint, and neither is "
                                               "in PATH: install one of them");
        return XW_NOT_AVAILABLE;
    }
    const char *folder = xw_private_folder_make(&scratch);
    if (folder == NULL) return xw_writing_failed(w, "cannot make a folder in", "TMPDIR");
    enum xw_status status = print_in(w, &printer, folder, scratch);
    xw_private_folder_remove(folder);
    return status;
}
