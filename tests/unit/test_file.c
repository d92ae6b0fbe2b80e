#include "xuewei/file.h"
#include "reading.h"
#include <sys/stat.h>

START_TEST(bytes_are_read_as_they_are)
{
    struct reading r;
    struct xw_bytes got = { 0 };
    reading_begin_bytes(&r, "\xEF\xBB\xBF\0\xFF\r\n", 7);
    ck_assert_int_eq(xw_file_read(r.path, "t", &r.keep, &r.diag, &got), XW_OK);
    ck_assert_int_eq(got.length, 7);
    ck_assert_mem_eq(got.at, "\xEF\xBB\xBF\0\xFF\r\n", 8); /* and a NUL behind */
    reading_again(&r, "", 0);
    ck_assert_int_eq(xw_file_read(r.path, "t", &r.keep, &r.diag, &got), XW_OK);
    ck_assert_int_eq(got.length, 0);
    ck_assert_int_eq(got.at[0], '\0');
    reading_end(&r);
}
END_TEST

START_TEST(why_a_file_cannot_be_read)
{
    struct reading r;
    struct xw_bytes got = { "before", 6 };
    reading_begin(&r, "a");
    ck_assert_int_eq(xw_file_read("/nowhere/schools.csv", "schools.csv", &r.keep, &r.diag, &got),
                     XW_REFUSED);
    ck_assert_int_eq(xw_file_read("/", "folder", &r.keep, &r.diag, &got), XW_REFUSED);
    ck_assert_int_eq(xw_file_read("/dev/zero", "device", &r.keep, &r.diag, &got), XW_REFUSED);
    unlink(r.path);
    ck_assert_int_eq(mkfifo(r.path, 0600), 0);
    ck_assert_int_eq(xw_file_read(r.path, "pipe", &r.keep, &r.diag, &got), XW_REFUSED);
    ck_assert_str_eq(reading_said(&r), "schools.csv: cannot be read: No such file or directory\n"
                                       "folder: cannot be read: Is a directory\n"
                                       "device: cannot be read: Not a regular file\n"
                                       "pipe: cannot be read: Not a regular file\n");
    ck_assert_str_eq(got.at, "before");
    ck_assert_int_eq(got.length, 6);
    reading_end(&r);
}
END_TEST

/* A sparse file costs no room; only its size counts. */
START_TEST(large_files_are_refused)
{
    struct reading r;
    struct xw_bytes got = { 0 };
    reading_begin(&r, "a");
    ck_assert_int_eq(truncate(r.path, XW_FILE_MAX + 1), 0);
    ck_assert_int_eq(xw_file_read(r.path, "big", &r.keep, &r.diag, &got), XW_REFUSED);
    ck_assert_int_eq(truncate(r.path, XW_FILE_MAX), 0);
    ck_assert_int_eq(xw_file_read(r.path, "big", &r.keep, &r.diag, &got), XW_NO_MEMORY);
    ck_assert_str_eq(reading_said(&r),
                     "big: is larger than 1 GiB; that is more than this program reads\n"
                     "big: memory is used up\n");
    reading_end(&r);
}
END_TEST

START_TEST(places)
{
    static const char text[] = "ab\n学位x\n\n";
    static const int want[][2] = { { 1, 1 }, { 1, 2 }, { 1, 3 }, { 2, 1 }, { 2, 2 },
                                   { 2, 3 }, { 2, 4 }, { 3, 1 }, { 4, 1 } };
    static const int offset[] = { 0, 1, 2, 3, 6, 9, 10, 11, 12 };
    for (size_t i = 0; i < sizeof offset / sizeof *offset; i++) {
        struct xw_place at = xw_file_place("t", text, offset[i]);
        ck_assert_str_eq(at.file, "t");
        ck_assert_int_eq(at.line, want[i][0]);
        ck_assert_int_eq(at.column, want[i][1]);
        ck_assert_ptr_null(at.field);
    }
}
END_TEST

START_TEST(texts_are_decoded)
{
    struct reading r;
    struct xw_bytes got = { 0 };
    reading_begin(&r, "");
    static const char *const utf8[] = { "学位", "\xEF\xBB\xBF学位" };
    for (int i = 0; i < 2; i++) {
        struct xw_bytes raw = { utf8[i], (ptrdiff_t)strlen(utf8[i]) };
        ck_assert_int_eq(xw_file_decode(raw, "t", "UTF-8", &r.keep, &r.diag, &got), XW_OK);
        ck_assert_int_eq(got.length, 6);
        ck_assert_str_eq(got.at, "学位");
    }
    struct xw_bytes gb = { "\xD1\xA7\xCE\xBB", 4 };
    ck_assert_int_eq(xw_file_decode(gb, "t", "GB18030", &r.keep, &r.diag, &got), XW_OK);
    ck_assert_int_eq(got.length, 6);
    ck_assert_str_eq(got.at, "学位");
    ck_assert_int_eq(r.diag.refused, 0);

    struct xw_arena none = { 0 };
    ck_assert_int_eq(xw_file_decode(gb, "t", "GB18030", &none, &r.diag, &got), XW_NO_MEMORY);
    ck_assert_str_eq(reading_said(&r), "t: memory is used up\n");
    reading_end(&r);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_test(c, bytes_are_read_as_they_are);
    tcase_add_test(c, places);
    tcase_add_test(c, texts_are_decoded);
    return c;
}

static TCase *refusals(void)
{
    TCase *c = tcase_create("refusals");
    tcase_add_test(c, why_a_file_cannot_be_read);
    tcase_add_test(c, large_files_are_refused);
    return c;
}

UNIT_MAIN("file", known_answers(), refusals())
