#include "xuewei/step_outliers.h"
#include "unit.h"

enum { SCHOOLS = 4, YEARS = 6, GRADES = 2 };

struct world {
    struct xw_arena scratch;
    double pupils[SCHOOLS][YEARS][GRADES];
    uint8_t outlier[SCHOOLS][YEARS][GRADES];
    int32_t count;
    struct xw_roll_histories h;
};

/* Schools of 5, 50, 200 and 200 pupils, the same in all years. */
static void open_world(struct world *w)
{
    static const double size[SCHOOLS] = { 5, 50, 200, 200 };
    *w = (struct world){ 0 };
    ck_assert_int_eq(xw_arena_init(&w->scratch, 1 << 20), XW_OK);
    for (int s = 0; s < SCHOOLS; s++)
        for (int y = 0; y < YEARS; y++)
            for (int g = 0; g < GRADES; g++)
                w->pupils[s][y][g] = size[s];
    w->h = (struct xw_roll_histories){
        .schools = SCHOOLS, .years = YEARS, .grades = GRADES, .pupils = &w->pupils[0][0][0]
    };
}

static int32_t outliers(struct world *w)
{
    ck_assert_int_eq(xw_step_outliers(&w->h, w->scratch, &w->outlier[0][0][0], &w->count), XW_OK);
    int32_t sum = 0;
    for (int s = 0; s < SCHOOLS; s++)
        for (int y = 0; y < YEARS; y++)
            for (int g = 0; g < GRADES; g++)
                sum += w->outlier[s][y][g];
    ck_assert_int_eq(sum, w->count);
    return w->count;
}

START_TEST(a_count_times_ten_is_found)
{
    struct world w;
    open_world(&w);
    ck_assert_int_eq(outliers(&w), 0); /* constant rolls have none */
    w.pupils[2][3][1] = 2000;
    ck_assert_int_eq(outliers(&w), 1);
    ck_assert_int_eq(w.outlier[2][3][1], 1);
    double now, before;
    w.h.outlier = &w.outlier[0][0][0];
    ck_assert(!xw_roll_step(&w.h, 2, 3, 1, &now, &before));
    ck_assert(xw_roll_step(&w.h, 2, 4, 1, &now, &before));
    ck_assert(xw_roll_step(&w.h, 1, 3, 1, &now, &before));
    xw_arena_free(&w.scratch);
}
END_TEST

/* A change by 3 sqrt(0.1 / pupils) of the logarithm is noise: of 5 pupils 0.42, of 200 0.067. */
START_TEST(small_schools_scatter_more)
{
    struct world w;
    open_world(&w);
    w.pupils[0][2][1] = 7;   /* ln 1.4 = 0.34 */
    w.pupils[3][2][1] = 213; /* 0.063 */
    ck_assert_int_eq(outliers(&w), 0);
    w.pupils[0][3][0] = w.pupils[0][4][0] = w.pupils[0][2][0] = NAN;
    w.pupils[3][2][1] = 200;
    ck_assert_int_eq(outliers(&w), 0); /* with two steps, and none of its own size to be like */
    w.pupils[0][2][1] = 5;
    w.pupils[3][2][1] = 215; /* 0.072 */
    ck_assert_int_eq(outliers(&w), 1);
    ck_assert_int_eq(w.outlier[3][2][1], 1);
    xw_arena_free(&w.scratch);
}
END_TEST

START_TEST(a_school_that_always_differs_is_none)
{
    struct world w;
    open_world(&w);
    for (int y = 0; y < YEARS; y++)
        w.pupils[2][y][1] = 150;
    ck_assert_int_eq(outliers(&w), 0);
    w.pupils[2][4][1] = 200; /* not its own way, but that of the others */
    ck_assert_int_eq(outliers(&w), 0);
    w.pupils[2][4][1] = 20;
    ck_assert_int_eq(outliers(&w), 1);
    ck_assert_int_eq(w.outlier[2][4][1], 1);
    xw_arena_free(&w.scratch);
}
END_TEST

START_TEST(a_year_that_was_bad_for_all_is_none)
{
    struct world w;
    open_world(&w);
    for (int s = 0; s < SCHOOLS; s++)
        w.pupils[s][5][1] *= 0.6;
    ck_assert_int_eq(outliers(&w), 0);
    w.pupils[3][5][1] = 20;
    ck_assert_int_eq(outliers(&w), 1);
    ck_assert_int_eq(w.outlier[3][5][1], 1);
    xw_arena_free(&w.scratch);
}
END_TEST

START_TEST(few_steps_have_none)
{
    struct world w;
    open_world(&w);
    w.h.schools = 1;
    for (int y = 3; y < YEARS; y++)
        w.pupils[0][y][1] = NAN;
    w.pupils[0][2][1] = 500;
    ck_assert_int_eq(outliers(&w), 0);
    w.scratch.end = w.scratch.at + 8;
    ck_assert_int_eq(xw_step_outliers(&w.h, w.scratch, &w.outlier[0][0][0], &w.count),
                     XW_NO_MEMORY);
    xw_arena_free(&w.scratch);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_test(c, a_count_times_ten_is_found);
    tcase_add_test(c, small_schools_scatter_more);
    tcase_add_test(c, a_school_that_always_differs_is_none);
    tcase_add_test(c, a_year_that_was_bad_for_all_is_none);
    return c;
}

static TCase *limits(void)
{
    TCase *c = tcase_create("limits");
    tcase_add_test(c, few_steps_have_none);
    return c;
}

UNIT_MAIN("step_outliers", known_answers(), limits())
