/* yaml.h: a strict YAML document as a tree, with the line and column of every node.
 *
 * One document of mappings, lists and scalars. Refused: anchors, aliases, tags, duplicate keys
 * (naming both places), keys that are not scalars, are empty or longer than XW_YAML_KEY_BYTES, more
 * than XW_YAML_DEPTH levels, several documents or none, bytes that are not UTF-8. What kind of node
 * the root is, is the caller's business.
 */
#ifndef XW_YAML_H
#define XW_YAML_H
#include "xuewei/arena.h"
#include "xuewei/diag.h"
#include <stdbool.h>

#define XW_YAML_DEPTH     32
#define XW_YAML_KEY_BYTES 200

enum xw_yaml_kind { XW_YAML_SCALAR, XW_YAML_LIST, XW_YAML_MAP };

struct xw_yaml {
    enum xw_yaml_kind kind;
    const char *text; /* scalar; "" when nothing stands behind the colon */
    bool quoted;      /* a quoted (or block) scalar is a text, never a number or a yes/no */
    int32_t count;    /* entries of a list or map, in file order */
    const char **key; /* map */
    struct xw_place *key_at;
    struct xw_yaml **value; /* list, map */
    struct xw_place at;     /* field is the path: "stages[2].grades"; NULL at the root */
};

/* Read a file; name stays borrowed by the places (its bytes, for provenance: xw_file_read).
 * XW_REFUSED or XW_NO_MEMORY are said in diag; *root is then NULL. */
XW_CHECKED enum xw_status xw_yaml_read(const char *path, const char *name, struct xw_arena *keep,
                                       struct xw_diag *diag, struct xw_yaml **root);

/* The node at a dotted path of keys ("population.base_date"), or NULL. root may be NULL. */
struct xw_yaml *xw_yaml_get(struct xw_yaml *root, const char *path);

/* child over parent: mappings merge by key (child's order first), everything else is replaced.
 * Neither argument is changed; nodes are shared. NULL when memory is used up. */
struct xw_yaml *xw_yaml_merge(struct xw_arena *keep, struct xw_yaml *child, struct xw_yaml *parent);

/* Set the value at a dotted path, making mappings on the way (--set path.to.key=value). text is
 * parsed as YAML flow, so that [1, 2] and {a: 1} work; an empty text sets an empty scalar. Places
 * have origin ("--set") as their file, no line, and the path as their field. Refused: a path with
 * an empty or too long key or too many of them, a path through something that is not a mapping (an
 * empty scalar becomes one), a text that is not YAML or is a mapping or list in block style. root
 * is then unchanged. Nodes that root shares with other trees are copied before they are changed. */
XW_CHECKED enum xw_status xw_yaml_set(struct xw_arena *keep, struct xw_yaml *root, const char *path,
                                      const char *text, const char *origin, struct xw_diag *diag);

#endif
