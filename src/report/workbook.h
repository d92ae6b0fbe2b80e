/* workbook.h: the report as a workbook (XLSX): contents, the sheets people read first, every table,
 * definitions. The same runs and options give the same bytes. */
#ifndef XW_REPORT_WORKBOOK_H
#define XW_REPORT_WORKBOOK_H
#include "view.h"

/* Write the edition of the view to path, as it stands: the caller renames it.
 *
 * XW_NO_MEMORY; XW_IO when the file or a temporary one cannot be written; XW_OUT_OF_RANGE for a table
 * with more rows than a sheet holds. *trouble then says why where more is known, in the view's texts. */
XW_CHECKED enum xw_status xw_workbook_write(struct xw_view *view, const char *path,
                                            const char **trouble);

#endif
