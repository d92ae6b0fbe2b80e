#include "figures.h"
#include <math.h>
#include <stdio.h>
#include <string.h>

static int32_t cell(const struct xw_figures *f, int32_t stage, enum xw_scope scope, int32_t year)
{
    return (stage * 2 + (int32_t)scope) * f->years + year;
}

const struct xw_run_gap *xw_figures_district(const struct xw_figures *f, int32_t stage,
                                             enum xw_scope scope, int32_t year)
{
    if (stage < 0 || stage >= f->stages || year < 0 || year >= f->years) return NULL;
    return f->district[cell(f, stage, scope, year)];
}

const struct xw_run_gap *xw_figures_town(const struct xw_figures *f, int32_t town, int32_t stage,
                                         enum xw_scope scope, int32_t year)
{
    if (town < 0 || town >= f->towns || stage < 0 || stage >= f->stages) return NULL;
    if (year < 0 || year >= f->years) return NULL;
    return f->town[(ptrdiff_t)town * f->stages * 2 * f->years + cell(f, stage, scope, year)];
}

bool xw_figures_balance(const struct xw_run_gap *row, int32_t *balance)
{
    if (row == NULL || row->seats == XW_NONE) return false;
    *balance = row->seats - row->demand;
    return true;
}

int32_t xw_figures_town_of(const struct xw_figures *f, const char *name)
{
    for (int32_t t = 0; t < f->towns; t++)
        if (strcmp(f->town_zh[t], name) == 0 || strcmp(f->town_en[t], name) == 0) return t;
    return XW_NONE;
}

/* Towns in the order in which the zones name them. */
static enum xw_status list_towns(struct xw_arena *keep, const struct xw_run *run,
                                 struct xw_figures *out)
{
    out->town_zh = XW_TAKE(keep, run->zone_count, const char *);
    out->town_en = XW_TAKE(keep, run->zone_count, const char *);
    if (out->town_zh == NULL || out->town_en == NULL) return XW_NO_MEMORY;
    for (int32_t z = 0; z < run->zone_count; z++) {
        const char *zh = run->zone[z].town_zh != NULL ? run->zone[z].town_zh : "";
        const char *en = run->zone[z].town_en != NULL ? run->zone[z].town_en : zh;
        if (zh[0] == '\0' && en[0] == '\0') continue;
        if (zh[0] == '\0') zh = en;
        if (en[0] == '\0') en = zh;
        if (xw_figures_town_of(out, zh) != XW_NONE) continue;
        out->town_zh[out->towns] = zh;
        out->town_en[out->towns] = en;
        out->towns++;
    }
    return XW_OK;
}

static enum xw_status index_gaps(struct xw_arena *keep, struct xw_figures *out)
{
    const struct xw_run *run = out->run;
    ptrdiff_t each = (ptrdiff_t)out->stages * 2 * out->years;
    out->district = XW_TAKE(keep, each, const struct xw_run_gap *);
    out->town = XW_TAKE(keep, each * out->towns, const struct xw_run_gap *);
    if (out->district == NULL || out->town == NULL) return XW_NO_MEMORY;
    const char *place = NULL;
    int32_t town = XW_NONE;
    for (int32_t i = 0; i < run->gap_count; i++) {
        const struct xw_run_gap *row = &run->gap[i];
        if (row->stage < 0 || row->stage >= out->stages) continue;
        if (row->year < out->first || row->year > out->last) continue;
        ptrdiff_t at = cell(out, row->stage, row->scope, row->year - out->first);
        if (row->level == XW_LEVEL_DISTRICT) {
            out->district[at] = row;
        } else if (row->level == XW_LEVEL_TOWN) {
            /* Rows of one town lie together: its name is looked up once for each stretch. */
            if (place == NULL || strcmp(place, row->place) != 0)
                town = xw_figures_town_of(out, row->place);
            place = row->place;
            if (town != XW_NONE) out->town[town * each + at] = row;
        }
    }
    return XW_OK;
}

static enum xw_status sum_schools(struct xw_arena *keep, struct xw_figures *out)
{
    const struct xw_run *run = out->run;
    out->sums = XW_TAKE(keep, (ptrdiff_t)out->stages * out->years, struct xw_stage_year);
    if (out->sums == NULL) return XW_NO_MEMORY;
    for (int32_t i = 0; i < run->school_year_count; i++) {
        const struct xw_run_school_year *row = &run->school_year[i];
        if (row->stage < 0 || row->stage >= out->stages) continue;
        if (row->year < out->first || row->year > out->last) continue;
        if (row->rooms <= 0 && row->pupils <= 0) continue; /* closed, or not built yet */
        struct xw_stage_year *sum = &out->sums[row->stage * out->years + row->year - out->first];
        sum->schools++;
        sum->rooms += row->rooms;
        sum->pupils += row->pupils;
        sum->classes += row->classes;
        sum->over_norm += row->classes_over_norm;
        sum->over_56 += row->classes_56;
        sum->over_66 += row->classes_66;
        if (row->largest_class > sum->largest) sum->largest = row->largest_class;
        if (row->over_size > 0) sum->over_size++;
        if (row->warning != NULL && strcmp(row->warning, "red") == 0) sum->red++;
        if (row->warning != NULL && strcmp(row->warning, "yellow") == 0) sum->yellow++;
    }
    return XW_OK;
}

static struct xw_peak peak_of(const struct xw_figures *f, int32_t stage, enum xw_scope scope)
{
    struct xw_peak peak = { .year = XW_NONE };
    for (int32_t y = 0; y < f->years; y++) {
        const struct xw_run_gap *row = xw_figures_district(f, stage, scope, y);
        if (row == NULL || row->demand <= peak.pupils) continue;
        peak.year = row->year;
        peak.pupils = row->demand;
    }
    peak.at_first = peak.year == f->first;
    peak.at_last = peak.year == f->last;
    return peak;
}

/* The unbroken stretch of years around the peak in which the roll is at 95 % of it. */
static void find_wave(const struct xw_figures *f, int32_t stage, struct xw_stage_finding *found)
{
    found->wave_from = found->wave_to = found->roll.year;
    if (found->roll.year == XW_NONE) return;
    for (int32_t step = -1; step <= 1; step += 2) {
        for (int32_t y = found->roll.year - f->first + step; y >= 0 && y < f->years; y += step) {
            const struct xw_run_gap *row = xw_figures_district(f, stage, XW_SCOPE_ALL, y);
            /* 95 % in whole numbers, so that no rounding decides an edge. */
            if (row == NULL || (int64_t)row->demand * 100 < (int64_t)found->roll.pupils * 95) break;
            if (step < 0)
                found->wave_from = row->year;
            else
                found->wave_to = row->year;
        }
    }
}

static void find_gap(const struct xw_figures *f, int32_t stage, struct xw_stage_finding *found)
{
    found->worst_year = found->closes = XW_NONE;
    int32_t last_short = XW_NONE;
    for (int32_t y = 0; y < f->years; y++) {
        const struct xw_run_gap *row = xw_figures_district(f, stage, XW_SCOPE_ALL, y);
        if (row == NULL || row->seats == XW_NONE) continue;
        found->district = true;
        if (row->local_gap > 0) last_short = y;
        if (row->local_gap > found->worst_local) {
            found->worst_year = row->year;
            found->worst_local = row->local_gap;
            found->worst_net = row->net_gap;
        }
        if (row->year == f->last) {
            found->idle_last = row->surplus;
            found->seats_last = row->seats;
        }
    }
    if (last_short == XW_NONE) {
        found->closing = XW_CLOSING_NEVER_SHORT;
    } else if (last_short == f->years - 1) {
        found->closing = XW_CLOSING_STAYS;
    } else {
        found->closing = XW_CLOSING_CLOSES;
        found->closes = (int16_t)(f->first + last_short + 1);
    }
}

static void find_classes(const struct xw_figures *f, int32_t stage, struct xw_stage_finding *found)
{
    const char *word = xw_stage_word(f->run->stage[stage].name);
    found->first_after = found->to_come_from = found->to_come_to = XW_NONE;
    for (int32_t p = 0; p < f->run->project_count; p++) {
        const struct xw_run_project *project = &f->run->project[p];
        if (!project->counted || project->stage == NULL || strcmp(project->stage, word) != 0)
            continue;
        found->projects++;
        if (project->classes_named == XW_NONE) continue;
        int16_t opens = project->opens_in;
        found->classes += project->classes_named;
        if (opens > found->entry.year) {
            found->after_entry += project->classes_named;
            if (found->first_after == XW_NONE || opens < found->first_after)
                found->first_after = opens;
        }
        if (opens > found->roll.year) found->after_roll += project->classes_named;
        if (opens >= f->now) {
            found->to_come += project->classes_named;
            if (found->to_come_from == XW_NONE || opens < found->to_come_from)
                found->to_come_from = opens;
            if (opens > found->to_come_to) found->to_come_to = opens;
        }
    }
}

enum xw_status xw_figures_make(struct xw_arena *keep, const struct xw_run *run, int16_t now,
                               struct xw_figures *out)
{
    *out = (struct xw_figures){ .run = run, .first = run->first, .last = run->last };
    out->years = run->last - run->first + 1;
    out->stages = run->stage_count;
    if (out->years < 1 || out->stages < 1) return XW_OUT_OF_RANGE;
    out->now = now != 0 ? now : (int16_t)(run->first + 6);
    if (out->now < out->first) out->now = out->first;
    if (out->now > out->last) out->now = out->last;

    enum xw_status status = list_towns(keep, run, out);
    if (status == XW_OK) status = index_gaps(keep, out);
    if (status == XW_OK) status = sum_schools(keep, out);
    if (status != XW_OK) return status;
    out->stage = XW_TAKE(keep, out->stages, struct xw_stage_finding);
    if (out->stage == NULL) return XW_NO_MEMORY;
    for (int32_t s = 0; s < out->stages; s++) {
        struct xw_stage_finding *found = &out->stage[s];
        found->roll = peak_of(out, s, XW_SCOPE_ALL);
        found->entry = peak_of(out, s, XW_SCOPE_ENTRY);
        find_wave(out, s, found);
        find_gap(out, s, found);
        if (run->stage[s].city) found->district = false;
        find_classes(out, s, found);
    }
    return XW_OK;
}

int32_t xw_figures_towns_by_worst(const struct xw_figures *f, int32_t stage, int32_t *order)
{
    int32_t count = 0;
    for (int32_t t = 0; t < f->towns; t++) {
        int32_t worst = INT32_MAX, balance;
        for (int32_t y = 0; y < f->years; y++)
            if (xw_figures_balance(xw_figures_town(f, t, stage, XW_SCOPE_ALL, y), &balance) &&
                balance < worst)
                worst = balance;
        if (worst == INT32_MAX) continue;
        /* Insertion: some twenty towns, and equal ones keep the zones' order. */
        int32_t at = count++;
        for (; at > 0; at--) {
            int32_t other = INT32_MAX;
            for (int32_t y = 0; y < f->years; y++)
                if (xw_figures_balance(xw_figures_town(f, order[at - 1], stage, XW_SCOPE_ALL, y),
                                       &balance) &&
                    balance < other)
                    other = balance;
            if (other <= worst) break;
            order[at] = order[at - 1];
        }
        order[at] = t;
    }
    return count;
}

/* The row of a stage whose year is nearest; the earlier of equally near ones. */
static const struct xw_run_evidence *evidence_row(const struct xw_run *run, const char *weight,
                                                  int32_t stage, int16_t year)
{
    const struct xw_run_evidence *best = NULL;
    int32_t nearest = INT32_MAX;
    for (int32_t i = 0; i < run->evidence_count; i++) {
        const struct xw_run_evidence *row = &run->evidence[i];
        if (row->stage != stage || strcmp(row->weight, weight) != 0) continue;
        int32_t distance = row->year > year ? row->year - year : year - row->year;
        if (distance > nearest || (distance == nearest && best != NULL && row->year > best->year))
            continue;
        nearest = distance;
        best = row;
    }
    return best;
}

bool xw_figures_evidence(const struct xw_figures *f, const char *weight, int32_t stage,
                         int16_t year, double share[XW_EVIDENCE_COUNT])
{
    memset(share, 0, XW_EVIDENCE_COUNT * sizeof *share);
    double sum = 0.0;
    bool seats = strcmp(weight, "seats") == 0;
    for (int32_t s = stage == XW_NONE ? 0 : stage; s < f->stages; s++) {
        const struct xw_run_evidence *row = evidence_row(f->run, weight, s, year);
        const struct xw_run_gap *gap = xw_figures_district(f, s, XW_SCOPE_ALL, year - f->first);
        double size = gap == NULL ? 0.0 : seats ? gap->seats : gap->demand;
        if (stage != XW_NONE) size = 1.0;
        if (row != NULL && size > 0.0 && (stage != XW_NONE || f->stage[s].district)) {
            for (int32_t e = 0; e < XW_EVIDENCE_COUNT; e++)
                share[e] += size * row->share[e];
            sum += size;
        }
        if (stage != XW_NONE) break;
    }
    if (!(sum > 0.0)) return false;
    for (int32_t e = 0; e < XW_EVIDENCE_COUNT; e++)
        share[e] /= sum;
    return true;
}

enum xw_evidence xw_figures_weakest(const struct xw_figures *f, const char *weight, int32_t stage,
                                    int16_t year)
{
    double share[XW_EVIDENCE_COUNT];
    if (!xw_figures_evidence(f, weight, stage, year, share)) return XW_EVIDENCE_COUNT;
    for (int32_t e = XW_EVIDENCE_COUNT - 1; e > 0; e--)
        if (share[e] >= 0.01) return (enum xw_evidence)e;
    return XW_PUBLISHED;
}

bool xw_figures_draft(const struct xw_figures *f)
{
    double share[XW_EVIDENCE_COUNT];
    return xw_figures_evidence(f, "seats", XW_NONE, f->now, share) && share[XW_PUBLISHED] < 0.5;
}

int32_t xw_figures_class_sizes(const struct xw_figures *f, int32_t stage, int16_t year,
                               int32_t count[XW_LARGEST_CLASS + 1])
{
    memset(count, 0, (XW_LARGEST_CLASS + 1) * sizeof *count);
    int32_t total = 0;
    for (int32_t i = 0; i < f->run->class_year_count; i++) {
        const struct xw_run_class_year *row = &f->run->class_year[i];
        if (row->stage != stage || row->year != year || row->classes <= 0) continue;
        int32_t size = row->pupils / row->classes, larger = row->pupils % row->classes;
        int32_t low = size < XW_LARGEST_CLASS ? size : XW_LARGEST_CLASS;
        int32_t high = size + 1 < XW_LARGEST_CLASS ? size + 1 : XW_LARGEST_CLASS;
        count[low] += row->classes - larger;
        count[high] += larger;
        total += row->classes;
    }
    return total;
}

void xw_figures_entry_classes(const struct xw_figures *f, int32_t stage, int16_t year,
                              int32_t *pupils, int32_t *classes)
{
    *pupils = *classes = 0;
    for (int32_t i = 0; i < f->run->class_year_count; i++) {
        const struct xw_run_class_year *row = &f->run->class_year[i];
        if (row->stage != stage || row->year != year) continue;
        if (row->grade != f->run->stage[stage].first_grade) continue;
        *pupils += row->pupils;
        *classes += row->classes;
    }
}

int64_t xw_figures_gap_to_come(const struct xw_figures *f, int32_t stage)
{
    int64_t sum = 0;
    for (int32_t y = f->now - f->first; y < f->now - f->first + XW_NEXT_YEARS; y++) {
        const struct xw_run_gap *row = xw_figures_district(f, stage, XW_SCOPE_ALL, y);
        if (row != NULL && row->local_gap > 0) sum += row->local_gap;
    }
    return sum;
}

static const struct xw_run_measure *measure_row(const struct xw_figures *f, const char *name,
                                                int32_t stage, int16_t year)
{
    char wanted[80];
    snprintf(wanted, sizeof wanted, "%s_%s", name, xw_stage_word(f->run->stage[stage].name));
    for (int32_t i = 0; i < f->run->measure_count; i++) {
        const struct xw_run_measure *row = &f->run->measure[i];
        if (row->year != year || strcmp(row->measure, wanted) != 0) continue;
        if (strcmp(row->place, "district") == 0 && isfinite(row->value)) return row;
    }
    return NULL;
}

bool xw_figures_measure(const struct xw_figures *f, const char *name, int32_t stage, int16_t year,
                        double *value)
{
    const struct xw_run_measure *row = measure_row(f, name, stage, year);
    if (row != NULL) *value = row->value;
    return row != NULL;
}

bool xw_figures_measure_held(const struct xw_figures *f, const char *name, int32_t stage,
                             int16_t year)
{
    const struct xw_run_measure *row = measure_row(f, name, stage, year);
    return row != NULL && row->held != 0;
}

const char *xw_figures_key(const struct xw_figures *f, const char *key)
{
    const struct xw_run *run = f->run;
    for (int32_t i = 0; i < run->key_count; i++)
        if (strcmp(run->key[i].key, key) == 0) return run->key[i].value;
    return "—";
}
