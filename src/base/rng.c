#include "xuewei/rng.h"
#include <assert.h>
#include <stddef.h>
#include <string.h>
#if defined __SSE2__
#include <emmintrin.h>
#endif

/* The counter is {block, entity, component, replicate} and the key is the seed, so that no two
 * streams share a block: they are different arguments of one bijection. */
struct state {
    uint32_t counter[4], key[2];
    uint32_t block[4]; /* the four numbers of the last counter */
    uint32_t used;     /* of them; 4 = all */
};

/* Salmon et al. 2011, section 3.3 and table 2: multipliers and Weyl increments of Philox4x32. */
#define MULTIPLIER_0 0xD2511F53u
#define MULTIPLIER_1 0xCD9E8D57u
#define WEYL_0       0x9E3779B9u
#define WEYL_1       0xBB67AE85u
#define ROUNDS       10

void xw_rng_philox4x32(const uint32_t counter[4], const uint32_t key[2], uint32_t out[4])
{
    uint32_t c0 = counter[0], c1 = counter[1], c2 = counter[2], c3 = counter[3];
    uint32_t k0 = key[0], k1 = key[1];
    for (int round = 0; round < ROUNDS; round++) {
        uint64_t product_0 = (uint64_t)MULTIPLIER_0 * c0;
        uint64_t product_1 = (uint64_t)MULTIPLIER_1 * c2;
        c0 = (uint32_t)(product_1 >> 32) ^ c1 ^ k0;
        c1 = (uint32_t)product_1;
        c2 = (uint32_t)(product_0 >> 32) ^ c3 ^ k1;
        c3 = (uint32_t)product_0;
        k0 += WEYL_0;
        k1 += WEYL_1;
    }
    out[0] = c0;
    out[1] = c1;
    out[2] = c2;
    out[3] = c3;
}

/* So many blocks side by side that vector units are full. */
enum { LANES = 8 };

#if defined __SSE2__
/* Two numbers of 32 bits in a register, each in the lower half of 64: the multiplication looks at that half
 * alone, so that what is above it need not be cleared until the end. */
static void two_lanes(uint32_t c[4][LANES], int l, uint32_t k0, uint32_t k1)
{
    __m128i v[4], m0 = _mm_set1_epi64x(MULTIPLIER_0), m1 = _mm_set1_epi64x(MULTIPLIER_1);
    for (int i = 0; i < 4; i++)
        v[i] = _mm_set_epi64x(c[i][l + 1], c[i][l]);
#pragma GCC unroll 10
    for (int round = 0; round < ROUNDS; round++) {
        __m128i product_0 = _mm_mul_epu32(m0, v[0]), product_1 = _mm_mul_epu32(m1, v[2]);
        __m128i key_0 = _mm_set1_epi64x(k0), key_1 = _mm_set1_epi64x(k1);
        v[0] = _mm_xor_si128(_mm_xor_si128(_mm_srli_epi64(product_1, 32), v[1]), key_0);
        v[1] = product_1;
        v[2] = _mm_xor_si128(_mm_xor_si128(_mm_srli_epi64(product_0, 32), v[3]), key_1);
        v[3] = product_0;
        k0 += WEYL_0;
        k1 += WEYL_1;
    }
    for (int i = 0; i < 4; i++) {
        c[i][l] = (uint32_t)_mm_cvtsi128_si64(v[i]);
        c[i][l + 1] = (uint32_t)_mm_cvtsi128_si64(_mm_unpackhi_epi64(v[i], v[i]));
    }
}

static void blocks_of_lanes(uint32_t c[4][LANES], uint32_t k0, uint32_t k1)
{
    for (int l = 0; l < LANES; l += 2)
        two_lanes(c, l, k0, k1);
}
#else
static void blocks_of_lanes(uint32_t c[4][LANES], uint32_t k0, uint32_t k1)
{
    for (int l = 0; l < LANES; l++) {
        uint32_t out[4];
        xw_rng_philox4x32((uint32_t[]){ c[0][l], c[1][l], c[2][l], c[3][l] },
                          (uint32_t[]){ k0, k1 }, out);
        for (int i = 0; i < 4; i++)
            c[i][l] = out[i];
    }
}
#endif

void xw_rng_blocks(struct xw_rng_key key, uint32_t block, int32_t count, const uint32_t *entity,
                   uint32_t *out)
{
    uint32_t c[4][LANES];
    for (int32_t from = 0; from < count; from += LANES) {
        int32_t lanes = count - from < LANES ? count - from : LANES;
        for (int l = 0; l < LANES; l++) {
            c[0][l] = block;
            c[1][l] = l < lanes ? entity[from + l] : 0;
            c[2][l] = key.component;
            c[3][l] = key.replicate;
        }
        blocks_of_lanes(c, (uint32_t)key.seed, (uint32_t)(key.seed >> 32));
        for (int i = 0; i < 4; i++)
            memcpy(out + (ptrdiff_t)i * count + from, c[i], (size_t)lanes * sizeof *out);
    }
}

static void begin(struct state *state, struct xw_rng_key key)
{
    *state = (struct state){ .counter = { 0, key.entity, key.component, key.replicate },
                             .key = { (uint32_t)key.seed, (uint32_t)(key.seed >> 32) },
                             .used = 4 };
}

static void philox_set(void *state, unsigned long seed)
{
    begin(state, (struct xw_rng_key){ .seed = seed });
}

static unsigned long philox_get(void *at)
{
    struct state *state = at;
    if (state->used == 4) {
        xw_rng_philox4x32(state->counter, state->key, state->block);
        state->counter[0]++;
        state->used = 0;
    }
    return state->block[state->used++];
}

static double philox_get_double(void *state)
{
    return (double)philox_get(state) / 4294967296.0;
}

static const gsl_rng_type philox = { .name = "philox4x32-10",
                                     .max = UINT32_MAX,
                                     .min = 0,
                                     .size = sizeof(struct state),
                                     .set = philox_set,
                                     .get = philox_get,
                                     .get_double = philox_get_double };

const gsl_rng_type *const xw_rng_philox = &philox;

void xw_rng_key_set(gsl_rng *rng, struct xw_rng_key key)
{
    assert(rng->type == xw_rng_philox);
    begin(rng->state, key);
}
