/* plot.h: years from left to right: seats step at a year's edge, demand joins mid-years; labels that
 * find a place. Years are counted from the left edge: year 0 lies between 0 and 1, its middle at 0.5.
 */
#ifndef XW_REPORT_PLOT_H
#define XW_REPORT_PLOT_H
#include "charts.h"

enum { XW_PLOT_BOXES = 24 };

struct xw_box {
    double left, top, right, bottom;
};

struct xw_plot {
    double left, right, top, base, largest; /* the frame, and the value at its top */
    int32_t years;
    const double *demand, *seats;       /* [years]; seats NULL: not the district's */
    struct xw_box taken[XW_PLOT_BOXES]; /* where labels stand already */
    int32_t boxes;
};

double xw_plot_x(const struct xw_plot *plot, double year);
double xw_plot_y(const struct xw_plot *plot, double value);
/* Demand at a place of the axis: level beyond the outer mid-years; seats of the year. */
double xw_plot_demand(const struct xw_plot *plot, double year);
double xw_plot_seats(const struct xw_plot *plot, double year);

/* Hairlines and the labels of the axis at the left; years under the base, written at y; both lines. */
void xw_plot_frame(struct xw_view *view, const struct xw_plot *plot, struct xw_axis axis);
void xw_plot_years(struct xw_view *view, const struct xw_plot *plot, double y);
void xw_plot_lines(struct xw_view *view, const struct xw_plot *plot);

/* Whether a label covers neither a line nor another label; to keep its place. */
bool xw_plot_free(const struct xw_plot *plot, struct xw_box box);
void xw_plot_take(struct xw_plot *plot, struct xw_box box);

/* A label in the year where it stands freest; gone when there is none. */
enum xw_plot_place { XW_ABOVE_SEATS, XW_BELOW_DEMAND, XW_IN_IDLE, XW_IN_SHORT };
void xw_plot_label(struct xw_view *view, struct xw_plot *plot, const char *text,
                   const char *classes, double size, enum xw_plot_place place);

/* Two lines above or below a point, with a leader; gone when there is no place. */
void xw_plot_call_out(struct xw_view *view, struct xw_plot *plot, double x, double y,
                      const char *first, const char *second, const char *classes,
                      const char *leader);

#endif
