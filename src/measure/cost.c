#include "xuewei/cost.h"
#include <stdbool.h>

static int32_t years_between(int32_t from, int32_t to)
{
    return to < from ? 0 : to - from + 1;
}

static int32_t larger(int32_t a, int32_t b)
{
    return a > b ? a : b;
}

static int32_t smaller(int32_t a, int32_t b)
{
    return a < b ? a : b;
}

/* What a row spends in from .. to. A row within them counts whole, to the last cent. */
static double row_between(const struct xw_spend *spend, int32_t row, int32_t from, int32_t to)
{
    int32_t years = years_between(spend->from_year[row], spend->to_year[row]);
    int32_t within =
        years_between(larger(from, spend->from_year[row]), smaller(to, spend->to_year[row]));
    return within == 0 ? 0 : spend->cny[row] * ((double)within / years);
}

double xw_cost_booked(const struct xw_spend *spend, int32_t project, int16_t from, int16_t to)
{
    double sum = 0;
    for (int32_t r = 0; r < spend->count; r++)
        if (spend->project[r] == project) sum += row_between(spend, r, from, to);
    return sum;
}

static bool is_booked(const struct xw_spend *spend, int32_t project, int32_t year)
{
    for (int32_t r = 0; r < spend->count; r++)
        if (spend->project[r] == project && year >= spend->from_year[r] &&
            year <= spend->to_year[r])
            return true;
    return false;
}

/* The row that ends last, the later one of two alike; XW_NONE without rows. */
static int32_t last_row(const struct xw_spend *spend, int32_t project)
{
    int32_t last = XW_NONE;
    for (int32_t r = 0; r < spend->count; r++)
        if (spend->project[r] == project &&
            (last == XW_NONE || spend->to_year[r] >= spend->to_year[last]))
            last = r;
    return last;
}

/* The part of what no row books that falls into a year, 0 .. 1. */
static double share_of_rest(const struct xw_projects *projects, const struct xw_spend *spend,
                            int32_t project, int32_t year)
{
    int32_t opens = projects->opens[project], from = projects->start_year[project], open_years = 0;
    if (from == XW_NONE) from = opens == XW_NONE ? 0 : opens; /* without either: no years */
    for (int32_t y = from; y <= opens; y++)
        if (!is_booked(spend, project, y)) open_years++;
    if (open_years > 0)
        return year >= from && year <= opens && !is_booked(spend, project, year) ? 1.0 / open_years
                                                                                 : 0;
    int32_t last = last_row(spend, project);
    if (last == XW_NONE || year < spend->from_year[last] || year > spend->to_year[last]) return 0;
    return 1.0 / years_between(spend->from_year[last], spend->to_year[last]);
}

double xw_cost_of_year(const struct xw_projects *projects, const struct xw_spend *spend,
                       int32_t project, int16_t year)
{
    double cny = xw_cost_booked(spend, project, year, year);
    double rest =
        projects->cost_cny[project] - xw_cost_booked(spend, project, INT16_MIN, INT16_MAX);
    if (rest > 0) cny += rest * share_of_rest(projects, spend, project, year); /* NaN: no rest */
    return cny;
}
