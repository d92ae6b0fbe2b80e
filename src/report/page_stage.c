#include "page.h"
#include "charts.h"
#include <math.h>
#include <string.h>

enum { COLUMNS = 8 };

/* Up to eight years for a table: the edges, now, the peaks and the worst, then evenly. */
static int32_t choose_years(const struct xw_figures *f, int32_t stage, int32_t chosen[COLUMNS])
{
    const struct xw_stage_finding *s = &f->stage[stage];
    bool taken[XW_MAX_REPORT_YEARS] = { false };
    int32_t years = f->years < XW_MAX_REPORT_YEARS ? f->years : XW_MAX_REPORT_YEARS, count = 0;
    const int32_t wanted[] = { f->first,     f->last,       f->now,    s->worst_year,
                               s->roll.year, s->entry.year, s->closes, f->last - 5 };
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted && count < COLUMNS; i++) {
        int32_t y = wanted[i] - f->first;
        if (wanted[i] == XW_NONE || y < 0 || y >= years || taken[y]) continue;
        taken[y] = true;
        count++;
    }
    while (count < COLUMNS && count < years) {
        /* The middle of the longest stretch without a column. */
        int32_t from = 0, best = 0, at = -1;
        for (int32_t y = 1; y < years; y++) {
            if (!taken[y]) continue;
            if (y - from > best) {
                best = y - from;
                at = from + best / 2;
            }
            from = y;
        }
        if (at < 0 || taken[at]) break;
        taken[at] = true;
        count++;
    }
    int32_t out = 0;
    for (int32_t y = 0; y < years; y++)
        if (taken[y]) chosen[out++] = y;
    return out;
}

/* ---- table: demand, seats and balance
 * ------------------------------------------------------------ */

enum line {
    LINE_DEMAND,
    LINE_ENTRANTS,
    LINE_CONTINUING,
    LINE_DESIGN,
    LINE_NORM,
    LINE_LOCKED,
    LINE_COMPLIANT,
    LINE_NET,
    LINE_LOCAL,
    LINE_IDLE,
    LINE_UNPLACED,
    LINE_ENTRY_SEATS,
    LINE_ENTRY_NET,
    LINE_CLASSES,
    LINE_OVER,
    LINE_OVER_56,
    LINE_OVER_66,
    LINE_OVER_SIZE,
    LINE_STAFF,
    LINE_WITHIN,
    LINE_WAY,
    LINES
};

static const struct {
    enum xw_key label;
    const char *row_class;
    char evidence;    /* p pupils, s seats, - none */
    bool seats_alone; /* a row that a stage of the city does not have */
} lines[LINES] = {
    [LINE_DEMAND] = { XW_SAY_ROW_DEMAND, "", 'p', false },
    [LINE_ENTRANTS] = { XW_SAY_ENTRANTS, "in", 'p', false },
    [LINE_CONTINUING] = { XW_SAY_ROW_CONTINUING, "in", 'p', false },
    [LINE_DESIGN] = { XW_SAY_ROW_DESIGN, "", 's', true },
    [LINE_NORM] = { XW_SAY_NORM_SEATS, "", 's', true },
    [LINE_LOCKED] = { XW_SAY_ROW_LOCKED, "in", 's', true },
    [LINE_COMPLIANT] = { XW_SAY_ROW_COMPLIANT, "", 's', true },
    [LINE_NET] = { XW_SAY_ROW_NET, "sum", '-', true },
    [LINE_LOCAL] = { XW_SAY_LOCAL_GAP, "", '-', true },
    [LINE_IDLE] = { XW_SAY_LOCAL_IDLE, "", '-', true },
    [LINE_UNPLACED] = { XW_SAY_ROW_UNPLACED, "", '-', true },
    [LINE_ENTRY_SEATS] = { XW_SAY_ROW_ENTRY_SEATS, "", 's', true },
    [LINE_ENTRY_NET] = { XW_SAY_ROW_ENTRY_NET, "", '-', true },
    [LINE_CLASSES] = { XW_SAY_CLASS_COUNT, "", 's', true },
    [LINE_OVER] = { XW_SAY_ROW_OVER, "in", 's', true },
    [LINE_OVER_56] = { XW_SAY_ROW_OVER_56, "in", 's', true },
    [LINE_OVER_66] = { XW_SAY_ROW_OVER_66, "in", 's', true },
    [LINE_OVER_SIZE] = { XW_SAY_ROW_OVER_SIZE, "", 's', true },
    [LINE_STAFF] = { XW_SAY_ROW_STAFF, "", 'p', true },
    [LINE_WITHIN] = { XW_SAY_ROW_WITHIN, "", 'p', true },
    [LINE_WAY] = { XW_SAY_ROW_WAY, "", 'p', true },
};

static void count_cell(struct xw_view *v, int32_t count)
{
    xw_cell(v, count == XW_NONE ? "—" : xw_n(v, count));
}

/* Rows that are a measure of the run, by its name there. */
static const char *const measured[LINES] = { [LINE_LOCKED] = "seats_locked",
                                             [LINE_STAFF] = "staff",
                                             [LINE_WITHIN] = "entrants_within_radius",
                                             [LINE_WAY] = "entrants_way_m" };

/* A measure of the run; "—" when it has none. */
static void measure_cell(struct xw_view *v, int32_t stage, enum line line, int32_t y)
{
    double value;
    if (!xw_figures_measure(v->f, measured[line], stage, (int16_t)(v->f->first + y), &value))
        xw_cell(v, "—");
    else if (line == LINE_WITHIN)
        xw_cell(v, xw_percent(v, value, 1.0));
    else
        xw_cell(v, xw_n(v, (int64_t)(line == LINE_STAFF ? ceil(value) : floor(value + 0.5))));
}

/* Not a measure, or one that the run has for the stage. */
static bool has_measure(const struct xw_view *v, int32_t stage, enum line line)
{
    double value;
    return measured[line] == NULL ||
           xw_figures_measure(v->f, measured[line], stage, v->f->now, &value);
}

/* Whether an edition holds a cell back: a small number of persons, or one that would tell it. */
static bool holds(enum line line, const struct xw_run_gap *all, const struct xw_run_gap *entry)
{
    switch (line) {
    case LINE_DEMAND:
    case LINE_NET:
    case LINE_LOCAL:
    case LINE_IDLE:
        return all->held & XW_HELD_PERSONS;
    case LINE_ENTRANTS:
    case LINE_ENTRY_NET:
        return entry->held & XW_HELD_PERSONS;
    case LINE_CONTINUING:
        return (all->held | entry->held) & XW_HELD_PERSONS;
    case LINE_UNPLACED:
        return all->held & XW_HELD_UNPLACED;
    default:
        return false;
    }
}

static void line_cell(struct xw_view *v, int32_t stage, enum line line, int32_t y)
{
    const struct xw_run_gap *all = xw_figures_district(v->f, stage, XW_SCOPE_ALL, y);
    const struct xw_run_gap *entry = xw_figures_district(v->f, stage, XW_SCOPE_ENTRY, y);
    const struct xw_stage_year *sum = &v->f->sums[stage * v->f->years + y];
    if (all == NULL || entry == NULL) {
        xw_cell(v, "—");
        return;
    }
    if (holds(line, all, entry)) {
        xw_cell(v, XW_HELD_MARK);
        return;
    }
    switch (line) {
    case LINE_DEMAND:
        count_cell(v, all->demand);
        break;
    case LINE_ENTRANTS:
        count_cell(v, entry->demand);
        break;
    case LINE_CONTINUING:
        count_cell(v, all->demand - entry->demand);
        break;
    case LINE_DESIGN:
        count_cell(v, all->design);
        break;
    case LINE_NORM:
        count_cell(v, all->seats);
        break;
    case LINE_COMPLIANT:
        count_cell(v, all->compliant);
        break;
    case LINE_NET:
        xw_cell_balance(v, all);
        break;
    case LINE_LOCAL:
        xw_cell_gap(v, all->local_gap);
        break;
    case LINE_IDLE:
        xw_cell(v, all->surplus == XW_NONE ? "—" : xw_signed(v, all->surplus));
        break;
    case LINE_UNPLACED:
        count_cell(v, all->unplaced);
        break;
    case LINE_ENTRY_SEATS:
        count_cell(v, entry->seats);
        break;
    case LINE_ENTRY_NET:
        xw_cell_balance(v, entry);
        break;
    case LINE_CLASSES:
        count_cell(v, sum->classes);
        break;
    case LINE_OVER:
        count_cell(v, sum->over_norm);
        break;
    case LINE_OVER_56:
        count_cell(v, sum->over_56);
        break;
    case LINE_OVER_66:
        count_cell(v, sum->over_66);
        break;
    case LINE_OVER_SIZE:
        count_cell(v, sum->over_size);
        break;
    default:
        measure_cell(v, stage, line, y);
        break;
    }
}

static void balance_table(struct xw_view *v, int32_t stage, int32_t number)
{
    const struct xw_figures *f = v->f;
    int32_t chosen[COLUMNS], count = choose_years(f, stage, chosen);
    bool district = f->stage[stage].district;
    bool sized = !isnan(f->run->stage[stage].school_size_max); /* nurseries have no such norm */
    const char *columns[COLUMNS + 3] = { xw_word(v, XW_SAY_MEASURE) };
    char kinds[COLUMNS + 3] = "n";
    for (int32_t i = 0; i < count; i++) {
        columns[i + 1] = xw_year(v, f->first + chosen[i]);
        kinds[i + 1] = 'n';
    }
    columns[count + 1] = xw_word(v, XW_SAY_EVIDENCE);
    kinds[count + 1] = 'e';
    xw_table_open(v, "st", xw_told(v, XW_SAY_STAGE_CAPTION, XW_WITH(xw_view_stage(v, stage))),
                  xw_told(v, XW_SAY_STAGE_SUB, XW_WITH(xw_view_title(v, f->run))));
    xw_table_head(v, columns, kinds);
    for (int32_t l = 0; l < LINES; l++) {
        if (lines[l].seats_alone && !district) continue;
        bool large = f->run->stage[stage].class_norm >= 40.0;
        if (!has_measure(v, stage, (enum line)l)) continue;
        if ((l == LINE_OVER_56 || l == LINE_OVER_66) && !large) continue;
        if ((l == LINE_COMPLIANT || l == LINE_OVER_SIZE) && !sized) continue;
        xw_putf(v->out, "<tr%s%s%s><th scope=\"row\">",
                lines[l].row_class[0] != '\0' ? " class=\"" : "", lines[l].row_class,
                lines[l].row_class[0] != '\0' ? "\"" : "");
        xw_tell(v, lines[l].label,
                XW_WITH(xw_n(v, (int64_t)f->run->stage[stage].class_norm),
                        sized ? xw_n(v, (int64_t)f->run->stage[stage].school_size_max) : "—"));
        if (l == LINE_NET && number > 0) {
            static const char *const circled[] = { "①", "②", "③", "④", "⑤", "⑥" };
            xw_putf(v->out, "<sup><a href=\"#x%d\"", number);
            if (number > 1) xw_putf(v->out, " id=\"r%d\"", number); /* the first is on page one */
            xw_putf(v->out, ">%s</a></sup>", circled[number - 1]);
        }
        xw_put(v->out, "</th>");
        for (int32_t i = 0; i < count; i++)
            line_cell(v, stage, (enum line)l, chosen[i]);
        char kind = lines[l].evidence;
        if (kind == '-')
            xw_put(v->out, "<td class=\"ev\">—</td>");
        else
            xw_glyph_cell(v,
                          xw_figures_weakest(f, kind == 'p' ? "pupils" : "seats", stage, f->now));
        xw_row_close(v);
    }
    xw_table_close(v);
    if (district && !sized)
        xw_footnote(v, v->chances != NULL ? XW_SAY_UNSIZED_FOOT_CHANCES : XW_SAY_UNSIZED_FOOT,
                    XW_WITH(xw_n(v, (int64_t)f->run->stage[stage].class_norm)));
    else if (district)
        xw_footnote(v, v->chances != NULL ? XW_SAY_STAGE_FOOT_CHANCES : XW_SAY_STAGE_FOOT,
                    XW_WITH(xw_n(v, (int64_t)f->run->stage[stage].class_norm),
                            xw_n(v, (int64_t)f->run->stage[stage].school_size_max)));
    else
        xw_footnote(v, v->chances != NULL ? XW_SAY_CITY_FOOT_CHANCES : XW_SAY_CITY_FOOT,
                    XW_NOTHING);
}

/* ---- trend
 * --------------------------------------------------------------------------------------- */

static const char *trend_finding(struct xw_view *v, int32_t stage)
{
    const struct xw_stage_finding *s = &v->f->stage[stage];
    const char *name = xw_view_stage(v, stage);
    if (s->roll.year == XW_NONE) return xw_told(v, XW_SAY_FIND_NO_PUPILS, XW_WITH(name));
    const char *peak = xw_year(v, s->roll.year), *pupils = xw_n(v, s->roll.pupils);
    if (!s->district) return xw_told(v, XW_SAY_FIND_CITY, XW_WITH(name, peak, pupils));
    if (s->classes > 0 && s->after_entry * 3 >= s->classes)
        return xw_told(v, XW_SAY_FIND_LATE,
                       XW_WITH(xw_n(v, s->classes), xw_n(v, s->after_entry),
                               xw_percent(v, s->after_entry, s->classes),
                               xw_year(v, s->first_after), xw_year(v, s->entry.year)));
    if (s->worst_year == XW_NONE)
        return xw_told(v, XW_SAY_FIND_NO_GAP, XW_WITH(name, peak, pupils));
    return xw_told(v, XW_SAY_FIND_GAP,
                   XW_WITH(name, peak, xw_year(v, s->worst_year), xw_n(v, s->worst_local)));
}

static void trend(struct xw_view *v, int32_t stage)
{
    xw_figure_open(v, trend_finding(v, stage),
                   xw_told(v,
                           v->f->stage[stage].district ? XW_SAY_TREND_SUB : XW_SAY_TREND_SUB_CITY,
                           XW_WITH(xw_view_stage(v, stage))));
    xw_scroll_open(v);
    xw_putf(v->out, "<span class=\"swipe\">%s</span>", xw_word(v, XW_SAY_SWIPE));
    xw_chart_trend(v, stage);
    xw_scroll_close(v);
    xw_figure_close(v);
}

/* ---- towns
 * --------------------------------------------------------------------------------------- */

static void towns(struct xw_view *v, int32_t stage)
{
    const struct xw_figures *f = v->f;
    int32_t *order = XW_TAKE(v->texts, f->towns, int32_t);
    if (order == NULL) {
        v->out->failed = true;
        return;
    }
    int32_t count = xw_figures_towns_by_worst(f, stage, order), shorts = 0, last = XW_NONE;
    if (count == 0) {
        xw_heading(v, 3, NULL, XW_SAY_TOWNS_HEAD, XW_NOTHING);
        xw_footnote(v, XW_SAY_NO_TOWNS, XW_NOTHING);
        return;
    }
    for (int32_t i = 0; i < count; i++) {
        bool any = false;
        for (int32_t y = 0; y < f->years; y++) {
            int32_t balance;
            if (!xw_figures_balance(xw_figures_town(f, order[i], stage, XW_SCOPE_ALL, y), &balance))
                continue;
            if (balance >= 0) continue;
            any = true;
            if (i == 0) last = f->first + y;
        }
        if (any) shorts++;
    }
    const char *name = xw_view_town(v, order[0]);
    const char *finding =
        shorts == 0 ? xw_told(v, XW_SAY_FIND_TOWNS_NONE, XW_WITH(xw_n(v, count)))
                    : xw_told(v, last == f->last ? XW_SAY_FIND_TOWNS_STAY : XW_SAY_FIND_TOWNS,
                              XW_WITH(xw_n(v, count), xw_n(v, shorts), name, xw_year(v, last)));
    xw_put(v->out, "<div class=\"keep\">\n"); /* a heading stays with its figure */
    xw_heading(v, 3, NULL, XW_SAY_TOWNS_HEAD, XW_NOTHING);
    xw_figure_open(
        v, finding,
        xw_told(v, XW_SAY_HEAT_SUB, XW_WITH(xw_view_stage(v, stage), xw_year(v, f->now))));
    xw_chart_heat(v, stage, order, count);
    xw_chart_heat_key(v);
    xw_figure_close(v);
    xw_put(v->out, "</div>\n");
}

/* ---- crowded schools
 * ------------------------------------------------------------------------------ */

static bool crowded(const struct xw_run_school_year *row)
{
    return row->classes_over_norm > 0 || (row->warning != NULL && strcmp(row->warning, "red") == 0);
}

/* Rather crowded first: over the norm, then use of the seats, then row. */
static bool worse(const struct xw_run_school_year *a, const struct xw_run_school_year *b)
{
    if (a->classes_over_norm != b->classes_over_norm)
        return a->classes_over_norm > b->classes_over_norm;
    if (a->utilisation != b->utilisation) return a->utilisation > b->utilisation;
    return a->school < b->school;
}

static void school_row(struct xw_view *v, const struct xw_run_school_year *row)
{
    const struct xw_run_school *school = &v->f->run->school[row->school];
    xw_row_open(v, "", xw_view_name(v, school->name_zh, school->name_en));
    xw_cell_left(v, xw_view_name(v, school->town_zh, school->town_en));
    xw_warning_tag(v, row->warning);
    xw_cell(v, xw_n_held(v, row->held, row->pupils));
    xw_cell(v, xw_n(v, row->seats_norm));
    xw_cell(v, row->held ? XW_HELD_MARK : xw_percent(v, row->pupils, row->seats_norm));
    xw_cell(v, xw_n(v, row->classes));
    xw_cell(v, xw_n(v, row->classes_over_norm));
    xw_cell(v, xw_n(v, row->largest_class));
    xw_cell_left(v, xw_page_reason(v, row->reason));
    xw_glyph_cell(v, school->evidence);
    xw_row_close(v);
}

static void schools(struct xw_view *v, int32_t stage, int16_t year)
{
    enum { SHOWN = 12 };
    const struct xw_run *run = v->f->run;
    const struct xw_run_school_year *top[SHOWN + 1];
    int32_t count = 0, shown = 0;
    for (int32_t i = 0; i < run->school_year_count; i++) {
        const struct xw_run_school_year *row = &run->school_year[i];
        if (row->stage != stage || row->year != year || !crowded(row)) continue;
        if (row->school < 0 || row->school >= run->school_count) continue;
        count++;
        int32_t at = shown < SHOWN ? shown++ : SHOWN;
        for (; at > 0 && worse(row, top[at - 1]); at--)
            top[at] = top[at - 1];
        top[at] = row;
    }
    xw_put(v->out, "<div class=\"keep\">\n");
    xw_heading(v, 3, NULL, XW_SAY_CROWDED_HEAD, XW_WITH(xw_year(v, year)));
    if (count == 0) {
        xw_footnote(v, XW_SAY_CROWDED_NONE, XW_WITH(xw_year(v, year), xw_view_within(v, stage)));
        xw_put(v->out, "</div>\n");
        return;
    }
    xw_table_open(v, "st crowd",
                  xw_told(v, XW_SAY_CROWDED_CAPTION,
                          XW_WITH(xw_year(v, year), xw_view_within(v, stage), xw_n(v, count))),
                  xw_word(v, XW_SAY_CROWDED_SUB));
    const char *columns[] = { xw_word(v, XW_SAY_SCHOOL),      xw_word(v, XW_SAY_TOWN),
                              xw_word(v, XW_SAY_WARNING),     xw_word(v, XW_SAY_ROLL),
                              xw_word(v, XW_SAY_NORM_SEATS),  xw_word(v, XW_SAY_USE),
                              xw_word(v, XW_SAY_CLASS_COUNT), xw_word(v, XW_SAY_OVER_NORM),
                              xw_word(v, XW_SAY_LARGEST),     xw_word(v, XW_SAY_REASON),
                              xw_word(v, XW_SAY_EVIDENCE),    NULL };
    xw_table_head(v, columns, "nlnnnnnnnle");
    for (int32_t i = 0; i < shown; i++)
        school_row(v, top[i]);
    xw_table_close(v);
    xw_put(v->out, "</div>\n");
    if (count > shown) xw_footnote(v, XW_SAY_CROWDED_MORE, XW_WITH(xw_n(v, count - shown)));
}

/* ---- map and class sizes
 * -------------------------------------------------------------------------- */

static void map_and_sizes(struct xw_view *v, int32_t stage, int16_t year)
{
    const struct xw_figures *f = v->f;
    int32_t count[XW_LARGEST_CLASS + 1], shorts = 0, known = 0, over = 0;
    int32_t total = xw_figures_class_sizes(f, stage, year, count);
    int32_t norm = (int32_t)f->run->stage[stage].class_norm;
    for (int32_t i = norm + 1; i <= XW_LARGEST_CLASS; i++)
        over += count[i];
    int32_t spare_town = XW_NONE, most = 0;
    for (int32_t t = 0; t < f->towns; t++) {
        int32_t balance;
        if (!xw_figures_balance(xw_figures_town(f, t, stage, XW_SCOPE_ALL, year - f->first),
                                &balance))
            continue;
        known++;
        if (balance < 0) shorts++;
        if (balance > most) {
            most = balance;
            spare_town = t;
        }
    }
    xw_put(v->out, "<div class=\"two\">");
    if (known > 0) {
        const char *finding =
            spare_town == XW_NONE
                ? xw_told(v, XW_SAY_FIND_MAP_ALL, XW_WITH(xw_year(v, year), xw_n(v, shorts)))
                : xw_told(v, shorts > 0 ? XW_SAY_FIND_MAP : XW_SAY_FIND_MAP_SPARE,
                          XW_WITH(xw_year(v, year), xw_n(v, shorts), xw_view_town(v, spare_town),
                                  xw_n(v, most)));
        xw_figure_open(v, finding, xw_word(v, XW_SAY_MAP_SUB));
        xw_map(v, stage, year);
        xw_figure_close(v);
    }
    if (total > 0) {
        xw_figure_open(v,
                       xw_told(v, over > 0 ? XW_SAY_FIND_SIZES : XW_SAY_FIND_SIZES_NONE,
                               XW_WITH(xw_view_stage(v, stage), xw_n(v, over), xw_n(v, norm))),
                       xw_told(v, XW_SAY_SIZES_SUB, XW_WITH(xw_year(v, year), xw_n(v, total))));
        xw_chart_sizes(v, stage, year, count, total);
        xw_figure_close(v);
    }
    xw_put(v->out, "</div>\n");
}

/* The number of a stage's explained sum: 1 for the stage of page one, then in order. */
static int32_t explained(const struct xw_figures *f, int32_t stage)
{
    int32_t worst = XW_NONE, number = 1;
    for (int32_t s = 0; s < f->stages; s++)
        if (f->stage[s].district && f->stage[s].worst_local > 0 &&
            (worst == XW_NONE || f->stage[s].worst_local > f->stage[worst].worst_local))
            worst = s;
    if (!f->stage[stage].district) return 0;
    if (stage == worst) return 1;
    for (int32_t s = 0; s <= stage; s++)
        if (f->stage[s].district && s != worst) number++;
    return number;
}

void xw_page_stage(struct xw_view *v, int32_t stage)
{
    const struct xw_figures *f = v->f;
    bool district = f->stage[stage].district;
    int32_t number = explained(f, stage);
    xw_section_open(v, "", (enum xw_key)(XW_SAY_STAGE_HEAD_NURSERY + f->run->stage[stage].name),
                    XW_NOTHING);
    xw_put(v->out, "<div>\n");
    trend(v, stage);
    balance_table(v, stage, number);
    if (district) xw_page_placements(v, stage);
    xw_page_chances(v, stage);
    if (district) {
        towns(v, stage);
        xw_page_risk(v, stage);
        map_and_sizes(v, stage, f->now);
        schools(v, stage, f->now);
        xw_page_rooms(v, stage);
    }
    xw_put(v->out, "</div>\n");
    xw_notes_open(v, "nx", XW_SAY_NOTES);
    if (district) {
        xw_explain_gap(v, stage, number);
        xw_note(v, XW_SAY_NOTE_TOWNS, XW_NOTHING);
        xw_note(v, XW_SAY_NOTE_REASONS, XW_NOTHING);
    } else {
        xw_note(v, XW_SAY_NOTE_CITY, XW_NOTHING);
    }
    xw_notes_close(v);
    xw_section_close(v);
}
