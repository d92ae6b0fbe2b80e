/* writing.h: a report while its files are written: what every format needs at hand, and the writers.
 *
 * A writer takes the one struct below, puts its files under dir, and says in *trouble why it could not.
 */
#ifndef XW_REPORT_WRITING_H
#define XW_REPORT_WRITING_H
#include "view.h"
#include "xuewei/program.h"

struct xw_writing {
    struct xw_figures *all;
    int32_t runs;
    struct xw_needs needs;
    struct xw_divisions divisions;
    struct xw_closings closings;
    struct xw_effects effects;
    struct xw_surplus surplus;
    struct xw_chances chances;
    bool has_chances;
    const struct xw_paired_runs *paired; /* NULL: nothing is compared replicate by replicate */
    bool language[XW_LANGUAGES];         /* which are asked for */
    int32_t suppress; /* [pupils] below which numbers are held back; 0: none is */
    bool public_edition;
    const char *dir;
    struct xw_progress *progress; /* may be NULL */
    struct xw_arena *keep;        /* receives *trouble */
    const char **trouble;
};

/* XW_IO, with what failed, where, and why by errno. */
enum xw_status xw_writing_failed(const struct xw_writing *writing, const char *what,
                                 const char *path);

/* A folder is there, or is made. */
XW_CHECKED enum xw_status xw_writing_folder(const struct xw_writing *writing, const char *path);

/* A file beside its name, then under it: a reader never sees half of one. */
XW_CHECKED enum xw_status xw_writing_file(const struct xw_writing *writing, const char *path,
                                          const char *bytes, ptrdiff_t length,
                                          struct xw_arena scratch);
XW_CHECKED enum xw_status xw_writing_markup(const struct xw_writing *writing, const char *path,
                                            const struct xw_markup *out, struct xw_arena scratch);

/* The bytes of a file that another program made; XW_IO. */
XW_CHECKED enum xw_status xw_writing_read(const struct xw_writing *writing, const char *path,
                                          struct xw_arena *keep, char **bytes, ptrdiff_t *length);

/* zh or en. */
const char *xw_writing_lang(enum xw_language language);

/* The edition of a language, to be put into out; texts receives what is made on the way. */
struct xw_view xw_writing_view(const struct xw_writing *writing, enum xw_language language,
                               struct xw_arena *texts, struct xw_markup *out);

/* The whole page of a language; out is taken by the call and freed by the caller if it succeeds. */
XW_CHECKED enum xw_status xw_writing_page(const struct xw_writing *writing,
                                          enum xw_language language, struct xw_arena scratch,
                                          struct xw_markup *out);

/* Each chart as figures-LANG/figure-NN-P.svg: the P-th of figure NN. */
XW_CHECKED enum xw_status xw_write_svg(const struct xw_writing *writing, enum xw_language language,
                                       struct xw_arena scratch);

/* report-LANG.docx, a reading edition: headings, tables, captions, notes; charts as pixels. Made by pandoc
 * and rsvg-convert; XW_NOT_AVAILABLE when one of them is not in PATH. */
XW_CHECKED enum xw_status xw_write_docx(const struct xw_writing *writing, enum xw_language language,
                                        struct xw_arena scratch);

/* report-LANG.pdf of every language asked for: the page as chromium, or else weasyprint, prints it.
 * XW_NOT_AVAILABLE when neither is in PATH. */
XW_CHECKED enum xw_status xw_write_pdf(const struct xw_writing *writing, struct xw_arena scratch);

#endif
