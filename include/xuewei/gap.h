/* gap.h: seats short and seats idle, locally and net.
 *
 * local gap = sum over catchment areas of max(0, demand - seats): no netting across areas.
 * net gap = max(0, sum demand - sum seats). surplus = sum over areas of max(0, seats - demand).
 * local gap - net gap is what boundaries or coordination could solve.
 */
#ifndef XW_GAP_H
#define XW_GAP_H
#include <stdint.h>

struct xw_gap {
    int64_t demand, seats, local, net, surplus; /* surplus - local = seats - demand */
};

/* Over areas with which[a] == member (which = NULL: all). */
struct xw_gap xw_gap_over(int32_t areas, const int64_t *demand, const int64_t *seats,
                          const int32_t *which, int32_t member);

/* A place that areas cut across (a town, a group): its residents' demand against the seats of the
 * schools in it, with the local gap from the part of each area's gap that its residents bear
 * (area gap x the place's demand / the area's demand), rounded by largest remainder over places, so
 * that places add up to the district.
 *   share  [area * places + p] demand of place p in area a, adding up to the area's;  local_gap,
 *          surplus [places] written
 * Surplus of an area is shared by the seats of the places' schools: seats_share likewise.
 * Remainders are compared in units of 2^-20 pupils; of equal ones the lower place comes first. */
void xw_gap_by_place(int32_t areas, int32_t places, const int64_t *demand, const int64_t *seats,
                     const int64_t *share, const int64_t *seats_share, int64_t *local_gap,
                     int64_t *surplus);

/* Parts of a pupil are counted in units of 2^-20: whole numbers, so that no order of summation and
 * no rounding mode changes which place has the larger remainder. amount x share / whole in units, rounded
 * down; all >= 0, whole > 0. */
#define XW_GAP_UNITS ((int64_t)1 << 20)
int64_t xw_gap_part(int64_t amount, int64_t share, int64_t whole);

#endif
