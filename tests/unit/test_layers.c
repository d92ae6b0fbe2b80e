#include "xuewei/layers.h"
#include "unit.h"

static const struct {
    const char *name;
    int32_t rooms, used, grades, plan, bulge, want;
} entry[] = {
    { "a new school of 48 opens with 8, not 48", 48, 0, 6, XW_NONE, 0, 8 },
    { "in its second year as well", 48, 8, 6, XW_NONE, 0, 8 },
    { "24 rooms and 6 grades are 4 a year", 24, 20, 6, XW_NONE, 0, 4 },
    { "rooms that do not divide are rounded up", 25, 0, 6, XW_NONE, 0, 5 },
    { "one room is one class", 1, 0, 6, XW_NONE, 0, 1 },
    { "the last free rooms", 24, 21, 6, XW_NONE, 0, 3 },
    { "a full school opens none", 24, 24, 6, XW_NONE, 0, 0 },
    { "a school with too many classes opens none", 24, 25, 6, XW_NONE, 0, 0 },
    { "the plan is less", 24, 0, 6, 3, 0, 3 },
    { "the plan is more", 24, 0, 6, 5, 0, 4 },
    { "the plan is the same", 24, 0, 6, 4, 0, 4 },
    { "a plan of none", 24, 0, 6, 0, 0, 0 },
    { "a bulge", 24, 0, 6, XW_NONE, 2, 6 },
    { "a bulge within the plan", 24, 0, 6, 5, 2, 5 },
    { "a bulge within the rooms", 24, 19, 6, XW_NONE, 2, 5 },
    { "a negative bulge", 6, 0, 6, XW_NONE, -2, 0 },
    { "no rooms", 0, 0, 6, XW_NONE, 0, 0 },
    { "three grades", 42, 28, 3, XW_NONE, 0, 14 },
    { "one grade", 7, 2, 1, XW_NONE, 0, 5 },
};

START_TEST(entry_classes_that_may_open)
{
    int32_t got = xw_layers_entry_classes(entry[_i].rooms, entry[_i].used, entry[_i].grades,
                                          entry[_i].plan, entry[_i].bulge);
    ck_assert_msg(got == entry[_i].want, "%s: %d", entry[_i].name, got);
}
END_TEST

/* A 48-class primary school fills grade by grade: six years of 8 classes, then as many as leave. */
START_TEST(a_new_school_grows_class_by_class)
{
    int32_t grade[6] = { 0 };
    for (int32_t year = 0; year < 10; year++) {
        int32_t used = 0;
        for (int g = 5; g > 0; g--)
            used += grade[g] = grade[g - 1];
        grade[0] = xw_layers_entry_classes(48, used, 6, XW_NONE, 0);
        ck_assert_int_eq(grade[0], 8);
        ck_assert_int_eq(used + grade[0], year < 6 ? 8 * (year + 1) : 48);
    }
}
END_TEST

static const struct {
    int32_t classes, seated, want[XW_LAYERS];
} fill[] = {
    { 2, 0, { 90, 10, 10 } }, { 2, 1, { 89, 10, 10 } }, { 2, 89, { 1, 10, 10 } },
    { 2, 90, { 0, 10, 10 } }, { 2, 91, { 0, 9, 10 } },  { 2, 99, { 0, 1, 10 } },
    { 2, 100, { 0, 0, 10 } }, { 2, 101, { 0, 0, 9 } },  { 2, 109, { 0, 0, 1 } },
    { 2, 110, { 0, 0, 0 } },  { 2, 111, { 0, 0, 0 } },  { 0, 0, { 0, 0, 0 } },
    { 0, 5, { 0, 0, 0 } },    { 1, 0, { 45, 5, 5 } },
};

START_TEST(places_by_layer)
{
    const struct xw_class_norm norm = { 45, 50, 55 };
    int32_t places[XW_LAYERS] = { -1, -1, -1 };
    xw_layers_fill(norm, fill[_i].classes, fill[_i].seated, places);
    for (int layer = 0; layer < XW_LAYERS; layer++)
        ck_assert_int_eq(places[layer], fill[_i].want[layer]);
}
END_TEST

START_TEST(equal_norms_leave_a_layer_empty)
{
    int32_t places[XW_LAYERS];
    xw_layers_fill((struct xw_class_norm){ 50, 50, 65 }, 3, 20, places);
    ck_assert_int_eq(places[XW_LAYER_NORM], 130);
    ck_assert_int_eq(places[XW_LAYER_STRETCH], 0);
    ck_assert_int_eq(places[XW_LAYER_OVERRUN], 45);
}
END_TEST

START_TEST(layers_add_up_to_the_limit)
{
    for (int32_t classes = 0; classes < 5; classes++)
        for (int32_t seated = 0; seated < 300; seated++) {
            int32_t places[XW_LAYERS], sum = 0;
            xw_layers_fill((struct xw_class_norm){ 45, 50, 65 }, classes, seated, places);
            for (int layer = 0; layer < XW_LAYERS; layer++) {
                ck_assert_int_ge(places[layer], 0);
                sum += places[layer];
            }
            ck_assert_int_eq(sum, classes * 65 > seated ? classes * 65 - seated : 0);
        }
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_loop_test(c, entry_classes_that_may_open, 0, sizeof entry / sizeof *entry);
    tcase_add_test(c, a_new_school_grows_class_by_class);
    tcase_add_loop_test(c, places_by_layer, 0, sizeof fill / sizeof *fill);
    tcase_add_test(c, equal_norms_leave_a_layer_empty);
    return c;
}

static TCase *laws(void)
{
    TCase *c = tcase_create("laws");
    tcase_add_test(c, layers_add_up_to_the_limit);
    return c;
}

UNIT_MAIN("layers", known_answers(), laws())
