#include "xuewei/rake.h"
#include <math.h>

#define FREE (-1) /* of a cell: no control speaks of it */

/* One raking. Columns are the sexes and ages of a zone, one after another. */
struct raking {
    int32_t zones, columns, controls;
    const struct xw_control *control;
    const double *total; /* NULL, or [zones] */
    double times;        /* of the totals */
    int32_t *of;         /* [column] its control, or FREE */
    double *sum, *lost;  /* [column] people of all zones, and what rounding took off the sum */
    double *factor;      /* [column] */
    double *now;         /* [controls] people of each control */
    double *table;       /* [zone][column] */
};

/* Neumaier's sum (1974): a total shall hold to rounding, however many cells it has. */
static void add(double value, double *sum, double *lost)
{
    double next = *sum + value;
    *lost += fabs(*sum) >= fabs(value) ? (*sum - next) + value : (value - next) + *sum;
    *sum = next;
}

static double sum_of(ptrdiff_t count, const double *value)
{
    double sum = 0.0, lost = 0.0;
    for (ptrdiff_t i = 0; i < count; i++)
        add(value[i], &sum, &lost);
    return sum + lost;
}

static enum xw_status check_people(ptrdiff_t count, const double *value)
{
    for (ptrdiff_t i = 0; i < count; i++) {
        if (!isfinite(value[i])) return XW_NOT_FINITE;
        if (value[i] < 0.0) return XW_NEGATIVE;
    }
    return XW_OK;
}

static enum xw_status check_totals(int32_t zones, const double *total)
{
    for (int32_t z = 0; z < zones; z++) {
        if (isnan(total[z])) continue;
        enum xw_status status = check_people(1, &total[z]);
        if (status != XW_OK) return status;
    }
    return XW_OK;
}

/* Give every column its control. */
static enum xw_status place_controls(struct raking *r, int32_t ages)
{
    for (int32_t c = 0; c < r->columns; c++)
        r->of[c] = FREE;
    for (int32_t i = 0; i < r->controls; i++) {
        const struct xw_control *k = &r->control[i];
        enum xw_status status = check_people(1, &k->persons);
        if (status != XW_OK) return status;
        if (k->sex < 0 || k->sex > XW_SEXES || k->age_from < 0 || k->age_from > k->age_to ||
            k->age_to >= ages)
            return XW_OUT_OF_RANGE;
        for (int32_t x = 0; x < XW_SEXES; x++) {
            if (k->sex != XW_SEXES && k->sex != x) continue;
            for (int32_t a = k->age_from; a <= k->age_to; a++) {
                int32_t *of = &r->of[x * ages + a];
                if (*of != FREE) return XW_OUT_OF_RANGE;
                *of = i;
            }
        }
    }
    return XW_OK;
}

/* Totals that speak of everybody, beside controls that do, must say the same sum. */
static double totals_times(const struct raking *r)
{
    if (r->total == NULL) return 1.0;
    for (int32_t c = 0; c < r->columns; c++)
        if (r->of[c] == FREE) return 1.0;
    for (int32_t z = 0; z < r->zones; z++)
        if (isnan(r->total[z])) return 1.0;
    double wanted = 0.0, lost = 0.0, sum = sum_of(r->zones, r->total);
    for (int32_t i = 0; i < r->controls; i++)
        add(r->control[i].persons, &wanted, &lost);
    return sum > 0.0 ? (wanted + lost) / sum : 1.0;
}

static void count_columns(struct raking *r)
{
    for (int32_t c = 0; c < r->columns; c++)
        r->sum[c] = r->lost[c] = 0.0;
    for (int32_t z = 0; z < r->zones; z++) {
        const double *row = r->table + (ptrdiff_t)z * r->columns;
        for (int32_t c = 0; c < r->columns; c++)
            add(row[c], &r->sum[c], &r->lost[c]);
    }
}

/* Multiply the cells of every control. XW_NOBODY_THERE with the control in *where. */
static enum xw_status fit_controls(struct raking *r, int32_t *where)
{
    count_columns(r);
    for (int32_t i = 0; i < r->controls; i++)
        r->now[i] = 0.0;
    for (int32_t c = 0; c < r->columns; c++)
        if (r->of[c] != FREE) r->now[r->of[c]] += r->sum[c] + r->lost[c];
    for (int32_t i = 0; i < r->controls; i++)
        if (r->control[i].persons > 0.0 && !(r->now[i] > 0.0)) {
            *where = i;
            return XW_NOBODY_THERE;
        }
    for (int32_t c = 0; c < r->columns; c++) {
        int32_t i = r->of[c];
        r->factor[c] = i == FREE || !(r->now[i] > 0.0) ? 1.0 : r->control[i].persons / r->now[i];
    }
    for (int32_t z = 0; z < r->zones; z++) {
        double *row = r->table + (ptrdiff_t)z * r->columns;
        for (int32_t c = 0; c < r->columns; c++)
            row[c] *= r->factor[c];
    }
    return XW_OK;
}

/* The largest relative error of a zone's total, and where it is. */
static double totals_error(const struct raking *r, int32_t *where)
{
    double largest = 0.0;
    for (int32_t z = 0; r->total != NULL && z < r->zones; z++) {
        double wanted = r->total[z] * r->times;
        if (isnan(wanted)) continue;
        double off = fabs(sum_of(r->columns, r->table + (ptrdiff_t)z * r->columns) - wanted);
        double error = off > 0.0 ? off / wanted : 0.0; /* nobody wanted, somebody there: infinite */
        if (error > largest) {
            largest = error;
            *where = z;
        }
    }
    return largest;
}

/* Multiply the cells of every zone. XW_NOBODY_THERE with the zone in *where. */
static enum xw_status fit_totals(struct raking *r, int32_t *where)
{
    for (int32_t z = 0; z < r->zones; z++) {
        double *row = r->table + (ptrdiff_t)z * r->columns, wanted = r->total[z] * r->times;
        if (isnan(wanted)) continue;
        double now = sum_of(r->columns, row);
        if (wanted > 0.0 && !(now > 0.0)) {
            *where = z;
            return XW_NOBODY_THERE;
        }
        double factor = now > 0.0 ? wanted / now : 1.0;
        for (int32_t c = 0; c < r->columns; c++)
            row[c] *= factor;
    }
    return XW_OK;
}

static enum xw_status rake(struct raking *r, double tolerance, struct xw_rake_result *result)
{
    enum xw_status status = XW_OK;
    while (status == XW_OK) {
        status = fit_controls(r, &result->control);
        if (status != XW_OK) break;
        result->rounds++;
        result->error = totals_error(r, &result->zone);
        if (result->error <= tolerance) {
            result->zone = XW_NONE;
            return XW_OK;
        }
        if (result->rounds == XW_RAKE_MOST) return XW_NOT_CONVERGED;
        status = fit_totals(r, &result->zone);
    }
    if (result->control != XW_NONE) result->zone = XW_NONE;
    return status;
}

enum xw_status xw_rake(int32_t zones, int32_t ages, int32_t controls,
                       const struct xw_control *control, const double *total, double tolerance,
                       struct xw_arena scratch, double *table, struct xw_rake_result *result)
{
    *result = (struct xw_rake_result){ .zones_times = 1.0, .control = XW_NONE, .zone = XW_NONE };
    if (zones < 0 || ages < 1 || controls < 0 || !(tolerance > 0.0)) return XW_OUT_OF_RANGE;
    struct raking r = { .zones = zones,
                        .columns = XW_SEXES * ages,
                        .controls = controls,
                        .control = control,
                        .total = total,
                        .times = 1.0 };
    ptrdiff_t cells = (ptrdiff_t)zones * r.columns;
    r.of = XW_TAKE(&scratch, r.columns, int32_t);
    r.sum = XW_TAKE(&scratch, r.columns, double);
    r.lost = XW_TAKE(&scratch, r.columns, double);
    r.factor = XW_TAKE(&scratch, r.columns, double);
    r.now = XW_TAKE(&scratch, controls, double);
    r.table = XW_TAKE(&scratch, cells, double);
    if (r.of == NULL || r.sum == NULL || r.lost == NULL || r.factor == NULL || r.now == NULL ||
        r.table == NULL)
        return XW_NO_MEMORY;
    enum xw_status status = check_people(cells, table);
    if (status == XW_OK && total != NULL) status = check_totals(zones, total);
    if (status == XW_OK) status = place_controls(&r, ages);
    if (status != XW_OK) return status;

    for (ptrdiff_t i = 0; i < cells; i++)
        r.table[i] = table[i];
    result->zones_times = r.times = totals_times(&r);
    status = rake(&r, tolerance, result);
    /* Factors that are finite may still multiply beyond every number. */
    if (status == XW_OK) status = check_people(cells, r.table);
    for (ptrdiff_t i = 0; status == XW_OK && i < cells; i++)
        table[i] = r.table[i];
    return status;
}

enum xw_status xw_rake_signed(ptrdiff_t count, double *value, double target)
{
    double plus = 0.0, minus = 0.0, plus_lost = 0.0, minus_lost = 0.0;
    if (!isfinite(target)) return XW_NOT_FINITE;
    for (ptrdiff_t i = 0; i < count; i++) {
        if (!isfinite(value[i])) return XW_NOT_FINITE;
        if (value[i] > 0.0)
            add(value[i], &plus, &plus_lost);
        else
            add(-value[i], &minus, &minus_lost);
    }
    plus += plus_lost;
    minus += minus_lost;
    double all = plus + minus, more = target - (plus - minus);
    double up = all > 0.0 ? (all + more) / all : 1.0, down = all > 0.0 ? (all - more) / all : 1.0;
    if (down < 0.0 || up < 0.0) { /* one sign alone carries the total */
        up = down < 0.0 ? target / plus : 0.0;
        down = down < 0.0 ? 0.0 : -target / minus;
    }
    if ((all == 0.0 && more != 0.0) || !isfinite(up) || !isfinite(down)) return XW_NOBODY_THERE;
    for (ptrdiff_t i = 0; i < count; i++)
        value[i] *= value[i] > 0.0 ? up : down;
    return XW_OK;
}
