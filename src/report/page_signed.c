#include "kept.h"
#include "page.h"
#include <math.h>
#include <string.h>

/* One assumption: an input table, a key, what replicates draw, or whatever else is signed. */
struct assumption {
    const char *item, *shown, *what;
};

/* The signature of an item, or XW_NONE. */
static int32_t signature(const struct xw_view *v, const char *item)
{
    const struct xw_carried *rows = xw_kept(v->f, XW_TABLE_SIGNATURES);
    for (int32_t i = 0; i < rows->count; i++)
        if (strcmp(xw_carried_text(rows, XW_COL_SIGNATURES_ITEM, i), item) == 0) return i;
    return XW_NONE;
}

static bool is_signed(const struct xw_view *v, int32_t row)
{
    const struct xw_carried *rows = xw_kept(v->f, XW_TABLE_SIGNATURES);
    return row != XW_NONE && xw_carried_text(rows, XW_COL_SIGNATURES_DATE, row)[0] != '\0';
}

/* Keys that say what is simulated and where it is printed, not how. */
static bool is_about(const char *path)
{
    static const char *const about[] = { "xuewei",        "extends",      "crs",
                                         "coordinates",   "outlines",     "encoding",
                                         "horizon.first", "horizon.last", "population.base_date" };
    if (strncmp(path, "title", 5) == 0 || strncmp(path, "place", 5) == 0) return true;
    for (size_t i = 0; i < sizeof about / sizeof *about; i++)
        if (strcmp(path, about[i]) == 0) return true;
    return false;
}

static const char *three(struct xw_view *v, double value)
{
    const char *text = xw_number_fixed(v->texts, fabs(value), 3, "—");
    return value < 0.0 ? xw_arena_format(v->texts, "−%s", text) : text;
}

/* Tables that stages compute with and that have rows which are not published, keys that are given, what was drawn, and what else is signed. */
static int32_t gather(struct xw_view *v, struct assumption *list)
{
    const struct xw_run *run = v->f->run;
    const struct xw_carried *rows = xw_kept(v->f, XW_TABLE_SIGNATURES);
    int32_t count = 0;
    for (int32_t i = 0; i < run->table_count; i++) {
        const struct xw_run_table *table = &run->table[i];
        int32_t estimated = table->rows[XW_ESTIMATED], assumed = table->rows[XW_ASSUMED];
        enum xw_table known = xw_table_find(table->table);
        bool carried = known != XW_TABLES && xw_table_of(known)->keeping == XW_KEPT_CARRIED;
        if (estimated + assumed == 0 || carried) continue; /* nothing is computed with it */
        list[count++] =
            (struct assumption){ table->table, table->table,
                                 xw_told(v, XW_SAY_SIGNED_TABLE_ROWS,
                                         XW_WITH(xw_n(v, estimated), xw_n(v, assumed))) };
    }
    for (int32_t i = 0; i < run->setting_count; i++) {
        const struct xw_run_setting *key = &run->setting[i];
        if (!key->given || is_about(key->path)) continue;
        list[count++] = (struct assumption){ key->path, key->path,
                                             xw_told(v, XW_SAY_SIGNED_KEY, XW_WITH(key->value)) };
    }
    for (int32_t i = 0; v->chances != NULL && i < run->assumption_count; i++) {
        const struct xw_assumption_row *drawn = &run->assumption[i];
        const char *name = xw_view_name(v, drawn->name_zh, drawn->name_en);
        bool known = !isnan(drawn->p10) && !isnan(drawn->p90);
        list[count++] =
            (struct assumption){ drawn->name, name[0] != '\0' ? name : drawn->name,
                                 known
                                     ? xw_told(v, XW_SAY_SIGNED_DRAWN,
                                               XW_WITH(three(v, drawn->p10), three(v, drawn->p90)))
                                     : xw_word(v, XW_SAY_SIGNED_DRAWN_BARE) };
    }
    int32_t known = count;
    for (int32_t i = 0; i < rows->count; i++) {
        const char *item = xw_carried_text(rows, XW_COL_SIGNATURES_ITEM, i);
        bool listed = false;
        for (int32_t k = 0; k < known && !listed; k++)
            listed = strcmp(list[k].item, item) == 0;
        if (!listed)
            list[count++] = (struct assumption){ item, item, xw_word(v, XW_SAY_SIGNED_OTHER) };
    }
    return count;
}

static void row(struct xw_view *v, const struct assumption *one)
{
    const struct xw_carried *rows = xw_kept(v->f, XW_TABLE_SIGNATURES);
    int32_t by = signature(v, one->item);
    xw_row_open(v, "wrap", one->shown);
    xw_cell_left(v, one->what);
    xw_cell_left(v, by == XW_NONE ? "" : xw_carried_text(rows, XW_COL_SIGNATURES_OFFICE, by));
    xw_cell_left(v, is_signed(v, by) ? xw_carried_text(rows, XW_COL_SIGNATURES_DATE, by)
                                     : xw_word(v, XW_SAY_SIGNED_LINE));
    xw_cell_left(v, by == XW_NONE ? "" : xw_carried_text(rows, XW_COL_SIGNATURES_STATEMENT, by));
    xw_row_close(v);
}

void xw_page_signed(struct xw_view *v)
{
    const struct xw_run *run = v->f->run;
    int32_t most = run->table_count + run->setting_count + run->assumption_count +
                   xw_kept(v->f, XW_TABLE_SIGNATURES)->count;
    struct assumption *list = XW_TAKE(v->texts, most, struct assumption);
    if (list == NULL) {
        v->out->failed = true;
        return;
    }
    int32_t count = gather(v, list), with = 0;
    for (int32_t i = 0; i < count; i++)
        with += is_signed(v, signature(v, list[i].item));
    xw_section_open(v, "", XW_SAY_SIGNED_HEAD, XW_NOTHING);
    xw_put(v->out, "<div class=\"full\">\n");
    if (count == 0) {
        xw_footnote(v, XW_SAY_SIGNED_NONE, XW_NOTHING);
    } else {
        xw_footnote(v, XW_SAY_SIGNED_VERSION,
                    XW_WITH(run->id != NULL ? run->id : "—", xw_n(v, count), xw_n(v, with),
                            xw_n(v, count - with)));
        xw_table_open(v, "st", xw_word(v, XW_SAY_SIGNED_CAPTION),
                      xw_word(v, v->chances != NULL ? XW_SAY_SIGNED_SUB_DRAWN : XW_SAY_SIGNED_SUB));
        const char *columns[] = {
            xw_word(v, XW_SAY_SIGNED_ITEM),      xw_word(v, XW_SAY_SIGNED_WHAT),
            xw_word(v, XW_SAY_SIGNED_OFFICE),    xw_word(v, XW_SAY_SIGNED_DATE),
            xw_word(v, XW_SAY_SIGNED_STATEMENT), NULL
        };
        xw_table_head(v, columns, "nllll");
        for (int32_t i = 0; i < count; i++)
            row(v, &list[i]);
        xw_table_close(v);
        xw_footnote(v, XW_SAY_SIGNED_FOOT, XW_NOTHING);
    }
    xw_put(v->out, "</div>\n");
    xw_section_close(v);
}
