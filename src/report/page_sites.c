#include "kept.h"
#include "page.h"
#include "sites.h"
#include <string.h>

static const char *verdict(struct xw_view *v, int32_t row)
{
    static const struct {
        const char *word;
        enum xw_key key;
    } list[] = { { "keep", XW_SAY_SITES_NEEDED },
                 { "extend", XW_SAY_SITES_LAPSES },
                 { "spare", XW_SAY_SITES_SPARE },
                 { "lost", XW_SAY_SITES_LOST } };
    const char *word = xw_site_verdict(v->f, row);
    for (size_t i = 0; i < sizeof list / sizeof *list; i++)
        if (strcmp(list[i].word, word) == 0) return xw_word(v, list[i].key);
    return "—";
}

static void balance_cell(struct xw_view *v, bool known, int32_t balance)
{
    if (!known)
        xw_cell(v, "—");
    else
        xw_putf(v->out, "<td%s>%s</td>", balance < 0 ? " class=\"neg\"" : "",
                xw_signed(v, balance));
}

static void site_row(struct xw_view *v, int32_t i)
{
    const struct xw_carried *rows = xw_kept(v->f, XW_TABLE_SITES);
    int32_t town = xw_site_town(v->f, i), stage = xw_kept_stage(v->f, rows, XW_COL_SITES_STAGE, i);
    struct xw_standing s = xw_standing_of(v->f, town, stage);
    const char *name = xw_view_name(v, xw_carried_text(rows, XW_COL_SITES_NAME_ZH, i),
                                    xw_carried_text(rows, XW_COL_SITES_NAME_EN, i));
    const char *missing = xw_word(v, XW_SAY_MISSING);
    double area = xw_carried_number(rows, XW_COL_SITES_AREA_M2, i);
    int32_t classes = xw_carried_whole(rows, XW_COL_SITES_CLASSES, i, XW_NONE);
    int32_t until = xw_carried_whole(rows, XW_COL_SITES_UNTIL_YEAR, i, XW_NONE);
    xw_row_open(
        v, "wrap",
        xw_arena_format(v->texts, "%s %s", xw_carried_text(rows, XW_COL_SITES_SITE, i), name));
    xw_cell_left(v, town == XW_NONE ? "" : xw_view_town(v, town));
    xw_cell_left(v, xw_view_stage(v, stage));
    xw_cell(v, xw_number_fixed(v->texts, area, 0, missing));
    xw_cell(v, classes == XW_NONE ? missing : xw_n(v, classes));
    xw_cell_left(v, xw_word(v, xw_site_is(v->f, i, "reserved") ? XW_SAY_SITES_RESERVED
                               : xw_site_is(v->f, i, "in_use") ? XW_SAY_SITES_IN_USE
                                                               : XW_SAY_SITES_RELEASED));
    xw_cell(v, until == XW_NONE ? "—" : xw_year(v, until));
    balance_cell(v, s.known, s.now);
    balance_cell(v, s.known, s.worst);
    xw_cell(v, s.known && s.worst < 0 ? xw_year(v, s.worst_year) : "—");
    xw_cell_left(v, verdict(v, i));
    xw_glyph_cell(v, xw_carried_evidence(rows, i));
    xw_row_close(v);
}

static bool has_reserved(const struct xw_view *v, int32_t town, int32_t stage)
{
    const struct xw_carried *rows = xw_kept(v->f, XW_TABLE_SITES);
    for (int32_t i = 0; i < rows->count; i++)
        if (xw_site_is(v->f, i, "reserved") && xw_site_town(v->f, i) == town &&
            xw_kept_stage(v->f, rows, XW_COL_SITES_STAGE, i) == stage)
            return true;
    return false;
}

/* Towns where seats will be short and nothing is reserved. */
static void lacking(struct xw_view *v)
{
    const char **items = XW_TAKE(v->texts, v->f->towns * v->f->stages + 1, const char *);
    int32_t count = 0;
    if (items == NULL) {
        v->out->failed = true;
        return;
    }
    for (int32_t t = 0; t < v->f->towns; t++)
        for (int32_t s = 0; s < v->f->stages; s++) {
            struct xw_standing at = xw_standing_of(v->f, t, s);
            if (!at.known || at.worst >= 0 || has_reserved(v, t, s)) continue;
            items[count++] = xw_told(v, XW_SAY_SITES_LACKING_ONE,
                                     XW_WITH(xw_view_town(v, t), xw_view_stage(v, s)));
        }
    if (count > 0) xw_footnote(v, XW_SAY_SITES_LACKING, XW_WITH(xw_listed(v, items, count, count)));
}

void xw_page_sites(struct xw_view *v)
{
    const struct xw_carried *rows = xw_kept(v->f, XW_TABLE_SITES);
    int32_t reserved = 0, needed = 0, spare = 0;
    xw_heading(v, 3, NULL, XW_SAY_SITES_HEAD, XW_NOTHING);
    if (rows->count == 0) {
        xw_footnote(v, XW_SAY_SITES_NONE, XW_NOTHING);
        return;
    }
    for (int32_t i = 0; i < rows->count; i++) {
        struct xw_standing s = xw_standing_of(v->f, xw_site_town(v->f, i),
                                              xw_kept_stage(v->f, rows, XW_COL_SITES_STAGE, i));
        if (!xw_site_is(v->f, i, "reserved")) continue;
        reserved++;
        needed += s.known && s.worst < 0;
        spare += s.known && s.worst >= 0;
    }
    xw_footnote(v, XW_SAY_SITES_FINDING,
                XW_WITH(xw_n(v, reserved), xw_n(v, needed), xw_n(v, spare),
                        xw_years(v, v->f->now, v->f->last)));
    xw_table_open(v, "st", xw_told(v, XW_SAY_SITES_CAPTION, XW_WITH(xw_n(v, rows->count))),
                  xw_told(v, XW_SAY_SITES_SUB, XW_WITH(xw_year(v, v->f->now))));
    const char *columns[] = { xw_word(v, XW_SAY_SITES_SITE),
                              xw_word(v, XW_SAY_TOWN),
                              xw_word(v, XW_SAY_STAGE),
                              xw_word(v, XW_SAY_SITES_AREA),
                              xw_word(v, XW_SAY_CLASS_COUNT),
                              xw_word(v, XW_SAY_SITES_STATE),
                              xw_word(v, XW_SAY_SITES_UNTIL),
                              xw_told(v, XW_SAY_SITES_NOW, XW_WITH(xw_year(v, v->f->now))),
                              xw_word(v, XW_SAY_SITES_WORST),
                              xw_word(v, XW_SAY_SITES_WORST_YEAR),
                              xw_word(v, XW_SAY_SITES_VERDICT),
                              xw_word(v, XW_SAY_EVIDENCE),
                              NULL };
    xw_table_head(v, columns, "nllnnlnnnnle");
    for (int32_t i = 0; i < rows->count; i++)
        site_row(v, i);
    xw_table_close(v);
    lacking(v);
}
