#include "xuewei/zones.h"
#include "xuewei/stages.h"
#include "unit.h"

START_TEST(every_code_is_found)
{
    const char *code[] = { "A1", "A10", "A2", "B", "学区" };
    struct xw_zones zones = { .code = code };
    for (zones.count = 0; zones.count <= 5; zones.count++) {
        for (int32_t i = 0; i < 5; i++)
            ck_assert_int_eq(xw_zones_find(&zones, code[i]), i < zones.count ? i : XW_NONE);
        ck_assert_int_eq(xw_zones_find(&zones, ""), XW_NONE);
        ck_assert_int_eq(xw_zones_find(&zones, "A11"), XW_NONE);
        ck_assert_int_eq(xw_zones_find(&zones, "学区2"), XW_NONE);
    }
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_test(c, every_code_is_found);
    return c;
}

UNIT_MAIN("zones", known_answers())
