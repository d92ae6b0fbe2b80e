#include "xuewei/draft.h"
#include <math.h>

/* What a row leaves open decides how near it is: rows that name the zone go before those that name the
 * sex, and these before rows that name neither. */
enum { ZONE = 2, SEX = 1, LAYERS = 4 };

/* The rates of rows that name the same things, NaN where there is none. */
struct layer {
    int32_t places, sexes;
    double *always; /* [pair][place][sex][age]: rows without a year; NULL: no rows at all */
    double *yearly; /* [year][pair][place][sex][age] */
};

struct transfers {
    struct xw_transfers *out;
    int32_t *pair_of; /* [from][to], XW_NONE */
    struct layer layer[LAYERS];
    uint8_t *filled; /* [year of out] a rate was taken from another year */
};

static int32_t layer_of(const struct xw_rows *rows, int32_t row)
{
    bool zone = xw_rows_text(rows, XW_COL_TRANSFERS_ZONE, row) != NULL;
    bool sex = xw_rows_whole(rows, XW_COL_TRANSFERS_SEX, row) != XW_MISSING;
    return (zone ? ZONE : 0) + (sex ? SEX : 0);
}

/* Two different statuses, or a refusal. */
static bool statuses(struct xw_draft *draft, int32_t row, int32_t *from, int32_t *to)
{
    *from = xw_draft_residency(draft, XW_COL_TRANSFERS_FROM_RESIDENCY, row);
    *to = xw_draft_residency(draft, XW_COL_TRANSFERS_TO_RESIDENCY, row);
    if (*from == XW_NONE || *to == XW_NONE) return false;
    if (*from != *to) return true;
    xw_draft_refuse(draft, XW_COL_TRANSFERS_TO_RESIDENCY, row, "another one than from_residency");
    return false;
}

/* The pairs of statuses between which people move, and the years: those of the steps, and those that
 * rows name. A row without two statuses is marked as bad. */
static enum xw_status find_shape(struct xw_draft *draft, struct transfers *t)
{
    const struct xw_rows *rows = &draft->table[XW_TABLE_TRANSFERS];
    int32_t n = draft->out->residencies.count;
    int32_t first = draft->out->base_year, last = draft->out->last;
    bool zones = false;
    t->pair_of = XW_TAKE(draft->work, (ptrdiff_t)n * n, int32_t);
    t->out->from = XW_TAKE(draft->keep, (ptrdiff_t)n * n, int32_t);
    t->out->to = XW_TAKE(draft->keep, (ptrdiff_t)n * n, int32_t);
    if (t->pair_of == NULL || t->out->from == NULL || t->out->to == NULL) return XW_NO_MEMORY;
    for (int32_t i = 0; i < n * n; i++)
        t->pair_of[i] = XW_NONE;
    for (int32_t i = 0; i < rows->count; i++) {
        int32_t from, to, year = xw_rows_whole(rows, XW_COL_TRANSFERS_YEAR, i);
        if (rows->bad[i]) continue;
        rows->bad[i] = !statuses(draft, i, &from, &to);
        if (rows->bad[i]) continue;
        if (year != XW_MISSING && year < first) first = year;
        if (year != XW_MISSING && year > last) last = year;
        zones |= xw_rows_text(rows, XW_COL_TRANSFERS_ZONE, i) != NULL;
        if (t->pair_of[from * n + to] != XW_NONE) continue;
        t->pair_of[from * n + to] = t->out->pairs;
        t->out->from[t->out->pairs] = from;
        t->out->to[t->out->pairs++] = to;
    }
    t->out->of = (struct xw_rate_years){ .first = (int16_t)first,
                                         .years = last - first + 1,
                                         .places = zones ? draft->out->zones.count : 1,
                                         .ages = draft->out->ages };
    return XW_OK;
}

static ptrdiff_t cells_of(const struct transfers *t, const struct layer *layer)
{
    return (ptrdiff_t)t->out->pairs * layer->places * layer->sexes * t->out->of.ages;
}

static enum xw_status take_layer(struct xw_draft *draft, const struct transfers *t,
                                 struct layer *layer)
{
    ptrdiff_t cells = cells_of(t, layer);
    layer->always = XW_TAKE(draft->work, cells, double);
    layer->yearly = XW_TAKE(draft->work, cells * t->out->of.years, double);
    if (layer->always == NULL || layer->yearly == NULL) return XW_NO_MEMORY;
    for (ptrdiff_t i = 0; i < cells; i++)
        layer->always[i] = NAN;
    for (ptrdiff_t i = 0; i < cells * t->out->of.years; i++)
        layer->yearly[i] = NAN;
    return XW_OK;
}

static ptrdiff_t cell_of(const struct transfers *t, const struct layer *layer, int32_t pair,
                         int32_t zone, int32_t sex, int32_t age)
{
    int32_t place = layer->places == 1 ? 0 : zone, of_sex = layer->sexes == 1 ? 0 : sex;
    return (((ptrdiff_t)pair * layer->places + place) * layer->sexes + of_sex) * t->out->of.ages +
           age;
}

static enum xw_status put_row(struct xw_draft *draft, struct transfers *t, int32_t row)
{
    const struct xw_rows *rows = &draft->table[XW_TABLE_TRANSFERS];
    int32_t named = layer_of(rows, row), zone = 0, sex = 0, from, to;
    int32_t year = xw_rows_whole(rows, XW_COL_TRANSFERS_YEAR, row);
    int32_t age = xw_draft_age(draft, XW_COL_TRANSFERS_AGE, row, false);
    if (named & ZONE) zone = xw_draft_zone(draft, XW_COL_TRANSFERS_ZONE, row);
    if (named & SEX) sex = xw_rows_whole(rows, XW_COL_TRANSFERS_SEX, row);
    from = xw_draft_residency(draft, XW_COL_TRANSFERS_FROM_RESIDENCY, row);
    to = xw_draft_residency(draft, XW_COL_TRANSFERS_TO_RESIDENCY, row);
    if (zone == XW_NONE || age == XW_NONE) return XW_OK;
    struct layer *layer = &t->layer[named];
    if (layer->always == NULL) {
        layer->places = named & ZONE ? draft->out->zones.count : 1;
        layer->sexes = named & SEX ? XW_SEXES : 1;
        enum xw_status status = take_layer(draft, t, layer);
        if (status != XW_OK) return status;
    }
    int32_t pair = t->pair_of[from * draft->out->residencies.count + to];
    ptrdiff_t cell = cell_of(t, layer, pair, zone, sex, age);
    double *of_year = year == XW_MISSING
                          ? layer->always
                          : layer->yearly + (year - t->out->of.first) * cells_of(t, layer);
    of_year[cell] = xw_rows_number(rows, XW_COL_TRANSFERS_RATE, row);
    return XW_OK;
}

/* The rate of a layer in a year: its own, that of every year not named, the nearest earlier one, the
 * first; NaN without any. */
static double rate_in(const struct transfers *t, const struct layer *layer, ptrdiff_t cell,
                      int32_t year, bool *filled)
{
    if (layer->always == NULL) return NAN;
    ptrdiff_t stride = cells_of(t, layer);
    double own = layer->yearly[year * stride + cell];
    if (!isnan(own)) return own;
    if (!isnan(layer->always[cell])) return layer->always[cell];
    for (int32_t y = year - 1; y >= 0; y--)
        if (!isnan(layer->yearly[y * stride + cell])) {
            *filled = true;
            return layer->yearly[y * stride + cell];
        }
    for (int32_t y = year + 1; y < t->out->of.years; y++)
        if (!isnan(layer->yearly[y * stride + cell])) {
            *filled = true;
            return layer->yearly[y * stride + cell];
        }
    return NAN;
}

static enum xw_status resolve(struct xw_draft *draft, struct transfers *t)
{
    struct xw_transfers *out = t->out;
    const struct xw_rate_years *of = &out->of;
    ptrdiff_t cells = (ptrdiff_t)out->pairs * of->years * of->places * XW_SEXES * of->ages;
    out->rate = XW_TAKE(draft->keep, cells, double);
    t->filled = XW_TAKE(draft->work, of->years, uint8_t);
    if (out->rate == NULL || t->filled == NULL) return XW_NO_MEMORY;
    double *rate = out->rate;
    for (int32_t p = 0; p < out->pairs; p++)
        for (int32_t y = 0; y < of->years; y++)
            for (int32_t z = 0; z < of->places; z++)
                for (int32_t x = 0; x < XW_SEXES; x++)
                    for (int32_t a = 0; a < of->ages; a++) {
                        double found = NAN;
                        bool filled = false;
                        for (int32_t l = LAYERS - 1; l >= 0 && isnan(found); l--)
                            found = rate_in(t, &t->layer[l], cell_of(t, &t->layer[l], p, z, x, a),
                                            y, &filled);
                        *rate++ = isnan(found) ? 0.0 : found;
                        if (filled) t->filled[y] = 1;
                    }
    return XW_OK;
}

/* Of those who live here under one status no more than all may take another. */
static void check_sums(struct xw_draft *draft, const struct transfers *t)
{
    const struct xw_transfers *out = t->out;
    const struct xw_rate_years *of = &out->of;
    const struct xw_scenario *s = draft->out;
    ptrdiff_t cells = (ptrdiff_t)of->years * of->places * XW_SEXES * of->ages;
    for (int32_t k = 0; k < s->residencies.count; k++)
        for (ptrdiff_t i = 0; i < cells; i++) {
            double sum = 0.0;
            for (int32_t p = 0; p < out->pairs; p++)
                sum += out->from[p] == k ? out->rate[p * cells + i] : 0.0;
            if (sum <= 1.0) continue;
            int32_t age = (int32_t)(i % of->ages), sex = (int32_t)(i / of->ages % XW_SEXES);
            int32_t year = (int32_t)(i / of->ages / XW_SEXES / of->places);
            xw_diag_fault(draft->diag,
                          (struct xw_place){ .file = draft->table[XW_TABLE_TRANSFERS].file },
                          "the rates of those who leave residency %s in %d, sex %s, age %d, add up "
                          "to %.10g; 1 is everybody",
                          s->residencies.code[k], of->first + year, sex == XW_FEMALE ? "f" : "m",
                          (int)xw_draft_first_age(draft, age, false), sum);
            return; /* other cells are likely to be the same rows */
        }
}

/* A step whose year has no rows, while others of the same cell have: as the tables of rates say it. */
static void doubt_filled(struct xw_draft *draft, const struct transfers *t)
{
    const struct xw_rows *rows = &draft->table[XW_TABLE_TRANSFERS];
    const struct xw_rate_years *of = &t->out->of;
    int32_t any = 0;
    for (int32_t y = 0; y < of->years; y++) {
        int32_t year = of->first + y, since = year - draft->out->base_year;
        bool step =
            since >= 0 && since % draft->out->age_width == 0 && year <= xw_draft_last_step(draft);
        if (!step) t->filled[y] = 0;
        any |= t->filled[y];
    }
    if (!any) return;
    const char *list = xw_draft_years(draft, of->first, of->years, t->filled);
    if (list == NULL) return;
    struct xw_place at = { .file = rows->file, .line = rows->line[0], .column = 1 };
    xw_draft_doubt(
        draft, at, "rate_years_filled",
        xw_arena_format(draft->work, "缺 %s 年的数据，取最近的较早年份；首年之前取首年。", list),
        xw_arena_format(draft->work,
                        "No rows for %s: each year takes the nearest earlier one, years "
                        "before the first take the first.",
                        list));
}

enum xw_status xw_build_transfers(struct xw_draft *draft)
{
    const struct xw_rows *rows = xw_draft_rows(draft, XW_TABLE_TRANSFERS);
    struct transfers t = { .out = &draft->out->transfers };
    if (rows == NULL) return XW_OK;
    enum xw_status status = find_shape(draft, &t);
    if (status != XW_OK || t.out->pairs == 0) return status;
    for (int32_t i = 0; status == XW_OK && i < rows->count; i++)
        if (!rows->bad[i]) status = put_row(draft, &t, i);
    if (status == XW_OK) status = resolve(draft, &t);
    if (status != XW_OK) return status;
    check_sums(draft, &t);
    doubt_filled(draft, &t);
    return XW_OK;
}
