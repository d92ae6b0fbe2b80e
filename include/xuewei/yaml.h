/* yaml.h: a strict YAML document as a tree, with the line and column of every node.
 *
 * One document of mappings, lists and scalars. Refused: anchors, aliases, tags, duplicate keys,
 * keys that are not scalars, several documents, bytes that are not UTF-8.
 */
#ifndef XW_YAML_H
#define XW_YAML_H
#include "xuewei/arena.h"
#include "xuewei/diag.h"
#include <stdbool.h>

enum xw_yaml_kind { XW_YAML_SCALAR, XW_YAML_LIST, XW_YAML_MAP };

struct xw_yaml {
    enum xw_yaml_kind kind;
    const char *text; /* scalar */
    bool quoted;      /* a quoted scalar is a text, never a number or a yes/no */
    int32_t count;    /* entries of a list or map, in file order */
    const char **key; /* map */
    struct xw_place *key_at;
    struct xw_yaml **value; /* list, map */
    struct xw_place at;
};

/* Read a file (bytes are also returned, for provenance, when bytes is not NULL). */
XW_CHECKED enum xw_status xw_yaml_read(const char *path, const char *name, struct xw_arena *keep,
                                       struct xw_diag *diag, struct xw_yaml **root);

/* The node at a dotted path ("population.base_date"), or NULL. */
struct xw_yaml *xw_yaml_get(struct xw_yaml *root, const char *path);

/* child over parent: mappings merge by key (child's order first), everything else is replaced.
 * Neither argument is changed; nodes are shared. NULL when memory is used up. */
struct xw_yaml *xw_yaml_merge(struct xw_arena *keep, struct xw_yaml *child, struct xw_yaml *parent);

/* Set a scalar at a dotted path, making mappings on the way (--set path.to.key=value). text is
 * parsed as YAML flow, so [1, 2] and {a: 1} work. Places name origin ("--set"). */
XW_CHECKED enum xw_status xw_yaml_set(struct xw_arena *keep, struct xw_yaml *root, const char *path,
                                      const char *text, const char *origin, struct xw_diag *diag);

#endif
