#include "kernel.h"
#include "kernel_year.h"
#include "xuewei/noise.h"
#include <float.h>
#include <math.h>

#if XW_KERNEL_SINGLE
#define LARGEST FLT_MAX
#else
#define LARGEST DBL_MAX
#endif

static void round_table(ptrdiff_t count, const double *from, double factor, void *to)
{
    REAL *out = to;
    for (ptrdiff_t i = 0; i < count; i++)
        out[i] = (REAL)(from[i] * factor);
}

/* More people, whether they come or go (projection.h). */
static double toward_more(double net, double factor)
{
    return net > 0.0 ? net * factor : net / factor;
}

/* A table of the job for one block: a lane is a zone, and lanes that are none hold 0. more [zones] makes
 * net migration a replicate's, unless it is NULL. */
static void lay(int32_t zones, int32_t block, int32_t places, int32_t columns, const double *from,
                double factor, const double *more, REAL *to)
{
    for (int32_t l = 0; l < LANES; l++) {
        int32_t zone = block * LANES + l;
        if (zone >= zones) {
            for (int32_t c = 0; c < columns; c++)
                to[c * LANES + l] = 0;
        } else {
            const double *row = from + (ptrdiff_t)(places == 1 ? 0 : zone) * columns;
            for (int32_t c = 0; c < columns; c++)
                to[c * LANES + l] = (REAL)(more == NULL ? row[c] * factor
                                                        : toward_more(row[c] * factor, more[zone]));
        }
    }
}

/* A number of each lane's zone; 1 where there are no numbers, and in lanes that are no zone. */
INLINE vec of_zones(const double *number, int32_t zones, int32_t block, int k)
{
    vec lanes = splat(1);
    for (int l = 0; number != NULL && l < STRIP && block * LANES + k + l < zones; l++)
        lanes[l] = (REAL)number[block * LANES + k + l];
    return lanes;
}

/* The births of the schedule as chance has them. */
INLINE vec by_chance(const struct xw_step_rates *r, int32_t zones, int32_t block, int k, vec births)
{
    for (int l = 0; r->births_at != NULL && l < STRIP && block * LANES + k + l < zones; l++)
        births[l] =
            (REAL)xw_noise_poisson_at((double)births[l], r->births_at[block * LANES + k + l]);
    return births;
}

/* The tables of a year in lines, unless they lie there already. */
static struct tables lay_year(const struct xw_kernel_job *job, int32_t year, int32_t block,
                              struct xw_kernel_work *work)
{
    const struct xw_kernel_year *y = &job->year[year];
    if (!y->lines) return (struct tables){ y->survival, y->net, y->fertility };

    struct tables t = { work->survival, work->net, work->fertility };
    const struct xw_step_rates *r = y->rates;
    const struct xw_step_rates *had = work->laid_block == block ? work->laid_rates : NULL;
    int32_t zones = job->of->zones, ages = job->of->ages;
    double bear = xw_kernel_bear_factor(r), move = xw_kernel_move_factor(r);
    if (had == NULL || had->survival != r->survival || had->mortality_places != r->mortality_places)
        lay(zones, block, r->mortality_places, XW_SEXES * ages, r->survival, 1.0, NULL,
            work->survival);
    if (had == NULL || had->fertility != r->fertility ||
        had->fertility_places != r->fertility_places || bear != xw_kernel_bear_factor(had))
        lay(zones, block, r->fertility_places, ages, r->fertility, bear, NULL, work->fertility);
    if (r->migration != NULL &&
        (had == NULL || had->migration != r->migration ||
         had->migration_places != r->migration_places ||
         had->migration_factor != r->migration_factor || move != xw_kernel_move_factor(had)))
        lay(zones, block, r->migration_places, XW_SEXES * ages, r->migration, move,
            r->migration_factor, work->net);
    work->laid_block = block;
    work->laid_rates = r;
    return t;
}

/* Where a cell is below zero, not a number or beyond every number. */
INLINE mask unsound(vec people)
{
    return ~((people >= splat(0)) & (people <= splat(LARGEST)));
}

static bool sound(ptrdiff_t lines, const REAL *people)
{
    mask bad = { 0 };
    for (ptrdiff_t i = 0; i < lines * LANES; i += STRIP)
        bad |= unsound(load(people + i));
    return !any_true(bad);
}

static const REAL *block_of(const void *blocks, ptrdiff_t columns, int32_t block)
{
    return (const REAL *)blocks + block * columns * LANES;
}

#if XW_KERNEL_SINGLE
enum { SQUARE = LANES }; /* rows are doubles: one by one */
#else
/* Four columns of four zones at a time; the registers of a smaller unit take it in parts. */
enum { SQUARE = 4 };
typedef double square_row __attribute__((vector_size(SQUARE * sizeof(double))));

#define SQUARE_LOAD(row, at)  memcpy(&(row), (at), sizeof(row))
#define SQUARE_STORE(at, row) memcpy((at), &(row), sizeof(row))
#define SQUARE_TURN(r0, r1, r2, r3)                                                                \
    do {                                                                                           \
        square_row even_01 = __builtin_shufflevector((r0), (r1), 0, 4, 2, 6);                      \
        square_row odd_01 = __builtin_shufflevector((r0), (r1), 1, 5, 3, 7);                       \
        square_row even_23 = __builtin_shufflevector((r2), (r3), 0, 4, 2, 6);                      \
        square_row odd_23 = __builtin_shufflevector((r2), (r3), 1, 5, 3, 7);                       \
        (r0) = __builtin_shufflevector(even_01, even_23, 0, 1, 4, 5);                              \
        (r1) = __builtin_shufflevector(odd_01, odd_23, 0, 1, 4, 5);                                \
        (r2) = __builtin_shufflevector(even_01, even_23, 2, 3, 6, 7);                              \
        (r3) = __builtin_shufflevector(odd_01, odd_23, 2, 3, 6, 7);                                \
    } while (0)

/* Columns up to `columns` in fours of the zones of a full block, between rows and lines. */
static int32_t turn_squares(int32_t columns, const double *from, ptrdiff_t next_from, double *to,
                            ptrdiff_t next_to, bool rows)
{
    int32_t squares = columns / SQUARE * SQUARE;
    for (int32_t l = 0; l < LANES; l += SQUARE)
        for (int32_t c = 0; c < squares; c += SQUARE) {
            const double *at = rows ? from + l * next_from + c : from + c * next_from + l;
            double *out = rows ? to + c * next_to + l : to + l * next_to + c;
            square_row r0, r1, r2, r3;
            SQUARE_LOAD(r0, at);
            SQUARE_LOAD(r1, at + next_from);
            SQUARE_LOAD(r2, at + 2 * next_from);
            SQUARE_LOAD(r3, at + 3 * next_from);
            SQUARE_TURN(r0, r1, r2, r3);
            SQUARE_STORE(out, r0);
            SQUARE_STORE(out + next_to, r1);
            SQUARE_STORE(out + 2 * next_to, r2);
            SQUARE_STORE(out + 3 * next_to, r3);
        }
    return squares;
}
#endif

/* Zones of a block. */
static int32_t zones_of(const struct xw_projection_job *of, int32_t block)
{
    int32_t left = of->zones - block * LANES;
    return left < LANES ? left : LANES;
}

/* The rows of a block's zones as lines; lanes that are no zone hold 0. */
static void lines_of_rows(const struct xw_projection_job *of, int32_t block, REAL *people)
{
    int32_t columns = XW_SEXES * of->ages, zones = zones_of(of, block), done = 0;
    const double *rows = of->from_rows + (ptrdiff_t)block * LANES * columns;
#if !XW_KERNEL_SINGLE
    if (zones == LANES) done = turn_squares(columns, rows, columns, people, LANES, true);
#endif
    for (int32_t c = done; c < columns; c++)
        for (int32_t l = 0; l < LANES; l++)
            people[c * LANES + l] = l < zones ? (REAL)rows[(ptrdiff_t)l * columns + c] : 0;
}

static void rows_of_lines(const struct xw_projection_job *of, int32_t block, const REAL *people)
{
    int32_t columns = XW_SEXES * of->ages, zones = zones_of(of, block), done = 0;
    double *rows = of->to_rows + (ptrdiff_t)block * LANES * columns;
#if !XW_KERNEL_SINGLE
    if (zones == LANES) done = turn_squares(columns, people, LANES, rows, columns, false);
#endif
    for (int32_t l = 0; l < zones; l++)
        for (int32_t c = done; c < columns; c++)
            rows[(ptrdiff_t)l * columns + c] = (double)people[c * LANES + l];
}

/* Take the block's people at the start; false when they cannot be people. */
static bool take_people(const struct xw_projection_job *of, int32_t block, REAL *people)
{
    ptrdiff_t lines = (ptrdiff_t)XW_SEXES * of->ages;
    if (of->from_rows != NULL) {
        lines_of_rows(of, block, people);
        return sound(lines, people);
    }
    const REAL *start = block_of(of->now, lines, block);
    mask bad = { 0 };
    for (ptrdiff_t i = 0; i < lines * LANES; i += STRIP) {
        vec value = load(start + i);
        bad |= unsound(value);
        store(people + i, value);
    }
    return !any_true(bad);
}

/* Keep the people of a year's end, and write the sums of their ages. */
static void write_people(const struct xw_kernel_job *job, int32_t year, int32_t block,
                         const REAL *people)
{
    const struct xw_projection_job *of = job->of;
    ptrdiff_t lines = (ptrdiff_t)XW_SEXES * of->ages;
    if (of->kept != NULL && of->kept[year] != NULL) {
        REAL *to = (REAL *)of->kept[year] + block * lines * LANES;
        if (job->stream)
            for (ptrdiff_t i = 0; i < lines * LANES; i += STRIP)
                stream(to + i, load(people + i));
        else
            memcpy(to, people, (size_t)lines * XW_LINE_BYTES);
    }
    if (of->to_rows != NULL && year == of->years - 1) rows_of_lines(of, block, people);
    if (of->ranges == 0) return;
    REAL *sums = (REAL *)of->sums + ((ptrdiff_t)block * of->years + year) * of->ranges * LANES;
    const REAL *men = people + (ptrdiff_t)of->ages * LANES;
    for (int32_t i = 0; i < of->ranges; i++) {
        for (int k = 0; k < LANES; k += STRIP) {
            vec sum = { 0 };
            for (int32_t a = of->range[i].first; a <= of->range[i].last; a++)
                sum += load(people + a * LANES + k) + load(men + a * LANES + k);
            store(sums + i * LANES + k, sum);
        }
    }
}

/* Lines of what happened to columns of the caller: [zone][sex]. */
static void write_happened(const struct xw_projection_job *of, int32_t year, int32_t block,
                           const REAL *happened)
{
    const struct xw_step_events *events = &of->events[year];
    double *to[] = { events->births, events->deaths, events->migrants, events->not_taken };
    static const int from[] = { XW_BORN, XW_DIED, XW_MOVED, XW_NOT_TAKEN };
    for (int32_t l = 0; l < LANES && block * LANES + l < of->zones; l++)
        for (int32_t e = 0; e < 4; e++)
            for (int32_t x = 0; x < XW_SEXES; x++)
                to[e][(ptrdiff_t)(block * LANES + l) * XW_SEXES + x] =
                    (double)happened[(from[e] + x) * LANES + l];
}

/* Each combination of choices is compiled by itself, so that the loop over ages has none. */
#define YEAR(move, even, lines, events)                                                            \
    for (int k = 0; k < LANES; k += STRIP) {                                                       \
        struct choice c = { (move), (even), (lines), (events), true };                             \
        struct strip s = grow_strip(c, ages, from, to, &t, people, k);                             \
        s.births *= of_zones(y->rates->fertility_factor, zones, block, k);                         \
        s.births = by_chance(y->rates, zones, block, k, s.births);                                 \
        bear_strip(c, ages, girls, s.births, &t, people, k, &s);                                   \
        if (events) {                                                                              \
            leave_strip(&s, happened, k);                                                          \
            gone += sum_of_counts(s.limited);                                                      \
        }                                                                                          \
    }
#define YEAR_EVENTS(move, even, lines)                                                             \
    if (wanted) {                                                                                  \
        YEAR(move, even, lines, true)                                                              \
    } else {                                                                                       \
        YEAR(move, even, lines, false)                                                             \
    }
#define YEAR_LINES(move, even)                                                                     \
    if (y->lines) {                                                                                \
        YEAR_EVENTS(move, even, true)                                                              \
    } else {                                                                                       \
        YEAR_EVENTS(move, even, false)                                                             \
    }

/* A year of a block that waits for nobody; how many cells migration would have emptied. */
static int32_t one_year(const struct xw_kernel_job *job, int32_t year, int32_t block,
                        struct xw_kernel_work *work)
{
    const struct xw_kernel_year *y = &job->year[year];
    struct tables t = lay_year(job, year, block, work);
    REAL *people = work->people, *happened = work->happened;
    REAL girls = (REAL)(1.0 / (1.0 + y->rates->males_per_female));
    int32_t ages = job->of->ages, from = y->mothers_from, to = y->mothers_to;
    int32_t zones = job->of->zones;
    bool wanted = job->of->events != NULL;
    int64_t gone = 0;
    if (y->move == XW_MOVE_NOBODY) {
        YEAR_LINES(XW_MOVE_NOBODY, false)
    } else if (y->move == XW_MOVE_RATES) {
        if (y->even) {
            YEAR_LINES(XW_MOVE_RATES, true)
        } else {
            YEAR_LINES(XW_MOVE_RATES, false)
        }
    } else { /* persons by zone are lines in any case */
        if (y->even) {
            YEAR_EVENTS(XW_MOVE_PERSONS, true, true)
        } else {
            YEAR_EVENTS(XW_MOVE_PERSONS, false, true)
        }
    }
    return (int32_t)gone;
}

/* Ask for a part of the next block's start in every year of this block, so that it is here in time. */
static void ask_for_next(const struct xw_projection_job *of, int32_t year, int32_t block)
{
    ptrdiff_t lines = (ptrdiff_t)XW_SEXES * of->ages;
    if (of->from_rows != NULL || block + 1 >= xw_blocks_count(of->precision, of->zones)) return;
    const REAL *next = block_of(of->now, lines, block + 1);
    for (ptrdiff_t i = lines * year / of->years; i < lines * (year + 1) / of->years; i++)
        __builtin_prefetch(next + i * LANES, 0, 2);
}

static int project(const struct xw_kernel_job *job, int32_t block, struct xw_kernel_work *work,
                   int32_t *limited)
{
    const struct xw_projection_job *of = job->of;
    if (!take_people(of, block, work->people)) return XW_BAD_START;
    for (int32_t year = 0; year < of->years; year++) {
        ask_for_next(of, year, block);
        limited[year] += one_year(job, year, block, work);
        if (of->events != NULL) write_happened(of, year, block, work->happened);
        write_people(job, year, block, work->people);
    }
    if (job->stream) end_stream();
    /* A number beyond every number stays one, or no number, until the last year: it only grows
     * older, and the open group keeps it. */
    return sound((ptrdiff_t)XW_SEXES * of->ages, work->people) ? 0 : XW_BAD_END;
}

static int begin(const struct xw_kernel_job *job, const struct xw_kernel_slot *slot)
{
    return take_people(job->of, slot->block, slot->people) ? 0 : XW_BAD_START;
}

static void weigh(const struct xw_kernel_job *job, const struct xw_kernel_slot *slot)
{
    REAL *happened = slot->happened;
    memset(happened, 0, (size_t)XW_HAPPENED * XW_LINE_BYTES);
    memset(slot->limited, 0, (size_t)(XW_SEXES * job->of->ages) * sizeof *slot->limited);
    const REAL *people = slot->people;
    for (int k = 0; k < LANES; k += STRIP) {
        vec sum = { 0 };
        for (int32_t i = 0; i < XW_SEXES * job->of->ages; i++)
            sum += load(people + i * LANES + k);
        store(happened + XW_WEIGHT * LANES + k, sum);
    }
}

static void stock(const struct xw_kernel_job *job, const struct xw_kernel_slot *slot, int32_t from,
                  int32_t to, void *lines)
{
    int32_t ages = job->of->ages;
    for (int32_t x = 0; x < XW_SEXES; x++) {
        const REAL *people = (const REAL *)slot->people + x * ages * LANES;
        REAL *sum = (REAL *)lines + x * ages * LANES;
        for (int32_t i = from * LANES; i < to * LANES; i += STRIP)
            store(sum + i, load(sum + i) + load(people + i));
    }
}

#define GROW_LINES(move, even, lines, both)                                                        \
    for (int k = 0; k < LANES; k += STRIP) {                                                       \
        struct choice c = { (move), (even), (lines), true, (both) };                               \
        struct strip s = grow_strip(c, ages, from, to, &t, people, k);                             \
        struct strip had = take_strip(happened, k);                                                \
        for (int x = 0; x < XW_SEXES; x++) { /* of the first half, where it was shared */          \
            s.moved[x] += had.moved[x];                                                            \
            s.not_taken[x] += had.not_taken[x];                                                    \
        }                                                                                          \
        leave_strip(&s, happened, k);                                                              \
        if (both) s.births *= of_zones(y->rates->fertility_factor, zones, slot->block, k);         \
        store(happened + XW_BIRTHS * LANES + k, s.births);                                         \
        gone += sum_of_counts(s.limited);                                                          \
    }
#define GROW(move, even, both)                                                                     \
    if (y->lines) {                                                                                \
        GROW_LINES(move, even, true, both)                                                         \
    } else {                                                                                       \
        GROW_LINES(move, even, false, both)                                                        \
    }

static void grow(const struct xw_kernel_job *job, int32_t year, const struct xw_kernel_slot *slot,
                 struct xw_kernel_work *work, int32_t *limited)
{
    const struct xw_kernel_year *y = &job->year[year];
    struct tables t = lay_year(job, year, slot->block, work);
    REAL *people = slot->people, *happened = slot->happened;
    int32_t ages = job->of->ages, from = y->mothers_from, to = y->mothers_to;
    int32_t zones = job->of->zones;
    int64_t gone = 0;
    if (y->move == XW_MOVE_SHARED && y->even) { /* births see the second half of migrants too */
        GROW(XW_MOVE_NOBODY, false, false)
    } else if (y->move == XW_MOVE_SHARED || y->move == XW_MOVE_NOBODY) {
        GROW(XW_MOVE_NOBODY, false, true)
    } else if (y->move == XW_MOVE_RATES && y->even) {
        GROW(XW_MOVE_RATES, true, true)
    } else if (y->move == XW_MOVE_RATES) {
        GROW(XW_MOVE_RATES, false, true)
    } else if (y->even) {
        GROW_LINES(XW_MOVE_PERSONS, true, true, true)
    } else {
        GROW_LINES(XW_MOVE_PERSONS, false, true, true)
    }
    limited[year] += (int32_t)gone;
}

/* The share of every lane in all people at the start. */
static vec weight_of(const struct xw_kernel_job *job, const struct xw_kernel_slot *slot,
                     const struct xw_kernel_district *district, int k)
{
    if (district->everyone > 0.0)
        return load((const REAL *)slot->happened + XW_WEIGHT * LANES + k) /
               splat((REAL)district->everyone);
    vec alike = { 0 };
    for (int l = 0; l < STRIP; l++)
        if (slot->block * LANES + k + l < job->of->zones) alike[l] = (REAL)(1.0 / job->of->zones);
    return alike;
}

static int32_t share(const struct xw_kernel_job *job, int32_t year,
                     const struct xw_kernel_slot *slot, const struct xw_kernel_district *district,
                     int32_t from, int32_t to, bool first_half)
{
    const struct xw_step_rates *r = job->year[year].rates;
    int32_t ages = job->of->ages, gone = 0;
    double part = xw_kernel_move_factor(r);
    REAL *happened = slot->happened;
    for (int k = 0; k < LANES; k += STRIP) {
        vec weight = weight_of(job, slot, district, k);
        vec more = of_zones(r->migration_factor, job->of->zones, slot->block, k);
        for (int32_t x = 0; x < XW_SEXES; x++) {
            REAL *moved_at = happened + (XW_MOVED + x) * LANES + k;
            REAL *not_taken_at = happened + (XW_NOT_TAKEN + x) * LANES + k;
            vec moved = load(moved_at), not_taken = load(not_taken_at);
            for (int32_t a = from; a < to; a++) {
                ptrdiff_t at = (ptrdiff_t)x * ages + a;
                if (r->migration[at] == 0.0) continue;
                REAL *here = (REAL *)slot->people + at * LANES + k;
                vec people = load(here), net = splat((REAL)(part * r->migration[at]));
                vec of_stock = people / splat((REAL)district->stock[at]);
                if (district->none[at] != 0.0) of_stock += splat((REAL)district->none[at]) * weight;
                if (r->migration[at] > 0.0) { /* who comes is never limited */
                    vec come = net * more * of_stock;
                    store(here, people + come);
                    moved += come;
                    continue;
                }
                vec asked = net / more * of_stock;
                mask limit = asked < -people;
                vec taken = larger(asked, -people);
                store(here, people + taken);
                moved += taken;
                not_taken += taken - asked;
                if (!any_true(limit)) continue;
                /* A cell that is limited in both halves of a year counts once. */
                for (int l = 0; l < STRIP; l++) {
                    uint16_t bit = (uint16_t)(1u << (k + l));
                    if (limit[l] == 0 || (slot->limited[at] & bit) != 0) continue;
                    if (first_half) slot->limited[at] = (uint16_t)(slot->limited[at] | bit);
                    gone++;
                }
            }
            store(moved_at, moved);
            store(not_taken_at, not_taken);
        }
    }
    return gone;
}

static void mother(const struct xw_kernel_job *job, int32_t year, const struct xw_kernel_slot *slot,
                   struct xw_kernel_work *work)
{
    const struct xw_kernel_year *y = &job->year[year];
    struct tables t = lay_year(job, year, slot->block, work);
    const REAL *women = (const REAL *)slot->people + (ptrdiff_t)XW_FEMALE * job->of->ages * LANES;
    for (int k = 0; k < LANES; k += STRIP) {
        REAL *births_at = (REAL *)slot->happened + XW_BIRTHS * LANES + k;
        vec births = load(births_at);
        for (int32_t a = y->mothers_from; a < y->mothers_to; a++)
            births += rate_at(t.fertility, a, y->lines, k) * load(women + a * LANES + k);
        store(births_at,
              births * of_zones(y->rates->fertility_factor, job->of->zones, slot->block, k));
    }
}

static int32_t bear(const struct xw_kernel_job *job, int32_t year,
                    const struct xw_kernel_slot *slot, const struct xw_kernel_district *district,
                    struct xw_kernel_work *work)
{
    const struct xw_kernel_year *y = &job->year[year];
    struct tables t = lay_year(job, year, slot->block, work);
    struct choice c = { y->move == XW_MOVE_SHARED ? XW_MOVE_NOBODY : y->move, y->even, y->lines,
                        true, true };
    REAL girls = (REAL)(1.0 / (1.0 + y->rates->males_per_female));
    int32_t ages = job->of->ages;
    int64_t gone = 0;
    for (int k = 0; k < LANES; k += STRIP) {
        vec births = load((const REAL *)slot->happened + XW_BIRTHS * LANES + k);
        if (y->known) {
            vec part = district->births > 0.0 ? births / splat((REAL)district->births)
                                              : weight_of(job, slot, district, k);
            births = splat((REAL)y->rates->known_births) * part;
        } else {
            births = by_chance(y->rates, job->of->zones, slot->block, k, births);
        }
        struct strip s = take_strip(slot->happened, k);
        bear_strip(c, ages, girls, births, &t, slot->people, k, &s);
        leave_strip(&s, slot->happened, k);
        gone += sum_of_counts(s.limited);
    }
    return (int32_t)gone;
}

static int finish(const struct xw_kernel_job *job, int32_t year, const struct xw_kernel_slot *slot)
{
    const struct xw_projection_job *of = job->of;
    if (of->events != NULL) write_happened(of, year, slot->block, slot->happened);
    write_people(job, year, slot->block, slot->people);
    if (job->stream) end_stream();
    if (year < of->years - 1) return 0;
    return sound((ptrdiff_t)XW_SEXES * of->ages, slot->people) ? 0 : XW_BAD_END;
}

static void fold(ptrdiff_t count, const void *lines, double *out)
{
    const REAL *line = lines;
    for (ptrdiff_t i = 0; i < count; i++)
        for (int l = 0; l < LANES; l++)
            out[i] += (double)line[i * LANES + l];
}

extern const struct xw_kernel XW_KERNEL_NAME;
const struct xw_kernel XW_KERNEL_NAME = {
    .round = round_table,
    .project = project,
    .begin = begin,
    .weigh = weigh,
    .stock = stock,
    .grow = grow,
    .share = share,
    .mother = mother,
    .bear = bear,
    .finish = finish,
    .fold = fold,
};
