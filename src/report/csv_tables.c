#include "csv_tables.h"
#include "csv_chances.h"
#include "csv_paired.h"
#include "dictionary.h"
#include "published.h"
#include "xuewei/measures.h"
#include <math.h>
#include <string.h>

/* ---- findings
 * -------------------------------------------------------------------------------------- */

static void finding(struct xw_csv_row *r, const struct xw_figures *f, int32_t stage,
                    const char *name, int32_t year, int64_t value)
{
    xw_csv_text(r, f->run->name);
    xw_csv_text(r, xw_csv_stage(f->run, stage));
    xw_csv_text(r, name);
    xw_csv_whole_or_none(r, year);
    xw_csv_whole(r, value);
    xw_csv_end(r);
}

static void findings(const struct xw_csv_tables *t, struct xw_csv_row *r)
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

static void balance(struct xw_csv_row *r, const struct xw_run_gap *row)
{
    int32_t value;
    if (xw_figures_balance(row, &value))
        xw_csv_whole(r, value);
    else
        xw_csv_text(r, "");
}

static void stage_year(const struct xw_csv_tables *t, struct xw_csv_row *r)
{
    for (int32_t i = 0; i < t->runs; i++) {
        const struct xw_figures *f = &t->all[i];
        for (int32_t s = 0; s < f->stages; s++)
            for (int32_t y = 0; y < f->years; y++)
                for (int32_t scope = 0; scope < 2; scope++) {
                    const struct xw_run_gap *row =
                        xw_figures_district(f, s, (enum xw_scope)scope, y);
                    if (row == NULL) continue;
                    xw_csv_text(r, f->run->name);
                    xw_csv_text(r, xw_csv_stage(f->run, s));
                    xw_csv_whole(r, row->year);
                    xw_csv_text(r, scope == XW_SCOPE_ENTRY ? "entry" : "all");
                    xw_csv_whole(r, row->demand);
                    xw_csv_whole_or_none(r, row->seats);
                    xw_csv_whole_or_none(r, row->design);
                    xw_csv_whole_or_none(r, row->compliant);
                    balance(r, row);
                    xw_csv_whole_or_none(r, row->local_gap);
                    xw_csv_whole_or_none(r, row->net_gap);
                    xw_csv_whole_or_none(r, row->surplus);
                    xw_csv_whole_or_none(r, row->unplaced);
                    xw_csv_end(r);
                }
    }
}

static void stage_classes(const struct xw_csv_tables *t, struct xw_csv_row *r)
{
    for (int32_t i = 0; i < t->runs; i++) {
        const struct xw_figures *f = &t->all[i];
        for (int32_t s = 0; s < f->stages; s++)
            for (int32_t y = 0; y < f->years; y++) {
                const struct xw_stage_year *sum = &f->sums[s * f->years + y];
                xw_csv_text(r, f->run->name);
                xw_csv_text(r, xw_csv_stage(f->run, s));
                xw_csv_whole(r, f->first + y);
                xw_csv_whole(r, sum->schools);
                xw_csv_whole(r, sum->rooms);
                xw_csv_whole(r, sum->pupils);
                xw_csv_whole(r, sum->classes);
                xw_csv_whole(r, sum->over_norm);
                xw_csv_whole(r, sum->over_56);
                xw_csv_whole(r, sum->over_66);
                xw_csv_whole(r, sum->largest);
                xw_csv_whole(r, sum->over_size);
                xw_csv_whole(r, sum->red);
                xw_csv_whole(r, sum->yellow);
                xw_csv_end(r);
            }
    }
}

static void town_year(const struct xw_csv_tables *t, struct xw_csv_row *r)
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
                        xw_csv_text(r, f->run->name);
                        xw_csv_text(r, f->town_zh[town]);
                        xw_csv_text(r, f->town_en[town]);
                        xw_csv_text(r, xw_csv_stage(f->run, s));
                        xw_csv_whole(r, row->year);
                        xw_csv_text(r, scope == XW_SCOPE_ENTRY ? "entry" : "all");
                        xw_csv_whole(r, row->demand);
                        xw_csv_whole_or_none(r, row->seats);
                        balance(r, row);
                        xw_csv_whole_or_none(r, row->local_gap);
                        xw_csv_whole_or_none(r, row->surplus);
                        xw_csv_whole_or_none(r, row->unplaced);
                        xw_csv_end(r);
                    }
    }
}

/* ---- schools
 * ------------------------------------------------------------------------------------------ */

static void school_year(const struct xw_csv_tables *t, struct xw_csv_row *r)
{
    const struct xw_run *run = t->all[0].run;
    for (int32_t i = 0; i < run->school_year_count; i++) {
        const struct xw_run_school_year *row = &run->school_year[i];
        if (row->school < 0 || row->school >= run->school_count) continue;
        const struct xw_run_school *school = &run->school[row->school];
        xw_csv_text(r, school->code);
        xw_csv_text(r, school->name_zh);
        xw_csv_text(r, school->name_en);
        xw_csv_text(r, school->town_zh);
        xw_csv_text(r, school->town_en);
        xw_csv_text(r, xw_csv_stage(run, row->stage));
        xw_csv_whole(r, row->year);
        xw_csv_whole(r, row->rooms);
        xw_csv_whole_or_none(r, row->seats_norm);
        xw_csv_whole(r, row->demand);
        xw_csv_whole(r, row->pupils);
        xw_csv_whole(r, row->classes);
        xw_csv_whole(r, row->largest_class);
        xw_csv_whole(r, row->classes_over_norm);
        xw_csv_whole(r, row->classes_56);
        xw_csv_whole(r, row->classes_66);
        xw_csv_whole(r, row->over_size);
        xw_csv_real(r, row->utilisation, 4);
        xw_csv_text(r, row->warning);
        xw_csv_text(r, row->reason);
        xw_csv_whole_or_none(r, row->intake_plan);
        xw_csv_whole(r, row->special_rooms_used);
        xw_csv_whole(r, row->prefab_rooms_used);
        xw_csv_whole(r, row->sister_rooms_used);
        xw_csv_whole_or_none(r, row->limit_raised_to);
        xw_csv_text(r, xw_csv_evidence(school->evidence));
        xw_csv_end(r);
    }
}

static void class_sizes(const struct xw_csv_tables *t, struct xw_csv_row *r)
{
    const struct xw_figures *f = &t->all[0];
    for (int32_t s = 0; s < f->stages; s++)
        for (int32_t y = 0; y < f->years; y++) {
            int32_t count[XW_LARGEST_CLASS + 1];
            xw_figures_class_sizes(f, s, (int16_t)(f->first + y), count);
            for (int32_t size = 0; size <= XW_LARGEST_CLASS; size++) {
                if (count[size] == 0) continue;
                xw_csv_text(r, xw_csv_stage(f->run, s));
                xw_csv_whole(r, f->first + y);
                xw_csv_whole(r, size);
                xw_csv_whole(r, count[size]);
                xw_csv_end(r);
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

static void projects(const struct xw_csv_tables *t, struct xw_csv_row *r)
{
    const struct xw_run *run = t->all[0].run;
    for (int32_t p = 0; p < run->project_count; p++) {
        const struct xw_run_project *project = &run->project[p];
        const struct xw_need *need = &t->needs->need[p];
        xw_csv_text(r, project->code);
        xw_csv_text(r, project->name_zh);
        xw_csv_text(r, project->name_en);
        xw_csv_text(r, project->stage);
        xw_csv_text(r, project->town_zh);
        xw_csv_text(r, project->town_en);
        xw_csv_text(r, project->kind);
        xw_csv_whole_or_none(r, project->classes_named);
        xw_csv_whole_or_none(r, project->classes_before);
        xw_csv_whole(r, project->seats_added);
        xw_csv_real(r, project->cost_cny, 0);
        xw_csv_real(r, project->spend_2021_2025_cny, 0);
        xw_csv_whole(r, project->starts_in);
        xw_csv_whole(r, project->opens);
        xw_csv_whole(r, project->opens_in);
        xw_csv_whole_or_none(r, need->from);
        xw_csv_whole_or_none(r, need->until);
        xw_csv_text(r, verdict_word(need->verdict));
        xw_csv_whole(r, need->years);
        xw_csv_text(r, project->status);
        xw_csv_whole(r, project->counted);
        xw_csv_text(r, xw_csv_evidence(project->evidence));
        xw_csv_end(r);
    }
}

static void openings(const struct xw_csv_tables *t, struct xw_csv_row *r)
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
            xw_csv_text(r, xw_csv_stage(f->run, s));
            xw_csv_whole(r, year);
            xw_csv_whole(r, classes);
            xw_csv_whole(r, year > f->stage[s].entry.year);
            xw_csv_whole(r, year > f->stage[s].roll.year);
            xw_csv_end(r);
        }
    }
}

/* ---- scenarios
 * ---------------------------------------------------------------------------------------- */

static void scenarios(const struct xw_csv_tables *t, struct xw_csv_row *r)
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
            xw_csv_text(r, f->run->name);
            xw_csv_text(r, f->run->title_zh);
            xw_csv_text(r, f->run->title_en);
            xw_csv_text(r, xw_csv_stage(f->run, s));
            xw_csv_whole_or_none(r, found->worst_year);
            xw_csv_whole(r, found->worst_local);
            xw_csv_whole(r, xw_figures_gap_to_come(f, s));
            xw_csv_whole(r, found->idle_last);
            xw_csv_whole(r, f->sums[s * f->years + f->now - f->first].over_norm);
            xw_csv_real(r, cost, 0);
            xw_csv_end(r);
        }
    }
}

/* ---- measures
 * ---------------------------------------------------------------------------------------- */

static void measures(const struct xw_csv_tables *t, struct xw_csv_row *r)
{
    for (int32_t i = 0; i < t->runs; i++) {
        const struct xw_run *run = t->all[i].run;
        for (int32_t m = 0; m < run->measure_count; m++) {
            const struct xw_run_measure *row = &run->measure[m];
            enum xw_stage_name stage;
            enum xw_measure measure = xw_measure_find(row->measure, &stage);
            bool known = measure != XW_MEASURES; /* else a figure of another version: its name */
            xw_csv_text(r, run->name);
            xw_csv_text(r, row->place);
            xw_csv_text(r, xw_stage_word(stage));
            xw_csv_whole(r, row->year);
            xw_csv_text(r, known ? xw_measure_of(measure)->word : row->measure);
            xw_csv_real(r, row->value, 6);
            xw_csv_text(r, known ? xw_measure_of(measure)->unit : "");
            xw_csv_real(r, row->target, 6);
            xw_csv_text(r, row->status);
            xw_csv_end(r);
        }
    }
}

static void measure_names(const struct xw_csv_tables *t, struct xw_csv_row *r)
{
    (void)t;
    for (int32_t m = 0; m < XW_MEASURES; m++) {
        const struct xw_measure_info *of = xw_measure_of((enum xw_measure)m);
        xw_csv_text(r, of->word);
        xw_csv_text(r, of->unit);
        xw_csv_whole(r, of->of_stage);
        xw_csv_text(r, of->zh);
        xw_csv_text(r, of->en);
        xw_csv_end(r);
    }
}

/* ---- what it rests on
 * ---------------------------------------------------------------------------------- */

static void base_year(const struct xw_csv_tables *t, struct xw_csv_row *r)
{
    const struct xw_figures *f = &t->all[0];
    for (int32_t s = 0; s < f->stages; s++) {
        const struct xw_run_gap *row = xw_figures_district(f, s, XW_SCOPE_ALL, 0);
        const struct xw_stage_year *sum = &f->sums[s * f->years];
        if (row == NULL) continue;
        xw_csv_text(r, xw_csv_stage(f->run, s));
        xw_csv_whole(r, row->demand);
        xw_csv_whole(r, sum->pupils);
        xw_csv_whole(r, sum->classes);
        xw_csv_real(r, sum->classes > 0 ? (double)sum->pupils / sum->classes : NAN, 2);
        xw_csv_whole(r, sum->rooms);
        xw_csv_whole_or_none(r, row->seats);
        balance(r, row);
        xw_csv_whole_or_none(r, row->local_gap);
        xw_csv_whole_or_none(r, row->surplus);
        xw_csv_end(r);
    }
}

static void published(const struct xw_csv_tables *t, struct xw_csv_row *r)
{
    const struct xw_figures *f = &t->all[0];
    for (int32_t i = 0; i < f->run->published_count; i++) {
        const struct xw_run_published *row = &f->run->published[i];
        double model = NAN;
        if (!xw_published_model(f, row, &model)) model = NAN;
        xw_csv_text(r, row->indicator);
        xw_csv_text(r, row->place);
        xw_csv_whole(r, row->year);
        xw_csv_text(r, xw_csv_stage(f->run, row->stage));
        xw_csv_real(r, row->value, row->value == floor(row->value) ? 0 : 3);
        xw_csv_real(r, row->target, row->target == floor(row->target) ? 0 : 3);
        xw_csv_real(r, model, model == floor(model) ? 0 : 3);
        xw_csv_text(r, xw_csv_evidence(row->evidence));
        xw_csv_text(r, row->source);
        xw_csv_end(r);
    }
}

static void evidence(const struct xw_csv_tables *t, struct xw_csv_row *r)
{
    const struct xw_run *run = t->all[0].run;
    for (int32_t i = 0; i < run->evidence_count; i++) {
        const struct xw_run_evidence *row = &run->evidence[i];
        xw_csv_text(r, row->weight);
        xw_csv_text(r, xw_csv_stage(run, row->stage));
        xw_csv_whole(r, row->year);
        for (int32_t e = 0; e < XW_EVIDENCE_COUNT; e++)
            xw_csv_real(r, row->share[e], 4);
        xw_csv_end(r);
    }
}

static void inputs(const struct xw_csv_tables *t, struct xw_csv_row *r)
{
    const struct xw_run *run = t->all[0].run;
    for (int32_t i = 0; i < run->table_count; i++) {
        xw_csv_text(r, run->table[i].table);
        xw_csv_text(r, run->table[i].file);
        for (int32_t e = 0; e < XW_EVIDENCE_COUNT; e++)
            xw_csv_whole(r, run->table[i].rows[e]);
        xw_csv_end(r);
    }
}

static void doubts(const struct xw_csv_tables *t, struct xw_csv_row *r)
{
    const struct xw_run *run = t->all[0].run;
    for (int32_t i = 0; i < run->warning_count; i++) {
        const struct xw_run_warning *w = &run->warning[i];
        xw_csv_text(r, w->file);
        if (w->line > 0)
            xw_csv_whole(r, w->line);
        else
            xw_csv_text(r, "");
        xw_csv_text(r, w->code);
        xw_csv_text(r, w->text_zh);
        xw_csv_text(r, w->text_en);
        xw_csv_end(r);
    }
}

static void dictionary(const struct xw_csv_tables *t, struct xw_csv_row *r);

/* Which tables a report has: always, beside replicates, or of paired runs. */
enum when { ALWAYS, CHANCES, PAIRED };

static const struct {
    const char *name;
    void (*write)(const struct xw_csv_tables *, struct xw_csv_row *);
    enum when when;
} all_tables[] = {
    { "findings.csv", findings, ALWAYS },
    { "stage_year.csv", stage_year, ALWAYS },
    { "stage_classes.csv", stage_classes, ALWAYS },
    { "town_year.csv", town_year, ALWAYS },
    { "school_year.csv", school_year, ALWAYS },
    { "class_sizes.csv", class_sizes, ALWAYS },
    { "projects.csv", projects, ALWAYS },
    { "openings.csv", openings, ALWAYS },
    { "scenarios.csv", scenarios, ALWAYS },
    { "measures.csv", measures, ALWAYS },
    { "measure_names.csv", measure_names, ALWAYS },
    { "quantiles.csv", xw_csv_quantiles, CHANCES },
    { "risk_year.csv", xw_csv_risk_year, CHANCES },
    { "risk.csv", xw_csv_risk, CHANCES },
    { "service.csv", xw_csv_service, CHANCES },
    { "assumptions.csv", xw_csv_assumptions, CHANCES },
    { "on_time.csv", xw_csv_on_time, CHANCES },
    { "paired.csv", xw_csv_paired, PAIRED },
    { "paired_cost.csv", xw_csv_paired_cost, PAIRED },
    { "base_year.csv", base_year, ALWAYS },
    { "published.csv", published, ALWAYS },
    { "evidence.csv", evidence, ALWAYS },
    { "inputs.csv", inputs, ALWAYS },
    { "doubts.csv", doubts, ALWAYS },
    { "dictionary.csv", dictionary, ALWAYS },
};

const int32_t xw_csv_tables_count = (int32_t)(sizeof all_tables / sizeof *all_tables);

const char *xw_csv_tables_name(int32_t table)
{
    return all_tables[table].name;
}

bool xw_csv_tables_has(const char *name, bool chances, bool paired)
{
    for (int32_t i = 0; i < xw_csv_tables_count; i++) {
        if (strcmp(all_tables[i].name, name) != 0) continue;
        return all_tables[i].when == ALWAYS || (all_tables[i].when == CHANCES ? chances : paired);
    }
    return false;
}

static void dictionary(const struct xw_csv_tables *t, struct xw_csv_row *r)
{
    for (int32_t i = 0; i < xw_dictionary_count; i++) {
        if (!xw_csv_tables_has(xw_dictionary[i].file, t->chances, t->paired != NULL)) continue;
        xw_csv_text(r, xw_dictionary[i].file);
        xw_csv_text(r, xw_dictionary[i].column);
        xw_csv_text(r, xw_dictionary[i].unit);
        xw_csv_text(r, xw_dictionary[i].zh);
        xw_csv_text(r, xw_dictionary[i].en);
        xw_csv_end(r);
    }
}

void xw_csv_tables_write(const struct xw_csv_tables *tables, int32_t table, struct xw_markup *out)
{
    struct xw_csv_row row = { .out = out };
    xw_put(out, "\xef\xbb\xbf"); /* spreadsheets take UTF-8 for what it is by this mark */
    for (int32_t i = 0; i < xw_dictionary_count; i++)
        if (strcmp(xw_dictionary[i].file, all_tables[table].name) == 0)
            xw_csv_text(&row, xw_dictionary[i].column);
    xw_csv_end(&row);
    all_tables[table].write(tables, &row);
}
