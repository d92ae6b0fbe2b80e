#include "xuewei/rng.h"
#include "unit.h"
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>
#include <math.h>
#include <string.h>

/* Random123 1.14, tests/kat_vectors, lines "philox4x32 10". */
static const struct {
    uint32_t counter[4], key[2], want[4];
} vectors[] = {
    { { 0, 0, 0, 0 }, { 0, 0 }, { 0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8 } },
    { { 0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff },
      { 0xffffffff, 0xffffffff },
      { 0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd } },
    { { 0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344 },
      { 0xa4093822, 0x299f31d0 },
      { 0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1 } },
};

START_TEST(published_vectors)
{
    uint32_t got[4];
    xw_rng_philox4x32(vectors[_i].counter, vectors[_i].key, got);
    for (int i = 0; i < 4; i++)
        ck_assert_uint_eq(got[i], vectors[_i].want[i]);
}
END_TEST

static gsl_rng *rng;

static void setup(void)
{
    rng = gsl_rng_alloc(xw_rng_philox);
    ck_assert_ptr_nonnull(rng);
}

static void teardown(void)
{
    gsl_rng_free(rng);
}

/* The numbers of a stream are the blocks 0, 1, 2 ... of its key, each in order. */
START_TEST(a_stream_is_its_blocks)
{
    struct xw_rng_key key = { 0x0123456789abcdef, 7, 11, 13 };
    xw_rng_key_set(rng, key);
    for (uint32_t block = 0; block < 5; block++) {
        uint32_t want[4];
        xw_rng_philox4x32((uint32_t[]){ block, 13, 11, 7 }, (uint32_t[]){ 0x89abcdef, 0x01234567 },
                          want);
        for (int i = 0; i < 4; i++)
            ck_assert_uint_eq(gsl_rng_get(rng), want[i]);
    }
    /* in the middle of a block too, setting the key goes back to the start */
    gsl_rng_get(rng);
    xw_rng_key_set(rng, key);
    uint32_t want[4];
    xw_rng_philox4x32((uint32_t[]){ 0, 13, 11, 7 }, (uint32_t[]){ 0x89abcdef, 0x01234567 }, want);
    ck_assert_uint_eq(gsl_rng_get(rng), want[0]);
}
END_TEST

START_TEST(a_fresh_generator_is_seed_zero)
{
    ck_assert_uint_eq(gsl_rng_get(rng), 0x6627e8d5);
    ck_assert_uint_eq(gsl_rng_get(rng), 0xe169c58d);
    gsl_rng_set(rng, 0);
    ck_assert_uint_eq(gsl_rng_get(rng), 0x6627e8d5);
    gsl_rng_set(rng, 20201101);
    unsigned long first = gsl_rng_get(rng);
    xw_rng_key_set(rng, (struct xw_rng_key){ .seed = 20201101 });
    ck_assert_uint_eq(gsl_rng_get(rng), first);
    ck_assert_uint_ne(first, 0x6627e8d5);
}
END_TEST

START_TEST(the_type_says_what_it_is)
{
    ck_assert_str_eq(gsl_rng_name(rng), "philox4x32-10");
    ck_assert_uint_eq(gsl_rng_min(rng), 0);
    ck_assert_uint_eq(gsl_rng_max(rng), 0xffffffff);
    /* 0x6627e8d5 / 2^32, exact in a double */
    ck_assert_double_eq(gsl_rng_uniform(rng), 1713891541.0 / 4294967296.0);
}
END_TEST

START_TEST(copies_go_on_alike)
{
    xw_rng_key_set(rng, (struct xw_rng_key){ 1, 2, 3, 4 });
    for (int i = 0; i < 6; i++)
        gsl_rng_get(rng);
    gsl_rng *clone = gsl_rng_clone(rng), *copy = gsl_rng_alloc(xw_rng_philox);
    ck_assert_int_eq(gsl_rng_memcpy(copy, rng), 0);
    for (int i = 0; i < 9; i++) {
        unsigned long want = gsl_rng_get(rng);
        ck_assert_uint_eq(gsl_rng_get(clone), want);
        ck_assert_uint_eq(gsl_rng_get(copy), want);
    }
    gsl_rng_free(clone);
    gsl_rng_free(copy);
}
END_TEST

static int compare(const void *a, const void *b)
{
    return memcmp(a, b, sizeof(uint64_t));
}

/* Streams whose keys differ in any one part, or have their parts exchanged, share no 64-bit pair
 * among their first numbers. By chance alone 4 * 6^4 * 8 = 41472 pairs would meet with probability
 * 41472^2 / 2^65, less than 1 in 10^10. */
START_TEST(streams_do_not_collide)
{
    enum { PARTS = 6, SEEDS = 4, PAIRS = 8, ALL = SEEDS * PARTS * PARTS * PARTS * PAIRS };
    static const uint64_t seed[SEEDS] = { 0, 1, 1ull << 32, UINT64_MAX };
    static const uint32_t part[PARTS] = { 0, 1, 2, 3, 1u << 31, UINT32_MAX };
    uint64_t *seen = malloc(ALL * sizeof *seen);
    int n = 0;
    for (int i = 0; i < SEEDS * PARTS * PARTS * PARTS; i++) {
        struct xw_rng_key key = { seed[i % SEEDS], part[i / SEEDS % PARTS],
                                  part[i / SEEDS / PARTS % PARTS],
                                  part[i / SEEDS / PARTS / PARTS] };
        xw_rng_key_set(rng, key);
        for (int p = 0; p < PAIRS; p++) {
            uint64_t high = gsl_rng_get(rng);
            seen[n++] = high << 32 | gsl_rng_get(rng);
        }
    }
    ck_assert_int_eq(n, ALL);
    qsort(seen, ALL, sizeof *seen, compare);
    for (int i = 1; i < ALL; i++)
        ck_assert_uint_ne(seen[i], seen[i - 1]);
    free(seen);
}
END_TEST

/* The order in which streams are used does not change their numbers. */
START_TEST(streams_are_independent_of_use)
{
    unsigned long forth[20], back[20];
    for (uint32_t e = 0; e < 20; e++) {
        xw_rng_key_set(rng, (struct xw_rng_key){ 5, 1, 2, e });
        forth[e] = gsl_rng_get(rng);
    }
    for (uint32_t e = 20; e-- > 0;) {
        xw_rng_key_set(rng, (struct xw_rng_key){ 5, 1, 2, e });
        back[e] = gsl_rng_get(rng);
        gsl_rng_get(rng);
    }
    ck_assert_mem_eq(forth, back, sizeof forth);
}
END_TEST

/* gsl_ran_* over many streams, one draw from each: mean and variance within five standard errors
 * of theory (the keys are fixed, so the test gives the same verdict always). */
START_TEST(distributions_have_their_moments)
{
    enum { N = 20000 };
    static const struct {
        double mean, variance, kurtosis; /* kurtosis: fourth central moment / variance^2 */
    } theory[] = {
        { 0.5, 1.0 / 12.0, 1.8 },                /* uniform */
        { 0.0, 1.0, 3.0 },                       /* normal */
        { 4.0, 4.0, 3.25 },                      /* Poisson 4: 3 + 1 / 4 */
        { 6.0, 4.2, 3.0 + (1 - 6 * .21) / 4.2 }, /* binomial 20, 0.3 */
    };
    double sum = 0, square = 0;
    for (uint32_t e = 0; e < N; e++) {
        xw_rng_key_set(rng, (struct xw_rng_key){ 20201101, 3, 9, e });
        double x = _i == 0   ? gsl_rng_uniform(rng)
                   : _i == 1 ? gsl_ran_gaussian(rng, 1.0)
                   : _i == 2 ? gsl_ran_poisson(rng, 4.0)
                             : gsl_ran_binomial(rng, 0.3, 20);
        sum += x;
        square += (x - theory[_i].mean) * (x - theory[_i].mean);
    }
    double v = theory[_i].variance;
    ck_assert_double_eq_tol(sum / N, theory[_i].mean, 5 * sqrt(v / N));
    ck_assert_double_eq_tol(square / N, v, 5 * v * sqrt((theory[_i].kurtosis - 1) / N));
}
END_TEST

/* Pearson's chi-square over 256 equal cells, for each byte of a number; the first number of each
 * stream and the numbers along one stream. */
START_TEST(bytes_are_even)
{
    enum { N = 1 << 16 };
    int shift = 8 * (_i % 4);
    double cells[256] = { 0 }, chi = 0;
    xw_rng_key_set(rng, (struct xw_rng_key){ .seed = 1 });
    for (uint32_t e = 0; e < N; e++) {
        if (_i >= 4) xw_rng_key_set(rng, (struct xw_rng_key){ 1, e % 16, e / 16 % 16, e / 256 });
        cells[gsl_rng_get(rng) >> shift & 0xFF]++;
    }
    for (int i = 0; i < 256; i++)
        chi += (cells[i] - N / 256.0) * (cells[i] - N / 256.0) / (N / 256.0);
    ck_assert_double_gt(gsl_cdf_chisq_Q(chi, 255), 1e-4);
    ck_assert_double_gt(gsl_cdf_chisq_P(chi, 255), 1e-4);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_checked_fixture(c, setup, teardown);
    tcase_add_loop_test(c, published_vectors, 0, (int)(sizeof vectors / sizeof *vectors));
    tcase_add_test(c, a_stream_is_its_blocks);
    tcase_add_test(c, a_fresh_generator_is_seed_zero);
    tcase_add_test(c, the_type_says_what_it_is);
    return c;
}

static TCase *laws(void)
{
    TCase *c = tcase_create("laws");
    tcase_add_checked_fixture(c, setup, teardown);
    tcase_add_test(c, copies_go_on_alike);
    tcase_add_test(c, streams_do_not_collide);
    tcase_add_test(c, streams_are_independent_of_use);
    tcase_add_loop_test(c, distributions_have_their_moments, 0, 4);
    tcase_add_loop_test(c, bytes_are_even, 0, 8);
    return c;
}

UNIT_MAIN("rng", known_answers(), laws())
