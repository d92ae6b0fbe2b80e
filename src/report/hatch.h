/* hatch.h: the lines of a hatch, cut at the shape.
 *
 * Lines and no pattern: a printed pattern becomes a picture a shape, which takes a printer seconds and
 * megabytes, and a figure that is saved alone needs nothing from elsewhere.
 */
#ifndef XW_REPORT_HATCH_H
#define XW_REPORT_HATCH_H
#include "view.h"

/* Where the markup ends now. */
ptrdiff_t xw_hatch_mark(const struct xw_view *view);

/* Hatch what was drawn since the mark: <polygon points>, or <path d> of absolute M, L and Z; several
 * rings are even-odd. Lines rise to the right, `gap` apart, on one grid for the whole drawing, so that
 * those of neighbours meet. The first alone writes <path class="..."/>, the second only its data. */
void xw_hatch(struct xw_view *view, ptrdiff_t mark, const char *classes, double gap);
void xw_hatch_data(struct xw_view *view, ptrdiff_t mark, double gap);

#endif
