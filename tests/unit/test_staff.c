#include "xuewei/staff.h"
#include "unit.h"
#include <math.h>
#include <stdbool.h>

/* By two rules (中央编办发〔2014〕72号 and lessons): pupils / 19, 13.5, 12.5; or classes x weekly periods / load; the larger. */
static const struct {
    const char *name;
    double pupils, per_staff, load;
    int32_t classes[2];
    double periods[2];
    double by_pupils, by_classes, needed;
} rules[] = {
    { "primary by pupils", 1900, 19, 16, { 20, 20 }, { 26, 30 }, 100, 70, 100 },
    { "small classes", 760, 19, 16, { 20, 20 }, { 26, 30 }, 40, 70, 70 },
    { "lower secondary", 1350, 13.5, NAN, { 15, 15 }, { 34, 34 }, 100, NAN, 100 },
    { "upper secondary", 1250, 12.5, NAN, { 13, 12 }, { NAN, NAN }, 100, NAN, 100 },
    { "load alone", 100, NAN, 15, { 2, 1 }, { 30, 30 }, NAN, 6, 6 },
    { "no class of the grade without periods", 190, 19, 15, { 5, 0 }, { 30, NAN }, 10, 10, 10 },
    { "a class of it", 190, 19, 15, { 5, 1 }, { 30, NAN }, 10, NAN, 10 },
    { "neither", 100, NAN, NAN, { 1, 1 }, { 30, 30 }, NAN, NAN, NAN },
};

static bool same(double a, double b)
{
    return (isnan(a) && isnan(b)) || fabs(a - b) < 1e-12;
}

START_TEST(larger_of_two_rules)
{
    struct xw_staff s = xw_staff_need(rules[_i].pupils, rules[_i].per_staff, 2, rules[_i].classes,
                                      rules[_i].periods, rules[_i].load);
    ck_assert_msg(same(s.by_pupils, rules[_i].by_pupils) &&
                      same(s.by_classes, rules[_i].by_classes) && same(s.needed, rules[_i].needed),
                  "%s: %g, %g, %g", rules[_i].name, s.by_pupils, s.by_classes, s.needed);
}
END_TEST

START_TEST(surplus_begins_after_the_peak)
{
    static const double needed[] = { 100, 120, 110, 120, 90, 95 };
    double surplus[6];
    xw_staff_after_peak(6, needed, surplus);
    ck_assert_double_nan(surplus[0]);
    ck_assert_double_nan(surplus[1]); /* the first of two equal peaks */
    static const double want[] = { 10, 0, 30, 25 };
    for (int y = 2; y < 6; y++)
        ck_assert_double_eq(surplus[y], want[y - 2]);
    static const double open[] = { NAN, 5, NAN, 3 };
    xw_staff_after_peak(4, open, surplus);
    ck_assert_double_nan(surplus[1]);
    ck_assert_double_nan(surplus[2]);
    ck_assert_double_eq(surplus[3], 2.0);
    static const double none[] = { NAN };
    xw_staff_after_peak(1, none, surplus);
    ck_assert_double_nan(surplus[0]);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_loop_test(c, larger_of_two_rules, 0, sizeof rules / sizeof *rules);
    tcase_add_test(c, surplus_begins_after_the_peak);
    return c;
}

UNIT_MAIN("staff", known_answers())
