#include "xuewei/geodesic.h"
#include "unit.h"
#include <math.h>

static const struct {
    const char *source;
    double lon1, lat1, lon2, lat2, metres, tolerance;
} lines[] = {
    /* PROJ's program geod on WGS 84, to a micrometre. */
    { "geod", 81.8804639512, 26.7895869613, 81.8716934321, 26.7826061594, 1165.727890, 1e-6 },
    { "geod", 122.5897752154, 28.6866822608, 122.3961749638, 28.8712948036, 27857.137282, 1e-6 },
    { "geod", 91.7709106762, 36.7104402698, 91.7700923758, 36.7093119055, 144.999959, 1e-6 },
    /* A degree of the equator is a / 360 of its circle; a quarter meridian of WGS 84 is
     * 10,001,965.729 m. */
    { "equator", 0, 0, 1, 0, 6378137.0 * M_PI / 180.0, 1e-6 },
    { "meridian", 120, 0, 120, 90, 10001965.729, 1e-3 },
    { "nowhere", 120, 30, 120, 30, 0.0, 0.0 },
    { "across the date line", 179.5, 0, -179.5, 0, 6378137.0 * M_PI / 180.0, 1e-6 },
};

START_TEST(known_lines)
{
    double there = xw_geodesic_m(lines[_i].lon1, lines[_i].lat1, lines[_i].lon2, lines[_i].lat2);
    double back = xw_geodesic_m(lines[_i].lon2, lines[_i].lat2, lines[_i].lon1, lines[_i].lat1);
    ck_assert_msg(fabs(there - lines[_i].metres) <= lines[_i].tolerance, "%s: %.9f",
                  lines[_i].source, there);
    ck_assert_double_eq_tol(back, there, 1e-8);
}
END_TEST

START_TEST(what_is_no_point_has_no_distance)
{
    ck_assert(isnan(xw_geodesic_m(NAN, 30, 120, 30)));
    ck_assert(isnan(xw_geodesic_m(120, NAN, 120, 30)));
    ck_assert(isnan(xw_geodesic_m(120, 30, INFINITY, 30)));
    ck_assert(isnan(xw_geodesic_m(120, 30, 120, 90.1)));
    ck_assert(isnan(xw_geodesic_m(120, -90.1, 120, 30)));
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_loop_test(c, known_lines, 0, (int)(sizeof lines / sizeof *lines));
    return c;
}

static TCase *refusals(void)
{
    TCase *c = tcase_create("refusals");
    tcase_add_test(c, what_is_no_point_has_no_distance);
    return c;
}

UNIT_MAIN("geodesic", known_answers(), refusals())
