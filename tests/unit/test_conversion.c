#include "xuewei/conversion.h"
#include "unit.h"
#include <math.h>

static const struct {
    const char *name;
    enum xw_status want;
    bool degrees;
} names[] = {
    { "WGS84", XW_OK, true },
    { "wgs-84", XW_OK, true },
    { "CGCS2000", XW_OK, true },
    { "GCJ02", XW_OK, true },
    { "gcj-02", XW_OK, true },
    { "BD09", XW_OK, true },
    { "EPSG:4326", XW_OK, true },
    { "epsg:4490", XW_OK, true },
    { "EPSG:4549", XW_OK, false },
    { "4549", XW_OK, false },
    { "EPSG:4526", XW_OK, false },
    { "EPSG:4554", XW_OK, false },
    { "EPSG:3857", XW_OK, false },
    { "EPSG:999999", XW_CRS_UNKNOWN, true },
    { "OGC:CRS84", XW_OK, true },
    { "+proj=utm +zone=50 +datum=WGS84 +type=crs", XW_OK, false },
    { "nonsense", XW_CRS_UNKNOWN, true },
    { "foo", XW_CRS_UNKNOWN, true }, /* PROJ: Amersfoort */
    { "Beijing 1954", XW_CRS_UNKNOWN, true },
    { "WGS 84", XW_CRS_UNKNOWN, true },
    { "EPSG:", XW_CRS_UNKNOWN, true },
    { "EPSG:WGS 84", XW_CRS_UNKNOWN, true },
    { "", XW_CRS_UNKNOWN, true },
    { "local", XW_CRS_UNKNOWN, true },
    { "EPSG:4479", XW_CRS_UNKNOWN, true }, /* geocentric */
    { "EPSG:2225", XW_CRS_UNKNOWN, true }, /* feet */
    { "EPSG:4807", XW_CRS_UNKNOWN, true }, /* grads */
};

START_TEST(references_are_known_or_not)
{
    bool degrees = !names[_i].degrees;
    enum xw_status got = xw_reference_find(names[_i].name, &degrees);
    ck_assert_msg(got == names[_i].want, "%s: got %d", names[_i].name, got);
    if (got == XW_OK) ck_assert_int_eq(degrees, names[_i].degrees);
    struct xw_conversion c;
    ck_assert_int_eq(xw_conversion_open(&c, "WGS84", names[_i].name), got);
    ck_assert((c.context != NULL) == (got == XW_OK));
    xw_conversion_close(&c);
    xw_conversion_close(&c);
    ck_assert_int_eq(xw_conversion_open(&c, names[_i].name, "EPSG:4549"), got);
    xw_conversion_close(&c);
}
END_TEST

/* The planes are PROJ's own program cs2cs to a tenth of a millimetre; GCJ-02 and BD-09 are gcoord's. */
static const struct {
    const char *from, *to;
    double x, y, to_x, to_y, tolerance;
} points[] = {
    { "EPSG:4490", "EPSG:4547", 114.324662524, 42.170742856, 526826.524622, 4670653.158095, 1e-4 },
    { "EPSG:4547", "EPSG:4490", 526826.524622, 4670653.158095, 114.324662524, 42.170742856, 1e-9 },
    { "EPSG:4490", "EPSG:4528", 121.467993924, 29.000302219, 40643047.663688, 3210191.384088,
      1e-4 },
    { "WGS84", "GCJ02", 120.7555, 30.7461, 120.759819448283, 30.743799983903, 1e-11 },
    { "WGS84", "BD09", 120.7555, 30.7461, 120.766383176108, 30.749626494787, 1e-11 },
    { "EPSG:4326", "BD09", 120.7555, 30.7461, 120.766383176108, 30.749626494787, 1e-11 },
    { "GCJ02", "BD09", 120.759819448283, 30.743799983903, 120.766383176108, 30.749626494787,
      1e-11 },
    { "BD09", "GCJ02", 120.766383176108, 30.749626494787, 120.759819237482, 30.743801049958,
      1e-11 },
    { "GCJ02", "WGS84", 120.759819448283, 30.743799983903, 120.7555, 30.7461, 1e-11 },
    { "BD09", "WGS84", 120.766383176108, 30.749626494787, 120.7555, 30.7461, 2e-6 },
    { "EPSG:4549", "EPSG:4549", 500123.5, 3400000.25, 500123.5, 3400000.25, 0 },
    { "WGS84", "WGS84", 120.7555, 30.7461, 120.7555, 30.7461, 0 },
    { "BD09", "BD09", 120.7555, 30.7461, 120.7555, 30.7461, 0 },
    { "CGCS2000", "WGS84", 120.7555, 30.7461, 120.7555, 30.7461, 2e-9 },
};

START_TEST(known_points)
{
    struct xw_conversion c;
    double x, y;
    ck_assert_int_eq(xw_conversion_open(&c, points[_i].from, points[_i].to), XW_OK);
    ck_assert_int_eq(xw_conversion_point(&c, points[_i].x, points[_i].y, &x, &y), XW_OK);
    ck_assert_msg(fabs(x - points[_i].to_x) <= points[_i].tolerance &&
                      fabs(y - points[_i].to_y) <= points[_i].tolerance,
                  "%s to %s: %.12f, %.12f", points[_i].from, points[_i].to, x, y);
    xw_conversion_close(&c);
}
END_TEST

/* A chain is its links: BD-09 to the plane over WGS 84, and from the plane to GCJ-02. */
START_TEST(chains_are_their_links)
{
    static const char *const chain[] = { "BD09", "WGS84", "EPSG:4549", "WGS84", "GCJ02" };
    double x = 120.766383176108, y = 30.749626494787, direct_x = x, direct_y = y;
    struct xw_conversion c;
    for (int k = 0; k < 4; k++) {
        ck_assert_int_eq(xw_conversion_open(&c, chain[k], chain[k + 1]), XW_OK);
        ck_assert_int_eq(xw_conversion_point(&c, x, y, &x, &y), XW_OK);
        xw_conversion_close(&c);
    }
    for (int k = 0; k < 4; k += 2) {
        ck_assert_int_eq(xw_conversion_open(&c, chain[k], chain[k + 2]), XW_OK);
        ck_assert_int_eq(xw_conversion_point(&c, direct_x, direct_y, &direct_x, &direct_y), XW_OK);
        xw_conversion_close(&c);
    }
    ck_assert_double_eq_tol(direct_x, x, 1e-10);
    ck_assert_double_eq_tol(direct_y, y, 1e-10);
    ck_assert_double_eq_tol(x, 120.759819448283, 2e-6);
}
END_TEST

static const struct {
    const char *from, *to;
    double x, y;
} nowhere[] = {
    { "WGS84", "GCJ02", NAN, 30 },         { "WGS84", "GCJ02", 120, INFINITY },
    { "WGS84", "GCJ02", 180.1, 30 },       { "GCJ02", "WGS84", 120, -90.1 },
    { "WGS84", "EPSG:4549", 30, 120 },     { "EPSG:4549", "WGS84", 1e12, 0 },
    { "EPSG:4549", "GCJ02", 500000, NAN },
};

START_TEST(points_of_nowhere_are_refused)
{
    struct xw_conversion c;
    double x = -9, y = -9;
    ck_assert_int_eq(xw_conversion_open(&c, nowhere[_i].from, nowhere[_i].to), XW_OK);
    ck_assert_int_eq(xw_conversion_point(&c, nowhere[_i].x, nowhere[_i].y, &x, &y),
                     XW_NOT_PROJECTED);
    ck_assert(x == -9 && y == -9);
    xw_conversion_close(&c);
}
END_TEST

/* The degrees of Xian 1980 have no known shift, those of Beijing 1954 one in some basins, as that of
 * the Ordos, but not at Shaoxing. A plane of a datum and its degrees need none. */
START_TEST(unknown_shifts_of_datums_are_refused)
{
    struct xw_conversion c;
    double x, y;
    ck_assert_int_eq(xw_conversion_open(&c, "EPSG:4610", "WGS84"), XW_NOT_PROJECTED);
    ck_assert_ptr_null(c.context);
    ck_assert_int_eq(xw_conversion_open(&c, "GCJ02", "EPSG:4610"), XW_NOT_PROJECTED);
    ck_assert_int_eq(xw_conversion_open(&c, "EPSG:4214", "CGCS2000"), XW_NOT_PROJECTED);
    ck_assert_int_eq(xw_conversion_open(&c, "EPSG:4214", "WGS84"), XW_OK);
    ck_assert_int_eq(xw_conversion_point(&c, 120, 30, &x, &y), XW_NOT_PROJECTED);
    ck_assert_int_eq(xw_conversion_point(&c, 108.5, 37, &x, &y), XW_OK);
    ck_assert(fabs(x - 108.5) > 1e-4);
    xw_conversion_close(&c);
    ck_assert_int_eq(xw_conversion_open(&c, "EPSG:2437", "EPSG:4214"), XW_OK);
    ck_assert_int_eq(xw_conversion_point(&c, 500000, 3320000, &x, &y), XW_OK);
    ck_assert_double_eq_tol(x, 120, 1e-9);
    xw_conversion_close(&c);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_loop_test(c, known_points, 0, (int)(sizeof points / sizeof *points));
    tcase_add_test(c, chains_are_their_links);
    return c;
}

static TCase *refusals(void)
{
    TCase *c = tcase_create("refusals");
    tcase_add_loop_test(c, references_are_known_or_not, 0, (int)(sizeof names / sizeof *names));
    tcase_add_test(c, unknown_shifts_of_datums_are_refused);
    tcase_add_loop_test(c, points_of_nowhere_are_refused, 0,
                        (int)(sizeof nowhere / sizeof *nowhere));
    return c;
}

UNIT_MAIN("conversion", known_answers(), refusals())
