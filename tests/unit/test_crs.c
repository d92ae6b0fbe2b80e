#include "xuewei/crs.h"
#include "unit.h"
#include <math.h>
#include <proj.h>
#include <string.h>

static struct xw_crs open_crs(const char *name)
{
    struct xw_crs crs;
    ck_assert_int_eq(xw_crs_open(&crs, name), XW_OK);
    return crs;
}

/* Gauss-Kruger of CGCS2000 at 120 degrees east, false easting 500 km. On the central meridian the
 * northing is the arc of the ellipsoid from the equator: to 30 degrees 3,320,113.398 m, to 45
 * degrees 4,984,944.378 m (GRS 80; CGCS2000 has the same axis, its flattening differs in the ninth
 * digit). Easting first, whatever the definition says. */
START_TEST(the_central_meridian)
{
    struct xw_crs crs = open_crs("EPSG:4549");
    const double lon[] = { 120, 120, 120 }, lat[] = { 0, 30, 45 };
    const double northing[] = { 0, 3320113.398, 4984944.378 };
    double x[3], y[3], back_lon[3], back_lat[3];
    ck_assert_int_eq(xw_crs_project(&crs, 3, lon, lat, x, y), XW_OK);
    ck_assert_int_eq(xw_crs_unproject(&crs, 3, x, y, back_lon, back_lat), XW_OK);
    for (int i = 0; i < 3; i++) {
        ck_assert_double_eq_tol(x[i], 500000.0, 0.001);
        ck_assert_double_eq_tol(y[i], northing[i], 0.001);
        ck_assert_double_eq_tol(back_lon[i], lon[i], 1e-9);
        ck_assert_double_eq_tol(back_lat[i], lat[i], 1e-9);
    }
    xw_crs_close(&crs);
}
END_TEST

/* East and west of the meridian lie alike on both sides of 500 km. */
START_TEST(east_is_positive)
{
    struct xw_crs crs = open_crs("EPSG:4549");
    const double lon[] = { 119.4, 120.6 }, lat[] = { 30, 30 };
    double x[2], y[2];
    ck_assert_int_eq(xw_crs_project(&crs, 2, lon, lat, x, y), XW_OK);
    ck_assert_double_gt(x[1], 557000.0);
    ck_assert_double_lt(x[1], 559000.0);
    ck_assert_double_eq_tol(x[0] + x[1], 1000000.0, 0.001);
    ck_assert_double_eq_tol(y[0], y[1], 0.001);
    xw_crs_close(&crs);
}
END_TEST

static const struct {
    const char *name;
    enum xw_status want;
} names[] = {
    { "EPSG:4549", XW_OK },
    { "EPSG:32650", XW_OK }, /* UTM, easting first */
    { "+proj=utm +zone=50 +type=crs", XW_OK },
    { "EPSG:999999", XW_CRS_UNKNOWN },
    { "epsg:4549", XW_OK },
    { "nonsense", XW_CRS_UNKNOWN },
    { "CGCS2000 / 3-degree Gauss-Kruger CM 120E", XW_CRS_UNKNOWN }, /* a name, not a code */
    { "", XW_CRS_UNKNOWN },
    { "Local", XW_CRS_UNKNOWN },
    { "EPSG:4490", XW_CRS_UNKNOWN }, /* degrees */
    { "EPSG:4479", XW_CRS_UNKNOWN }, /* geocentric */
    { "EPSG:5773", XW_CRS_UNKNOWN }, /* a height */
    { "EPSG:2225", XW_CRS_UNKNOWN }, /* California in US feet */
    { "+proj=utm +zone=50 +units=km +type=crs", XW_CRS_UNKNOWN },
    { "+proj=utm +zone=50", XW_CRS_UNKNOWN }, /* an operation */
};

START_TEST(names_are_known_or_not)
{
    struct xw_crs crs = { &crs, &crs };
    enum xw_status got = xw_crs_open(&crs, names[_i].name);
    ck_assert_msg(got == names[_i].want, "%s: got %d", names[_i].name, got);
    ck_assert((crs.transform != NULL) == (got == XW_OK));
    ck_assert((crs.context != NULL) == (got == XW_OK));
    xw_crs_close(&crs);
    ck_assert_ptr_null(crs.transform);
    ck_assert_ptr_null(crs.context);
    xw_crs_close(&crs);

    struct xw_arena keep;
    const char *wkt = NULL, *title = NULL;
    int32_t epsg = -9;
    ck_assert_int_eq(xw_arena_init(&keep, 1 << 20), XW_OK);
    ck_assert_int_eq(xw_crs_describe(names[_i].name, &keep, &wkt, &epsg, &title), names[_i].want);
    ck_assert((wkt != NULL) == (got == XW_OK));
    ck_assert((title != NULL) == (got == XW_OK));
    ck_assert((epsg != -9) == (got == XW_OK));
    xw_arena_free(&keep);
}
END_TEST

START_TEST(local_is_not_projected)
{
    struct xw_crs crs = open_crs("local");
    double x = -9, y = -9;
    const double lon = 120, lat = 30;
    ck_assert_ptr_null(crs.context);
    ck_assert_ptr_null(crs.transform);
    ck_assert_int_eq(xw_crs_project(&crs, 1, &lon, &lat, &x, &y), XW_NOT_PROJECTED);
    ck_assert_int_eq(xw_crs_unproject(&crs, 1, &lon, &lat, &x, &y), XW_NOT_PROJECTED);
    ck_assert_double_eq(x, -9);
    xw_crs_close(&crs);
    xw_crs_close(&(struct xw_crs){ 0 });
}
END_TEST

/* Whatever the environment wishes: grids of the network would change results. */
START_TEST(proj_is_silent_and_off_the_network)
{
    ck_assert_int_eq(setenv("PROJ_NETWORK", "ON", 1), 0);
    struct xw_crs crs = open_crs("EPSG:4549");
    ck_assert_int_eq(proj_context_is_network_enabled(crs.context), 0);
    ck_assert_int_eq(proj_log_level(crs.context, PJ_LOG_TELL), PJ_LOG_NONE);
    xw_crs_close(&crs);
    ck_assert_int_eq(unsetenv("PROJ_NETWORK"), 0);
}
END_TEST

static const struct {
    const char *name;
    double lon, lat;
} points[] = {
    { "longitude not a number", NAN, 30 },     { "latitude not a number", 120, NAN },
    { "longitude without end", INFINITY, 30 }, { "latitude without end", 120, -INFINITY },
    { "beyond the pole", 120, 90.5 },          { "latitude first", 30, 120 },
};

START_TEST(points_off_the_earth_are_refused)
{
    struct xw_crs crs = open_crs("EPSG:4549");
    const double lon[] = { 120, points[_i].lon }, lat[] = { 30, points[_i].lat };
    double x[2], y[2];
    ck_assert_int_eq(xw_crs_project(&crs, 2, lon, lat, x, y), XW_NOT_PROJECTED);
    ck_assert_int_eq(xw_crs_project(&crs, 1, lon, lat, x, y), XW_OK); /* the next call is well */
    ck_assert_int_eq(xw_crs_project(&crs, 0, lon + 1, lat + 1, x, y), XW_OK);
    xw_crs_close(&crs);
}
END_TEST

START_TEST(points_off_the_plane_are_refused)
{
    struct xw_crs crs = open_crs("EPSG:4549");
    double lon, lat;
    const double far = 1e12, near = 500000, missing = NAN;
    ck_assert_int_eq(xw_crs_unproject(&crs, 1, &far, &near, &lon, &lat), XW_NOT_PROJECTED);
    ck_assert_int_eq(xw_crs_unproject(&crs, 1, &missing, &near, &lon, &lat), XW_NOT_PROJECTED);
    ck_assert_int_eq(xw_crs_unproject(&crs, 1, &near, &missing, &lon, &lat), XW_NOT_PROJECTED);
    ck_assert_int_eq(xw_crs_unproject(&crs, 1, &near, &near, &lon, &lat), XW_OK);
    xw_crs_close(&crs);
}
END_TEST

START_TEST(a_crs_is_described)
{
    struct xw_arena keep;
    const char *wkt, *title;
    int32_t epsg;
    ck_assert_int_eq(xw_arena_init(&keep, 1 << 20), XW_OK);
    ck_assert_int_eq(xw_crs_describe("EPSG:4549", &keep, &wkt, &epsg, &title), XW_OK);
    ck_assert_int_eq(epsg, 4549);
    ck_assert_str_eq(title, "CGCS2000 / 3-degree Gauss-Kruger CM 120E");
    ck_assert_ptr_eq(strstr(wkt, "PROJCS[\"CGCS2000 / 3-degree Gauss-Kruger CM 120E\",GEOGCS["),
                     wkt);
    ck_assert_ptr_nonnull(strstr(wkt, "PARAMETER[\"central_meridian\",120]"));
    ck_assert_ptr_nonnull(strstr(wkt, "AUTHORITY[\"EPSG\",\"4549\"]]"));
    ck_assert_ptr_null(strchr(wkt, '\n'));

    /* Without a code, and with one of somebody else. */
    ck_assert_int_eq(xw_crs_describe("+proj=tmerc +lon_0=120.5 +x_0=500000 +ellps=GRS80 +type=crs",
                                     &keep, &wkt, &epsg, &title),
                     XW_OK);
    ck_assert_int_eq(epsg, 0);
    ck_assert_ptr_nonnull(strstr(wkt, "PARAMETER[\"central_meridian\",120.5]"));
    ck_assert_int_eq(xw_crs_describe("ESRI:102025", &keep, &wkt, &epsg, &title), XW_OK);
    ck_assert_int_eq(epsg, 0);

    epsg = -9;
    ck_assert_int_eq(xw_crs_describe("local", &keep, &wkt, &epsg, &title), XW_OK);
    ck_assert_int_eq(epsg, 0);
    ck_assert_str_eq(wkt, "undefined");
    ck_assert_str_eq(title, "Undefined cartesian SRS");
    xw_arena_free(&keep);
}
END_TEST

START_TEST(no_room_for_a_description)
{
    struct xw_arena keep;
    const char *wkt = NULL, *title = NULL;
    int32_t epsg = -9;
    ck_assert_int_eq(xw_arena_init(&keep, 4096), XW_OK);
    ck_assert_int_eq(xw_crs_describe("EPSG:4549", &keep, &wkt, &epsg, &title), XW_OK);
    ptrdiff_t need = keep.at - keep.base;
    ptrdiff_t rooms[] = { 100, need - 1 }; /* too small for the text; for the title */
    for (int i = 0; i < 2; i++) {
        xw_arena_reset(&keep);
        char *end = keep.end;
        keep.end = keep.base + rooms[i];
        wkt = title = NULL;
        ck_assert_int_eq(xw_crs_describe("EPSG:4549", &keep, &wkt, &epsg, &title), XW_NO_MEMORY);
        ck_assert_ptr_null(wkt);
        ck_assert_ptr_null(title);
        keep.end = end;
    }
    xw_arena_free(&keep);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_test(c, the_central_meridian);
    tcase_add_test(c, east_is_positive);
    tcase_add_test(c, a_crs_is_described);
    return c;
}

static TCase *refusals(void)
{
    TCase *c = tcase_create("refusals");
    tcase_add_loop_test(c, names_are_known_or_not, 0, (int)(sizeof names / sizeof *names));
    tcase_add_test(c, proj_is_silent_and_off_the_network);
    tcase_add_test(c, local_is_not_projected);
    tcase_add_loop_test(c, points_off_the_earth_are_refused, 0,
                        (int)(sizeof points / sizeof *points));
    tcase_add_test(c, points_off_the_plane_are_refused);
    tcase_add_test(c, no_room_for_a_description);
    return c;
}

UNIT_MAIN("crs", known_answers(), refusals())
