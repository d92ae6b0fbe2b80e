/* json.h: read JSON and GeoJSON with line and column (jansson), duplicate keys refused. */
#ifndef XW_JSON_H
#define XW_JSON_H
#include "xuewei/arena.h"
#include "xuewei/diag.h"
#include "xuewei/file.h"
#include <jansson.h>

/* Read a whole file. Faults of syntax go to diag with line and column. The caller frees *out with
 * json_decref; it is NULL unless XW_OK. The root is an object or an array. */
XW_CHECKED enum xw_status xw_json_read(const char *path, const char *name, struct xw_diag *diag,
                                       json_t **out);

/* The same for a text that xw_file_read and xw_file_decode gave, so that places can be asked for
 * afterwards. */
XW_CHECKED enum xw_status xw_json_parse(struct xw_bytes text, const char *name,
                                        struct xw_diag *diag, json_t **out);

/* Where in a text that xw_json_parse accepted the value at path stands:
 * "features[12].properties.zone". When it is not there, where its nearest parent stands. field is
 * path, borrowed. Keys with a point or bracket in them cannot be named. O(length). */
struct xw_place xw_json_place(struct xw_bytes text, const char *name, const char *path);

#endif
