#include "xuewei/geometry_blob.h"
#include "unit.h"
#include <math.h>
#include <string.h>

static struct xw_arena keep;

static void setup(void)
{
    ck_assert_int_eq(xw_arena_init(&keep, 1 << 20), XW_OK);
}

static void teardown(void)
{
    xw_arena_free(&keep);
}

static const char *hex_of(struct xw_blob blob)
{
    static char hex[2048];
    for (ptrdiff_t i = 0; i < blob.length; i++)
        snprintf(hex + 2 * i, 3, "%02X", blob.bytes[i]);
    return hex;
}

/* x + 1, 2 y: a plane whose result can be seen. */
static enum xw_status bend(const void *self, int32_t count, const double *lon_deg,
                           const double *lat_deg, double *x_m, double *y_m)
{
    for (int32_t i = 0; i < count; i++) {
        x_m[i] = lon_deg[i] + 1.0;
        y_m[i] = lat_deg[i] * *(const double *)self;
    }
    return XW_OK;
}

static enum xw_status no_plane(const void *self, int32_t count, const double *lon_deg,
                               const double *lat_deg, double *x_m, double *y_m)
{
    (void)self, (void)count, (void)lon_deg, (void)lat_deg, (void)x_m, (void)y_m;
    return XW_NOT_PROJECTED;
}

static enum xw_status beyond(const void *self, int32_t count, const double *lon_deg,
                             const double *lat_deg, double *x_m, double *y_m)
{
    (void)self, (void)lon_deg, (void)lat_deg;
    for (int32_t i = 0; i < count; i++)
        x_m[i] = y_m[i] = 0.0;
    y_m[count - 1] = INFINITY;
    return XW_OK;
}

static const struct xw_outline_plane as_it_is = { NULL, NULL };

/* OGC 12-128r17, 2.1.3: "GP", version 0, flags 01 (little-endian, no envelope), srs_id 4549 =
 * 0x11C5, then byte order 01, type 1, two doubles: 1.0 is 3FF0..., -2.5 is C004.... */
START_TEST(a_point_is_29_bytes)
{
    struct xw_blob blob;
    ck_assert_int_eq(xw_blob_of_point(&keep, 4549, 1.0, -2.5, &blob), XW_OK);
    ck_assert_str_eq(hex_of(blob), "47500001C51100000101000000000000000000F03F00000000000004C0");
    const char *outline = "untouched";
    ck_assert_int_eq(xw_blob_to_outline(&keep, blob, &outline), XW_OK);
    ck_assert_ptr_null(outline);
    ck_assert_int_eq(xw_blob_of_point(&keep, -1, 0.0, 0.0, &blob), XW_OK);
    ck_assert_str_eq(hex_of(blob), "47500001FFFFFFFF010100000000000000000000000000000000000000");
}
END_TEST

START_TEST(a_line_has_two_positions)
{
    struct xw_blob blob;
    const double x[2] = { 1.0, -2.5 }, y[2] = { 0.0, 1.0 };
    ck_assert_int_eq(xw_blob_of_line(&keep, 4549, x, y, &blob), XW_OK);
    ck_assert_str_eq(hex_of(blob), "47500001C5110000"   /* GP, version, flags, srs_id */
                                   "010200000002000000" /* little-endian, line, two */
                                   "000000000000F03F"   /* x = 1 */
                                   "0000000000000000"   /* y = 0 */
                                   "00000000000004C0"   /* x = -2.5 */
                                   "000000000000F03F"); /* y = 1 */
    const char *text;
    ck_assert_int_eq(xw_blob_to_outline(&keep, blob, &text), XW_STORE_FAILED);
}
END_TEST

/* The envelope is min x, max x, min y, max y; 2 is 4000..., 3 is 4008..., 5 is 4014.... */
START_TEST(an_outline_is_bent_to_the_plane)
{
    const char *text = "{\"type\":\"Polygon\",\"coordinates\":[[[1,0,99],[2,0],[1,2.5],[1,0]]]}";
    struct xw_blob blob;
    double twice = 2.0;
    ck_assert_int_eq(
        xw_blob_of_outline(&keep, 4549, text, (struct xw_outline_plane){ bend, &twice }, &blob),
        XW_OK);
    ck_assert_str_eq(hex_of(blob), "47500003C5110000"
                                   "0000000000000040" /* min x 2 */
                                   "0000000000000840" /* max x 3 */
                                   "0000000000000000"
                                   "0000000000001440" /* max y 5 */
                                   "0103000000"
                                   "01000000"
                                   "04000000"
                                   "00000000000000400000000000000000"
                                   "00000000000008400000000000000000"
                                   "00000000000000400000000000001440"
                                   "00000000000000400000000000000000");
    const char *outline = NULL;
    ck_assert_int_eq(xw_blob_to_outline(&keep, blob, &outline), XW_OK);
    ck_assert_str_eq(outline, "{\"type\":\"Polygon\",\"coordinates\":[[[2,0],[3,0],[2,5],[2,0]]]}");
}
END_TEST

#define RING_A "[[0,0],[10,0],[10,10],[0,10],[0,0]]"
#define RING_B "[[2,2],[2,3],[3,3],[2,2]]"
#define RING_C "[[-20.5,1e-05],[-19,1],[557000.25,3320000.125],[-20.5,1e-05]]"

static const char *const outlines[] = {
    "{\"type\":\"Polygon\",\"coordinates\":[" RING_A "]}",
    "{\"type\":\"Polygon\",\"coordinates\":[" RING_A "," RING_B "]}",
    "{\"type\":\"MultiPolygon\",\"coordinates\":[[" RING_A "]]}",
    "{\"type\":\"MultiPolygon\",\"coordinates\":[[" RING_A "," RING_B "],[" RING_C "]]}",
};

START_TEST(an_outline_comes_back)
{
    struct xw_blob blob;
    const char *back = NULL;
    ck_assert_int_eq(xw_blob_of_outline(&keep, -1, outlines[_i], as_it_is, &blob), XW_OK);
    ck_assert_int_eq(xw_blob_to_outline(&keep, blob, &back), XW_OK);
    ck_assert_str_eq(back, outlines[_i]);
}
END_TEST

START_TEST(a_blob_cut_short_or_too_long_is_refused)
{
    struct xw_blob blob;
    const char *back = NULL;
    ck_assert_int_eq(xw_blob_of_outline(&keep, -1, outlines[_i], as_it_is, &blob), XW_OK);
    for (ptrdiff_t cut = 0; cut < blob.length; cut++) {
        unsigned char *part = malloc((size_t)cut + 1); /* so that a sanitizer sees a byte too far */
        memcpy(part, blob.bytes, (size_t)cut);
        ck_assert_int_eq(xw_blob_to_outline(&keep, (struct xw_blob){ part, cut }, &back),
                         XW_STORE_FAILED);
        free(part);
    }
    unsigned char *longer = malloc((size_t)blob.length + 1);
    memcpy(longer, blob.bytes, (size_t)blob.length);
    longer[blob.length] = 0;
    ck_assert_int_eq(xw_blob_to_outline(&keep, (struct xw_blob){ longer, blob.length + 1 }, &back),
                     XW_STORE_FAILED);
    free(longer);
}
END_TEST

/* Where in a MultiPolygon blob a byte is changed, and to what. */
static const struct {
    int at;
    unsigned char to;
} changes[] = {
    { 0, 'g' },   /* magic */
    { 1, 'p' },   /* */
    { 2, 1 },     /* version */
    { 3, 0x02 },  /* big-endian header */
    { 3, 0x05 },  /* an envelope of another shape */
    { 40, 0 },    /* big-endian geometry */
    { 41, 2 },    /* a line */
    { 42, 1 },    /* type beyond 255 */
    { 45, 2 },    /* more polygons than there are */
    { 49, 0 },    /* a big-endian part */
    { 50, 1 },    /* a part that is a point */
    { 57, 0x7f }, /* more rings than there are */
    { 61, 0xff }, /* more positions than there are */
};

START_TEST(a_blob_of_another_kind_is_refused)
{
    struct xw_blob blob;
    const char *back = NULL;
    ck_assert_int_eq(xw_blob_of_outline(&keep, -1, outlines[2], as_it_is, &blob), XW_OK);
    unsigned char *bytes = malloc((size_t)blob.length);
    memcpy(bytes, blob.bytes, (size_t)blob.length);
    bytes[changes[_i].at] = changes[_i].to;
    ck_assert_int_eq(xw_blob_to_outline(&keep, (struct xw_blob){ bytes, blob.length }, &back),
                     XW_STORE_FAILED);
    free(bytes);
}
END_TEST

static const char *const refused[] = {
    "",
    "[]",
    "{}",
    "{\"type\":\"Polygon\"}",
    "{\"type\":7,\"coordinates\":[]}",
    "{\"type\":\"Polygon\",\"coordinates\":[]}",
    "{\"type\":\"Polygon\",\"coordinates\":[[]]}",
    "{\"type\":\"Point\",\"coordinates\":[1,2]}",
    "{\"type\":\"LineString\",\"coordinates\":" RING_A "}",
    "{\"type\":\"Polygon\",\"coordinates\":" RING_A "}",
    "{\"type\":\"MultiPolygon\",\"coordinates\":[" RING_A "]}",
    "{\"type\":\"MultiPolygon\",\"coordinates\":[]}",
    "{\"type\":\"MultiPolygon\",\"coordinates\":[[" RING_A "],[]]}",
    "{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1,0],[0,0]]]}",       /* three positions */
    "{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1,0],[1,1],[0,1]]]}", /* not closed in x */
    "{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1,0],[1,1],[1,0]]]}", /* not closed in x, y */
    "{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1,0],[1],[0,0]]]}",
    "{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1,0],[1,\"1\"],[0,0]]]}",
    "{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1,0],[null,1],[0,0]]]}",
    "{\"type\":\"Polygon\",\"type\":\"Polygon\",\"coordinates\":[" RING_A "]}",
    "{\"type\":\"Polygon\",\"coordinates\":[" RING_A ",[[0,0]]]}",
};

START_TEST(what_is_no_outline_is_refused)
{
    struct xw_blob blob = { NULL, -7 };
    ck_assert_msg(xw_blob_of_outline(&keep, -1, refused[_i], as_it_is, &blob) == XW_REFUSED, "%s",
                  refused[_i]);
    ck_assert_int_eq(blob.length, -7);
}
END_TEST

START_TEST(a_projection_that_fails_is_said)
{
    struct xw_blob blob;
    ck_assert_int_eq(xw_blob_of_outline(&keep, 4549, outlines[0],
                                        (struct xw_outline_plane){ no_plane, NULL }, &blob),
                     XW_NOT_PROJECTED);
    ck_assert_int_eq(xw_blob_of_outline(&keep, 4549, outlines[0],
                                        (struct xw_outline_plane){ beyond, NULL }, &blob),
                     XW_NOT_FINITE);
}
END_TEST

START_TEST(memory_that_is_used_up_is_said)
{
    double twice = 2.0;
    for (size_t bytes = 8; bytes < 2000; bytes += 8) {
        struct xw_arena small;
        struct xw_blob blob;
        const char *back;
        ck_assert_int_eq(xw_arena_init(&small, bytes), XW_OK);
        enum xw_status status = xw_blob_of_outline(
            &small, -1, outlines[3], (struct xw_outline_plane){ bend, &twice }, &blob);
        if (status == XW_OK) status = xw_blob_to_outline(&small, blob, &back);
        xw_arena_free(&small);
        if (bytes <= 512) ck_assert_int_eq(status, XW_NO_MEMORY);
        if (bytes >= 1600) ck_assert_int_eq(status, XW_OK);
    }
}
END_TEST

#define COUNT(array) (int)(sizeof(array) / sizeof *(array))

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_checked_fixture(c, setup, teardown);
    tcase_add_test(c, a_point_is_29_bytes);
    tcase_add_test(c, a_line_has_two_positions);
    tcase_add_test(c, an_outline_is_bent_to_the_plane);
    return c;
}

static TCase *laws(void)
{
    TCase *c = tcase_create("laws");
    tcase_add_checked_fixture(c, setup, teardown);
    tcase_add_loop_test(c, an_outline_comes_back, 0, COUNT(outlines));
    return c;
}

static TCase *refusals(void)
{
    TCase *c = tcase_create("refusals");
    tcase_add_checked_fixture(c, setup, teardown);
    tcase_add_loop_test(c, a_blob_cut_short_or_too_long_is_refused, 0, COUNT(outlines));
    tcase_add_loop_test(c, a_blob_of_another_kind_is_refused, 0, COUNT(changes));
    tcase_add_loop_test(c, what_is_no_outline_is_refused, 0, COUNT(refused));
    tcase_add_test(c, a_projection_that_fails_is_said);
    tcase_add_test(c, memory_that_is_used_up_is_said);
    return c;
}

UNIT_MAIN("geometry_blob", known_answers(), laws(), refusals())
