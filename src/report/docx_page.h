/* docx_page.h: the page as a document's text: what a converter of HTML to Word understands.
 *
 * Sections, figures, lists of facts become plain blocks with named styles; drawings become pictures of
 * files; the style sheet goes. Numbers, tables, captions, notes and their links stay as they are.
 */
#ifndef XW_REPORT_DOCX_PAGE_H
#define XW_REPORT_DOCX_PAGE_H
#include "pictures.h"

/* A drawing that the document shows: file names are "p<number>.svg" and "p<number>.png". */
struct xw_docx_picture {
    struct xw_picture picture;
    int32_t number; /* from 1; drawings that are the same share one */
    bool first;     /* the first of its number */
};

/* Write the document's HTML into out, and its drawings, in their order, into *pictures [*count], in keep.
 * XW_NO_MEMORY. */
XW_CHECKED enum xw_status xw_docx_page(const char *page, ptrdiff_t length, struct xw_arena *keep,
                                       struct xw_markup *out, struct xw_docx_picture **pictures,
                                       int32_t *count);

#endif
