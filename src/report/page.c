#include "page.h"
#include "css.h"
#include <string.h>

/* A text inside a quoted CSS string: whatever is not a plain letter becomes an escape, so that it
 * can end neither the string nor the style element. */
static void put_css_text(struct xw_markup *out, const char *text)
{
    for (const char *c = text; *c != '\0'; c++) {
        unsigned char byte = (unsigned char)*c;
        bool plain = byte >= 0x80 || byte == ' ' || (byte >= '0' && byte <= '9') ||
                     (byte >= 'A' && byte <= 'Z') || (byte >= 'a' && byte <= 'z');
        if (plain)
            xw_putf(out, "%c", *c);
        else
            xw_putf(out, "\\%x ", byte);
    }
}

static void put_style(struct xw_view *v, const char *title)
{
    static const char *const css[] = { XW_REPORT_CSS };
    xw_put(v->out, "<style>\n");
    for (size_t i = 0; i < sizeof css / sizeof *css; i++)
        xw_put(v->out, css[i]);
    static const char *const more[] = { XW_REPORT_CHANCES_CSS };
    for (size_t i = 0; v->chances != NULL && i < sizeof more / sizeof *more; i++)
        xw_put(v->out, more[i]);
    xw_put(v->out, "@page{size:A4;margin:13mm 14mm 13mm;@top-left{content:\"");
    put_css_text(v->out, title);
    xw_put(v->out, "\";font:9px \"Noto Sans CJK SC\",sans-serif;color:#525b66}");
    if (v->draft) {
        xw_put(v->out, "@top-right{content:\"");
        put_css_text(v->out, xw_word(v, XW_SAY_DRAFT));
        xw_put(v->out, "\";font:700 9px \"Noto Sans CJK SC\",sans-serif;color:#b23a08}");
    }
    xw_put(v->out, "@bottom-center{content:counter(page) \" / \" counter(pages);font:9px "
                   "\"Noto Sans CJK SC\",sans-serif;color:#525b66}}\n</style>\n");
}

static void put_evidence_shares(struct xw_view *v)
{
    double share[XW_EVIDENCE_COUNT];
    int32_t parts[XW_EVIDENCE_COUNT];
    if (!xw_figures_evidence(v->f, "seats", XW_NONE, v->f->now, share)) return;
    xw_number_parts(share, XW_EVIDENCE_COUNT, 100, parts);
    xw_putf(v->out, "<span>%s　", xw_word(v, XW_SAY_META_EVIDENCE));
    for (int32_t e = 0; e < XW_EVIDENCE_COUNT; e++) {
        if (e > 0) xw_put(v->out, "　");
        xw_glyph(v, (enum xw_evidence)e);
        xw_putf(v->out, " %s %d%%", v->words->evidence[e], parts[e]);
    }
    xw_put(v->out, xw_word(v, XW_SAY_META_BY_SEATS));
    xw_put(v->out, "</span>");
}

static void put_mast(struct xw_view *v, const char *years, enum xw_key title)
{
    const struct xw_run *run = v->f->run;
    xw_put(v->out, "<header class=\"mast\">\n<div class=\"row\"><span>");
    xw_tell(v, XW_SAY_MAST, XW_WITH(xw_view_name(v, run->place_zh, run->place_en)));
    xw_put(v->out, "</span>");
    xw_draft_tag(v);
    xw_put(v->out, "</div>\n<h1>");
    xw_tell(v, title, XW_WITH(xw_view_name(v, run->place_zh, run->place_en), years));
    xw_putf(v->out, "<span class=\"en\" lang=\"%s\">", v->other->lang);
    const char *place = v->language == XW_CHINESE ? run->place_en : run->place_zh;
    xw_say(v->out, v->other->say[title],
           XW_WITH(place != NULL ? place : "",
                   xw_number_years(v->texts, v->language == XW_CHINESE ? XW_ENGLISH : XW_CHINESE,
                                   v->f->first, v->f->last)));
    xw_put(v->out, "</span></h1>\n<p class=\"meta\">");
    xw_tell(v, XW_SAY_META_SCENARIO, XW_WITH(xw_view_title(v, run)));
    if (v->chances != NULL)
        xw_tell(v, XW_SAY_META_REPLICATES,
                XW_WITH(xw_n(v, run->replicates), xw_figures_key(v->f, "seed")));
    else if (run->replicates > 0)
        xw_tell(v, XW_SAY_META_FEW, XW_WITH(xw_n(v, run->replicates), xw_n(v, XW_CHANCES_LEAST)));
    else
        xw_tell(v, XW_SAY_META_SINGLE, XW_NOTHING);
    xw_tell(v, XW_SAY_META_RUN, XW_WITH(run->id != NULL ? run->id : "—"));
    if (v->suppress > 0) {
        xw_put(v->out, "<span>");
        xw_tell(v, v->public_edition ? XW_SAY_HELD_PUBLIC : XW_SAY_HELD_INTERNAL,
                XW_WITH(xw_n(v, v->suppress)));
        xw_put(v->out, "</span>");
    }
    put_evidence_shares(v);
    xw_put(v->out, "</p>\n</header>\n");
}

void xw_document_open(struct xw_view *v, enum xw_key plain, enum xw_key heading)
{
    const struct xw_run *run = v->f->run;
    const char *years = xw_years(v, v->f->first, v->f->last);
    const char *title =
        xw_told(v, plain, XW_WITH(xw_view_name(v, run->place_zh, run->place_en), years));
    if (title == NULL) title = "";
    xw_putf(v->out,
            "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n"
            "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n<title>",
            v->words->lang);
    xw_put_text(v->out, title);
    xw_put(v->out, "</title>\n");
    put_style(v, title);
    xw_put(v->out, "</head>\n<body>\n<div class=\"page\">\n");
    put_mast(v, years, heading);
    xw_put(v->out, "<main>\n");
}

void xw_document_close(struct xw_view *v)
{
    const struct xw_run *run = v->f->run;
    xw_put(v->out, "</main>\n<footer><span>");
    xw_tell(v, XW_SAY_FOOTER, XW_WITH(xw_view_title(v, run), run->id != NULL ? run->id : "—"));
    xw_put(v->out, "</span>");
    xw_draft_tag(v);
    xw_put(v->out, "</footer>\n</div>\n</body>\n</html>\n");
}

void xw_page(struct xw_view *v)
{
    xw_document_open(v, XW_SAY_TITLE_PLAIN, XW_SAY_TITLE);
    xw_page_one(v);
    xw_page_base(v);
    xw_page_method(v);
    xw_page_reconcile(v);
    for (int32_t s = 0; s < v->f->stages; s++)
        xw_page_stage(v, s);
    xw_page_next(v);
    xw_page_sheets(v);
    xw_page_projects(v);
    xw_page_effects(v);
    xw_page_surplus(v);
    xw_page_teachers(v);
    xw_page_indicators(v);
    xw_page_scenarios(v);
    xw_page_sure(v);
    xw_page_accuracy(v);
    xw_page_sources(v);
    xw_page_signed(v);
    xw_page_marks(v);
    xw_page_annex(v);
    xw_document_close(v);
}
