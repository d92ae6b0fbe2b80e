/* headline.h: the sentences of page one as plain text, for a terminal or a letter. */
#ifndef XW_REPORT_HEADLINE_H
#define XW_REPORT_HEADLINE_H
#include "view.h"

/* The same sentences as xw_page_one_list, numbered, a line each; view->out is not written. */
void xw_headline_put(const struct xw_view *view, struct xw_markup *out);

/* Markup of list items as text: tags go, references (sup) go with what they hold, entities become
 * characters, each item ends its line. */
void xw_headline_plain(struct xw_markup *out, const char *markup, ptrdiff_t length);

#endif
