/* sample_run.h: an invented district, small enough to be compared field by field, for the tests of
 * the store: three zones, three schools, three projects, two simulated years, three stages. */
#ifndef XW_SAMPLE_RUN_H
#define XW_SAMPLE_RUN_H
#include "unit.h"
#include "xuewei/run_file.h"
#include <math.h>
#include <string.h>
#include <unistd.h>

#define SAMPLE_OUTLINE                                                                             \
    "{\"type\":\"Polygon\",\"coordinates\":[[[120.5,30.0],[120.6,30.0],[120.6,30.1],[120.5,30.0]]" \
    "]}"
#define SAMPLE_WKT                                                                                 \
    "PROJCS[\"CGCS2000 / 3-degree Gauss-Kruger CM 120E\",GEOGCS[\"China Geodetic Coordinate "      \
    "System 2000\",DATUM[\"China_2000\",SPHEROID[\"CGCS2000\",6378137,298.257222101]],PRIMEM["     \
    "\"Greenwich\",0],UNIT[\"degree\",0.0174532925199433]],PROJECTION[\"Transverse_Mercator\"],"   \
    "PARAMETER[\"latitude_of_origin\",0],PARAMETER[\"central_meridian\",120],PARAMETER["           \
    "\"scale_factor\",1],PARAMETER[\"false_easting\",500000],PARAMETER[\"false_northing\",0],"     \
    "UNIT[\"metre\",1]]"

struct sample {
    struct xw_scenario scenario;
    struct xw_timeline timeline;
    struct xw_diag diag;
    struct xw_run_srs srs;
};

/* A plane that can be checked by hand: a degree is 100 km. */
static inline enum xw_status sample_project(const void *self, int32_t count, const double *lon_deg,
                                            const double *lat_deg, double *x_m, double *y_m)
{
    double metres = *(const double *)self;
    for (int32_t i = 0; i < count; i++) {
        x_m[i] = (lon_deg[i] - 120.0) * metres;
        y_m[i] = lat_deg[i] * metres;
    }
    return XW_OK;
}

static inline void sample_zones(struct xw_zones *zones)
{
    static const char *code[] = { "A01", "B01", "B02" };
    static const char *zh[] = { "府山一区", "塔山一区", "塔山二区" };
    static const char *en[] = { "Fushan 1", "Tashan 1", "Tashan 2" };
    static const char *town_zh[] = { "塔山街道", "府山街道" };
    static const char *town_en[] = { "Tashan", "Fushan" };
    static const char *group[] = { "census" };
    static const char *outline[] = { SAMPLE_OUTLINE, NULL, NULL };
    static int32_t town[] = { 1, 0, 0 }, of_group[] = { 0, 0, XW_NONE }, line[] = { 2, 3, 4 };
    static double lon[] = { 120.57, 120.58, 120.59 }, lat[] = { 30.0, 30.01, 30.02 };
    static double x_m[] = { 557000.25, 558000.5, 559000.0 };
    static double y_m[] = { 3320000.0, 3321000.125, 3322000.0 };
    static uint8_t evidence[] = { XW_PUBLISHED, XW_ESTIMATED, XW_ASSUMED };
    *zones = (struct xw_zones){ .count = 3,
                                .code = code,
                                .name_zh = zh,
                                .name_en = en,
                                .town = town,
                                .group = of_group,
                                .lon_deg = lon,
                                .lat_deg = lat,
                                .x_m = x_m,
                                .y_m = y_m,
                                .outline = outline,
                                .evidence = evidence,
                                .line = line,
                                .towns = 2,
                                .town_zh = town_zh,
                                .town_en = town_en,
                                .groups = 1,
                                .group_name = group };
}

static inline void sample_schools(struct xw_schools *schools)
{
    static const char *code[] = { "J1", "P1", "P2" };
    static const char *zh[] = { "越中", "北海小学", "新小学\"甲\"" };
    static const char *en[] = { "Yue Middle", "Beihai Primary", "New Primary, A" };
    static const char *school_code[] = { "J1", "P", "P" };
    static const char *cluster[] = { NULL, "一号集团", NULL };
    static uint8_t sector[] = { XW_PUBLIC, XW_PUBLIC, XW_PRIVATE };
    static uint8_t boarding[] = { 1, 0, 0 };
    static uint8_t evidence[] = { XW_PUBLISHED, XW_ESTIMATED, XW_ASSUMED };
    static int32_t zone[] = { 0, 1, 2 }, line[] = { 2, 3, 4 };
    static double at[] = { 120.57, 120.58, 120.59 }, lat[] = { 30.0, 30.01, 30.02 };
    static double x_m[] = { 557100.0, 558100.0, 559100.0 };
    static double y_m[] = { 3320100.0, 3321100.0, 3322100.0 };
    static int16_t opens[] = { INT16_MIN, 1902, 2021 }, closes[] = { XW_NEVER, 2030, XW_NEVER };
    *schools = (struct xw_schools){ .count = 3,
                                    .code = code,
                                    .name_zh = zh,
                                    .name_en = en,
                                    .school_code = school_code,
                                    .cluster = cluster,
                                    .sector = sector,
                                    .boarding = boarding,
                                    .zone = zone,
                                    .lon_deg = at,
                                    .lat_deg = lat,
                                    .x_m = x_m,
                                    .y_m = y_m,
                                    .opens = opens,
                                    .closes = closes,
                                    .evidence = evidence,
                                    .line = line };
}

/* A new school, a relocation to another zone, and a mixed project that the scenario leaves out. */
static inline void sample_projects(struct xw_projects *projects, struct xw_spend *spend)
{
    static const char *code[] = { "1", "2", "10" };
    static const char *zh[] = { "新建新小学", "越中迁建", "综合体" };
    static const char *en[] = { "New primary", "Relocation of Yue Middle", "Campus" };
    static uint8_t kind[] = { XW_PROJECT_NEW, XW_PROJECT_RELOCATION, XW_PROJECT_EXPANSION };
    static uint8_t sector[] = { XW_PRIVATE, XW_PUBLIC, XW_PUBLIC };
    static uint8_t opening[] = { XW_OPENS_ENTRY_GRADE, XW_OPENS_TAKES_OVER, XW_OPENS_ALL_GRADES };
    static uint8_t old_site[] = { 0, 0, 0 };
    static uint8_t status[] = { XW_PROJECT_PLANNED, XW_PROJECT_OPEN, XW_PROJECT_BUILDING };
    static int32_t school[] = { 2, 0, XW_NONE }, stage[] = { 0, 1, XW_NONE };
    static uint8_t stage_name[] = { XW_PRIMARY, XW_LOWER_SECONDARY, XW_STAGE_NAMES };
    static int32_t classes[] = { 36, 24, XW_NONE }, before[] = { XW_NONE, 18, XW_NONE };
    static int32_t lost[] = { XW_NONE, XW_NONE, XW_NONE }, zone[] = { XW_NONE, 1, XW_NONE };
    static int16_t start[] = { 2019, 2018, 2021 }, opens[] = { 2020, 2019, 2023 };
    static int16_t starts_in[] = { 2020, 2018, 2022 }, opens_in[] = { 2021, 2019, 2024 };
    static bool counted[] = { true, true, false };
    static double cost[] = { 1.5e8, 2.25e8, NAN }, site[] = { 30000.5, NAN, NAN };
    static double floor[] = { 25000, 31000, NAN };
    static uint8_t evidence[] = { XW_PUBLISHED, XW_PUBLISHED, XW_ASSUMED };
    static int32_t line[] = { 2, 3, 4 };
    *projects = (struct xw_projects){ .count = 3,
                                      .code = code,
                                      .name_zh = zh,
                                      .name_en = en,
                                      .kind = kind,
                                      .sector = sector,
                                      .opening = opening,
                                      .old_site = old_site,
                                      .status = status,
                                      .school = school,
                                      .stage_name = stage_name,
                                      .stage = stage,
                                      .classes = classes,
                                      .classes_before = before,
                                      .rooms_lost = lost,
                                      .zone = zone,
                                      .start_year = start,
                                      .opens = opens,
                                      .counted = counted,
                                      .opens_in = opens_in,
                                      .starts_in = starts_in,
                                      .cost_cny = cost,
                                      .site_area_m2 = site,
                                      .floor_area_m2 = floor,
                                      .evidence = evidence,
                                      .line = line };

    /* 2021 to 2025 takes 1e8 + 2e7 of project 1 and none of project 2, whose rows reach beyond. */
    static int32_t project[] = { 0, 0, 0, 1, 1 };
    static int16_t from[] = { 2020, 2021, 2025, 2020, 2025 };
    static int16_t to[] = { 2020, 2024, 2025, 2021, 2026 };
    static double cny[] = { 3e7, 1e8, 2e7, 2e8, 2.5e7 };
    static int32_t spend_line[] = { 2, 3, 4, 5, 6 };
    *spend = (struct xw_spend){ 5, project, from, to, cny, spend_line };
}

static inline void sample_norms(struct xw_norms *norms)
{
    for (int s = 0; s < XW_MAX_STAGES; s++)
        for (int r = 0; r < XW_MAX_GRADES; r++)
            for (int q = 0; q < XW_NORMS; q++)
                norms->value[s][r][q] = NAN;
    double *primary = norms->value[0][0], *lower = norms->value[1][6];
    primary[XW_NORM_CLASS_SIZE_NORM] = 45;
    primary[XW_NORM_CLASS_SIZE_STRETCH] = 50;
    primary[XW_NORM_CLASS_SIZE_LIMIT] = 65;
    primary[XW_NORM_SCHOOL_SIZE_MAX] = 2000;
    lower[XW_NORM_CLASS_SIZE_NORM] = 50;
    lower[XW_NORM_CLASS_SIZE_STRETCH] = 55;
    lower[XW_NORM_CLASS_SIZE_LIMIT] = 66;
    lower[XW_NORM_SCHOOL_SIZE_MAX] = 2500;
}

static inline void sample_make(struct sample *sample)
{
    static struct xw_input_file file[] = {
        { "sample.yaml", "xuewei: 1\n", 10,
          "1111111111111111111111111111111111111111111111111111111111111111" },
        { "tables/学校.csv", "school\0\xff\n", 9,
          "2222222222222222222222222222222222222222222222222222222222222222" },
        { "tables/empty.csv", NULL, 0,
          "3333333333333333333333333333333333333333333333333333333333333333" },
    };
    static struct xw_indicator indicator[] = {
        { "entrants", "district", 2021, 0, 1015, NAN, XW_PUBLISHED, "公报 2021", 2 },
        { "residents", "塔山街道", 2022, XW_NONE, 1115000.5, 1.2e6, XW_ESTIMATED, NULL, 3 },
    };
    static struct xw_table_evidence tables[] = {
        { "schools", "tables/学校.csv", { 1, 2, 3 } },
        { "zones", "tables/zones.csv", { 0, 0, 7 } },
    };
    static int32_t seats[] = { 0, 1620, 300, 240, 9, 9 };
    static double metres_a_degree = 100000.0;

    memset(sample, 0, sizeof *sample);
    struct xw_scenario *s = &sample->scenario;
    s->path = "/somewhere/else/sample.yaml";
    s->name = "sample";
    s->title_zh = "按规划实施";
    s->title_en = "As planned";
    s->place_zh = "样区";
    s->place_en = "Sample District";
    s->first = 2020;
    s->last = 2021;
    s->crs = "EPSG:4549";
    s->stages.count = 3;
    s->stages.stage[0] = (struct xw_stage){ .name = XW_PRIMARY, .first_age = 6, .grades = 6 };
    s->stages.stage[1] =
        (struct xw_stage){ .name = XW_LOWER_SECONDARY, .first_age = 12, .grades = 3 };
    s->stages.stage[2] =
        (struct xw_stage){ .name = XW_UPPER_SECONDARY, .first_age = 15, .grades = 3, .city = true };
    ck_assert(xw_stages_number(&s->stages));
    sample_zones(&s->zones);
    sample_schools(&s->schools);
    sample_projects(&s->projects, &s->spend);
    sample_norms(&s->norms);
    s->indicators = 2;
    s->indicator = indicator;
    s->seed = UINT64_C(18446744073709551615);
    s->files = 3;
    s->file = file;
    s->tables_with_evidence = 2;
    s->table_evidence = tables;

    sample->timeline = (struct xw_timeline){ .first = 2020, .years = 2, .project_seats = seats };
    sample->srs = (struct xw_run_srs){ .epsg = 4549,
                                       .title = "CGCS2000 / 3-degree Gauss-Kruger CM 120E",
                                       .wkt = SAMPLE_WKT,
                                       .project = sample_project,
                                       .self = &metres_a_degree };

    ck_assert_int_eq(xw_diag_init(&sample->diag), XW_OK);
    xw_diag_doubt(&sample->diag, (struct xw_place){ "tables/projects.csv", 21, 9, "site_area_m2" },
                  "site_area_odd", "用地面积可疑", "The site area is odd");
    xw_diag_doubt(&sample->diag, (struct xw_place){ 0 }, "no_place", "无处", "No place");
}

/* The rows of every table, in the order in which a run hands them over. */
static const struct xw_gap_row sample_gap[] = {
    { XW_LEVEL_DISTRICT, "district", 2020, 0, XW_SCOPE_ENTRY, 1000, 900, 950, 880, 120, 100, 20, 5,
      0 },
    { XW_LEVEL_TOWN, "塔山街道", 2020, 0, XW_SCOPE_ALL, 600, 620, 630, 610, 0, 0, 20, 0, 0 },
    { XW_LEVEL_GROUP, "census", 2020, 1, XW_SCOPE_ENTRY, 1, 2, 3, 4, 5, 6, 7, 8, 0 },
    { XW_LEVEL_CATCHMENT, "P1", 2021, 0, XW_SCOPE_ENTRY, 70, 90, 90, 80, 0, 0, 20, 0, 1 },
    { XW_LEVEL_ZONE, "A01", 2021, 2, XW_SCOPE_ENTRY, 40, -1, -1, -1, -1, -1, -1, -1, 0 },
};
static const struct xw_school_row sample_school[] = {
    { 1, 0, 2020, 24,  20,     1080,  1200,    1000, 1050, 1010, 22, 56, 3,
      2, 1, 0,    980, 0.9351, "red", "delay", 4,    3,    4,    5,  70 },
    { 2, 0, 2020, 0, 0,   -1,     -1, -1,      -1, 0, 0, 0,      0,
      0, 0, 0,    0, NAN, "none", "", XW_NONE, 0,  0, 0, XW_NONE },
};
static const struct xw_class_row sample_class[] = {
    { 1, 0, 0, 2020, 180, 4, 44, 46 },
    { 0, 1, 8, 2021, 99, 2, 49, 50 },
};
static const struct xw_flow_row sample_flow[] = {
    { 2020, 0, 0, "registered", 1, 37, 1204, "catchment" },
    { 2020, 2, 0, "migrant", XW_NONE, 3, XW_NONE, "no_seat" },
    { 2021, XW_NONE, 2, "all", XW_NONE, 500, XW_NONE, "city" },
};
static const struct xw_project_row sample_project_year[] = {
    { 0, 2020, 0, 3e7, false },
    { 0, 2021, 1620, 0.5, true },
    { 2, 2021, 0, NAN, false },
};
static const struct xw_measure_row sample_measure[] = {
    { "district", "coverage", 2020, 0.875, 0.9, "missed" },
    { "府山街道", "staff", 2021, NAN, NAN, "" },
};
static const struct xw_population_row sample_people[] = {
    { 2020, 0, NULL, "0", 12.25 },
    { 2020, 0, NULL, "19-59", 1e-300 },
    { 2021, 2, "migrant", "60+", 123456.789 },
};
static const struct xw_evidence_row sample_evidence[] = {
    { "pupils", 0, 2020, { 0.25, 0.5, 0.25 } },
    { "seats", 1, 2021, { 0.0, 0.0, 1.0 } },
};
static const struct xw_effect_row sample_effect[] = {
    { XW_LEFT_OUT_PROJECT, 0, 2021, 0, XW_SCOPE_ENTRY, 400, 360, 55, 40, 3, 15 },
    { XW_LEFT_OUT_BUILDING, XW_NONE, 2021, 1, XW_SCOPE_ALL, 90, 95, 0, 0, 0, 5 },
    { XW_LEFT_OUT_ALL, XW_NONE, 2020, 0, XW_SCOPE_ALL, 2400, 1, 2399, 2399, 0, 0 },
};
#define SAMPLE_COUNT(array) (int32_t)(sizeof(array) / sizeof *(array))
#define SAMPLE_SEND(sink, function, rows)                                                          \
    for (int32_t i = 0; status == XW_OK && i < SAMPLE_COUNT(rows); i++)                            \
    status = (sink).function((sink).self, &(rows)[i])

static inline enum xw_status sample_send(struct xw_sink sink)
{
    enum xw_status status = XW_OK;
    SAMPLE_SEND(sink, gap, sample_gap);
    SAMPLE_SEND(sink, school, sample_school);
    SAMPLE_SEND(sink, class_, sample_class);
    SAMPLE_SEND(sink, flow, sample_flow);
    SAMPLE_SEND(sink, project, sample_project_year);
    SAMPLE_SEND(sink, measure, sample_measure);
    SAMPLE_SEND(sink, population, sample_people);
    SAMPLE_SEND(sink, evidence, sample_evidence);
    return status;
}

/* Write the sample, whole. */
static inline void sample_write(const struct sample *sample, const char *path)
{
    struct xw_run_writer writer = { 0 };
    enum xw_status status = xw_run_writer_open(&writer, path, &sample->scenario, &sample->timeline,
                                               &sample->diag, &sample->srs);
    ck_assert_msg(status == XW_OK, "%s", xw_run_writer_trouble(&writer));
    ck_assert_int_eq(xw_run_writer_option(&writer, "ensemble.seed", "18446744073709551615"), XW_OK);
    ck_assert_int_eq(xw_run_writer_option(&writer, "adjust.fertility", "0.9"), XW_OK);
    ck_assert_int_eq(xw_run_writer_option(&writer, "adjust.fertility", "0.85"), XW_OK);
    status = sample_send(xw_run_writer_sink(&writer));
    for (int32_t i = 0; status == XW_OK && i < SAMPLE_COUNT(sample_effect); i++)
        status = xw_run_writer_effect(&writer, &sample_effect[i]);
    if (status == XW_OK) status = xw_run_writer_finish(&writer);
    ck_assert_msg(status == XW_OK, "%s", xw_run_writer_trouble(&writer));
    xw_run_writer_free(&writer);
}

/* A folder of its own for a test, below the current one. */
static inline void sample_folder(char folder[64])
{
    strcpy(folder, "store-test-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(folder));
}

#endif
