#include "xuewei/keys.h"
#include "xuewei/stages.h"
#include "xuewei/text.h"
#include <math.h>
#include <string.h>

enum { ACCEPTED = 1200, WORDS = 96, PATH = 300 };

const struct xw_parameter *xw_key_of(const char *path)
{
    int32_t count;
    const struct xw_parameter *keys = xw_keys(&count);
    for (int32_t k = 0; k < count; k++)
        if (strcmp(keys[k].name, path) == 0) return &keys[k];
    return NULL;
}

/* ---- what is known ---- */

/* The keys that may stand in the mapping at `within` ("" at the root), as a list of words. */
struct level {
    char texts[ACCEPTED];
    size_t used;
    const char *word[WORDS];
    int32_t count;
};

static void add_word(struct level *level, const char *word, size_t length)
{
    for (int32_t i = 0; i < level->count; i++)
        if (strlen(level->word[i]) == length && memcmp(level->word[i], word, length) == 0) return;
    if (level->count == WORDS || level->used + length + 1 > sizeof level->texts) return;
    char *copy = level->texts + level->used;
    memcpy(copy, word, length);
    copy[length] = '\0';
    level->used += length + 1;
    level->word[level->count++] = copy;
}

static void list_level(struct level *level, const char *within)
{
    level->used = 0;
    level->count = 0;
    if (strcmp(within, "tables") == 0) {
        for (int32_t t = 0; t < XW_TABLES; t++) {
            const char *name = xw_table_of((enum xw_table)t)->name;
            add_word(level, name, strlen(name));
        }
        return;
    }
    if (strcmp(within, "norms") == 0) {
        for (int32_t s = 0; s < XW_STAGE_NAMES; s++) {
            const char *word = xw_stage_word((enum xw_stage_name)s);
            add_word(level, word, strlen(word));
        }
        return;
    }
    if (strcmp(within, "norms.STAGE") == 0) {
        for (int32_t q = 0; q < XW_NORMS; q++) {
            const char *word = xw_norm_word((enum xw_norm)q);
            add_word(level, word, strlen(word));
        }
        return;
    }
    size_t length = strlen(within);
    int32_t count;
    const struct xw_parameter *keys = xw_keys(&count);
    for (int32_t k = 0; k < count; k++) {
        const char *name = keys[k].name;
        if (length > 0 && (strncmp(name, within, length) != 0 || name[length] != '.')) continue;
        const char *part = name + length + (length > 0);
        add_word(level, part, strcspn(part, ".["));
    }
}

/* The name in the dictionary of the key in a mapping. */
static void pattern_of(const char *within, const char *key, char pattern[PATH])
{
    if (strcmp(within, "tables") == 0)
        key = "TABLE";
    else if (strcmp(within, "norms") == 0)
        key = "STAGE";
    else if (strcmp(within, "norms.STAGE") == 0)
        key = "QUANTITY";
    snprintf(pattern, PATH, "%s%s%s", within, within[0] == '\0' ? "" : ".", key);
}

static bool is_not_read(const char *table)
{
    for (int32_t i = 0; xw_tables_not_read[i] != NULL; i++)
        if (strcmp(xw_tables_not_read[i], table) == 0) return true;
    return false;
}

static void refuse_key(const struct level *level, const char *within, const char *key,
                       struct xw_place at, struct xw_diag *diag)
{
    if (strcmp(within, "tables") == 0 && is_not_read(key)) {
        xw_diag_fault(diag, at, "this version does not read the table \"%s\"", key);
        return;
    }
    char accepted[ACCEPTED] = "";
    size_t length = 0;
    for (int32_t i = 0; i < level->count; i++)
        length += (size_t)snprintf(accepted + length, sizeof accepted - length, "%s%s",
                                   i == 0 ? "" : ", ", level->word[i]);
    xw_rows_refuse_word(diag, at, key, accepted, level->word, level->count);
}

static bool is_empty(const struct xw_yaml *node)
{
    return node->kind == XW_YAML_SCALAR && !node->quoted && node->text[0] == '\0';
}

static void check_map(const struct xw_yaml *map, const char *within, struct xw_diag *diag);

static void check_list_of_codes(const struct xw_yaml *list, struct xw_diag *diag)
{
    for (int32_t i = 0; i < list->count; i++)
        if (list->value[i]->kind != XW_YAML_SCALAR || list->value[i]->text[0] == '\0')
            xw_diag_fault(diag, list->value[i]->at, "a code is expected here");
}

static void check_value(const struct xw_yaml *node, const char *pattern, struct xw_diag *diag)
{
    const struct xw_parameter *known = xw_key_of(pattern);
    if (known != NULL) {
        if (known->kind == XW_VALUE_CODES && node->kind == XW_YAML_LIST)
            check_list_of_codes(node, diag);
        else if (node->kind != XW_YAML_SCALAR)
            xw_diag_fault(diag, node->at, "a single value is expected here");
        return;
    }
    if (is_empty(node)) return;
    if (strcmp(pattern, "stages") == 0) {
        if (node->kind != XW_YAML_LIST) {
            xw_diag_fault(diag, node->at, "a list of stages is expected here");
            return;
        }
        for (int32_t i = 0; i < node->count; i++)
            if (node->value[i]->kind == XW_YAML_MAP)
                check_map(node->value[i], "stages[]", diag);
            else
                xw_diag_fault(diag, node->value[i]->at,
                              "a mapping is expected here: stage, first_age, grades, scope, "
                              "admission, demand");
        return;
    }
    if (node->kind != XW_YAML_MAP)
        xw_diag_fault(diag, node->at, "a mapping is expected here");
    else
        check_map(node, pattern, diag);
}

static void check_map(const struct xw_yaml *map, const char *within, struct xw_diag *diag)
{
    struct level level;
    list_level(&level, within);
    for (int32_t i = 0; i < map->count; i++) {
        bool known = false;
        for (int32_t w = 0; w < level.count && !known; w++)
            known = strcmp(level.word[w], map->key[i]) == 0;
        if (!known) {
            refuse_key(&level, within, map->key[i], map->key_at[i], diag);
            continue;
        }
        char pattern[PATH];
        pattern_of(within, map->key[i], pattern);
        check_value(map->value[i], pattern, diag);
    }
}

void xw_keys_check(struct xw_yaml *root, struct xw_diag *diag)
{
    if (root->kind == XW_YAML_MAP)
        check_map(root, "", diag);
    else
        xw_diag_fault(diag, root->at, "a scenario is a mapping of keys");
}

/* ---- values ---- */

struct xw_place xw_key_place(struct xw_yaml *root, const char *path)
{
    const struct xw_yaml *node = xw_yaml_get(root, path);
    if (node != NULL) return node->at;
    return (struct xw_place){ .file = root->at.file };
}

/* The text of a value, or NULL when it is not given; a required key that is not there is said. */
static const char *value_text(const struct xw_yaml *node)
{
    if (node == NULL || node->kind != XW_YAML_SCALAR || is_empty(node)) return NULL;
    return node->text;
}

static void refuse_value(const struct xw_yaml *node, const struct xw_parameter *p,
                         struct xw_diag *diag)
{
    char accepted[ACCEPTED], words[ACCEPTED];
    const char *word[XW_ROW_COLUMNS];
    xw_parameter_accepted(p, accepted, sizeof accepted);
    bool number =
        p->kind == XW_VALUE_WHOLE || p->kind == XW_VALUE_YEAR || p->kind == XW_VALUE_NUMBER;
    if (number && node->quoted) {
        size_t length = strlen(accepted);
        snprintf(accepted + length, sizeof accepted - length, ", without quotes");
    }
    int32_t count = xw_word_list(p, words, sizeof words, word, XW_ROW_COLUMNS);
    xw_rows_refuse_word(diag, node->at, node->text, accepted, word, count);
}

/* The value of a text by its parameter; words by position. */
static bool whole_value(const char *text, const struct xw_parameter *p, int32_t *value)
{
    if (p->kind == XW_VALUE_WORD) {
        *value = xw_word_find(p, text);
        return *value != XW_NONE;
    }
    return xw_text_to_int32(text, value) && *value >= p->low && *value <= p->high;
}

int32_t xw_key_whole_of(const struct xw_yaml *node, const struct xw_parameter *p,
                        struct xw_diag *diag)
{
    int32_t usual = XW_MISSING, value = XW_MISSING;
    if (p->usual[0] != '\0') whole_value(p->usual, p, &usual);
    const char *text = value_text(node);
    if (text == NULL) return usual;
    bool may_quote = p->kind == XW_VALUE_WORD;
    if ((!node->quoted || may_quote) && whole_value(text, p, &value)) return value;
    refuse_value(node, p, diag);
    return usual;
}

double xw_key_number_of(const struct xw_yaml *node, const struct xw_parameter *p,
                        struct xw_diag *diag)
{
    double usual = NAN, value = NAN;
    if (p->usual[0] != '\0') xw_text_to_double(p->usual, &usual);
    const char *text = value_text(node);
    if (text == NULL) return usual;
    if (!node->quoted && xw_text_to_double(text, &value) && value >= p->low && value <= p->high)
        return value;
    refuse_value(node, p, diag);
    return usual;
}

/* The node of a key, with a refusal when it must be there and is not. */
static const struct xw_yaml *node_at(struct xw_yaml *root, const char *path,
                                     const struct xw_parameter *p, struct xw_diag *diag)
{
    const struct xw_yaml *node = xw_yaml_get(root, path);
    if (p->presence != XW_REQUIRED) return node;
    if (node != NULL && (node->kind != XW_YAML_SCALAR || !is_empty(node))) return node;
    struct xw_place at = { .file = root->at.file };
    if (node != NULL) at = node->at;
    at.field = NULL;
    xw_diag_fault(diag, at, "the key \"%s\" must be given", path);
    return NULL;
}

int32_t xw_key_whole(struct xw_yaml *root, const char *path, struct xw_diag *diag)
{
    const struct xw_parameter *p = xw_key_of(path);
    return xw_key_whole_of(node_at(root, path, p, diag), p, diag);
}

double xw_key_number(struct xw_yaml *root, const char *path, struct xw_diag *diag)
{
    const struct xw_parameter *p = xw_key_of(path);
    return xw_key_number_of(node_at(root, path, p, diag), p, diag);
}

const char *xw_key_text(struct xw_yaml *root, const char *path, struct xw_diag *diag)
{
    const struct xw_parameter *p = xw_key_of(path);
    const char *text = value_text(node_at(root, path, p, diag));
    if (text != NULL && text[0] != '\0') return text;
    return p->usual[0] != '\0' ? p->usual : NULL;
}

bool xw_key_date(struct xw_yaml *root, const char *path, struct xw_diag *diag, int16_t *year,
                 int8_t *month, int8_t *day)
{
    const struct xw_parameter *p = xw_key_of(path);
    const struct xw_yaml *node = node_at(root, path, p, diag);
    const char *text = value_text(node);
    if (text == NULL) return false;
    if (xw_text_to_date(text, year, month, day)) return true;
    refuse_value(node, p, diag);
    return false;
}
