/* pdf_plain.h: a PDF without what does not depend on the page: when, by which version on what machine.
 *
 * Dates, the document's random identifier and the name of the printing program's platform are written
 * over by blanks in place: no byte moves, so the table of offsets at the end stays right.
 */
#ifndef XW_REPORT_PDF_PLAIN_H
#define XW_REPORT_PDF_PLAIN_H
#include <stdbool.h>
#include <stddef.h>

/* false, and nothing changed: the bytes are no complete PDF. */
bool xw_pdf_plain(char *bytes, ptrdiff_t length);

#endif
