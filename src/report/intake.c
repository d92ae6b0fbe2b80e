#include "intake.h"
#include "held.h"
#include "kept.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

int32_t xw_intake_expected(const struct xw_intake *in, const struct xw_intake_area *area)
{
    return in->given ? area->registered : area->simulated;
}

int32_t xw_intake_excess(const struct xw_intake *in, const struct xw_intake_area *area)
{
    int32_t over = xw_intake_expected(in, area) - area->places;
    return over > 0 ? over : 0;
}

/* The latest school year of the horizon for which children are registered; without any, `now`. */
int32_t xw_intake_year(const struct xw_figures *f)
{
    const struct xw_carried *rows = xw_kept(f, XW_TABLE_REGISTRATIONS);
    int32_t year = XW_NONE;
    for (int32_t i = 0; i < rows->count; i++) {
        int32_t of = xw_carried_whole(rows, XW_COL_REGISTRATIONS_YEAR, i, XW_NONE);
        if (of >= f->first && of <= f->last && of > year) year = of;
    }
    return year == XW_NONE ? f->now : year;
}

static struct xw_intake_area *area_of_school(const struct xw_intake *in, int32_t school)
{
    for (int32_t a = 0; a < in->areas; a++)
        if (in->area[a].school == school) return &in->area[a];
    return NULL;
}

/* The areas with their simulated demand and the seats that entry classes can offer. */
static bool find_areas(struct xw_arena *keep, const struct xw_figures *f, struct xw_intake *in)
{
    const struct xw_run *run = f->run;
    in->area = XW_TAKE(keep, run->school_count, struct xw_intake_area);
    if (in->area == NULL) return false;
    for (int32_t i = 0; i < run->gap_count && in->areas < run->school_count; i++) {
        const struct xw_run_gap *gap = &run->gap[i];
        if (gap->level != XW_LEVEL_CATCHMENT || gap->year != in->year || gap->stage != in->stage ||
            gap->scope != XW_SCOPE_ENTRY || gap->seats == XW_NONE)
            continue;
        int32_t school = xw_kept_school(f, gap->place);
        if (school == XW_NONE) continue;
        in->area[in->areas++] = (struct xw_intake_area){ .school = school,
                                                         .simulated = gap->demand,
                                                         .places = gap->seats };
    }
    return true;
}

/* A published intake plan counts where every area is one school: then it is the area's. */
static void use_plans(const struct xw_figures *f, struct xw_intake *in)
{
    const struct xw_run *run = f->run;
    int32_t schools = 0;
    for (int32_t i = 0; i < run->school_year_count; i++)
        schools += run->school_year[i].year == in->year && run->school_year[i].stage == in->stage;
    for (int32_t i = 0; i < run->school_year_count; i++) {
        const struct xw_run_school_year *row = &run->school_year[i];
        if (row->year != in->year || row->stage != in->stage) continue;
        struct xw_intake_area *area = area_of_school(in, row->school);
        if (area == NULL) continue;
        bool plan = schools == in->areas && row->intake_plan != XW_NONE;
        if (plan) area->places = row->intake_plan * (int32_t)run->stage[in->stage].class_norm;
        in->by_plan = in->by_plan || plan;
        in->by_rooms = in->by_rooms || !plan;
    }
}

/* The school at which most entrants of every zone are placed by catchment (by any reason where none is);
 * XW_NONE for a zone without entrants. */
static int32_t *school_of_zones(struct xw_arena *keep, const struct xw_figures *f,
                                const struct xw_intake *in)
{
    const struct xw_run *run = f->run;
    int32_t *school = XW_TAKE(keep, run->zone_count, int32_t);
    int32_t *most = XW_TAKE(keep, run->zone_count, int32_t);
    bool *own = XW_TAKE(keep, run->zone_count, bool);
    if (school == NULL || most == NULL || own == NULL) return NULL;
    for (int32_t z = 0; z < run->zone_count; z++)
        school[z] = XW_NONE;
    for (int32_t i = 0; i < run->flow_count; i++) {
        const struct xw_run_flow *flow = &run->flow[i];
        if (flow->year != in->year || flow->stage != in->stage || flow->zone == XW_NONE ||
            flow->school == XW_NONE)
            continue;
        bool by_catchment = strcmp(flow->reason, "catchment") == 0;
        int32_t z = flow->zone;
        bool better = school[z] == XW_NONE || (by_catchment && !own[z]) ||
                      (by_catchment == own[z] && flow->pupils > most[z]);
        if (!better) continue;
        school[z] = flow->school;
        most[z] = flow->pupils;
        own[z] = by_catchment;
    }
    return school;
}

bool xw_intake_has(const struct xw_figures *f, const struct xw_intake *in, int32_t row)
{
    const struct xw_carried *rows = xw_kept(f, XW_TABLE_REGISTRATIONS);
    return xw_carried_whole(rows, XW_COL_REGISTRATIONS_YEAR, row, XW_NONE) == in->year &&
           xw_kept_stage(f, rows, XW_COL_REGISTRATIONS_STAGE, row) == in->stage;
}

/* Children registered by the latest day, and by the first, area by area. */
static bool count_registered(struct xw_arena *keep, const struct xw_figures *f,
                             struct xw_intake *in)
{
    const struct xw_carried *rows = xw_kept(f, XW_TABLE_REGISTRATIONS);
    for (int32_t i = 0; i < rows->count; i++) {
        if (!xw_intake_has(f, in, i)) continue;
        const char *day = xw_carried_text(rows, XW_COL_REGISTRATIONS_AS_OF, i);
        if (!in->given || strcmp(day, in->as_of) > 0) in->as_of = day;
        if (!in->given || strcmp(day, in->first_of) < 0) in->first_of = day;
        in->given = true;
    }
    if (!in->given) return true;
    const int32_t *of_zone = school_of_zones(keep, f, in);
    if (of_zone == NULL) return false;
    for (int32_t i = 0; i < rows->count; i++) {
        if (!xw_intake_has(f, in, i)) continue;
        const char *day = xw_carried_text(rows, XW_COL_REGISTRATIONS_AS_OF, i);
        const char *code = xw_carried_text(rows, XW_COL_REGISTRATIONS_SCHOOL, i);
        int32_t zone = xw_kept_zone(f, xw_carried_text(rows, XW_COL_REGISTRATIONS_ZONE, i));
        int32_t school = code[0] != '\0'   ? xw_kept_school(f, code)
                         : zone != XW_NONE ? of_zone[zone]
                                           : XW_NONE;
        int32_t children = xw_carried_whole(rows, XW_COL_REGISTRATIONS_CHILDREN, i, 0);
        struct xw_intake_area *area = area_of_school(in, school);
        if (strcmp(day, in->as_of) == 0)
            *(area != NULL ? &area->registered : &in->elsewhere) += children;
        if (strcmp(day, in->first_of) == 0)
            *(area != NULL ? &area->earlier : &in->elsewhere_earlier) += children;
    }
    return true;
}

/* red, yellow, none; NULL where the run has no warning lines. */
const char *xw_intake_warning(const struct xw_intake *in, const struct xw_intake_area *area)
{
    int32_t children = xw_intake_expected(in, area);
    if (isnan(in->yellow) || isnan(in->red)) return NULL;
    if (children <= 0) return "none";
    if (area->places <= 0) return "red";
    double ratio = (double)children / area->places;
    return ratio >= in->red ? "red" : ratio >= in->yellow ? "yellow" : "none";
}

static int worst_first(const void *a, const void *b, void *intake)
{
    const struct xw_intake *in = intake;
    const struct xw_intake_area *left = a, *right = b;
    int32_t l = xw_intake_excess(in, left), r = xw_intake_excess(in, right);
    if (l != r) return l > r ? -1 : 1;
    /* expected / places, without division */
    int64_t of_left = (int64_t)xw_intake_expected(in, left) * right->places;
    int64_t of_right = (int64_t)xw_intake_expected(in, right) * left->places;
    if (of_left != of_right) return of_left > of_right ? -1 : 1;
    return left->school - right->school;
}

/* One number of every area and of those of no area, of which the sum is printed as well. */
static bool hold_parts(struct xw_arena scratch, const struct xw_figures *f, struct xw_intake *in,
                       int32_t (*number)(const struct xw_intake_area *), int32_t elsewhere)
{
    int32_t parts = in->areas + 1;
    int32_t *count = XW_TAKE(&scratch, parts + 1, int32_t);
    bool *hidden = XW_TAKE(&scratch, parts + 1, bool);
    if (count == NULL || hidden == NULL) return false;
    for (int32_t a = 0; a < in->areas; a++)
        count[parts] += count[a] = number(&in->area[a]);
    count[parts] += count[in->areas] = elsewhere;
    if (!xw_held_parts(f->run, scratch, parts, count, hidden)) return false;
    for (int32_t a = 0; a < in->areas; a++)
        in->area[a].held = in->area[a].held || hidden[a];
    in->elsewhere_held = in->elsewhere_held || hidden[in->areas];
    in->sum_held = in->sum_held || hidden[parts];
    return true;
}

static int32_t registered_of(const struct xw_intake_area *area)
{
    return area->registered;
}

static int32_t earlier_of(const struct xw_intake_area *area)
{
    return area->earlier;
}

static int32_t simulated_of(const struct xw_intake_area *area)
{
    return area->simulated;
}

static bool hold(struct xw_arena scratch, const struct xw_figures *f, struct xw_intake *in)
{
    if (!hold_parts(scratch, f, in, registered_of, in->elsewhere) ||
        !hold_parts(scratch, f, in, earlier_of, in->elsewhere_earlier) ||
        !hold_parts(scratch, f, in, simulated_of, 0))
        return false;
    for (int32_t a = 0; a < in->areas; a++)
        if (in->area[a].held && xw_intake_excess(in, &in->area[a]) > 0) in->excess_held = true;
    return true;
}

bool xw_intake_make(struct xw_arena *keep, const struct xw_figures *f, int32_t year, int32_t stage,
                    struct xw_intake *out)
{
    *out = (struct xw_intake){ .year = year,
                               .stage = stage,
                               .yellow = xw_kept_norm(f, stage, "warning_yellow"),
                               .red = xw_kept_norm(f, stage, "warning_red") };
    if (!find_areas(keep, f, out)) return false;
    if (out->areas == 0) return true;
    use_plans(f, out);
    if (!count_registered(keep, f, out)) return false;
    qsort_r(out->area, (size_t)out->areas, sizeof *out->area, worst_first, out);
    return hold(*keep, f, out);
}
