#include "workbook.h"
#include "chances_fixture.h"
#include "unit.h"
#include "xuewei/text.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zip.h>

static struct xw_arena arena;
static struct xw_run run;
static struct xw_figures figures;
static struct xw_needs needs;
static struct xw_divisions divisions;
static struct xw_effects effects;
static struct xw_surplus surplus;
static struct xw_chances chances;
static char folder[64];

static void setup(void)
{
    ck_assert_int_eq(xw_arena_init(&arena, 1u << 30), XW_OK);
    strcpy(folder, "/tmp/xuewei-workbook-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(folder));
}

static void teardown(void)
{
    rmdir(folder);
    xw_arena_free(&arena);
}

static void figure(void)
{
    bool any;
    ck_assert_int_eq(xw_figures_make(&arena, &run, 0, &figures), XW_OK);
    ck_assert_int_eq(xw_needs_make(&arena, &figures, &needs), XW_OK);
    ck_assert_int_eq(xw_divisions_make(&arena, &figures, &divisions), XW_OK);
    ck_assert_int_eq(xw_effects_make(&arena, &figures, &effects), XW_OK);
    ck_assert_int_eq(xw_surplus_make(&arena, &figures, &divisions, &surplus), XW_OK);
    ck_assert_int_eq(xw_chances_make(&arena, &figures, &chances, &any), XW_OK);
}

static enum xw_status write_book(enum xw_language language, const char *path, const char **trouble)
{
    struct xw_markup out;
    ck_assert_int_eq(xw_markup_init(&out), XW_OK);
    struct xw_view view = { .all = &figures,
                            .runs = 1,
                            .f = &figures,
                            .needs = &needs,
                            .divisions = &divisions,
                            .effects = &effects,
                            .surplus = &surplus,
                            .chances = chances.replicates > 0 ? &chances : NULL,
                            .language = language,
                            .words = language == XW_CHINESE ? &xw_text_zh : &xw_text_en,
                            .other = language == XW_CHINESE ? &xw_text_en : &xw_text_zh,
                            .out = &out,
                            .texts = &arena,
                            .draft = true };
    *trouble = NULL;
    enum xw_status status = xw_workbook_write(&view, path, trouble);
    xw_markup_free(&out);
    return status;
}

/* The bytes of a workbook, which is then gone. */
static const char *written(enum xw_language language, long *length)
{
    const char *path = xw_arena_format(&arena, "%s/book.xlsx", folder), *trouble;
    ck_assert_int_eq(write_book(language, path, &trouble), XW_OK);
    ck_assert_ptr_null(trouble);
    FILE *file = fopen(path, "rb");
    ck_assert_ptr_nonnull(file);
    fseek(file, 0, SEEK_END);
    *length = ftell(file);
    rewind(file);
    char *bytes = XW_TAKE(&arena, *length, char);
    ck_assert_uint_eq(fread(bytes, 1, (size_t)*length, file), (size_t)*length);
    fclose(file);
    remove(path);
    ck_assert_msg(*length > 4 && memcmp(bytes, "PK\3\4", 4) == 0, "no archive");
    return bytes;
}

START_TEST(the_same_run_gives_the_same_bytes)
{
    fixture_district(&arena, 0, &run);
    if (_i == 1) fixture_replicates(&arena, 100, 0.5, &run);
    figure();
    for (int language = 0; language < XW_LANGUAGES; language++) {
        long one, two;
        const char *first = written((enum xw_language)language, &one);
        const char *second = written((enum xw_language)language, &two);
        ck_assert_int_eq(one, two);
        ck_assert(memcmp(first, second, (size_t)one) == 0);
    }
}
END_TEST

/* One town, one stage, nothing short, no projects: sheets without rows say so. */
START_TEST(a_hamlet_has_its_workbook)
{
    long length;
    fixture_hamlet(&arena, &run);
    figure();
    written(XW_CHINESE, &length);
    written(XW_ENGLISH, &length);
}
END_TEST

/* The footer has room for some 115 bytes of a name, and a sheet of half a letter cannot be read. */
START_TEST(a_long_name_is_cut_between_letters)
{
    char name[200] = "", sheet[40000];
    fixture_hamlet(&arena, &run);
    for (int i = 0; i < _i; i++)
        strcat(name, "&");
    for (int i = 0; i < 38 + 4 * _i; i++)
        strcat(name, "村");
    run.place_zh = name;
    figure();
    const char *path = xw_arena_format(&arena, "%s/book.xlsx", folder), *trouble;
    ck_assert_int_eq(write_book(XW_CHINESE, path, &trouble), XW_OK);
    zip_t *book = zip_open(path, ZIP_RDONLY, NULL);
    ck_assert_ptr_nonnull(book);
    zip_file_t *file = zip_fopen(book, "xl/worksheets/sheet1.xml", 0);
    ck_assert_ptr_nonnull(file);
    zip_int64_t length = zip_fread(file, sheet, sizeof sheet);
    ck_assert_int_gt(length, 0);
    ck_assert_int_lt(length, (zip_int64_t)sizeof sheet);
    ck_assert_int_lt(xw_text_utf8_fault(sheet, (ptrdiff_t)length), 0);
    zip_fclose(file);
    zip_discard(book);
    remove(path);
}
END_TEST

START_TEST(a_file_that_cannot_be_written_is_said)
{
    const char *trouble;
    fixture_hamlet(&arena, &run);
    figure();
    const char *path = xw_arena_format(&arena, "%s/none/book.xlsx", folder);
    ck_assert_int_eq(write_book(XW_ENGLISH, path, &trouble), XW_IO);
    ck_assert_ptr_nonnull(trouble);
}
END_TEST

static TCase *laws(void)
{
    TCase *c = tcase_create("laws");
    tcase_add_checked_fixture(c, setup, teardown);
    tcase_add_loop_test(c, the_same_run_gives_the_same_bytes, 0, 2);
    tcase_add_test(c, a_hamlet_has_its_workbook);
    tcase_add_loop_test(c, a_long_name_is_cut_between_letters, 0, 3);
    tcase_add_test(c, a_file_that_cannot_be_written_is_said);
    return c;
}

UNIT_MAIN("workbook", laws())
