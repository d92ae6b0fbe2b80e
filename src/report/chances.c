#include "chances.h"
#include <math.h>
#include <string.h>

const double xw_service_level[XW_SERVICES] = { 0.80, 0.90, 0.95 };

/* District and towns are places 0 and 1 + town. */
static ptrdiff_t place_of(const struct xw_figures *f, enum xw_level level, const char *place)
{
    if (level == XW_LEVEL_DISTRICT) return 0;
    if (level != XW_LEVEL_TOWN) return XW_NONE;
    int32_t town = xw_figures_town_of(f, place);
    return town == XW_NONE ? XW_NONE : 1 + town;
}

static ptrdiff_t cell_of(const struct xw_figures *f, ptrdiff_t place, int32_t stage,
                         enum xw_scope scope)
{
    return (place * f->stages + stage) * 2 + (ptrdiff_t)scope;
}

static bool known(const struct xw_figures *f, ptrdiff_t place, int32_t stage, int32_t year)
{
    return place != XW_NONE && place <= f->towns && stage >= 0 && stage < f->stages && year >= 0 &&
           year < f->years;
}

static void take_rows(struct xw_chances *c)
{
    const struct xw_figures *f = c->f;
    const struct xw_run *run = f->run;
    for (int32_t i = 0; i < run->quantile_count; i++) {
        const struct xw_quantile_row *row = &run->quantile[i];
        ptrdiff_t place = place_of(f, row->level, row->place);
        int32_t year = row->year - f->first;
        if (!known(f, place, row->stage, year)) continue;
        ptrdiff_t cell = cell_of(f, place, row->stage, row->scope) * XW_QUANTITIES + row->quantity;
        c->band[cell * f->years + year] = row;
    }
    for (int32_t i = 0; i < run->risk_count; i++) {
        const struct xw_risk_row *row = &run->risk[i];
        ptrdiff_t place = place_of(f, row->level, row->place);
        if (!known(f, place, row->stage, 0)) continue;
        c->risk[cell_of(f, place, row->stage, row->scope)] = row;
    }
    for (int32_t i = 0; i < run->service_count; i++) {
        const struct xw_service_row *row = &run->service[i];
        ptrdiff_t place = place_of(f, row->level, row->place);
        int32_t year = row->year - f->first;
        if (!known(f, place, row->stage, year)) continue;
        for (int32_t k = 0; k < XW_SERVICES; k++)
            if (fabs(row->service - xw_service_level[k]) < 1e-6)
                c->service[(cell_of(f, place, row->stage, row->scope) * f->years + year) *
                               XW_SERVICES +
                           k] = row;
    }
}

enum xw_status xw_chances_make(struct xw_arena *keep, const struct xw_figures *f,
                               struct xw_chances *out, bool *any)
{
    *out = (struct xw_chances){ .f = f, .replicates = f->run->replicates };
    *any = f->run->replicates >= XW_CHANCES_LEAST && f->run->quantile_count > 0;
    if (!*any) return XW_OK;
    ptrdiff_t cells = cell_of(f, 1 + f->towns, 0, XW_SCOPE_ENTRY);
    out->band = XW_TAKE(keep, cells * XW_QUANTITIES * f->years, const struct xw_quantile_row *);
    out->risk = XW_TAKE(keep, cells, const struct xw_risk_row *);
    out->service = XW_TAKE(keep, cells * f->years * XW_SERVICES, const struct xw_service_row *);
    if (out->band == NULL || out->risk == NULL || out->service == NULL) return XW_NO_MEMORY;
    take_rows(out);
    return XW_OK;
}

const struct xw_quantile_row *xw_chances_band(const struct xw_chances *c, int32_t town,
                                              int32_t stage, enum xw_scope scope,
                                              enum xw_quantity quantity, int32_t year)
{
    const struct xw_figures *f = c->f;
    ptrdiff_t place = town == XW_NONE ? 0 : 1 + town;
    if (!known(f, place, stage, year)) return NULL;
    return c->band[(cell_of(f, place, stage, scope) * XW_QUANTITIES + quantity) * f->years + year];
}

const struct xw_risk_row *xw_chances_risk(const struct xw_chances *c, int32_t town, int32_t stage,
                                          enum xw_scope scope)
{
    ptrdiff_t place = town == XW_NONE ? 0 : 1 + town;
    return known(c->f, place, stage, 0) ? c->risk[cell_of(c->f, place, stage, scope)] : NULL;
}

double xw_chances_service(const struct xw_chances *c, int32_t town, int32_t stage,
                          enum xw_scope scope, int32_t year, int32_t level)
{
    const struct xw_figures *f = c->f;
    ptrdiff_t place = town == XW_NONE ? 0 : 1 + town;
    if (!known(f, place, stage, year)) return NAN;
    const struct xw_service_row *row =
        c->service[(cell_of(f, place, stage, scope) * f->years + year) * XW_SERVICES + level];
    return row != NULL ? row->seats : NAN;
}

static const struct xw_run_gap *gap_row(const struct xw_chances *c, int32_t town, int32_t stage,
                                        enum xw_scope scope, int32_t year)
{
    return town == XW_NONE ? xw_figures_district(c->f, stage, scope, year)
                           : xw_figures_town(c->f, town, stage, scope, year);
}

double xw_chances_short(const struct xw_chances *c, int32_t town, int32_t stage,
                        enum xw_scope scope, int32_t year)
{
    const struct xw_run_gap *row = gap_row(c, town, stage, scope, year);
    return row != NULL ? row->spread.p_short : NAN;
}

double xw_chances_expected(const struct xw_chances *c, int32_t town, int32_t stage,
                           enum xw_scope scope, int32_t year)
{
    const struct xw_run_gap *row = gap_row(c, town, stage, scope, year);
    return row != NULL ? row->spread.expected_short : NAN;
}

int32_t xw_chances_riskiest(const struct xw_chances *c, int32_t town, int32_t stage,
                            enum xw_scope scope, int32_t from)
{
    int32_t best = XW_NONE;
    double most = 0.0, gap = 0.0;
    for (int32_t y = from; y < c->f->years; y++) {
        double p = xw_chances_short(c, town, stage, scope, y);
        double expected = xw_chances_expected(c, town, stage, scope, y);
        if (!(p > 0.0) || p < most || (p == most && !(expected > gap))) continue;
        best = y;
        most = p;
        gap = expected;
    }
    return best;
}

int32_t xw_chances_first_above(const struct xw_chances *c, int32_t town, int32_t stage,
                               enum xw_scope scope, double threshold)
{
    for (int32_t y = 0; y < c->f->years; y++)
        if (xw_chances_short(c, town, stage, scope, y) > threshold) return y;
    return XW_NONE;
}

double xw_chances_threshold(const struct xw_chances *c)
{
    const struct xw_run *run = c->f->run;
    return run->risk_count > 0 ? run->risk[0].threshold : 0.5;
}

static double worst_risk(const struct xw_chances *c, int32_t town, int32_t stage, double *expected)
{
    int32_t year = xw_chances_riskiest(c, town, stage, XW_SCOPE_ALL, 0);
    *expected = year == XW_NONE ? 0.0 : xw_chances_expected(c, town, stage, XW_SCOPE_ALL, year);
    return year == XW_NONE ? 0.0 : xw_chances_short(c, town, stage, XW_SCOPE_ALL, year);
}

int32_t xw_chances_towns(const struct xw_chances *c, int32_t stage, int32_t *order)
{
    int32_t count = 0;
    for (int32_t t = 0; t < c->f->towns; t++) {
        bool any = false;
        for (int32_t y = 0; y < c->f->years; y++)
            any = any || isfinite(xw_chances_short(c, t, stage, XW_SCOPE_ALL, y));
        if (!any) continue;
        double gap, p = worst_risk(c, t, stage, &gap);
        int32_t at = count++; /* insertion: some tens of towns */
        for (; at > 0; at--) {
            double other_gap, other = worst_risk(c, order[at - 1], stage, &other_gap);
            if (other > p || (other == p && other_gap >= gap)) break;
            order[at] = order[at - 1];
        }
        order[at] = t;
    }
    return count;
}

double xw_chances_error(double p, int32_t replicates)
{
    return sqrt(p * (1.0 - p) / replicates);
}

bool xw_chances_lateness(const struct xw_chances *c, int32_t project, struct xw_lateness *out)
{
    const struct xw_figures *f = c->f;
    const struct xw_run *run = f->run;
    const struct xw_run_project *of = &run->project[project];
    *out = (struct xw_lateness){ NAN, NAN, XW_NONE, XW_NONE, 0.0 };
    if (!of->counted || of->opens_in < f->first || of->opens_in > f->last) return false;
    bool drawn = false;
    for (int32_t i = 0; i < run->project_year_count; i++) {
        const struct xw_run_project_year *row = &run->project_year[i];
        if (row->project != project || !isfinite(row->p_open)) continue;
        if (row->year == of->opens_in) out->on_time = row->p_open;
        if (row->year == of->opens_in + 1) out->within_one = row->p_open;
        if (out->half == XW_NONE && row->p_open >= 0.5) out->half = row->year;
        if (out->nine_tenths == XW_NONE && row->p_open >= 0.9) out->nine_tenths = row->year;
        if (row->year >= of->opens_in && row->p_open < 1.0) drawn = true;
        if (row->open) out->seat_years += row->seats_added * (1.0 - row->p_open);
    }
    return drawn && isfinite(out->on_time);
}
