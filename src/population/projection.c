#include "xuewei/projection.h"
#include "xuewei/birth_cohort.h"
#include <math.h>

/* What one step works on. Columns of a zone and sex stand at cell(step, zone, sex). */
struct step {
    int32_t zones, ages;
    const struct xw_step_rates *rates;
    const double *now; /* [zone][sex][age] */
    double *start;     /* a copy of now, with the first half of `even` migrants */
    double *next;
    struct xw_step_events *events;
    double *weight;       /* [zone] share of all people at the start; sums to 1 */
    double *asked;        /* [age] migrants of one zone and sex */
    double *stock, *none; /* [sex][age] people of the district; 1 where there are none, else 0 */
    double *births;       /* [zone] of the step, both sexes */
    uint8_t *limited;     /* [zone][sex][age] 1 where migration took all there were */
};

static ptrdiff_t cell(const struct step *s, int32_t zone, int32_t sex)
{
    return ((ptrdiff_t)zone * XW_SEXES + sex) * s->ages;
}

/* A table of the district serves every zone. */
static int32_t place_of(int32_t places, int32_t zone)
{
    return places == 1 ? 0 : zone;
}

static double sum_of(int32_t count, const double *value)
{
    double sum = 0.0;
    for (int32_t i = 0; i < count; i++)
        sum += value[i];
    return sum;
}

static enum xw_status check_number(double value)
{
    if (!isfinite(value)) return XW_NOT_FINITE;
    return value < 0.0 ? XW_NEGATIVE : XW_OK;
}

static enum xw_status check_column(ptrdiff_t count, const double *value)
{
    enum xw_status status = XW_OK;
    for (ptrdiff_t i = 0; i < count && status == XW_OK; i++)
        status = check_number(value[i]);
    return status;
}

static enum xw_status check_fertility(int32_t ages, const struct xw_step_rates *r)
{
    enum xw_status status = check_column((ptrdiff_t)r->fertility_places * ages, r->fertility);
    if (status != XW_OK) return status;
    for (int32_t p = 0; p < r->fertility_places; p++)
        if (r->fertility[(ptrdiff_t)p * ages] != 0.0) return XW_OUT_OF_RANGE;
    return XW_OK;
}

static enum xw_status check_survival(int32_t ages, const struct xw_step_rates *r)
{
    ptrdiff_t count = (ptrdiff_t)r->mortality_places * XW_SEXES * ages;
    enum xw_status status = check_column(count, r->survival);
    if (status != XW_OK) return status;
    for (ptrdiff_t i = 0; i < count; i++)
        if (r->survival[i] > 1.0) return XW_OUT_OF_RANGE;
    return XW_OK;
}

static enum xw_status check_migration(int32_t ages, const struct xw_step_rates *r)
{
    if (r->migration == NULL) return XW_OK;
    ptrdiff_t count = (ptrdiff_t)r->migration_places * XW_SEXES * ages;
    for (ptrdiff_t i = 0; i < count; i++)
        if (!isfinite(r->migration[i])) return XW_NOT_FINITE;
    return XW_OK;
}

static enum xw_status check_births(const struct xw_step_rates *r)
{
    enum xw_status status = check_number(r->males_per_female);
    if (status != XW_OK || isnan(r->known_births)) return status;
    return check_number(r->known_births);
}

static enum xw_status check_shape(int32_t zones, int32_t ages, const struct xw_step_rates *r)
{
    if (zones < 0 || ages < 2 || (r->width != 1 && r->width != 5)) return XW_OUT_OF_RANGE;
    const int32_t places[] = { r->fertility_places, r->mortality_places,
                               r->migration == NULL ? 1 : r->migration_places };
    for (int i = 0; i < 3; i++)
        if (places[i] != 1 && places[i] != zones) return XW_OUT_OF_RANGE;
    if (r->timing != XW_MIGRATION_END && r->timing != XW_MIGRATION_EVEN) return XW_OUT_OF_RANGE;
    return XW_OK;
}

static enum xw_status check(int32_t zones, int32_t ages, const struct xw_step_rates *r,
                            const double *now)
{
    enum xw_status status = check_shape(zones, ages, r);
    if (status == XW_OK) status = check_fertility(ages, r);
    if (status == XW_OK) status = check_survival(ages, r);
    if (status == XW_OK) status = check_migration(ages, r);
    if (status == XW_OK) status = check_births(r);
    if (status == XW_OK) status = check_column((ptrdiff_t)zones * XW_SEXES * ages, now);
    return status;
}

/* The share of every zone in all people at the start: what is shared when nothing nearer can say.
 */
static void weigh_zones(struct step *s)
{
    double total = 0.0;
    for (int32_t z = 0; z < s->zones; z++) {
        s->weight[z] = sum_of(XW_SEXES * s->ages, s->now + cell(s, z, 0));
        total += s->weight[z];
    }
    for (int32_t z = 0; z < s->zones; z++)
        s->weight[z] = total > 0.0 ? s->weight[z] / total : 1.0 / s->zones;
}

/* The people of the district by sex and age, for sharing alone, so that plain sums will do. */
static void count_stock(struct step *s, int32_t from, int32_t to, const double *people)
{
    for (int32_t x = 0; x < XW_SEXES; x++) {
        double *stock = s->stock + (ptrdiff_t)x * s->ages;
        double *none = s->none + (ptrdiff_t)x * s->ages;
        for (int32_t a = from; a < to; a++)
            stock[a] = 0.0;
        for (int32_t z = 0; z < s->zones; z++) {
            const double *of_zone = people + cell(s, z, x);
            for (int32_t a = from; a < to; a++)
                stock[a] += of_zone[a];
        }
        /* An empty cell gets the stock 1, by which its people, 0, may be divided. */
        for (int32_t a = from; a < to; a++) {
            none[a] = stock[a] > 0.0 ? 0.0 : 1.0;
            stock[a] += none[a];
        }
    }
}

/* Fill `asked` for one zone and sex: the part of the year's net migrants at ages from .. to - 1. */
static void ask(struct step *s, int32_t zone, int32_t sex, int32_t from, int32_t to, double part,
                const double *people)
{
    const struct xw_step_rates *r = s->rates;
    const double *net = r->migration + cell(s, place_of(r->migration_places, zone), sex);
    const double *stock = s->stock + (ptrdiff_t)sex * s->ages;
    const double *none = s->none + (ptrdiff_t)sex * s->ages;
    double *asked = s->asked, weight = s->weight[zone];
    part *= r->width;

    if (r->migration_is_rate) {
        for (int32_t a = from; a < to; a++)
            asked[a] = part * net[a] * people[a];
    } else if (r->migration_places == 1) {
        for (int32_t a = from; a < to; a++)
            asked[a] = part * net[a] * (people[a] / stock[a] + none[a] * weight);
    } else {
        for (int32_t a = from; a < to; a++)
            asked[a] = part * net[a];
    }
}

/* Add a part of the year's net migrants to people [zone][sex][age], at ages from .. to - 1. */
static void migrate(struct step *s, int32_t from, int32_t to, double part, double *people)
{
    if (s->rates->migration == NULL) return;
    count_stock(s, from, to, people);
    double *asked = s->asked;
    for (int32_t z = 0; z < s->zones; z++) {
        for (int32_t x = 0; x < XW_SEXES; x++) {
            double *here = people + cell(s, z, x);
            uint8_t *limited = s->limited + cell(s, z, x);
            ask(s, z, x, from, to, part, here);
            double missing = 0.0;
            for (int32_t a = from; a < to; a++) {
                limited[a] |= (uint8_t)(asked[a] < -here[a]);
                missing += asked[a] < -here[a] ? -here[a] - asked[a] : 0.0;
                asked[a] = asked[a] < -here[a] ? -here[a] : asked[a];
                here[a] += asked[a];
            }
            s->events->not_taken[z * XW_SEXES + x] += missing;
            s->events->migrants[z * XW_SEXES + x] += sum_of(to - from, asked + from);
        }
    }
}

/* Everyone survives into the next age; age 0 waits for the births. */
static void survive(struct step *s)
{
    int32_t open = s->ages - 1;
    for (int32_t z = 0; z < s->zones; z++) {
        for (int32_t x = 0; x < XW_SEXES; x++) {
            const double *from = s->start + cell(s, z, x);
            double *to = s->next + cell(s, z, x);
            const double *share =
                s->rates->survival + cell(s, place_of(s->rates->mortality_places, z), x);

            double deaths = from[open] * (1.0 - share[open]);
            for (int32_t a = 1; a <= open; a++)
                to[a] = from[a - 1] * share[a];
            to[open] += from[open] * share[open];
            for (int32_t a = 1; a <= open; a++)
                deaths += from[a - 1] * (1.0 - share[a]);
            s->events->deaths[z * XW_SEXES + x] = deaths;
        }
    }
}

/* The births of the schedule in a zone: rates of the mean of start and end women. */
static double scheduled_births(const struct step *s, int32_t zone)
{
    const double *rate =
        s->rates->fertility + (ptrdiff_t)place_of(s->rates->fertility_places, zone) * s->ages;
    const double *start = s->start + cell(s, zone, XW_FEMALE);
    const double *end = s->next + cell(s, zone, XW_FEMALE);
    double births = 0.0;
    for (int32_t a = 1; a < s->ages; a++)
        births += rate[a] * 0.5 * (start[a] + end[a]);
    return births * s->rates->width;
}

/* The births of every zone: the schedule's, or the known ones in the schedule's proportions. */
static void count_births(struct step *s)
{
    double known = s->rates->known_births, total = 0.0, *births = s->births;
    for (int32_t z = 0; z < s->zones; z++) {
        births[z] = scheduled_births(s, z);
        total += births[z];
    }
    if (isnan(known)) return;
    for (int32_t z = 0; z < s->zones; z++)
        births[z] = known * (total > 0.0 ? births[z] / total : s->weight[z]);
}

/* Newborns by sex, and those of them who live to age 0 at the end. */
static void bear(struct step *s)
{
    double girls = 1.0 / (1.0 + s->rates->males_per_female);
    for (int32_t z = 0; z < s->zones; z++) {
        double born[XW_SEXES];
        born[XW_FEMALE] = s->births[z] * girls;
        born[XW_MALE] = s->births[z] - born[XW_FEMALE];
        for (int32_t x = 0; x < XW_SEXES; x++) {
            double share = s->rates->survival[cell(s, place_of(s->rates->mortality_places, z), x)];
            s->next[cell(s, z, x)] = born[x] * share;
            s->events->births[z * XW_SEXES + x] = born[x];
            s->events->deaths[z * XW_SEXES + x] += born[x] * (1.0 - share);
        }
    }
}

/* Working space in one piece, and the people at the start; false when there is no room. */
static bool take_space(struct step *s, struct xw_arena *scratch)
{
    ptrdiff_t cells = (ptrdiff_t)s->zones * XW_SEXES * s->ages, columns = XW_SEXES * s->ages;
    s->limited = XW_TAKE(scratch, cells, uint8_t);
    s->start = XW_TAKE(scratch, cells + 2 * columns + s->ages + 2 * (ptrdiff_t)s->zones, double);
    if (s->limited == NULL || s->start == NULL) return false;
    s->stock = s->start + cells;
    s->none = s->stock + columns;
    s->asked = s->none + columns;
    s->weight = s->asked + s->ages;
    s->births = s->weight + s->zones;
    for (ptrdiff_t i = 0; i < cells; i++)
        s->start[i] = s->now[i];
    return true;
}

static int32_t count_limited(const struct step *s)
{
    ptrdiff_t cells = (ptrdiff_t)s->zones * XW_SEXES * s->ages;
    int32_t count = 0;
    for (ptrdiff_t i = 0; i < cells; i++)
        count += s->limited[i];
    return count;
}

enum xw_status xw_projection_step(int32_t zones, int32_t ages, const struct xw_step_rates *rates,
                                  const double *now, struct xw_arena scratch, double *next,
                                  struct xw_step_events *events)
{
    enum xw_status status = check(zones, ages, rates, now);
    if (status != XW_OK) return status;

    struct step s = {
        .zones = zones, .ages = ages, .rates = rates, .now = now, .next = next, .events = events
    };
    if (!take_space(&s, &scratch)) return XW_NO_MEMORY;
    for (int32_t i = 0; i < zones * XW_SEXES; i++)
        events->migrants[i] = events->not_taken[i] = 0.0;

    bool even = rates->timing == XW_MIGRATION_EVEN;
    weigh_zones(&s);
    if (even) migrate(&s, 0, ages, 0.5, s.start);
    survive(&s);
    if (even) migrate(&s, 1, ages, 0.5, next);
    count_births(&s);
    bear(&s);
    if (even)
        migrate(&s, 0, 1, 0.5, next);
    else
        migrate(&s, 0, ages, 1.0, next);
    events->limited = count_limited(&s);

    /* Rates that are finite may still multiply beyond every number. */
    return check_column((ptrdiff_t)zones * XW_SEXES * ages, next);
}

double xw_projection_imbalance(int32_t zones, int32_t ages, const double *now, const double *next,
                               const struct xw_step_events *events)
{
    double largest = 0.0;
    for (int32_t i = 0; i < zones * XW_SEXES; i++) {
        double before = sum_of(ages, now + (ptrdiff_t)i * ages);
        double after = sum_of(ages, next + (ptrdiff_t)i * ages);
        double off = after - before - events->births[i] + events->deaths[i] - events->migrants[i];
        double relative = fabs(off) / fmax(1.0, after);
        if (!(relative <= largest)) largest = relative;
        if (isnan(largest)) return largest;
    }
    return largest;
}

/* The row of a year in a table: the nearest one where the table does not reach. */
static ptrdiff_t row_of(const struct xw_rate_years *of, int16_t year)
{
    int32_t row = year - of->first;
    if (row >= of->years) row = of->years - 1;
    return row < 0 ? 0 : row;
}

struct xw_step_rates
xw_projection_rates(const struct xw_fertility *fertility, const struct xw_mortality *mortality,
                    const struct xw_births_ratio *ratio, const struct xw_migration *migration,
                    const struct xw_known_births *births, enum xw_migration_timing timing,
                    int8_t base_month, int8_t base_day, int32_t width, int16_t year)
{
    const struct xw_rate_years *f = &fertility->of, *m = &mortality->of, *n = &migration->of;
    bool moves = n->years > 0;
    return (struct xw_step_rates){
        .width = width,
        .fertility_places = f->places,
        .mortality_places = m->places,
        .migration_places = moves ? n->places : 1,
        .fertility = fertility->rate + row_of(f, year) * f->places * f->ages,
        .survival = mortality->survival + row_of(m, year) * m->places * XW_SEXES * m->ages,
        .males_per_female = ratio->males_per_female[row_of(&ratio->of, year)],
        .migration_is_rate = moves && migration->is_rate,
        .migration =
            moves ? migration->net + row_of(n, year) * n->places * XW_SEXES * n->ages : NULL,
        .timing = timing,
        .known_births = xw_birth_cohort_between(
            births, (struct xw_date){ year, base_month, base_day },
            (struct xw_date){ (int16_t)(year + width), base_month, base_day }),
    };
}
