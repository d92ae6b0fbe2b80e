/* docx_style.h: the look of a Word document that pandoc made: A4, our type sizes, table rules, fonts for
 * Chinese. Entries that are changed get the time that pandoc gives the others: the same document, the same
 * bytes. */
#ifndef XW_REPORT_DOCX_STYLE_H
#define XW_REPORT_DOCX_STYLE_H
#include "xuewei/arena.h"

/* Change the file at path in place. XW_IO with *trouble (in keep), XW_NO_MEMORY. */
XW_CHECKED enum xw_status xw_docx_style(const char *path, struct xw_arena *keep,
                                        struct xw_arena scratch, const char **trouble);

#endif
