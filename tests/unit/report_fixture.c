#include "report_fixture.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { STAGES = 4, TOWNS = 6, ZONES = 40, SCHOOLS = 30, FIRST = 2020, YEARS = 16, PROJECTS = 9 };

static const char *const town_zh[TOWNS] = { "南屏街道", "灵桥街道", "迎湖街道",
                                            "皋亭街道", "会峰镇",   "鉴溪镇" };
static const char *const town_en[TOWNS] = { "Nanping", "Lingqiao", "Yinghu",
                                            "Gaoting", "Huifeng",  "Jianxi" };
static const double town_x[TOWNS] = { 0, 5200, -4800, 900, -3600, 5600 };
static const double town_y[TOWNS] = { 0, 2600, 3000, 6200, -5200, -4400 };
static const double town_share[TOWNS] = { 0.28, 0.20, 0.17, 0.15, 0.12, 0.08 };

/* By stage: pupils at the peak, year of the peak, years to fall by half beyond it, class norm. */
static const struct {
    enum xw_stage_name name;
    int32_t first_age, grades, first_grade, norm, schools;
    double peak, at, width;
} stage[STAGES] = {
    { XW_KINDERGARTEN, 3, 3, -2, 30, 8, 9200, 2019.5, 7.5 },
    { XW_PRIMARY, 6, 6, 1, 45, 14, 21500, 2025, 7.0 },
    { XW_LOWER_SECONDARY, 12, 3, 7, 50, 6, 11800, 2030, 6.0 },
    { XW_UPPER_SECONDARY, 15, 3, 10, 50, 2, 10400, 2033, 7.0 },
};

static const struct {
    const char *code, *zh, *en, *kind, *status;
    int32_t stage, town, classes, before, seats;
    double yi, spend;
    int16_t start, opens;
} plan[PROJECTS] = {
    { "1", "明德小学凤亭校区", "Mingde Primary, Fengting campus", "new", "open", 1, 0, 24, -1, 1080,
      1.5, 0.3, 2018, 2021 },
    { "2", "迎湖初级中学", "Yinghu Middle School", "new", "open", 2, 2, 30, -1, 1500, 2.92, 1.42,
      2019, 2021 },
    { "3", "百汇幼儿园", "Baihui Kindergarten", "new", "open", 0, 1, 12, -1, 360, 0.35, 0.1, 2019,
      2021 },
    { "4", "灵桥中心小学易地新建", "Lingqiao Central Primary, relocation", "relocation", "building",
      1, 1, 36, 24, 540, 1.9, 1.9, 2022, 2024 },
    { "5", "鉴溪小学扩建", "Jianxi Primary, extension", "expansion", "building", 1, 5, -1, -1, 0,
      0.8, 0.7, 2020, 2023 },
    { "6", "湖滨中学（暂名）", "Hubin Middle School (provisional)", "new", "approved", 2, 1, 42, -1,
      2000, 2.5, 1.0, 2024, 2026 },
    { "7", "湖南路小学（暂名）", "Hunan Road Primary School (provisional)", "new", "planned", 1, 3,
      36, -1, 1620, 2.0, 0.2, 2025, 2027 },
    { "8", "镜心小学 <暂名> & 附园", "Jingxin Primary <provisional> & nursery", "new", "planned", 1,
      1, 36, -1, 1620, 1.8, 0.2, 2025, 2027 },
    { "9", "启星学校", "Qixing School", "new", "open", -1, 0, 27, -1, 0, 0.99, 0.3, 2019, 2021 },
};

static double wave(int32_t s, int32_t y)
{
    double from = FIRST + y - stage[s].at;
    return stage[s].peak / (1.0 + from * from / (stage[s].width * stage[s].width * 2.0));
}

static int32_t opens_in(int32_t p, int16_t shift)
{
    return plan[p].opens + (strcmp(plan[p].status, "open") == 0 ? 0 : shift);
}

/* Norm seats of a town and stage: what the first year needs and a little more or less, and what
 * projects add. */
static int32_t town_seats(int32_t s, int32_t t, int32_t y, int16_t shift)
{
    static const double room[TOWNS] = { 0.93, 1.12, 0.96, 1.03, 1.08, 1.15 };
    double first = wave(s, 0) * town_share[t] * room[t];
    int32_t seats = (int32_t)(first / stage[s].norm) * stage[s].norm;
    for (int32_t p = 0; p < PROJECTS; p++)
        if (plan[p].stage == s && plan[p].town == t && FIRST + y >= opens_in(p, shift))
            seats += plan[p].seats;
    return seats;
}

static struct xw_run_gap *next_gap(struct xw_run *out)
{
    return &out->gap[out->gap_count++];
}

static int32_t over(int32_t a, int32_t b)
{
    return a > b ? a - b : 0;
}

static void make_gaps(struct xw_run *out, int16_t shift)
{
    for (int32_t y = 0; y < YEARS; y++)
        for (int32_t s = 0; s < STAGES; s++)
            for (int32_t scope = 0; scope < 2; scope++) {
                int32_t divide = scope == XW_SCOPE_ENTRY ? stage[s].grades : 1;
                struct xw_run_gap sum = { .level = XW_LEVEL_DISTRICT,
                                          .place = "district",
                                          .year = (int16_t)(FIRST + y),
                                          .stage = s,
                                          .scope = (enum xw_scope)scope };
                struct xw_run_gap *district = next_gap(out);
                for (int32_t t = 0; t < TOWNS; t++) {
                    struct xw_run_gap *row = next_gap(out);
                    *row = sum;
                    row->level = XW_LEVEL_TOWN;
                    row->place = town_zh[t];
                    int32_t lead = scope == XW_SCOPE_ENTRY && y + 1 < YEARS ? y + 1 : y;
                    row->demand = (int32_t)(wave(s, lead) * town_share[t] / divide);
                    row->seats = town_seats(s, t, y, shift) / divide;
                    row->design = row->seats + row->seats / 25;
                    row->compliant = row->seats - row->seats / 20;
                    row->local_gap = over(row->demand, row->seats);
                    row->surplus = over(row->seats, row->demand);
                    row->net_gap = row->local_gap;
                    row->unplaced = row->local_gap / 3;
                    if (out->stage[s].city)
                        row->seats = row->design = row->compliant = row->local_gap = row->surplus =
                            row->net_gap = row->unplaced = XW_NONE;
                }
                int32_t from = out->gap_count - TOWNS;
                for (int32_t t = 0; t < TOWNS; t++) {
                    const struct xw_run_gap *row = &out->gap[from + t];
                    sum.demand += row->demand;
                    sum.seats += row->seats;
                    sum.design += row->design;
                    sum.compliant += row->compliant;
                    sum.local_gap += row->local_gap;
                    sum.surplus += row->surplus;
                    sum.unplaced += row->unplaced;
                }
                sum.net_gap = over(sum.demand, sum.seats);
                if (out->stage[s].city)
                    sum.seats = sum.design = sum.compliant = sum.local_gap = sum.surplus =
                        sum.net_gap = sum.unplaced = XW_NONE;
                *district = sum;
            }
}

/* Stage of a school: in blocks, as many schools as the stage has. */
static int32_t stage_of_school(int32_t school, int32_t *nth)
{
    int32_t s = 0;
    *nth = school;
    while (*nth >= stage[s].schools)
        *nth -= stage[s++].schools;
    return s;
}

static void make_school_years(struct xw_run *out)
{
    for (int32_t y = 0; y < YEARS; y++)
        for (int32_t k = 0; k < SCHOOLS; k++) {
            int32_t nth, s = stage_of_school(k, &nth);
            double share = (0.7 + 0.1 * (nth % 7)) / stage[s].schools;
            int32_t pupils = (int32_t)(wave(s, y) * share);
            int32_t rooms = (int32_t)(wave(s, 0) * share / (stage[s].norm * 0.94)) + nth % 3;
            int32_t grades = stage[s].grades, norm = stage[s].norm;
            struct xw_run_school_year *row = &out->school_year[out->school_year_count++];
            *row = (struct xw_run_school_year){ .school = k,
                                                .stage = s,
                                                .year = (int16_t)(FIRST + y),
                                                .rooms = rooms,
                                                .pupils = 0,
                                                .warning = "none",
                                                .reason = "" };
            for (int32_t g = 0; g < grades; g++) {
                int32_t of_grade = pupils / grades + (g < pupils % grades);
                int32_t classes = rooms / grades > 0 ? rooms / grades : 1;
                int32_t largest = (of_grade + classes - 1) / classes;
                struct xw_run_class_year *class_row = &out->class_year[out->class_year_count++];
                *class_row = (struct xw_run_class_year){ .school = k,
                                                         .stage = s,
                                                         .grade = stage[s].first_grade + g,
                                                         .year = (int16_t)(FIRST + y),
                                                         .pupils = of_grade,
                                                         .classes = classes,
                                                         .smallest = of_grade / classes,
                                                         .largest = largest };
                int32_t larger = of_grade % classes;
                for (int32_t c = 0; c < classes; c++) {
                    int32_t size = of_grade / classes + (c < larger);
                    row->classes_over_norm += size > norm;
                    row->classes_56 += size >= 56;
                    row->classes_66 += size >= 66;
                }
                if (largest > row->largest_class) row->largest_class = largest;
                row->pupils += of_grade;
                row->classes += classes;
            }
            row->rooms_used = row->classes;
            row->seats_norm = row->seats_design = rooms * norm;
            row->seats_stretch = row->seats_norm + rooms * 5;
            row->seats_compliant = row->seats_norm > 2000 ? 2000 : row->seats_norm;
            row->limit_raised_to = row->intake_plan = XW_NONE;
            row->over_size = over(row->pupils, 2000);
            row->demand = row->pupils + nth * 10;
            row->utilisation = (double)row->pupils / row->seats_norm;
            static const char *const why[4] = { "demand", "delay", "locked_rooms", "boundary" };
            if (row->utilisation > 1.0 || row->classes_over_norm > 0) {
                row->warning = "red";
                row->reason = why[(k + y) % 4];
            } else if (row->utilisation > 0.9) {
                row->warning = "yellow";
            }
        }
}

static void make_projects(struct xw_run *out, int16_t shift)
{
    for (int32_t p = 0; p < PROJECTS; p++) {
        int16_t moved = strcmp(plan[p].status, "open") == 0 ? 0 : shift;
        out->project[out->project_count++] = (struct xw_run_project){
            .code = plan[p].code,
            .name_zh = plan[p].zh,
            .name_en = plan[p].en,
            .kind = plan[p].kind,
            .sector = "public",
            .status = plan[p].status,
            .stage = plan[p].stage < 0 ? "special" : xw_stage_word(stage[plan[p].stage].name),
            .school = "",
            .town_zh = town_zh[plan[p].town],
            .town_en = town_en[plan[p].town],
            .classes_named = plan[p].classes,
            .classes_before = plan[p].before,
            .seats_added = plan[p].seats,
            .cost_cny = plan[p].yi * 1e8,
            .spend_2021_2025_cny = plan[p].spend * 1e8,
            .site_area_m2 = 20000,
            .floor_area_m2 = NAN,
            .start_year = plan[p].start,
            .opens = plan[p].opens,
            .starts_in = (int16_t)(plan[p].start + moved),
            .opens_in = (int16_t)(plan[p].opens + moved),
            .counted = true,
            .evidence = XW_PUBLISHED,
            .line = p + 2
        };
        for (int32_t y = 0; y < YEARS; y++) {
            bool open = FIRST + y >= opens_in(p, shift);
            out->project_year[out->project_year_count++] =
                (struct xw_run_project_year){ .project = p,
                                              .year = (int16_t)(FIRST + y),
                                              .open = open,
                                              .seats_added = open ? plan[p].seats : 0,
                                              .spend_cny = y < 5 ? plan[p].yi * 2e7 : 0.0 };
        }
    }
}

static void make_places(struct xw_arena *keep, struct xw_run *out)
{
    for (int32_t z = 0; z < ZONES; z++) {
        int32_t t = z % TOWNS, ring = z / TOWNS;
        double angle = 2.399963 * z, far = ring * 420.0;
        out->zone[out->zone_count++] =
            (struct xw_run_zone){ .code = xw_arena_format(keep, "Z%02d", z + 1),
                                  .name_zh = xw_arena_format(keep, "%s%d 片", town_zh[t], ring + 1),
                                  .name_en = xw_arena_format(keep, "%s %d", town_en[t], ring + 1),
                                  .town_zh = town_zh[t],
                                  .town_en = town_en[t],
                                  .group = "",
                                  .x_m = 500000 + town_x[t] + far * cos(angle),
                                  .y_m = 3300000 + town_y[t] + far * sin(angle),
                                  .evidence = XW_ESTIMATED };
    }
    static const char *const kind_zh[STAGES] = { "幼儿园", "小学", "初级中学", "高级中学" };
    static const char *const kind_en[STAGES] = { "Kindergarten", "Primary School", "Middle School",
                                                 "High School" };
    for (int32_t k = 0; k < SCHOOLS; k++) {
        int32_t nth, s = stage_of_school(k, &nth), t = nth % TOWNS;
        out->school[out->school_count++] = (struct xw_run_school){
            .code = xw_arena_format(keep, "S%02d", k + 1),
            .name_zh =
                xw_arena_format(keep, "%.*s%s%d", 6, town_zh[t], kind_zh[s], nth / TOWNS + 1),
            .name_en = xw_arena_format(keep, "%s %s %d", town_en[t], kind_en[s], nth / TOWNS + 1),
            .sector = "public",
            .town_zh = town_zh[t],
            .town_en = town_en[t],
            .x_m = 500000 + town_x[t] + 500.0 * cos(k),
            .y_m = 3300000 + town_y[t] + 500.0 * sin(k),
            .evidence = k % 3 == 0 ? XW_PUBLISHED : XW_ESTIMATED
        };
    }
}

static void make_evidence(struct xw_run *out)
{
    static const char *const weight[2] = { "pupils", "seats" };
    for (int32_t w = 0; w < 2; w++)
        for (int32_t s = 0; s < STAGES; s++)
            for (int32_t y = 0; y < YEARS; y++)
                out->evidence[out->evidence_count++] =
                    (struct xw_run_evidence){ .weight = weight[w],
                                              .stage = s,
                                              .year = (int16_t)(FIRST + y),
                                              .share = { 0.21, 0.46, 0.33 } };
    out->table[out->table_count++] =
        (struct xw_run_table){ "zones", "tables/zones.csv", { 0, 40, 0 } };
    out->table[out->table_count++] =
        (struct xw_run_table){ "projects", "tables/projects.csv", { 9, 0, 0 } };
    out->table[out->table_count++] =
        (struct xw_run_table){ "capacity", "tables/capacity.csv", { 4, 0, 26 } };
    out->warning[out->warning_count++] =
        (struct xw_run_warning){ "tables/projects.csv", "no_classes", "5 号未给班数：学位按 0 计",
                                 "project 5 gives no classes: counted as 0 seats", 6 };
    out->warning[out->warning_count++] = (struct xw_run_warning){
        "tables/projects.csv", "site_area", "6 号用地约为同类的 10 倍，照录",
        "project 6: site area ten times that of its peers, kept as printed", 7
    };
    out->published[out->published_count++] =
        (struct xw_run_published){ "entrants", "district", "示例公报", 2021,
                                   1,          3400,       NAN,        XW_PUBLISHED };
    out->published[out->published_count++] =
        (struct xw_run_published){ "residents", "district", "示例公报", 2022,
                                   XW_NONE,     401000,     NAN,        XW_PUBLISHED };
    out->measure[out->measure_count++] =
        (struct xw_run_measure){ "district", "residents", "", 2022, 399120, NAN, 0 };
    out->measure[out->measure_count++] = (struct xw_run_measure){
        "district", "difference_sports_area_m2_primary", "missed", 2022, 0.511, 0.5, 0
    };
    out->measure[out->measure_count++] =
        (struct xw_run_measure){ "district", "of_another_version", "", 2022, NAN, NAN, 0 };
}

#define MAKE(name, count, type)                                                                    \
    out->name = XW_TAKE(keep, (count), type);                                                      \
    if (out->name == NULL) abort()

void fixture_district(struct xw_arena *keep, int16_t shift, struct xw_run *out)
{
    *out = (struct xw_run){ .path = "",
                            .name = "as-planned",
                            .title_zh = "按规划实施",
                            .title_en = "As planned",
                            .place_zh = "示例区",
                            .place_en = "Sample District",
                            .first = FIRST,
                            .last = FIRST + YEARS - 1,
                            .replicates = 0,
                            .id = "a3f190c2" };
    if (shift != 0) {
        out->name = "slip";
        out->title_zh = "全部推迟";
        out->title_en = "All later";
    }
    MAKE(stage, STAGES, struct xw_run_stage);
    for (int32_t s = 0; s < STAGES; s++)
        out->stage[out->stage_count++] = (struct xw_run_stage){ .name = stage[s].name,
                                                                .first_age = stage[s].first_age,
                                                                .grades = stage[s].grades,
                                                                .first_grade = stage[s].first_grade,
                                                                .city = s == 3,
                                                                .class_norm = stage[s].norm,
                                                                .class_stretch = stage[s].norm + 5,
                                                                .class_limit = 65,
                                                                .school_size_max = 2000 };
    MAKE(zone, ZONES, struct xw_run_zone);
    MAKE(school, SCHOOLS, struct xw_run_school);
    MAKE(project, PROJECTS, struct xw_run_project);
    MAKE(project_year, PROJECTS * YEARS, struct xw_run_project_year);
    MAKE(gap, YEARS * STAGES * 2 * (TOWNS + 1), struct xw_run_gap);
    MAKE(school_year, SCHOOLS * YEARS, struct xw_run_school_year);
    MAKE(class_year, SCHOOLS * YEARS * 6, struct xw_run_class_year);
    MAKE(evidence, 2 * STAGES * YEARS, struct xw_run_evidence);
    MAKE(table, 4, struct xw_run_table);
    MAKE(warning, 4, struct xw_run_warning);
    MAKE(published, 4, struct xw_run_published);
    MAKE(measure, 4, struct xw_run_measure);
    make_places(keep, out);
    make_projects(out, shift);
    make_gaps(out, shift);
    make_school_years(out);
    make_evidence(out);
}

void fixture_hamlet(struct xw_arena *keep, struct xw_run *out)
{
    *out = (struct xw_run){ .path = "",
                            .name = "tiny",
                            .title_zh = "小例",
                            .title_en = "Tiny",
                            .place_zh = "小村",
                            .place_en = "Hamlet",
                            .first = 2020,
                            .last = 2022,
                            .id = "00000001" };
    MAKE(stage, 1, struct xw_run_stage);
    out->stage[out->stage_count++] =
        (struct xw_run_stage){ XW_PRIMARY, 6, 6, 1, false, 45, 50, 65, 2000 };
    MAKE(zone, 3, struct xw_run_zone);
    MAKE(gap, 12, struct xw_run_gap);
    for (int32_t z = 0; z < 3; z++)
        out->zone[out->zone_count++] = (struct xw_run_zone){ .code = z == 0   ? "A"
                                                                     : z == 1 ? "B"
                                                                              : "C",
                                                             .name_zh = "村",
                                                             .name_en = "Village",
                                                             .town_zh = "一镇",
                                                             .town_en = "One Town",
                                                             .group = "",
                                                             .x_m = 1000.0 * z,
                                                             .y_m = 500.0 * (z % 2) };
    for (int16_t y = 2020; y <= 2022; y++)
        for (int32_t scope = 0; scope < 2; scope++)
            for (int32_t town = 0; town < 2; town++)
                out->gap[out->gap_count++] =
                    (struct xw_run_gap){ .level = town == 0 ? XW_LEVEL_DISTRICT : XW_LEVEL_TOWN,
                                         .place = town == 0 ? "district" : "一镇",
                                         .year = y,
                                         .scope = scope,
                                         .demand = scope == 1 ? 240 : 40,
                                         .seats = scope == 1 ? 270 : 45,
                                         .design = scope == 1 ? 270 : 45,
                                         .compliant = scope == 1 ? 270 : 45,
                                         .surplus = scope == 1 ? 30 : 5 };
}
