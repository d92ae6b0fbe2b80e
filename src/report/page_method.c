#include "page.h"
#include "xuewei/norms.h"
#include "xuewei/parameters.h"
#include "xuewei/run_settings.h"
#include "xuewei/text.h"
#include <math.h>
#include <string.h>

/* ---- what the run says --------------------------------------------------------------------------
 */

/* The value of a key as the scenario has it; whole numbers as the page writes them. */
static const char *set(struct xw_view *v, const char *path)
{
    const char *value = xw_run_setting(v->f->run, path);
    int32_t whole;
    if (value == NULL) return "—";
    return xw_text_to_int32(value, &whole) && whole >= 1000 ? xw_n(v, whole) : value;
}

static bool is(struct xw_view *v, const char *path, const char *value)
{
    return strcmp(set(v, path), value) == 0;
}

/* Whether the run read a table. */
static bool read(const struct xw_view *v, const char *table)
{
    for (int32_t i = 0; i < v->f->run->table_count; i++)
        if (strcmp(v->f->run->table[i].table, table) == 0) return true;
    return false;
}

/* ---- the sentences ------------------------------------------------------------------------------
 */

static void say_population(struct xw_view *v)
{
    xw_tell(v, XW_SAY_METHOD_POPULATION,
            XW_WITH(set(v, "population.base_date"), set(v, "population.open_age")));
    xw_put(v->out, xw_word(v, read(v, "migration") ? is(v, "population.migration_timing", "even")
                                                         ? XW_SAY_METHOD_MIGRATION_EVEN
                                                         : XW_SAY_METHOD_MIGRATION_END
                                                   : XW_SAY_METHOD_NO_MIGRATION));
    if (read(v, "transfers")) xw_put(v->out, xw_word(v, XW_SAY_METHOD_TRANSFERS));
    if (read(v, "controls")) xw_put(v->out, xw_word(v, XW_SAY_METHOD_CONTROLS));
}

static void say_births(struct xw_view *v)
{
    if (read(v, "births") || read(v, "cohort_births"))
        xw_tell(v, XW_SAY_METHOD_BIRTHS,
                XW_WITH(set(v, "births.series"), set(v, "births.coverage"),
                        set(v, "births.late_share")));
    else
        xw_put(v->out, xw_word(v, XW_SAY_METHOD_NO_BIRTHS));
}

static void say_basis(struct xw_view *v)
{
    if (is(v, "forecast.basis", "blend"))
        xw_tell(v, XW_SAY_METHOD_BLEND,
                XW_WITH(set(v, "forecast.blend_midpoint"), set(v, "forecast.blend_slope")));
    else
        xw_put(v->out, xw_word(v, is(v, "forecast.basis", "rolls") ? XW_SAY_METHOD_ROLLS
                                                                   : XW_SAY_METHOD_COHORT));
    xw_put(v->out, xw_word(v, read(v, "progression") ? XW_SAY_METHOD_PROGRESSION
                                                     : XW_SAY_METHOD_NO_PROGRESSION));
}

static void say_entry(struct xw_view *v)
{
    xw_put(v->out, xw_word(v, XW_SAY_METHOD_ENTRY));
    if (read(v, "participation")) xw_put(v->out, xw_word(v, XW_SAY_METHOD_PARTICIPATION));
    if (read(v, "entry")) xw_put(v->out, xw_word(v, XW_SAY_METHOD_TRANSITION));
    if (read(v, "demand")) xw_put(v->out, xw_word(v, XW_SAY_METHOD_GIVEN));
}

static void say_housing(struct xw_view *v)
{
    if (!read(v, "housing"))
        xw_put(v->out, xw_word(v, XW_SAY_METHOD_NO_HOUSING));
    else
        xw_tell(v, XW_SAY_METHOD_HOUSING,
                XW_WITH(set(v, "housing.ceiling"), set(v, "housing.scale_years"),
                        set(v, "housing.shape")));
}

static void say_assignment(struct xw_view *v)
{
    if (is(v, "assignment.distance", "straight"))
        xw_tell(v, XW_SAY_METHOD_STRAIGHT, XW_WITH(set(v, "assignment.detour")));
    else
        xw_put(v->out, xw_word(v, is(v, "assignment.distance", "roads") ? XW_SAY_METHOD_ROADS
                                                                        : XW_SAY_METHOD_TRAVEL));
    xw_tell(v, XW_SAY_METHOD_COSTS,
            XW_WITH(set(v, "assignment.nearest"), set(v, "assignment.coordination_m"),
                    set(v, "assignment.stretch_m"), set(v, "assignment.overrun_m")));
}

static void say_rules(struct xw_view *v)
{
    xw_put(v->out, xw_word(v, read(v, "tiers") ? XW_SAY_METHOD_TIERS : XW_SAY_METHOD_NO_TIERS));
    xw_put(v->out, xw_word(v, read(v, "catchments") ? XW_SAY_METHOD_CATCHMENTS
                                                    : XW_SAY_METHOD_NO_CATCHMENTS));
    xw_tell(v, XW_SAY_METHOD_MULTI, XW_WITH(set(v, "assignment.multi_school")));
}

static void say_classes(struct xw_view *v)
{
    xw_tell(v, XW_SAY_METHOD_CLASSES,
            XW_WITH(set(v, "classes.entry_bulge"), set(v, "classes.tolerance"),
                    set(v, "classes.merge_below")));
    if (is(v, "levers.order", "none"))
        xw_put(v->out, xw_word(v, XW_SAY_METHOD_NO_LEVERS));
    else
        xw_tell(v, XW_SAY_METHOD_LEVERS, XW_WITH(set(v, "levers.order")));
    if (is(v, "supply.close_below", "0"))
        xw_put(v->out, xw_word(v, XW_SAY_METHOD_NO_CLOSING));
    else
        xw_tell(v, XW_SAY_METHOD_CLOSING,
                XW_WITH(set(v, "supply.close_below"), set(v, "supply.close_after"),
                        set(v, "supply.close_within_m")));
}

static void say_projects(struct xw_view *v)
{
    xw_tell(v, XW_SAY_METHOD_PROJECTS,
            XW_WITH(set(v, "projects.include"), set(v, "projects.without"),
                    set(v, "projects.shift_years")));
}

static void say_replicates(struct xw_view *v)
{
    if (v->f->run->replicates == 0)
        xw_put(v->out, xw_word(v, XW_SAY_METHOD_SINGLE));
    else
        xw_tell(v, XW_SAY_METHOD_REPLICATES,
                XW_WITH(xw_n(v, v->f->run->replicates), xw_figures_key(v->f, "seed"),
                        xw_figures_key(v->f, "points"), set(v, "ensemble.noise"),
                        xw_n(v, v->f->run->assumption_count)));
}

static void put_sentences(struct xw_view *v)
{
    static void (*const sentences[])(struct xw_view *) = {
        say_population, say_births, say_basis,   say_entry,    say_housing,
        say_assignment, say_rules,  say_classes, say_projects, say_replicates,
    };
    xw_put(v->out, "<ul class=\"why\">\n");
    for (size_t i = 0; i < sizeof sentences / sizeof *sentences; i++) {
        xw_put(v->out, "<li>");
        sentences[i](v);
        xw_put(v->out, "</li>\n");
    }
    xw_put(v->out, "</ul>\n");
}

/* ---- the norms ----------------------------------------------------------------------------------
 */

/* What the dictionary says of a norm, without its full stop; the word itself when it is not known. */
static const char *meaning_of(struct xw_view *v, const char *word, const char **unit)
{
    *unit = "";
    for (int32_t q = 0; q < XW_NORMS; q++) {
        if (strcmp(xw_norm_word((enum xw_norm)q), word) != 0) continue;
        const struct xw_parameter *p = xw_norm_of((enum xw_norm)q);
        const char *text = v->language == XW_CHINESE ? p->zh : p->en;
        size_t length = strlen(text), stop = v->language == XW_CHINESE ? strlen("。") : 1;
        *unit = p->unit;
        return xw_arena_text_n(v->texts, text, (ptrdiff_t)(length > stop ? length - stop : length));
    }
    return word;
}

/* As many decimals as the value has, three at most. */
static const char *value_of(struct xw_view *v, double value)
{
    int decimals = 0;
    for (double scaled = fabs(value); decimals < 3 && fabs(scaled - round(scaled)) > 1e-9;
         scaled *= 10.0)
        decimals++;
    return xw_number_fixed(v->texts, value, decimals, "—");
}

static void put_norms(struct xw_view *v)
{
    const struct xw_run *run = v->f->run;
    const char *columns[] = { xw_word(v, XW_SAY_METHOD_NORM),
                              xw_word(v, XW_SAY_STAGE),
                              xw_word(v, XW_SAY_METHOD_GRADE),
                              xw_word(v, XW_SAY_METHOD_VALUE),
                              xw_word(v, XW_SAY_METHOD_LINE),
                              xw_word(v, XW_SAY_COL_SOURCE),
                              NULL };
    if (run->norm_count == 0) {
        xw_footnote(v, XW_SAY_METHOD_NO_NORMS, XW_NOTHING);
        return;
    }
    xw_table_open(v, "st reg", xw_told(v, XW_SAY_METHOD_NORMS, XW_WITH(xw_n(v, run->norm_count))),
                  xw_word(v, XW_SAY_METHOD_NORMS_SUB));
    xw_table_head(v, columns, "nlnnnl");
    for (int32_t i = 0; i < run->norm_count; i++) {
        const struct xw_run_norm *norm = &run->norm[i];
        const char *unit, *name = meaning_of(v, norm->quantity, &unit);
        xw_row_open(v, "", name);
        xw_cell_left(v, xw_view_stage(v, norm->stage));
        xw_cell(v, norm->all_grades ? xw_word(v, XW_SAY_METHOD_ALL) : xw_n(v, norm->grade));
        xw_cell(v, value_of(v, norm->value));
        xw_cell(v, norm->line == XW_NONE ? "—" : xw_n(v, norm->line));
        xw_put(v->out, "<td class=\"l\" style=\"white-space:normal\"><span class=\"src\">");
        xw_put_text(v->out, norm->source[0] != '\0' ? norm->source : "—");
        xw_put(v->out, "</span></td>");
        xw_row_close(v);
    }
    xw_table_close(v);
}

/* ---- the keys -----------------------------------------------------------------------------------
 */

/* What is said elsewhere on the page: titles, norms, and what is drawn when nothing is. */
static bool is_told(const struct xw_run *run, const char *path)
{
    static const char *const heads[] = { "title.", "place.", "norms." };
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
        if (strncmp(path, heads[i], strlen(heads[i])) == 0) return true;
    return run->replicates == 0 && strncmp(path, "ensemble.", strlen("ensemble.")) == 0;
}

static const struct xw_parameter *key_of(const char *path)
{
    int32_t count;
    const struct xw_parameter *keys = xw_keys(&count);
    for (int32_t k = 0; k < count; k++)
        if (strcmp(keys[k].name, path) == 0) return &keys[k];
    return NULL;
}

static void put_keys(struct xw_view *v)
{
    const struct xw_run *run = v->f->run;
    const char *columns[] = { xw_word(v, XW_SAY_METHOD_KEY), xw_word(v, XW_SAY_METHOD_VALUE),
                              xw_word(v, XW_SAY_METHOD_GIVEN_OR), xw_word(v, XW_SAY_MEANING),
                              NULL };
    int32_t given = 0, count = 0;
    for (int32_t i = 0; i < run->setting_count; i++) {
        if (is_told(run, run->setting[i].path)) continue;
        count++;
        given += run->setting[i].given;
    }
    xw_table_open(v, "st long",
                  xw_told(v, XW_SAY_METHOD_KEYS, XW_WITH(xw_n(v, count), xw_n(v, given))),
                  xw_word(v, XW_SAY_METHOD_KEYS_SUB));
    xw_table_head(v, columns, "lnll");
    for (int32_t i = 0; i < run->setting_count; i++) {
        const struct xw_run_setting *setting = &run->setting[i];
        const struct xw_parameter *key = key_of(setting->path);
        if (is_told(run, setting->path)) continue;
        xw_row_open(v, "", setting->path);
        xw_cell(v, setting->value);
        xw_cell_left(v,
                     xw_word(v, setting->given ? XW_SAY_METHOD_IS_GIVEN : XW_SAY_METHOD_IS_USUAL));
        xw_cell_left(v, key == NULL ? "—" : v->language == XW_CHINESE ? key->zh : key->en);
        xw_row_close(v);
    }
    xw_table_close(v);
}

void xw_page_method(struct xw_view *v)
{
    xw_section_open(v, "", XW_SAY_METHOD_HEAD, XW_NOTHING);
    xw_put(v->out, "<div>\n");
    if (v->f->run->setting_count == 0) {
        xw_footnote(v, XW_SAY_METHOD_NONE, XW_NOTHING);
    } else {
        put_sentences(v);
        put_norms(v);
        put_keys(v);
    }
    xw_put(v->out, "</div>\n");
    xw_notes_open(v, "", XW_SAY_NOTES);
    xw_note(v, XW_SAY_METHOD_NOTE, XW_NOTHING);
    xw_note(v, XW_SAY_METHOD_NOTE_EVIDENCE, XW_NOTHING);
    xw_notes_close(v);
    xw_section_close(v);
}
