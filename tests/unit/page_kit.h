/* page_kit.h: a folder for a report, runs to write it from, and a small checker of its pages. */
#ifndef XW_PAGE_KIT_H
#define XW_PAGE_KIT_H
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

static __attribute__((unused)) void setup(void)
{
    ck_assert_int_eq(xw_arena_init(&keep, 1u << 30), XW_OK);
    ck_assert_int_eq(xw_arena_init(&scratch, 1u << 30), XW_OK);
    snprintf(dir, sizeof dir, "/tmp/xw_report_XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(dir));
}

static __attribute__((unused)) void remove_all(const char *path)
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

static __attribute__((unused)) void teardown(void)
{
    remove_all(dir);
    xw_arena_free(&keep);
    xw_arena_free(&scratch);
}

static __attribute__((unused)) const char *read_all(const char *name)
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

static __attribute__((unused)) void write_report(int32_t count)
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
    char links[1024][16];
    int link_count;
    int tables, captions, pictures, titles;
};

static __attribute__((unused)) bool is_void(const char *name)
{
    return strcmp(name, "meta") == 0 || strcmp(name, "br") == 0;
}

static __attribute__((unused)) void take_attribute(struct checker *c, const char *name,
                                                   const char *value)
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
        ck_assert_int_lt(c->link_count, 1024);
        strcpy(c->links[c->link_count++], value + 1);
    }
    ck_assert_msg(strcmp(name, "src") != 0, "an address leaves the file: %s", value);
}

/* One tag from '<' on; returns what follows it. */
static __attribute__((unused)) const char *take_tag(struct checker *c, const char *at)
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

static __attribute__((unused)) void check_page(const char *page)
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

static __attribute__((unused)) int32_t count_of(const char *text, const char *what)
{
    int32_t count = 0;
    for (const char *at = strstr(text, what); at != NULL; at = strstr(at + 1, what))
        count++;
    return count;
}

#endif
