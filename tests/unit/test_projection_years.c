#include "random_years.h"
#include <float.h>

static double people_at(const struct xw_projection_job *job, const void *blocks, int32_t columns,
                        int32_t zone, int32_t column)
{
    int32_t lanes = xw_blocks_lanes(job->precision);
    ptrdiff_t at = ((ptrdiff_t)(zone / lanes) * columns + column) * lanes + zone % lanes;
    return job->precision == XW_SINGLE ? (double)((const float *)blocks)[at]
                                       : ((const double *)blocks)[at];
}

/* Four years at once are four single years, to the last digit; sums are those of their ages. */
START_TEST(years_at_once_are_years_one_by_one)
{
    static struct years w;
    static double now[MOST_CELLS], next[MOST_CELLS];
    static double births[XW_SEXES * MOST_ZONES], deaths[XW_SEXES * MOST_ZONES],
        migrants[XW_SEXES * MOST_ZONES], not_taken[XW_SEXES * MOST_ZONES];
    open_years(&w);
    for (int round = 0; round < 128; round++) {
        random_years(&w, 1 + round % 37, round, round % 2 == 1);
        xw_arena_reset(&w.keep);
        struct written all = take_written(&w, XW_DOUBLE);
        struct xw_projection_job job = job_of(&w, XW_DOUBLE, &all);
        ck_assert_int_eq(xw_projection_years(&job, w.scratch), XW_OK);
        memcpy(now, w.now, sizeof now);
        for (int t = 0; t < YEARS; t++) {
            struct xw_step_events events = { births, deaths, migrants, not_taken, -1 };
            ck_assert_int_eq(
                xw_projection_step(w.zones, AGES, &w.rates[t], now, w.scratch, next, &events),
                XW_OK);
            ck_assert_int_eq(events.limited, all.events[t].limited);
            for (int32_t z = 0; z < w.zones; z++) {
                for (int x = 0; x < XW_SEXES; x++) {
                    ck_assert_double_eq(births[2 * z + x], all.events[t].births[2 * z + x]);
                    ck_assert_double_eq(deaths[2 * z + x], all.events[t].deaths[2 * z + x]);
                    ck_assert_double_eq(migrants[2 * z + x], all.events[t].migrants[2 * z + x]);
                    ck_assert_double_eq(not_taken[2 * z + x], all.events[t].not_taken[2 * z + x]);
                }
                for (int32_t i = 0; i < COLUMNS; i++)
                    if (next[z * COLUMNS + i] != people_at(&job, all.kept[t], COLUMNS, z, i))
                        ck_abort_msg("round %d, year %d, zone %d, column %d", round, t, z, i);
                for (int r = 0; r < RANGES; r++) {
                    double sum = 0;
                    for (int32_t a = some_ranges[r].first; a <= some_ranges[r].last; a++)
                        sum += next[z * COLUMNS + a] + next[z * COLUMNS + AGES + a];
                    double got = people_at(&job, all.sums, YEARS * RANGES, z, t * RANGES + r);
                    ck_assert_double_le(fabs(got - sum), 1e-13 * sum);
                }
            }
            memcpy(now, next, sizeof now);
        }
    }
    close_years(&w);
}
END_TEST

/* Single precision is double precision but for the seventh digit of what came and went. */
START_TEST(single_precision_is_close)
{
    static struct years w;
    open_years(&w);
    for (int round = 0; round < 128; round++) {
        random_years(&w, 1 + round % 37, round, false);
        xw_arena_reset(&w.keep);
        struct written twice = take_written(&w, XW_DOUBLE), single = take_written(&w, XW_SINGLE);
        struct xw_projection_job a = job_of(&w, XW_DOUBLE, &twice);
        struct xw_projection_job b = job_of(&w, XW_SINGLE, &single);
        ck_assert_int_eq(xw_projection_years(&a, w.scratch), XW_OK);
        ck_assert_int_eq(xw_projection_years(&b, w.scratch), XW_OK);
        for (int t = 0; t < YEARS; t++) {
            double size = 1000.0 * MOST_ZONES;
            for (int32_t z = 0; z < w.zones; z++)
                for (int32_t i = 0; i < COLUMNS; i++) {
                    double want = people_at(&a, twice.kept[t], COLUMNS, z, i);
                    double got = people_at(&b, single.kept[t], COLUMNS, z, i);
                    ck_assert_msg(fabs(got - want) <= 1e-6 * fmax(want, size),
                                  "round %d, year %d, zone %d, column %d: %g, not %g", round, t, z,
                                  i, got, want);
                }
        }
    }
    close_years(&w);
}
END_TEST

/* Lanes that are no zone stay empty, whatever is known or shared. */
START_TEST(lanes_beyond_the_zones_stay_empty)
{
    static struct years w;
    open_years(&w);
    for (int round = 0; round < 128; round++) {
        random_years(&w, 1 + round % 17, round, false);
        for (enum xw_precision p = XW_DOUBLE; p <= XW_SINGLE; p++) {
            xw_arena_reset(&w.keep);
            struct written out = take_written(&w, p);
            struct xw_projection_job job = job_of(&w, p, &out);
            ck_assert_int_eq(xw_projection_years(&job, w.scratch), XW_OK);
            int32_t end = xw_blocks_count(p, w.zones) * xw_blocks_lanes(p);
            for (int32_t z = w.zones; z < end; z++)
                for (int32_t i = 0; i < COLUMNS; i++)
                    ck_assert_double_eq(people_at(&job, out.kept[YEARS - 1], COLUMNS, z, i), 0.0);
        }
    }
    close_years(&w);
}
END_TEST

/* Only what is asked for is written. */
START_TEST(what_is_not_wanted_is_not_written)
{
    static struct years w;
    open_years(&w);
    for (int round = 32; round < 40; round++) {
        random_years(&w, 19, round, false);
        xw_arena_reset(&w.keep);
        struct written all = take_written(&w, XW_DOUBLE), some = take_written(&w, XW_DOUBLE);
        struct xw_projection_job job = job_of(&w, XW_DOUBLE, &all);
        ck_assert_int_eq(xw_projection_years(&job, w.scratch), XW_OK);
        void *kept[YEARS] = { NULL, some.kept[1], NULL, NULL };
        job.kept = kept;
        job.ranges = 0;
        job.range = NULL;
        job.sums = NULL;
        job.events = NULL;
        ck_assert_int_eq(xw_projection_years(&job, w.scratch), XW_OK);
        ck_assert(memcmp(all.kept[1], some.kept[1], (size_t)all.bytes) == 0);
        job.kept = NULL;
        ck_assert_int_eq(xw_projection_years(&job, w.scratch), XW_OK);
    }
    close_years(&w);
}
END_TEST

/* What is kept is as much as to be written past the caches. */
START_TEST(large_outputs_are_the_same)
{
    enum { ZONES = 12000 };
    static struct years w;
    open_years(&w);
    random_years(&w, 100, 1 + 2 + 4 + 8 + 32, false);
    struct xw_arena keep;
    ck_assert_int_eq(xw_arena_init(&keep, 1 << 28), XW_OK);
    double *many = XW_TAKE(&keep, ZONES * COLUMNS, double);
    for (int32_t i = 0; i < ZONES * COLUMNS; i++)
        many[i] = w.now[i % (100 * COLUMNS)];
    ptrdiff_t bytes = xw_blocks_bytes(XW_DOUBLE, ZONES, COLUMNS);
    ck_assert(bytes * YEARS > 16 << 20);
    void *now = take_blocks(&keep, bytes), *alone = take_blocks(&keep, bytes), *kept[YEARS];
    for (int t = 0; t < YEARS; t++)
        kept[t] = take_blocks(&keep, bytes);
    xw_blocks_pack(XW_DOUBLE, ZONES, COLUMNS, many, now);
    struct xw_projection_job job = { .zones = ZONES,
                                     .ages = AGES,
                                     .years = YEARS,
                                     .rates = w.rates,
                                     .precision = XW_DOUBLE,
                                     .now = now,
                                     .kept = kept };
    for (job.unit = XW_UNIT_BASE; job.unit < XW_UNITS; job.unit++) {
        if (!xw_vector_unit_here(job.unit)) continue;
        for (int t = 0; t < YEARS; t++)
            memset(kept[t], 0x5a, (size_t)bytes);
        ck_assert_int_eq(xw_projection_years(&job, w.scratch), XW_OK);
        struct xw_projection_job last = job;
        void *none[YEARS] = { NULL, NULL, NULL, alone };
        last.kept = none;
        ck_assert_int_eq(xw_projection_years(&last, w.scratch), XW_OK);
        ck_assert(memcmp(alone, kept[YEARS - 1], (size_t)bytes) == 0);
    }
    xw_arena_free(&keep);
    close_years(&w);
}
END_TEST

static struct xw_projection_job usual(struct years *w, struct written *out)
{
    open_years(w);
    random_years(w, 9, 1 + 2 + 4 + 8 + 32, false);
    *out = take_written(w, XW_DOUBLE);
    return job_of(w, XW_DOUBLE, out);
}

#define REFUSED(change, want)                                                                      \
    do {                                                                                           \
        struct xw_projection_job job = good;                                                       \
        change;                                                                                    \
        ck_assert_int_eq(xw_projection_years(&job, w.scratch), (want));                            \
    } while (0)

START_TEST(jobs_that_make_no_sense_are_refused)
{
    static struct years w;
    struct written out;
    struct xw_projection_job good = usual(&w, &out);
    const struct xw_age_range backwards = { 3, 2 }, below = { -1, 2 }, beyond = { 0, AGES };
    const struct xw_age_range one = { AGES - 1, AGES - 1 };
    REFUSED((void)0, XW_OK);
    REFUSED(job.zones = -1, XW_OUT_OF_RANGE);
    REFUSED(job.ages = 1, XW_OUT_OF_RANGE);
    REFUSED(job.years = -1, XW_OUT_OF_RANGE);
    REFUSED(job.years = 0, XW_OK);
    REFUSED(job.precision = (enum xw_precision)2, XW_OUT_OF_RANGE);
    REFUSED(job.unit = XW_UNITS, XW_OUT_OF_RANGE);
    REFUSED(job.ranges = -1, XW_OUT_OF_RANGE);
    REFUSED((job.ranges = 1, job.range = &one), XW_OK);
    REFUSED((job.ranges = 1, job.range = &backwards), XW_OUT_OF_RANGE);
    REFUSED((job.ranges = 1, job.range = &below), XW_OUT_OF_RANGE);
    REFUSED((job.ranges = 1, job.range = &beyond), XW_OUT_OF_RANGE);
    REFUSED(job.now = (const char *)job.now + 8, XW_OUT_OF_RANGE);
    REFUSED(job.sums = (char *)job.sums + 8, XW_OUT_OF_RANGE);
    double rows[MOST_CELLS];
    REFUSED((job.from_rows = w.now, job.to_rows = rows), XW_OK);
    REFUSED((job.precision = XW_SINGLE, job.from_rows = w.now), XW_OUT_OF_RANGE);
    REFUSED((job.precision = XW_SINGLE, job.to_rows = rows), XW_OUT_OF_RANGE);
    void *crooked[YEARS] = { out.kept[0], out.kept[1], out.kept[2], (char *)out.kept[3] + 8 };
    REFUSED(job.kept = crooked, XW_OUT_OF_RANGE);
    struct xw_step_rates rates[YEARS];
    memcpy(rates, w.rates, sizeof rates);
    rates[YEARS - 1].width = 2;
    REFUSED(job.rates = rates, XW_OUT_OF_RANGE);
    rates[YEARS - 1] = w.rates[YEARS - 1];
    double half[MOST_ZONES], factor[MOST_ZONES];
    for (int z = 0; z < MOST_ZONES; z++)
        half[z] = factor[z] = 0.5;
    rates[YEARS - 1].births_at = half;
    rates[YEARS - 1].fertility_factor = rates[YEARS - 1].migration_factor = factor;
    static const struct {
        double half, factor;
        enum xw_status want;
    } drawn[] = { { 0.5, 0.5, XW_OK },           { 0.0, 0.5, XW_OUT_OF_RANGE },
                  { 1.0, 0.5, XW_OUT_OF_RANGE }, { NAN, 0.5, XW_OUT_OF_RANGE },
                  { 0.5, 0.0, XW_OUT_OF_RANGE }, { 0.5, -1.0, XW_NEGATIVE },
                  { 0.5, NAN, XW_NOT_FINITE },   { 0.5, INFINITY, XW_NOT_FINITE } };
    for (size_t i = 0; i < sizeof drawn / sizeof *drawn; i++) {
        half[w.zones - 1] = drawn[i].half;
        factor[w.zones - 1] = drawn[i].factor;
        REFUSED(job.rates = rates, drawn[i].want);
    }
    close_years(&w);
}
END_TEST

/* A value in a cell of the start: of the zones, and of the lanes behind them. */
static const struct {
    double value;
    enum xw_status inside, behind;
} starts[] = {
    { 0.0, XW_OK, XW_OK },
    { 1.0, XW_OK, XW_OUT_OF_RANGE },
    { -1e-9, XW_NEGATIVE, XW_OUT_OF_RANGE },
    { NAN, XW_NOT_FINITE, XW_OUT_OF_RANGE },
    { INFINITY, XW_NOT_FINITE, XW_OUT_OF_RANGE },
    { -INFINITY, XW_NOT_FINITE, XW_OUT_OF_RANGE },
};

START_TEST(starts_that_are_no_people_are_refused)
{
    for (int known = 0; known < 2; known++) {
        for (enum xw_precision p = XW_DOUBLE; p <= XW_SINGLE; p++) {
            static struct years w;
            open_years(&w);
            random_years(&w, 19, 1 + 2 + 4 + 8 + (known ? 0 : 32), false);
            struct written out = take_written(&w, p);
            struct xw_projection_job job = job_of(&w, p, &out);
            int32_t lanes = xw_blocks_lanes(p), rest = 19 % lanes;
            /* The last age of the last zone, and of the lane after it. */
            for (int behind = 0; behind < 2; behind++) {
                ptrdiff_t at =
                    ((ptrdiff_t)(19 / lanes) * COLUMNS + COLUMNS - 1) * lanes + rest - 1 + behind;
                void *now = take_blocks(&w.keep, out.bytes);
                memcpy(now, job.now, (size_t)out.bytes);
                if (p == XW_SINGLE)
                    ((float *)now)[at] = (float)starts[_i].value;
                else
                    ((double *)now)[at] = starts[_i].value;
                struct xw_projection_job spoiled = job;
                spoiled.now = now;
                ck_assert_int_eq(xw_projection_years(&spoiled, w.scratch),
                                 behind ? starts[_i].behind : starts[_i].inside);
            }
            close_years(&w);
        }
    }
}
END_TEST

/* A number beyond every number is noticed whatever becomes of it in later years: nobody survives, all
 * leave, it is the mothers'. */
START_TEST(rates_beyond_every_number_are_noticed)
{
    static struct years w;
    for (int way = 0; way < 4; way++) {
        for (int round = 0; round < 64; round++) {
            struct written out;
            open_years(&w);
            random_years(&w, 9, round | 1 | 2 | 4 | 8 | (way == 3 ? 0 : 32), false);
            out = take_written(&w, XW_DOUBLE);
            w.now[1] = DBL_MAX / 2;
            w.now[3] = way == 1 ? DBL_MAX : 1.0;
            w.fertility[2] = 1e10;
            if (way == 0)
                for (int i = 0; i < COLUMNS; i++)
                    w.survival[i] = i % 2 == 0 ? 1.0 : 0.0;
            if (way == 2)
                for (int i = 0; i < COLUMNS; i++)
                    w.migration[i] = i == 2 ? 10.0 : -2.0;
            struct xw_projection_job job = job_of(&w, XW_DOUBLE, &out);
            for (int t = 0; t < YEARS; t++) {
                w.rates[t].migration = w.migration;
                w.rates[t].known_births = way == 3 ? 1e300 : NAN;
                w.rates[t].width = 1;
            }
            bool finite = true;
            enum xw_status got = xw_projection_years(&job, w.scratch);
            for (int t = 0; t < YEARS && got == XW_OK; t++)
                for (ptrdiff_t i = 0; i < out.bytes / 8; i++)
                    finite &= isfinite(((double *)out.kept[t])[i]) != 0;
            ck_assert(got == XW_NOT_FINITE || (got == XW_OK && finite));
            close_years(&w);
        }
    }
}
END_TEST

START_TEST(no_zones_and_no_years)
{
    static struct years w;
    struct written out;
    struct xw_projection_job job = usual(&w, &out);
    job.zones = 0;
    job.kept = NULL;
    ck_assert_int_eq(xw_projection_years(&job, w.scratch), XW_OK);
    ck_assert_int_eq(out.events[0].limited, 0);
    for (int t = 0; t < YEARS; t++)
        w.rates[t].known_births = 7.0;
    ck_assert_int_eq(xw_projection_years(&job, w.scratch), XW_OK);
    close_years(&w);
}
END_TEST

/* Room for less than everything must be noticed, and nothing be written behind it. */
START_TEST(no_room)
{
    static struct years w;
    for (int known = 0; known < 2; known++) {
        struct written out;
        struct xw_projection_job job = usual(&w, &out);
        for (int t = 0; t < YEARS; t++)
            w.rates[t].known_births = known ? 100.0 : NAN;
        struct xw_arena whole = w.scratch;
        int32_t good = 0, bad = 0;
        for (ptrdiff_t room = 0; room <= 65536; room += 64) {
            whole.end = w.scratch.base + room;
            memset(w.scratch.base + room, 0x5a, 4096);
            enum xw_status got = xw_projection_years(&job, whole);
            ck_assert(got == XW_OK || (got == XW_NO_MEMORY && good == 0));
            good += got == XW_OK;
            bad += got != XW_OK;
            for (int i = 0; i < 4096; i++)
                if (w.scratch.base[room + i] != 0x5a) ck_abort_msg("written behind %td", room);
        }
        ck_assert_int_gt(good, 100);
        ck_assert_int_gt(bad, 100);
        close_years(&w);
    }
}
END_TEST

static TCase *laws(void)
{
    TCase *c = tcase_create("laws");
    tcase_add_test(c, years_at_once_are_years_one_by_one);
    tcase_add_test(c, single_precision_is_close);
    tcase_add_test(c, lanes_beyond_the_zones_stay_empty);
    tcase_add_test(c, what_is_not_wanted_is_not_written);
    tcase_add_test(c, large_outputs_are_the_same);
    return c;
}

static TCase *refusals(void)
{
    TCase *c = tcase_create("refusals");
    tcase_add_test(c, jobs_that_make_no_sense_are_refused);
    tcase_add_loop_test(c, starts_that_are_no_people_are_refused, 0,
                        (int)(sizeof starts / sizeof *starts));
    tcase_add_test(c, rates_beyond_every_number_are_noticed);
    tcase_add_test(c, no_room);
    return c;
}

static TCase *limits(void)
{
    TCase *c = tcase_create("limits");
    tcase_add_test(c, no_zones_and_no_years);
    return c;
}

UNIT_MAIN("projection_years", laws(), refusals(), limits())
