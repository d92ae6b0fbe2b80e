#include "gpkg_styles.h"
#include <stdio.h>
#include <string.h>

#define FAR 1000000000 /* beyond every number of seats */

const struct xw_style_class xw_style_balance[7] = {
    { "缺 1,000 及以上", NULL, -FAR, -1000, "#b23a08", NULL, 0 },
    { "缺 300 至 999", NULL, -999, -300, "#e39a74", NULL, 0 },
    { "缺 1 至 299", NULL, -299, -1, "#f8dccb", NULL, 0 },
    { "余 0 至 299", NULL, 0, 299, "#f3f3f0", NULL, 0 },
    { "余 300 至 1,199", NULL, 300, 1199, "#dfeaf2", NULL, 0 },
    { "余 1,200 至 2,999", NULL, 1200, 2999, "#b4d0e2", NULL, 0 },
    { "余 3,000 及以上", NULL, 3000, FAR, "#7eaccb", NULL, 0 },
};

const struct xw_style_class xw_style_warning[4] = {
    { "红色预警", "red", 0, 0, "#b23a08", "triangle", 3.6 },
    { "黄色预警", "yellow", 0, 0, "#fbe9b7", "diamond", 3.2 },
    { "绿色", "green", 0, 0, "#9aa3ad", "circle", 2.4 },
    { "无预警", "none", 0, 0, "#9aa3ad", "circle", 2.4 },
};

const struct xw_style_class xw_style_verdict[8] = {
    { "晚", "late", 0, 0, "#b23a08", "triangle", 4.0 },
    { "正好", "exact", 0, 0, "#1f5f8f", "diamond", 4.0 },
    { "早", "early", 0, 0, "#8db4d0", "diamond", 4.0 },
    { "无需要", "never", 0, 0, "#dfeaf2", "square", 3.2 },
    { "缺班数", "no_classes", 0, 0, "#ffffff", "square", 3.2 },
    { "不增学位", "no_seats", 0, 0, "#9aa3ad", "square", 2.4 },
    { "不计缺口", "no_gap", 0, 0, "#9aa3ad", "circle", 2.4 },
    { "未计入", "uncounted", 0, 0, "#ffffff", "circle", 2.4 },
};

const struct xw_style_class xw_style_pupils[3] = {
    { "1 至 9 人", NULL, 1, 9, "#9aa3ad", NULL, 0.15 },
    { "10 至 49 人", NULL, 10, 49, "#525b66", NULL, 0.4 },
    { "50 人及以上", NULL, 50, FAR, "#1b2028", NULL, 0.9 },
};

/* ---- QML
 * ----------------------------------------------------------------------------------------------- */

/* "#b23a08" as "178,58,8,255". */
static void put_colour(struct xw_markup *out, const char *key, const char *colour)
{
    unsigned red = 0, green = 0, blue = 0;
    if (sscanf(colour, "#%2x%2x%2x", &red, &green, &blue) != 3) out->failed = true;
    xw_putf(out, "<prop k=\"%s\" v=\"%u,%u,%u,255\"/>", key, red, green, blue);
}

static void put_property(struct xw_markup *out, const char *key, const char *value)
{
    xw_putf(out, "<prop k=\"%s\" v=\"%s\"/>", key, value);
}

static void put_symbol(struct xw_markup *out, const struct xw_style *style, int32_t number)
{
    static const char *const types[] = { "fill", "marker", "line" };
    static const char *const layers[] = { "SimpleFill", "SimpleMarker", "SimpleLine" };
    const struct xw_style_class *c = &style->of[number];
    xw_putf(out,
            "<symbol type=\"%s\" name=\"%d\" alpha=\"1\" clip_to_extent=\"1\" force_rhr=\"0\">"
            "<layer class=\"%s\" enabled=\"1\" pass=\"0\" locked=\"0\">",
            types[style->drawn], (int)number, layers[style->drawn]);
    switch (style->drawn) {
    case XW_STYLE_FILL:
        put_colour(out, "color", c->colour);
        put_property(out, "style", "solid");
        put_colour(out, "outline_color", "#c8cdd3");
        put_property(out, "outline_style", "solid");
        put_property(out, "outline_width", "0.2");
        put_property(out, "outline_width_unit", "MM");
        break;
    case XW_STYLE_MARKER:
        put_colour(out, "color", c->colour);
        put_property(out, "name", c->shape);
        xw_putf(out, "<prop k=\"size\" v=\"%.1f\"/>", c->size);
        put_property(out, "size_unit", "MM");
        put_colour(out, "outline_color", "#1b2028");
        put_property(out, "outline_style", "solid");
        put_property(out, "outline_width", "0.3");
        break;
    case XW_STYLE_LINE:
        put_colour(out, "line_color", c->colour);
        put_property(out, "line_style", "solid");
        xw_putf(out, "<prop k=\"line_width\" v=\"%.2f\"/>", c->size);
        put_property(out, "line_width_unit", "MM");
        break;
    }
    xw_put(out, "</layer></symbol>");
}

static void put_labels(struct xw_markup *out, const struct xw_style *style)
{
    if (style->labelled == NULL) return;
    xw_put(out,
           "<labeling type=\"simple\"><settings calloutType=\"simple\"><text-style fieldName=\"");
    xw_put_text(out, style->labelled);
    xw_put(out, "\" isExpression=\"0\" fontFamily=\"Noto Sans CJK SC\" fontSize=\"8\" "
                "fontSizeUnit=\"Point\" textColor=\"27,32,40,255\" textOpacity=\"1\">"
                "<text-buffer bufferDraw=\"1\" bufferSize=\"0.8\" bufferSizeUnits=\"MM\" "
                "bufferColor=\"255,255,255,255\" bufferOpacity=\"1\"/></text-style></settings>"
                "</labeling>");
}

void xw_style_qml(const struct xw_style *style, struct xw_markup *out)
{
    bool words = style->of[0].word != NULL;
    xw_putf(out,
            "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n<qgis version=\"3.22.0\" "
            "styleCategories=\"Symbology|Labeling\" labelsEnabled=\"%d\"><renderer-v2 type=\"%s\" "
            "attr=\"",
            style->labelled != NULL, words ? "categorizedSymbol" : "graduatedRenderer");
    xw_put_text(out, style->column);
    xw_putf(out, "\" %s symbollevels=\"0\" enableorderby=\"0\" forceraster=\"0\"><%s>",
            words ? "" : "graduatedMethod=\"GraduatedColor\"", words ? "categories" : "ranges");
    for (int32_t i = 0; i < style->classes; i++) {
        const struct xw_style_class *c = &style->of[i];
        if (words) {
            xw_put(out, "<category value=\"");
            xw_put_text(out, c->word);
        } else {
            xw_putf(out, "<range lower=\"%d\" upper=\"%d", (int)c->low, (int)c->high);
        }
        xw_put(out, "\" label=\"");
        xw_put_text(out, c->label);
        xw_putf(out, "\" symbol=\"%d\" render=\"true\"/>", (int)i);
    }
    xw_put(out, words ? "</categories><symbols>" : "</ranges><symbols>");
    for (int32_t i = 0; i < style->classes; i++)
        put_symbol(out, style, i);
    xw_put(out, "</symbols></renderer-v2>");
    put_labels(out, style);
    xw_put(out, "</qgis>\n");
}

/* ---- SLD
 * ----------------------------------------------------------------------------------------------- */

static void put_filter(struct xw_markup *out, const struct xw_style *style,
                       const struct xw_style_class *c)
{
    xw_put(out, "<ogc:Filter>");
    if (c->word != NULL) {
        xw_put(out, "<ogc:PropertyIsEqualTo><ogc:PropertyName>");
        xw_put_text(out, style->column);
        xw_put(out, "</ogc:PropertyName><ogc:Literal>");
        xw_put_text(out, c->word);
        xw_put(out, "</ogc:Literal></ogc:PropertyIsEqualTo>");
    } else {
        xw_put(out, "<ogc:PropertyIsBetween><ogc:PropertyName>");
        xw_put_text(out, style->column);
        xw_putf(out,
                "</ogc:PropertyName><ogc:LowerBoundary><ogc:Literal>%d</ogc:Literal>"
                "</ogc:LowerBoundary><ogc:UpperBoundary><ogc:Literal>%d</ogc:Literal>"
                "</ogc:UpperBoundary></ogc:PropertyIsBetween>",
                (int)c->low, (int)c->high);
    }
    xw_put(out, "</ogc:Filter>");
}

static void put_symbolizer(struct xw_markup *out, const struct xw_style *style,
                           const struct xw_style_class *c)
{
    /* Well-known names of SLD have no diamond: a square on its point is one. */
    bool diamond = c->shape != NULL && strcmp(c->shape, "diamond") == 0;
    switch (style->drawn) {
    case XW_STYLE_FILL:
        xw_putf(out,
                "<PolygonSymbolizer><Fill><CssParameter name=\"fill\">%s</CssParameter></Fill>"
                "<Stroke><CssParameter name=\"stroke\">#c8cdd3</CssParameter><CssParameter "
                "name=\"stroke-width\">0.6</CssParameter></Stroke></PolygonSymbolizer>",
                c->colour);
        break;
    case XW_STYLE_MARKER:
        xw_putf(out,
                "<PointSymbolizer><Graphic><Mark><WellKnownName>%s</WellKnownName><Fill>"
                "<CssParameter name=\"fill\">%s</CssParameter></Fill><Stroke><CssParameter "
                "name=\"stroke\">#1b2028</CssParameter></Stroke></Mark><Size>%.1f</Size>"
                "<Rotation>%d</Rotation></Graphic></PointSymbolizer>",
                diamond ? "square" : c->shape, c->colour, c->size * 72.0 / 25.4, diamond ? 45 : 0);
        break;
    case XW_STYLE_LINE:
        xw_putf(out,
                "<LineSymbolizer><Stroke><CssParameter name=\"stroke\">%s</CssParameter>"
                "<CssParameter name=\"stroke-width\">%.2f</CssParameter></Stroke></LineSymbolizer>",
                c->colour, c->size * 72.0 / 25.4);
        break;
    }
}

void xw_style_sld(const struct xw_style *style, struct xw_markup *out)
{
    xw_put(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<StyledLayerDescriptor "
                "xmlns=\"http://www.opengis.net/sld\" xmlns:ogc=\"http://www.opengis.net/ogc\" "
                "version=\"1.0.0\"><NamedLayer><Name>");
    xw_put_text(out, style->layer);
    xw_put(out, "</Name><UserStyle><Name>");
    xw_put_text(out, style->name);
    xw_put(out, "</Name><FeatureTypeStyle>");
    for (int32_t i = 0; i < style->classes; i++) {
        const struct xw_style_class *c = &style->of[i];
        xw_put(out, "<Rule><Name>");
        xw_put_text(out, c->label);
        xw_put(out, "</Name>");
        put_filter(out, style, c);
        put_symbolizer(out, style, c);
        xw_put(out, "</Rule>");
    }
    xw_put(out, "</FeatureTypeStyle></UserStyle></NamedLayer></StyledLayerDescriptor>\n");
}
