#include "page.h"
#include "paired_view.h"
#include "say_chances.h"
#include <math.h>

static const char *title_of(struct xw_view *v, int32_t run)
{
    return xw_view_title(v, v->all[run].run);
}

static const char *shortage_words(struct xw_view *v)
{
    return xw_word(v, xw_paired_shortage(v->paired) == XW_TOTAL_SHORT_TOWNS
                          ? XW_SAY_PAIR_OF_TOWNS
                          : XW_SAY_PAIR_OF_DISTRICT);
}

/* The places that it was counted in. */
static const char *level_words(struct xw_view *v)
{
    return xw_word(v, xw_paired_shortage(v->paired) == XW_TOTAL_SHORT_TOWNS ? XW_SAY_PAIR_BY_TOWN
                                                                            : XW_SAY_PAIR_AS_ONE);
}

static void cell_signed(struct xw_view *v, double value)
{
    xw_cell(v, isfinite(value) ? xw_about_signed(v, value) : "—");
}

/* ---- the figure of all scenarios ----------------------------------------------------------------
 */

/* The scenario whose shortage differs most with a certain direction; XW_NONE: none. */
static int32_t most_certain(const struct xw_view *v)
{
    int32_t best = XW_NONE;
    double most = 0.0;
    for (int32_t r = 1; r < v->runs; r++) {
        const struct xw_paired *d = xw_paired_all(v->paired, r, xw_paired_shortage(v->paired));
        if (xw_paired_direction(d) == 0 || fabs(d->median) <= most) continue;
        most = fabs(d->median);
        best = r;
    }
    return best;
}

static void figure(struct xw_view *v)
{
    const char *subject = xw_view_title(v, v->f->run), *finding;
    int32_t r = most_certain(v);
    if (r == XW_NONE) {
        finding = xw_told(v, XW_SAY_PAIR_FIND_NONE, XW_WITH(subject));
    } else {
        const struct xw_paired *d = xw_paired_all(v->paired, r, xw_paired_shortage(v->paired));
        finding =
            xw_told(v, xw_paired_direction(d) > 0 ? XW_SAY_PAIR_FIND_MORE : XW_SAY_PAIR_FIND_LESS,
                    XW_WITH(title_of(v, r), subject, xw_about(v, fabs(d->median)),
                            xw_size_range(v, d), level_words(v)));
    }
    xw_figure_open(v, finding,
                   xw_told(v, XW_SAY_PAIR_SUB, XW_WITH(subject, xw_n(v, v->paired->replicates))));
    xw_scroll_open(v);
    xw_putf(v->out, "<span class=\"swipe\">%s</span>", xw_word(v, XW_SAY_SWIPE));
    xw_chart_paired(v);
    xw_scroll_close(v);
    xw_figure_close(v);
}

/* ---- sentences ----------------------------------------------------------------------------------
 */

/* Towns with a verdict, all stages together. */
static const char *towns_with(struct xw_view *v, int32_t run, int verdict)
{
    const struct xw_pair *pair = &v->paired->pair[run - 1];
    const char **names = XW_TAKE(v->texts, pair->towns, const char *);
    int32_t count = 0;
    for (int32_t t = 0; names != NULL && t < pair->towns; t++) {
        const struct xw_paired_town *town = &pair->town[v->paired->stages * pair->towns + t];
        if (town->verdict != verdict) continue;
        int32_t known = xw_figures_town_of(v->f, town->place);
        names[count++] = known != XW_NONE ? xw_view_town(v, known) : town->place;
    }
    return count == 0 ? NULL : xw_joined(v, names, count, 8);
}

static void say_towns(struct xw_view *v, int32_t run)
{
    if (v->paired->pair[run - 1].towns == 0) return;
    const char *gains = towns_with(v, run, 1), *loses = towns_with(v, run, -1);
    if (gains != NULL) xw_tell(v, XW_SAY_PAIR_GAINS, XW_WITH(gains));
    if (gains != NULL && loses != NULL) xw_put(v->out, " ");
    if (loses != NULL) xw_tell(v, XW_SAY_PAIR_LOSES, XW_WITH(loses));
    if (gains == NULL && loses == NULL) xw_tell(v, XW_SAY_PAIR_NO_TOWN, XW_NOTHING);
}

/* Of the same places as the sentence before it. */
static void say_cost(struct xw_view *v, int32_t run)
{
    const struct xw_pair *pair = &v->paired->pair[run - 1];
    bool by_town = xw_paired_shortage(v->paired) == XW_TOTAL_SHORT_TOWNS;
    const struct xw_paired_cost *cost =
        &(by_town ? pair->cost_towns : pair->cost)[v->paired->stages];
    const struct xw_paired *useful =
        xw_paired_all(v->paired, run, by_town ? XW_TOTAL_USEFUL_TOWNS : XW_TOTAL_USEFUL_DISTRICT);
    const char *money = xw_money(v, fabs(cost->cost_cny));
    if (cost->cost_cny > 0.0 && useful->median > 0.0)
        xw_tell(v, XW_SAY_PAIR_COST_MORE,
                XW_WITH(money, xw_about(v, useful->median), xw_price(v, cost->per_median),
                        xw_price(v, cost->per_p10), xw_price(v, cost->per_p90), level_words(v)));
    else if (cost->cost_cny > 0.0)
        xw_tell(v, XW_SAY_PAIR_COST_WASTED,
                XW_WITH(money, xw_about_signed(v, useful->median), level_words(v)));
    else if (cost->cost_cny < 0.0 && useful->median < 0.0)
        xw_tell(v, XW_SAY_PAIR_COST_LESS,
                XW_WITH(money, xw_about(v, -useful->median), xw_view_title(v, v->f->run),
                        xw_price(v, cost->cost_cny / useful->median), level_words(v)));
}

static void say_scenario(struct xw_view *v, int32_t run)
{
    const struct xw_paired_horizon *h = xw_paired_horizon_of(
        v->paired, &v->paired->pair[run - 1], v->paired->stages, xw_paired_shortage(v->paired));
    const struct xw_paired *d = &h->paired;
    int direction = xw_paired_direction(d);
    enum xw_key key = d->equal >= 1.0 ? XW_SAY_PAIR_ITEM_SAME
                      : direction > 0 ? XW_SAY_PAIR_ITEM_MORE
                      : direction < 0 ? XW_SAY_PAIR_ITEM_LESS
                                      : XW_SAY_PAIR_ITEM_UNSURE;
    double low = fmin(fabs(d->p10), fabs(d->p90)), high = fmax(fabs(d->p10), fabs(d->p90));
    bool sure = direction != 0;
    xw_put(v->out, "<li>");
    xw_tell(v, key,
            XW_WITH(title_of(v, run), shortage_words(v), xw_view_title(v, v->f->run),
                    sure ? xw_about(v, fabs(d->median)) : xw_about_signed(v, d->median),
                    sure ? xw_about(v, low) : xw_about_signed(v, d->p10),
                    sure ? xw_about(v, high) : xw_about_signed(v, d->p90),
                    xw_chance(v, xw_paired_better(d))));
    xw_put(v->out, " ");
    say_towns(v, run);
    xw_put(v->out, " ");
    say_cost(v, run);
    xw_put(v->out, "</li>\n");
}

static void say_best(struct xw_view *v)
{
    const char **names = XW_TAKE(v->texts, v->runs, const char *);
    if (names == NULL || v->runs < 3) return;
    for (int32_t r = 0; r < v->runs; r++)
        names[r] = xw_told(v, XW_SAY_PAIR_NAMED_CHANCE,
                           XW_WITH(title_of(v, r),
                                   xw_chance(v, xw_paired_best_of(v->paired, r, v->paired->stages,
                                                                  xw_paired_shortage(v->paired)))));
    xw_put(v->out, "<li>");
    xw_tell(v, XW_SAY_PAIR_BEST, XW_WITH(shortage_words(v), xw_listed(v, names, v->runs, v->runs)));
    xw_put(v->out, "</li>\n");
}

/* ---- by year ------------------------------------------------------------------------------------
 */

static void years(struct xw_view *v, int32_t run)
{
    double reach = xw_paired_years_reach(v, run);
    if (!(reach > 0.0)) return;
    xw_figure_open(
        v, xw_told(v, XW_SAY_PAIR_YEARS, XW_WITH(title_of(v, run), xw_view_title(v, v->f->run))),
        xw_word(v, XW_SAY_PAIR_YEARS_SUB));
    xw_put(v->out, "<div class=\"minis\">\n");
    for (int32_t s = 0; s < v->f->stages; s++) {
        if (xw_paired_stage(v, s) == XW_NONE) continue;
        xw_put(v->out, "<div class=\"mini\"><h4>");
        xw_put_text(v->out, xw_view_stage(v, s));
        xw_put(v->out, "</h4>");
        xw_chart_paired_years(v, run, s, reach);
        xw_put(v->out, "</div>\n");
    }
    xw_put(v->out, "</div>\n");
    xw_figure_close(v);
}

/* ---- tables -------------------------------------------------------------------------------------
 */

static void three(struct xw_view *v, const struct xw_paired_horizon *h, enum xw_paired_total total)
{
    bool known = h->paired.n > 0;
    cell_signed(v, known ? h->paired.p10 : NAN);
    cell_signed(v, known ? h->paired.median : NAN);
    cell_signed(v, known ? h->paired.p90 : NAN);
    xw_cell_chance(v, known ? xw_paired_horizon_better(h, total) : NAN);
}

static void stage_row(struct xw_view *v, int32_t run, int32_t stage, const char *name)
{
    const struct xw_paired_runs *p = v->paired;
    const struct xw_pair *pair = &p->pair[run - 1];
    const struct xw_paired_horizon *areas =
        xw_paired_horizon_of(p, pair, stage, XW_TOTAL_SHORT_AREAS);
    xw_row_open(v, stage == p->stages ? "sum" : "in", name);
    three(v, xw_paired_horizon_of(p, pair, stage, XW_TOTAL_SHORT_DISTRICT),
          XW_TOTAL_SHORT_DISTRICT);
    three(v, xw_paired_horizon_of(p, pair, stage, XW_TOTAL_SHORT_TOWNS), XW_TOTAL_SHORT_TOWNS);
    cell_signed(v, areas->paired.median);
    xw_cell_chance(v, xw_paired_horizon_better(areas, XW_TOTAL_SHORT_AREAS));
    three(v, xw_paired_horizon_of(p, pair, stage, XW_TOTAL_IDLE), XW_TOTAL_IDLE);
    xw_row_close(v);
}

/* A row that names a scenario, and no cells but dashes. */
static void group_row(struct xw_view *v, int32_t run, int32_t cells)
{
    xw_row_open(v, "grp", title_of(v, run));
    for (int32_t i = 0; i < cells; i++)
        xw_cell(v, "—");
    xw_row_close(v);
}

static void stages_table(struct xw_view *v)
{
    static const enum xw_key heads[3] = { XW_SAY_PAIR_COL_DISTRICT, XW_SAY_PAIR_COL_TOWNS,
                                          XW_SAY_PAIR_COL_IDLE };
    static const char *const quantiles[3] = { "P10", "P50", "P90" };
    const char *better = xw_word(v, XW_SAY_PAIR_COL_BETTER);
    const char *columns[16] = { xw_word(v, XW_SAY_STAGE) };
    int32_t count = 1;
    for (int32_t i = 0; i < 3; i++) {
        if (i == 2) {
            columns[count++] = xw_quantile_head(v, XW_SAY_PAIR_COL_AREAS, "P50");
            columns[count++] = better;
        }
        for (int32_t q = 0; q < 3; q++)
            columns[count++] = xw_quantile_head(v, heads[i], quantiles[q]);
        columns[count++] = better;
    }
    xw_table_open(
        v, "st yr", xw_told(v, XW_SAY_PAIR_CAPTION, XW_WITH(xw_view_title(v, v->f->run))),
        xw_told(v, XW_SAY_PAIR_CAPTION_SUB,
                XW_WITH(xw_n(v, v->paired->replicates), xw_years(v, v->f->first, v->f->last))));
    xw_table_head(v, columns, "");
    for (int32_t r = 1; r < v->runs; r++) {
        group_row(v, r, count - 1);
        for (int32_t s = 0; s < v->f->stages; s++)
            if (xw_paired_stage(v, s) != XW_NONE)
                stage_row(v, r, xw_paired_stage(v, s), xw_view_stage(v, s));
        stage_row(v, r, v->paired->stages, xw_word(v, XW_SAY_PAIR_ALL_STAGES));
    }
    xw_table_close(v);
}

static void town_row(struct xw_view *v, const struct xw_paired_town *town)
{
    int32_t known = xw_figures_town_of(v->f, town->place);
    xw_row_open(v, "in", known != XW_NONE ? xw_view_town(v, known) : town->place);
    cell_signed(v, town->shortage.mean);
    cell_signed(v, town->shortage.p10);
    cell_signed(v, town->shortage.median);
    cell_signed(v, town->shortage.p90);
    xw_cell_chance(v, xw_paired_better(&town->shortage));
    xw_cell(v, town->adjusted_p < 0.001 ? (v->language == XW_CHINESE ? "＜0.001" : "<0.001")
                                        : xw_number_fixed(v->texts, town->adjusted_p, 3, "—"));
    xw_putf(v->out, "<td class=\"l%s\">%s</td>", town->verdict < 0 ? " late" : "",
            xw_word(v, town->verdict > 0             ? XW_SAY_PAIR_WINS
                       : town->verdict < 0           ? XW_SAY_PAIR_LOSS
                       : town->shortage.equal >= 1.0 ? XW_SAY_NO_DIFFERENCE
                                                     : XW_SAY_PAIR_OPEN));
    xw_row_close(v);
}

static void towns_table(struct xw_view *v)
{
    const struct xw_paired_runs *p = v->paired;
    if (p->pair[0].towns == 0) return;
    xw_table_open(v, "st",
                  xw_told(v, XW_SAY_PAIR_TOWN_CAPTION, XW_WITH(xw_view_title(v, v->f->run))),
                  xw_told(v, XW_SAY_PAIR_TOWN_SUB, XW_WITH(xw_years(v, v->f->first, v->f->last))));
    const char *columns[] = { xw_word(v, XW_SAY_TOWN),
                              xw_word(v, XW_SAY_PAIR_MEAN),
                              "P10",
                              "P50",
                              "P90",
                              xw_word(v, XW_SAY_PAIR_COL_BETTER),
                              xw_word(v, XW_SAY_PAIR_P),
                              xw_word(v, XW_SAY_PAIR_VERDICT),
                              NULL };
    xw_table_head(v, columns, "nnnnnnnl");
    for (int32_t r = 1; r < v->runs; r++) {
        const struct xw_pair *pair = &p->pair[r - 1];
        group_row(v, r, 7);
        for (int32_t t = 0; t < pair->towns; t++)
            town_row(v, &pair->town[p->stages * pair->towns + t]);
    }
    xw_table_close(v);
}

static void costs_table(struct xw_view *v)
{
    const struct xw_paired_runs *p = v->paired;
    xw_table_open(v, "st yr",
                  xw_told(v, XW_SAY_PAIR_COST_CAPTION, XW_WITH(xw_view_title(v, v->f->run))),
                  xw_told(v, XW_SAY_PAIR_COST_SUB, XW_WITH(xw_years(v, v->f->first, v->f->last))));
    const char *columns[] = { xw_word(v, XW_SAY_PAIR_SCENARIO),
                              xw_word(v, XW_SAY_PAIR_COL_COST),
                              xw_word(v, XW_SAY_PAIR_COL_UNKNOWN),
                              xw_quantile_head(v, XW_SAY_PAIR_COL_USEFUL, "P10"),
                              xw_quantile_head(v, XW_SAY_PAIR_COL_USEFUL, "P50"),
                              xw_quantile_head(v, XW_SAY_PAIR_COL_USEFUL, "P90"),
                              xw_word(v, XW_SAY_PAIR_COL_USEFUL_TOWNS),
                              xw_quantile_head(v, XW_SAY_PAIR_COL_PRICE, "P10"),
                              xw_quantile_head(v, XW_SAY_PAIR_COL_PRICE, "P50"),
                              xw_quantile_head(v, XW_SAY_PAIR_COL_PRICE, "P90"),
                              xw_word(v, XW_SAY_PAIR_COL_PRICE_TOWNS),
                              xw_word(v, XW_SAY_PAIR_COL_WITHOUT),
                              NULL };
    xw_table_head(v, columns, "");
    for (int32_t r = 1; r < v->runs; r++) {
        const struct xw_paired_cost *cost = &p->pair[r - 1].cost[p->stages];
        const struct xw_paired *useful = xw_paired_all(p, r, XW_TOTAL_USEFUL_DISTRICT);
        const struct xw_paired *towns = xw_paired_all(p, r, XW_TOTAL_USEFUL_TOWNS);
        xw_row_open(v, "", title_of(v, r));
        const char *money = xw_yi(v, fabs(cost->cost_cny));
        xw_cell(v, xw_arena_format(v->texts, "%s%s",
                                   cost->cost_cny < 0.0   ? "−"
                                   : cost->cost_cny > 0.0 ? "+"
                                                          : "",
                                   money));
        xw_cell(v, xw_n(v, cost->unknown));
        cell_signed(v, useful->p10);
        cell_signed(v, useful->median);
        cell_signed(v, useful->p90);
        cell_signed(v, towns->n > 0 ? towns->median : NAN);
        xw_cell(v, xw_price(v, cost->per_p10));
        xw_cell(v, xw_price(v, cost->per_median));
        xw_cell(v, xw_price(v, cost->per_p90));
        xw_cell(v,
                towns->n > 0 ? xw_price(v, p->pair[r - 1].cost_towns[p->stages].per_median) : "—");
        xw_cell_chance(v, cost->without);
        xw_row_close(v);
    }
    xw_table_close(v);
}

/* ---- the parts of the section -------------------------------------------------------------------
 */

/* Why the run could not be compared history by history. */
void xw_page_pair_not(struct xw_view *v, int32_t run)
{
    const struct xw_figures *a = &v->all[run], *b = v->f;
    xw_footnote(v, XW_SAY_PAIR_NOT,
                XW_WITH(title_of(v, run), xw_view_title(v, b->run), xw_n(v, a->run->replicates),
                        xw_figures_key(a, "seed"), xw_figures_key(a, "points"),
                        xw_n(v, b->run->replicates), xw_figures_key(b, "seed"),
                        xw_figures_key(b, "points")));
}

void xw_page_pairs(struct xw_view *v)
{
    figure(v);
    xw_put(v->out, "<ul class=\"why\">\n");
    for (int32_t r = 1; r < v->runs; r++)
        say_scenario(v, r);
    say_best(v);
    xw_put(v->out, "</ul>\n");
    for (int32_t r = 1; r < v->runs; r++)
        years(v, r);
}

void xw_page_pair_notes(struct xw_view *v)
{
    xw_note(v, XW_SAY_PAIR_NOTE, XW_WITH(xw_n(v, v->paired->replicates)));
    xw_note(v, XW_SAY_PAIR_NOTE_SURE, XW_NOTHING);
    xw_note(v, XW_SAY_PAIR_NOTE_AREAS, XW_NOTHING);
    if (xw_paired_shortage(v->paired) == XW_TOTAL_SHORT_TOWNS)
        xw_note(v, XW_SAY_PAIR_NOTE_LEVELS, XW_NOTHING);
}

void xw_page_pair_tables(struct xw_view *v)
{
    stages_table(v);
    towns_table(v);
    costs_table(v);
}

const char *xw_page_pair_decision(struct xw_view *v, int32_t run)
{
    const struct xw_paired *d = xw_paired_all(v->paired, run, xw_paired_shortage(v->paired));
    int direction = xw_paired_direction(d); /* above 0: the scenario is shorter, the subject less */
    if (d->equal >= 1.0) return NULL;
    const char *size = xw_about(v, fabs(d->median)), *range = xw_size_range(v, d);
    const char *what =
        direction == 0 ? xw_told(v, XW_SAY_DECIDE_UNSURE,
                                 XW_WITH(xw_about_signed(v, -d->p90), xw_about_signed(v, -d->p10)))
                       : xw_told(v, direction > 0 ? XW_SAY_DECIDE_LESS : XW_SAY_DECIDE_MORE,
                                 XW_WITH(size, range, level_words(v)));
    return xw_told(v, XW_SAY_DECIDE_PAIR,
                   XW_WITH(title_of(v, run), xw_view_title(v, v->f->run), what));
}
