#include "random_years.h"

/* Every vector unit and number of threads writes the same bytes. */

static void same_bytes(const char *what, int round, const void *a, const void *b, ptrdiff_t bytes)
{
    ck_assert_msg(memcmp(a, b, (size_t)bytes) == 0, "round %d: %s differ", round, what);
}

static void same_written(const char *who, int round, const struct years *w, const struct written *a,
                         const struct written *b)
{
    ptrdiff_t columns = (ptrdiff_t)XW_SEXES * w->zones * (ptrdiff_t)sizeof(double);
    for (int t = 0; t < YEARS; t++) {
        same_bytes(who, round, a->kept[t], b->kept[t], a->bytes);
        same_bytes(who, round, a->events[t].births, b->events[t].births, columns);
        same_bytes(who, round, a->events[t].deaths, b->events[t].deaths, columns);
        same_bytes(who, round, a->events[t].migrants, b->events[t].migrants, columns);
        same_bytes(who, round, a->events[t].not_taken, b->events[t].not_taken, columns);
        ck_assert_int_eq(a->events[t].limited, b->events[t].limited);
    }
    same_bytes(who, round, a->sums, b->sums, a->sum_bytes);
}

static void all_units_agree(struct years *w, int round, enum xw_precision precision,
                            struct xw_pool *pool)
{
    xw_arena_reset(&w->keep);
    struct written base = take_written(w, precision);
    struct xw_projection_job job = job_of(w, precision, &base);
    job.unit = XW_UNIT_BASE;
    ck_assert_int_eq(xw_projection_years(&job, w->scratch), XW_OK);
    for (enum xw_vector_unit unit = XW_UNIT_BASE; unit < XW_UNITS; unit++) {
        if (!xw_vector_unit_here(unit)) continue;
        struct written other = take_written(w, precision);
        job = job_of(w, precision, &other);
        job.unit = unit;
        job.pool = pool;
        ck_assert_int_eq(xw_projection_years(&job, w->scratch), XW_OK);
        same_written(xw_vector_unit_name(unit), round, w, &base, &other);

        /* Events are counted beside the people, who are the same without. */
        struct written silent = take_written(w, precision);
        job = job_of(w, precision, &silent);
        job.unit = unit;
        job.events = NULL;
        ck_assert_int_eq(xw_projection_years(&job, w->scratch), XW_OK);
        for (int t = 0; t < YEARS; t++)
            same_bytes("people without events", round, base.kept[t], silent.kept[t], base.bytes);
        same_bytes("sums without events", round, base.sums, silent.sums, base.sum_bytes);
    }
}

/* Many zones come in several tasks. */
START_TEST(units_and_threads_agree_bit_for_bit)
{
    static struct years w;
    open_years(&w);
    struct xw_pool *pool;
    ck_assert_int_eq(xw_pool_open(3, &pool), XW_OK);
    for (int round = 0; round < 256; round++) {
        uint64_t state = (uint64_t)round;
        int32_t zones =
            1 + (int32_t)(uniform(&state) * (round % 8 == 0 ? MOST_ZONES : MOST_ZONES / 4));
        random_years(&w, zones, round, round >= 128);
        all_units_agree(&w, round, XW_DOUBLE, pool);
        all_units_agree(&w, round, XW_SINGLE, pool);
    }
    xw_pool_close(pool);
    close_years(&w);
}
END_TEST

static TCase *laws(void)
{
    TCase *c = tcase_create("laws");
    tcase_add_test(c, units_and_threads_agree_bit_for_bit);
    return c;
}

UNIT_MAIN("kernel", laws())
