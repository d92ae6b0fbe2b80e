#include "page.h"
#include "odd_rows.h"
#include <string.h>

void xw_row_open(struct xw_view *v, const char *row_class, const char *label)
{
    if (row_class[0] != '\0')
        xw_putf(v->out, "<tr class=\"%s\"><th scope=\"row\">", row_class);
    else
        xw_put(v->out, "<tr><th scope=\"row\">");
    xw_put_text(v->out, label);
    xw_put(v->out, "</th>");
}

void xw_row_close(struct xw_view *v)
{
    xw_put(v->out, "</tr>\n");
}

void xw_cell(struct xw_view *v, const char *text)
{
    xw_put(v->out, "<td>");
    xw_put_text(v->out, text);
    xw_put(v->out, "</td>");
}

void xw_cell_left(struct xw_view *v, const char *text)
{
    xw_put(v->out, "<td class=\"l\">");
    xw_put_text(v->out, text != NULL && text[0] == '\0' ? "—" : text);
    xw_put(v->out, "</td>");
}

void xw_cell_balance(struct xw_view *v, const struct xw_run_gap *row)
{
    int32_t balance;
    if (!xw_figures_balance(row, &balance) || row->held & XW_HELD_PERSONS) {
        xw_cell(v, row != NULL && row->held & XW_HELD_PERSONS ? XW_HELD_MARK : "—");
        return;
    }
    xw_put(v->out, balance < 0 ? "<td class=\"neg\">" : "<td>");
    xw_put(v->out, xw_signed(v, balance));
    xw_put(v->out, "</td>");
}

void xw_cell_gap(struct xw_view *v, int32_t gap)
{
    if (gap == XW_NONE) {
        xw_cell(v, "—");
        return;
    }
    xw_put(v->out, gap > 0 ? "<td class=\"neg\">" : "<td>");
    xw_put(v->out, xw_n(v, -(int64_t)gap));
    xw_put(v->out, "</td>");
}

void xw_footnote(struct xw_view *v, enum xw_key key, const char *const *arguments)
{
    xw_put(v->out, "<p class=\"fn\">");
    xw_tell(v, key, arguments);
    xw_put(v->out, "</p>\n");
}

void xw_note(struct xw_view *v, enum xw_key key, const char *const *arguments)
{
    xw_put(v->out, "<p>");
    xw_tell(v, key, arguments);
    xw_put(v->out, "</p>\n");
}

struct named {
    const char *name;
    enum xw_key key;
};

static const char *look_up(struct xw_view *v, const struct named *list, size_t count,
                           const char *name)
{
    for (size_t i = 0; name != NULL && i < count; i++)
        if (strcmp(list[i].name, name) == 0) return xw_word(v, list[i].key);
    return name == NULL || name[0] == '\0' ? "—" : name;
}

const char *xw_page_status(struct xw_view *v, const char *status)
{
    static const struct named list[] = { { "open", XW_SAY_STATUS_OPEN },
                                         { "building", XW_SAY_STATUS_BUILDING },
                                         { "approved", XW_SAY_STATUS_APPROVED },
                                         { "planned", XW_SAY_STATUS_PLANNED } };
    return look_up(v, list, sizeof list / sizeof *list, status);
}

const char *xw_page_kind(struct xw_view *v, const char *kind)
{
    static const struct named list[] = {
        { "new", XW_SAY_KIND_NEW },           { "expansion", XW_SAY_KIND_EXPANSION },
        { "relocation", XW_SAY_KIND_MOVED },  { "rebuild", XW_SAY_KIND_REBUILD },
        { "conversion", XW_SAY_KIND_CHANGE }, { "closure", XW_SAY_KIND_CLOSURE },
        { "merger", XW_SAY_KIND_MERGER }
    };
    return look_up(v, list, sizeof list / sizeof *list, kind);
}

const char *xw_page_reason(struct xw_view *v, const char *reason)
{
    static const struct named list[] = { { "demand", XW_SAY_REASON_DEMAND },
                                         { "delay", XW_SAY_REASON_DELAY },
                                         { "locked_rooms", XW_SAY_REASON_LOCKED },
                                         { "earlier_wave", XW_SAY_REASON_EARLIER },
                                         { "boundary", XW_SAY_REASON_BOUNDARY } };
    return look_up(v, list, sizeof list / sizeof *list, reason);
}

const char *xw_page_verdict(struct xw_view *v, const struct xw_need *need)
{
    const char *years = xw_n(v, need->years);
    switch (need->verdict) {
    case XW_VERDICT_LATE:
        return xw_told(v, need->over ? XW_SAY_VERDICT_OVER : XW_SAY_VERDICT_LATE, XW_WITH(years));
    case XW_VERDICT_EXACT:
        return xw_word(v, XW_SAY_VERDICT_EXACT);
    case XW_VERDICT_EARLY:
        return xw_told(v, XW_SAY_VERDICT_EARLY, XW_WITH(years));
    case XW_VERDICT_NEVER:
        return xw_told(v, XW_SAY_VERDICT_NEVER, XW_WITH(xw_year(v, v->f->last)));
    case XW_VERDICT_NO_CLASSES:
        return xw_word(v, XW_SAY_VERDICT_NO_CLASSES);
    case XW_VERDICT_NO_SEATS:
        return xw_word(v, XW_SAY_VERDICT_NO_SEATS);
    case XW_VERDICT_UNCOUNTED:
        return xw_word(v, XW_SAY_VERDICT_UNCOUNTED);
    default:
        return xw_word(v, XW_SAY_VERDICT_NO_GAP);
    }
}

void xw_warning_tag(struct xw_view *v, const char *warning)
{
    bool red = warning != NULL && strcmp(warning, "red") == 0;
    bool yellow = warning != NULL && strcmp(warning, "yellow") == 0;
    xw_putf(v->out, "<td><span class=\"tag %s\">%s</span></td>",
            red      ? "red"
            : yellow ? "yel"
                     : "ok",
            xw_word(v, red      ? XW_SAY_RED
                       : yellow ? XW_SAY_YELLOW
                                : XW_SAY_GREEN));
}

/* A doubt without the words that its item begins with, and without its full stop. */
static const char *bare(struct xw_view *v, const char *text, const char *code)
{
    const char *head = code == NULL ? NULL : xw_told(v, XW_SAY_DOUBT_NAMES, XW_WITH(code));
    if (head != NULL && strncmp(text, head, strlen(head)) == 0) text += strlen(head);
    size_t length = strlen(text);
    if (length > 3 && strcmp(text + length - 3, "。") == 0)
        length -= 3;
    else if (length > 1 && text[length - 1] == '.')
        length -= 1;
    return xw_arena_text_n(v->texts, text, (ptrdiff_t)length);
}

static void put_odd_row(struct xw_view *v, const struct xw_odd_row *row)
{
    const struct xw_run *run = v->f->run;
    const char *code = row->project != XW_NONE ? run->project[row->project].code : NULL;
    xw_put(v->out, "<li>");
    if (code != NULL) xw_tell(v, XW_SAY_DOUBT_OF, XW_WITH(code));
    for (int32_t w = row->first; w < run->warning_count; w++) {
        if (!xw_odd_rows_same(run, row->first, w)) continue;
        if (w > row->first) xw_put(v->out, xw_word(v, XW_SAY_CLAUSE_MARK));
        xw_put_text(
            v->out,
            bare(v, xw_view_name(v, run->warning[w].text_zh, run->warning[w].text_en), code));
    }
    const struct xw_run_warning *first = &run->warning[row->first];
    xw_putf(v->out, "%s<br><span class=\"src\">", xw_word(v, XW_SAY_FULL_STOP));
    xw_put_text(v->out, first->file != NULL ? first->file : "");
    if (first->line > 0) xw_putf(v->out, ":%d", first->line);
    xw_put(v->out, "</span></li>\n");
}

int32_t xw_page_doubts(struct xw_view *v, int32_t most)
{
    struct xw_odd_row *rows = XW_TAKE(v->texts, v->f->run->warning_count, struct xw_odd_row);
    if (rows == NULL) {
        v->out->failed = true;
        return 0;
    }
    int32_t count = xw_odd_rows(v->f, rows);
    if (most > 0) xw_odd_rows_sort(rows, count);
    int32_t shown = most > 0 && count > most ? most : count;
    for (int32_t i = 0; i < shown; i++)
        put_odd_row(v, &rows[i]);
    return count - shown;
}

const char *xw_leading_towns(struct xw_view *v, int32_t stage, int32_t year, enum xw_lead what,
                             int32_t most, bool with_numbers)
{
    enum { LEADING = 3 };
    const struct xw_figures *f = v->f;
    const char *items[LEADING];
    int32_t values[LEADING + 1], towns[LEADING + 1], count = 0;
    for (int32_t t = 0; t < f->towns; t++) {
        const struct xw_run_gap *row = xw_figures_town(f, t, stage, XW_SCOPE_ALL, year);
        int32_t value = row == NULL ? 0 : what == XW_LEAD_GAP ? row->local_gap : row->surplus;
        if (value <= 0) continue;
        int32_t at = count < LEADING ? count++ : LEADING;
        for (; at > 0 && values[at - 1] < value; at--) {
            values[at] = values[at - 1];
            towns[at] = towns[at - 1];
        }
        values[at] = value;
        towns[at] = t;
    }
    if (count > most) count = most;
    for (int32_t i = 0; i < count; i++) {
        const char *name = xw_view_town(v, towns[i]);
        items[i] =
            with_numbers ? xw_told(v, XW_SAY_TOWN_VALUE, XW_WITH(name, xw_n(v, values[i]))) : name;
    }
    if (count == 0) return NULL;
    return with_numbers ? xw_listed(v, items, count, count) : xw_joined(v, items, count, count);
}

/* ---- the small sum -----------------------------------------------------------------------------
 */

static void term(struct xw_view *v, const char *label, int64_t value, enum xw_evidence evidence)
{
    xw_row_open(v, "", label);
    xw_cell(v, xw_n(v, value));
    xw_put(v->out, "<td class=\"l\">");
    xw_glyph(v, evidence);
    xw_put(v->out, "</td>");
    xw_row_close(v);
}

static void total(struct xw_view *v, const char *label, const char *value, bool is_short)
{
    xw_row_open(v, "sum", label);
    xw_putf(v->out, "<td%s>%s</td><td class=\"l\">—</td>", is_short ? " class=\"neg\"" : "", value);
    xw_row_close(v);
}

/* Seats of the year as those of the first year, what single projects add, and the rest. */
static void seat_terms(struct xw_view *v, int32_t stage, int16_t year, int32_t seats)
{
    enum { SINGLE = 6 };
    const struct xw_figures *f = v->f;
    const struct xw_run_gap *first = xw_figures_district(f, stage, XW_SCOPE_ALL, 0);
    enum xw_evidence evidence = xw_figures_weakest(f, "seats", stage, f->first);
    int32_t rest = seats - (first != NULL ? first->seats : 0), shown = 0, others = 0, sum = 0;
    if (first != NULL)
        term(v, xw_told(v, XW_SAY_SUM_FIRST_SEATS, XW_WITH(xw_year(v, f->first))), first->seats,
             evidence);
    for (int32_t i = 0; i < v->needs->count && year > f->first; i++) {
        int32_t p = v->needs->order[i];
        if (v->needs->need[p].stage != stage) continue;
        int32_t added = xw_needs_added(f, p, year) - xw_needs_added(f, p, f->first);
        if (added == 0) continue;
        const struct xw_run_project *project = &f->run->project[p];
        if (shown < SINGLE) {
            term(v,
                 xw_told(v, XW_SAY_SUM_PROJECT,
                         XW_WITH(project->code, xw_year(v, project->opens_in))),
                 added, project->evidence);
        } else {
            others++;
            sum += added;
        }
        shown++;
        rest -= added;
    }
    if (others > 0)
        term(v, xw_told(v, XW_SAY_SUM_OTHERS, XW_WITH(xw_n(v, others))), sum, XW_PUBLISHED);
    if (rest != 0) term(v, xw_word(v, XW_SAY_SUM_REST), rest, evidence);
}

void xw_explain_gap(struct xw_view *v, int32_t stage, int32_t number)
{
    static const char *const circled[] = { "①", "②", "③", "④", "⑤", "⑥" };
    const struct xw_figures *f = v->f;
    const struct xw_stage_finding *s = &f->stage[stage];
    const char *mark = circled[number >= 1 && number <= 6 ? number - 1 : 0];
    int16_t year = s->worst_year != XW_NONE ? s->worst_year : f->now;
    const struct xw_run_gap *all = xw_figures_district(f, stage, XW_SCOPE_ALL, year - f->first);
    const struct xw_run_gap *entry = xw_figures_district(f, stage, XW_SCOPE_ENTRY, year - f->first);
    if (all == NULL || all->seats == XW_NONE) return;
    enum xw_evidence pupils = xw_figures_weakest(f, "pupils", stage, year);
    int32_t net = all->demand - all->seats;
    xw_heading(v, 3, NULL, XW_SAY_EXPLAIN, XW_NOTHING);
    xw_putf(v->out, "<div class=\"x\" id=\"x%d\"><h3>%s ", number, mark);
    xw_tell(v, net > 0 ? XW_SAY_EXPLAIN_SHORT : XW_SAY_EXPLAIN_SPARE,
            XW_WITH(xw_n(v, net > 0 ? net : -net), xw_year(v, year), xw_view_within(v, stage)));
    xw_putf(v->out, " <a href=\"#r%d\" aria-label=\"%s %s\">↩</a></h3>\n<table><tbody>\n", number,
            xw_word(v, XW_SAY_BACK), mark);
    if (entry != NULL) {
        term(v, xw_word(v, XW_SAY_ENTRANTS), entry->demand, pupils);
        term(v, xw_word(v, XW_SAY_PLUS_CONTINUING), all->demand - entry->demand, pupils);
    }
    total(v, xw_word(v, XW_SAY_DEMAND), xw_n(v, all->demand), false);
    seat_terms(v, stage, year, all->seats);
    total(v, xw_word(v, XW_SAY_SEATS), xw_n(v, all->seats), false);
    total(v, xw_word(v, XW_SAY_DEMAND_LESS_SEATS), xw_n(v, net), net > 0);
    xw_put(v->out, "</tbody></table>\n<p class=\"src\">");
    xw_put_text(v->out, "gap_year: level=district, year=");
    xw_putf(v->out, "%d, stage=%s<br>project_year: seats_added", year,
            xw_stage_word(f->run->stage[stage].name));
    xw_origin_gap(v, stage, year);
    xw_put(v->out, "</p></div>\n");
    xw_note(v, XW_SAY_EXPLAIN_LOCAL,
            XW_WITH(xw_n(v, all->local_gap), xw_n(v, net), xw_n(v, all->surplus)));
}
