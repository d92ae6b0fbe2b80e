/* An explanation for a program, which can work its tapes again. */
#include "explain_pen.h"
#include <jansson.h>
#include <math.h>

/* Whole numbers as such, so that no reader rounds them. */
static json_t *number(double value)
{
    return value == floor(value) && fabs(value) < 9e15 ? json_integer((json_int_t)value)
                                                       : json_real(value);
}

static void put_text(json_t *into, const char *key, const char *text)
{
    if (text != NULL) json_object_set_new(into, key, json_string(text));
}

static json_t *rows_of(const struct xw_explain_term *t)
{
    json_t *rows = json_array();
    for (int32_t i = 0; i < t->spans; i++)
        json_array_append_new(rows, json_pack("{s:s, s:i, s:i}", "file", t->span[i].file, "from",
                                              (int)t->span[i].from, "to", (int)t->span[i].to));
    return rows;
}

/* Numbers of roundings count over all answers: `first` before this one's. */
static json_t *terms_of(const struct xw_explain_term *of, int32_t first)
{
    json_t *terms = json_array();
    for (const struct xw_explain_term *t = of->first; t != NULL; t = t->next) {
        json_t *o = json_object();
        put_text(o, "op", xw_explain_op_word(t->op));
        put_text(o, "label", t->label);
        json_object_set_new(o, "value", number(t->value));
        if (t->evidence != XW_EVIDENCE_COUNT)
            put_text(o, "evidence", xw_evidence_name(t->evidence));
        if (t->spans > 0) {
            put_text(o, "file", t->span[0].file);
            json_object_set_new(o, "line", json_integer(t->span[0].from));
            json_object_set_new(o, "rows", rows_of(t));
        }
        put_text(o, "source", t->source);
        put_text(o, "rule", t->rule);
        put_text(o, "reason", t->reason);
        if (t->rounding != XW_NONE)
            json_object_set_new(o, "rounding", json_integer(first + t->rounding));
        if (t->first != NULL) json_object_set_new(o, "terms", terms_of(t, first));
        json_array_append_new(terms, o);
    }
    return terms;
}

static json_t *cell_of(const struct xw_explain_cell *c)
{
    json_t *o = json_object();
    put_text(o, "table", c->table);
    put_text(o, "column", c->column);
    put_text(o, "level", c->level);
    put_text(o, "place", c->place);
    put_text(o, "school", c->school);
    put_text(o, "project", c->project);
    put_text(o, "zone", c->zone);
    json_object_set_new(o, "year", json_integer(c->year));
    put_text(o, "stage", c->stage);
    put_text(o, "scope", c->scope);
    if (c->graded) json_object_set_new(o, "grade", json_integer(c->grade));
    put_text(o, "tier", c->tier);
    put_text(o, "reason", c->reason);
    put_text(o, "quantity", c->quantity);
    return o;
}

static json_t *round_of(const struct xw_explain_round *r)
{
    json_t *ways = json_array();
    for (int32_t i = 0; i < r->ways; i++) {
        const struct xw_explain_way *w = &r->way[i];
        json_t *o = json_pack("{s:s, s:s, s:I, s:I}", "school", w->school, "reason", w->reason,
                              "way_m", (json_int_t)w->way_m, "cost_m", (json_int_t)w->cost_m);
        if (r->solved) {
            json_object_set_new(o, "price_m", json_integer(w->price_m));
            json_object_set_new(o, "reduced_m", json_integer(w->reduced_m));
        }
        json_object_set_new(o, "placed", json_integer(w->placed));
        json_object_set_new(o, "places", json_integer(w->places));
        json_object_set_new(o, "taken", json_integer(w->load));
        json_array_append_new(ways, o);
    }
    json_t *o = json_pack("{s:b, s:b, s:s, s:i, s:i}", "solved", r->solved, "behind", r->behind,
                          "up_to", r->layer, "pupils", (int)r->pupils, "left", (int)r->left);
    if (r->solved) json_object_set_new(o, "pays_m", json_integer(r->pays_m));
    json_object_set_new(o, "ways", ways);
    return o;
}

static json_t *item_of(const struct xw_explained *item, int32_t first)
{
    json_t *o = json_object();
    json_object_set_new(o, "cell", cell_of(&item->cell));
    put_text(o, "title", item->title);
    json_object_set_new(o, "value", number(item->sum.value));
    if (item->sum.evidence != XW_EVIDENCE_COUNT)
        put_text(o, "evidence", xw_evidence_name(item->sum.evidence));
    json_object_set_new(o, "terms", terms_of(&item->sum, first));
    if (item->rounds != NULL) {
        json_t *rounds = json_array();
        for (const struct xw_explain_round *r = item->rounds; r != NULL; r = r->next)
            json_array_append_new(rounds, round_of(r));
        json_object_set_new(o, "rounds", rounds);
    }
    if (item->notes > 0) {
        json_t *notes = json_array();
        for (int32_t i = 0; i < item->notes; i++)
            json_array_append_new(notes, json_string(item->note[i]));
        json_object_set_new(o, "notes", notes);
    }
    put_text(o, "command", item->command);
    return o;
}

static json_t *rounding_of(const struct xw_explain_rounding *r)
{
    json_t *members = json_array();
    for (int32_t i = 0; i < r->count; i++)
        json_array_append_new(members,
                              json_pack("{s:s, s:o, s:I}", "label", r->label[i], "value",
                                        number(r->value[i]), "whole", (json_int_t)r->whole[i]));
    return json_pack("{s:s, s:s, s:I, s:o}", "name", r->name, "rule", "largest_remainder", "total",
                     (json_int_t)r->total, "members", members);
}

enum xw_status xw_explain_print_json(const struct xw_explainer *explainer,
                                     const struct xw_answer *answers, int32_t count, FILE *to)
{
    json_t *items = json_array(), *roundings = json_array();
    int32_t first = 0;
    for (int32_t i = 0; i < count; i++) {
        for (const struct xw_explained *item = answers[i].first; item != NULL; item = item->next)
            json_array_append_new(items, item_of(item, first));
        for (int32_t k = 0; k < answers[i].roundings; k++)
            json_array_append_new(roundings, rounding_of(&answers[i].rounding[k]));
        first += answers[i].roundings;
    }
    json_t *all = json_pack("{s:s, s:s, s:o, s:o}", "run", explainer->run.id, "scenario",
                            explainer->run.name, "answers", items, "roundings", roundings);
    if (all == NULL) return XW_NO_MEMORY;
    bool good = json_dumpf(all, to, JSON_INDENT(1) | JSON_REAL_PRECISION(17)) == 0;
    fputc('\n', to);
    json_decref(all);
    return good ? XW_OK : XW_IO;
}
