#include "xuewei/gap.h"
#include <stddef.h>

static int64_t above_zero(int64_t value)
{
    return value > 0 ? value : 0;
}

struct xw_gap xw_gap_over(int32_t areas, const int64_t *demand, const int64_t *seats,
                          const int32_t *which, int32_t member)
{
    struct xw_gap gap = { 0 };
    for (int32_t a = 0; a < areas; a++) {
        if (which != NULL && which[a] != member) continue;
        gap.demand += demand[a];
        gap.seats += seats[a];
        gap.local += above_zero(demand[a] - seats[a]);
        gap.surplus += above_zero(seats[a] - demand[a]);
    }
    gap.net = above_zero(gap.demand - gap.seats);
    return gap;
}

#define UNITS XW_GAP_UNITS

int64_t xw_gap_part(int64_t amount, int64_t share, int64_t whole)
{
    int64_t product = amount * share;
    return (product / whole) * UNITS + (product % whole) * UNITS / whole;
}

/* Turn units into whole numbers that add up to total: rounded down, then one more to the largest
 * remainders, the lower place of equals. */
static void round_to(int64_t total, int32_t places, int64_t *value)
{
    int64_t given = 0;
    for (int32_t p = 0; p < places; p++)
        given += value[p] / UNITS;
    for (; given < total; given++) {
        int32_t next = 0;
        for (int32_t p = 1; p < places; p++)
            if (value[p] % UNITS > value[next] % UNITS) next = p;
        value[next] += UNITS - value[next] % UNITS;
    }
    for (int32_t p = 0; p < places; p++)
        value[p] /= UNITS;
}

/* Share out over places what each area has of `more` beyond `less`, in proportion to share. */
static void by_place(int32_t areas, int32_t places, const int64_t *more, const int64_t *less,
                     const int64_t *share, int64_t *value)
{
    int64_t total = 0;
    for (int32_t p = 0; p < places; p++)
        value[p] = 0;
    for (int32_t a = 0; a < areas; a++) {
        int64_t amount = above_zero(more[a] - less[a]);
        if (amount == 0) continue; /* more[a] is above 0 beyond this line */
        total += amount;
        for (int32_t p = 0; p < places; p++) {
            int64_t of_place = share[(ptrdiff_t)a * places + p];
            if (of_place != 0) value[p] += xw_gap_part(amount, of_place, more[a]);
        }
    }
    if (places > 0) round_to(total, places, value);
}

void xw_gap_by_place(int32_t areas, int32_t places, const int64_t *demand, const int64_t *seats,
                     const int64_t *share, const int64_t *seats_share, int64_t *local_gap,
                     int64_t *surplus)
{
    by_place(areas, places, demand, seats, share, local_gap);
    by_place(areas, places, seats, demand, seats_share, surplus);
}
