/* file.h: read a user's file whole, or say in a diagnostic why not.
 *
 * The readers of CSV, YAML and JSON stand on it; provenance takes the raw bytes from it. All memory
 * is the arena's; what was taken before a refusal stays taken.
 */
#ifndef XW_FILE_H
#define XW_FILE_H
#include "xuewei/arena.h"
#include "xuewei/diag.h"

#define XW_FILE_MAX ((ptrdiff_t)1 << 30) /* [bytes] lines and columns are int32_t */

struct xw_bytes {
    const char *at; /* a NUL stands behind the last byte */
    ptrdiff_t length;
};

/* The bytes of the regular file at path, as they are. name is how diagnostics call it.
 * XW_REFUSED (cannot be read, and why; not a regular file; larger than XW_FILE_MAX) or
 * XW_NO_MEMORY, both said in diag; out is then untouched. */
XW_CHECKED enum xw_status xw_file_read(const char *path, const char *name, struct xw_arena *keep,
                                       struct xw_diag *diag, struct xw_bytes *out);

/* The text in raw: UTF-8 without its byte order mark, free of NUL. encoding is "UTF-8" (checked,
 * not copied) or "GB18030" (converted). XW_REFUSED with the line and column of the first byte that
 * does not belong there; a column counts the characters before it. */
XW_CHECKED enum xw_status xw_file_decode(struct xw_bytes raw, const char *name,
                                         const char *encoding, struct xw_arena *keep,
                                         struct xw_diag *diag, struct xw_bytes *out);

/* Line and column, from 1 and in characters, of the byte at offset. */
struct xw_place xw_file_place(const char *name, const char *text, ptrdiff_t offset);

#endif
