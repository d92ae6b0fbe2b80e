#include "xuewei/settings.h"
#include "xuewei/parameters.h"
#include <string.h>

/* The value of a node as one text; NULL without one. */
static const char *text_of(struct xw_arena *keep, const struct xw_yaml *node)
{
    if (node == NULL || node->kind == XW_YAML_MAP) return NULL;
    if (node->kind == XW_YAML_SCALAR)
        return node->text[0] == '\0' ? NULL : xw_arena_text(keep, node->text);
    const char *text = "";
    for (int32_t i = 0; i < node->count && text != NULL; i++)
        if (node->value[i]->kind == XW_YAML_SCALAR)
            text = xw_arena_format(keep, "%s%s%s", text, i == 0 ? "" : " ", node->value[i]->text);
    return text;
}

/* A name with a hole (tables.TABLE) or of a list (stages[].grades) stands for many keys. */
static bool is_one_key(const char *name)
{
    if (strchr(name, '[') != NULL) return false;
    for (const char *c = name; *c != '\0'; c++)
        if (*c >= 'A' && *c <= 'Z') return false;
    return true;
}

static bool add(struct xw_scenario *scenario, struct xw_yaml *root, struct xw_arena *keep,
                const char *path, const char *usual)
{
    const char *value = text_of(keep, xw_yaml_get(root, path));
    struct xw_setting setting = { path, value, value != NULL };
    if (value == NULL) setting.value = usual;
    if (setting.value == NULL || setting.value[0] == '\0') return true;
    scenario->setting[scenario->settings++] = setting;
    return setting.value != NULL;
}

enum xw_status xw_settings_read(struct xw_yaml *root, struct xw_arena *keep,
                                struct xw_scenario *scenario)
{
    int32_t count;
    const struct xw_parameter *keys = xw_keys(&count);
    scenario->settings = 0;
    scenario->setting = XW_TAKE(keep, count + XW_STAGE_NAMES * XW_NORMS, struct xw_setting);
    if (scenario->setting == NULL) return XW_NO_MEMORY;
    for (int32_t k = 0; k < count; k++)
        if (is_one_key(keys[k].name) && !add(scenario, root, keep, keys[k].name, keys[k].usual))
            return XW_NO_MEMORY;
    for (int32_t s = 0; s < XW_STAGE_NAMES; s++)
        for (int32_t q = 0; q < XW_NORMS; q++) {
            char path[100];
            snprintf(path, sizeof path, "norms.%s.%s", xw_stage_word((enum xw_stage_name)s),
                     xw_norm_word((enum xw_norm)q));
            if (xw_yaml_get(root, path) == NULL) continue;
            const char *own = xw_arena_text(keep, path);
            if (own == NULL || !add(scenario, root, keep, own, NULL)) return XW_NO_MEMORY;
        }
    return XW_OK;
}
