/* rounds_kit.h: the entry of primary school in the tiny scenario in 2022, with tiers of the test's own.
 *
 * S1 (in A) opens 3 classes and S2 (in C) 2: 30 and 20 places up to the norm, 36 and 24 up to the
 * stretch, 45 and 30 up to the limit. A and B belong to S1, C to S2. Ways: A 0 and 3,600 m, B 1,200 and
 * 2,400 m, C 3,600 and 0 m.
 */
#ifndef XW_ROUNDS_KIT_H
#define XW_ROUNDS_KIT_H
#include "xuewei/laws.h"
#include "xuewei/rounds.h"
#include "tiny_admission.h"

#define ROUNDS_TIERS 3

struct rounds {
    struct tiny t;
    struct xw_round round;
};

/* Tiers in order, with codes t0, t1, t2 by their place in the list. */
static __attribute__((unused)) void rounds_tiers(struct xw_scenario *s, int32_t count,
                                                 const struct xw_tier *tier)
{
    static const char *code[] = { "t0", "t1", "t2" };
    static int32_t all[] = { XW_NONE, XW_NONE, XW_NONE }, line[] = { 2, 3, 4 };
    static int16_t from[] = { INT16_MIN, INT16_MIN, INT16_MIN },
                   to[] = { XW_NEVER, XW_NEVER, XW_NEVER };
    static double share[ROUNDS_TIERS];
    static struct xw_tier row[ROUNDS_TIERS];
    for (int32_t i = 0; i < count; i++) {
        row[i] = tier[i];
        row[i].code = i;
        share[i] = 1.0 / count;
    }
    s->tiers =
        (struct xw_tiers){ count, code, code, code, count, row, all, all, share, from, to, line };
}

/* B in both catchments where `shared`. */
static __attribute__((unused)) void rounds_read(struct rounds *r, bool shared)
{
    tiny_read(&r->t, NULL);
    if (!shared) return;
    struct xw_catchments *c = &r->t.scenario.catchments;
    c->zone[2] = 1; /* C to S1 until 2021 becomes B to S2 */
    c->school[2] = 1;
    c->to_year[2] = XW_NEVER;
}

/* Up to the rounds of 2022: so many pupils of each zone and tier seek a place. */
static __attribute__((unused)) void rounds_open(struct rounds *r, int32_t count,
                                                const struct xw_tier *tier,
                                                int32_t pupils[3][ROUNDS_TIERS])
{
    struct tiny *t = &r->t;
    tiny_prepare(t);
    tiny_step_to(t, 1);
    rounds_tiers(&t->scenario, count, tier);
    to_rooms(t, 2);
    struct xw_admission *a = &t->state.admission[0];
    ck_assert_int_eq(a->tiers.count, count);
    for (int32_t z = 0; z < 3; z++) {
        a->demand[z] = 0;
        for (int32_t k = 0; k < count; k++) {
            a->demand[z] += pupils[z][k];
            a->of_tier[z * count + k] = pupils[z][k];
            a->left[(z * count + k) * 2] = pupils[z][k];
        }
        t->state.seekers[0][z] = a->demand[z];
    }
    ck_assert_int_eq(xw_round_open(&t->state, t->state.scratch, 0, &r->round), XW_OK);
}

/* Pupils of a zone and tier placed for a reason in a division; XW_NONE: in any zone, or anywhere. */
static __attribute__((unused)) int32_t rounds_placed(const struct rounds *r, int32_t zone,
                                                     int32_t tier, int32_t division,
                                                     enum xw_reason reason)
{
    const struct xw_placements *p = &r->t.state.admission[0].placed;
    int32_t sum = 0;
    for (int32_t i = 0; i < p->count; i++)
        if ((zone == XW_NONE || p->zone[i] == zone) && p->tier[i] == tier &&
            (division == XW_NONE || p->division[i] == division) && p->reason[i] == reason)
            sum += p->pupils[i];
    return sum;
}

static __attribute__((unused)) int32_t rounds_left(const struct rounds *r, int32_t zone,
                                                   int32_t tier, int32_t behind)
{
    const struct xw_admission *a = &r->t.state.admission[0];
    return a->left[(zone * a->tiers.count + tier) * 2 + behind];
}

/* The rest of the year: everybody has a place or a reason, and the laws hold. */
static __attribute__((unused)) void rounds_assign(struct rounds *r)
{
    const char *law = NULL;
    ck_assert_int_eq(xw_admission_assign(&r->t.state), XW_OK);
    ck_assert_int_eq(xw_admission_classes(&r->t.state), XW_OK);
    enum xw_status status = xw_laws_check(&r->t.state, &law);
    ck_assert_msg(status == XW_OK, "%s", law == NULL ? "" : law);
}

static __attribute__((unused)) void rounds_close(struct rounds *r)
{
    tiny_close(&r->t);
}

#endif
