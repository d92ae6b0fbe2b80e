#include "held.h"
#include "intake.h"
#include "kept.h"
#include "page.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_AREAS = 12, MOST_SENT = 10 };

static void count_cells(struct xw_view *v, const struct xw_intake *in, bool held,
                        int32_t registered, int32_t earlier, int32_t simulated, int32_t places)
{
    xw_cell(v, in->given ? xw_n_held(v, held, registered) : xw_word(v, XW_SAY_MISSING));
    if (!in->given || strcmp(in->first_of, in->as_of) == 0)
        xw_cell(v, "—");
    else if (held)
        xw_cell(v, XW_HELD_MARK);
    else
        xw_cell_signed(v, registered - earlier);
    xw_cell(v, simulated == XW_NONE ? "—" : xw_n_held(v, held, simulated));
    xw_cell(v, places == XW_NONE ? "—" : xw_n(v, places));
}

static void excess_cell(struct xw_view *v, bool held, int32_t over)
{
    xw_putf(v->out, "<td%s>%s</td>", over > 0 && !held ? " class=\"neg\"" : "",
            xw_n_held(v, held, over));
}

static void area_row(struct xw_view *v, const struct xw_intake *in,
                     const struct xw_intake_area *area)
{
    const struct xw_run_school *school = &v->f->run->school[area->school];
    const char *warning = xw_intake_warning(in, area);
    xw_row_open(v, "wrap", xw_view_name(v, school->name_zh, school->name_en));
    xw_cell_left(v, xw_view_name(v, school->town_zh, school->town_en));
    count_cells(v, in, area->held, area->registered, area->earlier, area->simulated, area->places);
    xw_cell(v,
            area->held ? XW_HELD_MARK : xw_percent(v, xw_intake_expected(in, area), area->places));
    if (warning != NULL)
        xw_warning_tag(v, warning);
    else
        xw_cell(v, "—");
    excess_cell(v, area->held, xw_intake_excess(in, area));
    xw_row_close(v);
}

/* A row that sums areas from `from` on; what was registered of no area comes to the whole. */
static void sum_row(struct xw_view *v, const struct xw_intake *in, const char *row_class,
                    const char *label, int32_t from)
{
    struct xw_intake_area sum = { .school = XW_NONE, .held = from == 0 && in->sum_held };
    int32_t over = 0;
    for (int32_t a = from; a < in->areas; a++) {
        sum.registered += in->area[a].registered;
        sum.earlier += in->area[a].earlier;
        sum.simulated += in->area[a].simulated;
        sum.places += in->area[a].places;
        over += xw_intake_excess(in, &in->area[a]);
        if (from > 0 && in->area[a].held) sum.held = true;
    }
    if (from == 0) {
        sum.registered += in->elsewhere;
        sum.earlier += in->elsewhere_earlier;
    }
    xw_row_open(v, row_class, label);
    xw_cell_left(v, "—");
    count_cells(v, in, sum.held, sum.registered, sum.earlier, sum.simulated, sum.places);
    xw_cell(v, sum.held ? XW_HELD_MARK : xw_percent(v, xw_intake_expected(in, &sum), sum.places));
    xw_cell(v, "—");
    excess_cell(v, sum.held || in->excess_held, over);
    xw_row_close(v);
}

static const char *warning_lines(struct xw_view *v, const struct xw_intake *in)
{
    if (isnan(in->yellow) || isnan(in->red)) return xw_word(v, XW_SAY_NEXT_NO_LINES);
    return xw_told(v, XW_SAY_NEXT_LINES,
                   XW_WITH(xw_percent(v, in->yellow, 1.0), xw_percent(v, in->red, 1.0)));
}

/* All areas where they are few; else those that are red or yellow, or the first three. */
static int32_t rows_shown(const struct xw_intake *in)
{
    enum { LEAST = 3 };
    int32_t marked = 0;
    if (in->areas <= MOST_AREAS) return in->areas;
    for (int32_t a = 0; a < in->areas; a++) {
        const char *warning = xw_intake_warning(in, &in->area[a]);
        marked += warning != NULL && strcmp(warning, "none") != 0;
    }
    return marked < LEAST ? LEAST : marked > MOST_AREAS ? MOST_AREAS : marked;
}

static void area_table(struct xw_view *v, const struct xw_intake *in)
{
    const char *norm = xw_n(v, (int64_t)v->f->run->stage[in->stage].class_norm);
    const char *lines = warning_lines(v, in);
    const char *places = xw_told(v,
                                 !in->by_plan    ? XW_SAY_NEXT_BY_ROOMS
                                 : !in->by_rooms ? XW_SAY_NEXT_BY_PLAN
                                                 : XW_SAY_NEXT_BY_BOTH,
                                 XW_WITH(norm));
    xw_table_open(
        v, "st",
        xw_told(v, XW_SAY_NEXT_CAPTION, XW_WITH(xw_year(v, in->year), xw_view_stage(v, in->stage))),
        in->given ? xw_told(v, XW_SAY_NEXT_SUB_GIVEN, XW_WITH(in->as_of, lines, places))
                  : xw_told(v, XW_SAY_NEXT_SUB_MISSING, XW_WITH(lines, places)));
    const char *columns[] = { xw_word(v, XW_SAY_NEXT_AREA),       xw_word(v, XW_SAY_TOWN),
                              xw_word(v, XW_SAY_NEXT_REGISTERED), xw_word(v, XW_SAY_NEXT_DRIFT),
                              xw_word(v, XW_SAY_NEXT_SIMULATED),  xw_word(v, XW_SAY_NEXT_PLACES),
                              xw_word(v, XW_SAY_NEXT_RATIO),      xw_word(v, XW_SAY_WARNING),
                              xw_word(v, XW_SAY_NEXT_EXCESS),     NULL };
    xw_table_head(v, columns, "nlnnnnnnn");
    int32_t shown = rows_shown(in);
    for (int32_t a = 0; a < shown; a++)
        area_row(v, in, &in->area[a]);
    if (in->areas > shown)
        sum_row(v, in, "", xw_told(v, XW_SAY_NEXT_OTHERS, XW_WITH(xw_n(v, in->areas - shown))),
                shown);
    if (in->elsewhere > 0 || in->elsewhere_earlier > 0) {
        xw_row_open(v, "", xw_word(v, XW_SAY_NEXT_ELSEWHERE));
        xw_cell_left(v, "—");
        count_cells(v, in, in->elsewhere_held, in->elsewhere, in->elsewhere_earlier, XW_NONE,
                    XW_NONE);
        xw_put(v->out, "<td>—</td><td>—</td><td>—</td>");
        xw_row_close(v);
    }
    sum_row(v, in, "sum", xw_word(v, XW_SAY_SUM), 0);
    xw_table_close(v);
}

static void finding(struct xw_view *v, const struct xw_intake *in)
{
    int32_t red = 0, yellow = 0, over = 0;
    for (int32_t a = 0; a < in->areas; a++) {
        const char *warning = xw_intake_warning(in, &in->area[a]);
        red += warning != NULL && strcmp(warning, "red") == 0;
        yellow += warning != NULL && strcmp(warning, "yellow") == 0;
        over += xw_intake_excess(in, &in->area[a]);
    }
    const char *stage = xw_view_stage(v, in->stage), *areas = xw_n(v, in->areas);
    xw_put(v->out, "<li>");
    if (over == 0) {
        xw_tell(v, XW_SAY_NEXT_NO_EXCESS, XW_WITH(stage, areas, xw_n(v, red), xw_n(v, yellow)));
    } else {
        const struct xw_run_school *school = &v->f->run->school[in->area[0].school];
        xw_tell(v, XW_SAY_NEXT_FINDING,
                XW_WITH(stage, areas, xw_n(v, red), xw_n(v, yellow),
                        xw_n_held(v, in->excess_held, over)));
        xw_tell(v, XW_SAY_NEXT_MOST,
                XW_WITH(xw_view_name(v, school->name_zh, school->name_en),
                        xw_n_held(v, in->area[0].held, xw_intake_excess(in, &in->area[0]))));
    }
    xw_put(v->out, "</li>\n");
}

/* ---- how registrations came in ----------------------------------------------------------------- */

static void months(struct xw_view *v, const struct xw_intake *in, int32_t count)
{
    const struct xw_carried *rows = xw_kept(v->f, XW_TABLE_REGISTRATIONS);
    const char *columns[XW_MAX_STAGES + 2] = { xw_word(v, XW_SAY_NEXT_AS_OF) };
    int32_t given = 0;
    for (int32_t k = 0; k < count; k++)
        if (in[k].given) columns[++given] = xw_view_stage(v, in[k].stage);
    if (given == 0) return;
    xw_table_open(v, "st", xw_word(v, XW_SAY_NEXT_MONTHS),
                  xw_told(v, XW_SAY_NEXT_MONTHS_SUB, XW_WITH(xw_year(v, in[0].year))));
    xw_table_head(v, columns, "");
    const char *day = "";
    for (;;) { /* day after day, in ascending order */
        const char *next = NULL;
        for (int32_t i = 0; i < rows->count; i++) {
            const char *of = xw_carried_text(rows, XW_COL_REGISTRATIONS_AS_OF, i);
            bool counted = false;
            for (int32_t k = 0; k < count; k++)
                counted = counted || xw_intake_has(v->f, &in[k], i);
            if (counted && strcmp(of, day) > 0 && (next == NULL || strcmp(of, next) < 0)) next = of;
        }
        if (next == NULL) break;
        day = next;
        xw_row_open(v, "", day);
        for (int32_t k = 0; k < count; k++) {
            int64_t sum = 0;
            bool any = false;
            for (int32_t i = 0; i < rows->count; i++) {
                if (!xw_intake_has(v->f, &in[k], i) ||
                    strcmp(xw_carried_text(rows, XW_COL_REGISTRATIONS_AS_OF, i), day) != 0)
                    continue;
                any = true;
                sum += xw_carried_whole(rows, XW_COL_REGISTRATIONS_CHILDREN, i, 0);
            }
            bool held = sum > 0 && sum < v->f->run->held_below;
            if (in[k].given) xw_cell(v, any ? xw_n_held(v, held, sum) : "—");
        }
        xw_row_close(v);
    }
    xw_row_open(v, "sum", xw_word(v, XW_SAY_NEXT_SIMULATED));
    for (int32_t k = 0; k < count; k++) {
        const struct xw_run_gap *row =
            xw_figures_district(v->f, in[k].stage, XW_SCOPE_ENTRY, in[k].year - v->f->first);
        if (in[k].given)
            xw_cell(v, row == NULL ? "—" : xw_n_held(v, row->held & XW_HELD_PERSONS, row->demand));
    }
    xw_row_close(v);
    xw_table_close(v);
}

/* ---- whom the simulation coordinates ----------------------------------------------------------- */

struct sent {
    int32_t zone, stage, pupils, metres;
    const char *tier;
};

static int most_first(const void *a, const void *b)
{
    const struct sent *left = a, *right = b;
    if (left->pupils != right->pupils) return left->pupils > right->pupils ? -1 : 1;
    if (left->stage != right->stage) return left->stage - right->stage;
    if (left->zone != right->zone) return left->zone - right->zone;
    return strcmp(left->tier, right->tier);
}

/* Flows of a year come stage by stage and zone by zone: rows of a zone and class stand near one another. */
static int32_t coordinated(struct xw_view *v, int32_t year, struct sent *sent)
{
    enum { NEAR = 64 };
    int32_t count = 0;
    for (int32_t i = 0; i < v->f->run->flow_count; i++) {
        const struct xw_run_flow *flow = &v->f->run->flow[i];
        if (flow->year != year || flow->zone == XW_NONE ||
            strcmp(flow->reason, "coordination") != 0)
            continue;
        int32_t at = count - 1, least = count > NEAR ? count - NEAR : 0;
        while (at >= least && (sent[at].zone != flow->zone || sent[at].stage != flow->stage ||
                               strcmp(sent[at].tier, flow->tier) != 0))
            at--;
        if (at < least) {
            at = count++;
            sent[at] = (struct sent){
                .zone = flow->zone, .stage = flow->stage, .tier = flow->tier, .metres = XW_NONE
            };
        }
        sent[at].pupils += flow->pupils;
        if (flow->metres > sent[at].metres) sent[at].metres = flow->metres;
    }
    return count;
}

/* Numbers of the rows shown, of the others as one, and the sum: those that are held back. NULL: no
 * memory. */
static const bool *hold_sent(struct xw_view *v, const struct sent *sent, int32_t count)
{
    int32_t *number = XW_TAKE(v->texts, MOST_SENT + 2, int32_t);
    bool *hidden = XW_TAKE(v->texts, MOST_SENT + 2, bool);
    if (number == NULL || hidden == NULL) return NULL;
    for (int32_t i = 0; i < count; i++) {
        number[i < MOST_SENT ? i : MOST_SENT] += sent[i].pupils;
        number[MOST_SENT + 1] += sent[i].pupils;
    }
    return xw_held_parts(v->f->run, *v->texts, MOST_SENT + 1, number, hidden) ? hidden : NULL;
}

static void sent_table(struct xw_view *v, int32_t year)
{
    const struct xw_run *run = v->f->run;
    struct sent *sent = XW_TAKE(v->texts, run->flow_count, struct sent);
    if (sent == NULL) {
        v->out->failed = true;
        return;
    }
    int32_t count = coordinated(v, year, sent), rest = 0, all = 0;
    if (count == 0) {
        xw_footnote(v, XW_SAY_NEXT_SENT_NONE, XW_WITH(xw_year(v, year)));
        return;
    }
    qsort(sent, (size_t)count, sizeof *sent, most_first);
    const bool *held = hold_sent(v, sent, count);
    if (held == NULL) {
        v->out->failed = true;
        return;
    }
    xw_table_open(v, "st", xw_word(v, XW_SAY_NEXT_SENT),
                  xw_told(v, XW_SAY_NEXT_SENT_SUB, XW_WITH(xw_year(v, year), xw_n(v, MOST_SENT))));
    const char *columns[] = { xw_word(v, XW_SAY_NEXT_ZONE),
                              xw_word(v, XW_SAY_TOWN),
                              xw_word(v, XW_SAY_STAGE),
                              xw_word(v, XW_SAY_NEXT_TIER),
                              xw_word(v, XW_SAY_ENTRANTS),
                              xw_word(v, XW_SAY_NEXT_WAY),
                              NULL };
    xw_table_head(v, columns, "nlllnn");
    for (int32_t i = 0; i < count; i++) {
        const struct xw_run_zone *zone = &run->zone[sent[i].zone];
        all += sent[i].pupils;
        if (i >= MOST_SENT) {
            rest += sent[i].pupils;
            continue;
        }
        const char *name = xw_view_name(v, zone->name_zh, zone->name_en);
        xw_row_open(v, "wrap", name[0] != '\0' ? name : zone->code);
        xw_cell_left(v, xw_view_name(v, zone->town_zh, zone->town_en));
        xw_cell_left(v, xw_view_stage(v, sent[i].stage));
        xw_cell_left(v, sent[i].tier);
        xw_cell(v, xw_n_held(v, held[i], sent[i].pupils));
        xw_cell(v, sent[i].metres == XW_NONE ? "—" : xw_n(v, sent[i].metres));
        xw_row_close(v);
    }
    static const char *const dashes =
        "<td class=\"l\">—</td><td class=\"l\">—</td><td class=\"l\">—</td>";
    if (count > MOST_SENT) {
        xw_row_open(v, "",
                    xw_told(v, XW_SAY_NEXT_SENT_OTHERS, XW_WITH(xw_n(v, count - MOST_SENT))));
        xw_put(v->out, dashes);
        xw_cell(v, xw_n_held(v, held[MOST_SENT], rest));
        xw_cell(v, "—");
        xw_row_close(v);
    }
    xw_row_open(v, "sum", xw_word(v, XW_SAY_SUM));
    xw_put(v->out, dashes);
    xw_cell(v, xw_n_held(v, held[MOST_SENT + 1], all));
    xw_cell(v, "—");
    xw_row_close(v);
    xw_table_close(v);
}

void xw_page_next(struct xw_view *v)
{
    struct xw_intake in[XW_MAX_STAGES];
    int32_t count = 0, year = xw_intake_year(v->f);
    xw_section_open(v, "", XW_SAY_NEXT_HEAD, XW_WITH(xw_year(v, year)));
    xw_put(v->out, "<div>\n");
    for (int32_t s = 0; s < v->f->stages && s < XW_MAX_STAGES; s++) {
        if (!xw_intake_make(v->texts, v->f, year, s, &in[count])) {
            v->out->failed = true;
            break;
        }
        if (in[count].areas == 0) {
            if (v->f->run->stage[s].city)
                xw_footnote(v, XW_SAY_NEXT_CITY, XW_WITH(xw_view_within(v, s)));
            continue;
        }
        count++;
    }
    if (count == 0) {
        xw_footnote(v, XW_SAY_NEXT_NO_AREAS, XW_WITH(xw_year(v, year)));
    } else {
        xw_put(v->out, "<ul class=\"why\">\n");
        for (int32_t k = 0; k < count; k++)
            finding(v, &in[k]);
        xw_put(v->out, "</ul>\n");
        for (int32_t k = 0; k < count; k++)
            area_table(v, &in[k]);
        months(v, in, count);
        sent_table(v, year);
    }
    xw_put(v->out, "</div>\n");
    xw_notes_open(v, "", XW_SAY_NOTES);
    xw_note(v, XW_SAY_NEXT_NOTE_COUNT, XW_NOTHING);
    xw_note(v, XW_SAY_NEXT_NOTE_AREA, XW_NOTHING);
    xw_note(v, XW_SAY_NEXT_NOTE_ORDER, XW_NOTHING);
    xw_notes_close(v);
    xw_section_close(v);
}
