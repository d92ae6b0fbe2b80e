/* rng.h: random streams addressed by what they are for, not by when they are used.
 *
 * A stream is the counter-based generator Philox4x32-10 (Salmon, Moraes, Dror, Shaw 2011, "Parallel
 * random numbers: as easy as 1, 2, 3", SC11) keyed by (seed, replicate, component, entity). The
 * same key gives the same numbers in any thread and in any order of use, and two scenarios share
 * the draws of everything that they have in common. It is a gsl_rng_type, so every gsl_ran_* works.
 *
 * Streams of different keys never overlap within their first 2^34 numbers, after which a stream
 * repeats itself: seed is the key of Philox, the rest and the count of blocks are its counter.
 */
#ifndef XW_RNG_H
#define XW_RNG_H
#include "xuewei/status.h"
#include <gsl/gsl_rng.h>
#include <stdint.h>

struct xw_rng_key {
    uint64_t seed;
    uint32_t replicate, component, entity;
};

/* The generator's type: 32 random bits a call, gsl_rng_uniform in [0, 1) with 32 bits.
 * gsl_rng_set(rng, s) is the stream of seed s and zeros. */
extern const gsl_rng_type *const xw_rng_philox;

/* Point an existing gsl_rng of this type at the start of a stream; O(1), no allocation. */
void xw_rng_key_set(gsl_rng *rng, struct xw_rng_key key);

/* The bare function, for its published known answers. */
void xw_rng_philox4x32(const uint32_t counter[4], const uint32_t key[2], uint32_t out[4]);

/* Numbers 4 block .. 4 block + 3 of the streams of many entities (key.entity is not looked at), in one
 * go: out [4][count], the numbers of the same place side by side. */
void xw_rng_blocks(struct xw_rng_key key, uint32_t block, int32_t count, const uint32_t *entity,
                   uint32_t *out);

#endif
