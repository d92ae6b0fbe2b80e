/* gpkg_styles.h: how QGIS draws a layer of a report: colours and classes of the pages, as QML and SLD.
 *
 * A style is a table of classes of one column. Both texts come from the same classes. Colours have a
 * second sign: fills their label and lightness, points a shape, lines a width.
 */
#ifndef XW_REPORT_GPKG_STYLES_H
#define XW_REPORT_GPKG_STYLES_H
#include "markup.h"

enum xw_style_drawn { XW_STYLE_FILL, XW_STYLE_MARKER, XW_STYLE_LINE };

/* Of whole numbers from low to high, or of one word. */
struct xw_style_class {
    const char *label; /* in Chinese */
    const char *word;  /* NULL: from low to high */
    int32_t low, high;
    const char *colour; /* "#b23a08" */
    const char *shape;  /* of a marker: circle, triangle, diamond, square, cross */
    double size;        /* of a marker or the width of a line, mm */
};

struct xw_style {
    const char *layer, *name; /* the name in Chinese, as QGIS lists it */
    const char *column;       /* what is classed */
    const char *labelled;     /* the column of labels, or NULL */
    enum xw_style_drawn drawn;
    int32_t classes;
    const struct xw_style_class *of;
    bool usual; /* QGIS opens the layer with it */
};

/* Seats less pupils, in the seven classes of the heat map; school warnings; how a project's opening
 * stands to its need; pupils on a way. */
extern const struct xw_style_class xw_style_balance[7];
extern const struct xw_style_class xw_style_warning[4];
extern const struct xw_style_class xw_style_verdict[8];
extern const struct xw_style_class xw_style_pupils[3];

void xw_style_qml(const struct xw_style *style, struct xw_markup *out);
void xw_style_sld(const struct xw_style *style, struct xw_markup *out);

#endif
