#include "xuewei/point_table.h"
#include "reading.h"

/* Convert a file of the given text; what is written, or the refusals without the file's name. */
static const char *made(struct reading *r, struct xw_point_table table, enum xw_status want)
{
    static char said[2000];
    char *written;
    size_t length;
    FILE *to = open_memstream(&written, &length);
    table.path = r->path;
    if (table.encoding == NULL) table.encoding = "UTF-8";
    enum xw_status got = xw_point_table_write(&table, &r->keep, &r->diag, to);
    fclose(to);
    ck_assert_msg(got == want, "status %d: %s", got, reading_said(r));
    if (got != XW_OK) ck_assert_uint_eq(length, 0);
    const char *refusals = reading_said(r);
    size_t path = strlen(r->path);
    if (strncmp(refusals, r->path, path) == 0) refusals += path;
    snprintf(said, sizeof said, "%s", got == XW_OK ? written : refusals);
    free(written);
    return said;
}

#define STAY "WGS84", "WGS84"

static const struct {
    const char *name, *text;
    struct xw_point_table table;
    const char *want;
} tables[] = {
    { "columns are kept, in any order",
      "name,lat,lon\n越城,30,120\n",
      { NULL, NULL, STAY, false, NULL, NULL },
      "name,lat,lon,to_lon,to_lat\n越城,30,120,120.000000000000,30.000000000000\n" },
    { "mark, CRLF, quotes, blank lines, no last line end",
      "\xEF\xBB\xBF\"Lon\",\"a \"\"b\"\"\",LAT\r\n\r\n120,\"x,y\",30\r\n\r\n121,,31",
      { NULL, NULL, STAY, false, NULL, NULL },
      "Lon,\"a \"\"b\"\"\",LAT,to_lon,to_lat\n"
      "120,\"x,y\",30,120.000000000000,30.000000000000\n"
      "121,,31,121.000000000000,31.000000000000\n" },
    { "no rows",
      "lon,lat\n",
      { NULL, NULL, "WGS84", "EPSG:4549", false, NULL, NULL },
      "lon,lat,to_x_m,to_y_m\n" },
    { "easting first",
      "northing,easting\n0,500000\n",
      { NULL, NULL, "EPSG:4549", "EPSG:4490", false, NULL, NULL },
      "northing,easting,to_lon,to_lat\n0,500000,120.000000000000,0.000000000000\n" },
    { "the datum's own columns before others",
      "lon,lat,gcj_lon,gcj_lat\n1,2,-0.5,51.5\n",
      { NULL, NULL, "GCJ02", "WGS84", false, NULL, NULL },
      "lon,lat,gcj_lon,gcj_lat,to_lon,to_lat\n1,2,-0.5,51.5,-0.500000000000,51.500000000000\n" },
    { "columns and results named",
      "a,b\n1,2\n",
      { NULL, NULL, STAY, false, "B,a", "u,v" },
      "a,b,u,v\n1,2,2.000000000000,1.000000000000\n" },
    { "a name that is there already",
      "lon,lat,to_lon,to_lat\n1,2,3,4\n",
      { NULL, NULL, STAY, false, NULL, NULL },
      "lon,lat,to_lon,to_lat,to_lon_2,to_lat_2\n1,2,3,4,1.000000000000,2.000000000000\n" },
    { "distance alone",
      "lat1,lon1,lat2,lon2\n30,120,30,120\n",
      { NULL, NULL, "WGS84", NULL, true, NULL, NULL },
      "lat1,lon1,lat2,lon2,geodesic_m\n30,120,30,120,0.000000000000\n" },
    { "distance with both points, from the plane",
      "x1,y1,x2,y2\n500000,0,500000,0\n",
      { NULL, NULL, "EPSG:4549", "CGCS2000", true, NULL, NULL },
      "x1,y1,x2,y2,to_lon1,to_lat1,to_lon2,to_lat2,geodesic_m\n500000,0,500000,0,120.000000000000,"
      "0.000000000000,120.000000000000,0.000000000000,0.000000000000\n" },
    { "GB18030",
      "\xBE\xAD\xB6\xC8,\xCE\xB3\xB6\xC8\n120,30\n", /* 经度,纬度 */
      { NULL, "GB18030", STAY, false, NULL, NULL },
      "经度,纬度,to_lon,to_lat\n120,30,120.000000000000,30.000000000000\n" },
};

START_TEST(tables_are_converted)
{
    struct reading r;
    reading_begin(&r, tables[_i].text);
    const char *got = made(&r, tables[_i].table, XW_OK);
    ck_assert_msg(strcmp(got, tables[_i].want) == 0, "%s:\n%s", tables[_i].name, got);
    reading_end(&r);
}
END_TEST

static const struct {
    const char *text;
    struct xw_point_table table;
    const char *want;
} refused[] = {
    { "lon,lat\n120,x\n-180.5,\nnan,1\n",
      { NULL, NULL, STAY, false, NULL, NULL },
      ":2:5: lat: \"x\" is not accepted\n    accepted: a number of degrees, -90 to 90\n" },
    { "x_m,y_m\n,1\n",
      { NULL, NULL, "EPSG:4549", "WGS84", false, NULL, NULL },
      ":2:1: x_m: \"\" is not accepted\n    accepted: a number of metres\n" },
    { "lon,lat\n1\n",
      { NULL, NULL, STAY, false, NULL, NULL },
      ":2:1: the row has 1 cells, but the header has 2 columns\n" },
    { "lon,lat\n\n30,89.99999\n120,-200\n",
      { NULL, NULL, STAY, false, NULL, NULL },
      ":4:5: lat: \"-200\" is not accepted\n    accepted: a number of degrees, -90 to 90\n" },
    { "x,y\n900000000,900000000\n",
      { NULL, NULL, "EPSG:4549", "WGS84", false, NULL, NULL },
      ":2:1: x: the point 900000000, 900000000 has no place in WGS84\n" },
    { "lon,latt\n1,1\n",
      { NULL, NULL, STAY, false, NULL, NULL },
      ":1:1: the header has no columns lon,lat; --columns names those that hold the "
      "coordinates\n" },
    { "lon,lat\n1,1\n",
      { NULL, NULL, "WGS84", NULL, true, NULL, NULL },
      ":1:1: the header has no columns lon1,lat1,lon2,lat2; --columns names those that hold the "
      "coordinates\n" },
    { "lon,lat,LON\n1,1,1\n",
      { NULL, NULL, STAY, false, NULL, NULL },
      ":1:9: the column \"LON\" is there twice\n" },
    { "lon,lat\n1,1\n",
      { NULL, NULL, STAY, false, "lon,nowhere", NULL },
      ":1:1: the header has no column \"nowhere\"\n" },
    { "lon,lat\n1,1\n",
      { NULL, NULL, STAY, false, "lon,,lat", NULL },
      "--columns: \"lon,,lat\" is not accepted\n    accepted: 2 names of columns, with commas "
      "between\n" },
    { "lon,lat\n1,1\n",
      { NULL, NULL, STAY, false, NULL, "a,b,c" },
      "--result: \"a,b,c\" is not accepted\n    accepted: 2 names of new columns, with commas "
      "between\n" },
    { "lon,lat\n1,1\n",
      { NULL, NULL, STAY, false, NULL, "a,lat" },
      ":1:1: the header has a column \"lat\" already\n" },
    { "lon,lat\n1,1\n",
      { NULL, NULL, "WGS48", "EPSG:1", false, NULL, NULL },
      "--from: \"WGS48\" is not accepted\n    accepted: WGS84, CGCS2000, GCJ02, BD09, or "
      "AUTHORITY:CODE of a CRS in degrees or metres that PROJ knows, such as EPSG:4549; did you "
      "mean "
      "WGS84?\n" },
    { "lon,lat\n120,30\n",
      { NULL, NULL, "EPSG:4610", "WGS84", false, NULL, NULL },
      "--to: PROJ has no shift from the datum of EPSG:4610 to that of WGS84: the points would be "
      "left "
      "as they are, some hundred metres off\n" },
    { "lon,lat\n120,30\n",
      { NULL, NULL, "EPSG:4214", "GCJ02", false, NULL, NULL },
      ":2:1: lon: the point 120, 30 has no place in GCJ02, or the shift between the datums is not "
      "known there\n" },
    { "",
      { NULL, NULL, STAY, false, NULL, NULL },
      ": the file is empty; a table begins with a header row\n" },
    { "lon,lat\n\"1,1\n",
      { NULL, NULL, STAY, false, NULL, NULL },
      ":2:1: the quote that opens here is never closed\n" },
};

START_TEST(faults_are_refused_with_their_place)
{
    struct reading r;
    reading_begin(&r, refused[_i].text);
    const char *got = made(&r, refused[_i].table, XW_REFUSED);
    ck_assert_msg(strncmp(got, refused[_i].want, strlen(refused[_i].want)) == 0, "%s", got);
    reading_end(&r);
}
END_TEST

START_TEST(every_fault_is_said)
{
    struct reading r;
    reading_begin(&r, "lon,lat\n120,x\n-180.5,\nnan,1\n120,30\n");
    made(&r, (struct xw_point_table){ .from = "WGS84", .to = "GCJ02" }, XW_REFUSED);
    ck_assert_int_eq(r.diag.refused, 4);
    reading_end(&r);
}
END_TEST

/* What cannot be written is no success. */
START_TEST(a_full_disk_is_noticed)
{
    struct reading r;
    reading_begin(&r, "lon,lat\n120,30\n");
    FILE *full = fopen("/dev/full", "w");
    ck_assert_ptr_nonnull(full);
    struct xw_point_table table = {
        .path = r.path, .encoding = "UTF-8", .from = "WGS84", .to = "GCJ02"
    };
    ck_assert_int_eq(xw_point_table_write(&table, &r.keep, &r.diag, full), XW_IO);
    fclose(full);
    reading_end(&r);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_loop_test(c, tables_are_converted, 0, (int)(sizeof tables / sizeof *tables));
    return c;
}

static TCase *refusals(void)
{
    TCase *c = tcase_create("refusals");
    tcase_add_loop_test(c, faults_are_refused_with_their_place, 0,
                        (int)(sizeof refused / sizeof *refused));
    tcase_add_test(c, every_fault_is_said);
    tcase_add_test(c, a_full_disk_is_noticed);
    return c;
}

UNIT_MAIN("point_table", known_answers(), refusals())
