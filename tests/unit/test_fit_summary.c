#include "xuewei/fit_summary.h"
#include "fit_kit.h"
#include <math.h>

/* A district's ratio and a school's, a share, and births. */
START_TEST(the_page)
{
    struct kit kit;
    char *text = NULL;
    size_t length;
    fit_kit_open(&kit, "");
    ck_assert_int_eq(kit_read(&kit), XW_OK);
    struct xw_estimate estimate[] = { fit_kit_estimate(XW_FIT_PROGRESSION, 0, 1.25, 0.5),
                                      fit_kit_estimate(XW_FIT_PROGRESSION, 0, 1.5, 0.5),
                                      fit_kit_estimate(XW_FIT_PARTICIPATION, 0, 0.75, NAN),
                                      fit_kit_estimate(XW_FIT_BIRTHS, 0, 0.5, 0.125) };
    estimate[0].grade_row = estimate[1].grade_row = 0;
    estimate[1].school = 2; /* P1 */
    estimate[1].parent = 0;
    estimate[1].lean = 0.25;
    struct xw_fit fit = { .count = 4,
                          .estimate = estimate,
                          .remarks = 1,
                          .remark = { "the weather" },
                          .leavings = 1,
                          .left_out = { "a typing error" },
                          .first = 2017,
                          .last = 2019 };
    FILE *to = open_memstream(&text, &length);
    ck_assert_ptr_nonnull(to);
    xw_fit_summary(&kit.s, &fit, to);
    fclose(to);
    ck_assert_str_eq(
        text,
        "rolls of 2017 to 2019\n"
        "progression: pupils of the next grade per pupil, by the rolls\n"
        "  primary grade 1              1.2500 +- 0.5000     4 rows,  2 years 2018-2019, "
        "dispersion 0.5\n"
        "                             1 schools from 1.5000 to 1.5000\n"
        "participation: entrants per resident child of the entry age on 1 September\n"
        "  primary                      0.7500   no error     4 rows,  2 years 2018-2019, "
        "dispersion 0.5\n"
        "births: entrants per birth of their cohort (no table of a run)\n"
        "  primary                      0.5000 +- 0.1250     4 rows,  2 years 2018-2019, "
        "dispersion 0.5\n"
        "taken as given beside participation: births of the fertility schedule, net migration "
        "none; were they x % more, the shares would be x % less\n"
        "left out: a typing error\n"
        "not told: the weather\n");
    free(text);
    kit_close(&kit);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_test(c, the_page);
    return c;
}

UNIT_MAIN("fit_summary", known_answers())
