#include "xuewei/draft.h"
#include <string.h>

static const char *const lever_word[XW_LEVERS] = { "special_rooms", "prefab", "sister_stage",
                                                   "class_size" };

/* Take a lever into the order; one that is not known, or named twice, is refused. */
static void add_lever(struct xw_draft *draft, const struct xw_yaml *node)
{
    struct xw_lever_rules *rules = &draft->out->levers;
    if (node->kind != XW_YAML_SCALAR || node->text[0] == '\0') return; /* said by xw_keys_check */
    for (int32_t lever = 0; lever < XW_LEVERS; lever++) {
        if (strcmp(node->text, lever_word[lever]) != 0) continue;
        for (int32_t k = 0; k < rules->count; k++)
            if (rules->order[k] == lever) {
                xw_diag_fault(draft->diag, node->at, "the lever %s is named twice", node->text);
                return;
            }
        rules->order[rules->count++] = (uint8_t)lever;
        return;
    }
    xw_rows_refuse_word(draft->diag, node->at, node->text,
                        "special_rooms, prefab, sister_stage, class_size", lever_word, XW_LEVERS);
}

enum xw_status xw_build_levers(struct xw_draft *draft)
{
    struct xw_lever_rules *rules = &draft->out->levers;
    struct xw_yaml *root = draft->root;
    const struct xw_yaml *order = xw_yaml_get(root, "levers.order");
    int32_t size = xw_key_whole(root, "levers.class_size", draft->diag);
    rules->special_share = xw_key_number(root, "levers.special_share", draft->diag);
    rules->from = (uint8_t)xw_key_whole(root, "levers.from", draft->diag);
    draft->out->closing = (struct xw_closing_rules){
        .below = xw_key_whole(root, "supply.close_below", draft->diag),
        .after = xw_key_whole(root, "supply.close_after", draft->diag),
        .within_m = xw_key_whole(root, "supply.close_within_m", draft->diag),
    };
    rules->class_size = size == XW_MISSING ? 0 : size;
    if (order == NULL) return XW_OK;
    if (order->kind == XW_YAML_LIST) {
        for (int32_t i = 0; i < order->count; i++)
            add_lever(draft, order->value[i]);
    } else if (order->kind == XW_YAML_SCALAR && order->text[0] != '\0' &&
               strcmp(order->text, "none") != 0) {
        xw_rows_refuse_word(draft->diag, order->at, order->text,
                            "none, or a list of special_rooms, prefab, sister_stage, class_size",
                            NULL, 0);
    }
    for (int32_t k = 0; k < rules->count; k++)
        if (rules->order[k] == XW_LEVER_CLASS_SIZE && size == XW_MISSING)
            xw_diag_fault(draft->diag, order->at,
                          "the lever class_size raises the limit to levers.class_size, which is "
                          "not given");
    return XW_OK;
}
