/* out_file.h: a file that stands under its name when it is complete, not before.
 *
 * Text goes to NAME.part, which takes the name in the end; what stood there is replaced then, if it
 * is empty or begins as files of this kind do, so that nobody loses another file by a slip of the
 * hand. A device (/dev/null, /dev/stdout) is written to as it is.
 */
#ifndef XW_OUT_FILE_H
#define XW_OUT_FILE_H
#include "xuewei/arena.h"
#include <stdio.h>

struct xw_out_file {
    FILE *to;            /* write here; NULL when not open */
    const char *trouble; /* why it failed, or NULL */
    /* private */
    const char *path, *part;
    struct xw_arena *keep;
};

/* Open a file; path and keep stay borrowed. begins: what a file of this kind begins with.
 * XW_IO with the trouble, XW_NO_MEMORY. */
XW_CHECKED enum xw_status xw_out_file_open(struct xw_out_file *file, struct xw_arena *keep,
                                           const char *path, const char *begins);

/* XW_OK, or XW_IO with the trouble when what was written so far has failed. */
XW_CHECKED enum xw_status xw_out_file_good(struct xw_out_file *file);

/* All on disk and under its name. XW_IO with the trouble; call discard in any case. */
XW_CHECKED enum xw_status xw_out_file_finish(struct xw_out_file *file);

/* What is not finished is gone. Safe on {0} and a second time. */
void xw_out_file_discard(struct xw_out_file *file);

/* A cell of a CSV table, between quotes where it would be read as something else; NULL is empty. */
void xw_out_file_cell(FILE *to, const char *text);

#endif
