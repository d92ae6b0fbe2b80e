#include "xuewei/lottery.h"
#include "networks.h"
#include <math.h>
#include <string.h>

static struct xw_lottery lottery;

static void setup(void)
{
    open_arenas();
    lottery.rng = gsl_rng_alloc(xw_rng_philox);
    lottery.key = (struct xw_rng_key){ .seed = 20201101, .component = 40 };
}

static void teardown(void)
{
    gsl_rng_free(lottery.rng);
    close_arenas();
}

/* The published test vectors of FNV-1a with 32 bits (Noll's page, and the appendix of the draft). */
static const struct {
    const char *code;
    uint32_t entity;
} hashed[] = {
    { "", 0x811c9dc5u },       { "a", 0xe40c292cu },    { "b", 0xe70c2de5u },
    { "foobar", 0xbf9cf968u }, { "foob", 0x3f5076efu },
};

START_TEST(codes_are_hashed_as_published)
{
    ck_assert_uint_eq(xw_lottery_entity(XW_LOTTERY_BEGIN, hashed[_i].code), hashed[_i].entity);
    /* Joined texts are one text. */
    ck_assert_uint_eq(xw_lottery_entity(xw_lottery_entity(XW_LOTTERY_BEGIN, "foo"), "bar"),
                      hashed[3].entity);
}
END_TEST

START_TEST(a_number_is_its_stream)
{
    uint64_t numbers[3];
    ck_assert_int_eq(xw_lottery_numbers(&lottery, 77, 3, numbers), XW_OK);
    uint32_t out[4];
    xw_rng_philox4x32((uint32_t[]){ 0, 77, 40, 0 }, (uint32_t[]){ 20201101, 0 }, out);
    ck_assert(numbers[0] == ((uint64_t)out[0] << 32 | out[1]));
    ck_assert(numbers[1] == ((uint64_t)out[2] << 32 | out[3]));
    ck_assert_int_eq(xw_lottery_numbers(&lottery, 77, -1, numbers), XW_NEGATIVE);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_checked_fixture(c, setup, teardown);
    tcase_add_loop_test(c, codes_are_hashed_as_published, 0, sizeof hashed / sizeof *hashed);
    tcase_add_test(c, a_number_is_its_stream);
    return c;
}

static const char *const code[] = { "z01", "z02", "z03", "z04" };
static const int32_t pupils[] = { 40, 0, 25, 35 };

/* The same groups in another order win the same, and a group's winners depend on it alone. */
START_TEST(rows_may_be_shuffled)
{
    static const int32_t order[] = { 2, 0, 3, 1 };
    uint32_t entity[4], turned[4];
    int32_t people[4], won[4], again[4];
    for (int32_t g = 0; g < 4; g++)
        entity[g] = xw_lottery_entity(XW_LOTTERY_BEGIN, code[g]);
    for (int32_t g = 0; g < 4; g++) {
        turned[g] = entity[order[g]];
        people[g] = pupils[order[g]];
    }
    struct xw_lottery_groups one = { 4, pupils, entity }, other = { 4, people, turned };
    lottery.key.replicate = (uint32_t)_i;
    ck_assert_int_eq(xw_lottery_draw(scratch, &lottery, &one, 30, won), XW_OK);
    ck_assert_int_eq(xw_lottery_draw(scratch, &lottery, &other, 30, again), XW_OK);
    for (int32_t g = 0; g < 4; g++)
        ck_assert_int_eq(again[g], won[order[g]]);
    ck_assert_int_eq(won[0] + won[1] + won[2] + won[3], 30);
    ck_assert_int_eq(won[1], 0);
    ck_assert_int_eq(xw_lottery_draw(scratch, &lottery, &one, 1000, won), XW_OK);
    ck_assert(memcmp(won, pupils, sizeof won) == 0);
}
END_TEST

/* Mean, variance and covariance of the multivariate hypergeometric law: n draws of N with K_i of kind
 * i have n p, n p (1 - p) (N - n) / (N - 1) and -n p q (N - n) / (N - 1). */
START_TEST(winners_are_hypergeometric)
{
    enum { DRAWS = 4000 };
    uint32_t entity[4];
    for (int32_t g = 0; g < 4; g++)
        entity[g] = xw_lottery_entity(XW_LOTTERY_BEGIN, code[g]);
    struct xw_lottery_groups groups = { 4, pupils, entity };
    double sum = 0, square = 0, product = 0, n = 30, p = 0.4, q = 0.25;
    for (uint32_t r = 0; r < DRAWS; r++) {
        int32_t won[4];
        lottery.key.replicate = r;
        ck_assert_int_eq(xw_lottery_draw(scratch, &lottery, &groups, 30, won), XW_OK);
        double x = won[0] - n * p, y = won[2] - n * q;
        sum += x;
        square += x * x;
        product += x * y;
    }
    double finite = 70.0 / 99.0, variance = n * p * (1 - p) * finite;
    ck_assert_double_eq_tol(sum / DRAWS, 0, 5 * sqrt(variance / DRAWS));
    ck_assert_double_eq_tol(square / DRAWS, variance, 5 * variance * sqrt(2.0 / DRAWS));
    ck_assert_double_eq_tol(product / DRAWS, -n * p * q * finite, 5 * variance / sqrt(DRAWS));
}
END_TEST

struct drawn {
    int32_t groups, schools, pupils[4], places[4], group[16], school[16];
    uint32_t entity[4], pair[16];
    struct xw_lottery_groups who;
    struct xw_lottery_ways ways;
};

static void draw_market(struct drawn *d, uint64_t seed)
{
    static const char *const name[] = { "s1", "s2", "s3", "s4" };
    uint64_t r = seed;
    *d = (struct drawn){ .groups = (int32_t)between(&r, 1, 4),
                         .schools = (int32_t)between(&r, 1, 4) };
    int32_t n = 0;
    for (int32_t s = 0; s < d->schools; s++)
        d->places[s] = (int32_t)between(&r, 0, 25);
    for (int32_t g = 0; g < d->groups; g++) {
        d->pupils[g] = (int32_t)between(&r, 0, 30);
        d->entity[g] = xw_lottery_entity(XW_LOTTERY_BEGIN, code[g]);
        for (int32_t s = 0; s < d->schools; s++) {
            if (between(&r, 0, 2) == 0) continue;
            d->group[n] = g;
            d->school[n] = s;
            d->pair[n++] = xw_lottery_entity(d->entity[g], name[s]);
        }
    }
    d->who = (struct xw_lottery_groups){ d->groups, d->pupils, d->entity };
    d->ways = (struct xw_lottery_ways){ n, d->group, d->school, d->pair };
}

START_TEST(nobody_is_lost_and_no_place_is_wasted)
{
    struct drawn d;
    int32_t placed[16], left[4], taken[4] = { 0 }, sum[4] = { 0 };
    draw_market(&d, (uint64_t)_i);
    ck_assert_int_eq(
        xw_lottery_serial(scratch, &lottery, &d.who, d.schools, d.places, &d.ways, placed, left),
        XW_OK);
    for (int32_t w = 0; w < d.ways.count; w++) {
        taken[d.school[w]] += placed[w];
        sum[d.group[w]] += placed[w];
    }
    for (int32_t g = 0; g < d.groups; g++)
        ck_assert_int_eq(sum[g] + left[g], d.pupils[g]);
    for (int32_t s = 0; s < d.schools; s++)
        ck_assert_int_le(taken[s], d.places[s]);
    for (int32_t w = 0; w < d.ways.count; w++)
        if (left[d.group[w]] > 0) ck_assert_int_eq(taken[d.school[w]], d.places[d.school[w]]);
}
END_TEST

START_TEST(ways_and_groups_may_be_shuffled)
{
    struct drawn d, o;
    int32_t placed[16], left[4], placed_back[16], left_back[4];
    draw_market(&d, (uint64_t)_i + 500);
    o = d;
    for (int32_t w = 0, n = d.ways.count; w < n; w++) {
        o.group[n - 1 - w] = d.groups - 1 - d.group[w];
        o.school[n - 1 - w] = d.schools - 1 - d.school[w];
        o.pair[n - 1 - w] = d.pair[w];
    }
    for (int32_t g = 0; g < d.groups; g++) {
        o.pupils[d.groups - 1 - g] = d.pupils[g];
        o.entity[d.groups - 1 - g] = d.entity[g];
    }
    for (int32_t s = 0; s < d.schools; s++)
        o.places[d.schools - 1 - s] = d.places[s];
    struct xw_lottery_groups who = { o.groups, o.pupils, o.entity };
    struct xw_lottery_ways ways = { d.ways.count, o.group, o.school, o.pair };
    ck_assert_int_eq(
        xw_lottery_serial(scratch, &lottery, &d.who, d.schools, d.places, &d.ways, placed, left),
        XW_OK);
    ck_assert_int_eq(xw_lottery_serial(scratch, &lottery, &who, o.schools, o.places, &ways,
                                       placed_back, left_back),
                     XW_OK);
    for (int32_t w = 0; w < d.ways.count; w++)
        ck_assert_int_eq(placed[w], placed_back[d.ways.count - 1 - w]);
    for (int32_t g = 0; g < d.groups; g++)
        ck_assert_int_eq(left[g], left_back[d.groups - 1 - g]);
}
END_TEST

/* A single zone of 90 pupils and three schools with room: each is asked by a third. */
START_TEST(preferences_are_even)
{
    enum { DRAWS = 600 };
    const int32_t people = 90, places[] = { 90, 90, 90 };
    const int32_t group[] = { 0, 0, 0 }, school[] = { 0, 1, 2 };
    const uint32_t zone = xw_lottery_entity(XW_LOTTERY_BEGIN, "z01");
    const uint32_t pair[] = { xw_lottery_entity(zone, "a"), xw_lottery_entity(zone, "b"),
                              xw_lottery_entity(zone, "c") };
    struct xw_lottery_groups who = { 1, &people, &zone };
    struct xw_lottery_ways ways = { 3, group, school, pair };
    double sum[3] = { 0 };
    for (uint32_t r = 0; r < DRAWS; r++) {
        int32_t placed[3], left;
        lottery.key.replicate = r;
        ck_assert_int_eq(
            xw_lottery_serial(scratch, &lottery, &who, 3, places, &ways, placed, &left), XW_OK);
        for (int s = 0; s < 3; s++)
            sum[s] += placed[s];
    }
    for (int s = 0; s < 3; s++)
        ck_assert_double_eq_tol(sum[s] / DRAWS, 30, 5 * sqrt(90.0 * 2 / 9 / DRAWS));
}
END_TEST

static TCase *laws(void)
{
    TCase *c = tcase_create("laws");
    tcase_add_checked_fixture(c, setup, teardown);
    tcase_add_loop_test(c, rows_may_be_shuffled, 0, 20);
    tcase_add_test(c, winners_are_hypergeometric);
    tcase_add_loop_test(c, nobody_is_lost_and_no_place_is_wasted, 0, 200);
    tcase_add_loop_test(c, ways_and_groups_may_be_shuffled, 0, 100);
    tcase_add_test(c, preferences_are_even);
    return c;
}

static const struct {
    const char *name;
    int32_t groups, schools, ways, pupils, places, group, school, other;
    enum xw_status want;
} refused[] = {
    { "good", 1, 2, 2, 5, 5, 0, 0, 1, XW_OK },
    { "groups below zero", -1, 2, 2, 5, 5, 0, 0, 1, XW_OUT_OF_RANGE },
    { "schools below zero", 1, -1, 2, 5, 5, 0, 0, 1, XW_OUT_OF_RANGE },
    { "ways below zero", 1, 2, -1, 5, 5, 0, 0, 1, XW_OUT_OF_RANGE },
    { "pupils below zero", 1, 2, 2, -5, 5, 0, 0, 1, XW_NEGATIVE },
    { "places below zero", 1, 2, 2, 5, -5, 0, 0, 1, XW_NEGATIVE },
    { "no such group", 1, 2, 2, 5, 5, 1, 0, 1, XW_OUT_OF_RANGE },
    { "no such school", 1, 2, 2, 5, 5, 0, 0, 2, XW_OUT_OF_RANGE },
    { "a pair twice", 1, 2, 2, 5, 5, 0, 1, 1, XW_OUT_OF_RANGE },
};

START_TEST(refusals_leave_the_result)
{
    int32_t people[1] = { refused[_i].pupils }, places[2] = { refused[_i].places, 5 };
    int32_t group[2] = { refused[_i].group, 0 };
    int32_t school[2] = { refused[_i].school, refused[_i].other };
    uint32_t entity[2] = { 1, 2 };
    struct xw_lottery_groups who = { refused[_i].groups, people, entity };
    struct xw_lottery_ways ways = { refused[_i].ways, group, school, entity };
    int32_t placed[2] = { -7, -7 }, left[1] = { -7 };
    ck_assert_msg(xw_lottery_serial(scratch, &lottery, &who, refused[_i].schools, places, &ways,
                                    placed, left) == refused[_i].want,
                  "%s", refused[_i].name);
    if (refused[_i].want != XW_OK) ck_assert(placed[0] == -7 && placed[1] == -7 && left[0] == -7);
}
END_TEST

START_TEST(draws_are_refused)
{
    int32_t many[2] = { INT32_MAX, 1 }, won[2] = { -7, -7 };
    uint32_t entity[2] = { 1, 2 };
    struct xw_lottery_groups who = { 2, many, entity };
    ck_assert_int_eq(xw_lottery_draw(scratch, &lottery, &who, 1, won), XW_OUT_OF_RANGE);
    ck_assert_int_eq(xw_lottery_draw(scratch, &lottery, &who, -1, won), XW_NEGATIVE);
    who.count = -1;
    ck_assert_int_eq(xw_lottery_draw(scratch, &lottery, &who, 1, won), XW_OUT_OF_RANGE);
    who = (struct xw_lottery_groups){ 1, &(int32_t){ 1 << 28 }, entity };
    ck_assert_int_eq(xw_lottery_draw(scratch, &lottery, &who, 1, won), XW_NO_MEMORY);
    ck_assert(won[0] == -7 && won[1] == -7);
    who.count = 0;
    ck_assert_int_eq(xw_lottery_draw(scratch, &lottery, &who, 1, won), XW_OK);
}
END_TEST

static TCase *refusals(void)
{
    TCase *c = tcase_create("refusals");
    tcase_add_checked_fixture(c, setup, teardown);
    tcase_add_loop_test(c, refusals_leave_the_result, 0, sizeof refused / sizeof *refused);
    tcase_add_test(c, draws_are_refused);
    return c;
}

UNIT_MAIN("lottery", known_answers(), laws(), refusals())
