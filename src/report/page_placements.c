#include "page.h"
#include "xuewei/measures.h"
#include "xuewei/tiers.h"
#include <string.h>

/* The columns, with the measures that fill them. */
static const struct {
    enum xw_key label;
    enum xw_measure measure;
    bool always; /* a column although all of it is 0 */
} columns[] = {
    { XW_SAY_PLACED_CATCHMENT, XW_MEASURE_ENTRANTS_CATCHMENT, true },
    { XW_SAY_PLACED_MULTI_SCHOOL, XW_MEASURE_ENTRANTS_MULTI_SCHOOL, true },
    { XW_SAY_PLACED_OPEN, XW_MEASURE_ENTRANTS_OPEN, false },
    { XW_SAY_PLACED_DISTRICT, XW_MEASURE_ENTRANTS_DISTRICT, false },
    { XW_SAY_PLACED_FEEDER, XW_MEASURE_ENTRANTS_FEEDER, false },
    { XW_SAY_PLACED_OWN_LEAVERS, XW_MEASURE_ENTRANTS_OWN_LEAVERS, false },
    { XW_SAY_PLACED_SIBLING, XW_MEASURE_ENTRANTS_SIBLING, false },
    { XW_SAY_PLACED_CHOICE, XW_MEASURE_ENTRANTS_CHOICE, false },
    { XW_SAY_PLACED_COORDINATION, XW_MEASURE_ENTRANTS_COORDINATION, true },
    { XW_SAY_PLACED_BOARDING, XW_MEASURE_ENTRANTS_BOARDING, false },
    { XW_SAY_PLACED_SPECIAL, XW_MEASURE_ENTRANTS_SPECIAL, false },
    { XW_SAY_PLACED_GUARANTEED, XW_MEASURE_ENTRANTS_GUARANTEED, false },
    { XW_SAY_PLACED_PRIVATE, XW_MEASURE_ENTRANTS_PRIVATE, true },
    { XW_SAY_PLACED_UNPLACED, XW_MEASURE_ENTRANTS_UNPLACED, true },
    { XW_SAY_PLACED_NO_CLAIM, XW_MEASURE_ENTRANTS_NO_CLAIM, false },
};
enum { COLUMNS = sizeof columns / sizeof *columns };

const char *xw_page_placed(struct xw_view *v, const char *reason)
{
    size_t head = strlen("entrants_");
    for (int32_t c = 0; reason != NULL && c < COLUMNS; c++)
        if (strcmp(xw_measure_of(columns[c].measure)->word + head, reason) == 0)
            return xw_word(v, columns[c].label);
    return reason == NULL || reason[0] == '\0' ? "—" : reason;
}

/* A reason that nobody was placed for in a year has no row in the run. */
static double placed(const struct xw_view *v, int32_t stage, int32_t column, int32_t y)
{
    double value;
    const char *word = xw_measure_of(columns[column].measure)->word;
    return xw_figures_measure(v->f, word, stage, (int16_t)(v->f->first + y), &value) ? value : 0.0;
}

static bool held(const struct xw_view *v, int32_t stage, int32_t column, int32_t y)
{
    return xw_figures_measure_held(v->f, xw_measure_of(columns[column].measure)->word, stage,
                                   (int16_t)(v->f->first + y));
}

/* A stage without tiers has one, of everybody. */
static bool has_tiers(const struct xw_run *run, int32_t stage)
{
    for (int32_t i = 0; i < run->flow_count; i++)
        if (run->flow[i].stage == stage && strcmp(run->flow[i].tier, XW_TIER_USUAL) != 0)
            return true;
    return false;
}

/* How far the admission classes themselves are published. */
static void tell_tiers(struct xw_view *v, int32_t stage)
{
    const struct xw_run *run = v->f->run;
    if (!has_tiers(run, stage)) return;
    for (int32_t i = 0; i < run->table_count; i++) {
        const int32_t *rows = run->table[i].rows;
        if (strcmp(run->table[i].table, "tiers") != 0) continue;
        if (rows[XW_ESTIMATED] + rows[XW_ASSUMED] == 0) continue;
        int32_t all = rows[XW_PUBLISHED] + rows[XW_ESTIMATED] + rows[XW_ASSUMED];
        xw_footnote(v, XW_SAY_PLACED_TIERS,
                    XW_WITH(xw_n(v, all), xw_n(v, rows[XW_ESTIMATED]), xw_n(v, rows[XW_ASSUMED])));
    }
}

void xw_page_placements(struct xw_view *v, int32_t stage)
{
    const struct xw_figures *f = v->f;
    const char *head[COLUMNS + 3] = { xw_word(v, XW_SAY_YEAR), xw_word(v, XW_SAY_ENTRANTS) };
    int32_t shown[COLUMNS], count = 0;
    double all = 0.0;
    for (int32_t c = 0; c < COLUMNS; c++) {
        double sum = 0.0;
        for (int32_t y = 0; y < f->years; y++)
            sum += placed(v, stage, c, y);
        all += sum;
        if (columns[c].always || sum > 0.0) shown[count++] = c;
    }
    if (!(all > 0.0)) return;
    char kinds[COLUMNS + 3] = "nn";
    for (int32_t i = 0; i < count; i++) {
        head[i + 2] = xw_word(v, columns[shown[i]].label);
        kinds[i + 2] = 'n';
    }
    xw_table_open(v, "st yr", xw_told(v, XW_SAY_PLACED_CAPTION, XW_WITH(xw_view_stage(v, stage))),
                  xw_word(v, XW_SAY_PLACED_SUB));
    xw_table_head(v, head, kinds);
    for (int32_t y = 0; y < f->years; y++) {
        const struct xw_run_gap *entry = xw_figures_district(f, stage, XW_SCOPE_ENTRY, y);
        xw_row_open(v, "", xw_year(v, f->first + y));
        xw_cell(v,
                entry == NULL ? "—" : xw_n_held(v, entry->held & XW_HELD_PERSONS, entry->demand));
        for (int32_t i = 0; i < count; i++)
            xw_cell(v, xw_n_held(v, held(v, stage, shown[i], y),
                                 (int64_t)(placed(v, stage, shown[i], y) + 0.5)));
        xw_row_close(v);
    }
    xw_table_close(v);
    xw_footnote(v, XW_SAY_PLACED_FOOT, XW_NOTHING);
    tell_tiers(v, stage);
}
