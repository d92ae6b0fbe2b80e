#include "xuewei/parameters.h"
#include <jansson.h>
#include <math.h>
#include <string.h>

static const struct xw_table_info tables[] = {
#define TABLE(symbol, head, name, en, zh, keeping)                                                 \
    { name,                                                                                        \
      en,                                                                                          \
      zh,                                                                                          \
      keeping,                                                                                     \
      XW_COL_##symbol##_##head,                                                                    \
      XW_COL_##symbol##_METHOD - XW_COL_##symbol##_##head + 1 },
#define XW_TABLE(...)         TABLE(__VA_ARGS__, XW_KEPT_NOT)
#define XW_KEPT_TABLE(...)    TABLE(__VA_ARGS__, XW_KEPT_TOO)
#define XW_CARRIED_TABLE(...) TABLE(__VA_ARGS__, XW_KEPT_CARRIED)
#include "parameters.def"
#undef TABLE
};

static const struct xw_parameter columns[] = {
#define XW_COLUMN(table, symbol, name, kind, presence, low, high, unit, words, usual, en, zh)      \
    { name, XW_VALUE_##kind, XW_##presence, low, high, unit, words, usual, en, zh },
#include "parameters.def"
};

static const struct xw_parameter keys[] = {
#define XW_SCENARIO_KEY(path, kind, presence, low, high, unit, words, usual, en, zh)               \
    { path, XW_VALUE_##kind, XW_##presence, low, high, unit, words, usual, en, zh },
#include "parameters.def"
};

static const struct xw_parameter quantities[XW_NORMS] = {
#define XW_QUANTITY(symbol, low, high, unit, en, zh)                                               \
    [XW_NORM_##symbol] = { "value", XW_VALUE_NUMBER, XW_REQUIRED, low, high, unit, "", "", en, zh },
#include "parameters.def"
};

/* What a scenario may one day give; named here so that the refusal can say so. */
const char *const xw_tables_not_read[] = { "neighbours", NULL };

const struct xw_table_info *xw_table_of(enum xw_table table)
{
    return &tables[table];
}

const struct xw_parameter *xw_column_of(enum xw_column column)
{
    return &columns[column];
}

enum xw_table xw_table_of_column(enum xw_column column)
{
    int32_t t = 0;
    while ((int32_t)column >= tables[t].first + tables[t].columns)
        t++;
    return (enum xw_table)t;
}

enum xw_table xw_table_find(const char *name)
{
    for (int32_t t = 0; t < XW_TABLES; t++)
        if (strcmp(tables[t].name, name) == 0) return (enum xw_table)t;
    return XW_TABLES;
}

const struct xw_parameter *xw_keys(int32_t *count)
{
    *count = (int32_t)(sizeof keys / sizeof *keys);
    return keys;
}

const struct xw_parameter *xw_norm_of(enum xw_norm quantity)
{
    return &quantities[quantity];
}

int32_t xw_word_find(const struct xw_parameter *parameter, const char *word)
{
    size_t length = strlen(word);
    int32_t position = 0;
    for (const char *at = parameter->words; *at != '\0'; position++) {
        size_t here = strcspn(at, " ");
        if (here == length && memcmp(at, word, length) == 0) return position;
        at += here;
        at += *at == ' ';
    }
    return XW_NONE;
}

int32_t xw_word_list(const struct xw_parameter *parameter, char *buffer, size_t size,
                     const char **word, int32_t room)
{
    int32_t count = 0;
    for (const char *at = parameter->words; *at != '\0' && count < room;) {
        size_t here = strcspn(at, " ");
        if (here + 1 > size) break;
        memcpy(buffer, at, here);
        buffer[here] = '\0';
        word[count++] = buffer;
        buffer += here + 1;
        size -= here + 1;
        at += here;
        at += *at == ' ';
    }
    return count;
}

/* "f m" as "f, m". */
static void words_accepted(const char *words, char *text, size_t size)
{
    size_t length = 0;
    for (const char *at = words; *at != '\0' && length + 3 < size; at++) {
        if (*at == ' ') text[length++] = ',';
        text[length++] = *at;
    }
    text[length] = '\0';
}

static void range_accepted(const struct xw_parameter *p, const char *what, char *text, size_t size)
{
    if (p->low == p->high)
        snprintf(text, size, "%.10g (%s)", p->low, p->en);
    else
        snprintf(text, size, "%s%s%s, %.10g to %.10g", what, p->unit[0] == '\0' ? "" : " of ",
                 p->unit, p->low, p->high);
}

void xw_parameter_accepted(const struct xw_parameter *p, char *text, size_t size)
{
    switch (p->kind) {
    case XW_VALUE_TEXT:
        snprintf(text, size, "a text");
        return;
    case XW_VALUE_CODE:
        snprintf(text, size, "a code without blanks at its ends");
        return;
    case XW_VALUE_WORD:
        words_accepted(p->words, text, size);
        return;
    case XW_VALUE_WHOLE:
        range_accepted(p, "a whole number", text, size);
        return;
    case XW_VALUE_YEAR:
        range_accepted(p, "a year", text, size);
        return;
    case XW_VALUE_NUMBER:
        range_accepted(p, "a number", text, size);
        return;
    case XW_VALUE_DATE:
        snprintf(text, size, "a date that exists, YYYY-MM-DD");
        return;
    case XW_VALUE_CODES:
        words_accepted(p->words, text, size);
        snprintf(text + strlen(text), size - strlen(text), ", or a list of codes");
        return;
    case XW_VALUE_KINDS:
        break;
    }
    snprintf(text, size, "nothing");
}

static const char *presence_word(enum xw_presence presence)
{
    switch (presence) {
    case XW_KEY:
        return "key";
    case XW_KEY_OPTIONAL:
        return "key, optional";
    case XW_REQUIRED:
        return "required";
    case XW_OPTIONAL:
        return "optional";
    case XW_GROUP_1:
        return "first of two groups";
    case XW_GROUP_2:
        return "second of two groups";
    }
    return "";
}

static const char *kind_word(enum xw_value_kind kind)
{
    switch (kind) {
    case XW_VALUE_TEXT:
        return "text";
    case XW_VALUE_CODE:
        return "code";
    case XW_VALUE_WORD:
        return "word";
    case XW_VALUE_WHOLE:
        return "whole number";
    case XW_VALUE_YEAR:
        return "year";
    case XW_VALUE_NUMBER:
        return "number";
    case XW_VALUE_DATE:
        return "date";
    case XW_VALUE_CODES:
        return "codes";
    case XW_VALUE_KINDS:
        break;
    }
    return "";
}

static void print_parameter(FILE *to, const struct xw_parameter *p)
{
    char accepted[400];
    xw_parameter_accepted(p, accepted, sizeof accepted);
    fprintf(to, "  %s (%s): %s", p->name, presence_word(p->presence), accepted);
    if (p->usual[0] != '\0') fprintf(to, "; default %s", p->usual);
    fprintf(to, "\n      %s\n      %s\n", p->en, p->zh);
}

static const struct {
    enum xw_stage_name stage;
    int32_t year;
    enum xw_norm quantity;
    double value;
    const char *source;
} usual_norms[] = {
#define XW_NORM_USUAL(stage, year, quantity, value, source)                                        \
    { XW_##stage, year, XW_NORM_##quantity, value, source },
#include "norms.def"
#undef XW_NORM_USUAL
};

static void print_text(FILE *to)
{
    for (int32_t t = 0; t < XW_TABLES; t++) {
        fprintf(to, "table %s\n  %s\n  %s\n", tables[t].name, tables[t].en, tables[t].zh);
        for (int32_t c = 0; c < tables[t].columns; c++)
            print_parameter(to, &columns[tables[t].first + c]);
        fputc('\n', to);
    }
    fputs("quantities of the table norms\n", to);
    for (int32_t q = 0; q < XW_NORMS; q++) {
        struct xw_parameter named = quantities[q];
        named.name = xw_norm_word((enum xw_norm)q);
        print_parameter(to, &named);
    }
    for (size_t i = 0; i < sizeof usual_norms / sizeof *usual_norms; i++) {
        fprintf(to, "  default of %s", xw_stage_word(usual_norms[i].stage));
        if (usual_norms[i].year > 0) fprintf(to, ", year %d", (int)usual_norms[i].year);
        fprintf(to, ": %s %.10g (%s)\n", xw_norm_word(usual_norms[i].quantity),
                usual_norms[i].value, usual_norms[i].source);
    }
    fputs("\nscenario keys\n", to);
    for (size_t k = 0; k < sizeof keys / sizeof *keys; k++)
        print_parameter(to, &keys[k]);
}

static json_t *parameter_json(const struct xw_parameter *p)
{
    char accepted[400];
    xw_parameter_accepted(p, accepted, sizeof accepted);
    json_t *one = json_pack("{s:s, s:s, s:s, s:s, s:s, s:s, s:s}", "name", p->name, "kind",
                            kind_word(p->kind), "presence", presence_word(p->presence), "accepted",
                            accepted, "unit", p->unit, "en", p->en, "zh", p->zh);
    if (p->usual[0] != '\0') json_object_set_new(one, "default", json_string(p->usual));
    return one;
}

static void print_json(FILE *to)
{
    json_t *all_tables = json_array(), *all_keys = json_array(), *all_norms = json_array();
    for (int32_t t = 0; t < XW_TABLES; t++) {
        json_t *own = json_array();
        for (int32_t c = 0; c < tables[t].columns; c++)
            json_array_append_new(own, parameter_json(&columns[tables[t].first + c]));
        json_array_append_new(all_tables,
                              json_pack("{s:s, s:s, s:s, s:o}", "name", tables[t].name, "en",
                                        tables[t].en, "zh", tables[t].zh, "columns", own));
    }
    for (int32_t q = 0; q < XW_NORMS; q++) {
        struct xw_parameter named = quantities[q];
        named.name = xw_norm_word((enum xw_norm)q);
        json_array_append_new(all_norms, parameter_json(&named));
    }
    for (size_t k = 0; k < sizeof keys / sizeof *keys; k++)
        json_array_append_new(all_keys, parameter_json(&keys[k]));
    json_t *usual = json_array();
    for (size_t i = 0; i < sizeof usual_norms / sizeof *usual_norms; i++)
        json_array_append_new(
            usual, json_pack("{s:s, s:i, s:s, s:f, s:s}", "stage",
                             xw_stage_word(usual_norms[i].stage), "year", (int)usual_norms[i].year,
                             "quantity", xw_norm_word(usual_norms[i].quantity), "value",
                             usual_norms[i].value, "source", usual_norms[i].source));
    json_t *all = json_pack("{s:o, s:o, s:o, s:o}", "tables", all_tables, "quantities", all_norms,
                            "norm_defaults", usual, "keys", all_keys);
    json_dumpf(all, to, JSON_INDENT(1) | JSON_REAL_PRECISION(10));
    fputc('\n', to);
    json_decref(all);
}

void xw_parameters_print(FILE *to, bool json)
{
    if (json)
        print_json(to);
    else
        print_text(to);
}
