#include "csv_tables.h"
#include "dictionary.h"
#include "published.h"
#include "xuewei/measures.h"
#include <math.h>
#include <string.h>

/* A row is written cell by cell; the first cell knows that it is the first. */
struct row {
    struct xw_markup *out;
    bool begun;
};

static void text(struct row *r, const char *cell)
{
    if (r->begun) xw_put(r->out, ",");
    r->begun = true;
    xw_put_csv(r->out, cell != NULL ? cell : "");
}

static void whole(struct row *r, int64_t value)
{
    if (r->begun) xw_put(r->out, ",");
    r->begun = true;
    xw_putf(r->out, "%lld", (long long)value);
}

static void whole_or_none(struct row *r, int32_t value)
{
    if (value == XW_NONE)
        text(r, "");
    else
        whole(r, value);
}

static void real(struct row *r, double value, int decimals)
{
    if (!isfinite(value)) {
        text(r, "");
        return;
    }
    if (r->begun) xw_put(r->out, ",");
    r->begun = true;
    xw_putf(r->out, "%.*f", decimals, value);
}

static void end(struct row *r)
{
    xw_put(r->out, "\n");
    r->begun = false;
}

static const char *stage_word(const struct xw_run *run, int32_t stage)
{
    return stage >= 0 && stage < run->stage_count ? xw_stage_word(run->stage[stage].name) : "";
}

static const char *evidence_word(enum xw_evidence evidence)
{
    return evidence >= 0 && evidence < XW_EVIDENCE_COUNT ? xw_evidence_name(evidence) : "";
}

/* ---- findings
 * -------------------------------------------------------------------------------------- */

static void finding(struct row *r, const struct xw_figures *f, int32_t stage, const char *name,
                    int32_t year, int64_t value)
{
    text(r, f->run->name);
    text(r, stage_word(f->run, stage));
    text(r, name);
    whole_or_none(r, year);
    whole(r, value);
    end(r);
}

static void findings(const struct xw_csv_tables *t, struct row *r)
{
    for (int32_t i = 0; i < t->runs; i++)
        for (int32_t s = 0; s < t->all[i].stages; s++) {
            const struct xw_figures *f = &t->all[i];
            const struct xw_stage_finding *found = &f->stage[s];
            finding(r, f, s, "roll_peak", found->roll.year, found->roll.pupils);
            finding(r, f, s, "entry_peak", found->entry.year, found->entry.pupils);
            finding(r, f, s, "classes_counted", XW_NONE, found->classes);
            finding(r, f, s, "classes_after_entry_peak", found->first_after, found->after_entry);
            finding(r, f, s, "classes_after_roll_peak", XW_NONE, found->after_roll);
            finding(r, f, s, "classes_to_come", found->to_come_from, found->to_come);
            if (!found->district) continue;
            finding(r, f, s, "largest_local_gap", found->worst_year, found->worst_local);
            finding(r, f, s, "net_gap_then", found->worst_year, found->worst_net);
            if (found->closing == XW_CLOSING_CLOSES)
                finding(r, f, s, "gap_closed", found->closes, 0);
            finding(r, f, s, "idle_seats", f->last, found->idle_last);
            finding(r, f, s, "norm_seats", f->last, found->seats_last);
        }
}

/* ---- stages and towns by year
 * ------------------------------------------------------------------------ */

static void balance(struct row *r, const struct xw_run_gap *row)
{
    int32_t value;
    if (xw_figures_balance(row, &value))
        whole(r, value);
    else
        text(r, "");
}

static void stage_year(const struct xw_csv_tables *t, struct row *r)
{
    for (int32_t i = 0; i < t->runs; i++) {
        const struct xw_figures *f = &t->all[i];
        for (int32_t s = 0; s < f->stages; s++)
            for (int32_t y = 0; y < f->years; y++)
                for (int32_t scope = 0; scope < 2; scope++) {
                    const struct xw_run_gap *row =
                        xw_figures_district(f, s, (enum xw_scope)scope, y);
                    if (row == NULL) continue;
                    text(r, f->run->name);
                    text(r, stage_word(f->run, s));
                    whole(r, row->year);
                    text(r, scope == XW_SCOPE_ENTRY ? "entry" : "all");
                    whole(r, row->demand);
                    whole_or_none(r, row->seats);
                    whole_or_none(r, row->design);
                    whole_or_none(r, row->compliant);
                    balance(r, row);
                    whole_or_none(r, row->local_gap);
                    whole_or_none(r, row->net_gap);
                    whole_or_none(r, row->surplus);
                    whole_or_none(r, row->unplaced);
                    end(r);
                }
    }
}

static void stage_classes(const struct xw_csv_tables *t, struct row *r)
{
    for (int32_t i = 0; i < t->runs; i++) {
        const struct xw_figures *f = &t->all[i];
        for (int32_t s = 0; s < f->stages; s++)
            for (int32_t y = 0; y < f->years; y++) {
                const struct xw_stage_year *sum = &f->sums[s * f->years + y];
                text(r, f->run->name);
                text(r, stage_word(f->run, s));
                whole(r, f->first + y);
                whole(r, sum->schools);
                whole(r, sum->rooms);
                whole(r, sum->pupils);
                whole(r, sum->classes);
                whole(r, sum->over_norm);
                whole(r, sum->over_56);
                whole(r, sum->over_66);
                whole(r, sum->largest);
                whole(r, sum->over_size);
                whole(r, sum->red);
                whole(r, sum->yellow);
                end(r);
            }
    }
}

static void town_year(const struct xw_csv_tables *t, struct row *r)
{
    for (int32_t i = 0; i < t->runs; i++) {
        const struct xw_figures *f = &t->all[i];
        for (int32_t town = 0; town < f->towns; town++)
            for (int32_t s = 0; s < f->stages; s++)
                for (int32_t y = 0; y < f->years; y++)
                    for (int32_t scope = 0; scope < 2; scope++) {
                        const struct xw_run_gap *row =
                            xw_figures_town(f, town, s, (enum xw_scope)scope, y);
                        if (row == NULL) continue;
                        text(r, f->run->name);
                        text(r, f->town_zh[town]);
                        text(r, f->town_en[town]);
                        text(r, stage_word(f->run, s));
                        whole(r, row->year);
                        text(r, scope == XW_SCOPE_ENTRY ? "entry" : "all");
                        whole(r, row->demand);
                        whole_or_none(r, row->seats);
                        balance(r, row);
                        whole_or_none(r, row->local_gap);
                        whole_or_none(r, row->surplus);
                        whole_or_none(r, row->unplaced);
                        end(r);
                    }
    }
}

/* ---- schools
 * ------------------------------------------------------------------------------------------ */

static void school_year(const struct xw_csv_tables *t, struct row *r)
{
    const struct xw_run *run = t->all[0].run;
    for (int32_t i = 0; i < run->school_year_count; i++) {
        const struct xw_run_school_year *row = &run->school_year[i];
        if (row->school < 0 || row->school >= run->school_count) continue;
        const struct xw_run_school *school = &run->school[row->school];
        text(r, school->code);
        text(r, school->name_zh);
        text(r, school->name_en);
        text(r, school->town_zh);
        text(r, school->town_en);
        text(r, stage_word(run, row->stage));
        whole(r, row->year);
        whole(r, row->rooms);
        whole_or_none(r, row->seats_norm);
        whole(r, row->demand);
        whole(r, row->pupils);
        whole(r, row->classes);
        whole(r, row->largest_class);
        whole(r, row->classes_over_norm);
        whole(r, row->classes_56);
        whole(r, row->classes_66);
        whole(r, row->over_size);
        real(r, row->utilisation, 4);
        text(r, row->warning);
        text(r, row->reason);
        whole_or_none(r, row->intake_plan);
        whole(r, row->special_rooms_used);
        whole(r, row->prefab_rooms_used);
        whole(r, row->sister_rooms_used);
        whole_or_none(r, row->limit_raised_to);
        text(r, evidence_word(school->evidence));
        end(r);
    }
}

static void class_sizes(const struct xw_csv_tables *t, struct row *r)
{
    const struct xw_figures *f = &t->all[0];
    for (int32_t s = 0; s < f->stages; s++)
        for (int32_t y = 0; y < f->years; y++) {
            int32_t count[XW_LARGEST_CLASS + 1];
            xw_figures_class_sizes(f, s, (int16_t)(f->first + y), count);
            for (int32_t size = 0; size <= XW_LARGEST_CLASS; size++) {
                if (count[size] == 0) continue;
                text(r, stage_word(f->run, s));
                whole(r, f->first + y);
                whole(r, size);
                whole(r, count[size]);
                end(r);
            }
        }
}

/* ---- projects
 * ----------------------------------------------------------------------------------------- */

static const char *verdict_word(enum xw_verdict verdict)
{
    static const char *const words[XW_VERDICTS] = {
        "late", "exact", "early", "never", "no_classes", "no_seats", "no_gap", "uncounted"
    };
    return words[verdict];
}

static void projects(const struct xw_csv_tables *t, struct row *r)
{
    const struct xw_run *run = t->all[0].run;
    for (int32_t p = 0; p < run->project_count; p++) {
        const struct xw_run_project *project = &run->project[p];
        const struct xw_need *need = &t->needs->need[p];
        text(r, project->code);
        text(r, project->name_zh);
        text(r, project->name_en);
        text(r, project->stage);
        text(r, project->town_zh);
        text(r, project->town_en);
        text(r, project->kind);
        whole_or_none(r, project->classes_named);
        whole_or_none(r, project->classes_before);
        whole(r, project->seats_added);
        real(r, project->cost_cny, 0);
        real(r, project->spend_2021_2025_cny, 0);
        whole(r, project->starts_in);
        whole(r, project->opens);
        whole(r, project->opens_in);
        whole_or_none(r, need->from);
        whole_or_none(r, need->until);
        text(r, verdict_word(need->verdict));
        whole(r, need->years);
        text(r, project->status);
        whole(r, project->counted);
        text(r, evidence_word(project->evidence));
        end(r);
    }
}

static void openings(const struct xw_csv_tables *t, struct row *r)
{
    const struct xw_figures *f = &t->all[0];
    for (int32_t s = 0; s < f->stages; s++) {
        for (int32_t year = INT16_MIN; year < INT16_MAX;) {
            /* The next year in which projects of the stage open, and their classes. */
            int32_t next = INT16_MAX;
            int64_t classes = 0;
            for (int32_t p = 0; p < t->needs->count; p++) {
                const struct xw_run_project *project = &f->run->project[p];
                if (!project->counted || project->classes_named == XW_NONE) continue;
                if (t->needs->need[p].stage != s || project->opens_in <= year) continue;
                if (project->opens_in > next) continue;
                if (project->opens_in < next) classes = 0;
                next = project->opens_in;
                classes += project->classes_named;
            }
            year = next;
            if (next == INT16_MAX) break;
            text(r, stage_word(f->run, s));
            whole(r, year);
            whole(r, classes);
            whole(r, year > f->stage[s].entry.year);
            whole(r, year > f->stage[s].roll.year);
            end(r);
        }
    }
}

/* ---- scenarios
 * ---------------------------------------------------------------------------------------- */

static void scenarios(const struct xw_csv_tables *t, struct row *r)
{
    for (int32_t i = 0; i < t->runs; i++) {
        const struct xw_figures *f = &t->all[i];
        double cost = 0.0;
        for (int32_t p = 0; p < f->run->project_count; p++)
            if (f->run->project[p].counted && isfinite(f->run->project[p].cost_cny))
                cost += f->run->project[p].cost_cny;
        for (int32_t s = 0; s < f->stages; s++) {
            const struct xw_stage_finding *found = &f->stage[s];
            if (!found->district) continue;
            text(r, f->run->name);
            text(r, f->run->title_zh);
            text(r, f->run->title_en);
            text(r, stage_word(f->run, s));
            whole_or_none(r, found->worst_year);
            whole(r, found->worst_local);
            whole(r, xw_figures_gap_to_come(f, s));
            whole(r, found->idle_last);
            whole(r, f->sums[s * f->years + f->now - f->first].over_norm);
            real(r, cost, 0);
            end(r);
        }
    }
}

/* ---- measures
 * ---------------------------------------------------------------------------------------- */

static void measures(const struct xw_csv_tables *t, struct row *r)
{
    for (int32_t i = 0; i < t->runs; i++) {
        const struct xw_run *run = t->all[i].run;
        for (int32_t m = 0; m < run->measure_count; m++) {
            const struct xw_run_measure *row = &run->measure[m];
            enum xw_stage_name stage;
            enum xw_measure measure = xw_measure_find(row->measure, &stage);
            bool known = measure != XW_MEASURES; /* else a figure of another version: its name */
            text(r, run->name);
            text(r, row->place);
            text(r, xw_stage_word(stage));
            whole(r, row->year);
            text(r, known ? xw_measure_of(measure)->word : row->measure);
            real(r, row->value, 6);
            text(r, known ? xw_measure_of(measure)->unit : "");
            real(r, row->target, 6);
            text(r, row->status);
            end(r);
        }
    }
}

static void measure_names(const struct xw_csv_tables *t, struct row *r)
{
    (void)t;
    for (int32_t m = 0; m < XW_MEASURES; m++) {
        const struct xw_measure_info *of = xw_measure_of((enum xw_measure)m);
        text(r, of->word);
        text(r, of->unit);
        whole(r, of->of_stage);
        text(r, of->zh);
        text(r, of->en);
        end(r);
    }
}

/* ---- what it rests on
 * ---------------------------------------------------------------------------------- */

static void base_year(const struct xw_csv_tables *t, struct row *r)
{
    const struct xw_figures *f = &t->all[0];
    for (int32_t s = 0; s < f->stages; s++) {
        const struct xw_run_gap *row = xw_figures_district(f, s, XW_SCOPE_ALL, 0);
        const struct xw_stage_year *sum = &f->sums[s * f->years];
        if (row == NULL) continue;
        text(r, stage_word(f->run, s));
        whole(r, row->demand);
        whole(r, sum->pupils);
        whole(r, sum->classes);
        real(r, sum->classes > 0 ? (double)sum->pupils / sum->classes : NAN, 2);
        whole(r, sum->rooms);
        whole_or_none(r, row->seats);
        balance(r, row);
        whole_or_none(r, row->local_gap);
        whole_or_none(r, row->surplus);
        end(r);
    }
}

static void published(const struct xw_csv_tables *t, struct row *r)
{
    const struct xw_figures *f = &t->all[0];
    for (int32_t i = 0; i < f->run->published_count; i++) {
        const struct xw_run_published *row = &f->run->published[i];
        double model = NAN;
        if (!xw_published_model(f, row, &model)) model = NAN;
        text(r, row->indicator);
        text(r, row->place);
        whole(r, row->year);
        text(r, stage_word(f->run, row->stage));
        real(r, row->value, row->value == floor(row->value) ? 0 : 3);
        real(r, row->target, row->target == floor(row->target) ? 0 : 3);
        real(r, model, model == floor(model) ? 0 : 3);
        text(r, evidence_word(row->evidence));
        text(r, row->source);
        end(r);
    }
}

static void evidence(const struct xw_csv_tables *t, struct row *r)
{
    const struct xw_run *run = t->all[0].run;
    for (int32_t i = 0; i < run->evidence_count; i++) {
        const struct xw_run_evidence *row = &run->evidence[i];
        text(r, row->weight);
        text(r, stage_word(run, row->stage));
        whole(r, row->year);
        for (int32_t e = 0; e < XW_EVIDENCE_COUNT; e++)
            real(r, row->share[e], 4);
        end(r);
    }
}

static void inputs(const struct xw_csv_tables *t, struct row *r)
{
    const struct xw_run *run = t->all[0].run;
    for (int32_t i = 0; i < run->table_count; i++) {
        text(r, run->table[i].table);
        text(r, run->table[i].file);
        for (int32_t e = 0; e < XW_EVIDENCE_COUNT; e++)
            whole(r, run->table[i].rows[e]);
        end(r);
    }
}

static void doubts(const struct xw_csv_tables *t, struct row *r)
{
    const struct xw_run *run = t->all[0].run;
    for (int32_t i = 0; i < run->warning_count; i++) {
        const struct xw_run_warning *w = &run->warning[i];
        text(r, w->file);
        if (w->line > 0)
            whole(r, w->line);
        else
            text(r, "");
        text(r, w->code);
        text(r, w->text_zh);
        text(r, w->text_en);
        end(r);
    }
}

static void dictionary(const struct xw_csv_tables *t, struct row *r)
{
    (void)t;
    for (int32_t i = 0; i < xw_dictionary_count; i++) {
        text(r, xw_dictionary[i].file);
        text(r, xw_dictionary[i].column);
        text(r, xw_dictionary[i].unit);
        text(r, xw_dictionary[i].zh);
        text(r, xw_dictionary[i].en);
        end(r);
    }
}

static const struct {
    const char *name;
    void (*write)(const struct xw_csv_tables *, struct row *);
} all_tables[] = {
    { "findings.csv", findings },
    { "stage_year.csv", stage_year },
    { "stage_classes.csv", stage_classes },
    { "town_year.csv", town_year },
    { "school_year.csv", school_year },
    { "class_sizes.csv", class_sizes },
    { "projects.csv", projects },
    { "openings.csv", openings },
    { "scenarios.csv", scenarios },
    { "measures.csv", measures },
    { "measure_names.csv", measure_names },
    { "base_year.csv", base_year },
    { "published.csv", published },
    { "evidence.csv", evidence },
    { "inputs.csv", inputs },
    { "doubts.csv", doubts },
    { "dictionary.csv", dictionary },
};

const int32_t xw_csv_tables_count = (int32_t)(sizeof all_tables / sizeof *all_tables);

const char *xw_csv_tables_name(int32_t table)
{
    return all_tables[table].name;
}

void xw_csv_tables_write(const struct xw_csv_tables *tables, int32_t table, struct xw_markup *out)
{
    struct row row = { .out = out };
    xw_put(out, "\xef\xbb\xbf"); /* spreadsheets take UTF-8 for what it is by this mark */
    for (int32_t i = 0; i < xw_dictionary_count; i++)
        if (strcmp(xw_dictionary[i].file, all_tables[table].name) == 0)
            text(&row, xw_dictionary[i].column);
    end(&row);
    all_tables[table].write(tables, &row);
}
