#include "xuewei/draft.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A figure per class is odd beyond these multiples of the median of its stage's projects. The site
 * of one project of the Yuecheng plan is printed ten times too large; two of its costs per class
 * are not quite twice the median and are no misprint. */
static const double ODD_SITE = 5.0, ODD_COST = 3.0;
enum { FEWEST_PEERS = 3 }; /* a median of fewer says nothing */

/* The row of the table that project i was read from. */
static int32_t row_of(const struct xw_draft *draft, int32_t i)
{
    const struct xw_rows *rows = &draft->table[XW_TABLE_PROJECTS];
    int32_t row = 0;
    while (row < rows->count && strcmp(xw_rows_text(rows, XW_COL_PROJECTS_PROJECT, row),
                                       draft->out->projects.code[i]) != 0)
        row++;
    return row;
}

static void doubt_project(struct xw_draft *draft, int32_t i, enum xw_column column,
                          const char *code, const char *zh, const char *en)
{
    struct xw_place at = xw_rows_place(&draft->table[XW_TABLE_PROJECTS], column, row_of(draft, i));
    xw_draft_doubt(draft, at, code, zh, en);
}

static int compare_numbers(const void *a, const void *b)
{
    double left = *(const double *)a, right = *(const double *)b;
    return (left > right) - (left < right);
}

/* Per class figures of expansions are those of the addition and are not compared. */
static double per_class(const struct xw_projects *p, const double *figure, int32_t i)
{
    bool comparable = p->kind[i] == XW_PROJECT_NEW || p->kind[i] == XW_PROJECT_RELOCATION ||
                      p->kind[i] == XW_PROJECT_REBUILD;
    if (!comparable || p->classes[i] <= 0 || !(figure[i] > 0)) return NAN;
    return figure[i] / p->classes[i];
}

/* The median of a figure per class over the projects of a stage; NaN with too few of them. */
static double median(const struct xw_projects *p, const double *figure, uint8_t stage_name,
                     double *room)
{
    int32_t count = 0;
    for (int32_t i = 0; i < p->count; i++) {
        double value = per_class(p, figure, i);
        if (p->stage_name[i] == stage_name && !isnan(value)) room[count++] = value;
    }
    if (count < FEWEST_PEERS) return NAN;
    qsort(room, (size_t)count, sizeof *room, compare_numbers);
    return 0.5 * (room[(count - 1) / 2] + room[count / 2]);
}

static void doubt_figures(struct xw_draft *draft, double *room)
{
    const struct xw_projects *p = &draft->out->projects;
    for (int32_t i = 0; i < p->count; i++) {
        double site = per_class(p, p->site_area_m2, i);
        double usual_site = median(p, p->site_area_m2, p->stage_name[i], room);
        double cost = per_class(p, p->cost_cny, i);
        double usual_cost = median(p, p->cost_cny, p->stage_name[i], room);
        if (site > ODD_SITE * usual_site || site * ODD_SITE < usual_site)
            doubt_project(draft, i, XW_COL_PROJECTS_SITE_AREA_M2, "site_area_odd",
                          xw_arena_format(draft->work,
                                          "项目 %s 每班用地 %.0f 平方米，同学段项目中位数为 %.0f "
                                          "平方米；按原表保留。",
                                          p->code[i], site, usual_site),
                          xw_arena_format(draft->work,
                                          "Project %s has %.0f m2 of site a class, where the "
                                          "median of its stage is %.0f m2; kept as it is.",
                                          p->code[i], site, usual_site));
        if (cost > ODD_COST * usual_cost)
            doubt_project(draft, i, XW_COL_PROJECTS_COST_CNY, "cost_odd",
                          xw_arena_format(draft->work,
                                          "项目 %s 每班投资 %.0f 元，同学段项目中位数为 %.0f "
                                          "元；按原表保留。",
                                          p->code[i], cost, usual_cost),
                          xw_arena_format(draft->work,
                                          "Project %s costs %.0f CNY a class, where the median of "
                                          "its stage is %.0f CNY; kept as it is.",
                                          p->code[i], cost, usual_cost));
    }
}

/* Rooms that capacity gives the school's stage of a project in a year; XW_NONE when it has no row of it. */
static int32_t rooms_in(const struct xw_scenario *s, int32_t i, int16_t year)
{
    const struct xw_capacity *c = &s->capacity;
    int32_t rooms = XW_NONE;
    for (int32_t k = 0; k < c->count; k++) { /* years ascend within a school's stage */
        if (c->school[k] != s->projects.school[i] || c->stage[k] != s->projects.stage[i]) continue;
        if (rooms == XW_NONE || c->year[k] <= year) rooms = c->rooms[k];
    }
    return rooms;
}

/* What a project does not say is taken from elsewhere, and that is said. */
static void doubt_missing(struct xw_draft *draft, int32_t i)
{
    struct xw_projects *p = &draft->out->projects;
    bool stands = p->kind[i] == XW_PROJECT_RELOCATION || p->kind[i] == XW_PROJECT_REBUILD;
    if (p->stage_name[i] == XW_STAGE_NAMES)
        doubt_project(draft, i, XW_COL_PROJECTS_STAGE, "stage_mixed",
                      xw_arena_format(draft->work, "项目 %s 未写明学段，不计学位。", p->code[i]),
                      xw_arena_format(draft->work,
                                      "Project %s does not say its stage; it gives no seats.",
                                      p->code[i]));
    if (p->classes[i] == XW_NONE && p->kind[i] != XW_PROJECT_CLOSURE &&
        p->kind[i] != XW_PROJECT_MERGER)
        doubt_project(
            draft, i, XW_COL_PROJECTS_CLASSES, "classes_missing",
            xw_arena_format(draft->work, "项目 %s 未写明班数，不计入学位。", p->code[i]),
            xw_arena_format(draft->work,
                            "Project %s does not say how many classes; nothing is counted for it.",
                            p->code[i]));
    if (stands && p->classes_before[i] == XW_NONE && p->stage[i] != XW_NONE) {
        int32_t rooms = rooms_in(draft->out, i, p->starts_in[i]);
        if (rooms != XW_NONE) {
            p->classes_before[i] = rooms;
            doubt_project(draft, i, XW_COL_PROJECTS_CLASSES_BEFORE, "classes_before_missing",
                          xw_arena_format(draft->work, "项目 %s 未写明原有班数，取学校教室数 %d。",
                                          p->code[i], (int)rooms),
                          xw_arena_format(draft->work,
                                          "Project %s does not say how many classes there were; "
                                          "the school's %d rooms are taken.",
                                          p->code[i], (int)rooms));
        }
    }
    if (p->kind[i] == XW_PROJECT_REBUILD && p->rooms_lost[i] == XW_NONE) {
        p->rooms_lost[i] = 0;
        doubt_project(
            draft, i, XW_COL_PROJECTS_ROOMS_LOST, "rooms_lost_missing",
            xw_arena_format(draft->work, "项目 %s 未写明重建期间停用教室数，按 0 计。", p->code[i]),
            xw_arena_format(draft->work,
                            "Project %s does not say how many rooms are out of use "
                            "while it lasts; 0 are taken.",
                            p->code[i]));
    }
}

/* A new school that has rooms already would be counted twice. */
static void doubt_twice(struct xw_draft *draft, int32_t i)
{
    const struct xw_projects *p = &draft->out->projects;
    const struct xw_capacity *c = &draft->out->capacity;
    if (p->kind[i] != XW_PROJECT_NEW || p->school[i] == XW_NONE) return;
    for (int32_t k = 0; k < c->count; k++) {
        if (c->school[k] != p->school[i] || c->stage[k] != p->stage[i]) continue;
        doubt_project(draft, i, XW_COL_PROJECTS_SCHOOL, "new_school_has_rooms",
                      xw_arena_format(draft->work,
                                      "项目 %s 为新建，但学校 %s 在 %s 第 %d 行已有教室。",
                                      p->code[i], draft->out->schools.code[p->school[i]],
                                      draft->table[XW_TABLE_CAPACITY].file, (int)c->line[k]),
                      xw_arena_format(draft->work,
                                      "Project %s is new, but its school %s has rooms already in "
                                      "%s, line %d.",
                                      p->code[i], draft->out->schools.code[p->school[i]],
                                      draft->table[XW_TABLE_CAPACITY].file, (int)c->line[k]));
        return;
    }
}

/* The same, but XW_NONE as well when another project changes the rooms up to that year. */
static int32_t rooms_alone(const struct xw_scenario *s, int32_t i, int16_t year)
{
    const struct xw_projects *p = &s->projects;
    if (p->school[i] == XW_NONE || p->stage[i] == XW_NONE) return XW_NONE;
    for (int32_t k = 0; k < p->count; k++) {
        bool own = p->school[k] == p->school[i] && p->stage[k] == p->stage[i];
        bool to = p->to_school[k] == p->school[i] && p->to_stage[k] == p->stage[i];
        if (k != i && p->counted[k] && (own || to) && p->opens_in[k] <= year) return XW_NONE;
    }
    return rooms_in(s, i, year);
}

/* More rooms are taken from a school than it has: those that it has are taken. */
static void doubt_rooms(struct xw_draft *draft, int32_t i)
{
    const struct xw_projects *p = &draft->out->projects;
    bool converts = p->kind[i] == XW_PROJECT_CONVERSION;
    int32_t taken = converts ? p->classes[i] : p->rooms_lost[i];
    if ((!converts && p->kind[i] != XW_PROJECT_REBUILD) || taken == XW_NONE) return;
    int32_t rooms = rooms_alone(draft->out, i, converts ? p->opens_in[i] : p->starts_in[i]);
    if (rooms == XW_NONE || taken <= rooms) return;
    const char *school = draft->out->schools.code[p->school[i]];
    if (converts)
        doubt_project(draft, i, XW_COL_PROJECTS_CLASSES, "conversion_above_rooms",
                      xw_arena_format(draft->work,
                                      "项目 %s 转用 %d 间教室，而学校 %s 有 %d 间；按 %d 间转用。",
                                      p->code[i], (int)taken, school, (int)rooms, (int)rooms),
                      xw_arena_format(draft->work,
                                      "Project %s converts %d rooms, but school %s has %d; %d are "
                                      "converted.",
                                      p->code[i], (int)taken, school, (int)rooms, (int)rooms));
    else
        doubt_project(draft, i, XW_COL_PROJECTS_ROOMS_LOST, "rooms_lost_above_rooms",
                      xw_arena_format(draft->work,
                                      "项目 %s 停用 %d 间教室，而学校 %s 有 %d 间；按 %d 间停用。",
                                      p->code[i], (int)taken, school, (int)rooms, (int)rooms),
                      xw_arena_format(draft->work,
                                      "Project %s takes %d rooms out of use, but school %s has %d; "
                                      "%d are out of use.",
                                      p->code[i], (int)taken, school, (int)rooms, (int)rooms));
}

static void doubt_place(struct xw_draft *draft, int32_t i)
{
    const struct xw_projects *p = &draft->out->projects;
    bool placed = p->zone[i] != XW_NONE || !isnan(p->lon_deg[i]) || !isnan(p->x_m[i]);
    if (p->kind[i] != XW_PROJECT_RELOCATION || placed) return;
    doubt_project(
        draft, i, XW_COL_PROJECTS_ZONE, "relocation_without_place",
        xw_arena_format(draft->work, "项目 %s 未写明迁往何处，学校位置不变。", p->code[i]),
        xw_arena_format(draft->work,
                        "Project %s does not say where its school moves to; it stays where it is.",
                        p->code[i]));
}

static bool closes(const struct xw_projects *p, int32_t i)
{
    return p->kind[i] == XW_PROJECT_CLOSURE || p->kind[i] == XW_PROJECT_MERGER;
}

/* A project that closes a school in the year of another of the same school: of two that close it the
 * second is doubted. */
static void doubt_closed(struct xw_draft *draft, int32_t i)
{
    const struct xw_projects *p = &draft->out->projects;
    if (!closes(p, i) || !p->counted[i] || p->school[i] == XW_NONE || p->stage[i] == XW_NONE)
        return;
    for (int32_t k = 0; k < p->count; k++) {
        bool same = p->school[k] == p->school[i] && p->stage[k] == p->stage[i] && p->counted[k] &&
                    p->opens_in[k] == p->opens_in[i];
        if (!same || k == i || (closes(p, k) && k > i)) continue;
        const char *school = draft->out->schools.code[p->school[i]];
        doubt_project(draft, i, XW_COL_PROJECTS_OPENS, "closed_and_changed",
                      xw_arena_format(draft->work,
                                      "项目 %s 于 %d 年撤并学校 %s，项目 %s "
                                      "同年涉及该校；按撤并计。",
                                      p->code[i], (int)p->opens_in[i], school, p->code[k]),
                      xw_arena_format(draft->work,
                                      "Project %s closes school %s in %d, the year of project %s "
                                      "of the same school; it is closed.",
                                      p->code[i], school, (int)p->opens_in[i], p->code[k]));
    }
}

/* A reader's own doubts about rows of a table are carried as they are. */
static void doubt_as_written(struct xw_draft *draft, enum xw_table table, enum xw_column zh_column,
                             enum xw_column en_column, const char *code)
{
    const struct xw_rows *rows = &draft->table[table];
    for (int32_t row = 0; row < rows->count; row++) {
        const char *zh = xw_rows_text(rows, zh_column, row);
        const char *en = xw_rows_text(rows, en_column, row);
        if (zh == NULL && en == NULL) continue;
        xw_draft_doubt(draft, xw_rows_place(rows, en == NULL ? zh_column : en_column, row), code,
                       zh == NULL ? en : zh, en == NULL ? zh : en);
    }
}

/* The last year of rolls before the simulation begins; INT16_MIN without one. */
static int16_t base_roll_year(const struct xw_scenario *s)
{
    int16_t year = INT16_MIN;
    for (int32_t k = 0; k < s->rolls.count; k++)
        if (s->rolls.year[k] < s->first && s->rolls.year[k] > year) year = s->rolls.year[k];
    return year;
}

static bool has_roll(const struct xw_scenario *s, int32_t school, int32_t stage, int16_t year)
{
    for (int32_t k = 0; k < s->rolls.count; k++)
        if (s->rolls.school[k] == school && s->rolls.year[k] == year &&
            xw_stages_of_row(&s->stages, s->rolls.row[k]) == stage)
            return true;
    return false;
}

static void doubt_rolls(struct xw_draft *draft)
{
    const struct xw_scenario *s = draft->out;
    const struct xw_capacity *c = &s->capacity;
    int16_t base = base_roll_year(s);
    if (base == INT16_MIN) return;
    for (int32_t k = 0; k < c->count; k++) {
        int32_t school = c->school[k], stage = c->stage[k];
        bool first = k == 0 || c->school[k - 1] != school || c->stage[k - 1] != stage;
        bool open = s->schools.opens[school] <= base && s->schools.closes[school] >= base;
        if (!first || !open || c->year[k] > base || c->rooms[k] == 0) continue;
        if (s->stages.stage[stage].city || has_roll(s, school, stage, base)) continue;
        struct xw_place at = { .file = draft->table[XW_TABLE_CAPACITY].file,
                               .line = c->line[k],
                               .column = 1 };
        xw_draft_doubt(draft, at, "rolls_missing",
                       xw_arena_format(draft->work,
                                       "学校 %s 的 %s 在 %d 年有教室而无在校生数据，按空校起算。",
                                       s->schools.code[school],
                                       xw_stage_word(s->stages.stage[stage].name), base),
                       xw_arena_format(draft->work,
                                       "School %s has rooms of %s in %d, but no pupils on its "
                                       "rolls; it begins empty.",
                                       s->schools.code[school],
                                       xw_stage_word(s->stages.stage[stage].name), base));
    }
}

/* Pupils on the rolls of a school's stage in a year. */
static int64_t pupils_of(const struct xw_scenario *s, int32_t school, int32_t stage, int16_t year)
{
    int64_t sum = 0;
    for (int32_t k = 0; k < s->rolls.count; k++)
        if (s->rolls.school[k] == school && s->rolls.year[k] == year &&
            xw_stages_of_row(&s->stages, s->rolls.row[k]) == stage)
            sum += s->rolls.pupils[k];
    return sum;
}

/* More pupils on the base rolls than the rooms hold at the class size limit: the rest begins without a
 * place. */
static void doubt_full(struct xw_draft *draft)
{
    const struct xw_scenario *s = draft->out;
    const struct xw_capacity *c = &s->capacity;
    int16_t base = base_roll_year(s);
    for (int32_t k = 0; k < c->count && base != INT16_MIN; k++) {
        int32_t school = c->school[k], stage = c->stage[k];
        bool last = k + 1 == c->count || c->school[k + 1] != school || c->stage[k + 1] != stage ||
                    c->year[k + 1] > s->first;
        if (!last || c->year[k] > s->first || c->rooms[k] == XW_NONE) continue;
        int32_t limit =
            xw_norms_class(&s->norms, &s->stages, s->stages.stage[stage].first_row).limit;
        int64_t pupils = pupils_of(s, school, stage, base), most = (int64_t)c->rooms[k] * limit;
        if (pupils <= most) continue;
        struct xw_place at = { .file = draft->table[XW_TABLE_CAPACITY].file,
                               .line = c->line[k],
                               .column = 1 };
        xw_draft_doubt(
            draft, at, "rolls_above_rooms",
            xw_arena_format(draft->work,
                            "学校 %s 在 %d 年有 %lld 名学生，%d 间教室按上限只容 %lld 人，其余从"
                            "待落实算起。",
                            s->schools.code[school], base, (long long)pupils, c->rooms[k],
                            (long long)most),
            xw_arena_format(draft->work,
                            "School %s has %lld pupils in %d, more than the %lld that its %d "
                            "rooms hold at the class size limit; the rest begin without a "
                            "place.",
                            s->schools.code[school], (long long)pupils, base, (long long)most,
                            c->rooms[k]));
    }
}

enum xw_status xw_doubts(struct xw_draft *draft)
{
    const struct xw_projects *p = &draft->out->projects;
    double *room = XW_TAKE(draft->work, p->count, double);
    if (room == NULL) return XW_NO_MEMORY;
    for (int32_t i = 0; i < p->count; i++) {
        doubt_missing(draft, i);
        doubt_twice(draft, i);
        doubt_rooms(draft, i);
        doubt_place(draft, i);
        doubt_closed(draft, i);
    }
    doubt_as_written(draft, XW_TABLE_PROJECTS, XW_COL_PROJECTS_DOUBT_ZH, XW_COL_PROJECTS_DOUBT_EN,
                     "project_doubt");
    doubt_as_written(draft, XW_TABLE_INDICATORS, XW_COL_INDICATORS_DOUBT_ZH,
                     XW_COL_INDICATORS_DOUBT_EN, "indicator_doubt");
    doubt_as_written(draft, XW_TABLE_REGISTER, XW_COL_REGISTER_DOUBT_ZH, XW_COL_REGISTER_DOUBT_EN,
                     "register_doubt");
    doubt_figures(draft, room);
    doubt_rolls(draft);
    doubt_full(draft);
    xw_doubt_shocks(draft);
    return XW_OK;
}
