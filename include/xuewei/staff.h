/* staff.h: how many staff (教职工) a stage needs, by two rules, and how many are over after the peak. */
#ifndef XW_STAFF_H
#define XW_STAFF_H
#include <stdint.h>

/* NaN = the rule's norm is not given. `needed` is the larger of those that are. */
struct xw_staff {
    double
        by_pupils; /* pupils / pupils per member of staff (19, 13.5, 12.5: 中央编办发〔2014〕72号) */
    double by_classes; /* sum over grades of classes x weekly periods of a class / weekly periods of
                          a teacher */
    double needed;
};

/*   pupils            of the stage
 *   pupils_per_staff  > 0, or NaN
 *   classes, periods  [grades] classes of a grade; weekly periods of one of its classes, >= 0 or NaN
 *   load              weekly periods of a teacher > 0, or NaN
 * A grade with classes but no periods leaves the second rule open. */
struct xw_staff xw_staff_need(double pupils, double pupils_per_staff, int32_t grades,
                              const int32_t *classes, const double *periods, double load);

/* Staff of the peak less staff of a later year: surplus[y] written, NaN up to the peak, the first
 * year of the most staff. years that are NaN stay NaN and are no peak. */
void xw_staff_after_peak(int32_t years, const double *needed, double *surplus);

#endif
