#include "xuewei/assignment_file.h"
#include <string.h>

static const char header[] = "zone,school,stage,tier,pupils,metres,reason";

enum xw_status xw_assignment_file_open(struct xw_assignment_file *file, struct xw_arena *keep,
                                       const struct xw_scenario *scenario, int16_t year,
                                       const char *path)
{
    *file = (struct xw_assignment_file){ .scenario = scenario, .year = year };
    enum xw_status status = xw_out_file_open(&file->out, keep, path, header);
    if (status != XW_OK) return status;
    fprintf(file->out.to, "%s\n", header);
    return xw_out_file_good(&file->out);
}

static void tally(struct xw_assignment_tally *t, const struct xw_flow_row *row)
{
    t->pupils += row->pupils;
    if (row->school == XW_NONE) t->unplaced += row->pupils;
    if (row->metres != XW_NONE) t->pupil_metres += (double)row->pupils * row->metres;
    int32_t r = 0;
    while (r < t->reasons && strcmp(t->reason[r], row->reason) != 0)
        r++;
    if (r == XW_ASSIGNMENT_REASONS) return;
    if (r == t->reasons) snprintf(t->reason[t->reasons++], sizeof t->reason[0], "%s", row->reason);
    t->of_reason[r] += row->pupils;
}

static enum xw_status take_flow(void *self, const struct xw_flow_row *row)
{
    struct xw_assignment_file *file = self;
    const struct xw_scenario *s = file->scenario;
    const struct xw_stage *stage = &s->stages.stage[row->stage];
    FILE *to = file->out.to;
    if (row->year != file->year || stage->city) return XW_OK;
    tally(&file->tally, row);
    xw_out_file_cell(to, row->zone == XW_NONE ? NULL : s->zones.code[row->zone]);
    putc(',', to);
    xw_out_file_cell(to, row->school == XW_NONE ? NULL : s->schools.code[row->school]);
    fprintf(to, ",%s,", xw_stage_word(stage->name));
    xw_out_file_cell(to, row->tier);
    fprintf(to, ",%d,", (int)row->pupils);
    if (row->metres != XW_NONE) fprintf(to, "%d", (int)row->metres);
    fprintf(to, ",%s\n", row->reason);
    return xw_out_file_good(&file->out);
}

#define PASS_BY(name, row_type)                                                                    \
    static enum xw_status pass_##name(void *self, const struct row_type *row)                      \
    {                                                                                              \
        (void)self;                                                                                \
        (void)row;                                                                                 \
        return XW_OK;                                                                              \
    }
PASS_BY(gap, xw_gap_row)
PASS_BY(school, xw_school_row)
PASS_BY(class, xw_class_row)
PASS_BY(project, xw_project_row)
PASS_BY(measure, xw_measure_row)
PASS_BY(population, xw_population_row)
PASS_BY(evidence, xw_evidence_row)

struct xw_sink xw_assignment_file_sink(struct xw_assignment_file *file)
{
    return (struct xw_sink){ .self = file,
                             .gap = pass_gap,
                             .school = pass_school,
                             .class_ = pass_class,
                             .flow = take_flow,
                             .project = pass_project,
                             .measure = pass_measure,
                             .population = pass_population,
                             .evidence = pass_evidence };
}

enum xw_status xw_assignment_file_finish(struct xw_assignment_file *file)
{
    return xw_out_file_finish(&file->out);
}

void xw_assignment_file_free(struct xw_assignment_file *file)
{
    xw_out_file_discard(&file->out);
}
