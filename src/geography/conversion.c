#include "xuewei/conversion.h"
#include "proj_context.h"
#include "xuewei/china_datum.h"
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

enum shift { NOT_SHIFTED, GCJ02, BD09 };

/* What people write, and what PROJ calls the plane or the degrees below it. */
static const struct {
    const char *name, *proj;
    enum shift shift;
} known[] = {
    { "WGS84", "EPSG:4326", NOT_SHIFTED },    { "WGS-84", "EPSG:4326", NOT_SHIFTED },
    { "CGCS2000", "EPSG:4490", NOT_SHIFTED }, { "GCJ02", "EPSG:4326", GCJ02 },
    { "GCJ-02", "EPSG:4326", GCJ02 },         { "BD09", "EPSG:4326", BD09 },
    { "BD-09", "EPSG:4326", BD09 },
};

/* The name for PROJ; buffer holds one that is made. */
static const char *proj_name(const char *name, char *buffer, size_t size, enum shift *shift)
{
    *shift = NOT_SHIFTED;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (strcasecmp(name, known[i].name) == 0) {
            *shift = known[i].shift;
            return known[i].proj;
        }
    if (*name == '\0' || strspn(name, "0123456789") != strlen(name)) return name;
    snprintf(buffer, size, "EPSG:%s", name);
    return buffer;
}

/* Two axes in degrees, or two in metres. */
static bool usable(PJ_CONTEXT *context, const PJ *crs, bool *degrees)
{
    PJ_TYPE type = proj_get_type(crs);
    if (type != PJ_TYPE_GEOGRAPHIC_2D_CRS && type != PJ_TYPE_PROJECTED_CRS) return false;
    bool geographic = type == PJ_TYPE_GEOGRAPHIC_2D_CRS;
    double unit = geographic ? M_PI / 180.0 : 1.0;
    PJ *axes = proj_crs_get_coordinate_system(context, crs);
    bool good = axes != NULL && proj_cs_get_axis_count(context, axes) == 2;
    for (int i = 0; good && i < 2; i++) {
        double factor = 0.0;
        good =
            proj_cs_get_axis_info(context, axes, i, NULL, NULL, NULL, &factor, NULL, NULL, NULL) &&
            fabs(factor / unit - 1.0) < 1e-12;
    }
    proj_destroy(axes);
    if (good) *degrees = geographic;
    return good;
}

static PJ *find(PJ_CONTEXT *context, const char *name, bool *degrees, enum shift *shift)
{
    char buffer[64];
    PJ *crs = find_crs(context, proj_name(name, buffer, sizeof buffer, shift));
    if (crs == NULL || usable(context, crs, degrees)) return crs;
    proj_destroy(crs);
    return NULL;
}

enum xw_status xw_reference_find(const char *name, bool *degrees)
{
    enum shift shift;
    PJ_CONTEXT *context = open_context();
    if (context == NULL) return XW_NO_MEMORY;
    PJ *crs = find(context, name, degrees, &shift);
    enum xw_status status = crs == NULL ? XW_CRS_UNKNOWN : XW_OK;
    proj_destroy(crs);
    proj_context_destroy(context);
    return status;
}

/* WGS 84 or CGCS2000, which are one to some centimetres; PROJ calls the way between them rough all the
 * same, because nobody has published one. */
static bool modern(PJ_CONTEXT *context, const PJ *crs)
{
    PJ *degrees = proj_crs_get_geodetic_crs(context, crs);
    PJ *datum = degrees == NULL ? NULL : proj_crs_get_datum_forced(context, degrees);
    const char *name = datum == NULL ? "" : proj_get_name(datum);
    bool is =
        strncmp(name, "World Geodetic System 1984", 26) == 0 || strcmp(name, "China 2000") == 0;
    proj_destroy(datum);
    proj_destroy(degrees);
    return is;
}

/* No shift between the datums is known, so that PROJ leaves the degrees as they are. */
static bool rough(const struct xw_conversion *c, PJ *operation)
{
    return proj_coordoperation_has_ballpark_transformation(c->context, operation) != 0;
}

/* The operation between two references, axes easting or longitude first. */
static PJ *find_transform(PJ_CONTEXT *context, const PJ *from, const PJ *to)
{
    PJ *as_defined = proj_create_crs_to_crs_from_pj(context, from, to, NULL, NULL);
    if (as_defined == NULL) return NULL;
    PJ *transform = proj_normalize_for_visualization(context, as_defined);
    proj_destroy(as_defined);
    return transform;
}

/* Of several operations the place of a point decides, and each point is watched. */
static enum xw_status open_transform(struct xw_conversion *c, const PJ *from, const PJ *to)
{
    c->transform = find_transform(c->context, from, to);
    if (c->transform == NULL) return XW_CRS_UNKNOWN;
    if (modern(c->context, from) && modern(c->context, to)) return XW_OK;
    c->watched = proj_get_type(c->transform) == PJ_TYPE_UNKNOWN;
    return !c->watched && rough(c, c->transform) ? XW_NOT_PROJECTED : XW_OK;
}

enum xw_status xw_conversion_open(struct xw_conversion *c, const char *from, const char *to)
{
    enum shift shift_from, shift_to;
    *c = (struct xw_conversion){ 0 };
    PJ_CONTEXT *context = open_context();
    if (context == NULL) return XW_NO_MEMORY;
    c->context = context;
    PJ *source = find(context, from, &c->from_degrees, &shift_from);
    PJ *target = find(context, to, &c->to_degrees, &shift_to);
    enum xw_status status = source != NULL && target != NULL ? XW_OK : XW_CRS_UNKNOWN;
    if (status == XW_OK && !proj_is_equivalent_to(source, target, PJ_COMP_STRICT))
        status = open_transform(c, source, target);
    proj_destroy(source);
    proj_destroy(target);
    if (status != XW_OK) {
        xw_conversion_close(c);
        return status;
    }
    c->from = shift_from;
    c->to = shift_to;
    return XW_OK;
}

void xw_conversion_close(struct xw_conversion *c)
{
    proj_destroy(c->transform);
    if (c->context != NULL) proj_context_destroy(c->context);
    *c = (struct xw_conversion){ 0 };
}

/* Whether the operation that the last point took is rough; proj_trans keeps which it was. */
static bool was_rough(const struct xw_conversion *c)
{
    PJ *operation = proj_trans_get_last_used_operation(c->transform);
    bool is = operation == NULL || rough(c, operation);
    proj_destroy(operation);
    return is;
}

/* Down from the shifted coordinates to WGS 84 and up again, no farther than is needed. */
static void unshift(enum shift from, enum shift down_to, double *x, double *y)
{
    if (from == BD09 && down_to < BD09) xw_gcj02_from_bd09(*x, *y, x, y);
    if (from >= GCJ02 && down_to < GCJ02) xw_wgs84_from_gcj02(*x, *y, x, y);
}

static void shift_again(enum shift at, enum shift to, double *x, double *y)
{
    if (at < GCJ02 && to >= GCJ02) xw_gcj02_from_wgs84(*x, *y, x, y);
    if (at < BD09 && to == BD09) xw_bd09_from_gcj02(*x, *y, x, y);
}

enum xw_status xw_conversion_point(const struct xw_conversion *c, double x, double y, double *to_x,
                                   double *to_y)
{
    if (!isfinite(x) || !isfinite(y)) return XW_NOT_PROJECTED;
    if (c->from_degrees && (fabs(x) > 180.0 || fabs(y) > 90.0)) return XW_NOT_PROJECTED;
    enum shift from = (enum shift)c->from, to = (enum shift)c->to;
    /* With an operation of PROJ between them the shifts meet at WGS 84, else at the lesser one. */
    enum shift meet = c->transform != NULL ? NOT_SHIFTED : from < to ? from : to;
    unshift(from, meet, &x, &y);
    if (c->transform != NULL) {
        PJ_COORD point = proj_trans(c->transform, PJ_FWD, proj_coord(x, y, 0.0, HUGE_VAL));
        x = point.xy.x;
        y = point.xy.y;
        if (c->watched && was_rough(c)) return XW_NOT_PROJECTED;
    }
    shift_again(meet, to, &x, &y);
    if (!isfinite(x) || !isfinite(y)) return XW_NOT_PROJECTED;
    *to_x = x;
    *to_y = y;
    return XW_OK;
}
