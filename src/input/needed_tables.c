#include "xuewei/needed_tables.h"

bool xw_table_needed(enum xw_need need, enum xw_table table)
{
    switch (table) {
    case XW_TABLE_ZONES:
        return true;
    case XW_TABLE_POPULATION:
    case XW_TABLE_FERTILITY:
    case XW_TABLE_MORTALITY:
    case XW_TABLE_BIRTHS_RATIO:
        return need != XW_NEED_ASSIGN;
    case XW_TABLE_SCHOOLS:
    case XW_TABLE_CAPACITY:
        return need != XW_NEED_PROJECT;
    case XW_TABLE_ROLLS:
        return need == XW_NEED_RUN;
    case XW_TABLE_DEMAND:
        return need == XW_NEED_ASSIGN;
    default:
        return false;
    }
}

bool xw_table_read(enum xw_need need, enum xw_table table, bool yields)
{
    static const enum xw_table also[] = { XW_TABLE_MIGRATION,     XW_TABLE_BIRTHS,
                                          XW_TABLE_HOUSING,       XW_TABLE_OCCUPANCY,
                                          XW_TABLE_FAMILIES,      XW_TABLE_YIELDS,
                                          XW_TABLE_COHORT_BIRTHS, XW_TABLE_AREAS,
                                          XW_TABLE_CONTROLS,      XW_TABLE_TRANSFERS };
    if (need == XW_NEED_ASSIGN)
        return xw_table_needed(need, table) || table == XW_TABLE_CATCHMENTS ||
               table == XW_TABLE_NORMS || table == XW_TABLE_TRAVEL || table == XW_TABLE_ROADS ||
               table == XW_TABLE_ROAD_NODES;
    for (size_t i = 0; i < sizeof also / sizeof *also; i++)
        if (table == also[i]) return true;
    return need == XW_NEED_RUN || xw_table_needed(need, table) ||
           (yields && table == XW_TABLE_PARTICIPATION);
}

void xw_choose_need(struct xw_draft *draft)
{
    if (draft->need != XW_NEED_ASSIGN) return;
    const struct xw_yaml *node = xw_yaml_get(draft->root, "tables.population");
    bool given = node != NULL && !(node->kind == XW_YAML_SCALAR && node->text[0] == '\0');
    if (given) draft->need = XW_NEED_RUN;
    draft->out->without_population = !given;
}

void xw_refuse_unused(struct xw_draft *draft)
{
    for (int32_t t = 0; t < XW_TABLES; t++) {
        char key[60];
        if (xw_table_read(draft->need, (enum xw_table)t, false)) continue;
        snprintf(key, sizeof key, "tables.%s", xw_table_of((enum xw_table)t)->name);
        const struct xw_yaml *node = xw_yaml_get(draft->root, key);
        if (node == NULL || node->kind != XW_YAML_SCALAR || node->text[0] == '\0') continue;
        xw_diag_fault(draft->diag, node->at,
                      "without a population the table \"%s\" is not used; give the table "
                      "\"population\" too, or leave this one out",
                      xw_table_of((enum xw_table)t)->name);
    }
}
