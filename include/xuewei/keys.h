/* keys.h: the keys of a scenario file, by the dictionary of parameters.def.
 *
 * A getter gives the value at a path, or the usual one when the key is not there. What is not
 * accepted is refused once, by the getter, which then gives the usual value too, so that reading
 * can go on. A key without a usual value reads as XW_MISSING, NaN or NULL.
 */
#ifndef XW_KEYS_H
#define XW_KEYS_H
#include "xuewei/tables.h"
#include "xuewei/yaml.h"

/* Refuse every key that is not known, with the nearest one that is, every table that this version
 * does not read, and every value of the wrong shape (a list where a text belongs). */
void xw_keys_check(struct xw_yaml *root, struct xw_diag *diag);

/* path is a key of the dictionary. A list or mapping where a value belongs reads as not given. */
int32_t xw_key_whole(struct xw_yaml *root, const char *path, struct xw_diag *diag);
double xw_key_number(struct xw_yaml *root, const char *path, struct xw_diag *diag);
const char *xw_key_text(struct xw_yaml *root, const char *path, struct xw_diag *diag);
bool xw_key_date(struct xw_yaml *root, const char *path, struct xw_diag *diag, int16_t *year,
                 int8_t *month, int8_t *day);

/* The same for one node and parameter: lists of mappings, and keys with a name in them. node may
 * be NULL. */
int32_t xw_key_whole_of(const struct xw_yaml *node, const struct xw_parameter *parameter,
                        struct xw_diag *diag);
double xw_key_number_of(const struct xw_yaml *node, const struct xw_parameter *parameter,
                        struct xw_diag *diag);

/* The parameter of a key of the dictionary. */
const struct xw_parameter *xw_key_of(const char *path);

/* Where the value at a path stands; the root's file alone when it is not there. */
struct xw_place xw_key_place(struct xw_yaml *root, const char *path);

#endif
