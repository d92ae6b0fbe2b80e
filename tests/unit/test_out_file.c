#include "xuewei/out_file.h"
#include "unit.h"
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[64], path[96], part[112];
static struct xw_arena keep;
static struct xw_out_file file;

static void setup(void)
{
    strcpy(folder, "/tmp/xuewei-out-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/out.csv", folder);
    snprintf(part, sizeof part, "%s.part", path);
    ck_assert_int_eq(xw_arena_init(&keep, 1 << 16), XW_OK);
    file = (struct xw_out_file){ 0 };
}

static void teardown(void)
{
    xw_out_file_discard(&file);
    xw_out_file_discard(&file);
    unlink(path);
    ck_assert_int_eq(rmdir(folder), 0); /* nothing else was left there */
    xw_arena_free(&keep);
}

static void put(const char *text)
{
    FILE *to = fopen(path, "wb");
    ck_assert_ptr_nonnull(to);
    fputs(text, to);
    fclose(to);
}

static void expect(const char *want)
{
    char got[200] = "";
    FILE *from = fopen(path, "rb");
    ck_assert_ptr_nonnull(from);
    got[fread(got, 1, sizeof got - 1, from)] = '\0';
    fclose(from);
    ck_assert_str_eq(got, want);
}

START_TEST(it_is_named_in_the_end)
{
    put("a,b\nolder\n");
    ck_assert_int_eq(xw_out_file_open(&file, &keep, path, "a,b"), XW_OK);
    fputs("a,b\nnewer\n", file.to);
    ck_assert_int_eq(xw_out_file_good(&file), XW_OK);
    expect("a,b\nolder\n");
    ck_assert_int_eq(xw_out_file_finish(&file), XW_OK);
    expect("a,b\nnewer\n");
    ck_assert_int_ne(access(part, F_OK), 0);
}
END_TEST

START_TEST(what_is_not_finished_is_gone)
{
    ck_assert_int_eq(xw_out_file_open(&file, &keep, path, "a,b"), XW_OK);
    fputs("a,b\n", file.to);
    ck_assert_int_eq(access(part, F_OK), 0);
    xw_out_file_discard(&file);
    ck_assert_int_ne(access(part, F_OK), 0);
    ck_assert_int_ne(access(path, F_OK), 0);
}
END_TEST

START_TEST(an_empty_file_is_replaced)
{
    put("");
    ck_assert_int_eq(xw_out_file_open(&file, &keep, path, "a,b"), XW_OK);
    ck_assert_int_eq(xw_out_file_finish(&file), XW_OK);
    expect("");
}
END_TEST

/* Another table, the beginning of one, and a file without any line. */
static const char *const others[] = { "x,y\n", "a,c\n", "a,", "PK\1\2" };

START_TEST(another_file_is_kept)
{
    char want[200];
    put(others[_i]);
    ck_assert_int_eq(xw_out_file_open(&file, &keep, path, "a,b"), XW_IO);
    snprintf(want, sizeof want,
             "cannot write %s: another file has this name and is not written over", path);
    ck_assert_str_eq(file.trouble, want);
    xw_out_file_discard(&file);
    expect(others[_i]);
}
END_TEST

START_TEST(a_folder_that_is_not_there_is_said)
{
    char far[150], want[300];
    snprintf(far, sizeof far, "%s/none/out.csv", folder);
    ck_assert_int_eq(xw_out_file_open(&file, &keep, far, "a"), XW_IO);
    snprintf(want, sizeof want, "cannot write %s: No such file or directory", far);
    ck_assert_str_eq(file.trouble, want);
}
END_TEST

START_TEST(a_device_is_written_as_it_is)
{
    ck_assert_int_eq(xw_out_file_open(&file, &keep, "/dev/null", "a,b"), XW_OK);
    fputs("a,b\n", file.to);
    ck_assert_int_eq(xw_out_file_finish(&file), XW_OK);
    ck_assert_int_eq(access("/dev/null", F_OK), 0);
    ck_assert_int_ne(access("/dev/null.part", F_OK), 0);
}
END_TEST

START_TEST(a_full_disk_is_said)
{
    ck_assert_int_eq(xw_out_file_open(&file, &keep, "/dev/full", "a,b"), XW_OK);
    fputs("a,b\n", file.to);
    ck_assert_int_eq(xw_out_file_finish(&file), XW_IO);
    ck_assert_str_eq(file.trouble, "cannot write /dev/full: No space left on device");
}
END_TEST

START_TEST(cells_are_quoted_where_needed)
{
    char *text = NULL;
    size_t length = 0;
    FILE *to = open_memstream(&text, &length);
    xw_out_file_cell(to, "A1");
    putc(',', to);
    xw_out_file_cell(to, NULL);
    putc(',', to);
    xw_out_file_cell(to, "B,\"b\"\n");
    fclose(to);
    ck_assert_str_eq(text, "A1,,\"B,\"\"b\"\"\n\"");
    free(text);
}
END_TEST

static TCase *known_answers(void)
{
    TCase *c = tcase_create("known answers");
    tcase_add_checked_fixture(c, setup, teardown);
    tcase_add_test(c, it_is_named_in_the_end);
    tcase_add_test(c, what_is_not_finished_is_gone);
    tcase_add_test(c, an_empty_file_is_replaced);
    tcase_add_test(c, a_device_is_written_as_it_is);
    tcase_add_test(c, cells_are_quoted_where_needed);
    return c;
}

static TCase *refusals(void)
{
    TCase *c = tcase_create("refusals");
    tcase_add_checked_fixture(c, setup, teardown);
    tcase_add_loop_test(c, another_file_is_kept, 0, sizeof others / sizeof *others);
    tcase_add_test(c, a_folder_that_is_not_there_is_said);
    tcase_add_test(c, a_full_disk_is_said);
    return c;
}

UNIT_MAIN("out_file", known_answers(), refusals())
