#include "xuewei/rooms.h"
#include "unit.h"
#include <math.h>
#include <string.h>

#define ROWS 3

/* One row: three continuing grades, youngest first. norm 45, stretch 50, limit 55 throughout. */
static const struct {
    const char *name;
    int32_t pupils[ROWS], classes[ROWS], rooms;
    double merge_below;
    int32_t want_classes[ROWS], displaced[ROWS];
} fitted[] = {
    { "classes stay as they are", { 80, 85, 90 }, { 2, 2, 2 }, 12, 0.5, { 2, 2, 2 }, { 0 } },
    { "small classes stay without the rule",
      { 10, 10, 10 },
      { 2, 2, 2 },
      6,
      0,
      { 2, 2, 2 },
      { 0 } },
    { "a rule that is no number", { 10, 10, 10 }, { 2, 2, 2 }, 6, NAN, { 2, 2, 2 }, { 0 } },
    /* 1. no pupils, no class */
    { "an empty grade gives its rooms", { 0, 85, 90 }, { 2, 2, 2 }, 6, 0, { 0, 2, 2 }, { 0 } },
    { "and another splits into them", { 0, 85, 111 }, { 2, 2, 2 }, 6, 0, { 0, 2, 3 }, { 0 } },
    /* 2. split */
    { "the limit itself is no split", { 110, 80, 80 }, { 2, 2, 2 }, 7, 0, { 2, 2, 2 }, { 0 } },
    { "one above it is", { 111, 80, 80 }, { 2, 2, 2 }, 7, 0, { 3, 2, 2 }, { 0 } },
    { "but not without a room", { 111, 80, 80 }, { 2, 2, 2 }, 6, 0, { 2, 2, 2 }, { 1, 0, 0 } },
    { "a full house splits nothing", { 111, 40, 80 }, { 2, 2, 2 }, 6, 0, { 2, 2, 2 }, { 1, 0, 0 } },
    { "one room, one class", { 111, 120, 30 }, { 2, 2, 2 }, 7, 0, { 2, 3, 2 }, { 1, 0, 0 } },
    { "the fullest grade first", { 111, 120, 80 }, { 2, 2, 2 }, 7, 0, { 2, 3, 2 }, { 1, 0, 0 } },
    { "by its mean, not its pupils",
      { 166, 112, 80 },
      { 3, 2, 2 },
      8,
      0,
      { 3, 3, 2 },
      { 1, 0, 0 } },
    { "the younger of equals", { 80, 111, 111 }, { 2, 2, 2 }, 7, 0, { 2, 3, 2 }, { 0, 0, 1 } },
    { "as often as it takes", { 166, 80, 80 }, { 1, 2, 2 }, 12, 0, { 4, 2, 2 }, { 0 } },
    { "a grade that has no class yet", { 56, 80, 80 }, { 0, 2, 2 }, 12, 0, { 2, 2, 2 }, { 0 } },
    { "before one that is too full", { 20, 111, 80 }, { 0, 2, 2 }, 5, 0, { 1, 2, 2 }, { 0, 1, 0 } },
    /* 3. merge: 22.5 is half the norm */
    { "45 in 2 are half the norm", { 45, 80, 80 }, { 2, 2, 2 }, 6, 0.5, { 2, 2, 2 }, { 0 } },
    { "44 in 2 are under it", { 44, 80, 80 }, { 2, 2, 2 }, 6, 0.5, { 1, 2, 2 }, { 0 } },
    { "no further than the share", { 80, 80, 80 }, { 4, 2, 2 }, 8, 0.5, { 3, 2, 2 }, { 0 } },
    { "never above the norm", { 46, 80, 80 }, { 2, 2, 2 }, 6, 0.9, { 2, 2, 2 }, { 0 } },
    { "the norm itself may be", { 45, 80, 80 }, { 2, 2, 2 }, 6, 0.6, { 1, 2, 2 }, { 0 } },
    { "the last class stays", { 1, 80, 80 }, { 1, 2, 2 }, 6, 0.9, { 1, 2, 2 }, { 0 } },
    { "several at once", { 20, 80, 80 }, { 4, 2, 2 }, 8, 0.5, { 1, 2, 2 }, { 0 } },
    /* 4. rooms are taken away */
    { "the grade that stays smallest", { 90, 70, 80 }, { 3, 2, 2 }, 6, 0, { 2, 2, 2 }, { 0 } },
    { "not the one that is smallest", { 88, 40, 80 }, { 3, 1, 2 }, 5, 0, { 2, 1, 2 }, { 0 } },
    { "the oldest of equals", { 80, 80, 80 }, { 2, 2, 2 }, 5, 0, { 2, 2, 1 }, { 0, 0, 25 } },
    { "one by one", { 80, 80, 80 }, { 2, 2, 2 }, 4, 0, { 2, 1, 1 }, { 0, 25, 25 } },
    { "nobody keeps the last class", { 30, 20, 40 }, { 1, 1, 1 }, 2, 0, { 1, 0, 1 }, { 0, 20, 0 } },
    { "the oldest of equal last classes",
      { 20, 20, 20 },
      { 1, 1, 1 },
      2,
      0,
      { 1, 1, 0 },
      { 0, 0, 20 } },
    { "no room at all", { 80, 70, 60 }, { 2, 2, 2 }, 0, 0, { 0, 0, 0 }, { 80, 70, 60 } },
    { "less than none", { 80, 70, 60 }, { 2, 2, 2 }, -1, 0, { 0, 0, 0 }, { 80, 70, 60 } },
    { "just enough rooms", { 80, 70, 60 }, { 2, 2, 2 }, 6, 0, { 2, 2, 2 }, { 0 } },
    { "merged before closed up", { 44, 80, 80 }, { 2, 2, 2 }, 5, 0.5, { 1, 2, 2 }, { 0 } },
};

START_TEST(classes_fit_the_rooms)
{
    static const struct xw_class_norm norm[ROWS] = { { 45, 50, 55 },
                                                     { 45, 50, 55 },
                                                     { 45, 50, 55 } };
    int32_t pupils[ROWS], classes[ROWS], displaced[ROWS] = { -1, -1, -1 };
    memcpy(pupils, fitted[_i].pupils, sizeof pupils);
    memcpy(classes, fitted[_i].classes, sizeof classes);
    xw_rooms_fit(ROWS, pupils, classes, norm, fitted[_i].rooms, fitted[_i].merge_below, displaced);
    for (int g = 0; g < ROWS; g++) {
        ck_assert_msg(classes[g] == fitted[_i].want_classes[g], "%s: grade %d has %d classes",
                      fitted[_i].name, g, classes[g]);
        ck_assert_msg(displaced[g] == fitted[_i].displaced[g], "%s: grade %d displaces %d",
                      fitted[_i].name, g, displaced[g]);
        ck_assert_int_eq(pupils[g], fitted[_i].pupils[g] - displaced[g]);
    }
}
END_TEST

/* Kindergarten classes of 25, 30 and 35: each grade has its own norm and limit. */
START_TEST(every_grade_by_its_own_norm)
{
    const struct xw_class_norm norm[] = { { 25, 30, 35 }, { 30, 35, 40 }, { 35, 40, 45 } };
    int32_t pupils[] = { 36, 40, 17 }, classes[] = { 1, 1, 2 }, displaced[ROWS];
    xw_rooms_fit(ROWS, pupils, classes, norm, 5, 0.25, displaced);
    ck_assert_int_eq(classes[0], 2); /* 36 pass 35 */
    ck_assert_int_eq(classes[1], 1); /* 40 do not pass 40 */
    ck_assert_int_eq(classes[2], 1); /* 8.5 is under 8.75 */
    int32_t others[] = { 12, 15, 18 }, two[] = { 2, 2, 2 };
    xw_rooms_fit(ROWS, others, two, norm, 6, 0.25, displaced);
    ck_assert_int_eq(two[0], 1); /* 6 is under 6.25 */
    ck_assert_int_eq(two[1], 2); /* 7.5 is not under 7.5 */
    ck_assert_int_eq(two[2], 2); /* 9 is not under 8.75 */
}
END_TEST

START_TEST(no_grades)
{
    xw_rooms_fit(0, NULL, NULL, NULL, 12, 0.5, NULL);
}
END_TEST

/* Nobody is lost, no class without a room, no class above its limit, and a second time changes
 * nothing more: over 20,000 small divisions. */
START_TEST(laws_hold)
{
    uint32_t state = 1; /* Numerical Recipes' congruential generator: any spread of cases does */
    for (int i = 0; i < 20000; i++) {
        struct xw_class_norm norm[5];
        int32_t pupils[5], classes[5], before[5], displaced[5], used = 0;
        for (int g = 0; g < 5; g++) {
            norm[g] = (struct xw_class_norm){ 25 + 5 * g, 50, 55 };
            state = state * 1664525u + 1013904223u;
            before[g] = pupils[g] = (int32_t)(state >> 16) % 150;
            state = state * 1664525u + 1013904223u;
            classes[g] = (int32_t)(state >> 16) % 5;
        }
        state = state * 1664525u + 1013904223u;
        int32_t rooms = (int32_t)(state >> 16) % 20;
        xw_rooms_fit(5, pupils, classes, norm, rooms, 0.4, displaced);
        for (int g = 0; g < 5; g++) {
            used += classes[g];
            ck_assert_int_ge(classes[g], 0);
            ck_assert_int_ge(displaced[g], 0);
            ck_assert_int_eq(pupils[g] + displaced[g], before[g]);
            ck_assert_int_le(pupils[g], classes[g] * norm[g].limit);
        }
        ck_assert_int_le(used, rooms);

        int32_t again[5], left[5];
        memcpy(again, classes, sizeof again);
        xw_rooms_fit(5, pupils, again, norm, rooms, 0.4, left);
        for (int g = 0; g < 5; g++) {
            ck_assert_int_eq(again[g], classes[g]);
            ck_assert_int_eq(left[g], 0);
        }
    }
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_loop_test(c, classes_fit_the_rooms, 0, sizeof fitted / sizeof *fitted);
    tcase_add_test(c, every_grade_by_its_own_norm);
    return c;
}

static TCase *laws(void)
{
    TCase *c = tcase_create("laws");
    tcase_add_test(c, laws_hold);
    return c;
}

static TCase *limits(void)
{
    TCase *c = tcase_create("limits");
    tcase_add_test(c, no_grades);
    return c;
}

UNIT_MAIN("rooms", known_answers(), laws(), limits())
