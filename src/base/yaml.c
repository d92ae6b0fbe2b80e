#include "xuewei/yaml.h"
#include "xuewei/file.h"
#include <string.h>
#include <yaml.h>

struct reader {
    yaml_parser_t parser;
    struct xw_bytes text;
    const char *name;
    const char *path; /* of the root: NULL, or the path that a value is set at */
    bool placed;      /* false: the text is no file, its lines say nothing */
    struct xw_arena *keep;
    struct xw_diag *diag;
    bool block;            /* the root is a list or mapping in block style */
    enum xw_status status; /* the worst so far; reading goes on after a refusal */
};

/* ---- faults ---- */

static struct xw_place place_of(const struct reader *r, yaml_mark_t mark, const char *path)
{
    struct xw_place at = { .file = r->name, .field = path };
    if (r->placed) {
        at.line = (int32_t)mark.line + 1;
        at.column = (int32_t)mark.column + 1;
    }
    return at;
}

static void *no_memory(struct reader *r)
{
    xw_diag_fault(r->diag, (struct xw_place){ .file = r->name }, "memory is used up");
    r->status = XW_NO_MEMORY;
    return NULL;
}

static void refuse(struct reader *r, yaml_mark_t mark, const char *path, const char *sentence)
{
    xw_diag_fault(r->diag, place_of(r, mark, path), "%s", sentence);
    r->status = XW_REFUSED;
}

/* libyaml's mark.index counts characters; the byte behind it is looked for. */
static char byte_at(const struct reader *r, yaml_mark_t mark)
{
    ptrdiff_t at = 0;
    for (size_t i = 0; i < mark.index && at < r->text.length; i++) {
        at++;
        while (((unsigned char)r->text.at[at] & 0xC0) == 0x80)
            at++;
    }
    return r->text.at[at];
}

/* Where libyaml stopped. At the end of the text it already counts a line that is not there. */
static struct xw_place problem_place(const struct reader *r, yaml_mark_t mark)
{
    struct xw_place at = place_of(r, mark, r->path);
    if (!r->placed || byte_at(r, mark) != '\0') return at;
    at = xw_file_place(r->name, r->text.at, r->text.length);
    at.field = r->path;
    return at;
}

static void syntax_fault(struct reader *r)
{
    static const char quoted[] = "while scanning a quoted scalar";
    const yaml_parser_t *p = &r->parser;
    if (p->error == YAML_MEMORY_ERROR) {
        no_memory(r);
        return;
    }
    r->status = XW_REFUSED;
    struct xw_place at = problem_place(r, p->problem_mark);
    bool at_end = byte_at(r, p->problem_mark) == '\0';
    if (p->error == YAML_READER_ERROR) { /* a control character: libyaml gives only its offset */
        if (r->placed) {
            at = xw_file_place(r->name, r->text.at, (ptrdiff_t)p->problem_offset);
            at.field = r->path;
        }
        xw_diag_fault(r->diag, at, "not valid YAML: %s", p->problem);
    } else if (at_end && p->context != NULL && strcmp(p->context, quoted) == 0) {
        xw_diag_fault(r->diag, place_of(r, p->context_mark, r->path),
                      "the quote that opens here is never closed");
    } else if (byte_at(r, p->problem_mark) == '\t') {
        xw_diag_fault(r->diag, at, "not valid YAML: a tab stands here; YAML is indented by blanks");
    } else if (p->context == NULL) {
        xw_diag_fault(r->diag, at, "not valid YAML: %s", p->problem);
    } else if (r->placed && p->context_mark.line != p->problem_mark.line) {
        xw_diag_fault(r->diag, at, "not valid YAML: %s, %s that begins in line %d", p->problem,
                      p->context, (int)p->context_mark.line + 1);
    } else {
        xw_diag_fault(r->diag, at, "not valid YAML: %s, %s", p->problem, p->context);
    }
}

/* ---- the tree ---- */

/* One more entry in a list or map; the arrays double. */
static bool make_room(struct xw_arena *keep, struct xw_yaml *node, int32_t *room)
{
    if (node->count < *room) return true;
    int32_t more = *room == 0 ? 8 : 2 * *room;
    const char **key = XW_TAKE(keep, more, const char *);
    struct xw_place *key_at = XW_TAKE(keep, more, struct xw_place);
    struct xw_yaml **value = XW_TAKE(keep, more, struct xw_yaml *);
    if (key == NULL || key_at == NULL || value == NULL) return false;
    if (node->count > 0) {
        memcpy(key, node->key, (size_t)node->count * sizeof *key);
        memcpy(key_at, node->key_at, (size_t)node->count * sizeof *key_at);
        memcpy(value, node->value, (size_t)node->count * sizeof *value);
    }
    node->key = key;
    node->key_at = key_at;
    node->value = value;
    *room = more;
    return true;
}

#define NOWHERE (-1)

static int32_t find(const struct xw_yaml *map, const char *key)
{
    for (int32_t i = 0; i < map->count; i++)
        if (strcmp(map->key[i], key) == 0) return i;
    return NOWHERE;
}

static struct xw_yaml *read_node(struct reader *r, yaml_event_t *event, const char *path,
                                 int32_t depth);

static bool next_event(struct reader *r, yaml_event_t *event)
{
    if (yaml_parser_parse(&r->parser, event)) return true;
    syntax_fault(r);
    return false;
}

static void refuse_decoration(struct reader *r, const yaml_event_t *event, const char *path,
                              const yaml_char_t *anchor, const yaml_char_t *tag)
{
    if (anchor != NULL) refuse(r, event->start_mark, path, "anchors (&name) are not accepted");
    if (tag != NULL) refuse(r, event->start_mark, path, "tags (!name) are not accepted");
}

static struct xw_yaml *read_scalar(struct reader *r, const yaml_event_t *event, const char *path,
                                   struct xw_yaml *node)
{
    const char *text = (const char *)event->data.scalar.value;
    size_t length = event->data.scalar.length;
    refuse_decoration(r, event, path, event->data.scalar.anchor, event->data.scalar.tag);
    if (memchr(text, '\0', length) != NULL)
        refuse(r, event->start_mark, path, "a NUL character is not accepted");
    node->kind = XW_YAML_SCALAR;
    node->quoted = event->data.scalar.style != YAML_PLAIN_SCALAR_STYLE;
    node->text = xw_arena_text_n(r->keep, text, (ptrdiff_t)length);
    return node->text == NULL ? no_memory(r) : node;
}

static struct xw_yaml *read_list(struct reader *r, const yaml_event_t *begin, const char *path,
                                 int32_t depth, struct xw_yaml *node)
{
    refuse_decoration(r, begin, path, begin->data.sequence_start.anchor,
                      begin->data.sequence_start.tag);
    node->kind = XW_YAML_LIST;
    for (int32_t room = 0;; node->count++) {
        yaml_event_t event;
        if (!next_event(r, &event)) return NULL;
        if (event.type == YAML_SEQUENCE_END_EVENT) {
            yaml_event_delete(&event);
            return node;
        }
        const char *item =
            xw_arena_format(r->keep, "%s[%d]", path == NULL ? "" : path, (int)node->count);
        if (item == NULL || !make_room(r->keep, node, &room)) {
            yaml_event_delete(&event);
            return no_memory(r);
        }
        node->value[node->count] = read_node(r, &event, item, depth + 1);
        if (node->value[node->count] == NULL) return NULL;
    }
}

/* The key in event, as a text that stays; the event is used up. A key that is refused reads as "".
 * NULL when reading cannot go on. */
static const char *read_key(struct reader *r, yaml_event_t *event, const char *path)
{
    yaml_mark_t mark = event->start_mark;
    if (event->type != YAML_SCALAR_EVENT && event->type != YAML_ALIAS_EVENT) {
        yaml_event_delete(event);
        refuse(r, mark, path, "a key must be a word, not a list or a mapping");
        return NULL;
    }
    bool scalar = event->type == YAML_SCALAR_EVENT;
    struct xw_yaml *node = read_node(r, event, path, 0);
    if (node == NULL) return NULL;
    if (scalar && node->text[0] == '\0') refuse(r, mark, path, "a key is empty");
    if (strlen(node->text) <= XW_YAML_KEY_BYTES) return node->text;
    refuse(r, mark, path, "a key is longer than 200 bytes");
    return "";
}

static struct xw_yaml *read_map(struct reader *r, const yaml_event_t *begin, const char *path,
                                int32_t depth, struct xw_yaml *node)
{
    refuse_decoration(r, begin, path, begin->data.mapping_start.anchor,
                      begin->data.mapping_start.tag);
    node->kind = XW_YAML_MAP;
    for (int32_t room = 0;;) {
        yaml_event_t event;
        if (!next_event(r, &event)) return NULL;
        if (event.type == YAML_MAPPING_END_EVENT) {
            yaml_event_delete(&event);
            return node;
        }
        yaml_mark_t mark = event.start_mark;
        const char *key = read_key(r, &event, path);
        if (key == NULL || !next_event(r, &event)) return NULL;
        const char *here = path == NULL ? key : xw_arena_format(r->keep, "%s.%s", path, key);
        if (here == NULL || !make_room(r->keep, node, &room)) {
            yaml_event_delete(&event);
            return no_memory(r);
        }
        struct xw_yaml *value = read_node(r, &event, here, depth + 1);
        if (value == NULL) return NULL;

        struct xw_place at = place_of(r, mark, here);
        int32_t twin = find(node, key);
        if (twin != NOWHERE && key[0] != '\0') {
            const struct xw_place *first = &node->key_at[twin];
            if (r->placed)
                xw_diag_fault(r->diag, at, "the key is given twice; the first is at %s:%d:%d",
                              first->file, (int)first->line, (int)first->column);
            else
                xw_diag_fault(r->diag, at, "the key is given twice");
            r->status = XW_REFUSED;
        }
        node->key[node->count] = key;
        node->key_at[node->count] = at;
        node->value[node->count++] = value;
    }
}

/* The node that event begins; the event is used up. NULL when reading cannot go on. */
static struct xw_yaml *read_node(struct reader *r, yaml_event_t *event, const char *path,
                                 int32_t depth)
{
    struct xw_yaml *node = XW_TAKE(r->keep, 1, struct xw_yaml);
    if (node == NULL) {
        yaml_event_delete(event);
        return no_memory(r);
    }
    node->at = place_of(r, event->start_mark, path);
    switch (event->type) {
    case YAML_SCALAR_EVENT:
        node = read_scalar(r, event, path, node);
        break;
    case YAML_ALIAS_EVENT:
        refuse(r, event->start_mark, path, "aliases (*name) are not accepted");
        node->text = "";
        break;
    default:
        if (depth == XW_YAML_DEPTH) {
            refuse(r, event->start_mark, path, "lists and mappings are nested too deep");
            node = NULL;
        } else if (event->type == YAML_SEQUENCE_START_EVENT) {
            node = read_list(r, event, path, depth, node);
        } else {
            node = read_map(r, event, path, depth, node);
        }
    }
    yaml_event_delete(event);
    return node;
}

static bool is_block(const yaml_event_t *event)
{
    if (event->type == YAML_MAPPING_START_EVENT)
        return event->data.mapping_start.style == YAML_BLOCK_MAPPING_STYLE;
    return event->type == YAML_SEQUENCE_START_EVENT &&
           event->data.sequence_start.style == YAML_BLOCK_SEQUENCE_STYLE;
}

/* The one document of the text; NULL when there is none. r->status says how it went. */
static struct xw_yaml *read_document(struct reader *r)
{
    struct xw_yaml *root = NULL;
    yaml_event_t event;
    if (!yaml_parser_initialize(&r->parser)) return no_memory(r);
    yaml_parser_set_encoding(&r->parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&r->parser, (const unsigned char *)r->text.at,
                                 (size_t)r->text.length);
    for (bool more = true; more && next_event(r, &event);) {
        yaml_mark_t mark = event.start_mark;
        switch (event.type) {
        case YAML_STREAM_START_EVENT:
        case YAML_DOCUMENT_END_EVENT:
            yaml_event_delete(&event);
            break;
        case YAML_STREAM_END_EVENT:
            yaml_event_delete(&event);
            more = false;
            break;
        case YAML_DOCUMENT_START_EVENT:
            if (root != NULL) {
                refuse(r, mark, r->path, "a second document begins here; a file holds one");
                more = false;
            }
            if (event.data.document_start.tag_directives.start !=
                event.data.document_start.tag_directives.end)
                refuse(r, mark, r->path, "tags (%TAG) are not accepted");
            yaml_event_delete(&event);
            break;
        default:
            r->block = is_block(&event);
            root = read_node(r, &event, r->path, 0);
            more = root != NULL;
        }
    }
    yaml_parser_delete(&r->parser);
    return root;
}

enum xw_status xw_yaml_read(const char *path, const char *name, struct xw_arena *keep,
                            struct xw_diag *diag, struct xw_yaml **root)
{
    struct xw_bytes raw, text;
    *root = NULL;
    enum xw_status status = xw_file_read(path, name, keep, diag, &raw);
    if (status == XW_OK) status = xw_file_decode(raw, name, "UTF-8", keep, diag, &text);
    if (status != XW_OK) return status;

    struct reader r = { .text = text, .name = name, .placed = true, .keep = keep, .diag = diag };
    struct xw_yaml *read = read_document(&r);
    if (read == NULL && r.status == XW_OK) {
        xw_diag_fault(diag, (struct xw_place){ .file = name }, "the file is empty");
        return XW_REFUSED;
    }
    if (r.status == XW_OK) *root = read;
    return r.status;
}

/* ---- look up, merge, set ---- */

/* Bytes of the first key of a dotted path. */
static ptrdiff_t first_key(const char *path)
{
    return (ptrdiff_t)strcspn(path, ".");
}

static struct xw_yaml *child_of(const struct xw_yaml *map, const char *key, ptrdiff_t length)
{
    for (int32_t i = 0; i < map->count; i++)
        if (strncmp(map->key[i], key, (size_t)length) == 0 && map->key[i][length] == '\0')
            return map->value[i];
    return NULL;
}

struct xw_yaml *xw_yaml_get(struct xw_yaml *root, const char *path)
{
    while (root != NULL && root->kind == XW_YAML_MAP) {
        ptrdiff_t length = first_key(path);
        root = child_of(root, path, length);
        if (path[length] == '\0') return root;
        path += length + 1;
    }
    return NULL;
}

/* A copy of a map whose arrays have room for more entries; nodes are shared. */
static struct xw_yaml *copy_map(struct xw_arena *keep, const struct xw_yaml *map, int32_t more)
{
    struct xw_yaml *copy = XW_TAKE(keep, 1, struct xw_yaml);
    if (copy == NULL) return NULL;
    *copy = *map;
    copy->key = XW_TAKE(keep, map->count + more, const char *);
    copy->key_at = XW_TAKE(keep, map->count + more, struct xw_place);
    copy->value = XW_TAKE(keep, map->count + more, struct xw_yaml *);
    if (copy->key == NULL || copy->key_at == NULL || copy->value == NULL) return NULL;
    for (int32_t i = 0; i < map->count; i++) {
        copy->key[i] = map->key[i];
        copy->key_at[i] = map->key_at[i];
        copy->value[i] = map->value[i];
    }
    return copy;
}

struct xw_yaml *xw_yaml_merge(struct xw_arena *keep, struct xw_yaml *child, struct xw_yaml *parent)
{
    if (child->kind != XW_YAML_MAP || parent->kind != XW_YAML_MAP) return child;
    struct xw_yaml *both = copy_map(keep, child, parent->count);
    if (both == NULL) return NULL;
    for (int32_t i = 0; i < parent->count; i++) {
        int32_t twin = find(child, parent->key[i]);
        if (twin == NOWHERE) {
            both->key[both->count] = parent->key[i];
            both->key_at[both->count] = parent->key_at[i];
            both->value[both->count++] = parent->value[i];
        } else {
            both->value[twin] = xw_yaml_merge(keep, child->value[twin], parent->value[i]);
            if (both->value[twin] == NULL) return NULL;
        }
    }
    return both;
}

/* node with value at path + from, everything on the way copied; NULL when memory is used up. A node
 * that is no map becomes an empty one: the caller has seen that it may. */
static struct xw_yaml *with_value(struct xw_arena *keep, const struct xw_yaml *node,
                                  const char *path, ptrdiff_t from, struct xw_yaml *value)
{
    struct xw_yaml empty = { .kind = XW_YAML_MAP, .at = node->at };
    struct xw_yaml *map = copy_map(keep, node->kind == XW_YAML_MAP ? node : &empty, 1);
    ptrdiff_t length = first_key(path + from);
    bool last = path[from + length] == '\0';
    const char *key = xw_arena_text_n(keep, path + from, length);
    struct xw_place at = value->at;
    at.field = xw_arena_text_n(keep, path, from + length);
    if (map == NULL || key == NULL || at.field == NULL) return NULL;

    int32_t i = find(map, key);
    struct xw_yaml fresh = { .kind = XW_YAML_MAP, .at = at };
    const struct xw_yaml *below = i == NOWHERE ? &fresh : map->value[i];
    if (i == NOWHERE) i = map->count++;
    if (last || below == &fresh) {
        map->key[i] = key;
        map->key_at[i] = at;
    }
    map->value[i] = last ? value : with_value(keep, below, path, from + length + 1, value);
    return map->value[i] == NULL ? NULL : map;
}

/* Keys, none empty or too long, not too many. */
static bool path_is_sound(const char *path)
{
    for (int32_t depth = 1; depth < XW_YAML_DEPTH; depth++) {
        ptrdiff_t length = first_key(path);
        if (length == 0 || length > XW_YAML_KEY_BYTES) return false;
        if (path[length] == '\0') return true;
        path += length + 1;
    }
    return false;
}

static bool is_nothing(const struct xw_yaml *node)
{
    return node->kind == XW_YAML_SCALAR && !node->quoted && node->text[0] == '\0';
}

/* Bytes of the part of path that leads to a node in which no key can stand, 0 when that is the root
 * itself, or NOWHERE. */
static ptrdiff_t closed_at(const struct xw_yaml *node, const char *path)
{
    for (const char *at = path;;) {
        if (node->kind != XW_YAML_MAP && !is_nothing(node)) return at == path ? 0 : at - path - 1;
        ptrdiff_t length = first_key(at);
        node = node->kind == XW_YAML_MAP ? child_of(node, at, length) : NULL;
        if (node == NULL || at[length] == '\0') return NOWHERE;
        at += length + 1;
    }
}

/* What a person gave on a command line, read as a value. */
static struct xw_yaml *read_value(struct reader *r)
{
    struct xw_yaml *value = read_document(r);
    if (r->status != XW_OK) return NULL;
    if (value == NULL) { /* nothing, or a comment alone */
        value = XW_TAKE(r->keep, 1, struct xw_yaml);
        if (value == NULL) return no_memory(r);
        *value = (struct xw_yaml){ .text = "", .at = { .file = r->name, .field = r->path } };
    }
    if (r->block) {
        xw_diag_fault(
            r->diag, value->at,
            "a value is one text, [a list] or {a: mapping}; a text with a colon is written "
            "in quotes");
        r->status = XW_REFUSED;
    }
    return value;
}

enum xw_status xw_yaml_set(struct xw_arena *keep, struct xw_yaml *root, const char *path,
                           const char *text, const char *origin, struct xw_diag *diag)
{
    struct xw_place at = { .file = origin, .field = path };
    if (!path_is_sound(path)) {
        at.field = NULL;
        xw_diag_refuse(diag, at, path, "keys with points between them, such as horizon.last");
        return XW_REFUSED;
    }
    ptrdiff_t closed = closed_at(root, path);
    if (closed == 0) xw_diag_fault(diag, at, "the document is not a mapping");
    if (closed > 0) xw_diag_fault(diag, at, "\"%.*s\" is not a mapping", (int)closed, path);
    if (closed != NOWHERE) return XW_REFUSED;

    struct reader r = { .name = xw_arena_text(keep, origin),
                        .path = xw_arena_text(keep, path),
                        .keep = keep,
                        .diag = diag };
    struct xw_bytes raw = { text, (ptrdiff_t)strlen(text) };
    if (r.name == NULL || r.path == NULL) {
        r.name = origin;
        no_memory(&r);
        return r.status;
    }
    enum xw_status status = xw_file_decode(raw, origin, "UTF-8", keep, diag, &r.text);
    if (status != XW_OK) return status;
    struct xw_yaml *value = read_value(&r);
    if (r.status != XW_OK) return r.status;

    struct xw_yaml *changed = with_value(keep, root, r.path, 0, value);
    if (changed == NULL) {
        no_memory(&r);
        return r.status;
    }
    *root = *changed;
    return XW_OK;
}
