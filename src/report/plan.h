/* plan.h: the zones of a run as cells on the paper: outlines where given, else what is nearest. */
#ifndef XW_REPORT_PLAN_H
#define XW_REPORT_PLAN_H
#include "voronoi.h"
#include "charts.h"

struct xw_plan_frame {
    double left, low, high, scale, x0, y0; /* metres to the drawing */
};

struct xw_plan {
    const struct xw_run *run;
    struct xw_voronoi_cell *cell;
    int32_t *town; /* by zone */
    bool outlines; /* some zone has one */
    struct xw_plan_frame frame;
    double height; /* of the drawn area, which begins 22 below the top */
};

double xw_plan_x(const struct xw_plan_frame *frame, double x);
double xw_plan_y(const struct xw_plan_frame *frame, double y);
bool xw_plan_placed(double x, double y);

/* Into width x height; false when there is nothing to draw: no zones, or one without a place. */
bool xw_plan_make(struct xw_view *view, double width, double height, struct xw_plan *plan);

/* One zone, with these classes; the lines between towns. */
void xw_plan_zone(struct xw_view *view, const struct xw_plan *plan, int32_t zone,
                  const char *classes);
void xw_plan_borders(struct xw_view *view, const struct xw_plan *plan);

/* All zones of a town as one path's data. */
void xw_plan_town(struct xw_view *view, const struct xw_plan *plan, int32_t town);

/* The middle of a town's zones; false when it has none. */
bool xw_plan_middle(const struct xw_plan *plan, int32_t town, double *x, double *y);

#endif
