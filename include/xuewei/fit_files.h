/* fit_files.h: a fit as tables that `run` reads.
 *
 *   progression.csv, entry.csv, participation.csv   as parameters.def has them, evidence estimated; what
 *                    the scenario says of stages that were not estimated is carried over as it stands
 *   estimates.csv    parameter,value,sd,dispersion,year_dispersion,rows,years,first,last
 *   covariance.csv   parameter_a,parameter_b,covariance: variances first, then pairs; numbers %.17g
 *   fitted.yaml      a scenario that extends the fitted one and names the tables
 *
 * A table without an estimate is not written, nor named in fitted.yaml.
 */
#ifndef XW_FIT_FILES_H
#define XW_FIT_FILES_H
#include "xuewei/fit.h"

/* Write all of them into folder, which is made if it is not there: first beside their names, then under
 * them. A file of such a name that does not begin as ours does is not written over. XW_IO with a
 * sentence in *trouble (in keep), nothing half written; XW_NO_MEMORY. */
XW_CHECKED enum xw_status xw_fit_files_write(const struct xw_scenario *scenario,
                                             const struct xw_fit *fit, const char *folder,
                                             struct xw_arena *keep, const char **trouble);

#endif
