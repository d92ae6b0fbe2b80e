#include "xuewei/provision_rows.h"
#include "xuewei/formation.h"
#include "xuewei/residents.h"
#include <math.h>

/* What one place, a town or the district, has. */
struct place {
    int64_t seekers[XW_MAX_GRADES]; /* who live there, by grade */
    int64_t seats[XW_SECTORS], pupils[XW_SECTORS], schools[XW_SECTORS];
    int64_t opened; /* public schools that were not open in the first year */
    int64_t rooms;
};

static bool is_early(const struct xw_stage *stage)
{
    return stage->name == XW_NURSERY || stage->name == XW_KINDERGARTEN;
}

static double per(double part, double whole)
{
    return whole > 0.0 ? part / whole : NAN;
}

static enum xw_status aim(const struct xw_state *state, const struct xw_sink *sink,
                          const char *name, int32_t stage, enum xw_measure measure, double value,
                          double target)
{
    return xw_measure_aim(state, sink, name, measure, stage, value, target);
}

static enum xw_status district_rows(const struct xw_state *state,
                                    const struct xw_stage_tally *tally, int64_t pupils,
                                    int64_t seats, const struct xw_sink *sink)
{
    const struct xw_scenario *s = state->prepared->scenario;
    const struct xw_stage *of = &s->stages.stage[tally->stage];
    const double *norm = s->norms.value[tally->stage][of->first_row];
    double children =
        xw_residents_between(state, of->first_age, of->first_age + of->grades - 1, false);
    double residents = xw_residents_between(state, 0, s->ages - 1, true);
    double per_child = norm[XW_NORM_PLACES_PER_CHILD], per_1000 = norm[XW_NORM_PLACES_PER_1000];
    const struct {
        enum xw_measure measure;
        double value, target;
        bool wanted;
    } row[] = {
        { XW_MEASURE_GROSS_ENROLMENT, per((double)pupils, children),
          norm[XW_NORM_GROSS_ENROLMENT_MIN], true },
        { XW_MEASURE_CHILDREN_PER_1000, 1000.0 * per(children, residents), NAN, true },
        { XW_MEASURE_PLACES_PER_1000, 1000.0 * per((double)seats, residents), per_1000,
          is_early(of) || !isnan(per_1000) },
        { XW_MEASURE_PLACES_PER_CHILD, per((double)seats, children), per_child,
          is_early(of) || !isnan(per_child) },
        { XW_MEASURE_PLACES_BY_CHILDREN, per_child * children, NAN, true },
        { XW_MEASURE_PLACES_BY_RESIDENTS, per_1000 * residents / 1000.0, NAN, true },
    };
    enum xw_status status = XW_OK;
    for (size_t i = 0; status == XW_OK && i < sizeof row / sizeof *row; i++)
        if (row[i].wanted)
            status = aim(state, sink, "district", tally->stage, row[i].measure, row[i].value,
                         row[i].target);
    return status;
}

static void count_school(const struct xw_state *state, int32_t stage, int32_t division,
                         int32_t sector, struct place *town, struct place *district)
{
    const struct xw_timeline *t = &state->prepared->timeline;
    const uint8_t *open = t->open + (ptrdiff_t)(t->stage_start[stage] + division) * t->years;
    if (!open[state->year]) return;
    town->schools[sector]++;
    district->schools[sector]++;
    if ((sector != XW_PUBLIC && sector != XW_MUNICIPAL) || open[0]) return;
    town->opened++;
    district->opened++;
}

/* Count who live and what stands in every town; the last place is the district, whose rooms are those
 * of its towns. */
static void count_places(const struct xw_state *state, const struct xw_stage_tally *tally,
                         const int32_t *roll, struct place *place)
{
    const struct xw_prepared *p = state->prepared;
    const struct xw_scenario *s = p->scenario;
    const struct xw_stage *of = &s->stages.stage[tally->stage];
    const int32_t *school = p->timeline.school + p->timeline.stage_start[tally->stage];
    struct place *district = &place[s->zones.towns];
    for (int32_t g = 0; g < of->grades; g++) {
        const struct xw_seated *seated = &state->seated[of->first_row + g];
        for (int32_t i = 0; i < seated->count; i++)
            place[s->zones.town[seated->zone[i]]].seekers[g] += seated->pupils[i];
        for (int32_t z = 0; z < p->zones; z++)
            place[s->zones.town[z]].seekers[g] += state->waiting[of->first_row + g][z];
    }
    for (int32_t d = 0; d < tally->divisions; d++) {
        struct place *in = &place[s->zones.town[s->schools.zone[school[d]]]];
        int32_t sector = s->schools.sector[school[d]];
        in->seats[sector] += tally->seats[d];
        in->pupils[sector] += roll[d];
        district->seats[sector] += tally->seats[d];
        district->pupils[sector] += roll[d];
        count_school(state, tally->stage, d, sector, in, district);
    }
    for (int32_t t = 0; t < s->zones.towns; t++) {
        int32_t children[XW_MAX_GRADES];
        for (int32_t g = 0; g < of->grades; g++)
            children[g] = (int32_t)place[t].seekers[g];
        place[t].rooms = xw_formation_rooms(of->grades, children, &p->norm[of->first_row]);
        district->rooms += place[t].rooms;
    }
}

struct ownership {
    double publicly, subsidised, privately, all;
};

static struct ownership by_owner(const int64_t of[XW_SECTORS])
{
    struct ownership o = { .publicly = (double)(of[XW_PUBLIC] + of[XW_MUNICIPAL]),
                           .subsidised = (double)(of[XW_SUBSIDISED_PRIVATE] + of[XW_BOUGHT_PLACES]),
                           .privately = (double)of[XW_PRIVATE] };
    o.all = o.publicly + o.subsidised + o.privately;
    return o;
}

static enum xw_status place_rows(const struct xw_state *state, int32_t stage, const char *name,
                                 const struct place *of, const struct xw_sink *sink)
{
    const struct xw_scenario *s = state->prepared->scenario;
    const double *norm = s->norms.value[stage][s->stages.stage[stage].first_row];
    struct ownership seats = by_owner(of->seats), pupils = by_owner(of->pupils),
                     schools = by_owner(of->schools);
    const struct {
        enum xw_measure measure;
        double value, target;
    } row[] = {
        { XW_MEASURE_ROOMS_NEEDED, (double)of->rooms, NAN },
        { XW_MEASURE_PUBLIC_SEATS, seats.publicly, NAN },
        { XW_MEASURE_SUBSIDISED_SEATS, seats.subsidised, NAN },
        { XW_MEASURE_PRIVATE_SEATS, seats.privately, NAN },
        { XW_MEASURE_PUBLIC_SEAT_SHARE, per(seats.publicly, seats.all),
          norm[XW_NORM_PUBLIC_SHARE_MIN] },
        { XW_MEASURE_PUBLIC_ROLL, pupils.publicly, NAN },
        { XW_MEASURE_SUBSIDISED_ROLL, pupils.subsidised, NAN },
        { XW_MEASURE_PRIVATE_ROLL, pupils.privately, NAN },
        { XW_MEASURE_PUBLIC_PUPILS, per(pupils.publicly, pupils.all),
          norm[XW_NORM_PUBLIC_SHARE_MIN] },
        { XW_MEASURE_INCLUSIVE_PUPILS, per(pupils.publicly + pupils.subsidised, pupils.all),
          norm[XW_NORM_INCLUSIVE_SHARE_MIN] },
        { XW_MEASURE_PUBLIC_SCHOOLS, schools.publicly, NAN },
        { XW_MEASURE_SUBSIDISED_SCHOOLS, schools.subsidised, NAN },
        { XW_MEASURE_PRIVATE_SCHOOLS, schools.privately, NAN },
        { XW_MEASURE_PUBLIC_SCHOOL_SHARE, per(schools.publicly, schools.all), NAN },
        { XW_MEASURE_PUBLIC_SCHOOLS_OPENED, (double)of->opened, NAN },
    };
    enum xw_status status = XW_OK;
    for (size_t i = 0; status == XW_OK && i < sizeof row / sizeof *row; i++)
        status = aim(state, sink, name, stage, row[i].measure, row[i].value, row[i].target);
    return status;
}

enum xw_status xw_provision_rows(const struct xw_state *state, const struct xw_stage_tally *tally,
                                 struct xw_arena scratch, const struct xw_sink *sink)
{
    const struct xw_scenario *s = state->prepared->scenario;
    const struct xw_stage *of = &s->stages.stage[tally->stage];
    int32_t *roll = XW_TAKE(&scratch, tally->divisions, int32_t), towns = s->zones.towns;
    struct place *place = XW_TAKE(&scratch, towns + 1, struct place);
    int64_t pupils = 0, seats = 0;
    if (roll == NULL || place == NULL) return XW_NO_MEMORY;
    if (of->city) return XW_OK;
    xw_measure_roll(state, tally->stage, roll);
    for (int32_t d = 0; d < tally->divisions; d++) {
        pupils += roll[d];
        seats += tally->seats[d];
    }
    enum xw_status status = district_rows(state, tally, pupils, seats, sink);
    if (status != XW_OK || !is_early(of)) return status;
    count_places(state, tally, roll, place);
    status = place_rows(state, tally->stage, "district", &place[towns], sink);
    for (int32_t t = 0; status == XW_OK && t < towns; t++)
        status = place_rows(state, tally->stage, s->zones.town_zh[t], &place[t], sink);
    return status;
}
