#include "page.h"
#include "say_chances.h"
#include <math.h>
#include <string.h>

/* ---- what comes before the list: the base year -------------------------------------------------
 */

static void put_base(struct xw_view *v)
{
    const struct xw_figures *f = v->f;
    const char *items[XW_MAX_STAGES];
    int32_t count = 0;
    for (int32_t s = 0; s < f->stages && s < XW_MAX_STAGES; s++) {
        const struct xw_run_gap *row = xw_figures_district(f, s, XW_SCOPE_ALL, 0);
        int32_t balance;
        if (!f->stage[s].district || !xw_figures_balance(row, &balance)) continue;
        items[count++] =
            xw_told(v,
                    balance < 0   ? XW_SAY_BASE_SHORT
                    : balance > 0 ? XW_SAY_BASE_SPARE
                                  : XW_SAY_BASE_EVEN,
                    XW_WITH(xw_view_within(v, s), xw_n(v, balance < 0 ? -balance : balance),
                            xw_n(v, row->local_gap)));
    }
    if (count == 0) return;
    xw_put(v->out, "<p class=\"base\">");
    xw_tell(v, XW_SAY_BASE, XW_WITH(xw_year(v, f->first)));
    for (int32_t i = 0; i < count; i++) {
        if (i > 0) xw_put(v->out, xw_word(v, XW_SAY_CLAUSE_MARK));
        xw_put_text(v->out, items[i]);
    }
    xw_tell(v, XW_SAY_BASE_WHY, XW_NOTHING);
    xw_put(v->out, "</p>\n");
}

/* ---- 1: the seats and the wave they were meant for ---------------------------------------------
 */

enum timing { TIMING_NONE, TIMING_LATE, TIMING_EARLY, TIMING_MIXED };

/* Classes that open in `now` or later (or, when there are none, all counted ones), against the
 * entry peak. */
static enum timing timing_of(const struct xw_figures *f, int32_t stage, bool to_come,
                             int32_t *classes, int32_t *late)
{
    const char *word = xw_stage_word(f->run->stage[stage].name);
    *classes = *late = 0;
    if (!f->stage[stage].district) return TIMING_NONE;
    for (int32_t p = 0; p < f->run->project_count; p++) {
        const struct xw_run_project *project = &f->run->project[p];
        if (!project->counted || project->classes_named == XW_NONE) continue;
        if (project->stage == NULL || strcmp(project->stage, word) != 0) continue;
        if (to_come && project->opens_in < f->now) continue;
        *classes += project->classes_named;
        if (project->opens_in > f->stage[stage].entry.year) *late += project->classes_named;
    }
    if (*classes == 0) return TIMING_NONE;
    return *late == *classes ? TIMING_LATE : *late == 0 ? TIMING_EARLY : TIMING_MIXED;
}

static void openings_of(const struct xw_figures *f, int32_t stage, bool to_come, int16_t *from,
                        int16_t *to)
{
    const char *word = xw_stage_word(f->run->stage[stage].name);
    *from = *to = XW_NONE;
    for (int32_t p = 0; p < f->run->project_count; p++) {
        const struct xw_run_project *project = &f->run->project[p];
        if (!project->counted || project->classes_named == XW_NONE) continue;
        if (project->stage == NULL || strcmp(project->stage, word) != 0) continue;
        if (to_come && project->opens_in < f->now) continue;
        if (*from == XW_NONE || project->opens_in < *from) *from = project->opens_in;
        if (project->opens_in > *to) *to = project->opens_in;
    }
}

static void say_idle(struct xw_view *v, int32_t stage)
{
    const struct xw_figures *f = v->f;
    const struct xw_stage_finding *s = &f->stage[stage];
    const char *year = xw_year(v, f->last), *name = xw_view_within(v, stage);
    const char *seats = xw_large(v, s->idle_last);
    const char *share = xw_percent(v, s->idle_last, s->seats_last);
    const struct xw_quantile_row *row =
        v->chances == NULL ? NULL
                           : xw_chances_band(v->chances, XW_NONE, stage, XW_SCOPE_ALL,
                                             XW_QUANTITY_SURPLUS, f->years - 1);
    if (row == NULL)
        xw_tell(v, XW_SAY_WAVE_IDLE, XW_WITH(year, name, seats, share));
    else
        xw_tell(v, XW_SAY_WAVE_IDLE_RANGE,
                XW_WITH(year, name, xw_about_large(v, row->p50), share,
                        xw_large_range(v, row->p10, row->p90), xw_n(v, s->idle_last)));
}

static void say_wave(struct xw_view *v)
{
    const struct xw_figures *f = v->f;
    const char *late[XW_MAX_STAGES], *early[XW_MAX_STAGES];
    int32_t lates = 0, earlies = 0, mixed = 0, idle = XW_NONE, any = 0, classes, behind;
    bool to_come = false;
    for (int32_t s = 0; s < f->stages; s++)
        if (timing_of(f, s, true, &classes, &behind) != TIMING_NONE) to_come = true;
    for (int32_t s = 0; s < f->stages; s++) {
        enum timing timing = timing_of(f, s, to_come, &classes, &behind);
        if (timing == TIMING_NONE) continue;
        any++;
        if (timing == TIMING_LATE) late[lates++] = xw_view_within(v, s);
        if (timing == TIMING_EARLY) early[earlies++] = xw_view_within(v, s);
        if (timing == TIMING_MIXED) mixed++;
        if (timing != TIMING_EARLY &&
            (idle == XW_NONE || f->stage[s].idle_last > f->stage[idle].idle_last))
            idle = s;
    }
    xw_put(v->out, "<li>");
    if (any == 0) {
        xw_tell(v, XW_SAY_WAVE_NO_PROJECTS, XW_NOTHING);
        xw_put(v->out, "</li>\n");
        return;
    }
    const char *late_names = xw_joined(v, late, lates, XW_MAX_STAGES);
    const char *early_names = xw_joined(v, early, earlies, XW_MAX_STAGES);
    if (lates > 0 && earlies > 0)
        xw_tell(v, XW_SAY_WAVE_BOTH, XW_WITH(late_names, early_names));
    else if (lates > 0)
        xw_tell(v, XW_SAY_WAVE_LATE, XW_WITH(late_names));
    else if (earlies > 0 && mixed == 0)
        xw_tell(v, XW_SAY_WAVE_EARLY, XW_WITH(early_names));
    else
        xw_tell(v, XW_SAY_WAVE_MIXED, XW_NOTHING);
    const char *clauses[XW_MAX_STAGES];
    int32_t count = 0;
    for (int32_t s = 0; s < f->stages; s++) {
        int16_t from, to;
        enum timing timing = timing_of(f, s, to_come, &classes, &behind);
        if (timing == TIMING_NONE) continue;
        openings_of(f, s, to_come, &from, &to);
        enum xw_key key = timing == TIMING_LATE    ? XW_SAY_CLAUSE_LATE
                          : timing == TIMING_EARLY ? XW_SAY_CLAUSE_EARLY
                                                   : XW_SAY_CLAUSE_MIXED;
        clauses[count++] =
            xw_told(v, key,
                    XW_WITH(xw_n(v, classes), xw_view_within(v, s), xw_years(v, from, to),
                            xw_year(v, f->stage[s].entry.year), xw_n(v, behind)));
    }
    for (int32_t i = 0; i < count; i++) {
        if (i > 0) xw_put(v->out, xw_word(v, XW_SAY_CLAUSE_MARK));
        xw_put_text(v->out, clauses[i]);
    }
    if (idle != XW_NONE && f->stage[idle].seats_last > 0 &&
        f->stage[idle].idle_last * 10 >= f->stage[idle].seats_last)
        say_idle(v, idle);
    else
        xw_put(v->out, xw_word(v, XW_SAY_FULL_STOP));
    xw_put(v->out, "</li>\n");
}

/* ---- 2: the largest shortage -------------------------------------------------------------------
 */

static const char *closing(struct xw_view *v, const struct xw_stage_finding *s)
{
    bool drawn = v->chances != NULL;
    const char *range = xw_closing_range(v, (int32_t)(s - v->f->stage));
    if (s->closing == XW_CLOSING_CLOSES && range != NULL)
        return xw_told(v, XW_SAY_CLOSES_RANGE, XW_WITH(xw_year(v, s->closes), range));
    if (range != NULL)
        return xw_told(v, XW_SAY_STAYS_OPEN_RANGE, XW_WITH(xw_year(v, v->f->last), range));
    if (s->closing == XW_CLOSING_CLOSES)
        return xw_told(v, drawn ? XW_SAY_CLOSES_CENTRAL : XW_SAY_CLOSES,
                       XW_WITH(xw_year(v, s->closes)));
    return xw_told(v, drawn ? XW_SAY_STAYS_OPEN_CENTRAL : XW_SAY_STAYS_OPEN,
                   XW_WITH(xw_year(v, v->f->last)));
}

static int32_t worst_stage(const struct xw_figures *f)
{
    int32_t worst = XW_NONE;
    for (int32_t s = 0; s < f->stages; s++)
        if (f->stage[s].district && f->stage[s].worst_local > 0 &&
            (worst == XW_NONE || f->stage[s].worst_local > f->stage[worst].worst_local))
            worst = s;
    return worst;
}

/* The towns where most of the idle seats and of the shortage lie. */
static void say_where(struct xw_view *v, int32_t stage, int16_t year)
{
    const char *spare = xw_leading_towns(v, stage, year - v->f->first, XW_LEAD_IDLE, 1, false);
    const char *lacking = xw_leading_towns(v, stage, year - v->f->first, XW_LEAD_GAP, 3, false);
    if (spare != NULL && lacking != NULL) xw_tell(v, XW_SAY_GAP_WHERE, XW_WITH(spare, lacking));
}

/* Rolls at their peak as the replicates have them; false without replicates. */
static bool say_peak_range(struct xw_view *v, int32_t stage)
{
    const struct xw_peak *roll = &v->f->stage[stage].roll;
    const struct xw_quantile_row *row =
        v->chances == NULL ? NULL
                           : xw_chances_band(v->chances, XW_NONE, stage, XW_SCOPE_ALL,
                                             XW_QUANTITY_DEMAND, roll->year - v->f->first);
    if (row == NULL) return false;
    xw_tell(v,
            roll->at_first  ? XW_SAY_GAP_PEAK_FIRST_RANGE
            : roll->at_last ? XW_SAY_GAP_PEAK_LAST_RANGE
                            : XW_SAY_GAP_PEAK_RANGE,
            XW_WITH(xw_year(v, roll->year), xw_about_large(v, row->p50),
                    xw_about_large(v, row->p10), xw_about_large(v, row->p90)));
    return true;
}

/* How likely the net gap of a year is, and how large; nothing without replicates. */
static void say_gap_chance(struct xw_view *v, int32_t stage, int32_t year)
{
    if (v->chances == NULL) return;
    double p = xw_chances_short(v->chances, XW_NONE, stage, XW_SCOPE_ALL, year);
    const struct xw_quantile_row *net =
        xw_chances_band(v->chances, XW_NONE, stage, XW_SCOPE_ALL, XW_QUANTITY_NET_GAP, year);
    if (!isfinite(p) || net == NULL) return;
    const struct xw_quantile_row *local =
        xw_chances_band(v->chances, XW_NONE, stage, XW_SCOPE_ALL, XW_QUANTITY_LOCAL_GAP, year);
    const char *count = xw_n(v, v->chances->replicates);
    if (!(p > 0.0) && local != NULL)
        xw_tell(v, XW_SAY_GAP_CHANCE_LOCAL,
                XW_WITH(count, xw_about(v, local->p50), xw_about(v, local->p10),
                        xw_about(v, local->p90)));
    else if (!(p > 0.0))
        xw_tell(v, XW_SAY_GAP_CHANCE_NONE, XW_WITH(count));
    else if (net->p50 > 0.0)
        xw_tell(v, XW_SAY_GAP_CHANCE,
                XW_WITH(xw_in_histories(v, p), xw_about(v, net->p50), xw_about(v, net->p10),
                        xw_about(v, net->p90)));
    else
        xw_tell(v, XW_SAY_GAP_CHANCE_RARE, XW_WITH(xw_in_histories(v, p), xw_about(v, net->p90)));
}

/* Whether a stage has a local or net gap in P90 of some year. */
static bool any_in_p90(struct xw_view *v)
{
    static const enum xw_quantity gaps[2] = { XW_QUANTITY_LOCAL_GAP, XW_QUANTITY_NET_GAP };
    for (int32_t s = 0; s < v->f->stages; s++)
        for (int32_t y = 0; y < v->f->years; y++)
            for (int32_t q = 0; q < 2; q++) {
                const struct xw_quantile_row *row =
                    xw_chances_band(v->chances, XW_NONE, s, XW_SCOPE_ALL, gaps[q], y);
                if (row != NULL && row->p90 > 0.0) return true;
            }
    return false;
}

/* The number that the histories with a net gap in any year stay below, in whatever stage. */
static int64_t fewer_than(struct xw_view *v)
{
    double most = 0.0;
    for (int32_t s = 0; s < v->f->stages; s++) {
        const struct xw_risk_row *row = xw_chances_risk(v->chances, XW_NONE, s, XW_SCOPE_ALL);
        if (row != NULL) most = fmax(most, row->p_any);
    }
    return (int64_t)floor(most * v->chances->replicates + 0.5) + 1;
}

/* The central history is never short: the stage and year in which replicates most likely are. */
static void say_never_chance(struct xw_view *v)
{
    int32_t stage = XW_NONE, year = XW_NONE;
    double most = 0.0;
    for (int32_t s = 0; s < v->f->stages; s++) {
        int32_t y = xw_chances_riskiest(v->chances, XW_NONE, s, XW_SCOPE_ALL, 0);
        double p = xw_chances_short(v->chances, XW_NONE, s, XW_SCOPE_ALL, y);
        if (y == XW_NONE || !(p > most)) continue;
        most = p;
        stage = s;
        year = y;
    }
    const struct xw_quantile_row *net =
        xw_chances_band(v->chances, XW_NONE, stage, XW_SCOPE_ALL, XW_QUANTITY_NET_GAP, year);
    if (net == NULL)
        xw_tell(v, XW_SAY_NEVER_SHORT_NONE, XW_WITH(xw_n(v, v->chances->replicates)));
    else if (!any_in_p90(v))
        xw_tell(v, XW_SAY_NEVER_SHORT_RARE,
                XW_WITH(xw_n(v, v->chances->replicates), xw_n(v, fewer_than(v))));
    else
        xw_tell(v, XW_SAY_NEVER_SHORT_CHANCE,
                XW_WITH(xw_in_histories(v, most), xw_year(v, v->f->first + year),
                        xw_view_within(v, stage), xw_about(v, net->p90)));
}

static void say_gap(struct xw_view *v)
{
    const struct xw_figures *f = v->f;
    int32_t stage = worst_stage(f);
    xw_put(v->out, "<li>");
    if (stage == XW_NONE) {
        xw_tell(v, XW_SAY_NEVER_SHORT, XW_NOTHING);
        if (v->chances != NULL) say_never_chance(v);
        xw_put(v->out, "</li>\n");
        return;
    }
    const struct xw_stage_finding *s = &f->stage[stage];
    const char *name = xw_view_within(v, stage);
    enum xw_key peak = s->roll.at_first  ? XW_SAY_GAP_PEAK_FIRST
                       : s->roll.at_last ? XW_SAY_GAP_PEAK_LAST
                                         : XW_SAY_GAP_PEAK;
    xw_tell(v, s->worst_net > 0 ? XW_SAY_GAP_HEAD_NET : XW_SAY_GAP_HEAD_LOCAL, XW_WITH(name));
    if (!say_peak_range(v, stage))
        xw_tell(v, peak,
                XW_WITH(name, xw_year(v, s->roll.year), xw_large(v, s->roll.pupils),
                        xw_year(v, f->first), xw_year(v, f->last)));
    int32_t town_count = 0;
    for (int32_t t = 0; t < f->towns; t++) {
        const struct xw_run_gap *row =
            xw_figures_town(f, t, stage, XW_SCOPE_ALL, s->worst_year - f->first);
        if (row != NULL && row->local_gap > 0) town_count++;
    }
    const struct xw_run_gap *all =
        xw_figures_district(f, stage, XW_SCOPE_ALL, s->worst_year - f->first);
    if (v->chances != NULL) xw_put(v->out, xw_word(v, XW_SAY_GAP_CENTRAL));
    if (s->worst_net > 0)
        xw_tell(v, s->worst_net < s->worst_local ? XW_SAY_GAP_NET : XW_SAY_GAP_NET_ALL,
                XW_WITH(xw_year(v, s->worst_year), xw_n(v, s->worst_local), xw_n(v, s->worst_net)));
    else
        xw_tell(v, XW_SAY_GAP_LOCAL,
                XW_WITH(xw_year(v, s->worst_year), xw_n(v, all->seats - all->demand),
                        xw_n(v, town_count), xw_n(v, s->worst_local)));
    xw_putf(v->out, "<sup><a href=\"#x%d\" id=\"r%d\">①</a></sup>", 1, 1);
    if (s->worst_net == 0) say_where(v, stage, s->worst_year);
    say_gap_chance(v, stage, s->worst_year - f->first);
    xw_put_text(v->out, closing(v, s));
    xw_put(v->out, "</li>\n");
}

/* ---- 3: next September -------------------------------------------------------------------------
 */

static const char *september_stage(struct xw_view *v, int32_t stage, const struct xw_run_gap *row,
                                   int32_t classes)
{
    const char *name = xw_view_within(v, stage), *entrants = xw_n(v, row->demand);
    const char *opened = xw_n(v, classes), *seats = xw_n(v, row->seats);
    const struct xw_quantile_row *band =
        v->chances == NULL ? NULL
                           : xw_chances_band(v->chances, XW_NONE, stage, XW_SCOPE_ENTRY,
                                             XW_QUANTITY_DEMAND, v->f->now - v->f->first);
    if (band == NULL || !isfinite(row->spread.p_short))
        return xw_told(v, XW_SAY_SEPTEMBER_STAGE, XW_WITH(name, entrants, opened, seats));
    return xw_told(v, XW_SAY_SEPTEMBER_STAGE_CHANCE,
                   XW_WITH(name, xw_about(v, band->p50), opened, seats,
                           xw_about_range(v, band->p10, band->p90),
                           xw_chance(v, row->spread.p_short)));
}

static void say_september(struct xw_view *v)
{
    const struct xw_figures *f = v->f;
    const char *items[XW_MAX_STAGES], *shorts[XW_MAX_STAGES];
    int32_t count = 0, lacking = 0, over = 0, schools = 0, large = 0;
    for (int32_t s = 0; s < f->stages && s < XW_MAX_STAGES; s++) {
        if (!f->stage[s].district) continue;
        const struct xw_stage_year *sum = &f->sums[s * f->years + f->now - f->first];
        over += sum->over_norm;
        large += sum->over_56;
        schools += sum->over_size;
        const struct xw_run_gap *row = xw_figures_district(f, s, XW_SCOPE_ENTRY, f->now - f->first);
        int32_t pupils, classes;
        xw_figures_entry_classes(f, s, f->now, &pupils, &classes);
        if (row == NULL || row->seats == XW_NONE) continue;
        if (row->demand > row->seats) shorts[lacking++] = xw_view_within(v, s);
        items[count++] = september_stage(v, s, row, classes);
    }
    xw_put(v->out, "<li>");
    xw_tell(v, lacking > 0 ? XW_SAY_SEPTEMBER_SHORT : XW_SAY_SEPTEMBER,
            XW_WITH(xw_year(v, f->now), xw_joined(v, shorts, lacking, XW_MAX_STAGES)));
    for (int32_t i = 0; i < count; i++) {
        if (i > 0) xw_put(v->out, xw_word(v, XW_SAY_CLAUSE_MARK));
        xw_put_text(v->out, items[i]);
    }
    xw_tell(v, XW_SAY_SEPTEMBER_OVER, XW_WITH(xw_n(v, over), xw_n(v, large), xw_n(v, schools)));
    xw_put(v->out, "</li>\n");
}

/* ---- 4 and 5: the projects, and what must be decided --------------------------------------------
 */

/* How many of the projects whose opening is drawn can be expected in their year. */
static void say_on_time(struct xw_view *v)
{
    int32_t count = 0;
    double sum = 0.0;
    for (int32_t p = 0; p < v->needs->count; p++) {
        struct xw_lateness late;
        if (!xw_chances_lateness(v->chances, p, &late)) continue;
        count++;
        sum += late.on_time;
    }
    if (count > 0)
        xw_tell(v, XW_SAY_PROJECTS_CHANCE,
                XW_WITH(xw_n(v, count), xw_number_fixed(v->texts, sum, 1, "—")));
}

static void say_projects(struct xw_view *v)
{
    const struct xw_needs *n = v->needs;
    int32_t beside = n->of[XW_VERDICT_NO_CLASSES] + n->of[XW_VERDICT_NO_SEATS] +
                     n->of[XW_VERDICT_NO_GAP] + n->of[XW_VERDICT_UNCOUNTED];
    xw_put(v->out, "<li>");
    if (n->count == 0) {
        xw_tell(v, XW_SAY_NO_PROJECTS, XW_NOTHING);
        xw_put(v->out, "</li>\n");
        return;
    }
    xw_tell(v, n->of[XW_VERDICT_LATE] > 0 ? XW_SAY_PROJECTS_LATE : XW_SAY_PROJECTS_NOT_LATE,
            XW_WITH(xw_n(v, n->of[XW_VERDICT_LATE]), xw_n(v, n->of[XW_VERDICT_EARLY]),
                    xw_n(v, n->of[XW_VERDICT_EXACT]), xw_n(v, n->of[XW_VERDICT_NEVER]),
                    xw_n(v, beside), xw_year(v, v->f->last)));
    xw_tell(v, XW_SAY_PROJECTS_STATE,
            XW_WITH(xw_n(v, n->done), xw_n(v, n->building), xw_n(v, n->ahead), xw_n(v, n->overdue),
                    xw_year(v, v->f->now)));
    if (v->chances != NULL) say_on_time(v);
    xw_put(v->out, "</li>\n");
}

/* Projects that open after `now` and are not open: those without need, and those needed sooner. */
static void say_decision(struct xw_view *v)
{
    const struct xw_figures *f = v->f;
    int32_t most = v->needs->count, idle = 0, late = 0;
    const char **idle_codes = XW_TAKE(v->texts, most, const char *);
    const char **late_codes = XW_TAKE(v->texts, most, const char *);
    if (idle_codes == NULL || late_codes == NULL) {
        v->out->failed = true;
        return;
    }
    double cost = 0.0;
    int16_t first = INT16_MAX;
    for (int32_t p = 0; p < most; p++) {
        const struct xw_run_project *project = &f->run->project[p];
        const struct xw_need *need = &v->needs->need[p];
        bool open = project->status != NULL && strcmp(project->status, "open") == 0;
        if (!project->counted || open || project->opens_in <= f->now) continue;
        if (need->verdict == XW_VERDICT_NEVER || (need->verdict == XW_VERDICT_LATE && need->over)) {
            idle_codes[idle++] = project->code;
            cost += project->cost_cny == project->cost_cny ? project->cost_cny : 0.0;
        } else if (need->verdict == XW_VERDICT_LATE) {
            late_codes[late++] = project->code;
        } else {
            continue;
        }
        if (project->opens_in < first) first = project->opens_in;
    }
    xw_put(v->out, "<li class=\"act\">");
    if (idle + late == 0) {
        xw_tell(v, XW_SAY_DECIDE_NOTHING, XW_WITH(xw_year(v, f->now)));
    } else {
        xw_tell(v, XW_SAY_DECIDE, XW_WITH(xw_year(v, first - 1)));
        if (idle > 0)
            xw_tell(v, XW_SAY_DECIDE_IDLE,
                    XW_WITH(xw_listed(v, idle_codes, idle, 12), xw_n(v, idle), xw_money(v, cost),
                            xw_year(v, f->last)));
        if (idle > 0 && late > 0) xw_put(v->out, xw_word(v, XW_SAY_CLAUSE_MARK));
        if (late > 0)
            xw_tell(v, XW_SAY_DECIDE_LATE,
                    XW_WITH(xw_listed(v, late_codes, late, 12), xw_n(v, late)));
        xw_put(v->out, xw_word(v, XW_SAY_FULL_STOP));
    }
    for (int32_t r = 1; v->paired != NULL && r < v->runs && r <= 2; r++) {
        const char *said = xw_page_pair_decision(v, r);
        if (said != NULL) xw_put_text(v->out, said);
    }
    xw_put(v->out, "</li>\n");
}

void xw_page_one_list(struct xw_view *v)
{
    say_wave(v);
    say_gap(v);
    say_september(v);
    say_projects(v);
    say_decision(v);
}

void xw_page_one(struct xw_view *v)
{
    double share[XW_EVIDENCE_COUNT];
    int32_t parts[XW_EVIDENCE_COUNT] = { 0 };
    xw_put(v->out, "<section class=\"one\" aria-labelledby=\"s0\">\n<div class=\"g\">\n");
    xw_heading(v, 2, "s0", XW_SAY_FINDINGS, XW_NOTHING);
    xw_put(v->out, "<div>\n");
    put_base(v);
    xw_put(v->out, "<ol class=\"lead\">\n");
    xw_page_one_list(v);
    xw_put(v->out, "</ol>\n");
    if (xw_figures_evidence(v->f, "seats", XW_NONE, v->f->first, share))
        xw_number_parts(share, XW_EVIDENCE_COUNT, 100, parts);
    const char *first = xw_year(v, v->f->first), *published = xw_n(v, parts[XW_PUBLISHED]);
    const char *estimated = xw_n(v, parts[XW_ESTIMATED]), *assumed = xw_n(v, parts[XW_ASSUMED]);
    if (v->chances == NULL)
        xw_footnote(v, XW_SAY_RESTS_ON, XW_WITH(first, published, estimated, assumed));
    else
        xw_footnote(
            v, XW_SAY_RESTS_ON_CHANCES,
            XW_WITH(first, published, estimated, assumed, xw_n(v, v->chances->replicates),
                    xw_number_fixed(v->texts, 100.0 * xw_chances_error(0.5, v->chances->replicates),
                                    1, "—")));
    xw_page_strip(v);
    xw_page_key_figures(v);
    xw_put(v->out, "</div>\n");
    xw_notes_open(v, "", XW_SAY_NOTES);
    xw_note(v, XW_SAY_NOTE_READING, XW_NOTHING);
    xw_note(v, XW_SAY_NOTE_WAVE, XW_NOTHING);
    for (int32_t s = 0; s < v->f->stages; s++)
        if (v->f->stage[s].roll.at_first) {
            xw_note(v, XW_SAY_NOTE_EDGE, XW_WITH(xw_year(v, v->f->first), xw_view_stage(v, s)));
            break;
        }
    xw_notes_close(v);
    xw_section_close(v);
}
