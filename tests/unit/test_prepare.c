#include "xuewei/prepare.h"
#include "tiny.h"

/* The arc of a zone to a division in a year of primary school, or NULL-like -1. */
static int32_t arc(const struct tiny *t, int32_t year, int32_t zone, int32_t division)
{
    const struct xw_seating_arcs *a = &xw_prepared_stage(&t->prepared, year, 0)->arcs;
    for (int32_t i = 0; i < a->count; i++)
        if (a->zone[i] == zone && a->division[i] == division) return i;
    return -1;
}

START_TEST(ways_catchments_and_arcs)
{
    struct tiny t;
    tiny_open(&t, NULL);
    const struct xw_seating_arcs *before = &xw_prepared_stage(&t.prepared, 1, 0)->arcs;
    const struct xw_seating_arcs *after = &xw_prepared_stage(&t.prepared, 2, 0)->arcs;
    ck_assert_int_eq(before->count, 3); /* one open school */
    ck_assert_int_eq(after->count, 6);
    ck_assert_int_eq(arc(&t, 1, 0, 1), -1);
    ck_assert_int_eq(before->cost_m[arc(&t, 1, 2, 0)], 3600);
    ck_assert_int_eq(before->reason[arc(&t, 1, 2, 0)], XW_REASON_CATCHMENT);
    ck_assert_int_eq(after->cost_m[arc(&t, 2, 2, 1)], 0);
    ck_assert_int_eq(after->reason[arc(&t, 2, 2, 1)], XW_REASON_CATCHMENT);
    ck_assert_int_eq(after->cost_m[arc(&t, 2, 2, 0)], 3600 + t.scenario.assignment.coordination_m);
    ck_assert_int_eq(after->reason[arc(&t, 2, 2, 0)], XW_REASON_COORDINATION);
    ck_assert_int_eq(after->cost_m[arc(&t, 2, 1, 1)], 2400 + t.scenario.assignment.coordination_m);
    tiny_close(&t);
}
END_TEST

START_TEST(ways_by_air_stand_beside_those_of_pupils)
{
    struct tiny t;
    tiny_open(&t, NULL); /* zones at 0, 1000 and 3000 m, schools in the first and last */
    static const int32_t straight[3][2] = { { 0, 3000 }, { 1000, 2000 }, { 3000, 0 } };
    static const int32_t way[3][2] = { { 0, 3600 }, { 1200, 2400 }, { 3600, 0 } };
    int32_t sites = t.prepared.timeline.sites;
    for (int32_t z = 0; z < 3; z++)
        for (int32_t s = 0; s < 2; s++) {
            ck_assert_int_eq(t.prepared.straight_m[z * sites + s], straight[z][s]);
            ck_assert_int_eq(t.prepared.way_m[z * sites + s], way[z][s]);
        }
    tiny_close(&t);
}
END_TEST

START_TEST(nearest_prunes_but_never_the_catchment)
{
    struct tiny t;
    tiny_read(&t, NULL);
    t.scenario.assignment.nearest = 1;
    for (int32_t i = 0; i < t.scenario.catchments.count; i++) /* C stays with S1 for ever */
        if (t.scenario.catchments.stage[i] == 0 && t.scenario.catchments.zone[i] == 2 &&
            t.scenario.catchments.school[i] == 0)
            t.scenario.catchments.to_year[i] = XW_NEVER;
        else if (t.scenario.catchments.school[i] == 1)
            t.scenario.catchments.from_year[i] = 2050;
    tiny_prepare(&t);
    ck_assert_int_ge(arc(&t, 2, 2, 0), 0); /* its catchment */
    ck_assert_int_ge(arc(&t, 2, 2, 1), 0); /* its nearest */
    ck_assert_int_ge(arc(&t, 2, 0, 0), 0);
    ck_assert_int_eq(arc(&t, 2, 0, 1), -1);
    ck_assert_int_eq(arc(&t, 2, 1, 1), -1);
    tiny_close(&t);
}
END_TEST

START_TEST(private_schools_are_not_in_public_admission)
{
    struct tiny t;
    tiny_read(&t, NULL);
    t.scenario.schools.sector[1] = XW_PRIVATE;
    tiny_prepare(&t);
    ck_assert_int_eq(xw_prepared_stage(&t.prepared, 2, 0)->arcs.count, 3);
    ck_assert_int_eq(arc(&t, 2, 2, 1), -1);
    tiny_close(&t);
}
END_TEST

START_TEST(years_that_change_nothing_share_their_arcs)
{
    struct tiny t;
    tiny_open(&t, NULL);
    ck_assert_ptr_eq(xw_prepared_stage(&t.prepared, 0, 0)->arcs.zone,
                     xw_prepared_stage(&t.prepared, 1, 0)->arcs.zone);
    ck_assert_ptr_ne(xw_prepared_stage(&t.prepared, 1, 0)->arcs.zone,
                     xw_prepared_stage(&t.prepared, 2, 0)->arcs.zone);
    ck_assert_ptr_eq(xw_prepared_stage(&t.prepared, 2, 0)->arcs.zone,
                     xw_prepared_stage(&t.prepared, 3, 0)->arcs.zone);
    tiny_close(&t);
}
END_TEST

START_TEST(a_catchment_that_changes_alone_is_drawn_again)
{
    struct tiny t;
    tiny_read(&t, NULL);
    for (int32_t i = 0; i < t.scenario.catchments.count; i++)
        if (t.scenario.catchments.stage[i] == 0 && t.scenario.catchments.zone[i] == 1) {
            t.scenario.catchments.from_year[i] = 2023;
            t.scenario.catchments.school[i] = 1;
        }
    tiny_prepare(&t);
    ck_assert_int_eq(xw_prepared_stage(&t.prepared, 2, 0)->arcs.reason[arc(&t, 2, 1, 0)],
                     XW_REASON_CATCHMENT);
    ck_assert_int_eq(xw_prepared_stage(&t.prepared, 3, 0)->arcs.reason[arc(&t, 3, 1, 1)],
                     XW_REASON_CATCHMENT);
    tiny_close(&t);
}
END_TEST

START_TEST(a_catchment_row_that_ends_alone_is_noticed)
{
    struct tiny t;
    tiny_read(&t, NULL);
    t.scenario.catchments.to_year[2] = 2022;   /* C belongs to S1 until 2022 ... */
    t.scenario.catchments.from_year[3] = 2050; /* ... and has no row then: S2 is its nearest */
    tiny_prepare(&t);
    ck_assert_int_eq(xw_prepared_stage(&t.prepared, 2, 0)->arcs.reason[arc(&t, 2, 2, 0)],
                     XW_REASON_CATCHMENT);
    ck_assert_int_eq(xw_prepared_stage(&t.prepared, 3, 0)->arcs.reason[arc(&t, 3, 2, 0)],
                     XW_REASON_COORDINATION);
    ck_assert_int_eq(xw_prepared_stage(&t.prepared, 3, 0)->arcs.reason[arc(&t, 3, 2, 1)],
                     XW_REASON_CATCHMENT);
    tiny_close(&t);
}
END_TEST

START_TEST(schools_stand_in_zones_and_zones_at_points)
{
    struct tiny t;
    tiny_open(&t, NULL);
    ck_assert_double_eq(t.scenario.schools.x_m[1], 3000.0);
    ck_assert_int_eq(t.scenario.schools.zone[1], 2);
    tiny_close(&t);

    tiny_read(&t, NULL);
    t.scenario.schools.zone[1] = XW_NONE;
    t.scenario.schools.x_m[1] = 1400.0;
    t.scenario.schools.y_m[1] = 10.0;
    tiny_prepare(&t);
    ck_assert_int_eq(t.scenario.schools.zone[1], 1);
    tiny_close(&t);
}
END_TEST

START_TEST(horizon_cannot_begin_long_before_the_count)
{
    struct tiny t;
    tiny_read(&t, NULL);
    t.scenario.base_year = 2022;
    ck_assert_int_eq(xw_prepare(&t.keep, t.scratch, &t.scenario, &t.diag, &t.prepared), XW_REFUSED);
    ck_assert_int_eq(t.diag.refused, 1);
    ck_assert_ptr_nonnull(
        strstr(t.diag.refusal[0].text, "first year that can be simulated is 2022"));
    tiny_close(&t);

    tiny_read(&t, NULL);
    t.scenario.base_year = 2021;
    t.scenario.base_month = 9;
    t.scenario.base_day = 1; /* on the day: the year before it can still be reached */
    ck_assert_int_eq(xw_prepare(&t.keep, t.scratch, &t.scenario, &t.diag, &t.prepared), XW_OK);
    tiny_close(&t);
}
END_TEST

START_TEST(degrees_are_projected)
{
    struct tiny t;
    tiny_read(&t, NULL);
    t.scenario.crs = "EPSG:4549"; /* CGCS2000, 3-degree Gauss-Kruger, 120 E */
    for (int32_t z = 0; z < 3; z++) {
        t.scenario.zones.x_m[z] = t.scenario.zones.y_m[z] = NAN;
        t.scenario.zones.lon_deg[z] = 120.0 + 0.01 * z;
        t.scenario.zones.lat_deg[z] = 30.0;
    }
    for (int32_t i = 0; i < 2; i++) /* given by their zones */
        t.scenario.schools.x_m[i] = t.scenario.schools.y_m[i] = NAN;
    tiny_prepare(&t);
    /* On the central meridian the easting is the false one; a hundredth of a degree of longitude at
     * 30 N is 965 m (WGS 84 ellipsoid: cos 30 x 111,416 m a degree). */
    ck_assert_double_eq_tol(t.scenario.zones.x_m[0], 500000.0, 0.001);
    ck_assert_double_eq_tol(t.scenario.zones.x_m[1] - 500000.0, 964.9, 0.5);
    ck_assert_double_eq_tol(t.scenario.schools.x_m[1], t.scenario.zones.x_m[2], 1e-9);
    tiny_close(&t);

    tiny_read(&t, NULL);
    t.scenario.crs = "EPSG:0";
    ck_assert_int_eq(xw_prepare(&t.keep, t.scratch, &t.scenario, &t.diag, &t.prepared), XW_REFUSED);
    ck_assert_str_eq(t.diag.refusal[0].text, "\"EPSG:0\" is not accepted");
    tiny_close(&t);
}
END_TEST

START_TEST(each_place_is_projected_by_itself)
{
    struct tiny t;
    tiny_read(&t, NULL);
    t.scenario.crs = "EPSG:4549";
    static const double lon[] = { 120.0, 120.01, 120.0 }, lat[] = { 30.0, 31.0, 32.0 };
    for (int32_t z = 0; z < 3; z++) {
        t.scenario.zones.x_m[z] = t.scenario.zones.y_m[z] = NAN;
        t.scenario.zones.lon_deg[z] = lon[z];
        t.scenario.zones.lat_deg[z] = lat[z];
    }
    /* B has metres already: its degrees are not asked. */
    t.scenario.zones.x_m[1] = 500100.0;
    t.scenario.zones.y_m[1] = 3400000.0;
    /* S1 lies a hundredth of a degree north of C. S2 is given by its zone C alone. */
    t.scenario.schools.zone[0] = XW_NONE;
    t.scenario.schools.lon_deg[0] = 120.0;
    t.scenario.schools.lat_deg[0] = 32.01;
    t.scenario.schools.lon_deg[1] = t.scenario.schools.lat_deg[1] = NAN;
    for (int32_t i = 0; i < 2; i++)
        t.scenario.schools.x_m[i] = t.scenario.schools.y_m[i] = NAN;
    tiny_prepare(&t);
    /* Degrees of the meridian at 30 to 32 N are 110,853 m to 110,889 m long: 2 degrees are 221.7 km. */
    const double *y = t.scenario.zones.y_m;
    ck_assert_double_eq(t.scenario.zones.x_m[1], 500100.0);
    ck_assert_double_eq(y[1], 3400000.0);
    ck_assert_double_eq_tol(t.scenario.zones.x_m[2], 500000.0, 0.001);
    ck_assert_double_eq_tol(y[2] - y[0], 221742.0, 100.0);
    ck_assert_double_eq_tol(t.scenario.schools.x_m[0], 500000.0, 0.001);
    ck_assert_double_eq_tol(t.scenario.schools.y_m[0] - y[2], 1108.9, 0.5);
    ck_assert_int_eq(t.scenario.schools.zone[0], 2);
    ck_assert_int_eq(t.scenario.schools.zone[1], 2);
    ck_assert_double_eq(t.scenario.schools.y_m[1], y[2]);
    tiny_close(&t);
}
END_TEST

START_TEST(points_keep_their_zone_or_take_the_nearest)
{
    struct tiny t;
    tiny_read(&t, NULL);
    t.scenario.zones.y_m[0] = 500.0; /* A (0, 500), B (1000, 0), C (3000, -800) */
    t.scenario.zones.y_m[2] = -800.0;
    /* S1 says that it is of C and stands near A: both are kept. S2 stands at (0, -600): A is
     * 1,100 m away, B 1,166 m. */
    t.scenario.schools.zone[0] = 2;
    t.scenario.schools.x_m[0] = 10.0;
    t.scenario.schools.y_m[0] = 490.0;
    t.scenario.schools.zone[1] = XW_NONE;
    t.scenario.schools.x_m[1] = 0.0;
    t.scenario.schools.y_m[1] = -600.0;
    tiny_prepare(&t);
    ck_assert_int_eq(t.scenario.schools.zone[0], 2);
    ck_assert_double_eq(t.scenario.schools.x_m[0], 10.0);
    ck_assert_double_eq(t.scenario.schools.y_m[0], 490.0);
    ck_assert_int_eq(t.scenario.schools.zone[1], 0);
    tiny_close(&t);

    /* Halfway between A and B: the first. Given by its zone alone: the zone's point. */
    tiny_read(&t, NULL);
    t.scenario.zones.y_m[2] = -800.0;
    t.scenario.schools.zone[0] = XW_NONE;
    t.scenario.schools.x_m[0] = 500.0;
    t.scenario.schools.y_m[0] = 0.0;
    t.scenario.schools.zone[1] = 2;
    t.scenario.schools.x_m[1] = t.scenario.schools.y_m[1] = NAN;
    tiny_prepare(&t);
    ck_assert_int_eq(t.scenario.schools.zone[0], 0);
    ck_assert_double_eq(t.scenario.schools.x_m[1], 3000.0);
    ck_assert_double_eq(t.scenario.schools.y_m[1], -800.0);
    tiny_close(&t);
}
END_TEST

static TCase *known(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_test(c, ways_catchments_and_arcs);
    tcase_add_test(c, ways_by_air_stand_beside_those_of_pupils);
    tcase_add_test(c, nearest_prunes_but_never_the_catchment);
    tcase_add_test(c, private_schools_are_not_in_public_admission);
    tcase_add_test(c, years_that_change_nothing_share_their_arcs);
    tcase_add_test(c, a_catchment_that_changes_alone_is_drawn_again);
    tcase_add_test(c, a_catchment_row_that_ends_alone_is_noticed);
    tcase_add_test(c, schools_stand_in_zones_and_zones_at_points);
    tcase_add_test(c, horizon_cannot_begin_long_before_the_count);
    tcase_add_test(c, degrees_are_projected);
    tcase_add_test(c, each_place_is_projected_by_itself);
    tcase_add_test(c, points_keep_their_zone_or_take_the_nearest);
    return c;
}

UNIT_MAIN("prepare", known())
