/* Where an explained number comes from: lines of the inputs, the rule, the command that explains it. */
#include "page.h"
#include "xuewei/run_input_rows.h"
#include <string.h>

/* Parts of the line behind one another. */
struct origin {
    struct xw_view *v;
    bool any;
};

static void put(struct origin *o, const char *text)
{
    if (text == NULL) return;
    xw_put(o->v->out, o->any ? "　" : "<br>");
    xw_put_text(o->v->out, text);
    o->any = true;
}

static const char *dash_of(const struct xw_view *v)
{
    return v->language == XW_CHINESE ? "—" : "–";
}

static void put_rows(struct origin *o, struct xw_run_rows_asked asked)
{
    put(o, xw_run_rows_text(o->v->f->run, &asked, dash_of(o->v), o->v->texts));
}

/* Pupils who were in school before the first year rest on the base rolls of the grades they were in then. */
static void put_rolls(struct origin *o, int32_t school, int32_t stage, int32_t year)
{
    const struct xw_run *run = o->v->f->run;
    const struct xw_run_stage *of = &run->stage[stage];
    int32_t gone = year - run->first + 1;
    if (gone >= of->grades) return;
    put_rows(o, (struct xw_run_rows_asked){ XW_TABLE_ROLLS, school, stage, of->first_grade,
                                            of->first_grade + of->grades - 1 - gone, run->first });
}

/* Lines of the class norms of a stage. */
static void put_norms(struct origin *o, int32_t stage)
{
    enum { MOST = 24 };
    const struct xw_run *run = o->v->f->run;
    int32_t line[MOST], n = 0;
    for (int32_t i = 0; i < run->norm_count && n < MOST; i++) {
        const struct xw_run_norm *norm = &run->norm[i];
        if (norm->stage != stage || strcmp(norm->quantity, "class_size_norm") != 0) continue;
        int32_t at = n;
        if (norm->line == XW_NONE) continue;
        while (at > 0 && line[at - 1] > norm->line)
            at--;
        if (at > 0 && line[at - 1] == norm->line) continue;
        memmove(line + at + 1, line + at, (size_t)(n++ - at) * sizeof *line);
        line[at] = norm->line;
    }
    put(o, xw_run_lines_text(run, XW_TABLE_NORMS, n, line, dash_of(o->v), o->v->texts));
}

/* Lines of the projects that change the seats of a stage up to a year, or of one school alone. */
static void put_projects(struct origin *o, int32_t stage, const char *school, int32_t year)
{
    const struct xw_figures *f = o->v->f;
    const struct xw_run *run = f->run;
    int32_t *line = XW_TAKE(o->v->texts, run->project_count, int32_t), n = 0;
    for (int32_t p = 0; p < run->project_count && line != NULL; p++) {
        const struct xw_run_project *project = &run->project[p];
        if (!project->counted || project->opens_in > year || project->line == XW_NONE) continue;
        if (strcmp(project->stage, xw_stage_word(run->stage[stage].name)) != 0) continue;
        if (school != NULL && strcmp(project->school, school) != 0) continue;
        if (xw_needs_added(f, p, (int16_t)year) == 0) continue;
        int32_t at = n;
        while (at > 0 && line[at - 1] > project->line)
            at--;
        memmove(line + at + 1, line + at, (size_t)(n++ - at) * sizeof *line);
        line[at] = project->line;
    }
    if (line != NULL)
        put(o, xw_run_lines_text(run, XW_TABLE_PROJECTS, n, line, dash_of(o->v), o->v->texts));
}

static void put_rule(struct xw_view *v, enum xw_key rule)
{
    xw_put(v->out, "<br>");
    xw_tell(v, rule, XW_NOTHING);
}

void xw_origin_gap(struct xw_view *v, int32_t stage, int32_t year)
{
    struct origin o = { .v = v };
    put_rolls(&o, XW_NONE, stage, year);
    put_rows(&o, (struct xw_run_rows_asked){ XW_TABLE_CAPACITY, XW_NONE, stage, 0, 0, 0 });
    put_projects(&o, stage, NULL, year);
    put_norms(&o, stage);
    put_rule(v, XW_SAY_ORIGIN_GAP);
    xw_putf(v->out, "<br>xuewei explain RUN --gap %s --year %d",
            xw_stage_word(v->f->run->stage[stage].name), (int)year);
}

void xw_origin_rooms(struct xw_view *v, int32_t school, int32_t stage, int32_t year)
{
    struct origin o = { .v = v };
    const struct xw_run *run = v->f->run;
    put_rows(&o, (struct xw_run_rows_asked){ XW_TABLE_CAPACITY, school, stage, 0, 0, 0 });
    put_projects(&o, stage, run->school[school].code, year);
    put_rolls(&o, school, stage, year);
    put_norms(&o, stage);
    put_rule(v, XW_SAY_ORIGIN_ROOMS);
    xw_put(v->out, "<br>xuewei explain RUN --school ");
    xw_put_text(v->out, run->school[school].code);
    xw_putf(v->out, " --stage %s --year %d --quantity classes",
            xw_stage_word(run->stage[stage].name), (int)year);
}
