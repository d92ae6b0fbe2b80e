#include "xuewei/claims_round.h"
#include "rounds_kit.h"

/* Random admissions of the tiny scenario in 2022: whatever the tiers, rules and lots, the laws hold, and nobody
 * with a right is kept out of his school for the sake of a later order. */

static uint32_t next(uint64_t *state)
{
    *state = *state * 6364136223846793005u + 1442695040888963407u; /* Knuth's MMIX */
    return (uint32_t)(*state >> 33);
}

static int32_t below(uint64_t *state, int32_t count)
{
    return (int32_t)(next(state) % (uint32_t)count);
}

/* Up to where the classes of a division grow for a tier: pupils. */
static int32_t room_for(const struct rounds *r, int32_t division, const struct xw_tier *tier)
{
    struct xw_class_norm norm = r->t.prepared.norm[0];
    const int32_t top[] = { norm.norm, norm.stretch, norm.limit };
    return r->t.state.may_open[0][division] * top[tier->grows];
}

/* After the claims: is somebody of the tier left whom its one own school had to take before it took later
 * orders, or while it had room? */
static void nobody_is_passed_over(const struct rounds *r, int32_t zone, int32_t tier)
{
    const struct xw_admission *a = &r->t.state.admission[0];
    const struct xw_tier *of = &a->tiers.tier[tier];
    int32_t own = zone == 2 ? 1 : 0, before = 0;
    int32_t left = rounds_left(r, zone, tier, 0) + rounds_left(r, zone, tier, 1);
    for (int32_t i = 0; i < a->placed.count; i++)
        if (a->placed.division[i] == own && a->tiers.tier[a->placed.tier[i]].order <= of->order)
            before += a->placed.pupils[i];
    ck_assert_msg(left == 0 || before >= room_for(r, own, of),
                  "zone %d, tier %d: %d left, %d of %d places", zone, tier, left, before,
                  room_for(r, own, of));
}

/* The problem of a seed, before its rounds. */
static bool open_random(struct rounds *r, uint64_t seed)
{
    uint64_t chance = seed + 1;
    bool shared = below(&chance, 3) == 0;
    struct xw_tier tier[ROUNDS_TIERS];
    uint8_t rule[2], grows[2];
    int32_t pupils[3][ROUNDS_TIERS], count = 1 + below(&chance, ROUNDS_TIERS), least = 0;
    for (int o = 0; o < 2; o++) {
        rule[o] = (uint8_t)below(&chance, XW_RULES);
        grows[o] = (uint8_t)below(&chance, XW_GROWS_LAYERS);
    }
    for (int32_t k = 0; k < count; k++) {
        int32_t order = least + below(&chance, 2 - least); /* tiers are listed by order */
        least = order;
        tier[k] =
            (struct xw_tier){ .order = order,
                              .right = (uint8_t)(below(&chance, 2) * below(&chance, XW_RIGHTS)),
                              .rule = rule[order],
                              .grows = grows[order],
                              .behind = (uint8_t)below(&chance, 2) };
        for (int32_t z = 0; z < 3; z++)
            pupils[z][k] = below(&chance, 45);
    }
    rounds_read(r, shared);
    r->t.scenario.assignment.multi_school = (enum xw_multi_school)below(&chance, 3);
    r->t.scenario.assignment.nearest = 1 + below(&chance, 2);
    rounds_open(r, count, tier, pupils);
    r->t.scenario.assignment.guarantee = below(&chance, 4) == 0;
    for (int32_t i = 0; i < 3 * count; i++) { /* some lost in a lottery and stand behind */
        int32_t *left = &r->t.state.admission[0].left[2 * i];
        if (!tier[i % count].behind) continue;
        left[1] = left[0] / 3;
        left[0] -= left[1];
    }
    return shared;
}

START_TEST(laws_hold)
{
    struct rounds r;
    open_random(&r, (uint64_t)_i);
    rounds_assign(&r);
    rounds_close(&r);
}
END_TEST

START_TEST(claims_keep_the_orders)
{
    struct rounds r;
    bool shared = open_random(&r, (uint64_t)_i);
    for (int32_t order = 0; order < 2; order++)
        for (int32_t behind = 0; behind < 2; behind++)
            ck_assert_int_eq(xw_claims_round(&r.round, r.t.state.scratch, order, behind), XW_OK);
    const struct xw_tier_year *tiers = &r.t.state.admission[0].tiers;
    for (int32_t z = 0; z < 3; z++)
        for (int32_t k = 0; k < tiers->count; k++)
            if (tiers->tier[k].right == XW_RIGHT_CATCHMENT && !(shared && z == 1))
                nobody_is_passed_over(&r, z, k);
    rounds_close(&r);
}
END_TEST

static TCase *laws(void)
{
    TCase *c = tcase_create("laws");
    tcase_add_loop_test(c, laws_hold, 0, 40);
    tcase_add_loop_test(c, claims_keep_the_orders, 0, 40);
    return c;
}

UNIT_MAIN("admission rounds", laws())
