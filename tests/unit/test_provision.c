#include "xuewei/provision.h"
#include "unit.h"

/* METHODS 6.10: a full school of 12 classes has 4 x (25 + 30 + 35) = 360 children; half-empty classes of
 * three ages need more rooms than their total over 30. */
static const struct {
    const char *name;
    int32_t children[3];
    int64_t rooms;
} kindergartens[] = {
    { "full school", { 100, 120, 140 }, 12 },
    { "one more in each age", { 101, 121, 141 }, 15 },
    { "31 of three ages, not two rooms of 30", { 11, 10, 10 }, 3 },
    { "half full", { 50, 60, 70 }, 6 },
    { "rooms full, seats not", { 26, 31, 36 }, 6 },
    { "nobody", { 0, 0, 0 }, 0 },
};

START_TEST(rooms_are_counted_age_by_age)
{
    static const int32_t class_size[] = { 25, 30, 35 };
    int64_t got = xw_rooms_needed(3, kindergartens[_i].children, class_size);
    ck_assert_msg(got == kindergartens[_i].rooms, "%s: %lld", kindergartens[_i].name,
                  (long long)got);
}
END_TEST

/* METHODS 6.13: of 912,000 pupils 341,200 are in special schools, 37.4 %. */
START_TEST(special_pupils_are_split)
{
    struct xw_special s = xw_special_split(912000.0 / 0.005, 0.005, 0.3741, 0.1);
    ck_assert_double_eq_tol(s.pupils, 912000.0, 1e-6);
    ck_assert_double_eq_tol(s.in_special_schools, 341200.0, 50.0); /* the share has four digits */
    ck_assert_double_eq_tol(s.at_home, 91200.0, 1e-6);
    ck_assert_double_eq_tol(s.in_special_schools + s.in_ordinary_classes + s.at_home, s.pupils,
                            1e-9);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_loop_test(c, rooms_are_counted_age_by_age, 0,
                        sizeof kindergartens / sizeof *kindergartens);
    tcase_add_test(c, special_pupils_are_split);
    return c;
}

UNIT_MAIN("provision", known_answers())
