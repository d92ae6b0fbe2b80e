/* lanes.h: a handful of zones in one register, whatever the vector unit of this compilation.
 *
 * REAL is float or double. A line of a block (blocks.h) has LANES of them and is worked on in STRIPS
 * registers. Every operation here is one rounding of IEEE 754 per lane, and multiplications are not
 * contracted with additions: the bytes do not depend on the unit.
 */
#ifndef XW_LANES_H
#define XW_LANES_H
#include "xuewei/blocks.h"
#include <stdbool.h>
#include <stdint.h>
#if defined __SSE2__
#include <immintrin.h>
#endif

#if XW_KERNEL_SINGLE
typedef float REAL;
typedef int32_t xw_lane_mask;
#else
typedef double REAL;
typedef int64_t xw_lane_mask;
#endif

#if defined __AVX512F__
#define STRIP_BYTES 64
#elif defined __AVX__
#define STRIP_BYTES 32
#else
#define STRIP_BYTES 16
#endif

enum {
    LANES = XW_LINE_BYTES / sizeof(REAL),
    STRIP = STRIP_BYTES / sizeof(REAL),
    STRIPS = LANES / STRIP,
};

typedef REAL vec __attribute__((vector_size(STRIP_BYTES)));
typedef xw_lane_mask mask __attribute__((vector_size(STRIP_BYTES)));

#define INLINE static inline __attribute__((always_inline, unused))

INLINE vec load(const REAL *at)
{
    return *(const vec *)at;
}

INLINE void store(REAL *at, vec value)
{
    *(vec *)at = value;
}

INLINE vec splat(REAL value)
{
    return value - (vec){ 0 };
}

/* a where a > b, else b, which a NaN is too. */
INLINE vec larger(vec a, vec b)
{
#if XW_KERNEL_SINGLE && defined __AVX512F__
    return (vec)_mm512_max_ps((__m512)a, (__m512)b);
#elif XW_KERNEL_SINGLE && defined __AVX__
    return (vec)_mm256_max_ps((__m256)a, (__m256)b);
#elif XW_KERNEL_SINGLE && defined __SSE2__
    return (vec)_mm_max_ps((__m128)a, (__m128)b);
#elif defined __AVX512F__
    return (vec)_mm512_max_pd((__m512d)a, (__m512d)b);
#elif defined __AVX__
    return (vec)_mm256_max_pd((__m256d)a, (__m256d)b);
#elif defined __SSE2__
    return (vec)_mm_max_pd((__m128d)a, (__m128d)b);
#else
    mask which = a > b;
    return (vec)(((mask)a & which) | ((mask)b & ~which));
#endif
}

/* Write past the caches, to memory that is not read soon. */
INLINE void stream(REAL *at, vec value)
{
#if defined __AVX512F__
    _mm512_stream_si512((__m512i *)at, (__m512i)value);
#elif defined __AVX__
    _mm256_stream_si256((__m256i *)at, (__m256i)value);
#elif defined __SSE2__
    _mm_stream_si128((__m128i *)at, (__m128i)value);
#else
    store(at, value);
#endif
}

/* What was streamed is seen by others before what is written after this. */
INLINE void end_stream(void)
{
#if defined __SSE2__
    _mm_sfence();
#endif
}

/* Is any lane set? Lanes are all bits or none. */
INLINE bool any_true(mask which)
{
#if defined __AVX512F__
    return _mm512_test_epi32_mask((__m512i)which, (__m512i)which) != 0;
#elif defined __AVX__
    return _mm256_movemask_ps((__m256)which) != 0;
#elif defined __SSE2__
    return _mm_movemask_epi8((__m128i)which) != 0;
#else
    bool any = false;
    for (int i = 0; i < STRIP; i++)
        any |= which[i] != 0;
    return any;
#endif
}

INLINE int32_t count_true(mask which)
{
    int32_t count = 0;
    for (int i = 0; i < STRIP; i++)
        count += which[i] != 0;
    return count;
}

INLINE int64_t sum_of_counts(mask counts)
{
    int64_t sum = 0;
    for (int i = 0; i < STRIP; i++)
        sum += counts[i];
    return sum;
}

#endif
