/* scenario_kit.h: a small sound scenario in a folder of its own, for the tests of the readers.
 *
 * Two zones, people of 0 to 20 years, two stages of two grades, three schools. A test writes the
 * files that it wants otherwise, reads, and compares what is said. No doubt is left in it.
 */
#ifndef XW_SCENARIO_KIT_H
#define XW_SCENARIO_KIT_H
#include "xuewei/scenario_file.h"
#include "unit.h"
#include <dirent.h>
#include <stdbool.h>
#include <string.h>
#include <unistd.h>

struct kit {
    char folder[64];
    struct xw_arena keep;
    struct xw_diag diag;
    struct xw_scenario s;
    enum xw_status status;
    char *text; /* what was printed last */
};

#define KIT_AGES 21

static const char kit_scenario[] = "xuewei: 1\n"
                                   "horizon: {first: 2020, last: 2022}\n"
                                   "population: {base_date: 2020-09-01, open_age: 20}\n"
                                   "stages:\n"
                                   "  - {stage: primary, first_age: 6, grades: 2}\n"
                                   "  - {stage: lower_secondary, first_age: 8, grades: 2}\n"
                                   "tables:\n"
                                   "  zones: zones.csv\n"
                                   "  population: population.csv\n"
                                   "  fertility: fertility.csv\n"
                                   "  mortality: mortality.csv\n"
                                   "  births_ratio: births_ratio.csv\n"
                                   "  schools: schools.csv\n"
                                   "  capacity: capacity.csv\n"
                                   "  rolls: rolls.csv\n";

static inline void kit_path(const struct kit *kit, const char *name, char path[200])
{
    snprintf(path, 200, "%s/%s", kit->folder, name);
}

static inline void kit_bytes(const struct kit *kit, const char *name, const char *bytes,
                             size_t length)
{
    char path[200];
    kit_path(kit, name, path);
    FILE *to = fopen(path, "wb");
    ck_assert_ptr_nonnull(to);
    ck_assert_uint_eq(fwrite(bytes, 1, length, to), length);
    ck_assert_int_eq(fclose(to), 0);
}

static inline void kit_file(const struct kit *kit, const char *name, const char *text)
{
    kit_bytes(kit, name, text, strlen(text));
}

/* The scenario with more lines behind it. */
static inline void kit_scenario_and(const struct kit *kit, const char *more)
{
    char text[4000];
    snprintf(text, sizeof text, "%s%s", kit_scenario, more);
    kit_file(kit, "scenario.yaml", text);
}

/* Zones A and B, ages 0 .. 20; 10 + age people in A, 5 in B. */
static inline void kit_population(const struct kit *kit)
{
    char text[8000];
    int length = snprintf(text, sizeof text, "zone,sex,age,persons\n");
    for (int zone = 0; zone < 2; zone++)
        for (int sex = 0; sex < 2; sex++)
            for (int age = 0; age < KIT_AGES; age++)
                length += snprintf(text + length, sizeof text - (size_t)length, "%c,%c,%d,%d\n",
                                   "AB"[zone], "fm"[sex], age, zone == 0 ? 10 + age : 5);
    kit_file(kit, "population.csv", text);
}

/* Survival of 2020 and 2021: 0.99, at age 0 0.98. */
static inline void kit_mortality(const struct kit *kit)
{
    char text[8000];
    int length = snprintf(text, sizeof text, "year,sex,age,survival\n");
    for (int year = 2020; year <= 2021; year++)
        for (int sex = 0; sex < 2; sex++)
            for (int age = 0; age < KIT_AGES; age++)
                length += snprintf(text + length, sizeof text - (size_t)length, "%d,%c,%d,%s\n",
                                   year, "fm"[sex], age, age == 0 ? "0.98" : "0.99");
    kit_file(kit, "mortality.csv", text);
}

static inline void kit_open(struct kit *kit)
{
    *kit = (struct kit){ .folder = "/tmp/xw_kit_XXXXXX" };
    ck_assert_ptr_nonnull(mkdtemp(kit->folder));
    kit_file(kit, "scenario.yaml", kit_scenario);
    kit_file(kit, "zones.csv",
             "zone,name_zh,town,town_en,x_m,y_m\n"
             "A,甲,东街道,East,0,0\n"
             "B,乙,西街道,West,1000,0\n");
    kit_population(kit);
    kit_file(kit, "fertility.csv", "year,age,rate\n2020,20,0.1\n2021,20,0.1\n");
    kit_mortality(kit);
    kit_file(kit, "births_ratio.csv", "year,males_per_female\n2020,1.1\n2021,1.1\n");
    kit_file(kit, "schools.csv",
             "school,name_zh,zone,sector\n"
             "P1,一小,A,public\n"
             "P2,二小,B,public\n"
             "M1,一中,B,public\n");
    kit_file(kit, "capacity.csv",
             "school,stage,rooms\n"
             "P1,primary,4\n"
             "P2,primary,2\n"
             "M1,lower_secondary,4\n");
    kit_file(kit, "rolls.csv",
             "school,year,grade,pupils,classes\n"
             "P1,2019,1,40,1\n"
             "P1,2019,2,42,1\n"
             "P2,2019,1,30,1\n"
             "P2,2019,2,31,1\n"
             "M1,2019,3,60,2\n"
             "M1,2019,4,61,2\n");
}

/* Read the scenario of that name in the folder. */
static inline enum xw_status kit_read_as(struct kit *kit, const char *name, enum xw_need need,
                                         const struct xw_override *overrides, int32_t count)
{
    char path[200];
    kit_path(kit, name, path);
    if (kit->keep.base == NULL) ck_assert_int_eq(xw_arena_init(&kit->keep, XW_ARENA_USUAL), XW_OK);
    xw_diag_free(&kit->diag);
    ck_assert_int_eq(xw_diag_init(&kit->diag), XW_OK);
    kit->status = xw_scenario_read(path, need, overrides, count, &kit->keep, &kit->diag, &kit->s);
    ck_assert_msg((kit->status == XW_OK) == (kit->diag.refused == 0), "status %d, %d refused",
                  kit->status, (int)kit->diag.refused);
    return kit->status;
}

static inline enum xw_status kit_read(struct kit *kit)
{
    return kit_read_as(kit, "scenario.yaml", XW_NEED_RUN, NULL, 0);
}

/* What was refused, or doubted, as it is printed. */
static inline const char *kit_printed(struct kit *kit, bool doubts)
{
    size_t length = 0;
    free(kit->text);
    kit->text = NULL;
    FILE *to = open_memstream(&kit->text, &length);
    ck_assert_ptr_nonnull(to);
    if (doubts)
        xw_diag_print_doubts(&kit->diag, to);
    else
        xw_diag_print_refusals(&kit->diag, to);
    fclose(to);
    return kit->text;
}

/* Read, and expect exactly these refusals. */
static inline void kit_refuses(struct kit *kit, const char *want)
{
    kit_read(kit);
    ck_assert_str_eq(kit_printed(kit, false), want);
}

/* Read, and expect no refusal and exactly these doubts. */
static inline void kit_doubts(struct kit *kit, const char *want)
{
    kit_read(kit);
    ck_assert_str_eq(kit_printed(kit, false), "");
    ck_assert_str_eq(kit_printed(kit, true), want);
}

static inline void kit_close(struct kit *kit)
{
    DIR *folder = opendir(kit->folder);
    ck_assert_ptr_nonnull(folder);
    for (struct dirent *entry; (entry = readdir(folder)) != NULL;) {
        char path[400];
        snprintf(path, sizeof path, "%s/%s", kit->folder, entry->d_name);
        if (entry->d_name[0] != '.') ck_assert_int_eq(unlink(path), 0);
    }
    closedir(folder);
    ck_assert_int_eq(rmdir(kit->folder), 0);
    free(kit->text);
    xw_diag_free(&kit->diag);
    xw_arena_free(&kit->keep);
}

#endif
