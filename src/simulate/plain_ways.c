#include "xuewei/plain_ways.h"
#include "xuewei/prepare.h"

static bool take(struct xw_arena *keep, int32_t zones, ptrdiff_t room, struct xw_plain_ways *ways)
{
    ways->start = XW_TAKE_RAW(keep, (ptrdiff_t)zones + 1, int32_t);
    ways->zone = XW_TAKE_RAW(keep, room, int32_t);
    ways->division = XW_TAKE_RAW(keep, room, int32_t);
    ways->cost_m = XW_TAKE_RAW(keep, room, int64_t);
    ways->boarding = XW_TAKE_RAW(keep, room, uint8_t);
    ways->outside = XW_TAKE_RAW(keep, room, uint8_t);
    ways->coordinated_m = XW_TAKE_RAW(keep, room, int64_t);
    ways->reason = XW_TAKE_RAW(keep, room, uint8_t);
    return ways->coordinated_m != NULL && ways->reason != NULL && ways->start != NULL &&
           ways->zone != NULL && ways->division != NULL && ways->cost_m != NULL &&
           ways->boarding != NULL && ways->outside != NULL;
}

/* The admission area that a division takes pupils in, XW_NONE where it takes none; returns how many
 * divisions there are of each area, at most, as room for ways of all zones. */
static ptrdiff_t find_areas(const struct xw_prepared *p, int32_t stage, int32_t year,
                            const int32_t *area, const struct xw_seating_arcs *arcs,
                            int32_t *of_division)
{
    const struct xw_timeline *t = &p->timeline;
    const struct xw_schools *schools = &p->scenario->schools;
    int32_t start = t->stage_start[stage], divisions = xw_prepared_divisions(p, stage);
    int32_t inside = 0;
    for (int32_t d = 0; d < divisions; d++) {
        ptrdiff_t at = (ptrdiff_t)(start + d) * t->years + year;
        bool admits = t->open[at] && schools->sector[t->school[start + d]] != XW_PRIVATE;
        of_division[d] = admits ? area[t->site_zone[t->site[at]]] : XW_NONE;
        inside += of_division[d] != XW_NONE;
    }
    ptrdiff_t room = arcs->count, all = (ptrdiff_t)p->zones * divisions;
    for (int32_t z = 0; z < p->zones; z++)
        if (area[z] != XW_NONE) room += inside;
    return room < all ? room : all;
}

int64_t xw_plain_way_coordinated_m(const struct xw_assignment_rules *rules, int64_t cost_m,
                                   bool boarding, bool outside)
{
    if (boarding) return cost_m;
    return cost_m + rules->coordination_m + (outside ? rules->outside_area_m : 0);
}

enum xw_status xw_plain_ways_list(struct xw_arena *keep, struct xw_arena scratch,
                                  const struct xw_prepared *p, int32_t stage, int32_t year,
                                  const struct xw_seating_arcs *arcs, struct xw_plain_ways *out)
{
    const struct xw_scenario *s = p->scenario;
    const struct xw_timeline *t = &p->timeline;
    int32_t start = t->stage_start[stage], divisions = xw_prepared_divisions(p, stage);
    bool special = s->stages.stage[stage].name == XW_SPECIAL;
    int32_t *area = XW_TAKE_RAW(&scratch, p->zones, int32_t);
    int32_t *of_division = XW_TAKE_RAW(&scratch, divisions, int32_t);
    struct xw_plain_ways ways = { 0 };
    if (area == NULL || of_division == NULL) return XW_NO_MEMORY;
    bool areas = xw_admission_areas_of(&s->admission_areas, stage, (int16_t)(p->first + year),
                                       p->zones, area);
    ptrdiff_t room = areas ? find_areas(p, stage, year, area, arcs, of_division) : arcs->count;
    if (!take(keep, p->zones, room, &ways)) return XW_NO_MEMORY;

    for (int32_t z = 0, i = 0; z < p->zones; z++) {
        ways.start[z] = ways.count;
        for (int32_t d = 0; d < divisions; d++) {
            bool listed = i < arcs->count && arcs->zone[i] == z && arcs->division[i] == d;
            bool inside = areas && area[z] != XW_NONE && of_division[d] == area[z];
            i += listed;
            if (!listed && !inside) continue;
            bool boards = s->schools.boarding[t->school[start + d]];
            int32_t site = t->site[(ptrdiff_t)(start + d) * t->years + year];
            int32_t k = ways.count++;
            ways.zone[k] = z;
            ways.division[k] = d;
            ways.cost_m[k] =
                boards ? s->assignment.boarding_m : p->way_m[(ptrdiff_t)z * t->sites + site];
            ways.boarding[k] = boards;
            ways.outside[k] = area[z] != XW_NONE && !inside;
            ways.coordinated_m[k] =
                xw_plain_way_coordinated_m(&s->assignment, ways.cost_m[k], boards, ways.outside[k]);
            ways.reason[k] = (uint8_t)(special  ? XW_REASON_SPECIAL
                                       : boards ? XW_REASON_BOARDING
                                                : XW_REASON_COORDINATION);
        }
    }
    ways.start[p->zones] = ways.count;
    *out = ways;
    return XW_OK;
}

bool xw_plain_ways_same_areas(const struct xw_prepared *p, int32_t stage, int16_t year)
{
    const struct xw_admission_areas *areas = &p->scenario->admission_areas;
    for (int32_t i = 0; i < areas->count; i++)
        if (areas->stage[i] == stage &&
            (areas->from_year[i] == year || areas->to_year[i] == year - 1))
            return false;
    return true;
}
