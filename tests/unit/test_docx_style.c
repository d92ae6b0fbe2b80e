#include "docx_style.h"
#include "unit.h"
#include "xuewei/program.h"
#include <stdlib.h>
#include <string.h>
#include <zip.h>

static struct xw_arena keep, scratch;
static const char *folder, *path, *trouble;

/* What of pandoc's style sheet is changed, and a style beside it that is not. */
static const char styles[] =
    "<w:styles><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:asciiTheme=\"minorHAnsi\" />"
    "<w:sz w:val=\"24\" /></w:rPr></w:rPrDefault></w:docDefaults>"
    "<w:style w:styleId=\"Other\"><w:spacing w:after=\"9\" /><w:color w:val=\"123456\" /></w:style>"
    "<w:style w:styleId=\"Compact\"><w:pPr><w:spacing w:after=\"36\" /></w:pPr></w:style>"
    "<w:style w:styleId=\"Table\"><w:tblPr><w:tblCellMar><w:top w:w=\"0\" "
    "/></w:tblCellMar></w:tblPr>"
    "</w:style></w:styles>";
static const char document[] = "<w:document><w:body><w:p /><w:sectPr /></w:body></w:document>";

static void add(zip_t *zip, const char *name, const char *text)
{
    zip_int64_t index = zip_file_add(zip, name, zip_source_buffer(zip, text, strlen(text), 0), 0);
    ck_assert_int_ge(index, 0);
    ck_assert_int_eq(zip_file_set_dostime(zip, (zip_uint64_t)index, 0, 33, 0), 0);
}

static void make(bool with_document)
{
    zip_t *zip = zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, NULL);
    ck_assert_ptr_nonnull(zip);
    add(zip, "word/styles.xml", styles);
    if (with_document) add(zip, "word/document.xml", document);
    add(zip, "other.xml", "<w:sectPr />");
    ck_assert_int_eq(zip_close(zip), 0);
}

static void setup(void)
{
    ck_assert_int_eq(xw_arena_init(&keep, 1 << 22), XW_OK);
    ck_assert_int_eq(xw_arena_init(&scratch, 1 << 22), XW_OK);
    folder = xw_private_folder_make(&keep);
    ck_assert_ptr_nonnull(folder);
    path = xw_arena_format(&keep, "%s/a.docx", folder);
}

static void teardown(void)
{
    xw_private_folder_remove(folder);
    xw_arena_free(&scratch);
    xw_arena_free(&keep);
}

static const char *entry(const char *name)
{
    zip_t *zip = zip_open(path, ZIP_RDONLY, NULL);
    zip_stat_t about;
    ck_assert_ptr_nonnull(zip);
    ck_assert_int_eq(zip_stat(zip, name, 0, &about), 0);
    char *text = XW_TAKE(&keep, about.size + 1, char);
    zip_file_t *file = zip_fopen(zip, name, 0);
    ck_assert_int_eq(zip_fread(file, text, about.size), (zip_int64_t)about.size);
    zip_fclose(file);
    zip_discard(zip);
    return text;
}

static const char *bytes(size_t *length)
{
    FILE *file = fopen(path, "rb");
    char *all = XW_TAKE(&keep, 1 << 16, char);
    *length = fread(all, 1, 1 << 16, file);
    fclose(file);
    return all;
}

START_TEST(styles_and_paper_are_ours)
{
    make(true);
    ck_assert_int_eq(xw_docx_style(path, &keep, scratch, &trouble), XW_OK);
    const char *got = entry("word/styles.xml");
    ck_assert_ptr_nonnull(strstr(got, "w:eastAsia=\"Microsoft YaHei\""));
    ck_assert_ptr_nonnull(strstr(got, "<w:sz w:val=\"20\" />"));
    ck_assert_ptr_nonnull(
        strstr(got, "<w:pPr><w:spacing w:before=\"10\" w:after=\"10\" /></w:pPr><w:rPr><w:sz "));
    ck_assert_ptr_nonnull(strstr(got, "<w:tblBorders>"));
    ck_assert_ptr_null(strstr(got, "minorHAnsi"));
    ck_assert_ptr_nonnull(strstr(got, "<w:spacing w:after=\"9\" /><w:color w:val=\"123456\" />"));
    ck_assert_ptr_nonnull(
        strstr(entry("word/document.xml"), "<w:pgSz w:w=\"11906\" w:h=\"16838\" />"));
    ck_assert_str_eq(entry("other.xml"), "<w:sectPr />");
}
END_TEST

START_TEST(the_same_document_gives_the_same_bytes)
{
    size_t length, again;
    make(true);
    ck_assert_int_eq(xw_docx_style(path, &keep, scratch, &trouble), XW_OK);
    const char *first = bytes(&length);
    setenv("TZ", "Asia/Shanghai", 1);
    make(true);
    ck_assert_int_eq(xw_docx_style(path, &keep, scratch, &trouble), XW_OK);
    const char *second = bytes(&again);
    ck_assert_uint_eq(length, again);
    ck_assert_int_eq(memcmp(first, second, length), 0);
    zip_t *zip = zip_open(path, ZIP_RDONLY, NULL);
    zip_stat_t a, b;
    ck_assert_int_eq(zip_stat(zip, "word/styles.xml", 0, &a), 0);
    ck_assert_int_eq(zip_stat(zip, "other.xml", 0, &b), 0);
    ck_assert_int_eq(a.mtime, b.mtime); /* all entries of 1 January 1980 */
    zip_discard(zip);
}
END_TEST

START_TEST(what_is_no_document_is_refused)
{
    ck_assert_int_eq(xw_docx_style(path, &keep, scratch, &trouble), XW_IO);
    ck_assert_ptr_nonnull(strstr(trouble, "the document cannot be read"));
    make(false);
    ck_assert_int_eq(xw_docx_style(path, &keep, scratch, &trouble), XW_IO);
    ck_assert_ptr_nonnull(strstr(trouble, "the document cannot be changed"));
    ck_assert_ptr_nonnull(strstr(entry("word/styles.xml"), "minorHAnsi")); /* as it was */
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known_answers");
    tcase_add_checked_fixture(c, setup, teardown);
    tcase_add_test(c, styles_and_paper_are_ours);
    tcase_add_test(c, the_same_document_gives_the_same_bytes);
    tcase_add_test(c, what_is_no_document_is_refused);
    return c;
}

UNIT_MAIN("docx_style", known_answers())
