/* pictures.h: the drawings of a page, one by one, each whole in itself.
 *
 * A page draws with one style sheet, shapes that several drawings use stand once, and a chart whose row
 * names stay in sight is drawn in two. Here each is found in the page as written and put together with
 * what it needs: an SVG that is XML, with its own style, to be saved or turned into pixels.
 */
#ifndef XW_REPORT_PICTURES_H
#define XW_REPORT_PICTURES_H
#include "markup.h"

enum xw_picture_kind {
    XW_PICTURE_CHART, /* has a title and a description */
    XW_PICTURE_MARK,  /* a sample of a mark in the key of a chart */
    XW_PICTURE_GLYPH, /* how well a number is founded: one of ● ◐ ○ */
    XW_PICTURE_STORE  /* shapes for others, itself not seen */
};

struct xw_picture {
    enum xw_picture_kind kind;
    const char *begin, *end; /* its markup in the page; of two parts: from the first to the last */
    int32_t figure, part;    /* in figure `figure` of the page (0: in none) the part-th, from 1 */
    double width, height;    /* in the drawing's own units, px on the page */
    /* private */
    const char *left, *left_end; /* the part with the row names; NULL: there is none */
    const char *main;            /* the only part, or the one beside it */
    double left_width;
};

/* The next drawing at or behind `at` of the page [length]; false: there is none. *picture keeps the count
 * of figures and parts from call to call; begin with {0} and at = page. */
bool xw_picture_next(const char *page, ptrdiff_t length, const char *at,
                     struct xw_picture *picture);

/* The drawing as a file: <svg> with namespace, size, style and the shapes it uses. A margin of 8 stands
 * around a chart, for labels that reach beyond it. lang: the page's (zh-CN or en). */
void xw_picture_put(struct xw_markup *out, const char *page, ptrdiff_t length,
                    const struct xw_picture *picture, const char *lang);

/* Its title and description, "title. description", as they stand escaped in the page; of a glyph its
 * label. Nothing for a mark. */
void xw_picture_words(struct xw_markup *out, const struct xw_picture *picture);

#endif
