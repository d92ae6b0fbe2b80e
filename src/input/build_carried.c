#include "xuewei/draft.h"
#include "xuewei/order.h"
#include <math.h>
#include <string.h>

enum { WORDS = 4000 };

/* What a column of a name refers to, in whatever carried table it stands. */
static const struct {
    const char *name;
    int32_t (*find)(struct xw_draft *draft, enum xw_column column, int32_t row);
} references[] = {
    { "zone", xw_draft_zone },       { "town", xw_draft_town }, { "school", xw_draft_school },
    { "project", xw_draft_project }, { "tier", xw_draft_tier }, { "stage", xw_draft_stage },
    { "grade", xw_draft_grade },
};

/* The column of a table by its name, or XW_COLUMNS. */
static enum xw_column column_named(const struct xw_table_info *info, const char *name)
{
    for (int32_t c = info->first; c < info->first + info->columns; c++)
        if (strcmp(xw_column_of((enum xw_column)c)->name, name) == 0) return (enum xw_column)c;
    return XW_COLUMNS;
}

/* The finders refuse what they do not find. */
static void check_references(struct xw_draft *draft, const struct xw_rows *rows)
{
    const struct xw_table_info *info = xw_table_of(rows->table);
    for (size_t k = 0; k < sizeof references / sizeof *references; k++) {
        enum xw_column column = column_named(info, references[k].name);
        if (column == XW_COLUMNS || !xw_rows_have(rows, column)) continue;
        for (int32_t i = 0; i < rows->count; i++)
            if (!rows->bad[i]) references[k].find(draft, column, i);
    }
    enum xw_column from = column_named(info, "from_year"), to = column_named(info, "to_year");
    if (from == XW_COLUMNS || to == XW_COLUMNS) return;
    for (int32_t i = 0; i < rows->count; i++)
        if (!rows->bad[i]) xw_draft_check_span(draft, from, to, i);
}

/* A site lies in a zone, or at least in a town; where both are given they must agree. */
static void check_sites(struct xw_draft *draft, const struct xw_rows *rows)
{
    const struct xw_zones *zones = &draft->out->zones;
    for (int32_t i = 0; i < rows->count; i++) {
        const char *code = xw_rows_text(rows, XW_COL_SITES_ZONE, i);
        const char *town = xw_rows_text(rows, XW_COL_SITES_TOWN, i);
        if (rows->bad[i]) continue;
        if (code == NULL && town == NULL)
            xw_draft_refuse(draft, XW_COL_SITES_ZONE, i, "a zone, or a town in its column");
        int32_t zone = code == NULL ? XW_NONE : xw_zones_find(zones, code);
        if (zone == XW_NONE || town == NULL) continue;
        const char *own = zones->town_zh[zones->town[zone]];
        if (strcmp(own, town) != 0)
            xw_draft_refuse(draft, XW_COL_SITES_TOWN, i, "%s, the town of zone %s, or empty", own,
                            code);
    }
}

/* Children are counted where they live or by the school of their catchment. */
static void check_registrations(struct xw_draft *draft, const struct xw_rows *rows)
{
    for (int32_t i = 0; i < rows->count; i++) {
        bool zone = xw_rows_text(rows, XW_COL_REGISTRATIONS_ZONE, i) != NULL;
        bool school = xw_rows_text(rows, XW_COL_REGISTRATIONS_SCHOOL, i) != NULL;
        if (rows->bad[i] || zone != school) continue;
        xw_draft_refuse(draft, XW_COL_REGISTRATIONS_ZONE, i,
                        zone ? "empty where a school is given"
                             : "a zone, or a school in its column");
    }
}

/* What only one table asks for. */
static const struct {
    enum xw_table table;
    void (*check)(struct xw_draft *draft, const struct xw_rows *rows);
} checks[] = {
    { XW_TABLE_SITES, check_sites },
    { XW_TABLE_REGISTRATIONS, check_registrations },
};

static enum xw_status keep_words(struct xw_draft *draft, const struct xw_rows *rows,
                                 enum xw_column column, const int32_t *order, const char **text)
{
    const struct xw_parameter *p = xw_column_of(column);
    char *buffer = XW_TAKE(draft->keep, WORDS, char);
    const char **word = XW_TAKE(draft->work, WORDS, const char *);
    if (buffer == NULL || word == NULL) return XW_NO_MEMORY;
    int32_t count = xw_word_list(p, buffer, WORDS, word, WORDS);
    for (int32_t i = 0; i < rows->count; i++) {
        int32_t value = xw_rows_whole(rows, column, order[i]);
        text[i] = value >= 0 && value < count ? word[value] : "";
    }
    return XW_OK;
}

static enum xw_status keep_rows(struct xw_draft *draft, const struct xw_rows *rows)
{
    const struct xw_table_info *info = xw_table_of(rows->table);
    struct xw_carried *to = &draft->out->carried[rows->table];
    int32_t *order = XW_TAKE(draft->work, rows->count, int32_t);
    enum xw_status status = xw_carried_take(to, rows->table, rows->count, draft->keep);
    if (status != XW_OK || order == NULL) return XW_NO_MEMORY;
    xw_order_by_key(rows, order);
    for (int32_t i = 0; i < rows->count; i++)
        to->line[i] = rows->line[order[i]];
    for (int32_t c = 0; status == XW_OK && c < info->columns; c++) {
        enum xw_column column = (enum xw_column)(info->first + c);
        enum xw_value_kind kind = xw_column_of(column)->kind;
        if (kind == XW_VALUE_WORD) {
            status = keep_words(draft, rows, column, order, to->text[c]);
            continue;
        }
        for (int32_t i = 0; i < rows->count; i++) {
            if (kind == XW_VALUE_NUMBER) {
                to->number[c][i] = xw_rows_number(rows, column, order[i]);
            } else if (xw_carried_is_number(kind)) {
                int32_t value = xw_rows_whole(rows, column, order[i]);
                to->number[c][i] = value == XW_MISSING ? NAN : (double)value;
            } else {
                const char *text = xw_rows_text(rows, column, order[i]);
                to->text[c][i] = text == NULL ? "" : text;
            }
        }
    }
    return status;
}

enum xw_status xw_build_carried(struct xw_draft *draft)
{
    enum xw_status status = XW_OK;
    for (int32_t t = 0; status == XW_OK && t < XW_TABLES; t++) {
        const struct xw_rows *rows = xw_draft_rows(draft, (enum xw_table)t);
        enum xw_keeping keeping = xw_table_of((enum xw_table)t)->keeping;
        draft->out->carried[t].table = (enum xw_table)t;
        if (rows == NULL || keeping == XW_KEPT_NOT) continue;
        if (keeping == XW_KEPT_CARRIED) check_references(draft, rows);
        for (size_t k = 0; k < sizeof checks / sizeof *checks; k++)
            if ((int32_t)checks[k].table == t) checks[k].check(draft, rows);
        status = keep_rows(draft, rows);
    }
    return status;
}
