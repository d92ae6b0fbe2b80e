#include "xuewei/crs.h"
#include "proj_context.h"
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

static bool is_local(const char *name)
{
    return strcmp(name, "local") == 0;
}

/* Two axes, both in metres. */
static bool in_metres(PJ_CONTEXT *context, const PJ *crs)
{
    PJ *axes = proj_crs_get_coordinate_system(context, crs);
    bool metres = axes != NULL && proj_cs_get_axis_count(context, axes) == 2;
    for (int i = 0; metres && i < 2; i++) {
        double factor = 0.0;
        metres =
            proj_cs_get_axis_info(context, axes, i, NULL, NULL, NULL, &factor, NULL, NULL, NULL) &&
            factor == 1.0;
    }
    proj_destroy(axes);
    return metres;
}

/* The projected CRS of that name, in metres, or NULL. */
static PJ *find(PJ_CONTEXT *context, const char *name)
{
    PJ *crs = find_crs(context, name);
    if (crs == NULL) return NULL;
    if (proj_get_type(crs) == PJ_TYPE_PROJECTED_CRS && in_metres(context, crs)) return crs;
    proj_destroy(crs);
    return NULL;
}

/* From longitude and latitude in degrees to easting and northing, whatever order of axes the
 * definitions have. */
static PJ *find_transform(PJ_CONTEXT *context, const PJ *crs)
{
    PJ *degrees = proj_create(context, "EPSG:4326");
    if (degrees == NULL) return NULL;
    PJ *as_defined = proj_create_crs_to_crs_from_pj(context, degrees, crs, NULL, NULL);
    proj_destroy(degrees);
    if (as_defined == NULL) return NULL;
    PJ *transform = proj_normalize_for_visualization(context, as_defined);
    proj_destroy(as_defined);
    return transform;
}

enum xw_status xw_crs_open(struct xw_crs *crs, const char *name)
{
    *crs = (struct xw_crs){ 0 };
    if (is_local(name)) return XW_OK;

    PJ_CONTEXT *context = open_context();
    if (context == NULL) return XW_NO_MEMORY;
    crs->context = context;
    PJ *plane = find(context, name);
    if (plane != NULL) crs->transform = find_transform(context, plane);
    proj_destroy(plane);
    if (crs->transform != NULL) return XW_OK;
    xw_crs_close(crs);
    return XW_CRS_UNKNOWN;
}

void xw_crs_close(struct xw_crs *crs)
{
    proj_destroy(crs->transform);
    if (crs->context != NULL) proj_context_destroy(crs->context);
    *crs = (struct xw_crs){ 0 };
}

/* Points one by one; PROJ says HUGE_VAL where it cannot, NaN where it was given NaN. */
static enum xw_status transform_points(const struct xw_crs *crs, PJ_DIRECTION direction,
                                       int32_t count, const double *from_x, const double *from_y,
                                       double *to_x, double *to_y)
{
    if (crs->transform == NULL) return XW_NOT_PROJECTED;
    for (int32_t i = 0; i < count; i++) {
        PJ_COORD to =
            proj_trans(crs->transform, direction, proj_coord(from_x[i], from_y[i], 0.0, HUGE_VAL));
        if (!isfinite(to.xy.x) || !isfinite(to.xy.y)) return XW_NOT_PROJECTED;
        to_x[i] = to.xy.x;
        to_y[i] = to.xy.y;
    }
    return XW_OK;
}

enum xw_status xw_crs_project(const struct xw_crs *crs, int32_t count, const double *lon_deg,
                              const double *lat_deg, double *x_m, double *y_m)
{
    return transform_points(crs, PJ_FWD, count, lon_deg, lat_deg, x_m, y_m);
}

enum xw_status xw_crs_unproject(const struct xw_crs *crs, int32_t count, const double *x_m,
                                const double *y_m, double *lon_deg, double *lat_deg)
{
    return transform_points(crs, PJ_INV, count, x_m, y_m, lon_deg, lat_deg);
}

/* The code of an EPSG CRS, or 0. */
static int32_t epsg_of(const PJ *crs)
{
    const char *authority = proj_get_id_auth_name(crs, 0), *code = proj_get_id_code(crs, 0);
    if (authority == NULL || code == NULL || strcmp(authority, "EPSG") != 0) return 0;
    return (int32_t)strtol(code, NULL, 10);
}

enum xw_status xw_crs_describe(const char *name, struct xw_arena *keep, const char **wkt,
                               int32_t *epsg, const char **title)
{
    if (is_local(name)) {
        *wkt = "undefined";
        *title = "Undefined cartesian SRS";
        *epsg = 0;
        return XW_OK;
    }
    static const char *const options[] = { "MULTILINE=NO", NULL };
    PJ_CONTEXT *context = open_context();
    if (context == NULL) return XW_NO_MEMORY;
    enum xw_status status = XW_CRS_UNKNOWN;
    PJ *crs = find(context, name);
    const char *text = crs == NULL ? NULL : proj_as_wkt(context, crs, PJ_WKT1_GDAL, options);
    if (text != NULL) {
        const char *kept = xw_arena_text(keep, text),
                   *called = xw_arena_text(keep, proj_get_name(crs));
        status = kept == NULL || called == NULL ? XW_NO_MEMORY : XW_OK;
        if (status == XW_OK) {
            *wkt = kept;
            *title = called;
            *epsg = epsg_of(crs);
        }
    }
    proj_destroy(crs);
    proj_context_destroy(context);
    return status;
}
