#include "kept.h"
#include "page.h"
#include "reconcile.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

static const char *quantity_name(struct xw_view *v, const char *quantity)
{
    static const struct {
        const char *name;
        enum xw_key key;
    } list[] = { { "schools", XW_SAY_RECON_SCHOOLS }, { "classes", XW_SAY_RECON_CLASSES },
                 { "pupils", XW_SAY_RECON_PUPILS },   { "entrants", XW_SAY_RECON_ENTRANTS },
                 { "leavers", XW_SAY_RECON_LEAVERS }, { "teachers", XW_SAY_RECON_TEACHERS },
                 { "staff", XW_SAY_RECON_STAFF } };
    for (size_t i = 0; i < sizeof list / sizeof *list; i++)
        if (strcmp(list[i].name, quantity) == 0) return xw_word(v, list[i].key);
    return quantity;
}

/* A figure of the statistics: whole where it is whole. */
static const char *figure(struct xw_view *v, double value)
{
    return xw_number_fixed(v->texts, value, value == floor(value) ? 0 : 1,
                           xw_word(v, XW_SAY_MISSING));
}

/* Rows of the statistics within the horizon; drawn when asked. */
static int32_t statistic_rows(struct xw_view *v, bool draw)
{
    const struct xw_carried *rows = xw_kept(v->f, XW_TABLE_STATISTICS);
    int32_t count = 0;
    for (int32_t i = 0; i < rows->count; i++) {
        int32_t year = xw_carried_whole(rows, XW_COL_STATISTICS_YEAR, i, XW_NONE);
        int32_t stage = xw_kept_stage(v->f, rows, XW_COL_STATISTICS_STAGE, i);
        if (stage == XW_NONE || year < v->f->first || year > v->f->last) continue;
        count++;
        if (!draw) continue;
        const char *quantity = xw_carried_text(rows, XW_COL_STATISTICS_QUANTITY, i);
        double actual = xw_carried_number(rows, XW_COL_STATISTICS_VALUE, i), plan;
        bool known = xw_reconcile_result(v->f, stage, quantity, year, &plan);
        xw_row_open(v, "wrap", quantity_name(v, quantity));
        xw_cell_left(v, xw_view_stage(v, stage));
        xw_cell(v, xw_year(v, year));
        xw_cell(v, known ? figure(v, plan) : "—");
        xw_cell(v, figure(v, actual));
        if (known && actual == floor(actual))
            xw_cell_signed(v, (int64_t)(actual - plan));
        else
            xw_cell(v, known ? figure(v, actual - plan) : "—");
        xw_cell_apart(v, known ? actual - plan : NAN, known ? plan : NAN);
        xw_cell_left(v, xw_carried_text(rows, XW_COL_STATISTICS_NOTE, i));
        xw_glyph_cell(v, xw_carried_evidence(rows, i));
        xw_row_close(v);
    }
    return count;
}

static void statistics(struct xw_view *v)
{
    if (xw_kept(v->f, XW_TABLE_STATISTICS)->count == 0) {
        xw_footnote(v, XW_SAY_RECON_NONE, XW_NOTHING);
        return;
    }
    int32_t count = statistic_rows(v, false);
    if (count == 0) {
        xw_footnote(v, XW_SAY_RECON_OUTSIDE, XW_WITH(xw_years(v, v->f->first, v->f->last)));
        return;
    }
    xw_table_open(v, "st", xw_told(v, XW_SAY_RECON_CAPTION, XW_WITH(xw_n(v, count))),
                  xw_word(v, XW_SAY_RECON_SUB));
    const char *columns[] = { xw_word(v, XW_SAY_RECON_QUANTITY),
                              xw_word(v, XW_SAY_STAGE),
                              xw_word(v, XW_SAY_YEAR),
                              xw_word(v, XW_SAY_RECON_PLAN),
                              xw_word(v, XW_SAY_RECON_ACTUAL),
                              xw_word(v, XW_SAY_RECON_DIFFERENCE),
                              "%",
                              xw_word(v, XW_SAY_RECON_NOTE),
                              xw_word(v, XW_SAY_EVIDENCE),
                              NULL };
    xw_table_head(v, columns, "nlnnnnnle");
    statistic_rows(v, true);
    xw_table_close(v);
}

/* ---- rolls of later years, school by school */

static void number_cells(struct xw_view *v, bool held, int32_t plan, int32_t actual)
{
    xw_cell(v, xw_n_held(v, held, plan));
    xw_cell(v, xw_n_held(v, held, actual));
    if (held) {
        xw_cell(v, XW_HELD_MARK);
        xw_cell(v, XW_HELD_MARK);
        return;
    }
    xw_cell_signed(v, actual - plan);
    xw_cell_apart(v, actual - plan, plan);
}

static void stage_year_rows(struct xw_view *v, const struct xw_later_roll *roll, int32_t count)
{
    for (int32_t y = v->f->first; y <= v->f->last; y++)
        for (int32_t s = 0; s < v->f->stages; s++) {
            int32_t schools = 0, actual = 0, plan = 0;
            for (int32_t i = 0; i < count; i++) {
                if (roll[i].stage != s || roll[i].year != y) continue;
                schools++;
                actual += roll[i].actual;
                plan += roll[i].plan;
            }
            if (schools == 0) continue;
            xw_row_open(v, "", xw_view_stage(v, s));
            xw_cell(v, xw_year(v, y));
            xw_cell(v, xw_n(v, schools));
            int32_t below = v->f->run->held_below;
            bool held = (plan > 0 && plan < below) || (actual > 0 && actual < below);
            number_cells(v, held, plan, actual);
            xw_row_close(v);
        }
}

static int most_apart_first(const void *a, const void *b)
{
    const struct xw_later_roll *left = a, *right = b;
    int32_t l = abs(left->actual - left->plan), r = abs(right->actual - right->plan);
    if (l != r) return l > r ? -1 : 1;
    if (left->stage != right->stage) return left->stage - right->stage;
    return left->school - right->school;
}

/* The schools of the last year that has rolls which are furthest from the result. */
static void apart_table(struct xw_view *v, struct xw_later_roll *roll, int32_t count)
{
    enum { MOST = 10 };
    int32_t year = XW_NONE, of_year = 0;
    for (int32_t i = 0; i < count; i++)
        if (roll[i].year > year) year = roll[i].year;
    for (int32_t i = 0; i < count; i++)
        if (roll[i].year == year && roll[i].actual != roll[i].plan) roll[of_year++] = roll[i];
    if (of_year == 0) return;
    qsort(roll, (size_t)of_year, sizeof *roll, most_apart_first);
    xw_table_open(v, "st", xw_told(v, XW_SAY_ROLLS_APART_CAPTION, XW_WITH(xw_year(v, year))),
                  xw_told(v, XW_SAY_ROLLS_APART_SUB, XW_WITH(xw_n(v, MOST))));
    const char *columns[] = { xw_word(v, XW_SAY_SCHOOL),
                              xw_word(v, XW_SAY_STAGE),
                              xw_word(v, XW_SAY_RECON_PLAN),
                              xw_word(v, XW_SAY_ROLLS_ACTUAL),
                              xw_word(v, XW_SAY_RECON_DIFFERENCE),
                              "%",
                              NULL };
    xw_table_head(v, columns, "nlnnnn");
    for (int32_t i = 0; i < of_year && i < MOST; i++) {
        const struct xw_run_school *school = &v->f->run->school[roll[i].school];
        xw_row_open(v, "wrap", xw_view_name(v, school->name_zh, school->name_en));
        xw_cell_left(v, xw_view_stage(v, roll[i].stage));
        number_cells(v, roll[i].held, roll[i].plan, roll[i].actual);
        xw_row_close(v);
    }
    xw_table_close(v);
}

static void rolls(struct xw_view *v)
{
    int32_t count = 0;
    struct xw_later_roll *roll = xw_later_rolls(v->texts, v->f, &count);
    if (roll == NULL) {
        v->out->failed = true;
        return;
    }
    if (count == 0) {
        xw_footnote(v, XW_SAY_ROLLS_NONE, XW_WITH(xw_year(v, v->f->first)));
        return;
    }
    xw_table_open(v, "st", xw_word(v, XW_SAY_ROLLS_CAPTION), xw_word(v, XW_SAY_ROLLS_SUB));
    const char *columns[] = { xw_word(v, XW_SAY_STAGE),
                              xw_word(v, XW_SAY_YEAR),
                              xw_word(v, XW_SAY_ROLLS_GIVEN),
                              xw_word(v, XW_SAY_RECON_PLAN),
                              xw_word(v, XW_SAY_ROLLS_ACTUAL),
                              xw_word(v, XW_SAY_RECON_DIFFERENCE),
                              "%",
                              NULL };
    xw_table_head(v, columns, "nnnnnnn");
    stage_year_rows(v, roll, count);
    xw_table_close(v);
    apart_table(v, roll, count);
}

void xw_page_reconcile(struct xw_view *v)
{
    xw_section_open(v, "", XW_SAY_RECON_HEAD, XW_NOTHING);
    xw_put(v->out, "<div>\n");
    statistics(v);
    rolls(v);
    xw_put(v->out, "</div>\n");
    xw_notes_open(v, "", XW_SAY_NOTES);
    xw_note(v, XW_SAY_RECON_NOTE_WHO, XW_NOTHING);
    xw_note(v, XW_SAY_RECON_NOTE_HOW, XW_NOTHING);
    xw_notes_close(v);
    xw_section_close(v);
}
