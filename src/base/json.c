#include "xuewei/json.h"
#include "xuewei/text.h"
#include <stdlib.h>
#include <string.h>

/* jansson's column counts the characters read, the token in question among them, and its text ends
 * in " near 'token'" when the token is short: from both follows where the token begins. */
static struct xw_place fault_place(const char *name, const json_error_t *error)
{
    struct xw_place at = { .file = name, .line = error->line, .column = error->column };
    const char *near = strstr(error->text, " near '");
    if (near != NULL) {
        near += strlen(" near '");
        ptrdiff_t token = (ptrdiff_t)strlen(near) - 1; /* without the closing quote */
        at.column -= (int32_t)xw_text_characters(near, token) - 1;
    } else if (json_error_code(error) == json_error_premature_end_of_input) {
        at.column++;
    }
    if (at.column < 1) at.column = 1;
    return at;
}

enum xw_status xw_json_parse(struct xw_bytes text, const char *name, struct xw_diag *diag,
                             json_t **out)
{
    *out = NULL;
    if (text.length == (ptrdiff_t)strspn(text.at, " \t\r\n")) {
        xw_diag_fault(diag, (struct xw_place){ .file = name }, "the file is empty");
        return XW_REFUSED;
    }
    json_error_t error;
    *out = json_loadb(text.at, (size_t)text.length, JSON_REJECT_DUPLICATES, &error);
    if (*out != NULL) return XW_OK;
    if (json_error_code(&error) == json_error_out_of_memory) {
        xw_diag_fault(diag, (struct xw_place){ .file = name }, "memory is used up");
        return XW_NO_MEMORY;
    }
    struct xw_place at = fault_place(name, &error);
    if (json_error_code(&error) == json_error_null_character)
        xw_diag_fault(diag, at, "a NUL character is not accepted");
    else
        xw_diag_fault(diag, at, "not valid JSON: %s", error.text);
    return XW_REFUSED;
}

enum xw_status xw_json_read(const char *path, const char *name, struct xw_diag *diag, json_t **out)
{
    *out = NULL;
    struct xw_arena bytes;
    enum xw_status status = xw_arena_init(&bytes, (size_t)XW_FILE_MAX + 4096);
    if (status != XW_OK) {
        xw_diag_fault(diag, (struct xw_place){ .file = name }, "memory is used up");
        return status;
    }
    struct xw_bytes raw, text;
    status = xw_file_read(path, name, &bytes, diag, &raw);
    if (status == XW_OK) status = xw_file_decode(raw, name, "UTF-8", &bytes, diag, &text);
    if (status == XW_OK) status = xw_json_parse(text, name, diag, out);
    xw_arena_free(&bytes);
    return status;
}

/* ---- the place of a value: a walk over text that is known to be sound JSON ---- */

static const char *skip_blanks(const char *at)
{
    return at + strspn(at, " \t\r\n");
}

static const char *skip_string(const char *at)
{
    for (at++; *at != '"'; at++)
        if (*at == '\\') at++;
    return at + 1;
}

/* From the first byte of a value to behind its last. Brackets are counted, not followed, so that
 * deep nesting costs no stack. */
static const char *skip_value(const char *at)
{
    int64_t depth = 0;
    do {
        at = skip_blanks(at);
        if (*at == '"') {
            at = skip_string(at);
        } else if (*at == '[' || *at == '{') {
            depth++;
            at++;
        } else if (*at == ']' || *at == '}') {
            depth--;
            at++;
        } else if (*at == ',' || *at == ':') {
            at++;
        } else {
            at += strcspn(at, " \t\r\n,:]}");
        }
    } while (depth > 0 && *at != '\0');
    return at;
}

/* Whether the string at at, quotes included, is the key of length bytes. Keys with escapes are
 * read by jansson. */
static bool is_key(const char *at, const char *key, size_t length)
{
    size_t bytes = (size_t)(skip_string(at) - at);
    if (memchr(at, '\\', bytes) == NULL)
        return bytes - 2 == length && memcmp(at + 1, key, length) == 0;
    json_t *text = json_loadb(at, bytes, JSON_DECODE_ANY, NULL);
    bool same = text != NULL && json_string_length(text) == length &&
                memcmp(json_string_value(text), key, length) == 0;
    json_decref(text);
    return same;
}

/* The value of the key or of the index in the object or array at at, or NULL. */
static const char *enter(const char *at, const char *key, size_t length, int64_t index)
{
    bool object = index < 0;
    if (*at != (object ? '{' : '[')) return NULL;
    at = skip_blanks(at + 1);
    for (int64_t i = 0; *at != ']' && *at != '}'; i++) {
        bool here = i == index;
        if (object) {
            here = is_key(at, key, length);
            at = skip_blanks(skip_blanks(skip_string(at)) + 1); /* over the colon */
        }
        if (here) return at;
        at = skip_blanks(skip_value(at));
        if (*at == ',') at = skip_blanks(at + 1);
    }
    return NULL;
}

struct xw_place xw_json_place(struct xw_bytes text, const char *name, const char *path)
{
    const char *at = skip_blanks(text.at), *step = path;
    while (*step != '\0') {
        const char *inner = NULL;
        if (*step == '[') {
            char *end;
            int64_t index = strtoll(step + 1, &end, 10);
            if (*end == ']' && index >= 0) inner = enter(at, NULL, 0, index);
            step = *end == ']' ? end + 1 : step + strlen(step);
        } else {
            step += *step == '.';
            size_t length = strcspn(step, ".[");
            inner = enter(at, step, length, -1);
            step += length;
        }
        if (inner == NULL) break; /* a value that is not there: its nearest parent */
        at = inner;
    }
    struct xw_place place = xw_file_place(name, text.at, at - text.at);
    place.field = path;
    return place;
}
