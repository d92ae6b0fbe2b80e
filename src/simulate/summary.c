#include "xuewei/summary.h"
#include "xuewei/quantile.h"
#include <math.h>
#include <string.h>

const double xw_summary_services[XW_SERVICES] = { 0.8, 0.9, 0.95 };

enum xw_status xw_summary_room_take(struct xw_arena *keep, int32_t n, struct xw_summary_room *room)
{
    room->sorted = XW_TAKE_RAW(keep, n, int32_t);
    room->other = XW_TAKE_RAW(keep, n, int32_t);
    room->peak = XW_TAKE_RAW(keep, n, int32_t);
    room->peak_year = XW_TAKE_RAW(keep, n, int32_t);
    return room->sorted == NULL || room->other == NULL || room->peak == NULL ||
                   room->peak_year == NULL
               ? XW_NO_MEMORY
               : XW_OK;
}

/* A sorted copy of a column, which stays as it is. */
static const int32_t *sorted(int32_t n, const int32_t *column, struct xw_summary_room *room)
{
    memcpy(room->sorted, column, (size_t)n * sizeof *column);
    xw_sort_int32(room->sorted, room->other, n);
    return room->sorted;
}

/* Of net gaps that are sorted. */
static struct xw_gap_spread spread_of(int32_t n, const int32_t *net)
{
    return (struct xw_gap_spread){ .p10 = xw_quantile_int32(net, n, 0.1),
                                   .p50 = xw_quantile_int32(net, n, 0.5),
                                   .p90 = xw_quantile_int32(net, n, 0.9),
                                   .p_short = (double)xw_above_int32(net, n, 0) / n,
                                   .expected_short = xw_moments_int32(net, n).mean };
}

struct xw_gap_spread xw_summary_gap(int32_t n, const int32_t *net_gap, struct xw_summary_room *room)
{
    const int32_t *net = sorted(n, net_gap, room);
    if (net[0] == XW_CELL_ABSENT) return (struct xw_gap_spread){ NAN, NAN, NAN, NAN, NAN };
    return spread_of(n, net);
}

double xw_summary_share(int32_t n, const int32_t *flag)
{
    int32_t count = 0;
    for (int32_t i = 0; i < n; i++)
        count += flag[i] != 0;
    return (double)count / n;
}

struct xw_school_spread xw_summary_school(int32_t n, const int32_t *pupils, const int32_t *over,
                                          struct xw_summary_room *room)
{
    const int32_t *by_size = sorted(n, pupils, room);
    return (struct xw_school_spread){ .p10 = xw_quantile_int32(by_size, n, 0.1),
                                      .p50 = xw_quantile_int32(by_size, n, 0.5),
                                      .p90 = xw_quantile_int32(by_size, n, 0.9),
                                      .p_over = xw_summary_share(n, over) };
}

static struct xw_quantile_row quantiles(const struct xw_cell_series *of, int16_t year,
                                        enum xw_quantity quantity, int32_t n, const int32_t *x)
{
    struct xw_moments moments = xw_moments_int32(x, n);
    return (struct xw_quantile_row){ .level = of->level,
                                     .place = of->place,
                                     .year = year,
                                     .stage = of->stage,
                                     .scope = of->scope,
                                     .quantity = quantity,
                                     .mean = moments.mean,
                                     .sd = moments.sd,
                                     .p2_5 = xw_quantile_int32(x, n, 0.025),
                                     .p10 = xw_quantile_int32(x, n, 0.1),
                                     .p25 = xw_quantile_int32(x, n, 0.25),
                                     .p50 = xw_quantile_int32(x, n, 0.5),
                                     .p75 = xw_quantile_int32(x, n, 0.75),
                                     .p90 = xw_quantile_int32(x, n, 0.9),
                                     .p97_5 = xw_quantile_int32(x, n, 0.975) };
}

/* The balance demand - seats of a year: seats to add, the net gap, and the replicates' peaks. */
static void balance(const struct xw_cell_series *of, int16_t year, int32_t n, const int32_t *demand,
                    const int32_t *seats, struct xw_summary_room *room,
                    struct xw_quantile_row *net_gap, struct xw_gap_spread *spread,
                    struct xw_service_row *service)
{
    int32_t *x = room->sorted;
    for (int32_t i = 0; i < n; i++) {
        x[i] = demand[i] - seats[i];
        if (x[i] <= room->peak[i]) continue;
        room->peak[i] = x[i];
        room->peak_year[i] = year;
    }
    xw_sort_int32(x, room->other, n);
    for (int k = 0; k < XW_SERVICES; k++) {
        double more = xw_quantile_int32(x, n, xw_summary_services[k]);
        service[k] = (struct xw_service_row){ .level = of->level,
                                              .place = of->place,
                                              .year = year,
                                              .stage = of->stage,
                                              .scope = of->scope,
                                              .service = xw_summary_services[k],
                                              .seats = more > 0.0 ? more : 0.0 };
    }
    for (int32_t i = 0; i < n && x[i] < 0; i++)
        x[i] = 0; /* the net gap, which is still sorted */
    *net_gap = quantiles(of, year, XW_QUANTITY_NET_GAP, n, x);
    *spread = spread_of(n, x);
}

/* Peaks of 0 are none: their year is not one. */
static struct xw_risk_row risk_of(const struct xw_cell_series *of, int16_t first, int32_t years,
                                  int32_t n, double threshold, const struct xw_gap_spread *spread,
                                  struct xw_summary_room *room)
{
    struct xw_risk_row risk = { .level = of->level,
                                .place = of->place,
                                .stage = of->stage,
                                .scope = of->scope,
                                .threshold = threshold,
                                .first_year = XW_NONE,
                                .peak_year_p10 = NAN,
                                .peak_year_p50 = NAN,
                                .peak_year_p90 = NAN };
    for (int32_t y = years - 1; y >= 0; y--)
        if (spread[y].p_short > threshold) risk.first_year = (int16_t)(first + y);
    int32_t any = 0;
    for (int32_t i = 0; i < n; i++)
        if (room->peak[i] > 0) room->sorted[any++] = room->peak_year[i];
    risk.p_any = (double)any / n;
    if (any > 0) {
        xw_sort_int32(room->sorted, room->other, any);
        risk.peak_year_p10 = xw_quantile_int32(room->sorted, any, 0.1);
        risk.peak_year_p50 = xw_quantile_int32(room->sorted, any, 0.5);
        risk.peak_year_p90 = xw_quantile_int32(room->sorted, any, 0.9);
    }
    const int32_t *peak = sorted(n, room->peak, room);
    risk.peak_p10 = xw_quantile_int32(peak, n, 0.1);
    risk.peak_p50 = xw_quantile_int32(peak, n, 0.5);
    risk.peak_p90 = xw_quantile_int32(peak, n, 0.9);
    return risk;
}

void xw_summary_series(const struct xw_cell_series *of, int16_t first, int32_t years, int32_t n,
                       const int32_t *value, double threshold, struct xw_summary_room *room,
                       struct xw_series_summary *out)
{
    struct xw_quantile_row *row = out->quantile;
    memset(room->peak, 0, (size_t)n * sizeof *room->peak);
    for (int32_t y = 0; y < years; y++) {
        const int32_t *column = value + (ptrdiff_t)y * of->quantities * n;
        int16_t year = (int16_t)(first + y);
        for (int32_t k = 0; k < of->quantities; k++) {
            enum xw_quantity quantity = of->city ? xw_cell_of_city[k] : xw_cell_quantity[k];
            if (quantity == XW_QUANTITY_UNPLACED && !of->city) {
                balance(of, year, n, column, column + n, room, row, &out->spread[y],
                        &out->service[(ptrdiff_t)y * XW_SERVICES]);
                row++;
            }
            *row++ = quantiles(of, year, quantity, n, sorted(n, column + (ptrdiff_t)k * n, room));
        }
    }
    if (!of->city) out->risk = risk_of(of, first, years, n, threshold, out->spread, room);
}
