/* markup.h: write HTML and SVG, text by text.
 *
 * A writer grows by what is put into it. A failure (memory, or NULL where a text was due) is
 * remembered and said once at the end, so that pages read as pages.
 */
#ifndef XW_REPORT_MARKUP_H
#define XW_REPORT_MARKUP_H
#include "xuewei/arena.h"
#include <stdbool.h>

struct xw_markup {
    struct xw_arena bytes; /* its own, taken one after the other: the text lies in one piece */
    bool failed;
};

XW_CHECKED enum xw_status xw_markup_init(struct xw_markup *out);
/* Safe on {0} and a second time. */
void xw_markup_free(struct xw_markup *out);
/* What has been put, without a closing zero, and its length in bytes. */
const char *xw_markup_bytes(const struct xw_markup *out, ptrdiff_t *length);

/* Markup as it stands; formatted markup. The writer of markup answers for its shape. */
void xw_put(struct xw_markup *out, const char *markup);
__attribute__((format(printf, 2, 3))) void xw_putf(struct xw_markup *out, const char *format, ...);

/* A text from outside: & < > " ' become entities, and control characters that XML forbids become
 * U+FFFD, so that it can stand in an element or in a quoted attribute. */
void xw_put_text(struct xw_markup *out, const char *text);

/* A sentence with holes: {0}..{9} take the arguments (escaped), {0:class|classes} takes the first
 * word when argument 0 is "1" and the second otherwise. The rest of the sentence is markup. A hole
 * beyond the arguments (they end with NULL) is a failure. */
void xw_say(struct xw_markup *out, const char *sentence, const char *const *arguments);

/* The same as plain text, nothing escaped, in the arena; NULL when it failed. */
const char *xw_said(struct xw_arena *arena, const char *sentence, const char *const *arguments);

/* The arguments of a sentence, closed by NULL. */
#define XW_WITH(...) ((const char *const[]){ __VA_ARGS__, NULL })

/* A table cell of CSV: quoted when it holds a comma, a quote or a line break. */
void xw_put_csv(struct xw_markup *out, const char *cell);

#endif
