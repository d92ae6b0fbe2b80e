#include "xuewei/report.h"
#include "report_fixture.h"
#include "unit.h"
#include <dirent.h>
#include <stdbool.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static struct xw_arena keep, scratch;
static struct xw_run runs[3];
static char dir[64];

static void setup(void)
{
    ck_assert_int_eq(xw_arena_init(&keep, 1u << 30), XW_OK);
    ck_assert_int_eq(xw_arena_init(&scratch, 1u << 30), XW_OK);
    snprintf(dir, sizeof dir, "/tmp/xw_report_XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(dir));
}

static void remove_all(const char *path)
{
    DIR *folder = opendir(path);
    if (folder == NULL) return;
    for (struct dirent *entry = readdir(folder); entry != NULL; entry = readdir(folder)) {
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0) continue;
        char inner[512];
        snprintf(inner, sizeof inner, "%s/%s", path, entry->d_name);
        if (unlink(inner) != 0) remove_all(inner);
    }
    closedir(folder);
    rmdir(path);
}

static void teardown(void)
{
    remove_all(dir);
    xw_arena_free(&keep);
    xw_arena_free(&scratch);
}

static const char *read_all(const char *name)
{
    char path[256];
    snprintf(path, sizeof path, "%s/%s", dir, name);
    FILE *file = fopen(path, "rb");
    ck_assert_msg(file != NULL, "%s is not there", path);
    fseek(file, 0, SEEK_END);
    long length = ftell(file);
    rewind(file);
    char *text = XW_TAKE(&keep, length + 1, char);
    ck_assert_uint_eq(fread(text, 1, (size_t)length, file), (size_t)length);
    fclose(file);
    return text;
}

static void write_report(int32_t count)
{
    const char *trouble;
    enum xw_status status = xw_report_write(runs, count, dir, NULL, &keep, scratch, &trouble);
    ck_assert_msg(status == XW_OK, "%s", trouble != NULL ? trouble : xw_status_text(status));
    ck_assert_ptr_null(trouble);
}

/* ---- a small checker of HTML and of the SVG in it
 * ------------------------------------------------ */

enum { DEEP = 64, IDS = 4096 };
struct checker {
    char open[DEEP][16];
    int depth, svg; /* svg: depth at which a picture began, 0 = outside */
    char ids[IDS][16];
    int id_count;
    char links[256][16];
    int link_count;
    int tables, captions, pictures, titles;
};

static bool is_void(const char *name)
{
    return strcmp(name, "meta") == 0 || strcmp(name, "br") == 0;
}

static void take_attribute(struct checker *c, const char *name, const char *value)
{
    if (strcmp(name, "id") == 0) {
        for (int i = 0; i < c->id_count; i++)
            ck_assert_msg(strcmp(c->ids[i], value) != 0, "id %s stands twice", value);
        ck_assert_uint_lt(strlen(value), sizeof c->ids[0]);
        ck_assert_int_lt(c->id_count, IDS);
        strcpy(c->ids[c->id_count++], value);
    }
    if (strcmp(name, "href") == 0) {
        ck_assert_msg(value[0] == '#', "an address leaves the file: %s", value);
        ck_assert_uint_lt(strlen(value), sizeof c->links[0]);
        ck_assert_int_lt(c->link_count, 256);
        strcpy(c->links[c->link_count++], value + 1);
    }
    ck_assert_msg(strcmp(name, "src") != 0, "an address leaves the file: %s", value);
}

/* One tag from '<' on; returns what follows it. */
static const char *take_tag(struct checker *c, const char *at)
{
    char name[16] = "", attribute[32], value[4096];
    bool closing = at[1] == '/';
    const char *p = at + 1 + closing;
    int n = 0;
    while ((*p >= 'a' && *p <= 'z') || (*p >= 'A' && *p <= 'Z') || (*p >= '0' && *p <= '9'))
        if (n < 15) name[n++] = *p++;
    name[n] = '\0';
    ck_assert_msg(n > 0, "no tag at %.40s", at);
    while (*p == ' ' || *p == '\n') {
        while (*p == ' ' || *p == '\n')
            p++;
        if (*p == '>' || *p == '/') break;
        n = 0;
        while (*p != '=' && *p != '>' && n < 31)
            attribute[n++] = *p++;
        attribute[n] = '\0';
        ck_assert_msg(p[0] == '=' && p[1] == '"', "%s of %s is not quoted: %.60s", attribute, name,
                      at);
        p += 2;
        long v = 0;
        while (*p != '"') {
            ck_assert_msg(*p != '<' && *p != '\0', "bad value of %s: %.60s", attribute, at);
            if (v < 4095) value[v++] = *p;
            p++;
        }
        value[v] = '\0';
        p++;
        take_attribute(c, attribute, value);
    }
    bool empty = *p == '/';
    if (empty) p++;
    ck_assert_msg(*p == '>', "tag does not end: %.60s", at);
    if (closing) {
        ck_assert_msg(c->depth > 0 && strcmp(c->open[c->depth - 1], name) == 0,
                      "</%s> closes <%s>: %.60s", name, c->depth > 0 ? c->open[c->depth - 1] : "",
                      at);
        if (c->svg == c->depth) c->svg = 0;
        c->depth--;
    } else if (!empty) {
        ck_assert_msg(c->svg == 0 || !is_void(name), "<%s> within a picture", name);
        if (!is_void(name)) {
            ck_assert_int_lt(c->depth, DEEP);
            snprintf(c->open[c->depth++], 16, "%s", name);
        }
        if (strcmp(name, "svg") == 0) {
            ck_assert_int_eq(c->svg, 0);
            c->svg = c->depth;
            if (strncmp(at, "<svg class=\"c", 13) == 0) {
                c->pictures++;
                const char *end = strchr(at, '>');
                ck_assert_msg(strncmp(end, "><title id=", 11) == 0, "no title: %.80s", at);
            }
        }
        c->tables += strcmp(name, "table") == 0;
        c->captions += strcmp(name, "caption") == 0;
        c->titles += strcmp(name, "desc") == 0;
    } else {
        ck_assert_msg(c->svg > 0, "<%s/> outside a picture", name);
    }
    return p + 1;
}

static void check_page(const char *page)
{
    struct checker *c = calloc(1, sizeof *c);
    ck_assert_ptr_nonnull(c);
    ck_assert_msg(strncmp(page, "<!DOCTYPE html>\n", 16) == 0, "no doctype");
    const char *at = page + 16;
    while (*at != '\0') {
        if (*at == '<') {
            bool style = strncmp(at, "<style>", 7) == 0;
            at = take_tag(c, at);
            if (style) at = strstr(at, "</style>");
            ck_assert_ptr_nonnull(at);
        } else {
            ck_assert_msg(*at != '>', "a stray > at %.40s", at);
            if (*at == '&') {
                const char *end = strchr(at, ';');
                ck_assert_msg(end != NULL && end - at < 8, "a stray & at %.40s", at);
            }
            at++;
        }
    }
    ck_assert_msg(c->depth == 0, "<%s> is not closed", c->depth > 0 ? c->open[c->depth - 1] : "");
    for (int i = 0; i < c->link_count; i++) {
        bool found = false;
        for (int k = 0; k < c->id_count; k++)
            found = found || strcmp(c->links[i], c->ids[k]) == 0;
        ck_assert_msg(found, "#%s leads nowhere", c->links[i]);
    }
    ck_assert_int_eq(c->pictures, c->titles);
    /* Every table has a caption, but for the small sums, whose heading stands above them. */
    ck_assert_int_ge(c->tables, c->captions);
    free(c);
    ck_assert_ptr_null(strstr(page, "http"));
    ck_assert_ptr_null(strstr(page, "<td></td>"));
    ck_assert_ptr_null(strstr(page, ">nan"));
    ck_assert_ptr_null(strstr(page, "inf\""));
    ck_assert_ptr_null(strstr(page, "/tmp"));
}

static int32_t count_of(const char *text, const char *what)
{
    int32_t count = 0;
    for (const char *at = strstr(text, what); at != NULL; at = strstr(at + 1, what))
        count++;
    return count;
}

/* ---- the tests
 * ------------------------------------------------------------------------------------ */

START_TEST(pages_are_well_formed)
{
    fixture_district(&keep, 0, &runs[0]);
    fixture_district(&keep, 1, &runs[1]);
    fixture_district(&keep, 3, &runs[2]);
    write_report(3);
    check_page(read_all("report-zh.html"));
    check_page(read_all("report-en.html"));
}
END_TEST

START_TEST(the_same_runs_give_the_same_bytes)
{
    static const char *const names[] = { "report-zh.html", "report-en.html",
                                         "tables/stage_year.csv", "tables/projects.csv" };
    const char *first[4];
    fixture_district(&keep, 0, &runs[0]);
    fixture_district(&keep, 1, &runs[1]);
    write_report(2);
    for (int i = 0; i < 4; i++)
        first[i] = read_all(names[i]);
    /* Another process would have its runs elsewhere in memory: so does this second copy. */
    XW_TAKE(&keep, 12345, char);
    runs[0].path = "elsewhere";
    fixture_district(&keep, 0, &runs[0]);
    fixture_district(&keep, 1, &runs[1]);
    write_report(2);
    for (int i = 0; i < 4; i++)
        ck_assert_msg(strcmp(first[i], read_all(names[i])) == 0, "%s differs", names[i]);
}
END_TEST

START_TEST(what_users_write_is_escaped)
{
    fixture_district(&keep, 0, &runs[0]);
    runs[0].place_zh = "</style>甲\"区";
    runs[0].school[8].name_zh = "<b>学校</b>";
    write_report(1);
    const char *page = read_all("report-zh.html");
    check_page(page);
    ck_assert_ptr_nonnull(strstr(page, "镜心小学 &lt;暂名&gt; &amp; 附园"));
    ck_assert_ptr_null(strstr(page, "<b>学校"));
    ck_assert_ptr_nonnull(strstr(page, "&lt;/style&gt;甲&quot;区"));
}
END_TEST

START_TEST(findings_stand_on_page_one)
{
    fixture_district(&keep, 0, &runs[0]);
    fixture_district(&keep, 1, &runs[1]);
    write_report(2);
    const char *zh = read_all("report-zh.html"), *en = read_all("report-en.html");
    ck_assert_ptr_nonnull(strstr(zh, "<title>示例区学位缺口报告 2020—2035</title>"));
    ck_assert_ptr_nonnull(strstr(zh, "小学学位来在浪后，初中来在浪前。"));
    ck_assert_ptr_nonnull(strstr(zh, "72 个小学班 2027 学年才开学，晚于 2024 学年的入学高峰"));
    ck_assert_ptr_nonnull(strstr(zh, "42 个初中班 2026 学年开学，早于 2029 学年的入学高峰"));
    ck_assert_ptr_nonnull(strstr(zh, "单次推算，未计不确定性"));
    ck_assert_ptr_nonnull(strstr(zh, "估计数据 ESTIMATED DATA"));
    ck_assert_ptr_nonnull(strstr(en, "Single run, uncertainty not counted"));
    ck_assert_ptr_nonnull(strstr(en, "72 primary classes open in 2027, after the 2024 entry peak"));
    /* The base year's gap comes before any later one. */
    const char *base = strstr(zh, "先看基年"), *list = strstr(zh, "<ol class=\"lead\">");
    ck_assert(base != NULL && list != NULL && base < list);
    const char *section = strstr(zh, "缺口从哪里来"), *stage = strstr(zh, "幼儿园的余缺");
    ck_assert(section != NULL && stage != NULL && section < stage);
    ck_assert_int_eq(count_of(zh, "<h1"), 1);
    ck_assert_int_eq(count_of(zh, "<h2"), 11);
}
END_TEST

/* Of primary's entrants of 2022 2,000 have their own school, 1,234 are coordinated, 7 have no claim; a reason
 * for which nobody is placed in any year has no column. Other stages say nothing. */
START_TEST(entrants_stand_by_the_way_they_were_placed)
{
    static const struct xw_run_measure more[] = {
        { "district", "entrants_catchment_primary", "", 2022, 2000.0, NAN },
        { "district", "entrants_coordination_primary", "", 2022, 1234.0, NAN },
        { "district", "entrants_no_claim_primary", "", 2022, 7.0, NAN },
    };
    fixture_district(&keep, 0, &runs[0]);
    write_report(1);
    ck_assert_ptr_null(strstr(read_all("report-en.html"), "Where the entrants of"));
    int32_t had = runs[0].measure_count;
    struct xw_run_measure *all = XW_TAKE(&keep, had + 3, struct xw_run_measure);
    memcpy(all, runs[0].measure, (size_t)had * sizeof *all);
    memcpy(all + had, more, sizeof more);
    runs[0].measure = all;
    runs[0].measure_count = had + 3;
    write_report(1);
    const char *en = read_all("report-en.html"), *zh = read_all("report-zh.html");
    check_page(en);
    check_page(zh);
    ck_assert_int_eq(count_of(en, "Where the entrants of"), 1);
    const char *table = strstr(en, "Where the entrants of Primary are placed");
    ck_assert_ptr_nonnull(table);
    const char *end = strstr(table, "</table>"), *row = strstr(table, ">2022<");
    ck_assert(row != NULL && row < end);
    const char *own = strstr(row, "<td>2,000</td>"), *sent = strstr(row, "<td>1,234</td>"),
               *none = strstr(row, "<td>7</td>");
    ck_assert(own != NULL && own < sent && sent < none && none < strstr(row, "</tr>"));
    const char *claim = strstr(table, "Without a claim"), *boards = strstr(table, "Boarding");
    ck_assert(claim != NULL && claim < end);
    ck_assert(boards == NULL || boards > end);
    ck_assert_ptr_nonnull(strstr(zh, "小学新生的去向"));
    ck_assert_ptr_null(strstr(en, "admission class"));

    /* Of ten rows of tiers six are estimated and one is assumed: said where a stage has tiers. */
    static const struct xw_run_table tiers = { "tiers", "tiers.csv", { 3, 6, 1 } };
    static const struct xw_run_flow of_tiers = { 2022, 0, 1, 0, 2000, 500, "home", "catchment" };
    struct xw_run_table *tables = XW_TAKE(&keep, runs[0].table_count + 1, struct xw_run_table);
    struct xw_run_flow *flows = XW_TAKE(&keep, runs[0].flow_count + 1, struct xw_run_flow);
    memcpy(tables, runs[0].table, (size_t)runs[0].table_count * sizeof *tables);
    memcpy(flows, runs[0].flow, (size_t)runs[0].flow_count * sizeof *flows);
    tables[runs[0].table_count++] = tiers;
    flows[runs[0].flow_count++] = of_tiers;
    runs[0].table = tables;
    runs[0].flow = flows;
    write_report(1);
    ck_assert_int_eq(count_of(read_all("report-en.html"), "of the 10 rows that say who"), 1);
    ck_assert_ptr_nonnull(strstr(read_all("report-en.html"), "6 are estimated and 1 assumed"));
    ck_assert_ptr_nonnull(strstr(read_all("report-zh.html"), "共 10 行，其中估计 6 行、假定 1 行"));
}
END_TEST

START_TEST(published_data_carry_no_mark)
{
    fixture_district(&keep, 0, &runs[0]);
    for (int32_t i = 0; i < runs[0].evidence_count; i++) {
        runs[0].evidence[i].share[XW_PUBLISHED] = 0.6;
        runs[0].evidence[i].share[XW_ESTIMATED] = 0.4;
        runs[0].evidence[i].share[XW_ASSUMED] = 0.0;
    }
    write_report(1);
    const char *zh = read_all("report-zh.html");
    ck_assert_ptr_null(strstr(zh, "ESTIMATED"));
    ck_assert_ptr_nonnull(strstr(zh, "公布 60%"));
    ck_assert_ptr_nonnull(strstr(zh, "估计 40%"));
}
END_TEST

START_TEST(sections_stay_when_there_is_nothing)
{
    fixture_hamlet(&keep, &runs[0]);
    write_report(1);
    const char *zh = read_all("report-zh.html"), *en = read_all("report-en.html");
    check_page(zh);
    check_page(en);
    ck_assert_int_eq(count_of(zh, "<h2"), 8); /* one stage instead of four */
    ck_assert_ptr_nonnull(strstr(zh, "没有建设项目。"));
    ck_assert_ptr_nonnull(strstr(zh, "各学年均无片区缺口。"));
    ck_assert_ptr_nonnull(strstr(zh, "只有一个方案"));
    ck_assert_ptr_nonnull(strstr(en, "No local gap in any year."));

    /* And a run that has nothing but its stages and years. */
    memset(&runs[1], 0, sizeof runs[1]);
    runs[1].name = runs[1].title_zh = runs[1].title_en = runs[1].place_zh = runs[1].place_en = "x";
    runs[1].first = runs[1].last = 2020;
    runs[1].stage = runs[0].stage;
    runs[1].stage_count = 1;
    runs[0] = runs[1];
    write_report(1);
    check_page(read_all("report-zh.html"));
    check_page(read_all("report-en.html"));
}
END_TEST

START_TEST(what_is_asked_is_written)
{
    const char *trouble;
    struct xw_report_options options = { .what = XW_REPORT_EN, .now_year = 2024 };
    fixture_district(&keep, 0, &runs[0]);
    ck_assert_int_eq(xw_report_write(runs, 1, dir, &options, &keep, scratch, &trouble), XW_OK);
    char path[256];
    snprintf(path, sizeof path, "%s/report-zh.html", dir);
    ck_assert_int_ne(access(path, F_OK), 0);
    snprintf(path, sizeof path, "%s/tables", dir);
    ck_assert_int_ne(access(path, F_OK), 0);
    ck_assert_ptr_nonnull(strstr(read_all("report-en.html"), "September 2024"));
}
END_TEST

START_TEST(what_cannot_be_done_is_said)
{
    const char *trouble;
    fixture_district(&keep, 0, &runs[0]);
    fixture_hamlet(&keep, &runs[1]);
    ck_assert_int_eq(xw_report_write(runs, 0, dir, NULL, &keep, scratch, &trouble),
                     XW_OUT_OF_RANGE);
    ck_assert_int_eq(xw_report_write(runs, 2, dir, NULL, &keep, scratch, &trouble),
                     XW_OUT_OF_RANGE);
    ck_assert_str_eq(trouble, "tiny has other school years or stages than as-planned");
    char path[256];
    snprintf(path, sizeof path, "%s/none/none", dir);
    ck_assert_int_eq(xw_report_write(runs, 1, path, NULL, &keep, scratch, &trouble), XW_IO);
    ck_assert_ptr_nonnull(strstr(trouble, "cannot make the folder"));
    /* A folder stands where the page should: the page cannot be renamed, and nothing is left. */
    snprintf(path, sizeof path, "%s/report-zh.html", dir);
    ck_assert_int_eq(mkdir(path, 0777), 0);
    ck_assert_int_eq(xw_report_write(runs, 1, dir, NULL, &keep, scratch, &trouble), XW_IO);
    ck_assert_ptr_nonnull(strstr(trouble, "cannot write"));
    snprintf(path, sizeof path, "%s/report-zh.html.part", dir);
    ck_assert_int_ne(access(path, F_OK), 0);
}
END_TEST

static TCase *laws(void)
{
    TCase *c = tcase_create("laws");
    tcase_add_checked_fixture(c, setup, teardown);
    tcase_add_test(c, pages_are_well_formed);
    tcase_add_test(c, the_same_runs_give_the_same_bytes);
    tcase_add_test(c, what_users_write_is_escaped);
    return c;
}

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known_answers");
    tcase_add_checked_fixture(c, setup, teardown);
    tcase_add_test(c, findings_stand_on_page_one);
    tcase_add_test(c, entrants_stand_by_the_way_they_were_placed);
    tcase_add_test(c, published_data_carry_no_mark);
    tcase_add_test(c, what_is_asked_is_written);
    return c;
}

static TCase *limits(void)
{
    TCase *c = tcase_create("limits");
    tcase_add_checked_fixture(c, setup, teardown);
    tcase_add_test(c, sections_stay_when_there_is_nothing);
    tcase_add_test(c, what_cannot_be_done_is_said);
    return c;
}

UNIT_MAIN("report", laws(), known_answers(), limits())
