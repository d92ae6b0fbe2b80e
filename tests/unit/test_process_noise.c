#include "xuewei/process_noise.h"
#include "draw_of_ones.h"
#include "history_text.h"
#include "tiny.h"
#include "tiny_admission.h"
#include <math.h>

enum { ZONES = 3 };

static int32_t total(const int32_t *count, int32_t n)
{
    int32_t sum = 0;
    for (int32_t i = 0; i < n; i++)
        sum += count[i];
    return sum;
}

static void begin(struct tiny *t, const struct xw_draw *draw)
{
    ck_assert_int_eq(xw_state_begin_drawn(&t->state, &t->prepared, draw), XW_OK);
}

/* ---- ones ---- */

static void ones_change_nothing(struct tiny *t)
{
    struct xw_draw draw = draw_of_ones(&t->keep, &t->scenario);
    char *central = history_text(&t->state, &t->prepared, NULL);
    char *drawn = history_text(&t->state, &t->prepared, &draw);
    ck_assert_str_eq(central, drawn);
    free(central);
    free(drawn);
}

/* By the population, by the rolls with a district's ratio, by both. */
static void read_basis(struct tiny *t, int basis, double of_rolls)
{
    tiny_read(t, NULL);
    t->scenario.forecast = (struct xw_forecast_rules){ (enum xw_forecast_basis)basis, 3.0, 2.0 };
    for (int32_t i = 0; basis > 0 && i < 4 * 3; i++)
        t->scenario.progression.of_rolls[i] = of_rolls;
}

START_TEST(ones_are_the_central_history)
{
    struct tiny t;
    read_basis(&t, _i, 1.1);
    tiny_prepare(&t);
    ones_change_nothing(&t);
    tiny_close(&t);
}
END_TEST

/* ---- factors ---- */

START_TEST(participation_multiplies_entrants)
{
    struct tiny t;
    tiny_open(&t, NULL);
    struct xw_draw draw = draw_of_ones(&t.keep, &t.scenario);
    draw.participation[0] = 1.1; /* 2020, primary */
    begin(&t, &draw);
    to_rooms(&t, 0);
    ck_assert_int_eq(total(t.state.admission[0].demand, ZONES), 33); /* of 30 */
    ck_assert_int_eq(total(t.state.admission[1].demand, ZONES), 30);
    tiny_close(&t);
}
END_TEST

/* The pupils of a stage of the city before the horizon are residents x participation: nobody assumes anything
 * of them. */
START_TEST(the_base_rolls_are_not_drawn)
{
    struct tiny t;
    tiny_read(&t, NULL);
    t.scenario.stages.stage[1].city = true;
    for (int32_t i = 0; i < 4 * 3; i++)
        t.scenario.participation.share[2 * i + 1] = 1.0;
    tiny_prepare(&t);
    struct xw_draw draw = draw_of_ones(&t.keep, &t.scenario);
    int32_t base = total(t.state.seated[2].pupils, t.state.seated[2].count);
    ck_assert_int_gt(base, 0);
    draw.participation[1] = 2.0;
    begin(&t, &draw);
    ck_assert_int_eq(total(t.state.seated[2].pupils, t.state.seated[2].count), base);
    tiny_close(&t);
}
END_TEST

START_TEST(entry_multiplies_entrants_of_leavers)
{
    struct tiny t;
    tiny_open(&t, NULL);
    struct xw_draw draw = draw_of_ones(&t.keep, &t.scenario);
    draw.entry[0] = 3.0; /* primary has no ratio to multiply */
    draw.entry[1] = 0.5; /* 2020, lower secondary */
    begin(&t, &draw);
    to_rooms(&t, 0);
    ck_assert_int_eq(total(t.state.admission[0].demand, ZONES), 30);
    ck_assert_int_eq(total(t.state.admission[1].demand, ZONES), 15);
    tiny_close(&t);
}
END_TEST

/* Those who go on from the first grade, whatever carries them: population, rolls, both. */
START_TEST(progression_multiplies_those_who_go_on)
{
    struct tiny t;
    read_basis(&t, _i, 1.0);
    tiny_prepare(&t);
    struct xw_draw draw = draw_of_ones(&t.keep, &t.scenario);
    draw.progression[0] = 0.8;
    draw.progression[3] = 5.0; /* of another year */
    begin(&t, &draw);
    to_rooms(&t, 0);
    int32_t seated = total(t.state.seated[1].pupils, t.state.seated[1].count);
    ck_assert_int_eq(seated + total(t.state.seekers[1], ZONES), 24);
    ck_assert_int_eq(t.state.left, 6);
    tiny_close(&t);
}
END_TEST

/* ---- chance ---- */

struct moments {
    int n;
    double sum, squares;
};

static void add(struct moments *m, double value)
{
    m->n++;
    m->sum += value;
    m->squares += value * value;
}

static double mean_of(const struct moments *m)
{
    return m->sum / m->n;
}

static double variance_of(const struct moments *m)
{
    return m->squares / m->n - mean_of(m) * mean_of(m);
}

/* 30 pupils of a grade, 30 entrants, a fifth of whom turn over: whole pupils of the district vary by 30 x
 * 0.2, and a twelfth for the rounding. */
static void ck_spread(const struct moments *m, double pupils, double turnover)
{
    double want = pupils * turnover;
    ck_assert_double_eq_tol(mean_of(m), pupils, 4 * sqrt(want / m->n) + 0.05);
    ck_assert_double_eq_tol(variance_of(m), want + 1.0 / 12, 4 * want * sqrt(2.0 / m->n));
}

START_TEST(pupils_and_entrants_spread_as_their_number)
{
    enum { REPLICATES = 1500 };
    struct tiny t;
    struct moments grade = { 0 }, entrants = { 0 }, leavers = { 0 };
    read_basis(&t, _i, 1.0);
    tiny_prepare(&t);
    struct xw_draw draw = draw_of_ones(&t.keep, &t.scenario);
    draw.noise = true;
    draw.turnover = 0.2;
    for (uint32_t r = 1; r <= REPLICATES; r++) {
        draw.replicate = r;
        begin(&t, &draw);
        to_rooms(&t, 0);
        int32_t seated = total(t.state.seated[1].pupils, t.state.seated[1].count);
        add(&grade, seated + total(t.state.seekers[1], ZONES));
        add(&entrants, total(t.state.admission[0].demand, ZONES));
        add(&leavers, total(t.state.admission[1].demand, ZONES));
    }
    ck_spread(&grade, 30, 0.2);
    ck_spread(&entrants, 30, 0.2);
    ck_spread(&leavers, 30, 0.2);
    tiny_close(&t);
}
END_TEST

/* Chance leaves every law standing, year by year, and who has come stays: the second grade's spread holds
 * the first's. */
START_TEST(laws_hold_and_chance_stays)
{
    enum { REPLICATES = 400 };
    struct tiny t;
    struct moments first = { 0 }, second = { 0 };
    tiny_one_stage(&t);
    tiny_prepare(&t);
    struct xw_draw draw = draw_of_ones(&t.keep, &t.scenario);
    draw.noise = true;
    draw.turnover = 0.1;
    for (uint32_t r = 1; r <= REPLICATES; r++) {
        const char *law = NULL;
        draw.replicate = r;
        ck_assert_int_eq(xw_history_replicate(&t.state, &t.prepared, &draw, NULL, &law), XW_OK);
        begin(&t, &draw);
        for (int32_t y = 0; y < 2; y++) {
            ck_assert_int_eq(xw_year_step(&t.state, y, NULL, &law), XW_OK);
            int32_t row = y + 1;
            double pupils = total(t.state.seated[row].pupils, t.state.seated[row].count) +
                            total(t.state.waiting[row], ZONES);
            add(y == 0 ? &first : &second, pupils);
        }
    }
    /* of 30, after one year of turnover and after two */
    ck_assert_double_eq_tol(variance_of(&first), 3.0 + 1.0 / 12, 4 * 3 * sqrt(2.0 / REPLICATES));
    ck_assert_double_eq_tol(variance_of(&second), 6.0 + 2.0 / 12, 4 * 6 * sqrt(2.0 / REPLICATES));
    tiny_close(&t);
}
END_TEST

/* The numbers of a zone are named by its code: another order of zones, or one more before them, moves
 * none. A horizon that begins later has the same numbers in the same years. */
START_TEST(streams_are_named_by_codes)
{
    struct tiny t, other;
    double expected[] = { 10, 20, 30 }, factor[2][ZONES], entering[2][ZONES];
    tiny_open(&t, NULL);
    tiny_read(&other, (const char *[]){ "horizon.first", "2021", NULL });
    const char *code = other.scenario.zones.code[0];
    other.scenario.zones.code[0] = other.scenario.zones.code[2];
    other.scenario.zones.code[2] = "before";
    tiny_prepare(&other);
    struct xw_draw draw = draw_of_ones(&t.keep, &t.scenario);
    struct xw_draw later = draw_of_ones(&other.keep, &other.scenario);
    draw.noise = later.noise = true;
    draw.turnover = later.turnover = 0.1;
    begin(&t, &draw);
    begin(&other, &later);
    struct tiny *of[] = { &t, &other };
    for (int i = 0; i < 2; i++) {
        of[i]->state.year = 2 - i; /* 2022 */
        for (int z = 0; z < ZONES; z++)
            factor[i][z] = entering[i][z] = 1.0;
        double here[] = { expected[i == 0 ? 0 : 2], expected[1], expected[i == 0 ? 2 : 0] };
        xw_process_noise_turnover(&of[i]->state, 1, here, factor[i]);
        xw_process_noise_entrants(&of[i]->state, 1, here, entering[i]);
    }
    ck_assert_str_ne(code, other.scenario.zones.code[0]);
    ck_assert_double_eq(factor[0][1], factor[1][1]);
    ck_assert_double_eq(factor[0][2], factor[1][0]);
    ck_assert_double_ne(factor[0][0], factor[1][2]);
    ck_assert_double_eq(entering[0][1], entering[1][1]);
    ck_assert_double_eq(entering[0][2], entering[1][0]);
    ck_assert_double_ne(entering[0][1], factor[0][1]);
    tiny_close(&t);
    tiny_close(&other);
}
END_TEST

static TCase *identity(void)
{
    TCase *tc = tcase_create("ones");
    tcase_add_loop_test(tc, ones_are_the_central_history, 0, 3);
    return tc;
}

static TCase *factors(void)
{
    TCase *tc = tcase_create("factors");
    tcase_add_test(tc, participation_multiplies_entrants);
    tcase_add_test(tc, the_base_rolls_are_not_drawn);
    tcase_add_test(tc, entry_multiplies_entrants_of_leavers);
    tcase_add_loop_test(tc, progression_multiplies_those_who_go_on, 0, 3);
    return tc;
}

static TCase *chance(void)
{
    TCase *tc = tcase_create("chance");
    tcase_add_loop_test(tc, pupils_and_entrants_spread_as_their_number, 0, 3);
    tcase_add_test(tc, laws_hold_and_chance_stays);
    tcase_add_test(tc, streams_are_named_by_codes);
    return tc;
}

UNIT_MAIN("process_noise", identity(), factors(), chance())
