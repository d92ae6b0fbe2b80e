#include "page.h"
#include "staffing.h"

static void number_cell(struct xw_view *v, int32_t value)
{
    xw_cell(v, value == XW_NONE ? "—" : xw_n(v, value));
}

static void stage_table(struct xw_view *v, int32_t stage, int32_t peak)
{
    const char *quantity = xw_staff_quantity(v->f, stage);
    const char *of = xw_word(v, quantity == NULL     ? XW_SAY_TEACHERS_OF_NONE
                                : quantity[0] == 's' ? XW_SAY_TEACHERS_OF_STAFF
                                                     : XW_SAY_TEACHERS_OF_TEACHERS);
    int32_t most = xw_staff_needed(v->f, "staff", stage, peak);
    xw_table_open(v, "st", xw_told(v, XW_SAY_TEACHERS_CAPTION, XW_WITH(xw_view_stage(v, stage))),
                  xw_told(v, XW_SAY_TEACHERS_SUB, XW_WITH(of)));
    const char *columns[] = { xw_word(v, XW_SAY_YEAR),
                              xw_word(v, XW_SAY_TEACHERS_BY_PUPILS),
                              xw_word(v, XW_SAY_TEACHERS_BY_CLASSES),
                              xw_word(v, XW_SAY_TEACHERS_NEEDED),
                              xw_word(v, XW_SAY_TEACHERS_GIVEN),
                              xw_word(v, XW_SAY_TEACHERS_BALANCE),
                              xw_word(v, XW_SAY_TEACHERS_AFTER),
                              NULL };
    xw_table_head(v, columns, "");
    for (int32_t y = v->f->first; y <= v->f->last; y++) {
        int32_t staff = xw_staff_needed(v->f, "staff", stage, y), year;
        int32_t there =
            quantity == NULL ? XW_NONE : xw_staff_given(v->f, quantity, stage, y, &year);
        xw_row_open(v, "", xw_year(v, y));
        number_cell(v, xw_staff_needed(v->f, "staff_by_pupils", stage, y));
        number_cell(v, xw_staff_needed(v->f, "staff_by_classes", stage, y));
        number_cell(v, staff);
        if (quantity == NULL)
            xw_cell(v, xw_word(v, XW_SAY_MISSING));
        else
            number_cell(v, there);
        if (there == XW_NONE || staff == XW_NONE)
            xw_cell(v, "—");
        else
            xw_putf(v->out, "<td%s>%s</td>", there < staff ? " class=\"neg\"" : "",
                    xw_signed(v, there - staff));
        xw_cell(v, y <= peak || staff == XW_NONE ? "—" : xw_n(v, most - staff));
        xw_row_close(v);
    }
    xw_table_close(v);
}

static void finding(struct xw_view *v, int32_t stage, int32_t peak)
{
    int32_t most = xw_staff_needed(v->f, "staff", stage, peak),
            last = xw_staff_needed(v->f, "staff", stage, v->f->last);
    const char *quantity = xw_staff_quantity(v->f, stage);
    int32_t of = XW_NONE;
    int32_t there =
        quantity == NULL ? XW_NONE : xw_staff_given(v->f, quantity, stage, v->f->last, &of);
    xw_put(v->out, "<li>");
    xw_tell(v, XW_SAY_TEACHERS_FINDING,
            XW_WITH(xw_view_stage(v, stage), xw_year(v, peak), xw_n(v, most),
                    xw_year(v, v->f->last), xw_n(v, last), xw_n(v, most - last)));
    if (there == XW_NONE)
        xw_tell(v, XW_SAY_TEACHERS_MISSING, XW_NOTHING);
    else if (there < most)
        xw_tell(v, XW_SAY_TEACHERS_AGAINST,
                XW_WITH(xw_year(v, of), xw_n(v, there), xw_n(v, most - there)));
    else
        xw_tell(v, XW_SAY_TEACHERS_ENOUGH, XW_WITH(xw_year(v, of), xw_n(v, there)));
    xw_put(v->out, "</li>\n");
}

void xw_page_teachers(struct xw_view *v)
{
    int32_t peak[XW_MAX_STAGES], count = 0, stages = v->f->stages;
    if (stages > XW_MAX_STAGES) stages = XW_MAX_STAGES;
    xw_section_open(v, "", XW_SAY_TEACHERS_HEAD, XW_NOTHING);
    xw_put(v->out, "<div>\n");
    for (int32_t s = 0; s < stages; s++) {
        peak[s] = xw_staff_peak(v->f, s);
        count += peak[s] != XW_NONE;
    }
    if (count > 0) {
        xw_put(v->out, "<ul class=\"why\">\n");
        for (int32_t s = 0; s < stages; s++)
            if (peak[s] != XW_NONE) finding(v, s, peak[s]);
        xw_put(v->out, "</ul>\n");
    } else {
        xw_footnote(v, XW_SAY_TEACHERS_NONE, XW_NOTHING);
    }
    for (int32_t s = 0; s < stages; s++) {
        if (peak[s] != XW_NONE)
            stage_table(v, s, peak[s]);
        else if (count > 0)
            xw_footnote(v, XW_SAY_TEACHERS_STAGE_NONE, XW_WITH(xw_view_stage(v, s)));
    }
    xw_put(v->out, "</div>\n");
    xw_notes_open(v, "", XW_SAY_NOTES);
    xw_note(v, XW_SAY_TEACHERS_NOTE, XW_NOTHING);
    xw_notes_close(v);
    xw_section_close(v);
}
