/* json.h: read JSON and GeoJSON with line and column (jansson), duplicate keys refused. */
#ifndef XW_JSON_H
#define XW_JSON_H
#include "xuewei/arena.h"
#include "xuewei/diag.h"
#include <jansson.h>

/* Read a whole file. Faults of syntax go to diag with line and column. The caller frees *out with
 * json_decref; it is NULL unless XW_OK. */
XW_CHECKED enum xw_status xw_json_read(const char *path, const char *name, struct xw_diag *diag,
                                       json_t **out);

#endif
