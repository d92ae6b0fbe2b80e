#include "gpkg_dissolve.h"
#include "unit.h"
#include <string.h>

static struct xw_arena keep, scratch;

static void setup(void)
{
    ck_assert_int_eq(xw_arena_init(&keep, 1 << 20), XW_OK);
    ck_assert_int_eq(xw_arena_init(&scratch, 1 << 20), XW_OK);
}

static void teardown(void)
{
    xw_arena_free(&keep);
    xw_arena_free(&scratch);
}

#define POLYGON(rings)  "{\"type\":\"Polygon\",\"coordinates\":[" rings "]}"
#define MULTI(polygons) "{\"type\":\"MultiPolygon\",\"coordinates\":[" polygons "]}"
#define BOX(x0, y0, x1, y1)                                                                        \
    "[[" x0 "," y0 "],[" x1 "," y0 "],[" x1 "," y1 "],[" x0 "," y1 "],[" x0 "," y0 "]]"

static json_t *together(const char *const *given)
{
    json_t *polygons = json_array();
    for (; *given != NULL; given++)
        ck_assert_msg(xw_polygons_add(polygons, *given), "%s", *given);
    return polygons;
}

static double ring_area(const json_t *ring)
{
    double sum = 0.0;
    for (size_t i = 0; i + 1 < json_array_size(ring); i++) {
        const json_t *a = json_array_get(ring, i), *b = json_array_get(ring, i + 1);
        sum += json_number_value(json_array_get(a, 0)) * json_number_value(json_array_get(b, 1)) -
               json_number_value(json_array_get(b, 0)) * json_number_value(json_array_get(a, 1));
    }
    return sum / 2.0;
}

/* Polygons, rings and area of what comes out; holes turn the other way and take away. */
static void check(const char *const *given, size_t polygons, size_t rings, double area)
{
    json_t *list = together(given);
    const char *text = xw_polygons_dissolved(&keep, scratch, list);
    ck_assert_ptr_nonnull(text);
    json_t *geometry = json_loads(text, 0, NULL);
    const json_t *at = json_object_get(geometry, "coordinates");
    size_t found = 0;
    double sum = 0.0;
    ck_assert_str_eq(json_string_value(json_object_get(geometry, "type")), "MultiPolygon");
    for (size_t p = 0; p < json_array_size(at); p++)
        for (size_t r = 0; r < json_array_size(json_array_get(at, p)); r++, found++) {
            double each = ring_area(json_array_get(json_array_get(at, p), r));
            ck_assert_msg((each > 0.0) == (r == 0), "%s", text);
            sum += each;
        }
    ck_assert_msg(json_array_size(at) == polygons && found == rings, "%s", text);
    ck_assert_double_eq_tol(sum, area, 1e-6 * area);
    json_decref(geometry);
    json_decref(list);
}

START_TEST(neighbours_become_one)
{
    check((const char *const[]){ POLYGON(BOX("0", "0", "100", "100")),
                                 POLYGON(BOX("100", "0", "200", "100")), NULL },
          1, 1, 20000.0);
    /* However they were turned. */
    check((const char *const[]){ POLYGON("[[0,0],[0,100],[100,100],[100,0],[0,0]]"),
                                 POLYGON(BOX("100", "0", "200", "100")), NULL },
          1, 1, 20000.0);
}
END_TEST

START_TEST(a_corner_on_a_border_is_a_corner_of_both)
{
    check((const char *const[]){ POLYGON(BOX("0", "0", "100", "100")),
                                 POLYGON(BOX("100", "20", "200", "60")), NULL },
          1, 1, 14000.0);
    /* A corner that is a hand's breadth off: the border bends to it, 3 m2 more here and 2 less there. */
    check((const char *const[]){ POLYGON(BOX("0", "0", "100", "100")),
                                 POLYGON("[[100.1,20],[200,20],[200,60],[100,60],[100.1,20]]"),
                                 NULL },
          1, 1, 14001.0);
}
END_TEST

START_TEST(what_touches_in_a_corner_stays_apart)
{
    check((const char *const[]){ POLYGON(BOX("0", "0", "100", "100")),
                                 POLYGON(BOX("100", "100", "200", "200")), NULL },
          2, 2, 20000.0);
    check((const char *const[]){ POLYGON(BOX("0", "100", "100", "200")),
                                 POLYGON(BOX("100", "0", "200", "100")), NULL },
          2, 2, 20000.0);
}
END_TEST

START_TEST(holes_stay_and_are_filled)
{
    const char *frame = POLYGON(BOX("0", "0", "300", "300") "," BOX("100", "100", "200", "200"));
    check((const char *const[]){ frame, NULL }, 1, 2, 80000.0);
    check((const char *const[]){ frame, POLYGON(BOX("100", "100", "200", "200")), NULL }, 1, 1,
          90000.0);
    /* An island in the hole is a polygon of its own. */
    check((const char *const[]){ frame, POLYGON(BOX("140", "140", "160", "160")), NULL }, 2, 3,
          80400.0);
    check(
        (const char *const[]){
            MULTI("[" BOX("0", "0", "10", "10") "],[" BOX("10", "0", "20", "10") "]"), NULL },
        1, 1, 200.0);
}
END_TEST

START_TEST(nothing_is_nothing)
{
    json_t *none = json_array();
    ck_assert_ptr_null(xw_polygons_dissolved(&keep, scratch, none));
    ck_assert(!xw_polygons_add(none, "{\"type\":\"Point\",\"coordinates\":[1,2]}"));
    ck_assert(!xw_polygons_add(none, "no JSON"));
    ck_assert_uint_eq(json_array_size(none), 0);
    json_decref(none);
}
END_TEST

static TCase *known(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_checked_fixture(c, setup, teardown);
    tcase_add_test(c, neighbours_become_one);
    tcase_add_test(c, a_corner_on_a_border_is_a_corner_of_both);
    tcase_add_test(c, what_touches_in_a_corner_stays_apart);
    tcase_add_test(c, holes_stay_and_are_filled);
    tcase_add_test(c, nothing_is_nothing);
    return c;
}

UNIT_MAIN("gpkg_dissolve", known())
