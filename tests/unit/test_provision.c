#include "xuewei/provision.h"
#include "unit.h"

/* In 2023 (教育部): of 912,000 pupils 341,200 are in special schools, 37.4 %. */
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
    tcase_add_test(c, special_pupils_are_split);
    return c;
}

UNIT_MAIN("provision", known_answers())
