#include "xuewei/job.h"
#include "xuewei/anniversaries.h"
#include "xuewei/base_people.h"
#include "xuewei/crs.h"
#include "xuewei/district_controls.h"
#include "xuewei/drawn_run.h"
#include "xuewei/fit_children.h"
#include "xuewei/fit_files.h"
#include "xuewei/fit_summary.h"
#include "xuewei/history.h"
#include "xuewei/job_effects.h"
#include "xuewei/parameters.h"
#include "xuewei/projection_file.h"
#include "xuewei/run_file.h"
#include "xuewei/sibling_round.h"
#include "xuewei/static_year.h"
#include "xuewei/text.h"
#include <string.h>

/* All that a run holds open. */
struct work {
    struct xw_arena keep, scratch;
    struct xw_scenario scenario;
    struct xw_prepared prepared;
    struct xw_state state;
    struct xw_start start; /* of a run without replicates */
    struct xw_run_writer writer;
    struct xw_crs crs;
};

static enum xw_status open_work(struct work *work)
{
    *work = (struct work){ 0 };
    enum xw_status status = xw_arena_init(&work->keep, XW_ARENA_USUAL);
    if (status == XW_OK) status = xw_arena_init(&work->scratch, XW_ARENA_USUAL);
    if (status == XW_OK) status = xw_state_init(&work->state);
    return status;
}

static void close_work(struct work *work)
{
    xw_run_writer_free(&work->writer);
    xw_crs_close(&work->crs);
    xw_state_free(&work->state);
    xw_arena_free(&work->scratch);
    xw_arena_free(&work->keep);
}

static enum xw_status load_for(struct work *work, const struct xw_job *job, enum xw_need need,
                               struct xw_diag *diag)
{
    enum xw_status status =
        xw_scenario_read(job->scenario, need, job->overrides, job->override_count, &work->keep,
                         diag, &work->scenario);
    if (status == XW_OK)
        status = xw_prepare(&work->keep, work->scratch, &work->scenario, diag, &work->prepared);
    diag->doubts_of_input = diag->doubts;
    return status;
}

static enum xw_status load(struct work *work, const struct xw_job *job, struct xw_diag *diag)
{
    return load_for(work, job, XW_NEED_RUN, diag);
}

static enum xw_status project_outline(const void *self, int32_t count, const double *lon_deg,
                                      const double *lat_deg, double *x_m, double *y_m)
{
    return xw_crs_project(self, count, lon_deg, lat_deg, x_m, y_m);
}

static enum xw_status open_writer(struct work *work, const struct xw_job *job,
                                  const struct xw_diag *diag)
{
    const struct xw_scenario *s = &work->scenario;
    struct xw_run_srs srs = { 0 };
    bool local = strcmp(s->crs, "local") == 0;
    if (!local) {
        enum xw_status status =
            xw_crs_describe(s->crs, &work->keep, &srs.wkt, &srs.epsg, &srs.title);
        if (status == XW_OK) status = xw_crs_open(&work->crs, s->crs);
        if (status != XW_OK) return status;
        srs.project = project_outline;
        srs.self = &work->crs;
    }
    enum xw_status status = xw_run_writer_open(&work->writer, job->out, s, &work->prepared.timeline,
                                               diag, local ? NULL : &srs);
    for (int32_t i = 0; status == XW_OK && i < job->override_count; i++)
        status =
            xw_run_writer_option(&work->writer, job->overrides[i].path, job->overrides[i].value);
    return status;
}

/* The table of migration takes more people than there are: said in the run, which takes no more. */
static void doubt_limited_migration(const struct xw_anniversaries *people, struct xw_diag *diag)
{
    const struct xw_scenario *s = people->scenario;
    const struct xw_limited *of = &people->limited;
    struct xw_place at = { .file = s->table_file[XW_TABLE_MIGRATION] };
    if (of->cells == 0) return;
    const char *first = s->zones.code[of->first_zone], *worst = s->zones.code[of->worst_zone];
    char all[XW_TEXT_AMOUNT], most[XW_TEXT_AMOUNT];
    xw_text_amount(of->persons, all);
    xw_text_amount(of->worst, most);
    xw_diag_doubt(
        diag, at, "migration_limited",
        xw_arena_format(&diag->arena,
                        "净迁出超过现有人数的有 %lld 处（小区、性别、年龄、年），共 %s "
                        "人未迁出，按现有人数为限；最早在 %d 年小区 %s，最多在 %d 年小区 %s（%s "
                        "人）。",
                        (long long)of->cells, all, of->first_year, first, of->worst_year, worst,
                        most),
        xw_arena_format(&diag->arena,
                        "Net migration would take more people than there are in %lld cells of "
                        "zone, sex, age and year, %s people in all; it takes those there are. "
                        "First in %d in zone %s, most in %d in zone %s: %s people.",
                        (long long)of->cells, all, of->first_year, first, of->worst_year, worst,
                        most));
}

/* Years in which the district's totals changed many people: the rates do not lead there. */
static void doubt_controls(const struct xw_anniversaries *people, struct xw_diag *diag)
{
    const struct xw_scenario *s = people->scenario;
    char list[400];
    int32_t years = s->last + 2 - s->base_year;
    uint8_t *large = XW_TAKE(&diag->arena, years, uint8_t);
    double most = 0.0;
    for (int32_t y = 0; large != NULL && y < years; y++) {
        double moved = people->controlled.moved[y];
        large[y] = moved > XW_CONTROLS_LARGE;
        if (large[y] && moved > most) most = moved;
    }
    if (most == 0.0) return;
    xw_text_years(s->base_year, years, large, list, sizeof list);
    xw_diag_doubt(
        diag, (struct xw_place){ .file = s->table_file[XW_TABLE_CONTROLS] }, "controls_far",
        xw_arena_format(&diag->arena,
                        "%s 年按全区人数调整的人数超过推算人口的 5%%（最多 %.1f%%），计入净迁移。",
                        list, 100.0 * most),
        xw_arena_format(&diag->arena,
                        "The totals of the district moved more than 5 %% of the projected "
                        "people in %s (%.1f %% at most), counted as net migration.",
                        list, 100.0 * most));
}

/* The control that a projected year cannot meet. */
static const char *control_trouble(const struct xw_anniversaries *people, struct xw_diag *diag)
{
    const struct xw_scenario *s = people->scenario;
    int32_t control = people->controlled.failed;
    if (control == XW_NONE) return NULL;
    return xw_arena_format(&diag->arena,
                           "%s:%d: the projected population of %d has too few people of the "
                           "control's sex and ages to be scaled to its %.10g",
                           s->table_file[XW_TABLE_CONTROLS], (int)s->controls.line[control],
                           (int)s->controls.year[control], s->controls.control[control].persons);
}

/* The central history of a run without replicates; its start is kept for histories without projects. */
static enum xw_status run_central(struct work *work, struct xw_progress *progress, const char **law)
{
    struct xw_sink sink = xw_run_writer_sink(&work->writer);
    enum xw_status status = xw_state_begin(&work->state, &work->prepared);
    if (status == XW_OK) status = xw_start_keep(&work->keep, &work->state, &work->start);
    if (status != XW_OK) return status;
    work->state.start = &work->start;
    return xw_history_run(&work->state, &work->prepared, &sink, progress, law);
}

static enum xw_status write_effects(struct work *work, const struct xw_start *start,
                                    const struct xw_job *job, const char **trouble)
{
    struct xw_job_effects effects = { .prepared = &work->prepared,
                                      .start = start,
                                      .writer = &work->writer,
                                      .threads = job->threads,
                                      .progress = job->progress,
                                      .keep = &work->keep };
    enum xw_status status = xw_job_effects_write(&effects);
    *trouble = effects.trouble;
    return status;
}

enum xw_status xw_job_run(const struct xw_job *job, struct xw_diag *diag, const char **trouble)
{
    struct work work;
    const char *law = NULL;
    *trouble = NULL;
    if (job->drawn != NULL) *job->drawn = (struct xw_job_drawn){ 0 };
    enum xw_status status = open_work(&work);
    if (status == XW_OK) status = load(&work, job, diag);
    if (status == XW_OK) status = open_writer(&work, job, diag);
    struct xw_drawn_run drawn = { .state = &work.state,
                                  .prepared = &work.prepared,
                                  .writer = &work.writer,
                                  .out = job->out,
                                  .threads = job->threads,
                                  .progress = job->progress,
                                  .keep = &work.keep };
    if (status == XW_OK) {
        struct xw_sink sink = xw_run_writer_sink(&work.writer);
        if (work.scenario.replicates > 0)
            status = xw_drawn_run_central(&drawn, &sink, &law);
        else
            status = run_central(&work, job->progress, &law);
        if (status == XW_OK) doubt_limited_migration(&work.state.people, diag);
        if (status == XW_OK) xw_move_ins_doubt(&work.state.people.move_ins, diag);
        if (status == XW_OK) doubt_controls(&work.state.people, diag);
        if (status == XW_OK) xw_sibling_doubts(&work.state, diag);
        if (status == XW_NOBODY_THERE) *trouble = control_trouble(&work.state.people, diag);
    }
    if (status == XW_LAW_BROKEN && law != NULL)
        *trouble = xw_arena_format(&diag->arena, "the law \"%s\" does not hold", law);
    if (status == XW_OK) {
        const struct xw_start *start = work.scenario.replicates > 0 ? &drawn.start : &work.start;
        status = write_effects(&work, start, job, trouble);
        if (*trouble != NULL) *trouble = xw_arena_text(&diag->arena, *trouble);
    }
    if (status == XW_OK && work.scenario.replicates > 0) {
        status = xw_drawn_run_replicates(&drawn, job->drawn);
        if (drawn.trouble != NULL) *trouble = xw_arena_text(&diag->arena, drawn.trouble);
    }
    if (status == XW_OK) status = xw_run_writer_finish(&work.writer);
    if (status == XW_OK) xw_drawn_run_complete(&drawn);
    xw_drawn_run_close(&drawn);
    if (status != XW_OK && *trouble == NULL && work.writer.self != NULL &&
        *xw_run_writer_trouble(&work.writer) != '\0')
        *trouble = xw_arena_text(&diag->arena, xw_run_writer_trouble(&work.writer));
    close_work(&work);
    return status;
}

/* Who is left over, said as the reason why there is no flow. */
static enum xw_status left_over(int64_t pupils, struct xw_diag *diag, const char **trouble)
{
    *trouble = xw_arena_format(&diag->arena, "%lld pupil%s would be left without a place",
                               (long long)pupils, pupils == 1 ? "" : "s");
    return XW_FLOW_INFEASIBLE;
}

/* The rows of the year, by the static problem or by the history up to it. */
static enum xw_status assign_year(struct work *work, struct xw_assignment_file *file,
                                  const struct xw_job *job, struct xw_assign_options options,
                                  struct xw_diag *diag, const char **trouble)
{
    struct xw_sink sink = xw_assignment_file_sink(file);
    int32_t year = options.year - work->prepared.first;
    const char *law = NULL;
    enum xw_status status;
    if (work->scenario.without_population) {
        int64_t short_by;
        double metres;
        status = xw_static_year(&work->prepared, work->scratch, year, options.all_placed, &sink,
                                job->progress, &metres, &short_by);
        if (status == XW_FLOW_INFEASIBLE) return left_over(short_by, diag, trouble);
        file->tally.pupil_metres = metres; /* finer than the rows */
        return status;
    }
    status = xw_history_through(&work->state, &work->prepared, year, &sink, job->progress, &law);
    if (status == XW_LAW_BROKEN && law != NULL)
        *trouble = xw_arena_format(&diag->arena, "the law \"%s\" does not hold", law);
    if (status == XW_NOBODY_THERE) *trouble = control_trouble(&work->state.people, diag);
    if (status == XW_OK && options.all_placed && file->tally.unplaced > 0)
        return left_over(file->tally.unplaced, diag, trouble);
    return status;
}

enum xw_status xw_job_assign(const struct xw_job *job, struct xw_assign_options options,
                             struct xw_diag *diag, struct xw_assignment_tally *tally,
                             const char **trouble)
{
    struct work work;
    struct xw_assignment_file file = { 0 };
    *trouble = NULL;
    enum xw_status status = open_work(&work);
    if (status == XW_OK) status = load_for(&work, job, XW_NEED_ASSIGN, diag);
    const struct xw_scenario *s = &work.scenario;
    if (status == XW_OK && (options.year < s->first || options.year > s->last)) {
        xw_diag_fault(diag, (struct xw_place){ .file = "--year" },
                      "the year %d lies outside the horizon %d to %d", (int)options.year, s->first,
                      s->last);
        status = XW_REFUSED;
    }
    if (status == XW_OK)
        status = xw_assignment_file_open(&file, &work.keep, s, (int16_t)options.year, job->out);
    if (status == XW_OK) status = assign_year(&work, &file, job, options, diag, trouble);
    if (status == XW_OK) status = xw_assignment_file_finish(&file);
    if (status == XW_OK) *tally = file.tally;
    if (file.out.trouble != NULL) *trouble = xw_arena_text(&diag->arena, file.out.trouble);
    xw_assignment_file_free(&file);
    close_work(&work);
    return status;
}

enum xw_status xw_job_fit(const struct xw_job *job, struct xw_fit_options options, FILE *page,
                          struct xw_diag *diag, const char **trouble)
{
    struct work work;
    struct xw_fit fit;
    struct xw_fit_children children = { 0 };
    *trouble = NULL;
    enum xw_status status = open_work(&work);
    if (status == XW_OK) status = load(&work, job, diag);
    const struct xw_scenario *s = &work.scenario;
    int16_t last = INT16_MIN;
    for (int32_t i = 0; status == XW_OK && i < s->rolls.count; i++)
        if (s->rolls.year[i] > last) last = s->rolls.year[i];
    if (status == XW_OK)
        status = xw_fit_children(&work.state, &work.prepared, last, job->progress, &work.keep,
                                 &children);
    if (status == XW_OK) status = xw_fit(s, &children, options, &work.keep, work.scratch, &fit);
    if (status == XW_NOT_IDENTIFIABLE) {
        xw_diag_fault(diag, (struct xw_place){ .file = s->table_file[XW_TABLE_ROLLS] },
                      "nothing can be estimated: no two years of rolls follow one another, and no "
                      "year of them has a known population or births");
        status = XW_REFUSED;
    }
    if (status == XW_OK) status = xw_fit_files_write(s, &fit, job->out, &work.keep, trouble);
    if (status == XW_OK && page != NULL) xw_fit_summary(s, &fit, page);
    if (*trouble != NULL) *trouble = xw_arena_text(&diag->arena, *trouble);
    close_work(&work);
    return status;
}

enum xw_status xw_job_check(const struct xw_job *job, struct xw_diag *diag)
{
    struct work work;
    enum xw_status status = open_work(&work);
    if (status == XW_OK) status = load(&work, job, diag);
    close_work(&work);
    return status;
}

enum xw_status xw_job_project(const struct xw_job *job, struct xw_diag *diag, const char **trouble)
{
    struct xw_arena keep = { 0 }, scratch = { 0 };
    struct xw_scenario scenario = { 0 };
    struct xw_projection_file file = { 0 };
    struct xw_anniversaries people;
    *trouble = NULL;
    enum xw_status status = xw_arena_init(&keep, XW_ARENA_USUAL);
    if (status == XW_OK) status = xw_arena_init(&scratch, XW_ARENA_USUAL);
    if (status == XW_OK)
        status = xw_scenario_read(job->scenario, XW_NEED_PROJECT, job->overrides,
                                  job->override_count, &keep, diag, &scenario);
    if (status == XW_OK) status = xw_anniversaries_survival(&scenario, diag);
    if (status == XW_OK) xw_anniversaries_births_doubt(&scenario, diag);
    if (status == XW_OK) status = xw_base_people_complete(&keep, scratch, &scenario, diag);
    if (status == XW_OK)
        status = xw_projection_file_open(&file, &keep, &scenario, job->out, job->events);
    if (status == XW_OK) {
        struct xw_projection_sink sink = xw_projection_file_sink(&file);
        status = xw_anniversaries_run(&keep, scratch, &scenario, &sink, job->progress, &people);
        if (status == XW_OK) doubt_limited_migration(&people, diag);
        if (status == XW_OK) xw_move_ins_doubt(&people.move_ins, diag);
        if (status == XW_OK) doubt_controls(&people, diag);
        if (status == XW_NOBODY_THERE) *trouble = control_trouble(&people, diag);
        if (status == XW_LAW_BROKEN) *trouble = "the law \"population balance\" does not hold";
    }
    if (status == XW_OK) status = xw_projection_file_finish(&file);
    if (file.trouble != NULL) *trouble = xw_arena_text(&diag->arena, file.trouble);
    xw_projection_file_free(&file);
    xw_arena_free(&scratch);
    xw_arena_free(&keep);
    return status;
}
