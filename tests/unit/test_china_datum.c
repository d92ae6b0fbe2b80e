#include "xuewei/china_datum.h"
#include "unit.h"
#include <math.h>

/* gcoord 1.0.7 (MIT); coordtransform 2.1.2 (MIT) gives the same forward results. */
static const struct {
    const char *name;
    double wgs[2], gcj[2], bd[2], back[2]; /* back: from BD-09 to GCJ-02 */
} points[] = {
    { "Jiaxing",
      { 120.7555, 30.7461 },
      { 120.759819448283, 30.743799983903 },
      { 120.766383176108, 30.749626494787 },
      { 120.759819237482, 30.743801049958 } },
    { "Chengdu",
      { 104.0665, 30.5723 },
      { 104.069004905671, 30.569845540720 },
      { 104.075480940876, 30.575856163708 },
      { 104.069005020671, 30.569845149533 } },
    { "Tokyo, outside",
      { 139.69, 35.68 },
      { 139.69, 35.68 },
      { 139.696424081888, 35.686367211624 },
      { 139.690000401393, 35.679999218327 } },
    { "London, outside",
      { -0.1276, 51.5072 },
      { -0.1276, 51.5072 },
      { -0.121242496838, 51.513219432300 },
      { -0.127600450722, 51.507199995921 } },
};

static void near(const char *name, double lon, double lat, const double want[2], double tolerance)
{
    ck_assert_msg(fabs(lon - want[0]) <= tolerance && fabs(lat - want[1]) <= tolerance,
                  "%s: %.12f, %.12f", name, lon, lat);
}

START_TEST(known_points)
{
    double lon, lat;
    xw_gcj02_from_wgs84(points[_i].wgs[0], points[_i].wgs[1], &lon, &lat);
    near(points[_i].name, lon, lat, points[_i].gcj, 1e-11);
    xw_bd09_from_gcj02(points[_i].gcj[0], points[_i].gcj[1], &lon, &lat);
    near(points[_i].name, lon, lat, points[_i].bd, 1e-11);
    xw_gcj02_from_bd09(points[_i].bd[0], points[_i].bd[1], &lon, &lat);
    near(points[_i].name, lon, lat, points[_i].back, 1e-11);
    xw_wgs84_from_gcj02(points[_i].gcj[0], points[_i].gcj[1], &lon, &lat);
    near(points[_i].name, lon, lat, points[_i].wgs, 1e-11);
}
END_TEST

/* From every half degree of the box there and back again. */
START_TEST(the_inverse_returns)
{
    for (int i = 0; i <= 130; i++)
        for (int j = 0; j <= 108; j++) {
            double at[2] = { 72.5 + 0.5 * i, 1.5 + 0.5 * j }, lon, lat;
            xw_gcj02_from_wgs84(at[0], at[1], &lon, &lat);
            ck_assert(fabs(lon - at[0]) + fabs(lat - at[1]) < 0.03);
            xw_wgs84_from_gcj02(lon, lat, &lon, &lat);
            near("inverse", lon, lat, at, 1e-11);
            xw_bd09_from_gcj02(at[0], at[1], &lon, &lat);
            xw_gcj02_from_bd09(lon, lat, &lon, &lat);
            near("BD-09", lon, lat, at, 2e-6);
        }
}
END_TEST

static const struct {
    double lon, lat;
    bool inside;
} border[] = {
    { 72.004, 30, true },       { 72.0039999, 30, false },  { 137.8347, 30, true },
    { 137.8347001, 30, false }, { 100, 0.8293, true },      { 100, 0.8292999, false },
    { 100, 55.8271, true },     { 100, 55.8271001, false }, { NAN, 30, false },
    { 100, NAN, false },
};

START_TEST(the_border_belongs_to_the_box)
{
    double lon, lat;
    ck_assert_int_eq(xw_china_box(border[_i].lon, border[_i].lat), border[_i].inside);
    xw_gcj02_from_wgs84(border[_i].lon, border[_i].lat, &lon, &lat);
    bool same = lon == border[_i].lon && lat == border[_i].lat;
    if (!isnan(border[_i].lon) && !isnan(border[_i].lat))
        ck_assert_int_eq(same, !border[_i].inside);
    else
        ck_assert(isnan(lon) || isnan(lat));
    xw_wgs84_from_gcj02(border[_i].lon, border[_i].lat, &lon, &lat);
    if (!border[_i].inside && !isnan(border[_i].lon) && !isnan(border[_i].lat))
        ck_assert(lon == border[_i].lon && lat == border[_i].lat);
    if (border[_i].inside) ck_assert(fabs(lon - border[_i].lon) < 0.03);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_loop_test(c, known_points, 0, (int)(sizeof points / sizeof *points));
    return c;
}

static TCase *laws(void)
{
    TCase *c = tcase_create("laws");
    tcase_add_test(c, the_inverse_returns);
    return c;
}

static TCase *limits(void)
{
    TCase *c = tcase_create("limits");
    tcase_add_loop_test(c, the_border_belongs_to_the_box, 0, (int)(sizeof border / sizeof *border));
    return c;
}

UNIT_MAIN("china_datum", known_answers(), laws(), limits())
