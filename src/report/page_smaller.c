#include "page.h"

/* A difference from the subject in words: fewer, more, the same. */
static const char *against(struct xw_view *v, int32_t value, int32_t subject)
{
    if (value == subject) return xw_word(v, XW_SAY_SMALLER_SAME);
    return xw_told(v, value < subject ? XW_SAY_SMALLER_FEWER : XW_SAY_SMALLER_MORE,
                   XW_WITH(xw_n(v, value < subject ? subject - value : value - subject)));
}

void xw_page_smaller(struct xw_view *v)
{
    const struct xw_figures *f = v->f;
    bool open = false;
    for (int32_t r = 1; r < v->runs; r++)
        for (int32_t s = 0; s < f->stages && s < v->all[r].stages; s++) {
            const struct xw_figures *other = &v->all[r];
            const struct xw_run_stage *own = &f->run->stage[s], *of = &other->run->stage[s];
            const struct xw_run_gap *a = xw_figures_district(f, s, XW_SCOPE_ALL, f->now - f->first);
            const struct xw_run_gap *b =
                xw_figures_district(other, s, XW_SCOPE_ALL, f->now - other->first);
            if (own->name != of->name || !(own->class_norm != of->class_norm)) continue;
            if (a == NULL || b == NULL || a->seats == XW_NONE || b->seats == XW_NONE) continue;
            if (!open) xw_put(v->out, "<ul class=\"why\">\n");
            open = true;
            xw_put(v->out, "<li>");
            xw_tell(v, XW_SAY_SMALLER_ITEM,
                    XW_WITH(xw_view_title(v, other->run), xw_n(v, (int64_t)own->class_norm),
                            xw_n(v, (int64_t)of->class_norm), xw_view_stage(v, s),
                            xw_year(v, f->now), xw_n(v, b->seats), xw_view_title(v, f->run),
                            against(v, b->seats, a->seats), xw_n(v, b->local_gap),
                            against(v, b->local_gap, a->local_gap)));
            xw_put(v->out, "</li>\n");
        }
    if (open) xw_put(v->out, "</ul>\n");
}
